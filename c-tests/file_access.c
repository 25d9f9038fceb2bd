/* Files by name and by handle, attributes, directories, searches, full and temporary names: results and last errors, of Windows'
 * own cases and of Unix errors. Built for each width of WCHAR; runs in an empty directory, the first argument. */
#include "check.h"
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <pthread.h>

#define N(text) TEXT(text)
static int is_root_user;

/* The call fails with this code. */
#define FAILS(call, code) CHECK((SetLastError(0xBAD), (call)) == 0 && GetLastError() == (code))
/* The call succeeds and leaves the last error (K-P5). */
#define HOLDS(call) CHECK((SetLastError(0xBAD), (call)) && GetLastError() == 0xBAD)

static HANDLE opened(LPCWSTR name, DWORD access, DWORD disposition, DWORD flags)
{
    SetLastError(0xBAD);
    return CreateFileW(name, access, FILE_SHARE_READ, NULL, disposition, flags, NULL);
}

static int no_file(LPCWSTR name, DWORD access, DWORD disposition, DWORD flags, DWORD code)
{
    const HANDLE file = opened(name, access, disposition, flags);
    const DWORD found = GetLastError();
    if (file != INVALID_HANDLE_VALUE) {
        CloseHandle(file);
        return 0;
    }
    if (found != code) {
        printf("%u, not %u\n", (unsigned)found, (unsigned)code);
    }
    return found == code;
}

static int is_file(LPCWSTR name, DWORD access, DWORD disposition, DWORD flags, DWORD code)
{
    const HANDLE file = opened(name, access, disposition, flags);
    const DWORD found = GetLastError();
    return file != INVALID_HANDLE_VALUE && CloseHandle(file) && found == code;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    fputs(text, file);
    fclose(file);
}

static long size_of(const char *name)
{
    struct stat found;
    return stat(name, &found) == 0 ? (long)found.st_size : -1;
}

