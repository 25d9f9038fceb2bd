/* Drop-in libloaderapi.h: modules: the program, and three names that are always there. Inline. */
#ifndef COPYFILE2_WIN32_LIBLOADERAPI_H
#define COPYFILE2_WIN32_LIBLOADERAPI_H
#include "winnt.h"
#include "winerror.h"
#include <copyfile2/kit.h>
#include <string.h>

#if CF2_OWN_WINDOWS_TYPES
#define GetModuleFileName CF2_GENERIC(GetModuleFileName)
#define GetModuleHandle CF2_GENERIC(GetModuleHandle)
#define LoadLibrary CF2_GENERIC(LoadLibrary)
#define LoadLibraryEx CF2_GENERIC(LoadLibraryEx)

#define LOAD_LIBRARY_AS_DATAFILE 0x00000002
#define LOAD_WITH_ALTERED_SEARCH_PATH 0x00000008
#define LOAD_LIBRARY_SEARCH_SYSTEM32 0x00000800
#define LOAD_LIBRARY_SEARCH_DEFAULT_DIRS 0x00001000

/* One of the modules that every program probes (K-E7). */
static inline int cf2_is_known_module(const void *name, size_t unit)
{
    static const char *const known[] = {"kernel32", "kernelbase", "ntdll"};
    size_t which, at;
    for (which = 0; which < ARRAYSIZE(known); which++) {
        const char *end = ".dll";
        for (at = 0;; at++) {
            const unsigned letter = unit == 1 ? ((const unsigned char *)name)[at] : (unsigned)((const WCHAR *)name)[at];
            const size_t length = strlen(known[which]);
            const unsigned wanted = at < length ? (unsigned char)known[which][at] : (unsigned char)end[at - length];
            if (letter == 0 && (at == length || at == length + 4)) {
                return 1;
            }
            if (at >= length + 4 || (letter != wanted && letter + 32 != wanted)) {
                break;
            }
        }
    }
    return 0;
}

/* The running program's name; cut with ERROR_INSUFFICIENT_BUFFER if the buffer is too small (K-P13). */
static inline DWORD GetModuleFileNameW(HMODULE hModule, LPWSTR lpFilename, DWORD nSize)
{
    (void)hModule;
    return CopyFile2GetProgramName(lpFilename, nSize, sizeof(WCHAR));
}

static inline HMODULE GetModuleHandleW(LPCWSTR lpModuleName)
{
    if (lpModuleName == NULL || cf2_is_known_module(lpModuleName, sizeof(WCHAR))) {
        return (HMODULE)(intptr_t)(lpModuleName == NULL ? 0x400000 : 0x10000);
    }
    CopyFile2SetLastError(ERROR_MOD_NOT_FOUND);
    return NULL;
}

static inline HMODULE LoadLibraryExW(LPCWSTR lpLibFileName, HANDLE hFile, DWORD dwFlags)
{
    (void)hFile, (void)dwFlags;
    if (lpLibFileName == NULL) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return GetModuleHandleW(lpLibFileName);
}

static inline HMODULE LoadLibraryW(LPCWSTR lpLibFileName)
{
    return LoadLibraryExW(lpLibFileName, NULL, 0);
}

/* The running program's name; cut with ERROR_INSUFFICIENT_BUFFER if the buffer is too small (K-P13). */
static inline DWORD GetModuleFileNameA(HMODULE hModule, LPSTR lpFilename, DWORD nSize)
{
    (void)hModule;
    return CopyFile2GetProgramName(lpFilename, nSize, 1);
}

static inline HMODULE GetModuleHandleA(LPCSTR lpModuleName)
{
    if (lpModuleName == NULL || cf2_is_known_module(lpModuleName, 1)) {
        return (HMODULE)(intptr_t)(lpModuleName == NULL ? 0x400000 : 0x10000);
    }
    CopyFile2SetLastError(ERROR_MOD_NOT_FOUND);
    return NULL;
}

static inline HMODULE LoadLibraryExA(LPCSTR lpLibFileName, HANDLE hFile, DWORD dwFlags)
{
    (void)hFile, (void)dwFlags;
    if (lpLibFileName == NULL) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return GetModuleHandleA(lpLibFileName);
}

static inline HMODULE LoadLibraryA(LPCSTR lpLibFileName)
{
    return LoadLibraryExA(lpLibFileName, NULL, 0);
}

static inline BOOL FreeLibrary(HMODULE hLibModule)
{
    (void)hLibModule;
    return TRUE;
}

static inline void cf2_set_last_error(DWORD dwErrCode)
{
    CopyFile2SetLastError(dwErrCode);
}

static inline DWORD cf2_get_last_error(void)
{
    return CopyFile2GetLastError();
}

/* Nothing but the two functions of the last error: programs take their way for an old Windows then (K-E7). */
static inline FARPROC GetProcAddress(HMODULE hModule, LPCSTR lpProcName)
{
    (void)hModule;
    if ((uintptr_t)lpProcName > 0xFFFF && strcmp(lpProcName, "SetLastError") == 0) {
        return CF2_FUNCTION_CAST(FARPROC, cf2_set_last_error);
    }
    if ((uintptr_t)lpProcName > 0xFFFF && strcmp(lpProcName, "GetLastError") == 0) {
        return CF2_FUNCTION_CAST(FARPROC, cf2_get_last_error);
    }
    CopyFile2SetLastError(ERROR_PROC_NOT_FOUND);
    return NULL;
}
#endif
#endif
