/* The usual gate around CopyFile2: what the program does is chosen by the version that the headers tell. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
    OSVERSIONINFOW version;
    ZeroMemory(&version, sizeof version);
    version.dwOSVersionInfoSize = sizeof version;
#if _WIN32_WINNT >= 0x0602 && NTDDI_VERSION >= NTDDI_WIN8 && WINVER >= _WIN32_WINNT_WIN8
    if (!GetVersionExW(&version) || version.dwMajorVersion < 6) {
        return 2;
    }
    puts("CopyFile2");
    return 0;
#else
    puts("CopyFileEx");
    return 1;
#endif
}
