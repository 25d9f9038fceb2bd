/* What winbase.h and fileapi.h say of files by handle, links and volumes: GetFileInformationByHandleEx and its structures,
 * GetFinalPathNameByHandle, CreateHardLink, CreateSymbolicLink, disk space, drives. Inline over copyfile2/files.h; included by
 * winbase.h. */
#ifndef COPYFILE2_WIN32_CF2_INFORMATION_H
#define COPYFILE2_WIN32_CF2_INFORMATION_H
#include "fileapi.h"

#if CF2_OWN_WINDOWS_TYPES
typedef enum _FILE_INFO_BY_HANDLE_CLASS {
    FileBasicInfo,
    FileStandardInfo,
    FileNameInfo,
    FileRenameInfo,
    FileDispositionInfo,
    FileAllocationInfo,
    FileEndOfFileInfo,
    FileStreamInfo,
    FileCompressionInfo,
    FileAttributeTagInfo,
    FileIdBothDirectoryInfo,
    FileIdBothDirectoryRestartInfo,
    FileIoPriorityHintInfo,
    FileRemoteProtocolInfo,
    FileFullDirectoryInfo,
    FileFullDirectoryRestartInfo,
    FileStorageInfo,
    FileAlignmentInfo,
    FileIdInfo,
    FileIdExtdDirectoryInfo,
    FileIdExtdDirectoryRestartInfo,
    FileDispositionInfoEx,
    FileRenameInfoEx,
    FileCaseSensitiveInfo,
    FileNormalizedNameInfo,
    MaximumFileInfoByHandleClass
} FILE_INFO_BY_HANDLE_CLASS, *PFILE_INFO_BY_HANDLE_CLASS;

typedef struct _FILE_BASIC_INFO {
    LARGE_INTEGER CreationTime;
    LARGE_INTEGER LastAccessTime;
    LARGE_INTEGER LastWriteTime;
    LARGE_INTEGER ChangeTime;
    DWORD FileAttributes;
} FILE_BASIC_INFO, *PFILE_BASIC_INFO;

typedef struct _FILE_STANDARD_INFO {
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER EndOfFile;
    DWORD NumberOfLinks;
    BOOLEAN DeletePending;
    BOOLEAN Directory;
} FILE_STANDARD_INFO, *PFILE_STANDARD_INFO;

typedef struct _FILE_NAME_INFO {
    DWORD FileNameLength; /* in bytes */
    WCHAR FileName[1];
} FILE_NAME_INFO, *PFILE_NAME_INFO;

typedef struct _FILE_RENAME_INFO {
    __extension__ union {
        BOOLEAN ReplaceIfExists;
        DWORD Flags;
    };
    HANDLE RootDirectory;
    DWORD FileNameLength; /* in bytes */
    WCHAR FileName[1];
} FILE_RENAME_INFO, *PFILE_RENAME_INFO;

typedef struct _FILE_DISPOSITION_INFO {
    BOOLEAN DeleteFile;
} FILE_DISPOSITION_INFO, *PFILE_DISPOSITION_INFO;

typedef struct _FILE_DISPOSITION_INFO_EX {
    DWORD Flags;
} FILE_DISPOSITION_INFO_EX, *PFILE_DISPOSITION_INFO_EX;

typedef struct _FILE_ALLOCATION_INFO {
    LARGE_INTEGER AllocationSize;
} FILE_ALLOCATION_INFO, *PFILE_ALLOCATION_INFO;

typedef struct _FILE_END_OF_FILE_INFO {
    LARGE_INTEGER EndOfFile;
} FILE_END_OF_FILE_INFO, *PFILE_END_OF_FILE_INFO;

typedef struct _FILE_STREAM_INFO {
    DWORD NextEntryOffset;
    DWORD StreamNameLength; /* in bytes */
    LARGE_INTEGER StreamSize;
    LARGE_INTEGER StreamAllocationSize;
    WCHAR StreamName[1];
} FILE_STREAM_INFO, *PFILE_STREAM_INFO;

typedef struct _FILE_COMPRESSION_INFO {
    LARGE_INTEGER CompressedFileSize;
    WORD CompressionFormat;
    UCHAR CompressionUnitShift;
    UCHAR ChunkShift;
    UCHAR ClusterShift;
    UCHAR Reserved[3];
} FILE_COMPRESSION_INFO, *PFILE_COMPRESSION_INFO;

