/* Drop-in winnt.h: text macros, generic names and the generic character type, attributes, access rights, languages. */
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
#ifndef __TEXT
#define __TEXT(quote) CF2_TEXT(quote)
#endif
#if defined(UNICODE)
#define CF2_GENERIC(name) name##W
#else
#define CF2_GENERIC(name) name##A
#endif
#ifndef ARRAYSIZE
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif
#ifndef RTL_NUMBER_OF
#define RTL_NUMBER_OF(array) ARRAYSIZE(array)
#endif
#ifndef _ARRAYSIZE
#define _ARRAYSIZE(array) ARRAYSIZE(array)
#endif
#ifndef _countof /* of Microsoft's stdlib.h */
#define _countof(array) ARRAYSIZE(array)
#endif
#ifndef FIELD_OFFSET
#define FIELD_OFFSET(type, field) ((CF2_LONG)offsetof(type, field))
#endif
#ifndef UFIELD_OFFSET
#define UFIELD_OFFSET(type, field) ((CF2_DWORD)offsetof(type, field))
#endif
#ifndef RTL_FIELD_SIZE
#define RTL_FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#endif
#ifndef RTL_SIZEOF_THROUGH_FIELD
#define RTL_SIZEOF_THROUGH_FIELD(type, field) (offsetof(type, field) + RTL_FIELD_SIZE(type, field))
#endif
#ifndef CONTAINING_RECORD
#define CONTAINING_RECORD(address, type, field) ((type *)(void *)((char *)(address) - offsetof(type, field)))
#endif
#ifndef C_ASSERT
#define C_ASSERT(condition) CF2_STATIC_ASSERT(condition, #condition)
#endif
#ifndef UNICODE_NULL
#define UNICODE_NULL ((CF2_WCHAR)0)
#endif
#ifndef ANSI_NULL
#define ANSI_NULL ((char)0)
#endif
#ifndef DEFAULT_UNREACHABLE
#define DEFAULT_UNREACHABLE default: __builtin_unreachable()
#endif
#ifndef DEFINE_ENUM_FLAG_OPERATORS
#ifdef __cplusplus
#define DEFINE_ENUM_FLAG_OPERATORS(type)                                                                             \
    extern "C++" {                                                                                                   \
    inline constexpr type operator|(type a, type b) { return type(unsigned(a) | unsigned(b)); }                      \
    inline constexpr type operator&(type a, type b) { return type(unsigned(a) & unsigned(b)); }                      \
    inline constexpr type operator^(type a, type b) { return type(unsigned(a) ^ unsigned(b)); }                      \
    inline constexpr type operator~(type a) { return type(~unsigned(a)); }                                           \
    inline type &operator|=(type &a, type b) { return a = a | b; }                                                   \
    inline type &operator&=(type &a, type b) { return a = a & b; }                                                   \
    inline type &operator^=(type &a, type b) { return a = a ^ b; }                                                   \
    }
#else
#define DEFINE_ENUM_FLAG_OPERATORS(type)
#endif
#endif
#if CF2_OWN_WINDOWS_TYPES
#if defined(UNICODE)
typedef WCHAR TCHAR, *PTCHAR;
typedef WCHAR TBYTE;
#else
typedef CHAR TCHAR, *PTCHAR;
typedef unsigned char TBYTE;
#endif
typedef TCHAR *LPTSTR, *PTSTR, *PTCH, *LPTCH;
typedef const TCHAR *LPCTSTR, *PCTSTR;
typedef LPSTR *PZPSTR;
typedef PWSTR *PZPWSTR;
typedef PCWSTR *PZPCWSTR;
typedef const char *PCZZSTR;
typedef const WCHAR *PCZZWSTR;
typedef char *PZZSTR;
typedef WCHAR *PZZWSTR;
#endif

/* ---- Attributes ---- */

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
#ifndef FILE_ATTRIBUTE_DEVICE
#define FILE_ATTRIBUTE_DEVICE 0x00000040
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
#ifndef FILE_ATTRIBUTE_INTEGRITY_STREAM
#define FILE_ATTRIBUTE_INTEGRITY_STREAM 0x00008000
#endif
#ifndef FILE_ATTRIBUTE_VIRTUAL
#define FILE_ATTRIBUTE_VIRTUAL 0x00010000
#endif
#ifndef FILE_ATTRIBUTE_NO_SCRUB_DATA
#define FILE_ATTRIBUTE_NO_SCRUB_DATA 0x00020000
#endif
#ifndef FILE_ATTRIBUTE_EA
#define FILE_ATTRIBUTE_EA 0x00040000
#endif
#ifndef FILE_ATTRIBUTE_PINNED
#define FILE_ATTRIBUTE_PINNED 0x00080000
#endif
#ifndef FILE_ATTRIBUTE_UNPINNED
#define FILE_ATTRIBUTE_UNPINNED 0x00100000
#endif
#ifndef FILE_ATTRIBUTE_RECALL_ON_OPEN
#define FILE_ATTRIBUTE_RECALL_ON_OPEN 0x00040000
#endif
#ifndef FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
#define FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS 0x00400000
#endif
#ifndef INVALID_FILE_ATTRIBUTES
#define INVALID_FILE_ATTRIBUTES ((CF2_DWORD)-1)
#endif

/* ---- Access and shares. Plain numbers, so that any order with other headers does. ---- */

