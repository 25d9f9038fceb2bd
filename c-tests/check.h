/* Checks of the programs over windows.h: what does not hold is printed, and counts. */
#ifndef CHECK_H
#define CHECK_H
#include <windows.h>
#include <stdio.h>

static unsigned failed;

#define CHECK(condition) check((condition) != 0, __LINE__, #condition)
static inline void check(int holds, int line, const char *text)
{
    if (!holds) {
        printf("line %d: %s (last error %u)\n", line, text, (unsigned)GetLastError());
        failed++;
    }
}

static inline BOOL refuses(BOOL succeeded, DWORD code)
{
    return !succeeded && GetLastError() == code;
}

static inline unsigned long long ticks(const FILETIME *filetime)
{
    return (unsigned long long)filetime->dwHighDateTime << 32 | filetime->dwLowDateTime;
}
#endif
