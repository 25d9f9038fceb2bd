//! What an interrupted copy leaves behind so that it can go on (part 4.6 of the rule sheet).
//!
//! The state says which source it belongs to and how much of the destination is vouched for. It is an extended attribute
//! of the destination, or a sidecar file beside it where there are none. Data reaches the disk before the state that
//! vouches for it.
//!
//! A state names two positions. What is flushed survives a power cut and a disk that is pulled; what is only written
//! survives the death of the process, and counts as long as the file system stays mounted: a disk that was put back in
//! the same boot holds what had reached it, and no more. The kernel numbers mounts and never uses a number again; where
//! it does not tell the number, nothing counts but what is flushed (P21).
//!
//! The source is the same if inode, size, write time and change time are: the write time can be put back, the change time
//! cannot (P14). Where inode numbers are given anew at each mount, and change times with them, size and write time must
//! do, and the vouched part is compared.
//!
//! Between two checkpoints the destination is written to beyond what is vouched for, and after a crash nobody can tell
//! that from somebody else's changes. So a state also holds the destination's inode and write time: if they still fit,
//! and the clock is fine enough to tell, the copy was left alone; if not, the vouched part is compared with the source
//! before anything is built upon it.

mod checkpoint;
mod sidecar;

pub(super) use checkpoint::Checkpoints;

use super::attributes::RESTART_STATE;
use super::compare::same_bytes;
use super::outcome::InPhase;
use super::place::Place;
use super::source::Source;
use super::{CopyError, Phase, times};
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
    /// The mount through which that was, 0 if nobody knows.
    mount: u64,
    source_changed: TimeStamp,
    destination_inode: u64,
}

const MAGIC: &[u8; 4] = b"CF2R";
const VERSION: u16 = 2;
/// Magic, version, the fields of [`State`], checksum.
const LENGTH: usize = 4 + 2 + 8 + 8 + 12 + 12 + 8 + 4 + 8 + 16 + 8 + 12 + 8 + 4;

/// Stores how far the copy got: `progress` is written, and the main stream is on disk below `flushed`.
pub(super) fn store(
    source: &Source,
    destination: BorrowedFd<'_>,
    place: &Place,
    progress: Progress,
    flushed: u64,
) -> Result<(), CopyError> {
    let found = sys::stat_fd(destination).in_phase(PHASE)?;
    let state = State {
        source_inode: source.stat.identity.inode,
        source_size: source.stat.size,
        source_modified: source.stat.modified,
        destination_modified: found.modified,
        flushed,
        streams: progress.streams,
        written: progress.position,
        boot: sys::boot_id().unwrap_or(0),
        mount: found.mount.unwrap_or(0),
        source_changed: source.stat.changed,
        destination_inode: found.identity.inode,
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
    let is_vouched = state.is_of_this_mount(stat);
    let progress = Progress {
        position: if is_vouched { state.written } else { state.flushed },
        streams: if is_vouched || state.written == state.flushed { state.streams } else { 0 },
    };
    let streams = 1 + source.attributes.streams.len();
    let possible = progress.position <= source.stat.size
        && progress.position <= stat.size
        && (progress.streams == 0 || progress.position == source.stat.size)
        && progress.streams as usize <= streams;
    let same_content = state.source_size == source.stat.size && state.source_modified == source.stat.modified;
    let same_file =
        state.source_inode == source.stat.identity.inode && state.source_changed == source.stat.changed;
    if !same_content || !possible || (!same_file && source.file_system.keeps_inodes()) {
        log::info!("{}: its state is not of this source, everything is copied", place.name().display());
        return None;
    }
    let left_alone = state.destination_inode == stat.identity.inode
        && state.destination_modified == stat.modified
        && !times::may_be_coarse(stat.modified);
    let is_ours = (same_file && left_alone) || same_bytes(source.as_fd(), destination, progress.position);
    log::info!(
        "{}: {} bytes are written and {} flushed, this mount: {is_vouched}, as they were: {is_ours}",
        place.name().display(),
        state.written,
        state.flushed,
    );
    is_ours.then_some(progress)
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
    /// Whether what was written is still there even if it was not flushed: no boot and no mount in between. What is not
    /// known is never the same.
    fn is_of_this_mount(&self, destination: &FileStat) -> bool {
        let same_boot = self.boot != 0 && sys::boot_id() == Some(self.boot);
        same_boot && self.mount != 0 && destination.mount == Some(self.mount)
    }

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
        bytes.extend(self.mount.to_le_bytes());
        bytes.extend(self.source_changed.seconds.to_le_bytes());
        bytes.extend(self.source_changed.nanoseconds.to_le_bytes());
        bytes.extend(self.destination_inode.to_le_bytes());
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
            mount: u64::from_le_bytes(reader.take()?),
            source_changed: reader.time()?,
            destination_inode: u64::from_le_bytes(reader.take()?),
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
            mount: 1 << 31 | 5,
            source_changed: TimeStamp { seconds: 1, nanoseconds: 2 },
            destination_inode: 77,
        }
    }

    // P21: an unknown boot or mount is never the same one.
    #[test]
    fn nothing_unknown_is_trusted() {
        let file = tempfile::tempfile().expect("a file");
        let found = sys::stat_fd(&file).expect("a status");
        let boot = sys::boot_id().unwrap_or(0);
        let known = State { boot, mount: found.mount.unwrap_or(0), ..state() };
        assert_eq!(known.is_of_this_mount(&found), boot != 0 && found.mount.is_some());
        for unknown in [
            State { boot: 0, ..known },
            State { boot: known.boot ^ 1, ..known },
            State { mount: 0, ..known },
            State { mount: known.mount ^ 1, ..known },
        ] {
            assert!(!unknown.is_of_this_mount(&found), "{unknown:?}");
            assert!(!unknown.is_of_this_mount(&FileStat { mount: None, ..found }), "{unknown:?}");
        }
        assert!(!known.is_of_this_mount(&FileStat { mount: None, ..found }));
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
        other[4] = 1;
        other.extend(crc32fast::hash(&other).to_le_bytes());
        assert_eq!(State::from_bytes(&other), None, "version 1 with a right checksum");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..130)) {
            State::from_bytes(&bytes);
        }
    }
}
