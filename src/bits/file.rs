//! One file of a job (FIL, F2, F3).

use super::{
    ErrorContext, FileProgress, FileRange, Hresult, Job, JobType, LocalName, Result, SIZE_UNKNOWN, names,
};
use crate::queue::demand;
use crate::queue::state;
use crate::queue::store::{self, Durability, Fault, Stage, live_state};
use std::path::PathBuf;

/// A file of a job. A view, valid after the job pointer is gone (FIL-4).
#[derive(Clone, Debug)]
pub struct File {
    job: Job,
    index: u32,
}

impl File {
    pub(crate) fn new(job: Job, index: u32) -> Self {
        Self { job, index }
    }

    fn row(&self) -> Result<store::FileRow> {
        self.job.engine.store.file(self.job.row, self.index)
    }

    /// The job that the file belongs to.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// Position within the job, from 0.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The remote name, unchanged unless SetRemoteName, ReplaceRemotePrefix or a reported redirect changed it (FIL-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn remote_name(&self) -> Result<String> {
        self.job.engine.store.remote_name(self.job.row, self.index)
    }

    /// The local name as the caller spelled it (ADD-17).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn local_name(&self) -> Result<LocalName> {
        store::spelling(&self.job.engine.store, self.job.row, self.index)
    }

    /// Sizes and whether the file was handed over (FIL-2, INF-6, INF-8).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn progress(&self) -> Result<FileProgress> {
        let moving = self.job.engine.moving(self.job.row).into_iter().find(|file| file.index == self.index);
        let row = self.row()?;
        let (bytes_total, bytes_transferred) = match moving {
            Some(moving) if row.stage == Stage::Wanted => moving.read(),
            _ => (row.total.unwrap_or(SIZE_UNKNOWN), row.done),
        };
        Ok(FileProgress { bytes_total, bytes_transferred, completed: row.stage == Stage::HandedOver })
    }

    /// The ranges in the given order, empty (S_FALSE) when the whole file is wanted (F2-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn ranges(&self) -> Result<Vec<FileRange>> {
        Ok(self.row()?.ranges)
    }

    /// Changes the remote name; kept for good from the next Resume on (F2-2, F2-3).
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads, `E_INVALIDARG` for a bad URL, `BG_E_INVALID_STATE` for a final job.
    pub fn set_remote_name(&self, remote: &str) -> Result<()> {
        self.job.ensure_live()?;
        self.download_only()?;
        let source = names::given_remote(remote)?.source();
        self.job.engine.store.write(Durability::Lazy, |connection| {
            live_state(connection, self.job.row)?;
            store::rename(connection, self.job.row, self.index, remote, source.as_deref())?;
            store::touch(connection, self.job.row)
        })?;
        self.job.engine.poke();
        Ok(())
    }

    /// The temporary file, also before it exists (F3-1, F3-2, OQ-30).
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads (F3-3).
    pub fn temporary_name(&self) -> Result<PathBuf> {
        self.download_only()?;
        Ok(self.row()?.temporary(self.job.guid).path())
    }

    /// The client's verdict on a file that is here (F3-4 to F3-7). `false` moves the job to `Error` with
    /// `BG_E_VALIDATION_FAILED` and the file's progress back to 0.
    ///
    /// # Errors
    /// `E_PENDING` before the file is here, `BG_E_INVALID_STATE` for a final job.
    pub fn set_validation_state(&self, valid: bool) -> Result<()> {
        self.job.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.job.row)?;
            if store::stage(connection, self.job.row, self.index)?.unwrap_or(0) == 0 {
                return Err(Hresult::E_PENDING);
            }
            if valid {
                return store::approve(connection, self.job.row, self.index);
            }
            store::turn_down(connection, self.job.row, self.index)?;
            let fault = Fault {
                context: ErrorContext::RemoteFile,
                code: Hresult::BG_E_VALIDATION_FAILED,
                file: Some(self.index),
                detail: None,
            };
            state::validate(connection, self.job.row, &fault).map(drop)
        })?;
        self.job.engine.poke();
        Ok(())
    }

    /// The verdict; `false` before there is one, `true` after Complete (F3-8, CPL-13).
    ///
    /// # Errors
    /// `E_PENDING` before the file is here.
    pub fn validation_state(&self) -> Result<bool> {
        if self.row()?.stage == Stage::Wanted {
            return Err(Hresult::E_PENDING);
        }
        self.job.engine.store.is_valid(self.job.row, self.index)
    }

    /// Bytes from the server and from peers; there are no peers (F4-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn peer_download_stats(&self) -> Result<(u64, u64)> {
        Ok((self.progress()?.bytes_transferred, 0))
    }

    /// Asks for ranges of a file on demand (F6-2). A job that rested because all that was asked for had come goes on by
    /// itself; one that was suspended or not started waits for Resume.
    ///
    /// # Errors
    /// `BG_E_RANDOM_ACCESS_NOT_SUPPORTED` unless the job is in on-demand mode and the file a whole one over HTTP (F6-1),
    /// `E_INVALIDARG` for no range, `BG_E_INVALID_RANGE` for one of no length or behind the end, as far as it is known.
    pub fn request_ranges(&self, ranges: &[FileRange]) -> Result<()> {
        self.random_access()?;
        if ranges.is_empty() {
            return Err(Hresult::E_INVALIDARG); // F6-8
        }
        let row = self.row()?;
        self.job.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.job.row)?;
            demand::request(connection, self.job.row, &row, ranges)
        })?;
        self.job.engine.poke();
        Ok(())
    }

    /// What is missing from `position` on comes first (F6-5).
    ///
    /// # Errors
    /// As [`File::request_ranges`]; `BG_E_INVALID_RANGE` for a position behind the end.
    pub fn update_download_position(&self, position: u64) -> Result<()> {
        self.random_access()?;
        if self.row()?.remote_size.is_some_and(|size| position > size) {
            return Err(Hresult::BG_E_INVALID_RANGE);
        }
        self.job.engine.store.write(Durability::Lazy, |connection| {
            live_state(connection, self.job.row)?;
            demand::move_to(connection, self.job.row, self.index, position)
        })?;
        self.job.engine.poke();
        Ok(())
    }

    /// What is here of the file, merged and in order (F6-6).
    ///
    /// # Errors
    /// `BG_E_RANDOM_ACCESS_NOT_SUPPORTED` for files that are not whole ones over HTTP (F6-1).
    pub fn filled_ranges(&self) -> Result<Vec<FileRange>> {
        let row = self.row()?;
        if !self.is_plain(&row)? {
            return Err(Hresult::BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        }
        if row.stage == Stage::Wanted && self.job.is_on_demand()? {
            return Ok(demand::filled(&self.job.engine.store, self.job.row, &row)?.ranges());
        }
        let length = self.progress()?.bytes_transferred;
        Ok(if length == 0 { Vec::new() } else { vec![FileRange { initial_offset: 0, length }] })
    }

    fn random_access(&self) -> Result<()> {
        self.job.ensure_live()?;
        let offered = self.job.is_on_demand()? && self.is_plain(&self.row()?)?;
        if offered { Ok(()) } else { Err(Hresult::BG_E_RANDOM_ACCESS_NOT_SUPPORTED) }
    }

    fn is_plain(&self, row: &store::FileRow) -> Result<bool> {
        let over_http = matches!(names::remote(&row.remote), Ok(names::Remote::Http));
        Ok(over_http && row.ranges.is_empty() && self.job.is_plain_download()?)
    }

    /// Status line and headers of the last answer for the file, each line ended by CR LF; `None` before (F5-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn response_headers(&self) -> Result<Option<String>> {
        Ok(self.row()?.answer)
    }

    fn download_only(&self) -> Result<()> {
        if self.job.job_type() == JobType::Download { Ok(()) } else { Err(Hresult::E_NOTIMPL) }
    }
}
