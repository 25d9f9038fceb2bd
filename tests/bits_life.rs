//! What becomes of jobs: states, timers, Complete and Cancel in odd circumstances, files on disk, what outlives a process.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{
    Heard, PATIENCE, Place, Server, content, failure, fetch, good, listen, only_file, progress, say,
    wait_for, wait_until,
};
use copyfile2::bits::{
    ErrorContext, FileTime, Hresult, JobProperty, JobState, JobType, Manager, NOTIFY_JOB_TRANSFERRED,
    Priority, SSL_ENABLE_CRL_CHECK, SSL_IGNORE_UNKNOWN_CA,
};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Serves a body for every name; `/broken` fails for a while, `/missing` for ever, `/silent` says nothing.
fn server() -> Server {
    Server::start(|request, _, stream| match request.path.as_str() {
        "/broken" => say(stream, "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"),
        "/missing" => say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"),
        "/silent" => {
            let mut rest = [0];
            let _ = std::io::Read::read(stream, &mut rest); // until the client hangs up
            false
        }
        _ => good(request, stream, b"body", ""),
    })
}

fn names_asked(server: &Server, method: &str) -> Vec<String> {
    server.seen().into_iter().filter(|request| request.method == method).map(|request| request.path).collect()
}

#[test]
fn files_may_be_added_in_every_live_state() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/a"), "a");
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    job.add_file(&server.url("/b"), &place.text("b").as_str().into()).unwrap(); // ADD-16
    assert_eq!(job.state(), Ok(JobState::Transferred));
    job.resume().unwrap();
    wait_until("both files", || job.progress().unwrap().files_transferred == 2);
    wait_for(&job, JobState::Transferred);
    // INF-4, INF-5: sums over all files.
    let all = job.progress().unwrap();
    assert_eq!((all.bytes_total, all.bytes_transferred, all.files_total), (8, 8, 2));
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(place.names(), ["a", "b"]);

    let active = place.job(&server.url("/silent"), "c");
    active.resume().unwrap();
    wait_until("the request", || names_asked(&server, "HEAD").contains(&"/silent".to_owned()));
    active.add_file(&server.url("/d"), &place.text("d").as_str().into()).unwrap(); // ADD-23
    assert!(active.state().unwrap().is_active());
    assert_eq!(active.progress().unwrap().files_total, 2);
    assert_eq!(active.cancel(), Ok(Hresult::S_OK)); // CTL-11: whatever the server does
}

#[test]
fn files_of_a_job_are_asked_for_one_after_another_in_the_background() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/0"), "0");
    job.set_priority(Priority::Normal).unwrap();
    let expected: Vec<_> = (0..30).map(|number| format!("/{number}")).collect();
    for name in &expected[1..] {
        job.add_file(&server.url(name), &place.text(&name[1..]).as_str().into()).unwrap();
    }
    fetch(&job);
    let gets: Vec<_> = server
        .seen()
        .chunks(2)
        .map(|pair| {
            assert_eq!((pair[0].method.as_str(), pair[1].method.as_str()), ("HEAD", "GET")); // REQ-1, REQ-2
            assert_eq!(pair[0].path, pair[1].path);
            assert_eq!(pair[1].range(), Some((0, 3)));
            pair[1].path.clone()
        })
        .collect();
    assert_eq!(gets, expected); // SCH-6
}

#[test]
fn a_long_run_of_small_files_in_the_foreground_needs_no_head() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/0"), "0");
    for number in 1..100 {
        job.add_file(&server.url(&format!("/{number}")), &place.text(&number.to_string()).as_str().into())
            .unwrap();
    }
    let heard = listen(&job);
    fetch(&job);
    assert_eq!(names_asked(&server, "HEAD"), ["/0"]); // REQ-4: GET alone tells what HEAD would
    assert_eq!(names_asked(&server, "GET").len(), 100);
    assert!(server.seen().iter().skip(2).all(|request| request.header("range").is_none()));
    let mut states = Vec::new();
    let mut files = Vec::new();
    for event in heard {
        match event {
            Heard::Modification(state) => states.push(state),
            Heard::File(index) => files.push(index),
            _ => {}
        }
    }
    assert!(files.is_sorted()); // NTF-7
    // TR-2: a job that was CONNECTING does not go back to QUEUED between its files.
    states.retain(|state| *state != JobState::Suspended);
    let last_queued = states.iter().rposition(|state| *state == JobState::Queued).unwrap_or(0);
    assert!(states[..last_queued].iter().all(|state| *state == JobState::Queued), "{states:?}");
    for number in 0..100 {
        assert_eq!(std::fs::read(place.path(&number.to_string())).unwrap(), b"body");
    }
}

