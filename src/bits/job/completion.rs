//! Complete and Cancel: files get their names, or are removed (CPL, CTL-7 to CTL-12).

use super::Job;
use crate::bits::{ErrorContext, Hresult, JobState, JobType, Result, disk, names, notify};
use crate::queue::disk::Lock;
use crate::queue::engine::Engine;
use crate::queue::state;
use crate::queue::store::{Arrival, Durability, live_state, set_columns};
use crate::sys::{self, with_signals_blocked};
use rusqlite::Connection;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

/// Files that are moved or removed between two notes.
const BATCH: u32 = 256;

/// The first file that could not be handed over.
struct Lost {
    index: u32,
    code: Hresult,
}

/// What became of the files.
struct Moved {
    undeleted: bool,
    partial: bool,
}

impl Job {
    /// Puts the arrived files under their names (CPL). `S_OK`, `BG_S_PARTIAL_COMPLETE` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// The first failure of a rename; the job then stays in `Transferred` and the call may be repeated (CPL-5).
    pub fn complete(&self) -> Result<Hresult> {
        self.finish()
    }

    /// Gives the job up and deletes what arrived (CTL-7 to CTL-12). `S_OK` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// See the type.
    pub fn cancel(&self) -> Result<Hresult> {
        self.give_up()
    }

    /// CPL. PER-16: what is about to be done is noted first, so that whoever comes after a kill ends it.
    fn finish(&self) -> Result<Hresult> {
        // Whoever moves bytes notices the change of state and lets go of the files.
        let before = self.engine.store.write_at_last(Durability::Lazy, |connection| {
            let state = live_state(connection, self.row)?;
            if self.job_type != JobType::Download && state != JobState::Transferred {
                return Err(Hresult::BG_E_INVALID_STATE); // CPL-8
            }
            state::hold(connection, self.row)?;
            Ok(state)
        })?;
        self.engine.poke();
        let lock = self.engine.own_files(self.guid)?;
        // Under the lock: whoever finds the note and gets the lock knows that this process died.
        self.engine.store.write_at_last(Durability::Lazy, |connection| {
            live_state(connection, self.row)?; // another Complete or Cancel may have been first
            note_ending(connection, self.row, COMPLETING)
        })?;
        let done = self.complete_locked(before);
        if done.is_err() {
            // CPL-5: it may be called again, or the job be cancelled.
            let _ = self.engine.store.write_at_last(Durability::Lazy, |connection| {
                connection.execute(
                    "UPDATE job SET ending = 0 WHERE id = ? AND ending = ? AND state NOT IN (7,8)",
                    (self.row, COMPLETING),
                )?;
                Ok(())
            }); // if not, the next one to open the queue tries once more
            // PER-14: a Cancel that could not wait for this call.
            end_for_others(&self.engine, self.row, &lock);
        }
        done
    }

    /// The files are this call's.
    fn complete_locked(&self, before: JobState) -> Result<Hresult> {
        let moved = self.hand_over(before)?;
        // The note needs to be no safer than the files that it speaks of: should a power cut undo both, the job is there
        // again and fetches them. Bringing it to the disk would bring thousands of new names there, too.
        let durability =
            if self.engine.policy.flush_at_complete { Durability::Synced } else { Durability::Lazy };
        self.engine.store.write_at_last(durability, |connection| {
            live_state(connection, self.row)?;
            state::acknowledge(connection, self.row)?;
            forget_secrets(connection, self.row, NOT_ENDING)
        })?;
        self.forget();
        Ok(match moved {
            Moved { undeleted: true, .. } => Hresult::BG_S_UNABLE_TO_DELETE_FILES,
            Moved { partial: true, .. } => Hresult::BG_S_PARTIAL_COMPLETE,
            _ => Hresult::S_OK,
        })
    }

