//! Full paths as Windows writes them: text alone, no file is looked at (K-P6, K-P7).

use super::Result;
use crate::sys;
use crate::win32::{FileName, Win32Error, drives};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A full path, and where its last part begins; `None` if nothing follows the last separator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullPath {
    /// Bytes, as an `A` function gives them.
    pub text: Vec<u8>,
    /// In bytes.
    pub file_part: Option<usize>,
}

/// `GetFullPathName` from the working directory.
///
/// # Errors
/// 123 for an empty name and a NUL.
pub(crate) fn full_path(name: &[u8]) -> Result<FullPath> {
    let directory = || Ok(FileName::windows_name(&sys::working_directory()?));
    of_name(name, directory)
}

/// The same from a directory whose Windows name `directory` tells, asked for only if the name is relative.
///
/// # Errors
/// 123 for an empty name and a NUL, and what `directory` says.
#[doc(hidden)]
pub fn of_name(name: &[u8], directory: impl FnOnce() -> Result<Vec<u8>>) -> Result<FullPath> {
    if name.is_empty() || name.contains(&0) {
        return Err(Win32Error::INVALID_NAME);
    }
    if name.eq_ignore_ascii_case(b"NUL") {
        return Ok(FullPath { text: br"\\.\NUL".to_vec(), file_part: None });
    }
    if let [b'\\', b'\\', b'?' | b'.', b'\\', ..] = name {
        return Ok(with_file_part(name.to_vec()));
    }
    let is_unix = name[0] == b'/';
    let folded = if is_unix {
        from_unix(b"", name)
    } else if let [b'\\', b'\\' | b'/', rest @ ..] = name {
        network(rest)
    } else if let [letter, b':', rest @ ..] = name {
        match letter.is_ascii_alphabetic() {
            true => fold(vec![*letter, b':'], b'\\', b"", rest),
            false => below(&directory()?, name),
        }
    } else if name[0] == b'\\' {
        rooted(&directory()?, name)
    } else {
        below(&directory()?, name)
    };
    Ok(with_file_part(folded))
}

/// A name of the network, without its two separators: server and share are the root, which `..` never takes.
fn network(name: &[u8]) -> Vec<u8> {
    let mut parts = name.split(|byte| is_separator(*byte)).filter(|part| !part.is_empty());
    let root: Vec<&[u8]> = parts.by_ref().take(2).collect();
    let start = [br"\\".as_slice(), &root.join(&b'\\')].concat();
    let mut rest = Vec::new();
    let is_bare = {
        let mut parts = parts.peekable();
        let is_bare = parts.peek().is_none();
        push_parts(&mut rest, parts);
        is_bare
    };
    let ends = name.last().is_some_and(|byte| is_separator(*byte));
    match is_bare && (!ends || root.is_empty()) {
        true => start,
        false => join(start, b'\\', &rest, ends),
    }
}

/// `\name`: on the drive of the directory, or below the Unix root.
fn rooted(directory: &[u8], name: &[u8]) -> Vec<u8> {
    match directory {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => fold(vec![*letter, b':'], b'\\', b"", name),
        _ => from_unix(b"", name),
    }
}

/// A relative name.
fn below(directory: &[u8], name: &[u8]) -> Vec<u8> {
    match directory {
        [letter, b':', rest @ ..] if letter.is_ascii_alphabetic() => {
            fold(vec![*letter, b':'], b'\\', rest, name)
        }
        _ => match directory.strip_prefix(br"\\?\unix".as_slice()) {
            // The directory's own name holds a backslash: so does what is given out, in the literal form.
            Some(literal) => {
                let name: Vec<u8> =
                    name.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }).collect();
                let mut parts: Vec<&[u8]> =
                    literal.split(|&byte| byte == b'/').filter(|part| !part.is_empty()).collect();
                push_parts(&mut parts, name.split(|&byte| byte == b'/'));
                join(br"\\?\unix".to_vec(), b'/', &parts, name.ends_with(b"/"))
            }
            None => from_unix(directory, name),
        },
    }
}

/// A Unix path, folded, in the form of what lies on a drive (K-P6).
fn from_unix(directory: &[u8], name: &[u8]) -> Vec<u8> {
    let path = fold(Vec::new(), b'/', directory, name);
    let windows = FileName::windows_name(Path::new(OsStr::from_bytes(&path)));
    match (path.ends_with(b"/"), windows.last()) {
        (true, Some(b'/' | b'\\')) | (false, _) => windows,
        (true, _) => [windows.as_slice(), b"\\"].concat(),
    }
}

