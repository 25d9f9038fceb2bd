//! How a copy moves its bytes, decided once from the source, the options and the machine.

use crate::copy::destination::Destination;
use crate::copy::filesystem::FileSystem;
use crate::copy::outcome;
use crate::copy::source::Source;
use crate::copy::{CopyError, CopyOptions};
use crate::sys::{self, Errno};
use crate::win32::{CopyFlags, CopyFlagsV2};
use std::os::fd::AsFd;

/// The plan of one main stream.
#[derive(Clone, Copy, Debug)]
pub(in crate::copy) struct Plan {
    pub(super) way: Way,
    /// Whether a server may copy what it will not clone.
    pub(super) offloads: bool,
    /// Size of the chunks that are reported.
    pub(in crate::copy) chunk: u64,
    /// The calling thread pumps without help.
    alone: bool,
    pub(super) holes: Holes,
    pub(super) caching: Caching,
    pub(super) space: Space,
    /// Bytes per second, `None` for no limit.
    pub(super) rate: Option<u64>,
    /// Whether checkpoints are made on the way.
    pub(super) restartable: bool,
    start: u64,
    size: u64,
}

/// Which way is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// An empty file.
    Nothing,
    /// A file whose size the file system does not know; its beginning has been read.
    Head,
    /// One kernel call.
    Small,
    Clone,
    Offload,
    Pump,
}

/// What happens to the holes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holes {
    /// It has none.
    Absent,
    Keep,
    /// They are written out as zeros (S18).
    Fill,
}

/// Whether the page cache is used (S11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caching {
    Cached,
    Direct,
}

/// Who pumps, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crew {
    /// Threads, the calling one included.
    pub(super) workers: usize,
    /// Bytes per read and write.
    pub(super) piece: usize,
    pub(super) carry: Carry,
}

/// What a piece travels in from the source to the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carry {
    /// Memory of the process: read, then written.
    Buffer,
    /// A pipe: the pages of the source are handed over and copied once.
    Pipe,
}

/// Whether the destination gets its space before its data (S10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Reserve,
    Grow,
}

impl Plan {
    /// Direct I/O is faster with more requests on their way; devices have enough with these.
    pub(super) const MAX_WORKERS: usize = 4;

    /// Classifies the copy of `source` from `start` on.
    pub(in crate::copy) fn of(source: &Source, options: &CopyOptions, start: u64) -> Self {
        let size = source.stat.size;
        let rate = rate_of(options);
        let (way, offloads) = way_of(source, options, rate, start);
        let holes = holes_of(source, options);
        let caching =
            if options.flags.contains(CopyFlags::NO_BUFFERING) { Caching::Direct } else { Caching::Cached };
        let chunk = chunk_of(options, rate);
        let parallel_from = match caching {
            Caching::Cached => PARALLEL_FROM,
            Caching::Direct => DIRECT_PARALLEL_FROM,
        };
        let alone = rate.is_some()
            || options.flags.contains(CopyFlags::ENABLE_LOW_FREE_SPACE_MODE) // S12
            // Extents are asked for one after another, and small ones would keep two threads waiting for each other.
            || holes == Holes::Keep
            || size - start.min(size) < parallel_from;
        let space = if options.flags.contains(CopyFlags::DISABLE_PRE_ALLOCATION) || size < RESERVE_FROM {
            Space::Grow
        } else {
            Space::Reserve
        };
        let restartable = options.flags.contains(CopyFlags::RESTARTABLE) && source.head.is_empty();
        Self { way, offloads, chunk, alone, holes, caching, space, rate, restartable, start, size }
    }

    /// Size of the first chunk that is announced.
    pub(in crate::copy) fn first_chunk(&self) -> u64 {
        match self.way {
            Way::Clone => self.clone_step(),
            _ => self.chunk,
        }
    }

    /// Who pumps; asked for when it comes to that, for it asks the kernel how many CPUs there are.
    pub(super) fn crew(&self, source: &Source) -> Crew {
        let most = match self.caching {
            Caching::Direct => Self::MAX_WORKERS,
            Caching::Cached => CACHED_WORKERS,
        };
        let alone = self.alone || (self.caching == Caching::Cached && !self.is_in_cache(source));
        let workers = if alone { 1 } else { sys::usable_cpus().min(most) };
        let piece = match self.caching {
            // Whole blocks: a padded write must not reach into the next piece.
            Caching::Direct => self.chunk.min(PIECE).next_multiple_of(super::pump::BLOCK as u64),
            Caching::Cached => self.chunk.min(PIECE),
        };
        let carry = if workers == 1 && self.caching == Caching::Cached { Carry::Pipe } else { Carry::Buffer };
        // Every piece size fits a usize: none is larger than a MiB.
        Crew { workers, piece: piece as usize, carry }
    }

