//! Reads the NUL-terminated strings of C callers.

use crate::abi::WCHAR;
use crate::win32::name::names_a_directory;
use crate::win32::{FileName, Win32Error};
use widestring::U16CStr;

/// What kind of file a name is meant for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    File,
    Directory,
}

/// Converts a wide name.
///
/// # Errors
/// `PATH_NOT_FOUND` for NULL (Q2) and for an empty name (Q3), `INVALID_NAME` for a file's name in Windows form that ends
/// with a separator (V12), and what [`FileName::from_utf16`] says.
///
/// # Safety
/// `name` is NULL or points to UTF-16 code units that end with a NUL and do not change during the call.
pub(super) unsafe fn wide_name(name: *const WCHAR, meant: Meant) -> Result<FileName, Win32Error> {
    if name.is_null() {
        return Err(Win32Error::PATH_NOT_FOUND);
    }
    if !name.is_aligned() {
        // SAFETY: not NULL and NUL-terminated by the caller's contract.
        return convert(&unsafe { misaligned_units(name) }, meant);
    }
    // SAFETY: not NULL, aligned, NUL-terminated and unchanged by the caller's contract.
    let units = unsafe { U16CStr::from_ptr_str(name) };
    convert(units.as_slice(), meant)
}

fn convert(units: &[WCHAR], meant: Meant) -> Result<FileName, Win32Error> {
    if meant == Meant::File && names_a_directory(units) {
        return Err(Win32Error::INVALID_NAME);
    }
    FileName::from_utf16(units)
}

/// The units before the NUL, read one by one: packed structures of old code hold names at odd addresses.
///
/// # Safety
/// `name` points to UTF-16 code units, at any address, that end with a NUL.
unsafe fn misaligned_units(name: *const WCHAR) -> Vec<WCHAR> {
    let mut units = Vec::new();
    loop {
        let at = name.wrapping_add(units.len());
        // SAFETY: no NUL was met before this unit, so it is still within the string.
        match unsafe { at.read_unaligned() } {
            0 => return units,
            unit => units.push(unit),
        }
    }
}
