//! The functions for UTF-8 under names of their own, `CopyFileU8` and so on.

use super::super::text::Text::Verbatim;
use super::{CopyEx, Move, copy, copy_ex, move_with_progress, replace};
use crate::abi::*;
use std::ffi::{c_char, c_void};

/// As `CopyFileW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileU8(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    bFailIfExists: BOOL,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { copy([Verbatim(lpExistingFileName), Verbatim(lpNewFileName)], bFailIfExists) }
}

/// As `CopyFileExW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileExU8(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    pbCancel: *mut BOOL,
    dwCopyFlags: DWORD,
) -> BOOL {
    let given = CopyEx::here(lpProgressRoutine, lpData, pbCancel, dwCopyFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Verbatim(lpExistingFileName), Verbatim(lpNewFileName)], given) }
}

/// As `MoveFileW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileU8(lpExistingFileName: *const c_char, lpNewFileName: *const c_char) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Verbatim(lpExistingFileName), Verbatim(lpNewFileName)],
            Move::silent(MOVEFILE_COPY_ALLOWED),
        )
    }
}

/// As `MoveFileExW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileExU8(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress([Verbatim(lpExistingFileName), Verbatim(lpNewFileName)], Move::silent(dwFlags))
    }
}

/// As `MoveFileWithProgressW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileWithProgressU8(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
) -> BOOL {
    let given = Move::here(lpProgressRoutine, lpData, dwFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { move_with_progress([Verbatim(lpExistingFileName), Verbatim(lpNewFileName)], given) }
}

/// As `ReplaceFileW`, for Unix paths in bytes: no character of them means anything but `/`.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ReplaceFileU8(
    lpReplacedFileName: *const c_char,
    lpReplacementFileName: *const c_char,
    lpBackupFileName: *const c_char,
    dwReplaceFlags: DWORD,
    lpExclude: *mut c_void,
    lpReserved: *mut c_void,
) -> BOOL {
    let names = [Verbatim(lpReplacedFileName), Verbatim(lpReplacementFileName), Verbatim(lpBackupFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { replace(names, dwReplaceFlags, lpExclude, lpReserved) }
}
