//! Extended attributes of open files.

use super::{Errno, fault};
use rustix::fs::XattrFlags;
use std::ffi::CStr;
use std::os::fd::BorrowedFd;

/// flistxattr(2): the NUL-terminated names one after another, as the kernel gives them.
pub(crate) fn list_xattrs(fd: BorrowedFd<'_>) -> Result<Vec<u8>, Errno> {
    // Most files have none or a few: one call with a buffer on the stack.
    let mut small = [0_u8; 512];
    match fault::call("flistxattr", || rustix::fs::flistxattr(fd, &mut small[..])) {
        Ok(length) => return Ok(small[..length].to_vec()),
        Err(Errno::RANGE) => {}
        Err(errno) => return Err(errno),
    }
    sized(
        || fault::call("flistxattr", || rustix::fs::flistxattr_query(fd)),
        |buffer| fault::call("flistxattr", || rustix::fs::flistxattr(fd, &mut *buffer)),
    )
}

/// fgetxattr(2): the whole value.
pub(crate) fn get_xattr(fd: BorrowedFd<'_>, name: &CStr) -> Result<Vec<u8>, Errno> {
    // Most values are short: one call with a buffer on the stack.
    let mut small = [0_u8; 1024];
    match fault::call("fgetxattr", || rustix::fs::fgetxattr(fd, name, &mut small[..])) {
        Ok(length) => return Ok(small[..length].to_vec()),
        Err(Errno::RANGE) => {}
        Err(errno) => return Err(errno),
    }
    sized(
        || xattr_size(fd, name),
        |buffer| fault::call("fgetxattr", || rustix::fs::fgetxattr(fd, name, &mut *buffer)),
    )
}

/// fgetxattr(2): the size of the value.
pub(crate) fn xattr_size(fd: BorrowedFd<'_>, name: &CStr) -> Result<usize, Errno> {
    fault::call("fgetxattr", || rustix::fs::fgetxattr_query(fd, name))
}

/// What [`set_xattr`] does if the attribute is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum XattrWrite {
    Replace,
    FailIfPresent,
}

/// fsetxattr(2).
pub(crate) fn set_xattr(
    fd: BorrowedFd<'_>,
    name: &CStr,
    value: &[u8],
    write: XattrWrite,
) -> Result<(), Errno> {
    let flags = match write {
        XattrWrite::Replace => XattrFlags::empty(),
        XattrWrite::FailIfPresent => XattrFlags::CREATE,
    };
    fault::call("fsetxattr", || rustix::fs::fsetxattr(fd, name, value, flags))
}

/// fremovexattr(2).
pub(crate) fn remove_xattr(fd: BorrowedFd<'_>, name: &CStr) -> Result<(), Errno> {
    fault::call("fremovexattr", || rustix::fs::fremovexattr(fd, name))
}

/// Asks for the size, then for the bytes, again if they grew in between.
fn sized(
    size: impl Fn() -> Result<usize, Errno>,
    fill: impl Fn(&mut [u8]) -> Result<usize, Errno>,
) -> Result<Vec<u8>, Errno> {
    // Somebody who changes the value between the two calls every time gets ERANGE at last.
    for _ in 0..8 {
        let mut buffer = vec![0; size()?];
        if buffer.is_empty() {
            return Ok(buffer);
        }
        match fill(&mut buffer) {
            Ok(length) => {
                buffer.truncate(length);
                return Ok(buffer);
            }
            Err(Errno::RANGE) => {}
            Err(errno) => return Err(errno),
        }
    }
    Err(Errno::RANGE)
}
