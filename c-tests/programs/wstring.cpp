// std::wstring beside bits.h and CopyFile2: names are joined with a backslash, parts are compared, the result is printed wide.
#include <windows.h>
#include <bits.h>
#include <iostream>
#include <string>
#include <vector>

static std::wstring Join(const std::wstring &directory, const std::wstring &name)
{
    return directory + L"\\" + name;
}

int wmain(int argc, wchar_t *argv[])
{
    if (argc < 2) {
        return 2;
    }
    const std::wstring directory = argv[1];
    const std::vector<std::wstring> names = {L"first.txt", L"größe.txt"};
    const std::wstring url(L"http://example.org/x");
    if (url.size() != 20 || url.find(L':') != 4 || std::wstring(url + L"yz").size() != 22) {
        return 3;
    }
    for (const std::wstring &name : names) {
        const std::wstring from = Join(directory, name), to = from + L".copy";
        COPYFILE2_EXTENDED_PARAMETERS parameters = {};
        parameters.dwSize = sizeof(parameters);
        parameters.dwCopyFlags = COPY_FILE_FAIL_IF_EXISTS;
        const HRESULT hr = CopyFile2(from.c_str(), to.c_str(), &parameters);
        wprintf(L"%s: 0x%08lX\n", name.c_str(), hr);
        if (FAILED(hr)) {
            return 1;
        }
    }
    CoInitializeEx(nullptr, COINIT_MULTITHREADED);
    IBackgroundCopyManager *manager = nullptr;
    HRESULT hr = CoCreateInstance(__uuidof(BackgroundCopyManager), nullptr, CLSCTX_LOCAL_SERVER, IID_PPV_ARGS(&manager));
    if (SUCCEEDED(hr)) {
        IBackgroundCopyJob *job = nullptr;
        GUID id;
        const std::wstring title = L"a job with größe";
        hr = manager->CreateJob(title.c_str(), BG_JOB_TYPE_DOWNLOAD, &id, &job);
        if (SUCCEEDED(hr)) {
            LPWSTR given = nullptr;
            hr = job->GetDisplayName(&given);
            if (SUCCEEDED(hr) && title != given) {
                hr = E_FAIL;
            }
            CoTaskMemFree(given);
            job->Cancel();
            job->Release();
        }
        manager->Release();
    }
    CoUninitialize();
    return SUCCEEDED(hr) ? 0 : 4;
}