typedef struct _FILE_ATTRIBUTE_TAG_INFO {
    DWORD FileAttributes;
    DWORD ReparseTag;
} FILE_ATTRIBUTE_TAG_INFO, *PFILE_ATTRIBUTE_TAG_INFO;

typedef struct _FILE_STORAGE_INFO {
    ULONG LogicalBytesPerSector;
    ULONG PhysicalBytesPerSectorForAtomicity;
    ULONG PhysicalBytesPerSectorForPerformance;
    ULONG FileSystemEffectivePhysicalBytesPerSectorForAtomicity;
    ULONG Flags;
    ULONG ByteOffsetForSectorAlignment;
    ULONG ByteOffsetForPartitionAlignment;
} FILE_STORAGE_INFO, *PFILE_STORAGE_INFO;

typedef struct _FILE_ALIGNMENT_INFO {
    ULONG AlignmentRequirement;
} FILE_ALIGNMENT_INFO, *PFILE_ALIGNMENT_INFO;

#ifndef CF2_HAS_FILE_ID_128
#define CF2_HAS_FILE_ID_128
typedef struct _FILE_ID_128 {
    BYTE Identifier[16];
} FILE_ID_128, *PFILE_ID_128;
#endif

typedef struct _FILE_ID_INFO {
    ULONGLONG VolumeSerialNumber;
    FILE_ID_128 FileId;
} FILE_ID_INFO, *PFILE_ID_INFO;

typedef struct _FILE_CASE_SENSITIVE_INFO {
    ULONG Flags;
} FILE_CASE_SENSITIVE_INFO, *PFILE_CASE_SENSITIVE_INFO;

typedef struct _FILE_IO_PRIORITY_HINT_INFO {
    DWORD PriorityHint;
} FILE_IO_PRIORITY_HINT_INFO, *PFILE_IO_PRIORITY_HINT_INFO;

typedef struct _FILE_REMOTE_PROTOCOL_INFO {
    USHORT StructureVersion;
    USHORT StructureSize;
    ULONG Protocol;
    USHORT ProtocolMajorVersion;
    USHORT ProtocolMinorVersion;
    USHORT ProtocolRevision;
    USHORT Reserved;
    ULONG Flags;
    ULONG GenericReserved[8];
    ULONG ProtocolSpecificReserved[16];
} FILE_REMOTE_PROTOCOL_INFO, *PFILE_REMOTE_PROTOCOL_INFO;

