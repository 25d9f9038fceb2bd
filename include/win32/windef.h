/* Drop-in windef.h: scalar types, handles, words of the compiler, macros for halves of numbers. Annotations come with it. */
#ifndef COPYFILE2_WIN32_WINDEF_H
#define COPYFILE2_WIN32_WINDEF_H
#include "sal.h"
#include "sdkddkver.h"
#include <copyfile2.h>

/* STRICT is the default, as in the SDK: a module is not taken for a window. */
#if !defined(STRICT) && !defined(NO_STRICT)
#define STRICT 1
#endif

#if CF2_OWN_WINDOWS_TYPES
typedef unsigned char BYTE, *PBYTE, *LPBYTE, UCHAR, *PUCHAR;
typedef const BYTE *LPCBYTE;
typedef uint16_t WORD, *PWORD, *LPWORD, USHORT, *PUSHORT;
typedef int16_t SHORT, *PSHORT;
typedef int INT, *PINT, *LPINT;
typedef UINT *PUINT;
typedef char *PCHAR, *LPCH, *PCH, *NPSTR;
typedef const char *LPCCH, *PCCH;
typedef WCHAR *PWCH, *LPWCH, *NWPSTR;
typedef const WCHAR *LPCWCH, *PCWCH;
typedef unsigned long long DWORD64, *PDWORD64, UINT64, *PUINT64, ULONG64, *PULONG64, DWORDLONG, *PDWORDLONG;
typedef long long INT64, *PINT64, LONG64, *PLONG64;
typedef ULONGLONG *PULONGLONG;
typedef LONGLONG *PLONGLONG;
typedef int8_t INT8, *PINT8;
typedef int16_t INT16, *PINT16;
typedef int32_t INT32, *PINT32, LONG32, *PLONG32;
typedef uint8_t UINT8, *PUINT8;
typedef uint16_t UINT16, *PUINT16;
typedef uint32_t UINT32, *PUINT32, ULONG32, *PULONG32, DWORD32, *PDWORD32;
typedef float FLOAT, *PFLOAT;
typedef double DOUBLE;
typedef uintptr_t ULONG_PTR, *PULONG_PTR, DWORD_PTR, *PDWORD_PTR, UINT_PTR, *PUINT_PTR;
typedef intptr_t LONG_PTR, *PLONG_PTR, INT_PTR, *PINT_PTR;
typedef size_t SIZE_T, *PSIZE_T;
typedef intptr_t SSIZE_T, *PSSIZE_T;
typedef uintptr_t KAFFINITY;
typedef unsigned char BOOLEAN, *PBOOLEAN;
typedef uintptr_t WPARAM;
typedef intptr_t LPARAM, LRESULT;
typedef uint16_t ATOM;
typedef uint16_t LANGID;
typedef uint32_t LCID, *PLCID, LCTYPE, COLORREF, ACCESS_MASK, *PACCESS_MASK;
typedef int32_t LSTATUS, NTSTATUS, SCODE;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

#ifdef STRICT
#define DECLARE_HANDLE(name) typedef struct name##__ *name
#else
#define DECLARE_HANDLE(name) typedef HANDLE name
#endif
DECLARE_HANDLE(HINSTANCE);
typedef HINSTANCE HMODULE;
DECLARE_HANDLE(HWND);
typedef HANDLE HGLOBAL, HLOCAL, GLOBALHANDLE, LOCALHANDLE;
typedef INT_PTR(*FARPROC)(void);
typedef INT_PTR(*NEARPROC)(void);
typedef INT_PTR(*PROC)(void);

typedef struct tagPOINT {
    LONG x;
    LONG y;
} POINT, *PPOINT, *LPPOINT;
#endif

#if CF2_OWN_WINDOWS_API
#ifndef PCOPYFILE2_CREATE_OPLOCK_KEYS
typedef COPYFILE2_CREATE_OPLOCK_KEYS *PCOPYFILE2_CREATE_OPLOCK_KEYS;
#endif
typedef COPYFILE2_EXTENDED_PARAMETERS *PCOPYFILE2_EXTENDED_PARAMETERS;
typedef COPYFILE2_EXTENDED_PARAMETERS_V2 *PCOPYFILE2_EXTENDED_PARAMETERS_V2;
#endif

/* ---- Words of Microsoft's compiler. The conventions name the platform's own one here, as on 64-bit Windows. ---- */

