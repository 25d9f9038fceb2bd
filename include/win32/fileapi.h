/* Drop-in fileapi.h: opening, reading, writing and finding files, their attributes, directories, full and temporary names. Inline
 * over copyfile2/files.h, so that nothing here is an exported symbol. Names follow the rules of CopyFile2: see README.md and
 * docs/porting.md. Every function may be called from any thread. A function that fails sets the last error; one that succeeds
 * leaves it, unless its comment names a value. */
#ifndef COPYFILE2_WIN32_FILEAPI_H
#define COPYFILE2_WIN32_FILEAPI_H
#include "minwinbase.h"
#include "winerror.h"
#include <copyfile2/files.h>

#if CF2_OWN_WINDOWS_TYPES
#ifndef GENERIC_READ
#define GENERIC_READ 0x80000000U
#endif
#ifndef GENERIC_WRITE
#define GENERIC_WRITE 0x40000000U
#endif
#ifndef GENERIC_EXECUTE
#define GENERIC_EXECUTE 0x20000000U
#endif
#ifndef GENERIC_ALL
#define GENERIC_ALL 0x10000000U
#endif
#ifndef MAXIMUM_ALLOWED
#define MAXIMUM_ALLOWED 0x02000000U
#endif
#ifndef DELETE
#define DELETE 0x00010000U
#endif
#ifndef READ_CONTROL
#define READ_CONTROL 0x00020000U
#endif
#ifndef WRITE_DAC
#define WRITE_DAC 0x00040000U
#endif
#ifndef WRITE_OWNER
#define WRITE_OWNER 0x00080000U
#endif
#ifndef SYNCHRONIZE
#define SYNCHRONIZE 0x00100000U
#endif
#ifndef STANDARD_RIGHTS_REQUIRED
#define STANDARD_RIGHTS_REQUIRED 0x000F0000U
#endif
#ifndef STANDARD_RIGHTS_READ
#define STANDARD_RIGHTS_READ READ_CONTROL
#endif
#ifndef STANDARD_RIGHTS_WRITE
#define STANDARD_RIGHTS_WRITE READ_CONTROL
#endif
#ifndef STANDARD_RIGHTS_EXECUTE
#define STANDARD_RIGHTS_EXECUTE READ_CONTROL
#endif
#ifndef STANDARD_RIGHTS_ALL
#define STANDARD_RIGHTS_ALL 0x001F0000U
#endif
#ifndef FILE_READ_DATA
#define FILE_READ_DATA 0x0001
#endif
#ifndef FILE_LIST_DIRECTORY
#define FILE_LIST_DIRECTORY 0x0001
#endif
#ifndef FILE_WRITE_DATA
#define FILE_WRITE_DATA 0x0002
#endif
#ifndef FILE_ADD_FILE
#define FILE_ADD_FILE 0x0002
#endif
#ifndef FILE_APPEND_DATA
#define FILE_APPEND_DATA 0x0004
#endif
#ifndef FILE_ADD_SUBDIRECTORY
#define FILE_ADD_SUBDIRECTORY 0x0004
#endif
#ifndef FILE_READ_EA
#define FILE_READ_EA 0x0008
#endif
#ifndef FILE_WRITE_EA
#define FILE_WRITE_EA 0x0010
#endif
#ifndef FILE_EXECUTE
#define FILE_EXECUTE 0x0020
#endif
#ifndef FILE_TRAVERSE
#define FILE_TRAVERSE 0x0020
#endif
#ifndef FILE_DELETE_CHILD
#define FILE_DELETE_CHILD 0x0040
#endif
#ifndef FILE_READ_ATTRIBUTES
#define FILE_READ_ATTRIBUTES 0x0080
#endif
#ifndef FILE_WRITE_ATTRIBUTES
#define FILE_WRITE_ATTRIBUTES 0x0100
#endif
#ifndef FILE_ALL_ACCESS
#define FILE_ALL_ACCESS 0x001F01FFU
#endif
#ifndef FILE_GENERIC_READ
#define FILE_GENERIC_READ 0x00120089U
#endif
#ifndef FILE_GENERIC_WRITE
#define FILE_GENERIC_WRITE 0x00120116U
#endif
#ifndef FILE_GENERIC_EXECUTE
#define FILE_GENERIC_EXECUTE 0x001200A0U
#endif
#ifndef FILE_SHARE_READ
#define FILE_SHARE_READ 0x00000001
#endif
#ifndef FILE_SHARE_WRITE
#define FILE_SHARE_WRITE 0x00000002
#endif
#ifndef FILE_SHARE_DELETE
#define FILE_SHARE_DELETE 0x00000004
#endif
#ifndef CREATE_NEW
#define CREATE_NEW 1
#endif
#ifndef CREATE_ALWAYS
#define CREATE_ALWAYS 2
#endif
#ifndef OPEN_EXISTING
#define OPEN_EXISTING 3
#endif
#ifndef OPEN_ALWAYS
#define OPEN_ALWAYS 4
#endif
#ifndef TRUNCATE_EXISTING
#define TRUNCATE_EXISTING 5
#endif
#ifndef FILE_FLAG_WRITE_THROUGH
#define FILE_FLAG_WRITE_THROUGH 0x80000000U
#endif
#ifndef FILE_FLAG_OVERLAPPED
#define FILE_FLAG_OVERLAPPED 0x40000000
#endif
#ifndef FILE_FLAG_NO_BUFFERING
#define FILE_FLAG_NO_BUFFERING 0x20000000
#endif
#ifndef FILE_FLAG_RANDOM_ACCESS
#define FILE_FLAG_RANDOM_ACCESS 0x10000000
#endif
#ifndef FILE_FLAG_SEQUENTIAL_SCAN
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000
#endif
#ifndef FILE_FLAG_DELETE_ON_CLOSE
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000
#endif
#ifndef FILE_FLAG_BACKUP_SEMANTICS
#define FILE_FLAG_BACKUP_SEMANTICS 0x02000000
#endif
#ifndef FILE_FLAG_POSIX_SEMANTICS
#define FILE_FLAG_POSIX_SEMANTICS 0x01000000
#endif
#ifndef FILE_FLAG_SESSION_AWARE
#define FILE_FLAG_SESSION_AWARE 0x00800000
#endif
#ifndef FILE_FLAG_OPEN_REPARSE_POINT
#define FILE_FLAG_OPEN_REPARSE_POINT 0x00200000
#endif
#ifndef FILE_FLAG_OPEN_NO_RECALL
#define FILE_FLAG_OPEN_NO_RECALL 0x00100000
#endif
#ifndef FILE_FLAG_FIRST_PIPE_INSTANCE
#define FILE_FLAG_FIRST_PIPE_INSTANCE 0x00080000
#endif
#ifndef FILE_FLAG_OPEN_REQUIRING_OPLOCK
#define FILE_FLAG_OPEN_REQUIRING_OPLOCK 0x00040000
#endif
#ifndef SECURITY_ANONYMOUS
#define SECURITY_ANONYMOUS 0x00000000
#endif
#ifndef SECURITY_IDENTIFICATION
#define SECURITY_IDENTIFICATION 0x00010000
#endif
#ifndef SECURITY_IMPERSONATION
#define SECURITY_IMPERSONATION 0x00020000
#endif
#ifndef SECURITY_DELEGATION
#define SECURITY_DELEGATION 0x00030000
#endif
#ifndef SECURITY_CONTEXT_TRACKING
#define SECURITY_CONTEXT_TRACKING 0x00040000
#endif
#ifndef SECURITY_EFFECTIVE_ONLY
#define SECURITY_EFFECTIVE_ONLY 0x00080000
#endif
#ifndef SECURITY_SQOS_PRESENT
#define SECURITY_SQOS_PRESENT 0x00100000
#endif
#ifndef FILE_BEGIN
#define FILE_BEGIN 0
#endif
#ifndef FILE_CURRENT
#define FILE_CURRENT 1
#endif
#ifndef FILE_END
#define FILE_END 2
#endif
#ifndef INVALID_SET_FILE_POINTER
#define INVALID_SET_FILE_POINTER ((CF2_DWORD)-1)
#endif
#ifndef INVALID_FILE_SIZE
#define INVALID_FILE_SIZE ((CF2_DWORD)-1)
#endif
#ifndef FILE_TYPE_UNKNOWN
#define FILE_TYPE_UNKNOWN 0x0000
#endif
#ifndef FILE_TYPE_DISK
#define FILE_TYPE_DISK 0x0001
#endif
#ifndef FILE_TYPE_CHAR
#define FILE_TYPE_CHAR 0x0002
#endif
#ifndef FILE_TYPE_PIPE
#define FILE_TYPE_PIPE 0x0003
#endif
#ifndef FILE_TYPE_REMOTE
#define FILE_TYPE_REMOTE 0x8000
#endif
#ifndef LOCKFILE_FAIL_IMMEDIATELY
#define LOCKFILE_FAIL_IMMEDIATELY 0x00000001
#endif
#ifndef LOCKFILE_EXCLUSIVE_LOCK
#define LOCKFILE_EXCLUSIVE_LOCK 0x00000002
#endif
#ifndef FIND_FIRST_EX_CASE_SENSITIVE
#define FIND_FIRST_EX_CASE_SENSITIVE 0x00000001
#endif
#ifndef FIND_FIRST_EX_LARGE_FETCH
#define FIND_FIRST_EX_LARGE_FETCH 0x00000002
#endif
#ifndef FIND_FIRST_EX_ON_DISK_ENTRIES_ONLY
#define FIND_FIRST_EX_ON_DISK_ENTRIES_ONLY 0x00000004
#endif
#ifndef IO_REPARSE_TAG_MOUNT_POINT
#define IO_REPARSE_TAG_MOUNT_POINT 0xA0000003U
#endif
#ifndef IO_REPARSE_TAG_SYMLINK
#define IO_REPARSE_TAG_SYMLINK 0xA000000CU
#endif
#ifndef IO_REPARSE_TAG_DEDUP
#define IO_REPARSE_TAG_DEDUP 0x80000013U
#endif
#ifndef IO_REPARSE_TAG_APPEXECLINK
#define IO_REPARSE_TAG_APPEXECLINK 0x8000001BU
#endif
#ifndef IO_REPARSE_TAG_WOF
#define IO_REPARSE_TAG_WOF 0x80000017U
#endif
#ifndef IO_REPARSE_TAG_NFS
#define IO_REPARSE_TAG_NFS 0x80000014U
#endif
#ifndef IO_REPARSE_TAG_CLOUD
#define IO_REPARSE_TAG_CLOUD 0x9000001AU
#endif
#ifndef IO_REPARSE_TAG_LX_SYMLINK
#define IO_REPARSE_TAG_LX_SYMLINK 0xA000001DU
#endif
#ifndef IO_REPARSE_TAG_RESERVED_ZERO
#define IO_REPARSE_TAG_RESERVED_ZERO 0
#endif
#ifndef MAXIMUM_REPARSE_DATA_BUFFER_SIZE
#define MAXIMUM_REPARSE_DATA_BUFFER_SIZE 16384
#endif
#ifndef MAX_PATH
#define MAX_PATH 260
#endif
#ifndef IsReparseTagMicrosoft
#define IsReparseTagMicrosoft(tag) (((tag) & 0x80000000U) != 0)
#endif
#ifndef IsReparseTagNameSurrogate
#define IsReparseTagNameSurrogate(tag) (((tag) & 0x20000000U) != 0)
#endif
#ifndef IsReparseTagDirectory
#define IsReparseTagDirectory(tag) (((tag) & 0x10000000U) != 0)
#endif

