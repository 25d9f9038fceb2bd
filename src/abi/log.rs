//! The routine of `CopyFile2SetLogCallback`, our own.

use super::DWORD;
use std::ffi::{c_char, c_void};

/// Gets one line of the log: its level (`COPYFILE2_LOG_*`), the part of the library that wrote it (`"copy"`, `"ffi"`, ...)
/// and its text, both in UTF-8, NUL-terminated and valid during the call only.
///
/// Called on the thread that did what the line tells, which may be one of the library's own, and on several at once. It must
/// not throw or longjmp out. Calls into the library are allowed; what those would log is not handed to it.
pub type COPYFILE2_LOG_CALLBACK = Option<
    unsafe extern "C" fn(
        pvContext: *mut c_void,
        dwLevel: DWORD,
        pszRoom: *const c_char,
        pszText: *const c_char,
    ),
>;
