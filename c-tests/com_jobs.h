/* What the C programs about jobs share. */
#ifndef COM_JOBS_H
#define COM_JOBS_H

#define COBJMACROS
#include <bits.h>
#include <bits10_3.h>
#include <qmgr.h>

#include "com_check.h"

static const char *directory, *server;

static inline IBackgroundCopyManager *manager(void) {
    IBackgroundCopyManager *found = NULL;
    CHECK_HR(CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IBackgroundCopyManager,
                              (void **)&found),
             S_OK);
    if (!found) {
        exit(2);
    }
    return found;
}

static inline IBackgroundCopyJob *new_job(IBackgroundCopyManager *queue, GUID *id) {
    IBackgroundCopyJob *job = NULL;
    CHECK_HR(IBackgroundCopyManager_CreateJob(queue, W("Test"), BG_JOB_TYPE_DOWNLOAD, id, &job), S_OK);
    if (!job) {
        exit(2);
    }
    return job;
}

static inline void wait_for(IBackgroundCopyJob *job, BG_JOB_STATE wanted) {
    BG_JOB_STATE state = BG_JOB_STATE_SUSPENDED;
    int i;
    for (i = 0; i < PATIENCE; ++i) {
        CHECK_HR(IBackgroundCopyJob_GetState(job, &state), S_OK);
        if (state == wanted) {
            return;
        }
        pause_a_moment();
    }
    fprintf(stderr, "state %d instead of %d\n", (int)state, (int)wanted);
    ++failures;
}

/* Frees a text after comparing it. */
static inline int is_text(WCHAR *text, const WCHAR *expected) {
    int equal = text && same(text, expected);
    CoTaskMemFree(text);
    return equal;
}

/* `count` times the letter; free with CoTaskMemFree. */
static inline WCHAR *many(char letter, size_t count) {
    WCHAR *units = (WCHAR *)CoTaskMemAlloc((count + 1) * sizeof(WCHAR));
    size_t i;
    for (i = 0; i < count; ++i) {
        units[i] = (WCHAR)letter;
    }
    units[count] = 0;
    return units;
}

#endif
