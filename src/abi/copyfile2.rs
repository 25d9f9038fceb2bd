//! The structures of part 2 of the rule sheet and the callback types of part 1.2.

use std::ffi::c_void;

/// 32-bit unsigned integer, Windows' `DWORD`.
pub type DWORD = u32;
/// 32-bit unsigned integer, Windows' `ULONG`.
pub type ULONG = u32;
/// 32-bit truth value, Windows' `BOOL`: 0 is false, everything else true.
pub type BOOL = i32;
/// 32-bit signed status, Windows' `HRESULT`: negative is failure.
pub type HRESULT = i32;
/// One UTF-16 code unit, Windows' `WCHAR`.
pub type WCHAR = u16;
/// Opaque, non-NULL multiple of 4 that carries a borrowed file descriptor. Never close it.
pub type HANDLE = *mut c_void;
/// 64-bit signed integer. In C a union with `QuadPart`, `LowPart` and `HighPart`.
pub type LARGE_INTEGER = i64;
/// 64-bit unsigned integer. In C a union with `QuadPart`, `LowPart` and `HighPart`.
pub type ULARGE_INTEGER = u64;
/// Kind of a [`COPYFILE2_MESSAGE`]: a `COPYFILE2_CALLBACK_*` value.
pub type COPYFILE2_MESSAGE_TYPE = i32;
/// What a progress routine answers: a `COPYFILE2_PROGRESS_*` value.
pub type COPYFILE2_MESSAGE_ACTION = i32;
/// Where an error was met: a `COPYFILE2_PHASE_*` value.
pub type COPYFILE2_COPY_PHASE = i32;

/// A chunk of a stream is about to be copied (rule M10).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_CHUNK_STARTED {
    /// Stream number, 1 for the file's main data.
    pub dwStreamNumber: DWORD,
    /// 0.
    pub dwReserved: DWORD,
    /// Source, borrowed for the time of the callback.
    pub hSourceFile: HANDLE,
    /// Destination, borrowed for the time of the callback.
    pub hDestinationFile: HANDLE,
    /// Number of this chunk within its stream, from 0.
    pub uliChunkNumber: ULARGE_INTEGER,
    /// Planned size of this chunk in bytes.
    pub uliChunkSize: ULARGE_INTEGER,
    /// Size of the stream in bytes.
    pub uliStreamSize: ULARGE_INTEGER,
    /// Sum of the sizes of all streams that are copied, in bytes.
    pub uliTotalFileSize: ULARGE_INTEGER,
}

/// A chunk of a stream has been copied (rules M10 to M13).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_CHUNK_FINISHED {
    /// Stream number, 1 for the file's main data.
    pub dwStreamNumber: DWORD,
    /// `COPYFILE2_MESSAGE_COPY_OFFLOAD` if the data did not pass through user memory, else 0.
    pub dwFlags: DWORD,
    /// Source, borrowed for the time of the callback.
    pub hSourceFile: HANDLE,
    /// Destination, borrowed for the time of the callback.
    pub hDestinationFile: HANDLE,
    /// Number of this chunk within its stream, from 0.
    pub uliChunkNumber: ULARGE_INTEGER,
    /// Size of this chunk in bytes.
    pub uliChunkSize: ULARGE_INTEGER,
    /// Size of the stream in bytes.
    pub uliStreamSize: ULARGE_INTEGER,
    /// Bytes of this stream copied so far, this chunk included.
    pub uliStreamBytesTransferred: ULARGE_INTEGER,
    /// Sum of the sizes of all streams that are copied, in bytes.
    pub uliTotalFileSize: ULARGE_INTEGER,
    /// Bytes of all streams copied so far, this chunk included.
    pub uliTotalBytesTransferred: ULARGE_INTEGER,
}

