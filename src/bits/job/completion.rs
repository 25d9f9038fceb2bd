//! Complete and Cancel: files get their names, or are removed (CPL, CTL-7 to CTL-12).

use super::Job;
use crate::bits::store::{Durability, live_state, set_columns};
use crate::bits::{Hresult, JobState, JobType, Result, disk, notify};
use rusqlite::Connection;
use std::path::PathBuf;
use std::thread::ScopedJoinHandle;

/// Files that are moved or removed between two notes.
const BATCH: u32 = 256;

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
        self.finish(true)
    }

    /// Gives the job up and deletes what arrived (CTL-7 to CTL-12). `S_OK` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// See the type.
    pub fn cancel(&self) -> Result<Hresult> {
        self.finish(false)
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
            Moved { undeleted: self.clear()?, partial: false }
        };
        // The note needs to be no safer than the files that it speaks of: should a power cut undo both, the job is there
        // again and fetches them. Bringing it to the disk would bring thousands of new names there, too.
        let durability = if complete && !self.engine.policy.flush_at_complete {
            Durability::Lazy
        } else {
            Durability::Synced
        };
        self.engine.store.write(durability, |connection| {
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
        if self.job_type != JobType::Download {
            return Ok(Moved { undeleted: false, partial: false });
        }
        let store = &self.engine.store;
        let failure = std::thread::scope(|scope| -> Result<Option<Hresult>> {
            let mut failure = None;
            let mut files = store.names_from(self.row, "stage = 1", 0, BATCH)?;
            // The store is told of a batch while the next one is renamed.
            let mut noting: Option<ScopedJoinHandle<'_, Result<()>>> = None;
            while let (Some(first), Some(last)) = (files.first(), files.last()) {
                let span = (first.0, last.0);
                let stayed = self.rename(&files, &mut failure)?;
                noted(noting.take())?;
                let is_last = files.len() < BATCH as usize;
                files = if is_last {
                    Vec::new()
                } else {
                    store.names_from(self.row, "stage = 1", last.0 + 1, BATCH)?
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
                    match thread.spawn_scoped(scope, note.clone()) {
                        Ok(thread) => noting = Some(thread),
                        Err(_) => note()?,
                    }
                }
            }
            Ok(failure)
        })?;
        match failure {
            None => {
                let partial = !store.names_from(self.row, "stage = 0", 0, 1)?.is_empty();
                Ok(Moved { undeleted: self.clear()?, partial: partial && before != JobState::Transferred })
            }
            // CPL-5 speaks of jobs in TRANSFERRED; others keep what they have and may be resumed.
            Some(code) => Err(code),
        }
    }

    /// Puts files under their names; gives those that stayed behind, and the first reason.
    fn rename(&self, files: &[(u32, PathBuf)], failure: &mut Option<Hresult>) -> Result<Vec<u32>> {
        let flush = self.engine.policy.flush_at_complete;
        let renames: Vec<(PathBuf, &PathBuf)> =
            files.iter().map(|(index, path)| (disk::temporary_name(path, self.guid, *index), path)).collect();
        if flush {
            disk::sync(renames.iter().map(|(temporary, _)| temporary.as_path()))?;
        }
        let mut stayed = Vec::new();
        for ((temporary, path), (index, _)) in renames.iter().zip(files) {
            match std::fs::rename(temporary, path) {
                Ok(()) => {}
                // A Complete that died after the rename and before its note.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && path.exists() => {}
                Err(error) => {
                    *failure = failure.or(Some(Hresult::from(error)));
                    stayed.push(*index);
                }
            }
        }
        if flush {
            disk::sync_directories(files.iter().map(|(_, path)| path.as_path()))?;
        }
        Ok(stayed)
    }

    /// Removes the temporary files of what was not handed over. `true` if some resisted.
    fn clear(&self) -> Result<bool> {
        let (mut undeleted, mut index) = (false, 0);
        loop {
            let files = self.engine.store.names_from(self.row, "stage < 2", index, BATCH)?;
            let Some(last) = files.last() else { return Ok(undeleted) };
            index = last.0 + 1;
            for (index, path) in &files {
                undeleted |= disk::remove(&disk::temporary_name(path, self.guid, *index)).is_err();
            }
        }
    }
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