    /// Whether the source lies in memory, by a few samples. What has to be fetched is read by one thread, from front to back: the
    /// kernel reads ahead then, and two threads that take turns look to it like one that jumps about. 256 MiB take 43 ms for
    /// 116 on xfs, 58 for 80 on ext4. Asking for pieces ahead (posix_fadvise(2), `WILLNEED`) takes 95 and 110.
    fn is_in_cache(&self, source: &Source) -> bool {
        (0..SAMPLES).all(|sample| {
            let offset = self.start + (self.size - self.start.min(self.size)) / SAMPLES * sample;
            // What cannot tell and is local lies in memory for ever, as a tmpfs does.
            sys::is_in_cache(source.as_fd(), offset).unwrap_or(source.file_system == FileSystem::Plain)
        })
    }

    /// How much is cloned by one call: everything, but not so much that a caller who wants to cancel waits for long.
    pub(super) fn clone_step(&self) -> u64 {
        (self.size / 64).next_multiple_of(CLONE_STEP).max(CLONE_STEP)
    }

    /// Makes sure of the space before the first message, unless a clone may do without (S10).
    pub(in crate::copy) fn reserve_space(
        &self,
        source: &Source,
        destination: &Destination,
    ) -> Result<(), CopyError> {
        match self.way {
            Way::Offload | Way::Pump => self.reserve_for_pump(source, destination),
            Way::Nothing | Way::Head | Way::Small | Way::Clone => Ok(()),
        }
    }

    /// Extends the destination almost to its final size: with blocks where the source has them all or gets them all, else
    /// as one hole. The last byte is left to the data that ends there, so that no copy has the size of its source before
    /// all of it is written: a copy that is killed, or whose disk is pulled, is told by its size, whatever the
    /// granularity of the clock.
    pub(super) fn reserve_for_pump(
        &self,
        source: &Source,
        destination: &Destination,
    ) -> Result<(), CopyError> {
        let size = source.stat.size;
        let end = size.saturating_sub(1);
        let done = match (self.holes, self.space) {
            (Holes::Keep, _) => sys::truncate(destination.as_fd(), end),
            (Holes::Absent | Holes::Fill, Space::Reserve) if self.start < end => {
                match sys::allocate(destination.as_fd(), self.start, end - self.start) {
                    // No way to reserve here, or not for this file: the writes will tell.
                    Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL | Errno::NODEV | Errno::PERM) => {
                        Ok(())
                    }
                    answer => answer,
                }
            }
            (Holes::Absent | Holes::Fill, Space::Reserve | Space::Grow) => Ok(()),
        };
        done.map_err(|errno| outcome::write_failure(errno, size))
    }
}

fn way_of(source: &Source, options: &CopyOptions, rate: Option<u64>, start: u64) -> (Way, bool) {
    let size = source.stat.size;
    let file_system = source.file_system;
    if size == start {
        return (Way::Nothing, false);
    }
    if !source.head.is_empty() {
        return (Way::Head, false);
    }
    // A resumed copy goes on at any byte, which clones cannot. A rate is a promise about bytes over time, NO_BUFFERING one
    // about the cache: only the pump keeps them.
    let pump_only = start != 0 || rate.is_some() || options.flags.contains(CopyFlags::NO_BUFFERING);
    let low_space = options.flags.contains(CopyFlags::ENABLE_LOW_FREE_SPACE_MODE);
    let no_offload = low_space || options.flags.contains(CopyFlags::NO_OFFLOAD);
    let clone_forbidden = options.flags_v2.contains(CopyFlagsV2::DISABLE_BLOCK_CLONING)
        // On a network file system a clone is the server's work.
        || (no_offload && file_system == FileSystem::Remote)
        // A clone would keep the holes that are to be filled (S18).
        || (source.has_holes() && options.flags.contains(CopyFlags::DISABLE_SPARSE_COPY));
    let may_clone = file_system.may_clone() && !clone_forbidden;
    let offloads = file_system == FileSystem::Remote && !no_offload && !source.has_holes();
    let way = if pump_only {
        Way::Pump
    } else if may_clone && size >= CLONE_FROM {
        Way::Clone
    } else if size <= SMALL && !source.has_holes() {
        Way::Small
    } else if offloads {
        Way::Offload
    } else {
        Way::Pump
    };
    (way, offloads)
}

