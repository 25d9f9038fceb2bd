//! Variables, the command line, the running program (K-E5, K-E6, K-P13).

use super::give::{Units, allocate, give};
use super::{answer, bytes_of, value_or};
use crate::abi::{BOOL, DWORD};
use crate::sys::{self, process};
use crate::win32::{Win32Error, command_line};
use once_cell::sync::OnceCell;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt as _;

/// The value of a variable: the exact name first, then one that differs by case (K-E5).
fn find(name: &[u8]) -> Option<Vec<u8>> {
    let variables = sys::variables();
    let exact = variables.iter().find(|(known, _)| known == name);
    let found = exact.or_else(|| variables.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)))?;
    Some(found.1.clone())
}

/// `GetEnvironmentVariable`: 0 and 203 for one that is missing, 0 and 0 for one that is empty.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvName` is NULL or leads to units of `cbUnit` bytes that end with a NUL; `pvBuffer` has room for `cUnits` of them or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetEnvironmentVariable(
    pvName: *const c_void,
    pvBuffer: *mut c_void,
    cUnits: DWORD,
    cbUnit: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract.
    let name = unsafe { bytes_of(pvName, cbUnit) };
    let value = name.and_then(|name| find(&name.unwrap_or_default()).ok_or(Win32Error::ENVVAR_NOT_FOUND));
    if value.as_ref().is_ok_and(Vec::is_empty) {
        super::hooks::set_last_error(Win32Error::SUCCESS);
    }
    // SAFETY: the caller's contract.
    unsafe { give(value, pvBuffer, cUnits, cbUnit) }
}

/// `SetEnvironmentVariable`: a NULL value deletes.
///
/// cbindgen:ignore
///
/// # Safety
/// Both are NULL or lead to units of `cbUnit` bytes that end with a NUL. As for setenv(3), no other thread may work on the
/// environment at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2SetEnvironmentVariable(
    pvName: *const c_void,
    pvValue: *const c_void,
    cbUnit: DWORD,
) -> BOOL {
    // SAFETY: the caller's contract.
    let name = unsafe { bytes_of(pvName, cbUnit) };
    // SAFETY: the caller's contract.
    let value = unsafe { bytes_of(pvValue, cbUnit) };
    let set = name.and_then(|name| Ok((name, value?))).and_then(|(name, value)| match name {
        Some(name) if !name.is_empty() && !name.contains(&b'=') => {
            process::set_variable(&name, value.as_deref());
            Ok(())
        }
        _ => Err(Win32Error::INVALID_PARAMETER),
    });
    answer(set)
}

/// `ExpandEnvironmentStrings`: the count with the NUL, whether it fits or not.
///
/// cbindgen:ignore
///
/// # Safety
/// As `CopyFile2GetEnvironmentVariable`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2ExpandEnvironmentStrings(
    pvText: *const c_void,
    pvBuffer: *mut c_void,
    cUnits: DWORD,
    cbUnit: DWORD,
) -> DWORD {
    // SAFETY: the caller's contract.
    let text = unsafe { bytes_of(pvText, cbUnit) };
    let expanded = text
        .and_then(|text| text.ok_or(Win32Error::INVALID_PARAMETER))
        .map(|text| command_line::expand(&text, find));
    let is_wrong = expanded.is_err();
    // SAFETY: the caller's contract.
    let length = unsafe { give(expanded, pvBuffer, cUnits, cbUnit) };
    let is_written = !is_wrong && !pvBuffer.is_null() && length < cUnits;
    length + DWORD::from(is_written)
}

/// `GetEnvironmentStrings`: NAME=value with a NUL each, and one more; for `free`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetEnvironmentStrings(cbUnit: DWORD) -> *mut c_void {
    let mut block = Vec::new();
    for (name, value) in sys::variables() {
        block.extend([&name[..], b"=", &value[..], b"\0"].concat());
    }
    if block.is_empty() {
        block.push(0);
    }
    value_or(Units::of(&block, cbUnit).map(Units::into_block), std::ptr::null_mut())
}

/// `GetCommandLine`: quoted so that `CommandLineToArgvW` gives the arguments back. It stays valid until the process ends.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetCommandLine(cbUnit: DWORD) -> *mut c_void {
    static LINES: [OnceCell<usize>; 3] = [const { OnceCell::new() }; 3];
    let place = match cbUnit {
        1 => 0,
        2 => 1,
        _ => 2,
    };
    let address = LINES[place].get_or_try_init(|| {
        let line = command_line::join(&process::arguments());
        // A block that is never freed: programs keep the pointer.
        Units::of(&line, cbUnit).map(|units| units.into_block().expose_provenance())
    });
    value_or(address.map(|address| std::ptr::with_exposed_provenance_mut(*address)), std::ptr::null_mut())
}

