//! What a job says of itself (INF).

use super::Job;
use crate::bits::names;
use crate::bits::{
    File, Guid, Hresult, JobError, JobProgress, JobState, JobTimes, JobType, Result, SIZE_UNKNOWN,
};
use crate::queue::live;
use crate::queue::store::column;

impl Job {
    /// The id (INF-1).
    pub fn id(&self) -> Guid {
        self.guid
    }

    /// The type, fixed at creation (INF-2).
    pub fn job_type(&self) -> JobType {
        self.job_type
    }

    /// The state, final ones included (ST-10).
    ///
    /// # Errors
    /// See the type.
    pub fn state(&self) -> Result<JobState> {
        JobState::try_from(self.get(column::STATE)?)
    }

    /// Sizes and counts over all files (INF-3 to INF-10).
    ///
    /// # Errors
    /// See the type.
    pub fn progress(&self) -> Result<JobProgress> {
        // The transfer is asked first: what it has noted by the time the store is read counts there.
        let ahead = live::ahead(&self.engine.moving(self.row));
        let indices: Vec<u32> = ahead.iter().map(|file| file.index).collect();
        let (mut sums, noted) = self.engine.store.sums(self.row, &indices)?;
        for (file, noted) in ahead.iter().zip(&noted) {
            file.correct(noted, &mut sums);
        }
        Ok(JobProgress {
            bytes_total: if sums.sized < sums.files { SIZE_UNKNOWN } else { sums.total },
            bytes_transferred: sums.done,
            files_total: sums.files,
            files_transferred: sums.here,
        })
    }

    /// Times (INF-11).
    ///
    /// # Errors
    /// See the type.
    pub fn times(&self) -> Result<JobTimes> {
        self.engine.store.times(self.row)?.ok_or(Hresult::BG_E_NOT_FOUND)
    }

    /// The owner as a SID, `S-1-22-1-<uid>` (INF-13).
    ///
    /// # Errors
    /// See the type.
    pub fn owner(&self) -> Result<String> {
        Ok(format!("S-1-22-1-{}", self.get(column::OWNER)?))
    }

    /// The error in force, or left over until bytes move again (INF-15, TR-5). In `Transferred` it is that of a Complete
    /// that could not hand a file over (CPL-5).
    ///
    /// # Errors
    /// `BG_E_ERROR_INFORMATION_UNAVAILABLE`.
    pub fn error(&self) -> Result<JobError> {
        let job = self.engine.store.job(self.row)?;
        let state_allows = !job.state.is_final() && job.state != JobState::Transferring;
        let (context, code, index) =
            job.error.filter(|_| state_allows).ok_or(Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE)?;
        let file = index.map(|index| File::new(self.clone(), index));
        let protocol = match &file {
            Some(file) => Some(names::protocol(&file.remote_name()?)),
            None => None,
        };
        Ok(JobError { context, code, file, protocol, detail: job.error_detail })
    }

    /// How often the job failed (INF-14).
    ///
    /// # Errors
    /// See the type.
    pub fn error_count(&self) -> Result<u32> {
        self.get(column::ERROR_COUNT)
    }

    /// 0x2000, for uid 0 0x4000 (J4-3).
    ///
    /// # Errors
    /// See the type.
    pub fn owner_integrity_level(&self) -> Result<u32> {
        Ok(if self.owner_elevation_state()? { 0x4000 } else { 0x2000 })
    }

    /// Whether the owner is uid 0 (J4-4).
    ///
    /// # Errors
    /// See the type.
    pub fn owner_elevation_state(&self) -> Result<bool> {
        Ok(self.get(column::OWNER)? == 0)
    }
}
