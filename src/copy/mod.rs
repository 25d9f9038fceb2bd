//! The copy engine: from a [`CopyRequest`] to a [`CopyReport`] or a [`CopyError`].
//!
//! A copy opens its source, then its destination, classifies both once into a plan, moves the streams, and
//! finishes the metadata. Progress leaves through [`Observer`] alone. No C type is known here; Windows words
//! come from `win32`, syscalls from `sys`.
#![forbid(unsafe_code)]

mod observer;
mod request;

pub use observer::{Action, Done, Event, Moved, Observer, StreamInfo, Unobserved};
pub use request::{CopyError, CopyOptions, CopyReport, CopyRequest, Phase};

use crate::win32::Win32Error;

/// Copies one file, directory or link.
///
/// # Errors
/// The code that Windows would give, with the phase it was met in.
pub fn copy_file(request: &CopyRequest<'_>, _observer: &mut dyn Observer) -> Result<CopyReport, CopyError> {
    let _ = request;
    Err(CopyError::new(Phase::None, Win32Error::CALL_NOT_IMPLEMENTED))
}
