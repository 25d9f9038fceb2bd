//! The older family, names, drives, the error texts and the ms_abi entry points through C: c-tests/family.c, whose checks
//! cite the rules X1 to X10, MV1 to MV27 and RF1 to RF5. And what the library exports.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::c_programs::{Build, ROOT, libraries, succeed};

fn compile(program: &str, directory: &Path) -> PathBuf {
    Build::PLAIN.program(&format!("c-tests/{program}"), directory).expect("gcc")
}

/// Rules X1 to X10, MV1 to MV27, RF1 to RF5, O21, V8, V12.
#[test]
fn the_family_behaves_through_c_as_the_sheet_says() {
    let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let program = compile("family.c", here.path());
    let volume = here.path().join("volume");
    std::fs::create_dir(&volume).expect("a directory");
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        println!("skipped: no second volume at /dev/shm");
        return;
    };
    succeed(Command::new(&program).arg(&volume).arg(elsewhere.path()));
}

/// A layer with its own paths, handles and last error.
#[test]
fn hooks_take_over_paths_handles_and_the_last_error() {
    let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let program = compile("hooks.c", here.path());
    succeed(Command::new(&program).arg(here.path()));
}

#[test]
fn the_version_map_names_what_the_library_exports_and_nothing_else() {
    let printed = succeed(
        Command::new("nm").args(["-D", "--defined-only", "-j"]).arg(libraries().join("libcopyfile2.so")),
    );
    let exported: Vec<&str> = printed.lines().map(|name| name.split('@').next().unwrap_or(name)).collect();
    let map = std::fs::read_to_string(format!("{ROOT}/packaging/copyfile2.map")).expect("the map");
    let global =
        map.split("global:").nth(1).and_then(|rest| rest.split("local:").next()).expect("both parts");
    let named: Vec<&str> = global.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    let fits = |pattern: &str, name: &str| match pattern.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == pattern,
    };
    for name in &exported {
        assert!(named.iter().any(|pattern| fits(pattern, name)), "{name} is exported, the map lacks it");
    }
    for pattern in named {
        assert!(exported.iter().any(|name| fits(pattern, name)), "the map's {pattern} is not exported");
    }
}
