//! Files of the queue and of transfers: advisory locks, temporary files, what has reached the disk (DSK).

use super::place::LockFile;
use super::store::{Durability, Store};
use super::{Hresult, Result, clock};
use crate::sys::{OFlags, ProcessLock};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
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

/// Brings temporary files of a job to the disk and notes it. What was completed or is written again meanwhile does not
/// count.
pub(crate) fn settle(store: &Store, job: i64, files: &[(u32, PathBuf)]) {
    let lengths: Vec<(u32, u64)> = files
        .iter()
        .filter_map(|(index, path)| Some((*index, std::fs::symlink_metadata(path).ok()?.len())))
        .collect();
    if sync(files.iter().map(|(_, path)| path.as_path())).is_err() {
        return; // fetched again, should the machine die
    }
    // Should the note be lost, so is the sync: it is made again before the machine goes down, or the file is fetched.
    let _ = store.write(Durability::Lazy, |connection| {
        let mut note = connection.prepare_cached(
            "UPDATE file SET synced = min(done, ?) WHERE job = ? AND idx = ? AND stage < 2 AND done > synced AND boot = ?",
        )?;
        for (index, length) in &lengths {
            note.execute((*length as i64, job, index, clock::boot_id()))?;
        }
        Ok(())
    });
}

/// Brings the new names of `files` to the disk.
pub(crate) fn sync_directories<'a>(files: impl Iterator<Item = &'a Path>) -> io::Result<()> {
    let mut directories: Vec<&Path> = files.filter_map(Path::parent).collect();
    directories.dedup();
    directories.iter().try_for_each(|directory| File::open(directory)?.sync_all())
}

/// Brings the data of `files` to the disk: one by one, or by whole file systems where that is cheaper.
pub(crate) fn sync<'a>(files: impl Iterator<Item = &'a Path>) -> io::Result<()> {
    const ONE_BY_ONE: usize = 8;
    let files: Vec<&Path> = files.collect();
    let mut file_systems = Vec::new();
    // Somebody else may have put another thing in place of a file.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32;
    for path in &files {
        match OpenOptions::new().read(true).custom_flags(flags).open(path) {
            Ok(file) if files.len() <= ONE_BY_ONE => file.sync_data()?,
            Ok(file) => {
                // One call writes back what is dirty on the whole file system, which beats thousands of waits.
                let device = file.metadata()?.dev();
                if !file_systems.contains(&device) {
                    rustix::fs::syncfs(&file)?;
                    file_systems.push(device);
                }
            }
            // It was handed over or thrown away in between.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
