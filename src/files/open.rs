//! `CreateFile`: what a name leads to is opened once and looked at, then opened again for what is asked (K-F1 to K-F10).

use super::access::Access;
use super::lock::Locks;
use super::site::Site;
use super::{NewAttributes, Result, entry, status};
use crate::sys::{self, Errno, FileKind, FileStat, OFlags};
use crate::win32::objects::Object;
use crate::win32::{FileAttributes, Win32Error};
use bitflags::bitflags;
use parking_lot::Mutex;
use std::any::Any;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What happens if the file exists, and if not (K-F1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disposition {
    CreateNew,
    CreateAlways,
    OpenExisting,
    OpenAlways,
    TruncateExisting,
}

impl Disposition {
    /// # Errors
    /// 87 for any other number.
    pub(crate) fn from_word(word: u32) -> Result<Self> {
        match word {
            1 => Ok(Self::CreateNew),
            2 => Ok(Self::CreateAlways),
            3 => Ok(Self::OpenExisting),
            4 => Ok(Self::OpenAlways),
            5 => Ok(Self::TruncateExisting),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }

    fn empties(self) -> bool {
        matches!(self, Self::CreateAlways | Self::TruncateExisting)
    }

    fn creates(self) -> bool {
        matches!(self, Self::CreateNew | Self::CreateAlways | Self::OpenAlways)
    }
}

bitflags! {
    /// `FILE_FLAG_*` (K-F8). What is not here has no effect.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct OpenFlags: u32 {
        const WRITE_THROUGH = 0x8000_0000;
        const OVERLAPPED = 0x4000_0000;
        const NO_BUFFERING = 0x2000_0000;
        const RANDOM_ACCESS = 0x1000_0000;
        const SEQUENTIAL_SCAN = 0x0800_0000;
        const DELETE_ON_CLOSE = 0x0400_0000;
        const BACKUP_SEMANTICS = 0x0200_0000;
        const OPEN_REPARSE_POINT = 0x0020_0000;
    }
}

/// One call of `CreateFile`.
pub(crate) struct OpenRequest<'a> {
    pub(crate) path: &'a Path,
    pub(crate) access: u32,
    pub(crate) disposition: Disposition,
    pub(crate) flags: OpenFlags,
    /// For a new file only (K-F6).
    pub(crate) attributes: u32,
    /// Programs that are started get the descriptor (K-H4).
    pub(crate) inherits: bool,
}

/// How the call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// Opened as it was: the last error stays.
    Existing,
    /// It was there already, where that is told: the last error is 183.
    AlreadyThere,
    /// Made: the last error is 0.
    New,
}

/// An open file of the program.
pub(crate) struct File {
    fd: OwnedFd,
    granted: Access,
    kind: FileKind,
    flags: OpenFlags,
    /// Removed when the last handle is closed.
    is_doomed: AtomicBool,
    locks: Mutex<Locks>,
}

impl Object for File {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.fd.as_fd())
    }
}

impl File {
    /// A descriptor of the program that a handle is to own (K-R2).
    ///
    /// # Errors
    /// 6 for a descriptor that is not open.
    pub(crate) fn adopted(fd: OwnedFd) -> Result<Self> {
        let open = Open::borrowed(fd.as_fd())?;
        let (granted, kind) = (open.granted, open.kind);
        Ok(Self {
            fd,
            granted,
            kind,
            flags: OpenFlags::empty(),
            is_doomed: AtomicBool::new(false),
            locks: Mutex::default(),
        })
    }

    /// What the functions work on.
    pub(crate) fn open(&self) -> Open<'_> {
        Open { fd: self.fd.as_fd(), granted: self.granted, kind: self.kind, file: Some(self) }
    }

    pub(super) fn flags(&self) -> OpenFlags {
        self.flags
    }

    pub(super) fn locks(&self) -> &Mutex<Locks> {
        &self.locks
    }

    /// Whether it goes when the last handle is closed (K-I5).
    pub(super) fn is_doomed(&self) -> bool {
        self.is_doomed.load(Ordering::Acquire)
    }

    pub(super) fn doom(&self, is_doomed: bool) {
        self.is_doomed.store(is_doomed, Ordering::Release);
    }
}

