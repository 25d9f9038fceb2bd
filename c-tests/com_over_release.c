/* Releases a manager once more often than it was referenced: a debug build of the library stops the program. */
#define COBJMACROS
#include <bits.h>

int main(void) {
    IBackgroundCopyManager *manager = NULL;
    if (CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IBackgroundCopyManager,
                         (void **)&manager) != S_OK) {
        return 1;
    }
    IBackgroundCopyManager_Release(manager);
    IBackgroundCopyManager_Release(manager);
    return 0;
}
