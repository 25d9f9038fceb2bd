//! Opening files, and the bridge between handles and descriptors.

use super::{path_of, truth, value_or};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::ffi::text::Text;
use crate::ffi::{handle, hooks};
use crate::files::{self, Disposition, File, OpenFlags, OpenRequest, Opened};
use crate::win32::objects::{self, ClosedBy};
use crate::win32::{FileName, Win32Error};
use std::ffi::{c_int, c_void};
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};
use std::path::Path;
use std::ptr::without_provenance_mut;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const INVALID_HANDLE_VALUE: HANDLE = without_provenance_mut(usize::MAX);

/// The devices that mean something, and only to CreateFile (K-P3): any case, `\\.\` before them or not.
const DEVICES: &[(&[u8], &str)] =
    &[(b"NUL", "/dev/null"), (b"CON", "/dev/tty"), (b"CONIN$", "/dev/tty"), (b"CONOUT$", "/dev/tty")];

fn device(name: &[u8]) -> Option<FileName> {
    let bare = name.strip_prefix(br"\\.\".as_slice()).unwrap_or(name);
    let (_, path) = DEVICES.iter().find(|(device, _)| bare.eq_ignore_ascii_case(device))?;
    Some(FileName { path: Path::new(path).to_owned(), stream: None })
}

export! {
    /// `CreateFile`. `bInherit` is that of the security attributes; share modes and templates have no effect (K-F9).
    fn CopyFile2CreateFile(
        pvName: *const c_void,
        cbUnit: DWORD,
        dwAccess: DWORD,
        dwDisposition: DWORD,
        dwFlagsAndAttributes: DWORD,
        bInherit: BOOL,
    ) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            let disposition = Disposition::from_word(dwDisposition)?;
            let text = Text::of_width(pvName, cbUnit)?;
            if text.is_null() {
                return Err(Win32Error::PATH_NOT_FOUND);
            }
            // SAFETY: not NULL, and NUL-terminated by the caller's contract.
            let bytes = unsafe { text.bytes() };
            let name = match bytes.ok().and_then(|bytes| device(&bytes)) {
                Some(device) => device,
                // SAFETY: by the caller's contract.
                None => unsafe { path_of(pvName, cbUnit) }?,
            };
            let (file, opened) = files::open(&OpenRequest {
                path: &name.path,
                access: dwAccess,
                disposition,
                flags: OpenFlags::from_bits_truncate(dwFlagsAndAttributes),
                attributes: dwFlagsAndAttributes & 0xFFFF,
                inherits: bInherit != 0,
            })?;
            log::trace!("handle for {}, {opened:?}", name.path.display());
            match opened {
                Opened::Existing => {}
                Opened::AlreadyThere => hooks::set_last_error(Win32Error::ALREADY_EXISTS),
                Opened::New => hooks::set_last_error(Win32Error::SUCCESS),
            }
            Ok(without_provenance_mut(objects::insert(file)))
        })
    }

    /// `_get_osfhandle`: the handle that a descriptor owns, never to be closed by CloseHandle; INVALID_HANDLE_VALUE with 6.
    fn CopyFile2HandleOfDescriptor(fd: c_int) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            let number = usize::try_from(fd).map_err(|_| Win32Error::INVALID_HANDLE)?;
            let handle = without_provenance_mut((number + 1) * 4);
            if handle::is_open(handle) { Ok(handle) } else { Err(Win32Error::INVALID_HANDLE) }
        })
    }

    /// `_open_osfhandle`: a descriptor that owns the handle from now on: it is the file's, with the same file pointer, and the
    /// handle ends. -1 with 6 for what is no file.
    fn CopyFile2DescriptorOfHandle(hFile: HANDLE) -> c_int {
        value_or(-1, || {
            if let Some(fd) = handle::to_fd(hFile).filter(|_| handle::is_open(hFile)) {
                return Ok(fd);
            }
            let file = objects::get::<File>(hFile.addr()).ok_or(Win32Error::INVALID_HANDLE)?;
            let fd = file.open().duplicate()?;
            drop(file);
            objects::remove(hFile.addr(), ClosedBy::CloseHandle);
            Ok(fd.into_raw_fd())
        })
    }

    /// A handle that owns a descriptor of the program: CloseHandle closes it.
    fn CopyFile2AdoptDescriptor(fd: c_int) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            let number = usize::try_from(fd).map_err(|_| Win32Error::INVALID_HANDLE)?;
            if !handle::is_open(without_provenance_mut((number + 1) * 4)) {
                return Err(Win32Error::INVALID_HANDLE);
            }
            // SAFETY: open, and the caller hands it over.
            let fd = unsafe { OwnedFd::from_raw_fd(fd) };
            Ok(without_provenance_mut(objects::insert(Arc::new(File::adopted(fd)?))))
        })
    }

    /// Whether a handle is that of a file, or of a descriptor that is open; else FALSE with 6.
    fn CopyFile2IsFile(hFile: HANDLE) -> BOOL {
        truth(|| super::with_open(hFile, |_| Ok(())))
    }
}

/// Handles that SetStdHandle put in the place of the standard ones; 0 for none.
static STANDARD: [AtomicUsize; 3] = [AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0)];

/// Which of the three: -10, -11 or -12.
fn standard(stream: DWORD) -> Result<usize, Win32Error> {
    match stream.wrapping_neg() {
        number @ 10..=12 => Ok(number as usize - 10),
        _ => Err(Win32Error::INVALID_HANDLE),
    }
}

export! {
    /// `GetStdHandle`: the handle of descriptor 0, 1 or 2, the same each time; NULL for one that is closed (K-C1).
    fn CopyFile2GetStdHandle(dwStream: DWORD) -> HANDLE {
        value_or(INVALID_HANDLE_VALUE, || {
            let number = standard(dwStream)?;
            let put = STANDARD[number].load(Ordering::Acquire);
            if put != 0 {
                return Ok(without_provenance_mut(put));
            }
            let own = without_provenance_mut((number + 1) * 4);
            Ok(if handle::is_open(own) { own } else { std::ptr::null_mut() })
        })
    }

    /// `SetStdHandle`: changes what `GetStdHandle` answers, and nothing else.
    fn CopyFile2SetStdHandle(dwStream: DWORD, hFile: HANDLE) -> BOOL {
        truth(|| {
            STANDARD[standard(dwStream)?].store(hFile.addr(), Ordering::Release);
            Ok(())
        })
    }
}
