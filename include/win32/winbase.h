/* Drop-in winbase.h: the copy family under its generic names, the last error, and what progress routines do with their
 * handles. Everything here is inline over copyfile2.h; nothing of it is an exported symbol. Any standard will do, -std=c11 as
 * well as -std=gnu17: no feature test macro is needed, and none is set. */
#ifndef COPYFILE2_WIN32_WINBASE_H
#define COPYFILE2_WIN32_WINBASE_H
#include "cf2_information.h"
#include "fileapi.h"
#include "ioapiset.h"
#include "minwinbase.h"
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
/* The names in parentheses: elsewhere they may be macros. */
static inline DWORD(GetLastError)(void)
{
    return CopyFile2GetLastError();
}

static inline void(SetLastError)(DWORD dwErrCode)
{
    CopyFile2SetLastError(dwErrCode);
}

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
#ifndef LANG_NEUTRAL
#define LANG_NEUTRAL 0x00
#define SUBLANG_NEUTRAL 0x00
#define SUBLANG_DEFAULT 0x01
#endif
#ifndef MAKELANGID
#define MAKELANGID(primary, sub) ((WORD)(((WORD)(sub)) << 10 | (WORD)(primary)))
#endif
#ifndef ERROR_MR_MID_NOT_FOUND
#define ERROR_MR_MID_NOT_FOUND 317
#endif
typedef HANDLE HLOCAL;

/* Frees what FormatMessage allocated. Always NULL. */
static inline HLOCAL LocalFree(HLOCAL hMem)
{
    free(hMem);
    return NULL;
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
