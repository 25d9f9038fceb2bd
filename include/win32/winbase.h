/* Drop-in winbase.h: the copy family under its generic names, the last error, and what progress routines do with their
 * handles. Everything here is inline over copyfile2.h; nothing of it is an exported symbol. Any standard will do, -std=c11 as
 * well as -std=gnu17: no feature test macro is needed, and none is set. */
#ifndef COPYFILE2_WIN32_WINBASE_H
#define COPYFILE2_WIN32_WINBASE_H
#include "cf2_information.h"
#include "fileapi.h"
#include "ioapiset.h"
#include "minwinbase.h"
#include "errhandlingapi.h"
#include "heapapi.h"
#include "winerror.h"
#include "processenv.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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
#ifndef FormatMessage
#define FormatMessage CF2_GENERIC(FormatMessage)
#endif
#ifndef lstrlen
#define lstrlen CF2_GENERIC(lstrlen)
#endif
#ifndef lstrcpy
#define lstrcpy CF2_GENERIC(lstrcpy)
#endif
#ifndef lstrcat
#define lstrcat CF2_GENERIC(lstrcat)
#endif

#if CF2_OWN_WINDOWS_TYPES

/* Lengths and joins in WCHAR's own width, which the C library's wcslen and its kin do not know under -fshort-wchar. */
static inline int lstrlenW(LPCWSTR lpString)
{
    int length = 0;
    while (lpString != NULL && lpString[length] != 0) {
        length++;
    }
    return length;
}

static inline int lstrlenA(LPCSTR lpString)
{
    return lpString == NULL ? 0 : (int)strlen(lpString);
}

static inline LPWSTR lstrcpyW(LPWSTR lpString1, LPCWSTR lpString2)
{
    memmove(lpString1, lpString2, ((size_t)lstrlenW(lpString2) + 1) * sizeof(WCHAR));
    return lpString1;
}

static inline LPSTR lstrcpyA(LPSTR lpString1, LPCSTR lpString2)
{
    memmove(lpString1, lpString2, strlen(lpString2) + 1);
    return lpString1;
}

static inline LPWSTR lstrcatW(LPWSTR lpString1, LPCWSTR lpString2)
{
    lstrcpyW(lpString1 + lstrlenW(lpString1), lpString2);
    return lpString1;
}

static inline LPSTR lstrcatA(LPSTR lpString1, LPCSTR lpString2)
{
    lstrcpyA(lpString1 + strlen(lpString1), lpString2);
    return lpString1;
}

#ifndef FORMAT_MESSAGE_ALLOCATE_BUFFER
#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x00000200
#define FORMAT_MESSAGE_FROM_STRING 0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE 0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM 0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY 0x00002000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK 0x000000FF
#endif

#define LMEM_FIXED 0x0000
#define LMEM_MOVEABLE 0x0002
#define LMEM_ZEROINIT 0x0040
#define LPTR 0x0040

/* A pointer, also for LMEM_MOVEABLE. */
static inline HLOCAL LocalAlloc(UINT uFlags, SIZE_T uBytes)
{
    return HeapAlloc(GetProcessHeap(), (uFlags & LMEM_ZEROINIT) != 0 ? HEAP_ZERO_MEMORY : 0, uBytes);
}

/* Always NULL, which is success. */
static inline HLOCAL LocalFree(HLOCAL hMem)
{
    HeapFree(GetProcessHeap(), 0, hMem);
    return NULL;
}

static inline HLOCAL LocalReAlloc(HLOCAL hMem, SIZE_T uBytes, UINT uFlags)
{
    return cf2_reallocate(GetProcessHeap(), hMem, uBytes, (uFlags & LMEM_ZEROINIT) != 0);
}

static inline SIZE_T LocalSize(HLOCAL hMem)
{
    return CopyFile2BlockSize(hMem);
}

static inline LPVOID LocalLock(HLOCAL hMem)
{
    return hMem;
}

/* Not locked any more, for it never was. */
static inline BOOL LocalUnlock(HLOCAL hMem)
{
    (void)hMem;
    CopyFile2SetLastError(ERROR_SUCCESS);
    return FALSE;
}

#define GMEM_FIXED 0x0000
#define GMEM_MOVEABLE 0x0002
#define GMEM_ZEROINIT 0x0040
#define GPTR 0x0040

