/* The rules that were tested on Windows (docs/rules/bits.md, 12.3), through lpVtbl and COBJMACROS.
 * Usage: com_rules DIRECTORY BASE-URL; the directory holds `source`. */
#include "com_jobs.h"

#include <stddef.h>

/* ABI-2: units of 16 bits for either width of wchar_t, and of 32 where the program asks for them. */
_Static_assert(sizeof(WCHAR) == WCHAR_BYTES, "the width of WCHAR");
/* ABI-12: SetProp has one slot, and what follows is not shifted. */
_Static_assert(offsetof(IBackgroundCopyGroupVtbl, SetProp) == 4 * sizeof(void *), "the slot of SetProp");
_Static_assert(offsetof(IBackgroundCopyGroupVtbl, GetProgress) == 5 * sizeof(void *), "the slot behind it");
/* ERX-7, ERX-8: a success without a failure twin, and the header's spelling of a name. */
_Static_assert(BG_S_OVERRIDDEN_BY_POLICY == 0x00200055, "a success");
_Static_assert((unsigned)BG_E_SERVER_EXECUTE_ENABLE == 0x80200023u, "without a final D");
#ifdef BG_E_OVERRIDDEN_BY_POLICY
#error "no header of Windows has it"
#endif
#ifdef BG_E_SERVER_EXECUTE_ENABLED
_Static_assert(BG_E_SERVER_EXECUTE_ENABLED == BG_E_SERVER_EXECUTE_ENABLE, "the name in the documentation");
#endif

/* ACT-1, ACT-2, ACT-2a, ACT-3, ACT-6, VER-1, COM-2, COM-12; ACT-9: nobody called CoInitializeSecurity; QM-16. */
static void activation(void) {
    static const CLSID *const classes[] = {
        &CLSID_BackgroundCopyManager,     &CLSID_BackgroundCopyManager1_5,  &CLSID_BackgroundCopyManager2_0,
        &CLSID_BackgroundCopyManager2_5,  &CLSID_BackgroundCopyManager3_0,  &CLSID_BackgroundCopyManager4_0,
        &CLSID_BackgroundCopyManager5_0,  &CLSID_BackgroundCopyManager10_0, &CLSID_BackgroundCopyManager10_1,
        &CLSID_BackgroundCopyManager10_2, &CLSID_BackgroundCopyManager10_3};
    size_t i;
    IClassFactory *factory = NULL;
    IUnknown *object = NULL;
    for (i = 0; i < sizeof classes / sizeof *classes; ++i) {
        IBackgroundCopyManager *queue = NULL;
        CHECK_HR(CoCreateInstance(classes[i], NULL, CLSCTX_ALL, &IID_IBackgroundCopyManager, (void **)&queue), S_OK);
        CHECK(queue && IBackgroundCopyManager_Release(queue) == 0);
    }
    object = (IUnknown *)&object;
    CHECK_HR(CoCreateInstance(&CLSID_BackgroundCopyQMgr, NULL, CLSCTX_ALL, &IID_IUnknown, (void **)&object),
             REGDB_E_CLASSNOTREG);
    CHECK(object == NULL);
    CHECK_HR(CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_ALL, &IID_IUnknown, NULL), E_POINTER);
    object = (IUnknown *)&object;
    CHECK_HR(CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_ALL, &IID_IBackgroundCopyJob, (void **)&object),
             E_NOINTERFACE);
    CHECK(object == NULL);
    CHECK_HR(DllGetClassObject(&CLSID_BackgroundCopyManager5_0, &IID_IClassFactory, (void **)&factory), S_OK);
    CHECK_HR(IClassFactory_CreateInstance(factory, NULL, &IID_IUnknown, (void **)&object), S_OK);
    CHECK(IUnknown_Release(object) == 0);
    CHECK_HR(IClassFactory_CreateInstance(factory, (IUnknown *)factory, &IID_IUnknown, (void **)&object),
             CLASS_E_NOAGGREGATION);
    CHECK(object == NULL);
    CHECK_HR(IClassFactory_CreateInstance(factory, NULL, &IID_IUnknown, NULL), E_POINTER);
    CHECK_HR(IClassFactory_LockServer(factory, TRUE), S_OK);
    CHECK(IClassFactory_Release(factory) == 0);
}

