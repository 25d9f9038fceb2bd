//! The queue on disk: SQLite in WAL mode, shared by every process of the user.
//!
//! Two ways to write. [`Durability::Synced`] commits reach the disk before they return: what clients ask for and hold for
//! done, such as a new job, Resume, Cancel, and Complete where it flushes. [`Durability::Lazy`] commits survive the death
//! of the process at once and a power cut only from the next synced commit on: progress with all that follows from it,
//! settings, files added one by one, and Complete. The order of commits is kept either way, so the queue is never
//! inconsistent.

mod age;
pub(crate) mod column;
mod credential;
mod damage;
mod demand;
pub(crate) mod ending;
mod file;
mod job;
mod open;
pub(crate) mod progress;
mod schema;
pub(crate) mod secrets;
mod state;

pub(crate) use demand::{first_missing, load_demand, save_filled, save_position, save_wanted};
pub(crate) use file::{
    Arrival, FileRow, NewFile, Stage, add as add_file, approve, counts, next_index, rename, rename_all,
    save as save_file, spelling, stage, start_over, take_names, tell, turn_down,
};
use job::set_columns;
pub(crate) use job::{
    Fault, Found, JobRow, NewJob, count_live, insert, live_state, note_lost, set_files, touch,
};
pub(crate) use state::{end_rest, enter};

/// What is done to it is done as a whole, or not at all.
pub(crate) type Transaction = Connection;

use super::owner::Owner;
use super::state as lifecycle;
use super::{Hresult, Result, clock};
use crate::sys;
use open::Opened;
use parking_lot::{Mutex, MutexGuard};
use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, ToSql};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// How far a commit must have come when it returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// On the disk.
    Synced,
    /// With the kernel.
    Lazy,
}

/// A connection to the queue, used by all threads of the process in turn.
pub(crate) struct Store {
    opened: Mutex<Opened>,
    directory: PathBuf,
    /// Nothing is done to it with more rights than this user has (OWN-11).
    owner: Owner,
    /// A child that was forked since must not touch the connection.
    generation: u32,
    /// What `PRAGMA synchronous` was last set for; changed under the lock alone.
    durability: AtomicU8,
}

/// The connection, for this thread. The rights of the owner end after it.
struct Entered<'a> {
    opened: MutexGuard<'a, Opened>,
    _rights: Option<sys::UserRights>,
}

impl Deref for Entered<'_> {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.opened
    }
}

impl DerefMut for Entered<'_> {
    fn deref_mut(&mut self) -> &mut Opened {
        &mut self.opened
    }
}

/// How long readers are waited for before the log is emptied.
const SCRUB_PATIENCE: Duration = Duration::from_millis(500);

/// A row of the table of files that can be used (PER-11).
const SOUND: &str = "(typeof(idx) = 'integer' AND idx BETWEEN 0 AND 4294967294 AND typeof(path) = 'blob')";

impl From<rusqlite::Error> for Hresult {
    fn from(error: rusqlite::Error) -> Self {
        // SQLite's own words are for the log; clients get a code of ours and its text.
        if !matches!(error, rusqlite::Error::QueryReturnedNoRows) {
            log::warn!("the database of jobs: {error}");
        }
        if let rusqlite::Error::SqliteFailure(failure, _) = &error {
            match failure.extended_code {
                rusqlite::ffi::SQLITE_IOERR_SHMSIZE => return Self::DISK_FULL, // no room for the index of the log
                rusqlite::ffi::SQLITE_READONLY_DBMOVED => return Self::FILE_INVALID,
                _ => {}
            }
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::BG_E_DATABASE_CORRUPT,
            Some(ErrorCode::DiskFull) => Self::DISK_FULL,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::LOCK_VIOLATION,
            Some(ErrorCode::SystemIoFailure) => Self::IO_DEVICE,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::E_ACCESSDENIED
            }
            Some(ErrorCode::OutOfMemory) => Self::E_OUTOFMEMORY,
            Some(_) => Self::E_FAIL,
            // A value of another type, or out of range: somebody else wrote the row (PER-11).
            None => match error {
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::Utf8Error(..) => Self::BG_E_DATABASE_CORRUPT,
                _ => Self::E_FAIL,
            },
        }
    }
}

impl Store {
    /// Opens the queue in `directory`. A damaged queue is set aside, and one with what can be read of it takes its place
    /// (PER-7, PER-12).
    pub(crate) fn open(directory: &Path, owner: Owner) -> Result<Self> {
        let rights = owner.act()?;
        let opened = open::open(directory).inspect_err(|code| {
            log::error!("the queue in {} cannot be opened: {code}", directory.display());
        })?;
        let store = Self {
            opened: Mutex::new(opened),
            directory: directory.to_owned(),
            owner,
            generation: sys::fork_generation(),
            durability: AtomicU8::new(u8::MAX),
        };
        drop(rights);
        match store.tidy() {
            Err(Hresult::BG_E_DATABASE_CORRUPT) => store.tidy()?, // it was replaced
            other => other?,
        }
        Ok(store)
    }