#[test]
fn what_goes_wrong_ahead_of_its_turn_is_found_out_in_its_turn() {
    let place = Place::new();
    let broken = Arc::new(AtomicBool::new(true));
    let flag = Arc::clone(&broken);
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/60" if flag.load(Ordering::Relaxed) => say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"),
        // A long one among the short: its body waits for its turn.
        "/40" => good(request, stream, &[7; 300_000], ""),
        _ => good(request, stream, b"body", ""),
    });
    let job = place.job(&server.url("/0"), "0");
    for number in 1..100 {
        job.add_file(&server.url(&format!("/{number}")), &place.text(&number.to_string()).as_str().into())
            .unwrap();
    }
    assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(404));
    assert_eq!(job.error().unwrap().file().unwrap().index(), 60); // TR-6, ERR-2
    assert_eq!(job.progress().unwrap().files_transferred, 60);
    assert_eq!(job.error_count(), Ok(1));
    broken.store(false, Ordering::Relaxed);
    let before = names_asked(&server, "GET").len();
    fetch(&job);
    let again = names_asked(&server, "GET").split_off(before);
    assert!(!again.iter().any(|name| name == "/59")); // ANS-2: what is here is not looked at again
    for number in 0..100 {
        let expected: &[u8] = if number == 40 { &[7; 300_000] } else { b"body" };
        assert!(std::fs::read(place.path(&number.to_string())).unwrap() == expected, "{number}");
    }
}

#[test]
fn complete_and_cancel_say_when_temporary_files_resist() {
    let (place, server) = (Place::new(), server());
    // Something that no unlink removes stands where the temporary file would be.
    let in_the_way = |job: &copyfile2::bits::Job| {
        let temporary = only_file(job).temporary_name().unwrap();
        std::fs::create_dir(&temporary).unwrap();
        temporary
    };
    let cancelled = place.job(&server.url("/a"), "a");
    let temporary = in_the_way(&cancelled);
    assert_eq!(cancelled.cancel(), Ok(Hresult::BG_S_UNABLE_TO_DELETE_FILES)); // CTL-8
    assert_eq!(cancelled.state(), Ok(JobState::Cancelled));
    std::fs::remove_dir(temporary).unwrap();
    std::fs::create_dir(place.path("gone")).unwrap();
    let completed = place.job(&server.url("/a"), "gone/a");
    std::fs::remove_dir(place.path("gone")).unwrap();
    assert_eq!(failure(&completed, JobState::Error).bits() >> 16, 0x8007); // DSK-9's kin: a local failure
    assert_eq!(completed.error().unwrap().error().0, ErrorContext::LocalFile);
    std::fs::create_dir(place.path("gone")).unwrap();
    in_the_way(&completed);
    assert_eq!(completed.complete(), Ok(Hresult::BG_S_UNABLE_TO_DELETE_FILES)); // CPL-6
    assert_eq!(completed.state(), Ok(JobState::Acknowledged));
}

#[test]
fn complete_replaces_what_stood_there_and_ends_all_events() {
    let (place, server) = (Place::new(), server());
    std::fs::write(place.path("x"), "former").unwrap();
    let job = place.job(&server.url("/x"), "x");
    assert_eq!(place.names(), ["x"]); // DSK-2: nothing yet of the transfer
    let heard = listen(&job);
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    let temporary = only_file(&job).temporary_name().unwrap();
    assert_eq!(temporary.parent(), Some(place.directory.path())); // DSK-1, F3-1
    let name = temporary.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("BIT") && name.ends_with(".tmp"), "{name}");
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"former");
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body"); // CPL-7, DSK-5
    // CPL-16, THR-9: the object is released, so this ends; what it heard last was before.
    let all: Vec<_> = heard.iter().collect();
    assert!(!all.contains(&Heard::Modification(JobState::Acknowledged)), "{all:?}");
    assert_eq!(only_file(&job).validation_state(), Ok(true)); // VAL-3
}

