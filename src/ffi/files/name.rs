//! The Unix path of a name, for the inline functions of the headers.

use crate::abi::DWORD;
use crate::ffi::guard::guarded;
use crate::ffi::hooks;
use crate::ffi::text::{Room, Text};
use crate::win32::Win32Error;
use std::ffi::{c_char, c_void};
use std::os::unix::ffi::OsStrExt;

export! {
    /// As `CopyFile2UnixPath`, for a name whose units have `cbUnit` bytes (1, 2 or 4), in memory of its own.
    ///
    /// Returns the path, which the caller gives to `free`, or NULL with the last error: as there, 8 without memory, 87 for
    /// another width.
    fn CopyFile2UnixPathOf(pvName: *const c_void, cbUnit: DWORD) -> *mut c_char {
        let made = guarded(|| {
            let name = Text::of_width(pvName, cbUnit)?;
            // SAFETY: by the caller's contract.
            let path = unsafe { name.read_plain() }?.path;
            let bytes = path.as_os_str().as_bytes();
            // SAFETY: takes a size, never 0 because of the NUL.
            let room = unsafe { libc::malloc(bytes.len() + 1) }.cast::<c_char>();
            if room.is_null() {
                return Err(Win32Error::NOT_ENOUGH_MEMORY);
            }
            let size = DWORD::try_from(bytes.len() + 1).map_err(|_| Win32Error::FILENAME_EXCED_RANGE)?;
            // SAFETY: the room was just made for so many bytes.
            unsafe { Room::Bytes(room).put(bytes, size) }?;
            Ok(room)
        });
        made.unwrap_or_else(|code| {
            hooks::set_last_error(code);
            std::ptr::null_mut()
        })
    }
}
