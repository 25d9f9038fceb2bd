//! A file without a name, in memory where the kernel has such files.

use super::{Errno, fault};
use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// What somebody may read, write and measure by a descriptor. It is gone when the last descriptor is closed.
pub(crate) struct MemoryFile {
    file: File,
}

impl MemoryFile {
    /// A file that holds `bytes`.
    pub(crate) fn with(bytes: &[u8]) -> Result<Self, Errno> {
        let file = Self { file: create()? };
        if !bytes.is_empty() {
            file.replace(bytes)?;
        }
        Ok(file)
    }

    /// Gives it other content.
    pub(crate) fn replace(&self, bytes: &[u8]) -> Result<(), Errno> {
        let replaced = self.file.set_len(bytes.len() as u64).and_then(|()| self.file.write_all_at(bytes, 0));
        replaced.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))
    }

    /// What it holds; E2BIG if that is more than `most` bytes. The position, which others may use, stays.
    pub(crate) fn content(&self, most: usize) -> Result<Vec<u8>, Errno> {
        let mut bytes = vec![0; most + 1];
        let mut found = 0;
        while found <= most {
            match self.file.read_at(&mut bytes[found..], found as u64) {
                Ok(0) => {
                    bytes.truncate(found);
                    return Ok(bytes);
                }
                Ok(count) => found += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Errno::from_io_error(&error).unwrap_or(Errno::IO)),
            }
        }
        Err(Errno::TOOBIG)
    }
}

impl AsFd for MemoryFile {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

/// memfd_create(2), or a temporary file whose name is gone.
fn create() -> Result<File, Errno> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{MemfdFlags, memfd_create};
        match fault::call("memfd_create", || memfd_create("stream", MemfdFlags::CLOEXEC)) {
            Ok(fd) => return Ok(File::from(fd)),
            Err(Errno::NOSYS | Errno::PERM | Errno::ACCESS | Errno::INVAL) => {}
            Err(errno) => return Err(errno),
        }
    }
    create_in_directory().map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))
}

fn create_in_directory() -> std::io::Result<File> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let directory = super::trusted_variable("TMPDIR").map_or_else(|| PathBuf::from("/tmp"), PathBuf::from);
    for _ in 0..ATTEMPTS {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = directory.join(format!(".copyfile2-{}-{number}-stream", std::process::id()));
        match File::options().read(true).write(true).create_new(true).mode(0o600).open(&path) {
            Ok(file) => return std::fs::remove_file(&path).map(|()| file),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(Errno::EXIST.into())
}

/// How many names somebody else may have taken.
const ATTEMPTS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_hold_what_they_are_given() {
        let named = || create_in_directory().map(|file| MemoryFile { file }).expect("a temporary file");
        for file in [MemoryFile::with(b"12345").expect("a file"), named()] {
            file.replace(b"123").expect("other content");
            assert_eq!(file.content(3), Ok(b"123".to_vec()));
            assert_eq!(file.content(3), Ok(b"123".to_vec()), "from the start each time");
            assert_eq!(file.content(2), Err(Errno::TOOBIG));
            file.replace(b"").expect("nothing");
            assert_eq!(file.content(0), Ok(Vec::new()));
        }
    }
}
