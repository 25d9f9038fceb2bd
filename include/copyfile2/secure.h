/*
 * copyfile2/secure.h: the print family under Microsoft's own names, and the functions with _s (K-S2, K-S3). Bad arguments are
 * answered with a code; no handler ends the process.
 *
 * Wholly inline. The two widths are made from one text.
 */
#ifndef COPYFILE2_SECURE_H
#define COPYFILE2_SECURE_H

#include "format.h"
#include <time.h>

#if CF2_OWN_WINDOWS_TYPES
#ifndef _ERRNO_T_DEFINED
#define _ERRNO_T_DEFINED
typedef int errno_t;
#endif
#ifndef __STDC_LIB_EXT1__
typedef size_t rsize_t;
#endif
#ifndef _TRUNCATE
#define _TRUNCATE ((size_t)-1)
#endif
#ifndef STRUNCATE
#define STRUNCATE 80
#endif

static inline size_t cf2_strnlen(const char *text, size_t most)
{
    size_t length = 0;
    while (length < most && text[length] != 0) {
        length++;
    }
    return length;
}

static inline char *cf2_strtok(char *text, const char *set, char **rest)
{
    char *start = text != NULL ? text : *rest, *end;
    if (start == NULL) {
        return NULL;
    }
    start += strspn(start, set);
    if (*start == 0) {
        *rest = NULL;
        return NULL;
    }
    end = start + strcspn(start, set);
    *rest = *end == 0 ? NULL : end + 1;
    *end = 0;
    return start;
}

static inline size_t strnlen_s(const char *str, size_t numberOfElements)
{
    return str == NULL ? 0 : cf2_strnlen(str, numberOfElements);
}

static inline size_t wcsnlen_s(const CF2_WCHAR *str, size_t numberOfElements)
{
    return str == NULL ? 0 : cf2_wcsnlen(str, numberOfElements);
}

#define CF2_MEM_W CF2_WCHAR
#define CF2_MEM_A void

/* ---- Printing into buffers ---- */

/* -1 and no NUL if it does not fit; a full buffer has no NUL either. */
static inline int _vsnwprintf(CF2_WCHAR *buffer, size_t count, const CF2_WCHAR *format, va_list argptr)
{
    va_list again;
    int needed;
    CF2_WCHAR *whole;
    va_copy(again, argptr);
    needed = cf2_vprint(NULL, 0, sizeof(CF2_WCHAR), format, 0, again);
    va_end(again);
    if (needed < 0) {
        return -1;
    }
    if ((size_t)needed < count) {
        return cf2_vprint(buffer, count, sizeof(CF2_WCHAR), format, 0, argptr);
    }
    whole = (CF2_WCHAR *)malloc(((size_t)needed + 1) * sizeof(CF2_WCHAR));
    if (whole == NULL) {
        return -1;
    }
    cf2_vprint(whole, (size_t)needed + 1, sizeof(CF2_WCHAR), format, 0, argptr);
    memcpy(buffer, whole, count * sizeof(CF2_WCHAR));
    free(whole);
    return (size_t)needed == count ? needed : -1;
}

static inline int _snwprintf(CF2_WCHAR *buffer, size_t count, const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = _vsnwprintf(buffer, count, format, argptr);
    va_end(argptr);
    return written;
}

static inline int _vscwprintf(const CF2_WCHAR *format, va_list argptr)
{
    return cf2_vprint(NULL, 0, sizeof(CF2_WCHAR), format, 0, argptr);
}

static inline int _scwprintf(const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = _vscwprintf(format, argptr);
    va_end(argptr);
    return count;
}

/* -1 and an empty text if it does not fit. */
static inline int vswprintf_s(CF2_WCHAR *buffer, size_t numberOfElements, const CF2_WCHAR *format, va_list argptr)
{
    int written;
    if (buffer == NULL || format == NULL || numberOfElements == 0) {
        errno = EINVAL;
        return -1;
    }
    written = cf2_vprint(buffer, numberOfElements, sizeof(CF2_WCHAR), format, 0, argptr);
    if (written < 0 || (size_t)written >= numberOfElements) {
        buffer[0] = 0;
        errno = written < 0 ? EINVAL : ERANGE;
        return -1;
    }
    return written;
}

