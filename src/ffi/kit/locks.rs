//! Locks that stand in the program's own memory (K-T3, K-T4): critical sections, slim locks, condition variables, things done
//! once. All work from zeroed memory; uncontended, each is a few atomic instructions.

use super::{answer, value_or};
use crate::abi::{BOOL, DWORD};
use crate::win32::Win32Error;
use parking_lot::lock_api::{RawMutex as _, RawRwLock as _};
use parking_lot::{RawMutex, RawRwLock};
use parking_lot_core::{DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN, ParkResult};
use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The program's `CRITICAL_SECTION`, which has at least this room (24 bytes with 32-bit pointers, 40 with 64).
#[repr(C)]
pub struct CriticalSection {
    owner: AtomicU32,
    depth: AtomicU32,
    mutex: RawMutex,
}

/// The program's `SRWLOCK`: one word.
pub type SlimLock = RawRwLock;

const _: () = assert!(size_of::<SlimLock>() == size_of::<usize>());
const _: () = assert!(size_of::<CriticalSection>() <= 24 && align_of::<CriticalSection>() <= 4);

impl CriticalSection {
    fn enter(&self, wait: bool) -> bool {
        // Only this thread ever writes its own id here, so that a stale read cannot show it.
        let me = crate::sys::thread_id();
        if self.owner.load(Ordering::Relaxed) == me {
            self.depth.store(self.depth.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            return true;
        }
        if wait {
            self.mutex.lock();
        } else if !self.mutex.try_lock() {
            return false;
        }
        self.owner.store(me, Ordering::Relaxed);
        self.depth.store(1, Ordering::Relaxed);
        true
    }

    /// # Safety
    /// The calling thread has entered it.
    unsafe fn leave(&self) {
        let depth = self.depth.load(Ordering::Relaxed);
        if depth > 1 {
            self.depth.store(depth - 1, Ordering::Relaxed);
            return;
        }
        self.owner.store(0, Ordering::Relaxed);
        self.depth.store(0, Ordering::Relaxed);
        // SAFETY: the caller's contract: it is locked, by this thread.
        unsafe { self.mutex.unlock() };
    }
}

/// `EnterCriticalSection`.
///
/// cbindgen:ignore
///
/// # Safety
/// `pSection` leads to a `CRITICAL_SECTION`, zeroed at first.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2EnterCriticalSection(pSection: *const CriticalSection) {
    // SAFETY: the caller's contract; all changes are atomic.
    unsafe { &*pSection }.enter(true);
}

/// `TryEnterCriticalSection`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2EnterCriticalSection`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2TryEnterCriticalSection(pSection: *const CriticalSection) -> BOOL {
    // SAFETY: the caller's contract; all changes are atomic.
    BOOL::from(unsafe { &*pSection }.enter(false))
}

/// `LeaveCriticalSection`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2EnterCriticalSection`; the calling thread has entered it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2LeaveCriticalSection(pSection: *const CriticalSection) {
    // SAFETY: the caller's contract; all changes are atomic.
    let section = unsafe { &*pSection };
    // SAFETY: the caller's contract.
    unsafe { section.leave() };
}

/// `AcquireSRWLockExclusive` (0), `AcquireSRWLockShared` (1).
///
/// cbindgen:ignore
///
/// # Safety
/// `pLock` leads to an `SRWLOCK`, zeroed at first.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2AcquireSRWLock(pLock: *const SlimLock, bShared: BOOL) {
    // SAFETY: the caller's contract; all changes are atomic.
    let lock = unsafe { &*pLock };
    if bShared != 0 { lock.lock_shared() } else { lock.lock_exclusive() }
}

/// `TryAcquireSRWLockExclusive` (0), `TryAcquireSRWLockShared` (1).
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2AcquireSRWLock`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2TryAcquireSRWLock(pLock: *const SlimLock, bShared: BOOL) -> BOOL {
    // SAFETY: the caller's contract; all changes are atomic.
    let lock = unsafe { &*pLock };
    BOOL::from(if bShared != 0 { lock.try_lock_shared() } else { lock.try_lock_exclusive() })
}

/// `ReleaseSRWLockExclusive` (0), `ReleaseSRWLockShared` (1).
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2AcquireSRWLock`; the calling thread has acquired it in that way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2ReleaseSRWLock(pLock: *const SlimLock, bShared: BOOL) {
    // SAFETY: the caller's contract; all changes are atomic.
    let lock = unsafe { &*pLock };
    if bShared != 0 {
        // SAFETY: the caller's contract.
        unsafe { lock.unlock_shared() }
    } else {
        // SAFETY: the caller's contract.
        unsafe { lock.unlock_exclusive() }
    }
}

/// The lock that a thread gives up while it sleeps on a condition variable.
#[derive(Clone, Copy)]
enum Held<'a> {
    Section(&'a CriticalSection),
    /// With whether it is shared.
    Slim(&'a SlimLock, bool),
}

impl Held<'_> {
    fn lock(self) {
        match self {
            Self::Section(section) => {
                section.enter(true);
            }
            Self::Slim(lock, true) => lock.lock_shared(),
            Self::Slim(lock, false) => lock.lock_exclusive(),
        }
    }

    /// # Safety
    /// The calling thread holds it in this way.
    unsafe fn unlock(self) {
        match self {
            // SAFETY: the caller's contract.
            Self::Section(section) => unsafe { section.leave() },
            // SAFETY: the caller's contract.
            Self::Slim(lock, true) => unsafe { lock.unlock_shared() },
            // SAFETY: the caller's contract.
            Self::Slim(lock, false) => unsafe { lock.unlock_exclusive() },
        }
    }
}