/* COM-4: reflexive, symmetric, transitive over both chains of a job; ACT-7 for what is not offered, VER-2 for the peer
 * cache among it. */
static void identity(IBackgroundCopyJob *job) {
    static const IID *const interfaces[] = {
        &IID_IBackgroundCopyJob,  &IID_IBackgroundCopyJob2, &IID_IBackgroundCopyJob3,
        &IID_IBackgroundCopyJob4, &IID_IBackgroundCopyJob5, &IID_IBackgroundCopyJobHttpOptions,
        &IID_IBackgroundCopyJobHttpOptions2};
    static const IID *const absent[] = {&IID_IBitsTokenOptions, &IID_IBackgroundCopyJobHttpOptions3,
                                        &IID_IBackgroundCopyFile, &IID_IBitsPeerCacheAdministration};
    size_t count = sizeof interfaces / sizeof *interfaces, i, j;
    IUnknown *self = NULL, *other = NULL, *found = NULL;
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IUnknown, (void **)&self), S_OK);
    for (i = 0; i < count; ++i) {
        CHECK_HR(IUnknown_QueryInterface(self, interfaces[i], (void **)&other), S_OK);
        for (j = 0; j < count; ++j) {
            CHECK_HR(IUnknown_QueryInterface(other, interfaces[j], (void **)&found), S_OK);
            CHECK(i != j || found == other);
            IUnknown_Release(found);
        }
        CHECK_HR(IUnknown_QueryInterface(other, &IID_IUnknown, (void **)&found), S_OK);
        CHECK(found == self);
        IUnknown_Release(found);
        IUnknown_Release(other);
    }
    for (i = 0; i < sizeof absent / sizeof *absent; ++i) {
        found = self;
        CHECK_HR(IUnknown_QueryInterface(self, absent[i], (void **)&found), E_NOINTERFACE);
        CHECK(found == NULL);
    }
    CHECK_HR(IUnknown_QueryInterface(self, &IID_IUnknown, NULL), E_POINTER);
    CHECK(IUnknown_AddRef(self) == 3);
    CHECK(IUnknown_Release(self) == 2);
    CHECK(IUnknown_Release(self) == 1);
}

/* 12.3.1, 12.3.2, 12.3.3, 12.3.4, 12.3.11, 12.3.12, 12.3.18; INF-1, INF-2, INF-3, INF-13, INF-15, INF-17, INF-19, SET-4,
 * SET-7, SET-15, CTL-3, CTL-9, NTF-1, MGR-1, MGR-2, MGR-7, MGR-10, MGR-11, MGR-18, MGR-19. */
