/*
 * wincopy: copies, moves and replaces files. Plain Windows code: nothing in it knows that it may run elsewhere.
 *
 *   wincopy copy [-y] [-z] [-l] [-cancel:N] [-stop:N] FROM TO       CopyFileExW
 *   wincopy copy2 [-y] [-z] [-j] [-l] [-cancel:N] [-stop:N] [-pause:N] [-resume] FROM TO        CopyFile2
 *   wincopy move [-y] [-d] [-w] [-cancel:N] [-stop:N] FROM TO       MoveFileWithProgressW
 *   wincopy replace [-w] REPLACED REPLACEMENT [BACKUP]              ReplaceFileW
 *
 *   -y existing files are replaced   -z restartable   -j not through the cache   -l links are copied as links
 *   -d do not move to another volume   -w return when the disk has it   -cancel:N and so on: at N percent
 *
 * On Windows:  cl /DUNICODE wincopy.c    or    x86_64-w64-mingw32-gcc -municode wincopy.c
 * Here:        cc -fshort-wchar -include wmain.h $(pkg-config --cflags copyfile2-win32) wincopy.c ...
 * or, with 32-bit wchar_t, -DCOPYFILE2_WCHAR32 in place of -fshort-wchar.
 */
#ifndef UNICODE
#define UNICODE
#endif
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0602
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef ERROR_REQUEST_PAUSED
#define ERROR_REQUEST_PAUSED 3050L /* older SDKs lack it */
#endif

#define NEVER 101

typedef struct _JOB {
    LPCWSTR Names[3];
    int NameCount;
    DWORD CopyFlags;
    DWORD MoveFlags;
    DWORD ReplaceFlags;
    ULONGLONG CancelAt; /* percent */
    ULONGLONG StopAt;
    ULONGLONG PauseAt;
    /* what the progress routines have seen */
    ULONGLONG Shown;
    DWORD Streams;
    DWORD Calls;
    LONGLONG LargestStream;
    BOOL Cancel;
} JOB, *PJOB;

/* ---- Text ---- */

static void PrintName(FILE *stream, LPCWSTR name)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, name, -1, NULL, 0, NULL, NULL);
    char *narrow = (char *)malloc(size > 0 ? (size_t)size : 1);
    if (narrow != NULL && WideCharToMultiByte(CP_UTF8, 0, name, -1, narrow, size, NULL, NULL) > 0) {
        fputs(narrow, stream);
    }
    free(narrow);
}

/* Compares an argument with an option; afterwards *rest is what follows it. */
static BOOL IsOption(LPCWSTR argument, LPCWSTR option, LPCWSTR *rest)
{
    while (*option != 0 && *argument == *option) {
        argument++;
        option++;
    }
    *rest = argument;
    return *option == 0;
}

static ULONGLONG ParsePercent(LPCWSTR digits)
{
    ULONGLONG percent = 0;
    for (; *digits >= TEXT('0') && *digits <= TEXT('9') && percent <= 100; digits++) {
        percent = percent * 10 + (ULONGLONG)(*digits - TEXT('0'));
    }
    return *digits == 0 ? percent : NEVER;
}

/* What to tell the user, and the exit code of the program. */
static int Report(LPCSTR function, DWORD error)
{
    LPCSTR text;
    int code;

    switch (error) {
    case ERROR_SUCCESS:
        printf("%s: done\n", function);
        return 0;
    case ERROR_FILE_NOT_FOUND:
        text = "the file does not exist";
        code = 3;
        break;
    case ERROR_PATH_NOT_FOUND:
        text = "a directory on the way does not exist";
        code = 3;
        break;
    case ERROR_ACCESS_DENIED:
        text = "access is denied; is the file read-only, or a directory?";
        code = 4;
        break;
    case ERROR_NOT_SAME_DEVICE:
        text = "the names are on different volumes";
        code = 5;
        break;
    case ERROR_SHARING_VIOLATION:
        text = "somebody else uses the file";
        code = 6;
        break;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        text = "the name is taken; -y replaces";
        code = 7;
        break;
    case ERROR_INVALID_PARAMETER:
        text = "these options do not fit together";
        code = 8;
        break;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        text = "the disk is full";
        code = 9;
        break;
    case ERROR_REQUEST_ABORTED:
        text = "cancelled";
        code = 10;
        break;
    case ERROR_REQUEST_PAUSED:
        text = "paused; -resume goes on";
        code = 11;
        break;
    case ERROR_UNABLE_TO_REMOVE_REPLACED:
        text = "the old file could not be removed; both have their names";
        code = 12;
        break;
    case ERROR_UNABLE_TO_MOVE_REPLACEMENT:
        text = "the new file could not be renamed; both have their names";
        code = 12;
        break;
    case ERROR_UNABLE_TO_MOVE_REPLACEMENT_2:
        text = "the new file could not be renamed; the old one is the backup";
        code = 13;
        break;
    default:
        text = "failed";
        code = 1;
        break;
    }
    fprintf(stderr, "%s: error %lu: %s\n", function, (unsigned long)error, text);
    return code;
}

