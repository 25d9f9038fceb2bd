//! A server that misbehaves at random, and what must hold all the same: a transfer that succeeds gives one version of what
//! was offered, never a mix; one that does not has a code; every job ends; no temporary file is left. Processes are killed
//! on the way. `COPYFILE2_SEED` begins elsewhere, `COPYFILE2_SEEDS` says how many.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Request, Server, content, good, wait_until};
use copyfile2::bits::{Hresult, Job, JobState, JobType, Manager, Priority};
use fastrand::Rng;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

const FILES: usize = 3;
/// Faults of one server; afterwards it is good, so that every job can end.
const FAULTS: u32 = 25;

/// What tells the versions of a file apart.
#[derive(Clone, Copy, Debug)]
enum Mark {
    Time,
    TimeAndNodes,
    StrongTag,
    WeakTag,
    SizeOnly,
}

struct Site {
    seed: u64,
    marks: [Mark; FILES],
    versions: [AtomicU64; FILES],
    requests: AtomicU64,
    faults: AtomicU32,
    v6: OnceLock<u16>,
    redirects: AtomicUsize,
}

impl Site {
    fn new(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let marks = [Mark::Time, Mark::TimeAndNodes, Mark::StrongTag, Mark::WeakTag, Mark::SizeOnly];
        Self {
            seed,
            marks: std::array::from_fn(|_| marks[random.usize(..marks.len())]),
            versions: Default::default(),
            requests: AtomicU64::new(0),
            faults: AtomicU32::new(0),
            v6: OnceLock::new(),
            redirects: AtomicUsize::new(0),
        }
    }

    /// One version of one file.
    fn body(&self, file: usize, version: u64) -> Vec<u8> {
        let mut random = Rng::with_seed(self.seed * 31 + file as u64);
        let sizes = [0, 1, 5000, 70_000, 300_000, 700_000];
        let mut size = sizes[random.usize(..sizes.len())];
        if matches!(self.marks[file], Mark::SizeOnly) {
            size += version as usize; // nothing else would tell
        }
        content(size, self.seed * 1000 + file as u64 * 100 + version)
    }

    fn mark(&self, file: usize, version: u64, number: u64) -> String {
        let dated = format!("Last-Modified: Sun, 06 Nov 1994 08:49:{version:02} GMT\r\n");
        match self.marks[file] {
            Mark::Time => dated,
            Mark::TimeAndNodes => format!("{dated}ETag: \"node{}\"\r\n", number % 3),
            Mark::StrongTag => format!("ETag: \"{version}\"\r\n"),
            Mark::WeakTag => format!("ETag: W/\"{version}\"\r\n"),
            Mark::SizeOnly => String::new(),
        }
    }

