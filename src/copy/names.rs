//! Looking at names, what their files tell, and bringing them to the disk.

use super::place::Place;
use crate::sys::{self, Errno, FileStat};
use crate::win32::Win32Error;
use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

/// The place of a name.
///
/// # Errors
/// 3 if a directory of its path is missing (MV18).
pub(super) fn find(path: &Path) -> Result<Place, Win32Error> {
    find_at(sys::CWD, path)
}

/// As [`find`], from an open directory.
pub(super) fn find_at(start: BorrowedFd<'_>, path: &Path) -> Result<Place, Win32Error> {
    Place::at(start, path).map_err(|errno| match errno {
        Errno::NOENT => Win32Error::PATH_NOT_FOUND,
        errno => errno.into(),
    })
}

/// What the name itself leads to: a link is not followed.
///
/// # Errors
/// 2 if it is missing, 3 if its directory was removed meanwhile (MV18).
pub(super) fn look(place: &Place) -> Result<FileStat, Win32Error> {
    match place.look() {
        Err(Errno::NOENT) if place.look_around().is_err() => Err(Win32Error::PATH_NOT_FOUND),
        result => result.map_err(Win32Error::from),
    }
}

/// As [`look`], where a missing file is no error.
pub(super) fn look_for(place: &Place) -> Result<Option<FileStat>, Win32Error> {
    match look(place) {
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
pub(super) fn relation(one: &Place, stat: &FileStat, other: &Place) -> Relation {
    let (Some(name), Some(other_name)) = (one.name().file_name(), other.name().file_name()) else {
        return Relation::Strangers;
    };
    let Ok(found) = other.look() else { return Relation::Strangers };
    // Some file systems in user space give one file a number for each spelling.
    let folded = |name: &OsStr| name.to_string_lossy().to_lowercase();
    let alike = name == other_name || folded(name) == folded(other_name);
    if stat.identity != found.identity && !alike {
        return Relation::Strangers;
    }
    let directory = |place: &Place| place.look_around().map(|stat| stat.identity);
    if !matches!((directory(one), directory(other)), (Ok(one), Ok(other)) if one == other) {
        return Relation::Strangers;
    }
    if name == other_name {
        return Relation::OneEntry;
    }
    match lists(one, name).and_then(|first| Ok((first, lists(one, other_name)?))) {
        Ok((true, true)) => Relation::Strangers,
        Ok(_) => Relation::OneEntrySpelledOtherwise,
        // A directory that may not be read: better to leave a file alone than to lose it.
        Err(_) if alike => Relation::OneEntrySpelledOtherwise,
        Err(_) => Relation::Strangers,
    }
}

/// Whether the directory of a place lists this very name. Where names differ by case alone for the user but not for the
/// file system, lookups find more than that.
pub(super) fn lists(place: &Place, name: &OsStr) -> Result<bool, Errno> {
    sys::lists(place.open_directory()?, name)
}

/// The READONLY attribute: no write bit at all. Links have no permissions of their own.
pub(super) fn is_read_only(stat: &FileStat) -> bool {
    stat.kind != sys::FileKind::Symlink && stat.permissions & 0o222 == 0
}

/// Brings the entries of the directory of a place to the disk.
pub(super) fn sync_directory_of(place: &Place) -> Result<(), Errno> {
    match place.open_directory() {
        Ok(directory) => ignore_unsupported(sys::sync(directory)),
        // Names in it could be changed, so this process may search it; without the right to list it, it cannot be synced.
        Err(Errno::ACCESS) => Ok(()),
        Err(errno) => Err(errno),
    }
}

/// Brings a file to the disk.
pub(super) fn sync_file(file: impl AsFd) -> Result<(), Errno> {
    ignore_unsupported(sys::sync(file))
}

/// Some file systems have nothing to sync and say EINVAL (fsync(2)).
fn ignore_unsupported(result: Result<(), Errno>) -> Result<(), Errno> {
    match result {
        Err(Errno::INVAL | Errno::ROFS) => Ok(()),
        result => result,
    }
}