/* ---- Progress ---- */

static ULONGLONG Percent(ULONGLONG done, ULONGLONG total)
{
    return total == 0 ? 100 : done * 100 / total;
}

static void Show(PJOB job, ULONGLONG percent)
{
    if (percent / 25 != job->Shown / 25) {
        job->Shown = percent;
        printf("%u %%\n", (unsigned)(percent / 25 * 25));
    }
}

static DWORD CALLBACK OnOldProgress(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                                    LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred,
                                    DWORD dwStreamNumber, DWORD dwCallbackReason, HANDLE hSourceFile,
                                    HANDLE hDestinationFile, LPVOID lpData)
{
    PJOB job = (PJOB)lpData;
    ULONGLONG percent = Percent((ULONGLONG)TotalBytesTransferred.QuadPart, (ULONGLONG)TotalFileSize.QuadPart);
    LARGE_INTEGER size;

    job->Calls++;
    if (hSourceFile == NULL || hDestinationFile == INVALID_HANDLE_VALUE) {
        return PROGRESS_CANCEL;
    }
    if (dwCallbackReason == CALLBACK_STREAM_SWITCH) {
        job->Streams = dwStreamNumber;
        if (StreamSize.QuadPart > job->LargestStream) {
            job->LargestStream = StreamSize.QuadPart;
        }
        if (dwStreamNumber == 1 && GetFileSizeEx(hSourceFile, &size)) {
            printf("source: %lu bytes\n", (unsigned long)size.LowPart);
        }
        return PROGRESS_CONTINUE;
    }
    if (StreamBytesTransferred.QuadPart == StreamSize.QuadPart && !FlushFileBuffers(hDestinationFile)) {
        return PROGRESS_STOP;
    }
    Show(job, percent);
    if (percent >= job->CancelAt) {
        return PROGRESS_CANCEL;
    }
    return percent >= job->StopAt ? PROGRESS_STOP : PROGRESS_CONTINUE;
}

