/* Copies a file and shows the progress, written as for Windows. */
#include <copyfile2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct PROGRESS {
    int percent;
} PROGRESS;

static COPYFILE2_MESSAGE_ACTION CALLBACK OnProgress(const COPYFILE2_MESSAGE *pMessage, PVOID pvContext)
{
    PROGRESS *progress = (PROGRESS *)pvContext;

    switch (pMessage->Type) {
    case COPYFILE2_CALLBACK_STREAM_STARTED:
        printf("stream %u: %llu bytes\n", (unsigned)pMessage->Info.StreamStarted.dwStreamNumber,
               (unsigned long long)pMessage->Info.StreamStarted.uliStreamSize.QuadPart);
        break;
    case COPYFILE2_CALLBACK_CHUNK_FINISHED: {
        ULONGLONG done = pMessage->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart;
        ULONGLONG total = pMessage->Info.ChunkFinished.uliTotalFileSize.QuadPart;
        int percent = total == 0 ? 100 : (int)(done * 100 / total);
        if (percent != progress->percent) {
            progress->percent = percent;
            printf("\r%3d %%  %llu of %llu bytes", percent, (unsigned long long)done, (unsigned long long)total);
            fflush(stdout);
        }
        break;
    }
    case COPYFILE2_CALLBACK_STREAM_FINISHED:
        printf("\n");
        break;
    case COPYFILE2_CALLBACK_ERROR:
        printf("\nerror 0x%08X\n", (unsigned)pMessage->Info.Error.hrFailure);
        break;
    default:
        break;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

/* The names of the command line are bytes; CopyFile2 takes UTF-16, where U+DC80 to U+DCFF stand for one byte as it is. */
static WCHAR *Widen(const char *text)
{
    size_t length = strlen(text);
    WCHAR *wide = (WCHAR *)calloc(length + 1, sizeof(WCHAR));
    for (size_t i = 0; wide != NULL && i < length; i++)
        wide[i] = (WCHAR)((unsigned char)text[i] < 0x80 ? text[i] : 0xDC00 | (unsigned char)text[i]);
    return wide;
}

int main(int argc, char **argv)
{
    PROGRESS progress = { -1 };
    BOOL cancel = FALSE;
    COPYFILE2_EXTENDED_PARAMETERS parameters;
    WCHAR *from, *to;
    HRESULT hr;

    if (argc != 3) {
        fprintf(stderr, "usage: %s SOURCE DESTINATION\n", argv[0]);
        return 2;
    }
    from = Widen(argv[1]);
    to = Widen(argv[2]);

    memset(&parameters, 0, sizeof(parameters));
    parameters.dwSize = sizeof(parameters);
    parameters.pfCancel = &cancel;
    parameters.pProgressRoutine = OnProgress;
    parameters.pvCallbackContext = &progress;

    hr = CopyFile2(from, to, &parameters);
    if (FAILED(hr))
        fprintf(stderr, "CopyFile2 failed: 0x%08X\n", (unsigned)hr);
    free(from);
    free(to);
    return SUCCEEDED(hr) ? 0 : 1;
}
