//! The queue of messages of a thread (K-Q1, K-Q2).

use super::answer;
use crate::abi::{BOOL, DWORD};
use crate::win32::Win32Error;
use crate::win32::objects::{Message, Queue};
use std::ops::RangeInclusive;

/// A message as C sees it.
#[repr(C)]
pub struct CopyFile2Message {
    kind: DWORD,
    time: DWORD,
    parameters: [usize; 2],
}

/// The kinds that a filter lets through: both 0 is no filter.
fn kinds(first: DWORD, last: DWORD) -> RangeInclusive<u32> {
    if (first, last) == (0, 0) { 0..=u32::MAX } else { first..=last }
}

/// `GetMessage`: waits; 0 for `WM_QUIT`, else 1.
///
/// cbindgen:ignore
///
/// # Safety
/// `pMessage` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetMessage(
    pMessage: *mut CopyFile2Message,
    uFirst: DWORD,
    uLast: DWORD,
) -> BOOL {
    let Message { kind, parameters, time } = Queue::mine().next(&kinds(uFirst, uLast));
    // SAFETY: writable by the caller's contract.
    unsafe { pMessage.write(CopyFile2Message { kind, time, parameters }) };
    BOOL::from(kind != QUIT)
}

const QUIT: DWORD = 0x12;

/// `PeekMessage`: 1 if there was one.
///
/// cbindgen:ignore
///
/// # Safety
/// `pMessage` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2PeekMessage(
    pMessage: *mut CopyFile2Message,
    uFirst: DWORD,
    uLast: DWORD,
    bRemove: BOOL,
) -> BOOL {
    match Queue::mine().look(&kinds(uFirst, uLast), bRemove != 0) {
        Some(Message { kind, parameters, time }) => {
            // SAFETY: writable by the caller's contract.
            unsafe { pMessage.write(CopyFile2Message { kind, time, parameters }) };
            1
        }
        None => 0,
    }
}

/// `PostThreadMessage`: 1444 for a thread that is not there, or that never looked for messages. 0 is the calling thread.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2PostThreadMessage(
    dwThread: DWORD,
    uKind: DWORD,
    dwTime: DWORD,
    wParam: usize,
    lParam: usize,
) -> BOOL {
    let queue = if dwThread == 0 { Some(Queue::mine()) } else { Queue::of(dwThread) };
    let posted = queue.ok_or(Win32Error::INVALID_THREAD_ID).map(|queue| {
        queue.post(Message { kind: uKind, parameters: [wParam, lParam], time: dwTime });
    });
    answer(posted)
}

/// `PostQuitMessage`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2PostQuitMessage(nExitCode: i32) {
    Queue::mine().quit(nExitCode as u32 as usize);
}
