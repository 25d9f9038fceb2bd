//! Running a piece of a test with another user, umask or directory, which Linux keeps per thread.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt as _;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

/// Runs `body` as a user without privileges; `None`, after saying so, if this process has none to drop.
pub fn as_nobody<T: Send>(body: impl FnOnce() -> T + Send) -> Option<T> {
    const NOBODY: u32 = 65534;
    // SAFETY: no memory is involved.
    if unsafe { libc::geteuid() } != 0 {
        super::skipped("needs root, to become somebody else");
        return None;
    }
    Some(on_own_thread(|| {
        // SAFETY: no memory is involved; changes the group of this thread's file accesses alone.
        unsafe { libc::setfsgid(NOBODY) };
        // SAFETY: as above, for the user; takes the right to override permissions away as well.
        unsafe { libc::setfsuid(NOBODY) };
        body()
    }))
}

/// Runs `body` under another umask.
pub fn with_umask<T: Send>(umask: u32, body: impl FnOnce() -> T + Send) -> T {
    in_own_directory(Path::new("."), || {
        // SAFETY: no memory is involved; the thread shares its umask with nobody.
        unsafe { libc::umask(umask) };
        body()
    })
}

/// Runs `body` with `directory` as current directory.
pub fn in_own_directory<T: Send>(directory: &Path, body: impl FnOnce() -> T + Send) -> T {
    let directory = CString::new(directory.as_os_str().as_bytes()).expect("a path without NUL");
    on_own_thread(move || {
        // SAFETY: no memory is involved; afterwards the thread has a directory and a umask of its own.
        assert_eq!(unsafe { libc::unshare(libc::CLONE_FS) }, 0, "a thread may unshare its directory");
        // SAFETY: the path ends with a NUL.
        assert_eq!(unsafe { libc::chdir(directory.as_ptr()) }, 0, "the directory exists");
        body()
    })
}

fn on_own_thread<T: Send>(body: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(body).join().unwrap_or_else(|panic| resume_unwind(panic)))
}
