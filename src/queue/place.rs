//! The directory of a queue, held open, and the files in it that are not the database's.
//!
//! Nothing in it is followed (OWN-11): every name is opened relative to the directory, without links, and has to be a regular
//! file of the queue's owner with this one name. Anything else is refused, with a line in the log.

use super::owner::Owner;
use super::{Hresult, Result};
use crate::sys::{self, AtFlags, Errno, Mode, OFlags};
use parking_lot::Mutex;
use std::fmt;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The directory of a queue.
#[derive(Debug)]
pub(crate) struct Place {
    /// Without links.
    pub path: PathBuf,
    pub owner: Owner,
    directory: OwnedFd,
    /// The directory of locks, as it was found last.
    locks: Mutex<Arc<OwnedFd>>,
}

/// The name of the directory of locks.
const LOCKS: &str = "locks";

/// A file of the directory of locks.
pub(crate) struct LockFile<'a> {
    place: &'a Place,
    name: String,
}

impl fmt::Display for LockFile<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/locks/{}", self.place.path.display(), self.name)
    }
}

/// Finds the queue's directory, making it if need be: its path without links, and its owner.
pub(crate) fn find(directory: &Path) -> Result<(PathBuf, Owner)> {
    const ATTEMPTS: u32 = 3;
    for _ in 0..ATTEMPTS {
        let owner = Owner::of(directory)?;
        let path = {
            let _rights = owner.act()?;
            // Private to its owner (J2-23).
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
            directory.canonicalize()?
        };
        // What was missing may have been put there by somebody else.
        if Owner::of(directory)? == owner {
            return Ok((path, owner));
        }
    }
    Err(Hresult::E_ACCESSDENIED)
}

impl Place {
    /// Opens what [`find`] found.
    pub(crate) fn open(path: PathBuf, owner: Owner) -> Result<Self> {
        let _rights = owner.act()?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW;
        let directory = sys::open_path(&path, flags, Mode::empty()).map_err(io::Error::from)?;
        let there = sys::stat_fd(&directory).map_err(io::Error::from)?;
        if there.owner.0 != owner.user {
            log::error!("{} is of user {}, not of {}", path.display(), there.owner.0, owner.user);
            return Err(Hresult::E_ACCESSDENIED);
        }
        if there.permissions & 0o022 != 0 {
            log::warn!("others could write to {}: it is closed to them", path.display());
            sys::set_mode(&directory, 0o700).map_err(io::Error::from)?;
        }
        let locks = open_locks(directory.as_fd(), &owner).inspect_err(|error| {
            log::error!("{}/{LOCKS} cannot be used: {error}", path.display()); // PER-20
        })?;
        Ok(Self { path, owner, directory, locks: Mutex::new(Arc::new(locks)) })
    }

    /// The directory of locks that has the name now: one that somebody removed or moved away guards nothing, for other
    /// processes do not find it.
    fn locks(&self) -> io::Result<Arc<OwnedFd>> {
        let mut locks = self.locks.lock();
        let named = sys::stat_at(self.directory.as_fd(), Path::new(LOCKS), AtFlags::SYMLINK_NOFOLLOW);
        let is_it = matches!((named, sys::stat_fd(&**locks)), (Ok(named), Ok(held)) if named.identity == held.identity);
        if !is_it {
            log::warn!("{}/{LOCKS} was removed or replaced: it is made again", self.path.display());
            *locks = Arc::new(open_locks(self.directory.as_fd(), &self.owner)?);
        }
        Ok(Arc::clone(&locks))
    }

    /// The lock of this name.
    pub(crate) fn lock_file(&self, name: String) -> LockFile<'_> {
        LockFile { place: self, name }
    }
}

/// Opens the directory of locks, making it if need be. What is no directory of the owner's is refused (PER-20).
fn open_locks(directory: BorrowedFd<'_>, owner: &Owner) -> io::Result<OwnedFd> {
    match sys::make_directory(directory, Path::new(LOCKS), 0o700) {
        Err(errno) if errno != Errno::EXIST => return Err(errno.into()),
        _ => {}
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW;
    let opened = sys::open_at(directory, Path::new(LOCKS), flags, Mode::empty());
    match opened.and_then(|locks| Ok((sys::stat_fd(&locks)?.owner.0, locks))) {
        Ok((user, locks)) if user == owner.user => Ok(locks),
        _ => Err(Errno::ACCESS.into()),
    }
}

impl LockFile<'_> {
    /// Opens it, making it if need be.
    pub(crate) fn open(&self) -> io::Result<File> {
        // Neither a link is followed nor a FIFO waited for.
        let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let mode = Mode::from_raw_mode(0o600);
        let file = File::from(sys::open_at(self.place.locks()?.as_fd(), Path::new(&self.name), flags, mode)?);
        let there = file.metadata()?;
        if !there.is_file() || there.uid() != self.place.owner.user || there.nlink() > 1 {
            return Err(Errno::ACCESS.into());
        }
        Ok(file)
    }

    /// Whether the name is still that of `file`.
    pub(crate) fn is_name_of(&self, file: &File) -> bool {
        let Ok(locks) = self.place.locks() else { return false };
        let named = sys::stat_at(locks.as_fd(), Path::new(&self.name), AtFlags::SYMLINK_NOFOLLOW);
        matches!((named, sys::stat_fd(file)), (Ok(named), Ok(held)) if named.identity == held.identity)
    }

    /// Removes it. An empty file left over does no harm.
    pub(crate) fn remove(&self) {
        let Ok(_rights) = self.place.owner.act() else { return };
        let locks = Arc::clone(&self.place.locks.lock());
        match sys::unlink_at(locks.as_fd(), Path::new(&self.name)) {
            Err(errno) if errno != Errno::NOENT => log::debug!("{self} stays: {errno}"),
            _ => {}
        }
    }

    /// The rights to work on it.
    pub(crate) fn act(&self) -> Result<Option<sys::UserRights>> {
        self.place.owner.act()
    }
}
