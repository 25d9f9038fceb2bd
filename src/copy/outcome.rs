//! Why a copy ends early, and which code an errno means at which point of it.

use super::{Action, CopyError, Phase};
use crate::sys::{self, Errno};
use crate::win32::Win32Error;
use rustix::fs::AtFlags;
use std::os::fd::BorrowedFd;
use std::path::Path;

/// What ends a copy before it is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interrupt {
    /// CANCEL or the cancel flag: the destination goes.
    Cancel,
    /// STOP: what was copied stays.
    Stop,
    /// PAUSE: what was copied stays and can be resumed.
    Pause,
    /// An error.
    Failed(CopyError),
}

impl Interrupt {
    /// What `action` asks for; `None` to go on.
    pub(super) fn from_action(action: Action) -> Option<Self> {
        match action {
            Action::Continue | Action::Quiet => None,
            Action::Cancel => Some(Self::Cancel),
            Action::Stop => Some(Self::Stop),
            Action::Pause => Some(Self::Pause),
        }
    }

    /// The error that the caller gets (part 4.5 of the rule sheet).
    pub(super) fn error(self) -> CopyError {
        match self {
            Self::Cancel | Self::Stop => CopyError::new(Phase::None, Win32Error::REQUEST_ABORTED),
            Self::Pause => CopyError::new(Phase::None, Win32Error::REQUEST_PAUSED),
            Self::Failed(error) => error,
        }
    }
}

impl From<CopyError> for Interrupt {
    fn from(error: CopyError) -> Self {
        Self::Failed(error)
    }
}

/// Adds the phase to an errno.
pub(super) trait InPhase<T> {
    fn in_phase(self, phase: Phase) -> Result<T, CopyError>;
}

impl<T> InPhase<T> for Result<T, Errno> {
    fn in_phase(self, phase: Phase) -> Result<T, CopyError> {
        self.map_err(|errno| {
            // The last place that knows the errno: several of them become one code.
            log::debug!("{phase:?}: {errno}");
            CopyError::new(phase, errno.into())
        })
    }
}

/// ENOENT of an open: 2 if only the last name is missing, 3 if a directory is (O2).
pub(super) fn missing(path: &Path, errno: Errno) -> Win32Error {
    missing_at(sys::CWD, path, errno)
}

/// As [`missing`], for a path from an open directory.
pub(super) fn missing_at(start: BorrowedFd<'_>, path: &Path, errno: Errno) -> Win32Error {
    if errno != Errno::NOENT {
        return errno.into();
    }
    match sys::stat_at(start, parent_of(path), AtFlags::empty()) {
        Ok(_) => Win32Error::FILE_NOT_FOUND,
        Err(_) => Win32Error::PATH_NOT_FOUND,
    }
}

/// EFBIG of a write to a file that should become `size` bytes long: 223 for the process's own limit, 87 for the
/// file system's (O25).
pub(super) fn write_failure(errno: Errno, size: u64) -> CopyError {
    let code = match errno {
        Errno::FBIG if sys::file_size_limit().is_none_or(|limit| size <= limit) => {
            Win32Error::INVALID_PARAMETER
        }
        errno => errno.into(),
    };
    CopyError::new(Phase::WriteDestination, code)
}

/// The directory part of `path`, `.` if it has none.
pub(super) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}
