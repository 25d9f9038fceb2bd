//! The process: its variables and arguments, its limits and its machine.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::PathBuf;

/// setenv(3), or unsetenv(3) without a value. The program is the one who asks: it knows its threads.
pub(crate) fn set_variable(name: &[u8], value: Option<&[u8]>) {
    let name = OsStr::from_bytes(name);
    match value {
        // SAFETY: the program calls this in the place of setenv, whose rule about other threads it has to keep.
        Some(value) => unsafe { std::env::set_var(name, OsStr::from_bytes(value)) },
        // SAFETY: as above.
        None => unsafe { std::env::remove_var(name) },
    }
}

/// The arguments that the process was started with.
pub(crate) fn arguments() -> Vec<Vec<u8>> {
    std::env::args_os().map(OsString::into_vec).collect()
}

/// The running program.
pub(crate) fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Bytes of a page.
pub(crate) fn page_size() -> usize {
    rustix::param::page_size()
}

/// The processors that are online, whatever of them this process may use.
pub(crate) fn online_cpus() -> usize {
    // SAFETY: a number in, a number out.
    let count = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) };
    usize::try_from(count).unwrap_or(1).max(1)
}

/// Physical memory: all of it, and what can still be had, in bytes.
pub(crate) fn memory() -> (u64, u64) {
    let pages = |name| {
        // SAFETY: a number in, a number out.
        let count = unsafe { libc::sysconf(name) };
        u64::try_from(count).unwrap_or(0).saturating_mul(page_size() as u64)
    };
    let total = pages(libc::_SC_PHYS_PAGES);
    // proc_meminfo(5): what new programs can have without swapping.
    let available = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?.to_owned();
        line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
    });
    (total, available.unwrap_or(total / 2).min(total))
}

/// The name of the machine (uname(2)).
pub(crate) fn host_name() -> Vec<u8> {
    rustix::system::uname().nodename().to_bytes().to_vec()
}

/// Whether a debugger follows the process (proc_pid_status(5)).
pub(crate) fn is_traced() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|text| {
        let tracer = text.lines().find_map(|line| line.strip_prefix("TracerPid:"));
        tracer.is_some_and(|tracer| tracer.trim() != "0")
    })
}
