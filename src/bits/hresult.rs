//! HRESULT codes: the ones that BITS gives by name, and the English text of each.

use crate::sys::Errno;
use crate::win32::{Win32Error, error};
use std::fmt;

/// An HRESULT. Negative is a failure; successes other than `S_OK` carry a meaning of their own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hresult(pub i32);

/// What a method answers: a value, or the code of the failure.
pub type Result<T> = std::result::Result<T, Hresult>;

macro_rules! codes {
    ($($code:literal $name:ident $c_name:literal $text:literal)*) => {
        impl Hresult {
            $(#[doc = concat!("`", $c_name, "`: ", $text, ".")] pub const $name: Self = Self::from_bits($code);)*
        }
        /// Code, C name and text of every code with a name.
        const NAMED: &[(u32, &str, &str)] = &[$(($code, $c_name, $text)),*];
    };
}

codes! {
    0x00000000 S_OK "S_OK" "Success"
    0x00000001 S_FALSE "S_FALSE" "Success with nothing (or less than asked) done"
    0x80004001 E_NOTIMPL "E_NOTIMPL" "Not supported for this value or job type"
    0x80004002 E_NOINTERFACE "E_NOINTERFACE" "Object does not offer that interface"
    0x80004003 E_POINTER "E_POINTER" "Bad pointer argument"
    0x80004005 E_FAIL "E_FAIL" "Unspecified failure"
    0x8000000A E_PENDING "E_PENDING" "Data not there yet (SetValidationState before the file is complete)"
    0x8000FFFF E_UNEXPECTED "E_UNEXPECTED" "Should not happen"
    0x80070005 E_ACCESSDENIED "E_ACCESSDENIED" "Caller lacks the right"
    0x8007000E E_OUTOFMEMORY "E_OUTOFMEMORY" "No memory"
    0x80070057 E_INVALIDARG "E_INVALIDARG" "Bad argument"
    0x80040110 CLASS_E_NOAGGREGATION "CLASS_E_NOAGGREGATION" "Class cannot be aggregated"
    0x80040154 REGDB_E_CLASSNOTREG "REGDB_E_CLASSNOTREG" "Class id unknown on this BITS version"
    0x800401F0 CO_E_NOTINITIALIZED "CO_E_NOTINITIALIZED" "COM not initialised on this thread"
    0x80010123 CO_E_FAILEDTOIMPERSONATE "CO_E_FAILEDTOIMPERSONATE" "Impersonation failed (SetHelperToken)"
    0x800706F4 RPC_X_NULL_REF_POINTER "RPC_X_NULL_REF_POINTER" "NULL given for a parameter the proxy must dereference"
    0x800706F7 RPC_X_BAD_STUB_DATA "RPC_X_BAD_STUB_DATA" "Marshalled data did not fit (GetClientCertificate with none set)"
    0x80070422 SERVICE_DISABLED "HRESULT_FROM_WIN32(ERROR_SERVICE_DISABLED)" "The BITS service is disabled"
    0x80070002 FILE_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND)" "Local file or certificate store missing"
    0x80070003 PATH_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND)" "Local directory missing"
    0x800700CE FILENAME_EXCED_RANGE "HRESULT_FROM_WIN32(ERROR_FILENAME_EXCED_RANGE)" "Path too long"
    0x80070717 RESOURCE_LANG_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_RESOURCE_LANG_NOT_FOUND)" "No message text in the language asked for"
    0x800704DD NOT_LOGGED_ON "HRESULT_FROM_WIN32(ERROR_NOT_LOGGED_ON)" "The job's user is not logged on to the network"
    0x80072EE2 WINHTTP_TIMEOUT "HRESULT_FROM_WIN32(ERROR_WINHTTP_TIMEOUT)" "Request timed out"
    0x80072EE7 WINHTTP_NAME_NOT_RESOLVED "HRESULT_FROM_WIN32(ERROR_WINHTTP_NAME_NOT_RESOLVED)" "Server name not resolved"
    0x80072EFD WINHTTP_CANNOT_CONNECT "HRESULT_FROM_WIN32(ERROR_WINHTTP_CANNOT_CONNECT)" "Cannot connect to the server"
    0x80072EFE WINHTTP_CONNECTION_ERROR "HRESULT_FROM_WIN32(ERROR_WINHTTP_CONNECTION_ERROR)" "Connection broke"
    0x80072F0C WINHTTP_CLIENT_AUTH_CERT_NEEDED "HRESULT_FROM_WIN32(ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED)" "Server asks for a client certificate"
    0x80072F8F WINHTTP_SECURE_FAILURE "HRESULT_FROM_WIN32(ERROR_WINHTTP_SECURE_FAILURE)" "TLS failure"
    0x80092004 CRYPT_E_NOT_FOUND "CRYPT_E_NOT_FOUND" "No such certificate in the store"
    0x00200006 BG_S_ERROR_CONTEXT_NONE "BG_S_ERROR_CONTEXT_NONE" "Message id used as the text of error context 'none': nothing went wrong"
    0x00200017 BG_S_PARTIAL_COMPLETE "BG_S_PARTIAL_COMPLETE" "Complete() was called before every file had arrived; the finished files were handed over, the unfinished ones were thrown away"
    0x0020001A BG_S_UNABLE_TO_DELETE_FILES "BG_S_UNABLE_TO_DELETE_FILES" "Complete() or Cancel() worked, but some temporary files of the job could not be removed"
    0x0020002A BG_S_PROXY_CHANGED "BG_S_PROXY_CHANGED" "Internal success note: the proxy settings in force changed"
    0x00200055 BG_S_OVERRIDDEN_BY_POLICY "BG_S_OVERRIDDEN_BY_POLICY" "The preference was stored, but an administrator's policy decides instead of it"
    0x80200001 BG_E_NOT_FOUND "BG_E_NOT_FOUND" "No job has that identifier (or the caller may not see it)"
    0x80200002 BG_E_INVALID_STATE "BG_E_INVALID_STATE" "The job's present state does not allow this call"
    0x80200003 BG_E_EMPTY "BG_E_EMPTY" "The job has no files, so it cannot be resumed"
    0x80200004 BG_E_FILE_NOT_AVAILABLE "BG_E_FILE_NOT_AVAILABLE" "The error object is not tied to a file"
    0x80200005 BG_E_PROTOCOL_NOT_AVAILABLE "BG_E_PROTOCOL_NOT_AVAILABLE" "The error object is not tied to a transfer protocol"
    0x80200007 BG_E_ERROR_CONTEXT_UNKNOWN "BG_E_ERROR_CONTEXT_UNKNOWN" "Message id for the text of error context 'unknown'"
    0x80200008 BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER "BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER" "Message id for the text of error context 'queue manager'"
    0x80200009 BG_E_ERROR_CONTEXT_LOCAL_FILE "BG_E_ERROR_CONTEXT_LOCAL_FILE" "Message id for the text of error context 'local file'"
    0x8020000A BG_E_ERROR_CONTEXT_REMOTE_FILE "BG_E_ERROR_CONTEXT_REMOTE_FILE" "Message id for the text of error context 'remote file'"
    0x8020000B BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT "BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT" "Message id for the text of error context 'transport'"
    0x8020000C BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION "BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION" "Message id for the text of error context 'notification'"
    0x8020000D BG_E_DESTINATION_LOCKED "BG_E_DESTINATION_LOCKED" "The volume of the local file is locked"
    0x8020000E BG_E_VOLUME_CHANGED "BG_E_VOLUME_CHANGED" "Another volume now sits where the local file's volume was"
    0x8020000F BG_E_ERROR_INFORMATION_UNAVAILABLE "BG_E_ERROR_INFORMATION_UNAVAILABLE" "No error object: the job is in neither of the two error states"
    0x80200010 BG_E_NETWORK_DISCONNECTED "BG_E_NETWORK_DISCONNECTED" "No network at the moment; jobs wait in TRANSIENT_ERROR until it is back"
    0x80200011 BG_E_MISSING_FILE_SIZE "BG_E_MISSING_FILE_SIZE" "The server's answer carried no usable Content-Length (dynamic content)"
    0x80200012 BG_E_INSUFFICIENT_HTTP_SUPPORT "BG_E_INSUFFICIENT_HTTP_SUPPORT" "The server or a proxy does not speak good enough HTTP (1.1)"
    0x80200013 BG_E_INSUFFICIENT_RANGE_SUPPORT "BG_E_INSUFFICIENT_RANGE_SUPPORT" "The server or a proxy does not honour byte ranges (no Content-Range)"
    0x80200014 BG_E_REMOTE_NOT_SUPPORTED "BG_E_REMOTE_NOT_SUPPORTED" "BITS cannot be driven from another computer this way"
    0x80200015 BG_E_NEW_OWNER_DIFF_MAPPING "BG_E_NEW_OWNER_DIFF_MAPPING" "The new owner's drive mapping for the local file differs from the old owner's"
    0x80200016 BG_E_NEW_OWNER_NO_FILE_ACCESS "BG_E_NEW_OWNER_NO_FILE_ACCESS" "The new owner has no access to the job's local or temporary files"
    0x80200018 BG_E_PROXY_LIST_TOO_LARGE "BG_E_PROXY_LIST_TOO_LARGE" "Proxy list too long"
    0x80200019 BG_E_PROXY_BYPASS_LIST_TOO_LARGE "BG_E_PROXY_BYPASS_LIST_TOO_LARGE" "Proxy bypass list too long"
    0x8020001B BG_E_INVALID_SERVER_RESPONSE "BG_E_INVALID_SERVER_RESPONSE" "The server's answer breaks the rules BITS relies on"
    0x8020001C BG_E_TOO_MANY_FILES "BG_E_TOO_MANY_FILES" "An upload job takes exactly one file"
    0x8020001D BG_E_LOCAL_FILE_CHANGED "BG_E_LOCAL_FILE_CHANGED" "The file being uploaded was changed while the upload was under way"
    0x8020001E BG_E_ERROR_CONTEXT_REMOTE_APPLICATION "BG_E_ERROR_CONTEXT_REMOTE_APPLICATION" "Message id for the text of error context 'remote application'"
    0x8020001F BG_E_SESSION_NOT_FOUND "BG_E_SESSION_NOT_FOUND" "The server no longer knows the upload session; also the wire code a server sends for it"
    0x80200020 BG_E_TOO_LARGE "BG_E_TOO_LARGE" "Bigger than allowed: upload over the server's limit, or reply over 1 MB for GetReplyData"
    0x80200021 BG_E_STRING_TOO_LONG "BG_E_STRING_TOO_LONG" "A string argument is over its limit"
    0x80200022 BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH "BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH" "Client and server share no upload protocol"
    0x80200023 BG_E_SERVER_EXECUTE_ENABLE "BG_E_SERVER_EXECUTE_ENABLE" "The IIS virtual directory allows script/execute, which forbids uploads (the docs spell the name with a final D)"
    0x80200024 BG_E_NO_PROGRESS "BG_E_NO_PROGRESS" "No byte moved within the no-progress timeout"
    0x80200025 BG_E_USERNAME_TOO_LARGE "BG_E_USERNAME_TOO_LARGE" "User name over 300 characters"
    0x80200026 BG_E_PASSWORD_TOO_LARGE "BG_E_PASSWORD_TOO_LARGE" "Password over the limit (65,535 or 65,536 characters, the docs disagree)"
    0x80200027 BG_E_INVALID_AUTH_TARGET "BG_E_INVALID_AUTH_TARGET" "Authentication target is neither server nor proxy"
    0x80200028 BG_E_INVALID_AUTH_SCHEME "BG_E_INVALID_AUTH_SCHEME" "Unknown authentication scheme"
    0x80200029 BG_E_FILE_NOT_FOUND "BG_E_FILE_NOT_FOUND" "The requested file was not found (internal)"
    0x8020002B BG_E_INVALID_RANGE "BG_E_INVALID_RANGE" "A byte range lies outside the remote file or has a bad length"
    0x8020002C BG_E_OVERLAPPING_RANGES "BG_E_OVERLAPPING_RANGES" "Two byte ranges overlap or repeat"
    0x8020002D BG_E_CONNECT_FAILURE "BG_E_CONNECT_FAILURE" "Could not connect to the server"
    0x8020002E BG_E_CONNECTION_CLOSED "BG_E_CONNECTION_CLOSED" "The connection closed too early"
    0x8020002F BG_E_KEEP_ALIVE_FAILURE "BG_E_KEEP_ALIVE_FAILURE" "A connection that should have stayed open was closed"
    0x80200030 BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED "BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED" "A message was over the limit of the transport"
    0x80200031 BG_E_NAME_RESOLUTION_FAILURE "BG_E_NAME_RESOLUTION_FAILURE" "The server's name could not be resolved"
    0x80200032 BG_E_PENDING "BG_E_PENDING" "An internal asynchronous request is still pending"
    0x80200033 BG_E_PIPELINE_FAILURE "BG_E_PIPELINE_FAILURE" "A pipelined request failed"
    0x80200034 BG_E_PROTOCOL_ERROR "BG_E_PROTOCOL_ERROR" "The server answered with a protocol level error"
    0x80200035 BG_E_PROXY_NAME_RESOLUTION_FAILURE "BG_E_PROXY_NAME_RESOLUTION_FAILURE" "The proxy's name could not be resolved"
    0x80200036 BG_E_RECEIVE_FAILURE "BG_E_RECEIVE_FAILURE" "The answer did not arrive completely"
    0x80200037 BG_E_REQUEST_CANCELED "BG_E_REQUEST_CANCELED" "The request was called off"
    0x80200038 BG_E_SECURE_CHANNEL_FAILURE "BG_E_SECURE_CHANNEL_FAILURE" "TLS could not be set up"
    0x80200039 BG_E_SEND_FAILURE "BG_E_SEND_FAILURE" "The request could not be sent completely"
    0x8020003A BG_E_SERVER_PROTOCOL_VIOLATION "BG_E_SERVER_PROTOCOL_VIOLATION" "The server's answer was not valid HTTP"
    0x8020003B BG_E_TIMEOUT "BG_E_TIMEOUT" "The request timed out"
    0x8020003C BG_E_TRUST_FAILURE "BG_E_TRUST_FAILURE" "The server's certificate was not trusted"
    0x8020003D BG_E_UNKNOWN_ERROR "BG_E_UNKNOWN_ERROR" "Unclassified transport error"
    0x8020003E BG_E_BLOCKED_BY_POLICY "BG_E_BLOCKED_BY_POLICY" "Bandwidth policy (for example MaxInternetBandwidth = 0) forbids background transfers now"
    0x8020003F BG_E_INVALID_PROXY_INFO "BG_E_INVALID_PROXY_INFO" "The explicit proxy or bypass list could not be used (found out when transferring)"
    0x80200040 BG_E_INVALID_CREDENTIALS "BG_E_INVALID_CREDENTIALS" "The stored credentials have a bad form"
    0x80200041 BG_E_INVALID_HASH_ALGORITHM "BG_E_INVALID_HASH_ALGORITHM" "Unsupported hash algorithm (peer cache)"
    0x80200042 BG_E_RECORD_DELETED "BG_E_RECORD_DELETED" "The cache record is gone; its update was dropped (peer cache)"
    0x80200043 BG_E_COMMIT_IN_PROGRESS "BG_E_COMMIT_IN_PROGRESS" "Another commit is under way (peer cache)"
    0x80200044 BG_E_DISCOVERY_IN_PROGRESS "BG_E_DISCOVERY_IN_PROGRESS" "Peer discovery is already running"
    0x80200045 BG_E_UPNP_ERROR "BG_E_UPNP_ERROR" "UPnP problem with the Internet gateway device"
    0x80200046 BG_E_TEST_OPTION_BLOCKED_DOWNLOAD "BG_E_TEST_OPTION_BLOCKED_DOWNLOAD" "A test switch stopped the download (internal)"
    0x80200047 BG_E_PEERCACHING_DISABLED "BG_E_PEERCACHING_DISABLED" "Peer caching is turned off"
    0x80200048 BG_E_BUSYCACHERECORD "BG_E_BUSYCACHERECORD" "The cache record is in use; try again in a few seconds"
    0x80200049 BG_E_TOO_MANY_JOBS_PER_USER "BG_E_TOO_MANY_JOBS_PER_USER" "This user's job limit (MaxJobsPerUser, default 60) is reached"
    0x80200050 BG_E_TOO_MANY_JOBS_PER_MACHINE "BG_E_TOO_MANY_JOBS_PER_MACHINE" "The computer's job limit (MaxJobsPerMachine, default 300) is reached"
    0x80200051 BG_E_TOO_MANY_FILES_IN_JOB "BG_E_TOO_MANY_FILES_IN_JOB" "The job's file limit (MaxFilesPerJob, default 200) is reached"
    0x80200052 BG_E_TOO_MANY_RANGES_IN_FILE "BG_E_TOO_MANY_RANGES_IN_FILE" "The file's range limit (MaxRangesPerFile, default 500) is reached"
    0x80200053 BG_E_VALIDATION_FAILED "BG_E_VALIDATION_FAILED" "The downloaded content failed validation (the client said so, or the answer was not valid)"
    0x80200054 BG_E_MAXDOWNLOAD_TIMEOUT "BG_E_MAXDOWNLOAD_TIMEOUT" "The job ran longer than its maximum download time"
    0x80200056 BG_E_TOKEN_REQUIRED "BG_E_TOKEN_REQUIRED" "The job needs a helper token which is not there (any more)"
    0x80200057 BG_E_UNKNOWN_PROPERTY_ID "BG_E_UNKNOWN_PROPERTY_ID" "Unknown property id"
    0x80200058 BG_E_READ_ONLY_PROPERTY "BG_E_READ_ONLY_PROPERTY" "The property can only be read"
    0x80200059 BG_E_BLOCKED_BY_COST_TRANSFER_POLICY "BG_E_BLOCKED_BY_COST_TRANSFER_POLICY" "The job's cost flags forbid transfers on the present network"
    0x80200060 BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY "BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY" "The property exists for download jobs only"
    0x80200061 BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE "BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE" "The property cannot be changed once the job has files"
    0x80200062 BG_E_READ_ONLY_PROPERTY_AFTER_RESUME "BG_E_READ_ONLY_PROPERTY_AFTER_RESUME" "The property cannot be changed once the job has been resumed"
    0x80200063 BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE "BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE" "The value given for the maximum download size is not valid"
    0x80200064 BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED "BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED" "The download passed the job's maximum download size"
    0x80200065 BG_E_STANDBY_MODE "BG_E_STANDBY_MODE" "Transfers wait because the machine is in (connected) standby"
    0x80200066 BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED "BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED" "Stored credentials are not supported for that target (only the proxy)"
    0x80200067 BG_E_BLOCKED_BY_BATTERY_POLICY "BG_E_BLOCKED_BY_BATTERY_POLICY" "Battery policy holds the transfer back"
    0x80200068 BG_E_BLOCKED_BY_BATTERY_SAVER "BG_E_BLOCKED_BY_BATTERY_SAVER" "Battery saver holds the transfer back"
    0x80200069 BG_E_WATCHDOG_TIMEOUT "BG_E_WATCHDOG_TIMEOUT" "An internal watchdog gave up on the transfer"
    0x8020006A BG_E_APP_PACKAGE_NOT_FOUND "BG_E_APP_PACKAGE_NOT_FOUND" "The app package the job belongs to is not installed"
    0x8020006B BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED "BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED" "This use is not supported for the app package"
    0x8020006C BG_E_DATABASE_CORRUPT "BG_E_DATABASE_CORRUPT" "The job database is damaged"
    0x8020006D BG_E_RANDOM_ACCESS_NOT_SUPPORTED "BG_E_RANDOM_ACCESS_NOT_SUPPORTED" "On-demand ranges do not work with this job or this server"
    0x8020006E BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY "BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY" "The app's background access policy holds the transfer back"
    0x8020006F BG_E_BLOCKED_BY_GAME_MODE "BG_E_BLOCKED_BY_GAME_MODE" "Game mode holds the transfer back"
    0x80200070 BG_E_BLOCKED_BY_SYSTEM_POLICY "BG_E_BLOCKED_BY_SYSTEM_POLICY" "A system policy holds the transfer back"
    0x80200071 BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD "BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD" "The option does not go together with a custom HTTP method"
    0x80200072 BG_E_UNSUPPORTED_JOB_CONFIGURATION "BG_E_UNSUPPORTED_JOB_CONFIGURATION" "The combination of job settings is not supported"
    0x80200073 BG_E_REMOTE_FILE_CHANGED "BG_E_REMOTE_FILE_CHANGED" "The remote file changed during the transfer in a mode that cannot restart"
    0x80200074 BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED "BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED" "The job asks for a certificate callback, but none is registered now"
    0x80200075 BG_E_READ_ONLY_WHEN_JOB_ACTIVE "BG_E_READ_ONLY_WHEN_JOB_ACTIVE" "The setting can be changed only while the job is suspended"
    0x80200076 BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK "BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK" "Message id for the text of error context 'certificate callback'"
}

