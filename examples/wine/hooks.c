/* The hooks: libcopyfile2 with the names, handles, errors, threads and memory of a Wine prefix.
 *
 * The library calls them on threads of guests, and on those that start_thread below makes: both are Wine's, and may call
 * any function of Windows. */
#include "layer.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A service of Wine's server; no header that is installed declares it. */
extern NTSTATUS CDECL wine_server_fd_to_handle(int fd, unsigned access, unsigned attributes, HANDLE *handle);

/* Hands a text of Wine's over: 122 has the library ask again with more room. */
static CF2_DWORD put(char *found, char *path, size_t size)
{
    CF2_DWORD code = ERROR_SUCCESS;
    if (!found) {
        /* The last part of a name need not exist, so what is missing is a directory or a drive. */
        code = GetLastError();
        return code == ERROR_SUCCESS || code == ERROR_FILE_NOT_FOUND ? ERROR_PATH_NOT_FOUND : code;
    }
    if (strlen(found) < size) {
        strcpy(path, found);
    } else {
        code = ERROR_INSUFFICIENT_BUFFER;
    }
    HeapFree(GetProcessHeap(), 0, found);
    return code;
}

/* Drives, current directories, case: as everywhere in the prefix. */
static CF2_DWORD map_path(void *context, const CF2_WCHAR16 *name, char *path, size_t size)
{
    (void)context;
    SetLastError(ERROR_SUCCESS);
    return put(wine_get_unix_file_name((const WCHAR *)name), path, size);
}

/* A handle for the time of a callback. One that Wine opens by name knows its name (GetFinalPathNameByHandle). Where a guest
 * that shares nothing is in the way, Wine's server takes a duplicate of the descriptor, which has none. */
static CF2_HANDLE wrap_handle(void *context, int fd)
{
    const DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    const DWORD access = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
    HANDLE handle = INVALID_HANDLE_VALUE;
    char link[32], path[4096];
    ssize_t length;
    WCHAR *name;
    (void)context;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
        path[length] = '\0';
        name = wine_get_dos_file_name(path);
        if (name) {
            handle = CreateFileW(name, access, share, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
            HeapFree(GetProcessHeap(), 0, name);
        }
    }
    if (handle == INVALID_HANDLE_VALUE && wine_server_fd_to_handle(fd, access | SYNCHRONIZE, 0, &handle) != 0) {
        handle = INVALID_HANDLE_VALUE;
    }
    return handle;
}

static void release_handle(void *context, CF2_HANDLE handle)
{
    (void)context;
    if (handle != INVALID_HANDLE_VALUE) {
        CloseHandle(handle);
    }
}

static void set_last_error(void *context, CF2_DWORD code)
{
    (void)context;
    SetLastError(code);
}

static CF2_DWORD get_last_error(void *context)
{
    (void)context;
    return GetLastError();
}

struct work {
    void (*body)(void *);
    void *argument;
};

/* Code of guests needs a thread that Wine made: on another one it has no TEB, and dies at its first step. */
static DWORD WINAPI run_work(void *context)
{
    struct work work = *(struct work *)context;
    HeapFree(GetProcessHeap(), 0, context);
    CoInitializeEx(NULL, COINIT_MULTITHREADED); /* callback objects may be proxies */
    work.body(work.argument);
    CoUninitialize();
    return 0;
}

static CF2_DWORD start_thread(void *context, void (*body)(void *), void *argument)
{
    const SIZE_T stack = 2 << 20;
    struct work *work = HeapAlloc(GetProcessHeap(), 0, sizeof *work);
    HANDLE thread;
    DWORD code;
    (void)context;
    if (!work) {
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    work->body = body;
    work->argument = argument;
    thread = CreateThread(NULL, stack, run_work, work, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    if (!thread) {
        code = GetLastError();
        HeapFree(GetProcessHeap(), 0, work);
        return code;
    }
    CloseHandle(thread);
    return ERROR_SUCCESS;
}

/* Guests free with ole32's CoTaskMemFree. */
static void *task_memory(void *context, void *block, size_t size)
{
    (void)context;
    if (!block) {
        return CoTaskMemAlloc(size);
    }
    if (size) {
        return CoTaskMemRealloc(block, size);
    }
    CoTaskMemFree(block);
    return NULL;
}

/* One queue for each prefix. Native programs reach it with XDG_STATE_HOME=$WINEPREFIX/drive_c/ProgramData. */
static CF2_DWORD queue_directory(void *context, char *path, size_t size)
{
    static const WCHAR parent[] = {'C', ':', '\\', 'P', 'r', 'o', 'g', 'r', 'a', 'm', 'D', 'a', 't', 'a', 0};
    static const char name[] = "/copyfile2";
    CF2_DWORD code;
    (void)context;
    if (size <= sizeof name) {
        return ERROR_INSUFFICIENT_BUFFER;
    }
    CreateDirectoryW(parent, NULL); /* it is there in every prefix but a bare one */
    code = map_path(context, (const CF2_WCHAR16 *)parent, path, size - sizeof name);
    if (code == ERROR_SUCCESS) {
        strcat(path, name);
    }
    return code;
}

/* The program of SetNotifyCmdLine; the parameters repeat its name, as everywhere on Windows. */
static CF2_DWORD run_program(void *context, const CF2_WCHAR16 *program, const CF2_WCHAR16 *parameters, CF2_DWORD *exit_code)
{
    STARTUPINFOW startup;
    PROCESS_INFORMATION process;
    DWORD code = 1, size = (lstrlenW((const WCHAR *)parameters) + 1) * sizeof(WCHAR);
    WCHAR *line = HeapAlloc(GetProcessHeap(), 0, size); /* CreateProcess writes into it */
    (void)context;
    if (!line) {
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    memset(&startup, 0, sizeof startup);
    startup.cb = sizeof startup;
    memcpy(line, parameters, size);
    if (!CreateProcessW((const WCHAR *)program, *line ? line : NULL, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process)) {
        code = GetLastError();
        HeapFree(GetProcessHeap(), 0, line);
        return code;
    }
    HeapFree(GetProcessHeap(), 0, line);
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    *exit_code = code;
    return ERROR_SUCCESS;
}

void layer_set_hooks(void)
{
    COPYFILE2_PLATFORM_HOOKS hooks;
    memset(&hooks, 0, sizeof hooks);
    hooks.dwSize = sizeof hooks;
    hooks.pfnMapPath = map_path;
    hooks.pfnWrapHandle = wrap_handle;
    hooks.pfnReleaseHandle = release_handle;
    hooks.pfnSetLastError = set_last_error;
    hooks.pfnGetLastError = get_last_error;
    hooks.pfnStartThread = start_thread;
    hooks.pfnTaskMemory = task_memory;
    hooks.pfnQueueDirectory = queue_directory;
    hooks.pfnRunProgram = run_program;
    CopyFile2SetPlatformHooks(&hooks); /* 0x800700B7 when the DLL comes a second time: the first ones stay */
}
