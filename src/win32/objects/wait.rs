//! What threads wait for, and the wait itself.
//!
//! One lock guards the state of all objects, so that a wait for several takes them in one step (K-T6). It is held for a few
//! instructions at a time. A thread that waits sleeps on a condition of its own, which stands in the list of every object it
//! waits for: a signal wakes only those who wait for that object.

use super::queue::{Messages, Queue};
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// A wait takes at most this many objects.
pub const MAXIMUM_WAIT_OBJECTS: usize = 64;

/// Guards the state of every object.
static DISPATCHER: Mutex<()> = Mutex::new(());

/// Something that is signalled or not.
pub struct Waitable {
    inner: Mutex<Inner>,
    /// For the list of what a thread owns.
    me: Weak<Waitable>,
}

struct Inner {
    state: State,
    /// Who waits for a change.
    waiters: Vec<Arc<Condvar>>,
}

enum State {
    Event { is_manual: bool, is_set: bool },
    Timer { is_manual: bool, is_set: bool, due: Option<Instant>, period: Duration },
    Mutex { owner: Option<u64>, depth: u32, is_abandoned: bool },
    Semaphore { count: u32, most: u32 },
    Thread { code: Option<u32> },
    Queue(Messages),
}

/// What a wait is for.
#[derive(Clone)]
pub enum Source {
    /// An object with a state.
    Waitable(Arc<Waitable>),
    /// Always signalled.
    Always,
    /// The messages of the calling thread that came since they were last looked at.
    Messages(Queue),
}

/// How a wait ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// The source of this number is signalled; with all asked for, every one is, and the number is 0.
    Signalled(usize),
    /// As `Signalled`, and the mutex (or one of all) was left by a thread that ended.
    Abandoned(usize),
    /// The time is over.
    TimedOut,
}

/// What is wrong with a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misuse {
    /// The object is of another kind.
    WrongKind,
    /// The mutex is another thread's, or nobody's.
    NotOwner,
    /// The semaphore would pass its maximum.
    TooMany,
}

thread_local! {
    static OWNED: Owned = Owned { id: next_id(), mutexes: RefCell::new(Vec::new()) };
}

fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The mutexes of one thread. They are abandoned when it ends (K-T5).
struct Owned {
    id: u64,
    mutexes: RefCell<Vec<Arc<Waitable>>>,
}

impl Drop for Owned {
    fn drop(&mut self) {
        abandon(self.id, self.mutexes.take());
    }
}

fn abandon(id: u64, mutexes: Vec<Arc<Waitable>>) {
    let _dispatcher = DISPATCHER.lock();
    for mutex in mutexes {
        let mut inner = mutex.inner.lock();
        match &mut inner.state {
            State::Mutex { owner, depth, is_abandoned } if *owner == Some(id) => {
                (*owner, *depth, *is_abandoned) = (None, 0, true);
                inner.wake();
            }
            _ => {}
        }
    }
}

/// Ends the calling thread's ownership of every mutex: it is about to be told as ended.
pub fn forsake_mutexes() {
    // At the very end of a thread its own storage may be gone: then the drop has done it.
    let _ = OWNED.try_with(|owned| abandon(owned.id, owned.mutexes.take()));
}

impl Inner {
    fn wake(&self) {
        for waiter in &self.waiters {
            waiter.notify_one();
        }
    }

    /// Whether a wait by thread `me` ends now. Timers come due here.
    fn is_signalled(&mut self, me: u64, now: Instant) -> bool {
        match &mut self.state {
            State::Event { is_set, .. } => *is_set,
            State::Timer { is_set, due, period, .. } => {
                if let Some(time) = due.filter(|time| *time <= now) {
                    *is_set = true;
                    *due = next_due(time, *period, now);
                }
                *is_set
            }
            State::Mutex { owner, .. } => owner.is_none_or(|owner| owner == me),
            State::Semaphore { count, .. } => *count > 0,
            State::Thread { code } => code.is_some(),
            State::Queue(messages) => messages.has_news(),
        }
    }

    fn due(&self) -> Option<Instant> {
        match &self.state {
            State::Timer { due, .. } => *due,
            _ => None,
        }
    }

    /// Takes what a wait takes. Whether a mutex was abandoned, and whether it is newly owned.
    fn take(&mut self, me: u64) -> (bool, bool) {
        match &mut self.state {
            State::Event { is_manual, is_set } | State::Timer { is_manual, is_set, .. } => {
                *is_set = *is_manual
            }
            State::Mutex { owner, depth, is_abandoned } => {
                let is_new = owner.is_none();
                (*owner, *depth) = (Some(me), *depth + 1);
                return (std::mem::take(is_abandoned), is_new);
            }
            State::Semaphore { count, .. } => *count -= 1,
            State::Thread { .. } => {}
            State::Queue(messages) => messages.seen(),
        }
        (false, false)
    }
}

