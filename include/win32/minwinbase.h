/* Drop-in minwinbase.h: memory macros, times, what objects of the kernel are made with. */
#ifndef COPYFILE2_WIN32_MINWINBASE_H
#define COPYFILE2_WIN32_MINWINBASE_H
#include "winnt.h"
#include <string.h>
#ifndef ZeroMemory
#define ZeroMemory(destination, length) ((void)memset((destination), 0, (length)))
#endif
#ifndef FillMemory
#define FillMemory(destination, length, fill) ((void)memset((destination), (fill), (length)))
#endif
#ifndef CopyMemory
#define CopyMemory(destination, source, length) ((void)memcpy((destination), (source), (length)))
#endif
#ifndef MoveMemory
#define MoveMemory(destination, source, length) ((void)memmove((destination), (source), (length)))
#endif

#define RtlZeroMemory ZeroMemory
#define RtlCopyMemory CopyMemory
#define RtlMoveMemory MoveMemory
#define RtlFillMemory FillMemory
#define RtlEqualMemory(one, two, length) (memcmp((one), (two), (length)) == 0)

#if CF2_OWN_WINDOWS_TYPES
/* Written whatever the compiler thinks of it. */
static inline PVOID SecureZeroMemory(PVOID ptr, SIZE_T cnt)
{
    volatile char *at = (volatile char *)ptr;
    while (cnt-- > 0) {
        *at++ = 0;
    }
    return ptr;
}
#define RtlSecureZeroMemory SecureZeroMemory

typedef struct _SYSTEMTIME {
    WORD wYear;
    WORD wMonth;     /* 1 to 12 */
    WORD wDayOfWeek; /* 0 to 6, from Sunday on */
    WORD wDay;
    WORD wHour;
    WORD wMinute;
    WORD wSecond;
    WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

/* A FILETIME as one number, of 100 ns since 1601, and back. */
static inline unsigned long long cf2_ticks(const FILETIME *filetime)
{
    return (unsigned long long)filetime->dwHighDateTime << 32 | filetime->dwLowDateTime;
}

static inline FILETIME cf2_of_ticks(unsigned long long ticks)
{
    FILETIME filetime;
    filetime.dwLowDateTime = (DWORD)(ticks & 0xFFFFFFFFULL);
    filetime.dwHighDateTime = (DWORD)(ticks >> 32);
    return filetime;
}
#endif

/* glibc's functions for 64-bit times have names of their own on 32-bit machines. */
#if defined(__USE_TIME64_REDIRECTS) || (defined(__USE_TIME_BITS64) && defined(__TIMESIZE) && __TIMESIZE == 32)
#define CF2_TIME_SYMBOL(name, name64) CF2_SYMBOL(name64)
#else
#define CF2_TIME_SYMBOL(name, name64) CF2_SYMBOL(name)
#endif
#endif
