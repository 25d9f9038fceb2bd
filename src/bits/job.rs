//! A job: files, control, information and settings (sections 3.3 to 3.13 of the rule sheet).

use super::engine::Engine;
use super::names::Remote;
use super::store::{self, NewFile, Stage};
use super::store::{Durability, live_state, set_columns};
use super::{
    AuthScheme, AuthTarget, Callback, Credentials, FileEnumerator, FileRange, FileSpec, Guid, Hresult,
    JobError, JobProgress, JobProperty, JobState, JobTimes, JobType, LocalName, Priority, ProxySettings,
    ProxyUsage, Result,
};
use super::{File, FileTime, LENGTH_TO_EOF, SIZE_UNKNOWN, disk, manager, names, notify};
use rusqlite::Connection;
use rusqlite::types::FromSql;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Longest description in UTF-16 units (LIM-1).
const MAX_DESCRIPTION: usize = 1024;
/// Longest proxy list and bypass list (K-3).
const MAX_PROXY_LIST: usize = 4000;
/// Custom headers with their NUL (LIM-8).
const MAX_HEADERS: usize = 16_384;
/// LIM-10.
const MAX_PROGRAM: usize = 260;
/// LIM-10.
const MAX_PARAMETERS: usize = 4000;
/// LIM-7, K-4.
const MAX_USER: usize = 300;
/// LIM-7, K-4.
const MAX_PASSWORD: usize = 65_536;
/// TO-1.
const MIN_RETRY_DELAY: u32 = 5;

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

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

    /// Adds one file at the end (ADD). It survives the death of this process at once, and a power cut from the next change of
    /// state on; [`Job::add_file_set`] is durable when it returns.
    ///
    /// # Errors
    /// `E_INVALIDARG` for bad names (ADD-7), `E_ACCESSDENIED` and 0x80070003 for the directory (ADD-8, ADD-9),
    /// `BG_E_TOO_MANY_FILES`, `BG_E_TOO_MANY_FILES_IN_JOB`.
    pub fn add_file(&self, remote: &str, local: &LocalName) -> Result<()> {
        self.add(Durability::Lazy, &[(remote, local, &[])])
    }

    /// Adds all files or none (ADD-2 to ADD-4).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_INVALIDARG` for an empty set.
    pub fn add_file_set(&self, files: &[FileSpec]) -> Result<()> {
        self.ensure_live()?;
        if files.is_empty() {
            return Err(Hresult::E_INVALIDARG); // ADD-4
        }
        let entries: Vec<_> = files.iter().map(|file| (file.remote.as_str(), &file.local, &[][..])).collect();
        self.add(Durability::Synced, &entries)
    }

    /// Adds a file that consists of ranges of the remote one, one after another (J3-6 to J3-12).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_NOTIMPL` for uploads, `BG_E_INVALID_RANGE`, `BG_E_OVERLAPPING_RANGES`,
    /// `BG_E_TOO_MANY_RANGES_IN_FILE`.
    pub fn add_file_with_ranges(&self, remote: &str, local: &LocalName, ranges: &[FileRange]) -> Result<()> {
        self.ensure_live()?;
        self.downloads_only()?;
        if ranges.is_empty() {
            return Err(Hresult::E_INVALIDARG);
        }
        if ranges.len() > self.engine.policy.max_ranges as usize {
            return Err(Hresult::BG_E_TOO_MANY_RANGES_IN_FILE);
        }
        check_ranges(ranges)?;
        if names::remote(remote)? != Remote::Http {
            return Err(Hresult::E_INVALIDARG); // J3-12
        }
        self.add(Durability::Synced, &[(remote, local, ranges)])
    }

    /// The files in order of adding, also none (ADD-22).
    ///
    /// # Errors
    /// See the type.
    pub fn files(&self) -> Result<FileEnumerator> {
        let count: u32 = self.get("files")?;
        Ok(FileEnumerator::new((0..count).map(|index| File::new(self.clone(), index)).collect()))
    }

    /// Replaces `old` at the start of every remote name by `new` (J3-1 to J3-5): `S_OK`, or `S_FALSE` if none starts so.
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads, `E_INVALIDARG` for empty arguments or a bad result; then none is changed.
    pub fn replace_remote_prefix(&self, old: &str, new: &str) -> Result<Hresult> {
        self.ensure_live()?;
        self.downloads_only()?;
        if old.is_empty() || new.is_empty() {
            return Err(Hresult::E_INVALIDARG);
        }
        let changed = self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            let mut names = connection.prepare_cached(
                "SELECT idx, coalesce(remote_new, remote) FROM file WHERE job = ?1 AND stage = 0 \
                 AND substr(coalesce(remote_new, remote), 1, length(?2)) = ?2",
            )?;
            let found: Vec<(u32, String)> = names
                .query_map((self.row, old), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            for (index, name) in &found {
                let renamed = format!("{new}{}", &name[old.len()..]);
                names::remote(&renamed)?; // J3-4: the transaction takes back the earlier ones
                connection
                    .prepare_cached("UPDATE file SET remote_new = ? WHERE job = ? AND idx = ?")?
                    .execute((&renamed, self.row, index))?;
            }
            if !found.is_empty() {
                set_columns(connection, self.row, "files = files", &[])?;
            }
            Ok(!found.is_empty())
        })?;
        self.engine.poke();
        Ok(if changed { Hresult::S_OK } else { Hresult::S_FALSE })
    }

    /// Stops the transfer and keeps what arrived (CTL-1). In `Transferred` there is nothing to stop (K-26).
    ///
    /// # Errors
    /// See the type.
    pub fn suspend(&self) -> Result<()> {
        self.engine.store.write(Durability::Synced, |connection| {
            match live_state(connection, self.row)? {
                JobState::Transferred => Ok(()), // OQ-2
                JobState::Suspended => {
                    // TR-8; a job that waited for demands waits for Resume from now on.
                    connection.execute("UPDATE job SET idle = 0 WHERE id = ?", [self.row])?;
                    Ok(())
                }
                _ => set_columns(connection, self.row, "state = 3, idle = 0", &[]),
            }
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
            let state = live_state(connection, self.row)?;
            let (files, arrived): (u32, u32) = connection.query_row(
                "SELECT files, arrived FROM job WHERE id = ?",
                [self.row],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if files == 0 {
                return Err(Hresult::BG_E_EMPTY);
            }
            // CTL-5: new remote names count from here on. A transfer under way is another matter: it goes on.
            connection.execute(
                "UPDATE file SET remote = remote_new, remote_new = NULL WHERE job = ? AND remote_new IS NOT NULL",
                [self.row],
            )?;
            let start = match state {
                JobState::Queued | JobState::Connecting | JobState::Transferring => false,
                JobState::Transferred => arrived < files, // OQ-3
                _ => true,
            };
            if start {
                set_columns(
                    connection,
                    self.row,
                    "state = 0, idle = 0, resumed = 1, elapsed = 0, stalled_boot = NULL, completed = 0, \
                     turn = (SELECT coalesce(max(turn), 0) + 1 FROM job)",
                    &[],
                )?;
            }
            Ok(())
        })?;
        self.engine.poke();
        Ok(())
    }

    /// Puts the arrived files under their names (CPL). `S_OK`, `BG_S_PARTIAL_COMPLETE` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// The first failure of a rename; the job then stays in `Transferred` and the call may be repeated (CPL-5).
    pub fn complete(&self) -> Result<Hresult> {
        self.finish(true)
    }

    /// Gives the job up and deletes what arrived (CTL-7 to CTL-12). `S_OK` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// See the type.
    pub fn cancel(&self) -> Result<Hresult> {
        self.finish(false)
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
            set_columns(connection, self.row, "owner = 0, headers = NULL, program = '', parameters = ''", &[])
        })
    }

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

    /// The error in force, or left over until bytes move again (INF-15, TR-5).
    ///
    /// # Errors
    /// `BG_E_ERROR_INFORMATION_UNAVAILABLE`.
    pub fn error(&self) -> Result<JobError> {
        let job = self.engine.store.job(self.row)?;
        let state_allows =
            !job.state.is_final() && !matches!(job.state, JobState::Transferring | JobState::Transferred);
        let (context, code, index) =
            job.error.filter(|_| state_allows).ok_or(Hresult::BG_E_ERROR_INFORMATION_UNAVAILABLE)?;
        let file = index.map(|index| File::new(self.clone(), index));
        let protocol = match &file {
            Some(file) => match names::remote(&file.remote_name()?) {
                Ok(Remote::Http) => Some("http"),
                Ok(Remote::Local(_)) => Some("file"),
                Err(_) => None,
            },
            None => None,
        };
        Ok(JobError { context, code, file, protocol })
    }

    /// How often the job failed (INF-14).
    ///
    /// # Errors
    /// See the type.
    pub fn error_count(&self) -> Result<u32> {
        self.get("error_count")
    }

    /// The display name (SET-2).
    ///
    /// # Errors
    /// See the type.
    pub fn display_name(&self) -> Result<String> {
        self.get("display_name")
    }

    /// Changes the display name.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 256 UTF-16 units (SET-1).
    pub fn set_display_name(&self, name: &str) -> Result<()> {
        self.ensure_live()?;
        if units(name) > manager::MAX_DISPLAY_NAME {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set("display_name = ?", &[&name])
    }

    /// The description, empty at first (SET-3).
    ///
    /// # Errors
    /// See the type.
    pub fn description(&self) -> Result<String> {
        self.get("description")
    }

    /// Changes the description.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 1,024 UTF-16 units (SET-3).
    pub fn set_description(&self, text: &str) -> Result<()> {
        self.ensure_live()?;
        if units(text) > MAX_DESCRIPTION {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set("description = ?", &[&text])
    }

    /// The priority, `Normal` at first (SET-4).
    ///
    /// # Errors
    /// See the type.
    pub fn priority(&self) -> Result<Priority> {
        Priority::try_from(self.get::<i32>("priority")?)
    }

    /// Changes the priority, at once (SET-4).
    ///
    /// # Errors
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (SET-5).
    pub fn set_priority(&self, priority: Priority) -> Result<()> {
        self.ensure_live()?;
        if priority != Priority::Foreground && self.custom_method()? {
            return Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        }
        self.set("priority = ?", &[&i32::from(priority)])
    }

    /// The `NOTIFY_*` bits, 3 at first (SET-7, SET-11).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_flags(&self) -> Result<u32> {
        self.get("notify_flags")
    }

    /// Chooses the events (SET-6 to SET-10, NTF-15).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits.
    pub fn set_notify_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0x3F != 0 {
            return Err(Hresult::E_NOTIMPL);
        }
        self.set("notify_flags = ?", &[&flags])
    }

    /// The object registered by this process (SET-15, SET-16).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_interface(&self) -> Result<Option<Arc<dyn Callback>>> {
        Ok(self.engine.registered.lock().get(&self.row).map(notify::Registered::callback))
    }

    /// Registers an object in place of the former one; `None` clears. An event that was not delivered yet follows at once
    /// (NTF-11, NTF-12). Not persistent (NTF-16).
    ///
    /// # Errors
    /// See the type.
    pub fn set_notify_interface(&self, callback: Option<Arc<dyn Callback>>) -> Result<()> {
        notify::register(self, callback)
    }

    /// Program and parameters, both empty when not set (J2-9).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_cmd_line(&self) -> Result<(String, String)> {
        Ok((self.get("program")?, self.get("parameters")?))
    }

    /// Sets the program that runs when no object took the event (J2-1 to J2-6). `(None, None)` clears.
    ///
    /// # Errors
    /// `E_INVALIDARG` for parameters without a program, `BG_E_STRING_TOO_LONG`.
    pub fn set_notify_cmd_line(&self, program: Option<&str>, parameters: Option<&str>) -> Result<()> {
        self.ensure_live()?;
        if program.is_none() && parameters.is_some() {
            return Err(Hresult::E_INVALIDARG); // J2-3
        }
        let (program, parameters) = (program.unwrap_or(""), parameters.unwrap_or(""));
        if units(program) > MAX_PROGRAM || units(parameters) > MAX_PARAMETERS {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set("program = ?, parameters = ?", &[&program, &parameters])
    }

    /// Seconds between tries, 600 at first (TO-1).
    ///
    /// # Errors
    /// See the type.
    pub fn minimum_retry_delay(&self) -> Result<u32> {
        self.get("retry_delay")
    }

    /// Changes the delay, of a running wait too (SET-18); below 5 means 5 (TO-2).
    ///
    /// # Errors
    /// See the type.
    pub fn set_minimum_retry_delay(&self, seconds: u32) -> Result<()> {
        self.set(
            "retry_boot = retry_boot + (?1 - retry_delay) * 1000, retry_delay = ?1",
            &[&seconds.max(MIN_RETRY_DELAY)],
        )
    }

    /// Seconds without progress after which a transient error is final, 1,209,600 at first (TO-3).
    ///
    /// # Errors
    /// See the type.
    pub fn no_progress_timeout(&self) -> Result<u32> {
        self.get("no_progress")
    }

    /// Changes the timeout, of a running wait too (TR-9).
    ///
    /// # Errors
    /// See the type.
    pub fn set_no_progress_timeout(&self, seconds: u32) -> Result<()> {
        self.set("no_progress = ?", &[&seconds])
    }

    /// Seconds that the job may spend connecting and transferring, 7,776,000 at first (TO-5).
    ///
    /// # Errors
    /// See the type.
    pub fn maximum_download_time(&self) -> Result<u32> {
        self.get("max_time")
    }

    /// Changes that time (J4-5).
    ///
    /// # Errors
    /// See the type.
    pub fn set_maximum_download_time(&self, seconds: u32) -> Result<()> {
        self.set("max_time = ?", &[&seconds])
    }

    /// The proxy settings (SET-25).
    ///
    /// # Errors
    /// See the type.
    pub fn proxy_settings(&self) -> Result<ProxySettings> {
        Ok(self.engine.store.job(self.row)?.proxy)
    }

    /// Changes the proxy settings (SET-19 to SET-23).
    ///
    /// # Errors
    /// `E_INVALIDARG`, `BG_E_PROXY_LIST_TOO_LARGE`, `BG_E_PROXY_BYPASS_LIST_TOO_LARGE`.
    pub fn set_proxy_settings(&self, settings: &ProxySettings) -> Result<()> {
        self.ensure_live()?;
        let ProxySettings { usage, proxy_list, bypass_list } = settings;
        let overridden = *usage == ProxyUsage::Override;
        if overridden != proxy_list.is_some() || (!overridden && bypass_list.is_some()) {
            return Err(Hresult::E_INVALIDARG); // SET-20, SET-21
        }
        if proxy_list.as_deref().map_or(0, units) > MAX_PROXY_LIST {
            return Err(Hresult::BG_E_PROXY_LIST_TOO_LARGE);
        }
        if bypass_list.as_deref().map_or(0, units) > MAX_PROXY_LIST {
            return Err(Hresult::BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
        }
        self.set(
            "proxy_usage = ?, proxy_list = ?, proxy_bypass = ?",
            &[&i32::from(*usage), proxy_list, bypass_list],
        )
    }

    /// Keeps credentials for one target and scheme, in place of older ones (J2-15 to J2-17).
    ///
    /// # Errors
    /// `E_INVALIDARG` where user or password is missing, `BG_E_USERNAME_TOO_LARGE`, `BG_E_PASSWORD_TOO_LARGE`.
    pub fn set_credentials(&self, credentials: &Credentials) -> Result<()> {
        self.ensure_live()?;
        let Credentials { target, scheme, user, password } = credentials;
        if user.as_deref().map_or(0, units) > MAX_USER {
            return Err(Hresult::BG_E_USERNAME_TOO_LARGE);
        }
        if password.as_deref().map_or(0, units) > MAX_PASSWORD {
            return Err(Hresult::BG_E_PASSWORD_TOO_LARGE);
        }
        let implicit = matches!(scheme, AuthScheme::Ntlm | AuthScheme::Negotiate)
            && user.is_none()
            && password.is_none();
        if !implicit && (user.is_none() || password.is_none()) {
            return Err(Hresult::E_INVALIDARG); // J2-17
        }
        self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            connection.execute(
                "INSERT OR REPLACE INTO credential(job, target, scheme, user, password) VALUES(?, ?, ?, ?, ?)",
                rusqlite::params![self.row, i32::from(*target), i32::from(*scheme), user, password],
            )?;
            set_columns(connection, self.row, "files = files", &[])
        })?;
        self.engine.poke();
        Ok(())
    }

    /// Forgets them: `S_OK`, or `S_FALSE` if there were none (J2-22).
    ///
    /// # Errors
    /// See the type.
    pub fn remove_credentials(&self, target: AuthTarget, scheme: AuthScheme) -> Result<Hresult> {
        let removed = self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            Ok(connection.execute(
                "DELETE FROM credential WHERE job = ? AND target = ? AND scheme = ?",
                (self.row, i32::from(target), i32::from(scheme)),
            )?)
        })?;
        Ok(if removed > 0 { Hresult::S_OK } else { Hresult::S_FALSE })
    }

    /// The headers that go with every request; `None` (S_FALSE) when not set (HO-2).
    ///
    /// # Errors
    /// `E_ACCESSDENIED` once they are write-only (HO-9).
    pub fn custom_headers(&self) -> Result<Option<String>> {
        if self.get("headers_write_only")? {
            return Err(Hresult::E_ACCESSDENIED);
        }
        self.get("headers")
    }

    /// Sets or clears them (HO-3 to HO-7).
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` from 16,384 UTF-16 units on (HO-5).
    pub fn set_custom_headers(&self, headers: Option<&str>) -> Result<()> {
        self.ensure_live()?;
        if headers.map_or(0, units) >= MAX_HEADERS {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set("headers = ?", &[&headers])
    }

    /// From now on nobody reads them (HO-9, HO-10).
    ///
    /// # Errors
    /// See the type.
    pub fn make_custom_headers_write_only(&self) -> Result<()> {
        self.set("headers_write_only = 1", &[])
    }

    /// The `SSL_*` and `REDIRECT_*` bits, 0 at first (HO-14).
    ///
    /// # Errors
    /// See the type.
    pub fn security_flags(&self) -> Result<u32> {
        self.get("security_flags")
    }

    /// Changes them.
    ///
    /// # Errors
    /// `E_NOTIMPL` for undefined bits or redirect values (HO-13, HO-15).
    pub fn set_security_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0xF1F != 0 || flags & 0x700 > 0x200 || flags & 0x700 == 0x300 {
            return Err(Hresult::E_NOTIMPL);
        }
        self.set("security_flags = ?", &[&flags])
    }

    /// The method of the request for a file, `GET` at first (H2-6).
    ///
    /// # Errors
    /// See the type.
    pub fn http_method(&self) -> Result<String> {
        self.get("method")
    }

    /// Changes the method (H2-1 to H2-5).
    ///
    /// # Errors
    /// `E_INVALIDARG` for an empty one, `BG_E_READ_ONLY_PROPERTY_AFTER_RESUME` after the first Resume (OQ-13),
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (H2-4).
    pub fn set_http_method(&self, method: &str) -> Result<()> {
        self.ensure_live()?;
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if method.is_empty() || !method.bytes().all(token) {
            return Err(Hresult::E_INVALIDARG);
        }
        if self.get("resumed")? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        }
        let usual = method == if self.job_type == JobType::Download { "GET" } else { "BITS_POST" };
        if usual {
            return self.set("method = ?", &[&method]);
        }
        if self.get("dynamic")? || self.get("on_demand")? {
            return Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        }
        self.set("method = ?, priority = 0", &[&method]) // H2-2
    }

    /// The mask of SetFileACLFlags, 0 at first (J3-15).
    ///
    /// # Errors
    /// See the type.
    pub fn file_acl_flags(&self) -> Result<u32> {
        self.get("acl_flags")
    }

    /// Changes the mask; only network paths look at it (J3-14).
    ///
    /// # Errors
    /// `E_INVALIDARG` for unknown bits, `BG_E_INVALID_STATE` in `Transferred` too.
    pub fn set_file_acl_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if self.state()? == JobState::Transferred {
            return Err(Hresult::BG_E_INVALID_STATE);
        }
        if flags & !0xF != 0 {
            return Err(Hresult::E_INVALIDARG);
        }
        self.set("acl_flags = ?", &[&flags])
    }

    /// The mask of SetPeerCachingFlags, 0 at first.
    ///
    /// # Errors
    /// See the type.
    pub fn peer_caching_flags(&self) -> Result<u32> {
        self.get("peer_flags")
    }

    /// Changes the mask; there are no peers (J4-1, J4-2).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits (K-16).
    pub fn set_peer_caching_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0x7 != 0 {
            return Err(Hresult::E_NOTIMPL);
        }
        self.set("peer_flags = ?", &[&flags])
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

    /// A property by `BITS_JOB_PROPERTY_ID` (section 3.13).
    ///
    /// # Errors
    /// `BG_E_UNKNOWN_PROPERTY_ID`.
    pub fn property(&self, id: i32) -> Result<JobProperty> {
        Ok(match id {
            1 => JobProperty::CostFlags(self.get("cost_flags")?),
            2 => JobProperty::NotificationClsid(Guid(u128::from_be_bytes(self.get("clsid")?))),
            3 => JobProperty::DynamicContent(self.get("dynamic")?),
            4 => JobProperty::HighPerformance(self.get("high_performance")?),
            5 => JobProperty::MaxDownloadSize(self.get::<i64>("max_size")? as u64),
            7 => JobProperty::UseStoredCredentials(self.get("stored_credentials")?),
            9 => JobProperty::MinimumNotificationIntervalMs(self.get("min_interval")?),
            10 => JobProperty::OnDemandMode(self.get("on_demand")?),
            _ => return Err(Hresult::BG_E_UNKNOWN_PROPERTY_ID),
        })
    }

    /// Changes a property (J5-1 to J5-12).
    ///
    /// # Errors
    /// The `BG_E_READ_ONLY_PROPERTY_*` codes, `BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY`,
    /// `BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED`, `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD`.
    pub fn set_property(&self, property: JobProperty) -> Result<()> {
        self.ensure_live()?;
        if matches!(property.id(), 3 | 4 | 5 | 10) && self.job_type != JobType::Download {
            return Err(Hresult::BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY); // J5-2
        }
        if matches!(property.id(), 3 | 5 | 10) && self.get("resumed")? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME); // J5-4
        }
        match property {
            JobProperty::CostFlags(flags) => self.set("cost_flags = ?", &[&flags]),
            JobProperty::NotificationClsid(class) => self.set("clsid = ?", &[&class.0.to_be_bytes()]),
            JobProperty::DynamicContent(on) | JobProperty::OnDemandMode(on)
                if on && self.custom_method()? =>
            {
                Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD) // H2-4
            }
            JobProperty::DynamicContent(on) => self.set("dynamic = ?", &[&on]),
            JobProperty::HighPerformance(_) if self.get::<u32>("files")? > 0 => {
                Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE) // J5-3
            }
            JobProperty::HighPerformance(on) => self.set("high_performance = ?", &[&on]),
            JobProperty::MaxDownloadSize(0) => Err(Hresult::BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE), // J5-5
            JobProperty::MaxDownloadSize(size) => self.set("max_size = ?", &[&(size as i64)]),
            JobProperty::UseStoredCredentials(target) if target == i32::from(AuthTarget::Server) => {
                Err(Hresult::BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED) // J5-6
            }
            JobProperty::UseStoredCredentials(target) => self.set("stored_credentials = ?", &[&target]),
            JobProperty::MinimumNotificationIntervalMs(interval) => {
                self.set("min_interval = ?", &[&interval])
            }
            JobProperty::OnDemandMode(on) => self.set("on_demand = ?", &[&on]),
        }
    }

    /// F6: only what is asked for is fetched.
    pub(super) fn is_on_demand(&self) -> Result<bool> {
        self.get("on_demand")
    }

    /// A download by GET whose servers have to know ranges.
    pub(super) fn is_plain_download(&self) -> Result<bool> {
        Ok(self.job_type == JobType::Download && !self.get::<bool>("dynamic")? && !self.custom_method()?)
    }

    fn custom_method(&self) -> Result<bool> {
        let method: String = self.get("method")?;
        Ok(method != "GET" && method != "BITS_POST")
    }

    /// Adds all or none, in the order of checks of LIM-16.
    fn add(&self, durability: Durability, entries: &[(&str, &LocalName, &[FileRange])]) -> Result<()> {
        if durability == Durability::Lazy {
            self.ensure_live()?;
        }
        if self.job_type != JobType::Download && entries.len() + self.get::<u32>("files")? as usize > 1 {
            return Err(Hresult::BG_E_TOO_MANY_FILES); // ADD-5
        }
        let mut checked_directory = None;
        let mut files = Vec::with_capacity(entries.len());
        for (remote, spelling, ranges) in entries {
            names::remote(remote)?;
            let path = names::local(spelling)?;
            if self.job_type == JobType::Download && path.parent() != checked_directory.as_deref() {
                names::check_directory(&path)?;
                checked_directory = path.parent().map(PathBuf::from);
            }
            files.push(NewFile { remote, spelling, path, ranges });
        }
        let state = self.engine.store.write(durability, |connection| {
            let state = live_state(connection, self.row)?;
            let first: u32 = connection
                .prepare_cached("SELECT files FROM job WHERE id = ?")?
                .query_row([self.row], |row| row.get(0))?;
            let count = u32::try_from(files.len()).map_err(|_| Hresult::E_INVALIDARG)?;
            let after = first.checked_add(count).ok_or(Hresult::BG_E_TOO_MANY_FILES_IN_JOB)?;
            if self.job_type != JobType::Download && after > 1 {
                return Err(Hresult::BG_E_TOO_MANY_FILES);
            }
            if after > self.engine.policy.max_files {
                return Err(Hresult::BG_E_TOO_MANY_FILES_IN_JOB); // ADD-6
            }
            for (index, file) in (first..).zip(&files) {
                store::add_file(connection, self.row, index, file)?;
            }
            set_columns(connection, self.row, "files = ?", &[&after])?;
            Ok(state)
        })?;
        // To a suspended job that nobody listens to, files are added by the thousand.
        if state != JobState::Suspended || self.engine.registered.lock().contains_key(&self.row) {
            self.engine.poke();
        }
        Ok(())
    }

    /// Complete or Cancel: stops the transfer, then moves or removes its files.
    fn finish(&self, complete: bool) -> Result<Hresult> {
        // Whoever moves bytes notices the change of state and lets go of the files.
        let before = self.engine.store.write(Durability::Lazy, |connection| {
            let state = live_state(connection, self.row)?;
            if complete && self.job_type != JobType::Download && state != JobState::Transferred {
                return Err(Hresult::BG_E_INVALID_STATE); // CPL-8
            }
            if state.is_active() || state == JobState::TransientError {
                set_columns(connection, self.row, "state = 3", &[])?;
            }
            Ok(state)
        })?;
        self.engine.poke();
        let _lock = self.engine.own_files(self.guid)?;
        self.ensure_live()?; // another Complete or Cancel may have been first
        let moved = if complete {
            self.hand_over(before)?
        } else {
            Moved { undeleted: self.clear(0)?, partial: false }
        };
        self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            let state = if complete { JobState::Acknowledged } else { JobState::Cancelled };
            connection.execute("DELETE FROM credential WHERE job = ?", [self.row])?;
            set_columns(connection, self.row, "state = ?, headers = NULL", &[&i32::from(state)])
        })?;
        notify::forget(&self.engine, self.row);
        for purpose in ["run", "notify"] {
            let _ = disk::remove(&self.engine.lock_path(self.guid, purpose)); // an empty file left over does no harm
        }
        Ok(match moved {
            Moved { undeleted: true, .. } => Hresult::BG_S_UNABLE_TO_DELETE_FILES,
            Moved { partial: true, .. } => Hresult::BG_S_PARTIAL_COMPLETE,
            _ => Hresult::S_OK,
        })
    }

    /// Renames what arrived and removes the rest (CPL-1 to CPL-6).
    fn hand_over(&self, before: JobState) -> Result<Moved> {
        const BATCH: u32 = 256;
        let (mut failure, mut partial, mut index) = (None, false, 0);
        loop {
            let files = self.engine.store.files_from(self.row, index, BATCH)?;
            let Some(last) = files.last() else { break };
            index = last.index + 1;
            let mut moved = Vec::new();
            if self.engine.policy.flush_at_complete {
                let here = files.iter().filter(|file| file.stage == Stage::Arrived);
                let names: Vec<PathBuf> =
                    here.map(|file| disk::temporary_name(&file.path, self.guid, file.index)).collect();
                disk::sync(&names)?;
            }
            for file in &files {
                if file.stage != Stage::Arrived || self.job_type != JobType::Download {
                    partial |= file.stage == Stage::Wanted;
                    continue;
                }
                let temporary = disk::temporary_name(&file.path, self.guid, file.index);
                match std::fs::rename(&temporary, &file.path) {
                    Ok(()) => moved.push(file.index),
                    // A Complete that died after the rename and before its note.
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound && file.path.exists() => {
                        moved.push(file.index);
                    }
                    Err(error) => failure = failure.or(Some(Hresult::from(error))),
                }
            }
            if self.engine.policy.flush_at_complete {
                disk::sync_directories(&files)?;
            }
            self.engine
                .store
                .write(Durability::Lazy, |connection| note_handed_over(connection, self.row, &moved))?;
        }
        match failure {
            None => {
                Ok(Moved { undeleted: self.clear(0)?, partial: partial && before != JobState::Transferred })
            }
            Some(code) => {
                // CPL-5 speaks of jobs in TRANSFERRED; others keep what they have and may be resumed.
                Err(code)
            }
        }
    }

    /// Removes the temporary files of what was not handed over. `true` if some resisted.
    fn clear(&self, from: u32) -> Result<bool> {
        const BATCH: u32 = 256;
        let (mut undeleted, mut index) = (false, from);
        loop {
            let files = self.engine.store.files_from(self.row, index, BATCH)?;
            let Some(last) = files.last() else { return Ok(undeleted) };
            index = last.index + 1;
            for file in files.iter().filter(|file| file.stage != Stage::HandedOver) {
                undeleted |= disk::remove(&disk::temporary_name(&file.path, self.guid, file.index)).is_err();
            }
        }
    }
}

/// What Complete and Cancel did to the files.
struct Moved {
    undeleted: bool,
    partial: bool,
}

fn note_handed_over(connection: &Connection, job: i64, files: &[u32]) -> Result<()> {
    let mut note = connection
        .prepare_cached("UPDATE file SET stage = 2, valid = 1, done = total WHERE job = ? AND idx = ?")?;
    for index in files {
        note.execute((job, index))?;
    }
    Ok(())
}

/// J3-6 to J3-10.
fn check_ranges(ranges: &[FileRange]) -> Result<()> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| range.initial_offset);
    for range in &sorted {
        let end = match range.length {
            0 => None,
            LENGTH_TO_EOF => Some(u64::MAX),
            length => range.initial_offset.checked_add(length),
        };
        if range.initial_offset == LENGTH_TO_EOF || end.is_none() {
            return Err(Hresult::BG_E_INVALID_RANGE);
        }
    }
    let overlap = |pair: &[FileRange]| {
        pair[0].length == LENGTH_TO_EOF || pair[0].initial_offset + pair[0].length > pair[1].initial_offset
    };
    if sorted.windows(2).any(overlap) { Err(Hresult::BG_E_OVERLAPPING_RANGES) } else { Ok(()) }
}
