//! Rows of the table of files.

use super::{SOUND, Store};
use crate::bits::names::{self, Remote};
use crate::bits::{FileRange, Guid, Hresult, LENGTH_TO_EOF, LocalName, Result};
use crate::http::Answer;
use crate::queue::temporary::{Known, Record, Temporary, random_name};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Not all here.
    Wanted = 0,
    /// All here, in the temporary file.
    Arrived = 1,
    /// Under its local name.
    HandedOver = 2,
}

/// A file as transfers see it.
#[derive(Clone, Debug)]
pub(crate) struct FileRow {
    pub index: u32,
    pub remote: String,
    /// The name that a reported redirect gave it (HO-16).
    pub moved_to: Option<String>,
    /// What the client named, where a reported redirect changed it.
    pub named: Option<String>,
    /// Where a local remote name led when it was given.
    pub source: Option<PathBuf>,
    pub path: PathBuf,
    pub temporary: Record,
    pub ranges: Vec<FileRange>,
    pub stage: Stage,
    pub total: Option<u64>,
    pub done: u64,
    pub synced: u64,
    pub boot: String,
    pub remote_size: Option<u64>,
    pub modified: Option<i64>,
    pub etag: Option<String>,
    pub answer: Option<String>,
}

const COLUMNS: &str = "idx, remote, path, ranges, stage, total, done, synced, boot, remote_size, modified, etag, answer, \
    temporary, temporary_device, temporary_inode, temporary_written, mode, named, source";

/// The stage of a row; what is none (PER-11) counts as wanted, as everywhere.
const STAGE: &str = "CASE WHEN stage IN (1, 2) THEN stage ELSE 0 END";

/// A temporary file by its columns, which begin at `first`.
fn record(row: &Row<'_>, first: usize) -> rusqlite::Result<Record> {
    let number = |at: usize| {
        Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(first + at)?.map(|number| number as u64))
    };
    let known = match (number(1)?, number(2)?) {
        (Some(device), Some(inode)) => Some(Known { device, inode }),
        _ => None,
    };
    // PER-11: a name with a directory is none of ours.
    let name = row.get::<_, Option<Vec<u8>>>(first)?.filter(|name| !name.is_empty() && !name.contains(&b'/'));
    Ok(Record {
        name: name.map(OsString::from_vec),
        known,
        written: row.get(first + 3)?,
        mode: row.get(first + 4)?,
    })
}

/// What has to be known of a file to hand it over or to remove it.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub index: u32,
    pub path: PathBuf,
    pub temporary: Temporary,
    pub size: u64,
}

impl FileRow {
    /// Its temporary file.
    pub(crate) fn temporary(&self, job: Guid) -> Temporary {
        Temporary::new(&self.path, &self.temporary, &self.boot, job, self.index)
    }

    /// What the remote name names.
    ///
    /// # Errors
    /// `E_INVALIDARG` for a name that is none.
    pub(crate) fn target(&self) -> Result<Remote> {
        match &self.source {
            Some(path) => Ok(Remote::Local(path.clone())),
            None => names::remote(&self.remote),
        }
    }

    fn take(row: &Row<'_>) -> rusqlite::Result<Self> {
        // PER-11: a negative size is none, and would be taken for a huge one.
        let size = |at| match row.get::<_, Option<i64>>(at)? {
            Some(size) => match u64::try_from(size) {
                Ok(size) => Ok(Some(size)),
                Err(_) => Err(rusqlite::Error::IntegralValueOutOfRange(at, size)),
            },
            None => Ok(None),
        };
        let ranges = decode_ranges(&row.get::<_, Option<Vec<u8>>>(3)?.unwrap_or_default());
        let is_odd = |range: &FileRange| {
            range.length != LENGTH_TO_EOF && range.initial_offset.checked_add(range.length).is_none()
        };
        if ranges.iter().any(is_odd) {
            return Err(rusqlite::Error::IntegralValueOutOfRange(3, i64::MAX));
        }
        Ok(Self {
            index: row.get(0)?,
            remote: row.get(1)?,
            moved_to: None,
            path: PathBuf::from(OsString::from_vec(row.get(2)?)),
            ranges,
            stage: match row.get::<_, i32>(4)? {
                2 => Stage::HandedOver,
                1 => Stage::Arrived,
                _ => Stage::Wanted,
            },
            total: size(5)?,
            done: size(6)?.unwrap_or(0),
            synced: size(7)?.unwrap_or(0),
            boot: row.get(8)?,
            remote_size: size(9)?,
            modified: row.get(10)?,
            etag: row.get(11)?,
            answer: row.get(12)?,
            temporary: record(row, 13)?,
            named: row.get(18)?,
            source: row.get::<_, Option<Vec<u8>>>(19)?.map(|path| PathBuf::from(OsString::from_vec(path))),
        })
    }

