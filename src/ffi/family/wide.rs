//! The functions for UTF-16, `CopyFileW` and so on.

use super::super::text::Text::Utf16;
use super::{CopyEx, Move, copy, copy_ex, move_with_progress, replace, without_transactions};
use crate::abi::*;
use std::ffi::c_void;

/// Copies a file, replacing an existing one unless `bFailIfExists` is TRUE: `CopyFile`.
///
/// Returns TRUE, or FALSE with the code in the thread's last error. Source: part 4 of the sheet.
///
/// cbindgen:postfix=CF2_WIDE(CopyFileW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
    bFailIfExists: BOOL,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { copy([Utf16(lpExistingFileName), Utf16(lpNewFileName)], bFailIfExists) }
}

/// Copies a file and reports progress: `CopyFileEx`.
///
/// `lpProgressRoutine`, `lpData` and `pbCancel` may be NULL independently; any thread may set `*pbCancel` during the call.
/// `dwCopyFlags` are `COPY_FILE_*`. Returns TRUE, or FALSE with the code in the thread's last error: 1235 if the routine
/// or the flag cancelled, 80 if the file exists and `COPY_FILE_FAIL_IF_EXISTS` is given. Source: part 4.10 of the sheet.
///
/// cbindgen:postfix=CF2_WIDE(CopyFileExW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileExW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    pbCancel: *mut BOOL,
    dwCopyFlags: DWORD,
) -> BOOL {
    let given = CopyEx::here(lpProgressRoutine, lpData, pbCancel, dwCopyFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Utf16(lpExistingFileName), Utf16(lpNewFileName)], given) }
}

/// Moves a file or directory; an existing name gives 183: `MoveFile`.
///
/// A file may go to another volume, a directory may not (17). Returns TRUE, or FALSE with the code in the thread's last
/// error. Source: part 4.11 of the sheet.
///
/// cbindgen:postfix=CF2_WIDE(MoveFileW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileW(lpExistingFileName: *const WCHAR, lpNewFileName: *const WCHAR) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Utf16(lpExistingFileName), Utf16(lpNewFileName)],
            Move::silent(MOVEFILE_COPY_ALLOWED),
        )
    }
}

/// Moves a file or directory with `MOVEFILE_*` flags: `MoveFileEx`.
///
/// One atomic rename within a volume. Between volumes `MOVEFILE_COPY_ALLOWED` lets a file be copied and then deleted; on
/// any failure the source stays. `MOVEFILE_DELAY_UNTIL_REBOOT` fails with 50. Returns TRUE, or FALSE with the code in the
/// thread's last error.
///
/// cbindgen:postfix=CF2_WIDE(MoveFileExW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileExW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { move_with_progress([Utf16(lpExistingFileName), Utf16(lpNewFileName)], Move::silent(dwFlags)) }
}

/// As `MoveFileEx`, with a progress routine that hears of the copy between volumes: `MoveFileWithProgress`.
///
/// cbindgen:postfix=CF2_WIDE(MoveFileWithProgressW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileWithProgressW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
) -> BOOL {
    let given = Move::here(lpProgressRoutine, lpData, dwFlags);
    // SAFETY: the caller's contract is the same.
    unsafe { move_with_progress([Utf16(lpExistingFileName), Utf16(lpNewFileName)], given) }
}

/// Gives the place of one file to another: `ReplaceFile`.
///
/// `lpBackupFileName` may be NULL; else the old file gets that name. `lpExclude` and `lpReserved` are NULL. The name leads
/// to the old or the new file at every moment. Returns TRUE, or FALSE with the code in the thread's last error: 2, 5, 32,
/// 1175, 1176 or 1177 with the documented meaning. Source: part 4.12 of the sheet.
///
/// cbindgen:postfix=CF2_WIDE(ReplaceFileW)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ReplaceFileW(
    lpReplacedFileName: *const WCHAR,
    lpReplacementFileName: *const WCHAR,
    lpBackupFileName: *const WCHAR,
    dwReplaceFlags: DWORD,
    lpExclude: *mut c_void,
    lpReserved: *mut c_void,
) -> BOOL {
    let names = [Utf16(lpReplacedFileName), Utf16(lpReplacementFileName), Utf16(lpBackupFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { replace(names, dwReplaceFlags, lpExclude, lpReserved) }
}

/// Fails with 120: there are no transactions here.
///
/// cbindgen:postfix=CF2_WIDE(CopyFileTransactedW)
///
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileTransactedW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
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

/// Fails with 120: there are no transactions here.
///
/// cbindgen:postfix=CF2_WIDE(MoveFileTransactedW)
///
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileTransactedW(
    lpExistingFileName: *const WCHAR,
    lpNewFileName: *const WCHAR,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
    hTransaction: HANDLE,
) -> BOOL {
    let _ = (lpExistingFileName, lpNewFileName, lpProgressRoutine, lpData, dwFlags, hTransaction);
    without_transactions()
}
