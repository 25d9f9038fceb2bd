//! The plain values of BITS: states, kinds, sizes and times. Numbers are Windows' own.

use super::{Hresult, Result};
use crate::win32::FileName;
use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

/// `BG_SIZE_UNKNOWN`: a size that is not known yet (INF-6).
pub const SIZE_UNKNOWN: u64 = u64::MAX;
/// `BG_LENGTH_TO_EOF`: a range that runs to the end of the file.
pub const LENGTH_TO_EOF: u64 = u64::MAX;

/// `BG_NOTIFY_JOB_TRANSFERRED`.
pub const NOTIFY_JOB_TRANSFERRED: u32 = 0x01;
/// `BG_NOTIFY_JOB_ERROR`.
pub const NOTIFY_JOB_ERROR: u32 = 0x02;
/// `BG_NOTIFY_DISABLE`: nothing is sent, whatever the other bits say (SET-9).
pub const NOTIFY_DISABLE: u32 = 0x04;
/// `BG_NOTIFY_JOB_MODIFICATION`.
pub const NOTIFY_JOB_MODIFICATION: u32 = 0x08;
/// `BG_NOTIFY_FILE_TRANSFERRED`.
pub const NOTIFY_FILE_TRANSFERRED: u32 = 0x10;
/// `BG_NOTIFY_FILE_RANGES_TRANSFERRED`.
pub const NOTIFY_FILE_RANGES_TRANSFERRED: u32 = 0x20;

/// `BG_SSL_ENABLE_CRL_CHECK`.
pub const SSL_ENABLE_CRL_CHECK: u32 = 0x01;
/// `BG_SSL_IGNORE_CERT_CN_INVALID`.
pub const SSL_IGNORE_CERT_CN_INVALID: u32 = 0x02;
/// `BG_SSL_IGNORE_CERT_DATE_INVALID`.
pub const SSL_IGNORE_CERT_DATE_INVALID: u32 = 0x04;
/// `BG_SSL_IGNORE_UNKNOWN_CA`.
pub const SSL_IGNORE_UNKNOWN_CA: u32 = 0x08;
/// `BG_SSL_IGNORE_CERT_WRONG_USAGE`.
pub const SSL_IGNORE_CERT_WRONG_USAGE: u32 = 0x10;
/// `BG_HTTP_REDIRECT_POLICY_MASK`.
pub const REDIRECT_POLICY_MASK: u32 = 0x700;
/// `BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT`.
pub const REDIRECT_ALLOW_REPORT: u32 = 0x100;
/// `BG_HTTP_REDIRECT_POLICY_DISALLOW`.
pub const REDIRECT_DISALLOW: u32 = 0x200;
/// `BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP`.
pub const REDIRECT_ALLOW_HTTPS_TO_HTTP: u32 = 0x800;

/// Makes an enum of the ABI with its conversions from and to the number.
macro_rules! abi_enum {
    ($(#[$meta:meta])* $name:ident, refused with $refusal:ident: $($(#[$value_meta:meta])* $variant:ident = $value:literal),* $(,)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum $name { $($(#[$value_meta])* $variant = $value),* }

        impl TryFrom<i32> for $name {
            type Error = Hresult;
            fn try_from(value: i32) -> Result<Self> {
                match value {
                    $($value => Ok(Self::$variant),)*
                    _ => Err(Hresult::$refusal),
                }
            }
        }

        impl From<$name> for i32 {
            fn from(value: $name) -> i32 {
                value as i32
            }
        }
    };
}

abi_enum! {
    /// `BG_JOB_STATE` (ST-1).
    JobState, refused with E_INVALIDARG:
    /// Waits for its turn.
    Queued = 0,
    /// Tries to reach the server of the current file (ST-4).
    Connecting = 1,
    /// Bytes of the current file move (ST-5).
    Transferring = 2,
    /// Waits for Resume; where every job starts (ST-2).
    Suspended = 3,
    /// Failed for good, until the client acts (ST-7).
    Error = 4,
    /// Failed, and tried again by itself (ST-6).
    TransientError = 5,
    /// Everything arrived; waits for Complete (ST-8).
    Transferred = 6,
    /// Final: Complete was called (ST-9).
    Acknowledged = 7,
    /// Final: Cancel was called (ST-9).
    Cancelled = 8,
}

impl JobState {
    /// Never left, never enumerated (ST-9).
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Acknowledged | Self::Cancelled)
    }

    /// Queued, connecting or transferring.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued | Self::Connecting | Self::Transferring)
    }
}

