//! A source that changes while it is copied (S19, P14): at every message, for every way of moving bytes.
//!
//! The destination must be no longer than the source was at any moment, every byte of it must have been the source's at
//! some moment, and the last message must say what was copied.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use support::*;

const MIB: usize = 1 << 20;

/// What somebody else does to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Nothing is left.
    Empty,
    /// A third is left, which ends within a block.
    Cut,
    /// The last byte goes.
    LoseByte,
    /// A byte is added.
    GainByte,
    /// Blocks are added, as many as fit a clone.
    Grow,
    /// All bytes become others.
    Rewrite,
    /// Cut, then written anew, longer.
    Replace,
    /// The middle becomes a hole.
    Punch,
}

const CHANGES: [Change; 8] = [
    Change::Empty,
    Change::Cut,
    Change::LoseByte,
    Change::GainByte,
    Change::Grow,
    Change::Rewrite,
    Change::Replace,
    Change::Punch,
];

impl Change {
    /// Makes it, and tells what the source holds then, and held in between.
    fn make(self, path: &Path) -> Vec<Vec<u8>> {
        let mut bytes = fs::read(path).expect("the source");
        let file = File::options().write(true).open(path).expect("the source");
        let size = bytes.len();
        let cut = |to: usize| file.set_len(to as u64).expect("a cut");
        match self {
            Self::Empty => {
                cut(0);
                bytes.clear();
            }
            Self::Cut => {
                cut(size / 3 - 7);
                bytes.truncate(size / 3 - 7);
            }
            Self::LoseByte => {
                cut(size - 1);
                bytes.truncate(size - 1);
            }
            Self::GainByte => {
                file.write_all_at(b"+", size as u64).expect("a byte");
                bytes.push(b'+');
            }
            Self::Grow => {
                let more = vec![b'+'; 64 << 10];
                file.write_all_at(&more, size as u64).expect("more");
                bytes.extend(more);
            }
            Self::Rewrite => {
                bytes.iter_mut().for_each(|byte| *byte ^= 0x55);
                file.write_all_at(&bytes, 0).expect("other bytes");
            }
            Self::Replace => {
                cut(0);
                bytes.iter_mut().for_each(|byte| *byte ^= 0x33);
                bytes.extend([7; 4096]);
                file.write_all_at(&bytes, 0).expect("other bytes");
            }
            Self::Punch => {
                let (start, length) = ((size / 3) as u64, (size / 3) as u64);
                let flags = rustix::fs::FallocateFlags::PUNCH_HOLE | rustix::fs::FallocateFlags::KEEP_SIZE;
                if rustix::fs::fallocate(&file, flags, start, length).is_ok() {
                    bytes[size / 3..size / 3 + size / 3].fill(0);
                }
            }
        }
        vec![bytes]
    }
}

/// Whether every byte was the source's at some moment, at its place.
fn check(copy: &[u8], versions: &[Vec<u8>], what: &str) {
    let longest = versions.iter().map(Vec::len).max().unwrap_or(0);
    assert!(copy.len() <= longest, "{what}: {} bytes, the source never had more than {longest}", copy.len());
    for (number, block) in copy.chunks(4096).enumerate() {
        let at = number * 4096;
        let is_block = |version: &Vec<u8>| version.get(at..at + block.len()) == Some(block);
        if versions.iter().any(is_block) {
            continue;
        }
        for (offset, byte) in block.iter().enumerate() {
            let known = versions.iter().any(|version| version.get(at + offset) == Some(byte));
            assert!(known, "{what}: byte {} is invented: {byte}", at + offset);
        }
    }
}

/// One way of moving bytes: where, how, and what.
struct Way {
    name: &'static str,
    kinds: &'static [FileSystem],
    flags: CopyFlags,
    flags_v2: CopyFlagsV2,
    size: usize,
    sparse: bool,
    io_size: u32,
}

const LOCAL: &[FileSystem] = &[FileSystem::Ext4, FileSystem::Tmpfs];
const BASE: Way = Way {
    name: "",
    kinds: LOCAL,
    flags: CopyFlags::empty(),
    flags_v2: CopyFlagsV2::empty(),
    size: 700_000,
    sparse: false,
    io_size: 256 << 10,
};

fn dense() -> Vec<Way> {
    vec![
        Way { name: "small", size: 100_000, io_size: 0, ..BASE },
        Way { name: "pump", ..BASE },
        Way { name: "pump, whole blocks", size: 3 * MIB / 4, ..BASE },
        Way { name: "pump without reserve", flags: CopyFlags::DISABLE_PRE_ALLOCATION, ..BASE },
        Way { name: "restartable", flags: CopyFlags::RESTARTABLE, ..BASE },
        Way {
            name: "direct",
            flags: CopyFlags::NO_BUFFERING,
            size: 2 * MIB + 5000,
            io_size: MIB as u32,
            ..BASE
        },
        Way { name: "overlay", kinds: &[FileSystem::Overlay], ..BASE },
        Way { name: "process", kinds: &[FileSystem::ExfatFuse], ..BASE },
    ]
}

