//! The C edge. Each exported function reads its pointers, calls a safe function and maps the outcome; panics stop
//! here. Together with `sys` and `com` the only room with `unsafe`.
#![allow(non_snake_case, reason = "the exported names and parameters are Windows' own")]

mod copyfile2;
mod family;
mod files;
mod guard;
mod handle;
mod helpers;
mod hooks;
pub mod kit;
mod log;
#[cfg(target_arch = "x86_64")]
mod microsoft;
mod paths;
mod routine;
mod text;

pub use copyfile2::{CopyFile2, CopyFile2U8, CopyFile2U32};
pub use family::*;
pub use files::*;
pub use helpers::{
    CopyFile2ErrorMessage, CopyFile2GetFileDescriptor, CopyFile2GetLastError, CopyFile2SetLastError,
};
pub use hooks::CopyFile2SetPlatformHooks;
#[cfg(feature = "bits")]
pub(crate) use hooks::task_memory;
pub use log::CopyFile2SetLogCallback;
#[cfg(target_arch = "x86_64")]
pub use microsoft::*;
pub use paths::*;
