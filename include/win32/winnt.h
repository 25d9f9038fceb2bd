/* Drop-in winnt.h: text macros and the generic character type. */
#ifndef COPYFILE2_WIN32_WINNT_H
#define COPYFILE2_WIN32_WINNT_H
#include "windef.h"

/* TEXT makes a literal of WCHAR's own width. */
#if defined(UNICODE)
#if defined(__SIZEOF_WCHAR_T__) && (__SIZEOF_WCHAR_T__ == 2 || defined(COPYFILE2_WCHAR32))
#define CF2_TEXT(quote) L##quote
#else
#define CF2_TEXT(quote) u##quote
#endif
#else
#define CF2_TEXT(quote) quote
#endif
#ifndef TEXT
#define TEXT(quote) CF2_TEXT(quote)
#endif
#if CF2_OWN_WINDOWS_TYPES
#if defined(UNICODE)
typedef WCHAR TCHAR;
#else
typedef CHAR TCHAR;
#endif
typedef TCHAR *LPTSTR;
typedef const TCHAR *LPCTSTR;
#endif
#ifndef FILE_ATTRIBUTE_READONLY
#define FILE_ATTRIBUTE_READONLY 0x00000001
#endif
#ifndef FILE_ATTRIBUTE_DIRECTORY
#define FILE_ATTRIBUTE_DIRECTORY 0x00000010
#endif
#ifndef FILE_ATTRIBUTE_NORMAL
#define FILE_ATTRIBUTE_NORMAL 0x00000080
#endif
#endif