static inline int swprintf_s(CF2_WCHAR *buffer, size_t sizeOfBuffer, const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = vswprintf_s(buffer, sizeOfBuffer, format, argptr);
    va_end(argptr);
    return written;
}

/* With _TRUNCATE, or a count below the size, what fits is there and the answer is -1. */
static inline int _vsnwprintf_s(CF2_WCHAR *buffer, size_t sizeOfBuffer, size_t count, const CF2_WCHAR *format, va_list argptr)
{
    int written;
    size_t most;
    if (buffer == NULL || format == NULL || sizeOfBuffer == 0) {
        errno = EINVAL;
        return -1;
    }
    most = count < sizeOfBuffer ? count + 1 : sizeOfBuffer;
    written = cf2_vprint(buffer, most, sizeof(CF2_WCHAR), format, 0, argptr);
    if (written >= 0 && (size_t)written < most) {
        return written;
    }
    if (written < 0 || (count != _TRUNCATE && count >= sizeOfBuffer)) {
        buffer[0] = 0;
        errno = written < 0 ? EINVAL : ERANGE;
    }
    return -1;
}

static inline int _snwprintf_s(CF2_WCHAR *buffer, size_t sizeOfBuffer, size_t count, const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = _vsnwprintf_s(buffer, sizeOfBuffer, count, format, argptr);
    va_end(argptr);
    return written;
}

static inline int vfwprintf_s(FILE *stream, const CF2_WCHAR *format, va_list argptr)
{
    return cf2_vfprint(stream, sizeof(CF2_WCHAR), format, argptr);
}

static inline int fwprintf_s(FILE *stream, const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = cf2_vfprint(stream, sizeof(CF2_WCHAR), format, argptr);
    va_end(argptr);
    return count;
}

static inline int vwprintf_s(const CF2_WCHAR *format, va_list argptr)
{
    return cf2_vfprint(stdout, sizeof(CF2_WCHAR), format, argptr);
}

static inline int wprintf_s(const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = cf2_vfprint(stdout, sizeof(CF2_WCHAR), format, argptr);
    va_end(argptr);
    return count;
}

/* No floating point, and at most 1024 units. */
static inline int wvsprintfW(CF2_WCHAR *buffer, const CF2_WCHAR *format, va_list argptr)
{
    const int count = cf2_vprint(buffer, 1025, sizeof(CF2_WCHAR), format, 1, argptr);
    return count > 1024 ? 1024 : count < 0 ? 0 : count;
}

static inline int wsprintfW(CF2_WCHAR *buffer, const CF2_WCHAR *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = wvsprintfW(buffer, format, argptr);
    va_end(argptr);
    return count;
}

/* ---- Copies and joins that know the size of their buffer ---- */

/* Copies `count` units and a NUL behind `at` units that are there; ERANGE and an empty text if that does not fit, cut with STRUNCATE if
 * that was asked for. */
static inline errno_t cf2_append_s_W(CF2_WCHAR *to, size_t size, size_t at, const CF2_WCHAR *from, size_t count)
{
    const int cut = count == _TRUNCATE;
    const size_t length = cf2_wcsnlen(from, cut ? (size_t)-1 : count);
    if (at + length < size) {
        memcpy(to + at, from, length * sizeof(CF2_WCHAR));
        to[at + length] = 0;
        return 0;
    }
    if (cut) {
        memcpy(to + at, from, (size - 1 - at) * sizeof(CF2_WCHAR));
        to[size - 1] = 0;
        return STRUNCATE;
    }
    to[0] = 0;
    return ERANGE;
}

static inline errno_t wcscpy_s(CF2_WCHAR *dest, size_t dest_size, const CF2_WCHAR *src)
{
    if (dest == NULL) {
        return EINVAL;
    }
    if (dest_size == 0) {
        return ERANGE;
    }
    if (src == NULL) {
        dest[0] = 0;
        return EINVAL;
    }
    return cf2_append_s_W(dest, dest_size, 0, src, (size_t)-2);
}

