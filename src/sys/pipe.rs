//! A pipe that carries pages from one file to another without copying them in between (splice(2)).

use super::{Errno, fault};
use rustix::pipe::{PipeFlags, SpliceFlags};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// Both ends, closed when this is dropped.
pub(crate) struct Pipe {
    reader: OwnedFd,
    writer: OwnedFd,
}

impl Pipe {
    /// A pipe with room for at least `length` bytes (fcntl(2), `F_SETPIPE_SZ`). Refused beyond what a user may have in
    /// pipes (pipe(7)).
    pub(crate) fn new(length: usize) -> Result<Self, Errno> {
        let (reader, writer) =
            fault::call("pipe2", || rustix::pipe::pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK))?;
        fault::call("fcntl", || rustix::pipe::fcntl_setpipe_size(&writer, length))?;
        Ok(Self { reader, writer })
    }

    /// Takes up to `length` bytes of a file in; 0 at its end. Not more than there is room for.
    pub(crate) fn take(&self, source: BorrowedFd<'_>, offset: u64, length: usize) -> Result<usize, Errno> {
        let mut from = offset;
        fault::counted("splice", length, |length| {
            rustix::pipe::splice(source, Some(&mut from), self.writer.as_fd(), None, length, NONE)
        })
    }

    /// Gives up to `length` bytes to a file.
    pub(crate) fn give(
        &self,
        destination: BorrowedFd<'_>,
        offset: u64,
        length: usize,
    ) -> Result<usize, Errno> {
        let mut to = offset;
        fault::counted("splice", length, |length| {
            rustix::pipe::splice(self.reader.as_fd(), None, destination, Some(&mut to), length, NONE)
        })
    }
}

const NONE: SpliceFlags = SpliceFlags::empty();
