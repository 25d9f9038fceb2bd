/* Drop-in processthreadsapi.h: threads, their ends and priorities, storage of their own; the ids of thread and process. Inline
 * over POSIX threads and copyfile2/kit.h. SuspendThread and TerminateThread are left out, and so are processes. */
#ifndef COPYFILE2_WIN32_PROCESSTHREADSAPI_H
#define COPYFILE2_WIN32_PROCESSTHREADSAPI_H
#include "handleapi.h"
#include "minwinbase.h"
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#if CF2_OWN_WINDOWS_TYPES
#define CREATE_SUSPENDED 0x00000004
#define STACK_SIZE_PARAM_IS_A_RESERVATION 0x00010000
#define STILL_ACTIVE 0x00000103
#define THREAD_PRIORITY_LOWEST (-2)
#define THREAD_PRIORITY_BELOW_NORMAL (-1)
#define THREAD_PRIORITY_NORMAL 0
#define THREAD_PRIORITY_ABOVE_NORMAL 1
#define THREAD_PRIORITY_HIGHEST 2
#define THREAD_PRIORITY_IDLE (-15)
#define THREAD_PRIORITY_TIME_CRITICAL 15
#define THREAD_PRIORITY_ERROR_RETURN 0x7FFFFFFF
#define THREAD_MODE_BACKGROUND_BEGIN 0x00010000
#define THREAD_MODE_BACKGROUND_END 0x00020000
#define TLS_OUT_OF_INDEXES 0xFFFFFFFFU
#define TLS_MINIMUM_AVAILABLE 64

typedef DWORD(WINAPI *PTHREAD_START_ROUTINE)(LPVOID lpThreadParameter);
typedef PTHREAD_START_ROUTINE LPTHREAD_START_ROUTINE;

static inline HANDLE GetCurrentProcess(void)
{
    return (HANDLE)(intptr_t)-1;
}

static inline HANDLE GetCurrentThread(void)
{
    return (HANDLE)(intptr_t)-2;
}

static inline DWORD GetCurrentProcessId(void)
{
    return (DWORD)getpid();
}

static inline DWORD GetCurrentThreadId(void)
{
    return CopyFile2GetCurrentThreadId();
}

static inline DWORD GetProcessId(HANDLE Process)
{
    if (Process != GetCurrentProcess()) {
        CopyFile2SetLastError(ERROR_INVALID_HANDLE);
        return 0;
    }
    return GetCurrentProcessId();
}

/* What a started thread needs to know. */
typedef struct cf2_thread_start {
    LPTHREAD_START_ROUTINE routine;
    LPVOID parameter;
    void *thread;
} cf2_thread_start;

static inline void *cf2_run_thread(void *given)
{
    const cf2_thread_start start = *(const cf2_thread_start *)given;
    free(given);
    CopyFile2ThreadBegins(start.thread);
    CopyFile2ThreadEnds(start.routine(start.parameter));
    return NULL;
}

/* The stack is as large as the system makes it, or larger if that is asked for. Closing the handle does not end the thread. */
static inline HANDLE CreateThread(LPSECURITY_ATTRIBUTES lpThreadAttributes, SIZE_T dwStackSize,
                                  LPTHREAD_START_ROUTINE lpStartAddress, LPVOID lpParameter, DWORD dwCreationFlags,
                                  LPDWORD lpThreadId)
{
    cf2_thread_start *start = (cf2_thread_start *)malloc(sizeof(cf2_thread_start));
    pthread_attr_t attributes;
    pthread_t thread;
    HANDLE handle = NULL;
    size_t usual = 0;
    int result;
    (void)lpThreadAttributes;
    if (start == NULL || pthread_attr_init(&attributes) != 0) {
        free(start);
        CopyFile2SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    if (pthread_attr_getstacksize(&attributes, &usual) == 0 && dwStackSize > usual) {
        pthread_attr_setstacksize(&attributes, (dwStackSize + 0xFFFF) & ~(SIZE_T)0xFFFF);
    }
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    start->routine = lpStartAddress;
    start->parameter = lpParameter;
    start->thread = CopyFile2NewThread(dwCreationFlags, &handle);
    result = pthread_create(&thread, &attributes, cf2_run_thread, start);
    pthread_attr_destroy(&attributes);
    if (result != 0) {
        CopyFile2NoThread(start->thread, handle);
        free(start);
        CopyFile2SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    if (lpThreadId != NULL) {
        *lpThreadId = CopyFile2GetThreadId(handle);
    }
    return handle;
}

static inline void ExitThread(DWORD dwExitCode)
{
    CopyFile2ThreadEnds(dwExitCode);
    pthread_exit(NULL);
}

static inline BOOL GetExitCodeThread(HANDLE hThread, LPDWORD lpExitCode)
{
    return CopyFile2GetExitCodeThread(hThread, lpExitCode);
}

static inline DWORD GetThreadId(HANDLE Thread)
{
    return Thread == GetCurrentThread() ? GetCurrentThreadId() : CopyFile2GetThreadId(Thread);
}

static inline DWORD ResumeThread(HANDLE hThread)
{
    return CopyFile2ResumeThread(hThread);
}

/* Accepted; lowering takes effect where the kernel allows it. */
static inline BOOL SetThreadPriority(HANDLE hThread, int nPriority)
{
    return CopyFile2SetThreadPriority(hThread, nPriority);
}

static inline int GetThreadPriority(HANDLE hThread)
{
    return CopyFile2GetThreadPriority(hThread);
}

static inline BOOL SwitchToThread(void)
{
    return sched_yield() == 0;
}

/* Runs what atexit was given; the low 8 bits reach the parent. */
static inline void ExitProcess(UINT uExitCode)
{
    exit((int)uExitCode);
}

/* ---- Storage of each thread's own: a place is a key of POSIX threads ---- */

static inline DWORD TlsAlloc(void)
{
    pthread_key_t key;
    if (pthread_key_create(&key, NULL) != 0) {
        CopyFile2SetLastError(ERROR_NO_SYSTEM_RESOURCES);
        return TLS_OUT_OF_INDEXES;
    }
    return (DWORD)key;
}

static inline BOOL TlsFree(DWORD dwTlsIndex)
{
    const BOOL freed = pthread_key_delete((pthread_key_t)dwTlsIndex) == 0;
    if (!freed) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
    }
    return freed;
}

static inline LPVOID TlsGetValue(DWORD dwTlsIndex)
{
    CopyFile2SetLastError(ERROR_SUCCESS);
    return pthread_getspecific((pthread_key_t)dwTlsIndex);
}

static inline BOOL TlsSetValue(DWORD dwTlsIndex, LPVOID lpTlsValue)
{
    const BOOL set = pthread_setspecific((pthread_key_t)dwTlsIndex, lpTlsValue) == 0;
    if (!set) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
    }
    return set;
}
#endif
#endif
