//! Sizes, alignments and offsets of part 2 of the rule sheet, asserted while compiling.

use super::*;
use std::mem::{align_of, offset_of, size_of};

/// `(64-bit, 32-bit)` picked by the target's pointer width.
#[allow(dead_code, reason = "Rust before 1.86 does not see uses in constants that nobody reads")]
const fn by_width(wide: usize, narrow: usize) -> usize {
    if size_of::<usize>() == 8 { wide } else { narrow }
}

macro_rules! layout {
    ($($structure:ident size $size64:literal $size32:literal {
        $($field:ident $offset64:literal $offset32:literal),* $(,)?
    })*) => {
        $(
            const _: () = assert!(size_of::<$structure>() == by_width($size64, $size32));
            $(const _: () = assert!(offset_of!($structure, $field) == by_width($offset64, $offset32));)*
        )*
    };
}

// Offsets of the arms count from the start of the arm; the sheet counts from the start of the message, 8 more.
layout! {
    COPYFILE2_MESSAGE size 80 72 { Type 0 0, dwPadding 4 4, Info 8 8 }
    COPYFILE2_MESSAGE_CHUNK_STARTED size 56 48 {
        dwStreamNumber 0 0, dwReserved 4 4, hSourceFile 8 8, hDestinationFile 16 12, uliChunkNumber 24 16,
        uliChunkSize 32 24, uliStreamSize 40 32, uliTotalFileSize 48 40,
    }
    COPYFILE2_MESSAGE_CHUNK_FINISHED size 72 64 {
        dwStreamNumber 0 0, dwFlags 4 4, hSourceFile 8 8, hDestinationFile 16 12, uliChunkNumber 24 16,
        uliChunkSize 32 24, uliStreamSize 40 32, uliStreamBytesTransferred 48 40, uliTotalFileSize 56 48,
        uliTotalBytesTransferred 64 56,
    }
    COPYFILE2_MESSAGE_STREAM_STARTED size 40 32 {
        dwStreamNumber 0 0, dwReserved 4 4, hSourceFile 8 8, hDestinationFile 16 12, uliStreamSize 24 16,
        uliTotalFileSize 32 24,
    }
    COPYFILE2_MESSAGE_STREAM_FINISHED size 56 48 {
        dwStreamNumber 0 0, dwReserved 4 4, hSourceFile 8 8, hDestinationFile 16 12, uliStreamSize 24 16,
        uliStreamBytesTransferred 32 24, uliTotalFileSize 40 32, uliTotalBytesTransferred 48 40,
    }
    COPYFILE2_MESSAGE_POLL_CONTINUE size 4 4 { dwReserved 0 0 }
    COPYFILE2_MESSAGE_ERROR size 56 56 {
        CopyPhase 0 0, dwStreamNumber 4 4, hrFailure 8 8, dwReserved 12 12, uliChunkNumber 16 16, uliStreamSize 24 24,
        uliStreamBytesTransferred 32 32, uliTotalFileSize 40 40, uliTotalBytesTransferred 48 48,
    }
    COPYFILE2_EXTENDED_PARAMETERS size 32 20 {
        dwSize 0 0, dwCopyFlags 4 4, pfCancel 8 8, pProgressRoutine 16 12, pvCallbackContext 24 16,
    }
    COPYFILE2_EXTENDED_PARAMETERS_V2 size 112 64 {
        dwSize 0 0, dwCopyFlags 4 4, pfCancel 8 8, pProgressRoutine 16 12, pvCallbackContext 24 16, dwCopyFlagsV2 32 20,
        ioDesiredSize 36 24, ioDesiredRate 40 28, pProgressRoutineOld 48 32, SourceOplockKeys 56 36, reserved 64 40,
    }
    COPYFILE2_CREATE_OPLOCK_KEYS size 32 32 { ParentOplockKey 0 0, TargetOplockKey 16 16 }
    GUID size 16 16 { Data1 0 0, Data2 4 4, Data3 6 6, Data4 8 8 }
}

const _: () = assert!(align_of::<GUID>() == 4);
const _: () = assert!(align_of::<COPYFILE2_EXTENDED_PARAMETERS>() == size_of::<usize>());
const _: () = assert!(size_of::<PCOPYFILE2_PROGRESS_ROUTINE>() == size_of::<usize>());
const _: () = assert!(size_of::<LPPROGRESS_ROUTINE>() == size_of::<usize>());
