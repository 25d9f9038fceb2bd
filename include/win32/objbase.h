/*
 * objbase.h: the COM functions that BITS clients call, as inline functions over the library's helpers, so that no
 * symbol of another COM library is taken.
 */
#ifndef COPYFILE2_WIN32_OBJBASE_H
#define COPYFILE2_WIN32_OBJBASE_H

#include "windef.h"
#include <copyfile2/unknwn.h>

typedef enum tagCLSCTX {
    CLSCTX_INPROC_SERVER = 0x1,
    CLSCTX_INPROC_HANDLER = 0x2,
    CLSCTX_LOCAL_SERVER = 0x4,
    CLSCTX_REMOTE_SERVER = 0x10
} CLSCTX;
#define CLSCTX_INPROC (CLSCTX_INPROC_SERVER | CLSCTX_INPROC_HANDLER)
#define CLSCTX_SERVER (CLSCTX_INPROC_SERVER | CLSCTX_LOCAL_SERVER | CLSCTX_REMOTE_SERVER)
#define CLSCTX_ALL (CLSCTX_INPROC_HANDLER | CLSCTX_SERVER)

typedef enum tagCOINIT {
    COINIT_MULTITHREADED = 0x0,
    COINIT_APARTMENTTHREADED = 0x2,
    COINIT_DISABLE_OLE1DDE = 0x4,
    COINIT_SPEED_OVER_MEMORY = 0x8
} COINIT;

typedef enum tagEOLE_AUTHENTICATION_CAPABILITIES {
    EOAC_NONE = 0,
    EOAC_MUTUAL_AUTH = 0x1,
    EOAC_SECURE_REFS = 0x2,
    EOAC_ACCESS_CONTROL = 0x4,
    EOAC_APPID = 0x8,
    EOAC_DYNAMIC = 0x10,
    EOAC_STATIC_CLOAKING = 0x20,
    EOAC_DYNAMIC_CLOAKING = 0x40,
    EOAC_DEFAULT = 0x800
} EOLE_AUTHENTICATION_CAPABILITIES;

#define RPC_C_AUTHN_LEVEL_DEFAULT 0
#define RPC_C_AUTHN_LEVEL_NONE 1
#define RPC_C_AUTHN_LEVEL_CONNECT 2
#define RPC_C_AUTHN_LEVEL_CALL 3
#define RPC_C_AUTHN_LEVEL_PKT 4
#define RPC_C_AUTHN_LEVEL_PKT_INTEGRITY 5
#define RPC_C_AUTHN_LEVEL_PKT_PRIVACY 6
#define RPC_C_IMP_LEVEL_DEFAULT 0
#define RPC_C_IMP_LEVEL_ANONYMOUS 1
#define RPC_C_IMP_LEVEL_IDENTIFY 2
#define RPC_C_IMP_LEVEL_IMPERSONATE 3
#define RPC_C_IMP_LEVEL_DELEGATE 4
#define RPC_C_AUTHN_NONE 0
#define RPC_C_AUTHN_WINNT 10
#define RPC_C_AUTHN_DEFAULT 0xffffffffU
#define RPC_C_AUTHZ_NONE 0
#define RPC_C_AUTHZ_DEFAULT 0xffffffffU
#define COLE_DEFAULT_PRINCIPAL ((CF2_WCHAR *)(intptr_t)-1)
#define COLE_DEFAULT_AUTHINFO ((void *)(intptr_t)-1)

static inline CF2_HRESULT CoInitializeEx(void *reserved, CF2_DWORD model) {
    return CopyFile2CoInitializeEx(reserved, model);
}
static inline CF2_HRESULT CoInitialize(void *reserved) {
    return CopyFile2CoInitializeEx(reserved, COINIT_APARTMENTTHREADED);
}
static inline void CoUninitialize(void) { CopyFile2CoUninitialize(); }
static inline CF2_HRESULT OleInitialize(void *reserved) {
    return CopyFile2CoInitializeEx(reserved, COINIT_APARTMENTTHREADED);
}
static inline void OleUninitialize(void) { CopyFile2CoUninitialize(); }

