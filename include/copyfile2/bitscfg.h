/*
 * copyfile2/bitscfg.h: server side configuration. Declared so that programs compile; its class is not registered.
 *
 * Rendered from the interface table in src/com: change that, then run
 * `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header`.
 */
#ifndef COPYFILE2_BITSCFG_H
#define COPYFILE2_BITSCFG_H

#include "unknwn.h"

#ifndef COPYFILE2_AUTOMATION_TYPES
#define COPYFILE2_AUTOMATION_TYPES
typedef struct tagVARIANT VARIANT;
typedef struct tagDISPPARAMS DISPPARAMS;
typedef struct tagEXCEPINFO EXCEPINFO;
typedef struct ITypeInfo ITypeInfo;
#endif
#ifndef __IDispatch_FWD_DEFINED__
#define __IDispatch_FWD_DEFINED__
typedef struct IDispatch IDispatch;
#endif
#ifndef __IBITSExtensionSetup_FWD_DEFINED__
#define __IBITSExtensionSetup_FWD_DEFINED__
typedef struct IBITSExtensionSetup IBITSExtensionSetup;
#endif
#ifndef __IBITSExtensionSetupFactory_FWD_DEFINED__
#define __IBITSExtensionSetupFactory_FWD_DEFINED__
typedef struct IBITSExtensionSetupFactory IBITSExtensionSetupFactory;
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BITSExtensionSetupFactory;
#ifdef __cplusplus
class BITSExtensionSetupFactory; /* efbbab68-7286-4783-94bf-9461d8b7e7e9 */
CF2_UUID(BITSExtensionSetupFactory, 0xefbbab68, 0x7286, 0x4783, 0x94, 0xbf, 0x94, 0x61, 0xd8, 0xb7, 0xe7, 0xe9)
#endif