#ifndef FILE_DISPOSITION_FLAG_DO_NOT_DELETE
#define FILE_DISPOSITION_FLAG_DO_NOT_DELETE 0x00000000
#endif
#ifndef FILE_DISPOSITION_FLAG_DELETE
#define FILE_DISPOSITION_FLAG_DELETE 0x00000001
#endif
#ifndef FILE_DISPOSITION_FLAG_POSIX_SEMANTICS
#define FILE_DISPOSITION_FLAG_POSIX_SEMANTICS 0x00000002
#endif
#ifndef FILE_DISPOSITION_FLAG_FORCE_IMAGE_SECTION_CHECK
#define FILE_DISPOSITION_FLAG_FORCE_IMAGE_SECTION_CHECK 0x00000004
#endif
#ifndef FILE_DISPOSITION_FLAG_ON_CLOSE
#define FILE_DISPOSITION_FLAG_ON_CLOSE 0x00000008
#endif
#ifndef FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE
#define FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE 0x00000010
#endif
#ifndef FILE_RENAME_FLAG_REPLACE_IF_EXISTS
#define FILE_RENAME_FLAG_REPLACE_IF_EXISTS 0x00000001
#endif
#ifndef FILE_RENAME_FLAG_POSIX_SEMANTICS
#define FILE_RENAME_FLAG_POSIX_SEMANTICS 0x00000002
#endif
#ifndef FILE_CS_FLAG_CASE_SENSITIVE_DIR
#define FILE_CS_FLAG_CASE_SENSITIVE_DIR 0x00000001
#endif
#ifndef FILE_NAME_NORMALIZED
#define FILE_NAME_NORMALIZED 0x0
#endif
#ifndef FILE_NAME_OPENED
#define FILE_NAME_OPENED 0x8
#endif
#ifndef VOLUME_NAME_DOS
#define VOLUME_NAME_DOS 0x0
#endif
#ifndef VOLUME_NAME_GUID
#define VOLUME_NAME_GUID 0x1
#endif
#ifndef VOLUME_NAME_NT
#define VOLUME_NAME_NT 0x2
#endif
#ifndef VOLUME_NAME_NONE
#define VOLUME_NAME_NONE 0x4
#endif
#ifndef SYMBOLIC_LINK_FLAG_DIRECTORY
#define SYMBOLIC_LINK_FLAG_DIRECTORY 0x1
#endif
#ifndef SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE
#define SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE 0x2
#endif
#ifndef DRIVE_UNKNOWN
#define DRIVE_UNKNOWN 0
#endif
#ifndef DRIVE_NO_ROOT_DIR
#define DRIVE_NO_ROOT_DIR 1
#endif
#ifndef DRIVE_REMOVABLE
#define DRIVE_REMOVABLE 2
#endif
#ifndef DRIVE_FIXED
#define DRIVE_FIXED 3
#endif
#ifndef DRIVE_REMOTE
#define DRIVE_REMOTE 4
#endif
#ifndef DRIVE_CDROM
#define DRIVE_CDROM 5
#endif
#ifndef DRIVE_RAMDISK
#define DRIVE_RAMDISK 6
#endif
#ifndef FILE_CASE_SENSITIVE_SEARCH
#define FILE_CASE_SENSITIVE_SEARCH 0x00000001
#endif
#ifndef FILE_CASE_PRESERVED_NAMES
#define FILE_CASE_PRESERVED_NAMES 0x00000002
#endif
#ifndef FILE_UNICODE_ON_DISK
#define FILE_UNICODE_ON_DISK 0x00000004
#endif
#ifndef FILE_PERSISTENT_ACLS
#define FILE_PERSISTENT_ACLS 0x00000008
#endif
#ifndef FILE_FILE_COMPRESSION
#define FILE_FILE_COMPRESSION 0x00000010
#endif
#ifndef FILE_VOLUME_QUOTAS
#define FILE_VOLUME_QUOTAS 0x00000020
#endif
#ifndef FILE_SUPPORTS_SPARSE_FILES
#define FILE_SUPPORTS_SPARSE_FILES 0x00000040
#endif
#ifndef FILE_SUPPORTS_REPARSE_POINTS
#define FILE_SUPPORTS_REPARSE_POINTS 0x00000080
#endif
#ifndef FILE_VOLUME_IS_COMPRESSED
#define FILE_VOLUME_IS_COMPRESSED 0x00008000
#endif
#ifndef FILE_SUPPORTS_OBJECT_IDS
#define FILE_SUPPORTS_OBJECT_IDS 0x00010000
#endif
#ifndef FILE_SUPPORTS_ENCRYPTION
#define FILE_SUPPORTS_ENCRYPTION 0x00020000
#endif
#ifndef FILE_NAMED_STREAMS
#define FILE_NAMED_STREAMS 0x00040000
#endif
#ifndef FILE_READ_ONLY_VOLUME
#define FILE_READ_ONLY_VOLUME 0x00080000
#endif
#ifndef FILE_SUPPORTS_TRANSACTIONS
#define FILE_SUPPORTS_TRANSACTIONS 0x00200000
#endif
#ifndef FILE_SUPPORTS_HARD_LINKS
#define FILE_SUPPORTS_HARD_LINKS 0x00400000
#endif
#ifndef FILE_SUPPORTS_EXTENDED_ATTRIBUTES
#define FILE_SUPPORTS_EXTENDED_ATTRIBUTES 0x00800000
#endif
#ifndef FILE_SUPPORTS_BLOCK_REFCOUNTING
#define FILE_SUPPORTS_BLOCK_REFCOUNTING 0x08000000
#endif

/* ERROR_BAD_LENGTH for a buffer below the structure, ERROR_MORE_DATA for a text that does not fit. Remote protocol information of
 * a local file fails with ERROR_INVALID_PARAMETER, as programs expect. The listings of directories are left out: use FindFirstFile. */
static inline BOOL GetFileInformationByHandleEx(HANDLE hFile, FILE_INFO_BY_HANDLE_CLASS FileInformationClass,
                                                LPVOID lpFileInformation, DWORD dwBufferSize)
{
    return CopyFile2GetFileInformationByHandleEx(hFile, (CF2_DWORD)FileInformationClass, lpFileInformation, dwBufferSize, CF2_W);
}

