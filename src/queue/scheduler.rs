//! The transfer thread: which jobs run here, when failed ones are tried again, and the turning of the wheel of requests.
//!
//! One background job runs per queue, whoever holds the lock `background`; foreground jobs run beside it (SCH-2). A job
//! found connecting or transferring whose lock is free belonged to a process that died: it is taken up (PER-5).

use super::disk;
use super::engine::Engine;
use super::lock::Lock;
use super::run::{Run, Turned};
use super::store::{Durability, Fault, JobRow, Transaction};
use super::{ErrorContext, Guid, Hresult, JobState, Priority, Result, clock, notify, state};
use crate::bits::job::completion::end_for_others;
use crate::http::Wheel;
use crate::sys::with_signals_blocked;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the queue is looked at for what other processes did, while something is under way.
const LOOK: Duration = Duration::from_millis(100);
/// The same when this process only waits.
const LOOK_IDLE: Duration = Duration::from_millis(300);
/// How often progress is noted in the store, and clients are told of it.
const NOTE: Duration = Duration::from_millis(100);
/// The same for files that are here. While more come it is not done for each: a look costs as much as a small file.
const SOON: Duration = Duration::from_millis(20);

/// How long the kernel has to write the files of a job back by itself, before a thread sees to it. Most jobs are
/// completed by then, and their files are the client's.
const SETTLE: Duration = Duration::from_secs(5);

/// How long a job is left alone whose failure cannot be noted.
const REST: Duration = Duration::from_secs(10);

/// Rounds of the wheel before anything else gets its turn.
const ROUNDS: u32 = 64;

/// The body of the transfer thread.
pub(crate) fn run(engine: &Arc<Engine>) {
    let mut scheduler = Scheduler {
        engine,
        wheel: Wheel::new(),
        runs: HashMap::new(),
        slot: None,
        foreign: 0,
        looked: Instant::now(),
        noted: Instant::now(),
        told: Instant::now(),
        news: false,
        due: None,
        waiting: true,
        busy: false,
        unsynced: Vec::new(),
        resting: HashMap::new(),
        complained: None,
    };
    engine.set_waker(scheduler.wheel.waker());
    loop {
        let more = match scheduler.turn() {
            Ok(more) => more,
            Err(code) => scheduler.cannot_read(code),
        };
        if !more && engine.retire() {
            return;
        }
        scheduler.sleep();
    }
}

struct Scheduler<'a> {
    engine: &'a Arc<Engine>,
    wheel: Wheel,
    runs: HashMap<i64, Run>,
    /// The right to run the background job.
    slot: Option<Lock>,
    foreign: i64,
    looked: Instant,
    noted: Instant,
    /// Files arrived since clients were last told.
    told: Instant,
    news: bool,
    /// When a timer of a job ends.
    due: Option<Instant>,
    waiting: bool,
    /// There is more to do at once.
    busy: bool,
    /// Files of a job that are to reach the disk, and when.
    unsynced: Vec<Unsynced>,
    /// Jobs whose failure could not be noted, and when they are tried again (PER-15).
    resting: HashMap<i64, Instant>,
    /// The last trouble with the queue itself.
    complained: Option<Hresult>,
}

/// Temporary files of a job, by index.
struct Unsynced {
    due: Instant,
    job: i64,
    files: Vec<(u32, PathBuf)>,
}

