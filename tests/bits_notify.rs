//! Notification: callbacks, their repetition and re-entrancy, the command line (section 4).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{
    Heard, PATIENCE, Place, Server, content, good, listen, only_file, say, wait_for, wait_until,
};
use copyfile2::bits::{
    Callback, File, Hresult, Job, JobError, JobProperty, JobState, NOTIFY_DISABLE, NOTIFY_FILE_TRANSFERRED,
    NOTIFY_JOB_ERROR, NOTIFY_JOB_MODIFICATION, NOTIFY_JOB_TRANSFERRED, Result,
};
use std::any::Any;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

type Deed = Box<dyn Fn(&Job, &str) -> Result<()> + Send + Sync>;

/// A callback that does something when it is told, and reports what it was told and what it answered.
struct Acting {
    deed: Deed,
    report: Mutex<Sender<(String, Result<()>)>>,
}

impl Acting {
    fn on(
        job: &Job,
        deed: impl Fn(&Job, &str) -> Result<()> + Send + Sync + 'static,
    ) -> Receiver<(String, Result<()>)> {
        let (sender, receiver) = channel();
        let acting = Self { deed: Box::new(deed), report: Mutex::new(sender) };
        job.set_notify_interface(Some(Arc::new(acting))).unwrap();
        receiver
    }

    fn act(&self, job: &Job, event: String) -> Result<()> {
        let answer = (self.deed)(job, &event);
        let _ = self.report.lock().unwrap().send((event, answer)); // the test may be over
        answer
    }
}

impl Callback for Acting {
    fn job_transferred(&self, job: &Job) -> Result<()> {
        self.act(job, "transferred".to_owned())
    }
    fn job_error(&self, job: &Job, error: &JobError) -> Result<()> {
        self.act(job, format!("error {}", error.error().1))
    }
    fn file_transferred(&self, job: &Job, file: &File) -> Result<()> {
        self.act(job, format!("file {}", file.index()))
    }
    fn job_modification(&self, job: &Job) {
        let _ = self.act(job, "modification".to_owned()); // it has no answer
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn server() -> Server {
    Server::start(|request, _, stream| match request.path.as_str() {
        "/missing" => say(stream, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n"),
        _ => good(request, stream, b"body", ""),
    })
}

fn next<T>(receiver: &Receiver<T>) -> T {
    receiver.recv_timeout(PATIENCE).unwrap()
}

#[test]
fn files_come_in_order_before_the_job() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/0"), "0");
    for number in 1..20 {
        job.add_file(&server.url(&format!("/{number}")), &place.text(&number.to_string()).as_str().into())
            .unwrap();
    }
    job.set_notify_flags(NOTIFY_JOB_TRANSFERRED | NOTIFY_FILE_TRANSFERRED).unwrap();
    let told = Acting::on(&job, |_, _| Ok(()));
    job.resume().unwrap();
    for number in 0..20 {
        assert_eq!(next(&told).0, format!("file {number}")); // NTF-7
    }
    assert_eq!(next(&told).0, "transferred"); // NTF-8
}

#[test]
fn a_failed_call_is_repeated_and_holds_up_the_next() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_notify_flags(NOTIFY_JOB_TRANSFERRED | NOTIFY_FILE_TRANSFERRED).unwrap();
    let calls = AtomicU32::new(0);
    let told = Acting::on(&job, move |_, _| match calls.fetch_add(1, Ordering::Relaxed) {
        0 | 2 => Err(Hresult::E_FAIL),
        _ => Ok(()),
    });
    job.resume().unwrap();
    let names: Vec<_> = (0..4).map(|_| next(&told).0).collect();
    assert_eq!(names, ["file 0", "file 0", "transferred", "transferred"]); // NTF-2, NTF-4, NTF-7, TO-12
}

#[test]
fn a_panic_in_a_callback_counts_as_a_failure() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    let calls = AtomicU32::new(0);
    let told = Acting::on(&job, move |_, _| {
        assert!(calls.fetch_add(1, Ordering::Relaxed) > 0, "the first call panics");
        Ok(())
    });
    job.resume().unwrap();
    assert_eq!(next(&told), ("transferred".to_owned(), Ok(())));
}