/* The size of a unit of WCHAR. */
#define CF2_W ((CF2_DWORD)sizeof(WCHAR))

/* Calls are finished when they return: nothing is ever pending. */
typedef struct _OVERLAPPED {
    ULONG_PTR Internal;
    ULONG_PTR InternalHigh;
    __extension__ union {
        __extension__ struct {
            DWORD Offset;
            DWORD OffsetHigh;
        };
        PVOID Pointer;
    };
    HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;
typedef VOID(WINAPI *LPOVERLAPPED_COMPLETION_ROUTINE)(DWORD dwErrorCode, DWORD dwNumberOfBytesTransfered,
                                                      LPOVERLAPPED lpOverlapped);

typedef struct _BY_HANDLE_FILE_INFORMATION {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime;
    FILETIME ftLastAccessTime;
    FILETIME ftLastWriteTime;
    DWORD dwVolumeSerialNumber;
    DWORD nFileSizeHigh;
    DWORD nFileSizeLow;
    DWORD nNumberOfLinks;
    DWORD nFileIndexHigh;
    DWORD nFileIndexLow;
} BY_HANDLE_FILE_INFORMATION, *PBY_HANDLE_FILE_INFORMATION, *LPBY_HANDLE_FILE_INFORMATION;

typedef struct _WIN32_FILE_ATTRIBUTE_DATA {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime;
    FILETIME ftLastAccessTime;
    FILETIME ftLastWriteTime;
    DWORD nFileSizeHigh;
    DWORD nFileSizeLow;
} WIN32_FILE_ATTRIBUTE_DATA, *LPWIN32_FILE_ATTRIBUTE_DATA;

#define CF2_FIND_DATA(character)                                                                                     \
    DWORD dwFileAttributes;                                                                                          \
    FILETIME ftCreationTime;                                                                                         \
    FILETIME ftLastAccessTime;                                                                                       \
    FILETIME ftLastWriteTime;                                                                                        \
    DWORD nFileSizeHigh;                                                                                             \
    DWORD nFileSizeLow;                                                                                              \
    DWORD dwReserved0; /* the tag of a link */                                                                       \
    DWORD dwReserved1;                                                                                               \
    character cFileName[MAX_PATH];                                                                                   \
    character cAlternateFileName[14]; /* empty: there are no short names */
typedef struct _WIN32_FIND_DATAW {
    CF2_FIND_DATA(WCHAR)
} WIN32_FIND_DATAW, *PWIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;
typedef struct _WIN32_FIND_DATAA {
    CF2_FIND_DATA(CHAR)
} WIN32_FIND_DATAA, *PWIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;
#if defined(UNICODE)
typedef WIN32_FIND_DATAW WIN32_FIND_DATA, *PWIN32_FIND_DATA, *LPWIN32_FIND_DATA;
#else
typedef WIN32_FIND_DATAA WIN32_FIND_DATA, *PWIN32_FIND_DATA, *LPWIN32_FIND_DATA;
#endif

typedef struct _WIN32_FIND_STREAM_DATA {
    LARGE_INTEGER StreamSize;
    WCHAR cStreamName[MAX_PATH + 36];
} WIN32_FIND_STREAM_DATA, *PWIN32_FIND_STREAM_DATA;

typedef enum _GET_FILEEX_INFO_LEVELS { GetFileExInfoStandard, GetFileExMaxInfoLevel } GET_FILEEX_INFO_LEVELS;
typedef enum _FINDEX_INFO_LEVELS { FindExInfoStandard, FindExInfoBasic, FindExInfoMaxInfoLevel } FINDEX_INFO_LEVELS;
typedef enum _FINDEX_SEARCH_OPS {
    FindExSearchNameMatch,
    FindExSearchLimitToDirectories,
    FindExSearchLimitToDevices,
    FindExSearchMaxSearchOp
} FINDEX_SEARCH_OPS;
typedef enum _STREAM_INFO_LEVELS { FindStreamInfoStandard, FindStreamInfoMaxInfoLevel } STREAM_INFO_LEVELS;

typedef struct _CREATEFILE2_EXTENDED_PARAMETERS {
    DWORD dwSize;
    DWORD dwFileAttributes;
    DWORD dwFileFlags;
    DWORD dwSecurityQosFlags;
    LPSECURITY_ATTRIBUTES lpSecurityAttributes;
    HANDLE hTemplateFile;
} CREATEFILE2_EXTENDED_PARAMETERS, *PCREATEFILE2_EXTENDED_PARAMETERS, *LPCREATEFILE2_EXTENDED_PARAMETERS;

/* ---- Opening ---- */

/* A handle, or INVALID_HANDLE_VALUE. CREATE_ALWAYS and OPEN_ALWAYS leave ERROR_ALREADY_EXISTS in the last error when the file was
 * there, and whatever makes a file leaves 0. Share modes and the template have no effect; NUL, CON, CONIN$ and CONOUT$ are
 * devices. */
static inline HANDLE CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                                 LPSECURITY_ATTRIBUTES lpSecurityAttributes, DWORD dwCreationDisposition,
                                 DWORD dwFlagsAndAttributes, HANDLE hTemplateFile)
{
    (void)dwShareMode, (void)hTemplateFile;
    return CopyFile2CreateFile(lpFileName, CF2_W, dwDesiredAccess, dwCreationDisposition, dwFlagsAndAttributes,
                               lpSecurityAttributes != NULL && lpSecurityAttributes->bInheritHandle);
}

