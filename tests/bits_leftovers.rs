//! Files that had come when their process was killed, and that it had not noted: they are recognised by size and time,
//! or they are fetched again (PER-3, ANS-1, ANS-6).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Server, content, good, wait_until};
use rusqlite::Connection;
use std::collections::HashMap;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

const FILES: u64 = 12;
/// While this file is asked for, the store is closed to the process.
const CLOSED_AT: u64 = 6;
const DATES: [&str; 3] = [
    "Last-Modified: Sun, 09 Sep 2001 01:46:40 GMT\r\n",
    "Last-Modified: Sun, 09 Sep 2001 01:46:41 GMT\r\n",
    "",
];

/// What the server has at the moment.
#[derive(Default)]
struct Remote {
    date: AtomicU64,
    /// Bytes more than at first.
    longer: AtomicU64,
    /// Everybody has to wait.
    closed: AtomicBool,
    /// Somebody waits.
    asked: AtomicBool,
    go: AtomicBool,
}

impl Remote {
    fn body(&self, number: u64) -> Vec<u8> {
        let longer = self.longer.load(Ordering::Relaxed);
        let date = self.date.load(Ordering::Relaxed);
        content((1000 + number + longer) as usize, 100 * date + number)
    }
}

/// A job whose process was killed.
struct Killed {
    /// What the server had before.
    first: Remote,
    remote: Arc<Remote>,
    server: Server,
    queue: Queue,
    target: tempfile::TempDir,
    job: String,
    store: Connection,
    /// Files that were whole and not noted.
    whole: Vec<u64>,
    requests: usize,
}

impl Killed {
    fn with_date(date: u64) -> Self {
        let remote = Arc::new(Remote::default());
        remote.date.store(date, Ordering::Relaxed);
        let state = Arc::clone(&remote);
        let server = Server::start(move |request, _, stream| {
            let number = request.path[1..].parse().unwrap();
            if state.closed.load(Ordering::Acquire) || (request.method.as_str(), number) == ("GET", CLOSED_AT)
            {
                state.asked.store(true, Ordering::Release);
                wait_until("the test", || state.go.load(Ordering::Acquire));
            }
            good(request, stream, &state.body(number), DATES[state.date.load(Ordering::Relaxed) as usize])
        });
        let (queue, target) = (Queue::new(), tempfile::tempdir().unwrap());
        let job = queue.raw(&["/create", "killed"]);
        for number in 0..FILES {
            let local = target.path().join(number.to_string());
            queue.said(&["/addfile", &job, &server.url(&format!("/{number}")), local.to_str().unwrap()]);
        }
        queue.said(&["/setpriority", &job, "FOREGROUND"]);
        let store = Connection::open(queue.path().join("copyfile2/bits.db")).unwrap();
        store.busy_timeout(Duration::from_secs(30)).unwrap();
        // By /resume its process would take up the job, too.
        store.execute("UPDATE job SET state = 0, resumed = 1", []).unwrap();

        let worker = queue.worker(&[]);
        wait_until("the request", || remote.asked.load(Ordering::Acquire));
        store.execute_batch("BEGIN IMMEDIATE").unwrap();
        remote.go.store(true, Ordering::Release);
        let mut killed = Self {
            first: Remote { date: date.into(), ..Remote::default() },
            remote,
            server,
            queue,
            target,
            job,
            store,
            whole: Vec::new(),
            requests: 0,
        };
        wait_until("a file that is not noted", || !killed.unnoted().is_empty());
        drop(worker);
        killed.store.execute_batch("ROLLBACK").unwrap();
        killed.whole = killed.unnoted();
        // What the process had asked for reaches the server a little later than its end.
        while killed.requests != killed.server.seen().len() {
            killed.requests = killed.server.seen().len();
            std::thread::sleep(Duration::from_millis(300));
        }
        killed
    }