static void fresh_job(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id, found_id;
    IBackgroundCopyJob *job = new_job(queue, &id), *again = NULL;
    BG_JOB_TYPE type = BG_JOB_TYPE_UPLOAD;
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    BG_JOB_PROGRESS progress;
    BG_JOB_PRIORITY priority = BG_JOB_PRIORITY_LOW;
    BG_JOB_TIMES times;
    BG_JOB_PROXY_USAGE usage = BG_JOB_PROXY_USAGE_OVERRIDE;
    IBackgroundCopyError *error = (IBackgroundCopyError *)&state;
    IUnknown *callback = (IUnknown *)&state;
    IBackgroundCopyJob2 *job2 = NULL;
    LPWSTR text = NULL, second = NULL;
    ULONG number = 77;

    CHECK(IsEqualGUID(&id, &GUID_NULL) == 0);
    CHECK_HR(IBackgroundCopyJob_GetId(job, &found_id), S_OK);
    CHECK(IsEqualGUID(&id, &found_id));
    CHECK_HR(IBackgroundCopyJob_GetType(job, &type), S_OK);
    CHECK(type == BG_JOB_TYPE_DOWNLOAD);
    CHECK_HR(IBackgroundCopyJob_GetDisplayName(job, &text), S_OK);
    CHECK(same(text, W("Test")));
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJob_GetDescription(job, &text), S_OK);
    CHECK(text && !*text);
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_SUSPENDED);
    CHECK_HR(IBackgroundCopyJob_Resume(job), BG_E_EMPTY);
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_SUSPENDED);
    memset(&progress, 0xFF, sizeof progress);
    CHECK_HR(IBackgroundCopyJob_GetProgress(job, &progress), S_OK);
    CHECK(progress.BytesTotal == 0 && progress.BytesTransferred == 0);
    CHECK(progress.FilesTotal == 0 && progress.FilesTransferred == 0);
    CHECK_HR(IBackgroundCopyJob_GetTimes(job, &times), S_OK);
    CHECK(times.CreationTime.dwHighDateTime != 0);
    CHECK(times.TransferCompletionTime.dwLowDateTime == 0 && times.TransferCompletionTime.dwHighDateTime == 0);
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), BG_E_ERROR_INFORMATION_UNAVAILABLE);
    CHECK(error == NULL);
    CHECK_HR(IBackgroundCopyJob_GetNotifyFlags(job, &number), S_OK);
    CHECK(number == (BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR));
    CHECK_HR(IBackgroundCopyJob_GetNotifyInterface(job, &callback), S_OK);
    CHECK(callback == NULL);
    CHECK_HR(IBackgroundCopyJob_GetPriority(job, &priority), S_OK);
    CHECK(priority == BG_JOB_PRIORITY_NORMAL);
    CHECK_HR(IBackgroundCopyJob_GetMinimumRetryDelay(job, &number), S_OK);
    CHECK(number == 600);
    CHECK_HR(IBackgroundCopyJob_GetNoProgressTimeout(job, &number), S_OK);
    CHECK(number == 1209600);
    CHECK_HR(IBackgroundCopyJob_GetErrorCount(job, &number), S_OK);
    CHECK(number == 0);
    CHECK_HR(IBackgroundCopyJob_GetOwner(job, &text), S_OK);
    CHECK(text && text[0] == 'S' && text[1] == '-');
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJob_GetProxySettings(job, &usage, &text, &second), S_OK);
    CHECK(usage == BG_JOB_PROXY_USAGE_PRECONFIG && !text && !second);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, (BG_JOB_PRIORITY)4), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 64), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJob_SetDisplayName(job, NULL), E_INVALIDARG);

    /* COM-9 */
    CHECK_HR(IBackgroundCopyJob_GetState(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetProgress(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetDisplayName(job, NULL), E_INVALIDARG);
    text = wide("x");
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJob_GetProxySettings(job, NULL, &text, &second), E_INVALIDARG);
    CHECK(!text && !second); /* COM-8 */

    /* J2-9, J2-10 */
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob2, (void **)&job2), S_OK);
    CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, &text, &second), S_OK);
    CHECK(text && !*text && second && !*second);
    CoTaskMemFree(text);
    CoTaskMemFree(second);
    CHECK_HR(IBackgroundCopyJob2_GetReplyFileName(job2, &text), E_NOTIMPL);
    CHECK(text == NULL);
    IBackgroundCopyJob2_Release(job2);

    CHECK_HR(IBackgroundCopyManager_GetJob(queue, &id, &again), S_OK);
    CHECK_HR(IBackgroundCopyJob_GetId(again, &found_id), S_OK);
    CHECK(IsEqualGUID(&found_id, &id)); /* COM-3: whatever the pointers are */
    CHECK(IBackgroundCopyJob_Release(again) == 0);
    identity(job);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_CANCELLED);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob_SetDisplayName(job, NULL), BG_E_INVALID_STATE); /* COM-19 */
    CHECK_HR(IBackgroundCopyManager_GetJob(queue, &id, &again), BG_E_NOT_FOUND);
    CHECK(again == NULL);
    CHECK(IBackgroundCopyJob_Release(job) == 0);
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("Test"), BG_JOB_TYPE_DOWNLOAD, NULL, &job), E_INVALIDARG);
    CHECK(job == NULL);
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("Test"), BG_JOB_TYPE_UPLOAD, &id, &job), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("Test"), (BG_JOB_TYPE)7, &id, &job), E_NOTIMPL); /* MGR-6 */
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, NULL, BG_JOB_TYPE_DOWNLOAD, &id, &job), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, BG_E_NOT_FOUND, LANGIDFROMLCID(GetThreadLocale()), &text),
             S_OK);
    CHECK(text && *text);
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, BG_E_NOT_FOUND, 0x0407, &text),
             HRESULT_FROM_WIN32(ERROR_RESOURCE_LANG_NOT_FOUND));
    CHECK(text == NULL);
    CHECK(IBackgroundCopyManager_Release(queue) == 0);
}

