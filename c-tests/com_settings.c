/* Settings, limits and arguments of the manager, the job and its files, as a C client gives them.
 * Usage: com_settings DIRECTORY BASE-URL. */
#include <stddef.h>
#include <unistd.h>

#include "com_jobs.h"

/* ABI-8, ABI-9, ABI-10, ABI-11. */
_Static_assert(sizeof(BG_JOB_TIMES) == 24 && _Alignof(BG_JOB_TIMES) == 4, "two 32-bit halves per time");
_Static_assert(offsetof(BG_AUTH_CREDENTIALS, Target) == 0 && offsetof(BG_AUTH_CREDENTIALS, Scheme) == 4, "ABI-10");
_Static_assert(offsetof(BG_AUTH_CREDENTIALS, Credentials) == 8 && sizeof(BG_AUTH_CREDENTIALS) == 24, "ABI-10");
_Static_assert(sizeof(BITS_JOB_PROPERTY_VALUE) == 16 && sizeof(BG_FILE_PROGRESS) == 24, "ABI-11");
_Static_assert(BG_JOB_STATE_QUEUED == 0 && BG_JOB_STATE_CONNECTING == 1 && BG_JOB_STATE_TRANSFERRING == 2, "ST-1");
_Static_assert(BG_JOB_STATE_SUSPENDED == 3 && BG_JOB_STATE_ERROR == 4 && BG_JOB_STATE_TRANSIENT_ERROR == 5, "ST-1");
_Static_assert(BG_JOB_STATE_TRANSFERRED == 6 && BG_JOB_STATE_ACKNOWLEDGED == 7 && BG_JOB_STATE_CANCELLED == 8, "ST-1");
_Static_assert(BG_JOB_PRIORITY_FOREGROUND == 0 && BG_JOB_PRIORITY_LOW == 3, "SCH-1");
_Static_assert((unsigned)BG_E_EMPTY == 0x80200003u && (unsigned)BG_E_HTTP_ERROR_404 == 0x80190194u, "ERX-2");
_Static_assert(BG_S_PARTIAL_COMPLETE == 0x00200017 && BG_S_UNABLE_TO_DELETE_FILES == 0x0020001A, "ERX-2");
_Static_assert((unsigned)HRESULT_FROM_WIN32(5) == 0x80070005u, "ERX-3");

static IBackgroundCopyManager *queue;

static ULONG jobs_now(void) {
    IEnumBackgroundCopyJobs *jobs = NULL;
    ULONG count = 0;
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, 0, &jobs), S_OK);
    CHECK_HR(IEnumBackgroundCopyJobs_GetCount(jobs, &count), S_OK);
    IEnumBackgroundCopyJobs_Release(jobs);
    return count;
}

/* MGR-1, MGR-3, MGR-4, MGR-5, MGR-7, MGR-13, MGR-14, MGR-15, MGR-17, LIM-1. */
static void manager_rules(void) {
    GUID first, second;
    IBackgroundCopyJob *one = NULL, *two = NULL, *none = NULL;
    IEnumBackgroundCopyJobs *jobs = NULL;
    WCHAR *name = many('n', 257);
    ULONG before = jobs_now();

    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W(""), BG_JOB_TYPE_DOWNLOAD, &first, &one), S_OK); /* MGR-4 */
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W(""), BG_JOB_TYPE_DOWNLOAD, &second, &two), S_OK); /* MGR-5 */
    CHECK(!IsEqualGUID(&first, &second)); /* MGR-1 */
    none = one;
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, name, BG_JOB_TYPE_DOWNLOAD, &first, &none), E_INVALIDARG);
    CHECK(none == NULL);
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("x"), BG_JOB_TYPE_DOWNLOAD, &first, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("x"), BG_JOB_TYPE_DOWNLOAD, NULL, &none), E_INVALIDARG);
    CHECK(jobs_now() == before + 2); /* MGR-7, MGR-14: what was refused was not made */
    name[256] = 0;
    CHECK_HR(IBackgroundCopyJob_SetDisplayName(one, name), S_OK); /* MGR-3, LIM-1 */
    CHECK_HR(IBackgroundCopyManager_GetJob(queue, NULL, &none), E_INVALIDARG); /* MGR-13 */
    CHECK(none == NULL);
    CHECK_HR(IBackgroundCopyManager_GetJob(queue, &GUID_NULL, &none), BG_E_NOT_FOUND); /* MGR-11 */
    CHECK_HR(IBackgroundCopyManager_GetJob(queue, &second, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, BG_JOB_ENUM_ALL_USERS, &jobs),
             geteuid() == 0 ? S_OK : E_ACCESSDENIED); /* MGR-15 */
    if (jobs) {
        IEnumBackgroundCopyJobs_Release(jobs);
    }
    CHECK_HR(IBackgroundCopyManager_EnumJobs(queue, 0, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_Cancel(one), S_OK);
    CHECK_HR(IBackgroundCopyJob_Complete(two), S_OK); /* CPL-4: without files */
    CHECK(jobs_now() == before); /* MGR-17 */
    IBackgroundCopyJob_Release(one);
    IBackgroundCopyJob_Release(two);
    CoTaskMemFree(name);
}

