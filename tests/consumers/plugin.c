/* A program that loads the library when it needs it, as layers do, and has a function of its own that is named like one of
 * the library: plugin LIBRARY FROM TO. */
/* dlvsym */
#define _GNU_SOURCE
#include <copyfile2.h>
#include <copyfile2/bits.h>

#include <dlfcn.h>
#include <stdio.h>

CF2_HRESULT DllGetClassObject(CF2_REFGUID rclsid, CF2_REFGUID riid, void **ppv)
{
    (void)rclsid, (void)riid, (void)ppv;
    return CLASS_E_CLASSNOTAVAILABLE;
}

typedef HRESULT copy(const char *, const char *, COPYFILE2_EXTENDED_PARAMETERS *);
typedef HRESULT class_object(CF2_REFGUID, CF2_DWORD, void *, CF2_REFGUID, void **);

int main(int argc, char **argv)
{
    union {
        void *address;
        copy *copy;
        class_object *class_object;
        const CF2_GUID *guid;
    } found;
    const CF2_GUID *manager, *factory;
    IUnknown *object = NULL;
    void *library;

    if (argc != 4 || (library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL)) == NULL) {
        return 2;
    }
    found.address = dlsym(library, "CLSID_BackgroundCopyManager");
    manager = found.guid;
    found.address = dlsym(library, "IID_IClassFactory");
    factory = found.guid;
    found.address = dlsym(library, "CopyFile2CoGetClassObject");
    if (FAILED(found.class_object(manager, 4, NULL, factory, (void **)&object)) || object == NULL) {
        fprintf(stderr, "the library asked the program's DllGetClassObject\n");
        return 1;
    }
    object->lpVtbl->Release(object);
    found.address = dlvsym(library, "CopyFile2U8", "COPYFILE2_0");
    if (found.address == NULL || FAILED(found.copy(argv[2], argv[3], NULL))) {
        return 1;
    }
    /* Its threads may outlive this: the code stays. */
    dlclose(library);
    return dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) == NULL;
}
