/* Drop-in windef.h: scalar types, annotations and calling conventions. */
#ifndef COPYFILE2_WIN32_WINDEF_H
#define COPYFILE2_WIN32_WINDEF_H
#include <copyfile2.h>

#if CF2_OWN_WINDOWS_TYPES
typedef unsigned char BYTE, *PBYTE, *LPBYTE, UCHAR;
typedef uint16_t WORD, *PWORD, *LPWORD, USHORT;
typedef int16_t SHORT;
typedef int INT;
typedef unsigned long long DWORD64, UINT64, ULONG64, DWORDLONG;
typedef long long INT64, LONG64;
typedef int8_t INT8;
typedef int16_t INT16;
typedef int32_t INT32, LONG32;
typedef uint8_t UINT8;
typedef uint16_t UINT16;
typedef uint32_t UINT32, ULONG32, DWORD32;
typedef float FLOAT;
typedef uintptr_t ULONG_PTR, DWORD_PTR, UINT_PTR;
typedef intptr_t LONG_PTR, INT_PTR;
typedef size_t SIZE_T;
typedef unsigned char BOOLEAN;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
#endif

/* Conventions that name the platform's own one here, as on 64-bit Windows. */
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __stdcall
#define __stdcall
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef WINAPIV
#define WINAPIV
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
#ifndef _Outptr_
#define _Outptr_
#endif
#ifndef _Outptr_opt_
#define _Outptr_opt_
#endif
#ifndef _Reserved_
#define _Reserved_
#endif
#ifndef _Must_inspect_result_
#define _Must_inspect_result_
#endif
#ifndef _Check_return_
#define _Check_return_
#endif
#ifndef _Ret_maybenull_
#define _Ret_maybenull_
#endif
#ifndef _Ret_z_
#define _Ret_z_
#endif
#ifndef _In_opt_z_
#define _In_opt_z_
#endif
#ifndef _Inout_z_
#define _Inout_z_
#endif
#ifndef _Printf_format_string_
#define _Printf_format_string_
#endif
#ifndef _In_reads_
#define _In_reads_(size)
#endif
#ifndef _In_reads_opt_
#define _In_reads_opt_(size)
#endif
#ifndef _In_reads_bytes_
#define _In_reads_bytes_(size)
#endif
#ifndef _Out_writes_
#define _Out_writes_(size)
#endif
#ifndef _Out_writes_opt_
#define _Out_writes_opt_(size)
#endif
#ifndef _Out_writes_z_
#define _Out_writes_z_(size)
#endif
#ifndef _Out_writes_bytes_
#define _Out_writes_bytes_(size)
#endif
#ifndef _Inout_updates_
#define _Inout_updates_(size)
#endif
#ifndef _Inout_updates_bytes_
#define _Inout_updates_bytes_(size)
#endif
#ifndef _When_
#define _When_(condition, annotation)
#endif
#ifndef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#endif
#endif
