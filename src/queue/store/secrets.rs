//! Credentials, headers and passwords in URLs: where they are, and how they go without a trace (PER-19).

use super::{Durability, Store, Transaction, live_state, set_columns};
use crate::queue::Result;

/// A row of the table of credentials; numbers are the interface's.
pub(crate) struct Secret {
    pub target: i32,
    pub scheme: i32,
    pub user: Option<String>,
    pub password: Option<String>,
}

impl Store {
    /// Keeps a credential of a live job, in place of an older one.
    pub(crate) fn keep_secret(&self, job: i64, secret: &Secret) -> Result<()> {
        self.write(Durability::Synced, |to| {
            live_state(to, job)?;
            let replaced = remove(to, job, secret.target, secret.scheme)?;
            let Secret { target, scheme, user, password } = secret;
            to.execute(
                "INSERT INTO credential(job, target, scheme, user, password) VALUES(?, ?, ?, ?, ?)",
                (job, target, scheme, user, password),
            )?;
            set_columns(to, job, "scrub = max(scrub, ?)", &[&replaced])
        })
    }

    /// Removes a credential of a live job; `true` if there was one.
    pub(crate) fn remove_secret(&self, job: i64, target: i32, scheme: i32) -> Result<bool> {
        self.write(Durability::Synced, |to| {
            live_state(to, job)?;
            let removed = remove(to, job, target, scheme)?;
            if removed {
                to.execute("UPDATE job SET scrub = 1 WHERE id = ?", [job])?;
            }
            Ok(removed)
        })
    }

    /// Sets the headers of a live job.
    pub(crate) fn set_headers(&self, job: i64, headers: Option<&str>) -> Result<()> {
        self.write(Durability::Lazy, |to| {
            live_state(to, job)?;
            set_columns(to, job, "scrub = max(scrub, headers IS NOT NULL), headers = ?", &[&headers])
        })
    }

    /// Whether something that was removed may be in the log still.
    pub(crate) fn has_traces(&self, job: i64) -> Result<bool> {
        self.value("SELECT scrub FROM job WHERE id = ?", &[&job])
    }

    /// The job is the super-user's, and nothing in it acts for its former owner (SET-27, SET-28).
    pub(crate) fn take_over(&self, job: i64) -> Result<()> {
        self.write(Durability::Synced, |to| {
            live_state(to, job)?;
            to.execute("DELETE FROM credential WHERE job = ?", [job])?;
            set_columns(to, job, "owner = 0, headers = NULL, program = '', parameters = '', scrub = 1", &[])
        })
    }
}

fn remove(to: &Transaction, job: i64, target: i32, scheme: i32) -> Result<bool> {
    let sql = "DELETE FROM credential WHERE job = ? AND target = ? AND scheme = ?";
    Ok(to.execute(sql, (job, target, scheme))? > 0)
}

/// Removes all secrets of a job that ended. `without_password` gives what is left of a URL that has one.
pub(crate) fn wipe(
    to: &Transaction,
    job: i64,
    without_password: impl Fn(&str) -> Option<String>,
) -> Result<()> {
    let had_secrets = to.execute("DELETE FROM credential WHERE job = ?", [job])? > 0;
    let mut had_passwords = false;
    for column in ["remote", "remote_new", "named"] {
        let sql = format!("SELECT idx, {column} FROM file WHERE job = ? AND instr({column}, '@') > 0");
        let mut urls = to.prepare_cached(&sql)?;
        // An odd row (PER-11) holds no URL.
        let found = urls.query_map([job], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(u32, String)> = found.filter_map(std::result::Result::ok).collect();
        for (index, url) in found {
            if let Some(url) = without_password(&url) {
                let sql = format!("UPDATE file SET {column} = ? WHERE job = ? AND idx = ?");
                to.prepare_cached(&sql)?.execute((url, job, index))?;
                had_passwords = true;
            }
        }
    }
    to.prepare_cached(
        "UPDATE job SET scrub = max(scrub, ?, headers IS NOT NULL), headers = NULL WHERE id = ?",
    )?
    .execute((had_secrets || had_passwords, job))?;
    Ok(())
}
