/*
 * copyfile2/wide.h: text of WCHAR's own width in C: lengths, joins, comparisons, numbers, letters. Under -fshort-wchar the C
 * library's wcslen and its kin read 32-bit units and are silently wrong; there these take their names (K-S1).
 *
 * Wholly inline, by hand. Letters go by Unicode's simple case mapping, whatever the locale.
 */
#ifndef COPYFILE2_WIDE_H
#define COPYFILE2_WIDE_H

#include "kit.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>
/* Before the names become macros. libstdc++'s own need what glibc shows with _GNU_SOURCE only. */
#if defined(__cplusplus) && (!defined(__GLIBC__) || defined(_GNU_SOURCE))
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <cwctype>
#endif

#if CF2_OWN_WINDOWS_TYPES

/* ---- Lengths, copies, joins ---- */

static inline size_t cf2_wcslen(const CF2_WCHAR *text)
{
    size_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    return length;
}

static inline size_t cf2_wcsnlen(const CF2_WCHAR *text, size_t most)
{
    size_t length = 0;
    while (length < most && text[length] != 0) {
        length++;
    }
    return length;
}

static inline CF2_WCHAR *cf2_wmemcpy(CF2_WCHAR *to, const CF2_WCHAR *from, size_t count)
{
    memcpy(to, from, count * sizeof(CF2_WCHAR));
    return to;
}

static inline CF2_WCHAR *cf2_wmemmove(CF2_WCHAR *to, const CF2_WCHAR *from, size_t count)
{
    memmove(to, from, count * sizeof(CF2_WCHAR));
    return to;
}

static inline CF2_WCHAR *cf2_wmemset(CF2_WCHAR *to, CF2_WCHAR unit, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        to[at] = unit;
    }
    return to;
}

static inline int cf2_wmemcmp(const CF2_WCHAR *one, const CF2_WCHAR *two, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        if (one[at] != two[at]) {
            return (uint32_t)one[at] < (uint32_t)two[at] ? -1 : 1;
        }
    }
    return 0;
}

static inline CF2_WCHAR *cf2_wmemchr(const CF2_WCHAR *text, CF2_WCHAR unit, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        if (text[at] == unit) {
            return (CF2_WCHAR *)(uintptr_t)(text + at);
        }
    }
    return NULL;
}

static inline CF2_WCHAR *cf2_wcscpy(CF2_WCHAR *to, const CF2_WCHAR *from)
{
    return cf2_wmemcpy(to, from, cf2_wcslen(from) + 1);
}

/* Zeros fill what is left; without room there is no NUL. */
static inline CF2_WCHAR *cf2_wcsncpy(CF2_WCHAR *to, const CF2_WCHAR *from, size_t count)
{
    const size_t length = cf2_wcsnlen(from, count);
    cf2_wmemcpy(to, from, length);
    cf2_wmemset(to + length, 0, count - length);
    return to;
}

static inline CF2_WCHAR *cf2_wcscat(CF2_WCHAR *to, const CF2_WCHAR *from)
{
    cf2_wcscpy(to + cf2_wcslen(to), from);
    return to;
}

static inline CF2_WCHAR *cf2_wcsncat(CF2_WCHAR *to, const CF2_WCHAR *from, size_t count)
{
    const size_t length = cf2_wcslen(to), more = cf2_wcsnlen(from, count);
    cf2_wmemcpy(to + length, from, more);
    to[length + more] = 0;
    return to;
}

static inline CF2_WCHAR *cf2_wcsdup(const CF2_WCHAR *text)
{
    const size_t units = cf2_wcslen(text) + 1;
    CF2_WCHAR *copy = (CF2_WCHAR *)malloc(units * sizeof(CF2_WCHAR));
    return copy == NULL ? NULL : cf2_wmemcpy(copy, text, units);
}

/* ---- Letters ---- */

static inline uint32_t cf2_to_lower(uint32_t letter)
{
    if (letter < 0x80) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
    return CopyFile2ChangeCase(letter, 0);
}

static inline uint32_t cf2_to_upper(uint32_t letter)
{
    if (letter < 0x80) {
        return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    }
    return CopyFile2ChangeCase(letter, 1);
}

