/*
 * copyfile2/types.h: scalar types, enumerations, flags, error codes and HRESULT macros for copyfile2.h.
 *
 * Written by hand; a test compares every number here with the library's own.
 *
 * What a program may define before the first inclusion:
 *
 *   COPYFILE2_NO_WINDOWS_TYPES  Leave the Windows spellings (DWORD, HANDLE, ERROR_*, S_OK ...) to another header that
 *                               comes later. The CF2_ types and everything named COPYFILE2_* stay.
 *   COPYFILE2_NO_WINDOWS_API    Leave what Windows itself declares of this API (COPYFILE2_MESSAGE, CopyFile2 ...) to another
 *                               header as well, such as Wine's winbase.h. What is our own stays: the U8 functions, the
 *                               helpers, the hooks, and the _ms functions of copyfile2/ms_abi.h.
 *   COPYFILE2_WCHAR32           Names are wchar_t strings of 32-bit units (UTF-32). The functions keep their names; calls
 *                               reach the UTF-32 entry points. Translation units with and without it can be mixed.
 *
 * If a known header with the Windows types, or with this API, came earlier its spellings are used instead of ours.
 */
#ifndef COPYFILE2_TYPES_H
#define COPYFILE2_TYPES_H

#include <stddef.h>
#include <stdint.h>

/* ---- Who else is here ---- */

/* Is a header with the Windows types here already? */
#if defined(COPYFILE2_NO_WINDOWS_TYPES) || defined(_WINDEF_) || defined(_WINNT_) || defined(_WINDEF_H) ||            \
    defined(_WINNT_H) || defined(WINPR_WTYPES_H) || defined(__PAL_MSTYPES_H__) ||                                    \
    defined(LLVM_SUPPORT_WIN_ADAPTER_H) || defined(__VKD3D_WINDOWS_H) || defined(__SQLTYPES_H) ||                    \
    defined(__wintypes_h__) || defined(RPC_NO_WINDOWS_H) || defined(DECLARE_UUIDOF_HELPER)
#define CF2_OWN_WINDOWS_TYPES 0
#define CF2_TAG(tag) CF2##tag
#else
#define CF2_OWN_WINDOWS_TYPES 1
#define CF2_TAG(tag) tag
#endif

/* Is Windows' declaration of this API here already? Wine's winbase.h has it, in Microsoft's calling convention. */
#if defined(COPYFILE2_NO_WINDOWS_API) || defined(__WINE_WINBASE_H) || defined(_WINBASE_)
#define CF2_OWN_WINDOWS_API 0
#else
#define CF2_OWN_WINDOWS_API 1
#endif

/* Of these the types are known to be those of Windows: names and numbers of ours are then the very same types. */
#if !defined(COPYFILE2_NO_WINDOWS_TYPES) &&                                                                          \
    (defined(_WINNT_) || defined(WINPR_WTYPES_H) || defined(__PAL_MSTYPES_H__) || defined(__VKD3D_WINDOWS_H))
#define CF2_THEIR_WCHAR 1
#else
#define CF2_THEIR_WCHAR 0
#endif
#if !defined(COPYFILE2_NO_WINDOWS_TYPES) &&                                                                          \
    (defined(_WINNT_) || defined(WINPR_WTYPES_H) || defined(__PAL_MSTYPES_H__) || defined(DECLARE_UUIDOF_HELPER))
#define CF2_THEIR_LARGE_INTEGER 1
#elif !defined(COPYFILE2_NO_WINDOWS_TYPES) && defined(RPC_NO_WINDOWS_H) && defined(COM_NO_WINDOWS_H) &&              \
    defined(C_ASSERT) && defined(_countof) /* together, they mean DirectX-Headers */
#define CF2_THEIR_LARGE_INTEGER 1
#else
#define CF2_THEIR_LARGE_INTEGER 0
#endif

/* ---- Private spellings. Prototypes use these alone, so no other header can change them. ---- */

typedef uint32_t CF2_DWORD;   /* 32 bits, whatever another header's DWORD is */
typedef uint32_t CF2_ULONG;   /* 32 bits */
typedef int32_t CF2_LONG;     /* 32 bits */
typedef int32_t CF2_BOOL;     /* 0 is false, everything else true */
typedef int32_t CF2_HRESULT;  /* negative is failure */
typedef void *CF2_HANDLE;     /* opaque; see CopyFile2GetFileDescriptor */

