//! Threads inside somebody else's process.

use super::{Errno, fault};
use std::mem::MaybeUninit;
use std::ptr;
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Starts a scoped thread that takes no signals: those of the process are the host program's business, and its
/// handlers must not run on threads that it does not know of.
///
/// It has to be joined with [`join`]: the scope alone waits for the work, and not until the kernel's thread is gone.
pub(crate) fn spawn_quietly<'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, ()>, Errno> {
    #[cfg(test)]
    let work = {
        let plan = fault::followed();
        move || {
            fault::follow(plan);
            work();
        }
    };
    let blocked = BlockedSignals::block();
    // A new thread inherits the mask of its creator (pthread_create(3)).
    let spawned = fault::done("pthread_create", || {
        let spawned = Builder::new().name("copyfile2".to_owned()).spawn_scoped(scope, work);
        spawned.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::AGAIN))
    });
    drop(blocked);
    spawned
}

/// Starts a thread that takes no signals and is left to itself.
pub(crate) fn spawn_detached(work: impl FnOnce() + Send + 'static) -> Result<(), Errno> {
    let blocked = BlockedSignals::block();
    let spawned = Builder::new().name("copyfile2".to_owned()).spawn(work);
    drop(blocked);
    spawned.map(|_| ()).map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::AGAIN))
}

/// The kernel's id of the calling thread (gettid(2)).
#[cfg(target_os = "linux")]
pub(crate) fn thread_id() -> u32 {
    rustix::thread::gettid().as_raw_nonzero().get().unsigned_abs()
}

/// A number that no other thread of the process has had: not every Unix tells the kernel's.
#[cfg(not(target_os = "linux"))]
pub(crate) fn thread_id() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    thread_local! {
        static MINE: u32 = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    MINE.with(|mine| *mine)
}

/// Makes the thread of this id more, or less, nice to others (setpriority(2), which takes a thread on Linux).
pub(crate) fn set_niceness(thread: u32, niceness: i32) -> Result<(), Errno> {
    let thread = i32::try_from(thread).ok().and_then(rustix::process::Pid::from_raw);
    rustix::process::setpriority_process(thread, niceness)
}

/// Runs `work`, which starts threads that live on: they inherit the mask of their creator, and take no signals.
#[cfg(feature = "bits")]
pub(crate) fn with_signals_blocked<T>(work: impl FnOnce() -> T) -> T {
    let _blocked = BlockedSignals::block();
    work()
}

/// Waits until a thread is gone. Its panic goes on here.
pub(crate) fn join(thread: ScopedJoinHandle<'_, ()>) {
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Every signal is blocked for the calling thread while this lives.
pub(super) struct BlockedSignals {
    before: libc::sigset_t,
}

impl BlockedSignals {
    pub(super) fn block() -> Self {
        let mut all = MaybeUninit::<libc::sigset_t>::uninit();
        // SAFETY: sigfillset writes the whole set it is given.
        unsafe { libc::sigfillset(all.as_mut_ptr()) };
        let mut before = MaybeUninit::<libc::sigset_t>::zeroed();
        // SAFETY: both sets are valid; with SIG_SETMASK and valid sets the call cannot fail (pthread_sigmask(3)).
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr()) };
        // SAFETY: zeroed at first, which is a valid set, and written by the call.
        let before = unsafe { before.assume_init() };
        Self { before }
    }
}

impl Drop for BlockedSignals {
    fn drop(&mut self) {
        // SAFETY: the set came from pthread_sigmask, the old one is not asked for.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.before, ptr::null_mut()) };
    }
}
