//! Files that are here and that the store does not know yet, in the file of the job's lock. An entry costs one small
//! write to the kernel and survives the death of the process, so the store can be told of many files at once; whoever
//! gets the lock next tells it of what the dead process left.
//!
//! Entries of another boot do not count: their files may not have reached the disk.

use super::super::disk::Lock;
use super::super::store::{Durability, FileRow, Stage, Store, save_file};
use super::super::{Result, clock};
use rusqlite::OptionalExtension;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

/// Length and check sum before each entry.
const HEAD: usize = 12;
/// Numbers and texts that are not there.
const NONE: (u64, u32) = (u64::MAX, u32::MAX);

/// The lock of a running job, and the notes in it.
pub(super) struct Journal {
    lock: Lock,
    end: u64,
    /// Entries that are not written yet.
    fresh: Vec<u8>,
}

impl Journal {
    /// Of a lock whose entries were [taken over](take_over).
    pub(super) fn new(lock: Lock) -> Self {
        Self { lock, end: 0, fresh: Vec::new() }
    }

    /// Adds an entry; [`flush`](Self::flush) hands it to the kernel.
    pub(super) fn add(&mut self, file: &FileRow) {
        // The answer tells an entry's file from one that was noted before, and from one that the client turned down.
        if file.answer.is_some() {
            encode(file, &mut self.fresh);
        }
    }

    /// Hands the new entries to the kernel. One that could not be written is fetched again if this process dies.
    pub(super) fn flush(&mut self) {
        if !self.fresh.is_empty() {
            if self.lock.file().write_all_at(&self.fresh, self.end).is_ok() {
                self.end += self.fresh.len() as u64;
            }
            self.fresh.clear();
        }
    }

    /// Forgets the entries: the store has them.
    pub(super) fn clear(&mut self) {
        self.fresh.clear();
        if self.end > 0 && self.lock.file().set_len(0).is_ok() {
            self.end = 0;
        }
    }
}

/// Tells the store of the files that a dead process has left in the lock of a job.
pub(in crate::bits) fn take_over(store: &Store, job: i64, lock: &Lock) -> Result<()> {
    let mut bytes = Vec::new();
    let mut file = lock.file();
    file.read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(());
    }
    let entries = decode(&bytes);
    store.write(Durability::Lazy, |connection| {
        let mut arrived = 0;
        for file in &entries {
            // Unless it was noted, or its remote name was changed, in between.
            let wanted = connection
                .prepare_cached(
                    "SELECT 1 FROM file WHERE job = ? AND idx = ? AND stage = 0 AND answer IS NULL AND remote = ? \
                     AND remote_new IS NULL",
                )?
                .query_row((job, file.index, &file.remote), |_| Ok(()))
                .optional()?;
            if wanted.is_some() {
                save_file(connection, job, file)?;
                arrived += 1;
            }
        }
        connection.execute("UPDATE job SET arrived = arrived + ? WHERE id = ?", (arrived, job))?;
        Ok(())
    })?;
    Ok(lock.file().set_len(0)?)
}

fn encode(file: &FileRow, into: &mut Vec<u8>) {
    let start = into.len();
    into.extend([0; HEAD]);
    into.extend(file.index.to_le_bytes());
    for number in [
        file.total.unwrap_or(NONE.0),
        file.done,
        file.synced,
        file.remote_size.unwrap_or(NONE.0),
        file.modified.map_or(NONE.0, |seconds| seconds as u64),
    ] {
        into.extend(number.to_le_bytes());
    }
    for text in [Some(&file.remote), file.moved_to.as_ref(), file.etag.as_ref(), file.answer.as_ref()] {
        let length = text.map_or(NONE.1, |text| u32::try_from(text.len()).unwrap_or(0));
        into.extend(length.to_le_bytes());
        into.extend(text.map_or(&[][..], |text| text.as_bytes()));
    }
    let entry = into.get(start + HEAD..).unwrap_or_default();
    let (length, sum) = (u32::try_from(entry.len()).unwrap_or(0), sum(entry));
    let head = length.to_le_bytes().into_iter().chain(sum.to_le_bytes());
    for (place, byte) in into.iter_mut().skip(start).zip(head) {
        *place = byte;
    }
}

/// The entries of this boot, as far as they are whole.
fn decode(mut bytes: &[u8]) -> Vec<FileRow> {
    let mut entries = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let length = u32::from_le_bytes(*length) as usize;
        let Some((check, rest)) = rest.split_first_chunk() else { break };
        let Some((entry, rest)) = rest.split_at_checked(length) else { break };
        if u64::from_le_bytes(*check) != sum(entry) {
            break;
        }
        entries.extend(decode_entry(entry));
        bytes = rest;
    }
    entries
}