/* A pointer, also for GMEM_MOVEABLE. */
static inline HGLOBAL GlobalAlloc(UINT uFlags, SIZE_T uBytes)
{
    return HeapAlloc(GetProcessHeap(), (uFlags & GMEM_ZEROINIT) != 0 ? HEAP_ZERO_MEMORY : 0, uBytes);
}

/* Always NULL, which is success. */
static inline HGLOBAL GlobalFree(HGLOBAL hMem)
{
    HeapFree(GetProcessHeap(), 0, hMem);
    return NULL;
}

static inline HGLOBAL GlobalReAlloc(HGLOBAL hMem, SIZE_T uBytes, UINT uFlags)
{
    return cf2_reallocate(GetProcessHeap(), hMem, uBytes, (uFlags & GMEM_ZEROINIT) != 0);
}

static inline SIZE_T GlobalSize(HGLOBAL hMem)
{
    return CopyFile2BlockSize(hMem);
}

static inline LPVOID GlobalLock(HGLOBAL hMem)
{
    return hMem;
}

/* Not locked any more, for it never was. */
static inline BOOL GlobalUnlock(HGLOBAL hMem)
{
    (void)hMem;
    CopyFile2SetLastError(ERROR_SUCCESS);
    return FALSE;
}

/* A sentence and CR LF, or with FORMAT_MESSAGE_MAX_WIDTH_MASK a space instead; units of `width` bytes at `buffer`. */
static inline void cf2_write_message(DWORD dwFlags, const char *text, void *buffer, size_t width)
{
    const char *end = (dwFlags & FORMAT_MESSAGE_MAX_WIDTH_MASK) == FORMAT_MESSAGE_MAX_WIDTH_MASK ? ". " : ".\r\n";
    const size_t length = strlen(text), all = length + strlen(end);
    size_t at;
    for (at = 0; at <= all; at++) {
        char unit = at < length ? text[at] : end[at - length];
        if (at == 0 && unit >= 'a' && unit <= 'z') {
            unit = (char)(unit - 'a' + 'A');
        }
        if (width == 1) {
            ((char *)buffer)[at] = unit;
        } else {
            ((WCHAR *)buffer)[at] = (WCHAR)unit;
        }
    }
}

/* FormatMessage for units of `width` bytes. Only the system's messages exist, in English, and none has inserts. The length
 * is in units without the NUL. */
static inline DWORD cf2_format_message(DWORD dwFlags, DWORD dwMessageId, void *lpBuffer, DWORD nSize, size_t width)
{
    const char *text = CopyFile2ErrorMessage(dwMessageId);
    const size_t end = (dwFlags & FORMAT_MESSAGE_MAX_WIDTH_MASK) == FORMAT_MESSAGE_MAX_WIDTH_MASK ? 2 : 3;
    const size_t length = strlen(text) + end;
    void *buffer = lpBuffer;
    DWORD refusal = ERROR_SUCCESS;
    if (lpBuffer == NULL || (dwFlags & (FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_FROM_HMODULE)) != 0 ||
        (dwFlags & FORMAT_MESSAGE_FROM_SYSTEM) == 0) {
        refusal = ERROR_INVALID_PARAMETER;
    } else if (strcmp(text, "unknown error") == 0) {
        refusal = ERROR_MR_MID_NOT_FOUND;
    } else if ((dwFlags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0) {
        buffer = calloc(length < nSize ? nSize : length + 1, width);
        memcpy(lpBuffer, &buffer, sizeof(buffer)); /* then lpBuffer is where the pointer goes */
        refusal = buffer == NULL ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS;
    } else if (length >= nSize) {
        refusal = ERROR_INSUFFICIENT_BUFFER;
    }
    if (refusal != ERROR_SUCCESS) {
        CopyFile2SetLastError(refusal);
        return 0;
    }
    cf2_write_message(dwFlags, text, buffer, width);
    return (DWORD)length;
}

/* An allocated text is the caller's, to be freed with LocalFree. The language is English whatever is asked for. */
static inline DWORD FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                                   LPWSTR lpBuffer, DWORD nSize, va_list *Arguments)
{
    (void)lpSource, (void)dwLanguageId, (void)Arguments;
    return cf2_format_message(dwFlags, dwMessageId, lpBuffer, nSize, sizeof(WCHAR));
}

static inline DWORD FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId, LPSTR lpBuffer,
                                   DWORD nSize, va_list *Arguments)
{
    (void)lpSource, (void)dwLanguageId, (void)Arguments;
    return cf2_format_message(dwFlags, dwMessageId, lpBuffer, nSize, 1);
}
#endif
#endif