    /// Takes over what an answer says of the remote file.
    pub(crate) fn learn(&mut self, answer: &Answer, size: u64) {
        self.remote_size = Some(size);
        self.modified = answer.modified;
        self.etag.clone_from(&answer.etag);
        if self.ranges.is_empty() {
            self.total = Some(size);
        }
    }

    /// Whether the store has only what the client said of it.
    pub(crate) fn was_never_noted(&self) -> bool {
        self.boot.is_empty() && self.remote_size.is_none()
    }

    /// Forgets what is known of the remote file and what arrived (INF-8).
    pub(crate) fn restart(&mut self) {
        self.total = None;
        self.done = 0;
        self.synced = 0;
        self.remote_size = None;
        self.modified = None;
        self.etag = None;
    }
}

impl Store {
    /// The indices of all files of a job, in order.
    pub(crate) fn file_indices(&self, job: i64) -> Result<Vec<u32>> {
        // PER-11: the rows are counted, not what the job says of them.
        let sql = "SELECT idx FROM file WHERE job = ? AND typeof(idx) = 'integer' ORDER BY idx";
        self.read_rows(sql, &[&job], |row| row.get(0))
    }

    /// The remote name, also one that counts only from the next Resume on.
    pub(crate) fn remote_name(&self, job: i64, index: u32) -> Result<String> {
        let sql = "SELECT coalesce(remote_new, remote) FROM file WHERE job = ? AND idx = ?";
        self.value(sql, &[&job, &index])
    }

    /// The client's verdict on a file.
    pub(crate) fn is_valid(&self, job: i64, index: u32) -> Result<bool> {
        self.value("SELECT valid FROM file WHERE job = ? AND idx = ?", &[&job, &index])
    }

    /// Up to `count` files from `index` on that are in one of the stages.
    pub(crate) fn arrivals(
        &self,
        job: (i64, Guid),
        stages: &[Stage],
        index: u32,
        count: u32,
    ) -> Result<Vec<Arrival>> {
        let stages: Vec<String> = stages.iter().map(|stage| (*stage as i32).to_string()).collect();
        let stages = stages.join(", ");
        let sql = format!(
            "SELECT idx, path, done, boot, temporary, temporary_device, temporary_inode, temporary_written, mode \
             FROM file WHERE job = ? AND idx >= ? AND {STAGE} IN ({stages}) AND {SOUND} ORDER BY idx LIMIT ?"
        );
        self.read_rows(&sql, &[&job.0, &index, &count], |row| {
            let index = row.get(0)?;
            let path = PathBuf::from(OsString::from_vec(row.get(1)?));
            // PER-11: an odd row can still be removed; no file has its size.
            let boot: String = row.get(3).unwrap_or_default();
            let record = record(row, 4).unwrap_or_default();
            let size = row.get::<_, i64>(2).map_or(u64::MAX, |size| size as u64);
            let temporary = Temporary::new(&path, &record, &boot, job.1, index);
            Ok(Arrival { index, path, temporary, size })
        })
    }

    /// One file.
    pub(crate) fn file(&self, job: i64, index: u32) -> Result<FileRow> {
        let sql = format!("SELECT {COLUMNS} FROM file WHERE job = ? AND idx = ?");
        self.read_row(&sql, &[&job, &index], FileRow::take)?.ok_or(Hresult::BG_E_NOT_FOUND)
    }

