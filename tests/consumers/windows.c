/* Windows code as it is, in C and C++: windows.h and bits.h come with the installation. */
#include <windows.h>
#include <bits.h>

#include <stdio.h>

static DWORD CALLBACK look(LARGE_INTEGER total, LARGE_INTEGER done, LARGE_INTEGER stream, LARGE_INTEGER moved, DWORD number,
                           DWORD reason, HANDLE from, HANDLE to, LPVOID context)
{
    LARGE_INTEGER size;
    (void)total, (void)done, (void)stream, (void)moved, (void)number, (void)reason, (void)to;
    if (GetFileSizeEx(from, &size)) {
        *(LONGLONG *)context = size.QuadPart;
    }
    return PROGRESS_CONTINUE;
}

int main(int argc, char **argv)
{
    LONGLONG bytes = -1;
    IUnknown *unknown = NULL;

    if (argc != 3) {
        return 2;
    }
    if (!CopyFileExA(argv[1], argv[2], look, &bytes, NULL, COPY_FILE_FAIL_IF_EXISTS)) {
        fprintf(stderr, "error %u\n", (unsigned)GetLastError());
        return 1;
    }
    if (CopyFileExA(argv[1], argv[2], NULL, NULL, NULL, COPY_FILE_FAIL_IF_EXISTS) || GetLastError() != ERROR_FILE_EXISTS) {
        return 1;
    }
    /* the constants of the library, and its class table */
#ifdef __cplusplus
    if (CoCreateInstance(IID_IBackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, IID_IUnknown, (void **)&unknown) !=
#else
    if (CoCreateInstance(&IID_IBackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IUnknown, (void **)&unknown) !=
#endif
            REGDB_E_CLASSNOTREG ||
        unknown != NULL) {
        return 1;
    }
    printf("1 1 %lld\n", (long long)bytes);
    return 0;
}
