/* Information by handle, renaming and removing by handle, links, volumes, DeviceIoControl. Built for each width of WCHAR; runs in an
 * empty directory, the first argument. */
#include "check.h"
#include <fcntl.h>
#include <limits.h>
#include <ntifs.h>
#include <namespaceapi.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define N(text) TEXT(text)
#define FAILS(call, code) CHECK((SetLastError(0xBAD), (call)) == 0 && GetLastError() == (code))
#define HOLDS(call) CHECK((SetLastError(0xBAD), (call)) && GetLastError() == 0xBAD)

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    fputs(text, file);
    fclose(file);
}

static HANDLE opened(LPCSTR name, DWORD access, DWORD flags)
{
    const HANDLE file = CreateFileA(name, access, 0, NULL, OPEN_EXISTING, flags, NULL);
    CHECK(file != INVALID_HANDLE_VALUE);
    return file;
}

/* K-I1 to K-I3 */
static void asking(void)
{
    FILE_BASIC_INFO basic;
    FILE_STANDARD_INFO standard;
    FILE_ID_INFO id;
    FILE_ATTRIBUTE_TAG_INFO tag;
    FILE_REMOTE_PROTOCOL_INFO remote;
    FILE_STORAGE_INFO storage;
    BY_HANDLE_FILE_INFORMATION about;
    LARGE_INTEGER room[128];
    const FILE_NAME_INFO *name = (const FILE_NAME_INFO *)(const void *)room;
    const FILE_STREAM_INFO *stream = (const FILE_STREAM_INFO *)(const void *)room;
    struct stat found;
    HANDLE file;
    CHECK(sizeof(FILE_BASIC_INFO) == 40 && sizeof(FILE_STANDARD_INFO) == 24 && sizeof(FILE_ID_INFO) == 24);
    CHECK(sizeof(FILE_COMPRESSION_INFO) == 16 && sizeof(FILE_REMOTE_PROTOCOL_INFO) == 116 && sizeof(FILE_NAME_INFO) == 8);
    CHECK(sizeof(FILE_STREAM_INFO) == 32 && sizeof(FILE_DISPOSITION_INFO) == 1 && sizeof(FILE_ALLOCATION_INFO) == 8);
    put("file", "12345"), mkdir("dir", 0777), symlink("file", "link");
    file = opened("file", GENERIC_READ, 0);
    stat("file", &found);
    HOLDS(GetFileInformationByHandleEx(file, FileBasicInfo, &basic, sizeof(basic)));
    CHECK(basic.FileAttributes == FILE_ATTRIBUTE_NORMAL && basic.LastWriteTime.QuadPart > 0 && basic.ChangeTime.QuadPart > 0);
    HOLDS(GetFileInformationByHandleEx(file, FileStandardInfo, &standard, sizeof(standard)));
    CHECK(standard.EndOfFile.QuadPart == 5 && standard.NumberOfLinks == 1 && !standard.Directory && !standard.DeletePending);
    CHECK(standard.AllocationSize.QuadPart == found.st_blocks * 512);
    HOLDS(GetFileInformationByHandleEx(file, FileIdInfo, &id, sizeof(id)));
    CHECK(GetFileInformationByHandle(file, &about) && (DWORD)id.VolumeSerialNumber == about.dwVolumeSerialNumber);
    CHECK(id.VolumeSerialNumber == found.st_dev && memcmp(id.FileId.Identifier, &found.st_ino, 8) == 0);
    HOLDS(GetFileInformationByHandleEx(file, FileNameInfo, room, sizeof(room)));
    CHECK(name->FileName[0] == '\\' && name->FileNameLength % sizeof(WCHAR) == 0);
    CHECK(name->FileName[name->FileNameLength / sizeof(WCHAR) - 5] == '\\' && name->FileName[name->FileNameLength / sizeof(WCHAR) - 1] == 'e');
    FAILS(GetFileInformationByHandleEx(file, FileNameInfo, room, 12), ERROR_MORE_DATA);
    FAILS(GetFileInformationByHandleEx(file, FileNameInfo, room, 7), ERROR_BAD_LENGTH);
    FAILS(GetFileInformationByHandleEx(file, FileBasicInfo, &basic, 39), ERROR_BAD_LENGTH);
    FAILS(GetFileInformationByHandleEx(file, FileBasicInfo, NULL, 40), ERROR_BAD_LENGTH);
    FAILS(GetFileInformationByHandleEx(file, FileRemoteProtocolInfo, &remote, sizeof(remote)), ERROR_INVALID_PARAMETER);
    FAILS(GetFileInformationByHandleEx(file, FileRenameInfo, room, sizeof(room)), ERROR_INVALID_PARAMETER);
    FAILS(GetFileInformationByHandleEx(file, (FILE_INFO_BY_HANDLE_CLASS)99, room, sizeof(room)), ERROR_INVALID_PARAMETER);
    FAILS(GetFileInformationByHandleEx(NULL, FileBasicInfo, &basic, sizeof(basic)), ERROR_INVALID_HANDLE);
    HOLDS(GetFileInformationByHandleEx(file, FileStorageInfo, &storage, sizeof(storage)));
    CHECK(storage.LogicalBytesPerSector == 512);
    HOLDS(GetFileInformationByHandleEx(file, FileStreamInfo, room, sizeof(room)));
    CHECK(stream->StreamSize.QuadPart == 5 && stream->StreamNameLength == 7 * sizeof(WCHAR) && stream->NextEntryOffset == 0);
    if (setxattr("file", "user.DosStream.s:$DATA", "abc", 4, 0) == 0) {
        HOLDS(GetFileInformationByHandleEx(file, FileStreamInfo, room, sizeof(room)));
        CHECK(stream->NextEntryOffset % 8 == 0 && stream->NextEntryOffset != 0);
        stream = (const FILE_STREAM_INFO *)(const void *)((const char *)(const void *)room + stream->NextEntryOffset);
        CHECK(stream->StreamSize.QuadPart == 3 && stream->StreamName[1] == 's' && stream->NextEntryOffset == 0);
    }
    CHECK(CloseHandle(file));
    file = opened("link", 0, FILE_FLAG_OPEN_REPARSE_POINT);
    HOLDS(GetFileInformationByHandleEx(file, FileAttributeTagInfo, &tag, sizeof(tag)));
    CHECK(tag.FileAttributes == FILE_ATTRIBUTE_REPARSE_POINT && tag.ReparseTag == IO_REPARSE_TAG_SYMLINK && CloseHandle(file));
}

