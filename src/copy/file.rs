//! The copy of a file: its main stream, its named streams, its metadata.

use super::destination::{Destination, Target};
use super::names::sync_file;
use super::outcome::{self, InPhase, Interrupt};
use super::restart::Progress;
use super::session::{Last, Session, Stream, Verdict};
use super::source::Source;
use super::transfer::{Plan, Transfer};
use super::{
    CopyError, CopyOptions, CopyReport, CopyRequest, Durability, Phase, attributes, metadata, streams,
};
use crate::sys;
use crate::win32::{CopyFlags, Win32Error};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// Copies an open source file to the requested destination.
pub(super) fn copy(
    source: Source,
    request: &CopyRequest<'_>,
    durability: Durability,
    session: &mut Session<'_>,
) -> Result<CopyReport, CopyError> {
    let job = Job {
        target: Target::by_path(&request.destination.path, &request.options),
        options: &request.options,
        size_limit: sys::file_size_limit(),
        last_step: None,
        durability,
        close_later: None,
    };
    copy_as(source, &job, session)
}

/// Where and how a file is copied, for those who know more of it than its names.
pub(super) struct Job<'a> {
    pub(super) target: Target<'a>,
    pub(super) options: &'a CopyOptions,
    /// The largest file that this process may write.
    pub(super) size_limit: Option<u64>,
    /// Done on source and destination when the copy is complete, before it is closed.
    pub(super) last_step: Option<&'a LastStep<'a>>,
    pub(super) durability: Durability,
    /// Takes the descriptors of both sides where closing them cannot fail, to close many together.
    pub(super) close_later: Option<&'a dyn Fn([OwnedFd; 2])>,
}

/// See [`Job::last_step`].
pub(super) type LastStep<'a> = dyn Fn(&Source, BorrowedFd<'_>) -> Result<(), CopyError> + 'a;

/// Copies an open source file.
pub(super) fn copy_as(
    mut source: Source,
    job: &Job<'_>,
    session: &mut Session<'_>,
) -> Result<CopyReport, CopyError> {
    let prepared =
        check_size_limit(&source, job.size_limit).and_then(|()| Destination::open(&job.target, &source));
    let destination = match prepared {
        Ok(destination) => destination,
        Err(error) => return Err(session.refuse(error)),
    };
    session.may_be_one_file = destination.may_be_source();
    match fill(&mut source, &destination, job, session) {
        Ok(report) => {
            // A copy that is whole stays, even if nobody knows when the disk will have it.
            let flushed = match job.durability {
                Durability::OnDisk => sync_file(&destination).in_phase(Phase::WriteDestination),
                Durability::AsUsual => Ok(()),
            };
            if let (Some(later), Ok(())) = (job.close_later, flushed) {
                later([source.into_fd(), destination.into_fd()]);
                return Ok(report.whole);
            }
            match destination.close(report.main, source.stat.modified).and(flushed) {
                Ok(()) => Ok(report.whole),
                Err(error) => {
                    session.report(error); // M15; the file is gone already
                    Err(error)
                }
            }
        }
        Err(ended) => Err(conclude(&ended, &source, destination, job.options.flags)),
    }
}

/// Why a copy ended early, what becomes of its destination, and how far it got.
pub(super) struct Ended {
    pub(super) interrupt: Interrupt,
    pub(super) verdict: Verdict,
    moment: Moment,
    progress: Progress,
}

/// When a copy ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Before,
    InStream,
    AfterStream,
}

