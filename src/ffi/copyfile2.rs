//! `CopyFile2`.

use super::guard::guarded;
use super::hooks;
use super::routine::{Convention, Routine};
use super::text::{Meant, Text};
use crate::abi::*;
use crate::copy::{self, CopyOptions, CopyRequest};
use crate::win32::{CopyFlags, CopyFlagsV2, Win32Error};
use std::ffi::{c_char, c_void};
use std::mem::size_of;
use std::sync::atomic::{AtomicI32, Ordering};

/// Copies an existing file to a new file and reports progress to a routine.
///
/// `pwszExistingFileName` and `pwszNewFileName` are NUL-terminated UTF-16 names; see the README for the forms they may
/// take. `pExtendedParameters` may be NULL (flags 0, no routine, no cancel flag), or point to either form of the
/// parameters with `dwSize` set. The library keeps none of these pointers after the call; `*pfCancel` may be set by any
/// thread during it. The routine is called on the calling thread.
///
/// Returns `S_OK`, or the HRESULT form of a Win32 code; the thread's last error holds the plain code, 0 on success.
/// NULL or empty names give 0x80070003, a wrong `dwSize` or unknown flag 0x80070057; neither touches a file.
///
/// May be called from any number of threads at once. Source: docs/rules/copyfile2.md, parts 1.1, 1.3 and 4.
///
/// cbindgen:postfix=CF2_WIDE(CopyFile2)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; the parameters are NULL or point to a structure
/// of the size that its `dwSize` says; its routines may be called with its context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2(
    pwszExistingFileName: *const WCHAR,
    pwszNewFileName: *const WCHAR,
    pExtendedParameters: *mut COPYFILE2_EXTENDED_PARAMETERS,
) -> HRESULT {
    let names = [Text::Utf16(pwszExistingFileName), Text::Utf16(pwszNewFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { copy_file_2(names, pExtendedParameters, Convention::Platform) }
}

/// As `CopyFile2`, for Unix paths in UTF-8 or any other bytes: `\` and `:` are characters like others.
///
/// # Safety
/// As `CopyFile2`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2U8(
    pszExistingFileName: *const c_char,
    pszNewFileName: *const c_char,
    pExtendedParameters: *mut COPYFILE2_EXTENDED_PARAMETERS,
) -> HRESULT {
    let names = [Text::Verbatim(pszExistingFileName), Text::Verbatim(pszNewFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { copy_file_2(names, pExtendedParameters, Convention::Platform) }
}

/// `CopyFile2` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2`, with UTF-32 names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2U32(
    pwszExistingFileName: *const u32,
    pwszNewFileName: *const u32,
    pExtendedParameters: *mut COPYFILE2_EXTENDED_PARAMETERS,
) -> HRESULT {
    let names = [Text::Utf32(pwszExistingFileName), Text::Utf32(pwszNewFileName)];
    // SAFETY: the caller's contract is the same.
    unsafe { copy_file_2(names, pExtendedParameters, Convention::Platform) }
}

/// `CopyFile2` for names of any form and routines of either convention.
///
/// # Safety
/// As `CopyFile2`; the names as [`Text::read`] wants them.
pub(super) unsafe fn copy_file_2(
    names: [Text; 2],
    pointer: *const COPYFILE2_EXTENDED_PARAMETERS,
    convention: Convention,
) -> HRESULT {
    let outcome = guarded(|| {
        // SAFETY: NULL or a structure as large as its dwSize says, by the caller's contract.
        let parameters = unsafe { Parameters::read(pointer) }?;
        // SAFETY: by the caller's contract.
        unsafe { run(names, &parameters, convention) }
    });
    let code = outcome.err().unwrap_or(Win32Error::SUCCESS);
    hooks::set_last_error(code);
    code.hresult()
}

/// One copy with parameters that were checked.
///
/// # Safety
/// The names are as [`Text::read`] wants them, the routines and the cancel flag as `CopyFile2` does.
pub(super) unsafe fn run(
    names: [Text; 2],
    parameters: &Parameters,
    convention: Convention,
) -> Result<(), Win32Error> {
    let meant = match parameters.options.flags.contains(CopyFlags::DIRECTORY) {
        true => Meant::Directory,
        false => Meant::File,
    };
    // SAFETY: by the caller's contract.
    let source = unsafe { names[0].read(meant) }?;
    // SAFETY: by the caller's contract.
    let destination = unsafe { names[1].read(meant) }?;
    let cancel = || parameters.is_cancelled();
    let request = CopyRequest {
        source: &source,
        destination: &destination,
        options: parameters.options,
        cancel: (!parameters.cancel.is_null()).then_some(&cancel),
    };
    log::debug!("copy of {} to {}, {:?}", source.path.display(), destination.path.display(), request.options);
    match copy::copy_file(&request, &mut parameters.routine(convention)) {
        Ok(_) => Ok(()),
        Err(error) => {
            log::info!("no copy of {}, {:?}: {}", source.path.display(), error.phase, error.code);
            Err(error.code)
        }
    }
}

/// The parameters of one call after validation (part 4.1 of the rule sheet).
pub(super) struct Parameters {
    options: CopyOptions,
    cancel: *mut BOOL,
    routine: PCOPYFILE2_PROGRESS_ROUTINE,
    old_routine: LPPROGRESS_ROUTINE,
    context: *mut c_void,
}

impl Parameters {
    /// # Safety
    /// `pointer` is NULL or points to a structure of the size that its `dwSize` says.
    unsafe fn read(pointer: *const COPYFILE2_EXTENDED_PARAMETERS) -> Result<Self, Win32Error> {
        if pointer.is_null() {
            // V1
            return Self::checked(&COPYFILE2_EXTENDED_PARAMETERS_V2 { dwSize: V2_SIZE, ..CLEARED });
        }
        // SAFETY: every form starts with dwSize. The pointer may be misaligned, so the read is unaligned.
        let size = unsafe { pointer.cast::<DWORD>().read_unaligned() };
        match size {
            V1_SIZE => {
                // SAFETY: dwSize says that the whole first form is there.
                let first = unsafe { pointer.read_unaligned() };
                // V6: what the first form lacks counts as zero.
                Self::checked(&COPYFILE2_EXTENDED_PARAMETERS_V2 {
                    dwSize: V2_SIZE,
                    dwCopyFlags: first.dwCopyFlags,
                    pfCancel: first.pfCancel,
                    pProgressRoutine: first.pProgressRoutine,
                    pvCallbackContext: first.pvCallbackContext,
                    ..CLEARED
                })
            }
            V2_SIZE => {
                // SAFETY: dwSize says that the whole second form is there.
                let second = unsafe { pointer.cast::<COPYFILE2_EXTENDED_PARAMETERS_V2>().read_unaligned() };
                Self::checked(&second)
            }
            _ => Err(Win32Error::INVALID_PARAMETER), // V3
        }
    }

    pub(super) fn checked(given: &COPYFILE2_EXTENDED_PARAMETERS_V2) -> Result<Self, Win32Error> {
        let flags = CopyFlags::from_bits(given.dwCopyFlags).ok_or(Win32Error::INVALID_PARAMETER)?; // V4
        let flags_v2 = CopyFlagsV2::from_bits(given.dwCopyFlagsV2).ok_or(Win32Error::INVALID_PARAMETER)?; // V5
        if !given.pfCancel.is_aligned() {
            return Err(Win32Error::INVALID_PARAMETER); // it could not be read in one piece
        }
        if given.reserved.iter().any(|member| !member.is_null()) {
            return Err(Win32Error::INVALID_PARAMETER); // V7, Q6
        }
        Ok(Self {
            options: CopyOptions {
                flags,
                flags_v2,
                io_size: given.ioDesiredSize,
                io_rate: given.ioDesiredRate,
            },
            cancel: given.pfCancel,
            routine: given.pProgressRoutine,
            old_routine: given.pProgressRoutineOld,
            context: given.pvCallbackContext,
        })
    }

    /// The old routine wins over the new one (M21).
    fn routine(&self, convention: Convention) -> Routine {
        match (self.old_routine, self.routine) {
            (Some(old), _) => Routine::old(old, self.context, convention),
            (None, Some(new)) => Routine::new(new, self.context, convention),
            (None, None) => Routine::absent(),
        }
    }

    fn is_cancelled(&self) -> bool {
        // SAFETY: not NULL (the caller of this function asked), aligned (`checked` did), and alive during the call by the
        // C caller's contract; other threads change it by one 32-bit store.
        let flag = unsafe { AtomicI32::from_ptr(self.cancel) };
        flag.load(Ordering::Relaxed) != 0
    }
}

#[allow(clippy::cast_possible_truncation, reason = "both sizes are below 128")]
const V1_SIZE: DWORD = size_of::<COPYFILE2_EXTENDED_PARAMETERS>() as DWORD;
#[allow(clippy::cast_possible_truncation, reason = "both sizes are below 128")]
pub(super) const V2_SIZE: DWORD = size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>() as DWORD;

pub(super) const CLEARED: COPYFILE2_EXTENDED_PARAMETERS_V2 = COPYFILE2_EXTENDED_PARAMETERS_V2 {
    dwSize: 0,
    dwCopyFlags: 0,
    pfCancel: std::ptr::null_mut(),
    pProgressRoutine: None,
    pvCallbackContext: std::ptr::null_mut(),
    dwCopyFlagsV2: 0,
    ioDesiredSize: 0,
    ioDesiredRate: 0,
    pProgressRoutineOld: None,
    SourceOplockKeys: std::ptr::null_mut(),
    reserved: [std::ptr::null_mut(); 6],
};
