//! The files of a job: adding them, looking at them, new remote names (ADD, J3).

use super::Job;
use crate::bits::names::{self, Remote};
use crate::bits::{
    File, FileEnumerator, FileRange, FileSpec, Hresult, JobState, JobType, LENGTH_TO_EOF, LocalName, Result,
};
use crate::queue::store::{self, Durability, NewFile, column, live_state};
use std::path::PathBuf;

impl Job {
    /// Adds one file at the end (ADD). It survives the death of this process at once, and a power cut from the next change of
    /// state on; [`Job::add_file_set`] is durable when it returns.
    ///
    /// # Errors
    /// `E_INVALIDARG` for bad names (ADD-7) and for a local name that is no regular file (ADD-24), `E_ACCESSDENIED` and 0x80070003 for the directory (ADD-8, ADD-9),
    /// `BG_E_TOO_MANY_FILES`, `BG_E_TOO_MANY_FILES_IN_JOB`.
    pub fn add_file(&self, remote: &str, local: &LocalName) -> Result<()> {
        self.add(Durability::Lazy, &[(remote, local, &[])])
    }

    /// Adds all files or none (ADD-2 to ADD-4).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_INVALIDARG` for an empty set.
    pub fn add_file_set(&self, files: &[FileSpec]) -> Result<()> {
        self.ensure_live()?;
        if files.is_empty() {
            return Err(Hresult::E_INVALIDARG); // ADD-4
        }
        let entries: Vec<_> = files.iter().map(|file| (file.remote.as_str(), &file.local, &[][..])).collect();
        self.add(Durability::Synced, &entries)
    }

    /// Adds a file that consists of ranges of the remote one, one after another (J3-6 to J3-12).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_NOTIMPL` for uploads, `BG_E_INVALID_RANGE`, `BG_E_OVERLAPPING_RANGES`,
    /// `BG_E_TOO_MANY_RANGES_IN_FILE`.
    pub fn add_file_with_ranges(&self, remote: &str, local: &LocalName, ranges: &[FileRange]) -> Result<()> {
        self.ensure_live()?;
        self.downloads_only()?;
        if ranges.is_empty() {
            return Err(Hresult::E_INVALIDARG);
        }
        if ranges.len() > self.engine.policy.max_ranges as usize {
            return Err(Hresult::BG_E_TOO_MANY_RANGES_IN_FILE);
        }
        check_ranges(ranges)?;
        if names::remote(remote)? != Remote::Http {
            return Err(Hresult::E_INVALIDARG); // J3-12
        }
        self.add(Durability::Synced, &[(remote, local, ranges)])
    }

    /// The files in order of adding, also none (ADD-22).
    ///
    /// # Errors
    /// See the type.
    pub fn files(&self) -> Result<FileEnumerator> {
        let indices = self.engine.store.file_indices(self.row)?;
        Ok(FileEnumerator::new(indices.into_iter().map(|index| File::new(self.clone(), index)).collect()))
    }

    /// Replaces `old` at the start of every remote name by `new` (J3-1 to J3-5): `S_OK`, or `S_FALSE` if none starts so.
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads, `E_INVALIDARG` for empty arguments or a bad result; then none is changed.
    pub fn replace_remote_prefix(&self, old: &str, new: &str) -> Result<Hresult> {
        self.ensure_live()?;
        self.downloads_only()?;
        if old.is_empty() || new.is_empty() {
            return Err(Hresult::E_INVALIDARG);
        }
        let changed = self.engine.store.write(Durability::Synced, |connection| {
            live_state(connection, self.row)?;
            let changed = store::rename_all(connection, self.row, old, |name| {
                let renamed = format!("{new}{}", &name[old.len()..]);
                // J3-4: the transaction takes back the earlier ones.
                let source = names::given_remote(&renamed)?.source();
                Ok((renamed, source))
            })?;
            if changed {
                store::touch(connection, self.row)?;
            }
            Ok(changed)
        })?;
        self.engine.poke();
        Ok(if changed { Hresult::S_OK } else { Hresult::S_FALSE })
    }

    /// Adds all or none, in the order of checks of LIM-16.
    fn add(&self, durability: Durability, entries: &[(&str, &LocalName, &[FileRange])]) -> Result<()> {
        if durability == Durability::Lazy {
            self.ensure_live()?;
        }
        if self.job_type != JobType::Download && entries.len() + self.get(column::FILES)? as usize > 1 {
            return Err(Hresult::BG_E_TOO_MANY_FILES); // ADD-5
        }
        let rights = self.engine.act()?;
        let mut checked_directory: Option<(PathBuf, usize)> = None;
        let mut files = Vec::with_capacity(entries.len());
        for (remote, spelling, ranges) in entries {
            let source = match names::given_remote(remote)? {
                Remote::Http => None,
                Remote::Local(path) => Some(path),
            };
            let path = names::local(spelling)?;
            if self.job_type == JobType::Download {
                let directory = path.parent().ok_or(Hresult::E_INVALIDARG)?;
                let known = checked_directory.as_ref().filter(|(known, _)| known == directory);
                let longest = match known {
                    Some((_, longest)) => *longest,
                    None => {
                        names::check_directory(directory)?;
                        let longest = names::longest_name(directory);
                        checked_directory = Some((directory.to_owned(), longest));
                        longest
                    }
                };
                if path.file_name().is_some_and(|name| name.len() > longest) {
                    return Err(Hresult::E_INVALIDARG); // ADD-25
                }
            }
            names::check_kind(&path)?;
            files.push(NewFile { remote, source, spelling, path, ranges });
        }
        drop(rights);
        let state = self.engine.store.write(durability, |connection| {
            let state = live_state(connection, self.row)?;
            let first = store::next_index(connection, self.row)?;
            let count = u32::try_from(files.len()).map_err(|_| Hresult::E_INVALIDARG)?;
            let after = first.checked_add(count).ok_or(Hresult::BG_E_TOO_MANY_FILES_IN_JOB)?;
            if self.job_type != JobType::Download && after > 1 {
                return Err(Hresult::BG_E_TOO_MANY_FILES);
            }
            if after > self.engine.policy.max_files {
                return Err(Hresult::BG_E_TOO_MANY_FILES_IN_JOB); // ADD-6
            }
            for (index, file) in (first..).zip(&files) {
                store::add_file(connection, self.row, index, file)?;
            }
            store::set_files(connection, self.row, after)?;
            Ok(state)
        })?;
        // To a suspended job that nobody listens to, files are added by the thousand.
        if state != JobState::Suspended || self.engine.registered.lock().contains_key(&self.row) {
            self.engine.poke();
        }
        Ok(())
    }
}

/// J3-6 to J3-10.
fn check_ranges(ranges: &[FileRange]) -> Result<()> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| range.initial_offset);
    for range in &sorted {
        let end = match range.length {
            0 => None,
            LENGTH_TO_EOF => Some(u64::MAX),
            length => range.initial_offset.checked_add(length),
        };
        if range.initial_offset == LENGTH_TO_EOF || end.is_none() {
            return Err(Hresult::BG_E_INVALID_RANGE);
        }
    }
    let overlap = |pair: &[FileRange]| {
        pair[0].length == LENGTH_TO_EOF || pair[0].initial_offset + pair[0].length > pair[1].initial_offset
    };
    if sorted.windows(2).any(overlap) { Err(Hresult::BG_E_OVERLAPPING_RANGES) } else { Ok(()) }
}
