//! Servers that exist: answers of everyday oddity, each with what the job makes of it (rules ANS and RDR).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::tls::Tls;
use bits_support::{Place, Request, Server, content, failure, fetch, good, only_file, say, wait_for};
use copyfile2::bits::{Hresult, JobState, JobType, Priority, REDIRECT_ALLOW_REPORT, SSL_IGNORE_UNKNOWN_CA};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const DATED: &str = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
const SIZE: usize = 5000;

/// How a job ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Right,
    Failed(JobState, Hresult),
}

const INVALID: End = End::Failed(JobState::Error, Hresult::BG_E_INVALID_SERVER_RESPONSE);

fn end_of(place: &Place, url: &str, priority: Priority, body: &[u8]) -> End {
    let job = place.job(url, "x");
    job.set_priority(priority).unwrap();
    job.resume().unwrap();
    let mut end = JobState::Queued;
    bits_support::wait_until("the end of the job", || {
        end = job.state().unwrap();
        matches!(end, JobState::Transferred | JobState::Error | JobState::TransientError)
    });
    if end != JobState::Transferred {
        let code = job.error().unwrap().error().1;
        job.cancel().unwrap();
        assert!(place.names().is_empty(), "{:?}", place.names());
        return End::Failed(end, code);
    }
    job.complete().unwrap();
    assert!(std::fs::read(place.path("x")).unwrap() == body, "wrong bytes with success");
    std::fs::remove_file(place.path("x")).unwrap();
    End::Right
}

/// The table of answers: headers that frame or label a body, in HEAD and GET alike unless they begin with `GET `.
#[test]
fn framing_and_labels() {
    let body = content(SIZE, 1);
    for (headers, end) in [
        ("Content-Length: 5000\r\n", End::Right),
        ("Content-Length: 5000, 5000\r\n", End::Right), // ANS-11: equal values are one
        ("Content-Length: 5000\r\nContent-Length: 5000\r\n", End::Right),
        ("Content-Length: 5000\r\nContent-Length: 5007\r\n", INVALID),
        ("Content-Length: 5007\r\nContent-Length: 5000\r\n", INVALID),
        ("Content-Length: 5000, 5007\r\n", INVALID),
        ("Content-Length: five\r\n", INVALID), // ANS-12
        ("Content-Length: -5000\r\n", INVALID),
        ("Content-Length: +5000\r\n", INVALID),
        ("Content-Length: 99999999999999999999\r\n", INVALID),
        ("GET Content-Length: 5000\r\nContent-Length: 5007\r\n", INVALID),
        ("GET Content-Length: 99999999999999999999\r\n", INVALID),
        ("Content-Length: 5000\r\nX-Folded: a\r\n  b: c\r\n", End::Right), // ANS-20
        ("Content-Length: 5000\r\nContent-Encoding: gzip\r\n", End::Right), // ANS-13: stored as sent
        ("Content-Length: 5000\r\nContent-Encoding: x-gzip\r\n", End::Right),
        ("Content-Length: 5000\r\nContent-Encoding: identity\r\n", End::Right),
        ("Content-Length: 5000\r\nContent-Encoding: aws-chunked\r\n", End::Right),
        ("Content-Length: 5000\r\nContent-Encoding: none\r\n", End::Right),
        ("GET Content-Length: 5000\r\nContent-Encoding: gzip\r\n", INVALID), // ANS-15: not HEAD's
        ("GET Content-Length: 5000\r\nContent-Encoding: identity\r\n", End::Right),
    ] {
        for priority in [Priority::Foreground, Priority::Normal] {
            let served = body.clone();
            let (is_get_only, headers) = match headers.strip_prefix("GET ") {
                Some(headers) => (true, headers),
                None => (false, headers),
            };
            let server = Server::start(move |request, _, stream| {
                if is_get_only && request.method == "HEAD" {
                    return good(request, stream, &served, DATED);
                }
                answer(request, stream, &served, headers, b"")
            });
            let place = Place::new();
            assert_eq!(end_of(&place, &server.url("/x"), priority, &body), end, "{headers} {priority:?}");
        }
    }
}

