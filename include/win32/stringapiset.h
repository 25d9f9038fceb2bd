/* Drop-in stringapiset.h: wide text to bytes and back. Inline; nothing of it is an exported symbol.
 *
 * The code page is UTF-8, by any of the names that ported code gives it. Bytes that are no UTF-8 become U+DC80..U+DCFF and
 * come back as they were, so every Unix file name survives the way to WCHAR and back, as inside the library. */
#ifndef COPYFILE2_WIN32_STRINGAPISET_H
#define COPYFILE2_WIN32_STRINGAPISET_H
#include "winerror.h"
#include "winnt.h"
#include <copyfile2/wide.h>

#if CF2_OWN_WINDOWS_TYPES
#ifndef CP_ACP
#define CP_ACP 0
#endif
#ifndef CP_OEMCP
#define CP_OEMCP 1
#endif
#ifndef CP_THREAD_ACP
#define CP_THREAD_ACP 3
#endif
#ifndef CP_UTF8
#define CP_UTF8 65001
#endif
#ifndef MB_PRECOMPOSED
#define MB_PRECOMPOSED 0x00000001
#endif
#ifndef MB_ERR_INVALID_CHARS
#define MB_ERR_INVALID_CHARS 0x00000008
#endif
#ifndef WC_ERR_INVALID_CHARS
#define WC_ERR_INVALID_CHARS 0x00000080
#endif

/* Where converted units go; without a buffer they are only counted. */
typedef struct cf2_units {
    size_t room;
    size_t count;
    DWORD error;
} cf2_units;

/* The end of every conversion: the units written or needed, or 0 with the code in the last error. */
static inline int cf2_converted(const cf2_units *units)
{
    if (units->error != ERROR_SUCCESS) {
        CopyFile2SetLastError(units->error);
        return 0;
    }
    return (int)units->count;
}

static inline int cf2_is_utf8(UINT CodePage)
{
    return CodePage == CP_UTF8 || CodePage == CP_ACP || CodePage == CP_OEMCP || CodePage == CP_THREAD_ACP;
}

static inline void cf2_put_wide(cf2_units *units, WCHAR *buffer, uint32_t unit)
{
    if (units->room > 0) {
        if (units->count == units->room) {
            units->error = ERROR_INSUFFICIENT_BUFFER;
            return;
        }
        buffer[units->count] = (WCHAR)unit;
    }
    units->count++;
}

static inline void cf2_put_byte(cf2_units *units, char *buffer, uint32_t byte)
{
    if (units->room > 0) {
        if (units->count == units->room) {
            units->error = ERROR_INSUFFICIENT_BUFFER;
            return;
        }
        buffer[units->count] = (char)(unsigned char)byte;
    }
    units->count++;
}

static inline int MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCSTR lpMultiByteStr, int cbMultiByte,
                                      LPWSTR lpWideCharStr, int cchWideChar)
{
    const unsigned char *bytes = (const unsigned char *)lpMultiByteStr;
    cf2_units units = {0, 0, ERROR_SUCCESS};
    size_t length, at = 0;
    if (!cf2_is_utf8(CodePage) || bytes == NULL || cbMultiByte == 0 || cbMultiByte < -1 || cchWideChar < 0 ||
        (lpWideCharStr == NULL && cchWideChar > 0)) {
        units.error = ERROR_INVALID_PARAMETER;
        return cf2_converted(&units);
    }
    length = cbMultiByte < 0 ? strlen(lpMultiByteStr) + 1 : (size_t)cbMultiByte;
    units.room = (size_t)cchWideChar;
    while (at < length && units.error == ERROR_SUCCESS) {
        const uint32_t character = cf2_next_of_bytes(bytes, length, &at);
        if ((dwFlags & MB_ERR_INVALID_CHARS) != 0 && character >= 0xDC80 && character <= 0xDCFF) {
            units.error = ERROR_NO_UNICODE_TRANSLATION;
        } else if (sizeof(WCHAR) == 2 && character > 0xFFFF) {
            cf2_put_wide(&units, lpWideCharStr, 0xD7C0U + (character >> 10));
            cf2_put_wide(&units, lpWideCharStr, 0xDC00U | (character & 0x3FFU));
        } else {
            cf2_put_wide(&units, lpWideCharStr, character);
        }
    }
    return cf2_converted(&units);
}

/* U+FFFD stands for what is no character and no byte of a file name, as on Windows. */
static inline int WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWSTR lpWideCharStr, int cchWideChar,
                                      LPSTR lpMultiByteStr, int cbMultiByte, LPCSTR lpDefaultChar,
                                      LPBOOL lpUsedDefaultChar)
{
    cf2_units units = {0, 0, ERROR_SUCCESS};
    size_t length = 0, at;
    if (!cf2_is_utf8(CodePage) || lpWideCharStr == NULL || cchWideChar == 0 || cchWideChar < -1 || cbMultiByte < 0 ||
        (lpMultiByteStr == NULL && cbMultiByte > 0) ||
        (CodePage == CP_UTF8 && (lpDefaultChar != NULL || lpUsedDefaultChar != NULL))) {
        units.error = ERROR_INVALID_PARAMETER;
        return cf2_converted(&units);
    }
    if (lpUsedDefaultChar != NULL) {
        *lpUsedDefaultChar = FALSE;
    }
    if (cchWideChar < 0) {
        while (lpWideCharStr[length] != 0) {
            length++;
        }
        length++;
    } else {
        length = (size_t)cchWideChar;
    }
    units.room = (size_t)cbMultiByte;
    for (at = 0; at < length && units.error == ERROR_SUCCESS; at++) {
        uint32_t character = (uint32_t)lpWideCharStr[at];
        if (sizeof(WCHAR) == 2 && character >= 0xD800 && character <= 0xDBFF && at + 1 < length &&
            ((uint32_t)lpWideCharStr[at + 1] & 0xFC00U) == 0xDC00U) {
            character = ((character - 0xD7C0U) << 10) + ((uint32_t)lpWideCharStr[++at] & 0x3FFU);
        }
        if (character >= 0xDC80 && character <= 0xDCFF) {
            if ((dwFlags & WC_ERR_INVALID_CHARS) != 0) {
                units.error = ERROR_NO_UNICODE_TRANSLATION;
            } else {
                cf2_put_byte(&units, lpMultiByteStr, character - 0xDC00U);
            }
            continue;
        }
        if ((character >= 0xD800 && character <= 0xDFFF) || character > 0x10FFFF) {
            if ((dwFlags & WC_ERR_INVALID_CHARS) != 0) {
                units.error = ERROR_NO_UNICODE_TRANSLATION;
                continue;
            }
            character = 0xFFFD;
        }
        if (character < 0x80) {
            cf2_put_byte(&units, lpMultiByteStr, character);
        } else {
            const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
            int left;
            cf2_put_byte(&units, lpMultiByteStr, (0xFF00U >> (more + 1) & 0xFFU) | character >> (6 * more));
            for (left = more - 1; left >= 0; left--) {
                cf2_put_byte(&units, lpMultiByteStr, 0x80U | (character >> (6 * left) & 0x3FU));
            }
        }
    }
    return cf2_converted(&units);
}
#endif
#endif