/// `CommandLineToArgvW`, for units of 2 and 4 bytes: one block with the vector and its texts, for `LocalFree`. An empty line gives
/// the program's path.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvLine` leads to units of `cbUnit` bytes that end with a NUL; `pCount` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CommandLineToArgv(
    pvLine: *const c_void,
    pCount: *mut c_int,
    cbUnit: DWORD,
) -> *mut c_void {
    // SAFETY: the caller's contract.
    let line = match unsafe { bytes_of(pvLine, cbUnit) } {
        Ok(Some(line)) if !pCount.is_null() => line,
        Ok(_) => return value_or(Err(Win32Error::INVALID_PARAMETER), std::ptr::null_mut()),
        Err(error) => return value_or(Err(error), std::ptr::null_mut()),
    };
    let units: Vec<u32> = crate::win32::encoding::utf32_from_bytes(&line);
    let split = if units.is_empty() {
        vec![program().map(|path| crate::win32::encoding::utf32_from_bytes(&path)).unwrap_or_default()]
    } else {
        command_line::split(&units)
    };
    let texts: Result<Vec<Units>, Win32Error> = split
        .iter()
        .map(|argument| Units::of(&crate::win32::encoding::bytes_from_utf32(argument)?, cbUnit))
        .collect();
    let texts = match texts {
        Ok(texts) => texts,
        Err(error) => return value_or(Err(error), std::ptr::null_mut()),
    };
    let unit = usize::try_from(cbUnit).unwrap_or(1);
    let vector = (texts.len() + 1) * size_of::<*mut c_void>();
    let bytes = vector + texts.iter().map(|text| (text.len() + 1) * unit).sum::<usize>();
    let block = allocate(bytes);
    if block.is_null() {
        return value_or(Err(Win32Error::NOT_ENOUGH_MEMORY), block);
    }
    let mut at = vector;
    for (number, text) in texts.iter().enumerate() {
        let place = block.wrapping_byte_add(at);
        // SAFETY: the block has room for every text, as counted above.
        unsafe { text.write(place, usize::MAX) };
        let entry = block.cast::<*mut c_void>().wrapping_add(number);
        // SAFETY: the vector stands at the start of the block, which malloc aligns for pointers.
        unsafe { entry.write(place) };
        at += (text.len() + 1) * unit;
    }
    let last = block.cast::<*mut c_void>().wrapping_add(texts.len());
    // SAFETY: as above.
    unsafe { last.write(std::ptr::null_mut()) };
    // SAFETY: writable by the caller's contract.
    unsafe { pCount.write(c_int::try_from(texts.len()).unwrap_or(0)) };
    block
}

/// The running program in the form that names are given out in.
pub(super) fn program() -> Result<Vec<u8>, Win32Error> {
    let path = process::program().ok_or(Win32Error::FILE_NOT_FOUND)?;
    Ok(path.as_os_str().as_bytes().to_vec())
}

/// `GetModuleFileName` of the program: cut with 122 if the buffer is too small, and the size returned (K-P13).
///
/// cbindgen:ignore
///
/// # Safety
/// `pvBuffer` has room for `cUnits` units of `cbUnit` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetProgramName(
    pvBuffer: *mut c_void,
    cUnits: DWORD,
    cbUnit: DWORD,
) -> DWORD {
    let units = match program().and_then(|path| Units::of(&path, cbUnit)) {
        Ok(units) => units,
        Err(error) => return value_or(Err(error), 0),
    };
    let room = usize::try_from(cUnits).unwrap_or(0);
    if pvBuffer.is_null() || room == 0 {
        return value_or(Err(Win32Error::INSUFFICIENT_BUFFER), 0);
    }
    // SAFETY: the caller's contract.
    unsafe { units.write(pvBuffer, room - 1) };
    if units.len() >= room {
        return value_or(Err(Win32Error::INSUFFICIENT_BUFFER), cUnits);
    }
    u32::try_from(units.len()).unwrap_or(0)
}

/// A text in units of `cbUnit` bytes that is kept for ever: the same pointer for the same text.
///
/// cbindgen:ignore
///
/// # Safety
/// `pszText` is NUL-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2KeepText(pszText: *const c_char, cbUnit: DWORD) -> *mut c_void {
    static KEPT: Mutex<BTreeMap<(Vec<u8>, DWORD), usize>> = Mutex::new(BTreeMap::new());
    // SAFETY: the caller's contract.
    let text = unsafe { CStr::from_ptr(pszText) }.to_bytes();
    let mut kept = KEPT.lock();
    let address = *kept
        .entry((text.to_vec(), cbUnit))
        .or_insert_with(|| Units::of(text, cbUnit).map_or(0, |units| units.into_block().expose_provenance()));
    std::ptr::with_exposed_provenance_mut(address)
}
