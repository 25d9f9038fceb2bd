//! A queue that can be trusted: processes that open, stop and die at the wrong moment, rows and pages that nobody of us wrote,
//! clocks that jump, disks that are full.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Place, Server, content, failure, fetch, good, wait_until};
use copyfile2::bits::{Hresult, Job, JobState, JobType, Manager, Priority};
use rusqlite::Connection;
use std::fs::OpenOptions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FILE_INVALID: Hresult = Hresult::from_win32(1006);
const LOCK_VIOLATION: u32 = 0x8007_0021;

/// The database of a place, as another program sees it.
fn database(place: &Place) -> Connection {
    Connection::open(place.path("state/bits.db")).unwrap()
}

fn python(script: &str, path: &Path) -> Option<String> {
    let output = Command::new("python3").args(["-c", script]).arg(path).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

fn temporary_files(directory: &Path) -> usize {
    let entries = std::fs::read_dir(directory).unwrap();
    entries.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("BIT")).count()
}

// PER-13: closing a descriptor of the database drops every lock of the process on it; then whoever closes next believes to be the
// last, and removes the log with all that comes later.
#[test]
fn the_database_stays_locked_and_a_reader_beside_takes_nothing_away() {
    let place = Place::new();
    let path = place.path("state/bits.db");
    let inode = std::fs::metadata(&path).unwrap().ino();
    let me = std::process::id();
    let is_locked = || {
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        locks.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.contains(&"POSIX")
                && words.contains(&me.to_string().as_str())
                && words.iter().any(|word| word.ends_with(&format!(":{inode}")))
        })
    };
    assert!(is_locked(), "PER-13: lock of the database");
    let count = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
                 print(c.execute('SELECT count(*) FROM job').fetchone()[0]); c.close()";
    for number in 1..4 {
        place.manager.create_job("job", JobType::Download).unwrap();
        let Some(counted) = python(count, &path) else {
            println!("skipped: no python3 here");
            return;
        };
        assert_eq!(counted, number.to_string(), "PER-13: jobs in the database");
        assert!(is_locked() && place.path("state/bits.db-wal").exists(), "PER-13: log under use");
    }
    // Opening the same queue again gives up nothing either.
    drop(Manager::open_at(&place.path("state")).unwrap());
    assert!(is_locked(), "PER-13: second manager");
}