impl Drop for File {
    fn drop(&mut self) {
        if self.is_doomed() {
            if let Err(code) = remove_open(self.fd.as_fd()) {
                log::info!("a file was not removed when its handle was closed: {code}");
            }
        }
    }
}

/// Removes the name that an open file has now, if it still is this file's (K-I5).
///
/// # Errors
/// 2 if it has no name any more, 145 for a directory that is not empty.
pub(super) fn remove_open(fd: BorrowedFd<'_>) -> Result<()> {
    let site = Site::of(&sys::path_of(fd)?)?;
    let (open, found) = (sys::stat_fd(fd)?, site.look()?);
    if open.identity != found.identity {
        return Err(Win32Error::FILE_NOT_FOUND);
    }
    let removed = match found.kind {
        FileKind::Directory => sys::remove_directory_at(site.directory(), site.name()),
        _ => sys::unlink_at(site.directory(), site.name()),
    };
    removed.map_err(|errno| match errno {
        Errno::NOTEMPTY | Errno::EXIST => Win32Error::DIR_NOT_EMPTY,
        errno => site.error(errno),
    })
}

/// A file that a handle leads to, for the time of a call: one of [`File`]'s, or a descriptor that is only borrowed, as those of
/// progress routines and of the standard streams are.
#[derive(Clone, Copy)]
pub(crate) struct Open<'a> {
    pub(crate) fd: BorrowedFd<'a>,
    pub(super) granted: Access,
    pub(super) kind: FileKind,
    pub(super) file: Option<&'a File>,
}

impl<'a> Open<'a> {
    /// A borrowed descriptor: what it was opened for is what it may be used for.
    ///
    /// # Errors
    /// 6 if it is not open.
    pub(crate) fn borrowed(fd: BorrowedFd<'a>) -> Result<Self> {
        let (reads, writes, appends) = sys::opened_for(fd)?;
        let mut granted = Access::READ_ATTRIBUTES | Access::WRITE_ATTRIBUTES | Access::SYNCHRONIZE;
        granted.set(Access::GENERIC_READ, reads);
        if writes {
            granted |= Access::GENERIC_WRITE;
            granted.set(Access::WRITE_DATA, !appends);
        }
        Ok(Self { fd, granted, kind: sys::stat_fd(fd)?.kind, file: None })
    }

    /// The descriptor once more.
    ///
    /// # Errors
    /// 4.
    pub(crate) fn duplicate(&self) -> Result<OwnedFd> {
        Ok(sys::duplicate(self.fd)?)
    }

    /// # Errors
    /// 5 if the handle lacks one of these rights.
    pub(super) fn needs(&self, rights: Access) -> Result<()> {
        if self.granted.contains(rights) { Ok(()) } else { Err(Win32Error::ACCESS_DENIED) }
    }

    /// # Errors
    /// 5 if nothing can be written through the handle. Borrowed ones may: a progress routine flushes its source as well.
    pub(super) fn needs_writing(&self) -> Result<()> {
        if self.granted.writes() { Ok(()) } else { Err(Win32Error::ACCESS_DENIED) }
    }
}