fn fill(
    source: &mut Source,
    destination: &Destination,
    job: &Job<'_>,
    session: &mut Session<'_>,
) -> Result<Filled, Ended> {
    let before = destination.progress();
    let plan = prepare(source, destination, job, session)
        .map_err(|interrupt| Ended::between_streams(interrupt, session).at(before))?;
    session.set_total_size(source.stat.size + source.attributes.stream_bytes());
    let main = if before.streams == 0 {
        copy_main_stream(source, destination, &plan, session)?
    } else {
        session.skip(source.stat.size);
        source.stat.size
    };
    let count = source.attributes.streams.len();
    for (index, named) in source.attributes.streams.iter().enumerate() {
        let last = if index + 1 == count { Last::Yes } else { Last::No };
        let number = streams::number(index);
        if number <= before.streams {
            session.skip(named.size);
            continue;
        }
        let position = source.stat.size;
        streams::copy(named, number, last, (source.as_fd(), destination.as_fd()), session)
            // Up to its last message the stream counts as not copied.
            .map_err(|ended| ended.with(position, number))?;
    }
    let all = Progress { position: source.stat.size, streams: streams::number(count) - 1 };
    finish(source, destination, job, session).map_err(|ended| ended.at(all))?;
    Ok(Filled { whole: CopyReport { bytes: session.done(), resumed_at: before.position }, main })
}

/// A destination that has everything.
struct Filled {
    whole: CopyReport,
    /// Bytes of its main stream.
    main: u64,
}

/// Everything that can fail before the first stream starts.
fn prepare(
    source: &mut Source,
    destination: &Destination,
    job: &Job<'_>,
    session: &Session<'_>,
) -> Result<Plan, Interrupt> {
    session.poll_cancel()?;
    destination.empty()?;
    if !source.attributes.streams.is_empty() && !attributes::keeps_xattrs(destination.as_fd()) {
        source.attributes.streams.clear(); // Q39
    }
    attributes::copy_extended(&source.attributes.extended, source.as_fd(), destination.as_fd())?;
    let plan = Plan::of(source, job.options, destination.progress().position);
    plan.reserve_space(source, destination)?;
    Ok(plan)
}

fn copy_main_stream(
    source: &Source,
    destination: &Destination,
    plan: &Plan,
    session: &mut Session<'_>,
) -> Result<u64, Ended> {
    let last = if source.attributes.streams.is_empty() { Last::Yes } else { Last::No };
    let files = (source.as_fd(), destination.as_fd());
    let mut stream = Stream::new(session, MAIN, source.stat.size, plan.chunk, files);
    stream.resume_at(destination.progress().position);
    let transfer = Transfer { source, destination, plan };
    let moved = stream.start(plan.first_chunk()).and_then(|()| transfer.run(&mut stream));
    if let Err(interrupt) = moved {
        // Workers may have written more than the caller was told of.
        let cut = keep_reported(destination, &stream).map_err(Interrupt::Failed);
        let is_complete = last == Last::Yes && stream.reported() == stream.size();
        let interrupt = match (cut, interrupt) {
            (Err(failed), Interrupt::Stop | Interrupt::Pause) => failed,
            (Ok(()), Interrupt::Pause) if is_complete => return end_main_stream(stream, last), // A8
            (_, interrupt) => interrupt,
        };
        let progress = Progress { position: stream.reported(), streams: 0 };
        return Err(Ended::in_stream(interrupt, &mut stream).at(progress));
    }
    end_main_stream(stream, last)
}

fn end_main_stream(mut stream: Stream<'_, '_>, last: Last) -> Result<u64, Ended> {
    // A source that shrank has no size to vouch for: its copy is never resumed.
    let streams = u32::from(stream.reported() == stream.size());
    let progress = Progress { position: stream.reported(), streams };
    let copied = stream.reported();
    stream.finish(last).map_err(|interrupt| Ended::after_stream(interrupt).at(progress))?;
    Ok(copied)
}

fn finish(
    source: &Source,
    destination: &Destination,
    job: &Job<'_>,
    session: &mut Session<'_>,
) -> Result<(), Ended> {
    session.poll_cancel().map_err(Ended::after_stream)?; // Q22
    destination
        .forget_progress()
        .and_then(|()| metadata::finish(source, destination))
        .and_then(|()| job.last_step.map_or(Ok(()), |step| step(source, destination.as_fd())))
        .map_err(|error| Ended::between_streams(error.into(), session))
}

