/* The older family through C, rule by rule (docs/rules/copyfile2.md, parts 4.10 to 4.12; Q8, Q49 to Q51, V17, X12).
 *
 * family HERE ELSEWHERE: two empty directories on different volumes. Prints one line per failed check. */
#define _GNU_SOURCE
#include <copyfile2.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static int failures, checks;
static char names[16][4096];
static const char *here, *elsewhere;

#define CHECK(rule, condition) check(rule, #condition, __LINE__, (condition))
static void check(const char *rule, const char *text, int line, int holds)
{
    checks++;
    if (!holds) {
        failures++;
        printf("%s: line %d: %s (last error %u, errno %d)\n", rule, line, text, (unsigned)CopyFile2GetLastError(), errno);
    }
}

/* slot keeps the text alive; one per name of a call */
static const char *in(const char *directory, const char *name, int slot)
{
    snprintf(names[slot], sizeof names[slot], "%s/%s", directory, name);
    return names[slot];
}
#define H(name) in(here, name, __COUNTER__ % 16)
#define E(name) in(elsewhere, name, __COUNTER__ % 16)

static WCHAR wide_names[4][4096];
static const WCHAR *wide(const char *name, int slot)
{
    size_t i = 0;
    do {
        wide_names[slot][i] = (WCHAR)(unsigned char)name[i];
    } while (name[i++] != '\0');
    return wide_names[slot];
}

