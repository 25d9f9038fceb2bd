//! Making files and looking at them.

use rustix::fs::{Timespec, Timestamps, UTIME_OMIT};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Bytes that differ from block to block, the same for the same seed.
pub fn content(size: usize, seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; size];
    fastrand::Rng::with_seed(seed).fill(&mut bytes);
    bytes
}

/// A file with the given content and a write time in the past.
pub fn file(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
    fs::write(&path, bytes).expect("a test file can be written");
    set_write_time(path.as_ref(), 1_000_000_000, 123_456_700);
    path.as_ref().to_owned()
}

/// A file of `size` bytes made from its size.
pub fn fill(path: impl AsRef<Path>, size: usize) -> PathBuf {
    file(path, content(size, size as u64 + 1))
}

/// A file with data at both ends and a hole of `hole` bytes between.
pub fn fill_sparse(path: impl AsRef<Path>, hole: u64) -> PathBuf {
    let ends = content(128 << 10, 7);
    let mut sparse = fs::File::create(&path).expect("a test file");
    sparse.write_all(&ends).expect("data before the hole");
    sparse.seek(SeekFrom::Current(hole.try_into().expect("a small hole"))).expect("a hole");
    sparse.write_all(&ends).expect("data after the hole");
    drop(sparse);
    set_write_time(path.as_ref(), 1_000_000_000, 0);
    path.as_ref().to_owned()
}

/// Sets the write time, of a link itself if the path is one.
pub fn set_write_time(path: &Path, seconds: i64, nanoseconds: u32) {
    let times = Timestamps {
        last_access: Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT },
        last_modification: Timespec { tv_sec: seconds, tv_nsec: nanoseconds.into() },
    };
    rustix::fs::utimensat(rustix::fs::CWD, path, &times, rustix::fs::AtFlags::SYMLINK_NOFOLLOW)
        .expect("a write time can be set");
}

/// Seconds and nanoseconds of the write time.
pub fn write_time(path: impl AsRef<Path>) -> (i64, i64) {
    let file = fs::metadata(path).expect("an existing file");
    (file.mtime(), file.mtime_nsec())
}

/// Permission bits, with setuid, setgid and sticky.
pub fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).expect("an existing file").mode() & 0o7777
}

/// Sets permission bits.
pub fn set_mode(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions can be set");
}

/// All extended attributes of the user's namespace, by name without `user.`; none where there are none.
pub fn attributes(path: impl AsRef<Path>) -> BTreeMap<OsString, Vec<u8>> {
    let mut names = vec![0; 64 << 10];
    let Ok(size) = rustix::fs::llistxattr(path.as_ref(), &mut names) else { return BTreeMap::new() };
    names.truncate(size);
    let names = names.split(|&byte| byte == 0).filter_map(|name| name.strip_prefix(b"user."));
    names
        .map(|name| {
            (OsStr::from_bytes(name).to_owned(), attribute(&path, OsStr::from_bytes(name)).expect("listed"))
        })
        .collect()
}

/// The value of the extended attribute `user.NAME`.
pub fn attribute(path: impl AsRef<Path>, name: impl AsRef<OsStr>) -> Option<Vec<u8>> {
    let mut value = vec![0; 64 << 10];
    let mut full = OsString::from("user.");
    full.push(name);
    let size = rustix::fs::lgetxattr(path.as_ref(), full, &mut value).ok()?;
    value.truncate(size);
    Some(value)
}

/// Sets the extended attribute `user.NAME`; `false` where there are none.
pub fn put_attribute(path: impl AsRef<Path>, name: &str, value: &[u8]) -> bool {
    rustix::fs::lsetxattr(path.as_ref(), format!("user.{name}"), value, rustix::fs::XattrFlags::empty())
        .is_ok()
}

/// Gives a file the named stream `NAME` with this value, which is the data alone or ends in one NUL as Samba's do; `false` where
/// there are no extended attributes.
pub fn put_stream(path: impl AsRef<Path>, name: &str, value: &[u8]) -> bool {
    put_attribute(path, &format!("DosStream.{name}:$DATA"), value)
}

/// The value of the named stream `NAME`.
pub fn stream(path: impl AsRef<Path>, name: &str) -> Option<Vec<u8>> {
    attribute(path, format!("DosStream.{name}:$DATA"))
}

/// Everything of a file that a call which touches nothing leaves alone.
#[derive(Debug, PartialEq)]
pub struct Snapshot {
    identity: (u64, u64),
    mode: u32,
    size: u64,
    owner: (u32, u32),
    write_time: (i64, i64),
    change_time: (i64, i64),
    digest: u64,
    target: Option<PathBuf>,
    attributes: BTreeMap<OsString, Vec<u8>>,
}

impl Snapshot {
    /// Of the file, directory or link at `path`.
    pub fn of(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let file = fs::symlink_metadata(path).expect("an existing file");
        let kind = file.file_type();
        Self {
            identity: (file.dev(), file.ino()),
            mode: file.mode(),
            size: file.size(),
            owner: (file.uid(), file.gid()),
            write_time: (file.mtime(), file.mtime_nsec()),
            change_time: (file.ctime(), file.ctime_nsec()),
            digest: if kind.is_file() { digest(path) } else { 0 },
            target: kind.is_symlink().then(|| fs::read_link(path).expect("a link")),
            attributes: if kind.is_fifo() { BTreeMap::new() } else { attributes(path) },
        }
    }

    /// The device and inode number.
    pub fn identity(&self) -> (u64, u64) {
        self.identity
    }
}

fn digest(path: &Path) -> u64 {
    let bytes = fs::read(path).expect("a readable file");
    bytes.chunks(8).fold(0xCBF2_9CE4_8422_2325, |hash, word| {
        let mut padded = [0; 8];
        padded[..word.len()].copy_from_slice(word);
        (hash ^ u64::from_le_bytes(padded)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(17)
    })
}

/// Invariant 1: same content, size and write time, regular file.
#[track_caller]
pub fn assert_copied(source: impl AsRef<Path>, destination: impl AsRef<Path>) {
    let (from, to) = (source.as_ref(), destination.as_ref());
    let (first, second) =
        (fs::metadata(from).expect("the source"), fs::symlink_metadata(to).expect("the copy"));
    assert!(second.is_file(), "{} is a regular file", to.display());
    assert_eq!(first.len(), second.len(), "same size");
    assert!(same_content(from, to), "same content");
    assert_eq!((first.mtime(), first.mtime_nsec()), (second.mtime(), second.mtime_nsec()), "same write time");
}

fn same_content(first: &Path, second: &Path) -> bool {
    let mut first = fs::File::open(first).expect("the source can be read");
    let mut second = fs::File::open(second).expect("the copy can be read");
    let (mut left, mut right) = (Vec::new(), Vec::new());
    first.read_to_end(&mut left).expect("the source can be read");
    second.read_to_end(&mut right).expect("the copy can be read");
    left == right
}