static inline HANDLE CreateFileA(LPCSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                                 LPSECURITY_ATTRIBUTES lpSecurityAttributes, DWORD dwCreationDisposition,
                                 DWORD dwFlagsAndAttributes, HANDLE hTemplateFile)
{
    (void)dwShareMode, (void)hTemplateFile;
    return CopyFile2CreateFile(lpFileName, 1, dwDesiredAccess, dwCreationDisposition, dwFlagsAndAttributes,
                               lpSecurityAttributes != NULL && lpSecurityAttributes->bInheritHandle);
}

/* The same with flags and attributes apart. */
static inline HANDLE CreateFile2(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode, DWORD dwCreationDisposition,
                                 LPCREATEFILE2_EXTENDED_PARAMETERS pCreateExParams)
{
    DWORD flags = 0;
    LPSECURITY_ATTRIBUTES security = NULL;
    if (pCreateExParams != NULL) {
        if (pCreateExParams->dwSize != sizeof(*pCreateExParams)) {
            CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
            return INVALID_HANDLE_VALUE;
        }
        flags = pCreateExParams->dwFileFlags | (pCreateExParams->dwFileAttributes & 0xFFFFU);
        security = pCreateExParams->lpSecurityAttributes;
    }
    return CreateFileW(lpFileName, dwDesiredAccess, dwShareMode, security, dwCreationDisposition, flags, NULL);
}

