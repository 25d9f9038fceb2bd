/* What DXC's WinAdapter.h is like: BOOL is bool, WCHAR has 32 bits, the last error is a macro. */
#ifndef LLVM_SUPPORT_WIN_ADAPTER_H
#define LLVM_SUPPORT_WIN_ADAPTER_H
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>
typedef unsigned char BYTE;
typedef bool BOOL;
typedef BOOL *LPBOOL;
typedef int INT;
typedef long LONG;
typedef unsigned UINT;
typedef unsigned long ULONG;
typedef long long LONGLONG;
typedef unsigned long long ULONGLONG;
typedef uint32_t DWORD;
typedef DWORD *LPDWORD;
typedef wchar_t WCHAR;
typedef WCHAR *LPWSTR;
typedef const WCHAR *LPCWSTR;
typedef const char *LPCSTR;
typedef void *LPVOID, *HANDLE, *PVOID;
typedef signed int HRESULT;
typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME;
#define WINAPI
#define CALLBACK
#define _In_
#define _In_opt_
#define TRUE true
#define FALSE false
#define S_OK ((HRESULT)0)
#define E_FAIL ((HRESULT)0x80004005)
#define SUCCEEDED(hr) (((HRESULT)(hr)) >= 0)
#define FAILED(hr) (((HRESULT)(hr)) < 0)
#define ERROR_SUCCESS 0L
#define ERROR_FILE_NOT_FOUND 2L
#define ERROR_NOT_CAPABLE EPERM
#define GetLastError() errno
#define HRESULT_FROM_WIN32(x)                                                                                          \
    (HRESULT)(x) <= 0 ? (HRESULT)(x) : (HRESULT)(((x)&0x0000FFFF) | (7 << 16) | 0x80000000)
#endif
