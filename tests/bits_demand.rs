//! Ranges on demand: `IBackgroundCopyFile6`, the property that turns the mode on, and FileRangesTransferred (F6).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{
    Heard, PATIENCE, Place, Server, content, failure, good, listen, only_file, pairs, say, wait_for,
    wait_until,
};
use copyfile2::bits::{File, FileRange, Hresult, Job, JobProperty, JobState, JobType};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;

const SIZE: usize = 4000;

const DATED: &str = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

fn serving(body: Vec<u8>) -> Server {
    Server::start(move |request, _, stream| good(request, stream, &body, DATED))
}

fn on_demand(place: &Place, url: &str) -> Job {
    let job = place.job(url, "x");
    job.set_property(JobProperty::OnDemandMode(true)).unwrap();
    job
}

fn ask(file: &File, spans: &[(u64, u64)]) -> Result<(), Hresult> {
    let ranges: Vec<_> =
        spans.iter().map(|&(initial_offset, length)| FileRange { initial_offset, length }).collect();
    file.request_ranges(&ranges)
}

/// What came, in the order of the calls, until a call of another kind.
fn ranges_heard(heard: &Receiver<Heard>, bytes: u64) -> Vec<(u64, u64)> {
    let mut all = Vec::new();
    while all.iter().map(|(_, length)| length).sum::<u64>() < bytes {
        match heard.recv_timeout(PATIENCE).unwrap() {
            Heard::Ranges(ranges) => all.extend(ranges),
            Heard::Modification(_) => {}
            other => panic!("{other:?} before all ranges came"),
        }
    }
    all.sort_unstable();
    all
}

fn gets(server: &Server) -> Vec<(usize, usize)> {
    server.seen().iter().filter(|request| request.method == "GET").filter_map(|it| it.range()).collect()
}

#[test]
fn only_what_is_asked_for_is_fetched_and_told() {
    let (place, body) = (Place::new(), content(SIZE, 1));
    let server = serving(body.clone());
    let job = on_demand(&place, &server.url("/x"));
    job.set_property(JobProperty::MinimumNotificationIntervalMs(1)).unwrap();
    let heard = listen(&job);
    let file = only_file(&job);
    job.resume().unwrap();
    wait_until("the size", || file.progress().unwrap().bytes_total == SIZE as u64);
    wait_for(&job, JobState::Suspended); // F6-7
    assert!(gets(&server).is_empty());
    assert_eq!(file.filled_ranges(), Ok(Vec::new())); // F6-6

    ask(&file, &[(10, 10), (15, 25), (1000, 10)]).unwrap(); // F6-2: overlaps are allowed
    wait_until("the ranges", || file.filled_ranges().unwrap().len() == 2);
    wait_for(&job, JobState::Suspended); // F6-4: not the whole file
    assert_eq!(pairs(&file.filled_ranges().unwrap()), [(10, 30), (1000, 10)]);
    assert_eq!(gets(&server), [(10, 39), (1000, 1009)]);
    assert_eq!(file.progress().unwrap().bytes_transferred, 40);
    assert_eq!(ranges_heard(&heard, 40), [(10, 30), (1000, 10)]);
    let temporary = std::fs::read(file.temporary_name().unwrap()).unwrap();
    assert!(temporary[10..40] == body[10..40] && temporary[1000..1010] == body[1000..1010]);

    ask(&file, &[(0, SIZE as u64)]).unwrap();
    wait_for(&job, JobState::Transferred); // F6-4
    assert_eq!(ranges_heard(&heard, SIZE as u64 - 40), [(0, 10), (40, 960), (1010, 2990)]);
    let rest: Vec<_> = std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok())
        .filter(|heard| !matches!(heard, Heard::Modification(_)))
        .take(2)
        .collect();
    assert_eq!(rest, [Heard::File(0), Heard::Transferred]);
    assert_eq!(pairs(&file.filled_ranges().unwrap()), [(0, SIZE as u64)]);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert!(std::fs::read(place.path("x")).unwrap() == body);
}

#[test]
fn what_was_asked_for_before_resume_waits_for_it() {
    let (place, server) = (Place::new(), serving(content(SIZE, 2)));
    let job = on_demand(&place, &server.url("/x"));
    let file = only_file(&job);
    ask(&file, &[(0, 100), (500, 100)]).unwrap();
    assert_eq!(job.state(), Ok(JobState::Suspended));
    file.update_download_position(550).unwrap();
    job.resume().unwrap();
    wait_until("the ranges", || file.filled_ranges().unwrap().len() == 2);
    wait_for(&job, JobState::Suspended);
    // F6-5: from the position on first, then what is left.
    assert_eq!(gets(&server), [(550, 599), (0, 99), (500, 549)]);
    job.suspend().unwrap();
    ask(&file, &[(200, 10)]).unwrap();
    assert_eq!(job.state(), Ok(JobState::Suspended)); // the client suspended it
    job.resume().unwrap();
    wait_until("the range", || file.filled_ranges().unwrap().len() == 3);
}

