//! Copies of the entries of open directories: what `tree` is made of.
//!
//! No path is walked: both sides are a name below a descriptor, the source is open by then, and a link in the destination
//! is never followed unless the caller says so.

use super::access_list;
use super::attributes::Attributes;
use super::destination::{Start, Target};
use super::directory;
use super::file::{self, Job};
use super::filesystem::FileSystem;
use super::link;
use super::outcome::{self, InPhase};
use super::place::Place;
use super::session::Session;
use super::source::{self, Link, Opened, Source};
use super::{CopyError, CopyOptions, CopyReport, Durability, Observer, Phase};
use crate::sys::{self, Errno, FileStat, Mode, OFlags};
use crate::win32::{CopyFlags, FileAttributes, Win32Error};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;

/// Whether a link in the last place of a name is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow {
    /// What it leads to counts.
    Yes,
    /// The link itself counts.
    No,
}

impl Follow {
    fn flags(self) -> OFlags {
        match self {
            Self::Yes => OFlags::empty(),
            Self::No => OFlags::NOFOLLOW,
        }
    }
}

/// Where an entry goes, and what else its maker wants.
pub(crate) struct To<'a> {
    /// The open directory.
    pub(crate) directory: &'a Arc<OwnedFd>,
    /// The name in it.
    pub(crate) name: &'a Path,
    pub(crate) follow: Follow,
    pub(crate) options: &'a CopyOptions,
    /// The largest file that this process may write.
    pub(crate) size_limit: Option<u64>,
    pub(crate) cancel: Option<&'a dyn Fn() -> bool>,
    /// Asked of what is there already: the code that it is refused with.
    pub(crate) guard: &'a dyn Fn(&FileStat) -> Option<Win32Error>,
    /// Asked of a file that was just made: the code with which it is left to somebody else.
    pub(crate) claim: Option<&'a Claim<'a>>,
    /// Done on source and destination before the destination is closed.
    pub(crate) last_step: &'a LastStep<'a>,
    /// Takes the descriptors of both sides where closing them cannot fail, to close many together.
    pub(crate) close_later: Option<&'a dyn Fn([OwnedFd; 2])>,
}

/// See [`To::claim`].
pub(crate) type Claim<'a> = dyn Fn(BorrowedFd<'_>) -> Option<Win32Error> + 'a;

/// See [`To::last_step`].
pub(crate) type LastStep<'a> = dyn Fn(&OpenFile<'_>, BorrowedFd<'_>) -> Result<(), CopyError> + 'a;

/// What a last step sees of the source.
pub(crate) struct OpenFile<'a> {
    pub(crate) fd: BorrowedFd<'a>,
    pub(crate) stat: &'a FileStat,
    /// The permission bits, without the mask of an access control list.
    pub(crate) permissions: u32,
}

/// An open source file.
pub(crate) struct File(Source);

impl File {
    /// Opens a file below a directory. `ELOOP` in the place of a file means that it is a link and was not to be followed.
    pub(crate) fn open(
        directory: BorrowedFd<'_>,
        name: &Path,
        follow: Follow,
        flags: CopyFlags,
    ) -> Result<Result<Self, CopyError>, Errno> {
        let access =
            if flags.contains(CopyFlags::OPEN_SOURCE_FOR_WRITE) { OFlags::RDWR } else { OFlags::RDONLY };
        let fd = source::open_at_without_blocking(directory, name, access | follow.flags())?;
        Ok(Source::examine(fd, flags - CopyFlags::DIRECTORY).and_then(|opened| match opened {
            Opened::File(source) => Ok(Self(source)),
            // Neither is what `examine` gives without DIRECTORY for what is open.
            Opened::Directory(_) | Opened::Link(_) => {
                Err(CopyError::new(Phase::PrepareSource, Win32Error::ACCESS_DENIED))
            }
        }))
    }

    pub(crate) fn stat(&self) -> &FileStat {
        &self.0.stat
    }

    /// Leaves streams, extended and DOS attributes behind.
    pub(crate) fn without_attributes(mut self) -> Self {
        self.0.attributes = Attributes::default();
        self
    }
}

/// Copies an open file.
pub(crate) fn copy_file(
    source: File,
    to: &To<'_>,
    observer: &mut dyn Observer,
) -> Result<CopyReport, CopyError> {
    let mut session = Session::new(observer, to.cancel);
    let last_step = |source: &Source, destination: BorrowedFd<'_>| {
        let open = OpenFile { fd: source.as_fd(), stat: &source.stat, permissions: source.permissions };
        (to.last_step)(&open, destination)
    };
    let job = Job {
        target: to.target(),
        options: to.options,
        size_limit: to.size_limit,
        last_step: Some(&last_step),
        durability: Durability::AsUsual,
        close_later: to.close_later,
    };
    file::copy_as(source.0, &job, &mut session)
}

