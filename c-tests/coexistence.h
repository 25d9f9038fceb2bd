/* What a program beside another header with Windows types does with this library; included last, in C and C++. */
#define CAT_(a, b) a##b
#ifdef __cplusplus
#define SAME_SIZE(type, size) static_assert(sizeof(type) == (size), #type)
#else
#define SAME_SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
#endif
SAME_SIZE(CF2_DWORD, 4);
SAME_SIZE(CF2_BOOL, 4);
SAME_SIZE(CF2_HRESULT, 4);
SAME_SIZE(CF2_LARGE_INTEGER, 8);
SAME_SIZE(CF2_GUID, 16);
SAME_SIZE(COPYFILE2_MESSAGE, sizeof(void *) == 8 ? 80 : 72);
SAME_SIZE(COPYFILE2_EXTENDED_PARAMETERS, sizeof(void *) == 8 ? 32 : 20);

#ifdef __cplusplus
extern "C" {
#endif
int coexist(void);
#ifdef __cplusplus
}
#endif

#ifndef WINDOWS_API_IS_THEIRS
static COPYFILE2_MESSAGE_ACTION coexist_new(const COPYFILE2_MESSAGE *message, void *context)
{
    *(unsigned long long *)context = message->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart;
    return message->Type == COPYFILE2_CALLBACK_ERROR ? COPYFILE2_PROGRESS_CANCEL : COPYFILE2_PROGRESS_CONTINUE;
}

#ifdef THEIR_LARGE_INTEGER /* a routine that is written with their types */
#define NUMBER LARGE_INTEGER
#else
#define NUMBER CF2_LARGE_INTEGER
#endif
static CF2_DWORD coexist_old(NUMBER total, NUMBER done, NUMBER size, NUMBER stream, CF2_DWORD number, CF2_DWORD reason,
                             CF2_HANDLE from, CF2_HANDLE to, void *data)
{
    *(long long *)data = total.QuadPart + done.QuadPart + size.QuadPart + stream.QuadPart;
    return number + reason == 0 || from == to ? PROGRESS_CANCEL : PROGRESS_CONTINUE;
}

int coexist(void)
{
    static const CF2_WCHAR name[] = {'a', 0};
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof parameters, COPY_FILE_FAIL_IF_EXISTS, NULL, coexist_new, NULL};
    unsigned long long done = 0;
    CF2_BOOL cancel = 0;
    LPPROGRESS_ROUTINE routine = coexist_old;
    parameters.pvCallbackContext = &done;
    if (CopyFile2(name, name, &parameters) < 0 && CopyFile2GetLastError() == 80) {
        return 1;
    }
#ifdef THEIR_WCHAR /* names in their characters */
    {
        static const WCHAR theirs[] = {'b', 0};
        CopyFileW(theirs, theirs, 1);
        ReplaceFileW(theirs, theirs, NULL, REPLACEFILE_WRITE_THROUGH, NULL, NULL);
    }
#endif
    return CopyFileExA("a", "b", routine, &done, &cancel, COPY_FILE_FAIL_IF_EXISTS) &&
           MoveFileExA("a", "b", MOVEFILE_COPY_ALLOWED | MOVEFILE_REPLACE_EXISTING) &&
           MoveFileWithProgressW(name, name, routine, &done, MOVEFILE_WRITE_THROUGH);
}
#else /* Wine's winbase.h: the functions without _ms are Wine's, the routines have Microsoft's convention */
static COPYFILE2_MESSAGE_ACTION CALLBACK coexist_new(const COPYFILE2_MESSAGE *message, PVOID context)
{
    *(BOOL *)context = message->Type == COPYFILE2_CALLBACK_ERROR;
    return COPYFILE2_PROGRESS_CONTINUE;
}

static DWORD CALLBACK coexist_old(LARGE_INTEGER total, LARGE_INTEGER done, LARGE_INTEGER size, LARGE_INTEGER stream,
                                  DWORD number, DWORD reason, HANDLE from, HANDLE to, LPVOID data)
{
    *(LONGLONG *)data = total.QuadPart + done.QuadPart + size.QuadPart + stream.QuadPart;
    return number + reason == 0 || from == to ? PROGRESS_CANCEL : PROGRESS_CONTINUE;
}

int coexist(void)
{
    static const WCHAR name[] = {'a', 0};
    COPYFILE2_EXTENDED_PARAMETERS parameters = {sizeof(parameters), COPY_FILE_FAIL_IF_EXISTS, NULL, coexist_new, NULL};
    LONGLONG done = 0;
    BOOL cancel = FALSE;
    static COPYFILE2_PLATFORM_HOOKS hooks;
    hooks.dwSize = sizeof(hooks);
    parameters.pvCallbackContext = &cancel;
    CopyFile2SetPlatformHooks(&hooks);
    return CopyFile2_ms(name, name, &parameters) == S_OK &&
           CopyFileExW_ms(name, name, coexist_old, &done, &cancel, COPY_FILE_FAIL_IF_EXISTS) &&
           MoveFileWithProgressW_ms(name, name, coexist_old, &done, MOVEFILE_COPY_ALLOWED) &&
           MoveFileExU8("a", "b", MOVEFILE_REPLACE_EXISTING) && ReplaceFileU8("a", "b", NULL, 0, NULL, NULL);
}
#endif
