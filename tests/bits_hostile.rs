//! Downloads from servers that break the rules: the right state and code, the file right or absent (part 5).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Place, Server, content, failure, fetch, good, only_file, progress, say, wait_for};
use copyfile2::bits::{
    AuthScheme, AuthTarget, Credentials, FileRange, Hresult, Job, JobProperty, JobState, JobType,
    LENGTH_TO_EOF, Priority, ProxySettings, ProxyUsage, REDIRECT_ALLOW_REPORT, REDIRECT_DISALLOW,
    SIZE_UNKNOWN,
};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const CONNECTION_ERROR: Hresult = Hresult::WINHTTP_CONNECTION_ERROR;

/// A server that answers HEAD well for `size` bytes, and everything else by `answer`.
fn after_head(
    size: usize,
    answer: impl Fn(&bits_support::Request, &mut std::net::TcpStream) -> bool + Send + Sync + 'static,
) -> Server {
    Server::start(move |request, _, stream| match request.method.as_str() {
        "HEAD" => say(stream, &format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n")),
        _ => answer(request, stream),
    })
}

/// 9.2: a connection that is lost within a handshake is tried again, one that is refused is not.
#[test]
fn a_handshake_that_breaks_off_is_told_from_one_that_fails() {
    if !curl::Version::get().ssl_version().is_some_and(|library| library.starts_with("OpenSSL")) {
        println!("skipped: this libcurl does not show its handshakes");
        return;
    }
    let place = Place::new();
    let (lost, refused) =
        ((CONNECTION_ERROR, JobState::TransientError), (Hresult::WINHTTP_SECURE_FAILURE, JobState::Error));
    let half_a_hello: &[u8] = &[22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3, 1, 2];
    for (what, reads, says, outcome) in [
        ("reset", 1, &[][..], lost), // with the rest unread the kernel resets
        ("end", 4096, &[], lost),
        ("end within a message", 4096, half_a_hello, lost),
        ("reset within a message", 1, half_a_hello, lost),
        ("goodbye", 4096, &[21, 3, 3, 0, 2, 1, 0], lost),
        ("handshake failure", 4096, &[21, 3, 3, 0, 2, 2, 40], refused),
        ("no such name", 4096, &[21, 3, 3, 0, 2, 2, 112], refused),
        ("no TLS", 4096, b"HTTP/1.1 400 Bad\r\n\r\n", refused),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}/x", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut vec![0; reads]); // a client that is gone is no concern of the server's
                let _ = stream.write_all(says);
            }
        });
        let job = place.job(&url, "x");
        assert_eq!((failure(&job, outcome.1), outcome.1), outcome, "{what}");
        job.cancel().unwrap();
    }
}

#[test]
fn answers_to_get_have_the_codes_of_5_3() {
    let place = Place::new();
    let invalid = Hresult::BG_E_INVALID_SERVER_RESPONSE;
    for (what, head, code, state) in [
        (
            "wrong start",
            "206 P\r\nContent-Range: bytes 1-9/10\r\nContent-Length: 9",
            invalid,
            JobState::Error,
        ),
        ("no Content-Range", "206 P\r\nContent-Length: 10", invalid, JobState::Error),
        ("nonsense", "206 P\r\nContent-Range: bytes 9-1/10\r\nContent-Length: 10", invalid, JobState::Error),
        (
            "other length",
            "206 P\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 7",
            invalid,
            JobState::Error,
        ),
        (
            "more than asked",
            "206 P\r\nContent-Range: bytes 0-10/10\r\nContent-Length: 11",
            invalid,
            JobState::Error,
        ),
        (
            "another coding than HEAD's", // ANS-15
            "206 P\r\nContent-Encoding: gzip\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 10",
            invalid,
            JobState::Error,
        ),
        (
            "multipart for one range",
            "206 P\r\nContent-Type: multipart/byteranges; boundary=x\r\nContent-Length: 10",
            invalid,
            JobState::Error,
        ),
        ("404", "404 N\r\nContent-Length: 0", Hresult::from_http_status(404), JobState::Error), // HSC-2
        ("503", "503 N\r\nContent-Length: 0", Hresult::from_http_status(503), JobState::TransientError), // HSC-3
        ("408", "408 N\r\nContent-Length: 0", Hresult::from_http_status(408), JobState::TransientError),
        ("304", "304 N", Hresult::from_http_status(304), JobState::Error), // HSC-1
    ] {
        let server = after_head(10, move |_, stream| {
            say(stream, &format!("HTTP/1.1 {head}\r\n\r\n0123456789a"));
            false
        });
        let job = place.job(&server.url("/x"), "x");
        assert_eq!(failure(&job, state), code, "{what}");
        assert_eq!(job.complete(), Ok(Hresult::BG_S_PARTIAL_COMPLETE));
        assert!(place.names().is_empty(), "{what}"); // CPL-2
    }
}

