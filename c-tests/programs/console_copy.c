/* Copies one file with a progress line; Ctrl-C cancels it, and the destination goes. */
#define _CRT_SECURE_NO_WARNINGS
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <strsafe.h>

static BOOL g_cancel = FALSE;
static HANDLE g_pressed;

static BOOL WINAPI OnControl(DWORD dwCtrlType)
{
    switch (dwCtrlType) {
    case CTRL_C_EVENT:
    case CTRL_BREAK_EVENT:
        g_cancel = TRUE;
        SetEvent(g_pressed);
        return TRUE;
    default:
        return FALSE;
    }
}

static DWORD CALLBACK OnProgress(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred, LARGE_INTEGER StreamSize,
                                 LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber, DWORD dwCallbackReason,
                                 HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    TCHAR szLine[80];
    UNREFERENCED_PARAMETER(StreamSize);
    UNREFERENCED_PARAMETER(StreamBytesTransferred);
    UNREFERENCED_PARAMETER(dwStreamNumber);
    UNREFERENCED_PARAMETER(dwCallbackReason);
    UNREFERENCED_PARAMETER(hSourceFile);
    UNREFERENCED_PARAMETER(hDestinationFile);
    StringCchPrintf(szLine, ARRAYSIZE(szLine), _T("%I64d of %I64d bytes"), TotalBytesTransferred.QuadPart, TotalFileSize.QuadPart);
    _tprintf(_T("%s\n"), szLine);
    /* Somebody presses Ctrl-C in the middle. */
    if (*(BOOL *)lpData) {
        GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
        WaitForSingleObject(g_pressed, INFINITE);
    }
    return PROGRESS_CONTINUE;
}

int _tmain(int argc, TCHAR *argv[])
{
    BOOL press = argc > 3 && _tcsicmp(argv[3], _T("/PRESS")) == 0;
    if (argc < 3) {
        _ftprintf(stderr, _T("usage: %s from to\n"), argv[0]);
        return 2;
    }
    g_pressed = CreateEvent(NULL, TRUE, FALSE, NULL);
    if (!SetConsoleCtrlHandler(OnControl, TRUE)) {
        return 3;
    }
    if (!CopyFileEx(argv[1], argv[2], OnProgress, &press, &g_cancel, COPY_FILE_FAIL_IF_EXISTS)) {
        DWORD dwError = GetLastError();
        LPTSTR pszMessage = NULL;
        FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, dwError,
                      MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)&pszMessage, 0, NULL);
        _ftprintf(stderr, _T("error %lu: %s"), dwError, pszMessage ? pszMessage : _T("?\n"));
        LocalFree(pszMessage);
        return dwError == ERROR_REQUEST_ABORTED ? 4 : 1;
    }
    SetConsoleCtrlHandler(OnControl, FALSE);
    CloseHandle(g_pressed);
    return 0;
}
