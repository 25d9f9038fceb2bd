//! The verbs of `bitsadmin` that people type and script against: their usual spellings, what they print, how they exit.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Daemon, Server, Worker, content, good, say, wait_until};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What a verb prints, as lines.
fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn a_job_is_driven_by_hand_from_create_to_complete() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"0123456789", ""));
    // BA-5: the verbs that scripts are made of, with either sign and in any case.
    let created = queue.said(&["/create", "by hand"]);
    let job = created.strip_prefix("Created job ").and_then(|rest| rest.strip_suffix('.')).unwrap();
    assert!(job.starts_with('{') && job.ends_with('}') && job.len() == 38, "{job}");
    let (remote, target) = (server.url("/x"), queue.target("x"));
    assert_eq!(
        queue.said(&["-AddFile", "by hand", &remote, &target]),
        format!("Added {remote} -> {target} to job.")
    );
    assert_eq!(queue.said(&["/GETPRIORITY", "by hand"]), "NORMAL");
    assert_eq!(queue.said(&["/SetPriority", "by hand", "foreground"]), "Done.");
    assert_eq!(queue.said(&["/suspend", job]), "Job suspended.");
    assert_eq!(queue.said(&["/info", job]), format!("{job} 'by hand' SUSPENDED 0 / 1 0 / UNKNOWN")); // BA-4
    assert_eq!(queue.said(&["/geterror", job]), "No error information available.");
    assert_eq!(queue.said(&["/resume", job]), "Job resumed.");
    let _worker = queue.worker(&[]); // the commands themselves end too soon
    wait_until("the job", || queue.raw(&["/getstate", job]) == "TRANSFERRED");
    assert_eq!(queue.said(&["/info", "by hand"]), format!("{job} 'by hand' TRANSFERRED 1 / 1 10 / 10"));
    assert_eq!(queue.said(&["/listfiles", job]), format!("10 / 10 {remote} -> {target}"));
    assert!(!std::path::Path::new(&target).exists());
    assert_eq!(queue.said(&["/complete", job]), "Job completed.");
    assert_eq!(std::fs::read(&target).unwrap(), b"0123456789");
    let (status, complaint) = queue.refused(&["/complete", job]);
    assert!(status == 1 && complaint.contains("0x80200001 BG_E_NOT_FOUND"), "{complaint}");
}

#[test]
fn lists_and_what_is_in_them() {
    let queue = Queue::new();
    assert_eq!(queue.said(&["/list"]), "Listed 0 job(s).");
    let (first, second) = (queue.raw(&["/create", "first"]), queue.raw(&["/create", "/download", "second"]));
    queue.said(&["/addfile", &second, "http://127.0.0.1:9/x", &queue.target("x")]);
    queue.said(&["/setnotifycmdline", &second, "/bin/true", "true now"]);
    let listed = queue.said(&["/list"]);
    let expected = [
        format!("{first} 'first' SUSPENDED 0 / 0 0 / 0"),
        format!("{second} 'second' SUSPENDED 0 / 1 0 / UNKNOWN"),
        "Listed 2 job(s).".to_owned(),
    ];
    let mut found = lines(&listed);
    found[..2].sort_by_key(|line| line.contains("second"));
    assert_eq!(found, expected);
    assert_eq!(lines(&queue.raw(&["/list"])).len(), 2); // BA-3: no line about the lines
    let told = queue.said(&["/list", "/verbose"]);
    for words in [
        format!("GUID: {second} DISPLAY: 'second'"),
        "TYPE: DOWNLOAD STATE: SUSPENDED OWNER: S-1-".to_owned(),
        "PRIORITY: NORMAL FILES: 0 / 1 BYTES: 0 / UNKNOWN".to_owned(),
        "COMPLETION TIME: UNKNOWN".to_owned(), // BA-4
        "NOTIFICATION FLAGS: 3 COMMAND LINE: /bin/true true now".to_owned(),
        "RETRY DELAY: 600 NO PROGRESS TIMEOUT: 1209600 ERROR COUNT: 0".to_owned(),
        "PROXY USAGE: PRECONFIG PROXY LIST: NULL PROXY BYPASS LIST: NULL".to_owned(),
        "http://127.0.0.1:9/x -> ".to_owned(),
    ] {
        assert!(told.contains(&words), "{words} in {told}");
    }
    // BA-4: times are local. The zone is five and a half hours east.
    let made = |zone: &str| {
        let output =
            queue.command().env("TZ", zone).args(["/rawreturn", "/getcreationtime", &second]).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim_end().to_owned()
    };
    let seconds_of = |time: &str| {
        let time = chrono::NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S").expect("a time");
        time.and_utc().timestamp()
    };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    assert!((now - 3600..=now).contains(&seconds_of(&made("UTC0"))));
    assert_eq!(seconds_of(&made("XST-05:30")) - seconds_of(&made("UTC0")), 19_800);
    assert_eq!(queue.said(&["/setnotifycmdline", &second, "NULL"]), "Done."); // the word clears
    assert!(!queue.said(&["/info", &second, "/verbose"]).contains("/bin/true"));
    assert_eq!(queue.said(&["/cancel", "first"]), "Job canceled.");
    let reset = queue.said(&["/reset"]);
    assert_eq!(lines(&reset), [format!("{second} canceled."), "1 out of 1 jobs canceled.".to_owned()]);
    assert_eq!(queue.said(&["/list"]), "Listed 0 job(s).");
}

