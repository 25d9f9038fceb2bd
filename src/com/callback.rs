//! The callback objects that clients write, as the queue calls them (NTF, THR rules).

use super::data::BG_FILE_RANGE;
use super::interfaces::*;
use super::kind::{Kind, Method as _};
use super::unknown::{IUnknown, Owned};
use super::{error, file, job};
use crate::bits::{self, FileRange, Hresult, Job, JobError, Result};
use std::any::Any;
use std::ptr::NonNull;
use std::sync::Arc;

/// A client's object with the interfaces that it answers; holds a reference to each (SET-14). It is of the kind of the
/// object through which it was registered, and gets objects of that kind.
pub(crate) struct ClientCallback {
    registered: Owned<IUnknown>,
    first: Owned<IBackgroundCopyCallback>,
    second: Option<Owned<IBackgroundCopyCallback2>>,
    third: Option<Owned<IBackgroundCopyCallback3>>,
}

impl ClientCallback {
    /// Asks the object for the callback interfaces (NTF-18). One without the first is refused with `E_NOINTERFACE`
    /// (SET-13, OQ-17).
    ///
    /// # Safety
    /// `object` is a valid interface pointer of a free-threaded object of that kind.
    pub(crate) unsafe fn of(object: NonNull<IUnknown>, kind: Kind) -> Result<Arc<Self>> {
        // SAFETY: the caller's contract, here and below.
        let first = unsafe { Owned::query(object, kind) }.ok_or(Hresult::E_NOINTERFACE)?;
        // SAFETY: as above.
        let registered = unsafe { Owned::retain(object, kind) };
        // SAFETY: as above.
        let second = unsafe { Owned::query(object, kind) };
        // SAFETY: as above.
        let third = unsafe { Owned::query(object, kind) };
        Ok(Arc::new(Self { registered, first, second, third }))
    }

    /// The pointer that was registered, with a reference for the caller (SET-16).
    pub(crate) fn registered(&self) -> Owned<IUnknown> {
        self.registered.clone()
    }
}

/// What a client's method answered; success codes other than `S_OK` count as heard, too (NTF-6).
fn heard(code: i32) -> Result<()> {
    if code < 0 { Err(Hresult(code)) } else { Ok(()) }
}

// Arguments are fresh objects whose reference is ours; the client borrows them (COM-13, THR-5).
impl bits::Callback for ClientCallback {
    fn job_transferred(&self, job: &Job) -> Result<()> {
        let kind = self.first.kind();
        let job = job::object(job.clone(), kind);
        let method = self.first.vtbl().JobTransferred;
        // SAFETY: the client's method, called by COM's rules on a living object of its kind.
        heard(unsafe { method.call(kind, (self.first.as_raw(), job.as_raw())) })
    }

    fn job_error(&self, job: &Job, error: &JobError) -> Result<()> {
        let kind = self.first.kind();
        let (job, error) = (job::object(job.clone(), kind), error::object(error.clone(), kind));
        let method = self.first.vtbl().JobError;
        // SAFETY: as above.
        heard(unsafe { method.call(kind, (self.first.as_raw(), job.as_raw(), error.as_raw())) })
    }

    fn job_modification(&self, job: &Job) {
        let kind = self.first.kind();
        let job = job::object(job.clone(), kind);
        let method = self.first.vtbl().JobModification;
        // SAFETY: as above. The answer does not matter (NTF-5).
        unsafe { method.call(kind, (self.first.as_raw(), job.as_raw(), 0)) };
    }

    fn file_transferred(&self, job: &Job, file: &bits::File) -> Result<()> {
        let Some(second) = &self.second else { return Ok(()) };
        let kind = second.kind();
        let (job, file) = (job::object(job.clone(), kind), file::object(file.clone(), kind));
        let method = second.vtbl().FileTransferred;
        // SAFETY: as above.
        heard(unsafe { method.call(kind, (second.as_raw(), job.as_raw(), file.as_raw())) })
    }

    fn file_ranges_transferred(&self, job: &Job, file: &bits::File, ranges: &[FileRange]) {
        let Some(third) = &self.third else { return };
        let kind = third.kind();
        let (job, file) = (job::object(job.clone(), kind), file::object(file.clone(), kind));
        let ranges: Vec<BG_FILE_RANGE> = file::c_ranges(ranges);
        let count = u32::try_from(ranges.len()).unwrap_or(u32::MAX);
        let method = third.vtbl().FileRangesTransferred;
        // SAFETY: as above. The answer does not matter (NTF-5).
        unsafe { method.call(kind, (third.as_raw(), job.as_raw(), file.as_raw(), count, ranges.as_ptr())) };
    }

    fn hears_files(&self) -> bool {
        self.second.is_some()
    }

    fn hears_ranges(&self) -> bool {
        self.third.is_some()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
