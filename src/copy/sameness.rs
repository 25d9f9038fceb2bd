//! Whether two open files are one file that goes by two device numbers.
//!
//! Device and inode tell files apart on one file system. But the same file can be seen through two of them: a process or
//! a server that shows a directory under another mount, NFS mounted twice, a layer of an overlay. The inode number may
//! be the same there or not. Copying such a file onto itself would empty it, so whatever looks like the same file is
//! probed before anything is destroyed: what is done to one is looked for at the other.
//!
//! The probe is the access time. To set it harms nobody, every file system passes it on, and it is put back.

use super::compare::same_bytes;
use super::filesystem::FileSystem;
use super::times;
use crate::sys::{self, Errno, FileStat, TimeStamp};
use std::os::fd::{AsFd as _, BorrowedFd};

/// What two files are to each other whose identities differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sameness {
    /// Two files.
    Different,
    /// One file under two names.
    Same,
    /// Two files with the same bytes or one, which this process may not find out: its times are not ours to set. What is
    /// there must not be destroyed before the same is written again.
    Unknown,
}

/// Compares two open regular files, which need not be open for reading.
pub(super) fn of(
    (one, one_lives_on): (BorrowedFd<'_>, FileSystem),
    (other, other_lives_on): (BorrowedFd<'_>, FileSystem),
) -> Result<Sameness, Errno> {
    if one_lives_on.is_disk() && other_lives_on.is_disk() {
        return Ok(Sameness::Different);
    }
    let (first, second) = (sys::stat_fd_anew(one)?, sys::stat_fd_anew(other)?);
    if first.identity == second.identity {
        return Ok(Sameness::Same);
    }
    if !look_alike(&first, &second) {
        return Ok(Sameness::Different);
    }
    // A process may answer from its memory what it was asked before; what it is told itself it passes on.
    let mut probes = vec![probe((other, &second), one)];
    if probes[0] != Probe::Seen && one_lives_on == FileSystem::Fuse {
        probes.push(probe((one, &first), other));
    }
    let answer = if probes.contains(&Probe::Seen) {
        // The probe is put back through both, for one of them may keep times less exactly than the other.
        put_back((other, &second));
        put_back((one, &first));
        Sameness::Same
    } else if !probes.contains(&Probe::Impossible) || differ((one, other), first.size) {
        Sameness::Different
    } else {
        Sameness::Unknown
    };
    log::info!("two files that look alike: {probes:?}, {answer:?}");
    Ok(answer)
}

/// Whether the bytes are known to differ.
fn differ((one, other): (BorrowedFd<'_>, BorrowedFd<'_>), size: u64) -> bool {
    match (sys::open_for_reading(one), sys::open_for_reading(other)) {
        (Ok(one), Ok(other)) => !same_bytes(one.as_fd(), other.as_fd(), size),
        _ => false,
    }
}

/// One file has one size and one write time, whichever way it is looked at, though perhaps in coarser units.
fn look_alike(first: &FileStat, second: &FileStat) -> bool {
    let (one, other) = (first.modified, second.modified);
    first.kind == second.kind
        && first.size == second.size
        && (times::fit(one, other).is_some() || times::fit(other, one).is_some())
}

/// What became of a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Probe {
    /// What was done to one was seen at the other.
    Seen,
    NotSeen,
    /// Nothing could be done to it.
    Impossible,
}

/// Sets the access time of one file, twice, and looks whether the other has it.
fn probe((file, before): (BorrowedFd<'_>, &FileStat), other: BorrowedFd<'_>) -> Probe {
    let mut found = Probe::NotSeen;
    let mut last = before.accessed;
    for seconds in TIMES {
        let wanted = TimeStamp { seconds, nanoseconds: 0 };
        if sys::set_both_times(file, wanted, before.modified).is_err() {
            found = Probe::Impossible;
            break;
        }
        let (Ok(here), Ok(there)) = (sys::stat_fd_anew(file), sys::stat_fd_anew(other)) else {
            found = Probe::Impossible;
            break;
        };
        if here.accessed == last {
            found = Probe::Impossible; // not kept there
            break;
        }
        last = here.accessed;
        found = if there.accessed == here.accessed { Probe::Seen } else { Probe::NotSeen };
        if found == Probe::NotSeen {
            break;
        }
    }
    put_back((file, before));
    found
}

fn put_back((file, before): (BorrowedFd<'_>, &FileStat)) {
    // Whoever may not do that could not set it before.
    let _not_ours = sys::set_both_times(file, before.accessed, before.modified).is_err();
}

/// Access times that nobody has: in 1990, days apart, since FAT counts them in days.
const TIMES: [i64; 2] = [631_152_000, 631_152_000 + 4 * 86_400];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::{CopyRequest, MoveRequest, Unobserved, copy_file, move_file};
    use crate::sys::fault::{Plan, Pretence, follow};
    use crate::win32::{FileName, MoveFlags};
    use std::fs::{self, File};
    use std::os::unix::ffi::OsStrExt as _;
    use std::time::{Duration, UNIX_EPOCH};

    const REFUSED: &[(&str, Errno)] = &[("futimens", Errno::PERM)];

    /// Runs `work` where a process answers for every file system. On a fresh thread, which knows none yet.
    fn behind_a_process<T: Send>(
        refuses: &'static [(&'static str, Errno)],
        work: impl FnOnce() -> T + Send,
    ) -> T {
        let pretence = Pretence { magic: Some(0x6573_5546), refuses, ..Pretence::default() };
        std::thread::scope(|scope| {
            let work = || {
                follow(Some(Plan::new([None, None], pretence)));
                work()
            };
            scope.spawn(work).join().expect("no panic")
        })
    }

    fn file(path: &std::path::Path, bytes: &[u8]) -> File {
        fs::write(path, bytes).expect("a file");
        let file = File::options().read(true).write(true).open(path).expect("the file");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("a write time");
        file
    }

    // O12: nothing is known without a probe but that bytes differ.
    #[test]
    fn two_files_are_different_when_they_can_be_probed() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = |name: &str| directory.path().join(name);
        let (one, twin) = (file(&path("a"), b"same"), file(&path("b"), b"same"));
        let (other, longer) = (file(&path("c"), b"else"), file(&path("d"), b"longer"));
        let compare = |refuses, second: &File| {
            behind_a_process(refuses, || {
                of((one.as_fd(), FileSystem::Fuse), (second.as_fd(), FileSystem::Fuse)).expect("an answer")
            })
        };
        let times = || [&one, &twin].map(|file| sys::stat_fd(file).expect("a status"));
        let before = times();
        assert_eq!(compare(&[], &twin), Sameness::Different);
        assert_eq!(compare(&[], &longer), Sameness::Different);
        assert_eq!(compare(&[], &one), Sameness::Same);
        for (before, after) in before.iter().zip(times()) {
            assert_eq!((before.modified, before.accessed), (after.modified, after.accessed), "put back");
        }
        assert_eq!(compare(REFUSED, &twin), Sameness::Unknown);
        assert_eq!(compare(REFUSED, &other), Sameness::Different);
    }

    // O12, MV7: what may be the source is written over without being emptied, and a move leaves it.
    #[test]
    fn what_may_be_the_source_is_not_destroyed() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = |name: &str| directory.path().join(name);
        let name =
            |path: &std::path::Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name");
        let content = vec![7; 300_000];
        let (a, b) = (path("a"), path("b"));
        let (one, twin) = (file(&a, &content), file(&b, &content));
        let (source, destination) = (name(&a), name(&b));
        behind_a_process(REFUSED, || {
            copy_file(&CopyRequest::new(&source, &destination), &mut Unobserved).expect("a copy");
        });
        assert_eq!(fs::read(&b).expect("a copy"), content);
        drop((one, twin));
        let flags = MoveFlags::COPY_ALLOWED | MoveFlags::REPLACE_EXISTING;
        let request = MoveRequest { source: &source, destination: Some(&destination), flags };
        const OTHER_VOLUME: &[(&str, Errno)] = &[("futimens", Errno::PERM), ("renameat", Errno::XDEV)];
        for time in [&a, &b] {
            file(time, &content);
        }
        behind_a_process(OTHER_VOLUME, || move_file(&request, &mut Unobserved)).expect("a move");
        assert!(a.exists(), "MV7: it may be the same file");
        assert_eq!(fs::read(&b).expect("a copy"), content);
    }
}
