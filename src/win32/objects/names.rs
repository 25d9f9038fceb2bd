//! Names of events, mutexes, semaphores, timers and mappings: two creations of one name in this process give one object
//! (K-T5). Other processes never see them. A name lives as long as a handle of its object does.

use super::Object;
use once_cell::sync::Lazy;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

/// What kind of object has the name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NamedKind {
    /// An event.
    Event,
    /// A mutex.
    Mutex,
    /// A semaphore.
    Semaphore,
    /// A waitable timer.
    Timer,
    /// A file mapping.
    Mapping,
}

/// What a creation under a name found.
pub enum Named {
    /// Nothing: the object is the new one.
    New(Arc<dyn Object>),
    /// The object that has the name already.
    Old(Arc<dyn Object>),
    /// An object of another kind: `ERROR_INVALID_HANDLE`.
    OtherKind,
}

type Names = BTreeMap<Vec<u8>, (NamedKind, Weak<dyn Object>)>;

/// All kinds share one space of names, as on Windows.
static NAMES: Lazy<Mutex<Names>> = Lazy::new(Mutex::default);

/// `Global\` and `Local\` before a name lead to the same place here.
fn key(name: &[u8]) -> Vec<u8> {
    let prefixes: [&[u8]; 2] = [b"Global\\", b"Local\\"];
    prefixes.iter().find_map(|prefix| name.strip_prefix(*prefix)).unwrap_or(name).to_vec()
}

/// The object called `name`, made if there is none. An empty name is no name.
pub fn create_named(kind: NamedKind, name: Option<&[u8]>, make: impl FnOnce() -> Arc<dyn Object>) -> Named {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Named::New(make()) };
    let mut names = NAMES.lock();
    names.retain(|_, (_, object)| object.strong_count() > 0);
    match names.get(&key(name)).and_then(|(found, object)| Some((*found, object.upgrade()?))) {
        Some((found, object)) if found == kind => Named::Old(object),
        Some(_) => Named::OtherKind,
        None => {
            let object = make();
            names.insert(key(name), (kind, Arc::downgrade(&object)));
            Named::New(object)
        }
    }
}

/// The object of this name and kind; the error says whether there is one of another kind.
///
/// # Errors
/// `true` if an object of another kind has the name.
pub fn open_named(kind: NamedKind, name: &[u8]) -> Result<Arc<dyn Object>, bool> {
    let names = NAMES.lock();
    match names.get(&key(name)).and_then(|(found, object)| Some((*found, object.upgrade()?))) {
        Some((found, object)) if found == kind => Ok(object),
        Some(_) => Err(true),
        None => Err(false),
    }
}
