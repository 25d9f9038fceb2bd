//! Calls that a program makes on files of its own, beside those of a copy: reading and writing at the file's own position, times
//! and modes of what is open for nothing, listings, locks, the working directory, what a volume says of itself.

use super::{Errno, TimeStamp, fault};
use rustix::fs::{AtFlags, CWD, Dir, FallocateFlags, Mode, OFlags, SeekFrom, StatVfs, Timespec, Timestamps};
use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// read(2) at the file's own position.
pub(crate) fn read(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<usize, Errno> {
    fault::counted("read", buffer.len(), |length| rustix::io::read(fd, &mut buffer[..length]))
}

/// write(2) at the file's own position.
pub(crate) fn write(fd: BorrowedFd<'_>, buffer: &[u8]) -> Result<usize, Errno> {
    fault::counted("write", buffer.len(), |length| rustix::io::write(fd, &buffer[..length]))
}

/// write(2) to a pipe or socket whose other end may be gone: EPIPE without SIGPIPE.
pub(crate) fn write_quietly(fd: BorrowedFd<'_>, buffer: &[u8]) -> Result<usize, Errno> {
    let mut pipe = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: initialises the set.
    unsafe { libc::sigemptyset(pipe.as_mut_ptr()) };
    // SAFETY: the set was just initialised.
    unsafe { libc::sigaddset(pipe.as_mut_ptr(), libc::SIGPIPE) };
    let mut pending = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: writes the set.
    unsafe { libc::sigpending(pending.as_mut_ptr()) };
    // SAFETY: sigpending wrote it.
    let was_pending = unsafe { libc::sigismember(pending.as_ptr(), libc::SIGPIPE) } == 1;
    let mut before = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: both sets are valid for the call, and the mask is this thread's.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, pipe.as_ptr(), before.as_mut_ptr()) };
    let written = write(fd, buffer);
    if written == Err(Errno::PIPE) && !was_pending {
        let now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: takes this thread's pending SIGPIPE, which the write has just sent to it; the set and the time are valid.
        unsafe { libc::sigtimedwait(pipe.as_ptr(), std::ptr::null_mut(), &raw const now) };
    }
    // SAFETY: the mask of before.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), std::ptr::null_mut()) };
    written
}

/// Where lseek(2) counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whence {
    Start,
    Here,
    End,
}

/// lseek(2).
pub(crate) fn seek(fd: BorrowedFd<'_>, from: Whence, offset: i64) -> Result<u64, Errno> {
    let to = match from {
        Whence::Start => SeekFrom::Start(u64::try_from(offset).map_err(|_| Errno::INVAL)?),
        Whence::Here => SeekFrom::Current(offset),
        Whence::End => SeekFrom::End(offset),
    };
    fault::call("lseek", || rustix::fs::seek(fd, to))
}

/// What a descriptor was opened for: reading, writing; and whether every write goes to the end.
pub(crate) fn opened_for(fd: BorrowedFd<'_>) -> Result<(bool, bool, bool), Errno> {
    let flags = fault::call("fcntl", || rustix::fs::fcntl_getfl(fd))?;
    if flags.contains(OFlags::PATH) {
        return Ok((false, false, false));
    }
    let mode = flags & OFlags::RWMODE;
    Ok((mode != OFlags::WRONLY, mode != OFlags::RDONLY, flags.contains(OFlags::APPEND)))
}

/// fcntl(2) `F_SETFD`: a program that is started gets the descriptor.
pub(crate) fn let_inherit(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    fault::call("fcntl", || rustix::io::fcntl_setfd(fd, rustix::io::FdFlags::empty()))
}

/// fcntl(2) `F_DUPFD_CLOEXEC`.
pub(crate) fn duplicate(fd: BorrowedFd<'_>) -> Result<OwnedFd, Errno> {
    fault::call("fcntl", || rustix::io::fcntl_dupfd_cloexec(fd, 3))
}

/// The path that opens an open file again, whatever its names are now (proc(5)).
fn own_path(fd: BorrowedFd<'_>) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", fd.as_raw_fd()))
}

