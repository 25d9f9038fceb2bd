//! Rows of ranges on demand: what was asked for, what is here, and where the client reads.

use super::{Store, Transaction};
use crate::queue::demand::Demand;
use crate::queue::spans::Spans;
use crate::queue::{Result, clock};
use rusqlite::OptionalExtension;

/// What is surely there of `filled`: nothing of another boot, for nobody brought it to the disk (PER-17).
const VOUCHED: &str = "CASE demand.boot WHEN ?1 THEN filled ELSE x'' END";

/// As the store has it.
pub(crate) fn load_demand(from: &Transaction, job: i64, index: u32) -> Result<Demand> {
    let sql = format!("SELECT wanted, {VOUCHED}, position FROM demand WHERE job = ?2 AND idx = ?3");
    let mut statement = from.prepare_cached(&sql)?;
    let row = statement.query_row((clock::boot_id(), job, index), |row| {
        let spans = |at| row.get::<_, Vec<u8>>(at).map(|bytes| Spans::decode(&bytes));
        Ok(Demand { wanted: spans(0)?, filled: spans(1)?, position: row.get::<_, i64>(2)? as u64 })
    });
    Ok(row.optional()?.unwrap_or_default())
}

/// Writes what came.
pub(crate) fn save_filled(to: &Transaction, job: i64, index: u32, filled: &Spans) -> Result<()> {
    // PER-17: what vouches for spans is stored with them. The row of the file is of this boot from the first request on.
    let sql = "INSERT INTO demand(job, idx, filled, boot) VALUES(?1, ?2, ?3, ?4) \
               ON CONFLICT DO UPDATE SET filled = excluded.filled, boot = excluded.boot";
    to.prepare_cached(sql)?.execute((job, index, filled.encode(), clock::boot_id()))?;
    Ok(())
}

/// Writes what was asked for.
pub(crate) fn save_wanted(to: &Transaction, job: i64, index: u32, wanted: &Spans) -> Result<()> {
    let sql = "INSERT INTO demand(job, idx, wanted) VALUES(?1, ?2, ?3) \
               ON CONFLICT DO UPDATE SET wanted = excluded.wanted";
    to.execute(sql, (job, index, wanted.encode()))?;
    Ok(())
}

/// Writes where the client reads.
pub(crate) fn save_position(to: &Transaction, job: i64, index: u32, position: u64) -> Result<()> {
    let sql = "INSERT INTO demand(job, idx, position) VALUES(?1, ?2, ?3) \
               ON CONFLICT DO UPDATE SET position = excluded.position";
    to.execute(sql, (job, index, position as i64))?;
    Ok(())
}

/// The first file of a job of which something is missing that was asked for.
pub(crate) fn first_missing(from: &Transaction, job: i64) -> Result<Option<u32>> {
    let sql = format!(
        "SELECT demand.idx, wanted, {VOUCHED} \
         FROM demand JOIN file ON file.job = demand.job AND file.idx = demand.idx \
         WHERE demand.job = ?2 AND stage = 0 ORDER BY demand.idx"
    );
    let mut statement = from.prepare_cached(&sql)?;
    let rows: Vec<(u32, Vec<u8>, Vec<u8>)> = statement
        .query_map((clock::boot_id(), job), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let missing =
        |wanted: &[u8], filled: &[u8]| !Spans::decode(wanted).without(&Spans::decode(filled)).is_empty();
    Ok(rows.into_iter().find(|(_, wanted, filled)| missing(wanted, filled)).map(|(index, ..)| index))
}

impl Store {
    /// As the store has it.
    pub(crate) fn demand(&self, job: i64, index: u32) -> Result<Demand> {
        self.read(|connection| load_demand(connection, job, index))
    }

    /// The first file of a job of which something is missing that was asked for.
    pub(crate) fn first_missing(&self, job: i64) -> Result<Option<u32>> {
        self.read(|connection| first_missing(connection, job))
    }

    /// Files of a job of which something is here.
    pub(crate) fn all_filled(&self, job: i64) -> Result<Vec<(u32, Spans)>> {
        let sql = format!("SELECT idx, {VOUCHED} FROM demand WHERE job = ?2 ORDER BY idx");
        self.read_rows(&sql, &[&clock::boot_id(), &job], |row| {
            Ok((row.get(0)?, Spans::decode(&row.get::<_, Vec<u8>>(1)?)))
        })
    }
}
