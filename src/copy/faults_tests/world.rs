//! What stands in the directories of a scenario: compared before and after each case.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file, directory or link with all that a copy may change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) what: What,
    /// Those of the user's namespace.
    pub(super) attributes: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(super) mode: u32,
    pub(super) written: (i64, i64),
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Shared, since the same content is looked at again and again.
    File(Arc<Vec<u8>>),
    Directory,
    Link(PathBuf),
}

impl std::fmt::Debug for What {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(bytes) => write!(formatter, "file of {}", bytes.len()),
            Self::Directory => formatter.write_str("directory"),
            Self::Link(target) => write!(formatter, "link to {}", target.display()),
        }
    }
}

impl Node {
    pub(super) fn at(path: &Path) -> Option<Self> {
        let found = fs::symlink_metadata(path).ok()?;
        let kind = found.file_type();
        let what = if kind.is_symlink() {
            What::Link(fs::read_link(path).expect("a link"))
        } else if kind.is_dir() {
            What::Directory
        } else {
            What::File(Arc::new(fs::read(path).expect("a file")))
        };
        Some(Self {
            what,
            attributes: if kind.is_symlink() { BTreeMap::new() } else { attributes(path) },
            mode: found.mode() & 0o7777,
            written: (found.mtime(), found.mtime_nsec()),
        })
    }
}

/// All entries of the two directories, by `s/NAME` and `t/NAME`.
pub(super) type World = BTreeMap<String, Node>;

thread_local! {
    /// The file that each path had last. One that was not changed since is not read again.
    static SEEN: RefCell<BTreeMap<PathBuf, (Stamp, Node)>> = const { RefCell::new(BTreeMap::new()) };
}

/// Inode and time of the last change.
type Stamp = (u64, i64, i64);

fn seen_or_read(path: &Path) -> Option<Node> {
    let found = fs::symlink_metadata(path).ok()?;
    let stamp = (found.ino(), found.ctime(), found.ctime_nsec());
    let seen = SEEN.with_borrow(|seen| {
        seen.get(path).filter(|(known, _)| *known == stamp).map(|(_, node)| node.clone())
    });
    if seen.is_some() {
        return seen;
    }
    let node = Node::at(path)?;
    SEEN.with_borrow_mut(|seen| seen.insert(path.to_owned(), (stamp, node.clone())));
    Some(node)
}

/// Looks at everything.
pub(super) fn look(sources: &Path, targets: &Path) -> World {
    let mut world = World::new();
    for (prefix, directory) in [("s", sources), ("t", targets)] {
        for entry in fs::read_dir(directory).expect("a directory").flatten() {
            let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
            let read = if prefix == "s" { seen_or_read } else { Node::at };
            world.extend(read(&entry.path()).map(|node| (name, node)));
        }
    }
    world
}

/// Empties a directory.
pub(super) fn sweep(directory: &Path) {
    for entry in fs::read_dir(directory).expect("a directory").flatten() {
        let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path();
        if is_directory { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("swept");
    }
}

fn attributes(path: &Path) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut names = vec![0_u8; 4096];
    let Ok(length) = rustix::fs::llistxattr(path, &mut names) else { return BTreeMap::new() };
    let names = names[..length].split(|&byte| byte == 0).filter(|name| name.starts_with(b"user."));
    names
        .map(|name| {
            let mut value = vec![0_u8; 4096];
            let length = rustix::fs::lgetxattr(path, std::ffi::OsStr::from_bytes(name), &mut value);
            value.truncate(length.expect("listed"));
            (name.to_vec(), value)
        })
        .collect()
}

/// Sets `user.NAME`.
pub(super) fn put_attribute(path: &Path, name: &str, value: &[u8]) {
    rustix::fs::lsetxattr(path, format!("user.{name}"), value, rustix::fs::XattrFlags::empty())
        .expect("an attribute");
}

/// Gives a file a write time in the past.
pub(super) fn put_write_time(path: &Path) {
    let time = std::time::UNIX_EPOCH + std::time::Duration::new(1_000_000_000, 123_456_700);
    fs::File::open(path).and_then(|file| file.set_modified(time)).expect("a write time");
}
