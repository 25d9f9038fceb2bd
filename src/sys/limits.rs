//! What the process may use.

use rustix::process::{Resource, getrlimit};

/// getrlimit(2) `RLIMIT_FSIZE`: the largest file this process may write, `None` for no limit. A write beyond it
/// raises SIGXFSZ, which ends a process that does not expect it.
pub(crate) fn file_size_limit() -> Option<u64> {
    getrlimit(Resource::Fsize).current
}

/// sched_getaffinity(2): how many CPUs this thread may run on, at least 1.
pub(crate) fn usable_cpus() -> usize {
    rustix::thread::sched_getaffinity(None).map_or(1, |set| (set.count() as usize).max(1))
}