/* MGR-18, MGR-19, MGR-20, MGR-21, MGR-22, ERX-4. */
static void descriptions(void) {
    static const HRESULT with_text[] = {BG_E_EMPTY,           BG_E_HTTP_ERROR_404, BG_E_INVALID_STATE, E_ACCESSDENIED,
                                        BG_E_HTTP_ERROR_500};
    static const DWORD english[] = {0x0409, 0x0809, 0};
    size_t i, j, end;
    WCHAR *text = NULL;
    for (i = 0; i < sizeof with_text / sizeof *with_text; ++i) {
        for (j = 0; j < sizeof english / sizeof *english; ++j) {
            CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, with_text[i], english[j], &text), S_OK);
            for (end = 0; text && text[end]; ++end) {
            }
            CHECK(text && end > 2 && text[end - 2] == '\r' && text[end - 1] == '\n'); /* MGR-22 */
            CoTaskMemFree(text);
        }
    }
    text = (WCHAR *)&text;
    CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, BG_E_EMPTY, 0x0407, &text), (HRESULT)0x80070717);
    CHECK(text == NULL);
    CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, (HRESULT)0x8FFF1234, 0x0409, &text), (HRESULT)0x8007013D);
    CHECK(text == NULL);
    CHECK_HR(IBackgroundCopyManager_GetErrorDescription(queue, BG_E_EMPTY, 0x0409, NULL), E_INVALIDARG);
}

