/* Drop-in tchar.h: one text for both settings of _UNICODE, which UNICODE sets too, and the other way (K-S6). */
#ifndef COPYFILE2_WIN32_TCHAR_H
#define COPYFILE2_WIN32_TCHAR_H
#if defined(_UNICODE) && !defined(UNICODE)
#define UNICODE
#endif
#include "winnt.h"
#include <copyfile2/secure.h>
#include <copyfile2/crt.h>
#include <ctype.h>
#ifndef _T
#define _T(quote) TEXT(quote)
#endif
#ifndef _TEXT
#define _TEXT(quote) TEXT(quote)
#endif

#if CF2_OWN_WINDOWS_TYPES
typedef TCHAR _TCHAR;
typedef TCHAR _TSCHAR, _TUCHAR, _TXCHAR;
#if defined(UNICODE)
typedef wint_t _TINT;
#else
typedef int _TINT;
#endif
#define _TEOF EOF
#define _tcsnextc(text) ((unsigned)*(text))
#define _tcsinc(text) ((text) + 1)
#define _tcsdec(start, text) ((start) >= (text) ? NULL : (text) - 1)
#define _tccmp(one, two) ((int)*(one) - (int)*(two))
#define _tccpy(to, from) (*(to) = *(from))
#define _tclen(text) 1

/* _stprintf knows no size, as sprintf. */
static inline int cf2_vswprintf_unsized(WCHAR *buffer, const WCHAR *format, va_list arguments)
{
    return cf2_vprint(buffer, 0x7FFFFFFF, sizeof(WCHAR), format, 0, arguments);
}

static inline int cf2_swprintf_unsized(WCHAR *buffer, const WCHAR *format, ...)
{
    va_list arguments;
    int count;
    va_start(arguments, format);
    count = cf2_vswprintf_unsized(buffer, format, arguments);
    va_end(arguments);
    return count;
}

static inline int cf2_vsprintf_unsized(char *buffer, const char *format, va_list arguments)
{
    return cf2_vprint(buffer, 0x7FFFFFFF, 1, format, 0, arguments);
}

static inline int cf2_sprintf_unsized(char *buffer, const char *format, ...)
{
    va_list arguments;
    int count;
    va_start(arguments, format);
    count = cf2_vsprintf_unsized(buffer, format, arguments);
    va_end(arguments);
    return count;
}

static inline char *cf2_strrev(char *text)
{
    size_t from = 0, to = strlen(text);
    while (from + 1 < to) {
        const char unit = text[from];
        text[from++] = text[--to];
        text[to] = unit;
    }
    return text;
}