    fn tidy(&self) -> Result<()> {
        self.mend_unfindable()?;
        match self.sweep() {
            // It can be done another time.
            Err(code @ (Hresult::LOCK_VIOLATION | Hresult::DISK_FULL)) => {
                log::warn!("old jobs are kept in {}: {code}", self.directory.display());
            }
            other => other?,
        }
        if self.value::<bool>("SELECT EXISTS (SELECT 1 FROM job WHERE scrub <> 0)", &[])? {
            self.forget_secrets();
        }
        self.recover()
    }

    /// PER-19: takes what was removed out of the log of the database; `secure_delete` has taken it out of the pages. Where
    /// another process reads at this very moment, the next call or the next opening makes up for it.
    pub(crate) fn forget_secrets(&self) {
        let forget = || -> Result<()> {
            let is_busy: bool = self.read(|connection| {
                connection.busy_timeout(SCRUB_PATIENCE)?;
                let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
                connection.busy_timeout(open::PATIENCE)?;
                Ok(busy?)
            })?;
            if is_busy {
                return Err(Hresult::LOCK_VIOLATION);
            }
            self.write(Durability::Lazy, |connection| {
                connection.execute("UPDATE job SET scrub = 0 WHERE scrub <> 0", [])?;
                Ok(())
            })
        };
        if let Err(code) = forget() {
            log::warn!("removed secrets are still in the log of {}: {code}", self.directory.display());
        }
    }

    /// `Ok` while the queue can be used by this process, and is the one that was opened.
    pub(crate) fn check(&self) -> Result<()> {
        self.enter().map(drop)
    }

    /// Whether this process was forked after the queue was opened.
    pub(crate) fn is_of_parent(&self) -> bool {
        sys::fork_generation() != self.generation
    }

