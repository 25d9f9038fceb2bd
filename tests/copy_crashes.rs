//! Part 4.6 of the rule sheet when nobody gets to clean up: killed processes and cut power.
#![cfg(feature = "cli")]

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::CopyFlags;
use fastrand::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use support::*;

const MIB: usize = 1 << 20;

/// What a stored state vouches for after the death of a process: behind magic, version, inode, size, two times, the
/// flushed position and the number of streams.
fn vouched(destination: &Path) -> Option<u64> {
    let sidecar =
        destination.with_file_name(format!(".{}.copyfile2-restart", destination.file_name()?.to_str()?));
    let state = attribute(destination, "copyfile2.restart").or_else(|| fs::read(sidecar).ok())?;
    Some(u64::from_le_bytes(state.get(58..66)?.try_into().ok()?))
}

fn command(options: &[&str], source: &Path, destination: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copyfile2"));
    command.args(["--restartable", "--trace"]).args(options).arg(source).arg(destination);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Where the first chunk of a run starts, from its trace.
fn first_position(line: &str) -> Option<u64> {
    let message: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    (message["message"] == "CHUNK_FINISHED" && message["stream"] == 1)
        .then(|| message["stream_done"].as_u64().unwrap() - message["chunk_size"].as_u64().unwrap())
}

/// Random kills over sizes, file systems, ways and stream layouts, resumed until done: the result is identical, and no
/// run starts below what was vouched for. `COPYFILE2_KILLS` says how many, 40 by default.
#[test]
fn a_copy_that_is_killed_again_and_again_ends_identical() {
    let mut random = Rng::with_seed(number("COPYFILE2_SEED").unwrap_or(0x5EED_CAFE));
    let wanted = number("COPYFILE2_KILLS").unwrap_or(40);
    let (mut kills, mut resumed, mut copies) = (0, 0, 0);
    let kinds = [
        FileSystem::Here,
        FileSystem::Ext4,
        FileSystem::XfsWithoutReflink,
        FileSystem::Btrfs,
        FileSystem::Tmpfs,
        FileSystem::Ramfs,
    ];
    while kills < wanted {
        let kind = kinds[random.usize(..kinds.len())];
        let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, kind) else { continue };
        // Two threads move those from 64 MiB on, and the smaller ones without the cache.
        let base = if random.u64(..4) == 0 { 66 } else { 12 };
        let size = base * MIB + random.usize(..20 * MIB);
        let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
        for stream in 0..random.u64(..3) {
            put_stream(&a, &format!("s{stream}"), &content(random.usize(..200), 3));
        }
        let ways: [&[&str]; 4] = [&[], &["--direct"], &["--no-preallocate"], &["--io-size", "131072"]];
        let way = ways[random.usize(..ways.len())];
        copies += 1;
        // As many messages as the whole copy has, about: kills fall anywhere in it.
        let messages = 2 * size as u64 / if way.contains(&"131072") { 131_072 } else { 1 << 20 };
        let mut kills_left = 1 + random.u64(..6);
        loop {
            let before = vouched(&b);
            let mut child = command(way, &a, &b).spawn().expect("the command starts");
            let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
            // Near the end there are fewer lines than that: then the copy finishes.
            let deadline = if kills_left > 0 { 2 + random.u64(..messages) } else { u64::MAX };
            let (mut seen, mut started_at) = (0, None);
            while let Some(Ok(line)) = lines.next() {
                started_at = started_at.or_else(|| first_position(&line));
                seen += 1;
                if seen == deadline {
                    child.kill().expect("a child that runs");
                    break;
                }
            }
            drop(lines);
            let status = child.wait().expect("a child that ends");
            if let (Some(before), Some(started_at)) = (before, started_at) {
                assert!(
                    started_at >= before,
                    "{kind:?}: {before} bytes were vouched for, started at {started_at}"
                );
                resumed += u32::from(before > 0);
            }
            if status.success() {
                break;
            }
            let mut said = String::new();
            child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
            assert!(seen == deadline, "{kind:?} {way:?}: the command failed by itself: {status}: {said}");
            (kills, kills_left) = (kills + 1, kills_left - 1);
        }
        assert_copied(&a, &b);
        for stream_number in 0..3 {
            let name = format!("s{stream_number}");
            if kind != FileSystem::Ramfs {
                assert_eq!(stream(&a, &name), stream(&b, &name));
            }
        }
        assert_eq!(vouched(&b), None, "P13");
        assert_eq!(bench.destination_names(), ["b"], "P13");
    }
    println!("{kills} kills in {copies} copies, {resumed} runs resumed above 0");
    assert!(resumed > 0, "some run was resumed above 0");
}