    /// CTL-7 to CTL-12. The state comes first and the files after it: a job that is killed in between is cancelled, and
    /// whoever comes next removes the rest (PER-16).
    fn give_up(&self) -> Result<Hresult> {
        let store = &self.engine.store;
        let cancel = || {
            store.write_at_last(Durability::Synced, |connection| {
                live_state(connection, self.row)?;
                let ending: i32 =
                    connection
                        .query_row("SELECT ending FROM job WHERE id = ?", [self.row], |row| row.get(0))?;
                if ending == COMPLETING {
                    return Ok(false);
                }
                state::cancel(connection, self.row)?;
                forget_secrets(connection, self.row, CANCELLING)?;
                Ok(true)
            })
        };
        let cancelled = match cancel() {
            Err(Hresult::DISK_FULL) => {
                // PER-15: what is to be deleted makes the room for the note. Who is killed here has a job without its files, which
                // Complete does not take for whole.
                let lock = self.engine.own_files(self.guid)?;
                self.ensure_live()?;
                log::warn!("{self:?} loses its files before it is cancelled: the disk of the queue is full");
                self.clear()?;
                drop(lock);
                cancel()?
            }
            other => other?,
        };
        let mut was_waited = false;
        if !cancelled {
            // A Complete is under way, and is waited for; or it died, and then the lock is free.
            let lock = self.engine.own_files(self.guid);
            let ending = match &lock {
                Ok(_) => CANCELLING,
                // PER-14: it is stopped. It hands nothing more over when it goes on, and removes the rest.
                Err(Hresult::LOCK_VIOLATION) => LEFT_TO_HOLDER,
                Err(code) => return Err(*code),
            };
            was_waited = ending == LEFT_TO_HOLDER;
            store.write_at_last(Durability::Synced, |connection| {
                live_state(connection, self.row)?;
                state::cancel(connection, self.row)?;
                forget_secrets(connection, self.row, ending)
            })?;
        }
        self.engine.poke();
        self.forget_events();
        let lock = if was_waited { Err(Hresult::LOCK_VIOLATION) } else { self.engine.own_files(self.guid) };
        let lock = match lock {
            Err(Hresult::LOCK_VIOLATION) => {
                // PER-14: its holder, which is stopped, finds the wish when it goes on.
                store.write_at_last(Durability::Lazy, |connection| {
                    note_ending(connection, self.row, LEFT_TO_HOLDER)
                })?;
                match self.engine.try_own_files(self.guid) {
                    Ok(Some(lock)) => Ok(lock), // it went on in between
                    _ => return Ok(Hresult::BG_S_UNABLE_TO_DELETE_FILES),
                }
            }
            other => other,
        };
        // PER-20: nobody can move bytes of a job whose lock cannot be taken at all.
        let undeleted = self.clear_cancelled()?;
        drop(lock);
        Ok(if undeleted { Hresult::BG_S_UNABLE_TO_DELETE_FILES } else { Hresult::S_OK })
    }

    /// Removes the files of a cancelled job; `true` if some resisted.
    fn clear_cancelled(&self) -> Result<bool> {
        let undeleted = self.clear()?;
        // Should the note be lost, the files are looked for once more.
        let noted = self
            .engine
            .store
            .write_at_last(Durability::Lazy, |connection| note_ending(connection, self.row, NOT_ENDING));
        if let Err(code) = noted {
            log::warn!("{self:?} is cancelled, which cannot be noted: {code}");
        }
        self.forget();
        Ok(undeleted)
    }

    fn forget_events(&self) {
        notify::forget(&self.engine, self.row);
    }

    /// Nobody needs its locks any more.
    fn forget(&self) {
        self.forget_events();
        for purpose in ["run", "notify"] {
            self.engine.lock_file(self.guid, purpose).remove();
        }
        self.forget_secrets();
    }

    /// Renames what arrived and removes the rest (CPL-1 to CPL-6).
    fn hand_over(&self, before: JobState) -> Result<Moved> {
        if self.job_type != JobType::Download {
            return Ok(Moved { undeleted: false, partial: false });
        }
        let store = &self.engine.store;
        if !store.has_all_files(self.row)? {
            store.spoil(self.row, "the database has not all files of the job")?; // PER-11
            return Err(Hresult::BG_E_DATABASE_CORRUPT);
        }
        let failure = std::thread::scope(|scope| -> Result<Option<Lost>> {
            let mut failure = None;
            let job = (self.row, self.guid);
            let umask = self.get::<Option<u32>>("umask")?.unwrap_or_else(sys::umask);
            let mut files = store.arrivals(job, "stage = 1", 0, BATCH)?;
            // The store is told of a batch while the next one is renamed.
            let mut noting: Option<ScopedJoinHandle<'_, Result<()>>> = None;
            while let (Some(first), Some(last)) = (files.first(), files.last()) {
                let span = (first.index, last.index);
                self.ensure_live()?; // PER-14: this process may have been stopped, and the job cancelled
                let stayed = self.rename(&files, umask, &mut failure)?;
                noted(noting.take())?;
                let is_last = files.len() < BATCH as usize;
                files = if is_last {
                    Vec::new()
                } else {
                    store.arrivals(job, "stage = 1", span.1.saturating_add(1), BATCH)?
                };
                let note = move || {
                    store.write(Durability::Lazy, |connection| {
                        note_handed_over(connection, self.row, span, &stayed)
                    })
                };
                if files.is_empty() {
                    note()?;
                } else {
                    let thread = std::thread::Builder::new().name("copyfile2-note".to_owned());
                    match with_signals_blocked(|| thread.spawn_scoped(scope, note.clone())) {
                        Ok(thread) => noting = Some(thread),
                        Err(_) => note()?,
                    }
                }
            }
            Ok(failure)
        })?;
        match failure {
            None => {
                let partial = !store.arrivals((self.row, self.guid), "stage = 0", 0, 1)?.is_empty();
                Ok(Moved { undeleted: self.clear()?, partial: partial && before != JobState::Transferred })
            }
            // CPL-5 speaks of jobs in TRANSFERRED; others keep what they have and may be resumed.
            Some(lost) => {
                if before == JobState::Transferred {
                    self.note_lost(&lost);
                }
                Err(lost.code)
            }
        }
    }

