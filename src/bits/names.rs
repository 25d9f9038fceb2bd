//! Remote and local names: what AddFile accepts, and what they mean (BG_FILE_INFO, LIM-2, LIM-3, ADD-7 to ADD-13).

use super::{Hresult, LocalName, Result};
use crate::win32::FileName;
use crate::win32::layer::layer;
use rustix::fs::{Access, AtFlags, CWD};
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Longest URL in UTF-16 units.
const MAX_URL: usize = 2200;
/// Longest segment of a URL's path (MAX_PATH).
const MAX_SEGMENT: usize = 260;
/// PATH_MAX without the NUL.
const MAX_PATH_BYTES: usize = 4095;

/// What a remote name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remote {
    /// An http or https URL.
    Http,
    /// A local file.
    Local(PathBuf),
}

impl Remote {
    /// The bytes of a local file's path, as the store keeps them.
    pub(crate) fn source(self) -> Option<Vec<u8>> {
        match self {
            Self::Http => None,
            Self::Local(path) => Some(path.into_os_string().into_vec()),
        }
    }
}

/// Reads a remote name that a client gives. To be asked on the client's thread, for a layer may have names of its own.
pub(crate) fn given_remote(name: &str) -> Result<Remote> {
    read_remote(name, clients_path)
}

/// Reads a remote name by the library's own rules.
pub(crate) fn remote(name: &str) -> Result<Remote> {
    read_remote(name, local_path)
}

/// The protocol of a good name, as clients are told of it.
pub(crate) fn protocol(name: &str) -> &'static str {
    if matches!(scheme(name), Some("http" | "https")) { "http" } else { "file" }
}

fn read_remote(name: &str, path_of: fn(&[u16]) -> Result<PathBuf>) -> Result<Remote> {
    if name.encode_utf16().count() > MAX_URL {
        return Err(Hresult::E_INVALIDARG);
    }
    match scheme(name) {
        Some("http" | "https") => http(name).map(|()| Remote::Http),
        Some("file") => file_url(name, path_of).map(Remote::Local),
        Some(_) => Err(Hresult::E_INVALIDARG),
        None => path_of(&name.encode_utf16().collect::<Vec<_>>()).map(Remote::Local),
    }
}

/// The scheme of a URL in lower case, if it is one of ours or followed by `//`.
fn scheme(name: &str) -> Option<&'static str> {
    let (scheme, rest) = name.split_once(':')?;
    // One letter is a drive.
    if scheme.len() < 2 || !scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    {
        return None;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" => Some("http"),
        "https" => Some("https"),
        "file" => Some("file"),
        _ if rest.starts_with("//") => Some("unknown"),
        _ => None,
    }
}

fn http(url: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte);
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    // Behind the brackets of an IPv6 address there may be one as well.
    let port = host.rsplit(']').next().unwrap_or("").split_once(':').map_or("", |(_, port)| port);
    let port_fits =
        port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let path = rest[authority.len()..].split(['?', '#']).next().unwrap_or("");
    let fits = path.split('/').all(|segment| segment.len() <= MAX_SEGMENT);
    // ADD-26: no port above 65,535
    if host.is_empty() || host.starts_with(':') || !port_fits || !fits || !url.bytes().all(legal) {
        return Err(Hresult::E_INVALIDARG);
    }
    Ok(())
}

/// A URL without the password in it; `None` if it has none.
pub(crate) fn without_password(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (account, host) = authority.rsplit_once('@')?;
    let (user, _) = account.split_once(':')?;
    Some(format!("{scheme}://{user}@{host}{}", &rest[authority.len()..]))
}

/// `file:///path`, `file://localhost/path`, percent-decoded; other hosts are network paths, which do not exist here.
///
/// `path_of` is asked for names with a drive.
fn file_url(url: &str, path_of: fn(&[u16]) -> Result<PathBuf>) -> Result<PathBuf> {
    let rest = url[5..].strip_prefix("//").ok_or(Hresult::E_INVALIDARG)?;
    let path = match rest.find('/') {
        Some(at) if rest[..at].is_empty() || rest[..at].eq_ignore_ascii_case("localhost") => &rest[at..],
        _ => return Err(Hresult::E_INVALIDARG),
    };
    let drive = path.as_bytes().get(2) == Some(&b':');
    let decoded = percent_decoded(if drive { &path[1..] } else { path }).ok_or(Hresult::E_INVALIDARG)?;
    if drive {
        let text = String::from_utf8(decoded).map_err(|_| Hresult::E_INVALIDARG)?;
        return path_of(&text.encode_utf16().collect::<Vec<_>>());
    }
    if decoded.contains(&0) || decoded.len() > MAX_PATH_BYTES {
        return Err(Hresult::E_INVALIDARG);
    }
    Ok(PathBuf::from(OsString::from_vec(decoded)))
}

fn percent_decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    Some(decoded)
}

/// A local name: absolute, no alternate stream (OQ-1, OQ-29). To be asked on a caller's thread, for a layer may have
/// names of its own.
pub(crate) fn local(name: &LocalName) -> Result<PathBuf> {
    match String::from_utf16(name.wide()) {
        Ok(text) if scheme(&text) == Some("file") => file_url(&text, clients_path),
        _ => clients_path(name.wide()),
    }
}

