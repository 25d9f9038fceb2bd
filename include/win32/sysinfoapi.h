/* Drop-in sysinfoapi.h: what time it is, how long the system has run, what the machine is like. Inline. */
#ifndef COPYFILE2_WIN32_SYSINFOAPI_H
#define COPYFILE2_WIN32_SYSINFOAPI_H
#include "timezoneapi.h"
#include "winerror.h"
#include <copyfile2/kit.h>
#include <sched.h> /* struct timespec, in every standard */

#if CF2_OWN_WINDOWS_TYPES
/* POSIX hides clock_gettime in strict C: then under a name of our own. */
#if defined(CLOCK_REALTIME)
#define cf2_clock_gettime clock_gettime
#define CF2_CLOCK_MONOTONIC CLOCK_MONOTONIC
#else
#ifdef __cplusplus
extern "C" {
#endif
extern int cf2_clock_gettime(int clock, struct timespec *time)
    CF2_TIME_SYMBOL("clock_gettime", "__clock_gettime64");
#ifdef __cplusplus
}
#endif
#define CF2_CLOCK_MONOTONIC 1
#endif
/* Windows counts the time that the machine slept. */
#if defined(__linux__)
#define CF2_CLOCK_SINCE_BOOT 7 /* CLOCK_BOOTTIME */
#else
#define CF2_CLOCK_SINCE_BOOT CF2_CLOCK_MONOTONIC
#endif
#define CF2_CLOCK_REALTIME 0

static inline unsigned long long cf2_nanoseconds(int clock)
{
    struct timespec time;
    time.tv_sec = 0;
    time.tv_nsec = 0;
    cf2_clock_gettime(clock, &time);
    return (unsigned long long)time.tv_sec * 1000000000ULL + (unsigned long long)time.tv_nsec;
}

static inline unsigned long long GetTickCount64(void)
{
    return cf2_nanoseconds(CF2_CLOCK_SINCE_BOOT) / 1000000;
}

/* Starts again from 0 after 49.7 days. */
static inline DWORD GetTickCount(void)
{
    return (DWORD)(GetTickCount64() & 0xFFFFFFFFULL);
}

static inline void GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime)
{
    *lpSystemTimeAsFileTime = cf2_of_ticks(cf2_nanoseconds(CF2_CLOCK_REALTIME) / 100 + 116444736000000000ULL);
}

static inline void GetSystemTime(LPSYSTEMTIME lpSystemTime)
{
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    FileTimeToSystemTime(&now, lpSystemTime);
}

static inline void GetLocalTime(LPSYSTEMTIME lpSystemTime)
{
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    FileTimeToLocalFileTime(&now, &now);
    FileTimeToSystemTime(&now, lpSystemTime);
}

/* ---- The machine and its users ---- */

#define GetVersionEx CF2_GENERIC(GetVersionEx)
#define GetSystemDirectory CF2_GENERIC(GetSystemDirectory)
#define GetWindowsDirectory CF2_GENERIC(GetWindowsDirectory)
#define GetComputerName CF2_GENERIC(GetComputerName)
#define GetUserName CF2_GENERIC(GetUserName)

#define PROCESSOR_ARCHITECTURE_INTEL 0
#define PROCESSOR_ARCHITECTURE_ARM 5
#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
#define PROCESSOR_ARCHITECTURE_UNKNOWN 0xFFFF
#define VER_PLATFORM_WIN32_NT 2
#define VER_NT_WORKSTATION 0x0000001
#define MAX_COMPUTERNAME_LENGTH 15
#ifndef UNLEN
#define UNLEN 256
#endif

