//! The functions for files and their names, through C and C++ programs in each width of WCHAR.

mod support;

use std::path::PathBuf;
use std::process::Command;
use support::c_programs::{Build, ROOT};

/// How programs are built: compiler, standard, and what gives WCHAR its width.
const FORMS: &[(&str, &str, &[&str])] = &[
    ("gcc", "gnu11", &["-fshort-wchar"]),
    ("gcc", "c++17", &["-DCOPYFILE2_WCHAR32"]),
    ("clang", "gnu17", &["-DCOPYFILE2_WCHAR32"]),
    ("clang", "c++11", &[]),
];

/// Runs a program in each form, each time in an empty directory, which it is given.
fn in_each_form(source: &str, environment: &[(&str, &str)]) {
    let win32 = format!("-I{ROOT}/include/win32");
    for &(compiler, standard, form) in FORMS {
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let options = [&[win32.as_str(), "-DUNICODE", "-D_GNU_SOURCE"], form].concat();
        let Some(program) = (Build { compiler, standard, options: &options }).program(source, here.path())
        else {
            continue;
        };
        let work: PathBuf = here.path().join("work");
        std::fs::create_dir(&work).expect("a directory");
        let mut command = Command::new(program);
        command.arg(&work).env("TMPDIR", here.path()).env_remove("COPYFILE2_DRIVES").env_remove("WINEPREFIX");
        let output = command.envs(environment.iter().copied()).output().expect("the program starts");
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{compiler} {standard} {form:?}: {}\n{said}", output.status);
    }
}

// K-P1: backslash separates everywhere; K-P2, K-P4, K-P5, K-P6: the path of a name and the way back.
#[test]
fn the_path_of_a_name_and_the_name_of_a_path() {
    in_each_form("c-tests/file_names.c", &[]);
}

// K-F1 to K-F17, K-A1 to K-A8, K-W1 to K-W12, K-P6 to K-P12, K-H1 to K-H4, K-C1: results and last errors.
#[test]
fn files_directories_searches_and_paths() {
    in_each_form("c-tests/file_access.c", &[]);
}

// K-I1 to K-I7, K-D1 to K-D4, K-V1 to K-V5: by handle, links, volumes, DeviceIoControl.
#[test]
fn information_links_volumes_and_device_control() {
    in_each_form("c-tests/file_information.c", &[]);
}
