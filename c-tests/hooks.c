/* A worked example of a porting layer: its guests have a drive G:, handles from a table, and a last error of their own.
 *
 * hooks DIRECTORY: what the layer calls G: */
#include <copyfile2.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct layer {
    const char *root;
    int table[64]; /* handle 4 * (i + 1) is descriptor table[i] - 1; 0 is free */
    unsigned open, most;
    DWORD last_error; /* a layer with threads keeps one per thread */
};

static DWORD map_path(void *context, const WCHAR *name, char *path, size_t size)
{
    struct layer *layer = context;
    size_t i, used;
    if (name[0] == 'X' && name[1] == ':') {
        return ERROR_NOT_READY; /* a drive of the layer without a disk */
    }
    if (name[0] != 'G' || name[1] != ':') {
        return ERROR_CALL_NOT_IMPLEMENTED; /* the library's own rules */
    }
    used = (size_t)snprintf(path, size, "%s", layer->root);
    for (i = 2; name[i] != 0; i++, used++) {
        if (used + 2 > size) {
            return ERROR_INSUFFICIENT_BUFFER;
        }
        path[used] = name[i] == '\\' ? '/' : (char)name[i];
    }
    path[used] = '\0';
    return ERROR_SUCCESS;
}

static HANDLE wrap_handle(void *context, int fd)
{
    struct layer *layer = context;
    size_t i = 0;
    while (layer->table[i] != 0) {
        i++;
    }
    layer->table[i] = fd + 1;
    layer->open++;
    layer->most = layer->open > layer->most ? layer->open : layer->most;
    return (HANDLE)(4 * (i + 1));
}

static void release_handle(void *context, HANDLE handle)
{
    struct layer *layer = context;
    layer->table[(size_t)handle / 4 - 1] = 0;
    layer->open--;
}

static void set_last_error(void *context, DWORD code)
{
    ((struct layer *)context)->last_error = code;
}

static DWORD get_last_error(void *context)
{
    return ((struct layer *)context)->last_error;
}

static struct layer layer;

static COPYFILE2_MESSAGE_ACTION CALLBACK routine(const COPYFILE2_MESSAGE *message, PVOID context)
{
    int *wrong = context;
    if (message->Type == COPYFILE2_CALLBACK_STREAM_STARTED) {
        int fd = layer.table[(size_t)message->Info.StreamStarted.hSourceFile / 4 - 1] - 1;
        *wrong |= fcntl(fd, F_GETFD) < 0;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

#define CHECK(condition) ((condition) ? 0 : (printf("line %d: %s\n", __LINE__, #condition), failures++))

int main(int argc, char **argv)
{
    int failures = 0, wrong = 0;
    char path[4096];
    FILE *file;
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof parameters, 0, NULL, routine, &wrong};
    COPYFILE2_PLATFORM_HOOKS hooks = {sizeof hooks, 0, &layer, map_path, wrap_handle, release_handle, set_last_error,
                                      get_last_error};
    if (argc != 2) {
        return 2;
    }
    layer.root = argv[1];
    snprintf(path, sizeof path, "%s/from", argv[1]);
    file = fopen(path, "w");
    if (file == NULL || fputs("guest", file) == EOF || fclose(file) != 0) {
        return 2;
    }

    hooks.dwSize--;
    CHECK(CopyFile2SetPlatformHooks(NULL) == E_INVALIDARG);
    CHECK(CopyFile2SetPlatformHooks(&hooks) == E_INVALIDARG);
    hooks.dwSize++;
    CHECK(CopyFile2SetPlatformHooks(&hooks) == S_OK);
    CHECK(CopyFile2SetPlatformHooks(&hooks) == HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS));

    CHECK(CopyFile2(u"G:\\from", u"G:\\to", &parameters) == S_OK);
    CHECK(layer.most == 2 && layer.open == 0 && !wrong);
    snprintf(path, sizeof path, "%s/to", argv[1]);
    CHECK(access(path, F_OK) == 0);
    CHECK(!CopyFileA("G:\\from", path, TRUE) && layer.last_error == ERROR_FILE_EXISTS);
    CHECK(CopyFile2GetLastError() == ERROR_FILE_EXISTS);
    CHECK(!CopyFileW(u"X:\\from", u"G:\\to", TRUE) && layer.last_error == ERROR_NOT_READY);
    return failures != 0;
}
