//! A damaged queue: set aside under a name that is free, and what can be read of it taken over (PER-7, PER-12); and rows
//! that nobody of us wrote (PER-11).

use super::Fault;
use super::open::{self, FILE_NAME, Opened};
use super::state::FINAL;
use crate::bits::{ErrorContext, Hresult, Result};
use crate::queue::lock::Lock;
use crate::queue::state;
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often a database whose rows are odd is examined again.
const EXAMINED: Duration = Duration::from_secs(30);

/// Examines the database; if it is damaged, it is set aside and `opened` is of a new one.
pub(crate) fn replace_if_damaged(directory: &Path, opened: &mut Opened) -> Result<()> {
    if opened.sound_at.is_some_and(|at| at.elapsed() < EXAMINED) {
        return Ok(());
    }
    let found: rusqlite::Result<String> =
        opened.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    if found.as_deref() == Ok("ok") {
        opened.sound_at = Some(Instant::now());
        return Ok(());
    }
    log::error!("the database of jobs in {} is damaged: {found:?}", directory.display());
    let _turn = Lock::of_directory(directory, open::PATIENCE)?;
    // Another process may have done it meanwhile.
    let fresh = match opened.check(directory) {
        Ok(()) => replace(directory)?,
        Err(_) => open::opened(directory, open::connect(&directory.join(FILE_NAME))?),
    };
    // The old connection is never closed: as the last one of its database it would remove the log by its name, which is
    // that of the new one by now.
    std::mem::forget(std::mem::replace(opened, fresh));
    Ok(())
}

/// Sets the damaged queue aside and makes a new one with what can be read of it.
pub(crate) fn replace(directory: &Path) -> Result<Opened> {
    let damaged = set_aside(directory)?;
    let mut connection = open::connect(&directory.join(FILE_NAME))?;
    match take_over(&damaged, &mut connection) {
        Ok(jobs) => log::warn!("{jobs} jobs of {} were taken over", damaged.display()),
        Err(code) => log::error!("nothing of {} can be read: {code}", damaged.display()),
    }
    Ok(open::opened(directory, connection))
}

