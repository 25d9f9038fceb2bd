//! Ranges on demand (`BITS_JOB_PROPERTY_ON_DEMAND_MODE`, F6): what a client asked for of a file, what of it is here, and
//! where to go on.

use super::cause::Cause;
use super::engine::Engine;
use super::store::{Durability, FileRow, Store, save_file, touch};
use super::{FileRange, Hresult, Result, clock, state};
use rusqlite::{Connection, OptionalExtension};

/// Bytes of a file: half-open spans, merged and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spans(Vec<(u64, u64)>);

impl Spans {
    /// Adds the bytes from `first` up to `end`.
    pub(crate) fn add(&mut self, first: u64, end: u64) {
        if first >= end {
            return;
        }
        let (mut first, mut end) = (first, end);
        self.0.retain(|&(a, b)| {
            let touches = a <= end && first <= b;
            if touches {
                first = first.min(a);
                end = end.max(b);
            }
            !touches
        });
        let at = self.0.partition_point(|&(a, _)| a < first);
        self.0.insert(at, (first, end));
    }

    /// What is in these and not in `others`.
    pub(crate) fn without(&self, others: &Self) -> Self {
        let mut left = Vec::new();
        for &(mut first, end) in &self.0 {
            for &(a, b) in &others.0 {
                if b <= first || end <= a {
                    continue;
                }
                if first < a {
                    left.push((first, a));
                }
                first = first.max(b);
            }
            if first < end {
                left.push((first, end));
            }
        }
        Self(left)
    }

    /// How many bytes these are.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.iter().map(|(first, end)| end - first).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One past the last byte.
    fn end(&self) -> u64 {
        self.0.last().map_or(0, |&(_, end)| end)
    }

    /// In the form of the interfaces.
    pub(crate) fn ranges(&self) -> Vec<FileRange> {
        let range = |&(first, end): &(u64, u64)| FileRange { initial_offset: first, length: end - first };
        self.0.iter().map(range).collect()
    }

    fn encode(&self) -> Vec<u8> {
        self.0.iter().flat_map(|&(a, b)| [a, b]).flat_map(u64::to_le_bytes).collect()
    }

    fn decode(bytes: &[u8]) -> Self {
        let number = |at: &[u8]| at.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte));
        let mut spans = Self::default();
        for pair in bytes.chunks_exact(16) {
            spans.add(number(&pair[..8]), number(&pair[8..]));
        }
        spans
    }
}

/// What was asked for and what came, of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demand {
    wanted: Spans,
    filled: Spans,
    /// Where the client reads (F6-5).
    position: u64,
}

impl Demand {
    /// As the store has it. Bytes that no disk vouches for do not count after another boot.
    pub(crate) fn of(engine: &Engine, job: i64, file: &FileRow) -> Result<Self> {
        let mut demand = engine.store.read(|connection| load(connection, job, file.index))?;
        if file.remote_size.is_none() {
            demand.filled = Spans::default(); // of which version nobody knows
        }
        Ok(demand)
    }

    /// Takes over what the client asked for meanwhile; ranges behind the end are found out here (F6-3).
    pub(crate) fn refresh(
        &mut self,
        engine: &Engine,
        job: i64,
        index: u32,
        size: u64,
    ) -> std::result::Result<(), Cause> {
        let stored = engine
            .store
            .read(|connection| load(connection, job, index))
            .map_err(|code| Cause::Queue(code.into()))?;
        self.wanted = stored.wanted;
        self.position = stored.position;
        if self.wanted.end() > size {
            return Err(Cause::OutOfRange);
        }
        Ok(())
    }

    /// The next bytes to fetch: what is missing behind the position first (F6-5).
    pub(crate) fn missing(&self) -> Option<(u64, u64)> {
        let missing = self.wanted.without(&self.filled).0;
        let behind = missing.iter().find(|(_, end)| *end > self.position);
        behind.map(|&(first, end)| (first.max(self.position), end)).or_else(|| missing.first().copied())
    }

    /// What came is no longer there.
    pub(crate) fn lose(&mut self) {
        self.filled = Spans::default();
    }

    /// Bytes that are here.
    pub(crate) fn filled(&self) -> u64 {
        self.filled.bytes()
    }

    /// Bytes came.
    pub(crate) fn came(&mut self, first: u64, end: u64) {
        self.filled.add(first, end);
    }

    /// Bytes came, and everybody may know.
    pub(crate) fn fill(
        &mut self,
        engine: &Engine,
        job: i64,
        file: &mut FileRow,
        first: u64,
        end: u64,
    ) -> Result<()> {
        self.came(first, end);
        file.done = self.filled();
        clock::boot_id().clone_into(&mut file.boot);
        let row = &*file;
        engine.store.write(Durability::Lazy, |connection| {
            save_file(connection, job, row)?;
            self.save(connection, job, row.index)
        })
    }

    /// Writes what came.
    pub(crate) fn save(&self, connection: &Connection, job: i64, index: u32) -> Result<()> {
        // PER-17: what vouches for spans is stored with them. The row of the file is of this boot from the first request on.
        let sql = "INSERT INTO demand(job, idx, filled, boot) VALUES(?1, ?2, ?3, ?4) \
                   ON CONFLICT DO UPDATE SET filled = excluded.filled, boot = excluded.boot";
        connection.prepare_cached(sql)?.execute((job, index, self.filled.encode(), clock::boot_id()))?;
        Ok(())
    }
}

