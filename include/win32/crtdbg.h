/* Drop-in crtdbg.h: checks of the debugging runtime. */
#ifndef COPYFILE2_WIN32_CRTDBG_H
#define COPYFILE2_WIN32_CRTDBG_H
#include "winnt.h"
#include <assert.h>

#if CF2_OWN_WINDOWS_TYPES
#define _CRT_WARN 0
#define _CRT_ERROR 1
#define _CRT_ASSERT 2
#define _CRTDBG_MODE_FILE 1
#define _CRTDBG_MODE_DEBUG 2
#define _CRTDBG_MODE_WNDW 4
#define _CRTDBG_REPORT_FLAG (-1)
#define _CRTDBG_ALLOC_MEM_DF 0x01
#define _CRTDBG_DELAY_FREE_MEM_DF 0x02
#define _CRTDBG_CHECK_ALWAYS_DF 0x04
#define _CRTDBG_CHECK_CRT_DF 0x10
#define _CRTDBG_LEAK_CHECK_DF 0x20
#define _CRTDBG_FILE_STDERR ((HANDLE)(intptr_t)-5)
#define _CRTDBG_FILE_STDOUT ((HANDLE)(intptr_t)-4)
#ifndef _ASSERT
#define _ASSERT(expression) assert(expression)
#define _ASSERTE(expression) assert(expression)
#define _ASSERT_EXPR(expression, message) assert(expression)
#endif
#define _RPT0(kind, text) ((void)0)
#define _RPT1(kind, text, one) ((void)0)
#define _CrtSetDbgFlag(flags) ((void)(flags), 0)
#define _CrtSetReportMode(kind, mode) ((void)(kind), (void)(mode), 0)
#define _CrtSetReportFile(kind, file) ((void)(kind), (void)(file), (HANDLE)NULL)
#define _CrtSetBreakAlloc(number) ((void)(number), 0L)
#define _CrtDumpMemoryLeaks() 0
#define _CrtCheckMemory() 1
#endif
#endif
