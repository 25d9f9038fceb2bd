/* What progress routines do with their handles by the drop-in headers, and the generic names. Built strict and not, with
 * and without UNICODE. Runs in an empty directory with a file "source" of 5 bytes, written at 1000000000.123456700. */
#include "check.h"

/* 100 ns since 1601 */
#define WRITTEN ((1000000000ULL + 11644473600ULL) * 10000000ULL + 1234567ULL)

static DWORD CALLBACK routine(LARGE_INTEGER TotalFileSize, LARGE_INTEGER TotalBytesTransferred,
                              LARGE_INTEGER StreamSize, LARGE_INTEGER StreamBytesTransferred, DWORD dwStreamNumber,
                              DWORD dwCallbackReason, HANDLE hSourceFile, HANDLE hDestinationFile, LPVOID lpData)
{
    LARGE_INTEGER size;
    FILETIME created, accessed, written, other = {0, 0};
    BY_HANDLE_FILE_INFORMATION source, destination;
    (void)TotalBytesTransferred;
    (void)StreamBytesTransferred;
    CHECK(dwStreamNumber == 1 && StreamSize.QuadPart == 5 && TotalFileSize.LowPart == 5);
    CHECK(GetFileSizeEx(hSourceFile, &size) && size.QuadPart == 5 && size.HighPart == 0);
    CHECK(GetFileTime(hSourceFile, &created, &accessed, &written) && ticks(&written) == WRITTEN);
    CHECK(GetFileTime(hSourceFile, NULL, NULL, NULL));
    CHECK(GetFileInformationByHandle(hSourceFile, &source) && ticks(&source.ftLastWriteTime) == WRITTEN);
    CHECK(source.nFileSizeLow == 5 && source.nFileSizeHigh == 0 && source.nNumberOfLinks == 1);
    CHECK(source.dwFileAttributes == FILE_ATTRIBUTE_NORMAL || source.dwFileAttributes == FILE_ATTRIBUTE_READONLY);
    CHECK(GetFileInformationByHandle(hDestinationFile, &destination));
    CHECK(source.nFileIndexLow != destination.nFileIndexLow || source.nFileIndexHigh != destination.nFileIndexHigh);
    CHECK(source.dwVolumeSerialNumber == destination.dwVolumeSerialNumber);
    if (dwCallbackReason == CALLBACK_CHUNK_FINISHED) {
        CHECK(GetFileSizeEx(hDestinationFile, &size) && size.QuadPart == 5);
        CHECK(FlushFileBuffers(hDestinationFile));
        other.dwHighDateTime = 0x01D00000;
        CHECK(SetFileTime(hDestinationFile, NULL, NULL, &other)); /* overwritten at the end (M20) */
        CHECK(GetFileTime(hDestinationFile, NULL, NULL, &written) && ticks(&written) == ticks(&other));
        CHECK(SetFileTime(hDestinationFile, NULL, &other, NULL));
        CHECK(GetFileTime(hDestinationFile, NULL, &accessed, &written) && ticks(&accessed) == ticks(&other));
        CHECK(ticks(&written) == ticks(&other));
    }
    ++*(unsigned *)lpData;
    return PROGRESS_CONTINUE;
}

