/* Downloads from a server on loopback as a C client drives them, with a callback of the newest kind.
 * Usage: com_downloads DIRECTORY BASE-URL; /good knows ranges, /whole does not, /broken answers 500, /secret wants
 * the user `user` with the password `word`, everything else is missing. */
#include "com_jobs.h"

#define SIZE 100000

static IBackgroundCopyManager *queue;

static IBackgroundCopyJob *job_for(const char *remote, const char *local) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *from = path(server, remote), *to = path(directory, local);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, from, to), S_OK);
    CoTaskMemFree(from);
    CoTaskMemFree(to);
    return job;
}

static void check_error(IBackgroundCopyJob *job, BG_ERROR_CONTEXT context, HRESULT code) {
    IBackgroundCopyError *error = NULL;
    BG_ERROR_CONTEXT found = BG_ERROR_CONTEXT_NONE;
    HRESULT found_code = S_OK;
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), S_OK);
    if (error) {
        CHECK_HR(IBackgroundCopyError_GetError(error, &found, &found_code), S_OK);
        CHECK(found == context);
        CHECK_HR(found_code, code);
        IBackgroundCopyError_Release(error);
    }
}

static IBackgroundCopyFile6 *only_file(IBackgroundCopyJob *job) {
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = NULL;
    IBackgroundCopyFile6 *newest = NULL;
    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_OK);
    CHECK_HR(IBackgroundCopyFile_QueryInterface(file, &IID_IBackgroundCopyFile6, (void **)&newest), S_OK);
    IBackgroundCopyFile_Release(file);
    IEnumBackgroundCopyFiles_Release(files);
    return newest;
}

/* 12.3.16, ERR-6, HSC-3, HSC-9, ST-6, ST-7, TO-9, TR-4, TR-9, TR-10, CTL-4. */
static void errors(void) {
    IBackgroundCopyJob *job = job_for("broken", "never");
    IBackgroundCopyError *error = NULL;
    BG_ERROR_CONTEXT context;
    HRESULT code;
    ULONG count = 0;
    BG_JOB_STATE state;
    int i;

    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSIENT_ERROR); /* HSC-3 */
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_500);
    CHECK_HR(IBackgroundCopyJob_GetErrorCount(job, &count), S_OK);
    CHECK(count == 1);
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK); /* TR-4: now, not after ten minutes */
    for (i = 0; i < PATIENCE && count < 2; ++i) {
        pause_a_moment();
        CHECK_HR(IBackgroundCopyJob_GetErrorCount(job, &count), S_OK);
    }
    CHECK(count == 2); /* TO-9 */
    wait_for(job, BG_JOB_STATE_TRANSIENT_ERROR);
    CHECK_HR(IBackgroundCopyJob_SetNoProgressTimeout(job, 0), S_OK); /* TR-9 */
    wait_for(job, BG_JOB_STATE_ERROR);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_500);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    CHECK_HR(IBackgroundCopyError_GetError(error, &context, &code), S_OK); /* ERR-6 */
    CHECK(context == BG_ERROR_CONTEXT_REMOTE_FILE && code == BG_E_HTTP_ERROR_500);
    IBackgroundCopyError_Release(error);
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), BG_E_ERROR_INFORMATION_UNAVAILABLE); /* INF-15 */
    IBackgroundCopyJob_Release(job);

    job = job_for("broken", "never");
    CHECK_HR(IBackgroundCopyJob_SetNoProgressTimeout(job, 0), S_OK); /* 12.3.16, TR-10, HSC-9 */
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_500);
    CHECK_HR(IBackgroundCopyJob_Suspend(job), S_OK); /* K-26: the error stays */
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_SUSPENDED);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_500); /* TR-5 */
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);

    job = job_for("missing", "never");
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR); /* ST-7 */
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_404);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
}

/* 12.3.17, DLP-6, TR-11: without ranges it fails in the background and goes in the foreground. */
static void server_without_ranges(void) {
    IBackgroundCopyJob *job = job_for("whole", "without-ranges");
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_NORMAL), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_INSUFFICIENT_RANGE_SUPPORT);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetNoProgressTimeout(job, 0), S_OK); /* TR-11 */
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    IBackgroundCopyJob_Release(job);
}

