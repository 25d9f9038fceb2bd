/* A Windows program that copies. Usage: family.exe DIRECTORY OTHER-DRIVE-DIRECTORY
 *
 * With -DIMPORTED its functions are imported from kernel32, where Wine has no CopyFile2: it needs cf2run. Without, it takes
 * them from copyfile2.dll. */
#define _WIN32_WINNT 0x0602
#include "check.h"

#ifndef COPY_FILE_RESUME_FROM_PAUSE
#define COPY_FILE_RESUME_FROM_PAUSE 0x00004000
#endif
#define REQUEST_PAUSED 3050

#ifdef IMPORTED
#define FUNCTION(name) (&name)
#else
#define FUNCTION(name) ((__typeof__(&name))(void *)GetProcAddress(LoadLibraryA("copyfile2.dll"), #name))
#endif
static __typeof__(&CopyFile2) copy_file_2;
static __typeof__(&CopyFileExW) copy_file_ex_w;
static __typeof__(&CopyFileExA) copy_file_ex_a;
static __typeof__(&MoveFileWithProgressW) move_file;
static __typeof__(&ReplaceFileW) replace_file;

#define SIZE (8u << 20)

static WCHAR directory[MAX_PATH], other[MAX_PATH], source[2 * MAX_PATH];

/* Up to four names at a time. */
static WCHAR *in(const WCHAR *where, const WCHAR *name) {
    static WCHAR names[4][2 * MAX_PATH];
    static volatile LONG next;
    WCHAR *place = names[InterlockedIncrement(&next) & 3];
    lstrcpyW(place, where);
    lstrcatW(place, L"\\");
    return lstrcatW(place, name);
}

static BYTE byte_at(DWORD at) { return (BYTE)(at * 2654435761u >> 13); }

