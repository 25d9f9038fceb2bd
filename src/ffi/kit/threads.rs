//! Threads of programs (K-T1, K-T2). The thread itself is started by the inline function of the header, so that no frame of
//! this library stands between the program's routine and `pthread_exit`; here is the object that its handle leads to.

use super::{to_handle, value_or};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::sys;
use crate::win32::Win32Error;
use crate::win32::objects::{self, ClosedBy, Object, Waitable, forsake_mutexes};
use parking_lot::{Condvar, Mutex};
use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_void;
use std::sync::Arc;

const STILL_ACTIVE: DWORD = 259;
const CREATE_SUSPENDED: DWORD = 4;

struct Thread {
    waitable: Arc<Waitable>,
    start: Mutex<Start>,
    changed: Condvar,
}

struct Start {
    is_suspended: bool,
    /// The kernel's id, once it runs.
    id: Option<DWORD>,
    priority: i32,
    /// What it will end with.
    code: DWORD,
}

impl Object for Thread {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }

    fn waitable(&self) -> Option<&Arc<Waitable>> {
        Some(&self.waitable)
    }
}

/// The object of the calling thread. When the thread's storage goes, the thread is told as ended.
struct Running(Arc<Thread>);

impl Drop for Running {
    fn drop(&mut self) {
        forsake_mutexes();
        let code = self.0.start.lock().code;
        self.0.waitable.end_thread(code);
    }
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// The object for a thread that is about to be started: its handle, and what the thread gives to `CopyFile2ThreadBegins`.
///
/// cbindgen:ignore
///
/// # Safety
/// `phThread` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2NewThread(dwCreationFlags: DWORD, phThread: *mut HANDLE) -> *mut c_void {
    let is_suspended = dwCreationFlags & CREATE_SUSPENDED != 0;
    let thread = Arc::new(Thread {
        waitable: Waitable::thread(),
        start: Mutex::new(Start { is_suspended, id: None, priority: 0, code: 0 }),
        changed: Condvar::new(),
    });
    let handle = to_handle(objects::insert(Arc::clone(&thread) as Arc<dyn Object>));
    // SAFETY: writable by the caller's contract.
    unsafe { phThread.write(handle) };
    Arc::into_raw(thread).cast_mut().cast()
}

/// The first thing that a started thread does. Returns when it is no longer suspended.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvThread` came from `CopyFile2NewThread`; nobody else gives it here or to `CopyFile2NoThread`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2ThreadBegins(pvThread: *mut c_void) {
    // SAFETY: the caller's contract.
    let thread = unsafe { Arc::from_raw(pvThread.cast_const().cast::<Thread>()) };
    RUNNING.with(|running| *running.borrow_mut() = Some(Running(Arc::clone(&thread))));
    let mut start = thread.start.lock();
    start.id = Some(sys::thread_id());
    thread.changed.notify_all();
    while start.is_suspended {
        thread.changed.wait(&mut start);
    }
}

/// Takes back a thread that could not be started, with its handle.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2ThreadBegins`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2NoThread(pvThread: *mut c_void, hThread: HANDLE) {
    // SAFETY: the caller's contract.
    drop(unsafe { Arc::from_raw(pvThread.cast_const().cast::<Thread>()) });
    objects::remove(hThread.addr(), ClosedBy::CloseHandle);
}

/// Sets the code that the calling thread ends with, for its routine's return and for `ExitThread`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ThreadEnds(dwExitCode: DWORD) {
    let _ = RUNNING.try_with(|running| {
        if let Some(Running(thread)) = running.borrow().as_ref() {
            thread.start.lock().code = dwExitCode;
        }
    });
}

fn thread(handle: HANDLE) -> Result<Arc<Thread>, Win32Error> {
    objects::get::<Thread>(handle.addr()).ok_or(Win32Error::INVALID_HANDLE)
}

/// `GetThreadId`; waits until the thread has one. 0 for what is no thread.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetThreadId(hThread: HANDLE) -> DWORD {
    let id = thread(hThread).map(|thread| {
        let mut start = thread.start.lock();
        loop {
            match start.id {
                Some(id) => return id,
                None => thread.changed.wait(&mut start),
            }
        }
    });
    value_or(id, 0)
}

/// `GetCurrentThreadId`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetCurrentThreadId() -> DWORD {
    sys::thread_id()
}

/// `GetExitCodeThread`: 259 while it runs.
///
/// cbindgen:ignore
///
/// # Safety
/// `lpExitCode` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetExitCodeThread(hThread: HANDLE, lpExitCode: *mut DWORD) -> BOOL {
    let code = thread(hThread).map(|thread| thread.waitable.thread_code().unwrap_or(STILL_ACTIVE));
    if let Ok(code) = code {
        // SAFETY: writable by the caller's contract.
        unsafe { lpExitCode.write(code) };
    }
    value_or(code.map(|_| 1), 0)
}

/// `ResumeThread`: 1 if the thread was suspended, 0 if it ran, 0xFFFFFFFF for what is no thread.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ResumeThread(hThread: HANDLE) -> DWORD {
    let before = thread(hThread).map(|thread| {
        let before = std::mem::replace(&mut thread.start.lock().is_suspended, false);
        thread.changed.notify_all();
        u32::from(before)
    });
    value_or(before, u32::MAX)
}

/// Windows' levels as niceness. What is above normal would need a privilege, and the background is like idle.
fn niceness(priority: i32) -> Option<i32> {
    match priority {
        0..=2 | 15 | 0x20000 => Some(0),
        -1 => Some(5),
        -2 => Some(10),
        -15 | 0x10000 => Some(19),
        _ => None,
    }
}

/// `SetThreadPriority`: accepted, and lowered where the kernel allows it. The pseudo handle of the calling thread will do.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetThreadPriority(hThread: HANDLE, nPriority: i32) -> BOOL {
    let Some(niceness) = niceness(nPriority) else {
        return value_or(Err(Win32Error::INVALID_PARAMETER), 0);
    };
    let id = if hThread.addr() == super::handles::PSEUDO[1] {
        PRIORITY.set(nPriority);
        Ok(Some(sys::thread_id()))
    } else {
        thread(hThread).map(|thread| {
            let mut start = thread.start.lock();
            start.priority = nPriority;
            start.id
        })
    };
    value_or(
        id.map(|id| {
            if let Some(Err(errno)) = id.map(|id| sys::set_niceness(id, niceness)) {
                log::debug!("the kernel keeps the priority of the thread: {errno}");
            }
            1
        }),
        0,
    )
}

thread_local! {
    static PRIORITY: std::cell::Cell<i32> = const { std::cell::Cell::new(0) };
}

/// `GetThreadPriority`: what was set last; 0x7FFFFFFF for what is no thread.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetThreadPriority(hThread: HANDLE) -> i32 {
    if hThread.addr() == super::handles::PSEUDO[1] {
        return PRIORITY.get();
    }
    value_or(thread(hThread).map(|thread| thread.start.lock().priority), i32::MAX)
}