/// The path of a client's name, which a layer may know better.
fn clients_path(units: &[u16]) -> Result<PathBuf> {
    match layer().and_then(|layer| layer.path(units)) {
        Some(path) => acceptable(path.map_err(|code| Hresult::from_win32(code.code()))?),
        None => local_path(units),
    }
}

/// The path of a name by the library's own rules.
fn local_path(units: &[u16]) -> Result<PathBuf> {
    acceptable(FileName::from_utf16(units).map_err(|_| Hresult::E_INVALIDARG)?)
}

fn acceptable(name: FileName) -> Result<PathBuf> {
    let bytes = name.path.as_os_str().as_bytes();
    let directory = bytes.ends_with(b"/") || bytes.ends_with(b"/.") || bytes.ends_with(b"/..");
    if name.stream.is_some()
        || !name.path.is_absolute()
        || directory
        || bytes.len() > MAX_PATH_BYTES
        || bytes.contains(&0)
    {
        return Err(Hresult::E_INVALIDARG);
    }
    Ok(name.path)
}

/// The target directory has to exist and be writable (ADD-8, ADD-9).
pub(crate) fn check_directory(directory: &Path) -> Result<()> {
    const ERROR_PATH_NOT_FOUND: u32 = 3;
    match std::fs::metadata(directory) {
        Ok(metadata) if metadata.is_dir() => {}
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(Hresult::E_ACCESSDENIED);
        }
        _ => return Err(Hresult::from_win32(ERROR_PATH_NOT_FOUND)),
    }
    // Files are opened as the effective user, who in a set-user-ID program is not the one that access(2) asks for.
    let wanted = Access::WRITE_OK | Access::EXEC_OK;
    rustix::fs::accessat(CWD, directory, wanted, AtFlags::EACCESS).map_err(|_| Hresult::E_ACCESSDENIED)
}

/// ADD-25: a name that its file system cannot hold is refused here, not after all bytes have come.
pub(crate) fn longest_name(directory: &Path) -> usize {
    const USUAL: usize = 255;
    rustix::fs::statvfs(directory).map_or(USUAL, |system| usize::try_from(system.f_namemax).unwrap_or(USUAL))
}

/// ADD-24, ADD-27: what is there under a local name has to be a regular file, links followed. A link that leads nowhere may
/// be replaced; what cannot be looked at is found out later.
pub(crate) fn check_kind(path: &Path) -> Result<()> {
    match std::fs::metadata(path) {
        Ok(there) if !there.is_file() => {
            log::warn!("{} is no regular file", path.display());
            Err(Hresult::E_INVALIDARG)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remote_names_of_add_7_and_add_11_to_14() {
        for good in
            ["http://host/", "http://host", "HTTPS://h:8/x?a=b c".trim_end_matches(" c"), "http://u:p@h/%20"]
        {
            assert_eq!(remote(good), Ok(Remote::Http), "{good}");
        }
        assert_eq!(remote("/tmp/a"), Ok(Remote::Local("/tmp/a".into())));
        assert_eq!(remote("file:///tmp/a%20b"), Ok(Remote::Local("/tmp/a b".into())));
        assert_eq!(remote("file://localhost/a"), Ok(Remote::Local("/a".into())));
        for good in [
            "http://h:65535/",
            "http://[::1]:8080/x",
            "http://[::1]/x",
            "http://u:99999@h/",
            "http://h:0/",
            "http://h:/",
        ] {
            assert_eq!(remote(good), Ok(Remote::Http), "{good}"); // ADD-26: ports up to 65,535
        }
        for bad in [
            "http://h:65536/",
            "http://[::1]:65536/x",
            "http://u:p@h:99999999999/",
            "http://h:8o/",
            "http://h:+1/",
        ] {
            assert_eq!(remote(bad), Err(Hresult::E_INVALIDARG), "{bad}"); // ADD-26: ports above 65,535
        }
        let long = format!("http://h/{}", "a".repeat(261));
        let longer = format!("http://h/?{}", "a".repeat(2200));
        for bad in [
            "",
            "a",
            "a/b",
            "http://",
            "http:///x",
            "ftp://h/x",
            "http://h/a b",
            "http://h/ä",
            &long,
            &longer,
        ] {
            assert_eq!(remote(bad), Err(Hresult::E_INVALIDARG), "{bad}");
        }
        assert_eq!(remote("file:///a%zz"), Err(Hresult::E_INVALIDARG));
        assert_eq!(remote(&format!("http://h/{}", "a".repeat(260))), Ok(Remote::Http)); // LIM-2
    }

    #[test]
    fn passwords_are_taken_out_of_urls() {
        for (url, without) in [
            ("http://u:p@h:8/x?a@b:c", Some("http://u@h:8/x?a@b:c")),
            ("http://u:p@q:r@h", Some("http://u@h")),
            ("https://:p@h/", Some("https://@h/")),
            ("http://u@h/", None),
            ("http://h/u:p@x", None),
            ("/local/u:p@h", None),
        ] {
            assert_eq!(without_password(url).as_deref(), without, "{url}");
        }
    }

    #[test]
    fn local_names_of_lim_3() {
        assert_eq!(local(&"/tmp/x".into()), Ok("/tmp/x".into()));
        for bad in ["", "x", "./x", "/tmp/"] {
            assert_eq!(local(&bad.into()), Err(Hresult::E_INVALIDARG), "{bad}");
        }
    }
}
