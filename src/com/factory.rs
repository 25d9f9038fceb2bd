//! The class factory: every class id of a manager gives the same manager (ACT-2, VER-1).

use super::data::MANAGER_CLASSES;
use super::interfaces::*;
use super::kind::Kind;
use super::manager::Manager;
use super::marshal::{Answer, Asked, Given, OK};
use super::object::{Class, Face, Object, face};
use super::table::ComInterface;
use super::unknown::{IUnknown, Owned};
use crate::abi::*;
use crate::bits::{self, Hresult, Result};
use std::ffi::c_void;

/// Makes managers.
pub(crate) struct Factory;

impl Class for Factory {
    type Main = IClassFactory;
    const FACES: &'static [Face] = &[face::<IClassFactory, Self, 0>(&[IClassFactory::IID])];
}

/// The factory of a class; `REGDB_E_CLASSNOTREG` for classes that are not the library's (ACT-3, QM-16).
pub(crate) fn of_class(clsid: &GUID, kind: Kind) -> Result<Owned<IClassFactory>> {
    let known = MANAGER_CLASSES.iter().any(|(_, _, id)| id == clsid);
    if known { Ok(Object::create(Factory, kind)) } else { Err(Hresult::REGDB_E_CLASSNOTREG) }
}

/// `QueryInterface` of an object that nobody else has seen, whose reference goes away if it fails.
///
/// # Safety
/// `place` is valid for writes.
pub(crate) unsafe fn hand_out<I: ComInterface>(
    object: &Owned<I>,
    iid: &GUID,
    place: *mut *mut c_void,
) -> Answer {
    // SAFETY: the caller's contract.
    let code = Hresult(unsafe { object.query_interface(iid, place) });
    if code.is_failure() { Err(code) } else { OK }
}

impl ClassFactory for Factory {
    fn CreateInstance(
        &self,
        pUnkOuter: Given<'_, IUnknown>,
        riid: Given<'_, GUID>,
        ppvObject: Asked<'_, *mut c_void>,
    ) -> Answer {
        let place = ppvObject.or(Hresult::E_POINTER)?;
        // ACT-6.
        if !pUnkOuter.raw().is_null() {
            return Err(Hresult::CLASS_E_NOAGGREGATION);
        }
        let manager = Object::create(Manager(bits::Manager::open()?), place.kind());
        // SAFETY: a Slot is valid for writes.
        unsafe { hand_out(&manager, &riid.value()?, place.as_raw()) }
    }

    /// The library stays loaded as long as the process wants it.
    fn LockServer(&self, _fLock: BOOL) -> Answer {
        OK
    }
}