#[test]
fn answers_to_head_have_the_codes_of_5_3() {
    let place = Place::new();
    for (head, code, state) in [
        ("200 OK", Hresult::BG_E_MISSING_FILE_SIZE, JobState::Error), // DLP-5
        (
            "200 OK\r\nContent-Length: 5\r\nContent-Length: 6", // ANS-11
            Hresult::BG_E_INVALID_SERVER_RESPONSE,
            JobState::Error,
        ),
        ("404 N", Hresult::from_http_status(404), JobState::Error),
        ("500 N", Hresult::from_http_status(500), JobState::TransientError), // 12.3.16
        ("401 N", Hresult::from_http_status(401), JobState::Error),          // HSC-7
        ("407 N", Hresult::from_http_status(407), JobState::Error),
        ("301 N", Hresult::from_http_status(301), JobState::Error), // no Location
        ("999 N", Hresult::from_http_status(999), JobState::TransientError), // HSC-4
    ] {
        let server = Server::start(move |_, _, stream| {
            say(stream, &format!("HTTP/1.1 {head}\r\n\r\n"));
            false
        });
        let job = place.job(&server.url("/x"), "x");
        assert_eq!(failure(&job, state), code, "{head}");
        job.cancel().unwrap();
    }
}

#[test]
fn what_is_no_http_is_refused() {
    let place = Place::new();
    let server = Server::start(|_, _, stream| {
        say(stream, "SSH-2.0-something\r\n\r\n");
        false
    });
    assert_eq!(
        failure(&place.job(&server.url("/x"), "x"), JobState::Error),
        Hresult::BG_E_INVALID_SERVER_RESPONSE
    );
    let server = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 200 OK\r\nContent-Len"); // reset in mid-header
        false
    });
    assert_eq!(failure(&place.job(&server.url("/x"), "x"), JobState::TransientError), CONNECTION_ERROR);
    let server = Server::start(|_, _, _| false); // no answer at all
    assert_eq!(failure(&place.job(&server.url("/x"), "x"), JobState::TransientError), CONNECTION_ERROR);
    let closed = server.url("/x");
    drop(server);
    let job = place.job(&closed, "x");
    job.resume().unwrap();
    wait_for(&job, JobState::TransientError);
}

