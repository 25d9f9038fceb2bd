//! What C links to: the helpers behind `CoCreateInstance` and its kin (`include/copyfile2/com.h` describes them), and
//! `DllGetClassObject` for layers with a COM of their own.

use super::guid::{from_core, to_core};
use super::kind::{Kind, Method as _, units_at};
use super::marshal::answer;
use super::unknown::IUnknown;
use super::{factory, memory};
use crate::abi::*;
use crate::bits::{Guid, Hresult};
use std::cell::Cell;
use std::ffi::{c_int, c_void};

const COINIT_APARTMENTTHREADED: DWORD = 0x2;
const RPC_E_CHANGED_MODE: Hresult = Hresult::from_bits(0x8001_0106);
const CO_E_CLASSSTRING: Hresult = Hresult::from_bits(0x8004_01F3);

thread_local! {
    /// How often this thread was initialised, and with which threading model.
    static INITIALISED: Cell<(u32, DWORD)> = const { Cell::new((0, 0)) };
}

/// Counts the calling thread's initialisations; see com.h.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CoInitializeEx(pvReserved: *mut c_void, dwCoInit: DWORD) -> HRESULT {
    if !pvReserved.is_null() {
        return Hresult::E_INVALIDARG.0;
    }
    let model = dwCoInit & COINIT_APARTMENTTHREADED;
    match INITIALISED.get() {
        (0, _) => {
            INITIALISED.set((1, model));
            Hresult::S_OK.0
        }
        (count, before) if before == model => {
            INITIALISED.set((count + 1, model));
            Hresult::S_FALSE.0
        }
        _ => RPC_E_CHANGED_MODE.0,
    }
}

/// Undoes one successful `CopyFile2CoInitializeEx` of the calling thread.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CoUninitialize() {
    let (count, model) = INITIALISED.get();
    INITIALISED.set((count.saturating_sub(1), model));
}

/// Allocates memory that one side of an interface frees for the other.
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2CoTaskMemAlloc(cb: usize) -> *mut c_void {
    memory::allocate(cb)
}

/// Changes the size of memory of `CopyFile2CoTaskMemAlloc`.
///
/// # Safety
/// `pv` is NULL or memory of the task allocator that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoTaskMemRealloc(pv: *mut c_void, cb: usize) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe { memory::reallocate(pv, cb) }
}

/// Frees memory of the task allocator; NULL does nothing.
///
/// # Safety
/// `pv` is NULL or memory of the task allocator that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoTaskMemFree(pv: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe { memory::free(pv) }
}

/// An object of one of the library's classes; see com.h.
///
/// # Safety
/// `rclsid` and `riid` are NULL or point to GUIDs, `ppv` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoCreateInstance(
    rclsid: *const GUID,
    pUnkOuter: *mut IUnknown,
    dwClsContext: DWORD,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    // Every context is right: the queue is in this process and behind it (ACT-1).
    let _ = dwClsContext;
    // SAFETY: the caller's contract.
    unsafe { instance(Kind::Utf16, rclsid, pUnkOuter, riid, ppv) }
}

/// The same for programs whose WCHAR has 32 bits: the object and all that comes from it takes and gives UTF-32.
///
/// # Safety
/// As [`CopyFile2CoCreateInstance`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoCreateInstanceU32(
    rclsid: *const GUID,
    pUnkOuter: *mut IUnknown,
    dwClsContext: DWORD,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    let _ = dwClsContext;
    // SAFETY: the caller's contract.
    unsafe { instance(Kind::Utf32, rclsid, pUnkOuter, riid, ppv) }
}

/// The class factory of one of the library's classes; see com.h.
///
/// # Safety
/// As [`CopyFile2CoCreateInstance`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoGetClassObject(
    rclsid: *const GUID,
    dwClsContext: DWORD,
    pvReserved: *mut c_void,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    let _ = (dwClsContext, pvReserved);
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Utf16, rclsid, riid, ppv) }
}

