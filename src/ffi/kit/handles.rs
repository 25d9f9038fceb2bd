//! Handles of every kind: closing and duplicating them.

use super::{answer, to_handle};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::win32::Win32Error;
use crate::win32::objects::{self, ClosedBy};

const DUPLICATE_CLOSE_SOURCE: DWORD = 1;

/// The calling process and the calling thread, as programs name them (K-H2).
pub(super) const PSEUDO: [usize; 2] = [usize::MAX, usize::MAX - 1];

/// `CloseHandle`. A handle that is closed already, or that belongs to `FindClose`, fails with 6 (K-H1).
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CloseHandle(hObject: HANDLE) -> BOOL {
    let is_pseudo = PSEUDO.contains(&hObject.addr());
    let closed = is_pseudo || objects::remove(hObject.addr(), ClosedBy::CloseHandle).is_some();
    answer(closed.then_some(()).ok_or(Win32Error::INVALID_HANDLE))
}

/// `DuplicateHandle` within the process (K-H3).
///
/// cbindgen:ignore
///
/// # Safety
/// `lpTargetHandle` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2DuplicateHandle(
    hSource: HANDLE,
    lpTargetHandle: *mut HANDLE,
    dwOptions: DWORD,
) -> BOOL {
    let Some(second) = objects::duplicate(hSource.addr()) else {
        return answer(Err(Win32Error::INVALID_HANDLE));
    };
    if dwOptions & DUPLICATE_CLOSE_SOURCE != 0 {
        objects::remove(hSource.addr(), ClosedBy::CloseHandle);
    }
    if lpTargetHandle.is_null() {
        objects::remove(second, ClosedBy::CloseHandle);
    } else {
        // SAFETY: writable by the caller's contract.
        unsafe { lpTargetHandle.write(to_handle(second)) };
    }
    answer(Ok(()))
}
