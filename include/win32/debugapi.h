/* Drop-in debugapi.h: words for a debugger. Inline. */
#ifndef COPYFILE2_WIN32_DEBUGAPI_H
#define COPYFILE2_WIN32_DEBUGAPI_H
#include "stringapiset.h"
#include <copyfile2/kit.h>
#include <signal.h>

#if CF2_OWN_WINDOWS_TYPES
#define OutputDebugString CF2_GENERIC(OutputDebugString)

/* To the log of this library (COPYFILE2_LOG), and to no debugger. */
static inline void OutputDebugStringW(LPCWSTR lpOutputString)
{
    CopyFile2LogText(lpOutputString, sizeof(WCHAR));
}

static inline void OutputDebugStringA(LPCSTR lpOutputString)
{
    CopyFile2LogText(lpOutputString, 1);
}

static inline BOOL IsDebuggerPresent(void)
{
    return CopyFile2IsTraced();
}

static inline void DebugBreak(void)
{
    raise(SIGTRAP);
}
#endif
#endif