/// Status and text of the HTTP answers that have a named code (HSC-6 covers the others).
const HTTP_STATUS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching protocols"),
    (200, "OK (as an error: an unexpected plain success answer)"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-authoritative information"),
    (204, "No content"),
    (205, "Reset content"),
    (206, "Partial content"),
    (300, "Multiple choices"),
    (301, "Moved permanently"),
    (302, "Found / moved temporarily"),
    (303, "See other"),
    (304, "Not modified"),
    (305, "Use proxy"),
    (307, "Temporary redirect"),
    (400, "Bad request (malformed remote name)"),
    (401, "Server wants authentication"),
    (402, "Payment required"),
    (403, "Forbidden"),
    (404, "URL does not exist (IIS 7: also uploads not enabled, or upload over the size limit)"),
    (405, "Method not allowed"),
    (406, "Not acceptable"),
    (407, "Proxy wants authentication"),
    (408, "Request timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length required"),
    (412, "Precondition failed"),
    (413, "Request body too large"),
    (414, "Request URI too long"),
    (415, "Unsupported media type"),
    (416, "Requested range cannot be satisfied"),
    (417, "Expectation failed"),
    (449, "Retry with (Microsoft extension)"),
    (500, "Internal server error"),
    (501, "Not implemented (IIS 6: uploads not enabled)"),
    (502, "Bad gateway"),
    (503, "Service unavailable, try later"),
    (504, "Gateway timeout"),
    (505, "HTTP version not supported"),
];

