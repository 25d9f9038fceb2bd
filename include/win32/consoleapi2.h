/* Drop-in consoleapi2.h: the window of a terminal: its size, its title, colours. Inline, by the escape sequences that every terminal has. */
#ifndef COPYFILE2_WIN32_CONSOLEAPI2_H
#define COPYFILE2_WIN32_CONSOLEAPI2_H
#include "consoleapi.h"
#include <stdio.h>

#if CF2_OWN_WINDOWS_TYPES
#define SetConsoleTitle CF2_GENERIC(SetConsoleTitle)
#define FillConsoleOutputCharacter CF2_GENERIC(FillConsoleOutputCharacter)

#define FOREGROUND_BLUE 0x0001
#define FOREGROUND_GREEN 0x0002
#define FOREGROUND_RED 0x0004
#define FOREGROUND_INTENSITY 0x0008
#define BACKGROUND_BLUE 0x0010
#define BACKGROUND_GREEN 0x0020
#define BACKGROUND_RED 0x0040
#define BACKGROUND_INTENSITY 0x0080

typedef struct _COORD {
    SHORT X;
    SHORT Y;
} COORD, *PCOORD;
typedef struct _SMALL_RECT {
    SHORT Left;
    SHORT Top;
    SHORT Right;
    SHORT Bottom;
} SMALL_RECT, *PSMALL_RECT;
typedef struct _CONSOLE_SCREEN_BUFFER_INFO {
    COORD dwSize;
    COORD dwCursorPosition;
    WORD wAttributes;
    SMALL_RECT srWindow;
    COORD dwMaximumWindowSize;
} CONSOLE_SCREEN_BUFFER_INFO, *PCONSOLE_SCREEN_BUFFER_INFO;
typedef struct _CONSOLE_CURSOR_INFO {
    DWORD dwSize;
    BOOL bVisible;
} CONSOLE_CURSOR_INFO, *PCONSOLE_CURSOR_INFO;

/* The size is the terminal's; the cursor is told to be in the corner, for asking would take the program's input. */
static inline BOOL GetConsoleScreenBufferInfo(HANDLE hConsoleOutput, PCONSOLE_SCREEN_BUFFER_INFO lpConsoleScreenBufferInfo)
{
    const DWORD size = CopyFile2GetConsoleSize(hConsoleOutput);
    if (size == 0) {
        return FALSE;
    }
    memset(lpConsoleScreenBufferInfo, 0, sizeof(*lpConsoleScreenBufferInfo));
    lpConsoleScreenBufferInfo->dwSize.X = (SHORT)(size & 0x7FFF);
    lpConsoleScreenBufferInfo->dwSize.Y = (SHORT)(size >> 16 & 0x7FFF);
    lpConsoleScreenBufferInfo->wAttributes = FOREGROUND_RED | FOREGROUND_GREEN | FOREGROUND_BLUE;
    lpConsoleScreenBufferInfo->srWindow.Right = (SHORT)(lpConsoleScreenBufferInfo->dwSize.X - 1);
    lpConsoleScreenBufferInfo->srWindow.Bottom = (SHORT)(lpConsoleScreenBufferInfo->dwSize.Y - 1);
    lpConsoleScreenBufferInfo->dwMaximumWindowSize = lpConsoleScreenBufferInfo->dwSize;
    return TRUE;
}

static inline BOOL cf2_console_sequence(HANDLE console, const char *sequence)
{
    return CopyFile2WriteConsole(console, sequence, (DWORD)strlen(sequence), NULL, 1);
}

static inline BOOL SetConsoleCursorPosition(HANDLE hConsoleOutput, COORD dwCursorPosition)
{
    char sequence[32];
    snprintf(sequence, sizeof(sequence), "\033[%d;%dH", dwCursorPosition.Y + 1, dwCursorPosition.X + 1);
    return cf2_console_sequence(hConsoleOutput, sequence);
}

