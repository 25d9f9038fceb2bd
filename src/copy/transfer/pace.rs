//! ioDesiredRate: an average rate, steady from the first second on (S9).

use super::watch::CANCEL_INTERVAL;
use crate::copy::outcome::Interrupt;
use std::time::{Duration, Instant};

/// When each byte is due.
pub(super) struct Pace {
    started: Instant,
    bytes_per_second: u64,
}

impl Pace {
    pub(super) fn new(bytes_per_second: u64) -> Self {
        Self { started: Instant::now(), bytes_per_second }
    }

    /// Waits until `bytes` bytes are due, and calls `poll` meanwhile.
    pub(super) fn wait(
        &self,
        bytes: u64,
        mut poll: impl FnMut() -> Result<(), Interrupt>,
    ) -> Result<(), Interrupt> {
        let due = Duration::from_secs_f64(bytes as f64 / self.bytes_per_second as f64);
        loop {
            let Some(left) = due.checked_sub(self.started.elapsed()).filter(|left| !left.is_zero()) else {
                return Ok(());
            };
            std::thread::sleep(left.min(CANCEL_INTERVAL));
            poll()?;
        }
    }
}