    fn enter(&self) -> Result<Entered<'_>> {
        if self.is_of_parent() {
            // PER-13. Before the lock: another thread of the parent may have held it when the child was forked.
            log::error!(
                "the queue in {} was opened before this process was forked",
                self.directory.display()
            );
            return Err(Hresult::NOT_OWNER);
        }
        let opened = self.opened.lock();
        let entered = Entered { opened, _rights: self.owner.act()? };
        entered.check(&self.directory)?;
        Ok(entered)
    }

    /// Runs `work` in one transaction.
    pub(crate) fn write<T>(
        &self,
        durability: Durability,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let mut opened = self.enter()?;
        let done = self.write_in(&opened.connection, durability, work).and_then(|value| {
            // What was committed into files that nobody finds any more is not stored.
            if durability == Durability::Synced {
                opened.check(&self.directory)?;
            }
            Ok(value)
        });
        self.look_for_damage(&mut opened, done)
    }

    /// As [`Store::write`], for what must work on a full disk too: the room that was kept for it is given up (PER-15).
    pub(crate) fn write_at_last<T>(
        &self,
        durability: Durability,
        work: impl Fn(&Connection) -> Result<T>,
    ) -> Result<T> {
        match self.write(durability, &work) {
            Err(Hresult::DISK_FULL) => {
                let _rights = self.owner.act()?;
                let mut done = Err(Hresult::DISK_FULL);
                while matches!(done, Err(Hresult::DISK_FULL)) && open::give_up_reserve(&self.directory) {
                    done = self.write(durability, &work);
                }
                if matches!(done, Err(Hresult::DISK_FULL)) {
                    // The log begins anew in the room that it has, once all of it is in the database.
                    let _ = self.read(|connection| {
                        Ok(connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()))?)
                    });
                    done = self.write(durability, &work);
                }
                open::keep_reserve(&self.directory);
                done
            }
            other => other,
        }
    }

    fn write_in<T>(
        &self,
        connection: &Connection,
        durability: Durability,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?; // an earlier `work` panicked
        }
        if self.durability.swap(durability as u8, Ordering::Relaxed) != durability as u8 {
            connection.execute_batch(match durability {
                Durability::Synced => "PRAGMA synchronous=FULL",
                Durability::Lazy => "PRAGMA synchronous=NORMAL",
            })?;
        }
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let done = work(connection).and_then(|value| {
            connection.prepare_cached("COMMIT")?.execute([])?;
            Ok(value)
        });
        if done.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        done
    }

    /// After an error that speaks of damage: the database is examined, and replaced if it is true (PER-12).
    fn look_for_damage<T>(&self, opened: &mut Opened, done: Result<T>) -> Result<T> {
        if matches!(&done, Err(code) if *code == Hresult::BG_E_DATABASE_CORRUPT) {
            if let Err(code) = damage::replace_if_damaged(&self.directory, opened) {
                log::error!("the damaged queue in {} cannot be replaced: {code}", self.directory.display());
            } else {
                self.durability.store(u8::MAX, Ordering::Relaxed);
            }
        }
        done
    }

    /// Several reads that no other thread of this process writes between.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut opened = self.enter()?;
        let done = work(&opened.connection);
        self.look_for_damage(&mut opened, done)
    }

    /// Reads one row; `None` when there is none.
    pub(crate) fn read_row<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        take: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row(parameters, take).optional()?)
        })
    }

    /// Reads all rows.
    pub(crate) fn read_rows<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(parameters, take)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Reads one value of a row that must be there.
    pub(crate) fn value<T: FromSql>(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<T> {
        self.read_row(sql, parameters, |row| row.get(0))?.ok_or(Hresult::BG_E_NOT_FOUND)
    }

    /// Whether every row of a job's files is one that the library wrote, and all are there.
    pub(crate) fn has_all_files(&self, job: i64) -> Result<bool> {
        let sql = format!(
            "SELECT coalesce(sum({SOUND}), 0) = (SELECT files FROM job WHERE id = ?1) AND count(*) = coalesce(sum({SOUND}), 0) \
             FROM file WHERE job = ?1"
        );
        self.value(&sql, &[&job])
    }

    /// Changes whenever another process wrote.
    pub(crate) fn foreign_changes(&self) -> Result<i64> {
        self.value("PRAGMA data_version", &[])
    }

    /// After a power cut: files that had arrived, but not on the disk, are fetched again (PER-3). A job that was
    /// TRANSFERRED with them goes back to the queue.
    fn recover(&self) -> Result<()> {
        // PER-17: so are ranges on demand, of which their client thinks that they are here.
        let unvouched = "SELECT id FROM job WHERE idle = 1 AND EXISTS \
            (SELECT 1 FROM demand WHERE demand.job = job.id AND demand.boot <> ?1 AND length(filled) > 0)";
        let resting: Vec<i64> = self.read_rows(unvouched, &[&clock::boot_id()], |row| row.get(0))?;
        if !resting.is_empty() {
            self.write(Durability::Synced, |transaction| {
                resting.iter().try_for_each(|job| lifecycle::recover(transaction, *job).map(drop))
            })?;
        }
        const LOST: &str = "stage = 1 AND synced < done AND boot <> ?1";
        let sql = format!("SELECT DISTINCT job FROM file WHERE {LOST}");
        let jobs: Vec<i64> = self.read_rows(&sql, &[&clock::boot_id()], |row| row.get(0))?;
        if jobs.is_empty() {
            return Ok(());
        }
        self.write(Durability::Synced, |connection| {
            for job in jobs {
                connection.execute(
                    &format!("UPDATE job SET arrived = arrived - (SELECT count(*) FROM file WHERE job = ?2 AND {LOST}) WHERE id = ?2"),
                    (clock::boot_id(), job),
                )?;
                // A job that is in no state for it has lost files, too.
                if !lifecycle::recover(connection, job)? {
                    touch(connection, job)?;
                }
            }
            connection.execute(
                &format!("UPDATE file SET stage = 0, done = synced WHERE {LOST}"),
                [clock::boot_id()],
            )?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_of_an_earlier_release_goes_on() {
        let place = tempfile::tempdir().unwrap();
        let insert = "INSERT INTO job(guid, type, state, owner, display_name, created, modified, method) \
                      VALUES (x'00000000000000000000000000000001', 0, 3, 0, 'kept', 1, 1, 'GET')";
        for version in 1..schema::VERSION {
            let path = place.path().join(open::FILE_NAME);
            let old = Connection::open(&path).unwrap();
            for step in &schema::STEPS[..version as usize] {
                old.execute_batch(step).unwrap();
            }
            old.execute_batch(&format!("PRAGMA user_version={version}; {insert}")).unwrap();
            drop(old);
            let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
            let now: i32 = store.value("PRAGMA user_version", &[]).unwrap();
            assert_eq!(now, schema::VERSION);
            let job = store.job(1).unwrap();
            // What it may have left without a note is of no known boot.
            assert_eq!((job.guid.0, job.ran.as_str()), (1, if version < 3 { "?" } else { "" }));
            drop(store);
            std::fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn a_queue_of_a_later_release_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        drop(Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap());
        let path = place.path().join(open::FILE_NAME);
        let later = Connection::open(&path).unwrap();
        later.pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
        drop(later);
        assert_eq!(
            Store::open(place.path(), Owner::of(place.path()).unwrap()).err(),
            Some(Hresult::REVISION_MISMATCH)
        );
        let names: Vec<_> =
            std::fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().contains("damaged")), "{names:?}");
    }

    /// PER-10: data of a TRANSFERRED job goes last, and what nobody saw grow old is not old.
    #[test]
    fn jobs_whose_files_are_here_are_forgotten_last() {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        let insert = "INSERT INTO job(id, guid, type, state, owner, display_name, created, modified, method) VALUES \
                      (1, x'00000000000000000000000000000001', 0, 6, 0, '', 1, 1, 'GET'), (2, x'00000000000000000000000000000002', 0, 3, 0, '', 1, 1, 'GET'), \
                      (3, x'00000000000000000000000000000003', 0, 8, 0, '', 1, 1, 'GET')";
        store.write(Durability::Lazy, |connection| Ok(connection.execute_batch(insert)?)).unwrap();
        assert_eq!(store.forgotten(1000), Ok(Vec::new()));
        let older = "UPDATE age SET age = age + 1000";
        store.write(Durability::Lazy, |connection| Ok(connection.execute_batch(older)?)).unwrap();
        let found: Vec<u128> = store.forgotten(1000).unwrap().iter().map(|guid| guid.0).collect();
        assert_eq!(found, [2, 1], "PER-10: TRANSFERRED goes last");
        // A job that changed is young, whatever its stamp says.
        let changed = "UPDATE job SET modified = 0 WHERE id = 2";
        store.write(Durability::Lazy, |connection| Ok(connection.execute_batch(changed)?)).unwrap();
        let found: Vec<u128> = store.forgotten(1000).unwrap().iter().map(|guid| guid.0).collect();
        assert_eq!(found, [1], "PER-10: changed since");
    }

    /// PER-17: a client that was told of ranges gets them again, though nobody resumes the job.
    #[test]
    fn ranges_that_a_power_cut_took_are_queued_again() {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        let insert = "INSERT INTO job(id, guid, type, state, owner, display_name, created, modified, method, idle, on_demand) VALUES \
                      (1, randomblob(16), 0, 3, 0, '', 1, 1, 'GET', 1, 1), (2, randomblob(16), 0, 3, 0, '', 1, 1, 'GET', 0, 1);
                      INSERT INTO demand(job, idx, filled, boot) VALUES (1, 0, zeroblob(16), 'former'), (2, 0, zeroblob(16), 'former')";
        store.write(Durability::Lazy, |connection| Ok(connection.execute_batch(insert)?)).unwrap();
        drop(store);
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        let states = store.read_rows("SELECT state FROM job ORDER BY id", &[], |row| row.get::<_, i32>(0));
        assert_eq!(states.unwrap(), [0, 3], "PER-17: queued again, but not what the client suspended");
    }

    /// PER-3: after a power cut only what reached the disk counts.
    #[test]
    fn files_that_reached_no_disk_are_wanted_again_after_another_boot() {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        store
            .write(Durability::Synced, |connection| {
                connection.execute_batch(
                    "INSERT INTO job(id, guid, type, state, owner, display_name, created, modified, method, arrived, files, \
                     completed) VALUES (1, randomblob(16), 0, 6, 0, '', 1, 1, 'GET', 3, 3, 9), (2, randomblob(16), 0, 6, 0, '', 1, 1, 'GET', 1, 1, 9);
                     INSERT INTO file(job, idx, remote, spelling, path, stage, total, done, synced, boot) VALUES
                     (1, 0, 'a', x'', x'', 1, 10, 10, 10, 'former'), (1, 1, 'b', x'', x'', 1, 10, 10, 4, 'former'),
                     (1, 2, 'c', x'', x'', 2, 10, 10, 0, 'former');",
                )?;
                connection.execute(
                    "INSERT INTO file(job, idx, remote, spelling, path, stage, total, done, boot) \
                     VALUES (2, 0, 'd', x'', x'', 1, 10, 10, ?)",
                    [clock::boot_id()],
                )?;
                Ok(())
            })
            .unwrap();
        drop(store);
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        let jobs = store.read_rows("SELECT state, arrived, completed FROM job ORDER BY id", &[], |row| {
            Ok((row.get::<_, i32>(0)?, row.get::<_, i32>(1)?, row.get::<_, i64>(2)?))
        });
        assert_eq!(jobs.unwrap(), [(0, 2, 0), (6, 1, 9)]);
        let files = store.read_rows("SELECT stage, done FROM file ORDER BY job, idx", &[], |row| {
            Ok((row.get::<_, i32>(0)?, row.get::<_, i64>(1)?))
        });
        assert_eq!(files.unwrap(), [(1, 10), (0, 4), (2, 10), (1, 10)]);
    }
}
