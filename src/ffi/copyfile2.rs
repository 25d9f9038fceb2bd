//! `CopyFile2`.

use super::{guard::guarded, handle, text};
use crate::abi::*;
use crate::copy::{self, Action, CopyOptions, CopyRequest, Done, Event, Moved, Observer, Phase, StreamInfo};
use crate::win32::{CopyFlags, CopyFlagsV2, Win32Error, last_error};
use std::ffi::c_void;
use std::mem::size_of;
use std::sync::atomic::{AtomicI32, Ordering};

/// Copies an existing file to a new file and reports progress to a routine.
///
/// `pwszExistingFileName` and `pwszNewFileName` are NUL-terminated UTF-16 names; see the README for the forms they may
/// take. `pExtendedParameters` may be NULL (flags 0, no routine, no cancel flag), or point to either form of the
/// parameters with `dwSize` set. The library keeps none of these pointers after the call; `*pfCancel` may be set by any
/// thread during it. The routine is called on the calling thread.
///
/// Returns `S_OK`, or the HRESULT form of a Win32 code; the thread's last error holds the plain code, 0 on success.
/// NULL or empty names give 0x80070003, a wrong `dwSize` or unknown flag 0x80070057; neither touches a file.
///
/// May be called from any number of threads at once. Source: docs/rules/copyfile2.md, parts 1.1, 1.3 and 4.
///
/// cbindgen:postfix=CF2_WIDE(CopyFile2)
///
/// # Safety
/// The names are NULL or NUL-terminated and unchanged during the call; the parameters are NULL or point to a structure
/// of the size that its `dwSize` says; its routines may be called with its context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2(
    pwszExistingFileName: *const WCHAR,
    pwszNewFileName: *const WCHAR,
    pExtendedParameters: *mut COPYFILE2_EXTENDED_PARAMETERS,
) -> HRESULT {
    let outcome = guarded(|| {
        // SAFETY: NULL or a structure as large as its dwSize says, by the caller's contract.
        let parameters = unsafe { Parameters::read(pExtendedParameters) }?;
        let meant = match parameters.options.flags.contains(CopyFlags::DIRECTORY) {
            true => text::Meant::Directory,
            false => text::Meant::File,
        };
        // SAFETY: NULL or NUL-terminated and unchanged, by the caller's contract.
        let source = unsafe { text::wide_name(pwszExistingFileName, meant) }?;
        // SAFETY: as above.
        let destination = unsafe { text::wide_name(pwszNewFileName, meant) }?;
        let cancel = || parameters.is_cancelled();
        let request = CopyRequest {
            source: &source,
            destination: &destination,
            options: parameters.options,
            cancel: (!parameters.cancel.is_null()).then_some(&cancel),
        };
        match copy::copy_file(&request, &mut Routine::of(&parameters)) {
            Ok(_) => Ok(()),
            Err(error) => Err(error.code),
        }
    });
    let code = outcome.err().unwrap_or(Win32Error::SUCCESS);
    last_error::set(code);
    code.hresult()
}

/// The parameters of one call after validation (part 4.1 of the rule sheet).
struct Parameters {
    options: CopyOptions,
    cancel: *mut BOOL,
    routine: PCOPYFILE2_PROGRESS_ROUTINE,
    old_routine: LPPROGRESS_ROUTINE,
    context: *mut c_void,
}

impl Parameters {
    /// # Safety
    /// `pointer` is NULL or points to a structure of the size that its `dwSize` says.
    unsafe fn read(pointer: *const COPYFILE2_EXTENDED_PARAMETERS) -> Result<Self, Win32Error> {
        if pointer.is_null() {
            // V1
            return Self::checked(&COPYFILE2_EXTENDED_PARAMETERS_V2 { dwSize: V2_SIZE, ..CLEARED });
        }
        // SAFETY: every form starts with dwSize. The pointer may be misaligned, so the read is unaligned.
        let size = unsafe { pointer.cast::<DWORD>().read_unaligned() };
        match size {
            V1_SIZE => {
                // SAFETY: dwSize says that the whole first form is there.
                let first = unsafe { pointer.read_unaligned() };
                // V6: what the first form lacks counts as zero.
                Self::checked(&COPYFILE2_EXTENDED_PARAMETERS_V2 {
                    dwSize: V2_SIZE,
                    dwCopyFlags: first.dwCopyFlags,
                    pfCancel: first.pfCancel,
                    pProgressRoutine: first.pProgressRoutine,
                    pvCallbackContext: first.pvCallbackContext,
                    ..CLEARED
                })
            }
            V2_SIZE => {
                // SAFETY: dwSize says that the whole second form is there.
                let second = unsafe { pointer.cast::<COPYFILE2_EXTENDED_PARAMETERS_V2>().read_unaligned() };
                Self::checked(&second)
            }
            _ => Err(Win32Error::INVALID_PARAMETER), // V3
        }
    }

    fn checked(given: &COPYFILE2_EXTENDED_PARAMETERS_V2) -> Result<Self, Win32Error> {
        let flags = CopyFlags::from_bits(given.dwCopyFlags).ok_or(Win32Error::INVALID_PARAMETER)?; // V4
        let flags_v2 = CopyFlagsV2::from_bits(given.dwCopyFlagsV2).ok_or(Win32Error::INVALID_PARAMETER)?; // V5
        if !given.pfCancel.is_aligned() {
            return Err(Win32Error::INVALID_PARAMETER); // it could not be read in one piece
        }
        if given.reserved.iter().any(|member| !member.is_null()) {
            return Err(Win32Error::INVALID_PARAMETER); // V7, Q6
        }
        Ok(Self {
            options: CopyOptions {
                flags,
                flags_v2,
                io_size: given.ioDesiredSize,
                io_rate: given.ioDesiredRate,
            },
            cancel: given.pfCancel,
            routine: given.pProgressRoutine,
            old_routine: given.pProgressRoutineOld,
            context: given.pvCallbackContext,
        })
    }