/* FILE_RENAME_INFO with a name of ASCII. */
static BOOL renames(HANDLE file, const char *name, BOOL replaces, HANDLE root)
{
    LARGE_INTEGER room[160];
    FILE_RENAME_INFO *info = (FILE_RENAME_INFO *)(void *)room;
    DWORD at;
    memset(room, 0, sizeof(room));
    info->ReplaceIfExists = replaces != 0;
    info->RootDirectory = root;
    info->FileNameLength = (DWORD)(strlen(name) * sizeof(WCHAR));
    for (at = 0; name[at] != 0; at++) {
        info->FileName[at] = (WCHAR)name[at];
    }
    SetLastError(0xBAD);
    return SetFileInformationByHandle(file, FileRenameInfo, info, sizeof(room));
}

/* K-I4 to K-I6 */
static void setting(const char *here)
{
    FILE_DISPOSITION_INFO gone;
    FILE_DISPOSITION_INFO_EX gone_ex;
    FILE_END_OF_FILE_INFO end;
    FILE_BASIC_INFO basic;
    FILE_STANDARD_INFO standard;
    char path[PATH_MAX];
    struct stat found;
    HANDLE file, directory;
    put("a", "12345");
    file = opened("a", GENERIC_READ | GENERIC_WRITE | DELETE, 0);
    CHECK(renames(file, "b", FALSE, NULL) && access("a", F_OK) != 0 && access("b", F_OK) == 0);
    put("c", "");
    CHECK(!renames(file, "c", FALSE, NULL) && GetLastError() == ERROR_ALREADY_EXISTS);
    CHECK(renames(file, "c", TRUE, NULL) && stat("c", &found) == 0 && found.st_size == 5);
    CHECK(!renames(file, "none\\c", TRUE, NULL) && GetLastError() == ERROR_PATH_NOT_FOUND);
    snprintf(path, sizeof(path), "%s\\dir\\d", here);
    CHECK(renames(file, path, FALSE, NULL) && access("dir/d", F_OK) == 0);
    directory = CreateFileA(".", GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
    CHECK(renames(file, "e", FALSE, directory) && access("e", F_OK) == 0 && CloseHandle(directory));
    end.EndOfFile.QuadPart = 3;
    HOLDS(SetFileInformationByHandle(file, FileEndOfFileInfo, &end, sizeof(end)));
    CHECK(stat("e", &found) == 0 && found.st_size == 3);
    FAILS(SetFileInformationByHandle(file, FileEndOfFileInfo, &end, 7), ERROR_BAD_LENGTH);
    FAILS(SetFileInformationByHandle(file, FileStandardInfo, &end, sizeof(end)), ERROR_INVALID_PARAMETER);
    memset(&basic, 0, sizeof(basic));
    basic.LastWriteTime.QuadPart = 0x01D0000012345678LL;
    basic.LastAccessTime.QuadPart = -1;
    basic.FileAttributes = FILE_ATTRIBUTE_READONLY;
    HOLDS(SetFileInformationByHandle(file, FileBasicInfo, &basic, sizeof(basic)));
    CHECK(GetFileInformationByHandleEx(file, FileBasicInfo, &basic, sizeof(basic)) && basic.FileAttributes == 1);
    CHECK(basic.LastWriteTime.QuadPart == 0x01D0000012345678LL);
    gone.DeleteFile = TRUE;
    FAILS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)), ERROR_ACCESS_DENIED);
    SetFileAttributesA("e", FILE_ATTRIBUTE_NORMAL);
    HOLDS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)));
    CHECK(GetFileInformationByHandleEx(file, FileStandardInfo, &standard, sizeof(standard)) && standard.DeletePending);
    gone.DeleteFile = FALSE;
    HOLDS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)));
    gone.DeleteFile = TRUE;
    HOLDS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)));
    CHECK(access("e", F_OK) == 0 && CloseHandle(file) && access("e", F_OK) != 0);

    put("other", "x");
    file = opened("other", GENERIC_READ | DELETE, 0);
    HOLDS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)));
    rename("other", "moved"), put("other", "another file");
    CHECK(CloseHandle(file) && access("other", F_OK) == 0 && access("moved", F_OK) != 0); /* this file, not its old name */
    put("now", "x");
    file = opened("now", DELETE, 0);
    gone_ex.Flags = FILE_DISPOSITION_FLAG_DELETE | FILE_DISPOSITION_FLAG_POSIX_SEMANTICS;
    HOLDS(SetFileInformationByHandle(file, FileDispositionInfoEx, &gone_ex, sizeof(gone_ex)));
    CHECK(access("now", F_OK) != 0 && CloseHandle(file));
    put("kept", "x");
    file = opened("kept", GENERIC_READ, 0);
    FAILS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)), ERROR_ACCESS_DENIED);
    FAILS(SetFileInformationByHandle(file, FileEndOfFileInfo, &end, sizeof(end)), ERROR_ACCESS_DENIED);
    CHECK(!renames(file, "kept2", FALSE, NULL) && GetLastError() == ERROR_ACCESS_DENIED && CloseHandle(file));
    put("dir/inside", "");
    file = opened("dir", DELETE, FILE_FLAG_BACKUP_SEMANTICS);
    FAILS(SetFileInformationByHandle(file, FileDispositionInfo, &gone, sizeof(gone)), ERROR_DIR_NOT_EMPTY);
    CHECK(CloseHandle(file));
}

