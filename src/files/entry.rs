//! What is done to a name: deleting it, making and removing directories, attributes (K-A1 to K-A8).

use super::Result;
use super::site::Site;
use super::status::{self, Status};
use crate::sys::{self, Errno, FileKind, FileStat, OFlags};
use crate::win32::kept::Keeper;
use crate::win32::{FileAttributes, Win32Error};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// `DeleteFile`: open files go at once; a link goes, unless it leads to a directory (K-A1).
///
/// # Errors
/// 2, 3, 5 for a READONLY file and for a directory, and other causes.
pub(crate) fn delete_file(path: &Path) -> Result<()> {
    let site = Site::of(path)?;
    let found = site.look()?;
    if found.kind == FileKind::Directory || site.leads_to_directory(&found) {
        return Err(Win32Error::ACCESS_DENIED);
    }
    if found.kind == FileKind::Regular && status::is_readonly(&found) {
        return Err(Win32Error::ACCESS_DENIED);
    }
    sys::unlink_at(site.directory(), site.name()).map_err(|errno| site.error(errno))
}

/// `CreateDirectory`: one level (K-A6).
///
/// # Errors
/// 183 if there is anything of that name, 3 if the parent is missing or no directory, 5, 123 for a name with wildcards.
pub(crate) fn create_directory(path: &Path) -> Result<()> {
    let site = Site::of(path)?;
    if !site.is_entry() {
        return match site.look() {
            Ok(_) => Err(Win32Error::ALREADY_EXISTS),
            Err(_) => Err(Win32Error::PATH_NOT_FOUND),
        };
    }
    if super::site::has_wildcard(site.name().as_os_str()) && site.look().is_err() {
        return Err(Win32Error::INVALID_NAME);
    }
    sys::make_directory(site.directory(), site.name(), 0o777).map_err(|errno| match errno {
        Errno::EXIST => Win32Error::ALREADY_EXISTS,
        Errno::NOENT | Errno::NOTDIR => Win32Error::PATH_NOT_FOUND,
        errno => errno.into(),
    })
}

/// `SHCreateDirectoryEx`: all levels (K-A8).
///
/// # Errors
/// 183 if the directory exists, 80 if a file has the name, 161 for a relative path, 3, 206.
pub(crate) fn create_tree(path: &Path) -> Result<()> {
    if !path.is_absolute() {
        return Err(Win32Error::BAD_PATHNAME);
    }
    let exists = |path: &Path| match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Some(Win32Error::ALREADY_EXISTS),
        Ok(_) => Some(Win32Error::FILE_EXISTS),
        Err(_) => None,
    };
    if let Some(code) = exists(path) {
        return Err(code);
    }
    let mut missing: Vec<PathBuf> = Vec::new();
    let mut level = path;
    while let Some(parent) = level.parent() {
        missing.push(level.to_owned());
        match exists(parent) {
            Some(Win32Error::ALREADY_EXISTS) => break,
            Some(_) => return Err(Win32Error::PATH_NOT_FOUND),
            None => level = parent,
        }
    }
    while let Some(level) = missing.pop() {
        match create_directory(&level) {
            // Somebody made it meanwhile; the last one is ours to report.
            Err(Win32Error::ALREADY_EXISTS) if !missing.is_empty() => {}
            answer => answer?,
        }
    }
    Ok(())
}

/// `RemoveDirectory` (K-A7).
///
/// # Errors
/// 145 if it is not empty, 267 for a file, 2, 3, 32 for a mount point.
pub(crate) fn remove_directory(path: &Path) -> Result<()> {
    let site = Site::of(path)?;
    let found = site.look()?;
    let removed = match found.kind {
        FileKind::Directory => sys::remove_directory_at(site.directory(), site.name()),
        _ if site.leads_to_directory(&found) => sys::unlink_at(site.directory(), site.name()),
        _ => return Err(Win32Error::DIRECTORY),
    };
    removed.map_err(|errno| match errno {
        Errno::NOTEMPTY | Errno::EXIST => Win32Error::DIR_NOT_EMPTY,
        Errno::NOTDIR => Win32Error::DIRECTORY,
        // The working directory by the name `.`.
        Errno::INVAL => Win32Error::SHARING_VIOLATION,
        errno => site.error(errno),
    })
}

