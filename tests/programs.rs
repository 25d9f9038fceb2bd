//! Typical Windows programs, `c-tests/programs`: they are built as they are, without a warning from our headers, by gcc and clang,
//! and do what they are for.
#![cfg(feature = "bits")]

mod bits_support;
mod support;

use bits_support::{Server, content, good};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::c_programs::{Build, ROOT, is_there, succeed};

const WCHAR32: &[&str] = &["-DCOPYFILE2_WCHAR32", "-DUNICODE", "-D_UNICODE"];
const SHORT: &[&str] = &["-fshort-wchar", "-DUNICODE", "-D_UNICODE"];
const NARROW: &[&str] = &[];

/// The object that programs link for their forms of main.
fn main_object(directory: &Path) -> PathBuf {
    let object = directory.join("main.o");
    let mut command = Command::new("gcc");
    command.args(["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-c"]);
    succeed(command.arg(Path::new(ROOT).join("packaging/main.c")).arg("-o").arg(&object));
    object
}

/// Builds a program in a directory of its own; `None` where the compiler is missing.
fn build(name: &str, compiler: &str, standard: &str, mode: &[&str], here: &Path) -> Option<PathBuf> {
    if !is_there(compiler) {
        return None;
    }
    let object = main_object(here);
    let win32 = format!("-I{ROOT}/include/win32");
    // The object comes with its own language, whatever the source's is.
    let link = format!("-Wl,{}", object.display());
    let options = [&[win32.as_str()], mode, &[link.as_str()]].concat();
    Build { compiler, standard, options: &options }.program(&format!("c-tests/programs/{name}"), here)
}

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// K-Y1: the version is that of Windows 10 unless the program says otherwise.
#[test]
fn a_version_gate_takes_the_way_of_copyfile2() {
    for (compiler, standard, mode, code) in [
        ("gcc", "c11", WCHAR32, 0),
        ("clang", "c17", SHORT, 0),
        ("g++", "c++17", NARROW, 0),
        ("gcc", "c11", &["-D_WIN32_WINNT=0x0601"][..], 1),
        ("clang", "c11", &["-DWINVER=0x0602"][..], 0),
    ] {
        let here = scratch();
        let Some(program) = build("version_gate.c", compiler, standard, mode, here.path()) else { continue };
        assert_eq!(
            Command::new(program).status().expect("it starts").code(),
            Some(code),
            "{compiler} {mode:?}"
        );
    }
}

/// K-C2: Ctrl-C cancels a copy from a routine on a thread of its own, and the destination goes.
#[test]
fn a_console_program_copies_and_is_cancelled_by_ctrl_c() {
    for (compiler, standard, mode) in [
        ("gcc", "c11", WCHAR32),
        ("clang", "c17", SHORT),
        ("g++", "c++17", NARROW),
        ("clang++", "c++17", WCHAR32),
    ] {
        let here = scratch();
        let Some(program) = build("console_copy.c", compiler, standard, mode, here.path()) else { continue };
        let from = here.path().join("größe");
        fs::write(&from, content(3_000_000, 7)).expect("a source");
        let to = here.path().join("copy");
        let run =
            |more: &[&str]| Command::new(&program).args([&from, &to]).args(more).output().expect("it starts");
        let output = run(&[]);
        assert_eq!(output.status.code(), Some(0), "{compiler} {mode:?}: {}", said(&output));
        assert!(said(&output).contains("3000000 of 3000000 bytes\n"), "{}", said(&output));
        assert!(fs::read(&to).expect("the copy") == content(3_000_000, 7));
        let output = run(&[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("error 80: The file exists.\r\n"), "{}", said(&output));
        fs::remove_file(&to).expect("the copy");
        let output = run(&["/press"]);
        assert_eq!(output.status.code(), Some(4), "{}", said(&output));
        assert!(said(&output).contains("error 1235: ") && !to.exists(), "{}", said(&output));
    }
}

/// A mode, the forms of main that are built in it, compiler and standard.
type Forms = (&'static [&'static str], &'static [u32], (&'static str, &'static str));

/// K-R5: every form of main that Microsoft's compiler takes.
#[test]
fn every_form_of_main_is_called() {
    // Under neither option wchar_t is not WCHAR: forms with wchar_t are for the other two. C has no empty parameter list that
    // says nothing (5).
    let c: (&str, &str) = ("gcc", "c11");
    let cpp: (&str, &str) = ("g++", "c++17");
    let modes: [Forms; 4] = [
        (WCHAR32, &[1, 2, 3, 4, 6, 7, 8, 9, 10], c),
        (WCHAR32, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], cpp),
        (SHORT, &[2, 3, 6], ("clang++", "c++11")),
        (NARROW, &[4, 6], cpp),
    ];
    for (mode, forms, (compiler, standard)) in modes {
        for form in forms {
            let define = format!("-DFORM={form}");
            let here = scratch();
            let mode = [mode, &[define.as_str()]].concat();
            let Some(program) = build("main_forms.c", compiler, standard, &mode, here.path()) else {
                continue;
            };
            let output = Command::new(program).args(["größe", "x", "y"]).output().expect("it starts");
            let code = if [1, 5, 8].contains(form) { 40 } else { 44 };
            assert_eq!(output.status.code(), Some(code), "{compiler} {mode:?}");
        }
    }
}

