//! `FindFirstFile` and its kin: a directory is held open and listed as the program asks (K-W1 to K-W12).

use super::site::{Site, has_wildcard};
use super::status::{self, Status};
use super::wildcard::{Case, Pattern};
use super::{Result, full_path};
use crate::sys::{self, AtFlags, Errno, FileKind, Listing, Mode, OFlags};
use crate::win32::kept::{Keeper, named_streams};
use crate::win32::objects::{ClosedBy, Object};
use crate::win32::{FileAttributes, Win32Error, encoding};
use parking_lot::Mutex;
use std::any::Any;
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

/// One found file.
pub(crate) struct Found {
    pub(crate) name: OsString,
    pub(crate) status: Status,
}

/// A search that is going on.
pub(crate) struct Search(Mutex<State>);

struct State {
    /// Where the rest comes from; `None` for a search of one name.
    walk: Option<Walk>,
    /// `.` and `..`, which come first (K-W6).
    first: VecDeque<&'static str>,
}

struct Walk {
    directory: OwnedFd,
    listing: Listing,
    pattern: Pattern,
    /// Whether this file system keeps DOS attributes, as long as nothing speaks against it.
    keeps_attributes: bool,
}

impl Object for Search {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }

    fn closed_by(&self) -> ClosedBy {
        ClosedBy::FindClose
    }
}

/// Starts a search and gives its first file.
///
/// # Errors
/// 2 if nothing matches, 3 without the directory, 267 if it is a file, 5, 123 for wildcards elsewhere than in the last part and for
/// a separator behind a file.
pub(crate) fn find_first(pattern: &Path, case: Case) -> Result<(Search, Found)> {
    let bytes = pattern.as_os_str().as_bytes();
    let last = bytes.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    let (parent, name) = bytes.split_at(last);
    let parent = Path::new(OsStr::from_bytes(parent));
    if has_wildcard(parent.as_os_str()) && !parent.exists() {
        return Err(Win32Error::INVALID_NAME);
    }
    if name.is_empty() {
        return Err(behind_separator(pattern)); // K-W9
    }
    if !has_wildcard(OsStr::from_bytes(name)) {
        return one(pattern, OsStr::from_bytes(name));
    }
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    let directory = sys::open_path(parent, flags, Mode::empty()).map_err(|errno| match errno {
        Errno::NOENT => Win32Error::PATH_NOT_FOUND,
        // `a/*` where `a` is a file has another code than `a/b/*`.
        Errno::NOTDIR => match Site::of(parent) {
            Ok(_) => Win32Error::DIRECTORY,
            Err(code) => code,
        },
        errno => errno.into(),
    })?;
    let pattern = Pattern::new(&encoding::utf32_from_bytes(name), case);
    let first = match is_root(&directory) {
        true => VecDeque::new(),
        false => [".", ".."]
            .into_iter()
            .filter(|name| pattern.matches(&encoding::utf32_from_bytes(name.as_bytes())))
            .collect(),
    };
    let listing = Listing::of(directory.as_fd())?;
    let mut state = State { walk: Some(Walk { directory, listing, pattern, keeps_attributes: true }), first };
    let found = state.next()?.ok_or(Win32Error::FILE_NOT_FOUND)?;
    Ok((Search(Mutex::new(state)), found))
}

/// The code for a pattern that ends in a separator.
fn behind_separator(pattern: &Path) -> Win32Error {
    match Site::of(pattern).and_then(|site| site.look()) {
        Ok(_) => Win32Error::FILE_NOT_FOUND,
        Err(Win32Error::FILE_NOT_FOUND) => Win32Error::PATH_NOT_FOUND,
        Err(code) => code,
    }
}

/// A name without wildcards: this entry and no other (K-W7).
fn one(pattern: &Path, name: &OsStr) -> Result<(Search, Found)> {
    let site = Site::of(pattern)?;
    let stat = site.look()?;
    // `dir/..` is told by the name that the directory has.
    let name = match name.as_bytes() {
        b"." | b".." => std::fs::canonicalize(pattern)
            .ok()
            .and_then(|path| path.file_name().map(OsStr::to_owned))
            .unwrap_or_else(|| name.to_owned()),
        _ => name.to_owned(),
    };
    let found = Found { name, status: Status::of_site(&site, &stat) };
    Ok((Search(Mutex::new(State { walk: None, first: VecDeque::new() })), found))
}

