//! Opening, preparing and discarding the destination.

use super::attributes::{self, Attributes};
use super::filesystem::FileSystem;
use super::names::{find_at, is_read_only};
use super::outcome::InPhase;
use super::place::{Place, remove_if};
use super::restart::{self, Progress};
use super::sameness::{self, Sameness};
use super::source::{Source, copies_links};
use super::{CopyError, CopyOptions, Phase, times};
use crate::sys::{self, Errno, FileKind, FileLock, FileStat, Mode, OFlags, TimeStamp};
use crate::win32::{CopyFlags, FileAttributes, Win32Error};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The destination file, open for writing.
pub(super) struct Destination {
    fd: OwnedFd,
    /// Where its name leads from.
    start: Start,
    /// The name it was opened by.
    path: PathBuf,
    /// Where that led, unless it was a new file's and nothing but its path is needed.
    place: Option<Place>,
    pub(super) origin: Origin,
    /// It has neither streams nor extended or DOS attributes, so that none is looked for again.
    pub(super) bare: bool,
    /// Whether restart state may lie beside it.
    restarts: bool,
    lock: Option<FileLock>,
    /// It may be the source itself: nothing of it is taken away before the same is written again.
    keeps_data: bool,
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

/// Where a name leads from: an open directory, or `None` for the current one.
pub(super) type Start = Option<Arc<OwnedFd>>;

/// Where a copy is to go.
pub(super) struct Target<'a> {
    pub(super) start: Start,
    pub(super) path: &'a Path,
    pub(super) flags: CopyFlags,
    /// Whether a link that is found there is taken for itself.
    pub(super) takes_links: bool,
    /// Asked of a file that is there: the code that it is refused with.
    pub(super) guard: Option<&'a Guard<'a>>,
    /// Asked of a file that was just made, and is empty yet: the code with which it is left to somebody else.
    pub(super) claim: Option<&'a Claim<'a>>,
}

/// See [`Target::guard`].
pub(super) type Guard<'a> = dyn Fn(&FileStat) -> Option<Win32Error> + 'a;
/// See [`Target::claim`].
pub(super) type Claim<'a> = dyn Fn(BorrowedFd<'_>) -> Option<Win32Error> + 'a;

impl<'a> Target<'a> {
    /// The target of a request.
    pub(super) fn by_path(path: &'a Path, options: &CopyOptions) -> Self {
        let flags = options.flags;
        Self { start: None, path, flags, takes_links: copies_links(flags), guard: None, claim: None }
    }
}

/// The directory to start from, for system calls.
pub(super) fn start_of(start: &Start) -> BorrowedFd<'_> {
    start.as_ref().map_or(sys::CWD, |directory| directory.as_fd())
}

/// How a destination's name is opened.
struct Opening<'a> {
    target: &'a Target<'a>,
    path: &'a Path,
    source: &'a Source,
    flags: CopyFlags,
    /// For a new file.
    mode: Mode,
}