/* ADD-2, ADD-7, ADD-11, ADD-14, ADD-18, ADD-19, ADD-20, ADD-21, ADD-22, LIM-2, LIM-3, LIM-16, COM-7, TR-7. */
static void adding(void) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *local = path(directory, "added"), *segment, *remote;
    BG_FILE_INFO set[3];
    BG_JOB_TIMES before, after;
    BG_JOB_PROGRESS progress;
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = NULL;
    ULONG count = 9;
    char long_url[4096] = "http://host/";
    size_t i, end = strlen(long_url);

    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK); /* ADD-22 */
    CHECK_HR(IEnumBackgroundCopyFiles_GetCount(files, &count), S_OK);
    CHECK(count == 0);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 0, NULL, &count), E_INVALIDARG); /* ENM-14 */
    IEnumBackgroundCopyFiles_Release(files);
    CHECK_HR(IBackgroundCopyJob_GetTimes(job, &before), S_OK);
    pause_a_moment();
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("HTTP://host/x"), local), S_OK); /* ADD-11 */
    CHECK_HR(IBackgroundCopyJob_GetTimes(job, &after), S_OK);
    CHECK(memcmp(&before.ModificationTime, &after.ModificationTime, sizeof(FILETIME)) != 0); /* ADD-21, INF-11 */
    CHECK(memcmp(&before.CreationTime, &after.CreationTime, sizeof(FILETIME)) == 0);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://host/"), local), S_OK); /* ADD-14, ADD-20 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("https://user:word@host/x"), local), S_OK); /* ADD-18 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://h\u00f6st/x"), local), E_INVALIDARG); /* ADD-19 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://host/a b"), local), E_INVALIDARG); /* LIM-2 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http:///x"), local), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("ftp://host/x"), local), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://host/x"), W("C/x")), E_INVALIDARG); /* LIM-3 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://host/x"), W("/no/such/place/x")),
             HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND)); /* ADD-9 */
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("nonsense:"), W("/no/such/place/x")), E_INVALIDARG); /* LIM-16 */

    /* LIM-2: 260 letters per segment, 2,200 in all. */
    segment = many('s', 261);
    for (i = 0; i < 261; ++i) {
        long_url[end + i] = 's';
    }
    remote = wide(long_url);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), E_INVALIDARG);
    CoTaskMemFree(remote);
    long_url[end + 260] = 0;
    remote = wide(long_url);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), S_OK);
    CoTaskMemFree(remote);
    for (i = end; i < 2201; ++i) {
        long_url[i] = (i - end) % 200 == 199 ? '/' : 's';
    }
    remote = wide(long_url);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), E_INVALIDARG);
    CoTaskMemFree(remote);
    long_url[2200] = 0;
    remote = wide(long_url);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, remote, local), S_OK);
    memset(remote, 0x55, 2200 * sizeof(WCHAR)); /* COM-7: it was copied */
    CoTaskMemFree(remote);
    CoTaskMemFree(segment);

    /* ADD-2: none of a set with one bad name. */
    CHECK_HR(IBackgroundCopyJob_GetProgress(job, &progress), S_OK);
    count = progress.FilesTotal;
    for (i = 0; i < 3; ++i) {
        set[i].RemoteName = (LPWSTR)W("http://host/x");
        set[i].LocalName = local;
    }
    set[2].LocalName = (LPWSTR)W("relative");
    CHECK_HR(IBackgroundCopyJob_AddFileSet(job, 3, set), E_INVALIDARG);
    set[2].LocalName = NULL;
    CHECK_HR(IBackgroundCopyJob_AddFileSet(job, 3, set), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetProgress(job, &progress), S_OK);
    CHECK(progress.FilesTotal == count && count == 5); /* TR-7: they only get more */
    CHECK(progress.BytesTotal == BG_SIZE_UNKNOWN); /* INF-4, INF-7 */

    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 0, &file, &count), S_OK); /* ENM-7 */
    CHECK(count == 0);
    CHECK_HR(IEnumBackgroundCopyFiles_Skip(files, 4), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_GetCount(files, &count), S_OK);
    CHECK(count == 5); /* ENM-1: all, wherever the position is */
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, &count), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_GetCount(files, NULL), E_INVALIDARG);
    IEnumBackgroundCopyFiles_Release(files);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    CHECK(IBackgroundCopyJob_Release(job) == 0);
    CHECK_HR(IBackgroundCopyFile_GetRemoteName(file, &remote), S_OK); /* FIL-4 */
    for (i = 0; remote && remote[i]; ++i) {
    }
    CHECK(i == 2200);
    CoTaskMemFree(remote);
    CHECK(IBackgroundCopyFile_Release(file) == 0);
    CoTaskMemFree(local);
}

