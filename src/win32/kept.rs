//! What file systems keep for Windows beside the data of a file: DOS attributes and named streams. The copy engine and the functions
//! for files read and write them by the same code.

use super::FileAttributes;
use crate::sys::{self, Errno, XattrWrite};
use std::ffi::{CStr, CString};
use std::os::fd::BorrowedFd;

/// Samba's form of a named stream: `user.DosStream.NAME:$DATA`.
pub(crate) const STREAM_PREFIX: &[u8] = b"user.DosStream.";
/// As above.
pub(crate) const STREAM_SUFFIX: &[u8] = b":$DATA";
/// Samba's and Wine's place for DOS attributes.
pub(crate) const DOS_ATTRIBUTES: &CStr = c"user.DOSATTRIB";
const NTFS3_ATTRIBUTES: &CStr = c"system.dos_attrib";

/// Where a file system keeps DOS attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeper {
    /// FAT and exFAT: by ioctl.
    Fat,
    /// NTFS by the kernel's ntfs3: in `system.dos_attrib`.
    Ntfs3,
    /// Every other one: in `user.DOSATTRIB`, if it keeps extended attributes at all.
    Xattr,
}

impl Keeper {
    /// By the magic number of the file system (statfs(2)).
    pub(crate) fn of(fd: BorrowedFd<'_>) -> Self {
        match sys::file_system_magic(fd) {
            Ok(0x4D44 | 0x2011_BAB0) => Self::Fat,
            Ok(0x7366_746E) => Self::Ntfs3,
            _ => Self::Xattr,
        }
    }

    /// The attributes of `fd`; `None` where there are none that this process may see.
    pub(crate) fn read(self, fd: BorrowedFd<'_>) -> Result<Option<FileAttributes>, Errno> {
        let found = match self {
            Self::Fat => sys::fat_attributes(fd).map(|bits| Some(FileAttributes::from_bits_truncate(bits))),
            Self::Ntfs3 => sys::get_xattr(fd, NTFS3_ATTRIBUTES)
                .map(|value| value.first().map(|byte| FileAttributes::from_bits_truncate((*byte).into()))),
            // In no known form: as if it had none.
            Self::Xattr => sys::get_xattr(fd, DOS_ATTRIBUTES)
                .map(|value| Some(FileAttributes::from_dosattrib(&value).unwrap_or_default())),
        };
        match found {
            Err(errno) if has_none(errno) => Ok(None),
            answer => answer,
        }
    }

    /// Gives `fd` exactly these attributes.
    pub(crate) fn write(self, fd: BorrowedFd<'_>, wanted: FileAttributes) -> Result<(), Errno> {
        match self {
            Self::Fat => {
                let now = sys::fat_attributes(fd)?;
                let kept = now & !FileAttributes::all().bits();
                if kept | wanted.bits() == now {
                    Ok(())
                } else {
                    sys::set_fat_attributes(fd, kept | wanted.bits())
                }
            }
            Self::Ntfs3 => {
                // One byte: READONLY, HIDDEN, SYSTEM and ARCHIVE.
                let now = sys::get_xattr(fd, NTFS3_ATTRIBUTES)?.first().copied().unwrap_or(0);
                let [_, _, _, low] = wanted.bits().to_be_bytes();
                let [_, _, _, mask] = FileAttributes::all().bits().to_be_bytes();
                sys::set_xattr(fd, NTFS3_ATTRIBUTES, &[now & !mask | low], XattrWrite::Replace)
            }
            Self::Xattr => match sys::get_xattr(fd, DOS_ATTRIBUTES).ok() {
                None if wanted.is_empty() => Ok(()),
                Some(value) if wanted.is_empty() && value.starts_with(b"0x") => {
                    sys::remove_xattr(fd, DOS_ATTRIBUTES)
                }
                now => {
                    let value = wanted.to_dosattrib(now.as_deref());
                    sys::set_xattr(fd, DOS_ATTRIBUTES, &value, XattrWrite::Replace)
                }
            },
        }
    }

    /// Whether attributes can be kept where `fd` lies.
    pub(crate) fn keeps(self, fd: BorrowedFd<'_>) -> bool {
        match self {
            Self::Fat | Self::Ntfs3 => true,
            Self::Xattr => {
                !matches!(sys::xattr_size(fd, DOS_ATTRIBUTES), Err(Errno::OPNOTSUPP | Errno::NOSYS))
            }
        }
    }
}

/// The named streams of `fd` in the order of their names: the name without the prefix, and the size of the data.
pub(crate) fn named_streams(fd: BorrowedFd<'_>) -> Result<Vec<(Vec<u8>, u64)>, Errno> {
    let list = match sys::list_xattrs(fd) {
        Ok(list) => list,
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(Vec::new()),
        Err(errno) => return Err(errno),
    };
    let mut streams = Vec::new();
    for xattr in list.split(|byte| *byte == 0) {
        let Some(name) = xattr.strip_prefix(STREAM_PREFIX) else { continue };
        let Ok(whole) = CString::new(xattr) else { continue };
        match sys::get_xattr(fd, &whole) {
            // Samba's values end in one NUL that is no data.
            Ok(value) => {
                let size = value.len() - usize::from(value.last() == Some(&0));
                streams.push((name.strip_suffix(STREAM_SUFFIX).unwrap_or(name).to_vec(), size as u64));
            }
            // Gone since it was listed.
            Err(Errno::NODATA) => {}
            Err(errno) => return Err(errno),
        }
    }
    streams.sort();
    Ok(streams)
}

/// Whether an errno says that a file has no DOS attributes that this process may see. Every other one is a failure: what
/// cannot be read now must not get lost.
fn has_none(errno: Errno) -> bool {
    matches!(
        errno,
        Errno::NODATA
            | Errno::OPNOTSUPP
            | Errno::NOSYS
            | Errno::NOTTY
            | Errno::INVAL
            | Errno::PERM
            | Errno::ACCESS
            | Errno::TOOBIG
            | Errno::RANGE
    )
}
