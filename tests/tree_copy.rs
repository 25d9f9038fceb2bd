//! Trees through the library, with 1, 2 and 16 workers: the copy is the same, and it is what the source was.

mod support;

use copyfile2::copy::CopyOptions;
use copyfile2::tree::{self, *};
use copyfile2::win32::{CopyFlags, Win32Error};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use support::*;

const JOBS: [usize; 3] = [1, 2, 16];

/// What a run told.
#[derive(Default)]
struct Heard {
    failed: Vec<(PathBuf, Win32Error, bool)>,
    outcomes: BTreeMap<PathBuf, Outcome>,
    warnings: Vec<String>,
    thread: Option<std::thread::ThreadId>,
}

impl TreeObserver for Heard {
    fn notify(&mut self, event: &TreeEvent<'_>) {
        let here = std::thread::current().id();
        assert_eq!(*self.thread.get_or_insert(here), here, "one thread");
        match event {
            TreeEvent::Entry { source, destination, outcome, .. } => {
                if let Outcome::Failed { error, vanished } = outcome {
                    self.failed.push((source.to_path_buf(), error.code, *vanished));
                }
                self.outcomes.insert(destination.to_path_buf(), (*outcome).clone());
            }
            TreeEvent::Warning { path, what, .. } => {
                self.warnings.push(format!("{}: {what}", path.display()))
            }
            _ => {}
        }
    }
}

fn options(jobs: usize) -> TreeOptions {
    let flags = CopyFlags::COPY_SYMLINK | CopyFlags::OPEN_AND_COPY_REPARSE_POINT;
    let copy = CopyOptions { flags, ..CopyOptions::default() };
    TreeOptions { copy, jobs, special: Special::Recreate, tells_entries: true, ..TreeOptions::default() }
}

fn root(source: &Path, destination: &Path) -> Root {
    Root {
        source: source.to_owned(),
        destination: destination.to_owned(),
        follows_destination: true,
        recursive: true,
    }
}

fn copy_with(roots: &[Root], options: &TreeOptions) -> (TreeReport, Heard) {
    let mut heard = Heard::default();
    let report = tree::run(roots, options, &NoFilter, &|| false, &mut heard).expect("a run");
    (report, heard)
}

fn copy(source: &Path, destination: &Path, jobs: usize) -> (TreeReport, Heard) {
    copy_with(&[root(source, destination)], &options(jobs))
}

/// What of an entry must be the same in the copy.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    kind: u32,
    mode: u32,
    size: u64,
    written: (i64, i64),
    content: Vec<u8>,
    attributes: BTreeMap<std::ffi::OsString, Vec<u8>>,
}

/// Everything below `top`, by its path from there.
fn list(top: &Path) -> BTreeMap<PathBuf, Entry> {
    let mut found = BTreeMap::new();
    let mut left = vec![top.to_owned()];
    while let Some(path) = left.pop() {
        let stat = fs::symlink_metadata(&path).expect("an entry");
        let kind = stat.file_type();
        let content = if kind.is_symlink() {
            fs::read_link(&path).expect("a link").into_os_string().into_encoded_bytes()
        } else if kind.is_file() {
            fs::read(&path).expect("a file")
        } else {
            Vec::new()
        };
        // The time of a link is the copy's own, a directory has no size to be compared.
        let written = if kind.is_symlink() { (0, 0) } else { (stat.mtime(), stat.mtime_nsec()) };
        let size = if kind.is_dir() { 0 } else { stat.size() };
        let is_special = !(kind.is_file() || kind.is_dir() || kind.is_symlink());
        let entry = Entry {
            kind: stat.mode() & 0o170_000,
            mode: stat.mode() & 0o777,
            size,
            written: if is_special { (0, 0) } else { written },
            content,
            attributes: if is_special { BTreeMap::new() } else { attributes(&path) },
        };
        found.insert(path.strip_prefix(top).expect("below the top").to_owned(), entry);
        if kind.is_dir() {
            left.extend(fs::read_dir(&path).expect("a directory").flatten().map(|entry| entry.path()));
        }
    }
    found
}

