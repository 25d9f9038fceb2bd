//! Calls through the C ABI. The only file of the tests with `unsafe`, beside the namespace and the identities.

use super::call::{Call, Form, Kind, Message, Record, Script};
use copyfile2::abi::*;
use copyfile2::copy::{Action, Phase};
use copyfile2::ffi;
use std::ffi::c_void;
use std::mem::{offset_of, size_of};
use std::os::unix::ffi::OsStrExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::ptr;
use std::thread::{self, ThreadId};

/// A path in UTF-16, without the NUL. A byte that is no UTF-8 becomes U+DC80..U+DCFF, and a Unix path with a backslash gets the
/// prefix that keeps it (K-P1).
pub fn units(path: &Path) -> Vec<u16> {
    let bytes = path.as_os_str().as_bytes();
    let mut units = Vec::new();
    if bytes.starts_with(b"/") && bytes.contains(&b'\\') {
        units.extend(r"\\?\unix".encode_utf16());
    }
    for part in path.as_os_str().as_bytes().utf8_chunks() {
        units.extend(part.valid().encode_utf16());
        units.extend(part.invalid().iter().map(|&byte| 0xDC00 + u16::from(byte)));
    }
    units
}

/// A name in UTF-16, with the NUL.
pub fn wide(path: impl AsRef<Path>) -> Vec<u16> {
    let mut units = units(path.as_ref());
    units.push(0);
    units
}

/// The last error before each call: no call may leave it.
const MARK: u32 = 0x0BAD;

pub(super) fn run(mut call: Call<'_>) -> Record {
    call.source.push(0);
    call.destination.push(0);
    let mut recorder = Recorder {
        messages: Vec::new(),
        script: call.script.take(),
        thread: thread::current().id(),
        panic: None,
        is_over: false,
    };
    let context = (&raw mut recorder).cast::<c_void>();
    let cancel = call.cancel.map_or(ptr::null_mut(), |flag| flag.as_ptr());
    let routine: PCOPYFILE2_PROGRESS_ROUTINE = if recorder.script.is_some() { Some(record) } else { None };
    let first = COPYFILE2_EXTENDED_PARAMETERS {
        dwSize: size_of::<COPYFILE2_EXTENDED_PARAMETERS>() as u32,
        dwCopyFlags: call.options.flags.bits(),
        pfCancel: cancel,
        pProgressRoutine: routine,
        pvCallbackContext: context,
    };
    let second = COPYFILE2_EXTENDED_PARAMETERS_V2 {
        dwSize: size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>() as u32,
        dwCopyFlags: call.options.flags.bits(),
        pfCancel: cancel,
        pProgressRoutine: routine,
        pvCallbackContext: context,
        dwCopyFlagsV2: call.options.flags_v2.bits(),
        ioDesiredSize: call.options.io_size,
        ioDesiredRate: call.options.io_rate,
        pProgressRoutineOld: None,
        SourceOplockKeys: ptr::null_mut(),
        reserved: [ptr::null_mut(); 6],
    };
    let parameters = match call.form {
        Form::Null => ptr::null(),
        Form::First => &raw const first,
        Form::Second => (&raw const second).cast(),
    };
    ffi::CopyFile2SetLastError(MARK);
    // SAFETY: the names end with a NUL, the parameters are NULL or as large as they say, all of it outlives the call.
    let result =
        unsafe { ffi::CopyFile2(call.source.as_ptr(), call.destination.as_ptr(), parameters.cast_mut()) };
    let code = checked_code(result);
    recorder.is_over = true; // M1: a message from here on would panic
    if let Some(panic) = recorder.panic.take() {
        resume_unwind(panic);
    }
    Record { code, messages: recorder.messages }
}

/// The Win32 code of an HRESULT, after checking it against the last error (part 1.3, invariant 9, Q42).
#[track_caller]
fn checked_code(result: HRESULT) -> u32 {
    let code = result as u32 & 0xFFFF;
    assert!(result == 0 || result as u32 >> 16 == 0x8007, "{result:#X} is no wrapped Win32 code");
    assert_eq!(ffi::CopyFile2GetLastError(), code, "the last error is the plain code of {result:#X}");
    code
}

