//! Names as callers give them, turned into Unix paths and back.
//!
//! In every name `\` separates as `/` does, also in one that starts with `/`: programs join a Unix path from their
//! arguments with `\name` (K-P1: counted in two programs of three).
//!
//! | name | path |
//! |---|---|
//! | `/a\b`, `/a/b` | `/a/b`; a colon is part of a name that starts with `/` |
//! | `a\b`, `a/b` | relative to the current directory |
//! | `\a` | on the drive that the current directory is on, `/a` if it is on none (K-P7) |
//! | `X:\a`, `X:a` | below the root of drive `X` (see [`drives`]); 3 if it has none |
//! | `\\?\NAME`, `\??\NAME`, `\\.\X:\a` | as NAME, which may be one of the others |
//! | `\\?\unix/a\b` | the Unix path `/a\b`, literally: here `\` is a character |
//! | `\\?\unix\a\b` | `/a/b`: Wine's spelling, which knows no `/`. With a `/` in it, it is literal too |
//! | `\\server\share\a`, `\\?\UNC\server\share\a` | 53: the porting layer's hook is asked earlier, in `ffi` |
//! | `...\file:stream`, `...\file:stream:$DATA` | a named stream of `file`, for the copy family |
//!
//! With `COPYFILE2_BACKSLASH=literal` in the environment a name that starts with `/` is a Unix path as it is.
//!
//! There is no limit on length other than the kernel's, and no character but NUL is forbidden except the colon, which
//! names a drive or a stream.

use super::{Win32Error, drives, encoding};
use crate::sys;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// What a colon behind the drive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colon {
    /// It parts a file from a stream (O22, O23): the copy family.
    Stream,
    /// A character of the name (K-P4): the functions for files, and paths that are asked for.
    Character,
}

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

    /// Converts the bytes of an `A` function's name: no character is recoded, Windows form is understood.
    ///
    /// # Errors
    /// As [`from_utf16`](Self::from_utf16).
    pub fn from_narrow(name: &[u8]) -> Result<Self, Win32Error> {
        Self::parsed(name, Colon::Stream)
    }

    /// As [`from_narrow`](Self::from_narrow), with a colon that may be a character.
    ///
    /// # Errors
    /// As [`from_utf16`](Self::from_utf16).
    pub fn parsed(name: &[u8], colon: Colon) -> Result<Self, Win32Error> {
        if name.contains(&0) {
            return Err(Win32Error::INVALID_NAME);
        }
        from_any_form(name, colon)
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

    /// The wide name of a Unix path: the path itself, or the literal form if it holds a `\`.
    /// [`from_utf16`](Self::from_utf16) gives back every path that starts with `/`; a relative one that holds `\` or `:`
    /// must be made absolute first.
    pub fn to_utf16(path: &Path) -> Vec<u16> {
        encoding::utf16_from_bytes(&as_name(path.as_os_str().as_bytes()))
    }

    /// The Windows name of a Unix path (K-P6): below a drive where the map has a directory above it, the longest one, else
    /// as [`to_utf16`](Self::to_utf16). What comes out means this very file again, except for a relative path that holds `\` or
    /// `:`, which must be made absolute first.
    pub fn windows_name(path: &Path) -> Vec<u8> {
        let bytes = path.as_os_str().as_bytes();
        // A backslash is a separator and a colon a stream, below a drive.
        if bytes.first() != Some(&b'/') || bytes.iter().any(|byte| matches!(byte, b'\\' | b':')) {
            return as_name(bytes);
        }
        match drives::above(path) {
            Some((letter, rest)) => {
                let mut name = vec![letter, b':', b'\\'];
                name.extend(
                    rest.as_os_str().as_bytes().iter().map(|&byte| if byte == b'/' { b'\\' } else { byte }),
                );
                name
            }
            None => bytes.to_vec(),
        }
    }
}

/// A path as a name without a drive.
fn as_name(path: &[u8]) -> Vec<u8> {
    match path.first() {
        Some(b'/') if path.contains(&b'\\') => [LITERAL, path].concat(),
        _ => path.to_vec(),
    }
}

/// In front of a Unix path that is to be taken as it is.
const LITERAL: &[u8] = br"\\?\unix";

/// Whether a name ends in a separator of Windows form, which only a directory's may (V12). With a name that starts and ends with
/// `/`, and with the literal form, the kernel judges.
pub fn names_a_directory<Unit: Copy + Into<u32>>(name: &[Unit]) -> bool {
    let ascii = |unit: &Unit| u8::try_from((*unit).into()).unwrap_or(b'?');
    match (name.first().map(ascii), name.last().map(ascii)) {
        (Some(b'/'), Some(b'\\')) => !is_backslash_literal(),
        (Some(b'/'), _) => false,
        (_, Some(b'/' | b'\\')) => {
            let name: Vec<u8> = name.iter().map(ascii).collect();
            without_prefix(&name).and_then(literal_path).is_none()
        }
        _ => false,
    }
}

/// `COPYFILE2_BACKSLASH=literal`. Read anew on each call, as the drive map is, but only for names that make a difference.
fn is_backslash_literal() -> bool {
    sys::trusted_variable("COPYFILE2_BACKSLASH").is_some_and(|value| value == "literal")
}

fn from_any_form(name: &[u8], colon: Colon) -> Result<FileName, Win32Error> {
    match name.first() {
        Some(b'/') if !name.contains(&b'\\') || is_backslash_literal() => FileName::from_bytes(name),
        Some(b'/') => FileName::from_vec(joined(Vec::new(), name)),
        _ => from_windows_form(name, colon),
    }
}