/// An answer whose headers, the range apart, are `headers`, with `behind` its body.
fn answer(request: &Request, stream: &mut TcpStream, body: &[u8], headers: &str, behind: &[u8]) -> bool {
    let (first, last) = request.range().unwrap_or((0, body.len() - 1));
    let last = last.min(body.len() - 1);
    let mut head = String::from("HTTP/1.1 200 OK\r\n");
    if request.range().is_some() {
        head = format!("HTTP/1.1 206 P\r\nContent-Range: Bytes {first}-{last}/{}\r\n", body.len()); // ANS-10
    }
    write!(head, "{DATED}{headers}\r\n").unwrap();
    let mut bytes = head.into_bytes();
    if request.method != "HEAD" {
        bytes.extend_from_slice(&body[first..=last]);
    }
    bytes.extend_from_slice(behind);
    stream.write_all(&bytes).is_ok()
}

/// ANS-20: Transfer-Encoding frames the body, whatever the length says.
#[test]
fn chunks_beside_a_length() {
    let body = content(SIZE, 2);
    for length in ["5000", "17", "5000, 6000"] {
        let served = body.clone();
        let server = Server::start(move |request, _, stream| {
            if request.method == "HEAD" {
                return good(request, stream, &served, DATED);
            }
            let (first, last) = request.range().unwrap();
            let part = &served[first..=last];
            let head = format!(
                "HTTP/1.1 206 P\r\nContent-Range: bytes {first}-{last}/{SIZE}\r\n{DATED}Content-Length: {length}\r\n\
                 Transfer-Encoding: chunked\r\n\r\n{:x}\r\n",
                part.len()
            );
            stream.write_all(&[head.as_bytes(), part, b"\r\n0\r\nX-Trailer: 1\r\n\r\n"].concat()).is_ok()
        });
        let place = Place::new();
        assert_eq!(end_of(&place, &server.url("/x"), Priority::Normal, &body), End::Right, "{length}");
    }
}

/// ANS-19: bytes that nobody asked for belong to nothing, and their connection is not used again.
#[test]
fn bytes_behind_an_answer_are_nobodys() {
    const SECOND: &[u8] =
        b"HTTP/1.1 200 OK\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 3\r\n\r\nabc";
    const STALE: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let bodies: HashMap<String, Vec<u8>> = (0..12_usize)
        .map(|n| (format!("/{n}"), content(if n % 4 == 3 { 200_000 } else { 900 }, n as u64)))
        .collect();
    let whole = b"a body behind an answer to HEAD".repeat(400);
    for (what, in_head, behind) in [
        ("a line end", false, &b"\r\n"[..]),
        ("a comment", false, b"<!-- 0.012 s -->\n"),
        ("a second answer", false, SECOND),
        ("an unasked 408", false, STALE),
        ("a body behind HEAD", true, &whole),
        ("a second answer behind HEAD", true, SECOND),
    ] {
        for priority in [Priority::Foreground, Priority::Normal] {
            let (served, behind) = (bodies.clone(), behind.to_vec());
            let server = Server::start(move |request, _, stream| {
                let body = &served[&request.path];
                let length = request.range().map_or(body.len(), |(first, last)| last - first + 1);
                let behind = if (request.method == "HEAD") == in_head { &behind[..] } else { b"" };
                answer(request, stream, body, &format!("Content-Length: {length}\r\n"), behind)
            });
            let place = Place::new();
            let job = place.manager.create_job("many", JobType::Download).unwrap();
            job.set_priority(priority).unwrap();
            for n in 0..12 {
                job.add_file(&server.url(&format!("/{n}")), &place.text(&n.to_string()).as_str().into())
                    .unwrap();
            }
            job.resume().unwrap();
            wait_for(&job, JobState::Transferred);
            assert_eq!(job.error_count(), Ok(0), "{what}");
            job.complete().unwrap();
            for n in 0..12 {
                let got = std::fs::read(place.path(&n.to_string())).unwrap();
                assert!(got == bodies[&format!("/{n}")], "{what}: wrong bytes with success in {n}");
            }
        }
    }
}