/* The character at text[0]: a pair of surrogates is one. *units says how many it took. */
static inline uint32_t cf2_wide_character(const CF2_WCHAR *text, size_t left, size_t *units)
{
    const uint32_t first = (uint32_t)text[0];
    *units = 1;
    if (sizeof(CF2_WCHAR) == 2 && left > 1 && (first & 0xFFFFFC00U) == 0xD800 && ((uint32_t)text[1] & 0xFFFFFC00U) == 0xDC00) {
        *units = 2;
        return ((first - 0xD7C0U) << 10) + ((uint32_t)text[1] & 0x3FFU);
    }
    return first;
}

static inline uint32_t cf2_fold(uint32_t letter, int ascii_only)
{
    return ascii_only && letter >= 0x80 ? letter : cf2_to_lower(letter);
}

/* One character of UTF-8 at bytes[*at], which moves on; a byte that belongs to none is U+DC00 + byte. */
static inline uint32_t cf2_next_of_bytes(const unsigned char *bytes, size_t length, size_t *at)
{
    static const uint32_t least[4] = {0, 0x80, 0x800, 0x10000};
    const unsigned char first = bytes[*at];
    const size_t more = first < 0x80 ? 0 : (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
    uint32_t character = more == 0 ? first : first & (0x3FU >> more);
    size_t i;
    int fits = more == 0 || (first >= 0xC2 && first <= 0xF4 && length - *at > more);
    for (i = 1; fits && i <= more; i++) {
        fits = (bytes[*at + i] & 0xC0) == 0x80;
        character = character << 6 | (bytes[*at + i] & 0x3FU);
    }
    if (!fits || character < least[more] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        *at += 1;
        return 0xDC00U + first;
    }
    *at += more + 1;
    return character;
}

/* ---- Comparisons ---- */

static inline int cf2_wcsncmp(const CF2_WCHAR *one, const CF2_WCHAR *two, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        if (one[at] != two[at]) {
            return (uint32_t)one[at] < (uint32_t)two[at] ? -1 : 1;
        }
        if (one[at] == 0) {
            break;
        }
    }
    return 0;
}

static inline int cf2_wcscmp(const CF2_WCHAR *one, const CF2_WCHAR *two)
{
    return cf2_wcsncmp(one, two, (size_t)-1);
}

static inline int cf2_wcsnicmp(const CF2_WCHAR *one, const CF2_WCHAR *two, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        const uint32_t first = cf2_to_lower((uint32_t)one[at]), second = cf2_to_lower((uint32_t)two[at]);
        if (first != second) {
            return first < second ? -1 : 1;
        }
        if (first == 0) {
            break;
        }
    }
    return 0;
}

static inline int cf2_wcsicmp(const CF2_WCHAR *one, const CF2_WCHAR *two)
{
    return cf2_wcsnicmp(one, two, (size_t)-1);
}

static inline int cf2_strnicmp(const char *one, const char *two, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        const uint32_t first = cf2_fold((unsigned char)one[at], 1), second = cf2_fold((unsigned char)two[at], 1);
        if (first != second) {
            return first < second ? -1 : 1;
        }
        if (first == 0) {
            break;
        }
    }
    return 0;
}

static inline int cf2_stricmp(const char *one, const char *two)
{
    return cf2_strnicmp(one, two, (size_t)-1);
}

static inline int cf2_memicmp(const void *one, const void *two, size_t count)
{
    size_t at;
    for (at = 0; at < count; at++) {
        const uint32_t first = cf2_fold(((const unsigned char *)one)[at], 1);
        const uint32_t second = cf2_fold(((const unsigned char *)two)[at], 1);
        if (first != second) {
            return first < second ? -1 : 1;
        }
    }
    return 0;
}

/* ---- Searches ---- */

static inline CF2_WCHAR *cf2_wcschr(const CF2_WCHAR *text, CF2_WCHAR unit)
{
    return cf2_wmemchr(text, unit, cf2_wcslen(text) + 1);
}

