//! The HTTP options of a job (HO, H2 rules): the second chain of interfaces of the job object.
#![forbid(unsafe_code)]

use super::data::*;
use super::interfaces::*;
use super::job::Job;
use super::marshal::{Answer, Asked, Given, OK};
use crate::abi::*;
use crate::bits::Hresult;

/// NULL for a required parameter, as the proxy on Windows says it (COM-10).
const NULL: Hresult = Hresult::RPC_X_NULL_REF_POINTER;

impl BackgroundCopyJobHttpOptions for Job {
    fn SetClientCertificateByID(
        &self,
        _StoreLocation: BG_CERT_STORE_LOCATION,
        _StoreName: Given<'_, WCHAR>,
        _pCertHashBlob: Given<'_, byte>,
    ) -> Answer {
        self.live()?;
        Err(Hresult::E_NOTIMPL)
    }

    fn SetClientCertificateByName(
        &self,
        _StoreLocation: BG_CERT_STORE_LOCATION,
        _StoreName: Given<'_, WCHAR>,
        _SubjectName: Given<'_, WCHAR>,
    ) -> Answer {
        self.live()?;
        Err(Hresult::E_NOTIMPL)
    }

    /// None can be set, so there is none to remove (HO-25).
    fn RemoveClientCertificate(&self) -> Answer {
        self.live()?;
        Ok(Hresult::S_FALSE)
    }

    fn GetClientCertificate(
        &self,
        pStoreLocation: Asked<'_, BG_CERT_STORE_LOCATION>,
        pStoreName: Asked<'_, LPWSTR>,
        ppCertHashBlob: Asked<'_, *mut byte>,
        pSubjectName: Asked<'_, LPWSTR>,
    ) -> Answer {
        let places =
            (pStoreLocation.or(NULL), pStoreName.or(NULL), ppCertHashBlob.or(NULL), pSubjectName.or(NULL));
        places.0?;
        places.1?;
        places.2?;
        places.3?;
        // HO-26: what the proxy makes of none.
        Err(Hresult::RPC_X_BAD_STUB_DATA)
    }

    fn SetCustomHeaders(&self, RequestHeaders: Given<'_, WCHAR>) -> Answer {
        self.live()?.set_custom_headers(RequestHeaders.text()?.as_deref())?;
        OK
    }

    fn GetCustomHeaders(&self, pRequestHeaders: Asked<'_, LPWSTR>) -> Answer {
        let place = pRequestHeaders.or(NULL)?;
        match self.0.custom_headers()? {
            Some(headers) => {
                place.set_text(&headers)?;
                OK
            }
            None => Ok(Hresult::S_FALSE),
        }
    }

    fn SetSecurityFlags(&self, Flags: ULONG) -> Answer {
        self.0.set_security_flags(Flags)?;
        OK
    }

    fn GetSecurityFlags(&self, pFlags: Asked<'_, ULONG>) -> Answer {
        let place = pFlags.or(NULL)?;
        place.set(self.0.security_flags()?);
        OK
    }
}

impl BackgroundCopyJobHttpOptions2 for Job {
    fn SetHttpMethod(&self, method: Given<'_, WCHAR>) -> Answer {
        self.live()?.set_http_method(&method.required_text()?)?;
        OK
    }

    fn GetHttpMethod(&self, method: Asked<'_, LPWSTR>) -> Answer {
        let place = method.or(NULL)?;
        place.set_text(&self.0.http_method()?)?;
        OK
    }
}
