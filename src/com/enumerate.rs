//! The two enumerators (ENM rules).

use super::file::File;
use super::interfaces::*;
use super::job::Job;
use super::marshal::{Answer, Asked, OK};
use super::object::{Class, Face, face};
use super::table::ComInterface;
use crate::abi::*;
use crate::bits::{self, Enumerator, Hresult};
use parking_lot::Mutex;

/// A snapshot with a position; the position is shared by all who hold the same pointer.
pub(crate) struct Enumeration<T>(Mutex<Enumerator<T>>);

impl<T: Clone> Enumeration<T> {
    pub(crate) fn new(items: Enumerator<T>) -> Self {
        Self(Mutex::new(items))
    }

    /// `Next`, with `wrap` making the value of an object of an item.
    fn next<C: Class>(
        &self,
        count: ULONG,
        array: Asked<'_, *mut C::Main>,
        fetched: Asked<'_, ULONG>,
        wrap: impl Fn(T) -> C,
    ) -> Answer {
        let fetched = fetched.optional();
        // ENM-3, ENM-4: only for one item does the answer alone say how many there were.
        if fetched.is_none() && count != 1 {
            return Err(Hresult::E_INVALIDARG);
        }
        // SAFETY: by COM's rules the array has room for as many as are asked for.
        let array = unsafe { array.elements(count) }?;
        let items = self.0.lock().next(count);
        let given = u32::try_from(items.len()).unwrap_or(count);
        for (place, item) in array.zip(items) {
            place.make(wrap(item));
        }
        if let Some(fetched) = fetched {
            fetched.set(given);
        }
        if given == count { OK } else { Ok(Hresult::S_FALSE) }
    }

    fn skip(&self, count: ULONG) -> Answer {
        if self.0.lock().skip(count) { OK } else { Ok(Hresult::S_FALSE) }
    }

    fn reset(&self) -> Answer {
        self.0.lock().reset();
        OK
    }

    fn copy(&self) -> Self {
        Self::new(self.0.lock().clone())
    }

    fn count(&self, count: Asked<'_, ULONG>) -> Answer {
        count.required()?.set(self.0.lock().count());
        OK
    }
}

impl Class for Enumeration<bits::Job> {
    type Main = IEnumBackgroundCopyJobs;
    const FACES: &'static [Face] =
        &[face::<IEnumBackgroundCopyJobs, Self, 0>(&[IEnumBackgroundCopyJobs::IID])];
}

impl EnumBackgroundCopyJobs for Enumeration<bits::Job> {
    fn Next(
        &self,
        celt: ULONG,
        rgelt: Asked<'_, *mut IBackgroundCopyJob>,
        pceltFetched: Asked<'_, ULONG>,
    ) -> Answer {
        self.next(celt, rgelt, pceltFetched, Job)
    }

    fn Skip(&self, celt: ULONG) -> Answer {
        self.skip(celt)
    }

    fn Reset(&self) -> Answer {
        self.reset()
    }

    fn Clone(&self, ppenum: Asked<'_, *mut IEnumBackgroundCopyJobs>) -> Answer {
        ppenum.required()?.make(self.copy());
        OK
    }

    fn GetCount(&self, puCount: Asked<'_, ULONG>) -> Answer {
        self.count(puCount)
    }
}

impl Class for Enumeration<bits::File> {
    type Main = IEnumBackgroundCopyFiles;
    const FACES: &'static [Face] =
        &[face::<IEnumBackgroundCopyFiles, Self, 0>(&[IEnumBackgroundCopyFiles::IID])];
}

impl EnumBackgroundCopyFiles for Enumeration<bits::File> {
    fn Next(
        &self,
        celt: ULONG,
        rgelt: Asked<'_, *mut IBackgroundCopyFile>,
        pceltFetched: Asked<'_, ULONG>,
    ) -> Answer {
        self.next(celt, rgelt, pceltFetched, File)
    }

    fn Skip(&self, celt: ULONG) -> Answer {
        self.skip(celt)
    }

    fn Reset(&self) -> Answer {
        self.reset()
    }

    fn Clone(&self, ppenum: Asked<'_, *mut IEnumBackgroundCopyFiles>) -> Answer {
        ppenum.required()?.make(self.copy());
        OK
    }

    fn GetCount(&self, puCount: Asked<'_, ULONG>) -> Answer {
        self.count(puCount)
    }
}
