//! The table against the independent reference, docs/rules/bits-abi.json: slots, names, types, layouts, values.

use super::data::*;
use super::guid::to_core;
use super::interfaces::INTERFACES;
use super::legacy::LEGACY_INTERFACES;
use super::table::{Direction, Interface};
use serde_json::Value;

fn reference() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/bits-abi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect(path)).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// A type of the Rust table as the reference spells it.
fn reference_type(rust_type: &str) -> String {
    let words: Vec<&str> = rust_type.split([' ', '*']).filter(|word| !word.is_empty()).collect();
    let (base, pointers) = words.split_last().expect("a type");
    let base = if *base == "c_void" { "void" } else { base };
    let constant = if pointers.last() == Some(&"const") { "const " } else { "" };
    format!("{constant}{base}{}", "*".repeat(pointers.len()))
}

fn guid_text(guid: crate::abi::GUID) -> String {
    to_core(guid).to_string().trim_matches(['{', '}']).to_lowercase()
}

/// ABI-3, ABI-12, ABI-13: every interface, every slot, every parameter.
#[test]
fn every_slot_is_that_of_the_reference() {
    let reference = reference();
    let expected = list(&reference, "interfaces");
    let table: Vec<&Interface> = INTERFACES.iter().chain(LEGACY_INTERFACES).collect();
    assert_eq!(table.len(), expected.len());
    for wanted in expected {
        let name = text(wanted, "name");
        let row = table.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(guid_text(row.iid), text(wanted, "iid"), "{name}");
        assert_eq!(row.base.map(|base| base.name), wanted["base"].as_str(), "{name}");
        assert_eq!((row.header, row.since), (text(wanted, "header"), text(wanted, "since")), "{name}");
        assert_eq!(row.slots() as u64, wanted["slots_total"].as_u64().expect("slots_total"), "{name}");
        let first = row.base.map_or(0, Interface::slots);
        let methods = list(wanted, "methods");
        assert_eq!(row.methods.len(), methods.len(), "{name}");
        for (index, (method, wanted)) in row.methods.iter().zip(methods).enumerate() {
            let at = format!("{name}::{}", method.name);
            assert_eq!(method.name, text(wanted, "name"));
            assert_eq!((first + index) as u64, wanted["slot"].as_u64().expect("slot"), "{at}");
            let ulong = matches!(method.name, "AddRef" | "Release");
            assert_eq!(text(wanted, "returns"), if ulong { "ULONG" } else { "HRESULT" }, "{at}");
            let found: Vec<_> = method
                .parameters
                .iter()
                .map(|parameter| {
                    let direction = if parameter.direction == Direction::In { "in" } else { "out" };
                    (direction.to_owned(), parameter.name.to_owned(), reference_type(parameter.rust_type))
                })
                .collect();
            let wanted: Vec<_> = list(wanted, "params")
                .iter()
                .map(|parameter| ["dir", "name", "type"].map(|key| text(parameter, key).to_owned()))
                .map(|[direction, name, kind]| (direction, name, kind))
                .collect();
            assert_eq!(found, wanted, "{at}");
        }
    }
}

/// The vtable that Rust builds has as many slots as the table says, so none is missing or doubled.
#[test]
fn vtables_have_the_size_of_their_slots() {
    use super::interfaces::*;
    use super::table::ComInterface;
    fn check<I: ComInterface>() {
        assert_eq!(size_of::<I::Vtbl>(), I::INFO.slots() * size_of::<usize>(), "{}", I::INFO.name);
    }
    check::<IBackgroundCopyJob5>();
    check::<IBackgroundCopyFile6>();
    check::<IBackgroundCopyJobHttpOptions3>();
    check::<IBackgroundCopyCallback3>();
    check::<IBackgroundCopyManager>();
    check::<IBackgroundCopyError>();
    check::<IBitsTokenOptions>();
}

/// ABI-7 to ABI-11: sizes, alignments and offsets for this target.
#[test]
fn structures_have_the_layout_of_the_reference() {
    let model = if size_of::<usize>() == 8 { "b64" } else { "sysv32" };
    let reference = reference();
    let expected = list(&reference, "structs");
    for row in STRUCTURES {
        let wanted = expected
            .iter()
            .find(|wanted| wanted["name"] == row.name)
            .unwrap_or_else(|| panic!("{}", row.name));
        assert_eq!(row.size as u64, wanted["layout"][model]["size"], "{}", row.name);
        assert_eq!(row.align as u64, wanted["layout"][model]["align"], "{}", row.name);
        let fields: Vec<_> = list(wanted, "fields").iter().map(|field| text(field, "name")).collect();
        assert_eq!(row.fields.iter().map(|field| field.0).collect::<Vec<_>>(), fields, "{}", row.name);
        for (offset, wanted) in row.offsets.iter().zip(list(wanted, "fields")) {
            assert_eq!(*offset as u64, wanted["offset"][model], "{}: {wanted}", row.name);
        }
    }
}

#[test]
fn enumerations_constants_codes_and_class_ids_are_those_of_the_reference() {
    let reference = reference();
    let wanted: Vec<(String, i64)> = list(&reference, "enums")
        .iter()
        .flat_map(|row| list(row, "values"))
        .map(|value| (text(value, "name").to_owned(), value["value"].as_i64().expect("value")))
        .map(|(name, value)| (name, i64::from(value as i32)))
        .collect();
    let found: Vec<(String, i64)> = ENUMERATIONS
        .iter()
        .flat_map(|row| row.values)
        .map(|(name, value)| ((*name).to_owned(), i64::from(*value)))
        .collect();
    assert_eq!(found, wanted);

    let wanted: Vec<(&str, u64)> = list(&reference, "constants")
        .iter()
        .map(|row| (text(row, "name"), row["value"].as_u64().expect("value")))
        .collect();
    assert_eq!(CONSTANTS.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), wanted);

    let wanted: Vec<(&str, i64)> = list(&reference, "codes")
        .iter()
        .map(|row| (text(row, "name"), row["signed"].as_i64().expect("signed")))
        .collect();
    let found: Vec<(&str, i64)> = CODES.iter().map(|(name, bits)| (*name, i64::from(*bits as i32))).collect();
    assert_eq!(found, wanted);

    let mut wanted: Vec<(&str, &str)> =
        list(&reference, "clsids").iter().map(|row| (text(row, "name"), text(row, "clsid"))).collect();
    wanted.extend(list(&reference, "libids").iter().map(|row| (text(row, "name"), text(row, "libid"))));
    wanted.sort_unstable();
    let rows = MANAGER_CLASSES.iter().chain(OTHER_CLASSES).chain(TYPE_LIBRARIES);
    let mut found: Vec<(&str, String)> = rows.map(|(name, _, id)| (*name, guid_text(*id))).collect();
    found.sort_unstable();
    assert!(found.iter().map(|(name, id)| (*name, id.as_str())).eq(wanted));
}
