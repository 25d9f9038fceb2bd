//! What kind of file system a file lives on, as far as it decides how to copy.

use crate::sys::{self, FileStat};
use crate::win32::kept::Keeper;
use std::cell::RefCell;
use std::os::fd::AsFd;

/// A file system by its superblock magic (statfs(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileSystem {
    /// Local and never clones: ext2 to ext4, tmpfs, f2fs.
    Plain,
    /// FAT and exFAT: attributes by ioctl, no xattrs.
    Fat,
    /// NTFS by the kernel's ntfs3: attributes in `system.dos_attrib`.
    Ntfs3,
    /// Local and clones, perhaps: xfs, btrfs, bcachefs, ocfs2, zfs.
    Cloning,
    /// A process answers: nobody knows what stands behind it, and inode numbers may be given anew at each mount.
    Fuse,
    /// Every one unknown here. Trying to clone costs one refused call.
    MayClone,
    /// overlayfs: may clone; a file's identity changes when it is copied up.
    Overlay,
    /// The server may copy by itself: NFS, SMB, Ceph, AFS, Lustre.
    Remote,
}

impl FileSystem {
    /// The file system of an open file. Asks the kernel once per mount and thread, where the kernel names mounts.
    pub(super) fn of(fd: impl AsFd, stat: &FileStat) -> Self {
        let Some(mount) = stat.mount else { return Self::ask(fd) };
        if let Some(known) = SEEN.with_borrow(|seen| seen.find(mount)) {
            return known;
        }
        let found = Self::ask(fd);
        SEEN.with_borrow_mut(|seen| seen.remember(mount, found));
        found
    }

    fn ask(fd: impl AsFd) -> Self {
        // A file system that does not answer is treated as an unknown one.
        sys::file_system_magic(fd).map_or(Self::MayClone, Self::from_magic)
    }

    fn from_magic(magic: u64) -> Self {
        match magic {
            0xEF53 | 0x0102_1994 | 0xF2F5_2010 => Self::Plain,
            0x5846_5342 | 0x9123_683E | 0xCA45_1A4E | 0x7461_636F | 0x2FC1_2FC1 => Self::Cloning,
            0x6573_5546 => Self::Fuse,
            0x4D44 | 0x2011_BAB0 => Self::Fat,
            0x7366_746E => Self::Ntfs3,
            0x794C_7630 => Self::Overlay,
            0x6969 | 0xFF53_4D42 | 0xFE53_4D42 | 0x517B | 0x00C3_6400 | 0x5346_414F | 0x0BD0_0BD0 => {
                Self::Remote
            }
            _ => Self::MayClone,
        }
    }

    /// Whether the kernel itself keeps it on a disk or in memory: no file of it is also one of another file system.
    pub(super) fn is_disk(self) -> bool {
        matches!(self, Self::Plain | Self::Fat | Self::Ntfs3 | Self::Cloning)
    }

    /// Whether a file keeps its inode number and its change time when it is mounted anew, or copied up.
    pub(super) fn keeps_inodes(self) -> bool {
        !matches!(self, Self::Fat | Self::Fuse | Self::Overlay)
    }

    /// Where it keeps DOS attributes.
    pub(super) fn keeper(self) -> Keeper {
        match self {
            Self::Fat => Keeper::Fat,
            Self::Ntfs3 => Keeper::Ntfs3,
            _ => Keeper::Xattr,
        }
    }

    /// Whether close(2) cannot fail here: what was written is in memory that no server can refuse later (`flush` of the
    /// kernel's file operations is missing).
    pub(super) fn closes_quietly(self) -> bool {
        matches!(self, Self::Plain | Self::Cloning)
    }

    /// Whether FICLONE is worth trying.
    pub(super) fn may_clone(self) -> bool {
        matches!(self, Self::Cloning | Self::Fuse | Self::MayClone | Self::Overlay | Self::Remote)
    }
}

/// The mounts this thread met last. Mount ids are never used again (`STATX_MNT_ID_UNIQUE`), so nothing gets stale.
struct Seen {
    mounts: [Option<(u64, FileSystem)>; 8],
    next: usize,
}

impl Seen {
    fn find(&self, mount: u64) -> Option<FileSystem> {
        self.mounts.iter().flatten().find(|(known, _)| *known == mount).map(|(_, kind)| *kind)
    }

    fn remember(&mut self, mount: u64, kind: FileSystem) {
        self.mounts[self.next] = Some((mount, kind));
        self.next = (self.next + 1) % self.mounts.len();
    }
}

thread_local! {
    static SEEN: RefCell<Seen> = const { RefCell::new(Seen { mounts: [None; 8], next: 0 }) };
}