/// `start`, then the parts of a directory and of a name with `separator` before each, without `.` and with `..` taken back. A
/// separator at the end of the name stays.
fn fold(start: Vec<u8>, separator: u8, directory: &[u8], name: &[u8]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = Vec::new();
    push_parts(&mut parts, directory.split(|byte| is_separator(*byte)));
    push_parts(&mut parts, name.split(|byte| is_separator(*byte)));
    let ends = name.last().is_some_and(|byte| is_separator(*byte));
    join(start, separator, &parts, ends)
}

fn push_parts<'a>(parts: &mut Vec<&'a [u8]>, more: impl Iterator<Item = &'a [u8]>) {
    for part in more {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
}

fn join(mut start: Vec<u8>, separator: u8, parts: &[&[u8]], ends: bool) -> Vec<u8> {
    for part in parts {
        start.push(separator);
        start.extend_from_slice(part);
    }
    if parts.is_empty() || ends {
        start.push(separator);
    }
    start
}

fn with_file_part(text: Vec<u8>) -> FullPath {
    let last = text.iter().rposition(|byte| is_separator(*byte)).map_or(0, |at| at + 1);
    FullPath { file_part: (last < text.len()).then_some(last), text }
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

/// Whether a path is the root of the system or of a drive.
pub(super) fn is_root(path: &Path) -> bool {
    path == Path::new("/") || drives::above(path).is_some_and(|(_, rest)| rest.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn full(name: &str, directory: &str) -> String {
        let made = of_name(name.as_bytes(), || Ok(directory.as_bytes().to_vec())).expect("a name");
        String::from_utf8(made.text).expect("UTF-8")
    }

    // K-P7: the forms of a name.
    #[test]
    fn names_become_full_paths() {
        for (name, directory, expected) in [
            ("a", r"C:\w", r"C:\w\a"),
            (r"..\..\..\a", r"C:\w", r"C:\a"),
            (r"\a", r"C:\w", r"C:\a"),
            (r"\a", "/w", "/a"),
            ("a/b", "/w", "/w/a/b"),
            (r"D:a", r"C:\w", r"D:\a"),
            (r"a\", r"C:\w", r"C:\w\a\"),
            (".", r"C:\", r"C:\"),
            ("..", "/", "/"),
            ("x", r"\\?\unix/odd\name", r"\\?\unix/odd\name/x"),
            (r"..\x", r"\\?\unix/odd\name", r"\\?\unix/x"),
            (r"\\server\share", r"C:\w", r"\\server\share"),
            (r"\\server//share/", r"C:\w", r"\\server\share\"),
            (r"\\", r"C:\w", r"\\"),
            (r"\\.\COM1", r"C:\w", r"\\.\COM1"),
            ("a. ", r"C:\w", r"C:\w\a. "),
        ] {
            assert_eq!(full(name, directory), expected, "{name} from {directory}");
        }
    }

    /// Rewrites a text until nothing is left to do, one thing at a time.
    fn slowly(name: &str) -> String {
        let mut text = format!(r"C:\{}", name.replace('/', r"\"));
        loop {
            let before = text.clone();
            text = text.replacen(r"\\", r"\", 1);
            text = text.replacen(r"\.\", r"\", 1);
            let padded = format!(r"{text}\");
            if text == before {
                if let Some(rest) = text.strip_suffix(r"\.") {
                    text = rest.to_owned();
                } else if let Some(at) = padded.find(r"\..\") {
                    let start = padded[..at].rfind('\\').unwrap_or(2);
                    let rest = &padded[at + 3..];
                    let joined = format!("{}{rest}", &padded[..start]);
                    text = if text.ends_with('\\') { joined } else { joined[..joined.len() - 1].to_owned() };
                }
            }
            if text == before {
                return if text == "C:" { r"C:\".to_owned() } else { text };
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_fast_way_folds_as_the_slow_one(name in "[ab./\\\\]{1,14}") {
            // With two separators in front it is a name of the network, with another form.
            prop_assert_eq!(full(&format!("C:{name}"), "/"), slowly(&name), "{}", name);
        }
    }
}
