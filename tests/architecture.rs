//! The house: which room may use which, where curl, rusqlite and `unsafe` live, and which words a room does not know.
//!
//! The rules are docs/architecture.md's. Whatever breaks one is named by file and line. A line of `tests/architecture.txt`
//! lets one file break one rule for the time being; that list only shrinks.

#[path = "matrix/source.rs"]
mod source;

use std::collections::BTreeSet;

/// A room and those it may use. Rooms that do not exist yet are rules for the day they do.
const ARROWS: &[(&str, &[&str])] = &[
    ("sys", &[]),
    ("win32", &["sys"]),
    ("logging", &["sys"]),
    ("abi", &[]),
    ("files", &["win32", "sys"]),
    ("copy", &["win32", "sys"]),
    ("tree", &["copy", "win32", "sys"]),
    ("http", &["sys"]),
    ("queue", &["http", "copy", "win32", "sys"]),
    ("bits", &["queue", "win32", "sys"]),
    ("delivery", &["queue", "win32", "sys"]),
    ("com", &["abi", "bits", "delivery", "ffi", "logging", "win32", "sys"]),
    ("ffi", &["abi", "bits", "copy", "delivery", "files", "logging", "tree", "win32", "sys"]),
];

/// A crate and the rooms that name it, or the one file. `sys/libcurl.rs` sets an option of libcurl that the crate does not
/// have, which is unsafe: that it takes the crate's own handle, and no pointer, proves that the handle lives.
const CRATES: &[(&str, &[&str])] = &[
    ("curl", &["http", "sys/libcurl.rs"]),
    ("curl_sys", &["http"]),
    ("rusqlite", &["queue/store"]),
    ("libc", &["sys"]),
];

/// Where `unsafe` may be written.
const UNSAFE: &[&str] = &["com", "ffi", "sys"];

/// Words that a room does not know: a front end's codes in the queue, Windows in the system's calls, C in the engine.
const WORDS: &[(&str, &[&str])] = &[
    ("http", &["Hresult", "BG_", "DO_"]),
    ("queue", &["Hresult", "BG_", "DO_E_"]),
    ("sys", &["Hresult", "Win32", "DWORD", "WCHAR"]),
    ("copy", &["c_char", "c_void", "DWORD", "HANDLE"]),
    ("tree", &["c_char", "c_void", "DWORD", "HANDLE"]),
];

/// One broken rule: where, and what a reader needs to know of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Break {
    file: String,
    line: usize,
    rule: String,
}

/// The lines of a file that hold code: comments, doc comments and everything from the first `#[cfg(test)]` of a module on
/// are taken out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines
        .windows(2)
        .position(|pair| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_start().starts_with("mod tests"));
    let end = tests.unwrap_or(lines.len());
    lines.into_iter().take(end).enumerate().filter_map(|(index, line)| {
        let line = line.split("//").next().unwrap_or("");
        (!line.trim().is_empty()).then_some((index + 1, line))
    })
}

/// Every room below `crate::` that a line names: `crate::copy::x` and, in a list, `crate::{copy::x, sys}`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split(',').collect(),
            None => vec![rest],
        };
        named.extend(heads.into_iter().map(|head| {
            head.trim()
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
                .collect()
        }));
    }
    named.retain(|name: &String| ARROWS.iter().any(|(room, _)| room == name));
    named
}

/// Whether `line` names the crate as the start of a path.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':')
    })
}

/// Whether `line` holds `unsafe` code; the type of a C function is none.
fn is_unsafe(line: &str) -> bool {
    let starts = ["unsafe fn", "unsafe extern", "pub unsafe", "pub(crate) unsafe", "pub(super) unsafe"];
    ["unsafe {", "unsafe impl", "unsafe(no_mangle"].iter().any(|word| line.contains(word))
        || (starts.iter().any(|start| line.trim_start().starts_with(start)) && !line.contains("fn("))
}

/// Whether `line` holds the beginning of a statement of SQL.
fn is_sql(line: &str) -> bool {
    ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "].iter().any(|word| line.contains(word))
        || (line.contains("UPDATE ") && line.contains(" SET "))
}

