//! The queue on disk: SQLite in WAL mode, shared by every process of the user.
//!
//! Two ways to write. [`Durability::Synced`] commits reach the disk before they return: what clients ask for and hold for
//! done, such as a new job, Resume, Cancel, and Complete where it flushes. [`Durability::Lazy`] commits survive the death
//! of the process at once and a power cut only from the next synced commit on: progress with all that follows from it,
//! settings, files added one by one, and Complete. The order of commits is kept either way, so the queue is never
//! inconsistent.

mod file;
mod job;
mod schema;

pub(super) use file::{
    FileRow, NewFile, Stage, add as add_file, save as save_file, spelling, stage, start_over, tell,
};
pub(super) use job::{JobRow, live_state, set_columns};

use super::{Hresult, Result, clock};
use parking_lot::Mutex;
use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, ToSql, TransactionBehavior};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// How far a commit must have come when it returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Durability {
    /// On the disk.
    Synced,
    /// With the kernel.
    Lazy,
}

/// A connection to the queue, used by all threads of the process in turn.
pub(super) struct Store {
    connection: Mutex<Connection>,
    /// What `PRAGMA synchronous` was last set for; changed under the lock alone.
    durability: AtomicU8,
}

impl From<rusqlite::Error> for Hresult {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::BG_E_DATABASE_CORRUPT,
            Some(ErrorCode::DiskFull) => Self::from_win32(112), // ERROR_DISK_FULL
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::E_ACCESSDENIED
            }
            Some(ErrorCode::OutOfMemory) => Self::E_OUTOFMEMORY,
            _ => Self::E_FAIL,
        }
    }
}

/// The file of the queue within its directory.
const FILE_NAME: &str = "bits.db";
/// Final jobs stay for those who hold a pointer (OM-4); after this many 100 ns steps, an hour, nobody is expected to.
const FINAL_JOBS_KEPT: u64 = 3600 * 10_000_000;
/// ERROR_REVISION_MISMATCH: a queue in a layout that this release does not know.
const REVISION_MISMATCH: Hresult = Hresult::from_win32(1306);

impl Store {
    /// Opens the queue in `directory`. A damaged queue is set aside and an empty one takes its place (PER-7).
    pub(super) fn open(directory: &Path) -> Result<Self> {
        let path = directory.join(FILE_NAME);
        let connection = match connect(&path) {
            Err(Hresult::BG_E_DATABASE_CORRUPT) => {
                set_aside(directory)?;
                connect(&path)?
            }
            other => other?,
        };
        let store = Self { connection: Mutex::new(connection), durability: AtomicU8::new(u8::MAX) };
        store.sweep()?;
        store.recover()?;
        Ok(store)
    }

    /// Runs `work` in one transaction.
    pub(super) fn write<T>(
        &self,
        durability: Durability,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let connection = self.connection.lock();
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
        let done = work(&connection).and_then(|value| {
            connection.prepare_cached("COMMIT")?.execute([])?;
            Ok(value)
        });
        if done.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        done
    }

    /// Several reads that no other thread of this process writes between.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        work(&self.connection.lock())
    }

    /// Reads one row; `None` when there is none.
    pub(super) fn read_row<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        take: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let connection = self.connection.lock();
        let mut statement = connection.prepare_cached(sql)?;
        Ok(statement.query_row(parameters, take).optional()?)
    }

    /// Reads all rows.
    pub(super) fn read_rows<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let connection = self.connection.lock();
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, take)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Reads one value of a row that must be there.
    pub(super) fn value<T: FromSql>(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<T> {
        self.read_row(sql, parameters, |row| row.get(0))?.ok_or(Hresult::BG_E_NOT_FOUND)
    }

    /// Number and local name of up to `count` files from `index` on that are in a stage (a condition of SQL).
    pub(super) fn names_from(
        &self,
        job: i64,
        stages: &'static str,
        index: u32,
        count: u32,
    ) -> Result<Vec<(u32, PathBuf)>> {
        let sql = format!(
            "SELECT idx, path FROM file WHERE job = ? AND idx >= ? AND {stages} ORDER BY idx LIMIT ?"
        );
        self.read_rows(&sql, &[&job, &index, &count], |row| {
            Ok((row.get(0)?, PathBuf::from(OsString::from_vec(row.get(1)?))))
        })
    }

    /// Changes whenever another process wrote.
    pub(super) fn foreign_changes(&self) -> Result<i64> {
        self.value("PRAGMA data_version", &[])
    }

    /// After a power cut: files that had arrived, but not on the disk, are fetched again (PER-3). A job that was
    /// TRANSFERRED with them goes back to the queue.
    fn recover(&self) -> Result<()> {
        const LOST: &str = "stage = 1 AND synced < done AND boot <> ?1";
        let count = format!("SELECT count(*) FROM file WHERE {LOST}");
        if self.value::<i64>(&count, &[&clock::boot_id()])? == 0 {
            return Ok(());
        }
        self.write(Durability::Synced, |connection| {
            connection.execute(
                &format!(
                    "UPDATE job SET completed = CASE state WHEN 6 THEN 0 ELSE completed END, \
                     state = CASE state WHEN 6 THEN 0 ELSE state END, change = change + 1, \
                     arrived = arrived - (SELECT count(*) FROM file WHERE job = job.id AND {LOST}) \
                     WHERE id IN (SELECT job FROM file WHERE {LOST})"
                ),
                [clock::boot_id()],
            )?;
            connection.execute(
                &format!("UPDATE file SET stage = 0, done = synced WHERE {LOST}"),
                [clock::boot_id()],
            )?;
            Ok(())
        })
    }

    /// Removes final jobs that nobody can hold a pointer to any more.
    fn sweep(&self) -> Result<()> {
        let horizon = clock::now().0.saturating_sub(FINAL_JOBS_KEPT) as i64;
        let old = "SELECT count(*) FROM job WHERE state IN (7,8) AND modified < ?";
        if self.value::<i64>(old, &[&horizon])? == 0 {
            return Ok(());
        }
        self.write(Durability::Lazy, |connection| {
            connection.execute(
                "DELETE FROM file WHERE job IN (SELECT id FROM job WHERE state IN (7,8) AND modified < ?)",
                [horizon],
            )?;
            connection.execute(
                "DELETE FROM demand WHERE job IN (SELECT id FROM job WHERE state IN (7,8) AND modified < ?)",
                [horizon],
            )?;
            connection.execute("DELETE FROM job WHERE state IN (7,8) AND modified < ?", [horizon])?;
            Ok(())
        })
    }
}