/* ---- Data ---- */

/* TRUE with 0 bytes at the end of the file. With an OVERLAPPED the offset is taken from it, the call is finished when it returns,
 * and reading at the end fails with ERROR_HANDLE_EOF; only then the count may be NULL. */
static inline BOOL ReadFile(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead, LPDWORD lpNumberOfBytesRead,
                            LPOVERLAPPED lpOverlapped)
{
    return CopyFile2ReadFile(hFile, lpBuffer, nNumberOfBytesToRead, lpNumberOfBytesRead, lpOverlapped);
}

/* All bytes, or FALSE. No SIGPIPE reaches the program. */
static inline BOOL WriteFile(HANDLE hFile, LPCVOID lpBuffer, DWORD nNumberOfBytesToWrite, LPDWORD lpNumberOfBytesWritten,
                             LPOVERLAPPED lpOverlapped)
{
    return CopyFile2WriteFile(hFile, lpBuffer, nNumberOfBytesToWrite, lpNumberOfBytesWritten, lpOverlapped);
}

/* The low half of the position. 0xFFFFFFFF is a failure only if the last error is not 0. */
static inline DWORD SetFilePointer(HANDLE hFile, LONG lDistanceToMove, PLONG lpDistanceToMoveHigh, DWORD dwMoveMethod)
{
    return CopyFile2SetFilePointer(hFile, lDistanceToMove, lpDistanceToMoveHigh, dwMoveMethod);
}

