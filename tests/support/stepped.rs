//! A call made in a child process that stands still at each of its system calls, so that a test can change the files
//! between any two of them, and see what is visible at every moment. No chance is left to timing.

use std::os::unix::process::ExitStatusExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitStatus;
use std::ptr;

/// What the body of the child answers when tracing is not allowed.
const NOT_ALLOWED: i32 = 77;
/// What the child answers when its body panicked.
pub const PANICKED: i32 = 101;

/// How a stepped call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// How many system calls were made.
    pub steps: usize,
    /// What the body answered.
    pub answer: i32,
}

/// Runs `body`, which answers a number from 0 to 76, in a child; `at` is called before each of its system calls, with
/// the index of the call and the child's id. `None`, after saying so, where processes may not be traced.
pub fn step(body: impl FnOnce() -> u8, mut at: impl FnMut(usize, i32)) -> Option<Walk> {
    // SAFETY: the child runs nothing but the body, which takes no lock that other threads may have held.
    let child = unsafe { libc::fork() };
    assert!(child >= 0, "a child can be started");
    if child == 0 {
        become_traced(body);
    }
    let mut status = wait(child);
    if status.code() == Some(NOT_ALLOWED) {
        super::skipped("processes may not be traced here");
        return None;
    }
    assert_eq!(status.stopped_signal(), Some(libc::SIGSTOP), "the child waits for its first step");
    let options = libc::PTRACE_O_TRACESYSGOOD | libc::PTRACE_O_EXITKILL;
    // SAFETY: the child is stopped and traced by this thread; the options are no pointer.
    unsafe { libc::ptrace(libc::PTRACE_SETOPTIONS, child, ptr::null_mut::<libc::c_void>(), options) };
    let (mut steps, mut entering, mut signal) = (0, true, 0);
    loop {
        // SAFETY: as above; the child goes on to the next end of a system call, with the signal it was stopped by.
        unsafe { libc::ptrace(libc::PTRACE_SYSCALL, child, ptr::null_mut::<libc::c_void>(), signal) };
        status = wait(child);
        match status.stopped_signal() {
            Some(stop) if stop == libc::SIGTRAP | 0x80 => {
                signal = 0;
                if entering {
                    at(steps, child);
                    steps += 1;
                }
                entering = !entering;
            }
            Some(stop) => signal = stop,
            None => break,
        }
    }
    let answer = status.code().unwrap_or_else(|| panic!("the child was killed: {status}"));
    assert_ne!(answer, PANICKED, "the call panicked");
    Some(Walk { steps, answer })
}

fn become_traced(body: impl FnOnce() -> u8) -> ! {
    let nothing = ptr::null_mut::<libc::c_void>();
    // SAFETY: no memory is involved.
    if unsafe { libc::ptrace(libc::PTRACE_TRACEME, 0, nothing, nothing) } != 0 {
        // SAFETY: ends the child at once; nothing of the parent is run or flushed.
        unsafe { libc::_exit(NOT_ALLOWED) };
    }
    // SAFETY: stops this process until the parent lets it go on.
    unsafe { libc::raise(libc::SIGSTOP) };
    let answer = catch_unwind(AssertUnwindSafe(body)).map_or(PANICKED, i32::from);
    // SAFETY: as above.
    unsafe { libc::_exit(answer) }
}

fn wait(child: i32) -> ExitStatus {
    let mut status = 0;
    // SAFETY: the status is written by the call.
    let found = unsafe { libc::waitpid(child, &raw mut status, 0) };
    assert_eq!(found, child, "the child is there");
    ExitStatus::from_raw(status)
}

/// Whether a process holds the file or directory of this device and inode open.
pub fn holds(process: i32, identity: (u64, u64)) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(entries) = std::fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    entries.flatten().any(|entry| {
        std::fs::metadata(entry.path()).is_ok_and(|found| (found.dev(), found.ino()) == identity)
    })
}
