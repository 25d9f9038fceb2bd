//! Symbolic links copied as links (L2, L4, L5, L9, L13).

use super::destination::{Target, start_of};
use super::filesystem::FileSystem;
use super::names::is_read_only;
use super::place::Place;
use super::sameness::{self, Sameness};
use super::source::Link;
use super::{CopyError, CopyReport, CopyRequest, Phase};
use crate::sys::{self, AtFlags, Errno, FileKind, Mode, OFlags, RenameFlags};
use crate::win32::{CopyFlags, Win32Error};
use std::os::fd::{AsFd as _, BorrowedFd};

/// Makes the destination a link with the same text. No messages on success (L13).
pub(super) fn copy(link: &Link, request: &CopyRequest<'_>) -> Result<CopyReport, CopyError> {
    let target = Target::by_path(&request.destination.path, &request.options);
    copy_at(link, sys::CWD, &target)
}

/// As [`copy`], where the link's path leads from the directory `from`.
pub(super) fn copy_at(
    link: &Link,
    from: BorrowedFd<'_>,
    target: &Target<'_>,
) -> Result<CopyReport, CopyError> {
    let start = start_of(&target.start);
    match sys::create_symlink(&link.target, start, target.path) {
        Ok(()) => Ok(CopyReport::default()),
        Err(Errno::EXIST) if target.flags.contains(CopyFlags::FAIL_IF_EXISTS) => {
            Err(graft(Win32Error::FILE_EXISTS)) // L5
        }
        Err(Errno::EXIST) => replace(link, from, target),
        Err(errno) => Err(graft(code_of(errno))),
    }
}

/// An existing destination is overwritten: the new link is made beside it and renamed over it, so that the name
/// always leads to one of the two.
fn replace(link: &Link, from: BorrowedFd<'_>, target: &Target<'_>) -> Result<CopyReport, CopyError> {
    let place = Place::at(start_of(&target.start), target.path).map_err(|errno| graft(code_of(errno)))?;
    check_existing(link, from, &place, target)?;
    let temporary = create_beside(link, &place)?;
    let renamed = temporary.rename(&place, RenameFlags::empty());
    renamed.map(|()| CopyReport::default()).map_err(|errno| {
        // The error that counts is the rename's.
        let _left_behind = temporary.unlink().is_err();
        graft(code_of(errno))
    })
}

fn check_existing(
    link: &Link,
    from: BorrowedFd<'_>,
    place: &Place,
    to: &Target<'_>,
) -> Result<(), CopyError> {
    let stat = match place.look() {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(()),
        Err(errno) => return Err(graft(code_of(errno))),
    };
    if stat.identity == link.stat.identity {
        return Err(graft(Win32Error::SHARING_VIOLATION)); // O10
    }
    // A link onto its own target would destroy both. Windows has no rule for it; losing the data is no answer.
    let target = sys::stat_at(from, &link.path, AtFlags::empty());
    if target.is_ok_and(|target| target.identity == stat.identity) || leads_there(link, from, place) {
        return Err(graft(Win32Error::SHARING_VIOLATION));
    }
    if let Some(code) = to.guard.and_then(|guard| guard(&stat)) {
        return Err(graft(code));
    }
    match stat.kind {
        FileKind::Symlink => Ok(()),
        FileKind::Regular if !is_read_only(&stat) => Ok(()),
        _ => Err(graft(Win32Error::ACCESS_DENIED)), // O15, O18
    }
}

/// Whether the file that the link leads to is the destination, seen through two mounts.
fn leads_there(link: &Link, from: BorrowedFd<'_>, place: &Place) -> bool {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK;
    let target = sys::open_at(from, &link.path, flags, Mode::empty());
    let (Ok(target), Ok(found)) = (target, place.open(flags | OFlags::NOFOLLOW, Mode::empty())) else {
        return false;
    };
    let (Ok(first), Ok(second)) = (sys::stat_fd(&target), sys::stat_fd(&found)) else { return false };
    let lives_on = (FileSystem::of(&target, &first), FileSystem::of(&found, &second));
    sameness::of((target.as_fd(), lives_on.0), (found.as_fd(), lives_on.1)) == Ok(Sameness::Same)
}

/// Makes the link under a name that nobody uses.
fn create_beside(link: &Link, place: &Place) -> Result<Place, CopyError> {
    for _ in 0..ATTEMPTS {
        let temporary = place.unused("link").map_err(|errno| graft(code_of(errno)))?;
        match sys::create_symlink(&link.target, temporary.directory(), temporary.name()) {
            Ok(()) => return Ok(temporary),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(graft(code_of(errno))),
        }
    }
    Err(graft(Win32Error::CANNOT_MAKE))
}

fn code_of(errno: Errno) -> Win32Error {
    match errno {
        Errno::PERM => Win32Error::PRIVILEGE_NOT_HELD, // L9; FAT answers so
        Errno::NOENT => Win32Error::PATH_NOT_FOUND,    // O3
        errno => errno.into(),
    }
}

fn graft(code: Win32Error) -> CopyError {
    CopyError::new(Phase::NameGraftCopy, code) // Q45
}

/// How many names are tried that are taken all the same: by a process of the same number that was killed.
const ATTEMPTS: u32 = 4096;