static inline BOOL SetFileInformationByHandle(HANDLE hFile, FILE_INFO_BY_HANDLE_CLASS FileInformationClass,
                                              LPVOID lpFileInformation, DWORD dwBufferSize)
{
    return CopyFile2SetFileInformationByHandle(hFile, (CF2_DWORD)FileInformationClass, lpFileInformation, dwBufferSize, CF2_W);
}

/* Below a drive with \\?\ before it, else the Unix path: the length without the NUL, or the size that is needed with it. */
static inline DWORD GetFinalPathNameByHandleW(HANDLE hFile, LPWSTR lpszFilePath, DWORD cchFilePath, DWORD dwFlags)
{
    return CopyFile2GetFinalPathNameByHandle(hFile, lpszFilePath, cchFilePath, dwFlags, CF2_W);
}

static inline DWORD GetFinalPathNameByHandleA(HANDLE hFile, LPSTR lpszFilePath, DWORD cchFilePath, DWORD dwFlags)
{
    return CopyFile2GetFinalPathNameByHandle(hFile, lpszFilePath, cchFilePath, dwFlags, 1);
}

static inline BOOL CreateHardLinkW(LPCWSTR lpFileName, LPCWSTR lpExistingFileName, LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateHardLink(lpFileName, lpExistingFileName, CF2_W);
}

static inline BOOL CreateHardLinkA(LPCSTR lpFileName, LPCSTR lpExistingFileName, LPSECURITY_ATTRIBUTES lpSecurityAttributes)
{
    (void)lpSecurityAttributes;
    return CopyFile2CreateHardLink(lpFileName, lpExistingFileName, 1);
}

/* No privilege is needed. The target need not exist. */
static inline BOOLEAN CreateSymbolicLinkW(LPCWSTR lpSymlinkFileName, LPCWSTR lpTargetFileName, DWORD dwFlags)
{
    return (BOOLEAN)CopyFile2CreateSymbolicLink(lpSymlinkFileName, lpTargetFileName, dwFlags, CF2_W);
}

static inline BOOLEAN CreateSymbolicLinkA(LPCSTR lpSymlinkFileName, LPCSTR lpTargetFileName, DWORD dwFlags)
{
    return (BOOLEAN)CopyFile2CreateSymbolicLink(lpSymlinkFileName, lpTargetFileName, dwFlags, 1);
}

/* Any directory will do, NULL is the current one. */
static inline BOOL GetDiskFreeSpaceExW(LPCWSTR lpDirectoryName, PULARGE_INTEGER lpFreeBytesAvailableToCaller,
                                       PULARGE_INTEGER lpTotalNumberOfBytes, PULARGE_INTEGER lpTotalNumberOfFreeBytes)
{
    uint64_t space[4] = { 0, 0, 0, 0 };
    if (!CopyFile2GetDiskFreeSpace(lpDirectoryName, CF2_W, space)) {
        return FALSE;
    }
    if (lpFreeBytesAvailableToCaller != NULL) {
        lpFreeBytesAvailableToCaller->QuadPart = space[0];
    }
    if (lpTotalNumberOfBytes != NULL) {
        lpTotalNumberOfBytes->QuadPart = space[1];
    }
    if (lpTotalNumberOfFreeBytes != NULL) {
        lpTotalNumberOfFreeBytes->QuadPart = space[2];
    }
    return TRUE;
}

static inline BOOL GetDiskFreeSpaceExA(LPCSTR lpDirectoryName, PULARGE_INTEGER lpFreeBytesAvailableToCaller,
                                       PULARGE_INTEGER lpTotalNumberOfBytes, PULARGE_INTEGER lpTotalNumberOfFreeBytes)
{
    uint64_t space[4] = { 0, 0, 0, 0 };
    if (!CopyFile2GetDiskFreeSpace(lpDirectoryName, 1, space)) {
        return FALSE;
    }
    if (lpFreeBytesAvailableToCaller != NULL) {
        lpFreeBytesAvailableToCaller->QuadPart = space[0];
    }
    if (lpTotalNumberOfBytes != NULL) {
        lpTotalNumberOfBytes->QuadPart = space[1];
    }
    if (lpTotalNumberOfFreeBytes != NULL) {
        lpTotalNumberOfFreeBytes->QuadPart = space[2];
    }
    return TRUE;
}

