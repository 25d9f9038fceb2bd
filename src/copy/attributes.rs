//! What a file has beside its data: named streams, extended attributes, DOS attributes.
//!
//! Named streams are the xattrs `user.DosStream.NAME:$DATA` (Samba's form), other `user.` xattrs are extended
//! attributes, `user.DOSATTRIB` and what FAT and ntfs3 offer are DOS attributes. Other namespaces belong to the
//! system (ACLs, capabilities, labels) and do not travel (rules T).

use super::access_list::ACCESS_LIST;
use super::filesystem::FileSystem;
use super::outcome::InPhase;
use super::{CopyError, Phase};
use crate::sys::{self, Errno, XattrWrite};
use crate::win32::{FileAttributes, Win32Error};
use std::ffi::{CStr, CString, OsStr};
use std::os::fd::BorrowedFd;
use std::os::unix::ffi::OsStrExt;

const USER: &[u8] = b"user.";
const STREAM_PREFIX: &[u8] = b"user.DosStream.";
const STREAM_SUFFIX: &[u8] = b":$DATA";
const DOS_ATTRIBUTES: &CStr = c"user.DOSATTRIB";
const NTFS3_ATTRIBUTES: &CStr = c"system.dos_attrib";
/// State of an interrupted copy; never copied, never counted.
pub(super) const RESTART_STATE: &CStr = c"user.copyfile2.restart";

/// A named stream of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedStream {
    pub(super) xattr: CString,
    pub(super) size: u64,
}

/// What [`Attributes::of`] found on a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    /// Sorted by name, so that their numbers are the same every time.
    pub(super) streams: Vec<NamedStream>,
    pub(super) extended: Vec<CString>,
    pub(super) dos: FileAttributes,
    /// Whether there is an access control list, which gives the permission bits another meaning.
    pub(super) has_access_list: bool,
    /// Whether there is any extended attribute of the user, be it one that is left alone.
    pub(super) has_any: bool,
}

impl Attributes {
    /// Lists what `fd` has. A file system without xattrs has none.
    pub(super) fn of(fd: BorrowedFd<'_>, file_system: FileSystem) -> Result<Self, Errno> {
        let mut found = Self::default();
        for name in xattrs(fd)? {
            if !name.as_bytes().starts_with(USER) {
                found.has_access_list |= name.as_c_str() == ACCESS_LIST;
                continue;
            }
            found.has_any = true;
            if name.as_bytes().starts_with(STREAM_PREFIX) {
                // Gone since it was listed: then it is not there.
                match sys::xattr_size(fd, &name) {
                    Ok(size) => found.streams.push(NamedStream { xattr: name, size: size as u64 }),
                    Err(Errno::NODATA) => {}
                    Err(errno) => return Err(errno),
                }
            } else if name.as_c_str() == DOS_ATTRIBUTES {
                found.dos = dos_attributes_in_xattr(fd)?;
            } else if name.as_c_str() != RESTART_STATE {
                found.extended.push(name);
            }
        }
        found.streams.sort_by(|left, right| left.xattr.cmp(&right.xattr));
        match file_system {
            FileSystem::Fat => match sys::fat_attributes(fd) {
                Ok(bits) => found.dos = FileAttributes::from_bits_truncate(bits),
                Err(errno) if has_none(errno) => {}
                Err(errno) => return Err(errno),
            },
            FileSystem::Ntfs3 => found.dos = ntfs3_attributes(fd)?.unwrap_or(found.dos),
            _ => {}
        }
        Ok(found)
    }

    /// The size of all named streams.
    pub(super) fn stream_bytes(&self) -> u64 {
        self.streams.iter().map(|stream| stream.size).sum()
    }
}

/// The xattr that holds the stream `name` of `file:name`.
pub(super) fn stream_xattr(name: &OsStr) -> Result<CString, Win32Error> {
    let name = name.as_bytes();
    let bare = name.strip_suffix(STREAM_SUFFIX).unwrap_or(name);
    if bare.is_empty() || bare.contains(&b':') || bare.contains(&b'/') {
        return Err(Win32Error::INVALID_NAME);
    }
    CString::new([STREAM_PREFIX, bare, STREAM_SUFFIX].concat()).map_err(|_| Win32Error::INVALID_NAME)
}

/// Whether `fd`'s file system keeps user xattrs (S6, Q39).
pub(super) fn keeps_xattrs(fd: BorrowedFd<'_>) -> bool {
    !matches!(sys::xattr_size(fd, RESTART_STATE), Err(Errno::OPNOTSUPP | Errno::NOSYS))
}