/// Both sides of a stream are open and its copy is about to begin (rule M5).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_STREAM_STARTED {
    /// Stream number, 1 for the file's main data.
    pub dwStreamNumber: DWORD,
    /// 0.
    pub dwReserved: DWORD,
    /// Source, borrowed for the time of the callback.
    pub hSourceFile: HANDLE,
    /// Destination, borrowed for the time of the callback.
    pub hDestinationFile: HANDLE,
    /// Size of the stream in bytes.
    pub uliStreamSize: ULARGE_INTEGER,
    /// Sum of the sizes of all streams that are copied, in bytes.
    pub uliTotalFileSize: ULARGE_INTEGER,
}

/// The copy of a stream is complete, or was stopped or paused (rule M6).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_STREAM_FINISHED {
    /// Stream number, 1 for the file's main data.
    pub dwStreamNumber: DWORD,
    /// 0.
    pub dwReserved: DWORD,
    /// Source, borrowed for the time of the callback.
    pub hSourceFile: HANDLE,
    /// Destination, borrowed for the time of the callback.
    pub hDestinationFile: HANDLE,
    /// Size of the stream in bytes.
    pub uliStreamSize: ULARGE_INTEGER,
    /// Bytes of this stream copied.
    pub uliStreamBytesTransferred: ULARGE_INTEGER,
    /// Sum of the sizes of all streams that are copied, in bytes.
    pub uliTotalFileSize: ULARGE_INTEGER,
    /// Bytes of all streams copied so far.
    pub uliTotalBytesTransferred: ULARGE_INTEGER,
}

/// Asks whether to go on while one long operation makes no chunk progress (rule M14).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_POLL_CONTINUE {
    /// 0.
    pub dwReserved: DWORD,
}

/// An error was met (rule M15).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_MESSAGE_ERROR {
    /// What the copy was doing.
    pub CopyPhase: COPYFILE2_COPY_PHASE,
    /// Stream concerned, 1 for the file's main data.
    pub dwStreamNumber: DWORD,
    /// The failure; the call returns the same value.
    pub hrFailure: HRESULT,
    /// 0.
    pub dwReserved: DWORD,
    /// Number of the chunk concerned, from 0.
    pub uliChunkNumber: ULARGE_INTEGER,
    /// Size of the stream in bytes, 0 if not known yet.
    pub uliStreamSize: ULARGE_INTEGER,
    /// Bytes of this stream copied before the error.
    pub uliStreamBytesTransferred: ULARGE_INTEGER,
    /// Sum of the sizes of all streams in bytes, 0 if not known yet.
    pub uliTotalFileSize: ULARGE_INTEGER,
    /// Bytes of all streams copied before the error.
    pub uliTotalBytesTransferred: ULARGE_INTEGER,
}

/// The arms of a [`COPYFILE2_MESSAGE`]; `Type` says which one is filled.
#[repr(C)]
#[derive(Clone, Copy)]
pub union COPYFILE2_MESSAGE_INFO {
    /// For `COPYFILE2_CALLBACK_CHUNK_STARTED`.
    pub ChunkStarted: COPYFILE2_MESSAGE_CHUNK_STARTED,
    /// For `COPYFILE2_CALLBACK_CHUNK_FINISHED`.
    pub ChunkFinished: COPYFILE2_MESSAGE_CHUNK_FINISHED,
    /// For `COPYFILE2_CALLBACK_STREAM_STARTED`.
    pub StreamStarted: COPYFILE2_MESSAGE_STREAM_STARTED,
    /// For `COPYFILE2_CALLBACK_STREAM_FINISHED`.
    pub StreamFinished: COPYFILE2_MESSAGE_STREAM_FINISHED,
    /// For `COPYFILE2_CALLBACK_POLL_CONTINUE`.
    pub PollContinue: COPYFILE2_MESSAGE_POLL_CONTINUE,
    /// For `COPYFILE2_CALLBACK_ERROR`.
    pub Error: COPYFILE2_MESSAGE_ERROR,
}

/// What a progress routine is told. Valid only during the callback (rule M2).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct COPYFILE2_MESSAGE {
    /// Which arm of `Info` is filled.
    pub Type: COPYFILE2_MESSAGE_TYPE,
    /// 0.
    pub dwPadding: DWORD,
    /// The message.
    pub Info: COPYFILE2_MESSAGE_INFO,
}

