//! fork(2) without exec, by the host program: what a child must not keep of its parent.
//!
//! A child shares the open files of its parent, flock(2) locks included, and has copies of its mutexes in whatever state
//! other threads left them in. So the locks' descriptors are closed in the child, and what was set up before the fork can
//! be told from what was set up after it by the generation.

use once_cell::sync::Lazy;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};

/// How many forks lie between this process and the one that loaded the library.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// Descriptors to be closed in children; -1 where there is none. The handler may take no memory and no lock, so the table
/// has a fixed size. What finds no place stays open in children: then the parent's explicit release is what counts.
static CLOSED_IN_CHILDREN: [AtomicI32; 1024] = [const { AtomicI32::new(-1) }; 1024];

static WATCHED: Lazy<()> = Lazy::new(|| {
    // SAFETY: the handler is a function without arguments that lives as long as the library, and only uses atomics and
    // close(2), which are async-signal-safe.
    let _no_memory = unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
});

extern "C" fn in_child() {
    GENERATION.fetch_add(1, Ordering::SeqCst);
    for place in &CLOSED_IN_CHILDREN {
        let fd = place.swap(-1, Ordering::SeqCst);
        if fd >= 0 {
            // SAFETY: the descriptor was given up to this table; its former owner in this process looks at the generation
            // and does not use it again.
            unsafe { libc::close(fd) };
        }
    }
}

/// Counts the forks without exec since the library was loaded: what another generation set up is the parent's.
pub(crate) fn fork_generation() -> u32 {
    Lazy::force(&WATCHED);
    GENERATION.load(Ordering::SeqCst)
}

/// A descriptor that forked children do not have.
#[derive(Debug)]
pub(crate) struct CloseOnFork {
    fd: RawFd,
    place: Option<&'static AtomicI32>,
    generation: u32,
}

impl CloseOnFork {
    pub(crate) fn new(fd: OwnedFd) -> Self {
        use std::os::fd::IntoRawFd;
        let generation = fork_generation();
        let fd = fd.into_raw_fd();
        let take =
            |place: &&AtomicI32| place.compare_exchange(-1, fd, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        Self { fd, place: CLOSED_IN_CHILDREN.iter().find(take), generation }
    }

    /// Gives the descriptor back, to be closed; `None` in a child of the process that opened it.
    fn take(&mut self) -> Option<OwnedFd> {
        if fork_generation() != self.generation {
            return None;
        }
        if let Some(place) = self.place.take() {
            place.store(-1, Ordering::SeqCst);
        }
        // SAFETY: the descriptor came from an `OwnedFd`, nobody else closes it in this process, and it is taken once: by drop.
        Some(unsafe { OwnedFd::from_raw_fd(self.fd) })
    }
}

/// An exclusive flock(2) that belongs to this process: children that it forks do not hold it.
#[derive(Debug)]
pub(crate) struct ProcessLock {
    fd: CloseOnFork,
}

impl ProcessLock {
    /// Takes the lock without waiting: EAGAIN if somebody else holds it.
    pub(crate) fn take(file: OwnedFd) -> Result<Self, super::Errno> {
        rustix::io::retry_on_intr(|| {
            rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive)
        })?;
        Ok(Self { fd: CloseOnFork::new(file) })
    }
}

impl Drop for ProcessLock {
    fn drop(&mut self) {
        if let Some(file) = self.fd.take() {
            // Released by hand: a child made by other means than fork(3) may hold the open file, too.
            let _closing_does_it = rustix::fs::flock(&file, rustix::fs::FlockOperation::Unlock);
            log::trace!("lock on descriptor {} is released", file.as_raw_fd());
        }
    }
}
