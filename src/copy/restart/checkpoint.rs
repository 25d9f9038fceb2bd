//! When RESTARTABLE notes how far a copy got, and when it brings the data to the disk.
//!
//! Noting costs one small system call and survives the death of the process. Flushing costs whatever the disk takes:
//! measured on a disk of 125 MB/s, a copy of 2 GiB into the page cache takes 0.4 s, and flushing it all 17 s. So the
//! price of flushes is bounded: one is made when all of them together, this one as estimated from the last, cost no more
//! than a quarter of the time spent copying. A copy that is longer than the page cache goes at the disk's speed
//! anyway, and then there is time for them.

use super::Progress;
use crate::copy::CopyError;
use crate::copy::destination::Destination;
use crate::copy::source::Source;
use std::time::{Duration, Instant};

/// Not before this much is new.
const LEAST_BYTES: u64 = 8 << 20;
/// Flushes may cost one part of this many of the copying.
const SHARE: u32 = 4;

/// The checkpoints of one main stream.
pub(in crate::copy) struct Checkpoints<'a> {
    source: &'a Source,
    destination: &'a Destination,
    begun: Instant,
    /// Time spent in flushes.
    spent: Duration,
    /// Noted by the last checkpoint.
    noted: u64,
    flushed: u64,
    /// Seconds that the last flush took for each byte.
    seconds_per_byte: f64,
}

impl<'a> Checkpoints<'a> {
    pub(in crate::copy) fn new(source: &'a Source, destination: &'a Destination, position: u64) -> Self {
        let begun = Instant::now();
        let spent = Duration::ZERO;
        Self { source, destination, begun, spent, noted: position, flushed: position, seconds_per_byte: 0.0 }
    }

    /// Notes `position`, and flushes what is below it, if it is time to.
    pub(in crate::copy) fn pass(&mut self, position: u64) -> Result<(), CopyError> {
        if position.saturating_sub(self.noted) < LEAST_BYTES {
            return Ok(());
        }
        self.noted = position;
        let progress = Progress { position, streams: 0 };
        if !self.may_flush(position) {
            return self.destination.note_progress(self.source, progress, self.flushed);
        }
        let begun = Instant::now();
        self.destination.save_progress(self.source, progress)?;
        let took = begun.elapsed();
        self.spent += took;
        self.seconds_per_byte = took.as_secs_f64() / (position - self.flushed) as f64;
        self.flushed = position;
        Ok(())
    }

    fn may_flush(&self, position: u64) -> bool {
        let new = position - self.flushed;
        let expected = Duration::from_secs_f64(self.seconds_per_byte * new as f64);
        let copying = self.begun.elapsed().saturating_sub(self.spent);
        // The first one finds out what the disk takes.
        self.spent.is_zero() || self.spent + expected <= copying / SHARE
    }
}
