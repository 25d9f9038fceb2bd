//! Files beyond 4 GiB: sizes, ranges, progress and what a resumed file goes on from have 64 bits on the whole way (LIM-14).
//!
//! The servers' files and the temporary ones are sparse, so that these tests need little of the disk and of the time. A
//! file of which every byte travels is fetched with `COPYFILE2_LARGE=1` (`make large`).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{
    Daemon, Place, Request, Server, fetch, only_file, pairs, progress, say, wait_for, wait_until,
};
use copyfile2::bits::{FileRange, Hresult, JobProperty, JobState, JobType, LENGTH_TO_EOF, Priority};
use std::fs::File;
use std::io::Write;
use std::net::TcpStream;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const GIB: u64 = 1 << 30;
const LIMIT: u64 = 4 * GIB;

/// The bytes from `first` up to `last`, which is one of them, of a file without end: no eight of them stand there twice.
fn bytes(first: u64, last: u64) -> Vec<u8> {
    let words = first / 8..=last / 8;
    let all: Vec<u8> =
        words.flat_map(|word| (word + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes()).collect();
    let start = (first % 8) as usize;
    all[start..=start + (last - first) as usize].to_vec()
}

/// Puts the bytes that belong there into a sparse file.
fn fill(file: &File, spans: &[(u64, u64)]) {
    for &(first, length) in spans {
        file.write_all_at(&bytes(first, first + length - 1), first).unwrap();
    }
}

fn check(path: &Path, at: u64, first: u64, length: u64) {
    let mut found = vec![0; length as usize];
    File::open(path).unwrap().read_exact_at(&mut found, at).unwrap();
    assert!(found == bytes(first, first + length - 1), "{length} bytes from {first} on differ");
}

/// A sparse file of so many bytes in the root of nginx; `None` where the file system has no room for the name of it.
fn nginx_with(size: u64, spans: &[(u64, u64)]) -> Option<Daemon> {
    let server = Daemon::nginx("")?;
    let file = File::create(server.root.join("x")).unwrap();
    if let Err(error) = file.set_len(size) {
        println!("skipped: no file of {size} bytes here: {error}");
        return None;
    }
    fill(&file, spans);
    Some(server)
}

#[test]
fn ranges_beyond_4_gib_come_from_nginx() {
    let size = 5 * GIB + 77;
    // Over the limit, far behind it, up to the end, and before it.
    let spans = [(LIMIT - 500, 400_000), (LIMIT + 1_000_001, 300_000), (size - 1000, 1000), (5, 10)];
    let Some(server) = nginx_with(size, &spans) else { return };
    for priority in [Priority::Foreground, Priority::Normal] {
        let place = Place::new();
        let job = place.manager.create_job("large", JobType::Download).unwrap();
        job.set_priority(priority).unwrap();
        let mut ranges: Vec<_> =
            spans.iter().map(|&(initial_offset, length)| FileRange { initial_offset, length }).collect();
        ranges[2].length = LENGTH_TO_EOF;
        let local = place.text("x").as_str().into();
        job.add_file_with_ranges(&server.url("x"), &local, &ranges).unwrap();
        fetch(&job);
        let total: u64 = spans.iter().map(|(_, length)| length).sum();
        assert_eq!(progress(&job).bytes_total, total); // RNG-1
        assert_eq!(progress(&job).bytes_transferred, total);
        let mut at = 0;
        for (first, length) in spans {
            check(&place.path("x"), at, first, length);
            at += length;
        }
    }
    let place = Place::new();
    let job = place.manager.create_job("outside", JobType::Download).unwrap();
    let outside = FileRange { initial_offset: size - 1, length: 2 };
    job.add_file_with_ranges(&server.url("x"), &place.text("x").as_str().into(), &[outside]).unwrap();
    assert_eq!(bits_support::failure(&job, JobState::Error), Hresult::BG_E_INVALID_RANGE); // RNG-2
}

#[test]
fn ranges_on_demand_beyond_4_gib_stand_where_they_belong() {
    let size = LIMIT + 2_000_000;
    let spans = [(LIMIT - 300, 600), (size - 1_000_000, 5000)];
    let Some(server) = nginx_with(size, &spans) else { return };
    let place = Place::new();
    let job = place.job(&server.url("x"), "x");
    job.set_property(JobProperty::OnDemandMode(true)).unwrap();
    let file = only_file(&job);
    let ranges = spans.map(|(initial_offset, length)| FileRange { initial_offset, length });
    file.request_ranges(&ranges).unwrap(); // F6-2
    file.update_download_position(size - 1_000_000).unwrap(); // F6-5
    job.resume().unwrap();
    wait_until("the ranges", || file.filled_ranges().unwrap().len() == 2);
    wait_for(&job, JobState::Suspended);
    assert_eq!(pairs(&file.filled_ranges().unwrap()), spans);
    let now = file.progress().unwrap();
    assert_eq!((now.bytes_total, now.bytes_transferred), (size, 5600));
    for (first, length) in spans {
        check(&file.temporary_name().unwrap(), first, first, length);
    }
    job.cancel().unwrap();
    assert!(place.names().is_empty());
}

#[test]
fn a_local_file_beyond_4_gib_is_copied_whole() {
    let (place, size) = (Place::new(), LIMIT + 12_345);
    let spans = [(LIMIT - 100, 200), (size - 10, 10)];
    let source = File::create(place.path("source")).unwrap();
    if source.set_len(size).is_err() {
        println!("skipped: no file of {size} bytes here");
        return;
    }
    fill(&source, &spans);
    let job = place.job(&format!("file://{}", place.text("source")), "x");
    fetch(&job);
    assert_eq!((progress(&job).bytes_total, progress(&job).bytes_transferred), (size, size)); // INF-4
    assert_eq!(std::fs::metadata(place.path("x")).unwrap().len(), size);
    for (first, length) in spans {
        check(&place.path("x"), first, first, length);
    }
}

/// Head and body of an answer with the bytes asked for, of which those from `end` on are not sent.
fn answer(request: &Request, stream: &mut TcpStream, size: u64, end: u64) -> bool {
    let Some((first, last)) = request.long_range().filter(|_| request.method == "GET") else {
        return say(stream, &format!("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: {size}\r\n\r\n"));
    };
    let length = last - first + 1;
    let head = format!(
        "HTTP/1.1 206 P\r\nETag: \"e\"\r\nContent-Range: bytes {first}-{last}/{size}\r\nContent-Length: {length}\r\n\r\n"
    );
    let end = end.min(last + 1);
    let mut pieces = (first..end).step_by(1 << 20).map(|at| bytes(at, end.min(at + (1 << 20)) - 1));
    say(stream, &head) && pieces.all(|piece| stream.write_all(&piece).is_ok())
}

/// Two processes die in the middle of the body. Between them the file grows beyond 4 GiB, as it would have in some
/// minutes.
#[test]
fn what_killed_processes_left_beyond_4_gib_is_gone_on_from() {
    const FIRST: u64 = 1 << 20;
    const GROWN: u64 = LIMIT + 1001;
    const SECOND: u64 = GROWN + FIRST;
    const SIZE: u64 = SECOND + 5 * FIRST;
    let queue = Queue::new();
    let is_open = Arc::new(AtomicBool::new(false));
    let open = Arc::clone(&is_open);
    let server = Server::start(move |request, _, stream| {
        let start = request.long_range().map_or(0, |(first, _)| first);
        if open.load(Ordering::SeqCst) || request.method == "HEAD" {
            return answer(request, stream, SIZE, SIZE);
        }
        answer(request, stream, SIZE, if start < GROWN { FIRST } else { SECOND });
        let _ = std::io::Read::read(stream, &mut [0]); // until the client is gone
        false
    });
    let target = queue.target("x");
    let job = queue.raw(&["/create", "large"]);
    queue.said(&["/addfile", &job, &server.url("/x"), &target]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/resume", &job]);
    let temporary = queue.raw(&["/gettemporaryname", &job, "0"]);
    let there = || std::fs::metadata(&temporary).map_or(0, |metadata| metadata.len());

    let first = queue.worker(&[]);
    wait_until("the first part", || there() == FIRST);
    drop(first);
    if let Err(error) = File::options().write(true).open(&temporary).unwrap().set_len(GROWN) {
        println!("skipped: no file of {GROWN} bytes here: {error}");
        return;
    }
    let second = queue.worker(&[]);
    wait_until("the second part", || there() == SECOND);
    drop(second);
    is_open.store(true, Ordering::SeqCst);
    let _third = queue.worker(&[]);
    wait_until("the rest", || queue.raw(&["/getstate", &job]) == "TRANSFERRED");
    assert_eq!(queue.raw(&["/getbytestotal", &job]), SIZE.to_string());
    assert_eq!(queue.raw(&["/getbytestransferred", &job]), SIZE.to_string());
    queue.said(&["/complete", &job]);
    assert_eq!(std::fs::metadata(&target).unwrap().len(), SIZE);
    check(Path::new(&target), 0, 0, FIRST);
    check(Path::new(&target), GROWN, GROWN, SIZE - GROWN);
    // TR-3, PER-1: nobody asked for what was there. Whoever looks at the queue takes up work, too, so there may be more
    // requests than workers.
    let starts: Vec<_> = server.seen().iter().filter_map(Request::long_range).map(|it| it.0).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    assert!(starts.contains(&GROWN) && starts.contains(&SECOND), "{starts:?}");
    assert!(!starts.iter().any(|start| (FIRST + 1..GROWN).contains(start)), "{starts:?}");
}

/// LIM-14, once with every byte on its way.
#[test]
fn a_whole_file_beyond_4_gib_comes_through_the_network() {
    const SIZE: u64 = LIMIT + (3 << 20) + 1;
    if std::env::var_os("COPYFILE2_LARGE").is_none() {
        println!("skipped: it writes 4 GiB; `make large` runs it");
        return;
    }
    let place = Place::new();
    let disk = rustix::fs::statvfs(place.directory.path()).unwrap();
    if disk.f_bavail * disk.f_frsize < SIZE + GIB {
        println!("skipped: no room for {SIZE} bytes and one GiB more");
        return;
    }
    let server = Server::start(|request, _, stream| answer(request, stream, SIZE, SIZE));
    let job = place.job(&server.url("/x"), "x");
    let mut seen = 0;
    job.resume().unwrap();
    wait_until("all of it", || {
        let now = progress(&job).bytes_transferred;
        assert!(now >= seen, "{now} after {seen} bytes");
        seen = now;
        job.state().unwrap() == JobState::Transferred
    });
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!((progress(&job).bytes_total, progress(&job).bytes_transferred), (SIZE, SIZE));
    assert_eq!(std::fs::metadata(place.path("x")).unwrap().len(), SIZE);
    for first in (0..SIZE).step_by(4 << 20) {
        check(&place.path("x"), first, first, (SIZE - first).min(4 << 20));
    }
    let starts: Vec<_> = server.seen().iter().filter_map(Request::long_range).map(|it| it.0).collect();
    assert_eq!(starts, [0, 2 * GIB, LIMIT]);
}
