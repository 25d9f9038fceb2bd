/* Makes a COM test a guest: -include it, and the program's objects have Microsoft's calling convention, its callbacks too.
 * Behind it is a layer over pthreads. The layer marks the threads that it starts; code of guests, and its own hooks, may run
 * on those and on threads of the program only. Its memory is not malloc's: a block of the wrong allocator ends the program,
 * and blocks that nobody freed are counted. */
#ifndef COM_GUEST_H
#define COM_GUEST_H

#define STDMETHODCALLTYPE __attribute__((ms_abi))
#define COBJMACROS

#include <bits.h>
#include <copyfile2/ms_abi.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Set for the threads of the layer and the main thread. */
static __thread int guest_mark;
static int guest_started, guest_blocks;

/* A thread that the library made by itself must never come here. */
static inline void guest_check_thread(const char *what) {
    if (!guest_mark) {
        fprintf(stderr, "%s ran on a thread that neither the program nor its layer knows\n", what);
        abort();
    }
}
#define CALLED() guest_check_thread(__func__)
#define THREAD_OF_PROGRAM() (guest_mark = 1)

struct guest_work {
    void (*body)(void *);
    void *argument;
};

static inline void *guest_thread(void *context) {
    struct guest_work work = *(struct guest_work *)context;
    free(context);
    guest_mark = 1;
    work.body(work.argument);
    return NULL;
}

static inline CF2_DWORD guest_start_thread(void *context, void (*body)(void *), void *argument) {
    struct guest_work *work = (struct guest_work *)malloc(sizeof *work);
    pthread_t thread;
    (void)context;
    guest_check_thread("pfnStartThread");
    work->body = body;
    work->argument = argument;
    if (pthread_create(&thread, NULL, guest_thread, work) != 0) {
        free(work);
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    pthread_detach(thread);
    __atomic_add_fetch(&guest_started, 1, __ATOMIC_SEQ_CST);
    return ERROR_SUCCESS;
}

/* Blocks stand behind 16 bytes that say whose they are. */
#define GUEST_MAGIC 0x43463267u

static inline void *guest_memory(void *context, void *block, size_t size) {
    char *whole = block ? (char *)block - 16 : NULL;
    (void)context;
    guest_check_thread("pfnTaskMemory");
    if (whole && *(unsigned *)(void *)whole != GUEST_MAGIC) {
        fprintf(stderr, "memory of another allocator\n");
        abort();
    }
    if (size == 0) {
        *(unsigned *)(void *)whole = 0;
        free(whole);
        __atomic_sub_fetch(&guest_blocks, 1, __ATOMIC_SEQ_CST);
        return NULL;
    }
    if (!whole) {
        __atomic_add_fetch(&guest_blocks, 1, __ATOMIC_SEQ_CST);
    }
    whole = (char *)realloc(whole, size + 16);
    *(unsigned *)(void *)whole = GUEST_MAGIC;
    return whole + 16;
}

__attribute__((constructor)) static void guest_set_hooks(void) {
    COPYFILE2_PLATFORM_HOOKS hooks;
    guest_mark = 1;
    memset(&hooks, 0, sizeof hooks);
    /* A layer of a day when the structure ended here. */
    hooks.dwSize = offsetof(COPYFILE2_PLATFORM_HOOKS, pfnTaskMemory) + sizeof(void *);
    hooks.pfnStartThread = guest_start_thread;
    hooks.pfnTaskMemory = guest_memory;
    if (CopyFile2SetPlatformHooks(&hooks) != 0) {
        abort();
    }
}

#ifdef __cplusplus
#define GUEST_ID(id) (&(id))
#else
#define GUEST_ID(id) (id)
#endif

/* What ole32 does with a class whose library it knows. */
static inline CF2_HRESULT guest_create(CF2_REFGUID clsid, IUnknown *outer, CF2_DWORD context, CF2_REFGUID iid, void **object) {
    IClassFactory *factory = NULL;
    CF2_HRESULT hr;
    (void)context;
    if (!object) {
        return (CF2_HRESULT)0x80004003; /* E_POINTER */
    }
    *object = NULL;
    hr = DllGetClassObject_ms(GUEST_ID(clsid), &IID_IClassFactory, (void **)&factory);
    if (hr < 0) {
        return hr;
    }
#ifdef __cplusplus
    hr = factory->CreateInstance(outer, iid, object);
    factory->Release();
#else
    hr = factory->lpVtbl->CreateInstance(factory, outer, iid, object);
    factory->lpVtbl->Release(factory);
#endif
    return hr;
}
#define CoCreateInstance guest_create
#define DllGetClassObject(clsid, iid, object) DllGetClassObject_ms(GUEST_ID(clsid), GUEST_ID(iid), object)

#endif
