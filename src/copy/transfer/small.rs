//! Files that need no pump: small ones in one kernel call, and those whose size only their end tells.

use super::Transfer;
use crate::copy::Phase;
use crate::copy::outcome::{self, InPhase, Interrupt};
use crate::copy::session::Stream;
use crate::sys::{self, Errno};
use std::os::fd::AsFd;

/// Copies a small file by sendfile(2), which works between any two file systems.
pub(super) fn copy(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
    let size = stream.size();
    let mut position = 0;
    // A routine that used the file pointer of its handle has moved what sendfile goes by.
    if sys::was_position_moved() {
        return super::pump::copy_rest(transfer, stream, position);
    }
    while position < size {
        let wanted = usize::try_from(size - position).unwrap_or(usize::MAX);
        let (source, destination) = (transfer.source.as_fd(), transfer.destination.as_fd());
        match sys::send_file(source, destination, &mut position, wanted) {
            // The source ended early, or this file system answers 0 where it means no: the pump finds out which.
            Ok(0) | Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::OVERFLOW | Errno::IO) => {
                return super::pump::copy_rest(transfer, stream, position);
            }
            Ok(_) => {}
            Err(errno) => return Err(outcome::write_failure(errno, size).into()),
        }
    }
    stream.advance(size)
}

/// Copies a file whose size was found by reading: what was read, then whatever follows.
pub(super) fn copy_head(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
    let head = &transfer.source.head;
    let mut position = 0;
    write_all(transfer, head, &mut position)?;
    stream.advance(position)?;
    if transfer.source.head_is_whole {
        return Ok(());
    }
    let limit = sys::file_size_limit().unwrap_or(u64::MAX);
    let mut buffer = vec![0; HEAD_PIECE];
    loop {
        let length =
            sys::read_at(transfer.source.as_fd(), &mut buffer, position).in_phase(Phase::ReadSource)?;
        if length == 0 {
            return stream.cut_short(position);
        }
        if position + length as u64 > limit {
            return Err(outcome::write_failure(Errno::FBIG, u64::MAX).into());
        }
        write_all(transfer, &buffer[..length], &mut position)?;
        stream.grow_to(position);
        stream.advance(position)?;
    }
}

/// Files of /proc and /sys answer a page at a time, whatever is asked for.
const HEAD_PIECE: usize = 64 << 10;

fn write_all(transfer: &Transfer<'_>, mut bytes: &[u8], position: &mut u64) -> Result<(), Interrupt> {
    while !bytes.is_empty() {
        match sys::write_at(transfer.destination.as_fd(), bytes, *position) {
            Ok(0) => return Err(outcome::write_failure(Errno::IO, *position).into()),
            Ok(length) => {
                bytes = &bytes[length..];
                *position += length as u64;
            }
            Err(errno) => return Err(outcome::write_failure(errno, *position + bytes.len() as u64).into()),
        }
    }
    Ok(())
}
