/* Drop-in sysinfoapi.h: what time it is, and how long the system has run. Inline. */
#ifndef COPYFILE2_WIN32_SYSINFOAPI_H
#define COPYFILE2_WIN32_SYSINFOAPI_H
#include "timezoneapi.h"
#include <sched.h> /* struct timespec, in every standard */

#if CF2_OWN_WINDOWS_TYPES
/* POSIX hides clock_gettime in strict C: then under a name of our own. */
#if defined(CLOCK_REALTIME)
#define cf2_clock_gettime clock_gettime
#define CF2_CLOCK_MONOTONIC CLOCK_MONOTONIC
#else
#ifdef __cplusplus
extern "C" {
#endif
extern int cf2_clock_gettime(int clock, struct timespec *time)
    CF2_TIME_SYMBOL("clock_gettime", "__clock_gettime64");
#ifdef __cplusplus
}
#endif
#define CF2_CLOCK_MONOTONIC 1
#endif
/* Windows counts the time that the machine slept. */
#if defined(__linux__)
#define CF2_CLOCK_SINCE_BOOT 7 /* CLOCK_BOOTTIME */
#else
#define CF2_CLOCK_SINCE_BOOT CF2_CLOCK_MONOTONIC
#endif
#define CF2_CLOCK_REALTIME 0

static inline unsigned long long cf2_nanoseconds(int clock)
{
    struct timespec time;
    time.tv_sec = 0;
    time.tv_nsec = 0;
    cf2_clock_gettime(clock, &time);
    return (unsigned long long)time.tv_sec * 1000000000ULL + (unsigned long long)time.tv_nsec;
}

static inline unsigned long long GetTickCount64(void)
{
    return cf2_nanoseconds(CF2_CLOCK_SINCE_BOOT) / 1000000;
}

/* Starts again from 0 after 49.7 days. */
static inline DWORD GetTickCount(void)
{
    return (DWORD)(GetTickCount64() & 0xFFFFFFFFULL);
}

static inline void GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime)
{
    *lpSystemTimeAsFileTime = cf2_of_ticks(cf2_nanoseconds(CF2_CLOCK_REALTIME) / 100 + 116444736000000000ULL);
}

static inline void GetSystemTime(LPSYSTEMTIME lpSystemTime)
{
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    FileTimeToSystemTime(&now, lpSystemTime);
}

static inline void GetLocalTime(LPSYSTEMTIME lpSystemTime)
{
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    FileTimeToLocalFileTime(&now, &now);
    FileTimeToSystemTime(&now, lpSystemTime);
}
#endif
#endif