    /// Numbers of the files that are whole in their temporary files, of which the store knows nothing.
    fn unnoted(&self) -> Vec<u64> {
        let mut rows = self.store.prepare("SELECT idx FROM file WHERE stage = 0 AND boot = ''").unwrap();
        let wanted: Vec<u64> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let dated = self.remote.date.load(Ordering::Relaxed) < 2;
        let files =
            std::fs::read_dir(self.target.path()).unwrap().filter_map(|entry| entry.ok()?.metadata().ok());
        let whole = files.filter(|file| file.len() >= 1000 && (!dated || file.mtime_nsec() == 0));
        whole.map(|file| file.len() - 1000).filter(|number| wanted.contains(number)).collect()
    }

    /// Lets another process finish the job; gives how often it asked for the body of each file that had been whole.
    fn finish(&self) -> HashMap<u64, usize> {
        let worker = self.queue.worker(&[]);
        wait_until("the job", || self.queue.raw(&["/getstate", &self.job]) == "TRANSFERRED");
        drop(worker);
        self.queue.said(&["/complete", &self.job]);
        for number in 0..FILES {
            let path = self.target.path().join(number.to_string());
            // What was there already stays as it is, whatever the server has now (ANS-2).
            let expected = if self.bodies(number) == 0 { &self.first } else { &self.remote };
            assert_eq!(std::fs::read(path).unwrap(), expected.body(number), "{number}");
        }
        assert_eq!(std::fs::read_dir(self.target.path()).unwrap().count() as u64, FILES); // no temporary file
        self.whole.iter().map(|number| (*number, self.bodies(*number))).collect()
    }

    #[track_caller]
    fn must_fetch_them_again(&self) {
        let bodies = self.finish();
        assert!(bodies.values().all(|times| *times > 0), "{bodies:?}");
    }

    /// How often the body of a file was asked for since the kill.
    fn bodies(&self, number: u64) -> usize {
        let path = format!("/{number}");
        let since = self.server.seen().split_off(self.requests);
        since.iter().filter(|request| request.method == "GET" && request.path == path).count()
    }
}

#[test]
fn files_that_came_before_the_kill_are_not_fetched_again() {
    let killed = Killed::with_date(0);
    let bodies = killed.finish();
    assert!(bodies.values().all(|times| *times == 0), "{bodies:?}");
}

#[test]
fn files_of_another_boot_are() {
    let killed = Killed::with_date(0);
    killed.store.execute("UPDATE job SET ran = 'another boot'", []).unwrap();
    killed.must_fetch_them_again();
    let ran: String = killed.store.query_row("SELECT ran FROM job", [], |row| row.get(0)).unwrap();
    assert_eq!(ran, std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap().trim());
}

/// What another boot left is removed before anything is asked for: a later process of this boot does not take it for a file
/// of its own.
#[test]
fn what_another_boot_left_is_not_taken_for_new() {
    let killed = Killed::with_date(0);
    killed.store.execute("UPDATE job SET ran = 'another boot'", []).unwrap();
    for flag in [&killed.remote.asked, &killed.remote.go] {
        flag.store(false, Ordering::Release);
    }
    killed.remote.closed.store(true, Ordering::Release);
    let second = killed.queue.worker(&[]);
    wait_until("the second process", || killed.remote.asked.load(Ordering::Acquire));
    drop(second);
    assert_eq!(killed.unnoted(), []);
    killed.remote.go.store(true, Ordering::Release);
    killed.must_fetch_them_again();
}

#[test]
fn files_of_another_date_are() {
    let killed = Killed::with_date(0);
    killed.remote.date.store(1, Ordering::Relaxed);
    killed.must_fetch_them_again();
}

#[test]
fn files_of_another_size_are() {
    let killed = Killed::with_date(0);
    killed.remote.longer.store(1, Ordering::Relaxed);
    killed.must_fetch_them_again();
}

/// ANS-6: the size alone tells too little of a file that nobody noted.
#[test]
fn files_without_a_date_are() {
    let killed = Killed::with_date(2);
    killed.must_fetch_them_again();
}

/// F3-5: a file that was noted once and is wanted again was turned down; its bytes are not wanted.
#[test]
fn files_that_were_turned_down_are() {
    let killed = Killed::with_date(0);
    killed.store.execute("UPDATE file SET boot = 'noted once' WHERE stage = 0 AND boot = ''", []).unwrap();
    killed.must_fetch_them_again();
}
