//! The copy of a file: its main stream, its named streams, its metadata.

use super::destination::Destination;
use super::outcome::{self, Interrupt};
use super::session::{Last, Session, Stream, Verdict};
use super::source::Source;
use super::transfer::{Plan, Transfer};
use super::{CopyError, CopyReport, CopyRequest, Phase, attributes, metadata, streams};
use crate::sys;
use crate::win32::Win32Error;
use std::os::fd::AsFd;

/// Copies an open source file to the requested destination.
pub(super) fn copy(
    mut source: Source,
    request: &CopyRequest<'_>,
    session: &mut Session<'_>,
) -> Result<CopyReport, CopyError> {
    let prepared = check_size_limit(&source).and_then(|()| Destination::open(request, &source));
    let destination = match prepared {
        Ok(destination) => destination,
        Err(error) => return Err(session.refuse(error)),
    };
    match fill(&mut source, &destination, request, session) {
        Ok(report) => destination.close(&source.stat).map(|()| report),
        Err(Ended { interrupt, verdict }) => {
            if verdict == Verdict::Discard {
                destination.discard();
            }
            Err(interrupt.error())
        }
    }
}

/// Why a copy ended early, and what becomes of its destination.
pub(super) struct Ended {
    pub(super) interrupt: Interrupt,
    pub(super) verdict: Verdict,
}

fn fill(
    source: &mut Source,
    destination: &Destination,
    request: &CopyRequest<'_>,
    session: &mut Session<'_>,
) -> Result<CopyReport, Ended> {
    let plan = prepare(source, destination, request, session)
        .map_err(|interrupt| Ended::before_streams(interrupt, session))?;
    session.set_total_size(source.stat.size + source.attributes.stream_bytes());
    let mut bytes = copy_main_stream(source, destination, &plan, session)?;
    let count = source.attributes.streams.len();
    for (index, named) in source.attributes.streams.iter().enumerate() {
        let last = if index + 1 == count { Last::Yes } else { Last::No };
        let number = MAIN + 1 + u32::try_from(index).unwrap_or(u32::MAX - MAIN - 1);
        bytes += streams::copy(named, number, last, (source.as_fd(), destination.as_fd()), session)?;
    }
    finish(source, destination, session)?;
    Ok(CopyReport { bytes, resumed_at: 0 })
}

/// Everything that can fail before the first stream starts.
fn prepare(
    source: &mut Source,
    destination: &Destination,
    request: &CopyRequest<'_>,
    session: &Session<'_>,
) -> Result<Plan, Interrupt> {
    session.poll_cancel()?;
    destination.empty()?;
    if !source.attributes.streams.is_empty() && !attributes::keeps_xattrs(destination.as_fd()) {
        source.attributes.streams.clear(); // Q39
    }
    attributes::copy_extended(&source.attributes.extended, source.as_fd(), destination.as_fd())?;
    let plan = Plan::of(source, &request.options);
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
    let transfer = Transfer { source, destination, plan };
    let moved = stream.start(plan.first_chunk()).and_then(|()| transfer.run(&mut stream));
    match moved {
        Ok(()) => {}
        // A8: the copy turned out to be complete.
        Err(Interrupt::Pause) if last == Last::Yes && stream.reported() == stream.size() => {
            keep_reported(destination, &stream)
                .map_err(|error| Ended::in_stream(error.into(), &mut stream))?;
        }
        Err(interrupt @ (Interrupt::Stop | Interrupt::Pause)) => {
            keep_reported(destination, &stream)
                .map_err(|error| Ended::in_stream(error.into(), &mut stream))?;
            return Err(Ended::in_stream(interrupt, &mut stream));
        }
        Err(interrupt) => return Err(Ended::in_stream(interrupt, &mut stream)),
    }
    let bytes = stream.reported();
    stream.finish(last).map_err(Ended::after_stream)?;
    Ok(bytes)
}

fn finish(source: &Source, destination: &Destination, session: &mut Session<'_>) -> Result<(), Ended> {
    session.poll_cancel().map_err(Ended::after_stream)?; // Q22
    metadata::finish(source, destination).map_err(|error| Ended::before_streams(error.into(), session))
}

/// Cuts the destination to what the caller was told of (Q29): workers may have written more.
fn keep_reported(destination: &Destination, stream: &Stream<'_, '_>) -> Result<(), CopyError> {
    sys::truncate(destination.as_fd(), stream.reported())
        .map_err(|errno| outcome::write_failure(errno, stream.reported()))
}

/// A file larger than RLIMIT_FSIZE would raise SIGXFSZ and end the host program (F5: nothing is touched yet).
fn check_size_limit(source: &Source) -> Result<(), CopyError> {
    match sys::file_size_limit() {
        Some(limit) if limit < source.stat.size => {
            Err(CopyError::new(Phase::PrepareDestination, Win32Error::FILE_TOO_LARGE))
        }
        _ => Ok(()),
    }
}

impl Ended {
    /// An interrupt outside any stream. Errors are reported; the verdict follows part 4.7 of the rule sheet.
    pub(super) fn before_streams(interrupt: Interrupt, session: &mut Session<'_>) -> Self {
        let verdict = match interrupt {
            Interrupt::Failed(error) => session.report(error),
            Interrupt::Cancel => Verdict::Discard,
            Interrupt::Stop | Interrupt::Pause => Verdict::Keep, // F4
        };
        Self { interrupt, verdict }
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
        Self { interrupt, verdict }
    }

    /// The answer to the last message of a stream, or the cancel flag after it: nothing more is said (A10, Q21).
    pub(super) fn after_stream(interrupt: Interrupt) -> Self {
        let verdict = match interrupt {
            Interrupt::Cancel | Interrupt::Failed(_) => Verdict::Discard,
            Interrupt::Stop | Interrupt::Pause => Verdict::Keep,
        };
        Self { interrupt, verdict }
    }
}

/// The main stream's number (S1).
pub(super) const MAIN: u32 = 1;