/* K-F1 to K-F7: dispositions, causes, directories, links. */
static void opening(void)
{
    const DWORD rw = GENERIC_READ | GENERIC_WRITE;
    CREATEFILE2_EXTENDED_PARAMETERS extended;
    char text[9];
    HANDLE file;
    put("there", "content");
    CHECK(no_file(N("there"), rw, CREATE_NEW, 0, ERROR_FILE_EXISTS));
    CHECK(is_file(N("new"), rw, CREATE_NEW, 0, 0) && size_of("new") == 0);
    CHECK(is_file(N("there"), rw, OPEN_EXISTING, 0, 0xBAD) && size_of("there") == 7);
    CHECK(no_file(N("missing"), rw, OPEN_EXISTING, 0, ERROR_FILE_NOT_FOUND));
    CHECK(is_file(N("there"), rw, OPEN_ALWAYS, 0, ERROR_ALREADY_EXISTS) && size_of("there") == 7);
    CHECK(is_file(N("new2"), rw, OPEN_ALWAYS, 0, 0));
    CHECK(is_file(N("there"), rw, CREATE_ALWAYS, 0, ERROR_ALREADY_EXISTS) && size_of("there") == 0);
    CHECK(is_file(N("new3"), rw, CREATE_ALWAYS, 0, 0));
    put("there", "content");
    CHECK(no_file(N("there"), GENERIC_READ, TRUNCATE_EXISTING, 0, ERROR_INVALID_PARAMETER) && size_of("there") == 7);
    CHECK(is_file(N("there"), GENERIC_WRITE, TRUNCATE_EXISTING, 0, 0xBAD) && size_of("there") == 0);
    CHECK(no_file(N("missing"), GENERIC_WRITE, TRUNCATE_EXISTING, 0, ERROR_FILE_NOT_FOUND));
    CHECK(no_file(N("there"), rw, 0, 0, ERROR_INVALID_PARAMETER) && no_file(N("there"), rw, 6, 0, ERROR_INVALID_PARAMETER));
    put("there", "content");
    CHECK(is_file(N("there"), GENERIC_READ, CREATE_ALWAYS, 0, ERROR_ALREADY_EXISTS) && size_of("there") == 0);
    /* K-F2 */
    CHECK(no_file(N("no\\file"), rw, OPEN_EXISTING, 0, ERROR_PATH_NOT_FOUND) && no_file(N("no\\file"), rw, CREATE_NEW, 0, 3));
    CHECK(no_file(N("there\\file"), rw, CREATE_ALWAYS, 0, ERROR_PATH_NOT_FOUND));
    CHECK(no_file(NULL, rw, OPEN_EXISTING, 0, ERROR_PATH_NOT_FOUND) && no_file(N(""), rw, OPEN_EXISTING, 0, 3));
    CHECK(no_file(N("a*b"), rw, CREATE_NEW, 0, ERROR_INVALID_NAME) && no_file(N("what?"), rw, OPEN_EXISTING, 0, 123));
    CHECK(no_file(N("there\\"), rw, OPEN_EXISTING, 0, ERROR_INVALID_NAME)); /* K-P3: a separator behind a file */
    CHECK(no_file(N("fresh\\"), rw, CREATE_NEW, 0, ERROR_INVALID_NAME));
    CHECK(symlink("loop", "loop") == 0 && no_file(N("loop"), rw, OPEN_EXISTING, 0, ERROR_CANT_RESOLVE_FILENAME));
    CHECK(no_file(N("Y:\\x"), rw, OPEN_EXISTING, 0, ERROR_PATH_NOT_FOUND));
    CHECK(is_file(N("nul"), rw, OPEN_EXISTING, 0, 0xBAD) && is_file(N("\\\\.\\NUL"), rw, OPEN_EXISTING, 0, 0xBAD));
    CHECK(no_file(N("\\\\.\\PhysicalDrive0"), rw, OPEN_EXISTING, 0, ERROR_FILE_NOT_FOUND)); /* K-F9 */
    /* K-F4: READONLY, for root too */
    chmod("there", 0444);
    CHECK(no_file(N("there"), GENERIC_WRITE, OPEN_EXISTING, 0, 5) && no_file(N("there"), GENERIC_WRITE, CREATE_ALWAYS, 0, 5));
    CHECK(is_file(N("there"), GENERIC_READ, OPEN_EXISTING, 0, 0xBAD));
    CHECK(no_file(N("there"), GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE, 5) && size_of("there") == 0);
    chmod("there", 0644);
    /* K-F5: directories */
    mkdir("dir", 0777);
    CHECK(no_file(N("dir"), GENERIC_READ, OPEN_EXISTING, 0, 5) && no_file(N("dir"), rw, CREATE_NEW, 0, 80));
    CHECK(is_file(N("dir"), rw, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, 0xBAD));
    CHECK(is_file(N("dir\\"), 0, OPEN_ALWAYS, FILE_FLAG_BACKUP_SEMANTICS, 183));
    CHECK(no_file(N("dir"), rw, CREATE_ALWAYS, FILE_FLAG_BACKUP_SEMANTICS, 5));
    CHECK(no_file(N("none"), rw, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, 2));
    /* K-F6 */
    file = opened(N("ro"), GENERIC_WRITE, CREATE_NEW, FILE_ATTRIBUTE_READONLY);
    {
        DWORD written = 0;
        CHECK(WriteFile(file, "x", 1, &written, NULL) && written == 1 && CloseHandle(file));
        CHECK(GetFileAttributesW(N("ro")) == FILE_ATTRIBUTE_READONLY);
    }
    /* K-F7: links */
    CHECK(symlink("there", "link") == 0 && symlink("target", "dangling") == 0);
    CHECK(no_file(N("link"), rw, CREATE_NEW, 0, 80) && no_file(N("dangling"), rw, CREATE_NEW, 0, 80));
    CHECK(no_file(N("dangling"), rw, OPEN_EXISTING, 0, 2));
    CHECK(is_file(N("dangling"), rw, OPEN_ALWAYS, 0, 0) && size_of("target") == 0);
    CHECK(is_file(N("link"), GENERIC_READ, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_DELETE_ON_CLOSE, 0xBAD));
    CHECK(access("link", F_OK) != 0 && access("there", F_OK) == 0);
    CHECK(symlink("target", "link") == 0 && is_file(N("link"), GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE, 0xBAD));
    CHECK(access("target", F_OK) != 0 && readlink("link", text, sizeof(text)) == 6);
    /* K-F10 */
    memset(&extended, 0, sizeof(extended));
    extended.dwSize = sizeof(extended);
    CHECK(sizeof(extended) == 4 * sizeof(DWORD) + 2 * sizeof(void *));
    extended.dwFileFlags = FILE_FLAG_BACKUP_SEMANTICS;
    file = CreateFile2(N("dir"), GENERIC_READ, 0, OPEN_EXISTING, &extended);
    CHECK(file != INVALID_HANDLE_VALUE && CloseHandle(file));
    extended.dwSize = 31;
    CHECK(CreateFile2(N("dir"), GENERIC_READ, 0, OPEN_EXISTING, &extended) == INVALID_HANDLE_VALUE && GetLastError() == 87);
    if (!is_root_user) {
        chmod("there", 0);
        CHECK(no_file(N("there"), GENERIC_READ, OPEN_EXISTING, 0, 5));
        chmod("there", 0644);
    }
}

