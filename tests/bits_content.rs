//! What is fetched, and what BITS does not promise about it: checks, versions, names that change on the way.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{
    Place, Server, content, failure, fetch, good, only_file, progress, say, wait_for, wait_until,
};
use copyfile2::bits::{Hresult, JobProperty, JobState, JobType, Priority};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

#[test]
fn nobody_but_the_client_checks_the_content() {
    let place = Place::new();
    let wrong = "Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==\r\nDigest: sha-256=AAAA\r\n";
    let server = Server::start(move |request, _, stream| good(request, stream, b"body", wrong));
    fetch(&place.job(&server.url("/x"), "x")); // VAL-4
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
}

#[test]
fn the_files_of_a_job_may_be_of_several_versions() {
    let place = Place::new();
    let gets = AtomicUsize::new(0);
    let server = Server::start(move |request, _, stream| {
        let is_get = request.method == "GET";
        let number = if is_get { gets.fetch_add(1, Ordering::SeqCst) } else { gets.load(Ordering::SeqCst) };
        let version = number.to_string();
        good(request, stream, version.as_bytes(), &format!("ETag: \"{version}\"\r\n"))
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_priority(Priority::Normal).unwrap(); // one after another
    job.add_file(&server.url("/x"), &place.path("y").as_os_str().into()).unwrap();
    fetch(&job); // ANS-3
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"0");
    assert_eq!(std::fs::read(place.path("y")).unwrap(), b"1");
}

#[test]
fn header_names_may_be_in_any_case() {
    let body = content(600_000, 1);
    for upper in [false, true] {
        let (place, served) = (Place::new(), body.clone());
        let server = Server::start(move |request, _, stream| {
            let (first, last) = request.range().unwrap_or((0, served.len() - 1));
            let mut head = format!(
                "content-length: {}\r\ncontent-range: bytes {first}-{last}/{}\r\netag: \"a\"\r\n\
                 last-modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n",
                last - first + 1,
                served.len()
            );
            if upper {
                for name in ["content-length", "content-range", "etag", "last-modified"] {
                    head = head.replace(name, &name.to_uppercase());
                }
            }
            let is_get = request.method == "GET";
            let status = if is_get { "HTTP/1.1 206 P" } else { "HTTP/1.1 200 O" };
            say(stream, &format!("{status}\r\n{head}"))
                && (!is_get || std::io::Write::write_all(stream, &served[first..=last]).is_ok())
        });
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(Priority::Normal).unwrap(); // pieces: size, time and tag are compared
        fetch(&job); // F5-4
        assert!(std::fs::read(place.path("x")).unwrap() == body);
        let modified = std::fs::metadata(place.path("x")).unwrap().modified().unwrap();
        assert_eq!(modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs(), 784_111_777);
    }
}

#[test]
fn dynamic_content_has_to_be_announced() {
    let place = Place::new();
    let server = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    });
    let plain = place.job(&server.url("/x"), "x");
    assert_eq!(failure(&plain, JobState::Error), Hresult::BG_E_MISSING_FILE_SIZE); // DLP-4, DLP-5
    let announced = place.job(&server.url("/x"), "y");
    announced.set_property(JobProperty::DynamicContent(true)).unwrap();
    fetch(&announced);
    assert_eq!(std::fs::read(place.path("y")).unwrap(), b"hello");
}

/// DSK-4: on Windows it would send the job into TRANSIENT_ERROR; CPL-14: whatever the job was promised, Complete is needed.
#[test]
fn a_temporary_file_may_be_open_and_locked_all_the_while() {
    let place = Place::new();
    let (allow, allowed) = mpsc::channel::<()>();
    let allowed = Mutex::new(allowed);
    let server = Server::start(move |request, _, stream| {
        if request.method == "GET" {
            let _ = allowed.lock().unwrap().recv();
        }
        good(request, stream, b"body", "")
    });
    let job = place.manager.create_job("open", JobType::Download).unwrap();
    job.set_priority(Priority::Foreground).unwrap();
    job.set_property(JobProperty::HighPerformance(true)).unwrap();
    job.add_file(&server.url("/x"), &place.path("x").as_os_str().into()).unwrap();
    job.resume().unwrap();
    let temporary = only_file(&job).temporary_name().unwrap();
    wait_until("the temporary file", || temporary.exists());
    let reader = std::fs::File::open(&temporary).unwrap();
    rustix::fs::flock(&reader, rustix::fs::FlockOperation::LockExclusive).unwrap();
    allow.send(()).unwrap();
    wait_for(&job, JobState::Transferred);
    assert!(!place.path("x").exists());
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
}

