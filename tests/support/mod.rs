//! What the behaviour tests share: a [`Bench`] to work on, a [`Call`] that goes through the Rust API or through the C
//! ABI, the [`Record`] of what it answered, and file systems made on demand.
//!
//! Nothing here asserts a rule, except what holds for every call whatsoever (part 1.3, M1, M13, V13).
#![allow(dead_code, reason = "every test binary uses its own part")]
#![allow(unused_imports, reason = "every test binary uses its own part")]

mod bench;
pub mod c_programs;
mod call;
pub mod family;
mod files;
mod filesystems;
mod identity;
mod invariants;
mod namespace;
mod settings;
pub mod stepped;
mod through_c;

pub use bench::{Bench, across_file_systems, on_every_file_system, twice};
pub use call::{Call, Edge, Form, Kind, Message, Record};
pub use files::{
    Snapshot, assert_copied, attribute, attributes, content, file, fill, fill_sparse, mode, put_attribute,
    put_stream, set_mode, set_write_time, stream, write_time,
};
pub use filesystems::{FileSystem, mount, skipped};
pub use identity::{as_nobody, in_own_directory, with_umask};
pub use invariants::{check_failure, check_messages, check_success};
pub use settings::number;
pub use through_c::{Hostile, OldCalls, units, wide};
