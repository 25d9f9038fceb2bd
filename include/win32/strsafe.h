/* Drop-in strsafe.h: copies, joins and prints that always end with a NUL and say by an HRESULT what did not fit (K-S4). Inline.
 *
 * What the C library has stays allowed, with or without STRSAFE_NO_DEPRECATE. */
#ifndef COPYFILE2_WIN32_STRSAFE_H
#define COPYFILE2_WIN32_STRSAFE_H
#include "winnt.h"
#include <copyfile2/secure.h>

#if CF2_OWN_WINDOWS_TYPES
#ifndef SUCCEEDED
#define SUCCEEDED(hr) ((CF2_HRESULT)(hr) >= 0)
#endif
#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_MAX_LENGTH (STRSAFE_MAX_CCH - 1)
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_FILL_BYTE(byte) ((CF2_DWORD)(((byte) & 0xFF) | STRSAFE_FILL_BEHIND_NULL))
#define STRSAFE_FAILURE_BYTE(byte) ((CF2_DWORD)(((byte) & 0xFF) | STRSAFE_FILL_ON_FAILURE))
#define STRSAFE_E_INSUFFICIENT_BUFFER ((CF2_HRESULT)0x8007007A)
#define STRSAFE_E_INVALID_PARAMETER ((CF2_HRESULT)0x80070057)
#define STRSAFE_E_END_OF_FILE ((CF2_HRESULT)0x80070026)
typedef char *STRSAFE_LPSTR;
typedef const char *STRSAFE_LPCSTR, *STRSAFE_PCNZCH;
typedef WCHAR *STRSAFE_LPWSTR;
typedef const WCHAR *STRSAFE_LPCWSTR, *STRSAFE_PCNZWCH;

static inline HRESULT cf2_safe_size_W(const WCHAR *destination, size_t room, DWORD flags)
{
    return room == 0 || room > STRSAFE_MAX_CCH || (destination == NULL && (flags & STRSAFE_IGNORE_NULLS) == 0)
               ? STRSAFE_E_INVALID_PARAMETER
               : (HRESULT)0;
}

/* The end of every function: what the flags ask for, where the text ends. */
static inline HRESULT cf2_safe_end_W(WCHAR *destination, size_t room, size_t at, HRESULT result, WCHAR **end, size_t *remaining,
                                         DWORD flags)
{
    if (FAILED(result) && (flags & (STRSAFE_FILL_ON_FAILURE | STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)) != 0) {
        if ((flags & STRSAFE_FILL_ON_FAILURE) != 0) {
            memset(destination, (int)(flags & 0xFF), room * sizeof(WCHAR));
            at = (flags & 0xFF) == 0 ? 0 : room - 1;
            destination[room - 1] = 0;
        }
        if ((flags & (STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)) != 0) {
            destination[0] = 0;
            at = 0;
        }
    } else if (SUCCEEDED(result) && (flags & STRSAFE_FILL_BEHIND_NULL) != 0) {
        memset(destination + at + 1, (int)(flags & 0xFF), (room - at - 1) * sizeof(WCHAR));
    }
    if (end != NULL) {
        *end = destination + at;
    }
    if (remaining != NULL) {
        *remaining = room - at;
    }
    return result;
}

/* Writes `count` units of a text behind `at`; cut if it does not fit. */
static inline HRESULT cf2_safe_put_W(WCHAR *destination, size_t room, size_t at, const WCHAR *source, size_t count, WCHAR **end,
                                         size_t *remaining, DWORD flags)
{
    static const WCHAR nothing[1] = { 0 };
    const WCHAR *text = source == NULL ? nothing : source;
    const size_t length = cf2_wcsnlen(text, count), fits = length < room - at ? length : room - 1 - at;
    memcpy(destination + at, text, fits * sizeof(WCHAR));
    destination[at + fits] = 0;
    return cf2_safe_end_W(destination, room, at + fits, fits == length ? (HRESULT)0 : STRSAFE_E_INSUFFICIENT_BUFFER, end, remaining,
                              flags);
}

