//! COM on Unix: the BITS interfaces as Windows lays them out, around the safe objects of [`crate::bits`].
//!
//! [`interfaces`] is the table of all interfaces, [`data`] that of structures, enumerations, constants and codes; the
//! headers in `include/copyfile2` are rendered from both (`header`), and both are checked against
//! docs/rules/bits-abi.json (`slots`). `object` makes a COM object of a value: identity, count, `QueryInterface`.
//! `marshal` turns raw parameters into values with safe methods, so that the classes (`manager`, `job`, `file`,
//! `error`, `enumerate`) hold next to no unsafe code. `kind` is the convention and the width of an object, of which
//! every class has all. `callback` calls the objects of clients. `exports` is what C links to. Rule ids are those of docs/rules/bits.md.
#![allow(
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    reason = "the public C names are Windows' own"
)]

mod callback;
pub mod data;
mod enumerate;
mod error;
pub mod exports;
mod factory;
mod file;
mod guid;
#[cfg(test)]
mod header;
mod http_options;
pub mod interfaces;
mod job;
mod kind;
pub mod legacy;
mod manager;
mod marshal;
pub mod matrix;
mod memory;
mod object;
mod peers;
#[cfg(test)]
mod slots;
pub mod table;
#[cfg(test)]
mod tests;
mod unknown;

pub use unknown::{IID_IUnknown, IUnknown, IUnknownVtbl};