/// CTL-5, PER-4: from Resume on the new names are in the queue, whatever becomes of the process.
#[test]
fn new_remote_names_outlive_the_process_that_resumed_the_job() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| {
        let body = request.path.clone();
        good(request, stream, body.as_bytes(), "")
    });
    let job = queue.raw(&["/create", "renamed"]);
    for name in ["x", "y"] {
        queue.said(&["/addfile", &job, &format!("http://127.0.0.1:9/old/{name}"), &queue.target(name)]);
    }
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/replaceremoteprefix", &job, "http://127.0.0.1:9/old", &server.url("/new")]);
    queue.said(&["/resume", &job]);
    let manager = queue.manager(); // another process's view
    let found = manager.job(job.parse().unwrap()).unwrap();
    let names: Vec<_> =
        found.files().unwrap().items().iter().map(|file| file.remote_name().unwrap()).collect();
    assert_eq!(names, [server.url("/new/x"), server.url("/new/y")]);
    wait_for(&found, JobState::Transferred);
    found.complete().unwrap();
    assert_eq!(std::fs::read(queue.target("y")).unwrap(), b"/new/y");
}

/// INF-16, OQ-8: the error of a job that waits for its next try stays readable until bytes move.
#[test]
fn a_job_that_is_queued_again_keeps_its_error() {
    let place = Place::new();
    let (allow, allowed) = mpsc::channel::<()>();
    let (allowed, tries) = (Mutex::new(allowed), Arc::new(AtomicUsize::new(0)));
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/slow" if request.method == "GET" => {
            let _ = allowed.lock().unwrap().recv(); // until the test is over
            false
        }
        "/broken" if tries.fetch_add(1, Ordering::SeqCst) == 0 => {
            say(stream, "HTTP/1.1 500 N\r\nContent-Length: 0\r\n\r\n")
        }
        _ => good(request, stream, b"body", ""),
    });
    let broken = place.job(&server.url("/broken"), "x");
    broken.set_priority(Priority::Low).unwrap();
    assert_eq!(failure(&broken, JobState::TransientError), Hresult::from_http_status(500));
    let before = place.job(&server.url("/slow"), "y");
    before.set_priority(Priority::High).unwrap();
    before.resume().unwrap();
    wait_until("the one place", || before.state().unwrap() == JobState::Connecting);
    broken.resume().unwrap(); // the one place is taken: it has to queue
    assert_eq!(broken.state(), Ok(JobState::Queued));
    assert_eq!(broken.error().unwrap().error().1, Hresult::from_http_status(500));
    before.cancel().unwrap();
    drop(allow);
    wait_for(&broken, JobState::Transferred);
    assert_eq!(broken.error().unwrap_err(), Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE); // TR-5
    assert_eq!(progress(&broken).bytes_transferred, 4);
}

#[test]
fn a_length_of_0_from_head_is_only_a_hint() {
    let body = content(200_000, 5);
    for (bytes, priority) in [
        (200_000, Priority::Normal),
        (0, Priority::Normal),
        (200_000, Priority::Foreground),
        (0, Priority::Foreground),
    ] {
        let served = body[..bytes].to_vec();
        let server = Server::start(move |request, _, stream| match request.method.as_str() {
            "HEAD" => say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            _ => good(request, stream, &served, ""),
        });
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(priority).unwrap();
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body[..bytes]); // ANS-5: the GET decides
        let gets: Vec<_> = server.seen().into_iter().filter(|request| request.method == "GET").collect();
        assert!(gets[0].range().is_none(), "ANS-5: without Range");
        assert!(!place.names().iter().any(|name| name.starts_with("BIT")));
    }
}