/// Opens an open file again, for something else. `None` where there is no /proc.
pub(crate) fn reopen(fd: BorrowedFd<'_>, flags: OFlags) -> Option<Result<OwnedFd, Errno>> {
    match super::open_path(&own_path(fd), flags, Mode::empty()) {
        Err(Errno::NOENT) if !Path::new("/proc/self/fd").exists() => None,
        answer => Some(answer),
    }
}

/// Access and write time, each `None` to stay as it is. Also of a file that is open for nothing.
pub(crate) fn change_times(
    fd: BorrowedFd<'_>,
    accessed: Option<TimeStamp>,
    modified: Option<TimeStamp>,
) -> Result<(), Errno> {
    let time = |time: Option<TimeStamp>| match time {
        Some(time) => Timespec { tv_sec: time.seconds, tv_nsec: time.nanoseconds.into() },
        None => Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_OMIT },
    };
    let times = Timestamps { last_access: time(accessed), last_modification: time(modified) };
    match fault::call("futimens", || rustix::fs::futimens(fd, &times)) {
        Err(Errno::BADF) => {}
        answer => return answer,
    }
    // Open for nothing (O_PATH): Linux 5.8 takes the descriptor itself, older ones the path of it, which is no way for a link.
    match fault::call("utimensat", || rustix::fs::utimensat(fd, "", &times, AtFlags::EMPTY_PATH)) {
        Err(Errno::INVAL | Errno::NOENT) => {}
        answer => return answer,
    }
    fault::call("utimensat", || rustix::fs::utimensat(CWD, own_path(fd), &times, AtFlags::empty()))
}

/// fchmod(2), also of a file that is open for nothing.
pub(crate) fn set_mode_of(fd: BorrowedFd<'_>, permissions: u32) -> Result<(), Errno> {
    match super::set_mode(fd, permissions) {
        Err(Errno::BADF) => {
            let mode = Mode::from_raw_mode(permissions);
            fault::call("fchmodat", || rustix::fs::chmodat(CWD, own_path(fd), mode, AtFlags::empty()))
        }
        answer => answer,
    }
}

/// The entries of a directory, one after another.
pub(crate) struct Listing(Dir);

impl Listing {
    /// Of a directory that is open for reading; it gets a position of its own.
    pub(crate) fn of(directory: BorrowedFd<'_>) -> Result<Self, Errno> {
        fault::call("openat", || Dir::read_from(directory)).map(Self)
    }

    /// The name of the next entry, `.` and `..` among them; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<OsString>, Errno> {
        let entry = fault::call("getdents", || self.0.read().transpose())?;
        Ok(entry.map(|entry| OsStr::from_bytes(entry.file_name().to_bytes()).to_owned()))
    }
}

/// A range of bytes, up to the end of all files if `length` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LockRange {
    pub(crate) start: i64,
    pub(crate) length: i64,
}

/// What is done with a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LockKind {
    Shared,
    Exclusive,
    Unlock,
}

/// fcntl(2) `F_OFD_SETLK` and `F_OFD_SETLKW`: locks of the open file, not of the process. EAGAIN if somebody else holds it.
pub(crate) fn lock_range(
    fd: BorrowedFd<'_>,
    range: LockRange,
    kind: LockKind,
    waits: bool,
) -> Result<(), Errno> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let command = if waits { libc::F_OFD_SETLKW } else { libc::F_OFD_SETLK };
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let command = if waits { libc::F_SETLKW } else { libc::F_SETLK };
    let kind = match kind {
        LockKind::Shared => libc::F_RDLCK,
        LockKind::Exclusive => libc::F_WRLCK,
        LockKind::Unlock => libc::F_UNLCK,
    };
    let answer = fault::call("fcntl", || {
        // SAFETY: all zeros is a valid struct flock.
        let mut lock: libc::flock = unsafe { MaybeUninit::zeroed().assume_init() };
        lock.l_type = kind as _;
        lock.l_whence = libc::SEEK_SET as _;
        lock.l_start = range.start as _;
        lock.l_len = range.length as _;
        // SAFETY: the descriptor is borrowed for the call, which reads a struct flock.
        let result = unsafe { libc::fcntl(fd.as_raw_fd(), command, &raw const lock) };
        if result == 0 { Ok(()) } else { Err(last_errno()) }
    });
    answer.map_err(|errno| if errno == Errno::ACCESS { Errno::AGAIN } else { errno })
}