/* One code unit of a wide name. */
#if defined(COPYFILE2_WCHAR32)
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 4
typedef wchar_t CF2_WCHAR;    /* L"..." */
#elif defined(__cplusplus)
typedef char32_t CF2_WCHAR;   /* U"..." */
#else
typedef uint32_t CF2_WCHAR;   /* U"..." */
#endif
#elif CF2_THEIR_WCHAR
typedef WCHAR CF2_WCHAR;
#elif defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t CF2_WCHAR;    /* -fshort-wchar: L"..." */
#elif defined(__cplusplus)
typedef char16_t CF2_WCHAR;   /* u"..." */
#else
typedef uint16_t CF2_WCHAR;   /* u"..." */
#endif

/* One code unit of UTF-16, whatever the width of WCHAR. */
#if !defined(COPYFILE2_WCHAR32)
typedef CF2_WCHAR CF2_WCHAR16;
#elif defined(__cplusplus)
typedef char16_t CF2_WCHAR16;
#else
typedef uint16_t CF2_WCHAR16;
#endif

/* The symbol of a C function, for declarations that reach it under another name. */
#define CF2_STRING_(x) #x
#define CF2_STRING(x) CF2_STRING_(x)
#define CF2_SYMBOL(name) __asm__(CF2_STRING(__USER_LABEL_PREFIX__) name)

#if defined(__GNUC__)
#define CF2_UNUSED __attribute__((unused))
#else
#define CF2_UNUSED
#endif

/* A pointer to a function as one of another type. */
#define CF2_FUNCTION_CAST(type, function) ((type)(void (*)(void))(function))

/* Joins a prototype with wide names to its UTF-32 entry point where COPYFILE2_WCHAR32 asks for it. */
#if defined(COPYFILE2_WCHAR32)
#define CF2_WIDE(name) CF2_SYMBOL(#name "U32")
#else
#define CF2_WIDE(name)
#endif

/* 64-bit integers that Windows code reads by QuadPart or by halves. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define CF2_HALVES(high) high HighPart; CF2_DWORD LowPart;
#else
#define CF2_HALVES(high) CF2_DWORD LowPart; high HighPart;
#endif

#if CF2_THEIR_LARGE_INTEGER
typedef LARGE_INTEGER CF2_LARGE_INTEGER;
typedef ULARGE_INTEGER CF2_ULARGE_INTEGER;
#else
typedef union CF2_TAG(_LARGE_INTEGER) {
    __extension__ struct { CF2_HALVES(CF2_LONG) };
    struct { CF2_HALVES(CF2_LONG) } u;
    long long QuadPart;
} CF2_LARGE_INTEGER;

typedef union CF2_TAG(_ULARGE_INTEGER) {
    __extension__ struct { CF2_HALVES(CF2_DWORD) };
    struct { CF2_HALVES(CF2_DWORD) } u;
    unsigned long long QuadPart;
} CF2_ULARGE_INTEGER;
#endif

/* A GUID, 16 bytes, aligned to 4. If somebody else's is here it is used, so that both sides can be compared. */
#if defined(GUID_DEFINED)
typedef GUID CF2_GUID;
#else
typedef struct CF2_TAG(_GUID) {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} CF2_GUID;
#endif

/* ---- Enumerations (docs/rules/copyfile2.md, part 3.1) ---- */

#if CF2_OWN_WINDOWS_API
/* Kind of a COPYFILE2_MESSAGE. NONE and MAX are never sent. */
typedef enum _COPYFILE2_MESSAGE_TYPE {
    COPYFILE2_CALLBACK_NONE = 0,
    COPYFILE2_CALLBACK_CHUNK_STARTED = 1,
    COPYFILE2_CALLBACK_CHUNK_FINISHED = 2,
    COPYFILE2_CALLBACK_STREAM_STARTED = 3,
    COPYFILE2_CALLBACK_STREAM_FINISHED = 4,
    COPYFILE2_CALLBACK_POLL_CONTINUE = 5,
    COPYFILE2_CALLBACK_ERROR = 6,
    COPYFILE2_CALLBACK_MAX = 7
} COPYFILE2_MESSAGE_TYPE;