#[test]
fn times_are_utc_and_follow_what_happens() {
    let (place, server) = (Place::new(), server());
    let before = SystemTime::now();
    let job = place.job(&server.url("/x"), "x");
    let filetime = |time: SystemTime| {
        116_444_736_000_000_000 + time.duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64 / 100
    };
    let created = job.times().unwrap().creation;
    assert!(FileTime(filetime(before)) <= created && created <= FileTime(filetime(SystemTime::now()))); // INF-12
    let changed = |what: &str, change: &dyn Fn()| {
        let earlier = job.times().unwrap();
        change();
        let later = job.times().unwrap();
        assert!(later.modification > earlier.modification, "{what}"); // INF-11
        assert_eq!(later.creation, created);
    };
    changed("a setting", &|| job.set_description("x").unwrap());
    changed("a file", &|| job.add_file(&server.url("/y"), &place.text("y").as_str().into()).unwrap());
    changed("Resume", &|| job.resume().unwrap());
    wait_for(&job, JobState::Transferred);
    let times = job.times().unwrap();
    assert!(times.transfer_completion > times.creation);
    changed("Complete", &|| assert_eq!(job.complete(), Ok(Hresult::S_OK)));
}

#[test]
fn time_in_transfer_is_limited_and_counted_anew_by_resume() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/silent"), "x");
    job.set_maximum_download_time(0).unwrap(); // J4-5, OQ-10
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_MAXDOWNLOAD_TIMEOUT); // TO-5
    assert_eq!(job.error().unwrap().error().0, ErrorContext::GeneralQueueManager);
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_MAXDOWNLOAD_TIMEOUT);
    assert_eq!(job.error_count(), Ok(2));
    job.set_maximum_download_time(7_776_000).unwrap();
    only_file(&job).set_remote_name(&server.url("/x")).unwrap();
    fetch(&job); // F2-2: the new name counts from Resume on
}

#[test]
fn no_retry_where_the_delay_is_longer_than_the_patience() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/broken"), "x");
    job.set_minimum_retry_delay(20).unwrap();
    job.set_no_progress_timeout(10).unwrap();
    assert_eq!(failure(&job, JobState::Error), Hresult::from_http_status(503)); // TR-12
    job.set_no_progress_timeout(1000).unwrap();
    assert_eq!(failure(&job, JobState::TransientError), Hresult::from_http_status(503)); // ST-6
    job.set_no_progress_timeout(0).unwrap(); // SET-18, TR-9: it counts for the running wait
    wait_for(&job, JobState::Error);
}

#[test]
fn a_shorter_delay_counts_for_the_running_wait() {
    let place = Place::new();
    let fails = Arc::new(AtomicUsize::new(1));
    let left = Arc::clone(&fails);
    let server = Server::start(move |request, _, stream| {
        if left.load(Ordering::Relaxed) > 0 {
            left.fetch_sub(1, Ordering::Relaxed);
            return say(stream, "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
        }
        good(request, stream, b"body", "")
    });
    let job = place.job(&server.url("/x"), "x");
    job.resume().unwrap();
    wait_for(&job, JobState::TransientError);
    job.set_minimum_retry_delay(5).unwrap(); // SET-18, TO-1: in place of ten minutes
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.error().unwrap_err(), Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE); // TR-5
}

#[test]
fn failures_of_the_connection_are_transient() {
    let place = Place::new();
    let refused = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let job = place.job(&format!("http://127.0.0.1:{refused}/x"), "x");
    assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CANNOT_CONNECT); // REQ-12
    assert_eq!(job.error().unwrap().error().0, ErrorContext::GeneralTransport);
    let server = Server::start(|_, _, _| false);
    let job = place.job(&server.url("/x"), "y");
    assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CONNECTION_ERROR);
}