/* IDispatch: oaidl.h, since OLE Automation */
#ifndef __IDispatch_INTERFACE_DEFINED__
#define __IDispatch_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IDispatch;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IDispatch : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetTypeInfoCount(unsigned int *pctinfo) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetTypeInfo(unsigned int iTInfo, CF2_DWORD lcid, ITypeInfo **ppTInfo) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetIDsOfNames(CF2_REFGUID riid, CF2_WCHAR **rgszNames, unsigned int cNames, CF2_DWORD lcid, CF2_LONG *rgDispId) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Invoke(CF2_LONG dispIdMember, CF2_REFGUID riid, CF2_DWORD lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, unsigned int *puArgErr) = 0;
};
CF2_UUID(IDispatch, 0x00020400, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
typedef struct IDispatchVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDispatch *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IDispatch *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IDispatch *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfoCount)(IDispatch *This, unsigned int *pctinfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(IDispatch *This, unsigned int iTInfo, CF2_DWORD lcid, ITypeInfo **ppTInfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetIDsOfNames)(IDispatch *This, CF2_REFGUID riid, CF2_WCHAR **rgszNames, unsigned int cNames, CF2_DWORD lcid, CF2_LONG *rgDispId);
    CF2_HRESULT (STDMETHODCALLTYPE *Invoke)(IDispatch *This, CF2_LONG dispIdMember, CF2_REFGUID riid, CF2_DWORD lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, unsigned int *puArgErr);
    END_INTERFACE
} IDispatchVtbl;
struct IDispatch {
    CONST_VTBL IDispatchVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IDispatch_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IDispatch_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IDispatch_Release(This) ((This)->lpVtbl->Release((This)))
#define IDispatch_GetTypeInfoCount(This, pctinfo) ((This)->lpVtbl->GetTypeInfoCount((This), (pctinfo)))
#define IDispatch_GetTypeInfo(This, iTInfo, lcid, ppTInfo) ((This)->lpVtbl->GetTypeInfo((This), (iTInfo), (lcid), (ppTInfo)))
#define IDispatch_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) ((This)->lpVtbl->GetIDsOfNames((This), (riid), (rgszNames), (cNames), (lcid), (rgDispId)))
#define IDispatch_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) ((This)->lpVtbl->Invoke((This), (dispIdMember), (riid), (lcid), (wFlags), (pDispParams), (pVarResult), (pExcepInfo), (puArgErr)))
#endif
#endif
#endif

/* IBITSExtensionSetup: bitscfg.h, since 1.5 (IIS server side) */
#ifndef __IBITSExtensionSetup_INTERFACE_DEFINED__
#define __IBITSExtensionSetup_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBITSExtensionSetup;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBITSExtensionSetup : public IDispatch {
    virtual CF2_HRESULT STDMETHODCALLTYPE EnableBITSUploads() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE DisableBITSUploads() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCleanupTaskName(CF2_WCHAR **pTaskName) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCleanupTask(CF2_REFGUID riid, IUnknown **ppUnk) = 0;
};
CF2_UUID(IBITSExtensionSetup, 0x29cfbbf7, 0x09e4, 0x4b97, 0xb0, 0xbc, 0xf2, 0x28, 0x7e, 0x3d, 0x8e, 0xb3)
#else
typedef struct IBITSExtensionSetupVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBITSExtensionSetup *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBITSExtensionSetup *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBITSExtensionSetup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfoCount)(IBITSExtensionSetup *This, unsigned int *pctinfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(IBITSExtensionSetup *This, unsigned int iTInfo, CF2_DWORD lcid, ITypeInfo **ppTInfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetIDsOfNames)(IBITSExtensionSetup *This, CF2_REFGUID riid, CF2_WCHAR **rgszNames, unsigned int cNames, CF2_DWORD lcid, CF2_LONG *rgDispId);
    CF2_HRESULT (STDMETHODCALLTYPE *Invoke)(IBITSExtensionSetup *This, CF2_LONG dispIdMember, CF2_REFGUID riid, CF2_DWORD lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, unsigned int *puArgErr);
    CF2_HRESULT (STDMETHODCALLTYPE *EnableBITSUploads)(IBITSExtensionSetup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *DisableBITSUploads)(IBITSExtensionSetup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCleanupTaskName)(IBITSExtensionSetup *This, CF2_WCHAR **pTaskName);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCleanupTask)(IBITSExtensionSetup *This, CF2_REFGUID riid, IUnknown **ppUnk);
    END_INTERFACE
} IBITSExtensionSetupVtbl;
struct IBITSExtensionSetup {
    CONST_VTBL IBITSExtensionSetupVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBITSExtensionSetup_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBITSExtensionSetup_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBITSExtensionSetup_Release(This) ((This)->lpVtbl->Release((This)))
#define IBITSExtensionSetup_GetTypeInfoCount(This, pctinfo) ((This)->lpVtbl->GetTypeInfoCount((This), (pctinfo)))
#define IBITSExtensionSetup_GetTypeInfo(This, iTInfo, lcid, ppTInfo) ((This)->lpVtbl->GetTypeInfo((This), (iTInfo), (lcid), (ppTInfo)))
#define IBITSExtensionSetup_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) ((This)->lpVtbl->GetIDsOfNames((This), (riid), (rgszNames), (cNames), (lcid), (rgDispId)))
#define IBITSExtensionSetup_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) ((This)->lpVtbl->Invoke((This), (dispIdMember), (riid), (lcid), (wFlags), (pDispParams), (pVarResult), (pExcepInfo), (puArgErr)))
#define IBITSExtensionSetup_EnableBITSUploads(This) ((This)->lpVtbl->EnableBITSUploads((This)))
#define IBITSExtensionSetup_DisableBITSUploads(This) ((This)->lpVtbl->DisableBITSUploads((This)))
#define IBITSExtensionSetup_GetCleanupTaskName(This, pTaskName) ((This)->lpVtbl->GetCleanupTaskName((This), (pTaskName)))
#define IBITSExtensionSetup_GetCleanupTask(This, riid, ppUnk) ((This)->lpVtbl->GetCleanupTask((This), (riid), (ppUnk)))
#endif
#endif
#endif

/* IBITSExtensionSetupFactory: bitscfg.h, since 1.5 (IIS server side) */
#ifndef __IBITSExtensionSetupFactory_INTERFACE_DEFINED__
#define __IBITSExtensionSetupFactory_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBITSExtensionSetupFactory;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBITSExtensionSetupFactory : public IDispatch {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetObject(CF2_WCHAR *Path, IBITSExtensionSetup **ppExtensionSetup) = 0;
};
CF2_UUID(IBITSExtensionSetupFactory, 0xd5d2d542, 0x5503, 0x4e64, 0x8b, 0x48, 0x72, 0xef, 0x91, 0xa3, 0x2e, 0xe1)
#else
typedef struct IBITSExtensionSetupFactoryVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBITSExtensionSetupFactory *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBITSExtensionSetupFactory *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBITSExtensionSetupFactory *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfoCount)(IBITSExtensionSetupFactory *This, unsigned int *pctinfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(IBITSExtensionSetupFactory *This, unsigned int iTInfo, CF2_DWORD lcid, ITypeInfo **ppTInfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetIDsOfNames)(IBITSExtensionSetupFactory *This, CF2_REFGUID riid, CF2_WCHAR **rgszNames, unsigned int cNames, CF2_DWORD lcid, CF2_LONG *rgDispId);
    CF2_HRESULT (STDMETHODCALLTYPE *Invoke)(IBITSExtensionSetupFactory *This, CF2_LONG dispIdMember, CF2_REFGUID riid, CF2_DWORD lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, unsigned int *puArgErr);
    CF2_HRESULT (STDMETHODCALLTYPE *GetObject)(IBITSExtensionSetupFactory *This, CF2_WCHAR *Path, IBITSExtensionSetup **ppExtensionSetup);
    END_INTERFACE
} IBITSExtensionSetupFactoryVtbl;
struct IBITSExtensionSetupFactory {
    CONST_VTBL IBITSExtensionSetupFactoryVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBITSExtensionSetupFactory_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBITSExtensionSetupFactory_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBITSExtensionSetupFactory_Release(This) ((This)->lpVtbl->Release((This)))
#define IBITSExtensionSetupFactory_GetTypeInfoCount(This, pctinfo) ((This)->lpVtbl->GetTypeInfoCount((This), (pctinfo)))
#define IBITSExtensionSetupFactory_GetTypeInfo(This, iTInfo, lcid, ppTInfo) ((This)->lpVtbl->GetTypeInfo((This), (iTInfo), (lcid), (ppTInfo)))
#define IBITSExtensionSetupFactory_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) ((This)->lpVtbl->GetIDsOfNames((This), (riid), (rgszNames), (cNames), (lcid), (rgDispId)))
#define IBITSExtensionSetupFactory_Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr) ((This)->lpVtbl->Invoke((This), (dispIdMember), (riid), (lcid), (wFlags), (pDispParams), (pVarResult), (pExcepInfo), (puArgErr)))
#define IBITSExtensionSetupFactory_GetObject(This, Path, ppExtensionSetup) ((This)->lpVtbl->GetObject((This), (Path), (ppExtensionSetup)))
#endif
#endif
#endif

#endif
