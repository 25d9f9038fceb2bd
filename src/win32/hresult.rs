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
    0x00000000 S_OK "S_OK" "The operation succeeded"
    0x00000001 S_FALSE "S_FALSE" "The operation succeeded, with nothing or with less done than was asked for"
    0x80004001 E_NOTIMPL "E_NOTIMPL" "The operation is not supported, or not for a job of this type"
    0x80004002 E_NOINTERFACE "E_NOINTERFACE" "The object does not have this interface"
    0x80004003 E_POINTER "E_POINTER" "A pointer is not valid"
    0x80004005 E_FAIL "E_FAIL" "The operation failed for an unknown reason"
    0x8000000A E_PENDING "E_PENDING" "The data that the operation needs is not there yet"
    0x8000FFFF E_UNEXPECTED "E_UNEXPECTED" "The operation failed unexpectedly"
    0x80070005 E_ACCESSDENIED "E_ACCESSDENIED" "Access is denied"
    0x8007000E E_OUTOFMEMORY "E_OUTOFMEMORY" "There is not enough memory"
    0x80070057 E_INVALIDARG "E_INVALIDARG" "An argument is not valid"
    0x80040110 CLASS_E_NOAGGREGATION "CLASS_E_NOAGGREGATION" "The class cannot be part of an aggregate"
    0x80040154 REGDB_E_CLASSNOTREG "REGDB_E_CLASSNOTREG" "There is no such class"
    0x800401F0 CO_E_NOTINITIALIZED "CO_E_NOTINITIALIZED" "COM was not initialized on this thread"
    0x80010123 CO_E_FAILEDTOIMPERSONATE "CO_E_FAILEDTOIMPERSONATE" "The client could not be impersonated"
    0x800706F4 RPC_X_NULL_REF_POINTER "RPC_X_NULL_REF_POINTER" "A pointer that is needed is NULL"
    0x800706F7 RPC_X_BAD_STUB_DATA "RPC_X_BAD_STUB_DATA" "The data of the call could not be understood"
    0x80070422 SERVICE_DISABLED "HRESULT_FROM_WIN32(ERROR_SERVICE_DISABLED)" "The service is disabled"
    0x80070002 FILE_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND)" "The local file was not found"
    0x80070003 PATH_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND)" "The local directory was not found"
    0x800700CE FILENAME_EXCED_RANGE "HRESULT_FROM_WIN32(ERROR_FILENAME_EXCED_RANGE)" "The name of the file is too long"
    0x80070013 WRITE_PROTECT "HRESULT_FROM_WIN32(ERROR_WRITE_PROTECT)" "The disk that holds the queue can only be read"
    0x80070021 LOCK_VIOLATION "HRESULT_FROM_WIN32(ERROR_LOCK_VIOLATION)" "Another process holds a lock of the queue or of the job, and did not let go of it in time"
    0x80070070 DISK_FULL "HRESULT_FROM_WIN32(ERROR_DISK_FULL)" "The disk is full"
    0x80070120 NOT_OWNER "HRESULT_FROM_WIN32(ERROR_NOT_OWNER)" "The parent of this process opened the queue, and a forked child may not use what its parent opened"
    0x800703EE FILE_INVALID "HRESULT_FROM_WIN32(ERROR_FILE_INVALID)" "The directory of the queue, its database or the log of it was removed or replaced while it was open"
    0x8007045D IO_DEVICE "HRESULT_FROM_WIN32(ERROR_IO_DEVICE)" "The disk that holds the queue reports an error"
    0x8007051A REVISION_MISMATCH "HRESULT_FROM_WIN32(ERROR_REVISION_MISMATCH)" "The database of jobs was written by a later release of this library"
    0x80070717 RESOURCE_LANG_NOT_FOUND "HRESULT_FROM_WIN32(ERROR_RESOURCE_LANG_NOT_FOUND)" "There is no message in this language"
    0x800704DD NOT_LOGGED_ON "HRESULT_FROM_WIN32(ERROR_NOT_LOGGED_ON)" "The owner of the job is not logged on to the network"
    0x80072EE2 WINHTTP_TIMEOUT "HRESULT_FROM_WIN32(ERROR_WINHTTP_TIMEOUT)" "The request timed out"
    0x80072EE7 WINHTTP_NAME_NOT_RESOLVED "HRESULT_FROM_WIN32(ERROR_WINHTTP_NAME_NOT_RESOLVED)" "The name of the server could not be resolved"
    0x80072EFD WINHTTP_CANNOT_CONNECT "HRESULT_FROM_WIN32(ERROR_WINHTTP_CANNOT_CONNECT)" "A connection with the server could not be made"
    0x80072EFE WINHTTP_CONNECTION_ERROR "HRESULT_FROM_WIN32(ERROR_WINHTTP_CONNECTION_ERROR)" "The connection with the server was closed or reset"
    0x80072F0C WINHTTP_CLIENT_AUTH_CERT_NEEDED "HRESULT_FROM_WIN32(ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED)" "The server asks for a client certificate"
    0x80072F8F WINHTTP_SECURE_FAILURE "HRESULT_FROM_WIN32(ERROR_WINHTTP_SECURE_FAILURE)" "The secure connection failed, or the certificate of the server is not trusted"
    0x80092004 CRYPT_E_NOT_FOUND "CRYPT_E_NOT_FOUND" "There is no such certificate in the store"
    0x00200006 BG_S_ERROR_CONTEXT_NONE "BG_S_ERROR_CONTEXT_NONE" "No error occurred"
    0x00200017 BG_S_PARTIAL_COMPLETE "BG_S_PARTIAL_COMPLETE" "The files that had arrived were handed over; the others were removed"
    0x0020001A BG_S_UNABLE_TO_DELETE_FILES "BG_S_UNABLE_TO_DELETE_FILES" "The operation succeeded, but some temporary files of the job could not be removed"
    0x0020002A BG_S_PROXY_CHANGED "BG_S_PROXY_CHANGED" "The proxy settings changed"
    0x00200055 BG_S_OVERRIDDEN_BY_POLICY "BG_S_OVERRIDDEN_BY_POLICY" "The setting was stored, but a policy of the administrator counts in place of it"
    0x80200001 BG_E_NOT_FOUND "BG_E_NOT_FOUND" "The job was not found"
    0x80200002 BG_E_INVALID_STATE "BG_E_INVALID_STATE" "The operation is not possible in the state that the job is in"
    0x80200003 BG_E_EMPTY "BG_E_EMPTY" "The job has no files"
    0x80200004 BG_E_FILE_NOT_AVAILABLE "BG_E_FILE_NOT_AVAILABLE" "The error is not that of a file"
    0x80200005 BG_E_PROTOCOL_NOT_AVAILABLE "BG_E_PROTOCOL_NOT_AVAILABLE" "The error is not that of a protocol"
    0x80200007 BG_E_ERROR_CONTEXT_UNKNOWN "BG_E_ERROR_CONTEXT_UNKNOWN" "The error occurred in an unknown place"
    0x80200008 BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER "BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER" "The error occurred in the queue manager"
    0x80200009 BG_E_ERROR_CONTEXT_LOCAL_FILE "BG_E_ERROR_CONTEXT_LOCAL_FILE" "The error occurred while the local file was being processed"
    0x8020000A BG_E_ERROR_CONTEXT_REMOTE_FILE "BG_E_ERROR_CONTEXT_REMOTE_FILE" "The error occurred while the remote file was being processed"
    0x8020000B BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT "BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT" "The error occurred in the transport"
    0x8020000C BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION "BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION" "The error occurred while the client was being notified"
    0x8020000D BG_E_DESTINATION_LOCKED "BG_E_DESTINATION_LOCKED" "The volume of the local file is locked"
    0x8020000E BG_E_VOLUME_CHANGED "BG_E_VOLUME_CHANGED" "The volume of the local file was replaced by another one"
    0x8020000F BG_E_ERROR_INFORMATION_UNAVAILABLE "BG_E_ERROR_INFORMATION_UNAVAILABLE" "The job is not in error"
    0x80200010 BG_E_NETWORK_DISCONNECTED "BG_E_NETWORK_DISCONNECTED" "There is no network at the moment; the job goes on when it is back"
    0x80200011 BG_E_MISSING_FILE_SIZE "BG_E_MISSING_FILE_SIZE" "The server does not tell the size of the file"
    0x80200012 BG_E_INSUFFICIENT_HTTP_SUPPORT "BG_E_INSUFFICIENT_HTTP_SUPPORT" "The server or the proxy does not support HTTP 1.1"
    0x80200013 BG_E_INSUFFICIENT_RANGE_SUPPORT "BG_E_INSUFFICIENT_RANGE_SUPPORT" "The server or the proxy does not support ranges of bytes"
    0x80200014 BG_E_REMOTE_NOT_SUPPORTED "BG_E_REMOTE_NOT_SUPPORTED" "The service cannot be used from another computer"
    0x80200015 BG_E_NEW_OWNER_DIFF_MAPPING "BG_E_NEW_OWNER_DIFF_MAPPING" "The drive of the local file is another one for the new owner than for the old one"
    0x80200016 BG_E_NEW_OWNER_NO_FILE_ACCESS "BG_E_NEW_OWNER_NO_FILE_ACCESS" "The new owner has no access to the files of the job"
    0x80200018 BG_E_PROXY_LIST_TOO_LARGE "BG_E_PROXY_LIST_TOO_LARGE" "The list of proxies is too long"
    0x80200019 BG_E_PROXY_BYPASS_LIST_TOO_LARGE "BG_E_PROXY_BYPASS_LIST_TOO_LARGE" "The list of hosts that need no proxy is too long"
    0x8020001B BG_E_INVALID_SERVER_RESPONSE "BG_E_INVALID_SERVER_RESPONSE" "The answer of the server is not valid"
    0x8020001C BG_E_TOO_MANY_FILES "BG_E_TOO_MANY_FILES" "An upload job has one file and no more"
    0x8020001D BG_E_LOCAL_FILE_CHANGED "BG_E_LOCAL_FILE_CHANGED" "The local file changed during the upload"
    0x8020001E BG_E_ERROR_CONTEXT_REMOTE_APPLICATION "BG_E_ERROR_CONTEXT_REMOTE_APPLICATION" "The error occurred in the application of the server"
    0x8020001F BG_E_SESSION_NOT_FOUND "BG_E_SESSION_NOT_FOUND" "The server does not know the session of the upload"
    0x80200020 BG_E_TOO_LARGE "BG_E_TOO_LARGE" "The file or the reply is larger than the limit"
    0x80200021 BG_E_STRING_TOO_LONG "BG_E_STRING_TOO_LONG" "A text is longer than the limit"
    0x80200022 BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH "BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH" "Client and server have no upload protocol in common"
    0x80200023 BG_E_SERVER_EXECUTE_ENABLE "BG_E_SERVER_EXECUTE_ENABLE" "The directory of the server allows programs to be run, so it takes no uploads"
    0x80200024 BG_E_NO_PROGRESS "BG_E_NO_PROGRESS" "No byte was transferred within the no-progress timeout"
    0x80200025 BG_E_USERNAME_TOO_LARGE "BG_E_USERNAME_TOO_LARGE" "The user name is longer than the limit"
    0x80200026 BG_E_PASSWORD_TOO_LARGE "BG_E_PASSWORD_TOO_LARGE" "The password is longer than the limit"
    0x80200027 BG_E_INVALID_AUTH_TARGET "BG_E_INVALID_AUTH_TARGET" "The target of the credentials is neither the server nor the proxy"
    0x80200028 BG_E_INVALID_AUTH_SCHEME "BG_E_INVALID_AUTH_SCHEME" "The authentication scheme is not known"
    0x80200029 BG_E_FILE_NOT_FOUND "BG_E_FILE_NOT_FOUND" "The file was not found"
    0x8020002B BG_E_INVALID_RANGE "BG_E_INVALID_RANGE" "A range of bytes is not valid, or is outside the remote file"
    0x8020002C BG_E_OVERLAPPING_RANGES "BG_E_OVERLAPPING_RANGES" "Two ranges of bytes overlap"
    0x8020002D BG_E_CONNECT_FAILURE "BG_E_CONNECT_FAILURE" "A connection with the server could not be made"
    0x8020002E BG_E_CONNECTION_CLOSED "BG_E_CONNECTION_CLOSED" "The connection was closed too early"
    0x8020002F BG_E_KEEP_ALIVE_FAILURE "BG_E_KEEP_ALIVE_FAILURE" "A connection that should have stayed open was closed"
    0x80200030 BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED "BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED" "A message is longer than the limit"
    0x80200031 BG_E_NAME_RESOLUTION_FAILURE "BG_E_NAME_RESOLUTION_FAILURE" "The name of the server could not be resolved"
    0x80200032 BG_E_PENDING "BG_E_PENDING" "The request has not ended yet"
    0x80200033 BG_E_PIPELINE_FAILURE "BG_E_PIPELINE_FAILURE" "A pipelined request failed"
    0x80200034 BG_E_PROTOCOL_ERROR "BG_E_PROTOCOL_ERROR" "The server reported an error of the protocol"
    0x80200035 BG_E_PROXY_NAME_RESOLUTION_FAILURE "BG_E_PROXY_NAME_RESOLUTION_FAILURE" "The name of the proxy could not be resolved"
    0x80200036 BG_E_RECEIVE_FAILURE "BG_E_RECEIVE_FAILURE" "The answer did not arrive completely"
    0x80200037 BG_E_REQUEST_CANCELED "BG_E_REQUEST_CANCELED" "The request was canceled"
    0x80200038 BG_E_SECURE_CHANNEL_FAILURE "BG_E_SECURE_CHANNEL_FAILURE" "A secure connection could not be made"
    0x80200039 BG_E_SEND_FAILURE "BG_E_SEND_FAILURE" "The request could not be sent completely"
    0x8020003A BG_E_SERVER_PROTOCOL_VIOLATION "BG_E_SERVER_PROTOCOL_VIOLATION" "The answer of the server is not valid HTTP"
    0x8020003B BG_E_TIMEOUT "BG_E_TIMEOUT" "The request timed out"
    0x8020003C BG_E_TRUST_FAILURE "BG_E_TRUST_FAILURE" "The certificate of the server is not trusted"
    0x8020003D BG_E_UNKNOWN_ERROR "BG_E_UNKNOWN_ERROR" "The transfer failed for an unknown reason"
    0x8020003E BG_E_BLOCKED_BY_POLICY "BG_E_BLOCKED_BY_POLICY" "The policy for bandwidth allows no background transfers at the moment"
    0x8020003F BG_E_INVALID_PROXY_INFO "BG_E_INVALID_PROXY_INFO" "The proxy settings of the job cannot be used"
    0x80200040 BG_E_INVALID_CREDENTIALS "BG_E_INVALID_CREDENTIALS" "The form of the credentials is not valid"
    0x80200041 BG_E_INVALID_HASH_ALGORITHM "BG_E_INVALID_HASH_ALGORITHM" "The hash algorithm is not supported"
    0x80200042 BG_E_RECORD_DELETED "BG_E_RECORD_DELETED" "The record of the cache was deleted, and its update was lost"
    0x80200043 BG_E_COMMIT_IN_PROGRESS "BG_E_COMMIT_IN_PROGRESS" "Another commit to the cache is in progress"
    0x80200044 BG_E_DISCOVERY_IN_PROGRESS "BG_E_DISCOVERY_IN_PROGRESS" "The discovery of peers is in progress"
    0x80200045 BG_E_UPNP_ERROR "BG_E_UPNP_ERROR" "The Internet gateway reported an error of UPnP"
    0x80200046 BG_E_TEST_OPTION_BLOCKED_DOWNLOAD "BG_E_TEST_OPTION_BLOCKED_DOWNLOAD" "A test option blocked the download"
    0x80200047 BG_E_PEERCACHING_DISABLED "BG_E_PEERCACHING_DISABLED" "Peer caching is disabled"
    0x80200048 BG_E_BUSYCACHERECORD "BG_E_BUSYCACHERECORD" "The record of the cache is in use; try again in a few seconds"
    0x80200049 BG_E_TOO_MANY_JOBS_PER_USER "BG_E_TOO_MANY_JOBS_PER_USER" "The user has as many jobs as the limit allows"
    0x80200050 BG_E_TOO_MANY_JOBS_PER_MACHINE "BG_E_TOO_MANY_JOBS_PER_MACHINE" "The computer has as many jobs as the limit allows"
    0x80200051 BG_E_TOO_MANY_FILES_IN_JOB "BG_E_TOO_MANY_FILES_IN_JOB" "The job would have more files than the limit allows"
    0x80200052 BG_E_TOO_MANY_RANGES_IN_FILE "BG_E_TOO_MANY_RANGES_IN_FILE" "The file would have more ranges than the limit allows"
    0x80200053 BG_E_VALIDATION_FAILED "BG_E_VALIDATION_FAILED" "The content of the file was found not to be valid"
    0x80200054 BG_E_MAXDOWNLOAD_TIMEOUT "BG_E_MAXDOWNLOAD_TIMEOUT" "The job took longer than its maximum download time"
    0x80200056 BG_E_TOKEN_REQUIRED "BG_E_TOKEN_REQUIRED" "The job needs a helper token, and there is none"
    0x80200057 BG_E_UNKNOWN_PROPERTY_ID "BG_E_UNKNOWN_PROPERTY_ID" "The property is not known"
    0x80200058 BG_E_READ_ONLY_PROPERTY "BG_E_READ_ONLY_PROPERTY" "The property can only be read"
    0x80200059 BG_E_BLOCKED_BY_COST_TRANSFER_POLICY "BG_E_BLOCKED_BY_COST_TRANSFER_POLICY" "The cost flags of the job do not allow transfers on this network"
    0x80200060 BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY "BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY" "Only download jobs have this property"
    0x80200061 BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE "BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE" "The property cannot be changed after files were added"
    0x80200062 BG_E_READ_ONLY_PROPERTY_AFTER_RESUME "BG_E_READ_ONLY_PROPERTY_AFTER_RESUME" "The property cannot be changed after the job was resumed"
    0x80200063 BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE "BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE" "The maximum download size is not valid"
    0x80200064 BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED "BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED" "The download is larger than the maximum download size of the job"
    0x80200065 BG_E_STANDBY_MODE "BG_E_STANDBY_MODE" "There are no transfers while the computer is in standby"
    0x80200066 BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED "BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED" "Stored credentials can be used for the proxy alone"
    0x80200067 BG_E_BLOCKED_BY_BATTERY_POLICY "BG_E_BLOCKED_BY_BATTERY_POLICY" "The battery policy does not allow the transfer at the moment"
    0x80200068 BG_E_BLOCKED_BY_BATTERY_SAVER "BG_E_BLOCKED_BY_BATTERY_SAVER" "The battery saver does not allow the transfer at the moment"
    0x80200069 BG_E_WATCHDOG_TIMEOUT "BG_E_WATCHDOG_TIMEOUT" "The transfer did not answer in time"
    0x8020006A BG_E_APP_PACKAGE_NOT_FOUND "BG_E_APP_PACKAGE_NOT_FOUND" "The app package of the job is not installed"
    0x8020006B BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED "BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED" "The operation is not supported for this app package"
    0x8020006C BG_E_DATABASE_CORRUPT "BG_E_DATABASE_CORRUPT" "The database of jobs is damaged"
    0x8020006D BG_E_RANDOM_ACCESS_NOT_SUPPORTED "BG_E_RANDOM_ACCESS_NOT_SUPPORTED" "The job or the server does not support ranges on demand"
    0x8020006E BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY "BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY" "The background access policy of the app does not allow the transfer at the moment"
    0x8020006F BG_E_BLOCKED_BY_GAME_MODE "BG_E_BLOCKED_BY_GAME_MODE" "The game mode does not allow the transfer at the moment"
    0x80200070 BG_E_BLOCKED_BY_SYSTEM_POLICY "BG_E_BLOCKED_BY_SYSTEM_POLICY" "A policy of the system does not allow the transfer at the moment"
    0x80200071 BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD "BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD" "The setting cannot be used together with a custom HTTP method"
    0x80200072 BG_E_UNSUPPORTED_JOB_CONFIGURATION "BG_E_UNSUPPORTED_JOB_CONFIGURATION" "The settings of the job cannot be used together"
    0x80200073 BG_E_REMOTE_FILE_CHANGED "BG_E_REMOTE_FILE_CHANGED" "The remote file changed during the transfer"
    0x80200074 BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED "BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED" "The job needs a certificate callback, and none is registered"
    0x80200075 BG_E_READ_ONLY_WHEN_JOB_ACTIVE "BG_E_READ_ONLY_WHEN_JOB_ACTIVE" "The setting can be changed only while the job is suspended"
    0x80200076 BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK "BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK" "The error occurred in the client's check of the server certificate"
}

