/*
 * copyfile2/com.h: what the COM headers of this library stand on: GUIDs, __uuidof, calling conventions, codes, counts,
 * and the library's own helper functions behind CoCreateInstance and its kin.
 *
 * Written by hand. Any thread may call any function here at any time.
 *
 * With COPYFILE2_WCHAR32 an object is created through another entry point, and then it takes and gives UTF-32, as does
 * every object that comes from it; a callback object gets such objects. Objects of either width are in one process at the
 * same time, but a pointer to one is not to be handed to code that was compiled for the other.
 */
#ifndef COPYFILE2_COM_H
#define COPYFILE2_COM_H

#include "types.h"

typedef unsigned long long CF2_UINT64;

#ifdef __cplusplus
#define CF2_EXTERN_C extern "C"
#else
#define CF2_EXTERN_C extern
#endif

#ifndef __IUnknown_FWD_DEFINED__
#define __IUnknown_FWD_DEFINED__
typedef struct IUnknown IUnknown;
#endif

/* ---- GUIDs ---- */

#ifndef __IID_DEFINED__
#define __IID_DEFINED__
typedef CF2_GUID IID, *LPIID;
#endif
#ifndef CLSID_DEFINED
#define CLSID_DEFINED
typedef CF2_GUID CLSID, *LPCLSID;
#endif
#ifndef UUID_DEFINED
#define UUID_DEFINED
typedef CF2_GUID UUID;
#endif

#ifdef __cplusplus
typedef const CF2_GUID &CF2_REFGUID;
#else
typedef const CF2_GUID *CF2_REFGUID;
#endif
#ifndef _REFGUID_DEFINED
#define _REFGUID_DEFINED
#define REFGUID CF2_REFGUID
#endif
#ifndef _REFIID_DEFINED
#define _REFIID_DEFINED
#define REFIID CF2_REFGUID
#endif
#ifndef _REFCLSID_DEFINED
#define _REFCLSID_DEFINED
#define REFCLSID CF2_REFGUID
#endif

#if defined(__GNUC__)
#define CF2_MAYBE_UNUSED __attribute__((unused))
#else
#define CF2_MAYBE_UNUSED
#endif

#ifndef GUID_NULL
static const CF2_GUID GUID_NULL CF2_MAYBE_UNUSED = {0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}};
#define GUID_NULL GUID_NULL
#define IID_NULL GUID_NULL
#define CLSID_NULL GUID_NULL
#endif

#ifndef DEFINE_GUID
#ifdef INITGUID
#ifdef __cplusplus
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                 \
    extern "C" const CF2_GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                 \
    const CF2_GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#endif
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) CF2_EXTERN_C const CF2_GUID name
#endif
#endif

/* Functions, not macros: clients write ::IsEqualIID and &IsEqualGUID. */
#ifndef _SYS_GUID_OPERATORS_
#define _SYS_GUID_OPERATORS_
#ifdef __cplusplus
inline int IsEqualGUID(CF2_REFGUID a, CF2_REFGUID b) { return __builtin_memcmp(&a, &b, sizeof(CF2_GUID)) == 0; }
inline int InlineIsEqualGUID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
inline int IsEqualIID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
inline int IsEqualCLSID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
#if !defined(_SYS_GUID_OPERATOR_EQ_) && !defined(_NO_SYS_GUID_OPERATOR_EQ_)
#define _SYS_GUID_OPERATOR_EQ_
inline bool operator==(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b) != 0; }
inline bool operator!=(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b) == 0; }
#endif
#else
static inline int IsEqualGUID(CF2_REFGUID a, CF2_REFGUID b) { return __builtin_memcmp(a, b, sizeof(CF2_GUID)) == 0; }
static inline int InlineIsEqualGUID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
static inline int IsEqualIID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
static inline int IsEqualCLSID(CF2_REFGUID a, CF2_REFGUID b) { return IsEqualGUID(a, b); }
#endif
#endif

/* __uuidof takes a type, a coclass or an expression; classes get their GUID through CF2_UUID or __CRT_UUID_DECL. */
#ifdef __cplusplus
template <class T> const CF2_GUID &copyfile2_uuidof();
template <class T> struct copyfile2_plain { typedef T type; };
template <class T> struct copyfile2_plain<T *> { typedef T type; };
template <class T> struct copyfile2_plain<T *const> { typedef T type; };
template <class T> struct copyfile2_plain<T &> : copyfile2_plain<T> {};
template <class T> struct copyfile2_plain<const T> : copyfile2_plain<T> {};
#define CF2_UUID(type, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                    \
    template <> inline const CF2_GUID &copyfile2_uuidof<type>() {                                                    \
        static const CF2_GUID uuid = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}};                                  \
        return uuid;                                                                                                 \
    }
