//! Working with the rights of another user, on one thread.

use super::Errno;

/// Until this is dropped, the calling thread opens, makes, renames and removes files with the rights of one user, and none
/// besides: the file system user and group are that user's, there are no other groups, and no capability is in force. The
/// other threads of the process keep what they have, for Linux keeps all of this per thread (credentials(7)); libc's own
/// wrappers would change all threads.
///
/// Only the *file system* user changes. With the real or effective one changed, that user could send signals to the thread,
/// and so end the process. Signals are blocked meanwhile: a handler of the host program expects the rights of the program.
///
/// A guard within a guard, on the same thread, is allowed: each restores what it found.
#[cfg(target_os = "linux")]
pub(crate) struct UserRights {
    /// `None` within another guard.
    former: Option<Former>,
    _signals: super::threads::BlockedSignals,
    /// It belongs to the thread that made it.
    _thread: std::marker::PhantomData<*const ()>,
}

#[cfg(target_os = "linux")]
struct Former {
    user: libc::uid_t,
    group: libc::gid_t,
    groups: Vec<libc::gid_t>,
    capabilities: linux::Capabilities,
}

#[cfg(target_os = "linux")]
impl UserRights {
    /// EPERM for a process that is not root's, or may not become this user.
    pub(crate) fn take(user: u32, group: u32) -> Result<Self, Errno> {
        use linux::{Capabilities, groups, set_group, set_groups, set_user};
        if rustix::process::geteuid().as_raw() != 0 {
            return Err(Errno::PERM);
        }
        let mut guard = Self {
            former: None,
            _signals: super::threads::BlockedSignals::block(),
            _thread: std::marker::PhantomData,
        };
        // -1, which is no user and no group, only asks.
        let has_both = || set_user(u32::MAX) == user && set_group(u32::MAX) == group;
        let capabilities = Capabilities::of_thread()?;
        if has_both() && capabilities.none_in_force() && groups()?.is_empty() {
            return Ok(guard);
        }
        let former =
            Former { user: set_user(u32::MAX), group: set_group(u32::MAX), groups: groups()?, capabilities };
        set_groups(&[])?;
        // From here on the guard restores what has changed, also when a later step is refused.
        guard.former = Some(former);
        // Both answer the former value, whether they changed it or not.
        set_group(group);
        set_user(user);
        if !has_both() {
            return Err(Errno::PERM);
        }
        // The kernel takes those away that are about files; the others have no business here either.
        capabilities.without_effective().apply()?;
        Ok(guard)
    }
}