/// The same for programs whose WCHAR has 32 bits.
///
/// # Safety
/// As [`CopyFile2CoCreateInstance`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoGetClassObjectU32(
    rclsid: *const GUID,
    dwClsContext: DWORD,
    pvReserved: *mut c_void,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    let _ = (dwClsContext, pvReserved);
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Utf32, rclsid, riid, ppv) }
}

/// The class factory of one of the library's classes, for layers with a COM of their own.
///
/// # Safety
/// `rclsid` and `riid` are NULL or point to GUIDs, `ppv` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn DllGetClassObject(
    rclsid: *const GUID,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Utf16, rclsid, riid, ppv) }
}

/// The same for programs whose WCHAR has 32 bits.
///
/// # Safety
/// As [`DllGetClassObject`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn DllGetClassObjectU32(
    rclsid: *const GUID,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Utf32, rclsid, riid, ppv) }
}

/// The same for guests with Microsoft's calling convention: the factory and all that comes from it has it, and so have
/// the callback objects that they register.
///
/// # Safety
/// As [`DllGetClassObject`].
#[cfg(target_arch = "x86_64")]
#[unsafe(no_mangle)]
pub unsafe extern "win64" fn DllGetClassObject_ms(
    rclsid: *const GUID,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Microsoft, rclsid, riid, ppv) }
}

/// As on 64-bit machines, in stdcall.
///
/// # Safety
/// As [`DllGetClassObject`].
#[cfg(target_arch = "x86")]
#[unsafe(no_mangle)]
pub unsafe extern "stdcall" fn DllGetClassObject_ms(
    rclsid: *const GUID,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: the caller's contract.
    unsafe { class_object(Kind::Microsoft, rclsid, riid, ppv) }
}

/// What both widths of `CopyFile2CoCreateInstance` do.
///
/// # Safety
/// As [`CopyFile2CoCreateInstance`].
unsafe fn instance(
    kind: Kind,
    rclsid: *const GUID,
    outer: *mut IUnknown,
    riid: *const GUID,
    ppv: *mut *mut c_void,
) -> HRESULT {
    crate::logging::start();
    answer(|| {
        // SAFETY: the caller's contract.
        let class = unsafe { class_of(rclsid, ppv) }?;
        let factory = factory::of_class(&class, kind)?;
        let create = factory.vtbl().CreateInstance;
        // SAFETY: the factory's own method; arguments are the caller's, who promised the same for them.
        let code = unsafe { create.call(kind, (factory.as_raw(), outer, riid, ppv)) };
        if code < 0 { Err(Hresult(code)) } else { Ok(Hresult(code)) }
    })
}

/// What all the others do. Not by calling one another: a program may have a `DllGetClassObject` of its own.
///
/// # Safety
/// As [`DllGetClassObject`].
unsafe fn class_object(kind: Kind, rclsid: *const GUID, riid: *const GUID, ppv: *mut *mut c_void) -> HRESULT {
    crate::logging::start();
    answer(|| {
        // SAFETY: the caller's contract.
        let class = unsafe { class_of(rclsid, ppv) }?;
        let factory = factory::of_class(&class, kind)?;
        if riid.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        // SAFETY: not NULL, so a GUID by the caller's contract.
        let iid = unsafe { riid.read_unaligned() };
        // SAFETY: checked by class_of.
        unsafe { factory::hand_out(&factory, &iid, ppv) }
    })
}

/// Clears `ppv` and reads the class id.
///
/// # Safety
/// `rclsid` is NULL or points to a GUID, `ppv` is NULL or valid for writes.
unsafe fn class_of(rclsid: *const GUID, ppv: *mut *mut c_void) -> Result<GUID, Hresult> {
    if ppv.is_null() {
        return Err(Hresult::E_POINTER);
    }
    // SAFETY: not NULL, so valid by the caller's contract.
    unsafe { ppv.write_unaligned(std::ptr::null_mut()) };
    if rclsid.is_null() {
        return Err(Hresult::E_INVALIDARG);
    }
    // SAFETY: not NULL, so a GUID by the caller's contract.
    Ok(unsafe { rclsid.read_unaligned() })
}

