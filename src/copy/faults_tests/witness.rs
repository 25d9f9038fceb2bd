//! What the caller hears of a copy, and what the process holds before and after it.

use crate::copy::{Action, Event, Observer, Phase};
use crate::sys::counted_memory::live_bytes;
use crate::win32::Win32Error;
use std::time::{Duration, Instant};

/// An event without its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Started { stream: u32 },
    Announced,
    Finished { stream: u32, size: u64, done: (u64, u64), is_offloaded: bool },
    Ended { done: (u64, u64), size: u64, total: u64 },
    Asked,
    Failed { phase: Phase, code: Win32Error, stream: u32, done: (u64, u64), sizes: (u64, u64) },
}

/// Listens, or does not, and answers by a script.
pub(super) struct Witness {
    pub(super) heard: Vec<Heard>,
    pub(super) listens: bool,
    pub(super) script: fn(&[Heard]) -> Action,
}

impl Witness {
    pub(super) fn new(listens: bool, script: fn(&[Heard]) -> Action) -> Self {
        // Room enough that listening allocates nothing.
        Self { heard: Vec::with_capacity(4096), listens, script }
    }

    pub(super) fn failures(&self) -> impl Iterator<Item = &Heard> {
        self.heard.iter().filter(|heard| matches!(heard, Heard::Failed { .. }))
    }

    /// M11, M15: the counters of each message are the sums of the chunks before it.
    pub(super) fn counts_right(&self) -> bool {
        // A resumed copy counts from where it goes on (Q26); nothing is told of that before its first chunk.
        let first = self.heard.iter().find_map(|heard| match *heard {
            Heard::Finished { size, done, .. } => Some(done.1 - size),
            _ => None,
        });
        let Some(mut total) = first else { return true };
        let mut stream_done = total;
        self.heard.iter().all(|heard| match *heard {
            Heard::Started { stream } => {
                stream_done = if stream == 1 { total } else { 0 };
                true
            }
            Heard::Finished { size, done, .. } => {
                stream_done += size;
                total += size;
                done == (stream_done, total)
            }
            Heard::Ended { done, size, total: all } => {
                done == (stream_done, total) && done.0 <= size && done.1 <= all
            }
            Heard::Failed { done, sizes, .. } => {
                done.1 == total && (done.0 == stream_done || done.0 == 0) && done.1 <= sizes.1.max(total)
            }
            Heard::Announced | Heard::Asked => true,
        })
    }
}

impl Observer for Witness {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        self.heard.push(match *event {
            Event::StreamStarted { stream, .. } => Heard::Started { stream: stream.number },
            Event::ChunkStarted { .. } => Heard::Announced,
            Event::ChunkFinished { stream, size, done, moved, .. } => Heard::Finished {
                stream: stream.number,
                size,
                done: (done.stream, done.total),
                is_offloaded: moved == crate::copy::Moved::Offloaded,
            },
            Event::StreamFinished { stream, done } => {
                Heard::Ended { done: (done.stream, done.total), size: stream.size, total: stream.total_size }
            }
            Event::PollContinue => Heard::Asked,
            Event::Error { phase, code, stream, stream_size, total_size, done, .. } => Heard::Failed {
                phase,
                code,
                stream,
                done: (done.stream, done.total),
                sizes: (stream_size, total_size),
            },
        });
        (self.script)(&self.heard)
    }

    fn is_listening(&self) -> bool {
        self.listens
    }
}

/// How many threads this process has.
pub(super) fn threads() -> usize {
    count("/proc/self/task")
}

fn count(directory: &str) -> usize {
    std::fs::read_dir(directory).expect("/proc").count()
}

/// How long a thread may take to leave when others keep the machine busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// What this process holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    descriptors: usize,
    threads: usize,
    bytes: isize,
}

impl Held {
    fn now() -> Self {
        let (descriptors, threads) = (count("/proc/self/fd"), threads());
        Self { descriptors, threads, bytes: live_bytes() }
    }

    /// What is held when no more than `threads` are left.
    pub(super) fn settled(threads: usize) -> Self {
        let begun = Instant::now();
        loop {
            let now = Self::now();
            if now.threads <= threads || begun.elapsed() > PATIENCE {
                return now;
            }
            std::thread::yield_now();
        }
    }

    /// What is held beyond `self` for good. A thread that was joined takes a moment to leave the process.
    pub(super) fn left_over(self) -> Option<Self> {
        let begun = Instant::now();
        loop {
            let now = Self::now();
            if now == self {
                return None;
            }
            if begun.elapsed() > PATIENCE {
                return Some(now);
            }
            std::thread::yield_now();
        }
    }
}
