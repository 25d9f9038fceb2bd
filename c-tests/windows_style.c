/* Windows code over the drop-in headers, compiled in every language and width of WCHAR; with mingw-w64 against Windows'
 * own headers too, which proves that the prototypes fit. */
#include <windows.h>

static DWORD CALLBACK flush_at_end(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                   LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred,
                                   DWORD dwStreamNumber, DWORD dwCallbackReason, HANDLE hSourceFile,
                                   HANDLE hDestinationFile, LPVOID lpData)
{
    LARGE_INTEGER size;
    FILETIME written;
    BY_HANDLE_FILE_INFORMATION information;
    (void)TotalFileSize;
    (void)TotalBytesTransferred;
    (void)dwStreamNumber;
    ZeroMemory(&information, sizeof information);
    if (dwCallbackReason == CALLBACK_STREAM_SWITCH || !GetFileSizeEx(hSourceFile, &size)) {
        return PROGRESS_CONTINUE;
    }
    if (StreamBytesTransferred.QuadPart == StreamSize.QuadPart && FlushFileBuffers(hDestinationFile) &&
        GetFileTime(hSourceFile, NULL, NULL, &written) && GetFileInformationByHandle(hSourceFile, &information)) {
        *(DWORD *)lpData = information.nFileSizeLow;
        SetFileTime(hDestinationFile, NULL, NULL, &written);
    }
    return PROGRESS_CONTINUE;
}

int in_bytes(LPCWSTR wide, char *bytes, int size);
int in_bytes(LPCWSTR wide, char *bytes, int size)
{
    WCHAR back[MAX_PATH];
    return WideCharToMultiByte(CP_UTF8, 0, wide, -1, bytes, size, NULL, NULL) > 0 &&
           MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, bytes, -1, back, MAX_PATH) > 0;
}

/* Polling by a timer and an event, as samples do it. */
BOOL until_either(HANDLE stop, SYSTEMTIME *ended);
BOOL until_either(HANDLE stop, SYSTEMTIME *ended)
{
    const HANDLE timer = CreateWaitableTimer(NULL, FALSE, TEXT("MyTimer"));
    const HANDLE never = CreateEvent(NULL, TRUE, FALSE, NULL);
    HANDLE all[3];
    LARGE_INTEGER due;
    FILETIME now, local;
    DWORD result;
    all[0] = timer;
    all[1] = never;
    all[2] = stop;
    due.QuadPart = -10000000LL;
    if (timer == NULL || !SetWaitableTimer(timer, &due, 2000, NULL, NULL, 0)) {
        return FALSE;
    }
    result = WaitForMultipleObjects(ARRAYSIZE(all), all, FALSE, INFINITE);
    if (result == WAIT_OBJECT_0 || WaitForSingleObject(stop, 0) == WAIT_TIMEOUT) {
        Sleep(GetTickCount() % 2);
    }
    GetSystemTimeAsFileTime(&now);
    CancelWaitableTimer(timer);
    CloseHandle(timer);
    return SetEvent(never) && ResetEvent(never) && CloseHandle(never) && FileTimeToLocalFileTime(&now, &local) &&
           CompareFileTime(&now, &local) <= 1 && FileTimeToSystemTime(&local, ended) && SystemTimeToFileTime(ended, &now);
}

DWORD windows_style(LPCTSTR from, LPCTSTR to, LPCWSTR wide, BOOL *cancel);
DWORD windows_style(LPCTSTR from, LPCTSTR to, LPCWSTR wide, BOOL *cancel)
{
    DWORD size = 0;
    /* exact prototypes, as pointers */
    BOOL(WINAPI * copy)(LPCWSTR, LPCWSTR, LPPROGRESS_ROUTINE, LPVOID, LPBOOL, DWORD) = CopyFileExW;
    BOOL(WINAPI * move)(LPCWSTR, LPCWSTR, LPPROGRESS_ROUTINE, LPVOID, DWORD) = MoveFileWithProgressW;
    BOOL(WINAPI * replace)(LPCWSTR, LPCWSTR, LPCWSTR, DWORD, LPVOID, LPVOID) = ReplaceFileW;
    if (CopyFileEx(from, to, flush_at_end, &size, cancel, COPY_FILE_FAIL_IF_EXISTS) && CopyFile(from, TEXT("b"), TRUE)) {
        return size;
    }
    switch (GetLastError()) {
    case ERROR_FILE_EXISTS:
        SetLastError(ERROR_SUCCESS);
        return copy(wide, wide, NULL, NULL, NULL, 0) && move(wide, wide, NULL, NULL, MOVEFILE_COPY_ALLOWED) &&
               replace(wide, wide, NULL, 0, NULL, NULL);
    case ERROR_REQUEST_ABORTED:
        return (DWORD)MoveFileEx(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    default:
        return GetLastError();
    }
}
