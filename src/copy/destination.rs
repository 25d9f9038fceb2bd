//! Opening, preparing and discarding the destination.

use super::attributes::{self, Attributes};
use super::filesystem::FileSystem;
use super::outcome::{self, InPhase};
use super::restart::{self, Progress};
use super::source::{Source, copies_links};
use super::{CopyError, CopyRequest, Phase};
use crate::sys::{self, Errno, FileKind, FileLock, FileStat, Identity, Mode, OFlags};
use crate::win32::{CopyFlags, FileAttributes, Win32Error};
use rustix::fs::AtFlags;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The destination file, open for writing.
pub(super) struct Destination {
    fd: OwnedFd,
    path: PathBuf,
    pub(super) origin: Origin,
    /// It has neither streams nor extended or DOS attributes, so that none is looked for again.
    pub(super) bare: bool,
    /// Whether restart state may lie beside it.
    restarts: bool,
    lock: Option<FileLock>,
    /// Whether anything of it was changed.
    touched: AtomicBool,
}

/// Whose file the destination was before.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// This call created it.
    Created,
    /// It was there; this call overwrites it in place (O8).
    Existing(FileStat),
    /// It was there, and an earlier call had got this far (P7, P9).
    Resumed(Progress),
}

/// How a destination's name is opened.
struct Opening<'a> {
    path: &'a Path,
    source: &'a Source,
    flags: CopyFlags,
    /// For a new file.
    mode: Mode,
}

impl Destination {
    /// Opens or creates the destination. Nothing of an existing file is changed yet (O4, O9, F5).
    pub(super) fn open(request: &CopyRequest<'_>, source: &Source) -> Result<Self, CopyError> {
        let opening = Opening {
            path: &request.destination.path,
            source,
            flags: request.options.flags,
            mode: Mode::from_raw_mode(creation_mode(source.permissions)),
        };
        let mut destination = opening.open()?;
        if matches!(destination.origin, Origin::Created) {
            destination.lock()?;
        }
        if let Err(error) = destination.check_encryption(&opening) {
            if matches!(destination.origin, Origin::Created) {
                destination.discard();
            }
            return Err(error);
        }
        Ok(destination)
    }

