//! What each item of the API does here. The names come from the source; an item without a row fails the test.

/// How far an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Done,
    /// Part of it works; the note says which.
    Partial,
    /// Taken, and nothing follows from it; the note says why.
    NoEffect,
    /// For callers; the library never gives it.
    NotGiven,
    NotOffered,
}
use Status::{Done, NoEffect, NotGiven};

impl Status {
    pub fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partial => "partial",
            Self::NoEffect => "accepted without effect",
            Self::NotGiven => "defined, never given",
            Self::NotOffered => "not offered",
        }
    }
}

/// One item: name, status, note.
pub type Row = (&'static str, Status, &'static str);

/// Functions of the family and of our own. `Done` and `Partial` ones are exported, others are not: the test looks.
/// The note of a function that is not exported yet says why.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("CopyFile2", ""),
    ("CopyFileA", ""),
    ("CopyFileW", ""),
    ("CopyFileExA", ""),
    ("CopyFileExW", ""),
    ("CopyFileTransactedA", "fails with 120: no file system here has transactions"),
    ("CopyFileTransactedW", "fails with 120: no file system here has transactions"),
    ("MoveFileA", ""),
    ("MoveFileW", ""),
    ("MoveFileExA", ""),
    ("MoveFileExW", ""),
    ("MoveFileWithProgressA", ""),
    ("MoveFileWithProgressW", ""),
    ("MoveFileTransactedA", "fails with 120: no file system here has transactions"),
    ("MoveFileTransactedW", "fails with 120: no file system here has transactions"),
    ("ReplaceFileA", ""),
    ("ReplaceFileW", ""),
    ("CopyFile2GetFileDescriptor", "our own: the descriptor that a message's handle carries"),
    ("CopyFile2GetLastError", "our own: the calling thread's last error"),
    ("CopyFile2SetLastError", "our own: sets the calling thread's last error"),
    ("CopyFile2ErrorMessage", "our own: what a code means, in words"),
    (
        "CopyFile2_ms",
        "and every other function but the transacted ones: Microsoft's x86-64 convention, `ms_abi.h`",
    ),
    ("CopyFile2SetLogCallback", "our own: what the library does and why, line by line"),
    ("CopyFile2UnixPath", "our own: the Unix path of a Windows name"),
    ("CopyFile2UnixPathA", "our own: the same for a name in bytes"),
    ("CopyFile2WindowsName", "our own: the Windows name of a Unix path"),
    ("CopyFile2WindowsNameA", "our own: the same in bytes"),
    ("CopyFile2SetPlatformHooks", "our own: path mapping, handle wrapping and last error of a porting layer"),
];

/// Functions that are exported and do a part of their work.
pub const PARTIAL_FUNCTIONS: &[&str] = &[];

pub const STRUCTURES: &[Row] = &[
    ("COPYFILE2_MESSAGE", Done, ""),
    ("COPYFILE2_MESSAGE_INFO", Done, "the union `Info` of the message"),
    ("COPYFILE2_MESSAGE_CHUNK_STARTED", Done, "`Info.ChunkStarted`"),
    ("COPYFILE2_MESSAGE_CHUNK_FINISHED", Done, "`Info.ChunkFinished`"),
    ("COPYFILE2_MESSAGE_STREAM_STARTED", Done, "`Info.StreamStarted`"),
    ("COPYFILE2_MESSAGE_STREAM_FINISHED", Done, "`Info.StreamFinished`"),
    ("COPYFILE2_MESSAGE_POLL_CONTINUE", Done, "`Info.PollContinue`"),
    ("COPYFILE2_MESSAGE_ERROR", Done, "`Info.Error`"),
    ("COPYFILE2_EXTENDED_PARAMETERS", Done, ""),
    ("COPYFILE2_EXTENDED_PARAMETERS_V2", Done, "newest form; `SourceOplockKeys` is accepted without effect"),
    ("COPYFILE2_PLATFORM_HOOKS", Done, "our own: what a porting layer takes over"),
    ("COPYFILE2_CREATE_OPLOCK_KEYS", NoEffect, "there are no oplocks to keep"),
    ("GUID", Done, ""),
];

