//! Whether an earlier copy was finished (P21).
//!
//! A copy sets the write time last, but on file systems whose times are coarse the time at which a copy was killed may
//! be the same. So the size counts as well: no copy has the size of its source before all data is written (see
//! `transfer`), and what is written after the data is looked at: streams, attributes, READONLY.
//!
//! Equal times do not prove equal content either: the source may have been written twice within one tick of a clock, or
//! its write time put back. Its change time, which nobody can set, must be older than the copy; otherwise the bytes are
//! compared. To compare is dearer than to look, and cheaper than to copy again what is there.

use super::attributes::{self, Attributes, data_of};
use super::compare::same_bytes;
use super::filesystem::FileSystem;
use super::names::is_read_only;
use super::place::Place;
use super::source::copies_links;
use super::times::{self, Fit};
use super::{CopyRequest, restart};
use crate::sys::{self, AtFlags, CWD, Errno, FileKind, FileStat, Mode, OFlags};
use crate::win32::{CopyFlags, FileAttributes};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::time::Duration;

/// Whether the destination is what a finished copy of the source would leave, so that nothing is to be done. `false`
/// where that cannot be told.
pub fn is_complete(request: &CopyRequest<'_>) -> bool {
    let (source, destination) = (request.source, request.destination);
    source.stream.is_none()
        && destination.stream.is_none()
        && is_complete_at((CWD, &source.path), (CWD, &destination.path), request.options.flags)
}

/// As [`is_complete`], for paths from open directories.
pub fn is_complete_at(
    source: (BorrowedFd<'_>, &Path),
    destination: (BorrowedFd<'_>, &Path),
    flags: CopyFlags,
) -> bool {
    let answer = examine(source, destination, flags);
    answer.unwrap_or_else(|errno| {
        log::debug!("{} cannot be examined, and is not taken for complete: {errno}", destination.1.display());
        false
    })
}

fn examine(
    source: (BorrowedFd<'_>, &Path),
    destination: (BorrowedFd<'_>, &Path),
    flags: CopyFlags,
) -> Result<bool, Errno> {
    let from = match open(source, flags) {
        Err(Errno::LOOP) if copies_links(flags) => return same_link(source, destination),
        answer => answer?,
    };
    let to = open(destination, flags)?;
    let (old, new) = (sys::stat_fd(&from)?, sys::stat_fd(&to)?);
    if old.kind != FileKind::Regular || new.kind != FileKind::Regular || old.size != new.size {
        return Ok(false);
    }
    // One file under two names is for the copy to refuse.
    if old.identity == new.identity {
        return Ok(false);
    }
    let Some(fit) = times::fit(old.modified, new.modified) else { return Ok(false) };
    // A size of 0 may mean that nobody knows it (proc(5)).
    if old.size == 0 && sys::read_at(from.as_fd(), &mut [0], 0)? != 0 {
        return Ok(false);
    }
    if restart::has_state(to.as_fd(), &Place::at(destination.0, destination.1)?)
        || !is_finished((&from, &old), (&to, &new), flags)?
    {
        return Ok(false);
    }
    Ok(is_certain((&from, &old), (&to, &new), fit) || same_bytes(from.as_fd(), to.as_fd(), old.size))
}

fn open((directory, path): (BorrowedFd<'_>, &Path), flags: CopyFlags) -> Result<OwnedFd, Errno> {
    let follow = if copies_links(flags) { OFlags::NOFOLLOW } else { OFlags::empty() };
    sys::open_at(directory, path, OFlags::RDONLY | OFlags::NONBLOCK | follow, Mode::empty())
}

/// Links that are copied as links.
fn same_link(source: (BorrowedFd<'_>, &Path), destination: (BorrowedFd<'_>, &Path)) -> Result<bool, Errno> {
    let (one, other) = (sys::read_link(source.0, source.1)?, sys::read_link(destination.0, destination.1));
    let identity = |(directory, path)| {
        sys::stat_at(directory, path, AtFlags::SYMLINK_NOFOLLOW).map(|found| found.identity)
    };
    Ok(other.is_ok_and(|other| one == other) && identity(source)? != identity(destination)?)
}

/// Whether everything is there that a copy does after its data.
fn is_finished(
    (from, old): (&OwnedFd, &FileStat),
    (to, new): (&OwnedFd, &FileStat),
    flags: CopyFlags,
) -> Result<bool, Errno> {
    let file_system = FileSystem::of(to, new);
    // Who may not change the mode leaves it, and a process behind a mount may not keep it.
    let is_ours = [0, new.owner.0].contains(&sys::user()) && file_system != FileSystem::Fuse;
    if is_ours && is_read_only(old) && !is_read_only(new) {
        return Ok(false);
    }
    let wanted = Attributes::of(from.as_fd(), FileSystem::of(from, old))?;
    let wants_streams = !wanted.streams.is_empty() && !flags.contains(CopyFlags::SKIP_ALTERNATE_STREAMS);
    if !wants_streams && wanted.dos.is_empty() {
        return Ok(true);
    }
    let found = Attributes::of(to.as_fd(), file_system)?;
    let kept = match file_system {
        FileSystem::Fat | FileSystem::Ntfs3 => {
            FileAttributes::HIDDEN | FileAttributes::SYSTEM | FileAttributes::ARCHIVE
        }
        _ if attributes::keeps_xattrs(to.as_fd()) => FileAttributes::all(),
        _ => FileAttributes::empty(),
    };
    if is_ours && wanted.dos & kept != found.dos & kept {
        return Ok(false);
    }
    if !wants_streams || !attributes::keeps_xattrs(to.as_fd()) {
        return Ok(true); // Q39
    }
    for stream in &wanted.streams {
        match sys::get_xattr(to.as_fd(), &stream.xattr) {
            Ok(value) if data_of(&value).0 == data_of(&sys::get_xattr(from.as_fd(), &stream.xattr)?).0 => {}
            Ok(_) | Err(Errno::NODATA) => return Ok(false),
            Err(errno) => return Err(errno),
        }
    }
    Ok(true)
}

/// Whether the times alone say that the source is still what was copied.
fn is_certain(
    (from, source): (&OwnedFd, &FileStat),
    (to, destination): (&OwnedFd, &FileStat),
    fit: Fit,
) -> bool {
    let lag = lag(FileSystem::of(from, source)).max(lag(FileSystem::of(to, destination)));
    let is_coarse = times::may_be_coarse(source.changed);
    // Every change gives the source another write time that would be seen, but for one that was put back; and since the
    // copy was finished there was none.
    let is_older =
        !is_coarse && fit == Fit::Close && times::is_before(source.changed, destination.changed, lag);
    // The source was not touched since the copy was begun. A coarse clock may have stood for two seconds.
    let lag = if is_coarse { lag + Duration::from_secs(2) } else { lag };
    is_older || destination.born.is_some_and(|born| times::is_before(source.changed, born, lag))
}

/// By how much the clocks of two file systems may differ. The kernel stamps files with the time of its last tick; a
/// process or a server stamps them with its own.
fn lag(file_system: FileSystem) -> Duration {
    match file_system {
        FileSystem::Fuse | FileSystem::Remote | FileSystem::MayClone => Duration::from_secs(60),
        _ => Duration::from_millis(20),
    }
}
