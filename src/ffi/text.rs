//! Reads the NUL-terminated names of C callers: UTF-16, UTF-32 or bytes.

use super::hooks;
use crate::win32::name::names_a_directory;
use crate::win32::{FileName, Win32Error};
use std::ffi::{CStr, c_char};

/// What kind of file a name is meant for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    File,
    /// Or a file: moves take either.
    Directory,
}

/// A caller's name, not yet read.
#[derive(Clone, Copy)]
pub(super) enum Text {
    Utf16(*const u16),
    Utf32(*const u32),
    /// Bytes that no code page recodes: `A` and UTF-8 functions.
    Bytes(*const c_char),
}

impl Text {
    pub(super) fn is_null(self) -> bool {
        match self {
            Self::Utf16(name) => name.is_null(),
            Self::Utf32(name) => name.is_null(),
            Self::Bytes(name) => name.is_null(),
        }
    }

    /// Reads and converts the name. The porting layer's hook is asked first.
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for NULL (V8, Q2) and for an empty name (Q3), `INVALID_NAME` for a file's name in Windows form
    /// that ends with a separator (V12), and what [`FileName::from_utf16`] says.
    ///
    /// # Safety
    /// The pointer is NULL or leads to units, at any address, that end with a NUL and do not change during the call.
    pub(super) unsafe fn read(self, meant: Meant) -> Result<FileName, Win32Error> {
        if self.is_null() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        match self {
            Self::Utf16(name) => {
                // SAFETY: not NULL, and NUL-terminated by the caller's contract.
                let units = unsafe { units(name) };
                allow(&units, meant)?;
                hooks::map_path(|| units.clone()).unwrap_or_else(|| FileName::from_utf16(&units))
            }
            Self::Utf32(name) => {
                // SAFETY: as above.
                let units = unsafe { units(name) };
                allow(&units, meant)?;
                let narrow = crate::win32::encoding::bytes_from_utf32(&units)?;
                hooks::map_path(|| crate::win32::encoding::utf16_from_bytes(&narrow))
                    .unwrap_or_else(|| FileName::from_utf32(&units))
            }
            Self::Bytes(name) => {
                // SAFETY: as above; bytes are always aligned.
                let bytes = unsafe { CStr::from_ptr(name) }.to_bytes();
                allow(bytes, meant)?;
                hooks::map_path(|| crate::win32::encoding::utf16_from_bytes(bytes))
                    .unwrap_or_else(|| FileName::from_narrow(bytes))
            }
        }
    }
}

impl Text {
    /// The text as bytes, whatever it is for.
    ///
    /// # Errors
    /// `INVALID_NAME` for units that stand for nothing.
    ///
    /// # Safety
    /// As [`read`](Self::read), and not NULL.
    pub(super) unsafe fn bytes(self) -> Result<Vec<u8>, Win32Error> {
        match self {
            Self::Utf16(text) => {
                // SAFETY: the caller's contract.
                let units = unsafe { units(text) };
                crate::win32::encoding::bytes_from_utf16(&units)
            }
            Self::Utf32(text) => {
                // SAFETY: the caller's contract.
                let units = unsafe { units(text) };
                crate::win32::encoding::bytes_from_utf32(&units)
            }
            // SAFETY: the caller's contract; bytes are always aligned.
            Self::Bytes(text) => Ok(unsafe { CStr::from_ptr(text) }.to_bytes().to_vec()),
        }
    }
}

/// V12.
fn allow<Unit: Copy + Into<u32>>(name: &[Unit], meant: Meant) -> Result<(), Win32Error> {
    if meant == Meant::File && names_a_directory(name) { Err(Win32Error::INVALID_NAME) } else { Ok(()) }
}

/// The units before the NUL, read one by one: packed structures of old code hold names at odd addresses.
///
/// # Safety
/// `start` leads to units, at any address, that end with a zero.
unsafe fn units<Unit: Copy + Default + PartialEq>(start: *const Unit) -> Vec<Unit> {
    let mut units = Vec::new();
    loop {
        let at = start.wrapping_add(units.len());
        // SAFETY: no zero was met before this unit, so it is still within the string.
        let unit = unsafe { at.read_unaligned() };
        if unit == Unit::default() {
            return units;
        }
        units.push(unit);
    }
}
