//! The queue and its objects: the checklist of part 12.3 first, then limits and states of 2.3 and 2.5.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{
    Heard, Place, Server, content, failure, fetch, good, listen, only_file, progress, say, wait_for,
};
use copyfile2::bits::{
    FileProgress, FileRange, FileSpec, FileTime, Hresult, JobProgress, JobProperty, JobState, JobType,
    LENGTH_TO_EOF, LocalName, Manager, Priority, ProxySettings, ProxyUsage, SIZE_UNKNOWN,
};

#[test]
fn a_fresh_job_reads_back_as_12_3_says() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    assert_eq!(place.manager.job(job.id()).unwrap().id(), job.id()); // INF-1
    assert_eq!(job.job_type(), JobType::Download); // INF-2
    assert_eq!(job.display_name(), Ok("Test".to_owned())); // SET-2
    assert_eq!(job.state(), Ok(JobState::Suspended)); // ST-2
    assert_eq!(job.resume(), Err(Hresult::BG_E_EMPTY)); // CTL-3
    assert_eq!(job.state(), Ok(JobState::Suspended));
    assert_eq!(job.progress(), Ok(JobProgress::default())); // INF-3
    assert_eq!(job.notify_flags(), Ok(3)); // SET-7
    assert!(job.notify_interface().unwrap().is_none()); // SET-15
    assert_eq!(job.error().unwrap_err(), Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE); // INF-15
    // INF-19
    assert_eq!(job.description(), Ok(String::new()));
    assert_eq!(job.error_count(), Ok(0));
    assert_eq!(job.priority(), Ok(Priority::Normal));
    assert_eq!(job.minimum_retry_delay(), Ok(600));
    assert_eq!(job.no_progress_timeout(), Ok(1_209_600));
    assert_eq!(job.maximum_download_time(), Ok(7_776_000));
    assert_eq!(job.security_flags(), Ok(0));
    assert_eq!(job.http_method(), Ok("GET".to_owned()));
    assert_eq!(job.notify_cmd_line(), Ok((String::new(), String::new()))); // J2-9
    let settings = job.proxy_settings().unwrap();
    assert_eq!(
        (settings.usage, settings.proxy_list, settings.bypass_list),
        (ProxyUsage::Preconfig, None, None)
    );
    let times = job.times().unwrap();
    assert!(times.creation > FileTime(0) && times.modification >= times.creation);
    assert_eq!(times.transfer_completion, FileTime(0)); // INF-17
}

#[test]
fn files_are_added_and_enumerated_in_order() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    assert_eq!(job.files().unwrap().count(), 0); // ADD-22
    let spec = |number: u32| {
        FileSpec::new(&format!("http://127.0.0.1:9/{number}"), &place.text(&number.to_string()))
    };
    for number in 0..2 {
        let FileSpec { remote, local } = spec(number);
        assert_eq!(job.add_file(&remote, &local), Ok(())); // ADD-1
    }
    assert_eq!(job.add_file_set(&[spec(2), spec(3)]), Ok(())); // ADD-3
    let files = job.files().unwrap();
    assert_eq!(files.count(), 4);
    for (file, number) in files.items().iter().zip(0..) {
        assert_eq!(file.remote_name(), Ok(spec(number).remote)); // ADD-17, ENM-11
        assert_eq!(file.local_name(), Ok(spec(number).local));
        let fresh = FileProgress { bytes_total: SIZE_UNKNOWN, bytes_transferred: 0, completed: false };
        assert_eq!(file.progress(), Ok(fresh)); // INF-6
    }
    let all = job.progress().unwrap();
    assert_eq!((all.bytes_total, all.files_total, all.files_transferred), (SIZE_UNKNOWN, 4, 0)); // INF-7
}

#[test]
fn a_bad_file_is_refused_and_a_set_is_all_or_nothing() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    let good = place.text("x");
    for (remote, local, code) in [
        ("ftp://h/x", good.as_str(), Hresult::E_INVALIDARG), // ADD-7
        ("http://h/x", "x", Hresult::E_INVALIDARG),
        ("http://h/x", "", Hresult::E_INVALIDARG),
        ("http://h/x", "/no/such/directory/x", Hresult::from_win32(3)), // ADD-9
    ] {
        assert_eq!(job.add_file(remote, &LocalName::from(local)), Err(code), "{remote} {local}");
    }
    assert_eq!(job.add_file_set(&[]), Err(Hresult::E_INVALIDARG)); // ADD-4
    let set = [FileSpec::new("http://h/x", &good), FileSpec::new("nonsense", &good)];
    assert_eq!(job.add_file_set(&set), Err(Hresult::E_INVALIDARG));
    assert_eq!(job.files().unwrap().count(), 0); // ADD-2
}

