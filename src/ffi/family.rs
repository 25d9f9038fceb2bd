//! The older family: CopyFile, CopyFileEx, MoveFile, MoveFileEx, MoveFileWithProgress, ReplaceFile, and the transacted
//! forms, each for UTF-16 (`W`), bytes (`A`, `U8`) and UTF-32 (`U32`, reached through `COPYFILE2_WCHAR32`).

use super::copyfile2::{CLEARED, Parameters, V2_SIZE, run};
use super::guard::guarded;
use super::hooks;
use super::routine::{Convention, Routine};
use super::text::{Meant, Text};
use crate::abi::*;
use crate::copy::{MoveRequest, ReplaceRequest, move_file, replace_file};
use crate::win32::{MoveFlags, ReplaceFlags, Win32Error};
use std::ffi::{c_char, c_void};
use std::ptr;

/// The arguments of a CopyFileEx.
#[derive(Clone, Copy)]
pub(super) struct CopyEx {
    pub(super) routine: LPPROGRESS_ROUTINE,
    pub(super) data: *mut c_void,
    pub(super) cancel: *mut BOOL,
    pub(super) flags: DWORD,
    pub(super) convention: Convention,
}

/// CopyFileEx for names of any form.
///
/// # Safety
/// The names as [`Text::read`] wants them; the routine may be called with its data; the flag outlives the call.
pub(super) unsafe fn copy_ex(names: [Text; 2], given: CopyEx) -> BOOL {
    truth(guarded(|| {
        let parameters = Parameters::checked(&COPYFILE2_EXTENDED_PARAMETERS_V2 {
            dwSize: V2_SIZE,
            dwCopyFlags: given.flags, // Q8: CopyFile2's own flags too
            pfCancel: given.cancel,
            pProgressRoutineOld: given.routine,
            pvCallbackContext: given.data,
            ..CLEARED
        })?;
        // SAFETY: by the caller's contract.
        unsafe { run(names, &parameters, given.convention) }
    }))
}

/// CopyFile: CopyFileEx without a routine (part 4).
///
/// # Safety
/// As [`copy_ex`].
pub(super) unsafe fn copy(names: [Text; 2], fail_if_exists: BOOL) -> BOOL {
    let flags = if fail_if_exists == 0 { 0 } else { COPY_FILE_FAIL_IF_EXISTS }; // O21
    let (data, cancel) = (ptr::null_mut(), ptr::null_mut());
    let given = CopyEx { routine: None, data, cancel, flags, convention: Convention::Platform };
    // SAFETY: by the caller's contract.
    unsafe { copy_ex(names, given) }
}

/// MoveFileWithProgress for names of any form (MV1: MoveFile and MoveFileEx are special cases).
///
/// # Safety
/// The names as [`Text::read`] wants them; the routine may be called with its data.
pub(super) unsafe fn move_with_progress(
    names: [Text; 2],
    routine: LPPROGRESS_ROUTINE,
    data: *mut c_void,
    flags: DWORD,
    convention: Convention,
) -> BOOL {
    truth(guarded(|| {
        let flags = MoveFlags::from_bits(flags).ok_or(Win32Error::INVALID_PARAMETER)?; // MV26
        // SAFETY: by the caller's contract.
        let source = unsafe { names[0].read(Meant::Directory) }?;
        let destination = match names[1].is_null() {
            true => None, // MV24
            // SAFETY: by the caller's contract.
            false => Some(unsafe { names[1].read(Meant::Directory) }?),
        };
        let request = MoveRequest { source: &source, destination: destination.as_ref(), flags };
        let mut observer = match routine {
            Some(routine) => Routine::old(routine, data, convention),
            None => Routine::absent(),
        };
        move_file(&request, &mut observer)
    }))
}

