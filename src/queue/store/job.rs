//! Rows of the table of jobs: what a running job needs at once, single values, and changes of state.

use super::state::FINAL;
use super::{Durability, Store, Transaction, damage, state};
use crate::bits::{
    ErrorContext, Guid, Hresult, JobState, JobType, Priority, ProxySettings, ProxyUsage, Result,
};
use crate::queue::clock;
use rusqlite::{Connection, Row, ToSql, params};

/// A job as scheduler, transfers and notifications see it.
///
/// It has no `Debug`: nobody is to print the headers by mistake.
#[derive(Clone)]
pub(crate) struct JobRow {
    pub id: i64,
    pub guid: Guid,
    pub job_type: JobType,
    pub state: JobState,
    pub priority: Priority,
    pub change: i64,
    pub notify_flags: u32,
    pub program: String,
    pub parameters: String,
    pub retry_delay: u32,
    pub no_progress: u32,
    pub max_time: u32,
    pub proxy: ProxySettings,
    pub headers: Option<String>,
    pub security_flags: u32,
    pub method: String,
    pub dynamic: bool,
    pub on_demand: bool,
    pub max_size: u64,
    pub min_interval: u32,
    pub error: Option<(ErrorContext, Hresult, Option<u32>)>,
    pub boot: String,
    /// The boot that files of it without a note are of; empty before the first run.
    pub ran: String,
    pub retry_boot: i64,
    pub stalled_boot: Option<i64>,
    pub elapsed: i64,
    pub event: i64,
    pub told: i64,
    pub told_files: u32,
    pub command_failed: bool,
    /// What the text of the error's code does not say.
    pub error_detail: Option<String>,
}

/// An error to be in force.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub context: ErrorContext,
    pub code: Hresult,
    /// The file that was being processed.
    pub file: Option<u32>,
    /// What the text of the code does not say.
    pub detail: Option<String>,
}

/// Largest number that times and counts may have: calculations with them do not overflow.
const MOST: i64 = i64::MAX / 4;

const COLUMNS: &str = "id, guid, type, state, priority, change, notify_flags, program, parameters, \
    retry_delay, no_progress, max_time, proxy_usage, proxy_list, proxy_bypass, headers, security_flags, method, dynamic, \
    max_size, min_interval, error_context, error_code, error_file, boot, retry_boot, stalled_boot, elapsed, event, told, \
    told_files, command_failed, on_demand, ran, error_detail";

impl JobRow {
    fn take(row: &Row<'_>) -> rusqlite::Result<Self> {
        // PER-11: what no release of this library writes is not guessed at.
        let odd = |at, value: i64| rusqlite::Error::IntegralValueOutOfRange(at, value);
        let number = |at| match row.get::<_, i64>(at)? {
            value if (-MOST..=MOST).contains(&value) => Ok(value),
            value => Err(odd(at, value)),
        };
        let context: i32 = row.get(21)?;
        let error = match ErrorContext::try_from(context) {
            Ok(ErrorContext::None) | Err(_) => None,
            Ok(context) => Some((context, Hresult(row.get(22)?), row.get(23)?)),
        };
        Ok(Self {
            id: row.get(0)?,
            guid: Guid(u128::from_be_bytes(row.get(1)?)),
            job_type: JobType::try_from(row.get::<_, i32>(2)?).map_err(|_| odd(2, 0))?,
            state: JobState::try_from(row.get::<_, i32>(3)?).map_err(|_| odd(3, 0))?,
            priority: Priority::try_from(row.get::<_, i32>(4)?).map_err(|_| odd(4, 0))?,
            change: number(5)?,
            notify_flags: row.get(6)?,
            program: row.get(7)?,
            parameters: row.get(8)?,
            retry_delay: row.get(9)?,
            no_progress: row.get(10)?,
            max_time: row.get(11)?,
            proxy: ProxySettings {
                usage: ProxyUsage::try_from(row.get::<_, i32>(12)?).map_err(|_| odd(12, 0))?,
                proxy_list: row.get(13)?,
                bypass_list: row.get(14)?,
            },
            headers: row.get(15)?,
            security_flags: row.get(16)?,
            method: row.get(17)?,
            dynamic: row.get(18)?,
            max_size: row.get::<_, i64>(19)? as u64,
            min_interval: row.get(20)?,
            error,
            boot: row.get(24)?,
            retry_boot: number(25)?,
            stalled_boot: row.get::<_, Option<i64>>(26)?.map(|_| number(26)).transpose()?,
            elapsed: number(27)?,
            event: number(28)?,
            told: number(29)?,
            told_files: row.get(30)?,
            command_failed: row.get(31)?,
            on_demand: row.get(32)?,
            ran: row.get(33)?,
            error_detail: row.get(34)?,
        })
    }
}

