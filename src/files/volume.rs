//! What is known of the volume that a path lies on (K-V1 to K-V5).

use super::Result;
use super::site::Site;
use crate::sys::{self, FileKind, Mode, OFlags};
use crate::win32::{FileName, Win32Error, drives};
use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Bytes of a volume.
pub(crate) struct Space {
    pub(crate) free_to_caller: u64,
    pub(crate) total: u64,
    pub(crate) free: u64,
    /// Bytes of an allocation unit.
    pub(crate) unit: u64,
}

/// `GetDiskFreeSpaceEx`.
///
/// # Errors
/// 3 if the directory is missing, 267 if it is a file.
pub(crate) fn space(path: &Path) -> Result<Space> {
    let directory = open(path)?;
    let found = sys::volume(directory.as_fd())?;
    let unit = if found.f_frsize == 0 { found.f_bsize } else { found.f_frsize };
    let bytes = |blocks: u64| blocks.saturating_mul(unit);
    Ok(Space {
        free_to_caller: bytes(found.f_bavail),
        total: bytes(found.f_blocks),
        free: bytes(found.f_bfree),
        unit,
    })
}

fn open(path: &Path) -> Result<OwnedFd> {
    sys::open_path(path, OFlags::PATH | OFlags::DIRECTORY, Mode::empty()).map_err(|errno| match errno {
        sys::Errno::NOENT => Win32Error::PATH_NOT_FOUND,
        sys::Errno::NOTDIR => match Site::of(path) {
            Ok(_) => Win32Error::DIRECTORY,
            Err(code) => code,
        },
        errno => errno.into(),
    })
}

/// One line of /proc/self/mountinfo (proc(5)).
struct Mount {
    device: String,
    point: PathBuf,
    kind: String,
    options: String,
}

fn mounts() -> Vec<Mount> {
    let Ok(text) = std::fs::read("/proc/self/mountinfo") else { return Vec::new() };
    text.split(|&byte| byte == b'\n').filter_map(mount).collect()
}

fn mount(line: &[u8]) -> Option<Mount> {
    let words: Vec<&[u8]> = line.split(|&byte| byte == b' ').collect();
    let separator = words.iter().position(|word| *word == b"-")?;
    let word = |at: usize| words.get(at).map(|word| String::from_utf8_lossy(word).into_owned());
    Some(Mount {
        device: word(2)?,
        point: PathBuf::from(OsString::from_vec(unescaped(words.get(4)?))),
        kind: word(separator + 1)?,
        options: word(5)?,
    })
}

/// Spaces and their like are written as `\040`.
fn unescaped(word: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((&byte, behind)) = rest.split_first() {
        let code = behind.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match (byte, code.and_then(|digits| u8::from_str_radix(digits, 8).ok())) {
            (b'\\', Some(code)) => {
                plain.push(code);
                rest = &behind[3..];
            }
            _ => {
                plain.push(byte);
                rest = behind;
            }
        }
    }
    plain
}

/// The mount that an absolute path without links lies on: the last of the longest.
fn mount_above(path: &Path) -> Option<Mount> {
    let above = mounts().into_iter().filter(|mount| path.starts_with(&mount.point));
    above.max_by_key(|mount| mount.point.as_os_str().len())
}

fn mount_of(directory: BorrowedFd<'_>) -> Option<Mount> {
    mount_above(&sys::path_of(directory).ok()?)
}

/// What a program asks of a volume.
pub(crate) struct Volume {
    pub(crate) serial: u64,
    pub(crate) longest_name: u32,
    pub(crate) flags: u32,
    pub(crate) file_system: String,
}

/// `GetVolumeInformation`: any directory will do (K-V4).
///
/// # Errors
/// 3, 267.
pub(crate) fn volume(path: &Path) -> Result<Volume> {
    volume_of(open(path)?.as_fd())
}

