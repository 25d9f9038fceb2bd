//! The working directory, temporary names, and looking for a file in several directories (K-P8 to K-P12).

use super::site::Site;
use super::{FullPath, Result, full_path};
use crate::sys::{self, Errno, FileKind, Mode, OFlags};
use crate::win32::name::Colon;
use crate::win32::{FileName, Win32Error};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// `GetCurrentDirectory`.
///
/// # Errors
/// 2 if the directory was removed.
pub(crate) fn current_directory() -> Result<Vec<u8>> {
    Ok(FileName::windows_name(&sys::working_directory()?))
}

/// `SetCurrentDirectory`, for the whole process.
///
/// # Errors
/// 2, 3, 267 for a file, 5.
pub(crate) fn set_current_directory(path: &Path) -> Result<()> {
    let Err(errno) = sys::change_directory(path) else { return Ok(()) };
    // What is wrong with the path, in Windows' words.
    let site = Site::of(path)?;
    match site.look() {
        Ok(found) if found.kind != FileKind::Directory && !site.leads_to_directory(&found) => {
            Err(Win32Error::DIRECTORY)
        }
        Err(Win32Error::INVALID_NAME) if site.insists() => Err(Win32Error::DIRECTORY),
        Err(code) => Err(code),
        Ok(_) => Err(errno.into()),
    }
}

/// `GetTempPath`: with a separator at the end; whether it exists is not looked at (K-P10).
pub(crate) fn temporary_directory() -> Vec<u8> {
    let variables = ["TMP", "TEMP", "TMPDIR"];
    let given =
        variables.iter().filter_map(|name| sys::trusted_variable(name)).find(|value| !value.is_empty());
    let given = given.map(OsStringExt::into_vec).unwrap_or_else(|| b"/tmp".to_vec());
    let path = FileName::parsed(&given, Colon::Character).map(|name| name.path);
    let mut name = match path {
        Ok(path) if path.is_absolute() => FileName::windows_name(&path),
        _ => full_path::full_path(&given).map_or(given, |full| full.text),
    };
    if !name.ends_with(b"\\") && !name.ends_with(b"/") {
        name.push(separator_of(&name));
    }
    name
}

/// The separator of a name's form: `/` for Unix paths.
fn separator_of(name: &[u8]) -> u8 {
    if name.starts_with(b"/") || name.starts_with(br"\\?\unix/") { b'/' } else { b'\\' }
}

/// The longest directory of [`temporary_name`]: MAX_PATH less 14.
const LONGEST_DIRECTORY: usize = 246;

/// `GetTempFileName` (K-P11): the name and its number. With `unique` 0 an empty file is made, which only its owner may read.
///
/// `directory` is as the program wrote it, and `path` what it leads to.
///
/// # Errors
/// 111 for a long directory, 267 if it is missing, 80 if all names are taken, 5 and other causes.
pub(crate) fn temporary_name(
    directory: &[u8],
    path: &Path,
    prefix: &[u8],
    unique: u32,
) -> Result<(Vec<u8>, u32)> {
    if String::from_utf8_lossy(directory).chars().count() > LONGEST_DIRECTORY {
        return Err(Win32Error::BUFFER_OVERFLOW);
    }
    let prefix: String = String::from_utf8_lossy(prefix).chars().take(3).collect();
    let last = |number: u32| format!("{prefix}{number:X}.tmp");
    let whole = |number: u32| {
        let mut name = directory.to_vec();
        if !name.ends_with(b"\\") && !name.ends_with(b"/") {
            name.push(separator_of(directory));
        }
        name.extend_from_slice(last(number).as_bytes());
        name
    };
    if unique != 0 {
        return Ok((whole(unique & 0xFFFF), unique));
    }
    let flags = OFlags::PATH | OFlags::DIRECTORY;
    let opened = sys::open_path(path, flags, Mode::empty()).map_err(|errno| match errno {
        Errno::NOENT | Errno::NOTDIR => Win32Error::DIRECTORY,
        errno => errno.into(),
    })?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.subsec_micros());
    for step in 0..0xFFFF_u32 {
        let number = (now + step) % 0xFFFF + 1;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        match sys::open_at(
            std::os::fd::AsFd::as_fd(&opened),
            Path::new(&last(number)),
            flags,
            Mode::from_raw_mode(0o600),
        ) {
            Ok(_) => return Ok((whole(number), number)),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
    Err(Win32Error::FILE_EXISTS)
}

/// `SearchPath` (K-P12): the full path of the first file found.
///
/// # Errors
/// 2 if there is none.
pub(crate) fn search(directories: Option<&[u8]>, name: &[u8], extension: Option<&[u8]>) -> Result<FullPath> {
    let last = name.iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
    let has_extension = name[last..].contains(&b'.');
    let extension = extension.filter(|_| !has_extension).unwrap_or_default();
    let name = [name, extension].concat();
    let is_there =
        |name: &[u8]| FileName::parsed(name, Colon::Character).is_ok_and(|found| found.path.exists());
    let is_placed = last > 0 || matches!(name.as_slice(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if is_placed {
        return if is_there(&name) { full_path::full_path(&name) } else { Err(Win32Error::FILE_NOT_FOUND) };
    }
    let below = |directory: &[u8]| {
        let separator: &[u8] =
            if directory.ends_with(b"/") || directory.ends_with(b"\\") { b"" } else { b"/" };
        [directory, separator, &name].concat()
    };
    let candidates: Vec<Vec<u8>> = match directories {
        // Windows' own separator; a colon may be part of a drive.
        Some(list) => list.split(|&byte| byte == b';').filter(|part| !part.is_empty()).map(below).collect(),
        None => {
            let program = std::env::current_exe().ok().and_then(|path| path.parent().map(PathBuf::from));
            let path = sys::trusted_variable("PATH").unwrap_or_default();
            let listed = std::env::split_paths(&path).filter(|path| !path.as_os_str().is_empty());
            let directories = program.into_iter().chain([PathBuf::from(".")]).chain(listed);
            directories.map(|directory| below(directory.as_os_str().as_bytes())).collect()
        }
    };
    let found = candidates.iter().find(|name| is_there(name)).ok_or(Win32Error::FILE_NOT_FOUND)?;
    full_path::full_path(found)
}