#[test]
fn another_name_for_the_rest_of_a_file_goes_on_at_the_same_offset() {
    let place = Place::new();
    let body = content(40_000, 9);
    let served = body.clone();
    let mark = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    let server = Server::start(move |request, _, stream| {
        if request.method == "GET" && request.path == "/dying" {
            let head = format!(
                "HTTP/1.1 206 P\r\nContent-Range: bytes 0-39999/40000\r\nContent-Length: 40000\r\n{mark}\r\n"
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&served[..30_000]));
            return false; // it hangs up in the middle
        }
        good(request, stream, &served, mark)
    });
    let job = place.job(&server.url("/dying"), "x");
    assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CONNECTION_ERROR);
    assert_eq!(progress(&job).bytes_transferred, 30_000); // TR-3
    let replaced = job.replace_remote_prefix(&server.url("/dying"), &server.url("/living"));
    assert_eq!(replaced, Ok(Hresult::S_OK));
    fetch(&job);
    let last = server.seen().pop().unwrap();
    assert_eq!((last.path.as_str(), last.range()), ("/living", Some((30_000, 39_999)))); // J3-5, REQ-5
    assert!(std::fs::read(place.path("x")).unwrap() == body);
    // DSK-6: the time is the server's.
    let modified = std::fs::metadata(place.path("x")).unwrap().modified().unwrap();
    assert_eq!(modified.duration_since(UNIX_EPOCH).unwrap().as_secs(), 784_111_777);
}

#[test]
fn a_file_can_be_followed_while_it_comes() {
    let place = Place::new();
    let body = content(1 << 20, 11);
    let (served, gate) = (body.clone(), Arc::new(AtomicBool::new(false)));
    let open = Arc::clone(&gate);
    let server = Server::start(move |request, _, stream| {
        if request.method == "HEAD" {
            wait_until("the gate", || open.load(Ordering::SeqCst));
            return good(request, stream, &served, "");
        }
        let (first, last) = request.range().unwrap();
        let head = format!(
            "HTTP/1.1 206 P\r\nContent-Range: bytes {first}-{last}/{}\r\nContent-Length: {}\r\n\r\n",
            served.len(),
            last + 1 - first
        );
        let half = (first + last) / 2;
        say(stream, &head);
        let _ = stream.write_all(&served[first..half]).and_then(|()| stream.flush());
        wait_until("the gate", || !open.load(Ordering::SeqCst));
        stream.write_all(&served[half..=last]).is_ok()
    });
    let job = place.job(&server.url("/x"), "x");
    let manager = Manager::open_at(&place.path("state")).unwrap();
    manager.job(job.id()).unwrap().resume().unwrap();
    drop(manager); // ACT-8
    wait_until("the request", || !server.seen().is_empty());
    assert_eq!(job.state(), Ok(JobState::Connecting)); // ST-4
    gate.store(true, Ordering::SeqCst);
    let half = (body.len() as u64 - 1) / 2;
    wait_until("half of it", || progress(&job).bytes_transferred == half); // INF-10
    wait_for(&job, JobState::Transferring); // ST-5
    let temporary = only_file(&job).temporary_name().unwrap();
    assert!(std::fs::read(temporary).unwrap() == body[..half as usize]); // DSK-3, F3-1
    assert_eq!(progress(&job).bytes_total, body.len() as u64);
    assert_eq!(job.progress().unwrap().files_transferred, 0); // ST-8: not before all of it is here
    gate.store(false, Ordering::SeqCst);
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.progress().unwrap().files_transferred, 1);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    // REQ-3: the foreground asks for all at once.
    let asked: Vec<_> = server.seen().iter().filter_map(|request| request.range()).collect();
    assert_eq!(asked, [(0, body.len() - 1)]);
}

#[test]
fn the_background_asks_for_pieces() {
    let place = Place::new();
    let body = content(1 << 20, 12);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| {
        // DLP-1: the connection ends with every answer, as with an older server.
        good(request, stream, &served, "Connection: close\r\n");
        false
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_priority(Priority::Low).unwrap();
    fetch(&job);
    let asked: Vec<_> = server.seen().iter().filter_map(|request| request.range()).collect();
    assert_eq!(asked[0], (0, (256 << 10) - 1)); // REQ-3, DLP-2, DLP-3
    assert!(asked.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0), "{asked:?}");
    assert!(std::fs::read(place.path("x")).unwrap() == body);
}

