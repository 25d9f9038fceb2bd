//! What moving and replacing have in common: looking at names, and bringing them to the disk.

use crate::sys::{self, AtFlags, Errno, FileStat, Mode, OFlags};
use crate::win32::Win32Error;
use std::ffi::OsStr;
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

/// How two names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Different entries, which may be hard links of one file, or one of them is missing.
    Strangers,
    /// The same entry of the same directory.
    OneEntry,
    /// The same entry, found by another spelling: its file system does not tell letter cases apart, or knows short names.
    /// There is one file, and removing either name removes it.
    OneEntrySpelledOtherwise,
}

/// How `other` is related to `one`, whose status is known. The common case, a name that is free, costs one system call.
pub(super) fn relation(one: &Path, stat: &FileStat, other: &Path) -> Relation {
    let (Some(name), Some(other_name)) = (one.file_name(), other.file_name()) else {
        return Relation::Strangers;
    };
    let Ok(found) = sys::stat_at(sys::CWD, other, AtFlags::SYMLINK_NOFOLLOW) else {
        return Relation::Strangers;
    };
    // Some file systems in user space give one file a number for each spelling.
    let folded = |name: &OsStr| name.to_string_lossy().to_lowercase();
    let alike = name == other_name || folded(name) == folded(other_name);
    if stat.identity != found.identity && !alike {
        return Relation::Strangers;
    }
    let directory = |path| sys::stat_at(sys::CWD, parent(path), AtFlags::empty()).map(|stat| stat.identity);
    if !matches!((directory(one), directory(other)), (Ok(one), Ok(other)) if one == other) {
        return Relation::Strangers;
    }
    if name == other_name {
        return Relation::OneEntry;
    }
    let lists = |name| sys::lists(parent(one), name);
    match lists(name).and_then(|first| Ok((first, lists(other_name)?))) {
        Ok((true, true)) => Relation::Strangers,
        Ok(_) => Relation::OneEntrySpelledOtherwise,
        // A directory that may not be read: better to leave a file alone than to lose it.
        Err(_) if alike => Relation::OneEntrySpelledOtherwise,
        Err(_) => Relation::Strangers,
    }
}

/// The READONLY attribute: no write bit at all. Links have no permissions of their own.
pub(super) fn is_read_only(stat: &FileStat) -> bool {
    stat.kind != sys::FileKind::Symlink && stat.permissions & 0o222 == 0
}

/// Brings the entries of the directory that holds `path` to the disk.
pub(super) fn sync_directory_of(path: &Path) -> Result<(), Errno> {
    match sys::open_path(parent(path), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()) {
        Ok(directory) => ignore_unsupported(sys::sync(directory)),
        // Names in it could be changed, so this process may search it; without the right to list it, it cannot be synced.
        Err(Errno::ACCESS) => Ok(()),
        Err(errno) => Err(errno),
    }
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

pub(super) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}
