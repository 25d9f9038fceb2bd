//! The same functions for callers with Microsoft's x86-64 calling convention, `CopyFile2_ms` and so on: for layers whose
//! guests are Windows code. Progress routines are called with that convention too.
//!
//! Declared by hand in `include/copyfile2/ms_abi.h`: cbindgen sees `extern "C"` alone.

use super::copyfile2::copy_file_2;
use super::family::{CopyEx, Move, copy, copy_ex, move_with_progress, replace};
use super::routine::Convention::Microsoft;
use super::text::Text;
use crate::abi::*;
use std::ffi::{c_char, c_void};

macro_rules! microsoft {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $result:ty = $body:expr;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`: the function without `_ms`, in Microsoft's convention.")]
            ///
            /// # Safety
            /// As the function without `_ms`.
            #[unsafe(no_mangle)]
            pub unsafe extern "win64" fn $name($($argument: $kind),*) -> $result {
                // SAFETY: the caller's contract is the same.
                unsafe { $body }
            }
        )*
    };
}

type Wide = *const WCHAR;
type Bytes = *const c_char;
type Data = *mut c_void;

microsoft! {
    CopyFile2_ms(from: Wide, to: Wide, parameters: *mut COPYFILE2_EXTENDED_PARAMETERS) -> HRESULT =
        copy_file_2([Text::Utf16(from), Text::Utf16(to)], parameters, Microsoft);
    CopyFileW_ms(from: Wide, to: Wide, fail: BOOL) -> BOOL = copy([Text::Utf16(from), Text::Utf16(to)], fail);
    CopyFileA_ms(from: Bytes, to: Bytes, fail: BOOL) -> BOOL = copy([Text::Bytes(from), Text::Bytes(to)], fail);
    CopyFileExW_ms(from: Wide, to: Wide, routine: LPPROGRESS_ROUTINE, data: Data, cancel: *mut BOOL, flags: DWORD) -> BOOL =
        copy_ex([Text::Utf16(from), Text::Utf16(to)], CopyEx { routine, data, cancel, flags, convention: Microsoft });
    CopyFileExA_ms(from: Bytes, to: Bytes, routine: LPPROGRESS_ROUTINE, data: Data, cancel: *mut BOOL, flags: DWORD) -> BOOL =
        copy_ex([Text::Bytes(from), Text::Bytes(to)], CopyEx { routine, data, cancel, flags, convention: Microsoft });
    MoveFileW_ms(from: Wide, to: Wide) -> BOOL =
        move_with_progress([Text::Utf16(from), Text::Utf16(to)], Move::silent(MOVEFILE_COPY_ALLOWED));
    MoveFileA_ms(from: Bytes, to: Bytes) -> BOOL =
        move_with_progress([Text::Bytes(from), Text::Bytes(to)], Move::silent(MOVEFILE_COPY_ALLOWED));
    MoveFileExW_ms(from: Wide, to: Wide, flags: DWORD) -> BOOL =
        move_with_progress([Text::Utf16(from), Text::Utf16(to)], Move::silent(flags));
    MoveFileExA_ms(from: Bytes, to: Bytes, flags: DWORD) -> BOOL =
        move_with_progress([Text::Bytes(from), Text::Bytes(to)], Move::silent(flags));
    MoveFileWithProgressW_ms(from: Wide, to: Wide, routine: LPPROGRESS_ROUTINE, data: Data, flags: DWORD) -> BOOL =
        move_with_progress([Text::Utf16(from), Text::Utf16(to)], Move { routine, data, flags, convention: Microsoft });
    MoveFileWithProgressA_ms(from: Bytes, to: Bytes, routine: LPPROGRESS_ROUTINE, data: Data, flags: DWORD) -> BOOL =
        move_with_progress([Text::Bytes(from), Text::Bytes(to)], Move { routine, data, flags, convention: Microsoft });
    ReplaceFileW_ms(replaced: Wide, replacement: Wide, backup: Wide, flags: DWORD, exclude: Data, reserved: Data) -> BOOL =
        replace([Text::Utf16(replaced), Text::Utf16(replacement), Text::Utf16(backup)], flags, exclude, reserved);
    ReplaceFileA_ms(replaced: Bytes, replacement: Bytes, backup: Bytes, flags: DWORD, exclude: Data, reserved: Data) -> BOOL =
        replace([Text::Bytes(replaced), Text::Bytes(replacement), Text::Bytes(backup)], flags, exclude, reserved);
}
