/*
 * copyfile2/unknwn.h: IUnknown and IClassFactory.
 *
 * Rendered from the interface table in src/com: change that, then run
 * `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header`.
 */
#ifndef COPYFILE2_UNKNWN_H
#define COPYFILE2_UNKNWN_H

#include "com.h"

#ifndef __IUnknown_FWD_DEFINED__
#define __IUnknown_FWD_DEFINED__
typedef struct IUnknown IUnknown;
#endif
#ifndef __IClassFactory_FWD_DEFINED__
#define __IClassFactory_FWD_DEFINED__
typedef struct IClassFactory IClassFactory;
#endif
typedef IUnknown *LPUNKNOWN;
typedef IClassFactory *LPCLASSFACTORY;

/* IUnknown: unknwn.h, since COM */
#ifndef __IUnknown_INTERFACE_DEFINED__
#define __IUnknown_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IUnknown;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE QueryInterface(CF2_REFGUID riid, void **ppvObject) = 0;
    virtual CF2_ULONG STDMETHODCALLTYPE AddRef() = 0;
    virtual CF2_ULONG STDMETHODCALLTYPE Release() = 0;
    template <class T> CF2_HRESULT QueryInterface(T **object);
};
CF2_UUID(IUnknown, 0x00000000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
template <class T> inline CF2_HRESULT IUnknown::QueryInterface(T **object) {
    return QueryInterface(__uuidof(T), reinterpret_cast<void **>(object));
}
#else
typedef struct IUnknownVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IUnknown *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IUnknown *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IUnknown *This);
    END_INTERFACE
} IUnknownVtbl;
struct IUnknown {
    CONST_VTBL IUnknownVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IUnknown_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IUnknown_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IUnknown_Release(This) ((This)->lpVtbl->Release((This)))
#endif
#endif
#endif

/* IClassFactory: unknwn.h, since COM */
#ifndef __IClassFactory_INTERFACE_DEFINED__
#define __IClassFactory_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IClassFactory;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IClassFactory : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *pUnkOuter, CF2_REFGUID riid, void **ppvObject) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE LockServer(CF2_BOOL fLock) = 0;
};
CF2_UUID(IClassFactory, 0x00000001, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
typedef struct IClassFactoryVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IClassFactory *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IClassFactory *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IClassFactory *This);
    CF2_HRESULT (STDMETHODCALLTYPE *CreateInstance)(IClassFactory *This, IUnknown *pUnkOuter, CF2_REFGUID riid, void **ppvObject);
    CF2_HRESULT (STDMETHODCALLTYPE *LockServer)(IClassFactory *This, CF2_BOOL fLock);
    END_INTERFACE
} IClassFactoryVtbl;
struct IClassFactory {
    CONST_VTBL IClassFactoryVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IClassFactory_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IClassFactory_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IClassFactory_Release(This) ((This)->lpVtbl->Release((This)))
#define IClassFactory_CreateInstance(This, pUnkOuter, riid, ppvObject) ((This)->lpVtbl->CreateInstance((This), (pUnkOuter), (riid), (ppvObject)))
#define IClassFactory_LockServer(This, fLock) ((This)->lpVtbl->LockServer((This), (fLock)))
#endif
#endif
#endif

#endif