/// What an overwritten file loses: streams, extended attributes, restart state (Q33). DOS attributes are replaced when
/// the copy is finished.
pub(super) fn to_clear(fd: BorrowedFd<'_>) -> Result<Vec<CString>, CopyError> {
    let mut names = xattrs(fd).in_phase(Phase::PrepareDestination)?;
    names.retain(|name| name.as_bytes().starts_with(USER) && name.as_c_str() != DOS_ATTRIBUTES);
    Ok(names)
}

/// Removes what [`to_clear`] found.
pub(super) fn clear(fd: BorrowedFd<'_>, names: &[CString]) -> Result<(), CopyError> {
    for name in names {
        match sys::remove_xattr(fd, name) {
            Ok(()) | Err(Errno::NODATA) => {}
            Err(errno) => return Err(CopyError::new(Phase::PrepareDestination, errno.into())),
        }
    }
    Ok(())
}

/// Copies the extended attributes. A file system without them gets none (S6); attributes that do not fit are an
/// error (F7).
pub(super) fn copy_extended(
    names: &[CString],
    source: BorrowedFd<'_>,
    destination: BorrowedFd<'_>,
) -> Result<(), CopyError> {
    for name in names {
        let value = match sys::get_xattr(source, name) {
            Ok(value) => value,
            Err(Errno::NODATA) => continue,
            Err(errno) => return Err(CopyError::new(Phase::PrepareSource, errno.into())),
        };
        match sys::set_xattr(destination, name, &value, XattrWrite::Replace) {
            Ok(()) => {}
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(()),
            Err(Errno::NOSPC | Errno::TOOBIG | Errno::RANGE) => {
                return Err(CopyError::new(Phase::PrepareDestination, Win32Error::EAS_DIDNT_FIT));
            }
            Err(errno) => return Err(CopyError::new(Phase::PrepareDestination, errno.into())),
        }
    }
    Ok(())
}

/// Gives `fd` exactly these DOS attributes. What the file system cannot keep is dropped silently, as NTFS
/// attributes are on FAT.
pub(super) fn set_dos_attributes(
    fd: BorrowedFd<'_>,
    wanted: FileAttributes,
    file_system: FileSystem,
) -> Result<(), Errno> {
    match file_system {
        FileSystem::Fat => {
            let now = sys::fat_attributes(fd)?;
            let kept = now & !FileAttributes::all().bits();
            if kept | wanted.bits() == now {
                Ok(())
            } else {
                sys::set_fat_attributes(fd, kept | wanted.bits())
            }
        }
        FileSystem::Ntfs3 => {
            // One byte: READONLY, HIDDEN, SYSTEM and ARCHIVE.
            let now = sys::get_xattr(fd, NTFS3_ATTRIBUTES)?.first().copied().unwrap_or(0);
            let [_, _, _, low] = wanted.bits().to_be_bytes();
            let [_, _, _, mask] = FileAttributes::all().bits().to_be_bytes();
            sys::set_xattr(fd, NTFS3_ATTRIBUTES, &[now & !mask | low], XattrWrite::Replace)
        }
        _ => {
            let now = sys::get_xattr(fd, DOS_ATTRIBUTES).ok();
            match now {
                None if wanted.is_empty() => Ok(()),
                Some(value) if wanted.is_empty() && value.starts_with(b"0x") => {
                    sys::remove_xattr(fd, DOS_ATTRIBUTES)
                }
                now => {
                    let value = wanted.to_dosattrib(now.as_deref());
                    sys::set_xattr(fd, DOS_ATTRIBUTES, &value, XattrWrite::Replace)
                }
            }
        }
    }
}

fn xattrs(fd: BorrowedFd<'_>) -> Result<Vec<CString>, Errno> {
    let list = match sys::list_xattrs(fd) {
        Ok(list) => list,
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(Vec::new()),
        Err(errno) => return Err(errno),
    };
    // Each name ends with a NUL and holds none, so the conversion drops nothing but the piece after the last NUL.
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| CString::new(name).ok()).collect())
}

fn dos_attributes_in_xattr(fd: BorrowedFd<'_>) -> Result<FileAttributes, Errno> {
    match sys::get_xattr(fd, DOS_ATTRIBUTES) {
        // In no known form: as if it had none.
        Ok(value) => Ok(FileAttributes::from_dosattrib(&value).unwrap_or_default()),
        Err(errno) if has_none(errno) => Ok(FileAttributes::default()),
        Err(errno) => Err(errno),
    }
}

fn ntfs3_attributes(fd: BorrowedFd<'_>) -> Result<Option<FileAttributes>, Errno> {
    match sys::get_xattr(fd, NTFS3_ATTRIBUTES) {
        Ok(value) => Ok(value.first().map(|byte| FileAttributes::from_bits_truncate((*byte).into()))),
        Err(errno) if has_none(errno) => Ok(None),
        Err(errno) => Err(errno),
    }
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