/// Status and text of the HTTP answers that have a named code (HSC-6 covers the others).
const HTTP_STATUS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching protocols"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-authoritative information"),
    (204, "No content"),
    (205, "Reset content"),
    (206, "Partial content"),
    (300, "Multiple choices"),
    (301, "Moved permanently"),
    (302, "Moved temporarily"),
    (303, "See other"),
    (304, "Not modified"),
    (305, "Use proxy"),
    (307, "Temporary redirect"),
    (400, "Bad request"),
    (401, "The server asks for credentials"),
    (402, "Payment required"),
    (403, "Forbidden"),
    (404, "The requested URL does not exist"),
    (405, "Method not allowed"),
    (406, "Not acceptable"),
    (407, "The proxy asks for credentials"),
    (408, "Request timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length required"),
    (412, "Precondition failed"),
    (413, "Request body too large"),
    (414, "Request URI too long"),
    (415, "Unsupported media type"),
    (416, "The requested range is not available"),
    (417, "Expectation failed"),
    (449, "Retry after the proper action"),
    (500, "Internal server error"),
    (501, "Not implemented"),
    (502, "Bad gateway"),
    (503, "Service temporarily unavailable"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bits::ErrorContext;

    /// GetErrorDescription shows them to users.
    #[test]
    fn texts_are_sentences() {
        let codes = NAMED.iter().map(|(code, ..)| Hresult::from_bits(*code));
        let statuses = (100..600).map(Hresult::from_http_status);
        for code in codes.chain(statuses) {
            let text = code.text().expect("a text");
            assert!(text.starts_with(|letter: char| letter.is_ascii_uppercase()), "{text}");
            assert!(
                text.ends_with('.') && !text.ends_with("..") && !text.contains(['(', ')', '_']),
                "{text}"
            );
        }
    }

    /// ERX-5.
    #[test]
    fn codes_of_contexts_have_their_texts() {
        for (code, context) in [
            (Hresult::BG_S_ERROR_CONTEXT_NONE, ErrorContext::None),
            (Hresult::BG_E_ERROR_CONTEXT_UNKNOWN, ErrorContext::Unknown),
            (Hresult::BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER, ErrorContext::GeneralQueueManager),
            (Hresult::BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION, ErrorContext::QueueManagerNotification),
            (Hresult::BG_E_ERROR_CONTEXT_LOCAL_FILE, ErrorContext::LocalFile),
            (Hresult::BG_E_ERROR_CONTEXT_REMOTE_FILE, ErrorContext::RemoteFile),
            (Hresult::BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT, ErrorContext::GeneralTransport),
            (Hresult::BG_E_ERROR_CONTEXT_REMOTE_APPLICATION, ErrorContext::RemoteApplication),
            (
                Hresult::BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK,
                ErrorContext::ServerCertificateCallback,
            ),
        ] {
            assert_eq!(code.text().as_deref(), Some(context.text()));
        }
    }
}
