//! `MATRIX.md` lists every function, structure, constant and error code with what it does here. The names come from
//! the source, what is said of them from `tests/matrix/status.rs`, and the code is asked whether that can be true.
//!
//! `COPYFILE2_UPDATE_MATRIX=1 cargo test --test matrix` rewrites the page.
#![cfg(feature = "bits")]

#[path = "matrix/source.rs"]
mod source;
#[path = "matrix/status.rs"]
mod status;

use copyfile2::abi::ALL_CONSTANTS;
use copyfile2::win32::Win32Error;
use copyfile2::win32::error::NAMED;
use status::{
    CODES_NOT_GIVEN, CONSTANTS, CONSTANTS_OF_FUNCTIONS, FUNCTIONS, PARTIAL_FUNCTIONS, Row, STRUCTURES, Status,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

#[test]
fn matrix_is_what_the_source_says() {
    let mut page = String::from(
        "# What is done\n\nMade from the source by `tests/matrix.rs`. Which rules have a test: [docs/coverage.md](docs/coverage.md).\n",
    );
    functions(&mut page);
    structures(&mut page);
    constants(&mut page);
    codes(&mut page);
    page.push_str("\n## BITS\n\n");
    page.push_str(&source::read("tests/matrix/bits.md"));
    methods(&mut page);
    source::check_generated("MATRIX.md", &page);
}

/// A flag that is done is looked at by the engine; one without effect is not.
#[test]
fn flags_are_what_their_status_says() {
    let engine = text_of("src/copy");
    for (name, status, _) in CONSTANTS {
        let Some(flag) = name.strip_prefix("COPY_FILE2_V2_").or_else(|| name.strip_prefix("COPY_FILE_"))
        else {
            continue;
        };
        if flag == "VALID_FLAGS" {
            continue;
        }
        let set = if name.starts_with("COPY_FILE2_V2_") { "CopyFlagsV2" } else { "CopyFlags" };
        let is_used = mentions(&engine, &format!("{set}::{flag}"));
        match status {
            Status::Done => assert!(is_used, "{name} is called done, but the engine never looks at it"),
            Status::NoEffect => assert!(!is_used, "{name} has an effect by now"),
            _ => {}
        }
    }
}

#[test]
fn messages_answers_and_phases_are_what_their_status_says() {
    let edge = text_of("src/ffi");
    for (name, status, _) in CONSTANTS {
        if ["COPYFILE2_CALLBACK_", "COPYFILE2_PHASE_"].iter().any(|group| name.starts_with(group))
            && *status == Status::Done
        {
            assert!(mentions(&edge, name), "{name} is called done, but src/ffi never gives it");
        }
    }
    // Phase by phase: the engine gives it, or the row says that it does not.
    let engine = text_of("src/copy").replace("Phase::ServerCopy => \"", "");
    assert!(!mentions(&engine, "Phase::ServerCopy"), "COPYFILE2_PHASE_SERVER_COPY is given by now");
}

/// Every method of the COM interfaces.
fn methods(page: &mut String) {
    use copyfile2::com::matrix::{self, Status as Of};
    page.push_str("\n| interface | method | status | note |\n|---|---|---|---|\n");
    for row in matrix::methods() {
        let status = match row.status {
            Of::Done => Status::Done,
            Of::Partial => Status::Partial,
            Of::NotOffered => Status::NotOffered,
        };
        let _ =
            writeln!(page, "| `{}` | `{}` | {} | {} |", row.interface, row.method, status.words(), row.note);
    }
}

fn functions(page: &mut String) {
    page.push_str("\n## Functions\n\n| function | status | note |\n|---|---|---|\n");
    let exported = exported("src/ffi");
    // The ms_abi entry points are made by a macro: one row stands for all.
    for name in exported.iter().filter(|name| !name.starts_with('$')) {
        let base = name.strip_suffix("U32").or_else(|| name.strip_suffix("U8")).unwrap_or(name);
        let base_known = FUNCTIONS.iter().any(|(known, _)| [base, name, &format!("{base}W")].contains(known));
        assert!(base_known, "{name} is exported and has no row in tests/matrix/status.rs");
    }
    for &(name, note) in FUNCTIONS {
        let status = status_of_function(&exported, name);
        let note = if note.is_empty() && status == Status::NotOffered { "not written yet" } else { note };
        line(page, name, status, note);
        for (form, units) in [("U32", "for UTF-32 names"), ("U8", "for UTF-8 names")] {
            let base = if form == "U8" { name.strip_suffix('W').unwrap_or(name) } else { name };
            let form = format!("{base}{form}");
            if exported.contains(&form) {
                line(page, &form, status, units);
            }
        }
    }
}

fn status_of_function(exported: &BTreeSet<String>, name: &str) -> Status {
    match exported.contains(name) {
        _ if name.ends_with("_ms") => Status::Done,
        true if name.contains("Transacted") => Status::NotOffered,
        true if PARTIAL_FUNCTIONS.contains(&name) => Status::Partial,
        true => Status::Done,
        false => Status::NotOffered,
    }
}

fn structures(page: &mut String) {
    page.push_str("\n## Structures\n\n| structure | status | note |\n|---|---|---|\n");
    let text = text_of("src/abi");
    let names: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub union ")))
        .filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next())
        .collect();
    for name in &names {
        assert!(row(STRUCTURES, name).is_some(), "{name} has no row in tests/matrix/status.rs");
    }
    for (name, status, note) in STRUCTURES {
        assert!(names.contains(name), "{name} is not in src/abi");
        line(page, name, *status, note);
    }
}