    fn answer(&self, request: &Request, stream: &mut TcpStream) -> bool {
        let number = self.requests.fetch_add(1, Ordering::SeqCst);
        let mut random = Rng::with_seed(self.seed << 20 | number);
        let name = request.path.split('?').next().unwrap_or("");
        let file: usize = name.rsplit('/').next().and_then(|name| name.parse().ok()).expect("a number");
        let is_calm = self.faults.load(Ordering::SeqCst) >= FAULTS || random.u8(0..3) == 0;
        let fault = if is_calm { u8::MAX } else { random.u8(0..20) };
        if !is_calm {
            self.faults.fetch_add(1, Ordering::SeqCst);
        }
        if fault == 0 && self.versions[file].load(Ordering::SeqCst) < 9 {
            self.versions[file].fetch_add(1, Ordering::SeqCst);
        }
        let version = self.versions[file].load(Ordering::SeqCst);
        let (body, mark) = (self.body(file, version), self.mark(file, version, number));
        let mut whole = Vec::new();
        match request.header("if-range") {
            // A condition that no longer holds gives all of it.
            Some(tag) if !mark.contains(tag) => plain(request, &mut whole, &body, &mark),
            _ if body.is_empty() || request.range().is_some_and(|(first, _)| first >= body.len()) => {
                match request.range() {
                    Some(_) => whole.extend(b"HTTP/1.1 416 R\r\nContent-Length: 0\r\n\r\n"),
                    None => plain(request, &mut whole, &body, &mark),
                }
            }
            _ => {
                good(request, &mut whole, &body, &mark);
            }
        }
        let mut send = |bytes: &[u8]| stream.write_all(bytes).is_ok();
        match fault {
            1 => false,
            2 => {
                send(&whole[..random.usize(..whole.len())]);
                false
            }
            3 => send(&whole) && send(b"\r\n<!-- generated -->\r\n"),
            4 => send(&[&whole[..], b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"].concat()),
            5 => send(
                &[&whole[..], b"HTTP/1.1 408 T\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"].concat(),
            ),
            6 => send(b"HTTP/1.1 503 N\r\nContent-Length: 0\r\n\r\n"),
            7 => send(b"HTTP/1.1 503 N\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
            8 if request.method != "HEAD" => send(&chunked(&whole)),
            9 => {
                send(&[b"HTTP/1.0", &whole[8..]].concat());
                false
            }
            10 => {
                send(&whole); // and closes what it said to keep
                false
            }
            11 if request.method == "HEAD" => send(&[&whole[..], &body[..]].concat()),
            12 | 13 => send(self.redirect(file, &mut random).as_bytes()),
            14 => {
                let mut all = Vec::new();
                plain(request, &mut all, &body, &mark);
                send(&all)
            }
            15 => send(b"HTTP/1.1 412 P\r\nContent-Length: 0\r\n\r\n"),
            16 => send(b"HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n") && random.bool(),
            17 => send(b"HTTP/1.1 100 Continue\r\n\r\n") && send(&whole),
            18 if random.u8(0..4) == 0 => send(&with(&whole, "Content-Encoding: gzip\r\n")),
            18 if random.u8(0..4) == 0 => send(&with(&whole, "Content-Length: 12345678\r\n")),
            19 if random.u8(0..4) == 0 => {
                let text = String::from_utf8_lossy(&whole[..whole.len().min(300)]).into_owned();
                match text.find("Content-Range: bytes 0-") {
                    Some(at) => {
                        whole[at + 21] = b'7'; // another range than was asked for
                        send(&whole)
                    }
                    None => send(&whole),
                }
            }
            _ => send(&whole),
        }
    }

    fn redirect(&self, file: usize, random: &mut Rng) -> String {
        self.redirects.fetch_add(1, Ordering::SeqCst);
        let status = [301, 302, 303, 307, 308][random.usize(..5)];
        let v6 = self.v6.get().map_or(0, |port| *port);
        let to = match random.u8(0..5) {
            0 => format!("/else where/{file}"),
            1 => format!("{file}?s={}", random.u64(..)),
            2 => format!("/\u{fc}/{file}#part"),
            3 => format!("/{}/{file}", "l".repeat(3000)),
            _ => format!("http://[::1]:{v6}/v6/{file}"),
        };
        format!("HTTP/1.1 {status} R\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
    }
}

/// All of it, whatever the range.
fn plain(request: &Request, to: &mut Vec<u8>, body: &[u8], mark: &str) {
    let mut head = String::new();
    write!(head, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{mark}\r\n", body.len()).unwrap();
    to.extend(head.as_bytes());
    if request.method != "HEAD" {
        to.extend(body);
    }
}

/// The answer with one header more.
fn with(whole: &[u8], header: &str) -> Vec<u8> {
    let at = whole.windows(2).position(|two| two == b"\r\n").expect("a line") + 2;
    [&whole[..at], header.as_bytes(), &whole[at..]].concat()
}

/// The answer in two chunks with a trailer, beside the length that it has.
fn chunked(whole: &[u8]) -> Vec<u8> {
    let at = whole.windows(4).position(|four| four == b"\r\n\r\n").expect("an empty line") + 4;
    let (one, other) = whole[at..].split_at((whole.len() - at) / 2);
    let mut bytes = with(&whole[..at], "Transfer-Encoding: chunked\r\n");
    for part in [one, other].into_iter().filter(|part| !part.is_empty()) {
        write!(bytes, "{:x}\r\n", part.len()).unwrap();
        bytes.extend(part);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\nX-Trailer: 1\r\nContent-Length: 7\r\n\r\n");
    bytes
}

fn make(manager: &Manager, server: &Server, target: &Path, random: &mut Rng) -> Job {
    let job = manager.create_job("random", JobType::Download).unwrap();
    job.set_priority([Priority::Foreground, Priority::Normal][random.usize(..2)]).unwrap();
    for file in 0..FILES {
        let local = target.join(file.to_string());
        job.add_file(&server.url(&format!("/{file}")), &local.as_os_str().into()).unwrap();
    }
    job
}

/// Resumes until the job has ended for good.
fn end(job: &Job, seed: u64) -> JobState {
    for _ in 0..100 {
        job.resume().unwrap();
        let mut state = JobState::Queued;
        wait_until(&format!("the end of seed {seed}"), || {
            state = job.state().unwrap();
            matches!(state, JobState::Transferred | JobState::Error | JobState::TransientError)
        });
        if state != JobState::TransientError {
            return state;
        }
        assert_ne!(job.error().unwrap().error().1, Hresult::S_OK, "seed {seed}");
    }
    panic!("seed {seed}: neither success nor error");
}

/// Whether it succeeded.
fn run(seed: u64) -> bool {
    let site = Arc::new(Site::new(seed));
    let (one, other) = (Arc::clone(&site), Arc::clone(&site));
    let server = Server::start(move |request, _, stream| one.answer(request, stream));
    let v6 = Server::start_at("[::1]:0", move |request, _, stream| other.answer(request, stream));
    site.v6.set(v6.port).unwrap();
    let (queue, target) = (Queue::new(), tempfile::tempdir().unwrap());
    let mut random = Rng::with_seed(seed ^ 0x5EED);
    if seed % 4 == 0 {
        let manager = queue.manager();
        let job = make(&manager, &server, target.path(), &mut random);
        let id = job.id().to_string();
        drop((job, manager));
        queue.said(&["/resume", &id]);
        for _ in 0..2 {
            let worker = queue.worker(&[]);
            std::thread::sleep(Duration::from_millis(random.u64(20..120)));
            drop(worker);
        }
    }
    let manager = queue.manager();
    let job = match manager.jobs(0).unwrap().items().first() {
        Some(job) => job.clone(),
        None => make(&manager, &server, target.path(), &mut random),
    };
    let state = match job.state().unwrap() {
        JobState::Transferred => JobState::Transferred,
        _ => end(&job, seed),
    };
    let marks = site.marks;
    if state == JobState::Error {
        assert_ne!(job.error().unwrap().error().1, Hresult::S_OK, "seed {seed}");
        job.cancel().unwrap();
        let left = std::fs::read_dir(target.path()).unwrap().count();
        assert_eq!(left, 0, "seed {seed}: files left behind");
        return false;
    }
    assert_eq!(job.complete(), Ok(Hresult::S_OK), "seed {seed}");
    for (file, mark) in marks.iter().enumerate() {
        let got = std::fs::read(target.path().join(file.to_string())).unwrap();
        let last = site.versions[file].load(Ordering::SeqCst);
        let is_one = (0..=last).any(|version| site.body(file, version) == got);
        assert!(is_one, "seed {seed}: file {file} ({mark:?}) of {} bytes is no version of {last}", got.len());
    }
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), FILES, "seed {seed}: files left behind");
    true
}

#[test]
fn a_server_at_random_gives_one_version_or_an_error() {
    let number =
        |name: &str, default| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (first, count) = (number("COPYFILE2_SEED", 1_u64), number("COPYFILE2_SEEDS", 20_u64));
    let good = (first..first + count).filter(|seed| run(*seed)).count();
    println!("{good} of {count} jobs succeeded");
    assert!(good > 0, "nothing succeeded: the oracle saw no bytes");
}