/// ANS-19: the same within TLS, which holds what came in one record with the end of a body, and where nothing came the
/// connection is kept.
#[test]
fn bytes_behind_an_answer_are_nobodys_within_tls() {
    const FILES: usize = 12;
    const SECOND: &[u8] =
        b"HTTP/1.1 200 OK\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 3\r\n\r\nabc";
    let bodies: Vec<Vec<u8>> =
        (0..FILES).map(|n| content(if n % 4 == 3 { 40_000 } else { 900 }, n as u64)).collect();
    for (what, in_head, behind) in [
        ("nothing", false, &b""[..]),
        ("a line end", false, b"\r\n"),
        ("a comment", false, b"<!-- 0.012 s -->\n"),
        ("a second answer", false, SECOND),
        ("a second answer behind HEAD", true, SECOND),
    ] {
        for priority in [Priority::Foreground, Priority::Normal] {
            let (served, behind) = (bodies.clone(), behind.to_vec());
            let is_good = behind.is_empty();
            let peers = Arc::new(Mutex::new(HashSet::new()));
            let seen = Arc::clone(&peers);
            let server = Server::start(move |request, _, stream| {
                seen.lock().unwrap().insert(stream.peer_addr().unwrap());
                let body = &served[request.path[1..].parse::<usize>().unwrap()];
                let length = request.range().map_or(body.len(), |(first, last)| last - first + 1);
                let behind = if (request.method == "HEAD") == in_head { &behind[..] } else { b"" };
                answer(request, stream, body, &format!("Content-Length: {length}\r\n"), behind)
            });
            let Some(tls) = Tls::before(&server) else { return };
            let place = Place::new();
            let job = place.manager.create_job("many", JobType::Download).unwrap();
            job.set_security_flags(SSL_IGNORE_UNKNOWN_CA).unwrap();
            job.set_priority(priority).unwrap();
            for n in 0..FILES {
                job.add_file(&tls.url(&format!("/{n}")), &place.text(&n.to_string()).as_str().into())
                    .unwrap();
            }
            job.resume().unwrap();
            wait_for(&job, JobState::Transferred);
            assert_eq!(job.error_count(), Ok(0), "{what}");
            job.complete().unwrap();
            for (n, body) in bodies.iter().enumerate() {
                let got = std::fs::read(place.path(&n.to_string())).unwrap();
                assert!(got == *body, "{what}: wrong bytes with success in {n}");
            }
            let connections = peers.lock().unwrap().len();
            if is_good {
                // As many as are asked at one time, not one for each file.
                assert!(connections <= 4, "{priority:?}: {connections} connections");
            }
        }
    }
}

