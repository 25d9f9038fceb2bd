/* Drop-in synchapi.h: Sleep, events, mutexes, semaphores, waitable timers, waits; critical sections, slim locks, condition
 * variables and things done once. Inline over copyfile2/kit.h; handles are for the threads of one process, and so are names.
 * Any thread may call any of these. Errors are told by GetLastError. */
#ifndef COPYFILE2_WIN32_SYNCHAPI_H
#define COPYFILE2_WIN32_SYNCHAPI_H
#include "handleapi.h"
#include "sysinfoapi.h"
#include <poll.h>
#include <sched.h>

#ifndef INFINITE
#define INFINITE 0xFFFFFFFFU
#endif
#ifndef WAIT_OBJECT_0
#define WAIT_OBJECT_0 0x00000000U
#define WAIT_TIMEOUT 0x00000102U
#define WAIT_FAILED 0xFFFFFFFFU
#endif
#ifndef WAIT_ABANDONED
#define WAIT_ABANDONED 0x00000080U
#define WAIT_ABANDONED_0 0x00000080U
#define WAIT_IO_COMPLETION 0x000000C0U
#endif
#ifndef MAXIMUM_WAIT_OBJECTS
#define MAXIMUM_WAIT_OBJECTS 64
#endif
#define CREATE_EVENT_MANUAL_RESET 0x00000001
#define CREATE_EVENT_INITIAL_SET 0x00000002
#define CREATE_MUTEX_INITIAL_OWNER 0x00000001
#define CREATE_WAITABLE_TIMER_MANUAL_RESET 0x00000001
#define EVENT_MODIFY_STATE 0x0002
#define EVENT_ALL_ACCESS 0x1F0003
#define MUTEX_MODIFY_STATE 0x0001
#define MUTEX_ALL_ACCESS 0x1F0001
#define SEMAPHORE_MODIFY_STATE 0x0002
#define SEMAPHORE_ALL_ACCESS 0x1F0003
#define TIMER_MODIFY_STATE 0x0002
#define TIMER_ALL_ACCESS 0x1F0003

#if CF2_OWN_WINDOWS_TYPES
#ifndef CreateEvent
#define CreateEvent CF2_GENERIC(CreateEvent)
#endif
#ifndef CreateWaitableTimer
#define CreateWaitableTimer CF2_GENERIC(CreateWaitableTimer)
#endif
#define CreateEventEx CF2_GENERIC(CreateEventEx)
#define OpenEvent CF2_GENERIC(OpenEvent)
#define CreateMutex CF2_GENERIC(CreateMutex)
#define CreateMutexEx CF2_GENERIC(CreateMutexEx)
#define OpenMutex CF2_GENERIC(OpenMutex)
#define CreateSemaphore CF2_GENERIC(CreateSemaphore)
#define CreateSemaphoreEx CF2_GENERIC(CreateSemaphoreEx)
#define OpenSemaphore CF2_GENERIC(OpenSemaphore)
#define OpenWaitableTimer CF2_GENERIC(OpenWaitableTimer)

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

/* No thread waits alertably: there are no completion routines. */
static inline DWORD SleepEx(DWORD dwMilliseconds, BOOL bAlertable)
{
    (void)bAlertable;
    Sleep(dwMilliseconds);
    return 0;
}

/* ---- Events ---- */

static inline HANDLE CreateEventW(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                                  LPCWSTR lpName)
{
    (void)lpEventAttributes;
    return CopyFile2CreateEvent(bManualReset, bInitialState, lpName, sizeof(WCHAR));
}

static inline HANDLE CreateEventA(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                                  LPCSTR lpName)
{
    (void)lpEventAttributes;
    return CopyFile2CreateEvent(bManualReset, bInitialState, lpName, 1);
}

static inline HANDLE CreateEventExW(LPSECURITY_ATTRIBUTES lpEventAttributes, LPCWSTR lpName, DWORD dwFlags,
                                    DWORD dwDesiredAccess)
{
    (void)dwDesiredAccess;
    return CreateEventW(lpEventAttributes, (dwFlags & CREATE_EVENT_MANUAL_RESET) != 0,
                        (dwFlags & CREATE_EVENT_INITIAL_SET) != 0, lpName);
}

static inline HANDLE CreateEventExA(LPSECURITY_ATTRIBUTES lpEventAttributes, LPCSTR lpName, DWORD dwFlags,
                                    DWORD dwDesiredAccess)
{
    (void)dwDesiredAccess;
    return CreateEventA(lpEventAttributes, (dwFlags & CREATE_EVENT_MANUAL_RESET) != 0,
                        (dwFlags & CREATE_EVENT_INITIAL_SET) != 0, lpName);
}