/* SET-1, SET-3, SET-4, SET-6, SET-10, SET-11, SET-18, TO-1, TO-2, LIM-1, COM-5, COM-9, COM-15. */
static void job_settings(void) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    WCHAR *text = many('d', 1025);
    BG_JOB_PRIORITY priority;
    ULONG number;
    int level;

    CHECK_HR(IBackgroundCopyJob_SetDescription(job, text), BG_E_STRING_TOO_LONG); /* SET-3 */
    text[1024] = 0;
    CHECK_HR(IBackgroundCopyJob_SetDescription(job, text), S_OK); /* LIM-1 */
    text[257] = 0;
    CHECK_HR(IBackgroundCopyJob_SetDisplayName(job, text), BG_E_STRING_TOO_LONG); /* SET-1 */
    CoTaskMemFree(text);
    CHECK_HR(IBackgroundCopyJob_SetDescription(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_SetDescription(job, W("caf\u00e9")), S_OK);
    CHECK_HR(IBackgroundCopyJob_GetDescription(job, &text), S_OK);
    CHECK(is_text(text, W("caf\u00e9"))); /* COM-5 */
    for (level = BG_JOB_PRIORITY_FOREGROUND; level <= BG_JOB_PRIORITY_LOW; ++level) {
        CHECK_HR(IBackgroundCopyJob_SetPriority(job, (BG_JOB_PRIORITY)level), S_OK); /* SET-4, SCH-1 */
        CHECK_HR(IBackgroundCopyJob_GetPriority(job, &priority), S_OK);
        CHECK((int)priority == level);
    }
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, (BG_JOB_PRIORITY)-1), E_NOTIMPL); /* COM-15 */
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 0), S_OK); /* SET-10 */
    CHECK_HR(IBackgroundCopyJob_GetNotifyFlags(job, &number), S_OK);
    CHECK(number == 0);
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 63), S_OK); /* SET-6 */
    CHECK_HR(IBackgroundCopyJob_SetNotifyFlags(job, 0x80000001u), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJob_SetMinimumRetryDelay(job, 4), S_OK); /* TO-1, TO-2 */
    CHECK_HR(IBackgroundCopyJob_GetMinimumRetryDelay(job, &number), S_OK);
    CHECK(number == 5);
    CHECK_HR(IBackgroundCopyJob_SetMinimumRetryDelay(job, 6), S_OK); /* K-28: no other bound */
    CHECK_HR(IBackgroundCopyJob_GetMinimumRetryDelay(job, &number), S_OK);
    CHECK(number == 6);
    CHECK_HR(IBackgroundCopyJob_SetNoProgressTimeout(job, 0), S_OK); /* TO-3 */
    CHECK_HR(IBackgroundCopyJob_GetNoProgressTimeout(job, &number), S_OK);
    CHECK(number == 0);
    /* COM-9 */
    CHECK_HR(IBackgroundCopyJob_GetId(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetType(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetTimes(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetError(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetOwner(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetDescription(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetPriority(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetNotifyFlags(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetNotifyInterface(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetMinimumRetryDelay(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetNoProgressTimeout(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_GetErrorCount(job, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_EnumFiles(job, NULL), E_INVALIDARG);
    /* SET-13: an object that is no callback. */
    CHECK_HR(IBackgroundCopyJob_SetNotifyInterface(job, (IUnknown *)queue), E_NOINTERFACE);
    CHECK_HR(IBackgroundCopyJob_Suspend(job), S_OK);
    CHECK_HR(IBackgroundCopyJob_Suspend(job), S_OK); /* TR-8 */
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    CHECK_HR(IBackgroundCopyJob_Suspend(job), BG_E_INVALID_STATE); /* CTL-2 */
    CHECK_HR(IBackgroundCopyJob_Resume(job), BG_E_INVALID_STATE); /* CTL-6 */
    CHECK_HR(IBackgroundCopyJob_TakeOwnership(job), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, NULL, NULL), BG_E_INVALID_STATE);
    IBackgroundCopyJob_Release(job);
}

/* SET-19, SET-20, SET-21, SET-22, SET-25, LIM-9. */
static void proxies(void) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    BG_JOB_PROXY_USAGE usage;
    WCHAR *list = NULL, *bypass = NULL, *longest = many('p', 4001);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, (BG_JOB_PROXY_USAGE)4, NULL, NULL), E_NOTIMPL); /* SET-19 */
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, NULL, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_NO_PROXY, W("p:1"), NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_PRECONFIG, NULL, W("p")), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, longest, NULL),
             BG_E_PROXY_LIST_TOO_LARGE);
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, W("p"), longest),
             BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
    longest[4000] = 0;
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, longest, longest), S_OK); /* LIM-9 */
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_OVERRIDE, W("http=p:1 https=q:2"),
                                                 W("*.lan <local>")),
             S_OK);
    CHECK_HR(IBackgroundCopyJob_GetProxySettings(job, &usage, &list, &bypass), S_OK); /* SET-25 */
    CHECK(usage == BG_JOB_PROXY_USAGE_OVERRIDE);
    CHECK(is_text(list, W("http=p:1 https=q:2")) && is_text(bypass, W("*.lan <local>")));
    CHECK_HR(IBackgroundCopyJob_SetProxySettings(job, BG_JOB_PROXY_USAGE_AUTODETECT, NULL, NULL), S_OK);
    CHECK_HR(IBackgroundCopyJob_GetProxySettings(job, &usage, &list, &bypass), S_OK);
    CHECK(usage == BG_JOB_PROXY_USAGE_AUTODETECT && !list && !bypass);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(longest);
}

