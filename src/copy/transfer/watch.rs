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
        let worker = crate::sys::spawn_quietly(scope, work);
        if worker.is_err() {
            work();
        }
        let mut watcher = Watcher::new();
        let mut wish = Ok(());
        let mut held = state.lock();
        loop {
            if let Some(answer) = held.answer.take() {
                drop(held);
                worker.into_iter().for_each(crate::sys::join);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::session::Session;
    use crate::copy::{Action, Event, Observer};
    use std::fs::File;
    use std::os::fd::AsFd;
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// Answers POLL_CONTINUE, and lets the operation end when it was asked.
    struct Asked {
        answer: Action,
        count: usize,
        done: Sender<()>,
    }

    impl Observer for Asked {
        fn notify(&mut self, event: &Event<'_>) -> Action {
            assert!(matches!(event, Event::PollContinue));
            self.count += 1;
            self.done.send(()).expect("the operation waits");
            self.answer
        }
    }

    fn run_until_asked(answer: Action) -> (Result<(), Interrupt>, usize) {
        let (done, wait): (_, Receiver<()>) = channel();
        let mut observer = Asked { answer, count: 0, done };
        let mut session = Session::new(&mut observer, None);
        let null = File::open("/dev/null").expect("a file");
        let mut stream = Stream::new(&mut session, 1, LONG, LONG, (null.as_fd(), null.as_fd()));
        let (answer, wish) = run(&mut stream, LONG, move || wait.recv().is_ok());
        assert!(answer, "the operation ends by itself");
        (wish, observer.count)
    }

    /// M14, Q19: one question for an operation that ends after it; each answer is honoured.
    #[test]
    fn a_long_operation_asks_and_honours_the_answer() {
        assert_eq!(run_until_asked(Action::Continue), (Ok(()), 1));
        assert_eq!(run_until_asked(Action::Cancel), (Err(Interrupt::Cancel), 1));
        assert_eq!(run_until_asked(Action::Stop), (Err(Interrupt::Stop), 1));
        assert_eq!(run_until_asked(Action::Pause), (Err(Interrupt::Pause), 1));
    }

    /// A13, A14: the cancel flag is seen while a long operation runs.
    #[test]
    fn a_long_operation_sees_the_cancel_flag() {
        let (done, wait) = channel();
        let asked = std::cell::Cell::new(0);
        let cancel = || {
            asked.set(asked.get() + 1);
            if asked.get() == 3 {
                done.send(()).expect("the operation waits");
            }
            asked.get() >= 3
        };
        let mut observer = crate::copy::Unobserved;
        let mut session = Session::new(&mut observer, Some(&cancel));
        let null = File::open("/dev/null").expect("a file");
        let mut stream = Stream::new(&mut session, 1, LONG, LONG, (null.as_fd(), null.as_fd()));
        let (answer, wish) = run(&mut stream, LONG, move || wait.recv().is_ok());
        assert_eq!((answer, wish), (true, Err(Interrupt::Cancel)));
    }
}