#[test]
fn uploads_are_refused() {
    let place = Place::new();
    for job_type in [JobType::Upload, JobType::UploadReply] {
        assert_eq!(place.manager.create_job("Test", job_type).unwrap_err(), Hresult::E_NOTIMPL);
    }
    assert_eq!(place.manager.jobs(0).unwrap().count(), 0); // MGR-14: S_OK also when empty
}

#[test]
fn job_enumerators_are_snapshots() {
    let place = Place::new();
    place.manager.create_job("one", JobType::Download).unwrap();
    let before = place.manager.jobs(0).unwrap();
    let second = place.manager.create_job("two", JobType::Download).unwrap();
    assert_eq!(before.count() + 1, place.manager.jobs(0).unwrap().count()); // ENM-13
    assert_eq!(second.cancel(), Ok(Hresult::S_OK));
    assert_eq!(place.manager.jobs(0).unwrap().count(), 1); // CTL-12
    assert_eq!(place.manager.job(second.id()).unwrap_err(), Hresult::BG_E_NOT_FOUND); // MGR-11
    assert_eq!(place.manager.jobs(2).unwrap_err(), Hresult::E_NOTIMPL); // MGR-16
}

#[test]
fn a_cancelled_job_refuses_every_change_and_answers_every_question() {
    let place = Place::new();
    let job = place.job("http://127.0.0.1:9/x", "x");
    assert_eq!(job.cancel(), Ok(Hresult::S_OK)); // CTL-7
    assert_eq!(job.state(), Ok(JobState::Cancelled)); // ST-10
    let refused = Err(Hresult::BG_E_INVALID_STATE); // COM-18, 2.3
    let local = LocalName::from("/tmp/x");
    assert_eq!(job.cancel().map(|_| ()), refused); // CTL-9
    assert_eq!(job.complete().map(|_| ()), refused);
    assert_eq!(job.suspend(), refused);
    assert_eq!(job.resume(), refused);
    assert_eq!(job.add_file("http://h/", &local), refused);
    assert_eq!(job.add_file_set(&[]), refused); // COM-19: the state comes first
    assert_eq!(job.set_display_name("x"), refused);
    assert_eq!(job.set_description("x"), refused);
    assert_eq!(job.set_priority(Priority::Low), refused);
    assert_eq!(job.set_notify_flags(0xFFFF), refused);
    assert_eq!(job.set_notify_interface(None), refused); // SET-17
    assert_eq!(job.set_notify_cmd_line(None, None), refused);
    assert_eq!(job.set_minimum_retry_delay(9), refused);
    assert_eq!(job.set_no_progress_timeout(9), refused);
    assert_eq!(job.set_maximum_download_time(9), refused);
    assert_eq!(job.set_custom_headers(None), refused);
    assert_eq!(job.set_security_flags(0), refused);
    assert_eq!(job.replace_remote_prefix("a", "b").map(|_| ()), refused);
    assert_eq!(job.set_property(JobProperty::CostFlags(1)), refused);
    let file = only_file(&job);
    assert_eq!(file.set_remote_name("http://h/y"), refused);
    assert_eq!(file.set_validation_state(true), refused);
    assert_eq!(file.remote_name(), Ok("http://127.0.0.1:9/x".to_owned())); // OM-4
    assert_eq!(job.display_name(), Ok("x".to_owned()));
}