    /// Takes everything from an overwritten file: its data, streams and extended attributes (O8, Q33). A resumed one is
    /// cut to what is vouched for.
    pub(super) fn empty(&self) -> Result<(), CopyError> {
        match self.origin {
            Origin::Created => {}
            Origin::Existing(stat) => {
                let attributes = if self.bare { Vec::new() } else { attributes::to_clear(self.fd.as_fd())? };
                if stat.size != 0 {
                    sys::truncate(&self.fd, 0).in_phase(PHASE)?;
                }
                self.touched.store(true, Ordering::Relaxed);
                attributes::clear(self.fd.as_fd(), &attributes)?;
            }
            Origin::Resumed(progress) => sys::truncate(&self.fd, progress.position).in_phase(PHASE)?,
        }
        self.touched.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Whether it was there before and nothing of it was changed.
    pub(super) fn is_as_it_was(&self) -> bool {
        !matches!(self.origin, Origin::Created) && !self.touched.load(Ordering::Relaxed)
    }

    /// The name it was opened by.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How far an earlier call had got.
    pub(super) fn progress(&self) -> Progress {
        match self.origin {
            Origin::Resumed(progress) => progress,
            Origin::Created | Origin::Existing(_) => Progress::default(),
        }
    }

    /// Removes every trace of restart state (P13).
    pub(super) fn forget_progress(&self) -> Result<(), CopyError> {
        if self.restarts { restart::forget(self.fd.as_fd(), &self.path) } else { Ok(()) }
    }

    /// Two copies that can be restarted must not write one file: the second gets 32.
    fn lock(&mut self) -> Result<(), CopyError> {
        if !self.restarts || self.lock.is_some() {
            return Ok(());
        }
        match FileLock::take(&self.fd) {
            Err(Errno::AGAIN) => return refuse(Win32Error::SHARING_VIOLATION),
            // A file system without locks: as without restart.
            Err(_) => {}
            Ok(lock) => self.lock = Some(lock),
        }
        Ok(())
    }

    /// The file system the destination lives on.
    pub(super) fn file_system(&self) -> FileSystem {
        sys::stat_fd(&self.fd).map_or(FileSystem::MayClone, |stat| FileSystem::of(&self.fd, &stat))
    }

    /// Closes the file. An error means that data was lost on its way to a server; the partial file is then removed.
    pub(super) fn close(self, written: &FileStat) -> Result<(), CopyError> {
        sys::close(self.fd).map_err(|errno| {
            // The descriptor that could tell the file's identity is gone. Size and write time, both set by this call,
            // stand in for it.
            remove_if(&self.path, |found| found.size == written.size && found.modified == written.modified);
            CopyError::new(Phase::WriteDestination, errno.into())
        })
    }

    /// Removes the destination, if its name still leads to the file that this call made or overwrote (F1, A1).
    pub(super) fn discard(self) {
        if self.restarts {
            restart::forget_sidecar(&self.path);
        }
        let Ok(stat) = sys::stat_fd(&self.fd) else { return };
        let is_ours = |found: &FileStat| found.identity == stat.identity;
        if remove_if(&self.path, is_ours) {
            return;
        }
        // The name may be a link to our file (L6): then the file goes and the link stays.
        let leads_here =
            sys::stat_at(sys::CWD, &self.path, AtFlags::empty()).is_ok_and(|found| is_ours(&found));
        if leads_here && let Ok(path) = sys::path_of(&self.fd) {
            remove_if(&path, is_ours);
        }
    }

    /// T3, as far as the kernel tells: an encrypted source wants an encrypted destination.
    fn check_encryption(&self, opening: &Opening<'_>) -> Result<(), CopyError> {
        let may_differ = CopyFlags::ALLOW_DECRYPTED_DESTINATION | CopyFlags::IGNORE_SOURCE_ENCRYPTION;
        if !opening.source.stat.encrypted || opening.flags.intersects(may_differ) {
            return Ok(());
        }
        if sys::stat_fd(&self.fd).in_phase(PHASE)?.encrypted {
            return Ok(());
        }
        Err(CopyError::new(PHASE, Win32Error::ENCRYPTION_FAILED))
    }
}

impl AsFd for Destination {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Opening<'_> {
    fn open(&self) -> Result<Destination, CopyError> {
        // A name that somebody makes or removes between two steps leads to another round.
        for _ in 0..ROUNDS {
            match self.create(self.path) {
                Err(Errno::EXIST) => {}
                Err(errno) => return Err(CopyError::new(PHASE, missing_directory(errno))),
                Ok(destination) => return Ok(destination),
            }
            if let Some(destination) = self.open_existing()? {
                return Ok(destination);
            }
        }
        Err(CopyError::new(PHASE, Win32Error::SHARING_VIOLATION))
    }

    fn create(&self, path: &Path) -> Result<Destination, Errno> {
        let fd = sys::open_path(path, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL, self.mode)?;
        Ok(Destination {
            fd,
            path: path.to_owned(),
            origin: Origin::Created,
            bare: true,
            restarts: self.restarts(),
            lock: None,
            touched: AtomicBool::new(false),
        })
    }

