//! The door that every system call passes: it repeats what a signal interrupted, and it is the fault point.
//!
//! In a released library the fault point is nothing. Unit tests make the n-th call of a kind fail, or move fewer bytes,
//! on the thread that asks for it and on the threads that the copy starts.

#[cfg(test)]
pub(crate) use point::{Fault, Hit, Lasts, Plan, Pretence, Tally, follow, followed};
pub(super) use point::{done, pretended_cpus, pretended_magic};

use super::Errno;
use rustix::io::retry_on_intr;

/// A call that answers EINTR is made again: file systems in user space and on servers let every call be interrupted,
/// and the host program's signals are none of the copy's business.
pub(super) fn call<T>(name: &'static str, mut made: impl FnMut() -> Result<T, Errno>) -> Result<T, Errno> {
    retry_on_intr(|| point::done(name, &mut made))
}

/// As [`call`], for one that is given a length and answers how much of it was done.
pub(super) fn counted(
    name: &'static str,
    length: usize,
    mut made: impl FnMut(usize) -> Result<usize, Errno>,
) -> Result<usize, Errno> {
    retry_on_intr(|| point::counted(name, length, &mut made))
}

#[cfg(not(test))]
mod point {
    use crate::sys::Errno;

    /// A call that is made once, whatever it answers.
    pub(in crate::sys) fn done<T>(
        _: &'static str,
        made: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        made()
    }

    pub(super) fn counted(
        _: &'static str,
        length: usize,
        made: impl FnOnce(usize) -> Result<usize, Errno>,
    ) -> Result<usize, Errno> {
        made(length)
    }

    pub(in crate::sys) fn pretended_magic(found: u64) -> u64 {
        found
    }

    pub(in crate::sys) fn pretended_cpus(found: usize) -> usize {
        found
    }
}

#[cfg(test)]
mod point {
    use crate::sys::Errno;
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex, PoisonError};

    /// What happens to the call that is hit.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Fault {
        Fails(Errno),
        /// Half of the bytes are moved.
        Short,
        /// The call answers 0.
        Zero,
    }

    /// For how long.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Lasts {
        /// This call alone.
        Once,
        /// This call and each later one of its kind.
        ToTheEnd,
    }

    /// One fault.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Hit {
        pub(crate) call: &'static str,
        /// From 0.
        pub(crate) index: usize,
        pub(crate) fault: Fault,
        pub(crate) lasts: Lasts,
    }

    /// What this machine is taken for.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(crate) struct Pretence {
        /// The `f_type` of all file systems.
        pub(crate) magic: Option<u64>,
        pub(crate) cpus: Option<usize>,
        /// Calls that are refused every time.
        pub(crate) refuses: &'static [(&'static str, Errno)],
    }

    /// What became of the calls of one kind.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(crate) struct Tally {
        pub(crate) made: usize,
        pub(crate) succeeded: usize,
    }

    #[derive(Debug)]
    pub(crate) struct Plan {
        hits: [Option<Hit>; 2],
        pretence: Pretence,
        /// With room for every kind of call, so that noting them takes no memory.
        made: Mutex<Vec<(&'static str, Tally)>>,
    }

    thread_local! {
        static PLAN: RefCell<Option<Arc<Plan>>> = const { RefCell::new(None) };
    }

    impl Plan {
        pub(crate) fn new(hits: [Option<Hit>; 2], pretence: Pretence) -> Arc<Self> {
            Arc::new(Self { hits, pretence, made: Mutex::new(Vec::with_capacity(64)) })
        }

        /// How often each kind of call was made.
        pub(crate) fn made(&self) -> BTreeMap<&'static str, Tally> {
            self.made.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
        }

        fn tally<T>(&self, name: &'static str, change: impl FnOnce(&mut Tally) -> T) -> T {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            let index = made.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                made.push((name, Tally::default()));
                made.len() - 1
            });
            change(&mut made[index].1)
        }

        /// What happens to this call.
        fn pass(&self, name: &'static str) -> Option<Fault> {
            let at = self.tally(name, |tally| {
                tally.made += 1;
                tally.made - 1
            });
            let is_hit = |hit: &&Hit| {
                hit.call == name
                    && match hit.lasts {
                        Lasts::Once => at == hit.index,
                        Lasts::ToTheEnd => at >= hit.index,
                    }
            };
            let hit = self.hits.iter().flatten().find(is_hit).map(|hit| hit.fault);
            let refused = || self.pretence.refuses.iter().find(|(known, _)| *known == name);
            hit.or_else(|| refused().map(|(_, errno)| Fault::Fails(*errno)))
        }

        fn note<T>(&self, name: &'static str, answer: Result<T, Errno>) -> Result<T, Errno> {
            if answer.is_ok() {
                self.tally(name, |tally| tally.succeeded += 1);
            }
            answer
        }
    }

    /// Puts this thread's syscalls under a plan, or under none.
    pub(crate) fn follow(plan: Option<Arc<Plan>>) {
        PLAN.set(plan);
    }

    /// The plan of this thread.
    pub(crate) fn followed() -> Option<Arc<Plan>> {
        // Also asked while the thread ends, when there is none any more.
        PLAN.try_with(|plan| plan.borrow().clone()).unwrap_or_default()
    }

    pub(in crate::sys) fn done<T>(
        name: &'static str,
        made: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        let Some(plan) = followed() else { return made() };
        match plan.pass(name) {
            // A descriptor is gone whatever close(2) answers.
            Some(Fault::Fails(errno)) if name == "close" => made().and(Err(errno)),
            Some(Fault::Fails(errno)) => Err(errno),
            _ => plan.note(name, made()),
        }
    }

    pub(super) fn counted(
        name: &'static str,
        length: usize,
        made: impl FnOnce(usize) -> Result<usize, Errno>,
    ) -> Result<usize, Errno> {
        let Some(plan) = followed() else { return made(length) };
        match plan.pass(name) {
            Some(Fault::Fails(errno)) => Err(errno),
            Some(Fault::Zero) => Ok(0),
            Some(Fault::Short) => plan.note(name, made(length.div_ceil(2))),
            None => plan.note(name, made(length)),
        }
    }

    pub(in crate::sys) fn pretended_magic(found: u64) -> u64 {
        followed().and_then(|plan| plan.pretence.magic).unwrap_or(found)
    }

    pub(in crate::sys) fn pretended_cpus(found: usize) -> usize {
        followed().and_then(|plan| plan.pretence.cpus).unwrap_or(found)
    }
}
