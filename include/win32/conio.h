/* Drop-in conio.h: keys and text of the terminal. */
#ifndef COPYFILE2_WIN32_CONIO_H
#define COPYFILE2_WIN32_CONIO_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<conio.h>)
#include_next <conio.h>
#endif
#endif
#include "winnt.h"
#include <copyfile2/secure.h>

#if CF2_OWN_WINDOWS_TYPES
static inline int _kbhit(void)
{
    return CopyFile2HasKey();
}

/* Without waiting for a line; -1 at the end of input. */
static inline int _getch(void)
{
    return CopyFile2ReadKey(FALSE);
}

static inline int _getche(void)
{
    return CopyFile2ReadKey(TRUE);
}

/* A character of UTF-8. */
static inline wint_t _getwch(void)
{
    unsigned char bytes[4];
    size_t length = 0, at = 0;
    int next = CopyFile2ReadKey(FALSE);
    const size_t more = next < 0xC2 || next > 0xF4 ? 0 : next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
    if (next < 0) {
        return WEOF;
    }
    bytes[length++] = (unsigned char)next;
    while (length <= more && (next = CopyFile2ReadKey(FALSE)) >= 0) {
        bytes[length++] = (unsigned char)next;
    }
    return (wint_t)cf2_next_of_bytes(bytes, length, &at);
}

static inline int _putch(int ch)
{
    return putchar(ch);
}

static inline int _cputs(const char *string)
{
    return fputs(string, stdout) < 0 ? -1 : 0;
}

static inline int _cputws(const WCHAR *string)
{
    return cf2_fputws(string, stdout);
}
#ifndef kbhit
#define kbhit _kbhit
#define getch _getch
#define getche _getche
#define putch _putch
#endif
#endif
#endif
