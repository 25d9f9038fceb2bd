//! Names as callers give them, turned into Unix paths.
//!
//! A name that starts with `/` is a Unix path and taken verbatim. Anything else is in Windows form:
//!
//! | name | path |
//! |---|---|
//! | `a\b`, `a/b` | relative to the current directory |
//! | `\a` | `/a` |
//! | `X:\a`, `X:a` | below the root of drive `X` (see [`drives`]); 3 if it has none |
//! | `\\?\NAME`, `\??\NAME`, `\\.\X:\a` | as NAME, which may be one of the others |
//! | `\\?\unix\a\b` | `/a/b` |
//! | `\\server\share\a`, `\\?\UNC\server\share\a` | 53: the porting layer's hook is asked earlier, in `ffi` |
//! | `...\file:stream`, `...\file:stream:$DATA` | a named stream of `file` |
//!
//! There is no limit on length other than the kernel's, and no character but NUL is forbidden except the colon, which
//! names a drive or a stream.

use super::{Win32Error, drives, encoding};
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// A name after conversion: the Unix path, and the stream suffix if the name had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The Unix path, free of NUL bytes, never empty.
    pub path: PathBuf,
    /// `stream` of `file:stream`, for names in Windows form only (rules O22 and O23).
    pub stream: Option<OsString>,
}

impl FileName {
    /// Converts UTF-16 code units (without the NUL).
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for an empty name (V10) and an unknown drive, `INVALID_NAME` for a lone surrogate that stands for
    /// no byte, a NUL or a misplaced colon, `BAD_NETPATH` for a UNC name.
    pub fn from_utf16(units: &[u16]) -> Result<Self, Win32Error> {
        Self::from_narrow(&encoding::bytes_from_utf16(units)?)
    }

    /// Converts UTF-32 code units (without the NUL).
    ///
    /// # Errors
    /// As [`from_utf16`](Self::from_utf16).
    pub fn from_utf32(units: &[u32]) -> Result<Self, Win32Error> {
        Self::from_narrow(&encoding::bytes_from_utf32(units)?)
    }

    /// Converts the bytes of an `A` or UTF-8 function's name: no character is recoded, Windows form is understood.
    ///
    /// # Errors
    /// As [`from_utf16`](Self::from_utf16).
    pub fn from_narrow(name: &[u8]) -> Result<Self, Win32Error> {
        if name.first() == Some(&b'/') {
            return Self::from_bytes(name);
        }
        if name.contains(&0) {
            return Err(Win32Error::INVALID_NAME);
        }
        from_windows_form(name)
    }

    /// Takes the bytes of a Unix path as they are, whatever they start with.
    ///
    /// # Errors
    /// `PATH_NOT_FOUND` for an empty name (V10), `INVALID_NAME` for one with a NUL.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Win32Error> {
        Self::from_vec(bytes.to_vec())
    }

    fn from_vec(bytes: Vec<u8>) -> Result<Self, Win32Error> {
        if bytes.is_empty() {
            return Err(Win32Error::PATH_NOT_FOUND);
        }
        if bytes.contains(&0) {
            return Err(Win32Error::INVALID_NAME);
        }
        Ok(Self { path: PathBuf::from(OsString::from_vec(bytes)), stream: None })
    }

    /// The wide name of a Unix path. [`from_utf16`](Self::from_utf16) gives back every path that starts with `/`; a
    /// relative one that holds `\` or `:` must be made absolute first.
    pub fn to_utf16(path: &Path) -> Vec<u16> {
        encoding::utf16_from_bytes(path.as_os_str().as_bytes())
    }
}

/// Whether a name in Windows form ends in a separator, which a directory's alone may (V12). With a name in Unix form the
/// kernel judges.
pub fn names_a_directory<Unit: Copy + Into<u32>>(name: &[Unit]) -> bool {
    let unit = |unit: Option<&Unit>| unit.copied().and_then(|unit| char::from_u32(unit.into()));
    unit(name.first()) != Some('/') && matches!(unit(name.last()), Some('/' | '\\'))
}

