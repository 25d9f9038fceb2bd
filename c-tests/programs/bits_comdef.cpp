// A BITS downloader with comdef's pointers: failures are exceptions.
#include <windows.h>
#include <bits.h>
#include <comdef.h>
#include <stdio.h>

static void Check(HRESULT hr)
{
    _com_util::CheckError(hr);
}

int wmain(int argc, wchar_t *argv[], wchar_t *envp[])
{
    if (argc != 3 || envp[0] == NULL) {
        return 2;
    }
    int nResult = 0;
    CoInitialize(NULL);
    try {
        IBackgroundCopyManagerPtr pManager;
        IBackgroundCopyJobPtr pJob;
        GUID id;
        Check(pManager.CreateInstance(__uuidof(BackgroundCopyManager)));
        _bstr_t name = _bstr_t(L"comdef ") + argv[2];
        Check(pManager->CreateJob(name, BG_JOB_TYPE_DOWNLOAD, &id, &pJob));
        Check(pJob->AddFile(argv[1], argv[2]));
        Check(pJob->Resume());
        for (BG_JOB_STATE state = BG_JOB_STATE_QUEUED; state != BG_JOB_STATE_TRANSFERRED; Sleep(5)) {
            Check(pJob->GetState(&state));
            if (state == BG_JOB_STATE_ERROR) {
                IBackgroundCopyErrorPtr pError;
                BG_ERROR_CONTEXT context;
                HRESULT hrError = E_FAIL;
                if (SUCCEEDED(pJob->GetError(&pError))) {
                    pError->GetError(&context, &hrError);
                }
                pJob->Cancel();
                _com_raise_error(hrError);
            }
        }
        Check(pJob->Complete());
    } catch (const _com_error &e) {
        wprintf(L"0x%08lX: %ls\n", e.Error(), (const wchar_t *)_bstr_t(e.ErrorMessage()));
        nResult = 1;
    }
    CoUninitialize();
    return nResult;
}
