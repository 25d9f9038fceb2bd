/*
 * A porting layer in small. Its guests are Windows programs: they see a drive G:, handles out of the layer's own table,
 * and a last error that the layer keeps for each thread. CopyFile2SetPlatformHooks makes the library speak all three.
 *
 *   layer DIRECTORY     what the guests call G:
 */
#include <copyfile2.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The layer ---- */

#define TABLE_SIZE 64
#define FREE (-1)

struct layer {
    const char *root;
    pthread_mutex_t lock;
    int table[TABLE_SIZE]; /* handle 4 * (i + 1) is the descriptor table[i] */
    unsigned open, most;
};

static struct layer layer = {.lock = PTHREAD_MUTEX_INITIALIZER};
static _Thread_local DWORD guest_last_error;

static int descriptor_of(HANDLE handle)
{
    const uintptr_t index = (uintptr_t)handle / 4 - 1;
    int fd = FREE;
    pthread_mutex_lock(&layer.lock);
    if ((uintptr_t)handle % 4 == 0 && index < TABLE_SIZE) {
        fd = layer.table[index];
    }
    pthread_mutex_unlock(&layer.lock);
    return fd;
}

/* What a guest's GetFileSizeEx arrives at. */
static BOOL guest_file_size(HANDLE handle, LONGLONG *size)
{
    struct stat found;
    if (fstat(descriptor_of(handle), &found) != 0) {
        guest_last_error = ERROR_INVALID_HANDLE;
        return FALSE;
    }
    *size = found.st_size;
    return TRUE;
}

/* ---- The hooks. The library calls them from every thread that calls it. ---- */