    /// The client may ask which file it was (OWN-12).
    fn note_lost(&self, lost: &Lost) {
        let context = i32::from(ErrorContext::LocalFile);
        let noted = self.engine.store.write(Durability::Lazy, |connection| {
            set_columns(
                connection,
                self.row,
                "error_context = ?, error_code = ?, error_file = ?, error_detail = NULL",
                &[&context, &lost.code.0, &lost.index],
            )
        });
        if let Err(code) = noted {
            log::warn!("{self:?}: the failed hand-over cannot be noted: {code}");
        }
    }

    /// Puts files under their names; gives those that stayed behind, and the first reason.
    fn rename(&self, files: &[Arrival], umask: u32, failure: &mut Option<Lost>) -> Result<Vec<u32>> {
        let _rights = self.engine.act()?;
        let flush = self.engine.policy.flush_at_complete;
        if flush {
            let temporary: Vec<PathBuf> = files.iter().map(|file| file.temporary.path()).collect();
            disk::sync(temporary.iter().map(PathBuf::as_path))?;
        }
        let mut stayed = Vec::new();
        let mut open: Option<(&Path, Result<OwnedFd>)> = None;
        for file in files {
            let parent = file.path.parent().unwrap_or(Path::new("/"));
            if open.as_ref().is_none_or(|(known, _)| *known != parent) {
                open = Some((parent, directory(parent)));
            }
            let Some((_, opened)) = &open else { continue };
            let handed = match (opened, file.path.file_name()) {
                (Ok(directory), Some(name)) => {
                    file.temporary.hand_over(directory.as_fd(), name, file.size, umask)
                }
                (Err(code), _) => Err(*code),
                (_, None) => Err(Hresult::E_INVALIDARG),
            };
            if let Err(code) = handed {
                log::error!("{self:?} cannot hand {} over: {code}", file.path.display());
                failure.get_or_insert(Lost { index: file.index, code });
                stayed.push(file.index);
            }
        }
        if flush {
            disk::sync_directories(files.iter().map(|file| file.path.as_path()))?;
        }
        Ok(stayed)
    }

    /// Removes the temporary files of what was not handed over. `true` if some resisted.
    fn clear(&self) -> Result<bool> {
        let _rights = self.engine.act()?;
        let (mut undeleted, mut index) = (false, 0);
        loop {
            let files = self.engine.store.arrivals((self.row, self.guid), "stage < 2", index, BATCH)?;
            let Some(last) = files.last() else { return Ok(undeleted) };
            index = last.index.saturating_add(1);
            for file in &files {
                if let Err(error) = file.temporary.remove() {
                    log::warn!("{} stays: {error}", file.temporary.path().display());
                    undeleted = true;
                }
            }
        }
    }
}

/// Opens a directory for names within it.
fn directory(path: &Path) -> Result<OwnedFd> {
    let flags = sys::OFlags::RDONLY | sys::OFlags::DIRECTORY;
    Ok(sys::open_path(path, flags, sys::Mode::empty()).map_err(std::io::Error::from)?)
}

/// Ends what an earlier process began and died in (PER-16).
pub(crate) fn end_begun(engine: &Arc<Engine>) -> Result<()> {
    if !engine.is_own {
        return Ok(()); // that is the owner's
    }
    let sql = "SELECT id FROM job WHERE ending <> 0";
    for id in engine.store.read_rows(sql, &[], |row| row.get::<_, i64>(0))? {
        let job = engine.store.job(id)?;
        match engine.try_own_files(job.guid) {
            Ok(Some(lock)) => end_one(engine, id, &lock),
            Ok(None) => {} // somebody is at it
            Err(code) => log::warn!("job {} was being ended, and is left alone: {code}", job.guid),
        }
    }
    Ok(())
}