fn from_windows_form(name: &[u8]) -> Result<FileName, Win32Error> {
    if let Some(rest) =
        name.strip_prefix(br"\\?\".as_slice()).or_else(|| name.strip_prefix(br"\??\".as_slice()))
    {
        if let Some(rest) = strip_word(rest, b"unix") {
            return FileName::from_vec(joined(b"/".to_vec(), rest));
        }
        if strip_word(rest, b"unc").is_some() {
            return Err(Win32Error::BAD_NETPATH);
        }
        // What is left may be a Unix path, but no second prefix.
        return if rest.first() == Some(&b'/') { FileName::from_bytes(rest) } else { from_plain_form(rest) };
    }
    if let Some(rest) = name.strip_prefix(br"\\.\".as_slice()) {
        // The device namespace holds drives; no other device of Windows exists here.
        return match (drive_of(rest), strip_word(rest, b"unc")) {
            (Some(_), _) => from_plain_form(rest),
            (None, Some(_)) => Err(Win32Error::BAD_NETPATH),
            (None, None) => Err(Win32Error::FILE_NOT_FOUND),
        };
    }
    if let [b'\\', b'\\' | b'/', ..] = name {
        return Err(Win32Error::BAD_NETPATH);
    }
    from_plain_form(name)
}

/// A name without prefix: relative, rooted, or with a drive.
fn from_plain_form(name: &[u8]) -> Result<FileName, Win32Error> {
    let (start, rest) = match drive_of(name) {
        Some((letter, rest)) => {
            let root = drives::root_of(letter).ok_or(Win32Error::PATH_NOT_FOUND)?;
            // There is no current directory per drive: `X:a` is below the drive's root.
            let start = rest.iter().position(|&byte| !is_separator(byte)).unwrap_or(rest.len());
            let mut root = root.into_os_string().into_vec();
            root.push(b'/');
            (root, &rest[start..])
        }
        None => (Vec::new(), name),
    };
    let (rest, stream) = split_stream(rest)?;
    Ok(FileName { stream, ..FileName::from_vec(joined(start, rest))? })
}

/// Splits `dir\file:stream` and `dir\file:stream:$DATA`; `file::$DATA` is the main stream. A colon elsewhere is 123.
fn split_stream(name: &[u8]) -> Result<(&[u8], Option<OsString>), Win32Error> {
    let last = name.iter().rposition(|&byte| is_separator(byte)).map_or(0, |position| position + 1);
    if name[..last].contains(&b':') {
        return Err(Win32Error::INVALID_NAME);
    }
    let mut parts = name[last..].split(|&byte| byte == b':');
    let file = parts.next().unwrap_or_default();
    let (stream, kind) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => return Ok((name, None)),
        (Some(stream), kind, None) => (stream, kind),
        _ => return Err(Win32Error::INVALID_NAME),
    };
    let known_kind = kind.is_none_or(|kind| kind.eq_ignore_ascii_case(b"$DATA"));
    if file.is_empty() || !known_kind || (stream.is_empty() && kind.is_none()) {
        return Err(Win32Error::INVALID_NAME);
    }
    let stream = (!stream.is_empty()).then(|| OsString::from_vec(stream.to_vec()));
    Ok((&name[..last + file.len()], stream))
}

/// `X:rest` as the letter and the rest.
fn drive_of(name: &[u8]) -> Option<(u8, &[u8])> {
    match name {
        [letter, b':', rest @ ..] if letter.is_ascii_alphabetic() => Some((*letter, rest)),
        _ => None,
    }
}

/// The part behind `word\`; the word's case does not matter.
fn strip_word<'a>(name: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = name.split_at_checked(word.len())?;
    let (&separator, rest) = rest.split_first()?;
    (head.eq_ignore_ascii_case(word) && is_separator(separator)).then_some(rest)
}

