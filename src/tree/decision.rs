//! Whether a file is copied, and why.

use super::engine::Engine;
use super::options::Existing;
use crate::copy::entry::Follow;
use crate::copy::{CopyError, Phase, is_complete_at};
use crate::sys::{self, AtFlags, Errno, FileKind, FileStat, Mode, OFlags, TimeStamp};
use crate::win32::Win32Error;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// Why something is copied or left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no copy yet.
    New,
    /// What is there is overwritten, whatever it is.
    Overwritten,
    /// The sizes differ.
    OtherSize,
    /// The copy is older.
    Older,
    /// The contents differ.
    OtherContent,
    /// Something else has the name.
    OtherKind,
    /// An earlier copy was not finished.
    Unfinished,
    /// Size and write time are the same.
    Same,
    /// The contents are the same.
    SameContent,
    /// The copy is newer than the source.
    Newer,
    /// An earlier run has copied it.
    Complete,
    /// It is one and the same file already.
    SameFile,
    /// It lies on another file system.
    OtherFileSystem,
    /// Sockets are not copied.
    Socket,
}

impl Reason {
    /// In a few words.
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Overwritten => "overwritten",
            Self::OtherSize => "other size",
            Self::Older => "older copy",
            Self::OtherContent => "other content",
            Self::OtherKind => "other kind",
            Self::Unfinished => "unfinished",
            Self::Same => "same size and time",
            Self::SameContent => "same content",
            Self::Newer => "newer copy",
            Self::Complete => "complete",
            Self::SameFile => "same file",
            Self::OtherFileSystem => "other file system",
            Self::Socket => "socket",
        }
    }
}

/// What is to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Copy(Reason),
    Skip(Reason),
}

/// One side of a file: the name below its directory.
pub(super) type Side<'a> = (BorrowedFd<'a>, &'a Path, Follow);

fn at_flags(follow: Follow) -> AtFlags {
    match follow {
        Follow::Yes => AtFlags::empty(),
        Follow::No => AtFlags::SYMLINK_NOFOLLOW,
    }
}

/// What stands at a name.
pub(super) fn look((directory, name, follow): Side<'_>) -> Result<FileStat, Errno> {
    sys::stat_at(directory, name, at_flags(follow))
}

impl Engine<'_> {
    /// Decides on a source that is a file, a link or a special file.
    pub(super) fn decide(
        &self,
        source: Side<'_>,
        stat: &FileStat,
        destination: Option<Side<'_>>,
    ) -> Result<Decision, CopyError> {
        let flags = self.options.copy.flags;
        let existing = match destination.map(look) {
            None | Some(Err(Errno::NOENT)) => return Ok(Decision::Copy(Reason::New)),
            Some(Err(errno)) => return Err(CopyError::new(Phase::PrepareDestination, errno.into())),
            Some(Ok(existing)) => existing,
        };
        // `None` was answered above.
        let Some(destination) = destination else { return Ok(Decision::Copy(Reason::New)) };
        if existing.identity == stat.identity && self.options.existing != Existing::Overwrite {
            return Ok(Decision::Skip(Reason::SameFile));
        }
        if existing.kind != stat.kind {
            return Ok(Decision::Copy(Reason::OtherKind));
        }
        if stat.kind != FileKind::Regular {
            return Ok(self.decide_on_link(source, stat, destination, &existing));
        }
        match self.options.existing {
            Existing::Overwrite => Ok(Decision::Copy(Reason::Overwritten)),
            Existing::Update => Ok(update(stat, &existing)),
            Existing::Compare => compare(source, stat, destination, &existing),
            Existing::Resume => {
                Ok(if is_complete_at((source.0, source.1), (destination.0, destination.1), flags) {
                    Decision::Skip(Reason::Complete)
                } else {
                    Decision::Copy(Reason::Unfinished)
                })
            }
        }
    }

    /// Links with the same text are the same, whatever their times.
    fn decide_on_link(
        &self,
        source: Side<'_>,
        stat: &FileStat,
        destination: Side<'_>,
        existing: &FileStat,
    ) -> Decision {
        if self.options.existing == Existing::Overwrite {
            return Decision::Copy(Reason::Overwritten);
        }
        let same = match stat.kind {
            FileKind::Symlink => {
                let text = |(directory, name, _): Side<'_>| sys::read_link(directory, name);
                matches!((text(source), text(destination)), (Ok(one), Ok(other)) if one == other)
            }
            _ => stat.type_bits == existing.type_bits && stat.device == existing.device,
        };
        if same { Decision::Skip(Reason::Same) } else { Decision::Copy(Reason::OtherContent) }
    }
}

