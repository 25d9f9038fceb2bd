//! Symbolic links copied as links (L2, L4, L5, L9, L13).

use super::destination::{is_readonly, is_same};
use super::outcome;
use super::source::Link;
use super::{CopyError, CopyReport, CopyRequest, Phase};
use crate::sys::{self, Errno, FileKind, Mode, OFlags};
use crate::win32::{CopyFlags, Win32Error};
use rustix::fs::{AtFlags, RenameFlags};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

/// Makes the destination a link with the same text. No messages on success (L13).
pub(super) fn copy(link: &Link, request: &CopyRequest<'_>) -> Result<CopyReport, CopyError> {
    let path = &request.destination.path;
    match sys::create_symlink(&link.target, sys::CWD, path) {
        Ok(()) => Ok(CopyReport::default()),
        Err(Errno::EXIST) if request.options.flags.contains(CopyFlags::FAIL_IF_EXISTS) => {
            Err(graft(Win32Error::FILE_EXISTS)) // L5
        }
        Err(Errno::EXIST) => replace(link, path),
        Err(errno) => Err(graft(code_of(errno))),
    }
}

/// An existing destination is overwritten: the new link is made beside it and renamed over it, so that the name
/// always leads to one of the two.
fn replace(link: &Link, path: &Path) -> Result<CopyReport, CopyError> {
    check_existing(link, path)?;
    let Some(name) = path.file_name() else { return Err(graft(Win32Error::ACCESS_DENIED)) };
    let directory = OFlags::PATH | OFlags::DIRECTORY;
    let directory = sys::open_path(outcome::parent_of(path), directory, Mode::empty())
        .map_err(|errno| graft(code_of(errno)))?;
    let temporary = create_beside(link, directory.as_fd())?;
    let renamed = sys::rename_at(
        directory.as_fd(),
        Path::new(&temporary),
        directory.as_fd(),
        Path::new(name),
        RenameFlags::empty(),
    );
    renamed.map(|()| CopyReport::default()).map_err(|errno| {
        // The error that counts is the rename's.
        let _left_behind = sys::unlink_at(directory.as_fd(), Path::new(&temporary)).is_err();
        graft(code_of(errno))
    })
}

fn check_existing(link: &Link, path: &Path) -> Result<(), CopyError> {
    let stat = match sys::stat_at(sys::CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(()),
        Err(errno) => return Err(graft(code_of(errno))),
    };
    if is_same(stat.identity, link.stat.identity) {
        return Err(graft(Win32Error::SHARING_VIOLATION)); // O10
    }
    // A link onto its own target would destroy both. Windows has no rule for it; losing the data is no answer.
    let target = sys::stat_at(sys::CWD, &link.path, AtFlags::empty());
    if target.is_ok_and(|target| is_same(target.identity, stat.identity)) {
        return Err(graft(Win32Error::SHARING_VIOLATION));
    }
    match stat.kind {
        FileKind::Symlink => Ok(()),
        FileKind::Regular if !is_readonly(&stat) => Ok(()),
        _ => Err(graft(Win32Error::ACCESS_DENIED)), // O15, O18
    }
}

/// Makes the link under a name that nobody uses.
fn create_beside(link: &Link, directory: BorrowedFd<'_>) -> Result<String, CopyError> {
    for attempt in 0..ATTEMPTS {
        let name = format!(".copyfile2-{:x}-{attempt:x}", std::process::id());
        match sys::create_symlink(&link.target, directory, Path::new(&name)) {
            Ok(()) => return Ok(name),
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

/// How many taken names are tried.
const ATTEMPTS: u32 = 4096;