#[test]
fn without_a_date_the_file_has_the_time_of_its_arrival() {
    let (place, server) = (Place::new(), server());
    let before = SystemTime::now() - std::time::Duration::from_secs(1);
    fetch(&place.job(&server.url("/x"), "x"));
    assert!(std::fs::metadata(place.path("x")).unwrap().modified().unwrap() >= before); // ANS-6
}

#[test]
fn dynamic_content_waits_for_the_foreground_and_starts_over() {
    let place = Place::new();
    let tries = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&tries);
    let server = Server::start(move |_, _, stream| {
        // No length: the end of the connection is the end of the body.
        if count.fetch_add(1, Ordering::Relaxed) == 0 {
            say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            return false;
        }
        say(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole body");
        false
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_property(JobProperty::DynamicContent(true)).unwrap();
    job.set_priority(Priority::Normal).unwrap();
    job.resume().unwrap();
    let other = place.job(&server.url("/missing"), "y");
    other.set_priority(Priority::Low).unwrap();
    other.set_no_progress_timeout(0).unwrap();
    other.resume().unwrap();
    wait_until("a job behind it", || other.state() == Ok(JobState::Error));
    assert_eq!(job.state(), Ok(JobState::Queued)); // DYN-3, OQ-25: and it is in nobody's way
    tries.store(0, Ordering::Relaxed);
    job.set_priority(Priority::Foreground).unwrap(); // SET-4, SCH-8: at once
    wait_for(&job, JobState::TransientError);
    fetch(&job);
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"whole body"); // DYN-1, DYN-2
    assert_eq!(progress(&job).bytes_total, 10); // DYN-4: known in the end
}

#[test]
fn cookies_are_not_kept_and_the_name_of_the_client_can_be_changed() {
    let place = Place::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"body", "Set-Cookie: a=b\r\n"));
    let job = place.job(&server.url("/x"), "x");
    job.set_custom_headers(Some("User-Agent: mine/1\r\nX-Last: 1")).unwrap(); // HO-7: no line end
    fetch(&job);
    for request in server.seen() {
        assert_eq!(request.header("cookie"), None); // REQ-11
        assert_eq!(request.header("user-agent"), Some("mine/1")); // REQ-10
        assert_eq!(request.header("x-last"), Some("1")); // REQ-8, HO-6
    }
}

#[test]
fn a_job_in_transient_error_leaves_its_place_to_others() {
    let (place, server) = (Place::new(), server());
    let stuck = place.job(&server.url("/broken"), "x");
    stuck.set_priority(Priority::High).unwrap();
    stuck.resume().unwrap();
    wait_for(&stuck, JobState::TransientError);
    let lower = place.job(&server.url("/y"), "y");
    lower.set_priority(Priority::Low).unwrap();
    fetch(&lower); // SCH-7, SCH-3
    assert_eq!(stuck.state(), Ok(JobState::TransientError));
}

#[test]
fn a_full_disk_is_an_error_of_the_local_file() {
    let (place, server) = (Place::new(), {
        let body = content(300_000, 5);
        Server::start(move |request, _, stream| good(request, stream, &body, ""))
    });
    std::fs::create_dir(place.path("small")).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(place.path("small"))
        .status()
        .is_ok_and(|status| status.success());
    if !mounted {
        println!("skipped: a file system cannot be mounted");
        return;
    }
    struct Mounted(std::path::PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        }
    }
    let _mounted = Mounted(place.path("small"));
    let job = place.job(&server.url("/x"), "small/x");
    assert_eq!(failure(&job, JobState::Error), Hresult::from_win32(112)); // DSK-9
    assert_eq!(job.error().unwrap().error().0, ErrorContext::LocalFile);
    assert_eq!(job.cancel(), Ok(Hresult::S_OK));
}

