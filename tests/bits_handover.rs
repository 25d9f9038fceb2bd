//! Complete gives the very bytes that arrived, or an error (OWN-12, CPL-5, CPL-17).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::queue::Queue;
use bits_support::{Place, Server, content, good, only_file, wait_for};
use copyfile2::bits::{ErrorContext, Hresult, Job, JobState, JobType, Priority};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const BODY: &[u8] = b"what arrived";
const GONE: Hresult = Hresult::FILE_NOT_FOUND;
const CHANGED: Hresult = Hresult::BG_E_LOCAL_FILE_CHANGED;

fn server() -> Server {
    Server::start(|request, _, stream| good(request, stream, BODY, ""))
}

/// A job with two files that are here, `a` and `b`, and an older `a`; the temporary name of `a`.
fn arrived(place: &Place, server: &Server) -> (Job, PathBuf) {
    fs::write(place.path("a"), "older").unwrap();
    let job = place.job(&server.url("/a"), "a");
    job.add_file(&server.url("/b"), &place.path("b").as_os_str().into()).unwrap();
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    let temporary = only_file(&job).temporary_name().unwrap();
    (job, temporary)
}

/// Complete says so, names the file, and loses nothing.
#[track_caller]
fn is_refused(place: &Place, job: &Job, code: Hresult) {
    for _ in 0..2 {
        assert_eq!(job.complete(), Err(code)); // OWN-12: never S_OK over something else
        assert_eq!(job.state(), Ok(JobState::Transferred)); // CPL-5: the job stays
        let error = job.error().unwrap();
        assert_eq!((error.error(), error.file().unwrap().index()), ((ErrorContext::LocalFile, code), 0));
        let files = job.files().unwrap();
        let completed: Vec<bool> =
            files.items().iter().map(|file| file.progress().unwrap().completed).collect();
        assert_eq!(completed, [false, true]); // CPL-5: the others are available
        assert_eq!(fs::read(place.path("b")).unwrap(), BODY);
    }
}

/// The way out: the file is turned down and fetched again.
fn is_fetched_again(place: &Place, job: &Job) {
    only_file(job).set_validation_state(false).unwrap();
    job.resume().unwrap();
    wait_for(job, JobState::Transferred);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(fs::read(place.path("a")).unwrap(), BODY);
    let names = place.names();
    assert!(!names.iter().any(|name| name.starts_with("BIT")), "{names:?}");
}

#[test]
fn a_missing_file_is_reported_and_may_come_back() {
    let (place, server) = (Place::new(), server());
    let (job, temporary) = arrived(&place, &server);
    fs::rename(&temporary, place.path("away")).unwrap();
    is_refused(&place, &job, GONE);
    assert_eq!(fs::read(place.path("a")).unwrap(), b"older");
    fs::rename(place.path("away"), &temporary).unwrap();
    assert_eq!(job.complete(), Ok(Hresult::S_OK)); // CPL-5: may be called again
    assert_eq!(fs::read(place.path("a")).unwrap(), BODY);
}

#[test]
fn a_missing_file_can_be_fetched_again() {
    let (place, server) = (Place::new(), server());
    let (job, temporary) = arrived(&place, &server);
    fs::remove_file(&temporary).unwrap();
    is_refused(&place, &job, GONE);
    is_fetched_again(&place, &job);
}

#[test]
fn what_somebody_else_wrote_is_not_handed_over() {
    type Change = fn(&Path, &Place);
    let changes: [(&str, Change); 6] = [
        ("cut", |file, _| File::options().write(true).open(file).unwrap().set_len(3).unwrap()),
        ("longer", |file, _| File::options().append(true).open(file).unwrap().write_all(b"x").unwrap()),
        ("written to", |file, _| File::options().write(true).open(file).unwrap().write_all(b"WHAT").unwrap()),
        ("another file", |file, place| {
            fs::copy(file, place.path("copy")).unwrap();
            fs::rename(place.path("copy"), file).unwrap();
        }),
        ("a link", |file, place| {
            fs::rename(file, place.path("moved")).unwrap();
            symlink(place.path("moved"), file).unwrap();
        }),
        ("a FIFO", |file, _| {
            fs::remove_file(file).unwrap();
            assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
        }),
    ];
    let server = server();
    for (what, change) in changes {
        println!("{what}");
        let place = Place::new();
        let (job, temporary) = arrived(&place, &server);
        change(&temporary, &place);
        is_refused(&place, &job, CHANGED);
        assert_eq!(fs::read(place.path("a")).unwrap(), b"older");
        if !matches!(what, "a link" | "a FIFO" | "another file") {
            is_fetched_again(&place, &job);
        } else {
            // What lies there is somebody else's, and stays.
            only_file(&job).set_validation_state(false).unwrap();
            job.resume().unwrap();
            wait_for(&job, JobState::Transferred);
            assert_ne!(only_file(&job).temporary_name().unwrap(), temporary);
            assert_eq!(job.complete(), Ok(Hresult::S_OK));
            assert_eq!(fs::read(place.path("a")).unwrap(), BODY);
            assert!(temporary.symlink_metadata().is_ok());
        }
    }
}

