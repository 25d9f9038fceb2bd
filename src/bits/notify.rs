//! Who is told of what, when, and again (section 4 of the rule sheet).
//!
//! The store counts what happens to a job: `event` its entries into TRANSFERRED and ERROR, `arrived` its files, `change`
//! everything else. A registered object remembers how far it was told; the difference is what is due. So nothing is
//! lost when an object comes late (NTF-11), and it does not matter which process moved the bytes.

use super::{
    Callback, File, FileRange, Hresult, Job, JobState, NOTIFY_DISABLE, NOTIFY_FILE_RANGES_TRANSFERRED,
    NOTIFY_FILE_TRANSFERRED, NOTIFY_JOB_ERROR, NOTIFY_JOB_MODIFICATION, NOTIFY_JOB_TRANSFERRED, Result,
    command_line,
};
use crate::queue::engine::Engine;
use crate::queue::lock::Lock;
use crate::queue::spans::Spans;
use crate::queue::store::{self, Durability, JobRow};
use crate::win32::layer::start_thread;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Callbacks that run at once (THR-1).
const MOST_CALLS: usize = 4;
/// Property 9 when not set (K-25).
const DEFAULT_INTERVAL: u32 = 500;

/// An object that this process registered for a job.
pub(crate) struct Registered {
    callback: Arc<dyn Callback>,
    job: Job,
    /// Tells other processes that the event has a taker, and the command line has to wait (NTF-20).
    _lock: Option<Lock>,
    /// A call is under way (THR-3).
    busy: bool,
    told: i64,
    seen: (i64, u64),
    modification_at: Option<Instant>,
    /// What FileRangesTransferred was called for, by file, and when it may be called again.
    told_ranges: HashMap<u32, Spans>,
    ranges_at: Option<Instant>,
    retry_at: Option<Instant>,
    delay: Duration,
    /// The object failed to take the event of this number; the command line may try.
    failed: i64,
}

impl Registered {
    pub(crate) fn callback(&self) -> Arc<dyn Callback> {
        Arc::clone(&self.callback)
    }
}

#[derive(Clone, Debug)]
enum Event {
    File(u32),
    Ranges(u32, Vec<FileRange>, Spans),
    Transferred(Entry),
    Error(Entry),
    Modification((i64, u64)),
}

/// An entry into TRANSFERRED or ERROR.
#[derive(Clone, Copy, Debug)]
struct Entry {
    number: i64,
    /// The changes up to the call, which tells of them all (OQ-26). Those that come during the call are told of later.
    change: i64,
}

/// SetNotifyInterface.
pub(crate) fn register(job: &Job, callback: Option<Arc<dyn Callback>>) -> Result<()> {
    job.ensure_live()?;
    let row = job.engine.store.job(job.row)?;
    let former = match callback {
        None => job.engine.registered.lock().remove(&job.row),
        Some(callback) => {
            let registered = Registered {
                callback,
                job: job.clone(),
                _lock: Lock::attempt(&job.engine.lock_file(job.guid, "notify"))?,
                busy: false,
                told: -1, // OQ-12: once per object
                seen: (row.change, 0),
                modification_at: None,
                told_ranges: job.engine.store.all_filled(job.row)?.into_iter().collect(),
                ranges_at: None,
                retry_at: None,
                delay: job.engine.policy.notify_retry.0,
                failed: -1,
            };
            job.engine.registered.lock().insert(job.row, registered)
        }
    };
    drop(former); // the client's own Release may call back into the library: no lock is held
    job.engine.poke();
    Ok(())
}

/// A final job has no more events (CPL-16).
pub(crate) fn forget(engine: &Engine, job: i64) {
    let former = engine.registered.lock().remove(&job);
    drop(former);
}