/// ANS-19: what fails on a used connection before its own answer is asked again at once, once, on a new one.
#[test]
fn a_stale_connection_costs_a_new_one_only() {
    let closes: fn(&mut TcpStream) -> bool = |_| false;
    let times_out: fn(&mut TcpStream) -> bool = |stream| {
        say(stream, "HTTP/1.1 408 R\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        false
    };
    let babbles: fn(&mut TcpStream) -> bool = |stream| {
        say(stream, "\r\n<!-- x -->\r\n");
        false
    };
    for (what, stale) in [("close", closes), ("408", times_out), ("noise", babbles)] {
        let used = Mutex::new(Vec::new());
        let server = Server::start(move |request, _, stream| {
            let peer = stream.peer_addr().unwrap();
            if used.lock().unwrap().contains(&peer) {
                return stale(stream);
            }
            used.lock().unwrap().push(peer);
            good(request, stream, b"body", DATED)
        });
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        job.resume().unwrap();
        wait_for(&job, JobState::Transferred);
        assert_eq!(job.error_count(), Ok(0), "{what}"); // no TRANSIENT_ERROR
        job.complete().unwrap();
        assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
    }
    // A 408 on a new connection is the server's answer.
    let server = Server::start(|_, _, stream| {
        say(stream, "HTTP/1.1 408 R\r\nContent-Length: 0\r\n\r\n");
        false
    });
    let place = Place::new();
    let code = failure(&place.job(&server.url("/x"), "x"), JobState::TransientError);
    assert_eq!((code, server.seen().len()), (Hresult::from_http_status(408), 1));
}

/// ANS-8: nodes of one site have tags of their own; size and time tell that it is one file.
#[test]
fn tags_may_differ_between_nodes() {
    let body = content(700_000, 3);
    for weak in ["", "W/"] {
        let served = body.clone();
        let server = Server::start(move |request, number, stream| {
            if let Some(tag) = request.header("if-range").or(request.header("if-match")) {
                panic!("the tag {tag} would have decided"); // REQ-6
            }
            let mut whole = Vec::new();
            good(request, &mut whole, &served, &format!("{DATED}ETag: {weak}\"node{number}\"\r\n"));
            let cut = if number == 1 { whole.len().min(100_000) } else { whole.len() };
            stream.write_all(&whole[..cut]).is_ok() && cut == whole.len()
        });
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(Priority::Normal).unwrap();
        assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CONNECTION_ERROR);
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body);
        assert!(server.seen().iter().filter_map(Request::range).any(|(first, _)| first > 0), "it began anew");
    }
}

/// ANS-16, ANS-17: one version or none.
#[test]
fn versions_are_never_mixed() {
    let (old, new) = (content(700_000, 4), content(700_000, 5));
    // The marks of HEAD, of the first pieces, and of those after the change.
    for (what, head, before, after) in [
        ("a weak tag changes", "ETag: W/\"1\"\r\n", "ETag: W/\"1\"\r\n", "ETag: W/\"2\"\r\n"),
        ("the tag is gone", "ETag: \"1\"\r\n", "", ""),
        ("the tag goes", "ETag: \"1\"\r\n", "ETag: \"1\"\r\n", ""),
        ("the time is gone", DATED, "", ""),
        ("a tag for a time", DATED, "ETag: \"1\"\r\n", "ETag: \"2\"\r\n"),
    ] {
        for priority in [Priority::Foreground, Priority::Normal] {
            for cut in [false, true] {
                let (old, new, gets) = (old.clone(), new.clone(), AtomicUsize::new(0));
                let (was, is) = (old.clone(), new.clone());
                let server = Server::start(move |request, _, stream| {
                    let is_get = request.method == "GET";
                    let number = if is_get {
                        gets.fetch_add(1, Ordering::SeqCst)
                    } else {
                        gets.load(Ordering::SeqCst)
                    };
                    let mark = match (is_get, number) {
                        (false, 0) => head,
                        (false, _) if after.is_empty() => head,
                        (_, 0) => before,
                        _ => after,
                    };
                    let mut whole = Vec::new();
                    good(request, &mut whole, if number == 0 { &was } else { &is }, mark);
                    let is_cut = cut && is_get && number == 0;
                    let size = if is_cut { whole.len().min(150_000) } else { whole.len() };
                    stream.write_all(&whole[..size]).is_ok() && !is_cut
                });
                let place = Place::new();
                let job = place.job(&server.url("/x"), "x");
                job.set_priority(priority).unwrap();
                for _ in 0..3 {
                    job.resume().unwrap();
                    bits_support::wait_until(what, || {
                        matches!(
                            job.state().unwrap(),
                            JobState::Transferred | JobState::TransientError | JobState::Error
                        )
                    });
                    if job.state().unwrap() == JobState::Transferred {
                        break;
                    }
                }
                if job.state().unwrap() != JobState::Transferred {
                    assert!(job.error().unwrap().error().1.0 != 0, "{what}");
                    job.cancel().unwrap();
                    continue;
                }
                job.complete().unwrap();
                let got = std::fs::read(place.path("x")).unwrap();
                assert!(got == old || got == new, "{what} {priority:?} {cut}: versions mixed with success");
            }
        }
    }
}