static void make(const WCHAR *name, DWORD size) {
    HANDLE file = CreateFileW(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    static BYTE block[1 << 16];
    DWORD at, i, written;
    CHECK(file != INVALID_HANDLE_VALUE);
    for (at = 0; at < size; at += sizeof block) {
        for (i = 0; i < sizeof block; ++i) {
            block[i] = byte_at(at + i);
        }
        CHECK(WriteFile(file, block, sizeof block < size - at ? sizeof block : size - at, &written, NULL));
    }
    CloseHandle(file);
}

static BOOL is_whole(const WCHAR *name, DWORD size) {
    HANDLE file = CreateFileW(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    static BYTE block[1 << 16];
    DWORD at = 0, got = 0, i;
    BOOL same = file != INVALID_HANDLE_VALUE;
    while (same && ReadFile(file, block, sizeof block, &got, NULL) && got > 0) {
        for (i = 0; i < got; ++i) {
            same &= block[i] == byte_at(at + i);
        }
        at += got;
    }
    CloseHandle(file);
    return same && at == size;
}

static BOOL exists(const WCHAR *name) { return GetFileAttributesW(name) != INVALID_FILE_ATTRIBUTES; }

/* ---- CopyFile2 ---- */

typedef struct Watch {
    DWORD thread, messages, chunks, elsewhere, bad_handles;
    ULONGLONG first, last;
    COPYFILE2_MESSAGE_ACTION answer; /* after `after` bytes */
    ULONGLONG after;
} Watch;

static COPYFILE2_MESSAGE_ACTION CALLBACK watch(const COPYFILE2_MESSAGE *message, void *context) {
    Watch *self = (Watch *)context;
    LARGE_INTEGER size;
    ++self->messages;
    self->elsewhere += GetCurrentThreadId() != self->thread;
    if (message->Type == COPYFILE2_CALLBACK_STREAM_STARTED) {
        /* The handle is one of this program's world. */
        self->bad_handles += !GetFileSizeEx(message->Info.StreamStarted.hSourceFile, &size) || size.QuadPart != SIZE;
    }
    if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED) {
        self->last = message->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart;
        if (self->chunks++ == 0) {
            self->first = self->last;
        }
        if (self->answer != COPYFILE2_PROGRESS_CONTINUE && self->last >= self->after) {
            return self->answer;
        }
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

static HRESULT copy(const WCHAR *from, const WCHAR *to, DWORD flags, Watch *watching) {
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof parameters, flags, NULL, NULL, NULL};
    if (watching) {
        watching->thread = GetCurrentThreadId();
        parameters.pProgressRoutine = watch;
        parameters.pvCallbackContext = watching;
    }
    return copy_file_2(from, to, &parameters);
}

static void progress_pause_and_cancel(void) {
    const WCHAR *target = in(directory, L"target");
    Watch all = {0}, first = {0}, second = {0}, third = {0};
    CHECK_HR(copy(source, target, 0, &all), S_OK);
    CHECK(all.messages > 3 && all.last == SIZE && all.elsewhere == 0 && all.bad_handles == 0);
    CHECK(is_whole(target, SIZE));

    target = in(directory, L"paused");
    first.answer = COPYFILE2_PROGRESS_PAUSE;
    first.after = SIZE / 4;
    CHECK_HR(copy(source, target, COPY_FILE_RESTARTABLE | COPY_FILE_RESUME_FROM_PAUSE, &first),
             HRESULT_FROM_WIN32(REQUEST_PAUSED));
    CHECK(first.last < SIZE);
    CHECK_HR(copy(source, target, COPY_FILE_RESTARTABLE | COPY_FILE_RESUME_FROM_PAUSE, &second), S_OK);
    CHECK(second.first > first.last && second.last == SIZE);
    CHECK(is_whole(target, SIZE));

    target = in(directory, L"cancelled");
    third.answer = COPYFILE2_PROGRESS_CANCEL;
    CHECK_HR(copy(source, target, 0, &third), HRESULT_FROM_WIN32(ERROR_REQUEST_ABORTED));
    CHECK(!exists(target));
}

static void codes_and_names(void) {
    WCHAR deep[2000] = L"\\\\?\\", before[MAX_PATH];
    int i;
    CHECK_HR(copy(source, in(directory, L"target"), COPY_FILE_FAIL_IF_EXISTS, NULL), HRESULT_FROM_WIN32(ERROR_FILE_EXISTS));
    CHECK_HR(copy(source, in(directory, L"TARGET"), COPY_FILE_FAIL_IF_EXISTS, NULL), HRESULT_FROM_WIN32(ERROR_FILE_EXISTS));
    CHECK_HR(copy(in(directory, L"none"), in(directory, L"x"), 0, NULL), HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND));
    CHECK_HR(copy(in(directory, L"none\\none"), in(directory, L"x"), 0, NULL), HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND));
    CHECK_HR(copy(source, L"Q:\\x", 0, NULL), HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND));
    CHECK_HR(copy(source, in(directory, L"a<b"), 0, NULL), HRESULT_FROM_WIN32(ERROR_INVALID_NAME));

    /* Characters beyond the code page, and beyond 16 bits. */
    CHECK_HR(copy(in(directory, L"SOURCE"), in(directory, L"\u00F6\u20AC\U0001F600"), 0, NULL), S_OK);
    CHECK(is_whole(in(directory, L"\u00F6\u20AC\U0001F600"), SIZE));

    /* Longer than MAX_PATH. */
    lstrcatW(deep, directory);
    for (i = 0; i < 5; ++i) {
        lstrcatW(deep, L"\\a directory with a name of seventy characters, so that it becomes too long");
        CHECK(CreateDirectoryW(deep, NULL));
    }
    lstrcatW(deep, L"\\target");
    CHECK(lstrlenW(deep) > MAX_PATH);
    CHECK_HR(copy(source, deep, 0, NULL), S_OK);
    CHECK(is_whole(deep, SIZE));

    GetCurrentDirectoryW(MAX_PATH, before);
    CHECK(SetCurrentDirectoryW(directory));
    CHECK_HR(copy(L"source", L".\\relative", 0, NULL), S_OK);
    CHECK(is_whole(in(directory, L"relative"), SIZE));
    SetCurrentDirectoryW(before);
}

/* ---- The older functions ---- */

static DWORD CALLBACK count(LARGE_INTEGER total, LARGE_INTEGER done, LARGE_INTEGER stream_size, LARGE_INTEGER stream_done,
                            DWORD stream, DWORD reason, HANDLE source, HANDLE destination, void *data) {
    (void)total, (void)done, (void)stream_size, (void)stream_done, (void)stream, (void)reason, (void)source, (void)destination;
    ++*(int *)data;
    return PROGRESS_CONTINUE;
}