static inline BOOL SetFilePointerEx(HANDLE hFile, LARGE_INTEGER liDistanceToMove, PLARGE_INTEGER lpNewFilePointer,
                                    DWORD dwMoveMethod)
{
    int64_t position = 0;
    const BOOL succeeds = CopyFile2SetFilePointerEx(hFile, liDistanceToMove.QuadPart, &position, dwMoveMethod);
    if (succeeds && lpNewFilePointer != NULL) {
        lpNewFilePointer->QuadPart = position;
    }
    return succeeds;
}

static inline BOOL SetEndOfFile(HANDLE hFile)
{
    return CopyFile2SetEndOfFile(hFile);
}

static inline BOOL FlushFileBuffers(HANDLE hFile)
{
    return CopyFile2FlushFileBuffers(hFile);
}

static inline BOOL GetFileSizeEx(HANDLE hFile, PLARGE_INTEGER lpFileSize)
{
    int64_t size = 0;
    const BOOL succeeds = CopyFile2GetFileSizeEx(hFile, &size);
    if (succeeds && lpFileSize != NULL) {
        lpFileSize->QuadPart = size;
    }
    return succeeds;
}

/* The low half. 0xFFFFFFFF is a failure only if the last error is not 0. */
static inline DWORD GetFileSize(HANDLE hFile, LPDWORD lpFileSizeHigh)
{
    int64_t size = 0;
    if (!CopyFile2GetFileSizeEx(hFile, &size)) {
        return INVALID_FILE_SIZE;
    }
    if (lpFileSizeHigh != NULL) {
        *lpFileSizeHigh = (DWORD)((uint64_t)size >> 32);
    }
    if ((DWORD)size == INVALID_FILE_SIZE) {
        CopyFile2SetLastError(ERROR_SUCCESS);
    }
    return (DWORD)size;
}

/* FILE_TYPE_UNKNOWN with ERROR_INVALID_HANDLE for what is no file. */
static inline DWORD GetFileType(HANDLE hFile)
{
    return CopyFile2GetFileType(hFile);
}

/* The creation time is that of the file system; where there is none, the time of the last change. */
static inline BOOL GetFileTime(HANDLE hFile, LPFILETIME lpCreationTime, LPFILETIME lpLastAccessTime,
                               LPFILETIME lpLastWriteTime)
{
    uint64_t created = 0, accessed = 0, written = 0;
    const BOOL succeeds = CopyFile2GetFileTime(hFile, &created, &accessed, &written);
    if (succeeds && lpCreationTime != NULL) {
        *lpCreationTime = cf2_of_ticks(created);
    }
    if (succeeds && lpLastAccessTime != NULL) {
        *lpLastAccessTime = cf2_of_ticks(accessed);
    }
    if (succeeds && lpLastWriteTime != NULL) {
        *lpLastWriteTime = cf2_of_ticks(written);
    }
    return succeeds;
}

/* A creation time is taken and dropped. A write time set in a progress routine is overwritten at the end (M20). */
static inline BOOL SetFileTime(HANDLE hFile, const FILETIME *lpCreationTime, const FILETIME *lpLastAccessTime,
                               const FILETIME *lpLastWriteTime)
{
    (void)lpCreationTime;
    return CopyFile2SetFileTime(hFile, lpLastAccessTime == NULL ? 0 : cf2_ticks(lpLastAccessTime),
                                lpLastWriteTime == NULL ? 0 : cf2_ticks(lpLastWriteTime));
}

static inline BOOL GetFileInformationByHandle(HANDLE hFile, LPBY_HANDLE_FILE_INFORMATION lpFileInformation)
{
    return CopyFile2GetFileInformationByHandle(hFile, lpFileInformation);
}

