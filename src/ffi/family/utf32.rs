//! The functions for UTF-32, `CopyFileWU32` and so on, which `COPYFILE2_WCHAR32` gives the names of the wide ones.

use super::super::text::Text::Utf32;
use super::{CopyEx, Move, copy, copy_ex, move_with_progress, replace, without_transactions};
use crate::abi::*;
use std::ffi::c_void;

/// `CopyFileW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    bFailIfExists: BOOL,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { copy([Utf32(lpExistingFileName), Utf32(lpNewFileName)], bFailIfExists) }
}

/// `CopyFileExW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileExWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    pbCancel: *mut BOOL,
    dwCopyFlags: DWORD,
) -> BOOL {
    let given = CopyEx::here(lpProgressRoutine, lpData, pbCancel, dwCopyFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Utf32(lpExistingFileName), Utf32(lpNewFileName)], given) }
}

/// `MoveFileW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileWU32(lpExistingFileName: *const u32, lpNewFileName: *const u32) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Utf32(lpExistingFileName), Utf32(lpNewFileName)],
            Move::silent(MOVEFILE_COPY_ALLOWED),
        )
    }
}

/// `MoveFileExW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileExWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { move_with_progress([Utf32(lpExistingFileName), Utf32(lpNewFileName)], Move::silent(dwFlags)) }
}

/// `MoveFileWithProgressW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileWithProgressWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
) -> BOOL {
    let given = Move::here(lpProgressRoutine, lpData, dwFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { move_with_progress([Utf32(lpExistingFileName), Utf32(lpNewFileName)], given) }
}

/// `ReplaceFileW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ReplaceFileWU32(
    lpReplacedFileName: *const u32,
    lpReplacementFileName: *const u32,
    lpBackupFileName: *const u32,
    dwReplaceFlags: DWORD,
    lpExclude: *mut c_void,
    lpReserved: *mut c_void,
) -> BOOL {
    let names = [Utf32(lpReplacedFileName), Utf32(lpReplacementFileName), Utf32(lpBackupFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { replace(names, dwReplaceFlags, lpExclude, lpReserved) }
}

/// `CopyFileTransactedW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileTransactedWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    pbCancel: *mut BOOL,
    dwCopyFlags: DWORD,
    hTransaction: HANDLE,
) -> BOOL {
    let _ =
        (lpExistingFileName, lpNewFileName, lpProgressRoutine, lpData, pbCancel, dwCopyFlags, hTransaction);
    without_transactions()
}

/// `MoveFileTransactedW` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileTransactedWU32(
    lpExistingFileName: *const u32,
    lpNewFileName: *const u32,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
    hTransaction: HANDLE,
) -> BOOL {
    let _ = (lpExistingFileName, lpNewFileName, lpProgressRoutine, lpData, dwFlags, hTransaction);
    without_transactions()
}