/* J2-15, J2-21, F5-1: refused without credentials, fetched with them; the prefix is changed on the way. */
static void credentials(void) {
    IBackgroundCopyJob *job = job_for("wrong/../secret", "with-credentials");
    IBackgroundCopyJob3 *job3 = NULL;
    IBackgroundCopyFile6 *file;
    BG_AUTH_CREDENTIALS given;
    BITS_FILE_PROPERTY_VALUE headers;
    WCHAR *wrong = path(server, "wrong/../secret"), *right = path(server, "secret"), *text = NULL;
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob3, (void **)&job3), S_OK);
    CHECK_HR(IBackgroundCopyJob3_ReplaceRemotePrefix(job3, wrong, right), S_OK);
    CHECK_HR(IBackgroundCopyJob3_Resume(job3), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_HTTP_ERROR_401); /* J2-21 */
    memset(&given, 0, sizeof given);
    given.Target = BG_AUTH_TARGET_SERVER;
    given.Scheme = BG_AUTH_SCHEME_BASIC;
    given.Credentials.Basic.UserName = (LPWSTR)W("user");
    given.Credentials.Basic.Password = (LPWSTR)W("guess");
    CHECK_HR(IBackgroundCopyJob3_SetCredentials(job3, &given), S_OK);
    CHECK_HR(IBackgroundCopyJob3_Resume(job3), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR);
    given.Credentials.Basic.Password = (LPWSTR)W("word");
    CHECK_HR(IBackgroundCopyJob3_SetCredentials(job3, &given), S_OK); /* in place of the guess */
    CHECK_HR(IBackgroundCopyJob3_Resume(job3), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    file = only_file(job);
    CHECK_HR(IBackgroundCopyFile6_GetRemoteName(file, &text), S_OK);
    CHECK(is_text(text, right));
    CHECK_HR(IBackgroundCopyFile6_GetProperty(file, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, &headers), S_OK);
    CHECK(headers.String && headers.String[0] == 'H' && headers.String[9] == '2' && headers.String[10] == '0');
    CoTaskMemFree(headers.String);
    IBackgroundCopyFile6_Release(file);
    CHECK_HR(IBackgroundCopyJob3_Complete(job3), S_OK);
    IBackgroundCopyJob3_Release(job3);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(wrong);
    CoTaskMemFree(right);
}

/* A callback of the newest kind. */
typedef struct Callback {
    IBackgroundCopyCallback3Vtbl *lpVtbl;
    int references, transferred, errors, modified, files, calls;
    /* Bytes of which it was told by FileRangesTransferred. */
    UINT64 bytes;
    int reserved;
    BOOL verdict;
} Callback;