// PER-18: none of those that open a new queue at the same instant fails.
#[test]
fn first_openers_wait_for_each_other() {
    for round in 0..8 {
        let queue = Queue::new();
        let open = || {
            let mut command = queue.command();
            command.args(["/rawreturn", "/create", "job"]).stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let openers: Vec<_> = (0..6).map(|_| open()).collect();
        for opener in openers {
            let output = opener.wait_with_output().unwrap();
            assert!(output.status.success(), "{round}: {}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(queue.manager().jobs(0).unwrap().count(), 6, "PER-18: jobs of all openers");
    }
}

/// A queue whose only job has all its `count` files, and the job.
fn transferred(count: usize) -> (Queue, String) {
    let queue = Queue::new();
    std::fs::write(queue.path().join("source"), b"body").unwrap();
    std::fs::create_dir(queue.path().join("files")).unwrap();
    let server = Server::start(|request, _, stream| {
        good(request, stream, request.path.as_bytes(), "Last-Modified: Sun, 09 Sep 2001 01:46:40 GMT\r\n")
    });
    let job = queue.raw(&["/create", "job"]);
    let list: String = (0..count)
        .map(|number| {
            format!("{} {}\n", server.url(&format!("/{number}")), queue.target(&format!("files/{number}")))
        })
        .collect();
    std::fs::write(queue.path().join("list"), list).unwrap();
    queue.said(&["/addfileset", &job, &queue.target("list")]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    queue.said(&["/resume", &job]);
    let _worker = queue.worker(&[]);
    wait_until("all files", || queue.raw(&["/getstate", &job]) == "TRANSFERRED");
    (queue, job)
}

/// Runs a verb and kills it when it has done about a third of its work.
fn killed_in_the_middle(queue: &Queue, words: &[&str]) -> bool {
    let directory = queue.path().join("files");
    let all = temporary_files(&directory);
    let mut command = queue.command();
    let mut child = command.args(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() && temporary_files(&directory) > all * 2 / 3 {}
    child.kill().unwrap();
    child.wait().unwrap();
    let left = temporary_files(&directory);
    0 < left && left < all
}

// PER-16: a job is never TRANSFERRED with files that are gone: whoever comes next ends what was begun.
#[test]
fn a_cancel_that_was_killed_is_ended_by_the_next_process() {
    let (queue, job) = transferred(1500);
    let in_the_middle = killed_in_the_middle(&queue, &["/cancel", &job]);
    let state = queue.run(&["/rawreturn", "/getstate", &job]);
    assert!(!in_the_middle || !state.status.success(), "PER-16: state before files");
    let left = temporary_files(&queue.path().join("files"));
    assert!(!in_the_middle || left == 0, "PER-16: recovery removes the rest");
    assert_eq!(queue.raw(&["/list"]), "");
    assert!(in_the_middle, "the kill came too early or too late");
}

#[test]
fn a_complete_that_was_killed_is_ended_by_the_next_process() {
    let (queue, job) = transferred(1500);
    let in_the_middle = killed_in_the_middle(&queue, &["/complete", &job]);
    assert!(in_the_middle, "the kill came too early or too late");
    assert!(!queue.run(&["/rawreturn", "/getstate", &job]).status.success(), "PER-16: Complete is ended");
    assert_eq!(temporary_files(&queue.path().join("files")), 0);
    for number in 0..1500 {
        let body = std::fs::read(queue.path().join(format!("files/{number}"))).unwrap();
        assert_eq!(body, format!("/{number}").as_bytes(), "PER-16: {number} is handed over");
    }
}

// PER-10: only time that is proven to have passed makes a job old.
#[test]
fn a_clock_that_jumps_deletes_nothing() {
    let queue = Queue::new();
    queue.raw(&["/create", "old"]);
    let store = Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
    // Made while the clock was thirty years behind.
    store
        .execute(
            "UPDATE job SET created = created - 9467280000000000, modified = modified - 9467280000000000",
            [],
        )
        .unwrap();
    for _ in 0..2 {
        assert_eq!(queue.raw(&["/getstate", "old"]), "SUSPENDED", "PER-10: jump of the clock");
    }
    // The same in another boot, of which nothing is known but that it was.
    store.execute("UPDATE age SET boot = 'former'", []).unwrap();
    assert_eq!(queue.raw(&["/getstate", "old"]), "SUSPENDED", "PER-10: reboot");
    let days = 86_400_000_i64;
    store.execute("UPDATE age SET age = age + 89 * ?", [days]).unwrap();
    assert_eq!(queue.raw(&["/getstate", "old"]), "SUSPENDED", "TO-7: 89 days");
    store.execute("UPDATE age SET age = age + 2 * ?", [days]).unwrap();
    assert_eq!(queue.refused(&["/getstate", "old"]).0, 1, "TO-7: 91 days");
}

#[test]
fn a_job_that_was_touched_is_young_again() {
    let queue = Queue::new();
    let job = queue.raw(&["/create", "touched"]);
    let store = Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
    queue.raw(&["/getstate", &job]);
    store.execute("UPDATE age SET age = age + 89 * 86400000", []).unwrap();
    queue.said(&["/setdescription", &job, "touched"]); // TO-7: changes of properties restart it
    queue.raw(&["/getstate", &job]);
    store.execute("UPDATE age SET age = age + 89 * 86400000", []).unwrap();
    assert_eq!(queue.raw(&["/getstate", &job]), "SUSPENDED");
}

// PER-14: who is stopped in the middle of a transfer holds up nobody for ever.
#[test]
fn a_stopped_holder_finds_the_wish_when_it_goes_on() {
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| {
        if request.method == "HEAD" {
            return good(request, stream, &vec![7; 8 << 20], "");
        }
        good(request, &mut Slow(stream), &vec![7; 8 << 20], "")
    });
    let job = queue.raw(&["/create", "stopped"]);
    queue.said(&["/addfile", &job, &server.url("/x"), &queue.target("x")]);
    queue.said(&["/setpriority", &job, "FOREGROUND"]);
    let store = Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
    store.execute("UPDATE job SET state = 0, resumed = 1", []).unwrap();
    let worker = queue.worker(&[]);
    wait_until("bytes", || temporary_files(queue.path()) == 1);
    wait_until("the state", || store.query_row("SELECT state = 2 FROM job", [], |row| row.get(0)).unwrap());
    let signal = |name: &str| {
        assert!(Command::new("kill").args([name, &worker.0.id().to_string()]).status().unwrap().success());
    };
    signal("-STOP");
    // Complete has no files to give, and says whose fault that is.
    let (_, complaint) = queue.refused(&["/complete", &job]);
    assert!(complaint.contains(&format!("{LOCK_VIOLATION:08X}")), "PER-14: Complete: {complaint}");
    let said = queue.said(&["/reset"]); // it would wait for ever
    assert!(said.contains("1"), "{said}");
    assert_eq!(queue.raw(&["/list"]), "", "PER-14: Cancel is in the store");
    assert_eq!(temporary_files(queue.path()), 1, "the holder may still write");
    signal("-CONT");
    wait_until("the holder to clear up", || temporary_files(queue.path()) == 0);
    assert!(!queue.path().join("x").exists());
}

// PER-14: a Cancel finds another process stopped in the middle of Complete: the job is cancelled at once, and whoever was stopped
// hands nothing more over.
#[test]
fn a_cancel_does_not_wait_for_a_stopped_complete() {
    const FILES: usize = 3000;
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let queue = Queue::new();
    let target = tempfile::tempdir().unwrap();
    let manager = queue.manager();
    let job = manager.create_job("many", JobType::Download).unwrap();
    job.set_priority(Priority::Foreground).unwrap();
    for number in 0..FILES {
        let local = target.path().join(number.to_string());
        job.add_file(&server.url("/x"), &local.as_os_str().into()).unwrap();
    }
    fetch_only(&job);
    let id = job.id().to_string();
    let mut complete = queue.command();
    let mut complete = complete.args(["/complete", &id]).stdout(Stdio::null()).spawn().unwrap();
    let handed_over = || std::fs::read_dir(target.path()).unwrap().count() - temporary_files(target.path());
    wait_until("the first files", || target.path().join("0").exists());
    let signal = |name: &str| {
        assert!(Command::new("kill").args([name, &complete.id().to_string()]).status().unwrap().success());
    };
    signal("-STOP");
    let before = handed_over();
    if before == FILES {
        signal("-CONT");
        complete.wait().unwrap();
        println!("skipped: Complete was faster than the signal");
        return;
    }
    assert_eq!(job.cancel(), Ok(Hresult::BG_S_UNABLE_TO_DELETE_FILES), "PER-14: Cancel");
    assert_eq!(job.state(), Ok(JobState::Cancelled));
    signal("-CONT");
    assert!(!complete.wait().unwrap().success(), "PER-14: Complete of a cancelled job");
    assert_eq!(temporary_files(target.path()), 0, "PER-14: what was not handed over");
    let after = handed_over();
    assert!(before <= after && after <= before + 512, "PER-14: {before} files, then {after}");
}

/// Transfers all, and leaves it at that.
fn fetch_only(job: &Job) {
    job.resume().unwrap();
    wait_until("the files", || job.state() == Ok(JobState::Transferred));
}

/// Writes a little at a time.
struct Slow<'a>(&'a mut std::net::TcpStream);

impl std::io::Write for Slow<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        std::thread::sleep(std::time::Duration::from_millis(20));
        self.0.write(&bytes[..bytes.len().min(16 << 10)])
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

// PER-11: a row that nobody of us wrote is the fault of its job alone, and ends no process.
#[test]
fn a_bad_row_is_one_bad_job() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    for (number, change) in [
        "UPDATE job SET state = 'odd'",
        "UPDATE job SET state = 77",
        "UPDATE job SET priority = 'odd', state = 0",
        "UPDATE job SET priority = 9, state = 0",
        "UPDATE job SET retry_delay = -1, state = 0",
        "UPDATE job SET retry_boot = 9223372036854775807, state = 5",
        "UPDATE job SET elapsed = 9223372036854775807, state = 0",
        "UPDATE job SET event = 9223372036854775807, state = 0",
        "UPDATE job SET notify_flags = x'00', state = 0",
        "UPDATE job SET method = x'ff', state = 0",
        "UPDATE job SET method = CAST(x'ff' AS TEXT), state = 0",
        "UPDATE job SET headers = 5.5, program = x'01', state = 0",
        "UPDATE job SET guid = x'01', state = 0",
        "UPDATE job SET type = 7, state = 0",
        "UPDATE job SET files = 2147483648, state = 0",
        "UPDATE job SET files = 2, state = 0",
        "UPDATE job SET arrived = 5, files = 9, state = 0",
        "UPDATE file SET total = -5, remote_size = -5; UPDATE job SET state = 0",
        "UPDATE file SET done = 'odd'; UPDATE job SET state = 0",
        "UPDATE file SET path = 17; UPDATE job SET state = 0",
        "UPDATE file SET idx = 4294967296; UPDATE job SET state = 0",
        "UPDATE file SET idx = 'odd'; UPDATE job SET state = 0",
        "UPDATE file SET ranges = x'0000000000000000ffffffffffffff7ffffffffffffffffeffffffffffffff7f'; UPDATE job SET state = 0",
        "INSERT INTO credential VALUES(1, 99, 99, 'u', 'p'); UPDATE job SET state = 0",
        "DELETE FROM file; UPDATE job SET state = 0",
    ]
    .iter()
    .enumerate()
    {
        let place = Place::new();
        let bad = place.job(&server.url("/bad"), "bad");
        database(&place).execute_batch(change).unwrap();
        let fine = place.job(&server.url("/fine"), "fine");
        fetch(&fine); // the others go on
        let jobs = place.manager.jobs(0).unwrap();
        assert_eq!(jobs.count(), 1, "{number}: {change}");
        let found: Job = jobs.items()[0].clone();
        wait_until(change, || found.state() == Ok(JobState::Error));
        let error = found.error().unwrap();
        assert_eq!(error.error().1, Hresult::BG_E_DATABASE_CORRUPT, "PER-11: {change}");
        assert!(!error.description(0x409).unwrap().is_empty());
        let _ = found.files().map(|files| files.count()); // 2^31 of them would end the process
        let _ = found.progress();
        assert!(found.cancel().is_ok(), "PER-11: Cancel after {change}");
        drop(bad);
    }
}

/// A job of many files in a database that is on the disk as a whole, without a log.
fn large_database(queue: &Queue) -> PathBuf {
    let job = queue.raw(&["/create", "large"]);
    let list: String = (0..3000)
        .map(|number| format!("http://127.0.0.1:9/{number} {}\n", queue.target(&number.to_string())))
        .collect();
    std::fs::write(queue.path().join("list"), list).unwrap();
    queue.said(&["/addfileset", &job, &queue.target("list")]);
    for number in 0..20 {
        queue.said(&["/create", &format!("small {number}")]);
    }
    let path = queue.path().join("copyfile2/bits.db");
    let store = Connection::open(&path).unwrap();
    store.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    store.close().unwrap();
    path
}

fn overwrite(path: &Path, first: u64, length: usize) {
    use std::os::unix::fs::FileExt;
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all_at(&content(length, 9), first).unwrap();
}

// PER-12: damage behind the header is found, and what can be read is taken over.
#[test]
fn damage_that_is_found_later_costs_what_is_damaged() {
    let queue = Queue::new();
    let path = large_database(&queue);
    let size = std::fs::metadata(&path).unwrap().len();
    overwrite(&path, size / 2, 40_000);
    let damaged = std::fs::read(&path).unwrap();
    let manager = queue.manager();
    // Whatever is asked first comes upon it.
    let large = manager.jobs(0).or_else(|_| manager.jobs(0)).unwrap().items()[0].clone();
    let _ = large.progress();
    let _ = large.files();
    wait_until("a sound database", || large.progress().is_ok() && manager.jobs(0).is_ok());
    let names = || -> Vec<String> {
        let jobs = manager.jobs(0).unwrap();
        jobs.items().iter().map(|job| job.display_name().unwrap()).collect()
    };
    assert_eq!(names().len(), 21, "PER-12: jobs are taken over");
    assert_eq!(std::fs::read(queue.path().join("copyfile2/bits.db.damaged")).unwrap(), damaged);
    // A job that lost files does not end as if it had them.
    assert_eq!(large.state(), Ok(JobState::Error), "PER-12: lost files");
    let text = large.error().unwrap().description(0x409).unwrap();
    assert!(text.contains("damaged"), "{text}");
    manager.create_job("later", JobType::Download).unwrap();
    assert_eq!(queue.manager().jobs(0).unwrap().count(), 22);
}

#[test]
fn a_second_damaged_database_does_not_overwrite_the_first() {
    let queue = Queue::new();
    let directory = queue.path().join("copyfile2");
    std::fs::create_dir(&directory).unwrap();
    let bodies: Vec<Vec<u8>> = (0..3).map(|seed| content(20_000, seed)).collect();
    for (number, body) in bodies.iter().enumerate() {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(directory.join(format!("bits.db{suffix}")));
        }
        std::fs::write(directory.join("bits.db"), body).unwrap();
        queue.said(&["/create", &number.to_string()]);
    }
    for (name, body) in ["bits.db.damaged", "bits.db.damaged.2", "bits.db.damaged.3"].iter().zip(&bodies) {
        assert!(std::fs::read(directory.join(name)).unwrap() == *body, "PER-12: {name} is kept");
    }
}

// PER-12: what is removed or replaced under a running process is noticed by the next call.
#[test]
fn a_queue_that_is_taken_away_is_an_error() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    type Take = fn(&Path);
    let takes: [(&str, Take); 4] = [
        ("directory", |state| std::fs::remove_dir_all(state).unwrap()),
        ("renamed directory", |state| std::fs::rename(state, state.with_file_name("elsewhere")).unwrap()),
        ("log", |state| std::fs::remove_file(state.join("bits.db-wal")).unwrap()),
        ("database", |state| {
            std::fs::rename(state.join("bits.db"), state.join("former")).unwrap();
            std::fs::write(state.join("bits.db"), b"").unwrap();
        }),
    ];
    for (what, take) in takes {
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        take(&place.path("state"));
        assert_eq!(job.resume(), Err(FILE_INVALID), "PER-12: {what} gone, Resume");
        assert_eq!(job.state(), Err(FILE_INVALID), "PER-12: {what} gone, GetState");
        assert_eq!(job.set_description("x"), Err(FILE_INVALID));
        assert_eq!(place.manager.create_job("x", JobType::Download).err(), Some(FILE_INVALID));
        assert!(
            place.manager.error_description(FILE_INVALID, 0x409).unwrap().contains("removed or replaced")
        );
        if !what.contains("log") {
            // Whoever opens it anew has a new one.
            let again = Manager::open_at(&place.path("state")).unwrap();
            let other = again.create_job("again", JobType::Download).unwrap();
            assert_eq!(other.state(), Ok(JobState::Suspended), "PER-12: {what}, opened again");
            assert_eq!(job.state(), Err(FILE_INVALID));
        }
    }
}

