//! A name in its directory: found once, so that every later step is about the same directory.

use super::Result;
use crate::sys::{self, AtFlags, Errno, FileKind, FileStat, Mode, OFlags};
use crate::win32::Win32Error;
use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// One entry of a directory, whether there is a file or not.
pub(super) struct Site {
    /// `None` for a path whose last part is no name, as `/` and `..` are.
    directory: Option<OwnedFd>,
    name: PathBuf,
    /// The path ended in a separator: only a directory will do (K-P3).
    insists: bool,
}

impl Site {
    /// Where a path leads.
    ///
    /// # Errors
    /// 3 if a directory of the path is missing or is none (K-F2); 5, 1921 and other causes that the kernel tells.
    pub(super) fn of(path: &Path) -> Result<Self> {
        Self::below(sys::CWD, path)
    }

    /// Where a path leads from an open directory.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn below(start: BorrowedFd<'_>, path: &Path) -> Result<Self> {
        let bytes = path.as_os_str().as_bytes();
        let end = bytes.iter().rposition(|&byte| byte != b'/').map_or(1, |last| last + 1);
        let (bare, insists) = (&bytes[..end], end < bytes.len());
        let last = bare.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let (parent, name) = bare.split_at(last);
        if matches!(name, b"" | b"." | b"..") {
            return Ok(Self { directory: None, name: PathBuf::from(OsStr::from_bytes(bare)), insists });
        }
        let parent = if parent.is_empty() { Path::new(".") } else { Path::new(OsStr::from_bytes(parent)) };
        let directory = sys::open_at(start, parent, OFlags::PATH | OFlags::DIRECTORY, Mode::empty());
        let directory = directory.map_err(|errno| match errno {
            Errno::NOENT | Errno::NOTDIR => Win32Error::PATH_NOT_FOUND,
            errno => errno.into(),
        })?;
        Ok(Self { directory: Some(directory), name: PathBuf::from(OsStr::from_bytes(name)), insists })
    }

    pub(super) fn directory(&self) -> BorrowedFd<'_> {
        self.directory.as_ref().map_or(sys::CWD, AsFd::as_fd)
    }

    pub(super) fn name(&self) -> &Path {
        &self.name
    }

    /// Whether the path ended in a separator.
    pub(super) fn insists(&self) -> bool {
        self.insists
    }

    /// Whether it is an entry that can be made and removed.
    pub(super) fn is_entry(&self) -> bool {
        self.directory.is_some()
    }

    /// What stands here; a link is not followed.
    ///
    /// # Errors
    /// 2, or 123 for a name with wildcards, if it is missing; 123 if a separator follows the name of a file.
    pub(super) fn look(&self) -> Result<FileStat> {
        let found = sys::stat_at(self.directory(), &self.name, AtFlags::SYMLINK_NOFOLLOW);
        let found = found.map_err(|errno| self.error(errno))?;
        if self.insists && found.kind != FileKind::Directory && !self.leads_to_directory(&found) {
            return Err(Win32Error::INVALID_NAME);
        }
        Ok(found)
    }

    /// Whether it is a link that leads to a directory now.
    pub(super) fn leads_to_directory(&self, found: &FileStat) -> bool {
        found.kind == FileKind::Symlink
            && sys::stat_at(self.directory(), &self.name, AtFlags::empty())
                .is_ok_and(|target| target.kind == FileKind::Directory)
    }

    /// Opens what stands here.
    pub(super) fn open(&self, flags: OFlags, mode: u32) -> std::result::Result<OwnedFd, Errno> {
        sys::open_at(self.directory(), &self.name, flags, Mode::from_raw_mode(mode))
    }

    /// The code for a call about this name that failed.
    pub(super) fn error(&self, errno: Errno) -> Win32Error {
        match errno {
            Errno::NOENT => self.missing(),
            errno => errno.into(),
        }
    }

    /// The code for a name that leads to nothing. Wildcards are characters of names that exist; no name is looked for or made
    /// with them (K-P2).
    pub(super) fn missing(&self) -> Win32Error {
        match has_wildcard(self.name.as_os_str()) {
            true => Win32Error::INVALID_NAME,
            false => Win32Error::FILE_NOT_FOUND,
        }
    }
}

/// Whether a name holds `*` or `?`.
pub(super) fn has_wildcard(name: &OsStr) -> bool {
    name.as_bytes().iter().any(|byte| matches!(byte, b'*' | b'?'))
}
