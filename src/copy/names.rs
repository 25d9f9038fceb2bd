//! What moving and replacing have in common: looking at names, and bringing them to the disk.

use crate::sys::{self, AtFlags, Errno, FileStat, Mode, OFlags};
use crate::win32::Win32Error;
use std::path::Path;

/// What the name itself leads to: a link is not followed.
///
/// # Errors
/// 2 if the last component is missing, 3 if a directory before it is (MV18).
pub(super) fn look(path: &Path) -> Result<FileStat, Win32Error> {
    match sys::stat_at(sys::CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
        Err(Errno::NOENT) if sys::stat_at(sys::CWD, parent(path), AtFlags::empty()).is_err() => {
            Err(Win32Error::PATH_NOT_FOUND)
        }
        result => result.map_err(Win32Error::from),
    }
}

/// As [`look`], where a missing file is no error.
pub(super) fn look_for(path: &Path) -> Result<Option<FileStat>, Win32Error> {
    match look(path) {
        Ok(stat) => Ok(Some(stat)),
        Err(Win32Error::FILE_NOT_FOUND) => Ok(None),
        Err(code) => Err(code),
    }
}

/// Whether both paths are the same entry of the same directory. Two hard links of one file are not.
pub(super) fn same_entry(one: &Path, other: &Path) -> bool {
    let directory = |path| sys::stat_at(sys::CWD, parent(path), AtFlags::empty()).map(|stat| stat.identity);
    one.file_name() == other.file_name()
        && matches!((directory(one), directory(other)), (Ok(one), Ok(other)) if one == other)
}

/// The READONLY attribute: no write bit at all. Links have no permissions of their own.
pub(super) fn is_read_only(stat: &FileStat) -> bool {
    stat.kind != sys::FileKind::Symlink && stat.permissions & 0o222 == 0
}

/// Brings the entries of the directory that holds `path` to the disk.
pub(super) fn sync_directory_of(path: &Path) -> Result<(), Errno> {
    let directory = sys::open_path(parent(path), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty())?;
    ignore_unsupported(sys::sync(directory))
}

/// Brings a file to the disk.
pub(super) fn sync_file(path: &Path) -> Result<(), Errno> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    match sys::open_path(path, flags, Mode::empty()) {
        Ok(file) => ignore_unsupported(sys::sync(file)),
        // A link has no data but its directory entry; a file that may not be read cannot be synced by us.
        Err(Errno::LOOP | Errno::ACCESS) => Ok(()),
        Err(errno) => Err(errno),
    }
}

/// Some file systems have nothing to sync and say EINVAL (fsync(2)).
fn ignore_unsupported(result: Result<(), Errno>) -> Result<(), Errno> {
    match result {
        Err(Errno::INVAL | Errno::ROFS) => Ok(()),
        result => result,
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}
