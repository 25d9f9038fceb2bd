//! Ctrl-C, SIGTERM, a terminal that goes away, and SIGUSR1.

use crate::output::say;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What signals have raised.
#[derive(Clone, Default)]
pub struct Signals {
    /// The run is to end.
    pub interrupted: Arc<AtomicBool>,
    /// A line of progress is asked for.
    pub asked: Arc<AtomicBool>,
}

/// Catches them. The second one that is to end the run ends it at once.
pub fn catch() -> Signals {
    let signals = Signals::default();
    for signal in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)) {
        let interrupted = &signals.interrupted;
        let second = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(interrupted));
        let caught = second.and_then(|_| signal_hook::flag::register(signal, Arc::clone(interrupted)));
        if let Err(error) = caught {
            say(&format!("signals cannot be caught: {error}"));
        }
    }
    if let Err(error) = signal_hook::flag::register(SIGUSR1, Arc::clone(&signals.asked)) {
        say(&format!("SIGUSR1 cannot be caught: {error}"));
    }
    signals
}

/// Whether whoever started this process had it ignore a signal, as nohup(1) does with SIGHUP (proc(5), `SigIgn`).
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}