#ifndef __uuidof
#define __uuidof(what) copyfile2_uuidof<typename copyfile2_plain<__typeof__(what)>::type>()
#endif
#ifndef __CRT_UUID_DECL
#define __CRT_UUID_DECL CF2_UUID
#endif
#ifndef IID_PPV_ARGS
template <class T> inline void **copyfile2_ppv(T **object) {
    static_cast<void>(static_cast<IUnknown *>(*object)); /* T must be an interface */
    return reinterpret_cast<void **>(object);
}
#define IID_PPV_ARGS(object) __uuidof(**(object)), copyfile2_ppv(object)
#endif
#else
#define CF2_UUID(type, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)
#endif

/* ---- Declarations of interfaces. The calling convention is the platform's own. ---- */

#ifndef EXTERN_C
#define EXTERN_C CF2_EXTERN_C
#endif
#ifndef STDMETHODCALLTYPE
#define STDMETHODCALLTYPE
#endif
#ifndef STDMETHODVCALLTYPE
#define STDMETHODVCALLTYPE
#endif
#ifndef STDAPICALLTYPE
#define STDAPICALLTYPE
#endif
#ifndef STDAPI
#define STDAPI CF2_EXTERN_C CF2_HRESULT STDAPICALLTYPE
#define STDAPI_(type) CF2_EXTERN_C type STDAPICALLTYPE
#endif
#ifndef STDMETHODIMP
#define STDMETHODIMP CF2_HRESULT STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#endif
#ifndef IFACEMETHOD
#define __override
#define IFACEMETHOD(method) STDMETHOD(method)
#define IFACEMETHOD_(type, method) STDMETHOD_(type, method)
#define IFACEMETHODIMP STDMETHODIMP
#define IFACEMETHODIMP_(type) STDMETHODIMP_(type)
#endif
#ifndef BEGIN_INTERFACE
#define BEGIN_INTERFACE
#define END_INTERFACE
#endif
#ifndef CONST_VTBL
#ifdef CONST_VTABLE
#define CONST_VTBL const
#else
#define CONST_VTBL
#endif
#endif
#ifndef interface
#define interface struct
#endif
#ifndef PURE
#if defined(__cplusplus) && !defined(CINTERFACE)
#define PURE = 0
#define THIS void
#define THIS_
#define STDMETHOD(method) virtual CF2_HRESULT STDMETHODCALLTYPE method
#define STDMETHOD_(type, method) virtual type STDMETHODCALLTYPE method
#define DECLARE_INTERFACE(name) struct name
#define DECLARE_INTERFACE_(name, base) struct name : public base
#else
#define PURE
#define THIS INTERFACE *This
#define THIS_ INTERFACE *This,
#define STDMETHOD(method) CF2_HRESULT (STDMETHODCALLTYPE *method)
#define STDMETHOD_(type, method) type (STDMETHODCALLTYPE *method)
#endif
#endif
#ifndef DECLSPEC_UUID
#define DECLSPEC_UUID(text)
#endif
#ifndef DECLSPEC_NOVTABLE
#define DECLSPEC_NOVTABLE
#endif
#ifndef MIDL_INTERFACE
#define MIDL_INTERFACE(text) struct
#endif

/* ---- Codes, 32-bit signed (types.h says why) ---- */

