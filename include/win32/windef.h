/* Drop-in windef.h: scalar types, annotations and calling conventions. */
#ifndef COPYFILE2_WIN32_WINDEF_H
#define COPYFILE2_WIN32_WINDEF_H
#include <copyfile2.h>

#if CF2_OWN_WINDOWS_TYPES
typedef unsigned char BYTE, *PBYTE, *LPBYTE, UCHAR;
typedef uint16_t WORD, *PWORD, *LPWORD, USHORT;
typedef int16_t SHORT;
typedef int INT;
typedef unsigned long long DWORD64, UINT64;
typedef long long INT64;
typedef uintptr_t ULONG_PTR, DWORD_PTR, UINT_PTR;
typedef intptr_t LONG_PTR, INT_PTR;
typedef size_t SIZE_T;
typedef unsigned char BOOLEAN;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
#endif

#ifndef CONST
#define CONST const
#endif
#ifndef APIENTRY
#define APIENTRY WINAPI
#endif
#ifndef INVALID_HANDLE_VALUE
#define INVALID_HANDLE_VALUE ((HANDLE)(intptr_t)-1)
#endif

/* Annotations mean nothing to these compilers. (__in and __out stay alone: libstdc++ uses them as names.) */
#ifndef _In_
#define _In_
#endif
#ifndef _In_opt_
#define _In_opt_
#endif
#ifndef _Out_
#define _Out_
#endif
#ifndef _Out_opt_
#define _Out_opt_
#endif
#ifndef _Inout_
#define _Inout_
#endif
#ifndef _Inout_opt_
#define _Inout_opt_
#endif
#ifndef _In_z_
#define _In_z_
#endif
#ifndef _Success_
#define _Success_(expression)
#endif
#ifndef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#endif
#endif
