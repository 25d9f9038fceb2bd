//! `GetFileInformationByHandleEx` and its counterpart (K-I1 to K-I7): classes as bytes in Windows' layouts.

use super::access::Access;
use super::open::{Open, remove_open};
use super::site::Site;
use super::status::{self, Status, Ticks};
use super::{NewAttributes, Result, entry, find};
use crate::sys::{self, Errno, FileKind, RenameFlags};
use crate::win32::name::Colon;
use crate::win32::{FileName, Win32Error, drives, encoding};
use std::os::fd::BorrowedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A file's information: how much of it must fit, and all of it.
pub(crate) struct Information {
    /// Less room than this is 24; less than all of it is 234.
    pub(crate) least: usize,
    pub(crate) bytes: Vec<u8>,
}

/// Fields one behind the other.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn with(mut self, field: &[u8]) -> Self {
        self.0.extend_from_slice(field);
        self
    }

    fn word(self, word: u32) -> Self {
        self.with(&word.to_ne_bytes())
    }

    fn long(self, long: u64) -> Self {
        self.with(&long.to_ne_bytes())
    }

    fn whole(self) -> Information {
        Information { least: self.0.len(), bytes: self.0 }
    }
}

/// A text in units of a width.
fn text(bytes: &[u8], unit: u32) -> Vec<u8> {
    match unit {
        4 => encoding::utf32_from_bytes(bytes).iter().flat_map(|unit| unit.to_ne_bytes()).collect(),
        _ => encoding::utf16_from_bytes(bytes).iter().flat_map(|unit| unit.to_ne_bytes()).collect(),
    }
}

