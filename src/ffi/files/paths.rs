//! Full paths, the working directory, temporary names.

use super::{path_of, truth, value_or};
use crate::abi::{BOOL, DWORD};
use crate::ffi::text::{Room, Text};
use crate::files::{self, FullPath};
use crate::win32::{Win32Error, encoding};
use std::ffi::c_void;

/// The bytes of a text; `None` for NULL.
///
/// # Safety
/// As for [`Text::read`].
unsafe fn bytes_of(text: *const c_void, unit: DWORD) -> Result<Option<Vec<u8>>, Win32Error> {
    let text = Text::of_width(text, unit)?;
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and NUL-terminated by the caller's contract.
    unsafe { text.bytes() }.map(Some)
}

/// Writes a full path and where its last part is.
///
/// # Safety
/// As for [`Room::put`]; `part` is NULL or writable.
unsafe fn give_full(
    full: &FullPath,
    buffer: *mut c_void,
    size: DWORD,
    unit: DWORD,
    part: *mut *mut c_void,
) -> Result<DWORD, Win32Error> {
    // SAFETY: the caller's contract.
    let length = unsafe { Room::of_width(buffer, unit)?.put(&full.text, size) }?;
    let before = |at: usize| match unit {
        1 => at,
        2 => encoding::utf16_from_bytes(&full.text[..at]).len(),
        _ => encoding::utf32_from_bytes(&full.text[..at]).len(),
    };
    let at = full.file_part.filter(|_| length < size).map(|at| before(at) * unit as usize);
    let pointer = at.map_or(std::ptr::null_mut(), |at| buffer.wrapping_byte_add(at));
    // SAFETY: the caller's contract.
    unsafe { super::give(part, pointer) };
    Ok(length)
}

export! {
    /// `GetFullPathName`: the length, or the size that is needed with the NUL, or 0.
    fn CopyFile2GetFullPathName(
        pvName: *const c_void,
        cbUnit: DWORD,
        cchBuffer: DWORD,
        pvBuffer: *mut c_void,
        ppvFilePart: *mut *mut c_void,
    ) -> DWORD {
        value_or(0, || {
            // SAFETY: by the caller's contract.
            let name = unsafe { bytes_of(pvName, cbUnit) }?.ok_or(Win32Error::INVALID_PARAMETER)?;
            let full = files::full_path(&name)?;
            // SAFETY: by the caller's contract.
            unsafe { give_full(&full, pvBuffer, cchBuffer, cbUnit, ppvFilePart) }
        })
    }

    /// `GetLongPathName` and `GetShortPathName`: the name itself, if it exists (K-P8).
    fn CopyFile2GetLongPathName(pvName: *const c_void, cbUnit: DWORD, pvBuffer: *mut c_void, cchBuffer: DWORD) -> DWORD {
        value_or(0, || {
            // SAFETY: by the caller's contract.
            let path = unsafe { path_of(pvName, cbUnit) }?.path;
            files::status_of(&path)?;
            // SAFETY: by the caller's contract.
            let name = unsafe { bytes_of(pvName, cbUnit) }?.unwrap_or_default();
            // SAFETY: by the caller's contract.
            unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&name, cchBuffer) }
        })
    }

    /// `GetCurrentDirectory`.
    fn CopyFile2GetCurrentDirectory(cchBuffer: DWORD, pvBuffer: *mut c_void, cbUnit: DWORD) -> DWORD {
        value_or(0, || {
            let directory = files::current_directory()?;
            // SAFETY: by the caller's contract.
            unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&directory, cchBuffer) }
        })
    }

    /// `SetCurrentDirectory`.
    fn CopyFile2SetCurrentDirectory(pvName: *const c_void, cbUnit: DWORD) -> BOOL {
        // SAFETY: by the caller's contract.
        truth(|| files::set_current_directory(&unsafe { path_of(pvName, cbUnit) }?.path))
    }

    /// `GetTempPath`.
    fn CopyFile2GetTempPath(cchBuffer: DWORD, pvBuffer: *mut c_void, cbUnit: DWORD) -> DWORD {
        value_or(0, || {
            let directory = files::temporary_directory();
            // SAFETY: by the caller's contract.
            unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&directory, cchBuffer) }
        })
    }

    /// `GetTempFileName`: the number, or 0. The buffer has MAX_PATH units.
    fn CopyFile2GetTempFileName(
        pvDirectory: *const c_void,
        pvPrefix: *const c_void,
        dwUnique: DWORD,
        pvBuffer: *mut c_void,
        cbUnit: DWORD,
    ) -> DWORD {
        const MAX_PATH: DWORD = 260;
        value_or(0, || {
            // SAFETY: by the caller's contract.
            let directory = unsafe { bytes_of(pvDirectory, cbUnit) }?.ok_or(Win32Error::INVALID_PARAMETER)?;
            if pvBuffer.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            // SAFETY: by the caller's contract.
            let prefix = unsafe { bytes_of(pvPrefix, cbUnit) }?.unwrap_or_default();
            // SAFETY: by the caller's contract.
            let path = unsafe { path_of(pvDirectory, cbUnit) }?.path;
            let (name, number) = files::temporary_name(&directory, &path, &prefix, dwUnique)?;
            // SAFETY: by the caller's contract.
            let length = unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&name, MAX_PATH) }?;
            if length >= MAX_PATH { Err(Win32Error::BUFFER_OVERFLOW) } else { Ok(number) }
        })
    }

    /// `SearchPath`.
    fn CopyFile2SearchPath(
        pvDirectories: *const c_void,
        pvName: *const c_void,
        pvExtension: *const c_void,
        cbUnit: DWORD,
        cchBuffer: DWORD,
        pvBuffer: *mut c_void,
        ppvFilePart: *mut *mut c_void,
    ) -> DWORD {
        value_or(0, || {
            // SAFETY: by the caller's contract.
            let name = unsafe { bytes_of(pvName, cbUnit) }?.filter(|name| !name.is_empty());
            let name = name.ok_or(Win32Error::INVALID_PARAMETER)?;
            // SAFETY: by the caller's contract.
            let directories = unsafe { bytes_of(pvDirectories, cbUnit) }?;
            // SAFETY: by the caller's contract.
            let extension = unsafe { bytes_of(pvExtension, cbUnit) }?;
            let full = files::search(directories.as_deref(), &name, extension.as_deref())?;
            // SAFETY: by the caller's contract.
            unsafe { give_full(&full, pvBuffer, cchBuffer, cbUnit, ppvFilePart) }
        })
    }
}
