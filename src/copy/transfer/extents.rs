//! Which part of a file is data, asked of the kernel as the copy goes (lseek(2), `SEEK_DATA` and `SEEK_HOLE`).

use super::plan::Holes;
use crate::sys::{self, Errno};
use std::os::fd::BorrowedFd;

/// Walks over the data of a file from front to back.
pub(super) struct Extents {
    kind: Kind,
    /// Data is known up to here.
    data_end: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Everything counts as data.
    Dense,
    /// Holes are skipped.
    Sparse,
}

impl Extents {
    pub(super) fn new(holes: Holes) -> Self {
        let kind = match holes {
            Holes::Absent | Holes::Fill => Kind::Dense,
            Holes::Keep => Kind::Sparse,
        };
        Self { kind, data_end: 0 }
    }

    /// The next data at or after `position`: where it starts and where it ends, `end` for both if none follows.
    pub(super) fn next(&mut self, fd: BorrowedFd<'_>, position: u64, end: u64) -> Result<(u64, u64), Errno> {
        if self.kind == Kind::Dense {
            return Ok((position, end));
        }
        if position < self.data_end {
            return Ok((position, self.data_end.min(end)));
        }
        match self.seek(fd, position) {
            Ok(Some((start, data_end))) => {
                self.data_end = data_end;
                Ok((start.min(end), data_end.min(end)))
            }
            Ok(None) => Ok((end, end)),
            // No holes to be asked for here: all is data.
            Err(Errno::INVAL | Errno::OPNOTSUPP | Errno::NOSYS) => {
                self.kind = Kind::Dense;
                Ok((position, end))
            }
            Err(errno) => Err(errno),
        }
    }

    fn seek(&self, fd: BorrowedFd<'_>, position: u64) -> Result<Option<(u64, u64)>, Errno> {
        let Some(start) = sys::next_data(fd, position)? else { return Ok(None) };
        match sys::next_hole(fd, start) {
            Ok(end) => Ok(Some((start, end))),
            // The file was cut off between the two calls: the reads will find its end.
            Err(Errno::NXIO) => Ok(Some((start, u64::MAX))),
            Err(errno) => Err(errno),
        }
    }
}
