/*
 * copyfile2/bits.h: the Background Intelligent Transfer Service, 1.0 to 10.3.
 *
 * Rendered from the interface table in src/com: change that, then run
 * `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header`.
 */
#ifndef COPYFILE2_BITS_H
#define COPYFILE2_BITS_H

#include "unknwn.h"

#ifndef __IBackgroundCopyFile_FWD_DEFINED__
#define __IBackgroundCopyFile_FWD_DEFINED__
typedef struct IBackgroundCopyFile IBackgroundCopyFile;
#endif
#ifndef __IEnumBackgroundCopyFiles_FWD_DEFINED__
#define __IEnumBackgroundCopyFiles_FWD_DEFINED__
typedef struct IEnumBackgroundCopyFiles IEnumBackgroundCopyFiles;
#endif
#ifndef __IBackgroundCopyError_FWD_DEFINED__
#define __IBackgroundCopyError_FWD_DEFINED__
typedef struct IBackgroundCopyError IBackgroundCopyError;
#endif
#ifndef __IBackgroundCopyJob_FWD_DEFINED__
#define __IBackgroundCopyJob_FWD_DEFINED__
typedef struct IBackgroundCopyJob IBackgroundCopyJob;
#endif
#ifndef __IEnumBackgroundCopyJobs_FWD_DEFINED__
#define __IEnumBackgroundCopyJobs_FWD_DEFINED__
typedef struct IEnumBackgroundCopyJobs IEnumBackgroundCopyJobs;
#endif
#ifndef __IBackgroundCopyCallback_FWD_DEFINED__
#define __IBackgroundCopyCallback_FWD_DEFINED__
typedef struct IBackgroundCopyCallback IBackgroundCopyCallback;
#endif
#ifndef __AsyncIBackgroundCopyCallback_FWD_DEFINED__
#define __AsyncIBackgroundCopyCallback_FWD_DEFINED__
typedef struct AsyncIBackgroundCopyCallback AsyncIBackgroundCopyCallback;
#endif
#ifndef __IBackgroundCopyManager_FWD_DEFINED__
#define __IBackgroundCopyManager_FWD_DEFINED__
typedef struct IBackgroundCopyManager IBackgroundCopyManager;
#endif
#ifndef __IBackgroundCopyJob2_FWD_DEFINED__
#define __IBackgroundCopyJob2_FWD_DEFINED__
typedef struct IBackgroundCopyJob2 IBackgroundCopyJob2;
#endif
#ifndef __IBackgroundCopyJob3_FWD_DEFINED__
#define __IBackgroundCopyJob3_FWD_DEFINED__
typedef struct IBackgroundCopyJob3 IBackgroundCopyJob3;
#endif
#ifndef __IBackgroundCopyFile2_FWD_DEFINED__
#define __IBackgroundCopyFile2_FWD_DEFINED__
typedef struct IBackgroundCopyFile2 IBackgroundCopyFile2;
#endif
#ifndef __IBackgroundCopyJobHttpOptions_FWD_DEFINED__
#define __IBackgroundCopyJobHttpOptions_FWD_DEFINED__
typedef struct IBackgroundCopyJobHttpOptions IBackgroundCopyJobHttpOptions;
#endif
#ifndef __IBitsPeerCacheRecord_FWD_DEFINED__
#define __IBitsPeerCacheRecord_FWD_DEFINED__
typedef struct IBitsPeerCacheRecord IBitsPeerCacheRecord;
#endif
#ifndef __IEnumBitsPeerCacheRecords_FWD_DEFINED__
#define __IEnumBitsPeerCacheRecords_FWD_DEFINED__
typedef struct IEnumBitsPeerCacheRecords IEnumBitsPeerCacheRecords;
#endif
#ifndef __IBitsPeer_FWD_DEFINED__
#define __IBitsPeer_FWD_DEFINED__
typedef struct IBitsPeer IBitsPeer;
#endif
#ifndef __IEnumBitsPeers_FWD_DEFINED__
#define __IEnumBitsPeers_FWD_DEFINED__
typedef struct IEnumBitsPeers IEnumBitsPeers;
#endif
#ifndef __IBitsPeerCacheAdministration_FWD_DEFINED__
#define __IBitsPeerCacheAdministration_FWD_DEFINED__
typedef struct IBitsPeerCacheAdministration IBitsPeerCacheAdministration;
#endif
#ifndef __IBackgroundCopyJob4_FWD_DEFINED__
#define __IBackgroundCopyJob4_FWD_DEFINED__
typedef struct IBackgroundCopyJob4 IBackgroundCopyJob4;
#endif
#ifndef __IBackgroundCopyFile3_FWD_DEFINED__
#define __IBackgroundCopyFile3_FWD_DEFINED__
typedef struct IBackgroundCopyFile3 IBackgroundCopyFile3;
#endif
#ifndef __IBackgroundCopyCallback2_FWD_DEFINED__
#define __IBackgroundCopyCallback2_FWD_DEFINED__
typedef struct IBackgroundCopyCallback2 IBackgroundCopyCallback2;
#endif
#ifndef __IBitsTokenOptions_FWD_DEFINED__
#define __IBitsTokenOptions_FWD_DEFINED__
typedef struct IBitsTokenOptions IBitsTokenOptions;
#endif
#ifndef __IBackgroundCopyFile4_FWD_DEFINED__
#define __IBackgroundCopyFile4_FWD_DEFINED__
typedef struct IBackgroundCopyFile4 IBackgroundCopyFile4;
#endif
#ifndef __IBackgroundCopyJob5_FWD_DEFINED__
#define __IBackgroundCopyJob5_FWD_DEFINED__
typedef struct IBackgroundCopyJob5 IBackgroundCopyJob5;
#endif
#ifndef __IBackgroundCopyFile5_FWD_DEFINED__
#define __IBackgroundCopyFile5_FWD_DEFINED__
typedef struct IBackgroundCopyFile5 IBackgroundCopyFile5;
#endif
#ifndef __IBackgroundCopyCallback3_FWD_DEFINED__
#define __IBackgroundCopyCallback3_FWD_DEFINED__
typedef struct IBackgroundCopyCallback3 IBackgroundCopyCallback3;
#endif
#ifndef __IBackgroundCopyFile6_FWD_DEFINED__
#define __IBackgroundCopyFile6_FWD_DEFINED__
typedef struct IBackgroundCopyFile6 IBackgroundCopyFile6;
#endif
#ifndef __IBackgroundCopyJobHttpOptions2_FWD_DEFINED__
#define __IBackgroundCopyJobHttpOptions2_FWD_DEFINED__
typedef struct IBackgroundCopyJobHttpOptions2 IBackgroundCopyJobHttpOptions2;
#endif
#ifndef __IBackgroundCopyJobHttpOptions3_FWD_DEFINED__
#define __IBackgroundCopyJobHttpOptions3_FWD_DEFINED__
typedef struct IBackgroundCopyJobHttpOptions3 IBackgroundCopyJobHttpOptions3;
#endif
#ifndef __IBackgroundCopyServerCertificateValidationCallback_FWD_DEFINED__
#define __IBackgroundCopyServerCertificateValidationCallback_FWD_DEFINED__
typedef struct IBackgroundCopyServerCertificateValidationCallback IBackgroundCopyServerCertificateValidationCallback;
#endif

typedef CF2_DWORD BG_TOKEN; /* a bit set of BG_TOKEN_* */

typedef enum BG_JOB_STATE {
    BG_JOB_STATE_QUEUED = 0,
    BG_JOB_STATE_CONNECTING = 1,
    BG_JOB_STATE_TRANSFERRING = 2,
    BG_JOB_STATE_SUSPENDED = 3,
    BG_JOB_STATE_ERROR = 4,
    BG_JOB_STATE_TRANSIENT_ERROR = 5,
    BG_JOB_STATE_TRANSFERRED = 6,
    BG_JOB_STATE_ACKNOWLEDGED = 7,
    BG_JOB_STATE_CANCELLED = 8
} BG_JOB_STATE;
CF2_STATIC_ASSERT(sizeof(BG_JOB_STATE) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_JOB_TYPE {
    BG_JOB_TYPE_DOWNLOAD = 0,
    BG_JOB_TYPE_UPLOAD = 1,
    BG_JOB_TYPE_UPLOAD_REPLY = 2
} BG_JOB_TYPE;
CF2_STATIC_ASSERT(sizeof(BG_JOB_TYPE) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_JOB_PRIORITY {
    BG_JOB_PRIORITY_FOREGROUND = 0,
    BG_JOB_PRIORITY_HIGH = 1,
    BG_JOB_PRIORITY_NORMAL = 2,
    BG_JOB_PRIORITY_LOW = 3
} BG_JOB_PRIORITY;
CF2_STATIC_ASSERT(sizeof(BG_JOB_PRIORITY) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_JOB_PROXY_USAGE {
    BG_JOB_PROXY_USAGE_PRECONFIG = 0,
    BG_JOB_PROXY_USAGE_NO_PROXY = 1,
    BG_JOB_PROXY_USAGE_OVERRIDE = 2,
    BG_JOB_PROXY_USAGE_AUTODETECT = 3
} BG_JOB_PROXY_USAGE;
CF2_STATIC_ASSERT(sizeof(BG_JOB_PROXY_USAGE) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_ERROR_CONTEXT {
    BG_ERROR_CONTEXT_NONE = 0,
    BG_ERROR_CONTEXT_UNKNOWN = 1,
    BG_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER = 2,
    BG_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION = 3,
    BG_ERROR_CONTEXT_LOCAL_FILE = 4,
    BG_ERROR_CONTEXT_REMOTE_FILE = 5,
    BG_ERROR_CONTEXT_GENERAL_TRANSPORT = 6,
    BG_ERROR_CONTEXT_REMOTE_APPLICATION = 7,
    BG_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK = 8
} BG_ERROR_CONTEXT;
CF2_STATIC_ASSERT(sizeof(BG_ERROR_CONTEXT) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_AUTH_TARGET {
    BG_AUTH_TARGET_SERVER = 1,
    BG_AUTH_TARGET_PROXY = 2
} BG_AUTH_TARGET;
CF2_STATIC_ASSERT(sizeof(BG_AUTH_TARGET) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_AUTH_SCHEME {
    BG_AUTH_SCHEME_BASIC = 1,
    BG_AUTH_SCHEME_DIGEST = 2,
    BG_AUTH_SCHEME_NTLM = 3,
    BG_AUTH_SCHEME_NEGOTIATE = 4,
    BG_AUTH_SCHEME_PASSPORT = 5
} BG_AUTH_SCHEME;
CF2_STATIC_ASSERT(sizeof(BG_AUTH_SCHEME) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BG_CERT_STORE_LOCATION {
    BG_CERT_STORE_LOCATION_CURRENT_USER = 0,
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE = 1,
    BG_CERT_STORE_LOCATION_CURRENT_SERVICE = 2,
    BG_CERT_STORE_LOCATION_SERVICES = 3,
    BG_CERT_STORE_LOCATION_USERS = 4,
    BG_CERT_STORE_LOCATION_CURRENT_USER_GROUP_POLICY = 5,
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE_GROUP_POLICY = 6,
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE_ENTERPRISE = 7
} BG_CERT_STORE_LOCATION;
CF2_STATIC_ASSERT(sizeof(BG_CERT_STORE_LOCATION) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BITS_JOB_TRANSFER_POLICY {
    BITS_JOB_TRANSFER_POLICY_ALWAYS = (int)0x800000FFU,
    BITS_JOB_TRANSFER_POLICY_NOT_ROAMING = (int)0x8000007FU,
    BITS_JOB_TRANSFER_POLICY_NO_SURCHARGE = (int)0x8000006FU,
    BITS_JOB_TRANSFER_POLICY_STANDARD = (int)0x80000067U,
    BITS_JOB_TRANSFER_POLICY_UNRESTRICTED = (int)0x80000021U
} BITS_JOB_TRANSFER_POLICY;
CF2_STATIC_ASSERT(sizeof(BITS_JOB_TRANSFER_POLICY) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BITS_JOB_PROPERTY_ID {
    BITS_JOB_PROPERTY_ID_COST_FLAGS = 1,
    BITS_JOB_PROPERTY_NOTIFICATION_CLSID = 2,
    BITS_JOB_PROPERTY_DYNAMIC_CONTENT = 3,
    BITS_JOB_PROPERTY_HIGH_PERFORMANCE = 4,
    BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE = 5,
    BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS = 7,
    BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS = 9,
    BITS_JOB_PROPERTY_ON_DEMAND_MODE = 10
} BITS_JOB_PROPERTY_ID;
CF2_STATIC_ASSERT(sizeof(BITS_JOB_PROPERTY_ID) == 4, "copyfile2: enumerations must have 32 bits");

typedef enum BITS_FILE_PROPERTY_ID {
    BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS = 1
} BITS_FILE_PROPERTY_ID;
CF2_STATIC_ASSERT(sizeof(BITS_FILE_PROPERTY_ID) == 4, "copyfile2: enumerations must have 32 bits");

#if !defined(_FILETIME_) && !defined(COPYFILE2_WIN32_WINDEF_H)
#define _FILETIME_
typedef struct _FILETIME {
    CF2_DWORD dwLowDateTime;
    CF2_DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
#endif
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(FILETIME) == 8, "copyfile2: layout of FILETIME");
#endif

typedef struct _BG_FILE_INFO {
    CF2_WCHAR *RemoteName;
    CF2_WCHAR *LocalName;
} BG_FILE_INFO;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_FILE_INFO) == 16, "copyfile2: layout of BG_FILE_INFO");
#endif

typedef struct _BG_FILE_PROGRESS {
    CF2_UINT64 BytesTotal;
    CF2_UINT64 BytesTransferred;
    CF2_BOOL Completed;
} BG_FILE_PROGRESS;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_FILE_PROGRESS) == 24, "copyfile2: layout of BG_FILE_PROGRESS");
#endif

typedef struct _BG_JOB_PROGRESS {
    CF2_UINT64 BytesTotal;
    CF2_UINT64 BytesTransferred;
    CF2_ULONG FilesTotal;
    CF2_ULONG FilesTransferred;
} BG_JOB_PROGRESS;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_JOB_PROGRESS) == 24, "copyfile2: layout of BG_JOB_PROGRESS");
#endif

typedef struct _BG_JOB_TIMES {
    FILETIME CreationTime;
    FILETIME ModificationTime;
    FILETIME TransferCompletionTime;
} BG_JOB_TIMES;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_JOB_TIMES) == 24, "copyfile2: layout of BG_JOB_TIMES");
#endif

typedef struct _BG_JOB_REPLY_PROGRESS {
    CF2_UINT64 BytesTotal;
    CF2_UINT64 BytesTransferred;
} BG_JOB_REPLY_PROGRESS;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_JOB_REPLY_PROGRESS) == 16, "copyfile2: layout of BG_JOB_REPLY_PROGRESS");
#endif

typedef struct _BG_BASIC_CREDENTIALS {
    CF2_WCHAR *UserName;
    CF2_WCHAR *Password;
} BG_BASIC_CREDENTIALS;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_BASIC_CREDENTIALS) == 16, "copyfile2: layout of BG_BASIC_CREDENTIALS");
#endif

typedef union BG_AUTH_CREDENTIALS_UNION {
    BG_BASIC_CREDENTIALS Basic;
} BG_AUTH_CREDENTIALS_UNION;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_AUTH_CREDENTIALS_UNION) == 16, "copyfile2: layout of BG_AUTH_CREDENTIALS_UNION");
#endif

typedef struct _BG_AUTH_CREDENTIALS {
    BG_AUTH_TARGET Target;
    BG_AUTH_SCHEME Scheme;
    BG_AUTH_CREDENTIALS_UNION Credentials;
} BG_AUTH_CREDENTIALS;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_AUTH_CREDENTIALS) == 24, "copyfile2: layout of BG_AUTH_CREDENTIALS");
#endif

typedef struct _BG_FILE_RANGE {
    CF2_UINT64 InitialOffset;
    CF2_UINT64 Length;
} BG_FILE_RANGE;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BG_FILE_RANGE) == 16, "copyfile2: layout of BG_FILE_RANGE");
#endif

typedef union BITS_JOB_PROPERTY_VALUE {
    CF2_DWORD Dword;
    CF2_GUID ClsID;
    CF2_BOOL Enable;
    CF2_UINT64 Uint64;
    BG_AUTH_TARGET Target;
} BITS_JOB_PROPERTY_VALUE;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BITS_JOB_PROPERTY_VALUE) == 16, "copyfile2: layout of BITS_JOB_PROPERTY_VALUE");
#endif

typedef union BITS_FILE_PROPERTY_VALUE {
    CF2_WCHAR *String;
} BITS_FILE_PROPERTY_VALUE;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(BITS_FILE_PROPERTY_VALUE) == 8, "copyfile2: layout of BITS_FILE_PROPERTY_VALUE");
#endif

#define BG_SIZE_UNKNOWN ((CF2_UINT64)-1)
#define BG_LENGTH_TO_EOF ((CF2_UINT64)-1)
#define BG_NOTIFY_JOB_TRANSFERRED 0x1U
#define BG_NOTIFY_JOB_ERROR 0x2U
#define BG_NOTIFY_DISABLE 0x4U
#define BG_NOTIFY_JOB_MODIFICATION 0x8U
#define BG_NOTIFY_FILE_TRANSFERRED 0x10U
#define BG_NOTIFY_FILE_RANGES_TRANSFERRED 0x20U
#define BG_JOB_ENUM_ALL_USERS 0x1U
#define BG_COPY_FILE_OWNER 0x1U
#define BG_COPY_FILE_GROUP 0x2U
#define BG_COPY_FILE_DACL 0x4U
#define BG_COPY_FILE_SACL 0x8U
#define BG_COPY_FILE_ALL 0xFU
#define BG_SSL_ENABLE_CRL_CHECK 0x1U
#define BG_SSL_IGNORE_CERT_CN_INVALID 0x2U
#define BG_SSL_IGNORE_CERT_DATE_INVALID 0x4U
#define BG_SSL_IGNORE_UNKNOWN_CA 0x8U
#define BG_SSL_IGNORE_CERT_WRONG_USAGE 0x10U
#define BG_HTTP_REDIRECT_POLICY_MASK 0x700U
#define BG_HTTP_REDIRECT_POLICY_ALLOW_SILENT 0x0U
#define BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT 0x100U
#define BG_HTTP_REDIRECT_POLICY_DISALLOW 0x200U
#define BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP 0x800U
#define BG_ENABLE_PEERCACHING_CLIENT 0x1U
#define BG_ENABLE_PEERCACHING_SERVER 0x2U
#define BG_DISABLE_BRANCH_CACHE 0x4U
#define BG_JOB_ENABLE_PEERCACHING_CLIENT 0x1U
#define BG_JOB_ENABLE_PEERCACHING_SERVER 0x2U
#define BG_JOB_DISABLE_BRANCH_CACHE 0x4U
#define BG_TOKEN_LOCAL_FILE 0x1U
#define BG_TOKEN_NETWORK 0x2U
#define BITS_COST_STATE_UNRESTRICTED 0x1U
#define BITS_COST_STATE_CAPPED_USAGE_UNKNOWN 0x2U
#define BITS_COST_STATE_BELOW_CAP 0x4U
#define BITS_COST_STATE_NEAR_CAP 0x8U
#define BITS_COST_STATE_OVERCAP_CHARGED 0x10U
#define BITS_COST_STATE_OVERCAP_THROTTLED 0x20U
#define BITS_COST_STATE_USAGE_BASED 0x40U
#define BITS_COST_STATE_ROAMING 0x80U
#define BITS_COST_STATE_RESERVED 0x40000000U
#define BITS_COST_OPTION_IGNORE_CONGESTION 0x80000000U
#define BITS_COST_STATE_TRANSFER_ALWAYS 0x800000FFU
#define BITS_COST_STATE_TRANSFER_NOT_ROAMING 0x8000007FU
#define BITS_COST_STATE_TRANSFER_NO_SURCHARGE 0x8000006FU
#define BITS_COST_STATE_TRANSFER_STANDARD 0x80000067U
#define BITS_COST_STATE_TRANSFER_UNRESTRICTED 0x80000021U