static HRESULT STDMETHODCALLTYPE query(IBackgroundCopyCallback3 *This, REFIID riid, void **object) {
    CALLED();
    if (IsEqualIID(riid, &IID_IUnknown) || IsEqualIID(riid, &IID_IBackgroundCopyCallback) ||
        IsEqualIID(riid, &IID_IBackgroundCopyCallback2) || IsEqualIID(riid, &IID_IBackgroundCopyCallback3)) {
        *object = This;
        IBackgroundCopyCallback3_AddRef(This);
        return S_OK;
    }
    *object = NULL;
    return E_NOINTERFACE;
}
static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyCallback3 *This) {
    CALLED();
    return (ULONG)InterlockedIncrement(&((Callback *)This)->references);
}
static ULONG STDMETHODCALLTYPE release(IBackgroundCopyCallback3 *This) {
    CALLED();
    return (ULONG)InterlockedDecrement(&((Callback *)This)->references);
}
static HRESULT STDMETHODCALLTYPE transferred(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job) {
    CALLED();
    (void)job;
    InterlockedIncrement(&((Callback *)This)->transferred);
    return S_FALSE; /* NTF-6: a success, so the call is not repeated */
}
static HRESULT STDMETHODCALLTYPE failed(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job, IBackgroundCopyError *error) {
    CALLED();
    HRESULT code = S_OK;
    BG_ERROR_CONTEXT context;
    (void)job;
    CHECK_HR(IBackgroundCopyError_GetError(error, &context, &code), S_OK);
    CHECK_HR(code, BG_E_VALIDATION_FAILED);
    /* NTF-3: the first answer is a failure, so the call comes again. */
    return InterlockedIncrement(&((Callback *)This)->errors) == 1 ? E_FAIL : S_OK;
}
static HRESULT STDMETHODCALLTYPE modified(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job, DWORD reserved) {
    CALLED();
    (void)job;
    if (reserved != 0) {
        InterlockedIncrement(&((Callback *)This)->reserved); /* VOL-4 */
    }
    InterlockedIncrement(&((Callback *)This)->modified);
    return E_FAIL; /* NTF-5: nobody looks at it */
}
static HRESULT STDMETHODCALLTYPE file_transferred(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job, IBackgroundCopyFile *file) {
    CALLED();
    IBackgroundCopyFile3 *file3 = NULL;
    BG_FILE_PROGRESS progress;
    BOOL valid = 7;
    (void)job;
    CHECK_HR(IBackgroundCopyFile_GetProgress(file, &progress), S_OK);
    CHECK(progress.BytesTransferred == SIZE && progress.BytesTotal == SIZE && !progress.Completed); /* ANS-7, FIL-3 */
    CHECK_HR(IBackgroundCopyFile_QueryInterface(file, &IID_IBackgroundCopyFile3, (void **)&file3), S_OK);
    CHECK_HR(IBackgroundCopyFile3_GetValidationState(file3, &valid), S_OK);
    CHECK(valid == FALSE); /* F3-8 */
    CHECK_HR(IBackgroundCopyFile3_SetValidationState(file3, ((Callback *)This)->verdict), S_OK);
    if (((Callback *)This)->verdict) {
        CHECK_HR(IBackgroundCopyFile3_GetValidationState(file3, &valid), S_OK);
        CHECK(valid == TRUE); /* F3-7, CLI-4 */
    }
    CHECK(IBackgroundCopyFile3_Release(file3) > 0); /* THR-5: the argument is borrowed */
    InterlockedIncrement(&((Callback *)This)->files);
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE ranges_transferred(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job, IBackgroundCopyFile *file,
                                  DWORD count, const BG_FILE_RANGE *ranges) {
    CALLED();
    DWORD i;
    (void)job, (void)file;
    CHECK(count > 0 && ranges);
    for (i = 0; i < count; ++i) {
        __atomic_fetch_add(&((Callback *)This)->bytes, ranges[i].Length, __ATOMIC_SEQ_CST);
    }
    InterlockedIncrement(&((Callback *)This)->calls);
    return E_FAIL; /* NTF-5 */
}

static IBackgroundCopyCallback3Vtbl methods = {query,    add_ref,          release,           transferred, failed,
                                               modified, file_transferred, ranges_transferred};

static void wait_for_number(const int *number, int wanted) {
    int i;
    for (i = 0; i < PATIENCE && __atomic_load_n(number, __ATOMIC_SEQ_CST) < wanted; ++i) {
        pause_a_moment();
    }
    CHECK(__atomic_load_n(number, __ATOMIC_SEQ_CST) >= wanted);
}

static void wait_for_bytes(const Callback *callback, UINT64 wanted) {
    int i;
    for (i = 0; i < PATIENCE && __atomic_load_n(&callback->bytes, __ATOMIC_SEQ_CST) < wanted; ++i) {
        pause_a_moment();
    }
    CHECK(__atomic_load_n(&callback->bytes, __ATOMIC_SEQ_CST) == wanted);
}

static void wait_for_release(const Callback *callback) {
    int i;
    for (i = 0; i < PATIENCE && __atomic_load_n(&callback->references, __ATOMIC_SEQ_CST) != 1; ++i) {
        pause_a_moment();
    }
    CHECK(__atomic_load_n(&callback->references, __ATOMIC_SEQ_CST) == 1); /* THR-9 */
}

/* F6-1, F6-2, F6-4, F6-6, F6-7, NTF-5, NTF-6, NTF-10, NTF-18, VOL-4: FileRangesTransferred. */
static void ranges_on_demand(void) {
    static Callback callback = {&methods, 1, 0, 0, 0, 0, 0, 0, 0, TRUE};
    IBackgroundCopyJob *job = job_for("good", "on-demand");
    IBackgroundCopyJob5 *job5 = NULL;
    IBackgroundCopyFile6 *file = only_file(job);
    BITS_JOB_PROPERTY_VALUE value;
    BG_FILE_RANGE ranges[2] = {{50000, 100}, {10, 20}}, *filled = NULL;
    BG_JOB_STATE state;
    DWORD count = 0;

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob5, (void **)&job5), S_OK);
    memset(&value, 0, sizeof value);
    value.Enable = TRUE;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_ON_DEMAND_MODE, value), S_OK);
    CHECK_HR(IBackgroundCopyJob5_SetNotifyFlags(job5, 1 | 2 | 8 | 16 | 32), S_OK);
    CHECK_HR(IBackgroundCopyJob5_SetNotifyInterface(job5, (IUnknown *)&callback), S_OK);
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file, 2, ranges), S_OK);
    CHECK_HR(IBackgroundCopyFile6_UpdateDownloadPosition(file, 20), S_OK);
    CHECK_HR(IBackgroundCopyJob5_Resume(job5), S_OK);
    wait_for_bytes(&callback, 120);
    wait_for(job, BG_JOB_STATE_SUSPENDED); /* F6-4 */
    CHECK_HR(IBackgroundCopyFile6_GetFilledFileRanges(file, &count, &filled), S_OK);
    CHECK(count == 2 && filled && filled[0].InitialOffset == 10 && filled[0].Length == 20);
    CHECK(count == 2 && filled && filled[1].InitialOffset == 50000 && filled[1].Length == 100);
    CoTaskMemFree(filled);
    CHECK(__atomic_load_n(&callback.files, __ATOMIC_SEQ_CST) == 0);
    ranges[0].InitialOffset = 0;
    ranges[0].Length = SIZE + 1;
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file, 1, ranges), BG_E_INVALID_RANGE); /* F6-2 */
    ranges[0].Length = SIZE;
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file, 1, ranges), S_OK);
    CHECK_HR(IBackgroundCopyJob5_Resume(job5), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    wait_for_number(&callback.transferred, 1);
    wait_for_bytes(&callback, SIZE); /* all of it, and none twice */
    CHECK(__atomic_load_n(&callback.files, __ATOMIC_SEQ_CST) == 1);
    CHECK_HR(IBackgroundCopyJob5_SetDescription(job5, W("changed")), S_OK);
    wait_for_number(&callback.modified, 1);
    CHECK(callback.reserved == 0);
    CHECK_HR(IBackgroundCopyJob5_Complete(job5), S_OK);
    wait_for_release(&callback);
    CHECK(callback.transferred == 1); /* NTF-6 */
    CHECK_HR(IBackgroundCopyJob5_GetState(job5, &state), S_OK);
    CHECK(state == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file, 1, ranges), BG_E_INVALID_STATE);
    IBackgroundCopyFile6_Release(file);
    IBackgroundCopyJob5_Release(job5);
    IBackgroundCopyJob_Release(job);
}

