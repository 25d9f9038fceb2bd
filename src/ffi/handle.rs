//! The HANDLEs of messages: an opaque, non-NULL multiple of 4 that carries a borrowed descriptor.

use crate::abi::HANDLE;
use crate::win32::objects;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::ptr;

/// The handle that stands for `fd` while it is borrowed.
pub(super) fn from_fd(fd: BorrowedFd<'_>) -> HANDLE {
    // Descriptors are not negative, so neither the sum nor the product leaves the address range.
    let number = usize::try_from(fd.as_raw_fd()).unwrap_or(0);
    ptr::without_provenance_mut((number + 1) * 4)
}

/// The descriptor that a handle made by [`from_fd`] carries; `None` for anything else.
pub(super) fn to_fd(handle: HANDLE) -> Option<RawFd> {
    let number = handle.addr();
    if number == 0 || number % 4 != 0 || number >= objects::FIRST {
        return None;
    }
    RawFd::try_from(number / 4 - 1).ok()
}

/// The descriptor, if it is open.
pub(super) fn borrow(handle: HANDLE) -> Option<BorrowedFd<'static>> {
    let fd = to_fd(handle)?;
    // SAFETY: not -1, and looked at before it is given out. It is the program's promise that a handle which it uses stays open
    // during the call.
    let fd = unsafe { BorrowedFd::borrow_raw(fd) };
    crate::sys::is_open(fd).then_some(fd)
}

/// Whether it is a borrowed descriptor that is open.
pub(super) fn is_open(handle: HANDLE) -> bool {
    borrow(handle).is_some()
}