    /// Up to `count` files from `index` on that are not here yet (SCH-6).
    pub(crate) fn next_wanted(&self, job: i64, index: u32, count: u32) -> Result<Vec<FileRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM file WHERE job = ? AND idx >= ? AND stage = 0 ORDER BY idx LIMIT ?"
        );
        self.read_rows(&sql, &[&job, &index, &count], FileRow::take)
    }

    /// The first file from `index` on that is here and that FileTransferred was not delivered for.
    pub(crate) fn first_untold(&self, job: i64, index: u32) -> Result<Option<u32>> {
        let sql =
            "SELECT idx FROM file WHERE job = ? AND idx >= ? AND stage > 0 AND told = 0 ORDER BY idx LIMIT 1";
        self.read_row(sql, &[&job, &index], |row| row.get(0))
    }
}

/// Writes what a transfer changes in a file.
pub(crate) fn save(connection: &Connection, job: i64, file: &FileRow) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE file SET remote = coalesce(?, remote), stage = ?, total = ?, done = ?, synced = ?, boot = ?, remote_size = ?, modified = ?, \
         etag = ?, answer = ?, temporary = coalesce(?, temporary), temporary_device = ?, temporary_inode = ?, \
         temporary_written = ?, mode = ?, named = ? WHERE job = ? AND idx = ?",
    )?;
    let Record { name, known, written, mode } = &file.temporary;
    statement.execute(params![
        file.moved_to,
        file.stage as i32,
        file.total.map(|total| total as i64),
        file.done as i64,
        file.synced as i64,
        file.boot,
        file.remote_size.map(|size| size as i64),
        file.modified,
        file.etag,
        file.answer,
        name.as_deref().map(OsStrExt::as_bytes),
        known.map(|known| known.device as i64),
        known.map(|known| known.inode as i64),
        written,
        mode,
        file.named,
        job,
        file.index
    ])?;
    Ok(())
}

/// What is known and here of files that are not all here no longer counts; but what was asked for on demand was perhaps read.
pub(crate) fn start_over(connection: &Connection, job: i64) -> Result<()> {
    connection.execute(
        "UPDATE file SET total = NULL, done = 0, synced = 0, remote_size = NULL, modified = NULL, etag = NULL \
         WHERE job = ? AND stage = 0 \
         AND NOT EXISTS (SELECT 1 FROM demand WHERE demand.job = file.job AND demand.idx = file.idx)",
        [job],
    )?;
    Ok(())
}

/// The index of the next file that is added.
pub(crate) fn next_index(from: &Connection, job: i64) -> Result<u32> {
    let mut statement = from.prepare_cached("SELECT coalesce(max(idx) + 1, 0) FROM file WHERE job = ?")?;
    Ok(statement.query_row([job], |row| row.get(0))?)
}

