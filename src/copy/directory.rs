//! COPY_FILE_DIRECTORY: a directory without its children (S22, S23, Q37).

use super::file::{Ended, MAIN};
use super::names::find;
use super::outcome::{InPhase, Interrupt};
use super::place::Place;
use super::session::{Last, Session, Stream, Verdict};
use super::source::Source;
use super::{CopyError, CopyReport, CopyRequest, Phase, attributes, streams};
use crate::sys::{self, Errno, Mode, OFlags, XattrWrite};
use crate::win32::{CopyFlags, FileAttributes, Win32Error};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// Creates the destination directory, or merges into an existing one, with streams, attributes and write time.
///
/// A directory has no data of its own; stream 1 is reported all the same, with size 0, so that the streams' numbers
/// mean what they mean for files.
pub(super) fn copy(
    mut source: Source,
    request: &CopyRequest<'_>,
    session: &mut Session<'_>,
) -> Result<CopyReport, CopyError> {
    let fails_if_exists = request.options.flags.contains(CopyFlags::FAIL_IF_EXISTS);
    let place = find(&request.destination.path).map_err(|code| CopyError::new(PHASE, code));
    let opened = place.and_then(|place| Target::open(&source, place, fails_if_exists, OFlags::empty()));
    let target = match opened {
        Ok(target) => target,
        Err(error) => return Err(session.refuse(error)),
    };
    match target.fill(&mut source, session) {
        Ok(bytes) => Ok(CopyReport { bytes, resumed_at: 0 }),
        Err(Ended { interrupt, verdict, .. }) => {
            if verdict == Verdict::Discard && target.created {
                target.discard();
            }
            Err(interrupt.error())
        }
    }
}

/// A directory of a tree that is being copied, ready for its entries.
pub(super) struct Begun {
    pub(super) source: Source,
    pub(super) fd: OwnedFd,
    pub(super) created: bool,
    /// What became of its streams and extended attributes: without them its entries are copied all the same.
    pub(super) filled: Result<u64, CopyError>,
}

/// Makes the directory `place`, or opens the one that is there, for its entries to follow. Its write time and its mode come
/// when they are all there.
pub(super) fn begin(
    mut source: Source,
    place: Place,
    follow: OFlags,
    session: &mut Session<'_>,
) -> Result<Begun, CopyError> {
    let target = Target::open(&source, place, false, follow).map_err(|error| session.refuse(error))?;
    let filled = target.fill_streams(&mut source, session).map_err(|ended| ended.interrupt.error());
    Ok(Begun { source, fd: target.fd, created: target.created, filled })
}

struct Target {
    fd: OwnedFd,
    place: Place,
    created: bool,
}

impl Target {
    /// Makes the directory or opens the one that is there, through a link unless `follow` forbids it.
    fn open(source: &Source, place: Place, fails_if_exists: bool, follow: OFlags) -> Result<Self, CopyError> {
        let refuse = |code| Err(CopyError::new(PHASE, code));
        // The owner's rights are needed until the streams are written.
        let created = match sys::make_directory(place.directory(), place.name(), source.permissions | 0o700) {
            Ok(()) => true,
            Err(Errno::EXIST) if fails_if_exists => return refuse(Win32Error::FILE_EXISTS), // Q37
            Err(Errno::EXIST) => false,
            Err(Errno::NOENT) => return refuse(Win32Error::PATH_NOT_FOUND), // O3
            Err(errno) => return refuse(errno.into()),
        };
        // A link in the place of what was just made is somebody else's doing.
        let follow = if created { OFlags::NOFOLLOW } else { follow };
        let fd = match place.open(OFlags::RDONLY | OFlags::DIRECTORY | follow, Mode::empty()) {
            Ok(fd) => fd,
            Err(errno) => {
                if created {
                    // It is empty and a moment old; rmdir(2) takes nothing else that has come into its place.
                    let _not_removed = sys::remove_directory_at(place.directory(), place.name()).is_err();
                }
                // A file, or a link that is not to be followed, where a directory should be.
                let is_link = errno == Errno::LOOP && !created && follow == OFlags::NOFOLLOW;
                let is_none = is_link || errno == Errno::NOTDIR;
                return refuse(if is_none { Win32Error::DIRECTORY } else { errno.into() });
            }
        };
        // What was just made is not the source.
        if !created && sys::stat_fd(&fd).in_phase(PHASE)?.identity == source.stat.identity {
            return refuse(Win32Error::SHARING_VIOLATION); // O10
        }
        Ok(Self { fd, place, created })
    }

    fn fill(&self, source: &mut Source, session: &mut Session<'_>) -> Result<u64, Ended> {
        let bytes = self.fill_streams(source, session)?;
        session.poll_cancel().map_err(Ended::after_stream)?;
        self.finish(source).map_err(|error| Ended::between_streams(error.into(), session))?;
        Ok(bytes)
    }