static inline BOOL SetConsoleTextAttribute(HANDLE hConsoleOutput, WORD wAttributes)
{
    char sequence[32];
    const int front = (wAttributes & 1) << 2 | (wAttributes & 2) | (wAttributes >> 2 & 1);
    const int back = (wAttributes >> 4 & 1) << 2 | (wAttributes >> 4 & 2) | (wAttributes >> 6 & 1);
    if ((wAttributes & 0xFF) == (FOREGROUND_RED | FOREGROUND_GREEN | FOREGROUND_BLUE)) {
        return cf2_console_sequence(hConsoleOutput, "\033[0m");
    }
    snprintf(sequence, sizeof(sequence), "\033[%d;%dm", ((wAttributes & FOREGROUND_INTENSITY) != 0 ? 90 : 30) + front,
             ((wAttributes & BACKGROUND_INTENSITY) != 0 ? 100 : 40) + back);
    return cf2_console_sequence(hConsoleOutput, sequence);
}

static inline BOOL SetConsoleCursorInfo(HANDLE hConsoleOutput, const CONSOLE_CURSOR_INFO *lpConsoleCursorInfo)
{
    return cf2_console_sequence(hConsoleOutput, lpConsoleCursorInfo->bVisible ? "\033[?25h" : "\033[?25l");
}

/* Text in UTF-8 is all there is. */
static inline BOOL SetConsoleOutputCP(UINT wCodePageID)
{
    const BOOL known = wCodePageID == 65001 || wCodePageID == 0;
    if (!known) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
    }
    return known;
}

static inline BOOL SetConsoleCP(UINT wCodePageID)
{
    return SetConsoleOutputCP(wCodePageID);
}

static inline BOOL SetConsoleTitleW(LPCWSTR lpConsoleTitle)
{
    const HANDLE console = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD length = 0;
    while (lpConsoleTitle[length] != 0) {
        length++;
    }
    return cf2_console_sequence(console, "\033]0;") && WriteConsoleW(console, lpConsoleTitle, length, NULL, NULL) &&
           cf2_console_sequence(console, "\007");
}

/* From a place on; the cursor stays there. */
static inline BOOL FillConsoleOutputCharacterW(HANDLE hConsoleOutput, WCHAR cCharacter, DWORD nLength, COORD dwWriteCoord,
                                               LPDWORD lpNumberOfCharsWritten)
{
    DWORD written = 0;
    if (!SetConsoleCursorPosition(hConsoleOutput, dwWriteCoord)) {
        return FALSE;
    }
    while (written < nLength && WriteConsoleW(hConsoleOutput, &cCharacter, 1, NULL, NULL)) {
        written++;
    }
    *lpNumberOfCharsWritten = written;
    return written == nLength && SetConsoleCursorPosition(hConsoleOutput, dwWriteCoord);
}

static inline BOOL SetConsoleTitleA(LPCSTR lpConsoleTitle)
{
    const HANDLE console = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD length = 0;
    while (lpConsoleTitle[length] != 0) {
        length++;
    }
    return cf2_console_sequence(console, "\033]0;") && WriteConsoleA(console, lpConsoleTitle, length, NULL, NULL) &&
           cf2_console_sequence(console, "\007");
}

/* From a place on; the cursor stays there. */
static inline BOOL FillConsoleOutputCharacterA(HANDLE hConsoleOutput, CHAR cCharacter, DWORD nLength, COORD dwWriteCoord,
                                               LPDWORD lpNumberOfCharsWritten)
{
    DWORD written = 0;
    if (!SetConsoleCursorPosition(hConsoleOutput, dwWriteCoord)) {
        return FALSE;
    }
    while (written < nLength && WriteConsoleA(hConsoleOutput, &cCharacter, 1, NULL, NULL)) {
        written++;
    }
    *lpNumberOfCharsWritten = written;
    return written == nLength && SetConsoleCursorPosition(hConsoleOutput, dwWriteCoord);
}

static inline BOOL FillConsoleOutputAttribute(HANDLE hConsoleOutput, WORD wAttribute, DWORD nLength, COORD dwWriteCoord,
                                              LPDWORD lpNumberOfAttrsWritten)
{
    (void)wAttribute, (void)dwWriteCoord;
    *lpNumberOfAttrsWritten = nLength;
    return CopyFile2GetConsoleSize(hConsoleOutput) != 0;
}
#endif
#endif
