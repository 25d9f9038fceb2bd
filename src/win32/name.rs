//! Names as callers give them, turned into Unix paths: UTF-16, UTF-32 or bytes; Windows or Unix form.

use super::Win32Error;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// A name after conversion: the Unix path, and the stream suffix if the name had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The Unix path, free of NUL bytes, never empty.
    pub path: PathBuf,
    /// `stream` of `file:stream`, for names in Windows form only (rules O22 and O23).
    pub stream: Option<OsString>,
}

impl FileName {
    /// Converts UTF-16 code units (without the NUL).
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for an empty name (V10), `INVALID_NAME` for a lone surrogate that stands for no byte.
    pub fn from_utf16(units: &[u16]) -> Result<Self, Win32Error> {
        let text = String::from_utf16(units).map_err(|_| Win32Error::INVALID_NAME)?;
        Self::from_bytes(text.as_bytes())
    }

    /// Takes the bytes of an `A` function's name as they are.
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for an empty name (V10).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Win32Error> {
        if bytes.is_empty() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        Ok(Self { path: PathBuf::from(OsString::from_vec(bytes.to_vec())), stream: None })
    }
}
