//! The syscalls, one thin wrapper each, returning the errno. No Windows word, no policy, no retries beyond EINTR.
//!
//! The only room beside `ffi` and `com` that may use `unsafe`. rustix's libc backend is used, so that fakeroot,
//! `LD_PRELOAD` tools and fault injectors see every call.

pub use rustix::io::Errno;