abi_enum! {
    /// `BG_JOB_TYPE`; others are refused with `E_NOTIMPL` (MGR-6).
    JobType, refused with E_NOTIMPL:
    /// Files from servers to here.
    Download = 0,
    /// One file to a server.
    Upload = 1,
    /// One file to a server, and an answer file back.
    UploadReply = 2,
}

abi_enum! {
    /// `BG_JOB_PRIORITY`; others are refused with `E_NOTIMPL` (SET-4).
    Priority, refused with E_NOTIMPL:
    /// Not throttled, beside the background job (SCH-2).
    Foreground = 0,
    /// First of the background levels.
    High = 1,
    /// The default.
    Normal = 2,
    /// Last of the background levels.
    Low = 3,
}

abi_enum! {
    /// `BG_JOB_PROXY_USAGE`; others are refused with `E_NOTIMPL` (SET-19).
    ProxyUsage, refused with E_NOTIMPL:
    /// The environment of the owner (SET-26).
    Preconfig = 0,
    /// Direct connections.
    NoProxy = 1,
    /// The lists that came with the call.
    Override = 2,
    /// Automatic detection; the environment here.
    AutoDetect = 3,
}

abi_enum! {
    /// `BG_ERROR_CONTEXT`: where an error was met (part 9.1).
    ErrorContext, refused with E_INVALIDARG:
    /// No error.
    None = 0,
    /// The cause is not known.
    Unknown = 1,
    /// Scheduler, policies, time-outs of the job.
    GeneralQueueManager = 2,
    /// Callback or command line.
    QueueManagerNotification = 3,
    /// The local file.
    LocalFile = 4,
    /// The remote file.
    RemoteFile = 5,
    /// Name service, connection, TLS, proxy, network.
    GeneralTransport = 6,
    /// The server's application of an upload.
    RemoteApplication = 7,
    /// The certificate callback.
    ServerCertificateCallback = 8,
}

impl ErrorContext {
    /// The English text of the context (ERX-5), without line end.
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "No error occurred.",
            Self::Unknown => "The error occurred in an unknown place.",
            Self::GeneralQueueManager => "The error occurred in the queue manager.",
            Self::QueueManagerNotification => "The error occurred while the client was being notified.",
            Self::LocalFile => "The error occurred while the local file was being processed.",
            Self::RemoteFile => "The error occurred while the remote file was being processed.",
            Self::GeneralTransport => "The error occurred in the transport.",
            Self::RemoteApplication => "The error occurred in the application of the server.",
            Self::ServerCertificateCallback => {
                "The error occurred in the client's check of the server certificate."
            }
        }
    }
}

abi_enum! {
    /// `BG_AUTH_TARGET`; others are refused with `BG_E_INVALID_AUTH_TARGET` (COM-17).
    AuthTarget, refused with BG_E_INVALID_AUTH_TARGET:
    /// Credentials for the server.
    Server = 1,
    /// Credentials for the proxy.
    Proxy = 2,
}

abi_enum! {
    /// `BG_AUTH_SCHEME`; others are refused with `BG_E_INVALID_AUTH_SCHEME` (COM-17).
    AuthScheme, refused with BG_E_INVALID_AUTH_SCHEME:
    /// User and password in clear.
    Basic = 1,
    /// Challenge and response.
    Digest = 2,
    /// NTLM.
    Ntlm = 3,
    /// Kerberos or NTLM.
    Negotiate = 4,
    /// Passport.
    Passport = 5,
}

/// `BG_FILE_PROGRESS` (INF-6, INF-8, FIL-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileProgress {
    /// Size of the file, or of its ranges together; [`SIZE_UNKNOWN`] before the server told.
    pub bytes_total: u64,
    /// Bytes that are here.
    pub bytes_transferred: u64,
    /// Downloads: the file stands under its local name. Uploads: the server has it.
    pub completed: bool,
}

/// `BG_JOB_PROGRESS` (INF-3 to INF-5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// Sum over the files, [`SIZE_UNKNOWN`] as long as one size is unknown.
    pub bytes_total: u64,
    /// Sum over the files.
    pub bytes_transferred: u64,
    /// Number of files.
    pub files_total: u32,
    /// Number of files that are here.
    pub files_transferred: u32,
}

/// A FILETIME as one number: 100 ns steps since 1601 in UTC; 0 for never (INF-12, INF-17).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileTime(pub u64);

/// `BG_JOB_TIMES` (INF-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobTimes {
    /// When the job was made.
    pub creation: FileTime,
    /// When a setting, the state, a file or a byte last changed.
    pub modification: FileTime,
    /// Entry into [`JobState::Transferred`], 0 before.
    pub transfer_completion: FileTime,
}