/// A tree with one of everything.
fn grow(top: &Path) {
    for directory in ["a/b/c", "empty", "wide", "closed/inner", "with attributes"] {
        fs::create_dir_all(top.join(directory)).expect("a directory");
    }
    fill(top.join("a/small"), 4096);
    fill(top.join("a/b/nothing"), 0);
    fill(top.join("a/b/c/large"), 3 << 20);
    fill_sparse(top.join("a/sparse"), 4 << 20);
    for number in 0..1200 {
        file(top.join(format!("wide/{number:04}")), format!("file {number}"));
    }
    file(top.join("closed/inner/read-only"), "x");
    set_mode(top.join("closed/inner/read-only"), 0o444);
    set_mode(top.join("closed/inner"), 0o500);
    set_mode(top.join("closed"), 0o555);
    symlink("a/small", top.join("link")).expect("a link");
    symlink("nowhere", top.join("broken")).expect("a link");
    symlink("a", top.join("to a directory")).expect("a link");
    file(top.join("odd\nname\u{1b}[2J"), "odd");
    fs::write(top.join(std::ffi::OsStr::from_bytes(b"no text \xff")), "bytes").expect("a file");
    put_stream(top.join("a/small"), "notes", b"a stream");
    put_attribute(top.join("with attributes"), "colour", b"blue");
    put_attribute(top.join("a/b"), "DosStream.of a directory:$DATA", b"stream");
    rustix::fs::mknodat(rustix::fs::CWD, top.join("fifo"), rustix::fs::FileType::Fifo, 0o640.into(), 0)
        .expect("a FIFO");
    for directory in ["a/b/c", "a/b", "a", "empty", "wide", "with attributes", ""] {
        set_write_time(&top.join(directory), 1_200_000_000, 5);
    }
}

use std::os::unix::ffi::OsStrExt as _;

#[test]
fn every_number_of_workers_makes_the_same_copy() {
    for kind in [FileSystem::Here, FileSystem::Ext4, FileSystem::Xfs, FileSystem::Btrfs, FileSystem::Tmpfs] {
        let Some(here) = kind.root() else { continue };
        let directory = tempfile::tempdir_in(here).expect("a directory");
        let source = directory.path().join("source");
        grow(&source);
        let before = list(&source);
        for jobs in JOBS {
            let target = directory.path().join(format!("copy by {jobs}"));
            let (report, heard) = copy(&source, &target, jobs);
            assert_eq!(heard.failed, [], "{kind:?} {jobs}");
            assert_eq!(list(&target), before, "{kind:?} {jobs}");
            let files = before.values().filter(|entry| entry.kind != 0o040_000).count() as u64;
            let directories = before.len() as u64 - files;
            assert_eq!((report.totals.files.total, report.totals.files.copied), (files, files), "{jobs}");
            assert_eq!(report.totals.directories.copied, directories, "{jobs}");
            // A second time everything is overwritten, and nothing changes.
            set_mode(target.join("closed/inner/read-only"), 0o644);
            let (_, heard) = copy(&source, &target, jobs);
            assert_eq!(heard.failed, [], "{kind:?} {jobs} again");
            assert_eq!(list(&target), before, "{kind:?} {jobs} again");
        }
        assert_eq!(list(&source), before, "the source is as it was");
        for closed in ["closed", "closed/inner"] {
            set_mode(source.join(closed), 0o755);
        }
    }
}