/* What a progress routine answers. Values outside count as CONTINUE. */
typedef enum _COPYFILE2_MESSAGE_ACTION {
    COPYFILE2_PROGRESS_CONTINUE = 0, /* go on */
    COPYFILE2_PROGRESS_CANCEL = 1,   /* abort with 1235 and delete the destination */
    COPYFILE2_PROGRESS_STOP = 2,     /* abort with 1235 and keep what was copied */
    COPYFILE2_PROGRESS_QUIET = 3,    /* go on without further messages */
    COPYFILE2_PROGRESS_PAUSE = 4     /* abort with 3050 and keep what was copied, resumable */
} COPYFILE2_MESSAGE_ACTION;

/* What the copy was doing when an error was met. */
typedef enum _COPYFILE2_COPY_PHASE {
    COPYFILE2_PHASE_NONE = 0,
    COPYFILE2_PHASE_PREPARE_SOURCE = 1,
    COPYFILE2_PHASE_PREPARE_DEST = 2,
    COPYFILE2_PHASE_READ_SOURCE = 3,
    COPYFILE2_PHASE_WRITE_DESTINATION = 4,
    COPYFILE2_PHASE_SERVER_COPY = 5,
    COPYFILE2_PHASE_NAMEGRAFT_COPY = 6,
    COPYFILE2_PHASE_MAX = 7
} COPYFILE2_COPY_PHASE;
#endif /* CF2_OWN_WINDOWS_API */

/* The structures cross a binary interface: options such as -fshort-enums or -fpack-struct would break them. */
#if defined(__cplusplus)
#define CF2_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define CF2_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif
#if CF2_OWN_WINDOWS_API
CF2_STATIC_ASSERT(sizeof(COPYFILE2_MESSAGE_TYPE) == 4, "copyfile2: enumerations must have 32 bits");
CF2_STATIC_ASSERT(sizeof(COPYFILE2_MESSAGE_ACTION) == 4, "copyfile2: enumerations must have 32 bits");
CF2_STATIC_ASSERT(sizeof(COPYFILE2_COPY_PHASE) == 4, "copyfile2: enumerations must have 32 bits");
#endif
CF2_STATIC_ASSERT(sizeof(CF2_LARGE_INTEGER) == 8, "copyfile2: LARGE_INTEGER must have 64 bits");
CF2_STATIC_ASSERT(sizeof(CF2_GUID) == 16, "copyfile2: GUID must have 128 bits");
#if defined(COPYFILE2_WCHAR32)
CF2_STATIC_ASSERT(sizeof(CF2_WCHAR) == 4, "copyfile2: COPYFILE2_WCHAR32 needs 32-bit units");
#else
CF2_STATIC_ASSERT(sizeof(CF2_WCHAR) == 2, "copyfile2: names have 16-bit units");
#endif

/* ---- Flags and other constants (parts 3.2 and 3.3) ---- */

