//! The C edge. Each exported function reads its pointers, calls a safe function and maps the outcome; panics stop
//! here. Together with `sys` and `com` the only room with `unsafe`.
#![allow(non_snake_case, reason = "the exported names and parameters are Windows' own")]

mod copyfile2;
mod guard;
mod handle;
mod helpers;
mod text;

pub use copyfile2::CopyFile2;
pub use helpers::{CopyFile2GetFileDescriptor, CopyFile2GetLastError, CopyFile2SetLastError};
