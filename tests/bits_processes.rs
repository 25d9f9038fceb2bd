//! The command `bitsadmin`, and what several processes see of one queue: limits, time slices, what outlives a process.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Daemon, Heard, PATIENCE, Server, content, good, listen, say, wait_until};
use copyfile2::bits::{JobProperty, JobState};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn a_job_is_named_by_its_guid_or_by_its_only_name() {
    let queue = Queue::new();
    let first = queue.raw(&["/create", "twice"]);
    assert!(first.starts_with('{') && first.ends_with('}'), "{first}");
    assert_eq!(queue.raw(&["/getstate", "twice"]), "SUSPENDED"); // BA-1
    let second = queue.raw(&["/create", "twice"]);
    let (status, complaint) = queue.refused(&["/getstate", "twice"]);
    assert!(status == 2 && complaint.contains("2 jobs"), "{complaint}"); // BA-1, MGR-5
    for job in [&first, &second] {
        assert_eq!(queue.raw(&["/getdisplayname", job]), "twice");
    }
    assert_eq!(queue.refused(&["/getstate", "nobody"]).0, 1);
    assert_eq!(queue.refused(&["/nonsense"]).0, 2);
    assert_eq!(queue.refused(&["/transfer", &first, "http://127.0.0.1:9/x", &queue.target("x")]).0, 2); // BA-6
    let listed = queue.said(&["/list"]);
    assert!(
        listed.contains(&first) && listed.contains(&second) && listed.contains("Listed 2 job(s)."),
        "{listed}"
    );
    queue.said(&["/reset"]);
    assert_eq!(queue.raw(&["/list"]), "");
}

#[test]
fn verbs_set_what_others_print() {
    let queue = Queue::new();
    let job = queue.raw(&["/nowrap", "/create", "/download", "name"]); // BA-2
    queue.said(&["/addfile", &job, "http://127.0.0.1:9/x", &queue.target("x")]);
    for (value, set, get) in [
        ("LOW", "/setpriority", "/getpriority"),
        ("another name", "/setdisplayname", "/getdisplayname"),
        ("what it is for", "/setdescription", "/getdescription"),
        ("77", "/setminretrydelay", "/getminretrydelay"),
        ("88", "/setnoprogresstimeout", "/getnoprogresstimeout"),
        ("99", "/setmaxdownloadtime", "/getmaxdownloadtime"),
        ("2", "/setnotifyflags", "/getnotifyflags"),
    ] {
        queue.said(&[set, &job, value]);
        assert_eq!(queue.raw(&[get, &job]), value); // BA-3: the value and nothing else
    }
    queue.said(&["/setnotifycmdline", &job, "/bin/true", "true x"]);
    assert_eq!(queue.raw(&["/getbytestotal", &job]), "UNKNOWN"); // BA-4
    assert_eq!(queue.raw(&["/getfilestotal", &job]), "1");
    let told = queue.said(&["/info", &job, "/verbose"]);
    for word in ["another name", "what it is for", "LOW", "/bin/true", "http://127.0.0.1:9/x"] {
        assert!(told.contains(word), "{word} in {told}");
    }
    queue.said(&["/cancel", &job]);
    assert_eq!(queue.refused(&["/getstate", &job]).0, 1);
}

#[test]
fn settings_and_files_outlive_the_process_that_made_them() {
    let queue = Queue::new();
    let job = queue.raw(&["/create", "kept"]);
    queue.said(&["/addfile", &job, "http://127.0.0.1:9/x", &queue.target("x")]);
    queue.said(&["/setdescription", &job, "kept, too"]);
    queue.said(&["/setnotifycmdline", &job, "/bin/true", "true"]);
    queue.said(&["/setcustomheaders", &job, "X-Kept: 1"]);
    let found = queue.manager().job(job.parse().unwrap()).unwrap(); // CLI-3
    assert_eq!(found.state(), Ok(JobState::Suspended)); // PER-5
    assert_eq!(found.display_name(), Ok("kept".to_owned())); // PER-1
    assert_eq!(found.description(), Ok("kept, too".to_owned()));
    assert_eq!(found.notify_cmd_line(), Ok(("/bin/true".to_owned(), "true".to_owned()))); // PER-2
    assert_eq!(found.custom_headers().unwrap().unwrap().trim_end(), "X-Kept: 1");
    assert!(found.notify_interface().unwrap().is_none()); // PER-2, NTF-17
    found.set_property(JobProperty::NotificationClsid(found.id())).unwrap();
    assert_eq!(found.files().unwrap().items()[0].remote_name(), Ok("http://127.0.0.1:9/x".to_owned()));
}