/// What is surely there of `filled`: nothing of another boot, for nobody brought it to the disk (PER-17).
const VOUCHED: &str = "CASE boot WHEN ?1 THEN filled ELSE x'' END";

fn load(connection: &Connection, job: i64, index: u32) -> Result<Demand> {
    let sql = format!("SELECT wanted, {VOUCHED}, position FROM demand WHERE job = ?2 AND idx = ?3");
    let mut statement = connection.prepare_cached(&sql)?;
    let row = statement.query_row((clock::boot_id(), job, index), |row| {
        Ok(Demand {
            wanted: Spans::decode(&row.get::<_, Vec<u8>>(0)?),
            filled: Spans::decode(&row.get::<_, Vec<u8>>(1)?),
            position: row.get::<_, i64>(2)? as u64,
        })
    });
    Ok(row.optional()?.unwrap_or_default())
}

/// What is here of a file (F6-6).
pub(crate) fn filled(store: &Store, job: i64, file: &FileRow) -> Result<Spans> {
    if file.remote_size.is_none() {
        return Ok(Spans::default());
    }
    store.read(|connection| Ok(load(connection, job, file.index)?.filled))
}

/// The first file of a job of which something is missing that was asked for.
pub(crate) fn first_missing(store: &Store, job: i64) -> Result<Option<u32>> {
    store.read(|connection| first_missing_in(connection, job))
}

/// The same within a transaction.
pub(crate) fn first_missing_in(connection: &Connection, job: i64) -> Result<Option<u32>> {
    let sql = "SELECT demand.idx, wanted, CASE demand.boot WHEN ?1 THEN filled ELSE x'' END \
               FROM demand JOIN file ON file.job = demand.job AND file.idx = demand.idx \
               WHERE demand.job = ?2 AND stage = 0 ORDER BY demand.idx";
    let mut statement = connection.prepare_cached(sql)?;
    let rows: Vec<(u32, Vec<u8>, Vec<u8>)> = statement
        .query_map((clock::boot_id(), job), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let missing =
        |wanted: &[u8], filled: &[u8]| !Spans::decode(wanted).without(&Spans::decode(filled)).is_empty();
    Ok(rows.into_iter().find(|(_, wanted, filled)| missing(wanted, filled)).map(|(index, ..)| index))
}

/// Files of a job of which something is here.
pub(crate) fn all_filled(store: &Store, job: i64) -> Result<Vec<(u32, Spans)>> {
    let sql = format!("SELECT idx, {VOUCHED} FROM demand WHERE job = ?2 ORDER BY idx");
    store.read_rows(&sql, &[&clock::boot_id(), &job], |row| {
        Ok((row.get(0)?, Spans::decode(&row.get::<_, Vec<u8>>(1)?)))
    })
}

/// The client asks for ranges of a file (F6-2). Overlaps are allowed. A job that went to SUSPENDED because all that was
/// asked for had come is queued again; one that the client suspended waits for its Resume.
pub(crate) fn request(connection: &Connection, job: i64, file: &FileRow, ranges: &[FileRange]) -> Result<()> {
    let mut demand = load(connection, job, file.index)?;
    for range in ranges {
        let end = range.initial_offset.checked_add(range.length).ok_or(Hresult::BG_E_INVALID_RANGE)?;
        if range.length == 0 || file.remote_size.is_some_and(|size| end > size) {
            return Err(Hresult::BG_E_INVALID_RANGE);
        }
        demand.wanted.add(range.initial_offset, end);
    }
    let sql = "INSERT INTO demand(job, idx, wanted) VALUES(?1, ?2, ?3) \
               ON CONFLICT DO UPDATE SET wanted = excluded.wanted";
    connection.execute(sql, (job, file.index, demand.wanted.encode()))?;
    match state::ask(connection, job)? {
        true => Ok(()),
        false => touch(connection, job),
    }
}

/// The client reads from `position` on (F6-5).
pub(crate) fn move_to(connection: &Connection, job: i64, index: u32, position: u64) -> Result<()> {
    let sql = "INSERT INTO demand(job, idx, position) VALUES(?1, ?2, ?3) \
               ON CONFLICT DO UPDATE SET position = excluded.position";
    connection.execute(sql, (job, index, position as i64))?;
    touch(connection, job)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(u64, u64)]) -> Spans {
        let mut spans = Spans::default();
        for &(first, end) in pairs {
            spans.add(first, end);
        }
        spans
    }

    #[test]
    fn spans_are_merged_and_ordered() {
        assert_eq!(spans(&[(5, 9), (0, 2), (9, 12), (3, 3)]).0, [(0, 2), (5, 12)]);
        assert_eq!(spans(&[(0, 2), (4, 6), (8, 9), (1, 8)]).0, [(0, 9)]);
        let some = spans(&[(0, 2), (5, 12)]);
        assert_eq!(Spans::decode(&some.encode()), some);
        assert_eq!((some.bytes(), some.end()), (9, 12));
    }

    #[test]
    fn what_is_missing_is_what_was_wanted_and_did_not_come() {
        let wanted = spans(&[(0, 10), (20, 30)]);
        assert_eq!(wanted.without(&spans(&[(2, 4), (8, 25)])).0, [(0, 2), (4, 8), (25, 30)]);
        assert!(wanted.without(&spans(&[(0, 40)])).is_empty());
        let mut demand = Demand { wanted, filled: spans(&[(0, 5)]), position: 22 };
        assert_eq!(demand.missing(), Some((22, 30))); // F6-5
        demand.came(22, 30);
        assert_eq!(demand.missing(), Some((5, 10)));
    }
}
