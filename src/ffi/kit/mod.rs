//! What the drop-in headers' inline functions stand on where state is shared: handles, waits, threads, locks, the console,
//! the messages of a thread. Nothing here has a Windows name; `include/copyfile2/kit.h` declares it, and the headers in
//! `include/win32` give each its Windows name.
//!
//! Text comes as a pointer and the size of its units (1, 2 or 4 bytes), so that one function serves all three widths.

mod console;
mod environment;
mod give;
mod handles;
mod locks;
mod memory;
mod messages;
mod system;
mod threads;
mod waits;

pub use console::*;
pub use environment::*;
pub use handles::*;
pub use locks::*;
pub use memory::*;
pub use messages::*;
pub use system::*;
pub use threads::*;
pub(in crate::ffi) use waits::set_event;
pub use waits::*;

use super::hooks;
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::win32::Win32Error;
use std::ffi::c_void;

/// TRUE, or FALSE with the last error.
fn answer(result: Result<(), Win32Error>) -> BOOL {
    value_or(result.map(|()| 1), 0)
}

/// The value, or `failed` with the last error.
fn value_or<T>(result: Result<T, Win32Error>, failed: T) -> T {
    result.unwrap_or_else(|error| {
        hooks::set_last_error(error);
        failed
    })
}

fn to_handle(number: usize) -> HANDLE {
    std::ptr::without_provenance_mut(number)
}

/// The bytes of a text that ends with a NUL, in units of `unit` bytes; `None` for NULL.
///
/// # Safety
/// `text` is NULL or leads to units of that size that end with a NUL.
unsafe fn bytes_of(text: *const c_void, unit: DWORD) -> Result<Option<Vec<u8>>, Win32Error> {
    use super::text::Text;
    let text = match unit {
        1 => Text::Bytes(text.cast()),
        2 => Text::Utf16(text.cast()),
        4 => Text::Utf32(text.cast()),
        _ => return Err(Win32Error::INVALID_PARAMETER),
    };
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and NUL-terminated by the caller's contract.
    unsafe { text.bytes() }.map(Some)
}
