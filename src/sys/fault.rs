//! The fault point that the syscalls pass. In a released library it is nothing; unit tests make the n-th call of a
//! kind fail, or move fewer bytes, on the thread that asks for it and on the threads that the copy starts.

#[cfg(test)]
pub(crate) use point::{Fault, Plan, follow, followed};
pub(super) use point::{call, counted};

#[cfg(not(test))]
mod point {
    use crate::sys::Errno;

    pub(in crate::sys) fn call<T>(
        _: &'static str,
        made: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        made()
    }

    pub(in crate::sys) fn counted(
        _: &'static str,
        length: usize,
        made: impl FnOnce(usize) -> Result<usize, Errno>,
    ) -> Result<usize, Errno> {
        made(length)
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

    #[derive(Debug, Default)]
    pub(crate) struct Plan {
        /// Kind of call, its index from 0, what it does.
        hit: Option<(&'static str, usize, Fault)>,
        made: Mutex<BTreeMap<&'static str, usize>>,
    }

    thread_local! {
        static PLAN: RefCell<Option<Arc<Plan>>> = const { RefCell::new(None) };
    }

    impl Plan {
        pub(crate) fn new(hit: Option<(&'static str, usize, Fault)>) -> Arc<Self> {
            Arc::new(Self { hit, made: Mutex::default() })
        }

        /// How often each kind of call was made.
        pub(crate) fn made(&self) -> BTreeMap<&'static str, usize> {
            self.made.lock().unwrap_or_else(PoisonError::into_inner).clone()
        }

        fn pass(&self, name: &'static str) -> Option<Fault> {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            let count = made.entry(name).or_default();
            let at = *count;
            *count += 1;
            self.hit.and_then(|(kind, index, fault)| (kind == name && index == at).then_some(fault))
        }
    }

    /// Puts this thread's syscalls under a plan, or under none.
    pub(crate) fn follow(plan: Option<Arc<Plan>>) {
        PLAN.set(plan);
    }

    /// The plan of this thread.
    pub(crate) fn followed() -> Option<Arc<Plan>> {
        PLAN.with_borrow(Clone::clone)
    }

    pub(in crate::sys) fn call<T>(
        name: &'static str,
        made: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        match followed().and_then(|plan| plan.pass(name)) {
            Some(Fault::Fails(errno)) => Err(errno),
            _ => made(),
        }
    }

    pub(in crate::sys) fn counted(
        name: &'static str,
        length: usize,
        made: impl FnOnce(usize) -> Result<usize, Errno>,
    ) -> Result<usize, Errno> {
        match followed().and_then(|plan| plan.pass(name)) {
            Some(Fault::Fails(errno)) => Err(errno),
            Some(Fault::Zero) => Ok(0),
            Some(Fault::Short) => made(length.div_ceil(2)),
            None => made(length),
        }
    }
}
