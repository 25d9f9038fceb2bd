//! Named streams: small values in extended attributes, read and written in one piece each.
//!
//! A stream has no descriptor of its own. Whoever listens gets two all the same, of files in memory: the source's holds the
//! stream's data, and what is written through the destination's is in the stream when its last message has been answered
//! (M24, X9).

use super::attributes::{self, Ending, NamedStream, data_of, value_of};
use super::destination::creation_mode;
use super::file::{Ended, MAIN};
use super::names::is_read_only;
use super::outcome::{InPhase, Interrupt};
use super::place::remove_if;
use super::session::{Last, Session, Stream, Verdict};
use super::source::Source;
use super::{CopyError, CopyReport, CopyRequest, Phase};
use crate::sys::{self, Errno, FileKind, MemoryFile, Mode, OFlags, XattrWrite};
use crate::win32::{CopyFlags, Win32Error};
use std::ffi::{CStr, OsStr};
use std::os::fd::{AsFd, BorrowedFd};

/// The number of the named stream at `index` (S1, M8).
pub(super) fn number(index: usize) -> u32 {
    MAIN + 1 + u32::try_from(index).unwrap_or(u32::MAX - MAIN - 1)
}

/// Copies one named stream with its messages. Returns its size.
pub(super) fn copy(
    named: &NamedStream,
    number: u32,
    last: Last,
    files: (BorrowedFd<'_>, BorrowedFd<'_>),
    session: &mut Session<'_>,
) -> Result<u64, Ended> {
    let own = match session.is_listening().then(|| OwnFiles::of(named, files.0)).transpose() {
        Ok(own) => own,
        Err(error) => return Err(Ended::between_streams(error.into(), session)),
    };
    let shown = own.as_ref().map_or(files, |own| (own.source.as_fd(), own.destination.as_fd()));
    let mut stream = Stream::new(session, number, named.size, named.size, shown);
    let mut written = None;
    let moved = move_value(named, files, own.as_ref(), &mut stream, &mut written);
    let bytes = stream.reported();
    let ended = match moved {
        Err(interrupt) if !(interrupt == Interrupt::Pause && last == Last::Yes && bytes == stream.size()) => {
            Err(Ended::in_stream(interrupt, &mut stream))
        }
        _ => stream.finish(last).map_err(Ended::after_stream), // A8
    };
    let is_kept = !matches!(&ended, Err(Ended { verdict: Verdict::Discard, .. }));
    if let (Some(own), Some(written), true) = (&own, &written, is_kept) {
        let settled = settle(&own.destination, written, (files.1, &named.xattr));
        if let (Err(error), Ok(())) = (settled, &ended) {
            return Err(Ended::between_streams(error.into(), session));
        }
    }
    ended.map(|()| bytes)
}

/// The files in memory that stand for a stream in its messages.
struct OwnFiles {
    source: MemoryFile,
    destination: MemoryFile,
    /// The stream as it was read for the source.
    value: Vec<u8>,
}

impl OwnFiles {
    fn of(named: &NamedStream, source: BorrowedFd<'_>) -> Result<Self, CopyError> {
        let value = sys::get_xattr(source, &named.xattr).in_phase(Phase::ReadSource)?;
        let in_memory = |bytes| MemoryFile::with(bytes).in_phase(Phase::WriteDestination);
        Ok(Self { source: in_memory(data_of(&value).0)?, destination: in_memory(&[])?, value })
    }
}

/// What was written to a stream.
struct Written {
    data: Vec<u8>,
    ending: Ending,
}

