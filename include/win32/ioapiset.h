/* Drop-in ioapiset.h: what waits for overlapped calls, which are finished when they return. */
#ifndef COPYFILE2_WIN32_IOAPISET_H
#define COPYFILE2_WIN32_IOAPISET_H
#include "fileapi.h"

#if CF2_OWN_WINDOWS_TYPES
/* The count of a call that used this OVERLAPPED; FALSE with its cause if it failed. */
static inline BOOL GetOverlappedResult(HANDLE hFile, LPOVERLAPPED lpOverlapped, LPDWORD lpNumberOfBytesTransferred, BOOL bWait)
{
    (void)bWait;
    if (lpOverlapped == NULL || !CopyFile2IsFile(hFile)) {
        if (lpOverlapped == NULL) {
            CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        }
        return FALSE;
    }
    if (lpNumberOfBytesTransferred != NULL) {
        *lpNumberOfBytesTransferred = (DWORD)lpOverlapped->InternalHigh;
    }
    if (lpOverlapped->Internal != 0) {
        CopyFile2SetLastError(lpOverlapped->Internal == 0xC0000011U ? ERROR_HANDLE_EOF : ERROR_GEN_FAILURE);
        return FALSE;
    }
    return TRUE;
}

static inline BOOL GetOverlappedResultEx(HANDLE hFile, LPOVERLAPPED lpOverlapped, LPDWORD lpNumberOfBytesTransferred,
                                         DWORD dwMilliseconds, BOOL bAlertable)
{
    (void)dwMilliseconds, (void)bAlertable;
    return GetOverlappedResult(hFile, lpOverlapped, lpNumberOfBytesTransferred, TRUE);
}

#ifndef HasOverlappedIoCompleted
#define HasOverlappedIoCompleted(overlapped) ((overlapped)->Internal != 0x103U)
#endif

static inline BOOL CancelIo(HANDLE hFile)
{
    return CopyFile2IsFile(hFile);
}

/* ERROR_NOT_FOUND: nothing is pending. */
static inline BOOL CancelIoEx(HANDLE hFile, LPOVERLAPPED lpOverlapped)
{
    (void)lpOverlapped;
    if (CopyFile2IsFile(hFile)) {
        CopyFile2SetLastError(ERROR_NOT_FOUND);
    }
    return FALSE;
}

/* The FSCTL_* codes of winioctl.h for files; ERROR_INVALID_FUNCTION for every other one. */
static inline BOOL DeviceIoControl(HANDLE hDevice, DWORD dwIoControlCode, LPVOID lpInBuffer, DWORD nInBufferSize,
                                   LPVOID lpOutBuffer, DWORD nOutBufferSize, LPDWORD lpBytesReturned, LPOVERLAPPED lpOverlapped)
{
    return CopyFile2DeviceIoControl(hDevice, dwIoControlCode, lpInBuffer, nInBufferSize, lpOutBuffer, nOutBufferSize,
                                    lpBytesReturned, lpOverlapped);
}
#endif
#endif