#[test]
fn a_short_body_keeps_what_came_and_goes_on_from_there() {
    // ANS-17: what vouches for bytes carries an interrupted file on; OQ-31: a weak tag does not.
    for (mark, kept) in [
        ("Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 100_000),
        ("ETag: \"strong\"\r\n", 100_000),
        ("ETag: W/\"weak\"\r\n", 0),
        ("", 0),
    ] {
        a_short_body(mark, kept);
    }
}

fn a_short_body(mark: &'static str, kept: usize) {
    let place = Place::new();
    let body = content(300_000, 3);
    let (served, cut) = (body.clone(), Arc::new(AtomicUsize::new(0)));
    let server = Server::start(move |request, _, stream| {
        if request.method == "HEAD" || cut.fetch_add(1, Ordering::Relaxed) > 0 {
            return good(request, stream, &served, mark);
        }
        let all = served.len();
        say(
            stream,
            &format!(
                "HTTP/1.1 206 P\r\nContent-Range: bytes 0-{}/{all}\r\nContent-Length: {all}\r\n{mark}\r\n",
                all - 1
            ),
        );
        stream.write_all(&served[..100_000]).unwrap();
        false
    });
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(failure(&job, JobState::TransientError), CONNECTION_ERROR); // 5.3
    assert_eq!(progress(&job).bytes_transferred, 100_000);
    assert!(job.no_progress_timeout().unwrap() > 0);
    fetch(&job); // TR-4
    assert_eq!(std::fs::read(place.path("x")).unwrap(), body);
    let gets: Vec<_> = server.seen().iter().filter_map(bits_support::Request::range).collect();
    assert_eq!(gets, [(0, 299_999), (kept, 299_999)], "{mark}"); // TR-3
    let asked: Vec<_> = server.seen().iter().map(|request| request.header("if-range").is_some()).collect();
    assert_eq!(asked.contains(&true), mark.contains("strong")); // ANS-18
}

#[test]
fn a_body_without_end_is_cut_off() {
    let place = Place::new();
    let server = after_head(10, |_, stream| {
        say(stream, "HTTP/1.1 206 P\r\nContent-Range: bytes 0-9/10\r\nTransfer-Encoding: chunked\r\n\r\n");
        while say(stream, "400\r\n") && stream.write_all(&[b'x'; 1024]).is_ok() && say(stream, "\r\n") {}
        false
    });
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_INVALID_SERVER_RESPONSE);
}

#[test]
fn a_drip_arrives_in_the_end() {
    let place = Place::new();
    let server = after_head(200, |_, stream| {
        say(stream, "HTTP/1.1 206 P\r\nContent-Range: bytes 0-199/200\r\nContent-Length: 200\r\n\r\n");
        (0..200_u8).all(|byte| stream.write_all(&[byte]).and_then(|()| stream.flush()).is_ok())
    });
    let job = place.job(&server.url("/x"), "x");
    fetch(&job);
    assert_eq!(std::fs::read(place.path("x")).unwrap(), (0..200).collect::<Vec<u8>>());
}

#[test]
fn a_whole_body_in_place_of_a_range_is_for_the_foreground() {
    let place = Place::new();
    let body = content(50_000, 4);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| {
        good(&bits_support::Request { headers: Vec::new(), ..request.clone() }, stream, &served, "")
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_priority(Priority::Normal).unwrap();
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_INSUFFICIENT_RANGE_SUPPORT); // DLP-6
    job.set_priority(Priority::Foreground).unwrap();
    fetch(&job); // 12.3.17
    assert_eq!(std::fs::read(place.path("x")).unwrap(), body);
    let ranged = place.manager.create_job("ranged", JobType::Download).unwrap();
    ranged.set_priority(Priority::Foreground).unwrap();
    let ranges = [FileRange { initial_offset: 5, length: 5 }];
    ranged.add_file_with_ranges(&server.url("/x"), &place.text("y").as_str().into(), &ranges).unwrap();
    assert_eq!(failure(&ranged, JobState::Error), Hresult::BG_E_INSUFFICIENT_RANGE_SUPPORT); // RNG-3
}

/// Serves `old` for the first GET of a job in pieces, `new` from then on.
fn changing(old: Vec<u8>, new: Vec<u8>, old_mark: &'static str, new_mark: &'static str) -> Server {
    let gets = AtomicUsize::new(0);
    Server::start(move |request, _, stream| {
        let number = if request.method == "GET" {
            gets.fetch_add(1, Ordering::Relaxed)
        } else {
            gets.load(Ordering::Relaxed)
        };
        let first = number == 0;
        good(request, stream, if first { &old } else { &new }, if first { old_mark } else { new_mark })
    })
}