/// What one file of `src` breaks; `path` is relative to `src`.
fn breaks_of(path: &str, text: &str) -> Vec<Break> {
    let room = path.split('/').next().unwrap_or_default();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else { return Vec::new() };
    let mut found = Vec::new();
    let mut add = |line, rule: String| found.push(Break { file: path.to_owned(), line, rule });
    let inside =
        |rooms: &[&str]| rooms.iter().any(|room| path == *room || path.starts_with(&format!("{room}/")));
    for (number, line) in code(text) {
        for used in rooms_named(line) {
            if used != room && !allowed.contains(&used.as_str()) {
                add(number, format!("{room} -> {used}"));
            }
        }
        for (name, rooms) in CRATES {
            // What only types and numbers of C are taken from is no system call.
            let is_plain = *name == "libc" && (room == "ffi" || room == "com");
            if names_crate(line, name) && !inside(rooms) && !is_plain {
                add(number, format!("{room} names {name}"));
            }
        }
        if is_sql(line) && !inside(&["queue/store"]) {
            add(number, format!("{room} writes SQL"));
        }
        if is_unsafe(line) && !UNSAFE.contains(&room) {
            add(number, format!("unsafe in {room}"));
        }
        for word in WORDS.iter().filter(|(name, _)| *name == room).flat_map(|(_, words)| words.iter()) {
            if line.contains(word) {
                add(number, format!("{room} says {word}"));
            }
        }
    }
    found
}

/// Every break of the source, tests' own files left out.
fn breaks() -> Vec<Break> {
    let src = source::root().join("src");
    source::files("src", &[".rs"])
        .into_iter()
        .flat_map(|path| {
            let name = path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
            let is_test = name.contains("_tests") || name.ends_with("tests.rs") || name.contains("/tests/");
            if is_test { Vec::new() } else { breaks_of(&name, &source::read(&path)) }
        })
        .collect()
}

/// `FILE RULE`, one a line.
fn tolerated() -> BTreeSet<String> {
    source::read("tests/architecture.txt").lines().map(str::to_owned).collect()
}

#[test]
fn every_arrow_of_the_house_holds() {
    let mut needed = BTreeSet::new();
    let mut found = Vec::new();
    let tolerated = tolerated();
    for broken in breaks() {
        let line = format!("{} {}", broken.file, broken.rule);
        if !tolerated.contains(&line) {
            found.push(format!("src/{}:{}: {}", broken.file, broken.line, broken.rule));
        }
        needed.insert(line);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // The list only shrinks: what was mended goes from it.
    let kept: String = tolerated.intersection(&needed).map(|line| format!("{line}\n")).collect();
    source::check_generated("tests/architecture.txt", &kept);
}

/// The test of the test: each kind of break is seen, with its line, and what only looks like one is not.
#[test]
fn a_broken_arrow_is_named_with_its_line() {
    let breaks = |path: &str, text: &str| -> Vec<(usize, String)> {
        breaks_of(path, text).into_iter().map(|found| (found.line, found.rule)).collect()
    };
    let one = |line: usize, rule: &str| vec![(line, rule.to_owned())];
    assert_eq!(
        breaks("queue/run/mod.rs", "use crate::sys;\nuse crate::bits::Job;\n"),
        one(2, "queue -> bits")
    );
    assert_eq!(breaks("http/mod.rs", "fn f() { crate::queue::poke(); }\n"), one(1, "http -> queue"));
    assert_eq!(breaks("bits/job.rs", "use crate::{delivery::X, queue::Y};\n"), one(1, "bits -> delivery"));
    assert_eq!(breaks("queue/live.rs", "use curl::multi::Multi;\n"), one(1, "queue names curl"));
    assert_eq!(
        breaks("queue/state.rs", "fn f(c: &rusqlite::Connection) {}\n"),
        one(1, "queue names rusqlite")
    );
    assert_eq!(breaks("bits/file.rs", "f(\"UPDATE job SET state = 3\");\n"), one(1, "bits writes SQL"));
    assert_eq!(breaks("copy/pump.rs", "let x = unsafe { f() };\n"), one(1, "unsafe in copy"));
    assert_eq!(breaks("queue/run.rs", "return Err(Hresult::BG_E_X);\n").len(), 2);
    assert_eq!(breaks("sys/open.rs", "use crate::win32::Win32Error;\n").len(), 2);

    assert_eq!(breaks("queue/store/job.rs", "use rusqlite::Row;\nuse crate::http::Cause;\n"), []);
    assert_eq!(
        breaks("http/request.rs", "use curl::easy::Easy2;\n/// As BG_E says.\nlet x = 1; // Hresult\n"),
        []
    );
    assert_eq!(
        breaks("queue/x.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::bits::Job;\n}\n"),
        []
    );
    assert_eq!(breaks("sys/libcurl.rs", "use curl::easy::Easy2;\n"), []);
    assert_eq!(breaks("sys/open.rs", "use curl::easy::Easy2;\n"), one(1, "sys names curl"));
    assert_eq!(breaks("abi/hooks.rs", "pub f: Option<unsafe extern \"C\" fn()>,\n"), []);
    assert_eq!(breaks("copy/x.rs", "#![forbid(unsafe_code)]\nlet my_curl::x = 1;\n"), []);
}