/// K-S1, K-P1: std::wstring, names joined by a backslash, and BITS beside it, in the mode with a 32-bit wchar_t.
#[test]
fn a_program_of_wide_strings_works() {
    for compiler in ["g++", "clang++"] {
        let here = scratch();
        let Some(program) = build("wstring.cpp", compiler, "c++17", WCHAR32, here.path()) else { continue };
        for name in ["first.txt", "größe.txt"] {
            fs::write(here.path().join(name), name).expect("a source");
        }
        let mut command = Command::new(program);
        let output = command.arg(here.path()).env("XDG_STATE_HOME", here.path()).output().expect("it starts");
        assert_eq!(said(&output), "first.txt: 0x00000000\ngröße.txt: 0x00000000\n", "{compiler}");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(fs::read(here.path().join("größe.txt.copy")).expect("the copy"), "größe.txt".as_bytes());
    }
}

/// Downloaders in plain C, with ATL, WRL and comdef, each with its own way to wait (K-O4 to K-O13, K-Q1).
#[test]
fn downloaders_in_every_style_fetch_their_file() {
    let body = content(200_000, 3);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/größe" | "/gr%C3%B6%C3%9Fe" | "/file" => good(request, stream, &served, ""),
        _ => bits_support::say(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    });
    for (name, compilers) in [
        ("bits_plain.c", [("gcc", "c11"), ("clang", "c17")]),
        ("bits_atl.cpp", [("g++", "c++11"), ("clang++", "c++17")]),
        ("bits_wrl.cpp", [("g++", "c++17"), ("clang++", "c++17")]),
        ("bits_comdef.cpp", [("clang++", "c++11"), ("g++", "c++17")]),
    ] {
        for ((compiler, standard), mode) in compilers.into_iter().zip([WCHAR32, SHORT]) {
            let here = scratch();
            let Some(program) = build(name, compiler, standard, mode, here.path()) else { continue };
            let to = here.path().join("größe");
            let mut command = Command::new(&program);
            command.arg(server.url("/file")).arg(&to).env("XDG_STATE_HOME", here.path().join("state"));
            let output = command.output().expect("it starts");
            assert_eq!(output.status.code(), Some(0), "{name} {compiler} {mode:?}: {}", said(&output));
            assert!(fs::read(&to).expect("the file") == body, "{name}");
            let mut command = Command::new(&program);
            command.arg(server.url("/none")).arg(&to).env("XDG_STATE_HOME", here.path().join("state"));
            let output = command.output().expect("it starts");
            assert_ne!(output.status.code(), Some(0), "{name}: {}", said(&output));
        }
    }
}
