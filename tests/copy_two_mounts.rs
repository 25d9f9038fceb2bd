//! O12, Q35: one file that goes by two device numbers. Nothing of it is lost, and two equal files are no false alarm.

mod support;

use copyfile2::copy::{self, MoveRequest, ReplaceRequest, Unobserved};
use copyfile2::win32::{CopyFlags, FileName, MoveFlags, ReplaceFlags, Win32Error};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use support::*;

/// A directory under two mounts.
struct TwoMounts {
    name: &'static str,
    /// Where files are made: bindfs sets both times where one is to be left alone, and an overlay must not be changed behind.
    made: fn(&Self) -> &Path,
    behind: PathBuf,
    before: PathBuf,
}

/// Every pair of mounts that can be had here: a process that passes on inode numbers, one that gives its own and keeps what
/// it was told for long, and the upper layer of an overlay.
fn pairs(test: &str) -> Vec<TwoMounts> {
    let mut found = Vec::new();
    if let (Some(before), Some(behind)) = (FileSystem::Bindfs.root(), FileSystem::behind_bindfs()) {
        found.push(TwoMounts { name: "bindfs", made: |pair| &pair.behind, behind, before });
    }
    if let (Some(before), Some(lower)) = (FileSystem::Overlay.root(), FileSystem::lower_layer()) {
        found.push(TwoMounts {
            name: "overlay",
            made: |pair| &pair.before,
            behind: lower.with_file_name("upper"),
            before,
        });
    }
    for pair in &mut found {
        (pair.before, pair.behind) = (pair.before.join(test), pair.behind.join(test));
        fs::create_dir(&pair.before).expect("a directory");
    }
    found
}

fn name(path: &Path) -> FileName {
    FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name")
}

/// A file with streams, seen both ways.
fn one_file(pair: &TwoMounts, size: usize) -> (PathBuf, PathBuf) {
    let (first, second) = (pair.before.join("one"), pair.behind.join("one"));
    let made = (pair.made)(pair).join("one");
    let _absent = fs::remove_file(&made);
    fill(&made, size);
    put_stream(&made, "ads", b"123");
    let found = [&first, &second].map(|path| fs::metadata(path).expect("a file"));
    assert_ne!(found[0].dev(), found[1].dev(), "{}: two devices, or this shows nothing", pair.name);
    (first, second)
}

/// O10, O12, Q35: 32 both ways, for every size and flag; content, streams and write time are as before.
#[test]
fn o12_one_file_under_two_mounts_is_not_copied_onto_itself() {
    for pair in pairs("copies") {
        for size in [0, 1, 100_000, 3 << 20] {
            let (first, second) = one_file(&pair, size);
            let is_as_it_was = || {
                assert!(
                    fs::read(&second).unwrap() == content(size, size as u64 + 1),
                    "{}: {size}",
                    pair.name
                );
                assert_eq!(write_time(&first), (1_000_000_000, 123_456_700), "{}", pair.name);
                assert_eq!(stream(&second, "ads").as_deref(), Some(&b"123"[..]), "{}", pair.name);
            };
            for (from, to) in [(&first, &second), (&second, &first)] {
                for flags in [CopyFlags::empty(), CopyFlags::RESTARTABLE, CopyFlags::COPY_SYMLINK] {
                    for edge in Edge::BOTH {
                        let record = Call::new_for(edge, from, to).flags(flags).run();
                        check_failure(&record, 32);
                        is_as_it_was();
                    }
                }
                check_failure(
                    &Call::new_for(Edge::Rust, from, to).flags(CopyFlags::FAIL_IF_EXISTS).run(),
                    80,
                );
                let (source, destination) = (name(from), name(to));
                let flags = MoveFlags::COPY_ALLOWED | MoveFlags::REPLACE_EXISTING;
                let moving = MoveRequest { source: &source, destination: Some(&destination), flags };
                assert_eq!(copy::move_file(&moving, &mut Unobserved), Err(Win32Error::SHARING_VIOLATION));
                is_as_it_was();
                let other = from.with_file_name("other");
                fill(&other, 5);
                let other = name(&other);
                for (replaced, replacement, backup, code) in
                    [(&source, &destination, None, 32), (&source, &other, Some(&destination), 87)]
                {
                    let flags = ReplaceFlags::empty();
                    let request = ReplaceRequest { replaced, replacement, backup, flags };
                    let answer = copy::replace_file(&request).map_err(|code| code.code());
                    assert_eq!(answer, Err(code), "{}", pair.name);
                    is_as_it_was();
                }
            }
        }
    }
}

/// L4: a link is not put in the place of the file that it leads to.
#[test]
fn l4_a_link_does_not_replace_its_target_under_another_mount() {
    for pair in pairs("links") {
        let (first, second) = one_file(&pair, 1000);
        let link = pair.before.join("link");
        let _absent = fs::remove_file(&link);
        symlink(&first, &link).unwrap();
        let record = Call::new_for(Edge::Rust, &link, &second).flags(CopyFlags::COPY_SYMLINK).run();
        assert_eq!(record.code, 32, "{}", pair.name);
        assert_eq!(fs::read(&first).unwrap().len(), 1000);
    }
}

/// Two files that are equal in everything that can be compared are two: the copy is made, and a move takes the source away.
#[test]
fn two_equal_files_are_no_false_alarm() {
    for pair in pairs("twins") {
        for size in [0, 100_000, 3 << 20] {
            for forward in [true, false] {
                // A process may remember for a while what it told of a name: every round has its own.
                let name_of = |which: &str| format!("{which} {size} {forward}");
                let (first, second) = (pair.before.join(name_of("one")), pair.behind.join(name_of("other")));
                let (from, to) = if forward { (&first, &second) } else { (&second, &first) };
                for twin in [&first, &second] {
                    fill((pair.made)(&pair).join(twin.file_name().expect("a name")), size);
                }
                put_stream(to, "old", b"old");
                check_success(&Call::new_for(Edge::Rust, from, to).run());
                assert_copied(from, to);
                assert_eq!(stream(to, "old"), None, "{}: Q33", pair.name);
                let flags = MoveFlags::COPY_ALLOWED | MoveFlags::REPLACE_EXISTING;
                let (source, destination) = (name(from), name(to));
                let moving = MoveRequest { source: &source, destination: Some(&destination), flags };
                copy::move_file(&moving, &mut Unobserved).expect("a move");
                assert!(!from.exists() && to.exists(), "{}", pair.name);
            }
        }
    }
}
