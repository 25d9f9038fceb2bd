//! The headers compile without a warning wherever they may be used, and lay out what the rule sheet says (part 2).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const WARNINGS: [&str; 6] =
    ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Werror"];
const STANDARDS: [&str; 6] = ["c11", "c17", "c++11", "c++14", "c++17", "c++20"];
/// What the system's headers show: strict C, no more than the language; POSIX of 1993; everything.
const FEATURES: [&[&str]; 4] =
    [&[], &["-U_GNU_SOURCE"], &["-U_GNU_SOURCE", "-D_POSIX_C_SOURCE=199309L"], &["-D_GNU_SOURCE"]];
const UNITS: [&str; 3] = ["-fno-short-wchar", "-fshort-wchar", "-DCOPYFILE2_WCHAR32"];

#[test]
fn every_standard_and_width_of_wchar_compiles_with_gcc() {
    compile_everywhere("gcc", &[]);
}

#[test]
fn every_standard_and_width_of_wchar_compiles_with_clang() {
    compile_everywhere("clang", &[]);
}

/// The 32-bit numbers of part 2.
#[test]
fn every_standard_and_width_of_wchar_compiles_for_32_bits() {
    compile_everywhere("gcc", &["-m32"]);
}

/// Windows code over include/win32, with gcc and clang, whatever the system's headers are told to show.
#[test]
fn windows_style_code_compiles_over_the_drop_in_headers() {
    for driver in ["gcc", "clang"] {
        if Command::new(driver).arg("--version").output().is_err() {
            println!("skipped: no {driver}");
            continue;
        }
        for standard in STANDARDS {
            for (units, generic) in UNITS.into_iter().zip(["-DUNICODE", "-UUNICODE", "-DUNICODE"]) {
                for features in FEATURES {
                    let mut compiler = compiler(driver, standard, &[units, generic, "-fsyntax-only"]);
                    compiler.args(features).arg("-I").arg(root("include/win32"));
                    succeed(compiler.arg(c_test("windows_style.c")));
                }
            }
        }
    }
}

/// Each header stands alone, in strict C and C++.
#[test]
fn every_header_compiles_alone_without_feature_macros() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let unit = scratch.path().join("unit.c");
    fs::write(&unit, "extern int unit;\n").expect("writing the unit");
    for directory in
        ["include", "include/copyfile2", "include/win32", "include/win32/sys", "include/win32/wrl"]
    {
        for entry in fs::read_dir(root(directory)).into_iter().flatten() {
            let header = entry.expect("a header").path();
            for standard in ["c11", "c++11"] {
                // Other spellings only include the first one.
                let is_spelling = header
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(char::is_uppercase));
                if header.is_file() && !is_spelling {
                    let mut compiler = compiler("gcc", standard, &["-U_GNU_SOURCE", "-fsyntax-only"]);
                    compiler.arg("-I").arg(root("include/win32")).arg("-include").arg(&header);
                    succeed(compiler.arg(&unit));
                }
            }
        }
    }
}

/// The same code and the same numbers hold for the headers of mingw-w64: equal prototypes and layouts.
#[test]
fn windows_style_code_and_layouts_hold_for_mingw_too() {
    for driver in
        ["x86_64-w64-mingw32-gcc", "i686-w64-mingw32-gcc", "x86_64-w64-mingw32-g++", "i686-w64-mingw32-g++"]
    {
        if Command::new(driver).arg("--version").output().is_err() {
            println!("skipped: no {driver}");
            continue;
        }
        let language = if driver.ends_with("++") { "c++" } else { "c" };
        for source in ["windows_style.c", "layout.c"] {
            let mut compiler = Command::new(driver);
            compiler.args([
                "-x",
                language,
                "-D_WIN32_WINNT=0x0602",
                "-DLAYOUT_OF_WINDOWS_HEADERS",
                "-fsyntax-only",
            ]);
            succeed(compiler.args(["-Wall", "-Wextra", "-Werror"]).arg(c_test(source)));
        }
    }
}

#[test]
fn two_units_with_different_wchar_link_into_one_and_reach_their_own_entry_points() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut objects = Vec::new();
    for (number, units) in ["-fno-short-wchar", "-DCOPYFILE2_WCHAR32"].into_iter().enumerate() {
        let object = scratch.path().join(format!("{number}.o"));
        // The second unit gives its functions other names, so that only the headers could clash.
        let rename = format!("-Dspellings_new_routine=new{number}");
        let mut compiler = compiler("gcc", "c11", &[units, &rename]);
        for function in ["old_routine", "classify", "copy", "hooks"] {
            compiler.arg(format!("-Dspellings_{function}={function}{number}"));
        }
        succeed(compiler.arg("-c").arg(c_test("spellings.c")).arg("-o").arg(&object));
        objects.push(object);
    }
    let joined = scratch.path().join("joined.o");
    succeed(Command::new("gcc").args(["-r", "-o"]).arg(&joined).args(&objects));
    let undefined = succeed(Command::new("nm").arg("--undefined-only").arg("-j").arg(&joined));
    assert_eq!(undefined.lines().collect::<Vec<_>>(), ["CopyFile2", "CopyFile2U32"]);
}

fn compile_everywhere(driver: &str, options: &[&str]) {
    let mut probe = compiler(driver, "c11", options);
    probe.args(["-fsyntax-only", "-include", "stdint.h", "/dev/null"]);
    if !probe.output().is_ok_and(|output| output.status.success()) {
        println!("skipped: {driver} {options:?} cannot compile here");
        return;
    }
    for standard in STANDARDS {
        for units in UNITS {
            for source in ["layout.c", "spellings.c"] {
                let mut compiler = compiler(driver, standard, options);
                succeed(compiler.arg(units).arg("-fsyntax-only").arg(c_test(source)));
            }
        }
    }
}

fn compiler(driver: &str, standard: &str, options: &[&str]) -> Command {
    let mut command = Command::new(driver);
    command.args(["-x", if standard.starts_with("c++") { "c++" } else { "c" }]);
    command.arg(format!("-std={standard}")).args(WARNINGS).args(options);
    command.arg("-I").arg(root("include"));
    command
}

fn c_test(name: &str) -> PathBuf {
    root("c-tests").join(name)
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs a command that must succeed and returns what it printed.
fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