// PER-20: the directory of locks is made again when somebody removes or replaces it under a running process.
#[test]
fn a_directory_of_locks_that_is_removed_is_made_again() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let place = Place::new();
    let locks = place.path("state/locks");
    let job = place.job(&server.url("/x"), "x");
    std::fs::remove_dir_all(&locks).unwrap();
    fetch(&job);
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
    let job = place.job(&server.url("/x"), "y");
    std::fs::remove_dir_all(&locks).unwrap();
    assert_eq!(job.cancel(), Ok(Hresult::S_OK), "PER-20: Cancel without locks");
    // One that was moved away is no longer the one that other processes find.
    let job = place.job(&server.url("/x"), "z");
    std::fs::rename(&locks, place.path("away")).unwrap();
    std::fs::create_dir(&locks).unwrap();
    fetch(&job);
    assert_eq!(std::fs::read_dir(place.path("away")).unwrap().count(), 0, "PER-20: a lock that nobody finds");
}

// J2-23: a queue that others could write to is closed to them before it is used.
#[test]
fn a_queue_that_others_can_write_to_is_closed_to_them() {
    let directory = tempfile::tempdir().unwrap();
    for mode in [0o777, 0o770, 0o1777] {
        // One for each: a queue that is open already is not opened again.
        let queue = directory.path().join(format!("{mode:o}"));
        std::fs::DirBuilder::new().recursive(true).create(&queue).unwrap();
        std::fs::set_permissions(&queue, std::fs::Permissions::from_mode(mode)).unwrap();
        drop(Manager::open_at(&queue).unwrap());
        let now = std::fs::metadata(&queue).unwrap().mode() & 0o7777;
        assert_eq!(now, 0o700, "{mode:o}");
    }
}