#[test]
fn a_destination_that_became_something_else_is_not_replaced() {
    let server = server();
    for what in ["directory", "fifo"] {
        let place = Place::new();
        let (job, _) = arrived(&place, &server);
        fs::remove_file(place.path("a")).unwrap();
        match what {
            "directory" => fs::create_dir(place.path("a")).unwrap(),
            _ => assert!(Command::new("mkfifo").arg(place.path("a")).status().unwrap().success()),
        }
        is_refused(&place, &job, Hresult::E_ACCESSDENIED); // CPL-17: no regular file any more
        assert!(!place.path("a").symlink_metadata().unwrap().is_file());
        fs::rename(place.path("a"), place.path("away")).unwrap();
        assert_eq!(job.complete(), Ok(Hresult::S_OK));
    }
    // A link is replaced, not followed.
    let place = Place::new();
    let (job, _) = arrived(&place, &server);
    fs::rename(place.path("a"), place.path("kept")).unwrap();
    symlink(place.path("kept"), place.path("a")).unwrap();
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert!(place.path("a").symlink_metadata().unwrap().is_file());
    assert_eq!(fs::read(place.path("kept")).unwrap(), b"older"); // ADD-24: the link itself
}

#[test]
fn only_the_owner_reads_a_file_until_it_is_handed_over() {
    let queue = Queue::new();
    let server = server();
    let make = format!("umask 027; exec '{}' /rawreturn /create private", env!("CARGO_BIN_EXE_bitsadmin"));
    let made = Command::new("sh").args(["-c", &make]).env("XDG_STATE_HOME", queue.path()).output().unwrap();
    let job = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    queue.said(&["/addfile", &job, &server.url("/x"), &queue.target("x")]);
    let source = queue.path().join("source");
    fs::write(&source, BODY).unwrap();
    fs::set_permissions(&source, Permissions::from_mode(0o755)).unwrap();
    queue.said(&["/addfile", &job, source.to_str().unwrap(), &queue.target("copy")]);
    let found = queue.manager().job(job.parse().unwrap()).unwrap();
    found.set_priority(Priority::Foreground).unwrap();
    found.resume().unwrap();
    wait_for(&found, JobState::Transferred);
    let mode = |path: &Path| path.metadata().unwrap().mode() & 0o7777;
    for file in found.files().unwrap().items() {
        assert_eq!(mode(&file.temporary_name().unwrap()), 0o600);
    }
    assert_eq!(found.complete(), Ok(Hresult::S_OK));
    // The umask of whoever made the job, not of whoever completes it.
    assert_eq!(mode(&queue.path().join("x")), 0o640);
    assert_eq!(mode(&queue.path().join("copy")), 0o750); // DSK-7: attributes of a local source
}

#[test]
fn names_cannot_be_computed_and_a_planted_file_is_not_used() {
    let (place, server) = (Place::new(), server());
    let treasure = place.path("treasure");
    fs::write(&treasure, "treasure").unwrap();
    fs::write(place.path("source"), BODY).unwrap();
    let source = place.text("source");
    let mut names = Vec::new();
    for (number, url) in [server.url("/x"), source].iter().enumerate() {
        let job = place.job(url, &format!("file {number}"));
        job.add_file(&server.url("/y"), &place.path(&format!("other {number}")).as_os_str().into()).unwrap();
        let planned: Vec<PathBuf> =
            job.files().unwrap().items().iter().map(|file| file.temporary_name().unwrap()).collect();
        symlink(&treasure, &planned[0]).unwrap(); // as if it had been guessed
        job.resume().unwrap();
        wait_for(&job, JobState::Transferred);
        assert_ne!(only_file(&job).temporary_name().unwrap(), planned[0]);
        assert_eq!(job.complete(), Ok(Hresult::S_OK));
        assert_eq!(fs::read(place.path(&format!("file {number}"))).unwrap(), BODY);
        assert_eq!(fs::read(&treasure).unwrap(), b"treasure");
        assert!(planned[0].symlink_metadata().unwrap().is_symlink());
        names.extend(planned);
    }
    // Nothing of one name shows in another but the frame: at least half of the digits differ.
    let digits = |path: &PathBuf| path.file_name().unwrap().as_bytes().to_vec();
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let same = digits(one).iter().zip(digits(other)).filter(|(a, b)| **a == *b).count();
            assert!(same < 7 + 16 && digits(one).len() >= 7 + 32, "{one:?} {other:?}");
        }
    }
}

