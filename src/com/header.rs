//! The C and C++ text of the table, and the test that the checked-in headers are it.
//!
//! `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header` rewrites them.

use super::data::*;
use super::interfaces::INTERFACES;
use super::legacy::LEGACY_INTERFACES;
use super::table::{Interface, Method};
use crate::abi::GUID;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn checked_in_headers_are_what_the_table_makes() {
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/copyfile2");
    for (name, made) in [
        ("unknwn.h", unknwn()),
        ("bits.h", bits()),
        ("qmgr.h", legacy("qmgr.h")),
        ("bitscfg.h", legacy("bitscfg.h")),
    ] {
        let path = include.join(name);
        if std::env::var_os("COPYFILE2_UPDATE_HEADERS").is_some() {
            std::fs::write(&path, &made).expect("writing the header");
        }
        let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            checked_in == made,
            "include/copyfile2/{name} is stale: run COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header"
        );
    }
}

/// A type of the table in C, ending so that a name can follow. Prototypes use private spellings alone, so that no
/// other header's DWORD can change them.
pub(super) fn c_type(rust_type: &str) -> String {
    let words: Vec<&str> = rust_type.split([' ', '*']).filter(|word| !word.is_empty()).collect();
    let (base, pointers) = words.split_last().expect("a type");
    let mut text = match *base {
        "DWORD" => "CF2_DWORD ".to_owned(),
        "ULONG" => "CF2_ULONG ".to_owned(),
        "LONG" => "CF2_LONG ".to_owned(),
        "BOOL" => "CF2_BOOL ".to_owned(),
        "HRESULT" => "CF2_HRESULT ".to_owned(),
        "LPWSTR" | "LPOLESTR" | "BSTR" => "CF2_WCHAR *".to_owned(),
        "LPCWSTR" => "const CF2_WCHAR *".to_owned(),
        "GUID" => "CF2_GUID ".to_owned(),
        "REFIID" | "REFGUID" => "CF2_REFGUID ".to_owned(),
        "UINT" => "unsigned int ".to_owned(),
        "WORD" => "uint16_t ".to_owned(),
        "byte" | "BYTE" => "unsigned char ".to_owned(),
        "UINT64" => "CF2_UINT64 ".to_owned(),
        "LCID" => "CF2_DWORD ".to_owned(),
        "DISPID" => "CF2_LONG ".to_owned(),
        "c_void" => "void ".to_owned(),
        other => format!("{other} "),
    };
    for (index, pointer) in pointers.iter().rev().enumerate() {
        if *pointer == "const" && index == 0 {
            text.insert_str(0, "const ");
        }
        text.push('*');
    }
    text
}

fn returns(method: &Method) -> &'static str {
    if matches!(method.name, "AddRef" | "Release") { "CF2_ULONG" } else { "CF2_HRESULT" }
}

fn parameters(method: &Method) -> Vec<String> {
    method
        .parameters
        .iter()
        .map(|parameter| format!("{}{}", c_type(parameter.rust_type), parameter.name))
        .collect()
}

fn guid_text(guid: GUID) -> String {
    let GUID { Data1, Data2, Data3, Data4: d } = guid;
    format!(
        "0x{Data1:08x}, 0x{Data2:04x}, 0x{Data3:04x}, 0x{:02x}, 0x{:02x}, 0x{:02x}, 0x{:02x}, 0x{:02x}, 0x{:02x}, 0x{:02x}, 0x{:02x}",
        d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]
    )
}

fn uuid(guid: GUID) -> String {
    super::guid::to_core(guid).to_string().trim_matches(['{', '}']).to_lowercase()
}