// PER-20: what is in the place of a lock is an error with a text.
#[test]
fn a_directory_or_link_in_the_place_of_a_lock_is_an_error() {
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    for (kind, background) in [("directory", false), ("link", false), ("FIFO", false), ("directory", true)] {
        let place = Place::new();
        let job = place.job(&server.url("/x"), "x");
        let guid = job.id().to_string().replace(['{', '}', '-'], "").to_lowercase();
        let mut path = place.path("state/locks").join(format!("{guid}.run"));
        if background {
            job.set_priority(Priority::Normal).unwrap();
            path = place.path("state/locks").join(format!("{:032x}.background", 0));
        }
        match kind {
            "directory" => std::fs::create_dir(&path).unwrap(),
            "link" => std::os::unix::fs::symlink(place.path("elsewhere"), &path).unwrap(),
            _ => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
        }
        failure(&job, JobState::Error);
        let text = job.error().unwrap().description(0x409).unwrap();
        assert!(text.contains("lock"), "PER-20: {kind}: {text}");
        assert!(!place.path("elsewhere").exists(), "nothing is made through a link");
        assert!(job.cancel().is_ok(), "PER-20: Cancel");
    }
}

// PER-14: who keeps the database locked is waited for a while.
#[test]
fn a_locked_or_later_or_read_only_queue_is_named() {
    let queue = Queue::new();
    queue.said(&["/create", "job"]);
    let path = queue.path().join("copyfile2/bits.db");
    let store = Connection::open(&path).unwrap();
    store.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (status, complaint) = queue.refused(&["/create", "another"]);
    assert_eq!(status, 1);
    let code = format!("{LOCK_VIOLATION:08X}");
    assert!(complaint.contains(&code) && complaint.contains("did not let go"), "PER-14: {complaint}");
    assert!(complaint.contains(queue.path().to_str().unwrap()), "PER-14: names the directory: {complaint}");
    store.execute_batch("ROLLBACK; PRAGMA user_version = 99").unwrap();
    let (_, complaint) = queue.refused(&["/list"]);
    assert!(complaint.contains("8007051A") && complaint.contains("later release"), "SVC-6: {complaint}");
    store.close().unwrap();
}