struct Recorder<'a> {
    messages: Vec<Message>,
    script: Option<Script<'a>>,
    thread: ThreadId,
    panic: Option<Box<dyn std::any::Any + Send>>,
    is_over: bool,
}

unsafe extern "C" fn record(
    message: *const COPYFILE2_MESSAGE,
    context: *mut c_void,
) -> COPYFILE2_MESSAGE_ACTION {
    // SAFETY: the context is the recorder of `run`, which nobody else touches during the call (V13).
    let recorder = unsafe { &mut *context.cast::<Recorder<'_>>() };
    // A panic must not unwind through the library: it goes on when the call has returned.
    let answer = catch_unwind(AssertUnwindSafe(|| {
        assert!(!recorder.is_over, "M1: a message after the call has returned");
        assert_eq!(thread::current().id(), recorder.thread, "M1: a message on another thread");
        // SAFETY: a message of the library is valid during the call of the routine (M2).
        let message = unsafe { read(message) };
        let script = recorder.script.as_mut().expect("a routine that was given");
        let answer = script(recorder.messages.len(), &message);
        recorder.messages.push(message);
        answer
    }));
    match answer {
        Ok(Action::Continue) => COPYFILE2_PROGRESS_CONTINUE,
        Ok(Action::Cancel) => COPYFILE2_PROGRESS_CANCEL,
        Ok(Action::Stop) => COPYFILE2_PROGRESS_STOP,
        Ok(Action::Quiet) => COPYFILE2_PROGRESS_QUIET,
        Ok(Action::Pause) => COPYFILE2_PROGRESS_PAUSE,
        Err(panic) => {
            recorder.panic = Some(panic);
            COPYFILE2_PROGRESS_CANCEL
        }
    }
}

/// Reads a message and checks what holds for all: alignment, padding and reserved members zero (M13), handles that
/// lead to descriptors.
///
/// # Safety
/// `pointer` leads to a valid message.
unsafe fn read(pointer: *const COPYFILE2_MESSAGE) -> Message {
    assert!(!pointer.is_null() && pointer.is_aligned(), "the message is where C expects it");
    // SAFETY: valid by the caller's contract.
    let COPYFILE2_MESSAGE { Type, dwPadding, Info } = unsafe { pointer.read() };
    assert_eq!(dwPadding, 0, "M13");
    match Type {
        COPYFILE2_CALLBACK_STREAM_STARTED => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.StreamStarted };
            assert_eq!(info.dwReserved, 0, "M13");
            Message {
                kind: Kind::StreamStarted,
                stream: info.dwStreamNumber,
                stream_size: info.uliStreamSize,
                total_size: info.uliTotalFileSize,
                source: descriptor(info.hSourceFile),
                destination: descriptor(info.hDestinationFile),
                ..Message::BLANK
            }
        }
        COPYFILE2_CALLBACK_CHUNK_STARTED => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.ChunkStarted };
            assert_eq!(info.dwReserved, 0, "M13");
            Message {
                kind: Kind::ChunkStarted,
                stream: info.dwStreamNumber,
                chunk: info.uliChunkNumber,
                chunk_size: info.uliChunkSize,
                stream_size: info.uliStreamSize,
                total_size: info.uliTotalFileSize,
                source: descriptor(info.hSourceFile),
                destination: descriptor(info.hDestinationFile),
                ..Message::BLANK
            }
        }
        COPYFILE2_CALLBACK_CHUNK_FINISHED => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.ChunkFinished };
            assert_eq!(info.dwFlags & !COPYFILE2_MESSAGE_COPY_OFFLOAD, 0, "M13");
            Message {
                kind: Kind::ChunkFinished,
                stream: info.dwStreamNumber,
                chunk: info.uliChunkNumber,
                chunk_size: info.uliChunkSize,
                stream_size: info.uliStreamSize,
                stream_done: info.uliStreamBytesTransferred,
                total_size: info.uliTotalFileSize,
                total_done: info.uliTotalBytesTransferred,
                offloaded: info.dwFlags & COPYFILE2_MESSAGE_COPY_OFFLOAD != 0,
                source: descriptor(info.hSourceFile),
                destination: descriptor(info.hDestinationFile),
                ..Message::BLANK
            }
        }
        COPYFILE2_CALLBACK_STREAM_FINISHED => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.StreamFinished };
            assert_eq!(info.dwReserved, 0, "M13");
            Message {
                kind: Kind::StreamFinished,
                stream: info.dwStreamNumber,
                stream_size: info.uliStreamSize,
                stream_done: info.uliStreamBytesTransferred,
                total_size: info.uliTotalFileSize,
                total_done: info.uliTotalBytesTransferred,
                source: descriptor(info.hSourceFile),
                destination: descriptor(info.hDestinationFile),
                ..Message::BLANK
            }
        }
        COPYFILE2_CALLBACK_POLL_CONTINUE => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.PollContinue };
            assert_eq!(info.dwReserved, 0, "M13");
            Message::BLANK
        }
        COPYFILE2_CALLBACK_ERROR => {
            // SAFETY: the type says which arm is filled.
            let info = unsafe { Info.Error };
            assert_eq!(info.dwReserved, 0, "M13");
            assert_eq!(info.hrFailure as u32 >> 16, 0x8007, "M15");
            Message {
                kind: Kind::Error,
                stream: info.dwStreamNumber,
                chunk: info.uliChunkNumber,
                stream_size: info.uliStreamSize,
                stream_done: info.uliStreamBytesTransferred,
                total_size: info.uliTotalFileSize,
                total_done: info.uliTotalBytesTransferred,
                phase: phase(info.CopyPhase),
                failure: info.hrFailure as u32 & 0xFFFF,
                ..Message::BLANK
            }
        }
        other => panic!("message type {other} is never sent (part 3.1)"),
    }
}

