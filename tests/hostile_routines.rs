//! Routines that do what no routine should (`c-tests/hostile_routine.cpp`), each in a program of its own. Whatever becomes
//! of that program: the source is as it was, nothing else is written, and where the call returns, it tells the truth.

mod support;

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::c_programs::{Build, is_there};
use support::{Snapshot, content, file, fill};

/// Too long for one piece; without the cache, threads move it.
const LONG: usize = 5 << 20;
const SHORT: usize = 3000;
const CANCEL: i32 = 1;
const STOP: i32 = 2;
const PAUSE: i32 = 4;
const RESTARTABLE: u32 = 2;
const NO_BUFFERING: u32 = 0x1000;
const NO_OFFLOAD: u32 = 0x0004_0000;

const SANITIZERS: &[&str] = &["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const VALGRIND: &[&str] =
    &["valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=definite"];

fn program(options: &'static [&str]) -> Option<&'static Path> {
    static PROGRAMS: [OnceLock<Option<PathBuf>>; 2] = [const { OnceLock::new() }; 2];
    PROGRAMS[usize::from(!options.is_empty())]
        .get_or_init(|| {
            let build = Build { compiler: "g++", standard: "c++17", options };
            build.program("c-tests/hostile_routine.cpp", Path::new(env!("CARGO_TARGET_TMPDIR")))
        })
        .as_deref()
}

/// Where a program does its worst.
struct Scene {
    directory: tempfile::TempDir,
    size: usize,
    source: Snapshot,
    bystander: Snapshot,
}

impl Scene {
    fn new(size: usize) -> Self {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let at = |name: &str| directory.path().join(name);
        fs::create_dir(at("other")).expect("a directory");
        fill(at("from"), size);
        // Under the names that the call uses, for a routine that changes the directory.
        file(at("other/to"), "bystander");
        let (source, bystander) = (Snapshot::of(at("from")), Snapshot::of(at("other/to")));
        Self { directory, size, source, bystander }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Runs the program, with names relative to the scene, and checks what must hold for every one.
    fn run(&self, mode: &str, flags: u32, answer: i32) -> Option<Output> {
        self.watch(Command::new(program(&[])?), mode, flags, answer)
    }

    /// As [`run`](Self::run), with any command that takes the arguments of the program.
    fn watch(&self, mut command: Command, mode: &str, flags: u32, answer: i32) -> Option<Output> {
        let output = command
            .args([mode, "from", "to", self.at("other").to_str().expect("text")])
            .args([flags.to_string(), answer.to_string()])
            .current_dir(self.directory.path())
            .output()
            .expect("the program starts");
        assert_eq!(Snapshot::of(self.at("from")), self.source, "{mode}: the source is as it was");
        assert_eq!(Snapshot::of(self.at("other/to")), self.bystander, "{mode}: nothing else is written");
        let written = fs::read(self.at("to")).unwrap_or_default();
        if String::from_utf8_lossy(&output.stdout).starts_with("00000000\n") {
            assert!(written == content(self.size, self.size as u64 + 1), "{mode}: S_OK, and not whole");
        }
        Some(output)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory.path()).expect("the scene").flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn said(output: &Output) -> String {
    assert!(output.stderr.is_empty() || !output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

// M20, Q23: what routines may do, if few expect it: fork, change the directory, copy from within, answer nonsense, take their
// time, and write over what they were given.
#[test]
fn a_copy_survives_what_its_routine_does() {
    for mode in ["fork", "chdir", "nested", "deep", "absurd", "long", "overwrite", "parameters"] {
        for (size, flags) in [(SHORT, 0), (LONG, NO_OFFLOAD), (LONG, NO_BUFFERING), (LONG, RESTARTABLE)] {
            let scene = Scene::new(size);
            let Some(output) = scene.run(mode, flags, 0) else { return };
            assert_eq!(said(&output), "00000000\n", "{mode} {flags:x} {size}: {output:?}");
            assert_eq!(scene.names(), ["from", "other", "to"], "{mode}");
        }
    }
}

// The same with somebody watching over the memory of the program.
#[test]
fn sanitizers_and_valgrind_find_nothing_in_it() {
    for mode in ["fork", "chdir", "nested", "deep", "overwrite", "parameters"] {
        for (size, flags) in [(SHORT, 0), (LONG, RESTARTABLE)] {
            let Some(program) = program(SANITIZERS) else { return };
            let output = Scene::new(size).watch(Command::new(program), mode, flags, 0).expect("it runs");
            assert_eq!(said(&output), "00000000\n", "{mode}: {output:?}");
        }
    }
    if !is_there("valgrind") {
        return;
    }
    for mode in ["nested", "overwrite", "parameters"] {
        let mut command = Command::new(VALGRIND[0]);
        command.args(&VALGRIND[1..]).arg(program(&[]).expect("built before"));
        let output = Scene::new(SHORT).watch(command, mode, 0, 0).expect("it runs");
        assert_eq!(said(&output), "00000000\n", "{mode}: {output:?}");
    }
}

// F1, A2, A4, P2, A13: a copy that ends early after its routine has changed the directory cleans up where it was made, not
// where its name leads now.
#[test]
fn a_copy_that_ends_early_elsewhere_cleans_up_at_home() {
    for flags in [0, RESTARTABLE] {
        for size in [SHORT, LONG] {
            for (answer, code) in [(CANCEL, "800704d3\n"), (STOP, "800704d3\n"), (PAUSE, "80070bea\n")] {
                let scene = Scene::new(size);
                let Some(output) = scene.run("chdir", flags, answer) else { return };
                assert_eq!(said(&output), code, "{flags} {size} {answer}");
                let left: &[&str] =
                    if answer == CANCEL { &["from", "other"] } else { &["from", "other", "to"] };
                assert_eq!(scene.names(), left, "{flags} {size} {answer}");
            }
            let scene = Scene::new(size);
            let Some(output) = scene.run("cancel", flags, 0) else { return };
            assert_eq!(said(&output), "800704d3\n");
            assert_eq!(scene.names(), ["from", "other"]);
        }
    }
}

// X11: what is not supported: descriptors that are not the routine's to close, and ways out of it other than returning. The
// call may fail and the program may end; no file is harmed.
#[test]
fn what_is_not_supported_harms_no_file() {
    let modes =
        ["close", "close-source", "close-all", "throw", "throw-late", "longjmp", "longjmp-late", "exit"];
    for mode in modes {
        for (size, flags) in [(SHORT, 0), (LONG, 0), (LONG, NO_BUFFERING)] {
            let scene = Scene::new(size);
            let Some(output) = scene.run(mode, flags, 0) else { return };
            let said = String::from_utf8_lossy(&output.stdout);
            if mode.starts_with("throw") {
                // The routine's type promises that it returns: C++ ends the program.
                assert_eq!(output.status.signal(), Some(libc::SIGABRT), "{mode}: {output:?}");
                assert!(!said.contains("caught"), "{output:?}");
            }
            let is_whole = |bytes: &[u8]| bytes == content(size, size as u64 + 1);
            if let Ok(left) = fs::read(scene.at("to")) {
                let whole = content(size, size as u64 + 1);
                // Preallocated space that was not written yet reads as zeros, and so does what direct I/O writes beyond
                // the end of the file, up to a whole block.
                let wanted = whole.iter().chain(std::iter::repeat_n(&0, 4096));
                let is_part = left.iter().zip(wanted).all(|(left, whole)| left == whole || *left == 0);
                let fits = left.len() <= size.next_multiple_of(4096);
                assert!(fits && is_part, "{mode} {flags:x} {size}: foreign bytes in {}", left.len());
            }
            if said.contains("jumped\n00000000") {
                assert!(is_whole(&fs::read(scene.at("to2")).expect("the second copy")), "{mode}");
            }
        }
    }
}
