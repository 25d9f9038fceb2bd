//! Windows code compiles and links as it is: `examples/wincopy.c` is built for 16-bit and 32-bit WCHAR without a change,
//! runs on real files, and compiles against the headers of mingw-w64.

mod support;

use std::fs;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::c_programs::{Build, ROOT, is_there, libraries, succeed};
use support::{content, file, mode, skipped};

const SOURCE: &str = "examples/wincopy.c";

/// The forms of WCHAR: what the compiler is told.
const FORMS: [&[&str]; 3] = [
    &["-fshort-wchar"],          // L"..." has 16 bits
    &["-DCOPYFILE2_WCHAR32"],    // L"..." has 32 bits
    &["-DCHAR16_BY_TEXT_ALONE"], // u"..." by way of TEXT
];

/// Gives wincopy in each form, by each compiler, to `test`, with a directory of its own.
fn each_form(test: impl Fn(&Wincopy)) {
    static PROGRAMS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        let win32 = format!("-I{ROOT}/include/win32");
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let built = FORMS.into_iter().flat_map(|form| [("gcc", form), ("clang", form)]);
        built
            .filter_map(|(compiler, form)| {
                let options = [&[win32.as_str(), "-include", "wmain.h"], form].concat();
                Build { compiler, standard: "c11", options: &options }.program(SOURCE, kept)
            })
            .collect()
    });
    for program in programs {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        test(&Wincopy { program: program.clone(), here: directory.path().to_owned() });
    }
}

struct Wincopy {
    program: PathBuf,
    here: PathBuf,
}

impl Wincopy {
    fn file(&self, name: &str, size: usize) -> PathBuf {
        file(self.here.join(name), content(size, 7))
    }

    fn run(&self, words: &[&str], names: &[&Path]) -> Output {
        Command::new(&self.program).args(words).args(names).output().expect("wincopy starts")
    }

    /// Exit code, what went to stdout and to stderr.
    #[track_caller]
    fn says(&self, words: &[&str], names: &[&Path], code: i32, out: &[&str], error: &str) {
        let output = self.run(words, names);
        let printed = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {printed}{complained}");
        for line in out {
            assert!(printed.lines().any(|printed| printed == *line), "{words:?}: no {line:?} in {printed}");
        }
        assert!(complained.contains(error), "{words:?}: no {error:?} in {complained}");
    }
}

/// X1, X2, X3, X7, V1 and what CopyFile2 says of the same: with progress, cancelled, stopped, paused and resumed.
#[test]
fn wincopy_copies_with_progress() {
    const SIZE: usize = 3 << 20;
    each_form(|wincopy| {
        let from = wincopy.file("from", SIZE);
        let to = wincopy.here.join("to");
        let done = ["source: 3145728 bytes", "100 %", "CopyFileEx: done"];
        wincopy.says(&["copy"], &[&from, &to], 0, &done, "");
        assert_eq!(fs::read(&to).unwrap(), content(SIZE, 7));

        wincopy.says(&["copy"], &[&from, &to], 7, &[], "CopyFileEx: error 80");
        wincopy.says(&["copy", "-y"], &[&from, &to], 0, &["CopyFileEx: done"], "");
        wincopy.says(&["copy2"], &[&from, &to], 7, &["error 0x80070050 in phase 2"], "CopyFile2: error 80");
        let done = ["stream 1: 3145728 bytes", "stream 1 finished", "100 %", "CopyFile2: done"];
        wincopy.says(&["copy2", "-y", "-j"], &[&from, &to], 0, &done, "");
        assert_eq!(fs::read(&to).unwrap(), content(SIZE, 7));
        fs::remove_file(&to).unwrap();

        wincopy.says(&["copy", "-cancel:1"], &[&from, &to], 10, &[], "CopyFileEx: error 1235: cancelled");
        assert!(!to.exists(), "X7: a cancelled copy leaves nothing");
        wincopy.says(&["copy", "-stop:1"], &[&from, &to], 10, &[], "CopyFileEx: error 1235");
        assert!(to.exists(), "X7: a stopped copy leaves what it has");
        fs::remove_file(&to).unwrap();
        wincopy.says(&["copy2", "-cancel:0"], &[&from, &to], 10, &[], "CopyFile2: error 1235");
        assert!(!to.exists(), "A13: the flag cancels as the routine does");
        wincopy.says(&["copy2", "-pause:1"], &[&from, &to], 11, &[], "CopyFile2: error 3050: paused");
        wincopy.says(&["copy2", "-resume"], &[&from, &to], 0, &["CopyFile2: done"], "");
        assert_eq!(fs::read(&to).unwrap(), content(SIZE, 7));
    });
}

