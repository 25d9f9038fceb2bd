/* Drop-in winnt.h: text macros, generic names and the generic character type, attributes. */
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
#if defined(UNICODE)
#define CF2_GENERIC(name) name##W
#else
#define CF2_GENERIC(name) name##A
#endif
#ifndef ARRAYSIZE
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif
#ifndef _countof /* of Microsoft's stdlib.h */
#define _countof(array) ARRAYSIZE(array)
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
#ifndef FILE_ATTRIBUTE_HIDDEN
#define FILE_ATTRIBUTE_HIDDEN 0x00000002
#endif
#ifndef FILE_ATTRIBUTE_SYSTEM
#define FILE_ATTRIBUTE_SYSTEM 0x00000004
#endif
#ifndef FILE_ATTRIBUTE_ARCHIVE
#define FILE_ATTRIBUTE_ARCHIVE 0x00000020
#endif
#ifndef FILE_ATTRIBUTE_TEMPORARY
#define FILE_ATTRIBUTE_TEMPORARY 0x00000100
#endif
#ifndef FILE_ATTRIBUTE_SPARSE_FILE
#define FILE_ATTRIBUTE_SPARSE_FILE 0x00000200
#endif
#ifndef FILE_ATTRIBUTE_REPARSE_POINT
#define FILE_ATTRIBUTE_REPARSE_POINT 0x00000400
#endif
#ifndef FILE_ATTRIBUTE_COMPRESSED
#define FILE_ATTRIBUTE_COMPRESSED 0x00000800
#endif
#ifndef FILE_ATTRIBUTE_OFFLINE
#define FILE_ATTRIBUTE_OFFLINE 0x00001000
#endif
#ifndef FILE_ATTRIBUTE_NOT_CONTENT_INDEXED
#define FILE_ATTRIBUTE_NOT_CONTENT_INDEXED 0x00002000
#endif
#ifndef FILE_ATTRIBUTE_ENCRYPTED
#define FILE_ATTRIBUTE_ENCRYPTED 0x00004000
#endif
#ifndef INVALID_FILE_ATTRIBUTES
#define INVALID_FILE_ATTRIBUTES ((CF2_DWORD)-1)
#endif
#endif
