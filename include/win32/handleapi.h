/* Drop-in handleapi.h: closing and duplicating handles of any kind. Inline over copyfile2/kit.h. */
#ifndef COPYFILE2_WIN32_HANDLEAPI_H
#define COPYFILE2_WIN32_HANDLEAPI_H
#include "windef.h"
#include <copyfile2/kit.h>

#if CF2_OWN_WINDOWS_TYPES
#define DUPLICATE_CLOSE_SOURCE 0x00000001
#define DUPLICATE_SAME_ACCESS 0x00000002

/* The handles of a progress routine are the library's. */
static inline BOOL CloseHandle(HANDLE hObject)
{
    return CopyFile2CloseHandle(hObject);
}

/* Within this process: both are the pseudo handle of GetCurrentProcess (K-H3). */
static inline BOOL DuplicateHandle(HANDLE hSourceProcessHandle, HANDLE hSourceHandle, HANDLE hTargetProcessHandle,
                                   HANDLE *lpTargetHandle, DWORD dwDesiredAccess, BOOL bInheritHandle, DWORD dwOptions)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    if (hSourceProcessHandle != INVALID_HANDLE_VALUE || hTargetProcessHandle != INVALID_HANDLE_VALUE) {
        CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
        return FALSE;
    }
    return CopyFile2DuplicateHandle(hSourceHandle, lpTargetHandle, dwOptions);
}
#endif
#endif