#[cfg(target_os = "linux")]
impl Drop for UserRights {
    fn drop(&mut self) {
        let Some(former) = &self.former else { return };
        // The right to change users comes first; changing the file system user changes the capabilities once more.
        let restored = former.capabilities.apply().is_ok() && {
            linux::set_user(former.user);
            linux::set_group(former.group);
            linux::set_groups(&former.groups).is_ok() && former.capabilities.apply().is_ok()
        };
        let has_both = linux::set_user(u32::MAX) == former.user && linux::set_group(u32::MAX) == former.group;
        if !(restored && has_both) {
            // A host program that goes on with the rights of somebody else would do harm that nobody could explain.
            log::error!("the former rights of the thread cannot be had again");
            std::process::abort();
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::Errno;

    fn answer(result: libc::c_long) -> Result<libc::c_long, Errno> {
        if result >= 0 {
            return Ok(result);
        }
        // errno right after the failed call on the same thread.
        Err(Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::IO))
    }

    // Where user numbers had 16 bits at first, calls with 32 were added later.
    #[cfg(any(target_arch = "x86", target_arch = "arm"))]
    const CALLS: [libc::c_long; 4] =
        [libc::SYS_setfsuid32, libc::SYS_setfsgid32, libc::SYS_getgroups32, libc::SYS_setgroups32];
    #[cfg(not(any(target_arch = "x86", target_arch = "arm")))]
    const CALLS: [libc::c_long; 4] =
        [libc::SYS_setfsuid, libc::SYS_setfsgid, libc::SYS_getgroups, libc::SYS_setgroups];

    /// setfsuid(2): the former user.
    pub(super) fn set_user(user: libc::uid_t) -> libc::uid_t {
        // SAFETY: a number; the call concerns this thread only.
        unsafe { libc::syscall(CALLS[0], user) as libc::uid_t }
    }

    /// setfsgid(2): the former group.
    pub(super) fn set_group(group: libc::gid_t) -> libc::gid_t {
        // SAFETY: a number; the call concerns this thread only.
        unsafe { libc::syscall(CALLS[1], group) as libc::gid_t }
    }

    /// getgroups(2).
    pub(super) fn groups() -> Result<Vec<libc::gid_t>, Errno> {
        loop {
            // SAFETY: with the size 0 nothing is written.
            let count = answer(unsafe { libc::syscall(CALLS[2], 0, std::ptr::null_mut::<libc::gid_t>()) })?;
            let mut groups = vec![0; count as usize];
            // SAFETY: at most so many numbers are written, and there is room for them.
            match answer(unsafe { libc::syscall(CALLS[2], groups.len(), groups.as_mut_ptr()) }) {
                Ok(count) => {
                    groups.truncate(count as usize);
                    return Ok(groups);
                }
                Err(Errno::INVAL) => {} // more in the meantime
                Err(errno) => return Err(errno),
            }
        }
    }

    /// setgroups(2).
    pub(super) fn set_groups(groups: &[libc::gid_t]) -> Result<(), Errno> {
        // SAFETY: reads so many numbers; the call concerns this thread only.
        answer(unsafe { libc::syscall(CALLS[3], groups.len(), groups.as_ptr()) }).map(|_| ())
    }

    /// `struct __user_cap_data_struct` of linux/capability.h.
    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Set {
        effective: u32,
        permitted: u32,
        inheritable: u32,
    }

    /// `struct __user_cap_header_struct`.
    #[repr(C)]
    struct Header {
        version: u32,
        thread: libc::c_int,
    }

    /// `_LINUX_CAPABILITY_VERSION_3`: 64 capabilities in two sets.
    const VERSION: u32 = 0x2008_0522;

    /// capabilities(7) of the calling thread.
    #[derive(Clone, Copy)]
    pub(super) struct Capabilities([Set; 2]);

    impl Capabilities {
        pub(super) fn of_thread() -> Result<Self, Errno> {
            let mut header = Header { version: VERSION, thread: 0 };
            let mut sets = [Set::default(); 2];
            // SAFETY: the call writes two sets for this version, and knows the header by its version.
            answer(unsafe { libc::syscall(libc::SYS_capget, &raw mut header, sets.as_mut_ptr()) })?;
            Ok(Self(sets))
        }

        /// The same ones permitted, and none in force.
        pub(super) fn without_effective(self) -> Self {
            Self(self.0.map(|set| Set { effective: 0, ..set }))
        }

        pub(super) fn none_in_force(&self) -> bool {
            self.0.iter().all(|set| set.effective == 0)
        }

        pub(super) fn apply(&self) -> Result<(), Errno> {
            let mut header = Header { version: VERSION, thread: 0 };
            // SAFETY: the call reads two sets for this version, and knows the header by its version.
            answer(unsafe { libc::syscall(libc::SYS_capset, &raw mut header, self.0.as_ptr()) }).map(|_| ())
        }
    }
}

/// Elsewhere credentials belong to the process, and no thread can have others.
#[cfg(not(target_os = "linux"))]
pub(crate) struct UserRights;

#[cfg(not(target_os = "linux"))]
impl UserRights {
    /// ENOSYS.
    pub(crate) fn take(_user: u32, _group: u32) -> Result<Self, Errno> {
        Err(Errno::NOSYS)
    }
}

/// The user as whom the calling thread makes files.
pub(crate) fn file_user() -> u32 {
    #[cfg(target_os = "linux")]
    {
        linux::set_user(u32::MAX) // -1, which is no user, only asks
    }
    #[cfg(not(target_os = "linux"))]
    {
        super::user()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    #[test]
    fn a_thread_has_the_rights_of_the_user_and_no_others_until_the_guard_ends() {
        const OTHER: u32 = 54_321;
        if rustix::process::geteuid().as_raw() != 0 {
            println!("skipped: needs root, to become somebody else");
            return;
        }
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let secret = place.path().join("secret");
        fs::write(&secret, "x").unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let before = fs::read_to_string("/proc/thread-self/status").unwrap();
        {
            let _rights = UserRights::take(OTHER, OTHER).unwrap();
            let _again = UserRights::take(OTHER, OTHER).unwrap();
            assert!(fs::read(&secret).is_err());
            assert!(std::os::unix::fs::chown(&secret, Some(OTHER), None).is_err());
            fs::write(place.path().join("own"), "x").unwrap();
            // The other threads are as they were.
            std::thread::scope(|scope| {
                let other = scope.spawn(|| fs::read_to_string("/proc/self/status").unwrap());
                assert!(other.join().is_ok());
            });
        }
        let own = fs::metadata(place.path().join("own")).unwrap();
        assert_eq!((own.uid(), own.gid()), (OTHER, OTHER));
        let rights = |status: &str| -> Vec<String> {
            let wanted =
                |line: &&str| ["Uid", "Gid", "Gro", "Cap", "Sig"].iter().any(|word| line.starts_with(word));
            status.lines().filter(wanted).map(str::to_owned).collect()
        };
        let after = fs::read_to_string("/proc/thread-self/status").unwrap();
        assert_eq!(rights(&before), rights(&after));
        assert!(fs::read(&secret).is_ok());
    }
}