#ifndef COPY_FILE_FAIL_IF_EXISTS
#define COPY_FILE_FAIL_IF_EXISTS 0x00000001
#endif
#ifndef COPY_FILE_RESTARTABLE
#define COPY_FILE_RESTARTABLE 0x00000002
#endif
#ifndef COPY_FILE_OPEN_SOURCE_FOR_WRITE
#define COPY_FILE_OPEN_SOURCE_FOR_WRITE 0x00000004
#endif
#ifndef COPY_FILE_ALLOW_DECRYPTED_DESTINATION
#define COPY_FILE_ALLOW_DECRYPTED_DESTINATION 0x00000008
#endif
#ifndef COPY_FILE_DIRECTORY
#define COPY_FILE_DIRECTORY 0x00000080
#endif
#ifndef COPY_FILE_COPY_SYMLINK
#define COPY_FILE_COPY_SYMLINK 0x00000800
#endif
#ifndef COPY_FILE_NO_BUFFERING
#define COPY_FILE_NO_BUFFERING 0x00001000
#endif
#ifndef COPY_FILE_REQUEST_SECURITY_PRIVILEGES
#define COPY_FILE_REQUEST_SECURITY_PRIVILEGES 0x00002000
#endif
#ifndef COPY_FILE_RESUME_FROM_PAUSE
#define COPY_FILE_RESUME_FROM_PAUSE 0x00004000
#endif
#ifndef COPY_FILE_SKIP_ALTERNATE_STREAMS
#define COPY_FILE_SKIP_ALTERNATE_STREAMS 0x00008000
#endif
#ifndef COPY_FILE_NO_OFFLOAD
#define COPY_FILE_NO_OFFLOAD 0x00040000
#endif
#ifndef COPY_FILE_OPEN_AND_COPY_REPARSE_POINT
#define COPY_FILE_OPEN_AND_COPY_REPARSE_POINT 0x00200000
#endif
#ifndef COPY_FILE_IGNORE_EDP_BLOCK
#define COPY_FILE_IGNORE_EDP_BLOCK 0x00400000
#endif
#ifndef COPY_FILE_IGNORE_SOURCE_ENCRYPTION
#define COPY_FILE_IGNORE_SOURCE_ENCRYPTION 0x00800000
#endif
#ifndef COPY_FILE_DONT_REQUEST_DEST_WRITE_DAC
#define COPY_FILE_DONT_REQUEST_DEST_WRITE_DAC 0x02000000
#endif
#ifndef COPY_FILE_DISABLE_PRE_ALLOCATION
#define COPY_FILE_DISABLE_PRE_ALLOCATION 0x04000000
#endif
#ifndef COPY_FILE_ENABLE_LOW_FREE_SPACE_MODE
#define COPY_FILE_ENABLE_LOW_FREE_SPACE_MODE 0x08000000
#endif
#ifndef COPY_FILE_REQUEST_COMPRESSED_TRAFFIC
#define COPY_FILE_REQUEST_COMPRESSED_TRAFFIC 0x10000000
#endif
#ifndef COPY_FILE_ENABLE_SPARSE_COPY
#define COPY_FILE_ENABLE_SPARSE_COPY 0x20000000
#endif
#ifndef COPY_FILE_DISABLE_SPARSE_COPY
#define COPY_FILE_DISABLE_SPARSE_COPY 0x80000000
#endif
#ifndef COPY_FILE2_V2_DONT_COPY_JUNCTIONS
#define COPY_FILE2_V2_DONT_COPY_JUNCTIONS 0x00000001
#endif
#ifndef COPY_FILE2_V2_DISABLE_BLOCK_CLONING
#define COPY_FILE2_V2_DISABLE_BLOCK_CLONING 0x00000002
#endif
#ifndef COPY_FILE2_V2_VALID_FLAGS
#define COPY_FILE2_V2_VALID_FLAGS 0x00000003
#endif
#ifndef COPYFILE2_IO_CYCLE_SIZE_MIN
#define COPYFILE2_IO_CYCLE_SIZE_MIN 4096
#endif
#ifndef COPYFILE2_IO_CYCLE_SIZE_MAX
#define COPYFILE2_IO_CYCLE_SIZE_MAX 0x40000000
#endif
#ifndef COPYFILE2_IO_RATE_MIN
#define COPYFILE2_IO_RATE_MIN 512
#endif
#ifndef COPYFILE2_MESSAGE_COPY_OFFLOAD
#define COPYFILE2_MESSAGE_COPY_OFFLOAD 0x00000001
#endif
#ifndef PROGRESS_CONTINUE
#define PROGRESS_CONTINUE 0
#endif
#ifndef PROGRESS_CANCEL
#define PROGRESS_CANCEL 1
#endif
#ifndef PROGRESS_STOP
#define PROGRESS_STOP 2
#endif
#ifndef PROGRESS_QUIET
#define PROGRESS_QUIET 3
#endif
#ifndef CALLBACK_CHUNK_FINISHED
#define CALLBACK_CHUNK_FINISHED 0
#endif
#ifndef CALLBACK_STREAM_SWITCH
#define CALLBACK_STREAM_SWITCH 1
#endif
#ifndef MOVEFILE_REPLACE_EXISTING
#define MOVEFILE_REPLACE_EXISTING 0x01
#endif
#ifndef MOVEFILE_COPY_ALLOWED
#define MOVEFILE_COPY_ALLOWED 0x02
#endif
#ifndef MOVEFILE_DELAY_UNTIL_REBOOT
#define MOVEFILE_DELAY_UNTIL_REBOOT 0x04
#endif
#ifndef MOVEFILE_WRITE_THROUGH
#define MOVEFILE_WRITE_THROUGH 0x08
#endif
#ifndef MOVEFILE_CREATE_HARDLINK
#define MOVEFILE_CREATE_HARDLINK 0x10
#endif
#ifndef MOVEFILE_FAIL_IF_NOT_TRACKABLE
#define MOVEFILE_FAIL_IF_NOT_TRACKABLE 0x20
#endif
#ifndef REPLACEFILE_WRITE_THROUGH
#define REPLACEFILE_WRITE_THROUGH 0x1
#endif
#ifndef REPLACEFILE_IGNORE_MERGE_ERRORS
#define REPLACEFILE_IGNORE_MERGE_ERRORS 0x2
#endif
#ifndef REPLACEFILE_IGNORE_ACL_ERRORS
#define REPLACEFILE_IGNORE_ACL_ERRORS 0x4
#endif
/* Levels of the log (CopyFile2SetLogCallback). */
#define COPYFILE2_LOG_OFF 0
#define COPYFILE2_LOG_ERROR 1
#define COPYFILE2_LOG_WARN 2
#define COPYFILE2_LOG_INFO 3
#define COPYFILE2_LOG_DEBUG 4
#define COPYFILE2_LOG_TRACE 5
/* ---- The Windows spellings, unless another header has them ---- */

