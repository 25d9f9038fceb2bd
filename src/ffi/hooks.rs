//! What a porting layer may take over: paths, handles, the last error.

use crate::abi::*;
use crate::win32::{FileName, Win32Error, last_error};
use once_cell::sync::OnceCell;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::ptr;

static HOOKS: OnceCell<Hooks> = OnceCell::new();

/// The layer's structure as this library keeps it.
struct Hooks(COPYFILE2_PLATFORM_HOOKS);

// SAFETY: the functions may be called from any thread with the context, by the contract of CopyFile2SetPlatformHooks.
unsafe impl Send for Hooks {}
// SAFETY: as above.
unsafe impl Sync for Hooks {}

/// Lets a porting layer take over paths, handles and the last error. Once per process, before any other call.
///
/// `pHooks` points to a structure with `dwSize` set; it is copied. Members that are NULL leave their matter to the
/// library. The functions may be called from any thread that calls the library, several at once; they must not call back
/// into the functions that copy, move or replace.
///
/// Returns `S_OK`, 0x80070057 for NULL or a wrong `dwSize`, 0x800700B7 if hooks were set before; these stay.
///
/// # Safety
/// `pHooks` is NULL or points to such a structure; its functions stay callable, with its context, until the process ends.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2SetPlatformHooks(pHooks: *const COPYFILE2_PLATFORM_HOOKS) -> HRESULT {
    if pHooks.is_null() {
        return Win32Error::INVALID_PARAMETER.hresult();
    }
    // SAFETY: not NULL, and starts with dwSize by the caller's contract; read unaligned, for it may stand anywhere.
    let size = unsafe { pHooks.cast::<DWORD>().read_unaligned() };
    if usize::try_from(size) != Ok(size_of::<COPYFILE2_PLATFORM_HOOKS>()) {
        return Win32Error::INVALID_PARAMETER.hresult();
    }
    // SAFETY: dwSize says that the whole structure is there.
    let hooks = unsafe { pHooks.read_unaligned() };
    match HOOKS.set(Hooks(hooks)) {
        Ok(()) => Win32Error::SUCCESS.hresult(),
        Err(_) => Win32Error::ALREADY_EXISTS.hresult(),
    }
}

fn hooks() -> Option<&'static COPYFILE2_PLATFORM_HOOKS> {
    HOOKS.get().map(|hooks| &hooks.0)
}

/// The layer's path for a name, `None` if the library's own rules hold.
pub(super) fn map_path(name: impl FnOnce() -> Vec<WCHAR>) -> Option<Result<FileName, Win32Error>> {
    let hooks = hooks()?;
    let map = hooks.pfnMapPath?;
    let mut name = name();
    name.push(0);
    let mut path = vec![0_u8; 4096];
    loop {
        // SAFETY: the layer's function, with a NUL-terminated name and a buffer of the size told.
        let code = unsafe { map(hooks.pvContext, name.as_ptr(), path.as_mut_ptr().cast(), path.len()) };
        match Win32Error::from_code(code) {
            Win32Error::SUCCESS => {
                let length = path.iter().position(|&byte| byte == 0).unwrap_or(path.len());
                return Some(FileName::from_bytes(&path[..length]));
            }
            Win32Error::INSUFFICIENT_BUFFER if path.len() < 1 << 20 => path.resize(path.len() * 4, 0),
            Win32Error::CALL_NOT_IMPLEMENTED => return None,
            code => return Some(Err(code)),
        }
    }
}

/// A handle for the time of one callback; released when dropped.
pub(super) struct Handle {
    value: HANDLE,
    is_layers: bool,
}

impl Handle {
    /// The handle that stands for `fd`: an opaque, non-NULL multiple of 4, or the layer's own.
    pub(super) fn wrap(fd: BorrowedFd<'_>) -> Self {
        if let Some((hooks, wrap)) = hooks().and_then(|hooks| hooks.pfnWrapHandle.map(|wrap| (hooks, wrap))) {
            // SAFETY: the layer's function, with a descriptor that is open during the callback.
            let value = unsafe { wrap(hooks.pvContext, fd.as_raw_fd()) };
            return Self { value, is_layers: true };
        }
        Self { value: super::handle::from_fd(fd), is_layers: false }
    }

    pub(super) fn value(&self) -> HANDLE {
        self.value
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if !self.is_layers {
            return;
        }
        if let Some((hooks, release)) = hooks().and_then(|hooks| hooks.pfnReleaseHandle.map(|f| (hooks, f))) {
            // SAFETY: the layer's function, with a handle it made and that nobody uses after the callback.
            unsafe { release(hooks.pvContext, self.value) };
        }
    }
}

/// No handle: for messages that carry none.
impl Default for Handle {
    fn default() -> Self {
        Self { value: ptr::null_mut(), is_layers: false }
    }
}

/// Stores the thread's last error, here or with the layer.
pub(super) fn set_last_error(code: Win32Error) {
    match hooks().and_then(|hooks| hooks.pfnSetLastError.map(|set| (hooks, set))) {
        // SAFETY: the layer's function with its context.
        Some((hooks, set)) => unsafe { set(hooks.pvContext, code.code()) },
        None => last_error::set(code),
    }
}

/// The thread's last error, from here or from the layer.
pub(super) fn last_error() -> Win32Error {
    match hooks().and_then(|hooks| hooks.pfnGetLastError.map(|get| (hooks, get))) {
        // SAFETY: the layer's function with its context.
        Some((hooks, get)) => Win32Error::from_code(unsafe { get(hooks.pvContext) }),
        None => last_error::get(),
    }
}
