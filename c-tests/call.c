/* One call of the family, in any of its forms, and what it answered.
 *
 *   call FORM FUNCTION ANSWER AT FLAGS NAME...
 *
 * FORM      w (UTF-16, or UTF-32 with COPYFILE2_WCHAR32), a, u8, ms, msa (Microsoft's convention, routines too)
 * FUNCTION  copy2 copy copyex move moveex movewith replace copytransacted movetransacted
 * ANSWER    what the progress routine answers from call AT on (0 continue, 1 cancel, 2 stop, 3 quiet, 4 pause)
 * FLAGS     the call's flags; for copy whether it fails if the file exists
 * NAME      bytes; - is NULL
 *
 * Prints "TRUE CODE CALLS" or "FALSE CODE CALLS": the last error, which was another before the call, and how often the
 * routine was called. */
#include <copyfile2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../include/win32/stringapiset.h"
#if defined(__x86_64__) && !defined(COPYFILE2_WCHAR32)
#include <copyfile2/ms_abi.h>
#define HAS_MICROSOFT 1
#endif

#define LAST_ERROR_BEFORE 4711

static DWORD flags;
static int calls, answer, answer_at, wrong;
static const char *names[3];

/* ---- Routines. What they are told must make sense, or the arguments came in the wrong registers. ---- */

static int heard(void *context, LONGLONG total, LONGLONG done, LONGLONG stream_size, LONGLONG stream_done, DWORD stream,
                 HANDLE from, HANDLE to)
{
    wrong |= context != (void *)names || done < 0 || done > total || stream_done > stream_size || stream_size > total ||
             stream != 1 || CopyFile2GetFileDescriptor(from) < 0 || CopyFile2GetFileDescriptor(to) < 0;
    return calls++ >= answer_at ? answer : PROGRESS_CONTINUE;
}

static DWORD old_routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred, LARGE_INTEGER StreamSize,
                         LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber, DWORD dwCallbackReason,
                         HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    wrong |= dwCallbackReason != (calls == 0 ? CALLBACK_STREAM_SWITCH : CALLBACK_CHUNK_FINISHED);
    return (DWORD)heard(lpData, TotalFileSize.QuadPart, TotalBytesTransferred.QuadPart, StreamSize.QuadPart,
                        StreamBytesTransferred.QuadPart, dwStreamNumber, hSourceFile, hDestinationFile);
}

static COPYFILE2_MESSAGE_ACTION new_routine(const COPYFILE2_MESSAGE *pMessage, PVOID pvCallbackContext)
{
    if (pMessage->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED) {
        return (COPYFILE2_MESSAGE_ACTION)heard(pvCallbackContext,
                                               (LONGLONG)pMessage->Info.ChunkFinished.uliTotalFileSize.QuadPart,
                                               (LONGLONG)pMessage->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart,
                                               (LONGLONG)pMessage->Info.ChunkFinished.uliStreamSize.QuadPart,
                                               (LONGLONG)pMessage->Info.ChunkFinished.uliStreamBytesTransferred.QuadPart,
                                               pMessage->Info.ChunkFinished.dwStreamNumber,
                                               pMessage->Info.ChunkFinished.hSourceFile,
                                               pMessage->Info.ChunkFinished.hDestinationFile);
    }
    wrong |= pvCallbackContext != (void *)names;
    return calls++ >= answer_at ? (COPYFILE2_MESSAGE_ACTION)answer : COPYFILE2_PROGRESS_CONTINUE;
}

#ifdef HAS_MICROSOFT
static CF2_MS_ABI DWORD old_routine_ms(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                       LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred,
                                       DWORD dwStreamNumber, DWORD dwCallbackReason, HANDLE hSourceFile,
                                       HANDLE hDestinationFile, LPVOID lpData)
{
    return old_routine(TotalFileSize, TotalBytesTransferred, StreamSize, StreamBytesTransferred, dwStreamNumber,
                       dwCallbackReason, hSourceFile, hDestinationFile, lpData);
}

static CF2_MS_ABI COPYFILE2_MESSAGE_ACTION new_routine_ms(const COPYFILE2_MESSAGE *pMessage, PVOID pvCallbackContext)
{
    return new_routine(pMessage, pvCallbackContext);
}
#endif

/* ---- Names ---- */

static const char *bytes(int which)
{
    return names[which];
}

static const WCHAR *wide(int which)
{
    int size;
    WCHAR *text;
    if (names[which] == NULL) {
        return NULL;
    }
    size = MultiByteToWideChar(CP_UTF8, 0, names[which], -1, NULL, 0);
    text = (WCHAR *)malloc((size_t)size * sizeof(WCHAR)); /* lives as long as this program */
    if (text == NULL || MultiByteToWideChar(CP_UTF8, 0, names[which], -1, text, size) != size) {
        abort();
    }
    return text;
}

/* ---- Calls ---- */