/// Size and write time tell; what is newer is kept.
fn update(stat: &FileStat, existing: &FileStat) -> Decision {
    let same_time = is_same_time(stat.modified, existing.modified);
    if !same_time && is_later(existing.modified, stat.modified) {
        return Decision::Skip(Reason::Newer);
    }
    if stat.size != existing.size {
        return Decision::Copy(Reason::OtherSize);
    }
    if same_time { Decision::Skip(Reason::Same) } else { Decision::Copy(Reason::Older) }
}

fn compare(
    source: Side<'_>,
    stat: &FileStat,
    destination: Side<'_>,
    existing: &FileStat,
) -> Result<Decision, CopyError> {
    if stat.size != existing.size {
        return Ok(Decision::Copy(Reason::OtherSize));
    }
    let left = open(source).map_err(|errno| CopyError::new(Phase::PrepareSource, errno.into()))?;
    let right = open(destination).map_err(|errno| CopyError::new(Phase::PrepareDestination, errno.into()))?;
    Ok(match same_bytes(&left, &right)? {
        true => Decision::Skip(Reason::SameContent),
        false => Decision::Copy(Reason::OtherContent),
    })
}

fn open((directory, name, follow): Side<'_>) -> Result<OwnedFd, Errno> {
    let follow = if follow == Follow::No { OFlags::NOFOLLOW } else { OFlags::empty() };
    sys::open_at(directory, name, OFlags::RDONLY | OFlags::NONBLOCK | follow, Mode::empty())
}

/// Whether two files hold the same bytes.
fn same_bytes(one: &OwnedFd, other: &OwnedFd) -> Result<bool, CopyError> {
    let (mut left, mut right) = (vec![0; PIECE], vec![0; PIECE]);
    let mut offset = 0;
    loop {
        let length = fill(one, &mut left, offset, Phase::ReadSource)?;
        if length != fill(other, &mut right, offset, Phase::PrepareDestination)?
            || left[..length] != right[..length]
        {
            return Ok(false);
        }
        if length < PIECE {
            return Ok(true);
        }
        offset += length as u64;
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(file: &OwnedFd, buffer: &mut [u8], offset: u64, phase: Phase) -> Result<usize, CopyError> {
    let mut found = 0;
    while found < buffer.len() {
        match sys::read_at(file.as_fd(), &mut buffer[found..], offset + found as u64) {
            Ok(0) => break,
            Ok(count) => found += count,
            Err(errno) => return Err(CopyError::new(phase, Win32Error::from(errno))),
        }
    }
    Ok(found)
}

/// Whether a copy's write time is the source's, as far as the clock of its file system shows it: to the nanosecond, to 100
/// ns (NTFS), to a second (ext4 with small inodes), or to two (FAT).
fn is_same_time(source: TimeStamp, copy: TimeStamp) -> bool {
    if source == copy {
        return true;
    }
    let same_second = source.seconds == copy.seconds;
    (same_second && copy.nanoseconds == 0)
        || (same_second && copy.nanoseconds % 100 == 0 && source.nanoseconds / 100 == copy.nanoseconds / 100)
        || (copy.nanoseconds == 0 && copy.seconds % 2 == 0 && (source.seconds - copy.seconds).abs() < 2)
}

fn is_later(one: TimeStamp, other: TimeStamp) -> bool {
    (one.seconds, one.nanoseconds) > (other.seconds, other.nanoseconds)
}

/// Bytes compared at a time.
const PIECE: usize = 256 << 10;

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn coarse_clocks_show_the_same_time() {
        let at = |seconds, nanoseconds| TimeStamp { seconds, nanoseconds };
        let source = at(1001, 123_456_789);
        for copy in [at(1001, 123_456_789), at(1001, 123_456_700), at(1001, 0), at(1000, 0), at(1002, 0)] {
            assert!(is_same_time(source, copy), "{copy:?}");
        }
        for copy in [at(1001, 123_456_788), at(1003, 0), at(999, 0), at(1002, 123_456_789)] {
            assert!(!is_same_time(source, copy), "{copy:?}");
        }
    }
}
