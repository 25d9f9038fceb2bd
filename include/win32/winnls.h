/* Drop-in winnls.h, and what winuser.h and winbase.h have of letters: code pages, languages, comparisons. Inline. There is one code
 * page, UTF-8, and one language; text sorts by code point (K-S5). */
#ifndef COPYFILE2_WIN32_WINNLS_H
#define COPYFILE2_WIN32_WINNLS_H
#include "stringapiset.h"

#if CF2_OWN_WINDOWS_TYPES
#define CompareString CF2_GENERIC(CompareString)
#define lstrcmp CF2_GENERIC(lstrcmp)
#define lstrcmpi CF2_GENERIC(lstrcmpi)
#define lstrcpyn CF2_GENERIC(lstrcpyn)
#define CharUpper CF2_GENERIC(CharUpper)
#define CharLower CF2_GENERIC(CharLower)
#define CharUpperBuff CF2_GENERIC(CharUpperBuff)
#define CharLowerBuff CF2_GENERIC(CharLowerBuff)
#define CharNext CF2_GENERIC(CharNext)
#define CharPrev CF2_GENERIC(CharPrev)
#define IsCharAlpha CF2_GENERIC(IsCharAlpha)
#define IsCharAlphaNumeric CF2_GENERIC(IsCharAlphaNumeric)
#define IsCharUpper CF2_GENERIC(IsCharUpper)
#define IsCharLower CF2_GENERIC(IsCharLower)

#define NORM_IGNORECASE 0x00000001
#define NORM_IGNOREWIDTH 0x00020000
#define LINGUISTIC_IGNORECASE 0x00000010
#define SORT_STRINGSORT 0x00001000
#define SORT_DIGITSASNUMBERS 0x00000008
#define CSTR_LESS_THAN 1
#define CSTR_EQUAL 2
#define CSTR_GREATER_THAN 3
#define LOCALE_NAME_INVARIANT CF2_EMPTY_WIDE
#define LOCALE_NAME_USER_DEFAULT NULL
static const WCHAR CF2_EMPTY_WIDE[1] CF2_UNUSED = { 0 };

#define CF2_CASE_W(text, count, upper) cf2_change_case((text), (count), (upper))
#define CF2_CASE_A(text, count, upper) cf2_change_ascii((text), (count), (upper))

static inline void cf2_change_ascii(char *text, size_t count, int upper)
{
    size_t at;
    for (at = 0; at < count; at++) {
        if ((unsigned char)text[at] < 0x80) {
            text[at] = (char)(upper ? cf2_to_upper((unsigned char)text[at]) : cf2_to_lower((unsigned char)text[at]));
        }
    }
}

static inline UINT GetACP(void)
{
    return 65001;
}

static inline UINT GetOEMCP(void)
{
    return 65001;
}

static inline BOOL IsValidCodePage(UINT CodePage)
{
    return cf2_is_utf8(CodePage);
}

static inline LCID GetUserDefaultLCID(void)
{
    return 0x0409;
}

static inline LCID GetSystemDefaultLCID(void)
{
    return 0x0409;
}

static inline LANGID GetUserDefaultLangID(void)
{
    return 0x0409;
}

static inline LANGID GetSystemDefaultLangID(void)
{
    return 0x0409;
}

static inline LANGID GetUserDefaultUILanguage(void)
{
    return 0x0409;
}

static inline LANGID GetSystemDefaultUILanguage(void)
{
    return 0x0409;
}

#ifndef GetThreadLocale
static inline CF2_DWORD GetThreadLocale(void)
{
    return 0x0409;
}
#define GetThreadLocale GetThreadLocale
#endif

/* -1 is a text with a NUL. 1 less, 2 equal, 3 greater; 0 and 87 for NULL. */
static inline int cf2_compare_W(const WCHAR *one, int count1, const WCHAR *two, int count2, int any_case)
{
    size_t at = 0, length1, length2;
    if (one == NULL || two == NULL || count1 < -1 || count2 < -1) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return 0;
    }
    length1 = count1 < 0 ? cf2_wcslen(one) : (size_t)count1;
    length2 = count2 < 0 ? cf2_wcslen(two) : (size_t)count2;
    for (; at < length1 && at < length2; at++) {
        uint32_t first = sizeof(WCHAR) == 1 ? (unsigned char)one[at] : (uint32_t)one[at];
        uint32_t second = sizeof(WCHAR) == 1 ? (unsigned char)two[at] : (uint32_t)two[at];
        if (any_case) {
            first = sizeof(WCHAR) == 1 ? cf2_fold(first, 1) : cf2_to_upper(first);
            second = sizeof(WCHAR) == 1 ? cf2_fold(second, 1) : cf2_to_upper(second);
        }
        if (first != second) {
            return first < second ? CSTR_LESS_THAN : CSTR_GREATER_THAN;
        }
    }
    return length1 < length2 ? CSTR_LESS_THAN : length1 > length2 ? CSTR_GREATER_THAN : CSTR_EQUAL;
}

