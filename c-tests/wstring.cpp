// C++ as it is written for Windows: std::wstring, RAII, exceptions. Built with COPYFILE2_WCHAR32.
//
//   wstring FROM TO
#include <Windows.h>
#include <tchar.h>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

std::string narrow(const std::wstring &text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text.c_str(), static_cast<int>(text.size()), nullptr, 0, nullptr, nullptr);
    std::string bytes(static_cast<size_t>(size), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.c_str(), static_cast<int>(text.size()), &bytes[0], size, nullptr, nullptr);
    return bytes;
}

class Copier {
public:
    explicit Copier(DWORD flags) : flags_(flags) {}

    void operator()(const std::wstring &from, const std::wstring &to)
    {
        COPYFILE2_EXTENDED_PARAMETERS parameters = {};
        parameters.dwSize = sizeof(parameters);
        parameters.dwCopyFlags = flags_;
        parameters.pfCancel = &cancelled_;
        parameters.pProgressRoutine = &Copier::progress;
        parameters.pvCallbackContext = this;
        const HRESULT hr = CopyFile2(from.c_str(), to.c_str(), &parameters);
        if (FAILED(hr)) {
            throw std::runtime_error(narrow(to) + ": " + std::to_string(HRESULT_CODE(hr)));
        }
    }

    ULONGLONG copied() const { return copied_; }

private:
    static COPYFILE2_MESSAGE_ACTION CALLBACK progress(const COPYFILE2_MESSAGE *message, PVOID context)
    {
        if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED) {
            static_cast<Copier *>(context)->copied_ = message->Info.ChunkFinished.uliTotalBytesTransferred.QuadPart;
        }
        return COPYFILE2_PROGRESS_CONTINUE;
    }

    DWORD flags_;
    BOOL cancelled_ = FALSE;
    ULONGLONG copied_ = 0;
};

} // namespace

int __cdecl _tmain(int argc, TCHAR *argv[])
{
    if (argc != 3) {
        return 2;
    }
    const std::wstring from = argv[1], to = std::wstring(argv[2]) + _T(".\u00F6");
    Copier copier(COPY_FILE_FAIL_IF_EXISTS);
    try {
        copier(from, to);
        std::vector<TCHAR> joined(static_cast<size_t>(lstrlen(argv[2]) + 8));
        lstrcat(lstrcpy(joined.data(), argv[2]), _T(".moved"));
        if (!MoveFileEx(to.c_str(), joined.data(), MOVEFILE_REPLACE_EXISTING)) {
            throw std::runtime_error("move: " + std::to_string(GetLastError()));
        }
        copier(from, joined.data());
    } catch (const std::runtime_error &error) {
        std::cout << copier.copied() << ' ' << error.what() << '\n';
        return 0;
    }
    return 1;
}
