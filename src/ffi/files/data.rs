//! What is done through a handle: reading, writing, the file pointer, sizes, times, locks.

use super::{give, truth, value_or, with_open};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::ffi::hooks;
use crate::ffi::kit::set_event;
use crate::files::{Lock, Open, Position, Start, Ticks};
use crate::win32::Win32Error;
use std::ffi::c_void;

/// OVERLAPPED.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Overlapped {
    internal: usize,
    internal_high: usize,
    offset: DWORD,
    offset_high: DWORD,
    event: HANDLE,
}

const STATUS_SUCCESS: usize = 0;
const STATUS_END_OF_FILE: usize = 0xC000_0011;
const STATUS_UNSUCCESSFUL: usize = 0xC000_0001;

/// Where the call reads or writes (K-F13).
///
/// # Safety
/// `overlapped` is NULL or leads to a whole structure.
unsafe fn position(overlapped: *const Overlapped) -> Position {
    if overlapped.is_null() {
        return Position::Pointer;
    }
    // SAFETY: not NULL, and whole by the caller's contract.
    let given = unsafe { overlapped.read_unaligned() };
    match u64::from(given.offset_high) << 32 | u64::from(given.offset) {
        u64::MAX => Position::End,
        offset => Position::At(offset),
    }
}

/// Tells a call that is over: its count, its OVERLAPPED and the event in it.
///
/// # Safety
/// Both pointers are NULL or lead to what they say.
pub(super) unsafe fn finish(
    outcome: Result<usize, (usize, Win32Error)>,
    count: *mut DWORD,
    overlapped: *mut Overlapped,
) -> Result<(), Win32Error> {
    let (done, status) = match outcome {
        Ok(done) => (done, STATUS_SUCCESS),
        Err((done, Win32Error::HANDLE_EOF)) => (done, STATUS_END_OF_FILE),
        Err((done, _)) => (done, STATUS_UNSUCCESSFUL),
    };
    // SAFETY: the caller's contract.
    unsafe { give(count, DWORD::try_from(done).unwrap_or(DWORD::MAX)) };
    if !overlapped.is_null() {
        // SAFETY: not NULL, and whole by the caller's contract.
        let mut given = unsafe { overlapped.read_unaligned() };
        (given.internal, given.internal_high) = (status, done);
        // SAFETY: as above.
        unsafe { overlapped.write_unaligned(given) };
        // The lowest bit keeps a completion from a port, of which there are none.
        let event = given.event.map_addr(|address| address & !1);
        if !event.is_null() {
            set_event(event, true)?;
        }
    }
    outcome.map(drop).map_err(|(_, code)| code)
}

