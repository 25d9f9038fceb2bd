//! Objects: identity, reference count and `QueryInterface` around a value in safe Rust.
//!
//! An object has one vtable pointer per chain of interfaces (a face), a count and the value. Each pointer that a
//! method hands out is a fresh object with count 1 (COM-2); what objects of one job share lies behind the value.

use super::kind::{ByKind, Kind, microsoft};
use super::marshal::OK;
use super::table::{ComInterface, Served};
use super::unknown::{IUnknown, IUnknownVtbl, Owned};
use crate::abi::{GUID, ULONG};
use crate::bits::{Hresult, Result};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering, fence};

/// The most faces that a class has: a job has three.
const MAX_FACES: usize = 3;

/// One chain of interfaces of a class.
pub(crate) struct Face {
    vtbls: ByKind<*const c_void>,
    /// The interfaces of the chain, without `IUnknown`.
    iids: &'static [GUID],
}

impl Face {
    /// Whether `QueryInterface` answers the interface here.
    pub(crate) fn answers(&self, iid: &GUID) -> bool {
        self.iids.contains(iid)
    }
}

/// The face of class `T` at position `FACE` that has the vtables of `I` and answers `iids`.
pub(crate) const fn face<I, T, const FACE: usize>(iids: &'static [GUID]) -> Face
where
    I: Served<T, FACE>,
    T: Class,
{
    const { assert!(FACE < MAX_FACES) };
    let vtbls = ByKind {
        utf16: std::ptr::from_ref(&I::PLACE.utf16).cast(),
        utf32: std::ptr::from_ref(&I::PLACE.utf32).cast(),
        #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
        microsoft: std::ptr::from_ref(&I::PLACE.microsoft).cast(),
    };
    Face { vtbls, iids }
}

/// A value that COM objects can be made of.
pub(crate) trait Class: Send + Sync + Sized + 'static {
    /// The interface that a new object is known by; that of face 0.
    type Main: ComInterface;
    /// Faces in order; the first one's pointer is the object's identity.
    const FACES: &'static [Face];
}

/// An object; see the module's text.
#[repr(C)]
pub(crate) struct Object<T: Class> {
    faces: [*const c_void; MAX_FACES],
    count: AtomicU32,
    inner: ManuallyDrop<T>,
}

impl<T: Class> Object<T> {
    /// A new object of a kind, with count 1.
    pub(crate) fn create(inner: T, kind: Kind) -> Owned<T::Main> {
        let mut faces = [std::ptr::null(); MAX_FACES];
        for (slot, face) in faces.iter_mut().zip(T::FACES) {
            *slot = face.vtbls.of(kind);
        }
        let object = Box::into_raw(Box::new(Self {
            faces,
            count: AtomicU32::new(1),
            inner: ManuallyDrop::new(inner),
        }));
        // SAFETY: face 0 of a new object, whose one reference goes to the caller.
        unsafe { Owned::adopt(object.cast(), kind) }.expect("Box::into_raw is never NULL")
    }

    /// The value.
    pub(crate) fn inner(&self) -> &T {
        &self.inner
    }

    /// The start of the object whose face `FACE` the pointer is.
    ///
    /// # Safety
    /// `face` points to face `FACE` of an object of class `T`.
    unsafe fn whole<const FACE: usize>(face: *mut c_void) -> *mut Self {
        // SAFETY: the faces stand in a row from the object's start.
        unsafe { face.cast::<*const c_void>().sub(FACE) }.cast()
    }

    /// The object whose face `FACE` the pointer is.
    ///
    /// # Safety
    /// `face` points to face `FACE` of an object of class `T` that lives during `'a`.
    pub(crate) unsafe fn behind<'a, const FACE: usize>(face: *mut c_void) -> &'a Self {
        // SAFETY: the caller's contract.
        let object = unsafe { Self::whole::<FACE>(face) };
        // SAFETY: a living object; its pointer comes from Box::into_raw and speaks for all of it.
        let object = unsafe { &*object };
        object.check_alive();
        object
    }

    /// Debug builds stop a program that uses an object after its last Release (`quarantine`).
    fn check_alive(&self) {
        debug_assert!(
            self.count.load(Ordering::Relaxed) != 0,
            "a COM object was used after its last Release"
        );
    }

    /// Ends the object after its last reference.
    ///
    /// # Safety
    /// Nobody else uses the object from now on.
    unsafe fn end(object: *mut Self) {
        // SAFETY: the object's own field.
        let inner = unsafe { &mut (*object).inner };
        // SAFETY: dropped here alone, once.
        unsafe { ManuallyDrop::drop(inner) };
        quarantine::keep(object);
    }

    /// The face that answers the interface; every object is an `IUnknown` through face 0 (COM-4).
    fn face_of(iid: &GUID) -> Result<usize> {
        if *iid == IUnknown::IID {
            return Ok(0);
        }
        T::FACES.iter().position(|face| face.answers(iid)).ok_or(Hresult::E_NOINTERFACE)
    }
}

/// The three methods that every object has, for each of its faces.
impl<T: Class, const FACE: usize> Served<T, FACE> for IUnknown {
    // They see no string and make no object, so that C's serve either width.
    const VTBLS: ByKind<IUnknownVtbl> = {
        let c = IUnknownVtbl {
            QueryInterface: query_interface::<T, FACE>,
            AddRef: add_ref::<T, FACE>,
            Release: release::<T, FACE>,
        };
        ByKind {
            utf16: c,
            utf32: c,
            #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
            microsoft: microsoft_vtbl::<T, FACE>(),
        }
    };
    const PLACE: &'static ByKind<IUnknownVtbl> = &<Self as Served<T, FACE>>::VTBLS;
}

