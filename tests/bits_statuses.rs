//! What every HTTP status makes of a job, and how long a server may make it wait (5.4).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Place, Server, failure, fetch, good, say, wait_until};
use copyfile2::bits::{ErrorContext, Hresult, Job, JobState, JobType, Priority};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// HSC-1 to HSC-4, HSC-7: the rule's own words.
fn is_fatal(status: u16) -> bool {
    match status {
        300..=305 | 307 => true,
        408 | 409 => false,
        400..=499 => true,
        501 | 505 => true,
        _ => false,
    }
}

/// Every status as the last word on HEAD, or on the GET after a good HEAD: one job each, all at once.
#[test]
fn every_status_has_its_code_its_context_and_its_class() {
    for asked in ["HEAD", "GET"] {
        let place = Place::new();
        let server = Server::start(move |request, _, stream| {
            let status: u16 = request.path[1..].parse().unwrap();
            if request.method != asked {
                return say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            }
            // The connection ends: some of these have a body by definition, some have none.
            let text = format!("HTTP/1.1 {status} S\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            say(stream, &text);
            false
        });
        let bodies = [200, 206];
        // Answers to what is asked under a condition or for a range: ANS-1, tests of their own.
        let of_ranges = if asked == "GET" { [412, 416].as_slice() } else { &[] };
        let statuses = (200..=599).chain([600, 999]);
        let jobs: Vec<(u16, Job)> = statuses
            .filter(|status| !bodies.contains(status) && !of_ranges.contains(status))
            .map(|status| {
                let job = place.job(&server.url(&format!("/{status}")), &status.to_string());
                job.resume().unwrap();
                (status, job)
            })
            .collect();
        for (status, job) in jobs {
            let mut state = JobState::Queued;
            wait_until("an error", || {
                state = job.state().unwrap();
                matches!(state, JobState::Error | JobState::TransientError)
            });
            let expected = if is_fatal(status) { JobState::Error } else { JobState::TransientError };
            assert_eq!(state, expected, "{asked} {status}"); // HSC-1 to HSC-5, HSC-7
            // HSC-6, ERX-1: also where there is no name for it.
            let (context, code) = job.error().unwrap().error();
            assert_eq!(code.bits(), 0x8019_0000 | u32::from(status), "{asked} {status}");
            let place = if status == 407 { ErrorContext::GeneralTransport } else { ErrorContext::RemoteFile };
            assert_eq!(context, place, "{asked} {status}");
        }
    }
}

/// An answer before the answer counts for nothing, however many come.
#[test]
fn interim_answers_are_passed_over() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| {
        say(
            stream,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\nETag: \"no\"\r\n\r\n",
        ) && good(request, stream, b"body", "ETag: \"yes\"\r\n")
    });
    fetch(&place.job(&server.url("/x"), "x"));
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
    let silent = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 100 Continue\r\n\r\n");
        false // and then it hangs up
    });
    failure(&place.job(&silent.url("/x"), "y"), JobState::TransientError);
}

/// Seconds from the failure to the next try, as the queue has them.
fn wait_of_the_only_job(place: &Place) -> u32 {
    let queue = rusqlite::Connection::open(place.path("state/bits.db")).unwrap();
    let sql = "SELECT (retry_boot - stalled_boot) / 1000 FROM job";
    queue.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn retry_after_makes_the_wait_longer_and_never_shorter() {
    const DELAY: u32 = 600;
    const PATIENCE: u32 = 100_000;
    for (status, retry_after, expected) in [
        (503, "7200", 7200),
        (503, "3", DELAY), // BITS' own delay is the least
        (503, "0", DELAY),
        (503, "864000", PATIENCE), // OQ-18: no longer than the job's patience
        (503, "99999999999999999999", PATIENCE),
        (503, "Fri, 31 Dec 9999 23:59:59 GMT", PATIENCE),
        (503, "Sun, 06 Nov 1994 08:49:37 GMT", DELAY),
        (503, "soon", DELAY),
        (503, "-7", DELAY),
        (500, "7200", 7200),
        (408, "7200", 7200),
    ] {
        let (place, is_over) = (Place::new(), Arc::new(AtomicBool::new(false)));
        let over = Arc::clone(&is_over);
        let server = Server::start(move |request, _, stream| match over.load(Ordering::SeqCst) {
            true => good(request, stream, b"body", ""),
            false => say(
                stream,
                &format!("HTTP/1.1 {status} N\r\nRetry-After: {retry_after}\r\nContent-Length: 0\r\n\r\n"),
            ),
        });
        let job = place.job(&server.url("/x"), "x");
        job.set_minimum_retry_delay(DELAY).unwrap();
        job.set_no_progress_timeout(PATIENCE).unwrap();
        assert_eq!(failure(&job, JobState::TransientError), Hresult::from_http_status(status));
        assert_eq!(wait_of_the_only_job(&place), expected, "{status} {retry_after}"); // HSC-8
        is_over.store(true, Ordering::SeqCst);
        fetch(&job); // TR-4: whoever resumes need not wait
    }
}

/// HSC-2, HSC-9: what is fatal stays fatal, whatever the server promises.
#[test]
fn retry_after_makes_nothing_transient() {
    let place = Place::new();
    for (status, patience) in [(429, 1000), (404, 1000), (503, 0)] {
        let server = Server::start(move |_, _, stream| {
            say(stream, &format!("HTTP/1.1 {status} N\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"))
        });
        let job = place.manager.create_job("fatal", JobType::Download).unwrap();
        job.set_priority(Priority::Foreground).unwrap();
        job.add_file(&server.url("/x"), &place.path("x").as_os_str().into()).unwrap();
        job.set_no_progress_timeout(patience).unwrap();
        assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(status));
        job.cancel().unwrap();
    }
}