fn sparse_and_cloned() -> Vec<Way> {
    vec![
        Way { name: "sparse", sparse: true, ..BASE },
        Way { name: "sparse, direct", sparse: true, flags: CopyFlags::NO_BUFFERING, ..BASE },
        Way { name: "holes filled", sparse: true, flags: CopyFlags::DISABLE_SPARSE_COPY, ..BASE },
        Way { name: "clone", kinds: &[FileSystem::Xfs, FileSystem::Btrfs], ..BASE },
        Way {
            name: "clone, whole blocks",
            kinds: &[FileSystem::Xfs, FileSystem::Btrfs],
            size: 3 * MIB / 4,
            ..BASE
        },
        Way { name: "sparse clone", kinds: &[FileSystem::Xfs, FileSystem::Btrfs], sparse: true, ..BASE },
        Way {
            name: "clone forbidden",
            kinds: &[FileSystem::Xfs],
            sparse: true,
            flags_v2: CopyFlagsV2::DISABLE_BLOCK_CLONING,
            ..BASE
        },
    ]
}

/// With holes: data at three places, a hole at the end.
fn make_source(way: &Way, path: &Path) -> Vec<u8> {
    let _absent = fs::remove_file(path);
    if !way.sparse {
        file(path, content(way.size, 5));
    } else {
        let mut sparse = File::create(path).expect("the source");
        sparse.write_all(&content(100_000, 5)).expect("data");
        let pieces = [way.size / 3, way.size / 2 + 9];
        for at in pieces {
            sparse.write_all_at(&content(70_000, 6), at as u64).expect("data");
        }
        sparse.set_len(way.size as u64).expect("a hole");
        // Blocks are counted when the data is on its way to the disk.
        sparse.sync_all().expect("blocks");
    }
    fs::read(path).expect("the source")
}

// S19: a source that changes; every message, every change, every way.
#[test]
fn s19_no_byte_is_invented_whenever_the_source_changes() {
    try_all(dense());
}

#[test]
fn s19_no_byte_is_invented_in_holes_and_clones() {
    try_all(sparse_and_cloned());
}

fn try_all(ways: Vec<Way>) {
    let mut cases = 0;
    for way in ways {
        for &kind in way.kinds {
            let Some(bench) = Bench::new(Edge::Rust, kind, kind) else { continue };
            let (a, b) = (bench.source("a"), bench.destination("b"));
            for change in CHANGES {
                let mut at = 0;
                loop {
                    let mut versions = vec![make_source(&way, &a)];
                    let mut messages = 0;
                    let record = bench
                        .call(&a, &b)
                        .flags(way.flags)
                        .flags_v2(way.flags_v2)
                        .io_size(way.io_size)
                        .answer(|index, _| {
                            messages = index;
                            if index == at {
                                versions.extend(change.make(&a));
                            }
                            Action::Continue
                        })
                        .run()
                        .expect(0);
                    let what = format!("{} on {kind:?}: {change:?} at message {at}", way.name);
                    check_messages(&record.messages);
                    let copy = fs::read(&b).expect("the copy");
                    check(&copy, &versions, &what);
                    let last = record.messages.last().expect("messages");
                    assert_eq!(last.kind, Kind::StreamFinished, "{what}");
                    assert_eq!(
                        last.total_done,
                        copy.len() as u64,
                        "{what}: what was told is what was copied"
                    );
                    fs::remove_file(&b).expect("the copy");
                    cases += 1;
                    at += 1;
                    if at > messages {
                        break;
                    }
                }
            }
        }
    }
    println!("{cases} changes");
}

/// S18: a hole of 4 EiB costs nothing, whoever listens, with a rate, resumed, and compared.
#[test]
fn s18_a_hole_of_exbibytes_costs_nothing() {
    for kind in [FileSystem::Tmpfs, FileSystem::Xfs, FileSystem::Btrfs] {
        let Some(bench) = Bench::new(Edge::Rust, kind, FileSystem::Tmpfs) else { continue };
        let a = bench.source("a");
        let size = 4_u64 << 60;
        let source = File::create(&a).expect("a source");
        if source.write_all_at(b"first", 0).and_then(|()| source.set_len(size)).is_err() {
            skipped(&format!("{kind:?}: no file of 4 EiB"));
            continue;
        }
        source.write_all_at(b"middle", size / 2 + 5).expect("data");
        source.sync_all().expect("blocks");
        let copied = |name: &str| {
            let found = fs::metadata(bench.destination(name)).expect("a copy");
            assert_eq!(found.len(), size);
            let copy = File::open(bench.destination(name)).expect("a copy");
            let mut bytes = [0; 8];
            copy.read_exact_at(&mut bytes, size / 2 + 4).expect("data");
            assert_eq!(&bytes, b"\0middle\0");
        };
        for (name, io_rate) in [("heard", 0), ("slow", 512)] {
            let record = bench.call(&a, bench.destination(name)).io_rate(io_rate).run();
            check_success(&record);
            assert!(record.messages.len() < 20_000, "{} messages", record.messages.len());
            assert_eq!(record.messages.last().map(|last| last.total_done), Some(size));
            copied(name);
        }
        bench.call(&a, bench.destination("unheard")).silent().run().expect(0);
        copied("unheard");
        let call = || bench.call(&a, bench.destination("resumed")).flags(CopyFlags::RESTARTABLE);
        call()
            .answer(|_, message| if message.stream_done > size / 4 { Action::Stop } else { Action::Continue })
            .run()
            .expect(1235);
        call().run().expect(0);
        copied("resumed");
    }
}
