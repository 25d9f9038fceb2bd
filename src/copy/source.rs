//! Opening and examining the source.

use super::access_list;
use super::attributes::Attributes;
use super::filesystem::FileSystem;
use super::outcome::{self, InPhase};
use super::{CopyError, CopyRequest, Phase};
use crate::sys::{self, Errno, FileKind, FileStat, Mode, OFlags};
use crate::win32::{CopyFlags, Win32Error};
use rustix::fs::AtFlags;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// What the source's name led to.
pub(super) enum Opened {
    File(Source),
    Directory(Source),
    Link(Link),
}

impl Opened {
    /// Whether inode number and change time are what they were a moment ago unless the file changed.
    pub(super) fn keeps_inodes(&self) -> bool {
        match self {
            Self::File(source) | Self::Directory(source) => source.file_system.keeps_inodes(),
            Self::Link(_) => true,
        }
    }

    /// The status of what was opened.
    pub(super) fn stat(&self) -> FileStat {
        match self {
            Self::File(source) | Self::Directory(source) => source.stat,
            Self::Link(link) => link.stat,
        }
    }
}

/// An open file or directory.
pub(super) struct Source {
    fd: OwnedFd,
    pub(super) stat: FileStat,
    /// What a new destination may be given: the permission bits, without the mask of an access control list.
    pub(super) permissions: u32,
    pub(super) file_system: FileSystem,
    pub(super) attributes: Attributes,
    /// The first bytes of a file whose size says nothing, such as those of /proc.
    pub(super) head: Vec<u8>,
    /// Whether `head` is all there is.
    pub(super) head_is_whole: bool,
}

/// A symbolic link that is copied as a link.
pub(super) struct Link {
    pub(super) path: PathBuf,
    pub(super) target: PathBuf,
    pub(super) stat: FileStat,
}

/// How much of a file without a size is read ahead, so that its size is known when the first message goes out.
const HEAD: usize = 1 << 20;

impl Source {
    /// Opens the source as the flags say (O2, O16, O17, L1, L2, L10).
    pub(super) fn open(request: &CopyRequest<'_>) -> Result<Opened, CopyError> {
        let flags = request.options.flags;
        let path = &request.source.path;
        let access =
            if flags.contains(CopyFlags::OPEN_SOURCE_FOR_WRITE) { OFlags::RDWR } else { OFlags::RDONLY };
        let follow = if copies_links(flags) { OFlags::NOFOLLOW } else { OFlags::empty() };
        match open_without_blocking(path, access | follow) {
            Ok(fd) => Self::examine(fd, flags),
            Err(Errno::LOOP) if copies_links(flags) => Link::read(path, flags),
            // Directories cannot be opened for writing; O16 and S22 decide what to do with them.
            Err(Errno::ISDIR) if flags.contains(CopyFlags::DIRECTORY) => {
                Self::examine(open_without_blocking(path, OFlags::RDONLY | follow).in_phase(PHASE)?, flags)
            }
            Err(errno) => Err(CopyError::new(PHASE, outcome::missing(path, errno))),
        }
    }

    /// What an open file is.
    pub(super) fn examine(fd: OwnedFd, flags: CopyFlags) -> Result<Opened, CopyError> {
        let stat = sys::stat_fd(&fd).in_phase(PHASE)?;
        let wants_directory = flags.contains(CopyFlags::DIRECTORY);
        match (stat.kind, wants_directory) {
            (FileKind::Regular, false) | (FileKind::Directory, true) => {}
            (FileKind::Regular, true) => return Err(CopyError::new(PHASE, Win32Error::DIRECTORY)), // Q38
            // O16, O17: directories, FIFOs, sockets and devices; nothing is read from them.
            _ => return Err(CopyError::new(PHASE, Win32Error::ACCESS_DENIED)),
        }
        let file_system = FileSystem::of(&fd, &stat);
        let mut attributes = Attributes::of(fd.as_fd(), file_system).in_phase(PHASE)?;
        if flags.contains(CopyFlags::SKIP_ALTERNATE_STREAMS) {
            attributes.streams.clear(); // S2, Q55
        }
        let list =
            if attributes.has_access_list { access_list::read(fd.as_fd()).in_phase(PHASE)? } else { None };
        let permissions =
            list.map_or(stat.permissions, |list| access_list::without_mask(stat.permissions, &list));
        let head = Vec::new();
        let mut source = Self { fd, stat, permissions, file_system, attributes, head, head_is_whole: false };
        if wants_directory {
            source.stat.size = 0;
            return Ok(Opened::Directory(source));
        }
        if source.stat.size == 0 {
            source.read_head()?;
        }
        Ok(Opened::File(source))
    }