/// P21: killed in the very second in which the source was written, on clocks that count in seconds, with and without
/// state: `--resume` never takes the stump for a copy. SIGHUP, as when a connection drops, leaves none.
#[test]
fn p21_no_stump_is_a_copy_on_a_coarse_clock() {
    let mut random = Rng::with_seed(number("COPYFILE2_SEED").unwrap_or(0x5EED_C10C));
    let (mut same_time, mut stumps) = (0, 0);
    for round in 0..number("COPYFILE2_KILLS").unwrap_or(40) {
        let kind = if round % 4 == 0 { FileSystem::ExfatFuse } else { FileSystem::Ext4Seconds };
        let Some(bench) = Bench::new(Edge::Rust, kind, kind) else { continue };
        let (a, b) = (bench.source("a"), bench.destination("b"));
        let size = [200_000, MIB + 5, 3 * MIB][random.usize(..3)];
        fs::write(&a, content(size, round)).unwrap();
        let ways: [&[&str]; 3] = [&[], &["--direct"], &["--restartable"]];
        let options = ways[random.usize(..3)];
        let mut child = Command::new(env!("CARGO_BIN_EXE_copyfile2"))
            .args(["--trace", "--io-size", "65536"])
            .args(options)
            .args([&a, &b])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let messages = 3 + random.usize(..2 * size / 65536);
        for _ in 0..messages {
            let _over = lines.next().is_none();
        }
        let hangs_up = random.u32(..3) == 0;
        let signal = if hangs_up { libc::SIGHUP } else { libc::SIGKILL };
        // SAFETY: no memory is involved; the child is not waited for yet, so that its id is nobody else's.
        unsafe { libc::kill(child.id().try_into().expect("an id"), signal) };
        drop(lines);
        let status = child.wait().expect("a child that ends");
        if !status.success() && b.exists() {
            stumps += 1;
            same_time += u32::from(write_time(&a) == write_time(&b));
            assert!(!hangs_up || options == ["--restartable"], "a copy that is interrupted is removed");
        }
        let resumed =
            Command::new(env!("CARGO_BIN_EXE_copyfile2")).args(["-q", "--resume"]).args([&a, &b]).status();
        assert!(resumed.expect("the command starts").success());
        assert!(
            fs::read(&a).unwrap() == fs::read(&b).unwrap(),
            "{kind:?} {options:?}: {messages} messages of {size}"
        );
        assert_eq!(bench.destination_names(), ["b"], "P13");
    }
    println!("{stumps} stumps, {same_time} with the time of their source");
}

/// Who starts the command with SIGHUP ignored, as nohup(1) does, wants it to outlive the terminal.
#[test]
fn a_hangup_that_is_ignored_stays_ignored() {
    let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, FileSystem::Here) else { return };
    let (a, b) = (fill(bench.source("a"), 2 * MIB), bench.destination("b"));
    let script = "trap '' HUP; exec \"$@\"";
    let mut child = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_copyfile2"), "--trace", "--io-size", "65536"])
        .args([&a, &b])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    assert!(lines.next().is_some());
    // SAFETY: as above.
    unsafe { libc::kill(child.id().try_into().expect("an id"), libc::SIGHUP) };
    assert!(lines.count() > 20, "it goes on");
    assert!(child.wait().expect("a child that ends").success());
    assert_copied(&a, &b);
}

/// The power-cut model. A system-call trace gives the order of data writes, flushes and state writes; for every state
/// each byte it vouches for must have been written before the last flush before it began. What is not flushed may be
/// lost or not: nothing depends on it. The model cannot see a disk that lies about flushing.
#[test]
fn what_a_state_vouches_for_was_flushed_before() {
    if Command::new("strace").arg("-V").output().is_err() {
        return skipped("no strace here");
    }
    for (way, is_direct) in [(&["--io-size", "1048576"][..], false), (&["--direct"][..], true)] {
        let bench = Bench::new(Edge::Rust, FileSystem::Here, FileSystem::Here).expect("a directory");
        let (a, b) = (fill(bench.source("a"), 96 * MIB), bench.destination("b"));
        let trace = bench.source("trace");
        let traced = "trace=pwrite64,fdatasync,fsync,fsetxattr,ftruncate,fallocate";
        let copy = command(way, &a, &b);
        let output = Command::new("strace")
            .args(["-f", "-xx", "-s", "128", "-e", traced, "-o"])
            .arg(&trace)
            .arg(copy.get_program())
            .args(copy.get_args())
            .output()
            .expect("strace starts");
        if !output.status.success() {
            return skipped("strace may not trace here");
        }
        let states = check_trace(&fs::read_to_string(&trace).expect("a trace"));
        assert!(states > 0, "at least one checkpoint (direct: {is_direct})");
        println!("{states} states checked");
    }
}