/// The same by a file that is open.
///
/// # Errors
/// 6.
pub(crate) fn volume_of(fd: BorrowedFd<'_>) -> Result<Volume> {
    const ALWAYS: u32 = 0x1 | 0x2 | 0x4; // CASE_SENSITIVE_SEARCH, CASE_PRESERVED_NAMES, UNICODE_ON_DISK
    let stat = sys::stat_fd(fd)?;
    let mount = mount_of(fd);
    let kind = mount.as_ref().map_or("", |mount| mount.kind.as_str());
    let is = |kinds: &[&str]| kinds.contains(&kind);
    let is_plain = !is(&["vfat", "msdos", "exfat", "iso9660", "udf", "squashfs"]);
    let has_attributes =
        is(&["ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "ntfs3", "bcachefs", "overlay"]);
    let mut flags = ALWAYS;
    for (bit, holds) in [
        (0x8, is_plain),            // PERSISTENT_ACLS
        (0x10, is(&["btrfs"])),     // FILE_COMPRESSION
        (0x40, is_plain),           // SPARSE_FILES
        (0x80, is_plain),           // REPARSE_POINTS
        (0x4_0000, has_attributes), // NAMED_STREAMS
        (0x8_0000, mount.as_ref().is_some_and(Mount::is_read_only)),
        (0x40_0000, is_plain),                                     // HARD_LINKS
        (0x80_0000, has_attributes),                               // EXTENDED_ATTRIBUTES
        (0x0800_0000, is(&["btrfs", "xfs", "bcachefs", "ocfs2"])), // BLOCK_REFCOUNTING
    ] {
        flags |= if holds { bit } else { 0 };
    }
    let longest = sys::volume(fd)?.f_namemax;
    Ok(Volume {
        serial: stat.identity.device_number(),
        longest_name: u32::try_from(longest).ok().filter(|longest| *longest > 0).unwrap_or(255),
        flags,
        file_system: kind.to_owned(),
    })
}

impl Mount {
    fn is_read_only(&self) -> bool {
        self.options.split(',').any(|option| option == "ro")
    }
}

/// `GetDriveType` (K-V2).
pub(crate) fn drive_type(path: &Path) -> u32 {
    const NO_ROOT_DIRECTORY: u32 = 1;
    const REMOVABLE: u32 = 2;
    const FIXED: u32 = 3;
    const REMOTE: u32 = 4;
    const CDROM: u32 = 5;
    const RAMDISK: u32 = 6;
    let Ok(directory) = open(path) else { return NO_ROOT_DIRECTORY };
    let Some(mount) = mount_of(directory.as_fd()) else { return FIXED };
    match mount.kind.as_str() {
        "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "9p" | "ceph" | "afs" | "lustre" | "fuse.sshfs"
        | "fuse.rclone" | "fuse.s3fs" | "fuse.glusterfs" | "fuse.davfs2" | "davfs" | "ncpfs" => REMOTE,
        "iso9660" | "udf" if mount.is_read_only() => CDROM,
        "tmpfs" | "ramfs" => RAMDISK,
        _ if is_removable(&mount.device) => REMOVABLE,
        _ => FIXED,
    }
}

/// Whether the disk, or the disk of the partition, says that it can be taken out.
fn is_removable(device: &str) -> bool {
    let directory = PathBuf::from(format!("/sys/dev/block/{device}"));
    ["removable", "../removable"]
        .iter()
        .any(|name| std::fs::read_to_string(directory.join(name)).is_ok_and(|answer| answer.trim() == "1"))
}

/// `GetVolumePathName`: the mount point above, with a separator at the end; the file need not exist (K-V5).
///
/// # Errors
/// 2 if there is no working directory.
pub(crate) fn volume_path(path: &Path) -> Result<Vec<u8>> {
    let absolute = match path.is_absolute() {
        true => path.to_owned(),
        false => sys::working_directory()?.join(path),
    };
    // As much of it as exists says where it leads.
    let resolved = absolute.ancestors().find_map(|part| std::fs::canonicalize(part).ok());
    let point =
        resolved.and_then(|path| mount_above(&path)).map_or_else(|| PathBuf::from("/"), |mount| mount.point);
    let mut name = FileName::windows_name(&point);
    if !name.ends_with(b"/") && !name.ends_with(b"\\") {
        name.push(if name.get(1) == Some(&b':') { b'\\' } else { b'/' });
    }
    Ok(name)
}

/// `GetLogicalDrives`: a bit for each drive.
pub(crate) fn logical_drives() -> u32 {
    drives::all().iter().fold(0, |mask, (letter, _)| mask | 1 << (letter.to_ascii_uppercase() - b'A'))
}

/// `QueryDosDevice` of a drive: its Unix path.
///
/// # Errors
/// 2 for every other device.
pub(crate) fn device(name: &[u8]) -> Result<Vec<u8>> {
    match name {
        [letter, b':'] => {
            let drives = drives::all();
            let found = drives.into_iter().find(|(drive, _)| drive.eq_ignore_ascii_case(letter));
            found.map(|(_, root)| root.as_os_str().as_bytes().to_vec()).ok_or(Win32Error::FILE_NOT_FOUND)
        }
        _ => Err(Win32Error::FILE_NOT_FOUND),
    }
}

/// The directory that a function about volumes means by NULL: the root of where the process works.
///
/// # Errors
/// 2.
pub(crate) fn default_root() -> Result<PathBuf> {
    let here = sys::working_directory()?;
    let is_directory = sys::stat_at(sys::CWD, &here, sys::AtFlags::empty())?.kind == FileKind::Directory;
    Ok(if is_directory { here } else { PathBuf::from("/") })
}
