//! Who may do what with a file while it is made: at no moment more than when it is done. Watched at every system call.

mod support;

use copyfile2::copy::{CopyRequest, ReplaceRequest, Unobserved, copy_file, replace_file};
use copyfile2::win32::{CopyFlags, FileName, ReplaceFlags};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::Path;
use support::stepped::step;
use support::{FileSystem, fill, mode, set_mode, skipped, with_umask};

const LIST: &str = "system.posix_acl_access";
const READ: u32 = 4;
const WRITE: u32 = 2;
/// Somebody else, and a group that is not root's.
const OTHER: u32 = 65534;

/// An access list in the kernel's form (acl(5), `linux/posix_acl_xattr.h`): rights of the owner, of one named user, of
/// the owning group, the mask, of everybody.
fn list(owner: u32, named: u32, group: u32, mask: u32, everybody: u32) -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    let nobody = u32::MAX;
    for (tag, rights, id) in [
        (1_u16, owner, nobody),
        (2, named, OTHER),
        (4, group, nobody),
        (0x10, mask, nobody),
        (0x20, everybody, nobody),
    ] {
        bytes.extend(tag.to_le_bytes());
        bytes.extend((rights as u16).to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

fn put_list(path: &Path, value: &[u8]) -> bool {
    rustix::fs::lsetxattr(path, LIST, value, rustix::fs::XattrFlags::empty()).is_ok()
}

fn get_list(path: &Path) -> Option<Vec<u8>> {
    let mut value = vec![0; 1024];
    let size = rustix::fs::lgetxattr(path, LIST, &mut value).ok()?;
    value.truncate(size);
    Some(value)
}

/// Who may do what, as the kernel decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rights {
    owner: (u32, u32),
    /// Of those who are nobody's owner, group or named, and so on, by a name for the class.
    classes: BTreeMap<String, u32>,
}

fn rights(path: &Path) -> Option<Rights> {
    let stat = fs::symlink_metadata(path).ok()?;
    let (mode, owner) = (stat.mode(), (stat.uid(), stat.gid()));
    let mut classes = BTreeMap::from([("everybody".to_owned(), mode & 7)]);
    let Some(value) = get_list(path) else {
        classes.insert(format!("group {}", owner.1), mode >> 3 & 7);
        return Some(Rights { owner, classes });
    };
    let mask = mode >> 3 & 7;
    for entry in value[4..].chunks_exact(8) {
        let tag = u16::from_le_bytes([entry[0], entry[1]]);
        let granted = u32::from(u16::from_le_bytes([entry[2], entry[3]])) & mask;
        let id = u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]);
        match tag {
            2 => classes.insert(format!("user {id}"), granted),
            4 => classes.insert(format!("group {}", owner.1), granted),
            8 => classes.insert(format!("group {id}"), granted),
            _ => None,
        };
    }
    Some(Rights { owner, classes })
}

impl Rights {
    fn of(&self, class: &str) -> u32 {
        self.classes.get(class).copied().unwrap_or(self.classes["everybody"])
    }

    /// Rights that somebody has here and not in the end.
    fn beyond(&self, last: &Self) -> Vec<String> {
        let all = self.classes.keys().chain(last.classes.keys());
        all.filter(|class| self.of(class) & !last.of(class) != 0)
            .map(|class| format!("{class}: {:o}, in the end {:o}", self.of(class), last.of(class)))
            .collect()
    }
}

fn name(path: &Path) -> FileName {
    FileName::from_bytes(path.as_os_str().as_bytes()).expect("a good name")
}

/// Makes the call, watching `path` at every system call and after it; says where somebody had more than in the end.
fn watch(path: &Path, since: Option<&Rights>, body: impl FnOnce() -> u8) -> Option<Rights> {
    let mut seen = Vec::new();
    let walk = step(body, |_, _| seen.extend(rights(path)))?;
    assert_eq!(walk.answer, 0, "the call succeeds");
    let last = rights(path).expect("the file");
    for (index, now) in seen.iter().enumerate() {
        if Some(now) == since {
            continue; // not begun
        }
        let beyond = now.beyond(&last);
        assert!(beyond.is_empty(), "{beyond:?} at {index} of {}; {now:?}, {last:?}", walk.steps);
    }
    Some(last)
}

/// 0 for success.
fn copy(flags: CopyFlags, from: &Path, to: &Path) -> u8 {
    let (source, destination) = (name(from), name(to));
    let mut request = CopyRequest::new(&source, &destination);
    request.options.flags = flags;
    u8::from(copy_file(&request, &mut Unobserved).is_err())
}

fn arena(kind: FileSystem) -> Option<tempfile::TempDir> {
    Some(tempfile::tempdir_in(kind.root()?).expect("a directory"))
}

