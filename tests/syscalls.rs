//! How many system calls a copy makes, counted by strace: figures that do not depend on the machine. What is counted is
//! the second copy of a thread, which has met the file system before. docs/cost-model.md says what each call is for.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::c_programs::{Build, is_there};
use support::*;

const FAIL_IF_EXISTS: u32 = 1;
const NO_BUFFERING: u32 = 0x1000;

/// How the copies are made that are counted.
#[derive(Clone, Copy, Default)]
struct How {
    flags: u32,
    routine: bool,
    /// All there are if 0.
    cpus: u32,
}

/// Made, widened and closed.
const PIPE: [(&str, usize); 3] = [("pipe2", 1), ("fcntl", 1), ("close", 2)];

const PLAIN: How = How { flags: 0, routine: false, cpus: 1 };

/// c-tests/traced.c; `None` where nothing can be compiled or traced.
fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let make = || {
        let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
        if !is_there("strace") || !traced.is_ok_and(|output| output.status.success()) {
            skipped("strace may not trace here");
            return None;
        }
        Build::PLAIN.program("c-tests/traced.c", Path::new(env!("CARGO_TARGET_TMPDIR")))
    };
    PROGRAM.get_or_init(make).as_deref()
}

/// The calls of each copy of `source` to one of `targets`, by name; of all its threads.
fn traced(how: How, source: &Path, targets: &[PathBuf]) -> Option<Vec<BTreeMap<String, usize>>> {
    let program = program()?;
    let log = tempfile::NamedTempFile::new().expect("a file");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o"]).arg(log.path()).arg(program);
    strace.args([how.flags, how.routine.into(), how.cpus].map(|number| number.to_string()));
    let output = strace.arg(source).args(targets).output().expect("strace starts");
    assert!(output.status.success(), "{output:?}");
    let mut copies: Vec<BTreeMap<String, usize>> = Vec::new();
    for line in std::fs::read_to_string(log.path()).expect("what strace wrote").lines() {
        // PID NAME(...; what was interrupted by another thread's line goes on as `<... NAME resumed>`.
        let Some((name, arguments)) =
            line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('('))
        else {
            continue;
        };
        let at = |marker: &str| name == "access" && arguments.starts_with(&format!("\"{marker}\""));
        if at("/begin") {
            copies.push(BTreeMap::new());
        } else if at("/end") {
            return Some(copies);
        } else if arguments.contains(", F_GETFD") || name.starts_with('<') {
            // A debug build looks at every descriptor that it closes.
        } else if let Some(copy) = copies.last_mut() {
            *copy.entry(name.to_owned()).or_default() += 1;
        }
    }
    panic!("the trace does not end: {copies:?}");
}

/// The calls of the second of two copies into files that are not there yet. Memory is left out: what the allocator asks
/// for is the C library's business.
fn calls_of(how: How, source: &Path) -> Option<BTreeMap<String, usize>> {
    let directory = tempfile::tempdir_in(source.parent().expect("a directory")).expect("a directory");
    let targets = ["first", "second"].map(|name| directory.path().join(name));
    let mut copies = traced(how, source, &targets)?;
    assert_copied(source, &targets[1]);
    Some(without_memory(copies.pop()?))
}

fn without_memory(mut calls: BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    for name in ["brk", "mmap", "munmap", "mprotect", "madvise", "mremap"] {
        calls.remove(name);
    }
    calls
}

/// The kernel tells mounts apart for good since Linux 6.8; before, every copy asks which file system it is on.
fn knows_mounts() -> bool {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").expect("a kernel");
    let mut numbers = release.split(['.', '-']).map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next(), numbers.next()) >= (Some(6), Some(8))
}