#[test]
fn the_same_is_left_alone_and_what_is_newer_is_kept() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    fs::create_dir(&source).expect("a directory");
    for name in ["same", "older", "newer", "longer"] {
        file(source.join(name), name);
    }
    copy(&source, &target, 2);
    let now = |path: &Path, seconds| set_write_time(path, seconds, 0);
    fs::write(target.join("newer"), "their").expect("a file");
    now(&target.join("newer"), 1_900_000_000);
    fs::write(target.join("older"), "old").expect("a file");
    now(&target.join("older"), 900_000_000);
    fs::write(target.join("longer"), "too long").expect("a file");
    now(&target.join("longer"), 900_000_000);
    let update = TreeOptions { existing: Existing::Update, ..options(2) };
    for dry_run in [true, false] {
        let (report, heard) =
            copy_with(&[root(&source, &target)], &TreeOptions { dry_run, ..update.clone() });
        let outcome = |name: &str| heard.outcomes[&target.join(name)].clone();
        assert_eq!(outcome("same"), Outcome::Skipped(Reason::Same));
        assert_eq!(outcome("newer"), Outcome::Skipped(Reason::Newer));
        assert_eq!(outcome("older"), Outcome::Copied(Reason::OtherSize));
        assert_eq!(outcome("longer"), Outcome::Copied(Reason::OtherSize));
        assert_eq!((report.totals.files.copied, report.totals.files.skipped), (2, 2));
        if dry_run {
            assert_eq!(fs::read(target.join("older")).expect("a file"), b"old", "nothing is written");
        }
    }
    assert_eq!(fs::read(target.join("newer")).expect("a file"), b"their");
    assert_eq!(fs::read(target.join("older")).expect("a file"), b"older");
}

#[test]
fn a_dry_run_makes_nothing_and_counts_what_it_would() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    grow(&source);
    let (report, heard) = copy_with(&[root(&source, &target)], &TreeOptions { dry_run: true, ..options(2) });
    assert_eq!(heard.failed, []);
    assert!(!target.exists());
    let (real, _) = copy(&source, &target, 2);
    assert_eq!(report.totals.files, real.totals.files);
    assert_eq!(report.totals.directories, real.totals.directories);
    assert_eq!(report.totals.bytes.total, real.totals.bytes.total - stream_bytes());
    for closed in ["closed", "closed/inner"] {
        set_mode(source.join(closed), 0o755);
        set_mode(target.join(closed), 0o755);
    }
}

/// Streams of files count where they are copied only.
fn stream_bytes() -> u64 {
    b"a stream".len() as u64
}

#[test]
fn a_link_in_the_destination_is_never_written_through() {
    for jobs in JOBS {
        let directory = tempfile::tempdir().expect("a directory");
        let (source, target, out) =
            (directory.path().join("source"), directory.path().join("target"), directory.path().join("out"));
        for made in ["sub", "other"] {
            fs::create_dir_all(source.join(made)).expect("a directory");
            fill(source.join(made).join("file"), 10);
        }
        fill(source.join("file"), 20);
        fs::create_dir(&target).expect("a directory");
        fs::create_dir(&out).expect("a directory");
        fs::write(out.join("precious"), "precious").expect("a file");
        symlink("../out", target.join("sub")).expect("a link");
        symlink("../out/precious", target.join("file")).expect("a link");
        let (_, heard) = copy(&source, &target, jobs);
        assert_eq!(heard.failed, [(source.join("sub"), Win32Error::DIRECTORY, false)]);
        assert_eq!(fs::read_dir(&out).expect("a directory").count(), 1);
        assert_eq!(fs::read(out.join("precious")).expect("a file"), b"precious");
        assert_copied(source.join("file"), target.join("file"));
        assert_copied(source.join("other/file"), target.join("other/file"));
    }
}

#[test]
fn two_sources_do_not_take_one_place() {
    for jobs in JOBS {
        let directory = tempfile::tempdir().expect("a directory");
        let path = |name: &str| directory.path().join(name);
        for (source, content) in [("one", "first"), ("two", "second")] {
            fs::create_dir_all(path(source).join("sub")).expect("a directory");
            for name in ["both", "sub/both"] {
                file(path(source).join(name), content);
            }
            file(path(source).join(format!("sub/only {source}")), content);
        }
        // Once into nothing, once into what is there.
        for target in ["new", "old"] {
            if target == "old" {
                fs::create_dir_all(path("old/sub")).expect("a directory");
                file(path("old/sub/both"), "before");
            }
            let roots = [root(&path("one"), &path(target)), root(&path("two"), &path(target))];
            let (_, heard) = copy_with(&roots, &options(jobs));
            let mut failed = heard.failed;
            failed.sort();
            let expected =
                ["both", "sub/both"].map(|name| (path("two").join(name), Win32Error::FILE_EXISTS, false));
            assert_eq!(failed, expected, "{target} by {jobs}");
            for name in ["both", "sub/both"] {
                assert_eq!(fs::read(path(target).join(name)).expect("a file"), b"first");
            }
            assert!(path(target).join("sub/only two").exists() && path(target).join("sub/only one").exists());
        }
    }
}

