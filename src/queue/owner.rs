//! Whose queue it is, and with whose rights it is worked on (OWN-11).
//!
//! An administrator may look at the queues of others and change them. Whatever lies in a queue is its owner's choice: links,
//! FIFOs, rows that name files anywhere. So root works on another user's queue only with that user's rights, which hold for
//! the thread that does the work and end with it ([`UserRights`]). A child process that gives up its rights for good would
//! need a program to run: a library cannot count on one, and the child of a process with threads must not go on without.
//!
//! Everything that touches the files of a queue, or the files that its rows name, on behalf of a caller does so within
//! [`Owner::act`]. What runs by itself (transfers, notification programs) never runs for the queue of another user.

use super::{Hresult, Result};
use crate::sys::{self, UserRights};
use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

/// Links that a path may lead through, as in the kernel.
const MAX_LINKS: usize = 40;
/// The group of a user that the password database does not know: "nogroup", which opens nothing.
const NO_GROUP: u32 = 65_534;

/// The user that a queue belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub user: u32,
    /// Where this is not the user of the process: the group that its files get.
    foreign: Option<u32>,
}

impl Owner {
    /// The owner of a queue in `directory`, which need not exist. For root that is whoever decides where the path leads: the
    /// last owner of one of its directories or links that is neither root nor unknown to this system.
    ///
    /// # Errors
    /// When the path cannot be walked.
    pub(crate) fn of(directory: &Path) -> Result<Self> {
        let me = sys::user();
        let other = if me == 0 { last_stranger(directory)? } else { None };
        Ok(match other {
            None => Self { user: me, foreign: None },
            Some(user) => {
                let group = sys::account(user).map_or(NO_GROUP, |account| account.group);
                Self { user, foreign: Some(group) }
            }
        })
    }

    /// Whether it is the user of this process.
    pub(crate) fn is_me(&self) -> bool {
        self.foreign.is_none()
    }

    /// Until the answer is dropped, this thread has the rights of the owner, and no others.
    ///
    /// # Errors
    /// `E_ACCESSDENIED` where it cannot have them.
    pub(crate) fn act(&self) -> Result<Option<UserRights>> {
        let Some(group) = self.foreign else { return Ok(None) };
        UserRights::take(self.user, group).map(Some).map_err(|errno| {
            log::error!("the rights of user {} cannot be taken: {errno}", self.user);
            Hresult::E_ACCESSDENIED
        })
    }
}

/// Whether `path` belongs to somebody else than root, as far as root can tell. Owners that this user namespace does not know
/// are the system's, outside of it.
pub(crate) fn is_of_stranger(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|there| there.uid() != 0 && sys::is_known_user(there.uid()))
}

fn last_stranger(path: &Path) -> Result<Option<u32>> {
    let mut rest: VecDeque<OsString> = parts(&std::path::absolute(path)?);
    let (mut current, mut links, mut last) = (PathBuf::from("/"), 0, None);
    while let Some(part) = rest.pop_front() {
        if part == ".." {
            current.pop();
            continue;
        }
        let next = current.join(&part);
        let there = match std::fs::symlink_metadata(&next) {
            Err(error) if error.kind() == ErrorKind::NotFound => break,
            other => other?,
        };
        if there.uid() != 0 && sys::is_known_user(there.uid()) {
            last = Some(there.uid());
        }
        if !there.is_symlink() {
            current = next;
            continue;
        }
        links += 1;
        if links > MAX_LINKS {
            return Err(Hresult::E_ACCESSDENIED);
        }
        let target = std::fs::read_link(&next)?;
        if target.is_absolute() {
            current = PathBuf::from("/");
        }
        for part in parts(&target).into_iter().rev() {
            rest.push_front(part);
        }
    }
    Ok(last)
}

fn parts(path: &Path) -> VecDeque<OsString> {
    let of = |part: Component<'_>| match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    };
    path.components().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{chown, lchown, symlink};

    #[test]
    fn whoever_decides_where_a_path_leads_is_the_owner() {
        let (bob, carol) = (54_321, 54_322);
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        assert!(Owner::of(&path("new/queue")).unwrap().is_me());
        for name in ["bob", "bob/inner", "roots"] {
            std::fs::create_dir(path(name)).unwrap();
        }
        if chown(path("bob"), Some(bob), None).is_err() {
            println!("skipped: only root may give files away");
            return;
        }
        symlink("/", path("bob/link")).unwrap();
        symlink(path("bob"), path("to bob")).unwrap();
        symlink("roots", path("carols link")).unwrap();
        lchown(path("carols link"), Some(carol), None).unwrap();
        for (name, owner) in [
            ("roots", 0),
            ("roots/new", 0),
            ("bob", bob),
            ("bob/inner", bob),
            ("bob/new/queue", bob),
            ("bob/link/etc", bob),
            ("bob/../roots", bob),
            ("to bob/new", bob),
            ("carols link/queue", carol),
        ] {
            assert_eq!(Owner::of(&path(name)).unwrap().user, owner, "{name}"); // OWN-11: whose queue
        }
        symlink("loop", path("loop")).unwrap();
        assert!(Owner::of(&path("loop/x")).is_err());
    }
}