/// 2, 3, 5, 7, 17, 32, 80, 87, 183 where the sheet has them: O1, O2, T-rules of READONLY, MV5, MV12, V7.
#[test]
fn wincopy_tells_the_codes_apart() {
    each_form(|wincopy| {
        let from = wincopy.file("from", 5);
        let to = wincopy.file("to", 3);
        let absent = wincopy.here.join("absent");
        let below = wincopy.here.join("absent/below");
        wincopy.says(&["copy"], &[&absent, &to], 3, &[], "CopyFileEx: error 2: the file does not exist");
        wincopy.says(&["copy"], &[&below, &to], 3, &[], "CopyFileEx: error 3: a directory");
        wincopy.says(&["copy", "-y"], &[&from, &wincopy.here], 4, &[], "CopyFileEx: error 5");
        wincopy.says(&["copy", "-y"], &[&from, &from], 6, &[], "CopyFileEx: error 32");
        wincopy.says(&["copy2", "-resume", "-y", "-j"], &[&from, &below], 3, &[], "CopyFile2: error 3");
        wincopy.says(&["move"], &[&from, &to], 7, &[], "MoveFileWithProgress: error 183");
        wincopy.says(&["move"], &[&absent, &to], 3, &[], "MoveFileWithProgress: error 2");
        wincopy.says(&["replace"], &[&to, &absent], 3, &[], "ReplaceFile: error 2");
        wincopy.says(&["copy"], &[&from], 2, &[], "usage: ");
        wincopy.says(&["carry"], &[&from, &to], 2, &[], "unknown verb");
        wincopy.says(&["copy", "-q"], &[&from, &to], 2, &[], "cannot understand -q");
        assert_eq!(fs::read(&to).unwrap(), content(3, 7), "nothing was touched");
    });
}

/// MV2, MV4, MV5, MV8: within the volume no callback, across with progress; a cancelled move leaves the source.
#[test]
fn wincopy_moves_within_and_across_volumes() {
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        skipped("no second volume at /dev/shm");
        return;
    };
    each_form(|wincopy| {
        let from = wincopy.file("from", 200_000);
        let near = wincopy.here.join("near");
        wincopy.says(
            &["move"],
            &[&from, &near],
            0,
            &["0 calls, 0 streams, largest 0 bytes", "MoveFileWithProgress: done"],
            "",
        );
        let far = elsewhere.path().join("far");
        wincopy.says(&["move", "-d"], &[&near, &far], 5, &[], "MoveFileWithProgress: error 17");
        wincopy.says(&["move", "-cancel:0"], &[&near, &far], 10, &[], "MoveFileWithProgress: error 1235");
        assert!(near.exists() && !far.exists());
        wincopy.says(&["move", "-w"], &[&near, &far], 0, &["source: 200000 bytes", "100 %"], "");
        assert!(!near.exists());
        assert_eq!(fs::read(&far).unwrap(), content(200_000, 7));
        fs::remove_file(&far).unwrap();
    });
}