/// One interface for C++ (abstract class) and for C (structure with `lpVtbl`, and the macros of COBJMACROS).
fn interface(text: &mut String, row: &Interface) {
    let name = row.name;
    let base = row.base.map(|base| base.name);
    let guard = format!("__{name}_INTERFACE_DEFINED__");
    writeln!(text, "\n/* {name}: {}, since {} */\n#ifndef {guard}\n#define {guard}", row.header, row.since)
        .unwrap();
    writeln!(text, "CF2_EXTERN_C const CF2_GUID IID_{name};").unwrap();
    writeln!(text, "#if defined(__cplusplus) && !defined(CINTERFACE)").unwrap();
    match base {
        Some(base) => writeln!(text, "struct {name} : public {base} {{").unwrap(),
        None => writeln!(text, "struct {name} {{").unwrap(),
    }
    for method in row.methods {
        let list = parameters(method).join(", ");
        writeln!(text, "    virtual {} STDMETHODCALLTYPE {}({list}) = 0;", returns(method), method.name)
            .unwrap();
    }
    if base.is_none() {
        text.push_str("    template <class T> CF2_HRESULT QueryInterface(T **object);\n");
    }
    writeln!(text, "}};\nCF2_UUID({name}, {})", guid_text(row.iid)).unwrap();
    if base.is_none() {
        text.push_str(
            "template <class T> inline CF2_HRESULT IUnknown::QueryInterface(T **object) {\n    return QueryInterface(__uuidof(T), reinterpret_cast<void **>(object));\n}\n",
        );
    }
    writeln!(text, "#else\ntypedef struct {name}Vtbl {{\n    BEGIN_INTERFACE").unwrap();
    for (_, method) in row.all_methods() {
        let mut list = vec![format!("{name} *This")];
        list.extend(parameters(method));
        let list = list.join(", ");
        writeln!(text, "    {} (STDMETHODCALLTYPE *{})({list});", returns(method), method.name).unwrap();
    }
    writeln!(
        text,
        "    END_INTERFACE\n}} {name}Vtbl;\nstruct {name} {{\n    CONST_VTBL {name}Vtbl *lpVtbl;\n}};"
    )
    .unwrap();
    text.push_str("#ifdef COBJMACROS\n");
    for (_, method) in row.all_methods() {
        let names: String =
            method.parameters.iter().map(|parameter| format!(", {}", parameter.name)).collect();
        let values: String =
            method.parameters.iter().map(|parameter| format!(", ({})", parameter.name)).collect();
        let method = method.name;
        writeln!(text, "#define {name}_{method}(This{names}) ((This)->lpVtbl->{method}((This){values}))")
            .unwrap();
    }
    text.push_str("#endif\n#endif\n#endif\n");
}

fn forward(text: &mut String, rows: &[&Interface]) {
    for row in rows {
        let name = row.name;
        writeln!(text, "#ifndef __{name}_FWD_DEFINED__\n#define __{name}_FWD_DEFINED__\ntypedef struct {name} {name};\n#endif")
            .unwrap();
    }
}

fn start(name: &str, what: &str) -> String {
    let guard = format!("COPYFILE2_{}_H", name.trim_end_matches(".h").to_uppercase());
    format!(
        "/*\n * copyfile2/{name}: {what}\n *\n * Rendered from the interface table in src/com: change that, then run\n * `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header`.\n */\n#ifndef {guard}\n#define {guard}\n\n"
    )
}

fn unknwn() -> String {
    let mut text = start("unknwn.h", "IUnknown and IClassFactory.");
    text.push_str("#include \"com.h\"\n\n");
    let rows: Vec<&Interface> = INTERFACES.iter().filter(|row| row.header == "unknwn.h").collect();
    forward(&mut text, &rows);
    text.push_str("typedef IUnknown *LPUNKNOWN;\ntypedef IClassFactory *LPCLASSFACTORY;\n");
    rows.iter().for_each(|row| interface(&mut text, row));
    text.push_str("\n#endif\n");
    text
}

fn structure(text: &mut String, row: &Structure) {
    let name = row.name;
    let tag = if row.kind == "struct" { format!("_{name}") } else { name.to_owned() };
    if name == "FILETIME" {
        text.push_str("\n#if !defined(_FILETIME_) && !defined(COPYFILE2_WIN32_WINDEF_H)\n#define _FILETIME_");
    }
    writeln!(text, "\ntypedef {} {tag} {{", row.kind).unwrap();
    for (field, kind) in row.fields {
        writeln!(text, "    {}{field};", c_type(kind)).unwrap();
    }
    if name == "FILETIME" {
        text.push_str("} FILETIME, *PFILETIME, *LPFILETIME;\n#endif\n");
    } else {
        writeln!(text, "}} {name};").unwrap();
    }
    writeln!(text, "#if UINTPTR_MAX == UINT64_MAX\nCF2_STATIC_ASSERT(sizeof({name}) == {}, \"copyfile2: layout of {name}\");\n#endif", row.size)
        .unwrap();
}

fn enumeration(text: &mut String, row: &Enumeration) {
    writeln!(text, "\ntypedef enum {} {{", row.name).unwrap();
    let last = row.values.len() - 1;
    for (index, (name, value)) in row.values.iter().enumerate() {
        let comma = if index == last { "" } else { "," };
        match value {
            0.. => writeln!(text, "    {name} = {value}{comma}").unwrap(),
            // C wants enumerators in the range of int.
            _ => writeln!(text, "    {name} = (int)0x{:08X}U{comma}", *value as u32).unwrap(),
        }
    }
    writeln!(
        text,
        "}} {};\nCF2_STATIC_ASSERT(sizeof({}) == 4, \"copyfile2: enumerations must have 32 bits\");",
        row.name, row.name
    )
    .unwrap();
}