export! {
    /// `ReadFile`. The count may be NULL only with an OVERLAPPED (K-F13).
    fn CopyFile2ReadFile(
        hFile: HANDLE,
        pvBuffer: *mut c_void,
        cbBuffer: DWORD,
        pcbRead: *mut DWORD,
        pOverlapped: *mut Overlapped,
    ) -> BOOL {
        truth(|| {
            // SAFETY: the caller's contract.
            unsafe { give(pcbRead, 0) };
            if pcbRead.is_null() && pOverlapped.is_null() || pvBuffer.is_null() && cbBuffer != 0 {
                return Err(Win32Error::NOACCESS);
            }
            // SAFETY: the caller's contract.
            let position = unsafe { position(pOverlapped) };
            let length = if pvBuffer.is_null() { 0 } else { cbBuffer as usize };
            let start = if length == 0 { std::ptr::NonNull::dangling().as_ptr() } else { pvBuffer.cast::<u8>() };
            // SAFETY: not NULL, and as large as its size says by the caller's contract; bytes that the kernel fills.
            let buffer = unsafe { std::slice::from_raw_parts_mut(start, length) };
            let outcome = with_open(hFile, |open| open.read(buffer, position));
            // SAFETY: the caller's contract.
            unsafe { finish(outcome.map_err(|code| (0, code)), pcbRead, pOverlapped) }
        })
    }

    /// `WriteFile`.
    fn CopyFile2WriteFile(
        hFile: HANDLE,
        pvBuffer: *const c_void,
        cbBuffer: DWORD,
        pcbWritten: *mut DWORD,
        pOverlapped: *mut Overlapped,
    ) -> BOOL {
        truth(|| {
            // SAFETY: the caller's contract.
            unsafe { give(pcbWritten, 0) };
            if pcbWritten.is_null() && pOverlapped.is_null() || pvBuffer.is_null() && cbBuffer != 0 {
                return Err(Win32Error::NOACCESS);
            }
            // SAFETY: the caller's contract.
            let position = unsafe { position(pOverlapped) };
            let length = if pvBuffer.is_null() { 0 } else { cbBuffer as usize };
            let start = if length == 0 { std::ptr::NonNull::dangling().as_ptr() } else { pvBuffer.cast::<u8>().cast_mut() };
            // SAFETY: not NULL, and as large as its size says by the caller's contract.
            let buffer = unsafe { std::slice::from_raw_parts(start, length) };
            let mut outcome = Err((0, Win32Error::INVALID_HANDLE));
            let found = with_open(hFile, |open| {
                outcome = open.write(buffer, position);
                Ok(())
            });
            let outcome = found.map_err(|code| (0, code)).and(outcome);
            // SAFETY: the caller's contract.
            unsafe { finish(outcome, pcbWritten, pOverlapped) }
        })
    }

    /// `SetFilePointerEx`.
    fn CopyFile2SetFilePointerEx(hFile: HANDLE, llDistance: i64, pllPosition: *mut i64, dwMethod: DWORD) -> BOOL {
        truth(|| {
            let start = Start::from_word(dwMethod)?;
            let position = with_open(hFile, |open| open.set_pointer(llDistance, start))?;
            // SAFETY: the caller's contract.
            unsafe { give(pllPosition, i64::try_from(position).unwrap_or(i64::MAX)) };
            Ok(())
        })
    }

    /// `SetFilePointer`: the low half of the position, 0xFFFFFFFF for a failure; where that is the position the last error is 0
    /// (K-F14).
    fn CopyFile2SetFilePointer(hFile: HANDLE, lDistance: i32, plHigh: *mut i32, dwMethod: DWORD) -> DWORD {
        value_or(DWORD::MAX, || {
            let start = Start::from_word(dwMethod)?;
            let distance = match plHigh.is_null() {
                true => i64::from(lDistance),
                // SAFETY: not NULL, and readable by the caller's contract.
                false => i64::from(unsafe { plHigh.read_unaligned() }) << 32 | i64::from(lDistance as u32),
            };
            let position = with_open(hFile, |open| {
                if plHigh.is_null() {
                    check_without_high_part(&open, distance, start)?;
                }
                open.set_pointer(distance, start)
            })?;
            // SAFETY: the caller's contract.
            unsafe { give(plHigh, (position >> 32) as i32) };
            let low = position as u32;
            if low == DWORD::MAX {
                hooks::set_last_error(Win32Error::SUCCESS);
            }
            Ok(low)
        })
    }

    /// `SetEndOfFile`.
    fn CopyFile2SetEndOfFile(hFile: HANDLE) -> BOOL {
        truth(|| with_open(hFile, |open| open.set_end()))
    }

    /// `FlushFileBuffers`.
    fn CopyFile2FlushFileBuffers(hFile: HANDLE) -> BOOL {
        truth(|| with_open(hFile, |open| open.flush()))
    }

    /// `GetFileSizeEx`.
    fn CopyFile2GetFileSizeEx(hFile: HANDLE, pllSize: *mut i64) -> BOOL {
        truth(|| {
            let size = with_open(hFile, |open| open.size())?;
            if pllSize.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            // SAFETY: the caller's contract.
            unsafe { give(pllSize, i64::try_from(size).unwrap_or(i64::MAX)) };
            Ok(())
        })
    }

    /// `GetFileTime`, as 100 ns since 1601; each pointer may be NULL.
    fn CopyFile2GetFileTime(hFile: HANDLE, pCreated: *mut u64, pAccessed: *mut u64, pWritten: *mut u64) -> BOOL {
        truth(|| {
            let status = with_open(hFile, |open| open.status())?;
            for (at, time) in [(pCreated, status.created), (pAccessed, status.accessed), (pWritten, status.written)] {
                // SAFETY: the caller's contract.
                unsafe { give(at, time.0) };
            }
            Ok(())
        })
    }

    /// `SetFileTime`: 0 and 0xFFFFFFFFFFFFFFFF leave a time as it is, as NULL does on Windows.
    fn CopyFile2SetFileTime(hFile: HANDLE, ullAccessed: u64, ullWritten: u64) -> BOOL {
        truth(|| with_open(hFile, |open| open.set_times(given_time(ullAccessed), given_time(ullWritten))))
    }

    /// `GetFileType`: 0 with 6 for a handle that is none.
    fn CopyFile2GetFileType(hFile: HANDLE) -> DWORD {
        value_or(0, || with_open(hFile, |open| Ok(open.file_type())))
    }

    /// `GetFileInformationByHandle`: thirteen DWORDs.
    fn CopyFile2GetFileInformationByHandle(hFile: HANDLE, pInformation: *mut [DWORD; 13]) -> BOOL {
        truth(|| {
            let status = with_open(hFile, |open| open.status())?;
            if pInformation.is_null() {
                return Err(Win32Error::NOACCESS);
            }
            let halves = |number: u64| [number as u32, (number >> 32) as u32];
            let [created, accessed, written] =
                [status.created, status.accessed, status.written].map(|time| halves(time.0));
            let (size, index) = (halves(status.size), halves(status.index));
            let information = [
                status.attributes, created[0], created[1], accessed[0], accessed[1], written[0], written[1],
                status.volume as u32, size[1], size[0], status.links, index[1], index[0],
            ];
            // SAFETY: the caller's contract.
            unsafe { give(pInformation, information) };
            Ok(())
        })
    }

    /// `LockFileEx`: flags 1 do not wait, 2 exclusively.
    fn CopyFile2LockFile(hFile: HANDLE, dwFlags: DWORD, ullOffset: u64, ullLength: u64) -> BOOL {
        truth(|| {
            if dwFlags & !3 != 0 {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let lock = Lock { start: ullOffset, length: ullLength, is_exclusive: dwFlags & 2 != 0 };
            with_open(hFile, |open| open.lock(lock, dwFlags & 1 == 0))
        })
    }

    /// `UnlockFileEx`.
    fn CopyFile2UnlockFile(hFile: HANDLE, ullOffset: u64, ullLength: u64) -> BOOL {
        truth(|| with_open(hFile, |open| open.unlock(ullOffset, ullLength)))
    }
}

fn given_time(time: u64) -> Option<Ticks> {
    (time != 0 && time != u64::MAX).then_some(Ticks(time))
}

/// Without the high part, a position that needs more than 32 bits is refused before the pointer moves.
fn check_without_high_part(open: &Open<'_>, distance: i64, start: Start) -> Result<(), Win32Error> {
    let from = match start {
        Start::Begin => 0,
        Start::Current => open.pointer()?,
        Start::End => open.size()?,
    };
    match i64::try_from(from).unwrap_or(i64::MAX).saturating_add(distance) {
        beyond if beyond > i64::from(u32::MAX) => Err(Win32Error::INVALID_PARAMETER),
        _ => Ok(()),
    }
}
