//! Functions of our own, prefixed `CopyFile2`, that stand beside the Windows API.

use super::{handle, hooks};
use crate::abi::{DWORD, HANDLE};
use crate::win32::Win32Error;
use crate::win32::error::NAMED;
use once_cell::sync::Lazy;
use std::ffi::{CString, c_char, c_int};

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
    hooks::last_error().code()
}

/// Sets the calling thread's last error.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetLastError(dwErrCode: DWORD) {
    hooks::set_last_error(Win32Error::from_code(dwErrCode));
}

/// What a Win32 code, or an HRESULT made of one, means: a few English words in UTF-8, without a full stop.
///
/// Never NULL; the text stays valid until the process ends. A code that is not known gives "unknown error".
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ErrorMessage(dwErrCode: DWORD) -> *const c_char {
    let code = if dwErrCode >> 16 == 0x8007 { dwErrCode & 0xFFFF } else { dwErrCode };
    match MESSAGES.binary_search_by_key(&code, |row| row.0) {
        Ok(index) => MESSAGES[index].1.as_ptr(),
        Err(_) => c"unknown error".as_ptr(),
    }
}

/// The texts with the NUL that C wants, sorted by code as [`NAMED`] is.
static MESSAGES: Lazy<Vec<(u32, CString)>> = Lazy::new(|| {
    NAMED.iter().map(|&(code, _, text)| (code, CString::new(text).unwrap_or_default())).collect()
});