/// ReplaceFile for names of any form; the backup may be NULL.
///
/// # Safety
/// The names as [`Text::read`] wants them.
pub(super) unsafe fn replace(
    names: [Text; 3],
    flags: DWORD,
    exclude: *mut c_void,
    reserved: *mut c_void,
) -> BOOL {
    truth(guarded(|| {
        let flags = ReplaceFlags::from_bits(flags).ok_or(Win32Error::INVALID_PARAMETER)?;
        if !exclude.is_null() || !reserved.is_null() {
            return Err(Win32Error::INVALID_PARAMETER);
        }
        // SAFETY: by the caller's contract.
        let replaced = unsafe { names[0].read(Meant::File) }?;
        // SAFETY: by the caller's contract.
        let replacement = unsafe { names[1].read(Meant::File) }?;
        let backup = match names[2].is_null() {
            true => None,
            // SAFETY: by the caller's contract.
            false => Some(unsafe { names[2].read(Meant::File) }?),
        };
        replace_file(&ReplaceRequest {
            replaced: &replaced,
            replacement: &replacement,
            backup: backup.as_ref(),
            flags,
        })
    }))
}

/// The transacted forms: there are no transactions here, and a plain copy in their place would lie.
fn without_transactions() -> BOOL {
    truth(Err(Win32Error::CALL_NOT_IMPLEMENTED))
}

fn truth(outcome: Result<(), Win32Error>) -> BOOL {
    let code = outcome.err().unwrap_or(Win32Error::SUCCESS);
    hooks::set_last_error(code);
    BOOL::from(code == Win32Error::SUCCESS)
}

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
    unsafe { copy([Text::Utf16(lpExistingFileName), Text::Utf16(lpNewFileName)], bFailIfExists) }
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
    let given = CopyEx {
        routine: lpProgressRoutine,
        data: lpData,
        cancel: pbCancel,
        flags: dwCopyFlags,
        convention: Convention::Platform,
    };
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Text::Utf16(lpExistingFileName), Text::Utf16(lpNewFileName)], given) }
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
            [Text::Utf16(lpExistingFileName), Text::Utf16(lpNewFileName)],
            None,
            ptr::null_mut(),
            MOVEFILE_COPY_ALLOWED,
            Convention::Platform,
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
    unsafe {
        move_with_progress(
            [Text::Utf16(lpExistingFileName), Text::Utf16(lpNewFileName)],
            None,
            ptr::null_mut(),
            dwFlags,
            Convention::Platform,
        )
    }
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Utf16(lpExistingFileName), Text::Utf16(lpNewFileName)],
            lpProgressRoutine,
            lpData,
            dwFlags,
            Convention::Platform,
        )
    }
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        replace(
            [
                Text::Utf16(lpReplacedFileName),
                Text::Utf16(lpReplacementFileName),
                Text::Utf16(lpBackupFileName),
            ],
            dwReplaceFlags,
            lpExclude,
            lpReserved,
        )
    }
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

/// As `CopyFileW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    bFailIfExists: BOOL,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe { copy([Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)], bFailIfExists) }
}

/// As `CopyFileExW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileExA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    pbCancel: *mut BOOL,
    dwCopyFlags: DWORD,
) -> BOOL {
    let given = CopyEx {
        routine: lpProgressRoutine,
        data: lpData,
        cancel: pbCancel,
        flags: dwCopyFlags,
        convention: Convention::Platform,
    };
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)], given) }
}

/// As `MoveFileW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileA(lpExistingFileName: *const c_char, lpNewFileName: *const c_char) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            None,
            ptr::null_mut(),
            MOVEFILE_COPY_ALLOWED,
            Convention::Platform,
        )
    }
}

/// As `MoveFileExW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileExA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            None,
            ptr::null_mut(),
            dwFlags,
            Convention::Platform,
        )
    }
}

/// As `MoveFileWithProgressW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileWithProgressA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            lpProgressRoutine,
            lpData,
            dwFlags,
            Convention::Platform,
        )
    }
}

