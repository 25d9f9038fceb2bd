//! Single values of a job: each column that clients read or set has a constant with its type.

use super::{Durability, Store, Transaction, live_state, set_columns};
use crate::queue::Result;
use rusqlite::ToSql;
use rusqlite::types::FromSql;
use std::marker::PhantomData;

/// A value that a column can hold.
pub(crate) trait Value: FromSql + ToSql {}

impl<T: FromSql + ToSql> Value for T {}

/// A column of the table of jobs.
#[derive(Clone, Copy)]
pub(crate) struct Column<T> {
    name: &'static str,
    holds: PhantomData<fn() -> T>,
}

impl<T: Value> Column<T> {
    const fn new(name: &'static str) -> Self {
        Self { name, holds: PhantomData }
    }

    /// The column, and what is to be in it.
    pub(crate) fn to<'a>(self, value: impl Into<T>) -> Setting<'a>
    where
        T: 'a,
    {
        Setting { name: self.name, value: Box::new(value.into()) }
    }
}

/// A column with its new value.
pub(crate) struct Setting<'a> {
    name: &'static str,
    value: Box<dyn ToSql + 'a>,
}

pub(crate) const STATE: Column<i32> = Column::new("state");
pub(crate) const OWNER: Column<u32> = Column::new("owner");
pub(crate) const UMASK: Column<Option<u32>> = Column::new("umask");
pub(crate) const FILES: Column<u32> = Column::new("files");
pub(crate) const RESUMED: Column<bool> = Column::new("resumed");
pub(crate) const ERROR_COUNT: Column<u32> = Column::new("error_count");
pub(crate) const DISPLAY_NAME: Column<String> = Column::new("display_name");
pub(crate) const DESCRIPTION: Column<String> = Column::new("description");
pub(crate) const PRIORITY: Column<i32> = Column::new("priority");
pub(crate) const NOTIFY_FLAGS: Column<u32> = Column::new("notify_flags");
pub(crate) const PROGRAM: Column<String> = Column::new("program");
pub(crate) const PARAMETERS: Column<String> = Column::new("parameters");
pub(crate) const RETRY_DELAY: Column<u32> = Column::new("retry_delay");
pub(crate) const NO_PROGRESS: Column<u32> = Column::new("no_progress");
pub(crate) const MAX_TIME: Column<u32> = Column::new("max_time");
pub(crate) const PROXY_USAGE: Column<i32> = Column::new("proxy_usage");
pub(crate) const PROXY_LIST: Column<Option<String>> = Column::new("proxy_list");
pub(crate) const PROXY_BYPASS: Column<Option<String>> = Column::new("proxy_bypass");
pub(crate) const ACL_FLAGS: Column<u32> = Column::new("acl_flags");
pub(crate) const PEER_FLAGS: Column<u32> = Column::new("peer_flags");
pub(crate) const HEADERS: Column<Option<String>> = Column::new("headers");
pub(crate) const HEADERS_WRITE_ONLY: Column<bool> = Column::new("headers_write_only");
pub(crate) const SECURITY_FLAGS: Column<u32> = Column::new("security_flags");
pub(crate) const METHOD: Column<String> = Column::new("method");
pub(crate) const COST_FLAGS: Column<u32> = Column::new("cost_flags");
pub(crate) const CLASS: Column<[u8; 16]> = Column::new("clsid");
pub(crate) const DYNAMIC: Column<bool> = Column::new("dynamic");
pub(crate) const HIGH_PERFORMANCE: Column<bool> = Column::new("high_performance");
pub(crate) const MAX_SIZE: Column<i64> = Column::new("max_size");
pub(crate) const STORED_CREDENTIALS: Column<i32> = Column::new("stored_credentials");
pub(crate) const MIN_INTERVAL: Column<u32> = Column::new("min_interval");
pub(crate) const ON_DEMAND: Column<bool> = Column::new("on_demand");

impl Store {
    /// The value of a column of a job.
    pub(crate) fn get<T: Value>(&self, job: i64, column: Column<T>) -> Result<T> {
        self.value(&format!("SELECT {} FROM job WHERE id = ?", column.name), &[&job])
    }

    /// Changes settings of a live job, which counts as one change.
    pub(crate) fn set(&self, job: i64, settings: &[Setting<'_>]) -> Result<()> {
        // Resume brings it to the disk.
        self.write(Durability::Lazy, |transaction| {
            live_state(transaction, job)?;
            set(transaction, job, settings)
        })
    }

    /// Changes the delay between tries, of a wait under way too (SET-18).
    pub(crate) fn set_retry_delay(&self, job: i64, seconds: u32) -> Result<()> {
        self.write(Durability::Lazy, |transaction| {
            live_state(transaction, job)?;
            set_columns(
                transaction,
                job,
                "retry_boot = retry_boot + (?1 - retry_delay) * 1000, retry_delay = ?1",
                &[&seconds],
            )
        })
    }
}

/// The same within a transaction.
pub(crate) fn get<T: Value>(from: &Transaction, job: i64, column: Column<T>) -> Result<T> {
    let sql = format!("SELECT {} FROM job WHERE id = ?", column.name);
    Ok(from.prepare_cached(&sql)?.query_row([job], |row| row.get(0))?)
}

/// The same within a transaction.
pub(crate) fn set(to: &Transaction, job: i64, settings: &[Setting<'_>]) -> Result<()> {
    let columns: Vec<String> = settings.iter().map(|setting| format!("{} = ?", setting.name)).collect();
    let values: Vec<&dyn ToSql> = settings.iter().map(|setting| &*setting.value).collect();
    set_columns(to, job, &columns.join(", "), &values)
}