#[test]
fn ranges_outside_the_file_are_refused_as_soon_as_its_size_is_known() {
    let (place, server) = (Place::new(), serving(content(SIZE, 3)));
    let job = on_demand(&place, &server.url("/x"));
    let file = only_file(&job);
    assert_eq!(ask(&file, &[]), Err(Hresult::E_INVALIDARG)); // F6-8
    assert_eq!(ask(&file, &[(5, 0)]), Err(Hresult::BG_E_INVALID_RANGE));
    assert_eq!(ask(&file, &[(u64::MAX, 2)]), Err(Hresult::BG_E_INVALID_RANGE));
    ask(&file, &[(SIZE as u64 - 1, 2)]).unwrap(); // F6-3: nobody knows yet
    assert_eq!(failure(&job, JobState::Error), Hresult::BG_E_INVALID_RANGE);
    assert_eq!(ask(&file, &[(SIZE as u64 - 1, 2)]), Err(Hresult::BG_E_INVALID_RANGE)); // F6-2
    assert_eq!(file.update_download_position(SIZE as u64 + 1), Err(Hresult::BG_E_INVALID_RANGE));
}

#[test]
fn random_access_needs_the_mode_and_a_whole_file_over_http() {
    let place = Place::new();
    let refused = Err(Hresult::BG_E_RANDOM_ACCESS_NOT_SUPPORTED); // F6-1
    let ordinary = place.job("http://127.0.0.1:9/x", "x");
    assert_eq!(ask(&only_file(&ordinary), &[(0, 1)]), refused);
    assert_eq!(only_file(&ordinary).update_download_position(0), refused);
    assert_eq!(only_file(&ordinary).filled_ranges(), Ok(Vec::new()));
    let local = on_demand(&place, &place.text("source"));
    assert_eq!(ask(&only_file(&local), &[(0, 1)]), refused);
    assert_eq!(only_file(&local).filled_ranges().map(|_| ()), refused);
    let both = on_demand(&place, "http://127.0.0.1:9/x");
    both.set_property(JobProperty::DynamicContent(true)).unwrap(); // K-27: accepted at first
    assert_eq!(only_file(&both).filled_ranges().map(|_| ()), refused);
    let ranged = place.manager.create_job("ranged", JobType::Download).unwrap();
    ranged.set_property(JobProperty::OnDemandMode(true)).unwrap();
    let range = FileRange { initial_offset: 5, length: 5 };
    ranged.add_file_with_ranges("http://127.0.0.1:9/x", &place.text("y").as_str().into(), &[range]).unwrap();
    assert_eq!(ask(&only_file(&ranged), &[(0, 1)]), refused);
    ordinary.cancel().unwrap();
    assert_eq!(ask(&only_file(&ordinary), &[(0, 1)]), Err(Hresult::BG_E_INVALID_STATE));
}

#[test]
fn a_file_that_changes_on_demand_is_an_error() {
    let place = Place::new();
    let changed = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&changed);
    let server = Server::start(move |request, _, stream| {
        let mark = if flag.load(Ordering::Relaxed) { "ETag: \"b\"\r\n" } else { "ETag: \"a\"\r\n" };
        good(request, stream, &content(SIZE, 4), mark)
    });
    let job = on_demand(&place, &server.url("/x"));
    let file = only_file(&job);
    ask(&file, &[(0, 10)]).unwrap();
    job.resume().unwrap();
    wait_until("the range", || file.filled_ranges().unwrap().len() == 1);
    wait_for(&job, JobState::Suspended);
    changed.store(true, Ordering::Relaxed);
    ask(&file, &[(100, 10)]).unwrap();
    wait_for(&job, JobState::Error);
    assert_eq!(job.error().unwrap().error().1, Hresult::BG_E_REMOTE_FILE_CHANGED); // ANS-4
}