/* HRESULT codes (bitsmsg.h), 32-bit signed. */
#ifndef BG_S_ERROR_CONTEXT_NONE
#define BG_S_ERROR_CONTEXT_NONE ((CF2_HRESULT)0x00200006)
#endif
#ifndef BG_S_PARTIAL_COMPLETE
#define BG_S_PARTIAL_COMPLETE ((CF2_HRESULT)0x00200017)
#endif
#ifndef BG_S_UNABLE_TO_DELETE_FILES
#define BG_S_UNABLE_TO_DELETE_FILES ((CF2_HRESULT)0x0020001A)
#endif
#ifndef BG_S_PROXY_CHANGED
#define BG_S_PROXY_CHANGED ((CF2_HRESULT)0x0020002A)
#endif
#ifndef BG_S_OVERRIDDEN_BY_POLICY
#define BG_S_OVERRIDDEN_BY_POLICY ((CF2_HRESULT)0x00200055)
#endif
#ifndef BG_E_HTTP_ERROR_100
#define BG_E_HTTP_ERROR_100 ((CF2_HRESULT)0x80190064)
#endif
#ifndef BG_E_HTTP_ERROR_101
#define BG_E_HTTP_ERROR_101 ((CF2_HRESULT)0x80190065)
#endif
#ifndef BG_E_HTTP_ERROR_200
#define BG_E_HTTP_ERROR_200 ((CF2_HRESULT)0x801900C8)
#endif
#ifndef BG_E_HTTP_ERROR_201
#define BG_E_HTTP_ERROR_201 ((CF2_HRESULT)0x801900C9)
#endif
#ifndef BG_E_HTTP_ERROR_202
#define BG_E_HTTP_ERROR_202 ((CF2_HRESULT)0x801900CA)
#endif
#ifndef BG_E_HTTP_ERROR_203
#define BG_E_HTTP_ERROR_203 ((CF2_HRESULT)0x801900CB)
#endif
#ifndef BG_E_HTTP_ERROR_204
#define BG_E_HTTP_ERROR_204 ((CF2_HRESULT)0x801900CC)
#endif
#ifndef BG_E_HTTP_ERROR_205
#define BG_E_HTTP_ERROR_205 ((CF2_HRESULT)0x801900CD)
#endif
#ifndef BG_E_HTTP_ERROR_206
#define BG_E_HTTP_ERROR_206 ((CF2_HRESULT)0x801900CE)
#endif
#ifndef BG_E_HTTP_ERROR_300
#define BG_E_HTTP_ERROR_300 ((CF2_HRESULT)0x8019012C)
#endif
#ifndef BG_E_HTTP_ERROR_301
#define BG_E_HTTP_ERROR_301 ((CF2_HRESULT)0x8019012D)
#endif
#ifndef BG_E_HTTP_ERROR_302
#define BG_E_HTTP_ERROR_302 ((CF2_HRESULT)0x8019012E)
#endif
#ifndef BG_E_HTTP_ERROR_303
#define BG_E_HTTP_ERROR_303 ((CF2_HRESULT)0x8019012F)
#endif
#ifndef BG_E_HTTP_ERROR_304
#define BG_E_HTTP_ERROR_304 ((CF2_HRESULT)0x80190130)
#endif
#ifndef BG_E_HTTP_ERROR_305
#define BG_E_HTTP_ERROR_305 ((CF2_HRESULT)0x80190131)
#endif
#ifndef BG_E_HTTP_ERROR_307
#define BG_E_HTTP_ERROR_307 ((CF2_HRESULT)0x80190133)
#endif
#ifndef BG_E_HTTP_ERROR_400
#define BG_E_HTTP_ERROR_400 ((CF2_HRESULT)0x80190190)
#endif
#ifndef BG_E_HTTP_ERROR_401
#define BG_E_HTTP_ERROR_401 ((CF2_HRESULT)0x80190191)
#endif
#ifndef BG_E_HTTP_ERROR_402
#define BG_E_HTTP_ERROR_402 ((CF2_HRESULT)0x80190192)
#endif
#ifndef BG_E_HTTP_ERROR_403
#define BG_E_HTTP_ERROR_403 ((CF2_HRESULT)0x80190193)
#endif
#ifndef BG_E_HTTP_ERROR_404
#define BG_E_HTTP_ERROR_404 ((CF2_HRESULT)0x80190194)
#endif
#ifndef BG_E_HTTP_ERROR_405
#define BG_E_HTTP_ERROR_405 ((CF2_HRESULT)0x80190195)
#endif
#ifndef BG_E_HTTP_ERROR_406
#define BG_E_HTTP_ERROR_406 ((CF2_HRESULT)0x80190196)
#endif
#ifndef BG_E_HTTP_ERROR_407
#define BG_E_HTTP_ERROR_407 ((CF2_HRESULT)0x80190197)
#endif
#ifndef BG_E_HTTP_ERROR_408
#define BG_E_HTTP_ERROR_408 ((CF2_HRESULT)0x80190198)
#endif
#ifndef BG_E_HTTP_ERROR_409
#define BG_E_HTTP_ERROR_409 ((CF2_HRESULT)0x80190199)
#endif
#ifndef BG_E_HTTP_ERROR_410
#define BG_E_HTTP_ERROR_410 ((CF2_HRESULT)0x8019019A)
#endif
#ifndef BG_E_HTTP_ERROR_411
#define BG_E_HTTP_ERROR_411 ((CF2_HRESULT)0x8019019B)
#endif
#ifndef BG_E_HTTP_ERROR_412
#define BG_E_HTTP_ERROR_412 ((CF2_HRESULT)0x8019019C)
#endif
#ifndef BG_E_HTTP_ERROR_413
#define BG_E_HTTP_ERROR_413 ((CF2_HRESULT)0x8019019D)
#endif
#ifndef BG_E_HTTP_ERROR_414
#define BG_E_HTTP_ERROR_414 ((CF2_HRESULT)0x8019019E)
#endif
#ifndef BG_E_HTTP_ERROR_415
#define BG_E_HTTP_ERROR_415 ((CF2_HRESULT)0x8019019F)
#endif
#ifndef BG_E_HTTP_ERROR_416
#define BG_E_HTTP_ERROR_416 ((CF2_HRESULT)0x801901A0)
#endif
#ifndef BG_E_HTTP_ERROR_417
#define BG_E_HTTP_ERROR_417 ((CF2_HRESULT)0x801901A1)
#endif
#ifndef BG_E_HTTP_ERROR_449
#define BG_E_HTTP_ERROR_449 ((CF2_HRESULT)0x801901C1)
#endif
#ifndef BG_E_HTTP_ERROR_500
#define BG_E_HTTP_ERROR_500 ((CF2_HRESULT)0x801901F4)
#endif
#ifndef BG_E_HTTP_ERROR_501
#define BG_E_HTTP_ERROR_501 ((CF2_HRESULT)0x801901F5)
#endif
#ifndef BG_E_HTTP_ERROR_502
#define BG_E_HTTP_ERROR_502 ((CF2_HRESULT)0x801901F6)
#endif
#ifndef BG_E_HTTP_ERROR_503
#define BG_E_HTTP_ERROR_503 ((CF2_HRESULT)0x801901F7)
#endif
#ifndef BG_E_HTTP_ERROR_504
#define BG_E_HTTP_ERROR_504 ((CF2_HRESULT)0x801901F8)
#endif
#ifndef BG_E_HTTP_ERROR_505
#define BG_E_HTTP_ERROR_505 ((CF2_HRESULT)0x801901F9)
#endif
#ifndef BG_E_NOT_FOUND
#define BG_E_NOT_FOUND ((CF2_HRESULT)0x80200001)
#endif
#ifndef BG_E_INVALID_STATE
#define BG_E_INVALID_STATE ((CF2_HRESULT)0x80200002)
#endif
#ifndef BG_E_EMPTY
#define BG_E_EMPTY ((CF2_HRESULT)0x80200003)
#endif
#ifndef BG_E_FILE_NOT_AVAILABLE
#define BG_E_FILE_NOT_AVAILABLE ((CF2_HRESULT)0x80200004)
#endif
#ifndef BG_E_PROTOCOL_NOT_AVAILABLE
#define BG_E_PROTOCOL_NOT_AVAILABLE ((CF2_HRESULT)0x80200005)
#endif
#ifndef BG_E_ERROR_CONTEXT_UNKNOWN
#define BG_E_ERROR_CONTEXT_UNKNOWN ((CF2_HRESULT)0x80200007)
#endif
#ifndef BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER
#define BG_E_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER ((CF2_HRESULT)0x80200008)
#endif
#ifndef BG_E_ERROR_CONTEXT_LOCAL_FILE
#define BG_E_ERROR_CONTEXT_LOCAL_FILE ((CF2_HRESULT)0x80200009)
#endif
#ifndef BG_E_ERROR_CONTEXT_REMOTE_FILE
#define BG_E_ERROR_CONTEXT_REMOTE_FILE ((CF2_HRESULT)0x8020000A)
#endif
#ifndef BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT
#define BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT ((CF2_HRESULT)0x8020000B)
#endif
#ifndef BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION
#define BG_E_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION ((CF2_HRESULT)0x8020000C)
#endif
#ifndef BG_E_DESTINATION_LOCKED
#define BG_E_DESTINATION_LOCKED ((CF2_HRESULT)0x8020000D)
#endif
#ifndef BG_E_VOLUME_CHANGED
#define BG_E_VOLUME_CHANGED ((CF2_HRESULT)0x8020000E)
#endif
#ifndef BG_E_ERROR_INFORMATION_UNAVAILABLE
#define BG_E_ERROR_INFORMATION_UNAVAILABLE ((CF2_HRESULT)0x8020000F)
#endif
#ifndef BG_E_NETWORK_DISCONNECTED
#define BG_E_NETWORK_DISCONNECTED ((CF2_HRESULT)0x80200010)
#endif
#ifndef BG_E_MISSING_FILE_SIZE
#define BG_E_MISSING_FILE_SIZE ((CF2_HRESULT)0x80200011)
#endif
#ifndef BG_E_INSUFFICIENT_HTTP_SUPPORT
#define BG_E_INSUFFICIENT_HTTP_SUPPORT ((CF2_HRESULT)0x80200012)
#endif
#ifndef BG_E_INSUFFICIENT_RANGE_SUPPORT
#define BG_E_INSUFFICIENT_RANGE_SUPPORT ((CF2_HRESULT)0x80200013)
#endif
#ifndef BG_E_REMOTE_NOT_SUPPORTED
#define BG_E_REMOTE_NOT_SUPPORTED ((CF2_HRESULT)0x80200014)
#endif
#ifndef BG_E_NEW_OWNER_DIFF_MAPPING
#define BG_E_NEW_OWNER_DIFF_MAPPING ((CF2_HRESULT)0x80200015)
#endif
#ifndef BG_E_NEW_OWNER_NO_FILE_ACCESS
#define BG_E_NEW_OWNER_NO_FILE_ACCESS ((CF2_HRESULT)0x80200016)
#endif
#ifndef BG_E_PROXY_LIST_TOO_LARGE
#define BG_E_PROXY_LIST_TOO_LARGE ((CF2_HRESULT)0x80200018)
#endif
#ifndef BG_E_PROXY_BYPASS_LIST_TOO_LARGE
#define BG_E_PROXY_BYPASS_LIST_TOO_LARGE ((CF2_HRESULT)0x80200019)
#endif
#ifndef BG_E_INVALID_SERVER_RESPONSE
#define BG_E_INVALID_SERVER_RESPONSE ((CF2_HRESULT)0x8020001B)
#endif
#ifndef BG_E_TOO_MANY_FILES
#define BG_E_TOO_MANY_FILES ((CF2_HRESULT)0x8020001C)
#endif
#ifndef BG_E_LOCAL_FILE_CHANGED
#define BG_E_LOCAL_FILE_CHANGED ((CF2_HRESULT)0x8020001D)
#endif
#ifndef BG_E_ERROR_CONTEXT_REMOTE_APPLICATION
#define BG_E_ERROR_CONTEXT_REMOTE_APPLICATION ((CF2_HRESULT)0x8020001E)
#endif
#ifndef BG_E_SESSION_NOT_FOUND
#define BG_E_SESSION_NOT_FOUND ((CF2_HRESULT)0x8020001F)
#endif
#ifndef BG_E_TOO_LARGE
#define BG_E_TOO_LARGE ((CF2_HRESULT)0x80200020)
#endif
#ifndef BG_E_STRING_TOO_LONG
#define BG_E_STRING_TOO_LONG ((CF2_HRESULT)0x80200021)
#endif
#ifndef BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH
#define BG_E_CLIENT_SERVER_PROTOCOL_MISMATCH ((CF2_HRESULT)0x80200022)
#endif
#ifndef BG_E_SERVER_EXECUTE_ENABLE
#define BG_E_SERVER_EXECUTE_ENABLE ((CF2_HRESULT)0x80200023)
#endif
#ifndef BG_E_NO_PROGRESS
#define BG_E_NO_PROGRESS ((CF2_HRESULT)0x80200024)
#endif
#ifndef BG_E_USERNAME_TOO_LARGE
#define BG_E_USERNAME_TOO_LARGE ((CF2_HRESULT)0x80200025)
#endif
#ifndef BG_E_PASSWORD_TOO_LARGE
#define BG_E_PASSWORD_TOO_LARGE ((CF2_HRESULT)0x80200026)
#endif
#ifndef BG_E_INVALID_AUTH_TARGET
#define BG_E_INVALID_AUTH_TARGET ((CF2_HRESULT)0x80200027)
#endif
#ifndef BG_E_INVALID_AUTH_SCHEME
#define BG_E_INVALID_AUTH_SCHEME ((CF2_HRESULT)0x80200028)
#endif
#ifndef BG_E_FILE_NOT_FOUND
#define BG_E_FILE_NOT_FOUND ((CF2_HRESULT)0x80200029)
#endif
#ifndef BG_E_INVALID_RANGE
#define BG_E_INVALID_RANGE ((CF2_HRESULT)0x8020002B)
#endif
#ifndef BG_E_OVERLAPPING_RANGES
#define BG_E_OVERLAPPING_RANGES ((CF2_HRESULT)0x8020002C)
#endif
#ifndef BG_E_CONNECT_FAILURE
#define BG_E_CONNECT_FAILURE ((CF2_HRESULT)0x8020002D)
#endif
#ifndef BG_E_CONNECTION_CLOSED
#define BG_E_CONNECTION_CLOSED ((CF2_HRESULT)0x8020002E)
#endif
#ifndef BG_E_KEEP_ALIVE_FAILURE
#define BG_E_KEEP_ALIVE_FAILURE ((CF2_HRESULT)0x8020002F)
#endif
#ifndef BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED
#define BG_E_MESSAGE_LENGTH_LIMIT_EXCEEDED ((CF2_HRESULT)0x80200030)
#endif
#ifndef BG_E_NAME_RESOLUTION_FAILURE
#define BG_E_NAME_RESOLUTION_FAILURE ((CF2_HRESULT)0x80200031)
#endif
#ifndef BG_E_PENDING
#define BG_E_PENDING ((CF2_HRESULT)0x80200032)
#endif
#ifndef BG_E_PIPELINE_FAILURE
#define BG_E_PIPELINE_FAILURE ((CF2_HRESULT)0x80200033)
#endif
#ifndef BG_E_PROTOCOL_ERROR
#define BG_E_PROTOCOL_ERROR ((CF2_HRESULT)0x80200034)
#endif
#ifndef BG_E_PROXY_NAME_RESOLUTION_FAILURE
#define BG_E_PROXY_NAME_RESOLUTION_FAILURE ((CF2_HRESULT)0x80200035)
#endif
#ifndef BG_E_RECEIVE_FAILURE
#define BG_E_RECEIVE_FAILURE ((CF2_HRESULT)0x80200036)
#endif
#ifndef BG_E_REQUEST_CANCELED
#define BG_E_REQUEST_CANCELED ((CF2_HRESULT)0x80200037)
#endif
#ifndef BG_E_SECURE_CHANNEL_FAILURE
#define BG_E_SECURE_CHANNEL_FAILURE ((CF2_HRESULT)0x80200038)
#endif
#ifndef BG_E_SEND_FAILURE
#define BG_E_SEND_FAILURE ((CF2_HRESULT)0x80200039)
#endif
#ifndef BG_E_SERVER_PROTOCOL_VIOLATION
#define BG_E_SERVER_PROTOCOL_VIOLATION ((CF2_HRESULT)0x8020003A)
#endif
#ifndef BG_E_TIMEOUT
#define BG_E_TIMEOUT ((CF2_HRESULT)0x8020003B)
#endif
#ifndef BG_E_TRUST_FAILURE
#define BG_E_TRUST_FAILURE ((CF2_HRESULT)0x8020003C)
#endif
#ifndef BG_E_UNKNOWN_ERROR
#define BG_E_UNKNOWN_ERROR ((CF2_HRESULT)0x8020003D)
#endif
#ifndef BG_E_BLOCKED_BY_POLICY
#define BG_E_BLOCKED_BY_POLICY ((CF2_HRESULT)0x8020003E)
#endif
#ifndef BG_E_INVALID_PROXY_INFO
#define BG_E_INVALID_PROXY_INFO ((CF2_HRESULT)0x8020003F)
#endif
#ifndef BG_E_INVALID_CREDENTIALS
#define BG_E_INVALID_CREDENTIALS ((CF2_HRESULT)0x80200040)
#endif
#ifndef BG_E_INVALID_HASH_ALGORITHM
#define BG_E_INVALID_HASH_ALGORITHM ((CF2_HRESULT)0x80200041)
#endif
#ifndef BG_E_RECORD_DELETED
#define BG_E_RECORD_DELETED ((CF2_HRESULT)0x80200042)
#endif
#ifndef BG_E_COMMIT_IN_PROGRESS
#define BG_E_COMMIT_IN_PROGRESS ((CF2_HRESULT)0x80200043)
#endif
#ifndef BG_E_DISCOVERY_IN_PROGRESS
#define BG_E_DISCOVERY_IN_PROGRESS ((CF2_HRESULT)0x80200044)
#endif
#ifndef BG_E_UPNP_ERROR
#define BG_E_UPNP_ERROR ((CF2_HRESULT)0x80200045)
#endif
#ifndef BG_E_TEST_OPTION_BLOCKED_DOWNLOAD
#define BG_E_TEST_OPTION_BLOCKED_DOWNLOAD ((CF2_HRESULT)0x80200046)
#endif
#ifndef BG_E_PEERCACHING_DISABLED
#define BG_E_PEERCACHING_DISABLED ((CF2_HRESULT)0x80200047)
#endif
#ifndef BG_E_BUSYCACHERECORD
#define BG_E_BUSYCACHERECORD ((CF2_HRESULT)0x80200048)
#endif
#ifndef BG_E_TOO_MANY_JOBS_PER_USER
#define BG_E_TOO_MANY_JOBS_PER_USER ((CF2_HRESULT)0x80200049)
#endif
#ifndef BG_E_TOO_MANY_JOBS_PER_MACHINE
#define BG_E_TOO_MANY_JOBS_PER_MACHINE ((CF2_HRESULT)0x80200050)
#endif
#ifndef BG_E_TOO_MANY_FILES_IN_JOB
#define BG_E_TOO_MANY_FILES_IN_JOB ((CF2_HRESULT)0x80200051)
#endif
#ifndef BG_E_TOO_MANY_RANGES_IN_FILE
#define BG_E_TOO_MANY_RANGES_IN_FILE ((CF2_HRESULT)0x80200052)
#endif
#ifndef BG_E_VALIDATION_FAILED
#define BG_E_VALIDATION_FAILED ((CF2_HRESULT)0x80200053)
#endif
#ifndef BG_E_MAXDOWNLOAD_TIMEOUT
#define BG_E_MAXDOWNLOAD_TIMEOUT ((CF2_HRESULT)0x80200054)
#endif
#ifndef BG_E_TOKEN_REQUIRED
#define BG_E_TOKEN_REQUIRED ((CF2_HRESULT)0x80200056)
#endif
#ifndef BG_E_UNKNOWN_PROPERTY_ID
#define BG_E_UNKNOWN_PROPERTY_ID ((CF2_HRESULT)0x80200057)
#endif
#ifndef BG_E_READ_ONLY_PROPERTY
#define BG_E_READ_ONLY_PROPERTY ((CF2_HRESULT)0x80200058)
#endif
#ifndef BG_E_BLOCKED_BY_COST_TRANSFER_POLICY
#define BG_E_BLOCKED_BY_COST_TRANSFER_POLICY ((CF2_HRESULT)0x80200059)
#endif
#ifndef BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY
#define BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY ((CF2_HRESULT)0x80200060)
#endif
#ifndef BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE
#define BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE ((CF2_HRESULT)0x80200061)
#endif
#ifndef BG_E_READ_ONLY_PROPERTY_AFTER_RESUME
#define BG_E_READ_ONLY_PROPERTY_AFTER_RESUME ((CF2_HRESULT)0x80200062)
#endif
#ifndef BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE
#define BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE ((CF2_HRESULT)0x80200063)
#endif
#ifndef BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED
#define BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED ((CF2_HRESULT)0x80200064)
#endif
#ifndef BG_E_STANDBY_MODE
#define BG_E_STANDBY_MODE ((CF2_HRESULT)0x80200065)
#endif
#ifndef BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED
#define BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED ((CF2_HRESULT)0x80200066)
#endif
#ifndef BG_E_BLOCKED_BY_BATTERY_POLICY
#define BG_E_BLOCKED_BY_BATTERY_POLICY ((CF2_HRESULT)0x80200067)
#endif
#ifndef BG_E_BLOCKED_BY_BATTERY_SAVER
#define BG_E_BLOCKED_BY_BATTERY_SAVER ((CF2_HRESULT)0x80200068)
#endif
#ifndef BG_E_WATCHDOG_TIMEOUT
#define BG_E_WATCHDOG_TIMEOUT ((CF2_HRESULT)0x80200069)
#endif
#ifndef BG_E_APP_PACKAGE_NOT_FOUND
#define BG_E_APP_PACKAGE_NOT_FOUND ((CF2_HRESULT)0x8020006A)
#endif
#ifndef BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED
#define BG_E_APP_PACKAGE_SCENARIO_NOT_SUPPORTED ((CF2_HRESULT)0x8020006B)
#endif
#ifndef BG_E_DATABASE_CORRUPT
#define BG_E_DATABASE_CORRUPT ((CF2_HRESULT)0x8020006C)
#endif
#ifndef BG_E_RANDOM_ACCESS_NOT_SUPPORTED
#define BG_E_RANDOM_ACCESS_NOT_SUPPORTED ((CF2_HRESULT)0x8020006D)
#endif
#ifndef BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY
#define BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY ((CF2_HRESULT)0x8020006E)
#endif
#ifndef BG_E_BLOCKED_BY_GAME_MODE
#define BG_E_BLOCKED_BY_GAME_MODE ((CF2_HRESULT)0x8020006F)
#endif
#ifndef BG_E_BLOCKED_BY_SYSTEM_POLICY
#define BG_E_BLOCKED_BY_SYSTEM_POLICY ((CF2_HRESULT)0x80200070)
#endif
#ifndef BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD
#define BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD ((CF2_HRESULT)0x80200071)
#endif
#ifndef BG_E_UNSUPPORTED_JOB_CONFIGURATION
#define BG_E_UNSUPPORTED_JOB_CONFIGURATION ((CF2_HRESULT)0x80200072)
#endif
#ifndef BG_E_REMOTE_FILE_CHANGED
#define BG_E_REMOTE_FILE_CHANGED ((CF2_HRESULT)0x80200073)
#endif
#ifndef BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED
#define BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED ((CF2_HRESULT)0x80200074)
#endif
#ifndef BG_E_READ_ONLY_WHEN_JOB_ACTIVE
#define BG_E_READ_ONLY_WHEN_JOB_ACTIVE ((CF2_HRESULT)0x80200075)
#endif
#ifndef BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK
#define BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK ((CF2_HRESULT)0x80200076)
#endif
#ifndef BITS_MC_JOB_CANCELLED
#define BITS_MC_JOB_CANCELLED ((CF2_HRESULT)0x80194000)
#endif
#ifndef BITS_MC_FILE_DELETION_FAILED
#define BITS_MC_FILE_DELETION_FAILED ((CF2_HRESULT)0x80194001)
#endif
#ifndef BITS_MC_FILE_DELETION_FAILED_MORE
#define BITS_MC_FILE_DELETION_FAILED_MORE ((CF2_HRESULT)0x80194002)
#endif
#ifndef BITS_MC_JOB_PROPERTY_CHANGE
#define BITS_MC_JOB_PROPERTY_CHANGE ((CF2_HRESULT)0x80194003)
#endif
#ifndef BITS_MC_JOB_TAKE_OWNERSHIP
#define BITS_MC_JOB_TAKE_OWNERSHIP ((CF2_HRESULT)0x80194004)
#endif
#ifndef BITS_MC_JOB_SCAVENGED
#define BITS_MC_JOB_SCAVENGED ((CF2_HRESULT)0x80194005)
#endif
#ifndef BITS_MC_JOB_NOTIFICATION_FAILURE
#define BITS_MC_JOB_NOTIFICATION_FAILURE ((CF2_HRESULT)0x80194006)
#endif
#ifndef BITS_MC_STATE_FILE_CORRUPT
#define BITS_MC_STATE_FILE_CORRUPT ((CF2_HRESULT)0x80194007)
#endif
#ifndef BITS_MC_FAILED_TO_START
#define BITS_MC_FAILED_TO_START ((CF2_HRESULT)0x80194008)
#endif
#ifndef BITS_MC_FATAL_IGD_ERROR
#define BITS_MC_FATAL_IGD_ERROR ((CF2_HRESULT)0x80194009)
#endif
#ifndef BITS_MC_PEERCACHING_PORT
#define BITS_MC_PEERCACHING_PORT ((CF2_HRESULT)0x8019400A)
#endif
#ifndef BITS_MC_WSD_PORT
#define BITS_MC_WSD_PORT ((CF2_HRESULT)0x8019400B)
#endif
#ifndef BG_E_SERVER_EXECUTE_ENABLED
#define BG_E_SERVER_EXECUTE_ENABLED BG_E_SERVER_EXECUTE_ENABLE /* as the documentation spells it */
#endif