/// One inode under two names of the destination: the second source would change the first's copy.
#[test]
fn a_file_that_was_written_is_not_written_by_its_other_name() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    fs::create_dir(&source).expect("a directory");
    fs::create_dir(&target).expect("a directory");
    file(source.join("a"), "content of a");
    file(source.join("b"), "content of b");
    file(target.join("a"), "before");
    fs::hard_link(target.join("a"), target.join("b")).expect("a second name");
    let (report, heard) = copy(&source, &target, 2);
    assert_eq!((heard.failed.len(), heard.failed[0].1), (1, Win32Error::FILE_EXISTS));
    assert_eq!(report.totals.files.copied, 1);
}

#[test]
fn a_name_that_folds_is_refused() {
    let Some(root_of) = case_folding_directory() else { return };
    let source = tempfile::tempdir().expect("a directory");
    for name in ["README", "readme", "ReadMe"] {
        file(source.path().join(name), name);
    }
    fs::create_dir(source.path().join("sub")).expect("a directory");
    for name in ["x", "X"] {
        file(source.path().join("sub").join(name), name);
    }
    for jobs in JOBS {
        let target = root_of.join(format!("by {jobs}"));
        fs::create_dir(&target).expect("a directory");
        let (_, heard) = copy(source.path(), &target, jobs);
        assert_eq!(heard.failed.len(), 3, "{:?}", heard.failed);
        assert!(heard.failed.iter().all(|(_, code, _)| *code == Win32Error::FILE_EXISTS));
        for path in [target.join("README"), target.join("sub/x")] {
            let parent = path.parent().expect("a directory");
            let names: Vec<_> = fs::read_dir(parent).expect("a directory").flatten().collect();
            let file = names.iter().find(|entry| entry.path().is_file()).expect("a file");
            assert_eq!(
                fs::read(file.path()).expect("a file"),
                file.file_name().as_bytes(),
                "its own content"
            );
        }
    }
}

/// A directory that ignores case.
fn case_folding_directory() -> Option<PathBuf> {
    FileSystem::Vfat.root()
}

#[test]
fn a_tree_is_never_copied_into_itself() {
    let directory = tempfile::tempdir().expect("a directory");
    let source = directory.path().join("source");
    fs::create_dir_all(source.join("sub/deep")).expect("a directory");
    symlink("sub", source.join("shortcut")).expect("a link");
    for target in ["source", "source/sub/deep", "source/new", "source/sub/../new/deeper", "source/shortcut/x"]
    {
        let (report, heard) = copy(&source, &directory.path().join(target), 2);
        assert_eq!(heard.failed.len(), 1, "{target}");
        assert_eq!(heard.failed[0].1, Win32Error::INVALID_PARAMETER, "{target}");
        assert_eq!(report.totals.directories.copied, 0, "{target}");
    }
    assert!(!source.join("new").exists());
}

#[test]
fn a_deep_tree_needs_neither_stack_nor_descriptors() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    fs::create_dir(&source).expect("a directory");
    const DEPTH: usize = 1500;
    make_deep(&source, DEPTH);
    let (report, heard) = copy(&source, &target, 2);
    assert_eq!(heard.failed, []);
    assert_eq!(report.totals.directories.copied, 1 + 2 * DEPTH as u64);
    assert_eq!(report.totals.files.copied, DEPTH as u64);
    // What std removes by recursion and paths is too deep for it.
    for top in [&source, &target] {
        assert!(std::process::Command::new("rm").arg("-rf").arg(top).status().expect("rm").success());
    }
}

