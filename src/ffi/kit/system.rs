//! The machine, the user, the log, letters: what inline functions ask the library for.

use super::bytes_of;
use super::give::give;
use crate::abi::{BOOL, DWORD};
use crate::sys::{self, process};
use crate::win32::Win32Error;
use std::ffi::{c_int, c_void};

/// What `GetSystemInfo` and `GlobalMemoryStatusEx` tell.
#[repr(C)]
pub struct CopyFile2System {
    page_size: DWORD,
    /// Those that the process may use.
    processors: DWORD,
    online: DWORD,
    /// 9 x86-64, 12 ARM64, 0 x86, 5 ARM, 0xFFFF unknown.
    architecture: DWORD,
    memory: u64,
    available_memory: u64,
}

/// Fills in what the machine is like (K-E1).
///
/// cbindgen:ignore
///
/// # Safety
/// `pSystem` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetSystem(pSystem: *mut CopyFile2System) {
    let (memory, available_memory) = process::memory();
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let architecture = match std::env::consts::ARCH {
        "x86_64" => 9,
        "aarch64" => 12,
        "x86" => 0,
        "arm" => 5,
        _ => 0xFFFF,
    };
    let system = CopyFile2System {
        page_size: number(process::page_size()),
        processors: number(sys::usable_cpus()),
        online: number(process::online_cpus()),
        architecture,
        memory,
        available_memory,
    };
    // SAFETY: writable by the caller's contract.
    unsafe { pSystem.write(system) };
}

/// The name of the machine (0) or of the user (1). The length without the NUL, or the size needed with it.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvBuffer` has room for `cUnits` units of `cbUnit` bytes, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetName(
    dwWhose: DWORD,
    pvBuffer: *mut c_void,
    cUnits: DWORD,
    cbUnit: DWORD,
) -> DWORD {
    let name = match dwWhose {
        0 => Ok(process::host_name()),
        _ => sys::user_name().ok_or(Win32Error::NONE_MAPPED),
    };
    // SAFETY: the caller's contract.
    unsafe { give(name, pvBuffer, cUnits, cbUnit) }
}

/// `IsDebuggerPresent`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2IsTraced() -> BOOL {
    BOOL::from(process::is_traced())
}

/// `OutputDebugString`: to the log.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvText` is NULL or leads to units of `cbUnit` bytes that end with a NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2LogText(pvText: *const c_void, cbUnit: DWORD) {
    // SAFETY: the caller's contract.
    if let Ok(Some(text)) = unsafe { bytes_of(pvText, cbUnit) } {
        log::debug!("the program says: {}", String::from_utf8_lossy(&text).trim_end());
    }
}

/// A character in upper (1) or lower (0) case, by Unicode's simple mapping, whatever the locale.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ChangeCase(dwCharacter: DWORD, bUpper: BOOL) -> DWORD {
    let Some(character) = char::from_u32(dwCharacter) else { return dwCharacter };
    let mapped: Vec<char> =
        if bUpper != 0 { character.to_uppercase().collect() } else { character.to_lowercase().collect() };
    match mapped[..] {
        [mapped] => u32::from(mapped),
        // A character that would become several stays: buffers keep their length.
        _ => dwCharacter,
    }
}

/// What kind of character it is: 1 letter, 2 digit, 4 upper case, 8 lower case, 16 space, 32 control, 64 punctuation.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CharacterKind(dwCharacter: DWORD) -> c_int {
    let Some(character) = char::from_u32(dwCharacter) else { return 0 };
    let kinds = [
        (character.is_alphabetic(), 1),
        (character.is_ascii_digit(), 2),
        (character.is_uppercase(), 4),
        (character.is_lowercase(), 8),
        (character.is_whitespace(), 16),
        (character.is_control(), 32),
        (character.is_ascii_punctuation(), 64),
    ];
    kinds.iter().filter(|(is_so, _)| *is_so).map(|(_, bit)| bit).sum()
}
