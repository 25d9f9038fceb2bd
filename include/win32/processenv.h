/* Drop-in processenv.h: the environment, the command line, standard handles, the working directory, the search path. Inline over
 * copyfile2/kit.h and copyfile2/files.h. As with setenv(3), no other thread may work on the environment while it is changed. */
#ifndef COPYFILE2_WIN32_PROCESSENV_H
#define COPYFILE2_WIN32_PROCESSENV_H
#include "fileapi.h"
#include "handleapi.h"
#include "winnt.h"
#include <copyfile2/kit.h>
#include <stdlib.h>

#if CF2_OWN_WINDOWS_TYPES
#define GetEnvironmentVariable CF2_GENERIC(GetEnvironmentVariable)
#define SetEnvironmentVariable CF2_GENERIC(SetEnvironmentVariable)
#define ExpandEnvironmentStrings CF2_GENERIC(ExpandEnvironmentStrings)
#define FreeEnvironmentStrings CF2_GENERIC(FreeEnvironmentStrings)
#define GetCommandLine CF2_GENERIC(GetCommandLine)
#define GetEnvironmentStrings CF2_GENERIC(GetEnvironmentStrings)

/* The length, or the size that is needed with the NUL. A name is first taken exactly, then in any case (K-E5). */
static inline DWORD GetEnvironmentVariableW(LPCWSTR lpName, LPWSTR lpBuffer, DWORD nSize)
{
    return CopyFile2GetEnvironmentVariable(lpName, lpBuffer, nSize, sizeof(WCHAR));
}

/* NULL deletes. */
static inline BOOL SetEnvironmentVariableW(LPCWSTR lpName, LPCWSTR lpValue)
{
    return CopyFile2SetEnvironmentVariable(lpName, lpValue, sizeof(WCHAR));
}

/* The count includes the NUL, whether it fits or not. */
static inline DWORD ExpandEnvironmentStringsW(LPCWSTR lpSrc, LPWSTR lpDst, DWORD nSize)
{
    return CopyFile2ExpandEnvironmentStrings(lpSrc, lpDst, nSize, sizeof(WCHAR));
}

/* NAME=value, each with a NUL, and one more at the end. */
static inline LPWSTR GetEnvironmentStringsW(void)
{
    return (LPWSTR)CopyFile2GetEnvironmentStrings(sizeof(WCHAR));
}

static inline BOOL FreeEnvironmentStringsW(LPWSTR penv)
{
    free(penv);
    return TRUE;
}

/* Quoted so that CommandLineToArgvW gives the arguments back. It stays the library's. */
static inline LPWSTR GetCommandLineW(void)
{
    return (LPWSTR)CopyFile2GetCommandLine(sizeof(WCHAR));
}

/* The length, or the size that is needed with the NUL. A name is first taken exactly, then in any case (K-E5). */
static inline DWORD GetEnvironmentVariableA(LPCSTR lpName, LPSTR lpBuffer, DWORD nSize)
{
    return CopyFile2GetEnvironmentVariable(lpName, lpBuffer, nSize, 1);
}

/* NULL deletes. */
static inline BOOL SetEnvironmentVariableA(LPCSTR lpName, LPCSTR lpValue)
{
    return CopyFile2SetEnvironmentVariable(lpName, lpValue, 1);
}

/* The count includes the NUL, whether it fits or not. */
static inline DWORD ExpandEnvironmentStringsA(LPCSTR lpSrc, LPSTR lpDst, DWORD nSize)
{
    return CopyFile2ExpandEnvironmentStrings(lpSrc, lpDst, nSize, 1);
}

/* NAME=value, each with a NUL, and one more at the end. */
static inline LPSTR GetEnvironmentStringsA(void)
{
    return (LPSTR)CopyFile2GetEnvironmentStrings(1);
}

static inline BOOL FreeEnvironmentStringsA(LPSTR penv)
{
    free(penv);
    return TRUE;
}

/* Quoted so that CommandLineToArgvW gives the arguments back. It stays the library's. */
static inline LPSTR GetCommandLineA(void)
{
    return (LPSTR)CopyFile2GetCommandLine(1);
}

/* ---- Standard handles, the working directory, files on a search path: over copyfile2/files.h ---- */

#ifndef STD_INPUT_HANDLE
#define STD_INPUT_HANDLE ((DWORD)-10)
#define STD_OUTPUT_HANDLE ((DWORD)-11)
#define STD_ERROR_HANDLE ((DWORD)-12)
#endif

/* The same handle each time, never to be closed; NULL for a stream that is closed. */
static inline HANDLE GetStdHandle(DWORD nStdHandle)
{
    return CopyFile2GetStdHandle(nStdHandle);
}

/* Changes what GetStdHandle answers, and nothing else. */
static inline BOOL SetStdHandle(DWORD nStdHandle, HANDLE hHandle)
{
    return CopyFile2SetStdHandle(nStdHandle, hHandle);
}

/* The length without the NUL, or the size that is needed with it. */
static inline DWORD GetCurrentDirectoryW(DWORD nBufferLength, LPWSTR lpBuffer)
{
    return CopyFile2GetCurrentDirectory(nBufferLength, lpBuffer, CF2_W);
}

static inline DWORD GetCurrentDirectoryA(DWORD nBufferLength, LPSTR lpBuffer)
{
    return CopyFile2GetCurrentDirectory(nBufferLength, lpBuffer, 1);
}

/* For the whole process. */
static inline BOOL SetCurrentDirectoryW(LPCWSTR lpPathName)
{
    return CopyFile2SetCurrentDirectory(lpPathName, CF2_W);
}

static inline BOOL SetCurrentDirectoryA(LPCSTR lpPathName)
{
    return CopyFile2SetCurrentDirectory(lpPathName, 1);
}

/* Directories are separated by semicolons; NULL stands for the program's, the current one and PATH. */
static inline DWORD SearchPathW(LPCWSTR lpPath, LPCWSTR lpFileName, LPCWSTR lpExtension, DWORD nBufferLength, LPWSTR lpBuffer,
                                LPWSTR *lpFilePart)
{
    void *part = NULL;
    const DWORD length = CopyFile2SearchPath(lpPath, lpFileName, lpExtension, CF2_W, nBufferLength, lpBuffer,
                                             lpFilePart == NULL ? NULL : &part);
    if (lpFilePart != NULL) {
        *lpFilePart = (LPWSTR)part;
    }
    return length;
}

static inline DWORD SearchPathA(LPCSTR lpPath, LPCSTR lpFileName, LPCSTR lpExtension, DWORD nBufferLength, LPSTR lpBuffer,
                                LPSTR *lpFilePart)
{
    void *part = NULL;
    const DWORD length = CopyFile2SearchPath(lpPath, lpFileName, lpExtension, 1, nBufferLength, lpBuffer,
                                             lpFilePart == NULL ? NULL : &part);
    if (lpFilePart != NULL) {
        *lpFilePart = (LPSTR)part;
    }
    return length;
}

#ifndef GetCurrentDirectory
#define GetCurrentDirectory CF2_GENERIC(GetCurrentDirectory)
#endif
#ifndef SetCurrentDirectory
#define SetCurrentDirectory CF2_GENERIC(SetCurrentDirectory)
#endif
#ifndef SearchPath
#define SearchPath CF2_GENERIC(SearchPath)
#endif
#endif
#endif