/// `SleepConditionVariableCS` (kind 0), `SleepConditionVariableSRW` (1 exclusive, 2 shared). FALSE with 1460 when the time is
/// over. The lock is held again in either case.
///
/// cbindgen:ignore
///
/// # Safety
/// `pVariable` leads to a `CONDITION_VARIABLE`, `pvLock` to the lock of that kind, which the calling thread holds once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2SleepConditionVariable(
    pVariable: *const c_void,
    pvLock: *const c_void,
    dwKind: DWORD,
    dwMilliseconds: DWORD,
) -> BOOL {
    let end = match dwMilliseconds {
        u32::MAX => None,
        milliseconds => Instant::now().checked_add(Duration::from_millis(u64::from(milliseconds))),
    };
    // Not by the exported functions: a program may have some of these names itself.
    let held = match dwKind {
        // SAFETY: the caller's contract; all changes are atomic.
        0 => Held::Section(unsafe { &*pvLock.cast::<CriticalSection>() }),
        // SAFETY: as above.
        kind => Held::Slim(unsafe { &*pvLock.cast::<SlimLock>() }, kind == 2),
    };
    // SAFETY: the caller holds it, by its contract.
    let unlock = || unsafe { held.unlock() };
    // The variable is only an address: who sleeps on it stands in the table of parking_lot_core. The lock is given back after
    // this thread is in that table, so no wake between the two is lost.
    // SAFETY: the address is the program's own; the closures neither panic nor call into parking_lot_core, but for the
    // unlock, which parking_lot's own condition variable does in the same place.
    let woken = unsafe {
        parking_lot_core::park(pVariable.addr(), || true, unlock, |_, _| {}, DEFAULT_PARK_TOKEN, end)
    };
    held.lock();
    answer(if woken == ParkResult::TimedOut { Err(Win32Error::TIMEOUT) } else { Ok(()) })
}

/// `WakeConditionVariable` (0), `WakeAllConditionVariable` (1).
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2WakeConditionVariable(pVariable: *const c_void, bAll: BOOL) {
    if bAll != 0 {
        // SAFETY: only addresses of variables are parked on in this way.
        unsafe { parking_lot_core::unpark_all(pVariable.addr(), DEFAULT_UNPARK_TOKEN) };
    } else {
        // SAFETY: as above.
        unsafe { parking_lot_core::unpark_one(pVariable.addr(), |_| DEFAULT_UNPARK_TOKEN) };
    }
}

const ONCE_RUNS: usize = 1;
/// The two low bits of a context are the program's to leave zero, as on Windows; this one says that it is there.
const ONCE_IS_DONE: usize = 2;

/// Begins something that is done once: 1 if the caller is to do it, 0 if it is done, with the context that was kept.
///
/// cbindgen:ignore
///
/// # Safety
/// `pOnce` leads to an `INIT_ONCE`, zeroed at first; `ppvContext` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2InitOnceBegin(
    pOnce: *const AtomicUsize,
    ppvContext: *mut *mut c_void,
) -> BOOL {
    // SAFETY: the caller's contract; all changes are atomic.
    let once = unsafe { &*pOnce };
    loop {
        match once.compare_exchange(0, ONCE_RUNS, Ordering::Acquire, Ordering::Acquire) {
            Ok(_) => return 1,
            Err(ONCE_RUNS) => {
                let is_running = || once.load(Ordering::Acquire) == ONCE_RUNS;
                // SAFETY: the address is the program's own; the closures neither panic nor call back.
                unsafe {
                    parking_lot_core::park(
                        pOnce.addr(),
                        is_running,
                        || {},
                        |_, _| {},
                        DEFAULT_PARK_TOKEN,
                        None,
                    )
                };
            }
            Err(done) => {
                if !ppvContext.is_null() {
                    // The number is what CopyFile2InitOnceEnds was given as a pointer.
                    let context = std::ptr::with_exposed_provenance_mut(done & !3);
                    // SAFETY: writable by the caller's contract.
                    unsafe { ppvContext.write(context) };
                }
                return 0;
            }
        }
    }
}

/// Ends it: done with a context, or to be tried again. 87 for a context whose low bits are set.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2InitOnceBegin`, which told the caller to do it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2InitOnceEnds(
    pOnce: *const AtomicUsize,
    bDone: BOOL,
    pvContext: *mut c_void,
) -> BOOL {
    let context = pvContext.expose_provenance();
    let is_fit = context & 3 == 0;
    let state = if bDone != 0 && is_fit { context | ONCE_IS_DONE } else { 0 };
    // SAFETY: the caller's contract; all changes are atomic.
    unsafe { &*pOnce }.store(state, Ordering::Release);
    // SAFETY: only waits of CopyFile2InitOnceBegin park on this address.
    unsafe { parking_lot_core::unpark_all(pOnce.addr(), DEFAULT_UNPARK_TOKEN) };
    value_or(if is_fit { Ok(1) } else { Err(Win32Error::INVALID_PARAMETER) }, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// K-T4: all start from zeros, which parking_lot's lock must go on doing.
    #[test]
    fn locks_start_from_zeros() {
        let zeros = AtomicUsize::new(0);
        let lock: *const SlimLock = (&raw const zeros).cast();
        // SAFETY: one zeroed word, as the functions want it.
        unsafe {
            assert_eq!(CopyFile2TryAcquireSRWLock(lock, 0), 1);
        }
        assert_ne!(zeros.load(Ordering::Relaxed), 0);
        // SAFETY: as above.
        unsafe {
            assert_eq!(CopyFile2TryAcquireSRWLock(lock, 1), 0);
        }
        // SAFETY: as above; it is held.
        unsafe { CopyFile2ReleaseSRWLock(lock, 0) };
        assert_eq!(zeros.load(Ordering::Relaxed), 0);
    }
}