#[test]
fn limits_of_2_5_are_kept() {
    let place = Place::new();
    let exactly = "ä".repeat(256);
    let job = place.manager.create_job(&exactly, JobType::Download).unwrap(); // MGR-3
    assert_eq!(job.display_name(), Ok(exactly.clone()));
    assert_eq!(
        place.manager.create_job(&"a".repeat(257), JobType::Download).unwrap_err(),
        Hresult::E_INVALIDARG
    );
    assert_eq!(job.set_display_name(&"a".repeat(257)), Err(Hresult::BG_E_STRING_TOO_LONG)); // SET-1
    assert_eq!(job.set_description(&"a".repeat(1025)), Err(Hresult::BG_E_STRING_TOO_LONG)); // SET-3
    assert_eq!(job.set_custom_headers(Some(&"a".repeat(16_384))), Err(Hresult::BG_E_STRING_TOO_LONG)); // HO-5
    assert_eq!(job.set_custom_headers(Some(&"a".repeat(16_383))), Ok(()));
    assert_eq!(job.set_notify_cmd_line(Some(&"a".repeat(261)), None), Err(Hresult::BG_E_STRING_TOO_LONG)); // J2-4
    assert_eq!(job.set_notify_cmd_line(None, Some("x")), Err(Hresult::E_INVALIDARG)); // J2-3
    assert_eq!(job.set_notify_flags(0x40), Err(Hresult::E_NOTIMPL)); // SET-6
    assert_eq!(job.set_notify_flags(0x1F), Ok(())); // SET-8
    assert_eq!(job.notify_flags(), Ok(0x1F)); // SET-11
    assert_eq!(job.set_security_flags(0x300), Err(Hresult::E_NOTIMPL)); // HO-15
    assert_eq!(job.set_security_flags(0x20), Err(Hresult::E_NOTIMPL)); // HO-13
    assert_eq!(job.set_security_flags(0x800 | 0x200 | 0x1F), Ok(()));
    assert_eq!(job.set_file_acl_flags(16), Err(Hresult::E_INVALIDARG)); // COM-16
    assert_eq!((job.set_file_acl_flags(15), job.file_acl_flags()), (Ok(()), Ok(15))); // J3-15
    assert_eq!(job.set_peer_caching_flags(8), Err(Hresult::E_NOTIMPL)); // J4-1
    assert_eq!((job.set_minimum_retry_delay(1), job.minimum_retry_delay()), (Ok(()), Ok(5))); // TO-2
    let settings =
        |usage, list: Option<String>, bypass| ProxySettings { usage, proxy_list: list, bypass_list: bypass };
    let (over, direct) = (ProxyUsage::Override, ProxyUsage::NoProxy);
    assert_eq!(job.set_proxy_settings(&settings(over, None, None)), Err(Hresult::E_INVALIDARG)); // SET-20
    assert_eq!(job.set_proxy_settings(&settings(direct, Some("p".into()), None)), Err(Hresult::E_INVALIDARG)); // SET-21
    let long = Some("p".repeat(4001));
    assert_eq!(
        job.set_proxy_settings(&settings(over, long.clone(), None)),
        Err(Hresult::BG_E_PROXY_LIST_TOO_LARGE)
    );
    let both = settings(over, Some("p".into()), long);
    assert_eq!(job.set_proxy_settings(&both), Err(Hresult::BG_E_PROXY_BYPASS_LIST_TOO_LARGE)); // SET-22
}

#[test]
fn properties_read_back_as_j5_says() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    assert_eq!(job.property(1), Ok(JobProperty::CostFlags(0x8000_0021))); // OQ-20
    assert_eq!(job.property(9), Ok(JobProperty::MinimumNotificationIntervalMs(0))); // K-25
    for property in [
        JobProperty::DynamicContent(true), // J5-11
        JobProperty::HighPerformance(true),
        JobProperty::OnDemandMode(true),
        JobProperty::MaxDownloadSize(1000),
        JobProperty::UseStoredCredentials(2),
        JobProperty::MinimumNotificationIntervalMs(10_000),
        JobProperty::CostFlags(0x8000_00FF),      // J5-8
        JobProperty::NotificationClsid(job.id()), // J5-12
    ] {
        assert_eq!(job.set_property(property), Ok(()), "{property:?}");
        assert_eq!(job.property(property.id()), Ok(property));
    }
    for id in [0, 6, 8, 11] {
        assert_eq!(job.property(id), Err(Hresult::BG_E_UNKNOWN_PROPERTY_ID)); // J5-1
    }
    let stored = job.set_property(JobProperty::UseStoredCredentials(1));
    assert_eq!(stored, Err(Hresult::BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED)); // J5-6
    job.add_file("http://h/x", &place.text("x").as_str().into()).unwrap();
    let late = job.set_property(JobProperty::HighPerformance(false));
    assert_eq!(late, Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE)); // J5-3
}