#[test]
fn the_queue_is_private_and_a_damaged_one_is_set_aside() {
    let place = Place::new();
    place.job("http://127.0.0.1:9/x", "x");
    let mode = |name: &str| std::fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("state"), 0o700);
    assert_eq!(mode("state/bits.db"), 0o600); // J2-23
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("bits.db"), content(20_000, 3)).unwrap();
    let manager = Manager::open_at(other.path()).unwrap();
    assert_eq!(manager.jobs(0).unwrap().count(), 0); // PER-7
    assert!(other.path().join("bits.db.damaged").exists());
    manager.create_job("again", JobType::Download).unwrap();
}

#[test]
fn a_blocked_client_holds_up_nobody_else_and_four_are_called_at_once() {
    let (place, server) = (Place::new(), server());
    let gate = Arc::new(Gate::default());
    let jobs: Vec<_> = (0..6)
        .map(|number| {
            let job = place.job(&server.url("/x"), &number.to_string());
            job.set_notify_flags(NOTIFY_JOB_TRANSFERRED).unwrap();
            job.set_notify_interface(Some(Arc::new(Blocking(Arc::clone(&gate))))).unwrap();
            job
        })
        .collect();
    for job in &jobs {
        job.resume().unwrap();
    }
    wait_until("four calls", || gate.inside.load(Ordering::SeqCst) == 4);
    for job in &jobs {
        wait_for(job, JobState::Transferred); // THR-7
    }
    let other = place.job(&server.url("/x"), "other");
    fetch(&other);
    gate.open.store(true, Ordering::SeqCst);
    wait_until("all calls", || gate.ended.load(Ordering::SeqCst) == 6);
    assert_eq!(gate.most.load(Ordering::SeqCst), 4); // THR-1, LIM-12
}

#[derive(Default)]
struct Gate {
    open: AtomicBool,
    inside: AtomicUsize,
    most: AtomicUsize,
    ended: AtomicUsize,
}

struct Blocking(Arc<Gate>);

impl copyfile2::bits::Callback for Blocking {
    fn job_transferred(&self, _job: &copyfile2::bits::Job) -> copyfile2::bits::Result<()> {
        let inside = self.0.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.most.fetch_max(inside, Ordering::SeqCst);
        wait_until("the gate", || self.0.open.load(Ordering::SeqCst));
        self.0.inside.fetch_sub(1, Ordering::SeqCst);
        self.0.ended.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
    fn job_error(
        &self,
        _: &copyfile2::bits::Job,
        _: &copyfile2::bits::JobError,
    ) -> copyfile2::bits::Result<()> {
        Ok(())
    }
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[test]
fn a_program_runs_for_the_two_events_of_the_job_alone() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_notify_flags(0x8 | 0x10 | 0x20).unwrap();
    let script = format!("anything -c \"echo $0 >> '{}'\"", place.text("log"));
    job.set_notify_cmd_line(Some("/bin/sh"), Some(&script)).unwrap();
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    let second = place.job(&server.url("/x"), "y");
    fetch(&second); // another whole job was notified of meanwhile
    assert!(!place.path("log").exists()); // NTF-23
    job.set_notify_flags(NOTIFY_JOB_TRANSFERRED).unwrap();
    // NTF-24, J2-2: the first word is the program's own name for itself.
    wait_until("the program", || {
        std::fs::read_to_string(place.path("log")).is_ok_and(|text| text == "anything\n")
    });
    let bad = place.job(&server.url("/x"), "z");
    bad.set_notify_cmd_line(Some("sh"), Some("sh")).unwrap(); // J2-1: no path is searched
    bad.resume().unwrap();
    wait_for(&bad, JobState::Transferred);
    assert!(bad.complete().is_ok());
    let heard = {
        let late = place.job(&server.url("/x"), "w");
        late.resume().unwrap();
        wait_for(&late, JobState::Transferred);
        let heard = listen(&late);
        assert!(
            std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok()).any(|event| event == Heard::Transferred)
        );
        late.complete().unwrap();
        heard
    };
    assert!(heard.iter().all(|event| event != Heard::Transferred)); // NTF-12
}

