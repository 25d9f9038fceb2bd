//! The caller's progress routine as the engine's observer.

use super::hooks::Handle;
use crate::abi::*;
use crate::copy::{Action, Done, Event, Moved, Observer, Phase, StreamInfo};
use std::ffi::c_void;

/// How the caller's routines want to be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Convention {
    /// As any C function here.
    Platform,
    /// As on 64-bit Windows.
    #[cfg(target_arch = "x86_64")]
    Microsoft,
}

/// The caller's routine with its context.
pub(super) struct Routine {
    kind: Kind,
    context: *mut c_void,
    convention: Convention,
}

enum Kind {
    Old(OldRoutine),
    New(NewRoutine),
    /// Nobody listens.
    Absent,
}

type NewRoutine = unsafe extern "C" fn(*const COPYFILE2_MESSAGE, *mut c_void) -> COPYFILE2_MESSAGE_ACTION;
type OldRoutine =
    unsafe extern "C" fn(i64, i64, i64, i64, DWORD, DWORD, HANDLE, HANDLE, *mut c_void) -> DWORD;
#[cfg(target_arch = "x86_64")]
type MicrosoftNewRoutine =
    unsafe extern "win64" fn(*const COPYFILE2_MESSAGE, *mut c_void) -> COPYFILE2_MESSAGE_ACTION;
#[cfg(target_arch = "x86_64")]
type MicrosoftOldRoutine =
    unsafe extern "win64" fn(i64, i64, i64, i64, DWORD, DWORD, HANDLE, HANDLE, *mut c_void) -> DWORD;

impl Routine {
    /// `LPPROGRESS_ROUTINE`.
    pub(super) fn old(routine: OldRoutine, context: *mut c_void, convention: Convention) -> Self {
        Self { kind: Kind::Old(routine), context, convention }
    }

    /// `PCOPYFILE2_PROGRESS_ROUTINE`.
    pub(super) fn new(routine: NewRoutine, context: *mut c_void, convention: Convention) -> Self {
        Self { kind: Kind::New(routine), context, convention }
    }

    /// Nobody listens.
    pub(super) fn absent() -> Self {
        Self { kind: Kind::Absent, context: std::ptr::null_mut(), convention: Convention::Platform }
    }

    fn call_new(&self, routine: NewRoutine, mut message: COPYFILE2_MESSAGE) -> COPYFILE2_MESSAGE_ACTION {
        // The routine is told not to write to it; if it does all the same, nobody reads it again.
        let message = (&raw mut message).cast_const();
        match self.convention {
            // SAFETY: the caller's routine, called with a message that lives during the call and its own context.
            Convention::Platform => unsafe { routine(message, self.context) },
            #[cfg(target_arch = "x86_64")]
            Convention::Microsoft => {
                // SAFETY: a caller of this convention gave a routine of this convention.
                let routine = unsafe { std::mem::transmute::<NewRoutine, MicrosoftNewRoutine>(routine) };
                // SAFETY: as for the platform's own convention.
                unsafe { routine(message, self.context) }
            }
        }
    }

    fn call_old(&self, routine: OldRoutine, reason: DWORD, stream: &StreamInfo<'_>, done: Done) -> DWORD {
        let (source, destination) = (Handle::wrap(stream.source), Handle::wrap(stream.destination));
        let counters = [stream.total_size, done.total, stream.size, done.stream].map(large);
        let [total_size, total, size, transferred] = counters;
        let (number, from, to) = (stream.number, source.value(), destination.value());
        match self.convention {
            // SAFETY: the caller's routine, called with plain values and its own context.
            Convention::Platform => unsafe {
                routine(total_size, total, size, transferred, number, reason, from, to, self.context)
            },
            #[cfg(target_arch = "x86_64")]
            Convention::Microsoft => {
                // SAFETY: a caller of this convention gave a routine of this convention.
                let routine = unsafe { std::mem::transmute::<OldRoutine, MicrosoftOldRoutine>(routine) };
                // SAFETY: as for the platform's own convention.
                unsafe {
                    routine(total_size, total, size, transferred, number, reason, from, to, self.context)
                }
            }
        }
    }
}

impl Observer for Routine {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        match self.kind {
            Kind::New(routine) => {
                let (source, destination) = stream_of(event).map_or_else(Default::default, |stream| {
                    (Handle::wrap(stream.source), Handle::wrap(stream.destination))
                });
                match self.call_new(routine, message_of(event, source.value(), destination.value())) {
                    COPYFILE2_PROGRESS_CANCEL => Action::Cancel,
                    COPYFILE2_PROGRESS_STOP => Action::Stop,
                    COPYFILE2_PROGRESS_QUIET => Action::Quiet,
                    COPYFILE2_PROGRESS_PAUSE => Action::Pause,
                    _ => Action::Continue, // Q23
                }
            }
            Kind::Old(routine) => {
                let Some((reason, stream, done)) = old_reason(event) else { return Action::Continue };
                match self.call_old(routine, reason, &stream, done) {
                    PROGRESS_CANCEL => Action::Cancel,
                    PROGRESS_STOP => Action::Stop,
                    PROGRESS_QUIET => Action::Quiet,
                    _ => Action::Continue, // A11, Q23
                }
            }
            Kind::Absent => Action::Continue,
        }
    }

    fn is_listening(&self) -> bool {
        !matches!(self.kind, Kind::Absent)
    }
}

fn stream_of<'a>(event: &Event<'a>) -> Option<StreamInfo<'a>> {
    match *event {
        Event::StreamStarted { stream, .. }
        | Event::ChunkStarted { stream, .. }
        | Event::ChunkFinished { stream, .. }
        | Event::StreamFinished { stream, .. } => Some(stream),
        Event::PollContinue | Event::Error { .. } => None,
    }
}