fn descriptor(handle: HANDLE) -> i32 {
    assert!(!handle.is_null() && handle.addr() % 4 == 0, "a handle is a non-NULL multiple of 4");
    let descriptor = ffi::CopyFile2GetFileDescriptor(handle);
    assert!(descriptor >= 0, "a handle carries a descriptor");
    descriptor
}

fn phase(number: COPYFILE2_COPY_PHASE) -> Phase {
    match number {
        COPYFILE2_PHASE_PREPARE_SOURCE => Phase::PrepareSource,
        COPYFILE2_PHASE_PREPARE_DEST => Phase::PrepareDestination,
        COPYFILE2_PHASE_READ_SOURCE => Phase::ReadSource,
        COPYFILE2_PHASE_WRITE_DESTINATION => Phase::WriteDestination,
        COPYFILE2_PHASE_SERVER_COPY => Phase::ServerCopy,
        COPYFILE2_PHASE_NAMEGRAFT_COPY => Phase::NameGraftCopy,
        other => panic!("phase {other} is never sent (M17)"),
    }
}

/// A call with bytes where C puts the parameter structure and the names, for arguments that no Rust type can hold.
pub struct Hostile {
    /// The name to copy from, NUL included; `None` is NULL.
    pub source: Option<Vec<u16>>,
    /// The name to copy to, NUL included; `None` is NULL.
    pub destination: Option<Vec<u16>>,
    /// The parameter structure, byte by byte; `None` is NULL.
    pub parameters: Option<Vec<u8>>,
    /// Whether names and structure start at odd addresses.
    pub is_misaligned: bool,
}