/* ---- Ranges that bind whoever locks as well ---- */

static inline BOOL LockFile(HANDLE hFile, DWORD dwFileOffsetLow, DWORD dwFileOffsetHigh, DWORD nNumberOfBytesToLockLow,
                            DWORD nNumberOfBytesToLockHigh)
{
    return CopyFile2LockFile(hFile, LOCKFILE_FAIL_IMMEDIATELY | LOCKFILE_EXCLUSIVE_LOCK,
                             (uint64_t)dwFileOffsetHigh << 32 | dwFileOffsetLow,
                             (uint64_t)nNumberOfBytesToLockHigh << 32 | nNumberOfBytesToLockLow);
}

static inline BOOL UnlockFile(HANDLE hFile, DWORD dwFileOffsetLow, DWORD dwFileOffsetHigh, DWORD nNumberOfBytesToUnlockLow,
                              DWORD nNumberOfBytesToUnlockHigh)
{
    return CopyFile2UnlockFile(hFile, (uint64_t)dwFileOffsetHigh << 32 | dwFileOffsetLow,
                               (uint64_t)nNumberOfBytesToUnlockHigh << 32 | nNumberOfBytesToUnlockLow);
}

static inline BOOL LockFileEx(HANDLE hFile, DWORD dwFlags, DWORD dwReserved, DWORD nNumberOfBytesToLockLow,
                              DWORD nNumberOfBytesToLockHigh, LPOVERLAPPED lpOverlapped)
{
    if (dwReserved != 0 || lpOverlapped == NULL) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    return CopyFile2LockFile(hFile, dwFlags, (uint64_t)lpOverlapped->OffsetHigh << 32 | lpOverlapped->Offset,
                             (uint64_t)nNumberOfBytesToLockHigh << 32 | nNumberOfBytesToLockLow);
}

static inline BOOL UnlockFileEx(HANDLE hFile, DWORD dwReserved, DWORD nNumberOfBytesToUnlockLow,
                                DWORD nNumberOfBytesToUnlockHigh, LPOVERLAPPED lpOverlapped)
{
    if (dwReserved != 0 || lpOverlapped == NULL) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    return CopyFile2UnlockFile(hFile, (uint64_t)lpOverlapped->OffsetHigh << 32 | lpOverlapped->Offset,
                               (uint64_t)nNumberOfBytesToUnlockHigh << 32 | nNumberOfBytesToUnlockLow);
}

/* ---- Names ---- */

static inline BOOL DeleteFileW(LPCWSTR lpFileName)
{
    return CopyFile2DeleteFile(lpFileName, CF2_W);
}

static inline BOOL DeleteFileA(LPCSTR lpFileName)
{
    return CopyFile2DeleteFile(lpFileName, 1);
}

static inline BOOL CreateDirectoryW(LPCWSTR lpPathName, LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateDirectory(lpPathName, CF2_W);
}

static inline BOOL CreateDirectoryA(LPCSTR lpPathName, LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateDirectory(lpPathName, 1);
}

static inline BOOL CreateDirectoryExW(LPCWSTR lpTemplateDirectory, LPCWSTR lpNewDirectory,
                                      LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateDirectoryEx(lpTemplateDirectory, lpNewDirectory, CF2_W);
}

static inline BOOL CreateDirectoryExA(LPCSTR lpTemplateDirectory, LPCSTR lpNewDirectory,
                                      LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateDirectoryEx(lpTemplateDirectory, lpNewDirectory, 1);
}

static inline BOOL RemoveDirectoryW(LPCWSTR lpPathName)
{
    return CopyFile2RemoveDirectory(lpPathName, CF2_W);
}

static inline BOOL RemoveDirectoryA(LPCSTR lpPathName)
{
    return CopyFile2RemoveDirectory(lpPathName, 1);
}

/* INVALID_FILE_ATTRIBUTES with the last error. A link is described, not its target. */
static inline DWORD GetFileAttributesW(LPCWSTR lpFileName)
{
    return CopyFile2GetFileAttributes(lpFileName, CF2_W);
}

static inline DWORD GetFileAttributesA(LPCSTR lpFileName)
{
    return CopyFile2GetFileAttributes(lpFileName, 1);
}

static inline BOOL GetFileAttributesExW(LPCWSTR lpFileName, GET_FILEEX_INFO_LEVELS fInfoLevelId, LPVOID lpFileInformation)
{
    if (fInfoLevelId != GetFileExInfoStandard) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    return CopyFile2GetFileAttributesEx(lpFileName, CF2_W, lpFileInformation);
}

