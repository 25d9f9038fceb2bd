//! What an interrupted copy leaves behind so that it can go on (part 4.6 of the rule sheet).
//!
//! The state says which source it belongs to (inode, size, write time) and how much of the destination is vouched for.
//! It is an extended attribute of the destination, or a sidecar file beside it where there are none. Data reaches the
//! disk before the state that vouches for it.
//!
//! A state names two positions. What is flushed survives a power cut; what is only written survives the death of the
//! process, and counts as long as the system has not been booted anew.
//!
//! Between two checkpoints the destination is written to beyond what is vouched for, and after a crash nobody can tell
//! that from somebody else's changes. So a state also holds the destination's write time: if it still fits, the copy
//! was left alone; if not, the vouched part is compared with the source before anything is built upon it.

mod checkpoint;
mod sidecar;

pub(super) use checkpoint::Checkpoints;

use super::attributes::RESTART_STATE;
use super::compare::same_bytes;
use super::outcome::InPhase;
use super::place::Place;
use super::source::Source;
use super::{CopyError, Phase};
use crate::sys::{self, Errno, FileStat, TimeStamp, XattrWrite};
use std::os::fd::{AsFd, BorrowedFd};

/// How far an interrupted copy got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// Bytes of the main stream.
    pub(super) position: u64,
    /// Streams that are complete, the main stream included.
    pub(super) streams: u32,
}

/// A state as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    source_inode: u64,
    source_size: u64,
    source_modified: TimeStamp,
    destination_modified: TimeStamp,
    /// On disk.
    flushed: u64,
    streams: u32,
    /// Written, but perhaps in memory only.
    written: u64,
    /// The boot in which that was, 0 if nobody knows.
    boot: u128,
}

const MAGIC: &[u8; 4] = b"CF2R";
const VERSION: u16 = 1;
/// Magic, version, the fields of [`State`], checksum.
const LENGTH: usize = 4 + 2 + 8 + 8 + 12 + 12 + 8 + 4 + 8 + 16 + 4;

/// Stores how far the copy got: `progress` is written, and the main stream is on disk below `flushed`.
pub(super) fn store(
    source: &Source,
    destination: BorrowedFd<'_>,
    place: &Place,
    progress: Progress,
    flushed: u64,
) -> Result<(), CopyError> {
    let modified = sys::stat_fd(destination).in_phase(PHASE)?.modified;
    let state = State {
        source_inode: source.stat.identity.inode,
        source_size: source.stat.size,
        source_modified: source.stat.modified,
        destination_modified: modified,
        flushed,
        streams: progress.streams,
        written: progress.position,
        boot: sys::boot_id().unwrap_or(0),
    };
    let bytes = state.to_bytes();
    match sys::set_xattr(destination, RESTART_STATE, &bytes, XattrWrite::Replace) {
        Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::NOSPC | Errno::DQUOT) => {
            sidecar::write(place, &bytes).in_phase(PHASE)
        }
        answer => answer.in_phase(PHASE),
    }
}

/// Brings the data to the disk, then stores how far the copy got.
pub(super) fn save(
    source: &Source,
    destination: BorrowedFd<'_>,
    place: &Place,
    progress: Progress,
) -> Result<(), CopyError> {
    sys::sync_data(destination).in_phase(PHASE)?;
    store(source, destination, place, progress, progress.position)
}

/// The progress that a destination's state vouches for, if it has a state, it is whole, and it belongs to this source
/// and this destination. Anything else is `None`: the copy then starts anew (P5, P14, Q28).
pub(super) fn load(
    source: &Source,
    destination: BorrowedFd<'_>,
    stat: &FileStat,
    place: &Place,
) -> Option<Progress> {
    let bytes = sys::get_xattr(destination, RESTART_STATE).ok().or_else(|| sidecar::read(place))?;
    let state = State::from_bytes(&bytes)?;
    let same_boot = state.boot != 0 && sys::boot_id() == Some(state.boot);
    let position = if same_boot { state.written } else { state.flushed };
    let progress = Progress { position, streams: state.streams };
    let same_source = state.source_inode == source.stat.identity.inode
        && state.source_size == source.stat.size
        && state.source_modified == source.stat.modified;
    let streams = 1 + source.attributes.streams.len();
    let possible = progress.position <= source.stat.size
        && progress.position <= stat.size
        && (progress.streams == 0 || progress.position == source.stat.size)
        && progress.streams as usize <= streams;
    if !same_source || !possible {
        return None;
    }
    let left_alone = state.destination_modified == stat.modified;
    (left_alone || same_bytes(source.as_fd(), destination, progress.position)).then_some(progress)
}

