//! Information by handle, links.

use super::{path_of, truth, value_or, with_open};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::ffi::text::Room;
use crate::files;
use crate::win32::{Win32Error, encoding};
use std::ffi::c_void;
use std::os::fd::AsFd;

const RENAME: DWORD = 3;
const RENAME_EX: DWORD = 22;

/// The bytes of an input; none for NULL.
///
/// # Safety
/// `data` is NULL or leads to `size` bytes that do not change while they are read.
pub(super) unsafe fn input(data: *const c_void, size: DWORD) -> Vec<u8> {
    if data.is_null() || size == 0 {
        return Vec::new();
    }
    // SAFETY: not NULL, and as large as its size says by the caller's contract.
    unsafe { std::slice::from_raw_parts(data.cast::<u8>(), size as usize) }.to_vec()
}

/// Writes bytes.
///
/// # Safety
/// `data` leads to room for them.
pub(super) unsafe fn output(bytes: &[u8], data: *mut c_void) {
    if !bytes.is_empty() && !data.is_null() {
        // SAFETY: the caller's contract; the bytes are this library's own, so they do not overlap.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), data.cast::<u8>(), bytes.len()) };
    }
}

/// FILE_RENAME_INFO: flags, the directory's handle, the length of the name in bytes, the name.
fn rename(file: HANDLE, class: DWORD, given: &[u8], unit: DWORD) -> Result<(), Win32Error> {
    const WIDTH: usize = size_of::<usize>();
    let word =
        |at: usize| given.get(at..at + 4).and_then(|field| field.try_into().ok()).map(u32::from_ne_bytes);
    let root = given.get(WIDTH..2 * WIDTH).and_then(|field| field.try_into().ok()).map(usize::from_ne_bytes);
    let (Some(flags), Some(root), Some(length)) = (word(0), root, word(2 * WIDTH)) else {
        return Err(Win32Error::BAD_LENGTH);
    };
    let text = given
        .get(2 * WIDTH + 4..)
        .and_then(|rest| rest.get(..length as usize))
        .ok_or(Win32Error::BAD_LENGTH)?;
    let name = match unit {
        4 => {
            let units =
                text.chunks_exact(4).map(|unit| u32::from_ne_bytes([unit[0], unit[1], unit[2], unit[3]]));
            encoding::bytes_from_utf32(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>())?
        }
        _ => {
            let units = text.chunks_exact(2).map(|unit| u16::from_ne_bytes([unit[0], unit[1]]));
            encoding::bytes_from_utf16(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>())?
        }
    };
    let replaces = if class == RENAME { flags & 0xFF != 0 } else { flags & 1 != 0 };
    let root = match root {
        0 => None,
        root => Some(with_open(std::ptr::without_provenance_mut(root), |open| open.duplicate())?),
    };
    with_open(file, |open| open.rename(root.as_ref().map(AsFd::as_fd), &name, replaces))
}

export! {
    /// `GetFileInformationByHandleEx`; names are in units of `cbUnit` bytes.
    fn CopyFile2GetFileInformationByHandleEx(
        hFile: HANDLE,
        dwClass: DWORD,
        pvInformation: *mut c_void,
        cbInformation: DWORD,
        cbUnit: DWORD,
    ) -> BOOL {
        truth(|| {
            let information = with_open(hFile, |open| open.information(dwClass, cbUnit))?;
            let room = if pvInformation.is_null() { 0 } else { cbInformation as usize };
            if room < information.least {
                return Err(Win32Error::BAD_LENGTH);
            }
            let fitting = &information.bytes[..information.bytes.len().min(room)];
            // SAFETY: by the caller's contract, and no longer than the room.
            unsafe { output(fitting, pvInformation) };
            if fitting.len() < information.bytes.len() { Err(Win32Error::MORE_DATA) } else { Ok(()) }
        })
    }

    /// `SetFileInformationByHandle`.
    fn CopyFile2SetFileInformationByHandle(
        hFile: HANDLE,
        dwClass: DWORD,
        pvInformation: *const c_void,
        cbInformation: DWORD,
        cbUnit: DWORD,
    ) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let given = unsafe { input(pvInformation, cbInformation) };
            match dwClass {
                RENAME | RENAME_EX => rename(hFile, dwClass, &given, cbUnit),
                _ => with_open(hFile, |open| open.set_information(dwClass, &given)),
            }
        })
    }

    /// `GetFinalPathNameByHandle`.
    fn CopyFile2GetFinalPathNameByHandle(
        hFile: HANDLE,
        pvBuffer: *mut c_void,
        cchBuffer: DWORD,
        dwFlags: DWORD,
        cbUnit: DWORD,
    ) -> DWORD {
        value_or(0, || {
            let name = with_open(hFile, |open| open.final_path(dwFlags))?;
            // SAFETY: by the caller's contract.
            unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&name, cchBuffer) }
        })
    }

    /// `CreateHardLink`.
    fn CopyFile2CreateHardLink(pvNew: *const c_void, pvExisting: *const c_void, cbUnit: DWORD) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let new = unsafe { path_of(pvNew, cbUnit) }?;
            // SAFETY: by the caller's contract.
            let existing = unsafe { path_of(pvExisting, cbUnit) }?;
            files::create_hard_link(&new.path, &existing.path)
        })
    }

    /// `CreateSymbolicLink`.
    fn CopyFile2CreateSymbolicLink(pvLink: *const c_void, pvTarget: *const c_void, dwFlags: DWORD, cbUnit: DWORD) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let link = unsafe { path_of(pvLink, cbUnit) }?;
            // SAFETY: by the caller's contract.
            let target = unsafe { path_of(pvTarget, cbUnit) }?;
            files::create_symbolic_link(&link.path, &target.path, dwFlags)
        })
    }
}
