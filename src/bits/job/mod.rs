//! A job: its parts stand in the files of this room, by what clients ask of it (sections 3.3 to 3.13 of the rule sheet).

pub(crate) mod completion;
mod files;
mod information;
mod options;
mod settings;

use super::engine::Engine;
use super::store::column::{self, Column, Setting, Value};
use super::store::{self, Durability, live_state};
use super::{Guid, Hresult, JobState, JobType, Result};
use crate::queue::state::{self, Outstanding};
use std::sync::Arc;

/// A job of the queue. A view: it stays usable after Complete and Cancel (OM-4), and shows live values (OM-5).
///
/// Unless a method says otherwise it fails with `BG_E_INVALID_STATE` on a final job if it would change it (COM-18), and
/// with the code of the failure when the queue cannot be read or written.
#[derive(Clone)]
pub struct Job {
    pub(super) engine: Arc<Engine>,
    pub(super) row: i64,
    pub(super) guid: Guid,
    job_type: JobType,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Job {}", self.guid)
    }
}

impl Job {
    pub(super) fn new(engine: Arc<Engine>, row: i64, guid: Guid, job_type: JobType) -> Self {
        Self { engine, row, guid, job_type }
    }

    fn get<T: Value>(&self, column: Column<T>) -> Result<T> {
        self.engine.store.get(self.row, column)
    }

    /// Changes settings of the live job and tells the transfer thread, for which they count at once.
    fn set(&self, settings: &[Setting<'_>]) -> Result<()> {
        self.engine.store.set(self.row, settings)?;
        self.engine.poke();
        Ok(())
    }

    fn downloads_only(&self) -> Result<()> {
        if self.job_type == JobType::Download { Ok(()) } else { Err(Hresult::E_NOTIMPL) }
    }

    /// `Ok` unless the job is final (COM-18).
    ///
    /// # Errors
    /// `BG_E_INVALID_STATE` for a final job.
    pub fn ensure_live(&self) -> Result<()> {
        if JobState::try_from(self.get(column::STATE)?)?.is_final() {
            Err(Hresult::BG_E_INVALID_STATE)
        } else {
            Ok(())
        }
    }

    /// OWN-5: secrets are the owner's, also where an administrator may change all else (SET-30). In a user namespace the own
    /// number may be another than the one that was noted; 0 is who took the job over.
    fn owner_only(&self) -> Result<()> {
        let owner = self.get(column::OWNER)?;
        let me = rustix::process::getuid().as_raw();
        if owner == me || (self.engine.is_own && owner != 0) { Ok(()) } else { Err(Hresult::E_ACCESSDENIED) }
    }

    /// PER-19: secrets of the job that were removed are in no file of the queue any more.
    fn forget_secrets(&self) {
        if self.engine.store.has_traces(self.row) == Ok(true) {
            self.engine.store.forget_secrets();
        }
    }

    /// Stops the transfer and keeps what arrived (CTL-1). In `Transferred` there is nothing to stop (K-26).
    ///
    /// # Errors
    /// See the type.
    pub fn suspend(&self) -> Result<()> {
        self.engine.store.write_at_last(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            state::suspend(connection, self.row)
        })?;
        self.engine.poke();
        Ok(())
    }

    /// Queues the job (CTL-3 to CTL-6).
    ///
    /// # Errors
    /// `BG_E_EMPTY` for a job without files.
    pub fn resume(&self) -> Result<()> {
        self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            let (files, arrived) = store::counts(connection, self.row)?;
            if files == 0 {
                return Err(Hresult::BG_E_EMPTY);
            }
            // CTL-5, J3-5: new remote names count from here on, also for a transfer that is under way.
            if store::take_names(connection, self.row)? {
                state::rename(connection, self.row)?;
            }
            let outstanding = if arrived < files { Outstanding::Files } else { Outstanding::Nothing };
            state::resume(connection, self.row, outstanding)
        })?;
        self.engine.poke();
        Ok(())
    }

    /// Makes the caller the owner (SET-27 to SET-30). In a queue that one user owns only uid 0 can call this with effect.
    ///
    /// # Errors
    /// `E_ACCESSDENIED` unless uid 0.
    pub fn take_ownership(&self) -> Result<()> {
        self.ensure_live()?;
        if !rustix::process::getuid().is_root() {
            return Err(Hresult::E_ACCESSDENIED);
        }
        self.engine.store.take_over(self.row)?;
        self.forget_secrets();
        Ok(())
    }
}
