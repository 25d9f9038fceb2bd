//! Downloads from nginx and lighttpd, over TLS, and through the death of the process that moves them.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::tls::certificates;
use bits_support::{Daemon, Place, content, failure, fetch, wait_for, wait_until};
use copyfile2::bits::{Hresult, JobState, JobType, Priority, SSL_ENABLE_CRL_CHECK, SSL_IGNORE_UNKNOWN_CA};
use std::path::Path;
use std::time::Duration;

#[test]
fn files_from_nginx_arrive_whole_at_every_priority() {
    let Some(server) = Daemon::nginx("") else { return };
    let body = content(3 << 20, 1);
    server.put("x", &body);
    for priority in [Priority::Foreground, Priority::High, Priority::Normal, Priority::Low] {
        let place = Place::new();
        let job = place.job(&server.url("x"), "x");
        job.set_priority(priority).unwrap();
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body, "{priority:?}");
        let times = |path: &Path| std::fs::metadata(path).unwrap().modified().unwrap();
        let seconds = |path: &Path| times(path).duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert_eq!(seconds(&place.path("x")), seconds(&server.root.join("x"))); // DSK-6
    }
    let missing = Place::new();
    assert_eq!(
        failure(&missing.job(&server.url("none"), "x"), JobState::Error),
        Hresult::from_http_status(404)
    );
}

#[test]
fn a_suspended_download_goes_on_where_it_stopped() {
    let Some(server) = Daemon::nginx("limit_rate 4m;") else { return };
    let body = content(6 << 20, 2);
    server.put("x", &body);
    let place = Place::new();
    let job = place.job(&server.url("x"), "x");
    job.resume().unwrap();
    wait_until("some bytes", || job.progress().unwrap().bytes_transferred > 100_000);
    wait_until("the state that goes with them", || job.state().unwrap() == JobState::Transferring); // ST-5
    job.suspend().unwrap(); // CTL-1
    assert_eq!(job.state(), Ok(JobState::Suspended));
    let kept = job.progress().unwrap().bytes_transferred;
    assert!(kept > 100_000);
    fetch(&job);
    assert!(std::fs::read(place.path("x")).unwrap() == body);
}

#[test]
fn a_job_is_cancelled_in_full_flight() {
    let Some(server) = Daemon::nginx("limit_rate 1m;") else { return };
    server.put("x", &content(8 << 20, 3));
    let place = Place::new();
    let job = place.job(&server.url("x"), "x");
    job.resume().unwrap();
    wait_for(&job, JobState::Transferring);
    assert_eq!(job.cancel(), Ok(Hresult::S_OK));
    assert!(place.names().is_empty()); // CTL-7
}

#[test]
fn many_files_from_lighttpd_arrive_in_order() {
    let Some(server) = Daemon::lighttpd() else { return };
    let place = Place::new();
    let job = place.manager.create_job("many", JobType::Download).unwrap();
    for number in 0..50_u64 {
        let name = number.to_string();
        server.put(&name, &content(number as usize * 1000, number));
        job.add_file(&server.url(&name), &place.text(&name).as_str().into()).unwrap();
    }
    fetch(&job);
    for number in 0..50_u64 {
        let here = std::fs::read(place.path(&number.to_string())).unwrap();
        assert!(here == content(number as usize * 1000, number), "{number}");
    }
}

#[test]
fn priorities_share_one_place() {
    let Some(server) = Daemon::nginx("limit_rate 1m;") else { return };
    server.put("slow", &content(8 << 20, 4));
    server.put("fast", &content(1000, 5));
    let place = Place::new();
    let low = place.job(&server.url("slow"), "slow");
    low.set_priority(Priority::Low).unwrap();
    low.resume().unwrap();
    wait_for(&low, JobState::Transferring);
    let other = place.job(&server.url("slow"), "other");
    other.set_priority(Priority::Low).unwrap();
    other.resume().unwrap();
    let high = place.job(&server.url("fast"), "high");
    high.set_priority(Priority::High).unwrap();
    fetch(&high); // SCH-3: it did not wait for the others
    let front = place.job(&server.url("fast"), "front");
    fetch(&front); // SCH-2
    assert!(low.state().unwrap() != JobState::Transferred && other.state().unwrap() != JobState::Transferred);
    low.cancel().unwrap();
    other.cancel().unwrap();
}

