//! Every call that a copy makes fails once: the caller learns why, the source is never harmed, and a destination is
//! whole or gone.

use super::{CopyRequest, Unobserved, copy_file};
use crate::sys::Errno;
use crate::sys::fault::{Fault, Hit, Lasts, Plan, Pretence, follow};
use crate::win32::{CopyFlags, FileName, Win32Error};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;

/// Cases that must run at least; only grows.
const FLOOR: usize = 600;

struct Scenario {
    name: &'static str,
    size: usize,
    flags: CopyFlags,
    overwrites: bool,
}

const SCENARIOS: &[Scenario] = &[
    Scenario { name: "small", size: 3000, flags: CopyFlags::empty(), overwrites: false },
    Scenario { name: "overwrite", size: 3000, flags: CopyFlags::empty(), overwrites: true },
    Scenario { name: "offload", size: 3 << 20, flags: CopyFlags::empty(), overwrites: false },
    Scenario { name: "pump", size: 3 << 20, flags: CopyFlags::NO_OFFLOAD, overwrites: true },
    Scenario { name: "direct", size: (1 << 20) + 5, flags: CopyFlags::NO_BUFFERING, overwrites: false },
    Scenario { name: "restartable", size: (1 << 20) + 5, flags: CopyFlags::RESTARTABLE, overwrites: false },
];

/// What the manual page of each call lists, or a file system gives in practice.
fn faults(call: &str) -> Vec<Fault> {
    let (errnos, counts): (&[Errno], bool) = match call {
        "pread" => (&[Errno::INTR, Errno::IO, Errno::ISDIR, Errno::STALE], true),
        "pwrite" => (&[Errno::INTR, Errno::IO, Errno::NOSPC, Errno::DQUOT, Errno::FBIG, Errno::PERM], true),
        "sendfile" | "copy_file_range" => (
            &[
                Errno::INTR,
                Errno::IO,
                Errno::NOSPC,
                Errno::DQUOT,
                Errno::XDEV,
                Errno::INVAL,
                Errno::OPNOTSUPP,
            ],
            true,
        ),
        "openat" => {
            (&[Errno::INTR, Errno::ACCESS, Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::LOOP], false)
        }
        "fallocate" => (&[Errno::INTR, Errno::IO, Errno::NOSPC, Errno::DQUOT, Errno::OPNOTSUPP], false),
        "ftruncate" | "fdatasync" => (&[Errno::INTR, Errno::IO, Errno::NOSPC], false),
        "ficlonerange" => (&[Errno::INTR, Errno::OPNOTSUPP, Errno::XDEV, Errno::INVAL, Errno::IO], false),
        "symlinkat" => {
            (&[Errno::ACCESS, Errno::DQUOT, Errno::IO, Errno::NOMEM, Errno::NOSPC, Errno::ROFS], false)
        }
        _ => (&[Errno::IO, Errno::NOMEM], false),
    };
    let mut faults: Vec<_> = errnos.iter().copied().map(Fault::Fails).collect();
    if counts {
        faults.extend([Fault::Short, Fault::Zero]);
    }
    faults
}

fn failing(call: &'static str, index: usize, fault: Fault) -> Arc<Plan> {
    // A full disk stays full.
    let lasts = if fault == Fault::Fails(Errno::NOSPC) { Lasts::ToTheEnd } else { Lasts::Once };
    Plan::new(Some(Hit { call, index, fault, lasts }), Pretence::default())
}

fn run(directory: &Path, scenario: &Scenario, plan: &Arc<Plan>) -> (Result<(), Win32Error>, Option<Vec<u8>>) {
    let name = |file: &str| {
        let path = directory.join(file);
        FileName::from_utf16(
            &String::from_utf8_lossy(path.as_os_str().as_bytes()).encode_utf16().collect::<Vec<_>>(),
        )
        .expect("a good name")
    };
    let destination = directory.join("destination");
    if scenario.overwrites {
        fs::write(&destination, b"old").expect("an old destination");
    }
    let (from, to) = (name("source"), name("destination"));
    let mut request = CopyRequest::new(&from, &to);
    request.options.flags = scenario.flags;
    follow(Some(Arc::clone(plan)));
    let outcome = copy_file(&request, &mut Unobserved);
    follow(None);
    let left = fs::read(&destination).ok();
    if outcome.is_err() && scenario.flags.contains(CopyFlags::RESTARTABLE) {
        // F3: what was left is good for going on.
        let again = copy_file(&request, &mut Unobserved);
        let whole = fs::read(directory.join("source")).ok();
        assert!(again.is_ok() && fs::read(&destination).ok() == whole, "{outcome:?}, then {again:?}");
    }
    for entry in fs::read_dir(directory).expect("the directory").flatten() {
        if entry.file_name() != "source" {
            fs::remove_file(entry.path()).expect("cleaned");
        }
    }
    (outcome.map(|_| ()).map_err(|error| error.code), left)
}

