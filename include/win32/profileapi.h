/* Drop-in profileapi.h: a clock of high resolution. Inline. */
#ifndef COPYFILE2_WIN32_PROFILEAPI_H
#define COPYFILE2_WIN32_PROFILEAPI_H
#include "sysinfoapi.h"

#if CF2_OWN_WINDOWS_TYPES

/* In 100 ns, and never back (K-E3). */
static inline BOOL QueryPerformanceFrequency(LARGE_INTEGER *lpFrequency)
{
    lpFrequency->QuadPart = 10000000;
    return TRUE;
}

static inline BOOL QueryPerformanceCounter(LARGE_INTEGER *lpPerformanceCount)
{
    lpPerformanceCount->QuadPart = (LONGLONG)(cf2_nanoseconds(CF2_CLOCK_MONOTONIC) / 100);
    return TRUE;
}
#endif
#endif
