/* Drop-in processenv.h: the working directory, the standard handles, files on a search path. Inline over copyfile2/files.h. */
#ifndef COPYFILE2_WIN32_PROCESSENV_H
#define COPYFILE2_WIN32_PROCESSENV_H
#include "fileapi.h"

#if CF2_OWN_WINDOWS_TYPES
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