/* 12.3.5, 12.3.6, 12.3.7; ADD-1, ADD-3, ADD-4, ADD-7, ADD-10, ADD-17, COM-1, INF-6, ENM-1, ENM-2, ENM-3, ENM-4, ENM-5,
 * ENM-6, ENM-8, ENM-9, ENM-10, ENM-11, ENM-12, F5-2. */
static void files_and_their_enumerator(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *source = path(directory, "source"), *locals[4];
    BG_FILE_INFO set[2];
    IEnumBackgroundCopyFiles *files = NULL, *copy = NULL;
    IBackgroundCopyFile *file = NULL, *array[4];
    IBackgroundCopyFile5 *file5 = NULL;
    BITS_FILE_PROPERTY_VALUE property;
    BG_FILE_PROGRESS progress;
    LPWSTR text = NULL;
    ULONG count = 0;
    int i;

    locals[0] = path(directory, "one");
    locals[1] = path(directory, "two");
    locals[2] = path(directory, "three");
    locals[3] = path(directory, "four");
    CHECK_HR(IBackgroundCopyJob_AddFile(job, source, locals[0]), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, source, locals[1]), S_OK);
    set[0].RemoteName = set[1].RemoteName = source;
    set[0].LocalName = locals[2];
    set[1].LocalName = locals[3];
    CHECK_HR(IBackgroundCopyJob_AddFileSet(job, 2, set), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFileSet(job, 0, set), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFileSet(job, 2, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, NULL, locals[0]), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, source, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, source, W("relative")), E_INVALIDARG);

    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_GetCount(files, &count), S_OK);
    CHECK(count == 4);
    for (i = 0; i < 4; ++i) {
        CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_OK);
        CHECK_HR(IBackgroundCopyFile_GetRemoteName(file, &text), S_OK);
        CHECK(same(text, source));
        CoTaskMemFree(text);
        CHECK_HR(IBackgroundCopyFile_GetLocalName(file, &text), S_OK);
        CHECK(same(text, locals[i]));
        CoTaskMemFree(text);
        memset(&progress, 0x55, sizeof progress);
        CHECK_HR(IBackgroundCopyFile_GetProgress(file, &progress), S_OK);
        CHECK(progress.BytesTotal == BG_SIZE_UNKNOWN && progress.BytesTransferred == 0 && !progress.Completed);
        CHECK(IBackgroundCopyFile_Release(file) == 0);
    }
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_FALSE);
    count = 7;
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, &count), S_FALSE);
    CHECK(count == 0);
    CHECK_HR(IEnumBackgroundCopyFiles_Reset(files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 4, array, &count), S_OK);
    CHECK(count == 4);
    CHECK_HR(IBackgroundCopyFile_QueryInterface(array[0], &IID_IBackgroundCopyFile5, (void **)&file5), S_OK);
    property.String = source;
    CHECK_HR(IBackgroundCopyFile5_GetProperty(file5, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, &property), S_OK);
    CHECK(property.String == NULL); /* F5-1 */
    CHECK_HR(IBackgroundCopyFile5_SetProperty(file5, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, property),
             BG_E_READ_ONLY_PROPERTY);
    CHECK_HR(IBackgroundCopyFile5_SetValidationState(file5, TRUE), E_PENDING); /* F3-4 */
    IBackgroundCopyFile5_Release(file5);
    for (i = 0; i < 4; ++i) {
        CHECK(array[i] && IBackgroundCopyFile_Release(array[i]) == 0);
    }
    CHECK_HR(IEnumBackgroundCopyFiles_Reset(files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 2, array, NULL), E_INVALIDARG);
    CHECK_HR(IEnumBackgroundCopyFiles_Skip(files, 3), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Clone(files, &copy), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Skip(files, 2), S_FALSE);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(copy, 4, array, &count), S_FALSE); /* ENM-10 */
    CHECK(count == 1);
    IBackgroundCopyFile_Release(array[0]);
    CHECK(IEnumBackgroundCopyFiles_Release(copy) == 0);
    CHECK(IEnumBackgroundCopyFiles_Release(files) == 0);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
    for (i = 0; i < 4; ++i) {
        CoTaskMemFree(locals[i]);
    }
    CoTaskMemFree(source);
}

