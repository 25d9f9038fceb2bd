//! The password database.

use std::ffi::{CStr, OsStr};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::ptr;

/// What concerns a user's files, as the password database has them (getpwuid_r(3)).
pub(crate) struct Account {
    pub(crate) home: PathBuf,
    pub(crate) group: u32,
}

/// `None` for a user that the password database does not know.
pub(crate) fn account(user: u32) -> Option<Account> {
    // What getpwuid_r(3) needs for most; it says when that is too little.
    let mut room = vec![0 as libc::c_char; 1024];
    loop {
        let mut entry = MaybeUninit::<libc::passwd>::zeroed();
        let mut found: *mut libc::passwd = ptr::null_mut();
        // SAFETY: the entry, the room of this length and the pointer are ours, and outlive the call.
        let failed = unsafe {
            libc::getpwuid_r(user, entry.as_mut_ptr(), room.as_mut_ptr(), room.len(), &raw mut found)
        };
        match failed {
            libc::ERANGE if room.len() < 1 << 20 => room.resize(room.len() * 2, 0),
            libc::EINTR => {}
            0 if !found.is_null() => {
                // SAFETY: the call succeeded and found an entry, so all of it is written.
                let entry = unsafe { entry.assume_init() };
                // SAFETY: a string that ends with NUL, in `room`, which is still there.
                let home = unsafe { CStr::from_ptr(entry.pw_dir) };
                let home = PathBuf::from(OsStr::from_bytes(home.to_bytes()));
                return Some(Account { home, group: entry.pw_gid });
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_has_a_home_and_nobody_knows_an_odd_number() {
        let root = account(0).unwrap();
        assert!(root.home.is_absolute() && root.group == 0);
        assert!(account(0x7FFF_FFF0).is_none());
    }
}
