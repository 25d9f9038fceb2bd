/* Threads, mutexes, semaphores and locks of the drop-in headers. No time is measured but as a lower limit. */
#include "check.h"

static DWORD WINAPI square(LPVOID lpParameter)
{
    return *(DWORD *)lpParameter * *(DWORD *)lpParameter;
}

static DWORD WINAPI leaves_early(LPVOID lpParameter)
{
    (void)lpParameter;
    ExitThread(77);
    return 1;
}

/* K-T1: handle, exit code, suspended start */
static void starts_and_ends(void)
{
    DWORD number = 12, id = 0, code = 0;
    HANDLE thread = CreateThread(NULL, 0, square, &number, 0, &id), second;
    CHECK(thread != NULL && id != 0 && id != GetCurrentThreadId() && GetThreadId(thread) == id);
    CHECK(DuplicateHandle(GetCurrentProcess(), thread, GetCurrentProcess(), &second, 0, FALSE, DUPLICATE_SAME_ACCESS));
    CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &code) && code == 144);
    CHECK(CloseHandle(thread) && refuses(CloseHandle(thread), ERROR_INVALID_HANDLE));
    CHECK(WaitForSingleObject(second, 0) == WAIT_OBJECT_0 && CloseHandle(second)); /* K-H3: a duplicate lives on */

    thread = CreateThread(NULL, 1 << 20, square, &number, CREATE_SUSPENDED, &id);
    CHECK(GetExitCodeThread(thread, &code) && code == STILL_ACTIVE && WaitForSingleObject(thread, 1) == WAIT_TIMEOUT);
    number = 3;
    CHECK(SetThreadPriority(thread, THREAD_PRIORITY_LOWEST) && GetThreadPriority(thread) == THREAD_PRIORITY_LOWEST);
    CHECK(refuses(SetThreadPriority(thread, 3), ERROR_INVALID_PARAMETER));
    CHECK(ResumeThread(thread) == 1 && WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0 && ResumeThread(thread) == 0);
    CHECK(GetExitCodeThread(thread, &code) && code == 9 && CloseHandle(thread));

    thread = CreateThread(NULL, 0, leaves_early, NULL, 0, NULL);
    CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &code) && code == 77);
    CHECK(refuses(GetExitCodeThread(NULL, &code), ERROR_INVALID_HANDLE) && ResumeThread(NULL) == (DWORD)-1);
    CHECK(CloseHandle(thread));
}

static DWORD WINAPI takes_and_dies(LPVOID lpParameter)
{
    return WaitForSingleObject((HANDLE)lpParameter, INFINITE);
}

static DWORD WINAPI cannot_release(LPVOID lpParameter)
{
    return ReleaseMutex((HANDLE)lpParameter) ? 0 : GetLastError();
}

static DWORD run(LPTHREAD_START_ROUTINE routine, LPVOID parameter)
{
    DWORD code = STILL_ACTIVE;
    HANDLE thread = CreateThread(NULL, 0, routine, parameter, 0, NULL);
    CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &code) && CloseHandle(thread));
    return code;
}

/* K-T5: mutexes and semaphores */
static void mutexes(void)
{
    HANDLE mutex = CreateMutex(NULL, TRUE, NULL), semaphore;
    LONG before = -1;
    CHECK(WaitForSingleObject(mutex, 0) == WAIT_OBJECT_0); /* recursive */
    CHECK(run(cannot_release, mutex) == 288);
    CHECK(ReleaseMutex(mutex) && ReleaseMutex(mutex) && refuses(ReleaseMutex(mutex), 288));
    CHECK(run(takes_and_dies, mutex) == WAIT_OBJECT_0);
    CHECK(WaitForSingleObject(mutex, 0) == WAIT_ABANDONED && ReleaseMutex(mutex)); /* its owner ended */
    CHECK(CloseHandle(mutex));

    semaphore = CreateSemaphore(NULL, 1, 2, NULL);
    CHECK(WaitForSingleObject(semaphore, 0) == WAIT_OBJECT_0 && WaitForSingleObject(semaphore, 0) == WAIT_TIMEOUT);
    CHECK(ReleaseSemaphore(semaphore, 2, &before) && before == 0 && refuses(ReleaseSemaphore(semaphore, 1, &before), 298));
    CHECK(refuses(ReleaseSemaphore(semaphore, 0, NULL), ERROR_INVALID_PARAMETER) && CloseHandle(semaphore));
    CHECK(CreateSemaphore(NULL, 3, 2, NULL) == NULL && GetLastError() == ERROR_INVALID_PARAMETER);
}

static CRITICAL_SECTION section;
static SRWLOCK slim = SRWLOCK_INIT;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
static unsigned counted, ran;

static BOOL CALLBACK initialise(PINIT_ONCE InitOnce, PVOID Parameter, PVOID *Context)
{
    (void)InitOnce;
    ran++;
    *Context = &counted;
    return Parameter == NULL || ran > 1; /* the first try fails when asked to */
}

