//! Keeps the caller in touch while one kernel call takes its time (M14).

use crate::copy::outcome::Interrupt;
use crate::copy::session::Stream;
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Operations on fewer bytes end before anybody gets impatient.
const LONG: u64 = 256 << 20;
/// How often the cancel flag is looked at.
pub(super) const CANCEL_INTERVAL: Duration = Duration::from_millis(50);
/// How often POLL_CONTINUE is sent, at the most (Q19).
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Runs `operation` on `bytes` bytes. If it may take long and somebody may want to end it, it runs beside the calling
/// thread, which looks at the cancel flag and sends POLL_CONTINUE. The kernel cannot be interrupted: a wish to end is
/// returned when the operation is over.
pub(super) fn run<T: Send>(
    stream: &mut Stream<'_, '_>,
    bytes: u64,
    operation: impl FnOnce() -> T + Send,
) -> (T, Result<(), Interrupt>) {
    if bytes < LONG || !stream.session.is_watched() {
        return (operation(), Ok(()));
    }
    let state = Mutex::new(Work { operation: Some(operation), answer: None });
    let changed = Condvar::new();
    // Whoever gets here first runs it: the other thread, or this one if none can be started.
    let work = || {
        let Some(operation) = state.lock().operation.take() else { return };
        let answer = operation();
        state.lock().answer = Some(answer);
        changed.notify_one();
    };
    std::thread::scope(|scope| {
        if crate::sys::spawn_quietly(scope, work).is_err() {
            work();
        }
        let mut watcher = Watcher::new();
        let mut wish = Ok(());
        let mut held = state.lock();
        loop {
            if let Some(answer) = held.answer.take() {
                return (answer, wish);
            }
            changed.wait_for(&mut held, CANCEL_INTERVAL);
            if held.answer.is_none() && wish.is_ok() {
                // Callbacks run without the lock.
                wish = MutexGuard::unlocked(&mut held, || watcher.look(stream));
            }
        }
    })
}

/// An operation on its way to its answer.
struct Work<F, T> {
    operation: Option<F>,
    answer: Option<T>,
}

/// When the caller was last asked.
pub(super) struct Watcher {
    asked: Instant,
}

impl Watcher {
    pub(super) fn new() -> Self {
        Self { asked: Instant::now() }
    }

    /// Something was reported: the next POLL_CONTINUE is due a full interval from now.
    pub(super) fn reported(&mut self) {
        self.asked = Instant::now();
    }

    /// Looks at the cancel flag, and asks if it is time to.
    pub(super) fn look(&mut self, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        stream.session.poll_cancel()?;
        if self.asked.elapsed() < POLL_INTERVAL {
            return Ok(());
        }
        self.asked = Instant::now();
        stream.session.poll_continue()
    }
}