static inline int CompareStringW(LCID Locale, DWORD dwCmpFlags, const WCHAR *lpString1, int cchCount1, const WCHAR *lpString2,
                                     int cchCount2)
{
    (void)Locale;
    return cf2_compare_W(lpString1, cchCount1, lpString2, cchCount2, (dwCmpFlags & (NORM_IGNORECASE | LINGUISTIC_IGNORECASE)) != 0);
}

static inline int lstrcmpW(LPCWSTR lpString1, LPCWSTR lpString2)
{
    if (lpString1 == NULL || lpString2 == NULL) {
        return (lpString1 != NULL) - (lpString2 != NULL);
    }
    return cf2_compare_W(lpString1, -1, lpString2, -1, 0) - CSTR_EQUAL;
}

static inline int lstrcmpiW(LPCWSTR lpString1, LPCWSTR lpString2)
{
    if (lpString1 == NULL || lpString2 == NULL) {
        return (lpString1 != NULL) - (lpString2 != NULL);
    }
    return cf2_compare_W(lpString1, -1, lpString2, -1, 1) - CSTR_EQUAL;
}

/* The NUL counts, and is always there. */
static inline LPWSTR lstrcpynW(LPWSTR lpString1, LPCWSTR lpString2, int iMaxLength)
{
    int at = 0;
    if (lpString1 == NULL || lpString2 == NULL || iMaxLength <= 0) {
        return NULL;
    }
    for (; at < iMaxLength - 1 && lpString2[at] != 0; at++) {
        lpString1[at] = lpString2[at];
    }
    lpString1[at] = 0;
    return lpString1;
}

static inline DWORD CharUpperBuffW(LPWSTR lpsz, DWORD cchLength)
{
    CF2_CASE_W(lpsz, cchLength, 1);
    return cchLength;
}

static inline DWORD CharLowerBuffW(LPWSTR lpsz, DWORD cchLength)
{
    CF2_CASE_W(lpsz, cchLength, 0);
    return cchLength;
}

/* A text, or one character in the low word of what is no pointer then. */
static inline LPWSTR CharUpperW(LPWSTR lpsz)
{
    if ((uintptr_t)lpsz <= 0xFFFF) {
        return (LPWSTR)(uintptr_t)(sizeof(WCHAR) == 1 && (uintptr_t)lpsz >= 0x80 ? (uint32_t)(uintptr_t)lpsz : cf2_to_upper((uint32_t)(uintptr_t)lpsz));
    }
    CharUpperBuffW(lpsz, (DWORD)cf2_wcslen(lpsz));
    return lpsz;
}

static inline LPWSTR CharLowerW(LPWSTR lpsz)
{
    if ((uintptr_t)lpsz <= 0xFFFF) {
        return (LPWSTR)(uintptr_t)(sizeof(WCHAR) == 1 && (uintptr_t)lpsz >= 0x80 ? (uint32_t)(uintptr_t)lpsz : cf2_to_lower((uint32_t)(uintptr_t)lpsz));
    }
    CharLowerBuffW(lpsz, (DWORD)cf2_wcslen(lpsz));
    return lpsz;
}

/* Units; at the end it stays. */
static inline LPWSTR CharNextW(LPCWSTR lpsz)
{
    return (LPWSTR)(uintptr_t)(*lpsz == 0 ? lpsz : lpsz + 1);
}

static inline LPWSTR CharPrevW(LPCWSTR lpszStart, LPCWSTR lpszCurrent)
{
    return (LPWSTR)(uintptr_t)(lpszCurrent > lpszStart ? lpszCurrent - 1 : lpszStart);
}

static inline BOOL IsCharAlphaW(WCHAR ch)
{
    return cf2_iswhat(sizeof(WCHAR) == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 1);
}

static inline BOOL IsCharAlphaNumericW(WCHAR ch)
{
    return cf2_iswhat(sizeof(WCHAR) == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 3);
}

static inline BOOL IsCharUpperW(WCHAR ch)
{
    return cf2_iswhat(sizeof(WCHAR) == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 4);
}

static inline BOOL IsCharLowerW(WCHAR ch)
{
    return cf2_iswhat(sizeof(WCHAR) == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 8);
}

/* -1 is a text with a NUL. 1 less, 2 equal, 3 greater; 0 and 87 for NULL. */
static inline int cf2_compare_A(const char *one, int count1, const char *two, int count2, int any_case)
{
    size_t at = 0, length1, length2;
    if (one == NULL || two == NULL || count1 < -1 || count2 < -1) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return 0;
    }
    length1 = count1 < 0 ? strlen(one) : (size_t)count1;
    length2 = count2 < 0 ? strlen(two) : (size_t)count2;
    for (; at < length1 && at < length2; at++) {
        uint32_t first = 1 == 1 ? (unsigned char)one[at] : (uint32_t)one[at];
        uint32_t second = 1 == 1 ? (unsigned char)two[at] : (uint32_t)two[at];
        if (any_case) {
            first = 1 == 1 ? cf2_fold(first, 1) : cf2_to_upper(first);
            second = 1 == 1 ? cf2_fold(second, 1) : cf2_to_upper(second);
        }
        if (first != second) {
            return first < second ? CSTR_LESS_THAN : CSTR_GREATER_THAN;
        }
    }
    return length1 < length2 ? CSTR_LESS_THAN : length1 > length2 ? CSTR_GREATER_THAN : CSTR_EQUAL;
}

