//! What has reached the disk of the files of transfers (DSK).

use super::store::Store;
use crate::sys::OFlags;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Brings temporary files of a job to the disk and notes it.
pub(crate) fn settle(store: &Store, job: i64, files: &[(u32, PathBuf)]) {
    let lengths: Vec<(u32, u64)> = files
        .iter()
        .filter_map(|(index, path)| Some((*index, std::fs::symlink_metadata(path).ok()?.len())))
        .collect();
    if sync(files.iter().map(|(_, path)| path.as_path())).is_err() {
        return; // fetched again, should the machine die
    }
    // Should the note be lost, so is the sync: it is made again before the machine goes down, or the file is fetched.
    let _ = store.note_synced(job, &lengths);
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
