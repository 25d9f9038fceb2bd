//! Files of the queue and of transfers: advisory locks, temporary files, what has reached the disk (DSK).

use super::store::{Durability, Store};
use super::{Guid, Result, clock};
use rustix::fs::{FlockOperation, flock};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Makes the directory of a queue, private to its owner.
pub(super) fn make_private(directory: &Path) -> Result<()> {
    Ok(std::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?)
}

/// An advisory lock, held until dropped or until the process dies.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock.
    pub(super) fn wait(path: &Path) -> Result<Self> {
        Self::take(path, FlockOperation::LockExclusive)?.ok_or(super::Hresult::E_FAIL)
    }

    /// `None` when somebody else, in this process or another, has it.
    pub(super) fn attempt(path: &Path) -> Result<Option<Self>> {
        Ok(Self::take(path, FlockOperation::NonBlockingLockExclusive)?)
    }

    fn take(path: &Path, operation: FlockOperation) -> io::Result<Option<Self>> {
        loop {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .read(true)
                .write(true)
                .mode(0o600)
                .open(path)?;
            if rustix::process::geteuid().is_root() {
                // An administrator who changes another user's job locks nobody out.
                let owner =
                    path.parent().and_then(|parent| parent.metadata().ok()).map(|parent| parent.uid());
                let _ = std::os::unix::fs::fchown(&file, owner, None); // without it the lock is as good
            }
            match flock(&file, operation) {
                Ok(()) => {}
                Err(rustix::io::Errno::WOULDBLOCK) => return Ok(None),
                Err(rustix::io::Errno::INTR) => continue,
                Err(errno) => return Err(errno.into()),
            }
            // The former holder may have removed the file before it let go: then this lock guards nothing.
            let held = file.metadata()?;
            if std::fs::metadata(path)
                .is_ok_and(|named| (named.dev(), named.ino()) == (held.dev(), held.ino()))
            {
                return Ok(Some(Self { _file: file }));
            }
        }
    }
}

/// The temporary file of a transfer: in the directory of its destination (DSK-1), with a name that can be worked out
/// again after a crash.
pub(super) fn temporary_name(destination: &Path, job: Guid, index: u32) -> PathBuf {
    // FNV-1a over job and index: names differ between jobs and files; the job's lock keeps others away.
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in job.0.to_be_bytes().into_iter().chain(index.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    destination.with_file_name(format!("BIT{hash:016X}.tmp"))
}

/// Opens the temporary file to be written from `keep` on; what lies behind is cut off. `Ok(None)` when fewer bytes are
/// there. Without `keep` all that is there stays.
pub(super) fn open_temporary(path: &Path, keep: Option<u64>) -> io::Result<Option<File>> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32)
        .open(path)?;
    let Some(keep) = keep else { return Ok(Some(file)) };
    let length = file.metadata()?.len();
    if length < keep {
        return Ok(None);
    }
    if length > keep {
        file.set_len(keep)?;
    }
    Ok(Some(file))
}

/// Removes a file; one that is not there counts as removed.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Brings temporary files of a job to the disk and notes it. What was completed or is written again meanwhile does not
/// count.
pub(super) fn settle(store: &Store, job: i64, files: &[(u32, PathBuf)]) {
    let lengths: Vec<(u32, u64)> = files
        .iter()
        .filter_map(|(index, path)| Some((*index, std::fs::metadata(path).ok()?.len())))
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
pub(super) fn sync_directories<'a>(files: impl Iterator<Item = &'a Path>) -> io::Result<()> {
    let mut directories: Vec<&Path> = files.filter_map(Path::parent).collect();
    directories.dedup();
    directories.iter().try_for_each(|directory| File::open(directory)?.sync_all())
}

/// Brings the data of `files` to the disk: one by one, or by whole file systems where that is cheaper.
pub(super) fn sync<'a>(files: impl Iterator<Item = &'a Path>) -> io::Result<()> {
    const ONE_BY_ONE: usize = 8;
    let files: Vec<&Path> = files.collect();
    let mut file_systems = Vec::new();
    for path in &files {
        match File::open(path) {
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
