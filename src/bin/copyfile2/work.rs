//! What is to be copied: the arguments, with directories unfolded into their entries.

use copyfile2::win32::{CopyFlags, Win32Error};
use rustix::io::Errno;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One copy to make.
#[derive(Debug)]
pub struct Item {
    pub source: PathBuf,
    pub destination: PathBuf,
    pub kind: Kind,
    /// Bytes of its data, for the total.
    pub size: u64,
}

/// How an item is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file or a link.
    File,
    /// A directory named by the user, made before its children.
    Root,
    /// A directory in a tree, made before its children.
    Directory,
    /// The same directory after its children, for its write time.
    DirectoryEnd,
}

/// A path that is not copied, and why.
#[derive(Debug)]
pub struct Refused {
    pub path: PathBuf,
    pub reason: String,
}

/// Everything to copy, in order.
#[derive(Debug, Default)]
pub struct Work {
    pub items: Vec<Item>,
    pub refused: Vec<Refused>,
    targets: HashSet<PathBuf>,
}

impl Work {
    /// Adds `source` to be copied to exactly `destination`.
    pub fn add(&mut self, source: &Path, destination: PathBuf, recursive: bool) {
        // `a/x b/x dest`: the second would overwrite what the first has just made.
        if !self.targets.insert(destination.clone()) {
            let reason = format!("{} was named twice", shown(&destination));
            return self.refuse(source, &reason, Win32Error::FILE_EXISTS);
        }
        let is_tree = recursive && source.symlink_metadata().is_ok_and(|found| found.is_dir());
        if !is_tree {
            let size = fs::metadata(source).map_or(0, |found| found.len());
            self.items.push(Item { source: source.to_owned(), destination, kind: Kind::File, size });
            return;
        }
        if lies_within(&destination, source) {
            return self.refuse(
                source,
                "a directory cannot be copied into itself",
                Win32Error::INVALID_PARAMETER,
            );
        }
        self.add_tree(source, destination, Kind::Root);
    }

    /// Bytes of all items.
    pub fn total(&self) -> u64 {
        self.items.iter().map(|item| item.size).sum()
    }

    fn refuse(&mut self, path: &Path, reason: &str, code: Win32Error) {
        let reason = format!("{reason} (Win32 error {})", code.code());
        self.refused.push(Refused { path: path.to_owned(), reason });
    }

    fn refuse_unreadable(&mut self, path: &Path, error: &io::Error) {
        let errno = Errno::from_io_error(error).unwrap_or(Errno::IO);
        let reason = Win32Error::from_errno(errno).to_string();
        self.refused.push(Refused { path: path.to_owned(), reason });
    }

    fn add_tree(&mut self, source: &Path, destination: PathBuf, begin: Kind) {
        let entry =
            |kind| Item { source: source.to_owned(), destination: destination.clone(), kind, size: 0 };
        self.items.push(entry(begin));
        let end = entry(Kind::DirectoryEnd);
        match children(source) {
            Ok(names) => {
                for name in names {
                    self.add_child(&source.join(&name), destination.join(&name));
                }
            }
            Err(error) => self.refuse_unreadable(source, &error),
        }
        self.items.push(end);
    }

    fn add_child(&mut self, source: &Path, destination: PathBuf) {
        match source.symlink_metadata() {
            Ok(found) if found.is_dir() => self.add_tree(source, destination, Kind::Directory),
            Ok(found) => {
                let size = if found.is_file() { found.len() } else { 0 };
                self.items.push(Item { source: source.to_owned(), destination, kind: Kind::File, size });
            }
            Err(error) => self.refuse_unreadable(source, &error),
        }
    }
}

impl Kind {
    /// The flags that this kind needs beside the chosen ones. A directory may exist: trees merge.
    pub fn adapt(self, flags: CopyFlags) -> CopyFlags {
        match self {
            Self::File => flags,
            Self::Root | Self::Directory | Self::DirectoryEnd => {
                (flags - CopyFlags::FAIL_IF_EXISTS) | CopyFlags::DIRECTORY
            }
        }
    }
}

/// The names in a directory, sorted so that runs are alike.
fn children(directory: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    let mut names = fs::read_dir(directory)?
        .map(|entry| entry.map(|found| found.file_name()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Whether `path`, or where it will be made, lies in `directory` or is it.
fn lies_within(path: &Path, directory: &Path) -> bool {
    let Ok(directory) = directory.canonicalize() else { return false };
    path.ancestors()
        .find_map(|ancestor| {
            let ancestor = if ancestor.as_os_str().is_empty() { Path::new(".") } else { ancestor };
            ancestor.canonicalize().ok()
        })
        .is_some_and(|existing| existing.starts_with(&directory))
}

/// A path for the terminal: no control character of a name reaches it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .flat_map(|letter| {
            let (plain, escaped) = if letter.is_control() {
                (None, Some(letter.escape_default()))
            } else {
                (Some(letter), None)
            };
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect()
}