#[test]
fn any_method_may_be_called_from_inside() {
    let (place, server) = (Place::new(), server());
    let complete = place.job(&server.url("/x"), "x");
    let told = Acting::on(&complete, |job, _| job.complete().map(|code| assert_eq!(code, Hresult::S_OK)));
    complete.resume().unwrap();
    assert_eq!(next(&told), ("transferred".to_owned(), Ok(()))); // CPL-15, THR-4
    assert_eq!(complete.state(), Ok(JobState::Acknowledged));
    assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");

    let cancel = place.job(&server.url("/missing"), "y");
    let told = Acting::on(&cancel, |job, _| job.cancel().map(|_| ()));
    cancel.resume().unwrap();
    assert_eq!(next(&told), (format!("error {}", Hresult::from_http_status(404)), Ok(())));
    assert_eq!(cancel.state(), Ok(JobState::Cancelled));

    let suspend = place.job(&server.url("/a"), "a");
    suspend.add_file(&server.url("/b"), &place.text("b").as_str().into()).unwrap();
    suspend.set_notify_flags(NOTIFY_FILE_TRANSFERRED).unwrap();
    let told = Acting::on(&suspend, |job, _| job.suspend().and_then(|()| job.set_notify_interface(None)));
    suspend.resume().unwrap();
    assert_eq!(next(&told), ("file 0".to_owned(), Ok(())));
    assert!(suspend.notify_interface().unwrap().is_none());

    let reject = place.job(&server.url("/c"), "c");
    reject.set_notify_flags(NOTIFY_FILE_TRANSFERRED | NOTIFY_JOB_ERROR).unwrap();
    let told = Acting::on(&reject, |job, event| match event {
        "file 0" => only_file(job).set_validation_state(false),
        _ => Ok(()),
    });
    reject.resume().unwrap();
    assert_eq!(next(&told).0, "file 0"); // F3-10
    assert_eq!(next(&told).0, format!("error {}", Hresult::BG_E_VALIDATION_FAILED));
}

#[test]
fn an_event_waits_for_its_listener_and_comes_once_per_object() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/missing"), "x");
    job.resume().unwrap();
    wait_for(&job, JobState::Error);
    for _ in 0..2 {
        let told = Acting::on(&job, |_, _| Ok(()));
        assert!(next(&told).0.starts_with("error")); // NTF-11, NTF-12
    }
    let told = Acting::on(&job, |_, _| Ok(()));
    assert!(next(&told).0.starts_with("error"));
    job.resume().unwrap();
    assert!(next(&told).0.starts_with("error")); // NTF-13
}

#[test]
fn flags_count_when_the_event_is_delivered() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_notify_flags(NOTIFY_DISABLE | NOTIFY_JOB_TRANSFERRED).unwrap();
    let told = Acting::on(&job, |_, _| Ok(()));
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    job.set_notify_flags(NOTIFY_JOB_ERROR).unwrap(); // SET-9
    job.set_notify_flags(NOTIFY_JOB_TRANSFERRED).unwrap(); // NTF-15
    assert_eq!(next(&told).0, "transferred");
    assert!(told.try_recv().is_err());
}

#[test]
fn modifications_are_told_and_merged() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_property(JobProperty::MinimumNotificationIntervalMs(300)).unwrap();
    let heard = listen(&job);
    for number in 0..200 {
        job.set_description(&number.to_string()).unwrap();
    }
    job.set_notify_flags(NOTIFY_JOB_MODIFICATION | NOTIFY_JOB_TRANSFERRED).unwrap();
    assert_eq!(next(&heard), Heard::Modification(JobState::Suspended));
    job.resume().unwrap();
    let mut told = 1;
    while let Heard::Modification(_) = next(&heard) {
        told += 1;
    }
    assert!(told < 50, "{told} calls for 200 changes"); // NTF-9, NTF-10
    job.set_description("afterwards").unwrap();
    assert_eq!(next(&heard), Heard::Modification(JobState::Transferred)); // VOL-3
}

/// VOL-3: what is changed while JobTransferred runs is told of after it.
#[test]
fn a_change_made_inside_a_call_is_told_of() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_property(JobProperty::MinimumNotificationIntervalMs(1)).unwrap();
    job.set_notify_flags(NOTIFY_JOB_MODIFICATION | NOTIFY_JOB_TRANSFERRED).unwrap();
    let told = Acting::on(&job, |job, event| match event {
        "transferred" => job.set_description("changed inside"),
        _ => Ok(()),
    });
    job.resume().unwrap();
    let events = || std::iter::from_fn(|| told.recv_timeout(PATIENCE).ok()).map(|(event, _)| event);
    assert!(events().any(|event| event == "transferred"));
    assert!(events().any(|event| event == "modification"));
}

#[test]
fn the_last_object_is_the_one_that_is_told() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    let first = Acting::on(&job, |_, _| Ok(()));
    let second = Acting::on(&job, |_, _| Ok(()));
    job.resume().unwrap();
    assert_eq!(next(&second).0, "transferred"); // NTF-16
    assert!(first.recv_timeout(PATIENCE).is_err()); // SET-14: the former object is released
}