/// As `ReplaceFileW`, for names in bytes of any encoding; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ReplaceFileA(
    lpReplacedFileName: *const c_char,
    lpReplacementFileName: *const c_char,
    lpBackupFileName: *const c_char,
    dwReplaceFlags: DWORD,
    lpExclude: *mut c_void,
    lpReserved: *mut c_void,
) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        replace(
            [
                Text::Bytes(lpReplacedFileName),
                Text::Bytes(lpReplacementFileName),
                Text::Bytes(lpBackupFileName),
            ],
            dwReplaceFlags,
            lpExclude,
            lpReserved,
        )
    }
}

/// Fails with 120: there are no transactions here.
///
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFileTransactedA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
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
/// # Safety
/// Nothing is read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileTransactedA(
    lpExistingFileName: *const c_char,
    lpNewFileName: *const c_char,
    lpProgressRoutine: LPPROGRESS_ROUTINE,
    lpData: *mut c_void,
    dwFlags: DWORD,
    hTransaction: HANDLE,
) -> BOOL {
    let _ = (lpExistingFileName, lpNewFileName, lpProgressRoutine, lpData, dwFlags, hTransaction);
    without_transactions()
}

/// As `CopyFileW`, for names in UTF-8; no code page recodes them.
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
    unsafe { copy([Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)], bFailIfExists) }
}

/// As `CopyFileExW`, for names in UTF-8; no code page recodes them.
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
    let given = CopyEx {
        routine: lpProgressRoutine,
        data: lpData,
        cancel: pbCancel,
        flags: dwCopyFlags,
        convention: Convention::Platform,
    };
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)], given) }
}

/// As `MoveFileW`, for names in UTF-8; no code page recodes them.
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn MoveFileU8(lpExistingFileName: *const c_char, lpNewFileName: *const c_char) -> BOOL {
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            None,
            ptr::null_mut(),
            MOVEFILE_COPY_ALLOWED,
            Convention::Platform,
        )
    }
}

/// As `MoveFileExW`, for names in UTF-8; no code page recodes them.
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
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            None,
            ptr::null_mut(),
            dwFlags,
            Convention::Platform,
        )
    }
}

/// As `MoveFileWithProgressW`, for names in UTF-8; no code page recodes them.
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Bytes(lpExistingFileName), Text::Bytes(lpNewFileName)],
            lpProgressRoutine,
            lpData,
            dwFlags,
            Convention::Platform,
        )
    }
}

/// As `ReplaceFileW`, for names in UTF-8; no code page recodes them.
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        replace(
            [
                Text::Bytes(lpReplacedFileName),
                Text::Bytes(lpReplacementFileName),
                Text::Bytes(lpBackupFileName),
            ],
            dwReplaceFlags,
            lpExclude,
            lpReserved,
        )
    }
}

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
    unsafe { copy([Text::Utf32(lpExistingFileName), Text::Utf32(lpNewFileName)], bFailIfExists) }
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
    let given = CopyEx {
        routine: lpProgressRoutine,
        data: lpData,
        cancel: pbCancel,
        flags: dwCopyFlags,
        convention: Convention::Platform,
    };
    // SAFETY: the caller's contract is the same.
    unsafe { copy_ex([Text::Utf32(lpExistingFileName), Text::Utf32(lpNewFileName)], given) }
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
            [Text::Utf32(lpExistingFileName), Text::Utf32(lpNewFileName)],
            None,
            ptr::null_mut(),
            MOVEFILE_COPY_ALLOWED,
            Convention::Platform,
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
    unsafe {
        move_with_progress(
            [Text::Utf32(lpExistingFileName), Text::Utf32(lpNewFileName)],
            None,
            ptr::null_mut(),
            dwFlags,
            Convention::Platform,
        )
    }
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        move_with_progress(
            [Text::Utf32(lpExistingFileName), Text::Utf32(lpNewFileName)],
            lpProgressRoutine,
            lpData,
            dwFlags,
            Convention::Platform,
        )
    }
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
    // SAFETY: the caller's contract is the same.
    unsafe {
        replace(
            [
                Text::Utf32(lpReplacedFileName),
                Text::Utf32(lpReplacementFileName),
                Text::Utf32(lpBackupFileName),
            ],
            dwReplaceFlags,
            lpExclude,
            lpReserved,
        )
    }
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