/* F3-5, F3-7, F3-8, F3-10, NTF-3, VAL-1, VAL-2: the client looks at the file and turns it down, then takes it. */
static void validation(void) {
    static Callback callback = {&methods, 1, 0, 0, 0, 0, 0, 0, 0, FALSE};
    IBackgroundCopyJob *job = job_for("good", "validated");
    IBackgroundCopyFile6 *file = only_file(job);
    BG_FILE_PROGRESS progress;
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 1 | 2 | 16), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, (IUnknown *)&callback), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for_number(&callback.errors, 2); /* NTF-3 */
    wait_for(job, BG_JOB_STATE_ERROR);
    check_error(job, BG_ERROR_CONTEXT_REMOTE_FILE, BG_E_VALIDATION_FAILED); /* F3-5 */
    CHECK_HR(IBackgroundCopyFile6_GetProgress(file, &progress), S_OK);
    CHECK(progress.BytesTransferred == 0);
    CHECK(callback.transferred == 0); /* F3-10 */
    __atomic_store_n(&callback.verdict, TRUE, __ATOMIC_SEQ_CST);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for_number(&callback.transferred, 1);
    CHECK(callback.files == 2);
    CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    wait_for_release(&callback);
    IBackgroundCopyFile6_Release(file);
    IBackgroundCopyJob_Release(job);
}

/* LIM-14, INF-4, FIL-2: sizes of 64 bits; `large` is a sparse file of 4 GiB and 5 bytes. */
static void more_than_4_gib(void) {
    const UINT64 size = ((UINT64)4 << 30) + 5;
    BG_FILE_RANGE asked[2], *found = NULL;
    BG_FILE_PROGRESS of_file;
    BG_JOB_PROGRESS of_job;
    IBackgroundCopyJob3 *job3 = NULL;
    IBackgroundCopyFile6 *file;
    IBackgroundCopyJob *job;
    WCHAR *from = path(directory, "large"), *to = path(directory, "large-copy");
    DWORD count = 0;
    GUID id;

    job = new_job(queue, &id);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, from, to), S_OK);
    file = only_file(job);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    CHECK_HR(IBackgroundCopyFile6_GetProgress(file, &of_file), S_OK);
    CHECK(of_file.BytesTotal == size && of_file.BytesTransferred == size);
    CHECK_HR(IBackgroundCopyJob_GetProgress(job, &of_job), S_OK);
    CHECK(of_job.BytesTotal == size && of_job.BytesTransferred == size);
    IBackgroundCopyFile6_Release(file);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(from);

    job = new_job(queue, &id);
    asked[0].InitialOffset = size;
    asked[0].Length = size - 1;
    asked[1].InitialOffset = 3 * size;
    asked[1].Length = BG_LENGTH_TO_EOF;
    from = path(server, "good");
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob3, (void **)&job3), S_OK);
    CHECK_HR(IBackgroundCopyJob3_AddFileWithRanges(job3, from, to, 2, asked), S_OK);
    file = only_file(job);
    CHECK_HR(IBackgroundCopyFile6_GetFileRanges(file, &count, &found), S_OK);
    CHECK(count == 2 && memcmp(found, asked, sizeof asked) == 0);
    CoTaskMemFree(found);
    IBackgroundCopyFile6_Release(file);
    IBackgroundCopyJob3_Release(job3);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(from);
    CoTaskMemFree(to);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        return 2;
    }
    directory = argv[1];
    server = argv[2];
    CHECK_HR(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
    queue = manager();
    errors();
    server_without_ranges();
    credentials();
    ranges_on_demand();
    validation();
    more_than_4_gib();
    IBackgroundCopyManager_Release(queue);
    CoUninitialize();
    return failures != 0;
}