/// Opens or makes a file.
///
/// # Errors
/// See [`Disposition`] and K-F2.
pub(crate) fn open(request: &OpenRequest<'_>) -> Result<(Arc<File>, Opened)> {
    let (access, is_maximum) = Access::from_word(request.access);
    let wants_writing = access.contains(Access::WRITE_DATA) || is_maximum;
    if request.disposition == Disposition::TruncateExisting && !wants_writing {
        return Err(Win32Error::INVALID_PARAMETER);
    }
    let site = Site::of(request.path)?;
    let links = match request.flags.contains(OpenFlags::OPEN_REPARSE_POINT) {
        true => OFlags::NOFOLLOW,
        false => OFlags::empty(),
    };
    // Others may make and remove the file between two steps: then what is there now counts.
    for _ in 0..64 {
        let found = match request.disposition {
            Disposition::CreateNew => site.open(OFlags::PATH | OFlags::NOFOLLOW, 0),
            _ => site.open(OFlags::PATH | links, 0),
        };
        let answer = match found {
            Ok(found) => open_found(request, &site, &found, access, is_maximum),
            Err(Errno::NOENT) if request.disposition.creates() => {
                create(request, &site, access | maximum(is_maximum))
            }
            Err(errno) => return Err(site.error(errno)),
        };
        match answer {
            Err(Stop::Again) => {}
            Err(Stop::Code(code)) => return Err(code),
            Ok((fd, granted, opened)) => {
                if request.inherits {
                    sys::let_inherit(fd.as_fd())?;
                }
                let kind = sys::stat_fd(&fd)?.kind;
                advise(&fd, request.flags);
                let file = File {
                    fd,
                    granted,
                    kind,
                    flags: request.flags,
                    is_doomed: AtomicBool::new(request.flags.contains(OpenFlags::DELETE_ON_CLOSE)),
                    locks: Mutex::default(),
                };
                return Ok((Arc::new(file), opened));
            }
        }
    }
    Err(Win32Error::SHARING_VIOLATION)
}

fn maximum(is_maximum: bool) -> Access {
    if is_maximum { Access::ALL } else { Access::empty() }
}

/// Why one attempt ended.
enum Stop {
    /// The name led elsewhere meanwhile.
    Again,
    Code(Win32Error),
}

impl From<Win32Error> for Stop {
    fn from(code: Win32Error) -> Self {
        Self::Code(code)
    }
}

type Attempt = std::result::Result<(OwnedFd, Access, Opened), Stop>;

/// The file exists, and is open for nothing yet.
fn open_found(
    request: &OpenRequest<'_>,
    site: &Site,
    found: &OwnedFd,
    access: Access,
    is_maximum: bool,
) -> Attempt {
    let stat = sys::stat_fd(found).map_err(Win32Error::from)?;
    let disposition = request.disposition;
    if disposition == Disposition::CreateNew {
        return Err(Win32Error::FILE_EXISTS.into());
    }
    if site.insists() && stat.kind != FileKind::Directory {
        return Err(Win32Error::INVALID_NAME.into());
    }
    if stat.kind == FileKind::Directory
        && (!request.flags.contains(OpenFlags::BACKUP_SEMANTICS) || disposition.empties())
    {
        return Err(Win32Error::ACCESS_DENIED.into()); // K-F5
    }
    let writes = access.writes() || disposition.empties();
    let is_protected = stat.kind == FileKind::Regular && status::is_readonly(&stat);
    if is_protected && (writes || request.flags.contains(OpenFlags::DELETE_ON_CLOSE)) {
        return Err(Win32Error::ACCESS_DENIED.into()); // K-F4
    }
    if stat.kind == FileKind::Symlink && disposition.empties() {
        return Err(Win32Error::ACCESS_DENIED.into());
    }
    if disposition == Disposition::CreateAlways && stat.kind == FileKind::Regular {
        check_kept(request, found)?;
    }
    let opened = match disposition {
        Disposition::OpenAlways | Disposition::CreateAlways => Opened::AlreadyThere,
        _ => Opened::Existing,
    };
    if stat.kind == FileKind::Directory || stat.kind == FileKind::Symlink {
        let fd = for_nothing(found, &stat)?;
        return Ok((fd, access | maximum(is_maximum), opened));
    }
    let (fd, granted) = open_data(request, site, found, &stat, access, is_maximum)?;
    if disposition.empties() {
        empty(&fd, granted, found)?;
    }
    Ok((fd, granted, opened))
}