/// A row, or what is wrong with it.
enum Taken {
    Job(Box<JobRow>),
    /// The row of this id has values that the library did not write.
    Odd(i64),
    Failed(rusqlite::Error),
}

fn taken(row: &Row<'_>) -> Taken {
    match (JobRow::take(row), row.get(0)) {
        (Ok(job), _) => Taken::Job(Box::new(job)),
        (Err(error), _) if error.sqlite_error_code().is_some() => Taken::Failed(error),
        (Err(error), Ok(id)) => {
            log::warn!("job {id} of the queue: {error}");
            Taken::Odd(id)
        }
        (Err(error), Err(_)) => Taken::Failed(error),
    }
}

impl Store {
    /// The job with this row id.
    pub(crate) fn job(&self, id: i64) -> Result<JobRow> {
        let sql = format!("SELECT {COLUMNS} FROM job WHERE id = ?");
        let read = || self.read_row(&sql, &[&id], |row| Ok(taken(row)))?.ok_or(Hresult::BG_E_NOT_FOUND);
        match read()? {
            Taken::Job(job) => Ok(*job),
            Taken::Odd(_) => {
                self.mend(&[id])?;
                match read()? {
                    Taken::Job(job) => Ok(*job),
                    _ => Err(Hresult::BG_E_DATABASE_CORRUPT),
                }
            }
            Taken::Failed(error) => Err(error.into()),
        }
    }

    /// Every job in one of the states, in the order of their turns. A job whose row cannot be
    /// right is left out, and goes to ERROR (PER-11).
    pub(crate) fn jobs_in(&self, states: &[JobState]) -> Result<Vec<JobRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE state IN {} ORDER BY priority, turn, id",
            state::list(states)
        );
        let (mut jobs, mut odd) = (Vec::new(), Vec::new());
        for taken in self.read_rows(&sql, &[], |row| Ok(taken(row)))? {
            match taken {
                Taken::Job(job) => jobs.push(*job),
                Taken::Odd(id) => odd.push(id),
                Taken::Failed(error) => return Err(error.into()),
            }
        }
        if !odd.is_empty() {
            self.mend(&odd)?;
        }
        Ok(jobs)
    }

    /// Mends the jobs that cannot be found by state or id, since these are odd (PER-11).
    pub(crate) fn mend_unfindable(&self) -> Result<()> {
        let sql = "SELECT id FROM job WHERE typeof(state) <> 'integer' OR state NOT BETWEEN 0 AND 8 \
                   OR typeof(guid) <> 'blob' OR length(guid) <> 16 OR typeof(type) <> 'integer' OR type NOT BETWEEN 0 AND 2";
        let odd = self.read_rows(sql, &[], |row| row.get(0))?;
        if odd.is_empty() { Ok(()) } else { self.mend(&odd) }
    }

    fn mend(&self, jobs: &[i64]) -> Result<()> {
        self.write(Durability::Synced, |connection| {
            jobs.iter().try_for_each(|id| damage::mend_job(connection, *id))
        })
    }

    /// Puts a job into ERROR for what the database says of it (PER-11).
    pub(crate) fn spoil(&self, id: i64, detail: &str) -> Result<()> {
        self.write(Durability::Synced, |connection| damage::spoil(connection, id, detail))
    }

    /// The live job with this id.
    pub(crate) fn find_live(&self, guid: Guid) -> Result<Option<Found>> {
        let sql = format!("SELECT id, guid, type FROM job WHERE guid = ? AND state NOT IN {FINAL}");
        self.read_row(&sql, &[&guid.0.to_be_bytes()], Found::take)
    }

    /// All live jobs, oldest first.
    pub(crate) fn live_jobs(&self) -> Result<Vec<Found>> {
        let sql = format!("SELECT id, guid, type FROM job WHERE state NOT IN {FINAL} ORDER BY id");
        self.read_rows(&sql, &[], Found::take)
    }
}