#if CF2_OWN_WINDOWS_TYPES
typedef CF2_DWORD DWORD, *PDWORD, *LPDWORD;
typedef CF2_ULONG ULONG, *PULONG;
typedef CF2_LONG LONG, *PLONG, *LPLONG;
typedef CF2_HRESULT HRESULT;
typedef CF2_HANDLE HANDLE, *PHANDLE, *LPHANDLE;
typedef CF2_WCHAR WCHAR, *PWCHAR, *LPWSTR, *PWSTR;
typedef const CF2_WCHAR *LPCWSTR, *PCWSTR;
typedef char CHAR, *LPSTR, *PSTR;
typedef const char *LPCSTR, *PCSTR;
typedef void *PVOID, *LPVOID;
typedef const void *LPCVOID;
typedef unsigned int UINT;
typedef unsigned long long ULONGLONG;
typedef long long LONGLONG;
typedef CF2_LARGE_INTEGER LARGE_INTEGER, *PLARGE_INTEGER;
typedef CF2_ULARGE_INTEGER ULARGE_INTEGER, *PULARGE_INTEGER;

typedef CF2_BOOL *PBOOL, *LPBOOL;
#if !defined(BOOL) && !defined(XMD_H) /* a macro in some headers; X11 has one of its own */
typedef CF2_BOOL BOOL;
#endif
#ifndef VOID
#define VOID void
#endif
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef MAX_PATH
#define MAX_PATH 260 /* for buffers of ported code; the library has no such limit */
#endif

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef CF2_GUID GUID;
#endif

/* Calling conventions are the platform's own here. */
#ifndef WINAPI
#define WINAPI
#endif
#ifndef CALLBACK
#define CALLBACK
#endif

/* ---- HRESULT (part 1.3, item 5). 32-bit signed expressions: an L suffix would make them 64 bits here, and then
 * 0x80070057L would not equal an HRESULT. ---- */

