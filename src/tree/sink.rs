//! The way of what is told, from the workers to the one observer.

use super::observer::{Message, Outcome, RunPhase, TreeEvent, TreeObserver};
use crate::win32::Win32Error;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// An event that owns what it tells.
pub(super) enum Told {
    Message(Arc<(PathBuf, PathBuf)>, Message),
    Entry { names: (PathBuf, PathBuf), is_directory: bool, size: u64, outcome: Outcome },
    Warning { path: PathBuf, what: &'static str, code: Win32Error },
    Phase(RunPhase),
}

impl Told {
    pub(super) fn tell(&self, observer: &mut dyn TreeObserver) {
        observer.notify(&match self {
            Self::Message(names, message) => {
                TreeEvent::Message { source: &names.0, destination: &names.1, message }
            }
            Self::Entry { names: (source, destination), is_directory, size, outcome } => {
                TreeEvent::Entry { source, destination, is_directory: *is_directory, size: *size, outcome }
            }
            Self::Warning { path, what, code } => {
                TreeEvent::Warning { path: Path::new(path), what, code: *code }
            }
            Self::Phase(phase) => TreeEvent::Phase(*phase),
        });
    }
}

/// Where a worker tells.
pub(super) enum Sink<'o> {
    /// To the thread of the observer. It waits when that is behind.
    Channel(SyncSender<Told>),
    /// Itself: it runs on the observer's thread, because no other could be started.
    Direct(RefCell<&'o mut dyn TreeObserver>),
}

impl Sink<'_> {
    pub(super) fn tell(&self, told: Told) {
        match self {
            // The observer's thread ends after all workers.
            Self::Channel(sender) => drop(sender.send(told)),
            Self::Direct(observer) => told.tell(&mut **observer.borrow_mut()),
        }
    }
}