    /// The name exists. `None` if it no longer does.
    fn open_existing(&self) -> Result<Option<Destination>, CopyError> {
        if let Some(resumed) = self.resume()? {
            return Ok(Some(resumed));
        }
        let fail_if_exists = self.flags.contains(CopyFlags::FAIL_IF_EXISTS);
        let takes_links = copies_links(self.flags);
        if fail_if_exists && takes_links {
            return refuse(Win32Error::FILE_EXISTS); // O13, L5
        }
        let follow = if takes_links { AtFlags::SYMLINK_NOFOLLOW } else { AtFlags::empty() };
        let stat = match sys::stat_at(sys::CWD, self.path, follow) {
            Ok(_) if fail_if_exists => return refuse(Win32Error::FILE_EXISTS), // O13, O14, L7
            Ok(stat) => stat,
            Err(Errno::NOENT) => return self.create_through_link(), // L7
            Err(errno) => return refuse(errno.into()),
        };
        match stat.kind {
            FileKind::Symlink => self.replace_link(), // L4
            FileKind::Regular => {
                self.check_existing(&stat)?;
                self.open_regular(takes_links)
            }
            FileKind::Directory | FileKind::Special => refuse(Win32Error::ACCESS_DENIED), // O15, L14
        }
    }

    fn open_regular(&self, takes_links: bool) -> Result<Option<Destination>, CopyError> {
        let follow = if takes_links { OFlags::NOFOLLOW } else { OFlags::empty() };
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | follow;
        let fd = match sys::open_path(self.path, flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::NOENT | Errno::LOOP) => return Ok(None),
            Err(errno) => return refuse(errno.into()),
        };
        // The name may have changed hands since it was examined: the open file is what counts.
        let stat = sys::stat_fd(&fd).in_phase(PHASE)?;
        if stat.kind != FileKind::Regular {
            return refuse(Win32Error::ACCESS_DENIED);
        }
        self.check_existing(&stat)?;
        let found = Attributes::of(fd.as_fd(), FileSystem::of(&fd, &stat)).in_phase(PHASE)?;
        if found.dos.intersects(FileAttributes::HIDDEN | FileAttributes::SYSTEM) {
            return refuse(Win32Error::ACCESS_DENIED); // O19, Q31, Q32
        }
        let origin = Origin::Existing(stat);
        let path = self.path.to_owned();
        let bare = !found.has_any && found.dos.is_empty();
        let touched = AtomicBool::new(false);
        let mut destination =
            Destination { fd, path, origin, bare, restarts: self.restarts(), lock: None, touched };
        destination.lock()?;
        Ok(Some(destination))
    }

    /// Whether this copy keeps or looks for restart state. A source whose size nobody knows cannot be restarted.
    fn restarts(&self) -> bool {
        self.flags.intersects(CopyFlags::RESTARTABLE | CopyFlags::RESUME_FROM_PAUSE)
            && self.source.head.is_empty()
    }

    /// Goes on with an interrupted copy, if the destination's state says that it is one (P5, P7, P9, Q27, Q28, Q59).
    /// `None` for every other file, which is then treated as any existing file.
    fn resume(&self) -> Result<Option<Destination>, CopyError> {
        let forbidden = CopyFlags::FAIL_IF_EXISTS;
        let asked = self.flags.contains(CopyFlags::RESUME_FROM_PAUSE);
        if !self.restarts() || (self.flags.contains(forbidden) && !asked) {
            return Ok(None);
        }
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOFOLLOW;
        let Ok(fd) = sys::open_path(self.path, flags, Mode::empty()) else { return Ok(None) };
        let stat = sys::stat_fd(&fd).in_phase(PHASE)?;
        if stat.kind != FileKind::Regular || stat.identity == self.source.identity()? || is_readonly(&stat) {
            return Ok(None);
        }
        let path = self.path.to_owned();
        let (origin, touched) = (Origin::Existing(stat), AtomicBool::new(false));
        let mut destination =
            Destination { fd, path, origin, bare: false, restarts: true, lock: None, touched };
        destination.lock()?;
        // Whoever held the lock before may have finished or removed the file: what counts is how it is now.
        let stat = sys::stat_fd(&destination.fd).in_phase(PHASE)?;
        let found = sys::stat_at(sys::CWD, self.path, AtFlags::SYMLINK_NOFOLLOW);
        match found {
            Ok(found) if found.identity == stat.identity => {}
            Ok(_) | Err(Errno::NOENT) => return refuse(Win32Error::SHARING_VIOLATION),
            Err(errno) => return refuse(errno.into()),
        }
        let Some(progress) = restart::load(self.source, destination.fd.as_fd(), &stat, self.path) else {
            return Ok(None);
        };
        destination.origin = Origin::Resumed(progress);
        Ok(Some(destination))
    }