/// Facility of `BG_E_HTTP_ERROR_*`.
const FACILITY_HTTP: u32 = 0x8019_0000;
const FACILITY_WIN32: u32 = 0x8007_0000;

impl Hresult {
    /// The code with these bits, as tables and C headers write it.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits as i32)
    }

    /// The bits of the code.
    pub const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// `BG_E_HTTP_ERROR_xxx` of an HTTP status, whether the headers name it or not (HSC-6).
    pub const fn from_http_status(status: u16) -> Self {
        Self::from_bits(FACILITY_HTTP | status as u32)
    }

    /// The HTTP status in a `BG_E_HTTP_ERROR_xxx` code.
    pub const fn http_status(self) -> Option<u16> {
        if self.bits() & 0xFFFF_0000 == FACILITY_HTTP && self.bits() & 0xFFFF < 0x4000 {
            Some((self.bits() & 0xFFFF) as u16)
        } else {
            None
        }
    }

    /// `HRESULT_FROM_WIN32` (ERX-3).
    pub const fn from_win32(code: u32) -> Self {
        if code == 0 { Self::S_OK } else { Self::from_bits(FACILITY_WIN32 | (code & 0xFFFF)) }
    }

    /// `FAILED(hr)`.
    pub const fn is_failure(self) -> bool {
        self.0 < 0
    }

    /// The English text of the code without line end; `None` where there is no message (MGR-18, MGR-20).
    pub fn text(self) -> Option<String> {
        if let Some(status) = self.http_status() {
            let named = HTTP_STATUS.iter().find(|(known, _)| *known == status);
            return Some(match named {
                Some((_, text)) => format!("The server answered with HTTP status {status}: {text}."),
                None => format!("The server answered with HTTP status {status}."),
            });
        }
        if let Some((_, _, text)) = NAMED.iter().find(|(code, ..)| *code == self.bits()) {
            return Some(format!("{text}."));
        }
        if self.bits() & 0xFFFF_0000 == FACILITY_WIN32 {
            let code = self.bits() & 0xFFFF;
            let (_, _, text) = error::NAMED.iter().find(|(known, ..)| *known == code)?;
            let mut letters = text.chars();
            let first = letters.next()?.to_uppercase();
            return Some(format!("{first}{}.", letters.as_str()));
        }
        None
    }

    /// The C name of the code, such as `BG_E_NOT_FOUND`.
    pub fn name(self) -> Option<&'static str> {
        NAMED.iter().find(|(code, ..)| *code == self.bits()).map(|(_, name, _)| *name)
    }
}

impl From<Win32Error> for Hresult {
    fn from(code: Win32Error) -> Self {
        Self(code.hresult())
    }
}

impl From<std::io::Error> for Hresult {
    fn from(error: std::io::Error) -> Self {
        match error.raw_os_error() {
            Some(errno) => Win32Error::from(Errno::from_raw_os_error(errno)).into(),
            None => Self::E_FAIL,
        }
    }
}

impl From<Errno> for Hresult {
    fn from(errno: Errno) -> Self {
        Win32Error::from(errno).into()
    }
}

impl fmt::Display for Hresult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{:08X}", self.bits())
    }
}

impl fmt::Debug for Hresult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => formatter.write_str(name),
            None => fmt::Display::fmt(self, formatter),
        }
    }
}

impl std::error::Error for Hresult {}