static DWORD WINAPI counts(LPVOID lpParameter)
{
    unsigned i;
    for (i = 0; i < 10000; i++) {
        if (lpParameter == NULL) {
            EnterCriticalSection(&section);
            EnterCriticalSection(&section);
            counted++;
            LeaveCriticalSection(&section);
            LeaveCriticalSection(&section);
        } else {
            AcquireSRWLockExclusive(&slim);
            counted++;
            ReleaseSRWLockExclusive(&slim);
        }
    }
    return 0;
}

static DWORD WINAPI waits_for_change(LPVOID lpParameter)
{
    if (lpParameter == NULL) {
        EnterCriticalSection(&section);
        while (counted == 0) {
            SleepConditionVariableCS(&changed, &section, INFINITE);
        }
        LeaveCriticalSection(&section);
    } else {
        AcquireSRWLockShared(&slim);
        while (counted == 0) {
            SleepConditionVariableSRW(&changed, &slim, INFINITE, CONDITION_VARIABLE_LOCKMODE_SHARED);
        }
        ReleaseSRWLockShared(&slim);
    }
    return 5;
}

static DWORD WINAPI tries(LPVOID lpParameter)
{
    (void)lpParameter;
    return (DWORD)TryEnterCriticalSection(&section) << 2 | (DWORD)TryAcquireSRWLockExclusive(&slim) << 1 |
           (DWORD)TryAcquireSRWLockShared(&slim);
}

/* K-T3, K-T4: locks keep threads apart, variables wake them, once is once */
static void locks(void)
{
    HANDLE threads[4];
    PVOID context = NULL;
    int kind;
    DWORD at;
    CHECK(InitializeCriticalSectionAndSpinCount(&section, 4000));
    for (kind = 0; kind < 2; kind++) {
        counted = 0;
        for (at = 0; at < 4; at++) {
            threads[at] = CreateThread(NULL, 0, counts, kind == 0 ? NULL : &kind, 0, NULL);
        }
        CHECK(WaitForMultipleObjects(4, threads, TRUE, INFINITE) == WAIT_OBJECT_0 && counted == 40000);
        for (at = 0; at < 4; at++) {
            CloseHandle(threads[at]);
        }
        counted = 0;
        for (at = 0; at < 4; at++) {
            threads[at] = CreateThread(NULL, 0, waits_for_change, kind == 0 ? NULL : &kind, 0, NULL);
        }
        if (kind == 0) {
            EnterCriticalSection(&section);
            counted = 1;
            LeaveCriticalSection(&section);
        } else {
            AcquireSRWLockExclusive(&slim);
            counted = 1;
            ReleaseSRWLockExclusive(&slim);
        }
        WakeAllConditionVariable(&changed);
        CHECK(WaitForMultipleObjects(4, threads, TRUE, INFINITE) == WAIT_OBJECT_0);
        for (at = 0; at < 4; at++) {
            CloseHandle(threads[at]);
        }
    }
    EnterCriticalSection(&section);
    AcquireSRWLockShared(&slim);
    CHECK(TryEnterCriticalSection(&section)); /* recursive */
    LeaveCriticalSection(&section);
    CHECK(run(tries, NULL) == 1); /* shared goes with shared, nothing else */
    ReleaseSRWLockShared(&slim);  /* that of the other thread, which is gone */
    ReleaseSRWLockShared(&slim);
    CHECK(refuses(SleepConditionVariableCS(&changed, &section, 1), ERROR_TIMEOUT));
    LeaveCriticalSection(&section);
    DeleteCriticalSection(&section);

    CHECK(!InitOnceExecuteOnce(&once, initialise, &kind, &context) && ran == 1);
    CHECK(InitOnceExecuteOnce(&once, initialise, &kind, &context) && ran == 2 && context == &counted);
    context = NULL;
    CHECK(InitOnceExecuteOnce(&once, initialise, NULL, &context) && ran == 2 && context == &counted);
}

static DWORD slot;
static DWORD WINAPI own_storage(LPVOID lpParameter)
{
    const BOOL was_empty = TlsGetValue(slot) == NULL && GetLastError() == ERROR_SUCCESS;
    return was_empty && TlsSetValue(slot, lpParameter) && TlsGetValue(slot) == lpParameter;
}

int main(void)
{
    starts_and_ends();
    mutexes();
    locks();
    slot = TlsAlloc();
    CHECK(slot != TLS_OUT_OF_INDEXES && TlsSetValue(slot, &slot) && run(own_storage, &failed) == 1); /* K-T2 */
    CHECK(TlsGetValue(slot) == &slot && TlsFree(slot));
    CHECK(GetCurrentProcessId() == (DWORD)getpid() && GetCurrentProcess() == INVALID_HANDLE_VALUE);
    return failed != 0;
}
