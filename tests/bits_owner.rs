//! A queue belongs to a user: who sees it, who may change it, and with whose rights it runs.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::stranger::{NOBODY, Stranger};
use bits_support::{Server, good, wait_until};
use copyfile2::bits::{AuthScheme, AuthTarget, Credentials, Hresult, JobState, JobType, Manager};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::process::Stdio;

#[test]
fn others_see_nothing_of_a_queue() {
    let Some(stranger) = Stranger::new() else { return };
    let own = stranger.queue.raw(&["/create", "mine"]); // in `copyfile2`, root's
    // MGR-12, OWN-2, HO-8: no way to the job, and so none to its headers.
    for words in
        [["/getstate", &own].as_slice(), &["/list"], &["/getcustomheaders", &own], &["/cancel", &own]]
    {
        let output = stranger.command(".").args(words).output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && complaint.contains("E_ACCESSDENIED"), "{words:?}: {complaint}");
    }
    assert_eq!(stranger.queue.raw(&["/getstate", &own]), "SUSPENDED");
}

#[test]
fn what_a_user_asks_for_runs_with_the_rights_of_that_user() {
    let Some(stranger) = Stranger::new() else { return };
    let server = Server::start(|request, _, stream| good(request, stream, b"body", ""));
    let target = stranger.queue.path().join("state/target");
    let log = stranger.queue.path().join("state/log");
    let job = stranger.said(&["/create", "theirs"]);
    stranger.said(&["/addfile", &job, &server.url("/x"), target.to_str().unwrap()]);
    stranger.said(&["/setpriority", &job, "FOREGROUND"]);
    let script = format!("sh -c \"id -u > '{}'\"", log.display());
    stranger.said(&["/setnotifycmdline", &job, "/bin/sh", &script]);

    // MGR-9, OWN-2, SET-30: the administrator sees the job and changes it; its owner is who made it.
    let manager = Manager::open_at(&stranger.queue.path().join("state/copyfile2")).unwrap();
    let found = manager.job(job.parse().unwrap()).unwrap();
    assert!(found.owner().unwrap().ends_with("-65534"));
    found.set_description("changed").unwrap();
    // OWN-5, HO-8: the secrets are the owner's only.
    stranger.said(&["/setcustomheaders", &job, "X-Key: theirs"]);
    assert_eq!(found.custom_headers(), Err(Hresult::E_ACCESSDENIED));
    assert_eq!(found.set_custom_headers(Some("X-Key: mine")), Err(Hresult::E_ACCESSDENIED));
    let credentials = Credentials {
        target: AuthTarget::Server,
        scheme: AuthScheme::Basic,
        user: Some("u".to_owned()),
        password: Some("p".to_owned()),
    };
    assert_eq!(found.set_credentials(&credentials), Err(Hresult::E_ACCESSDENIED));
    assert_eq!(stranger.said(&["/getdescription", &job]), "changed");
    found.resume().unwrap();
    assert_eq!(manager.create_job("another", JobType::Download).unwrap_err(), Hresult::E_ACCESSDENIED);

    // OWN-1, J2-5, SCH-15: the owner's process moves it, whoever resumed it, and counts as logged on.
    let mut worker = stranger.command("state");
    worker.args(["/monitor", "/refresh", "1"]).stdout(Stdio::null()).stderr(Stdio::null());
    let _worker = bits_support::Worker(worker.spawn().unwrap());
    wait_until("the job", || found.state().unwrap() == JobState::Transferred);
    // Programs are started with /dev/null, which a linker that ran as root may have taken from everybody else.
    let null = std::fs::metadata("/dev/null").unwrap().permissions().mode();
    if null & 0o6 == 0o6 {
        wait_until("the program", || std::fs::read_to_string(&log).is_ok_and(|text| text.trim() == "65534"));
    } else {
        println!("skipped: the program, for only root may write to /dev/null here");
    }
    assert_eq!(found.files().unwrap().items()[0].temporary_name().unwrap().metadata().unwrap().uid(), NOBODY);
    stranger.said(&["/complete", &job]);
    assert_eq!(target.metadata().unwrap().uid(), NOBODY);
}
