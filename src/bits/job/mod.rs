//! A job: its parts stand in the files of this room, by what clients ask of it (sections 3.3 to 3.13 of the rule sheet).

pub(crate) mod completion;
mod files;
mod information;
mod options;
mod settings;

use super::engine::Engine;
use super::store::{Durability, live_state, set_columns};
use super::{Guid, Hresult, JobState, JobType, Result};
use crate::queue::state::{self, Outstanding};
use rusqlite::types::FromSql;
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

    fn get<T: FromSql>(&self, column: &'static str) -> Result<T> {
        self.engine.store.job_value(self.row, column)
    }

    /// Changes settings of the live job and tells the transfer thread, for which they count at once.
    fn set(&self, columns: &'static str, values: &[&dyn rusqlite::ToSql]) -> Result<()> {
        self.engine.store.set(self.row, columns, values)?;
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
        let state: i32 = self.get("state")?;
        if JobState::try_from(state)?.is_final() { Err(Hresult::BG_E_INVALID_STATE) } else { Ok(()) }
    }

    /// OWN-5: secrets are the owner's, also where an administrator may change all else (SET-30). In a user namespace the own
    /// number may be another than the one that was noted; 0 is who took the job over.
    fn owner_only(&self) -> Result<()> {
        let owner: u32 = self.get("owner")?;
        let me = rustix::process::getuid().as_raw();
        if owner == me || (self.engine.is_own && owner != 0) { Ok(()) } else { Err(Hresult::E_ACCESSDENIED) }
    }

    /// PER-19: secrets of the job that were removed are in no file of the queue any more.
    fn forget_secrets(&self) {
        if self.get("scrub") == Ok(true) {
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
            let (files, arrived): (u32, u32) = connection.query_row(
                "SELECT count(*), coalesce(sum(stage > 0), 0) FROM file WHERE job = ?", // PER-11: counted, not believed
                [self.row],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if files == 0 {
                return Err(Hresult::BG_E_EMPTY);
            }
            // CTL-5, J3-5: new remote names count from here on, also for a transfer that is under way.
            let renamed = connection.execute(
                "UPDATE file SET remote = remote_new, source = source_new, remote_new = NULL, source_new = NULL, named = NULL \
                 WHERE job = ? AND remote_new IS NOT NULL",
                [self.row],
            )?;
            if renamed > 0 {
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
        self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            connection.execute("DELETE FROM credential WHERE job = ?", [self.row])?; // SET-28
            set_columns(
                connection,
                self.row,
                "owner = 0, headers = NULL, program = '', parameters = '', scrub = 1",
                &[],
            )
        })?;
        self.forget_secrets();
        Ok(())
    }
}