static inline errno_t wcsncpy_s(CF2_WCHAR *strDest, size_t numberOfElements, const CF2_WCHAR *strSource, size_t count)
{
    if (count == 0 && strDest == NULL && numberOfElements == 0) {
        return 0;
    }
    if (strDest == NULL || numberOfElements == 0) {
        return EINVAL;
    }
    if (strSource == NULL && count != 0) {
        strDest[0] = 0;
        return EINVAL;
    }
    if (count == 0) {
        strDest[0] = 0;
        return 0;
    }
    return cf2_append_s_W(strDest, numberOfElements, 0, strSource, count);
}

static inline errno_t wcsncat_s(CF2_WCHAR *strDest, size_t numberOfElements, const CF2_WCHAR *strSource, size_t count)
{
    size_t at;
    if (strDest == NULL || numberOfElements == 0) {
        return EINVAL;
    }
    at = cf2_wcsnlen(strDest, numberOfElements);
    if (at == numberOfElements || (strSource == NULL && count != 0)) {
        strDest[0] = 0;
        return EINVAL;
    }
    return count == 0 ? 0 : cf2_append_s_W(strDest, numberOfElements, at, strSource, count);
}

static inline errno_t wcscat_s(CF2_WCHAR *strDestination, size_t numberOfElements, const CF2_WCHAR *strSource)
{
    if (strDestination != NULL && numberOfElements == 0) {
        return ERANGE;
    }
    return wcsncat_s(strDestination, numberOfElements, strSource, (size_t)-2);
}

static inline CF2_WCHAR *wcstok_s(CF2_WCHAR *str, const CF2_WCHAR *delimiters, CF2_WCHAR **context)
{
    return cf2_wcstok(str, delimiters, context);
}

static inline errno_t wmemcpy_s(CF2_MEM_W *dest, size_t destSize, const CF2_MEM_W *src, size_t count)
{
    if (count == 0) {
        return 0;
    }
    if (dest == NULL) {
        return EINVAL;
    }
    if (src == NULL || count > destSize) {
        memset(dest, 0, destSize * sizeof(CF2_WCHAR));
        return src == NULL ? EINVAL : ERANGE;
    }
    memcpy(dest, src, count * sizeof(CF2_WCHAR));
    return 0;
}

static inline errno_t wmemmove_s(CF2_MEM_W *dest, size_t numberOfElements, const CF2_MEM_W *src, size_t count)
{
    if (count == 0) {
        return 0;
    }
    if (dest == NULL || src == NULL) {
        return EINVAL;
    }
    if (count > numberOfElements) {
        return ERANGE;
    }
    memmove(dest, src, count * sizeof(CF2_WCHAR));
    return 0;
}

/* -1 and no NUL if it does not fit; a full buffer has no NUL either. */
static inline int _vsnprintf(char *buffer, size_t count, const char *format, va_list argptr)
{
    va_list again;
    int needed;
    char *whole;
    va_copy(again, argptr);
    needed = cf2_vprint(NULL, 0, 1, format, 0, again);
    va_end(again);
    if (needed < 0) {
        return -1;
    }
    if ((size_t)needed < count) {
        return cf2_vprint(buffer, count, 1, format, 0, argptr);
    }
    whole = (char *)malloc(((size_t)needed + 1) * sizeof(char));
    if (whole == NULL) {
        return -1;
    }
    cf2_vprint(whole, (size_t)needed + 1, 1, format, 0, argptr);
    memcpy(buffer, whole, count * sizeof(char));
    free(whole);
    return (size_t)needed == count ? needed : -1;
}

static inline int _snprintf(char *buffer, size_t count, const char *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = _vsnprintf(buffer, count, format, argptr);
    va_end(argptr);
    return written;
}

static inline int _vscprintf(const char *format, va_list argptr)
{
    return cf2_vprint(NULL, 0, 1, format, 0, argptr);
}

static inline int _scprintf(const char *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = _vscprintf(format, argptr);
    va_end(argptr);
    return count;
}