static void put(const char *path, const char *content)
{
    FILE *file;
    unlink(path);
    file = fopen(path, "w");
    if (file == NULL || fputs(content, file) == EOF || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void put_size(const char *path, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    char block[65536];
    memset(block, 'x', sizeof block);
    while (size > 0) {
        size_t part = size < sizeof block ? size : sizeof block;
        if (write(fd, block, part) != (ssize_t)part) {
            perror(path);
            exit(2);
        }
        size -= part;
    }
    close(fd);
}

static int is(const char *path, const char *content)
{
    char found[256] = {0};
    FILE *file = fopen(path, "r");
    size_t length;
    if (file == NULL) {
        return 0;
    }
    length = fread(found, 1, sizeof found - 1, file);
    fclose(file);
    return length == strlen(content) && memcmp(found, content, length) == 0;
}

static int gone(const char *path)
{
    struct stat stat;
    return lstat(path, &stat) != 0 && errno == ENOENT;
}

static int fails(BOOL result, DWORD code)
{
    return !result && CopyFile2GetLastError() == code;
}

struct heard {
    unsigned calls, switches, chunks;
    long long total_size, last_total, last_stream;
    DWORD first_reason, answer, answer_at; /* answer is given from call answer_at on */
    int wrong;
};

static DWORD CALLBACK routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                              LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber,
                              DWORD dwCallbackReason, HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    struct heard *heard = lpData;
    if (heard->calls++ == 0) {
        heard->first_reason = dwCallbackReason;
        heard->total_size = TotalFileSize.QuadPart;
    }
    if (dwCallbackReason == CALLBACK_STREAM_SWITCH) {
        heard->switches++;
        heard->wrong |= StreamBytesTransferred.QuadPart != 0;
    } else {
        heard->chunks++;
        heard->wrong |= TotalBytesTransferred.QuadPart <= 0;
    }
    heard->wrong |= dwStreamNumber < 1 || TotalFileSize.QuadPart != heard->total_size;
    heard->wrong |= TotalBytesTransferred.QuadPart < heard->last_total;
    heard->wrong |= StreamBytesTransferred.QuadPart > StreamSize.QuadPart;
    heard->wrong |= fcntl(CopyFile2GetFileDescriptor(hSourceFile), F_GETFD) < 0;
    heard->wrong |= fcntl(CopyFile2GetFileDescriptor(hDestinationFile), F_GETFD) < 0;
    heard->last_total = TotalBytesTransferred.QuadPart;
    heard->last_stream = StreamBytesTransferred.QuadPart;
    return heard->calls > heard->answer_at ? heard->answer : PROGRESS_CONTINUE;
}

/* What a copy of two streams tells, call by call. */
struct streams {
    unsigned calls, second_calls;
    HANDLE handles[3][2];
    pthread_t caller;
    int wrong, other_thread;
};

static DWORD CALLBACK hear_streams(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                   LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber,
                                   DWORD dwCallbackReason, HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    static const long long sizes[3] = {0, 13, 7};
    struct streams *heard = lpData;
    const long long before = dwStreamNumber == 2 ? sizes[1] : 0;
    heard->calls++;
    heard->second_calls += dwStreamNumber == 2;
    heard->other_thread |= !pthread_equal(heard->caller, pthread_self());
    heard->wrong |= TotalFileSize.QuadPart != sizes[1] + sizes[2];
    if (dwStreamNumber < 1 || dwStreamNumber > 2) {
        heard->wrong = 1;
        return PROGRESS_CANCEL;
    }
    heard->wrong |= StreamSize.QuadPart != sizes[dwStreamNumber];
    if (dwCallbackReason == CALLBACK_STREAM_SWITCH) {
        heard->wrong |= heard->handles[dwStreamNumber][0] != NULL; /* once a stream */
        heard->handles[dwStreamNumber][0] = hSourceFile;
        heard->handles[dwStreamNumber][1] = hDestinationFile;
        heard->wrong |= StreamBytesTransferred.QuadPart != 0 || TotalBytesTransferred.QuadPart != before;
    } else {
        heard->wrong |= TotalBytesTransferred.QuadPart != before + StreamBytesTransferred.QuadPart;
    }
    return PROGRESS_CONTINUE;
}

static void copies_of_streams(void)
{
    struct streams heard;
    memset(&heard, 0, sizeof heard);
    heard.caller = pthread_self();
    put(H("streams"), "thirteen byte");
    if (setxattr(H("streams"), "user.DosStream.second:$DATA", "7 bytes", 7, 0) != 0) {
        fprintf(stderr, "skipped: no named streams here\n");
        return;
    }
    CHECK("X1", CopyFileExA(H("streams"), H("streams2"), hear_streams, &heard, NULL, 0));
    CHECK("X1 X2", heard.calls == 4 && heard.second_calls == 2);
    CHECK("X3 X4 X5", !heard.wrong);
    CHECK("X9", heard.handles[1][0] != NULL && heard.handles[2][0] != NULL);
    CHECK("X10", !heard.other_thread);
}

static void copies(void)
{
    struct heard heard = {0};
    BOOL cancel = FALSE;
    const size_t large = 8u << 20;

    put(H("a"), "thirteen byte");
    CHECK("X1 X2 X3", CopyFileExA(H("a"), H("b"), routine, &heard, &cancel, 0) && is(H("b"), "thirteen byte"));
    CHECK("X1", heard.first_reason == CALLBACK_STREAM_SWITCH && heard.switches == 1);
    CHECK("X2", heard.calls >= 2 && heard.chunks >= 1);
    CHECK("X3 X4 X5", heard.last_total == 13 && heard.total_size == 13 && heard.last_stream == 13);
    CHECK("X9 X10", !heard.wrong);
    CHECK("1.3 item 3", CopyFile2GetLastError() == ERROR_SUCCESS);

    put(H("empty"), "");
    memset(&heard, 0, sizeof heard);
    CHECK("X6", CopyFileExA(H("empty"), H("b"), routine, &heard, NULL, 0) && heard.calls == 1 && heard.switches == 1);

    put_size(H("large"), large);
    memset(&heard, 0, sizeof heard);
    heard.answer = PROGRESS_CANCEL;
    CHECK("X7 A2", fails(CopyFileExA(H("large"), H("c"), routine, &heard, NULL, 0), ERROR_REQUEST_ABORTED));
    CHECK("X7 A2", heard.calls == 1 && gone(H("c")));
    memset(&heard, 0, sizeof heard);
    heard.answer = PROGRESS_STOP;
    heard.answer_at = 1;
    CHECK("X7 X8", fails(CopyFileExA(H("large"), H("c"), routine, &heard, NULL, COPY_FILE_RESTARTABLE),
                         ERROR_REQUEST_ABORTED));
    CHECK("X7", !gone(H("c")));
    CHECK("X8", CopyFileExA(H("large"), H("c"), NULL, NULL, NULL, COPY_FILE_RESTARTABLE));
    memset(&heard, 0, sizeof heard);
    heard.answer = PROGRESS_QUIET;
    CHECK("X7 A6", CopyFileExA(H("large"), H("d"), routine, &heard, NULL, 0) && heard.calls == 1);
    cancel = TRUE;
    CHECK("A13", fails(CopyFileExA(H("large"), H("e"), NULL, NULL, &cancel, 0), ERROR_REQUEST_ABORTED));
    CHECK("A13", gone(H("e")));
    CHECK("Q8 V17", CopyFileExA(H("a"), H("q8"), NULL, NULL, NULL, COPY_FILE_NO_OFFLOAD | COPY_FILE_REQUEST_SECURITY_PRIVILEGES));
    CHECK("X12", heard.calls == heard.switches + heard.chunks);
    CHECK("V4", fails(CopyFileExA(H("a"), H("e"), NULL, NULL, NULL, 0x40000000), ERROR_INVALID_PARAMETER));

    CHECK("O21", fails(CopyFileA(H("a"), H("b"), 7), ERROR_FILE_EXISTS));
    CHECK("O21", CopyFileA(H("a"), H("b"), FALSE));
    CHECK("V8", fails(CopyFileA(NULL, H("b"), TRUE), ERROR_PATH_NOT_FOUND));
    CHECK("V8", fails(CopyFileA(H("a"), NULL, TRUE), ERROR_PATH_NOT_FOUND));
    CHECK("Q2", fails(CopyFileW(NULL, NULL, TRUE), ERROR_PATH_NOT_FOUND));
    CHECK("W", CopyFileW(wide(H("a"), 0), wide(H("w"), 1), TRUE) && is(H("w"), "thirteen byte"));
    CHECK("U8", CopyFileU8(H("a"), H("\xC3\xA4"), TRUE) && is(H("\xC3\xA4"), "thirteen byte"));
    CHECK("U8", SUCCEEDED(CopyFile2U8(H("a"), H("u8"), NULL)) && is(H("u8"), "thirteen byte"));
    CHECK("transacted", fails(CopyFileTransactedA(H("a"), H("t"), NULL, NULL, NULL, 0, NULL), ERROR_CALL_NOT_IMPLEMENTED));
    CHECK("transacted", fails(MoveFileTransactedA(H("a"), H("t"), NULL, NULL, 0, NULL), ERROR_CALL_NOT_IMPLEMENTED));
    CHECK("transacted", gone(H("t")) && !gone(H("a")));
}

static void moves(void)
{
    struct heard heard = {0};
    struct stat before, after;
    char target[64] = {0};

    put(H("m"), "moved");
    stat(H("m"), &before);
    CHECK("MV1 MV2", MoveFileA(H("m"), H("n")) && gone(H("m")) && is(H("n"), "moved"));
    stat(H("n"), &after);
    CHECK("MV2", before.st_ino == after.st_ino && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
    CHECK("MV3 Q49", MoveFileWithProgressA(H("n"), H("m"), routine, &heard, 0) && heard.calls == 0);
    mkdir(H("dir"), 0755);
    put(H("dir/inside"), "inside");
    CHECK("MV2", MoveFileW(wide(H("dir"), 0), wide(H("dir2"), 1)) && is(H("dir2/inside"), "inside"));

    put(H("n"), "other");
    CHECK("A44 MV12", fails(MoveFileA(H("m"), H("n")), ERROR_ALREADY_EXISTS) && is(H("n"), "other") && is(H("m"), "moved"));
    CHECK("MV12", fails(MoveFileA(H("m"), H("dir2")), ERROR_ALREADY_EXISTS));
    CHECK("A45 MV13 MV16", MoveFileExA(H("m"), H("n"), MOVEFILE_REPLACE_EXISTING) && is(H("n"), "moved") && gone(H("m")));
    CHECK("A46 MV14", fails(MoveFileExA(H("n"), H("dir2"), MOVEFILE_REPLACE_EXISTING), ERROR_ACCESS_DENIED));
    mkdir(H("dir3"), 0755);
    CHECK("MV14", fails(MoveFileExA(H("dir3"), H("dir2"), MOVEFILE_REPLACE_EXISTING), ERROR_ACCESS_DENIED));
    CHECK("A47 MV15", MoveFileExA(H("dir3"), H("n"), MOVEFILE_REPLACE_EXISTING) && gone(H("dir3")));
    CHECK("MV15", stat(H("n"), &after) == 0 && S_ISDIR(after.st_mode));
    rmdir(H("n"));

    put(H("m"), "moved");
    put(H("readonly"), "old");
    chmod(H("readonly"), 0444);
    CHECK("MV17", fails(MoveFileExA(H("m"), H("readonly"), MOVEFILE_REPLACE_EXISTING), ERROR_ACCESS_DENIED));
    CHECK("A49 MV18", fails(MoveFileA(H("absent"), H("x")), ERROR_FILE_NOT_FOUND));
    CHECK("MV18", fails(MoveFileA(H("absent/x"), H("x")), ERROR_PATH_NOT_FOUND));
    CHECK("MV18", fails(MoveFileA(H("m"), H("absent/x")), ERROR_PATH_NOT_FOUND));
    {
        int fd = open(H("m"), O_RDWR);
        CHECK("MV19: no share modes here", MoveFileA(H("m"), H("m2")) && MoveFileA(H("m2"), H("m")));
        close(fd);
        fd = open(H("dir2/inside"), O_RDONLY);
        CHECK("MV22: no share modes here", MoveFileA(H("dir2"), H("dir4")) && MoveFileA(H("dir4"), H("dir2")));
        close(fd);
    }
    CHECK("A48 MV20", MoveFileA(H("m"), H("m")) && is(H("m"), "moved"));
    CHECK("MV20", MoveFileA(H("m"), H("M")) && is(H("M"), "moved") && gone(H("m")) && MoveFileA(H("M"), H("m")));
    CHECK("MV21: wildcards are names here", MoveFileA(H("m"), H("m?*")) && MoveFileA(H("m?*"), H("m")));
    symlink("m", H("link"));
    CHECK("MV23", MoveFileA(H("link"), H("link2")) && readlink(H("link2"), target, 63) == 1 && is(H("m"), "moved"));
    put(H("n"), "new");
    CHECK("MV23", MoveFileExA(H("n"), H("link2"), MOVEFILE_REPLACE_EXISTING) && is(H("m"), "moved"));
    CHECK("MV23", readlink(H("link2"), target, 63) < 0 && is(H("link2"), "new"));
    CHECK("MV24", fails(MoveFileExA(H("m"), NULL, MOVEFILE_DELAY_UNTIL_REBOOT), ERROR_NOT_SUPPORTED));
    CHECK("MV24 Q53", fails(MoveFileExA(H("m"), NULL, 0), ERROR_INVALID_PARAMETER) && is(H("m"), "moved"));
    CHECK("MV26", fails(MoveFileExA(H("m"), H("x"), MOVEFILE_DELAY_UNTIL_REBOOT | MOVEFILE_COPY_ALLOWED),
                        ERROR_INVALID_PARAMETER));
    CHECK("MV26", fails(MoveFileExA(H("m"), H("x"), 0x80000000), ERROR_INVALID_PARAMETER));
    CHECK("MV25", fails(MoveFileExA(H("m"), H("x"), MOVEFILE_CREATE_HARDLINK), ERROR_INVALID_PARAMETER));
    CHECK("MV25", fails(MoveFileExA(H("m"), H("x"), MOVEFILE_FAIL_IF_NOT_TRACKABLE), ERROR_NOT_SUPPORTED));
    CHECK("MV11", MoveFileExA(H("m"), H("x"), MOVEFILE_WRITE_THROUGH) && MoveFileA(H("x"), H("m")));
    link(H("m"), H("hard"));
    CHECK("hard links", MoveFileExA(H("m"), H("hard"), MOVEFILE_REPLACE_EXISTING) && gone(H("m")));
    CHECK("into itself", fails(MoveFileA(H("dir2"), H("dir2/sub")), ERROR_SHARING_VIOLATION));
}

static void moves_between_volumes(void)
{
    struct heard heard = {0};
    struct stat before, after;
    char target[64] = {0};
    const DWORD allowed = MOVEFILE_COPY_ALLOWED;

    put(H("v"), "volume");
    stat(H("v"), &before);
    CHECK("A51 MV5", fails(MoveFileExA(H("v"), E("v"), 0), ERROR_NOT_SAME_DEVICE) && is(H("v"), "volume") && gone(E("v")));
    CHECK("MV4 A50", MoveFileWithProgressA(H("v"), E("v"), routine, &heard, allowed));
    CHECK("MV4", heard.first_reason == CALLBACK_STREAM_SWITCH && heard.chunks >= 1 && !heard.wrong);
    CHECK("MV4", gone(H("v")) && is(E("v"), "volume"));
    stat(E("v"), &after);
    CHECK("MV9", before.st_mtim.tv_sec == after.st_mtim.tv_sec && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
    put(H("v"), "second");
    CHECK("MV12", fails(MoveFileA(H("v"), E("v")), ERROR_ALREADY_EXISTS) && is(E("v"), "volume"));
    CHECK("MV12 MV13", MoveFileExA(H("v"), E("v"), allowed | MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH));
    CHECK("MV11", is(E("v"), "second") && gone(H("v")));
    mkdir(H("vdir"), 0755);
    CHECK("MV6 Q50", fails(MoveFileExA(H("vdir"), E("vdir"), allowed), ERROR_NOT_SAME_DEVICE) && gone(E("vdir")));
    put_size(H("v"), 4u << 20);
    memset(&heard, 0, sizeof heard);
    heard.answer = PROGRESS_CANCEL;
    heard.answer_at = 1;
    CHECK("A52 MV8 MV27", fails(MoveFileWithProgressA(H("v"), E("w"), routine, &heard, allowed), ERROR_REQUEST_ABORTED));
    CHECK("MV8", gone(E("w")) && !gone(H("v")));
    memset(&heard, 0, sizeof heard);
    heard.answer = PROGRESS_STOP;
    heard.answer_at = 1;
    CHECK("MV8", fails(MoveFileWithProgressA(H("v"), E("w"), routine, &heard, allowed), ERROR_REQUEST_ABORTED));
    CHECK("MV8", !gone(H("v")));
    unlink(E("w"));
    put(H("v"), "readonly");
    chmod(H("v"), 0444);
    CHECK("MV10 Q51", MoveFileA(H("v"), E("r")) && is(E("r"), "readonly") && gone(H("v")));
    symlink("nowhere", H("vlink"));
    CHECK("MV23", MoveFileA(H("vlink"), E("vlink")) && gone(H("vlink")));
    CHECK("MV23", readlink(E("vlink"), target, 63) == 7 && strcmp(target, "nowhere") == 0);
    symlink(here, H("vlink"));
    CHECK("MV23 L10", MoveFileA(H("vlink"), E("dlink")) && gone(H("vlink")) && readlink(E("dlink"), target, 63) > 0);
    if (geteuid() == 0) {
        /* MV7: an append-only directory lets no name go */
        char command[4200];
        mkdir(H("keep"), 0755);
        put(H("keep/k"), "kept");
        snprintf(command, sizeof command, "chattr +a %s 2>/dev/null", H("keep"));
        if (system(command) == 0) {
            CHECK("MV7", MoveFileA(H("keep/k"), E("k")) && is(H("keep/k"), "kept") && is(E("k"), "kept"));
            snprintf(command, sizeof command, "chattr -a %s", H("keep"));
            CHECK("MV7", system(command) == 0);
        } else {
            printf("skipped: no append-only directories here\n");
        }
    }
}

static void replaces(void)
{
    struct stat stat_after;
    put(H("old"), "old");
    chmod(H("old"), 0640);
    put(H("new"), "new");
    CHECK("RF1", ReplaceFileA(H("old"), H("new"), NULL, 0, NULL, NULL) && is(H("old"), "new") && gone(H("new")));
    stat(H("old"), &stat_after);
    CHECK("RF1", (stat_after.st_mode & 0777) == 0640);
    put(H("new"), "newer");
    CHECK("RF2", ReplaceFileW(wide(H("old"), 0), wide(H("new"), 1), wide(H("bak"), 2), REPLACEFILE_WRITE_THROUGH, NULL, NULL));
    CHECK("RF2", is(H("old"), "newer") && is(H("bak"), "new") && gone(H("new")));
    put(H("new"), "newest");
    CHECK("RF2", ReplaceFileA(H("old"), H("new"), H("bak"), 0, NULL, NULL) && is(H("bak"), "newer"));
    put(E("new"), "far");
    CHECK("RF3 RF5", fails(ReplaceFileA(H("old"), E("new"), NULL, 0, NULL, NULL), ERROR_UNABLE_TO_MOVE_REPLACEMENT));
    CHECK("RF3 RF5", is(H("old"), "newest") && is(E("new"), "far"));
    put(H("new"), "n");
    CHECK("RF3 RF5", fails(ReplaceFileA(H("old"), H("new"), E("bak"), 0, NULL, NULL), ERROR_UNABLE_TO_REMOVE_REPLACED));
    CHECK("RF5", is(H("old"), "newest") && is(H("new"), "n") && gone(E("bak")));
    CHECK("RF4", fails(ReplaceFileA(H("absent"), H("new"), NULL, 0, NULL, NULL), ERROR_FILE_NOT_FOUND));
    CHECK("RF4", fails(ReplaceFileA(H("old"), H("absent"), NULL, 0, NULL, NULL), ERROR_FILE_NOT_FOUND));
    chmod(H("new"), 0444);
    CHECK("RF4", fails(ReplaceFileA(H("old"), H("new"), NULL, 0, NULL, NULL), ERROR_ACCESS_DENIED));
    chmod(H("new"), 0644);
    chmod(H("old"), 0444);
    CHECK("RF4", fails(ReplaceFileA(H("old"), H("new"), NULL, 0, NULL, NULL), ERROR_ACCESS_DENIED));
    chmod(H("old"), 0644);
    CHECK("RF4", fails(ReplaceFileA(H("old"), H("old"), NULL, 0, NULL, NULL), ERROR_SHARING_VIOLATION));
    CHECK("RF", fails(ReplaceFileA(H("old"), H("new"), NULL, 8, NULL, NULL), ERROR_INVALID_PARAMETER));
    CHECK("RF", fails(ReplaceFileA(H("old"), H("new"), NULL, 0, names, NULL), ERROR_INVALID_PARAMETER));
    CHECK("RF", fails(ReplaceFileA(H("old"), NULL, NULL, 0, NULL, NULL), ERROR_PATH_NOT_FOUND));
    CHECK("RF", is(H("old"), "newest") && is(H("new"), "n"));
}

/* Names in Windows form, drives, bytes that are no UTF-8, misaligned pointers. */
static void spellings(void)
{
    char map[4200];
    char packed[1 + 8192];
    const WCHAR *name;
    size_t i = 0;
    put(H("s"), "spelled");
    snprintf(map, sizeof map, "Q=%s;R:=%s", here, elsewhere);
    setenv("COPYFILE2_DRIVES", map, 1);
    CHECK("drive map", CopyFileA("q:\\s", "R:\\copied", TRUE) && is(E("copied"), "spelled"));
    CHECK("drive map", CopyFileA("\\\\?\\Q:\\s", "\\\\.\\R:\\again", TRUE) && is(E("again"), "spelled"));
    CHECK("drive map", fails(CopyFileA("Z:\\s", "R:\\x", TRUE), ERROR_PATH_NOT_FOUND));
    CHECK("V12", fails(CopyFileA("Q:\\s", "R:\\x\\", TRUE), ERROR_INVALID_NAME));
    CHECK("UNC", fails(CopyFileW(u"\\\\server\\share\\x", u"x", TRUE), ERROR_BAD_NETPATH));
    CHECK("Q3", fails(CopyFileW(u"", u"x", TRUE), ERROR_PATH_NOT_FOUND));
    {
        WCHAR raw[] = {'Q', ':', '\\', 0xDCFF, 0}, wrong[] = {'Q', ':', '\\', 0xD800, 0};
        CHECK("raw bytes", CopyFileW(u"Q:\\s", raw, TRUE) && is(H("\xFF"), "spelled"));
        CHECK("raw bytes", fails(CopyFileW(u"Q:\\s", wrong, TRUE), ERROR_INVALID_NAME));
    }
    name = wide(H("s"), 0);
    do {
        memcpy(packed + 1 + 2 * i, &name[i], 2);
    } while (name[i++] != 0);
    {
        const WCHAR *misaligned;
        const void *address = packed + 1;
        memcpy(&misaligned, &address, sizeof address);
        CHECK("misaligned", CopyFileW(misaligned, wide(H("mis"), 1), TRUE) && is(H("mis"), "spelled"));
    }
    CHECK("message", strcmp(CopyFile2ErrorMessage(ERROR_FILE_EXISTS), "the file exists") == 0);
    CHECK("message", strcmp(CopyFile2ErrorMessage((DWORD)HRESULT_FROM_WIN32(ERROR_FILE_EXISTS)), "the file exists") == 0);
    CHECK("message", strcmp(CopyFile2ErrorMessage(0xFFFFFFFF), "unknown error") == 0);
}

#ifdef __x86_64__
#include <copyfile2/ms_abi.h>
static DWORD CF2_MS_ABI ms_routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                   LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber,
                                   DWORD dwCallbackReason, HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    return routine(TotalFileSize, TotalBytesTransferred, StreamSize, StreamBytesTransferred, dwStreamNumber,
                   dwCallbackReason, hSourceFile, hDestinationFile, lpData);
}

static void microsoft_convention(void)
{
    struct heard heard = {0};
    put(H("ms"), "guest");
    CHECK("ms_abi", CopyFileExA_ms(H("ms"), H("ms2"), ms_routine, &heard, NULL, 0) && is(H("ms2"), "guest"));
    CHECK("ms_abi", heard.calls >= 2 && !heard.wrong && heard.last_total == 5);
    CHECK("ms_abi", CopyFile2_ms(wide(H("ms"), 0), wide(H("ms3"), 1), NULL) == S_OK && is(H("ms3"), "guest"));
    CHECK("ms_abi", MoveFileW_ms(wide(H("ms"), 0), wide(H("ms4"), 1)) && is(H("ms4"), "guest"));
}
#endif

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    here = argv[1];
    elsewhere = argv[2];
    copies();
    copies_of_streams();
    moves();
    moves_between_volumes();
    replaces();
    spellings();
#ifdef __x86_64__
    microsoft_convention();
#endif
    printf("%d of %d checks failed\n", failures, checks);
    return failures != 0;
}
