/* CopyFile2 as a peer, in the forms that the targets ask for. */
#define _GNU_SOURCE
#include "peer.h"
#include <copyfile2.h>

static HRESULT copy(const char *source, const char *target, COPYFILE2_EXTENDED_PARAMETERS *parameters)
{
    parameters->dwSize = sizeof *parameters;
    return CopyFile2U8(source, target, parameters);
}

static int plain(const char *source, const char *target)
{
    return CopyFile2U8(source, target, NULL) != S_OK;
}

static int with_flags(const char *source, const char *target, DWORD flags)
{
    COPYFILE2_EXTENDED_PARAMETERS parameters = {0};
    parameters.dwCopyFlags = flags;
    return copy(source, target, &parameters) != S_OK;
}

static int direct(const char *source, const char *target)
{
    return with_flags(source, target, COPY_FILE_NO_BUFFERING);
}

static int restartable(const char *source, const char *target)
{
    return with_flags(source, target, COPY_FILE_RESTARTABLE);
}

struct seen {
    long chunks, offloaded;
};

static COPYFILE2_MESSAGE_ACTION CALLBACK note(const COPYFILE2_MESSAGE *message, PVOID context)
{
    struct seen *seen = context;
    if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED) {
        seen->chunks++;
        seen->offloaded += (message->Info.ChunkFinished.dwFlags & COPYFILE2_MESSAGE_COPY_OFFLOAD) != 0;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

static int observed(const char *source, const char *target, struct seen *seen)
{
    COPYFILE2_EXTENDED_PARAMETERS parameters = {0};
    parameters.pProgressRoutine = note;
    parameters.pvCallbackContext = seen;
    return copy(source, target, &parameters) != S_OK;
}

static int progress(const char *source, const char *target)
{
    struct seen seen = {0, 0};
    return observed(source, target, &seen) || seen.chunks == 0;
}

/* Fails if one chunk was not flagged as offloaded. */
static int offloaded(const char *source, const char *target)
{
    struct seen seen = {0, 0};
    return observed(source, target, &seen) || seen.chunks == 0 || seen.offloaded != seen.chunks;
}

int main(int argc, char **argv)
{
    const struct peer_method methods[] = {
        {"plain", plain},       {"direct", direct},       {"restartable", restartable},
        {"progress", progress}, {"offloaded", offloaded}, {NULL, NULL},
    };
    return peer_main(argc, argv, methods);
}