/* -1 and an empty text if it does not fit. */
static inline int vsprintf_s(char *buffer, size_t numberOfElements, const char *format, va_list argptr)
{
    int written;
    if (buffer == NULL || format == NULL || numberOfElements == 0) {
        errno = EINVAL;
        return -1;
    }
    written = cf2_vprint(buffer, numberOfElements, 1, format, 0, argptr);
    if (written < 0 || (size_t)written >= numberOfElements) {
        buffer[0] = 0;
        errno = written < 0 ? EINVAL : ERANGE;
        return -1;
    }
    return written;
}

static inline int sprintf_s(char *buffer, size_t sizeOfBuffer, const char *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = vsprintf_s(buffer, sizeOfBuffer, format, argptr);
    va_end(argptr);
    return written;
}

/* With _TRUNCATE, or a count below the size, what fits is there and the answer is -1. */
static inline int _vsnprintf_s(char *buffer, size_t sizeOfBuffer, size_t count, const char *format, va_list argptr)
{
    int written;
    size_t most;
    if (buffer == NULL || format == NULL || sizeOfBuffer == 0) {
        errno = EINVAL;
        return -1;
    }
    most = count < sizeOfBuffer ? count + 1 : sizeOfBuffer;
    written = cf2_vprint(buffer, most, 1, format, 0, argptr);
    if (written >= 0 && (size_t)written < most) {
        return written;
    }
    if (written < 0 || (count != _TRUNCATE && count >= sizeOfBuffer)) {
        buffer[0] = 0;
        errno = written < 0 ? EINVAL : ERANGE;
    }
    return -1;
}

static inline int _snprintf_s(char *buffer, size_t sizeOfBuffer, size_t count, const char *format, ...)
{
    va_list argptr;
    int written;
    va_start(argptr, format);
    written = _vsnprintf_s(buffer, sizeOfBuffer, count, format, argptr);
    va_end(argptr);
    return written;
}

static inline int vfprintf_s(FILE *stream, const char *format, va_list argptr)
{
    return cf2_vfprint(stream, 1, format, argptr);
}

static inline int fprintf_s(FILE *stream, const char *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = cf2_vfprint(stream, 1, format, argptr);
    va_end(argptr);
    return count;
}

static inline int vprintf_s(const char *format, va_list argptr)
{
    return cf2_vfprint(stdout, 1, format, argptr);
}

static inline int printf_s(const char *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = cf2_vfprint(stdout, 1, format, argptr);
    va_end(argptr);
    return count;
}

/* No floating point, and at most 1024 units. */
static inline int wvsprintfA(char *buffer, const char *format, va_list argptr)
{
    const int count = cf2_vprint(buffer, 1025, 1, format, 1, argptr);
    return count > 1024 ? 1024 : count < 0 ? 0 : count;
}

static inline int wsprintfA(char *buffer, const char *format, ...)
{
    va_list argptr;
    int count;
    va_start(argptr, format);
    count = wvsprintfA(buffer, format, argptr);
    va_end(argptr);
    return count;
}

/* ---- Copies and joins that know the size of their buffer ---- */

/* Copies `count` units and a NUL behind `at` units that are there; ERANGE and an empty text if that does not fit, cut with STRUNCATE if
 * that was asked for. */
static inline errno_t cf2_append_s_A(char *to, size_t size, size_t at, const char *from, size_t count)
{
    const int cut = count == _TRUNCATE;
    const size_t length = cf2_strnlen(from, cut ? (size_t)-1 : count);
    if (at + length < size) {
        memcpy(to + at, from, length * sizeof(char));
        to[at + length] = 0;
        return 0;
    }
    if (cut) {
        memcpy(to + at, from, (size - 1 - at) * sizeof(char));
        to[size - 1] = 0;
        return STRUNCATE;
    }
    to[0] = 0;
    return ERANGE;
}

static inline errno_t strcpy_s(char *dest, size_t dest_size, const char *src)
{
    if (dest == NULL) {
        return EINVAL;
    }
    if (dest_size == 0) {
        return ERANGE;
    }
    if (src == NULL) {
        dest[0] = 0;
        return EINVAL;
    }
    return cf2_append_s_A(dest, dest_size, 0, src, (size_t)-2);
}

