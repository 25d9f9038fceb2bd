/* Drop-in process.h: threads of the C runtime. */
#ifndef COPYFILE2_WIN32_PROCESS_H
#define COPYFILE2_WIN32_PROCESS_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<process.h>)
#include_next <process.h>
#endif
#endif
#include "processthreadsapi.h"
#include <copyfile2/crt.h>

#if CF2_OWN_WINDOWS_TYPES
typedef unsigned(WINAPI *_beginthreadex_proc_type)(void *arglist);
typedef void(__cdecl *_beginthread_proc_type)(void *arglist);

/* 0 with errno for a failure (K-T1). */
static inline uintptr_t _beginthreadex(void *security, unsigned stack_size, _beginthreadex_proc_type start_address, void *arglist,
                                       unsigned initflag, unsigned *thrdaddr)
{
    const HANDLE thread = CreateThread((LPSECURITY_ATTRIBUTES)security, stack_size, (LPTHREAD_START_ROUTINE)start_address, arglist,
                                       initflag, (LPDWORD)thrdaddr);
    if (thread == NULL) {
        errno = EAGAIN;
    }
    return (uintptr_t)thread;
}

static inline void _endthreadex(unsigned retval)
{
    ExitThread(retval);
}

typedef struct cf2_plain_thread {
    _beginthread_proc_type routine;
    void *argument;
} cf2_plain_thread;

static inline DWORD cf2_run_plain_thread(LPVOID given)
{
    const cf2_plain_thread start = *(const cf2_plain_thread *)given;
    free(given);
    start.routine(start.argument);
    return 0;
}

/* Its handle is closed when it ends: it is only good for comparison. -1 with errno for a failure. */
static inline uintptr_t _beginthread(_beginthread_proc_type start_address, unsigned stack_size, void *arglist)
{
    cf2_plain_thread *start = (cf2_plain_thread *)malloc(sizeof(cf2_plain_thread));
    HANDLE thread = NULL;
    if (start != NULL) {
        start->routine = start_address;
        start->argument = arglist;
        thread = CreateThread(NULL, stack_size, cf2_run_plain_thread, start, 0, NULL);
    }
    if (thread == NULL) {
        free(start);
        errno = EAGAIN;
        return (uintptr_t)-1;
    }
    CloseHandle(thread);
    return (uintptr_t)thread;
}

static inline void _endthread(void)
{
    ExitThread(0);
}
#endif
#endif
