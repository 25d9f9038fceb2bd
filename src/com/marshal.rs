//! Parameters on their way from C: raw pointers become values whose methods are safe.
//!
//! A thunk adopts each parameter once, trusting COM's contract (NULL, or valid for its type for the time of the call;
//! strings end with a NUL). Nothing is trusted to be aligned: old code packs its structures, and so do the type
//! descriptions of COM itself, from which proxies take the ids that they ask for. From there on NULL is an `Option` or an error and out parameters are cleared before
//! anything can fail (COM-8). Each pointer remembers the kind of the object that was called: strings behind it have that
//! width, and objects that go out through it are of that kind.

use super::kind::Kind;
use super::object::{Class, Object};
use super::table::ComInterface;
use super::unknown::Owned;
use crate::abi::{GUID, HRESULT, WCHAR};
use crate::bits::{Hresult, Result};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a method answers: a success code, or the code of the failure.
pub(crate) type Answer = Result<Hresult>;

/// `S_OK`, as most methods end.
pub(crate) const OK: Answer = Ok(Hresult::S_OK);

/// Runs the body of a method; a panic in it is `E_UNEXPECTED`.
pub(crate) fn answer(body: impl FnOnce() -> Answer) -> HRESULT {
    // What a panic leaves half done stands in the queue, which has transactions, or in parking_lot's locks.
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(code) | Err(code)) => code.0,
        Err(_) => Hresult::E_UNEXPECTED.0,
    }
}

/// How a parameter of type `T` comes in.
pub(crate) trait Marshal<T> {
    /// What the method sees.
    type Safe<'a>;

    /// Takes the parameter over for the time of the call.
    ///
    /// # Safety
    /// A pointer is NULL, or valid for its direction and type during the call; a `WCHAR` one leads to units of the kind's
    /// width that end with a NUL.
    unsafe fn adopt<'a>(raw: T, kind: Kind) -> Self::Safe<'a>;
}

/// Parameters that the caller gives.
pub(crate) enum In {}
/// Parameters that the callee writes through.
pub(crate) enum Out {}

/// Values that travel as they are.
macro_rules! by_value {
    ($($kind:ty),*) => {
        $(impl Marshal<$kind> for In {
            type Safe<'a> = $kind;
            unsafe fn adopt<'a>(raw: $kind, _: Kind) -> Self::Safe<'a> {
                raw
            }
        })*
    };
}
by_value!(u32, i32, u64, super::data::BITS_JOB_PROPERTY_VALUE, super::data::BITS_FILE_PROPERTY_VALUE);

impl<T: 'static> Marshal<*mut T> for In {
    type Safe<'a> = Given<'a, T>;
    unsafe fn adopt<'a>(raw: *mut T, kind: Kind) -> Self::Safe<'a> {
        Given { raw, kind, call: PhantomData }
    }
}

impl<T: 'static> Marshal<*const T> for In {
    type Safe<'a> = Given<'a, T>;
    unsafe fn adopt<'a>(raw: *const T, kind: Kind) -> Self::Safe<'a> {
        Given { raw: raw.cast_mut(), kind, call: PhantomData }
    }
}

impl<T: 'static> Marshal<*mut T> for Out {
    type Safe<'a> = Asked<'a, T>;
    unsafe fn adopt<'a>(raw: *mut T, kind: Kind) -> Self::Safe<'a> {
        Asked { raw, kind, call: PhantomData }
    }
}

/// A pointer to something that the caller gives; may be NULL.
pub(crate) struct Given<'a, T> {
    raw: *mut T,
    kind: Kind,
    call: PhantomData<&'a T>,
}

impl<T> Clone for Given<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Given<'_, T> {}

impl<T: Copy> Given<'_, T> {
    /// What it points to.
    pub(crate) fn value(self) -> Result<T> {
        if self.raw.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        // SAFETY: not NULL, so valid for reads during the call (`Marshal::adopt`).
        Ok(unsafe { self.raw.read_unaligned() })
    }

    /// The `count` elements that it points to.
    ///
    /// # Safety
    /// A pointer that is not NULL points to `count` elements.
    pub(crate) unsafe fn elements(self, count: u32) -> Result<Vec<T>> {
        if self.raw.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        let element = |at| {
            // SAFETY: not NULL, and as long as the caller says.
            let place = unsafe { self.raw.add(at) };
            // SAFETY: as above.
            unsafe { place.read_unaligned() }
        };
        Ok((0..count as usize).map(element).collect())
    }
}

impl<'a, T> Given<'a, T> {
    /// The pointer itself, for interfaces.
    pub(crate) fn raw(self) -> *mut T {
        self.raw
    }

    /// The kind of the object that was called; an interface that comes in through it is of that kind, too.
    pub(crate) fn kind(self) -> Kind {
        self.kind
    }

    /// A pointer that was found behind this one.
    ///
    /// # Safety
    /// As [`Marshal::adopt`].
    pub(crate) unsafe fn within<U>(self, raw: *mut U) -> Given<'a, U> {
        Given { raw, kind: self.kind, call: PhantomData }
    }
}

