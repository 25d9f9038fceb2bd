/* A Windows program that transfers with BITS. Usage:
 *
 *   transfers.exe fetch  mta|sta any|service URL FILE   fetches a file; JobTransferred completes it
 *   transfers.exe fail   mta|sta any|service URL FILE   the same, and is told of the server's 404
 *   transfers.exe leave  mta     any|service URL FILE   leaves while the transfer is under way
 *   transfers.exe finish mta     any|service URL FILE   finds that job, waits for it and completes it */
#define COBJMACROS
#define _WIN32_WINNT 0x0602
#include <initguid.h>
#include "check.h"

#include <bits.h>
#include <bitsmsg.h>
#include <stdlib.h>

#ifndef RPC_X_NULL_REF_POINTER
#define RPC_X_NULL_REF_POINTER 1780
#endif

/* ---- The callback object ---- */

typedef struct Callback {
    IBackgroundCopyCallback iface;
    LONG references;
    DWORD thread; /* that of the apartment; 0 in an MTA */
    HANDLE over;
    HRESULT code;
    BG_ERROR_CONTEXT context;
    LONG modified, elsewhere;
    BOOL has_proxy; /* between the object and this program */
    WCHAR description[512];
} Callback;

static void note_thread(Callback *self) {
    if (self->thread && GetCurrentThreadId() != self->thread) {
        InterlockedIncrement(&self->elsewhere);
    }
}

static HRESULT WINAPI query(IBackgroundCopyCallback *iface, REFIID iid, void **object) {
    if (IsEqualIID(iid, &IID_IUnknown) || IsEqualIID(iid, &IID_IBackgroundCopyCallback)) {
        *object = iface;
        IBackgroundCopyCallback_AddRef(iface);
        return S_OK;
    }
    *object = NULL;
    return E_NOINTERFACE;
}
static ULONG WINAPI add_ref(IBackgroundCopyCallback *iface) {
    return InterlockedIncrement(&((Callback *)iface)->references);
}
static ULONG WINAPI release(IBackgroundCopyCallback *iface) {
    return InterlockedDecrement(&((Callback *)iface)->references);
}
static HRESULT WINAPI transferred(IBackgroundCopyCallback *iface, IBackgroundCopyJob *job) {
    Callback *self = (Callback *)iface;
    note_thread(self);
    self->code = IBackgroundCopyJob_Complete(job);
    SetEvent(self->over);
    return S_OK;
}
static HRESULT WINAPI failed(IBackgroundCopyCallback *iface, IBackgroundCopyJob *job, IBackgroundCopyError *error) {
    Callback *self = (Callback *)iface;
    WCHAR *text = NULL;
    HRESULT hr;
    note_thread(self);
    CHECK_HR(IBackgroundCopyError_GetError(error, &self->context, &self->code), S_OK);
    /* Wine 8's proxy gives 0x800706F4 for this method. */
    hr = IBackgroundCopyError_GetErrorDescription(error, LANGIDFROMLCID(GetThreadLocale()), &text);
    CHECK(hr == S_OK || (self->has_proxy && hr == HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER)));
    if (text) {
        lstrcpynW(self->description, text, 512);
        CoTaskMemFree(text);
    }
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    SetEvent(self->over);
    return S_OK;
}
static HRESULT WINAPI modified(IBackgroundCopyCallback *iface, IBackgroundCopyJob *job, DWORD reserved) {
    (void)job, (void)reserved;
    note_thread((Callback *)iface);
    InterlockedIncrement(&((Callback *)iface)->modified);
    return S_OK;
}

/* ---- The program ---- */

static IBackgroundCopyManager *manager;
static const WCHAR job_name[] = L"Wine \u00F6\u20AC";

static IBackgroundCopyJob *new_job(const WCHAR *url, const WCHAR *file) {
    IBackgroundCopyJob *job = NULL;
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *first = NULL;
    WCHAR *text = NULL;
    GUID id;
    CHECK_HR(IBackgroundCopyManager_CreateJob(manager, job_name, BG_JOB_TYPE_DOWNLOAD, &id, &job), S_OK);
    if (!job) {
        exit(3);
    }
    CHECK_HR(IBackgroundCopyJob_AddFile(job, url, file), S_OK);
    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &first, NULL), S_OK);
    if (!first) {
        exit(3);
    }
    CHECK_HR(IBackgroundCopyFile_GetLocalName(first, &text), S_OK);
    CHECK(text && lstrcmpW(text, file) == 0);
    CoTaskMemFree(text);
    IBackgroundCopyFile_Release(first);
    IEnumBackgroundCopyFiles_Release(files);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    return job;
}

/* Waits for the callback; an apartment's thread has to pump. */
static BOOL wait_for(HANDLE over) {
    DWORD start = GetTickCount(), reason;
    MSG message;
    do {
        reason = MsgWaitForMultipleObjects(1, &over, FALSE, 1000, QS_ALLINPUT);
        if (reason == WAIT_OBJECT_0) {
            return TRUE;
        }
        while (PeekMessageW(&message, NULL, 0, 0, PM_REMOVE)) {
            DispatchMessageW(&message);
        }
    } while (GetTickCount() - start < 60000);
    return FALSE;
}

