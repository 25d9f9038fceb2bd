/* Drop-in synchapi.h: Sleep, and the events and waitable timers that clients of callbacks and of polling wait for. Inline over
 * POSIX threads, for the threads of one process: a name is taken and means nothing. Any thread may call any of these. Errors
 * are told by GetLastError. */
#ifndef COPYFILE2_WIN32_SYNCHAPI_H
#define COPYFILE2_WIN32_SYNCHAPI_H
#include "sysinfoapi.h"
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#ifndef INFINITE
#define INFINITE 0xFFFFFFFFU
#endif
#ifndef WAIT_OBJECT_0
#define WAIT_OBJECT_0 0x00000000U
#define WAIT_TIMEOUT 0x00000102U
#define WAIT_FAILED 0xFFFFFFFFU
#endif
#ifndef MAXIMUM_WAIT_OBJECTS
#define MAXIMUM_WAIT_OBJECTS 64
#endif

#if CF2_OWN_WINDOWS_TYPES
#ifndef CreateEvent
#define CreateEvent CF2_GENERIC(CreateEvent)
#endif
#ifndef CreateWaitableTimer
#define CreateWaitableTimer CF2_GENERIC(CreateWaitableTimer)
#endif

typedef void(CALLBACK *PTIMERAPCROUTINE)(LPVOID lpArgToCompletionRoutine, DWORD dwTimerLowValue, DWORD dwTimerHighValue);

static inline void Sleep(DWORD dwMilliseconds)
{
    const unsigned long long until = cf2_nanoseconds(CF2_CLOCK_MONOTONIC) + dwMilliseconds * 1000000ULL;
    unsigned long long now;
    if (dwMilliseconds == 0) {
        sched_yield();
        return;
    }
    while (dwMilliseconds == INFINITE) {
        poll(NULL, 0, -1);
    }
    while ((now = cf2_nanoseconds(CF2_CLOCK_MONOTONIC)) < until) {
        const unsigned long long left = (until - now + 999999) / 1000000;
        poll(NULL, 0, left > 0x7FFFFFFF ? 0x7FFFFFFF : (int)left); /* a signal ends it early */
    }
}

/* An event or a timer. */
typedef struct cf2_waitable {
    struct cf2_waitable *next;
    unsigned long long due;    /* of a timer: when, on the monotonic clock in ns; 0: not set */
    unsigned long long period; /* in ns; 0: once */
    int is_timer;
    int is_manual; /* stays signalled until it is reset */
    int is_signalled;
} cf2_waitable;

/* What exists, and who waits for a change of it. */
typedef struct cf2_waitables {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int is_ready;
    cf2_waitable *first;
} cf2_waitables;

/* One for the process, however many units include this; but a plugin that was loaded with RTLD_LOCAL may have one of its own, and
 * does not know the handles of others then. */
#ifdef __cplusplus
extern "C" {
#endif
__attribute__((weak, visibility("default"))) cf2_waitables cf2_all_waitables = { PTHREAD_MUTEX_INITIALIZER,
                                                                               PTHREAD_COND_INITIALIZER, 0, NULL };
#if !defined(__APPLE__)
extern int cf2_condattr_setclock(pthread_condattr_t *attributes, int clock) CF2_SYMBOL("pthread_condattr_setclock");
#endif
#ifdef __cplusplus
}
#endif

static inline void cf2_enter(void)
{
    pthread_mutex_lock(&cf2_all_waitables.mutex);
#if !defined(__APPLE__)
    if (!cf2_all_waitables.is_ready) {
        pthread_condattr_t attributes;
        pthread_condattr_init(&attributes);
        cf2_condattr_setclock(&attributes, CF2_CLOCK_MONOTONIC);
        pthread_cond_init(&cf2_all_waitables.changed, &attributes);
        pthread_condattr_destroy(&attributes);
        cf2_all_waitables.is_ready = 1;
    }
#endif
}

/* TRUE, or FALSE with the last error. */
static inline BOOL cf2_leave(DWORD error)
{
    pthread_mutex_unlock(&cf2_all_waitables.mutex);
    if (error != ERROR_SUCCESS) {
        CopyFile2SetLastError(error);
    }
    return error == ERROR_SUCCESS;
}