static BOOL copy_2(HRESULT hr)
{
    wrong |= hr != HRESULT_FROM_WIN32(CopyFile2GetLastError());
    return hr == S_OK;
}

static COPYFILE2_EXTENDED_PARAMETERS *parameters(PCOPYFILE2_PROGRESS_ROUTINE routine)
{
    static COPYFILE2_EXTENDED_PARAMETERS given;
    given.dwSize = sizeof given;
    given.dwCopyFlags = flags;
    given.pProgressRoutine = routine;
    given.pvCallbackContext = (void *)names;
    return &given;
}

#define CALLS(form, text, suffix, copy2, old, new)                                                                     \
    static BOOL call_##form(const char *function)                                                                      \
    {                                                                                                                  \
        if (strcmp(function, "copy2") == 0) {                                                                          \
            return copy_2(copy2(text(0), text(1), parameters(new)));                                                   \
        }                                                                                                              \
        if (strcmp(function, "copy") == 0) {                                                                           \
            return CopyFile##suffix(text(0), text(1), (BOOL)flags);                                                    \
        }                                                                                                              \
        if (strcmp(function, "copyex") == 0) {                                                                         \
            BOOL cancel = FALSE;                                                                                       \
            return CopyFileEx##suffix(text(0), text(1), old, (void *)names, &cancel, flags);                           \
        }                                                                                                              \
        if (strcmp(function, "move") == 0) {                                                                           \
            return MoveFile##suffix(text(0), text(1));                                                                 \
        }                                                                                                              \
        if (strcmp(function, "moveex") == 0) {                                                                         \
            return MoveFileEx##suffix(text(0), text(1), flags);                                                        \
        }                                                                                                              \
        if (strcmp(function, "movewith") == 0) {                                                                       \
            return MoveFileWithProgress##suffix(text(0), text(1), old, (void *)names, flags);                          \
        }                                                                                                              \
        if (strcmp(function, "replace") == 0) {                                                                        \
            return ReplaceFile##suffix(text(0), text(1), text(2), flags, NULL, NULL);                                  \
        }                                                                                                              \
        return transacted(function);                                                                                   \
    }

static BOOL transacted(const char *function)
{
    if (strcmp(function, "copytransacted") == 0) {
        return CopyFileTransactedW(wide(0), wide(1), NULL, NULL, NULL, flags, NULL) ||
               CopyFileTransactedA(bytes(0), bytes(1), NULL, NULL, NULL, flags, NULL);
    }
    if (strcmp(function, "movetransacted") == 0) {
        return MoveFileTransactedW(wide(0), wide(1), NULL, NULL, flags, NULL) ||
               MoveFileTransactedA(bytes(0), bytes(1), NULL, NULL, flags, NULL);
    }
    fprintf(stderr, "no function %s\n", function);
    exit(2);
}

CALLS(w, wide, W, CopyFile2, old_routine, new_routine)
CALLS(a, bytes, A, CopyFile2U8, old_routine, new_routine)
CALLS(u8, bytes, U8, CopyFile2U8, old_routine, new_routine)
#ifdef HAS_MICROSOFT
#define NEW_ROUTINE_MS ((PCOPYFILE2_PROGRESS_ROUTINE)(void (*)(void))new_routine_ms)
CALLS(ms, wide, W_ms, CopyFile2_ms, old_routine_ms, NEW_ROUTINE_MS)
#define COPYFILE2_OF_BYTES_MS(from, to, parameters) CopyFile2_ms(wide(0), wide(1), parameters)
CALLS(msa, bytes, A_ms, COPYFILE2_OF_BYTES_MS, old_routine_ms, NEW_ROUTINE_MS)
#endif

int main(int argc, char **argv)
{
    BOOL succeeded;
    int i;
    if (argc < 6) {
        return 2;
    }
    answer = atoi(argv[3]);
    answer_at = atoi(argv[4]);
    flags = (DWORD)strtoul(argv[5], NULL, 0);
    for (i = 6; i < argc && i < 9; i++) {
        names[i - 6] = strcmp(argv[i], "-") == 0 ? NULL : argv[i];
    }
    CopyFile2SetLastError(LAST_ERROR_BEFORE);
    if (strcmp(argv[1], "w") == 0) {
        succeeded = call_w(argv[2]);
    } else if (strcmp(argv[1], "a") == 0) {
        succeeded = call_a(argv[2]);
    } else if (strcmp(argv[1], "u8") == 0) {
        succeeded = call_u8(argv[2]);
#ifdef HAS_MICROSOFT
    } else if (strcmp(argv[1], "ms") == 0) {
        succeeded = call_ms(argv[2]);
    } else if (strcmp(argv[1], "msa") == 0) {
        succeeded = call_msa(argv[2]);
#endif
    } else {
        printf("no such form\n");
        return 3;
    }
    printf("%s %u %d%s\n", succeeded ? "TRUE" : "FALSE", (unsigned)CopyFile2GetLastError(), calls,
           wrong ? " WRONG" : "");
    return 0;
}
