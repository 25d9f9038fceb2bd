//! The state's other home: `.NAME.copyfile2-restart` beside the destination, for file systems without xattrs.

use crate::copy::place::Place;
use crate::sys::{self, Errno, FileKind, Mode, OFlags};
use rustix::fs::RenameFlags;
use std::ffi::OsString;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;

/// A sidecar longer than this is none of ours.
const MOST: usize = 256;

/// Puts the sidecar in place in one step: a reader finds the old one or the new one.
pub(super) fn write(destination: &Place, bytes: &[u8]) -> Result<(), Errno> {
    // A write beyond the limit would raise SIGXFSZ and end the host program.
    if sys::file_size_limit().is_some_and(|limit| limit < bytes.len() as u64) {
        return Err(Errno::FBIG);
    }
    let (directory, name) = (destination.directory(), name_beside(destination)?);
    let mut temporary = name.clone().into_os_string();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
    let mode = Mode::from_raw_mode(0o600);
    let file = match sys::open_at(directory, &temporary, flags, mode) {
        // Left by a copy that was killed right here: it goes, whatever it is. It may be a link, which is not followed.
        Err(Errno::EXIST) => {
            sys::unlink_at(directory, &temporary)?;
            sys::open_at(directory, &temporary, flags, mode)?
        }
        answer => answer?,
    };
    let put = write_all(&file, bytes)
        .and_then(|()| sys::rename_at(directory, &temporary, directory, &name, RenameFlags::empty()));
    put.inspect_err(|_| {
        let _left_behind = sys::unlink_at(directory, &temporary).is_err();
    })
}

/// Brings `bytes` to the disk.
fn write_all(file: &OwnedFd, bytes: &[u8]) -> Result<(), Errno> {
    let mut written = 0;
    while written < bytes.len() {
        match sys::write_at(file.as_fd(), &bytes[written..], written as u64)? {
            0 => return Err(Errno::IO),
            count => written += count,
        }
    }
    sys::sync_data(file)
}

/// The sidecar's content. A link, a special file or something too long is no sidecar.
pub(super) fn read(destination: &Place) -> Option<Vec<u8>> {
    let (directory, name) = (destination.directory(), name_beside(destination).ok()?);
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = sys::open_at(directory, &name, flags, Mode::empty()).ok()?;
    let stat = sys::stat_fd(&file).ok()?;
    if stat.kind != FileKind::Regular || stat.size > MOST as u64 {
        return None;
    }
    let mut buffer = [0; MOST];
    let length = sys::read_at(file.as_fd(), &mut buffer, 0).ok()?;
    Some(buffer[..length].to_vec())
}

/// Removes the sidecar, if there is one.
pub(super) fn remove(destination: &Place) -> Result<(), Errno> {
    let Ok(name) = name_beside(destination) else { return Ok(()) };
    let directory = destination.directory();
    match sys::unlink_at(directory, &name) {
        // A directory of that name is not ours.
        Ok(()) | Err(Errno::NOENT | Errno::ISDIR | Errno::NAMETOOLONG) => Ok(()),
        Err(errno) => Err(errno),
    }
}

/// The sidecar's name in the directory that the destination is in.
fn name_beside(destination: &Place) -> Result<PathBuf, Errno> {
    let mut name = OsString::from(".");
    // A path whose last part is no name was never a file's.
    name.push(destination.name().file_name().ok_or(Errno::INVAL)?);
    name.push(".copyfile2-restart");
    Ok(PathBuf::from(name))
}
