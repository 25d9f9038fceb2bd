//! The thread's last error (part 1.3 of the rule sheet): one number per thread.

use super::Win32Error;
use std::cell::Cell;

thread_local! {
    static LAST_ERROR: Cell<u32> = const { Cell::new(0) };
}

/// The code most recently stored on this thread, 0 at its start.
pub fn get() -> Win32Error {
    Win32Error::from_code(LAST_ERROR.get())
}

/// Stores `error` for this thread.
pub fn set(error: Win32Error) {
    LAST_ERROR.set(error.code());
}
