/* initguid.h: DEFINE_GUID defines from here on. */
#ifndef INITGUID
#define INITGUID
#endif
#undef DEFINE_GUID
#include <copyfile2/com.h>
#ifndef DEFINE_GUID
#ifdef __cplusplus
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                 \
    extern "C" const CF2_GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                 \
    const CF2_GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#endif
#endif
