//! A mount namespace of this process alone, so that mounts end with it even when it is killed.

use std::sync::atomic::{AtomicBool, Ordering};

static PRIVATE: AtomicBool = AtomicBool::new(false);

/// Whether this process may mount without anybody else seeing it.
pub fn is_private() -> bool {
    PRIVATE.load(Ordering::Relaxed)
}

/// Runs before `main`, while there is one thread: the threads that the test runner starts later inherit the namespace.
#[used]
// SAFETY: the loader calls the entries of this section as functions without needed arguments.
#[unsafe(link_section = ".init_array")]
static ENTER: extern "C" fn() = enter;

extern "C" fn enter() {
    // SAFETY: no memory is involved; on failure nothing changes.
    if unsafe { libc::geteuid() } != 0 {
        return;
    }
    // SAFETY: no memory is involved; the process has one thread, so nobody else's view changes.
    if unsafe { libc::unshare(libc::CLONE_NEWNS) } != 0 {
        return;
    }
    // SAFETY: the strings are NUL-terminated and static, the other arguments may be NULL for a change of propagation.
    let private = unsafe {
        libc::mount(
            c"none".as_ptr(),
            c"/".as_ptr(),
            std::ptr::null(),
            libc::MS_REC | libc::MS_PRIVATE,
            std::ptr::null(),
        )
    };
    PRIVATE.store(private == 0, Ordering::Relaxed);
}
