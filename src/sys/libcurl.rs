//! Whether libcurl is there. The installed shared library loads it by the first call of this, not before: see
//! packaging/libcurl-later.c.

use super::Errno;
use std::ffi::{c_int, c_long};

unsafe extern "C" {
    fn curl_global_init(flags: c_long) -> c_int;
}

/// `CURL_GLOBAL_NOTHING`: where libcurl is linked the crate curl has set it up, and this only counts.
const NOTHING: c_long = 0;

/// Makes sure of libcurl, which every other use of it needs. ENOENT where it cannot be loaded.
pub(crate) fn need_libcurl() -> Result<(), Errno> {
    // The crate sets it up once; afterwards the call is thread-safe in every libcurl.
    curl::init();
    // SAFETY: the function takes a number and may be called any time after the first.
    match unsafe { curl_global_init(NOTHING) } {
        0 => Ok(()),
        _ => Err(Errno::NOENT),
    }
}