static COPYFILE2_MESSAGE_ACTION CALLBACK OnProgress(const COPYFILE2_MESSAGE *pMessage, PVOID pvCallbackContext)
{
    PJOB job = (PJOB)pvCallbackContext;
    ULONGLONG percent;

    job->Calls++;
    switch (pMessage->Type) {
    case COPYFILE2_CALLBACK_STREAM_STARTED:
        job->Streams = pMessage->Info.StreamStarted.dwStreamNumber;
        printf("stream %lu: %lu bytes\n", (unsigned long)pMessage->Info.StreamStarted.dwStreamNumber,
               (unsigned long)pMessage->Info.StreamStarted.uliStreamSize.LowPart);
        break;
    case COPYFILE2_CALLBACK_CHUNK_STARTED:
    case COPYFILE2_CALLBACK_POLL_CONTINUE:
        break;
    case COPYFILE2_CALLBACK_CHUNK_FINISHED:
        percent = Percent(pMessage->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart,
                          pMessage->Info.ChunkFinished.uliTotalFileSize.QuadPart);
        Show(job, percent);
        if (percent >= job->CancelAt) {
            job->Cancel = TRUE; /* as a Cancel button on another thread would */
        } else if (percent >= job->StopAt) {
            return COPYFILE2_PROGRESS_STOP;
        } else if (percent >= job->PauseAt) {
            return COPYFILE2_PROGRESS_PAUSE;
        }
        break;
    case COPYFILE2_CALLBACK_STREAM_FINISHED:
        printf("stream %lu finished\n", (unsigned long)pMessage->Info.StreamFinished.dwStreamNumber);
        break;
    case COPYFILE2_CALLBACK_ERROR:
        printf("error 0x%08X in phase %d\n", (unsigned)pMessage->Info.Error.hrFailure,
               (int)pMessage->Info.Error.CopyPhase);
        break;
    default:
        break;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

/* ---- Verbs ---- */

static DWORD Outcome(BOOL succeeded)
{
    return succeeded ? ERROR_SUCCESS : GetLastError();
}

static int Copy(PJOB job)
{
    BOOL copied = CopyFileExW(job->Names[0], job->Names[1], OnOldProgress, job, &job->Cancel, job->CopyFlags);
    return Report("CopyFileEx", Outcome(copied));
}

static int Copy2(PJOB job)
{
    COPYFILE2_EXTENDED_PARAMETERS parameters;
    HRESULT hr;

    ZeroMemory(&parameters, sizeof(parameters));
    parameters.dwSize = sizeof(parameters);
    parameters.dwCopyFlags = job->CopyFlags;
    parameters.pfCancel = &job->Cancel;
    parameters.pProgressRoutine = OnProgress;
    parameters.pvCallbackContext = job;
    hr = CopyFile2(job->Names[0], job->Names[1], &parameters);
    switch (hr) {
    case S_OK:
        break;
    case E_INVALIDARG:
        return Report("CopyFile2", ERROR_INVALID_PARAMETER);
    default:
        if (HRESULT_FACILITY(hr) != FACILITY_WIN32 || hr != HRESULT_FROM_WIN32(GetLastError())) {
            fprintf(stderr, "CopyFile2: 0x%08X is not the last error\n", (unsigned)hr);
            return 1;
        }
        break;
    }
    return Report("CopyFile2", (DWORD)HRESULT_CODE(hr));
}

static int Move(PJOB job)
{
    return Report("MoveFileWithProgress", Outcome(MoveFileWithProgressW(job->Names[0], job->Names[1], OnOldProgress, job,
                                                                        job->MoveFlags)));
}

static int Replace(PJOB job)
{
    return Report("ReplaceFile", Outcome(ReplaceFileW(job->Names[0], job->Names[1], job->Names[2], job->ReplaceFlags,
                                                      NULL, NULL)));
}

static BOOL ParseArguments(PJOB job, int argc, WCHAR **argv)
{
    int i;
    LPCWSTR rest;

    for (i = 2; i < argc; i++) {
        if (IsOption(argv[i], TEXT("-y"), &rest)) {
            job->CopyFlags &= ~(DWORD)COPY_FILE_FAIL_IF_EXISTS;
            job->MoveFlags |= MOVEFILE_REPLACE_EXISTING;
        } else if (IsOption(argv[i], TEXT("-z"), &rest)) {
            job->CopyFlags |= COPY_FILE_RESTARTABLE;
        } else if (IsOption(argv[i], TEXT("-j"), &rest)) {
            job->CopyFlags |= COPY_FILE_NO_BUFFERING;
        } else if (IsOption(argv[i], TEXT("-l"), &rest)) {
            job->CopyFlags |= COPY_FILE_COPY_SYMLINK;
        } else if (IsOption(argv[i], TEXT("-d"), &rest)) {
            job->MoveFlags &= ~(DWORD)MOVEFILE_COPY_ALLOWED;
        } else if (IsOption(argv[i], TEXT("-w"), &rest)) {
            job->MoveFlags |= MOVEFILE_WRITE_THROUGH;
            job->ReplaceFlags |= REPLACEFILE_WRITE_THROUGH;
        } else if (IsOption(argv[i], TEXT("-resume"), &rest)) {
            job->CopyFlags |= COPY_FILE_RESTARTABLE | COPY_FILE_RESUME_FROM_PAUSE;
        } else if (IsOption(argv[i], TEXT("-cancel:"), &rest)) {
            job->CancelAt = ParsePercent(rest);
        } else if (IsOption(argv[i], TEXT("-stop:"), &rest)) {
            job->StopAt = ParsePercent(rest);
        } else if (IsOption(argv[i], TEXT("-pause:"), &rest)) {
            job->PauseAt = ParsePercent(rest);
        } else if (*argv[i] == TEXT('-') || job->NameCount == 3) {
            fputs("cannot understand ", stderr);
            PrintName(stderr, argv[i]);
            fputs("\n", stderr);
            return FALSE;
        } else {
            job->Names[job->NameCount++] = argv[i];
        }
    }
    return job->NameCount >= 2;
}

int wmain(int argc, WCHAR **argv)
{
    static const struct {
        LPCWSTR Name;
        int (*Run)(PJOB);
    } verbs[] = {{TEXT("copy2"), Copy2}, {TEXT("copy"), Copy}, {TEXT("move"), Move}, {TEXT("replace"), Replace}};
    JOB job;
    size_t i;
    LPCWSTR rest;
    int code;

    ZeroMemory(&job, sizeof(job));
    job.CopyFlags = COPY_FILE_FAIL_IF_EXISTS;
    job.MoveFlags = MOVEFILE_COPY_ALLOWED;
    job.CancelAt = job.StopAt = job.PauseAt = NEVER;
    if (argc < 2 || !ParseArguments(&job, argc, argv)) {
        fputs("usage: wincopy copy|copy2|move|replace [OPTIONS] FROM TO\n", stderr);
        return 2;
    }
    for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        if (IsOption(argv[1], verbs[i].Name, &rest) && *rest == 0) {
            PrintName(stdout, job.Names[0]);
            fputs(" -> ", stdout);
            PrintName(stdout, job.Names[1]);
            fputs("\n", stdout);
            code = verbs[i].Run(&job);
            printf("%lu calls, %lu streams, largest %lu bytes\n", (unsigned long)job.Calls, (unsigned long)job.Streams,
                   (unsigned long)job.LargestStream);
            return code;
        }
    }
    fputs("unknown verb\n", stderr);
    return 2;
}
