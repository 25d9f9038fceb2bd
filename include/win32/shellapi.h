/* Drop-in shellapi.h: the command line as a vector. Nothing else of the shell. */
#ifndef COPYFILE2_WIN32_SHELLAPI_H
#define COPYFILE2_WIN32_SHELLAPI_H
#include "winnt.h"
#include <copyfile2/kit.h>

#if CF2_OWN_WINDOWS_TYPES
/* One block, for LocalFree. "" gives the program's path (K-E6). */
static inline LPWSTR *CommandLineToArgvW(LPCWSTR lpCmdLine, int *pNumArgs)
{
    return (LPWSTR *)CopyFile2CommandLineToArgv(lpCmdLine, pNumArgs, sizeof(WCHAR));
}
#endif
#endif