#[test]
fn errors_are_told_with_file_code_and_context() {
    let queue = Queue::new();
    let server = Server::start(|_, _, stream| say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"));
    let (job, remote) = (queue.raw(&["/create", "missing"]), server.url("/x"));
    queue.said(&["/addfile", &job, &remote, &queue.target("x")]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/resume", &job]);
    let _worker = queue.worker(&[]);
    wait_until("the error", || queue.raw(&["/getstate", &job]) == "ERROR");
    let told = queue.said(&["/geterror", &job]);
    let told = lines(&told);
    assert_eq!(told[0], format!("ERROR FILE:    {remote} -> {}", queue.target("x")));
    assert!(told[1].starts_with("ERROR CODE:    0x80190194 - "), "{told:?}");
    assert!(told[2].starts_with("ERROR CONTEXT: 0x00000005 - "), "{told:?}");
    assert_eq!(queue.raw(&["/geterrorcount", &job]), "1");
}

#[test]
fn monitor_goes_on_until_it_is_stopped() {
    let queue = Queue::new();
    let job = queue.raw(&["/create", "watched"]);
    let mut command = queue.command();
    let child = command.args(["/monitor", "/refresh", "1"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut worker = Worker(child);
    let mut lines = BufReader::new(worker.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    for _ in 0..2 {
        assert_eq!(lines.next().unwrap(), "MONITORING BACKGROUND COPY MANAGER (1 second refresh)");
        assert_eq!(lines.next().unwrap(), format!("{job} 'watched' SUSPENDED 0 / 0 0 / 0"));
    }
    drop(lines); // a reader that goes away ends it, as `head` expects
    assert!(worker.0.wait().unwrap().success());
}

/// BA-6: on a terminal, one line that is drawn again and again, up to the whole size.
#[test]
fn transfer_draws_its_progress_on_a_terminal() {
    let Some(server) = Daemon::nginx("limit_rate 1500k;") else { return };
    let queue = Queue::new();
    let body = content(3 << 20, 4);
    server.put("x", &body);
    let target = queue.target("x");
    let words = format!(
        "{} /transfer drawn /priority foreground {} {target}",
        env!("CARGO_BIN_EXE_bitsadmin"),
        server.url("x")
    );
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &words, "/dev/null"]).env("XDG_STATE_HOME", queue.path());
    let output = match script.env_remove("http_proxy").stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => {
            println!("skipped: no script to make a terminal with: {error}");
            return;
        }
    };
    let drawn = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{drawn}");
    assert!(std::fs::read(target).unwrap() == body);
    let frames: Vec<_> = drawn.split("\r\u{1b}[K").skip(1).collect();
    assert!(frames.len() > 2, "{drawn:?}");
    assert!(frames.iter().all(|frame| frame.contains("'drawn'")), "{drawn:?}");
    assert!(frames.iter().any(|frame| frame.contains("TRANSFERRING 0 / 1 ")), "{drawn:?}");
    assert!(frames.last().unwrap().contains("TRANSFERRED 1 / 1 3145728 / 3145728"), "{drawn:?}");
    assert!(drawn.trim_end().ends_with("Transfer complete."), "{drawn:?}");
}

#[test]
fn help_names_every_verb_and_usage_errors_are_told_apart() {
    let queue = Queue::new();
    for words in [["/help"].as_slice(), &["/?"], &[]] {
        let help = queue.said(words);
        for verb in [
            "/TRANSFER",
            "/CREATE",
            "/ADDFILE",
            "/RESUME",
            "/SUSPEND",
            "/COMPLETE",
            "/CANCEL",
            "/LIST",
            "/INFO",
            "/MONITOR",
            "/RESET",
            "/GETERROR",
            "/SETNOTIFYCMDLINE",
        ] {
            assert!(help.contains(verb), "{verb}");
        }
    }
    for words in [
        ["create"].as_slice(),
        &["/create"],
        &["/resume"],
        &["/addfile"],
        &["/setpriority"],
        &["/transfer", "x"],
        &["/transfer", "x", "http://h/x"],
        &["/monitor", "/refresh", "often"],
    ] {
        assert_eq!(queue.refused(words).0, 2, "{words:?}");
    }
    for verb in ["/resume", "/suspend", "/cancel", "/complete", "/info", "/geterror", "/setpriority"] {
        let (status, complaint) = queue.refused(&[verb, "nobody", "LOW"]);
        assert!(status == 1 && complaint.contains("BG_E_NOT_FOUND"), "{verb}: {complaint}");
    }
    assert_eq!(queue.refused(&["/resume", &queue.raw(&["/create", "empty"])]).0, 1);
}

// BA-6: options in any order, and no job where one is bad.
#[test]
fn transfer_takes_every_option_in_any_order() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let (from, to) = (server.url("/x"), queue.target("x"));
    for words in [
        ["/priority", "high", "/aclflags", "ogds", "/download", "job", &from, &to].as_slice(),
        &["job", "/ACLFLAGS", "O", &from, "/dynamic", &to],
        &["job", &from, &to, "/priority", "low", "/download"],
        &["/dynamic", "/priority", "foreground", "job", &from, &to],
    ] {
        let said = queue.said(&[&["/transfer"], words].concat());
        assert!(said.contains("Transfer complete."), "BA-6: {words:?}: {said}");
        std::fs::remove_file(&to).unwrap();
    }
    for words in [
        ["job", "/nonsense", &from, &to].as_slice(),
        &["job", &from, &to, "/nonsense"],
        &["/nonsense", "job", &from, &to],
        &["job", "/aclflags", "xyz", &from, &to],
        &["job", "/aclflags"],
        &["job", "/dynamic", "/priority", "normal", &from, &to],
        &["job", &from, &to, &from],
    ] {
        assert_eq!(queue.refused(&[&["/transfer"], words].concat()).0, 2, "BA-6: {words:?}");
        assert_eq!(queue.raw(&["/list"]), "", "BA-6: {words:?} leaves a job");
    }
    for kind in ["/upload", "/upload-reply"] {
        let (status, complaint) = queue.refused(&["/transfer", "job", kind, &from, &to]);
        assert!(status != 0 && !complaint.is_empty(), "{kind}: {complaint}");
        assert_eq!(queue.raw(&["/list"]), "", "BA-6: {kind} leaves a job");
    }
}

// Asking for help, or misspelling an option, makes no job and cancels none.
#[test]
fn help_of_a_verb_does_nothing_else() {
    let queue = Queue::new();
    for verb in ["/create", "/transfer", "/reset", "/cancel"] {
        assert!(queue.said(&[verb, "/?"]).contains("/TRANSFER"), "{verb} /?");
    }
    assert_eq!(queue.refused(&["/create", "/unknown", "name"]).0, 2);
    assert_eq!(queue.refused(&["/create", "name", "another"]).0, 2);
    assert_eq!(queue.raw(&["/list"]), "");
    queue.said(&["/create", "name"]);
    assert_eq!(queue.refused(&["/reset", "/alluser"]).0, 2);
    assert_eq!(queue.raw(&["/getstate", "name"]), "SUSPENDED");
    queue.said(&["/setaclflags", "name", "OG"]);
    assert_eq!(queue.raw(&["/getaclflags", "name"]), "3"); // K-20: both spellings
    queue.said(&["/setaclflag", "name", "S"]);
    assert_eq!(queue.raw(&["/getaclflags", "name"]), "8");
}

// BA-6: what Ctrl+C stops is not left in the queue.
#[test]
fn a_transfer_that_is_stopped_leaves_no_job() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| {
        // Longer than the answer: the transfer waits.
        request.method == "GET" || good(request, stream, &[7; 5000], "")
    });
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut command = queue.command();
        command.args(["/transfer", "stopped", &server.url("/x"), &queue.target("x")]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        wait_until("the job", || !queue.raw(&["/list"]).is_empty());
        wait_until("its state", || queue.raw(&["/getstate", "stopped"]) != "SUSPENDED");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let status = child.wait().unwrap();
        let mut complaint = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut complaint).unwrap();
        assert!(status.code() == Some(1) && complaint.contains("canceled"), "{signal}: {status} {complaint}");
        assert_eq!(queue.raw(&["/list"]), "", "BA-6: {signal}");
    }
}