impl Open<'_> {
    /// `GetFileInformationByHandleEx`. `unit` is the width of WCHAR in bytes.
    ///
    /// # Errors
    /// 87 for a class that is only set, that is not known, and for the remote protocol of a local file; 38 for the streams of a
    /// directory that has none.
    pub(crate) fn information(&self, class: u32, unit: u32) -> Result<Information> {
        let stat = sys::stat_fd(self.fd)?;
        let status = Status::of_open(self.fd, &stat);
        let ticks = |time: sys::TimeStamp| Ticks::from(time).0;
        Ok(match class {
            0 => Fields::default()
                .long(status.created.0)
                .long(status.accessed.0)
                .long(status.written.0)
                .long(ticks(stat.changed))
                .word(status.attributes)
                .word(0)
                .whole(),
            1 => {
                let is_doomed = self.file.is_some_and(super::File::is_doomed);
                let is_directory = status.attributes & status::DIRECTORY != 0;
                let allocated = if stat.kind == FileKind::Regular { stat.allocated } else { 0 };
                Fields::default()
                    .long(allocated)
                    .long(status.size)
                    .word(status.links)
                    .with(&[u8::from(is_doomed), u8::from(is_directory), 0, 0])
                    .whole()
            }
            2 => {
                let name = text(&below_root(&sys::path_of(self.fd)?), unit);
                Information { least: 8, bytes: Fields::default().word(length(&name)?).with(&name).0 }
            }
            7 => streams(self, &stat, unit)?,
            8 => Fields::default().long(stat.allocated).with(&[0; 8]).whole(),
            9 => Fields::default().word(status.attributes).word(status.tag).whole(),
            16 => {
                let block = u32::try_from(sys::volume(self.fd)?.f_bsize).unwrap_or(4096);
                Fields::default()
                    .word(512)
                    .word(block)
                    .word(block)
                    .word(block)
                    .word(3)
                    .word(0)
                    .word(0)
                    .whole()
            }
            17 => Fields::default().word(0).whole(),
            18 => Fields::default().long(status.volume).long(status.index).long(0).whole(),
            23 => Fields::default().word(u32::from(stat.kind == FileKind::Directory)).whole(),
            _ => return Err(Win32Error::INVALID_PARAMETER),
        })
    }

    /// `SetFileInformationByHandle` but for renaming.
    ///
    /// # Errors
    /// 24 for too little, 87 for a class that cannot be set, 5 without the right.
    pub(crate) fn set_information(&self, class: u32, given: &[u8]) -> Result<()> {
        let long =
            |at: usize| given.get(at..at + 8).and_then(|field| field.try_into().ok()).map(u64::from_ne_bytes);
        let word =
            |at: usize| given.get(at..at + 4).and_then(|field| field.try_into().ok()).map(u32::from_ne_bytes);
        let short = Win32Error::BAD_LENGTH;
        match class {
            0 => {
                self.needs(Access::WRITE_ATTRIBUTES)?;
                let time = |at| {
                    long(at).map(|time| Some(Ticks(time)).filter(|time| time.0 != 0 && time.0 < u64::MAX - 1))
                };
                let (accessed, written) = (time(8).ok_or(short)?, time(16).ok_or(short)?);
                let attributes = word(32).filter(|_| given.len() >= 40).ok_or(short)?;
                if attributes != 0 {
                    entry::apply(self.fd, NewAttributes(attributes))?;
                }
                if accessed.is_some() || written.is_some() {
                    self.set_times(accessed, written)?;
                }
                Ok(())
            }
            4 => self.dispose(*given.first().ok_or(short)? != 0, 0),
            21 => {
                let flags = word(0).ok_or(short)?;
                self.dispose(flags & 1 != 0, flags)
            }
            5 => {
                self.needs(Access::WRITE_DATA)?;
                let wanted = long(0).ok_or(short)?;
                if wanted < self.size()? {
                    return self.resize(wanted);
                }
                match sys::reserve(self.fd, wanted) {
                    Ok(()) | Err(Errno::OPNOTSUPP | Errno::INVAL) => Ok(()),
                    Err(errno) => Err(errno.into()),
                }
            }
            6 => {
                self.needs(Access::WRITE_DATA)?;
                self.resize(long(0).ok_or(short)?)
            }
            12 => word(0).map(drop).ok_or(short),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }

    /// DispositionInfo (K-I5).
    fn dispose(&self, is_doomed: bool, flags: u32) -> Result<()> {
        const POSIX_SEMANTICS: u32 = 2;
        const IGNORE_READONLY: u32 = 0x10;
        self.needs(Access::DELETE)?;
        let file = self.file.ok_or(Win32Error::ACCESS_DENIED)?;
        if is_doomed {
            let stat = sys::stat_fd(self.fd)?;
            if stat.kind == FileKind::Regular && status::is_readonly(&stat) && flags & IGNORE_READONLY == 0 {
                return Err(Win32Error::ACCESS_DENIED);
            }
            if stat.kind == FileKind::Directory && !is_empty(self.fd)? {
                return Err(Win32Error::DIR_NOT_EMPTY);
            }
            if flags & POSIX_SEMANTICS != 0 {
                return remove_open(self.fd);
            }
        }
        file.doom(is_doomed);
        Ok(())
    }

    /// RenameInfo (K-I6): a relative name is relative to `root`, or to the file's own directory.
    ///
    /// # Errors
    /// 183 if the name exists and is not replaced, 17 across file systems, 5 without the right.
    pub(crate) fn rename(&self, root: Option<BorrowedFd<'_>>, name: &[u8], replaces: bool) -> Result<()> {
        self.needs(Access::DELETE)?;
        let from = Site::of(&sys::path_of(self.fd)?)?;
        if from.look()?.identity != sys::stat_fd(self.fd)?.identity {
            return Err(Win32Error::FILE_NOT_FOUND);
        }
        let path = FileName::parsed(name, Colon::Character)?.path;
        let to = match root {
            _ if path.is_absolute() => Site::of(&path)?,
            Some(root) => Site::below(root, &path)?,
            None => Site::below(from.directory(), &path)?,
        };
        if replaces {
            match to.look() {
                Ok(there) if there.kind == FileKind::Regular && status::is_readonly(&there) => {
                    return Err(Win32Error::ACCESS_DENIED);
                }
                Ok(there) if there.kind == FileKind::Directory => return Err(Win32Error::ACCESS_DENIED),
                _ => {}
            }
        }
        let flags = if replaces { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        let renamed = match sys::rename_at(from.directory(), from.name(), to.directory(), to.name(), flags) {
            // The file system cannot keep from replacing: looked at before.
            Err(Errno::INVAL | Errno::NOSYS) if !replaces => match to.look() {
                Ok(_) => Err(Errno::EXIST),
                Err(_) => sys::rename_at(
                    from.directory(),
                    from.name(),
                    to.directory(),
                    to.name(),
                    RenameFlags::empty(),
                ),
            },
            answer => answer,
        };
        renamed.map_err(|errno| match errno {
            Errno::EXIST | Errno::NOTEMPTY => Win32Error::ALREADY_EXISTS,
            errno => to.error(errno),
        })
    }

    /// `GetFinalPathNameByHandle` (K-I7).
    ///
    /// # Errors
    /// 87 for unknown flags, 3 for names of volumes and of NT.
    pub(crate) fn final_path(&self, flags: u32) -> Result<Vec<u8>> {
        const OPENED: u32 = 8;
        let path = sys::path_of(self.fd)?;
        match flags & !OPENED {
            0 => {
                let name = FileName::windows_name(&path);
                let is_drive = name.get(1) == Some(&b':');
                Ok(if is_drive { [br"\\?\".as_slice(), &name].concat() } else { name })
            }
            4 => Ok(path.as_os_str().as_bytes().to_vec()),
            1 | 2 => Err(Win32Error::PATH_NOT_FOUND),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }
}

fn length(text: &[u8]) -> Result<u32> {
    u32::try_from(text.len()).map_err(|_| Win32Error::FILENAME_EXCED_RANGE)
}

/// The path below the root of its drive, or of the system, with backslashes (K-I3).
fn below_root(path: &Path) -> Vec<u8> {
    let rest = drives::above(path).map_or_else(|| path.to_owned(), |(_, rest)| Path::new("/").join(rest));
    rest.as_os_str().as_bytes().iter().map(|&byte| if byte == b'/' { b'\\' } else { byte }).collect()
}

fn is_empty(directory: BorrowedFd<'_>) -> Result<bool> {
    let mut listing = sys::Listing::of(directory)?;
    while let Some(name) = listing.next()? {
        if name != "." && name != ".." {
            return Ok(false);
        }
    }
    Ok(true)
}

/// FILE_STREAM_INFO, one behind the other at multiples of 8.
fn streams(open: &Open<'_>, stat: &sys::FileStat, unit: u32) -> Result<Information> {
    let mut streams = Vec::new();
    if stat.kind == FileKind::Regular {
        streams.push((b"::$DATA".to_vec(), stat.size, stat.allocated));
    }
    if matches!(stat.kind, FileKind::Regular | FileKind::Directory) {
        let named = find::named(open.fd).unwrap_or_default();
        streams.extend(named.into_iter().map(|stream| (stream.name, stream.size, stream.size)));
    }
    if streams.is_empty() {
        return Err(Win32Error::HANDLE_EOF);
    }
    let mut bytes = Vec::new();
    let last = streams.len() - 1;
    for (index, (name, size, allocated)) in streams.into_iter().enumerate() {
        let name = text(&name, unit);
        let mut one = Fields::default().word(0).word(length(&name)?).long(size).long(allocated).with(&name).0;
        if index < last {
            one.resize(one.len().next_multiple_of(8), 0);
            let next = length(&one)?;
            one[..4].copy_from_slice(&next.to_ne_bytes());
        }
        bytes.extend(one);
    }
    Ok(Information { least: 32, bytes })
}

/// `CreateHardLink` (K-D1): a link as source is linked itself.
///
/// # Errors
/// 183, 2, 3, 5 for a directory, 17, 1142, 1 where the file system has none.
pub(crate) fn create_hard_link(new: &Path, existing: &Path) -> Result<()> {
    let from = Site::of(existing)?;
    let found = from.look()?;
    if found.kind == FileKind::Directory {
        return Err(Win32Error::ACCESS_DENIED);
    }
    let to = Site::of(new)?;
    sys::link(from.directory(), from.name(), to.directory(), to.name()).map_err(|errno| match errno {
        Errno::EXIST => Win32Error::ALREADY_EXISTS,
        Errno::MLINK => Win32Error::TOO_MANY_LINKS,
        // Others' files may be protected; one's own can be linked wherever there are links.
        Errno::PERM if found.owner.0 == sys::user() || sys::user() == 0 => Win32Error::INVALID_FUNCTION,
        Errno::OPNOTSUPP => Win32Error::INVALID_FUNCTION,
        errno => from.error(errno),
    })
}

/// `CreateSymbolicLink` (K-D2). The target need not exist.
///
/// # Errors
/// 183, 3, 87 for unknown flags.
pub(crate) fn create_symbolic_link(link: &Path, target: &Path, flags: u32) -> Result<()> {
    if flags & !3 != 0 {
        return Err(Win32Error::INVALID_PARAMETER);
    }
    let site = Site::of(link)?;
    sys::create_symlink(target, site.directory(), site.name()).map_err(|errno| match errno {
        Errno::EXIST => Win32Error::ALREADY_EXISTS,
        Errno::NOENT => Win32Error::PATH_NOT_FOUND,
        errno => errno.into(),
    })
}

/// A path as text, for links that are read.
pub(super) fn target_of(open: &Open<'_>) -> Result<PathBuf> {
    sys::read_link(open.fd, Path::new("")).map_err(|_| Win32Error::NOT_A_REPARSE_POINT)
}
