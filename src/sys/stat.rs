//! What the kernel tells about a file, and the two things about it that can be set.

use super::{Errno, fault};
use rustix::fs::{
    AtFlags, Gid, Mode, Statx, StatxAttributes, StatxFlags, StatxTimestamp, Timespec, Timestamps, Uid,
};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

/// Which file it is: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Identity {
    pub(crate) device: (u32, u32),
    pub(crate) inode: u64,
}

impl Identity {
    /// The device as one number, as `st_dev` has it.
    pub(crate) fn device_number(self) -> u64 {
        rustix::fs::makedev(self.device.0, self.device.1)
    }
}

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Regular,
    Directory,
    Symlink,
    /// FIFO, socket, device.
    Special,
}

/// A point in time: seconds since 1970 and nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TimeStamp {
    pub(crate) seconds: i64,
    pub(crate) nanoseconds: u32,
}

/// The part of statx(2) that a copy needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileStat {
    pub(crate) identity: Identity,
    pub(crate) kind: FileKind,
    /// A terminal, a disk or another device; of [`FileKind::Special`] only.
    pub(crate) is_device: bool,
    /// The nine permission bits.
    pub(crate) permissions: u32,
    /// Set-user-ID, set-group-ID and the sticky bit.
    pub(crate) special_bits: u32,
    /// Which device it stands for, if it is one.
    pub(crate) device: (u32, u32),
    /// What it is where [`kind`](Self::kind) is `Special`: the type bits of the mode.
    pub(crate) type_bits: u32,
    /// In a directory: only the owner of an entry may remove it (the sticky bit).
    pub(crate) sticky: bool,
    /// User and group.
    pub(crate) owner: (u32, u32),
    pub(crate) size: u64,
    /// Bytes of storage in use.
    pub(crate) allocated: u64,
    /// How many names it has.
    pub(crate) links: u32,
    pub(crate) modified: TimeStamp,
    /// When anything about it changed last. Nobody can set it.
    pub(crate) changed: TimeStamp,
    /// When it was read last, as far as the mount notes that.
    pub(crate) accessed: TimeStamp,
    /// When it was made; `None` where the file system does not keep it.
    pub(crate) born: Option<TimeStamp>,
    /// fscrypt encrypts the contents.
    pub(crate) encrypted: bool,
    /// The file system compresses it.
    pub(crate) compressed: bool,
    /// Marked immutable or append-only: its name cannot be taken away.
    pub(crate) pinned: bool,
    /// Identifies the mount and is never used again, since Linux 6.8; `None` before.
    pub(crate) mount: Option<u64>,
}

// STATX_MNT_ID_UNIQUE (Linux 6.8) is newer than rustix's list.
const MOUNT_ID_UNIQUE: StatxFlags = StatxFlags::from_bits_retain(0x4000);

/// statx(2) of an open file.
pub(crate) fn stat_fd(fd: impl AsFd) -> Result<FileStat, Errno> {
    query(fd.as_fd(), Path::new(""), AtFlags::EMPTY_PATH)
}

/// [`stat_fd`], asked of the server or the process behind the file system even if an older answer is at hand
/// (`AT_STATX_FORCE_SYNC`).
pub(crate) fn stat_fd_anew(fd: impl AsFd) -> Result<FileStat, Errno> {
    query(fd.as_fd(), Path::new(""), AtFlags::EMPTY_PATH | AtFlags::STATX_FORCE_SYNC)
}

/// statx(2) of a name; a symbolic link in the last place is not followed if `flags` say so.
pub(crate) fn stat_at(directory: BorrowedFd<'_>, path: &Path, flags: AtFlags) -> Result<FileStat, Errno> {
    query(directory, path, flags)
}

fn query(directory: BorrowedFd<'_>, path: &Path, flags: AtFlags) -> Result<FileStat, Errno> {
    let wanted = StatxFlags::BASIC_STATS | StatxFlags::BTIME | MOUNT_ID_UNIQUE;
    fault::call("statx", || rustix::fs::statx(directory, path, flags, wanted))
        .map(|raw| FileStat::from_raw(&raw))
}

impl FileStat {
    fn from_raw(raw: &Statx) -> Self {
        let kind = match u32::from(raw.stx_mode) & libc::S_IFMT {
            libc::S_IFREG => FileKind::Regular,
            libc::S_IFDIR => FileKind::Directory,
            libc::S_IFLNK => FileKind::Symlink,
            _ => FileKind::Special,
        };
        Self {
            identity: Identity { device: (raw.stx_dev_major, raw.stx_dev_minor), inode: raw.stx_ino },
            kind,
            is_device: matches!(u32::from(raw.stx_mode) & libc::S_IFMT, libc::S_IFCHR | libc::S_IFBLK),
            permissions: u32::from(raw.stx_mode) & 0o777,
            special_bits: u32::from(raw.stx_mode) & 0o7000,
            device: (raw.stx_rdev_major, raw.stx_rdev_minor),
            type_bits: u32::from(raw.stx_mode) & libc::S_IFMT,
            sticky: u32::from(raw.stx_mode) & libc::S_ISVTX != 0,
            owner: (raw.stx_uid, raw.stx_gid),
            size: raw.stx_size,
            allocated: raw.stx_blocks.saturating_mul(512),
            links: raw.stx_nlink,
            accessed: time(raw.stx_atime),
            modified: time(raw.stx_mtime),
            changed: time(raw.stx_ctime),
            born: (raw.stx_mask & StatxFlags::BTIME.bits() != 0).then_some(time(raw.stx_btime)),
            compressed: raw.stx_attributes.contains(StatxAttributes::COMPRESSED),
            encrypted: raw.stx_attributes.contains(StatxAttributes::ENCRYPTED),
            pinned: raw.stx_attributes.intersects(StatxAttributes::IMMUTABLE | StatxAttributes::APPEND),
            mount: (raw.stx_mask & MOUNT_ID_UNIQUE.bits() != 0).then_some(raw.stx_mnt_id),
        }
    }
}

