//! Reads the NUL-terminated names of C callers: UTF-16, UTF-32 or bytes.

use super::hooks;
use crate::abi::DWORD;
use crate::win32::name::{Colon, names_a_directory};
use crate::win32::{FileName, Win32Error, encoding};
use std::ffi::{CStr, c_char, c_void};

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
    /// Bytes that no code page recodes, in Windows form or not: `A` functions.
    Bytes(*const c_char),
    /// The bytes of a Unix path, whatever they are: `U8` functions.
    Verbatim(*const c_char),
}

impl Text {
    /// A name whose units have `width` bytes.
    pub(super) fn of_width(name: *const c_void, width: DWORD) -> Result<Self, Win32Error> {
        match width {
            1 => Ok(Self::Bytes(name.cast())),
            2 => Ok(Self::Utf16(name.cast())),
            4 => Ok(Self::Utf32(name.cast())),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }

    pub(super) fn is_null(self) -> bool {
        match self {
            Self::Utf16(name) => name.is_null(),
            Self::Utf32(name) => name.is_null(),
            Self::Bytes(name) | Self::Verbatim(name) => name.is_null(),
        }
    }

    /// Reads and converts a name of the copy family. The porting layer's hook is asked first.
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for NULL (V8, Q2) and for an empty name (Q3), `INVALID_NAME` for a file's name in Windows form
    /// that ends with a separator (V12), and what [`FileName::from_utf16`] says.
    ///
    /// # Safety
    /// The pointer is NULL or leads to units, at any address, that end with a NUL and do not change during the call.
    pub(super) unsafe fn read(self, meant: Meant) -> Result<FileName, Win32Error> {
        // SAFETY: by the caller's contract.
        unsafe { self.parse(meant, Colon::Stream) }
    }

    /// Reads and converts a name for the functions about files: a colon is a character of it (K-P4).
    ///
    /// # Errors
    /// As [`read`](Self::read), without V12.
    ///
    /// # Safety
    /// As [`read`](Self::read).
    pub(super) unsafe fn read_plain(self) -> Result<FileName, Win32Error> {
        // SAFETY: by the caller's contract.
        unsafe { self.parse(Meant::Directory, Colon::Character) }
    }

    /// # Safety
    /// As [`read`](Self::read).
    unsafe fn parse(self, meant: Meant, colon: Colon) -> Result<FileName, Win32Error> {
        if self.is_null() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        match self {
            Self::Utf16(name) => {
                // SAFETY: not NULL, and NUL-terminated by the caller's contract.
                let units = unsafe { units(name) };
                allow(&units, meant)?;
                hooks::map_path(|| units.clone())
                    .unwrap_or_else(|| FileName::parsed(&encoding::bytes_from_utf16(&units)?, colon))
            }
            Self::Utf32(name) => {
                // SAFETY: as above.
                let units = unsafe { units(name) };
                allow(&units, meant)?;
                let narrow = encoding::bytes_from_utf32(&units)?;
                hooks::map_path(|| encoding::utf16_from_bytes(&narrow))
                    .unwrap_or_else(|| FileName::parsed(&narrow, colon))
            }
            Self::Bytes(name) => {
                // SAFETY: as above; bytes are always aligned.
                let bytes = unsafe { CStr::from_ptr(name) }.to_bytes();
                allow(bytes, meant)?;
                hooks::map_path(|| encoding::utf16_from_bytes(bytes))
                    .unwrap_or_else(|| FileName::parsed(bytes, colon))
            }
            Self::Verbatim(name) => {
                // SAFETY: as above.
                let bytes = unsafe { CStr::from_ptr(name) }.to_bytes();
                hooks::map_path(|| encoding::utf16_from_bytes(bytes))
                    .unwrap_or_else(|| FileName::from_bytes(bytes))
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
                encoding::bytes_from_utf16(&units)
            }
            Self::Utf32(text) => {
                // SAFETY: the caller's contract.
                let units = unsafe { units(text) };
                encoding::bytes_from_utf32(&units)
            }
            Self::Bytes(text) | Self::Verbatim(text) => {
                // SAFETY: the caller's contract; bytes are always aligned.
                Ok(unsafe { CStr::from_ptr(text) }.to_bytes().to_vec())
            }
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

/// Where a caller wants a text.
#[derive(Clone, Copy)]
pub(super) enum Room {
    Utf16(*mut u16),
    Utf32(*mut u32),
    Bytes(*mut c_char),
}

impl Room {
    /// Room for units of `width` bytes.
    pub(super) fn of_width(room: *mut c_void, width: DWORD) -> Result<Self, Win32Error> {
        match width {
            1 => Ok(Self::Bytes(room.cast())),
            2 => Ok(Self::Utf16(room.cast())),
            4 => Ok(Self::Utf32(room.cast())),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }

    /// Writes a text and its NUL. Returns the length without the NUL, or, with nothing written, the size that is needed with it.
    ///
    /// # Errors
    /// `INVALID_PARAMETER` for a NULL buffer with a size other than 0, `FILENAME_EXCED_RANGE` for a text whose length is no DWORD.
    ///
    /// # Safety
    /// The pointer is NULL or leads to room for `size` units, at any address.
    pub(super) unsafe fn put(self, text: &[u8], size: DWORD) -> Result<DWORD, Win32Error> {
        match self {
            // SAFETY: by the caller's contract.
            Self::Utf16(room) => unsafe { put(&encoding::utf16_from_bytes(text), room, size) },
            // SAFETY: by the caller's contract.
            Self::Utf32(room) => unsafe { put(&encoding::utf32_from_bytes(text), room, size) },
            // SAFETY: by the caller's contract.
            Self::Bytes(room) => unsafe { put(text, room.cast(), size) },
        }
    }
}

/// # Safety
/// As [`Room::put`].
unsafe fn put<Unit: Copy + Default>(
    text: &[Unit],
    room: *mut Unit,
    size: DWORD,
) -> Result<DWORD, Win32Error> {
    if room.is_null() && size != 0 {
        return Err(Win32Error::INVALID_PARAMETER);
    }
    let length = DWORD::try_from(text.len()).map_err(|_| Win32Error::FILENAME_EXCED_RANGE)?;
    if length >= size {
        return length.checked_add(1).ok_or(Win32Error::FILENAME_EXCED_RANGE);
    }
    for (index, unit) in text.iter().copied().chain(std::iter::once(Unit::default())).enumerate() {
        let at = room.wrapping_add(index);
        // SAFETY: the text and its NUL are no longer than the room, by the check above.
        unsafe { at.write_unaligned(unit) };
    }
    Ok(length)
}
