//! Every call of a tree copy fails once, and for good: a run that says that all was copied has copied all, what it leaves is
//! whole or told, and the source is as it was.

use super::{NoFilter, Outcome, Root, TreeEvent, TreeObserver, TreeOptions, run};
use crate::copy::CopyOptions;
use crate::sys::Errno;
use crate::sys::fault::{Fault, Hit, Lasts, Plan, Pretence, follow};
use crate::win32::CopyFlags;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Failed(Vec<PathBuf>);

impl TreeObserver for Failed {
    fn notify(&mut self, event: &TreeEvent<'_>) {
        if let TreeEvent::Entry { destination, outcome: Outcome::Failed { .. } | Outcome::Mismatch, .. } =
            event
        {
            self.0.push(destination.to_path_buf());
        }
    }
}

fn grow(top: &Path) {
    fs::create_dir_all(top.join("sub/deep")).expect("a directory");
    for (name, size) in [("small", 100), ("sub/empty", 0), ("sub/large", 400_000), ("sub/deep/last", 5000)] {
        fs::write(top.join(name), vec![7; size]).expect("a file");
    }
    symlink("small", top.join("link")).expect("a link");
    fs::hard_link(top.join("small"), top.join("sub/second name")).expect("a name");
}

/// Every file and link below `top`, with what it holds.
fn list(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![top.to_owned()];
    while let Some(at) = left.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
            if kind.is_dir() {
                left.push(path);
                continue;
            }
            let content = if kind.is_symlink() {
                fs::read_link(&path).expect("a link").into_os_string().into_encoded_bytes()
            } else {
                fs::read(&path).expect("a file")
            };
            found.insert(path.strip_prefix(top).expect("below").to_owned(), content);
        }
    }
    found
}

fn options() -> TreeOptions {
    let flags = CopyFlags::COPY_SYMLINK | CopyFlags::OPEN_AND_COPY_REPARSE_POINT;
    let copy = CopyOptions { flags, ..CopyOptions::default() };
    TreeOptions { copy, jobs: 1, hard_links: true, ..TreeOptions::default() }
}

/// One run under a plan; what is wrong with it.
fn try_plan(source: &Path, target: &Path, plan: &std::sync::Arc<Plan>, before: bool) -> Option<String> {
    if before {
        fs::create_dir_all(target.join("sub")).expect("a directory");
        fs::write(target.join("small"), "before").expect("a file");
        fs::write(target.join("sub/large"), "before").expect("a file");
    }
    let root = Root {
        source: source.to_owned(),
        destination: target.to_owned(),
        follows_destination: true,
        recursive: true,
    };
    let mut failed = Failed::default();
    follow(Some(plan.clone()));
    let report = run(&[root], &options(), &NoFilter, &|| false, &mut failed);
    follow(None);
    let (wanted, got) = (list(source), list(target));
    let Ok(report) = report else { return None };
    let totals = report.totals;
    let failures =
        totals.files.failed + totals.files.mismatch + totals.directories.failed + totals.directories.mismatch;
    if (failures == 0) != failed.0.is_empty() {
        return Some(format!("{failures} failures counted, {} told", failed.0.len()));
    }
    if failures == 0 && wanted != got {
        return Some(format!("nothing failed, and {:?} is there", got.keys()));
    }
    for (name, content) in &got {
        let is_old = before && content == b"before";
        let is_told = failed.0.iter().any(|told| *told == target.join(name));
        if wanted.get(name) != Some(content) && !is_old && !is_told {
            return Some(format!("{} is neither whole nor told", name.display()));
        }
    }
    None
}

// F1 to F5: a partial destination never looks like a copy.
#[test]
fn every_call_of_a_tree_copy_fails() {
    let here = tempfile::tempdir().expect("a directory");
    let source = here.path().join("source");
    grow(&source);
    let untouched = list(&source);
    let (mut cases, mut wrong) = (0, Vec::new());
    for before in [false, true] {
        let target = here.path().join("plain");
        let plan = Plan::new([None, None], Pretence::default());
        assert_eq!(try_plan(&source, &target, &plan, before), None);
        assert_eq!(list(&target), untouched);
        fs::remove_dir_all(&target).expect("a directory");
        for (call, tally) in plan.made() {
            for index in 0..tally.made {
                for fault in [Errno::IO, Errno::ACCESS, Errno::NOSPC, Errno::MFILE].map(Fault::Fails) {
                    for lasts in [Lasts::Once, Lasts::ToTheEnd] {
                        let hit = Hit { call, index, fault, lasts };
                        let plan = Plan::new([Some(hit), None], Pretence::default());
                        let target = here.path().join("faulty");
                        let complaint = try_plan(&source, &target, &plan, before);
                        wrong.extend(complaint.map(|complaint| format!("{hit:?}: {complaint}")));
                        let _was_not_made = fs::remove_dir_all(&target).is_err();
                        cases += 1;
                    }
                }
            }
        }
    }
    println!("{cases} faults in a tree copy");
    assert_eq!(list(&source), untouched, "the source is as it was");
    assert!(cases > 400, "{cases}");
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}