/// The same three in Microsoft's convention, under C's type (`kind`).
#[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
const fn microsoft_vtbl<T: Class, const FACE: usize>() -> IUnknownVtbl {
    microsoft! {
        fn query<T: Class, const FACE: usize>(this: *mut IUnknown, riid: *const GUID, ppv: *mut *mut c_void) -> i32 {
            // SAFETY: the same contract.
            unsafe { query_interface::<T, FACE>(this, riid, ppv) }
        }
    }
    microsoft! {
        fn add<T: Class, const FACE: usize>(this: *mut IUnknown) -> ULONG {
            // SAFETY: the same contract.
            unsafe { add_ref::<T, FACE>(this) }
        }
    }
    microsoft! {
        fn drop<T: Class, const FACE: usize>(this: *mut IUnknown) -> ULONG {
            // SAFETY: the same contract.
            unsafe { release::<T, FACE>(this) }
        }
    }
    type Query = microsoft!(fn(*mut IUnknown, *const GUID, *mut *mut c_void) -> i32);
    type Count = microsoft!(fn(*mut IUnknown) -> ULONG);
    IUnknownVtbl {
        // SAFETY: pointers to functions are alike; this one is never called under its new type (`Method::call`).
        QueryInterface: unsafe {
            std::mem::transmute::<
                Query,
                unsafe extern "C" fn(*mut IUnknown, *const GUID, *mut *mut c_void) -> i32,
            >(query::<T, FACE>)
        },
        // SAFETY: as above.
        AddRef: unsafe {
            std::mem::transmute::<Count, unsafe extern "C" fn(*mut IUnknown) -> ULONG>(add::<T, FACE>)
        },
        // SAFETY: as above.
        Release: unsafe {
            std::mem::transmute::<Count, unsafe extern "C" fn(*mut IUnknown) -> ULONG>(drop::<T, FACE>)
        },
    }
}

unsafe extern "C" fn query_interface<T: Class, const FACE: usize>(
    this: *mut IUnknown,
    riid: *const GUID,
    ppv_object: *mut *mut c_void,
) -> i32 {
    super::marshal::answer(|| {
        if ppv_object.is_null() {
            return Err(Hresult::E_POINTER);
        }
        // SAFETY: not NULL, so valid for writes by COM's rules.
        unsafe { ppv_object.write_unaligned(std::ptr::null_mut()) };
        if riid.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        // SAFETY: not NULL, so a GUID by COM's rules; those of proxies stand anywhere.
        let iid = unsafe { riid.read_unaligned() };
        // SAFETY: this stands in the vtable of face FACE of class T alone.
        let object = unsafe { Object::<T>::whole::<FACE>(this.cast()) };
        let index = Object::<T>::face_of(&iid)?;
        // SAFETY: the caller holds a reference.
        let object_ref = unsafe { &*object };
        object_ref.check_alive();
        object_ref.count.fetch_add(1, Ordering::Relaxed);
        // SAFETY: index is a face, so within the object.
        let found = unsafe { object.cast::<*const c_void>().add(index) };
        // SAFETY: as before.
        unsafe { ppv_object.write_unaligned(found.cast()) };
        OK
    })
}

unsafe extern "C" fn add_ref<T: Class, const FACE: usize>(this: *mut IUnknown) -> ULONG {
    // SAFETY: this stands in the vtable of face FACE of class T alone, and the caller holds a reference.
    let object = unsafe { Object::<T>::behind::<FACE>(this.cast()) };
    object.count.fetch_add(1, Ordering::Relaxed) + 1
}

unsafe extern "C" fn release<T: Class, const FACE: usize>(this: *mut IUnknown) -> ULONG {
    // SAFETY: this stands in the vtable of face FACE of class T alone, and the caller holds a reference.
    let object = unsafe { Object::<T>::whole::<FACE>(this.cast()) };
    // SAFETY: the reference that is about to go keeps the object alive so far.
    let left = unsafe { &*object }.count.fetch_sub(1, Ordering::Release);
    debug_assert!(left != 0, "a COM object was released more often than it was referenced");
    if left == 1 {
        fence(Ordering::Acquire);
        // A panic of a value's drop ends here; C cannot take it.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: that was the last reference.
            unsafe { Object::<T>::end(object) };
        }));
    }
    left - 1
}

/// Where the empty shells of ended objects go. Debug builds hold the latest of them back for a while, so that a program
/// that uses an object after its end is stopped with a message instead of reading another object's memory.
mod quarantine {
    use super::{Class, Object};

    /// Frees the memory of an object whose value is gone.
    fn free<T: Class>(object: *mut Object<T>) {
        // SAFETY: made by Box::into_raw in Object::create; the value is wrapped in ManuallyDrop.
        drop(unsafe { Box::from_raw(object) });
    }

    #[cfg(not(debug_assertions))]
    pub(super) fn keep<T: Class>(object: *mut Object<T>) {
        free(object);
    }

    #[cfg(debug_assertions)]
    pub(super) fn keep<T: Class>(object: *mut Object<T>) {
        use parking_lot::Mutex;
        use std::collections::VecDeque;
        use std::ffi::c_void;

        struct Shell(*mut c_void, fn(*mut c_void));
        // SAFETY: an empty shell belongs to the list alone.
        unsafe impl Send for Shell {}
        static SHELLS: Mutex<VecDeque<Shell>> = Mutex::new(VecDeque::new());
        const MOST: usize = 1024;

        let mut shells = SHELLS.lock();
        shells.push_back(Shell(object.cast(), |shell| free::<T>(shell.cast())));
        if shells.len() > MOST {
            let Shell(oldest, free) = shells.pop_front().expect("more than none");
            free(oldest);
        }
    }
}
