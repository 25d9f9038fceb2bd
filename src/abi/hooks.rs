//! The structure of `CopyFile2SetPlatformHooks`, our own.

use super::{DWORD, HANDLE};
use std::ffi::{c_char, c_int, c_void};

/// One UTF-16 code unit, also where `COPYFILE2_WCHAR32` makes WCHAR wider.
pub type WCHAR16 = u16;

/// What a porting layer takes over. Each member but `dwSize` may be NULL. The structure grows at its end: one that ends
/// behind an earlier member, with `dwSize` saying so, is taken as well.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_PLATFORM_HOOKS {
    /// Size of this structure in bytes.
    pub dwSize: DWORD,
    /// 0.
    pub dwReserved: DWORD,
    /// Handed to each function, never read.
    pub pvContext: *mut c_void,
    /// Writes the Unix path of a name, NUL-terminated, into `pszPath` of `cbPath` bytes. Returns 0, or 122 if the buffer is
    /// too small (a larger one follows), or 120 to leave this name to the library's own rules, or the code that the call
    /// shall fail with. `pwszName` is UTF-16, whatever form the caller used; a byte that is no UTF-8 is U+DC80..U+DCFF.
    pub pfnMapPath: Option<
        unsafe extern "C" fn(
            pvContext: *mut c_void,
            pwszName: *const WCHAR16,
            pszPath: *mut c_char,
            cbPath: usize,
        ) -> DWORD,
    >,
    /// Makes the handle that a progress routine gets for a descriptor. The descriptor stays the library's.
    pub pfnWrapHandle: Option<unsafe extern "C" fn(pvContext: *mut c_void, fd: c_int) -> HANDLE>,
    /// Takes back such a handle when the routine has returned.
    pub pfnReleaseHandle: Option<unsafe extern "C" fn(pvContext: *mut c_void, hFile: HANDLE)>,
    /// Stores the calling thread's last error.
    pub pfnSetLastError: Option<unsafe extern "C" fn(pvContext: *mut c_void, dwErrCode: DWORD)>,
    /// Tells the calling thread's last error.
    pub pfnGetLastError: Option<unsafe extern "C" fn(pvContext: *mut c_void) -> DWORD>,
    /// Starts a thread that calls `pfnBody` with `pvBody`, once, and does not wait for it. Every thread of the library that
    /// may call or release a client's object, or call one of these functions, starts here. Returns 0, or 120 to leave
    /// this one to the library, or a code, after which the library tries again later.
    pub pfnStartThread: Option<
        unsafe extern "C" fn(
            pvContext: *mut c_void,
            pfnBody: unsafe extern "C" fn(pvBody: *mut c_void),
            pvBody: *mut c_void,
        ) -> DWORD,
    >,
    /// The task allocator, whose memory one side of an interface frees for the other: `cb` bytes for a `pvBlock` that is
    /// NULL; `pvBlock` with another size; and for `cb` 0, which comes with a block only, it frees and returns NULL.
    pub pfnTaskMemory:
        Option<unsafe extern "C" fn(pvContext: *mut c_void, pvBlock: *mut c_void, cb: usize) -> *mut c_void>,
    /// Writes the full path of the directory that holds the queue of transfers into `pszPath`, as `pfnMapPath` does.
    pub pfnQueueDirectory:
        Option<unsafe extern "C" fn(pvContext: *mut c_void, pszPath: *mut c_char, cbPath: usize) -> DWORD>,
    /// Runs the program that a job names for its end (`SetNotifyCmdLine`), waits for it and writes its exit code to
    /// `pdwExitCode`. Returns 0, or 120 to leave it to the library, or the code that it could not be started with.
    pub pfnRunProgram: Option<
        unsafe extern "C" fn(
            pvContext: *mut c_void,
            pwszProgram: *const WCHAR16,
            pwszParameters: *const WCHAR16,
            pdwExitCode: *mut DWORD,
        ) -> DWORD,
    >,
}