/// ANS-9: a refused condition is no change by itself.
#[test]
fn a_412_without_a_change_keeps_the_bytes() {
    let body = content(700_000, 6);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| {
        if request.header("if-unmodified-since").is_some() {
            return say(stream, "HTTP/1.1 412 P\r\nContent-Length: 0\r\n\r\n");
        }
        good(request, stream, &served, DATED)
    });
    let place = Place::new();
    let job = place.job(&server.url("/x"), "x");
    job.set_priority(Priority::Normal).unwrap();
    fetch(&job);
    assert!(std::fs::read(place.path("x")).unwrap() == body);
    let served = server
        .seen()
        .iter()
        .filter(|one| one.range().is_some() && one.header("if-unmodified-since").is_none())
        .count();
    let firsts = server.seen().iter().filter(|one| one.range().is_some_and(|(first, _)| first == 0)).count();
    assert!(served > 1 && firsts == 1, "it began anew");
}

/// RDR-6: a redirect target that has expired sends the next piece back to the client's URL.
#[test]
fn expired_targets_are_asked_for_anew() {
    let body = content(700_000, 7);
    for status in [401, 403, 404, 410] {
        let (served, signatures) = (body.clone(), AtomicUsize::new(0));
        let server = Server::start(move |request, _, stream| {
            let current = signatures.load(Ordering::SeqCst);
            if request.path == "/x" {
                let next = signatures.fetch_add(1, Ordering::SeqCst) + 1;
                return say(
                    stream,
                    &format!("HTTP/1.1 302 F\r\nLocation: /y?s={next}\r\nContent-Length: 0\r\n\r\n"),
                );
            }
            // A signature is good for HEAD and one piece.
            let is_last = request.method == "GET";
            if request.path != format!("/y?s={current}") {
                return say(stream, &format!("HTTP/1.1 {status} N\r\nContent-Length: 0\r\n\r\n"));
            }
            let sent = good(request, stream, &served, DATED);
            if is_last {
                signatures.fetch_add(1, Ordering::SeqCst);
            }
            sent
        });
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        job.set_priority(Priority::Normal).unwrap();
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body, "{status}");
        assert_eq!(job.error_count(), Ok(0));
        // One that never was any good is not asked for again and again.
        let server = Server::start(move |request, _, stream| match request.path.as_str() {
            "/x" => say(stream, "HTTP/1.1 302 F\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n"),
            _ => say(stream, &format!("HTTP/1.1 {status} N\r\nContent-Length: 0\r\n\r\n")),
        });
        let job = place.job(&server.url("/x"), "z");
        assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(status));
        assert_eq!(server.seen().len(), 2);
        job.cancel().unwrap();
    }
}

/// RDR-7, RDR-8, RDR-9: what stands in Location.
#[test]
fn locations_of_all_forms() {
    let long = format!("/{}/{}", "s".repeat(300), "l".repeat(7600));
    for (location, path) in [
        ("ABS/a b", Some("/a%20b")),
        ("ABS/\"q\"<r>", Some("/%22q%22%3Cr%3E")),
        ("ABS/grün%20é", Some("/gr%C3%BCn%20%C3%A9")),
        ("/rel a", Some("/rel%20a")),
        ("rel?q=ü#part", Some("/d/rel?q=%C3%BC")),
        ("../up", Some("/up")),
        ("?q", Some("/d/x?q")),
        (&*long, Some(&*long)),
        ("ABS:99999/x", None),
        ("http:///x", None),
        ("ftp://h/x", None),
        ("/a\u{1}b", None),
    ] {
        for policy in [0, REDIRECT_ALLOW_REPORT] {
            let sent = location.to_owned();
            let server = Server::start(move |request, _, stream| {
                if request.path != "/d/x" {
                    return good(request, stream, b"body", DATED);
                }
                let port = stream.local_addr().unwrap().port();
                let to = match sent.strip_prefix("ABS:") {
                    Some(port) => format!("http://127.0.0.1:{port}"),
                    None => sent.replace("ABS", &format!("http://127.0.0.1:{port}")),
                };
                say(stream, &format!("HTTP/1.1 302 F\r\nLocation: {to} \r\nContent-Length: 0\r\n\r\n"))
            });
            let place = Place::new();
            let job = place.job(&server.url("/d/x"), "x");
            job.set_security_flags(policy).unwrap();
            let Some(path) = path else {
                assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(302), "{location:?}"); // RDR-9
                continue;
            };
            fetch(&job);
            let seen = server.seen();
            assert_eq!(seen.last().unwrap().path, path, "{location}");
            let expected = if policy == 0 { server.url("/d/x") } else { server.url(path) };
            assert_eq!(only_file(&job).remote_name(), Ok(expected)); // RDR-8: whole
        }
    }
}

