//! Functions of our own, prefixed `CopyFile2`, that stand beside the Windows API.

use super::handle;
use crate::abi::{DWORD, HANDLE};
use crate::win32::{Win32Error, last_error};
use std::ffi::c_int;

/// The file descriptor that a message's handle carries, or -1 if `hFile` is no such handle.
///
/// The descriptor stays the library's: use it during the callback, never close it. Any thread may call this.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetFileDescriptor(hFile: HANDLE) -> c_int {
    handle::to_fd(hFile).unwrap_or(-1)
}

/// The calling thread's last error: the plain Win32 code that the latest call of this library left, 0 on success.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetLastError() -> DWORD {
    last_error::get().code()
}

/// Sets the calling thread's last error.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetLastError(dwErrCode: DWORD) {
    last_error::set(Win32Error::from_code(dwErrCode));
}