/// RF1, RF2, RF4.
#[test]
fn wincopy_replaces() {
    each_form(|wincopy| {
        let (old, new) = (wincopy.file("old", 10), wincopy.file("new", 20));
        let backup = wincopy.here.join("backup");
        support::set_mode(&old, 0o600);
        wincopy.says(&["replace", "-w"], &[&old, &new, &backup], 0, &["ReplaceFile: done"], "");
        assert_eq!(fs::read(&old).unwrap().len(), 20);
        assert_eq!(fs::read(&backup).unwrap().len(), 10);
        assert_eq!(mode(&old), 0o600, "RF1");
        let new = wincopy.file("new", 30);
        support::set_mode(&new, 0o444);
        wincopy.says(&["replace"], &[&old, &new], 4, &[], "ReplaceFile: error 5");
    });
}

/// Every byte that a Unix name can hold comes through wmain's argv to the library and back to the screen.
#[test]
fn wincopy_takes_every_name() {
    each_form(|wincopy| {
        let names: [&[u8]; 5] = [
            "größe".as_bytes(),
            "日本語".as_bytes(),
            "🦀 crab".as_bytes(),
            b"\xFF\xC3(\xE2\x82",
            b"a\\b:c*?",
        ];
        for name in names {
            let from = wincopy.here.join(std::ffi::OsStr::from_bytes(name));
            file(&from, "named");
            let mut copy = from.clone().into_os_string();
            copy.push(".copy");
            // A backslash that is part of a name needs the literal form (K-P1).
            let prefix: &[u8] = if name.contains(&b'\\') { br"\\?\unix" } else { b"" };
            let spelled =
                |path: &std::ffi::OsStr| std::ffi::OsString::from_vec([prefix, path.as_bytes()].concat());
            let (from_name, copy_name) = (spelled(from.as_os_str()), spelled(&copy));
            let output = wincopy.run(&["copy"], &[from_name.as_ref(), copy_name.as_ref()]);
            assert!(output.status.success(), "{name:?}: {output:?}");
            assert_eq!(fs::read(&copy).unwrap(), b"named");
            let line = [from_name.as_bytes(), b" -> ", copy_name.as_bytes(), b"\n"].concat();
            assert!(output.stdout.starts_with(&line), "{name:?}: {output:?}");
        }
    });
}

/// M20, X9, T6: the drop-in functions over a routine's handles, and the generic names of every function, in strict C and
/// not, C++, with names in both widths.
#[test]
fn the_drop_in_functions_do_what_they_say() {
    let win32 = format!("-I{ROOT}/include/win32");
    for (compiler, standard, more) in [
        ("gcc", "c11", &["-DUNICODE"][..]),
        ("gcc", "gnu17", &["-DUNICODE", "-fshort-wchar"]),
        ("clang", "c17", &["-DUNICODE", "-DCOPYFILE2_WCHAR32"]),
        ("clang", "c11", &["-D_POSIX_C_SOURCE=199309L"]),
        ("g++", "c++17", &["-DUNICODE"]),
        ("clang++", "c++11", &["-U_GNU_SOURCE"]),
    ] {
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let options = [&[win32.as_str()], more].concat();
        let build = Build { compiler, standard, options: &options };
        let Some(program) = build.program("c-tests/handles.c", here.path()) else { continue };
        let work = here.path().join("work");
        fs::create_dir(&work).unwrap();
        let source = file(work.join("source"), "5byte");
        support::set_write_time(&source, 1_000_000_000, 123_456_700);
        let output = Command::new(program).current_dir(&work).output().expect("handles starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{compiler} {standard} {more:?}: {said}");
        assert_eq!(support::write_time(work.join("copy")), (1_000_000_000, 123_456_700), "M20, T6");
        assert_eq!(fs::read(work.join("copied")).unwrap(), b"5byte");
    }
}

