/* A BITS downloader in plain C: a job, one file, a look at its state until it is there. */
#define COBJMACROS
#define INITGUID
#include <windows.h>
#include <bits.h>
#include <stdio.h>

int wmain(int argc, WCHAR *argv[])
{
    IBackgroundCopyManager *pManager = NULL;
    IBackgroundCopyJob *pJob = NULL;
    GUID id;
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    HRESULT hr;
    if (argc != 3) {
        return 2;
    }
    hr = CoInitializeEx(NULL, COINIT_APARTMENTTHREADED);
    if (SUCCEEDED(hr)) {
        hr = CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IBackgroundCopyManager, (void **)&pManager);
    }
    if (SUCCEEDED(hr)) {
        hr = IBackgroundCopyManager_CreateJob(pManager, argv[1], BG_JOB_TYPE_DOWNLOAD, &id, &pJob);
    }
    if (SUCCEEDED(hr)) {
        hr = IBackgroundCopyJob_AddFile(pJob, argv[1], argv[2]);
    }
    if (SUCCEEDED(hr)) {
        hr = IBackgroundCopyJob_SetPriority(pJob, BG_JOB_PRIORITY_FOREGROUND);
    }
    if (SUCCEEDED(hr)) {
        hr = IBackgroundCopyJob_Resume(pJob);
    }
    while (SUCCEEDED(hr) && state != BG_JOB_STATE_TRANSFERRED) {
        hr = IBackgroundCopyJob_GetState(pJob, &state);
        if (state == BG_JOB_STATE_ERROR || state == BG_JOB_STATE_TRANSIENT_ERROR) {
            IBackgroundCopyJob_Cancel(pJob);
            hr = E_FAIL;
        }
        Sleep(5);
    }
    if (SUCCEEDED(hr)) {
        hr = IBackgroundCopyJob_Complete(pJob);
    }
    if (pJob != NULL) {
        IBackgroundCopyJob_Release(pJob);
    }
    if (pManager != NULL) {
        IBackgroundCopyManager_Release(pManager);
    }
    CoUninitialize();
    wprintf(L"%s: 0x%08lX\n", argv[2], hr);
    return FAILED(hr);
}
