/* C's convention, UTF-32. */
#define COPYFILE2_WCHAR32
#define KIND kind_utf32
#define NAME "UTF-32"
#define CREATE(iid, object) CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_ALL, iid, object)
#include "utf16.c"
