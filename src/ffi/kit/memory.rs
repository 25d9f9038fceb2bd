//! Heaps and pages (K-M1, K-M2). All blocks come from the C library's malloc, so that a block may be freed by the function of
//! another family.

use super::{answer, to_handle, value_or};
use crate::abi::{BOOL, HANDLE};
use crate::win32::Win32Error;
use crate::win32::objects::{self, ClosedBy, Object};
use parking_lot::Mutex;
use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A heap of the program's own: what of it is not freed yet.
struct Heap;

impl Object for Heap {
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

/// Which block belongs to which heap, by addresses.
static BLOCKS: Mutex<BTreeMap<usize, usize>> = Mutex::new(BTreeMap::new());
/// Most programs have none: they pay nothing.
static HEAPS: AtomicUsize = AtomicUsize::new(0);

/// `HeapCreate`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2HeapCreate() -> HANDLE {
    HEAPS.fetch_add(1, Ordering::Relaxed);
    to_handle(objects::insert(Arc::new(Heap)))
}

/// Notes that a heap got a block (`bFreed` 0) or that a block is about to be freed (not 0), whichever heap it is of.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2HeapNotes(hHeap: HANDLE, pvBlock: *const c_void, bFreed: BOOL) {
    if HEAPS.load(Ordering::Relaxed) == 0 || pvBlock.is_null() {
        return;
    }
    if bFreed != 0 {
        BLOCKS.lock().remove(&pvBlock.addr());
    } else if objects::get::<Heap>(hHeap.addr()).is_some() {
        BLOCKS.lock().insert(pvBlock.expose_provenance(), hHeap.addr());
    }
}

/// `HeapDestroy`: frees what is left in it. 6 for what is no heap of `HeapCreate`.
///
/// cbindgen:ignore
///
/// # Safety
/// Nobody uses the blocks of the heap any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2HeapDestroy(hHeap: HANDLE) -> BOOL {
    if objects::get::<Heap>(hHeap.addr()).is_none() {
        return answer(Err(Win32Error::INVALID_HANDLE));
    }
    objects::remove(hHeap.addr(), ClosedBy::CloseHandle);
    let mut left = BTreeSet::new();
    BLOCKS.lock().retain(|block, heap| *heap != hHeap.addr() || !left.insert(*block));
    for block in left {
        // SAFETY: from malloc, and not freed yet, or it would not be in the list.
        unsafe { libc::free(std::ptr::with_exposed_provenance_mut(block)) };
    }
    answer(Ok(()))
}

/// The size of a block of malloc, which may be more than was asked for.
///
/// cbindgen:ignore
///
/// # Safety
/// A living block of malloc, or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2BlockSize(pvBlock: *mut c_void) -> usize {
    #[cfg(target_vendor = "apple")]
    // SAFETY: the caller's contract.
    return unsafe { libc::malloc_size(pvBlock) };
    #[cfg(not(target_vendor = "apple"))]
    // SAFETY: the caller's contract.
    return unsafe { libc::malloc_usable_size(pvBlock) };
}

/// Blocks of pages by address, with their layout.
static PAGES: Mutex<BTreeMap<usize, Layout>> = Mutex::new(BTreeMap::new());
/// What Windows aligns them to.
const GRANULARITY: usize = 0x1_0000;

/// `VirtualAlloc` of new pages: zeroed, at a multiple of 64 KiB.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2VirtualAlloc(cb: usize) -> *mut c_void {
    let Some(layout) = Layout::from_size_align(cb, GRANULARITY).ok().filter(|layout| layout.size() > 0)
    else {
        return value_or(Err(Win32Error::INVALID_PARAMETER), std::ptr::null_mut());
    };
    // SAFETY: the size is not 0.
    let block = unsafe { alloc_zeroed(layout) };
    if block.is_null() {
        return value_or(Err(Win32Error::NOT_ENOUGH_MEMORY), block.cast());
    }
    PAGES.lock().insert(block.expose_provenance(), layout);
    block.cast()
}

/// `VirtualFree` with `MEM_RELEASE`: 487 for an address that `VirtualAlloc` did not give.
///
/// cbindgen:ignore
///
/// # Safety
/// Nobody uses the pages any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2VirtualFree(pvBlock: *mut c_void) -> BOOL {
    let Some(layout) = PAGES.lock().remove(&pvBlock.addr()) else {
        return answer(Err(Win32Error::INVALID_ADDRESS));
    };
    // SAFETY: from alloc_zeroed with this layout; it was in the list, so it is not freed yet.
    unsafe { dealloc(pvBlock.cast(), layout) };
    answer(Ok(()))
}
