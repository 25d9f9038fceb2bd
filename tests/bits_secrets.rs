//! Passwords and custom headers that were removed, or whose job is gone, are in no file of the queue (PER-19).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Place, Server, fetch, good, wait_for};
use copyfile2::bits::{AuthScheme, AuthTarget, Credentials, Hresult, JobState};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

const PASSWORD: &str = "S3cretPassw0rdXYZ";
const HEADER: &str = "HeaderTokenQQQ";

/// Files below a directory that hold one of the secrets as bytes.
fn holders(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holders(&path));
            continue;
        }
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let holds = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        if holds(PASSWORD) || holds(HEADER) {
            found.push(path);
        }
    }
    found
}

fn credentials(scheme: AuthScheme) -> Credentials {
    Credentials {
        target: AuthTarget::Server,
        scheme,
        user: Some("user".to_owned()),
        password: Some(PASSWORD.to_owned()),
    }
}

#[test]
fn removed_secrets_leave_no_trace() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    for end in ["remove", "replace", "complete", "cancel", "ownership"] {
        let place = Place::new();
        let state = place.path("state");
        // Neighbours, so that pages are divided and joined.
        let others: Vec<_> =
            (0..40).map(|number| place.job(&server.url("/x"), &format!("other {number}"))).collect();
        let job = place.job(&server.url("/x"), "x");
        for scheme in [AuthScheme::Basic, AuthScheme::Digest] {
            job.set_credentials(&credentials(scheme)).unwrap();
        }
        let long = format!("X-Api-Key: {HEADER}\r\nX-Long: {}{HEADER}", "l".repeat(6000));
        job.set_custom_headers(Some(&long)).unwrap();
        job.set_description("changed, so that the row is written again").unwrap();
        assert!(!holders(&state).is_empty(), "the test looks in vain");
        match end {
            "remove" => {
                for scheme in [AuthScheme::Basic, AuthScheme::Digest] {
                    assert_eq!(job.remove_credentials(AuthTarget::Server, scheme), Ok(Hresult::S_OK));
                }
                job.set_custom_headers(None).unwrap();
            }
            "replace" => {
                for scheme in [AuthScheme::Basic, AuthScheme::Digest] {
                    let password = Some("another".to_owned());
                    job.set_credentials(&Credentials { password, ..credentials(scheme) }).unwrap();
                }
                job.set_custom_headers(Some("X-Other: 1")).unwrap();
            }
            "complete" => fetch(&job),
            "cancel" => assert_eq!(job.cancel(), Ok(Hresult::S_OK)),
            _ => match job.take_ownership() {
                Err(Hresult::E_ACCESSDENIED) => {
                    println!("skipped: only root takes jobs over");
                    continue;
                }
                other => other.unwrap(),
            },
        }
        assert_eq!(holders(&state), Vec::<PathBuf>::new(), "PER-19: after {end}");
        drop(others);
    }
}

/// A password within a URL is one, too.
#[test]
fn passwords_of_urls_go_with_the_job() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    for cancels in [false, true] {
        let place = Place::new();
        let url = server.url("/x").replace("://", &format!("://user:{PASSWORD}@"));
        let job = place.job(&url, "x");
        job.resume().unwrap();
        wait_for(&job, JobState::Transferred);
        assert_eq!(job.files().unwrap().items()[0].remote_name(), Ok(url)); // FIL-1: unchanged while the job lives
        if cancels {
            job.cancel().map(drop).unwrap()
        } else {
            job.complete().map(drop).unwrap()
        }
        assert_eq!(holders(&place.path("state")), Vec::<PathBuf>::new()); // PER-19: no trace
    }
}

/// While another process reads, the log cannot be emptied; later it is.
#[test]
fn a_reader_delays_the_removal_only() {
    let place = Place::new();
    let job = place.job("http://127.0.0.1:9/x", "x");
    job.set_custom_headers(Some(&format!("X-Api-Key: {HEADER}"))).unwrap();
    let reader = Connection::open(place.path("state/bits.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM job").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM job", [], |row| row.get(0)).unwrap();
    job.set_custom_headers(None).unwrap();
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    let other = place.job("http://127.0.0.1:9/y", "y");
    other.set_custom_headers(Some("X-Other: 1")).unwrap();
    other.cancel().unwrap();
    assert_eq!(holders(&place.path("state")), Vec::<PathBuf>::new()); // PER-19: caught up on
}
