/* Copies a file as the command line says and prints what CopyFile2 tells, one line a message.
 *
 *     transcript SOURCE DESTINATION FLAGS IO_SIZE MESSAGE ACTION
 *
 * answers ACTION to message number MESSAGE (from 0) and CONTINUE to every other. */
#include <copyfile2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct SCRIPT {
    int messages;
    int at;
    int action;
} SCRIPT;

static COPYFILE2_MESSAGE_ACTION CALLBACK Print(const COPYFILE2_MESSAGE *pMessage, PVOID pvContext)
{
    SCRIPT *script = (SCRIPT *)pvContext;
    int number = script->messages++;

    switch (pMessage->Type) {
    case COPYFILE2_CALLBACK_STREAM_STARTED:
        printf("STREAM_STARTED %u size %llu total %llu files %d\n",
               (unsigned)pMessage->Info.StreamStarted.dwStreamNumber,
               (unsigned long long)pMessage->Info.StreamStarted.uliStreamSize.QuadPart,
               (unsigned long long)pMessage->Info.StreamStarted.uliTotalFileSize.QuadPart,
               CopyFile2GetFileDescriptor(pMessage->Info.StreamStarted.hSourceFile) >= 0 &&
                   CopyFile2GetFileDescriptor(pMessage->Info.StreamStarted.hDestinationFile) >= 0);
        break;
    case COPYFILE2_CALLBACK_CHUNK_STARTED:
        printf("CHUNK_STARTED %u chunk %llu size %llu\n", (unsigned)pMessage->Info.ChunkStarted.dwStreamNumber,
               (unsigned long long)pMessage->Info.ChunkStarted.uliChunkNumber.QuadPart,
               (unsigned long long)pMessage->Info.ChunkStarted.uliChunkSize.QuadPart);
        break;
    case COPYFILE2_CALLBACK_CHUNK_FINISHED:
        printf("CHUNK_FINISHED %u chunk %llu size %llu stream %llu of %llu total %llu of %llu\n",
               (unsigned)pMessage->Info.ChunkFinished.dwStreamNumber,
               (unsigned long long)pMessage->Info.ChunkFinished.uliChunkNumber.QuadPart,
               (unsigned long long)pMessage->Info.ChunkFinished.uliChunkSize.QuadPart,
               (unsigned long long)pMessage->Info.ChunkFinished.uliStreamBytesTransferred.QuadPart,
               (unsigned long long)pMessage->Info.ChunkFinished.uliStreamSize.QuadPart,
               (unsigned long long)pMessage->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart,
               (unsigned long long)pMessage->Info.ChunkFinished.uliTotalFileSize.QuadPart);
        break;
    case COPYFILE2_CALLBACK_STREAM_FINISHED:
        printf("STREAM_FINISHED %u stream %llu of %llu total %llu of %llu\n",
               (unsigned)pMessage->Info.StreamFinished.dwStreamNumber,
               (unsigned long long)pMessage->Info.StreamFinished.uliStreamBytesTransferred.QuadPart,
               (unsigned long long)pMessage->Info.StreamFinished.uliStreamSize.QuadPart,
               (unsigned long long)pMessage->Info.StreamFinished.uliTotalBytesTransferred.QuadPart,
               (unsigned long long)pMessage->Info.StreamFinished.uliTotalFileSize.QuadPart);
        break;
    case COPYFILE2_CALLBACK_POLL_CONTINUE:
        break;
    case COPYFILE2_CALLBACK_ERROR:
        printf("ERROR phase %d stream %u failure %08X\n", (int)pMessage->Info.Error.CopyPhase,
               (unsigned)pMessage->Info.Error.dwStreamNumber, (unsigned)pMessage->Info.Error.hrFailure);
        break;
    default:
        printf("unknown message %d\n", (int)pMessage->Type);
        break;
    }
    return (COPYFILE2_MESSAGE_ACTION)(number == script->at ? script->action : COPYFILE2_PROGRESS_CONTINUE);
}

static WCHAR *Widen(const char *text)
{
    size_t i, length = strlen(text);
    WCHAR *wide = (WCHAR *)calloc(length + 1, sizeof(WCHAR));
    for (i = 0; wide != NULL && i < length; i++)
        wide[i] = (WCHAR)(unsigned char)text[i];
    return wide;
}

int main(int argc, char **argv)
{
    COPYFILE2_EXTENDED_PARAMETERS_V2 parameters;
    SCRIPT script;
    WCHAR *from, *to;
    HRESULT hr;

    if (argc != 7)
        return 2;
    memset(&parameters, 0, sizeof(parameters));
    script.messages = 0;
    script.at = atoi(argv[5]);
    script.action = atoi(argv[6]);
    parameters.dwSize = sizeof(parameters);
    parameters.dwCopyFlags = (unsigned)strtoul(argv[3], NULL, 0);
    parameters.ioDesiredSize = (unsigned)strtoul(argv[4], NULL, 0);
    parameters.pProgressRoutine = Print;
    parameters.pvCallbackContext = &script;
    from = Widen(argv[1]);
    to = Widen(argv[2]);
    hr = CopyFile2(from, to, (COPYFILE2_EXTENDED_PARAMETERS *)&parameters);
    printf("HRESULT %08X last error %u\n", (unsigned)hr, (unsigned)CopyFile2GetLastError());
    free(from);
    free(to);
    return 0;
}