/// The old routine hears of stream starts and finished chunks alone (X12).
fn old_reason<'a>(event: &Event<'a>) -> Option<(DWORD, StreamInfo<'a>, Done)> {
    match *event {
        Event::StreamStarted { stream, done } => Some((CALLBACK_STREAM_SWITCH, stream, done)),
        Event::ChunkFinished { stream, done, .. } => Some((CALLBACK_CHUNK_FINISHED, stream, done)),
        _ => None,
    }
}

/// A message whose bytes outside the filled arm are zero (M13).
fn message_of(event: &Event<'_>, source: HANDLE, destination: HANDLE) -> COPYFILE2_MESSAGE {
    let mut message = BLANK_MESSAGE;
    let info = &mut message.Info;
    message.Type = match *event {
        Event::StreamStarted { stream, .. } => {
            info.StreamStarted = COPYFILE2_MESSAGE_STREAM_STARTED {
                dwStreamNumber: stream.number,
                dwReserved: 0,
                hSourceFile: source,
                hDestinationFile: destination,
                uliStreamSize: stream.size,
                uliTotalFileSize: stream.total_size,
            };
            COPYFILE2_CALLBACK_STREAM_STARTED
        }
        Event::ChunkStarted { stream, chunk, size } => {
            info.ChunkStarted = COPYFILE2_MESSAGE_CHUNK_STARTED {
                dwStreamNumber: stream.number,
                dwReserved: 0,
                hSourceFile: source,
                hDestinationFile: destination,
                uliChunkNumber: chunk,
                uliChunkSize: size,
                uliStreamSize: stream.size,
                uliTotalFileSize: stream.total_size,
            };
            COPYFILE2_CALLBACK_CHUNK_STARTED
        }
        Event::ChunkFinished { stream, chunk, size, moved, done } => {
            info.ChunkFinished = COPYFILE2_MESSAGE_CHUNK_FINISHED {
                dwStreamNumber: stream.number,
                dwFlags: match moved {
                    Moved::Offloaded => COPYFILE2_MESSAGE_COPY_OFFLOAD,
                    Moved::Pumped => 0,
                },
                hSourceFile: source,
                hDestinationFile: destination,
                uliChunkNumber: chunk,
                uliChunkSize: size,
                uliStreamSize: stream.size,
                uliStreamBytesTransferred: done.stream,
                uliTotalFileSize: stream.total_size,
                uliTotalBytesTransferred: done.total,
            };
            COPYFILE2_CALLBACK_CHUNK_FINISHED
        }
        Event::StreamFinished { stream, done } => {
            info.StreamFinished = COPYFILE2_MESSAGE_STREAM_FINISHED {
                dwStreamNumber: stream.number,
                dwReserved: 0,
                hSourceFile: source,
                hDestinationFile: destination,
                uliStreamSize: stream.size,
                uliStreamBytesTransferred: done.stream,
                uliTotalFileSize: stream.total_size,
                uliTotalBytesTransferred: done.total,
            };
            COPYFILE2_CALLBACK_STREAM_FINISHED
        }
        Event::PollContinue => {
            info.PollContinue = COPYFILE2_MESSAGE_POLL_CONTINUE { dwReserved: 0 };
            COPYFILE2_CALLBACK_POLL_CONTINUE
        }
        Event::Error { phase, code, stream, chunk, stream_size, total_size, done } => {
            info.Error = COPYFILE2_MESSAGE_ERROR {
                CopyPhase: phase_of(phase),
                dwStreamNumber: stream,
                hrFailure: code.hresult(),
                dwReserved: 0,
                uliChunkNumber: chunk,
                uliStreamSize: stream_size,
                uliStreamBytesTransferred: done.stream,
                uliTotalFileSize: total_size,
                uliTotalBytesTransferred: done.total,
            };
            COPYFILE2_CALLBACK_ERROR
        }
    };
    message
}

/// Zero in every byte: ChunkFinished is the largest arm.
const BLANK_MESSAGE: COPYFILE2_MESSAGE = COPYFILE2_MESSAGE {
    Type: COPYFILE2_CALLBACK_NONE,
    dwPadding: 0,
    Info: COPYFILE2_MESSAGE_INFO {
        ChunkFinished: COPYFILE2_MESSAGE_CHUNK_FINISHED {
            dwStreamNumber: 0,
            dwFlags: 0,
            hSourceFile: std::ptr::null_mut(),
            hDestinationFile: std::ptr::null_mut(),
            uliChunkNumber: 0,
            uliChunkSize: 0,
            uliStreamSize: 0,
            uliStreamBytesTransferred: 0,
            uliTotalFileSize: 0,
            uliTotalBytesTransferred: 0,
        },
    },
};

/// A counter as the old routine's signed LARGE_INTEGER. File sizes fit: the kernel's `off_t` is signed as well.
fn large(counter: u64) -> LARGE_INTEGER {
    LARGE_INTEGER::try_from(counter).unwrap_or(LARGE_INTEGER::MAX)
}

fn phase_of(phase: Phase) -> COPYFILE2_COPY_PHASE {
    match phase {
        Phase::None => COPYFILE2_PHASE_NONE,
        Phase::PrepareSource => COPYFILE2_PHASE_PREPARE_SOURCE,
        Phase::PrepareDestination => COPYFILE2_PHASE_PREPARE_DEST,
        Phase::ReadSource => COPYFILE2_PHASE_READ_SOURCE,
        Phase::WriteDestination => COPYFILE2_PHASE_WRITE_DESTINATION,
        Phase::ServerCopy => COPYFILE2_PHASE_SERVER_COPY,
        Phase::NameGraftCopy => COPYFILE2_PHASE_NAMEGRAFT_COPY,
    }
}
