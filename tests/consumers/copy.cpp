// The same in C++, with 16-bit names and the older routine.
#include <copyfile2.h>

#include <cstdio>
#include <string>

namespace {

struct Seen {
    unsigned started = 0, finished = 0;
    unsigned long long bytes = 0;
};

DWORD CALLBACK look(LARGE_INTEGER total, LARGE_INTEGER done, LARGE_INTEGER, LARGE_INTEGER, DWORD, DWORD reason, HANDLE, HANDLE,
                    LPVOID context)
{
    Seen &seen = *static_cast<Seen *>(context);
    if (reason == CALLBACK_STREAM_SWITCH) {
        seen.started++;
    }
    if (done.QuadPart == total.QuadPart) {
        seen.finished = 1;
        seen.bytes = static_cast<unsigned long long>(done.QuadPart);
    }
    return PROGRESS_CONTINUE;
}

// The test's names are ASCII.
std::u16string wide(const char *name)
{
    std::u16string text;
    for (; *name != '\0'; name++) {
        text.push_back(static_cast<char16_t>(*name));
    }
    return text;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    Seen seen;
    const std::u16string from = wide(argv[1]), to = wide(argv[2]);
    if (!CopyFileExW(from.c_str(), to.c_str(), look, &seen, nullptr, COPY_FILE_FAIL_IF_EXISTS)) {
        std::fprintf(stderr, "%s\n", CopyFile2ErrorMessage(CopyFile2GetLastError()));
        return 1;
    }
    std::printf("%u %u %llu\n", seen.started, seen.finished, seen.bytes);
    return 0;
}