impl Destination {
    /// Opens or creates the destination. Nothing of an existing file is changed yet (O4, O9, F5).
    pub(super) fn open(target: &Target<'_>, source: &Source) -> Result<Self, CopyError> {
        let opening = Opening {
            target,
            path: target.path,
            source,
            flags: target.flags,
            mode: Mode::from_raw_mode(creation_mode(source.permissions)),
        };
        let mut destination = opening.open()?;
        if matches!(destination.origin, Origin::Created) {
            if let Some(code) = target.claim.and_then(|claim| claim(destination.as_fd())) {
                return refuse(code);
            }
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
            Origin::Existing(_) if self.keeps_data => {}
            Origin::Existing(stat) => {
                let attributes = if self.bare { Vec::new() } else { attributes::to_clear(self.fd.as_fd())? };
                if stat.size != 0 {
                    sys::truncate(&self.fd, 0).in_phase(PHASE)?;
                }
                self.touched.store(true, Ordering::Relaxed);
                attributes::clear(self.fd.as_fd(), &attributes)?;
                // The state of a copy that was interrupted here goes too, where it lies beside the file.
                let beside = self.place.as_ref().filter(|_| self.bare);
                if let Some(place) = beside.filter(|_| !attributes::keeps_xattrs(self.fd.as_fd())) {
                    restart::forget_sidecar(place);
                }
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

    /// Stores how far the copy got, which is all in the main stream or beyond it, and brings it to the disk.
    pub(super) fn save_progress(&self, source: &Source, progress: Progress) -> Result<(), CopyError> {
        self.at_place(|place| restart::save(source, self.fd.as_fd(), place, progress))
    }

    /// Stores how far the copy got, `flushed` bytes of it on the disk.
    pub(super) fn note_progress(
        &self,
        source: &Source,
        progress: Progress,
        flushed: u64,
    ) -> Result<(), CopyError> {
        self.at_place(|place| restart::store(source, self.fd.as_fd(), place, progress, flushed))
    }

    /// Does something beside the file. Where its name leads was settled when it was opened, for a copy that is to be
    /// restarted; for another one it must still lead to the file.
    fn at_place(&self, work: impl FnOnce(&Place) -> Result<(), CopyError>) -> Result<(), CopyError> {
        if let Some(place) = &self.place {
            return work(place);
        }
        let place = self.find_place().in_phase(Phase::WriteDestination)?;
        let ours = sys::stat_fd(&self.fd).in_phase(Phase::WriteDestination)?.identity;
        let found = place.look_through().in_phase(Phase::WriteDestination)?.identity;
        if found != ours {
            return Err(CopyError::new(Phase::WriteDestination, Win32Error::FILE_NOT_FOUND));
        }
        work(&place)
    }

    /// Where its name leads now.
    fn find_place(&self) -> Result<Place, Errno> {
        Place::at(start_of(&self.start), &self.path)
    }

    /// The descriptor, without anything else.
    pub(super) fn into_fd(self) -> OwnedFd {
        self.fd
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
        if self.restarts { self.at_place(|place| restart::forget(self.fd.as_fd(), place)) } else { Ok(()) }
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

    /// Whether it may be the source under another name, as far as this process may find out.
    pub(super) fn may_be_source(&self) -> bool {
        self.keeps_data
    }

    /// The file system the destination lives on.
    pub(super) fn file_system(&self) -> FileSystem {
        sys::stat_fd(&self.fd).map_or(FileSystem::MayClone, |stat| FileSystem::of(&self.fd, &stat))
    }

    /// Closes the file. An error means that data was lost on its way to a server; the partial file is then removed.
    pub(super) fn close(self, size: u64, modified: TimeStamp) -> Result<(), CopyError> {
        sys::close(self.fd).map_err(|errno| {
            // The descriptor that could tell the file's identity is gone. Size and write time, both set by this call,
            // stand in for it, the time as far as it is kept there.
            let is_ours =
                |found: &FileStat| found.size == size && times::fit(modified, found.modified).is_some();
            match &self.place {
                Some(place) => place.remove_if(is_ours),
                None => {
                    Place::at(start_of(&self.start), &self.path).is_ok_and(|place| place.remove_if(is_ours))
                }
            };
            CopyError::new(Phase::WriteDestination, errno.into())
        })
    }

    /// Removes the destination, if its name still leads to the file that this call made or overwrote (F1, A1).
    pub(super) fn discard(self) {
        let found = || Place::at(start_of(&self.start), &self.path);
        let place = self.place.map_or_else(found, Ok);
        if let Some(place) = place.as_ref().ok().filter(|_| self.restarts) {
            restart::forget_sidecar(place);
        }
        let Ok(stat) = sys::stat_fd(&self.fd) else { return };
        let is_ours = |found: &FileStat| found.identity == stat.identity;
        if place.as_ref().is_ok_and(|place| place.remove_if(is_ours)) {
            return;
        }
        // A new file goes wherever it was moved meanwhile. An older one may have been put aside by somebody who wants to
        // keep it; but if the name is a link to it (L6), the file goes and the link stays.
        let goes = matches!(self.origin, Origin::Created)
            || place.is_ok_and(|place| place.look_through().is_ok_and(|found| is_ours(&found)));
        if goes {
            if let Ok(path) = sys::path_of(&self.fd) {
                remove_if(&path, is_ours);
            }
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
        if !self.restarts() {
            // The way of most copies: a new file, made in one step.
            match sys::open_at(start_of(&self.target.start), self.path, NEW, self.mode) {
                Ok(fd) => return Ok(self.opened(fd, None, Origin::Created)),
                Err(Errno::EXIST) => {}
                Err(errno) => return refuse(missing_directory(errno)),
            }
        }
        let mut place =
            find_at(start_of(&self.target.start), self.path).map_err(|code| CopyError::new(PHASE, code))?;
        // A name that somebody makes or removes between two steps leads to another round.
        for _ in 0..ROUNDS {
            match place.open(NEW, self.mode) {
                Ok(fd) => return Ok(self.opened(fd, Some(place), Origin::Created)),
                Err(Errno::EXIST) => {}
                Err(errno) => return refuse(missing_directory(errno)),
            }
            place = match self.open_existing(place)? {
                Found::File(destination) => return Ok(destination),
                Found::Nothing(place) => place,
            };
        }
        refuse(Win32Error::SHARING_VIOLATION)
    }

    fn opened(&self, fd: OwnedFd, place: Option<Place>, origin: Origin) -> Destination {
        let (path, restarts, touched) = (self.path.to_owned(), self.restarts(), AtomicBool::new(false));
        let bare = matches!(origin, Origin::Created);
        let start = self.target.start.clone();
        Destination { fd, start, path, place, origin, bare, restarts, lock: None, keeps_data: false, touched }
    }

    /// The name exists, or did so.
    fn open_existing(&self, place: Place) -> Result<Found, CopyError> {
        let place = match self.resume(place)? {
            Found::File(resumed) => return Ok(Found::File(resumed)),
            Found::Nothing(place) => place,
        };
        let fail_if_exists = self.flags.contains(CopyFlags::FAIL_IF_EXISTS);
        let takes_links = self.target.takes_links;
        if fail_if_exists && takes_links {
            return refuse(Win32Error::FILE_EXISTS); // O13, L5
        }
        let stat = match if takes_links { place.look() } else { place.look_through() } {
            Ok(_) if fail_if_exists => return refuse(Win32Error::FILE_EXISTS), // O13, O14, L7
            Ok(stat) => stat,
            Err(Errno::NOENT) => return self.create_through_link(place), // L7
            Err(errno) => return refuse(errno.into()),
        };
        match stat.kind {
            FileKind::Symlink => match self.target.guard.and_then(|guard| guard(&stat)) {
                Some(code) => refuse(code),
                None => replace_link(place), // L4
            },
            FileKind::Regular => {
                self.check_existing(&stat)?;
                self.open_regular(place, takes_links)
            }
            FileKind::Directory | FileKind::Special => refuse(Win32Error::ACCESS_DENIED), // O15, L14
        }
    }

    fn open_regular(&self, place: Place, takes_links: bool) -> Result<Found, CopyError> {
        let follow = if takes_links { OFlags::NOFOLLOW } else { OFlags::empty() };
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | follow;
        let fd = match place.open(flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::NOENT | Errno::LOOP) => return Ok(Found::Nothing(place)),
            Err(errno) => return refuse(errno.into()),
        };
        // The name may have changed hands since it was examined: the open file is what counts.
        let stat = sys::stat_fd(&fd).in_phase(PHASE)?;
        if stat.kind != FileKind::Regular {
            return refuse(Win32Error::ACCESS_DENIED);
        }
        self.overwrite(self.opened(fd, Some(place), Origin::Existing(stat)), &stat)
    }

    /// An open file is overwritten in place, if it may be.
    fn overwrite(&self, mut destination: Destination, stat: &FileStat) -> Result<Found, CopyError> {
        self.check_existing(stat)?;
        let file_system = FileSystem::of(&destination.fd, stat);
        let found = Attributes::of(destination.as_fd(), file_system).in_phase(PHASE)?;
        if found.dos.intersects(FileAttributes::HIDDEN | FileAttributes::SYSTEM) {
            return refuse(Win32Error::ACCESS_DENIED); // O19, Q31, Q32
        }
        let files = ((self.source.as_fd(), self.source.file_system), (destination.as_fd(), file_system));
        match sameness::of(files.0, files.1).in_phase(PHASE)? {
            Sameness::Different => {}
            Sameness::Same => return refuse(Win32Error::SHARING_VIOLATION), // O12, Q35
            Sameness::Unknown => destination.keeps_data = true,
        }
        destination.bare = !found.has_any && found.dos.is_empty();
        destination.origin = Origin::Existing(*stat);
        destination.lock()?;
        Ok(Found::File(destination))
    }

    /// Whether this copy keeps or looks for restart state. A source whose size nobody knows cannot be restarted.
    fn restarts(&self) -> bool {
        self.flags.intersects(CopyFlags::RESTARTABLE | CopyFlags::RESUME_FROM_PAUSE)
            && self.source.head.is_empty()
    }

    /// Goes on with an interrupted copy, if the destination's state says that it is one (P5, P7, P9, Q27, Q28, Q59).
    /// Every other file is treated as any existing file.
    fn resume(&self, place: Place) -> Result<Found, CopyError> {
        let forbidden = CopyFlags::FAIL_IF_EXISTS;
        let asked = self.flags.contains(CopyFlags::RESUME_FROM_PAUSE);
        if !self.restarts() || (self.flags.contains(forbidden) && !asked) {
            return Ok(Found::Nothing(place));
        }
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOFOLLOW;
        let Ok(fd) = place.open(flags, Mode::empty()) else { return Ok(Found::Nothing(place)) };
        let stat = sys::stat_fd(&fd).in_phase(PHASE)?;
        if stat.kind != FileKind::Regular || stat.identity == self.source.identity()? || is_read_only(&stat) {
            return Ok(Found::Nothing(place));
        }
        let mut destination = self.opened(fd, None, Origin::Existing(stat));
        destination.lock()?;
        // Whoever held the lock before may have finished or removed the file: what counts is how it is now.
        let stat = sys::stat_fd(&destination.fd).in_phase(PHASE)?;
        match place.look() {
            Ok(found) if found.identity == stat.identity => {}
            Ok(_) | Err(Errno::NOENT) => return refuse(Win32Error::SHARING_VIOLATION),
            Err(errno) => return refuse(errno.into()),
        }
        let progress = restart::load(self.source, destination.fd.as_fd(), &stat, &place);
        destination.place = Some(place);
        match progress {
            Some(progress) => {
                destination.origin = Origin::Resumed(progress);
                Ok(Found::File(destination))
            }
            None if self.flags.contains(forbidden) => refuse(Win32Error::FILE_EXISTS), // Q28
            None => self.overwrite(destination, &stat), // the file that was looked at, not one that took its name since
        }
    }

    fn check_existing(&self, stat: &FileStat) -> Result<(), CopyError> {
        if stat.identity == self.source.identity()? {
            return Err(CopyError::new(PHASE, Win32Error::SHARING_VIOLATION)); // O10, O12, Q35, Q36
        }
        if is_read_only(stat) {
            return Err(CopyError::new(PHASE, Win32Error::ACCESS_DENIED)); // O18, for root too
        }
        match self.target.guard.and_then(|guard| guard(stat)) {
            Some(code) => Err(CopyError::new(PHASE, code)),
            None => Ok(()),
        }
    }

    /// The name is a link to nothing: its target is created (L7). Each link is held while its text is read, and none is
    /// followed that the kernel would not follow.
    fn create_through_link(&self, start: Place) -> Result<Found, CopyError> {
        let mut followed: Option<Place> = None;
        for _ in 0..LINKS {
            let place = followed.as_ref().unwrap_or(&start);
            let link = match place.open(OFlags::PATH | OFlags::NOFOLLOW, Mode::empty()) {
                Ok(link) => link,
                Err(Errno::NOENT) => return Ok(Found::Nothing(start)),
                Err(errno) => return refuse(errno.into()),
            };
            let stat = sys::stat_fd(&link).in_phase(PHASE)?;
            if stat.kind != FileKind::Symlink {
                return Ok(Found::Nothing(start)); // somebody was faster
            }
            if !may_follow(&stat, place).in_phase(PHASE)? {
                return refuse(Win32Error::ACCESS_DENIED);
            }
            let text = sys::read_link(link.as_fd(), Path::new("")).in_phase(PHASE)?;
            let target =
                place.beside(&text).map_err(|errno| CopyError::new(PHASE, missing_directory(errno)))?;
            match target.open(NEW, self.mode) {
                Ok(fd) => return Ok(Found::File(self.opened(fd, Some(target), Origin::Created))),
                Err(Errno::EXIST) => followed = Some(target), // a link to a link, or somebody was faster
                Err(errno) => return refuse(missing_directory(errno)),
            }
        }
        refuse(Win32Error::CANT_RESOLVE_FILENAME)
    }
}

/// What was found under a name that exists.
#[allow(clippy::large_enum_variant, reason = "it lives as long as one return")]
enum Found {
    File(Destination),
    /// It does not exist any more, or is to be looked at in another way.
    Nothing(Place),
}

/// The name is a link and links are taken for themselves: it makes way for a file (L4).
fn replace_link(place: Place) -> Result<Found, CopyError> {
    match place.look() {
        Ok(found) if found.kind == FileKind::Symlink => match place.unlink() {
            Ok(()) | Err(Errno::NOENT) => Ok(Found::Nothing(place)),
            Err(errno) => refuse(errno.into()),
        },
        _ => Ok(Found::Nothing(place)), // somebody was faster
    }
}

/// In a directory like /tmp, where everybody may put links, only one's own and those of its owner are followed: what
/// the kernel holds to when it follows links by itself (`protected_symlinks`, proc(5)).
fn may_follow(link: &FileStat, place: &Place) -> Result<bool, Errno> {
    let directory = place.look_around()?;
    let is_everybodys = directory.sticky && directory.permissions & 0o002 != 0;
    Ok(!is_everybodys || link.owner.0 == sys::user() || link.owner.0 == directory.owner.0)
}

/// The permissions a new file is made with: the source's, and the owner's right to write while the copy lasts.
pub(super) fn creation_mode(permissions: u32) -> u32 {
    permissions | 0o200
}

/// ENOENT of a creation: only a directory can be missing (O3).
fn missing_directory(errno: Errno) -> Win32Error {
    if errno == Errno::NOENT { Win32Error::PATH_NOT_FOUND } else { errno.into() }
}

fn refuse<T>(code: Win32Error) -> Result<T, CopyError> {
    Err(CopyError::new(PHASE, code))
}

const PHASE: Phase = Phase::PrepareDestination;
/// How a new file is made.
const NEW: OFlags = OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL);
/// How often a destination may change under our hands before we give up.
const ROUNDS: usize = 16;
/// As many links as the kernel follows (path_resolution(7)).
const LINKS: usize = 40;
