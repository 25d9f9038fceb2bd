//! The C edge of the functions for files. What is exported here has names of our own, `CopyFile2CreateFile` and so on; the
//! Windows names are inline functions of `include/win32`, so that no other library's symbol is taken.
//!
//! One export serves every width of WCHAR: text comes as a pointer and the bytes of its unit, 1, 2 or 4. The prototypes stand in
//! `include/copyfile2/files.h`, by hand.

/// Exports functions for C. A macro, so that cbindgen does not see them.
macro_rules! export {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) -> $answer:ty $body:block)*) => {
        $(
            $(#[$meta])*
            ///
            /// # Safety
            /// Names are NULL or NUL-terminated and unchanged during the call; buffers are NULL or as large as their sizes
            /// say, and structures whole.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $name($($argument: $kind),*) -> $answer $body
        )*
    };
}

mod control;
mod data;
mod entry;
mod find;
mod information;
mod name;
mod open;
mod paths;
mod volume;

pub use control::*;
pub use data::*;
pub use entry::*;
pub use find::*;
pub use information::*;
pub use name::*;
pub use open::*;
pub use paths::*;
pub use volume::*;

use super::guard::guarded;
use super::text::Text;
use super::{handle, hooks};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::files::{File, Open};
use crate::win32::{FileName, Win32Error, objects};
use std::ffi::c_void;

/// TRUE, or FALSE with the last error (K-P5: a success leaves it).
fn truth(body: impl FnOnce() -> Result<(), Win32Error>) -> BOOL {
    value_or(0, || body().map(|()| 1))
}

/// The value, or `failed` with the last error.
fn value_or<T>(failed: T, body: impl FnOnce() -> Result<T, Win32Error>) -> T {
    guarded(body).unwrap_or_else(|code| {
        hooks::set_last_error(code);
        failed
    })
}

/// What a name leads to.
///
/// # Safety
/// As for [`Text::read`].
unsafe fn path_of(name: *const c_void, unit: DWORD) -> Result<FileName, Win32Error> {
    let text = Text::of_width(name, unit)?;
    // SAFETY: the caller's contract.
    unsafe { text.read_plain() }
}

/// Works on the file of a handle: one of the table, or a borrowed descriptor.
fn with_open<T>(
    handle: HANDLE,
    work: impl FnOnce(Open<'_>) -> Result<T, Win32Error>,
) -> Result<T, Win32Error> {
    if let Some(file) = objects::get::<File>(handle.addr()) {
        return work(file.open());
    }
    let fd = handle::borrow(handle).ok_or(Win32Error::INVALID_HANDLE)?;
    work(Open::borrowed(fd)?)
}

/// Writes where the program wants a value; NULL wants none.
///
/// # Safety
/// `at` is NULL or leads to room for the value, at any address.
unsafe fn give<T>(at: *mut T, value: T) {
    if !at.is_null() {
        // SAFETY: the caller's contract.
        unsafe { at.write_unaligned(value) };
    }
}
