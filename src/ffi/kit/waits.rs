//! Events, timers, mutexes, semaphores, and waiting for these and for everything else (K-T5, K-T6).

use super::super::{handle, hooks};
use super::{answer, bytes_of, to_handle, value_or};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::win32::Win32Error;
use crate::win32::objects::{
    self, End, MAXIMUM_WAIT_OBJECTS, Misuse, Named, NamedKind, Object, Queue, Source, Waitable, create_named,
    open_named, wait,
};
use std::any::Any;
use std::ffi::c_void;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

const INFINITE: DWORD = u32::MAX;
const WAIT_TIMEOUT: DWORD = 0x102;
const WAIT_ABANDONED_0: DWORD = 0x80;
const WAIT_FAILED: DWORD = u32::MAX;
/// 100 ns between 1601 and 1970.
const UNIX_EPOCH_TICKS: i64 = 116_444_736_000_000_000;

/// An event, a timer, a mutex or a semaphore.
struct Synchronisation(Arc<Waitable>);

impl Object for Synchronisation {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }

    fn waitable(&self) -> Option<&Arc<Waitable>> {
        Some(&self.0)
    }
}

impl From<Misuse> for Win32Error {
    fn from(misuse: Misuse) -> Self {
        match misuse {
            Misuse::WrongKind => Win32Error::INVALID_HANDLE,
            Misuse::NotOwner => Win32Error::NOT_OWNER,
            Misuse::TooMany => Win32Error::TOO_MANY_POSTS,
        }
    }
}

/// A new handle, or one for the object that has the name: then the last error is 183, else 0.
///
/// # Safety
/// As for [`bytes_of`].
unsafe fn create(
    kind: NamedKind,
    name: *const c_void,
    unit: DWORD,
    make: impl FnOnce() -> Arc<Waitable>,
) -> HANDLE {
    // SAFETY: the caller's contract.
    let name = match unsafe { bytes_of(name, unit) } {
        Ok(name) => name,
        Err(error) => return value_or(Err(error), std::ptr::null_mut()),
    };
    let (object, error) = match create_named(kind, name.as_deref(), || Arc::new(Synchronisation(make()))) {
        Named::New(object) => (object, Win32Error::SUCCESS),
        Named::Old(object) => (object, Win32Error::ALREADY_EXISTS),
        Named::OtherKind => return value_or(Err(Win32Error::INVALID_HANDLE), std::ptr::null_mut()),
    };
    hooks::set_last_error(error);
    to_handle(objects::insert(object))
}

/// `CreateEvent`.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvName` is NULL or leads to units of `cbUnit` bytes that end with a NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CreateEvent(
    bManualReset: BOOL,
    bInitialState: BOOL,
    pvName: *const c_void,
    cbUnit: DWORD,
) -> HANDLE {
    let make = || Waitable::event(bManualReset != 0, bInitialState != 0);
    // SAFETY: the caller's contract.
    unsafe { create(NamedKind::Event, pvName, cbUnit, make) }
}

/// `CreateMutex`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2CreateEvent`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CreateMutex(
    bInitialOwner: BOOL,
    pvName: *const c_void,
    cbUnit: DWORD,
) -> HANDLE {
    // SAFETY: the caller's contract.
    unsafe { create(NamedKind::Mutex, pvName, cbUnit, || Waitable::mutex(bInitialOwner != 0)) }
}

/// `CreateSemaphore`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2CreateEvent`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CreateSemaphore(
    lInitialCount: i32,
    lMaximumCount: i32,
    pvName: *const c_void,
    cbUnit: DWORD,
) -> HANDLE {
    let (Ok(count), Ok(most)) = (u32::try_from(lInitialCount), u32::try_from(lMaximumCount)) else {
        return value_or(Err(Win32Error::INVALID_PARAMETER), std::ptr::null_mut());
    };
    if most == 0 || count > most {
        return value_or(Err(Win32Error::INVALID_PARAMETER), std::ptr::null_mut());
    }
    // SAFETY: the caller's contract.
    unsafe { create(NamedKind::Semaphore, pvName, cbUnit, || Waitable::semaphore(count, most)) }
}

/// `CreateWaitableTimer`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2CreateEvent`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CreateWaitableTimer(
    bManualReset: BOOL,
    pvName: *const c_void,
    cbUnit: DWORD,
) -> HANDLE {
    // SAFETY: the caller's contract.
    unsafe { create(NamedKind::Timer, pvName, cbUnit, || Waitable::timer(bManualReset != 0)) }
}

/// `OpenEvent` (0), `OpenMutex` (1), `OpenSemaphore` (2), `OpenWaitableTimer` (3): 2 for a name that nobody created here.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2CreateEvent`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2OpenNamed(dwKind: DWORD, pvName: *const c_void, cbUnit: DWORD) -> HANDLE {
    let kinds = [NamedKind::Event, NamedKind::Mutex, NamedKind::Semaphore, NamedKind::Timer];
    let kind = usize::try_from(dwKind).ok().and_then(|kind| kinds.get(kind));
    // SAFETY: the caller's contract.
    let name = unsafe { bytes_of(pvName, cbUnit) };
    let opened = match (kind, name) {
        (Some(&kind), Ok(Some(name))) => open_named(kind, &name).map_err(|is_of_other_kind| {
            if is_of_other_kind { Win32Error::INVALID_HANDLE } else { Win32Error::FILE_NOT_FOUND }
        }),
        (_, Err(error)) => Err(error),
        _ => Err(Win32Error::INVALID_PARAMETER),
    };
    value_or(opened.map(|object| to_handle(objects::insert(object))), std::ptr::null_mut())
}

