//! What Windows tells about a file: attributes, times, sizes (K-A3, K-A5).

use super::site::Site;
use crate::sys::{self, FileKind, FileStat, TimeStamp};
use crate::win32::FileAttributes;
use crate::win32::kept::Keeper;
use std::os::fd::{AsFd, BorrowedFd};

pub(crate) const READONLY: u32 = 0x1;
pub(crate) const DIRECTORY: u32 = 0x10;
pub(crate) const NORMAL: u32 = 0x80;
const SPARSE_FILE: u32 = 0x200;
pub(crate) const REPARSE_POINT: u32 = 0x400;
const COMPRESSED: u32 = 0x800;
/// The tag of a symbolic link.
pub(crate) const TAG_SYMLINK: u32 = 0xA000_000C;

/// 100 ns since 1601, as a FILETIME counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticks(pub(crate) u64);

/// Seconds between 1601 and 1970.
const EPOCH: i64 = 11_644_473_600;

impl From<TimeStamp> for Ticks {
    fn from(time: TimeStamp) -> Self {
        let seconds = time.seconds.saturating_add(EPOCH).max(0).unsigned_abs();
        Self(seconds.saturating_mul(10_000_000).saturating_add(u64::from(time.nanoseconds / 100)))
    }
}

impl Ticks {
    pub(crate) fn to_time(self) -> TimeStamp {
        let seconds = i64::try_from(self.0 / 10_000_000).unwrap_or(i64::MAX) - EPOCH;
        let nanoseconds = u32::try_from(self.0 % 10_000_000).unwrap_or(0) * 100;
        TimeStamp { seconds, nanoseconds }
    }
}

/// A file as Windows describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Status {
    pub(crate) attributes: u32,
    pub(crate) created: Ticks,
    pub(crate) accessed: Ticks,
    pub(crate) written: Ticks,
    /// 0 for directories and links.
    pub(crate) size: u64,
    pub(crate) links: u32,
    /// The device's number, in 64 bits; its low half is the serial number of the volume (K-I2).
    pub(crate) volume: u64,
    pub(crate) index: u64,
    /// Of a link, else 0.
    pub(crate) tag: u32,
}

impl Status {
    /// `is_directory_link` for a link to a directory; `kept` is what the file system keeps of HIDDEN, SYSTEM and ARCHIVE.
    pub(super) fn new(stat: &FileStat, is_directory_link: bool, kept: FileAttributes) -> Self {
        let is = |kind| stat.kind == kind;
        let mut attributes = (kept & REPORTED).bits();
        for (bit, holds) in [
            (DIRECTORY, is(FileKind::Directory) || is_directory_link),
            (REPARSE_POINT, is(FileKind::Symlink)),
            (READONLY, is(FileKind::Regular) && is_readonly(stat)),
            (SPARSE_FILE, is(FileKind::Regular) && stat.allocated < stat.size && !stat.compressed),
            (COMPRESSED, stat.compressed && !is(FileKind::Symlink)),
        ] {
            attributes |= if holds { bit } else { 0 };
        }
        let has_size = is(FileKind::Regular) || stat.is_device;
        Self {
            attributes: if attributes == 0 { NORMAL } else { attributes },
            created: stat.born.unwrap_or(stat.changed).into(),
            accessed: stat.accessed.into(),
            written: stat.modified.into(),
            size: if has_size { stat.size } else { 0 },
            links: stat.links,
            volume: stat.identity.device_number(),
            index: stat.identity.inode,
            tag: if is(FileKind::Symlink) { TAG_SYMLINK } else { 0 },
        }
    }

    /// WIN32_FILE_ATTRIBUTE_DATA, with which other structures begin: attributes, three times, the size with its high half first.
    pub(crate) fn words(&self) -> [u32; 9] {
        let low = |number: u64| (number & 0xFFFF_FFFF) as u32;
        let high = |number: u64| (number >> 32) as u32;
        let (created, accessed, written) = (self.created.0, self.accessed.0, self.written.0);
        [
            self.attributes,
            low(created),
            high(created),
            low(accessed),
            high(accessed),
            low(written),
            high(written),
            high(self.size),
            low(self.size),
        ]
    }

    /// Of a name, a link for itself.
    pub(super) fn of_site(site: &Site, stat: &FileStat) -> Self {
        Self::new(stat, site.leads_to_directory(stat), kept_at(site, stat))
    }

    /// Of an open file.
    pub(super) fn of_open(fd: BorrowedFd<'_>, stat: &FileStat) -> Self {
        let leads = stat.kind == FileKind::Symlink && sys::path_of(fd).is_ok_and(|path| path.is_dir());
        let kept = match stat.kind {
            FileKind::Regular | FileKind::Directory => kept(fd),
            _ => FileAttributes::default(),
        };
        Self::new(stat, leads, kept)
    }
}

/// What is reported of what the file system keeps: TEMPORARY is not (K-A3).
const REPORTED: FileAttributes =
    FileAttributes::HIDDEN.union(FileAttributes::SYSTEM).union(FileAttributes::ARCHIVE);

/// Whether it has no write permission at all.
pub(super) fn is_readonly(stat: &FileStat) -> bool {
    stat.permissions & 0o222 == 0
}

/// What the file system keeps of an open file, where that can be read.
pub(super) fn kept(fd: BorrowedFd<'_>) -> FileAttributes {
    Keeper::of(fd).read(fd).ok().flatten().unwrap_or_default()
}

/// HIDDEN and its kin of what stands here, where they can be read.
fn kept_at(site: &Site, stat: &FileStat) -> FileAttributes {
    if !matches!(stat.kind, FileKind::Regular | FileKind::Directory) {
        return FileAttributes::default();
    }
    let flags = sys::OFlags::RDONLY | sys::OFlags::NOFOLLOW | sys::OFlags::NONBLOCK;
    let Ok(fd) = site.open(flags, 0) else { return FileAttributes::default() };
    kept(fd.as_fd())
}