/* Classes: each gives the same manager. */
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager;
#ifdef __cplusplus
class BackgroundCopyManager; /* 4991d34b-80a1-4291-83b6-3328366b9097 */
CF2_UUID(BackgroundCopyManager, 0x4991d34b, 0x80a1, 0x4291, 0x83, 0xb6, 0x33, 0x28, 0x36, 0x6b, 0x90, 0x97)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager1_5;
#ifdef __cplusplus
class BackgroundCopyManager1_5; /* f087771f-d74f-4c1a-bb8a-e16aca9124ea */
CF2_UUID(BackgroundCopyManager1_5, 0xf087771f, 0xd74f, 0x4c1a, 0xbb, 0x8a, 0xe1, 0x6a, 0xca, 0x91, 0x24, 0xea)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager2_0;
#ifdef __cplusplus
class BackgroundCopyManager2_0; /* 6d18ad12-bde3-4393-b311-099c346e6df9 */
CF2_UUID(BackgroundCopyManager2_0, 0x6d18ad12, 0xbde3, 0x4393, 0xb3, 0x11, 0x09, 0x9c, 0x34, 0x6e, 0x6d, 0xf9)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager2_5;
#ifdef __cplusplus
class BackgroundCopyManager2_5; /* 03ca98d6-ff5d-49b8-abc6-03dd84127020 */
CF2_UUID(BackgroundCopyManager2_5, 0x03ca98d6, 0xff5d, 0x49b8, 0xab, 0xc6, 0x03, 0xdd, 0x84, 0x12, 0x70, 0x20)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager3_0;
#ifdef __cplusplus
class BackgroundCopyManager3_0; /* 659cdea7-489e-11d9-a9cd-000d56965251 */
CF2_UUID(BackgroundCopyManager3_0, 0x659cdea7, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager4_0;
#ifdef __cplusplus
class BackgroundCopyManager4_0; /* bb6df56b-cace-11dc-9992-0019b93a3a84 */
CF2_UUID(BackgroundCopyManager4_0, 0xbb6df56b, 0xcace, 0x11dc, 0x99, 0x92, 0x00, 0x19, 0xb9, 0x3a, 0x3a, 0x84)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager5_0;
#ifdef __cplusplus
class BackgroundCopyManager5_0; /* 1ecca34c-e88a-44e3-8d6a-8921bde9e452 */
CF2_UUID(BackgroundCopyManager5_0, 0x1ecca34c, 0xe88a, 0x44e3, 0x8d, 0x6a, 0x89, 0x21, 0xbd, 0xe9, 0xe4, 0x52)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager10_1;
#ifdef __cplusplus
class BackgroundCopyManager10_1; /* 4bd3e4e1-7bd4-4a2b-9964-496400de5193 */
CF2_UUID(BackgroundCopyManager10_1, 0x4bd3e4e1, 0x7bd4, 0x4a2b, 0x99, 0x64, 0x49, 0x64, 0x00, 0xde, 0x51, 0x93)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager10_2;
#ifdef __cplusplus
class BackgroundCopyManager10_2; /* 4575438f-a6c8-4976-b0fe-2f26b80d959e */
CF2_UUID(BackgroundCopyManager10_2, 0x4575438f, 0xa6c8, 0x4976, 0xb0, 0xfe, 0x2f, 0x26, 0xb8, 0x0d, 0x95, 0x9e)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager10_3;
#ifdef __cplusplus
class BackgroundCopyManager10_3; /* 5fd42ad5-c04e-4d36-adc7-e08ff15737ad */
CF2_UUID(BackgroundCopyManager10_3, 0x5fd42ad5, 0xc04e, 0x4d36, 0xad, 0xc7, 0xe0, 0x8f, 0xf1, 0x57, 0x37, 0xad)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyManager10_0;
#ifdef __cplusplus
class BackgroundCopyManager10_0; /* 4d233817-b456-4e75-83d2-b17dec544d12 */
CF2_UUID(BackgroundCopyManager10_0, 0x4d233817, 0xb456, 0x4e75, 0x83, 0xd2, 0xb1, 0x7d, 0xec, 0x54, 0x4d, 0x12)
#endif
CF2_EXTERN_C const CF2_GUID LIBID_BackgroundCopyManager;
CF2_EXTERN_C const CF2_GUID LIBID_BackgroundCopyManager1_5;
CF2_EXTERN_C const CF2_GUID LIBID_BackgroundCopyManager2_0;
CF2_EXTERN_C const CF2_GUID LIBID_BackgroundCopyManager2_5;
CF2_EXTERN_C const CF2_GUID LIBID_BackgroundCopyManager3_0;

/* IBackgroundCopyFile: bits.h, since 1.0 */
#ifndef __IBackgroundCopyFile_INTERFACE_DEFINED__
#define __IBackgroundCopyFile_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetRemoteName(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetLocalName(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProgress(BG_FILE_PROGRESS *pVal) = 0;
};
CF2_UUID(IBackgroundCopyFile, 0x01b7bd23, 0xfb88, 0x4a77, 0x84, 0x90, 0x58, 0x91, 0xd3, 0xe4, 0x65, 0x3a)
#else
typedef struct IBackgroundCopyFileVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile *This, BG_FILE_PROGRESS *pVal);
    END_INTERFACE
} IBackgroundCopyFileVtbl;
struct IBackgroundCopyFile {
    CONST_VTBL IBackgroundCopyFileVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#endif
#endif
#endif

/* IEnumBackgroundCopyFiles: bits.h, since 1.0 */
#ifndef __IEnumBackgroundCopyFiles_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyFiles_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBackgroundCopyFiles;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBackgroundCopyFiles : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, IBackgroundCopyFile **rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBackgroundCopyFiles **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBackgroundCopyFiles, 0xca51e165, 0xc365, 0x424c, 0x8d, 0x41, 0x24, 0xaa, 0xa4, 0xff, 0x3c, 0x40)
#else
typedef struct IEnumBackgroundCopyFilesVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBackgroundCopyFiles *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBackgroundCopyFiles *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBackgroundCopyFiles *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBackgroundCopyFiles *This, CF2_ULONG celt, IBackgroundCopyFile **rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBackgroundCopyFiles *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBackgroundCopyFiles *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBackgroundCopyFiles *This, IEnumBackgroundCopyFiles **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBackgroundCopyFiles *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBackgroundCopyFilesVtbl;
struct IEnumBackgroundCopyFiles {
    CONST_VTBL IEnumBackgroundCopyFilesVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBackgroundCopyFiles_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBackgroundCopyFiles_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBackgroundCopyFiles_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBackgroundCopyFiles_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBackgroundCopyFiles_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBackgroundCopyFiles_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBackgroundCopyFiles_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBackgroundCopyFiles_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBackgroundCopyError: bits.h, since 1.0 */
#ifndef __IBackgroundCopyError_INTERFACE_DEFINED__
#define __IBackgroundCopyError_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyError;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyError : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetError(BG_ERROR_CONTEXT *pContext, CF2_HRESULT *pCode) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFile(IBackgroundCopyFile **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetErrorDescription(CF2_DWORD LanguageId, CF2_WCHAR **pErrorDescription) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetErrorContextDescription(CF2_DWORD LanguageId, CF2_WCHAR **pContextDescription) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProtocol(CF2_WCHAR **pProtocol) = 0;
};
CF2_UUID(IBackgroundCopyError, 0x19c613a0, 0xfcb8, 0x4f28, 0x81, 0xae, 0x89, 0x7c, 0x3d, 0x07, 0x8f, 0x81)
#else
typedef struct IBackgroundCopyErrorVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyError *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyError *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyError *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyError *This, BG_ERROR_CONTEXT *pContext, CF2_HRESULT *pCode);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFile)(IBackgroundCopyError *This, IBackgroundCopyFile **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorDescription)(IBackgroundCopyError *This, CF2_DWORD LanguageId, CF2_WCHAR **pErrorDescription);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorContextDescription)(IBackgroundCopyError *This, CF2_DWORD LanguageId, CF2_WCHAR **pContextDescription);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProtocol)(IBackgroundCopyError *This, CF2_WCHAR **pProtocol);
    END_INTERFACE
} IBackgroundCopyErrorVtbl;
struct IBackgroundCopyError {
    CONST_VTBL IBackgroundCopyErrorVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyError_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyError_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyError_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyError_GetError(This, pContext, pCode) ((This)->lpVtbl->GetError((This), (pContext), (pCode)))
#define IBackgroundCopyError_GetFile(This, pVal) ((This)->lpVtbl->GetFile((This), (pVal)))
#define IBackgroundCopyError_GetErrorDescription(This, LanguageId, pErrorDescription) ((This)->lpVtbl->GetErrorDescription((This), (LanguageId), (pErrorDescription)))
#define IBackgroundCopyError_GetErrorContextDescription(This, LanguageId, pContextDescription) ((This)->lpVtbl->GetErrorContextDescription((This), (LanguageId), (pContextDescription)))
#define IBackgroundCopyError_GetProtocol(This, pProtocol) ((This)->lpVtbl->GetProtocol((This), (pProtocol)))
#endif
#endif
#endif

/* IBackgroundCopyJob: bits.h, since 1.0 */
#ifndef __IBackgroundCopyJob_INTERFACE_DEFINED__
#define __IBackgroundCopyJob_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE AddFileSet(CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE AddFile(const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumFiles(IEnumBackgroundCopyFiles **pEnum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Suspend() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Resume() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Cancel() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Complete() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetId(CF2_GUID *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetType(BG_JOB_TYPE *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProgress(BG_JOB_PROGRESS *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetTimes(BG_JOB_TIMES *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetState(BG_JOB_STATE *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetError(IBackgroundCopyError **ppError) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetOwner(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetDisplayName(const CF2_WCHAR *Val) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetDisplayName(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetDescription(const CF2_WCHAR *Val) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetDescription(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetPriority(BG_JOB_PRIORITY Val) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetPriority(BG_JOB_PRIORITY *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetNotifyFlags(CF2_ULONG Val) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetNotifyFlags(CF2_ULONG *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetNotifyInterface(IUnknown *Val) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetNotifyInterface(IUnknown **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetMinimumRetryDelay(CF2_ULONG Seconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetMinimumRetryDelay(CF2_ULONG *Seconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetNoProgressTimeout(CF2_ULONG Seconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetNoProgressTimeout(CF2_ULONG *Seconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetErrorCount(CF2_ULONG *Errors) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetProxySettings(BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProxySettings(BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE TakeOwnership() = 0;
};
CF2_UUID(IBackgroundCopyJob, 0x37668d37, 0x507e, 0x4160, 0x93, 0x16, 0x26, 0x30, 0x6d, 0x15, 0x0b, 0x12)
#else
typedef struct IBackgroundCopyJobVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob *This);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileSet)(IBackgroundCopyJob *This, CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFile)(IBackgroundCopyJob *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumFiles)(IBackgroundCopyJob *This, IEnumBackgroundCopyFiles **pEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *Suspend)(IBackgroundCopyJob *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Resume)(IBackgroundCopyJob *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Cancel)(IBackgroundCopyJob *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Complete)(IBackgroundCopyJob *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBackgroundCopyJob *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetType)(IBackgroundCopyJob *This, BG_JOB_TYPE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob *This, BG_JOB_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTimes)(IBackgroundCopyJob *This, BG_JOB_TIMES *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetState)(IBackgroundCopyJob *This, BG_JOB_STATE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyJob *This, IBackgroundCopyError **ppError);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwner)(IBackgroundCopyJob *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDisplayName)(IBackgroundCopyJob *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDisplayName)(IBackgroundCopyJob *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDescription)(IBackgroundCopyJob *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDescription)(IBackgroundCopyJob *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPriority)(IBackgroundCopyJob *This, BG_JOB_PRIORITY Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPriority)(IBackgroundCopyJob *This, BG_JOB_PRIORITY *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyFlags)(IBackgroundCopyJob *This, CF2_ULONG Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyFlags)(IBackgroundCopyJob *This, CF2_ULONG *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyInterface)(IBackgroundCopyJob *This, IUnknown *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyInterface)(IBackgroundCopyJob *This, IUnknown **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMinimumRetryDelay)(IBackgroundCopyJob *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMinimumRetryDelay)(IBackgroundCopyJob *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNoProgressTimeout)(IBackgroundCopyJob *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNoProgressTimeout)(IBackgroundCopyJob *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorCount)(IBackgroundCopyJob *This, CF2_ULONG *Errors);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProxySettings)(IBackgroundCopyJob *This, BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProxySettings)(IBackgroundCopyJob *This, BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *TakeOwnership)(IBackgroundCopyJob *This);
    END_INTERFACE
} IBackgroundCopyJobVtbl;
struct IBackgroundCopyJob {
    CONST_VTBL IBackgroundCopyJobVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob_AddFileSet(This, cFileCount, pFileSet) ((This)->lpVtbl->AddFileSet((This), (cFileCount), (pFileSet)))
#define IBackgroundCopyJob_AddFile(This, RemoteUrl, LocalName) ((This)->lpVtbl->AddFile((This), (RemoteUrl), (LocalName)))
#define IBackgroundCopyJob_EnumFiles(This, pEnum) ((This)->lpVtbl->EnumFiles((This), (pEnum)))
#define IBackgroundCopyJob_Suspend(This) ((This)->lpVtbl->Suspend((This)))
#define IBackgroundCopyJob_Resume(This) ((This)->lpVtbl->Resume((This)))
#define IBackgroundCopyJob_Cancel(This) ((This)->lpVtbl->Cancel((This)))
#define IBackgroundCopyJob_Complete(This) ((This)->lpVtbl->Complete((This)))
#define IBackgroundCopyJob_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBackgroundCopyJob_GetType(This, pVal) ((This)->lpVtbl->GetType((This), (pVal)))
#define IBackgroundCopyJob_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyJob_GetTimes(This, pVal) ((This)->lpVtbl->GetTimes((This), (pVal)))
#define IBackgroundCopyJob_GetState(This, pVal) ((This)->lpVtbl->GetState((This), (pVal)))
#define IBackgroundCopyJob_GetError(This, ppError) ((This)->lpVtbl->GetError((This), (ppError)))
#define IBackgroundCopyJob_GetOwner(This, pVal) ((This)->lpVtbl->GetOwner((This), (pVal)))
#define IBackgroundCopyJob_SetDisplayName(This, Val) ((This)->lpVtbl->SetDisplayName((This), (Val)))
#define IBackgroundCopyJob_GetDisplayName(This, pVal) ((This)->lpVtbl->GetDisplayName((This), (pVal)))
#define IBackgroundCopyJob_SetDescription(This, Val) ((This)->lpVtbl->SetDescription((This), (Val)))
#define IBackgroundCopyJob_GetDescription(This, pVal) ((This)->lpVtbl->GetDescription((This), (pVal)))
#define IBackgroundCopyJob_SetPriority(This, Val) ((This)->lpVtbl->SetPriority((This), (Val)))
#define IBackgroundCopyJob_GetPriority(This, pVal) ((This)->lpVtbl->GetPriority((This), (pVal)))
#define IBackgroundCopyJob_SetNotifyFlags(This, Val) ((This)->lpVtbl->SetNotifyFlags((This), (Val)))
#define IBackgroundCopyJob_GetNotifyFlags(This, pVal) ((This)->lpVtbl->GetNotifyFlags((This), (pVal)))
#define IBackgroundCopyJob_SetNotifyInterface(This, Val) ((This)->lpVtbl->SetNotifyInterface((This), (Val)))
#define IBackgroundCopyJob_GetNotifyInterface(This, pVal) ((This)->lpVtbl->GetNotifyInterface((This), (pVal)))
#define IBackgroundCopyJob_SetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->SetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob_GetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->GetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob_SetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->SetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob_GetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->GetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob_GetErrorCount(This, Errors) ((This)->lpVtbl->GetErrorCount((This), (Errors)))
#define IBackgroundCopyJob_SetProxySettings(This, ProxyUsage, ProxyList, ProxyBypassList) ((This)->lpVtbl->SetProxySettings((This), (ProxyUsage), (ProxyList), (ProxyBypassList)))
#define IBackgroundCopyJob_GetProxySettings(This, pProxyUsage, pProxyList, pProxyBypassList) ((This)->lpVtbl->GetProxySettings((This), (pProxyUsage), (pProxyList), (pProxyBypassList)))
#define IBackgroundCopyJob_TakeOwnership(This) ((This)->lpVtbl->TakeOwnership((This)))
#endif
#endif
#endif

/* IEnumBackgroundCopyJobs: bits.h, since 1.0 */
#ifndef __IEnumBackgroundCopyJobs_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyJobs_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBackgroundCopyJobs;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBackgroundCopyJobs : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, IBackgroundCopyJob **rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBackgroundCopyJobs **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBackgroundCopyJobs, 0x1af4f612, 0x3b71, 0x466f, 0x8f, 0x58, 0x7b, 0x6f, 0x73, 0xac, 0x57, 0xad)
#else
typedef struct IEnumBackgroundCopyJobsVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBackgroundCopyJobs *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBackgroundCopyJobs *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBackgroundCopyJobs *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBackgroundCopyJobs *This, CF2_ULONG celt, IBackgroundCopyJob **rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBackgroundCopyJobs *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBackgroundCopyJobs *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBackgroundCopyJobs *This, IEnumBackgroundCopyJobs **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBackgroundCopyJobs *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBackgroundCopyJobsVtbl;
struct IEnumBackgroundCopyJobs {
    CONST_VTBL IEnumBackgroundCopyJobsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBackgroundCopyJobs_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBackgroundCopyJobs_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBackgroundCopyJobs_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBackgroundCopyJobs_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBackgroundCopyJobs_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBackgroundCopyJobs_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBackgroundCopyJobs_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBackgroundCopyJobs_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBackgroundCopyCallback: bits.h, since 1.0 */
#ifndef __IBackgroundCopyCallback_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyCallback;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyCallback : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE JobTransferred(IBackgroundCopyJob *pJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE JobError(IBackgroundCopyJob *pJob, IBackgroundCopyError *pError) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE JobModification(IBackgroundCopyJob *pJob, CF2_DWORD dwReserved) = 0;
};
CF2_UUID(IBackgroundCopyCallback, 0x97ea99c7, 0x0186, 0x4ad4, 0x8d, 0xf9, 0xc5, 0xb4, 0xe0, 0xed, 0x6b, 0x22)
#else
typedef struct IBackgroundCopyCallbackVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyCallback *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyCallback *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyCallback *This);
    CF2_HRESULT (STDMETHODCALLTYPE *JobTransferred)(IBackgroundCopyCallback *This, IBackgroundCopyJob *pJob);
    CF2_HRESULT (STDMETHODCALLTYPE *JobError)(IBackgroundCopyCallback *This, IBackgroundCopyJob *pJob, IBackgroundCopyError *pError);
    CF2_HRESULT (STDMETHODCALLTYPE *JobModification)(IBackgroundCopyCallback *This, IBackgroundCopyJob *pJob, CF2_DWORD dwReserved);
    END_INTERFACE
} IBackgroundCopyCallbackVtbl;
struct IBackgroundCopyCallback {
    CONST_VTBL IBackgroundCopyCallbackVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyCallback_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyCallback_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyCallback_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyCallback_JobTransferred(This, pJob) ((This)->lpVtbl->JobTransferred((This), (pJob)))
#define IBackgroundCopyCallback_JobError(This, pJob, pError) ((This)->lpVtbl->JobError((This), (pJob), (pError)))
#define IBackgroundCopyCallback_JobModification(This, pJob, dwReserved) ((This)->lpVtbl->JobModification((This), (pJob), (dwReserved)))
#endif
#endif
#endif

/* AsyncIBackgroundCopyCallback: bits.h, since 1.0 */
#ifndef __AsyncIBackgroundCopyCallback_INTERFACE_DEFINED__
#define __AsyncIBackgroundCopyCallback_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_AsyncIBackgroundCopyCallback;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct AsyncIBackgroundCopyCallback : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Begin_JobTransferred(IBackgroundCopyJob *pJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Finish_JobTransferred() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Begin_JobError(IBackgroundCopyJob *pJob, IBackgroundCopyError *pError) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Finish_JobError() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Begin_JobModification(IBackgroundCopyJob *pJob, CF2_DWORD dwReserved) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Finish_JobModification() = 0;
};
CF2_UUID(AsyncIBackgroundCopyCallback, 0xca29d251, 0xb4bb, 0x4679, 0xa3, 0xd9, 0xae, 0x80, 0x06, 0x11, 0x9d, 0x54)
#else
typedef struct AsyncIBackgroundCopyCallbackVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(AsyncIBackgroundCopyCallback *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(AsyncIBackgroundCopyCallback *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(AsyncIBackgroundCopyCallback *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Begin_JobTransferred)(AsyncIBackgroundCopyCallback *This, IBackgroundCopyJob *pJob);
    CF2_HRESULT (STDMETHODCALLTYPE *Finish_JobTransferred)(AsyncIBackgroundCopyCallback *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Begin_JobError)(AsyncIBackgroundCopyCallback *This, IBackgroundCopyJob *pJob, IBackgroundCopyError *pError);
    CF2_HRESULT (STDMETHODCALLTYPE *Finish_JobError)(AsyncIBackgroundCopyCallback *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Begin_JobModification)(AsyncIBackgroundCopyCallback *This, IBackgroundCopyJob *pJob, CF2_DWORD dwReserved);
    CF2_HRESULT (STDMETHODCALLTYPE *Finish_JobModification)(AsyncIBackgroundCopyCallback *This);
    END_INTERFACE
} AsyncIBackgroundCopyCallbackVtbl;
struct AsyncIBackgroundCopyCallback {
    CONST_VTBL AsyncIBackgroundCopyCallbackVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define AsyncIBackgroundCopyCallback_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define AsyncIBackgroundCopyCallback_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define AsyncIBackgroundCopyCallback_Release(This) ((This)->lpVtbl->Release((This)))
#define AsyncIBackgroundCopyCallback_Begin_JobTransferred(This, pJob) ((This)->lpVtbl->Begin_JobTransferred((This), (pJob)))
#define AsyncIBackgroundCopyCallback_Finish_JobTransferred(This) ((This)->lpVtbl->Finish_JobTransferred((This)))
#define AsyncIBackgroundCopyCallback_Begin_JobError(This, pJob, pError) ((This)->lpVtbl->Begin_JobError((This), (pJob), (pError)))
#define AsyncIBackgroundCopyCallback_Finish_JobError(This) ((This)->lpVtbl->Finish_JobError((This)))
#define AsyncIBackgroundCopyCallback_Begin_JobModification(This, pJob, dwReserved) ((This)->lpVtbl->Begin_JobModification((This), (pJob), (dwReserved)))
#define AsyncIBackgroundCopyCallback_Finish_JobModification(This) ((This)->lpVtbl->Finish_JobModification((This)))
#endif
#endif
#endif

/* IBackgroundCopyManager: bits.h, since 1.0 */
#ifndef __IBackgroundCopyManager_INTERFACE_DEFINED__
#define __IBackgroundCopyManager_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyManager;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyManager : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE CreateJob(const CF2_WCHAR *DisplayName, BG_JOB_TYPE Type, CF2_GUID *pJobId, IBackgroundCopyJob **ppJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetJob(CF2_REFGUID jobID, IBackgroundCopyJob **ppJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumJobs(CF2_DWORD dwFlags, IEnumBackgroundCopyJobs **ppEnum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetErrorDescription(CF2_HRESULT hResult, CF2_DWORD LanguageId, CF2_WCHAR **pErrorDescription) = 0;
};
CF2_UUID(IBackgroundCopyManager, 0x5ce34c0d, 0x0dc9, 0x4c1f, 0x89, 0x7c, 0xda, 0xa1, 0xb7, 0x8c, 0xee, 0x7c)
#else
typedef struct IBackgroundCopyManagerVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyManager *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyManager *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyManager *This);
    CF2_HRESULT (STDMETHODCALLTYPE *CreateJob)(IBackgroundCopyManager *This, const CF2_WCHAR *DisplayName, BG_JOB_TYPE Type, CF2_GUID *pJobId, IBackgroundCopyJob **ppJob);
    CF2_HRESULT (STDMETHODCALLTYPE *GetJob)(IBackgroundCopyManager *This, CF2_REFGUID jobID, IBackgroundCopyJob **ppJob);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumJobs)(IBackgroundCopyManager *This, CF2_DWORD dwFlags, IEnumBackgroundCopyJobs **ppEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorDescription)(IBackgroundCopyManager *This, CF2_HRESULT hResult, CF2_DWORD LanguageId, CF2_WCHAR **pErrorDescription);
    END_INTERFACE
} IBackgroundCopyManagerVtbl;
struct IBackgroundCopyManager {
    CONST_VTBL IBackgroundCopyManagerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyManager_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyManager_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyManager_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyManager_CreateJob(This, DisplayName, Type, pJobId, ppJob) ((This)->lpVtbl->CreateJob((This), (DisplayName), (Type), (pJobId), (ppJob)))
#define IBackgroundCopyManager_GetJob(This, jobID, ppJob) ((This)->lpVtbl->GetJob((This), (jobID), (ppJob)))
#define IBackgroundCopyManager_EnumJobs(This, dwFlags, ppEnum) ((This)->lpVtbl->EnumJobs((This), (dwFlags), (ppEnum)))
#define IBackgroundCopyManager_GetErrorDescription(This, hResult, LanguageId, pErrorDescription) ((This)->lpVtbl->GetErrorDescription((This), (hResult), (LanguageId), (pErrorDescription)))
#endif
#endif
#endif

/* IBackgroundCopyJob2: bits1_5.h, since 1.5 */
#ifndef __IBackgroundCopyJob2_INTERFACE_DEFINED__
#define __IBackgroundCopyJob2_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob2;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob2 : public IBackgroundCopyJob {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetNotifyCmdLine(const CF2_WCHAR *Program, const CF2_WCHAR *Parameters) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetNotifyCmdLine(CF2_WCHAR **pProgram, CF2_WCHAR **pParameters) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetReplyProgress(BG_JOB_REPLY_PROGRESS *pProgress) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetReplyData(unsigned char **ppBuffer, CF2_UINT64 *pLength) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetReplyFileName(const CF2_WCHAR *ReplyFileName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetReplyFileName(CF2_WCHAR **pReplyFileName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetCredentials(BG_AUTH_CREDENTIALS *credentials) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE RemoveCredentials(BG_AUTH_TARGET Target, BG_AUTH_SCHEME Scheme) = 0;
};
CF2_UUID(IBackgroundCopyJob2, 0x54b50739, 0x686f, 0x45eb, 0x9d, 0xff, 0xd6, 0xa9, 0xa0, 0xfa, 0xa9, 0xaf)
#else
typedef struct IBackgroundCopyJob2Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob2 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob2 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileSet)(IBackgroundCopyJob2 *This, CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFile)(IBackgroundCopyJob2 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumFiles)(IBackgroundCopyJob2 *This, IEnumBackgroundCopyFiles **pEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *Suspend)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Resume)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Cancel)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Complete)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBackgroundCopyJob2 *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetType)(IBackgroundCopyJob2 *This, BG_JOB_TYPE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob2 *This, BG_JOB_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTimes)(IBackgroundCopyJob2 *This, BG_JOB_TIMES *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetState)(IBackgroundCopyJob2 *This, BG_JOB_STATE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyJob2 *This, IBackgroundCopyError **ppError);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwner)(IBackgroundCopyJob2 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDisplayName)(IBackgroundCopyJob2 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDisplayName)(IBackgroundCopyJob2 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDescription)(IBackgroundCopyJob2 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDescription)(IBackgroundCopyJob2 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPriority)(IBackgroundCopyJob2 *This, BG_JOB_PRIORITY Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPriority)(IBackgroundCopyJob2 *This, BG_JOB_PRIORITY *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyFlags)(IBackgroundCopyJob2 *This, CF2_ULONG Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyFlags)(IBackgroundCopyJob2 *This, CF2_ULONG *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyInterface)(IBackgroundCopyJob2 *This, IUnknown *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyInterface)(IBackgroundCopyJob2 *This, IUnknown **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMinimumRetryDelay)(IBackgroundCopyJob2 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMinimumRetryDelay)(IBackgroundCopyJob2 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNoProgressTimeout)(IBackgroundCopyJob2 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNoProgressTimeout)(IBackgroundCopyJob2 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorCount)(IBackgroundCopyJob2 *This, CF2_ULONG *Errors);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProxySettings)(IBackgroundCopyJob2 *This, BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProxySettings)(IBackgroundCopyJob2 *This, BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *TakeOwnership)(IBackgroundCopyJob2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyCmdLine)(IBackgroundCopyJob2 *This, const CF2_WCHAR *Program, const CF2_WCHAR *Parameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyCmdLine)(IBackgroundCopyJob2 *This, CF2_WCHAR **pProgram, CF2_WCHAR **pParameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyProgress)(IBackgroundCopyJob2 *This, BG_JOB_REPLY_PROGRESS *pProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyData)(IBackgroundCopyJob2 *This, unsigned char **ppBuffer, CF2_UINT64 *pLength);
    CF2_HRESULT (STDMETHODCALLTYPE *SetReplyFileName)(IBackgroundCopyJob2 *This, const CF2_WCHAR *ReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyFileName)(IBackgroundCopyJob2 *This, CF2_WCHAR **pReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCredentials)(IBackgroundCopyJob2 *This, BG_AUTH_CREDENTIALS *credentials);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveCredentials)(IBackgroundCopyJob2 *This, BG_AUTH_TARGET Target, BG_AUTH_SCHEME Scheme);
    END_INTERFACE
} IBackgroundCopyJob2Vtbl;
struct IBackgroundCopyJob2 {
    CONST_VTBL IBackgroundCopyJob2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob2_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob2_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob2_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob2_AddFileSet(This, cFileCount, pFileSet) ((This)->lpVtbl->AddFileSet((This), (cFileCount), (pFileSet)))
#define IBackgroundCopyJob2_AddFile(This, RemoteUrl, LocalName) ((This)->lpVtbl->AddFile((This), (RemoteUrl), (LocalName)))
#define IBackgroundCopyJob2_EnumFiles(This, pEnum) ((This)->lpVtbl->EnumFiles((This), (pEnum)))
#define IBackgroundCopyJob2_Suspend(This) ((This)->lpVtbl->Suspend((This)))
#define IBackgroundCopyJob2_Resume(This) ((This)->lpVtbl->Resume((This)))
#define IBackgroundCopyJob2_Cancel(This) ((This)->lpVtbl->Cancel((This)))
#define IBackgroundCopyJob2_Complete(This) ((This)->lpVtbl->Complete((This)))
#define IBackgroundCopyJob2_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBackgroundCopyJob2_GetType(This, pVal) ((This)->lpVtbl->GetType((This), (pVal)))
#define IBackgroundCopyJob2_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyJob2_GetTimes(This, pVal) ((This)->lpVtbl->GetTimes((This), (pVal)))
#define IBackgroundCopyJob2_GetState(This, pVal) ((This)->lpVtbl->GetState((This), (pVal)))
#define IBackgroundCopyJob2_GetError(This, ppError) ((This)->lpVtbl->GetError((This), (ppError)))
#define IBackgroundCopyJob2_GetOwner(This, pVal) ((This)->lpVtbl->GetOwner((This), (pVal)))
#define IBackgroundCopyJob2_SetDisplayName(This, Val) ((This)->lpVtbl->SetDisplayName((This), (Val)))
#define IBackgroundCopyJob2_GetDisplayName(This, pVal) ((This)->lpVtbl->GetDisplayName((This), (pVal)))
#define IBackgroundCopyJob2_SetDescription(This, Val) ((This)->lpVtbl->SetDescription((This), (Val)))
#define IBackgroundCopyJob2_GetDescription(This, pVal) ((This)->lpVtbl->GetDescription((This), (pVal)))
#define IBackgroundCopyJob2_SetPriority(This, Val) ((This)->lpVtbl->SetPriority((This), (Val)))
#define IBackgroundCopyJob2_GetPriority(This, pVal) ((This)->lpVtbl->GetPriority((This), (pVal)))
#define IBackgroundCopyJob2_SetNotifyFlags(This, Val) ((This)->lpVtbl->SetNotifyFlags((This), (Val)))
#define IBackgroundCopyJob2_GetNotifyFlags(This, pVal) ((This)->lpVtbl->GetNotifyFlags((This), (pVal)))
#define IBackgroundCopyJob2_SetNotifyInterface(This, Val) ((This)->lpVtbl->SetNotifyInterface((This), (Val)))
#define IBackgroundCopyJob2_GetNotifyInterface(This, pVal) ((This)->lpVtbl->GetNotifyInterface((This), (pVal)))
#define IBackgroundCopyJob2_SetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->SetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob2_GetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->GetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob2_SetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->SetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob2_GetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->GetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob2_GetErrorCount(This, Errors) ((This)->lpVtbl->GetErrorCount((This), (Errors)))
#define IBackgroundCopyJob2_SetProxySettings(This, ProxyUsage, ProxyList, ProxyBypassList) ((This)->lpVtbl->SetProxySettings((This), (ProxyUsage), (ProxyList), (ProxyBypassList)))
#define IBackgroundCopyJob2_GetProxySettings(This, pProxyUsage, pProxyList, pProxyBypassList) ((This)->lpVtbl->GetProxySettings((This), (pProxyUsage), (pProxyList), (pProxyBypassList)))
#define IBackgroundCopyJob2_TakeOwnership(This) ((This)->lpVtbl->TakeOwnership((This)))
#define IBackgroundCopyJob2_SetNotifyCmdLine(This, Program, Parameters) ((This)->lpVtbl->SetNotifyCmdLine((This), (Program), (Parameters)))
#define IBackgroundCopyJob2_GetNotifyCmdLine(This, pProgram, pParameters) ((This)->lpVtbl->GetNotifyCmdLine((This), (pProgram), (pParameters)))
#define IBackgroundCopyJob2_GetReplyProgress(This, pProgress) ((This)->lpVtbl->GetReplyProgress((This), (pProgress)))
#define IBackgroundCopyJob2_GetReplyData(This, ppBuffer, pLength) ((This)->lpVtbl->GetReplyData((This), (ppBuffer), (pLength)))
#define IBackgroundCopyJob2_SetReplyFileName(This, ReplyFileName) ((This)->lpVtbl->SetReplyFileName((This), (ReplyFileName)))
#define IBackgroundCopyJob2_GetReplyFileName(This, pReplyFileName) ((This)->lpVtbl->GetReplyFileName((This), (pReplyFileName)))
#define IBackgroundCopyJob2_SetCredentials(This, credentials) ((This)->lpVtbl->SetCredentials((This), (credentials)))
#define IBackgroundCopyJob2_RemoveCredentials(This, Target, Scheme) ((This)->lpVtbl->RemoveCredentials((This), (Target), (Scheme)))
#endif
#endif
#endif

/* IBackgroundCopyJob3: bits2_0.h, since 2.0 */
#ifndef __IBackgroundCopyJob3_INTERFACE_DEFINED__
#define __IBackgroundCopyJob3_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob3;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob3 : public IBackgroundCopyJob2 {
    virtual CF2_HRESULT STDMETHODCALLTYPE ReplaceRemotePrefix(const CF2_WCHAR *OldPrefix, const CF2_WCHAR *NewPrefix) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE AddFileWithRanges(const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName, CF2_DWORD RangeCount, BG_FILE_RANGE *Ranges) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetFileACLFlags(CF2_DWORD Flags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileACLFlags(CF2_DWORD *Flags) = 0;
};
CF2_UUID(IBackgroundCopyJob3, 0x443c8934, 0x90ff, 0x48ed, 0xbc, 0xde, 0x26, 0xf5, 0xc7, 0x45, 0x00, 0x42)
#else
typedef struct IBackgroundCopyJob3Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob3 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob3 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileSet)(IBackgroundCopyJob3 *This, CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFile)(IBackgroundCopyJob3 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumFiles)(IBackgroundCopyJob3 *This, IEnumBackgroundCopyFiles **pEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *Suspend)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Resume)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Cancel)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Complete)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBackgroundCopyJob3 *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetType)(IBackgroundCopyJob3 *This, BG_JOB_TYPE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob3 *This, BG_JOB_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTimes)(IBackgroundCopyJob3 *This, BG_JOB_TIMES *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetState)(IBackgroundCopyJob3 *This, BG_JOB_STATE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyJob3 *This, IBackgroundCopyError **ppError);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwner)(IBackgroundCopyJob3 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDisplayName)(IBackgroundCopyJob3 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDisplayName)(IBackgroundCopyJob3 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDescription)(IBackgroundCopyJob3 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDescription)(IBackgroundCopyJob3 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPriority)(IBackgroundCopyJob3 *This, BG_JOB_PRIORITY Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPriority)(IBackgroundCopyJob3 *This, BG_JOB_PRIORITY *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyFlags)(IBackgroundCopyJob3 *This, CF2_ULONG Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyFlags)(IBackgroundCopyJob3 *This, CF2_ULONG *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyInterface)(IBackgroundCopyJob3 *This, IUnknown *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyInterface)(IBackgroundCopyJob3 *This, IUnknown **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMinimumRetryDelay)(IBackgroundCopyJob3 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMinimumRetryDelay)(IBackgroundCopyJob3 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNoProgressTimeout)(IBackgroundCopyJob3 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNoProgressTimeout)(IBackgroundCopyJob3 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorCount)(IBackgroundCopyJob3 *This, CF2_ULONG *Errors);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProxySettings)(IBackgroundCopyJob3 *This, BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProxySettings)(IBackgroundCopyJob3 *This, BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *TakeOwnership)(IBackgroundCopyJob3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyCmdLine)(IBackgroundCopyJob3 *This, const CF2_WCHAR *Program, const CF2_WCHAR *Parameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyCmdLine)(IBackgroundCopyJob3 *This, CF2_WCHAR **pProgram, CF2_WCHAR **pParameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyProgress)(IBackgroundCopyJob3 *This, BG_JOB_REPLY_PROGRESS *pProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyData)(IBackgroundCopyJob3 *This, unsigned char **ppBuffer, CF2_UINT64 *pLength);
    CF2_HRESULT (STDMETHODCALLTYPE *SetReplyFileName)(IBackgroundCopyJob3 *This, const CF2_WCHAR *ReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyFileName)(IBackgroundCopyJob3 *This, CF2_WCHAR **pReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCredentials)(IBackgroundCopyJob3 *This, BG_AUTH_CREDENTIALS *credentials);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveCredentials)(IBackgroundCopyJob3 *This, BG_AUTH_TARGET Target, BG_AUTH_SCHEME Scheme);
    CF2_HRESULT (STDMETHODCALLTYPE *ReplaceRemotePrefix)(IBackgroundCopyJob3 *This, const CF2_WCHAR *OldPrefix, const CF2_WCHAR *NewPrefix);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileWithRanges)(IBackgroundCopyJob3 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName, CF2_DWORD RangeCount, BG_FILE_RANGE *Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetFileACLFlags)(IBackgroundCopyJob3 *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileACLFlags)(IBackgroundCopyJob3 *This, CF2_DWORD *Flags);
    END_INTERFACE
} IBackgroundCopyJob3Vtbl;
struct IBackgroundCopyJob3 {
    CONST_VTBL IBackgroundCopyJob3Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob3_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob3_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob3_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob3_AddFileSet(This, cFileCount, pFileSet) ((This)->lpVtbl->AddFileSet((This), (cFileCount), (pFileSet)))
#define IBackgroundCopyJob3_AddFile(This, RemoteUrl, LocalName) ((This)->lpVtbl->AddFile((This), (RemoteUrl), (LocalName)))
#define IBackgroundCopyJob3_EnumFiles(This, pEnum) ((This)->lpVtbl->EnumFiles((This), (pEnum)))
#define IBackgroundCopyJob3_Suspend(This) ((This)->lpVtbl->Suspend((This)))
#define IBackgroundCopyJob3_Resume(This) ((This)->lpVtbl->Resume((This)))
#define IBackgroundCopyJob3_Cancel(This) ((This)->lpVtbl->Cancel((This)))
#define IBackgroundCopyJob3_Complete(This) ((This)->lpVtbl->Complete((This)))
#define IBackgroundCopyJob3_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBackgroundCopyJob3_GetType(This, pVal) ((This)->lpVtbl->GetType((This), (pVal)))
#define IBackgroundCopyJob3_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyJob3_GetTimes(This, pVal) ((This)->lpVtbl->GetTimes((This), (pVal)))
#define IBackgroundCopyJob3_GetState(This, pVal) ((This)->lpVtbl->GetState((This), (pVal)))
#define IBackgroundCopyJob3_GetError(This, ppError) ((This)->lpVtbl->GetError((This), (ppError)))
#define IBackgroundCopyJob3_GetOwner(This, pVal) ((This)->lpVtbl->GetOwner((This), (pVal)))
#define IBackgroundCopyJob3_SetDisplayName(This, Val) ((This)->lpVtbl->SetDisplayName((This), (Val)))
#define IBackgroundCopyJob3_GetDisplayName(This, pVal) ((This)->lpVtbl->GetDisplayName((This), (pVal)))
#define IBackgroundCopyJob3_SetDescription(This, Val) ((This)->lpVtbl->SetDescription((This), (Val)))
#define IBackgroundCopyJob3_GetDescription(This, pVal) ((This)->lpVtbl->GetDescription((This), (pVal)))
#define IBackgroundCopyJob3_SetPriority(This, Val) ((This)->lpVtbl->SetPriority((This), (Val)))
#define IBackgroundCopyJob3_GetPriority(This, pVal) ((This)->lpVtbl->GetPriority((This), (pVal)))
#define IBackgroundCopyJob3_SetNotifyFlags(This, Val) ((This)->lpVtbl->SetNotifyFlags((This), (Val)))
#define IBackgroundCopyJob3_GetNotifyFlags(This, pVal) ((This)->lpVtbl->GetNotifyFlags((This), (pVal)))
#define IBackgroundCopyJob3_SetNotifyInterface(This, Val) ((This)->lpVtbl->SetNotifyInterface((This), (Val)))
#define IBackgroundCopyJob3_GetNotifyInterface(This, pVal) ((This)->lpVtbl->GetNotifyInterface((This), (pVal)))
#define IBackgroundCopyJob3_SetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->SetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob3_GetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->GetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob3_SetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->SetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob3_GetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->GetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob3_GetErrorCount(This, Errors) ((This)->lpVtbl->GetErrorCount((This), (Errors)))
#define IBackgroundCopyJob3_SetProxySettings(This, ProxyUsage, ProxyList, ProxyBypassList) ((This)->lpVtbl->SetProxySettings((This), (ProxyUsage), (ProxyList), (ProxyBypassList)))
#define IBackgroundCopyJob3_GetProxySettings(This, pProxyUsage, pProxyList, pProxyBypassList) ((This)->lpVtbl->GetProxySettings((This), (pProxyUsage), (pProxyList), (pProxyBypassList)))
#define IBackgroundCopyJob3_TakeOwnership(This) ((This)->lpVtbl->TakeOwnership((This)))
#define IBackgroundCopyJob3_SetNotifyCmdLine(This, Program, Parameters) ((This)->lpVtbl->SetNotifyCmdLine((This), (Program), (Parameters)))
#define IBackgroundCopyJob3_GetNotifyCmdLine(This, pProgram, pParameters) ((This)->lpVtbl->GetNotifyCmdLine((This), (pProgram), (pParameters)))
#define IBackgroundCopyJob3_GetReplyProgress(This, pProgress) ((This)->lpVtbl->GetReplyProgress((This), (pProgress)))
#define IBackgroundCopyJob3_GetReplyData(This, ppBuffer, pLength) ((This)->lpVtbl->GetReplyData((This), (ppBuffer), (pLength)))
#define IBackgroundCopyJob3_SetReplyFileName(This, ReplyFileName) ((This)->lpVtbl->SetReplyFileName((This), (ReplyFileName)))
#define IBackgroundCopyJob3_GetReplyFileName(This, pReplyFileName) ((This)->lpVtbl->GetReplyFileName((This), (pReplyFileName)))
#define IBackgroundCopyJob3_SetCredentials(This, credentials) ((This)->lpVtbl->SetCredentials((This), (credentials)))
#define IBackgroundCopyJob3_RemoveCredentials(This, Target, Scheme) ((This)->lpVtbl->RemoveCredentials((This), (Target), (Scheme)))
#define IBackgroundCopyJob3_ReplaceRemotePrefix(This, OldPrefix, NewPrefix) ((This)->lpVtbl->ReplaceRemotePrefix((This), (OldPrefix), (NewPrefix)))
#define IBackgroundCopyJob3_AddFileWithRanges(This, RemoteUrl, LocalName, RangeCount, Ranges) ((This)->lpVtbl->AddFileWithRanges((This), (RemoteUrl), (LocalName), (RangeCount), (Ranges)))
#define IBackgroundCopyJob3_SetFileACLFlags(This, Flags) ((This)->lpVtbl->SetFileACLFlags((This), (Flags)))
#define IBackgroundCopyJob3_GetFileACLFlags(This, Flags) ((This)->lpVtbl->GetFileACLFlags((This), (Flags)))
#endif
#endif
#endif

/* IBackgroundCopyFile2: bits2_0.h, since 2.0 */
#ifndef __IBackgroundCopyFile2_INTERFACE_DEFINED__
#define __IBackgroundCopyFile2_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile2;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile2 : public IBackgroundCopyFile {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileRanges(CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetRemoteName(const CF2_WCHAR *Val) = 0;
};
CF2_UUID(IBackgroundCopyFile2, 0x83e81b93, 0x0873, 0x474d, 0x8a, 0x8c, 0xf2, 0x01, 0x8b, 0x1a, 0x93, 0x9c)
#else
typedef struct IBackgroundCopyFile2Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile2 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile2 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile2 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile2 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile2 *This, BG_FILE_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBackgroundCopyFile2 *This, CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetRemoteName)(IBackgroundCopyFile2 *This, const CF2_WCHAR *Val);
    END_INTERFACE
} IBackgroundCopyFile2Vtbl;
struct IBackgroundCopyFile2 {
    CONST_VTBL IBackgroundCopyFile2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile2_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile2_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile2_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile2_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile2_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile2_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyFile2_GetFileRanges(This, RangeCount, Ranges) ((This)->lpVtbl->GetFileRanges((This), (RangeCount), (Ranges)))
#define IBackgroundCopyFile2_SetRemoteName(This, Val) ((This)->lpVtbl->SetRemoteName((This), (Val)))
#endif
#endif
#endif

/* IBackgroundCopyJobHttpOptions: bits2_5.h, since 2.5 */
#ifndef __IBackgroundCopyJobHttpOptions_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJobHttpOptions;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJobHttpOptions : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetClientCertificateByID(BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const unsigned char *pCertHashBlob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetClientCertificateByName(BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const CF2_WCHAR *SubjectName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE RemoveClientCertificate() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetClientCertificate(BG_CERT_STORE_LOCATION *pStoreLocation, CF2_WCHAR **pStoreName, unsigned char **ppCertHashBlob, CF2_WCHAR **pSubjectName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetCustomHeaders(const CF2_WCHAR *RequestHeaders) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCustomHeaders(CF2_WCHAR **pRequestHeaders) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetSecurityFlags(CF2_ULONG Flags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetSecurityFlags(CF2_ULONG *pFlags) = 0;
};
CF2_UUID(IBackgroundCopyJobHttpOptions, 0xf1bd1079, 0x9f01, 0x4bdc, 0x80, 0x36, 0xf0, 0x9b, 0x70, 0x09, 0x50, 0x66)
#else
typedef struct IBackgroundCopyJobHttpOptionsVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJobHttpOptions *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJobHttpOptions *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJobHttpOptions *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByID)(IBackgroundCopyJobHttpOptions *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const unsigned char *pCertHashBlob);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByName)(IBackgroundCopyJobHttpOptions *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const CF2_WCHAR *SubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveClientCertificate)(IBackgroundCopyJobHttpOptions *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetClientCertificate)(IBackgroundCopyJobHttpOptions *This, BG_CERT_STORE_LOCATION *pStoreLocation, CF2_WCHAR **pStoreName, unsigned char **ppCertHashBlob, CF2_WCHAR **pSubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCustomHeaders)(IBackgroundCopyJobHttpOptions *This, const CF2_WCHAR *RequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCustomHeaders)(IBackgroundCopyJobHttpOptions *This, CF2_WCHAR **pRequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *SetSecurityFlags)(IBackgroundCopyJobHttpOptions *This, CF2_ULONG Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetSecurityFlags)(IBackgroundCopyJobHttpOptions *This, CF2_ULONG *pFlags);
    END_INTERFACE
} IBackgroundCopyJobHttpOptionsVtbl;
struct IBackgroundCopyJobHttpOptions {
    CONST_VTBL IBackgroundCopyJobHttpOptionsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJobHttpOptions_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJobHttpOptions_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJobHttpOptions_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJobHttpOptions_SetClientCertificateByID(This, StoreLocation, StoreName, pCertHashBlob) ((This)->lpVtbl->SetClientCertificateByID((This), (StoreLocation), (StoreName), (pCertHashBlob)))
#define IBackgroundCopyJobHttpOptions_SetClientCertificateByName(This, StoreLocation, StoreName, SubjectName) ((This)->lpVtbl->SetClientCertificateByName((This), (StoreLocation), (StoreName), (SubjectName)))
#define IBackgroundCopyJobHttpOptions_RemoveClientCertificate(This) ((This)->lpVtbl->RemoveClientCertificate((This)))
#define IBackgroundCopyJobHttpOptions_GetClientCertificate(This, pStoreLocation, pStoreName, ppCertHashBlob, pSubjectName) ((This)->lpVtbl->GetClientCertificate((This), (pStoreLocation), (pStoreName), (ppCertHashBlob), (pSubjectName)))
#define IBackgroundCopyJobHttpOptions_SetCustomHeaders(This, RequestHeaders) ((This)->lpVtbl->SetCustomHeaders((This), (RequestHeaders)))
#define IBackgroundCopyJobHttpOptions_GetCustomHeaders(This, pRequestHeaders) ((This)->lpVtbl->GetCustomHeaders((This), (pRequestHeaders)))
#define IBackgroundCopyJobHttpOptions_SetSecurityFlags(This, Flags) ((This)->lpVtbl->SetSecurityFlags((This), (Flags)))
#define IBackgroundCopyJobHttpOptions_GetSecurityFlags(This, pFlags) ((This)->lpVtbl->GetSecurityFlags((This), (pFlags)))
#endif
#endif
#endif

/* IBitsPeerCacheRecord: bits3_0.h, since 3.0 */
#ifndef __IBitsPeerCacheRecord_INTERFACE_DEFINED__
#define __IBitsPeerCacheRecord_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBitsPeerCacheRecord;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBitsPeerCacheRecord : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetId(CF2_GUID *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetOriginUrl(CF2_WCHAR **pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileSize(CF2_UINT64 *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileModificationTime(FILETIME *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetLastAccessTime(FILETIME *pVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE IsFileValidated() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileRanges(CF2_DWORD *pRangeCount, BG_FILE_RANGE **ppRanges) = 0;
};
CF2_UUID(IBitsPeerCacheRecord, 0x659cdeaf, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBitsPeerCacheRecordVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBitsPeerCacheRecord *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBitsPeerCacheRecord *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBitsPeerCacheRecord *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBitsPeerCacheRecord *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOriginUrl)(IBitsPeerCacheRecord *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileSize)(IBitsPeerCacheRecord *This, CF2_UINT64 *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileModificationTime)(IBitsPeerCacheRecord *This, FILETIME *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLastAccessTime)(IBitsPeerCacheRecord *This, FILETIME *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *IsFileValidated)(IBitsPeerCacheRecord *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBitsPeerCacheRecord *This, CF2_DWORD *pRangeCount, BG_FILE_RANGE **ppRanges);
    END_INTERFACE
} IBitsPeerCacheRecordVtbl;
struct IBitsPeerCacheRecord {
    CONST_VTBL IBitsPeerCacheRecordVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBitsPeerCacheRecord_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBitsPeerCacheRecord_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBitsPeerCacheRecord_Release(This) ((This)->lpVtbl->Release((This)))
#define IBitsPeerCacheRecord_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBitsPeerCacheRecord_GetOriginUrl(This, pVal) ((This)->lpVtbl->GetOriginUrl((This), (pVal)))
#define IBitsPeerCacheRecord_GetFileSize(This, pVal) ((This)->lpVtbl->GetFileSize((This), (pVal)))
#define IBitsPeerCacheRecord_GetFileModificationTime(This, pVal) ((This)->lpVtbl->GetFileModificationTime((This), (pVal)))
#define IBitsPeerCacheRecord_GetLastAccessTime(This, pVal) ((This)->lpVtbl->GetLastAccessTime((This), (pVal)))
#define IBitsPeerCacheRecord_IsFileValidated(This) ((This)->lpVtbl->IsFileValidated((This)))
#define IBitsPeerCacheRecord_GetFileRanges(This, pRangeCount, ppRanges) ((This)->lpVtbl->GetFileRanges((This), (pRangeCount), (ppRanges)))
#endif
#endif
#endif

/* IEnumBitsPeerCacheRecords: bits3_0.h, since 3.0 */
#ifndef __IEnumBitsPeerCacheRecords_INTERFACE_DEFINED__
#define __IEnumBitsPeerCacheRecords_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBitsPeerCacheRecords;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBitsPeerCacheRecords : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, IBitsPeerCacheRecord **rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBitsPeerCacheRecords **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBitsPeerCacheRecords, 0x659cdea4, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IEnumBitsPeerCacheRecordsVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBitsPeerCacheRecords *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBitsPeerCacheRecords *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBitsPeerCacheRecords *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBitsPeerCacheRecords *This, CF2_ULONG celt, IBitsPeerCacheRecord **rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBitsPeerCacheRecords *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBitsPeerCacheRecords *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBitsPeerCacheRecords *This, IEnumBitsPeerCacheRecords **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBitsPeerCacheRecords *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBitsPeerCacheRecordsVtbl;
struct IEnumBitsPeerCacheRecords {
    CONST_VTBL IEnumBitsPeerCacheRecordsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBitsPeerCacheRecords_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBitsPeerCacheRecords_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBitsPeerCacheRecords_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBitsPeerCacheRecords_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBitsPeerCacheRecords_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBitsPeerCacheRecords_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBitsPeerCacheRecords_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBitsPeerCacheRecords_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBitsPeer: bits3_0.h, since 3.0 */
#ifndef __IBitsPeer_INTERFACE_DEFINED__
#define __IBitsPeer_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBitsPeer;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBitsPeer : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetPeerName(CF2_WCHAR **pName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE IsAuthenticated(CF2_BOOL *pAuth) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE IsAvailable(CF2_BOOL *pOnline) = 0;
};
CF2_UUID(IBitsPeer, 0x659cdea2, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBitsPeerVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBitsPeer *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBitsPeer *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBitsPeer *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerName)(IBitsPeer *This, CF2_WCHAR **pName);
    CF2_HRESULT (STDMETHODCALLTYPE *IsAuthenticated)(IBitsPeer *This, CF2_BOOL *pAuth);
    CF2_HRESULT (STDMETHODCALLTYPE *IsAvailable)(IBitsPeer *This, CF2_BOOL *pOnline);
    END_INTERFACE
} IBitsPeerVtbl;
struct IBitsPeer {
    CONST_VTBL IBitsPeerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBitsPeer_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBitsPeer_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBitsPeer_Release(This) ((This)->lpVtbl->Release((This)))
#define IBitsPeer_GetPeerName(This, pName) ((This)->lpVtbl->GetPeerName((This), (pName)))
#define IBitsPeer_IsAuthenticated(This, pAuth) ((This)->lpVtbl->IsAuthenticated((This), (pAuth)))
#define IBitsPeer_IsAvailable(This, pOnline) ((This)->lpVtbl->IsAvailable((This), (pOnline)))
#endif
#endif
#endif

/* IEnumBitsPeers: bits3_0.h, since 3.0 */
#ifndef __IEnumBitsPeers_INTERFACE_DEFINED__
#define __IEnumBitsPeers_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBitsPeers;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBitsPeers : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, IBitsPeer **rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBitsPeers **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBitsPeers, 0x659cdea5, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IEnumBitsPeersVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBitsPeers *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBitsPeers *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBitsPeers *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBitsPeers *This, CF2_ULONG celt, IBitsPeer **rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBitsPeers *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBitsPeers *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBitsPeers *This, IEnumBitsPeers **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBitsPeers *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBitsPeersVtbl;
struct IEnumBitsPeers {
    CONST_VTBL IEnumBitsPeersVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBitsPeers_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBitsPeers_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBitsPeers_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBitsPeers_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBitsPeers_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBitsPeers_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBitsPeers_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBitsPeers_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBitsPeerCacheAdministration: bits3_0.h, since 3.0 */
#ifndef __IBitsPeerCacheAdministration_INTERFACE_DEFINED__
#define __IBitsPeerCacheAdministration_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBitsPeerCacheAdministration;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBitsPeerCacheAdministration : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetMaximumCacheSize(CF2_DWORD *pBytes) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetMaximumCacheSize(CF2_DWORD Bytes) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetMaximumContentAge(CF2_ULONG *pSeconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetMaximumContentAge(CF2_ULONG Seconds) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetConfigurationFlags(CF2_DWORD *pFlags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetConfigurationFlags(CF2_DWORD Flags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumRecords(IEnumBitsPeerCacheRecords **ppEnum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetRecord(CF2_REFGUID id, IBitsPeerCacheRecord **ppRecord) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE ClearRecords() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE DeleteRecord(CF2_REFGUID id) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE DeleteUrl(const CF2_WCHAR *url) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumPeers(IEnumBitsPeers **ppEnum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE ClearPeers() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE DiscoverPeers() = 0;
};
CF2_UUID(IBitsPeerCacheAdministration, 0x659cdead, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBitsPeerCacheAdministrationVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBitsPeerCacheAdministration *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBitsPeerCacheAdministration *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBitsPeerCacheAdministration *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMaximumCacheSize)(IBitsPeerCacheAdministration *This, CF2_DWORD *pBytes);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMaximumCacheSize)(IBitsPeerCacheAdministration *This, CF2_DWORD Bytes);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMaximumContentAge)(IBitsPeerCacheAdministration *This, CF2_ULONG *pSeconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMaximumContentAge)(IBitsPeerCacheAdministration *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetConfigurationFlags)(IBitsPeerCacheAdministration *This, CF2_DWORD *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetConfigurationFlags)(IBitsPeerCacheAdministration *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumRecords)(IBitsPeerCacheAdministration *This, IEnumBitsPeerCacheRecords **ppEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRecord)(IBitsPeerCacheAdministration *This, CF2_REFGUID id, IBitsPeerCacheRecord **ppRecord);
    CF2_HRESULT (STDMETHODCALLTYPE *ClearRecords)(IBitsPeerCacheAdministration *This);
    CF2_HRESULT (STDMETHODCALLTYPE *DeleteRecord)(IBitsPeerCacheAdministration *This, CF2_REFGUID id);
    CF2_HRESULT (STDMETHODCALLTYPE *DeleteUrl)(IBitsPeerCacheAdministration *This, const CF2_WCHAR *url);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumPeers)(IBitsPeerCacheAdministration *This, IEnumBitsPeers **ppEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *ClearPeers)(IBitsPeerCacheAdministration *This);
    CF2_HRESULT (STDMETHODCALLTYPE *DiscoverPeers)(IBitsPeerCacheAdministration *This);
    END_INTERFACE
} IBitsPeerCacheAdministrationVtbl;
struct IBitsPeerCacheAdministration {
    CONST_VTBL IBitsPeerCacheAdministrationVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBitsPeerCacheAdministration_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBitsPeerCacheAdministration_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBitsPeerCacheAdministration_Release(This) ((This)->lpVtbl->Release((This)))
#define IBitsPeerCacheAdministration_GetMaximumCacheSize(This, pBytes) ((This)->lpVtbl->GetMaximumCacheSize((This), (pBytes)))
#define IBitsPeerCacheAdministration_SetMaximumCacheSize(This, Bytes) ((This)->lpVtbl->SetMaximumCacheSize((This), (Bytes)))
#define IBitsPeerCacheAdministration_GetMaximumContentAge(This, pSeconds) ((This)->lpVtbl->GetMaximumContentAge((This), (pSeconds)))
#define IBitsPeerCacheAdministration_SetMaximumContentAge(This, Seconds) ((This)->lpVtbl->SetMaximumContentAge((This), (Seconds)))
#define IBitsPeerCacheAdministration_GetConfigurationFlags(This, pFlags) ((This)->lpVtbl->GetConfigurationFlags((This), (pFlags)))
#define IBitsPeerCacheAdministration_SetConfigurationFlags(This, Flags) ((This)->lpVtbl->SetConfigurationFlags((This), (Flags)))
#define IBitsPeerCacheAdministration_EnumRecords(This, ppEnum) ((This)->lpVtbl->EnumRecords((This), (ppEnum)))
#define IBitsPeerCacheAdministration_GetRecord(This, id, ppRecord) ((This)->lpVtbl->GetRecord((This), (id), (ppRecord)))
#define IBitsPeerCacheAdministration_ClearRecords(This) ((This)->lpVtbl->ClearRecords((This)))
#define IBitsPeerCacheAdministration_DeleteRecord(This, id) ((This)->lpVtbl->DeleteRecord((This), (id)))
#define IBitsPeerCacheAdministration_DeleteUrl(This, url) ((This)->lpVtbl->DeleteUrl((This), (url)))
#define IBitsPeerCacheAdministration_EnumPeers(This, ppEnum) ((This)->lpVtbl->EnumPeers((This), (ppEnum)))
#define IBitsPeerCacheAdministration_ClearPeers(This) ((This)->lpVtbl->ClearPeers((This)))
#define IBitsPeerCacheAdministration_DiscoverPeers(This) ((This)->lpVtbl->DiscoverPeers((This)))
#endif
#endif
#endif

/* IBackgroundCopyJob4: bits3_0.h, since 3.0 */
#ifndef __IBackgroundCopyJob4_INTERFACE_DEFINED__
#define __IBackgroundCopyJob4_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob4;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob4 : public IBackgroundCopyJob3 {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetPeerCachingFlags(CF2_DWORD Flags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetPeerCachingFlags(CF2_DWORD *pFlags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetOwnerIntegrityLevel(CF2_ULONG *pLevel) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetOwnerElevationState(CF2_BOOL *pElevated) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetMaximumDownloadTime(CF2_ULONG Timeout) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetMaximumDownloadTime(CF2_ULONG *pTimeout) = 0;
};
CF2_UUID(IBackgroundCopyJob4, 0x659cdeae, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBackgroundCopyJob4Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob4 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob4 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileSet)(IBackgroundCopyJob4 *This, CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFile)(IBackgroundCopyJob4 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumFiles)(IBackgroundCopyJob4 *This, IEnumBackgroundCopyFiles **pEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *Suspend)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Resume)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Cancel)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Complete)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBackgroundCopyJob4 *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetType)(IBackgroundCopyJob4 *This, BG_JOB_TYPE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob4 *This, BG_JOB_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTimes)(IBackgroundCopyJob4 *This, BG_JOB_TIMES *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetState)(IBackgroundCopyJob4 *This, BG_JOB_STATE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyJob4 *This, IBackgroundCopyError **ppError);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwner)(IBackgroundCopyJob4 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDisplayName)(IBackgroundCopyJob4 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDisplayName)(IBackgroundCopyJob4 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDescription)(IBackgroundCopyJob4 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDescription)(IBackgroundCopyJob4 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPriority)(IBackgroundCopyJob4 *This, BG_JOB_PRIORITY Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPriority)(IBackgroundCopyJob4 *This, BG_JOB_PRIORITY *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyFlags)(IBackgroundCopyJob4 *This, CF2_ULONG Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyFlags)(IBackgroundCopyJob4 *This, CF2_ULONG *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyInterface)(IBackgroundCopyJob4 *This, IUnknown *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyInterface)(IBackgroundCopyJob4 *This, IUnknown **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMinimumRetryDelay)(IBackgroundCopyJob4 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMinimumRetryDelay)(IBackgroundCopyJob4 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNoProgressTimeout)(IBackgroundCopyJob4 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNoProgressTimeout)(IBackgroundCopyJob4 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorCount)(IBackgroundCopyJob4 *This, CF2_ULONG *Errors);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProxySettings)(IBackgroundCopyJob4 *This, BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProxySettings)(IBackgroundCopyJob4 *This, BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *TakeOwnership)(IBackgroundCopyJob4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyCmdLine)(IBackgroundCopyJob4 *This, const CF2_WCHAR *Program, const CF2_WCHAR *Parameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyCmdLine)(IBackgroundCopyJob4 *This, CF2_WCHAR **pProgram, CF2_WCHAR **pParameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyProgress)(IBackgroundCopyJob4 *This, BG_JOB_REPLY_PROGRESS *pProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyData)(IBackgroundCopyJob4 *This, unsigned char **ppBuffer, CF2_UINT64 *pLength);
    CF2_HRESULT (STDMETHODCALLTYPE *SetReplyFileName)(IBackgroundCopyJob4 *This, const CF2_WCHAR *ReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyFileName)(IBackgroundCopyJob4 *This, CF2_WCHAR **pReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCredentials)(IBackgroundCopyJob4 *This, BG_AUTH_CREDENTIALS *credentials);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveCredentials)(IBackgroundCopyJob4 *This, BG_AUTH_TARGET Target, BG_AUTH_SCHEME Scheme);
    CF2_HRESULT (STDMETHODCALLTYPE *ReplaceRemotePrefix)(IBackgroundCopyJob4 *This, const CF2_WCHAR *OldPrefix, const CF2_WCHAR *NewPrefix);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileWithRanges)(IBackgroundCopyJob4 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName, CF2_DWORD RangeCount, BG_FILE_RANGE *Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetFileACLFlags)(IBackgroundCopyJob4 *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileACLFlags)(IBackgroundCopyJob4 *This, CF2_DWORD *Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPeerCachingFlags)(IBackgroundCopyJob4 *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerCachingFlags)(IBackgroundCopyJob4 *This, CF2_DWORD *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwnerIntegrityLevel)(IBackgroundCopyJob4 *This, CF2_ULONG *pLevel);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwnerElevationState)(IBackgroundCopyJob4 *This, CF2_BOOL *pElevated);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMaximumDownloadTime)(IBackgroundCopyJob4 *This, CF2_ULONG Timeout);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMaximumDownloadTime)(IBackgroundCopyJob4 *This, CF2_ULONG *pTimeout);
    END_INTERFACE
} IBackgroundCopyJob4Vtbl;
struct IBackgroundCopyJob4 {
    CONST_VTBL IBackgroundCopyJob4Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob4_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob4_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob4_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob4_AddFileSet(This, cFileCount, pFileSet) ((This)->lpVtbl->AddFileSet((This), (cFileCount), (pFileSet)))
#define IBackgroundCopyJob4_AddFile(This, RemoteUrl, LocalName) ((This)->lpVtbl->AddFile((This), (RemoteUrl), (LocalName)))
#define IBackgroundCopyJob4_EnumFiles(This, pEnum) ((This)->lpVtbl->EnumFiles((This), (pEnum)))
#define IBackgroundCopyJob4_Suspend(This) ((This)->lpVtbl->Suspend((This)))
#define IBackgroundCopyJob4_Resume(This) ((This)->lpVtbl->Resume((This)))
#define IBackgroundCopyJob4_Cancel(This) ((This)->lpVtbl->Cancel((This)))
#define IBackgroundCopyJob4_Complete(This) ((This)->lpVtbl->Complete((This)))
#define IBackgroundCopyJob4_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBackgroundCopyJob4_GetType(This, pVal) ((This)->lpVtbl->GetType((This), (pVal)))
#define IBackgroundCopyJob4_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyJob4_GetTimes(This, pVal) ((This)->lpVtbl->GetTimes((This), (pVal)))
#define IBackgroundCopyJob4_GetState(This, pVal) ((This)->lpVtbl->GetState((This), (pVal)))
#define IBackgroundCopyJob4_GetError(This, ppError) ((This)->lpVtbl->GetError((This), (ppError)))
#define IBackgroundCopyJob4_GetOwner(This, pVal) ((This)->lpVtbl->GetOwner((This), (pVal)))
#define IBackgroundCopyJob4_SetDisplayName(This, Val) ((This)->lpVtbl->SetDisplayName((This), (Val)))
#define IBackgroundCopyJob4_GetDisplayName(This, pVal) ((This)->lpVtbl->GetDisplayName((This), (pVal)))
#define IBackgroundCopyJob4_SetDescription(This, Val) ((This)->lpVtbl->SetDescription((This), (Val)))
#define IBackgroundCopyJob4_GetDescription(This, pVal) ((This)->lpVtbl->GetDescription((This), (pVal)))
#define IBackgroundCopyJob4_SetPriority(This, Val) ((This)->lpVtbl->SetPriority((This), (Val)))
#define IBackgroundCopyJob4_GetPriority(This, pVal) ((This)->lpVtbl->GetPriority((This), (pVal)))
#define IBackgroundCopyJob4_SetNotifyFlags(This, Val) ((This)->lpVtbl->SetNotifyFlags((This), (Val)))
#define IBackgroundCopyJob4_GetNotifyFlags(This, pVal) ((This)->lpVtbl->GetNotifyFlags((This), (pVal)))
#define IBackgroundCopyJob4_SetNotifyInterface(This, Val) ((This)->lpVtbl->SetNotifyInterface((This), (Val)))
#define IBackgroundCopyJob4_GetNotifyInterface(This, pVal) ((This)->lpVtbl->GetNotifyInterface((This), (pVal)))
#define IBackgroundCopyJob4_SetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->SetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob4_GetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->GetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob4_SetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->SetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob4_GetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->GetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob4_GetErrorCount(This, Errors) ((This)->lpVtbl->GetErrorCount((This), (Errors)))
#define IBackgroundCopyJob4_SetProxySettings(This, ProxyUsage, ProxyList, ProxyBypassList) ((This)->lpVtbl->SetProxySettings((This), (ProxyUsage), (ProxyList), (ProxyBypassList)))
#define IBackgroundCopyJob4_GetProxySettings(This, pProxyUsage, pProxyList, pProxyBypassList) ((This)->lpVtbl->GetProxySettings((This), (pProxyUsage), (pProxyList), (pProxyBypassList)))
#define IBackgroundCopyJob4_TakeOwnership(This) ((This)->lpVtbl->TakeOwnership((This)))
#define IBackgroundCopyJob4_SetNotifyCmdLine(This, Program, Parameters) ((This)->lpVtbl->SetNotifyCmdLine((This), (Program), (Parameters)))
#define IBackgroundCopyJob4_GetNotifyCmdLine(This, pProgram, pParameters) ((This)->lpVtbl->GetNotifyCmdLine((This), (pProgram), (pParameters)))
#define IBackgroundCopyJob4_GetReplyProgress(This, pProgress) ((This)->lpVtbl->GetReplyProgress((This), (pProgress)))
#define IBackgroundCopyJob4_GetReplyData(This, ppBuffer, pLength) ((This)->lpVtbl->GetReplyData((This), (ppBuffer), (pLength)))
#define IBackgroundCopyJob4_SetReplyFileName(This, ReplyFileName) ((This)->lpVtbl->SetReplyFileName((This), (ReplyFileName)))
#define IBackgroundCopyJob4_GetReplyFileName(This, pReplyFileName) ((This)->lpVtbl->GetReplyFileName((This), (pReplyFileName)))
#define IBackgroundCopyJob4_SetCredentials(This, credentials) ((This)->lpVtbl->SetCredentials((This), (credentials)))
#define IBackgroundCopyJob4_RemoveCredentials(This, Target, Scheme) ((This)->lpVtbl->RemoveCredentials((This), (Target), (Scheme)))
#define IBackgroundCopyJob4_ReplaceRemotePrefix(This, OldPrefix, NewPrefix) ((This)->lpVtbl->ReplaceRemotePrefix((This), (OldPrefix), (NewPrefix)))
#define IBackgroundCopyJob4_AddFileWithRanges(This, RemoteUrl, LocalName, RangeCount, Ranges) ((This)->lpVtbl->AddFileWithRanges((This), (RemoteUrl), (LocalName), (RangeCount), (Ranges)))
#define IBackgroundCopyJob4_SetFileACLFlags(This, Flags) ((This)->lpVtbl->SetFileACLFlags((This), (Flags)))
#define IBackgroundCopyJob4_GetFileACLFlags(This, Flags) ((This)->lpVtbl->GetFileACLFlags((This), (Flags)))
#define IBackgroundCopyJob4_SetPeerCachingFlags(This, Flags) ((This)->lpVtbl->SetPeerCachingFlags((This), (Flags)))
#define IBackgroundCopyJob4_GetPeerCachingFlags(This, pFlags) ((This)->lpVtbl->GetPeerCachingFlags((This), (pFlags)))
#define IBackgroundCopyJob4_GetOwnerIntegrityLevel(This, pLevel) ((This)->lpVtbl->GetOwnerIntegrityLevel((This), (pLevel)))
#define IBackgroundCopyJob4_GetOwnerElevationState(This, pElevated) ((This)->lpVtbl->GetOwnerElevationState((This), (pElevated)))
#define IBackgroundCopyJob4_SetMaximumDownloadTime(This, Timeout) ((This)->lpVtbl->SetMaximumDownloadTime((This), (Timeout)))
#define IBackgroundCopyJob4_GetMaximumDownloadTime(This, pTimeout) ((This)->lpVtbl->GetMaximumDownloadTime((This), (pTimeout)))
#endif
#endif
#endif

/* IBackgroundCopyFile3: bits3_0.h, since 3.0 */
#ifndef __IBackgroundCopyFile3_INTERFACE_DEFINED__
#define __IBackgroundCopyFile3_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile3;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile3 : public IBackgroundCopyFile2 {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetTemporaryName(CF2_WCHAR **pFilename) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetValidationState(CF2_BOOL state) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetValidationState(CF2_BOOL *pState) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE IsDownloadedFromPeer(CF2_BOOL *pVal) = 0;
};
CF2_UUID(IBackgroundCopyFile3, 0x659cdeaa, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBackgroundCopyFile3Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile3 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile3 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile3 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile3 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile3 *This, BG_FILE_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBackgroundCopyFile3 *This, CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetRemoteName)(IBackgroundCopyFile3 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTemporaryName)(IBackgroundCopyFile3 *This, CF2_WCHAR **pFilename);
    CF2_HRESULT (STDMETHODCALLTYPE *SetValidationState)(IBackgroundCopyFile3 *This, CF2_BOOL state);
    CF2_HRESULT (STDMETHODCALLTYPE *GetValidationState)(IBackgroundCopyFile3 *This, CF2_BOOL *pState);
    CF2_HRESULT (STDMETHODCALLTYPE *IsDownloadedFromPeer)(IBackgroundCopyFile3 *This, CF2_BOOL *pVal);
    END_INTERFACE
} IBackgroundCopyFile3Vtbl;
struct IBackgroundCopyFile3 {
    CONST_VTBL IBackgroundCopyFile3Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile3_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile3_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile3_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile3_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile3_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile3_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyFile3_GetFileRanges(This, RangeCount, Ranges) ((This)->lpVtbl->GetFileRanges((This), (RangeCount), (Ranges)))
#define IBackgroundCopyFile3_SetRemoteName(This, Val) ((This)->lpVtbl->SetRemoteName((This), (Val)))
#define IBackgroundCopyFile3_GetTemporaryName(This, pFilename) ((This)->lpVtbl->GetTemporaryName((This), (pFilename)))
#define IBackgroundCopyFile3_SetValidationState(This, state) ((This)->lpVtbl->SetValidationState((This), (state)))
#define IBackgroundCopyFile3_GetValidationState(This, pState) ((This)->lpVtbl->GetValidationState((This), (pState)))
#define IBackgroundCopyFile3_IsDownloadedFromPeer(This, pVal) ((This)->lpVtbl->IsDownloadedFromPeer((This), (pVal)))
#endif
#endif
#endif

/* IBackgroundCopyCallback2: bits3_0.h, since 3.0 */
#ifndef __IBackgroundCopyCallback2_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback2_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyCallback2;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyCallback2 : public IBackgroundCopyCallback {
    virtual CF2_HRESULT STDMETHODCALLTYPE FileTransferred(IBackgroundCopyJob *pJob, IBackgroundCopyFile *pFile) = 0;
};
CF2_UUID(IBackgroundCopyCallback2, 0x659cdeac, 0x489e, 0x11d9, 0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51)
#else
typedef struct IBackgroundCopyCallback2Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyCallback2 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyCallback2 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyCallback2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *JobTransferred)(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *pJob);
    CF2_HRESULT (STDMETHODCALLTYPE *JobError)(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *pJob, IBackgroundCopyError *pError);
    CF2_HRESULT (STDMETHODCALLTYPE *JobModification)(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *pJob, CF2_DWORD dwReserved);
    CF2_HRESULT (STDMETHODCALLTYPE *FileTransferred)(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *pJob, IBackgroundCopyFile *pFile);
    END_INTERFACE
} IBackgroundCopyCallback2Vtbl;
struct IBackgroundCopyCallback2 {
    CONST_VTBL IBackgroundCopyCallback2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyCallback2_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyCallback2_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyCallback2_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyCallback2_JobTransferred(This, pJob) ((This)->lpVtbl->JobTransferred((This), (pJob)))
#define IBackgroundCopyCallback2_JobError(This, pJob, pError) ((This)->lpVtbl->JobError((This), (pJob), (pError)))
#define IBackgroundCopyCallback2_JobModification(This, pJob, dwReserved) ((This)->lpVtbl->JobModification((This), (pJob), (dwReserved)))
#define IBackgroundCopyCallback2_FileTransferred(This, pJob, pFile) ((This)->lpVtbl->FileTransferred((This), (pJob), (pFile)))
#endif
#endif
#endif

/* IBitsTokenOptions: bits4_0.h, since 4.0 */
#ifndef __IBitsTokenOptions_INTERFACE_DEFINED__
#define __IBitsTokenOptions_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBitsTokenOptions;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBitsTokenOptions : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetHelperTokenFlags(BG_TOKEN UsageFlags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetHelperTokenFlags(BG_TOKEN *pFlags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetHelperToken() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE ClearHelperToken() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetHelperTokenSid(CF2_WCHAR **pSid) = 0;
};
CF2_UUID(IBitsTokenOptions, 0x9a2584c3, 0xf7d2, 0x457a, 0x9a, 0x5e, 0x22, 0xb6, 0x7b, 0xff, 0xc7, 0xd2)
#else
typedef struct IBitsTokenOptionsVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBitsTokenOptions *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBitsTokenOptions *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBitsTokenOptions *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetHelperTokenFlags)(IBitsTokenOptions *This, BG_TOKEN UsageFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetHelperTokenFlags)(IBitsTokenOptions *This, BG_TOKEN *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetHelperToken)(IBitsTokenOptions *This);
    CF2_HRESULT (STDMETHODCALLTYPE *ClearHelperToken)(IBitsTokenOptions *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetHelperTokenSid)(IBitsTokenOptions *This, CF2_WCHAR **pSid);
    END_INTERFACE
} IBitsTokenOptionsVtbl;
struct IBitsTokenOptions {
    CONST_VTBL IBitsTokenOptionsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBitsTokenOptions_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBitsTokenOptions_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBitsTokenOptions_Release(This) ((This)->lpVtbl->Release((This)))
#define IBitsTokenOptions_SetHelperTokenFlags(This, UsageFlags) ((This)->lpVtbl->SetHelperTokenFlags((This), (UsageFlags)))
#define IBitsTokenOptions_GetHelperTokenFlags(This, pFlags) ((This)->lpVtbl->GetHelperTokenFlags((This), (pFlags)))
#define IBitsTokenOptions_SetHelperToken(This) ((This)->lpVtbl->SetHelperToken((This)))
#define IBitsTokenOptions_ClearHelperToken(This) ((This)->lpVtbl->ClearHelperToken((This)))
#define IBitsTokenOptions_GetHelperTokenSid(This, pSid) ((This)->lpVtbl->GetHelperTokenSid((This), (pSid)))
#endif
#endif
#endif

/* IBackgroundCopyFile4: bits4_0.h, since 4.0 */
#ifndef __IBackgroundCopyFile4_INTERFACE_DEFINED__
#define __IBackgroundCopyFile4_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile4;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile4 : public IBackgroundCopyFile3 {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetPeerDownloadStats(CF2_UINT64 *pFromOrigin, CF2_UINT64 *pFromPeers) = 0;
};
CF2_UUID(IBackgroundCopyFile4, 0xef7e0655, 0x7888, 0x4960, 0xb0, 0xe5, 0x73, 0x08, 0x46, 0xe0, 0x34, 0x92)
#else
typedef struct IBackgroundCopyFile4Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile4 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile4 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile4 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile4 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile4 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile4 *This, BG_FILE_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBackgroundCopyFile4 *This, CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetRemoteName)(IBackgroundCopyFile4 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTemporaryName)(IBackgroundCopyFile4 *This, CF2_WCHAR **pFilename);
    CF2_HRESULT (STDMETHODCALLTYPE *SetValidationState)(IBackgroundCopyFile4 *This, CF2_BOOL state);
    CF2_HRESULT (STDMETHODCALLTYPE *GetValidationState)(IBackgroundCopyFile4 *This, CF2_BOOL *pState);
    CF2_HRESULT (STDMETHODCALLTYPE *IsDownloadedFromPeer)(IBackgroundCopyFile4 *This, CF2_BOOL *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerDownloadStats)(IBackgroundCopyFile4 *This, CF2_UINT64 *pFromOrigin, CF2_UINT64 *pFromPeers);
    END_INTERFACE
} IBackgroundCopyFile4Vtbl;
struct IBackgroundCopyFile4 {
    CONST_VTBL IBackgroundCopyFile4Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile4_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile4_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile4_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile4_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile4_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile4_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyFile4_GetFileRanges(This, RangeCount, Ranges) ((This)->lpVtbl->GetFileRanges((This), (RangeCount), (Ranges)))
#define IBackgroundCopyFile4_SetRemoteName(This, Val) ((This)->lpVtbl->SetRemoteName((This), (Val)))
#define IBackgroundCopyFile4_GetTemporaryName(This, pFilename) ((This)->lpVtbl->GetTemporaryName((This), (pFilename)))
#define IBackgroundCopyFile4_SetValidationState(This, state) ((This)->lpVtbl->SetValidationState((This), (state)))
#define IBackgroundCopyFile4_GetValidationState(This, pState) ((This)->lpVtbl->GetValidationState((This), (pState)))
#define IBackgroundCopyFile4_IsDownloadedFromPeer(This, pVal) ((This)->lpVtbl->IsDownloadedFromPeer((This), (pVal)))
#define IBackgroundCopyFile4_GetPeerDownloadStats(This, pFromOrigin, pFromPeers) ((This)->lpVtbl->GetPeerDownloadStats((This), (pFromOrigin), (pFromPeers)))
#endif
#endif
#endif

/* IBackgroundCopyJob5: bits5_0.h, since 5.0 */
#ifndef __IBackgroundCopyJob5_INTERFACE_DEFINED__
#define __IBackgroundCopyJob5_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob5;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob5 : public IBackgroundCopyJob4 {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetProperty(BITS_JOB_PROPERTY_ID PropertyId, BITS_JOB_PROPERTY_VALUE PropertyValue) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProperty(BITS_JOB_PROPERTY_ID PropertyId, BITS_JOB_PROPERTY_VALUE *PropertyValue) = 0;
};
CF2_UUID(IBackgroundCopyJob5, 0xe847030c, 0xbbba, 0x4657, 0xaf, 0x6d, 0x48, 0x4a, 0xa4, 0x2b, 0xf1, 0xfe)
#else
typedef struct IBackgroundCopyJob5Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob5 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob5 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileSet)(IBackgroundCopyJob5 *This, CF2_ULONG cFileCount, BG_FILE_INFO *pFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFile)(IBackgroundCopyJob5 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumFiles)(IBackgroundCopyJob5 *This, IEnumBackgroundCopyFiles **pEnum);
    CF2_HRESULT (STDMETHODCALLTYPE *Suspend)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Resume)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Cancel)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Complete)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetId)(IBackgroundCopyJob5 *This, CF2_GUID *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetType)(IBackgroundCopyJob5 *This, BG_JOB_TYPE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob5 *This, BG_JOB_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTimes)(IBackgroundCopyJob5 *This, BG_JOB_TIMES *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetState)(IBackgroundCopyJob5 *This, BG_JOB_STATE *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetError)(IBackgroundCopyJob5 *This, IBackgroundCopyError **ppError);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwner)(IBackgroundCopyJob5 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDisplayName)(IBackgroundCopyJob5 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDisplayName)(IBackgroundCopyJob5 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetDescription)(IBackgroundCopyJob5 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetDescription)(IBackgroundCopyJob5 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPriority)(IBackgroundCopyJob5 *This, BG_JOB_PRIORITY Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPriority)(IBackgroundCopyJob5 *This, BG_JOB_PRIORITY *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyFlags)(IBackgroundCopyJob5 *This, CF2_ULONG Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyFlags)(IBackgroundCopyJob5 *This, CF2_ULONG *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyInterface)(IBackgroundCopyJob5 *This, IUnknown *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyInterface)(IBackgroundCopyJob5 *This, IUnknown **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMinimumRetryDelay)(IBackgroundCopyJob5 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMinimumRetryDelay)(IBackgroundCopyJob5 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNoProgressTimeout)(IBackgroundCopyJob5 *This, CF2_ULONG Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNoProgressTimeout)(IBackgroundCopyJob5 *This, CF2_ULONG *Seconds);
    CF2_HRESULT (STDMETHODCALLTYPE *GetErrorCount)(IBackgroundCopyJob5 *This, CF2_ULONG *Errors);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProxySettings)(IBackgroundCopyJob5 *This, BG_JOB_PROXY_USAGE ProxyUsage, const CF2_WCHAR *ProxyList, const CF2_WCHAR *ProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProxySettings)(IBackgroundCopyJob5 *This, BG_JOB_PROXY_USAGE *pProxyUsage, CF2_WCHAR **pProxyList, CF2_WCHAR **pProxyBypassList);
    CF2_HRESULT (STDMETHODCALLTYPE *TakeOwnership)(IBackgroundCopyJob5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotifyCmdLine)(IBackgroundCopyJob5 *This, const CF2_WCHAR *Program, const CF2_WCHAR *Parameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetNotifyCmdLine)(IBackgroundCopyJob5 *This, CF2_WCHAR **pProgram, CF2_WCHAR **pParameters);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyProgress)(IBackgroundCopyJob5 *This, BG_JOB_REPLY_PROGRESS *pProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyData)(IBackgroundCopyJob5 *This, unsigned char **ppBuffer, CF2_UINT64 *pLength);
    CF2_HRESULT (STDMETHODCALLTYPE *SetReplyFileName)(IBackgroundCopyJob5 *This, const CF2_WCHAR *ReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *GetReplyFileName)(IBackgroundCopyJob5 *This, CF2_WCHAR **pReplyFileName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCredentials)(IBackgroundCopyJob5 *This, BG_AUTH_CREDENTIALS *credentials);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveCredentials)(IBackgroundCopyJob5 *This, BG_AUTH_TARGET Target, BG_AUTH_SCHEME Scheme);
    CF2_HRESULT (STDMETHODCALLTYPE *ReplaceRemotePrefix)(IBackgroundCopyJob5 *This, const CF2_WCHAR *OldPrefix, const CF2_WCHAR *NewPrefix);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFileWithRanges)(IBackgroundCopyJob5 *This, const CF2_WCHAR *RemoteUrl, const CF2_WCHAR *LocalName, CF2_DWORD RangeCount, BG_FILE_RANGE *Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetFileACLFlags)(IBackgroundCopyJob5 *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileACLFlags)(IBackgroundCopyJob5 *This, CF2_DWORD *Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetPeerCachingFlags)(IBackgroundCopyJob5 *This, CF2_DWORD Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerCachingFlags)(IBackgroundCopyJob5 *This, CF2_DWORD *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwnerIntegrityLevel)(IBackgroundCopyJob5 *This, CF2_ULONG *pLevel);
    CF2_HRESULT (STDMETHODCALLTYPE *GetOwnerElevationState)(IBackgroundCopyJob5 *This, CF2_BOOL *pElevated);
    CF2_HRESULT (STDMETHODCALLTYPE *SetMaximumDownloadTime)(IBackgroundCopyJob5 *This, CF2_ULONG Timeout);
    CF2_HRESULT (STDMETHODCALLTYPE *GetMaximumDownloadTime)(IBackgroundCopyJob5 *This, CF2_ULONG *pTimeout);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProperty)(IBackgroundCopyJob5 *This, BITS_JOB_PROPERTY_ID PropertyId, BITS_JOB_PROPERTY_VALUE PropertyValue);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProperty)(IBackgroundCopyJob5 *This, BITS_JOB_PROPERTY_ID PropertyId, BITS_JOB_PROPERTY_VALUE *PropertyValue);
    END_INTERFACE
} IBackgroundCopyJob5Vtbl;
struct IBackgroundCopyJob5 {
    CONST_VTBL IBackgroundCopyJob5Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob5_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob5_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob5_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob5_AddFileSet(This, cFileCount, pFileSet) ((This)->lpVtbl->AddFileSet((This), (cFileCount), (pFileSet)))
#define IBackgroundCopyJob5_AddFile(This, RemoteUrl, LocalName) ((This)->lpVtbl->AddFile((This), (RemoteUrl), (LocalName)))
#define IBackgroundCopyJob5_EnumFiles(This, pEnum) ((This)->lpVtbl->EnumFiles((This), (pEnum)))
#define IBackgroundCopyJob5_Suspend(This) ((This)->lpVtbl->Suspend((This)))
#define IBackgroundCopyJob5_Resume(This) ((This)->lpVtbl->Resume((This)))
#define IBackgroundCopyJob5_Cancel(This) ((This)->lpVtbl->Cancel((This)))
#define IBackgroundCopyJob5_Complete(This) ((This)->lpVtbl->Complete((This)))
#define IBackgroundCopyJob5_GetId(This, pVal) ((This)->lpVtbl->GetId((This), (pVal)))
#define IBackgroundCopyJob5_GetType(This, pVal) ((This)->lpVtbl->GetType((This), (pVal)))
#define IBackgroundCopyJob5_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyJob5_GetTimes(This, pVal) ((This)->lpVtbl->GetTimes((This), (pVal)))
#define IBackgroundCopyJob5_GetState(This, pVal) ((This)->lpVtbl->GetState((This), (pVal)))
#define IBackgroundCopyJob5_GetError(This, ppError) ((This)->lpVtbl->GetError((This), (ppError)))
#define IBackgroundCopyJob5_GetOwner(This, pVal) ((This)->lpVtbl->GetOwner((This), (pVal)))
#define IBackgroundCopyJob5_SetDisplayName(This, Val) ((This)->lpVtbl->SetDisplayName((This), (Val)))
#define IBackgroundCopyJob5_GetDisplayName(This, pVal) ((This)->lpVtbl->GetDisplayName((This), (pVal)))
#define IBackgroundCopyJob5_SetDescription(This, Val) ((This)->lpVtbl->SetDescription((This), (Val)))
#define IBackgroundCopyJob5_GetDescription(This, pVal) ((This)->lpVtbl->GetDescription((This), (pVal)))
#define IBackgroundCopyJob5_SetPriority(This, Val) ((This)->lpVtbl->SetPriority((This), (Val)))
#define IBackgroundCopyJob5_GetPriority(This, pVal) ((This)->lpVtbl->GetPriority((This), (pVal)))
#define IBackgroundCopyJob5_SetNotifyFlags(This, Val) ((This)->lpVtbl->SetNotifyFlags((This), (Val)))
#define IBackgroundCopyJob5_GetNotifyFlags(This, pVal) ((This)->lpVtbl->GetNotifyFlags((This), (pVal)))
#define IBackgroundCopyJob5_SetNotifyInterface(This, Val) ((This)->lpVtbl->SetNotifyInterface((This), (Val)))
#define IBackgroundCopyJob5_GetNotifyInterface(This, pVal) ((This)->lpVtbl->GetNotifyInterface((This), (pVal)))
#define IBackgroundCopyJob5_SetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->SetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob5_GetMinimumRetryDelay(This, Seconds) ((This)->lpVtbl->GetMinimumRetryDelay((This), (Seconds)))
#define IBackgroundCopyJob5_SetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->SetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob5_GetNoProgressTimeout(This, Seconds) ((This)->lpVtbl->GetNoProgressTimeout((This), (Seconds)))
#define IBackgroundCopyJob5_GetErrorCount(This, Errors) ((This)->lpVtbl->GetErrorCount((This), (Errors)))
#define IBackgroundCopyJob5_SetProxySettings(This, ProxyUsage, ProxyList, ProxyBypassList) ((This)->lpVtbl->SetProxySettings((This), (ProxyUsage), (ProxyList), (ProxyBypassList)))
#define IBackgroundCopyJob5_GetProxySettings(This, pProxyUsage, pProxyList, pProxyBypassList) ((This)->lpVtbl->GetProxySettings((This), (pProxyUsage), (pProxyList), (pProxyBypassList)))
#define IBackgroundCopyJob5_TakeOwnership(This) ((This)->lpVtbl->TakeOwnership((This)))
#define IBackgroundCopyJob5_SetNotifyCmdLine(This, Program, Parameters) ((This)->lpVtbl->SetNotifyCmdLine((This), (Program), (Parameters)))
#define IBackgroundCopyJob5_GetNotifyCmdLine(This, pProgram, pParameters) ((This)->lpVtbl->GetNotifyCmdLine((This), (pProgram), (pParameters)))
#define IBackgroundCopyJob5_GetReplyProgress(This, pProgress) ((This)->lpVtbl->GetReplyProgress((This), (pProgress)))
#define IBackgroundCopyJob5_GetReplyData(This, ppBuffer, pLength) ((This)->lpVtbl->GetReplyData((This), (ppBuffer), (pLength)))
#define IBackgroundCopyJob5_SetReplyFileName(This, ReplyFileName) ((This)->lpVtbl->SetReplyFileName((This), (ReplyFileName)))
#define IBackgroundCopyJob5_GetReplyFileName(This, pReplyFileName) ((This)->lpVtbl->GetReplyFileName((This), (pReplyFileName)))
#define IBackgroundCopyJob5_SetCredentials(This, credentials) ((This)->lpVtbl->SetCredentials((This), (credentials)))
#define IBackgroundCopyJob5_RemoveCredentials(This, Target, Scheme) ((This)->lpVtbl->RemoveCredentials((This), (Target), (Scheme)))
#define IBackgroundCopyJob5_ReplaceRemotePrefix(This, OldPrefix, NewPrefix) ((This)->lpVtbl->ReplaceRemotePrefix((This), (OldPrefix), (NewPrefix)))
#define IBackgroundCopyJob5_AddFileWithRanges(This, RemoteUrl, LocalName, RangeCount, Ranges) ((This)->lpVtbl->AddFileWithRanges((This), (RemoteUrl), (LocalName), (RangeCount), (Ranges)))
#define IBackgroundCopyJob5_SetFileACLFlags(This, Flags) ((This)->lpVtbl->SetFileACLFlags((This), (Flags)))
#define IBackgroundCopyJob5_GetFileACLFlags(This, Flags) ((This)->lpVtbl->GetFileACLFlags((This), (Flags)))
#define IBackgroundCopyJob5_SetPeerCachingFlags(This, Flags) ((This)->lpVtbl->SetPeerCachingFlags((This), (Flags)))
#define IBackgroundCopyJob5_GetPeerCachingFlags(This, pFlags) ((This)->lpVtbl->GetPeerCachingFlags((This), (pFlags)))
#define IBackgroundCopyJob5_GetOwnerIntegrityLevel(This, pLevel) ((This)->lpVtbl->GetOwnerIntegrityLevel((This), (pLevel)))
#define IBackgroundCopyJob5_GetOwnerElevationState(This, pElevated) ((This)->lpVtbl->GetOwnerElevationState((This), (pElevated)))
#define IBackgroundCopyJob5_SetMaximumDownloadTime(This, Timeout) ((This)->lpVtbl->SetMaximumDownloadTime((This), (Timeout)))
#define IBackgroundCopyJob5_GetMaximumDownloadTime(This, pTimeout) ((This)->lpVtbl->GetMaximumDownloadTime((This), (pTimeout)))
#define IBackgroundCopyJob5_SetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->SetProperty((This), (PropertyId), (PropertyValue)))
#define IBackgroundCopyJob5_GetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->GetProperty((This), (PropertyId), (PropertyValue)))
#endif
#endif
#endif

/* IBackgroundCopyFile5: bits5_0.h, since 5.0 */
#ifndef __IBackgroundCopyFile5_INTERFACE_DEFINED__
#define __IBackgroundCopyFile5_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile5;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile5 : public IBackgroundCopyFile4 {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetProperty(BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE PropertyValue) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProperty(BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE *PropertyValue) = 0;
};
CF2_UUID(IBackgroundCopyFile5, 0x85c1657f, 0xdafc, 0x40e8, 0x88, 0x34, 0xdf, 0x18, 0xea, 0x25, 0x71, 0x7e)
#else
typedef struct IBackgroundCopyFile5Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile5 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile5 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile5 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile5 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile5 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile5 *This, BG_FILE_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBackgroundCopyFile5 *This, CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetRemoteName)(IBackgroundCopyFile5 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTemporaryName)(IBackgroundCopyFile5 *This, CF2_WCHAR **pFilename);
    CF2_HRESULT (STDMETHODCALLTYPE *SetValidationState)(IBackgroundCopyFile5 *This, CF2_BOOL state);
    CF2_HRESULT (STDMETHODCALLTYPE *GetValidationState)(IBackgroundCopyFile5 *This, CF2_BOOL *pState);
    CF2_HRESULT (STDMETHODCALLTYPE *IsDownloadedFromPeer)(IBackgroundCopyFile5 *This, CF2_BOOL *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerDownloadStats)(IBackgroundCopyFile5 *This, CF2_UINT64 *pFromOrigin, CF2_UINT64 *pFromPeers);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProperty)(IBackgroundCopyFile5 *This, BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE PropertyValue);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProperty)(IBackgroundCopyFile5 *This, BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE *PropertyValue);
    END_INTERFACE
} IBackgroundCopyFile5Vtbl;
struct IBackgroundCopyFile5 {
    CONST_VTBL IBackgroundCopyFile5Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile5_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile5_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile5_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile5_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile5_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile5_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyFile5_GetFileRanges(This, RangeCount, Ranges) ((This)->lpVtbl->GetFileRanges((This), (RangeCount), (Ranges)))
#define IBackgroundCopyFile5_SetRemoteName(This, Val) ((This)->lpVtbl->SetRemoteName((This), (Val)))
#define IBackgroundCopyFile5_GetTemporaryName(This, pFilename) ((This)->lpVtbl->GetTemporaryName((This), (pFilename)))
#define IBackgroundCopyFile5_SetValidationState(This, state) ((This)->lpVtbl->SetValidationState((This), (state)))
#define IBackgroundCopyFile5_GetValidationState(This, pState) ((This)->lpVtbl->GetValidationState((This), (pState)))
#define IBackgroundCopyFile5_IsDownloadedFromPeer(This, pVal) ((This)->lpVtbl->IsDownloadedFromPeer((This), (pVal)))
#define IBackgroundCopyFile5_GetPeerDownloadStats(This, pFromOrigin, pFromPeers) ((This)->lpVtbl->GetPeerDownloadStats((This), (pFromOrigin), (pFromPeers)))
#define IBackgroundCopyFile5_SetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->SetProperty((This), (PropertyId), (PropertyValue)))
#define IBackgroundCopyFile5_GetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->GetProperty((This), (PropertyId), (PropertyValue)))
#endif
#endif
#endif

/* IBackgroundCopyCallback3: bits10_1.h, since 10.1 */
#ifndef __IBackgroundCopyCallback3_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback3_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyCallback3;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyCallback3 : public IBackgroundCopyCallback2 {
    virtual CF2_HRESULT STDMETHODCALLTYPE FileRangesTransferred(IBackgroundCopyJob *job, IBackgroundCopyFile *file, CF2_DWORD rangeCount, const BG_FILE_RANGE *ranges) = 0;
};
CF2_UUID(IBackgroundCopyCallback3, 0x98c97bd2, 0xe32b, 0x4ad8, 0xa5, 0x28, 0x95, 0xfd, 0x8b, 0x16, 0xbd, 0x42)
#else
typedef struct IBackgroundCopyCallback3Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyCallback3 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyCallback3 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyCallback3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *JobTransferred)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *pJob);
    CF2_HRESULT (STDMETHODCALLTYPE *JobError)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *pJob, IBackgroundCopyError *pError);
    CF2_HRESULT (STDMETHODCALLTYPE *JobModification)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *pJob, CF2_DWORD dwReserved);
    CF2_HRESULT (STDMETHODCALLTYPE *FileTransferred)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *pJob, IBackgroundCopyFile *pFile);
    CF2_HRESULT (STDMETHODCALLTYPE *FileRangesTransferred)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job, IBackgroundCopyFile *file, CF2_DWORD rangeCount, const BG_FILE_RANGE *ranges);
    END_INTERFACE
} IBackgroundCopyCallback3Vtbl;
struct IBackgroundCopyCallback3 {
    CONST_VTBL IBackgroundCopyCallback3Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyCallback3_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyCallback3_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyCallback3_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyCallback3_JobTransferred(This, pJob) ((This)->lpVtbl->JobTransferred((This), (pJob)))
#define IBackgroundCopyCallback3_JobError(This, pJob, pError) ((This)->lpVtbl->JobError((This), (pJob), (pError)))
#define IBackgroundCopyCallback3_JobModification(This, pJob, dwReserved) ((This)->lpVtbl->JobModification((This), (pJob), (dwReserved)))
#define IBackgroundCopyCallback3_FileTransferred(This, pJob, pFile) ((This)->lpVtbl->FileTransferred((This), (pJob), (pFile)))
#define IBackgroundCopyCallback3_FileRangesTransferred(This, job, file, rangeCount, ranges) ((This)->lpVtbl->FileRangesTransferred((This), (job), (file), (rangeCount), (ranges)))
#endif
#endif
#endif

/* IBackgroundCopyFile6: bits10_1.h, since 10.1 */
#ifndef __IBackgroundCopyFile6_INTERFACE_DEFINED__
#define __IBackgroundCopyFile6_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyFile6;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyFile6 : public IBackgroundCopyFile5 {
    virtual CF2_HRESULT STDMETHODCALLTYPE UpdateDownloadPosition(CF2_UINT64 offset) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE RequestFileRanges(CF2_DWORD rangeCount, const BG_FILE_RANGE *ranges) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFilledFileRanges(CF2_DWORD *rangeCount, BG_FILE_RANGE **ranges) = 0;
};
CF2_UUID(IBackgroundCopyFile6, 0xcf6784f7, 0xd677, 0x49fd, 0x93, 0x68, 0xcb, 0x47, 0xae, 0xe9, 0xd1, 0xad)
#else
typedef struct IBackgroundCopyFile6Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyFile6 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyFile6 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyFile6 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetRemoteName)(IBackgroundCopyFile6 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetLocalName)(IBackgroundCopyFile6 *This, CF2_WCHAR **pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyFile6 *This, BG_FILE_PROGRESS *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBackgroundCopyFile6 *This, CF2_DWORD *RangeCount, BG_FILE_RANGE **Ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *SetRemoteName)(IBackgroundCopyFile6 *This, const CF2_WCHAR *Val);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTemporaryName)(IBackgroundCopyFile6 *This, CF2_WCHAR **pFilename);
    CF2_HRESULT (STDMETHODCALLTYPE *SetValidationState)(IBackgroundCopyFile6 *This, CF2_BOOL state);
    CF2_HRESULT (STDMETHODCALLTYPE *GetValidationState)(IBackgroundCopyFile6 *This, CF2_BOOL *pState);
    CF2_HRESULT (STDMETHODCALLTYPE *IsDownloadedFromPeer)(IBackgroundCopyFile6 *This, CF2_BOOL *pVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetPeerDownloadStats)(IBackgroundCopyFile6 *This, CF2_UINT64 *pFromOrigin, CF2_UINT64 *pFromPeers);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProperty)(IBackgroundCopyFile6 *This, BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE PropertyValue);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProperty)(IBackgroundCopyFile6 *This, BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE *PropertyValue);
    CF2_HRESULT (STDMETHODCALLTYPE *UpdateDownloadPosition)(IBackgroundCopyFile6 *This, CF2_UINT64 offset);
    CF2_HRESULT (STDMETHODCALLTYPE *RequestFileRanges)(IBackgroundCopyFile6 *This, CF2_DWORD rangeCount, const BG_FILE_RANGE *ranges);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFilledFileRanges)(IBackgroundCopyFile6 *This, CF2_DWORD *rangeCount, BG_FILE_RANGE **ranges);
    END_INTERFACE
} IBackgroundCopyFile6Vtbl;
struct IBackgroundCopyFile6 {
    CONST_VTBL IBackgroundCopyFile6Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyFile6_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyFile6_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyFile6_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyFile6_GetRemoteName(This, pVal) ((This)->lpVtbl->GetRemoteName((This), (pVal)))
#define IBackgroundCopyFile6_GetLocalName(This, pVal) ((This)->lpVtbl->GetLocalName((This), (pVal)))
#define IBackgroundCopyFile6_GetProgress(This, pVal) ((This)->lpVtbl->GetProgress((This), (pVal)))
#define IBackgroundCopyFile6_GetFileRanges(This, RangeCount, Ranges) ((This)->lpVtbl->GetFileRanges((This), (RangeCount), (Ranges)))
#define IBackgroundCopyFile6_SetRemoteName(This, Val) ((This)->lpVtbl->SetRemoteName((This), (Val)))
#define IBackgroundCopyFile6_GetTemporaryName(This, pFilename) ((This)->lpVtbl->GetTemporaryName((This), (pFilename)))
#define IBackgroundCopyFile6_SetValidationState(This, state) ((This)->lpVtbl->SetValidationState((This), (state)))
#define IBackgroundCopyFile6_GetValidationState(This, pState) ((This)->lpVtbl->GetValidationState((This), (pState)))
#define IBackgroundCopyFile6_IsDownloadedFromPeer(This, pVal) ((This)->lpVtbl->IsDownloadedFromPeer((This), (pVal)))
#define IBackgroundCopyFile6_GetPeerDownloadStats(This, pFromOrigin, pFromPeers) ((This)->lpVtbl->GetPeerDownloadStats((This), (pFromOrigin), (pFromPeers)))
#define IBackgroundCopyFile6_SetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->SetProperty((This), (PropertyId), (PropertyValue)))
#define IBackgroundCopyFile6_GetProperty(This, PropertyId, PropertyValue) ((This)->lpVtbl->GetProperty((This), (PropertyId), (PropertyValue)))
#define IBackgroundCopyFile6_UpdateDownloadPosition(This, offset) ((This)->lpVtbl->UpdateDownloadPosition((This), (offset)))
#define IBackgroundCopyFile6_RequestFileRanges(This, rangeCount, ranges) ((This)->lpVtbl->RequestFileRanges((This), (rangeCount), (ranges)))
#define IBackgroundCopyFile6_GetFilledFileRanges(This, rangeCount, ranges) ((This)->lpVtbl->GetFilledFileRanges((This), (rangeCount), (ranges)))
#endif
#endif
#endif

/* IBackgroundCopyJobHttpOptions2: bits10_2.h, since 10.2 */
#ifndef __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJobHttpOptions2;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJobHttpOptions2 : public IBackgroundCopyJobHttpOptions {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetHttpMethod(const CF2_WCHAR *method) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetHttpMethod(CF2_WCHAR **method) = 0;
};
CF2_UUID(IBackgroundCopyJobHttpOptions2, 0xb591a192, 0xa405, 0x4fc3, 0x83, 0x23, 0x4c, 0x5c, 0x54, 0x25, 0x78, 0xfc)
#else
typedef struct IBackgroundCopyJobHttpOptions2Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJobHttpOptions2 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJobHttpOptions2 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJobHttpOptions2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByID)(IBackgroundCopyJobHttpOptions2 *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const unsigned char *pCertHashBlob);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByName)(IBackgroundCopyJobHttpOptions2 *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const CF2_WCHAR *SubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveClientCertificate)(IBackgroundCopyJobHttpOptions2 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetClientCertificate)(IBackgroundCopyJobHttpOptions2 *This, BG_CERT_STORE_LOCATION *pStoreLocation, CF2_WCHAR **pStoreName, unsigned char **ppCertHashBlob, CF2_WCHAR **pSubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCustomHeaders)(IBackgroundCopyJobHttpOptions2 *This, const CF2_WCHAR *RequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCustomHeaders)(IBackgroundCopyJobHttpOptions2 *This, CF2_WCHAR **pRequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *SetSecurityFlags)(IBackgroundCopyJobHttpOptions2 *This, CF2_ULONG Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetSecurityFlags)(IBackgroundCopyJobHttpOptions2 *This, CF2_ULONG *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetHttpMethod)(IBackgroundCopyJobHttpOptions2 *This, const CF2_WCHAR *method);
    CF2_HRESULT (STDMETHODCALLTYPE *GetHttpMethod)(IBackgroundCopyJobHttpOptions2 *This, CF2_WCHAR **method);
    END_INTERFACE
} IBackgroundCopyJobHttpOptions2Vtbl;
struct IBackgroundCopyJobHttpOptions2 {
    CONST_VTBL IBackgroundCopyJobHttpOptions2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJobHttpOptions2_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJobHttpOptions2_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJobHttpOptions2_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJobHttpOptions2_SetClientCertificateByID(This, StoreLocation, StoreName, pCertHashBlob) ((This)->lpVtbl->SetClientCertificateByID((This), (StoreLocation), (StoreName), (pCertHashBlob)))
#define IBackgroundCopyJobHttpOptions2_SetClientCertificateByName(This, StoreLocation, StoreName, SubjectName) ((This)->lpVtbl->SetClientCertificateByName((This), (StoreLocation), (StoreName), (SubjectName)))
#define IBackgroundCopyJobHttpOptions2_RemoveClientCertificate(This) ((This)->lpVtbl->RemoveClientCertificate((This)))
#define IBackgroundCopyJobHttpOptions2_GetClientCertificate(This, pStoreLocation, pStoreName, ppCertHashBlob, pSubjectName) ((This)->lpVtbl->GetClientCertificate((This), (pStoreLocation), (pStoreName), (ppCertHashBlob), (pSubjectName)))
#define IBackgroundCopyJobHttpOptions2_SetCustomHeaders(This, RequestHeaders) ((This)->lpVtbl->SetCustomHeaders((This), (RequestHeaders)))
#define IBackgroundCopyJobHttpOptions2_GetCustomHeaders(This, pRequestHeaders) ((This)->lpVtbl->GetCustomHeaders((This), (pRequestHeaders)))
#define IBackgroundCopyJobHttpOptions2_SetSecurityFlags(This, Flags) ((This)->lpVtbl->SetSecurityFlags((This), (Flags)))
#define IBackgroundCopyJobHttpOptions2_GetSecurityFlags(This, pFlags) ((This)->lpVtbl->GetSecurityFlags((This), (pFlags)))
#define IBackgroundCopyJobHttpOptions2_SetHttpMethod(This, method) ((This)->lpVtbl->SetHttpMethod((This), (method)))
#define IBackgroundCopyJobHttpOptions2_GetHttpMethod(This, method) ((This)->lpVtbl->GetHttpMethod((This), (method)))
#endif
#endif
#endif

/* IBackgroundCopyJobHttpOptions3: bits10_3.h, since 10.3 */
#ifndef __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJobHttpOptions3;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJobHttpOptions3 : public IBackgroundCopyJobHttpOptions2 {
    virtual CF2_HRESULT STDMETHODCALLTYPE SetServerCertificateValidationInterface(IUnknown *certValidationCallback) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE MakeCustomHeadersWriteOnly() = 0;
};
CF2_UUID(IBackgroundCopyJobHttpOptions3, 0x8a9263d3, 0xfd4c, 0x4eda, 0x9b, 0x28, 0x30, 0x13, 0x2a, 0x4d, 0x4e, 0x3c)
#else
typedef struct IBackgroundCopyJobHttpOptions3Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJobHttpOptions3 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJobHttpOptions3 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJobHttpOptions3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByID)(IBackgroundCopyJobHttpOptions3 *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const unsigned char *pCertHashBlob);
    CF2_HRESULT (STDMETHODCALLTYPE *SetClientCertificateByName)(IBackgroundCopyJobHttpOptions3 *This, BG_CERT_STORE_LOCATION StoreLocation, const CF2_WCHAR *StoreName, const CF2_WCHAR *SubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *RemoveClientCertificate)(IBackgroundCopyJobHttpOptions3 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetClientCertificate)(IBackgroundCopyJobHttpOptions3 *This, BG_CERT_STORE_LOCATION *pStoreLocation, CF2_WCHAR **pStoreName, unsigned char **ppCertHashBlob, CF2_WCHAR **pSubjectName);
    CF2_HRESULT (STDMETHODCALLTYPE *SetCustomHeaders)(IBackgroundCopyJobHttpOptions3 *This, const CF2_WCHAR *RequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCustomHeaders)(IBackgroundCopyJobHttpOptions3 *This, CF2_WCHAR **pRequestHeaders);
    CF2_HRESULT (STDMETHODCALLTYPE *SetSecurityFlags)(IBackgroundCopyJobHttpOptions3 *This, CF2_ULONG Flags);
    CF2_HRESULT (STDMETHODCALLTYPE *GetSecurityFlags)(IBackgroundCopyJobHttpOptions3 *This, CF2_ULONG *pFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *SetHttpMethod)(IBackgroundCopyJobHttpOptions3 *This, const CF2_WCHAR *method);
    CF2_HRESULT (STDMETHODCALLTYPE *GetHttpMethod)(IBackgroundCopyJobHttpOptions3 *This, CF2_WCHAR **method);
    CF2_HRESULT (STDMETHODCALLTYPE *SetServerCertificateValidationInterface)(IBackgroundCopyJobHttpOptions3 *This, IUnknown *certValidationCallback);
    CF2_HRESULT (STDMETHODCALLTYPE *MakeCustomHeadersWriteOnly)(IBackgroundCopyJobHttpOptions3 *This);
    END_INTERFACE
} IBackgroundCopyJobHttpOptions3Vtbl;
struct IBackgroundCopyJobHttpOptions3 {
    CONST_VTBL IBackgroundCopyJobHttpOptions3Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJobHttpOptions3_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJobHttpOptions3_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJobHttpOptions3_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJobHttpOptions3_SetClientCertificateByID(This, StoreLocation, StoreName, pCertHashBlob) ((This)->lpVtbl->SetClientCertificateByID((This), (StoreLocation), (StoreName), (pCertHashBlob)))
#define IBackgroundCopyJobHttpOptions3_SetClientCertificateByName(This, StoreLocation, StoreName, SubjectName) ((This)->lpVtbl->SetClientCertificateByName((This), (StoreLocation), (StoreName), (SubjectName)))
#define IBackgroundCopyJobHttpOptions3_RemoveClientCertificate(This) ((This)->lpVtbl->RemoveClientCertificate((This)))
#define IBackgroundCopyJobHttpOptions3_GetClientCertificate(This, pStoreLocation, pStoreName, ppCertHashBlob, pSubjectName) ((This)->lpVtbl->GetClientCertificate((This), (pStoreLocation), (pStoreName), (ppCertHashBlob), (pSubjectName)))
#define IBackgroundCopyJobHttpOptions3_SetCustomHeaders(This, RequestHeaders) ((This)->lpVtbl->SetCustomHeaders((This), (RequestHeaders)))
#define IBackgroundCopyJobHttpOptions3_GetCustomHeaders(This, pRequestHeaders) ((This)->lpVtbl->GetCustomHeaders((This), (pRequestHeaders)))
#define IBackgroundCopyJobHttpOptions3_SetSecurityFlags(This, Flags) ((This)->lpVtbl->SetSecurityFlags((This), (Flags)))
#define IBackgroundCopyJobHttpOptions3_GetSecurityFlags(This, pFlags) ((This)->lpVtbl->GetSecurityFlags((This), (pFlags)))
#define IBackgroundCopyJobHttpOptions3_SetHttpMethod(This, method) ((This)->lpVtbl->SetHttpMethod((This), (method)))
#define IBackgroundCopyJobHttpOptions3_GetHttpMethod(This, method) ((This)->lpVtbl->GetHttpMethod((This), (method)))
#define IBackgroundCopyJobHttpOptions3_SetServerCertificateValidationInterface(This, certValidationCallback) ((This)->lpVtbl->SetServerCertificateValidationInterface((This), (certValidationCallback)))
#define IBackgroundCopyJobHttpOptions3_MakeCustomHeadersWriteOnly(This) ((This)->lpVtbl->MakeCustomHeadersWriteOnly((This)))
#endif
#endif
#endif

/* IBackgroundCopyServerCertificateValidationCallback: bits10_3.h, since 10.3 */
#ifndef __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
#define __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyServerCertificateValidationCallback;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyServerCertificateValidationCallback : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE ValidateServerCertificate(IBackgroundCopyJob *job, IBackgroundCopyFile *file, CF2_DWORD certLength, const unsigned char *certData, CF2_DWORD certEncodingType, CF2_DWORD certStoreLength, const unsigned char *certStoreData) = 0;
};
CF2_UUID(IBackgroundCopyServerCertificateValidationCallback, 0x4cec0d02, 0xdef7, 0x4158, 0x81, 0x3a, 0xc3, 0x2a, 0x46, 0x94, 0x5f, 0xf7)
#else
typedef struct IBackgroundCopyServerCertificateValidationCallbackVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyServerCertificateValidationCallback *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyServerCertificateValidationCallback *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyServerCertificateValidationCallback *This);
    CF2_HRESULT (STDMETHODCALLTYPE *ValidateServerCertificate)(IBackgroundCopyServerCertificateValidationCallback *This, IBackgroundCopyJob *job, IBackgroundCopyFile *file, CF2_DWORD certLength, const unsigned char *certData, CF2_DWORD certEncodingType, CF2_DWORD certStoreLength, const unsigned char *certStoreData);
    END_INTERFACE
} IBackgroundCopyServerCertificateValidationCallbackVtbl;
struct IBackgroundCopyServerCertificateValidationCallback {
    CONST_VTBL IBackgroundCopyServerCertificateValidationCallbackVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyServerCertificateValidationCallback_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyServerCertificateValidationCallback_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyServerCertificateValidationCallback_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyServerCertificateValidationCallback_ValidateServerCertificate(This, job, file, certLength, certData, certEncodingType, certStoreLength, certStoreData) ((This)->lpVtbl->ValidateServerCertificate((This), (job), (file), (certLength), (certData), (certEncodingType), (certStoreLength), (certStoreData)))
#endif
#endif
#endif

#endif
