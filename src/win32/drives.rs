//! The drive map: where `X:` leads. First `COPYFILE2_DRIVES`, then the `dosdevices` directory of `WINEPREFIX`.

use crate::sys;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

/// The Unix directory that is the root of drive `letter`, `None` if nothing says so. Whether it exists the kernel will
/// tell. The environment is read anew on each call: programs set it after their start. In a set-user-ID program it is its
/// caller's and does not count.
pub fn root_of(letter: u8) -> Option<PathBuf> {
    let listed = sys::trusted_variable("COPYFILE2_DRIVES");
    let prefix = sys::trusted_variable("WINEPREFIX");
    let root = root_in(letter, listed.as_deref(), prefix.as_deref());
    let drive = char::from(letter).to_ascii_uppercase();
    match &root {
        Some(root) => log::trace!("drive {drive}: is {}", root.display()),
        None => {
            log::warn!("no mapping for {drive}:; set COPYFILE2_DRIVES={drive}=/a/directory, or WINEPREFIX")
        }
    }
    root
}

/// Each drive that has a root, and the root.
pub fn all() -> Vec<(u8, PathBuf)> {
    let listed = sys::trusted_variable("COPYFILE2_DRIVES");
    let prefix = sys::trusted_variable("WINEPREFIX");
    let roots = (b'A'..=b'Z').filter_map(|letter| {
        let root = root_in(letter, listed.as_deref(), None).or_else(|| {
            // Of Wine's directory only what is there.
            root_in(letter, None, prefix.as_deref()).filter(|root| root.exists())
        })?;
        Some((letter, root))
    });
    roots.collect()
}

/// The drive whose root lies above an absolute path, or is it, with the part of the path below: the longest root wins (K-P6).
/// A root that is a link is compared as written and as what it leads to.
pub fn above(path: &Path) -> Option<(u8, PathBuf)> {
    above_in(
        path,
        all().into_iter().flat_map(|(letter, root)| {
            let resolved = std::fs::canonicalize(&root).ok();
            std::iter::once((letter, root)).chain(resolved.map(|root| (letter, root)))
        }),
    )
}

/// The root of the drive that the current directory is on; empty if it is on none, for a path that goes on from there.
pub fn current_root() -> PathBuf {
    let letter =
        sys::working_directory().ok().and_then(|directory| above(&directory)).map(|(letter, _)| letter);
    match letter.and_then(root_of) {
        Some(root) if root != Path::new("/") => root,
        _ => PathBuf::new(),
    }
}

fn above_in(path: &Path, drives: impl Iterator<Item = (u8, PathBuf)>) -> Option<(u8, PathBuf)> {
    // A `..` behind the root would lead out of the drive.
    if path.components().any(|part| part == Component::ParentDir) {
        return None;
    }
    let mut best: Option<(usize, u8, PathBuf)> = None;
    for (letter, root) in drives {
        let Ok(rest) = path.strip_prefix(&root) else { continue };
        let length = root.components().count();
        if best.as_ref().is_none_or(|(longest, ..)| length > *longest) {
            best = Some((length, letter, rest.to_owned()));
        }
    }
    best.map(|(_, letter, rest)| (letter, rest))
}

/// What [`root_of`] answers for these settings.
#[doc(hidden)]
pub fn root_in(letter: u8, listed: Option<&OsStr>, prefix: Option<&OsStr>) -> Option<PathBuf> {
    if let Some(directory) = listed.and_then(|list| listed_root(letter, list.as_bytes())) {
        return Some(directory);
    }
    let prefix = prefix.filter(|prefix| !prefix.is_empty())?;
    let mut root = PathBuf::from(prefix);
    root.push("dosdevices");
    root.push(OsString::from_vec(vec![letter.to_ascii_lowercase(), b':']));
    Some(root)
}

/// `C=/srv/c;D=/media/disk`. A colon may follow the letter; entries of another form are passed over.
fn listed_root(letter: u8, list: &[u8]) -> Option<PathBuf> {
    list.split(|&byte| byte == b';').find_map(|entry| {
        let (&first, rest) = entry.split_first()?;
        let rest = rest.strip_prefix(b":").unwrap_or(rest);
        let directory = rest.strip_prefix(b"=")?;
        let matches = first.eq_ignore_ascii_case(&letter) && directory.first() == Some(&b'/');
        matches.then(|| PathBuf::from(OsStr::from_bytes(directory)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(letter: u8, listed: Option<&str>, prefix: Option<&str>) -> Option<PathBuf> {
        root_in(letter, listed.map(OsStr::new), prefix.map(OsStr::new))
    }

    #[test]
    fn the_list_is_asked_first_then_wines_directory() {
        let list = Some("C=/srv/c;d:=/media/disk");
        let wine = Some("/home/me/.wine");
        assert_eq!(root(b'c', list, wine), Some("/srv/c".into()));
        assert_eq!(root(b'D', list, wine), Some("/media/disk".into()));
        assert_eq!(root(b'E', list, wine), Some("/home/me/.wine/dosdevices/e:".into()));
        assert_eq!(root(b'E', list, None), None);
        assert_eq!(root(b'E', None, Some("")), None);
    }

    // K-P6: the longest root wins.
    #[test]
    fn the_drive_with_the_longest_root_above_a_path_is_found() {
        let drives = [(b'C', "/srv/c"), (b'D', "/srv/c/deep"), (b'E', "/srv/c/deep"), (b'F', "/other/")];
        let above = |path: &str| {
            above_in(Path::new(path), drives.iter().map(|&(letter, root)| (letter, root.into())))
        };
        for (path, expected) in [
            ("/srv/c/a/b", Some((b'C', "a/b"))),
            ("/srv/c", Some((b'C', ""))),
            ("/srv/c/deep/a", Some((b'D', "a"))),
            ("/srv/cc/a", None),
            ("/srv/c/../d", None),
            ("/other/a", Some((b'F', "a"))),
            ("/", None),
        ] {
            assert_eq!(above(path), expected.map(|(letter, rest)| (letter, rest.into())), "{path}");
        }
    }

    #[test]
    fn entries_of_another_form_are_passed_over() {
        for list in ["", ";", "C", "C:", "C=", "C=relative", "CC=/x", "=/x", "C /x"] {
            assert_eq!(root(b'C', Some(list), None), None, "{list}");
        }
        assert_eq!(root(b'C', Some("C=relative;;C=/second"), None), Some("/second".into()));
    }
}