/// `GetFileAttributes` and `GetFileAttributesEx`: a link, not its target (K-A2).
///
/// # Errors
/// 2, 3, 5, 123 for a separator behind a file.
pub(crate) fn status_of(path: &Path) -> Result<Status> {
    let site = Site::of(path)?;
    let found = site.look()?;
    Ok(Status::of_site(&site, &found))
}

/// Attributes that are set. `None` leaves a matter as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NewAttributes(pub(crate) u32);

/// `SetFileAttributes` (K-A4): on directories and links it changes nothing.
///
/// # Errors
/// 2, 3; 5 if the file is somebody else's.
pub(crate) fn set_attributes(path: &Path, wanted: NewAttributes) -> Result<()> {
    let site = Site::of(path)?;
    let found = site.look()?;
    if found.kind != FileKind::Regular {
        return Ok(());
    }
    let file = site.open(OFlags::PATH | OFlags::NOFOLLOW, 0).map_err(|errno| site.error(errno))?;
    apply(file.as_fd(), wanted)
}

/// The same to an open file.
///
/// # Errors
/// 5 if the file is somebody else's.
pub(super) fn apply(fd: BorrowedFd<'_>, wanted: NewAttributes) -> Result<()> {
    let found = sys::stat_fd(fd)?;
    if found.kind != FileKind::Regular {
        return Ok(());
    }
    let kept = FileAttributes::from_bits_truncate(wanted.0)
        & (FileAttributes::HIDDEN | FileAttributes::SYSTEM | FileAttributes::ARCHIVE);
    let is_readonly = wanted.0 & status::READONLY != 0;
    // The attributes first while it is writable, or last when it becomes so.
    if is_readonly || !status::is_readonly(&found) {
        keep(fd, kept)?;
        set_readonly(fd, &found, is_readonly)
    } else {
        set_readonly(fd, &found, false)?;
        keep(fd, kept)
    }
}

fn set_readonly(fd: BorrowedFd<'_>, found: &FileStat, is_readonly: bool) -> Result<()> {
    let mode = match (is_readonly, status::is_readonly(found)) {
        (true, false) => found.permissions & !0o222,
        (false, true) => found.permissions | 0o200 | (0o022 & !sys::umask()),
        _ => return Ok(()),
    };
    Ok(sys::set_mode_of(fd, mode)?)
}

/// Keeps HIDDEN and its kin where the file system can. What cannot be opened for that has none, and gets none.
fn keep(fd: BorrowedFd<'_>, wanted: FileAttributes) -> Result<()> {
    let fresh: OwnedFd;
    let fd = match sys::opened_for(fd)? {
        (false, false, _) => match sys::reopen(fd, OFlags::RDONLY | OFlags::NONBLOCK) {
            Some(Ok(opened)) => {
                fresh = opened;
                fresh.as_fd()
            }
            _ if wanted.is_empty() => return Ok(()),
            Some(Err(errno)) => return Err(errno.into()),
            None => return Ok(()),
        },
        _ => fd,
    };
    let now = status::kept(fd);
    // What cannot be said by these functions stays as it is.
    let kept = FileAttributes::HIDDEN | FileAttributes::SYSTEM | FileAttributes::ARCHIVE;
    if now & kept == wanted {
        return Ok(());
    }
    match Keeper::of(fd).write(fd, now & !kept | wanted) {
        // There is no place for them: dropped, as NTFS attributes are on FAT.
        Ok(()) | Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::NOTTY | Errno::NODATA) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}
