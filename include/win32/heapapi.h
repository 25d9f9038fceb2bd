/* Drop-in heapapi.h: heaps. One allocator stands below all, so a block may be freed by another family (K-M1). Inline. */
#ifndef COPYFILE2_WIN32_HEAPAPI_H
#define COPYFILE2_WIN32_HEAPAPI_H
#include "winnt.h"
#include <copyfile2/kit.h>
#include <stdlib.h>
#include <string.h>

#if CF2_OWN_WINDOWS_TYPES
#define HEAP_NO_SERIALIZE 0x00000001
#define HEAP_GROWABLE 0x00000002
#define HEAP_GENERATE_EXCEPTIONS 0x00000004
#define HEAP_ZERO_MEMORY 0x00000008
#define HEAP_REALLOC_IN_PLACE_ONLY 0x00000010

static inline HANDLE GetProcessHeap(void)
{
    return (HANDLE)(intptr_t)0x8; /* only the library's table is asked for handles, and it has no such one */
}

static inline HANDLE HeapCreate(DWORD flOptions, SIZE_T dwInitialSize, SIZE_T dwMaximumSize)
{
    (void)flOptions, (void)dwInitialSize, (void)dwMaximumSize;
    return CopyFile2HeapCreate();
}

/* Frees what is left in it. */
static inline BOOL HeapDestroy(HANDLE hHeap)
{
    return CopyFile2HeapDestroy(hHeap);
}

static inline LPVOID HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes)
{
    LPVOID block = (dwFlags & HEAP_ZERO_MEMORY) != 0 ? calloc(1, dwBytes == 0 ? 1 : dwBytes) : malloc(dwBytes == 0 ? 1 : dwBytes);
    if (block == NULL) {
        CopyFile2SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    }
    CopyFile2HeapNotes(hHeap, block, FALSE);
    return block;
}

static inline BOOL HeapFree(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem)
{
    (void)hHeap, (void)dwFlags;
    CopyFile2HeapNotes(hHeap, lpMem, TRUE);
    free(lpMem);
    return TRUE;
}

static inline SIZE_T HeapSize(HANDLE hHeap, DWORD dwFlags, LPCVOID lpMem)
{
    (void)hHeap, (void)dwFlags;
    return CopyFile2BlockSize((LPVOID)lpMem);
}

/* The block stays as it is when there is no memory. */
static inline LPVOID cf2_reallocate(HANDLE heap, LPVOID block, SIZE_T bytes, int zeroed)
{
    const SIZE_T before = CopyFile2BlockSize(block);
    LPVOID moved;
    CopyFile2HeapNotes(heap, block, TRUE);
    moved = realloc(block, bytes == 0 ? 1 : bytes);
    if (moved == NULL) {
        CopyFile2HeapNotes(heap, block, FALSE);
        CopyFile2SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    CopyFile2HeapNotes(heap, moved, FALSE);
    if (zeroed && bytes > before) {
        memset((char *)moved + before, 0, bytes - before);
    }
    return moved;
}

static inline LPVOID HeapReAlloc(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem, SIZE_T dwBytes)
{
    if (lpMem == NULL || (dwFlags & HEAP_REALLOC_IN_PLACE_ONLY) != 0) {
        CopyFile2SetLastError(lpMem == NULL ? ERROR_INVALID_PARAMETER : ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    return cf2_reallocate(hHeap, lpMem, dwBytes, (dwFlags & HEAP_ZERO_MEMORY) != 0);
}

static inline BOOL HeapValidate(HANDLE hHeap, DWORD dwFlags, LPCVOID lpMem)
{
    (void)hHeap, (void)dwFlags, (void)lpMem;
    return TRUE;
}
#endif
#endif