/// Starts the calls that are due. `true` while anything may still be due later.
pub(crate) fn look(engine: &Arc<Engine>, due: &mut Option<Instant>) -> Result<bool> {
    let waiting: Vec<i64> = {
        let registered = engine.registered.lock();
        registered.iter().filter(|(_, entry)| !entry.busy).map(|(id, _)| *id).collect()
    };
    for id in waiting {
        let row = engine.store.job(id);
        if row.as_ref().map_or(true, |row| row.state.is_final()) {
            forget(engine, id); // completed or cancelled by another process
            continue;
        }
        let row = row?;
        let mut registered = engine.registered.lock();
        let calls = registered.values().filter(|entry| entry.busy).count();
        let Some(entry) = registered.get_mut(&id).filter(|entry| !entry.busy) else { continue };
        if let Some(event) = next(engine, entry, &row, due) {
            if calls < MOST_CALLS {
                entry.busy = true;
                let (engine, callback, job) = (Arc::clone(engine), entry.callback(), entry.job.clone());
                let work = move || deliver(&engine, &callback, &job, event);
                if !start_thread("copyfile2-notify", work) {
                    entry.busy = false; // there will be a thread another time
                }
            }
        }
    }
    let commands = command_line::look(engine, due)?;
    Ok(commands || !engine.registered.lock().is_empty())
}

/// Whether the object of this process still has the first word on this event (NTF-20).
pub(crate) fn taker(engine: &Engine, job: &JobRow) -> bool {
    engine.registered.lock().get(&job.id).is_some_and(|entry| entry.failed < job.event)
}

fn sooner(due: &mut Option<Instant>, time: Instant) {
    *due = Some(due.map_or(time, |due| due.min(time)));
}

/// The event that is due for an object: files before the job (NTF-8), changes last.
fn next(engine: &Engine, entry: &Registered, row: &JobRow, due: &mut Option<Instant>) -> Option<Event> {
    let wants = |flag| row.notify_flags & NOTIFY_DISABLE == 0 && row.notify_flags & flag != 0;
    let now = Instant::now();
    if let Some(time) = entry.retry_at.filter(|time| *time > now) {
        sooner(due, time);
        return None;
    }
    if wants(NOTIFY_FILE_RANGES_TRANSFERRED) && row.on_demand && entry.callback.hears_ranges() {
        // The last ones of a whole file need not wait for the interval: they come before its other events.
        let is_over = row.state == JobState::Transferred;
        match entry.ranges_at.filter(|time| *time > now && !is_over) {
            Some(time) => sooner(due, time), // NTF-10
            None => {
                if let Some(event) = fresh_ranges(engine, entry, row.id) {
                    return Some(event);
                }
            }
        }
    }
    if wants(NOTIFY_FILE_TRANSFERRED) && entry.callback.hears_files() {
        // A queue that cannot be read now may be readable later.
        if let Ok(Some(index)) = engine.store.first_untold(row.id, row.told_files) {
            return Some(Event::File(index));
        }
    }
    if entry.told < row.event {
        let entry = Entry { number: row.event, change: row.change };
        match row.state {
            JobState::Transferred if wants(NOTIFY_JOB_TRANSFERRED) => return Some(Event::Transferred(entry)),
            JobState::Error if wants(NOTIFY_JOB_ERROR) => return Some(Event::Error(entry)),
            _ => {}
        }
    }
    let moving = engine.moving(row.id);
    let bytes = moving.iter().fold(0, |all: u64, file| {
        all.wrapping_add(file.read().1).wrapping_add(u64::from(file.index + 1) << 40)
    });
    let moved = bytes != 0 && bytes != entry.seen.1;
    if wants(NOTIFY_JOB_MODIFICATION) && (row.change != entry.seen.0 || moved) {
        if let Some(time) = entry.modification_at.filter(|time| *time > now) {
            sooner(due, time); // NTF-10
            return None;
        }
        return Some(Event::Modification((row.change, bytes)));
    }
    None
}

/// The first file of which ranges came that the object was not told of.
fn fresh_ranges(engine: &Engine, entry: &Registered, job: i64) -> Option<Event> {
    // A queue that cannot be read now may be readable later.
    let files = engine.store.all_filled(job).ok()?;
    files.into_iter().find_map(|(index, filled)| {
        let fresh = match entry.told_ranges.get(&index) {
            Some(told) => filled.without(told),
            None => filled.clone(),
        };
        (!fresh.is_empty()).then(|| Event::Ranges(index, fresh.ranges(), filled))
    })
}

