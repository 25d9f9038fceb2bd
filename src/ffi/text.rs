//! Reads the NUL-terminated strings of C callers.

use crate::abi::WCHAR;
use crate::win32::{FileName, Win32Error};
use widestring::U16CStr;

/// Converts a wide name.
///
/// # Errors
/// `PATH_NOT_FOUND` for NULL (Q2) and for an empty name (Q3), and what [`FileName::from_utf16`] says.
///
/// # Safety
/// `name` is NULL or points to UTF-16 code units that end with a NUL and do not change during the call.
pub(super) unsafe fn wide_name(name: *const WCHAR) -> Result<FileName, Win32Error> {
    if name.is_null() {
        return Err(Win32Error::PATH_NOT_FOUND);
    }
    // SAFETY: not NULL, NUL-terminated and unchanged by the caller's contract.
    let units = unsafe { U16CStr::from_ptr_str(name) };
    FileName::from_utf16(units.as_slice())
}