fn decode_entry(mut entry: &[u8]) -> Option<FileRow> {
    let bytes = &mut entry;
    let index = u32::from_le_bytes(*take(bytes)?);
    let mut number = || Some(u64::from_le_bytes(*take(bytes)?));
    let (total, done, synced, size, modified) = (number()?, number()?, number()?, number()?, number()?);
    let mut text = || {
        let length = u32::from_le_bytes(*take(bytes)?);
        if length == NONE.1 {
            return Some(None);
        }
        let (text, rest) = bytes.split_at_checked(length as usize)?;
        *bytes = rest;
        Some(Some(String::from_utf8(text.to_vec()).ok()?))
    };
    Some(FileRow {
        index,
        remote: text()??,
        moved_to: text()?,
        path: PathBuf::new(), // not among what a transfer changes
        ranges: Vec::new(),
        stage: Stage::Arrived,
        total: (total != NONE.0).then_some(total),
        done,
        synced,
        boot: clock::boot_id().to_owned(),
        remote_size: (size != NONE.0).then_some(size),
        modified: (modified != NONE.0).then_some(modified as i64),
        etag: text()?,
        answer: text()?,
    })
}

fn take<'a, const LENGTH: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; LENGTH]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(taken)
}

/// FNV-1a by words, over the boot and the entry: what another boot wrote does not fit.
fn sum(entry: &[u8]) -> u64 {
    let words = clock::boot_id().as_bytes().chunks(8).chain(entry.chunks(8));
    words.fold(0xCBF2_9CE4_8422_2325, |sum, word| {
        let word = word.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        let mixed = (sum ^ word).wrapping_mul(0x100_0000_01B3);
        mixed ^ (mixed >> 32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(index: u32) -> FileRow {
        FileRow {
            index,
            remote: format!("http://host/{index}"),
            moved_to: None,
            path: PathBuf::new(),
            ranges: Vec::new(),
            stage: Stage::Arrived,
            total: Some(7),
            done: 7,
            synced: 0,
            boot: clock::boot_id().to_owned(),
            remote_size: Some(7),
            modified: (index == 1).then_some(-5),
            etag: (index == 2).then(|| "\"a\0b\"".to_owned()),
            answer: Some("HTTP/1.1 200 OK\r\n".to_owned()),
        }
    }

    #[test]
    fn entries_come_back_as_far_as_they_are_whole() {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        for index in 0..3 {
            encode(&row(index), &mut bytes);
            ends.push(bytes.len());
        }
        for length in 0..=bytes.len() {
            let whole = ends.iter().filter(|end| **end <= length).count();
            let back = decode(&bytes[..length]);
            let expected: Vec<FileRow> = (0..whole).map(|index| row(index as u32)).collect();
            assert_eq!(format!("{back:?}"), format!("{expected:?}"));
        }
        for at in ends[0]..ends[1] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x40;
            assert_eq!(decode(&damaged).len(), 1, "byte {at}");
        }
    }

    /// PER-3, SCH-6: an entry counts once, and only for the file that it was made for.
    #[test]
    fn what_a_dead_process_left_is_told_to_the_store_once() {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path()).unwrap();
        store
            .write(Durability::Lazy, |connection| {
                connection.execute_batch(
                    "INSERT INTO job(id, guid, type, state, owner, display_name, created, modified, method, files) \
                     VALUES (1, x'01', 0, 2, 0, '', 1, 1, 'GET', 4);
                     INSERT INTO file(job, idx, remote, spelling, path, stage, answer) VALUES
                     (1, 0, 'http://host/0', x'', x'', 0, NULL), (1, 1, 'http://host/1', x'', x'', 0, 'turned down'),
                     (1, 2, 'http://elsewhere/2', x'', x'', 0, NULL), (1, 3, 'http://host/3', x'', x'', 1, NULL);",
                )?;
                Ok(())
            })
            .unwrap();
        let path = place.path().join("lock");
        let mut journal = Journal::new(Lock::wait(&path).unwrap());
        for index in 0..4 {
            journal.add(&row(index));
        }
        journal.flush();
        drop(journal);
        for _ in 0..2 {
            let lock = Lock::wait(&path).unwrap();
            take_over(&store, 1, &lock).unwrap();
            let files = store.read_rows("SELECT stage, done FROM file ORDER BY idx", &[], |row| {
                Ok((row.get::<_, i32>(0)?, row.get::<_, i64>(1)?))
            });
            assert_eq!(files.unwrap(), [(1, 7), (0, 0), (0, 0), (1, 0)]);
            assert_eq!(store.job_value::<i64>(1, "arrived").unwrap(), 1);
        }
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
    }
}