/// What follows `\\?\` or `\??\`.
fn without_prefix(name: &[u8]) -> Option<&[u8]> {
    name.strip_prefix(br"\\?\".as_slice()).or_else(|| name.strip_prefix(br"\??\".as_slice()))
}

/// The Unix path of `unix/...`, and of `unix\...` if a `/` shows that it is one. `None` for Wine's spelling, where `\` separates.
fn literal_path(name: &[u8]) -> Option<Vec<u8>> {
    let rest = strip_word(name, b"unix")?;
    match (name[b"unix".len()], rest.first()) {
        (b'/', _) => Some([b"/", rest].concat()),
        (_, Some(b'/')) => Some(rest.to_vec()),
        _ if rest.contains(&b'/') => Some([b"/", rest].concat()),
        _ => None,
    }
}

fn from_windows_form(name: &[u8], colon: Colon) -> Result<FileName, Win32Error> {
    if let Some(rest) = without_prefix(name) {
        if let Some(path) = literal_path(rest) {
            return FileName::from_vec(path);
        }
        if let Some(rest) = strip_word(rest, b"unix") {
            return FileName::from_vec(joined(b"/".to_vec(), rest));
        }
        if strip_word(rest, b"unc").is_some() {
            return Err(Win32Error::BAD_NETPATH);
        }
        // What is left may be a Unix path, but no second prefix.
        return if rest.first() == Some(&b'/') {
            from_any_form(rest, colon)
        } else {
            from_plain_form(rest, colon)
        };
    }
    if let Some(rest) = name.strip_prefix(br"\\.\".as_slice()) {
        // The device namespace holds drives; no other device of Windows exists here.
        return match (drive_of(rest), strip_word(rest, b"unc")) {
            (Some(_), _) => from_plain_form(rest, colon),
            (None, Some(_)) => Err(Win32Error::BAD_NETPATH),
            (None, None) => Err(Win32Error::FILE_NOT_FOUND),
        };
    }
    if let [b'\\', b'\\' | b'/', ..] = name {
        return Err(Win32Error::BAD_NETPATH);
    }
    from_plain_form(name, colon)
}

/// A name without prefix: relative, rooted, or with a drive.
fn from_plain_form(name: &[u8], colon: Colon) -> Result<FileName, Win32Error> {
    let (start, rest) = match drive_of(name) {
        Some((letter, rest)) => {
            let root = drives::root_of(letter).ok_or(Win32Error::PATH_NOT_FOUND)?;
            // There is no current directory per drive: `X:a` is below the drive's root.
            let start = rest.iter().position(|&byte| !is_separator(byte)).unwrap_or(rest.len());
            let mut root = root.into_os_string().into_vec();
            root.push(b'/');
            (root, &rest[start..])
        }
        None if name.first() == Some(&b'\\') => (drives::current_root().into_os_string().into_vec(), name),
        None => (Vec::new(), name),
    };
    let (rest, stream) = match colon {
        Colon::Stream => split_stream(rest)?,
        Colon::Character => (rest, None),
    };
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

    // K-P1: backslash separates everywhere.
    #[test]
    fn a_backslash_separates_in_names_that_start_with_a_slash_too() {
        for (name, path) in [
            (r"/data/src\*", "/data/src/*"),
            (r"/data/dst\file", "/data/dst/file"),
            (r"/a\b\", "/a/b/"),
            ("/a:b", "/a:b"),
            (r"/a\b:c", "/a/b:c"),
            ("/a/", "/a/"),
            ("//server/share", "//server/share"),
            ("/", "/"),
            ("/ä/\u{1F600}", "/ä/\u{1F600}"),
            (r"\\?\/home/me\file", "/home/me/file"),
        ] {
            assert_eq!(utf16(name), file(path), "{name}");
            assert_eq!(FileName::from_narrow(name.as_bytes()), file(path), "{name}");
        }
    }

    // K-P1: the literal form.
    #[test]
    fn the_literal_form_keeps_a_backslash() {
        for (name, path) in [
            (r"\\?\unix/data/odd\name", r"/data/odd\name"),
            (r"\\?\unix\data/odd\name", r"/data/odd\name"),
            (r"\\?\UNIX\/odd\name", r"/odd\name"),
            (r"\\?\unix/odd\", r"/odd\"),
            (r"\??\unix/odd\x:y", r"/odd\x:y"),
            (r"\\?\unix/", "/"),
        ] {
            assert_eq!(utf16(name), file(path), "{name}");
            assert!(!names_a_directory(name.as_bytes()), "{name}");
        }
    }

    // K-P4: a colon is a character, but behind a drive's letter.
    #[test]
    fn a_colon_may_be_a_character() {
        for (name, path) in [("12:30.txt", "12:30.txt"), (r"dir:x\a:b", "dir:x/a:b"), ("/a:b", "/a:b")] {
            assert_eq!(FileName::parsed(name.as_bytes(), Colon::Character), file(path), "{name}");
        }
        assert_eq!(FileName::parsed(b"", Colon::Character), Err(Win32Error::PATH_NOT_FOUND));
        assert_eq!(FileName::parsed(b"a\0", Colon::Character), Err(Win32Error::INVALID_NAME));
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
            (r"\\?\UNIX\home\me:x", "/home/me:x"),
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
    fn a_trailing_separator_names_a_directory_in_windows_form() {
        for (name, expected) in [
            (r"dir\", true),
            ("dir/", true),
            (r"C:\", true),
            ("/dir/", false),
            (r"/dir\", true),
            (r"\\?\unix\dir\", true),
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