/// Whether a copy was interrupted here: whatever the state says, the file is not complete.
pub(super) fn has_state(destination: BorrowedFd<'_>, place: &Place) -> bool {
    sys::xattr_size(destination, RESTART_STATE).is_ok() || sidecar::read(place).is_some()
}

/// Removes every trace (P13).
pub(super) fn forget(destination: BorrowedFd<'_>, place: &Place) -> Result<(), CopyError> {
    match sys::remove_xattr(destination, RESTART_STATE) {
        Ok(()) | Err(Errno::NODATA | Errno::OPNOTSUPP | Errno::NOSYS) => {}
        Err(errno) => return Err(CopyError::new(PHASE, errno.into())),
    }
    sidecar::remove(place).in_phase(PHASE)
}

/// Removes the sidecar of a destination that is removed itself.
pub(super) fn forget_sidecar(place: &Place) {
    // The destination's own removal is what counts; a sidecar without it vouches for nothing.
    let _still_there = sidecar::remove(place).is_err();
}

impl State {
    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(self.source_inode.to_le_bytes());
        bytes.extend(self.source_size.to_le_bytes());
        for time in [self.source_modified, self.destination_modified] {
            bytes.extend(time.seconds.to_le_bytes());
            bytes.extend(time.nanoseconds.to_le_bytes());
        }
        bytes.extend(self.flushed.to_le_bytes());
        bytes.extend(self.streams.to_le_bytes());
        bytes.extend(self.written.to_le_bytes());
        bytes.extend(self.boot.to_le_bytes());
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// `None` for anything that this version did not write whole.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (content, checksum) = bytes.split_last_chunk::<4>()?;
        if bytes.len() != LENGTH || crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let mut reader = Reader(content);
        if reader.take::<4>()? != *MAGIC || u16::from_le_bytes(reader.take()?) != VERSION {
            return None;
        }
        Some(Self {
            source_inode: u64::from_le_bytes(reader.take()?),
            source_size: u64::from_le_bytes(reader.take()?),
            source_modified: reader.time()?,
            destination_modified: reader.time()?,
            flushed: u64::from_le_bytes(reader.take()?),
            streams: u32::from_le_bytes(reader.take()?),
            written: u64::from_le_bytes(reader.take()?),
            boot: u128::from_le_bytes(reader.take()?),
        })
    }
}

/// Takes fields off the front.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }

    fn time(&mut self) -> Option<TimeStamp> {
        let seconds = i64::from_le_bytes(self.take()?);
        let nanoseconds = u32::from_le_bytes(self.take()?);
        Some(TimeStamp { seconds, nanoseconds })
    }
}

const PHASE: Phase = Phase::WriteDestination;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state() -> State {
        let time = TimeStamp { seconds: -5, nanoseconds: 7 };
        State {
            source_inode: u64::MAX,
            source_size: 1 << 40,
            source_modified: time,
            destination_modified: TimeStamp { seconds: i64::MAX, nanoseconds: 999_999_999 },
            flushed: 12345,
            streams: 2,
            written: 23456,
            boot: 7 << 100,
        }
    }

    #[test]
    fn a_state_comes_back() {
        let bytes = state().to_bytes();
        assert_eq!(bytes.len(), LENGTH);
        assert_eq!(State::from_bytes(&bytes), Some(state()));
    }

    /// P5: damaged, cut, extended or of another version: no state.
    #[test]
    fn any_changed_byte_makes_it_no_state() {
        let bytes = state().to_bytes();
        for index in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[index] ^= 0x10;
            assert_eq!(State::from_bytes(&changed), None, "byte {index}");
            assert_eq!(State::from_bytes(&bytes[..index]), None, "cut at {index}");
        }
        assert_eq!(State::from_bytes(&[bytes.as_slice(), &[0]].concat()), None);
        let mut other = bytes[..LENGTH - 4].to_vec();
        other[4] = 2;
        other.extend(crc32fast::hash(&other).to_le_bytes());
        assert_eq!(State::from_bytes(&other), None, "version 2 with a right checksum");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            State::from_bytes(&bytes);
        }
    }
}