// F1, F3, F5: whatever fails, the destination is whole, gone, as it was, or partial where RESTARTABLE says so.
#[test]
fn every_call_fails_once() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        let directory = tempfile::tempdir().expect("a directory");
        let bytes: Vec<u8> = (0..scenario.size).map(|at| (at * 31 + at / 251) as u8).collect();
        let source = directory.path().join("source");
        fs::write(&source, &bytes).expect("a source");
        let written = fs::metadata(&source).and_then(|found| found.modified()).expect("its time");
        let plain = Plan::new(None, Pretence::default());
        let (outcome, left) = run(directory.path(), scenario, &plain);
        assert_eq!(outcome, Ok(()), "{}", scenario.name);
        assert!(left.as_ref() == Some(&bytes), "{}", scenario.name);
        for (call, made) in plain.made() {
            for fault in faults(call) {
                for index in 0..made.made.min(12) {
                    cases += 1;
                    let (outcome, left) = run(directory.path(), scenario, &failing(call, index, fault));
                    let case = format!("{} {call} #{index} {fault:?}: {outcome:?}", scenario.name);
                    let is_whole = left.as_ref() == Some(&bytes);
                    let is_as_before =
                        left.is_none() || (scenario.overwrites && left.as_deref() == Some(b"old"));
                    let is_good = match outcome {
                        Ok(()) => is_whole,
                        Err(_) => is_as_before || scenario.flags.contains(CopyFlags::RESTARTABLE),
                    };
                    let must_succeed = matches!(fault, Fault::Fails(Errno::INTR) | Fault::Short);
                    if !is_good || (must_succeed && outcome.is_err()) {
                        wrong.push(format!("{case}, left {:?}", left.map(|left| left.len())));
                    }
                    if let (Err(code), Fault::Fails(errno)) = (outcome, fault) {
                        // EFBIG that is not the process's own limit is the file system's: 87.
                        let is_limit = errno == Errno::FBIG && code == Win32Error::INVALID_PARAMETER;
                        if code != Win32Error::from_errno(errno) && !is_limit {
                            wrong.push(format!("{case}, not the code of the table"));
                        }
                    }
                }
            }
        }
        assert!(fs::read(&source).expect("the source") == bytes, "the source is untouched");
        let now = fs::metadata(&source).and_then(|found| found.modified()).expect("its time");
        assert_eq!(now, written, "the source is untouched");
    }
    println!("fault matrix: {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases >= FLOOR, "{cases} cases ran, fewer than before");
}

// O21, F5: a link that cannot be read or made leaves nothing and says why.
#[test]
fn every_call_of_a_link_fails_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, destination) = (directory.path().join("source"), directory.path().join("destination"));
    std::os::unix::fs::symlink("target", &source).expect("a link");
    let name = |path: &Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a good name");
    let (from, to) = (name(&source), name(&destination));
    let mut request = CopyRequest::new(&from, &to);
    request.options.flags = CopyFlags::COPY_SYMLINK;
    let go = |plan: &Arc<Plan>| {
        follow(Some(Arc::clone(plan)));
        let outcome = copy_file(&request, &mut Unobserved);
        follow(None);
        let left = fs::read_link(&destination).ok();
        let entries = fs::read_dir(directory.path()).expect("the directory").count();
        assert_eq!(entries, if left.is_some() { 2 } else { 1 }, "nothing else is left");
        if left.is_some() {
            fs::remove_file(&destination).expect("cleaned");
        }
        (outcome.map(|_| ()).map_err(|error| error.code), left)
    };
    let plain = Plan::new(None, Pretence::default());
    assert_eq!(go(&plain), (Ok(()), Some("target".into())));
    let mut cases = 0;
    for (call, made) in plain.made() {
        for fault in faults(call) {
            for index in 0..made.made {
                cases += 1;
                let (outcome, left) = go(&failing(call, index, fault));
                let case = format!("{call} #{index} {fault:?}: {outcome:?}");
                assert_eq!(left.is_some(), outcome.is_ok(), "{case}");
                if let (Err(code), Fault::Fails(errno)) = (outcome, fault) {
                    assert_eq!(code, Win32Error::from_errno(errno), "{case}");
                }
            }
        }
    }
    println!("fault matrix of links: {cases} cases");
    assert!(cases >= 5, "{cases} cases ran");
    assert_eq!(fs::read_link(&source).ok(), Some("target".into()), "the source is untouched");
}