static inline HANDLE OpenEventW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(0, lpName, sizeof(WCHAR));
}

static inline HANDLE OpenEventA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(0, lpName, 1);
}

static inline BOOL SetEvent(HANDLE hEvent)
{
    return CopyFile2SetEvent(hEvent, TRUE);
}

static inline BOOL ResetEvent(HANDLE hEvent)
{
    return CopyFile2SetEvent(hEvent, FALSE);
}

/* ---- Mutexes ---- */

static inline HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCWSTR lpName)
{
    (void)lpMutexAttributes;
    return CopyFile2CreateMutex(bInitialOwner, lpName, sizeof(WCHAR));
}

static inline HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCSTR lpName)
{
    (void)lpMutexAttributes;
    return CopyFile2CreateMutex(bInitialOwner, lpName, 1);
}

static inline HANDLE CreateMutexExW(LPSECURITY_ATTRIBUTES lpMutexAttributes, LPCWSTR lpName, DWORD dwFlags,
                                    DWORD dwDesiredAccess)
{
    (void)dwDesiredAccess;
    return CreateMutexW(lpMutexAttributes, (dwFlags & CREATE_MUTEX_INITIAL_OWNER) != 0, lpName);
}

static inline HANDLE CreateMutexExA(LPSECURITY_ATTRIBUTES lpMutexAttributes, LPCSTR lpName, DWORD dwFlags,
                                    DWORD dwDesiredAccess)
{
    (void)dwDesiredAccess;
    return CreateMutexA(lpMutexAttributes, (dwFlags & CREATE_MUTEX_INITIAL_OWNER) != 0, lpName);
}

static inline HANDLE OpenMutexW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(1, lpName, sizeof(WCHAR));
}

static inline HANDLE OpenMutexA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(1, lpName, 1);
}

static inline BOOL ReleaseMutex(HANDLE hMutex)
{
    return CopyFile2ReleaseMutex(hMutex);
}

/* ---- Semaphores ---- */

static inline HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                                      LONG lMaximumCount, LPCWSTR lpName)
{
    (void)lpSemaphoreAttributes;
    return CopyFile2CreateSemaphore(lInitialCount, lMaximumCount, lpName, sizeof(WCHAR));
}

static inline HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                                      LONG lMaximumCount, LPCSTR lpName)
{
    (void)lpSemaphoreAttributes;
    return CopyFile2CreateSemaphore(lInitialCount, lMaximumCount, lpName, 1);
}

static inline HANDLE CreateSemaphoreExW(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                                        LONG lMaximumCount, LPCWSTR lpName, DWORD dwFlags, DWORD dwDesiredAccess)
{
    (void)dwFlags, (void)dwDesiredAccess;
    return CreateSemaphoreW(lpSemaphoreAttributes, lInitialCount, lMaximumCount, lpName);
}

static inline HANDLE CreateSemaphoreExA(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                                        LONG lMaximumCount, LPCSTR lpName, DWORD dwFlags, DWORD dwDesiredAccess)
{
    (void)dwFlags, (void)dwDesiredAccess;
    return CreateSemaphoreA(lpSemaphoreAttributes, lInitialCount, lMaximumCount, lpName);
}

static inline HANDLE OpenSemaphoreW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(2, lpName, sizeof(WCHAR));
}

static inline HANDLE OpenSemaphoreA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(2, lpName, 1);
}

static inline BOOL ReleaseSemaphore(HANDLE hSemaphore, LONG lReleaseCount, LPLONG lpPreviousCount)
{
    return CopyFile2ReleaseSemaphore(hSemaphore, lReleaseCount, lpPreviousCount);
}

/* ---- Waitable timers ---- */

static inline HANDLE CreateWaitableTimerW(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset, LPCWSTR lpTimerName)
{
    (void)lpTimerAttributes;
    return CopyFile2CreateWaitableTimer(bManualReset, lpTimerName, sizeof(WCHAR));
}

static inline HANDLE CreateWaitableTimerA(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset, LPCSTR lpTimerName)
{
    (void)lpTimerAttributes;
    return CopyFile2CreateWaitableTimer(bManualReset, lpTimerName, 1);
}

static inline HANDLE OpenWaitableTimerW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpTimerName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(3, lpTimerName, sizeof(WCHAR));
}

static inline HANDLE OpenWaitableTimerA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpTimerName)
{
    (void)dwDesiredAccess, (void)bInheritHandle;
    return CopyFile2OpenNamed(3, lpTimerName, 1);
}