#ifndef S_OK
#define S_OK ((CF2_HRESULT)0)
#endif
#ifndef S_FALSE
#define S_FALSE ((CF2_HRESULT)1)
#endif
#ifndef E_NOTIMPL
#define E_NOTIMPL ((CF2_HRESULT)0x80004001)
#endif
#ifndef E_POINTER
#define E_POINTER ((CF2_HRESULT)0x80004003)
#endif
#ifndef E_FAIL
#define E_FAIL ((CF2_HRESULT)0x80004005)
#endif
#ifndef E_UNEXPECTED
#define E_UNEXPECTED ((CF2_HRESULT)0x8000FFFF)
#endif
#ifndef E_ACCESSDENIED
#define E_ACCESSDENIED ((CF2_HRESULT)0x80070005)
#endif
#ifndef E_OUTOFMEMORY
#define E_OUTOFMEMORY ((CF2_HRESULT)0x8007000E)
#endif
#ifndef E_INVALIDARG
#define E_INVALIDARG ((CF2_HRESULT)0x80070057)
#endif
#ifndef FACILITY_WIN32
#define FACILITY_WIN32 7
#endif
#ifndef SUCCEEDED
#define SUCCEEDED(hr) ((CF2_HRESULT)(hr) >= 0)
#endif
#ifndef FAILED
#define FAILED(hr) ((CF2_HRESULT)(hr) < 0)
#endif
#ifndef HRESULT_CODE
#define HRESULT_CODE(hr) ((hr) & 0xFFFF)
#endif
#ifndef HRESULT_FACILITY
#define HRESULT_FACILITY(hr) (((hr) >> 16) & 0x1FFF)
#endif
/* A constant expression, so that it can be a case label. Idempotent; 0 becomes S_OK. */
#ifndef HRESULT_FROM_WIN32
#define HRESULT_FROM_WIN32(x)                                                                                        \
    ((CF2_HRESULT)(x) <= 0 ? (CF2_HRESULT)(x) : (CF2_HRESULT)(((CF2_DWORD)(x) & 0xFFFFU) | 0x80070000U))
#endif

/* ---- Win32 error codes (part 3.4) ---- */

