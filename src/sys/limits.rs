//! What the process may use.

use super::fault;
use once_cell::sync::Lazy;
use rustix::process::{Resource, getrlimit};

/// getrlimit(2) `RLIMIT_FSIZE`: the largest file this process may write, `None` for no limit. A write beyond it
/// raises SIGXFSZ, which ends a process that does not expect it.
pub(crate) fn file_size_limit() -> Option<u64> {
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    if let Some(limit) = own_file_size_limit() {
        return (limit != libc::RLIM_INFINITY).then_some(limit);
    }
    getrlimit(Resource::Fsize).current
}

/// Libc asks by prlimit64(2), which may be about any process and takes 0.5 us longer: 2 % of a small file. `None` where the
/// kernel lacks the older call.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
fn own_file_size_limit() -> Option<u64> {
    let mut limits = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the call writes one `struct rlimit`, which has this layout on both architectures (getrlimit(2)).
    let answer = unsafe { libc::syscall(libc::SYS_getrlimit, libc::RLIMIT_FSIZE, &raw mut limits) };
    (answer == 0).then_some(limits.rlim_cur)
}

/// getrlimit(2) `RLIMIT_NOFILE`: how many descriptors this process may have, `None` for no limit.
pub(crate) fn open_file_limit() -> Option<u64> {
    getrlimit(Resource::Nofile).current
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

/// The name of that user, as the password database has it (getpwuid_r(3)), else the number.
pub(crate) fn user_name() -> Option<Vec<u8>> {
    let mut room = vec![0_u8; 4096];
    let mut entry = std::mem::MaybeUninit::<libc::passwd>::zeroed();
    let mut found = std::ptr::null_mut();
    // SAFETY: all four places are valid, and the size is that of the buffer.
    let result = unsafe {
        libc::getpwuid_r(user(), entry.as_mut_ptr(), room.as_mut_ptr().cast(), room.len(), &raw mut found)
    };
    if result != 0 || found.is_null() {
        return Some(user().to_string().into_bytes());
    }
    // SAFETY: found leads to the entry, which is filled in.
    let entry = unsafe { entry.assume_init() };
    // SAFETY: the name is a NUL-terminated text in `room`.
    Some(unsafe { std::ffi::CStr::from_ptr(entry.pw_name) }.to_bytes().to_vec())
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

/// Whether this program got rights from its file that its caller does not have: set-user-ID, set-group-ID or file
/// capabilities (getauxval(3), `AT_SECURE`). What the caller put into the environment must not name files or programs then.
pub(crate) fn is_privileged_by_file() -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        // SAFETY: reads a number that the kernel gave the process.
        unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        // SAFETY: takes nothing and only reads the process' own credentials, on every Unix with issetugid(2).
        unsafe { libc::issetugid() != 0 }
    }
}

/// Whether this user namespace has a user of this number (user_namespaces(7)). Files of others show the owner 65534 there.
#[cfg(feature = "bits")]
pub(crate) fn is_known_user(user: u32) -> bool {
    static KNOWN: Lazy<Vec<(u32, u32)>> = Lazy::new(|| {
        let number = |word: Option<&str>| word?.parse().ok();
        let range = |line: &str| {
            let mut words = line.split_ascii_whitespace();
            let (first, count) = (number(words.next())?, number(words.nth(1))?);
            Some((first, count))
        };
        match std::fs::read_to_string("/proc/self/uid_map") {
            Ok(map) => map.lines().filter_map(range).collect(),
            Err(_) => vec![(0, u32::MAX)],
        }
    });
    KNOWN.iter().any(|(first, count)| user >= *first && user - first < *count)
}

/// The umask of the calling thread. umask(2) can only tell it by changing it, for all threads that share it.
pub(crate) fn umask() -> u32 {
    let told = std::fs::read_to_string("/proc/thread-self/status").ok().and_then(|status| {
        let line = status.lines().find_map(|line| line.strip_prefix("Umask:"))?;
        u32::from_str_radix(line.trim(), 8).ok()
    });
    told.unwrap_or_else(|| {
        let mask = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        rustix::process::umask(mask);
        #[allow(clippy::useless_conversion, reason = "mode_t has 16 bits on some systems")]
        u32::from(mask.bits())
    })
}
