/* cf2shim.dll: has the modules of a process call copyfile2.dll where they import, or ask for, kernel32's copy functions.
 * Programs that this one starts get it, too. No file of Wine or of the program is touched. */
#include "inject.h"

#include <psapi.h>
#include <string.h>

static HMODULE self, layer;

/* ---- What stands in for what ---- */

static FARPROC WINAPI get_proc_address(HMODULE module, const char *name);
static BOOL WINAPI create_process_a(const char *, char *, SECURITY_ATTRIBUTES *, SECURITY_ATTRIBUTES *, BOOL, DWORD, void *,
                                    const char *, STARTUPINFOA *, PROCESS_INFORMATION *);
static BOOL WINAPI create_process_w(const WCHAR *, WCHAR *, SECURITY_ATTRIBUTES *, SECURITY_ATTRIBUTES *, BOOL, DWORD, void *,
                                    const WCHAR *, STARTUPINFOW *, PROCESS_INFORMATION *);

static FARPROC replacement(const char *name)
{
    static const char *const of_layer[] = {"CopyFile2",   "CopyFileExA",           "CopyFileExW",
                                           "MoveFileWithProgressA", "MoveFileWithProgressW"};
    size_t i;
    for (i = 0; i < sizeof of_layer / sizeof *of_layer; i++) {
        if (strcmp(name, of_layer[i]) == 0) {
            return GetProcAddress(layer, name);
        }
    }
    if (strcmp(name, "GetProcAddress") == 0) {
        return (FARPROC)(void *)get_proc_address;
    }
    if (strcmp(name, "CreateProcessA") == 0) {
        return (FARPROC)(void *)create_process_a;
    }
    if (strcmp(name, "CreateProcessW") == 0) {
        return (FARPROC)(void *)create_process_w;
    }
    return NULL;
}

static FARPROC WINAPI get_proc_address(HMODULE module, const char *name)
{
    FARPROC found = NULL;
    const BOOL has_name = HIWORD((ULONG_PTR)name) != 0; /* or an ordinal */
    if (has_name && (module == GetModuleHandleA("kernel32.dll") || module == GetModuleHandleA("kernelbase.dll"))) {
        found = replacement(name);
    }
    return found ? found : GetProcAddress(module, name);
}

/* ---- Children ---- */

/* Lets a child go that was started suspended for us, with this DLL in it where that is possible. */
static BOOL adopt(BOOL started, DWORD flags, const PROCESS_INFORMATION *child)
{
    WCHAR path[MAX_PATH];
    if (started) {
        if (GetModuleFileNameW(self, path, MAX_PATH)) {
            inject(child->hProcess, path);
        }
        if (!(flags & CREATE_SUSPENDED)) {
            ResumeThread(child->hThread);
        }
    }
    return started;
}

static BOOL WINAPI create_process_a(const char *name, char *line, SECURITY_ATTRIBUTES *process, SECURITY_ATTRIBUTES *thread,
                                    BOOL inherit, DWORD flags, void *environment, const char *directory,
                                    STARTUPINFOA *startup, PROCESS_INFORMATION *child)
{
    BOOL started = CreateProcessA(name, line, process, thread, inherit, flags | CREATE_SUSPENDED, environment, directory,
                                  startup, child);
    return adopt(started, flags, child);
}

static BOOL WINAPI create_process_w(const WCHAR *name, WCHAR *line, SECURITY_ATTRIBUTES *process,
                                    SECURITY_ATTRIBUTES *thread, BOOL inherit, DWORD flags, void *environment,
                                    const WCHAR *directory, STARTUPINFOW *startup, PROCESS_INFORMATION *child)
{
    BOOL started = CreateProcessW(name, line, process, thread, inherit, flags | CREATE_SUSPENDED, environment, directory,
                                  startup, child);
    return adopt(started, flags, child);
}

/* ---- Imports ---- */

static BOOL is_kernel(const char *dll)
{
    return _stricmp(dll, "kernel32.dll") == 0 || _stricmp(dll, "kernelbase.dll") == 0 ||
           _strnicmp(dll, "api-ms-win-core-", 16) == 0;
}

static void patch_place(IMAGE_THUNK_DATA *place, FARPROC function)
{
    DWORD before;
    if (VirtualProtect(place, sizeof *place, PAGE_READWRITE, &before)) {
        place->u1.Function = (ULONG_PTR)function;
        VirtualProtect(place, sizeof *place, before, &before);
    }
}

static void patch(HMODULE module)
{
    char *base = (char *)module;
    const IMAGE_NT_HEADERS *headers = (const void *)(base + ((const IMAGE_DOS_HEADER *)base)->e_lfanew);
    const IMAGE_DATA_DIRECTORY *imports = &headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    const IMAGE_IMPORT_DESCRIPTOR *from = (const void *)(base + imports->VirtualAddress);
    const IMAGE_THUNK_DATA *name;
    IMAGE_THUNK_DATA *place;
    FARPROC function;
    if (!imports->VirtualAddress) {
        return;
    }
    for (; from->Name; from++) {
        if (!from->OriginalFirstThunk || !is_kernel(base + from->Name)) {
            continue;
        }
        name = (const void *)(base + from->OriginalFirstThunk);
        place = (void *)(base + from->FirstThunk);
        for (; name->u1.AddressOfData; name++, place++) {
            if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal)) {
                continue;
            }
            function = replacement(((const IMAGE_IMPORT_BY_NAME *)(base + name->u1.AddressOfData))->Name);
            if (function) {
                patch_place(place, function);
            }
        }
    }
}

/* The program and its own DLLs. Wine's call each other as they are. */
static void look_at(HMODULE module)
{
    WCHAR path[MAX_PATH], windows[MAX_PATH];
    const UINT length = GetWindowsDirectoryW(windows, MAX_PATH);
    if (module != self && module != layer && GetModuleFileNameW(module, path, MAX_PATH) &&
        _wcsnicmp(path, windows, length) != 0) {
        patch(module);
    }
}

/* LDR_DLL_LOADED_NOTIFICATION_DATA; documented, in no header of MinGW. */
struct loaded {
    ULONG flags;
    const void *full_name, *base_name;
    HMODULE base;
    ULONG size;
};

static void CALLBACK notified(ULONG reason, const struct loaded *data, void *context)
{
    (void)context;
    if (reason == 1) { /* loaded: its imports are resolved, its DllMain did not run */
        look_at(data->base);
    }
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    LONG(NTAPI * watch)(ULONG, void *, void *, void **);
    static HMODULE modules[1024];
    DWORD bytes = 0, i;
    void *cookie;
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH) {
        return TRUE;
    }
    self = instance;
    layer = LoadLibraryW(L"copyfile2.dll");
    if (!layer) {
        return FALSE;
    }
    if (EnumProcessModules(GetCurrentProcess(), modules, sizeof modules, &bytes)) {
        for (i = 0; i < bytes / sizeof *modules && i < sizeof modules / sizeof *modules; i++) {
            look_at(modules[i]);
        }
    }
    watch = (void *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "LdrRegisterDllNotification");
    if (watch) {
        watch(0, (void *)notified, NULL, &cookie);
    }
    return TRUE;
}