#[test]
fn the_program_runs_when_no_object_takes_the_event() {
    let (place, server) = (Place::new(), server());
    let run = |job: &Job, name: &str| {
        let parameters = format!("sh -c \"echo told >> '{}'\"", place.text(name));
        job.set_notify_cmd_line(Some("/bin/sh"), Some(&parameters)).unwrap();
    };
    let written = |name: &str| std::fs::read_to_string(place.path(name)).unwrap_or_default();
    let alone = place.job(&server.url("/x"), "x");
    run(&alone, "alone");
    alone.resume().unwrap();
    wait_until("the program", || written("alone") == "told\n"); // J2-5
    let late = place.job(&server.url("/missing"), "y");
    late.resume().unwrap();
    wait_for(&late, JobState::Error);
    run(&late, "late");
    wait_until("the program", || written("late") == "told\n"); // J2-6

    let both = place.job(&server.url("/x"), "z");
    run(&both, "both");
    let told = Acting::on(&both, |_, _| Ok(()));
    both.resume().unwrap();
    assert_eq!(next(&told).0, "transferred");
    assert_eq!(written("both"), ""); // NTF-20, J2-8: the object comes first
    let failing = place.job(&server.url("/x"), "w");
    run(&failing, "failing");
    let told = Acting::on(&failing, |_, _| Err(Hresult::E_FAIL));
    failing.resume().unwrap();
    assert_eq!(next(&told).1, Err(Hresult::E_FAIL));
    wait_until("the program", || written("failing") == "told\n");
    assert_eq!(failing.complete(), Ok(Hresult::S_OK));
    assert_eq!(both.complete(), Ok(Hresult::S_OK));
    assert_eq!(written("both"), "");
}

#[test]
fn a_program_that_fails_runs_again_after_the_delay() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_minimum_retry_delay(5).unwrap();
    let script = format!("sh -c \"echo run >> '{0}'; test $(wc -l < '{0}') -ge 2\"", place.text("log"));
    job.set_notify_cmd_line(Some("/bin/sh"), Some(&script)).unwrap();
    job.resume().unwrap();
    wait_until("two runs", || std::fs::read_to_string(place.path("log")).unwrap_or_default() == "run\nrun\n"); // NTF-22, TO-11
}

/// NTF-21: neither the object nor the program takes the event, so both are asked again.
#[test]
fn what_nobody_took_is_told_again_both_ways() {
    let (place, server) = (Place::new(), server());
    let job = place.job(&server.url("/x"), "x");
    job.set_minimum_retry_delay(5).unwrap();
    let script = format!("sh -c \"echo run >> '{}'; false\"", place.text("log"));
    job.set_notify_cmd_line(Some("/bin/sh"), Some(&script)).unwrap();
    let told = Acting::on(&job, |_, _| Err(Hresult::E_FAIL));
    job.resume().unwrap();
    let runs = || std::fs::read_to_string(place.path("log")).unwrap_or_default().lines().count();
    assert_eq!(next(&told), ("transferred".to_owned(), Err(Hresult::E_FAIL)));
    wait_until("two runs", || runs() >= 2);
    assert_eq!(next(&told), ("transferred".to_owned(), Err(Hresult::E_FAIL)));
    assert_eq!(job.state(), Ok(JobState::Transferred));
}

#[test]
fn bytes_on_their_way_are_modifications() {
    const SIZE: u64 = 6;
    let place = Place::new();
    let body = content(SIZE as usize, 1);
    let (allow, allowed) = channel::<()>();
    let allowed = Mutex::new(allowed);
    let server = Server::start(move |request, _, stream| {
        if request.method == "HEAD" {
            return good(request, stream, &body, "");
        }
        say(stream, "HTTP/1.1 206 P\r\nContent-Range: bytes 0-5/6\r\nContent-Length: 6\r\n\r\n");
        body.iter().all(|byte| {
            let _ = allowed.lock().unwrap().recv_timeout(PATIENCE); // a server that sends when it is told to
            std::io::Write::write_all(stream, &[*byte]).is_ok()
        })
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_property(JobProperty::MinimumNotificationIntervalMs(1)).unwrap();
    let heard = listen(&job);
    job.resume().unwrap();
    for sent in 1..SIZE {
        allow.send(()).unwrap();
        while job.progress().unwrap().bytes_transferred < sent {
            assert!(matches!(next(&heard), Heard::Modification(_)), "after {sent} bytes"); // VOL-3
        }
    }
    allow.send(()).unwrap();
    let last = std::iter::from_fn(|| heard.recv_timeout(PATIENCE).ok());
    assert!(last.into_iter().any(|heard| heard == Heard::Transferred));
}
