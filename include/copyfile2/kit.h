/*
 * copyfile2/kit.h: what the inline functions of the drop-in headers stand on where something is shared within the process:
 * handles, waits, threads, locks, the console, the messages of a thread.
 *
 * Written by hand. Programs use the Windows names in the win32 directory instead. Any thread may call any function here at any
 * time. A function that fails answers FALSE, NULL or the value that is named, and sets the last error.
 *
 * Text comes as a pointer and the size of its units (1, 2 or 4 bytes), so that one function serves every width of WCHAR.
 */
#ifndef COPYFILE2_KIT_H
#define COPYFILE2_KIT_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Handles ---- */

/* Any handle but that of a search: 6 if it is none, or closed already. */
CF2_BOOL CopyFile2CloseHandle(CF2_HANDLE hObject);
/* A second handle for the same object. dwOptions: 1 closes the first. */
CF2_BOOL CopyFile2DuplicateHandle(CF2_HANDLE hSource, CF2_HANDLE *lpTargetHandle, CF2_DWORD dwOptions);

/* ---- Events, mutexes, semaphores, timers. pvName may be NULL; the last error is 183 when the name was taken, else 0. ---- */

CF2_HANDLE CopyFile2CreateEvent(CF2_BOOL bManualReset, CF2_BOOL bInitialState, const void *pvName, CF2_DWORD cbUnit);
CF2_HANDLE CopyFile2CreateMutex(CF2_BOOL bInitialOwner, const void *pvName, CF2_DWORD cbUnit);
CF2_HANDLE CopyFile2CreateSemaphore(CF2_LONG lInitialCount, CF2_LONG lMaximumCount, const void *pvName, CF2_DWORD cbUnit);
CF2_HANDLE CopyFile2CreateWaitableTimer(CF2_BOOL bManualReset, const void *pvName, CF2_DWORD cbUnit);
/* dwKind: 0 event, 1 mutex, 2 semaphore, 3 timer. */
CF2_HANDLE CopyFile2OpenNamed(CF2_DWORD dwKind, const void *pvName, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2SetEvent(CF2_HANDLE hEvent, CF2_BOOL bSet);
/* llDue: 100 ns since 1601, or negative and from now on. lPeriod: ms. */
CF2_BOOL CopyFile2SetWaitableTimer(CF2_HANDLE hTimer, int64_t llDue, CF2_LONG lPeriod);
CF2_BOOL CopyFile2CancelWaitableTimer(CF2_HANDLE hTimer);
CF2_BOOL CopyFile2ReleaseMutex(CF2_HANDLE hMutex);
CF2_BOOL CopyFile2ReleaseSemaphore(CF2_HANDLE hSemaphore, CF2_LONG lReleaseCount, CF2_LONG *lpPreviousCount);
/* The number of the handle, 0x80 and the number for a mutex whose thread has ended, 0x102 when the time is over, 0xFFFFFFFF for a
 * failure. bMessages waits for messages of the calling thread as well. */
CF2_DWORD CopyFile2WaitForMultipleObjects(CF2_DWORD nCount, const CF2_HANDLE *lpHandles, CF2_BOOL bWaitAll,
                                          CF2_DWORD dwMilliseconds, CF2_BOOL bMessages);

/* ---- Threads. The header starts the thread; these are the object behind its handle. ---- */

void *CopyFile2NewThread(CF2_DWORD dwCreationFlags, CF2_HANDLE *phThread);
void CopyFile2NoThread(void *pvThread, CF2_HANDLE hThread);
void CopyFile2ThreadBegins(void *pvThread);
void CopyFile2ThreadEnds(CF2_DWORD dwExitCode);
CF2_DWORD CopyFile2GetThreadId(CF2_HANDLE hThread);
CF2_DWORD CopyFile2GetCurrentThreadId(void);
CF2_BOOL CopyFile2GetExitCodeThread(CF2_HANDLE hThread, CF2_DWORD *lpExitCode);
CF2_DWORD CopyFile2ResumeThread(CF2_HANDLE hThread);
CF2_BOOL CopyFile2SetThreadPriority(CF2_HANDLE hThread, int nPriority);
int CopyFile2GetThreadPriority(CF2_HANDLE hThread);

/* ---- Locks in the program's memory, zeroed at first ---- */

void CopyFile2EnterCriticalSection(void *pSection);
CF2_BOOL CopyFile2TryEnterCriticalSection(void *pSection);
void CopyFile2LeaveCriticalSection(void *pSection);
void CopyFile2AcquireSRWLock(void *pLock, CF2_BOOL bShared);
CF2_BOOL CopyFile2TryAcquireSRWLock(void *pLock, CF2_BOOL bShared);
void CopyFile2ReleaseSRWLock(void *pLock, CF2_BOOL bShared);
/* dwKind: 0 critical section, 1 slim lock held exclusively, 2 held shared. */
CF2_BOOL CopyFile2SleepConditionVariable(void *pVariable, void *pvLock, CF2_DWORD dwKind, CF2_DWORD dwMilliseconds);
void CopyFile2WakeConditionVariable(void *pVariable, CF2_BOOL bAll);
CF2_BOOL CopyFile2InitOnceBegin(void *pOnce, void **ppvContext);
CF2_BOOL CopyFile2InitOnceEnds(void *pOnce, CF2_BOOL bDone, void *pvContext);

/* ---- The console ---- */

CF2_BOOL CopyFile2SetConsoleCtrlHandler(CF2_BOOL (*pRoutine)(CF2_DWORD dwCtrlType), CF2_BOOL bAdd);
CF2_BOOL CopyFile2GenerateConsoleCtrlEvent(CF2_DWORD dwEvent);
CF2_BOOL CopyFile2GetConsoleMode(CF2_HANDLE hConsole, CF2_DWORD *lpMode);
CF2_BOOL CopyFile2SetConsoleMode(CF2_HANDLE hConsole, CF2_DWORD dwMode);
/* Columns in the low word, rows in the high one. */
CF2_DWORD CopyFile2GetConsoleSize(CF2_HANDLE hConsole);

/* ---- Messages of a thread ---- */

typedef struct cf2_message {
    CF2_DWORD kind;
    CF2_DWORD time;
    uintptr_t parameters[2];
} cf2_message;
CF2_BOOL CopyFile2GetMessage(cf2_message *pMessage, CF2_DWORD uFirst, CF2_DWORD uLast);
CF2_BOOL CopyFile2PeekMessage(cf2_message *pMessage, CF2_DWORD uFirst, CF2_DWORD uLast, CF2_BOOL bRemove);
CF2_BOOL CopyFile2PostThreadMessage(CF2_DWORD dwThread, CF2_DWORD uKind, CF2_DWORD dwTime, uintptr_t wParam, uintptr_t lParam);
void CopyFile2PostQuitMessage(int nExitCode);

#ifdef __cplusplus
}
#endif

#endif /* COPYFILE2_KIT_H */
