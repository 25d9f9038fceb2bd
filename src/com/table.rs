//! The interface table: one text from which both the Rust vtable and the C header come, so that they cannot disagree.
//!
//! `com_interface!` reads an interface as a list of methods with directions, names and types. It makes the object
//! and vtable structures, the `IID_*` symbol, the description that `header` renders, and, for an interface that the
//! library serves, a trait with one safe method per slot and the thunks that lead from a slot to it.

use super::kind::ByKind;
use crate::abi::GUID;

/// Which way a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The caller gives it.
    In,
    /// The callee writes through it.
    Out,
}

/// One parameter of a method.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Which way it goes.
    pub direction: Direction,
    /// Windows' name.
    pub name: &'static str,
    /// The type as the Rust table spells it, such as `* mut LPWSTR`.
    pub rust_type: &'static str,
}

/// One method; all but those of `IUnknown` give an HRESULT.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// Windows' name.
    pub name: &'static str,
    /// Parameters without `This`.
    pub parameters: &'static [Parameter],
}

/// One interface.
#[derive(Clone, Copy, Debug)]
pub struct Interface {
    /// Windows' name.
    pub name: &'static str,
    /// Its id.
    pub iid: GUID,
    /// The interface it derives from; `None` for `IUnknown` alone.
    pub base: Option<&'static Interface>,
    /// The Windows header that declares it.
    pub header: &'static str,
    /// The version of BITS that brought it.
    pub since: &'static str,
    /// Its own methods, in slot order behind those of the base.
    pub methods: &'static [Method],
}

impl Interface {
    /// Number of slots, those of the base included.
    pub fn slots(&self) -> usize {
        self.base.map_or(0, Self::slots) + self.methods.len()
    }

    /// Every slot with the interface that declares it, from slot 0.
    pub fn all_methods(&self) -> Vec<(&'static str, &'static Method)> {
        let mut methods = self.base.map_or_else(Vec::new, Self::all_methods);
        methods.extend(self.methods.iter().map(|method| (self.name, method)));
        methods
    }
}

/// An interface pointer's target: its vtable and its description.
///
/// # Safety
/// The type is `repr(C)` and its first word points to a `Vtbl`, which starts with that of `IUnknown`.
pub unsafe trait ComInterface: Sized + 'static {
    /// The array of methods.
    type Vtbl: 'static;
    /// Its id.
    const IID: GUID;
    /// Its row of the table.
    const INFO: Interface;
}

/// An interface that objects of class `T` answer at position `FACE` among their vtable pointers.
pub(crate) trait Served<T, const FACE: usize>: ComInterface {
    /// The methods of that class, for each kind of object.
    const VTBLS: ByKind<Self::Vtbl>;
    /// Where they stand; the same for all objects of the class.
    const PLACE: &'static ByKind<Self::Vtbl>;
}

/// `direction!(in)` and `direction!(out)`, as a type and as a value.
macro_rules! direction {
    (type in) => {
        $crate::com::marshal::In
    };
    (type out) => {
        $crate::com::marshal::Out
    };
    (in) => {
        $crate::com::table::Direction::In
    };
    (out) => {
        $crate::com::table::Direction::Out
    };
}