static inline errno_t strncpy_s(char *strDest, size_t numberOfElements, const char *strSource, size_t count)
{
    if (count == 0 && strDest == NULL && numberOfElements == 0) {
        return 0;
    }
    if (strDest == NULL || numberOfElements == 0) {
        return EINVAL;
    }
    if (strSource == NULL && count != 0) {
        strDest[0] = 0;
        return EINVAL;
    }
    if (count == 0) {
        strDest[0] = 0;
        return 0;
    }
    return cf2_append_s_A(strDest, numberOfElements, 0, strSource, count);
}

static inline errno_t strncat_s(char *strDest, size_t numberOfElements, const char *strSource, size_t count)
{
    size_t at;
    if (strDest == NULL || numberOfElements == 0) {
        return EINVAL;
    }
    at = cf2_strnlen(strDest, numberOfElements);
    if (at == numberOfElements || (strSource == NULL && count != 0)) {
        strDest[0] = 0;
        return EINVAL;
    }
    return count == 0 ? 0 : cf2_append_s_A(strDest, numberOfElements, at, strSource, count);
}

static inline errno_t strcat_s(char *strDestination, size_t numberOfElements, const char *strSource)
{
    if (strDestination != NULL && numberOfElements == 0) {
        return ERANGE;
    }
    return strncat_s(strDestination, numberOfElements, strSource, (size_t)-2);
}

static inline char *strtok_s(char *str, const char *delimiters, char **context)
{
    return cf2_strtok(str, delimiters, context);
}

static inline errno_t memcpy_s(CF2_MEM_A *dest, size_t destSize, const CF2_MEM_A *src, size_t count)
{
    if (count == 0) {
        return 0;
    }
    if (dest == NULL) {
        return EINVAL;
    }
    if (src == NULL || count > destSize) {
        memset(dest, 0, destSize * 1);
        return src == NULL ? EINVAL : ERANGE;
    }
    memcpy(dest, src, count * 1);
    return 0;
}

static inline errno_t memmove_s(CF2_MEM_A *dest, size_t numberOfElements, const CF2_MEM_A *src, size_t count)
{
    if (count == 0) {
        return 0;
    }
    if (dest == NULL || src == NULL) {
        return EINVAL;
    }
    if (count > numberOfElements) {
        return ERANGE;
    }
    memmove(dest, src, count * 1);
    return 0;
}

/* ---- Numbers ---- */

/* EINVAL for a bad base or no buffer, ERANGE if it does not fit; the text is empty then. */
#define CF2_TO_TEXT_S(name, unit_type, type, bits)                                                                   \
    static inline errno_t name(type value, unit_type *buffer, size_t size, int radix)                                \
    {                                                                                                                \
        const int negative = radix == 10 && value != 0 && value < (type)1;                                           \
        if (buffer == NULL || size == 0 || radix < 2 || radix > 36) {                                                \
            return EINVAL;                                                                                           \
        }                                                                                                            \
        buffer[0] = 0;                                                                                               \
        return cf2_digits(buffer, size, sizeof(unit_type),                                                           \
                          negative ? 0 - (unsigned long long)value : (unsigned long long)(bits)value, negative, radix) == 0 \
                   ? ERANGE                                                                                          \
                   : 0;                                                                                              \
    }
CF2_TO_TEXT_S(_itoa_s, char, int, unsigned int)
CF2_TO_TEXT_S(_ltoa_s, char, long, unsigned long)
CF2_TO_TEXT_S(_ultoa_s, char, unsigned long, unsigned long)
CF2_TO_TEXT_S(_i64toa_s, char, long long, unsigned long long)
CF2_TO_TEXT_S(_ui64toa_s, char, unsigned long long, unsigned long long)
CF2_TO_TEXT_S(_itow_s, CF2_WCHAR, int, unsigned int)
CF2_TO_TEXT_S(_ltow_s, CF2_WCHAR, long, unsigned long)
CF2_TO_TEXT_S(_ultow_s, CF2_WCHAR, unsigned long, unsigned long)
CF2_TO_TEXT_S(_i64tow_s, CF2_WCHAR, long long, unsigned long long)
CF2_TO_TEXT_S(_ui64tow_s, CF2_WCHAR, unsigned long long, unsigned long long)
#undef CF2_TO_TEXT_S

