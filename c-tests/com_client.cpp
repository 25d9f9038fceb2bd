// A client in the shape of those that are written for Windows: a class with IBackgroundCopyCallback2, registered on a
// job, that completes the job from inside its own callback.
// Usage: com_client DIRECTORY BASE-URL
#include <bits.h>
#include <bits3_0.h>
#include <bits5_0.h>

#include "com_check.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

// ABI-6: what travels by value is trivial, so that both languages pass it alike.
static_assert(std::is_trivial<GUID>::value && std::is_standard_layout<GUID>::value, "GUID");
static_assert(std::is_trivial<BITS_JOB_PROPERTY_VALUE>::value, "the value of a property of a job");
static_assert(std::is_trivial<BITS_FILE_PROPERTY_VALUE>::value, "the value of a property of a file");
// ABI-2, for either width of wchar_t, and of 32 bits where the program asks for them.
static_assert(sizeof(WCHAR) == WCHAR_BYTES, "the width of WCHAR");

const std::thread::id main_thread = std::this_thread::get_id();

std::mutex lock;
std::condition_variable changed;
std::atomic<int> living{0};

class Notifier : public IBackgroundCopyCallback2 {
public:
    Notifier() { ++living; }
    Notifier(const Notifier &) = delete;
    Notifier &operator=(const Notifier &) = delete;

    STDMETHODIMP QueryInterface(REFIID riid, LPVOID *object) override {
        CALLED();
        if (riid == __uuidof(IUnknown) || riid == __uuidof(IBackgroundCopyCallback) ||
            riid == __uuidof(IBackgroundCopyCallback2)) {
            *object = static_cast<IBackgroundCopyCallback2 *>(this);
        } else {
            *object = NULL;
            return E_NOINTERFACE;
        }
        AddRef();
        return S_OK;
    }
    STDMETHODIMP_(ULONG) AddRef() override {
        CALLED();
        return static_cast<ULONG>(InterlockedIncrement(&references));
    }
    STDMETHODIMP_(ULONG) Release() override {
        CALLED();
        ULONG left = static_cast<ULONG>(InterlockedDecrement(&references));
        if (left == 0) {
            delete this;
        }
        return left;
    }

    STDMETHODIMP JobTransferred(IBackgroundCopyJob *job) override {
        CALLED();
        HRESULT hr = job->Complete();
        finish(FAILED(hr) ? "not completed" : "transferred");
        return S_OK;
    }

    STDMETHODIMP JobError(IBackgroundCopyJob *job, IBackgroundCopyError *error) override {
        CALLED();
        BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_NONE;
        HRESULT code = S_OK;
        LPWSTR text = NULL;
        CHECK_HR(error->GetError(&context, &code), S_OK);
        CHECK_HR(error->GetErrorDescription(LANGIDFROMLCID(GetThreadLocale()), &text), S_OK);
        CHECK(text != NULL);
        CoTaskMemFree(text);
        CHECK_HR(job->Cancel(), S_OK);
        finish(code == BG_E_HTTP_ERROR_404 ? "404" : code == BG_E_VALIDATION_FAILED ? "invalid" : "other error");
        return S_OK;
    }

    STDMETHODIMP JobModification(IBackgroundCopyJob *job, DWORD reserved) override {
        CALLED();
        CHECK(reserved == 0);
        // One thread at a time looks at the job, as long as it lives.
        if (InterlockedCompareExchange(&busy, 1, 0) == 0) {
            // VOL-2: what clients do here.
            BG_JOB_PROGRESS progress;
            BG_JOB_STATE state;
            if (FAILED(job->GetProgress(&progress)) || FAILED(job->GetState(&state))) {
                ++failures;
            }
            InterlockedExchange(&busy, 0);
        }
        return S_OK;
    }