/// Progress routine of `CopyFile2`. Called on the thread that called `CopyFile2`, inside that call (rule M1).
pub type PCOPYFILE2_PROGRESS_ROUTINE = Option<
    unsafe extern "C" fn(
        pMessage: *const COPYFILE2_MESSAGE,
        pvCallbackContext: *mut c_void,
    ) -> COPYFILE2_MESSAGE_ACTION,
>;

/// Progress routine of `CopyFileEx` and `MoveFileWithProgress`. Called on the thread that made the call, inside it.
pub type LPPROGRESS_ROUTINE = Option<
    unsafe extern "C" fn(
        TotalFileSize: LARGE_INTEGER,
        TotalBytesTransferred: LARGE_INTEGER,
        StreamSize: LARGE_INTEGER,
        StreamBytesTransferred: LARGE_INTEGER,
        dwStreamNumber: DWORD,
        dwCallbackReason: DWORD,
        hSourceFile: HANDLE,
        hDestinationFile: HANDLE,
        lpData: *mut c_void,
    ) -> DWORD,
>;

/// A GUID, 16 bytes, aligned to 4.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct GUID {
    /// First 32 bits.
    pub Data1: u32,
    /// Next 16 bits.
    pub Data2: u16,
    /// Next 16 bits.
    pub Data3: u16,
    /// Last 8 bytes.
    pub Data4: [u8; 8],
}

/// Oplock keys for opening the source (part 2.4). Accepted and without effect here: Unix has no oplock keys.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_CREATE_OPLOCK_KEYS {
    /// Key of the directory; all zeros means not set.
    pub ParentOplockKey: GUID,
    /// Key of the file; all zeros means not set.
    pub TargetOplockKey: GUID,
}

/// Parameters of `CopyFile2`, first form (part 2.2).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_EXTENDED_PARAMETERS {
    /// Size of this structure in bytes (rule V2).
    pub dwSize: DWORD,
    /// `COPY_FILE_*` flags.
    pub dwCopyFlags: DWORD,
    /// May be NULL. Any thread may set it to TRUE to cancel the copy (rule A13).
    pub pfCancel: *mut BOOL,
    /// May be NULL.
    pub pProgressRoutine: PCOPYFILE2_PROGRESS_ROUTINE,
    /// Handed to the progress routine, never read.
    pub pvCallbackContext: *mut c_void,
}

/// Parameters of `CopyFile2`, second form (part 2.3). Pass it with a cast; `dwSize` tells which form it is.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct COPYFILE2_EXTENDED_PARAMETERS_V2 {
    /// Size of this structure in bytes (rule V2).
    pub dwSize: DWORD,
    /// `COPY_FILE_*` flags.
    pub dwCopyFlags: DWORD,
    /// May be NULL. Any thread may set it to TRUE to cancel the copy (rule A13).
    pub pfCancel: *mut BOOL,
    /// May be NULL. Not called if `pProgressRoutineOld` is set (rule M21).
    pub pProgressRoutine: PCOPYFILE2_PROGRESS_ROUTINE,
    /// Handed to either progress routine, never read.
    pub pvCallbackContext: *mut c_void,
    /// `COPY_FILE2_V2_*` flags.
    pub dwCopyFlagsV2: DWORD,
    /// Bytes per read and write, 0 for the default (rule S8).
    pub ioDesiredSize: ULONG,
    /// Average rate in KiB per second, 0 for no limit (rule S9).
    pub ioDesiredRate: ULONG,
    /// May be NULL. Takes precedence over `pProgressRoutine`.
    pub pProgressRoutineOld: LPPROGRESS_ROUTINE,
    /// May be NULL. Accepted and without effect.
    pub SourceOplockKeys: *mut COPYFILE2_CREATE_OPLOCK_KEYS,
    /// Must be NULL (question Q6).
    pub reserved: [*mut c_void; 6],
}
