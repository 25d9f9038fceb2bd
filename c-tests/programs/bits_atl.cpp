// A BITS downloader with ATL's pointers and a callback class of its own, which ends the message loop of the main thread.
#include <atlbase.h>
#include <bits.h>
#include <stdio.h>

class CNotify : public IBackgroundCopyCallback {
public:
    explicit CNotify(DWORD dwThread) : m_lRefCount(1), m_dwThread(dwThread) {}
    virtual ~CNotify() {}

    STDMETHODIMP QueryInterface(REFIID riid, LPVOID *ppvObj)
    {
        if (riid == __uuidof(IUnknown) || riid == __uuidof(IBackgroundCopyCallback)) {
            *ppvObj = this;
            AddRef();
            return S_OK;
        }
        *ppvObj = NULL;
        return E_NOINTERFACE;
    }
    STDMETHODIMP_(ULONG) AddRef() { return InterlockedIncrement(&m_lRefCount); }
    STDMETHODIMP_(ULONG) Release()
    {
        const ULONG ulCount = InterlockedDecrement(&m_lRefCount);
        if (ulCount == 0) {
            delete this;
        }
        return ulCount;
    }
    STDMETHODIMP JobTransferred(IBackgroundCopyJob *pJob)
    {
        const HRESULT hr = pJob->Complete();
        PostThreadMessage(m_dwThread, WM_QUIT, SUCCEEDED(hr) ? 0 : 1, 0);
        return S_OK;
    }
    STDMETHODIMP JobError(IBackgroundCopyJob *pJob, IBackgroundCopyError *pError)
    {
        CComHeapPtr<WCHAR> pszDescription;
        if (SUCCEEDED(pError->GetErrorDescription(LANGIDFROMLCID(GetThreadLocale()), &pszDescription))) {
            wprintf(L"%s\n", (LPWSTR)pszDescription);
        }
        pJob->Cancel();
        PostThreadMessage(m_dwThread, WM_QUIT, 3, 0);
        return S_OK;
    }
    STDMETHODIMP JobModification(IBackgroundCopyJob *, DWORD) { return S_OK; }

private:
    LONG m_lRefCount;
    DWORD m_dwThread;
};

int wmain(int argc, WCHAR *argv[])
{
    if (argc != 3) {
        return 2;
    }
    MSG msg;
    PeekMessage(&msg, NULL, WM_USER, WM_USER, PM_NOREMOVE); // makes the queue
    HRESULT hr = CoInitializeEx(NULL, COINIT_APARTMENTTHREADED);
    if (SUCCEEDED(hr)) {
        CComPtr<IBackgroundCopyManager> spManager;
        CComPtr<IBackgroundCopyJob> spJob;
        GUID id;
        hr = spManager.CoCreateInstance(__uuidof(BackgroundCopyManager));
        if (SUCCEEDED(hr)) {
            hr = spManager->CreateJob(CComBSTR(L"ATL"), BG_JOB_TYPE_DOWNLOAD, &id, &spJob);
        }
        if (SUCCEEDED(hr)) {
            CComPtr<IBackgroundCopyCallback> spNotify;
            spNotify.Attach(new CNotify(GetCurrentThreadId()));
            hr = spJob->SetNotifyInterface(spNotify);
        }
        if (SUCCEEDED(hr)) {
            spJob->SetNotifyFlags(BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR);
            CComQIPtr<IBackgroundCopyJob2> spJob2(spJob);
            if (!spJob2 || FAILED(spJob->AddFile(argv[1], argv[2])) || FAILED(spJob->Resume())) {
                hr = E_FAIL;
            }
        }
        while (SUCCEEDED(hr) && GetMessage(&msg, NULL, 0, 0)) {
            TranslateMessage(&msg);
            DispatchMessage(&msg);
        }
        if (FAILED(hr) && spJob) {
            spJob->Cancel();
        }
    }
    CoUninitialize();
    return FAILED(hr) ? 1 : (int)msg.wParam;
}
