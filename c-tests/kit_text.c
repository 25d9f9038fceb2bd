/* Text of the drop-in headers, one table a function: the print family, functions with _s, strsafe, comparisons, code pages, numbers,
 * parts of paths, the environment and the command line. Built for every width of WCHAR, in C and C++. */
#include "check.h"
#include <strsafe.h>
#include <tchar.h>
#include <shellapi.h>
#include <process.h>
#include <io.h>

#define W(text) wide(text)
/* A literal as WCHAR, whatever its width. The last sixteen stay valid. */
static const WCHAR *wide(const char *text)
{
    static WCHAR room[16][600];
    static unsigned next;
    WCHAR *to = room[next++ % 16];
    CHECK(MultiByteToWideChar(CP_UTF8, 0, text, -1, to, 600) > 0);
    return to;
}

static int same(const WCHAR *one, const char *two)
{
    return lstrcmpW(one, W(two)) == 0;
}


/* K-S2: wide formats */
static void prints(void)
{
    WCHAR text[300];
    char narrow[300];
    CHECK(StringCchPrintfW(text, 300, W("%s|%S|%hs|%ls|%ws|%c|%C"), W("wide"), "narrow", "narrow", W("w"), W("w"), 'x', 'y') == S_OK);
    CHECK(same(text, "wide|narrow|narrow|w|w|x|y"));
    CHECK(StringCchPrintfW(text, 300, W("%10s|%-10s|%.2s|%5.1s|%*s|%%"), W("ab"), W("cd"), W("efg"), W("hi"), 4, W("j")) == S_OK);
    CHECK(same(text, "        ab|cd        |ef|    h|   j|%"));
    CHECK(StringCchPrintfW(text, 300, W("%d|%05u|%x|%#X|%o|%+d|% d|%-4d|"), -7, 42U, 255U, 255U, 8U, 5, 6, 3) == S_OK);
    CHECK(same(text, "-7|00042|ff|0XFF|10|+5| 6|3   |"));
    CHECK(StringCchPrintfW(text, 300, W("%I64d|%I64u|%lld|%llu|%I32d|%Iu|%zu"), -(1LL << 40), 1ULL << 63, -1LL, ~0ULL, -5, (size_t)9,
                           (size_t)10) == S_OK);
    CHECK(same(text, "-1099511627776|9223372036854775808|-1|18446744073709551615|-5|9|10"));
    /* l has 32 bits: a DWORD is what Windows code passes to %lu */
    CHECK(StringCchPrintfW(text, 300, W("%lu|%ld|%lX|%hd|%hhu"), (DWORD)0xFFFFFFFF, (LONG)-1, (DWORD)0x80070057, 65537, 257) == S_OK);
    CHECK(same(text, "4294967295|-1|80070057|1|1"));
    CHECK(StringCchPrintfW(text, 300, W("%.3f|%e|%g|%8.2f|%s"), 3.14159, 12345.678, 0.5, 2.5, W("end")) == S_OK);
    CHECK(same(text, "3.142|1.234568e+04|0.5|    2.50|end"));
    CHECK(StringCchPrintfW(text, 300, W("%p|%s"), (void *)(uintptr_t)0x1234, (const WCHAR *)NULL) == S_OK);
    CHECK(same(text, sizeof(void *) == 8 ? "0000000000001234|(null)" : "00001234|(null)"));
    CHECK(StringCchPrintfW(text, 300, W("%hs|%s"), "gr\xC3\xB6\xC3\x9F" "e \xF0\x9F\xA6\x80 \xFF", W("gr\xC3\xB6\xC3\x9F" "e")) == S_OK);
    CHECK(same(text, "gr\xC3\xB6\xC3\x9F" "e \xF0\x9F\xA6\x80 \xFF|gr\xC3\xB6\xC3\x9F" "e"));
    /* the narrow ones the other way round */
    CHECK(StringCchPrintfA(narrow, 300, "%s|%S|%ls|%I64d|%lu|%c", "narrow", W("wide \xC3\x9F"), W("w"), 1LL << 40, (DWORD)7, 'z') == S_OK);
    CHECK(strcmp(narrow, "narrow|wide \xC3\x9F|w|1099511627776|7|z") == 0);
    CHECK(StringCchPrintfW(text, 300, W("%n"), &narrow) == STRSAFE_E_INVALID_PARAMETER); /* writes nothing */
    CHECK(wsprintfW(text, W("%d %s"), 5, W("x")) == 3 && same(text, "5 x") && wsprintfA(narrow, "%lu", (DWORD)3) == 1);

    CHECK(_snwprintf(text, 300, W("%d"), 123) == 3 && same(text, "123"));
    text[2] = 'q', text[3] = 'r';
    CHECK(_snwprintf(text, 2, W("%d"), 123) == -1 && text[0] == '1' && text[1] == '2' && text[2] == 'q'); /* no NUL */
    CHECK(_snwprintf(text, 3, W("%d"), 456) == 3 && text[2] == '6' && text[3] == 'r');
    CHECK(_scwprintf(W("%s"), W("12345")) == 5 && _scprintf("%d", 10) == 2);
    CHECK(_snprintf(narrow, 2, "%d", 123) == -1 && narrow[0] == '1' && narrow[1] == '2');
    CHECK(swprintf_s(text, 4, W("%d"), 123) == 3 && swprintf_s(text, 3, W("%d"), 123) == -1 && text[0] == 0 && errno == ERANGE);
    CHECK(sprintf_s(narrow, 4, "%d", 123) == 3 && sprintf_s(narrow, 3, "%d", 123) == -1 && narrow[0] == 0);
    CHECK(_snwprintf_s(text, 4, _TRUNCATE, W("%d"), 12345) == -1 && same(text, "123"));
    CHECK(_snprintf_s(narrow, 10, 2, "%d", 12345) == -1 && strcmp(narrow, "12") == 0);
    CHECK(sprintf_s(NULL, 3, "x") == -1 && errno == EINVAL);
}

