/* copyfile2.dll for Wine: what guests call (copyfile2.spec). Each function is one line around the library's own of
 * Microsoft's convention; hooks.c has what a prefix is different in. */
#include "layer.h"

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) {
        DisableThreadLibraryCalls(instance);
        layer_set_hooks();
    }
    return TRUE;
}

/* ---- Wide names ---- */

GUEST HRESULT layer_CopyFile2(const WCHAR *from, const WCHAR *to, void *parameters)
{
    return CopyFile2_ms(from, to, parameters);
}

GUEST BOOL layer_CopyFileW(const WCHAR *from, const WCHAR *to, BOOL fail) { return CopyFileW_ms(from, to, fail); }

GUEST BOOL layer_CopyFileExW(const WCHAR *from, const WCHAR *to, void *routine, void *data, BOOL *cancel, DWORD flags)
{
    return CopyFileExW_ms(from, to, routine, data, cancel, flags);
}

GUEST BOOL layer_MoveFileWithProgressW(const WCHAR *from, const WCHAR *to, void *routine, void *data, DWORD flags)
{
    return MoveFileWithProgressW_ms(from, to, routine, data, flags);
}

GUEST BOOL layer_ReplaceFileW(const WCHAR *replaced, const WCHAR *replacement, const WCHAR *backup, DWORD flags,
                              void *exclude, void *reserved)
{
    return ReplaceFileW_ms(replaced, replacement, backup, flags, exclude, reserved);
}

/* ---- Names in the guest's code page. The library's own A functions take bytes as they are. ---- */

/* NULL stays NULL. */
static BOOL widen(const char *name, WCHAR **wide)
{
    const UINT page = AreFileApisANSI() ? CP_ACP : CP_OEMCP;
    int units;
    *wide = NULL;
    if (!name) {
        return TRUE;
    }
    units = MultiByteToWideChar(page, 0, name, -1, NULL, 0);
    *wide = HeapAlloc(GetProcessHeap(), 0, units * sizeof **wide);
    if (!*wide) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return FALSE;
    }
    return MultiByteToWideChar(page, 0, name, -1, *wide, units) != 0;
}

/* Frees names and keeps the last error. */
static BOOL finish(BOOL done, WCHAR *first, WCHAR *second, WCHAR *third)
{
    const DWORD code = GetLastError();
    HeapFree(GetProcessHeap(), 0, first);
    HeapFree(GetProcessHeap(), 0, second);
    HeapFree(GetProcessHeap(), 0, third);
    SetLastError(code);
    return done;
}

GUEST BOOL layer_CopyFileExA(const char *from, const char *to, void *routine, void *data, BOOL *cancel, DWORD flags)
{
    WCHAR *wide_from = NULL, *wide_to = NULL;
    BOOL done = widen(from, &wide_from) && widen(to, &wide_to) &&
                CopyFileExW_ms(wide_from, wide_to, routine, data, cancel, flags);
    return finish(done, wide_from, wide_to, NULL);
}

GUEST BOOL layer_CopyFileA(const char *from, const char *to, BOOL fail)
{
    return layer_CopyFileExA(from, to, NULL, NULL, NULL, fail ? COPY_FILE_FAIL_IF_EXISTS : 0);
}

GUEST BOOL layer_MoveFileWithProgressA(const char *from, const char *to, void *routine, void *data, DWORD flags)
{
    WCHAR *wide_from = NULL, *wide_to = NULL;
    BOOL done = widen(from, &wide_from) && widen(to, &wide_to) &&
                MoveFileWithProgressW_ms(wide_from, wide_to, routine, data, flags);
    return finish(done, wide_from, wide_to, NULL);
}

GUEST BOOL layer_ReplaceFileA(const char *replaced, const char *replacement, const char *backup, DWORD flags, void *exclude,
                              void *reserved)
{
    WCHAR *first = NULL, *second = NULL, *third = NULL;
    BOOL done = widen(replaced, &first) && widen(replacement, &second) && widen(backup, &third) &&
                ReplaceFileW_ms(first, second, third, flags, exclude, reserved);
    return finish(done, first, second, third);
}

/* ---- BITS ---- */

GUEST HRESULT layer_DllGetClassObject(const void *clsid, const void *iid, void **object)
{
    return DllGetClassObject_ms(clsid, iid, object);
}

/* The threads of the queue live on. */
GUEST HRESULT layer_DllCanUnloadNow(void) { return S_FALSE; }