#[test]
fn a_file_that_changes_between_ranges_starts_over() {
    let (old, new) = (content(700_000, 5), content(700_000, 6));
    let shorter = content(600_000, 7);
    let times = [
        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
        "Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT\r\n",
    ];
    for (what, new, old_mark, new_mark) in [
        ("time", &new, times[0], times[1]),
        ("tag", &new, "ETag: \"a\"\r\n", "ETag: \"b\"\r\n"),
        ("size", &shorter, "", ""),
    ] {
        let place = Place::new();
        let server = changing(old.clone(), new.clone(), old_mark, new_mark);
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(Priority::Normal).unwrap(); // pieces
        fetch(&job); // ANS-1
        assert!(std::fs::read(place.path("x")).unwrap() == *new, "{what}: mixed or wrong content");
    }
}

#[test]
fn a_412_and_a_416_start_the_file_over() {
    for status in ["412 P", "416 R"] {
        let place = Place::new();
        let body = content(600_000, 8);
        let (served, gets) = (body.clone(), AtomicUsize::new(0));
        let server = Server::start(move |request, _, stream| {
            if request.method == "GET" && gets.fetch_add(1, Ordering::Relaxed) == 1 {
                return say(stream, &format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"));
            }
            good(request, stream, &served, "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
        });
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(Priority::Normal).unwrap();
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body);
        let conditional = server.seen().iter().any(|request| request.header("if-unmodified-since").is_some());
        assert!(conditional); // REQ-6
        let modified = std::fs::metadata(place.path("x")).unwrap().modified().unwrap();
        assert_eq!(modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs(), 784_111_777); // DSK-6
    }
}

#[test]
fn a_file_that_never_stays_the_same_is_left_alone_for_a_while() {
    let place = Place::new();
    let served = content(600_000, 9);
    let server = Server::start(move |request, number, stream| {
        good(request, stream, &served, &format!("ETag: \"{number}\"\r\n"))
    });
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(failure(&job, JobState::TransientError), Hresult::BG_E_REMOTE_FILE_CHANGED);
    assert_eq!(progress(&job).bytes_transferred, 0); // INF-8
}

#[test]
fn without_patience_every_error_is_final() {
    let place = Place::new();
    let server = Server::start(|_, _, stream| say(stream, "HTTP/1.1 500 N\r\nContent-Length: 0\r\n\r\n"));
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(failure(&job, JobState::TransientError).bits(), 0x8019_01F4);
    job.set_no_progress_timeout(0).unwrap();
    wait_for(&job, JobState::Error); // TR-9
    assert_eq!(job.error().unwrap().error().1.bits(), 0x8019_01F4); // ERX-1
    let job = place.job(&server.url("/y"), "y");
    job.set_no_progress_timeout(0).unwrap();
    assert_eq!(failure(&job, JobState::Error).bits(), 0x8019_01F4); // TR-10
    let job = place.job(&server.url("/z"), "z");
    job.set_no_progress_timeout(100).unwrap();
    assert_eq!(failure(&job, JobState::Error).bits(), 0x8019_01F4); // TR-12: the delay is 600
}

#[test]
fn a_transient_error_is_tried_again_by_itself() {
    let place = Place::new();
    let server = Server::start(|request, number, stream| match number {
        0 => say(stream, "HTTP/1.1 503 N\r\nContent-Length: 0\r\n\r\n"),
        _ => good(request, stream, b"later", ""),
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_minimum_retry_delay(5).unwrap();
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.error_count(), Ok(1)); // INF-14
}

#[test]
fn redirects_follow_the_policy() {
    let target = Arc::new(Server::start(|request, _, stream| good(request, stream, b"body", "")));
    let place = Place::new();
    let elsewhere = target.url("/there");
    for status in [301, 302, 303, 307, 308] {
        let to = elsewhere.clone();
        let server = Server::start(move |_, _, stream| {
            say(stream, &format!("HTTP/1.1 {status} R\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"))
        });
        let silent = place.job(&server.url("/x"), "x");
        silent.set_custom_headers(Some("Authorization: secret\r\nX-Mine: yes\r\n")).unwrap();
        fetch(&silent);
        assert_eq!(only_file(&silent).remote_name(), Ok(server.url("/x"))); // RDR-1
        let report = place.job(&server.url("/x"), "x");
        report.set_security_flags(REDIRECT_ALLOW_REPORT).unwrap();
        fetch(&report);
        assert_eq!(only_file(&report).remote_name(), Ok(elsewhere.clone())); // RDR-2
        let refuse = place.job(&server.url("/x"), "x");
        refuse.set_security_flags(REDIRECT_DISALLOW).unwrap();
        assert_eq!(failure(&refuse, JobState::Error), Hresult::from_http_status(status)); // HO-17, RDR-3
        assert_eq!(only_file(&refuse).remote_name(), Ok(elsewhere.clone())); // HO-16
    }
    let leaked = target.seen().iter().any(|request| request.header("authorization").is_some());
    assert!(!leaked, "credentials went to another host");
    // ANS-22: custom headers left out elsewhere
    assert!(target.seen().iter().all(|request| request.header("x-mine").is_none()));
    let loops = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 302 R\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")
    });
    assert_eq!(failure(&place.job(&loops.url("/x"), "x"), JobState::Error), Hresult::from_http_status(302)); // RDR-5
    assert_eq!(loops.seen().len(), 11);
    let local = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 302 R\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
    });
    assert_eq!(failure(&place.job(&local.url("/x"), "x"), JobState::Error), Hresult::from_http_status(302)); // RDR-4
}

