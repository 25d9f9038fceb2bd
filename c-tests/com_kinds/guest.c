/* Microsoft's convention, UTF-16: the guest of a layer. */
#define STDMETHODCALLTYPE __attribute__((ms_abi))
#include <copyfile2/ms_abi.h>
static long create_for_guest(const CF2_GUID *iid, void **object);
#define KIND kind_guest
#define NAME "Microsoft"
#define CREATE (HRESULT)create_for_guest

#include "utf16.c"

static long create_for_guest(const CF2_GUID *iid, void **object) {
    IClassFactory *factory = NULL;
    HRESULT hr = DllGetClassObject_ms(&CLSID_BackgroundCopyManager, &IID_IClassFactory, (void **)&factory);
    if (SUCCEEDED(hr)) {
        hr = IClassFactory_CreateInstance(factory, NULL, iid, object);
        IClassFactory_Release(factory);
    }
    return hr;
}
