//! What a client implements to hear of its jobs.

use super::{File, FileRange, Job, JobError, Result};
use std::any::Any;

/// A client's callback object (`IBackgroundCopyCallback` and its successors).
///
/// Methods are called on threads of the library: for one job one call at a time (THR-3), for all jobs of a process at
/// most four (THR-1). No lock is held across a call, so any method of any job may be called from within, Complete and
/// Cancel included (THR-4). `Err` from the first three has the call repeated later (NTF-2 to NTF-6); a panic counts
/// as a failure.
///
/// An object that lacks the newer interfaces says so through [`Callback::hears_files`] and
/// [`Callback::hears_ranges`]; those events are then skipped (NTF-18).
pub trait Callback: Send + Sync {
    /// Every file arrived; the job is in `Transferred`.
    fn job_transferred(&self, job: &Job) -> Result<()>;

    /// The job moved to `Error`.
    fn job_error(&self, job: &Job, error: &JobError) -> Result<()>;

    /// A file of a download arrived (Callback2). Comes in file order and before the job's own event (NTF-7, NTF-8).
    fn file_transferred(&self, job: &Job, file: &File) -> Result<()> {
        let _ = (job, file);
        Ok(())
    }

    /// Something about the job changed; several changes may come as one (NTF-9). The answer is not looked at.
    fn job_modification(&self, job: &Job) {
        let _ = job;
    }

    /// Ranges that were asked for arrived (Callback3). The answer is not looked at.
    fn file_ranges_transferred(&self, job: &Job, file: &File, ranges: &[FileRange]) {
        let _ = (job, file, ranges);
    }

    /// Whether the object has `IBackgroundCopyCallback2`.
    fn hears_files(&self) -> bool {
        true
    }

    /// Whether the object has `IBackgroundCopyCallback3`.
    fn hears_ranges(&self) -> bool {
        true
    }

    /// The object itself, so that `GetNotifyInterface` can find back to what was registered.
    fn as_any(&self) -> &dyn Any;
}