/// Dates, Sleep, events and waitable timers, within a unit and between two.
#[test]
fn the_drop_in_dates_and_waits_are_those_of_windows() {
    let win32 = format!("-I{ROOT}/include/win32");
    for (compiler, standard, more) in [
        ("gcc", "c11", &["-DUNICODE", "-pthread"][..]),
        ("clang", "c17", &["-D_POSIX_C_SOURCE=200809L", "-fvisibility=hidden"]),
        ("g++", "c++11", &["-DUNICODE", "-U_GNU_SOURCE"]),
        ("clang++", "c++20", &["-fshort-wchar"]),
    ] {
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let options = [&[win32.as_str()], more].concat();
        let build = Build { compiler, standard, options: &options };
        if !is_there(compiler) {
            continue;
        }
        let other = here.path().join("other.o");
        let source = Path::new(ROOT).join("c-tests/waits.c");
        succeed(build.command().args(["-DOTHER_UNIT", "-c"]).arg(source).arg("-o").arg(&other));
        let options = [&options[..], &[other.to_str().expect("a path")]].concat();
        let build = Build { compiler, standard, options: &options };
        let Some(program) = build.program("c-tests/waits.c", here.path()) else { continue };
        let output = Command::new(program).env("TZ", "AAA-5:30").output().expect("waits starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{compiler} {standard} {more:?}: {said}");
    }
}

/// Forms in which a program of the kit is built: compiler, standard, options.
const KIT: [(&str, &str, &[&str]); 4] = [
    ("gcc", "c11", &["-DUNICODE", "-D_UNICODE", "-DCOPYFILE2_WCHAR32"]),
    ("clang", "c17", &["-fshort-wchar", "-DUNICODE", "-D_UNICODE"]),
    ("g++", "c++17", &["-DCOPYFILE2_WCHAR32"]),
    ("clang++", "c++11", &["-DUNICODE", "-D_UNICODE"]),
];

/// The same for what is C++ only.
const KIT_CPP: [(&str, &str, &[&str]); 4] = [
    ("g++", "c++11", &["-DCOPYFILE2_WCHAR32"]),
    ("clang++", "c++17", &["-DCOPYFILE2_WCHAR32", "-DUNICODE", "-D_UNICODE"]),
    ("g++", "c++17", &["-fshort-wchar", "-DUNICODE", "-D_UNICODE"]),
    ("clang++", "c++20", &["-DUNICODE", "-D_UNICODE"]),
];

/// Builds a program of `c-tests` in every form and runs it in a directory of its own, where it must succeed.
fn in_each_form_of_the_kit(source: &str, with: &[&str], arguments: &[&str]) {
    in_forms(&KIT, source, with, arguments);
}

fn in_forms(forms: &[(&str, &str, &[&str])], source: &str, with: &[&str], arguments: &[&str]) {
    let win32 = format!("-I{ROOT}/include/win32");
    for &(compiler, standard, more) in forms {
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let options = [&[win32.as_str()], more, with].concat();
        let build = Build { compiler, standard, options: &options };
        let Some(program) = build.program(source, here.path()) else { continue };
        let work = here.path().join("work");
        fs::create_dir(&work).unwrap();
        let output = Command::new(program).args(arguments).current_dir(&work).output().expect("it starts");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success(), "{compiler} {standard} {more:?}: {said}");
    }
}

/// K-T1 to K-T5: threads, what they wait for, what keeps them apart.
#[test]
fn threads_and_locks_are_those_of_windows() {
    in_each_form_of_the_kit("c-tests/threads.c", &[], &[]);
}

/// K-S2 to K-S5, K-R1, K-E5 to K-E7, K-M1, K-Q1: text, the environment, memory, messages, one table a function.
#[test]
fn text_memory_and_messages_are_those_of_windows() {
    in_each_form_of_the_kit("c-tests/kit_text.c", &[], &["a b", "c\"d\\", ""]);
}

/// K-O1 to K-O13: pointers and texts of COM, of ATL, comdef and WRL.
#[test]
#[cfg(feature = "bits")]
fn pointers_and_texts_of_com_are_those_of_windows() {
    in_forms(&KIT_CPP, "c-tests/kit_com.cpp", &[], &[]);
}