/* K-S3: codes of copies that know their buffer */
static void secure(void)
{
    WCHAR text[8];
    char narrow[8], *rest = NULL, words[] = "a,b;;c";
    size_t count = 0;
    CHECK(wcscpy_s(text, 8, W("1234567")) == 0 && same(text, "1234567"));
    CHECK(wcscpy_s(text, 8, W("12345678")) == ERANGE && text[0] == 0);
    CHECK(wcscpy_s(text, 0, W("1")) == ERANGE && wcscpy_s(NULL, 8, W("1")) == EINVAL && wcscpy_s(text, 8, NULL) == EINVAL);
    CHECK(wcscpy_s(text, 8, W("ab")) == 0 && wcscat_s(text, 8, W("cdefg")) == 0 && same(text, "abcdefg"));
    CHECK(wcscat_s(text, 8, W("h")) == ERANGE && text[0] == 0);
    CHECK(wcsncpy_s(text, 8, W("abcdef"), 3) == 0 && same(text, "abc") && wcsncpy_s(text, 3, W("abcdef"), 3) == ERANGE && text[0] == 0);
    CHECK(wcsncpy_s(text, 4, W("abcdef"), _TRUNCATE) == STRUNCATE && same(text, "abc") && wcsncpy_s(text, 0, W("a"), 1) == EINVAL);
    CHECK(wcsncat_s(text, 8, W("xyz"), 2) == 0 && same(text, "abcxy") && wcsncat_s(text, 8, W("1234"), _TRUNCATE) == STRUNCATE);
    CHECK(same(text, "abcxy12"));
    CHECK(strcpy_s(narrow, 8, "abc") == 0 && strcat_s(narrow, 8, "d") == 0 && strcmp(narrow, "abcd") == 0);
    CHECK(strncpy_s(narrow, 8, "abcdef", _TRUNCATE) == 0 && strncpy_s(narrow, 3, "abcdef", _TRUNCATE) == STRUNCATE);
    CHECK(memcpy_s(narrow, 2, "abc", 3) == ERANGE && narrow[0] == 0 && narrow[1] == 0 && memcpy_s(narrow, 8, "abc", 3) == 0);
    CHECK(memmove_s(narrow, 2, "abc", 3) == ERANGE && memmove_s(NULL, 2, "abc", 3) == EINVAL && memcpy_s(NULL, 0, NULL, 0) == 0);
    CHECK(strcmp(strtok_s(words, ",;", &rest), "a") == 0 && strcmp(strtok_s(NULL, ",;", &rest), "b") == 0);
    CHECK(strcmp(strtok_s(NULL, ",;", &rest), "c") == 0 && strtok_s(NULL, ",;", &rest) == NULL);
    CHECK(_itow_s(-255, text, 8, 10) == 0 && same(text, "-255") && _itow_s(255, text, 8, 16) == 0 && same(text, "ff"));
    CHECK(_itow_s(-1, text, 8, 16) == ERANGE && text[0] == 0 && _itow_s(1, text, 8, 1) == EINVAL && _ultow_s(42, text, 8, 2) == 0);
    CHECK(same(text, "101010") && _ui64tow_s(12, text, 2, 10) == ERANGE && _i64toa_s(-7, narrow, 8, 10) == 0 && strcmp(narrow, "-7") == 0);
    CHECK(mbstowcs_s(&count, text, 8, "gr\xC3\xB6", _TRUNCATE) == 0 && count == 4 && same(text, "gr\xC3\xB6"));
    CHECK(wcstombs_s(&count, narrow, 8, W("gr\xC3\xB6"), _TRUNCATE) == 0 && count == 5 && strcmp(narrow, "gr\xC3\xB6") == 0);
    CHECK(wcstombs_s(&count, narrow, 3, W("abcdef"), 3) == ERANGE && wcstombs_s(&count, narrow, 3, W("abcdef"), _TRUNCATE) == STRUNCATE);
    CHECK(wcsnlen_s(NULL, 5) == 0 && wcsnlen_s(W("abc"), 2) == 2 && strnlen_s("abc", 9) == 3);
}

