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

/// A part of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Data from here to there; what lies before is a hole.
    Data(u64, u64),
    /// Nothing but a hole follows up to here: the end, or where the source was cut off meanwhile.
    Hole(u64),
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

    /// What follows at `position`, which is before `end`.
    pub(super) fn next(&mut self, fd: BorrowedFd<'_>, position: u64, end: u64) -> Result<Stretch, Errno> {
        if self.kind == Kind::Dense {
            return Ok(Stretch::Data(position, end));
        }
        if position < self.data_end {
            return Ok(Stretch::Data(position, self.data_end.min(end)));
        }
        match self.seek(fd, position) {
            Ok(Some((start, _))) if start >= end => Ok(Stretch::Hole(end)),
            Ok(Some((start, data_end))) => {
                self.data_end = data_end;
                Ok(Stretch::Data(start, data_end.min(end)))
            }
            Ok(None) => self.hole_to_the_end(fd, position, end),
            // No holes to be asked for here: all is data.
            Err(Errno::INVAL | Errno::OPNOTSUPP | Errno::NOSYS) => Ok(self.read_on(position, end)),
            Err(errno) => Err(errno),
        }
    }

    /// The kernel gives one answer for two cases: a hole up to the end, and a source that was cut off before `position`. The
    /// size tells them apart if nothing changed between the two questions. Otherwise what follows is read: reads invent
    /// nothing.
    fn hole_to_the_end(&mut self, fd: BorrowedFd<'_>, position: u64, end: u64) -> Result<Stretch, Errno> {
        let before = sys::stat_fd(fd)?;
        let answer = self.seek(fd, position)?;
        let after = sys::stat_fd(fd)?;
        let stood_still = before.size == after.size && before.changed == after.changed;
        if answer.is_some() || !stood_still {
            return Ok(self.read_on(position, end));
        }
        Ok(Stretch::Hole(after.size.clamp(position, end)))
    }

    /// From here on everything counts as data.
    fn read_on(&mut self, position: u64, end: u64) -> Stretch {
        self.kind = Kind::Dense;
        Stretch::Data(position, end)
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