/// Copies a link as a link.
pub(crate) fn copy_link(
    directory: BorrowedFd<'_>,
    name: &Path,
    to: &To<'_>,
    observer: &mut dyn Observer,
) -> Result<(CopyReport, FileStat), CopyError> {
    let mut session = Session::new(observer, to.cancel);
    let copied = Link::read_at(directory, name)
        .and_then(|link| Ok((link::copy_at(&link, directory, &to.target())?, link.stat)));
    copied.map_err(|error| session.refuse(error))
}

impl To<'_> {
    fn target(&self) -> Target<'_> {
        let start: Start = Some(Arc::clone(self.directory));
        let takes_links = self.follow == Follow::No;
        let (flags, guard, claim) = (self.options.flags, Some(self.guard), self.claim);
        Target { start, path: self.name, flags, takes_links, guard, claim }
    }
}

/// A directory that is being copied: both sides open, and what its end needs.
pub(crate) struct DirectoryPair {
    pub(crate) source: OwnedFd,
    pub(crate) source_stat: FileStat,
    pub(crate) destination: OwnedFd,
    pub(crate) destination_stat: FileStat,
    pub(crate) created: bool,
    /// What a new directory may be given.
    pub(crate) permissions: u32,
    pub(crate) dos: FileAttributes,
    /// Streams and extended attributes that could not be copied; the entries are copied all the same.
    pub(crate) incomplete: Option<CopyError>,
    /// Whether closing files below it cannot fail.
    pub(crate) closes_quietly: bool,
}

/// Opens a directory of the source for reading.
pub(crate) fn open_directory(
    directory: BorrowedFd<'_>,
    name: &Path,
    follow: Follow,
) -> Result<OwnedFd, Errno> {
    sys::open_at(directory, name, OFlags::RDONLY | OFlags::DIRECTORY | follow.flags(), Mode::empty())
}

/// Whether flags take a link for itself.
pub(crate) fn takes_links(flags: CopyFlags) -> bool {
    source::copies_links(flags)
}

/// What an errno of opening a source below a directory means (O2).
pub(crate) fn missing(directory: BorrowedFd<'_>, name: &Path, errno: Errno) -> Win32Error {
    outcome::missing_at(directory, name, errno)
}

/// Makes the copy of an open directory below another one, or opens what is there, never through a link unless `follow`
/// says so.
pub(crate) fn begin_directory(
    source: OwnedFd,
    flags: CopyFlags,
    without_attributes: bool,
    (directory, name): (BorrowedFd<'_>, &Path),
    follow: Follow,
    observer: &mut dyn Observer,
) -> Result<DirectoryPair, CopyError> {
    let mut session = Session::new(observer, None);
    let opened = Source::examine(source, flags | CopyFlags::DIRECTORY);
    let mut source = match opened {
        Ok(Opened::Directory(source)) => source,
        Ok(_) => return Err(session.refuse(CopyError::new(Phase::PrepareSource, Win32Error::DIRECTORY))),
        Err(error) => return Err(session.refuse(error)),
    };
    if without_attributes {
        source.attributes = Attributes::default();
    }
    let place = Place::at(directory, name)
        .map_err(|errno| session.refuse(CopyError::new(Phase::PrepareDestination, errno.into())))?;
    let begun = directory::begin(source, place, follow.flags(), &mut session)?;
    let destination_stat = sys::stat_fd(&begun.fd).in_phase(Phase::PrepareDestination)?;
    let closes_quietly = FileSystem::of(&begun.fd, &destination_stat).closes_quietly();
    Ok(DirectoryPair {
        source_stat: begun.source.stat,
        permissions: begun.source.permissions,
        dos: begun.source.attributes.dos,
        source: begun.source.into_fd(),
        destination: begun.fd,
        destination_stat,
        created: begun.created,
        incomplete: begun.filled.err(),
        closes_quietly,
    })
}

/// Gives a directory the DOS attributes of its source.
pub(crate) fn set_dos_attributes(directory: BorrowedFd<'_>, dos: FileAttributes) -> Result<(), CopyError> {
    directory::set_dos_attributes(directory, dos)
}

/// Gives the destination the access control list of the source, or none.
pub(crate) fn copy_access_list(source: BorrowedFd<'_>, destination: BorrowedFd<'_>) -> Result<(), Errno> {
    let list = access_list::read(source)?;
    access_list::replace(destination, list.as_deref())
}
