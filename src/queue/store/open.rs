//! Opening the queue: making it, waiting for others who do the same, and noticing when its files are no longer there.
//!
//! No descriptor of the database is opened beside SQLite's: POSIX locks belong to the process, and closing any descriptor
//! of a file drops all that the process holds on it (PER-13).

use super::{damage, schema};
use crate::bits::{Hresult, Result};
use crate::queue::lock::Lock;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file of the queue within its directory.
pub(crate) const FILE_NAME: &str = "bits.db";
/// Room for the notes that must be possible on a full disk (PER-15).
const RESERVE_NAME: &str = "bits.reserve";
const RESERVE: u64 = 128 << 10;
/// What is given up of it for one note: some pages in the log of the database.
const RESERVE_STEP: u64 = 32 << 10;
/// How long a call waits for other processes (PER-14).
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How long an attempt to open does. It is made again, for not every wait for a lock is one that SQLite repeats itself.
const ATTEMPT: Duration = Duration::from_millis(500);

/// As SQLite opens databases by itself, but without links on the way and without making one: that is done before.
pub(crate) const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
    .union(OpenFlags::SQLITE_OPEN_NOFOLLOW);

/// A connection, and which files it is to.
pub(crate) struct Opened {
    pub connection: Connection,
    database: Option<(u64, u64)>,
    log: Option<(u64, u64)>,
    /// When the database was last found to be sound.
    pub sound_at: Option<Instant>,
}

impl Opened {
    /// FILE_INVALID when somebody removed or replaced the database or its log (PER-12).
    pub(crate) fn check(&self, directory: &Path) -> Result<()> {
        let is_there = identity(&directory.join(FILE_NAME)) == self.database && self.database.is_some();
        // A log that was not there at first is made by the first transaction.
        if is_there && (self.log.is_none() || identity(&log_of(directory)) == self.log) {
            return Ok(());
        }
        log::error!("the queue in {} was removed or replaced while it was open", directory.display());
        Err(Hresult::FILE_INVALID)
    }
}

fn log_of(directory: &Path) -> PathBuf {
    directory.join(format!("{FILE_NAME}-wal"))
}

/// Device and inode of a name.
fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::symlink_metadata(path).ok().map(|there| (there.dev(), there.ino()))
}

/// Opens the queue in `directory`, making it if need be.
pub(crate) fn open(directory: &Path) -> Result<Opened> {
    // PER-18: first openers wait for each other. Who is stopped in between is waited for in vain: SQLite's own locks
    // are enough for all but the change of the journal.
    let turn = Lock::of_directory(directory, PATIENCE);
    if let Err(code) = &turn {
        log::warn!("nobody else is waited for before {} is opened: {code}", directory.display());
    }
    let path = directory.join(FILE_NAME);
    match connect(&path) {
        Err(Hresult::BG_E_DATABASE_CORRUPT) => damage::replace(directory),
        other => Ok(opened(directory, other?)),
    }
}

/// What is remembered of a connection to the queue.
pub(crate) fn opened(directory: &Path, connection: Connection) -> Opened {
    keep_reserve(directory);
    let (database, log) = (identity(&directory.join(FILE_NAME)), identity(&log_of(directory)));
    Opened { connection, database, log, sound_at: None }
}

/// A connection to the database `path`, which is made if need be.
pub(crate) fn connect(path: &Path) -> Result<Connection> {
    let began = Instant::now();
    loop {
        match attempt(path) {
            Err(Hresult::LOCK_VIOLATION) if began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(code) => return Err(explained(path, code)),
            Ok(connection) => {
                connection.busy_timeout(PATIENCE)?;
                return Ok(connection);
            }
        }
    }
}

/// A disk that can only be read shows as many errors.
fn explained(path: &Path, code: Hresult) -> Hresult {
    let directory = path.parent().unwrap_or(path);
    let writable = rustix::fs::access(directory, rustix::fs::Access::WRITE_OK);
    if writable == Err(rustix::io::Errno::ROFS) { Hresult::WRITE_PROTECT } else { code }
}