/// `rest` behind `start`, with slashes.
fn joined(mut start: Vec<u8>, rest: &[u8]) -> Vec<u8> {
    start.reserve_exact(rest.len());
    start.extend(rest.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }));
    start
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(name: &str) -> Result<FileName, Win32Error> {
        FileName::from_utf16(&name.encode_utf16().collect::<Vec<_>>())
    }

    fn file(path: &str) -> Result<FileName, Win32Error> {
        Ok(FileName { path: path.into(), stream: None })
    }

    fn stream(path: &str, stream: &str) -> Result<FileName, Win32Error> {
        Ok(FileName { path: path.into(), stream: Some(stream.into()) })
    }

    #[test]
    fn a_name_that_starts_with_a_slash_is_taken_verbatim() {
        for name in [r"/a\b", "/a:b", "/a/", "//server/share", "/", r"/\\?\C:\x", "/ä/\u{1F600}"] {
            assert_eq!(utf16(name), file(name), "{name}");
        }
    }

    #[test]
    fn windows_form_becomes_a_unix_path() {
        for (name, path) in [
            ("file", "file"),
            (r"dir\file", "dir/file"),
            (r"dir/sub\file", "dir/sub/file"),
            (r"..\up", "../up"),
            (r"\rooted\file", "/rooted/file"),
            (r"dir\", "dir/"),
            (r"\\?\dir\file", "dir/file"),
            (r"\??\dir\file", "dir/file"),
            (r"\\?\unix\home\me", "/home/me"),
            (r"\\?\UNIX\home/me:x", "/home/me:x"),
            (r"\\?\unix\", "/"),
            (r"\\?\/home/me", "/home/me"),
            ("what?*", "what?*"),
        ] {
            assert_eq!(utf16(name), file(path), "{name}");
        }
    }

    #[test]
    fn names_that_cannot_be_have_their_codes() {
        for (name, code) in [
            ("", Win32Error::PATH_NOT_FOUND),
            (r"\\?\", Win32Error::PATH_NOT_FOUND),
            (r"\\server\share\file", Win32Error::BAD_NETPATH),
            (r"\/server", Win32Error::BAD_NETPATH),
            (r"\\?\UNC\server\share", Win32Error::BAD_NETPATH),
            (r"\\.\unc\server\share", Win32Error::BAD_NETPATH),
            (r"\\.\PhysicalDrive0", Win32Error::FILE_NOT_FOUND),
            ("file:", Win32Error::INVALID_NAME),
            ("file::", Win32Error::INVALID_NAME),
            (":stream", Win32Error::INVALID_NAME),
            (r"dir:x\file", Win32Error::INVALID_NAME),
            (r"dir\file:a:b", Win32Error::INVALID_NAME),
            (r"dir\file:a:$INDEX_ALLOCATION", Win32Error::INVALID_NAME),
            ("file:a:$DATA:x", Win32Error::INVALID_NAME),
            ("a\0b", Win32Error::INVALID_NAME),
            ("/a\0b", Win32Error::INVALID_NAME),
        ] {
            assert_eq!(utf16(name), Err(code), "{name:?}");
        }
    }

    /// Rules O22 and O23.
    #[test]
    fn a_stream_suffix_is_split_off() {
        assert_eq!(utf16("file:stream"), stream("file", "stream"));
        assert_eq!(utf16(r"dir\file:stream:$data"), stream("dir/file", "stream"));
        assert_eq!(utf16(r"dir\file::$DATA"), file("dir/file"));
        assert_eq!(utf16(r"\\?\dir\file:s"), stream("dir/file", "s"));
    }

    /// Rule V12.
    #[test]
    fn a_trailing_separator_names_a_directory_in_windows_form_alone() {
        for (name, expected) in [
            (r"dir\", true),
            ("dir/", true),
            (r"C:\", true),
            ("/dir/", false),
            ("/", false),
            ("dir", false),
            ("", false),
        ] {
            assert_eq!(names_a_directory(name.as_bytes()), expected, "{name}");
            assert_eq!(names_a_directory(&name.encode_utf16().collect::<Vec<_>>()), expected, "{name}");
        }
    }

    /// Rule V11: MAX_PATH does not exist here; what is too long the kernel says.
    #[test]
    fn length_is_not_limited() {
        let name = format!("/{}", "x".repeat(100_000));
        assert_eq!(utf16(&name), file(&name));
    }

    #[test]
    fn bytes_are_taken_as_they_are_but_for_nul() {
        assert_eq!(FileName::from_bytes(br"a\b:c"), file(r"a\b:c"));
        assert_eq!(FileName::from_bytes(b""), Err(Win32Error::PATH_NOT_FOUND));
        assert_eq!(FileName::from_bytes(b"a\0"), Err(Win32Error::INVALID_NAME));
        assert_eq!(FileName::from_narrow(br"a\b:c"), stream("a/b", "c"));
        assert_eq!(FileName::from_utf32(&[u32::from('a'), 0x5C, 0x1F600]), file("a/\u{1F600}"));
    }

    proptest! {
        #[test]
        fn every_absolute_path_comes_back(bytes in proptest::collection::vec(1..=255_u8, 0..40)) {
            let path = PathBuf::from(OsString::from_vec([b"/".as_slice(), &bytes].concat()));
            let name = FileName::from_utf16(&FileName::to_utf16(&path)).expect("a name");
            prop_assert_eq!(name, FileName { path, stream: None });
        }

        #[test]
        fn no_units_make_it_panic_or_give_an_unusable_path(units in any::<Vec<u16>>(), prefix in "[\\\\?.:/CU]{0,6}") {
            let units: Vec<u16> = prefix.encode_utf16().chain(units).collect();
            if let Ok(name) = FileName::from_utf16(&units) {
                prop_assert!(!name.path.as_os_str().is_empty());
                prop_assert!(!name.path.as_os_str().as_bytes().contains(&0));
            }
        }
    }
}