/* 12.3.8; OM-6, ENM-13, MGR-16. */
static void job_enumerator(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = NULL, *found = NULL;
    IEnumBackgroundCopyJobs *before = NULL, *after = NULL;
    ULONG old_count = 0, new_count = 0, fetched = 0;
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, 0, &before), S_OK);
    job = new_job(queue, &id);
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, 0, &after), S_OK);
    CHECK_HR(IEnumBackgroundCopyJobs_GetCount(before, &old_count), S_OK);
    CHECK_HR(IEnumBackgroundCopyJobs_GetCount(after, &new_count), S_OK);
    CHECK(new_count == old_count + 1);
    CHECK_HR(IEnumBackgroundCopyJobs_Next(after, 1, &found, &fetched), S_OK);
    CHECK(fetched == 1 && IBackgroundCopyJob_Release(found) == 0);
    CHECK_HR(IEnumBackgroundCopyJobs_Reset(after), S_OK);
    CHECK_HR(IEnumBackgroundCopyJobs_Skip(after, new_count), S_OK);
    CHECK_HR(IEnumBackgroundCopyJobs_Skip(after, 1), S_FALSE);
    CHECK_HR(IEnumBackgroundCopyJobs_Next(after, 1, &found, NULL), S_FALSE);
    CHECK(IEnumBackgroundCopyJobs_Release(before) == 0);
    CHECK(IEnumBackgroundCopyJobs_Release(after) == 0);
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, 2, &after), E_NOTIMPL);
    CHECK(after == NULL);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
}