/* The due time is a FILETIME, or negative and from now on; the period is in ms. There are no completion routines, for no thread
 * waits alertably, and no machine is woken. */
static inline BOOL SetWaitableTimer(HANDLE hTimer, const LARGE_INTEGER *lpDueTime, LONG lPeriod,
                                    PTIMERAPCROUTINE pfnCompletionRoutine, LPVOID lpArgToCompletionRoutine, BOOL fResume)
{
    (void)lpArgToCompletionRoutine, (void)fResume;
    if (lpDueTime == NULL || lPeriod < 0) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    if (pfnCompletionRoutine != NULL) {
        CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
        return FALSE;
    }
    return CopyFile2SetWaitableTimer(hTimer, lpDueTime->QuadPart, lPeriod);
}

static inline BOOL CancelWaitableTimer(HANDLE hTimer)
{
    return CopyFile2CancelWaitableTimer(hTimer);
}

/* ---- Waits ---- */

/* Ends when one of the objects is signalled (the first counts), or all of them are at the same moment. Files count as
 * signalled. */
static inline DWORD WaitForMultipleObjects(DWORD nCount, const HANDLE *lpHandles, BOOL bWaitAll, DWORD dwMilliseconds)
{
    return CopyFile2WaitForMultipleObjects(nCount, lpHandles, bWaitAll, dwMilliseconds, FALSE);
}

static inline DWORD WaitForMultipleObjectsEx(DWORD nCount, const HANDLE *lpHandles, BOOL bWaitAll, DWORD dwMilliseconds,
                                             BOOL bAlertable)
{
    (void)bAlertable;
    return WaitForMultipleObjects(nCount, lpHandles, bWaitAll, dwMilliseconds);
}

static inline DWORD WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds)
{
    return WaitForMultipleObjects(1, &hHandle, FALSE, dwMilliseconds);
}

static inline DWORD WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds, BOOL bAlertable)
{
    (void)bAlertable;
    return WaitForSingleObject(hHandle, dwMilliseconds);
}

/* ---- Critical sections: recursive, and nothing is to be cleaned up ---- */

typedef struct _RTL_CRITICAL_SECTION_DEBUG *PRTL_CRITICAL_SECTION_DEBUG;
typedef struct _RTL_CRITICAL_SECTION {
    PRTL_CRITICAL_SECTION_DEBUG DebugInfo;
    LONG LockCount;
    LONG RecursionCount;
    HANDLE OwningThread;
    HANDLE LockSemaphore;
    ULONG_PTR SpinCount;
} RTL_CRITICAL_SECTION, *PRTL_CRITICAL_SECTION;
typedef RTL_CRITICAL_SECTION CRITICAL_SECTION;
typedef PRTL_CRITICAL_SECTION PCRITICAL_SECTION, LPCRITICAL_SECTION;

static inline void InitializeCriticalSection(LPCRITICAL_SECTION lpCriticalSection)
{
    memset(lpCriticalSection, 0, sizeof(*lpCriticalSection));
}

static inline BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION lpCriticalSection, DWORD dwSpinCount)
{
    (void)dwSpinCount;
    InitializeCriticalSection(lpCriticalSection);
    return TRUE;
}

static inline BOOL InitializeCriticalSectionEx(LPCRITICAL_SECTION lpCriticalSection, DWORD dwSpinCount, DWORD Flags)
{
    (void)Flags;
    return InitializeCriticalSectionAndSpinCount(lpCriticalSection, dwSpinCount);
}

static inline void DeleteCriticalSection(LPCRITICAL_SECTION lpCriticalSection)
{
    (void)lpCriticalSection;
}

static inline void EnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection)
{
    CopyFile2EnterCriticalSection(lpCriticalSection);
}

static inline BOOL TryEnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection)
{
    return CopyFile2TryEnterCriticalSection(lpCriticalSection);
}

static inline void LeaveCriticalSection(LPCRITICAL_SECTION lpCriticalSection)
{
    CopyFile2LeaveCriticalSection(lpCriticalSection);
}

/* ---- Slim locks: not recursive ---- */

typedef struct _RTL_SRWLOCK {
    PVOID Ptr;
} RTL_SRWLOCK, *PRTL_SRWLOCK;
typedef RTL_SRWLOCK SRWLOCK, *PSRWLOCK;
#define RTL_SRWLOCK_INIT { 0 }
#define SRWLOCK_INIT RTL_SRWLOCK_INIT

