/* Uses the headers as Windows code does: member access paths, macros as case labels, routines of both kinds.
 * Compiled in C and C++, with every width of WCHAR; included twice on purpose. */
#include <copyfile2.h>
#include <copyfile2.h>
#include <copyfile2/types.h>

#if defined(COPYFILE2_WCHAR32)
#define NAME(text) L##text
#elif defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
#define NAME(text) L##text
#else
#define NAME(text) u##text
#endif

COPYFILE2_MESSAGE_ACTION CALLBACK spellings_new_routine(const COPYFILE2_MESSAGE *msg, PVOID context);
DWORD CALLBACK spellings_old_routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                     LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred,
                                     DWORD dwStreamNumber, DWORD dwCallbackReason, HANDLE hSourceFile,
                                     HANDLE hDestinationFile, LPVOID lpData);
int spellings_classify(HRESULT hr);
HRESULT spellings_copy(BOOL *cancel);

COPYFILE2_MESSAGE_ACTION CALLBACK spellings_new_routine(const COPYFILE2_MESSAGE *msg, PVOID context)
{
    ULONGLONG *total = (ULONGLONG *)context;
    switch (msg->Type) {
    case COPYFILE2_CALLBACK_CHUNK_FINISHED:
        *total = msg->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart;
        *total += msg->Info.ChunkFinished.uliChunkSize.LowPart;
        *total += msg->Info.ChunkFinished.uliChunkSize.u.HighPart;
        return COPYFILE2_PROGRESS_CONTINUE;
    case COPYFILE2_CALLBACK_ERROR:
        return msg->Info.Error.hrFailure == HRESULT_FROM_WIN32(ERROR_DISK_FULL) ? COPYFILE2_PROGRESS_STOP
                                                                                : COPYFILE2_PROGRESS_CANCEL;
    case COPYFILE2_CALLBACK_POLL_CONTINUE:
        return msg->Info.PollContinue.dwReserved == 0 ? COPYFILE2_PROGRESS_CONTINUE : COPYFILE2_PROGRESS_PAUSE;
    default:
        return COPYFILE2_PROGRESS_QUIET;
    }
}

DWORD CALLBACK spellings_old_routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                     LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred,
                                     DWORD dwStreamNumber, DWORD dwCallbackReason, HANDLE hSourceFile,
                                     HANDLE hDestinationFile, LPVOID lpData)
{
    (void)lpData;
    if (dwCallbackReason == CALLBACK_STREAM_SWITCH || hSourceFile == NULL || hDestinationFile == NULL) {
        return PROGRESS_CONTINUE;
    }
    if (TotalBytesTransferred.QuadPart > TotalFileSize.QuadPart || dwStreamNumber == 0) {
        return PROGRESS_CANCEL;
    }
    return StreamBytesTransferred.LowPart > StreamSize.LowPart ? PROGRESS_STOP : PROGRESS_QUIET;
}

/* Every label must be a constant expression of HRESULT's own type. */
int spellings_classify(HRESULT hr)
{
    switch (hr) {
    case S_OK:
        return 0;
    case HRESULT_FROM_WIN32(ERROR_FILE_EXISTS):
    case HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS):
        return 1;
    case E_INVALIDARG:
        return 2;
    case E_ACCESSDENIED:
        return 3;
    case HRESULT_FROM_WIN32(ERROR_REQUEST_PAUSED):
        return 4;
    default:
        return SUCCEEDED(hr) ? 5 : HRESULT_FACILITY(hr) == FACILITY_WIN32 ? HRESULT_CODE(hr) : -1;
    }
}

HRESULT spellings_copy(BOOL *cancel)
{
    static const WCHAR from[] = NAME("from");
    LPCWSTR to = NAME("to");
    ULONGLONG total = 0;
    COPYFILE2_EXTENDED_PARAMETERS_V2 parameters = {
        sizeof(parameters), COPY_FILE_FAIL_IF_EXISTS | COPY_FILE_DISABLE_SPARSE_COPY, cancel, spellings_new_routine,
        &total, COPY_FILE2_V2_DISABLE_BLOCK_CLONING, COPYFILE2_IO_CYCLE_SIZE_MIN, COPYFILE2_IO_RATE_MIN,
        spellings_old_routine, NULL, {NULL, NULL, NULL, NULL, NULL, NULL}};
    return CopyFile2(from, to, (COPYFILE2_EXTENDED_PARAMETERS *)&parameters);
}

/* A layer is told names in UTF-16, whatever the width of this unit's WCHAR. */
static CF2_DWORD spellings_map(void *context, const CF2_WCHAR16 *name, char *path, size_t size)
{
    (void)context;
    (void)name;
    (void)path;
    return size == 0 ? 122 : 120;
}

COPYFILE2_PLATFORM_HOOKS spellings_hooks(void);
COPYFILE2_PLATFORM_HOOKS spellings_hooks(void)
{
    static COPYFILE2_PLATFORM_HOOKS hooks;
    hooks.dwSize = sizeof hooks;
    hooks.pfnMapPath = spellings_map;
    return hooks;
}
