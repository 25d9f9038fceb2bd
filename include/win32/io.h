/* Drop-in io.h: descriptors: Microsoft's names, and the way from a descriptor to a handle and back. */
#ifndef COPYFILE2_WIN32_IO_H
#define COPYFILE2_WIN32_IO_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<io.h>)
#include_next <io.h>
#endif
#endif
#include "winnt.h"
#include <copyfile2/crt.h>

#if CF2_OWN_WINDOWS_TYPES
#ifdef __cplusplus
extern "C" {
#endif
CF2_HANDLE CopyFile2HandleOfDescriptor(int fd);
int CopyFile2DescriptorOfHandle(CF2_HANDLE hFile);
#ifdef __cplusplus
}
#endif

/* A handle that the descriptor owns: never close it. -1 and EBADF for no descriptor (K-R2). */
static inline intptr_t _get_osfhandle(int fd)
{
    const CF2_HANDLE handle = CopyFile2HandleOfDescriptor(fd);
    if (handle == NULL || handle == INVALID_HANDLE_VALUE) {
        errno = EBADF;
        return -1;
    }
    return (intptr_t)handle;
}

/* A descriptor that owns the handle now: _close closes both, and the handle must not be closed any more. */
static inline int _open_osfhandle(intptr_t osfhandle, int flags)
{
    const int fd = CopyFile2DescriptorOfHandle((CF2_HANDLE)osfhandle);
    (void)flags;
    if (fd < 0) {
        errno = EBADF;
    }
    return fd;
}
#endif
#endif