/* J2-1, J2-2, J2-3, J2-4, J2-9, J2-15, J2-16, J2-17, J2-18, J2-22, COM-17, LIM-7, LIM-10, SET-27, SET-28. */
static void command_line_and_credentials(void) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    IBackgroundCopyJob2 *job2 = NULL;
    IBackgroundCopyJobHttpOptions *options = NULL;
    BG_AUTH_CREDENTIALS credentials;
    WCHAR *program = NULL, *parameters = NULL, *longest = many('u', 65537);
    HRESULT code;

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob2, (void **)&job2), S_OK);
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, NULL, W("p")), E_INVALIDARG); /* J2-3 */
    longest[4001] = 0;
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, W("/bin/p"), longest), BG_E_STRING_TOO_LONG); /* J2-4, LIM-10 */
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, longest, NULL), BG_E_STRING_TOO_LONG);
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, W("/bin/p"), W("p \"a b\"")), S_OK);
    CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, &program, &parameters), S_OK);
    CHECK(is_text(program, W("/bin/p")) && is_text(parameters, W("p \"a b\"")));
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, W("/bin/p"), NULL), S_OK); /* J2-2 */
    CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, &program, &parameters), S_OK);
    CHECK(is_text(program, W("/bin/p")) && is_text(parameters, W("")));
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, NULL, NULL), S_OK);
    CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, &program, &parameters), S_OK);
    CHECK(is_text(program, W("")) && is_text(parameters, W(""))); /* J2-9 */
    CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, NULL, NULL), E_INVALIDARG);

    memset(&credentials, 0, sizeof credentials);
    credentials.Target = BG_AUTH_TARGET_SERVER;
    credentials.Scheme = BG_AUTH_SCHEME_BASIC;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, NULL), E_INVALIDARG); /* J2-18 */
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), E_INVALIDARG); /* J2-17 */
    credentials.Credentials.Basic.UserName = (LPWSTR)W("user");
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), E_INVALIDARG);
    credentials.Credentials.Basic.Password = (LPWSTR)W("word");
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_BASIC), S_FALSE);
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), S_OK); /* J2-15 */
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), S_OK); /* in place of the former */
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_PROXY, BG_AUTH_SCHEME_BASIC), S_FALSE);
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_BASIC), S_OK); /* J2-22 */
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_BASIC), S_FALSE);
    credentials.Target = (BG_AUTH_TARGET)3;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), BG_E_INVALID_AUTH_TARGET); /* COM-17 */
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, (BG_AUTH_TARGET)0, BG_AUTH_SCHEME_BASIC), BG_E_INVALID_AUTH_TARGET);
    credentials.Target = BG_AUTH_TARGET_PROXY;
    credentials.Scheme = (BG_AUTH_SCHEME)6;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), BG_E_INVALID_AUTH_SCHEME); /* J2-16 */
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_PROXY, (BG_AUTH_SCHEME)0), BG_E_INVALID_AUTH_SCHEME);
    credentials.Scheme = BG_AUTH_SCHEME_NTLM;
    longest[4001] = 'u';
    credentials.Credentials.Basic.UserName = longest;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), BG_E_USERNAME_TOO_LARGE); /* LIM-7 */
    credentials.Credentials.Basic.UserName = (LPWSTR)W("user");
    credentials.Credentials.Basic.Password = longest;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), BG_E_PASSWORD_TOO_LARGE);
    longest[65536] = 0;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), S_OK); /* K-4 */
    credentials.Credentials.Basic.UserName = credentials.Credentials.Basic.Password = NULL;
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, &credentials), S_OK); /* J2-17: those of the session */

    /* SET-27, SET-28: the new owner does not inherit secrets. */
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJobHttpOptions, (void **)&options), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions_SetCustomHeaders(options, W("X-Secret: 1\r\n")), S_OK);
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(job2, W("/bin/p"), NULL), S_OK);
    code = IBackgroundCopyJob_TakeOwnership(job);
    CHECK(code == (geteuid() == 0 ? S_OK : E_ACCESSDENIED));
    if (code == S_OK) {
        CHECK_HR(IBackgroundCopyJobHttpOptions_GetCustomHeaders(options, &program), S_FALSE);
        CHECK_HR(IBackgroundCopyJob2_GetNotifyCmdLine(job2, &program, &parameters), S_OK);
        CHECK(is_text(program, W("")) && is_text(parameters, W("")));
        CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, BG_AUTH_TARGET_PROXY, BG_AUTH_SCHEME_NTLM), S_FALSE);
    }
    IBackgroundCopyJobHttpOptions_Release(options);
    CHECK_HR(IBackgroundCopyJob2_Cancel(job2), S_OK);
    CHECK_HR(IBackgroundCopyJob2_SetCredentials(job2, NULL), BG_E_INVALID_STATE); /* COM-19 */
    CHECK_HR(IBackgroundCopyJob2_RemoveCredentials(job2, (BG_AUTH_TARGET)0, BG_AUTH_SCHEME_BASIC), BG_E_INVALID_STATE);
    IBackgroundCopyJob2_Release(job2);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(longest);
}

static HRESULT add_ranges(IBackgroundCopyJob5 *job, DWORD count, const UINT64 (*pairs)[2]) {
    BG_FILE_RANGE ranges[8];
    WCHAR *local = path(directory, "ranged");
    HRESULT code;
    DWORD i;
    for (i = 0; i < count; ++i) {
        ranges[i].InitialOffset = pairs[i][0];
        ranges[i].Length = pairs[i][1];
    }
    code = IBackgroundCopyJob5_AddFileWithRanges(job, W("http://host/a/x"), local, count, ranges);
    CoTaskMemFree(local);
    return code;
}