fn last_errno() -> Errno {
    // errno right after the failed libc call on the same thread.
    Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::IO)
}

/// getcwd(3).
pub(crate) fn working_directory() -> Result<PathBuf, Errno> {
    let path = fault::call("getcwd", || rustix::process::getcwd(Vec::new()))?;
    Ok(PathBuf::from(OsString::from_vec(path.into_bytes())))
}

/// chdir(2).
pub(crate) fn change_directory(path: &Path) -> Result<(), Errno> {
    fault::call("chdir", || rustix::process::chdir(path))
}

/// statvfs(3) of an open file.
pub(crate) fn volume(fd: BorrowedFd<'_>) -> Result<StatVfs, Errno> {
    fault::call("fstatvfs", || rustix::fs::fstatvfs(fd))
}

/// fallocate(2) `PUNCH_HOLE`: the range reads as zeros, the size stays.
pub(crate) fn punch_hole(fd: BorrowedFd<'_>, offset: u64, length: u64) -> Result<(), Errno> {
    let mode = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
    fault::call("fallocate", || rustix::fs::fallocate(fd, mode, offset, length))
}

/// fallocate(2) `KEEP_SIZE`: reserves blocks.
pub(crate) fn reserve(fd: BorrowedFd<'_>, length: u64) -> Result<(), Errno> {
    fault::call("fallocate", || rustix::fs::fallocate(fd, FallocateFlags::KEEP_SIZE, 0, length))
}

#[repr(C)]
struct FileCloneRange {
    source: i64,
    source_offset: u64,
    source_length: u64,
    destination_offset: u64,
}

const FICLONERANGE: rustix::ioctl::Opcode = rustix::ioctl::opcode::write::<FileCloneRange>(0x94, 13);

/// ioctl_ficlonerange(2) between two places.
pub(crate) fn clone_part(
    source: BorrowedFd<'_>,
    source_offset: u64,
    length: u64,
    destination: BorrowedFd<'_>,
    destination_offset: u64,
) -> Result<(), Errno> {
    fault::call("ficlonerange", || {
        let argument = FileCloneRange {
            source: source.as_raw_fd().into(),
            source_offset,
            source_length: length,
            destination_offset,
        };
        // SAFETY: FICLONERANGE reads a struct file_clone_range, which FileCloneRange is.
        let request = unsafe { rustix::ioctl::Setter::<FICLONERANGE, FileCloneRange>::new(argument) };
        // SAFETY: the request only reads its argument, and both descriptors are borrowed for the call.
        unsafe { rustix::ioctl::ioctl(destination, request) }
    })
}

/// ioctl `FS_IOC_SETFLAGS` (ioctl_iflags(2)): whether the file system compresses the file.
pub(crate) fn set_compressed(fd: BorrowedFd<'_>, compressed: bool) -> Result<(), Errno> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::IFlags;
        let mut flags = fault::call("ioctl", || rustix::fs::ioctl_getflags(fd))?;
        if flags.contains(IFlags::COMPRESSED) == compressed {
            return Ok(());
        }
        flags.set(IFlags::COMPRESSED, compressed);
        fault::call("ioctl", || rustix::fs::ioctl_setflags(fd, flags))
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = (fd, compressed);
        Err(Errno::NOSYS)
    }
}

/// posix_fadvise(2) for the whole file: how it will be read. Only advice.
pub(crate) fn advise_reading(fd: impl AsFd, sequential: bool) {
    let advice = if sequential { rustix::fs::Advice::Sequential } else { rustix::fs::Advice::Random };
    let _advice_refused = fault::call("fadvise", || rustix::fs::fadvise(&fd, 0, None, advice)).is_err();
}