    /// A size of 0 may mean that the file system does not know it (proc(5), sysfs(5)).
    fn read_head(&mut self) -> Result<(), CopyError> {
        let mut buffer = [0; 4096];
        while self.head.len() < HEAD {
            let length = sys::read_at(self.fd.as_fd(), &mut buffer, self.head.len() as u64)
                .in_phase(Phase::ReadSource)?;
            if length == 0 {
                self.head_is_whole = true;
                break;
            }
            self.head.extend_from_slice(&buffer[..length]);
        }
        self.stat.size = self.head.len() as u64;
        Ok(())
    }

    /// The descriptor, without anything else.
    pub(super) fn into_fd(self) -> OwnedFd {
        self.fd
    }

    /// Whether the file has holes: fewer blocks than bytes.
    pub(super) fn has_holes(&self) -> bool {
        self.stat.allocated < self.stat.size
    }

    /// Which file it is. overlayfs gives a file a new identity when it is copied up, so there it is asked anew.
    pub(super) fn identity(&self) -> Result<sys::Identity, CopyError> {
        if self.file_system == FileSystem::Overlay {
            return Ok(sys::stat_fd(&self.fd).in_phase(PHASE)?.identity);
        }
        Ok(self.stat.identity)
    }
}

impl AsFd for Source {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Link {
    fn read(path: &Path, flags: CopyFlags) -> Result<Opened, CopyError> {
        let link = Self::read_at(sys::CWD, path)?;
        // L10: a link to a directory needs DIRECTORY as well, unless any reparse point is to be copied (L11).
        if !flags.intersects(CopyFlags::DIRECTORY | CopyFlags::OPEN_AND_COPY_REPARSE_POINT) {
            let found = sys::stat_at(sys::CWD, path, AtFlags::empty());
            if found.is_ok_and(|target| target.kind == FileKind::Directory) {
                return Err(CopyError::new(PHASE, Win32Error::ACCESS_DENIED));
            }
        }
        Ok(Opened::Link(link))
    }

    /// Reads the link at `path` from an open directory.
    pub(super) fn read_at(start: BorrowedFd<'_>, path: &Path) -> Result<Self, CopyError> {
        let missing = |errno| CopyError::new(PHASE, outcome::missing_at(start, path, errno));
        // Held open, so that text and identity are those of one link.
        let link =
            sys::open_at(start, path, OFlags::PATH | OFlags::NOFOLLOW, Mode::empty()).map_err(missing)?;
        let stat = sys::stat_fd(&link).in_phase(PHASE)?;
        if stat.kind != FileKind::Symlink {
            // Not a link after all: the loop was in the directories before it.
            return Err(CopyError::new(PHASE, Win32Error::CANT_RESOLVE_FILENAME));
        }
        let target = sys::read_link(link.as_fd(), Path::new("")).map_err(missing)?;
        Ok(Self { path: path.to_owned(), target, stat })
    }
}

/// Whether symbolic links are taken for themselves, on both sides (L2, L4, L11).
pub(super) fn copies_links(flags: CopyFlags) -> bool {
    flags.intersects(CopyFlags::COPY_SYMLINK | CopyFlags::OPEN_AND_COPY_REPARSE_POINT)
}

/// Opens without waiting for the other end of a FIFO or for a device. A lease on a regular file answers EAGAIN;
/// there the holder is given its time (fcntl(2), `F_SETLEASE`).
fn open_without_blocking(path: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
    open_at_without_blocking(sys::CWD, path, flags)
}

/// As [`open_without_blocking`], from an open directory.
pub(super) fn open_at_without_blocking(
    start: BorrowedFd<'_>,
    path: &Path,
    flags: OFlags,
) -> Result<OwnedFd, Errno> {
    match sys::open_at(start, path, flags | OFlags::NONBLOCK, Mode::empty()) {
        Err(Errno::AGAIN) => {
            let stat = sys::stat_at(start, path, AtFlags::empty())?;
            if stat.kind != FileKind::Regular {
                return Err(Errno::AGAIN);
            }
            sys::open_at(start, path, flags, Mode::empty())
        }
        answer => answer,
    }
}

const PHASE: Phase = Phase::PrepareSource;
