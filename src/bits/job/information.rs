//! What a job says of itself (INF).

use super::Job;
use crate::bits::names;
use crate::bits::{
    File, FileTime, Guid, Hresult, JobError, JobProgress, JobState, JobTimes, JobType, Result, SIZE_UNKNOWN,
};
use crate::queue::store::Stage;
use std::sync::atomic::Ordering;

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
        JobState::try_from(self.get::<i32>("state")?)
    }

    /// Sizes and counts over all files (INF-3 to INF-10).
    ///
    /// # Errors
    /// See the type.
    pub fn progress(&self) -> Result<JobProgress> {
        // The transfer is asked first: what it has noted by the time the store is read counts there.
        let moving = self.engine.moving(self.row);
        let ahead: Vec<(u32, u64, u64, bool)> = moving
            .iter()
            .map(|file| {
                let is_here = file.is_here.load(Ordering::Relaxed);
                let (total, done) = file.read();
                (file.index, total, done, is_here)
            })
            .collect();
        let (files_total, mut total, mut done, mut sized, mut files_transferred, noted) =
            self.engine.store.read(|connection| {
                let mut sums = connection.prepare_cached(
                    "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(done), 0), count(total), \
                     coalesce(sum(stage > 0), 0) FROM file WHERE job = ?",
                )?;
                let mut one = connection
                    .prepare_cached("SELECT stage, total, done FROM file WHERE job = ? AND idx = ?")?;
                let mut noted = Vec::new();
                for (index, ..) in &ahead {
                    noted.push(one.query_row((self.row, index), |row| {
                        Ok((row.get::<_, i32>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, i64>(2)?))
                    })?);
                }
                let number = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(|number| number as u64);
                Ok(sums.query_row([self.row], |row| {
                    let (total, done) = (number(row, 1)?, number(row, 2)?);
                    Ok((
                        row.get::<_, u32>(0)?,
                        total,
                        done,
                        row.get::<_, u32>(3)?,
                        row.get::<_, u32>(4)?,
                        noted,
                    ))
                })?)
            })?;
        // The store knows these files up to its last note; the transfer knows better.
        for ((_, live_total, live_done, is_here), (stage, noted_total, noted_done)) in ahead.iter().zip(noted)
        {
            if stage != Stage::Wanted as i32 {
                continue;
            }
            done = done.saturating_sub(noted_done as u64).saturating_add(*live_done);
            total = total.saturating_sub(noted_total.unwrap_or(0) as u64);
            sized -= u32::from(noted_total.is_some());
            if *live_total != SIZE_UNKNOWN {
                total = total.saturating_add(*live_total);
                sized += 1;
            }
            files_transferred += u32::from(*is_here);
        }
        let bytes_total = if sized < files_total { SIZE_UNKNOWN } else { total };
        Ok(JobProgress { bytes_total, bytes_transferred: done, files_total, files_transferred })
    }

    /// Times (INF-11).
    ///
    /// # Errors
    /// See the type.
    pub fn times(&self) -> Result<JobTimes> {
        let sql = "SELECT created, modified, completed FROM job WHERE id = ?";
        let row = self.engine.store.read_row(sql, &[&self.row], |row| {
            let time = |index| row.get::<_, i64>(index).map(|time| FileTime(time as u64));
            Ok(JobTimes { creation: time(0)?, modification: time(1)?, transfer_completion: time(2)? })
        })?;
        row.ok_or(Hresult::BG_E_NOT_FOUND)
    }

    /// The owner as a SID, `S-1-22-1-<uid>` (INF-13).
    ///
    /// # Errors
    /// See the type.
    pub fn owner(&self) -> Result<String> {
        Ok(format!("S-1-22-1-{}", self.get::<u32>("owner")?))
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
        self.get("error_count")
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
        Ok(self.get::<u32>("owner")? == 0)
    }
}
