/* cf2run.exe PROGRAM ARGUMENTS...: runs a program with cf2shim.dll in it, which stands beside this launcher. For programs
 * that import CopyFile2 from kernel32, which Wine does not have, or want progress from CopyFileEx. Its exit code is the
 * program's; 2 if there was none to run. */
#include "inject.h"

#include <stdio.h>

/* Console events are for the program, which gets them, too. */
static BOOL WINAPI ignore(DWORD event)
{
    (void)event;
    return TRUE;
}

/* The command line behind the launcher's own name. */
static WCHAR *rest_of_line(void)
{
    WCHAR *line = GetCommandLineW();
    BOOL quoted = FALSE;
    for (; *line && (quoted || (*line != ' ' && *line != '\t')); line++) {
        quoted ^= *line == '"';
    }
    while (*line == ' ' || *line == '\t') {
        line++;
    }
    return line;
}

static BOOL shim_path(WCHAR *path, DWORD size)
{
    static const WCHAR name[] = L"cf2shim.dll";
    DWORD length = GetModuleFileNameW(NULL, path, size);
    while (length > 0 && path[length - 1] != '\\') {
        length--;
    }
    if (length == 0 || length + sizeof name / sizeof *name > size) {
        return FALSE;
    }
    lstrcpyW(path + length, name);
    return TRUE;
}

int main(void)
{
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    WCHAR shim[MAX_PATH], *line = rest_of_line();
    DWORD code = 2;
    if (!*line || !shim_path(shim, MAX_PATH)) {
        fputs("usage: cf2run PROGRAM ARGUMENTS...\n", stderr);
        return 2;
    }
    GetStartupInfoW(&startup);
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &startup, &process)) {
        fprintf(stderr, "cf2run: the program does not start: error %lu\n", GetLastError());
        return 2;
    }
    if (!inject(process.hProcess, shim)) {
        fputs("cf2run: the program runs without cf2shim.dll\n", stderr);
    }
    SetConsoleCtrlHandler(ignore, TRUE);
    ResumeThread(process.hThread);
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}