/* There is no proxy between a client and the queue, so that levels have nothing to act on (ACT-9). */
static inline CF2_HRESULT CoInitializeSecurity(const void *descriptor, CF2_LONG count, const void *services,
                                               const void *reserved1, CF2_DWORD authentication, CF2_DWORD impersonation,
                                               const void *list, CF2_DWORD capabilities, const void *reserved3) {
    (void)descriptor, (void)count, (void)services, (void)reserved1, (void)authentication;
    (void)impersonation, (void)list, (void)capabilities, (void)reserved3;
    return (CF2_HRESULT)0;
}
static inline CF2_HRESULT CoSetProxyBlanket(IUnknown *proxy, CF2_DWORD authentication, CF2_DWORD authorization,
                                            const void *principal, CF2_DWORD level, CF2_DWORD impersonation,
                                            const void *identity, CF2_DWORD capabilities) {
    (void)authentication, (void)authorization, (void)principal, (void)level;
    (void)impersonation, (void)identity, (void)capabilities;
    return proxy ? (CF2_HRESULT)0 : (CF2_HRESULT)0x80070057;
}

static inline void *CoTaskMemAlloc(size_t size) { return CopyFile2CoTaskMemAlloc(size); }
static inline void *CoTaskMemRealloc(void *block, size_t size) { return CopyFile2CoTaskMemRealloc(block, size); }
static inline void CoTaskMemFree(void *block) { CopyFile2CoTaskMemFree(block); }

static inline CF2_HRESULT CoCreateInstance(CF2_REFGUID clsid, IUnknown *outer, CF2_DWORD context, CF2_REFGUID iid,
                                           void **object) {
    return CopyFile2CoCreateInstance(clsid, outer, context, iid, object);
}
static inline CF2_HRESULT CoGetClassObject(CF2_REFGUID clsid, CF2_DWORD context, void *server, CF2_REFGUID iid,
                                           void **object) {
    return CopyFile2CoGetClassObject(clsid, context, server, iid, object);
}
static inline int StringFromGUID2(CF2_REFGUID guid, CF2_WCHAR *text, int units) {
    return CopyFile2StringFromGUID2(guid, text, units);
}
static inline CF2_HRESULT StringFromCLSID(CF2_REFGUID guid, CF2_WCHAR **text) {
    *text = (CF2_WCHAR *)CopyFile2CoTaskMemAlloc(39 * sizeof(CF2_WCHAR));
    if (!*text) {
        return (CF2_HRESULT)0x8007000E;
    }
    CopyFile2StringFromGUID2(guid, *text, 39);
    return (CF2_HRESULT)0;
}
static inline CF2_HRESULT StringFromIID(CF2_REFGUID guid, CF2_WCHAR **text) { return StringFromCLSID(guid, text); }
static inline CF2_HRESULT CLSIDFromString(const CF2_WCHAR *text, CF2_GUID *guid) {
    return CopyFile2GUIDFromString(text, guid);
}
static inline CF2_HRESULT IIDFromString(const CF2_WCHAR *text, CF2_GUID *guid) {
    return CopyFile2GUIDFromString(text, guid);
}
static inline CF2_HRESULT CoCreateGuid(CF2_GUID *guid) { return CopyFile2CoCreateGuid(guid); }

/* What clients give to GetErrorDescription: LANGIDFROMLCID(GetThreadLocale()) is English of the United States. */
#ifndef LANGIDFROMLCID
#define LANGIDFROMLCID(locale) ((uint16_t)(locale))
#endif
#ifndef MAKELANGID
#define MAKELANGID(primary, sub) ((uint16_t)(((uint16_t)(sub) << 10) | (uint16_t)(primary)))
#endif
#ifndef LANG_NEUTRAL
#define LANG_NEUTRAL 0x00
#endif
#ifndef LANG_ENGLISH
#define LANG_ENGLISH 0x09
#endif
#ifndef SUBLANG_DEFAULT
#define SUBLANG_DEFAULT 0x01
#endif
#ifndef SUBLANG_ENGLISH_US
#define SUBLANG_ENGLISH_US 0x01
#endif
#ifndef GetThreadLocale
static inline CF2_DWORD GetThreadLocale(void) { return 0x0409; }
#define GetThreadLocale GetThreadLocale
#endif

#endif