/* Clusters are clamped at 32 bits. */
static inline void cf2_clusters(const uint64_t space[4], LPDWORD sectors, LPDWORD bytes, LPDWORD clear, LPDWORD all)
{
    const uint64_t unit = space[3] == 0 ? 512 : space[3];
    const uint64_t total = space[1] / unit, free_ones = space[0] / unit;
    if (sectors != NULL) {
        *sectors = (DWORD)(unit / 512);
    }
    if (bytes != NULL) {
        *bytes = 512;
    }
    if (clear != NULL) {
        *clear = free_ones > 0xFFFFFFFFU ? 0xFFFFFFFFU : (DWORD)free_ones;
    }
    if (all != NULL) {
        *all = total > 0xFFFFFFFFU ? 0xFFFFFFFFU : (DWORD)total;
    }
}

static inline BOOL GetDiskFreeSpaceW(LPCWSTR lpRootPathName, LPDWORD lpSectorsPerCluster, LPDWORD lpBytesPerSector,
                                     LPDWORD lpNumberOfFreeClusters, LPDWORD lpTotalNumberOfClusters)
{
    uint64_t space[4] = { 0, 0, 0, 0 };
    if (!CopyFile2GetDiskFreeSpace(lpRootPathName, CF2_W, space)) {
        return FALSE;
    }
    cf2_clusters(space, lpSectorsPerCluster, lpBytesPerSector, lpNumberOfFreeClusters, lpTotalNumberOfClusters);
    return TRUE;
}

static inline BOOL GetDiskFreeSpaceA(LPCSTR lpRootPathName, LPDWORD lpSectorsPerCluster, LPDWORD lpBytesPerSector,
                                     LPDWORD lpNumberOfFreeClusters, LPDWORD lpTotalNumberOfClusters)
{
    uint64_t space[4] = { 0, 0, 0, 0 };
    if (!CopyFile2GetDiskFreeSpace(lpRootPathName, 1, space)) {
        return FALSE;
    }
    cf2_clusters(space, lpSectorsPerCluster, lpBytesPerSector, lpNumberOfFreeClusters, lpTotalNumberOfClusters);
    return TRUE;
}

static inline UINT GetDriveTypeW(LPCWSTR lpRootPathName)
{
    return CopyFile2GetDriveType(lpRootPathName, CF2_W);
}

static inline UINT GetDriveTypeA(LPCSTR lpRootPathName)
{
    return CopyFile2GetDriveType(lpRootPathName, 1);
}

static inline void cf2_numbers(const uint32_t numbers[3], LPDWORD serial, LPDWORD longest, LPDWORD flags)
{
    if (serial != NULL) {
        *serial = numbers[0];
    }
    if (longest != NULL) {
        *longest = numbers[1];
    }
    if (flags != NULL) {
        *flags = numbers[2];
    }
}

static inline BOOL GetVolumeInformationW(LPCWSTR lpRootPathName, LPWSTR lpVolumeNameBuffer, DWORD nVolumeNameSize,
                                         LPDWORD lpVolumeSerialNumber, LPDWORD lpMaximumComponentLength,
                                         LPDWORD lpFileSystemFlags, LPWSTR lpFileSystemNameBuffer, DWORD nFileSystemNameSize)
{
    uint32_t numbers[3] = { 0, 0, 0 };
    if (!CopyFile2GetVolumeInformation(lpRootPathName, lpVolumeNameBuffer, nVolumeNameSize, numbers, lpFileSystemNameBuffer,
                                       nFileSystemNameSize, CF2_W)) {
        return FALSE;
    }
    cf2_numbers(numbers, lpVolumeSerialNumber, lpMaximumComponentLength, lpFileSystemFlags);
    return TRUE;
}

static inline BOOL GetVolumeInformationA(LPCSTR lpRootPathName, LPSTR lpVolumeNameBuffer, DWORD nVolumeNameSize,
                                         LPDWORD lpVolumeSerialNumber, LPDWORD lpMaximumComponentLength,
                                         LPDWORD lpFileSystemFlags, LPSTR lpFileSystemNameBuffer, DWORD nFileSystemNameSize)
{
    uint32_t numbers[3] = { 0, 0, 0 };
    if (!CopyFile2GetVolumeInformation(lpRootPathName, lpVolumeNameBuffer, nVolumeNameSize, numbers, lpFileSystemNameBuffer,
                                       nFileSystemNameSize, 1)) {
        return FALSE;
    }
    cf2_numbers(numbers, lpVolumeSerialNumber, lpMaximumComponentLength, lpFileSystemFlags);
    return TRUE;
}