static inline void InitializeSRWLock(PSRWLOCK SRWLock)
{
    SRWLock->Ptr = NULL;
}

static inline void AcquireSRWLockExclusive(PSRWLOCK SRWLock)
{
    CopyFile2AcquireSRWLock(SRWLock, FALSE);
}

static inline void AcquireSRWLockShared(PSRWLOCK SRWLock)
{
    CopyFile2AcquireSRWLock(SRWLock, TRUE);
}

static inline BOOLEAN TryAcquireSRWLockExclusive(PSRWLOCK SRWLock)
{
    return (BOOLEAN)CopyFile2TryAcquireSRWLock(SRWLock, FALSE);
}

static inline BOOLEAN TryAcquireSRWLockShared(PSRWLOCK SRWLock)
{
    return (BOOLEAN)CopyFile2TryAcquireSRWLock(SRWLock, TRUE);
}

static inline void ReleaseSRWLockExclusive(PSRWLOCK SRWLock)
{
    CopyFile2ReleaseSRWLock(SRWLock, FALSE);
}

static inline void ReleaseSRWLockShared(PSRWLOCK SRWLock)
{
    CopyFile2ReleaseSRWLock(SRWLock, TRUE);
}

/* ---- Condition variables ---- */

typedef struct _RTL_CONDITION_VARIABLE {
    PVOID Ptr;
} RTL_CONDITION_VARIABLE, *PRTL_CONDITION_VARIABLE;
typedef RTL_CONDITION_VARIABLE CONDITION_VARIABLE, *PCONDITION_VARIABLE;
#define RTL_CONDITION_VARIABLE_INIT { 0 }
#define CONDITION_VARIABLE_INIT RTL_CONDITION_VARIABLE_INIT
#define CONDITION_VARIABLE_LOCKMODE_SHARED 0x1
#define RTL_CONDITION_VARIABLE_LOCKMODE_SHARED 0x1

static inline void InitializeConditionVariable(PCONDITION_VARIABLE ConditionVariable)
{
    ConditionVariable->Ptr = NULL;
}

/* FALSE with ERROR_TIMEOUT when the time is over. A thread may wake without a reason, as on Windows. */
static inline BOOL SleepConditionVariableCS(PCONDITION_VARIABLE ConditionVariable, PCRITICAL_SECTION CriticalSection,
                                            DWORD dwMilliseconds)
{
    return CopyFile2SleepConditionVariable(ConditionVariable, CriticalSection, 0, dwMilliseconds);
}

static inline BOOL SleepConditionVariableSRW(PCONDITION_VARIABLE ConditionVariable, PSRWLOCK SRWLock,
                                             DWORD dwMilliseconds, ULONG Flags)
{
    const DWORD kind = (Flags & CONDITION_VARIABLE_LOCKMODE_SHARED) != 0 ? 2 : 1;
    return CopyFile2SleepConditionVariable(ConditionVariable, SRWLock, kind, dwMilliseconds);
}

static inline void WakeConditionVariable(PCONDITION_VARIABLE ConditionVariable)
{
    CopyFile2WakeConditionVariable(ConditionVariable, FALSE);
}

static inline void WakeAllConditionVariable(PCONDITION_VARIABLE ConditionVariable)
{
    CopyFile2WakeConditionVariable(ConditionVariable, TRUE);
}

/* ---- Once ---- */

typedef union _RTL_RUN_ONCE {
    PVOID Ptr;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE;
typedef RTL_RUN_ONCE INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define RTL_RUN_ONCE_INIT { 0 }
#define INIT_ONCE_STATIC_INIT RTL_RUN_ONCE_INIT
typedef BOOL(WINAPI *PINIT_ONCE_FN)(PINIT_ONCE InitOnce, PVOID Parameter, PVOID *Context);

static inline void InitOnceInitialize(PINIT_ONCE InitOnce)
{
    InitOnce->Ptr = NULL;
}

/* Others wait while one thread runs it. If it answers FALSE the next caller runs it again. */
static inline BOOL InitOnceExecuteOnce(PINIT_ONCE InitOnce, PINIT_ONCE_FN InitFn, PVOID Parameter, LPVOID *Context)
{
    PVOID made = NULL;
    BOOL done;
    if (!CopyFile2InitOnceBegin(InitOnce, Context)) {
        return TRUE;
    }
    done = InitFn(InitOnce, Parameter, &made);
    if (!CopyFile2InitOnceEnds(InitOnce, done, made)) {
        return FALSE;
    }
    if (done && Context != NULL) {
        *Context = made;
    }
    return done != 0;
}
#endif
#endif
