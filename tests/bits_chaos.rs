//! Several clients change a job all the time, at random and at once, while the server breaks off answers: in the end every file is
//! right. `SEED=n` chooses other changes.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Place, Server, content, good, wait_until};
use copyfile2::bits::{
    Hresult, Job, JobState, LocalName, Priority, SIZE_UNKNOWN, SSL_ENABLE_CRL_CHECK, SSL_IGNORE_UNKNOWN_CA,
};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

const FILES: u32 = 24;

/// Files of all sizes, for each seed others.
fn body(index: u32) -> Vec<u8> {
    let size = match index % 6 {
        0 => 0,
        1 => 1,
        2 => 300_000,
        3 => 2_000_000,
        _ => 5_000 + index as usize,
    };
    content(size, u64::from(index))
}

/// One change; what the state does not allow is refused, and nothing else.
fn change(job: &Job, random: &mut fastrand::Rng, server: &Server, place: &Place, added: &AtomicU32) {
    let mirrors = [server.url("/a/"), server.url("/b/")];
    let done = match random.u32(0..12) {
        0 | 1 => job.suspend(),
        2..=4 => job.resume(),
        5 => job.set_priority(
            *random.choice([Priority::Foreground, Priority::High, Priority::Normal].iter()).unwrap(),
        ),
        6 | 7 => {
            job.replace_remote_prefix(&mirrors[random.usize(0..2)], &mirrors[random.usize(0..2)]).map(|_| ())
        }
        8 => job.set_security_flags(
            *random.choice([0, SSL_IGNORE_UNKNOWN_CA, SSL_ENABLE_CRL_CHECK].iter()).unwrap(),
        ),
        9 => job.set_custom_headers(random.bool().then_some("X-A: 1")),
        10 => {
            let index = added.fetch_add(1, Ordering::SeqCst);
            if index < FILES {
                let local: LocalName = place.text(&index.to_string()).as_str().into();
                // Threads add in any order: the name is that of the body, not of the place within the job.
                job.add_file(&format!("{}{index}", mirrors[random.usize(0..2)]), &local)
            } else {
                Ok(())
            }
        }
        _ => {
            let progress = job.progress().unwrap();
            assert!(progress.files_transferred <= progress.files_total);
            job.files().map(|files| {
                for file in files.items() {
                    let progress = file.progress().unwrap();
                    assert!(
                        progress.bytes_total == SIZE_UNKNOWN
                            || progress.bytes_transferred <= progress.bytes_total,
                        "{progress:?}"
                    );
                }
            })
        }
    };
    match done {
        Ok(()) | Err(Hresult::BG_E_INVALID_STATE) => {}
        Err(code) => panic!("{code:?}"),
    }
}

#[test]
fn whatever_clients_change_files_are_right() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7_u64);
    let breaks_off = Arc::new(AtomicBool::new(true));
    let does = Arc::clone(&breaks_off);
    let server = Server::start(move |request, _, stream| {
        let index = request.path.rsplit('/').next().and_then(|name| name.parse().ok()).expect("a number");
        let dated = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
        if !does.load(Ordering::SeqCst) || fastrand::u32(0..8) > 0 {
            return good(request, stream, &body(index), dated);
        }
        let mut whole = Vec::new();
        good(request, &mut whole, &body(index), dated);
        let _ = stream.write_all(&whole[..fastrand::usize(0..=whole.len())]); // the client may be gone
        false
    });
    for round in 0..4 {
        breaks_off.store(true, Ordering::SeqCst);
        let place = Place::new();
        let job = place.job(&server.url("/a/0"), "0");
        let (added, over) = (AtomicU32::new(1), Arc::new(AtomicBool::new(false)));
        std::thread::scope(|scope| {
            for thread in 0..3 {
                let (job, server, place, added, over) = (&job, &server, &place, &added, Arc::clone(&over));
                scope.spawn(move || {
                    let mut random = fastrand::Rng::with_seed(seed * 100 + round * 10 + thread);
                    while !over.load(Ordering::SeqCst) {
                        change(job, &mut random, server, place, added);
                        std::thread::sleep(Duration::from_micros(random.u64(0..3000)));
                    }
                });
            }
            wait_until("all files", || added.load(Ordering::SeqCst) >= FILES);
            std::thread::sleep(Duration::from_millis(300)); // of chaos with all of them
            over.store(true, Ordering::SeqCst);
        });
        breaks_off.store(false, Ordering::SeqCst);
        job.set_priority(Priority::Foreground).unwrap();
        job.resume().unwrap();
        wait_until("the end", || {
            let state = job.state().unwrap();
            assert_ne!(state, JobState::Error, "{:?}", job.error());
            if state == JobState::TransientError {
                job.resume().unwrap(); // what had broken off before
            }
            state == JobState::Transferred
        });
        assert_eq!(job.complete(), Ok(Hresult::S_OK));
        let mut names = place.names();
        names.sort_by_key(|name| name.parse::<u32>().ok());
        assert_eq!(names, (0..FILES).map(|index| index.to_string()).collect::<Vec<_>>());
        for index in 0..FILES {
            assert!(std::fs::read(place.path(&index.to_string())).unwrap() == body(index), "{index}");
        }
    }
}
