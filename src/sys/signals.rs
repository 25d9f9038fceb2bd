//! Signals of the process as numbers that a thread reads from a pipe. A handler is set only over the default action: what
//! the program itself set up stays.

use super::Errno;
use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::os::fd::{IntoRawFd as _, OwnedFd};
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};

pub(crate) const INT: c_int = libc::SIGINT;
pub(crate) const QUIT: c_int = libc::SIGQUIT;
pub(crate) const HUP: c_int = libc::SIGHUP;
pub(crate) const TERM: c_int = libc::SIGTERM;

/// Where the handler writes, and the process that reads there.
static PIPE: AtomicI32 = AtomicI32::new(-1);
static READER: AtomicU32 = AtomicU32::new(0);

/// The reading end. One per process.
pub(crate) struct Arrivals(OwnedFd);

impl Arrivals {
    /// Makes the pipe.
    pub(crate) fn open() -> Result<Self, Errno> {
        let (reader, writer) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
        // The writing end is the handler's, which cannot know when nobody needs it any more.
        let writer = writer.into_raw_fd();
        READER.store(std::process::id(), Ordering::Release);
        PIPE.store(writer, Ordering::Release);
        Ok(Self(reader))
    }

    /// Waits for the next signal.
    pub(crate) fn next(&self) -> Option<c_int> {
        let mut number = [0];
        loop {
            match rustix::io::read(&self.0, &mut number) {
                Ok(1) => return Some(c_int::from(number[0])),
                Err(Errno::INTR) => {}
                _ => return None,
            }
        }
    }
}

/// Runs where the signal found the process: only calls that signal-safety(7) lists.
extern "C" fn note(signal: c_int) {
    let errno = errno_location();
    // SAFETY: the address of this thread's errno is always valid.
    let before = unsafe { *errno };
    if std::process::id() == READER.load(Ordering::Acquire) {
        let number = u8::try_from(signal).unwrap_or(0);
        // SAFETY: one byte of this frame. A full pipe blocks no sooner than after 64 KiB of unread signals.
        unsafe { libc::write(PIPE.load(Ordering::Acquire), (&raw const number).cast(), 1) };
    } else {
        // A child of fork(2) has no thread that reads: there the signal does what it does by default.
        set_default(signal);
        // SAFETY: raise takes any number.
        unsafe { libc::raise(signal) };
    }
    // SAFETY: as above.
    unsafe { *errno = before };
}

fn errno_location() -> *mut c_int {
    #[cfg(any(target_os = "linux", target_os = "hurd", target_os = "redox", target_os = "dragonfly"))]
    // SAFETY: takes nothing, touches nothing.
    return unsafe { libc::__errno_location() };
    #[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
    // SAFETY: takes nothing, touches nothing.
    return unsafe { libc::__error() };
    #[cfg(any(target_os = "openbsd", target_os = "netbsd", target_os = "android"))]
    // SAFETY: takes nothing, touches nothing.
    return unsafe { libc::__errno() };
}

/// Sends a signal to [`Arrivals`] from now on, unless the program has a handler of its own or ignores it. Says which.
pub(crate) fn catch(signal: c_int) -> bool {
    let mut before = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: no new action; the old one is written to a valid place.
    let known = unsafe { libc::sigaction(signal, ptr::null(), before.as_mut_ptr()) };
    // SAFETY: zeroed at first, which is a valid action, and written by the call.
    let before = unsafe { before.assume_init() };
    if known != 0 || before.sa_sigaction != libc::SIG_DFL {
        return known == 0 && before.sa_sigaction == note as *const () as libc::sighandler_t;
    }
    set(signal, note as *const () as libc::sighandler_t)
}

/// The default action from now on.
fn set_default(signal: c_int) -> bool {
    set(signal, libc::SIG_DFL)
}

fn set(signal: c_int, handler: libc::sighandler_t) -> bool {
    let action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: all zeros is an action with an empty mask.
    let mut action = unsafe { action.assume_init() };
    action.sa_sigaction = handler;
    action.sa_flags = libc::SA_RESTART;
    // SAFETY: a valid action; the old one is not asked for.
    unsafe { libc::sigaction(signal, &raw const action, ptr::null_mut()) == 0 }
}

/// Ends the process as the signal does by default.
pub(crate) fn die_of(signal: c_int) -> ! {
    set_default(signal);
    let mut only = MaybeUninit::<libc::sigset_t>::zeroed();
    // SAFETY: sigemptyset writes the whole set.
    unsafe { libc::sigemptyset(only.as_mut_ptr()) };
    // SAFETY: the set was written above.
    unsafe { libc::sigaddset(only.as_mut_ptr(), signal) };
    // SAFETY: a valid set; the old one is not asked for.
    unsafe { libc::pthread_sigmask(libc::SIG_UNBLOCK, only.as_ptr(), ptr::null_mut()) };
    // SAFETY: raise takes any number.
    unsafe { libc::raise(signal) };
    std::process::exit(128 + signal)
}

/// Sends a signal to this process.
pub(crate) fn send_to_self(signal: c_int) -> Result<(), Errno> {
    let signal = rustix::process::Signal::from_named_raw(signal).ok_or(Errno::INVAL)?;
    rustix::process::kill_process(rustix::process::getpid(), signal)
}
