//! CopyFile2 and the Windows copy and transfer APIs for C and C++ programs on Unix.
//!
//! C programs use `include/copyfile2.h`. Rust programs may use [`copy`] directly: build a
//! [`copy::CopyRequest`], implement [`copy::Observer`] if progress matters, call [`copy::copy_file`]. [`tree`] copies whole
//! trees.
//!
//! The rooms, each depending only on those to its right: `ffi` (the C edge), [`copy`] (the engine),
//! [`win32`] (Windows vocabulary), `sys` (syscalls); [`abi`] is the plain data that `ffi` speaks.

pub mod abi;
#[cfg(feature = "bits")]
pub mod bits;
#[cfg(feature = "bits")]
pub mod com;
pub mod copy;
pub mod ffi;
#[doc(hidden)]
pub mod files;
#[cfg(feature = "bits")]
mod http;
pub mod logging;
#[cfg(feature = "bits")]
mod queue;
mod sys;
pub mod tree;
pub mod win32;
