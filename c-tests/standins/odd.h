/* The worst of all at once: BOOL is short, DWORD has 64 bits, WINAPI is Microsoft's convention, the last error a macro. */
#ifndef _WINDEF_
#define _WINDEF_
#include <wchar.h>
typedef short BOOL;
typedef unsigned long DWORD, ULONG;
typedef long LONG, HRESULT;
typedef wchar_t WCHAR;
typedef unsigned long HANDLE;
typedef const WCHAR *LPCWSTR;
#if defined(__x86_64__)
#define WINAPI __attribute__((ms_abi))
#define CALLBACK __attribute__((ms_abi))
#else
#define WINAPI
#define CALLBACK
#endif
#define VOID
#define TRUE 0x7F
#define FALSE ((BOOL)0)
#define GetLastError() ((DWORD)-1)
#define SetLastError(code) ((void)(code))
#define S_OK 0L
#define ERROR_FILE_EXISTS 80UL
#endif
