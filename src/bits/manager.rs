//! The manager: the door to the queue (MGR).

use super::{Guid, Hresult, Job, JobEnumerator, JobType, Result, error};
use crate::queue::engine::{self, Engine};
use crate::queue::store::{self, Durability, Found, NewJob};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `BG_JOB_ENUM_ALL_USERS`.
const ENUM_ALL_USERS: u32 = 1;
/// Longest display name in UTF-16 units (LIM-1).
pub(crate) const MAX_DISPLAY_NAME: usize = 256;

/// An open queue. Dropping it does not stop transfers (ACT-8).
#[derive(Clone)]
pub struct Manager {
    engine: Arc<Engine>,
}

impl std::fmt::Debug for Manager {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Manager")
    }
}

impl Manager {
    /// Opens the queue of this user, `$XDG_STATE_HOME/copyfile2/` or `$HOME/.local/state/copyfile2/`, making it with
    /// mode 0700 if need be, and takes up work that a dead process left.
    ///
    /// # Errors
    /// When the directory cannot be made or opened.
    pub fn open() -> Result<Self> {
        Self::open_at(&engine::default_directory()?)
    }

    /// Opens the queue in `directory`, as [`Manager::open`].
    ///
    /// # Errors
    /// As [`Manager::open`].
    pub fn open_at(directory: &Path) -> Result<Self> {
        let engine = Engine::open(directory)?;
        let manager = Self { engine };
        match manager.clear_up() {
            // Nobody is kept from the queue by what can be done another time; damage was set aside.
            Err(Hresult::LOCK_VIOLATION | Hresult::DISK_FULL) => {}
            Err(Hresult::BG_E_DATABASE_CORRUPT) => manager.clear_up()?,
            other => other?,
        }
        manager.engine.poke();
        Ok(manager)
    }

    /// Where [`Manager::open`] looks for the queue of this user.
    ///
    /// # Errors
    /// 0x80070003 when the user has no home directory.
    pub fn default_directory() -> Result<PathBuf> {
        engine::default_directory()
    }

    fn clear_up(&self) -> Result<()> {
        super::job::completion::end_begun(&self.engine)?;
        self.cancel_forgotten()
    }

    /// TO-7: a job that nobody touched for long is cancelled (PER-10: long by time that is proven to have passed).
    fn cancel_forgotten(&self) -> Result<()> {
        let days = self.engine.policy.inactivity_days;
        for guid in self.engine.store.forgotten(i64::from(days) * 86_400_000)? {
            log::warn!("job {guid} is cancelled: nobody touched it for {days} days");
            match self.job(guid).and_then(|job| job.cancel()) {
                Err(code) if code != Hresult::BG_E_NOT_FOUND && code != Hresult::BG_E_INVALID_STATE => {
                    log::error!("job {guid} cannot be cancelled: {code}");
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Makes a suspended job without files under a new random id (MGR-1).
    ///
    /// # Errors
    /// `E_INVALIDARG` for a name of more than 256 UTF-16 units (MGR-3), `BG_E_TOO_MANY_JOBS_PER_USER` (MGR-8), `E_NOTIMPL`
    /// for uploads: nobody would send them yet, `E_ACCESSDENIED` in the queue of another user.
    pub fn create_job(&self, display_name: &str, job_type: JobType) -> Result<Job> {
        if job_type != JobType::Download {
            return Err(Hresult::E_NOTIMPL);
        }
        self.make_job(display_name, job_type)
    }

    fn make_job(&self, display_name: &str, job_type: JobType) -> Result<Job> {
        if !self.engine.is_own {
            return Err(Hresult::E_ACCESSDENIED); // nobody would run it
        }
        if display_name.encode_utf16().count() > MAX_DISPLAY_NAME {
            return Err(Hresult::E_INVALIDARG);
        }
        let guid = Guid::random()?;
        let owner = rustix::process::getuid().as_raw();
        let method = if job_type == JobType::Download { "GET" } else { "BITS_POST" };
        let new = NewJob {
            guid,
            job_type,
            owner,
            display_name,
            method,
            max_time: self.engine.policy.max_download_time,
            umask: crate::sys::umask(), // files get their permissions by it when they are handed over
        };
        let id = self.engine.store.write(Durability::Synced, |connection| {
            if store::count_live(connection)? >= self.engine.policy.max_jobs {
                return Err(Hresult::BG_E_TOO_MANY_JOBS_PER_USER);
            }
            store::insert(connection, &new)
        })?;
        Ok(Job::new(Arc::clone(&self.engine), id, guid, job_type))
    }

    /// The live job with this id (MGR-10).
    ///
    /// # Errors
    /// `BG_E_NOT_FOUND` for an unknown id and for a final job (MGR-11).
    pub fn job(&self, id: Guid) -> Result<Job> {
        let found = self.engine.store.find_live(id)?.ok_or(Hresult::BG_E_NOT_FOUND)?;
        self.engine.poke();
        self.view(&found)
    }

    fn view(&self, found: &Found) -> Result<Job> {
        Ok(Job::new(Arc::clone(&self.engine), found.id, found.guid, JobType::try_from(found.job_type)?))
    }

    /// All live jobs (MGR-14 to MGR-17). `flags` is 0 or `BG_JOB_ENUM_ALL_USERS`, which only uid 0 may give; a queue
    /// has one owner, so both show the same jobs.
    ///
    /// # Errors
    /// `E_ACCESSDENIED`, `E_NOTIMPL` for other flags.
    pub fn jobs(&self, flags: u32) -> Result<JobEnumerator> {
        match flags {
            0 => {}
            ENUM_ALL_USERS if rustix::process::getuid().is_root() => {}
            ENUM_ALL_USERS => return Err(Hresult::E_ACCESSDENIED), // MGR-15
            _ => return Err(Hresult::E_NOTIMPL),                   // MGR-16
        }
        self.engine.store.mend_unfindable()?;
        let found = self.engine.store.live_jobs()?;
        let jobs = JobEnumerator::new(found.iter().map(|job| self.view(job)).collect::<Result<_>>()?);
        if jobs.count() > 0 {
            self.engine.poke(); // whoever asks takes up what a dead process left
        }
        Ok(jobs)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bits::JobProperty;

    /// What is there of uploads already.
    #[test]
    fn an_upload_would_take_one_file() {
        let place = tempfile::tempdir().unwrap();
        let manager = Manager::open_at(&place.path().join("state")).unwrap();
        assert_eq!(manager.create_job("Test", JobType::Upload).unwrap_err(), Hresult::E_NOTIMPL);
        let job = manager.make_job("Test", JobType::Upload).unwrap();
        assert_eq!(job.http_method(), Ok("BITS_POST".to_owned())); // H2-6
        let local = |name: &str| place.path().join(name).as_os_str().into();
        assert_eq!(job.add_file("http://h/x", &local("x")), Ok(()));
        assert_eq!(job.add_file("http://h/y", &local("y")), Err(Hresult::BG_E_TOO_MANY_FILES)); // ADD-5, LIM-6
        assert_eq!(job.complete(), Err(Hresult::BG_E_INVALID_STATE)); // CPL-8
        assert_eq!(job.replace_remote_prefix("http", "https"), Err(Hresult::E_NOTIMPL)); // J3-3
        let file = job.files().unwrap().items()[0].clone();
        assert_eq!(file.temporary_name(), Err(Hresult::E_NOTIMPL)); // F3-3
        let wrong = job.set_property(JobProperty::OnDemandMode(true));
        assert_eq!(wrong, Err(Hresult::BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY)); // J5-2
    }
}
