//! The older family: CopyFile, CopyFileEx, MoveFile, MoveFileEx, MoveFileWithProgress, ReplaceFile, and the transacted
//! forms, each for UTF-16 (`W`), bytes (`A`, `U8`) and UTF-32 (`U32`, reached through `COPYFILE2_WCHAR32`).
//!
//! What they have in common stands here; the exported functions, a file for each spelling, only name their arguments.

// First, as in the header, whose other functions refer to these.
mod wide;

mod bytes;
mod utf32;
mod utf8;

pub use bytes::*;
pub use utf8::*;
pub use utf32::*;
pub use wide::*;

use super::copyfile2::{CLEARED, Parameters, V2_SIZE, run};
use super::guard::guarded;
use super::hooks;
use super::routine::{Convention, Routine};
use super::text::{Meant, Text};
use crate::abi::*;
use crate::copy::{MoveRequest, ReplaceRequest, move_file, replace_file};
use crate::win32::{MoveFlags, ReplaceFlags, Win32Error};
use std::ffi::c_void;
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

impl CopyEx {
    /// With a routine of the platform's own convention.
    fn here(routine: LPPROGRESS_ROUTINE, data: *mut c_void, cancel: *mut BOOL, flags: DWORD) -> Self {
        Self { routine, data, cancel, flags, convention: Convention::Platform }
    }
}

/// The arguments of a MoveFileWithProgress.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub(super) routine: LPPROGRESS_ROUTINE,
    pub(super) data: *mut c_void,
    pub(super) flags: DWORD,
    pub(super) convention: Convention,
}

impl Move {
    /// With a routine of the platform's own convention.
    fn here(routine: LPPROGRESS_ROUTINE, data: *mut c_void, flags: DWORD) -> Self {
        Self { routine, data, flags, convention: Convention::Platform }
    }

    /// Without a routine, so its convention does not matter: MoveFile and MoveFileEx (MV1).
    pub(super) fn silent(flags: DWORD) -> Self {
        Self::here(None, ptr::null_mut(), flags)
    }
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
    let given = CopyEx::here(None, ptr::null_mut(), ptr::null_mut(), flags);
    // SAFETY: by the caller's contract.
    unsafe { copy_ex(names, given) }
}

/// MoveFileWithProgress for names of any form (MV1: MoveFile and MoveFileEx are special cases).
///
/// # Safety
/// The names as [`Text::read`] wants them; the routine may be called with its data.
pub(super) unsafe fn move_with_progress(names: [Text; 2], given: Move) -> BOOL {
    truth(guarded(|| {
        let flags = MoveFlags::from_bits(given.flags).ok_or(Win32Error::INVALID_PARAMETER)?; // MV26
        // SAFETY: by the caller's contract.
        let source = unsafe { names[0].read(Meant::Directory) }?;
        let destination = match names[1].is_null() {
            true => None, // MV24
            // SAFETY: by the caller's contract.
            false => Some(unsafe { names[1].read(Meant::Directory) }?),
        };
        let request = MoveRequest { source: &source, destination: destination.as_ref(), flags };
        let mut observer = match given.routine {
            Some(routine) => Routine::old(routine, given.data, given.convention),
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
