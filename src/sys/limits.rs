//! What the process may use.

use super::fault;
use once_cell::sync::Lazy;
use rustix::process::{Resource, getrlimit};

/// getrlimit(2) `RLIMIT_FSIZE`: the largest file this process may write, `None` for no limit. A write beyond it
/// raises SIGXFSZ, which ends a process that does not expect it.
pub(crate) fn file_size_limit() -> Option<u64> {
    getrlimit(Resource::Fsize).current
}

/// Names the time since the system was booted (random(4), `boot_id`); `None` where /proc does not tell.
pub(crate) fn boot_id() -> Option<u128> {
    static BOOT: Lazy<Option<u128>> = Lazy::new(|| {
        let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        u128::from_str_radix(&text.trim().replace('-', ""), 16).ok()
    });
    *BOOT
}

/// geteuid(2): the user as whom this process opens files.
pub(crate) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// How many CPUs this thread may keep busy, at least 1: those that it may run on (sched_getaffinity(2)), but no more than
/// its control group has time for (`cpu.max`, `cpu.cfs_quota_us`).
pub(crate) fn usable_cpus() -> usize {
    let allowed = fault::call("sched_getaffinity", || rustix::thread::sched_getaffinity(None))
        .map_or(1, |set| (set.count() as usize).max(1));
    // The quota takes a dozen calls: it is asked for where it can make a difference.
    let usable = match allowed {
        1 => 1,
        _ => std::thread::available_parallelism().map_or(allowed, |quota| allowed.min(quota.get())),
    };
    fault::pretended_cpus(usable)
}