#[test]
fn requests_look_as_5_2_says() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"0123456789", ""));
    let job = place.job(&server.url("/x?y=z"), "x");
    job.set_custom_headers(Some("X-One: 1\r\nRange: bytes=5-6\r\nX-Two: 2")).unwrap();
    fetch(&job);
    let seen = server.seen();
    assert_eq!(seen.iter().map(|request| request.method.as_str()).collect::<Vec<_>>(), ["HEAD", "GET"]); // REQ-1
    assert_eq!(seen[1].range(), Some((0, 9))); // REQ-2, HO-12
    for request in &seen {
        assert_eq!(request.path, "/x?y=z");
        for (name, value) in [
            ("accept-encoding", "identity"), // REQ-7
            ("accept", "*/*"),
            ("user-agent", "Microsoft BITS/7.8"),
            ("x-one", "1"), // REQ-8
            ("x-two", "2"), // HO-7
        ] {
            assert_eq!(request.header(name), Some(value), "{name}");
        }
    }
    let headers = only_file(&job).response_headers().unwrap().unwrap(); // F5-1
    assert!(headers.starts_with("HTTP/1.1 206 Partial Content\r\nContent-Length: 10\r\n"), "{headers}");
}

/// ANS-5: a size of 0 from HEAD is a hint only.
#[test]
fn the_answer_to_get_decides_whether_a_file_is_empty() {
    for priority in [Priority::Foreground, Priority::Normal] {
        for body in [b"".to_vec(), content(300_000, 31)] {
            let (place, served) = (Place::new(), body.clone());
            let server = Server::start(move |request, _, stream| match request.method.as_str() {
                "HEAD" => say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                _ => good(request, stream, &served, ""),
            });
            let job = place.job(&server.url("/x"), "x");
            job.set_priority(priority).unwrap();
            fetch(&job);
            assert!(std::fs::read(place.path("x")).unwrap() == body, "{priority:?}");
            let seen = server.seen();
            assert_eq!(seen.len(), 2);
            assert_eq!(seen[1].range(), None);
        }
    }
}