/* 12.3.14, 12.3.18; HO-1, HO-2, HO-3, HO-4, HO-13, HO-14, COM-10, HO-25, HO-26, J5-1, J5-11, J5-12, ABI-5: values in place of pointers. */
static void options_and_properties(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    IBackgroundCopyJobHttpOptions2 *options = NULL;
    IBackgroundCopyJob5 *job5 = NULL;
    BITS_JOB_PROPERTY_VALUE value;
    BG_CERT_STORE_LOCATION location;
    unsigned char *hash = NULL;
    LPWSTR text = NULL, second = NULL;
    ULONG flags = 1;

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJobHttpOptions2, (void **)&options), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetCustomHeaders(options, &text), S_FALSE);
    CHECK(text == NULL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetCustomHeaders(options, W("X-Test: 1\r\n")), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetCustomHeaders(options, &text), S_OK);
    CHECK(same(text, W("X-Test: 1\r\n")));
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetCustomHeaders(options, NULL), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetCustomHeaders(options, &text), S_FALSE);
    CHECK(text == NULL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetCustomHeaders(options, NULL), HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER));
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetSecurityFlags(options, &flags), S_OK);
    CHECK(flags == 0);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetSecurityFlags(options, BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetSecurityFlags(options, &flags), S_OK);
    CHECK(flags == BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetSecurityFlags(options, 0x300), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetSecurityFlags(options, 0), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetHttpMethod(options, &text), S_OK);
    CHECK(same(text, W("GET")));
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_RemoveClientCertificate(options), S_FALSE);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetClientCertificateByName(options, BG_CERT_STORE_LOCATION_CURRENT_USER,
                                                                       W("MY"), W("nobody")),
             E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetClientCertificateByID(options, BG_CERT_STORE_LOCATION_CURRENT_USER,
                                                                     W("MY"), (const unsigned char *)"12345678901234567890"),
             E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetClientCertificate(options, &location, &text, &hash, &second),
             HRESULT_FROM_WIN32(RPC_X_BAD_STUB_DATA));
    IBackgroundCopyJobHttpOptions2_Release(options);

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob5, (void **)&job5), S_OK);
    memset(&value, 0xFF, sizeof value);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_ID_COST_FLAGS, &value), S_OK);
    CHECK(value.Uint64 == BITS_COST_STATE_TRANSFER_UNRESTRICTED);
    value.ClsID = id;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_NOTIFICATION_CLSID, value), S_OK);
    memset(&value, 0, sizeof value);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_NOTIFICATION_CLSID, &value), S_OK);
    CHECK(IsEqualGUID(&value.ClsID, &id));
    value.Uint64 = 1000;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, value), S_OK);
    value.Enable = TRUE;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_DYNAMIC_CONTENT, value), S_OK);
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_ON_DEMAND_MODE, value), S_OK);
    value.Dword = 10000;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS, value), S_OK);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, &value), S_OK);
    CHECK(value.Uint64 == 1000);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_DYNAMIC_CONTENT, &value), S_OK);
    CHECK(value.Enable == TRUE);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS, &value), S_OK);
    CHECK(value.Dword == 10000);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, (BITS_JOB_PROPERTY_ID)6, &value), BG_E_UNKNOWN_PROPERTY_ID);
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, (BITS_JOB_PROPERTY_ID)0, value), BG_E_UNKNOWN_PROPERTY_ID);
    CHECK_HR(IBackgroundCopyJob5_SetFileACLFlags(job5, BG_COPY_FILE_ALL), S_OK);
    CHECK_HR(IBackgroundCopyJob5_GetFileACLFlags(job5, &flags), S_OK);
    CHECK(flags == BG_COPY_FILE_ALL);
    IBackgroundCopyJob5_Release(job5);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
}

/* 12.3.10, 12.3.15, 12.3.19; ADD-12, ADD-13, CPL-1, CPL-11, CPL-12, SET-17, COM-18. */
static void download(WCHAR *remote, const char *name) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    IBackgroundCopyError *error = NULL;
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = NULL;
    BG_FILE_PROGRESS progress;
    BG_JOB_STATE state;
    WCHAR *local = path(directory, name);
    LPWSTR text = NULL;

    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), BG_E_ERROR_INFORMATION_UNAVAILABLE);
    CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK_HR(IBackgroundCopyJob_Complete(job), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, NULL), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_OK);
    CHECK_HR(IBackgroundCopyFile_GetLocalName(file, &text), S_OK);
    CHECK(same(text, local));
    CHECK_HR(IBackgroundCopyFile_GetProgress(file, &progress), S_OK);
    CHECK(progress.Completed && progress.BytesTransferred == progress.BytesTotal && progress.BytesTotal > 0);
    CoTaskMemFree(text);
    CoTaskMemFree(local);
    CoTaskMemFree(remote);
    IBackgroundCopyFile_Release(file);
    IEnumBackgroundCopyFiles_Release(files);
    CHECK(IBackgroundCopyJob_Release(job) == 0);
    IBackgroundCopyManager_Release(queue);
}

/* 12.3.16: 404; ERR-1, ERR-2, ERR-3, ERR-4, ERR-5, HSC-2. */
static void missing_on_the_server(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *remote = path(server, "missing"), *local = path(directory, "never");
    IBackgroundCopyError *error = NULL;
    IBackgroundCopyFile *file = NULL;
    BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_NONE;
    HRESULT code = S_OK;
    LPWSTR text = NULL;
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_ERROR);
    CHECK_HR(IBackgroundCopyJob_GetError(job, &error), S_OK);
    CHECK_HR(IBackgroundCopyError_GetError(error, &context, &code), S_OK);
    CHECK(context == BG_ERROR_CONTEXT_REMOTE_FILE && code == BG_E_HTTP_ERROR_404);
    CHECK_HR(IBackgroundCopyError_GetFile(error, &file), S_OK);
    CHECK_HR(IBackgroundCopyFile_GetRemoteName(file, &text), S_OK);
    CHECK(same(text, remote));
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyError_GetProtocol(error, &text), S_OK);
    CHECK(same(text, W("http")));
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyError_GetErrorDescription(error, 0x0409, &text), S_OK);
    CHECK(text && *text);
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyError_GetErrorContextDescription(error, 0, &text), E_INVALIDARG);
    CHECK(text == NULL);
    CHECK_HR(IBackgroundCopyError_GetError(error, NULL, &code), E_INVALIDARG);
    CHECK(code == 0);
    CHECK(IBackgroundCopyFile_Release(file) == 0);
    CHECK(IBackgroundCopyError_Release(error) == 0);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
    CoTaskMemFree(remote);
    CoTaskMemFree(local);
}

