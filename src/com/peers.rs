//! The peer cache, as from BITS 4.0 on: its interface is there, every method answers `S_FALSE`, and nothing is found
//! (PC-9 to PC-13).

use super::interfaces::*;
use super::manager::Manager;
use super::marshal::{Answer, Asked, Given};
use super::object::{Class, Face, face};
use super::table::ComInterface;
use crate::abi::*;
use crate::bits::Hresult;

const NOTHING: Answer = Ok(Hresult::S_FALSE);

/// An enumerator of no records.
pub(crate) struct NoRecords;
/// An enumerator of no peers.
pub(crate) struct NoPeers;

impl BitsPeerCacheAdministration for Manager {
    fn GetMaximumCacheSize(&self, pBytes: Asked<'_, DWORD>) -> Answer {
        pBytes.required().and(NOTHING)
    }

    fn SetMaximumCacheSize(&self, _: DWORD) -> Answer {
        NOTHING
    }

    fn GetMaximumContentAge(&self, pSeconds: Asked<'_, ULONG>) -> Answer {
        pSeconds.required().and(NOTHING)
    }

    fn SetMaximumContentAge(&self, _: ULONG) -> Answer {
        NOTHING
    }

    fn GetConfigurationFlags(&self, pFlags: Asked<'_, DWORD>) -> Answer {
        pFlags.required().and(NOTHING)
    }

    fn SetConfigurationFlags(&self, _: DWORD) -> Answer {
        NOTHING
    }

    fn EnumRecords(&self, ppEnum: Asked<'_, *mut IEnumBitsPeerCacheRecords>) -> Answer {
        ppEnum.required()?.make(NoRecords); // PC-11: callers that test FAILED() go on to use it
        NOTHING
    }

    fn GetRecord(&self, _: Given<'_, GUID>, ppRecord: Asked<'_, *mut IBitsPeerCacheRecord>) -> Answer {
        ppRecord.required().and(NOTHING)
    }

    fn ClearRecords(&self) -> Answer {
        NOTHING
    }

    fn DeleteRecord(&self, _: Given<'_, GUID>) -> Answer {
        NOTHING
    }

    fn DeleteUrl(&self, _: Given<'_, WCHAR>) -> Answer {
        NOTHING
    }

    fn EnumPeers(&self, ppEnum: Asked<'_, *mut IEnumBitsPeers>) -> Answer {
        ppEnum.required()?.make(NoPeers);
        NOTHING
    }

    fn ClearPeers(&self) -> Answer {
        NOTHING
    }

    fn DiscoverPeers(&self) -> Answer {
        NOTHING
    }
}

/// The methods of an enumerator without elements (PC-12).
macro_rules! empty {
    ($class:ident, $trait:ident, $interface:ident, $element:ident) => {
        impl Class for $class {
            type Main = $interface;
            const FACES: &'static [Face] = &[face::<$interface, Self, 0>(&[$interface::IID])];
        }

        impl $trait for $class {
            fn Next(
                &self,
                celt: ULONG,
                rgelt: Asked<'_, *mut $element>,
                pceltFetched: Asked<'_, ULONG>,
            ) -> Answer {
                let fetched = pceltFetched.optional();
                if fetched.is_none() && celt != 1 {
                    return Err(Hresult::E_INVALIDARG); // ENM-3
                }
                // SAFETY: by COM's rules the array has room for as many as are asked for.
                let _cleared = unsafe { rgelt.elements(celt) }?;
                NOTHING
            }

            fn Skip(&self, _: ULONG) -> Answer {
                NOTHING
            }

            fn Reset(&self) -> Answer {
                NOTHING
            }

            fn Clone(&self, ppenum: Asked<'_, *mut $interface>) -> Answer {
                ppenum.required()?.make($class);
                NOTHING
            }

            fn GetCount(&self, puCount: Asked<'_, ULONG>) -> Answer {
                puCount.required().and(NOTHING)
            }
        }
    };
}

empty!(NoRecords, EnumBitsPeerCacheRecords, IEnumBitsPeerCacheRecords, IBitsPeerCacheRecord);
empty!(NoPeers, EnumBitsPeers, IEnumBitsPeers, IBitsPeer);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::com::kind::{Kind, Method as _};
    use crate::com::object::Object;
    use crate::com::unknown::{IUnknown, Owned};
    use std::ptr::{NonNull, null_mut};

    /// PC-9 to PC-13: the interface of the manager answers, and there is nothing.
    #[test]
    fn there_are_no_peers_and_no_records() {
        let directory = tempfile::tempdir().expect("a directory");
        let manager = crate::bits::Manager::open_at(directory.path()).expect("a queue");
        let manager = Object::create(Manager(manager), Kind::Utf16);
        let unknown = NonNull::new(manager.as_raw().cast::<IUnknown>()).expect("not NULL");
        // SAFETY: a living object.
        let cache: Owned<IBitsPeerCacheAdministration> =
            unsafe { Owned::query(unknown, Kind::Utf16) }.expect("PC-10: S_OK");
        let (cache_raw, cache_vtbl) = (cache.as_raw(), cache.vtbl());
        let mut number = 7;
        // SAFETY: a living object and a place of our own.
        let code = unsafe { cache_vtbl.GetMaximumCacheSize.call(Kind::Utf16, (cache_raw, &raw mut number)) };
        assert_eq!((code, number), (1, 0)); // PC-11
        // SAFETY: a living object; NULL is refused.
        let code = unsafe { cache_vtbl.GetConfigurationFlags.call(Kind::Utf16, (cache_raw, null_mut())) };
        assert_eq!(code, Hresult::E_INVALIDARG.0); // PC-13
        // SAFETY: a living object.
        assert_eq!(unsafe { cache_vtbl.SetConfigurationFlags.call(Kind::Utf16, (cache_raw, 3)) }, 1); // PC-9
        let mut peers: *mut IEnumBitsPeers = null_mut();
        // SAFETY: a living object and a place of our own.
        assert_eq!(unsafe { cache_vtbl.EnumPeers.call(Kind::Utf16, (cache_raw, &raw mut peers)) }, 1);
        // SAFETY: the reference is ours.
        let peers = unsafe { Owned::adopt(peers, Kind::Utf16) }.expect("a valid enumerator");
        let mut first: *mut IBitsPeer = null_mut();
        // SAFETY: a living object and places of our own.
        let code = unsafe {
            peers.vtbl().Next.call(Kind::Utf16, (peers.as_raw(), 1, &raw mut first, &raw mut number))
        };
        assert_eq!((code, number, first.is_null()), (1, 0, true)); // PC-12
        number = 9;
        // SAFETY: a living object and a place of our own.
        let code = unsafe { peers.vtbl().GetCount.call(Kind::Utf16, (peers.as_raw(), &raw mut number)) };
        assert_eq!((code, number), (1, 0));
    }
}