static inline BOOL GetVolumeInformationByHandleW(HANDLE hFile, LPWSTR lpVolumeNameBuffer, DWORD nVolumeNameSize,
                                                 LPDWORD lpVolumeSerialNumber, LPDWORD lpMaximumComponentLength,
                                                 LPDWORD lpFileSystemFlags, LPWSTR lpFileSystemNameBuffer,
                                                 DWORD nFileSystemNameSize)
{
    uint32_t numbers[3] = { 0, 0, 0 };
    if (!CopyFile2GetVolumeInformationByHandle(hFile, lpVolumeNameBuffer, nVolumeNameSize, numbers, lpFileSystemNameBuffer,
                                               nFileSystemNameSize, CF2_W)) {
        return FALSE;
    }
    cf2_numbers(numbers, lpVolumeSerialNumber, lpMaximumComponentLength, lpFileSystemFlags);
    return TRUE;
}

/* The mount point above, with a separator at the end. */
static inline BOOL GetVolumePathNameW(LPCWSTR lpszFileName, LPWSTR lpszVolumePathName, DWORD cchBufferLength)
{
    return CopyFile2GetVolumePathName(lpszFileName, lpszVolumePathName, cchBufferLength, CF2_W);
}

static inline BOOL GetVolumePathNameA(LPCSTR lpszFileName, LPSTR lpszVolumePathName, DWORD cchBufferLength)
{
    return CopyFile2GetVolumePathName(lpszFileName, lpszVolumePathName, cchBufferLength, 1);
}