static inline HRESULT StringCchCopyNExW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, size_t cchToCopy, LPWSTR *ppszDestEnd,
                                            size_t *pcchRemaining, DWORD dwFlags)
{
    const HRESULT wrong = cf2_safe_size_W(pszDest, cchDest, dwFlags);
    if (FAILED(wrong) || pszDest == NULL || cchToCopy > STRSAFE_MAX_CCH || (pszSrc == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    return cf2_safe_put_W(pszDest, cchDest, 0, pszSrc, cchToCopy, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCopyExW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, LPWSTR *ppszDestEnd,
                                           size_t *pcchRemaining, DWORD dwFlags)
{
    return StringCchCopyNExW(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCopyW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc)
{
    return StringCchCopyNExW(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, NULL, NULL, 0);
}

static inline HRESULT StringCchCopyNW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, size_t cchToCopy)
{
    return StringCchCopyNExW(pszDest, cchDest, pszSrc, cchToCopy, NULL, NULL, 0);
}

/* 0x80070057 if the destination has no NUL within its size. */
static inline HRESULT StringCchCatNExW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, size_t cchToAppend, LPWSTR *ppszDestEnd,
                                           size_t *pcchRemaining, DWORD dwFlags)
{
    const HRESULT wrong = cf2_safe_size_W(pszDest, cchDest, dwFlags);
    const size_t at = FAILED(wrong) || pszDest == NULL ? 0 : cf2_wcsnlen(pszDest, cchDest);
    if (FAILED(wrong) || pszDest == NULL || at == cchDest || cchToAppend > STRSAFE_MAX_CCH ||
        (pszSrc == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    return cf2_safe_put_W(pszDest, cchDest, at, pszSrc, cchToAppend, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCatExW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, LPWSTR *ppszDestEnd, size_t *pcchRemaining,
                                          DWORD dwFlags)
{
    return StringCchCatNExW(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCatW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc)
{
    return StringCchCatNExW(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, NULL, NULL, 0);
}

static inline HRESULT StringCchCatNW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszSrc, size_t cchToAppend)
{
    return StringCchCatNExW(pszDest, cchDest, pszSrc, cchToAppend, NULL, NULL, 0);
}

static inline HRESULT StringCchVPrintfExW(LPWSTR pszDest, size_t cchDest, LPWSTR *ppszDestEnd, size_t *pcchRemaining,
                                              DWORD dwFlags, LPCWSTR pszFormat, va_list argList)
{
    const HRESULT wrong = cf2_safe_size_W(pszDest, cchDest, dwFlags);
    int count;
    if (FAILED(wrong) || pszDest == NULL || (pszFormat == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    if (pszFormat == NULL) {
        return cf2_safe_put_W(pszDest, cchDest, 0, NULL, 0, ppszDestEnd, pcchRemaining, dwFlags);
    }
    count = cf2_vprint(pszDest, cchDest, sizeof(WCHAR), pszFormat, 0, argList);
    if (count >= 0 && (size_t)count < cchDest) {
        return cf2_safe_end_W(pszDest, cchDest, (size_t)count, (HRESULT)0, ppszDestEnd, pcchRemaining, dwFlags);
    }
    return cf2_safe_end_W(pszDest, cchDest, cf2_wcslen(pszDest), count < 0 ? STRSAFE_E_INVALID_PARAMETER : STRSAFE_E_INSUFFICIENT_BUFFER,
                              ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchVPrintfW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszFormat, va_list argList)
{
    return StringCchVPrintfExW(pszDest, cchDest, NULL, NULL, 0, pszFormat, argList);
}

static inline HRESULT StringCchPrintfW(LPWSTR pszDest, size_t cchDest, LPCWSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfExW(pszDest, cchDest, NULL, NULL, 0, pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCchPrintfExW(LPWSTR pszDest, size_t cchDest, LPWSTR *ppszDestEnd, size_t *pcchRemaining, DWORD dwFlags,
                                             LPCWSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfExW(pszDest, cchDest, ppszDestEnd, pcchRemaining, dwFlags, pszFormat, arguments);
    va_end(arguments);
    return result;
}

/* 0x80070057 for no NUL within the size. */
static inline HRESULT StringCchLengthW(const WCHAR *psz, size_t cchMax, size_t *pcchLength)
{
    const size_t length = psz == NULL || cchMax > STRSAFE_MAX_CCH ? cchMax : cf2_wcsnlen(psz, cchMax);
    if (pcchLength != NULL) {
        *pcchLength = length < cchMax ? length : 0;
    }
    return length < cchMax ? (HRESULT)0 : STRSAFE_E_INVALID_PARAMETER;
}

/* A line of standard input without its end. */
static inline HRESULT StringCchGetsExW(LPWSTR pszDest, size_t cchDest, LPWSTR *ppszDestEnd, size_t *pcchRemaining, DWORD dwFlags)
{
    size_t length;
    if (FAILED(cf2_safe_size_W(pszDest, cchDest, 0)) || cchDest == 1) {
        return cchDest == 1 ? STRSAFE_E_INSUFFICIENT_BUFFER : STRSAFE_E_INVALID_PARAMETER;
    }
    if (cf2_fgetws(pszDest, (int)cchDest, stdin) == NULL) {
        pszDest[0] = 0;
        return cf2_safe_end_W(pszDest, cchDest, 0, STRSAFE_E_END_OF_FILE, ppszDestEnd, pcchRemaining, dwFlags);
    }
    length = cf2_wcslen(pszDest);
    if (length > 0 && pszDest[length - 1] == '\n') {
        pszDest[--length] = 0;
    }
    return cf2_safe_end_W(pszDest, cchDest, length, (HRESULT)0, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchGetsW(LPWSTR pszDest, size_t cchDest)
{
    return StringCchGetsExW(pszDest, cchDest, NULL, NULL, 0);
}

static inline HRESULT cf2_safe_size_A(const char *destination, size_t room, DWORD flags)
{
    return room == 0 || room > STRSAFE_MAX_CCH || (destination == NULL && (flags & STRSAFE_IGNORE_NULLS) == 0)
               ? STRSAFE_E_INVALID_PARAMETER
               : (HRESULT)0;
}

/* The end of every function: what the flags ask for, where the text ends. */
static inline HRESULT cf2_safe_end_A(char *destination, size_t room, size_t at, HRESULT result, char **end, size_t *remaining,
                                         DWORD flags)
{
    if (FAILED(result) && (flags & (STRSAFE_FILL_ON_FAILURE | STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)) != 0) {
        if ((flags & STRSAFE_FILL_ON_FAILURE) != 0) {
            memset(destination, (int)(flags & 0xFF), room * sizeof(char));
            at = (flags & 0xFF) == 0 ? 0 : room - 1;
            destination[room - 1] = 0;
        }
        if ((flags & (STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)) != 0) {
            destination[0] = 0;
            at = 0;
        }
    } else if (SUCCEEDED(result) && (flags & STRSAFE_FILL_BEHIND_NULL) != 0) {
        memset(destination + at + 1, (int)(flags & 0xFF), (room - at - 1) * sizeof(char));
    }
    if (end != NULL) {
        *end = destination + at;
    }
    if (remaining != NULL) {
        *remaining = room - at;
    }
    return result;
}

/* Writes `count` units of a text behind `at`; cut if it does not fit. */
static inline HRESULT cf2_safe_put_A(char *destination, size_t room, size_t at, const char *source, size_t count, char **end,
                                         size_t *remaining, DWORD flags)
{
    static const char nothing[1] = { 0 };
    const char *text = source == NULL ? nothing : source;
    const size_t length = cf2_strnlen(text, count), fits = length < room - at ? length : room - 1 - at;
    memcpy(destination + at, text, fits * sizeof(char));
    destination[at + fits] = 0;
    return cf2_safe_end_A(destination, room, at + fits, fits == length ? (HRESULT)0 : STRSAFE_E_INSUFFICIENT_BUFFER, end, remaining,
                              flags);
}

static inline HRESULT StringCchCopyNExA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, size_t cchToCopy, LPSTR *ppszDestEnd,
                                            size_t *pcchRemaining, DWORD dwFlags)
{
    const HRESULT wrong = cf2_safe_size_A(pszDest, cchDest, dwFlags);
    if (FAILED(wrong) || pszDest == NULL || cchToCopy > STRSAFE_MAX_CCH || (pszSrc == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    return cf2_safe_put_A(pszDest, cchDest, 0, pszSrc, cchToCopy, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCopyExA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, LPSTR *ppszDestEnd,
                                           size_t *pcchRemaining, DWORD dwFlags)
{
    return StringCchCopyNExA(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCopyA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc)
{
    return StringCchCopyNExA(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, NULL, NULL, 0);
}

static inline HRESULT StringCchCopyNA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, size_t cchToCopy)
{
    return StringCchCopyNExA(pszDest, cchDest, pszSrc, cchToCopy, NULL, NULL, 0);
}

/* 0x80070057 if the destination has no NUL within its size. */
static inline HRESULT StringCchCatNExA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, size_t cchToAppend, LPSTR *ppszDestEnd,
                                           size_t *pcchRemaining, DWORD dwFlags)
{
    const HRESULT wrong = cf2_safe_size_A(pszDest, cchDest, dwFlags);
    const size_t at = FAILED(wrong) || pszDest == NULL ? 0 : cf2_strnlen(pszDest, cchDest);
    if (FAILED(wrong) || pszDest == NULL || at == cchDest || cchToAppend > STRSAFE_MAX_CCH ||
        (pszSrc == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    return cf2_safe_put_A(pszDest, cchDest, at, pszSrc, cchToAppend, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCatExA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, LPSTR *ppszDestEnd, size_t *pcchRemaining,
                                          DWORD dwFlags)
{
    return StringCchCatNExA(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchCatA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc)
{
    return StringCchCatNExA(pszDest, cchDest, pszSrc, STRSAFE_MAX_CCH, NULL, NULL, 0);
}

static inline HRESULT StringCchCatNA(LPSTR pszDest, size_t cchDest, LPCSTR pszSrc, size_t cchToAppend)
{
    return StringCchCatNExA(pszDest, cchDest, pszSrc, cchToAppend, NULL, NULL, 0);
}

static inline HRESULT StringCchVPrintfExA(LPSTR pszDest, size_t cchDest, LPSTR *ppszDestEnd, size_t *pcchRemaining,
                                              DWORD dwFlags, LPCSTR pszFormat, va_list argList)
{
    const HRESULT wrong = cf2_safe_size_A(pszDest, cchDest, dwFlags);
    int count;
    if (FAILED(wrong) || pszDest == NULL || (pszFormat == NULL && (dwFlags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STRSAFE_E_INVALID_PARAMETER;
    }
    if (pszFormat == NULL) {
        return cf2_safe_put_A(pszDest, cchDest, 0, NULL, 0, ppszDestEnd, pcchRemaining, dwFlags);
    }
    count = cf2_vprint(pszDest, cchDest, 1, pszFormat, 0, argList);
    if (count >= 0 && (size_t)count < cchDest) {
        return cf2_safe_end_A(pszDest, cchDest, (size_t)count, (HRESULT)0, ppszDestEnd, pcchRemaining, dwFlags);
    }
    return cf2_safe_end_A(pszDest, cchDest, strlen(pszDest), count < 0 ? STRSAFE_E_INVALID_PARAMETER : STRSAFE_E_INSUFFICIENT_BUFFER,
                              ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchVPrintfA(LPSTR pszDest, size_t cchDest, LPCSTR pszFormat, va_list argList)
{
    return StringCchVPrintfExA(pszDest, cchDest, NULL, NULL, 0, pszFormat, argList);
}

static inline HRESULT StringCchPrintfA(LPSTR pszDest, size_t cchDest, LPCSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfExA(pszDest, cchDest, NULL, NULL, 0, pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCchPrintfExA(LPSTR pszDest, size_t cchDest, LPSTR *ppszDestEnd, size_t *pcchRemaining, DWORD dwFlags,
                                             LPCSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfExA(pszDest, cchDest, ppszDestEnd, pcchRemaining, dwFlags, pszFormat, arguments);
    va_end(arguments);
    return result;
}

/* 0x80070057 for no NUL within the size. */
static inline HRESULT StringCchLengthA(const char *psz, size_t cchMax, size_t *pcchLength)
{
    const size_t length = psz == NULL || cchMax > STRSAFE_MAX_CCH ? cchMax : cf2_strnlen(psz, cchMax);
    if (pcchLength != NULL) {
        *pcchLength = length < cchMax ? length : 0;
    }
    return length < cchMax ? (HRESULT)0 : STRSAFE_E_INVALID_PARAMETER;
}

/* A line of standard input without its end. */
static inline HRESULT StringCchGetsExA(LPSTR pszDest, size_t cchDest, LPSTR *ppszDestEnd, size_t *pcchRemaining, DWORD dwFlags)
{
    size_t length;
    if (FAILED(cf2_safe_size_A(pszDest, cchDest, 0)) || cchDest == 1) {
        return cchDest == 1 ? STRSAFE_E_INSUFFICIENT_BUFFER : STRSAFE_E_INVALID_PARAMETER;
    }
    if (fgets(pszDest, (int)cchDest, stdin) == NULL) {
        pszDest[0] = 0;
        return cf2_safe_end_A(pszDest, cchDest, 0, STRSAFE_E_END_OF_FILE, ppszDestEnd, pcchRemaining, dwFlags);
    }
    length = strlen(pszDest);
    if (length > 0 && pszDest[length - 1] == '\n') {
        pszDest[--length] = 0;
    }
    return cf2_safe_end_A(pszDest, cchDest, length, (HRESULT)0, ppszDestEnd, pcchRemaining, dwFlags);
}

static inline HRESULT StringCchGetsA(LPSTR pszDest, size_t cchDest)
{
    return StringCchGetsExA(pszDest, cchDest, NULL, NULL, 0);
}

/* ---- The same with sizes in bytes ---- */

static inline HRESULT StringCbCopyNExW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, size_t cbToCopy, LPWSTR *ppszDestEnd,
                                           size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCopyNExW(pszDest, cbDest / sizeof(WCHAR), pszSrc, cbToCopy / sizeof(WCHAR), ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbCopyExW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, LPWSTR *ppszDestEnd, size_t *pcbRemaining,
                                          DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCopyExW(pszDest, cbDest / sizeof(WCHAR), pszSrc, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbCopyW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc)
{
    return StringCchCopyW(pszDest, cbDest / sizeof(WCHAR), pszSrc);
}

static inline HRESULT StringCbCopyNW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, size_t cbToCopy)
{
    return StringCchCopyNW(pszDest, cbDest / sizeof(WCHAR), pszSrc, cbToCopy / sizeof(WCHAR));
}

static inline HRESULT StringCbCatNExW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, size_t cbToAppend, LPWSTR *ppszDestEnd,
                                          size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCatNExW(pszDest, cbDest / sizeof(WCHAR), pszSrc, cbToAppend / sizeof(WCHAR), ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbCatExW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, LPWSTR *ppszDestEnd, size_t *pcbRemaining,
                                         DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCatExW(pszDest, cbDest / sizeof(WCHAR), pszSrc, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbCatW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc)
{
    return StringCchCatW(pszDest, cbDest / sizeof(WCHAR), pszSrc);
}

static inline HRESULT StringCbCatNW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszSrc, size_t cbToAppend)
{
    return StringCchCatNW(pszDest, cbDest / sizeof(WCHAR), pszSrc, cbToAppend / sizeof(WCHAR));
}

static inline HRESULT StringCbVPrintfExW(LPWSTR pszDest, size_t cbDest, LPWSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags,
                                             LPCWSTR pszFormat, va_list argList)
{
    size_t left = 0;
    const HRESULT result = StringCchVPrintfExW(pszDest, cbDest / sizeof(WCHAR), ppszDestEnd, &left, dwFlags, pszFormat, argList);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbVPrintfW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszFormat, va_list argList)
{
    return StringCchVPrintfW(pszDest, cbDest / sizeof(WCHAR), pszFormat, argList);
}

static inline HRESULT StringCbPrintfW(LPWSTR pszDest, size_t cbDest, LPCWSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfW(pszDest, cbDest / sizeof(WCHAR), pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCbPrintfExW(LPWSTR pszDest, size_t cbDest, LPWSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags,
                                            LPCWSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCbVPrintfExW(pszDest, cbDest, ppszDestEnd, pcbRemaining, dwFlags, pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCbLengthW(const WCHAR *psz, size_t cbMax, size_t *pcbLength)
{
    const HRESULT result = StringCchLengthW(psz, cbMax / sizeof(WCHAR), pcbLength);
    if (pcbLength != NULL) {
        *pcbLength *= sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbGetsW(LPWSTR pszDest, size_t cbDest)
{
    return StringCchGetsW(pszDest, cbDest / sizeof(WCHAR));
}

static inline HRESULT StringCbGetsExW(LPWSTR pszDest, size_t cbDest, LPWSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchGetsExW(pszDest, cbDest / sizeof(WCHAR), ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * sizeof(WCHAR) + cbDest % sizeof(WCHAR);
    }
    return result;
}

static inline HRESULT StringCbCopyNExA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, size_t cbToCopy, LPSTR *ppszDestEnd,
                                           size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCopyNExA(pszDest, cbDest / 1, pszSrc, cbToCopy / 1, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

static inline HRESULT StringCbCopyExA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, LPSTR *ppszDestEnd, size_t *pcbRemaining,
                                          DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCopyExA(pszDest, cbDest / 1, pszSrc, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

static inline HRESULT StringCbCopyA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc)
{
    return StringCchCopyA(pszDest, cbDest / 1, pszSrc);
}

static inline HRESULT StringCbCopyNA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, size_t cbToCopy)
{
    return StringCchCopyNA(pszDest, cbDest / 1, pszSrc, cbToCopy / 1);
}

static inline HRESULT StringCbCatNExA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, size_t cbToAppend, LPSTR *ppszDestEnd,
                                          size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCatNExA(pszDest, cbDest / 1, pszSrc, cbToAppend / 1, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

static inline HRESULT StringCbCatExA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, LPSTR *ppszDestEnd, size_t *pcbRemaining,
                                         DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchCatExA(pszDest, cbDest / 1, pszSrc, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

static inline HRESULT StringCbCatA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc)
{
    return StringCchCatA(pszDest, cbDest / 1, pszSrc);
}

static inline HRESULT StringCbCatNA(LPSTR pszDest, size_t cbDest, LPCSTR pszSrc, size_t cbToAppend)
{
    return StringCchCatNA(pszDest, cbDest / 1, pszSrc, cbToAppend / 1);
}

static inline HRESULT StringCbVPrintfExA(LPSTR pszDest, size_t cbDest, LPSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags,
                                             LPCSTR pszFormat, va_list argList)
{
    size_t left = 0;
    const HRESULT result = StringCchVPrintfExA(pszDest, cbDest / 1, ppszDestEnd, &left, dwFlags, pszFormat, argList);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

static inline HRESULT StringCbVPrintfA(LPSTR pszDest, size_t cbDest, LPCSTR pszFormat, va_list argList)
{
    return StringCchVPrintfA(pszDest, cbDest / 1, pszFormat, argList);
}

static inline HRESULT StringCbPrintfA(LPSTR pszDest, size_t cbDest, LPCSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCchVPrintfA(pszDest, cbDest / 1, pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCbPrintfExA(LPSTR pszDest, size_t cbDest, LPSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags,
                                            LPCSTR pszFormat, ...)
{
    va_list arguments;
    HRESULT result;
    va_start(arguments, pszFormat);
    result = StringCbVPrintfExA(pszDest, cbDest, ppszDestEnd, pcbRemaining, dwFlags, pszFormat, arguments);
    va_end(arguments);
    return result;
}

static inline HRESULT StringCbLengthA(const char *psz, size_t cbMax, size_t *pcbLength)
{
    const HRESULT result = StringCchLengthA(psz, cbMax / 1, pcbLength);
    if (pcbLength != NULL) {
        *pcbLength *= 1;
    }
    return result;
}

static inline HRESULT StringCbGetsA(LPSTR pszDest, size_t cbDest)
{
    return StringCchGetsA(pszDest, cbDest / 1);
}

static inline HRESULT StringCbGetsExA(LPSTR pszDest, size_t cbDest, LPSTR *ppszDestEnd, size_t *pcbRemaining, DWORD dwFlags)
{
    size_t left = 0;
    const HRESULT result = StringCchGetsExA(pszDest, cbDest / 1, ppszDestEnd, &left, dwFlags);
    if (pcbRemaining != NULL) {
        *pcbRemaining = left * 1 + cbDest % 1;
    }
    return result;
}

#define StringCchCopy CF2_GENERIC(StringCchCopy)
#define StringCbCopy CF2_GENERIC(StringCbCopy)
#define StringCchCopyEx CF2_GENERIC(StringCchCopyEx)
#define StringCbCopyEx CF2_GENERIC(StringCbCopyEx)
#define StringCchCopyN CF2_GENERIC(StringCchCopyN)
#define StringCbCopyN CF2_GENERIC(StringCbCopyN)
#define StringCchCopyNEx CF2_GENERIC(StringCchCopyNEx)
#define StringCbCopyNEx CF2_GENERIC(StringCbCopyNEx)
#define StringCchCat CF2_GENERIC(StringCchCat)
#define StringCbCat CF2_GENERIC(StringCbCat)
#define StringCchCatEx CF2_GENERIC(StringCchCatEx)
#define StringCbCatEx CF2_GENERIC(StringCbCatEx)
#define StringCchCatN CF2_GENERIC(StringCchCatN)
#define StringCbCatN CF2_GENERIC(StringCbCatN)
#define StringCchCatNEx CF2_GENERIC(StringCchCatNEx)
#define StringCbCatNEx CF2_GENERIC(StringCbCatNEx)
#define StringCchPrintf CF2_GENERIC(StringCchPrintf)
#define StringCbPrintf CF2_GENERIC(StringCbPrintf)
#define StringCchPrintfEx CF2_GENERIC(StringCchPrintfEx)
#define StringCbPrintfEx CF2_GENERIC(StringCbPrintfEx)
#define StringCchVPrintf CF2_GENERIC(StringCchVPrintf)
#define StringCbVPrintf CF2_GENERIC(StringCbVPrintf)
#define StringCchVPrintfEx CF2_GENERIC(StringCchVPrintfEx)
#define StringCbVPrintfEx CF2_GENERIC(StringCbVPrintfEx)
#define StringCchLength CF2_GENERIC(StringCchLength)
#define StringCbLength CF2_GENERIC(StringCbLength)
#define StringCchGets CF2_GENERIC(StringCchGets)
#define StringCbGets CF2_GENERIC(StringCbGets)
#define StringCchGetsEx CF2_GENERIC(StringCchGetsEx)
#define StringCbGetsEx CF2_GENERIC(StringCbGetsEx)
#endif
#endif
