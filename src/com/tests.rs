//! Objects from the inside: what no client can bring about from outside.

use super::interfaces::*;
use super::kind::Kind;
use super::marshal::{Answer, Asked, Given, OK};
use super::object::{Class, Face, Object, face};
use super::table::ComInterface;
use super::unknown::{IUnknown, Owned};
use crate::abi::*;
use crate::bits::Hresult;
use std::ffi::c_void;
use std::ptr::{NonNull, null, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A class whose methods panic, with a second face.
struct Fragile {
    ended: Arc<AtomicBool>,
}

impl Drop for Fragile {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}

impl Class for Fragile {
    type Main = IClassFactory;
    const FACES: &'static [Face] =
        &[face::<IUnknown, Self, 0>(&[]), face::<IClassFactory, Self, 1>(&[IClassFactory::IID])];
}

impl ClassFactory for Fragile {
    fn CreateInstance(
        &self,
        _: Given<'_, IUnknown>,
        _: Given<'_, GUID>,
        place: Asked<'_, *mut c_void>,
    ) -> Answer {
        place.required()?;
        panic!("a defect of the library")
    }

    fn LockServer(&self, lock: BOOL) -> Answer {
        if lock == 7 { OK } else { Err(Hresult::E_FAIL) }
    }
}

fn fragile() -> (Owned<IUnknown>, Arc<AtomicBool>) {
    let ended = Arc::new(AtomicBool::new(false));
    let object = Object::create(Fragile { ended: Arc::clone(&ended) }, Kind::Utf16);
    // SAFETY: the reference moves from one type of pointer to the other; every interface is an IUnknown.
    (unsafe { Owned::adopt(object.into_raw().cast(), Kind::Utf16) }.expect("not NULL"), ended)
}

fn factory(object: &Owned<IUnknown>) -> Owned<IClassFactory> {
    // SAFETY: a living object.
    unsafe { Owned::query(NonNull::new(object.as_raw()).expect("not NULL"), object.kind()) }
        .expect("IClassFactory")
}

#[test]
fn a_panic_in_a_method_is_e_unexpected_and_out_pointers_are_null() {
    let (object, _) = fragile();
    let factory = factory(&object);
    let mut place = NonNull::<c_void>::dangling().as_ptr();
    // SAFETY: the object's own method, called by COM's rules.
    let code =
        unsafe { (factory.vtbl().CreateInstance)(factory.as_raw(), null_mut(), null(), &raw mut place) };
    assert_eq!((Hresult(code), place), (Hresult::E_UNEXPECTED, null_mut()));
}

#[test]
fn a_second_face_finds_its_object_and_the_identity_of_the_first() {
    let (object, ended) = fragile();
    let factory = factory(&object);
    assert_ne!(factory.as_raw().cast(), object.as_raw());
    // SAFETY: the object's own method, called by COM's rules.
    let code = unsafe { (factory.vtbl().LockServer)(factory.as_raw(), 7) };
    assert_eq!(Hresult(code), Hresult::S_OK);
    let unknown = NonNull::new(factory.as_raw().cast::<IUnknown>()).expect("not NULL");
    // SAFETY: a living object.
    let identity: Owned<IUnknown> = unsafe { Owned::query(unknown, Kind::Utf16) }.expect("IUnknown");
    assert_eq!(identity.as_raw(), object.as_raw());
    drop((object, identity));
    assert!(!ended.load(Ordering::SeqCst));
    drop(factory);
    assert!(ended.load(Ordering::SeqCst));
}

#[test]
fn the_last_of_many_threads_ends_the_object() {
    let (object, ended) = fragile();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let object = object.clone();
            scope.spawn(move || {
                for _ in 0..100 {
                    drop(factory(&object));
                }
            });
        }
    });
    assert!(!ended.load(Ordering::SeqCst));
    drop(object);
    assert!(ended.load(Ordering::SeqCst));
}

#[test]
fn memory_of_the_task_allocator_grows_and_keeps_its_bytes() {
    let block = super::memory::copy_of(&[1u8, 2, 3]).expect("memory");
    // SAFETY: a living block of the task allocator.
    let block = unsafe { super::memory::reallocate(block.cast(), 1000) }.cast::<u8>();
    // SAFETY: the first three bytes were written above.
    assert_eq!(unsafe { std::slice::from_raw_parts(block, 3) }, [1, 2, 3]);
    // SAFETY: a living block of the task allocator.
    unsafe { super::memory::free(block.cast()) };
    let empty = super::memory::allocate(0);
    assert!(!empty.is_null());
    // SAFETY: as above; a size of 0 frees.
    assert!(unsafe { super::memory::reallocate(empty, 0) }.is_null());
}

/// As proxies ask: their ids stand in packed type descriptions, and what they are given may go into packed structures.
#[test]
fn ids_places_and_strings_may_be_at_odd_addresses() {
    #[repr(C, packed)]
    struct Packed {
        odd: u8,
        iid: GUID,
        place: *mut c_void,
        text: [u16; 3],
    }
    #[repr(C, align(8))]
    struct Aligned(Packed);
    let (object, _) = fragile();
    let mut aligned = Aligned(Packed {
        odd: 1,
        iid: IClassFactory::IID,
        place: null_mut(),
        text: [u16::from(b'o'), u16::from(b'k'), 0],
    });
    let packed = &mut aligned.0;
    let (iid, place) = (&raw const packed.iid, &raw mut packed.place);
    assert_ne!((iid as usize) % 4, 0);
    let query = object.vtbl().QueryInterface;
    // SAFETY: the object's own method, with an id and a place that are valid at their odd addresses.
    let code = unsafe { query(object.as_raw(), iid, place) };
    assert_eq!(Hresult(code), Hresult::S_OK);
    // SAFETY: a success hands a reference over.
    drop(unsafe { Owned::adopt(packed.place.cast::<IClassFactory>(), Kind::Utf16) });
    // SAFETY: a string with a NUL at its end.
    let units = unsafe { Kind::Utf16.units((&raw const packed.text).cast()) };
    assert_eq!((units, packed.odd), (Ok(vec![u16::from(b'o'), u16::from(b'k')]), 1));
}
