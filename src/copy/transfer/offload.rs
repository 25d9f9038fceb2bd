//! Copies made by the server: copy_file_range(2) on network file systems (S14, S17).

use super::{Left, Transfer, watch};
use crate::copy::outcome::Interrupt;
use crate::copy::session::Stream;
use crate::sys;
use std::os::fd::AsFd;

/// How much one call is asked to move: long enough for a server to get going, short enough to cancel.
const STEP: u64 = 64 << 20;

/// Lets the server copy. A refusal, and an answer of 0 before the end, leave the rest to the pump.
pub(super) fn copy(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<Left, Interrupt> {
    let size = stream.size();
    while stream.reported() < size {
        let offset = stream.reported();
        let wanted = (size - offset).min(STEP);
        let length = usize::try_from(wanted).unwrap_or(usize::MAX);
        let step =
            || sys::copy_file_range(transfer.source.as_fd(), transfer.destination.as_fd(), offset, length);
        let (answer, wish) = watch::run(stream, wanted, step);
        wish?;
        match answer {
            Ok(0) | Err(_) => return Ok(Left::Something),
            Ok(moved) => stream.advance_offloaded(offset + moved as u64, STEP)?,
        }
    }
    Ok(Left::Nothing)
}
