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

/* ---- Variables, the command line, the running program. Lengths without the NUL, or the size needed with it. ---- */

CF2_DWORD CopyFile2GetEnvironmentVariable(const void *pvName, void *pvBuffer, CF2_DWORD cUnits, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2SetEnvironmentVariable(const void *pvName, const void *pvValue, CF2_DWORD cbUnit);
/* The count includes the NUL. */
CF2_DWORD CopyFile2ExpandEnvironmentStrings(const void *pvText, void *pvBuffer, CF2_DWORD cUnits, CF2_DWORD cbUnit);
/* For free. */
void *CopyFile2GetEnvironmentStrings(CF2_DWORD cbUnit);
/* Stays the library's. */
void *CopyFile2GetCommandLine(CF2_DWORD cbUnit);
/* One block, for free. */
void *CopyFile2CommandLineToArgv(const void *pvLine, int *pCount, CF2_DWORD cbUnit);
/* Cut with 122 if the buffer is too small. */
CF2_DWORD CopyFile2GetProgramName(void *pvBuffer, CF2_DWORD cUnits, CF2_DWORD cbUnit);

/* A text in units of that size, to be kept for ever: the same pointer for the same text. */
void *CopyFile2KeepText(const char *pszText, CF2_DWORD cbUnit);
/* Units of text to a terminal, in UTF-8: 6 for what is none. The count may be NULL. */
CF2_BOOL CopyFile2WriteConsole(CF2_HANDLE hConsole, const void *pvText, CF2_DWORD cUnits, CF2_DWORD *pcWritten, CF2_DWORD cbUnit);
/* A line from a terminal, with CR LF; what does not fit comes with the next call. */
CF2_BOOL CopyFile2ReadConsole(CF2_HANDLE hConsole, void *pvBuffer, CF2_DWORD cUnits, CF2_DWORD *pcRead, CF2_DWORD cbUnit);
/* One key from the terminal (or a byte of standard input), without waiting for a line; -1 at the end. bEcho shows it. */
int CopyFile2ReadKey(CF2_BOOL bEcho);
/* Whether one waits. */
CF2_BOOL CopyFile2HasKey(void);

/* ---- The machine, the user, the log, letters ---- */

typedef struct cf2_system {
    CF2_DWORD page_size;
    CF2_DWORD processors; /* that the process may use */
    CF2_DWORD online;
    CF2_DWORD architecture; /* 9 x86-64, 12 ARM64, 0 x86, 5 ARM */
    uint64_t memory;
    uint64_t available_memory;
} cf2_system;
void CopyFile2GetSystem(cf2_system *pSystem);
/* dwWhose: 0 the machine, 1 the user. */
CF2_DWORD CopyFile2GetName(CF2_DWORD dwWhose, void *pvBuffer, CF2_DWORD cUnits, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2IsTraced(void);
void CopyFile2LogText(const void *pvText, CF2_DWORD cbUnit);
CF2_DWORD CopyFile2ChangeCase(CF2_DWORD dwCharacter, CF2_BOOL bUpper);
/* 1 letter, 2 digit, 4 upper case, 8 lower case, 16 space, 32 control, 64 punctuation */
int CopyFile2CharacterKind(CF2_DWORD dwCharacter);

/* ---- Memory: blocks of malloc ---- */

CF2_HANDLE CopyFile2HeapCreate(void);
void CopyFile2HeapNotes(CF2_HANDLE hHeap, const void *pvBlock, CF2_BOOL bFreed);
CF2_BOOL CopyFile2HeapDestroy(CF2_HANDLE hHeap);
size_t CopyFile2BlockSize(void *pvBlock);
void *CopyFile2VirtualAlloc(size_t cb);
CF2_BOOL CopyFile2VirtualFree(void *pvBlock);

#ifdef __cplusplus
}
#endif

#endif /* COPYFILE2_KIT_H */