/* K-F3, K-F11 to K-F15, K-H1. */
static void data(void)
{
    char buffer[32];
    DWORD count = 77;
    LONG high = 0;
    LARGE_INTEGER place, now;
    OVERLAPPED at;
    HANDLE file, second = NULL, event = CreateEventW(NULL, TRUE, FALSE, NULL);
    int ends[2];
    put("data", "0123456789");
    file = opened(N("data"), GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, 0);
    HOLDS(ReadFile(file, buffer, 4, &count, NULL));
    CHECK(count == 4 && memcmp(buffer, "0123", 4) == 0 && (uintptr_t)file % 4 == 0);
    HOLDS(ReadFile(file, buffer, 32, &count, NULL));
    CHECK(count == 6);
    HOLDS(ReadFile(file, buffer, 32, &count, NULL)); /* TRUE and nothing at the end */
    CHECK(count == 0);
    FAILS(ReadFile(file, NULL, 4, &count, NULL), ERROR_NOACCESS);
    FAILS(ReadFile(file, buffer, 4, NULL, NULL), ERROR_NOACCESS);
    CHECK(SetFilePointer(file, 2, NULL, FILE_BEGIN) == 2 && SetFilePointer(file, -1, NULL, FILE_CURRENT) == 1);
    CHECK(SetFilePointer(file, -100, NULL, FILE_END) == INVALID_SET_FILE_POINTER && GetLastError() == ERROR_NEGATIVE_SEEK);
    CHECK(SetFilePointer(file, 0, NULL, FILE_CURRENT) == 1);
    CHECK(SetFilePointer(file, 0, NULL, 3) == INVALID_SET_FILE_POINTER && GetLastError() == ERROR_INVALID_PARAMETER);
    high = 1;
    CHECK(SetFilePointer(file, 5, &high, FILE_BEGIN) == 5 && high == 1);
    CHECK(SetFilePointer(file, 0, NULL, FILE_CURRENT) == INVALID_SET_FILE_POINTER && GetLastError() == 87); /* needs the high part */
    high = 0;
    SetLastError(0xBAD);
    CHECK(SetFilePointer(file, -1, &high, FILE_BEGIN) == INVALID_SET_FILE_POINTER && GetLastError() == 0 && high == 0);
    place.QuadPart = -3;
    CHECK(SetFilePointerEx(file, place, &now, FILE_END) && now.QuadPart == 7);
    HOLDS(WriteFile(file, "abcdef", 6, &count, NULL));
    CHECK(count == 6 && size_of("data") == 13);
    HOLDS(WriteFile(file, "", 0, &count, NULL));
    place.QuadPart = 5;
    CHECK(SetFilePointerEx(file, place, NULL, FILE_BEGIN) && SetEndOfFile(file) && size_of("data") == 5);
    CHECK(GetFileSize(file, &count) == 5 && count == 0 && GetFileSizeEx(file, &now) && now.QuadPart == 5);
    place.QuadPart = 20;
    CHECK(SetFilePointerEx(file, place, NULL, FILE_BEGIN) && SetEndOfFile(file) && size_of("data") == 20);
    HOLDS(FlushFileBuffers(file));

    /* K-F13: positions; finished at once */
    memset(&at, 0, sizeof(at));
    at.Offset = 2, at.hEvent = event;
    HOLDS(ReadFile(file, buffer, 3, NULL, &at));
    CHECK(at.InternalHigh == 3 && memcmp(buffer, "234", 3) == 0 && WaitForSingleObject(event, 0) == WAIT_OBJECT_0);
    CHECK(GetOverlappedResult(file, &at, &count, FALSE) && count == 3);
    at.Offset = 20;
    FAILS(ReadFile(file, buffer, 3, NULL, &at), ERROR_HANDLE_EOF);
    FAILS(GetOverlappedResult(file, &at, &count, TRUE), ERROR_HANDLE_EOF);
    at.Offset = 0xFFFFFFFF, at.OffsetHigh = 0xFFFFFFFF;
    HOLDS(WriteFile(file, "end", 3, NULL, &at));
    CHECK(size_of("data") == 23);
    CHECK(CancelIo(file));
    FAILS(CancelIoEx(file, NULL), ERROR_NOT_FOUND);

    /* K-H3: a duplicate shares the pointer */
    CHECK(DuplicateHandle(GetCurrentProcess(), file, GetCurrentProcess(), &second, 0, FALSE, DUPLICATE_SAME_ACCESS));
    CHECK(SetFilePointer(file, 9, NULL, FILE_BEGIN) == 9 && SetFilePointer(second, 0, NULL, FILE_CURRENT) == 9);
    HOLDS(CloseHandle(file));
    FAILS(CloseHandle(file), ERROR_INVALID_HANDLE);
    FAILS(ReadFile(file, buffer, 1, &count, NULL), ERROR_INVALID_HANDLE);
    FAILS(FindClose(second), ERROR_INVALID_HANDLE);
    CHECK(GetFileType(second) == FILE_TYPE_DISK && CloseHandle(second));
    CHECK(GetFileType(second) == FILE_TYPE_UNKNOWN && GetLastError() == ERROR_INVALID_HANDLE);

    /* K-F3: rights */
    file = opened(N("data"), GENERIC_READ, OPEN_EXISTING, 0);
    FAILS(WriteFile(file, "x", 1, &count, NULL), ERROR_ACCESS_DENIED);
    FAILS(SetEndOfFile(file), ERROR_ACCESS_DENIED);
    FAILS(FlushFileBuffers(file), ERROR_ACCESS_DENIED);
    CHECK(CloseHandle(file));
    file = opened(N("data"), 0, OPEN_EXISTING, 0);
    FAILS(ReadFile(file, buffer, 1, &count, NULL), ERROR_ACCESS_DENIED);
    CHECK(GetFileSize(file, NULL) == 23 && CloseHandle(file));
    file = opened(N("data"), FILE_APPEND_DATA, OPEN_EXISTING, 0);
    CHECK(SetFilePointer(file, 0, NULL, FILE_BEGIN) == 0 && WriteFile(file, "!", 1, &count, NULL) && size_of("data") == 24);
    CHECK(CloseHandle(file));
    file = opened(N("data"), MAXIMUM_ALLOWED, OPEN_EXISTING, 0);
    CHECK(WriteFile(file, "0", 1, &count, NULL) && ReadFile(file, buffer, 1, &count, NULL) && CloseHandle(file));
    file = opened(N("data"), GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, FILE_FLAG_NO_BUFFERING | FILE_FLAG_WRITE_THROUGH);
    CHECK(WriteFile(file, "un", 2, &count, NULL) && count == 2 && ReadFile(file, buffer + 1, 3, &count, NULL) && count == 3);
    CHECK(CloseHandle(file));
    file = opened(N("dir"), GENERIC_READ, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
    FAILS(ReadFile(file, buffer, 1, &count, NULL), ERROR_INVALID_FUNCTION);
    CHECK(CloseHandle(file));
    file = opened(N("doomed"), GENERIC_WRITE, CREATE_NEW, FILE_FLAG_DELETE_ON_CLOSE);
    CHECK(size_of("doomed") == 0 && CloseHandle(file) && size_of("doomed") == -1);

    /* pipes */
    CHECK(pipe(ends) == 0);
    file = CopyFile2AdoptDescriptor(ends[0]);
    second = CopyFile2AdoptDescriptor(ends[1]);
    CHECK(GetFileType(file) == FILE_TYPE_PIPE);
    CHECK(SetFilePointer(file, 0, NULL, FILE_BEGIN) == INVALID_SET_FILE_POINTER && GetLastError() == ERROR_SEEK_ON_DEVICE);
    CHECK(WriteFile(second, "ab", 2, &count, NULL) && ReadFile(file, buffer, 32, &count, NULL) && count == 2);
    CHECK(CloseHandle(second));
    FAILS(ReadFile(file, buffer, 1, &count, NULL), ERROR_BROKEN_PIPE);
    CHECK(CloseHandle(file) && pipe(ends) == 0);
    second = CopyFile2AdoptDescriptor(ends[1]);
    close(ends[0]);
    FAILS(WriteFile(second, "ab", 2, &count, NULL), ERROR_NO_DATA); /* and no SIGPIPE */
    CHECK(CloseHandle(second) && fcntl(ends[1], F_GETFD) == -1);
    FAILS(CloseHandle(INVALID_HANDLE_VALUE) && FALSE, 0xBAD); /* K-H2: the current process */
    CHECK(CloseHandle(event));
    {
        const int fd = open("data", O_RDWR);
        const HANDLE own = CopyFile2HandleOfDescriptor(fd);
        CHECK(ReadFile(own, buffer, 2, &count, NULL) && count == 2 && lseek(fd, 0, SEEK_CUR) == 2 && close(fd) == 0);
        FAILS(ReadFile(own, buffer, 2, &count, NULL), ERROR_INVALID_HANDLE);
        file = opened(N("data"), GENERIC_READ, OPEN_EXISTING, 0);
        CHECK(SetFilePointer(file, 3, NULL, FILE_BEGIN) == 3);
        ends[0] = CopyFile2DescriptorOfHandle(file);
        CHECK(ends[0] >= 0 && lseek(ends[0], 0, SEEK_CUR) == 3 && (fcntl(ends[0], F_GETFD) & FD_CLOEXEC) != 0);
        FAILS(CloseHandle(file), ERROR_INVALID_HANDLE);
        close(ends[0]);
    }
    {
        SECURITY_ATTRIBUTES security; /* K-H4 */
        memset(&security, 0, sizeof(security));
        security.nLength = sizeof(security), security.bInheritHandle = TRUE;
        file = CreateFileA("data", GENERIC_READ, 0, &security, OPEN_EXISTING, 0, NULL);
        ends[0] = CopyFile2DescriptorOfHandle(file);
        close(ends[0]);
        CHECK(ends[0] >= 0);
    }
    /* K-C1 */
    CHECK(GetStdHandle(STD_OUTPUT_HANDLE) == GetStdHandle(STD_OUTPUT_HANDLE) && GetFileType(GetStdHandle(STD_ERROR_HANDLE)) != 0);
    CHECK(GetStdHandle(7) == INVALID_HANDLE_VALUE && GetLastError() == ERROR_INVALID_HANDLE);
    file = opened(N("out"), GENERIC_WRITE, CREATE_NEW, 0);
    second = GetStdHandle(STD_OUTPUT_HANDLE);
    CHECK(SetStdHandle(STD_OUTPUT_HANDLE, file) && GetStdHandle(STD_OUTPUT_HANDLE) == file);
    CHECK(SetStdHandle(STD_OUTPUT_HANDLE, second) && CloseHandle(file));
}

static void *unlock_later(void *file)
{
    Sleep(20);
    return UnlockFile((HANDLE)file, 0, 0, 10, 0) ? file : NULL;
}

/* K-F17 */
static void locks(void)
{
    OVERLAPPED at;
    pthread_t other;
    void *unlocked;
    HANDLE one, two;
    put("locked", "0123456789");
    one = opened(N("locked"), GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, 0);
    two = opened(N("locked"), GENERIC_READ, OPEN_EXISTING, 0);
    memset(&at, 0, sizeof(at));
    HOLDS(LockFile(one, 0, 0, 10, 0));
    FAILS(LockFile(two, 5, 0, 1, 0), ERROR_LOCK_VIOLATION);
    FAILS(LockFile(one, 5, 0, 1, 0), ERROR_LOCK_VIOLATION);
    HOLDS(LockFile(two, 10, 0, 1, 0)); /* behind the end; for reading, yet exclusive */
    FAILS(LockFile(one, 10, 0, 1, 0), ERROR_LOCK_VIOLATION);
    FAILS(UnlockFile(one, 0, 0, 9, 0), ERROR_NOT_LOCKED);
    FAILS(LockFileEx(two, LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at), ERROR_LOCK_VIOLATION);
    CHECK(pthread_create(&other, NULL, unlock_later, one) == 0);
    HOLDS(LockFileEx(two, 0, 0, 1, 0, &at)); /* waits */
    pthread_join(other, &unlocked);
    CHECK(unlocked == one);
    HOLDS(LockFileEx(one, LOCKFILE_FAIL_IMMEDIATELY, 0, 5, 0, &at)); /* both share */
    HOLDS(UnlockFileEx(two, 0, 1, 0, &at));
    FAILS(UnlockFileEx(two, 0, 1, 0, &at), ERROR_NOT_LOCKED);
    FAILS(LockFileEx(one, 4, 0, 1, 0, &at), ERROR_INVALID_PARAMETER);
    HOLDS(LockFile(one, 0, 0x80000000, 1, 0)); /* beyond what the kernel counts */
    CHECK(CloseHandle(two));
    HOLDS(LockFile(one, 10, 0, 1, 0)); /* gone with its handle */
    CHECK(CloseHandle(one));
}

/* K-A1 to K-A8 */
static void names(const char *here)
{
    WIN32_FILE_ATTRIBUTE_DATA about;
    BY_HANDLE_FILE_INFORMATION by_handle;
    FILETIME written;
    HANDLE file;
    struct stat found;
    char tree[PATH_MAX];
    CHECK(sizeof(WIN32_FILE_ATTRIBUTE_DATA) == 36 && sizeof(WIN32_FIND_DATAA) == 320);
    CHECK(sizeof(WIN32_FIND_DATAW) == 44 + 274 * sizeof(WCHAR) && sizeof(WIN32_FIND_STREAM_DATA) == 8 + 296 * sizeof(WCHAR));
    mkdir("d", 0777), mkdir("d/full", 0777), put("d/full/f", ""), put("file", "12345");
    symlink("d", "to_dir"), symlink("file", "to_file");
    HOLDS(DeleteFileW(N("to_file")));
    FAILS(DeleteFileW(N("to_file")), ERROR_FILE_NOT_FOUND);
    FAILS(DeleteFileA("no\\file"), ERROR_PATH_NOT_FOUND);
    FAILS(DeleteFileA("d"), ERROR_ACCESS_DENIED);
    FAILS(DeleteFileA("to_dir"), ERROR_ACCESS_DENIED);
    FAILS(DeleteFileA("file\\"), ERROR_INVALID_NAME);
    chmod("file", 0444);
    FAILS(DeleteFileA("file"), ERROR_ACCESS_DENIED);
    CHECK(GetFileAttributes(N("file")) == FILE_ATTRIBUTE_READONLY);
    HOLDS(SetFileAttributesW(N("file"), FILE_ATTRIBUTE_NORMAL));
    CHECK(stat("file", &found) == 0 && (found.st_mode & 0222) != 0);
    CHECK(GetFileAttributesW(N("file")) == FILE_ATTRIBUTE_NORMAL && GetFileAttributesA("d") == FILE_ATTRIBUTE_DIRECTORY);
    CHECK(GetFileAttributesA("d\\") == FILE_ATTRIBUTE_DIRECTORY && GetFileAttributesA("to_dir") == 0x410);
    CHECK((SetLastError(0), GetFileAttributesA("none")) == INVALID_FILE_ATTRIBUTES && GetLastError() == 2);
    CHECK(GetFileAttributesA("none\\x") == INVALID_FILE_ATTRIBUTES && GetLastError() == 3);
    CHECK(GetFileAttributesA("file\\x") == INVALID_FILE_ATTRIBUTES && GetLastError() == 3);
    HOLDS(SetFileAttributesA("file", FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_READONLY));
    if (setxattr("d", "user.probe", "1", 1, 0) == 0) {
        CHECK(GetFileAttributesA("file") == (FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_READONLY));
        HOLDS(SetFileAttributesA("file", FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED));
        CHECK(GetFileAttributesA("file") == (FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_ARCHIVE));
        CHECK(no_file(N("file"), GENERIC_WRITE, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, 5) && size_of("file") == 5);
    }
    HOLDS(SetFileAttributesA("file", FILE_ATTRIBUTE_NORMAL));
    HOLDS(SetFileAttributesA("d", FILE_ATTRIBUTE_READONLY));
    CHECK(GetFileAttributesA("d") == FILE_ATTRIBUTE_DIRECTORY);
    FAILS(SetFileAttributesA("none", 0), ERROR_FILE_NOT_FOUND);
    HOLDS(GetFileAttributesExW(N("file"), GetFileExInfoStandard, &about));
    CHECK(about.nFileSizeLow == 5 && about.nFileSizeHigh == 0 && about.dwFileAttributes == FILE_ATTRIBUTE_NORMAL);
    FAILS(GetFileAttributesExA("file", GetFileExMaxInfoLevel, &about), ERROR_INVALID_PARAMETER);
    FAILS(GetFileAttributesExA("none", GetFileExInfoStandard, &about), ERROR_FILE_NOT_FOUND);

    file = opened(N("file"), GENERIC_WRITE, OPEN_EXISTING, 0);
    written.dwLowDateTime = 0x12345678, written.dwHighDateTime = 0x01D00000;
    HOLDS(SetFileTime(file, NULL, NULL, &written));
    CHECK(GetFileInformationByHandle(file, &by_handle) && ticks(&by_handle.ftLastWriteTime) == ticks(&written));
    CHECK(by_handle.nFileSizeLow == 5 && by_handle.nNumberOfLinks == 1 && stat("file", &found) == 0);
    CHECK(by_handle.dwVolumeSerialNumber == (DWORD)found.st_dev && by_handle.nFileIndexLow == (DWORD)found.st_ino);
    CHECK(CloseHandle(file) && GetFileAttributesExA("file", GetFileExInfoStandard, &about));
    CHECK(ticks(&about.ftLastWriteTime) == ticks(&written) && ticks(&about.ftCreationTime) != 0);
    file = opened(N("file"), 0, OPEN_EXISTING, 0);
    FAILS(SetFileTime(file, NULL, NULL, &written), ERROR_ACCESS_DENIED);
    CHECK(CloseHandle(file));
    file = opened(N("to_dir"), FILE_WRITE_ATTRIBUTES, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS);
    HOLDS(SetFileTime(file, NULL, &written, &written));
    CHECK(CloseHandle(file) && lstat("to_dir", &found) == 0 && found.st_mtime < 1600000000);

    HOLDS(CreateDirectoryW(N("fresh"), NULL));
    FAILS(CreateDirectoryW(N("fresh"), NULL), ERROR_ALREADY_EXISTS);
    FAILS(CreateDirectoryW(N("file"), NULL), ERROR_ALREADY_EXISTS);
    FAILS(CreateDirectoryA("no\\dir", NULL), ERROR_PATH_NOT_FOUND);
    FAILS(CreateDirectoryA("file\\dir", NULL), ERROR_PATH_NOT_FOUND);
    FAILS(CreateDirectoryA("", NULL), ERROR_PATH_NOT_FOUND);
    HOLDS(CreateDirectoryA("trailing\\", NULL));
    HOLDS(CreateDirectoryExA("fresh", "like", NULL));
    FAILS(CreateDirectoryExA("none", "like2", NULL), ERROR_FILE_NOT_FOUND);
    FAILS(CreateDirectoryExA("file", "like2", NULL), ERROR_DIRECTORY);
    FAILS(RemoveDirectoryA("d\\full"), ERROR_DIR_NOT_EMPTY);
    FAILS(RemoveDirectoryA("file"), ERROR_DIRECTORY);
    FAILS(RemoveDirectoryA("none"), ERROR_FILE_NOT_FOUND);
    FAILS(RemoveDirectoryA("no\\none"), ERROR_PATH_NOT_FOUND);
    HOLDS(RemoveDirectoryW(N("fresh")));
    HOLDS(RemoveDirectoryA("trailing\\"));
    HOLDS(RemoveDirectoryA("to_dir"));
    CHECK(access("to_dir", F_OK) != 0 && access("d", F_OK) == 0);
    snprintf(tree, sizeof(tree), "%s\\t\\r\\ee", here);
    SetLastError(0xBAD);
    CHECK(CopyFile2CreateDirectoryTree(tree, 1) == 0 && access("t/r/ee", F_OK) == 0);
    CHECK(CopyFile2CreateDirectoryTree(tree, 1) == 183 && CopyFile2CreateDirectoryTree("rel", 1) == 161);
    snprintf(tree, sizeof(tree), "%s\\file", here);
    CHECK(CopyFile2CreateDirectoryTree(tree, 1) == 80 && GetLastError() == 0xBAD);
}

static int finds(LPCWSTR pattern, unsigned count, DWORD code)
{
    WIN32_FIND_DATAW about;
    unsigned found = 0;
    HANDLE search = FindFirstFileW(pattern, &about);
    DWORD last = search == INVALID_HANDLE_VALUE ? GetLastError() : 0;
    while (last == 0) {
        found++;
        last = FindNextFileW(search, &about) ? 0 : GetLastError();
    }
    if (search != INVALID_HANDLE_VALUE && (!FindClose(search) || FindClose(search))) {
        return 0;
    }
    if (found != count || last != code) {
        printf("%u found, %u\n", found, (unsigned)last);
    }
    return found == count && last == code;
}

/* K-W1 to K-W12 */
static void searches(const char *here)
{
    WIN32_FIND_DATAW about;
    WIN32_FIND_STREAM_DATA stream;
    HANDLE search;
    char pattern[PATH_MAX];
    mkdir("w", 0777), mkdir("w/Sub", 0777);
    put("w/A.txt", "123"), put("w/b.TXT", ""), put("w/name", ""), put("w/.hidden", ""), put("w/odd*", "");
    symlink("A.txt", "w/link");
    CHECK(finds(N("w\\*"), 9, 18) && finds(N("w\\*.*"), 9, 18) && finds(N("w/*.txt"), 2, 18) && finds(N("w\\NAME.*"), 1, 18));
    CHECK(finds(N("w\\*.nope"), 0, 2) && finds(N("none\\*"), 0, 3) && finds(N("w\\name\\*"), 0, 267) && finds(N("w\\name\\x\\*"), 0, 3));
    CHECK(finds(N(""), 0, 3) && finds(NULL, 0, 3) && finds(N("w*\\a"), 0, 123) && finds(N("w\\none"), 0, 2) && finds(N("no\\none"), 0, 3));
    CHECK(finds(N("w\\"), 0, 2) && finds(N("w\\name\\"), 0, 123) && finds(N("w\\Sub"), 1, 18) && finds(N("w\\NAME"), 0, 2));
    CHECK(finds(N("w\\*."), 4, 18)); /* Sub, name, link; odd* has no dot either */
    search = FindFirstFileW(N("w\\*"), &about);
    CHECK(lstrlenW(about.cFileName) == 1 && about.cFileName[0] == '.' && about.dwFileAttributes == FILE_ATTRIBUTE_DIRECTORY);
    CHECK(FindNextFileW(search, &about) && lstrlenW(about.cFileName) == 2);
    FAILS(CloseHandle(search), ERROR_INVALID_HANDLE);
    CHECK(FindClose(search));
    FAILS(FindNextFileW(search, &about), ERROR_INVALID_HANDLE);
    search = FindFirstFileW(N("w\\link"), &about);
    CHECK(about.dwFileAttributes == FILE_ATTRIBUTE_REPARSE_POINT && about.dwReserved0 == IO_REPARSE_TAG_SYMLINK && FindClose(search));
    search = FindFirstFileW(N("w\\A.txt"), &about);
    CHECK(about.nFileSizeLow == 3 && about.cAlternateFileName[0] == 0 && FindClose(search));
    search = FindFirstFileExW(N("w\\a*"), FindExInfoBasic, &about, FindExSearchNameMatch, NULL, FIND_FIRST_EX_CASE_SENSITIVE);
    CHECK(search == INVALID_HANDLE_VALUE && GetLastError() == ERROR_FILE_NOT_FOUND); /* K-W11: case counts */
    search = FindFirstFileExW(N("w\\*"), FindExInfoMaxInfoLevel, &about, FindExSearchNameMatch, NULL, 0);
    CHECK(search == INVALID_HANDLE_VALUE && GetLastError() == ERROR_INVALID_PARAMETER);
    search = FindFirstFileExW(N("w\\*"), FindExInfoStandard, &about, FindExSearchLimitToDirectories, NULL, 2);
    CHECK(search != INVALID_HANDLE_VALUE && FindClose(search));
    snprintf(pattern, sizeof(pattern), "%s\\w\\*.txt", here); /* K-P1: joined to a Unix path */
    {
        WIN32_FIND_DATAA narrow;
        search = FindFirstFileA(pattern, &narrow);
        CHECK(search != INVALID_HANDLE_VALUE && FindNextFileA(search, &narrow) && !FindNextFileA(search, &narrow));
        CHECK(GetLastError() == ERROR_NO_MORE_FILES && FindClose(search));
    }
    search = FindFirstFileW(N("\\\\?\\unix/*"), &about); /* no . and .. in a root */
    CHECK(search != INVALID_HANDLE_VALUE);
    do {
        CHECK(!(about.cFileName[0] == '.' && (about.cFileName[1] == 0 || (about.cFileName[1] == '.' && about.cFileName[2] == 0))));
    } while (FindNextFileW(search, &about));
    CHECK(FindClose(search));
    search = FindFirstStreamW(N("w\\A.txt"), FindStreamInfoStandard, &stream, 0);
    CHECK(search != INVALID_HANDLE_VALUE && stream.StreamSize.QuadPart == 3 && lstrlenW(stream.cStreamName) == 7);
    FAILS(FindNextStreamW(search, &stream), ERROR_HANDLE_EOF);
    CHECK(FindClose(search));
    CHECK(FindFirstStreamW(N("w\\Sub"), FindStreamInfoStandard, &stream, 0) == INVALID_HANDLE_VALUE && GetLastError() == 38);
}

static int full(LPCSTR name, const char *expected)
{
    char path[PATH_MAX];
    const DWORD length = GetFullPathNameA(name, PATH_MAX, path, NULL);
    if (length != strlen(expected) || strcmp(path, expected) != 0) {
        printf("%s: %s is wanted, not %s\n", name, expected, length == 0 ? "a failure" : path);
        return 0;
    }
    return 1;
}

/* K-P7 to K-P12 */
static void paths(const char *here)
{
    char path[PATH_MAX], name[PATH_MAX], drive[PATH_MAX];
    CHAR *part;
    WCHAR wide[PATH_MAX], *wide_part;
    DWORD length;
    CHECK(full("c:\\a\\.\\b\\..\\d/e\\", "c:\\a\\d\\e\\") && full("C:", "C:\\") && full("C:x", "C:\\x") && full("C:\\..\\..", "C:\\"));
    CHECK(full("/data\\x//y/../z", "/data/x/z") && full("/..", "/") && full("\\\\server\\share\\a\\..\\..", "\\\\server\\share\\"));
    CHECK(full("\\\\?\\C:\\a\\..", "\\\\?\\C:\\a\\..") && full("nul", "\\\\.\\NUL") && full("\\\\server\\share\\a/b", "\\\\server\\share\\a\\b"));
    snprintf(path, sizeof(path), "%s/sub/x", here);
    CHECK(full("sub\\.\\y\\..\\x", path) && full("/srv/c/a", "/srv/c/a"));
    snprintf(path, sizeof(path), "%s/w/", here);
    CHECK(full("w\\", path));
    FAILS(GetFullPathNameA("", 1, path, NULL), ERROR_INVALID_NAME);
    FAILS(GetFullPathNameA(NULL, 1, path, NULL), ERROR_INVALID_PARAMETER);
    CHECK(GetFullPathNameA("C:\\abc", 0, NULL, NULL) == 7 && GetFullPathNameA("C:\\abc", 6, path, &part) == 7);
    CHECK(GetFullPathNameA("C:\\abc", 7, path, &part) == 6 && strcmp(part, "abc") == 0);
    CHECK(GetFullPathNameA("C:\\abc\\", 20, path, &part) == 7 && part == NULL);
    CHECK(GetFullPathNameW(N("C:\\abc\\de"), PATH_MAX, wide, &wide_part) == 9 && wide_part == wide + 7);
    CHECK(GetLongPathNameA("w\\A.txt", path, PATH_MAX) == 7 && strcmp(path, "w\\A.txt") == 0);
    FAILS(GetShortPathNameA("w\\none", path, PATH_MAX), ERROR_FILE_NOT_FOUND);
    FAILS(GetLongPathNameA("no\\none", path, PATH_MAX), ERROR_PATH_NOT_FOUND);

    length = GetCurrentDirectoryA(0, NULL);
    CHECK(length == strlen(here) + 1 && GetCurrentDirectoryA(length - 1, path) == length);
    CHECK(GetCurrentDirectoryA(length, path) == length - 1 && strcmp(path, here) == 0);
    FAILS(SetCurrentDirectoryA("none"), ERROR_FILE_NOT_FOUND);
    FAILS(SetCurrentDirectoryA("no\\none"), ERROR_PATH_NOT_FOUND);
    FAILS(SetCurrentDirectoryA("w\\name"), ERROR_DIRECTORY);
    /* K-P6: below a drive */
    snprintf(drive, sizeof(drive), "X=%s", here);
    setenv("COPYFILE2_DRIVES", drive, 1);
    HOLDS(SetCurrentDirectoryW(N("X:\\w")));
    CHECK(GetCurrentDirectoryA(PATH_MAX, path) == 4 && strcmp(path, "X:\\w") == 0);
    CHECK(full("a/../b", "X:\\w\\b") && full("\\b", "X:\\b") && GetFileAttributesA("\\w\\A.txt") != INVALID_FILE_ATTRIBUTES);
    snprintf(path, sizeof(path), "%s/w/name/", here);
    CHECK(full(path, "X:\\w\\name\\"));
    HOLDS(SetCurrentDirectoryA(".."));
    CHECK(GetCurrentDirectoryA(PATH_MAX, path) == 3 && strcmp(path, "X:\\") == 0);
    unsetenv("COPYFILE2_DRIVES");

    setenv("TMP", here, 1);
    CHECK(GetTempPathA(PATH_MAX, path) == strlen(here) + 1 && path[strlen(here)] == '/' && GetTempPath2A(3, name) == strlen(here) + 2);
    CHECK((length = GetTempFileNameA(path, "prefix", 0, name)) != 0 && size_of(name) == 0);
    {
        struct stat found;
        char expected[PATH_MAX];
        CHECK(stat(name, &found) == 0 && (found.st_mode & 0777) == 0600);
        snprintf(expected, sizeof(expected), "%s/pre%X.tmp", here, (unsigned)length);
        CHECK(strcmp(name, expected) == 0);
    }
    CHECK(GetTempFileNameA("w", NULL, 0x12AB, name) == 0x12AB && strcmp(name, "w\\12AB.tmp") == 0 && size_of("w/12AB.tmp") == -1);
    FAILS(GetTempFileNameA("none", "p", 0, name), ERROR_DIRECTORY);
    FAILS(GetTempFileNameA(NULL, "p", 0, name), ERROR_INVALID_PARAMETER);
    memset(path, 'x', 260), path[260] = 0;
    FAILS(GetTempFileNameA(path, "p", 0, name), ERROR_BUFFER_OVERFLOW);
    CHECK(GetTempFileNameW(N("w"), N("p"), 0, wide) != 0);

    CHECK(SearchPathA("none;w", "A", ".txt", PATH_MAX, path, &part) != 0 && strcmp(part, "A.txt") == 0);
    CHECK(SearchPathA(NULL, "sh", NULL, PATH_MAX, path, NULL) != 0);
    FAILS(SearchPathA("w", "nothing", NULL, PATH_MAX, path, NULL), ERROR_FILE_NOT_FOUND);
}

/* A routine reads, measures and dates its files through the message's handles. */
static COPYFILE2_MESSAGE_ACTION CALLBACK routine(const COPYFILE2_MESSAGE *message, PVOID context)
{
    unsigned *calls = (unsigned *)context;
    char buffer[8];
    DWORD count = 0;
    LARGE_INTEGER size;
    if (message->Type == COPYFILE2_CALLBACK_STREAM_STARTED) {
        const HANDLE source = message->Info.StreamStarted.hSourceFile, destination = message->Info.StreamStarted.hDestinationFile;
        CHECK(ReadFile(source, buffer, 4, &count, NULL) && count == 4 && memcmp(buffer, "0123", 4) == 0);
        CHECK(GetFileSizeEx(source, &size) && size.QuadPart == 10 && GetFileType(destination) == FILE_TYPE_DISK);
        CHECK(SetFilePointer(destination, 3, NULL, FILE_BEGIN) == 3);
        FAILS(CloseHandle(source), ERROR_INVALID_HANDLE);
        (*calls)++;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

static void messages(void)
{
    COPYFILE2_EXTENDED_PARAMETERS parameters;
    char copied[16] = "";
    unsigned calls = 0;
    FILE *file;
    put("from", "0123456789");
    memset(&parameters, 0, sizeof(parameters));
    parameters.dwSize = sizeof(parameters);
    parameters.pProgressRoutine = routine;
    parameters.pvCallbackContext = &calls;
    CHECK(SUCCEEDED(CopyFile2(N("from"), N("to"), &parameters)) && calls == 1);
    file = fopen("to", "r");
    CHECK(file != NULL && fgets(copied, sizeof(copied), file) != NULL && strcmp(copied, "0123456789") == 0);
    fclose(file);
}

int main(int argc, char **argv)
{
    if (argc < 2 || chdir(argv[1]) != 0) {
        return 2;
    }
    is_root_user = geteuid() == 0;
    umask(022);
    opening();
    data();
    locks();
    names(argv[1]);
    searches(argv[1]);
    paths(argv[1]);
    messages();
    return failed != 0;
}