/// Temporary files of the layouts before have computed names, and nobody noted which file they are.
#[test]
fn jobs_of_earlier_layouts_are_completed() {
    let (place, server) = (Place::new(), server());
    let (job, temporary) = arrived(&place, &server);
    let guid = u128::from_str_radix(&job.id().to_string().replace(['{', '}', '-'], ""), 16).unwrap();
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in guid.to_be_bytes().into_iter().chain(0_u32.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    fs::rename(&temporary, place.path(&format!("BIT{hash:016X}.tmp"))).unwrap();
    let store = Connection::open(place.path("state/bits.db")).unwrap();
    store
        .execute_batch(
            "UPDATE file SET temporary = NULL, temporary_device = NULL, temporary_inode = NULL, temporary_written = NULL \
             WHERE idx = 0; UPDATE job SET umask = NULL",
        )
        .unwrap();
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert_eq!(fs::read(place.path("a")).unwrap(), BODY);
}

/// OWN-12, PER-16: killed at any of its system calls, Complete is ended by the next process, and no file is lost or wrong.
#[test]
fn a_complete_that_is_killed_anywhere_is_ended_by_the_next_process() {
    const FILES: u64 = 5;
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not installed");
        return;
    }
    let queue = Queue::new();
    let server = Server::start(|request, _, stream| {
        let number = request.path[1..].parse().unwrap();
        good(request, stream, &content(1000, number), "")
    });
    let manager_path = queue.path().join("copyfile2");
    let trace = queue.path().join("trace");
    // Each run has a new job, whose files replace those of the last one.
    let run = |kill: Option<&str>| -> String {
        for number in 0..FILES {
            fs::write(queue.target(&number.to_string()), "older").unwrap();
        }
        let manager = queue.manager();
        let job = manager.create_job("killed", JobType::Download).unwrap();
        job.set_priority(Priority::Foreground).unwrap();
        for number in 0..FILES {
            job.add_file(
                &server.url(&format!("/{number}")),
                &queue.path().join(number.to_string()).as_os_str().into(),
            )
            .unwrap();
        }
        job.resume().unwrap();
        wait_for(&job, JobState::Transferred);
        let id = job.id().to_string();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o", trace.to_str().unwrap(), "-e", "trace=openat,renameat,renameat2,rename,unlinkat,unlink,pwrite64,fchmod,fsync,fdatasync,ftruncate"]);
        if let Some(kill) = kill {
            strace.args(["-e", kill]);
        }
        strace.arg(env!("CARGO_BIN_EXE_bitsadmin")).args(["/complete", &id]);
        let _ = strace.env("XDG_STATE_HOME", queue.path()).output().unwrap();
        id
    };
    let check = |id: &str, moment: &str| {
        let job = queue.manager().job(id.parse().unwrap()); // the next process ends what was begun (PER-16)
        match job {
            Err(code) => assert_eq!(code, Hresult::BG_E_NOT_FOUND, "{moment}"),
            Ok(job) => {
                let state = job.state().unwrap();
                if !matches!(state, JobState::Acknowledged) {
                    assert_eq!(state, JobState::Transferred, "{moment}");
                    assert_eq!(job.complete(), Ok(Hresult::S_OK), "{moment}");
                }
            }
        }
        for number in 0..FILES {
            let found = fs::read(queue.target(&number.to_string())).unwrap();
            assert!(found == content(1000, number), "{moment}: {number}"); // OWN-12: the very file
        }
        let left = fs::read_dir(queue.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("BIT"));
        assert_eq!(left.count(), 0, "{moment}");
    };
    let id = run(None);
    if !trace.exists() {
        println!("skipped: processes may not be traced here");
        return;
    }
    check(&id, "nobody killed");
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let (mut moments, mut is_started) = (Vec::new(), false);
    for line in fs::read_to_string(&trace).unwrap().lines() {
        let Some((_, call)) = line.split_once(' ') else { continue };
        let Some((name, _)) = call.trim().split_once('(') else { continue };
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        is_started |= line.contains(manager_path.to_str().unwrap());
        if is_started {
            moments.push(format!("inject={name}:signal=KILL:when={count}"));
        }
    }
    assert!(
        moments.iter().filter(|moment| moment.contains("rename")).count() >= FILES as usize,
        "{moments:?}"
    );
    // All that is done to the files, and every third of the rest.
    let chosen = moments
        .iter()
        .enumerate()
        .filter(|(at, moment)| at % 3 == 0 || !(moment.contains("pwrite") || moment.contains("openat")));
    for (_, moment) in chosen {
        check(&run(Some(moment)), moment);
    }
}