impl Scheduler<'_> {
    /// One round. `false` when there is nothing to do or to wait for.
    fn turn(&mut self) -> Result<bool> {
        let dirty = self.engine.take_dirty();
        let look =
            dirty || self.looked.elapsed() >= LOOK || self.due.is_some_and(|due| due <= Instant::now());
        if look {
            let foreign = self.engine.store.foreign_changes()?;
            let timer = self.due.is_some_and(|due| due <= Instant::now());
            let changed = foreign != self.foreign;
            self.foreign = foreign;
            self.looked = Instant::now();
            if dirty || changed || timer || self.waiting {
                self.waiting = self.look()?;
            }
        }
        self.drive()?;
        self.settle();
        Ok(self.waiting || !self.runs.is_empty() || !self.unsynced.is_empty())
    }

    /// The queue cannot be read or written now, and may be later; clients see the error in their own calls. `false` when there
    /// is nothing to wait for: somebody took the queue away.
    fn cannot_read(&mut self, code: Hresult) -> bool {
        if self.complained.replace(code) != Some(code) {
            log::error!("transfers are held up by the queue: {code}");
        }
        self.busy = false;
        if code != Hresult::FILE_INVALID {
            return true;
        }
        for (_, mut run) in self.runs.drain() {
            run.halt(self.engine, &self.wheel);
        }
        self.unsynced.clear();
        self.slot = None;
        false
    }

    fn sleep(&self) {
        if self.busy {
            return; // a request waits to be sent: there is no socket to poll for it yet
        }
        let mut longest = match self.runs.is_empty() {
            true => LOOK_IDLE,
            false if self.news || self.has_finished() => SOON,
            false => LOOK,
        };
        if let Some(due) = self.due {
            longest = longest.min(due.saturating_duration_since(Instant::now()));
        }
        self.wheel.wait(longest.max(Duration::from_millis(1)));
    }

    /// Compares what the queue says with what runs here. `true` while there is something to come back for.
    fn look(&mut self) -> Result<bool> {
        self.due = None;
        let jobs = self.engine.store.jobs_in(&[state::ACTIVE, &[JobState::TransientError]].concat())?;
        // What was suspended, completed, cancelled or failed by somebody else stops here and now; and what was resumed since
        // begins anew, with the names that it has now.
        let goes_on = |job: &JobRow| matches!(job.state, JobState::Connecting | JobState::Transferring);
        let gone: Vec<i64> = self
            .runs
            .keys()
            .copied()
            .filter(|id| !jobs.iter().any(|job| job.id == *id && goes_on(job)))
            .collect();
        for id in gone {
            self.stop(id);
        }
        for job in jobs.iter().filter(|job| job.state == JobState::TransientError) {
            self.retry(job)?;
        }
        let slice = self.engine.policy.time_slice;
        let running: Vec<i64> = self.runs.keys().copied().collect();
        for job in &jobs {
            let Some(run) = self.runs.get_mut(&job.id) else { continue };
            let background = job.priority != Priority::Foreground;
            if background && !run.is_background() && self.slot.is_none() {
                // It has to queue for the slot like all others.
                self.requeue(job.id)?;
                continue;
            }
            run.refresh(job, background);
            // Also what a dead process left connecting or transferring: the one place is here.
            let waits = |other: &&JobRow| {
                other.state.is_active()
                    && !running.contains(&other.id)
                    && other.priority != Priority::Foreground
                    && !other.dynamic
            };
            let preempted =
                jobs.iter().filter(waits).any(|other| (other.priority as i32) < job.priority as i32);
            let rivals = jobs.iter().filter(waits).any(|other| other.priority == job.priority);
            let slice_over = run.started + slice;
            let is_over = rivals && slice_over <= Instant::now();
            if background && (preempted || (is_over && !run.would_start_over())) {
                self.requeue(job.id)?; // SCH-3 to SCH-5
            } else if background && rivals && !is_over {
                self.wake_at(slice_over);
            }
        }
        let mut background_runs = self.runs.values().any(Run::is_background);
        for job in self.engine.store.jobs_in(state::ACTIVE)? {
            if self.runs.contains_key(&job.id) {
                continue;
            }
            let background = job.priority != Priority::Foreground;
            if background && job.dynamic {
                continue; // DYN-3, OQ-25: it waits for the foreground
            }
            if let Some(time) = self.resting.get(&job.id).copied() {
                if Instant::now() < time {
                    self.wake_at(time);
                    continue;
                }
                self.resting.remove(&job.id);
            }
            // PER-20: what is in the place of a lock is the fault of a job that would wait for ever.
            let slot = match background {
                true if background_runs => Ok(false),
                true => self.take_slot(),
                false => Ok(true),
            };
            let lock = match slot {
                Ok(false) => continue,
                Ok(true) => Lock::attempt(&self.engine.lock_file(job.guid, "run")),
                Err(code) => Err(code),
            };
            let lock = match lock {
                Ok(Some(lock)) => lock,
                Ok(None) => continue,
                Err(code) => {
                    self.refuse(&job, code)?;
                    continue;
                }
            };
            // Between the list and the lock somebody may have finished it.
            let job = self.engine.store.job(job.id)?;
            if job.state.is_active() {
                self.runs.insert(job.id, Run::new(job, lock, background));
                background_runs |= background;
            }
        }
        if !background_runs {
            self.slot = None;
        }
        let told = notify::look(self.engine, &mut self.due)?;
        Ok(told || !jobs.is_empty() || !self.runs.is_empty())
    }

    /// A job whose lock cannot be taken goes to ERROR.
    fn refuse(&self, job: &JobRow, code: Hresult) -> Result<()> {
        let detail =
            "a lock of the job cannot be taken: something else is in its place, or it may not be opened";
        let fault = Fault {
            context: ErrorContext::GeneralQueueManager,
            code,
            file: None,
            detail: Some(format!("{detail} ({})", self.engine.lock_file(job.guid, "run"))),
        };
        self.engine
            .store
            .write_at_last(Durability::Synced, |transaction| state::refuse(transaction, job.id, &fault))
            .map(drop)
    }

    fn take_slot(&mut self) -> Result<bool> {
        if self.slot.is_none() {
            self.slot = Lock::attempt(&self.engine.lock_file(Guid::default(), "background"))?;
        }
        Ok(self.slot.is_some())
    }

    /// TRANSIENT_ERROR: back into the queue when the delay is over, into ERROR when patience is (TO-1, TO-3).
    fn retry(&mut self, job: &JobRow) -> Result<()> {
        let now = clock::since_boot();
        let other_boot = job.boot != clock::boot_id(); // TO-6
        let patience = job.stalled_boot.map_or(now, |since| since + i64::from(job.no_progress) * 1000);
        if !other_boot && patience <= now {
            let give_up = |transaction: &Transaction| state::give_up(transaction, job.id);
            return self.engine.store.write(Durability::Synced, give_up).map(drop);
        }
        if other_boot || job.retry_boot <= now {
            let queue = |transaction: &Transaction| state::queue(transaction, job.id);
            return self.engine.store.write(Durability::Lazy, queue).map(drop);
        }
        let next = u64::try_from(patience.min(job.retry_boot) - now).unwrap_or(0);
        self.wake_at(Instant::now() + Duration::from_millis(next));
        Ok(())
    }

    fn wake_at(&mut self, time: Instant) {
        self.due = Some(self.due.map_or(time, |due| due.min(time)));
    }

    /// Puts a running job at the end of its level.
    fn requeue(&mut self, id: i64) -> Result<()> {
        self.stop(id);
        let requeue = |transaction: &Transaction| state::requeue(transaction, id);
        self.engine.store.write(Durability::Lazy, requeue).map(drop)
    }

    fn stop(&mut self, id: i64) {
        if let Some(mut run) = self.runs.remove(&id) {
            if let Ok(job) = self.engine.store.job(id) {
                run.refresh(&job, run.is_background()); // what it has may no longer count (HO-21)
            }
            let files = run.halt(self.engine, &self.wheel);
            end_for_others(self.engine, id, run.lock());
            if !files.is_empty() {
                self.unsynced.push(Unsynced { due: Instant::now() + SETTLE, job: id, files });
            }
        }
    }

    /// Brings to the disk what has waited long enough, on a thread of its own: it may take its time.
    fn settle(&mut self) {
        let now = Instant::now();
        let (due, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.unsynced).into_iter().partition(|files| files.due <= now);
        self.unsynced = later;
        for Unsynced { job, files, .. } in due {
            let engine = Arc::clone(self.engine);
            // Without a thread the files are the kernel's concern alone, as they would be a second later.
            let _ = with_signals_blocked(|| {
                std::thread::Builder::new()
                    .name("copyfile2-sync".to_owned())
                    .spawn(move || disk::settle(&engine.store, job, &files))
            });
        }
        if let Some(next) = self.unsynced.iter().map(|files| files.due).min() {
            self.wake_at(next);
        }
    }

    /// Moves bytes.
    fn drive(&mut self) -> Result<()> {
        // Small files end within one round of the wheel; go on as long as something happens, but not for ever.
        self.busy = false;
        for round in 0..ROUNDS {
            if self.runs.is_empty() {
                return Ok(());
            }
            let mut ended = self.wheel.turn();
            let mut busy = false;
            let mut over = Vec::new();
            for (id, run) in &mut self.runs {
                match run.turn(self.engine, &self.wheel, &mut ended) {
                    Turned::Waiting => {}
                    Turned::Busy => busy = true,
                    Turned::Over => over.push(*id),
                    Turned::Stuck => {
                        self.resting.insert(*id, Instant::now() + REST);
                        over.push(*id);
                    }
                }
            }
            for id in &over {
                self.stop(*id);
            }
            if !over.is_empty() {
                self.waiting = true;
                self.engine.poke();
            }
            if !busy {
                break;
            }
            self.busy = round + 1 == ROUNDS;
        }
        if self.noted.elapsed() >= if self.has_finished() { SOON } else { NOTE } {
            self.noted = Instant::now();
            for (id, run) in &mut self.runs {
                run.note(self.engine, Durability::Lazy);
                let files = run.settled();
                if !files.is_empty() {
                    self.unsynced.push(Unsynced { due: Instant::now(), job: *id, files });
                }
            }
        }
        self.news |= self.runs.values_mut().fold(false, |any, run| run.take_noted() | any);
        let is_awaited = self.news && !self.engine.registered.lock().is_empty(); // FileTransferred
        if self.told.elapsed() >= if is_awaited { SOON } else { NOTE } {
            (self.news, self.told) = (false, Instant::now());
            notify::look(self.engine, &mut self.due)?;
        }
        Ok(())
    }

    /// Whether files are here that the store does not know of.
    fn has_finished(&self) -> bool {
        self.runs.values().any(Run::has_finished)
    }
}
