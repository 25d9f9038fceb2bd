/* Three kinds of clients at once, over one layer. Usage: com_kinds DIRECTORY; it holds `source`. */
#include <copyfile2/com.h>
#include <copyfile2.h>

#include "kinds.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int failures;
#define CHECK(condition)                                                                                             \
    do {                                                                                                             \
        if (!(condition)) {                                                                                          \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                          \
            ++failures;                                                                                              \
        }                                                                                                            \
    } while (0)

/* ---- The layer: it marks its threads, and its memory is not malloc's. ---- */

static _Thread_local int mark;
static atomic_int threads, blocks, queue_asked, programs;
static const char *directory;

/* Code of clients, and of the layer itself, runs on the program's threads and on the layer's. */
void check_thread(const char *what) {
    if (!mark) {
        fprintf(stderr, "%s ran on a thread of the library\n", what);
        abort();
    }
}

struct work {
    void (*body)(void *);
    void *argument;
};

static void *run_marked(void *context) {
    struct work work = *(struct work *)context;
    free(context);
    mark = 1;
    work.body(work.argument);
    return NULL;
}

static CF2_DWORD start_thread(void *context, void (*body)(void *), void *argument) {
    struct work *work = (struct work *)malloc(sizeof *work);
    pthread_t thread;
    check_thread("pfnStartThread");
    CHECK(context == &threads);
    work->body = body;
    work->argument = argument;
    if (atomic_fetch_add(&threads, 1) == 2 || pthread_create(&thread, NULL, run_marked, work) != 0) {
        free(work);
        return ERROR_NOT_ENOUGH_MEMORY; /* the third one: the library has to try again */
    }
    pthread_detach(thread);
    return ERROR_SUCCESS;
}

static void *memory_of_layer(void *context, void *block, size_t size) {
    size_t *whole = block ? (size_t *)block - 2 : NULL;
    (void)context;
    check_thread("pfnTaskMemory");
    if (whole && whole[0] != 0xC0F2) {
        fprintf(stderr, "a block of another allocator\n");
        abort();
    }
    if (size == 0) {
        whole[0] = 0;
        atomic_fetch_sub(&blocks, 1);
        free(whole);
        return NULL;
    }
    atomic_fetch_add(&blocks, whole ? 0 : 1);
    whole = (size_t *)realloc(whole, size + 2 * sizeof(size_t));
    whole[0] = 0xC0F2;
    return whole + 2;
}

static CF2_DWORD queue_directory(void *context, char *path, size_t size) {
    (void)context;
    check_thread("pfnQueueDirectory");
    atomic_fetch_add(&queue_asked, 1);
    return (size_t)snprintf(path, size, "%s/queue of the layer", directory) < size ? ERROR_SUCCESS
                                                                                   : ERROR_INSUFFICIENT_BUFFER;
}

