//! The objects behind handles: one table for the process, in which files, find handles, events, timers, mutexes, semaphores
//! and threads are all found by the number that the program holds (K-H1).
//!
//! Comes in: objects of any room. Goes out: numbers that are multiples of 4, never 0 or -1, never given twice; so a handle that
//! is closed twice, or used after it was closed, is told as such and never means another object. Numbers below
//! [`FIRST`] are the borrowed descriptors of messages, which `ffi` reads by itself.

mod names;
mod queue;
mod wait;

pub use names::{Named, NamedKind, create_named, open_named};
pub use queue::{Message, Queue};
pub use wait::{End, MAXIMUM_WAIT_OBJECTS, Misuse, Source, Waitable, forsake_mutexes, wait};

use parking_lot::RwLock;
use std::any::Any;
use std::collections::BTreeMap;
use std::os::fd::BorrowedFd;
use std::sync::Arc;

/// The first number of the table. A descriptor would have to be above 67 million to reach it.
pub const FIRST: usize = 0x1000_0000;

/// Which function takes a handle away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClosedBy {
    /// `CloseHandle`
    CloseHandle,
    /// `FindClose`
    FindClose,
}

/// What a handle can lead to.
pub trait Object: Any + Send + Sync {
    /// The object for [`get`], which asks for its type.
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync>;

    /// What a wait for it waits for; `None` is always signalled, as files are (K-T6).
    fn waitable(&self) -> Option<&Arc<Waitable>> {
        None
    }

    /// The descriptor behind it, of a file.
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Which function closes its handles.
    fn closed_by(&self) -> ClosedBy {
        ClosedBy::CloseHandle
    }
}

struct Table {
    objects: BTreeMap<usize, Arc<dyn Object>>,
    next: usize,
}

static TABLE: RwLock<Table> = RwLock::new(Table { objects: BTreeMap::new(), next: FIRST });

/// A new handle for `object`.
pub fn insert(object: Arc<dyn Object>) -> usize {
    let mut table = TABLE.write();
    // Numbers are used once. Where there are only 32 bits, they start again after half a milliard handles.
    while table.objects.contains_key(&table.next) || table.next > usize::MAX - 8 {
        table.next = if table.next > usize::MAX - 8 { FIRST } else { table.next + 4 };
    }
    let handle = table.next;
    table.next += 4;
    table.objects.insert(handle, object);
    handle
}

/// The object of a handle, whatever it is.
pub fn find(handle: usize) -> Option<Arc<dyn Object>> {
    TABLE.read().objects.get(&handle).cloned()
}

/// The object of a handle, if it is a `T`.
pub fn get<T: Object>(handle: usize) -> Option<Arc<T>> {
    find(handle)?.into_any().downcast().ok()
}

/// Takes a handle away; the object lives as long as somebody uses it. `None` if it is no handle, or not closed `by` this.
pub fn remove(handle: usize, by: ClosedBy) -> Option<Arc<dyn Object>> {
    let mut table = TABLE.write();
    match table.objects.get(&handle) {
        Some(object) if object.closed_by() == by => table.objects.remove(&handle),
        _ => None,
    }
}

/// A second handle for the same object (K-H3).
pub fn duplicate(handle: usize) -> Option<usize> {
    let object = find(handle)?;
    (object.closed_by() == ClosedBy::CloseHandle).then(|| insert(object))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plain(ClosedBy);

    impl Object for Plain {
        fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
            self
        }

        fn closed_by(&self) -> ClosedBy {
            self.0
        }
    }

    /// K-H1: multiples of four, closed once, by the right function.
    #[test]
    fn a_handle_is_closed_once_and_by_its_own_function() {
        let file = insert(Arc::new(Plain(ClosedBy::CloseHandle)));
        let find = insert(Arc::new(Plain(ClosedBy::FindClose)));
        assert!(file % 4 == 0 && find % 4 == 0 && file != find && file >= FIRST);
        assert!(remove(file, ClosedBy::FindClose).is_none() && remove(find, ClosedBy::CloseHandle).is_none());
        assert!(
            remove(file, ClosedBy::CloseHandle).is_some() && remove(file, ClosedBy::CloseHandle).is_none()
        );
        assert!(remove(find, ClosedBy::FindClose).is_some() && get::<Plain>(find).is_none());
        assert!(insert(Arc::new(Plain(ClosedBy::CloseHandle))) > find, "numbers are not given again");
    }

    /// K-H3: a duplicate leads to the same object and outlives the first handle.
    #[test]
    fn a_duplicate_is_the_same_object() {
        let first = insert(Arc::new(Plain(ClosedBy::CloseHandle)));
        let object = get::<Plain>(first).expect("the object");
        let second = duplicate(first).expect("a second handle");
        remove(first, ClosedBy::CloseHandle);
        assert!(second != first && Arc::ptr_eq(&get::<Plain>(second).expect("the object"), &object));
        let search = insert(Arc::new(Plain(ClosedBy::FindClose)));
        assert_eq!(duplicate(search), None, "a search handle is not duplicated");
        assert_eq!(duplicate(4), None);
    }
}