/* K-S4 */
static void strsafe(void)
{
    WCHAR text[8], *end = NULL;
    char narrow[8];
    size_t left = 99, length = 99;
    CHECK(StringCchCopyW(text, 8, W("abc")) == S_OK && same(text, "abc"));
    CHECK(StringCchCopyW(text, 3, W("abc")) == STRSAFE_E_INSUFFICIENT_BUFFER && same(text, "ab")); /* cut, with its NUL */
    CHECK(StringCchCopyW(text, 0, W("abc")) == STRSAFE_E_INVALID_PARAMETER && same(text, "ab"));
    CHECK(StringCchCopyW(text, (size_t)STRSAFE_MAX_CCH + 1, W("abc")) == STRSAFE_E_INVALID_PARAMETER);
    CHECK(StringCchCopyNW(text, 8, W("abcdef"), 2) == S_OK && same(text, "ab") && StringCchCatW(text, 8, W("cd")) == S_OK);
    CHECK(StringCchCatNW(text, 6, W("efgh"), 3) == STRSAFE_E_INSUFFICIENT_BUFFER && same(text, "abcde"));
    CHECK(StringCchCatExW(text, 8, W("f"), &end, &left, STRSAFE_FILL_BEHIND_NULL) == S_OK && end == text + 6 && left == 2 && text[7] == 0);
    CHECK(StringCchCopyExW(text, 3, W("abc"), &end, &left, STRSAFE_NO_TRUNCATION) == STRSAFE_E_INSUFFICIENT_BUFFER && text[0] == 0);
    CHECK(end == text && left == 3 && StringCchCopyExW(text, 3, NULL, NULL, NULL, STRSAFE_IGNORE_NULLS) == S_OK && text[0] == 0);
    CHECK(StringCchLengthW(W("abc"), 8, &length) == S_OK && length == 3 && StringCchLengthW(W("abc"), 3, &length) == STRSAFE_E_INVALID_PARAMETER);
    CHECK(StringCbCopyW(text, 3 * sizeof(WCHAR), W("abc")) == STRSAFE_E_INSUFFICIENT_BUFFER && same(text, "ab"));
    CHECK(StringCbLengthW(text, sizeof(text), &length) == S_OK && length == 2 * sizeof(WCHAR));
    CHECK(StringCbPrintfW(text, sizeof(text), W("%d"), 12) == S_OK && same(text, "12"));
    CHECK(StringCchPrintfW(text, 3, W("%d"), 123) == STRSAFE_E_INSUFFICIENT_BUFFER && same(text, "12"));
    CHECK(StringCchCopyA(narrow, 3, "abc") == STRSAFE_E_INSUFFICIENT_BUFFER && strcmp(narrow, "ab") == 0);
    CHECK(StringCchPrintf((TCHAR *)text, 2, _T("%d"), 5) == S_OK);
}

