/* Drop-in shlobj_core.h: directories with all that lead to them. Nothing else of the shell. */
#ifndef COPYFILE2_WIN32_SHLOBJ_CORE_H
#define COPYFILE2_WIN32_SHLOBJ_CORE_H
#include "shellapi.h"
#include "winbase.h"
#if __has_include("fileapi.h")
#include "fileapi.h"
#endif
#endif