/* ---- From one width to the other, in UTF-8 ---- */

/* The units that the whole text needs with its NUL go out by `needed`. ERANGE and an empty text if it does not fit, STRUNCATE if it
 * may be cut. */
static inline errno_t cf2_convert_s(size_t *needed, void *to, size_t size, size_t to_unit, const void *from, size_t from_unit,
                                    size_t count)
{
    cf2_sink sink = { NULL, 0, 0, 0, 0 };
    const size_t length = cf2_text_length(from, from_unit, -1);
    size_t end;
    sink.buffer = to;
    sink.unit = to_unit;
    sink.room = to == NULL || size == 0 ? 0 : size - 1;
    if (sink.room > count) {
        sink.room = count;
    }
    cf2_put_text(&sink, from, from_unit, length);
    if (needed != NULL) {
        *needed = sink.count + 1;
    }
    if (to == NULL || size == 0) {
        return to == NULL && size == 0 ? 0 : EINVAL;
    }
    end = sink.count <= sink.room ? sink.count : count == _TRUNCATE || count < size ? sink.room : 0;
    if (to_unit == 1) {
        ((char *)to)[end] = 0;
    } else {
        ((CF2_WCHAR *)to)[end] = 0;
    }
    return sink.count <= sink.room || count < size ? 0 : count == _TRUNCATE ? STRUNCATE : ERANGE;
}

static inline errno_t mbstowcs_s(size_t *pReturnValue, CF2_WCHAR *wcstr, size_t sizeInWords, const char *mbstr, size_t count)
{
    return mbstr == NULL ? EINVAL : cf2_convert_s(pReturnValue, wcstr, sizeInWords, sizeof(CF2_WCHAR), mbstr, 1, count);
}

static inline errno_t wcstombs_s(size_t *pReturnValue, char *mbstr, size_t sizeInBytes, const CF2_WCHAR *wcstr, size_t count)
{
    return wcstr == NULL ? EINVAL : cf2_convert_s(pReturnValue, mbstr, sizeInBytes, 1, wcstr, sizeof(CF2_WCHAR), count);
}

/* ---- Times and errors: the result comes first ---- */

static inline errno_t localtime_s(struct tm *tmDest, const time_t *sourceTime)
{
    const struct tm *found;
    if (tmDest == NULL || sourceTime == NULL || (found = localtime(sourceTime)) == NULL) {
        return EINVAL;
    }
    *tmDest = *found;
    return 0;
}

static inline errno_t gmtime_s(struct tm *tmDest, const time_t *sourceTime)
{
    const struct tm *found;
    if (tmDest == NULL || sourceTime == NULL || (found = gmtime(sourceTime)) == NULL) {
        return EINVAL;
    }
    *tmDest = *found;
    return 0;
}

static inline errno_t strerror_s(char *buffer, size_t numberOfElements, int errnum)
{
    if (buffer == NULL || numberOfElements == 0) {
        return EINVAL;
    }
    strncpy_s(buffer, numberOfElements, strerror(errnum), _TRUNCATE);
    return 0;
}

static inline errno_t fopen_s(FILE **pFile, const char *filename, const char *mode)
{
    if (pFile == NULL || filename == NULL || mode == NULL) {
        return EINVAL;
    }
    *pFile = fopen(filename, mode);
    return *pFile == NULL ? errno : 0;
}

static inline errno_t freopen_s(FILE **pFile, const char *fileName, const char *mode, FILE *oldStream)
{
    if (pFile == NULL || mode == NULL || oldStream == NULL) {
        return EINVAL;
    }
    *pFile = freopen(fileName, mode, oldStream);
    return *pFile == NULL ? errno : 0;
}

