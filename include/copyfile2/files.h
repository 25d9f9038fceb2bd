/*
 * copyfile2/files.h: what the file functions of include/win32 stand on. Written by hand.
 *
 * Names and texts come as a pointer and the size of their unit in bytes: 1 for bytes, 2 for UTF-16, 4 for UTF-32. Unless a
 * function says otherwise: any thread may call it at any time; it keeps none of its pointers; a failure sets the thread's last
 * error, and a success leaves it.
 */
#ifndef COPYFILE2_FILES_H
#define COPYFILE2_FILES_H
#include "../copyfile2.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The Unix path of a name, by the rules of CopyFile2UnixPath. The caller frees it with free(). NULL with the last error: 3 for
 * NULL, "" and a drive without a root, 53, 123, 8 without memory, 87 for another unit. */
char *CopyFile2UnixPathOf(const void *pvName, CF2_DWORD cbUnit);

#ifdef __cplusplus
}
#endif
#endif