#[test]
fn tls_is_verified_and_a_known_ca_is_trusted() {
    let keys = tempfile::tempdir().unwrap();
    if !certificates(keys.path()) {
        println!("skipped: openssl is not installed");
        return;
    }
    let at = keys.path().display();
    let Some(server) = Daemon::nginx_with(
        "ssl",
        &format!("ssl_certificate {at}/cert.pem; ssl_certificate_key {at}/key.pem;"),
        "location /down { return 302 http://127.0.0.1:1/x; }",
    ) else {
        return;
    };
    let body = content(500_000, 6);
    server.put("x", &body);
    let url = |name: &str| server.url(name).replace("http:", "https:");
    let place = Place::new();
    let unknown = place.job(&url("x"), "x");
    assert_eq!(failure(&unknown, JobState::Error), Hresult::WINHTTP_SECURE_FAILURE); // 9.2
    unknown.set_security_flags(SSL_IGNORE_UNKNOWN_CA).unwrap();
    fetch(&unknown);
    assert!(std::fs::read(place.path("x")).unwrap() == body);
    let wrong_name = place.job(&url("x").replace("127.0.0.1", "localhost"), "y");
    assert_eq!(failure(&wrong_name, JobState::Error), Hresult::WINHTTP_SECURE_FAILURE);
    let down = place.job(&url("down"), "z");
    down.set_security_flags(SSL_IGNORE_UNKNOWN_CA).unwrap();
    assert_eq!(failure(&down, JobState::Error), Hresult::from_http_status(302)); // RDR-4, HO-18
    // HO-20: what cannot be checked is refused; where there is no TLS there is nothing to check.
    let unchecked = place.job(&url("x"), "w");
    unchecked.set_security_flags(SSL_IGNORE_UNKNOWN_CA | SSL_ENABLE_CRL_CHECK).unwrap();
    assert_eq!(failure(&unchecked, JobState::Error).bits(), 0x8007_2F19);
    // With the CA in the variable of OpenSSL, in a process of its own.
    let queue = Queue::new();
    let target = queue.target("file");
    let status = queue
        .command()
        .env("SSL_CERT_FILE", keys.path().join("ca.pem"))
        .args(["/transfer", "tls", "/priority", "foreground", &url("x"), &target])
        .status()
        .unwrap();
    assert!(status.success());
    assert!(std::fs::read(target).unwrap() == body);
}

#[test]
fn a_job_survives_killed_processes_without_losing_or_doubling_a_byte() {
    const FILES: u64 = 1500;
    const SIZE: usize = 64 << 10;
    let Some(server) = Daemon::nginx("") else { return };
    let (queue, target) = (Queue::new(), tempfile::tempdir().unwrap());
    let mut list = String::new();
    for number in 0..FILES {
        server.put(&number.to_string(), &content(SIZE, number));
        list += &format!(
            "{} {}\n",
            server.url(&number.to_string()),
            target.path().join(number.to_string()).display()
        );
    }
    let list_file = queue.path().join("list");
    std::fs::write(&list_file, list).unwrap();
    let job = queue.raw(&["/create", "kill"]);
    queue.said(&["/addfileset", &job, list_file.to_str().unwrap()]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/resume", &job]);
    // Each process lives until the server has sent so many more bytes, and some milliseconds: it is killed at any
    // point of its work, and on the slowest machine has done some.
    let total = FILES * SIZE as u64;
    let mut dice = (1_u64..).map(|round| round.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32);
    let mut kills = 0;
    let state_of = |job: &str| queue.raw(&["/getstate", job]);
    while state_of(&job) != "TRANSFERRED" {
        let worker = queue.worker(&[]);
        let goal = server.bytes_sent() + dice.next().unwrap() % (total / 10);
        if goal < total {
            wait_until("the server", || server.bytes_sent() >= goal);
            std::thread::sleep(Duration::from_millis(dice.next().unwrap() % 10));
        } else {
            wait_until("the last files", || state_of(&job) == "TRANSFERRED");
        }
        drop(worker);
        kills += 1;
    }
    queue.said(&["/complete", &job]);
    for number in 0..FILES {
        assert!(
            std::fs::read(target.path().join(number.to_string())).unwrap() == content(SIZE, number),
            "{number}"
        );
    }
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count() as u64, FILES); // no temporary file is left
    let fetched = server.bytes_sent();
    println!("{kills} kills, {fetched} bytes fetched of {total}");
    assert!(kills > 3, "the test killed nothing");
    assert!(fetched <= total + total / 20, "{fetched} bytes fetched of {total}");
}

/// SCH-21, OQ-16: there is no service; whoever loaded the library works, under locks.
#[test]
fn processes_that_run_one_queue_share_the_work_and_never_a_file() {
    const FILES: u64 = 200;
    let Some(server) = Daemon::nginx("") else { return };
    let (queue, target) = (Queue::new(), tempfile::tempdir().unwrap());
    let mut jobs = Vec::new();
    for number in 0..FILES {
        server.put(&number.to_string(), &content(10_000, number));
    }
    for part in 0..4 {
        let job = queue.raw(&["/create", &format!("job{part}")]);
        let list: String = (part * 50..part * 50 + 50)
            .map(|number| {
                format!(
                    "{} {}\n",
                    server.url(&number.to_string()),
                    target.path().join(number.to_string()).display()
                )
            })
            .collect();
        let list_file = queue.path().join("list");
        std::fs::write(&list_file, list).unwrap();
        queue.said(&["/addfileset", &job, list_file.to_str().unwrap()]);
        queue.said(&["/setpriority", &job, if part % 2 == 0 { "FOREGROUND" } else { "LOW" }]);
        jobs.push(job);
    }
    let workers: Vec<_> = (0..3).map(|_| queue.worker(&[])).collect();
    for job in &jobs {
        queue.said(&["/resume", job]);
    }
    for job in &jobs {
        wait_until("a job", || queue.raw(&["/getstate", job]) == "TRANSFERRED");
        queue.said(&["/complete", job]);
    }
    drop(workers);
    for number in 0..FILES {
        assert!(
            std::fs::read(target.path().join(number.to_string())).unwrap() == content(10_000, number),
            "{number}"
        );
    }
    // Commands that end in mid-file cost the file they were at; the rest is fetched once.
    assert!(server.bytes_sent() <= FILES * 10_000 + FILES * 10_000 / 5, "{} bytes", server.bytes_sent());
}