    fn fill_streams(&self, source: &mut Source, session: &mut Session<'_>) -> Result<u64, Ended> {
        self.prepare(source).map_err(|error| Ended::between_streams(error.into(), session))?;
        session.set_total_size(source.attributes.stream_bytes());
        let files = (source.as_fd(), self.fd.as_fd());
        let count = source.attributes.streams.len();
        let last = if count == 0 { Last::Yes } else { Last::No };
        let mut stream = Stream::new(session, MAIN, 0, 0, files);
        match stream.start(0) {
            Ok(()) => {}
            Err(Interrupt::Pause) if last == Last::Yes => {} // A8
            Err(interrupt) => return Err(Ended::in_stream(interrupt, &mut stream)),
        }
        stream.finish(last).map_err(Ended::after_stream)?;
        let mut bytes = 0;
        for (index, named) in source.attributes.streams.iter().enumerate() {
            let last = if index + 1 == count { Last::Yes } else { Last::No };
            bytes += streams::copy(named, streams::number(index), last, files, session)?;
        }
        Ok(bytes)
    }

    fn prepare(&self, source: &mut Source) -> Result<(), CopyError> {
        if !source.attributes.streams.is_empty() && !attributes::keeps_xattrs(self.fd.as_fd()) {
            source.attributes.streams.clear(); // Q39
        }
        let copied = attributes::copy_extended(&source.attributes.extended, source.as_fd(), self.fd.as_fd());
        let streams = copied.and_then(|()| self.try_streams(source));
        // A directory that others may write to but not mark, such as one with the sticky bit: what goes into it is not to
        // suffer from that.
        match streams {
            Err(CopyError { phase: Phase::PrepareDestination, code: code @ REFUSED }) if !self.created => {
                log::warn!("{}: no attributes for this directory: {code}", self.place.name().display());
                source.attributes.streams.clear();
                Ok(())
            }
            answer => answer,
        }
    }

    /// Whether streams may be written, found out with the first one.
    fn try_streams(&self, source: &Source) -> Result<(), CopyError> {
        let Some(first) = source.attributes.streams.first().filter(|_| !self.created) else { return Ok(()) };
        let Ok(value) = sys::get_xattr(source.as_fd(), &first.xattr) else { return Ok(()) };
        match sys::set_xattr(self.fd.as_fd(), &first.xattr, &value, XattrWrite::Replace) {
            Err(errno @ (Errno::PERM | Errno::ACCESS)) => Err(errno).in_phase(PHASE),
            // Whatever else is wrong is told of when its turn comes.
            _ => Ok(()),
        }
    }

    fn finish(&self, source: &Source) -> Result<(), CopyError> {
        set_dos_attributes(self.fd.as_fd(), source.attributes.dos)?;
        if self.created && source.permissions & 0o700 != 0o700 {
            // What the umask took away stays away.
            let now = sys::stat_fd(&self.fd).in_phase(Phase::WriteDestination)?;
            // A set-group-ID bit that it inherited is its directory's, not its source's.
            sys::set_mode(&self.fd, now.permissions & source.permissions | now.special_bits)
                .in_phase(Phase::WriteDestination)?;
        }
        // F6: best effort. Children that are copied later change it again.
        let _not_set = sys::set_times(&self.fd, source.stat.modified).is_err();
        Ok(())
    }

    /// Removes the new directory if it is still ours and empty.
    fn discard(&self) {
        let Ok(ours) = sys::stat_fd(&self.fd) else { return };
        if self.place.look().is_ok_and(|found| found.identity == ours.identity) {
            // Somebody put a file into it meanwhile: then it stays.
            let _not_empty = sys::remove_directory_at(self.place.directory(), self.place.name()).is_err();
        }
    }
}

/// Gives a directory the DOS attributes of its source, as far as its file system keeps them.
pub(super) fn set_dos_attributes(directory: BorrowedFd<'_>, dos: FileAttributes) -> Result<(), CopyError> {
    if dos.is_empty() {
        return Ok(());
    }
    let stat = sys::stat_fd(directory).in_phase(Phase::WriteDestination)?;
    let file_system = super::filesystem::FileSystem::of(directory, &stat);
    match attributes::set_dos_attributes(directory, dos, file_system) {
        Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::PERM | Errno::ACCESS | Errno::NODATA) => Ok(()),
        answer => answer.in_phase(Phase::WriteDestination),
    }
}

/// The code of EPERM and EACCES.
const REFUSED: Win32Error = Win32Error::ACCESS_DENIED;
const PHASE: Phase = Phase::PrepareDestination;