/// Units of a GUID's text with the NUL.
const GUID_UNITS: c_int = 39;

/// The text of a GUID in braces; gives the number of units with the NUL, or 0 if the buffer is too small.
///
/// # Safety
/// `rguid` points to a GUID; `lpsz` is NULL or has room for `cchMax` units.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2StringFromGUID2(
    rguid: *const GUID,
    lpsz: *mut WCHAR,
    cchMax: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { put_guid(rguid, lpsz, cchMax) }
}

/// The same in UTF-32.
///
/// # Safety
/// As [`CopyFile2StringFromGUID2`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2StringFromGUID2U32(
    rguid: *const GUID,
    lpsz: *mut u32,
    cchMax: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { put_guid(rguid, lpsz, cchMax) }
}

/// What both do.
///
/// # Safety
/// As [`CopyFile2StringFromGUID2`].
unsafe fn put_guid<Unit: From<u8>>(rguid: *const GUID, lpsz: *mut Unit, cchMax: c_int) -> c_int {
    if rguid.is_null() || lpsz.is_null() || cchMax < GUID_UNITS {
        return 0;
    }
    // SAFETY: not NULL, so a GUID by the caller's contract.
    let text = to_core(unsafe { rguid.read_unaligned() }).to_string();
    for (at, byte) in text.bytes().chain([0]).enumerate() {
        // SAFETY: the text has 39 units, for which there is room.
        let place = unsafe { lpsz.add(at) };
        // SAFETY: as above.
        unsafe { place.write_unaligned(Unit::from(byte)) };
    }
    GUID_UNITS
}

/// The GUID of a text in braces; `CO_E_CLASSSTRING` for other text, the zero GUID for NULL.
///
/// # Safety
/// `lpsz` is NULL or ends with a NUL; `pguid` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GUIDFromString(lpsz: *const WCHAR, pguid: *mut GUID) -> HRESULT {
    // SAFETY: the caller's contract.
    let text = || unsafe { units_at(lpsz) }.into_iter().map(u32::from).collect::<Vec<_>>();
    // SAFETY: as above.
    unsafe { read_guid((!lpsz.is_null()).then(text), pguid) }
}

/// The same in UTF-32.
///
/// # Safety
/// As [`CopyFile2GUIDFromString`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GUIDFromStringU32(lpsz: *const u32, pguid: *mut GUID) -> HRESULT {
    // SAFETY: the caller's contract.
    let text = || unsafe { units_at(lpsz) };
    // SAFETY: as above.
    unsafe { read_guid((!lpsz.is_null()).then(text), pguid) }
}

/// What both do.
///
/// # Safety
/// `pguid` is NULL or valid for writes.
unsafe fn read_guid(text: Option<Vec<u32>>, pguid: *mut GUID) -> HRESULT {
    if pguid.is_null() {
        return Hresult::E_INVALIDARG.0;
    }
    let text = text.map(|units| units.into_iter().map(|unit| char::from_u32(unit).unwrap_or('?')).collect());
    let parsed = |text: String| {
        (text.len() == 38 && text.starts_with('{')).then(|| text.parse::<Guid>().ok()).flatten()
    };
    let (guid, code) = match text {
        None => (GUID::default(), Hresult::S_OK),
        Some(text) => match parsed(text) {
            Some(guid) => (from_core(guid), Hresult::S_OK),
            None => (GUID::default(), CO_E_CLASSSTRING),
        },
    };
    // SAFETY: not NULL, so valid by the caller's contract.
    unsafe { pguid.write_unaligned(guid) };
    code.0
}

/// A new random GUID.
///
/// # Safety
/// `pguid` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2CoCreateGuid(pguid: *mut GUID) -> HRESULT {
    answer(|| {
        if pguid.is_null() {
            return Err(Hresult::E_INVALIDARG);
        }
        let guid = from_core(Guid::random()?);
        // SAFETY: not NULL, so valid by the caller's contract.
        unsafe { pguid.write_unaligned(guid) };
        Ok(Hresult::S_OK)
    })
}
