//! Volumes and drives.

use super::{give, path_of, truth, value_or, with_open};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::ffi::text::{Room, Text};
use crate::files::{self, Volume};
use crate::win32::Win32Error;
use std::ffi::c_void;
use std::path::PathBuf;

/// The directory that a name leads to; NULL means the volume of the working directory.
///
/// # Safety
/// As for [`Text::read`].
unsafe fn root_of(name: *const c_void, unit: DWORD) -> Result<PathBuf, Win32Error> {
    if name.is_null() {
        return files::default_root();
    }
    // SAFETY: by the caller's contract.
    unsafe { path_of(name, unit) }.map(|name| name.path)
}

/// Writes a text that must fit, where one is wanted.
///
/// # Safety
/// As for [`Room::put`].
unsafe fn put_if(text: &[u8], buffer: *mut c_void, size: DWORD, unit: DWORD) -> Result<(), Win32Error> {
    if buffer.is_null() || size == 0 {
        return Ok(());
    }
    // SAFETY: by the caller's contract.
    let length = unsafe { Room::of_width(buffer, unit)?.put(text, size) }?;
    if length < size { Ok(()) } else { Err(Win32Error::BAD_LENGTH) }
}

/// What `GetVolumeInformation` gives: serial number, longest part, flags.
///
/// # Safety
/// The buffers are as large as their sizes say.
unsafe fn give_volume(
    volume: &Volume,
    label: (*mut c_void, DWORD),
    numbers: *mut [DWORD; 3],
    name: (*mut c_void, DWORD),
    unit: DWORD,
) -> Result<(), Win32Error> {
    // SAFETY: by the caller's contract.
    unsafe { put_if(b"", label.0, label.1, unit) }?;
    // SAFETY: by the caller's contract.
    unsafe { give(numbers, [volume.serial as u32, volume.longest_name, volume.flags]) };
    // SAFETY: by the caller's contract.
    unsafe { put_if(volume.file_system.as_bytes(), name.0, name.1, unit) }
}

export! {
    /// `GetDiskFreeSpaceEx`: free to the caller, total, free in all, bytes of an allocation unit.
    fn CopyFile2GetDiskFreeSpace(pvDirectory: *const c_void, cbUnit: DWORD, pSpace: *mut [u64; 4]) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let root = unsafe { root_of(pvDirectory, cbUnit) }?;
            let space = files::space(&root)?;
            // SAFETY: by the caller's contract.
            unsafe { give(pSpace, [space.free_to_caller, space.total, space.free, space.unit]) };
            Ok(())
        })
    }

    /// `GetDriveType`.
    fn CopyFile2GetDriveType(pvRoot: *const c_void, cbUnit: DWORD) -> DWORD {
        const NO_ROOT_DIRECTORY: DWORD = 1;
        // SAFETY: by the caller's contract.
        let root = crate::ffi::guard::guarded(|| unsafe { root_of(pvRoot, cbUnit) });
        root.map_or(NO_ROOT_DIRECTORY, |root| files::drive_type(&root))
    }

    /// `GetVolumeInformation`: the numbers are serial number, longest part of a name, flags.
    fn CopyFile2GetVolumeInformation(
        pvRoot: *const c_void,
        pvLabel: *mut c_void,
        cchLabel: DWORD,
        pNumbers: *mut [DWORD; 3],
        pvFileSystem: *mut c_void,
        cchFileSystem: DWORD,
        cbUnit: DWORD,
    ) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let root = unsafe { root_of(pvRoot, cbUnit) }?;
            let volume = files::volume(&root)?;
            // SAFETY: by the caller's contract.
            unsafe { give_volume(&volume, (pvLabel, cchLabel), pNumbers, (pvFileSystem, cchFileSystem), cbUnit) }
        })
    }

    /// `GetVolumeInformationByHandleW`.
    fn CopyFile2GetVolumeInformationByHandle(
        hFile: HANDLE,
        pvLabel: *mut c_void,
        cchLabel: DWORD,
        pNumbers: *mut [DWORD; 3],
        pvFileSystem: *mut c_void,
        cchFileSystem: DWORD,
        cbUnit: DWORD,
    ) -> BOOL {
        truth(|| {
            let volume = with_open(hFile, |open| files::volume_of(open.fd))?;
            // SAFETY: by the caller's contract.
            unsafe { give_volume(&volume, (pvLabel, cchLabel), pNumbers, (pvFileSystem, cchFileSystem), cbUnit) }
        })
    }

    /// `GetVolumePathName`: 206 if the buffer is too small.
    fn CopyFile2GetVolumePathName(pvName: *const c_void, pvBuffer: *mut c_void, cchBuffer: DWORD, cbUnit: DWORD) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            let volume = files::volume_path(&name.path)?;
            // SAFETY: by the caller's contract.
            let length = unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&volume, cchBuffer) }?;
            if length < cchBuffer { Ok(()) } else { Err(Win32Error::FILENAME_EXCED_RANGE) }
        })
    }

    /// `GetLogicalDrives`: 0 with the last error 0 without any (K-V3).
    fn CopyFile2GetLogicalDrives() -> DWORD {
        let drives = files::logical_drives();
        if drives == 0 {
            crate::ffi::hooks::set_last_error(Win32Error::SUCCESS);
        }
        drives
    }

    /// `QueryDosDevice` of one drive: two NULs behind its Unix path. 122 if that does not fit.
    fn CopyFile2QueryDosDevice(pvName: *const c_void, pvBuffer: *mut c_void, cchBuffer: DWORD, cbUnit: DWORD) -> DWORD {
        value_or(0, || {
            let text = Text::of_width(pvName, cbUnit)?;
            if text.is_null() {
                return Err(Win32Error::FILE_NOT_FOUND);
            }
            // SAFETY: not NULL, and NUL-terminated by the caller's contract.
            let name = unsafe { text.bytes() }?;
            let device = [files::device(&name)?.as_slice(), b"\0"].concat();
            // SAFETY: by the caller's contract.
            let length = unsafe { Room::of_width(pvBuffer, cbUnit)?.put(&device, cchBuffer) }?;
            if length < cchBuffer { Ok(length + 1) } else { Err(Win32Error::INSUFFICIENT_BUFFER) }
        })
    }
}