/* A callback written in C, without the newer interfaces: file events pass it by (NTF-18). */
typedef struct Callback {
    IBackgroundCopyCallbackVtbl *lpVtbl;
    int references, transferred, errors;
} Callback;

static HRESULT STDMETHODCALLTYPE query(IBackgroundCopyCallback *This, REFIID riid, void **object) {
    CALLED();
    if (IsEqualIID(riid, &IID_IUnknown) || IsEqualIID(riid, &IID_IBackgroundCopyCallback)) {
        *object = This;
        IBackgroundCopyCallback_AddRef(This);
        return S_OK;
    }
    *object = NULL;
    return E_NOINTERFACE;
}
static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyCallback *This) {
    CALLED();
    return (ULONG)InterlockedIncrement(&((Callback *)This)->references);
}
static ULONG STDMETHODCALLTYPE release(IBackgroundCopyCallback *This) {
    CALLED();
    return (ULONG)InterlockedDecrement(&((Callback *)This)->references);
}
static HRESULT STDMETHODCALLTYPE transferred(IBackgroundCopyCallback *This, IBackgroundCopyJob *job) {
    CALLED();
    BG_JOB_STATE state;
    CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
    CHECK(state == BG_JOB_STATE_TRANSFERRED);
    /* NTF-2: the first answer is a failure, so the call comes again. */
    return InterlockedIncrement(&((Callback *)This)->transferred) == 1 ? E_FAIL : S_OK;
}
static HRESULT STDMETHODCALLTYPE failed(IBackgroundCopyCallback *This, IBackgroundCopyJob *job, IBackgroundCopyError *error) {
    CALLED();
    (void)job, (void)error;
    InterlockedIncrement(&((Callback *)This)->errors);
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE modified(IBackgroundCopyCallback *This, IBackgroundCopyJob *job, DWORD reserved) {
    CALLED();
    (void)This, (void)job, (void)reserved;
    return S_OK;
}

/* 12.3.13; SET-8, SET-12, SET-14, SET-16, NTF-2, NTF-11, NTF-14, NTF-18, THR-9. */
static void callback_in_c(void) {
    static IBackgroundCopyCallbackVtbl methods = {query, add_ref, release, transferred, failed, modified};
    static Callback callback = {&methods, 1, 0, 0};
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *source = path(directory, "source"), *local = path(directory, "from-callback");
    IUnknown *found = NULL;
    int i;
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_FOREGROUND), S_OK);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, source, local), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 1 | 2 | 4 | 8 | 16), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, (IUnknown *)&callback), S_OK);
    CHECK(__atomic_load_n(&callback.references, __ATOMIC_SEQ_CST) > 1);
    CHECK_HR(IBackgroundCopyJob_GetNotifyInterface(job, &found), S_OK);
    CHECK(found == (IUnknown *)&callback);
    IUnknown_Release(found);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    CHECK(__atomic_load_n(&callback.transferred, __ATOMIC_SEQ_CST) == 0); /* SET-9: disabled */
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 1 | 2 | 16), S_OK);   /* NTF-15: delivered now */
    for (i = 0; i < PATIENCE && __atomic_load_n(&callback.transferred, __ATOMIC_SEQ_CST) < 2; ++i) {
        pause_a_moment();
    }
    CHECK(__atomic_load_n(&callback.transferred, __ATOMIC_SEQ_CST) == 2);
    CHECK(callback.errors == 0);
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, NULL), S_OK);
    CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
    for (i = 0; i < PATIENCE && __atomic_load_n(&callback.references, __ATOMIC_SEQ_CST) != 1; ++i) {
        pause_a_moment();
    }
    CHECK(__atomic_load_n(&callback.references, __ATOMIC_SEQ_CST) == 1);
    CoTaskMemFree(source);
    CoTaskMemFree(local);
}