static void older_functions(void) {
    char narrow_from[MAX_PATH], narrow_to[MAX_PATH];
    int calls = 0;
    SetLastError(4711);
    CHECK(!copy_file_ex_w(in(directory, L"none"), in(directory, L"x"), NULL, NULL, NULL, 0));
    CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
    CHECK(copy_file_ex_w(source, in(directory, L"by-ex"), count, &calls, NULL, 0));
    CHECK(calls > 1 && is_whole(in(directory, L"by-ex"), SIZE));

    /* Names of an A function are in the program's code page, where this letter is one byte. */
    WideCharToMultiByte(CP_ACP, 0, in(directory, L"source"), -1, narrow_from, MAX_PATH, NULL, NULL);
    WideCharToMultiByte(CP_ACP, 0, in(directory, L"by-\u00E4"), -1, narrow_to, MAX_PATH, NULL, NULL);
    CHECK(copy_file_ex_a(narrow_from, narrow_to, NULL, NULL, NULL, 0));
    CHECK(is_whole(in(directory, L"by-\u00E4"), SIZE));

    calls = 0;
    CHECK(move_file(in(directory, L"by-ex"), in(other, L"moved"), count, &calls, MOVEFILE_COPY_ALLOWED));
    CHECK(calls > 1 && is_whole(in(other, L"moved"), SIZE) && !exists(in(directory, L"by-ex")));

    make(in(directory, L"old"), 1000);
    make(in(directory, L"new"), 70000);
    CHECK(replace_file(in(directory, L"old"), in(directory, L"new"), in(directory, L"kept"), 0, NULL, NULL));
    CHECK(is_whole(in(directory, L"old"), 70000) && is_whole(in(directory, L"kept"), 1000) && !exists(in(directory, L"new")));
}

/* ---- Two threads ---- */

static DWORD WINAPI copy_alone(void *name) {
    WCHAR target[MAX_PATH];
    Watch watching = {0};
    lstrcpyW(target, in(directory, (const WCHAR *)name));
    return copy(source, target, 0, &watching) == S_OK && watching.elsewhere == 0 && watching.last == SIZE ? 0 : 1;
}

static void two_threads(void) {
    HANDLE threads[2];
    DWORD i, code;
    threads[0] = CreateThread(NULL, 0, copy_alone, (void *)L"thread0", 0, NULL);
    threads[1] = CreateThread(NULL, 0, copy_alone, (void *)L"thread1", 0, NULL);
    for (i = 0; i < 2; ++i) {
        WaitForSingleObject(threads[i], INFINITE);
        CHECK(GetExitCodeThread(threads[i], &code) && code == 0);
    }
    CHECK(is_whole(in(directory, L"thread0"), SIZE) && is_whole(in(directory, L"thread1"), SIZE));
}

#ifdef IMPORTED
/* What GetProcAddress gives, and what a child of this program imports. */
static void other_ways_to_the_function(const char *self) {
    __typeof__(&CopyFile2) found =
        (__typeof__(&CopyFile2))(void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "CopyFile2");
    STARTUPINFOA startup = {.cb = sizeof startup};
    PROCESS_INFORMATION child;
    char line[2 * MAX_PATH];
    DWORD code = 7;
    CHECK(found && found(in(directory, L"source"), in(directory, L"by-address"), NULL) == S_OK);
    snprintf(line, sizeof line, "\"%s\" child \"%ls\"", self, directory);
    CHECK(CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &child));
    WaitForSingleObject(child.hProcess, 60000);
    CHECK(GetExitCodeProcess(child.hProcess, &code) && code == 0);
    CHECK(is_whole(in(directory, L"by-child"), SIZE));
}
#endif

int main(int argc, char **argv) {
    copy_file_2 = FUNCTION(CopyFile2);
    copy_file_ex_w = FUNCTION(CopyFileExW);
    copy_file_ex_a = FUNCTION(CopyFileExA);
    move_file = FUNCTION(MoveFileWithProgressW);
    replace_file = FUNCTION(ReplaceFileW);
    if (argc == 3 && lstrcmpA(argv[1], "child") == 0) {
        MultiByteToWideChar(CP_ACP, 0, argv[2], -1, directory, MAX_PATH);
        return copy(in(directory, L"source"), in(directory, L"by-child"), 0, NULL) == S_OK ? 0 : 1;
    }
    if (argc != 3 || !copy_file_2 || !copy_file_ex_w || !copy_file_ex_a || !move_file || !replace_file) {
        return 2;
    }
    MultiByteToWideChar(CP_ACP, 0, argv[1], -1, directory, MAX_PATH);
    MultiByteToWideChar(CP_ACP, 0, argv[2], -1, other, MAX_PATH);
    CHECK(CreateDirectoryW(directory, NULL) || GetLastError() == ERROR_ALREADY_EXISTS);
    lstrcpyW(source, in(directory, L"source"));
    make(source, SIZE);
    progress_pause_and_cancel();
    codes_and_names();
    older_functions();
    two_threads();
#ifdef IMPORTED
    other_ways_to_the_function(argv[0]);
#endif
    printf("%d failures\n", failures);
    return failures != 0;
}