/// When a periodic timer comes due again; it does not catch up on periods that went by unseen.
fn next_due(due: Instant, period: Duration, now: Instant) -> Option<Instant> {
    if period.is_zero() {
        return None;
    }
    let late = now.duration_since(due).as_nanos() % period.as_nanos();
    let left = period.checked_sub(Duration::from_nanos(u64::try_from(late).unwrap_or(0)))?;
    now.checked_add(left)
}

impl Waitable {
    fn new(state: State) -> Arc<Self> {
        Arc::new_cyclic(|me| Self { inner: Mutex::new(Inner { state, waiters: Vec::new() }), me: me.clone() })
    }

    /// An event that is reset by the first wait that it ends, or stays set until it is reset.
    pub fn event(is_manual: bool, is_set: bool) -> Arc<Self> {
        Self::new(State::Event { is_manual, is_set })
    }

    /// A timer that is not set.
    pub fn timer(is_manual: bool) -> Arc<Self> {
        Self::new(State::Timer { is_manual, is_set: false, due: None, period: Duration::ZERO })
    }

    /// A mutex, perhaps the caller's from the start.
    pub fn mutex(is_owned: bool) -> Arc<Self> {
        let mutex = Self::new(State::Mutex { owner: None, depth: 0, is_abandoned: false });
        if is_owned {
            wait(&[Source::Waitable(Arc::clone(&mutex))], false, Some(Duration::ZERO));
        }
        mutex
    }

    /// A semaphore with `count` of `most` places.
    pub fn semaphore(count: u32, most: u32) -> Arc<Self> {
        Self::new(State::Semaphore { count, most })
    }

    /// A thread that runs.
    pub fn thread() -> Arc<Self> {
        Self::new(State::Thread { code: None })
    }

    pub(super) fn queue() -> Arc<Self> {
        Self::new(State::Queue(VecDeque::new().into()))
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> Result<T, Misuse>) -> Result<T, Misuse> {
        let _dispatcher = DISPATCHER.lock();
        let mut inner = self.inner.lock();
        let changed = change(&mut inner.state)?;
        inner.wake();
        Ok(changed)
    }

    /// Sets an event or takes that back.
    ///
    /// # Errors
    /// `WrongKind` for anything else.
    pub fn set_event(&self, set: bool) -> Result<(), Misuse> {
        self.change(|state| match state {
            State::Event { is_set, .. } => {
                *is_set = set;
                Ok(())
            }
            _ => Err(Misuse::WrongKind),
        })
    }

    /// Starts a timer, which is not signalled then. `None` never comes due.
    ///
    /// # Errors
    /// `WrongKind` for anything else.
    pub fn set_timer(&self, first: Option<Instant>, every: Duration) -> Result<(), Misuse> {
        self.change(|state| match state {
            State::Timer { is_set, due, period, .. } => {
                (*is_set, *due, *period) = (false, first, every);
                Ok(())
            }
            _ => Err(Misuse::WrongKind),
        })
    }

    /// Stops a timer; one that came due stays signalled.
    ///
    /// # Errors
    /// `WrongKind` for anything else.
    pub fn cancel_timer(&self) -> Result<(), Misuse> {
        self.change(|state| match state {
            State::Timer { is_set, due, .. } => {
                *is_set = *is_set || due.is_some_and(|due| due <= Instant::now());
                *due = None;
                Ok(())
            }
            _ => Err(Misuse::WrongKind),
        })
    }

    /// Gives back a mutex that the calling thread owns.
    ///
    /// # Errors
    /// `NotOwner`, `WrongKind` for anything but a mutex.
    pub fn release_mutex(&self) -> Result<(), Misuse> {
        let me = OWNED.with(|owned| owned.id);
        let is_free = self.change(|state| match state {
            State::Mutex { owner, depth, .. } if *owner == Some(me) => {
                *depth -= 1;
                if *depth == 0 {
                    *owner = None;
                }
                Ok(*depth == 0)
            }
            State::Mutex { .. } => Err(Misuse::NotOwner),
            _ => Err(Misuse::WrongKind),
        })?;
        if is_free {
            OWNED.with(|owned| {
                owned.mutexes.borrow_mut().retain(|mutex| !std::ptr::eq(Arc::as_ptr(mutex), self));
            });
        }
        Ok(())
    }

