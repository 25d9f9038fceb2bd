//! Reading, writing, the file pointer, sizes, times (K-F11 to K-F16).

use super::Result;
use super::access::Access;
use super::open::{Open, OpenFlags};
use super::status::{Status, Ticks};
use crate::sys::{self, Errno, FileKind, Whence};
use crate::win32::Win32Error;

/// Where a call reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// At the file pointer, which moves.
    Pointer,
    /// At the offset of an OVERLAPPED.
    At(u64),
    /// At the end: an OVERLAPPED with all bits set.
    End,
}

/// What the file pointer is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Begin,
    Current,
    End,
}

impl Start {
    /// # Errors
    /// 87 for any other number.
    pub(crate) fn from_word(word: u32) -> Result<Self> {
        match word {
            0 => Ok(Self::Begin),
            1 => Ok(Self::Current),
            2 => Ok(Self::End),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }
}

impl Open<'_> {
    /// `ReadFile`: the full length unless the end comes; from a pipe or a terminal, what is there.
    ///
    /// # Errors
    /// 5 without the right, 1 for a directory, 109 for a pipe whose writers are gone, 38 at the end where a position is given.
    pub(crate) fn read(&self, buffer: &mut [u8], position: Position) -> Result<usize> {
        if self.kind == FileKind::Directory {
            return Err(Win32Error::INVALID_FUNCTION);
        }
        self.needs(Access::READ_DATA)?;
        self.note_pointer();
        let mut offset = match position {
            Position::At(offset) if self.has_positions() => Some(offset),
            Position::End if self.has_positions() => Some(u64::MAX),
            _ => None,
        };
        if offset.is_some_and(|offset| i64::try_from(offset).is_err()) {
            return Err(Win32Error::INVALID_PARAMETER);
        }
        let mut done = 0;
        while done < buffer.len() {
            let rest = &mut buffer[done..];
            let read = self.without_direct(|| match offset {
                Some(offset) => sys::read_at(self.fd, &mut *rest, offset),
                None => sys::read(self.fd, &mut *rest),
            });
            let count = match read {
                Ok(count) => count,
                // What came before it was read; the cause comes with the next call.
                Err(_) if done > 0 => break,
                Err(errno) => return Err(read_error(errno)),
            };
            if count == 0 {
                break;
            }
            done += count;
            offset = offset.map(|offset| offset + count as u64);
            if self.kind == FileKind::Special {
                break;
            }
        }
        if done == 0 && !buffer.is_empty() {
            if offset.is_some() {
                return Err(Win32Error::HANDLE_EOF);
            }
            if self.kind == FileKind::Special && !sys::stat_fd(self.fd)?.is_device {
                return Err(Win32Error::BROKEN_PIPE);
            }
        }
        self.follow(offset)?;
        Ok(done)
    }

    /// `WriteFile`: all bytes, or an error and how many were written before it.
    ///
    /// # Errors
    /// 5 without the right, 112 when the disk is full, 232 when the reader of a pipe is gone.
    pub(crate) fn write(
        &self,
        buffer: &[u8],
        position: Position,
    ) -> std::result::Result<usize, (usize, Win32Error)> {
        self.write_checked(buffer, position).map_err(|code| (0, code))?;
        self.note_pointer();
        let mut offset = match position {
            Position::At(offset) if self.has_positions() => Some(offset),
            Position::End if self.has_positions() => {
                // The end is where the write begins; who appends by several handles opens for FILE_APPEND_DATA.
                Some(sys::seek(self.fd, Whence::End, 0).map_err(|errno| (0, errno.into()))?)
            }
            _ => None,
        };
        let mut done = 0;
        while done < buffer.len() {
            let rest = &buffer[done..];
            let written = self.without_direct(|| match offset {
                Some(offset) => sys::write_at(self.fd, rest, offset),
                None if self.kind == FileKind::Special => sys::write_quietly(self.fd, rest),
                None => sys::write(self.fd, rest),
            });
            match written {
                Ok(0) => return Err((done, Win32Error::DISK_FULL)),
                Ok(count) => {
                    done += count;
                    offset = offset.map(|offset| offset + count as u64);
                }
                Err(errno) => return Err((done, write_error(errno))),
            }
        }
        self.follow(offset).map_err(|code| (done, code))?;
        Ok(done)
    }

    fn write_checked(&self, buffer: &[u8], position: Position) -> Result<()> {
        self.needs_writing()?;
        if matches!(self.kind, FileKind::Directory | FileKind::Symlink) {
            return Err(Win32Error::INVALID_FUNCTION);
        }
        if let Position::At(offset) = position {
            let end = offset.checked_add(buffer.len() as u64).and_then(|end| i64::try_from(end).ok());
            end.ok_or(Win32Error::INVALID_PARAMETER)?;
        }
        // A write beyond the limit of the process would end it with SIGXFSZ.
        if let (Some(limit), FileKind::Regular) = (sys::file_size_limit(), self.kind) {
            let start = match position {
                Position::At(offset) => offset,
                Position::Pointer if !self.granted.appends() => sys::seek(self.fd, Whence::Here, 0)?,
                _ => sys::stat_fd(self.fd)?.size,
            };
            if start.saturating_add(buffer.len() as u64) > limit {
                return Err(Win32Error::FILE_TOO_LARGE);
            }
        }
        Ok(())
    }

