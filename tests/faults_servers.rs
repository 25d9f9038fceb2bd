//! File systems whose server fails: it goes away in the middle, has no space, loses what was written when the file is
//! closed, or lets every request be interrupted. c-tests/failing_server.c is the server.

mod support;

use copyfile2::copy::Phase;
use copyfile2::win32::CopyFlags;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use support::c_programs::{ROOT, is_there, succeed};
use support::*;

const SIZE: usize = 3 << 20;
const NETNAME_DELETED: u32 = 64;

/// A mounted server. It and its mount end with this.
struct Server {
    process: Child,
    root: tempfile::TempDir,
}

impl Server {
    /// `None` after saying why there is none.
    fn start(how: &str, at: u32, size: usize) -> Option<Self> {
        FileSystem::Tmpfs.root()?; // so that the mount is nobody else's
        let program = program()?;
        let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let mut command = Command::new(program);
        command.arg(root.path()).arg(how).args([at.to_string(), size.to_string()]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut said = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut said).expect("its first line");
        let server = Self { process, root };
        if said.trim() == "ready" {
            return Some(server);
        }
        skipped("no file systems in user space here");
        None
    }

    fn file(&self) -> PathBuf {
        self.root.path().join("file")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _it_may_have_ended = self.process.kill().is_err();
        let _its_end = self.process.wait().is_err();
        let _what_it_says = Command::new("umount").arg("-l").arg(self.root.path()).output().is_err();
    }
}

fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let build = || {
        if !is_there("gcc") || !Path::new("/dev/fuse").exists() {
            skipped("no gcc or no /dev/fuse");
            return None;
        }
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failing_server");
        let mut command = Command::new("gcc");
        command.args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O2", "-o"]).arg(&program);
        succeed(command.arg(Path::new(ROOT).join("c-tests/failing_server.c")));
        Some(program)
    };
    PROGRAM.get_or_init(build).as_deref()
}

/// What the server's file holds.
fn served(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at / 512 + at) as u8).collect()
}

fn elsewhere() -> tempfile::TempDir {
    tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory")
}

// F1, M15: 64 and ERROR in the phase in which the source's server went away; nothing is left of the destination.
#[test]
fn the_server_of_the_source_goes_away() {
    for edge in Edge::BOTH {
        for at in [1, 2, 7] {
            let Some(server) = Server::start("read", at, SIZE) else { return };
            let directory = elsewhere();
            let destination = directory.path().join("copy");
            let record = Call::new_for(edge, &server.file(), &destination).run();
            check_failure(&record, NETNAME_DELETED);
            assert_eq!(record.messages.last().map(|last| last.phase), Some(Phase::ReadSource));
            assert!(!destination.exists(), "F1");
        }
    }
}

// F1, F3, M15: the same for the destination; with RESTARTABLE too.
#[test]
fn the_server_of_the_destination_goes_away() {
    for edge in Edge::BOTH {
        for (at, flags) in [(1, CopyFlags::empty()), (9, CopyFlags::empty()), (9, CopyFlags::RESTARTABLE)] {
            let Some(server) = Server::start("write", at, 0) else { return };
            let directory = elsewhere();
            let source = fill(directory.path().join("file"), SIZE);
            let before = Snapshot::of(&source);
            let record = Call::new_for(edge, &source, &server.file()).flags(flags).run();
            check_failure(&record, NETNAME_DELETED);
            assert_eq!(record.messages.last().map(|last| last.phase), Some(Phase::WriteDestination));
            assert!(Snapshot::of(&source) == before);
        }
    }
}

// F1: a server without space, found by a write; the partial file is removed.
#[test]
fn the_server_has_no_space() {
    for edge in Edge::BOTH {
        for at in [1, 12] {
            let Some(server) = Server::start("full", at, 0) else { return };
            let directory = elsewhere();
            let source = fill(directory.path().join("file"), SIZE);
            check_failure(&Call::new_for(edge, &source, &server.file()).run(), 112);
            assert!(!server.file().exists(), "F1");
        }
    }
}

// F1, M15: what was written is lost when the file is closed. The call fails and says so; the file is removed.
#[test]
fn the_server_loses_data_at_the_close() {
    for edge in Edge::BOTH {
        for size in [3000, SIZE] {
            let Some(server) = Server::start("flush", 0, 0) else { return };
            let directory = elsewhere();
            let source = fill(directory.path().join("file"), size);
            let record = Call::new_for(edge, &source, &server.file()).run();
            assert_eq!(record.code, 1117, "{record:#?}");
            let errors = record.of_kind(Kind::Error);
            assert_eq!(errors.len(), 1, "M15: {record:#?}");
            assert_eq!((errors[0].failure, errors[0].phase), (1117, Phase::WriteDestination));
            assert!(!server.file().exists(), "F1");
            assert_eq!(fs::read(&source).expect("the source").len(), size);
        }
    }
}

// A signal of the host program may interrupt every request to a server: that is no failure.
#[test]
fn interrupted_requests_are_made_again() {
    for edge in Edge::BOTH {
        for size in [3000, SIZE] {
            let Some(server) = Server::start("interrupt", 0, 0) else { return };
            let directory = elsewhere();
            let source = fill(directory.path().join("file"), size);
            check_success(&Call::new_for(edge, &source, &server.file()).run());
            check_success(&Call::new_for(edge, &source, &server.file()).run());
            drop(server);
            let Some(server) = Server::start("interrupt", 0, size) else { return };
            let destination = directory.path().join("copy");
            check_success(&Call::new_for(edge, &server.file(), &destination).run());
            assert!(fs::read(&destination).expect("a copy") == served(size));
        }
    }
}
