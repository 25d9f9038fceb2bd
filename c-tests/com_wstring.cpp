// BITS in C++ with std::wstring, as it is written for Windows. Built with COPYFILE2_WCHAR32.
// Usage: com_wstring DIRECTORY BASE-URL
#include <windows.h>
#include <bits.h>

#include <cstdio>
#include <cwchar>
#include <stdexcept>
#include <string>

namespace {

class Error : public std::runtime_error {
public:
    Error(const char *what, HRESULT hr) : std::runtime_error(what + std::string(": ") + std::to_string(hr)) {}
};

void check(HRESULT hr, const char *what)
{
    if (FAILED(hr)) {
        throw Error(what, hr);
    }
}

template <class T> class Pointer {
public:
    Pointer() = default;
    Pointer(const Pointer &) = delete;
    Pointer &operator=(const Pointer &) = delete;
    ~Pointer()
    {
        if (object_) {
            object_->Release();
        }
    }
    T *operator->() const { return object_; }
    T **operator&() { return &object_; }
    T *get() const { return object_; }

private:
    T *object_ = nullptr;
};

// Text of the task allocator.
class Text {
public:
    Text() = default;
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    ~Text() { CoTaskMemFree(text_); }
    PWSTR *operator&() { return &text_; }
    std::wstring string() const { return text_ ? std::wstring(text_) : std::wstring(); }

private:
    PWSTR text_ = nullptr;
};

std::wstring widen(const char *bytes)
{
    std::wstring text(static_cast<size_t>(MultiByteToWideChar(CP_UTF8, 0, bytes, -1, nullptr, 0)), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, bytes, -1, &text[0], static_cast<int>(text.size()));
    text.pop_back();
    return text;
}

int failures;

void expect(bool holds, const wchar_t *what, const std::wstring &found)
{
    if (!holds) {
        std::fprintf(stderr, "%ls: %ls\n", what, found.c_str());
        ++failures;
    }
}

void run(const std::wstring &directory, const std::wstring &server)
{
    Pointer<IBackgroundCopyManager> manager;
    check(CoCreateInstance(__uuidof(BackgroundCopyManager), nullptr, CLSCTX_LOCAL_SERVER, IID_PPV_ARGS(&manager)),
          "CoCreateInstance");

    // A character of two units of UTF-16 is one here; the limit of 256 is in Windows' units all the same (LIM-5).
    const std::wstring name = L"Gr\u00FC\u00DFe \U0001F600 " + std::to_wstring(7);
    GUID id;
    Pointer<IBackgroundCopyJob> job;
    check(manager->CreateJob(name.c_str(), BG_JOB_TYPE_DOWNLOAD, &id, &job), "CreateJob");
    Text display;
    check(job->GetDisplayName(&display), "GetDisplayName");
    expect(display.string() == name && std::wcslen(name.c_str()) == 9, L"the display name", display.string());

    // Names with a byte that is no UTF-8 come through; what is neither a character nor a byte does not.
    const std::wstring local = directory + L"/\U0001F600\xDCFF.bin", remote = server + L"/good";
    check(job->AddFile(remote.c_str(), local.c_str()), "AddFile");
    const wchar_t bad[] = {L'/', L'a', static_cast<wchar_t>(0xD83D), static_cast<wchar_t>(0xDE00), 0};
    expect(job->AddFile(remote.c_str(), bad) == E_INVALIDARG, L"a surrogate pair in UTF-32", bad);
    const wchar_t beyond[] = {L'/', L'a', static_cast<wchar_t>(0x110000), 0};
    expect(job->AddFile(remote.c_str(), beyond) == E_INVALIDARG, L"a unit beyond Unicode", L"");
    expect(job->SetDescription(bad) == E_INVALIDARG, L"a surrogate pair in a text", bad);

    Pointer<IEnumBackgroundCopyFiles> files;
    check(job->EnumFiles(&files), "EnumFiles");
    Pointer<IBackgroundCopyFile> file;
    check(files->Next(1, &file, nullptr), "Next");
    Text spelling;
    check(file->GetLocalName(&spelling), "GetLocalName");
    expect(spelling.string() == local, L"the local name", spelling.string());

    check(job->Resume(), "Resume");
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    for (int i = 0; i < 6000 && state != BG_JOB_STATE_TRANSFERRED && state != BG_JOB_STATE_ERROR; ++i) {
        Sleep(10);
        check(job->GetState(&state), "GetState");
    }
    expect(state == BG_JOB_STATE_TRANSFERRED, L"the state", std::to_wstring(state));
    check(job->Complete(), "Complete");

    Text description;
    check(manager->GetErrorDescription(BG_E_HTTP_ERROR_404, 0x0409, &description), "GetErrorDescription");
    expect(description.string().find(L"404") != std::wstring::npos || description.string().size() > 8, L"the text",
           description.string());

    wchar_t digits[39];
    expect(StringFromGUID2(id, digits, 39) == 39 && std::wcslen(digits) == 38, L"the id", digits);
    GUID same;
    check(CLSIDFromString(digits, &same), "CLSIDFromString");
    expect(same == id, L"the id read again", digits);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    check(CoInitializeEx(nullptr, COINIT_MULTITHREADED), "CoInitializeEx");
    try {
        run(widen(argv[1]), widen(argv[2]));
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    CoUninitialize();
    return failures != 0;
}
