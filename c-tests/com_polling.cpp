// A download manager as it is written for Windows, without one line for Unix: one job is polled by a waitable timer, another is
// waited for with an event that its callback sets. Built with -fshort-wchar and wmain.h.
// Usage: com_polling DIRECTORY BASE-URL
#include <windows.h>
#include <bits.h>
#include <bits5_0.h>
#include "check.h"

#define SAFE_RELEASE(p) \
    do {                \
        if (p) {        \
            (p)->Release(); \
            (p) = NULL; \
        }               \
    } while (0)

class CNotify : public IBackgroundCopyCallback
{
    LONG m_lRefCount;
    HANDLE m_hDone;

public:
    HRESULT m_hrJob;

    explicit CNotify(HANDLE hDone) : m_lRefCount(1), m_hDone(hDone), m_hrJob(E_PENDING) {}
    virtual ~CNotify() {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, LPVOID *ppvObj)
    {
        if (riid == __uuidof(IUnknown) || riid == __uuidof(IBackgroundCopyCallback)) {
            *ppvObj = this;
            AddRef();
            return NOERROR;
        }
        *ppvObj = NULL;
        return E_NOINTERFACE;
    }
    ULONG STDMETHODCALLTYPE AddRef() { return (ULONG)InterlockedIncrement(&m_lRefCount); }
    ULONG STDMETHODCALLTYPE Release()
    {
        ULONG ulCount = (ULONG)InterlockedDecrement(&m_lRefCount);
        if (ulCount == 0) {
            delete this;
        }
        return ulCount;
    }
    HRESULT STDMETHODCALLTYPE JobTransferred(IBackgroundCopyJob *pJob)
    {
        m_hrJob = pJob->Complete();
        SetEvent(m_hDone);
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE JobError(IBackgroundCopyJob *pJob, IBackgroundCopyError *pError)
    {
        BG_ERROR_CONTEXT context;
        pError->GetError(&context, &m_hrJob);
        pJob->Cancel();
        SetEvent(m_hDone);
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE JobModification(IBackgroundCopyJob *, DWORD) { return S_OK; }
};

static void Join(WCHAR *szResult, LPCWSTR szFirst, LPCWSTR szSecond)
{
    lstrcpyW(szResult, szFirst);
    lstrcatW(szResult, szSecond);
}

static IBackgroundCopyJob *NewJob(IBackgroundCopyManager *pManager, LPCWSTR szUrl, LPCWSTR szFile)
{
    GUID JobId;
    WCHAR szId[39];
    IBackgroundCopyJob *pJob = NULL;
    CHECK(SUCCEEDED(pManager->CreateJob(L"MyJobName", BG_JOB_TYPE_DOWNLOAD, &JobId, &pJob)));
    CHECK(StringFromGUID2(JobId, szId, ARRAYSIZE(szId)) == 39);
    CHECK(SUCCEEDED(pJob->AddFile(szUrl, szFile)));
    CHECK(SUCCEEDED(pJob->SetPriority(BG_JOB_PRIORITY_FOREGROUND)));
    return pJob;
}

// The code of the error, or S_OK.
static HRESULT Poll(IBackgroundCopyJob *pJob)
{
    HRESULT hrError = S_OK;
    BG_JOB_STATE State;
    BG_JOB_PROGRESS Progress;
    IBackgroundCopyError *pError = NULL;
    LPWSTR szDescription = NULL;
    BG_ERROR_CONTEXT Context;
    LARGE_INTEGER liDueTime;
    HANDLE hTimer = CreateWaitableTimer(NULL, FALSE, L"MyTimer");
    liDueTime.QuadPart = -200000; // 20 ms
    CHECK(SetWaitableTimer(hTimer, &liDueTime, 20, NULL, NULL, 0));
    do {
        CHECK(WaitForSingleObject(hTimer, INFINITE) == WAIT_OBJECT_0);
        CHECK(SUCCEEDED(pJob->GetState(&State)));
        CHECK(SUCCEEDED(pJob->GetProgress(&Progress)));
        if (State == BG_JOB_STATE_TRANSFERRED) {
            CHECK(Progress.BytesTransferred == Progress.BytesTotal);
            CHECK(SUCCEEDED(pJob->Complete()));
        } else if (State == BG_JOB_STATE_ERROR) {
            CHECK(SUCCEEDED(pJob->GetError(&pError)) && SUCCEEDED(pError->GetError(&Context, &hrError)));
            CHECK(SUCCEEDED(pError->GetErrorDescription(LANGIDFROMLCID(GetThreadLocale()), &szDescription)));
            CHECK(lstrlenW(szDescription) > 10);
            CoTaskMemFree(szDescription);
            SAFE_RELEASE(pError);
            CHECK(SUCCEEDED(pJob->Cancel()));
        } else {
            Sleep(1);
        }
    } while (State != BG_JOB_STATE_TRANSFERRED && State != BG_JOB_STATE_ERROR);
    CHECK(CancelWaitableTimer(hTimer) && CloseHandle(hTimer));
    return hrError;
}

static HRESULT WaitFor(IBackgroundCopyJob *pJob)
{
    HANDLE hDone = CreateEvent(NULL, TRUE, FALSE, NULL);
    CNotify *pNotify = new CNotify(hDone);
    CHECK(SUCCEEDED(pJob->SetNotifyInterface(pNotify)));
    CHECK(SUCCEEDED(pJob->SetNotifyFlags(BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR)));
    CHECK(SUCCEEDED(pJob->Resume()));
    CHECK(WaitForSingleObject(hDone, INFINITE) == WAIT_OBJECT_0);
    const HRESULT hr = pNotify->m_hrJob;
    SAFE_RELEASE(pNotify);
    CloseHandle(hDone);
    return hr;
}

// What a list of jobs shows of a job.
static void ShowTimes(IBackgroundCopyJob *pJob)
{
    BG_JOB_TIMES Times;
    FILETIME ftNow, ftLocal;
    SYSTEMTIME stCreated;
    GetSystemTimeAsFileTime(&ftNow);
    CHECK(SUCCEEDED(pJob->GetTimes(&Times)));
    CHECK(CompareFileTime(&Times.CreationTime, &Times.TransferCompletionTime) <= 0);
    CHECK(CompareFileTime(&Times.TransferCompletionTime, &ftNow) <= 0);
    CHECK(FileTimeToLocalFileTime(&Times.CreationTime, &ftLocal) && FileTimeToSystemTime(&ftLocal, &stCreated));
    CHECK(stCreated.wYear >= 2024 && stCreated.wMonth >= 1 && stCreated.wDay >= 1);
}

int wmain(int argc, WCHAR **argv)
{
    WCHAR szUrl[1024], szFile[1024];
    IBackgroundCopyManager *pManager = NULL;
    IBackgroundCopyJob *pJob = NULL;
    HRESULT hr = CoInitializeEx(NULL, COINIT_MULTITHREADED);
    if (argc != 3 || FAILED(hr)) {
        return 2;
    }
    hr = CoCreateInstance(__uuidof(BackgroundCopyManager), NULL, CLSCTX_LOCAL_SERVER, IID_PPV_ARGS(&pManager));
    if (FAILED(hr)) {
        printf("%08X\n", (unsigned)hr);
        return 1;
    }
    Join(szUrl, argv[2], L"/good");
    Join(szFile, argv[1], L"/first");
    pJob = NewJob(pManager, szUrl, szFile);
    CHECK(SUCCEEDED(pJob->Resume()) && Poll(pJob) == S_OK);
    ShowTimes(pJob);
    SAFE_RELEASE(pJob);

    Join(szFile, argv[1], L"/second");
    pJob = NewJob(pManager, szUrl, szFile);
    CHECK(WaitFor(pJob) == S_OK);
    ShowTimes(pJob);
    SAFE_RELEASE(pJob);

    Join(szUrl, argv[2], L"/missing");
    Join(szFile, argv[1], L"/never");
    pJob = NewJob(pManager, szUrl, szFile);
    CHECK(SUCCEEDED(pJob->Resume()) && Poll(pJob) == BG_E_HTTP_ERROR_404);
    SAFE_RELEASE(pJob);
    pJob = NewJob(pManager, szUrl, szFile);
    CHECK(WaitFor(pJob) == BG_E_HTTP_ERROR_404);
    SAFE_RELEASE(pJob);

    SAFE_RELEASE(pManager);
    CoUninitialize();
    return failed != 0;
}