#[test]
fn custom_headers_are_set_read_cleared_and_hidden() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    assert_eq!(job.custom_headers(), Ok(None)); // HO-2
    job.set_custom_headers(Some("a: b\r\n")).unwrap();
    assert_eq!(job.custom_headers(), Ok(Some("a: b\r\n".to_owned()))); // HO-3
    job.set_custom_headers(None).unwrap();
    assert_eq!(job.custom_headers(), Ok(None)); // HO-4
    job.make_custom_headers_write_only().unwrap(); // HO-10
    assert_eq!(job.custom_headers(), Err(Hresult::E_ACCESSDENIED)); // HO-9
    assert_eq!(job.set_custom_headers(Some("c: d\r\n")), Ok(()));
}

#[test]
fn ranges_are_checked_when_added() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    let add = |ranges: &[(u64, u64)]| {
        let ranges: Vec<_> =
            ranges.iter().map(|&(initial_offset, length)| FileRange { initial_offset, length }).collect();
        job.add_file_with_ranges("http://h/x", &place.text("x").as_str().into(), &ranges)
    };
    assert_eq!(add(&[]), Err(Hresult::E_INVALIDARG)); // J3-6
    assert_eq!(add(&[(0, 0)]), Err(Hresult::BG_E_INVALID_RANGE)); // J3-7
    assert_eq!(add(&[(LENGTH_TO_EOF, 1)]), Err(Hresult::BG_E_INVALID_RANGE));
    assert_eq!(add(&[(2, u64::MAX - 1)]), Err(Hresult::BG_E_INVALID_RANGE)); // J3-8
    assert_eq!(add(&[(5, 1), (5, 1)]), Err(Hresult::BG_E_OVERLAPPING_RANGES)); // J3-9
    assert_eq!(add(&[(9, 3), (5, 5)]), Err(Hresult::BG_E_OVERLAPPING_RANGES));
    assert_eq!(add(&[(9, 3), (5, LENGTH_TO_EOF)]), Err(Hresult::BG_E_OVERLAPPING_RANGES)); // J3-10
    assert_eq!(add(&[(9, 3), (5, 4)]), Ok(()));
    let ranges = only_file(&job).ranges().unwrap();
    assert_eq!(ranges[0], FileRange { initial_offset: 9, length: 3 }); // F2-1: in the given order
}

#[test]
fn remote_prefixes_are_replaced_all_or_none() {
    let place = Place::new();
    let job = place.manager.create_job("Test", JobType::Download).unwrap();
    for name in ["a/x", "a/y", "b/z"] {
        job.add_file(&format!("http://h/{name}"), &place.text("x").as_str().into()).unwrap();
    }
    assert_eq!(job.replace_remote_prefix("http://H", "http://g"), Ok(Hresult::S_FALSE)); // J3-1, J3-2
    assert_eq!(job.replace_remote_prefix("http://h/a", ""), Err(Hresult::E_INVALIDARG)); // J3-3
    assert_eq!(job.replace_remote_prefix("http://h/a", "nonsense"), Err(Hresult::E_INVALIDARG)); // J3-4
    assert_eq!(job.replace_remote_prefix("http://h/a", "https://g/c"), Ok(Hresult::S_OK));
    let names: Vec<_> = job.files().unwrap().items().iter().map(|file| file.remote_name().unwrap()).collect();
    assert_eq!(names, ["https://g/c/x", "https://g/c/y", "http://h/b/z"]);
}

#[test]
fn a_download_goes_through_its_life() {
    let place = Place::new();
    let body = content(100_000, 1);
    let served = body.clone();
    let server = Server::start(move |request, _, stream| good(request, stream, &served, ""));
    let job = place.job(&server.url("/x"), "x");
    let heard = listen(&job);
    job.resume().unwrap();
    wait_for(&job, JobState::Transferred);
    assert_eq!(job.error().unwrap_err(), Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE); // 12.3.15
    let here = FileProgress { bytes_total: 100_000, bytes_transferred: 100_000, completed: false };
    assert_eq!(progress(&job), here); // FIL-2, FIL-3
    assert!(!place.path("x").exists()); // DSK-8
    let temporary = only_file(&job).temporary_name().unwrap();
    assert_eq!(std::fs::read(&temporary).unwrap(), body); // VAL-1
    assert_eq!(job.suspend(), Ok(())); // OQ-2
    assert_eq!(job.resume(), Ok(())); // OQ-3
    assert_eq!(job.state(), Ok(JobState::Transferred));
    assert!(job.times().unwrap().transfer_completion > FileTime(0));
    let events: Vec<_> = std::iter::from_fn(|| heard.recv_timeout(bits_support::PATIENCE).ok())
        .filter(|heard| !matches!(heard, Heard::Modification(_)))
        .take(2)
        .collect();
    assert_eq!(events, [Heard::File(0), Heard::Transferred]); // NTF-8
    assert_eq!(job.complete(), Ok(Hresult::S_OK)); // CPL-1
    assert_eq!(job.state(), Ok(JobState::Acknowledged));
    assert_eq!(job.complete(), Err(Hresult::BG_E_INVALID_STATE)); // CPL-11
    assert_eq!(std::fs::read(place.path("x")).unwrap(), body);
    assert_eq!(place.names(), ["x"]); // DSK-11
    assert_eq!(progress(&job), FileProgress { completed: true, ..here }); // CPL-12
    assert_eq!(only_file(&job).validation_state(), Ok(true)); // CPL-13
    assert_eq!(job.progress().unwrap().files_transferred, 1); // INF-18
}