/// RDR-8: a long name that was reported is one to go on with.
#[test]
fn a_long_reported_name_can_be_resumed() {
    let body = content(400_000, 8);
    let (served, long) = (body.clone(), format!("/{}", "l".repeat(4000)));
    let gets = AtomicUsize::new(0);
    let server = Server::start(move |request, _, stream| {
        if request.path == "/x" {
            return say(stream, &format!("HTTP/1.1 302 F\r\nLocation: {long}\r\nContent-Length: 0\r\n\r\n"));
        }
        let mut whole = Vec::new();
        good(request, &mut whole, &served, DATED);
        let is_cut = request.method == "GET" && gets.fetch_add(1, Ordering::SeqCst) == 0;
        let size = if is_cut { 100_000 } else { whole.len() };
        stream.write_all(&whole[..size]).is_ok() && !is_cut
    });
    let place = Place::new();
    let job = place.job(&server.url("/x"), "x");
    job.set_security_flags(REDIRECT_ALLOW_REPORT).unwrap();
    assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CONNECTION_ERROR);
    fetch(&job);
    assert!(std::fs::read(place.path("x")).unwrap() == body);
}

/// HO-12, REQ-7: a custom Accept-Encoding goes on HEAD and GET alike, and what is encoded is stored as sent.
#[test]
fn a_custom_accept_encoding_is_sent() {
    let place = Place::new();
    let server =
        Server::start(|request, _, stream| good(request, stream, b"coded", "Content-Encoding: gzip\r\n"));
    let job = place.job(&server.url("/x"), "x");
    let custom = "Accept-Encoding: gzip, deflate\r\nAccept-Language: de\r\nUser-Agent: Lab/1\r\nBITS-Supported-Protocols: x\r\nExpect: y";
    job.set_custom_headers(Some(custom)).unwrap();
    fetch(&job);
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"coded");
    for request in server.seen() {
        let codings: Vec<_> =
            request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("accept-encoding")).collect();
        assert_eq!(codings.len(), 1);
        assert_eq!(codings[0].1, "gzip, deflate");
        assert_eq!(request.header("accept-language"), Some("de"));
        assert_eq!(request.header("user-agent"), Some("Lab/1"));
        assert_eq!((request.header("bits-supported-protocols"), request.header("expect")), (None, None));
    }
}

/// ANS-19 is for bad connections: a good one serves many requests.
#[test]
fn good_connections_are_kept() {
    let peers = std::sync::Arc::new(Mutex::new(std::collections::HashSet::new()));
    let seen = std::sync::Arc::clone(&peers);
    let server = Server::start(move |request, _, stream| {
        seen.lock().unwrap().insert(stream.peer_addr().unwrap());
        good(request, stream, b"body", DATED)
    });
    let place = Place::new();
    let job = place.manager.create_job("many", JobType::Download).unwrap();
    job.set_priority(Priority::Normal).unwrap(); // one after another
    for n in 0..30 {
        job.add_file(&server.url(&format!("/{n}")), &place.text(&n.to_string()).as_str().into()).unwrap();
    }
    fetch(&job);
    assert_eq!(peers.lock().unwrap().len(), 1);
    assert!(server.seen().len() >= 30);
}
