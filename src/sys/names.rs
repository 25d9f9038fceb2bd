//! Directory entries: making, moving, removing them.

use super::{Errno, fault};
use rustix::fs::{AtFlags, Dir, Mode, RenameFlags};
use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// readlinkat(2).
pub(crate) fn read_link(directory: BorrowedFd<'_>, path: &Path) -> Result<PathBuf, Errno> {
    let target = fault::call("readlinkat", || rustix::fs::readlinkat(directory, path, Vec::new()))?;
    Ok(PathBuf::from(OsString::from_vec(target.into_bytes())))
}

/// Whether a directory, open for reading, lists this very name. Where names differ by case alone for the user but not for the file system,
/// lookups find more than that.
pub(crate) fn lists(directory: OwnedFd, name: &OsStr) -> Result<bool, Errno> {
    let mut entries = Dir::new(directory)?;
    while let Some(entry) = fault::call("getdents", || entries.read().transpose())? {
        if entry.file_name().to_bytes() == name.as_bytes() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// symlinkat(2).
pub(crate) fn create_symlink(target: &Path, directory: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
    fault::call("symlinkat", || rustix::fs::symlinkat(target, directory, path))
}

/// unlinkat(2) of anything but a directory.
pub(crate) fn unlink_at(directory: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
    fault::call("unlinkat", || rustix::fs::unlinkat(directory, path, AtFlags::empty()))
}

/// unlinkat(2) with `AT_REMOVEDIR`.
pub(crate) fn remove_directory_at(directory: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
    fault::call("unlinkat", || rustix::fs::unlinkat(directory, path, AtFlags::REMOVEDIR))
}

/// renameat2(2) within one directory or between two.
pub(crate) fn rename_at(
    from_directory: BorrowedFd<'_>,
    from: &Path,
    to_directory: BorrowedFd<'_>,
    to: &Path,
    flags: RenameFlags,
) -> Result<(), Errno> {
    if flags.is_empty() {
        return fault::call("renameat", || rustix::fs::renameat(from_directory, from, to_directory, to));
    }
    fault::call("renameat2", || rustix::fs::renameat_with(from_directory, from, to_directory, to, flags))
}

/// mkdirat(2).
pub(crate) fn make_directory(directory: BorrowedFd<'_>, path: &Path, permissions: u32) -> Result<(), Errno> {
    fault::call("mkdirat", || rustix::fs::mkdirat(directory, path, Mode::from_raw_mode(permissions)))
}

/// The path of an open file as /proc tells it (proc(5), `/proc/self/fd`). The file may have moved since.
pub(crate) fn path_of(fd: impl AsFd) -> Result<PathBuf, Errno> {
    let link = format!("/proc/self/fd/{}", fd.as_fd().as_raw_fd());
    read_link(rustix::fs::CWD, Path::new(&link))
}

/// Opens an open file once more, for reading (proc(5), `/proc/self/fd`).
pub(crate) fn open_for_reading(fd: impl AsFd) -> Result<OwnedFd, Errno> {
    let link = format!("/proc/self/fd/{}", fd.as_fd().as_raw_fd());
    super::open_path(Path::new(&link), super::OFlags::RDONLY, super::Mode::empty())
}

/// linkat(2), a second name for a file; a symbolic link is not followed.
pub(crate) fn link(
    from_directory: BorrowedFd<'_>,
    from: &Path,
    to_directory: BorrowedFd<'_>,
    to: &Path,
) -> Result<(), Errno> {
    fault::call("linkat", || rustix::fs::linkat(from_directory, from, to_directory, to, AtFlags::empty()))
}

/// fsync(2): data and metadata of a file, or the entries of a directory, reach the disk.
pub(crate) fn sync(fd: impl AsFd) -> Result<(), Errno> {
    fault::call("fsync", || rustix::fs::fsync(&fd))
}
