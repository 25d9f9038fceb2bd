//! Opening and closing.

use super::{Errno, fault};
use rustix::fs::{CWD, FlockOperation, Mode, OFlags};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, IntoRawFd, OwnedFd, RawFd};
use std::path::Path;

/// openat(2), always with `O_CLOEXEC` and `O_NOCTTY`.
pub(crate) fn open_at(
    directory: BorrowedFd<'_>,
    path: &Path,
    flags: OFlags,
    mode: Mode,
) -> Result<OwnedFd, Errno> {
    let flags = flags | OFlags::CLOEXEC | OFlags::NOCTTY;
    fault::call("openat", || rustix::fs::openat(directory, path, flags, mode))
}

/// openat(2) relative to the current directory.
pub(crate) fn open_path(path: &Path, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
    open_at(CWD, path, flags, mode)
}

/// close(2), with its error: network file systems report failed writes here. The descriptor is gone in any case.
pub(crate) fn close(fd: OwnedFd) -> Result<(), Errno> {
    let fd = fd.into_raw_fd();
    let closed = fault::done("close", || {
        // SAFETY: the descriptor was owned, so nobody else uses it or closes it.
        let result = unsafe { libc::close(fd) };
        if result == 0 {
            return Ok(());
        }
        // errno right after the failed libc call on the same thread.
        Err(Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::IO))
    });
    match closed {
        // Linux has closed the descriptor all the same.
        Err(Errno::INTR) => Ok(()),
        answer => answer,
    }
}

/// close(2) of many descriptors, without their errors: close_range(2) for those whose numbers follow one another, which in
/// a process of one worker are all of them.
pub(crate) fn close_all(descriptors: &mut Vec<OwnedFd>) {
    descriptors.sort_unstable_by_key(AsRawFd::as_raw_fd);
    let mut raw = descriptors.drain(..).map(IntoRawFd::into_raw_fd).peekable();
    while let Some(first) = raw.next() {
        let mut last = first;
        while let Some(next) = raw.next_if(|next| *next == last + 1) {
            last = next;
        }
        close_run(first, last);
    }
}

fn close_run(first: RawFd, last: RawFd) {
    #[cfg(target_os = "linux")]
    if first != last {
        // SAFETY: every descriptor from the first to the last was owned, so nobody else uses or closes one of them.
        let answer = unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) };
        if answer == 0 {
            return;
        }
        // Kernels before 5.9 and some sandboxes do not know the call.
    }
    for fd in first..=last {
        // SAFETY: the descriptor was owned, and nothing has closed it.
        unsafe { libc::close(fd) };
    }
}

/// An exclusive flock(2), released when this is dropped.
///
/// It is released by hand, not by closing: a child that another thread of the host program forks holds the open file
/// too, until it calls exec.
pub(crate) struct FileLock {
    file: OwnedFd,
}

impl FileLock {
    /// Takes the lock without waiting: EAGAIN if somebody else holds it.
    pub(crate) fn take(fd: impl AsFd) -> Result<Self, Errno> {
        let fd = fd.as_fd();
        let file = fault::call("fcntl", || rustix::io::fcntl_dupfd_cloexec(fd, 0))?;
        fault::call("flock", || rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive))?;
        Ok(Self { file })
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Closing releases it as well, if a little later in the case above.
        let _released_later =
            fault::call("flock", || rustix::fs::flock(&self.file, FlockOperation::Unlock)).is_err();
    }
}

/// fcntl(2) `F_SETFL`: switches `O_DIRECT` on or off.
pub(crate) fn set_direct(fd: impl AsFd, direct: bool) -> Result<(), Errno> {
    let fd = fd.as_fd();
    let flags = fault::call("fcntl", || rustix::fs::fcntl_getfl(fd))?;
    let wanted = if direct { flags | OFlags::DIRECT } else { flags - OFlags::DIRECT };
    fault::call("fcntl", || rustix::fs::fcntl_setfl(fd, wanted))
}

/// Whether a descriptor is open (fcntl(2), `F_GETFD`).
pub(crate) fn is_open(fd: std::os::fd::BorrowedFd<'_>) -> bool {
    rustix::io::fcntl_getfd(fd).is_ok()
}