#ifndef E_NOINTERFACE
#define E_NOINTERFACE ((CF2_HRESULT)0x80004002)
#endif
#ifndef E_ABORT
#define E_ABORT ((CF2_HRESULT)0x80004004)
#endif
#ifndef E_PENDING
#define E_PENDING ((CF2_HRESULT)0x8000000A)
#endif
#ifndef E_HANDLE
#define E_HANDLE ((CF2_HRESULT)0x80070006)
#endif
#ifndef CLASS_E_NOAGGREGATION
#define CLASS_E_NOAGGREGATION ((CF2_HRESULT)0x80040110)
#endif
#ifndef CLASS_E_CLASSNOTAVAILABLE
#define CLASS_E_CLASSNOTAVAILABLE ((CF2_HRESULT)0x80040111)
#endif
#ifndef REGDB_E_CLASSNOTREG
#define REGDB_E_CLASSNOTREG ((CF2_HRESULT)0x80040154)
#endif
#ifndef CO_E_NOTINITIALIZED
#define CO_E_NOTINITIALIZED ((CF2_HRESULT)0x800401F0)
#endif
#ifndef CO_E_CLASSSTRING
#define CO_E_CLASSSTRING ((CF2_HRESULT)0x800401F3)
#endif
#ifndef CO_E_FAILEDTOIMPERSONATE
#define CO_E_FAILEDTOIMPERSONATE ((CF2_HRESULT)0x80010123)
#endif
#ifndef RPC_E_CHANGED_MODE
#define RPC_E_CHANGED_MODE ((CF2_HRESULT)0x80010106)
#endif
#ifndef RPC_X_NULL_REF_POINTER
#define RPC_X_NULL_REF_POINTER 1780
#endif
#ifndef RPC_X_BAD_STUB_DATA
#define RPC_X_BAD_STUB_DATA 1783
#endif
#ifndef CRYPT_E_NOT_FOUND
#define CRYPT_E_NOT_FOUND ((CF2_HRESULT)0x80092004)
#endif
#ifndef ERROR_SERVICE_DISABLED
#define ERROR_SERVICE_DISABLED 1058
#endif
#ifndef ERROR_RESOURCE_LANG_NOT_FOUND
#define ERROR_RESOURCE_LANG_NOT_FOUND 1815
#endif

/* ---- The library's helpers; the Windows names in front of them stand in the win32 directory. ---- */

#ifdef __cplusplus
extern "C" {
#endif

/* Counts the thread's initialisations: S_OK, S_FALSE when there was one, RPC_E_CHANGED_MODE for another threading
 * model. Objects work on any thread, initialised or not. */
CF2_HRESULT CopyFile2CoInitializeEx(void *pvReserved, CF2_DWORD dwCoInit);
void CopyFile2CoUninitialize(void);

/* Memory that one side of an interface allocates and the other frees. Size 0 gives a pointer, too; NULL may be freed. */
void *CopyFile2CoTaskMemAlloc(size_t cb);
void *CopyFile2CoTaskMemRealloc(void *pv, size_t cb);
void CopyFile2CoTaskMemFree(void *pv);

/* An object of a class: REGDB_E_CLASSNOTREG for a class that is not the library's, CLASS_E_NOAGGREGATION for an outer
 * object, E_POINTER for NULL ppv, else what the object's QueryInterface answers. *ppv is NULL after a failure. */
CF2_HRESULT CopyFile2CoCreateInstance(CF2_REFGUID rclsid, IUnknown *pUnkOuter, CF2_DWORD dwClsContext, CF2_REFGUID riid,
                                      void **ppv) CF2_WIDE(CopyFile2CoCreateInstance);
CF2_HRESULT CopyFile2CoGetClassObject(CF2_REFGUID rclsid, CF2_DWORD dwClsContext, void *pvReserved, CF2_REFGUID riid,
                                      void **ppv) CF2_WIDE(CopyFile2CoGetClassObject);

/* Text of a GUID in braces; gives the number of units with the NUL, 0 if the buffer is too small (39 are enough). */
int CopyFile2StringFromGUID2(CF2_REFGUID rguid, CF2_WCHAR *lpsz, int cchMax) CF2_WIDE(CopyFile2StringFromGUID2);
/* The GUID of a text in braces; CO_E_CLASSSTRING for other text, GUID_NULL for NULL. */
CF2_HRESULT CopyFile2GUIDFromString(const CF2_WCHAR *lpsz, CF2_GUID *pguid) CF2_WIDE(CopyFile2GUIDFromString);
CF2_HRESULT CopyFile2CoCreateGuid(CF2_GUID *pguid);

/* For layers with a COM of their own: the class factory of one of the library's classes. The width is in the name, for a
 * program may define a DllGetClassObject itself. That of Microsoft's convention is in ms_abi.h. */
CF2_HRESULT DllGetClassObject(CF2_REFGUID rclsid, CF2_REFGUID riid, void **ppv);
CF2_HRESULT DllGetClassObjectU32(CF2_REFGUID rclsid, CF2_REFGUID riid, void **ppv);

#ifdef __cplusplus
}
#endif

#if CF2_OWN_WINDOWS_TYPES && !defined(InterlockedIncrement)
#include "interlocked.h"
#endif

#endif /* COPYFILE2_COM_H */