fn constants(text: &mut String, wanted: impl Fn(&str) -> bool) {
    for (name, value, header) in CONSTANTS {
        if wanted(header) {
            match value {
                &u64::MAX => writeln!(text, "#define {name} ((CF2_UINT64)-1)").unwrap(),
                _ => writeln!(text, "#define {name} 0x{value:X}U").unwrap(),
            }
        }
    }
}

fn codes(text: &mut String, wanted: impl Fn(&str) -> bool) {
    for (name, bits) in CODES {
        if wanted(name) {
            writeln!(text, "#ifndef {name}\n#define {name} ((CF2_HRESULT)0x{bits:08X})\n#endif").unwrap();
        }
    }
}

fn class_ids(text: &mut String, rows: &[ClassId], wanted: impl Fn(&str) -> bool) {
    for (symbol, header, id) in rows {
        if wanted(header) {
            writeln!(text, "CF2_EXTERN_C const CF2_GUID {symbol};").unwrap();
            if let Some(class) = symbol.strip_prefix("CLSID_") {
                let uuid = uuid(*id);
                writeln!(
                    text,
                    "#ifdef __cplusplus\nclass {class}; /* {uuid} */\nCF2_UUID({class}, {})\n#endif",
                    guid_text(*id)
                )
                .unwrap();
            }
        }
    }
}

fn bits() -> String {
    let mut text = start("bits.h", "the Background Intelligent Transfer Service, 1.0 to 10.3.");
    text.push_str("#include \"unknwn.h\"\n\n");
    let mine = |header: &str| header.starts_with("bits") && header != "bitscfg.h";
    let rows: Vec<&Interface> = INTERFACES.iter().filter(|row| mine(row.header)).collect();
    forward(&mut text, &rows);
    text.push_str("\ntypedef CF2_DWORD BG_TOKEN; /* a bit set of BG_TOKEN_* */\n");
    ENUMERATIONS.iter().filter(|row| mine(row.header)).for_each(|row| enumeration(&mut text, row));
    STRUCTURES
        .iter()
        .filter(|row| mine(row.header) || row.name == "FILETIME")
        .for_each(|row| structure(&mut text, row));
    text.push('\n');
    constants(&mut text, mine);
    text.push_str("\n/* HRESULT codes (bitsmsg.h), 32-bit signed. */\n");
    codes(&mut text, |name| !name.starts_with("QM_"));
    text.push_str("#ifndef BG_E_SERVER_EXECUTE_ENABLED\n#define BG_E_SERVER_EXECUTE_ENABLED BG_E_SERVER_EXECUTE_ENABLE /* as the documentation spells it */\n#endif\n");
    text.push_str("\n/* Classes: each gives the same manager. */\n");
    class_ids(&mut text, MANAGER_CLASSES, |_| true);
    class_ids(&mut text, TYPE_LIBRARIES, |_| true);
    rows.iter().for_each(|row| interface(&mut text, row));
    text.push_str("\n#endif\n");
    text
}

fn legacy(header: &str) -> String {
    let what = match header {
        "qmgr.h" => {
            "the queue manager before BITS 1.0. Declared so that programs compile; its class is not registered."
        }
        _ => "server side configuration. Declared so that programs compile; its class is not registered.",
    };
    let mut text = start(header, what);
    text.push_str("#include \"unknwn.h\"\n\n");
    let with_dispatch =
        |row: &&Interface| row.header == header || header == "bitscfg.h" && row.header == "oaidl.h";
    let rows: Vec<&Interface> = LEGACY_INTERFACES.iter().filter(with_dispatch).collect();
    text.push_str("#ifndef COPYFILE2_AUTOMATION_TYPES\n#define COPYFILE2_AUTOMATION_TYPES\n");
    for (tag, name) in [
        ("tagVARIANT", "VARIANT"),
        ("tagDISPPARAMS", "DISPPARAMS"),
        ("tagEXCEPINFO", "EXCEPINFO"),
        ("ITypeInfo", "ITypeInfo"),
    ] {
        writeln!(text, "typedef struct {tag} {name};").unwrap();
    }
    text.push_str("#endif\n");
    forward(&mut text, &rows);
    ENUMERATIONS.iter().filter(|row| row.header == header).for_each(|row| enumeration(&mut text, row));
    STRUCTURES.iter().filter(|row| row.header == header).for_each(|row| structure(&mut text, row));
    constants(&mut text, |of| of == header);
    if header == "qmgr.h" {
        codes(&mut text, |name| name.starts_with("QM_"));
    }
    class_ids(&mut text, OTHER_CLASSES, |of| of == header);
    rows.iter().for_each(|row| interface(&mut text, row));
    text.push_str("\n#endif\n");
    text
}