    // CLI-5, THR-5: the arguments are neither referenced nor released. THR-2: the calls come on threads of the library,
    // also to a client that asked for an apartment and pumps no messages.
    STDMETHODIMP FileTransferred(IBackgroundCopyJob *, IBackgroundCopyFile *file) override {
        CALLED();
        CHECK(std::this_thread::get_id() != main_thread);
        IBackgroundCopyFile3 *file3 = NULL;
        LPWSTR name = NULL;
        CHECK_HR(file->QueryInterface(__uuidof(IBackgroundCopyFile3), reinterpret_cast<void **>(&file3)), S_OK);
        CHECK_HR(file3->GetTemporaryName(&name), S_OK);
        CHECK(name && name[0] == '/');
        CoTaskMemFree(name);
        CHECK_HR(file3->SetValidationState(valid), S_OK);
        file3->Release();
        std::lock_guard<std::mutex> guard(lock);
        ++files;
        return S_OK;
    }

    std::string wait() {
        std::unique_lock<std::mutex> guard(lock);
        changed.wait_for(guard, std::chrono::seconds(60), [this] { return !outcome.empty(); });
        return outcome;
    }

    int files = 0;
    BOOL valid = TRUE;

private:
    virtual ~Notifier() { --living; }

    void finish(const char *what) {
        std::lock_guard<std::mutex> guard(lock);
        outcome = what;
        changed.notify_all();
    }

    long references = 1;
    LONG busy = 0;
    std::string outcome;
};

// An object without the callback interface (SET-13).
class Stranger : public IUnknown {
public:
    STDMETHODIMP QueryInterface(REFIID, void **object) override {
        CALLED();
        *object = nullptr;
        return E_NOINTERFACE;
    }
    STDMETHODIMP_(ULONG) AddRef() override {
        CALLED();
        return 2;
    }
    STDMETHODIMP_(ULONG) Release() override {
        CALLED();
        return 1;
    }
};

IBackgroundCopyJob *new_job(IBackgroundCopyManager *manager) {
    GUID id;
    IBackgroundCopyJob *job = nullptr;
    CHECK_HR(manager->CreateJob(W("C++"), BG_JOB_TYPE_DOWNLOAD, &id, &job), S_OK);
    CHECK_HR(job->SetPriority(BG_JOB_PRIORITY_FOREGROUND), S_OK);
    return job;
}

// SET-12 to SET-16, NTF, THR-4, CPL-15, VAL-1, VAL-2, COM-13.
std::string run(IBackgroundCopyManager *manager, const std::string &url, const char *directory, BOOL valid, int files) {
    IBackgroundCopyJob *job = new_job(manager);
    auto *notifier = new Notifier;
    notifier->valid = valid;
    for (int i = 0; i < 2; ++i) {
        WCHAR *remote = wide(url.c_str()), *local = path(directory, i ? "second" : "first");
        CHECK_HR(job->AddFile(remote, local), S_OK);
        CoTaskMemFree(remote);
        CoTaskMemFree(local);
    }
    CHECK_HR(job->SetNotifyInterface(notifier), S_OK);
    CHECK_HR(job->SetNotifyFlags(BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR | BG_NOTIFY_JOB_MODIFICATION |
                                 BG_NOTIFY_FILE_TRANSFERRED),
             S_OK);
    IUnknown *found = nullptr;
    CHECK_HR(job->GetNotifyInterface(&found), S_OK);
    IBackgroundCopyCallback2 *callback = nullptr;
    CHECK(found && found->QueryInterface(&callback) == S_OK && callback == notifier);
    callback->Release();
    found->Release();
    CHECK_HR(job->Resume(), S_OK);
    std::string outcome = notifier->wait();
    // The second file may have arrived before the first was turned down.
    CHECK(notifier->files == files || (!valid && notifier->files == files + 1));
    job->Release();
    notifier->Release();
    return outcome;
}

