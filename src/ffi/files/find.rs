//! Searches.

use super::{give, path_of, truth, value_or};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::ffi::text::Room;
use crate::files::{self, Case, Found, Search, Stream, Streams};
use crate::win32::Win32Error;
use crate::win32::objects::{self, ClosedBy};
use std::ffi::c_void;
use std::os::unix::ffi::OsStrExt;
use std::ptr::without_provenance_mut;
use std::sync::Arc;

const INVALID_HANDLE_VALUE: HANDLE = without_provenance_mut(usize::MAX);
/// cFileName of WIN32_FIND_DATA and cStreamName of WIN32_FIND_STREAM_DATA, in units.
const NAME_ROOM: DWORD = 260;
const STREAM_ROOM: DWORD = 296;
/// Bytes before cFileName and cStreamName.
const FIND_HEAD: usize = 44;
const STREAM_HEAD: usize = 8;

const CASE_SENSITIVE: DWORD = 1;
const KNOWN_FLAGS: DWORD = 7;

export! {
    /// `FindFirstFileEx` (K-W11): levels 0 and 1, operations 0 and 1, no filter.
    fn CopyFile2FindFirstFile(
        pvPattern: *const c_void,
        cbUnit: DWORD,
        dwLevel: DWORD,
        pvData: *mut c_void,
        dwOperation: DWORD,
        pvFilter: *const c_void,
        dwFlags: DWORD,
    ) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            // SAFETY: by the caller's contract.
            let pattern = unsafe { path_of(pvPattern, cbUnit) }?;
            if dwLevel > 1 || dwOperation > 1 || !pvFilter.is_null() || dwFlags & !KNOWN_FLAGS != 0 || pvData.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let case = if dwFlags & CASE_SENSITIVE == 0 { Case::Ignored } else { Case::Counts };
            let (search, found) = files::find_first(&pattern.path, case)?;
            // SAFETY: by the caller's contract.
            unsafe { give_found(&found, pvData, cbUnit) }?;
            Ok(without_provenance_mut(objects::insert(Arc::new(search))))
        })
    }

    /// `FindNextFile`: 18 at the end.
    fn CopyFile2FindNextFile(hFind: HANDLE, pvData: *mut c_void, cbUnit: DWORD) -> BOOL {
        truth(|| {
            let search = objects::get::<Search>(hFind.addr()).ok_or(Win32Error::INVALID_HANDLE)?;
            if pvData.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let found = search.next()?;
            // SAFETY: by the caller's contract.
            unsafe { give_found(&found, pvData, cbUnit) }
        })
    }

    /// `FindClose`: 6 for what is no search.
    fn CopyFile2FindClose(hFind: HANDLE) -> BOOL {
        truth(|| {
            let closed = objects::remove(hFind.addr(), ClosedBy::FindClose);
            closed.map(drop).ok_or(Win32Error::INVALID_HANDLE)
        })
    }

    /// `FindFirstStreamW` (K-W12).
    fn CopyFile2FindFirstStream(pvName: *const c_void, cbUnit: DWORD, dwLevel: DWORD, pvData: *mut c_void) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            if dwLevel != 0 || pvData.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let (streams, first) = files::find_first_stream(&name.path)?;
            // SAFETY: by the caller's contract.
            unsafe { give_stream(&first, pvData, cbUnit) }?;
            Ok(without_provenance_mut(objects::insert(Arc::new(streams))))
        })
    }

    /// `FindNextStreamW`: 38 at the end.
    fn CopyFile2FindNextStream(hFind: HANDLE, pvData: *mut c_void, cbUnit: DWORD) -> BOOL {
        truth(|| {
            let streams = objects::get::<Streams>(hFind.addr()).ok_or(Win32Error::INVALID_HANDLE)?;
            if pvData.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let stream = streams.next()?;
            // SAFETY: by the caller's contract.
            unsafe { give_stream(&stream, pvData, cbUnit) }
        })
    }
}

/// WIN32_FIND_DATA in any width: eleven DWORDs, the name, and an empty short name.
///
/// # Safety
/// `data` leads to room for the whole structure.
unsafe fn give_found(found: &Found, data: *mut c_void, unit: DWORD) -> Result<(), Win32Error> {
    let mut head = [0; FIND_HEAD / 4];
    head[..9].copy_from_slice(&found.status.words());
    head[9] = found.status.tag;
    // SAFETY: by the caller's contract.
    unsafe { give(data.cast::<[u32; FIND_HEAD / 4]>(), head) };
    let name = data.wrapping_byte_add(FIND_HEAD);
    // SAFETY: by the caller's contract.
    unsafe { give_name(found.name.as_bytes(), name, unit, NAME_ROOM) }?;
    let short = name.wrapping_byte_add(NAME_ROOM as usize * unit as usize);
    // SAFETY: by the caller's contract.
    unsafe { give_name(b"", short, unit, 14) }
}

/// WIN32_FIND_STREAM_DATA.
///
/// # Safety
/// `data` leads to room for the whole structure.
unsafe fn give_stream(stream: &Stream, data: *mut c_void, unit: DWORD) -> Result<(), Win32Error> {
    // SAFETY: by the caller's contract.
    unsafe { give(data.cast::<u64>(), stream.size) };
    // SAFETY: by the caller's contract.
    unsafe { give_name(&stream.name, data.wrapping_byte_add(STREAM_HEAD), unit, STREAM_ROOM) }
}

/// # Safety
/// `at` leads to room for `size` units.
unsafe fn give_name(name: &[u8], at: *mut c_void, unit: DWORD, size: DWORD) -> Result<(), Win32Error> {
    let room = Room::of_width(at, unit)?;
    // SAFETY: by the caller's contract.
    let length = unsafe { room.put(name, size) }?;
    if length >= size { Err(Win32Error::FILENAME_EXCED_RANGE) } else { Ok(()) }
}
