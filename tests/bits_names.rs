//! What AddFile refuses, so that nothing is fetched in vain or put over what is no file; and to whom the client's headers go.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Place, Server, fetch, good, only_file, say};
use copyfile2::bits::{FileSpec, Hresult, JobType, LocalName};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

const URL: &str = "http://127.0.0.1:9/x";

#[test]
fn a_local_name_that_is_no_regular_file_is_refused() {
    let place = Place::new();
    let job = place.manager.create_job("kinds", JobType::Download).unwrap();
    std::fs::create_dir(place.path("directory")).unwrap();
    assert!(Command::new("mkfifo").arg(place.path("fifo")).status().unwrap().success());
    let _socket = UnixListener::bind(place.path("socket")).unwrap();
    symlink("/dev/null", place.path("device")).unwrap();
    symlink(place.path("fifo"), place.path("link")).unwrap();
    for name in ["directory", "fifo", "socket", "device", "link"] {
        let local: LocalName = place.path(name).as_os_str().into();
        let bad = Err(Hresult::E_INVALIDARG);
        assert_eq!(job.add_file(URL, &local), bad, "{name}"); // ADD-24: no regular file
        let set = [
            FileSpec { remote: URL.to_owned(), local: place.path("good").as_os_str().into() },
            FileSpec { remote: URL.to_owned(), local: local.clone() },
        ];
        assert_eq!(job.add_file_set(&set), bad, "{name}");
    }
    assert_eq!(job.files().unwrap().items().len(), 0); // ADD-2: all or none
    // ADD-24: links to a file and to nothing are accepted.
    std::fs::write(place.path("file"), "").unwrap();
    symlink(place.path("file"), place.path("to file")).unwrap();
    symlink(place.path("nothing"), place.path("to nothing")).unwrap();
    for name in ["file", "to file", "to nothing", "new"] {
        assert_eq!(job.add_file(URL, &place.path(name).as_os_str().into()), Ok(()), "{name}");
    }
    job.cancel().unwrap();
    assert!(place.path("fifo").exists());
}

#[test]
fn a_name_longer_than_the_file_system_allows_is_refused_at_once() {
    let place = Place::new();
    let job = place.manager.create_job("long", JobType::Download).unwrap();
    let add = |name: &str| job.add_file(URL, &place.path(name).as_os_str().into());
    assert_eq!(add(&"n".repeat(256)), Err(Hresult::E_INVALIDARG)); // ADD-25: longer than NAME_MAX
    assert_eq!(add(&"ä".repeat(128)), Err(Hresult::E_INVALIDARG)); // ADD-25: bytes count
    assert_eq!(add(&"n".repeat(255)), Ok(()));
    job.cancel().unwrap();
}

#[test]
fn a_port_above_65535_makes_a_url_invalid() {
    let place = Place::new();
    let job = place.job("http://127.0.0.1:65535/a", "x");
    let bad = Err(Hresult::E_INVALIDARG);
    // ADD-26: a port above 65,535 is refused everywhere
    assert_eq!(job.add_file("http://127.0.0.1:65536/x", &place.path("y").as_os_str().into()), bad);
    assert_eq!(only_file(&job).set_remote_name("http://127.0.0.1:70000/x"), bad);
    assert_eq!(
        job.replace_remote_prefix("http://127.0.0.1:65535/", "http://127.0.0.1:165535/"),
        Err(Hresult::E_INVALIDARG)
    );
    assert_eq!(only_file(&job).remote_name().unwrap(), "http://127.0.0.1:65535/a");
    job.cancel().unwrap();
}

#[test]
fn custom_headers_stay_with_the_host_and_port_that_the_client_named() {
    let secret = "for-the-own-server-only";
    let other = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let there = other.url("/there");
    let own = Server::start(move |request, _, stream| match request.path.as_str() {
        "/leaves" => {
            say(stream, &format!("HTTP/1.1 302 F\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n"))
        }
        "/stays" => say(stream, "HTTP/1.1 302 F\r\nLocation: /here\r\nContent-Length: 0\r\n\r\n"),
        _ => good(request, stream, b"body", ""),
    });
    let place = Place::new();
    let headers =
        format!("X-Api-Key: {secret}\r\nAuthorization: Bearer {secret}\r\nCookie: {secret}\r\nX-Other: 1");
    for (path, name) in [("/stays", "a"), ("/leaves", "b"), ("/here", "c")] {
        let job = place.job(&own.url(path), name);
        job.set_custom_headers(Some(&headers)).unwrap();
        fetch(&job);
    }
    assert!(!other.seen().is_empty());
    for request in other.seen() {
        // ANS-22: left out elsewhere
        let told: Vec<_> = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        for name in ["x-api-key", "authorization", "cookie", "x-other"] {
            assert!(!told.iter().any(|known| known == name), "{told:?}");
        }
    }
    for request in own.seen() {
        assert_eq!(request.header("X-Api-Key"), Some(secret), "{}", request.path); // ANS-22: sent to the host
    }
}

/// A handle that was set up without the headers is not used for a file of the client's own host.
#[test]
fn headers_are_back_for_the_next_file_of_the_own_host() {
    let body = b"body";
    let home = Server::start(|request, _, stream| {
        good(request, stream, body, "Last-Modified: Sun, 09 Sep 2001 01:46:40 GMT\r\n")
    });
    let back = home.url("/back");
    let away = Server::start(move |_, _, stream| {
        say(stream, &format!("HTTP/1.1 302 F\r\nLocation: {back}\r\nContent-Length: 0\r\n\r\n"))
    });
    let place = Place::new();
    let job = place.job(&home.url("/1"), "1");
    job.set_custom_headers(Some("X-Api-Key: secret")).unwrap();
    for (url, name) in
        [(away.url("/"), "2"), (home.url("/3"), "3"), (away.url("/"), "4"), (home.url("/5"), "5")]
    {
        job.add_file(&url, &place.path(name).as_os_str().into()).unwrap();
    }
    fetch(&job);
    for request in home.seen() {
        let expected = (request.path != "/back").then_some("secret");
        assert_eq!(request.header("X-Api-Key"), expected, "{} {}", request.method, request.path); // ANS-22: redirected only
    }
}
