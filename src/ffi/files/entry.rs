//! What is done to a name.

use super::{give, path_of, truth, value_or};
use crate::abi::{BOOL, DWORD};
use crate::ffi::guard::guarded;
use crate::files::{self, NewAttributes};
use crate::win32::Win32Error;
use std::ffi::c_void;

/// INVALID_FILE_ATTRIBUTES.
const INVALID_ATTRIBUTES: DWORD = DWORD::MAX;

export! {
    /// `DeleteFile`.
    fn CopyFile2DeleteFile(pvName: *const c_void, cbUnit: DWORD) -> BOOL {
        // SAFETY: by the caller's contract.
        truth(|| files::delete_file(&unsafe { path_of(pvName, cbUnit) }?.path))
    }

    /// `CreateDirectory`.
    fn CopyFile2CreateDirectory(pvName: *const c_void, cbUnit: DWORD) -> BOOL {
        // SAFETY: by the caller's contract.
        truth(|| files::create_directory(&unsafe { path_of(pvName, cbUnit) }?.path))
    }

    /// `CreateDirectoryEx`: the template must be a directory (K-A6).
    fn CopyFile2CreateDirectoryEx(pvTemplate: *const c_void, pvName: *const c_void, cbUnit: DWORD) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let template = unsafe { path_of(pvTemplate, cbUnit) }?;
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            let status = files::status_of(&template.path)?;
            if status.attributes & files::DIRECTORY == 0 {
                return Err(Win32Error::DIRECTORY);
            }
            files::create_directory(&name.path)
        })
    }

    /// `SHCreateDirectoryEx`: all levels. Returns the code; the last error stays (K-A8).
    fn CopyFile2CreateDirectoryTree(pvName: *const c_void, cbUnit: DWORD) -> DWORD {
        let made = guarded(|| {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            files::create_tree(&name.path)
        });
        made.err().unwrap_or(Win32Error::SUCCESS).code()
    }

    /// `RemoveDirectory`.
    fn CopyFile2RemoveDirectory(pvName: *const c_void, cbUnit: DWORD) -> BOOL {
        // SAFETY: by the caller's contract.
        truth(|| files::remove_directory(&unsafe { path_of(pvName, cbUnit) }?.path))
    }

    /// `GetFileAttributes`: 0xFFFFFFFF with the last error.
    fn CopyFile2GetFileAttributes(pvName: *const c_void, cbUnit: DWORD) -> DWORD {
        value_or(INVALID_ATTRIBUTES, || {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            Ok(files::status_of(&name.path)?.attributes)
        })
    }

    /// `GetFileAttributesEx`: nine DWORDs.
    fn CopyFile2GetFileAttributesEx(pvName: *const c_void, cbUnit: DWORD, pData: *mut [DWORD; 9]) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            if pData.is_null() {
                return Err(Win32Error::INVALID_PARAMETER);
            }
            let status = files::status_of(&name.path)?;
            // SAFETY: by the caller's contract.
            unsafe { give(pData, status.words()) };
            Ok(())
        })
    }

    /// `SetFileAttributes`.
    fn CopyFile2SetFileAttributes(pvName: *const c_void, cbUnit: DWORD, dwAttributes: DWORD) -> BOOL {
        truth(|| {
            // SAFETY: by the caller's contract.
            let name = unsafe { path_of(pvName, cbUnit) }?;
            files::set_attributes(&name.path, NewAttributes(dwAttributes))
        })
    }
}
