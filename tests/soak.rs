//! Random trees, copied with random flags between all file systems at hand, cancelled, stopped, paused, resumed and killed
//! on the way, and compared by hash in the end. `make soak SECONDS=600` does it for that long, `COPYFILE2_SEED` begins
//! elsewhere.
#![cfg(feature = "cli")]

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::*;

#[derive(Debug, Default)]
struct Counts {
    trees: u64,
    files: u64,
    bytes: u64,
    calls: u64,
    cancelled: u64,
    stopped: u64,
    paused: u64,
    killed: u64,
    overwritten: u64,
}

/// What of an entry must arrive.
#[derive(Debug, PartialEq, Eq)]
enum Entry {
    File { size: u64, hash: u64, written: (i64, i64), streams: BTreeMap<String, u64> },
    Link(PathBuf),
    Directory,
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn hash_of(path: &Path) -> u64 {
    let mut file = fs::File::open(path).expect("a file");
    let (mut hasher, mut buffer) = (DefaultHasher::new(), vec![0; 1 << 20]);
    loop {
        // Whole pieces, so that the hash depends on nothing but the bytes.
        let mut filled = 0;
        while filled < buffer.len() {
            match file.read(&mut buffer[filled..]).expect("a file") {
                0 => break,
                count => filled += count,
            }
        }
        if filled == 0 {
            return hasher.finish();
        }
        hasher.write(&buffer[..filled]);
    }
}

/// Everything below `root`, by its path from there.
fn tree(root: &Path) -> BTreeMap<PathBuf, Entry> {
    let mut found = BTreeMap::new();
    let mut left = vec![root.to_owned()];
    while let Some(directory) = left.pop() {
        for entry in fs::read_dir(&directory).expect("a directory").flatten() {
            let path = entry.path();
            let kind = entry.file_type().expect("a kind");
            let what = if kind.is_symlink() {
                Entry::Link(fs::read_link(&path).expect("a link"))
            } else if kind.is_dir() {
                left.push(path.clone());
                Entry::Directory
            } else {
                let stat = fs::metadata(&path).expect("a file");
                let streams = attributes(&path).into_iter();
                let streams =
                    streams.map(|(name, value)| (name.to_string_lossy().into_owned(), hash(&value)));
                let written = (stat.mtime(), stat.mtime_nsec());
                Entry::File { size: stat.len(), hash: hash_of(&path), written, streams: streams.collect() }
            };
            found.insert(path.strip_prefix(root).expect("below the root").to_owned(), what);
        }
    }
    found
}

/// Sizes around those at which something changes, and some in between.
fn size(random: &mut Rng) -> usize {
    let edge = random.choice([0_usize, 1, 4096, 65536, 131_072, 1 << 20, 3 << 20]).unwrap();
    let size = match random.u64(..4) {
        0 => edge.saturating_sub(1),
        1 => edge,
        2 => edge + 1,
        _ => edge + random.usize(..1 << 16),
    };
    if random.u32(..40) == 0 { size + (6 << 20) } else { size }
}

fn grow(root: &Path, random: &mut Rng, counts: &mut Counts) {
    let mut directories = vec![root.to_owned()];
    for number in 0..3 + random.u64(..7) {
        let parent = directories[random.usize(..directories.len())].clone();
        let name = parent
            .join(format!("{}{number}", random.choice(["a", "β", " b", ".c", "d.e", "\u{1F600}"]).unwrap()));
        match random.u64(..10) {
            0 | 1 => {
                fs::create_dir(&name).expect("a directory");
                directories.push(name);
            }
            2 => {
                symlink(random.choice(["nowhere", "..", "a0", "/dev/null"]).unwrap(), &name).expect("a link")
            }
            3 => drop(fill_sparse(&name, 1 << (16 + random.u64(..7)))),
            _ => {
                let size = size(random);
                let seed = random.u64(..u64::MAX);
                file(&name, content(size, seed));
                counts.bytes += size as u64;
                if random.u32(..3) == 0 {
                    put_stream(&name, "one", &content(random.usize(..900), 1));
                    put_attribute(&name, "other", b"attribute");
                }
                set_write_time(&name, 1_000_000_000 + random.i64(0..1 << 28), random.u32(..1 << 29));
                set_mode(&name, random.choice([0o644, 0o600, 0o755, 0o444, 0o640]).unwrap());
                counts.files += 1;
            }
        }
    }
}

fn flags(random: &mut Rng) -> CopyFlags {
    let mut flags = CopyFlags::COPY_SYMLINK | CopyFlags::OPEN_AND_COPY_REPARSE_POINT;
    for flag in [
        CopyFlags::NO_BUFFERING,
        CopyFlags::NO_OFFLOAD,
        CopyFlags::RESTARTABLE,
        CopyFlags::DISABLE_PRE_ALLOCATION,
        CopyFlags::ENABLE_LOW_FREE_SPACE_MODE,
        CopyFlags::DISABLE_SPARSE_COPY,
        CopyFlags::REQUEST_COMPRESSED_TRAFFIC,
    ] {
        flags.set(flag, random.u32(..3) == 0);
    }
    flags
}

/// Starts the command and kills it after some lines of its trace.
fn kill_on_the_way(from: &Path, to: &Path, random: &mut Rng) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copyfile2"));
    command.args(["--trace", "--symlinks", "--no-target-directory", "--io-size=65536"]);
    for option in ["--restartable", "--direct", "--no-offload", "--no-clone"] {
        if random.u32(..2) == 0 {
            command.arg(option);
        }
    }
    let mut child = command
        .args([from, to])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let _seen = lines.take(random.usize(..30)).count();
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().expect("a child that ends");
}