static inline CF2_WCHAR *cf2_wcsrchr(const CF2_WCHAR *text, CF2_WCHAR unit)
{
    size_t at = cf2_wcslen(text) + 1;
    while (at-- > 0) {
        if (text[at] == unit) {
            return (CF2_WCHAR *)(uintptr_t)(text + at);
        }
    }
    return NULL;
}

static inline CF2_WCHAR *cf2_wcsstr(const CF2_WCHAR *text, const CF2_WCHAR *wanted)
{
    const size_t length = cf2_wcslen(wanted);
    for (;; text++) {
        if (cf2_wcsncmp(text, wanted, length) == 0) {
            return (CF2_WCHAR *)(uintptr_t)text;
        }
        if (*text == 0) {
            return NULL;
        }
    }
}

static inline size_t cf2_wcsspn(const CF2_WCHAR *text, const CF2_WCHAR *set)
{
    size_t at = 0;
    while (text[at] != 0 && cf2_wmemchr(set, text[at], cf2_wcslen(set)) != NULL) {
        at++;
    }
    return at;
}

static inline size_t cf2_wcscspn(const CF2_WCHAR *text, const CF2_WCHAR *set)
{
    size_t at = 0;
    while (text[at] != 0 && cf2_wmemchr(set, text[at], cf2_wcslen(set)) == NULL) {
        at++;
    }
    return at;
}

static inline CF2_WCHAR *cf2_wcspbrk(const CF2_WCHAR *text, const CF2_WCHAR *set)
{
    text += cf2_wcscspn(text, set);
    return *text == 0 ? NULL : (CF2_WCHAR *)(uintptr_t)text;
}

static inline CF2_WCHAR *cf2_wcstok(CF2_WCHAR *text, const CF2_WCHAR *set, CF2_WCHAR **rest)
{
    CF2_WCHAR *start = text != NULL ? text : *rest, *end;
    if (start == NULL) {
        return NULL;
    }
    start += cf2_wcsspn(start, set);
    if (*start == 0) {
        *rest = NULL;
        return NULL;
    }
    end = start + cf2_wcscspn(start, set);
    *rest = *end == 0 ? NULL : end + 1;
    *end = 0;
    return start;
}

/* ---- Numbers: by the C library's functions, on the part that can belong to one ---- */

/* The start of a text as ASCII; what is no ASCII ends it. For free. */
static inline char *cf2_ascii_start(const CF2_WCHAR *text)
{
    size_t length = 0, at;
    char *ascii;
    while (text[length] != 0 && (uint32_t)text[length] < 0x80) {
        length++;
    }
    ascii = (char *)malloc(length + 1);
    for (at = 0; ascii != NULL && at < length; at++) {
        ascii[at] = (char)text[at];
    }
    if (ascii != NULL) {
        ascii[length] = 0;
    }
    return ascii;
}

#define CF2_WIDE_NUMBER(name, type, narrow)                                                                          \
    static inline type name(const CF2_WCHAR *text, CF2_WCHAR **end, int base)                                        \
    {                                                                                                                \
        char *ascii = cf2_ascii_start(text), *stop = ascii;                                                          \
        const type number = ascii == NULL ? 0 : narrow(ascii, &stop, base);                                          \
        if (end != NULL) {                                                                                           \
            *end = (CF2_WCHAR *)(uintptr_t)(text + (stop - ascii));                                                  \
        }                                                                                                            \
        free(ascii);                                                                                                 \
        return number;                                                                                               \
    }
CF2_WIDE_NUMBER(cf2_wcstol, long, strtol)
CF2_WIDE_NUMBER(cf2_wcstoul, unsigned long, strtoul)
CF2_WIDE_NUMBER(cf2_wcstoll, long long, strtoll)
CF2_WIDE_NUMBER(cf2_wcstoull, unsigned long long, strtoull)
#undef CF2_WIDE_NUMBER

static inline double cf2_wcstod(const CF2_WCHAR *text, CF2_WCHAR **end)
{
    char *ascii = cf2_ascii_start(text), *stop = ascii;
    const double number = ascii == NULL ? 0 : strtod(ascii, &stop);
    if (end != NULL) {
        *end = (CF2_WCHAR *)(uintptr_t)(text + (stop - ascii));
    }
    free(ascii);
    return number;
}

