//! Directories that are being copied: where they are, and their descriptors.
//!
//! A node knows its parent and its names, from which paths are made when somebody reads them. Its descriptors may be
//! closed at any time, when too many are open, and are opened again from the nearest directory above that is still open:
//! name by name, without following links, and only if the directory found is the very one that was there before.

use crate::copy::entry::Follow;
use crate::sys::{self, Errno, FileStat, Identity, Mode, OFlags};
use crate::win32::FileAttributes;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};

/// Both sides of a directory, open.
pub(super) struct Pair {
    pub(super) source: OwnedFd,
    /// `None` in a dry run, where there is none.
    pub(super) destination: Option<Arc<OwnedFd>>,
    _counted: Option<Counted>,
}

/// One of the directories that are open.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn one_more(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(open))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pair {
    pub(super) fn new(source: OwnedFd, destination: Option<Arc<OwnedFd>>) -> Self {
        Self { source, destination, _counted: None }
    }

    pub(super) fn source(&self) -> BorrowedFd<'_> {
        self.source.as_fd()
    }
}

/// One directory.
pub(super) struct Node {
    parent: Option<Arc<Node>>,
    source_name: PathBuf,
    destination_name: PathBuf,
    follow: (Follow, Follow),
    open: Mutex<Option<Arc<Pair>>>,
    pub(super) state: State,
    /// What is left to do before it can be finished: reading it, opening its subdirectories, shares of its files.
    pending: AtomicUsize,
    /// Something of it could not be read: a mirror leaves it alone.
    pub(super) failed: AtomicBool,
}

/// What is known of a directory since it was opened.
pub(super) struct State {
    /// `None` for the one that all roots start from.
    pub(super) source: Option<FileStat>,
    pub(super) destination: Option<Identity>,
    /// Everything in the destination is this run's.
    pub(super) fresh: bool,
    pub(super) created: bool,
    pub(super) permissions: u32,
    pub(super) dos: FileAttributes,
    /// The mode to go back to: its owner got more rights for the time of the copy.
    pub(super) closed_mode: Option<u32>,
    pub(super) closes_quietly: bool,
    /// How many directories lie above it.
    pub(super) depth: usize,
}

impl Node {
    /// The directory that relative paths start from, on both sides.
    pub(super) fn anchor() -> Result<Arc<Self>, Errno> {
        let here = || sys::open_path(Path::new("."), OFlags::PATH | OFlags::DIRECTORY, Mode::empty());
        let pair = Pair::new(here()?, Some(Arc::new(here()?)));
        let state = State {
            source: None,
            destination: None,
            fresh: false,
            created: false,
            permissions: 0,
            dos: FileAttributes::default(),
            closed_mode: None,
            closes_quietly: false,
            depth: 0,
        };
        Ok(Arc::new(Self {
            parent: None,
            source_name: PathBuf::new(),
            destination_name: PathBuf::new(),
            follow: (Follow::Yes, Follow::Yes),
            open: Mutex::new(Some(Arc::new(pair))),
            state,
            pending: AtomicUsize::new(1),
            failed: AtomicBool::new(false),
        }))
    }

    /// A directory below `parent`, with one thing pending: that it is read.
    pub(super) fn below(
        parent: &Arc<Self>,
        (source_name, destination_name): (&Path, &Path),
        follow: (Follow, Follow),
        state: State,
    ) -> Arc<Self> {
        Arc::new(Self {
            parent: Some(Arc::clone(parent)),
            source_name: source_name.to_owned(),
            destination_name: destination_name.to_owned(),
            follow,
            open: Mutex::new(None),
            state,
            pending: AtomicUsize::new(1),
            failed: AtomicBool::new(false),
        })
    }

    pub(super) fn is_anchor(&self) -> bool {
        self.parent.is_none()
    }

    /// The path of `name` in the source.
    pub(super) fn source_path(&self, name: &Path) -> PathBuf {
        self.path(name, |node| &node.source_name)
    }

    /// The path of `name` in the destination.
    pub(super) fn destination_path(&self, name: &Path) -> PathBuf {
        self.path(name, |node| &node.destination_name)
    }

    fn path(&self, name: &Path, name_of: impl Fn(&Self) -> &PathBuf) -> PathBuf {
        let mut path = PathBuf::new();
        for node in self.chain() {
            path.push(name_of(node));
        }
        path.push(name);
        path
    }

    /// The path from the root's source to this directory, empty for the root.
    pub(super) fn below_root(&self) -> PathBuf {
        let mut path = PathBuf::new();
        for node in self.chain().into_iter().skip(2) {
            path.push(&node.source_name);
        }
        path
    }

    /// From the anchor to this directory.
    fn chain(&self) -> Vec<&Self> {
        let mut chain = vec![self];
        while let Some(parent) = chain[chain.len() - 1].parent.as_deref() {
            chain.push(parent);
        }
        chain.reverse();
        chain
    }

