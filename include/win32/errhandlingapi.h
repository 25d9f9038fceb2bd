/* Drop-in errhandlingapi.h: the last error of a thread. Inline. */
#ifndef COPYFILE2_WIN32_ERRHANDLINGAPI_H
#define COPYFILE2_WIN32_ERRHANDLINGAPI_H
#include "windef.h"

#if CF2_OWN_WINDOWS_TYPES

#define SEM_FAILCRITICALERRORS 0x0001
#define SEM_NOGPFAULTERRORBOX 0x0002
#define SEM_NOALIGNMENTFAULTEXCEPT 0x0004
#define SEM_NOOPENFILEERRORBOX 0x8000

/* The names in parentheses: elsewhere they may be macros. */
static inline DWORD(GetLastError)(void)
{
    return CopyFile2GetLastError();
}

static inline void(SetLastError)(DWORD dwErrCode)
{
    CopyFile2SetLastError(dwErrCode);
}

#ifdef __cplusplus
extern "C" {
#endif
/* One for the process, however many units include this. */
__attribute__((weak, visibility("hidden"))) UINT cf2_error_mode = 0;
__attribute__((weak, visibility("hidden"))) __thread DWORD cf2_thread_error_mode = 0;
#ifdef __cplusplus
}
#endif

/* No box is ever shown: the mode is only kept. */
static inline UINT SetErrorMode(UINT uMode)
{
    const UINT before = cf2_error_mode;
    cf2_error_mode = uMode;
    return before;
}

static inline UINT GetErrorMode(void)
{
    return cf2_error_mode;
}

static inline BOOL SetThreadErrorMode(DWORD dwNewMode, LPDWORD lpOldMode)
{
    if (lpOldMode != NULL) {
        *lpOldMode = cf2_thread_error_mode;
    }
    cf2_thread_error_mode = dwNewMode;
    return TRUE;
}

static inline DWORD GetThreadErrorMode(void)
{
    return cf2_thread_error_mode;
}
#endif
#endif
