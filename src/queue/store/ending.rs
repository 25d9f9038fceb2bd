//! What Complete and Cancel note before they touch files, so that whoever comes after a kill ends it (PER-16).

use super::state::FINAL;
use super::{Store, Transaction};
use crate::queue::Result;

/// How far the end of a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is not being ended, or was.
    None = 0,
    Completing = 1,
    Cancelling = 2,
    /// Cancelled by somebody who could not wait for the files.
    LeftToHolder = 3,
}

impl Ending {
    fn of(number: i32) -> Self {
        match number {
            1 => Self::Completing,
            2 => Self::Cancelling,
            3 => Self::LeftToHolder,
            _ => Self::None,
        }
    }
}

impl Store {
    /// What was begun.
    pub(crate) fn ending(&self, job: i64) -> Result<Ending> {
        Ok(Ending::of(self.value("SELECT ending FROM job WHERE id = ?", &[&job])?))
    }

    /// Jobs whose end was begun.
    pub(crate) fn being_ended(&self) -> Result<Vec<i64>> {
        self.read_rows("SELECT id FROM job WHERE ending <> 0", &[], |row| row.get(0))
    }
}

/// The same within a transaction.
pub(crate) fn ending(from: &Transaction, job: i64) -> Result<Ending> {
    let number = from.query_row("SELECT ending FROM job WHERE id = ?", [job], |row| row.get(0))?;
    Ok(Ending::of(number))
}

/// Notes how far it is.
pub(crate) fn note_ending(to: &Transaction, job: i64, ending: Ending) -> Result<()> {
    to.prepare_cached("UPDATE job SET ending = ? WHERE id = ?")?.execute((ending as i32, job))?;
    Ok(())
}

/// A Complete of a live job failed, and may be called again.
pub(crate) fn forget_ending(to: &Transaction, job: i64, ending: Ending) -> Result<()> {
    let sql = format!("UPDATE job SET ending = 0 WHERE id = ? AND ending = ? AND state NOT IN {FINAL}");
    to.prepare_cached(&sql)?.execute((job, ending as i32))?;
    Ok(())
}

/// Files from the first to the last index that had arrived are under their names, but for those that stayed behind.
pub(crate) fn note_handed_over(
    to: &Transaction,
    job: i64,
    (first, last): (u32, u32),
    stayed: &[u32],
) -> Result<()> {
    let mut note = to.prepare_cached(
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