static void fetch(const WCHAR *url, const WCHAR *file, BOOL is_sta, BOOL has_proxy, HRESULT expected) {
    static IBackgroundCopyCallbackVtbl methods = {query, add_ref, release, transferred, failed, modified};
    static Callback callback = {{&methods}, 1, 0, NULL, E_PENDING, 0, 0, 0, FALSE, {0}};
    IBackgroundCopyJob *job = new_job(url, file);
    int i;
    callback.has_proxy = has_proxy;
    callback.thread = is_sta ? GetCurrentThreadId() : 0;
    callback.over = CreateEventW(NULL, TRUE, FALSE, NULL);
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, (IUnknown *)&callback.iface), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR |
                                                        BG_NOTIFY_JOB_MODIFICATION), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    CHECK(wait_for(callback.over));
    CHECK_HR(callback.code, expected);
    CHECK(callback.elsewhere == 0);
    if (FAILED(expected)) {
        CHECK(callback.context == BG_ERROR_CONTEXT_REMOTE_FILE);
        CHECK(callback.description[0] || has_proxy);
    } else {
        CHECK(GetFileAttributesW(file) != INVALID_FILE_ATTRIBUTES);
    }
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(manager);
    /* The queue lets the object go; a proxy's reference goes with messages. */
    for (i = 0; i < 100 && callback.references != 1; ++i) {
        MSG message;
        while (PeekMessageW(&message, NULL, 0, 0, PM_REMOVE)) {
            DispatchMessageW(&message);
        }
        Sleep(50);
    }
    CHECK(callback.references == 1);
}

static BG_JOB_STATE wait_for_state(IBackgroundCopyJob *job, BG_JOB_STATE first, BG_JOB_STATE second) {
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    int i;
    for (i = 0; i < 6000 && state != first && state != second; ++i) {
        Sleep(10);
        CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    }
    return state;
}

/* Leaves as it is, without a word. */
static void leave(const WCHAR *url, const WCHAR *file) {
    IBackgroundCopyJob *job = new_job(url, file);
    BG_JOB_PROGRESS progress = {0, 0, 0, 0};
    int i;
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    CHECK(wait_for_state(job, BG_JOB_STATE_TRANSFERRING, BG_JOB_STATE_ERROR) == BG_JOB_STATE_TRANSFERRING);
    for (i = 0; i < 6000 && progress.BytesTransferred == 0; ++i) {
        Sleep(10);
        CHECK_HR(IBackgroundCopyJob_GetProgress(job, &progress), S_OK);
    }
    CHECK(progress.BytesTransferred > 0 && progress.BytesTransferred < progress.BytesTotal);
    CHECK(GetFileAttributesW(file) == INVALID_FILE_ATTRIBUTES);
    printf("%d failures\n", failures);
    fflush(stdout);
    ExitProcess(failures != 0);
}

static void finish(const WCHAR *file) {
    IEnumBackgroundCopyJobs *jobs = NULL;
    IBackgroundCopyJob *job = NULL;
    int found = 0;
    CHECK_HR(IBackgroundCopyManager_EnumJobs(manager, 0, &jobs), S_OK);
    while (IEnumBackgroundCopyJobs_Next(jobs, 1, &job, NULL) == S_OK) {
        WCHAR *name = NULL;
        CHECK_HR(IBackgroundCopyJob_GetDisplayName(job, &name), S_OK);
        if (name && lstrcmpW(name, job_name) == 0) {
            ++found;
            CHECK(wait_for_state(job, BG_JOB_STATE_TRANSFERRED, BG_JOB_STATE_ERROR) == BG_JOB_STATE_TRANSFERRED);
            CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
            CHECK(GetFileAttributesW(file) != INVALID_FILE_ATTRIBUTES);
        }
        CoTaskMemFree(name);
        IBackgroundCopyJob_Release(job);
    }
    CHECK(found == 1);
    IEnumBackgroundCopyJobs_Release(jobs);
}

int main(int argc, char **argv) {
    WCHAR url[512], file[512];
    BOOL is_sta;
    DWORD context;
    HRESULT hr;
    if (argc != 6) {
        return 2;
    }
    is_sta = lstrcmpA(argv[2], "sta") == 0;
    context = lstrcmpA(argv[3], "service") == 0 ? CLSCTX_LOCAL_SERVER : CLSCTX_ALL;
    MultiByteToWideChar(CP_ACP, 0, argv[4], -1, url, 512);
    MultiByteToWideChar(CP_ACP, 0, argv[5], -1, file, 512);
    CHECK_HR(CoInitializeEx(NULL, is_sta ? COINIT_APARTMENTTHREADED : COINIT_MULTITHREADED), S_OK);
    hr = CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, context, &IID_IBackgroundCopyManager, (void **)&manager);
    CHECK_HR(hr, S_OK);
    if (FAILED(hr)) {
        return 3;
    }
    if (lstrcmpA(argv[1], "fetch") == 0) {
        fetch(url, file, is_sta, is_sta || context == CLSCTX_LOCAL_SERVER, S_OK);
    } else if (lstrcmpA(argv[1], "fail") == 0) {
        fetch(url, file, is_sta, is_sta || context == CLSCTX_LOCAL_SERVER, BG_E_HTTP_ERROR_404);
    } else if (lstrcmpA(argv[1], "leave") == 0) {
        leave(url, file);
    } else {
        finish(file);
    }
    printf("%d failures\n", failures);
    CoUninitialize();
    return failures != 0;
}