/// C++ with std::wstring, `<Windows.h>` and `_tmain`, as it is written for Windows.
#[test]
fn cplusplus_with_wide_strings_works() {
    let win32 = format!("-I{ROOT}/include/win32");
    let options = [win32.as_str(), "-DUNICODE", "-DCOPYFILE2_WCHAR32", "-include", "wmain.h"];
    for (compiler, standard) in [("g++", "c++11"), ("clang++", "c++20")] {
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let build = Build { compiler, standard, options: &options };
        let Some(program) = build.program("c-tests/wstring.cpp", here.path()) else { continue };
        let from = file(here.path().join("größe"), content(5000, 1));
        let to = here.path().join("to");
        let output = Command::new(program).args([&from, &to]).output().expect("wstring starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}");
        assert_eq!(said, format!("5000 {}.moved: 80\n", to.display()));
        assert_eq!(fs::read(here.path().join("to.moved")).unwrap(), content(5000, 1));
    }
    // The same text for Windows, where names of files do not tell cases apart.
    for compiler in ["x86_64-w64-mingw32-g++", "i686-w64-mingw32-g++"] {
        if !is_there(compiler) {
            skipped("mingw-w64 not installed");
            continue;
        }
        let headers = tempfile::tempdir().expect("a directory");
        file(headers.path().join("Windows.h"), "#include <windows.h>\n");
        let mut command = Command::new(compiler);
        command.args([
            "-std=c++17",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-DUNICODE",
            "-D_UNICODE",
            "-D_WIN32_WINNT=0x0602",
        ]);
        command.arg(format!("-I{}", headers.path().display())).arg("-c").args(["-o", "/dev/null"]);
        succeed(command.arg(Path::new(ROOT).join("c-tests/wstring.cpp")));
    }
}

/// `-include wmain.h` may stand in the flags of a whole program.
#[test]
fn every_unit_may_bring_the_main_of_wmain() {
    let here = tempfile::tempdir().expect("a directory");
    let main = "#include <windows.h>\nint other(void);\nint wmain(int argc, WCHAR **argv) { return argv[argc] == 0 ? other() : 9; }\n";
    let units = [("main.c", main), ("other.c", "int other(void);\nint other(void) { return 7; }\n")];
    let units = units.map(|(name, text)| file(here.path().join(name), text));
    for compiler in ["gcc", "clang"] {
        if !is_there(compiler) {
            continue;
        }
        let win32 = format!("-I{ROOT}/include/win32");
        let options = [win32.as_str(), "-fshort-wchar", "-include", "wmain.h"];
        let program = here.path().join(compiler);
        let mut command = Build { compiler, standard: "c11", options: &options }.command();
        command.args(&units).args(["-x", "none"]).arg(libraries().join("libcopyfile2.a"));
        let mut system = Command::new(Path::new(ROOT).join("packaging/system-libs.sh"));
        command.args(succeed(system.arg(libraries())).split_whitespace()).arg("-o").arg(&program);
        succeed(&mut command);
        assert_eq!(Command::new(program).status().expect("it starts").code(), Some(7));
    }
}

/// Both spellings stand in one directory of a case-blind file system as one file, so they must be the same.
#[test]
fn windows_h_has_two_spellings() {
    let header = |name: &str| fs::read(Path::new(ROOT).join("include/win32").join(name)).expect("a header");
    assert_eq!(header("Windows.h"), header("windows.h"));
}

/// The same text against Windows' own declarations, 64 and 32 bits, C and C++, linked with their import libraries.
#[test]
fn wincopy_is_windows_code() {
    let directory = tempfile::tempdir().expect("a directory");
    for (compiler, standard) in [
        ("x86_64-w64-mingw32-gcc", "c11"),
        ("i686-w64-mingw32-gcc", "c11"),
        ("x86_64-w64-mingw32-g++", "c++17"),
        ("i686-w64-mingw32-g++", "c++17"),
    ] {
        if !is_there(compiler) {
            skipped("mingw-w64 not installed");
            continue;
        }
        let mut command = Command::new(compiler);
        command.args([&format!("-std={standard}"), "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-municode"]);
        command.args(["-x", if standard.contains("++") { "c++" } else { "c" }]);
        command.arg(Path::new(ROOT).join(SOURCE)).arg("-o").arg(directory.path().join("wincopy.exe"));
        succeed(&mut command);
    }
}
