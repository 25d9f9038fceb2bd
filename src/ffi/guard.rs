//! Where panics stop.

use crate::win32::Win32Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `body`; a panic in it becomes `GEN_FAILURE` instead of unwinding into C.
pub(super) fn guarded<T>(body: impl FnOnce() -> Result<T, Win32Error>) -> Result<T, Win32Error> {
    crate::logging::start();
    // The closure owns or borrows only values of this one call, which nobody sees after a panic.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(Err(Win32Error::GEN_FAILURE))
}