impl Hostile {
    /// A call that copies `source` to `destination` with a cleared second form of the parameters.
    pub fn new(source: &Path, destination: &Path) -> Self {
        let size = size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>();
        let call = Self {
            source: Some(wide(source)),
            destination: Some(wide(destination)),
            parameters: Some(vec![0; size]),
            is_misaligned: false,
        };
        call.number(offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, dwSize), size as u32)
    }

    /// Sets the 32-bit member at `offset`.
    pub fn number(mut self, offset: usize, value: u32) -> Self {
        let parameters = self.parameters.as_mut().expect("parameters");
        parameters[offset..offset + 4].copy_from_slice(&value.to_ne_bytes());
        self
    }

    /// Sets the pointer-sized member at `offset`.
    pub fn pointer(mut self, offset: usize, value: usize) -> Self {
        let parameters = self.parameters.as_mut().expect("parameters");
        parameters[offset..offset + size_of::<usize>()].copy_from_slice(&value.to_ne_bytes());
        self
    }

    /// With a routine that answers the plain number `answer` to everything and counts in `*count`.
    pub fn routine(self, answer: i32, count: &mut (i32, usize)) -> Self {
        count.0 = answer;
        self.pointer(
            offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pProgressRoutine),
            count_new as *const () as usize,
        )
        .pointer(
            offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pvCallbackContext),
            (&raw mut *count).expose_provenance(),
        )
    }

    /// With an old routine that notes its calls.
    pub fn old_routine(self, calls: &mut OldCalls) -> Self {
        self.pointer(
            offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pProgressRoutineOld),
            note_old as *const () as usize,
        )
        .pointer(
            offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pvCallbackContext),
            (&raw mut *calls).expose_provenance(),
        )
    }

    /// With `pfCancel` at the address of a flag that is set, plus `shift` bytes.
    pub fn cancel_at(self, address: usize) -> Self {
        self.pointer(offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pfCancel), address)
    }

    /// Makes the call and gives the Win32 code.
    pub fn run(self) -> u32 {
        let shift = usize::from(self.is_misaligned);
        let bytes = |units: Vec<u16>| units.iter().flat_map(|unit| unit.to_ne_bytes()).collect::<Vec<_>>();
        let source = Placed::new(self.source.map(bytes), shift);
        let destination = Placed::new(self.destination.map(bytes), shift);
        let parameters = Placed::new(self.parameters, shift);
        ffi::CopyFile2SetLastError(MARK);
        // SAFETY: hostile on purpose, but within the contract: each pointer is NULL or leads to as many bytes as the
        // function is told of. Alignment is what the function promises not to need.
        let result = unsafe {
            ffi::CopyFile2(
                source.address().cast(),
                destination.address().cast(),
                parameters.address().cast_mut().cast(),
            )
        };
        checked_code(result)
    }
}

/// Bytes at an aligned address plus a shift.
struct Placed {
    memory: Vec<u64>,
    is_null: bool,
    shift: usize,
}

impl Placed {
    fn new(bytes: Option<Vec<u8>>, shift: usize) -> Self {
        let is_null = bytes.is_none();
        let mut shifted = vec![0; shift];
        shifted.extend(bytes.unwrap_or_default());
        shifted.resize(shifted.len().next_multiple_of(8), 0);
        let memory =
            shifted.chunks_exact(8).map(|word| u64::from_ne_bytes(word.try_into().expect("8 bytes")));
        Self { memory: memory.collect(), is_null, shift }
    }

    fn address(&self) -> *const u8 {
        if self.is_null { ptr::null() } else { self.memory.as_ptr().cast::<u8>().wrapping_add(self.shift) }
    }
}

unsafe extern "C" fn count_new(
    _message: *const COPYFILE2_MESSAGE,
    context: *mut c_void,
) -> COPYFILE2_MESSAGE_ACTION {
    // SAFETY: the context is the pair that `Hostile::routine` was given, alive during the call.
    let count = unsafe { &mut *context.cast::<(i32, usize)>() };
    count.1 += 1;
    count.0
}

/// One call of an old routine: reason, stream number, total size, total done, stream size, stream done.
pub type OldCall = (u32, u32, i64, i64, i64, i64);

/// The calls that an old routine got, and what it answers.
#[derive(Debug, Default)]
pub struct OldCalls {
    pub answer: u32,
    pub calls: Vec<OldCall>,
}

#[allow(clippy::too_many_arguments, reason = "LPPROGRESS_ROUTINE has nine")]
unsafe extern "C" fn note_old(
    total_size: LARGE_INTEGER,
    total_done: LARGE_INTEGER,
    stream_size: LARGE_INTEGER,
    stream_done: LARGE_INTEGER,
    stream: DWORD,
    reason: DWORD,
    source: HANDLE,
    destination: HANDLE,
    context: *mut c_void,
) -> DWORD {
    // SAFETY: the context is what `Hostile::old_routine` was given, alive during the call (M23).
    let calls = unsafe { &mut *context.cast::<OldCalls>() };
    assert_ne!(ffi::CopyFile2GetFileDescriptor(source), -1);
    assert_ne!(ffi::CopyFile2GetFileDescriptor(destination), -1);
    calls.calls.push((reason, stream, total_size, total_done, stream_size, stream_done));
    calls.answer
}
