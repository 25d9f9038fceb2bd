//! Structures, enumerations, class ids, constants and codes of the BITS headers, each with the row that the header is
//! rendered from. Layouts and values are checked against docs/rules/bits-abi.json.
#![allow(missing_docs, reason = "fields and values are documented by Windows, under these names")]

use super::guid::guid;
use crate::abi::*;

/// 32-bit signed integer.
pub type LONG = i32;
/// 32-bit unsigned integer.
pub type UINT = u32;
/// 16-bit unsigned integer.
pub type WORD = u16;
/// 8-bit unsigned integer.
pub type BYTE = u8;
/// 8-bit unsigned integer.
pub type byte = u8;
/// 64-bit unsigned integer.
pub type UINT64 = u64;
/// A locale.
pub type LCID = u32;
/// A member of an automation object.
pub type DISPID = i32;
/// UTF-16 text with a NUL at its end that may be written to.
pub type LPWSTR = *mut WCHAR;
/// UTF-16 text with a NUL at its end.
pub type LPCWSTR = *const WCHAR;
/// As [`LPWSTR`].
pub type LPOLESTR = *mut WCHAR;
/// UTF-16 text with its length in front.
pub type BSTR = *mut WCHAR;
/// The id of an interface.
pub type REFIID = *const GUID;
/// A GUID by reference.
pub type REFGUID = *const GUID;
/// A bit set of `BG_TOKEN_*`.
pub type BG_TOKEN = DWORD;

/// Member name and Rust type as the table spells it.
pub type Field = (&'static str, &'static str);

/// A structure or union of the headers.
#[derive(Clone, Copy, Debug)]
pub struct Structure {
    pub name: &'static str,
    /// `struct` or `union`.
    pub kind: &'static str,
    pub header: &'static str,
    pub size: usize,
    pub align: usize,
    pub fields: &'static [Field],
    pub offsets: &'static [usize],
}

/// An enumeration of the headers.
#[derive(Clone, Copy, Debug)]
pub struct Enumeration {
    pub name: &'static str,
    pub header: &'static str,
    pub values: &'static [(&'static str, i32)],
}