/* 12.3.9; OM-1, OM-2, OM-3: another process makes a job and ends; it is here at once. */
static void job_of_another_process(const char *self) {
    IBackgroundCopyManager *queue = manager();
    IBackgroundCopyJob *job = NULL;
    char command[4096], text[39] = "";
    WCHAR *units;
    GUID id;
    FILE *child;
    snprintf(command, sizeof command, "'%s' make-a-job", self);
    child = popen(command, "r");
    CHECK(child && fgets(text, sizeof text, child));
    CHECK(child && pclose(child) == 0);
    units = wide(text);
    CHECK_HR(IIDFromString(units, &id), S_OK);
    CHECK_HR(IBackgroundCopyManager_GetJob(queue, &id, &job), S_OK);
    if (job) {
        CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
        IBackgroundCopyJob_Release(job);
    }
    CoTaskMemFree(units);
    IBackgroundCopyManager_Release(queue);
}

static int make_a_job(void) {
    IBackgroundCopyManager *queue = manager();
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR units[39];
    int i;
    StringFromGUID2(&id, units, 39);
    for (i = 0; i < 38; ++i) {
        putchar(units[i]);
    }
    IBackgroundCopyJob_Release(job);
    IBackgroundCopyManager_Release(queue);
    return failures != 0;
}

/* CLI-2: what ported clients link. */
static void support_functions(void) {
    static const WCHAR text[] = W("{5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C}");
    WCHAR buffer[39];
    CLSID id;
    int count = 5;
    long wide_count = 5;
    LONG narrow_count = 5;
    CHECK(StringFromGUID2(&IID_IBackgroundCopyManager, buffer, 39) == 39);
    CHECK(same(buffer, text));
    CHECK(StringFromGUID2(&IID_IBackgroundCopyManager, buffer, 38) == 0);
    CHECK_HR(CLSIDFromString(text, &id), S_OK);
    CHECK(IsEqualCLSID(&id, &IID_IBackgroundCopyManager));
    CHECK_HR(IIDFromString(W("{5CE34C0D}"), &id), CO_E_CLASSSTRING);
    CHECK(IsEqualGUID(&id, &GUID_NULL));
    CHECK(InterlockedIncrement(&wide_count) == 6 && InterlockedDecrement(&narrow_count) == 4);
    CHECK(InterlockedCompareExchange(&count, 9, 5) == 5 && count == 9);
    CHECK_HR(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_FALSE);
    CHECK_HR(CoInitializeEx(NULL, COINIT_APARTMENTTHREADED), RPC_E_CHANGED_MODE);
    CoUninitialize();
    CHECK_HR(CoInitializeSecurity(NULL, -1, NULL, NULL, RPC_C_AUTHN_LEVEL_CONNECT, RPC_C_IMP_LEVEL_IMPERSONATE, NULL,
                                  EOAC_NONE, NULL),
             S_OK);
}

int main(int argc, char **argv) {
    char url[4096];
    if (argc == 2 && strcmp(argv[1], "make-a-job") == 0) {
        return make_a_job();
    }
    if (argc != 3) {
        return 2;
    }
    directory = argv[1];
    server = argv[2];
    CHECK_HR(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
    support_functions();
    activation();
    fresh_job();
    files_and_their_enumerator();
    job_enumerator();
    options_and_properties();
    download(path(directory, "source"), "from-local");
    snprintf(url, sizeof url, "file://%s/source", directory);
    download(wide(url), "from-file-url");
    download(path(server, "good"), "from-http");
    missing_on_the_server();
    callback_in_c();
    job_of_another_process(argv[0]);
    CoUninitialize();
    return failures != 0;
}
