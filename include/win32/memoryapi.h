/* Drop-in memoryapi.h: pages of memory. Inline over copyfile2/kit.h. */
#ifndef COPYFILE2_WIN32_MEMORYAPI_H
#define COPYFILE2_WIN32_MEMORYAPI_H
#include "winnt.h"
#include <copyfile2/kit.h>

#if CF2_OWN_WINDOWS_TYPES
#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04
#define PAGE_WRITECOPY 0x08
#define PAGE_EXECUTE_READ 0x20
#define PAGE_EXECUTE_READWRITE 0x40
#define MEM_COMMIT 0x00001000
#define MEM_RESERVE 0x00002000
#define MEM_DECOMMIT 0x00004000
#define MEM_RELEASE 0x00008000
#define MEM_TOP_DOWN 0x00100000

/* New pages, zeroed, whatever protection is asked for; with an address, pages that were reserved before. */
static inline LPVOID VirtualAlloc(LPVOID lpAddress, SIZE_T dwSize, DWORD flAllocationType, DWORD flProtect)
{
    (void)flProtect;
    if ((flAllocationType & (MEM_COMMIT | MEM_RESERVE)) == 0 || (lpAddress != NULL && (flAllocationType & MEM_RESERVE) != 0)) {
        CopyFile2SetLastError(lpAddress != NULL ? ERROR_INVALID_ADDRESS : ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return lpAddress != NULL ? lpAddress : CopyFile2VirtualAlloc(dwSize);
}

/* Pages that are only decommitted stay. */
static inline BOOL VirtualFree(LPVOID lpAddress, SIZE_T dwSize, DWORD dwFreeType)
{
    if (dwFreeType == MEM_DECOMMIT) {
        return TRUE;
    }
    if (dwFreeType != MEM_RELEASE || dwSize != 0) {
        CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    return CopyFile2VirtualFree(lpAddress);
}
#endif
#endif
