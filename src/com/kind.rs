//! How an object speaks to its callers: the calling convention of its methods and the width of its strings.
//!
//! Programs of the system use C's convention, with UTF-16 strings or, where they define `COPYFILE2_WCHAR32`, UTF-32.
//! Guests of a layer for Windows executables use Microsoft's. All kinds live in one process at the same time: the kind
//! belongs to the object. A thunk knows it from the vtable that it stands in and hands it on with each parameter, and
//! what a method gives out is of the same kind. So is the client's object that comes in through it.
//!
//! A vtable's Rust type says `extern "C"` for every kind. In one of Microsoft's kind the slots hold functions of
//! Microsoft's convention under that type; they are called by guests, or here through [`Method::call`].

use super::memory;
use crate::abi::WCHAR;
use crate::bits::{Hresult, Result};

/// A convention and a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// C's convention, UTF-16.
    Utf16,
    /// C's convention, UTF-32.
    Utf32,
    /// Microsoft's convention (stdcall on 32-bit x86), UTF-16.
    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
    Microsoft,
}

/// One thing for each kind.
#[derive(Clone, Copy)]
pub(crate) struct ByKind<V> {
    pub(crate) utf16: V,
    pub(crate) utf32: V,
    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
    pub(crate) microsoft: V,
}

impl<V: Copy> ByKind<V> {
    /// The one of this kind.
    pub(crate) fn of(&self, kind: Kind) -> V {
        match kind {
            Kind::Utf16 => self.utf16,
            Kind::Utf32 => self.utf32,
            #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
            Kind::Microsoft => self.microsoft,
        }
    }
}

impl Kind {
    /// The UTF-16 code units of a string of this kind, without its NUL. A UTF-32 unit that is no character, and stands
    /// for no byte either, is refused.
    ///
    /// # Safety
    /// `string` leads to a string of this kind's width that ends with a NUL.
    pub(crate) unsafe fn units(self, string: *const WCHAR) -> Result<Vec<u16>> {
        if self != Self::Utf32 {
            // SAFETY: the caller's contract.
            return Ok(unsafe { units_at(string) });
        }
        // SAFETY: the caller's contract.
        let wide = unsafe { units_at(string.cast::<u32>()) };
        let mut units = Vec::with_capacity(wide.len());
        for unit in wide {
            match (char::from_u32(unit), u16::try_from(unit)) {
                (Some(character), _) => units.extend_from_slice(character.encode_utf16(&mut [0; 2])),
                // A byte that is no UTF-8 (`win32::encoding`).
                (None, Ok(byte @ 0xDC80..=0xDCFF)) => units.push(byte),
                (None, _) => return Err(Hresult::E_INVALIDARG),
            }
        }
        Ok(units)
    }

    /// A copy of the code units in this kind's width with a NUL behind, which the other side frees (COM-5).
    pub(crate) fn string(self, units: &[u16]) -> Result<*mut WCHAR> {
        if self != Self::Utf32 {
            return memory::copy_of(&[units, &[0]].concat());
        }
        let decoded = char::decode_utf16(units.iter().copied());
        let wide = decoded.map(|unit| match unit {
            Ok(character) => u32::from(character),
            Err(lone) => u32::from(lone.unpaired_surrogate()),
        });
        let wide: Vec<u32> = wide.chain([0]).collect();
        memory::copy_of(&wide).map(<*mut u32>::cast)
    }
}

/// The units before the NUL, read one by one: packed structures hold strings at odd addresses.
///
/// # Safety
/// `start` leads to units, at any address, that end with a zero.
pub(super) unsafe fn units_at<Unit: Copy + Default + PartialEq>(start: *const Unit) -> Vec<Unit> {
    let mut units = Vec::new();
    loop {
        // SAFETY: no zero was met before this unit, so it is still within the string.
        let unit = unsafe { start.wrapping_add(units.len()).read_unaligned() };
        if unit == Unit::default() {
            return units;
        }
        units.push(unit);
    }
}

/// A function of a vtable, as its type spells it.
pub(crate) trait Method: Copy {
    /// What it takes.
    type Arguments;
    /// What it answers.
    type Answer;

    /// Calls it.
    ///
    /// # Safety
    /// It stands in the vtable of an object of this kind, and the arguments are what COM's rules ask for.
    unsafe fn call(self, kind: Kind, arguments: Self::Arguments) -> Self::Answer;
}

macro_rules! methods {
    ($(($($argument:ident: $kind:ident),*))*) => {
        $(impl<$($kind,)* R> Method for unsafe extern "C" fn($($kind),*) -> R {
            type Arguments = ($($kind,)*);
            type Answer = R;

            unsafe fn call(self, kind: Kind, ($($argument,)*): ($($kind,)*)) -> R {
                match kind {
                    // SAFETY: the caller's contract; the type says the convention.
                    Kind::Utf16 | Kind::Utf32 => unsafe { self($($argument),*) },
                    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
                    Kind::Microsoft => {
                        // SAFETY: in a vtable of this kind the slots hold functions of this type.
                        let function = unsafe {
                            std::mem::transmute::<Self, microsoft!(fn($($kind),*) -> R)>(self)
                        };
                        // SAFETY: the caller's contract.
                        unsafe { function($($argument),*) }
                    }
                }
            }
        })*
    };
}

/// A function type, or a function, of Microsoft's convention; see [`Kind::Microsoft`].
#[cfg(target_arch = "x86_64")]
macro_rules! microsoft {
    (fn($($kind:ty),*) -> $result:ty) => { unsafe extern "win64" fn($($kind),*) -> $result };
    (fn $name:ident<$type:ident: $bound:ident, const $face:ident: usize>($($parameter:ident: $kind:ty),*) -> $result:ty $body:block) => {
        unsafe extern "win64" fn $name<$type: $bound, const $face: usize>($($parameter: $kind),*) -> $result $body
    };
}
#[cfg(target_arch = "x86")]
macro_rules! microsoft {
    (fn($($kind:ty),*) -> $result:ty) => { unsafe extern "stdcall" fn($($kind),*) -> $result };
    (fn $name:ident<$type:ident: $bound:ident, const $face:ident: usize>($($parameter:ident: $kind:ty),*) -> $result:ty $body:block) => {
        unsafe extern "stdcall" fn $name<$type: $bound, const $face: usize>($($parameter: $kind),*) -> $result $body
    };
}
/// Elsewhere there is no such convention; what would use it is configured away.
#[cfg(not(any(target_arch = "x86_64", target_arch = "x86")))]
macro_rules! microsoft {
    ($($anything:tt)*) => {};
}
pub(crate) use microsoft;

methods! {
    (a: A)
    (a: A, b: B)
    (a: A, b: B, c: C)
    (a: A, b: B, c: C, d: D)
    (a: A, b: B, c: C, d: D, e: E)
    (a: A, b: B, c: C, d: D, e: E, f: F)
    (a: A, b: B, c: C, d: D, e: E, f: F, g: G)
    (a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H)
}
