// A BITS downloader with WRL: ComPtr, a RuntimeClass as callback, an event that the callback sets.
#include <windows.h>
#include <bits.h>
#include <bits5_0.h>
#include <wrl.h>
#include <stdio.h>

using namespace Microsoft::WRL;

class Notification : public RuntimeClass<RuntimeClassFlags<ClassicCom>, ChainInterfaces<IBackgroundCopyCallback2, IBackgroundCopyCallback>> {
public:
    HRESULT RuntimeClassInitialize(HANDLE done)
    {
        m_done = done;
        return done == nullptr ? E_HANDLE : S_OK;
    }
    IFACEMETHODIMP JobTransferred(IBackgroundCopyJob *job) override
    {
        m_result = job->Complete();
        SetEvent(m_done);
        return S_OK;
    }
    IFACEMETHODIMP JobError(IBackgroundCopyJob *job, IBackgroundCopyError *error) override
    {
        BG_ERROR_CONTEXT context;
        error->GetError(&context, &m_result);
        job->Cancel();
        SetEvent(m_done);
        return S_OK;
    }
    IFACEMETHODIMP JobModification(IBackgroundCopyJob *, DWORD) override { return S_OK; }
    IFACEMETHODIMP FileTransferred(IBackgroundCopyJob *, IBackgroundCopyFile *) override { return S_OK; }

    HANDLE m_done = nullptr;
    HRESULT m_result = E_PENDING;
};

int wmain(int argc, const wchar_t **argv)
{
    if (argc != 3 || FAILED(CoInitializeEx(nullptr, COINIT_MULTITHREADED))) {
        return 2;
    }
    HANDLE done = CreateEventEx(nullptr, nullptr, CREATE_EVENT_MANUAL_RESET, EVENT_ALL_ACCESS);
    HRESULT hr;
    {
        ComPtr<IBackgroundCopyManager> manager;
        ComPtr<IBackgroundCopyJob> job;
        ComPtr<Notification> notification;
        GUID id;
        hr = CoCreateInstance(CLSID_BackgroundCopyManager, nullptr, CLSCTX_LOCAL_SERVER, IID_PPV_ARGS(&manager));
        if (SUCCEEDED(hr)) {
            hr = manager->CreateJob(L"WRL", BG_JOB_TYPE_DOWNLOAD, &id, &job);
        }
        if (SUCCEEDED(hr)) {
            hr = MakeAndInitialize<Notification>(&notification, done);
        }
        if (SUCCEEDED(hr)) {
            hr = job->SetNotifyInterface(notification.Get());
        }
        ComPtr<IBackgroundCopyJob5> newest;
        if (SUCCEEDED(hr)) {
            hr = job.As(&newest);
        }
        if (SUCCEEDED(hr)) {
            hr = newest->SetNotifyFlags(BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR);
        }
        if (SUCCEEDED(hr)) {
            hr = job->AddFile(argv[1], argv[2]);
        }
        if (SUCCEEDED(hr)) {
            hr = job->Resume();
        }
        if (SUCCEEDED(hr)) {
            WaitForSingleObject(done, INFINITE);
            hr = notification->m_result;
        }
    }
    CloseHandle(done);
    CoUninitialize();
    wprintf(L"%ls: 0x%08X\n", argv[2], hr);
    return FAILED(hr);
}