impl Given<'_, WCHAR> {
    /// The UTF-16 code units of a string without its NUL; `None` for NULL.
    pub(crate) fn units(self) -> Result<Option<Vec<u16>>> {
        if self.raw.is_null() {
            return Ok(None);
        }
        // SAFETY: not NULL, so a string of the kind with a NUL at its end (`Marshal::adopt`).
        unsafe { self.kind.units(self.raw) }.map(Some)
    }

    /// The text of a string, `None` for NULL. A lone surrogate has no UTF-8 form and is refused (OQ-23).
    pub(crate) fn text(self) -> Result<Option<String>> {
        self.units()?.map(|units| String::from_utf16(&units).map_err(|_| Hresult::E_INVALIDARG)).transpose()
    }

    /// The text of a string that must be there.
    pub(crate) fn required_text(self) -> Result<String> {
        self.text()?.ok_or(Hresult::E_INVALIDARG)
    }
}

/// A type that all zero bytes are a value of; what an out parameter holds after a failure.
///
/// # Safety
/// All zero bytes are a valid value.
pub(crate) unsafe trait Zero: Copy {}
// SAFETY: numbers.
unsafe impl Zero for u32 {}
// SAFETY: numbers.
unsafe impl Zero for i32 {}
// SAFETY: numbers.
unsafe impl Zero for u64 {}
// SAFETY: a NULL pointer.
unsafe impl<T> Zero for *mut T {}
// SAFETY: a structure of numbers.
unsafe impl Zero for GUID {}

/// A pointer to something that the callee fills in; may be NULL.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a, T> {
    raw: *mut T,
    kind: Kind,
    call: PhantomData<&'a mut T>,
}

impl<'a, T: Zero> Asked<'a, T> {
    /// The place to write to, cleared; NULL is `E_INVALIDARG` (COM-9).
    pub(crate) fn required(self) -> Result<Slot<'a, T>> {
        self.or(Hresult::E_INVALIDARG)
    }

    /// The place to write to, cleared; NULL is `refusal`.
    pub(crate) fn or(self, refusal: Hresult) -> Result<Slot<'a, T>> {
        self.optional().ok_or(refusal)
    }

    /// The place to write to, cleared, if the caller wants it.
    pub(crate) fn optional(self) -> Option<Slot<'a, T>> {
        if self.raw.is_null() {
            return None;
        }
        // SAFETY: not NULL, so valid for writes during the call; zero is a value of T. Bytes have no alignment.
        unsafe { self.raw.cast::<u8>().write_bytes(0, size_of::<T>()) };
        Some(Slot { raw: self.raw, kind: self.kind, call: PhantomData })
    }

    /// An array of `count` places, all cleared.
    ///
    /// # Safety
    /// A pointer that is not NULL points to `count` elements.
    pub(crate) unsafe fn elements(self, count: u32) -> Result<impl Iterator<Item = Slot<'a, T>>> {
        if self.raw.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        let size = (count as usize).saturating_mul(size_of::<T>());
        // SAFETY: not NULL and as long as the caller says; zero is a value of T.
        unsafe { self.raw.cast::<u8>().write_bytes(0, size) };
        Ok((0..count as usize).map(move |at| {
            // SAFETY: within the array.
            let raw = unsafe { self.raw.add(at) };
            Slot { raw, kind: self.kind, call: PhantomData }
        }))
    }
}

/// A place that may be written to.
pub(crate) struct Slot<'a, T> {
    raw: *mut T,
    kind: Kind,
    call: PhantomData<&'a mut T>,
}

impl<T> Slot<'_, T> {
    /// Fills it in.
    pub(crate) fn set(&self, value: T) {
        // SAFETY: valid for writes during the call (`Asked::optional`).
        unsafe { self.raw.write_unaligned(value) }
    }
}

impl<T> Slot<'_, T> {
    /// The pointer itself, valid for writes during the call.
    pub(crate) fn as_raw(&self) -> *mut T {
        self.raw
    }

    /// The kind of the object that was called, and of whatever goes out through the place.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }
}

impl Slot<'_, *mut WCHAR> {
    /// A copy of the text, which the caller frees with `CoTaskMemFree` (COM-5).
    pub(crate) fn set_text(&self, text: &str) -> Result<()> {
        self.set_units(&text.encode_utf16().collect::<Vec<_>>())
    }

    /// A copy of the text, or NULL.
    pub(crate) fn set_optional_text(&self, text: Option<&str>) -> Result<()> {
        text.map_or(Ok(()), |text| self.set_text(text))
    }

    /// A copy of the UTF-16 code units, in the kind's width.
    pub(crate) fn set_units(&self, units: &[u16]) -> Result<()> {
        self.set(self.kind.string(units)?);
        Ok(())
    }
}

impl<I: ComInterface> Slot<'_, *mut I> {
    /// Hands a new object of the value over to the caller, of the same kind as the one that was called (COM-1).
    pub(crate) fn make<T: Class<Main = I>>(&self, value: T) {
        self.give(Object::create(value, self.kind));
    }

    /// Hands the reference over to the caller, whose kind it has to be.
    pub(crate) fn give(&self, object: Owned<I>) {
        self.set(object.into_raw());
    }
}
