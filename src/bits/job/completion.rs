//! Complete and Cancel: files get their names, or are removed (CPL, CTL-7 to CTL-12).

use super::Job;
use crate::bits::{ErrorContext, Hresult, JobState, JobType, Result, disk, names, notify};
use crate::queue::engine::Engine;
use crate::queue::lock::Lock;
use crate::queue::state;
use crate::queue::store::ending::{self, Ending, forget_ending, note_ending, note_handed_over};
use crate::queue::store::{
    self, Arrival, Durability, Fault, Stage, Transaction, column, live_state, secrets,
};
use crate::sys::{self, with_signals_blocked};
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
            note_ending(connection, self.row, Ending::Completing)
        })?;
        let done = self.complete_locked(before);
        if done.is_err() {
            // CPL-5: it may be called again, or the job be cancelled.
            let _ = self.engine.store.write_at_last(Durability::Lazy, |connection| {
                forget_ending(connection, self.row, Ending::Completing)
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
            wipe(connection, self.row, Ending::None)
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
                if ending::ending(connection, self.row)? == Ending::Completing {
                    return Ok(false);
                }
                state::cancel(connection, self.row)?;
                wipe(connection, self.row, Ending::Cancelling)?;
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
                Ok(_) => Ending::Cancelling,
                // PER-14: it is stopped. It hands nothing more over when it goes on, and removes the rest.
                Err(Hresult::LOCK_VIOLATION) => Ending::LeftToHolder,
                Err(code) => return Err(*code),
            };
            was_waited = ending == Ending::LeftToHolder;
            store.write_at_last(Durability::Synced, |connection| {
                live_state(connection, self.row)?;
                state::cancel(connection, self.row)?;
                wipe(connection, self.row, ending)
            })?;
        }
        self.engine.poke();
        self.forget_events();
        let lock = if was_waited { Err(Hresult::LOCK_VIOLATION) } else { self.engine.own_files(self.guid) };
        let lock = match lock {
            Err(Hresult::LOCK_VIOLATION) => {
                // PER-14: its holder, which is stopped, finds the wish when it goes on.
                store.write_at_last(Durability::Lazy, |connection| {
                    note_ending(connection, self.row, Ending::LeftToHolder)
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
            .write_at_last(Durability::Lazy, |connection| note_ending(connection, self.row, Ending::None));
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
            let umask = self.get(column::UMASK)?.unwrap_or_else(sys::umask);
            let mut files = store.arrivals(job, &[Stage::Arrived], 0, BATCH)?;
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
                    store.arrivals(job, &[Stage::Arrived], span.1.saturating_add(1), BATCH)?
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
                let partial = !store.arrivals((self.row, self.guid), &[Stage::Wanted], 0, 1)?.is_empty();
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
        let fault =
            Fault { context: ErrorContext::LocalFile, code: lost.code, file: Some(lost.index), detail: None };
        let noted = self
            .engine
            .store
            .write(Durability::Lazy, |connection| store::note_lost(connection, self.row, &fault));
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
            let files = self.engine.store.arrivals(
                (self.row, self.guid),
                &[Stage::Wanted, Stage::Arrived],
                index,
                BATCH,
            )?;
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
    for id in engine.store.being_ended()? {
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
    if engine.store.ending(id) == Ok(Ending::LeftToHolder) {
        end_one(engine, id, lock);
    }
}

fn end_one(engine: &Arc<Engine>, id: i64, _lock: &Lock) {
    let end = || -> Result<()> {
        let row = engine.store.job(id)?;
        let job = Job::new(Arc::clone(engine), id, row.guid, row.job_type);
        match engine.store.ending(id)? {
            Ending::Cancelling | Ending::LeftToHolder if row.state.is_final() => {
                job.clear_cancelled().map(drop)
            }
            Ending::Completing if !row.state.is_final() => {
                log::warn!("{job:?} was being completed when a process died");
                job.complete_locked(row.state).map(drop)
            }
            _ => Ok(()), // somebody was faster
        }
    };
    if let Err(code) = end() {
        log::error!("job {id} of the queue cannot be ended: {code}");
        // It is as if Complete had failed: the client may call it again.
        let _ = engine
            .store
            .write_at_last(Durability::Lazy, |connection| forget_ending(connection, id, Ending::Completing));
    }
}

/// The job is final, and what it knew of passwords goes (PER-19).
fn wipe(transaction: &Transaction, job: i64, ending: Ending) -> Result<()> {
    secrets::wipe(transaction, job, names::without_password)?;
    note_ending(transaction, job, ending)
}

/// Waits for a note that is being made.
fn noted(noting: Option<ScopedJoinHandle<'_, Result<()>>>) -> Result<()> {
    noting.map_or(Ok(()), |thread| thread.join().unwrap_or(Err(Hresult::E_FAIL)))
}
