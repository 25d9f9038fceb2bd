//! The state's other home: `.NAME.copyfile2-restart` beside the destination, for file systems without xattrs.

use crate::copy::place::Place;
use crate::sys::{self, Errno, FileKind, Mode, OFlags};
use rustix::fs::RenameFlags;
use std::ffi::OsString;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
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
    // A path whose last part is no name was never a file's.
    let name = destination.name().file_name().ok_or(Errno::INVAL)?;
    let mut beside = OsString::from(".");
    if name.len() <= LONGEST {
        beside.push(name);
    } else {
        beside.push(format!("{:016x}", hash(name.as_bytes())));
    }
    beside.push(".copyfile2-restart");
    Ok(PathBuf::from(beside))
}

/// FNV-1a. Two names that share a sidecar by chance only copy more than they need: the state says whose it is.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, mix)
}

/// Names may have 255 bytes, on some file systems 143 (eCryptfs), and the sidecar's has to fit as well.
const LONGEST: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_sidecar_has_a_name_that_fits() {
        let name = |length: usize| {
            let place = Place::of(Path::new(&"x".repeat(length))).expect("a place");
            name_beside(&place).expect("a name").into_os_string().into_string().expect("text")
        };
        assert_eq!(name(3), ".xxx.copyfile2-restart");
        for length in [LONGEST, LONGEST + 1, 236, 237, 255, 765] {
            assert!(name(length).len() + ".new".len() <= 143, "{length}");
        }
        assert_ne!(name(254), name(255));
    }
}