/// The body of a notification thread: one call after another, as long as the job has events.
fn deliver(engine: &Arc<Engine>, callback: &Arc<dyn Callback>, job: &Job, mut event: Event) {
    loop {
        let outcome = catch_unwind(AssertUnwindSafe(|| call(callback, job, &event)))
            .unwrap_or(Err(Hresult::E_UNEXPECTED));
        let row = engine.store.job(job.row);
        let mut registered = engine.registered.lock();
        // The client may have completed the job, cleared the object or set another one from within.
        let Some(entry) = registered.get_mut(&job.row).filter(|entry| Arc::ptr_eq(&entry.callback, callback))
        else {
            break;
        };
        let Ok(row) = row else {
            entry.busy = false;
            break;
        };
        account(engine, entry, &row, &event, outcome);
        let mut due = None;
        match next(engine, entry, &row, &mut due).filter(|_| !row.state.is_final()) {
            Some(following) => event = following,
            None => {
                entry.busy = false;
                break;
            }
        }
    }
    engine.notified.notify_all();
    engine.poke();
}

fn call(callback: &Arc<dyn Callback>, job: &Job, event: &Event) -> Result<()> {
    match event {
        Event::File(index) => callback.file_transferred(job, &File::new(job.clone(), *index)),
        Event::Ranges(index, ranges, _) => {
            callback.file_ranges_transferred(job, &File::new(job.clone(), *index), ranges);
            Ok(())
        }
        Event::Transferred(_) => match job.state() {
            Ok(JobState::Transferred) => callback.job_transferred(job),
            _ => Ok(()), // it went on meanwhile
        },
        Event::Error(_) => match job.error() {
            Ok(error) => callback.job_error(job, &error),
            Err(_) => Ok(()),
        },
        Event::Modification(_) => {
            callback.job_modification(job);
            Ok(())
        }
    }
}

/// Books what came of a call.
fn account(engine: &Arc<Engine>, entry: &mut Registered, row: &JobRow, event: &Event, outcome: Result<()>) {
    let interval = if row.min_interval == 0 { DEFAULT_INTERVAL } else { row.min_interval };
    match (event, outcome) {
        (Event::Modification(seen), _) => {
            entry.seen = *seen;
            entry.modification_at = Some(Instant::now() + Duration::from_millis(interval.into()));
            return;
        }
        (Event::Ranges(index, _, filled), _) => {
            entry.told_ranges.insert(*index, filled.clone());
            entry.ranges_at = Some(Instant::now() + Duration::from_millis(interval.into()));
            return;
        }
        (_, Err(_)) => {
            // OQ-6: from a second on, doubling, up to a minute or the retry delay.
            entry.retry_at = Some(Instant::now() + entry.delay);
            entry.delay = (entry.delay * 2).min(engine.policy.notify_retry.1);
            if let Event::Transferred(of) | Event::Error(of) = event {
                entry.failed = of.number;
            }
            return;
        }
        (Event::File(_), Ok(())) => {}
        (Event::Transferred(of) | Event::Error(of), Ok(())) => {
            entry.told = of.number;
            entry.seen.0 = of.change;
        }
    }
    entry.retry_at = None;
    entry.delay = engine.policy.notify_retry.0;
    let (told, id) = (entry.told, row.id);
    let file = match event {
        Event::File(index) => Some(*index),
        _ => None,
    };
    // Should the note be lost, it is told once more.
    let noted = match file {
        Some(index) => engine.store.write(Durability::Lazy, |connection| store::tell(connection, id, index)),
        None => engine.store.note_told(id, told),
    };
    if noted.is_err() {
        entry.retry_at = Some(Instant::now() + entry.delay);
    }
}

/// The command line was run for this event with success: the method is not called again (NTF-20).
pub(crate) fn taken_by_command(engine: &Engine, job: i64, event: i64) {
    if let Some(entry) = engine.registered.lock().get_mut(&job) {
        entry.told = entry.told.max(event);
    }
}
