//! `DeviceIoControl`.

use super::data::{Overlapped, finish};
use super::information::{input, output};
use super::{truth, with_open};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::files::DUPLICATE_EXTENTS;
use crate::win32::Win32Error;
use std::ffi::c_void;

/// DUPLICATE_EXTENTS_DATA: the source's handle and three offsets, which begin at a multiple of 8.
fn duplicate(file: HANDLE, given: &[u8]) -> Result<(), Win32Error> {
    const FIRST: usize = size_of::<usize>().next_multiple_of(8);
    let handle =
        given.get(..size_of::<usize>()).and_then(|field| field.try_into().ok()).map(usize::from_ne_bytes);
    let long =
        |at: usize| given.get(at..at + 8).and_then(|field| field.try_into().ok()).map(u64::from_ne_bytes);
    let (Some(handle), Some(from), Some(to), Some(length)) =
        (handle, long(FIRST), long(FIRST + 8), long(FIRST + 16))
    else {
        return Err(Win32Error::INVALID_PARAMETER);
    };
    with_open(std::ptr::without_provenance_mut(handle), |source| {
        with_open(file, |open| open.duplicate_extents(&source, from, to, length))
    })
}

export! {
    /// `DeviceIoControl`. The count may be NULL only with an OVERLAPPED.
    fn CopyFile2DeviceIoControl(
        hFile: HANDLE,
        dwCode: DWORD,
        pvIn: *const c_void,
        cbIn: DWORD,
        pvOut: *mut c_void,
        cbOut: DWORD,
        pcbReturned: *mut DWORD,
        pOverlapped: *mut Overlapped,
    ) -> BOOL {
        truth(|| {
            if pcbReturned.is_null() && pOverlapped.is_null() {
                return Err(Win32Error::NOACCESS);
            }
            // SAFETY: by the caller's contract.
            let given = unsafe { input(pvIn, cbIn) };
            let room = if pvOut.is_null() { 0 } else { cbOut as usize };
            let outcome = match dwCode {
                DUPLICATE_EXTENTS => duplicate(hFile, &given).map(|()| 0).map_err(|code| (0, code)),
                _ => match with_open(hFile, |open| open.control(dwCode, &given, room)) {
                    Ok(answer) => {
                        // SAFETY: by the caller's contract; no longer than the room.
                        unsafe { output(&answer.bytes, pvOut) };
                        match answer.more {
                            true => Err((answer.bytes.len(), Win32Error::MORE_DATA)),
                            false => Ok(answer.bytes.len()),
                        }
                    }
                    Err(code) => Err((0, code)),
                },
            };
            // SAFETY: by the caller's contract.
            unsafe { finish(outcome, pcbReturned, pOverlapped) }
        })
    }
}
