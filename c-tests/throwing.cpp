// A progress routine that throws, which no caller may do (X11).
#include <copyfile2.h>
#include <cstdio>

static DWORD CALLBACK routine(LARGE_INTEGER, LARGE_INTEGER, LARGE_INTEGER, LARGE_INTEGER, DWORD, DWORD, HANDLE, HANDLE,
                              LPVOID)
{
    throw 1;
}

int main(int, char **argv)
{
    try {
        CopyFileExA(argv[1], argv[2], routine, nullptr, nullptr, 0);
    } catch (int) {
    }
    std::puts("returned");
    return 0;
}
