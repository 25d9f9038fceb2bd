//! C and C++ programs against the header and the static library: what they are told is compared line by line, also
//! under AddressSanitizer with UndefinedBehaviorSanitizer and under valgrind.

mod support;

use copyfile2::win32::CopyFlags;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::c_programs::{Build, is_there};
use support::{content, file};

/// Compiles c-tests/transcript.c; `None` if there is no such compiler.
fn compile(directory: &Path, compiler: &str, standard: &str, options: &[&str]) -> Option<PathBuf> {
    Build { compiler, standard, options }.program("c-tests/transcript.c", directory)
}

/// One run: what is copied, how, and what must be printed.
struct Case {
    source: &'static str,
    destination: &'static str,
    flags: CopyFlags,
    io_size: u32,
    answer: (i32, i32),
    expected: &'static str,
}

fn cases() -> Vec<Case> {
    let plain = |source, destination, expected| Case {
        source,
        destination,
        flags: CopyFlags::empty(),
        io_size: 0,
        answer: (-1, 0),
        expected,
    };
    vec![
        plain(
            "empty",
            "b",
            "STREAM_STARTED 1 size 0 total 0 files 1\n\
             STREAM_FINISHED 1 stream 0 of 0 total 0 of 0\n\
             HRESULT 00000000 last error 0\n",
        ),
        Case {
            io_size: 65536,
            ..plain(
                "file",
                "b",
                "STREAM_STARTED 1 size 100000 total 100000 files 1\n\
                 CHUNK_STARTED 1 chunk 0 size 65536\n\
                 CHUNK_FINISHED 1 chunk 0 size 65536 stream 65536 of 100000 total 65536 of 100000\n\
                 CHUNK_STARTED 1 chunk 1 size 34464\n\
                 CHUNK_FINISHED 1 chunk 1 size 34464 stream 100000 of 100000 total 100000 of 100000\n\
                 STREAM_FINISHED 1 stream 100000 of 100000 total 100000 of 100000\n\
                 HRESULT 00000000 last error 0\n",
            )
        },
        Case {
            flags: CopyFlags::FAIL_IF_EXISTS,
            ..plain("file", "b", "ERROR phase 2 stream 1 failure 80070050\nHRESULT 80070050 last error 80\n")
        },
        plain("missing", "b", "ERROR phase 1 stream 1 failure 80070002\nHRESULT 80070002 last error 2\n"),
        Case {
            flags: CopyFlags::from_bits_retain(0x4000_0000),
            ..plain("file", "b", "HRESULT 80070057 last error 87\n")
        },
        Case {
            io_size: 65536,
            answer: (2, 2),
            ..plain(
                "file",
                "stopped",
                "STREAM_STARTED 1 size 100000 total 100000 files 1\n\
                 CHUNK_STARTED 1 chunk 0 size 65536\n\
                 CHUNK_FINISHED 1 chunk 0 size 65536 stream 65536 of 100000 total 65536 of 100000\n\
                 STREAM_FINISHED 1 stream 65536 of 100000 total 65536 of 100000\n\
                 HRESULT 800704D3 last error 1235\n",
            )
        },
        Case {
            answer: (0, 1),
            ..plain(
                "file",
                "cancelled",
                "STREAM_STARTED 1 size 100000 total 100000 files 1\nHRESULT 800704D3 last error 1235\n",
            )
        },
        Case {
            answer: (0, 3),
            ..plain(
                "file",
                "b",
                "STREAM_STARTED 1 size 100000 total 100000 files 1\nHRESULT 00000000 last error 0\n",
            )
        },
    ]
}

fn run_cases(directory: &Path, program: &Path, wrapper: &[&str]) {
    file(directory.join("empty"), "");
    file(directory.join("file"), content(100_000, 1));
    for name in ["b", "stopped", "cancelled"] {
        std::fs::remove_file(directory.join(name)).ok();
    }
    for case in cases() {
        let mut command = match wrapper.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
            None => Command::new(program),
        };
        let output = command
            .arg(directory.join(case.source))
            .arg(directory.join(case.destination))
            .args([case.flags.bits().to_string(), case.io_size.to_string()])
            .args([case.answer.0.to_string(), case.answer.1.to_string()])
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", case.source);
        assert_eq!(String::from_utf8_lossy(&output.stdout), case.expected, "{said}");
    }
}

#[test]
fn what_c_and_cplusplus_programs_are_told() {
    let directory = tempfile::tempdir().unwrap();
    for (compiler, standard) in [
        ("gcc", "c11"),
        ("clang", "c11"),
        ("gcc", "c17"),
        ("g++", "c++17"),
        ("clang++", "c++17"),
        ("g++", "c++11"),
    ] {
        if let Some(program) = compile(directory.path(), compiler, standard, &[]) {
            run_cases(directory.path(), &program, &[]);
        }
    }
}

#[test]
fn under_address_and_undefined_behaviour_sanitizers() {
    let directory = tempfile::tempdir().unwrap();
    let sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    if let Some(program) = compile(directory.path(), "gcc", "c11", &sanitizers) {
        run_cases(directory.path(), &program, &[]);
    }
}

#[test]
fn under_valgrind() {
    let directory = tempfile::tempdir().unwrap();
    if !is_there("valgrind") {
        return;
    }
    if let Some(program) = compile(directory.path(), "gcc", "c11", &[]) {
        let valgrind = [
            "valgrind",
            "--quiet",
            "--error-exitcode=9",
            "--leak-check=full",
            "--errors-for-leak-kinds=definite",
        ];
        run_cases(directory.path(), &program, &valgrind);
    }
}