#[test]
fn calls_for_one_job_come_one_at_a_time() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/0"), "0");
    for number in 1..40 {
        job.add_file(&server.url(&format!("/{number}")), &place.text(&number.to_string()).as_str().into())
            .unwrap();
    }
    let counting = Arc::new(Counting::default());
    job.set_notify_flags(0x1 | 0x2 | 0x8 | 0x10).unwrap();
    job.set_notify_interface(Some(Arc::clone(&counting) as Arc<dyn copyfile2::bits::Callback>)).unwrap();
    job.resume().unwrap();
    wait_until("all calls", || counting.over.load(Ordering::SeqCst));
    assert_eq!(counting.files.load(Ordering::SeqCst), 40);
    assert_eq!(counting.most.load(Ordering::SeqCst), 1); // THR-3
}

/// Counts the calls that are under way at once.
#[derive(Default)]
struct Counting {
    inside: AtomicUsize,
    most: AtomicUsize,
    files: AtomicUsize,
    over: AtomicBool,
}

impl Counting {
    fn enter(&self) {
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(inside, Ordering::SeqCst);
        std::thread::yield_now();
        self.inside.fetch_sub(1, Ordering::SeqCst);
    }
}

impl copyfile2::bits::Callback for Counting {
    fn job_transferred(&self, _: &copyfile2::bits::Job) -> copyfile2::bits::Result<()> {
        self.enter();
        self.over.store(true, Ordering::SeqCst);
        Ok(())
    }
    fn job_error(
        &self,
        _: &copyfile2::bits::Job,
        _: &copyfile2::bits::JobError,
    ) -> copyfile2::bits::Result<()> {
        Ok(())
    }
    fn file_transferred(
        &self,
        _: &copyfile2::bits::Job,
        _: &copyfile2::bits::File,
    ) -> copyfile2::bits::Result<()> {
        self.enter();
        self.files.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
    fn job_modification(&self, _: &copyfile2::bits::Job) {
        self.enter();
    }
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// HO-21: what came before revocations were checked does not count; other flags change nothing.
#[test]
fn a_check_of_revocations_starts_a_file_over() {
    let place = Place::new();
    let (body, is_open) = (content(600_000, 3), Arc::new(AtomicBool::new(false)));
    let (served, opened) = (body.clone(), Arc::clone(&is_open));
    let ended = Arc::new(AtomicUsize::new(0));
    let ends = Arc::clone(&ended);
    let server = Server::start(move |request, _, stream| {
        let dated = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
        if request.method == "HEAD" || opened.load(Ordering::SeqCst) {
            return good(request, stream, &served, dated);
        }
        say(
            stream,
            &format!(
                "HTTP/1.1 206 P\r\nContent-Range: bytes 0-599999/600000\r\nContent-Length: 600000\r\n{dated}\r\n"
            ),
        );
        let _ = stream.write_all(&served[..200_000]);
        let _ = std::io::Read::read(stream, &mut [0]); // until the client hangs up
        ends.fetch_add(1, Ordering::SeqCst);
        false
    });
    let half = |name: &str| {
        is_open.store(false, Ordering::SeqCst);
        let job = place.job(&server.url("/x"), name);
        job.set_priority(Priority::Foreground).unwrap();
        job.resume().unwrap();
        wait_until("the first part", || job.progress().unwrap().bytes_transferred == 200_000);
        job
    };
    let starts = || -> Vec<usize> {
        let gets = server.seen().into_iter().filter(|request| request.method == "GET");
        gets.map(|request| request.range().expect("a range").0).collect()
    };
    let arrives = |job: &copyfile2::bits::Job, name: &str| {
        wait_for(job, JobState::Transferred);
        job.complete().unwrap();
        assert!(std::fs::read(place.path(name)).unwrap() == body, "{name}");
    };

    let moving = half("moving");
    is_open.store(true, Ordering::SeqCst);
    moving.set_security_flags(SSL_ENABLE_CRL_CHECK).unwrap();
    arrives(&moving, "moving");
    assert_eq!(starts(), [0, 0]);

    let suspended = half("suspended");
    suspended.suspend().unwrap();
    suspended.set_security_flags(SSL_ENABLE_CRL_CHECK).unwrap();
    assert_eq!(suspended.progress().unwrap().bytes_transferred, 0);
    is_open.store(true, Ordering::SeqCst);
    suspended.resume().unwrap();
    arrives(&suspended, "suspended");
    assert_eq!(starts(), [0, 0, 0, 0]);

    let other = half("other");
    other.suspend().unwrap();
    wait_until("the end of the request", || ended.load(Ordering::SeqCst) == 3);
    other.set_security_flags(SSL_IGNORE_UNKNOWN_CA).unwrap();
    is_open.store(true, Ordering::SeqCst);
    other.resume().unwrap();
    arrives(&other, "other");
    assert_eq!(starts(), [0, 0, 0, 0, 0, 200_000]);
}

/// Resume directly after Suspend may find the transfer still there: the states follow all the same (ST).
#[test]
fn a_pause_that_nobody_noticed_is_a_pause() {
    let place = Place::new();
    let (body, is_open) = (content(600_000, 4), Arc::new(AtomicBool::new(false)));
    let (served, opened) = (body.clone(), Arc::clone(&is_open));
    let server = Server::start(move |request, _, stream| {
        if request.method == "HEAD" {
            return good(request, stream, &served, "");
        }
        let (first, last) = request.range().expect("a range");
        let last = last.min(served.len() - 1);
        let head = format!(
            "HTTP/1.1 206 P\r\nContent-Range: bytes {first}-{last}/600000\r\nContent-Length: {}\r\n\r\n",
            last + 1 - first
        );
        let part = &served[first..=last];
        let (now, later) = part.split_at(part.len() / 2);
        let sent = say(stream, &head) && stream.write_all(now).is_ok();
        wait_until("the word to go on", || opened.load(Ordering::SeqCst));
        sent && stream.write_all(later).is_ok()
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_priority(Priority::Foreground).unwrap();
    job.resume().unwrap();
    wait_until("half of it", || job.progress().unwrap().bytes_transferred >= 300_000);
    for _ in 0..5 {
        job.suspend().unwrap();
        assert_eq!(job.state(), Ok(JobState::Suspended));
        job.resume().unwrap();
        wait_for(&job, JobState::Transferring);
    }
    is_open.store(true, Ordering::SeqCst);
    fetch(&job);
    assert!(std::fs::read(place.path("x")).unwrap() == body);
}

/// CTL-5, J3-5: whether the transfer noticed that it was suspended, or was not suspended at all.
#[test]
fn new_names_count_from_resume_on_at_once() {
    let place = Place::new();
    let body = content(300_000, 5);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| {
        let dated = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
        if request.method == "HEAD" || request.path == "/mirror" {
            return good(request, stream, &served, dated);
        }
        let head = "HTTP/1.1 206 P\r\nContent-Range: bytes 0-299999/300000\r\nContent-Length: 300000\r\n";
        say(stream, &format!("{head}{dated}\r\n"));
        let _ = stream.write_all(&served[..100_000]);
        let _ = std::io::Read::read(stream, &mut [0]); // until the client hangs up
        false
    });
    for suspends in [true, false] {
        let job = place.job(&server.url("/slow"), "x");
        let behind = place.text("y").as_str().into();
        job.add_file(&server.url("/slow"), &behind).unwrap();
        job.set_priority(Priority::Foreground).unwrap();
        job.resume().unwrap();
        wait_until("the first part", || job.progress().unwrap().bytes_transferred == 100_000);
        if suspends {
            job.suspend().unwrap();
        }
        assert_eq!(
            job.replace_remote_prefix(&server.url("/slow"), &server.url("/mirror")),
            Ok(Hresult::S_OK)
        );
        fetch(&job);
        for name in ["x", "y"] {
            assert!(std::fs::read(place.path(name)).unwrap() == body, "{name}");
        }
        let is_asked = |request: &bits_support::Request| request.path == "/mirror" && request.method == "GET";
        let asked = server.seen().into_iter().filter(is_asked);
        let starts: Vec<_> = asked.map(|request| request.range().map_or(0, |(first, _)| first)).collect();
        assert_eq!(starts[starts.len() - 2..], [100_000, 0], "what was here is kept");
    }
}