fn holes_of(source: &Source, options: &CopyOptions) -> Holes {
    match (source.has_holes(), options.flags.contains(CopyFlags::DISABLE_SPARSE_COPY)) {
        (false, _) => Holes::Absent,
        (true, false) => Holes::Keep,
        (true, true) => Holes::Fill,
    }
}

/// Q7: out of range values are clamped.
fn rate_of(options: &CopyOptions) -> Option<u64> {
    (options.io_rate != 0).then(|| u64::from(options.io_rate.max(RATE_MIN)) * 1024)
}

fn chunk_of(options: &CopyOptions, rate: Option<u64>) -> u64 {
    match (rate, options.io_size) {
        // A twentieth of a second's worth, so that the average is steady from the first second on; the rate may
        // override the size (S8).
        (Some(rate), _) => (rate / 20).next_multiple_of(4096).min(DEFAULT_CHUNK),
        (None, 0) => DEFAULT_CHUNK,
        (None, size) => size.clamp(IO_SIZE_MIN, IO_SIZE_MAX).into(),
    }
}

/// What callers of Windows see per callback lies between 64 KiB and 1 MiB (S7, Q11).
const DEFAULT_CHUNK: u64 = 1 << 20;
const IO_SIZE_MIN: u32 = 4096;
const IO_SIZE_MAX: u32 = 1 << 30;
const RATE_MIN: u32 = 512;
// Unit tests take the ways of large files with smaller ones, in smaller pieces.

/// Bytes per read and write. As large as a pipe may be that everybody may have (pipe(7)), and the larger the write, the
/// larger the pages that xfs takes for it: two threads move 256 MiB in 32 ms by pieces of 256 KiB, in 29.5 by 512 and in 28
/// by these, on ext4 in 52, 50 and 48.5. Direct I/O waits for the device for each.
///
/// A thread alone carries pieces through a pipe: the pages of the source are copied once, where read and write copy them
/// twice. Through a pipe of 64 KiB, which sendfile(2) has, that is no gain; through this one 256 MiB take 45 ms for 57 on
/// xfs, 72 for 85 on ext4, 146 for 160 on tmpfs.
const PIECE: u64 = if cfg!(test) { 256 << 10 } else { 1 << 20 };
/// Two threads read and write: the reads of one run beside the writes of the other. A file system holds a file's lock while it
/// writes to it, and two threads keep that lock busy all the time: the copy takes as long as its writes alone (28 ms of 27
/// on xfs, 48.5 of 48 on ext4, 148 of 146 on tmpfs). A third one could only wait. Two with pipes copy under the lock: 30 ms
/// on xfs, 52 on ext4, 165 on tmpfs.
const CACHED_WORKERS: usize = 2;
/// Places at which a large source is asked whether it is in memory; each takes a microsecond.
const SAMPLES: u64 = 8;
/// Up to here one sendfile(2) is best: 128 KiB take 56 us on ext4 and 61 through a pipe that has to be made first, 512 KiB 151
/// and 134.
const SMALL: u64 = 256 << 10;
/// Below this a clone costs more than the bytes.
const CLONE_FROM: u64 = 64 << 10;
const CLONE_STEP: u64 = 1 << 30;
/// From here on the space is reserved first. ext4 writes 1 MiB in 175 us for 237 then, 128 KiB in 64 for 61.
const RESERVE_FROM: u64 = 1 << 20;
/// From here on a second thread pays for its start and for copying every byte twice. 16 MiB take 2.2 ms alone and 4.7 with
/// two on xfs, 32 MiB 4.6 and 5.2, 64 MiB 9.0 and 9.0, and 14 and 10 if the source was written in small writes.
const PARALLEL_FROM: u64 = if cfg!(test) { 2 << 20 } else { 64 << 20 };
/// The same without the cache, where nothing is copied twice and the device may work on several requests: on a virtual disk
/// 2 to 16 MiB take as long as alone, 32 MiB 57 ms for 67.
const DIRECT_PARALLEL_FROM: u64 = 2 << 20;