#[test]
fn ranges_are_fetched_in_the_order_given() {
    let place = Place::new();
    let body = content(10_000, 10);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| good(request, stream, &served, ""));
    let ranged = |ranges: &[(u64, u64)]| -> Job {
        let job = place.manager.create_job("ranged", JobType::Download).unwrap();
        let ranges: Vec<_> =
            ranges.iter().map(|&(initial_offset, length)| FileRange { initial_offset, length }).collect();
        job.add_file_with_ranges(&server.url("/x"), &place.text("x").as_str().into(), &ranges).unwrap();
        job
    };
    let job = ranged(&[(9000, LENGTH_TO_EOF), (0, 10), (100, 50)]);
    assert_eq!(progress(&job).bytes_total, SIZE_UNKNOWN);
    fetch(&job);
    assert_eq!(progress(&job).bytes_total, 1060); // RNG-1
    let expected = [&body[9000..], &body[..10], &body[100..150]].concat();
    assert_eq!(std::fs::read(place.path("x")).unwrap(), expected); // J3-11, RNG-5
    // RNG-4: one request per range.
    let asked: Vec<_> = server.seen().iter().filter_map(|request| request.range()).collect();
    assert_eq!(asked, [(9000, 9999), (0, 9), (100, 149)]);
    let outside = ranged(&[(0, 10), (9990, 11)]);
    assert_eq!(failure(&outside, JobState::Error), Hresult::BG_E_INVALID_RANGE); // RNG-2, J3-13
}

#[test]
fn dynamic_content_needs_no_size_and_the_cap_holds() {
    let place = Place::new();
    let server = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_property(JobProperty::DynamicContent(true)).unwrap();
    fetch(&job); // DYN-1
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"hello");
    assert_eq!(server.seen().len(), 1);
    let capped = place.job(&server.url("/x"), "y");
    capped.set_property(JobProperty::DynamicContent(true)).unwrap();
    capped.set_property(JobProperty::MaxDownloadSize(4)).unwrap();
    assert_eq!(failure(&capped, JobState::Error), Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED); // DYN-5
    let after = capped.set_property(JobProperty::MaxDownloadSize(9));
    assert_eq!(after, Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME)); // J5-4
    let sized = Server::start(|request, _, stream| good(request, stream, b"hello", ""));
    let capped = place.job(&sized.url("/x"), "z");
    capped.set_property(JobProperty::MaxDownloadSize(4)).unwrap();
    assert_eq!(failure(&capped, JobState::Error), Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED);
}

#[test]
fn another_method_is_sent_and_locks_the_priority() {
    let place = Place::new();
    let server =
        Server::start(|_, _, stream| say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
    let job = place.job(&server.url("/x"), "x");
    job.set_http_method("POST").unwrap();
    assert_eq!(job.priority(), Ok(Priority::Foreground)); // H2-2
    assert_eq!(job.set_priority(Priority::Low), Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD)); // SET-5
    let dynamic = job.set_property(JobProperty::DynamicContent(true));
    assert_eq!(dynamic, Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD)); // H2-4
    job.resume().unwrap();
    let late = job.set_http_method("PUT");
    assert_eq!(late, Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME)); // H2-3
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"hello");
    let methods: Vec<_> = server.seen().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["POST"]); // REQ-9
}

#[test]
fn a_password_goes_out_in_the_allowed_scheme_alone() {
    let place = Place::new();
    let challenge = "HTTP/1.1 401 N\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    let credentials = |scheme| Credentials {
        target: AuthTarget::Server,
        scheme,
        user: Some("user".to_owned()),
        password: Some("secret".to_owned()),
    };
    let server = Server::start(move |request, _, stream| match request.header("authorization") {
        Some("Basic dXNlcjpzZWNyZXQ=") => good(request, stream, b"body", ""),
        _ => say(stream, challenge),
    });
    for scheme in [AuthScheme::Digest, AuthScheme::Ntlm, AuthScheme::Negotiate, AuthScheme::Passport] {
        let job = place.job(&server.url("/x"), "x");
        job.set_credentials(&credentials(scheme)).unwrap();
        assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(401), "{scheme:?}"); // J2-21
        let basic = |request: &bits_support::Request| {
            request.header("authorization").is_some_and(|value| value.starts_with("Basic"))
        };
        assert!(!server.seen().iter().any(basic), "{scheme:?} fell back to Basic");
    }
    let job = place.job(&server.url("/x"), "x");
    job.set_credentials(&credentials(AuthScheme::Basic)).unwrap();
    fetch(&job);
    let bad = Credentials { user: None, ..credentials(AuthScheme::Basic) };
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(job.set_credentials(&bad), Err(Hresult::E_INVALIDARG)); // J2-17
    assert_eq!(job.remove_credentials(AuthTarget::Server, AuthScheme::Basic), Ok(Hresult::S_FALSE)); // J2-22
}