struct Mounted(PathBuf);

impl Mounted {
    fn tmpfs(path: PathBuf, options: &str) -> Option<Self> {
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&path).status();
        if !mounted.is_ok_and(|status| status.success()) {
            println!("skipped: a file system cannot be mounted");
            return None;
        }
        Some(Self(path))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

// PER-15: on a full disk with the queue on it, what ends a job still works.
#[test]
fn on_a_full_disk_jobs_can_be_suspended_and_cancelled() {
    let server = Server::start(|request, _, stream| good(request, stream, &vec![5; 20_000_000], ""));
    let directory = tempfile::tempdir().unwrap();
    let Some(_mounted) = Mounted::tmpfs(directory.path().to_owned(), "size=3m") else { return };
    let manager = Manager::open_at(&directory.path().join("copyfile2")).unwrap();
    let mut jobs: Vec<Job> = (0..4)
        .map(|number| {
            let job = manager.create_job("full", JobType::Download).unwrap();
            job.set_priority(Priority::Foreground).unwrap();
            let local = directory.path().join(format!("{number}"));
            job.add_file(&server.url("/x"), &local.as_os_str().into()).unwrap();
            job
        })
        .collect();
    assert_eq!(failure(&jobs[0], JobState::Error), Hresult::from_win32(112)); // DSK-9
    // Something else takes the last page.
    let filler = std::fs::File::create(directory.path().join("filler")).unwrap();
    let mut at = 0;
    while std::os::unix::fs::FileExt::write_all_at(&filler, &[1; 4096], at).is_ok() {
        at += 4096;
    }
    for job in &jobs[1..] {
        assert_eq!(job.suspend(), Ok(()), "PER-15: Suspend");
    }
    // Another process can look and reset, too.
    let other = Queue::new();
    let said = |words: &[&str]| {
        let output = other.command().env("XDG_STATE_HOME", directory.path()).args(words).output().unwrap();
        assert!(output.status.success(), "PER-15: {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said(&["/list"]).contains("Listed 4 job(s)."));
    let last = jobs.pop().unwrap();
    said(&["/cancel", &last.id().to_string()]);
    for job in &jobs {
        assert_eq!(job.cancel(), Ok(Hresult::S_OK), "PER-15: Cancel");
        assert_eq!(job.state(), Ok(JobState::Cancelled));
    }
    assert_eq!(temporary_files(directory.path()), 0);
}

// PER-15: the same where the queue itself took the room, by the files of one job, and after what used the room that is kept.
#[test]
fn on_a_disk_that_the_queue_filled_jobs_can_be_suspended_and_cancelled() {
    let server = Server::start(|request, _, stream| good(request, stream, &[5; 3000], ""));
    let directory = tempfile::tempdir().unwrap();
    let Some(_mounted) = Mounted::tmpfs(directory.path().to_owned(), "size=3m") else { return };
    let manager = Manager::open_at(&directory.path().join("copyfile2")).unwrap();
    let job = manager.create_job("full", JobType::Download).unwrap();
    job.set_priority(Priority::Foreground).unwrap();
    let mut refused = None;
    for number in 0..2000 {
        let local = directory.path().join(number.to_string());
        let url = server.url(&format!("/{number}?{}", "x".repeat((2000 - number) % 1500)));
        refused = job.add_file(&url, &local.as_os_str().into()).err();
    }
    assert_eq!(refused, Some(Hresult::from_win32(112)), "the queue fills the disk");
    let fill = || {
        let file = OpenOptions::new().append(true).create(true).open(directory.path().join("filler"));
        let mut file = file.unwrap();
        while std::io::Write::write_all(&mut file, &[1; 4096]).is_ok() {}
    };
    // What says that the job failed takes some of the room that is kept.
    match job.resume() {
        Ok(()) => assert_eq!(failure(&job, JobState::Error), Hresult::from_win32(112)),
        Err(code) => assert_eq!(code, Hresult::from_win32(112)),
    }
    fill();
    assert_eq!(job.suspend(), Ok(()), "PER-15: Suspend");
    fill();
    assert_eq!(job.cancel(), Ok(Hresult::S_OK), "PER-15: Cancel");
    assert_eq!(job.state(), Ok(JobState::Cancelled));
    assert_eq!(temporary_files(directory.path()), 0);
}

// A queue on a disk that can only be read says so.
#[test]
fn a_read_only_disk_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let Some(_mounted) = Mounted::tmpfs(directory.path().to_owned(), "size=3m") else { return };
    let queue = directory.path().join("copyfile2");
    std::fs::create_dir(&queue).unwrap();
    std::fs::set_permissions(&queue, std::fs::Permissions::from_mode(0o700)).unwrap();
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(directory.path()).status();
    assert!(remounted.unwrap().success());
    let command = Queue::new();
    let output = command.command().env("XDG_STATE_HOME", directory.path()).arg("/list").output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("80070013") && complaint.contains("only be read"), "{complaint}");
    // The same where there is a queue already.
    let remounted = |how: &str| {
        let status = Command::new("mount").args(["-o", how]).arg(directory.path()).status();
        assert!(status.unwrap().success());
    };
    let run = |words: &[&str]| {
        command.command().env("XDG_STATE_HOME", directory.path()).args(words).output().unwrap()
    };
    remounted("remount,rw");
    assert!(run(&["/create", "job"]).status.success());
    remounted("remount,ro");
    for words in [["/list"].as_slice(), &["/cancel", "job"]] {
        let complaint = String::from_utf8(run(words).stderr).unwrap();
        assert!(complaint.contains("80070013"), "{words:?}: {complaint}");
    }
    remounted("remount,rw");
    assert!(run(&["/cancel", "job"]).status.success());
}

#[test]
fn a_method_has_a_limit() {
    let place = Place::new();
    let job = place.manager.create_job("job", JobType::Download).unwrap();
    assert_eq!(job.set_http_method(&"M".repeat(257)), Err(Hresult::BG_E_STRING_TOO_LONG)); // H2-1: names are short
    assert_eq!(job.set_http_method(&"M".repeat(256)), Ok(()));
}
