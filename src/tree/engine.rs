//! One run: its workers, what they share, and its phases.

use super::counters::{Counters, read};
use super::hard_links::HardLinks;
use super::mirror;
use super::node::{Descriptors, Node};
use super::observer::{RunPhase, TreeEvent, TreeObserver};
use super::options::{Filter, Root, TreeOptions, TreeReport};
use super::queue::Queue;
use super::scan;
use super::sink::{Sink, Told};
use super::walk::Worker;
use super::written::Written;
use crate::copy::{CopyError, Phase};
use crate::sys::{self, Identity};
use parking_lot::Mutex;
use std::cell::RefCell;
use std::collections::HashSet;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// What all workers of a run share.
pub(super) struct Engine<'a> {
    pub(super) roots: &'a [Root],
    pub(super) options: &'a TreeOptions,
    pub(super) filter: &'a dyn Filter,
    cancel: &'a (dyn Fn() -> bool + Sync),
    pub(super) anchor: Arc<Node>,
    pub(super) queue: Queue,
    pub(super) descriptors: Descriptors,
    pub(super) written: Written,
    pub(super) hard_links: HardLinks,
    pub(super) counters: Counters,
    pub(super) size_limit: Option<u64>,
    /// Descriptors of finished files of all workers, to be closed together: their numbers follow one another, most of them.
    pub(super) to_close: Mutex<Vec<OwnedFd>>,
    /// How many are collected before they are closed.
    pub(super) close_at: usize,
    ending: AtomicU8,
    /// Directories of the source that could not be read whole: a mirror leaves their copies alone.
    pub(super) unread: Mutex<HashSet<Identity>>,
    /// File systems that were written to, by device, each with a descriptor to flush it by.
    pub(super) file_systems: Mutex<Vec<((u32, u32), OwnedFd)>>,
    current: Mutex<Option<PathBuf>>,
    current_is_wanted: AtomicBool,
}

/// Why a run ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ending {
    Interrupted = 1,
    DiskFull = 2,
    FailedEarly = 3,
}

impl Engine<'_> {
    /// Whether nothing more is to be begun.
    pub(super) fn is_ending(&self) -> bool {
        if self.ending.load(Ordering::Relaxed) != 0 {
            return true;
        }
        if (self.cancel)() {
            self.end(Ending::Interrupted);
            return true;
        }
        false
    }

    /// Ends the run; the first reason counts.
    pub(super) fn end(&self, why: Ending) {
        // Whoever was first.
        let _counts =
            self.ending.compare_exchange(0, why as u8, Ordering::Relaxed, Ordering::Relaxed).is_ok();
    }

    fn ended_by(&self, why: Ending) -> bool {
        self.ending.load(Ordering::Relaxed) == why as u8
    }

    /// Notes which file is being copied, if anybody asks or if it takes its time.
    pub(super) fn show(&self, takes_long: bool, path: impl FnOnce() -> PathBuf) {
        // Nobody writes to what all workers read, unless there is something to be written.
        let is_asked = self.current_is_wanted.load(Ordering::Relaxed)
            && self.current_is_wanted.swap(false, Ordering::Relaxed);
        if is_asked || (takes_long && self.options.counts_ahead) {
            *self.current.lock() = Some(path());
        }
    }
}

/// Copies all roots.
///
/// # Errors
/// Only where nothing could be begun: the current directory cannot be opened. Failures of entries are told and counted.
pub fn run(
    roots: &[Root],
    options: &TreeOptions,
    filter: &dyn Filter,
    cancel: &(dyn Fn() -> bool + Sync),
    observer: &mut dyn TreeObserver,
) -> Result<TreeReport, CopyError> {
    let anchor = Node::anchor().map_err(|errno| CopyError::new(Phase::None, errno.into()))?;
    let workers = match options.jobs {
        0 => sys::usable_cpus(),
        jobs => jobs,
    }
    .clamp(1, MOST_WORKERS);
    let (most_open, close_at) = share_descriptors(workers);
    let engine = Engine {
        roots,
        options,
        filter,
        cancel,
        anchor,
        queue: Queue::new(waits(roots), workers),
        descriptors: Descriptors::new(most_open),
        written: Written::default(),
        hard_links: HardLinks::new(),
        counters: Counters::default(),
        size_limit: sys::file_size_limit(),
        to_close: Mutex::new(Vec::new()),
        close_at,
        ending: AtomicU8::new(0),
        unread: Mutex::new(HashSet::new()),
        file_systems: Mutex::new(Vec::new()),
        current: Mutex::new(None),
        current_is_wanted: AtomicBool::new(options.counts_ahead),
    };
    Ok(engine.run(workers, observer))
}

