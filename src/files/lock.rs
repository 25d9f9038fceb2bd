//! Ranges of bytes that a handle has locked (K-F17). The kernel's locks of open files merge and split; which ranges were asked for is
//! kept here, because only a whole one is given back.

use super::Result;
use super::open::Open;
use crate::sys::{self, Errno, LockKind, LockRange, OFlags};
use crate::win32::Win32Error;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// One range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) start: u64,
    pub(crate) length: u64,
    pub(crate) is_exclusive: bool,
}

/// What a file has locked.
#[derive(Default)]
pub(crate) struct Locks {
    held: Vec<Lock>,
    /// The file once more, open for what the lock needs and the handle lacks.
    other: Option<OwnedFd>,
}

impl Lock {
    fn end(&self) -> u64 {
        self.start.saturating_add(self.length)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.length > 0 && other.length > 0 && self.start < other.end() && other.start < self.end()
    }
}

/// As the kernel counts, whose offsets are signed: what lies beyond becomes the last byte, so that it still excludes.
fn range(start: u64, end: u64) -> Option<LockRange> {
    let last = i64::MAX.unsigned_abs();
    let (start, end) = (start.min(last - 1), end.min(last));
    let length = i64::try_from(end.checked_sub(start)?).ok().filter(|length| *length > 0)?;
    Some(LockRange { start: i64::try_from(start).ok()?, length })
}

impl Open<'_> {
    /// `LockFileEx`. `waits` for whoever holds it.
    ///
    /// # Errors
    /// 33 if somebody else, or this handle, holds a part of it; 5 if the file may not be written and the lock is exclusive.
    pub(crate) fn lock(&self, lock: Lock, waits: bool) -> Result<()> {
        let Some(file) = self.file else { return Err(Win32Error::INVALID_HANDLE) };
        loop {
            let mut locks = file.locks().lock();
            if locks.held.iter().any(|held| held.overlaps(&lock) && (held.is_exclusive || lock.is_exclusive))
            {
                return Err(Win32Error::LOCK_VIOLATION);
            }
            let kind = if lock.is_exclusive { LockKind::Exclusive } else { LockKind::Shared };
            let Some(range) = range(lock.start, lock.end()) else {
                locks.held.push(lock); // of no byte
                return Ok(());
            };
            // Never waits while the list is locked: another thread must be able to give back what this one waits for.
            match locks.set(self.fd, range, kind) {
                Ok(()) => {
                    locks.held.push(lock);
                    return Ok(());
                }
                Err(Errno::AGAIN) if waits => drop(locks),
                Err(Errno::AGAIN) => return Err(Win32Error::LOCK_VIOLATION),
                Err(Errno::BADF) => return Err(Win32Error::ACCESS_DENIED),
                Err(errno) => return Err(errno.into()),
            }
            wait(self.fd, range, kind)?;
        }
    }

    /// `UnlockFile`.
    ///
    /// # Errors
    /// 158 if exactly this range is not locked.
    pub(crate) fn unlock(&self, start: u64, length: u64) -> Result<()> {
        let Some(file) = self.file else { return Err(Win32Error::INVALID_HANDLE) };
        let mut locks = file.locks().lock();
        let at = locks.held.iter().position(|held| held.start == start && held.length == length);
        let lock = locks.held.remove(at.ok_or(Win32Error::NOT_LOCKED)?);
        // Shared ranges may overlap: what another one still covers stays.
        let mut free = vec![(lock.start, lock.end())];
        for held in &locks.held {
            free = free.into_iter().flat_map(|part| without(part, (held.start, held.end()))).collect();
        }
        for (start, end) in free {
            if let Some(range) = range(start, end) {
                locks.set(self.fd, range, LockKind::Unlock)?;
            }
        }
        Ok(())
    }
}

/// The parts of a range that another one does not cover.
fn without(part: (u64, u64), cover: (u64, u64)) -> impl Iterator<Item = (u64, u64)> {
    let before = (part.0, part.1.min(cover.0));
    let behind = (part.0.max(cover.1), part.1);
    [before, behind].into_iter().filter(|(start, end)| start < end)
}

impl Locks {
    /// Sets a lock through the handle's own descriptor, or through another one of the same file where the handle's mode does not
    /// suffice: the kernel wants writing for exclusive locks and reading for shared ones, Windows either.
    fn set(
        &mut self,
        fd: BorrowedFd<'_>,
        range: LockRange,
        kind: LockKind,
    ) -> std::result::Result<(), Errno> {
        if let Some(other) = &self.other {
            return sys::lock_range(other.as_fd(), range, kind, false);
        }
        match sys::lock_range(fd, range, kind, false) {
            Err(Errno::BADF) if self.held.iter().all(|held| held.length == 0) => {}
            answer => return answer,
        }
        let other = sys::reopen(fd, OFlags::RDWR).ok_or(Errno::BADF)??;
        sys::lock_range(other.as_fd(), range, kind, false)?;
        self.other = Some(other);
        Ok(())
    }
}

/// Waits until a range is free: by a lock of a descriptor of its own, given back at once.
fn wait(fd: BorrowedFd<'_>, range: LockRange, kind: LockKind) -> Result<()> {
    let flags = if kind == LockKind::Exclusive { OFlags::RDWR } else { OFlags::RDONLY };
    let waiting = sys::reopen(fd, flags).ok_or(Win32Error::NOT_SUPPORTED)??;
    Ok(sys::lock_range(waiting.as_fd(), range, kind, true)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_is_cut_out() {
        let cut = |part, cover| without(part, cover).collect::<Vec<_>>();
        assert_eq!(cut((0, 10), (3, 5)), [(0, 3), (5, 10)]);
        assert_eq!(cut((0, 10), (0, 10)), []);
        assert_eq!(cut((0, 10), (20, 30)), [(0, 10)]);
        assert_eq!(cut((5, 10), (0, 7)), [(7, 10)]);
    }

    #[test]
    fn ranges_beyond_the_kernels_still_exclude() {
        assert_eq!(range(0, u64::MAX), Some(LockRange { start: 0, length: i64::MAX }));
        assert_eq!(range(u64::MAX - 1, u64::MAX), Some(LockRange { start: i64::MAX - 1, length: 1 }));
        assert_eq!(range(5, 5), None);
    }
}