fn time(raw: StatxTimestamp) -> TimeStamp {
    TimeStamp { seconds: raw.tv_sec, nanoseconds: raw.tv_nsec }
}

/// The `f_type` of fstatfs(2).
pub(crate) fn file_system_magic(fd: impl AsFd) -> Result<u64, Errno> {
    let found = fault::call("fstatfs", || rustix::fs::fstatfs(&fd))?;
    // The type of f_type differs between architectures; every magic number fits 32 bits.
    #[allow(
        clippy::cast_sign_loss,
        clippy::unnecessary_cast,
        reason = "f_type is signed on some architectures"
    )]
    let magic = found.f_type as u64 & 0xFFFF_FFFF;
    Ok(fault::pretended_magic(magic))
}

/// futimens(2): the write time as given, the access time now.
pub(crate) fn set_times(fd: impl AsFd, modified: TimeStamp) -> Result<(), Errno> {
    let times = Timestamps {
        last_access: Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW },
        last_modification: Timespec { tv_sec: modified.seconds, tv_nsec: modified.nanoseconds.into() },
    };
    fault::call("futimens", || rustix::fs::futimens(&fd, &times))
}

/// futimens(2): both times as given.
pub(crate) fn set_both_times(fd: impl AsFd, accessed: TimeStamp, modified: TimeStamp) -> Result<(), Errno> {
    let raw = |time: TimeStamp| Timespec { tv_sec: time.seconds, tv_nsec: time.nanoseconds.into() };
    let times = Timestamps { last_access: raw(accessed), last_modification: raw(modified) };
    fault::call("futimens", || rustix::fs::futimens(&fd, &times))
}

/// futimens(2): both times now.
pub(crate) fn touch(fd: impl AsFd) -> Result<(), Errno> {
    let now = Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW };
    let times = Timestamps { last_access: now, last_modification: now };
    fault::call("futimens", || rustix::fs::futimens(&fd, &times))
}

/// fchown(2); a user of `None` stays as it is.
pub(crate) fn set_owner(fd: impl AsFd, user: Option<u32>, group: u32) -> Result<(), Errno> {
    fault::call("fchown", || rustix::fs::fchown(&fd, user.map(Uid::from_raw), Some(Gid::from_raw(group))))
}

/// fchmod(2).
pub(crate) fn set_mode(fd: impl AsFd, permissions: u32) -> Result<(), Errno> {
    fault::call("fchmod", || rustix::fs::fchmod(&fd, Mode::from_raw_mode(permissions)))
}

// FAT_IOCTL_GET_ATTRIBUTES and FAT_IOCTL_SET_ATTRIBUTES of linux/msdos_fs.h.
const FAT_GET_ATTRIBUTES: rustix::ioctl::Opcode = rustix::ioctl::opcode::read::<u32>(b'r', 0x10);
const FAT_SET_ATTRIBUTES: rustix::ioctl::Opcode = rustix::ioctl::opcode::write::<u32>(b'r', 0x11);

/// ioctl `FAT_IOCTL_GET_ATTRIBUTES`: the DOS attribute byte of a file on FAT or exFAT.
pub(crate) fn fat_attributes(fd: BorrowedFd<'_>) -> Result<u32, Errno> {
    fault::call("ioctl", || {
        // SAFETY: FAT_IOCTL_GET_ATTRIBUTES writes one u32.
        let request = unsafe { rustix::ioctl::Getter::<FAT_GET_ATTRIBUTES, u32>::new() };
        // SAFETY: the request writes into its own storage, and the descriptor is borrowed for the call.
        unsafe { rustix::ioctl::ioctl(fd, request) }
    })
}

/// ioctl `FAT_IOCTL_SET_ATTRIBUTES`.
pub(crate) fn set_fat_attributes(fd: BorrowedFd<'_>, attributes: u32) -> Result<(), Errno> {
    fault::call("ioctl", || {
        // SAFETY: FAT_IOCTL_SET_ATTRIBUTES reads one u32.
        let request = unsafe { rustix::ioctl::Setter::<FAT_SET_ATTRIBUTES, u32>::new(attributes) };
        // SAFETY: the request only reads its argument, and the descriptor is borrowed for the call.
        unsafe { rustix::ioctl::ioctl(fd, request) }
    })
}
