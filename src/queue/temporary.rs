//! The temporary file of a transfer, from the first byte to its local name.
//!
//! It lies in the directory of its destination (DSK-1), where others may write, too. So its name comes from a random source, it
//! is made by this process or not used (`O_EXCL`), links are never followed, and only its owner may read it until it is handed
//! over. Which file it is (device and inode) is kept with the row and looked at whenever it is opened again; at the hand-over
//! its size and write time as well (OWN-12).

use super::{Guid, Hresult, Result, clock};
use crate::sys::{self, AtFlags, Errno, FileKind, FileStat, Mode, OFlags, RenameFlags};
use parking_lot::Mutex;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};

/// What the row of a file has of its temporary file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its name; `None` in rows of the first layouts, where it was computed.
    pub name: Option<OsString>,
    /// Which file it is, once it was made.
    pub known: Option<Known>,
    /// Nanoseconds since 1970 of the last write, once all is here.
    pub written: Option<i64>,
    /// Permission bits that a local source has.
    pub mode: Option<u32>,
}

/// Device and inode of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub device: u64,
    /// 0 where the file system makes numbers up anew from time to time: there size and time have to do.
    pub inode: u64,
}

/// What of an existing file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// So many bytes from the start; what lies behind is cut off.
    First(u64),
    /// All, for there may be holes.
    All,
}

/// A temporary file, shared by whoever writes it.
#[derive(Debug)]
pub(crate) struct Temporary {
    directory: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    name: OsString,
    known: Option<Known>,
    /// The device number is of this boot. After another one devices may have other numbers.
    is_of_boot: bool,
    /// One that is there is ours even if it is not known: an earlier layout or a killed process left it.
    adopts: bool,
    written: Option<i64>,
    mode: Option<u32>,
}

/// A name that nobody can guess.
pub(crate) fn random_name() -> Result<OsString> {
    Ok(format!("BIT{:032X}.tmp", Guid::random()?.0).into())
}

