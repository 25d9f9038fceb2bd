/* Copies FROM to TO and asks for the manager of BITS; prints the code of that. */
#define COBJMACROS
#include <bits.h>
#include <copyfile2.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    IBackgroundCopyManager *manager = NULL;
    if (argc != 3 || CopyFile2U8(argv[1], argv[2], NULL) != S_OK)
        return 1;
    HRESULT code = CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IBackgroundCopyManager,
                                    (void **)&manager);
    printf("%08x\n", (unsigned)code);
    if (manager != NULL)
        IBackgroundCopyManager_Release(manager);
    return (code == S_OK) != (manager != NULL);
}
