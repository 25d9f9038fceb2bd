/* Has a process that was started suspended load a DLL before its first step. */
#ifndef INJECT_H
#define INJECT_H

#include <windows.h>

/* Whether the DLL is there. A 32-bit process goes on without it. */
static BOOL inject(HANDLE process, const WCHAR *dll)
{
    const SIZE_T size = (lstrlenW(dll) + 1) * sizeof *dll;
    BOOL is_32_bit = FALSE;
    DWORD loaded = 0;
    HANDLE thread = NULL;
    void *there;
    if (!IsWow64Process(process, &is_32_bit) || is_32_bit) {
        return FALSE;
    }
    there = VirtualAllocEx(process, NULL, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (there && WriteProcessMemory(process, there, dll, size, NULL)) {
        /* kernel32 has the same address in every process. */
        thread = CreateRemoteThread(process, NULL, 0, (LPTHREAD_START_ROUTINE)(void *)LoadLibraryW, there, 0, NULL);
    }
    if (thread) {
        WaitForSingleObject(thread, INFINITE);
        GetExitCodeThread(thread, &loaded);
        CloseHandle(thread);
    }
    if (there) {
        VirtualFreeEx(process, there, 0, MEM_RELEASE);
    }
    return loaded != 0;
}

#endif
