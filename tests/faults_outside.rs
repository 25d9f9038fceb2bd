//! The fault matrix from outside: the shared library as it is built, in a C program whose system calls c-tests/faulty.c
//! makes fail. What must hold stands in c-tests/faults.c.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::c_programs::{ROOT, is_there, libraries, succeed};
use support::*;

/// The library that makes calls fail, and the program; `None` without a compiler.
fn built() -> Option<&'static (PathBuf, PathBuf)> {
    static BUILT: OnceLock<Option<(PathBuf, PathBuf)>> = OnceLock::new();
    let build = || {
        if !is_there("gcc") {
            return None;
        }
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (faulty, program) = (directory.join("libfaulty.so"), directory.join("faults"));
        let compile = |source: &str| {
            let mut command = Command::new("gcc");
            command.args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O2", "-g"]);
            command.arg(format!("-I{ROOT}/include")).arg(Path::new(ROOT).join("c-tests").join(source));
            command
        };
        succeed(compile("faulty.c").args(["-shared", "-fPIC", "-ldl", "-o"]).arg(&faulty));
        let mut link = compile("faults.c");
        link.arg(libraries().join("libcopyfile2.so")).arg(&faulty);
        link.arg(format!("-Wl,-rpath,{}:{}", libraries().display(), directory.display()));
        succeed(link.arg("-o").arg(&program));
        Some((faulty, program))
    };
    BUILT.get_or_init(build).as_ref()
}

/// Runs the matrix from one file system to itself and to another. Returns what calls each scenario makes.
fn run(here: FileSystem, there: FileSystem, floor: usize) -> Option<String> {
    let (faulty, program) = built()?;
    let directory = |kind: FileSystem| tempfile::tempdir_in(kind.root()?).ok();
    let (from, to) = (directory(here)?, directory(there)?);
    let mut command = Command::new(program);
    command.env("LD_PRELOAD", faulty).args([from.path(), to.path()]).arg(format!("{here:?}"));
    let output = command.output().expect("a process");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}\n{said}{complained}", output.status);
    let last = said.lines().last().expect("a number of cases");
    println!("{last}");
    let count: usize = last.split_whitespace().find_map(|word| word.parse().ok()).expect("a number");
    assert!(count >= floor, "{count} cases, the floor is {floor}");
    Some(said)
}

fn calls<'a>(said: &'a str, scenario: &str) -> &'a str {
    let start = format!("fault calls: {scenario} ");
    said.lines().find_map(|line| line.strip_prefix(&start)).expect("a scenario")
}

/// With `make faults`: on every file system.
fn is_long() -> bool {
    std::env::var_os("COPYFILE2_FAULTS").is_some_and(|form| form == "long")
}

// F1 to F5, M15, part 1.3: small files, the pump, streams, direct I/O, restart, links, directories, moves, replacements.
#[test]
fn the_shared_library_survives_faults() {
    let Some(said) = run(FileSystem::Tmpfs, FileSystem::Ext4, 2900) else { return };
    for (scenario, call) in [
        ("small", "sendfile="),
        ("pump", "splice="),
        ("direct", "pread="),
        ("pump", "fallocate="),
        ("streams", "fsetxattr="),
        ("direct", "fcntl="),
        ("restartable", "flock="),
        ("link", "symlinkat="),
        ("directory", "mkdirat="),
        ("move", "renameat2="),
        ("move over a file", "fsync="),
        ("move to another volume", "unlinkat="),
        ("replace", "renameat2="),
    ] {
        assert!(calls(&said, scenario).contains(call), "{scenario}: {}", calls(&said, scenario));
    }
    if std::thread::available_parallelism().is_ok_and(|cpus| cpus.get() > 1) {
        assert!(calls(&said, "threads").contains("pthread_create="), "{}", calls(&said, "threads"));
    }
}

// S15: the same with clones.
#[test]
fn the_shared_library_survives_faults_of_clones() {
    let Some(said) = run(FileSystem::Xfs, FileSystem::Tmpfs, 2800) else { return };
    let large = calls(&said, "large");
    assert!(large.contains("ioctl=") && !large.contains("pread="), "{large}");
    if is_long() {
        let others = [
            FileSystem::Here,
            FileSystem::Ext4,
            FileSystem::XfsWithoutReflink,
            FileSystem::Btrfs,
            FileSystem::Overlay,
        ];
        for kind in others {
            run(kind, FileSystem::Tmpfs, 2800);
        }
    }
}