#if CF2_OWN_WINDOWS_TYPES
#define DELETE 0x00010000
#define READ_CONTROL 0x00020000
#define WRITE_DAC 0x00040000
#define WRITE_OWNER 0x00080000
#define SYNCHRONIZE 0x00100000
#define STANDARD_RIGHTS_REQUIRED 0x000F0000
#define STANDARD_RIGHTS_READ 0x00020000
#define STANDARD_RIGHTS_WRITE 0x00020000
#define STANDARD_RIGHTS_EXECUTE 0x00020000
#define STANDARD_RIGHTS_ALL 0x001F0000
#define SPECIFIC_RIGHTS_ALL 0x0000FFFF
#define ACCESS_SYSTEM_SECURITY 0x01000000
#define MAXIMUM_ALLOWED 0x02000000
#define GENERIC_READ 0x80000000U
#define GENERIC_WRITE 0x40000000
#define GENERIC_EXECUTE 0x20000000
#define GENERIC_ALL 0x10000000
#define FILE_READ_DATA 0x0001
#define FILE_LIST_DIRECTORY 0x0001
#define FILE_WRITE_DATA 0x0002
#define FILE_ADD_FILE 0x0002
#define FILE_APPEND_DATA 0x0004
#define FILE_ADD_SUBDIRECTORY 0x0004
#define FILE_CREATE_PIPE_INSTANCE 0x0004
#define FILE_READ_EA 0x0008
#define FILE_WRITE_EA 0x0010
#define FILE_EXECUTE 0x0020
#define FILE_TRAVERSE 0x0020
#define FILE_DELETE_CHILD 0x0040
#define FILE_READ_ATTRIBUTES 0x0080
#define FILE_WRITE_ATTRIBUTES 0x0100
#define FILE_ALL_ACCESS 0x001F01FF
#define FILE_GENERIC_READ 0x00120089
#define FILE_GENERIC_WRITE 0x00120116
#define FILE_GENERIC_EXECUTE 0x001200A0
#define FILE_SHARE_READ 0x00000001
#define FILE_SHARE_WRITE 0x00000002
#define FILE_SHARE_DELETE 0x00000004
#define FILE_SHARE_VALID_FLAGS 0x00000007

/* ---- Reparse tags: the data themselves stand in ntifs.h (K-D4) ---- */

#define MAXIMUM_REPARSE_DATA_BUFFER_SIZE (16 * 1024)
#define IO_REPARSE_TAG_RESERVED_ZERO 0
#define IO_REPARSE_TAG_RESERVED_ONE 1
#define IO_REPARSE_TAG_MOUNT_POINT 0xA0000003U
#define IO_REPARSE_TAG_HSM 0xC0000004U
#define IO_REPARSE_TAG_HSM2 0x80000006U
#define IO_REPARSE_TAG_SIS 0x80000007U
#define IO_REPARSE_TAG_WIM 0x80000008U
#define IO_REPARSE_TAG_CSV 0x80000009U
#define IO_REPARSE_TAG_DFS 0x8000000AU
#define IO_REPARSE_TAG_SYMLINK 0xA000000CU
#define IO_REPARSE_TAG_DFSR 0x80000012U
#define IO_REPARSE_TAG_DEDUP 0x80000013U
#define IO_REPARSE_TAG_NFS 0x80000014U
#define IO_REPARSE_TAG_WOF 0x80000017U
#define IO_REPARSE_TAG_APPEXECLINK 0x8000001BU
#define IO_REPARSE_TAG_CLOUD 0x9000001AU
#define IO_REPARSE_TAG_AF_UNIX 0x80000023U
#define IsReparseTagMicrosoft(tag) (((tag) & 0x80000000U) != 0)
#define IsReparseTagNameSurrogate(tag) (((tag) & 0x20000000U) != 0)
#define IsReparseTagDirectory(tag) (((tag) & 0x10000000U) != 0)

/* ---- Languages: English of the United States, whatever is asked for ---- */

#ifndef LANG_NEUTRAL
#define LANG_NEUTRAL 0x00
#endif
#ifndef LANG_INVARIANT
#define LANG_INVARIANT 0x7F
#endif
#ifndef LANG_ENGLISH
#define LANG_ENGLISH 0x09
#endif
#ifndef SUBLANG_NEUTRAL
#define SUBLANG_NEUTRAL 0x00
#endif
#ifndef SUBLANG_DEFAULT
#define SUBLANG_DEFAULT 0x01
#endif
#ifndef SUBLANG_SYS_DEFAULT
#define SUBLANG_SYS_DEFAULT 0x02
#endif
#ifndef SUBLANG_ENGLISH_US
#define SUBLANG_ENGLISH_US 0x01
#endif
#ifndef SORT_DEFAULT
#define SORT_DEFAULT 0x0
#endif
#ifndef MAKELANGID
#define MAKELANGID(primary, sub) ((WORD)(((WORD)(sub)) << 10 | (WORD)(primary)))
#endif
#ifndef PRIMARYLANGID
#define PRIMARYLANGID(language) ((WORD)(language) & 0x3FF)
#endif
#ifndef SUBLANGID
#define SUBLANGID(language) ((WORD)(language) >> 10)
#endif
#ifndef MAKELCID
#define MAKELCID(language, sort) ((DWORD)((DWORD)(WORD)(sort) << 16 | (DWORD)(WORD)(language)))
#endif
#ifndef LANGIDFROMLCID
#define LANGIDFROMLCID(locale) ((WORD)(locale))
#endif
#define LANG_SYSTEM_DEFAULT 0x0800
#define LANG_USER_DEFAULT 0x0400
#define LOCALE_SYSTEM_DEFAULT 0x0800
#define LOCALE_USER_DEFAULT 0x0400
#define LOCALE_NEUTRAL 0x0000
#define LOCALE_INVARIANT 0x007F
#endif
#endif