/// `BG_FILE_RANGE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// First byte, from 0.
    pub initial_offset: u64,
    /// Number of bytes, or [`LENGTH_TO_EOF`].
    pub length: u64,
}

/// What `GetProxySettings` gives; lists are `None` when not set (SET-25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxySettings {
    /// Which proxy.
    pub usage: ProxyUsage,
    /// For [`ProxyUsage::Override`]: the proxies, separated by spaces (SET-24).
    pub proxy_list: Option<String>,
    /// For [`ProxyUsage::Override`]: hosts that are reached directly.
    pub bypass_list: Option<String>,
}

/// What `SetCredentials` takes (J2-15 to J2-18).
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Server or proxy.
    pub target: AuthTarget,
    /// How they are presented.
    pub scheme: AuthScheme,
    /// User, `None` for the implicit ones of NTLM and Negotiate.
    pub user: Option<String>,
    /// Password, as `user`.
    pub password: Option<String>,
}

impl fmt::Debug for Credentials {
    /// The password never shows.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { target, scheme, user, .. } = self;
        write!(formatter, "Credentials {{ {target:?}, {scheme:?}, {user:?} }}")
    }
}

/// One entry of `AddFileSet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSpec {
    /// URL or local path, as the caller spells it.
    pub remote: String,
    /// Where the file goes.
    pub local: LocalName,
}

impl FileSpec {
    /// An entry from text in UTF-8.
    pub fn new(remote: &str, local: &str) -> Self {
        Self { remote: remote.to_owned(), local: LocalName::from(local) }
    }
}

/// A local file name: the caller's spelling, which getters return unchanged (ADD-17). What it means on this system
/// is worked out when the file is added (LIM-3, ADD-7).
#[derive(Clone, PartialEq, Eq)]
pub struct LocalName(Box<[u16]>);

impl LocalName {
    /// From UTF-16 code units without the NUL.
    pub fn from_wide(units: &[u16]) -> Self {
        Self(units.into())
    }

    /// From a path, as [`FileName::to_utf16`] writes it.
    pub fn from_path(path: &Path) -> Self {
        Self(FileName::to_utf16(path).into())
    }

    /// The UTF-16 code units as the caller gave them, without a NUL.
    pub fn wide(&self) -> &[u16] {
        &self.0
    }

    /// The Unix file that the name means.
    ///
    /// # Errors
    /// What [`FileName::from_utf16`] says, as HRESULT.
    pub fn file_name(&self) -> Result<FileName> {
        FileName::from_utf16(&self.0).map_err(Hresult::from)
    }
}

impl From<&str> for LocalName {
    fn from(text: &str) -> Self {
        Self(text.encode_utf16().collect())
    }
}

impl From<&OsStr> for LocalName {
    fn from(text: &OsStr) -> Self {
        Self::from_path(Path::new(text))
    }
}

impl fmt::Display for LocalName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&String::from_utf16_lossy(&self.0))
    }
}

impl fmt::Debug for LocalName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf16_lossy(&self.0), formatter)
    }
}

/// `BITS_JOB_PROPERTY_VALUE` with its id (J5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobProperty {
    /// 1: cost states on which the job may run.
    CostFlags(u32),
    /// 2: class to activate for notifications; zero for none.
    NotificationClsid(super::Guid),
    /// 3: no size, no ranges, restart on interruption.
    DynamicContent(bool),
    /// 4: no progress is kept.
    HighPerformance(bool),
    /// 5: cap on all bytes, 0 for none.
    MaxDownloadSize(u64),
    /// 7: `BG_AUTH_TARGET`, 0 for none.
    UseStoredCredentials(i32),
    /// 9: least time between two modification events; 0 means 500 ms (K-25).
    MinimumNotificationIntervalMs(u32),
    /// 10: only requested ranges are fetched.
    OnDemandMode(bool),
}

impl JobProperty {
    /// `BITS_JOB_PROPERTY_ID`.
    pub const fn id(&self) -> i32 {
        match self {
            Self::CostFlags(_) => 1,
            Self::NotificationClsid(_) => 2,
            Self::DynamicContent(_) => 3,
            Self::HighPerformance(_) => 4,
            Self::MaxDownloadSize(_) => 5,
            Self::UseStoredCredentials(_) => 7,
            Self::MinimumNotificationIntervalMs(_) => 9,
            Self::OnDemandMode(_) => 10,
        }
    }
}