/// Puts into the stream what the routine wrote through its handle, if it did.
fn settle(
    shown: &MemoryFile,
    written: &Written,
    (file, xattr): (BorrowedFd<'_>, &CStr),
) -> Result<(), CopyError> {
    let now = shown.content(XATTR_MAX).map_err(write_failure)?;
    if now == written.data {
        return Ok(());
    }
    write(file, xattr, &value_of(&now, written.ending), XattrWrite::Replace)
}

fn move_value(
    named: &NamedStream,
    (source, destination): (BorrowedFd<'_>, BorrowedFd<'_>),
    own: Option<&OwnFiles>,
    stream: &mut Stream<'_, '_>,
    written: &mut Option<Written>,
) -> Result<(), Interrupt> {
    stream.start(named.size)?;
    let value = match own {
        Some(own) => own.value.clone(),
        None => sys::get_xattr(source, &named.xattr).in_phase(Phase::ReadSource)?,
    };
    let (data, ending) = data_of(&value);
    // A stream that grew since it was listed is copied as it was promised (S19).
    let data = &data[..data.len().min(usize::try_from(named.size).unwrap_or(usize::MAX))];
    write(destination, &named.xattr, &value_of(data, ending), XattrWrite::Replace)?;
    if let Some(own) = own {
        own.destination.replace(data).in_phase(Phase::WriteDestination)?;
    }
    let copied = data.len() as u64;
    *written = Some(Written { data: data.to_vec(), ending });
    if copied == named.size { stream.advance(copied) } else { stream.cut_short(copied) }
}

fn write(file: BorrowedFd<'_>, xattr: &CStr, value: &[u8], how: XattrWrite) -> Result<(), CopyError> {
    sys::set_xattr(file, xattr, value, how).map_err(write_failure)
}

fn write_failure(errno: Errno) -> CopyError {
    let code = match errno {
        // The file system has no room for a stream of this size.
        Errno::TOOBIG | Errno::RANGE => Win32Error::FILE_TOO_LARGE,
        errno => errno.into(),
    };
    CopyError::new(Phase::WriteDestination, code)
}

/// Copies a plain file into the stream `name` of the destination (O22).
pub(super) fn copy_into(
    source: &Source,
    name: &OsStr,
    request: &CopyRequest<'_>,
    session: &mut Session<'_>,
) -> Result<CopyReport, CopyError> {
    let target = match Target::open(source, name, request) {
        Ok(target) => target,
        Err(error) => return Err(session.refuse(error)),
    };
    session.set_total_size(source.stat.size);
    match target.fill(source, session) {
        Ok(bytes) => Ok(CopyReport { bytes, resumed_at: 0 }),
        Err(Ended { interrupt, verdict, .. }) => {
            if verdict == Verdict::Discard {
                target.discard(request);
            }
            Err(interrupt.error())
        }
    }
}

/// The file whose stream is written.
struct Target {
    fd: std::os::fd::OwnedFd,
    xattr: std::ffi::CString,
    how: XattrWrite,
    created: bool,
}

impl Target {
    fn open(source: &Source, name: &OsStr, request: &CopyRequest<'_>) -> Result<Self, CopyError> {
        let refuse = |code| CopyError::new(Phase::PrepareDestination, code);
        let xattr = attributes::stream_xattr(name).map_err(refuse)?;
        if !source.attributes.streams.is_empty() {
            return Err(refuse(Win32Error::INVALID_PARAMETER)); // O22
        }
        if source.stat.size >= XATTR_MAX as u64 {
            return Err(refuse(Win32Error::FILE_TOO_LARGE));
        }
        let path = &request.destination.path;
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let mode = Mode::from_raw_mode(creation_mode(source.permissions));
        let (fd, created) = match sys::open_path(path, new, mode) {
            Ok(fd) => (fd, true),
            Err(Errno::EXIST) => {
                let existing = OFlags::WRONLY | OFlags::NONBLOCK;
                let fd = sys::open_path(path, existing, Mode::empty()).in_phase(Phase::PrepareDestination)?;
                (fd, false)
            }
            Err(Errno::NOENT) => return Err(refuse(Win32Error::PATH_NOT_FOUND)),
            Err(errno) => return Err(refuse(errno.into())),
        };
        let how = if request.options.flags.contains(CopyFlags::FAIL_IF_EXISTS) {
            XattrWrite::FailIfPresent
        } else {
            XattrWrite::Replace
        };
        if !created {
            let stat = sys::stat_fd(&fd).in_phase(Phase::PrepareDestination)?;
            if stat.kind != FileKind::Regular || is_read_only(&stat) {
                return Err(refuse(Win32Error::ACCESS_DENIED));
            }
            if how == XattrWrite::FailIfPresent && sys::xattr_size(fd.as_fd(), &xattr).is_ok() {
                return Err(refuse(Win32Error::FILE_EXISTS));
            }
        }
        Ok(Self { fd, xattr, how, created })
    }

    fn fill(&self, source: &Source, session: &mut Session<'_>) -> Result<u64, Ended> {
        let own = session.is_listening().then(|| MemoryFile::with(&[])).transpose();
        let own = match own.in_phase(Phase::WriteDestination) {
            Ok(own) => own,
            Err(error) => return Err(Ended::between_streams(error.into(), session)),
        };
        let files = (source.as_fd(), own.as_ref().map_or(self.fd.as_fd(), MemoryFile::as_fd));
        let mut stream = Stream::new(session, MAIN, source.stat.size, source.stat.size, files);
        let mut written = None;
        match self.move_data(source, own.as_ref(), &mut stream, &mut written) {
            Ok(()) => {}
            Err(Interrupt::Pause) if stream.reported() == stream.size() => {} // A8
            Err(interrupt) => return Err(Ended::in_stream(interrupt, &mut stream)),
        }
        let bytes = stream.reported();
        stream.finish(Last::Yes).map_err(Ended::after_stream)?;
        if let (Some(own), Some(written)) = (&own, &written) {
            settle(own, written, (self.fd.as_fd(), &self.xattr))
                .map_err(|error| Ended::between_streams(error.into(), session))?;
        }
        // F6: the write time is best effort.
        let _not_set = sys::set_times(&self.fd, source.stat.modified).is_err();
        Ok(bytes)
    }

    fn move_data(
        &self,
        source: &Source,
        own: Option<&MemoryFile>,
        stream: &mut Stream<'_, '_>,
        written: &mut Option<Written>,
    ) -> Result<(), Interrupt> {
        stream.start(source.stat.size)?;
        let mut data = source.head.clone();
        let size = usize::try_from(source.stat.size).unwrap_or(usize::MAX);
        let mut asked_again = false;
        while data.len() < size {
            let at = data.len();
            data.resize(size, 0);
            let length =
                sys::read_at(source.as_fd(), &mut data[at..], at as u64).in_phase(Phase::ReadSource)?;
            data.truncate(at + length);
            // As in the pump, an early end is believed when it is told twice.
            if length == 0 && std::mem::replace(&mut asked_again, true) {
                break;
            }
        }
        write(self.fd.as_fd(), &self.xattr, &value_of(&data, Ending::Nul), self.how)?;
        if let Some(own) = own {
            own.replace(&data).in_phase(Phase::WriteDestination)?;
        }
        let copied = data.len() as u64;
        *written = Some(Written { data, ending: Ending::Nul });
        if copied == source.stat.size { stream.advance(copied) } else { stream.cut_short(copied) }
    }

    fn discard(self, request: &CopyRequest<'_>) {
        // Gone already or never written: then nothing is left of the stream either way.
        let _absent = sys::remove_xattr(self.fd.as_fd(), &self.xattr).is_err();
        let Ok(stat) = sys::stat_fd(&self.fd) else { return };
        if self.created {
            remove_if(&request.destination.path, |found| found.identity == stat.identity);
        }
    }
}

/// The largest value the kernel takes (`XATTR_SIZE_MAX`, xattr(7)).
const XATTR_MAX: usize = 65536;
