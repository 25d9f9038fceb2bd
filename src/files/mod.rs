//! The functions for files that copy programs call beside the copy family: opening, reading and writing, finding, attributes,
//! information, names, volumes. In safe Rust, with Windows' words and codes.
//!
//! Comes in: Unix paths that `ffi` made of names, numbers as the program gave them. Goes out: objects for the table of handles
//! (`win32::objects`), values, and the code that becomes the last error. No pointers, no C types. Rule ids are those of
//! docs/rules/kit.md.
#![forbid(unsafe_code)]

mod access;
mod control;
mod entry;
mod find;
mod full_path;
mod information;
mod io;
mod lock;
mod open;
mod paths;
mod site;
mod status;
mod volume;
mod wildcard;

pub(crate) use control::DUPLICATE_EXTENTS;
pub(crate) use entry::{
    NewAttributes, create_directory, create_tree, delete_file, remove_directory, set_attributes, status_of,
};
pub(crate) use find::{Found, Search, Stream, Streams, find_first, find_first_stream};
pub(crate) use full_path::full_path;
pub use full_path::{FullPath, of_name as full_path_from};
pub(crate) use information::{create_hard_link, create_symbolic_link};
pub(crate) use io::{Position, Start};
pub(crate) use lock::Lock;
pub(crate) use open::{Disposition, File, Open, OpenFlags, OpenRequest, Opened, open};
pub(crate) use paths::{
    current_directory, search, set_current_directory, temporary_directory, temporary_name,
};
pub(crate) use status::{DIRECTORY, Ticks};
pub(crate) use volume::{
    Volume, default_root, device, drive_type, logical_drives, space, volume, volume_of, volume_path,
};
pub use wildcard::{Case, Pattern};

use crate::win32::Win32Error;

/// What a function answers; the code becomes the last error.
pub type Result<T> = std::result::Result<T, Win32Error>;