/// CREATE_ALWAYS on a HIDDEN or SYSTEM file must say so (K-F6).
fn check_kept(request: &OpenRequest<'_>, found: &OwnedFd) -> Result<()> {
    let Some(Ok(readable)) = sys::reopen(found.as_fd(), OFlags::RDONLY | OFlags::NONBLOCK) else {
        return Ok(());
    };
    let kept = status::kept(readable.as_fd());
    let guarded = kept & (FileAttributes::HIDDEN | FileAttributes::SYSTEM);
    match FileAttributes::from_bits_truncate(request.attributes).contains(guarded) {
        true => Ok(()),
        false => Err(Win32Error::ACCESS_DENIED),
    }
}

/// A file that is opened to be looked at: for reading where that is permitted, so that everything can be asked of it (K-F3).
fn for_nothing(found: &OwnedFd, stat: &FileStat) -> Result<OwnedFd> {
    let flags = match stat.kind {
        FileKind::Regular => OFlags::RDONLY | OFlags::NONBLOCK,
        FileKind::Directory => OFlags::RDONLY | OFlags::DIRECTORY,
        FileKind::Symlink | FileKind::Special => return Ok(found.try_clone().map_err(to_errno)?),
    };
    match sys::reopen(found.as_fd(), flags) {
        Some(Ok(fd)) => Ok(fd),
        _ => Ok(found.try_clone().map_err(to_errno)?),
    }
}

fn to_errno(error: std::io::Error) -> Errno {
    Errno::from_io_error(&error).unwrap_or(Errno::IO)
}

/// Opens a file's data for what is asked, or for the most that is permitted.
fn open_data(
    request: &OpenRequest<'_>,
    site: &Site,
    found: &OwnedFd,
    stat: &FileStat,
    access: Access,
    is_maximum: bool,
) -> std::result::Result<(OwnedFd, Access), Stop> {
    let attempts: &[Access] = match is_maximum {
        true => &[
            Access::ALL,
            Access::GENERIC_READ.union(Access::DELETE),
            Access::GENERIC_WRITE.union(Access::DELETE),
            Access::READ_ATTRIBUTES,
        ],
        false => &[Access::empty()],
    };
    let mut last = Stop::Code(Win32Error::ACCESS_DENIED);
    for more in attempts {
        let wanted = access | *more;
        if is_maximum && wanted.writes() && stat.kind == FileKind::Regular && status::is_readonly(stat) {
            continue;
        }
        match reopen(request, site, found, stat, wanted) {
            Ok(fd) => return Ok((fd, wanted)),
            Err(stop) => last = stop,
        }
    }
    Err(last)
}

fn reopen(
    request: &OpenRequest<'_>,
    site: &Site,
    found: &OwnedFd,
    stat: &FileStat,
    wanted: Access,
) -> std::result::Result<OwnedFd, Stop> {
    let Some(mode) = mode_of(wanted) else { return Ok(for_nothing(found, stat)?) };
    let mut flags = mode | open_flags(request.flags, wanted);
    loop {
        let opened = sys::reopen(found.as_fd(), flags).unwrap_or_else(|| {
            // Without /proc: by name, and what is opened must be what was looked at.
            let fd = site.open(flags, 0)?;
            if sys::stat_fd(&fd)?.identity == stat.identity { Ok(fd) } else { Err(Errno::STALE) }
        });
        match opened {
            // Direct I/O where possible (K-F8).
            Err(Errno::INVAL) if flags.contains(OFlags::DIRECT) => flags.remove(OFlags::DIRECT),
            Err(Errno::STALE | Errno::NOENT) => return Err(Stop::Again),
            Err(errno) => return Err(Stop::Code(errno.into())),
            Ok(fd) => return Ok(fd),
        }
    }
}

/// O_RDONLY and its kin; `None` where the data are not asked for.
fn mode_of(access: Access) -> Option<OFlags> {
    match (access.contains(Access::READ_DATA), access.writes()) {
        (true, true) => Some(OFlags::RDWR),
        (true, false) => Some(OFlags::RDONLY),
        (false, true) => Some(OFlags::WRONLY),
        (false, false) => None,
    }
}

