//! Files with several names: the first name is copied, the others become links to that copy.
//!
//! Only files with more than one name are remembered, and only until all of their names were met.

use super::node::Node;
use crate::sys::{FileStat, Identity};
use parking_lot::{Mutex, MutexGuard};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the first name was copied to.
#[derive(Clone)]
pub(super) struct First {
    pub(super) node: Arc<Node>,
    pub(super) name: PathBuf,
    /// Which file it is.
    pub(super) identity: Identity,
    left: u32,
}

/// Those of a run.
pub(super) struct HardLinks {
    /// Whoever copies one name of a file keeps the others waiting: they need its copy.
    stripes: Vec<Mutex<HashMap<Identity, First>>>,
}

/// Two files that share one of these wait for each other now and then.
const STRIPES: usize = 64;

/// The names of one file, held while one of them is copied.
pub(super) struct Held<'a> {
    map: MutexGuard<'a, HashMap<Identity, First>>,
    identity: Identity,
    links: u32,
}

impl HardLinks {
    pub(super) fn new() -> Self {
        Self { stripes: (0..STRIPES).map(|_| Mutex::new(HashMap::new())).collect() }
    }

    /// Waits until nobody copies another name of this file. `None` if it has no other.
    pub(super) fn hold(&self, stat: &FileStat) -> Option<Held<'_>> {
        if stat.links < 2 {
            return None;
        }
        let stripe = (stat.identity.inode % STRIPES as u64) as usize;
        Some(Held { map: self.stripes[stripe].lock(), identity: stat.identity, links: stat.links })
    }
}

impl Held<'_> {
    pub(super) fn first(&self) -> Option<First> {
        self.map.get(&self.identity).cloned()
    }

    /// This name was copied: further ones are linked to it.
    pub(super) fn remember(&mut self, node: &Arc<Node>, name: &Path, identity: Identity) {
        let first = First { node: Arc::clone(node), name: name.to_owned(), identity, left: self.links - 1 };
        self.map.insert(self.identity, first);
    }

    /// This name was linked. After the last one nothing is kept.
    pub(super) fn count(&mut self) {
        if let Some(first) = self.map.get_mut(&self.identity) {
            first.left = first.left.saturating_sub(1);
            if first.left == 0 {
                self.map.remove(&self.identity);
            }
        }
    }
}