/// Every call of a copy: those that all make and those of this one.
fn expected(others: &[(&str, usize)]) -> BTreeMap<String, usize> {
    let own_limit =
        if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) { "getrlimit" } else { "prlimit64" };
    let all =
        [("openat", 2), ("statx", 1), ("flistxattr", 1), (own_limit, 1), ("utimensat", 1), ("close", 2)];
    let mut calls: BTreeMap<String, usize> = BTreeMap::new();
    for (name, count) in all.iter().chain(others) {
        *calls.entry((*name).to_owned()).or_default() += count;
    }
    if !knows_mounts() {
        calls.insert("fstatfs".to_owned(), 1);
    }
    calls
}

fn on(kind: FileSystem, test: impl Fn(&Path)) {
    let Some(root) = kind.root() else { return };
    let directory = tempfile::tempdir_in(root).expect("a directory");
    println!("{kind:?}");
    test(directory.path());
}

/// Nine, with the write time kept and extended attributes looked for, which is the target.
#[test]
fn a_small_file_takes_nine() {
    for kind in [FileSystem::Here, FileSystem::Ext4, FileSystem::Xfs, FileSystem::Btrfs, FileSystem::Tmpfs] {
        on(kind, |here| {
            let source = fill(here.join("source"), 4096);
            // A second CPU and somebody who listens cost nothing more, nor do flags.
            let fail_if_exists = How { flags: FAIL_IF_EXISTS, ..PLAIN };
            for how in [PLAIN, fail_if_exists, How { routine: true, ..PLAIN }, How { cpus: 0, ..PLAIN }] {
                let Some(calls) = calls_of(how, &source) else { return };
                assert_eq!(calls, expected(&[("sendfile", 1)]));
                assert_eq!(calls.values().sum::<usize>(), if knows_mounts() { 9 } else { 10 });
            }
        });
    }
}

/// An empty file is read, for a size of 0 may mean that nobody knows it.
#[test]
fn an_empty_file_takes_nine() {
    on(FileSystem::Here, |here| {
        let source = fill(here.join("source"), 0);
        let Some(calls) = calls_of(PLAIN, &source) else { return };
        assert_eq!(calls, expected(&[("pread64", 1)]));
    });
}

/// An extended attribute takes two more, a named stream, whose size is told before it is read, three.
#[test]
fn attributes_and_streams_take_a_constant_number_each() {
    on(FileSystem::Ext4, |here| {
        let source = fill(here.join("source"), 4096);
        put_attribute(&source, "user.one", b"1");
        let Some(calls) = calls_of(PLAIN, &source) else { return };
        assert_eq!(calls, expected(&[("sendfile", 1), ("fgetxattr", 1), ("fsetxattr", 1)]));
    });
    on(FileSystem::Tmpfs, |here| {
        let source = fill(here.join("source"), 4096);
        for count in 1..=40_usize {
            put_stream(&source, &format!("{count:02}"), b"1");
            if count == 1 || count == 40 {
                let Some(calls) = calls_of(PLAIN, &source) else { return };
                // Whether the destination keeps attributes is asked once.
                let mut wanted =
                    expected(&[("sendfile", 1), ("fgetxattr", 2 * count + 1), ("fsetxattr", count)]);
                // The names of forty do not fit the first buffer.
                *wanted.entry("flistxattr".to_owned()).or_default() += if count == 40 { 2 } else { 0 };
                assert_eq!(calls, wanted);
            }
        }
    });
}

/// A pipe is made, the space is reserved once, and every piece of 1 MiB goes in once and out once. Who listens costs nothing.
#[test]
fn a_large_file_takes_two_for_each_piece() {
    on(FileSystem::Ext4, |here| {
        let source = fill(here.join("source"), 8 << 20);
        for routine in [false, true] {
            let Some(calls) = calls_of(How { routine, ..PLAIN }, &source) else { return };
            assert_eq!(calls, expected(&[&PIPE[..], &[("fallocate", 1), ("splice", 16)]].concat()));
        }
        // O_DIRECT is set on both sides, and what it refuses at the end is cut off.
        let Some(calls) = calls_of(How { flags: NO_BUFFERING, ..PLAIN }, &source) else { return };
        let direct = [("fallocate", 1), ("pread64", 8), ("pwrite64", 8), ("fcntl", 4), ("ftruncate", 1)];
        // How many CPUs there are is asked, for several threads may do that.
        assert_eq!(calls, expected(&[&direct[..], &[("sched_getaffinity", 1)]].concat()));
    });
}