static inline errno_t _dupenv_s(char **buffer, size_t *numberOfElements, const char *varname)
{
    const char *value;
    if (buffer == NULL || varname == NULL) {
        return EINVAL;
    }
    value = getenv(varname);
    *buffer = value == NULL ? NULL : _strdup(value);
    if (numberOfElements != NULL) {
        *numberOfElements = value == NULL ? 0 : strlen(value) + 1;
    }
    return value != NULL && *buffer == NULL ? ENOMEM : 0;
}

static inline errno_t getenv_s(size_t *pReturnValue, char *buffer, size_t numberOfElements, const char *varname)
{
    const char *value = varname == NULL ? NULL : getenv(varname);
    if (pReturnValue == NULL || varname == NULL) {
        return EINVAL;
    }
    *pReturnValue = value == NULL ? 0 : strlen(value) + 1;
    if (value == NULL || buffer == NULL) {
        if (buffer != NULL && numberOfElements > 0) {
            buffer[0] = 0;
        }
        return 0;
    }
    return strcpy_s(buffer, numberOfElements, value);
}

/* ---- C++: the size of an array is known ---- */

#ifdef __cplusplus
extern "C++" {
template <size_t size> inline errno_t wcscpy_s(CF2_WCHAR (&dest)[size], const CF2_WCHAR *src) { return wcscpy_s(dest, size, src); }
template <size_t size> inline errno_t wcscat_s(CF2_WCHAR (&dest)[size], const CF2_WCHAR *src) { return wcscat_s(dest, size, src); }
template <size_t size> inline errno_t wcsncpy_s(CF2_WCHAR (&dest)[size], const CF2_WCHAR *src, size_t count)
{
    return wcsncpy_s(dest, size, src, count);
}
template <size_t size> inline errno_t wcsncat_s(CF2_WCHAR (&dest)[size], const CF2_WCHAR *src, size_t count)
{
    return wcsncat_s(dest, size, src, count);
}
template <size_t size> inline int swprintf_s(CF2_WCHAR (&buffer)[size], const CF2_WCHAR *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = vswprintf_s(buffer, size, format, arguments);
    va_end(arguments);
    return written;
}
template <size_t size> inline int vswprintf_s(CF2_WCHAR (&buffer)[size], const CF2_WCHAR *format, va_list arguments)
{
    return vswprintf_s(buffer, size, format, arguments);
}
template <size_t size> inline int _snwprintf_s(CF2_WCHAR (&buffer)[size], size_t count, const CF2_WCHAR *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = _vsnwprintf_s(buffer, size, count, format, arguments);
    va_end(arguments);
    return written;
}
template <size_t size> inline errno_t strcpy_s(char (&dest)[size], const char *src) { return strcpy_s(dest, size, src); }
template <size_t size> inline errno_t strcat_s(char (&dest)[size], const char *src) { return strcat_s(dest, size, src); }
template <size_t size> inline errno_t strncpy_s(char (&dest)[size], const char *src, size_t count)
{
    return strncpy_s(dest, size, src, count);
}
template <size_t size> inline errno_t strncat_s(char (&dest)[size], const char *src, size_t count)
{
    return strncat_s(dest, size, src, count);
}
template <size_t size> inline int sprintf_s(char (&buffer)[size], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = vsprintf_s(buffer, size, format, arguments);
    va_end(arguments);
    return written;
}
template <size_t size> inline int vsprintf_s(char (&buffer)[size], const char *format, va_list arguments)
{
    return vsprintf_s(buffer, size, format, arguments);
}
template <size_t size> inline int _snprintf_s(char (&buffer)[size], size_t count, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = _vsnprintf_s(buffer, size, count, format, arguments);
    va_end(arguments);
    return written;
}
template <size_t size> inline errno_t _itow_s(int value, CF2_WCHAR (&buffer)[size], int radix) { return _itow_s(value, buffer, size, radix); }
template <size_t size> inline errno_t _itoa_s(int value, char (&buffer)[size], int radix) { return _itoa_s(value, buffer, size, radix); }
}
#endif
#endif /* CF2_OWN_WINDOWS_TYPES */
#endif /* COPYFILE2_SECURE_H */