/* The way every Windows program makes a text of an error. */
static void messages(void)
{
    const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    LPTSTR text = NULL;
    CHAR narrow[64], short_one[8] = "nothing";
    WCHAR wide[64];
    DWORD length = FormatMessage(flags | FORMAT_MESSAGE_ALLOCATE_BUFFER, NULL, ERROR_ACCESS_DENIED,
                                 MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)&text, 0, NULL);
    CHECK(text != NULL && length > 3 && (DWORD)lstrlen(text) == length);
    CHECK(text[0] == 'A' && text[length - 3] == '.' && text[length - 2] == '\r' && text[length - 1] == '\n');
    CHECK(LocalFree(text) == NULL);

    length = FormatMessageA(flags, NULL, ERROR_ACCESS_DENIED, 0, narrow, sizeof narrow, NULL);
    CHECK(length != 0 && strcmp(narrow, "Access is denied.\r\n") == 0);
    CHECK(FormatMessageA(flags, NULL, (DWORD)HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED), 0, narrow, length + 1, NULL) == length);
    CHECK(FormatMessageW(flags, NULL, ERROR_ACCESS_DENIED, 0, wide, 64, NULL) == length && wide[length] == 0);
    CHECK(FormatMessageA(flags | FORMAT_MESSAGE_MAX_WIDTH_MASK, NULL, ERROR_ACCESS_DENIED, 0, narrow, 64, NULL) != 0);
    CHECK(strcmp(narrow, "Access is denied. ") == 0);
    CHECK(refuses(FormatMessageA(flags, NULL, ERROR_ACCESS_DENIED, 0, narrow, length, NULL) != 0,
                  ERROR_INSUFFICIENT_BUFFER));
    CHECK(refuses(FormatMessageA(flags, NULL, 0x3FFFFFFF, 0, short_one, 8, NULL) != 0, ERROR_MR_MID_NOT_FOUND));
    CHECK(refuses(FormatMessageA(flags, NULL, ERROR_ACCESS_DENIED, 0, NULL, 0, NULL) != 0, ERROR_INVALID_PARAMETER));
    CHECK(refuses(FormatMessageA(FORMAT_MESSAGE_FROM_STRING, "%1", 0, 0, short_one, 8, NULL) != 0,
                  ERROR_INVALID_PARAMETER));
    CHECK(strcmp(short_one, "nothing") == 0);
}

int main(void)
{
    unsigned calls = 0;
    LARGE_INTEGER size;
    FILETIME time = {0, 0};
    BY_HANDLE_FILE_INFORMATION information;
    BOOL cancel = FALSE;

    CHECK(CopyFileEx(TEXT("source"), TEXT("copy"), routine, &calls, &cancel, COPY_FILE_FAIL_IF_EXISTS) && calls == 2);
    CHECK(refuses(CopyFile(TEXT("source"), TEXT("copy"), TRUE), ERROR_FILE_EXISTS));
    CHECK(refuses(MoveFile(TEXT("source"), TEXT("copy")), ERROR_ALREADY_EXISTS));
    CHECK(CopyFile(TEXT("source"), TEXT("second"), TRUE));
    CHECK(MoveFile(TEXT("second"), TEXT("third")) && MoveFileEx(TEXT("third"), TEXT("second"), 0));
    CHECK(MoveFileWithProgress(TEXT("second"), TEXT("third"), routine, &calls, 0) && calls == 2);
    CHECK(CopyFile(TEXT("source"), TEXT("second"), TRUE));
    CHECK(ReplaceFile(TEXT("third"), TEXT("second"), NULL, REPLACEFILE_WRITE_THROUGH, NULL, NULL));
    CHECK(MoveFileEx(TEXT("third"), TEXT("copied"), MOVEFILE_REPLACE_EXISTING));
    CHECK(refuses(CopyFileTransacted(TEXT("source"), TEXT("x"), NULL, NULL, NULL, 0, NULL), ERROR_CALL_NOT_IMPLEMENTED));
    CHECK(refuses(MoveFileTransacted(TEXT("source"), TEXT("x"), NULL, NULL, 0, NULL), ERROR_CALL_NOT_IMPLEMENTED));

    /* no handle at all */
    CHECK(refuses(FlushFileBuffers(INVALID_HANDLE_VALUE), ERROR_INVALID_HANDLE));
    CHECK(refuses(GetFileSizeEx(NULL, &size), ERROR_INVALID_HANDLE));
    CHECK(refuses(GetFileTime(NULL, NULL, NULL, &time), ERROR_INVALID_HANDLE));
    CHECK(refuses(SetFileTime(NULL, NULL, NULL, &time), ERROR_INVALID_HANDLE));
    CHECK(refuses(GetFileInformationByHandle(NULL, &information), ERROR_INVALID_HANDLE));
    SetLastError(ERROR_SUCCESS);
    CHECK(GetLastError() == ERROR_SUCCESS && CopyFile2GetLastError() == 0);
    ZeroMemory(&information, sizeof information);
    CHECK(information.nNumberOfLinks == 0);
    messages();
    return failed != 0;
}