typedef struct _SYSTEM_INFO {
    __extension__ union {
        DWORD dwOemId;
        __extension__ struct {
            WORD wProcessorArchitecture;
            WORD wReserved;
        };
    };
    DWORD dwPageSize;
    LPVOID lpMinimumApplicationAddress;
    LPVOID lpMaximumApplicationAddress;
    DWORD_PTR dwActiveProcessorMask;
    DWORD dwNumberOfProcessors;
    DWORD dwProcessorType;
    DWORD dwAllocationGranularity;
    WORD wProcessorLevel;
    WORD wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;
typedef struct _MEMORYSTATUSEX {
    DWORD dwLength;
    DWORD dwMemoryLoad;
    DWORDLONG ullTotalPhys;
    DWORDLONG ullAvailPhys;
    DWORDLONG ullTotalPageFile;
    DWORDLONG ullAvailPageFile;
    DWORDLONG ullTotalVirtual;
    DWORDLONG ullAvailVirtual;
    DWORDLONG ullAvailExtendedVirtual;
} MEMORYSTATUSEX, *LPMEMORYSTATUSEX;
typedef struct _OSVERSIONINFOW {
    DWORD dwOSVersionInfoSize;
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
    DWORD dwBuildNumber;
    DWORD dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW;
typedef struct _OSVERSIONINFOEXW {
    DWORD dwOSVersionInfoSize;
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
    DWORD dwBuildNumber;
    DWORD dwPlatformId;
    WCHAR szCSDVersion[128];
    WORD wServicePackMajor;
    WORD wServicePackMinor;
    WORD wSuiteMask;
    BYTE wProductType;
    BYTE wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, *LPOSVERSIONINFOEXW;
typedef struct _OSVERSIONINFOA {
    DWORD dwOSVersionInfoSize;
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
    DWORD dwBuildNumber;
    DWORD dwPlatformId;
    CHAR szCSDVersion[128];
} OSVERSIONINFOA, *POSVERSIONINFOA, *LPOSVERSIONINFOA;
typedef struct _OSVERSIONINFOEXA {
    DWORD dwOSVersionInfoSize;
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
    DWORD dwBuildNumber;
    DWORD dwPlatformId;
    CHAR szCSDVersion[128];
    WORD wServicePackMajor;
    WORD wServicePackMinor;
    WORD wSuiteMask;
    BYTE wProductType;
    BYTE wReserved;
} OSVERSIONINFOEXA, *POSVERSIONINFOEXA, *LPOSVERSIONINFOEXA;
#define OSVERSIONINFO CF2_GENERIC(OSVERSIONINFO)
#define OSVERSIONINFOEX CF2_GENERIC(OSVERSIONINFOEX)

/* The processors are those that this process may use (K-E1). */
static inline void GetSystemInfo(LPSYSTEM_INFO lpSystemInfo)
{
    cf2_system system;
    CopyFile2GetSystem(&system);
    memset(lpSystemInfo, 0, sizeof(*lpSystemInfo));
    lpSystemInfo->wProcessorArchitecture = (WORD)system.architecture;
    lpSystemInfo->dwPageSize = system.page_size;
    lpSystemInfo->lpMinimumApplicationAddress = (LPVOID)(uintptr_t)0x10000;
    lpSystemInfo->lpMaximumApplicationAddress = (LPVOID)(sizeof(void *) == 8 ? (uintptr_t)0x7FFFFFFEFFFFULL : (uintptr_t)0x7FFEFFFFU);
    lpSystemInfo->dwNumberOfProcessors = system.processors;
    lpSystemInfo->dwActiveProcessorMask = system.processors >= sizeof(DWORD_PTR) * 8 ? ~(DWORD_PTR)0 : ((DWORD_PTR)1 << system.processors) - 1;
    lpSystemInfo->dwAllocationGranularity = 65536;
}

static inline void GetNativeSystemInfo(LPSYSTEM_INFO lpSystemInfo)
{
    GetSystemInfo(lpSystemInfo);
}

static inline BOOL GlobalMemoryStatusEx(LPMEMORYSTATUSEX lpBuffer)
{
    cf2_system system;
    if (lpBuffer->dwLength != sizeof(*lpBuffer)) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    CopyFile2GetSystem(&system);
    memset(lpBuffer, 0, sizeof(*lpBuffer));
    lpBuffer->dwLength = sizeof(*lpBuffer);
    lpBuffer->ullTotalPhys = lpBuffer->ullTotalPageFile = lpBuffer->ullTotalVirtual = system.memory;
    lpBuffer->ullAvailPhys = lpBuffer->ullAvailPageFile = lpBuffer->ullAvailVirtual = system.available_memory;
    lpBuffer->dwMemoryLoad = system.memory == 0 ? 0 : (DWORD)((system.memory - system.available_memory) * 100 / system.memory);
    return TRUE;
}

/* Windows 10.0, build 22631 (K-E2). */
static inline DWORD GetVersion(void)
{
    return 22631U << 16 | 10U;
}

/* In 100 ns, not only milliseconds. */
static inline void GetSystemTimePreciseAsFileTime(LPFILETIME lpSystemTimeAsFileTime)
{
    GetSystemTimeAsFileTime(lpSystemTimeAsFileTime);
}

/* The length, or the size needed with the NUL. */
static inline DWORD cf2_give_ascii(const char *text, void *buffer, DWORD size, size_t unit)
{
    const DWORD length = (DWORD)strlen(text);
    DWORD at;
    if (buffer == NULL || length >= size) {
        return length + 1;
    }
    for (at = 0; at <= length; at++) {
        if (unit == 1) {
            ((char *)buffer)[at] = text[at];
        } else {
            ((WCHAR *)buffer)[at] = (WCHAR)text[at];
        }
    }
    return length;
}

/* The structure's size says whether it is the larger one; else 122. */
static inline BOOL GetVersionExW(LPOSVERSIONINFOW lpVersionInformation)
{
    const DWORD size = lpVersionInformation->dwOSVersionInfoSize;
    if (size != sizeof(OSVERSIONINFOW) && size != sizeof(OSVERSIONINFOEXW)) {
        CopyFile2SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    memset(lpVersionInformation, 0, size);
    lpVersionInformation->dwOSVersionInfoSize = size;
    lpVersionInformation->dwMajorVersion = 10;
    lpVersionInformation->dwBuildNumber = 22631;
    lpVersionInformation->dwPlatformId = VER_PLATFORM_WIN32_NT;
    if (size == sizeof(OSVERSIONINFOEXW)) {
        ((LPOSVERSIONINFOEXW)(void *)lpVersionInformation)->wProductType = VER_NT_WORKSTATION;
    }
    return TRUE;
}

/* Programs only build names from these, which then do not exist (K-E4). */
static inline UINT GetSystemDirectoryW(LPWSTR lpBuffer, UINT uSize)
{
    return cf2_give_ascii("C:\\Windows\\system32", lpBuffer, uSize, sizeof(WCHAR));
}

static inline UINT GetWindowsDirectoryW(LPWSTR lpBuffer, UINT uSize)
{
    return cf2_give_ascii("C:\\Windows", lpBuffer, uSize, sizeof(WCHAR));
}

/* The size comes back as the length without the NUL; 111 and the size needed if it is too small. */
static inline BOOL GetComputerNameW(LPWSTR lpBuffer, LPDWORD nSize)
{
    const DWORD length = CopyFile2GetName(0, lpBuffer, *nSize, sizeof(WCHAR)), room = *nSize;
    *nSize = length;
    if (length >= room || lpBuffer == NULL) {
        CopyFile2SetLastError(ERROR_BUFFER_OVERFLOW);
        return FALSE;
    }
    return length != 0;
}

/* The size comes back with the NUL; 122 if it is too small. */
static inline BOOL GetUserNameW(LPWSTR lpBuffer, LPDWORD pcbBuffer)
{
    const DWORD length = CopyFile2GetName(1, lpBuffer, *pcbBuffer, sizeof(WCHAR)), room = *pcbBuffer;
    if (length == 0) {
        return FALSE;
    }
    if (length >= room || lpBuffer == NULL) {
        *pcbBuffer = length;
        CopyFile2SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    *pcbBuffer = length + 1;
    return TRUE;
}

/* The structure's size says whether it is the larger one; else 122. */
static inline BOOL GetVersionExA(LPOSVERSIONINFOA lpVersionInformation)
{
    const DWORD size = lpVersionInformation->dwOSVersionInfoSize;
    if (size != sizeof(OSVERSIONINFOA) && size != sizeof(OSVERSIONINFOEXA)) {
        CopyFile2SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    memset(lpVersionInformation, 0, size);
    lpVersionInformation->dwOSVersionInfoSize = size;
    lpVersionInformation->dwMajorVersion = 10;
    lpVersionInformation->dwBuildNumber = 22631;
    lpVersionInformation->dwPlatformId = VER_PLATFORM_WIN32_NT;
    if (size == sizeof(OSVERSIONINFOEXA)) {
        ((LPOSVERSIONINFOEXA)(void *)lpVersionInformation)->wProductType = VER_NT_WORKSTATION;
    }
    return TRUE;
}

/* Programs only build names from these, which then do not exist (K-E4). */
static inline UINT GetSystemDirectoryA(LPSTR lpBuffer, UINT uSize)
{
    return cf2_give_ascii("C:\\Windows\\system32", lpBuffer, uSize, 1);
}

static inline UINT GetWindowsDirectoryA(LPSTR lpBuffer, UINT uSize)
{
    return cf2_give_ascii("C:\\Windows", lpBuffer, uSize, 1);
}

/* The size comes back as the length without the NUL; 111 and the size needed if it is too small. */
static inline BOOL GetComputerNameA(LPSTR lpBuffer, LPDWORD nSize)
{
    const DWORD length = CopyFile2GetName(0, lpBuffer, *nSize, 1), room = *nSize;
    *nSize = length;
    if (length >= room || lpBuffer == NULL) {
        CopyFile2SetLastError(ERROR_BUFFER_OVERFLOW);
        return FALSE;
    }
    return length != 0;
}

/* The size comes back with the NUL; 122 if it is too small. */
static inline BOOL GetUserNameA(LPSTR lpBuffer, LPDWORD pcbBuffer)
{
    const DWORD length = CopyFile2GetName(1, lpBuffer, *pcbBuffer, 1), room = *pcbBuffer;
    if (length == 0) {
        return FALSE;
    }
    if (length >= room || lpBuffer == NULL) {
        *pcbBuffer = length;
        CopyFile2SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    *pcbBuffer = length + 1;
    return TRUE;
}
#endif
#endif
