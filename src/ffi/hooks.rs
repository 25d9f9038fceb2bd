//! What a porting layer may take over: paths, handles, the last error, threads, memory, the queue's place.

use crate::abi::*;
use crate::win32::{FileName, Win32Error, last_error};
use once_cell::sync::OnceCell;
use std::ffi::{c_char, c_void};
use std::os::fd::{AsRawFd, BorrowedFd};
use std::ptr;

static HOOKS: OnceCell<Hooks> = OnceCell::new();

/// The layer's structure as this library keeps it.
struct Hooks(COPYFILE2_PLATFORM_HOOKS);

// SAFETY: the functions may be called from any thread with the context, by the contract of CopyFile2SetPlatformHooks.
unsafe impl Send for Hooks {}
// SAFETY: as above.
unsafe impl Sync for Hooks {}

/// Size of the structure when it ended with `pfnGetLastError`: the first one that was published.
const FIRST_SIZE: usize = std::mem::offset_of!(COPYFILE2_PLATFORM_HOOKS, pfnStartThread);

/// No function, and so the library's own rules.
const NONE: COPYFILE2_PLATFORM_HOOKS = COPYFILE2_PLATFORM_HOOKS {
    dwSize: 0,
    dwReserved: 0,
    pvContext: ptr::null_mut(),
    pfnMapPath: None,
    pfnWrapHandle: None,
    pfnReleaseHandle: None,
    pfnSetLastError: None,
    pfnGetLastError: None,
    pfnStartThread: None,
    pfnTaskMemory: None,
    pfnQueueDirectory: None,
    pfnRunProgram: None,
};

/// Lets a porting layer take over paths, handles, the last error, threads, memory and the place of the queue. Once per
/// process, before any other call.
///
/// `pHooks` points to a structure with `dwSize` set; it is copied. Members that are NULL, or that `dwSize` leaves out, leave
/// their matter to the library. The functions may be called from any thread that calls the library and from those that
/// `pfnStartThread` started, several at once; from no others, as long as `pfnStartThread` is there. They must not call back
/// into the library.
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
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let is_known = (FIRST_SIZE..=size_of::<COPYFILE2_PLATFORM_HOOKS>()).contains(&size)
        && size % size_of::<*const c_void>() == 0;
    if !is_known {
        return Win32Error::INVALID_PARAMETER.hresult();
    }
    let mut hooks = NONE;
    // SAFETY: dwSize says how many bytes are there, and they are no more than the structure's. What is left out stays
    // NULL: the size ends between members, each a pointer.
    unsafe { ptr::copy_nonoverlapping(pHooks.cast::<u8>(), (&raw mut hooks).cast::<u8>(), size) };
    if HOOKS.set(Hooks(hooks)).is_err() {
        return Win32Error::ALREADY_EXISTS.hresult();
    }
    #[cfg(feature = "bits")]
    if let Some(hooks) = HOOKS.get() {
        crate::win32::layer::set(hooks);
    }
    Win32Error::SUCCESS.hresult()
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
    let bytes = written(|place, size| {
        // SAFETY: the layer's function, with a NUL-terminated name and a buffer of the size told.
        unsafe { map(hooks.pvContext, name.as_ptr(), place, size) }
    })?;
    Some(bytes.and_then(|bytes| FileName::from_bytes(&bytes)))
}

/// The bytes before the NUL that a layer's function writes into a buffer, which grows as long as it says 122. `None` for
/// 120: the library's own rules hold.
fn written(function: impl Fn(*mut c_char, usize) -> DWORD) -> Option<Result<Vec<u8>, Win32Error>> {
    let mut buffer = vec![0_u8; 4096];
    loop {
        let code = function(buffer.as_mut_ptr().cast(), buffer.len());
        match Win32Error::from_code(code) {
            Win32Error::SUCCESS => {
                let length = buffer.iter().position(|&byte| byte == 0).unwrap_or(buffer.len());
                buffer.truncate(length);
                return Some(Ok(buffer));
            }
            Win32Error::INSUFFICIENT_BUFFER if buffer.len() < 1 << 20 => buffer.resize(buffer.len() * 4, 0),
            Win32Error::CALL_NOT_IMPLEMENTED => return None,
            code => return Some(Err(code)),
        }
    }
}

/// What the rooms in safe Rust ask of the layer.
#[cfg(feature = "bits")]
mod for_safe_rooms {
    use super::{Hooks, c_void, map_path, written};
    use crate::win32::layer::{Layer, StartError, Work};
    use crate::win32::{FileName, Win32Error};
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::PathBuf;

    /// What a thread of the layer calls.
    unsafe extern "C" fn body(work: *mut c_void) {
        // SAFETY: made by `start_thread` below, and given to one thread, which calls this once.
        let work = unsafe { Box::from_raw(work.cast::<Work>()) };
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            log::error!("a thread of the library panicked");
        }
    }

    impl Layer for Hooks {
        fn start_thread(&self, work: Work) -> Result<(), StartError> {
            let Some(start) = self.0.pfnStartThread else { return Err(StartError::NotOffered(work)) };
            let argument = Box::into_raw(Box::new(work));
            // SAFETY: the layer's function; by its contract it calls the body once, or answers a code and never does.
            let code = Win32Error::from_code(unsafe { start(self.0.pvContext, body, argument.cast()) });
            if code == Win32Error::SUCCESS {
                return Ok(());
            }
            // SAFETY: no thread took it.
            let work = unsafe { Box::from_raw(argument) };
            Err(match code {
                Win32Error::CALL_NOT_IMPLEMENTED => StartError::NotOffered(*work),
                code => StartError::Failed(code),
            })
        }

        fn path(&self, name: &[u16]) -> Option<Result<FileName, Win32Error>> {
            map_path(|| name.to_vec())
        }

        fn queue_directory(&self) -> Option<Result<PathBuf, Win32Error>> {
            let tell = self.0.pfnQueueDirectory?;
            let bytes = written(|place, size| {
                // SAFETY: the layer's function, with a buffer of the size told.
                unsafe { tell(self.0.pvContext, place, size) }
            })?;
            Some(bytes.map(|bytes| PathBuf::from(OsString::from_vec(bytes))))
        }

        fn run_program(&self, program: &str, parameters: &str) -> Option<Result<u32, Win32Error>> {
            let run = self.0.pfnRunProgram?;
            let [program, parameters] =
                [program, parameters].map(|text| text.encode_utf16().chain([0]).collect::<Vec<u16>>());
            let mut exit = 0;
            // SAFETY: the layer's function, with two strings and a place that live during the call.
            let code = unsafe { run(self.0.pvContext, program.as_ptr(), parameters.as_ptr(), &raw mut exit) };
            match Win32Error::from_code(code) {
                Win32Error::SUCCESS => Some(Ok(exit)),
                Win32Error::CALL_NOT_IMPLEMENTED => None,
                code => Some(Err(code)),
            }
        }
    }
}

/// The layer's task allocator, `None` if it is the library's own.
#[cfg(feature = "bits")]
pub(crate) fn task_memory() -> Option<impl Fn(*mut c_void, usize) -> *mut c_void> {
    let hooks = hooks()?;
    let memory = hooks.pfnTaskMemory?;
    Some(move |block, size| {
        // SAFETY: the layer's function, with NULL or a block of its own (`com::memory`).
        unsafe { memory(hooks.pvContext, block, size) }
    })
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
