//! The Windows vocabulary in safe Rust: error codes and the errno table, flags, names and paths, attributes.
//!
//! Comes in: what `sys` reports and what `ffi` reads. Goes out: values that `copy` works with. No pointers, no
//! C types and no syscalls of its own live here.
#![forbid(unsafe_code)]

pub mod attributes;
pub mod command_line;
pub mod drives;
pub mod encoding;
pub mod error;
pub mod flags;
pub mod guid;
pub mod hresult;
pub(crate) mod kept;
pub mod last_error;
#[cfg(feature = "bits")]
pub(crate) mod layer;
pub mod name;
pub mod objects;

pub use attributes::FileAttributes;
pub use error::Win32Error;
pub use flags::{CopyFlags, CopyFlagsV2, MoveFlags, ReplaceFlags};
pub use guid::Guid;
pub use hresult::{Hresult, Result};
pub use name::FileName;