#[test]
fn local_paths_and_file_urls_are_downloads_too() {
    let place = Place::new();
    let body = content(70_000, 2);
    std::fs::write(place.path("source"), &body).unwrap();
    for remote in [place.text("source"), format!("file://{}", place.text("source"))] {
        let job = place.job(&remote, "x"); // ADD-12, ADD-13
        fetch(&job);
        assert_eq!(std::fs::read(place.path("x")).unwrap(), body);
        let time = |name: &str| std::fs::metadata(place.path(name)).unwrap().modified().unwrap();
        assert_eq!(time("x"), time("source")); // DSK-7
        assert!(only_file(&job).temporary_name().unwrap().parent() == Some(place.directory.path())); // LOC-3
    }
    let job = place.job(&place.text("missing"), "y");
    assert_eq!(failure(&job, JobState::Error), Hresult::from_win32(2)); // LOC-4
    assert_eq!(job.error().unwrap().protocol(), Ok("file")); // ERR-5, LOC-1
}

#[test]
fn a_job_is_seen_and_run_from_a_second_manager() {
    let place = Place::new();
    let job = place.job("http://127.0.0.1:9/x", "x");
    let again = Manager::open_at(&place.path("state")).unwrap();
    let found = again.job(job.id()).unwrap(); // OM-2
    found.set_description("seen").unwrap();
    assert_eq!(job.description(), Ok("seen".to_owned())); // OM-5
}

#[test]
fn an_error_is_told_and_kept() {
    let place = Place::new();
    let server = Server::start(|_, _, stream| say(stream, "HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n"));
    let job = place.job(&server.url("/x"), "x");
    let heard = listen(&job);
    assert_eq!(failure(&job, JobState::Error).bits(), 0x8019_0194); // 12.3.16
    let told = std::iter::from_fn(|| heard.recv_timeout(bits_support::PATIENCE).ok());
    let first = told.into_iter().find(|heard| !matches!(heard, Heard::Modification(_)));
    assert_eq!(first, Some(Heard::Error(Hresult::from_http_status(404))));
    assert_eq!(job.error_count(), Ok(1)); // INF-14
    assert_eq!(job.suspend(), Ok(()));
    let error = job.error().unwrap(); // K-26
    assert_eq!(error.file().unwrap().index(), 0); // ERR-2
    assert_eq!(error.protocol(), Ok("http"));
    assert!(error.description(0x0409).unwrap().contains("404"));
    assert_eq!(error.description(0), Err(Hresult::E_INVALIDARG)); // ERR-3
    assert_eq!(error.context_description(0x0407), Err(Hresult::RESOURCE_LANG_NOT_FOUND)); // ERR-4
    assert_eq!(job.complete(), Ok(Hresult::BG_S_PARTIAL_COMPLETE)); // CPL-3
    assert!(place.names().is_empty());
}

#[test]
fn ten_thousand_files_are_added_one_by_one() {
    let place = Place::new();
    let job = place.manager.create_job("many", JobType::Download).unwrap();
    let begun = std::time::Instant::now();
    for number in 0..10_000 {
        job.add_file(
            &format!("http://127.0.0.1:9/{number}"),
            &place.text(&number.to_string()).as_str().into(),
        )
        .unwrap();
    }
    println!("{:?} for 10,000 files", begun.elapsed());
    assert_eq!(job.progress().unwrap().files_total, 10_000);
    assert_eq!(job.files().unwrap().items()[9_999].remote_name(), Ok("http://127.0.0.1:9/9999".to_owned()));
}