fn constants(page: &mut String) {
    let groups = [
        ("Messages", "COPYFILE2_CALLBACK_"),
        ("Actions", "COPYFILE2_PROGRESS_"),
        ("Phases", "COPYFILE2_PHASE_"),
        ("`dwCopyFlags`", "COPY_FILE_"),
        ("`dwCopyFlagsV2`", "COPY_FILE2_V2_"),
        ("Other constants", ""),
    ];
    let exported = exported("src/ffi");
    let mut listed = BTreeSet::new();
    for (title, prefix) in groups {
        let _ = write!(page, "\n## {title}\n\n| constant | status | note |\n|---|---|---|\n");
        for &(name, _) in ALL_CONSTANTS {
            if !name.starts_with(prefix) || !listed.insert(name) {
                continue;
            }
            let function = CONSTANTS_OF_FUNCTIONS.iter().find(|(group, _)| name.starts_with(group));
            match (row(CONSTANTS, name), function) {
                (Some((_, status, note)), _) => line(page, name, *status, note),
                (None, Some((_, function))) => {
                    line(page, name, status_of_function(&exported, function), &format!("see `{function}`"));
                }
                (None, None) => panic!("{name} has no row in tests/matrix/status.rs"),
            }
        }
    }
    for (name, ..) in CONSTANTS {
        assert!(listed.contains(name), "{name} is no constant of src/abi");
    }
}

fn codes(page: &mut String) {
    page.push_str("\n## Error codes\n\n| code | name | HRESULT | status | note |\n|---|---|---|---|---|\n");
    let edge_and_engine = ["src/copy", "src/ffi", "src/files", "src/win32", "src/sys"].map(text_of).concat();
    for &(code, name, _) in NAMED {
        let constant = format!("Win32Error::{}", name.trim_start_matches("ERROR_"));
        let note = CODES_NOT_GIVEN.iter().find(|(known, _)| *known == code).map(|(_, note)| *note);
        let (status, note) = match (mentions(&edge_and_engine, &constant), note) {
            (true, _) => (Status::Done, ""),
            (false, Some(note)) => (Status::NotGiven, note),
            (false, None) => panic!("{name} is never given: say why in tests/matrix/status.rs"),
        };
        let hresult = Win32Error::from_code(code).hresult();
        let _ = writeln!(page, "| {code} | `{name}` | 0x{hresult:08X} | {} | {note} |", status.words());
    }
}

fn line(page: &mut String, name: &str, status: Status, note: &str) {
    let _ = writeln!(page, "| `{name}` | {} | {note} |", status.words());
}

fn row<'a>(rows: &'a [Row], name: &str) -> Option<&'a Row> {
    rows.iter().find(|(known, ..)| *known == name)
}

/// The functions that the files of a room export to C.
///
/// What the drop-in headers stand on has no Windows name and is listed nowhere.
fn exported(room: &str) -> BTreeSet<String> {
    let kits = ["src/ffi/kit", "src/ffi/files"].map(|kit| source::root().join(kit));
    let files = source::files(room, &[".rs"]);
    let files = files.into_iter().filter(|path| !kits.iter().any(|kit| path.starts_with(kit)));
    let text: String = files.map(|path| fs::read_to_string(path).expect("UTF-8 source")).collect();
    let mut found = BTreeSet::new();
    for after in text.split("#[unsafe(no_mangle)]").skip(1) {
        let item =
            after.lines().map(str::trim_start).find(|line| line.starts_with("pub ")).unwrap_or_default();
        if let Some((_, name)) = item.split_once(" fn ") {
            found.insert(name.split('(').next().unwrap_or_default().to_owned());
        }
    }
    found
}

/// All Rust text of a room, without its unit tests.
fn text_of(room: &str) -> String {
    source::files(room, &[".rs"])
        .iter()
        .map(|path| fs::read_to_string(path).expect("UTF-8 source"))
        .map(|text| text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned())
        .collect()
}

/// Whether `word` stands in `text` and does not go on there.
fn mentions(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let next = text[start + word.len()..].chars().next();
        !next.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    })
}