/* K-I7, K-D1, K-D2 */
static void links(const char *here)
{
    char path[PATH_MAX], expected[PATH_MAX], drive[PATH_MAX];
    struct stat shared, own;
    HANDLE file = opened("file", 0, 0);
    DWORD length = GetFinalPathNameByHandleA(file, path, PATH_MAX, 0);
    snprintf(expected, sizeof(expected), "%s/file", here);
    CHECK(length == strlen(expected) && strcmp(path, expected) == 0);
    CHECK(GetFinalPathNameByHandleA(file, path, 3, FILE_NAME_OPENED) == length + 1 && GetFinalPathNameByHandleA(file, path, PATH_MAX, VOLUME_NAME_NONE) == length);
    FAILS(GetFinalPathNameByHandleA(file, path, PATH_MAX, VOLUME_NAME_GUID), ERROR_PATH_NOT_FOUND);
    FAILS(GetFinalPathNameByHandleA(file, path, PATH_MAX, 0x100), ERROR_INVALID_PARAMETER);
    snprintf(drive, sizeof(drive), "X=%s", here);
    setenv("COPYFILE2_DRIVES", drive, 1);
    CHECK(GetFinalPathNameByHandleA(file, path, PATH_MAX, 0) == 11 && strcmp(path, "\\\\?\\X:\\file") == 0);
    CHECK(GetLogicalDrives() == 1U << 23 && GetLogicalDriveStringsA(PATH_MAX, path) == 4 && strcmp(path, "X:\\") == 0);
    CHECK(QueryDosDeviceA("X:", path, PATH_MAX) == strlen(here) + 2 && strcmp(path, here) == 0);
    FAILS(QueryDosDeviceA("Y:", path, PATH_MAX), ERROR_FILE_NOT_FOUND);
    CHECK(CloseHandle(file));
    HOLDS(CreateSymbolicLinkA("absolute", "X:\\dir\\inside", 0));
    CHECK(readlink("absolute", path, PATH_MAX) == (ssize_t)strlen(here) + 11);
    unsetenv("COPYFILE2_DRIVES");
    SetLastError(1);
    CHECK(GetLogicalDrives() == 0 && GetLastError() == 0);

    HOLDS(CreateHardLinkA("hard", "file", NULL));
    FAILS(CreateHardLinkA("hard", "file", NULL), ERROR_ALREADY_EXISTS);
    FAILS(CreateHardLinkA("hard2", "none", NULL), ERROR_FILE_NOT_FOUND);
    FAILS(CreateHardLinkA("no\\hard", "file", NULL), ERROR_PATH_NOT_FOUND);
    FAILS(CreateHardLinkA("hard2", "dir", NULL), ERROR_ACCESS_DENIED);
    if (stat("/dev/shm", &shared) == 0 && stat(".", &own) == 0 && shared.st_dev != own.st_dev) {
        FAILS(CreateHardLinkA("/dev/shm/copyfile2-hard", "file", NULL), ERROR_NOT_SAME_DEVICE);
    }
    HOLDS(CreateHardLinkW(N("hard_link"), N("link"), NULL));
    CHECK(readlink("hard_link", path, PATH_MAX) == 4); /* the link itself */
    HOLDS(CreateSymbolicLinkW(N("relative"), N("dir\\inside"), SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE));
    CHECK(readlink("relative", path, PATH_MAX) == 10 && memcmp(path, "dir/inside", 10) == 0);
    FAILS(CreateSymbolicLinkA("relative", "x", 0), ERROR_ALREADY_EXISTS);
    FAILS(CreateSymbolicLinkA("new", "x", 4), ERROR_INVALID_PARAMETER);
    FAILS(CreateSymbolicLinkA("no\\new", "x", 0), ERROR_PATH_NOT_FOUND);
}