/* K-S5 */
static void comparisons(void)
{
    WCHAR text[20];
    char narrow[20];
    CHECK(_wcsicmp(W("\xC3\x84x"), W("\xC3\xA4X")) == 0 && _wcsicmp(W("a"), W("B")) < 0 && _wcsnicmp(W("abX"), W("ABy"), 2) == 0);
    CHECK(_stricmp("ABC", "abc") == 0 && _strnicmp("abX", "ABy", 2) == 0 && _memicmp("aB", "Ab", 2) == 0 && _stricmp("a", "b") < 0);
    CHECK(lstrcmpW(W("a"), W("b")) == -1 && lstrcmpiW(W("A"), W("a")) == 0 && lstrcmpiA("A", "b") == -1 && lstrcmpA("x", "x") == 0);
    CHECK(CompareStringW(LOCALE_USER_DEFAULT, NORM_IGNORECASE, W("Ab"), -1, W("aB"), -1) == CSTR_EQUAL);
    CHECK(CompareStringOrdinal(W("a"), -1, W("b"), 1, FALSE) == CSTR_LESS_THAN && CompareStringOrdinal(W("B"), -1, W("a"), -1, TRUE) == 3);
    CHECK(CompareStringOrdinal(NULL, -1, W("b"), 1, FALSE) == 0 && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(lstrcpynW(text, W("abcdef"), 4) == text && same(text, "abc"));
    CHECK(StringCchCopyW(text, 20, W("Gr\xC3\x96\xC3\x9F" "e")) == S_OK && same(_wcslwr(text), "gr\xC3\xB6\xC3\x9F" "e"));
    CHECK(same(_wcsupr(text), "GR\xC3\x96\xC3\x9F" "E")); /* the sharp s would become two: it stays */
    CHECK(CharUpperW((LPWSTR)(uintptr_t)'q') == (LPWSTR)(uintptr_t)'Q' && IsCharAlphaW(*W("\xC3\xA4")) && !IsCharAlphaNumericW('-'));
    CHECK(strcpy_s(narrow, 20, "MiXed") == 0 && strcmp(_strlwr(narrow), "mixed") == 0 && strcmp(_strupr(narrow), "MIXED") == 0);
    CHECK(_wtoi(W(" -12x")) == -12 && _wtoi64(W("1099511627776")) == 1LL << 40 && _atoi64("-5") == -5 && _tstoi(_T("7")) == 7);
    CHECK(cf2_wcstoul(W("0x1F"), NULL, 16) == 31 && cf2_wcstod(W("2.5e1"), NULL) == 25.0);
    CHECK(cf2_wcsstr(W("abcabd"), W("abd")) != NULL && *cf2_wcsrchr(W("a/b/c"), '/') == '/' && cf2_wcscspn(W("abc;d"), W(";")) == 3);
    CHECK(GetACP() == 65001 && GetUserDefaultLCID() == 0x409 && _tcslen(_T("four")) == 4 && _tcscmp(_T("a"), _T("a")) == 0);
}

/* K-R1: parts of a path */
static void parts(void)
{
    WCHAR drive[_MAX_DRIVE], directory[_MAX_DIR], name[_MAX_FNAME], extension[_MAX_EXT], path[_MAX_PATH];
    _wsplitpath(W("C:\\dir/sub\\file.tar.gz"), drive, directory, name, extension);
    CHECK(same(drive, "C:") && same(directory, "\\dir/sub\\") && same(name, "file.tar") && same(extension, ".gz"));
    _wmakepath(path, W("C"), W("dir"), W("file"), W("txt"));
    CHECK(same(path, "C:dir\\file.txt"));
    CHECK(_wsplitpath_s(W("/a/b"), NULL, 0, NULL, 0, name, 1, NULL, 0) == ERANGE && name[0] == 0);
    CHECK(_wsplitpath_s(W("/a/.b"), NULL, 0, directory, 20, name, 20, extension, 20) == 0 && name[0] == 0 && same(extension, ".b"));
}

/* K-E5, K-E6, K-P13 */
static void environment(void)
{
    WCHAR value[40], program[600];
    LPWSTR *vector;
    int count = 0;
    DWORD length;
    CHECK(SetEnvironmentVariableW(W("COPYFILE2_kit"), W("v\xC3\xA4lue")));
    CHECK(GetEnvironmentVariableW(W("COPYFILE2_kit"), value, 40) == 5 && same(value, "v\xC3\xA4lue"));
    CHECK(GetEnvironmentVariableW(W("copyfile2_KIT"), value, 40) == 5); /* then in any case */
    CHECK(GetEnvironmentVariableW(W("COPYFILE2_kit"), value, 5) == 6 && GetEnvironmentVariableA("COPYFILE2_kit", NULL, 0) == 7);
    CHECK(ExpandEnvironmentStringsW(W("<%COPYFILE2_kit%> %no such% 5%"), value, 40) == 21 && same(value, "<v\xC3\xA4lue> %no such% 5%"));
    CHECK(ExpandEnvironmentStringsW(W("%COPYFILE2_kit%"), value, 3) == 6);
    CHECK(SetEnvironmentVariableW(W("COPYFILE2_kit"), NULL) && GetEnvironmentVariableW(W("COPYFILE2_kit"), value, 40) == 0);
    CHECK(GetLastError() == ERROR_ENVVAR_NOT_FOUND && refuses(SetEnvironmentVariableA("a=b", "c"), ERROR_INVALID_PARAMETER));
    vector = CommandLineToArgvW(GetCommandLineW(), &count);
    CHECK(vector != NULL && count == 4 && same(vector[1], "a b") && same(vector[2], "c\"d\\") && same(vector[3], "") && vector[4] == NULL);
    CHECK(LocalFree(vector) == NULL);
    length = GetModuleFileNameW(NULL, program, 600);
    CHECK(length > 0 && program[length] == 0 && lstrlenW(program) == (int)length);
    CHECK(GetModuleFileNameW(NULL, program, 5) == 5 && GetLastError() == ERROR_INSUFFICIENT_BUFFER && program[4] == 0);
    CHECK(GetModuleHandleW(NULL) != NULL && GetModuleHandleW(W("KERNEL32.dll")) != NULL && GetModuleHandleA("ntdll") != NULL); /* K-E7 */
    CHECK(LoadLibraryW(W("other.dll")) == NULL && GetLastError() == ERROR_MOD_NOT_FOUND);
    CHECK(GetProcAddress(GetModuleHandleA("kernel32"), "GetTempPath2W") == NULL && GetLastError() == ERROR_PROC_NOT_FOUND);
    CHECK(GetProcAddress(GetModuleHandleA("kernel32"), "SetLastError") != NULL);
}

/* K-M1, K-M2 */
static void memory(void)
{
    const HANDLE heap = HeapCreate(0, 0, 0);
    char *block = (char *)HeapAlloc(heap, HEAP_ZERO_MEMORY, 100), *pages;
    CHECK(block != NULL && block[99] == 0 && HeapSize(heap, 0, block) >= 100);
    block = (char *)HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 5000);
    CHECK(block != NULL && block[4999] == 0 && LocalFree(block) == NULL); /* of another family */
    CHECK(HeapAlloc(heap, 0, 10) != NULL && HeapDestroy(heap) && refuses(HeapDestroy(heap), ERROR_INVALID_HANDLE));
    block = (char *)GlobalAlloc(GPTR, 16);
    CHECK(block != NULL && block[15] == 0 && GlobalLock(block) == block && GlobalFree(block) == NULL && LocalFree(NULL) == NULL);
    pages = (char *)VirtualAlloc(NULL, 100000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    CHECK(pages != NULL && (uintptr_t)pages % 65536 == 0 && pages[99999] == 0);
    CHECK(refuses(VirtualFree(pages, 100000, MEM_RELEASE), ERROR_INVALID_PARAMETER) && VirtualFree(pages, 0, MEM_RELEASE));
    CHECK(refuses(VirtualFree(pages, 0, MEM_RELEASE), ERROR_INVALID_ADDRESS));
}

/* K-Q1, K-Q2 */
static unsigned WINAPI posts(void *main_thread)
{
    PostThreadMessage(*(DWORD *)main_thread, WM_APP + 1, 5, 6);
    PostThreadMessage(*(DWORD *)main_thread, WM_QUIT, 3, 0);
    return 9;
}

static void messages(void)
{
    MSG message;
    DWORD me = GetCurrentThreadId(), code = 0;
    HANDLE thread;
    CHECK(!PeekMessage(&message, NULL, 0, 0, PM_REMOVE)); /* makes the queue */
    thread = (HANDLE)_beginthreadex(NULL, 0, posts, &me, 0, NULL);
    CHECK(MsgWaitForMultipleObjects(0, NULL, FALSE, INFINITE, QS_ALLINPUT) == WAIT_OBJECT_0);
    CHECK(GetMessage(&message, NULL, 0, 0) == TRUE && message.message == WM_APP + 1 && message.wParam == 5 && message.lParam == 6);
    TranslateMessage(&message);
    DispatchMessage(&message);
    CHECK(GetMessage(&message, NULL, 0, 0) == FALSE && message.wParam == 3);
    CHECK(WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &code) && code == 9 && CloseHandle(thread));
    CHECK(GetMessage(&message, (HWND)&me, 0, 0) == -1 && GetLastError() == ERROR_INVALID_WINDOW_HANDLE);
    CHECK(refuses(PostThreadMessage(0x7FFFFFF0, WM_APP, 0, 0), ERROR_INVALID_THREAD_ID) && PostMessage(NULL, WM_USER, 1, 2));
    PostQuitMessage(4);
    CHECK(GetMessage(&message, NULL, 0, 0) == TRUE && message.message == WM_USER && GetMessage(&message, NULL, 0, 0) == FALSE);
    CHECK(message.wParam == 4);
}

