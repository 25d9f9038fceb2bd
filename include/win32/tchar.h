/* Drop-in tchar.h: literals and the name of the main function by UNICODE (or _UNICODE, which Windows has beside it). */
#ifndef COPYFILE2_WIN32_TCHAR_H
#define COPYFILE2_WIN32_TCHAR_H
#if defined(_UNICODE) && !defined(UNICODE)
#define UNICODE
#endif
#include "winnt.h"
#ifndef _T
#define _T(quote) TEXT(quote)
#endif
#ifndef _TEXT
#define _TEXT(quote) TEXT(quote)
#endif
#ifndef _tmain
#if defined(UNICODE)
#define _tmain wmain
#else
#define _tmain main
#endif
#endif
#endif