static inline int cf2_iswhat(uint32_t letter, int kinds)
{
    return (CopyFile2CharacterKind(letter) & kinds) != 0;
}

#define CF2_IS_WIDE(name, kinds)                                                                                     \
    static inline int cf2_isw##name(uint32_t letter)                                                                 \
    {                                                                                                                \
        return cf2_iswhat(letter, kinds);                                                                            \
    }
CF2_IS_WIDE(alpha, 1)
CF2_IS_WIDE(digit, 2)
CF2_IS_WIDE(alnum, 3)
CF2_IS_WIDE(upper, 4)
CF2_IS_WIDE(lower, 8)
CF2_IS_WIDE(space, 16)
CF2_IS_WIDE(cntrl, 32)
CF2_IS_WIDE(punct, 64)
#undef CF2_IS_WIDE

static inline int cf2_iswxdigit(uint32_t letter)
{
    return (letter >= '0' && letter <= '9') || ((letter | 32) >= 'a' && (letter | 32) <= 'f');
}

static inline int cf2_iswprint(uint32_t letter)
{
    return letter != 0 && !cf2_iswhat(letter, 32);
}

static inline uint32_t cf2_towlower(uint32_t letter)
{
    return cf2_to_lower(letter);
}

static inline uint32_t cf2_towupper(uint32_t letter)
{
    return cf2_to_upper(letter);
}

/* ---- The C library's names, where its units are others ---- */

#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2 && !defined(COPYFILE2_WCHAR32)
#define wcslen cf2_wcslen
#define wcsnlen cf2_wcsnlen
#define wmemcpy cf2_wmemcpy
#define wmemmove cf2_wmemmove
#define wmemset cf2_wmemset
#define wmemcmp cf2_wmemcmp
#define wmemchr cf2_wmemchr
#define wcscpy cf2_wcscpy
#define wcsncpy cf2_wcsncpy
#define wcscat cf2_wcscat
#define wcsncat cf2_wcsncat
#define wcsdup cf2_wcsdup
#define wcscmp cf2_wcscmp
#define wcsncmp cf2_wcsncmp
#define wcscoll cf2_wcscmp
#define wcscasecmp cf2_wcsicmp
#define wcsncasecmp cf2_wcsnicmp
#define wcschr cf2_wcschr
#define wcsrchr cf2_wcsrchr
#define wcsstr cf2_wcsstr
#define wcsspn cf2_wcsspn
#define wcscspn cf2_wcscspn
#define wcspbrk cf2_wcspbrk
#define wcstok cf2_wcstok
#define wcstol cf2_wcstol
#define wcstoul cf2_wcstoul
#define wcstoll cf2_wcstoll
#define wcstoull cf2_wcstoull
#define wcstod cf2_wcstod
#define iswalpha cf2_iswalpha
#define iswdigit cf2_iswdigit
#define iswalnum cf2_iswalnum
#define iswupper cf2_iswupper
#define iswlower cf2_iswlower
#define iswspace cf2_iswspace
#define iswcntrl cf2_iswcntrl
#define iswpunct cf2_iswpunct
#define iswxdigit cf2_iswxdigit
#define iswprint cf2_iswprint
#define towlower cf2_towlower
#define towupper cf2_towupper
#ifdef __cplusplus
namespace std {
using ::cf2_iswalnum;
using ::cf2_iswalpha;
using ::cf2_iswcntrl;
using ::cf2_iswdigit;
using ::cf2_iswlower;
using ::cf2_iswprint;
using ::cf2_iswpunct;
using ::cf2_iswspace;
using ::cf2_iswupper;
using ::cf2_iswxdigit;
using ::cf2_towlower;
using ::cf2_towupper;
using ::cf2_wcscat;
using ::cf2_wcschr;
using ::cf2_wcscmp;
using ::cf2_wcscpy;
using ::cf2_wcscspn;
using ::cf2_wcslen;
using ::cf2_wcsncat;
using ::cf2_wcsncmp;
using ::cf2_wcsncpy;
using ::cf2_wcspbrk;
using ::cf2_wcsrchr;
using ::cf2_wcsspn;
using ::cf2_wcsstr;
using ::cf2_wcstod;
using ::cf2_wcstok;
using ::cf2_wcstol;
using ::cf2_wcstoll;
using ::cf2_wcstoul;
using ::cf2_wcstoull;
using ::cf2_wmemchr;
using ::cf2_wmemcmp;
using ::cf2_wmemcpy;
using ::cf2_wmemmove;
using ::cf2_wmemset;
}
#endif
#endif

