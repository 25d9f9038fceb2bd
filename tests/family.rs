//! The older family, names, drives, the error texts and the ms_abi entry points through C: c-tests/family.c, whose checks
//! cite the rules X1 to X10, MV1 to MV27 and RF1 to RF5. And what the library exports.

mod support;

use std::ffi::OsStr;
use std::process::Command;
use support::c_programs::{Build, ROOT, is_there, libraries, succeed};
use support::skipped;

/// Runs a program in directories on two volumes, with a wrapper such as valgrind before it.
fn run(build: &Build<'_>, wrapper: &[&str], source: &str) {
    let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let Some(program) = build.program(source, here.path()) else { return };
    let volume = here.path().join("volume");
    std::fs::create_dir(&volume).expect("a directory");
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        skipped("no second volume at /dev/shm");
        return;
    };
    let mut command = Command::new(wrapper.first().map_or(program.as_os_str(), OsStr::new));
    if let Some((_, options)) = wrapper.split_first() {
        command.args(options).arg(&program);
    }
    command.arg(&volume);
    if source == FAMILY {
        command.arg(elsewhere.path());
    }
    succeed(&mut command);
}

const FAMILY: &str = "c-tests/family.c";
const LAYER: &str = "examples/layer.c";
const SANITIZERS: &[&str] = &["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const VALGRIND: &[&str] =
    &["valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=definite"];

/// Rules X1 to X10, MV1 to MV27, RF1 to RF5, O21, V8, V12.
#[test]
fn the_family_behaves_through_c_as_the_sheet_says() {
    run(&Build::PLAIN, &[], FAMILY);
}

/// A layer with its own paths, handles and last error: the worked example.
#[test]
fn hooks_take_over_paths_handles_and_the_last_error() {
    for (compiler, standard) in [("gcc", "c11"), ("clang", "c17")] {
        run(&Build { compiler, standard, options: &[] }, &[], LAYER);
    }
}

/// Hooks that many threads set at once, and answers that make no sense; also under the sanitizers.
#[test]
fn hooks_at_their_limits() {
    run(&Build { options: SANITIZERS, ..Build::PLAIN }, &[], "c-tests/hooks.c");
}

/// Lines of the log through the routine and in a file; also from within the routine, from threads, and with levels that make
/// no sense.
#[test]
fn the_log_says_what_was_done_and_why() {
    run(&Build { options: SANITIZERS, ..Build::PLAIN }, &[], "c-tests/log.c");
}

#[test]
fn the_family_and_the_layer_under_sanitizers() {
    for source in [FAMILY, LAYER] {
        run(&Build { options: SANITIZERS, ..Build::PLAIN }, &[], source);
    }
}

#[test]
fn the_family_and_the_layer_under_valgrind() {
    if is_there("valgrind") {
        for source in [FAMILY, LAYER] {
            run(&Build::PLAIN, VALGRIND, source);
        }
    }
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