    fn check_existing(&self, stat: &FileStat) -> Result<(), CopyError> {
        if stat.identity == self.source.identity()? {
            return Err(CopyError::new(PHASE, Win32Error::SHARING_VIOLATION)); // O10, O12, Q35, Q36
        }
        if is_readonly(stat) {
            return Err(CopyError::new(PHASE, Win32Error::ACCESS_DENIED)); // O18, for root too
        }
        Ok(())
    }

    /// The name is a link to nothing: its target is created (L7). `None` if the link is gone.
    fn create_through_link(&self) -> Result<Option<Destination>, CopyError> {
        let mut path = self.path.to_owned();
        for _ in 0..LINKS {
            let target = match sys::read_link(sys::CWD, &path) {
                Ok(target) => target,
                Err(Errno::NOENT | Errno::INVAL) => return Ok(None),
                Err(errno) => return refuse(errno.into()),
            };
            path = outcome::parent_of(&path).join(target);
            match self.create(&path) {
                Ok(destination) => return Ok(Some(destination)),
                Err(Errno::EXIST) => {} // a link to a link, or somebody was faster
                Err(errno) => return refuse(missing_directory(errno)),
            }
        }
        refuse(Win32Error::CANT_RESOLVE_FILENAME)
    }

    /// The name is a link and links are taken for themselves: it makes way for a file (L4).
    fn replace_link(&self) -> Result<Option<Destination>, CopyError> {
        match sys::unlink_at(sys::CWD, self.path) {
            Ok(()) | Err(Errno::NOENT) => Ok(None),
            Err(errno) => refuse(errno.into()),
        }
    }
}

/// Removes the entry `path` if what stands there satisfies `is_ours`; a link is not followed. The directory is held
/// open in between, so that nobody can slip another one under the name.
pub(super) fn remove_if(path: &Path, is_ours: impl Fn(&FileStat) -> bool) -> bool {
    let Some(name) = path.file_name() else { return false };
    let directory = OFlags::PATH | OFlags::DIRECTORY;
    let Ok(directory) = sys::open_path(outcome::parent_of(path), directory, Mode::empty()) else {
        return false;
    };
    let name = Path::new(name);
    let found = sys::stat_at(directory.as_fd(), name, AtFlags::SYMLINK_NOFOLLOW);
    found.is_ok_and(|found| is_ours(&found)) && sys::unlink_at(directory.as_fd(), name).is_ok()
}

/// No write bit at all: the READONLY attribute.
pub(super) fn is_readonly(stat: &FileStat) -> bool {
    stat.permissions & 0o222 == 0
}

/// The permissions a new file is made with: the source's, and the owner's right to write while the copy lasts.
pub(super) fn creation_mode(permissions: u32) -> u32 {
    permissions | 0o200
}

/// Whether two files are the same one.
pub(super) fn is_same(left: Identity, right: Identity) -> bool {
    left == right
}

/// ENOENT of a creation: only a directory can be missing (O3).
fn missing_directory(errno: Errno) -> Win32Error {
    if errno == Errno::NOENT { Win32Error::PATH_NOT_FOUND } else { errno.into() }
}

fn refuse<T>(code: Win32Error) -> Result<T, CopyError> {
    Err(CopyError::new(PHASE, code))
}

const PHASE: Phase = Phase::PrepareDestination;
/// How often a destination may change under our hands before we give up.
const ROUNDS: usize = 16;
/// As many links as the kernel follows (path_resolution(7)).
const LINKS: usize = 40;