/// Which roots go where an earlier one went.
fn waits(roots: &[Root]) -> Vec<bool> {
    let mut seen = HashSet::new();
    roots.iter().map(|root| !seen.insert(&root.destination)).collect()
}

/// How many directories may be open, and how many closed files may wait for their close, with so many workers.
fn share_descriptors(workers: usize) -> (usize, usize) {
    let all = sys::open_file_limit().map_or(4096, |limit| usize::try_from(limit).unwrap_or(4096)).min(4096);
    let close_at = if all < 512 { 4 } else { CLOSE_AT };
    // Beside them: what the program has open, and for each worker a listing, a file on both sides, places, pipes.
    let rest = all.saturating_sub(12 + close_at + workers * 14);
    ((rest / 2).clamp(2, 512), close_at)
}

impl Engine<'_> {
    fn run(&self, workers: usize, observer: &mut dyn TreeObserver) -> TreeReport {
        let mut report = TreeReport::default();
        let begun = Instant::now();
        observer.notify(&TreeEvent::Phase(RunPhase::Copying));
        self.copy(workers, observer);
        report.copying = begun.elapsed();
        let sink = Sink::Direct(RefCell::new(observer));
        if let Some(limits) = self.options.mirror.filter(|_| !self.is_ending()) {
            let begun = Instant::now();
            sink.tell(Told::Phase(RunPhase::Mirroring));
            report.delete_limit = mirror::run(self, limits, &sink);
            report.mirroring = begun.elapsed();
        }
        if self.options.remove_sources && !self.options.dry_run && !self.is_ending() {
            sink.tell(Told::Phase(RunPhase::RemovingSources));
            mirror::remove_source_directories(self);
        }
        if self.options.flush && !self.options.dry_run {
            let begun = Instant::now();
            sink.tell(Told::Phase(RunPhase::Flushing));
            self.flush(&sink);
            report.flushing = begun.elapsed();
        }
        report.totals = self.counters.totals();
        report.verifying = Duration::from_nanos(read(&self.counters.verifying));
        report.interrupted = self.ended_by(Ending::Interrupted);
        report.disk_full = self.ended_by(Ending::DiskFull);
        report
    }

    /// The workers copy; this thread passes on what they tell.
    fn copy(&self, workers: usize, observer: &mut dyn TreeObserver) {
        let (sender, receiver) = sync_channel(WAITING);
        std::thread::scope(|scope| {
            let mut threads = Vec::new();
            for _ in 0..workers {
                // The last one ends the channel.
                let sender = sender.clone();
                match sys::spawn_quietly(scope, move || Worker::new(self, Sink::Channel(sender)).run()) {
                    Ok(thread) => threads.push(thread),
                    Err(errno) => {
                        log::info!("{} of {workers} threads: {errno}", threads.len());
                        break;
                    }
                }
            }
            self.queue.workers_are(threads.len().max(1));
            drop(sender);
            let scanner = self
                .options
                .counts_ahead
                .then(|| sys::spawn_quietly(scope, || scan::run(self)).ok())
                .flatten();
            if threads.is_empty() {
                // Slower, and what is told comes all the same.
                Worker::new(self, Sink::Direct(RefCell::new(observer))).run();
            } else {
                self.pass_on(&receiver, observer);
            }
            threads.into_iter().chain(scanner).for_each(sys::join);
        });
    }

    fn pass_on(&self, receiver: &Receiver<Told>, observer: &mut dyn TreeObserver) {
        let mut ticked = Instant::now();
        loop {
            match receiver.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
                Ok(told) => told.tell(observer),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if ticked.elapsed() >= TICK {
                ticked = Instant::now();
                let current = self.current.lock().clone();
                observer.tick(&self.counters.totals(), current.as_deref());
                self.current_is_wanted.store(self.options.counts_ahead, Ordering::Relaxed);
            }
        }
    }

    fn flush(&self, sink: &Sink<'_>) {
        for (_, directory) in self.file_systems.lock().iter() {
            if let Err(errno) = sys::sync_file_system(directory) {
                super::counters::add(&self.counters.files.failed, 1);
                let path = sys::path_of(directory).unwrap_or_default();
                let error = CopyError::new(Phase::WriteDestination, errno.into());
                let outcome = super::Outcome::Failed { error, vanished: false };
                sink.tell(Told::Entry { names: (path.clone(), path), is_directory: true, size: 0, outcome });
            }
        }
    }
}

/// As many threads as robocopy takes at most.
const MOST_WORKERS: usize = 128;
/// Descriptors that are collected before they are closed, in as few calls as their numbers allow: with one worker 32 files
/// take one call for 64.
const CLOSE_AT: usize = 64;
/// Events that wait for an observer that is behind.
const WAITING: usize = 1024;
const TICK: Duration = Duration::from_millis(100);
