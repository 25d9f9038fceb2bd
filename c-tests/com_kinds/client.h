/* A client of BITS, to be compiled once for each kind: CREATE makes the manager, KIND is the name of its table, and
 * GIVE/TAKE turn UTF-8 into WCHARs and back. */
#include "kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* An object of the program, whose methods have the kind's convention and whose job has the kind's strings. */
typedef struct Client {
    IBackgroundCopyCallback2Vtbl *lpVtbl;
    IBackgroundCopyJob *job;
    LONG references;
    int done;
    char seen[1024];
} Client;

static void must(HRESULT hr, const char *what) {
    if (FAILED(hr)) {
        fprintf(stderr, "%s: %s: 0x%08x\n", KIND.name, what, (unsigned)hr);
        abort();
    }
}

static IBackgroundCopyManager *manager(void) {
    IBackgroundCopyManager *found = NULL;
    must(CREATE(&IID_IBackgroundCopyManager, (void **)&found), "the manager");
    return found;
}

static HRESULT STDMETHODCALLTYPE query(IBackgroundCopyCallback2 *This, REFIID riid, void **object) {
    check_thread("QueryInterface");
    *object = NULL;
    if (IsEqualIID(riid, &IID_IUnknown) || IsEqualIID(riid, &IID_IBackgroundCopyCallback) ||
        IsEqualIID(riid, &IID_IBackgroundCopyCallback2)) {
        *object = This;
        IBackgroundCopyCallback2_AddRef(This);
        return S_OK;
    }
    return E_NOINTERFACE;
}
static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyCallback2 *This) {
    check_thread("AddRef");
    return (ULONG)InterlockedIncrement(&((Client *)This)->references);
}
static ULONG STDMETHODCALLTYPE release(IBackgroundCopyCallback2 *This) {
    check_thread("Release");
    return (ULONG)InterlockedDecrement(&((Client *)This)->references);
}
static HRESULT STDMETHODCALLTYPE transferred(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *job) {
    check_thread("JobTransferred");
    must(IBackgroundCopyJob_Complete(job), "Complete inside the callback");
    __atomic_store_n(&((Client *)This)->done, 1, __ATOMIC_SEQ_CST);
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE failed(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *job, IBackgroundCopyError *error) {
    WCHAR *text = NULL;
    char *bytes;
    (void)job;
    check_thread("JobError");
    must(IBackgroundCopyError_GetErrorDescription(error, 0, &text), "the error's text");
    bytes = TAKE(text);
    fprintf(stderr, "%s: %s\n", KIND.name, bytes);
    free(bytes);
    CoTaskMemFree(text);
    __atomic_store_n(&((Client *)This)->done, -1, __ATOMIC_SEQ_CST);
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE modified(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *job, DWORD reserved) {
    (void)This, (void)job, (void)reserved;
    check_thread("JobModification");
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE file_transferred(IBackgroundCopyCallback2 *This, IBackgroundCopyJob *job,
                                                  IBackgroundCopyFile *file) {
    Client *self = (Client *)This;
    WCHAR *name = NULL, *local = NULL, *remote = NULL;
    IBackgroundCopyFile3 *file3 = NULL;
    char *texts[3];
    check_thread("FileTransferred");
    must(IBackgroundCopyJob_GetDisplayName(job, &name), "the job's name");
    must(IBackgroundCopyFile_GetLocalName(file, &local), "the local name");
    must(IBackgroundCopyFile_GetRemoteName(file, &remote), "the remote name");
    texts[0] = TAKE(name), texts[1] = TAKE(local), texts[2] = TAKE(remote);
    snprintf(self->seen, sizeof self->seen, "%s|%s|%s", texts[0], texts[1], texts[2]);
    free(texts[0]), free(texts[1]), free(texts[2]);
    CoTaskMemFree(name), CoTaskMemFree(local), CoTaskMemFree(remote);
    must(IBackgroundCopyFile_QueryInterface(file, &IID_IBackgroundCopyFile3, (void **)&file3), "a newer interface");
    must(IBackgroundCopyFile3_SetValidationState(file3, TRUE), "its method");
    IBackgroundCopyFile3_Release(file3);
    return S_OK;
}

static void *start(const char *display_name, const char *source, const char *target) {
    static IBackgroundCopyCallback2Vtbl methods = {query, add_ref, release, transferred, failed, modified, file_transferred};
    Client *self = (Client *)calloc(1, sizeof *self);
    IBackgroundCopyManager *queue = manager();
    WCHAR *name = GIVE(display_name), *from = GIVE(source), *to = GIVE(target);
    BG_FILE_INFO files[1];
    IEnumBackgroundCopyFiles *all = NULL, *again = NULL;
    IBackgroundCopyFile *file = NULL;
    BG_AUTH_CREDENTIALS credentials = {BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_BASIC, {{NULL, NULL}}};
    IBackgroundCopyJob2 *job2 = NULL;
    ULONG fetched = 0;
    GUID id;
    self->lpVtbl = &methods;
    self->references = 1;
    must(IBackgroundCopyManager_CreateJob(queue, name, BG_JOB_TYPE_DOWNLOAD, &id, &self->job), "CreateJob");
    files[0].RemoteName = from;
    files[0].LocalName = to;
    must(IBackgroundCopyJob_AddFileSet(self->job, 1, files), "AddFileSet, with strings inside a structure");
    must(IBackgroundCopyJob_QueryInterface(self->job, &IID_IBackgroundCopyJob2, (void **)&job2), "Job2");
    credentials.Credentials.Basic.UserName = name;
    credentials.Credentials.Basic.Password = name;
    must(IBackgroundCopyJob2_SetCredentials(job2, &credentials), "strings inside a union");
    IBackgroundCopyJob2_Release(job2);
    /* What enumerators and their clones give. */
    must(IBackgroundCopyJob_EnumFiles(self->job, &all), "EnumFiles");
    must(IEnumBackgroundCopyFiles_Clone(all, &again), "Clone");
    must(IEnumBackgroundCopyFiles_Next(again, 1, &file, &fetched), "Next");
    if (fetched == 1) {
        WCHAR *local = NULL;
        char *bytes;
        must(IBackgroundCopyFile_GetLocalName(file, &local), "a name from an enumerator");
        bytes = TAKE(local);
        if (strcmp(bytes, target) != 0) {
            fprintf(stderr, "%s: %s instead of %s\n", KIND.name, bytes, target);
            abort();
        }
        free(bytes);
        CoTaskMemFree(local);
        IBackgroundCopyFile_Release(file);
    }
    IEnumBackgroundCopyFiles_Release(again);
    IEnumBackgroundCopyFiles_Release(all);
    must(IBackgroundCopyJob_SetNotifyFlags(self->job, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR |
                                                          BG_NOTIFY_JOB_MODIFICATION | BG_NOTIFY_FILE_TRANSFERRED),
         "SetNotifyFlags");
    must(IBackgroundCopyJob_SetNotifyInterface(self->job, (IUnknown *)self), "SetNotifyInterface");
    free(name), free(from), free(to);
    IBackgroundCopyManager_Release(queue);
    return self;
}

static char *finish(void *client) {
    Client *self = (Client *)client;
    struct timespec moment = {0, 10 * 1000 * 1000};
    int i;
    must(IBackgroundCopyJob_Resume(self->job), "Resume");
    for (i = 0; i < 6000 && __atomic_load_n(&self->done, __ATOMIC_SEQ_CST) == 0; ++i) {
        nanosleep(&moment, NULL);
    }
    return self->done == 1 ? strdup(self->seen) : NULL;
}

static IBackgroundCopyJob *job_of(const void *id) {
    IBackgroundCopyManager *queue = manager();
    IBackgroundCopyJob *job = NULL;
    must(IBackgroundCopyManager_GetJob(queue, (const GUID *)id, &job), "GetJob");
    IBackgroundCopyManager_Release(queue);
    return job;
}

static char *display_name_of(const void *id) {
    IBackgroundCopyJob *job = job_of(id);
    WCHAR *name = NULL;
    char *bytes;
    must(IBackgroundCopyJob_GetDisplayName(job, &name), "GetDisplayName");
    bytes = TAKE(name);
    CoTaskMemFree(name);
    IBackgroundCopyJob_Release(job);
    return bytes;
}

static void id_of(void *client, void *id) {
    must(IBackgroundCopyJob_GetId(((Client *)client)->job, (GUID *)id), "GetId");
}

static int notify_interface_of(const void *id, void *client, int *is_own) {
    IBackgroundCopyJob *job = job_of(id);
    IUnknown *found = NULL;
    HRESULT hr = IBackgroundCopyJob_GetNotifyInterface(job, &found);
    *is_own = found == (IUnknown *)client;
    if (found) {
        IUnknown_Release(found);
    }
    IBackgroundCopyJob_Release(job);
    return hr;
}

static void start_with_program(const char *source, const char *target, const char *program, const char *parameters) {
    IBackgroundCopyManager *queue = manager();
    IBackgroundCopyJob *job = NULL;
    IBackgroundCopyJob2 *job2 = NULL;
    WCHAR *from = GIVE(source), *to = GIVE(target), *run = GIVE(program), *with = GIVE(parameters);
    GUID id;
    must(IBackgroundCopyManager_CreateJob(queue, run, BG_JOB_TYPE_DOWNLOAD, &id, &job), "CreateJob");
    must(IBackgroundCopyJob_AddFile(job, from, to), "AddFile");
    must(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob2, (void **)&job2), "Job2");
    must(IBackgroundCopyJob2_SetNotifyCmdLine(job2, run, with), "SetNotifyCmdLine");
    must(IBackgroundCopyJob2_Resume(job2), "Resume");
    free(from), free(to), free(run), free(with);
    IBackgroundCopyJob2_Release(job2);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
}

static int end(void *client) {
    Client *self = (Client *)client;
    struct timespec moment = {0, 10 * 1000 * 1000};
    int i, left;
    IBackgroundCopyJob_Release(self->job);
    /* The call that completed the job may be on its way back. */
    for (i = 0; i < 6000 && __atomic_load_n(&self->references, __ATOMIC_SEQ_CST) > 1; ++i) {
        nanosleep(&moment, NULL);
    }
    left = (int)self->references;
    free(self);
    return left;
}

const struct kind KIND = {NAME, start, finish, display_name_of, id_of, notify_interface_of, start_with_program, end};