/// See the module's text.
macro_rules! com_interface {
    (
        $(#[$meta:meta])*
        $name:ident [$vtbl:ident, $iid_symbol:ident $(, $methods:ident)?]: $base:ident [$base_vtbl:ident $(, $base_methods:ident)?],
        $iid:literal, $header:literal, $since:literal {
            $($method:ident($($direction:tt $parameter:ident: $kind:ty),*);)*
        }
    ) => {
        $(#[$meta])*
        #[repr(C)]
        #[derive(Debug)]
        pub struct $name {
            /// The methods; never NULL, never changes.
            pub lpVtbl: *const $vtbl,
        }

        #[doc = concat!("The methods of [`", stringify!($name), "`], in slot order.")]
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        #[allow(missing_docs, reason = "the fields are the methods, under Windows' names")]
        pub struct $vtbl {
            pub base: $base_vtbl,
            $(pub $method: unsafe extern "C" fn(this: *mut $name $(, $parameter: $kind)*) -> HRESULT,)*
        }

        #[doc = concat!("The id of [`", stringify!($name), "`].")]
        #[unsafe(no_mangle)]
        pub static $iid_symbol: GUID = guid($iid);

        // SAFETY: repr(C), the first word points to the vtable, which starts with the base's.
        unsafe impl ComInterface for $name {
            type Vtbl = $vtbl;
            const IID: GUID = guid($iid);
            const INFO: Interface = Interface {
                name: stringify!($name),
                iid: guid($iid),
                base: Some(&<$base as ComInterface>::INFO),
                header: $header,
                since: $since,
                methods: &[$(Method {
                    name: stringify!($method),
                    parameters: &[$(Parameter {
                        direction: direction!($direction),
                        name: stringify!($parameter),
                        rust_type: stringify!($kind),
                    }),*],
                }),*],
            };
        }

        com_interface! { @serve [$($methods)?] [$($base_methods)?] $name $vtbl $base {
            $($method($($direction $parameter: $kind),*);)*
        } }
    };

    // Written by clients, or declared only: no trait, no thunks.
    (@serve [] [] $($rest:tt)*) => {};
    (@serve [] [$base_methods:ident] $($rest:tt)*) => {};

    (@serve [$methods:ident] [$base_methods:ident] $name:ident $vtbl:ident $base:ident {
        $($method:ident($($direction:tt $parameter:ident: $kind:ty),*);)*
    }) => {
        #[doc = concat!("What an object that serves [`", stringify!($name), "`] does in each slot.")]
        pub(crate) trait $methods: $base_methods {
            $(
                fn $method(&self $(, $parameter: <direction!(type $direction) as Marshal<$kind>>::Safe<'_>)*) -> Answer;
            )*
        }

        impl<T: $methods, const FACE: usize> Served<T, FACE> for $name {
            const VTBLS: ByKind<$vtbl> = {
                // What the thunks of all kinds share.
                $(unsafe fn $method<T: $methods, const FACE: usize>(
                    speech: Kind, this: *mut $name $(, $parameter: $kind)*
                ) -> HRESULT {
                    let _ = speech; // a method without parameters has no use for it
                    // SAFETY: the thunk stands in a vtable of face FACE of objects of class T alone, and the caller
                    // holds a reference for the time of the call.
                    let object = unsafe { Object::<T>::behind::<FACE>(this.cast()) };
                    $(
                        // SAFETY: pointers are NULL or what the parameter's type says, by COM's rules; strings have
                        // the width of the vtable's kind.
                        let $parameter = unsafe {
                            <direction!(type $direction) as Marshal<$kind>>::adopt($parameter, speech)
                        };
                    )*
                    answer(|| object.inner().$method($($parameter),*))
                })*
                ByKind {
                    utf16: $vtbl {
                        base: <$base as Served<T, FACE>>::VTBLS.utf16,
                        $($method: {
                            unsafe extern "C" fn thunk<T: $methods, const FACE: usize>(
                                this: *mut $name $(, $parameter: $kind)*
                            ) -> HRESULT {
                                // SAFETY: the same contract.
                                unsafe { $method::<T, FACE>(Kind::Utf16, this $(, $parameter)*) }
                            }
                            thunk::<T, FACE>
                        },)*
                    },
                    utf32: $vtbl {
                        base: <$base as Served<T, FACE>>::VTBLS.utf32,
                        $($method: {
                            unsafe extern "C" fn thunk<T: $methods, const FACE: usize>(
                                this: *mut $name $(, $parameter: $kind)*
                            ) -> HRESULT {
                                // SAFETY: the same contract.
                                unsafe { $method::<T, FACE>(Kind::Utf32, this $(, $parameter)*) }
                            }
                            thunk::<T, FACE>
                        },)*
                    },
                    #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
                    microsoft: $vtbl {
                        base: <$base as Served<T, FACE>>::VTBLS.microsoft,
                        $($method: {
                            microsoft! {
                                fn thunk<T: $methods, const FACE: usize>(
                                    this: *mut $name $(, $parameter: $kind)*
                                ) -> HRESULT {
                                    // SAFETY: the same contract.
                                    unsafe { $method::<T, FACE>(Kind::Microsoft, this $(, $parameter)*) }
                                }
                            }
                            // SAFETY: pointers to functions are alike; this one is never called under its new type
                            // (`Method::call`).
                            unsafe {
                                std::mem::transmute::<
                                    microsoft!(fn(*mut $name $(, $kind)*) -> HRESULT),
                                    unsafe extern "C" fn(*mut $name $(, $kind)*) -> HRESULT,
                                >(thunk::<T, FACE>)
                            }
                        },)*
                    },
                }
            };
            const PLACE: &'static ByKind<$vtbl> = &<Self as Served<T, FACE>>::VTBLS;
        }
    };
}

pub(crate) use {com_interface, direction};