/// A second worker is one thread more. They read and write in pieces of 1 MiB, and nothing twice.
#[test]
fn a_second_worker_adds_a_thread_and_no_read_or_write() {
    on(FileSystem::Ext4, |here| {
        let source = fill(here.join("source"), 64 << 20);
        // One CPU: as before, but for the questions whether the source is in memory and how many CPUs there are.
        let Some(calls) = calls_of(PLAIN, &source) else { return };
        let alone = [("preadv2", 8), ("sched_getaffinity", 1), ("fallocate", 1), ("splice", 128)];
        assert_eq!(calls, expected(&[&PIPE[..], &alone].concat()));

        let Some(calls) = calls_of(How { cpus: 2, ..PLAIN }, &source) else { return };
        let threads = calls.get("clone3").or(calls.get("clone")).copied().unwrap_or(0);
        // A machine or a control group with one CPU has no second worker.
        let (moves, count) = if threads == 0 { ("splice", 128) } else { ("pread64", 64) };
        assert!(threads <= 1 && calls.get(moves) == Some(&count), "{calls:?}");
        assert_eq!(calls.get("pwrite64"), calls.get("pread64"), "{calls:?}");
        assert_eq!(calls.get("fallocate"), Some(&1), "{calls:?}");
    });
}

/// A clone is one call, whatever the size.
#[test]
fn a_clone_takes_one_for_any_size() {
    for kind in [FileSystem::Xfs, FileSystem::Btrfs] {
        on(kind, |here| {
            for size in [128 << 10, 1 << 20, 16 << 20] {
                let source = fill(here.join("source"), size);
                let Some(calls) = calls_of(PLAIN, &source) else { return };
                assert_eq!(calls, expected(&[("ioctl", 1)]), "{size}");
            }
        });
    }
}

/// Each extent of data is found by two, taken by one and given by one.
#[test]
fn a_sparse_file_takes_four_for_each_extent() {
    on(FileSystem::Ext4, |here| {
        for extents in [8_usize, 32] {
            let source = here.join(format!("{extents}"));
            let file = std::fs::File::create(&source).expect("a file");
            for extent in 0..extents as u64 {
                std::os::unix::fs::FileExt::write_all_at(&file, &[7; 64 << 10], extent << 20)
                    .expect("an extent");
            }
            file.set_len((extents as u64) << 20).expect("a hole at the end");
            file.sync_all().expect("blocks");
            let Some(calls) = calls_of(PLAIN, &source) else { return };
            // All holes are one ftruncate, and the last byte, which makes the copy complete, is another.
            // Whether the hole at the end is one or the source was cut off takes three.
            let (hole, end) = (("statx", 2), ("lseek", 1));
            let found = [("lseek", 2 * extents + 1), ("splice", 2 * extents), ("ftruncate", 2), hole, end];
            assert_eq!(calls, expected(&[&PIPE[..], &found].concat()));
        }
    });
}

/// An existing file is examined, by its name and once it is open, before it is emptied. Its directory is held open
/// meanwhile, so that the name stays the same file's. Whether the state of an interrupted copy could lie beside it is asked
/// by `fgetxattr`.
#[test]
fn an_existing_destination_takes_nine_more() {
    on(FileSystem::Ext4, |here| {
        let (source, target) = (fill(here.join("source"), 4096), fill(here.join("target"), 4096));
        let Some(mut copies) = traced(PLAIN, &source, &[target.clone(), target]) else { return };
        let calls = without_memory(copies.pop().expect("the second copy"));
        let more = [
            ("openat", 3),
            ("close", 1),
            ("statx", 2),
            ("flistxattr", 1),
            ("fgetxattr", 1),
            ("ftruncate", 1),
        ];
        assert_eq!(calls, expected(&[&more[..], &[("sendfile", 1)]].concat()));
    });
}