/// What is fixed of a job for its whole life.
pub(crate) struct Found {
    pub id: i64,
    pub guid: Guid,
    /// As a number of the interface.
    pub job_type: i32,
}

impl Found {
    fn take(row: &Row<'_>) -> rusqlite::Result<Self> {
        let guid = Guid(u128::from_be_bytes(row.get(1)?));
        Ok(Self { id: row.get(0)?, guid, job_type: row.get(2)? })
    }
}

/// A job to be made.
pub(crate) struct NewJob<'a> {
    pub guid: Guid,
    pub job_type: JobType,
    pub owner: u32,
    pub display_name: &'a str,
    pub method: &'a str,
    /// Seconds (TO-5).
    pub max_time: u32,
    pub umask: u32,
}

/// Makes a suspended job (ST-2).
pub(crate) fn insert(to: &Transaction, job: &NewJob<'_>) -> Result<i64> {
    let now = clock::now().0 as i64;
    to.execute(
        "INSERT INTO job(guid, type, state, owner, display_name, created, modified, method, max_time, umask) \
         VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            job.guid.0.to_be_bytes(),
            i32::from(job.job_type),
            i32::from(JobState::Suspended),
            job.owner,
            job.display_name,
            now,
            now,
            job.method,
            job.max_time,
            job.umask
        ],
    )?;
    Ok(to.last_insert_rowid())
}

/// How many jobs are live (LIM-4).
pub(crate) fn count_live(from: &Transaction) -> Result<u32> {
    let sql = format!("SELECT count(*) FROM job WHERE state NOT IN {FINAL}");
    Ok(from.query_row(&sql, [], |row| row.get(0))?)
}

/// Files were added up to this number.
pub(crate) fn set_files(to: &Transaction, job: i64, files: u32) -> Result<()> {
    set_columns(to, job, "files = ?", &[&files])
}

/// A file that is here could not be handed over: the client may ask which one it was (OWN-12), and the state stays.
pub(crate) fn note_lost(to: &Transaction, job: i64, fault: &Fault) -> Result<()> {
    let Fault { context, code, file, detail } = fault;
    set_columns(
        to,
        job,
        "error_context = ?, error_code = ?, error_file = ?, error_detail = ?",
        &[&i32::from(*context), &code.0, file, detail],
    )
}

/// The state of a job that must not be final (COM-18).
pub(crate) fn live_state(connection: &Connection, id: i64) -> Result<JobState> {
    let state = state_of(connection, id)?;
    if state.is_final() { Err(Hresult::BG_E_INVALID_STATE) } else { Ok(state) }
}

/// The state of a job. A job whose row is gone was final for long.
fn state_of(connection: &Connection, id: i64) -> Result<JobState> {
    let mut statement = connection.prepare_cached("SELECT state FROM job WHERE id = ?")?;
    match statement.query_row([id], |row| row.get::<_, i32>(0)) {
        Ok(number) => JobState::try_from(number).map_err(|_| Hresult::BG_E_DATABASE_CORRUPT),
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(Hresult::BG_E_INVALID_STATE),
        Err(error) => Err(error.into()),
    }
}

/// Counts a change that is in no column of the job (INF-11).
pub(crate) fn touch(connection: &Connection, id: i64) -> Result<()> {
    set_columns(connection, id, "files = files", &[])
}

/// Sets columns and counts the change (INF-11).
pub(crate) fn set_columns(
    connection: &Connection,
    id: i64,
    columns: &str,
    values: &[&dyn ToSql],
) -> Result<()> {
    let sql = format!("UPDATE job SET {columns}, modified = ?, change = change + 1 WHERE id = ?");
    let now = clock::now().0 as i64;
    let mut all: Vec<&dyn ToSql> = values.to_vec();
    all.push(&now);
    all.push(&id);
    connection.prepare_cached(&sql)?.execute(all.as_slice())?;
    Ok(())
}
