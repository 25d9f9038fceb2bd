//! The log for C programs.

use crate::abi::{COPYFILE2_LOG_CALLBACK, DWORD, HRESULT};
use crate::logging;
use crate::win32::Win32Error;
use log::LevelFilter;
use std::ffi::{CString, c_char, c_void};

/// A caller's context.
struct Context(*mut c_void);

// SAFETY: the routine may be called with it on any thread, by the contract of CopyFile2SetLogCallback.
unsafe impl Send for Context {}
// SAFETY: as above, on several at once.
unsafe impl Sync for Context {}

impl Context {
    fn get(&self) -> *mut c_void {
        self.0
    }
}

/// Hands the lines of the log up to `dwLevel` (`COPYFILE2_LOG_ERROR` 1 to `COPYFILE2_LOG_TRACE` 5; 0 for none) to
/// `pfnCallback`, in place of the routine of an earlier call; NULL ends that.
///
/// What `COPYFILE2_LOG` asks for is written as well. Lines may hold names of files and URLs without their query, never
/// passwords, authorization headers or query strings. When the function returns, the former routine is not running any more
/// on another thread, and its context may be freed.
///
/// Any thread may call this, but not from within the routine: that gives 0x800700AA (ERROR_BUSY). 0x80070057 for an unknown
/// level. In a program whose Rust half has a logger of its own, 0x800700B7 (ERROR_ALREADY_EXISTS): that logger gets the lines.
///
/// # Safety
/// `pfnCallback` may be called with `pvContext` on any thread until another call replaces it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2SetLogCallback(
    dwLevel: DWORD,
    pfnCallback: COPYFILE2_LOG_CALLBACK,
    pvContext: *mut c_void,
) -> HRESULT {
    let Some(level) = LevelFilter::iter().nth(dwLevel as usize) else {
        return Win32Error::INVALID_PARAMETER.hresult();
    };
    let context = Context(pvContext);
    let callback = pfnCallback.map(|routine| -> logging::Callback {
        Box::new(move |level, room, text| {
            let (room, text) = (c_text(room), c_text(text));
            // SAFETY: the caller's routine with its context and two strings that outlive the call.
            unsafe { routine(context.get(), level as DWORD, pointer(&room), pointer(&text)) }
        })
    });
    match logging::set_callback(level, callback) {
        Ok(()) => Win32Error::SUCCESS.hresult(),
        Err(logging::Refusal::WithinCallback) => Win32Error::BUSY.hresult(),
        Err(logging::Refusal::OtherLogger) => Win32Error::ALREADY_EXISTS.hresult(),
    }
}

fn pointer(text: &CString) -> *const c_char {
    text.as_ptr()
}

/// For C: a NUL inside the text, which a name from a program may hold, becomes a space.
fn c_text(text: &str) -> CString {
    CString::new(text.replace('\0', " ")).unwrap_or_default()
}
