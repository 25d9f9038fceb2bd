//! The copy engine: from a [`CopyRequest`] to a [`CopyReport`] or a [`CopyError`].
//!
//! A copy opens its source, then its destination, classifies both once into a plan, moves the streams, and
//! finishes the metadata. Progress leaves through [`Observer`] alone. No C type is known here; Windows words
//! come from `win32`, syscalls from `sys`.
//!
//! The way of a file: [`copy_file`] -> `source` -> `file` -> `destination` -> `transfer` (clone, server copy or
//! pump) -> `streams` -> `metadata`. `session` holds the conversation with the caller, `outcome` the ways a copy can
//! end early. Directories and links have files of their own.
#![forbid(unsafe_code)]

mod access_list;
mod attributes;
mod compare;
mod completeness;
mod destination;
mod directory;
pub(crate) mod entry;
#[cfg(test)]
mod faults_tests;
mod file;
mod filesystem;
mod link;
mod metadata;
mod move_file;
mod names;
mod observer;
mod outcome;
mod place;
mod replace;
mod request;
mod restart;
mod sameness;
mod session;
mod source;
mod streams;
mod times;
mod transfer;

pub use completeness::{is_complete, is_complete_at};
pub use move_file::{MoveRequest, move_file};
pub use observer::{Action, Done, Event, Moved, Observer, StreamInfo, Unobserved};
pub use replace::{ReplaceRequest, replace_file};
pub use request::{CopyError, CopyOptions, CopyReport, CopyRequest, Phase};

use crate::sys::FileStat;
use crate::win32::Win32Error;
use session::Session;
use source::{Opened, Source};

/// Copies one file, directory or link.
///
/// # Errors
/// The code that Windows would give, with the phase it was met in. After an error before the destination was opened
/// nothing is changed; after a later one the destination is removed, unless STOP or PAUSE asked to keep it.
pub fn copy_file(request: &CopyRequest<'_>, observer: &mut dyn Observer) -> Result<CopyReport, CopyError> {
    copy_and_tell(request, Durability::AsUsual, observer).map(|copied| copied.report)
}

/// When a copy counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Durability {
    /// When the kernel has it.
    AsUsual,
    /// When the disk has it.
    OnDisk,
}

/// What was copied, for those who go on with it.
struct Copied {
    report: CopyReport,
    /// The file, directory or link that was opened.
    stat: FileStat,
    /// Whether its change time means something.
    keeps_inodes: bool,
    /// Whether the destination may be the same file.
    may_be_one_file: bool,
}

fn copy_and_tell(
    request: &CopyRequest<'_>,
    durability: Durability,
    observer: &mut dyn Observer,
) -> Result<Copied, CopyError> {
    let mut session = Session::new(observer, request.cancel);
    if session.is_cancelled() {
        return Err(CopyError::new(Phase::None, Win32Error::REQUEST_ABORTED)); // Q9
    }
    if request.source.stream.is_some() {
        return Err(CopyError::new(Phase::None, Win32Error::INVALID_PARAMETER)); // O23, Q40
    }
    let opened = match Source::open(request) {
        Ok(opened) => opened,
        Err(error) => return Err(session.refuse(error)),
    };
    let (stat, keeps_inodes) = (opened.stat(), opened.keeps_inodes());
    let report = match (opened, &request.destination.stream) {
        (Opened::File(source), None) => file::copy(source, request, durability, &mut session),
        (Opened::File(source), Some(stream)) => streams::copy_into(&source, stream, request, &mut session),
        (Opened::Directory(source), None) => directory::copy(source, request, &mut session),
        (Opened::Link(link), None) => link::copy(&link, request).map_err(|error| session.refuse(error)),
        (_, Some(_)) => {
            Err(session.refuse(CopyError::new(Phase::PrepareDestination, Win32Error::INVALID_NAME)))
        }
    }?;
    Ok(Copied { report, stat, keeps_inodes, may_be_one_file: session.may_be_one_file })
}