/* K-V1 to K-V5 */
static void volumes(void)
{
    ULARGE_INTEGER mine, all, rest;
    DWORD serial = 0, longest = 0, flags = 0, sectors, bytes, clusters, total;
    char name[PATH_MAX];
    BY_HANDLE_FILE_INFORMATION about;
    HANDLE file;
    HOLDS(GetDiskFreeSpaceExW(N("."), &mine, &all, &rest));
    CHECK(all.QuadPart >= rest.QuadPart && rest.QuadPart >= mine.QuadPart && all.QuadPart > 0);
    HOLDS(GetDiskFreeSpaceExA(NULL, NULL, NULL, NULL));
    FAILS(GetDiskFreeSpaceExA("none", &mine, NULL, NULL), ERROR_PATH_NOT_FOUND);
    FAILS(GetDiskFreeSpaceExA("file", &mine, NULL, NULL), ERROR_DIRECTORY);
    HOLDS(GetDiskFreeSpaceA(".", &sectors, &bytes, &clusters, &total));
    CHECK((unsigned long long)sectors * bytes * total == all.QuadPart || total == 0xFFFFFFFF);
    CHECK(GetDriveTypeA("none") == DRIVE_NO_ROOT_DIR && GetDriveTypeW(N(".")) >= DRIVE_REMOVABLE && GetDriveTypeA(NULL) >= 2);
    HOLDS(GetVolumeInformationA(".", name, PATH_MAX, &serial, &longest, &flags, name + 10, 100));
    CHECK(name[0] == 0 && name[10] != 0 && longest == 255 && (flags & 7) == 7 && (flags & FILE_READ_ONLY_VOLUME) == 0);
    file = opened("file", 0, 0);
    CHECK(GetFileInformationByHandle(file, &about) && about.dwVolumeSerialNumber == serial);
    HOLDS(GetVolumeInformationByHandleW(file, NULL, 0, &total, NULL, NULL, NULL, 0));
    CHECK(total == serial && CloseHandle(file));
    FAILS(GetVolumeInformationA("none", NULL, 0, NULL, NULL, NULL, NULL, 0), ERROR_PATH_NOT_FOUND);
    HOLDS(GetVolumePathNameA("/proc/none/there", name, PATH_MAX));
    CHECK(strcmp(name, "/proc/") == 0);
    FAILS(GetVolumePathNameA("/proc/none", name, 6), ERROR_FILENAME_EXCED_RANGE);
    FAILS(GetVolumeNameForVolumeMountPointA("/", name, PATH_MAX), ERROR_NOT_SUPPORTED);
    CHECK(FindFirstVolumeA(name, PATH_MAX) == INVALID_HANDLE_VALUE && GetLastError() == ERROR_NO_MORE_FILES);
}

