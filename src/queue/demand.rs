//! Ranges on demand (`BITS_JOB_PROPERTY_ON_DEMAND_MODE`, F6): what a client asked for of a file, what of it is here, and
//! where to go on.

use super::cause::Cause;
use super::engine::Engine;
use super::spans::Spans;
use super::store::{self, Durability, FileRow, Store, Transaction, save_file, touch};
use super::{FileRange, Hresult, Result, clock, state};

/// What was asked for and what came, of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demand {
    pub wanted: Spans,
    pub filled: Spans,
    /// Where the client reads (F6-5).
    pub position: u64,
}

impl Demand {
    /// As the store has it. Bytes that no disk vouches for do not count after another boot.
    pub(crate) fn of(engine: &Engine, job: i64, file: &FileRow) -> Result<Self> {
        let mut demand = engine.store.demand(job, file.index)?;
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
        let stored = engine.store.demand(job, index).map_err(|code| Cause::Queue(code.into()))?;
        self.wanted = stored.wanted;
        self.position = stored.position;
        if self.wanted.end() > size {
            return Err(Cause::OutOfRange);
        }
        Ok(())
    }

    /// The next bytes to fetch: what is missing behind the position first (F6-5).
    pub(crate) fn missing(&self) -> Option<(u64, u64)> {
        let missing = self.wanted.without(&self.filled);
        let behind = missing.iter().find(|(_, end)| *end > self.position);
        behind.map(|(first, end)| (first.max(self.position), end)).or_else(|| missing.iter().next())
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
    pub(crate) fn save(&self, connection: &Transaction, job: i64, index: u32) -> Result<()> {
        store::save_filled(connection, job, index, &self.filled)
    }
}

/// What is here of a file (F6-6).
pub(crate) fn filled(store: &Store, job: i64, file: &FileRow) -> Result<Spans> {
    if file.remote_size.is_none() {
        return Ok(Spans::default());
    }
    Ok(store.demand(job, file.index)?.filled)
}

/// The client asks for ranges of a file (F6-2). Overlaps are allowed. A job that went to SUSPENDED because all that was
/// asked for had come is queued again; one that the client suspended waits for its Resume.
pub(crate) fn request(
    connection: &Transaction,
    job: i64,
    file: &FileRow,
    ranges: &[FileRange],
) -> Result<()> {
    let mut demand = store::load_demand(connection, job, file.index)?;
    for range in ranges {
        let end = range.initial_offset.checked_add(range.length).ok_or(Hresult::BG_E_INVALID_RANGE)?;
        if range.length == 0 || file.remote_size.is_some_and(|size| end > size) {
            return Err(Hresult::BG_E_INVALID_RANGE);
        }
        demand.wanted.add(range.initial_offset, end);
    }
    store::save_wanted(connection, job, file.index, &demand.wanted)?;
    match state::ask(connection, job)? {
        true => Ok(()),
        false => touch(connection, job),
    }
}

/// The client reads from `position` on (F6-5).
pub(crate) fn move_to(connection: &Transaction, job: i64, index: u32, position: u64) -> Result<()> {
    store::save_position(connection, job, index, position)?;
    touch(connection, job)
}

#[cfg(test)]
mod tests {
    use super::*;

    // F6-5: behind the position first
    #[test]
    fn what_the_client_will_read_comes_first() {
        let mut demand = Demand { position: 22, ..Demand::default() };
        demand.wanted.add(0, 10);
        demand.wanted.add(20, 30);
        demand.came(0, 5);
        assert_eq!(demand.missing(), Some((22, 30)));
        demand.came(22, 30);
        assert_eq!(demand.missing(), Some((5, 10)));
    }
}