    /// Adds `by` places to a semaphore and gives the count before.
    ///
    /// # Errors
    /// `TooMany` if `by` is 0 or the maximum would be passed, `WrongKind` for anything but a semaphore.
    pub fn release_semaphore(&self, by: u32) -> Result<u32, Misuse> {
        self.change(|state| match state {
            State::Semaphore { count, most } => {
                let before = *count;
                let after = before.checked_add(by).filter(|after| by > 0 && *after <= *most);
                *count = after.ok_or(Misuse::TooMany)?;
                Ok(before)
            }
            _ => Err(Misuse::WrongKind),
        })
    }

    /// Notes that a thread has ended, unless it was noted before.
    pub fn end_thread(&self, with: u32) {
        let _ = self.change(|state| match state {
            State::Thread { code } => {
                code.get_or_insert(with);
                Ok(())
            }
            _ => Err(Misuse::WrongKind),
        });
    }

    /// The exit code of a thread that has ended.
    pub fn thread_code(&self) -> Option<u32> {
        let _dispatcher = DISPATCHER.lock();
        match self.inner.lock().state {
            State::Thread { code } => code,
            _ => None,
        }
    }

    /// Works on the messages of a queue; a change is told to who waits.
    pub(super) fn with_messages<T>(&self, work: impl FnOnce(&mut Messages) -> T) -> Option<T> {
        self.change(|state| match state {
            State::Queue(messages) => Ok(work(messages)),
            _ => Err(Misuse::WrongKind),
        })
        .ok()
    }
}

impl Source {
    fn waitable(&self) -> Option<&Arc<Waitable>> {
        match self {
            Self::Waitable(waitable) => Some(waitable),
            Self::Messages(queue) => Some(queue.waitable()),
            Self::Always => None,
        }
    }
}

/// Waits until one source is signalled (the first counts), or until all are at the same moment; what a wait takes is taken.
/// `None` waits for ever.
pub fn wait(sources: &[Source], all: bool, patience: Option<Duration>) -> End {
    let me = OWNED.with(|owned| owned.id);
    let end = patience.and_then(|patience| Instant::now().checked_add(patience));
    let mut dispatcher = DISPATCHER.lock();
    let mut queued: Option<Queued<'_>> = None;
    loop {
        let now = Instant::now();
        if let Some(done) = attempt(sources, all, me, now) {
            return done;
        }
        if end.is_some_and(|end| end <= now) {
            return End::TimedOut;
        }
        let queued = queued.get_or_insert_with(|| Queued::new(sources));
        let next = sources.iter().filter_map(|source| source.waitable()?.inner.lock().due());
        queued.sleep(&mut dispatcher, next.chain(end).min());
    }
}

/// The dispatcher's lock is held.
fn attempt(sources: &[Source], all: bool, me: u64, now: Instant) -> Option<End> {
    let is_signalled = |source: &Source| {
        source.waitable().is_none_or(|waitable| waitable.inner.lock().is_signalled(me, now))
    };
    let taken = if all {
        // Every one is asked, so that all timers come due.
        let ready = sources.iter().filter(|source| is_signalled(source)).count();
        (ready == sources.len()).then_some(0..sources.len())
    } else {
        sources.iter().position(is_signalled).map(|first| first..first + 1)
    }?;
    let mut is_abandoned = false;
    for waitable in sources[taken.clone()].iter().filter_map(Source::waitable) {
        let (was_abandoned, is_new) = waitable.inner.lock().take(me);
        is_abandoned |= was_abandoned;
        if let Some(mutex) = waitable.me.upgrade().filter(|_| is_new) {
            OWNED.with(|owned| owned.mutexes.borrow_mut().push(mutex));
        }
    }
    Some(if is_abandoned { End::Abandoned(taken.start) } else { End::Signalled(taken.start) })
}

/// A thread in the lists of what it waits for. The lists change under the dispatcher's lock, which its holder keeps.
struct Queued<'a> {
    sources: &'a [Source],
    condition: Arc<Condvar>,
}

