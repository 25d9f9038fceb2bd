//! When RESTARTABLE brings data to the disk and notes it.
//!
//! Flushing costs whatever the disk takes. The price is bounded: a checkpoint is made when all checkpoints together,
//! this one as estimated from the last, cost no more than a quarter of the time spent copying, and at least every few
//! seconds. A copy that is faster than its disk for that long is throttled by the kernel to the disk's speed, and what
//! a flush takes then the following writes save.

use super::{Progress, save};
use crate::copy::CopyError;
use crate::copy::destination::Destination;
use crate::copy::source::Source;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Not before this much is new.
const LEAST_BYTES: u64 = 8 << 20;
/// In any case after this long.
const LONGEST_GAP: Duration = Duration::from_secs(5);
/// Checkpoints may cost one part of this many of the copying.
const SHARE: u32 = 4;

/// The checkpoints of one main stream.
pub(in crate::copy) struct Checkpoints<'a> {
    source: &'a Source,
    destination: &'a Destination,
    begun: Instant,
    last: Instant,
    /// Time spent in checkpoints.
    spent: Duration,
    /// Vouched for by the last checkpoint.
    position: u64,
    /// Seconds that the last checkpoint took for each byte.
    seconds_per_byte: f64,
}

impl<'a> Checkpoints<'a> {
    pub(in crate::copy) fn new(source: &'a Source, destination: &'a Destination, position: u64) -> Self {
        let now = Instant::now();
        Self {
            source,
            destination,
            begun: now,
            last: now,
            spent: Duration::ZERO,
            position,
            seconds_per_byte: 0.0,
        }
    }

    /// Makes a checkpoint at `position` if it is time for one.
    pub(in crate::copy) fn pass(&mut self, position: u64) -> Result<(), CopyError> {
        if !self.is_due(position) {
            return Ok(());
        }
        let begun = Instant::now();
        let progress = Progress { position, streams: 0 };
        save(self.source, self.destination.as_fd(), self.destination.path(), progress)?;
        let took = begun.elapsed();
        self.spent += took;
        self.seconds_per_byte = took.as_secs_f64() / (position - self.position) as f64;
        self.position = position;
        self.last = Instant::now();
        Ok(())
    }

    fn is_due(&self, position: u64) -> bool {
        let new = position.saturating_sub(self.position);
        if new < LEAST_BYTES {
            return false;
        }
        let expected = Duration::from_secs_f64(self.seconds_per_byte * new as f64);
        let copying = self.begun.elapsed().saturating_sub(self.spent);
        self.spent + expected <= copying / SHARE || self.last.elapsed() >= LONGEST_GAP || self.spent.is_zero()
    }
}