pub const CONSTANTS: &[Row] = &[
    ("COPYFILE2_CALLBACK_NONE", NotGiven, "not on Windows either"),
    ("COPYFILE2_CALLBACK_CHUNK_STARTED", Done, ""),
    ("COPYFILE2_CALLBACK_CHUNK_FINISHED", Done, ""),
    ("COPYFILE2_CALLBACK_STREAM_STARTED", Done, ""),
    ("COPYFILE2_CALLBACK_STREAM_FINISHED", Done, ""),
    ("COPYFILE2_CALLBACK_POLL_CONTINUE", Done, "while one kernel operation takes long"),
    ("COPYFILE2_CALLBACK_ERROR", Done, ""),
    ("COPYFILE2_CALLBACK_MAX", NotGiven, "not on Windows either"),
    ("COPYFILE2_PROGRESS_CONTINUE", Done, ""),
    ("COPYFILE2_PROGRESS_CANCEL", Done, ""),
    ("COPYFILE2_PROGRESS_STOP", Done, ""),
    ("COPYFILE2_PROGRESS_QUIET", Done, ""),
    ("COPYFILE2_PROGRESS_PAUSE", Done, ""),
    ("COPYFILE2_PHASE_NONE", Done, ""),
    ("COPYFILE2_PHASE_PREPARE_SOURCE", Done, ""),
    ("COPYFILE2_PHASE_PREPARE_DEST", Done, ""),
    ("COPYFILE2_PHASE_READ_SOURCE", Done, ""),
    ("COPYFILE2_PHASE_WRITE_DESTINATION", Done, ""),
    (
        "COPYFILE2_PHASE_SERVER_COPY",
        NotGiven,
        "a copy by the kernel or a server that fails falls back to reading",
    ),
    ("COPYFILE2_PHASE_NAMEGRAFT_COPY", Done, "copying a link as a link"),
    ("COPYFILE2_PHASE_MAX", NotGiven, "not on Windows either"),
    ("COPY_FILE_FAIL_IF_EXISTS", Done, ""),
    ("COPY_FILE_RESTARTABLE", Done, ""),
    ("COPY_FILE_OPEN_SOURCE_FOR_WRITE", Done, ""),
    (
        "COPY_FILE_ALLOW_DECRYPTED_DESTINATION",
        Done,
        "against what the file system tells of encryption (fscrypt)",
    ),
    ("COPY_FILE_DIRECTORY", Done, ""),
    ("COPY_FILE_COPY_SYMLINK", Done, ""),
    ("COPY_FILE_NO_BUFFERING", Done, "direct I/O where the file system has it"),
    ("COPY_FILE_REQUEST_SECURITY_PRIVILEGES", NoEffect, "Unix permissions alone decide"),
    ("COPY_FILE_RESUME_FROM_PAUSE", Done, ""),
    ("COPY_FILE_SKIP_ALTERNATE_STREAMS", Done, ""),
    ("COPY_FILE_NO_OFFLOAD", Done, ""),
    ("COPY_FILE_OPEN_AND_COPY_REPARSE_POINT", Done, "symbolic links are the reparse points of Unix"),
    ("COPY_FILE_IGNORE_EDP_BLOCK", NoEffect, "there is no enterprise data protection here"),
    (
        "COPY_FILE_IGNORE_SOURCE_ENCRYPTION",
        Done,
        "against what the file system tells of encryption (fscrypt)",
    ),
    ("COPY_FILE_DONT_REQUEST_DEST_WRITE_DAC", NoEffect, "access control lists are never written"),
    ("COPY_FILE_DISABLE_PRE_ALLOCATION", Done, ""),
    ("COPY_FILE_ENABLE_LOW_FREE_SPACE_MODE", Done, ""),
    (
        "COPY_FILE_REQUEST_COMPRESSED_TRAFFIC",
        NoEffect,
        "a hint for SMB that the kernel does not take per file",
    ),
    ("COPY_FILE_ENABLE_SPARSE_COPY", NoEffect, "holes are kept without it"),
    ("COPY_FILE_DISABLE_SPARSE_COPY", Done, ""),
    ("COPY_FILE2_V2_DONT_COPY_JUNCTIONS", NoEffect, "there are no junctions here"),
    ("COPY_FILE2_V2_DISABLE_BLOCK_CLONING", Done, ""),
    ("COPY_FILE2_V2_VALID_FLAGS", Done, "the mask of both; other bits are refused with 87"),
    ("COPYFILE2_IO_CYCLE_SIZE_MIN", Done, "smaller sizes are raised to it"),
    ("COPYFILE2_IO_CYCLE_SIZE_MAX", Done, "larger sizes are cut to it"),
    ("COPYFILE2_LOG_OFF", Done, "our own: no line"),
    ("COPYFILE2_LOG_ERROR", Done, "our own"),
    ("COPYFILE2_LOG_WARN", Done, "our own"),
    ("COPYFILE2_LOG_INFO", Done, "our own"),
    ("COPYFILE2_LOG_DEBUG", Done, "our own"),
    ("COPYFILE2_LOG_TRACE", Done, "our own"),
    ("COPYFILE2_IO_RATE_MIN", Done, "lower rates are raised to it"),
    ("COPYFILE2_MESSAGE_COPY_OFFLOAD", Done, "set for chunks that were cloned or copied by a server"),
    ("PROGRESS_CONTINUE", Done, "answers of `LPPROGRESS_ROUTINE`"),
    ("PROGRESS_CANCEL", Done, ""),
    ("PROGRESS_STOP", Done, ""),
    ("PROGRESS_QUIET", Done, ""),
    ("CALLBACK_CHUNK_FINISHED", Done, "reasons of `LPPROGRESS_ROUTINE`"),
    ("CALLBACK_STREAM_SWITCH", Done, ""),
];

/// Groups of constants that belong to functions: their status is that of the function.
pub const CONSTANTS_OF_FUNCTIONS: &[(&str, &str)] =
    &[("MOVEFILE_", "MoveFileWithProgressW"), ("REPLACEFILE_", "ReplaceFileW")];

/// Why an error code that is defined for callers is never given. Codes that the code gives need no row.
pub const CODES_NOT_GIVEN: &[(u32, &str)] = &[
    (14, "memory that is missing is 8"),
    (15, "an unknown drive is 3"),
    (29, "I/O errors are 1117"),
    (30, "I/O errors are 1117"),
    (38, "a source that shrinks ends the copy"),
    (39, "a full disk is 112"),
    (67, "network names that are not found are 53"),
    (161, "names that are not valid are 123"),
    (282, "extended attributes are left out where the file system has none"),
    (303, "a deleted file can still be read here"),
    (356, "there is no enterprise data protection here"),
    (681, "links in a path are followed"),
    (1004, "unknown flags are 87"),
    (1224, "a mapped file can be overwritten here"),
    (1450, "missing resources have more exact codes"),
    (1920, "special files are 5"),
    (4390, "links are recognised before they are copied"),
    (4392, "the text of a link is never invalid here"),
    (4393, "there are no reparse tags here"),
    (4440, "what cannot be offloaded is read and written"),
    (4441, "what cannot be offloaded is read and written"),
    (4442, "what cannot be offloaded is read and written"),
    (6002, "encrypted files without a key are 5"),
    (6009, "a READONLY destination is 5"),
    (6014, "an encrypted source without an encrypted destination is 6000"),
];
