//! A name in a directory that is held open.
//!
//! Whoever may write to the directories of a path decides where it leads, and may change that between any two calls. A
//! place is found once: from then on its directory is the same, whatever becomes of the path. Within that directory
//! others may still change the name, if they may write to it; they could as well remove what they put there.

use super::outcome;
use crate::sys::{self, AtFlags, Errno, FileStat, Mode, OFlags, RenameFlags};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// One entry of a directory, whether there is a file or not.
pub(super) struct Place {
    /// `None` for a path whose last part is no name: the whole path is looked up each time then.
    directory: Option<OwnedFd>,
    name: PathBuf,
}

impl Place {
    /// Where `path` leads.
    ///
    /// # Errors
    /// Those of opening the directory: ENOENT, ENOTDIR, EACCES, ELOOP.
    pub(super) fn of(path: &Path) -> Result<Self, Errno> {
        Self::at(sys::CWD, path)
    }

    /// Where `path` leads from this place's directory: the text of a link, say.
    pub(super) fn beside(&self, path: &Path) -> Result<Self, Errno> {
        Self::at(self.directory(), path)
    }

    /// Where `path` leads from an open directory.
    pub(super) fn at(start: BorrowedFd<'_>, path: &Path) -> Result<Self, Errno> {
        // `a/` and `a/.` have a last name for Path, but mean the directory `a`, which the kernel must insist on.
        let name = path
            .file_name()
            .filter(|name| path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()));
        let Some(name) = name else { return Ok(Self { directory: None, name: path.to_owned() }) };
        let flags = OFlags::PATH | OFlags::DIRECTORY;
        let directory = sys::open_at(start, outcome::parent_of(path), flags, Mode::empty())?;
        Ok(Self { directory: Some(directory), name: PathBuf::from(name) })
    }

    /// Another name in the same directory.
    fn sibling(&self, name: &str) -> Result<Self, Errno> {
        match &self.directory {
            Some(directory) => Self::at(directory.as_fd(), &Path::new(".").join(name)),
            None => Err(Errno::INVAL),
        }
    }

    /// A name in the same directory that no other thread or process of ours takes.
    pub(super) fn unused(&self, why: &str) -> Result<Self, Errno> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        self.sibling(&format!(".copyfile2-{}-{number}-{why}", std::process::id()))
    }

    /// The directory, for calls that take one.
    pub(super) fn directory(&self) -> BorrowedFd<'_> {
        self.directory.as_ref().map_or(sys::CWD, AsFd::as_fd)
    }

    /// The name in it.
    pub(super) fn name(&self) -> &Path {
        &self.name
    }

    /// The directory, as a path from [`directory`](Self::directory).
    pub(super) fn parent(&self) -> &Path {
        outcome::parent_of(&self.name)
    }

    /// What stands here; a link is not followed.
    pub(super) fn look(&self) -> Result<FileStat, Errno> {
        sys::stat_at(self.directory(), &self.name, AtFlags::SYMLINK_NOFOLLOW)
    }

    /// What stands here or what the link here leads to.
    pub(super) fn look_through(&self) -> Result<FileStat, Errno> {
        sys::stat_at(self.directory(), &self.name, AtFlags::empty())
    }

    /// The status of the directory itself.
    pub(super) fn look_around(&self) -> Result<FileStat, Errno> {
        sys::stat_at(self.directory(), self.parent(), AtFlags::empty())
    }

    pub(super) fn open(&self, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
        sys::open_at(self.directory(), &self.name, flags, mode)
    }

    /// Makes `to` a second name of what stands here.
    pub(super) fn link(&self, to: &Self) -> Result<(), Errno> {
        sys::link(self.directory(), &self.name, to.directory(), &to.name)
    }

    pub(super) fn unlink(&self) -> Result<(), Errno> {
        sys::unlink_at(self.directory(), &self.name)
    }

    /// Opens the directory itself for reading.
    pub(super) fn open_directory(&self) -> Result<OwnedFd, Errno> {
        sys::open_at(self.directory(), self.parent(), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty())
    }

    /// renameat2(2).
    pub(super) fn rename(&self, to: &Self, flags: RenameFlags) -> Result<(), Errno> {
        sys::rename_at(self.directory(), &self.name, to.directory(), &to.name, flags)
    }

    /// Removes what stands here if it satisfies `is_ours`.
    pub(super) fn remove_if(&self, is_ours: impl Fn(&FileStat) -> bool) -> bool {
        self.look().is_ok_and(|found| is_ours(&found)) && self.unlink().is_ok()
    }
}

/// Removes what `path` leads to if it satisfies `is_ours`; a link is not followed.
pub(super) fn remove_if(path: &Path, is_ours: impl Fn(&FileStat) -> bool) -> bool {
    Place::of(path).is_ok_and(|place| place.remove_if(is_ours))
}
