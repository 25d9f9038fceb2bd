//! The error object (ERR rules).
#![forbid(unsafe_code)]

use super::data::*;
use super::file::File;
use super::interfaces::*;
use super::kind::Kind;
use super::marshal::{Answer, Asked, OK};
use super::object::{Class, Face, Object, face};
use super::table::ComInterface;
use super::unknown::Owned;
use crate::abi::*;
use crate::bits::JobError;

/// What went wrong with a job; a snapshot (ERR-6).
pub(super) struct Error(pub(super) JobError);

/// A fresh object for the error, for a callback of that kind.
pub(crate) fn object(error: JobError, kind: Kind) -> Owned<IBackgroundCopyError> {
    Object::create(Error(error), kind)
}

impl Class for Error {
    type Main = IBackgroundCopyError;
    const FACES: &'static [Face] = &[face::<IBackgroundCopyError, Self, 0>(&[IBackgroundCopyError::IID])];
}

impl BackgroundCopyError for Error {
    fn GetError(&self, pContext: Asked<'_, BG_ERROR_CONTEXT>, pCode: Asked<'_, HRESULT>) -> Answer {
        let (context, code) = (pContext.required(), pCode.required());
        let (context, code) = (context?, code?);
        let (place, failure) = self.0.error();
        context.set(place.into());
        code.set(failure.0);
        OK
    }

    fn GetFile(&self, pVal: Asked<'_, *mut IBackgroundCopyFile>) -> Answer {
        let file = pVal.required()?;
        file.make(File(self.0.file()?));
        OK
    }

    fn GetErrorDescription(&self, LanguageId: DWORD, pErrorDescription: Asked<'_, LPWSTR>) -> Answer {
        let text = pErrorDescription.required()?;
        text.set_text(&self.0.description(LanguageId)?)?;
        OK
    }

    fn GetErrorContextDescription(
        &self,
        LanguageId: DWORD,
        pContextDescription: Asked<'_, LPWSTR>,
    ) -> Answer {
        let text = pContextDescription.required()?;
        text.set_text(&self.0.context_description(LanguageId)?)?;
        OK
    }

    fn GetProtocol(&self, pProtocol: Asked<'_, LPWSTR>) -> Answer {
        let protocol = pProtocol.required()?;
        protocol.set_text(self.0.protocol()?)?;
        OK
    }
}
