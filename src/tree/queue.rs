//! The work that waits, and who takes it.
//!
//! Last in, first out: a tree is gone through in depth, so that what waits are the neighbours of the directories that are
//! being copied. A worker that has nothing to do waits; when all wait, the run is over.

use super::node::{Names, Node};
use crate::sys;
use parking_lot::{Condvar, Mutex};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a worker takes.
pub(super) enum Work {
    /// The root of this number.
    Root(usize),
    /// A subdirectory.
    Directory(Arc<Node>, PathBuf),
    /// A share of a directory's files.
    Files(Arc<Node>, Vec<sys::Entry>),
}

pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    /// How many there are in the end; nobody is the last before all are started.
    workers: AtomicUsize,
    /// Workers that wait, to be looked at without the lock.
    idle: AtomicUsize,
}

struct State {
    /// The next root that nobody has taken.
    next_root: usize,
    /// For each root, whether it goes where an earlier one went: which of the two comes first must not be chance.
    waits: Vec<bool>,
    /// Work that was taken and is not done.
    busy: usize,
    stack: Vec<Item>,
    is_over: bool,
}

enum Item {
    Directories(Arc<Node>, Names),
    Files(Arc<Node>, Vec<sys::Entry>),
}

impl Queue {
    /// `waits` says of each root whether it is to wait until all before it are done.
    pub(super) fn new(waits: Vec<bool>, workers: usize) -> Self {
        let state = State { next_root: 0, waits, busy: 0, stack: Vec::new(), is_over: false };
        let workers = AtomicUsize::new(workers);
        Self { state: Mutex::new(state), changed: Condvar::new(), workers, idle: AtomicUsize::new(0) }
    }

    /// Fewer threads than wanted could be started.
    pub(super) fn workers_are(&self, count: usize) {
        let mut state = self.state.lock();
        self.workers.store(count, Ordering::Relaxed);
        let is_done = state.next_root == state.waits.len() && state.stack.is_empty();
        if self.idle.load(Ordering::Relaxed) >= count && is_done {
            state.is_over = true;
            self.changed.notify_all();
        }
    }

    /// Whether somebody has nothing to do.
    pub(super) fn has_idle(&self) -> bool {
        self.idle.load(Ordering::Relaxed) > 0
    }

    /// Subdirectories of `parent`, whose `pending` counts them.
    pub(super) fn push_directories(&self, parent: &Arc<Node>, names: Names) {
        if names.len() > 0 {
            self.push(Item::Directories(Arc::clone(parent), names));
        }
    }

    /// Files of `node`, whose `pending` counts them as one.
    pub(super) fn push_files(&self, node: &Arc<Node>, files: Vec<sys::Entry>) {
        self.push(Item::Files(Arc::clone(node), files));
    }

    fn push(&self, item: Item) {
        self.state.lock().stack.push(item);
        if self.has_idle() {
            self.changed.notify_all();
        }
    }

    /// What was taken is done.
    pub(super) fn done(&self) {
        let mut state = self.state.lock();
        state.busy -= 1;
        if state.busy == 0 && state.next_root < state.waits.len() {
            self.changed.notify_all();
        }
    }

    /// Work, as soon as there is some; `None` when the run is over. `before_waiting` is called once if there is none yet.
    pub(super) fn next(&self, mut before_waiting: impl FnMut()) -> Option<Work> {
        let mut state = self.state.lock();
        let mut asked = false;
        loop {
            if let Some(work) = state.take() {
                state.busy += 1;
                return Some(work);
            }
            if state.is_over {
                return None;
            }
            if !asked {
                asked = true;
                drop(state);
                before_waiting();
                state = self.state.lock();
                continue;
            }
            let is_done = state.next_root == state.waits.len();
            if self.idle.fetch_add(1, Ordering::Relaxed) + 1 >= self.workers.load(Ordering::Relaxed)
                && is_done
            {
                state.is_over = true;
                self.changed.notify_all();
                return None;
            }
            self.changed.wait(&mut state);
            if state.is_over {
                return None;
            }
            self.idle.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl State {
    fn take(&mut self) -> Option<Work> {
        if let Some(item) = self.stack.pop() {
            return Some(match item {
                Item::Files(node, files) => Work::Files(node, files),
                Item::Directories(parent, mut names) => {
                    let name = names.pop()?;
                    if names.len() > 0 {
                        self.stack.push(Item::Directories(Arc::clone(&parent), names));
                    }
                    Work::Directory(parent, name)
                }
            });
        }
        let next = self.next_root;
        let waits = *self.waits.get(next)?;
        if waits && self.busy > 0 {
            return None;
        }
        self.next_root += 1;
        Some(Work::Root(next))
    }
}