#[test]
fn transfer_completes_what_came_and_cancels_what_failed() {
    let queue = Queue::new();
    let body = content(100_000, 1);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/missing" => say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"),
        _ => good(request, stream, &served, ""),
    });
    let (x, y) = (queue.target("x"), queue.target("y"));
    let said = queue.said(&["/transfer", "good", &server.url("/x"), &x, &server.url("/y"), &y]); // BA-6: NORMAL
    assert!(said.contains("Transfer complete."), "{said}");
    assert!(std::fs::read(&x).unwrap() == body && std::fs::read(&y).unwrap() == body);
    let bad = ["/transfer", "bad", "/priority", "high", &server.url("/missing"), &queue.target("z")];
    let output = queue.run(&bad);
    assert_eq!(output.status.code(), Some(1));
    let all = [output.stdout, output.stderr].concat();
    assert!(
        String::from_utf8_lossy(&all).to_uppercase().contains("80190194"),
        "{}",
        String::from_utf8_lossy(&all)
    );
    assert_eq!(queue.refused(&["/transfer", "worse", "ftp://host/x", &x]).0, 1);
    assert_eq!(queue.refused(&["/transfer", "worst", "/priority", "urgent", &server.url("/x"), &x]).0, 2);
    assert_eq!(queue.raw(&["/list"]), ""); // BA-6: nothing stays behind
}