static inline BOOL GetVolumeNameForVolumeMountPointW(LPCWSTR lpszVolumeMountPoint, LPWSTR lpszVolumeName, DWORD cchBufferLength)
{
    (void)lpszVolumeMountPoint, (void)lpszVolumeName, (void)cchBufferLength;
    CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

static inline BOOL GetVolumeNameForVolumeMountPointA(LPCSTR lpszVolumeMountPoint, LPSTR lpszVolumeName, DWORD cchBufferLength)
{
    (void)lpszVolumeMountPoint, (void)lpszVolumeName, (void)cchBufferLength;
    CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

static inline BOOL GetVolumePathNamesForVolumeNameW(LPCWSTR lpszVolumeName, LPWSTR lpszVolumePathNames, DWORD cchBufferLength,
                                                    LPDWORD lpcchReturnLength)
{
    (void)lpszVolumeName, (void)lpszVolumePathNames, (void)cchBufferLength, (void)lpcchReturnLength;
    CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

static inline BOOL GetVolumePathNamesForVolumeNameA(LPCSTR lpszVolumeName, LPSTR lpszVolumePathNames, DWORD cchBufferLength,
                                                    LPDWORD lpcchReturnLength)
{
    (void)lpszVolumeName, (void)lpszVolumePathNames, (void)cchBufferLength, (void)lpcchReturnLength;
    CopyFile2SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

static inline HANDLE FindFirstVolumeW(LPWSTR lpszVolumeName, DWORD cchBufferLength)
{
    (void)lpszVolumeName, (void)cchBufferLength;
    CopyFile2SetLastError(ERROR_NO_MORE_FILES);
    return INVALID_HANDLE_VALUE;
}

static inline HANDLE FindFirstVolumeA(LPSTR lpszVolumeName, DWORD cchBufferLength)
{
    (void)lpszVolumeName, (void)cchBufferLength;
    CopyFile2SetLastError(ERROR_NO_MORE_FILES);
    return INVALID_HANDLE_VALUE;
}

static inline BOOL SetVolumeLabelW(LPCWSTR lpRootPathName, LPCWSTR lpVolumeName)
{
    (void)lpRootPathName, (void)lpVolumeName;
    CopyFile2SetLastError(ERROR_ACCESS_DENIED);
    return FALSE;
}

static inline BOOL SetVolumeLabelA(LPCSTR lpRootPathName, LPCSTR lpVolumeName)
{
    (void)lpRootPathName, (void)lpVolumeName;
    CopyFile2SetLastError(ERROR_ACCESS_DENIED);
    return FALSE;
}

/* The drive map: a bit for each drive, 0 with the last error 0 without any. */
static inline DWORD GetLogicalDrives(void)
{
    return CopyFile2GetLogicalDrives();
}

/* X:\ with a NUL for each drive, and one more NUL. */
static inline DWORD GetLogicalDriveStringsW(DWORD nBufferLength, LPWSTR lpBuffer)
{
    const DWORD drives = CopyFile2GetLogicalDrives();
    DWORD length = 0, letter;
    for (letter = 0; letter < 26; letter++) {
        length += (drives >> letter & 1U) * 4U;
    }
    if (length + 1 > nBufferLength || lpBuffer == NULL) {
        return length == 0 ? 0 : length + 1;
    }
    for (letter = 0; letter < 26; letter++) {
        if ((drives >> letter & 1U) != 0) {
            *lpBuffer++ = (WCHAR)('A' + letter);
            *lpBuffer++ = ':';
            *lpBuffer++ = '\\';
            *lpBuffer++ = 0;
        }
    }
    *lpBuffer = 0;
    return length;
}

static inline DWORD GetLogicalDriveStringsA(DWORD nBufferLength, LPSTR lpBuffer)
{
    WCHAR wide[26 * 4 + 1];
    const DWORD length = GetLogicalDriveStringsW(26 * 4 + 1, wide);
    DWORD at;
    if (length + 1 > nBufferLength || lpBuffer == NULL) {
        return length == 0 ? 0 : length + 1;
    }
    for (at = 0; at <= length; at++) {
        lpBuffer[at] = (CHAR)wide[at];
    }
    return length;
}

/* The Unix path of a drive, with two NULs; ERROR_FILE_NOT_FOUND for everything else. */
static inline DWORD QueryDosDeviceW(LPCWSTR lpDeviceName, LPWSTR lpTargetPath, DWORD ucchMax)
{
    return CopyFile2QueryDosDevice(lpDeviceName, lpTargetPath, ucchMax, CF2_W);
}

static inline DWORD QueryDosDeviceA(LPCSTR lpDeviceName, LPSTR lpTargetPath, DWORD ucchMax)
{
    return CopyFile2QueryDosDevice(lpDeviceName, lpTargetPath, ucchMax, 1);
}

#ifndef GetFinalPathNameByHandle
#define GetFinalPathNameByHandle CF2_GENERIC(GetFinalPathNameByHandle)
#endif
#ifndef CreateHardLink
#define CreateHardLink CF2_GENERIC(CreateHardLink)
#endif
#ifndef CreateSymbolicLink
#define CreateSymbolicLink CF2_GENERIC(CreateSymbolicLink)
#endif
#ifndef GetDiskFreeSpaceEx
#define GetDiskFreeSpaceEx CF2_GENERIC(GetDiskFreeSpaceEx)
#endif
#ifndef GetDiskFreeSpace
#define GetDiskFreeSpace CF2_GENERIC(GetDiskFreeSpace)
#endif
#ifndef GetDriveType
#define GetDriveType CF2_GENERIC(GetDriveType)
#endif
#ifndef GetVolumeInformation
#define GetVolumeInformation CF2_GENERIC(GetVolumeInformation)
#endif
#ifndef GetVolumePathName
#define GetVolumePathName CF2_GENERIC(GetVolumePathName)
#endif
#ifndef GetVolumeNameForVolumeMountPoint
#define GetVolumeNameForVolumeMountPoint CF2_GENERIC(GetVolumeNameForVolumeMountPoint)
#endif
#ifndef GetVolumePathNamesForVolumeName
#define GetVolumePathNamesForVolumeName CF2_GENERIC(GetVolumePathNamesForVolumeName)
#endif
#ifndef FindFirstVolume
#define FindFirstVolume CF2_GENERIC(FindFirstVolume)
#endif
#ifndef SetVolumeLabel
#define SetVolumeLabel CF2_GENERIC(SetVolumeLabel)
#endif
#ifndef GetLogicalDriveStrings
#define GetLogicalDriveStrings CF2_GENERIC(GetLogicalDriveStrings)
#endif
#ifndef QueryDosDevice
#define QueryDosDevice CF2_GENERIC(QueryDosDevice)
#endif
#endif
#endif