/* ---- Microsoft's own names ---- */

static inline int _wcsicmp(const CF2_WCHAR *string1, const CF2_WCHAR *string2)
{
    return cf2_wcsicmp(string1, string2);
}

static inline int _wcsnicmp(const CF2_WCHAR *string1, const CF2_WCHAR *string2, size_t count)
{
    return cf2_wcsnicmp(string1, string2, count);
}

/* Languages sort by code point here. */
static inline int _wcsicoll(const CF2_WCHAR *string1, const CF2_WCHAR *string2)
{
    return cf2_wcsicmp(string1, string2);
}

static inline int _stricmp(const char *string1, const char *string2)
{
    return cf2_stricmp(string1, string2);
}

static inline int _strnicmp(const char *string1, const char *string2, size_t count)
{
    return cf2_strnicmp(string1, string2, count);
}

static inline int _stricoll(const char *string1, const char *string2)
{
    return cf2_stricmp(string1, string2);
}

static inline int _memicmp(const void *buffer1, const void *buffer2, size_t count)
{
    return cf2_memicmp(buffer1, buffer2, count);
}

#ifndef stricmp
#define stricmp _stricmp
#define strnicmp _strnicmp
#define strcmpi _stricmp
#define wcsicmp _wcsicmp
#define wcsnicmp _wcsnicmp
#endif

static inline char *_strdup(const char *source)
{
    const size_t size = strlen(source) + 1;
    char *copy = (char *)malloc(size);
    return copy == NULL ? NULL : (char *)memcpy(copy, source, size);
}

static inline CF2_WCHAR *_wcsdup(const CF2_WCHAR *source)
{
    return cf2_wcsdup(source);
}

static inline char *_strlwr(char *str)
{
    char *at;
    for (at = str; *at != 0; at++) {
        *at = (char)cf2_fold((unsigned char)*at, 1);
    }
    return str;
}

static inline char *_strupr(char *str)
{
    char *at;
    for (at = str; *at != 0; at++) {
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 32) : *at;
    }
    return str;
}

/* A pair of surrogates keeps its length: no mapping leads out of a plane. */
static inline CF2_WCHAR *cf2_change_case(CF2_WCHAR *text, size_t count, int upper)
{
    size_t at, units;
    for (at = 0; at < count; at += units) {
        const uint32_t letter = cf2_wide_character(text + at, count - at, &units);
        const uint32_t changed = upper ? cf2_to_upper(letter) : cf2_to_lower(letter);
        if (units == 2 && changed > 0xFFFF) {
            text[at] = (CF2_WCHAR)(0xD7C0U + (changed >> 10));
            text[at + 1] = (CF2_WCHAR)(0xDC00U | (changed & 0x3FFU));
        } else if (units == 1 && (sizeof(CF2_WCHAR) == 4 || changed <= 0xFFFF)) {
            text[at] = (CF2_WCHAR)changed;
        }
    }
    return text;
}

static inline CF2_WCHAR *_wcslwr(CF2_WCHAR *str)
{
    return cf2_change_case(str, cf2_wcslen(str), 0);
}

static inline CF2_WCHAR *_wcsupr(CF2_WCHAR *str)
{
    return cf2_change_case(str, cf2_wcslen(str), 1);
}

static inline CF2_WCHAR *_wcsrev(CF2_WCHAR *str)
{
    size_t from = 0, to = cf2_wcslen(str);
    while (from + 1 < to) {
        const CF2_WCHAR unit = str[from];
        str[from++] = str[--to];
        str[to] = unit;
    }
    return str;
}