static CF2_DWORD map_path(void *context, const CF2_WCHAR16 *name, char *path, size_t size) {
    size_t used;
    (void)context;
    check_thread("pfnMapPath");
    if (name[0] != 'G' || name[1] != ':') {
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
    used = (size_t)snprintf(path, size, "%s/", directory);
    for (name += 3; *name != 0 && used + 1 < size; ++name) {
        path[used++] = (char)*name;
    }
    path[used] = 0;
    return ERROR_SUCCESS;
}

/* A program of a guest's world. */
static CF2_DWORD run_program(void *context, const CF2_WCHAR16 *program, const CF2_WCHAR16 *parameters, CF2_DWORD *exit_code) {
    static const char wanted[2][16] = {"C:\\at end.exe", "end \"of it\""};
    const CF2_WCHAR16 *texts[2];
    int i, k;
    (void)context;
    check_thread("pfnRunProgram");
    texts[0] = program, texts[1] = parameters;
    for (i = 0; i < 2; ++i) {
        for (k = 0; wanted[i][k]; ++k) {
            CHECK(texts[i][k] == (unsigned char)wanted[i][k]);
        }
        CHECK(texts[i][k] == 0);
    }
    *exit_code = 0;
    atomic_fetch_add(&programs, 1);
    return ERROR_SUCCESS;
}

static void set_hooks(void) {
    COPYFILE2_PLATFORM_HOOKS hooks;
    memset(&hooks, 0, sizeof hooks);
    hooks.pvContext = &threads;
    hooks.pfnMapPath = map_path;
    hooks.pfnStartThread = start_thread;
    hooks.pfnTaskMemory = memory_of_layer;
    hooks.pfnQueueDirectory = queue_directory;
    hooks.pfnRunProgram = run_program;
    /* Sizes that never were: before the first, off a member's border, and of a future. */
    hooks.dwSize = offsetof(COPYFILE2_PLATFORM_HOOKS, pfnStartThread) - sizeof(void *);
    CHECK(CopyFile2SetPlatformHooks(&hooks) == HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
    hooks.dwSize = sizeof hooks - 1;
    CHECK(CopyFile2SetPlatformHooks(&hooks) == HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
    hooks.dwSize = sizeof hooks + sizeof(void *);
    CHECK(CopyFile2SetPlatformHooks(&hooks) == HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
    hooks.dwSize = sizeof hooks;
    CHECK(CopyFile2SetPlatformHooks(&hooks) == S_OK);
    CHECK(CopyFile2SetPlatformHooks(&hooks) == HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS));
}

/* ---- The clients ---- */

#define KINDS 3
static const struct kind *const kinds[KINDS] = {&kind_utf16, &kind_utf32, &kind_guest};

struct running {
    void *client;
    char *seen;
    const struct kind *kind;
};

static void *finish(void *context) {
    struct running *running = (struct running *)context;
    mark = 1; /* a thread of the program */
    running->seen = running->kind->finish(running->client);
    return NULL;
}

int main(int argc, char **argv) {
    struct running running[KINDS];
    pthread_t waiting[KINDS];
    char source[4096], target[KINDS][4096], mapped[4096], name[KINDS][64], expected[9000];
    char id[KINDS][16];
    const struct timespec moment = {0, 10 * 1000 * 1000};
    int i, k, is_own, left;
    if (argc != 2) {
        return 2;
    }
    directory = argv[1];
    mark = 1;
    set_hooks();
    snprintf(source, sizeof source, "%s/source", directory);
    for (k = 0; k < KINDS; ++k) {
        /* Characters of one to four bytes of UTF-8; the last one has two units of UTF-16. */
        snprintf(name[k], sizeof name[k], "a\xC3\xB6\xE2\x82\xAC\xF0\x9F\x98\x80 %d", k);
        /* The third one by a name that the layer alone knows. */
        snprintf(target[k], sizeof target[k], "%s/%s", directory, name[k]);
        snprintf(mapped, sizeof mapped, "G:\\by-layer");
        running[k].kind = kinds[k];
        running[k].client = kinds[k]->start(name[k], k == 2 ? "G:\\source" : source, k == 2 ? mapped : target[k]);
        kinds[k]->id_of(running[k].client, id[k]);
    }
    CHECK(atomic_load(&queue_asked) >= KINDS);
    snprintf(mapped, sizeof mapped, "%s/queue of the layer", directory);
    CHECK(access(mapped, F_OK) == 0);

    /* Everyone reads everyone's job; an object is given to clients of its own kind only. */
    for (i = 0; i < KINDS; ++i) {
        for (k = 0; k < KINDS; ++k) {
            char *text = kinds[i]->display_name_of(id[k]);
            CHECK(strcmp(text, name[k]) == 0);
            free(text);
            if (i == k) {
                CHECK(kinds[i]->notify_interface_of(id[k], running[k].client, &is_own) == S_OK && is_own);
            } else {
                CHECK(kinds[i]->notify_interface_of(id[k], running[k].client, &is_own) == E_NOINTERFACE && !is_own);
            }
        }
    }
    for (k = 0; k < KINDS; ++k) {
        pthread_create(&waiting[k], NULL, finish, &running[k]);
    }
    for (k = 0; k < KINDS; ++k) {
        pthread_join(waiting[k], NULL);
    }
    for (k = 0; k < KINDS; ++k) {
        snprintf(expected, sizeof expected, "%s|%s|%s", name[k], k == 2 ? "G:\\by-layer" : target[k],
                 k == 2 ? "G:\\source" : source);
        CHECK(running[k].seen && strcmp(running[k].seen, expected) == 0);
        free(running[k].seen);
        left = kinds[k]->end(running[k].client);
        CHECK(left == 1);
        CHECK(k == 2 || access(target[k], F_OK) == 0);
    }
    snprintf(mapped, sizeof mapped, "%s/by-layer", directory);
    CHECK(access(mapped, F_OK) == 0);
    kind_guest.start_with_program(source, "G:\\announced", "C:\\at end.exe", "end \"of it\"");
    for (i = 0; i < 6000 && atomic_load(&programs) == 0; ++i) {
        nanosleep(&moment, NULL);
    }
    CHECK(atomic_load(&programs) == 1);
    CHECK(atomic_load(&threads) > 3); /* one was refused */
    CHECK(atomic_load(&blocks) == 0);
    return failures != 0;
}