/// What becomes of the destination of a copy that ended early (part 4.7 and rules P2, A4).
fn conclude(ended: &Ended, source: &Source, destination: Destination, flags: CopyFlags) -> CopyError {
    let error = ended.interrupt.error();
    if matches!(ended.interrupt, Interrupt::Failed(_)) && destination.is_as_it_was() {
        return error; // F5: nothing of it is lost, so nothing is removed
    }
    let restartable = flags.contains(CopyFlags::RESTARTABLE);
    let resumable = match ended.interrupt {
        Interrupt::Cancel => false,
        Interrupt::Pause => true,
        Interrupt::Stop | Interrupt::Failed(_) => restartable,
    };
    if ended.verdict == Verdict::Discard && !(restartable && matches!(ended.interrupt, Interrupt::Failed(_)))
    {
        destination.discard();
        return error;
    }
    if resumable && source.head.is_empty() {
        // A state that cannot be kept makes the next call a full copy; the result of this one stays what it is.
        let _not_kept = destination.save_progress(source, ended.progress).is_err();
    } else {
        // A4: without RESTARTABLE nothing marks the file as partial.
        let _not_removed = destination.forget_progress().is_err();
    }
    error
}

/// Cuts the destination to what the caller was told of (Q29).
fn keep_reported(destination: &Destination, stream: &Stream<'_, '_>) -> Result<(), CopyError> {
    sys::truncate(destination.as_fd(), stream.reported())
        .map_err(|errno| outcome::write_failure(errno, stream.reported()))
}

/// A file larger than RLIMIT_FSIZE would raise SIGXFSZ and end the host program (F5: nothing is touched yet).
fn check_size_limit(source: &Source, limit: Option<u64>) -> Result<(), CopyError> {
    match limit {
        Some(limit) if limit < source.stat.size => {
            Err(CopyError::new(Phase::PrepareDestination, Win32Error::FILE_TOO_LARGE))
        }
        _ => Ok(()),
    }
}

impl Ended {
    /// An interrupt outside any stream. Errors are reported; the verdict follows part 4.7 of the rule sheet.
    pub(super) fn between_streams(interrupt: Interrupt, session: &mut Session<'_>) -> Self {
        let verdict = match interrupt {
            Interrupt::Failed(error) => session.report(error),
            Interrupt::Cancel => Verdict::Discard,
            Interrupt::Stop | Interrupt::Pause => Verdict::Keep, // F4
        };
        Self { interrupt, verdict, moment: Moment::Before, progress: Progress::default() }
    }

    /// An interrupt while a stream was under way: STOP and PAUSE get their STREAM_FINISHED, errors their ERROR.
    pub(super) fn in_stream(interrupt: Interrupt, stream: &mut Stream<'_, '_>) -> Self {
        let verdict = match interrupt {
            Interrupt::Failed(error) => stream.report(error),
            Interrupt::Cancel => Verdict::Discard, // F1; Q13: no farewell
            Interrupt::Stop | Interrupt::Pause => {
                stream.end_early(); // M6, A9, Q14
                Verdict::Keep
            }
        };
        Self { interrupt, verdict, moment: Moment::InStream, progress: Progress::default() }
    }

    /// The answer to the last message of a stream, or the cancel flag after it: nothing more is said (A10, Q21).
    pub(super) fn after_stream(interrupt: Interrupt) -> Self {
        let verdict = match interrupt {
            Interrupt::Cancel | Interrupt::Failed(_) => Verdict::Discard,
            Interrupt::Stop | Interrupt::Pause => Verdict::Keep,
        };
        Self { interrupt, verdict, moment: Moment::AfterStream, progress: Progress::default() }
    }

    /// In the stream `number`, with the main stream complete.
    fn with(self, position: u64, number: u32) -> Self {
        let streams = if self.moment == Moment::AfterStream { number } else { number - 1 };
        self.at(Progress { position, streams })
    }

    /// With how far the copy got.
    fn at(self, progress: Progress) -> Self {
        Self { progress, ..self }
    }
}

/// The main stream's number (S1).
pub(super) const MAIN: u32 = 1;
