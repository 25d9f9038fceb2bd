//! Directory entries: making, moving, removing them.

use super::{Errno, fault};
use rustix::fs::{AtFlags, Dir, FileType, Mode, RenameFlags};
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

/// What a directory says of an entry (`d_type` of readdir(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Directory,
    Symlink,
    Special,
    /// The file system does not tell.
    Unknown,
}

/// One entry of a directory.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: OsString,
    pub(crate) kind: EntryKind,
    pub(crate) inode: u64,
}

/// The entries of a directory, a bufferful at a time (getdents(2)); `.` and `..` are left out.
pub(crate) struct Entries {
    stream: Dir,
}

impl Entries {
    /// Reads `directory`, which is open for reading and at its start.
    pub(crate) fn of(directory: OwnedFd) -> Result<Self, Errno> {
        Ok(Self { stream: Dir::new(directory)? })
    }

    /// The next entry, `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Entry>, Errno> {
        loop {
            let Some(entry) = fault::call("getdents", || self.stream.read().transpose())? else {
                return Ok(None);
            };
            let name = entry.file_name().to_bytes();
            if name == b"." || name == b".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::RegularFile => EntryKind::File,
                FileType::Directory => EntryKind::Directory,
                FileType::Symlink => EntryKind::Symlink,
                FileType::Unknown => EntryKind::Unknown,
                _ => EntryKind::Special,
            };
            return Ok(Some(Entry { name: OsString::from_vec(name.to_vec()), kind, inode: entry.ino() }));
        }
    }
}

/// mknodat(2): a FIFO or, for root, a device; `type_bits` are those of the mode.
pub(crate) fn make_node(
    directory: BorrowedFd<'_>,
    path: &Path,
    type_bits: u32,
    permissions: u32,
    device: (u32, u32),
) -> Result<(), Errno> {
    let kind = FileType::from_raw_mode(type_bits);
    let mode = Mode::from_raw_mode(permissions);
    let device = rustix::fs::makedev(device.0, device.1);
    fault::call("mknodat", || rustix::fs::mknodat(directory, path, kind, mode, device))
}

/// syncfs(2): everything of a file system reaches the disk.
pub(crate) fn sync_file_system(fd: impl AsFd) -> Result<(), Errno> {
    fault::call("syncfs", || rustix::fs::syncfs(&fd))
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
