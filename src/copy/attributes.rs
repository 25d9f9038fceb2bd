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
use crate::win32::kept::{DOS_ATTRIBUTES, Keeper, STREAM_PREFIX, STREAM_SUFFIX};
use crate::win32::{FileAttributes, Win32Error};
use std::ffi::{CStr, CString, OsStr};
use std::os::fd::BorrowedFd;
use std::os::unix::ffi::OsStrExt;

const USER: &[u8] = b"user.";
/// State of an interrupted copy; never copied, never counted.
pub(super) const RESTART_STATE: &CStr = c"user.copyfile2.restart";

/// A named stream of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedStream {
    pub(super) xattr: CString,
    /// Bytes of its data.
    pub(super) size: u64,
}

/// The data in the value of a stream, and how it ends. Samba ends each value in one NUL that is not data, and takes the last
/// byte of every value for it; others write the data alone.
pub(super) fn data_of(value: &[u8]) -> (&[u8], Ending) {
    match value {
        [data @ .., 0] => (data, Ending::Nul),
        data => (data, Ending::None),
    }
}

/// The value that holds `data`.
pub(super) fn value_of(data: &[u8], ending: Ending) -> Vec<u8> {
    match ending {
        Ending::Nul => [data, &[0]].concat(),
        Ending::None => data.to_vec(),
    }
}

/// How the value of a stream ends. A copy ends as its source does; a new stream ends as Samba's do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Nul,
    None,
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
                match sys::get_xattr(fd, &name) {
                    Ok(value) => {
                        let size = data_of(&value).0.len() as u64;
                        found.streams.push(NamedStream { xattr: name, size });
                    }
                    Err(Errno::NODATA) => {}
                    Err(errno) => return Err(errno),
                }
            } else if name.as_c_str() == DOS_ATTRIBUTES {
                found.dos = Keeper::Xattr.read(fd)?.unwrap_or_default();
            } else if name.as_c_str() != RESTART_STATE {
                found.extended.push(name);
            }
        }
        found.streams.sort_by(|left, right| left.xattr.cmp(&right.xattr));
        match file_system.keeper() {
            Keeper::Xattr => {}
            keeper => found.dos = keeper.read(fd)?.unwrap_or(found.dos),
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
    file_system.keeper().write(fd, wanted)
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
