/* Hooks at their limits: set by many threads at once, names that only a layer knows, answers that make no sense.
 *
 *   hooks DIRECTORY */
#include <copyfile2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *root;
static int failures;
static atomic_int winners, called, largest;

#define CHECK(condition) check((condition), __LINE__, #condition)
static void check(int holds, int line, const char *text)
{
    if (!holds) {
        printf("line %d: %s (last error %u)\n", line, text, (unsigned)CopyFile2GetLastError());
        failures++;
    }
}

static int is(const CF2_WCHAR16 *name, const char *ascii)
{
    while (*ascii != '\0' && *name == (unsigned char)*ascii) {
        name++;
        ascii++;
    }
    return *ascii == '\0';
}

static DWORD map_path(void *context, const CF2_WCHAR16 *name, char *path, size_t size)
{
    (void)context;
    atomic_fetch_add(&called, 1);
    if ((int)size > atomic_load(&largest)) {
        atomic_store(&largest, (int)size);
    }
    if (is(name, "\\\\server\\share\\")) { /* a name of the network, which the library refuses by itself */
        snprintf(path, size, "%s/%c", root, (char)name[15]);
        return ERROR_SUCCESS;
    }
    if (is(name, "never")) {
        return ERROR_INSUFFICIENT_BUFFER; /* however large */
    }
    if (is(name, "large")) {
        if (size < 10000) {
            return ERROR_INSUFFICIENT_BUFFER;
        }
        memset(path, '/', size - 1); /* many separators are one */
        snprintf(path + 5000, size - 5000, "%s/a", root);
        memmove(path + 1, path + 5000, strlen(path + 5000) + 1);
        return ERROR_SUCCESS;
    }
    if (is(name, "unended")) {
        memset(path, 'x', size);
        return ERROR_SUCCESS;
    }
    if (is(name, "empty")) {
        path[0] = '\0';
        return ERROR_SUCCESS;
    }
    if (is(name, "odd")) {
        return 4711;
    }
    return ERROR_CALL_NOT_IMPLEMENTED;
}

static HANDLE no_handle(void *context, int fd)
{
    (void)context;
    (void)fd;
    return NULL;
}

static void *set_hooks(void *context)
{
    COPYFILE2_PLATFORM_HOOKS hooks;
    HRESULT hr;
    memset(&hooks, 0, sizeof hooks);
    hooks.dwSize = sizeof hooks;
    hooks.pfnMapPath = map_path;
    hooks.pfnWrapHandle = no_handle;
    hooks.pvContext = context;
    hr = CopyFile2SetPlatformHooks(&hooks);
    if (hr == S_OK) {
        atomic_fetch_add(&winners, 1);
    } else if (hr != HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS)) {
        atomic_fetch_add(&winners, 100);
    }
    return NULL;
}

static COPYFILE2_MESSAGE_ACTION CALLBACK routine(const COPYFILE2_MESSAGE *message, PVOID context)
{
    *(int *)context |= message->Type == COPYFILE2_CALLBACK_STREAM_STARTED &&
                       (message->Info.StreamStarted.hSourceFile != NULL ||
                        CopyFile2GetFileDescriptor(message->Info.StreamStarted.hSourceFile) >= 0);
    return COPYFILE2_PROGRESS_CONTINUE;
}

static BOOL fails(BOOL succeeded, DWORD code)
{
    return !succeeded && CopyFile2GetLastError() == code;
}

int main(int argc, char **argv)
{
    pthread_t threads[8];
    char path[4096];
    FILE *file;
    int i, wrong = 0;
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof parameters, 0, NULL, routine, NULL};
    if (argc != 2) {
        return 2;
    }
    root = argv[1];
    snprintf(path, sizeof path, "%s/a", root);
    file = fopen(path, "w");
    if (file == NULL || fputs("a", file) == EOF || fclose(file) != 0 || chdir(root) != 0) {
        return 2;
    }
    for (i = 0; i < 8; i++) {
        pthread_create(&threads[i], NULL, set_hooks, NULL);
    }
    for (i = 0; i < 8; i++) {
        pthread_join(threads[i], NULL);
    }
    CHECK(atomic_load(&winners) == 1);

    parameters.pvCallbackContext = &wrong;
    CHECK(CopyFile2(u"\\\\server\\share\\a", u"\\\\server\\share\\b", &parameters) == S_OK && !wrong);
    CHECK(access("b", F_OK) == 0 && atomic_load(&called) == 2);
    CHECK(MoveFileA("\\\\server\\share\\b", "\\\\server\\share\\c") && access("c", F_OK) == 0);
    CHECK(fails(CopyFileW(u"\\\\other\\share\\a", u"x", TRUE), ERROR_BAD_NETPATH));
    CHECK(CopyFileA("large", "d", TRUE) && access("d", F_OK) == 0 && atomic_load(&largest) >= 10000);
    CHECK(fails(CopyFileA("never", "x", TRUE), ERROR_INSUFFICIENT_BUFFER));
    CHECK(fails(CopyFileA("unended", "x", TRUE), ERROR_FILENAME_EXCED_RANGE));
    CHECK(fails(CopyFileA("empty", "x", TRUE), ERROR_PATH_NOT_FOUND));
    CHECK(fails(CopyFileA("a", "empty", TRUE), ERROR_PATH_NOT_FOUND));
    CHECK(fails(CopyFileA("odd", "x", TRUE), 4711));
    CHECK(fails(ReplaceFileA("a", "c", "odd", 0, NULL, NULL), 4711) && access("c", F_OK) == 0);
    CHECK(access("x", F_OK) != 0);
    return failures != 0;
}
