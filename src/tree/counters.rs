//! What a run counts, while it runs and in the end.

use std::sync::atomic::{AtomicU64, Ordering};

/// One row of a summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that were met.
    pub total: u64,
    /// Copied, or directories that were made.
    pub copied: u64,
    /// Left as they were.
    pub skipped: u64,
    /// Of another kind than what is there, or not what was read back.
    pub mismatch: u64,
    /// Not copied.
    pub failed: u64,
    /// Only in the destination.
    pub extras: u64,
}

/// The counters of a run at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Directories.
    pub directories: Tally,
    /// Everything that is no directory.
    pub files: Tally,
    /// Bytes of files.
    pub bytes: Tally,
    /// Entries that vanished or changed while they were copied, a part of `failed`.
    pub vanished: u64,
    /// Warnings that were told.
    pub warnings: u64,
    /// Entries that a mirror removed.
    pub deleted: u64,
    /// Files found ahead of the copy.
    pub found_files: u64,
    /// Their bytes.
    pub found_bytes: u64,
    /// Whether all files are found.
    pub all_found: bool,
    /// Bytes on their way or done, whatever comes of their files.
    pub moved: u64,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) total: AtomicU64,
    pub(super) copied: AtomicU64,
    pub(super) skipped: AtomicU64,
    pub(super) mismatch: AtomicU64,
    pub(super) failed: AtomicU64,
    pub(super) extras: AtomicU64,
}

/// The counters that all workers share.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) directories: Row,
    pub(super) files: Row,
    pub(super) bytes: Row,
    pub(super) vanished: AtomicU64,
    pub(super) warnings: AtomicU64,
    pub(super) deleted: AtomicU64,
    pub(super) found_files: AtomicU64,
    pub(super) found_bytes: AtomicU64,
    pub(super) all_found: AtomicU64,
    pub(super) moved: AtomicU64,
    /// Nanoseconds of all threads.
    pub(super) verifying: AtomicU64,
}

pub(super) fn add(counter: &AtomicU64, count: u64) {
    // Nothing is ordered by a counter.
    counter.fetch_add(count, Ordering::Relaxed);
}

pub(super) fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

impl Row {
    fn tally(&self) -> Tally {
        Tally {
            total: read(&self.total),
            copied: read(&self.copied),
            skipped: read(&self.skipped),
            mismatch: read(&self.mismatch),
            failed: read(&self.failed),
            extras: read(&self.extras),
        }
    }
}

impl Counters {
    pub(super) fn totals(&self) -> Totals {
        Totals {
            directories: self.directories.tally(),
            files: self.files.tally(),
            bytes: self.bytes.tally(),
            vanished: read(&self.vanished),
            warnings: read(&self.warnings),
            deleted: read(&self.deleted),
            found_files: read(&self.found_files),
            found_bytes: read(&self.found_bytes),
            all_found: read(&self.all_found) != 0,
            moved: read(&self.moved),
        }
    }
}