// ABI-4: a class's table of virtual functions is the table that C calls through, slot for slot.
void one_table(IBackgroundCopyManager *manager) {
    using Query = HRESULT (STDMETHODCALLTYPE *)(IUnknown *, REFIID, void **);
    using Count = ULONG (STDMETHODCALLTYPE *)(IUnknown *);
    using Create = HRESULT (STDMETHODCALLTYPE *)(IBackgroundCopyManager *, LPCWSTR, BG_JOB_TYPE, GUID *,
                                                 IBackgroundCopyJob **);
    IUnknown *found = nullptr;
    IBackgroundCopyJob *job = nullptr;
    GUID id;
    void **table = *reinterpret_cast<void ***>(manager);
    CHECK_HR(reinterpret_cast<Query>(table[0])(manager, IID_IUnknown, reinterpret_cast<void **>(&found)), S_OK);
    CHECK(found && (*reinterpret_cast<Count **>(found))[2](found) > 0);
    CHECK_HR(reinterpret_cast<Create>(table[3])(manager, W("slot 3"), BG_JOB_TYPE_DOWNLOAD, &id, &job), S_OK);
    CHECK_HR(job->Cancel(), S_OK);
    job->Release();
}

// COM-14: one pointer, many threads.
void many_threads(IBackgroundCopyManager *manager) {
    IBackgroundCopyJob *job = new_job(manager);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([job, i] {
            THREAD_OF_PROGRAM();
            for (int round = 0; round < 25; ++round) {
                IBackgroundCopyJob3 *job3 = nullptr;
                IEnumBackgroundCopyFiles *files = nullptr;
                LPWSTR name = nullptr;
                bool good = SUCCEEDED(job->QueryInterface(IID_PPV_ARGS(&job3))) && SUCCEEDED(job3->EnumFiles(&files)) &&
                            SUCCEEDED(i % 2 ? job3->SetDescription(W("text")) : job3->GetDisplayName(&name));
                if (!good) {
                    abort();
                }
                CoTaskMemFree(name);
                files->Release();
                job3->Release();
            }
        });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    CHECK_HR(job->Cancel(), S_OK);
    CHECK(job->Release() == 0);
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 3) {
        return 2;
    }
    CHECK_HR(CoInitializeEx(NULL, COINIT_APARTMENTTHREADED), S_OK);
    IBackgroundCopyManager *manager = nullptr;
    CHECK_HR(CoCreateInstance(__uuidof(BackgroundCopyManager), NULL, CLSCTX_LOCAL_SERVER,
                              __uuidof(IBackgroundCopyManager), reinterpret_cast<void **>(&manager)),
             S_OK);
    if (!manager) {
        return 1;
    }
    CHECK(::IsEqualGUID(__uuidof(manager), IID_IBackgroundCopyManager));
    CHECK(::IsEqualIID(__uuidof(BackgroundCopyManager5_0), CLSID_BackgroundCopyManager5_0));
    const std::string server = argv[2];
    CHECK(run(manager, server + "/good", argv[1], TRUE, 2) == "transferred");
    CHECK(run(manager, server + "/good", argv[1], FALSE, 1) == "invalid");
    CHECK(run(manager, server + "/missing", argv[1], TRUE, 0) == "404");

    IBackgroundCopyJob *job = new_job(manager);
    Stranger stranger;
    CHECK_HR(job->SetNotifyInterface(&stranger), E_NOINTERFACE);
    CHECK_HR(job->SetNotifyInterface(NULL), S_OK);
    // J5: the value travels in two registers.
    IBackgroundCopyJob5 *job5 = nullptr;
    CHECK_HR(job->QueryInterface(&job5), S_OK);
    BITS_JOB_PROPERTY_VALUE value;
    value.Uint64 = 0x123456789ABCULL;
    CHECK_HR(job5->SetProperty(BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, value), S_OK);
    value.Uint64 = 0;
    CHECK_HR(job5->GetProperty(BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, &value), S_OK);
    CHECK(value.Uint64 == 0x123456789ABCULL);
    job5->Release();
    // NTF-16, SET-14: the reference that the job holds goes when another object or none is set.
    auto *notifier = new Notifier;
    CHECK_HR(job->SetNotifyInterface(notifier), S_OK);
    notifier->Release();
    CHECK_HR(job->SetNotifyInterface(NULL), S_OK);
    CHECK_HR(job->Cancel(), S_OK);
    job->Release();
    one_table(manager);
    many_threads(manager);
    manager->Release();
    for (int i = 0; i < PATIENCE && living != 0; ++i) {
        pause_a_moment();
    }
    CHECK(living == 0);
    CoUninitialize();
    return failures != 0;
}