static inline int _wtoi(const CF2_WCHAR *str)
{
    return (int)cf2_wcstol(str, NULL, 10);
}

static inline long _wtol(const CF2_WCHAR *str)
{
    return cf2_wcstol(str, NULL, 10);
}

static inline long long _wtoi64(const CF2_WCHAR *str)
{
    return cf2_wcstoll(str, NULL, 10);
}

static inline double _wtof(const CF2_WCHAR *str)
{
    return cf2_wcstod(str, NULL);
}

static inline long long _atoi64(const char *str)
{
    return strtoll(str, NULL, 10);
}

static inline long long _strtoi64(const char *strSource, char **endptr, int base)
{
    return strtoll(strSource, endptr, base);
}

static inline unsigned long long _strtoui64(const char *strSource, char **endptr, int base)
{
    return strtoull(strSource, endptr, base);
}

static inline long long _wcstoi64(const CF2_WCHAR *strSource, CF2_WCHAR **endptr, int base)
{
    return cf2_wcstoll(strSource, endptr, base);
}

static inline unsigned long long _wcstoui64(const CF2_WCHAR *strSource, CF2_WCHAR **endptr, int base)
{
    return cf2_wcstoull(strSource, endptr, base);
}

/* The digits of a number in a base from 2 to 36; their count, or 0 if they do not fit with the NUL. `unit` is 1 or WCHAR's size. */
static inline size_t cf2_digits(void *buffer, size_t room, size_t unit, unsigned long long number, int negative, int base)
{
    char digits[72];
    size_t count = 0, at;
    do {
        digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % (unsigned)base];
        number /= (unsigned)base;
    } while (number != 0);
    if (negative) {
        digits[count++] = '-';
    }
    if (count >= room) {
        return 0;
    }
    for (at = 0; at <= count; at++) {
        const char digit = at == count ? '\0' : digits[count - 1 - at];
        if (unit == 1) {
            ((char *)buffer)[at] = digit;
        } else {
            ((CF2_WCHAR *)buffer)[at] = (CF2_WCHAR)digit;
        }
    }
    return count;
}

/* Only in base 10 is a number negative; else its bits are shown. */
#define CF2_TO_TEXT(name, unit_type, type, bits)                                                                     \
    static inline unit_type *name(type value, unit_type *buffer, int radix)                                          \
    {                                                                                                                \
        const int negative = radix == 10 && value < 0;                                                               \
        cf2_digits(buffer, 80, sizeof(unit_type), negative ? 0 - (unsigned long long)value : (unsigned long long)(bits)value, \
                   negative, radix);                                                                                 \
        return buffer;                                                                                               \
    }
#define CF2_TO_TEXT_U(name, unit_type, type)                                                                         \
    static inline unit_type *name(type value, unit_type *buffer, int radix)                                          \
    {                                                                                                                \
        cf2_digits(buffer, 80, sizeof(unit_type), value, 0, radix);                                                  \
        return buffer;                                                                                               \
    }
CF2_TO_TEXT(_itoa, char, int, unsigned int)
CF2_TO_TEXT(_ltoa, char, long, unsigned long)
CF2_TO_TEXT(_i64toa, char, long long, unsigned long long)
CF2_TO_TEXT_U(_ultoa, char, unsigned long)
CF2_TO_TEXT_U(_ui64toa, char, unsigned long long)
CF2_TO_TEXT(_itow, CF2_WCHAR, int, unsigned int)
CF2_TO_TEXT(_ltow, CF2_WCHAR, long, unsigned long)
CF2_TO_TEXT(_i64tow, CF2_WCHAR, long long, unsigned long long)
CF2_TO_TEXT_U(_ultow, CF2_WCHAR, unsigned long)
CF2_TO_TEXT_U(_ui64tow, CF2_WCHAR, unsigned long long)
#undef CF2_TO_TEXT
#undef CF2_TO_TEXT_U

#endif /* CF2_OWN_WINDOWS_TYPES */
#endif /* COPYFILE2_WIDE_H */