/// Copies one file, with whatever happens on the way, until it is there.
fn copy_file(bench: &Bench, from: &Path, to: &Path, random: &mut Rng, counts: &mut Counts) {
    if to.exists() {
        counts.overwritten += 1;
        // READONLY files are refused (O18).
        set_mode(to, 0o644);
    }
    for _ in 0..random.u64(..4) {
        if random.u32(..3) == 0 {
            kill_on_the_way(from, to, random);
            counts.killed += 1;
            continue;
        }
        let action = random.choice([Action::Cancel, Action::Stop, Action::Pause, Action::Quiet]).unwrap();
        let at = random.usize(..12);
        let record = call(bench, from, to, random).answer_at(at, action).run();
        counts.calls += 1;
        match (record.code, action) {
            (0, _) => {}
            (1235, Action::Cancel) => {
                counts.cancelled += 1;
                assert!(!to.exists(), "F1: {} is left", to.display());
            }
            (1235, Action::Stop) => counts.stopped += 1,
            (3050, Action::Pause) => counts.paused += 1,
            (5, _) if to.exists() => {} // READONLY, from a copy that came to its end
            other => panic!("{other:?}, {} to {}", from.display(), to.display()),
        }
        if to.exists() && random.u32(..2) == 0 {
            set_mode(to, 0o644);
        }
    }
    if to.exists() {
        set_mode(to, 0o644);
    }
    let resume = if random.u32(..2) == 0 { CopyFlags::RESUME_FROM_PAUSE } else { CopyFlags::empty() };
    let record = call(bench, from, to, random).flags(resume).run();
    counts.calls += 1;
    assert_eq!(record.code, 0, "{} to {}", from.display(), to.display());
}

fn call<'a>(bench: &Bench, from: &Path, to: &Path, random: &mut Rng) -> Call<'a> {
    let mut call =
        bench.call(from, to).flags(flags(random)).io_size(random.choice([0, 4096, 65536, 300_000]).unwrap());
    if random.u32(..3) == 0 {
        call = call.flags_v2(CopyFlagsV2::DISABLE_BLOCK_CLONING);
    }
    call
}

/// One tree from one file system to another.
fn round(kinds: (FileSystem, FileSystem), random: &mut Rng, counts: &mut Counts) {
    let edge = *random.choice(&Edge::BOTH).unwrap();
    let Some(bench) = Bench::new(edge, kinds.0, kinds.1) else { return };
    let (from, to) = (bench.source("tree"), bench.destination("tree"));
    fs::create_dir(&from).expect("a directory");
    grow(&from, random, counts);
    let before = tree(&from);
    counts.trees += 1;
    for again in 0..2 {
        // Parents come before what they hold.
        fs::create_dir_all(&to).expect("a directory");
        for (path, entry) in &before {
            let (from, to) = (from.join(path), to.join(path));
            match entry {
                Entry::Directory => {
                    let flags = CopyFlags::DIRECTORY;
                    bench.call(&from, &to).flags(flags).run().expect(0);
                    // What comes in later needs the right to write.
                    set_mode(&to, 0o755);
                }
                Entry::Link(_) => {
                    let flags = CopyFlags::COPY_SYMLINK | CopyFlags::DIRECTORY;
                    bench.call(&from, &to).flags(flags).run().expect(0);
                }
                Entry::File { .. } => copy_file(&bench, &from, &to, random, counts),
            }
        }
        let (now, copied) = (tree(&from), tree(&to));
        assert_eq!(now, before, "the source is as it was");
        let keeps = |entry: &Entry| match entry {
            Entry::File { size, hash, written, streams } => {
                // Where there are no extended attributes, there are no streams (Q39).
                let streams = if kinds.1 == FileSystem::Ramfs { BTreeMap::new() } else { streams.clone() };
                Entry::File { size: *size, hash: *hash, written: *written, streams }
            }
            Entry::Link(target) => Entry::Link(target.clone()),
            Entry::Directory => Entry::Directory,
        };
        let wanted: BTreeMap<_, _> =
            before.iter().map(|(path, entry)| (path.clone(), keeps(entry))).collect();
        assert_eq!(copied, wanted, "{kinds:?}, round {again}");
        if random.u32(..2) == 0 {
            return;
        }
    }
}

// Appendix B: 1, 6, 8, 10.
#[test]
fn trees_arrive_whatever_happens_on_the_way() {
    let kinds: Vec<_> = [FileSystem::Ramfs].into_iter().chain(FileSystem::ALL).collect();
    let kinds: Vec<_> = kinds.into_iter().filter(|kind| kind.root().is_some()).collect();
    let seed = number("COPYFILE2_SEED").unwrap_or(0x5EED_50AC);
    let mut random = Rng::with_seed(seed);
    let mut counts = Counts::default();
    let end = number("COPYFILE2_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    // In the short form each file system is a destination once.
    let mut rounds = 0;
    while end.map_or(rounds < kinds.len(), |end| Instant::now() < end) {
        let to = kinds[rounds % kinds.len()];
        let from = *random.choice(&kinds).unwrap();
        println!("{from:?} to {to:?}");
        round((from, to), &mut random, &mut counts);
        rounds += 1;
    }
    println!("soak, seed {seed}, on {kinds:?}: {counts:?}");
    assert!(counts.trees > 0 && counts.files > 0);
}
