/* Drop-in consoleapi.h: the console: routines for Ctrl-C, modes, text. Inline over copyfile2/kit.h. */
#ifndef COPYFILE2_WIN32_CONSOLEAPI_H
#define COPYFILE2_WIN32_CONSOLEAPI_H
#include "processenv.h"
#include "stringapiset.h"
#include <unistd.h>

#if CF2_OWN_WINDOWS_TYPES
#define WriteConsole CF2_GENERIC(WriteConsole)
#define ReadConsole CF2_GENERIC(ReadConsole)

#define CTRL_C_EVENT 0
#define CTRL_BREAK_EVENT 1
#define CTRL_CLOSE_EVENT 2
#define CTRL_LOGOFF_EVENT 5
#define CTRL_SHUTDOWN_EVENT 6
#define ENABLE_PROCESSED_INPUT 0x0001
#define ENABLE_LINE_INPUT 0x0002
#define ENABLE_ECHO_INPUT 0x0004
#define ENABLE_WINDOW_INPUT 0x0008
#define ENABLE_MOUSE_INPUT 0x0010
#define ENABLE_INSERT_MODE 0x0020
#define ENABLE_QUICK_EDIT_MODE 0x0040
#define ENABLE_EXTENDED_FLAGS 0x0080
#define ENABLE_AUTO_POSITION 0x0100
#define ENABLE_VIRTUAL_TERMINAL_INPUT 0x0200
#define ENABLE_PROCESSED_OUTPUT 0x0001
#define ENABLE_WRAP_AT_EOL_OUTPUT 0x0002
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 0x0004
#define DISABLE_NEWLINE_AUTO_RETURN 0x0008

typedef BOOL(WINAPI *PHANDLER_ROUTINE)(DWORD CtrlType);

/* Routines run on a thread of their own, latest first, until one answers TRUE (K-C2). Ctrl-C is SIGINT, break SIGQUIT, close SIGHUP,
 * shutdown SIGTERM. The signals of a program are touched only by its first call, and only where they had their default. */
static inline BOOL SetConsoleCtrlHandler(PHANDLER_ROUTINE HandlerRoutine, BOOL Add)
{
    return CopyFile2SetConsoleCtrlHandler((CF2_BOOL(*)(CF2_DWORD))HandlerRoutine, Add);
}

/* For this process. */
static inline BOOL GenerateConsoleCtrlEvent(DWORD dwCtrlEvent, DWORD dwProcessGroupId)
{
    (void)dwProcessGroupId;
    return CopyFile2GenerateConsoleCtrlEvent(dwCtrlEvent);
}

/* Fails with 6 unless it is a terminal. */
static inline BOOL GetConsoleMode(HANDLE hConsoleHandle, LPDWORD lpMode)
{
    return CopyFile2GetConsoleMode(hConsoleHandle, lpMode);
}

static inline BOOL SetConsoleMode(HANDLE hConsoleHandle, DWORD dwMode)
{
    return CopyFile2SetConsoleMode(hConsoleHandle, dwMode);
}

static inline UINT GetConsoleCP(void)
{
    return 65001;
}

static inline UINT GetConsoleOutputCP(void)
{
    return 65001;
}

/* In UTF-8. Fails with 6 unless it is a terminal. */
static inline BOOL WriteConsoleW(HANDLE hConsoleOutput, const void *lpBuffer, DWORD nNumberOfCharsToWrite,
                                 LPDWORD lpNumberOfCharsWritten, LPVOID lpReserved)
{
    (void)lpReserved;
    return CopyFile2WriteConsole(hConsoleOutput, lpBuffer, nNumberOfCharsToWrite, lpNumberOfCharsWritten, sizeof(WCHAR));
}

/* A line, which ends with CR LF. */
static inline BOOL ReadConsoleW(HANDLE hConsoleInput, LPVOID lpBuffer, DWORD nNumberOfCharsToRead, LPDWORD lpNumberOfCharsRead,
                                LPVOID pInputControl)
{
    (void)pInputControl;
    return CopyFile2ReadConsole(hConsoleInput, lpBuffer, nNumberOfCharsToRead, lpNumberOfCharsRead, sizeof(WCHAR));
}

/* In UTF-8. Fails with 6 unless it is a terminal. */
static inline BOOL WriteConsoleA(HANDLE hConsoleOutput, const void *lpBuffer, DWORD nNumberOfCharsToWrite,
                                 LPDWORD lpNumberOfCharsWritten, LPVOID lpReserved)
{
    (void)lpReserved;
    return CopyFile2WriteConsole(hConsoleOutput, lpBuffer, nNumberOfCharsToWrite, lpNumberOfCharsWritten, 1);
}

/* A line, which ends with CR LF. */
static inline BOOL ReadConsoleA(HANDLE hConsoleInput, LPVOID lpBuffer, DWORD nNumberOfCharsToRead, LPDWORD lpNumberOfCharsRead,
                                LPVOID pInputControl)
{
    (void)pInputControl;
    return CopyFile2ReadConsole(hConsoleInput, lpBuffer, nNumberOfCharsToRead, lpNumberOfCharsRead, 1);
}
#endif
#endif
