//! Moving bytes and managing the space they take.

use super::{Errno, fault};
use rustix::fs::{Advice, FallocateFlags, SeekFrom};
use rustix::io::{IoSliceMut, ReadWriteFlags};
use rustix::ioctl::{Setter, opcode};
use std::cell::Cell;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};

/// pread(2): how many bytes were read, 0 at the end of the file.
pub(crate) fn read_at(fd: BorrowedFd<'_>, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
    fault::counted("pread", buffer.len(), |length| rustix::io::pread(fd, &mut buffer[..length], offset))
}

/// preadv2(2) `RWF_NOWAIT`: whether the byte at `offset` lies in the page cache.
pub(crate) fn is_in_cache(fd: BorrowedFd<'_>, offset: u64) -> Result<bool, Errno> {
    let mut byte = [0];
    let answer = fault::call("preadv2", || {
        rustix::io::preadv2(fd, &mut [IoSliceMut::new(&mut byte)], offset, ReadWriteFlags::NOWAIT)
    });
    match answer {
        Ok(_) => Ok(true),
        Err(Errno::AGAIN) => Ok(false),
        Err(errno) => Err(errno),
    }
}

/// pwrite(2): how many bytes were written, perhaps fewer than given.
pub(crate) fn write_at(fd: BorrowedFd<'_>, buffer: &[u8], offset: u64) -> Result<usize, Errno> {
    fault::counted("pwrite", buffer.len(), |length| rustix::io::pwrite(fd, &buffer[..length], offset))
}

thread_local! {
    static POSITION_MOVED: Cell<bool> = const { Cell::new(false) };
}

/// Says that this thread moved the position of a file that it only borrowed: [`send_file`] writes there.
pub(crate) fn note_position_moved() {
    POSITION_MOVED.set(true);
}

/// Whether that was said since the last time that this was asked.
pub(crate) fn was_position_moved() -> bool {
    POSITION_MOVED.replace(false)
}

/// sendfile(2) from `source_offset` to the destination's own position.
pub(crate) fn send_file(
    source: BorrowedFd<'_>,
    destination: BorrowedFd<'_>,
    source_offset: &mut u64,
    length: usize,
) -> Result<usize, Errno> {
    fault::counted("sendfile", length, |length| {
        rustix::fs::sendfile(destination, source, Some(&mut *source_offset), length)
    })
}

/// copy_file_range(2) at the same offset on both sides.
pub(crate) fn copy_file_range(
    source: BorrowedFd<'_>,
    destination: BorrowedFd<'_>,
    offset: u64,
    length: usize,
) -> Result<usize, Errno> {
    let (mut from, mut to) = (offset, offset);
    fault::counted("copy_file_range", length, |length| {
        rustix::fs::copy_file_range(source, Some(&mut from), destination, Some(&mut to), length)
    })
}

/// The argument of `FICLONERANGE`, `struct file_clone_range`; both offsets are the same here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloneRange {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

#[repr(C)]
struct FileCloneRange {
    source: i64,
    source_offset: u64,
    source_length: u64,
    destination_offset: u64,
}

const FICLONERANGE: rustix::ioctl::Opcode = opcode::write::<FileCloneRange>(0x94, 13);

/// ioctl_ficlonerange(2): lets the destination share the source's blocks.
pub(crate) fn clone_range(
    source: BorrowedFd<'_>,
    destination: BorrowedFd<'_>,
    range: CloneRange,
) -> Result<(), Errno> {
    fault::call("ficlonerange", || {
        let argument = FileCloneRange {
            source: source.as_raw_fd().into(),
            source_offset: range.offset,
            source_length: range.length,
            destination_offset: range.offset,
        };
        // SAFETY: FICLONERANGE reads a struct file_clone_range, which FileCloneRange is.
        let request = unsafe { Setter::<FICLONERANGE, FileCloneRange>::new(argument) };
        // SAFETY: the request only reads its argument, and both descriptors are borrowed for the call.
        unsafe { rustix::ioctl::ioctl(destination, request) }
    })
}

/// fallocate(2) with mode 0: reserves blocks and extends the file to `offset + length`.
pub(crate) fn allocate(fd: impl AsFd, offset: u64, length: u64) -> Result<(), Errno> {
    let fd = fd.as_fd();
    fault::call("fallocate", || rustix::fs::fallocate(fd, FallocateFlags::empty(), offset, length))
}

/// ftruncate(2).
pub(crate) fn truncate(fd: impl AsFd, length: u64) -> Result<(), Errno> {
    let fd = fd.as_fd();
    fault::call("ftruncate", || rustix::fs::ftruncate(fd, length))
}

/// lseek(2) `SEEK_DATA`: where data begins at or after `offset`, `None` if only a hole follows.
pub(crate) fn next_data(fd: BorrowedFd<'_>, offset: u64) -> Result<Option<u64>, Errno> {
    match fault::call("lseek", || rustix::fs::seek(fd, SeekFrom::Data(offset))) {
        Ok(found) => Ok(Some(found)),
        Err(Errno::NXIO) => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// lseek(2) `SEEK_HOLE`: where the data that `offset` lies in ends.
pub(crate) fn next_hole(fd: BorrowedFd<'_>, offset: u64) -> Result<u64, Errno> {
    fault::call("lseek", || rustix::fs::seek(fd, SeekFrom::Hole(offset)))
}

/// lseek(2) to the start.
pub(crate) fn rewind(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    fault::call("lseek", || rustix::fs::seek(fd, SeekFrom::Start(0))).map(drop)
}

/// fdatasync(2).
pub(crate) fn sync_data(fd: impl AsFd) -> Result<(), Errno> {
    let fd = fd.as_fd();
    fault::call("fdatasync", || rustix::fs::fdatasync(fd))
}

/// posix_fadvise(2) `DONTNEED` for the whole file. Only advice, so nothing is returned.
pub(crate) fn drop_from_cache(fd: impl AsFd) {
    // A refusal leaves pages in the cache, which is what would happen without the advice.
    let _advice_refused =
        fault::call("fadvise", || rustix::fs::fadvise(&fd, 0, None, Advice::DontNeed)).is_err();
}
