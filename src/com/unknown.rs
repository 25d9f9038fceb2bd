//! `IUnknown`, the root of every interface, and a pointer that holds one reference.

use super::guid::guid;
use super::kind::{Kind, Method as _};
use super::table::{ComInterface, Direction, Interface, Method, Parameter};
use crate::abi::{GUID, HRESULT, ULONG};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

/// Any object.
#[repr(C)]
#[derive(Debug)]
pub struct IUnknown {
    /// The methods; never NULL, never changes.
    pub lpVtbl: *const IUnknownVtbl,
}

/// The methods of [`IUnknown`], in slot order.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct IUnknownVtbl {
    /// Another interface of the object, with a reference for the caller.
    pub QueryInterface:
        unsafe extern "C" fn(*mut IUnknown, riid: *const GUID, ppvObject: *mut *mut c_void) -> HRESULT,
    /// One reference more.
    pub AddRef: unsafe extern "C" fn(*mut IUnknown) -> ULONG,
    /// One reference less; the last one ends the object.
    pub Release: unsafe extern "C" fn(*mut IUnknown) -> ULONG,
}

/// The id of [`IUnknown`].
#[unsafe(no_mangle)]
pub static IID_IUnknown: GUID = guid("00000000-0000-0000-c000-000000000046");

// SAFETY: repr(C), the first word points to the vtable.
unsafe impl ComInterface for IUnknown {
    type Vtbl = IUnknownVtbl;
    const IID: GUID = guid("00000000-0000-0000-c000-000000000046");
    const INFO: Interface = Interface {
        name: "IUnknown",
        iid: guid("00000000-0000-0000-c000-000000000046"),
        base: None,
        header: "unknwn.h",
        since: "COM",
        methods: &[
            Method {
                name: "QueryInterface",
                parameters: &[
                    Parameter { direction: Direction::In, name: "riid", rust_type: "REFIID" },
                    Parameter { direction: Direction::Out, name: "ppvObject", rust_type: "*mut *mut c_void" },
                ],
            },
            Method { name: "AddRef", parameters: &[] },
            Method { name: "Release", parameters: &[] },
        ],
    };
}

/// One reference to an object of ours or of a client, released when dropped.
#[derive(Debug)]
pub(crate) struct Owned<I: ComInterface> {
    pointer: NonNull<I>,
    kind: Kind,
}

// SAFETY: objects are free threaded, ours and by contract those that clients register (COM-14, THR-2).
unsafe impl<I: ComInterface> Send for Owned<I> {}
// SAFETY: as above.
unsafe impl<I: ComInterface> Sync for Owned<I> {}

impl<I: ComInterface> Owned<I> {
    /// Takes a reference over; `None` for NULL.
    ///
    /// # Safety
    /// NULL, or a pointer to an interface of that kind whose reference belongs to the caller.
    pub(crate) unsafe fn adopt(pointer: *mut I, kind: Kind) -> Option<Self> {
        NonNull::new(pointer).map(|pointer| Self { pointer, kind })
    }

    /// Another interface of an object.
    ///
    /// # Safety
    /// `object` is a valid interface pointer of that kind.
    pub(crate) unsafe fn query(object: NonNull<IUnknown>, kind: Kind) -> Option<Self> {
        let mut found = std::ptr::null_mut();
        // Borrowed: the reference stays the caller's.
        let object = ManuallyDrop::new(Owned { pointer: object, kind });
        // SAFETY: a place of our own.
        let code = unsafe { object.query_interface(&I::IID, &raw mut found) };
        if code < 0 {
            return None;
        }
        // SAFETY: a success hands a reference over; what an object gives is of its own kind.
        unsafe { Self::adopt(found.cast(), kind) }
    }

    /// A reference of our own.
    ///
    /// # Safety
    /// `object` is a valid interface pointer of that kind.
    pub(crate) unsafe fn retain(object: NonNull<I>, kind: Kind) -> Self {
        // Made from a borrowed pointer, so that its clone is the reference that we keep.
        ManuallyDrop::new(Self { pointer: object, kind }).deref().clone()
    }

    /// Asks the object for an interface; what comes is of the object's kind.
    ///
    /// # Safety
    /// `place` is valid for writes.
    pub(crate) unsafe fn query_interface(&self, iid: &GUID, place: *mut *mut c_void) -> HRESULT {
        let (unknown, vtbl) = self.unknown();
        // SAFETY: the object's own method, called by COM's rules on a living object.
        unsafe { vtbl.QueryInterface.call(self.kind, (unknown, std::ptr::from_ref(iid), place)) }
    }

    /// How its methods are called, and the width of its strings.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The pointer, borrowed.
    pub(crate) fn as_raw(&self) -> *mut I {
        self.pointer.as_ptr()
    }

    /// The pointer with its reference.
    pub(crate) fn into_raw(self) -> *mut I {
        let pointer = self.pointer.as_ptr();
        std::mem::forget(self);
        pointer
    }

    /// The methods, to be called by the object's kind.
    pub(crate) fn vtbl(&self) -> &I::Vtbl {
        // SAFETY: an interface pointer's first word points to its vtable.
        let vtbl = unsafe { *self.pointer.as_ptr().cast::<*const I::Vtbl>() };
        // SAFETY: the vtable lives as long as the object.
        unsafe { &*vtbl }
    }

    fn unknown(&self) -> (*mut IUnknown, &IUnknownVtbl) {
        let unknown = self.pointer.as_ptr().cast::<IUnknown>();
        // SAFETY: every vtable starts with that of IUnknown.
        let vtbl = unsafe { (*unknown).lpVtbl };
        // SAFETY: the vtable lives as long as the object.
        (unknown, unsafe { &*vtbl })
    }
}

impl<I: ComInterface> Clone for Owned<I> {
    fn clone(&self) -> Self {
        let (unknown, vtbl) = self.unknown();
        // SAFETY: the object's own method, on a living object.
        unsafe { vtbl.AddRef.call(self.kind, (unknown,)) };
        Self { pointer: self.pointer, kind: self.kind }
    }
}

impl<I: ComInterface> Drop for Owned<I> {
    fn drop(&mut self) {
        let (unknown, vtbl) = self.unknown();
        // SAFETY: the object's own method; the reference is ours.
        unsafe { vtbl.Release.call(self.kind, (unknown,)) };
    }
}