/// Directories in directories, each with a neighbour and a file, far beyond what a path may be long.
fn make_deep(top: &Path, depth: usize) {
    use rustix::fs::{Mode, OFlags, mkdirat, open, openat};
    let mut at = open(top, OFlags::DIRECTORY, Mode::empty()).expect("a directory");
    for _ in 0..depth {
        for name in ["directory", "neighbour"] {
            mkdirat(&at, name, Mode::from_raw_mode(0o755)).expect("a directory");
        }
        drop(
            openat(&at, "file", OFlags::CREATE | OFlags::WRONLY, Mode::from_raw_mode(0o644)).expect("a file"),
        );
        at = openat(&at, "directory", OFlags::DIRECTORY, Mode::empty()).expect("a directory");
    }
}

#[test]
fn names_of_one_file_stay_names_of_one_file() {
    for jobs in JOBS {
        let directory = tempfile::tempdir().expect("a directory");
        let (source, target) = (directory.path().join("source"), directory.path().join("target"));
        fs::create_dir_all(source.join("sub")).expect("a directory");
        fill(source.join("one"), 100_000);
        for name in ["two", "sub/three"] {
            fs::hard_link(source.join("one"), source.join(name)).expect("a name");
        }
        fill(source.join("alone"), 10);
        let with_links = TreeOptions { hard_links: true, ..options(jobs) };
        for round in 0..2 {
            let (report, heard) = copy_with(&[root(&source, &target)], &with_links);
            assert_eq!(heard.failed, [], "round {round}");
            let inode = |name: &str| fs::metadata(target.join(name)).expect("a copy").ino();
            assert_eq!((inode("one"), inode("one")), (inode("two"), inode("sub/three")));
            assert_eq!(fs::metadata(target.join("one")).expect("a copy").nlink(), 3);
            assert_eq!(report.totals.bytes.copied, 100_010, "bytes are counted once");
            assert_copied(source.join("one"), target.join("sub/three"));
        }
    }
}

#[test]
fn a_mirror_removes_what_is_gone_and_keeps_what_is_left_out() {
    struct KeepLogs;
    impl Filter for KeepLogs {
        fn judge(&self, _: &Path, name: &std::ffi::OsStr, _: bool) -> Verdict {
            if name.as_bytes().ends_with(b".log") { Verdict::Leave } else { Verdict::Take }
        }
    }
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target, out) =
        (directory.path().join("source"), directory.path().join("target"), directory.path().join("out"));
    for made in [&source, &target.join("gone/deep"), &out] {
        fs::create_dir_all(made).expect("a directory");
    }
    file(source.join("kept"), "kept");
    for name in ["extra", "old.log", "gone/deep/file"] {
        file(target.join(name), "x");
    }
    file(out.join("precious"), "x");
    symlink("../out", target.join("to the outside")).expect("a link");
    let mirror =
        |max_delete, dry_run| TreeOptions { mirror: Some(Mirror { max_delete }), dry_run, ..options(2) };
    let run = |options: &TreeOptions| {
        let mut heard = Heard::default();
        let report = tree::run(&[root(&source, &target)], options, &KeepLogs, &|| false, &mut heard);
        (report.expect("a run"), heard)
    };
    let (report, _) = run(&mirror(None, true));
    assert_eq!((report.totals.files.extras, report.totals.directories.extras), (2, 1));
    assert!(target.join("extra").exists(), "a dry run removes nothing");
    let (report, _) = run(&mirror(Some(0), false));
    assert!(report.delete_limit && target.join("extra").exists() && target.join("gone").exists());
    let (report, heard) = run(&mirror(None, false));
    assert_eq!(heard.failed, []);
    assert_eq!((report.totals.deleted, report.delete_limit), (5, false));
    let mut left: Vec<_> =
        fs::read_dir(&target).expect("a directory").flatten().map(|e| e.file_name()).collect();
    left.sort();
    assert_eq!(left, ["kept", "old.log"]);
    assert!(out.join("precious").exists());
}

