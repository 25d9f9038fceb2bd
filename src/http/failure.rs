//! What went wrong, and whether it is tried again (parts 5.4 and 9.2).

use crate::bits::{ErrorContext, Hresult};

/// Whether a failure may go away by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Tried again: `TRANSIENT_ERROR`.
    Transient,
    /// Not tried again: `ERROR`.
    Fatal,
}

/// A failed transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub code: Hresult,
    pub context: ErrorContext,
    pub class: Class,
    /// Seconds that the server asks to wait (OQ-18).
    pub retry_after: Option<u32>,
}

impl Failure {
    /// A failure for good.
    pub(crate) const fn fatal(code: Hresult, context: ErrorContext) -> Self {
        Self { code, context, class: Class::Fatal, retry_after: None }
    }

    /// A failure that is tried again.
    pub(crate) const fn transient(code: Hresult, context: ErrorContext) -> Self {
        Self { code, context, class: Class::Transient, retry_after: None }
    }

    /// The connection broke, or libcurl lost its thread: tried again.
    pub(crate) const fn lost() -> Self {
        Self::transient(Hresult::WINHTTP_CONNECTION_ERROR, ErrorContext::GeneralTransport)
    }

    /// The local file could not be written, read or opened.
    pub(crate) fn local(error: std::io::Error) -> Self {
        Self::fatal(error.into(), ErrorContext::LocalFile)
    }

    /// An HTTP status that is an error (HSC-1 to HSC-7).
    pub(crate) fn status(status: u16, retry_after: Option<u32>) -> Self {
        let fatal = match status {
            300..=305 | 307 => true,
            408 | 409 => false,
            400..=499 | 501 | 505 => true,
            _ => false,
        };
        Self {
            code: Hresult::from_http_status(status),
            context: if status == 407 { ErrorContext::GeneralTransport } else { ErrorContext::RemoteFile },
            class: if fatal { Class::Fatal } else { Class::Transient },
            retry_after,
        }
    }

    /// An error of libcurl.
    pub(crate) fn curl(error: &curl::Error) -> Self {
        use ErrorContext::{GeneralTransport, RemoteFile};
        if error.is_couldnt_resolve_host() || error.is_couldnt_resolve_proxy() {
            Self::transient(Hresult::WINHTTP_NAME_NOT_RESOLVED, GeneralTransport)
        } else if error.is_couldnt_connect() {
            Self::transient(Hresult::WINHTTP_CANNOT_CONNECT, GeneralTransport)
        } else if error.is_operation_timedout() {
            Self::transient(Hresult::WINHTTP_TIMEOUT, GeneralTransport)
        } else if error.is_ssl_connect_error()
            || error.is_peer_failed_verification()
            || error.is_ssl_cacert()
            || error.is_ssl_cacert_badfile()
            || error.is_ssl_certproblem()
            || error.is_ssl_cipher()
            || error.is_ssl_issuer_error()
            || error.is_ssl_crl_badfile()
        {
            Self::fatal(Hresult::WINHTTP_SECURE_FAILURE, GeneralTransport)
        } else if error.is_unsupported_protocol()
            || error.code() == WEIRD_SERVER_REPLY
            || error.is_bad_content_encoding()
        {
            // HTTP/0.9 and what is no HTTP at all.
            Self::fatal(Hresult::BG_E_INVALID_SERVER_RESPONSE, RemoteFile)
        } else if error.is_url_malformed() {
            Self::fatal(Hresult::E_INVALIDARG, RemoteFile)
        } else if error.is_out_of_memory() {
            Self::transient(Hresult::E_OUTOFMEMORY, GeneralTransport)
        } else {
            Self::lost()
        }
    }
}

/// `CURLE_WEIRD_SERVER_REPLY`.
pub(crate) const WEIRD_SERVER_REPLY: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_classes_of_hsc_1_to_7() {
        for fatal in [300, 301, 305, 307, 400, 401, 403, 404, 407, 410, 416, 429, 501, 505] {
            assert_eq!(Failure::status(fatal, None).class, Class::Fatal, "{fatal}");
        }
        for transient in [306, 308, 408, 409, 500, 502, 503, 504, 507, 599, 600] {
            assert_eq!(Failure::status(transient, None).class, Class::Transient, "{transient}");
        }
        assert_eq!(Failure::status(429, None).code.bits(), 0x8019_01AD); // HSC-6
    }
}
