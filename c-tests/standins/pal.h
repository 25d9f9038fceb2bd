/* What the pal_mstypes.h of .NET's PAL is like: WCHAR is char16_t, the conventions are macros. */
#ifndef __PAL_MSTYPES_H__
#define __PAL_MSTYPES_H__
#include <stdint.h>
#define __stdcall
#define WINAPI __stdcall
#define CALLBACK __stdcall
#define VOID void
typedef int BOOL, LONG, INT;
typedef BOOL *LPBOOL;
typedef unsigned int DWORD, UINT, ULONG;
typedef unsigned char BYTE;
typedef unsigned short WORD;
typedef int HRESULT;
typedef void *PVOID, *LPVOID, *HANDLE;
#ifdef __cplusplus
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif
typedef WCHAR *LPWSTR;
typedef const WCHAR *LPCWSTR;
typedef const char *LPCSTR;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef union _LARGE_INTEGER {
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;
typedef union _ULARGE_INTEGER {
    struct {
        DWORD LowPart;
        DWORD HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME;
#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
    ULONG Data1;
    WORD Data2;
    WORD Data3;
    BYTE Data4[8];
} GUID;
#endif
#define TRUE 1
#define FALSE 0
#endif
