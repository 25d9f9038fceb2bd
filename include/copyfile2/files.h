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

/* ---- Files by name. dwFlagsAndAttributes and the other numbers are those of CreateFile. ---- */

CF2_HANDLE CopyFile2CreateFile(const void *pvName, CF2_DWORD cbUnit, CF2_DWORD dwAccess, CF2_DWORD dwDisposition,
                               CF2_DWORD dwFlagsAndAttributes, CF2_BOOL bInherit);
CF2_BOOL CopyFile2DeleteFile(const void *pvName, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2CreateDirectory(const void *pvName, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2CreateDirectoryEx(const void *pvTemplate, const void *pvName, CF2_DWORD cbUnit);
/* All levels. Returns the code, and leaves the last error. */
CF2_DWORD CopyFile2CreateDirectoryTree(const void *pvName, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2RemoveDirectory(const void *pvName, CF2_DWORD cbUnit);
CF2_DWORD CopyFile2GetFileAttributes(const void *pvName, CF2_DWORD cbUnit);
/* A WIN32_FILE_ATTRIBUTE_DATA: nine DWORDs. */
CF2_BOOL CopyFile2GetFileAttributesEx(const void *pvName, CF2_DWORD cbUnit, void *pvData);
CF2_BOOL CopyFile2SetFileAttributes(const void *pvName, CF2_DWORD cbUnit, CF2_DWORD dwAttributes);

/* ---- Files by handle: one of CopyFile2CreateFile, of a progress routine, or of a standard stream ---- */

CF2_BOOL CopyFile2ReadFile(CF2_HANDLE hFile, void *pvBuffer, CF2_DWORD cbBuffer, CF2_DWORD *pcbRead, void *pOverlapped);
CF2_BOOL CopyFile2WriteFile(CF2_HANDLE hFile, const void *pvBuffer, CF2_DWORD cbBuffer, CF2_DWORD *pcbWritten,
                            void *pOverlapped);
CF2_DWORD CopyFile2SetFilePointer(CF2_HANDLE hFile, CF2_LONG lDistance, CF2_LONG *plHigh, CF2_DWORD dwMethod);
CF2_BOOL CopyFile2SetFilePointerEx(CF2_HANDLE hFile, int64_t llDistance, int64_t *pllPosition, CF2_DWORD dwMethod);
CF2_BOOL CopyFile2SetEndOfFile(CF2_HANDLE hFile);
CF2_BOOL CopyFile2FlushFileBuffers(CF2_HANDLE hFile);
CF2_BOOL CopyFile2GetFileSizeEx(CF2_HANDLE hFile, int64_t *pllSize);
/* Times are 100 ns since 1601. Each pointer may be NULL; 0 and all bits set leave a time as it is. */
CF2_BOOL CopyFile2GetFileTime(CF2_HANDLE hFile, uint64_t *pCreated, uint64_t *pAccessed, uint64_t *pWritten);
CF2_BOOL CopyFile2SetFileTime(CF2_HANDLE hFile, uint64_t ullAccessed, uint64_t ullWritten);
CF2_DWORD CopyFile2GetFileType(CF2_HANDLE hFile);
/* A BY_HANDLE_FILE_INFORMATION: thirteen DWORDs. */
CF2_BOOL CopyFile2GetFileInformationByHandle(CF2_HANDLE hFile, void *pvInformation);
/* dwFlags: 1 does not wait, 2 locks for this handle only. */
CF2_BOOL CopyFile2LockFile(CF2_HANDLE hFile, CF2_DWORD dwFlags, uint64_t ullOffset, uint64_t ullLength);
CF2_BOOL CopyFile2UnlockFile(CF2_HANDLE hFile, uint64_t ullOffset, uint64_t ullLength);

/* ---- Handles and descriptors ---- */

/* The handle that a descriptor owns: never close it. INVALID_HANDLE_VALUE with 6 for one that is not open. */
CF2_HANDLE CopyFile2HandleOfDescriptor(int fd);
/* A descriptor that owns the file from now on; the handle ends. -1 with 6 for what is no file. */
int CopyFile2DescriptorOfHandle(CF2_HANDLE hFile);
/* A handle that owns the descriptor: CloseHandle closes it. */
CF2_HANDLE CopyFile2AdoptDescriptor(int fd);
CF2_BOOL CopyFile2IsFile(CF2_HANDLE hFile);
/* dwStream: -10, -11 or -12. */
CF2_HANDLE CopyFile2GetStdHandle(CF2_DWORD dwStream);
CF2_BOOL CopyFile2SetStdHandle(CF2_DWORD dwStream, CF2_HANDLE hFile);

/* ---- Searches. pvData is a WIN32_FIND_DATA or WIN32_FIND_STREAM_DATA in the unit's width. ---- */

CF2_HANDLE CopyFile2FindFirstFile(const void *pvPattern, CF2_DWORD cbUnit, CF2_DWORD dwLevel, void *pvData,
                                  CF2_DWORD dwOperation, const void *pvFilter, CF2_DWORD dwFlags);
CF2_BOOL CopyFile2FindNextFile(CF2_HANDLE hFind, void *pvData, CF2_DWORD cbUnit);
CF2_HANDLE CopyFile2FindFirstStream(const void *pvName, CF2_DWORD cbUnit, CF2_DWORD dwLevel, void *pvData);
CF2_BOOL CopyFile2FindNextStream(CF2_HANDLE hFind, void *pvData, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2FindClose(CF2_HANDLE hFind);

/* ---- Paths. Each returns the length without the NUL, or the size that is needed with it, or 0 with the last error. ---- */

CF2_DWORD CopyFile2GetFullPathName(const void *pvName, CF2_DWORD cbUnit, CF2_DWORD cchBuffer, void *pvBuffer,
                                   void **ppvFilePart);
CF2_DWORD CopyFile2GetLongPathName(const void *pvName, CF2_DWORD cbUnit, void *pvBuffer, CF2_DWORD cchBuffer);
CF2_DWORD CopyFile2GetCurrentDirectory(CF2_DWORD cchBuffer, void *pvBuffer, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2SetCurrentDirectory(const void *pvName, CF2_DWORD cbUnit);
CF2_DWORD CopyFile2GetTempPath(CF2_DWORD cchBuffer, void *pvBuffer, CF2_DWORD cbUnit);
/* The number, or 0. The buffer has room for MAX_PATH units. */
CF2_DWORD CopyFile2GetTempFileName(const void *pvDirectory, const void *pvPrefix, CF2_DWORD dwUnique, void *pvBuffer,
                                   CF2_DWORD cbUnit);
CF2_DWORD CopyFile2SearchPath(const void *pvDirectories, const void *pvName, const void *pvExtension, CF2_DWORD cbUnit,
                              CF2_DWORD cchBuffer, void *pvBuffer, void **ppvFilePart);

/* ---- Information by handle, links. cbUnit is the size of WCHAR. ---- */

CF2_BOOL CopyFile2GetFileInformationByHandleEx(CF2_HANDLE hFile, CF2_DWORD dwClass, void *pvInformation,
                                               CF2_DWORD cbInformation, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2SetFileInformationByHandle(CF2_HANDLE hFile, CF2_DWORD dwClass, const void *pvInformation,
                                             CF2_DWORD cbInformation, CF2_DWORD cbUnit);
CF2_DWORD CopyFile2GetFinalPathNameByHandle(CF2_HANDLE hFile, void *pvBuffer, CF2_DWORD cchBuffer, CF2_DWORD dwFlags,
                                            CF2_DWORD cbUnit);
CF2_BOOL CopyFile2CreateHardLink(const void *pvNew, const void *pvExisting, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2CreateSymbolicLink(const void *pvLink, const void *pvTarget, CF2_DWORD dwFlags, CF2_DWORD cbUnit);
/* The count may be NULL only with an OVERLAPPED. */
CF2_BOOL CopyFile2DeviceIoControl(CF2_HANDLE hFile, CF2_DWORD dwCode, const void *pvIn, CF2_DWORD cbIn, void *pvOut,
                                  CF2_DWORD cbOut, CF2_DWORD *pcbReturned, void *pOverlapped);

/* ---- Volumes. A NULL root is that of the working directory. ---- */

/* pSpace: bytes free to the caller, in all, free in all, of an allocation unit. */
CF2_BOOL CopyFile2GetDiskFreeSpace(const void *pvDirectory, CF2_DWORD cbUnit, uint64_t *pSpace);
CF2_DWORD CopyFile2GetDriveType(const void *pvRoot, CF2_DWORD cbUnit);
/* pNumbers: serial number, longest part of a name, flags. */
CF2_BOOL CopyFile2GetVolumeInformation(const void *pvRoot, void *pvLabel, CF2_DWORD cchLabel, CF2_DWORD *pNumbers,
                                       void *pvFileSystem, CF2_DWORD cchFileSystem, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2GetVolumeInformationByHandle(CF2_HANDLE hFile, void *pvLabel, CF2_DWORD cchLabel, CF2_DWORD *pNumbers,
                                               void *pvFileSystem, CF2_DWORD cchFileSystem, CF2_DWORD cbUnit);
CF2_BOOL CopyFile2GetVolumePathName(const void *pvName, void *pvBuffer, CF2_DWORD cchBuffer, CF2_DWORD cbUnit);
CF2_DWORD CopyFile2GetLogicalDrives(void);
CF2_DWORD CopyFile2QueryDosDevice(const void *pvName, void *pvBuffer, CF2_DWORD cchBuffer, CF2_DWORD cbUnit);

#ifdef __cplusplus
}
#endif
#endif