#[test]
fn proxies_are_used_as_set() {
    let place = Place::new();
    let paths = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&paths);
    let proxy = Server::start(move |request, _, stream| {
        log.lock().unwrap().push(request.path.clone());
        good(request, stream, b"via proxy", "")
    });
    let direct = Server::start(|request, _, stream| good(request, stream, b"direct", ""));
    let over = |list: String, bypass: &str| ProxySettings {
        usage: ProxyUsage::Override,
        proxy_list: Some(list),
        bypass_list: (!bypass.is_empty()).then(|| bypass.to_owned()),
    };
    let list = format!("127.0.0.1:{}", proxy.port);
    let job = place.job("http://host.invalid/x", "x");
    job.set_proxy_settings(&over(list.clone(), "")).unwrap();
    fetch(&job);
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"via proxy");
    assert_eq!(paths.lock().unwrap()[0], "http://host.invalid/x");
    let job = place.job(&direct.url("/x"), "x");
    job.set_proxy_settings(&over(list, "127.0.*.1 127.0.0.1")).unwrap();
    fetch(&job); // SET-24
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"direct");
    let job = place.job(&direct.url("/x"), "x");
    job.set_proxy_settings(&over("gopher=x".to_owned(), "")).unwrap();
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_INVALID_PROXY_INFO); // SET-23
}

#[test]
fn one_bad_file_stops_the_job_and_partial_completion_keeps_the_good_ones() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        "/bad" => say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"),
        _ => good(request, stream, b"good", ""),
    });
    let job = place.job(&server.url("/a"), "a");
    job.add_file(&server.url("/bad"), &place.text("b").as_str().into()).unwrap();
    job.add_file(&server.url("/c"), &place.text("c").as_str().into()).unwrap();
    assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(404));
    assert!(!server.seen().iter().any(|request| request.path == "/c")); // TR-6
    assert_eq!(job.error().unwrap().file().unwrap().index(), 1); // ERR-2
    assert_eq!(job.progress().unwrap().files_transferred, 1);
    assert_eq!(job.complete(), Ok(Hresult::BG_S_PARTIAL_COMPLETE)); // CPL-2
    assert_eq!(place.names(), ["a"]);
}

#[test]
fn a_failed_rename_leaves_the_job_transferred() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"good", ""));
    let job = place.job(&server.url("/a"), "a");
    job.add_file(&server.url("/b"), &place.text("b").as_str().into()).unwrap();
    std::fs::create_dir(place.path("b")).unwrap(); // a directory is no file to be replaced
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    assert!(job.complete().is_err()); // CPL-5
    assert_eq!(job.state(), Ok(JobState::Transferred));
    let completed: Vec<_> =
        job.files().unwrap().items().iter().map(|file| file.progress().unwrap().completed).collect();
    assert_eq!(completed, [true, false]);
    std::fs::remove_dir(place.path("b")).unwrap();
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(place.names(), ["a", "b"]);
}

#[test]
fn a_verdict_against_a_file_fetches_it_again() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"good", ""));
    let job = place.job(&server.url("/a"), "a");
    let file = only_file(&job);
    assert_eq!(file.set_validation_state(true), Err(Hresult::E_PENDING)); // F3-4
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    assert_eq!(file.validation_state(), Ok(false)); // F3-8
    file.set_validation_state(false).unwrap();
    assert_eq!(job.state(), Ok(JobState::Error)); // F3-5
    assert_eq!(job.error().unwrap().error().1, Hresult::BG_E_VALIDATION_FAILED);
    assert_eq!(file.progress().unwrap().bytes_transferred, 0);
    fetch(&job);
    assert_eq!(server.seen().iter().filter(|request| request.method == "GET").count(), 2);
}
