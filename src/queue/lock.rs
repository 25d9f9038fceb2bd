//! Advisory locks on files and directories of the queue.

use super::place::LockFile;
use super::{Hresult, Result};
use crate::sys::{OFlags, ProcessLock};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

/// An advisory lock, held until dropped or until the process dies. Children that the process forks do not hold it (PER-13).
#[derive(Debug)]
pub(crate) struct Lock {
    _held: ProcessLock,
}

impl Lock {
    /// Waits for the lock, but not for ever: LOCK_VIOLATION when its holder, which may be stopped, keeps it (PER-14).
    pub(crate) fn wait(file: &LockFile<'_>, patience: Duration) -> Result<Self> {
        Self::repeated(patience, || Self::attempt(file)).inspect_err(|code| {
            log::warn!("the lock {file} cannot be had: {code}");
        })
    }

    /// `None` when somebody else, in this process or another, has it.
    pub(crate) fn attempt(file: &LockFile<'_>) -> Result<Option<Self>> {
        let _rights = file.act()?;
        Self::take(file).map_err(|error| {
            log::error!("the lock {file} cannot be taken: {error}"); // PER-20
            error.into()
        })
    }

    /// The lock of a directory itself, for which no file is needed.
    pub(crate) fn of_directory(directory: &Path, patience: Duration) -> Result<Self> {
        let flags = (OFlags::DIRECTORY | OFlags::NOFOLLOW).bits() as i32;
        Self::repeated(patience, || {
            let opened = OpenOptions::new().read(true).custom_flags(flags).open(directory)?;
            Ok(Self::of_file(opened)?)
        })
    }

    fn repeated(patience: Duration, mut attempt: impl FnMut() -> Result<Option<Self>>) -> Result<Self> {
        let began = Instant::now();
        let mut pause = Duration::from_micros(200);
        loop {
            if let Some(lock) = attempt()? {
                return Ok(lock);
            }
            if began.elapsed() >= patience {
                return Err(Hresult::LOCK_VIOLATION);
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    fn of_file(file: File) -> io::Result<Option<Self>> {
        match ProcessLock::take(file.into()) {
            Ok(held) => Ok(Some(Self { _held: held })),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(errno) => Err(errno.into()),
        }
    }

    fn take(file: &LockFile<'_>) -> io::Result<Option<Self>> {
        loop {
            let opened = file.open()?;
            let again = opened.try_clone()?;
            let Some(lock) = Self::of_file(opened)? else { return Ok(None) };
            // The former holder may have removed the file before it let go: then this lock guards nothing.
            if file.is_name_of(&again) {
                return Ok(Some(lock));
            }
        }
    }
}
