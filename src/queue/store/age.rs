//! How long jobs were left alone (TO-7, PER-10).
//!
//! The clock of the day may jump by years: a machine without a battery starts in 1970 until it asks the network. So the
//! queue has an age of its own, which only grows by time that is proven to have passed: within one boot what the clock
//! since boot shows, and over a reboot the time since that boot, for the last look was before it. A job is as old as the
//! queue grew since the job was seen to have changed.

use super::state::{FINAL, list};
use super::{Durability, Store};
use crate::bits::{Guid, Result};
use crate::queue::{JobState, clock};
use rusqlite::{Connection, OptionalExtension};

/// The queue's age is written down when it has grown by this many milliseconds.
const STEP: i64 = 60_000;
/// Final jobs stay for those who hold a pointer (OM-4); after this many milliseconds, an hour, nobody is expected to.
const FINAL_JOBS_KEPT: i64 = 3_600_000;

impl Store {
    /// Lets the queue grow older, and notes which jobs changed since the last look. Gives its age in milliseconds.
    pub(crate) fn grow_older(&self) -> Result<i64> {
        let (stored, grown) = self.read(age)?;
        let changed: bool =
            self.value("SELECT EXISTS (SELECT 1 FROM job WHERE idle_seen <> modified)", &[])?;
        if !changed && grown.is_some_and(|grown| grown < STEP) {
            return Ok(stored + grown.unwrap_or(0));
        }
        // A look that is lost with the machine makes jobs younger than they are, which harms nobody.
        self.write(Durability::Lazy, |connection| {
            let (stored, grown) = age(connection)?;
            let now = stored + grown.unwrap_or(0);
            connection.execute(
                "INSERT INTO age(id, age, boot, at) VALUES(1, ?, ?, ?) \
                 ON CONFLICT DO UPDATE SET age = excluded.age, boot = excluded.boot, at = excluded.at",
                (now, clock::boot_id(), clock::since_boot()),
            )?;
            connection.execute(
                "UPDATE job SET idle_seen = modified, idle_since = ? WHERE idle_seen <> modified",
                [now],
            )?;
            Ok(now)
        })
    }

    /// Live jobs that nobody touched for `milliseconds`. Those whose files are all here come last.
    pub(crate) fn forgotten(&self, milliseconds: i64) -> Result<Vec<Guid>> {
        let now = self.grow_older()?;
        let sql = format!(
            "SELECT guid FROM job WHERE state NOT IN {FINAL} AND idle_seen = modified AND ? - idle_since >= ? \
             AND typeof(guid) = 'blob' AND length(guid) = 16 ORDER BY state IN {}, idle_since",
            list(&[JobState::Transferred])
        );
        self.read_rows(&sql, &[&now, &milliseconds], |row| Ok(Guid(u128::from_be_bytes(row.get(0)?))))
    }

    /// Removes final jobs that nobody can hold a pointer to any more.
    pub(crate) fn sweep(&self) -> Result<()> {
        let old =
            format!("state IN {FINAL} AND ending = 0 AND idle_seen = modified AND ?1 - idle_since >= ?2");
        let of_old = (self.grow_older()?, FINAL_JOBS_KEPT);
        let count = format!("SELECT count(*) FROM job WHERE {old}");
        if self.value::<i64>(&count, &[&of_old.0, &of_old.1])? == 0 {
            return Ok(());
        }
        self.write(Durability::Lazy, |connection| {
            for table in ["file", "demand"] {
                let sql = format!("DELETE FROM {table} WHERE job IN (SELECT id FROM job WHERE {old})");
                connection.execute(&sql, of_old)?;
            }
            connection.execute(&format!("DELETE FROM job WHERE {old}"), of_old)?;
            Ok(())
        })
    }
}

/// The age that was written down, and by how much it has grown since; `None` for the latter when nothing can be said.
fn age(connection: &Connection) -> Result<(i64, Option<i64>)> {
    let mut statement = connection.prepare_cached("SELECT age, boot, at FROM age WHERE id = 1")?;
    let row = statement
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)));
    let Some((age, boot, at)) = row.optional()? else { return Ok((0, None)) };
    let now = clock::since_boot();
    let grown = match boot == clock::boot_id() {
        true => Some((now - at).max(0)),
        // The last look was before this boot, which is all that is proven.
        false if clock::knows_boot() && !boot.is_empty() => Some(now),
        false => None,
    };
    Ok((age, grown))
}
