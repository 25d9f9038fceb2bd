/* What vkd3d's vkd3d_windows.h is like. */
#ifndef __VKD3D_WINDOWS_H
#define __VKD3D_WINDOWS_H
#include <stdint.h>
#define S_OK 0
#define S_FALSE 1
#define E_INVALIDARG ((HRESULT)0x80070057)
#define SUCCEEDED(hr) ((HRESULT)(hr) >= 0)
#define FAILED(hr) ((HRESULT)(hr) < 0)
typedef unsigned char BYTE;
typedef unsigned int DWORD;
typedef unsigned int ULONG;
typedef int INT;
typedef int LONG;
typedef int BOOL;
typedef int HRESULT;
typedef uint64_t UINT64;
typedef void *HANDLE;
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef __WCHAR_TYPE__ WCHAR;
#else
typedef unsigned short WCHAR;
#endif
typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;
#define WINAPI
#define TRUE 1
#define FALSE 0
#endif