    fn is_cancelled(&self) -> bool {
        // SAFETY: not NULL (the caller of this function asked), aligned (`checked` did), and alive during the call by the
        // C caller's contract; other threads change it by one 32-bit store.
        let flag = unsafe { AtomicI32::from_ptr(self.cancel) };
        flag.load(Ordering::Relaxed) != 0
    }
}

#[allow(clippy::cast_possible_truncation, reason = "both sizes are below 128")]
const V1_SIZE: DWORD = size_of::<COPYFILE2_EXTENDED_PARAMETERS>() as DWORD;
#[allow(clippy::cast_possible_truncation, reason = "both sizes are below 128")]
const V2_SIZE: DWORD = size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>() as DWORD;

const CLEARED: COPYFILE2_EXTENDED_PARAMETERS_V2 = COPYFILE2_EXTENDED_PARAMETERS_V2 {
    dwSize: 0,
    dwCopyFlags: 0,
    pfCancel: std::ptr::null_mut(),
    pProgressRoutine: None,
    pvCallbackContext: std::ptr::null_mut(),
    dwCopyFlagsV2: 0,
    ioDesiredSize: 0,
    ioDesiredRate: 0,
    pProgressRoutineOld: None,
    SourceOplockKeys: std::ptr::null_mut(),
    reserved: [std::ptr::null_mut(); 6],
};

/// The caller's routine as the engine's observer. The old routine wins over the new one (M21).
pub(super) enum Routine {
    /// `LPPROGRESS_ROUTINE` with its context.
    Old(
        unsafe extern "C" fn(i64, i64, i64, i64, DWORD, DWORD, HANDLE, HANDLE, *mut c_void) -> DWORD,
        *mut c_void,
    ),
    /// `PCOPYFILE2_PROGRESS_ROUTINE` with its context.
    New(unsafe extern "C" fn(*const COPYFILE2_MESSAGE, *mut c_void) -> COPYFILE2_MESSAGE_ACTION, *mut c_void),
    /// Nobody listens.
    Absent,
}

impl Routine {
    fn of(parameters: &Parameters) -> Self {
        match (parameters.old_routine, parameters.routine) {
            (Some(old), _) => Self::Old(old, parameters.context),
            (None, Some(new)) => Self::New(new, parameters.context),
            (None, None) => Self::Absent,
        }
    }
}

impl Observer for Routine {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        match *self {
            Self::New(routine, context) => {
                let message = message_of(event);
                // SAFETY: the caller's routine, called with a message that lives during the call and its own context.
                let answer = unsafe { routine(&raw const message, context) };
                match answer {
                    COPYFILE2_PROGRESS_CANCEL => Action::Cancel,
                    COPYFILE2_PROGRESS_STOP => Action::Stop,
                    COPYFILE2_PROGRESS_QUIET => Action::Quiet,
                    COPYFILE2_PROGRESS_PAUSE => Action::Pause,
                    _ => Action::Continue, // Q23
                }
            }
            Self::Old(routine, context) => {
                let Some((reason, stream, done)) = old_reason(event) else { return Action::Continue };
                // SAFETY: the caller's routine, called with plain values and its own context.
                let answer = unsafe {
                    routine(
                        large(stream.total_size),
                        large(done.total),
                        large(stream.size),
                        large(done.stream),
                        stream.number,
                        reason,
                        handle::from_fd(stream.source),
                        handle::from_fd(stream.destination),
                        context,
                    )
                };
                match answer {
                    PROGRESS_CANCEL => Action::Cancel,
                    PROGRESS_STOP => Action::Stop,
                    PROGRESS_QUIET => Action::Quiet,
                    _ => Action::Continue, // A11, Q23
                }
            }
            Self::Absent => Action::Continue,
        }
    }

    fn is_listening(&self) -> bool {
        !matches!(self, Self::Absent)
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
fn message_of(event: &Event<'_>) -> COPYFILE2_MESSAGE {
    let mut message = BLANK_MESSAGE;
    let info = &mut message.Info;
    message.Type = match *event {
        Event::StreamStarted { stream, .. } => {
            info.StreamStarted = COPYFILE2_MESSAGE_STREAM_STARTED {
                dwStreamNumber: stream.number,
                dwReserved: 0,
                hSourceFile: handle::from_fd(stream.source),
                hDestinationFile: handle::from_fd(stream.destination),
                uliStreamSize: stream.size,
                uliTotalFileSize: stream.total_size,
            };
            COPYFILE2_CALLBACK_STREAM_STARTED
        }
        Event::ChunkStarted { stream, chunk, size } => {
            info.ChunkStarted = COPYFILE2_MESSAGE_CHUNK_STARTED {
                dwStreamNumber: stream.number,
                dwReserved: 0,
                hSourceFile: handle::from_fd(stream.source),
                hDestinationFile: handle::from_fd(stream.destination),
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
                hSourceFile: handle::from_fd(stream.source),
                hDestinationFile: handle::from_fd(stream.destination),
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
                hSourceFile: handle::from_fd(stream.source),
                hDestinationFile: handle::from_fd(stream.destination),
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
