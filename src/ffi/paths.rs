//! The Unix path of a Windows name, and the way back: what a porter needs first, for every call that this library does not
//! have.

use super::guard::guarded;
use super::hooks;
use super::text::{Room, Text};
use crate::abi::*;
use crate::win32::{FileName, Win32Error};
use std::ffi::{CStr, OsStr, c_char};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The Unix path that a Windows name stands for, by the rules of every function here: drives, `\`, prefixes, raw bytes and
/// the hook `pfnMapPath`. The file need not exist, and nothing is looked at but the drive map.
///
/// `pszPath` has room for `cbPath` bytes; with 0 it may be NULL. Returns the length without the NUL; if the room is too
/// small, the bytes that are needed with it, and nothing is written; 0 on failure, with the last error: 3 for NULL, "" and
/// a drive without a root, 53 for a name of the network, 123 for a name that cannot be.
///
/// The path is relative if the name is. A colon behind the drive is a character of the name.
///
/// cbindgen:postfix=CF2_WIDE(CopyFile2UnixPath)
///
/// # Safety
/// The name is NULL or NUL-terminated and unchanged during the call; the buffer is as large as its size says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2UnixPath(
    pwszName: *const WCHAR,
    pszPath: *mut c_char,
    cbPath: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { unix_path(Text::Utf16(pwszName), pszPath, cbPath) }
}

/// `CopyFile2UnixPath` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2UnixPath`, with a UTF-32 name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2UnixPathU32(
    pwszName: *const u32,
    pszPath: *mut c_char,
    cbPath: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { unix_path(Text::Utf32(pwszName), pszPath, cbPath) }
}

/// As `CopyFile2UnixPath`, for a name in bytes.
///
/// # Safety
/// As `CopyFile2UnixPath`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2UnixPathA(
    pszName: *const c_char,
    pszPath: *mut c_char,
    cbPath: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { unix_path(Text::Bytes(pszName), pszPath, cbPath) }
}

/// The Windows name of a Unix path: `X:\...` where a drive's root lies above it, the longest one, else the path itself, or
/// `\\?\unix/...` if it holds a `\`. Every function here takes it and means this file; a relative path with `\` or `:`
/// must be made absolute first. A layer's `pfnMapPath` has no way back, so it is not asked.
///
/// `pwszName` has room for `cchName` units; with 0 it may be NULL. Returns the length without the NUL; if the room is too
/// small, the units that are needed with it, and nothing is written; 0 on failure, with the last error 3 for NULL and "".
///
/// cbindgen:postfix=CF2_WIDE(CopyFile2WindowsName)
///
/// # Safety
/// The path is NULL or NUL-terminated and unchanged during the call; the buffer is as large as its size says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2WindowsName(
    pszPath: *const c_char,
    pwszName: *mut WCHAR,
    cchName: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { windows_name(pszPath, Room::Utf16(pwszName), cchName) }
}

/// `CopyFile2WindowsName` of callers that define `COPYFILE2_WCHAR32`.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2WindowsName`, with room for UTF-32.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2WindowsNameU32(
    pszPath: *const c_char,
    pwszName: *mut u32,
    cchName: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { windows_name(pszPath, Room::Utf32(pwszName), cchName) }
}

/// As `CopyFile2WindowsName`, for a name in bytes.
///
/// # Safety
/// As `CopyFile2WindowsName`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2WindowsNameA(
    pszPath: *const c_char,
    pszName: *mut c_char,
    cchName: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract is the same.
    unsafe { windows_name(pszPath, Room::Bytes(pszName), cchName) }
}

/// # Safety
/// As `CopyFile2UnixPath`.
unsafe fn unix_path(name: Text, path: *mut c_char, size: DWORD) -> DWORD {
    length_or_0(guarded(|| {
        // SAFETY: by the caller's contract.
        let name = unsafe { name.read_plain() }?;
        // SAFETY: by the caller's contract.
        unsafe { Room::Bytes(path).put(name.path.as_os_str().as_bytes(), size) }
    }))
}

/// # Safety
/// As `CopyFile2WindowsName`.
unsafe fn windows_name(path: *const c_char, name: Room, size: DWORD) -> DWORD {
    length_or_0(guarded(|| {
        if path.is_null() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        // SAFETY: not NULL, and NUL-terminated by the caller's contract.
        let path = unsafe { CStr::from_ptr(path) }.to_bytes();
        if path.is_empty() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        let text = FileName::windows_name(Path::new(OsStr::from_bytes(path)));
        // SAFETY: by the caller's contract.
        unsafe { name.put(&text, size) }
    }))
}

/// A failure is 0 with the last error; a success leaves it (K-P5).
fn length_or_0(outcome: Result<DWORD, Win32Error>) -> DWORD {
    outcome.unwrap_or_else(|code| {
        hooks::set_last_error(code);
        0
    })
}