impl<'a> Queued<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let condition = Arc::new(Condvar::new());
        for waitable in sources.iter().filter_map(Source::waitable) {
            waitable.inner.lock().waiters.push(Arc::clone(&condition));
        }
        Self { sources, condition }
    }

    fn sleep(&self, dispatcher: &mut MutexGuard<'_, ()>, until: Option<Instant>) {
        match until {
            Some(until) => {
                self.condition.wait_until(dispatcher, until);
            }
            None => self.condition.wait(dispatcher),
        }
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        for waitable in self.sources.iter().filter_map(Source::waitable) {
            waitable.inner.lock().waiters.retain(|waiter| !Arc::ptr_eq(waiter, &self.condition));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_wait(waitable: &Arc<Waitable>) -> End {
        wait(&[Source::Waitable(Arc::clone(waitable))], false, Some(Duration::ZERO))
    }

    /// K-T5: recursive, only the owner releases, and a mutex outlives its thread as abandoned.
    #[test]
    fn a_mutex_is_its_threads_until_it_ends() {
        let mutex = Waitable::mutex(true);
        assert_eq!(try_wait(&mutex), End::Signalled(0), "it is recursive");
        let other = Arc::clone(&mutex);
        let seen = std::thread::spawn(move || (try_wait(&other), other.release_mutex())).join().unwrap();
        assert_eq!(seen, (End::TimedOut, Err(Misuse::NotOwner)));
        assert_eq!((mutex.release_mutex(), mutex.release_mutex()), (Ok(()), Ok(())));
        assert_eq!(mutex.release_mutex(), Err(Misuse::NotOwner));
        let other = Arc::clone(&mutex);
        assert_eq!(std::thread::spawn(move || try_wait(&other)).join().unwrap(), End::Signalled(0));
        assert_eq!(try_wait(&mutex), End::Abandoned(0));
        assert_eq!(mutex.release_mutex(), Ok(()));
        assert_eq!(try_wait(&mutex), End::Signalled(0), "which is told once");
    }

    /// K-T5: over the maximum nothing is added.
    #[test]
    fn a_semaphore_stays_within_its_maximum() {
        let semaphore = Waitable::semaphore(1, 2);
        assert_eq!(semaphore.release_semaphore(2), Err(Misuse::TooMany));
        assert_eq!(semaphore.release_semaphore(u32::MAX), Err(Misuse::TooMany));
        assert_eq!(semaphore.release_semaphore(0), Err(Misuse::TooMany));
        assert_eq!(semaphore.release_semaphore(1), Ok(1));
        assert_eq!(
            [0; 3].map(|_| try_wait(&semaphore)),
            [End::Signalled(0), End::Signalled(0), End::TimedOut]
        );
        assert_eq!(semaphore.set_event(true), Err(Misuse::WrongKind));
    }

    /// K-T6: a wait for all takes nothing until it can take everything.
    #[test]
    fn a_wait_for_all_takes_them_in_one_step() {
        let (one, two) = (Waitable::event(false, true), Waitable::event(false, false));
        let both = [&one, &two].map(|event| Source::Waitable(Arc::clone(event)));
        assert_eq!(wait(&both, true, Some(Duration::ZERO)), End::TimedOut);
        let waiter = {
            let both = both.clone();
            std::thread::spawn(move || wait(&both, true, None))
        };
        two.set_event(true).unwrap();
        assert_eq!(waiter.join().unwrap(), End::Signalled(0));
        assert_eq!((try_wait(&one), try_wait(&two)), (End::TimedOut, End::TimedOut));
        assert_eq!(wait(&[Source::Always], true, Some(Duration::ZERO)), End::Signalled(0));
    }

    #[test]
    fn one_set_of_an_automatic_event_ends_one_wait() {
        let event = Waitable::event(false, false);
        let waiters: Vec<_> = (0..4)
            .map(|_| {
                let event = Arc::clone(&event);
                std::thread::spawn(move || wait(&[Source::Waitable(event)], false, None))
            })
            .collect();
        for _ in 0..4 {
            event.set_event(true).unwrap();
            while try_wait_is_set(&event) {
                std::thread::yield_now();
            }
        }
        for waiter in waiters {
            assert_eq!(waiter.join().unwrap(), End::Signalled(0));
        }
        assert!(event.inner.lock().waiters.is_empty(), "nobody is left in the list");
    }

    fn try_wait_is_set(event: &Waitable) -> bool {
        let _dispatcher = DISPATCHER.lock();
        matches!(event.inner.lock().state, State::Event { is_set: true, .. })
    }

    #[test]
    fn a_thread_keeps_its_first_exit_code() {
        let thread = Waitable::thread();
        assert_eq!((try_wait(&thread), thread.thread_code()), (End::TimedOut, None));
        thread.end_thread(7);
        thread.end_thread(8);
        assert_eq!((try_wait(&thread), thread.thread_code()), (End::Signalled(0), Some(7)));
    }
}