#ifndef __cdecl
#define __cdecl
#endif
#ifndef _cdecl
#define _cdecl
#endif
#ifndef __stdcall
#define __stdcall
#endif
#ifndef _stdcall
#define _stdcall
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef _fastcall
#define _fastcall
#endif
#ifndef __thiscall
#define __thiscall
#endif
#ifndef __vectorcall
#define __vectorcall
#endif
#ifndef WINAPIV
#define WINAPIV
#endif
#ifndef CDECL
#define CDECL
#endif
#ifndef PASCAL
#define PASCAL
#endif
#ifndef WINBASEAPI
#define WINBASEAPI
#endif
#ifndef WINUSERAPI
#define WINUSERAPI
#endif
#ifndef WINADVAPI
#define WINADVAPI
#endif
#ifndef NTAPI
#define NTAPI
#endif
#ifndef NTSYSAPI
#define NTSYSAPI
#endif
#ifndef APIPRIVATE
#define APIPRIVATE
#endif
#ifndef CALLBACK
#define CALLBACK
#endif
#ifndef APIENTRY
#define APIENTRY WINAPI
#endif
#ifndef __declspec
#define __declspec(what) CF2_DECLSPEC_##what
#define _declspec __declspec
#endif
#define CF2_DECLSPEC_noreturn __attribute__((noreturn))
#define CF2_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define CF2_DECLSPEC_selectany __attribute__((weak))
#define CF2_DECLSPEC_thread __thread
#define CF2_DECLSPEC_noinline __attribute__((noinline))
#define CF2_DECLSPEC_deprecated __attribute__((deprecated))
#define CF2_DECLSPEC_dllexport
#define CF2_DECLSPEC_dllimport
#define CF2_DECLSPEC_novtable
#define CF2_DECLSPEC_nothrow
#define CF2_DECLSPEC_restrict
#define CF2_DECLSPEC_noalias
#define CF2_DECLSPEC_naked
#define CF2_DECLSPEC_uuid(text)
#define CF2_DECLSPEC_property(what)
#define CF2_DECLSPEC_allocate(what)
#define CF2_DECLSPEC_safebuffers
#define CF2_DECLSPEC_guard(what)
#define CF2_DECLSPEC_empty_bases
#define CF2_DECLSPEC_code_seg(what)
#ifndef DECLSPEC_NOINLINE
#define DECLSPEC_NOINLINE __attribute__((noinline))
#endif
#ifndef DECLSPEC_NORETURN
#define DECLSPEC_NORETURN __attribute__((noreturn))
#endif
#ifndef DECLSPEC_ALIGN
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#endif
#ifndef DECLSPEC_SELECTANY
#define DECLSPEC_SELECTANY __attribute__((weak))
#endif
#ifndef DECLSPEC_IMPORT
#define DECLSPEC_IMPORT
#endif
#ifndef __int64
#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
#define _int64 long long
#endif
#ifndef __forceinline
#ifdef __cplusplus
#define __forceinline inline __attribute__((always_inline))
#else
#define __forceinline static __inline__ __attribute__((always_inline))
#endif
#endif
#ifndef FORCEINLINE
#define FORCEINLINE __forceinline
#endif
#ifndef _inline
#define _inline __inline__
#endif
#ifndef __unaligned
#define __unaligned
#endif
#ifndef UNALIGNED
#define UNALIGNED
#endif
#ifndef __w64
#define __w64
#endif
#ifndef __ptr64
#define __ptr64
#endif
#ifndef __ptr32
#define __ptr32
#endif
#ifndef POINTER_64
#define POINTER_64
#endif
#ifndef __assume
#define __assume(condition) ((void)0)
#endif
#ifndef __noop
#define __noop(...) ((void)0)
#endif
#ifndef __debugbreak
#define __debugbreak() __builtin_trap()
#endif
#if !defined(__FUNCTIONW__) && defined(__SIZEOF_WCHAR_T__) && (__SIZEOF_WCHAR_T__ == 2 || defined(COPYFILE2_WCHAR32))
#define __FUNCTIONW__ L"a function" /* its name is no literal here */
#endif
#ifndef FAR
#define FAR
#endif
#ifndef far
#define far
#endif
#ifndef NEAR
#define NEAR
#endif
#ifndef near
#define near
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef __RPC_FAR
#define __RPC_FAR
#endif
#ifndef __RPC_USER
#define __RPC_USER
#endif
#ifndef __RPC_STUB
#define __RPC_STUB
#endif

/* The main function of wide programs: its symbol says how wide, and libcopyfile2main calls it. */
#ifndef wmain
#if defined(COPYFILE2_WCHAR32)
#define wmain cf2_wmain32
#elif defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
#define wmain cf2_wmain16
#else
#define wmain cf2_wmainu16
#endif
#endif

/* ---- Macros ---- */

#ifndef INVALID_HANDLE_VALUE
#define INVALID_HANDLE_VALUE ((HANDLE)(intptr_t)-1)
#endif
#ifndef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#endif
#ifndef DBG_UNREFERENCED_PARAMETER
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#endif
#ifndef DBG_UNREFERENCED_LOCAL_VARIABLE
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#endif
#if CF2_OWN_WINDOWS_TYPES
#define MAKEWORD(low, high) ((WORD)((BYTE)((DWORD_PTR)(low) & 0xFF) | (WORD)((BYTE)((DWORD_PTR)(high) & 0xFF)) << 8))
#define MAKELONG(low, high) ((LONG)((WORD)((DWORD_PTR)(low) & 0xFFFF) | (DWORD)((WORD)((DWORD_PTR)(high) & 0xFFFF)) << 16))
#define LOWORD(number) ((WORD)((DWORD_PTR)(number) & 0xFFFF))
#define HIWORD(number) ((WORD)(((DWORD_PTR)(number) >> 16) & 0xFFFF))
#define LOBYTE(number) ((BYTE)((DWORD_PTR)(number) & 0xFF))
#define HIBYTE(number) ((BYTE)(((DWORD_PTR)(number) >> 8) & 0xFF))
#define MAXUCHAR 0xFF
#define MAXUSHORT 0xFFFF
#define MAXSHORT 0x7FFF
#define MAXLONG 0x7FFFFFFF
#define MAXULONG 0xFFFFFFFFU
#define MAXINT 0x7FFFFFFF
#define MAXUINT 0xFFFFFFFFU
#define MAXWORD 0xFFFF
#define MAXDWORD 0xFFFFFFFFU
#define MAXLONGLONG 0x7FFFFFFFFFFFFFFFLL
#define MAXULONGLONG 0xFFFFFFFFFFFFFFFFULL
#define MAXDWORD64 0xFFFFFFFFFFFFFFFFULL
#define MAXDWORD32 0xFFFFFFFFU
#endif

/* In C, as mingw-w64 has it: in C++ they would break the standard library. */
#if !defined(NOMINMAX) && !defined(__cplusplus)
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif
#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#endif
#endif
