/* Drop-in versionhelpers.h: everything up to Windows 10 is there (K-Y6). */
#ifndef COPYFILE2_WIN32_VERSIONHELPERS_H
#define COPYFILE2_WIN32_VERSIONHELPERS_H
#include "windef.h"

#if CF2_OWN_WINDOWS_TYPES
static inline BOOL IsWindowsVersionOrGreater(WORD wMajorVersion, WORD wMinorVersion, WORD wServicePackMajor)
{
    return wMajorVersion < 10 || (wMajorVersion == 10 && wMinorVersion == 0 && wServicePackMajor == 0);
}

static inline BOOL IsWindowsXPOrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsXPSP1OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsXPSP2OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsXPSP3OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsVistaOrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsVistaSP1OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsVistaSP2OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindows7OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindows7SP1OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindows8OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindows8Point1OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsThresholdOrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindows10OrGreater(void)
{
    return TRUE;
}

static inline BOOL IsWindowsServer(void)
{
    return FALSE;
}
#endif
#endif
