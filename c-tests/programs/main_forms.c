/* Forms of main: FORM says which. Each gives 40 plus the number of its arguments, or 40. */
#include <windows.h>
#include <tchar.h>
#if FORM == 1
int wmain(void) { return 40; }
#elif FORM == 2
int wmain(int argc, wchar_t *argv[]) { return argv[argc] == NULL && wcscmp(argv[1], L"gr\u00f6\u00dfe") == 0 ? 40 + argc : 1; }
#elif FORM == 3
int __cdecl wmain(int argc, const wchar_t **argv, const wchar_t **envp) { return argv[argc] == NULL && envp[0] != NULL ? 40 + argc : 1; }
#elif FORM == 4
int _tmain(DWORD argc, LPTSTR argv[]) { return argv[argc] == NULL && _tcslen(argv[1]) >= 5 ? 40 + (int)argc : 1; }
#elif FORM == 5
int _tmain() { return 40; }
#elif FORM == 6
int _cdecl _tmain(int argc, TCHAR *argv[], TCHAR *envp[]) { return argv[argc] == NULL && envp[0] != NULL ? 40 + argc : 1; }
#elif FORM == 7
int main(int argc, char *argv[]) { return argv[argc] == NULL ? 40 + argc : 1; }
#elif FORM == 8
int main(void) { return 40; }
#elif FORM == 9
int wmain(int argc, LPWSTR *argv) { return argv[argc] == NULL ? 40 + argc : 1; }
#elif FORM == 10
int _tmain(int argc, _TCHAR **argv) { UNREFERENCED_PARAMETER(argv); return 40 + argc; }
#endif