    /// Whether a directory of the source is this one or lies above it.
    pub(super) fn lies_in(&self, identity: Identity) -> bool {
        self.chain().iter().any(|node| node.state.source.is_some_and(|stat| stat.identity == identity))
    }

    pub(super) fn add_pending(&self, count: usize) {
        self.pending.fetch_add(count, Ordering::Relaxed);
    }

    /// One thing is done. Whether it was the last: the directory is to be finished then.
    pub(super) fn done(&self) -> bool {
        self.pending.fetch_sub(1, Ordering::AcqRel) == 1
    }

    /// Lets go of the descriptors, until somebody needs them again.
    pub(super) fn close(&self) {
        self.open.lock().take();
    }
}

impl Drop for Node {
    /// One after another: a tree may be deeper than the stack.
    fn drop(&mut self) {
        let mut next = self.parent.take();
        while let Some(mut node) = next.and_then(Arc::into_inner) {
            next = node.parent.take();
        }
    }
}

/// How many directories are open, and which.
pub(super) struct Descriptors {
    most: usize,
    open: Arc<AtomicUsize>,
    order: Mutex<VecDeque<Weak<Node>>>,
}

impl Descriptors {
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: Arc::new(AtomicUsize::new(0)), order: Mutex::new(VecDeque::new()) }
    }

    /// Gives a node its descriptors, and takes those of others if too many are open.
    pub(super) fn put(&self, node: &Arc<Node>, pair: Pair) -> Arc<Pair> {
        let counted = Counted::one_more(&self.open);
        let pair = Arc::new(Pair { _counted: Some(counted), ..pair });
        node.open.lock().replace(Arc::clone(&pair));
        let mut order = self.order.lock();
        // What is in use stays open until its user is done with it.
        while self.open.load(Ordering::Relaxed) > self.most {
            let Some(oldest) = order.pop_front() else { break };
            if let Some(oldest) = oldest.upgrade().filter(|oldest| !Arc::ptr_eq(oldest, node)) {
                oldest.close();
            }
        }
        order.push_back(Arc::downgrade(node));
        if order.len() > 64 + 4 * self.most {
            order.retain(|node| node.upgrade().is_some_and(|node| node.open.lock().is_some()));
        }
        pair
    }

    /// The descriptors of a node, opened again where they were closed.
    ///
    /// # Errors
    /// `ESTALE` if another directory has taken its place.
    pub(super) fn of(&self, node: &Arc<Node>) -> Result<Arc<Pair>, Errno> {
        if let Some(pair) = &*node.open.lock() {
            return Ok(Arc::clone(pair));
        }
        let mut closed = vec![node];
        let mut base = loop {
            // The anchor is never closed.
            let Some(parent) = closed[closed.len() - 1].parent.as_ref() else { return Err(Errno::STALE) };
            let open = parent.open.lock().clone();
            match open {
                Some(pair) => break pair,
                None => closed.push(parent),
            }
        };
        for node in closed.into_iter().rev() {
            base = self.put(node, node.open_from(&base)?);
        }
        Ok(base)
    }
}

impl Node {
    fn open_from(&self, base: &Pair) -> Result<Pair, Errno> {
        let source = reopen(base.source(), &self.source_name, self.follow.0)?;
        let expected = self.state.source.map(|stat| stat.identity);
        if expected != Some(sys::stat_fd(&source)?.identity) {
            return Err(Errno::STALE);
        }
        let destination = match (&base.destination, self.state.destination) {
            (Some(directory), Some(expected)) => {
                let found = reopen(directory.as_fd(), &self.destination_name, self.follow.1)?;
                if sys::stat_fd(&found)?.identity != expected {
                    return Err(Errno::STALE);
                }
                Some(Arc::new(found))
            }
            _ => None,
        };
        Ok(Pair::new(source, destination))
    }
}

fn reopen(directory: BorrowedFd<'_>, name: &Path, follow: Follow) -> Result<OwnedFd, Errno> {
    crate::copy::entry::open_directory(directory, name, follow)
}

/// Names one after another in one piece of memory, taken from the end.
#[derive(Default)]
pub(super) struct Names {
    bytes: Vec<u8>,
    count: usize,
}

impl Names {
    pub(super) fn push(&mut self, name: &OsStr) {
        use std::os::unix::ffi::OsStrExt;
        self.bytes.push(0);
        self.bytes.extend(name.as_bytes());
        self.count += 1;
    }

    pub(super) fn pop(&mut self) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStringExt;
        let at = self.bytes.iter().rposition(|byte| *byte == 0)?;
        let name = self.bytes.split_off(at + 1);
        self.bytes.pop();
        self.count -= 1;
        Some(PathBuf::from(std::ffi::OsString::from_vec(name)))
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }
}