/// Works on the object of a handle.
fn with<T>(handle: HANDLE, work: impl FnOnce(&Waitable) -> Result<T, Misuse>) -> Result<T, Win32Error> {
    let object = objects::get::<Synchronisation>(handle.addr()).ok_or(Win32Error::INVALID_HANDLE)?;
    Ok(work(&object.0)?)
}

/// `SetEvent` and `ResetEvent`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetEvent(hEvent: HANDLE, bSet: BOOL) -> BOOL {
    answer(set_event(hEvent, bSet != 0))
}

/// Signals an event, or takes that back.
pub(in crate::ffi) fn set_event(event: HANDLE, is_signalled: bool) -> Result<(), Win32Error> {
    with(event, |event| event.set_event(is_signalled))
}

/// `SetWaitableTimer`: due at a time since 1601 in 100 ns, or negative and from now on; the period in ms.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetWaitableTimer(hTimer: HANDLE, llDue: i64, lPeriod: i32) -> BOOL {
    let Ok(period) = u64::try_from(lPeriod) else { return answer(Err(Win32Error::INVALID_PARAMETER)) };
    let ticks = if llDue < 0 { llDue.unsigned_abs() } else { until(llDue) };
    let patience = Duration::from_micros(ticks / 10) + Duration::from_nanos(ticks % 10 * 100);
    // What no clock reaches never comes due.
    let due = Instant::now().checked_add(patience);
    answer(with(hTimer, |timer| timer.set_timer(due, Duration::from_millis(period))))
}

/// How far a time is away, in 100 ns; 0 if it is over.
fn until(due: i64) -> u64 {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(since_1970.as_nanos() / 100).unwrap_or(i64::MAX).saturating_add(UNIX_EPOCH_TICKS);
    u64::try_from(due.saturating_sub(now)).unwrap_or(0)
}

/// `CancelWaitableTimer`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CancelWaitableTimer(hTimer: HANDLE) -> BOOL {
    answer(with(hTimer, Waitable::cancel_timer))
}

/// `ReleaseMutex`: 288 for the mutex of another thread.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ReleaseMutex(hMutex: HANDLE) -> BOOL {
    answer(with(hMutex, Waitable::release_mutex))
}

/// `ReleaseSemaphore`: 298 over the maximum.
///
/// cbindgen:ignore
///
/// # Safety
/// `lpPreviousCount` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2ReleaseSemaphore(
    hSemaphore: HANDLE,
    lReleaseCount: i32,
    lpPreviousCount: *mut i32,
) -> BOOL {
    let Some(by) = u32::try_from(lReleaseCount).ok().filter(|by| *by > 0) else {
        return answer(Err(Win32Error::INVALID_PARAMETER));
    };
    let before = with(hSemaphore, |semaphore| semaphore.release_semaphore(by));
    if let (Ok(before), false) = (&before, lpPreviousCount.is_null()) {
        // SAFETY: writable by the caller's contract.
        unsafe { lpPreviousCount.write(*before as i32) };
    }
    answer(before.map(|_| ()))
}

/// What a handle is waited for as.
fn source(handle: HANDLE) -> Result<Source, Win32Error> {
    match objects::find(handle.addr()) {
        Some(object) => Ok(object.waitable().cloned().map_or(Source::Always, Source::Waitable)),
        // The borrowed descriptors of messages and standard handles, as files are.
        None if handle::is_open(handle) => Ok(Source::Always),
        None => Err(Win32Error::INVALID_HANDLE),
    }
}

/// `WaitForMultipleObjects`, and with `bMessages` `MsgWaitForMultipleObjects`, for which 0 handles will do.
///
/// cbindgen:ignore
///
/// # Safety
/// `lpHandles` leads to `nCount` handles, or is NULL where that is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2WaitForMultipleObjects(
    nCount: DWORD,
    lpHandles: *const HANDLE,
    bWaitAll: BOOL,
    dwMilliseconds: DWORD,
    bMessages: BOOL,
) -> DWORD {
    let count = usize::try_from(nCount).unwrap_or(usize::MAX);
    let most = MAXIMUM_WAIT_OBJECTS - usize::from(bMessages != 0);
    if count > most || (count == 0 && bMessages == 0) || (count > 0 && lpHandles.is_null()) {
        return value_or(Err(Win32Error::INVALID_PARAMETER), WAIT_FAILED);
    }
    let mut sources = Vec::with_capacity(count + 1);
    for at in 0..count {
        let place = lpHandles.wrapping_add(at);
        // SAFETY: within the handles that the caller promises.
        let handle = unsafe { place.read_unaligned() };
        match source(handle) {
            Ok(source) => sources.push(source),
            Err(error) => return value_or(Err(error), WAIT_FAILED),
        }
    }
    if bMessages != 0 {
        sources.push(Source::Messages(Queue::mine()));
    }
    let patience = (dwMilliseconds != INFINITE).then(|| Duration::from_millis(u64::from(dwMilliseconds)));
    match wait(&sources, bWaitAll != 0, patience) {
        End::Signalled(at) => u32::try_from(at).unwrap_or(0),
        End::Abandoned(at) => WAIT_ABANDONED_0 + u32::try_from(at).unwrap_or(0),
        End::TimedOut => WAIT_TIMEOUT,
    }
}