fn attempt(path: &Path) -> Result<Connection> {
    // J2-23: it holds credentials. SQLite gives the mode of this file to those beside it. One that is there is not opened.
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    examine(path)?;
    let there = std::fs::symlink_metadata(path)?;
    let mut connection = Connection::open_with_flags(path, FLAGS)?;
    if connection.is_readonly("main")? {
        return Err(Hresult::E_ACCESSDENIED); // SQLite would find that out with the first write
    }
    connection.busy_timeout(ATTEMPT)?;
    connection.set_prepared_statement_cache_capacity(64);
    let is_new = there.len() == 0;
    if is_new {
        // What an empty queue would lose is nothing; the syncs of the checkpoint below stand for many.
        connection.execute_batch("PRAGMA synchronous=OFF")?;
    }
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=4194304;")?;
    let version_of =
        |connection: &Connection| connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    if version_of(&connection)? == schema::VERSION {
        return Ok(connection); // nothing to write: whoever has the queue locked is not waited for
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version_of(&transaction)?;
    match found {
        version @ 0..schema::VERSION => {
            let steps = schema::STEPS;
            for (layout, step) in (0..).zip(steps) {
                if version <= layout {
                    transaction.execute_batch(step)?;
                }
            }
            transaction.pragma_update(None, "user_version", schema::VERSION)?;
        }
        schema::VERSION => {}
        // Of a later release: not damaged, so it is not set aside.
        later if later > schema::VERSION => return Err(Hresult::REVISION_MISMATCH),
        _ => return Err(Hresult::BG_E_DATABASE_CORRUPT),
    }
    transaction.commit()?;
    if (1..5).contains(&found) {
        // PER-19: what earlier releases removed may be in pages that are in use.
        if let Err(error) = connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") {
            log::warn!("old secrets may be left in {}: {error}", path.display());
        }
    }
    if is_new {
        connection.execute_batch("PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(PASSIVE)")?;
    }
    Ok(connection)
}

/// The database, and what SQLite makes beside it, have to be regular files of the directory's owner with one name (OWN-11,
/// PER-20): a link would have SQLite write elsewhere, a FIFO would have it wait, and a second name may be in others' hands.
fn examine(path: &Path) -> Result<()> {
    let owner = std::fs::symlink_metadata(path.parent().unwrap_or(path))?.uid();
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::symlink_metadata(Path::new(&name)) {
            // The names beside it come and go.
            Ok(there) if there.is_file() && there.uid() == owner && there.nlink() <= 1 => {}
            Err(error) if !suffix.is_empty() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
            Ok(_) => {
                log::error!("{} is no regular file of its owner with one name", Path::new(&name).display());
                return Err(Hresult::E_ACCESSDENIED);
            }
        }
    }
    Ok(())
}

/// Sets room aside for notes on a full disk, as much of it as there is.
pub(crate) fn keep_reserve(directory: &Path) {
    if reserve(directory).is_ok_and(|(_, size)| size >= RESERVE) {
        return;
    }
    let made = || -> io::Result<()> {
        let path = directory.join(RESERVE_NAME);
        match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let (file, mut size) = reserve(directory)?;
        while size < RESERVE {
            rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, size + RESERVE_STEP)?;
            size += RESERVE_STEP;
        }
        Ok(())
    };
    if let Err(error) = made() {
        log::debug!("less room than wanted is kept in {}: {error}", directory.display());
    }
}

/// Gives up a part of the room; `false` when none is left.
pub(crate) fn give_up_reserve(directory: &Path) -> bool {
    let given = reserve(directory).and_then(|(file, size)| {
        file.set_len(size.saturating_sub(RESERVE_STEP))?;
        Ok(size > 0)
    });
    match given {
        Ok(true) => log::warn!("the disk of the queue in {} is full", directory.display()),
        Ok(false) => log::error!("the disk of the queue in {} is full to the last", directory.display()),
        Err(ref error) => log::error!("the disk of the queue in {} is full: {error}", directory.display()),
    }
    given.unwrap_or(false)
}

/// The file that keeps the room, and how much.
fn reserve(directory: &Path) -> io::Result<(File, u64)> {
    let flags = (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits() as i32;
    let path = directory.join(RESERVE_NAME);
    let file = OpenOptions::new().write(true).custom_flags(flags).open(path)?;
    let there = file.metadata()?;
    if there.is_file() && there.nlink() == 1 {
        return Ok((file, there.len()));
    }
    Err(io::ErrorKind::InvalidInput.into())
}
