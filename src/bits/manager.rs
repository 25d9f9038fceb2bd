//! The manager: the door to the queue (MGR).

use super::{Guid, Hresult, Job, JobEnumerator, JobType, Result, error};
use std::path::Path;

/// `BG_JOB_ENUM_ALL_USERS`.
const ENUM_ALL_USERS: u32 = 1;

/// An open queue. Dropping it does not stop transfers (ACT-8).
#[derive(Clone, Debug)]
pub struct Manager {}

impl Manager {
    /// Opens the queue of this user, `$XDG_STATE_HOME/copyfile2/` or `$HOME/.local/state/copyfile2/`, making it with
    /// mode 0700 if need be, and takes up work that a dead process left.
    ///
    /// # Errors
    /// When the directory cannot be made or opened.
    pub fn open() -> Result<Self> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Opens the queue in `directory`, as [`Manager::open`].
    ///
    /// # Errors
    /// As [`Manager::open`].
    pub fn open_at(directory: &Path) -> Result<Self> {
        let _ = directory;
        Err(Hresult::E_NOTIMPL)
    }

    /// Makes a suspended job without files under a new random id (MGR-1).
    ///
    /// # Errors
    /// `E_INVALIDARG` for a name of more than 256 UTF-16 units (MGR-3), `BG_E_TOO_MANY_JOBS_PER_USER` (MGR-8).
    pub fn create_job(&self, display_name: &str, job_type: JobType) -> Result<Job> {
        let _ = (display_name, job_type);
        Err(Hresult::E_NOTIMPL)
    }

    /// The live job with this id (MGR-10).
    ///
    /// # Errors
    /// `BG_E_NOT_FOUND` for an unknown id and for a final job (MGR-11).
    pub fn job(&self, id: Guid) -> Result<Job> {
        let _ = id;
        Err(Hresult::E_NOTIMPL)
    }

    /// All live jobs (MGR-14 to MGR-17). `flags` is 0 or `BG_JOB_ENUM_ALL_USERS`, which only uid 0 may give; a queue
    /// has one owner, so both show the same jobs.
    ///
    /// # Errors
    /// `E_ACCESSDENIED`, `E_NOTIMPL` for other flags.
    pub fn jobs(&self, flags: u32) -> Result<JobEnumerator> {
        match flags {
            0 => Err(Hresult::E_NOTIMPL),
            ENUM_ALL_USERS => Err(Hresult::E_NOTIMPL),
            _ => Err(Hresult::E_NOTIMPL), // MGR-16
        }
    }

    /// The English text of a code, ended by CR LF (MGR-18 to MGR-22).
    ///
    /// # Errors
    /// `RESOURCE_LANG_NOT_FOUND` for a language other than English, 0x8007013D for a code without text.
    pub fn error_description(&self, code: Hresult, language: u32) -> Result<String> {
        const ERROR_MR_MID_NOT_FOUND: u32 = 317;
        error::english(language)?;
        error::message(code.text().ok_or(Hresult::from_win32(ERROR_MR_MID_NOT_FOUND))?)
    }
}