#if defined(UNICODE)
#define _tcslen cf2_wcslen
#define _tcsnlen cf2_wcsnlen
#define _tcsclen cf2_wcslen
#define _tcscpy cf2_wcscpy
#define _tcsncpy cf2_wcsncpy
#define _tcscat cf2_wcscat
#define _tcsncat cf2_wcsncat
#define _tcscmp cf2_wcscmp
#define _tcsncmp cf2_wcsncmp
#define _tcsnccmp cf2_wcsncmp
#define _tcscoll cf2_wcscmp
#define _tcsicmp _wcsicmp
#define _tcsnicmp _wcsnicmp
#define _tcsncicmp _wcsnicmp
#define _tcsicoll _wcsicoll
#define _tcschr cf2_wcschr
#define _tcsrchr cf2_wcsrchr
#define _tcsstr cf2_wcsstr
#define _tcspbrk cf2_wcspbrk
#define _tcsspn cf2_wcsspn
#define _tcscspn cf2_wcscspn
#define _tcsdup _wcsdup
#define _tcslwr _wcslwr
#define _tcsupr _wcsupr
#define _tcsrev _wcsrev
#define _tcstok_s wcstok_s
#define _tcstol cf2_wcstol
#define _tcstoul cf2_wcstoul
#define _tcstoll cf2_wcstoll
#define _tcstoull cf2_wcstoull
#define _tcstoi64 _wcstoi64
#define _tcstoui64 _wcstoui64
#define _tcstod cf2_wcstod
#define _tstoi _wtoi
#define _ttoi _wtoi
#define _tstol _wtol
#define _ttol _wtol
#define _tstoi64 _wtoi64
#define _ttoi64 _wtoi64
#define _tstof _wtof
#define _itot _itow
#define _ltot _ltow
#define _ultot _ultow
#define _i64tot _i64tow
#define _ui64tot _ui64tow
#define _itot_s _itow_s
#define _ltot_s _ltow_s
#define _ultot_s _ultow_s
#define _i64tot_s _i64tow_s
#define _ui64tot_s _ui64tow_s
#define _tcscpy_s wcscpy_s
#define _tcsncpy_s wcsncpy_s
#define _tcscat_s wcscat_s
#define _tcsncat_s wcsncat_s
#define _tprintf cf2_wprintf
#define _tprintf_s wprintf_s
#define _ftprintf cf2_fwprintf
#define _ftprintf_s fwprintf_s
#define _stprintf_s swprintf_s
#define _sntprintf _snwprintf
#define _sntprintf_s _snwprintf_s
#define _vtprintf cf2_vwprintf
#define _vftprintf cf2_vfwprintf
#define _vstprintf_s vswprintf_s
#define _vsntprintf _vsnwprintf
#define _vsntprintf_s _vsnwprintf_s
#define _sctprintf _scwprintf
#define _vsctprintf _vscwprintf
#define _stprintf cf2_swprintf_unsized
#define _vstprintf cf2_vswprintf_unsized
#define _puttchar cf2_putwchar
#define _puttc cf2_fputwc
#define _fputtc cf2_fputwc
#define _fputts cf2_fputws
#define _putts _putws
#define _fgetts cf2_fgetws
#define _istalpha cf2_iswalpha
#define _istdigit cf2_iswdigit
#define _istalnum cf2_iswalnum
#define _istspace cf2_iswspace
#define _istupper cf2_iswupper
#define _istlower cf2_iswlower
#define _istpunct cf2_iswpunct
#define _istxdigit cf2_iswxdigit
#define _istprint cf2_iswprint
#define _istcntrl cf2_iswcntrl
#define _totupper cf2_towupper
#define _totlower cf2_towlower
#define _tfopen _wfopen
#define _tfopen_s _wfopen_s
#define _tfreopen _wfreopen
#define _tfreopen_s _wfreopen_s
#define _tfsopen _wfsopen
#define _tfdopen _wfdopen
#define _topen _wopen
#define _tsopen _wsopen
#define _tsopen_s _wsopen_s
#define _tcreat _wcreat
#define _tunlink _wunlink
#define _tremove _wremove
#define _trename _wrename
#define _tmkdir _wmkdir
#define _trmdir _wrmdir
#define _tchdir _wchdir
#define _tgetcwd _wgetcwd
#define _taccess _waccess
#define _tchmod _wchmod
#define _tstat _wstat
#define _tstat64 _wstat64
#define _tstati64 _wstati64
#define _tfullpath _wfullpath
#define _tsplitpath _wsplitpath
#define _tsplitpath_s _wsplitpath_s
#define _tmakepath _wmakepath
#define _tmakepath_s _wmakepath_s
#define _tgetenv _wgetenv
#define _tputenv _wputenv
#define _tsystem _wsystem
#define _tcserror _wcserror
#define _tutime _wutime
#else
#define _tcslen strlen
#define _tcsnlen cf2_strnlen
#define _tcsclen strlen
#define _tcscpy strcpy
#define _tcsncpy strncpy
#define _tcscat strcat
#define _tcsncat strncat
#define _tcscmp strcmp
#define _tcsncmp strncmp
#define _tcsnccmp strncmp
#define _tcscoll strcmp
#define _tcsicmp _stricmp
#define _tcsnicmp _strnicmp
#define _tcsncicmp _strnicmp
#define _tcsicoll _stricoll
#define _tcschr strchr
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _tcspbrk strpbrk
#define _tcsspn strspn
#define _tcscspn strcspn
#define _tcsdup _strdup
#define _tcslwr _strlwr
#define _tcsupr _strupr
#define _tcsrev cf2_strrev
#define _tcstok_s strtok_s
#define _tcstol strtol
#define _tcstoul strtoul
#define _tcstoll strtoll
#define _tcstoull strtoull
#define _tcstoi64 _strtoi64
#define _tcstoui64 _strtoui64
#define _tcstod strtod
#define _tstoi atoi
#define _ttoi atoi
#define _tstol atol
#define _ttol atol
#define _tstoi64 _atoi64
#define _ttoi64 _atoi64
#define _tstof atof
#define _itot _itoa
#define _ltot _ltoa
#define _ultot _ultoa
#define _i64tot _i64toa
#define _ui64tot _ui64toa
#define _itot_s _itoa_s
#define _ltot_s _ltoa_s
#define _ultot_s _ultoa_s
#define _i64tot_s _i64toa_s
#define _ui64tot_s _ui64toa_s
#define _tcscpy_s strcpy_s
#define _tcsncpy_s strncpy_s
#define _tcscat_s strcat_s
#define _tcsncat_s strncat_s
#define _tprintf printf_s
#define _tprintf_s printf_s
#define _ftprintf fprintf_s
#define _ftprintf_s fprintf_s
#define _stprintf_s sprintf_s
#define _sntprintf _snprintf
#define _sntprintf_s _snprintf_s
#define _vtprintf vprintf_s
#define _vftprintf vfprintf_s
#define _vstprintf_s vsprintf_s
#define _vsntprintf _vsnprintf
#define _vsntprintf_s _vsnprintf_s
#define _sctprintf _scprintf
#define _vsctprintf _vscprintf
#define _stprintf cf2_sprintf_unsized
#define _vstprintf cf2_vsprintf_unsized
#define _puttchar putchar
#define _puttc putc
#define _fputtc fputc
#define _fputts fputs
#define _putts puts
#define _fgetts fgets
#define _istalpha isalpha
#define _istdigit isdigit
#define _istalnum isalnum
#define _istspace isspace
#define _istupper isupper
#define _istlower islower
#define _istpunct ispunct
#define _istxdigit isxdigit
#define _istprint isprint
#define _istcntrl iscntrl
#define _totupper toupper
#define _totlower tolower
#define _tfopen fopen
#define _tfopen_s fopen_s
#define _tfreopen freopen
#define _tfreopen_s freopen_s
#define _tfsopen _fsopen
#define _tfdopen _fdopen
#define _topen _open
#define _tsopen _sopen
#define _tsopen_s _sopen_s
#define _tcreat _creat
#define _tunlink _unlink
#define _tremove remove
#define _trename rename
#define _tmkdir _mkdir
#define _trmdir _rmdir
#define _tchdir _chdir
#define _tgetcwd _getcwd
#define _taccess _access
#define _tchmod _chmod
#define _tstat _stat
#define _tstat64 _stat64
#define _tstati64 _stati64
#define _tfullpath _fullpath
#define _tsplitpath _splitpath
#define _tsplitpath_s _splitpath_s
#define _tmakepath _makepath
#define _tmakepath_s _makepath_s
#define _tgetenv getenv
#define _tputenv _putenv
#define _tsystem system
#define _tcserror strerror
#define _tutime _utime
#endif

/* The main function in its generic form: without UNICODE it has a name of ours, so that DWORD argc and LPTSTR argv pass. */
#ifndef _tmain
#if defined(UNICODE)
#define _tmain wmain
#else
#define _tmain cf2_tmain
#endif
#endif
#endif
#endif
