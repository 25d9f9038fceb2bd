/* Drop-in winbase.h: the copy family under its generic names, the last error, and what progress routines do with their
 * handles. Everything here is inline over copyfile2.h; nothing of it is an exported symbol. Needs POSIX.1-2008: -std=gnu11 or _GNU_SOURCE. */
#ifndef COPYFILE2_WIN32_WINBASE_H
#define COPYFILE2_WIN32_WINBASE_H
#include "minwinbase.h"
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if defined(UNICODE)
#define CF2_GENERIC(name) name##W
#else
#define CF2_GENERIC(name) name##A
#endif
#ifndef CopyFile
#define CopyFile CF2_GENERIC(CopyFile)
#endif
#ifndef CopyFileEx
#define CopyFileEx CF2_GENERIC(CopyFileEx)
#endif
#ifndef CopyFileTransacted
#define CopyFileTransacted CF2_GENERIC(CopyFileTransacted)
#endif
#ifndef MoveFile
#define MoveFile CF2_GENERIC(MoveFile)
#endif
#ifndef MoveFileEx
#define MoveFileEx CF2_GENERIC(MoveFileEx)
#endif
#ifndef MoveFileWithProgress
#define MoveFileWithProgress CF2_GENERIC(MoveFileWithProgress)
#endif
#ifndef MoveFileTransacted
#define MoveFileTransacted CF2_GENERIC(MoveFileTransacted)
#endif
#ifndef ReplaceFile
#define ReplaceFile CF2_GENERIC(ReplaceFile)
#endif

#if CF2_OWN_WINDOWS_TYPES
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

/* The names in parentheses: elsewhere they may be macros. */
static inline DWORD(GetLastError)(void)
{
    return CopyFile2GetLastError();
}

static inline void(SetLastError)(DWORD dwErrCode)
{
    CopyFile2SetLastError(dwErrCode);
}

static inline BOOL cf2_succeeds(int result)
{
    if (result != 0) {
        CopyFile2SetLastError(ERROR_INVALID_HANDLE);
    }
    return result == 0;
}

/* 100 ns since 1601 */
static inline FILETIME cf2_filetime(struct timespec time)
{
    const unsigned long long ticks =
        ((unsigned long long)time.tv_sec + 11644473600ULL) * 10000000ULL + (unsigned long long)time.tv_nsec / 100ULL;
    FILETIME filetime;
    filetime.dwLowDateTime = (DWORD)(ticks & 0xFFFFFFFFULL);
    filetime.dwHighDateTime = (DWORD)(ticks >> 32);
    return filetime;
}

static inline struct timespec cf2_timespec(const FILETIME *filetime)
{
    struct timespec time;
    time.tv_sec = 0;
    time.tv_nsec = UTIME_OMIT;
    if (filetime != NULL) {
        const unsigned long long ticks = (unsigned long long)filetime->dwHighDateTime << 32 | filetime->dwLowDateTime;
        time.tv_sec = (time_t)((long long)(ticks / 10000000ULL) - 11644473600LL);
        time.tv_nsec = (long)(ticks % 10000000ULL) * 100L;
    }
    return time;
}

static inline BOOL FlushFileBuffers(HANDLE hFile)
{
    return cf2_succeeds(fsync(CopyFile2GetFileDescriptor(hFile)));
}

static inline BOOL GetFileSizeEx(HANDLE hFile, PLARGE_INTEGER lpFileSize)
{
    struct stat found;
    const BOOL succeeds = cf2_succeeds(fstat(CopyFile2GetFileDescriptor(hFile), &found));
    if (succeeds) {
        lpFileSize->QuadPart = found.st_size;
    }
    return succeeds;
}

/* Unix tells no creation time here: the change time stands in, as close as there is. */
static inline BOOL GetFileTime(HANDLE hFile, LPFILETIME lpCreationTime, LPFILETIME lpLastAccessTime,
                               LPFILETIME lpLastWriteTime)
{
    struct stat found;
    const BOOL succeeds = cf2_succeeds(fstat(CopyFile2GetFileDescriptor(hFile), &found));
    if (succeeds && lpCreationTime != NULL) {
        *lpCreationTime = cf2_filetime(found.st_ctim);
    }
    if (succeeds && lpLastAccessTime != NULL) {
        *lpLastAccessTime = cf2_filetime(found.st_atim);
    }
    if (succeeds && lpLastWriteTime != NULL) {
        *lpLastWriteTime = cf2_filetime(found.st_mtim);
    }
    return succeeds;
}

/* A creation time is taken and dropped. A write time set in a progress routine is overwritten at the end (M20). */
static inline BOOL SetFileTime(HANDLE hFile, const FILETIME *lpCreationTime, const FILETIME *lpLastAccessTime,
                               const FILETIME *lpLastWriteTime)
{
    struct timespec times[2];
    (void)lpCreationTime;
    times[0] = cf2_timespec(lpLastAccessTime);
    times[1] = cf2_timespec(lpLastWriteTime);
    return cf2_succeeds(futimens(CopyFile2GetFileDescriptor(hFile), times));
}

static inline BOOL GetFileInformationByHandle(HANDLE hFile, LPBY_HANDLE_FILE_INFORMATION lpFileInformation)
{
    struct stat found;
    const BOOL succeeds = cf2_succeeds(fstat(CopyFile2GetFileDescriptor(hFile), &found));
    if (succeeds) {
        lpFileInformation->dwFileAttributes = S_ISDIR(found.st_mode)            ? FILE_ATTRIBUTE_DIRECTORY
                                              : (found.st_mode & 0222U) == 0U ? FILE_ATTRIBUTE_READONLY
                                                                                : FILE_ATTRIBUTE_NORMAL;
        lpFileInformation->ftCreationTime = cf2_filetime(found.st_ctim);
        lpFileInformation->ftLastAccessTime = cf2_filetime(found.st_atim);
        lpFileInformation->ftLastWriteTime = cf2_filetime(found.st_mtim);
        lpFileInformation->dwVolumeSerialNumber = (DWORD)found.st_dev;
        lpFileInformation->nFileSizeHigh = (DWORD)((unsigned long long)found.st_size >> 32);
        lpFileInformation->nFileSizeLow = (DWORD)found.st_size;
        lpFileInformation->nNumberOfLinks = (DWORD)found.st_nlink;
        lpFileInformation->nFileIndexHigh = (DWORD)((unsigned long long)found.st_ino >> 32);
        lpFileInformation->nFileIndexLow = (DWORD)found.st_ino;
    }
    return succeeds;
}
#endif
#endif
