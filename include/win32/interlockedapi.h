/* Drop-in interlockedapi.h: counts that threads share, with full barriers whatever the suffix (K-T7). Inline. */
#ifndef COPYFILE2_WIN32_INTERLOCKEDAPI_H
#define COPYFILE2_WIN32_INTERLOCKEDAPI_H
#include "winnt.h"

#if CF2_OWN_WINDOWS_TYPES && !defined(InterlockedAnd)
#include <copyfile2/interlocked.h>
#endif
#ifndef MemoryBarrier
#define MemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#endif
#ifndef YieldProcessor
#if defined(__x86_64__) || defined(__i386__)
#define YieldProcessor() __builtin_ia32_pause()
#else
#define YieldProcessor() ((void)0)
#endif
#endif
#ifndef _ReadWriteBarrier
#define _ReadWriteBarrier() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#endif
#endif