/// Whoever held the files of a job lets go of them: if it was cancelled meanwhile by somebody who could not wait, its files
/// are removed.
pub(crate) fn end_for_others(engine: &Arc<Engine>, id: i64, lock: &Lock) {
    if engine.store.job_value::<i32>(id, "ending") == Ok(LEFT_TO_HOLDER) {
        end_one(engine, id, lock);
    }
}

fn end_one(engine: &Arc<Engine>, id: i64, _lock: &Lock) {
    let end = || -> Result<()> {
        let row = engine.store.job(id)?;
        let job = Job::new(Arc::clone(engine), id, row.guid, row.job_type);
        match engine.store.job_value::<i32>(id, "ending")? {
            CANCELLING | LEFT_TO_HOLDER if row.state.is_final() => job.clear_cancelled().map(drop),
            COMPLETING if !row.state.is_final() => {
                log::warn!("{job:?} was being completed when a process died");
                job.complete_locked(row.state).map(drop)
            }
            _ => Ok(()), // somebody was faster
        }
    };
    if let Err(code) = end() {
        log::error!("job {id} of the queue cannot be ended: {code}");
        // It is as if Complete had failed: the client may call it again.
        let _ = engine.store.write_at_last(Durability::Lazy, |connection| {
            connection.execute("UPDATE job SET ending = 0 WHERE id = ? AND state NOT IN (7,8)", [id])?;
            Ok(())
        });
    }
}

/// `ending` of a job that is not being ended, or was.
const NOT_ENDING: i32 = 0;
const COMPLETING: i32 = 1;
const CANCELLING: i32 = 2;
/// Cancelled by somebody who could not wait for the files.
const LEFT_TO_HOLDER: i32 = 3;

fn note_ending(connection: &Connection, job: i64, ending: i32) -> Result<()> {
    connection.prepare_cached("UPDATE job SET ending = ? WHERE id = ?")?.execute((ending, job))?;
    Ok(())
}

/// The job is final, and what it knew of passwords goes (PER-19).
fn forget_secrets(connection: &Connection, job: i64, ending: i32) -> Result<()> {
    let had_secrets = connection.execute("DELETE FROM credential WHERE job = ?", [job])? > 0;
    let had_passwords = remove_passwords(connection, job)?;
    set_columns(
        connection,
        job,
        "scrub = max(scrub, ?, headers IS NOT NULL), headers = NULL, ending = ?",
        &[&(had_secrets || had_passwords), &ending],
    )
}

/// PER-19: takes the passwords out of the URLs of a job; `true` if there were some.
fn remove_passwords(connection: &Connection, job: i64) -> Result<bool> {
    let mut any = false;
    for (select, update) in [
        (
            "SELECT idx, remote FROM file WHERE job = ? AND instr(remote, '@') > 0",
            "UPDATE file SET remote = ? WHERE job = ? AND idx = ?",
        ),
        (
            "SELECT idx, remote_new FROM file WHERE job = ? AND instr(remote_new, '@') > 0",
            "UPDATE file SET remote_new = ? WHERE job = ? AND idx = ?",
        ),
        (
            "SELECT idx, named FROM file WHERE job = ? AND instr(named, '@') > 0",
            "UPDATE file SET named = ? WHERE job = ? AND idx = ?",
        ),
    ] {
        let mut urls = connection.prepare_cached(select)?;
        // An odd row (PER-11) holds no URL.
        let found = urls.query_map([job], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(u32, String)> = found.filter_map(std::result::Result::ok).collect();
        for (index, url) in found {
            if let Some(url) = names::without_password(&url) {
                connection.prepare_cached(update)?.execute((url, job, index))?;
                any = true;
            }
        }
    }
    Ok(any)
}

/// Waits for a note that is being made.
fn noted(noting: Option<ScopedJoinHandle<'_, Result<()>>>) -> Result<()> {
    noting.map_or(Ok(()), |thread| thread.join().unwrap_or(Err(Hresult::E_FAIL)))
}

/// Files from the first to the last index that had arrived are under their names, but for those that stayed behind.
fn note_handed_over(
    connection: &Connection,
    job: i64,
    (first, last): (u32, u32),
    stayed: &[u32],
) -> Result<()> {
    let mut note = connection.prepare_cached(
        "UPDATE file SET stage = 2, valid = 1, done = total WHERE job = ? AND idx BETWEEN ? AND ? AND stage = 1",
    )?;
    let mut from = first;
    for index in stayed {
        if from < *index {
            note.execute((job, from, index - 1))?;
        }
        from = index + 1;
    }
    if from <= last {
        note.execute((job, from, last))?;
    }
    Ok(())
}
