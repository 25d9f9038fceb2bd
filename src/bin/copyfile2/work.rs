//! What is to be copied: the arguments, with directories unfolded into their entries.

use copyfile2::win32::CopyFlags;
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
    /// A directory, made before its children.
    Directory,
    /// The same directory after its children, for its write time.
    DirectoryEnd,
}

/// A path that could not be looked at.
#[derive(Debug)]
pub struct Unreadable {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Everything to copy, in order.
#[derive(Debug, Default)]
pub struct Work {
    pub items: Vec<Item>,
    pub unreadable: Vec<Unreadable>,
}

impl Work {
    /// Adds `source` to be copied to exactly `destination`.
    pub fn add(&mut self, source: &Path, destination: PathBuf, recursive: bool) {
        let is_tree = recursive && source.symlink_metadata().is_ok_and(|found| found.is_dir());
        if !is_tree {
            let size = fs::metadata(source).map_or(0, |found| found.len());
            self.items.push(Item { source: source.to_owned(), destination, kind: Kind::File, size });
            return;
        }
        if lies_within(&destination, source) {
            let error = io::Error::other("a directory cannot be copied into itself");
            self.unreadable.push(Unreadable { path: source.to_owned(), error });
            return;
        }
        self.add_tree(source, destination);
    }

    /// Bytes of all items.
    pub fn total(&self) -> u64 {
        self.items.iter().map(|item| item.size).sum()
    }

    fn add_tree(&mut self, source: &Path, destination: PathBuf) {
        let entry =
            |kind| Item { source: source.to_owned(), destination: destination.clone(), kind, size: 0 };
        self.items.push(entry(Kind::Directory));
        let end = entry(Kind::DirectoryEnd);
        match children(source) {
            Ok(names) => {
                for name in names {
                    self.add_child(&source.join(&name), destination.join(&name));
                }
            }
            Err(error) => self.unreadable.push(Unreadable { path: source.to_owned(), error }),
        }
        self.items.push(end);
    }

    fn add_child(&mut self, source: &Path, destination: PathBuf) {
        match source.symlink_metadata() {
            Ok(found) if found.is_dir() => self.add_tree(source, destination),
            Ok(found) => {
                let size = if found.is_file() { found.len() } else { 0 };
                self.items.push(Item { source: source.to_owned(), destination, kind: Kind::File, size });
            }
            Err(error) => self.unreadable.push(Unreadable { path: source.to_owned(), error }),
        }
    }
}

impl Kind {
    /// The flags that this kind needs beside the chosen ones. A directory may exist: trees merge.
    pub fn adapt(self, flags: CopyFlags) -> CopyFlags {
        match self {
            Self::File => flags,
            Self::Directory | Self::DirectoryEnd => {
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
