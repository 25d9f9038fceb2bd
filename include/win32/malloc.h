/* Drop-in malloc.h: memory of the stack. */
#ifndef COPYFILE2_WIN32_MALLOC_H
#define COPYFILE2_WIN32_MALLOC_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<malloc.h>)
#include_next <malloc.h>
#endif
#endif
#include <stdlib.h>
#ifndef _alloca
#define _alloca(bytes) __builtin_alloca(bytes)
#endif
/* From the heap, always: _freea frees it. */
#ifndef _malloca
#define _malloca(bytes) malloc(bytes)
#define _freea(block) free(block)
#endif
#endif