#[test]
fn a_moved_tree_is_gone_from_where_it_was() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    grow(&source);
    for closed in ["closed", "closed/inner"] {
        set_mode(source.join(closed), 0o755);
    }
    let before = list(&source);
    let moving = TreeOptions { remove_sources: true, ..options(2) };
    let (_, heard) = copy_with(&[root(&source, &target)], &moving);
    assert_eq!(heard.failed, []);
    assert_eq!(list(&target), before);
    assert!(!source.exists());
}

#[test]
fn a_set_group_id_bit_is_inherited_below_read_only_directories() {
    if !rustix::process::geteuid().is_root() {
        skipped("needs root to give a directory another group");
        return;
    }
    let directory = tempfile::tempdir().expect("a directory");
    let (source, parent) = (directory.path().join("source"), directory.path().join("parent"));
    fs::create_dir_all(source.join("closed")).expect("a directory");
    file(source.join("closed/file"), "x");
    set_mode(source.join("closed"), 0o555);
    fs::create_dir(&parent).expect("a directory");
    std::os::unix::fs::chown(&parent, None, Some(12)).expect("another group");
    set_mode(&parent, 0o2775);
    let (_, heard) = copy(&source, &parent.join("copy"), 2);
    assert_eq!(heard.failed, []);
    let closed = fs::metadata(parent.join("copy/closed")).expect("a copy");
    assert_eq!((closed.permissions().mode() & 0o7777, closed.gid()), (0o2555, 12));
    assert_eq!(fs::metadata(parent.join("copy/closed/file")).expect("a copy").gid(), 12);
}

#[test]
fn an_unreadable_file_and_a_full_set_of_special_files_leave_the_rest() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    fs::create_dir(&source).expect("a directory");
    file(source.join("good"), "good");
    let _socket = std::os::unix::net::UnixListener::bind(source.join("socket")).expect("a socket");
    rustix::fs::mknodat(rustix::fs::CWD, source.join("fifo"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .expect("a FIFO");
    let (report, heard) = copy(&source, &target, 2);
    assert_eq!((heard.failed.len(), heard.warnings.len()), (0, 1), "{:?}", heard.warnings);
    assert_eq!((report.totals.files.copied, report.totals.files.skipped), (2, 1));
    // As the API has it.
    let refusing = TreeOptions { special: Special::Refuse, ..options(2) };
    let (_, heard) = copy_with(&[root(&source, &directory.path().join("again"))], &refusing);
    assert_eq!(heard.failed.len(), 2);
    assert!(heard.failed.iter().all(|(_, code, _)| *code == Win32Error::ACCESS_DENIED));
    assert!(directory.path().join("again/good").exists());
}

/// Whoever listens may end a run; what was copied stays, what was not is not there.
#[test]
fn a_run_that_is_ended_leaves_no_part_of_a_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, target) = (directory.path().join("source"), directory.path().join("target"));
    fs::create_dir(&source).expect("a directory");
    for number in 0..200 {
        fill(source.join(format!("{number}")), 5000);
    }
    for jobs in JOBS {
        let left = std::sync::atomic::AtomicUsize::new(120);
        let cancel = || {
            left.fetch_update(
                std::sync::atomic::Ordering::Relaxed,
                std::sync::atomic::Ordering::Relaxed,
                |left| Some(left.saturating_sub(1)),
            ) == Ok(0)
        };
        let mut heard = Heard::default();
        let report = tree::run(&[root(&source, &target)], &options(jobs), &NoFilter, &cancel, &mut heard);
        assert!(report.expect("a run").interrupted);
        let copied = fs::read_dir(&target).map_or(0, |entries| {
            entries
                .flatten()
                .inspect(|entry| assert_copied(source.join(entry.file_name()), entry.path()))
                .count()
        });
        assert!(copied < 200, "{copied} by {jobs}");
        let _ = fs::remove_dir_all(&target);
    }
}