/* K-D3 */
static void control(void)
{
    FILE_ZERO_DATA_INFORMATION zero;
    FILE_ALLOCATED_RANGE_BUFFER all, ranges[8];
    DUPLICATE_EXTENTS_DATA clone;
    LARGE_INTEGER room[64];
    const REPARSE_DATA_BUFFER *data = (const REPARSE_DATA_BUFFER *)(const void *)room;
    char buffer[8];
    DWORD count = 7;
    USHORT format = 9;
    OVERLAPPED at;
    const int fd = open("sparse", O_RDWR | O_CREAT, 0644);
    HANDLE file = opened("link", 0, FILE_FLAG_OPEN_REPARSE_POINT);
    HOLDS(DeviceIoControl(file, FSCTL_GET_REPARSE_POINT, NULL, 0, room, sizeof(room), &count, NULL));
    CHECK(data->ReparseTag == IO_REPARSE_TAG_SYMLINK && data->ReparseDataLength == 12 + 16 && count == 8 + 12 + 16);
    CHECK(data->SymbolicLinkReparseBuffer.Flags == SYMLINK_FLAG_RELATIVE && data->SymbolicLinkReparseBuffer.PrintNameOffset == 8);
    CHECK(data->SymbolicLinkReparseBuffer.PathBuffer[0] == 'f' && data->SymbolicLinkReparseBuffer.PathBuffer[7] == 'e');
    FAILS(DeviceIoControl(file, FSCTL_GET_REPARSE_POINT, NULL, 0, room, 10, &count, NULL), ERROR_INSUFFICIENT_BUFFER);
    CHECK(count == 0 && CloseHandle(file));

    CHECK(ftruncate(fd, 1 << 20) == 0 && pwrite(fd, "data", 4, 1 << 18) == 4 && close(fd) == 0);
    file = opened("sparse", GENERIC_READ | GENERIC_WRITE, 0);
    FAILS(DeviceIoControl(file, FSCTL_GET_REPARSE_POINT, NULL, 0, room, sizeof(room), &count, NULL), ERROR_NOT_A_REPARSE_POINT);
    FAILS(DeviceIoControl(file, FSCTL_DELETE_REPARSE_POINT, room, 8, NULL, 0, &count, NULL), ERROR_NOT_A_REPARSE_POINT);
    FAILS(DeviceIoControl(file, FSCTL_SET_REPARSE_POINT, room, 8, NULL, 0, &count, NULL), ERROR_NOT_SUPPORTED);
    FAILS(DeviceIoControl(file, 0x12345678, NULL, 0, NULL, 0, &count, NULL), ERROR_INVALID_FUNCTION);
    FAILS(DeviceIoControl(file, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, NULL, NULL), ERROR_NOACCESS);
    memset(&at, 0, sizeof(at));
    HOLDS(DeviceIoControl(file, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, NULL, &at));
    all.FileOffset.QuadPart = 0, all.Length.QuadPart = 1 << 20;
    HOLDS(DeviceIoControl(file, FSCTL_QUERY_ALLOCATED_RANGES, &all, sizeof(all), ranges, sizeof(ranges), &count, NULL));
    CHECK(count >= sizeof(ranges[0]) && count % sizeof(ranges[0]) == 0 && ranges[0].FileOffset.QuadPart <= 1 << 18);
    CHECK(ranges[0].FileOffset.QuadPart + ranges[0].Length.QuadPart >= (1 << 18) + 4);
    FAILS(DeviceIoControl(file, FSCTL_QUERY_ALLOCATED_RANGES, &all, sizeof(all), NULL, 0, &count, NULL), ERROR_MORE_DATA);
    FAILS(DeviceIoControl(file, FSCTL_QUERY_ALLOCATED_RANGES, &all, 15, ranges, sizeof(ranges), &count, NULL), ERROR_INVALID_PARAMETER);
    zero.FileOffset.QuadPart = (1 << 18) + 1, zero.BeyondFinalZero.QuadPart = (1 << 18) + 3;
    HOLDS(DeviceIoControl(file, FSCTL_SET_ZERO_DATA, &zero, sizeof(zero), NULL, 0, &count, NULL));
    CHECK(SetFilePointer(file, 1 << 18, NULL, FILE_BEGIN) == 1 << 18 && ReadFile(file, buffer, 4, &count, NULL));
    CHECK(memcmp(buffer, "d\0\0a", 4) == 0 && GetFileSize(file, NULL) == 1 << 20);
    zero.BeyondFinalZero.QuadPart = 0;
    FAILS(DeviceIoControl(file, FSCTL_SET_ZERO_DATA, &zero, sizeof(zero), NULL, 0, &count, NULL), ERROR_INVALID_PARAMETER);
    HOLDS(DeviceIoControl(file, FSCTL_GET_COMPRESSION, NULL, 0, &format, sizeof(format), &count, NULL));
    CHECK(format == 0 && count == 2);
    HOLDS(DeviceIoControl(file, FSCTL_SET_COMPRESSION, &format, sizeof(format), NULL, 0, &count, NULL));
    memset(&clone, 0, sizeof(clone));
    clone.FileHandle = opened("file", GENERIC_READ, 0);
    clone.ByteCount.QuadPart = 4096;
    /* 50 where nothing is cloned; else 4096 bytes of a file of 5 are refused */
    CHECK(!DeviceIoControl(file, FSCTL_DUPLICATE_EXTENTS_TO_FILE, &clone, sizeof(clone), NULL, 0, &count, NULL));
    CHECK(GetLastError() == ERROR_NOT_SUPPORTED || GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(CloseHandle(clone.FileHandle) && CloseHandle(file));
    file = opened("sparse", GENERIC_READ, 0);
    FAILS(DeviceIoControl(file, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, &count, NULL), ERROR_ACCESS_DENIED);
    CHECK(CloseHandle(file));
    FAILS(DeviceIoControl(NULL, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, &count, NULL), ERROR_INVALID_HANDLE);
}

int main(int argc, char **argv)
{
    if (argc < 2 || chdir(argv[1]) != 0) {
        return 2;
    }
    umask(022);
    asking();
    setting(argv[1]);
    links(argv[1]);
    volumes();
    control();
    return failed != 0;
}
