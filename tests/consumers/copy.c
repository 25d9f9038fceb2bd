/* A program that uses the installed library: copies argv[1] to argv[2] and wants the messages of a whole copy. */
#include <copyfile2.h>

#include <stdio.h>
#include <string.h>

struct seen {
    unsigned started, finished;
    unsigned long long bytes;
};

static COPYFILE2_MESSAGE_ACTION CALLBACK look(const COPYFILE2_MESSAGE *message, PVOID context)
{
    struct seen *seen = (struct seen *)context;
    switch (message->Type) {
    case COPYFILE2_CALLBACK_STREAM_STARTED:
        seen->started++;
        break;
    case COPYFILE2_CALLBACK_STREAM_FINISHED:
        seen->finished++;
        seen->bytes = message->Info.StreamFinished.uliTotalBytesTransferred.QuadPart;
        break;
    default:
        break;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

int main(int argc, char **argv)
{
    struct seen seen = { 0, 0, 0 };
    COPYFILE2_EXTENDED_PARAMETERS parameters;
    HRESULT hr;

    if (argc != 3) {
        return 2;
    }
    memset(&parameters, 0, sizeof parameters);
    parameters.dwSize = sizeof parameters;
    parameters.dwCopyFlags = COPY_FILE_FAIL_IF_EXISTS;
    parameters.pProgressRoutine = look;
    parameters.pvCallbackContext = &seen;
    hr = CopyFile2U8(argv[1], argv[2], &parameters);
    if (FAILED(hr)) {
        fprintf(stderr, "%s\n", CopyFile2ErrorMessage(CopyFile2GetLastError()));
        return 1;
    }
    hr = CopyFile2U8(argv[1], argv[2], &parameters);
    if (hr != HRESULT_FROM_WIN32(ERROR_FILE_EXISTS)) {
        fprintf(stderr, "the second time: 0x%08X\n", (unsigned)hr);
        return 1;
    }
    printf("%u %u %llu\n", seen.started, seen.finished, seen.bytes);
    return 0;
}