macro_rules! com_structures {
    ($list:ident: $($(#[$meta:meta])* $kind:ident $name:ident $header:literal { $($field:ident: $type:ty),* })*) => {
        $(com_structures! { @define $kind $(#[$meta])* $name { $($field: $type),* } })*
        /// Every structure and union of this table.
        pub const $list: &[Structure] = &[$(Structure {
            name: stringify!($name),
            kind: stringify!($kind),
            header: $header,
            size: size_of::<$name>(),
            align: align_of::<$name>(),
            fields: &[$((stringify!($field), stringify!($type))),*],
            offsets: &[$(std::mem::offset_of!($name, $field)),*],
        }),*];
    };
    (@define struct $(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* }) => {
        $(#[$meta])*
        #[repr(C)]
        #[derive(Clone, Copy)]
        #[allow(missing_debug_implementations, reason = "plain data of C")]
        pub struct $name { $(pub $field: $type),* }
        // SAFETY: numbers and raw pointers alone.
        unsafe impl super::marshal::Zero for $name {}
    };
    (@define union $(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* }) => {
        $(#[$meta])*
        #[repr(C)]
        #[derive(Clone, Copy)]
        #[allow(missing_debug_implementations, reason = "which member holds is not known")]
        pub union $name { $(pub $field: $type),* }
        // SAFETY: numbers and raw pointers alone.
        unsafe impl super::marshal::Zero for $name {}
    };
}

macro_rules! com_enumerations {
    ($($(#[$meta:meta])* $name:ident $header:literal { $($value_name:ident = $value:literal),* $(,)? })*) => {
        $($(#[$meta])* pub type $name = i32; $(pub const $value_name: $name = $value as i32;)*)*
        /// Every enumeration.
        pub const ENUMERATIONS: &[Enumeration] = &[$(Enumeration {
            name: stringify!($name),
            header: $header,
            values: &[$((stringify!($value_name), $value as i32)),*],
        }),*];
    };
}

com_structures! {
    STRUCTURES:
    /// 100 ns steps since 1601, in UTC.
    struct FILETIME "minwindef.h" { dwLowDateTime: DWORD, dwHighDateTime: DWORD }
    /// A file to add.
    struct BG_FILE_INFO "bits.h" { RemoteName: LPWSTR, LocalName: LPWSTR }
    /// How far a file is.
    struct BG_FILE_PROGRESS "bits.h" { BytesTotal: UINT64, BytesTransferred: UINT64, Completed: BOOL }
    /// How far a job is.
    struct BG_JOB_PROGRESS "bits.h" { BytesTotal: UINT64, BytesTransferred: UINT64, FilesTotal: ULONG, FilesTransferred: ULONG }
    /// When a job was made, changed and done.
    struct BG_JOB_TIMES "bits.h" { CreationTime: FILETIME, ModificationTime: FILETIME, TransferCompletionTime: FILETIME }
    /// How far a reply is.
    struct BG_JOB_REPLY_PROGRESS "bits1_5.h" { BytesTotal: UINT64, BytesTransferred: UINT64 }
    /// User and password.
    struct BG_BASIC_CREDENTIALS "bits1_5.h" { UserName: LPWSTR, Password: LPWSTR }
    /// Credentials of a scheme.
    union BG_AUTH_CREDENTIALS_UNION "bits1_5.h" { Basic: BG_BASIC_CREDENTIALS }
    /// Credentials with target and scheme.
    struct BG_AUTH_CREDENTIALS "bits1_5.h" { Target: BG_AUTH_TARGET, Scheme: BG_AUTH_SCHEME, Credentials: BG_AUTH_CREDENTIALS_UNION }
    /// A range of a file.
    struct BG_FILE_RANGE "bits2_0.h" { InitialOffset: UINT64, Length: UINT64 }
    /// The value of a property of a job.
    union BITS_JOB_PROPERTY_VALUE "bits5_0.h" { Dword: DWORD, ClsID: GUID, Enable: BOOL, Uint64: UINT64, Target: BG_AUTH_TARGET }
    /// The value of a property of a file.
    union BITS_FILE_PROPERTY_VALUE "bits5_0.h" { String: LPWSTR }
    /// A file of an old job.
    struct FILESETINFO "qmgr.h" { bstrRemoteFile: BSTR, bstrLocalFile: BSTR, dwSizeHint: DWORD }
}

com_enumerations! {
    /// `BG_JOB_STATE`.
    BG_JOB_STATE "bits.h" {
        BG_JOB_STATE_QUEUED = 0,
        BG_JOB_STATE_CONNECTING = 1,
        BG_JOB_STATE_TRANSFERRING = 2,
        BG_JOB_STATE_SUSPENDED = 3,
        BG_JOB_STATE_ERROR = 4,
        BG_JOB_STATE_TRANSIENT_ERROR = 5,
        BG_JOB_STATE_TRANSFERRED = 6,
        BG_JOB_STATE_ACKNOWLEDGED = 7,
        BG_JOB_STATE_CANCELLED = 8,
    }
    /// `BG_JOB_TYPE`.
    BG_JOB_TYPE "bits.h" {
        BG_JOB_TYPE_DOWNLOAD = 0,
        BG_JOB_TYPE_UPLOAD = 1,
        BG_JOB_TYPE_UPLOAD_REPLY = 2,
    }
    /// `BG_JOB_PRIORITY`.
    BG_JOB_PRIORITY "bits.h" {
        BG_JOB_PRIORITY_FOREGROUND = 0,
        BG_JOB_PRIORITY_HIGH = 1,
        BG_JOB_PRIORITY_NORMAL = 2,
        BG_JOB_PRIORITY_LOW = 3,
    }
    /// `BG_JOB_PROXY_USAGE`.
    BG_JOB_PROXY_USAGE "bits.h" {
        BG_JOB_PROXY_USAGE_PRECONFIG = 0,
        BG_JOB_PROXY_USAGE_NO_PROXY = 1,
        BG_JOB_PROXY_USAGE_OVERRIDE = 2,
        BG_JOB_PROXY_USAGE_AUTODETECT = 3,
    }
    /// `BG_ERROR_CONTEXT`.
    BG_ERROR_CONTEXT "bits.h" {
        BG_ERROR_CONTEXT_NONE = 0,
        BG_ERROR_CONTEXT_UNKNOWN = 1,
        BG_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER = 2,
        BG_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION = 3,
        BG_ERROR_CONTEXT_LOCAL_FILE = 4,
        BG_ERROR_CONTEXT_REMOTE_FILE = 5,
        BG_ERROR_CONTEXT_GENERAL_TRANSPORT = 6,
        BG_ERROR_CONTEXT_REMOTE_APPLICATION = 7,
        BG_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK = 8,
    }
    /// `BG_AUTH_TARGET`.
    BG_AUTH_TARGET "bits1_5.h" {
        BG_AUTH_TARGET_SERVER = 1,
        BG_AUTH_TARGET_PROXY = 2,
    }
    /// `BG_AUTH_SCHEME`.
    BG_AUTH_SCHEME "bits1_5.h" {
        BG_AUTH_SCHEME_BASIC = 1,
        BG_AUTH_SCHEME_DIGEST = 2,
        BG_AUTH_SCHEME_NTLM = 3,
        BG_AUTH_SCHEME_NEGOTIATE = 4,
        BG_AUTH_SCHEME_PASSPORT = 5,
    }
    /// `BG_CERT_STORE_LOCATION`.
    BG_CERT_STORE_LOCATION "bits2_5.h" {
        BG_CERT_STORE_LOCATION_CURRENT_USER = 0,
        BG_CERT_STORE_LOCATION_LOCAL_MACHINE = 1,
        BG_CERT_STORE_LOCATION_CURRENT_SERVICE = 2,
        BG_CERT_STORE_LOCATION_SERVICES = 3,
        BG_CERT_STORE_LOCATION_USERS = 4,
        BG_CERT_STORE_LOCATION_CURRENT_USER_GROUP_POLICY = 5,
        BG_CERT_STORE_LOCATION_LOCAL_MACHINE_GROUP_POLICY = 6,
        BG_CERT_STORE_LOCATION_LOCAL_MACHINE_ENTERPRISE = 7,
    }
    /// `BITS_JOB_TRANSFER_POLICY`.
    BITS_JOB_TRANSFER_POLICY "bits5_0.h" {
        BITS_JOB_TRANSFER_POLICY_ALWAYS = 0x8000_00FF_u32,
        BITS_JOB_TRANSFER_POLICY_NOT_ROAMING = 0x8000_007F_u32,
        BITS_JOB_TRANSFER_POLICY_NO_SURCHARGE = 0x8000_006F_u32,
        BITS_JOB_TRANSFER_POLICY_STANDARD = 0x8000_0067_u32,
        BITS_JOB_TRANSFER_POLICY_UNRESTRICTED = 0x8000_0021_u32,
    }
    /// `BITS_JOB_PROPERTY_ID`.
    BITS_JOB_PROPERTY_ID "bits5_0.h" {
        BITS_JOB_PROPERTY_ID_COST_FLAGS = 1,
        BITS_JOB_PROPERTY_NOTIFICATION_CLSID = 2,
        BITS_JOB_PROPERTY_DYNAMIC_CONTENT = 3,
        BITS_JOB_PROPERTY_HIGH_PERFORMANCE = 4,
        BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE = 5,
        BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS = 7,
        BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS = 9,
        BITS_JOB_PROPERTY_ON_DEMAND_MODE = 10,
    }
    /// `BITS_FILE_PROPERTY_ID`.
    BITS_FILE_PROPERTY_ID "bits5_0.h" {
        BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS = 1,
    }
    /// `GROUPPROP`.
    GROUPPROP "qmgr.h" {
        GROUPPROP_PRIORITY = 0,
        GROUPPROP_REMOTEUSERID = 1,
        GROUPPROP_REMOTEUSERPWD = 2,
        GROUPPROP_LOCALUSERID = 3,
        GROUPPROP_LOCALUSERPWD = 4,
        GROUPPROP_PROTOCOLFLAGS = 5,
        GROUPPROP_NOTIFYFLAGS = 6,
        GROUPPROP_NOTIFYCLSID = 7,
        GROUPPROP_PROGRESSSIZE = 8,
        GROUPPROP_PROGRESSPERCENT = 9,
        GROUPPROP_PROGRESSTIME = 10,
        GROUPPROP_DISPLAYNAME = 11,
        GROUPPROP_DESCRIPTION = 12,
    }
}

/// A class of the table: symbol and Windows header.
pub type ClassId = (&'static str, &'static str, GUID);

macro_rules! class_ids {
    ($list:ident: $($symbol:ident $text:literal $header:literal)*) => {
        $(#[doc = "A class id."] #[unsafe(no_mangle)] pub static $symbol: GUID = guid($text);)*
        /// Every id of this table.
        pub const $list: &[ClassId] = &[$((stringify!($symbol), $header, guid($text))),*];
    };
}

// ACT-2a: 10_0 stands in no public header, but a public client asks for it.
class_ids! {
    MANAGER_CLASSES:
    CLSID_BackgroundCopyManager "4991d34b-80a1-4291-83b6-3328366b9097" "bits.h"
    CLSID_BackgroundCopyManager1_5 "f087771f-d74f-4c1a-bb8a-e16aca9124ea" "bits1_5.h"
    CLSID_BackgroundCopyManager2_0 "6d18ad12-bde3-4393-b311-099c346e6df9" "bits2_0.h"
    CLSID_BackgroundCopyManager2_5 "03ca98d6-ff5d-49b8-abc6-03dd84127020" "bits2_5.h"
    CLSID_BackgroundCopyManager3_0 "659cdea7-489e-11d9-a9cd-000d56965251" "bits3_0.h"
    CLSID_BackgroundCopyManager4_0 "bb6df56b-cace-11dc-9992-0019b93a3a84" "bits4_0.h"
    CLSID_BackgroundCopyManager5_0 "1ecca34c-e88a-44e3-8d6a-8921bde9e452" "bits5_0.h"
    CLSID_BackgroundCopyManager10_1 "4bd3e4e1-7bd4-4a2b-9964-496400de5193" "bits10_1.h"
    CLSID_BackgroundCopyManager10_2 "4575438f-a6c8-4976-b0fe-2f26b80d959e" "bits10_2.h"
    CLSID_BackgroundCopyManager10_3 "5fd42ad5-c04e-4d36-adc7-e08ff15737ad" "bits10_3.h"
    CLSID_BackgroundCopyManager10_0 "4d233817-b456-4e75-83d2-b17dec544d12" "bits10_1.h"
}

class_ids! {
    OTHER_CLASSES:
    CLSID_BackgroundCopyQMgr "69ad4aee-51be-439b-a92c-86ae490e8b30" "qmgr.h"
    CLSID_BITSExtensionSetupFactory "efbbab68-7286-4783-94bf-9461d8b7e7e9" "bitscfg.h"
}

class_ids! {
    TYPE_LIBRARIES:
    LIBID_BackgroundCopyManager "1deeb74f-7915-4560-b558-918c83f176a6" "bits.h"
    LIBID_BackgroundCopyManager1_5 "ea9319ea-c628-480f-8331-768fac397e4e" "bits1_5.h"
    LIBID_BackgroundCopyManager2_0 "2289a9af-dc96-486e-b268-89c9e3397c3d" "bits2_0.h"
    LIBID_BackgroundCopyManager2_5 "4974177c-3bb6-4c37-9ff0-6b7426f0aba9" "bits2_5.h"
    LIBID_BackgroundCopyManager3_0 "659cdea6-489e-11d9-a9cd-000d56965251" "bits3_0.h"
}

/// HRESULT codes of `bitsmsg.h` and `qmgr.h`: name and bits.
pub const CODES: &[(&str, u32)] = &[
    ("BG_S_ERROR_CONTEXT_NONE", 0x00200006),
    ("BG_S_PARTIAL_COMPLETE", 0x00200017),
    ("BG_S_UNABLE_TO_DELETE_FILES", 0x0020001A),
    ("BG_S_PROXY_CHANGED", 0x0020002A),
    ("BG_S_OVERRIDDEN_BY_POLICY", 0x00200055),
    ("BG_E_HTTP_ERROR_100", 0x80190064),
    ("BG_E_HTTP_ERROR_101", 0x80190065),
    ("BG_E_HTTP_ERROR_200", 0x801900C8),
    ("BG_E_HTTP_ERROR_201", 0x801900C9),
    ("BG_E_HTTP_ERROR_202", 0x801900CA),
    ("BG_E_HTTP_ERROR_203", 0x801900CB),
    ("BG_E_HTTP_ERROR_204", 0x801900CC),
    ("BG_E_HTTP_ERROR_205", 0x801900CD),
    ("BG_E_HTTP_ERROR_206", 0x801900CE),
    ("BG_E_HTTP_ERROR_300", 0x8019012C),
    ("BG_E_HTTP_ERROR_301", 0x8019012D),
    ("BG_E_HTTP_ERROR_302", 0x8019012E),
    ("BG_E_HTTP_ERROR_303", 0x8019012F),
    ("BG_E_HTTP_ERROR_304", 0x80190130),
    ("BG_E_HTTP_ERROR_305", 0x80190131),
    ("BG_E_HTTP_ERROR_307", 0x80190133),
    ("BG_E_HTTP_ERROR_400", 0x80190190),
    ("BG_E_HTTP_ERROR_401", 0x80190191),
    ("BG_E_HTTP_ERROR_402", 0x80190192),
    ("BG_E_HTTP_ERROR_403", 0x80190193),
    ("BG_E_HTTP_ERROR_404", 0x80190194),
    ("BG_E_HTTP_ERROR_405", 0x80190195),
    ("BG_E_HTTP_ERROR_406", 0x80190196),
    ("BG_E_HTTP_ERROR_407", 0x80190197),
    ("BG_E_HTTP_ERROR_408", 0x80190198),
    ("BG_E_HTTP_ERROR_409", 0x80190199),
    ("BG_E_HTTP_ERROR_410", 0x8019019A),
    ("BG_E_HTTP_ERROR_411", 0x8019019B),
    ("BG_E_HTTP_ERROR_412", 0x8019019C),
    ("BG_E_HTTP_ERROR_413", 0x8019019D),
    ("BG_E_HTTP_ERROR_414", 0x8019019E),
    ("BG_E_HTTP_ERROR_415", 0x8019019F),
    ("BG_E_HTTP_ERROR_416", 0x801901A0),
    ("BG_E_HTTP_ERROR_417", 0x801901A1),
    ("BG_E_HTTP_ERROR_449", 0x801901C1),
    ("BG_E_HTTP_ERROR_500", 0x801901F4),
    ("BG_E_HTTP_ERROR_501", 0x801901F5),
    ("BG_E_HTTP_ERROR_502", 0x801901F6),
    ("BG_E_HTTP_ERROR_503", 0x801901F7),
    ("BG_E_HTTP_ERROR_504", 0x801901F8),
    ("BG_E_HTTP_ERROR_505", 0x801901F9),
    ("BG_E_NOT_FOUND", 0x80200001),
    ("BG_E_INVALID_STATE", 0x80200002),
    ("BG_E_EMPTY", 0x80200003),
    ("BG_E_FILE_NOT_AVAILABLE", 0x80200004),
    ("BG_E_PROTOCOL_NOT_AVAILABLE", 0x80200005),
    ("BG_E_ERROR_CONTEXT_UNKNOWN", 0x80200007),
    ("BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER", 0x80200008),
    ("BG_E_ERROR_CONTEXT_LOCAL_FILE", 0x80200009),
    ("BG_E_ERROR_CONTEXT_REMOTE_FILE", 0x8020000A),
    ("BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT", 0x8020000B),
    ("BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION", 0x8020000C),
    ("BG_E_DESTINATION_LOCKED", 0x8020000D),
    ("BG_E_VOLUME_CHANGED", 0x8020000E),
    ("BG_E_ERROR_INFORMATION_UNAVAILABLE", 0x8020000F),
    ("BG_E_NETWORK_DISCONNECTED", 0x80200010),
    ("BG_E_MISSING_FILE_SIZE", 0x80200011),
    ("BG_E_INSUFFICIENT_HTTP_SUPPORT", 0x80200012),
    ("BG_E_INSUFFICIENT_RANGE_SUPPORT", 0x80200013),
    ("BG_E_REMOTE_NOT_SUPPORTED", 0x80200014),
    ("BG_E_NEW_OWNER_DIFF_MAPPING", 0x80200015),
    ("BG_E_NEW_OWNER_NO_FILE_ACCESS", 0x80200016),
    ("BG_E_PROXY_LIST_TOO_LARGE", 0x80200018),
    ("BG_E_PROXY_BYPASS_LIST_TOO_LARGE", 0x80200019),
    ("BG_E_INVALID_SERVER_RESPONSE", 0x8020001B),
    ("BG_E_TOO_MANY_FILES", 0x8020001C),
    ("BG_E_LOCAL_FILE_CHANGED", 0x8020001D),
    ("BG_E_ERROR_CONTEXT_REMOTE_APPLICATION", 0x8020001E),
    ("BG_E_SESSION_NOT_FOUND", 0x8020001F),
    ("BG_E_TOO_LARGE", 0x80200020),
    ("BG_E_STRING_TOO_LONG", 0x80200021),
    ("BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH", 0x80200022),
    ("BG_E_SERVER_EXECUTE_ENABLE", 0x80200023),
    ("BG_E_NO_PROGRESS", 0x80200024),
    ("BG_E_USERNAME_TOO_LARGE", 0x80200025),
    ("BG_E_PASSWORD_TOO_LARGE", 0x80200026),
    ("BG_E_INVALID_AUTH_TARGET", 0x80200027),
    ("BG_E_INVALID_AUTH_SCHEME", 0x80200028),
    ("BG_E_FILE_NOT_FOUND", 0x80200029),
    ("BG_E_INVALID_RANGE", 0x8020002B),
    ("BG_E_OVERLAPPING_RANGES", 0x8020002C),
    ("BG_E_CONNECT_FAILURE", 0x8020002D),
    ("BG_E_CONNECTION_CLOSED", 0x8020002E),
    ("BG_E_KEEP_ALIVE_FAILURE", 0x8020002F),
    ("BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED", 0x80200030),
    ("BG_E_NAME_RESOLUTION_FAILURE", 0x80200031),
    ("BG_E_PENDING", 0x80200032),
    ("BG_E_PIPELINE_FAILURE", 0x80200033),
    ("BG_E_PROTOCOL_ERROR", 0x80200034),
    ("BG_E_PROXY_NAME_RESOLUTION_FAILURE", 0x80200035),
    ("BG_E_RECEIVE_FAILURE", 0x80200036),
    ("BG_E_REQUEST_CANCELED", 0x80200037),
    ("BG_E_SECURE_CHANNEL_FAILURE", 0x80200038),
    ("BG_E_SEND_FAILURE", 0x80200039),
    ("BG_E_SERVER_PROTOCOL_VIOLATION", 0x8020003A),
    ("BG_E_TIMEOUT", 0x8020003B),
    ("BG_E_TRUST_FAILURE", 0x8020003C),
    ("BG_E_UNKNOWN_ERROR", 0x8020003D),
    ("BG_E_BLOCKED_BY_POLICY", 0x8020003E),
    ("BG_E_INVALID_PROXY_INFO", 0x8020003F),
    ("BG_E_INVALID_CREDENTIALS", 0x80200040),
    ("BG_E_INVALID_HASH_ALGORITHM", 0x80200041),
    ("BG_E_RECORD_DELETED", 0x80200042),
    ("BG_E_COMMIT_IN_PROGRESS", 0x80200043),
    ("BG_E_DISCOVERY_IN_PROGRESS", 0x80200044),
    ("BG_E_UPNP_ERROR", 0x80200045),
    ("BG_E_TEST_OPTION_BLOCKED_DOWNLOAD", 0x80200046),
    ("BG_E_PEERCACHING_DISABLED", 0x80200047),
    ("BG_E_BUSYCACHERECORD", 0x80200048),
    ("BG_E_TOO_MANY_JOBS_PER_USER", 0x80200049),
    ("BG_E_TOO_MANY_JOBS_PER_MACHINE", 0x80200050),
    ("BG_E_TOO_MANY_FILES_IN_JOB", 0x80200051),
    ("BG_E_TOO_MANY_RANGES_IN_FILE", 0x80200052),
    ("BG_E_VALIDATION_FAILED", 0x80200053),
    ("BG_E_MAXDOWNLOAD_TIMEOUT", 0x80200054),
    ("BG_E_TOKEN_REQUIRED", 0x80200056),
    ("BG_E_UNKNOWN_PROPERTY_ID", 0x80200057),
    ("BG_E_READ_ONLY_PROPERTY", 0x80200058),
    ("BG_E_BLOCKED_BY_COST_TRANSFER_POLICY", 0x80200059),
    ("BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY", 0x80200060),
    ("BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE", 0x80200061),
    ("BG_E_READ_ONLY_PROPERTY_AFTER_RESUME", 0x80200062),
    ("BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE", 0x80200063),
    ("BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED", 0x80200064),
    ("BG_E_STANDBY_MODE", 0x80200065),
    ("BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED", 0x80200066),
    ("BG_E_BLOCKED_BY_BATTERY_POLICY", 0x80200067),
    ("BG_E_BLOCKED_BY_BATTERY_SAVER", 0x80200068),
    ("BG_E_WATCHDOG_TIMEOUT", 0x80200069),
    ("BG_E_APP_PACKAGE_NOT_FOUND", 0x8020006A),
    ("BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED", 0x8020006B),
    ("BG_E_DATABASE_CORRUPT", 0x8020006C),
    ("BG_E_RANDOM_ACCESS_NOT_SUPPORTED", 0x8020006D),
    ("BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY", 0x8020006E),
    ("BG_E_BLOCKED_BY_GAME_MODE", 0x8020006F),
    ("BG_E_BLOCKED_BY_SYSTEM_POLICY", 0x80200070),
    ("BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD", 0x80200071),
    ("BG_E_UNSUPPORTED_JOB_CONFIGURATION", 0x80200072),
    ("BG_E_REMOTE_FILE_CHANGED", 0x80200073),
    ("BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED", 0x80200074),
    ("BG_E_READ_ONLY_WHEN_JOB_ACTIVE", 0x80200075),
    ("BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK", 0x80200076),
    ("BITS_MC_JOB_CANCELLED", 0x80194000),
    ("BITS_MC_FILE_DELETION_FAILED", 0x80194001),
    ("BITS_MC_FILE_DELETION_FAILED_MORE", 0x80194002),
    ("BITS_MC_JOB_PROPERTY_CHANGE", 0x80194003),
    ("BITS_MC_JOB_TAKE_OWNERSHIP", 0x80194004),
    ("BITS_MC_JOB_SCAVENGED", 0x80194005),
    ("BITS_MC_JOB_NOTIFICATION_FAILURE", 0x80194006),
    ("BITS_MC_STATE_FILE_CORRUPT", 0x80194007),
    ("BITS_MC_FAILED_TO_START", 0x80194008),
    ("BITS_MC_FATAL_IGD_ERROR", 0x80194009),
    ("BITS_MC_PEERCACHING_PORT", 0x8019400A),
    ("BITS_MC_WSD_PORT", 0x8019400B),
    ("QM_E_INVALID_STATE", 0x81001001),
    ("QM_E_SERVICE_UNAVAILABLE", 0x81001002),
    ("QM_E_DOWNLOADER_UNAVAILABLE", 0x81001003),
    ("QM_E_ITEM_NOT_FOUND", 0x81001004),
];

/// Constants with unsigned values: name, value, Windows header. Sizes have 64 bits, all others 32.
pub const CONSTANTS: &[(&str, u64, &str)] = &[
    ("BG_SIZE_UNKNOWN", u64::MAX, "bits.h"),
    ("BG_LENGTH_TO_EOF", u64::MAX, "bits2_0.h"),
    ("BG_NOTIFY_JOB_TRANSFERRED", 1, "bits.h"),
    ("BG_NOTIFY_JOB_ERROR", 2, "bits.h"),
    ("BG_NOTIFY_DISABLE", 4, "bits.h"),
    ("BG_NOTIFY_JOB_MODIFICATION", 8, "bits.h"),
    ("BG_NOTIFY_FILE_TRANSFERRED", 16, "bits.h"),
    ("BG_NOTIFY_FILE_RANGES_TRANSFERRED", 32, "bits.h"),
    ("BG_JOB_ENUM_ALL_USERS", 1, "bits.h"),
    ("BG_COPY_FILE_OWNER", 1, "bits2_0.h"),
    ("BG_COPY_FILE_GROUP", 2, "bits2_0.h"),
    ("BG_COPY_FILE_DACL", 4, "bits2_0.h"),
    ("BG_COPY_FILE_SACL", 8, "bits2_0.h"),
    ("BG_COPY_FILE_ALL", 15, "bits2_0.h"),
    ("BG_SSL_ENABLE_CRL_CHECK", 1, "bits2_5.h"),
    ("BG_SSL_IGNORE_CERT_CN_INVALID", 2, "bits2_5.h"),
    ("BG_SSL_IGNORE_CERT_DATE_INVALID", 4, "bits2_5.h"),
    ("BG_SSL_IGNORE_UNKNOWN_CA", 8, "bits2_5.h"),
    ("BG_SSL_IGNORE_CERT_WRONG_USAGE", 16, "bits2_5.h"),
    ("BG_HTTP_REDIRECT_POLICY_MASK", 0x700, "bits2_5.h"),
    ("BG_HTTP_REDIRECT_POLICY_ALLOW_SILENT", 0, "bits2_5.h"),
    ("BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT", 0x100, "bits2_5.h"),
    ("BG_HTTP_REDIRECT_POLICY_DISALLOW", 0x200, "bits2_5.h"),
    ("BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP", 0x800, "bits2_5.h"),
    ("BG_ENABLE_PEERCACHING_CLIENT", 1, "bits3_0.h"),
    ("BG_ENABLE_PEERCACHING_SERVER", 2, "bits3_0.h"),
    ("BG_DISABLE_BRANCH_CACHE", 4, "bits3_0.h"),
    ("BG_JOB_ENABLE_PEERCACHING_CLIENT", 1, "bits3_0.h"),
    ("BG_JOB_ENABLE_PEERCACHING_SERVER", 2, "bits3_0.h"),
    ("BG_JOB_DISABLE_BRANCH_CACHE", 4, "bits3_0.h"),
    ("BG_TOKEN_LOCAL_FILE", 1, "bits4_0.h"),
    ("BG_TOKEN_NETWORK", 2, "bits4_0.h"),
    ("BITS_COST_STATE_UNRESTRICTED", 1, "bits5_0.h"),
    ("BITS_COST_STATE_CAPPED_USAGE_UNKNOWN", 2, "bits5_0.h"),
    ("BITS_COST_STATE_BELOW_CAP", 4, "bits5_0.h"),
    ("BITS_COST_STATE_NEAR_CAP", 8, "bits5_0.h"),
    ("BITS_COST_STATE_OVERCAP_CHARGED", 16, "bits5_0.h"),
    ("BITS_COST_STATE_OVERCAP_THROTTLED", 32, "bits5_0.h"),
    ("BITS_COST_STATE_USAGE_BASED", 64, "bits5_0.h"),
    ("BITS_COST_STATE_ROAMING", 128, "bits5_0.h"),
    ("BITS_COST_STATE_RESERVED", 0x40000000, "bits5_0.h"),
    ("BITS_COST_OPTION_IGNORE_CONGESTION", 0x80000000, "bits5_0.h"),
    ("BITS_COST_STATE_TRANSFER_ALWAYS", 0x800000ff, "bits5_0.h"),
    ("BITS_COST_STATE_TRANSFER_NOT_ROAMING", 0x8000007f, "bits5_0.h"),
    ("BITS_COST_STATE_TRANSFER_NO_SURCHARGE", 0x8000006f, "bits5_0.h"),
    ("BITS_COST_STATE_TRANSFER_STANDARD", 0x80000067, "bits5_0.h"),
    ("BITS_COST_STATE_TRANSFER_UNRESTRICTED", 0x80000021, "bits5_0.h"),
    ("QM_NOTIFY_FILE_DONE", 1, "qmgr.h"),
    ("QM_NOTIFY_JOB_DONE", 2, "qmgr.h"),
    ("QM_NOTIFY_GROUP_DONE", 4, "qmgr.h"),
    ("QM_NOTIFY_DISABLE_NOTIFY", 64, "qmgr.h"),
    ("QM_NOTIFY_USE_PROGRESSEX", 128, "qmgr.h"),
    ("QM_STATUS_FILE_COMPLETE", 1, "qmgr.h"),
    ("QM_STATUS_FILE_INCOMPLETE", 2, "qmgr.h"),
    ("QM_STATUS_JOB_COMPLETE", 4, "qmgr.h"),
    ("QM_STATUS_JOB_INCOMPLETE", 8, "qmgr.h"),
    ("QM_STATUS_JOB_ERROR", 16, "qmgr.h"),
    ("QM_STATUS_JOB_FOREGROUND", 32, "qmgr.h"),
    ("QM_STATUS_GROUP_COMPLETE", 64, "qmgr.h"),
    ("QM_STATUS_GROUP_INCOMPLETE", 128, "qmgr.h"),
    ("QM_STATUS_GROUP_SUSPENDED", 0x100, "qmgr.h"),
    ("QM_STATUS_GROUP_ERROR", 0x200, "qmgr.h"),
    ("QM_STATUS_GROUP_FOREGROUND", 0x400, "qmgr.h"),
    ("QM_PROTOCOL_HTTP", 1, "qmgr.h"),
    ("QM_PROTOCOL_FTP", 2, "qmgr.h"),
    ("QM_PROTOCOL_SMB", 3, "qmgr.h"),
    ("QM_PROTOCOL_CUSTOM", 4, "qmgr.h"),
    ("QM_PROGRESS_PERCENT_DONE", 1, "qmgr.h"),
    ("QM_PROGRESS_TIME_DONE", 2, "qmgr.h"),
    ("QM_PROGRESS_SIZE_DONE", 3, "qmgr.h"),
];