    /// After a call with a position the file pointer is behind what was read or written, as on Windows, unless the handle is for
    /// overlapped calls, which have no pointer.
    fn follow(&self, offset: Option<u64>) -> Result<()> {
        let Some(offset) = offset else { return Ok(()) };
        if self.file.is_some_and(|file| file.flags().contains(OpenFlags::OVERLAPPED)) || self.file.is_none() {
            return Ok(());
        }
        sys::seek(self.fd, Whence::Start, i64::try_from(offset).unwrap_or(i64::MAX))?;
        Ok(())
    }

    /// Makes a call again without direct I/O where its memory or its length is not aligned (K-F8).
    fn without_direct<T>(
        &self,
        mut call: impl FnMut() -> std::result::Result<T, Errno>,
    ) -> std::result::Result<T, Errno> {
        match call() {
            Err(Errno::INVAL)
                if self.file.is_some_and(|file| file.flags().contains(OpenFlags::NO_BUFFERING)) =>
            {
                log::debug!("an unaligned call ends direct I/O on this handle");
                sys::set_direct(self.fd, false)?;
                call()
            }
            answer => answer,
        }
    }

    /// The position of a borrowed file is not this program's only: a copy may go by it.
    fn note_pointer(&self) {
        if self.file.is_none() && self.kind == FileKind::Regular {
            sys::note_position_moved();
        }
    }

    fn has_positions(&self) -> bool {
        self.kind != FileKind::Special || sys::seek(self.fd, Whence::Here, 0).is_ok()
    }

    /// `SetFilePointerEx`: the new position.
    ///
    /// # Errors
    /// 131 for one before the beginning, 132 for a pipe.
    pub(crate) fn set_pointer(&self, distance: i64, start: Start) -> Result<u64> {
        let from = match start {
            Start::Begin => Whence::Start,
            Start::Current => Whence::Here,
            Start::End => Whence::End,
        };
        self.note_pointer();
        sys::seek(self.fd, from, distance).map_err(|errno| match errno {
            Errno::INVAL => Win32Error::NEGATIVE_SEEK,
            Errno::SPIPE => Win32Error::SEEK_ON_DEVICE,
            Errno::OVERFLOW => Win32Error::INVALID_PARAMETER,
            errno => errno.into(),
        })
    }

    /// The position.
    ///
    /// # Errors
    /// As [`set_pointer`](Self::set_pointer).
    pub(crate) fn pointer(&self) -> Result<u64> {
        self.set_pointer(0, Start::Current)
    }

    /// `SetEndOfFile`.
    ///
    /// # Errors
    /// 5 without the right to write.
    pub(crate) fn set_end(&self) -> Result<()> {
        self.needs(Access::WRITE_DATA)?;
        let size = self.pointer()?;
        self.resize(size)
    }

    /// The size as given.
    ///
    /// # Errors
    /// 112, 87 for what has no size.
    pub(super) fn resize(&self, size: u64) -> Result<()> {
        if sys::file_size_limit().is_some_and(|limit| size > limit) {
            return Err(Win32Error::FILE_TOO_LARGE);
        }
        sys::truncate(self.fd, size).map_err(write_error)
    }

    /// `GetFileSizeEx`.
    ///
    /// # Errors
    /// 6.
    pub(crate) fn size(&self) -> Result<u64> {
        Ok(sys::stat_fd(self.fd)?.size)
    }

    /// `FlushFileBuffers`.
    ///
    /// # Errors
    /// 5 without the right to write, and what the disk says.
    pub(crate) fn flush(&self) -> Result<()> {
        if self.file.is_some() {
            self.needs_writing()?;
        }
        match sys::sync(self.fd) {
            // Pipes and terminals have nothing to flush.
            Ok(()) | Err(Errno::INVAL | Errno::ROFS) if self.kind == FileKind::Special => Ok(()),
            Ok(()) => Ok(()),
            Err(errno) => Err(write_error(errno)),
        }
    }

    /// Everything about the file.
    ///
    /// # Errors
    /// 6.
    pub(crate) fn status(&self) -> Result<Status> {
        let stat = sys::stat_fd(self.fd)?;
        Ok(Status::of_open(self.fd, &stat))
    }

    /// `SetFileTime`: access and write time; a creation time is dropped, for Unix keeps none that can be set (K-I6).
    ///
    /// # Errors
    /// 5 without the right.
    pub(crate) fn set_times(&self, accessed: Option<Ticks>, written: Option<Ticks>) -> Result<()> {
        self.needs(Access::WRITE_ATTRIBUTES)?;
        Ok(sys::change_times(self.fd, accessed.map(Ticks::to_time), written.map(Ticks::to_time))?)
    }

    /// `GetFileType` (K-F16).
    pub(crate) fn file_type(&self) -> u32 {
        const DISK: u32 = 1;
        const CHAR: u32 = 2;
        const PIPE: u32 = 3;
        match (self.kind, sys::stat_fd(self.fd)) {
            (FileKind::Special, Ok(stat)) if stat.is_device => CHAR,
            (FileKind::Special, _) => PIPE,
            _ => DISK,
        }
    }
}

fn read_error(errno: Errno) -> Win32Error {
    match errno {
        Errno::ISDIR => Win32Error::INVALID_FUNCTION,
        // Open for nothing, or for writing.
        Errno::BADF => Win32Error::ACCESS_DENIED,
        Errno::AGAIN => Win32Error::NO_DATA,
        errno => errno.into(),
    }
}

pub(super) fn write_error(errno: Errno) -> Win32Error {
    match errno {
        Errno::PIPE => Win32Error::NO_DATA,
        Errno::BADF => Win32Error::ACCESS_DENIED,
        errno => errno.into(),
    }
}