/// Whether a directory is the root of a drive or of the system, where there is no `..` (K-W6).
fn is_root(directory: &OwnedFd) -> bool {
    sys::path_of(directory).is_ok_and(|path| full_path::is_root(&path))
}

impl Search {
    /// The next file.
    ///
    /// # Errors
    /// 18 when there are no more.
    pub(crate) fn next(&self) -> Result<Found> {
        self.0.lock().next()?.ok_or(Win32Error::NO_MORE_FILES)
    }
}

impl State {
    fn next(&mut self) -> Result<Option<Found>> {
        let Some(walk) = &mut self.walk else { return Ok(None) };
        while let Some(name) = self.first.pop_front() {
            if let Some(found) = walk.describe(OsStr::new(name)) {
                return Ok(Some(found));
            }
        }
        while let Some(name) = walk.listing.next()? {
            if name == "." || name == ".." {
                continue;
            }
            if walk.pattern.matches(&encoding::utf32_from_bytes(name.as_bytes())) {
                // What has vanished meanwhile is passed over (K-W8).
                if let Some(found) = walk.describe(&name) {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }
}

impl Walk {
    fn describe(&mut self, name: &OsStr) -> Option<Found> {
        let path = Path::new(name);
        let stat = sys::stat_at(self.directory.as_fd(), path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let leads = stat.kind == FileKind::Symlink
            && sys::stat_at(self.directory.as_fd(), path, AtFlags::empty())
                .is_ok_and(|target| target.kind == FileKind::Directory);
        let kept = match stat.kind {
            FileKind::Regular | FileKind::Directory if self.keeps_attributes => self.kept(path),
            _ => FileAttributes::default(),
        };
        Some(Found { name: name.to_owned(), status: Status::new(&stat, leads, kept) })
    }

    /// HIDDEN and its kin. Each costs an open; so a file system that keeps none is asked once.
    fn kept(&mut self, name: &Path) -> FileAttributes {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let Ok(file) = sys::open_at(self.directory.as_fd(), name, flags, Mode::empty()) else {
            return FileAttributes::default();
        };
        self.keeps_attributes = Keeper::of(file.as_fd()).keeps(file.as_fd());
        match self.keeps_attributes {
            true => status::kept(file.as_fd()),
            false => FileAttributes::default(),
        }
    }
}

/// A search through the streams of a file: what is left of them.
pub(crate) struct Streams(Mutex<VecDeque<Stream>>);

/// One stream: `::$DATA` or `:name:$DATA`, and its size.
pub(crate) struct Stream {
    pub(crate) name: Vec<u8>,
    pub(crate) size: u64,
}

impl Object for Streams {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }

    fn closed_by(&self) -> ClosedBy {
        ClosedBy::FindClose
    }
}

/// `FindFirstStreamW`: the file's data first (K-W12).
///
/// # Errors
/// 38 for a directory without streams; 2, 3, 5.
pub(crate) fn find_first_stream(path: &Path) -> Result<(Streams, Stream)> {
    let site = Site::of(path)?;
    let stat = site.look()?;
    let mut streams = VecDeque::new();
    if stat.kind != FileKind::Directory {
        let size = if stat.kind == FileKind::Regular { stat.size } else { 0 };
        streams.push_back(Stream { name: b"::$DATA".to_vec(), size });
    }
    if matches!(stat.kind, FileKind::Directory | FileKind::Regular) {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let file = site.open(flags, 0).map_err(|errno| site.error(errno))?;
        streams.extend(named(file.as_fd())?);
    }
    let first = streams.pop_front().ok_or(Win32Error::HANDLE_EOF)?;
    Ok((Streams(Mutex::new(streams)), first))
}

/// The named streams of an open file.
pub(super) fn named(fd: std::os::fd::BorrowedFd<'_>) -> Result<Vec<Stream>> {
    let streams = named_streams(fd)?;
    Ok(streams
        .into_iter()
        .map(|(name, size)| Stream { name: [b":", name.as_slice(), b":$DATA"].concat(), size })
        .collect())
}

impl Streams {
    /// # Errors
    /// 38 when there are no more.
    pub(crate) fn next(&self) -> Result<Stream> {
        self.0.lock().pop_front().ok_or(Win32Error::HANDLE_EOF)
    }
}