#[test]
fn an_administrator_may_set_limits() {
    let queue = Queue::new();
    let limited = |name: &str, value: &str, words: &[&str]| {
        let mut command = queue.command();
        let output = command.env(format!("COPYFILE2_BITS_{name}"), value).args(words).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    // LIM-4, LIM-15: the names of the policies; LIM-5: uid 0 has no limit but a set one.
    assert!(limited("MAXJOBSPERUSER", "1", &["/create", "one"]).0);
    let (made, complaint) = limited("MAXJOBSPERUSER", "1", &["/create", "two"]);
    assert!(!made && complaint.contains("BG_E_TOO_MANY_JOBS_PER_USER"), "{complaint}"); // MGR-8
    assert!(limited("MAXFILESPERJOB", "1", &["/addfile", "one", "http://h/x", &queue.target("x")]).0);
    let (added, complaint) =
        limited("MAXFILESPERJOB", "1", &["/addfile", "one", "http://h/y", &queue.target("y")]);
    assert!(!added && complaint.contains("BG_E_TOO_MANY_FILES_IN_JOB"), "{complaint}"); // ADD-6
    let ranged = ["/addfilewithranges", "one", "http://h/x", &queue.target("z"), "0:1,5:1"];
    let (added, complaint) = limited("MAXRANGESPERFILE", "1", &ranged);
    assert!(!added && complaint.contains("BG_E_TOO_MANY_RANGES_IN_FILE"), "{complaint}"); // J3-6
    assert!(limited("MAXRANGESPERFILE", "2", &ranged).0);
    assert_eq!(queue.raw(&["/getfilestotal", "one"]), "2");
    // TO-7: a job that nobody touched for so many days is cancelled.
    assert!(limited("JOBINACTIVITYTIMEOUT", "1", &["/getstate", "one"]).0);
    assert!(!limited("JOBINACTIVITYTIMEOUT", "0", &["/getstate", "one"]).0);
    assert_eq!(queue.raw(&["/list"]), "");
}

#[test]
fn jobs_of_one_level_take_turns() {
    const SLICE: (&str, &str) = ("COPYFILE2_BITS_TIMESLICE_MS", "200");
    let Some(server) = Daemon::nginx("limit_rate 600k;") else { return };
    let queue = Queue::new();
    let bodies = [content(1 << 20, 2), content(1 << 20, 3)];
    let jobs: Vec<_> = ["a", "b"]
        .iter()
        .zip(&bodies)
        .map(|(name, body)| {
            server.put(name, body);
            let job = queue.raw(&["/create", name]);
            queue.said(&["/addfile", &job, &server.url(name), &queue.target(name)]);
            queue.said(&["/setpriority", &job, "LOW"]);
            job
        })
        .collect();
    // By /resume its process would take up the first job, and may get most of it before the second one is there.
    let store = rusqlite::Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
    store.execute("UPDATE job SET state = 0, resumed = 1", []).unwrap();
    let _worker = queue.worker(&[SLICE]);
    // Whoever looks takes up work, too: with the same slice.
    let state = |job: &String| {
        let output = queue.command().env(SLICE.0, SLICE.1).args(["/rawreturn", "/getstate", job]).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim_end().to_owned()
    };
    for (job, (name, body)) in jobs.iter().zip(["a", "b"].iter().zip(&bodies)) {
        wait_until("a job", || state(job) == "TRANSFERRED");
        queue.said(&["/complete", job]);
        assert!(std::fs::read(queue.target(name)).unwrap() == *body, "{name}");
    }
    // SCH-4, SCH-5, ST-3: neither was fetched in one go before the other.
    let log = std::fs::read_to_string(server.root.with_file_name("access")).unwrap();
    let asked: Vec<bool> =
        log.lines().filter(|line| line.contains(" GET ")).map(|line| line.contains("/a ")).collect();
    let turns = asked.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!(turns >= 2, "{log}");
}

/// TO-6: whoever sets the clock of the day neither brings a retry forward nor puts it off, nor uses up the patience.
#[test]
fn setting_the_clock_moves_no_timer() {
    const DAY: i64 = 86_400;
    let queue = Queue::new();
    let (library, clock) = (queue.path().join("other_clock.so"), queue.target("clock"));
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/c-tests/other_clock.c");
    let flags = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", source, "-o"];
    let built = Command::new("cc").args(flags).arg(&library).status();
    assert!(built.is_ok_and(|status| status.success()));
    let set_clock = |days: i64| std::fs::write(&clock, (days * DAY).to_string()).unwrap();

    let is_up = Arc::new(AtomicBool::new(false));
    let up = Arc::clone(&is_up);
    let server = Server::start(move |request, _, stream| match up.load(Ordering::Relaxed) {
        false => say(stream, "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"),
        true => good(request, stream, b"body", ""),
    });
    let job = queue.raw(&["/create", "clock"]);
    queue.said(&["/addfile", &job, &server.url("/x"), &queue.target("x")]);
    queue.said(&["/setnoprogresstimeout", &job, "3600"]);
    queue.said(&["/setminretrydelay", &job, "600"]);
    let store = rusqlite::Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
    let row = || -> (i32, i64) {
        store.query_row("SELECT state, modified FROM job", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let (_, made) = row();
    set_clock(10);
    // Whoever looks at the queue takes up work, so everybody has this clock.
    let other_clock = [("LD_PRELOAD", library.to_str().unwrap()), ("OTHER_CLOCK", &*clock)];
    assert!(queue.command().envs(other_clock).args(["/resume", &job]).status().unwrap().success());
    let _worker = queue.worker(&other_clock);
    wait_until("the first try", || row().0 == JobState::TransientError as i32);
    assert!(row().1 - made >= 10 * DAY * 10_000_000, "the clock is not set"); // in steps of 100 ns
    let tries = server.seen().len();
    for days in [20, 0] {
        set_clock(days);
        std::thread::sleep(Duration::from_millis(1500)); // several looks at the queue
        assert_eq!((row().0, server.seen().len()), (JobState::TransientError as i32, tries), "{days}");
    }
    set_clock(-20);
    is_up.store(true, Ordering::Relaxed);
    store.execute("UPDATE job SET retry_boot = retry_boot - 595 * 1000", []).unwrap();
    wait_until("the second try", || row().0 == JobState::Transferred as i32);
}

#[test]
fn what_another_process_finished_is_told_to_whoever_registers() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let job = queue.raw(&["/create", "told"]);
    queue.said(&["/addfile", &job, &server.url("/x"), &queue.target("x")]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/resume", &job]);
    {
        let _worker = queue.worker(&[]);
        wait_until("the other process", || queue.raw(&["/getstate", &job]) == "TRANSFERRED");
    } // it vanishes without a word: NTF-17, THR-10
    let found = queue.manager().job(job.parse().unwrap()).unwrap();
    let heard = listen(&found);
    let first: Vec<_> = std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok())
        .filter(|heard| !matches!(heard, Heard::Modification(_)))
        .take(2)
        .collect();
    assert_eq!(first, [Heard::File(0), Heard::Transferred]); // PER-6
    assert!(found.complete().is_ok());
    assert_eq!(queue.refused(&["/getstate", &job]).0, 1); // ST-9
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    let queue = Queue::new();
    let proxy = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let target = queue.target("x");
    let status = queue
        .command()
        .env("http_proxy", proxy.url(""))
        .env_remove("no_proxy")
        .args(["/transfer", "proxied", "http://host.invalid/x", &target])
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
    assert!(proxy.seen().iter().all(|request| request.path == "http://host.invalid/x")); // SET-26
    assert_eq!(std::fs::read(target).unwrap(), b"body");
}

#[test]
fn a_directory_that_cannot_be_written_is_refused() {
    let queue = Queue::new();
    if std::fs::metadata("/proc/self").map_or(0, |own| std::os::unix::fs::MetadataExt::uid(&own)) != 0 {
        println!("skipped: another user's rights are needed");
        return;
    }
    let state = queue.path().join("state");
    std::fs::create_dir(&state).unwrap();
    let open = |path: &Path, mode| {
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
    };
    open(queue.path(), 0o755).unwrap();
    open(&state, 0o777).unwrap();
    let nobody = |words: &[&str]| {
        let mut command = queue.command();
        command.env("XDG_STATE_HOME", &state).args(words);
        std::os::unix::process::CommandExt::uid(&mut command, 65_534);
        command.output()
    };
    match nobody(&["/create", "job"]) {
        Ok(output) if output.status.success() => {}
        other => {
            println!("skipped: the command cannot be run as another user: {other:?}");
            return;
        }
    }
    let added = nobody(&["/addfile", "job", "http://h/x", &queue.target("x")]).unwrap();
    let complaint = String::from_utf8(added.stderr).unwrap();
    assert!(!added.status.success() && complaint.contains("E_ACCESSDENIED"), "{complaint}"); // ADD-8
    // MGR-15, SET-27, J4-4: what is the administrator's alone.
    assert!(!nobody(&["/list", "/allusers"]).unwrap().status.success());
    assert!(!nobody(&["/takeownership", "job"]).unwrap().status.success());
}