fn connect(path: &Path) -> Result<Connection> {
    // J2-23: it holds credentials. SQLite gives the mode of this file to those beside it.
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.set_prepared_statement_cache_capacity(64);
    let is_new = std::fs::metadata(path)?.len() == 0;
    if is_new {
        // What an empty queue would lose is nothing; the one sync below stands for many.
        connection.execute_batch("PRAGMA synchronous=OFF")?;
    }
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=4194304;")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        0..schema::VERSION => {
            for (layout, step) in [(0, schema::CREATE), (1, schema::FROM_1), (2, schema::FROM_2)] {
                if version <= layout {
                    transaction.execute_batch(step)?;
                }
            }
            transaction.pragma_update(None, "user_version", schema::VERSION)?;
        }
        schema::VERSION => {}
        // Of a later release: not damaged, so it is not set aside.
        later if later > schema::VERSION => return Err(REVISION_MISMATCH),
        _ => return Err(Hresult::BG_E_DATABASE_CORRUPT),
    }
    transaction.commit()?;
    if is_new {
        connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)")?;
        std::fs::File::open(path)?.sync_all()?;
        connection.execute_batch("PRAGMA synchronous=FULL")?;
    }
    Ok(connection)
}

/// Renames the damaged queue, so that somebody may look into it, and drops its log.
fn set_aside(directory: &Path) -> Result<()> {
    let name = |suffix: &str| -> PathBuf { directory.join(format!("{FILE_NAME}{suffix}")) };
    std::fs::rename(name(""), name(".damaged"))?;
    for suffix in ["-wal", "-shm"] {
        match std::fs::remove_file(name(suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
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
            let path = place.path().join(FILE_NAME);
            let old = Connection::open(&path).unwrap();
            for step in &[schema::CREATE, schema::FROM_1][..version as usize] {
                old.execute_batch(step).unwrap();
            }
            old.execute_batch(&format!("PRAGMA user_version={version}; {insert}")).unwrap();
            drop(old);
            let store = Store::open(place.path()).unwrap();
            let now: i32 = store.value("PRAGMA user_version", &[]).unwrap();
            assert_eq!(now, schema::VERSION);
            let job = store.job(1).unwrap();
            // What it may have left without a note is of no known boot.
            assert_eq!((job.guid.0, job.ran.as_str()), (1, "?"));
            drop(store);
            std::fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn a_queue_of_a_later_release_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        drop(Store::open(place.path()).unwrap());
        let path = place.path().join(FILE_NAME);
        let later = Connection::open(&path).unwrap();
        later.pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
        drop(later);
        assert_eq!(Store::open(place.path()).err(), Some(REVISION_MISMATCH));
        let names: Vec<_> =
            std::fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().contains("damaged")), "{names:?}");
    }

    /// PER-3: after a power cut only what reached the disk counts.
    #[test]
    fn files_that_reached_no_disk_are_wanted_again_after_another_boot() {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path()).unwrap();
        store
            .write(Durability::Synced, |connection| {
                connection.execute_batch(
                    "INSERT INTO job(id, guid, type, state, owner, display_name, created, modified, method, arrived, files, \
                     completed) VALUES (1, x'01', 0, 6, 0, '', 1, 1, 'GET', 3, 3, 9), (2, x'02', 0, 6, 0, '', 1, 1, 'GET', 1, 1, 9);
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
        let store = Store::open(place.path()).unwrap();
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