/* J3-1, J3-2, J3-3, J3-4, J3-6, J3-7, J3-8, J3-9, J3-10, J3-12, J3-14, F2-1, F2-2, COM-6. */
static void ranges_and_prefixes(void) {
    static const UINT64 good[][2] = {{9, 3}, {5, 4}, {20, BG_LENGTH_TO_EOF}}, none[][2] = {{5, 0}},
                        far_away[][2] = {{BG_LENGTH_TO_EOF, 1}}, wraps[][2] = {{2, 0xFFFFFFFFFFFFFFFEu}},
                        twice[][2] = {{5, 1}, {5, 1}}, to_end[][2] = {{9, 3}, {5, BG_LENGTH_TO_EOF}};
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    IBackgroundCopyJob5 *job5 = NULL;
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = NULL;
    IBackgroundCopyFile6 *file6 = NULL;
    BG_FILE_RANGE *ranges = NULL, one = {0, 1};
    BITS_FILE_PROPERTY_VALUE property;
    WCHAR *local = path(directory, "whole"), *text = NULL, *planned = NULL;
    UINT64 origin = 7, peers = 7;
    DWORD count = 7;
    BOOL answer = TRUE;

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob5, (void **)&job5), S_OK);
    CHECK_HR(add_ranges(job5, 0, good), E_INVALIDARG); /* J3-6 */
    CHECK_HR(IBackgroundCopyJob5_AddFileWithRanges(job5, W("http://host/x"), local, 1, NULL), E_INVALIDARG);
    CHECK_HR(add_ranges(job5, 1, none), BG_E_INVALID_RANGE); /* J3-7 */
    CHECK_HR(add_ranges(job5, 1, far_away), BG_E_INVALID_RANGE);
    CHECK_HR(add_ranges(job5, 1, wraps), BG_E_INVALID_RANGE); /* J3-8 */
    CHECK_HR(add_ranges(job5, 2, twice), BG_E_OVERLAPPING_RANGES); /* J3-9 */
    CHECK_HR(add_ranges(job5, 2, to_end), BG_E_OVERLAPPING_RANGES); /* J3-10 */
    CHECK_HR(add_ranges(job5, 3, good), S_OK);
    {
        BG_FILE_RANGE range = {0, 1};
        WCHAR *source = path(directory, "source");
        CHECK_HR(IBackgroundCopyJob5_AddFileWithRanges(job5, source, local, 1, &range), E_INVALIDARG); /* J3-12 */
        CoTaskMemFree(source);
    }
    CHECK_HR(IBackgroundCopyJob_AddFile(job, W("http://host/b/y"), local), S_OK);
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("http://host/c"), W("http://g/")), S_FALSE); /* J3-2 */
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("HTTP://host/a"), W("http://g/")), S_FALSE); /* J3-1 */
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W(""), W("http://g/")), E_INVALIDARG); /* J3-3 */
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("http://host/"), W("")), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("http://host/"), NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("http://host/"), W("no url ")), E_INVALIDARG); /* J3-4 */
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W("http://host/a"), W("https://other/deep")), S_OK);

    CHECK_HR(IBackgroundCopyJob5_EnumFiles(job5, &files), S_OK);
    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_OK);
    CHECK_HR(IBackgroundCopyFile_QueryInterface(file, &IID_IBackgroundCopyFile6, (void **)&file6), S_OK);
    IBackgroundCopyFile_Release(file);
    CHECK_HR(IBackgroundCopyFile6_GetRemoteName(file6, &text), S_OK);
    CHECK(is_text(text, W("https://other/deep/x"))); /* J3-1, FIL-1 */
    CHECK_HR(IBackgroundCopyFile6_GetFileRanges(file6, &count, &ranges), S_OK);
    CHECK(count == 3 && ranges && ranges[0].InitialOffset == 9 && ranges[1].Length == 4 && ranges[2].InitialOffset == 20);
    CoTaskMemFree(ranges); /* COM-6 */
    CHECK_HR(IBackgroundCopyFile6_GetFileRanges(file6, &count, NULL), E_INVALIDARG);
    CHECK(count == 0); /* COM-8 */
    IBackgroundCopyFile6_Release(file6);

    CHECK_HR(IEnumBackgroundCopyFiles_Next(files, 1, &file, NULL), S_OK);
    CHECK_HR(IBackgroundCopyFile_QueryInterface(file, &IID_IBackgroundCopyFile6, (void **)&file6), S_OK);
    IBackgroundCopyFile_Release(file);
    IEnumBackgroundCopyFiles_Release(files);
    ranges = (BG_FILE_RANGE *)&ranges;
    CHECK_HR(IBackgroundCopyFile6_GetFileRanges(file6, &count, &ranges), S_FALSE); /* F2-1 */
    CHECK(count == 0 && ranges == NULL);
    CHECK_HR(IBackgroundCopyFile6_SetRemoteName(file6, W("nonsense")), E_INVALIDARG); /* F2-2 */
    CHECK_HR(IBackgroundCopyFile6_SetRemoteName(file6, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyFile6_SetRemoteName(file6, W("http://host/z")), S_OK);
    CHECK_HR(IBackgroundCopyFile6_GetRemoteName(file6, &text), S_OK);
    CHECK(is_text(text, W("http://host/z")));
    CHECK_HR(IBackgroundCopyFile6_GetTemporaryName(file6, &planned), S_OK); /* F3-2: the planned path */
    CHECK(planned && planned[0] == '/');
    CoTaskMemFree(planned);
    CHECK_HR(IBackgroundCopyFile6_GetValidationState(file6, &answer), E_PENDING);
    CHECK_HR(IBackgroundCopyFile6_SetValidationState(file6, FALSE), E_PENDING); /* F3-4 */
    answer = TRUE;
    CHECK_HR(IBackgroundCopyFile6_IsDownloadedFromPeer(file6, &answer), S_OK); /* F3-9 */
    CHECK(answer == FALSE);
    CHECK_HR(IBackgroundCopyFile6_GetPeerDownloadStats(file6, &origin, &peers), S_OK); /* F4-1 */
    CHECK(origin == 0 && peers == 0);
    memset(&property, 0, sizeof property);
    CHECK_HR(IBackgroundCopyFile6_GetProperty(file6, (BITS_FILE_PROPERTY_ID)2, &property), BG_E_UNKNOWN_PROPERTY_ID);
    CHECK_HR(IBackgroundCopyFile6_SetProperty(file6, (BITS_FILE_PROPERTY_ID)0, property), BG_E_UNKNOWN_PROPERTY_ID); /* F5-3 */
    CHECK_HR(IBackgroundCopyFile6_GetProperty(file6, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, NULL), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file6, 0, NULL), E_INVALIDARG); /* F6-8 */
    CHECK_HR(IBackgroundCopyFile6_RequestFileRanges(file6, 1, &one), BG_E_RANDOM_ACCESS_NOT_SUPPORTED); /* F6-1 */
    CHECK_HR(IBackgroundCopyFile6_UpdateDownloadPosition(file6, 0), BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
    ranges = (BG_FILE_RANGE *)&ranges;
    CHECK_HR(IBackgroundCopyFile6_GetFilledFileRanges(file6, &count, &ranges), S_OK);
    CHECK(count == 0 && ranges == NULL); /* F6-6 */

    CHECK_HR(IBackgroundCopyJob5_SetFileACLFlags(job5, 16), E_INVALIDARG); /* J3-14, COM-16 */
    CHECK_HR(IBackgroundCopyJob5_Cancel(job5), S_OK);
    CHECK_HR(add_ranges(job5, 0, good), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob5_ReplaceRemotePrefix(job5, W(""), W("")), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyFile6_SetRemoteName(file6, W("http://host/w")), BG_E_INVALID_STATE);
    IBackgroundCopyFile6_Release(file6);
    IBackgroundCopyJob5_Release(job5);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(local);
}

