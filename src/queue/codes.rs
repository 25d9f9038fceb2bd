//! What clients are told of a [`Cause`]: the one table of codes and contexts (parts 5.4 and 9.2).
//!
//! The table is a front end's. It moves to `bits` when jobs keep their causes as data; until then the code is a column of
//! the job, and the queue writes it.

use super::cause::{Cause, Side};
use crate::bits::ErrorContext;
use crate::http::{self, Role, Trouble};
use crate::sys::Errno;
use crate::win32::Hresult;
use std::fmt;

/// The code of something that has no cause of its own yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code(Hresult);

impl Code {
    /// PER-11: a row of this job. PER-15: a full disk is an error, as it is where the file goes (DSK-9).
    pub(crate) const fn is_for_good(self) -> bool {
        matches!(self.0, Hresult::BG_E_DATABASE_CORRUPT | Hresult::DISK_FULL)
    }
}

impl From<Hresult> for Code {
    fn from(code: Hresult) -> Self {
        Self(code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Certificates cannot be looked up in a list of revoked ones.
const CERT_REV_FAILED: Hresult = Hresult::from_win32(12_057);

/// What `GetError` tells of a job that stopped for this cause.
pub(crate) fn of(cause: &Cause) -> (Hresult, ErrorContext) {
    use ErrorContext::{GeneralQueueManager, LocalFile, RemoteFile};
    match cause {
        Cause::Http(cause) => of_exchange(cause),
        Cause::Local(error) => (of_errno(error), LocalFile),
        Cause::Source(error) => (of_errno(error), RemoteFile), // LOC-4: what would be remote
        Cause::Copy { code, side: Side::Source } => ((*code).into(), RemoteFile),
        Cause::Copy { code, side: Side::Destination } => ((*code).into(), LocalFile),
        Cause::Queue(code) => (code.0, GeneralQueueManager),
        Cause::Name(code) => (code.0, RemoteFile),
        Cause::OutOfRange => (Hresult::BG_E_INVALID_RANGE, RemoteFile),
        Cause::Changed | Cause::Unsettled => (Hresult::BG_E_REMOTE_FILE_CHANGED, RemoteFile),
        Cause::TooLarge => (Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED, GeneralQueueManager),
        Cause::TimeOver => (Hresult::BG_E_MAXDOWNLOAD_TIMEOUT, GeneralQueueManager),
        Cause::Upload => (Hresult::E_NOTIMPL, RemoteFile),
        Cause::Interrupted => (Hresult::WINHTTP_CONNECTION_ERROR, ErrorContext::GeneralTransport),
    }
}

fn of_exchange(cause: &http::Cause) -> (Hresult, ErrorContext) {
    use ErrorContext::{GeneralQueueManager, GeneralTransport, LocalFile, RemoteFile};
    match cause {
        http::Cause::Status { status, .. } | http::Cause::Redirect(status) => of_status(*status),
        http::Cause::Scheme(Role::Server) => of_status(401),
        http::Cause::Scheme(Role::Proxy) => of_status(407),
        http::Cause::Transport { trouble, .. } => match trouble {
            Trouble::Name => (Hresult::WINHTTP_NAME_NOT_RESOLVED, GeneralTransport),
            Trouble::Connection => (Hresult::WINHTTP_CANNOT_CONNECT, GeneralTransport),
            Trouble::Silence => (Hresult::WINHTTP_TIMEOUT, GeneralTransport),
            Trouble::Tls => (Hresult::WINHTTP_SECURE_FAILURE, GeneralTransport),
            Trouble::Url => (Hresult::E_INVALIDARG, RemoteFile),
            Trouble::Memory => (Hresult::E_OUTOFMEMORY, GeneralTransport),
            Trouble::Lost => (Hresult::WINHTTP_CONNECTION_ERROR, GeneralTransport),
        },
        http::Cause::Revocation => (CERT_REV_FAILED, GeneralTransport), // HO-20: what cannot be checked is refused
        http::Cause::Proxies => (Hresult::BG_E_INVALID_PROXY_INFO, GeneralTransport), // SET-23: at the first request
        http::Cause::Nonsense => (Hresult::BG_E_INVALID_SERVER_RESPONSE, RemoteFile),
        http::Cause::NoSize => (Hresult::BG_E_MISSING_FILE_SIZE, RemoteFile), // DLP-5: no size, no download
        http::Cause::NoRanges => (Hresult::BG_E_INSUFFICIENT_RANGE_SUPPORT, RemoteFile),
        http::Cause::OutOfRange => (Hresult::BG_E_INVALID_RANGE, RemoteFile),
        http::Cause::TooLarge => (Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED, GeneralQueueManager),
        http::Cause::Local(error) => (of_errno(error), LocalFile),
    }
}

/// HSC-1 to HSC-7: the status is in the code; 407 is the proxy's.
fn of_status(status: u16) -> (Hresult, ErrorContext) {
    let context = if status == 407 { ErrorContext::GeneralTransport } else { ErrorContext::RemoteFile };
    (Hresult::from_http_status(status), context)
}

fn of_errno(error: &std::io::Error) -> Hresult {
    match error.raw_os_error() {
        Some(errno) => Errno::from_raw_os_error(errno).into(),
        None => Hresult::E_FAIL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::win32::Win32Error;
    use std::io;

    /// Each row of the table: cause, code, context, whether it is tried again.
    #[test]
    fn causes_have_codes() {
        use ErrorContext::{GeneralQueueManager, GeneralTransport, LocalFile, RemoteFile};
        let transport =
            |trouble| Cause::Http(http::Cause::Transport { trouble, words: "as libcurl says".to_owned() });
        let status = |status| Cause::Http(http::Cause::Status { status, retry_after: None });
        let errno = io::Error::from_raw_os_error;
        let queue = |code: Hresult| Cause::Queue(code.into());
        for (cause, code, context, again) in [
            (status(404), 0x8019_0194, RemoteFile, false),
            (status(407), 0x8019_0197, GeneralTransport, false),
            (status(429), 0x8019_01AD, RemoteFile, false), // HSC-6: a status without a name
            (status(503), 0x8019_01F7, RemoteFile, true),
            (Cause::Http(http::Cause::Redirect(302)), 0x8019_012E, RemoteFile, false),
            (Cause::Http(http::Cause::Redirect(308)), 0x8019_0134, RemoteFile, false),
            (Cause::Http(http::Cause::Scheme(Role::Server)), 0x8019_0191, RemoteFile, false),
            (Cause::Http(http::Cause::Scheme(Role::Proxy)), 0x8019_0197, GeneralTransport, false),
            (transport(Trouble::Name), 0x8007_2EE7, GeneralTransport, true),
            (transport(Trouble::Connection), 0x8007_2EFD, GeneralTransport, true),
            (transport(Trouble::Silence), 0x8007_2EE2, GeneralTransport, true),
            (transport(Trouble::Tls), 0x8007_2F8F, GeneralTransport, false),
            (transport(Trouble::Url), 0x8007_0057, RemoteFile, false),
            (transport(Trouble::Memory), 0x8007_000E, GeneralTransport, true),
            (transport(Trouble::Lost), 0x8007_2EFE, GeneralTransport, true),
            (Cause::Http(http::Cause::Revocation), 0x8007_2F19, GeneralTransport, false),
            (Cause::Http(http::Cause::Proxies), 0x8020_003F, GeneralTransport, false),
            (Cause::Http(http::Cause::Nonsense), 0x8020_001B, RemoteFile, false),
            (Cause::Http(http::Cause::NoSize), 0x8020_0011, RemoteFile, false),
            (Cause::Http(http::Cause::NoRanges), 0x8020_0013, RemoteFile, false),
            (Cause::Http(http::Cause::OutOfRange), 0x8020_002B, RemoteFile, false),
            (Cause::Http(http::Cause::TooLarge), 0x8020_0064, GeneralQueueManager, false),
            (Cause::Http(http::Cause::Local(errno(libc::ENOSPC))), 0x8007_0070, LocalFile, false),
            (Cause::Local(errno(libc::EACCES)), 0x8007_0005, LocalFile, false),
            (Cause::Local(io::ErrorKind::WriteZero.into()), 0x8000_4005, LocalFile, false),
            (Cause::Source(errno(libc::ENOENT)), 0x8007_0002, RemoteFile, false),
            (
                Cause::Copy { code: Win32Error::PATH_NOT_FOUND, side: Side::Source },
                0x8007_0003,
                RemoteFile,
                false,
            ),
            (
                Cause::Copy { code: Win32Error::ACCESS_DENIED, side: Side::Destination },
                0x8007_0005,
                LocalFile,
                false,
            ),
            (queue(Hresult::LOCK_VIOLATION), 0x8007_0021, GeneralQueueManager, true),
            (queue(Hresult::BG_E_DATABASE_CORRUPT), 0x8020_006C, GeneralQueueManager, false), // PER-11: not tried again
            (queue(Hresult::DISK_FULL), 0x8007_0070, GeneralQueueManager, false), // PER-15: a full disk
            (Cause::Name(Hresult::E_INVALIDARG.into()), 0x8007_0057, RemoteFile, false),
            (Cause::OutOfRange, 0x8020_002B, RemoteFile, false),
            (Cause::Changed, 0x8020_0073, RemoteFile, false),
            (Cause::Unsettled, 0x8020_0073, RemoteFile, true),
            (Cause::TooLarge, 0x8020_0064, GeneralQueueManager, false),
            (Cause::TimeOver, 0x8020_0054, GeneralQueueManager, false),
            (Cause::Upload, 0x8000_4001, RemoteFile, false),
            (Cause::Interrupted, 0x8007_2EFE, GeneralTransport, true),
        ] {
            let (found, place) = of(&cause);
            assert_eq!(
                (found.bits(), place, cause.may_pass()),
                (code, context, again),
                "{cause:?} is {found:?}"
            );
            assert!(!cause.to_string().is_empty());
        }
    }
}