#ifndef ERROR_SUCCESS
#define ERROR_SUCCESS 0
#endif
#ifndef ERROR_INVALID_FUNCTION
#define ERROR_INVALID_FUNCTION 1
#endif
#ifndef ERROR_FILE_NOT_FOUND
#define ERROR_FILE_NOT_FOUND 2
#endif
#ifndef ERROR_PATH_NOT_FOUND
#define ERROR_PATH_NOT_FOUND 3
#endif
#ifndef ERROR_TOO_MANY_OPEN_FILES
#define ERROR_TOO_MANY_OPEN_FILES 4
#endif
#ifndef ERROR_ACCESS_DENIED
#define ERROR_ACCESS_DENIED 5
#endif
#ifndef ERROR_INVALID_HANDLE
#define ERROR_INVALID_HANDLE 6
#endif
#ifndef ERROR_NOT_ENOUGH_MEMORY
#define ERROR_NOT_ENOUGH_MEMORY 8
#endif
#ifndef ERROR_OUTOFMEMORY
#define ERROR_OUTOFMEMORY 14
#endif
#ifndef ERROR_INVALID_DRIVE
#define ERROR_INVALID_DRIVE 15
#endif
#ifndef ERROR_NOT_SAME_DEVICE
#define ERROR_NOT_SAME_DEVICE 17
#endif
#ifndef ERROR_NO_MORE_FILES
#define ERROR_NO_MORE_FILES 18
#endif
#ifndef ERROR_WRITE_PROTECT
#define ERROR_WRITE_PROTECT 19
#endif
#ifndef ERROR_NOT_READY
#define ERROR_NOT_READY 21
#endif
#ifndef ERROR_CRC
#define ERROR_CRC 23
#endif
#ifndef ERROR_BAD_LENGTH
#define ERROR_BAD_LENGTH 24
#endif
#ifndef ERROR_WRITE_FAULT
#define ERROR_WRITE_FAULT 29
#endif
#ifndef ERROR_READ_FAULT
#define ERROR_READ_FAULT 30
#endif
#ifndef ERROR_GEN_FAILURE
#define ERROR_GEN_FAILURE 31
#endif
#ifndef ERROR_SHARING_VIOLATION
#define ERROR_SHARING_VIOLATION 32
#endif
#ifndef ERROR_LOCK_VIOLATION
#define ERROR_LOCK_VIOLATION 33
#endif
#ifndef ERROR_HANDLE_EOF
#define ERROR_HANDLE_EOF 38
#endif
#ifndef ERROR_HANDLE_DISK_FULL
#define ERROR_HANDLE_DISK_FULL 39
#endif
#ifndef ERROR_NOT_SUPPORTED
#define ERROR_NOT_SUPPORTED 50
#endif
#ifndef ERROR_BAD_NETPATH
#define ERROR_BAD_NETPATH 53
#endif
#ifndef ERROR_NETNAME_DELETED
#define ERROR_NETNAME_DELETED 64
#endif
#ifndef ERROR_BAD_NET_NAME
#define ERROR_BAD_NET_NAME 67
#endif
#ifndef ERROR_FILE_EXISTS
#define ERROR_FILE_EXISTS 80
#endif
#ifndef ERROR_CANNOT_MAKE
#define ERROR_CANNOT_MAKE 82
#endif
#ifndef ERROR_INVALID_PARAMETER
#define ERROR_INVALID_PARAMETER 87
#endif
#ifndef ERROR_BROKEN_PIPE
#define ERROR_BROKEN_PIPE 109
#endif
#ifndef ERROR_BUFFER_OVERFLOW
#define ERROR_BUFFER_OVERFLOW 111
#endif
#ifndef ERROR_DISK_FULL
#define ERROR_DISK_FULL 112
#endif
#ifndef ERROR_CALL_NOT_IMPLEMENTED
#define ERROR_CALL_NOT_IMPLEMENTED 120
#endif
#ifndef ERROR_INSUFFICIENT_BUFFER
#define ERROR_INSUFFICIENT_BUFFER 122
#endif
#ifndef ERROR_INVALID_NAME
#define ERROR_INVALID_NAME 123
#endif
#ifndef ERROR_NEGATIVE_SEEK
#define ERROR_NEGATIVE_SEEK 131
#endif
#ifndef ERROR_SEEK_ON_DEVICE
#define ERROR_SEEK_ON_DEVICE 132
#endif
#ifndef ERROR_DIR_NOT_EMPTY
#define ERROR_DIR_NOT_EMPTY 145
#endif
#ifndef ERROR_NOT_LOCKED
#define ERROR_NOT_LOCKED 158
#endif
#ifndef ERROR_BAD_PATHNAME
#define ERROR_BAD_PATHNAME 161
#endif
#ifndef ERROR_BUSY
#define ERROR_BUSY 170
#endif
#ifndef ERROR_ALREADY_EXISTS
#define ERROR_ALREADY_EXISTS 183
#endif
#ifndef ERROR_ENVVAR_NOT_FOUND
#define ERROR_ENVVAR_NOT_FOUND 203
#endif
#ifndef ERROR_FILENAME_EXCED_RANGE
#define ERROR_FILENAME_EXCED_RANGE 206
#endif
#ifndef ERROR_FILE_TOO_LARGE
#define ERROR_FILE_TOO_LARGE 223
#endif
#ifndef ERROR_NO_DATA
#define ERROR_NO_DATA 232
#endif
#ifndef ERROR_MORE_DATA
#define ERROR_MORE_DATA 234
#endif
#ifndef ERROR_DIRECTORY
#define ERROR_DIRECTORY 267
#endif
#ifndef ERROR_EAS_DIDNT_FIT
#define ERROR_EAS_DIDNT_FIT 275
#endif
#ifndef ERROR_EAS_NOT_SUPPORTED
#define ERROR_EAS_NOT_SUPPORTED 282
#endif
#ifndef ERROR_NOT_OWNER
#define ERROR_NOT_OWNER 288
#endif
#ifndef ERROR_TOO_MANY_POSTS
#define ERROR_TOO_MANY_POSTS 298
#endif
#ifndef ERROR_DELETE_PENDING
#define ERROR_DELETE_PENDING 303
#endif
#ifndef ERROR_EDP_POLICY_DENIES_OPERATION
#define ERROR_EDP_POLICY_DENIES_OPERATION 356
#endif
#ifndef ERROR_INVALID_ADDRESS
#define ERROR_INVALID_ADDRESS 487
#endif
#ifndef ERROR_STOPPED_ON_SYMLINK
#define ERROR_STOPPED_ON_SYMLINK 681
#endif
#ifndef ERROR_OPERATION_ABORTED
#define ERROR_OPERATION_ABORTED 995
#endif
#ifndef ERROR_NOACCESS
#define ERROR_NOACCESS 998
#endif
#ifndef ERROR_INVALID_FLAGS
#define ERROR_INVALID_FLAGS 1004
#endif
#ifndef ERROR_FILE_INVALID
#define ERROR_FILE_INVALID 1006
#endif
#ifndef ERROR_IO_DEVICE
#define ERROR_IO_DEVICE 1117
#endif
#ifndef ERROR_MAPPED_ALIGNMENT
#define ERROR_MAPPED_ALIGNMENT 1132
#endif
#ifndef ERROR_TOO_MANY_LINKS
#define ERROR_TOO_MANY_LINKS 1142
#endif
#ifndef ERROR_NOT_FOUND
#define ERROR_NOT_FOUND 1168
#endif
#ifndef ERROR_UNABLE_TO_REMOVE_REPLACED
#define ERROR_UNABLE_TO_REMOVE_REPLACED 1175
#endif
#ifndef ERROR_UNABLE_TO_MOVE_REPLACEMENT
#define ERROR_UNABLE_TO_MOVE_REPLACEMENT 1176
#endif
#ifndef ERROR_UNABLE_TO_MOVE_REPLACEMENT_2
#define ERROR_UNABLE_TO_MOVE_REPLACEMENT_2 1177
#endif
#ifndef ERROR_USER_MAPPED_FILE
#define ERROR_USER_MAPPED_FILE 1224
#endif
#ifndef ERROR_REQUEST_ABORTED
#define ERROR_REQUEST_ABORTED 1235
#endif
#ifndef ERROR_DISK_QUOTA_EXCEEDED
#define ERROR_DISK_QUOTA_EXCEEDED 1295
#endif
#ifndef ERROR_PRIVILEGE_NOT_HELD
#define ERROR_PRIVILEGE_NOT_HELD 1314
#endif
#ifndef ERROR_NONE_MAPPED
#define ERROR_NONE_MAPPED 1332
#endif
#ifndef ERROR_INVALID_THREAD_ID
#define ERROR_INVALID_THREAD_ID 1444
#endif
#ifndef ERROR_NO_SYSTEM_RESOURCES
#define ERROR_NO_SYSTEM_RESOURCES 1450
#endif
#ifndef ERROR_TIMEOUT
#define ERROR_TIMEOUT 1460
#endif
#ifndef ERROR_CANT_ACCESS_FILE
#define ERROR_CANT_ACCESS_FILE 1920
#endif
#ifndef ERROR_CANT_RESOLVE_FILENAME
#define ERROR_CANT_RESOLVE_FILENAME 1921
#endif
#ifndef ERROR_REQUEST_PAUSED
#define ERROR_REQUEST_PAUSED 3050
#endif
#ifndef ERROR_NOT_A_REPARSE_POINT
#define ERROR_NOT_A_REPARSE_POINT 4390
#endif
#ifndef ERROR_INVALID_REPARSE_DATA
#define ERROR_INVALID_REPARSE_DATA 4392
#endif
#ifndef ERROR_REPARSE_TAG_INVALID
#define ERROR_REPARSE_TAG_INVALID 4393
#endif
#ifndef ERROR_OFFLOAD_READ_FLT_NOT_SUPPORTED
#define ERROR_OFFLOAD_READ_FLT_NOT_SUPPORTED 4440
#endif
#ifndef ERROR_OFFLOAD_WRITE_FLT_NOT_SUPPORTED
#define ERROR_OFFLOAD_WRITE_FLT_NOT_SUPPORTED 4441
#endif
#ifndef ERROR_OFFLOAD_READ_FILE_NOT_SUPPORTED
#define ERROR_OFFLOAD_READ_FILE_NOT_SUPPORTED 4442
#endif
#ifndef ERROR_ENCRYPTION_FAILED
#define ERROR_ENCRYPTION_FAILED 6000
#endif
#ifndef ERROR_FILE_ENCRYPTED
#define ERROR_FILE_ENCRYPTED 6002
#endif
#ifndef ERROR_FILE_READ_ONLY
#define ERROR_FILE_READ_ONLY 6009
#endif
#ifndef ERROR_VOLUME_NOT_SUPPORT_EFS
#define ERROR_VOLUME_NOT_SUPPORT_EFS 6014
#endif
#endif /* CF2_OWN_WINDOWS_TYPES */

#endif /* COPYFILE2_TYPES_H */
