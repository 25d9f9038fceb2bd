//! Numbers that nobody can guess.

use super::Errno;

/// getrandom(2): fills `bytes`.
pub(crate) fn fill_randomly(bytes: &mut [u8]) -> Result<(), Errno> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let mut filled = 0;
        while filled < bytes.len() {
            let rest = &mut bytes[filled..];
            // SAFETY: at most so many bytes are written, and there is room for them.
            let count = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
            match usize::try_from(count) {
                Ok(count) => filled += count,
                // errno right after the failed call on the same thread.
                Err(_) => match Errno::from_io_error(&std::io::Error::last_os_error()) {
                    Some(Errno::INTR) => {}
                    Some(errno) => return Err(errno),
                    None => return Err(Errno::IO),
                },
            }
        }
        Ok(())
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        use std::io::Read;
        let filled = std::fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(bytes));
        filled.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))
    }
}
