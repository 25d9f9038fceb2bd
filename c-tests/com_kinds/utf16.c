/* C's convention, UTF-16. */
#define COBJMACROS
#include <bits.h>
#include <bits3_0.h>
#include <windows.h>

#ifndef KIND
#define KIND kind_utf16
#define NAME "UTF-16"
#define CREATE(iid, object) CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_ALL, iid, object)
#endif
#define GIVE give
#define TAKE take

static WCHAR *give(const char *text) {
    int units = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    WCHAR *wide = (WCHAR *)malloc((size_t)units * sizeof *wide);
    MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, units);
    return wide;
}
static char *take(const WCHAR *wide) {
    int bytes = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = (char *)malloc((size_t)bytes);
    WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, bytes, NULL, NULL);
    return text;
}

#include "client.h"