// PER-17: what vouches for ranges is noted with them; a request in the new boot does not vouch for those of the former one.
#[test]
fn ranges_of_a_former_boot_are_asked_for_again() {
    let (place, body) = (Place::new(), content(SIZE, 4));
    let server = serving(body.clone());
    let job = on_demand(&place, &server.url("/x"));
    let file = only_file(&job);
    job.resume().unwrap();
    wait_until("the size", || file.progress().unwrap().bytes_total == SIZE as u64);
    ask(&file, &[(0, 1000)]).unwrap();
    wait_until("the range", || pairs(&file.filled_ranges().unwrap()) == [(0, 1000)]);
    wait_for(&job, JobState::Suspended);
    // A power cut: the disk never got the bytes. Then a request of the new boot is noted in the row of the file.
    let store = rusqlite::Connection::open(place.path("state/bits.db")).unwrap();
    assert_eq!(store.execute("UPDATE demand SET boot = 'former'", []).unwrap(), 1);
    std::fs::write(file.temporary_name().unwrap(), vec![0; SIZE]).unwrap();
    assert_eq!(file.filled_ranges(), Ok(Vec::new()), "PER-17: ranges of a former boot");
    ask(&file, &[(1000, SIZE as u64 - 1000)]).unwrap();
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
    assert!(std::fs::read(place.path("x")).unwrap() == body, "PER-17: bytes that no disk had");
}

// ANS-17: without a validator nothing of an earlier attempt is kept, and no two versions are joined.
#[test]
fn ranges_that_nothing_vouches_for_are_asked_for_again() {
    for weak in ["", "ETag: W/\"same\"\r\n"] {
        let (place, bodies) = (Place::new(), [content(SIZE, 5), content(SIZE, 6)]);
        let changed = Arc::new(AtomicBool::new(false));
        let (flag, served) = (Arc::clone(&changed), bodies.clone());
        let server = Server::start(move |request, _, stream| {
            good(request, stream, &served[usize::from(flag.load(Ordering::Relaxed))], weak)
        });
        let job = on_demand(&place, &server.url("/x"));
        let file = only_file(&job);
        ask(&file, &[(0, 1000)]).unwrap();
        job.resume().unwrap();
        wait_until("the range", || pairs(&file.filled_ranges().unwrap()) == [(0, 1000)]);
        wait_for(&job, JobState::Suspended);
        changed.store(true, Ordering::Relaxed);
        ask(&file, &[(1000, SIZE as u64 - 1000)]).unwrap();
        wait_for(&job, JobState::Transferred);
        assert_eq!(job.complete(), Ok(Hresult::S_OK));
        assert!(std::fs::read(place.path("x")).unwrap() == bodies[1], "ANS-17: two versions joined");
    }
}

// ANS-5: a size of 0 from HEAD is a hint for parts of a file, too; one byte tells.
#[test]
fn a_length_of_0_from_head_is_a_hint_for_parts_too() {
    for (whole, body) in [(false, content(SIZE, 7)), (true, content(SIZE, 7)), (false, Vec::new())] {
        let served = body.clone();
        let server = Server::start(move |request, number, stream| match request.range() {
            _ if request.method == "HEAD" => {
                say(stream, &format!("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{DATED}\r\n"))
            }
            Some(_) if served.is_empty() => say(
                stream,
                &format!("HTTP/1.1 416 R\r\nContent-Length: 0\r\nContent-Range: bytes */0\r\n{DATED}\r\n"),
            ),
            Some((0, 0)) if whole && number == 1 => {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{DATED}\r\n", served.len());
                stream.write_all(&[head.as_bytes(), &served].concat()).is_ok()
            }
            _ => good(request, stream, &served, DATED),
        });
        let place = Place::new();
        let job = on_demand(&place, &server.url("/x"));
        let file = only_file(&job);
        if !body.is_empty() {
            ask(&file, &[(0, SIZE as u64)]).unwrap();
        }
        job.resume().unwrap();
        wait_for(&job, JobState::Transferred);
        assert_eq!(job.complete(), Ok(Hresult::S_OK));
        assert!(std::fs::read(place.path("x")).unwrap() == body, "ANS-5: an empty file with success");
        if body.is_empty() {
            continue;
        }
        let ranged = place.manager.create_job("ranged", JobType::Download).unwrap();
        let range = FileRange { initial_offset: 5, length: 50 };
        ranged.add_file_with_ranges(&server.url("/x"), &place.text("y").as_str().into(), &[range]).unwrap();
        ranged.resume().unwrap();
        wait_for(&ranged, JobState::Transferred);
        assert_eq!(ranged.complete(), Ok(Hresult::S_OK));
        assert!(std::fs::read(place.path("y")).unwrap() == body[5..55], "ANS-5: a part");
    }
}
