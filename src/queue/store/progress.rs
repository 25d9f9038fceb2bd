//! How far jobs are: sums over their files, what a run notes, and whom it was told.

use super::state::list;
use super::{Durability, FileRow, Stage, Store, Transaction, save_file};
use crate::queue::{FileTime, JobState, JobTimes, Result, clock};

/// Sums over the files of a job.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub files: u32,
    /// Files that are here.
    pub here: u32,
    /// Files whose size is known, and the sum of those sizes.
    pub sized: u32,
    pub total: u64,
    pub done: u64,
}

/// What the store knows of a file that may be under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted {
    pub is_wanted: bool,
    pub total: Option<u64>,
    pub done: u64,
}

impl Store {
    /// The sums of a job, and what is in them of the files with these indices.
    pub(crate) fn sums(&self, job: i64, of: &[u32]) -> Result<(Sums, Vec<Noted>)> {
        self.read(|connection| {
            let mut one =
                connection.prepare_cached("SELECT stage, total, done FROM file WHERE job = ? AND idx = ?")?;
            let mut noted = Vec::new();
            for index in of {
                noted.push(one.query_row((job, index), |row| {
                    Ok(Noted {
                        is_wanted: row.get::<_, i32>(0)? == Stage::Wanted as i32,
                        total: row.get::<_, Option<i64>>(1)?.map(|total| total as u64),
                        done: row.get::<_, i64>(2)? as u64,
                    })
                })?);
            }
            let mut sums = connection.prepare_cached(
                "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(done), 0), count(total), \
                 coalesce(sum(stage > 0), 0) FROM file WHERE job = ?",
            )?;
            let sums = sums.query_row([job], |row| {
                Ok(Sums {
                    files: row.get(0)?,
                    total: row.get::<_, i64>(1)? as u64,
                    done: row.get::<_, i64>(2)? as u64,
                    sized: row.get(3)?,
                    here: row.get(4)?,
                })
            })?;
            Ok((sums, noted))
        })
    }

    /// Bytes that are here of all files but one.
    pub(crate) fn done_of_others(&self, job: i64, index: u32) -> Result<u64> {
        let sql = "SELECT coalesce(sum(done), 0) FROM file WHERE job = ? AND idx <> ?";
        Ok(self.value::<i64>(sql, &[&job, &index])? as u64)
    }

    /// The times of a job (INF-11).
    pub(crate) fn times(&self, job: i64) -> Result<Option<JobTimes>> {
        let sql = "SELECT created, modified, completed FROM job WHERE id = ?";
        self.read_row(sql, &[&job], |row| {
            let time = |index| row.get::<_, i64>(index).map(|time| FileTime(time as u64));
            Ok(JobTimes { creation: time(0)?, modification: time(1)?, transfer_completion: time(2)? })
        })
    }

    /// Notes which bytes of files reached the disk. What was completed or is written again meanwhile does not count.
    pub(crate) fn note_synced(&self, job: i64, lengths: &[(u32, u64)]) -> Result<()> {
        self.write(Durability::Lazy, |to| {
            let mut note = to.prepare_cached(
                "UPDATE file SET synced = min(done, ?) WHERE job = ? AND idx = ? AND stage < 2 AND done > synced AND boot = ?",
            )?;
            for (index, length) in lengths {
                note.execute((*length as i64, job, index, clock::boot_id()))?;
            }
            Ok(())
        })
    }

    /// The object of this process took the event of this number (NTF-13).
    pub(crate) fn note_told(&self, job: i64, event: i64) -> Result<()> {
        self.write(Durability::Lazy, |to| {
            to.execute("UPDATE job SET told = max(told, ?) WHERE id = ?", (event, job))?;
            Ok(())
        })
    }

    /// The notification program took the event (NTF-22).
    pub(crate) fn note_program_ran(&self, job: i64, event: i64) -> Result<()> {
        self.write_at_last(Durability::Lazy, |to| {
            let sql = "UPDATE job SET told = max(told, ?), command_failed = 0 WHERE id = ?";
            to.execute(sql, (event, job))?;
            Ok(())
        })
    }

    /// It did not; it runs again after `delay` seconds (NTF-22).
    pub(crate) fn note_program_failed(&self, job: i64, delay: u32) -> Result<()> {
        self.write_at_last(Durability::Lazy, |to| {
            let next = clock::since_boot() + i64::from(delay) * 1000;
            let sql = format!(
                "UPDATE job SET command_failed = 1, retry_boot = ?, boot = ? WHERE id = ? AND state IN {}",
                list(&[JobState::Error, JobState::Transferred])
            );
            to.execute(&sql, (next, clock::boot_id(), job))?;
            Ok(())
        })
    }
}

/// What a run notes: files that are here and files under way, and the time that it took so far (TO-5).
pub(crate) fn note<'a>(
    to: &Transaction,
    job: i64,
    arrived: impl ExactSizeIterator<Item = &'a FileRow>,
    under_way: impl Iterator<Item = &'a FileRow>,
    elapsed: i64,
) -> Result<()> {
    let count = arrived.len();
    for file in arrived.chain(under_way) {
        save_file(to, job, file)?;
    }
    to.prepare_cached("UPDATE job SET arrived = arrived + ?, elapsed = ?, modified = ? WHERE id = ?")?
        .execute((count, elapsed, clock::now().0 as i64, job))?;
    Ok(())
}