/* G:\name is root/name, and a drive X: has no disk. Everything else follows the library's own rules. */
static DWORD map_path(void *context, const CF2_WCHAR16 *name, char *path, size_t size)
{
    const struct layer *self = (const struct layer *)context;
    size_t used;
    if (name[0] == 'X' && name[1] == ':') {
        return ERROR_NOT_READY;
    }
    if (name[0] != 'G' || name[1] != ':') {
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
    used = (size_t)snprintf(path, size, "%s", self->root);
    for (name += 2; *name != 0; name++) {
        uint32_t character = *name;
        char bytes[4];
        size_t count = 0;
        if (character == '\\') {
            character = '/';
        } else if ((character & 0xFC00U) == 0xD800U && (name[1] & 0xFC00U) == 0xDC00U) {
            character = ((character - 0xD7C0U) << 10) + (*++name & 0x3FFU);
        }
        if (character >= 0xDC80U && character <= 0xDCFFU) { /* a byte that is no UTF-8 */
            bytes[count++] = (char)(character - 0xDC00U);
        } else if (character < 0x80U) {
            bytes[count++] = (char)character;
        } else {
            if (character >= 0x10000U) {
                bytes[count++] = (char)(0xF0U | character >> 18);
                bytes[count++] = (char)(0x80U | (character >> 12 & 0x3FU));
            } else if (character >= 0x800U) {
                bytes[count++] = (char)(0xE0U | character >> 12);
            }
            bytes[count] = (char)(character >= 0x800U ? 0x80U | (character >> 6 & 0x3FU) : 0xC0U | character >> 6);
            count++;
            bytes[count++] = (char)(0x80U | (character & 0x3FU));
        }
        if (used + count >= size) {
            return ERROR_INSUFFICIENT_BUFFER; /* asked again, with a larger one */
        }
        memcpy(path + used, bytes, count);
        used += count;
    }
    if (used >= size) {
        return ERROR_INSUFFICIENT_BUFFER;
    }
    path[used] = '\0';
    return ERROR_SUCCESS;
}

/* For the time of one callback the descriptor has a handle that the guest's other functions understand. It stays the
 * library's: it is borrowed, and never closed here. */
static HANDLE wrap_handle(void *context, int fd)
{
    struct layer *self = (struct layer *)context;
    HANDLE handle = NULL;
    size_t i;
    pthread_mutex_lock(&self->lock);
    for (i = 0; i < TABLE_SIZE && handle == NULL; i++) {
        if (self->table[i] == FREE) {
            self->table[i] = fd;
            self->open++;
            self->most = self->open > self->most ? self->open : self->most;
            handle = (HANDLE)(uintptr_t)(4 * (i + 1));
        }
    }
    pthread_mutex_unlock(&self->lock);
    return handle; /* NULL if the table is full */
}

static void release_handle(void *context, HANDLE handle)
{
    struct layer *self = (struct layer *)context;
    if (handle != NULL) {
        pthread_mutex_lock(&self->lock);
        self->table[(uintptr_t)handle / 4 - 1] = FREE;
        self->open--;
        pthread_mutex_unlock(&self->lock);
    }
}

static void set_last_error(void *context, DWORD code)
{
    (void)context;
    guest_last_error = code;
}

static DWORD get_last_error(void *context)
{
    (void)context;
    return guest_last_error;
}

/* Once, before any guest runs. */
static HRESULT start_layer(const char *root)
{
    COPYFILE2_PLATFORM_HOOKS hooks;
    size_t i;
    layer.root = root;
    for (i = 0; i < TABLE_SIZE; i++) {
        layer.table[i] = FREE;
    }
    memset(&hooks, 0, sizeof hooks); /* a member that stays NULL leaves its matter to the library */
    hooks.dwSize = sizeof hooks;
    hooks.pvContext = &layer;
    hooks.pfnMapPath = map_path;
    hooks.pfnWrapHandle = wrap_handle;
    hooks.pfnReleaseHandle = release_handle;
    hooks.pfnSetLastError = set_last_error;
    hooks.pfnGetLastError = get_last_error;
    return CopyFile2SetPlatformHooks(&hooks);
}

/* ---- Guests ---- */

static int failed;

#define CHECK(condition) check((condition), __LINE__, #condition)
static void check(int holds, int line, const char *text)
{
    if (!holds) {
        printf("line %d: %s\n", line, text);
        pthread_mutex_lock(&layer.lock);
        failed = 1;
        pthread_mutex_unlock(&layer.lock);
    }
}

static COPYFILE2_MESSAGE_ACTION CALLBACK guest_routine(const COPYFILE2_MESSAGE *message, PVOID context)
{
    unsigned *seen = (unsigned *)context;
    LONGLONG size = -1;
    if (message->Type == COPYFILE2_CALLBACK_STREAM_STARTED) {
        CHECK(guest_file_size(message->Info.StreamStarted.hSourceFile, &size) && size == 5);
        CHECK(message->Info.StreamStarted.hSourceFile != message->Info.StreamStarted.hDestinationFile);
        ++*seen;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

static void *guest(void *argument)
{
    const WCHAR letter = *(const WCHAR *)argument;
    WCHAR to[] = u"G:\\to ?\u00F6\xD83E\xDD80"; /* a character of two bytes, and one of four */
    unsigned seen = 0;
    int round;
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof parameters, 0, NULL, guest_routine, NULL};
    parameters.pvCallbackContext = &seen;
    to[6] = letter;
    for (round = 0; round < 20; round++) {
        CHECK(CopyFile2(u"G:\\from", to, &parameters) == S_OK && guest_last_error == ERROR_SUCCESS);
        CHECK(!CopyFileW(u"G:\\from", to, TRUE) && guest_last_error == ERROR_FILE_EXISTS);
        CHECK(!CopyFileW(u"X:\\from", to, TRUE) && guest_last_error == ERROR_NOT_READY);
        CHECK(!MoveFileW(u"G:\\absent", to) && CopyFile2GetLastError() == ERROR_FILE_NOT_FOUND);
    }
    CHECK(seen == 20);
    return NULL;
}

int main(int argc, char **argv)
{
    static WCHAR letters[] = u"abcd";
    COPYFILE2_PLATFORM_HOOKS wrong;
    pthread_t guests[4];
    char path[4096];
    FILE *file;
    size_t i;
    memset(&wrong, 0, sizeof wrong);
    wrong.dwSize = sizeof wrong - 1;
    if (argc != 2) {
        return 2;
    }
    snprintf(path, sizeof path, "%s/from", argv[1]);
    file = fopen(path, "w");
    if (file == NULL || fputs("guest", file) == EOF || fclose(file) != 0) {
        return 2;
    }

    CHECK(CopyFile2SetPlatformHooks(NULL) == E_INVALIDARG);
    CHECK(CopyFile2SetPlatformHooks(&wrong) == E_INVALIDARG);
    CHECK(start_layer(argv[1]) == S_OK);
    CHECK(start_layer(argv[1]) == HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS)); /* the first ones stay */

    for (i = 0; i < 4; i++) {
        CHECK(pthread_create(&guests[i], NULL, guest, &letters[i]) == 0);
    }
    for (i = 0; i < 4; i++) {
        pthread_join(guests[i], NULL);
    }
    CHECK(layer.most >= 2 && layer.open == 0); /* each handle was given back */
    snprintf(path, sizeof path, "%s/to a\xC3\xB6\xF0\x9F\xA6\x80", argv[1]);
    CHECK(access(path, F_OK) == 0);
    CHECK(CopyFileA("G:\\from", "G:\\to bytes", TRUE)); /* names in bytes come to the hook as UTF-16 too */
    CHECK(!CopyFileA("G:\\from", path, TRUE) && guest_last_error == ERROR_FILE_EXISTS);
    printf("%s\n", failed ? "failed" : "copied for four guests");
    return failed;
}