/* Handles are looked up: one that was closed, or that is none of these, is told as such. */
static inline cf2_waitable *cf2_find(HANDLE handle)
{
    cf2_waitable *object = cf2_all_waitables.first;
    while (object != NULL && (HANDLE)object != handle) {
        object = object->next;
    }
    return object;
}

static inline HANDLE cf2_create(int is_timer, BOOL is_manual, BOOL is_signalled)
{
    cf2_waitable *object = (cf2_waitable *)calloc(1, sizeof(cf2_waitable));
    if (object == NULL) {
        CopyFile2SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    object->is_timer = is_timer;
    object->is_manual = is_manual != 0;
    object->is_signalled = is_signalled != 0;
    cf2_enter();
    object->next = cf2_all_waitables.first;
    cf2_all_waitables.first = object;
    cf2_leave(ERROR_SUCCESS);
    CopyFile2SetLastError(ERROR_SUCCESS); /* not ERROR_ALREADY_EXISTS */
    return (HANDLE)object;
}

static inline HANDLE CreateEventW(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                                  LPCWSTR lpName)
{
    (void)lpEventAttributes, (void)lpName;
    return cf2_create(0, bManualReset, bInitialState);
}

static inline HANDLE CreateEventA(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                                  LPCSTR lpName)
{
    (void)lpEventAttributes, (void)lpName;
    return cf2_create(0, bManualReset, bInitialState);
}

static inline HANDLE CreateWaitableTimerW(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset, LPCWSTR lpTimerName)
{
    (void)lpTimerAttributes, (void)lpTimerName;
    return cf2_create(1, bManualReset, FALSE);
}

static inline HANDLE CreateWaitableTimerA(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset, LPCSTR lpTimerName)
{
    (void)lpTimerAttributes, (void)lpTimerName;
    return cf2_create(1, bManualReset, FALSE);
}

/* Signals an event, or takes that back. */
static inline BOOL cf2_signal(HANDLE event, int is_signalled)
{
    cf2_waitable *object;
    cf2_enter();
    object = cf2_find(event);
    if (object == NULL || object->is_timer) {
        return cf2_leave(ERROR_INVALID_HANDLE);
    }
    object->is_signalled = is_signalled;
    pthread_cond_broadcast(&cf2_all_waitables.changed);
    return cf2_leave(ERROR_SUCCESS);
}

static inline BOOL SetEvent(HANDLE hEvent)
{
    return cf2_signal(hEvent, 1);
}

static inline BOOL ResetEvent(HANDLE hEvent)
{
    return cf2_signal(hEvent, 0);
}

/* Whether a wait for it ends at `now`. */
static inline int cf2_is_signalled(cf2_waitable *object, unsigned long long now)
{
    if (object->due != 0 && object->due <= now) {
        object->is_signalled = 1;
        object->due = object->period == 0 ? 0 : now + object->period - (now - object->due) % object->period;
    }
    return object->is_signalled;
}

/* Sets a timer, or takes it back with `due` 0: that leaves it signalled if it was due before. */
static inline BOOL cf2_set_timer(HANDLE timer, unsigned long long due, unsigned long long period)
{
    cf2_waitable *object;
    cf2_enter();
    object = cf2_find(timer);
    if (object == NULL || !object->is_timer) {
        return cf2_leave(ERROR_INVALID_HANDLE);
    }
    object->is_signalled = cf2_is_signalled(object, cf2_nanoseconds(CF2_CLOCK_MONOTONIC)) && due == 0;
    object->due = due;
    object->period = period;
    pthread_cond_broadcast(&cf2_all_waitables.changed);
    return cf2_leave(ERROR_SUCCESS);
}

/* The due time is a FILETIME, or negative and from now on; the period is in ms. There are no completion routines, for no thread
 * waits alertably, and no machine is woken. */
static inline BOOL SetWaitableTimer(HANDLE hTimer, const LARGE_INTEGER *lpDueTime, LONG lPeriod,
                                    PTIMERAPCROUTINE pfnCompletionRoutine, LPVOID lpArgToCompletionRoutine, BOOL fResume)
{
    const unsigned long long now = cf2_nanoseconds(CF2_CLOCK_MONOTONIC);
    const unsigned long long most = 0x7FFFFFFFFFFFFFFFULL / 100; /* 292 years, for ever */
    unsigned long long wait;
    (void)lpArgToCompletionRoutine, (void)fResume;
    if (lpDueTime == NULL || lPeriod < 0) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    if (pfnCompletionRoutine != NULL) {
        CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
        return FALSE;
    }
    wait = (unsigned long long)lpDueTime->QuadPart;
    if (lpDueTime->QuadPart < 0) {
        wait = 0 - wait;
    } else {
        FILETIME today;
        GetSystemTimeAsFileTime(&today);
        wait = wait <= cf2_ticks(&today) ? 0 : wait - cf2_ticks(&today);
    }
    return cf2_set_timer(hTimer, now + (wait > most ? most : wait) * 100, (unsigned long long)lPeriod * 1000000);
}

static inline BOOL CancelWaitableTimer(HANDLE hTimer)
{
    return cf2_set_timer(hTimer, 0, 0);
}

/* Waits for a change, `until` at most. */
static inline void cf2_await(unsigned long long until)
{
    struct timespec time;
    if (until == ~0ULL) {
        pthread_cond_wait(&cf2_all_waitables.changed, &cf2_all_waitables.mutex);
        return;
    }
#if defined(__APPLE__)
    until = until - cf2_nanoseconds(CF2_CLOCK_MONOTONIC) + cf2_nanoseconds(CF2_CLOCK_REALTIME);
#endif
    time.tv_sec = (time_t)(until / 1000000000ULL);
    time.tv_nsec = (long)(until % 1000000000ULL);
    pthread_cond_timedwait(&cf2_all_waitables.changed, &cf2_all_waitables.mutex, &time);
}

/* Ends when one of the objects is signalled (the first counts), or all of them are. What is not manual is signalled no more
 * then. */
static inline DWORD WaitForMultipleObjects(DWORD nCount, const HANDLE *lpHandles, BOOL bWaitAll, DWORD dwMilliseconds)
{
    const unsigned long long begun = cf2_nanoseconds(CF2_CLOCK_MONOTONIC);
    const unsigned long long end = dwMilliseconds == INFINITE ? ~0ULL : begun + dwMilliseconds * 1000000ULL;
    unsigned long long now;
    if (nCount == 0 || nCount > MAXIMUM_WAIT_OBJECTS || lpHandles == NULL) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return WAIT_FAILED;
    }
    cf2_enter();
    for (now = begun;; now = cf2_nanoseconds(CF2_CLOCK_MONOTONIC)) {
        unsigned long long next = end;
        DWORD first = nCount, ready = 0, at;
        for (at = 0; at < nCount; at++) {
            cf2_waitable *object = cf2_find(lpHandles[at]);
            if (object == NULL) {
                cf2_leave(ERROR_INVALID_HANDLE);
                return WAIT_FAILED;
            }
            if (cf2_is_signalled(object, now)) {
                ready++;
                first = first == nCount ? at : first;
            } else if (object->due != 0 && object->due < next) {
                next = object->due;
            }
        }
        if (bWaitAll ? ready == nCount : ready > 0) {
            const DWORD last = bWaitAll ? nCount - 1 : first;
            for (at = first; at <= last; at++) {
                cf2_waitable *object = cf2_find(lpHandles[at]);
                object->is_signalled = object->is_manual;
            }
            cf2_leave(ERROR_SUCCESS);
            return WAIT_OBJECT_0 + first;
        }
        if (now >= end) {
            cf2_leave(ERROR_SUCCESS);
            return WAIT_TIMEOUT;
        }
        cf2_await(next);
    }
}

static inline DWORD WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds)
{
    return WaitForMultipleObjects(1, &hHandle, FALSE, dwMilliseconds);
}

/* Of events and timers. The handles of a progress routine are the library's. */
static inline BOOL CloseHandle(HANDLE hObject)
{
    cf2_waitable **at = &cf2_all_waitables.first, *object;
    cf2_enter();
    while (*at != NULL && (HANDLE)*at != hObject) {
        at = &(*at)->next;
    }
    object = *at;
    if (object == NULL) {
        return cf2_leave(ERROR_INVALID_HANDLE);
    }
    *at = object->next;
    free(object);
    pthread_cond_broadcast(&cf2_all_waitables.changed);
    return cf2_leave(ERROR_SUCCESS);
}
#endif
#endif
