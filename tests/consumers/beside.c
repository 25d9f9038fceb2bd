/* A program with another Rust library in it and with functions of its own that are named like those of the API, of the
 * runtime and of the libraries that the feature `bundled` brings along. */
#define COPYFILE2_NO_WINDOWS_TYPES
#include <copyfile2.h>
#include <copyfile2/bits.h>

#include <stdio.h>
#include <string.h>

int second_answer(void);

static const char *asked = "nobody";

CF2_BOOL CopyFileA(const char *from, const char *to, CF2_BOOL fail)
{
    asked = "the program's";
    return CopyFileU8(from, to, fail);
}

CF2_HRESULT DllGetClassObject(CF2_REFGUID rclsid, CF2_REFGUID riid, void **ppv)
{
    (void)rclsid, (void)riid, (void)ppv;
    return (CF2_HRESULT)0x80040111;
}

const CF2_GUID IID_IUnknown = { 0, 0, 0, { 0xC0, 0, 0, 0, 0, 0, 0, 0x46 } };

const char *rust_panic(void);
const char *rust_panic(void)
{
    return "the program's";
}

#ifdef BUNDLED
const char *sqlite3_libversion(void);
const char *sqlite3_libversion(void)
{
    return "the program's";
}

int sqlite3_open_v2(const char *name, void **database, int flags, const char *vfs);
int sqlite3_open_v2(const char *name, void **database, int flags, const char *vfs)
{
    (void)name, (void)database, (void)flags, (void)vfs;
    return 21;
}

int curl_global_init(long flags);
int curl_global_init(long flags)
{
    return (int)flags;
}

void *SSL_new(void *context);
void *SSL_new(void *context)
{
    return context;
}
#endif

int main(int argc, char **argv)
{
    void *factory = NULL;

    if (argc != 3 || second_answer() != 42) {
        return 2;
    }
    if (CopyFile2CoGetClassObject(&CLSID_BackgroundCopyManager, 4, NULL, &IID_IUnknown, &factory) != 0 || factory == NULL) {
        fprintf(stderr, "the library asked the program's DllGetClassObject\n");
        return 1;
    }
    ((IUnknown *)factory)->lpVtbl->Release((IUnknown *)factory);
    if (!CopyFileA(argv[1], argv[2], 1)) {
        return 1;
    }
    return strcmp(asked, "the program's") != 0;
}