// T4: a new file never lets anybody do more than the finished one, whatever its source allows and whatever the umask is.
#[test]
fn a_new_file_is_never_open_to_more() {
    let Some(arena) = arena(FileSystem::Here) else { return };
    let (from, to) = (arena.path().join("from"), arena.path().join("to"));
    fill(&from, 5000);
    support::put_stream(&from, "s", b"stream");
    for umask in [0, 0o022, 0o077] {
        for permissions in [0o600, 0o644, 0o664, 0o444, 0o440, 0o4755, 0o2755, 0o777] {
            set_mode(&from, permissions);
            for flags in [CopyFlags::empty(), CopyFlags::RESTARTABLE, CopyFlags::NO_BUFFERING] {
                if with_umask(umask, || watch(&to, None, || copy(flags, &from, &to))).is_none() {
                    return;
                }
                assert_eq!(mode(&to), permissions & 0o777 & !umask, "{permissions:o} {umask:o}");
                fs::remove_file(&to).expect("removed");
            }
        }
    }
}

// T4: the group bits of a source with an access list are the list's mask. The list does not travel, so the copy's group
// gets what the list gave the group, and no more.
#[test]
fn the_mask_of_an_access_list_is_not_the_groups_right() {
    let Some(arena) = arena(FileSystem::Here) else { return };
    let (from, to) = (arena.path().join("from"), arena.path().join("to"));
    fill(&from, 5000);
    if !put_list(&from, &list(READ | WRITE, READ | WRITE, 0, READ | WRITE, 0)) {
        return skipped("no access lists here");
    }
    assert_eq!(mode(&from), 0o660, "the kernel shows the mask");
    let Some(last) = with_umask(0, || watch(&to, None, || copy(CopyFlags::empty(), &from, &to))) else {
        return;
    };
    assert_eq!((mode(&to), last.of("group 0"), last.of("user 65534")), (0o600, 0, 0));
    // A group that has more than the mask lets through gets what the mask lets through.
    assert!(put_list(&from, &list(READ, READ, READ | WRITE, READ, 0)));
    fs::remove_file(&to).expect("removed");
    with_umask(0, || assert_eq!(copy(CopyFlags::empty(), &from, &to), 0));
    assert_eq!(mode(&to), 0o440);
    // Directories too.
    let (from, to) = (arena.path().join("directory"), arena.path().join("copy"));
    fs::create_dir(&from).expect("a directory");
    assert!(put_list(&from, &list(7, 7, 0, 7, 0)));
    with_umask(0, || assert_eq!(copy(CopyFlags::DIRECTORY, &from, &to), 0));
    assert_eq!(mode(&to), 0o700);
}

// RF1: the replacement takes over owner, permissions and access list; on the way nobody may do what they may not do in
// the end, and what they could do before ends first.
#[test]
fn a_replacement_is_never_open_to_more() {
    let Some(arena) = arena(FileSystem::Here) else { return };
    let (old, new) = (arena.path().join("old"), arena.path().join("new"));
    let lists = [
        None,
        Some(list(READ | WRITE, READ | WRITE, 0, READ | WRITE, 0)),
        Some(list(READ | WRITE, READ, READ, READ, READ)),
    ];
    for old_list in &lists {
        for new_list in &lists {
            for (old_mode, new_mode) in [(0o600, 0o644), (0o640, 0o666), (0o664, 0o600), (0o200, 0o777)] {
                for owner in [0, OTHER] {
                    fill(&old, 3000);
                    fill(&new, 5000);
                    set_mode(&old, old_mode);
                    set_mode(&new, new_mode);
                    for (path, list) in [(&old, old_list), (&new, new_list)] {
                        if list.as_ref().is_some_and(|list| !put_list(path, list)) {
                            return skipped("no access lists here");
                        }
                    }
                    if chown(&old, Some(owner), Some(owner)).is_err() {
                        return skipped("needs root, to give files away");
                    }
                    let (was, before) = (rights(&old).expect("old"), rights(&new).expect("new"));
                    let (replaced, replacement) = (name(&old), name(&new));
                    let request = ReplaceRequest {
                        replaced: &replaced,
                        replacement: &replacement,
                        backup: None,
                        flags: ReplaceFlags::empty(),
                    };
                    // Watched by another name, which it keeps.
                    let watched = arena.path().join("watched");
                    fs::hard_link(&new, &watched).expect("a second name");
                    let last = watch(&watched, Some(&before), || u8::from(replace_file(&request).is_err()));
                    fs::remove_file(&watched).expect("removed");
                    let Some(last) = last else { return };
                    assert_eq!(last, was, "owner and rights are the replaced file's");
                    assert_eq!(get_list(&old).is_some(), old_list.is_some());
                }
            }
        }
    }
}