/* J4-1, J4-2, J4-3, J4-3a, J4-4, J4-5, J5-5, J5-6, J5-9, J5-10, H2-1, H2-2, H2-3a, H2-4, H2-5, H2-7, HO-5, HO-7, HO-15, LIM-8, SET-5. */
static void later_settings(void) {
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    IBackgroundCopyJob5 *job5 = NULL;
    IBackgroundCopyJobHttpOptions2 *options = NULL;
    BITS_JOB_PROPERTY_VALUE value;
    BG_JOB_PRIORITY priority;
    WCHAR *text = NULL, *longest = many('h', 16384);
    ULONG number = 7;
    BOOL elevated = 7;

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob5, (void **)&job5), S_OK);
    CHECK_HR(IBackgroundCopyJob5_SetPeerCachingFlags(job5, 7), S_OK); /* J4-1, J4-2: kept, without effect */
    CHECK_HR(IBackgroundCopyJob5_GetPeerCachingFlags(job5, &number), S_OK);
    CHECK(number == 7);
    CHECK_HR(IBackgroundCopyJob5_SetPeerCachingFlags(job5, 8), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJob5_GetOwnerIntegrityLevel(job5, &number), S_OK); /* J4-3, J4-3a */
    CHECK(number == (geteuid() == 0 ? 0x4000u : 0x2000u));
    CHECK_HR(IBackgroundCopyJob5_GetOwnerElevationState(job5, &elevated), S_OK); /* J4-4 */
    CHECK(elevated == (geteuid() == 0));
    CHECK_HR(IBackgroundCopyJob5_SetMaximumDownloadTime(job5, 0), S_OK); /* J4-5 */
    CHECK_HR(IBackgroundCopyJob5_GetMaximumDownloadTime(job5, &number), S_OK);
    CHECK(number == 0);
    memset(&value, 0, sizeof value);
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, value),
             BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE); /* J5-5 */
    value.Target = BG_AUTH_TARGET_SERVER;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS, value),
             BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED); /* J5-6 */
    value.Target = BG_AUTH_TARGET_PROXY;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS, value), S_OK);
    CHECK_HR(IBackgroundCopyJob5_GetProperty(job5, BITS_JOB_PROPERTY_ID_COST_FLAGS, NULL), E_INVALIDARG); /* J5-9 */

    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJobHttpOptions2, (void **)&options), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetCustomHeaders(options, longest), BG_E_STRING_TOO_LONG); /* HO-5, LIM-8 */
    longest[16383] = 0;
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetCustomHeaders(options, longest), S_OK); /* HO-7: not looked into */
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetSecurityFlags(options, 0x600), E_NOTIMPL); /* HO-15 */
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetSecurityFlags(options, 0x1000), E_NOTIMPL);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetHttpMethod(options, NULL), E_INVALIDARG); /* H2-5 */
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetHttpMethod(options, W("")), E_INVALIDARG);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetHttpMethod(options, W("GET")), S_OK); /* H2-1 */
    CHECK_HR(IBackgroundCopyJob_GetPriority(job, &priority), S_OK);
    CHECK(priority == BG_JOB_PRIORITY_NORMAL);
    value.Enable = TRUE;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_DYNAMIC_CONTENT, value), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetHttpMethod(options, &text), S_OK);
    CHECK(is_text(text, W("GET"))); /* H2-3a */
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetHttpMethod(options, W("POST")),
             BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD); /* H2-4 */
    value.Enable = FALSE;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_DYNAMIC_CONTENT, value), S_OK);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_SetHttpMethod(options, W("get")), S_OK); /* H2-7: another one */
    CHECK_HR(IBackgroundCopyJob_GetPriority(job, &priority), S_OK);
    CHECK(priority == BG_JOB_PRIORITY_FOREGROUND); /* H2-2 */
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, BG_JOB_PRIORITY_LOW), BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD); /* SET-5 */
    value.Enable = TRUE;
    CHECK_HR(IBackgroundCopyJob5_SetProperty(job5, BITS_JOB_PROPERTY_ON_DEMAND_MODE, value),
             BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
    CHECK_HR(IBackgroundCopyJobHttpOptions2_GetSecurityFlags(options, NULL), HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER));
    IBackgroundCopyJobHttpOptions2_Release(options);
    CHECK_HR(IBackgroundCopyJob5_Cancel(job5), S_OK);
    CHECK_HR(IBackgroundCopyJob5_SetMaximumDownloadTime(job5, 9), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob5_SetPeerCachingFlags(job5, 8), BG_E_INVALID_STATE);
    CHECK_HR(IBackgroundCopyJob5_SetFileACLFlags(job5, 16), BG_E_INVALID_STATE);
    IBackgroundCopyJob5_Release(job5);
    IBackgroundCopyJob_Release(job);
    CoTaskMemFree(longest);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        return 2;
    }
    directory = argv[1];
    server = argv[2];
    CHECK_HR(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
    queue = manager();
    manager_rules();
    descriptions();
    adding();
    job_settings();
    proxies();
    command_line_and_credentials();
    ranges_and_prefixes();
    later_settings();
    CHECK(jobs_now() == 0);
    IBackgroundCopyManager_Release(queue);
    CoUninitialize();
    return failures != 0;
}