/* K-E1 to K-E4, K-C1, K-C3: what is told of the system. Standard output is no terminal here. */
static void machine(void)
{
    SYSTEM_INFO system;
    OSVERSIONINFOW version;
    MEMORYSTATUSEX status;
    LARGE_INTEGER one, two;
    WCHAR name[100];
    DWORD size = 100, mode;
    GetSystemInfo(&system);
    CHECK(system.dwNumberOfProcessors >= 1 && system.dwPageSize >= 4096 && system.dwAllocationGranularity == 65536);
    version.dwOSVersionInfoSize = sizeof(version);
    CHECK(GetVersionExW(&version) && version.dwMajorVersion == 10 && version.dwBuildNumber == 22631 && version.dwPlatformId == 2);
    version.dwOSVersionInfoSize = 5;
    CHECK(refuses(GetVersionExW(&version), ERROR_INSUFFICIENT_BUFFER));
    status.dwLength = sizeof(status);
    CHECK(GlobalMemoryStatusEx(&status) && status.ullTotalPhys >= status.ullAvailPhys && status.ullTotalPhys > 0);
    CHECK(QueryPerformanceFrequency(&one) && one.QuadPart == 10000000 && QueryPerformanceCounter(&one) && QueryPerformanceCounter(&two));
    CHECK(two.QuadPart >= one.QuadPart && GetComputerNameW(name, &size) && size == (DWORD)lstrlenW(name));
    size = 0;
    CHECK(refuses(GetUserNameW(name, &size), ERROR_INSUFFICIENT_BUFFER) && size > 1 && GetUserNameW(name, &size));
    CHECK(GetSystemDirectoryW(name, 100) == 19 && same(name, "C:\\Windows\\system32") && GetWindowsDirectoryW(name, 5) == 11);
    CHECK(GetStdHandle(STD_OUTPUT_HANDLE) != NULL && GetStdHandle(STD_OUTPUT_HANDLE) == GetStdHandle(STD_OUTPUT_HANDLE));
    CHECK(GetStdHandle(5) == INVALID_HANDLE_VALUE && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(refuses(GetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), &mode), ERROR_INVALID_HANDLE) && GetConsoleOutputCP() == 65001);
    CHECK(SetConsoleOutputCP(CP_UTF8) && refuses(SetConsoleOutputCP(437), ERROR_INVALID_PARAMETER));
    CHECK(IsDebuggerPresent() == FALSE || IsDebuggerPresent() == TRUE);
}

int main(void)
{
    prints();
    secure();
    strsafe();
    comparisons();
    parts();
    environment();
    memory();
    messages();
    machine();
    return failed != 0;
}