/// Renames the database and its log, so that somebody may look into them.
fn set_aside(directory: &Path) -> Result<PathBuf> {
    let name = |suffix: &str| directory.join(format!("{FILE_NAME}{suffix}"));
    let is_free = |suffix: &str| {
        ["", "-wal", "-shm"].iter().all(|of| name(&format!("{suffix}{of}")).symlink_metadata().is_err())
    };
    let suffixes =
        std::iter::once(".damaged".to_owned()).chain((2..).map(|number| format!(".damaged.{number}")));
    let suffix =
        suffixes.take(10_000).find(|suffix| is_free(suffix)).ok_or(Hresult::BG_E_DATABASE_CORRUPT)?;
    // The log first: a new database would take it for its own. The index of the log is made anew.
    for of in ["-wal", "-shm", ""] {
        match std::fs::rename(name(of), name(&format!("{suffix}{of}"))) {
            Err(error) if !of.is_empty() && error.kind() == std::io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    log::error!("the damaged database of jobs is set aside as {}", name(&suffix).display());
    Ok(name(&suffix))
}

/// Copies the rows that can be read; gives the number of jobs.
fn take_over(damaged: &Path, fresh: &mut Connection) -> Result<usize> {
    let old = Connection::open_with_flags(damaged, open::FLAGS)?;
    let transaction = fresh.transaction()?;
    for table in ["job", "file", "demand", "credential"] {
        // From both ends up to the damage.
        for order in ["ASC", "DESC"] {
            if let Err(error) = copy_rows(&old, &transaction, table, order) {
                log::warn!("rows of {table} are lost: {error}");
            }
        }
    }
    // A job that lost files must not end as if it had all of them.
    let lost = format!(
        "SELECT id FROM job WHERE state NOT IN {FINAL} AND files <> (SELECT count(*) FROM file WHERE job = job.id)"
    );
    let lost: Vec<i64> =
        transaction.prepare(&lost)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for job in &lost {
        spoil(&transaction, *job, "the database was damaged, and files of the job are lost")?;
    }
    transaction.execute(
        "UPDATE job SET files = (SELECT coalesce(max(idx) + 1, 0) FROM file WHERE job = job.id), \
         arrived = (SELECT count(*) FROM file WHERE job = job.id AND stage > 0)",
        [],
    )?;
    let live = format!("SELECT count(*) FROM job WHERE state NOT IN {FINAL}");
    let jobs = transaction.query_row(&live, [], |row| row.get(0))?;
    transaction.commit()?;
    if !lost.is_empty() {
        log::warn!("{} jobs lost files", lost.len());
    }
    Ok(jobs)
}

fn copy_rows(old: &Connection, fresh: &Connection, table: &str, order: &str) -> rusqlite::Result<()> {
    let key = if table == "job" { "id" } else { "job" };
    let mut select = old.prepare(&format!("SELECT * FROM {table} ORDER BY {key} {order}"))?;
    let known: Vec<String> = {
        let statement = fresh.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
        statement.column_names().into_iter().map(str::to_owned).collect()
    };
    let columns: Vec<(usize, String)> = select
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .enumerate()
        .filter(|(_, name)| known.contains(name))
        .collect();
    let names: Vec<&str> = columns.iter().map(|(_, name)| name.as_str()).collect();
    let marks = vec!["?"; names.len()].join(",");
    let mut insert =
        fresh.prepare(&format!("INSERT OR IGNORE INTO {table}({}) VALUES({marks})", names.join(",")))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> =
            columns.iter().map(|(at, _)| row.get(*at)).collect::<rusqlite::Result<_>>()?;
        insert.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(())
}

/// Whole numbers of a job: lowest and highest value that makes sense, and what stands in for others.
const NUMBERS: &[(&str, i64, i64, i64)] = &[
    ("type", 0, 2, 0),
    ("state", 0, 8, 4),
    ("priority", 0, 3, 2),
    ("turn", i64::MIN / 8, i64::MAX / 8, 0),
    ("owner", 0, u32::MAX as i64, 0),
    ("created", 0, i64::MAX, 0),
    ("modified", 0, i64::MAX, 0),
    ("completed", 0, i64::MAX, 0),
    ("change", 0, i64::MAX / 8, 0),
    ("notify_flags", 0, u32::MAX as i64, 3),
    ("retry_delay", 0, u32::MAX as i64, 600),
    ("no_progress", 0, u32::MAX as i64, 1_209_600),
    ("max_time", 0, u32::MAX as i64, 7_776_000),
    ("proxy_usage", 0, 3, 0),
    ("headers_write_only", 0, 1, 0),
    ("security_flags", 0, u32::MAX as i64, 0),
    ("acl_flags", 0, u32::MAX as i64, 0),
    ("peer_flags", 0, u32::MAX as i64, 0),
    ("cost_flags", 0, u32::MAX as i64, 2_147_483_681),
    ("dynamic", 0, 1, 0),
    ("high_performance", 0, 1, 0),
    ("max_size", i64::MIN, i64::MAX, 0),
    ("stored_credentials", 0, u32::MAX as i64, 0),
    ("min_interval", 0, u32::MAX as i64, 0),
    ("on_demand", 0, 1, 0),
    ("resumed", 0, 1, 0),
    ("error_count", 0, u32::MAX as i64, 0),
    ("retry_boot", i64::MIN / 8, i64::MAX / 8, 0),
    ("elapsed", 0, i64::MAX / 8, 0),
    ("event", 0, i64::MAX / 8, 0),
    ("told", -1, i64::MAX / 8, 0),
    ("told_files", 0, u32::MAX as i64, 0),
    ("command_failed", 0, 1, 0),
    ("idle", 0, 1, 0),
    ("ending", 0, 3, 0),
];
/// The same for those that may be missing.
const MAYBE_NUMBERS: &[(&str, i64, i64)] =
    &[("error_file", 0, u32::MAX as i64), ("stalled_boot", i64::MIN / 8, i64::MAX / 8)];
/// Texts, and what stands in for what is none.
const TEXTS: &[(&str, &str)] = &[
    ("display_name", "''"),
    ("description", "''"),
    ("program", "''"),
    ("parameters", "''"),
    ("proxy_list", "NULL"),
    ("proxy_bypass", "NULL"),
    ("headers", "NULL"),
    ("method", "'GET'"),
    ("boot", "''"),
    ("ran", "'?'"),
    ("error_detail", "NULL"),
];

/// Puts a job with odd values into ERROR; what cannot be read in it gets the value that it had at first.
pub(crate) fn mend_job(connection: &Connection, id: i64) -> Result<()> {
    let mut sets = Vec::new();
    for (name, low, high, default) in NUMBERS.iter().filter(|(name, ..)| *name != "state") {
        sets.push(format!(
            "{name} = CASE WHEN typeof({name}) = 'integer' AND {name} BETWEEN {low} AND {high} THEN {name} ELSE {default} END"
        ));
    }
    for (name, low, high) in MAYBE_NUMBERS {
        sets.push(format!(
            "{name} = CASE WHEN typeof({name}) = 'integer' AND {name} BETWEEN {low} AND {high} THEN {name} END"
        ));
    }
    for (name, default) in TEXTS {
        sets.push(format!("{name} = CASE typeof({name}) WHEN 'text' THEN {name} ELSE {default} END"));
    }
    for name in ["guid", "clsid"] {
        let other = if name == "guid" { "randomblob(16)" } else { "zeroblob(16)" };
        sets.push(format!(
            "{name} = CASE WHEN typeof({name}) = 'blob' AND length({name}) = 16 THEN {name} ELSE {other} END"
        ));
    }
    let sql = format!("UPDATE job SET {} WHERE id = ?", sets.join(", "));
    connection.execute(&sql, [id])?;
    for (name, default) in TEXTS {
        let is_text = connection.query_row(&format!("SELECT {name} FROM job WHERE id = ?"), [id], |row| {
            Ok(!matches!(row.get_ref(0)?, ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_err()))
        })?;
        if !is_text {
            connection.execute(&format!("UPDATE job SET {name} = {default} WHERE id = ?"), [id])?;
        }
    }
    spoil(connection, id, "a row of the job in the database has values that the library did not write")
}

/// Puts a live job into ERROR for what the database says of it.
pub(crate) fn spoil(connection: &Connection, id: i64, detail: &str) -> Result<()> {
    let fault = Fault {
        context: ErrorContext::GeneralQueueManager,
        code: Hresult::BG_E_DATABASE_CORRUPT,
        file: None,
        detail: Some(detail.to_owned()),
    };
    if state::spoil(connection, id, &fault)? {
        log::error!("job {id} of the queue: {detail}");
        connection.execute(
            "UPDATE job SET files = (SELECT count(*) FROM file WHERE job = ?1), \
             arrived = (SELECT count(*) FROM file WHERE job = ?1 AND stage > 0) WHERE id = ?1",
            [id],
        )?;
    }
    Ok(())
}
