//! Plain data that crosses the C boundary: structures, enumeration values and flag constants, under the
//! names and with the layouts that Windows gives them.
//!
//! No logic lives here. Every field offset is asserted at compile time against the rule sheet
//! (`docs/rules/copyfile2.md`, part 2), for 64-bit and 32-bit targets. `ffi` reads and fills these structures;
//! no other room sees them.
#![forbid(unsafe_code)]
#![allow(non_camel_case_types, non_snake_case, reason = "the public C names are Windows' own")]

mod constants;
mod copyfile2;
mod hooks;
mod layout;
mod log;

pub use constants::*;
pub use copyfile2::*;
pub use hooks::*;
pub use log::*;