static inline BOOL GetFileAttributesExA(LPCSTR lpFileName, GET_FILEEX_INFO_LEVELS fInfoLevelId, LPVOID lpFileInformation)
{
    if (fInfoLevelId != GetFileExInfoStandard) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    return CopyFile2GetFileAttributesEx(lpFileName, 1, lpFileInformation);
}

static inline BOOL SetFileAttributesW(LPCWSTR lpFileName, DWORD dwFileAttributes)
{
    return CopyFile2SetFileAttributes(lpFileName, CF2_W, dwFileAttributes);
}

static inline BOOL SetFileAttributesA(LPCSTR lpFileName, DWORD dwFileAttributes)
{
    return CopyFile2SetFileAttributes(lpFileName, 1, dwFileAttributes);
}

/* ---- Finding ---- */

/* The first file that matches, and a handle for FindNextFile and FindClose. Wildcards are Windows', and letters match in either case. */
static inline HANDLE FindFirstFileW(LPCWSTR lpFileName, LPWIN32_FIND_DATAW lpFindFileData)
{
    return CopyFile2FindFirstFile(lpFileName, CF2_W, FindExInfoStandard, lpFindFileData, FindExSearchNameMatch, NULL, 0);
}

static inline HANDLE FindFirstFileA(LPCSTR lpFileName, LPWIN32_FIND_DATAA lpFindFileData)
{
    return CopyFile2FindFirstFile(lpFileName, 1, FindExInfoStandard, lpFindFileData, FindExSearchNameMatch, NULL, 0);
}

static inline HANDLE FindFirstFileExW(LPCWSTR lpFileName, FINDEX_INFO_LEVELS fInfoLevelId, LPVOID lpFindFileData,
                                      FINDEX_SEARCH_OPS fSearchOp, LPVOID lpSearchFilter, DWORD dwAdditionalFlags)
{
    return CopyFile2FindFirstFile(lpFileName, CF2_W, (CF2_DWORD)fInfoLevelId, lpFindFileData, (CF2_DWORD)fSearchOp, lpSearchFilter,
                                  dwAdditionalFlags);
}

static inline HANDLE FindFirstFileExA(LPCSTR lpFileName, FINDEX_INFO_LEVELS fInfoLevelId, LPVOID lpFindFileData,
                                      FINDEX_SEARCH_OPS fSearchOp, LPVOID lpSearchFilter, DWORD dwAdditionalFlags)
{
    return CopyFile2FindFirstFile(lpFileName, 1, (CF2_DWORD)fInfoLevelId, lpFindFileData, (CF2_DWORD)fSearchOp, lpSearchFilter,
                                  dwAdditionalFlags);
}

/* ERROR_NO_MORE_FILES at the end. */
static inline BOOL FindNextFileW(HANDLE hFindFile, LPWIN32_FIND_DATAW lpFindFileData)
{
    return CopyFile2FindNextFile(hFindFile, lpFindFileData, CF2_W);
}

static inline BOOL FindNextFileA(HANDLE hFindFile, LPWIN32_FIND_DATAA lpFindFileData)
{
    return CopyFile2FindNextFile(hFindFile, lpFindFileData, 1);
}

static inline BOOL FindClose(HANDLE hFindFile)
{
    return CopyFile2FindClose(hFindFile);
}

/* The data first, as ::$DATA, then each named stream; ERROR_HANDLE_EOF at the end. */
static inline HANDLE FindFirstStreamW(LPCWSTR lpFileName, STREAM_INFO_LEVELS InfoLevel, LPVOID lpFindStreamData, DWORD dwFlags)
{
    (void)dwFlags;
    return CopyFile2FindFirstStream(lpFileName, CF2_W, (CF2_DWORD)InfoLevel, lpFindStreamData);
}

static inline BOOL FindNextStreamW(HANDLE hFindStream, LPVOID lpFindStreamData)
{
    return CopyFile2FindNextStream(hFindStream, lpFindStreamData, CF2_W);
}

/* ---- Paths: the length without the NUL, or the size that is needed with it, or 0 with the last error ---- */

static inline DWORD GetFullPathNameW(LPCWSTR lpFileName, DWORD nBufferLength, LPWSTR lpBuffer, LPWSTR *lpFilePart)
{
    void *part = NULL;
    const DWORD length =
        CopyFile2GetFullPathName(lpFileName, CF2_W, nBufferLength, lpBuffer, lpFilePart == NULL ? NULL : &part);
    if (lpFilePart != NULL) {
        *lpFilePart = (LPWSTR)part;
    }
    return length;
}

static inline DWORD GetFullPathNameA(LPCSTR lpFileName, DWORD nBufferLength, LPSTR lpBuffer, LPSTR *lpFilePart)
{
    void *part = NULL;
    const DWORD length =
        CopyFile2GetFullPathName(lpFileName, 1, nBufferLength, lpBuffer, lpFilePart == NULL ? NULL : &part);
    if (lpFilePart != NULL) {
        *lpFilePart = (LPSTR)part;
    }
    return length;
}

