//! The Background Intelligent Transfer Service in safe Rust: a queue of jobs that outlives the process.
//!
//! [`Manager`] opens the queue and makes jobs; a [`Job`] has files and settings; a [`File`] is one transfer;
//! [`JobError`] says what went wrong; a [`Callback`] hears of it. These are views: what they show and change lives in
//! the queue (`store`, SQLite), which every process of the user shares (OM-1 to OM-5). Who moves bytes is decided by
//! `scheduler`; how they move over HTTP and from local files stands in `transport`.
//!
//! Every object may be used from any thread at once (COM-14). Rule ids are those of docs/rules/bits.md. No C type and
//! no COM is known here; `com` makes the interfaces out of these objects. A method on a final job answers
//! `BG_E_INVALID_STATE` before it looks at its arguments (COM-19); the C edge calls [`Job::ensure_live`] first where
//! it has to check a pointer itself.
#![forbid(unsafe_code)]

mod callback;
pub(crate) mod command_line;
mod enumerate;
mod error;
mod file;
pub(crate) mod job;
mod manager;
pub(crate) mod names;
pub(crate) mod notify;
mod types;

use crate::queue::{clock, disk, engine, store};

pub use crate::win32::{Guid, Hresult, Result};
pub use callback::Callback;
pub use enumerate::{Enumerator, FileEnumerator, JobEnumerator};
pub use error::JobError;
pub use file::File;
pub use job::Job;
pub use manager::Manager;
pub use types::*;