/// Checks every state of a trace; returns how many there were.
fn check_trace(trace: &str) -> usize {
    let mut unfinished: BTreeMap<&str, String> = BTreeMap::new();
    // Ranges that are written, and those that were when the last flush began.
    let (mut written, mut flushed) = (Ranges::default(), Ranges::default());
    let mut at_flush_start: BTreeMap<&str, Ranges> = BTreeMap::new();
    let mut states = 0;
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        let is_start = !rest.starts_with("<... ");
        if is_start && rest.starts_with("fdatasync") {
            at_flush_start.insert(thread, written.clone());
        }
        let call = if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            unfinished.insert(thread, begun.to_owned());
            // A state counts from the moment its write begins.
            if !begun.starts_with("fsetxattr") {
                continue;
            }
            begun.to_owned()
        } else if is_start {
            rest.to_owned()
        } else {
            let end = rest.split_once("resumed>").map_or("", |(_, end)| end);
            unfinished.remove(thread).unwrap_or_default() + end
        };
        if call.starts_with("pwrite64") {
            let result: Option<u64> =
                call.rsplit_once("= ").and_then(|(_, result)| result.trim().parse().ok());
            let offset =
                call.rsplit_once(')').and_then(|(head, _)| head.rsplit_once(", ")).map(|(_, offset)| offset);
            let offset: u64 = offset.expect("an offset").trim().parse().expect("a number");
            written.add(offset, result.expect("a write that succeeded"));
        } else if call.starts_with("fdatasync") {
            flushed = at_flush_start.remove(thread).expect("a flush that began");
        } else if call.starts_with("fsetxattr") && is_start {
            let state = call.split('"').nth(3).expect("a value");
            let bytes: Vec<u8> = state
                .split(r"\x")
                .skip(1)
                .map(|byte| u8::from_str_radix(byte, 16).expect("hexadecimal"))
                .collect();
            let position = u64::from_le_bytes(bytes[46..54].try_into().expect("eight bytes"));
            assert!(
                flushed.covers(position),
                "a state vouches for {position} bytes, flushed are {flushed:?}"
            );
            states += 1;
        }
    }
    states
}

/// Written ranges by their start.
#[derive(Clone, Debug, Default)]
struct Ranges(BTreeMap<u64, u64>);

impl Ranges {
    fn add(&mut self, offset: u64, length: u64) {
        let end = self.0.entry(offset).or_default();
        *end = (*end).max(offset + length);
    }

    /// Whether everything below `position` is in.
    fn covers(&self, position: u64) -> bool {
        let mut reached = 0;
        for (&start, &end) in &self.0 {
            if start > reached {
                break;
            }
            reached = reached.max(end);
        }
        reached >= position
    }
}

/// S11: resumed at a byte where direct I/O is refused, the threads change over to the cache one after the other. However
/// long the change takes, none of them writes a part of a block while the descriptor is still direct.
#[test]
fn s11_a_slow_change_from_direct_to_cached_loses_nothing() {
    if Command::new("strace").arg("-V").output().is_err() {
        return skipped("no strace here");
    }
    let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, FileSystem::Here) else { return };
    let a = fill(bench.source("a"), 3 * MIB + 777);
    for round in 0..8 {
        let b = bench.destination(format!("b{round}"));
        let flags = CopyFlags::NO_BUFFERING | CopyFlags::RESTARTABLE;
        bench.call(&a, &b).flags(flags).io_size(300_000).answer_at(2, Action::Pause).run().expect(3050);
        let trace = bench.destination(format!("trace{round}"));
        let output = Command::new("strace")
            .args(["-f", "-e", "inject=fcntl:delay_enter=20000", "-o"])
            .arg(&trace)
            .arg(env!("CARGO_BIN_EXE_copyfile2"))
            .args(["--quiet", "--resume", "--direct", "--io-size=300000"])
            .args([&a, &b])
            .output()
            .expect("strace starts");
        if !trace.exists() || !content_of(&trace).contains("F_SETFL") {
            return skipped("strace may not trace here");
        }
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_copied(&a, &b);
    }
}

fn content_of(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).expect("the trace")).into_owned()
}