fn open_flags(flags: OpenFlags, access: Access) -> OFlags {
    let mut wanted = OFlags::empty();
    wanted.set(OFlags::DSYNC, flags.contains(OpenFlags::WRITE_THROUGH));
    wanted.set(OFlags::DIRECT, flags.contains(OpenFlags::NO_BUFFERING));
    wanted.set(OFlags::APPEND, access.appends());
    wanted
}

fn advise(fd: &OwnedFd, flags: OpenFlags) {
    if flags.intersects(OpenFlags::SEQUENTIAL_SCAN | OpenFlags::RANDOM_ACCESS) {
        sys::advise_reading(fd, flags.contains(OpenFlags::SEQUENTIAL_SCAN));
    }
}

/// Empties a file. A handle that does not write does it by another.
fn empty(fd: &OwnedFd, granted: Access, found: &OwnedFd) -> Result<()> {
    if granted.writes() {
        return match sys::truncate(fd, 0) {
            // Devices and pipes have no size.
            Ok(()) | Err(Errno::INVAL) => Ok(()),
            Err(errno) => Err(errno.into()),
        };
    }
    match sys::reopen(found.as_fd(), OFlags::WRONLY | OFlags::TRUNC) {
        Some(answer) => Ok(answer.map(drop)?),
        None => Err(Win32Error::ACCESS_DENIED),
    }
}

/// There is no such file: it is made.
fn create(request: &OpenRequest<'_>, site: &Site, access: Access) -> Attempt {
    if !site.is_entry() {
        return Err(Win32Error::PATH_NOT_FOUND.into());
    }
    if site.insists() || super::site::has_wildcard(site.name().as_os_str()) {
        return Err(Win32Error::INVALID_NAME.into()); // K-P2, K-P3
    }
    let mode = if request.attributes & status::READONLY != 0 { 0o444 } else { 0o666 };
    let data = mode_of(access).unwrap_or(OFlags::RDONLY);
    let mut flags = data | open_flags(request.flags, access) | OFlags::CREATE | OFlags::EXCL;
    let fd = loop {
        match site.open(flags, mode) {
            Err(Errno::INVAL) if flags.contains(OFlags::DIRECT) => flags.remove(OFlags::DIRECT),
            // A link that leads to nothing, or somebody was faster. The kernel decides whether the link may be followed.
            Err(Errno::EXIST) if flags.contains(OFlags::EXCL) && is_dangling(request, site) => {
                flags.remove(OFlags::EXCL);
            }
            Err(Errno::EXIST | Errno::ISDIR) => return Err(Stop::Again),
            // Of a dangling link: the directory that it leads to. Of the name: its directory has just been removed.
            Err(Errno::NOENT) => return Err(Win32Error::PATH_NOT_FOUND.into()),
            Err(errno) => return Err(Stop::Code(errno.into())),
            Ok(fd) => break fd,
        }
    };
    let kept = FileAttributes::HIDDEN | FileAttributes::SYSTEM | FileAttributes::ARCHIVE;
    if request.attributes & kept.bits() != 0 {
        // What the file system cannot keep is dropped; the file is there in any case.
        let given = NewAttributes(request.attributes & (kept.bits() | status::READONLY));
        if let Err(code) = entry::apply(fd.as_fd(), given) {
            log::debug!("attributes {:#x} of a new file are dropped: {code}", request.attributes);
        }
    }
    Ok((fd, access, Opened::New))
}

/// Whether the name is a link to nothing that may be filled: CREATE_NEW fails on any link (K-F7).
fn is_dangling(request: &OpenRequest<'_>, site: &Site) -> bool {
    request.disposition != Disposition::CreateNew
        && !request.flags.contains(OpenFlags::OPEN_REPARSE_POINT)
        && site.look().is_ok_and(|found| found.kind == FileKind::Symlink)
        && matches!(site.open(OFlags::PATH, 0), Err(Errno::NOENT))
}
