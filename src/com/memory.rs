//! The task allocator: memory that one side of an interface allocates and the other frees (COM-5). A layer whose guests
//! have an allocator of their own gives it (`pfnTaskMemory`).

use crate::bits::{Hresult, Result};
use crate::ffi::task_memory;
use std::ffi::c_void;

/// Allocates `size` bytes; NULL when there are none. 0 bytes give a pointer too, as Windows does.
pub(crate) fn allocate(size: usize) -> *mut c_void {
    if let Some(memory) = task_memory() {
        return memory(std::ptr::null_mut(), size.max(1));
    }
    // SAFETY: malloc takes any size.
    unsafe { libc::malloc(size.max(1)) }
}

/// Changes the size of `block`, which may move. NULL allocates; size 0 frees and gives NULL.
///
/// # Safety
/// `block` is NULL or came from here and was not freed.
pub(crate) unsafe fn reallocate(block: *mut c_void, size: usize) -> *mut c_void {
    if size == 0 && !block.is_null() {
        // SAFETY: the caller's contract.
        unsafe { free(block) };
        return std::ptr::null_mut();
    }
    if let Some(memory) = task_memory() {
        return memory(block, size.max(1));
    }
    // SAFETY: NULL or a living block, by the caller's contract.
    unsafe { libc::realloc(block, size.max(1)) }
}

/// Frees `block`; NULL does nothing.
///
/// # Safety
/// `block` is NULL or came from here and was not freed.
pub(crate) unsafe fn free(block: *mut c_void) {
    if let Some(memory) = task_memory() {
        if !block.is_null() {
            memory(block, 0);
        }
        return;
    }
    // SAFETY: NULL or a living block, by the caller's contract.
    unsafe { libc::free(block) }
}

/// A copy of the elements for the other side to free.
pub(crate) fn copy_of<T: Copy>(elements: &[T]) -> Result<*mut T> {
    let block = allocate(size_of_val(elements)).cast::<T>();
    if block.is_null() {
        return Err(Hresult::E_OUTOFMEMORY);
    }
    // SAFETY: a fresh block of that size, aligned for everything, as malloc promises.
    unsafe { std::ptr::copy_nonoverlapping(elements.as_ptr(), block, elements.len()) };
    Ok(block)
}