/// The name that the first layouts used.
fn computed_name(job: Guid, index: u32) -> OsString {
    // FNV-1a over job and index.
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in job.0.to_be_bytes().into_iter().chain(index.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    format!("BIT{hash:016X}.tmp").into()
}

impl Temporary {
    /// That of the file `index` of a job, which is to be `destination`. `boot` is the one in which the row was written.
    pub(crate) fn new(destination: &Path, record: &Record, boot: &str, job: Guid, index: u32) -> Self {
        let state = State {
            name: record.name.clone().unwrap_or_else(|| computed_name(job, index)),
            known: record.known,
            is_of_boot: boot == clock::boot_id(),
            adopts: record.name.is_none(),
            written: record.written,
            mode: record.mode,
        };
        let directory = destination.parent().unwrap_or(Path::new("/")).to_owned();
        Self { directory, state: Mutex::new(state) }
    }

    /// Its path. It need not exist yet.
    pub(crate) fn path(&self) -> PathBuf {
        self.directory.join(&self.state.lock().name)
    }

    /// What is to be kept of it with the row.
    pub(crate) fn record(&self) -> Record {
        let state = self.state.lock();
        Record {
            name: Some(state.name.clone()),
            known: state.known,
            written: state.written,
            mode: state.mode,
        }
    }

    /// What lies there without a note was found to be the whole file.
    pub(crate) fn adopt(&self) {
        self.state.lock().adopts = true;
    }

    /// Its length, if it is there.
    pub(crate) fn length(&self) -> Option<u64> {
        let state = self.state.lock();
        let there = look(sys::CWD, &self.directory.join(&state.name)).ok()?;
        state.is_of(&there).then_some(there.size)
    }

    /// Opens it to be read and written. `Ok(None)` when less of it is there than is wanted; with nothing wanted it is made.
    pub(crate) fn open(&self, keep: Keep) -> io::Result<Option<File>> {
        let mut state = self.state.lock();
        let state = &mut *state;
        state.written = None;
        if state.known.is_some() || state.adopts {
            let path = self.directory.join(&state.name);
            let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK;
            match sys::open_path(&path, flags, Mode::empty()) {
                Ok(file) => {
                    let there = sys::stat_fd(&file)?;
                    if state.is_of(&there) {
                        state.learn(&file, &there);
                        return cut(file.into(), there.size, keep);
                    }
                    log::warn!("{} is not the file that was written there", path.display());
                    state.take_another_name()?; // what lies there is somebody else's, and stays
                }
                Err(Errno::LOOP | Errno::NXIO | Errno::ISDIR) => {
                    log::warn!("{} is no regular file any more", path.display());
                    state.take_another_name()?;
                }
                Err(Errno::NOENT) => log::warn!("{} is gone", path.display()),
                Err(errno) => return Err(errno.into()),
            }
            (state.known, state.adopts) = (None, false);
            if keep != Keep::First(0) {
                return Ok(None);
            }
        }
        self.make(state).map(Some)
    }

    fn make(&self, state: &mut State) -> io::Result<File> {
        const ATTEMPTS: u32 = 8;
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        for attempt in 0..ATTEMPTS {
            let path = self.directory.join(&state.name);
            match sys::open_path(&path, flags, Mode::from_raw_mode(0o600)) {
                Ok(file) => {
                    let there = sys::stat_fd(&file)?;
                    state.learn(&file, &there);
                    return Ok(file.into());
                }
                Err(Errno::EXIST) => {}
                Err(errno) => return Err(errno.into()),
            }
            // A process that was killed may have left it.
            let is_left = look(sys::CWD, &path).is_ok_and(|there| is_own(&there));
            if attempt == 0 && is_left && sys::unlink_at(sys::CWD, &path).is_ok() {
                continue;
            }
            log::warn!("{} is somebody else's: the transfer takes another name", path.display());
            state.take_another_name()?;
        }
        Err(Errno::EXIST.into())
    }

    /// All of it is here, in `file`: whoever writes to it from now on is somebody else.
    pub(crate) fn arrived(&self, file: &File) -> io::Result<()> {
        let there = sys::stat_fd(file)?;
        let mut state = self.state.lock();
        state.learn(file, &there);
        state.written = Some(nanoseconds(&there));
        Ok(())
    }

    /// A local source has these permission bits.
    pub(crate) fn set_mode(&self, mode: u32) {
        self.state.lock().mode = Some(mode);
    }

    /// Removes it, if it is there. What is not the file that was made there stays, and is an error.
    pub(crate) fn remove(&self) -> io::Result<()> {
        let state = self.state.lock();
        let path = self.directory.join(&state.name);
        let there = match look(sys::CWD, &path) {
            Err(Errno::NOENT | Errno::NOTDIR) => return Ok(()),
            other => other?,
        };
        // One that nobody noted was perhaps left by a process that was killed.
        let is_ours = state.is_of(&there) || (state.known.is_none() && is_own(&there));
        if !is_ours {
            log::warn!("{} is somebody else's, and stays", path.display());
            return Err(Errno::EXIST.into());
        }
        match sys::unlink_at(sys::CWD, &path) {
            Err(errno) if errno != Errno::NOENT => Err(errno.into()),
            _ => Ok(()),
        }
    }

    /// Gives the file, which has `size` bytes, its local name in the same directory, which is open.
    ///
    /// # Errors
    /// `FILE_NOT_FOUND` when it is gone, `BG_E_LOCAL_FILE_CHANGED` when it is another one, has another size, or was written to
    /// since it arrived, `E_ACCESSDENIED` when the destination became something else than a file (CPL-17).
    pub(crate) fn hand_over(
        &self,
        directory: BorrowedFd<'_>,
        destination: &OsStr,
        size: u64,
        umask: u32,
    ) -> Result<()> {
        let state = self.state.lock();
        let (name, destination) = (Path::new(&state.name), Path::new(destination));
        let is_it = |there: &FileStat| {
            let unwritten = state.written.is_none_or(|written| written == nanoseconds(there));
            state.is_of(there) && there.size == size && unwritten
        };
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let file = match sys::open_at(directory, name, flags, Mode::empty()) {
            Ok(file) => file,
            // A Complete that died between the rename and its note: the destination is this very file.
            Err(Errno::NOENT) if state.known.is_some() => {
                return match look(directory, destination) {
                    Ok(there) if is_it(&there) => Ok(()),
                    _ => Err(Hresult::FILE_NOT_FOUND),
                };
            }
            Err(Errno::NOENT) => return Err(Hresult::FILE_NOT_FOUND),
            Err(Errno::LOOP | Errno::NXIO) => return Err(Hresult::BG_E_LOCAL_FILE_CHANGED),
            Err(errno) => return Err(io::Error::from(errno).into()),
        };
        let there = sys::stat_fd(&file).map_err(io::Error::from)?;
        if !is_it(&there) {
            return Err(Hresult::BG_E_LOCAL_FILE_CHANGED);
        }
        match look(directory, destination) {
            Ok(old) if matches!(old.kind, FileKind::Directory | FileKind::Special) => {
                return Err(Hresult::E_ACCESSDENIED); // CPL-17: no regular file any more
            }
            _ => {}
        }
        let mode = state.mode.unwrap_or(0o666) & !umask;
        if there.permissions != mode {
            sys::set_mode(&file, mode).map_err(io::Error::from)?;
        }
        sys::rename_at(directory, name, directory, destination, RenameFlags::empty())
            .map_err(io::Error::from)?;
        // In a directory of others the name may have been exchanged in between.
        match look(directory, destination) {
            Ok(now) if now.identity == there.identity => Ok(()),
            _ => Err(Hresult::BG_E_LOCAL_FILE_CHANGED),
        }
    }
}

impl State {
    /// Whether it is the file that was made.
    fn is_of(&self, there: &FileStat) -> bool {
        let Some(known) = self.known else { return self.adopts && is_own(there) };
        let same = known.inode == there.identity.inode && (!self.is_of_boot || known.device == device(there));
        there.kind == FileKind::Regular && (known.inode == 0 || same)
    }

    fn take_another_name(&mut self) -> io::Result<()> {
        self.name = random_name().map_err(|_| io::Error::from(Errno::AGAIN))?;
        Ok(())
    }

    fn learn(&mut self, file: impl AsFd, there: &FileStat) {
        let inode = if has_lasting_numbers(file) { there.identity.inode } else { 0 };
        self.known = Some(Known { device: device(there), inode });
        self.is_of_boot = true;
    }
}

fn look(directory: BorrowedFd<'_>, path: &Path) -> std::result::Result<FileStat, Errno> {
    sys::stat_at(directory, path, AtFlags::SYMLINK_NOFOLLOW)
}

/// A regular file of this user.
fn is_own(there: &FileStat) -> bool {
    there.kind == FileKind::Regular && there.owner.0 == sys::file_user()
}

fn device(there: &FileStat) -> u64 {
    (u64::from(there.identity.device.0) << 32) | u64::from(there.identity.device.1)
}

fn nanoseconds(there: &FileStat) -> i64 {
    there.modified.seconds.saturating_mul(1_000_000_000).saturating_add(there.modified.nanoseconds.into())
}

/// FAT has no inodes, and exFAT neither; what FUSE has depends on the program behind it. They number the files that are in use.
fn has_lasting_numbers(file: impl AsFd) -> bool {
    const MSDOS: u64 = 0x4D44;
    const EXFAT: u64 = 0x2011_BAB0;
    const FUSE: u64 = 0x6573_5546;
    !matches!(sys::file_system_magic(file), Err(_) | Ok(MSDOS | EXFAT | FUSE))
}

fn cut(file: File, length: u64, keep: Keep) -> io::Result<Option<File>> {
    let Keep::First(keep) = keep else { return Ok(Some(file)) };
    if length < keep {
        return Ok(None);
    }
    if length > keep {
        file.set_len(keep)?;
    }
    Ok(Some(file))
}