/// How many files a job has, and how many of them are here (PER-11: counted, not believed).
pub(crate) fn counts(from: &Connection, job: i64) -> Result<(u32, u32)> {
    let sql = "SELECT count(*), coalesce(sum(stage > 0), 0) FROM file WHERE job = ?";
    Ok(from.query_row(sql, [job], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The file has this remote name from the next Resume on (F2-3); `source` is the path of a local one.
pub(crate) fn rename(
    to: &Connection,
    job: i64,
    index: u32,
    remote: &str,
    source: Option<&[u8]>,
) -> Result<()> {
    to.prepare_cached("UPDATE file SET remote_new = ?, source_new = ? WHERE job = ? AND idx = ?")?
        .execute((remote, source, job, index))?;
    Ok(())
}

/// The same for every file that is not here and whose name begins with `prefix`; `false` if there is none.
pub(crate) fn rename_all(
    to: &Connection,
    job: i64,
    prefix: &str,
    renamed: impl Fn(&str) -> Result<(String, Option<Vec<u8>>)>,
) -> Result<bool> {
    let mut names = to.prepare_cached(
        "SELECT idx, coalesce(remote_new, remote) FROM file WHERE job = ?1 AND stage = 0 \
         AND substr(coalesce(remote_new, remote), 1, length(?2)) = ?2",
    )?;
    let found: Vec<(u32, String)> = names
        .query_map((job, prefix), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (index, name) in &found {
        let (remote, source) = renamed(name)?;
        rename(to, job, *index, &remote, source.as_deref())?;
    }
    Ok(!found.is_empty())
}

/// New remote names count from here on (CTL-5, J3-5); `false` if there are none.
pub(crate) fn take_names(to: &Connection, job: i64) -> Result<bool> {
    let sql = "UPDATE file SET remote = remote_new, source = source_new, remote_new = NULL, source_new = NULL, \
               named = NULL WHERE job = ? AND remote_new IS NOT NULL";
    Ok(to.execute(sql, [job])? > 0)
}

/// The client found a file good (F3-4).
pub(crate) fn approve(to: &Connection, job: i64, index: u32) -> Result<()> {
    to.execute("UPDATE file SET valid = 1 WHERE job = ? AND idx = ?", (job, index))?;
    Ok(())
}

/// The client turned a file down: it is fetched again from the start after Resume (F3-5).
pub(crate) fn turn_down(to: &Connection, job: i64, index: u32) -> Result<()> {
    to.execute(
        "UPDATE file SET valid = 0, told = 0, stage = 0, done = 0, synced = 0, total = NULL, remote_size = NULL, \
         modified = NULL, etag = NULL WHERE job = ? AND idx = ?",
        (job, index),
    )?;
    to.execute("UPDATE demand SET filled = x'' WHERE job = ? AND idx = ?", (job, index))?;
    to.execute(
        "UPDATE job SET arrived = arrived - 1, told_files = min(told_files, ?1) WHERE id = ?2",
        (index, job),
    )?;
    Ok(())
}

/// A file to be added: everything was checked.
pub(crate) struct NewFile<'a> {
    pub remote: &'a str,
    /// Where a local remote name leads.
    pub source: Option<PathBuf>,
    pub spelling: &'a LocalName,
    pub path: PathBuf,
    pub ranges: &'a [FileRange],
}

/// Adds a file at the end.
pub(crate) fn add(connection: &Connection, job: i64, index: u32, file: &NewFile<'_>) -> Result<()> {
    let spelling: Vec<u8> = file.spelling.wide().iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let ranges = (!file.ranges.is_empty()).then(|| encode_ranges(file.ranges));
    let mut statement = connection.prepare_cached(
        "INSERT INTO file(job, idx, remote, source, spelling, path, ranges, temporary) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    statement.execute(params![
        job,
        index,
        file.remote,
        file.source.as_ref().map(|path| path.as_os_str().as_bytes()),
        spelling,
        file.path.as_os_str().as_bytes(),
        ranges,
        random_name()?.as_bytes()
    ])?;
    Ok(())
}

/// The caller's spelling of the local name.
pub(crate) fn spelling(store: &Store, job: i64, index: u32) -> Result<LocalName> {
    let bytes: Vec<u8> =
        store.value("SELECT spelling FROM file WHERE job = ? AND idx = ?", &[&job, &index])?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Ok(LocalName::from_wide(&units))
}

/// FileTransferred was delivered for a file.
pub(crate) fn tell(connection: &Connection, job: i64, index: u32) -> Result<()> {
    // Not if the client turned it down meanwhile: then it comes again, and is told of again (F3-5).
    connection
        .prepare_cached("UPDATE file SET told = 1 WHERE job = ? AND idx = ? AND stage > 0")?
        .execute((job, index))?;
    connection
        .prepare_cached(
            "UPDATE job SET told_files = told_files + 1 WHERE id = ?1 AND told_files = ?2 \
                         AND EXISTS (SELECT 1 FROM file WHERE job = ?1 AND idx = ?2 AND told = 1)",
        )?
        .execute((job, index))?;
    Ok(())
}

/// Stage of a file, within a transaction.
pub(crate) fn stage(connection: &Connection, job: i64, index: u32) -> Result<Option<i32>> {
    let mut statement = connection.prepare_cached("SELECT stage FROM file WHERE job = ? AND idx = ?")?;
    Ok(statement.query_row(params![job, index], |row| row.get(0)).optional()?)
}

fn encode_ranges(ranges: &[FileRange]) -> Vec<u8> {
    ranges.iter().flat_map(|range| [range.initial_offset, range.length]).flat_map(u64::to_le_bytes).collect()
}

fn decode_ranges(bytes: &[u8]) -> Vec<FileRange> {
    let number = |at: &[u8]| at.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte));
    bytes
        .chunks_exact(16)
        .map(|pair| FileRange { initial_offset: number(&pair[..8]), length: number(&pair[8..]) })
        .collect()
}