static inline DWORD GetLongPathNameW(LPCWSTR lpszShortPath, LPWSTR lpszLongPath, DWORD cchBuffer)
{
    return CopyFile2GetLongPathName(lpszShortPath, CF2_W, lpszLongPath, cchBuffer);
}

static inline DWORD GetLongPathNameA(LPCSTR lpszShortPath, LPSTR lpszLongPath, DWORD cchBuffer)
{
    return CopyFile2GetLongPathName(lpszShortPath, 1, lpszLongPath, cchBuffer);
}

static inline DWORD GetShortPathNameW(LPCWSTR lpszLongPath, LPWSTR lpszShortPath, DWORD cchBuffer)
{
    return CopyFile2GetLongPathName(lpszLongPath, CF2_W, lpszShortPath, cchBuffer);
}

static inline DWORD GetShortPathNameA(LPCSTR lpszLongPath, LPSTR lpszShortPath, DWORD cchBuffer)
{
    return CopyFile2GetLongPathName(lpszLongPath, 1, lpszShortPath, cchBuffer);
}

/* TMP, TEMP, TMPDIR, or /tmp, with a separator at the end. */
static inline DWORD GetTempPathW(DWORD nBufferLength, LPWSTR lpBuffer)
{
    return CopyFile2GetTempPath(nBufferLength, lpBuffer, CF2_W);
}

static inline DWORD GetTempPathA(DWORD nBufferLength, LPSTR lpBuffer)
{
    return CopyFile2GetTempPath(nBufferLength, lpBuffer, 1);
}

static inline DWORD GetTempPath2W(DWORD nBufferLength, LPWSTR lpBuffer)
{
    return CopyFile2GetTempPath(nBufferLength, lpBuffer, CF2_W);
}

static inline DWORD GetTempPath2A(DWORD nBufferLength, LPSTR lpBuffer)
{
    return CopyFile2GetTempPath(nBufferLength, lpBuffer, 1);
}

/* The number, or 0. With uUnique 0 the file is made, for its owner only. */
static inline UINT GetTempFileNameW(LPCWSTR lpPathName, LPCWSTR lpPrefixString, UINT uUnique, LPWSTR lpTempFileName)
{
    return CopyFile2GetTempFileName(lpPathName, lpPrefixString, uUnique, lpTempFileName, CF2_W);
}

static inline UINT GetTempFileNameA(LPCSTR lpPathName, LPCSTR lpPrefixString, UINT uUnique, LPSTR lpTempFileName)
{
    return CopyFile2GetTempFileName(lpPathName, lpPrefixString, uUnique, lpTempFileName, 1);
}

#ifndef CreateFile
#define CreateFile CF2_GENERIC(CreateFile)
#endif
#ifndef DeleteFile
#define DeleteFile CF2_GENERIC(DeleteFile)
#endif
#ifndef CreateDirectory
#define CreateDirectory CF2_GENERIC(CreateDirectory)
#endif
#ifndef CreateDirectoryEx
#define CreateDirectoryEx CF2_GENERIC(CreateDirectoryEx)
#endif
#ifndef RemoveDirectory
#define RemoveDirectory CF2_GENERIC(RemoveDirectory)
#endif
#ifndef GetFileAttributes
#define GetFileAttributes CF2_GENERIC(GetFileAttributes)
#endif
#ifndef GetFileAttributesEx
#define GetFileAttributesEx CF2_GENERIC(GetFileAttributesEx)
#endif
#ifndef SetFileAttributes
#define SetFileAttributes CF2_GENERIC(SetFileAttributes)
#endif
#ifndef FindFirstFile
#define FindFirstFile CF2_GENERIC(FindFirstFile)
#endif
#ifndef FindFirstFileEx
#define FindFirstFileEx CF2_GENERIC(FindFirstFileEx)
#endif
#ifndef FindNextFile
#define FindNextFile CF2_GENERIC(FindNextFile)
#endif
#ifndef GetFullPathName
#define GetFullPathName CF2_GENERIC(GetFullPathName)
#endif
#ifndef GetLongPathName
#define GetLongPathName CF2_GENERIC(GetLongPathName)
#endif
#ifndef GetShortPathName
#define GetShortPathName CF2_GENERIC(GetShortPathName)
#endif
#ifndef GetTempPath
#define GetTempPath CF2_GENERIC(GetTempPath)
#endif
#ifndef GetTempPath2
#define GetTempPath2 CF2_GENERIC(GetTempPath2)
#endif
#ifndef GetTempFileName
#define GetTempFileName CF2_GENERIC(GetTempFileName)
#endif
#endif
#endif