static inline int CompareStringA(LCID Locale, DWORD dwCmpFlags, const char *lpString1, int cchCount1, const char *lpString2,
                                     int cchCount2)
{
    (void)Locale;
    return cf2_compare_A(lpString1, cchCount1, lpString2, cchCount2, (dwCmpFlags & (NORM_IGNORECASE | LINGUISTIC_IGNORECASE)) != 0);
}

static inline int lstrcmpA(LPCSTR lpString1, LPCSTR lpString2)
{
    if (lpString1 == NULL || lpString2 == NULL) {
        return (lpString1 != NULL) - (lpString2 != NULL);
    }
    return cf2_compare_A(lpString1, -1, lpString2, -1, 0) - CSTR_EQUAL;
}

static inline int lstrcmpiA(LPCSTR lpString1, LPCSTR lpString2)
{
    if (lpString1 == NULL || lpString2 == NULL) {
        return (lpString1 != NULL) - (lpString2 != NULL);
    }
    return cf2_compare_A(lpString1, -1, lpString2, -1, 1) - CSTR_EQUAL;
}

/* The NUL counts, and is always there. */
static inline LPSTR lstrcpynA(LPSTR lpString1, LPCSTR lpString2, int iMaxLength)
{
    int at = 0;
    if (lpString1 == NULL || lpString2 == NULL || iMaxLength <= 0) {
        return NULL;
    }
    for (; at < iMaxLength - 1 && lpString2[at] != 0; at++) {
        lpString1[at] = lpString2[at];
    }
    lpString1[at] = 0;
    return lpString1;
}

static inline DWORD CharUpperBuffA(LPSTR lpsz, DWORD cchLength)
{
    CF2_CASE_A(lpsz, cchLength, 1);
    return cchLength;
}

static inline DWORD CharLowerBuffA(LPSTR lpsz, DWORD cchLength)
{
    CF2_CASE_A(lpsz, cchLength, 0);
    return cchLength;
}

/* A text, or one character in the low word of what is no pointer then. */
static inline LPSTR CharUpperA(LPSTR lpsz)
{
    if ((uintptr_t)lpsz <= 0xFFFF) {
        return (LPSTR)(uintptr_t)(1 == 1 && (uintptr_t)lpsz >= 0x80 ? (uint32_t)(uintptr_t)lpsz : cf2_to_upper((uint32_t)(uintptr_t)lpsz));
    }
    CharUpperBuffA(lpsz, (DWORD)strlen(lpsz));
    return lpsz;
}

static inline LPSTR CharLowerA(LPSTR lpsz)
{
    if ((uintptr_t)lpsz <= 0xFFFF) {
        return (LPSTR)(uintptr_t)(1 == 1 && (uintptr_t)lpsz >= 0x80 ? (uint32_t)(uintptr_t)lpsz : cf2_to_lower((uint32_t)(uintptr_t)lpsz));
    }
    CharLowerBuffA(lpsz, (DWORD)strlen(lpsz));
    return lpsz;
}

/* Units; at the end it stays. */
static inline LPSTR CharNextA(LPCSTR lpsz)
{
    return (LPSTR)(uintptr_t)(*lpsz == 0 ? lpsz : lpsz + 1);
}

static inline LPSTR CharPrevA(LPCSTR lpszStart, LPCSTR lpszCurrent)
{
    return (LPSTR)(uintptr_t)(lpszCurrent > lpszStart ? lpszCurrent - 1 : lpszStart);
}

static inline BOOL IsCharAlphaA(char ch)
{
    return cf2_iswhat(1 == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 1);
}

static inline BOOL IsCharAlphaNumericA(char ch)
{
    return cf2_iswhat(1 == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 3);
}

static inline BOOL IsCharUpperA(char ch)
{
    return cf2_iswhat(1 == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 4);
}

static inline BOOL IsCharLowerA(char ch)
{
    return cf2_iswhat(1 == 1 ? (unsigned char)ch & 0x7FU & (0U - ((unsigned char)ch < 0x80 ? 1U : 0U)) : (uint32_t)ch, 8);
}

static inline int CompareStringEx(LPCWSTR lpLocaleName, DWORD dwCmpFlags, LPCWCH lpString1, int cchCount1, LPCWCH lpString2,
                                  int cchCount2, LPVOID lpVersionInformation, LPVOID lpReserved, LPARAM lParam)
{
    (void)lpLocaleName, (void)lpVersionInformation, (void)lpReserved, (void)lParam;
    return CompareStringW(0, dwCmpFlags, lpString1, cchCount1, lpString2, cchCount2);
}

static inline int CompareStringOrdinal(LPCWCH lpString1, int cchCount1, LPCWCH lpString2, int cchCount2, BOOL bIgnoreCase)
{
    return cf2_compare_W(lpString1, cchCount1, lpString2, cchCount2, bIgnoreCase != 0);
}
#endif
#endif
