/*
 * copyfile2/qmgr.h: the queue manager before BITS 1.0. Declared so that programs compile; its class is not registered.
 *
 * Rendered from the interface table in src/com: change that, then run
 * `COPYFILE2_UPDATE_HEADERS=1 cargo test --lib com::header`.
 */
#ifndef COPYFILE2_QMGR_H
#define COPYFILE2_QMGR_H

#include "unknwn.h"

#ifndef COPYFILE2_AUTOMATION_TYPES
#define COPYFILE2_AUTOMATION_TYPES
typedef struct tagVARIANT VARIANT;
typedef struct tagDISPPARAMS DISPPARAMS;
typedef struct tagEXCEPINFO EXCEPINFO;
typedef struct ITypeInfo ITypeInfo;
#endif
#ifndef __IBackgroundCopyJob1_FWD_DEFINED__
#define __IBackgroundCopyJob1_FWD_DEFINED__
typedef struct IBackgroundCopyJob1 IBackgroundCopyJob1;
#endif
#ifndef __IEnumBackgroundCopyJobs1_FWD_DEFINED__
#define __IEnumBackgroundCopyJobs1_FWD_DEFINED__
typedef struct IEnumBackgroundCopyJobs1 IEnumBackgroundCopyJobs1;
#endif
#ifndef __IBackgroundCopyGroup_FWD_DEFINED__
#define __IBackgroundCopyGroup_FWD_DEFINED__
typedef struct IBackgroundCopyGroup IBackgroundCopyGroup;
#endif
#ifndef __IEnumBackgroundCopyGroups_FWD_DEFINED__
#define __IEnumBackgroundCopyGroups_FWD_DEFINED__
typedef struct IEnumBackgroundCopyGroups IEnumBackgroundCopyGroups;
#endif
#ifndef __IBackgroundCopyCallback1_FWD_DEFINED__
#define __IBackgroundCopyCallback1_FWD_DEFINED__
typedef struct IBackgroundCopyCallback1 IBackgroundCopyCallback1;
#endif
#ifndef __IBackgroundCopyQMgr_FWD_DEFINED__
#define __IBackgroundCopyQMgr_FWD_DEFINED__
typedef struct IBackgroundCopyQMgr IBackgroundCopyQMgr;
#endif

typedef enum GROUPPROP {
    GROUPPROP_PRIORITY = 0,
    GROUPPROP_REMOTEUSERID = 1,
    GROUPPROP_REMOTEUSERPWD = 2,
    GROUPPROP_LOCALUSERID = 3,
    GROUPPROP_LOCALUSERPWD = 4,
    GROUPPROP_PROTOCOLFLAGS = 5,
    GROUPPROP_NOTIFYFLAGS = 6,
    GROUPPROP_NOTIFYCLSID = 7,
    GROUPPROP_PROGRESSSIZE = 8,
    GROUPPROP_PROGRESSPERCENT = 9,
    GROUPPROP_PROGRESSTIME = 10,
    GROUPPROP_DISPLAYNAME = 11,
    GROUPPROP_DESCRIPTION = 12
} GROUPPROP;
CF2_STATIC_ASSERT(sizeof(GROUPPROP) == 4, "copyfile2: enumerations must have 32 bits");

typedef struct _FILESETINFO {
    CF2_WCHAR *bstrRemoteFile;
    CF2_WCHAR *bstrLocalFile;
    CF2_DWORD dwSizeHint;
} FILESETINFO;
#if UINTPTR_MAX == UINT64_MAX
CF2_STATIC_ASSERT(sizeof(FILESETINFO) == 24, "copyfile2: layout of FILESETINFO");
#endif
#define QM_NOTIFY_FILE_DONE 0x1U
#define QM_NOTIFY_JOB_DONE 0x2U
#define QM_NOTIFY_GROUP_DONE 0x4U
#define QM_NOTIFY_DISABLE_NOTIFY 0x40U
#define QM_NOTIFY_USE_PROGRESSEX 0x80U
#define QM_STATUS_FILE_COMPLETE 0x1U
#define QM_STATUS_FILE_INCOMPLETE 0x2U
#define QM_STATUS_JOB_COMPLETE 0x4U
#define QM_STATUS_JOB_INCOMPLETE 0x8U
#define QM_STATUS_JOB_ERROR 0x10U
#define QM_STATUS_JOB_FOREGROUND 0x20U
#define QM_STATUS_GROUP_COMPLETE 0x40U
#define QM_STATUS_GROUP_INCOMPLETE 0x80U
#define QM_STATUS_GROUP_SUSPENDED 0x100U
#define QM_STATUS_GROUP_ERROR 0x200U
#define QM_STATUS_GROUP_FOREGROUND 0x400U
#define QM_PROTOCOL_HTTP 0x1U
#define QM_PROTOCOL_FTP 0x2U
#define QM_PROTOCOL_SMB 0x3U
#define QM_PROTOCOL_CUSTOM 0x4U
#define QM_PROGRESS_PERCENT_DONE 0x1U
#define QM_PROGRESS_TIME_DONE 0x2U
#define QM_PROGRESS_SIZE_DONE 0x3U
#ifndef QM_E_INVALID_STATE
#define QM_E_INVALID_STATE ((CF2_HRESULT)0x81001001)
#endif
#ifndef QM_E_SERVICE_UNAVAILABLE
#define QM_E_SERVICE_UNAVAILABLE ((CF2_HRESULT)0x81001002)
#endif
#ifndef QM_E_DOWNLOADER_UNAVAILABLE
#define QM_E_DOWNLOADER_UNAVAILABLE ((CF2_HRESULT)0x81001003)
#endif
#ifndef QM_E_ITEM_NOT_FOUND
#define QM_E_ITEM_NOT_FOUND ((CF2_HRESULT)0x81001004)
#endif
CF2_EXTERN_C const CF2_GUID CLSID_BackgroundCopyQMgr;
#ifdef __cplusplus
class BackgroundCopyQMgr; /* 69ad4aee-51be-439b-a92c-86ae490e8b30 */
CF2_UUID(BackgroundCopyQMgr, 0x69ad4aee, 0x51be, 0x439b, 0xa9, 0x2c, 0x86, 0xae, 0x49, 0x0e, 0x8b, 0x30)
#endif

/* IBackgroundCopyJob1: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IBackgroundCopyJob1_INTERFACE_DEFINED__
#define __IBackgroundCopyJob1_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyJob1;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyJob1 : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE CancelJob() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProgress(CF2_DWORD dwFlags, CF2_DWORD *pdwProgress) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetStatus(CF2_DWORD *pdwStatus, CF2_DWORD *pdwWin32Result, CF2_DWORD *pdwTransportResult, CF2_DWORD *pdwNumOfRetries) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE AddFiles(CF2_ULONG cFileCount, FILESETINFO **ppFileSet) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFile(CF2_ULONG cFileIndex, FILESETINFO *pFileInfo) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetFileCount(CF2_DWORD *pdwFileCount) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SwitchToForeground() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE get_JobID(CF2_GUID *pguidJobID) = 0;
};
CF2_UUID(IBackgroundCopyJob1, 0x59f5553c, 0x2031, 0x4629, 0xbb, 0x18, 0x26, 0x45, 0xa6, 0x97, 0x09, 0x47)
#else
typedef struct IBackgroundCopyJob1Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyJob1 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyJob1 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyJob1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *CancelJob)(IBackgroundCopyJob1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyJob1 *This, CF2_DWORD dwFlags, CF2_DWORD *pdwProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetStatus)(IBackgroundCopyJob1 *This, CF2_DWORD *pdwStatus, CF2_DWORD *pdwWin32Result, CF2_DWORD *pdwTransportResult, CF2_DWORD *pdwNumOfRetries);
    CF2_HRESULT (STDMETHODCALLTYPE *AddFiles)(IBackgroundCopyJob1 *This, CF2_ULONG cFileCount, FILESETINFO **ppFileSet);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFile)(IBackgroundCopyJob1 *This, CF2_ULONG cFileIndex, FILESETINFO *pFileInfo);
    CF2_HRESULT (STDMETHODCALLTYPE *GetFileCount)(IBackgroundCopyJob1 *This, CF2_DWORD *pdwFileCount);
    CF2_HRESULT (STDMETHODCALLTYPE *SwitchToForeground)(IBackgroundCopyJob1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *get_JobID)(IBackgroundCopyJob1 *This, CF2_GUID *pguidJobID);
    END_INTERFACE
} IBackgroundCopyJob1Vtbl;
struct IBackgroundCopyJob1 {
    CONST_VTBL IBackgroundCopyJob1Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyJob1_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyJob1_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyJob1_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyJob1_CancelJob(This) ((This)->lpVtbl->CancelJob((This)))
#define IBackgroundCopyJob1_GetProgress(This, dwFlags, pdwProgress) ((This)->lpVtbl->GetProgress((This), (dwFlags), (pdwProgress)))
#define IBackgroundCopyJob1_GetStatus(This, pdwStatus, pdwWin32Result, pdwTransportResult, pdwNumOfRetries) ((This)->lpVtbl->GetStatus((This), (pdwStatus), (pdwWin32Result), (pdwTransportResult), (pdwNumOfRetries)))
#define IBackgroundCopyJob1_AddFiles(This, cFileCount, ppFileSet) ((This)->lpVtbl->AddFiles((This), (cFileCount), (ppFileSet)))
#define IBackgroundCopyJob1_GetFile(This, cFileIndex, pFileInfo) ((This)->lpVtbl->GetFile((This), (cFileIndex), (pFileInfo)))
#define IBackgroundCopyJob1_GetFileCount(This, pdwFileCount) ((This)->lpVtbl->GetFileCount((This), (pdwFileCount)))
#define IBackgroundCopyJob1_SwitchToForeground(This) ((This)->lpVtbl->SwitchToForeground((This)))
#define IBackgroundCopyJob1_get_JobID(This, pguidJobID) ((This)->lpVtbl->get_JobID((This), (pguidJobID)))
#endif
#endif
#endif

/* IEnumBackgroundCopyJobs1: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IEnumBackgroundCopyJobs1_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyJobs1_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBackgroundCopyJobs1;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBackgroundCopyJobs1 : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, CF2_GUID *rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBackgroundCopyJobs1 **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBackgroundCopyJobs1, 0x8baeba9d, 0x8f1c, 0x42c4, 0xb8, 0x2c, 0x09, 0xae, 0x79, 0x98, 0x0d, 0x25)
#else
typedef struct IEnumBackgroundCopyJobs1Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBackgroundCopyJobs1 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBackgroundCopyJobs1 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBackgroundCopyJobs1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBackgroundCopyJobs1 *This, CF2_ULONG celt, CF2_GUID *rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBackgroundCopyJobs1 *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBackgroundCopyJobs1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBackgroundCopyJobs1 *This, IEnumBackgroundCopyJobs1 **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBackgroundCopyJobs1 *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBackgroundCopyJobs1Vtbl;
struct IEnumBackgroundCopyJobs1 {
    CONST_VTBL IEnumBackgroundCopyJobs1Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBackgroundCopyJobs1_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBackgroundCopyJobs1_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBackgroundCopyJobs1_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBackgroundCopyJobs1_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBackgroundCopyJobs1_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBackgroundCopyJobs1_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBackgroundCopyJobs1_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBackgroundCopyJobs1_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBackgroundCopyGroup: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IBackgroundCopyGroup_INTERFACE_DEFINED__
#define __IBackgroundCopyGroup_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyGroup;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyGroup : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProp(GROUPPROP propID, VARIANT *pvarVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetProp(GROUPPROP propID, VARIANT *pvarVal) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetProgress(CF2_DWORD dwFlags, CF2_DWORD *pdwProgress) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetStatus(CF2_DWORD *pdwStatus, CF2_DWORD *pdwJobIndex) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetJob(CF2_GUID jobID, IBackgroundCopyJob1 **ppJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SuspendGroup() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE ResumeGroup() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE CancelGroup() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE get_Size(CF2_DWORD *pdwSize) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE get_GroupID(CF2_GUID *pguidGroupID) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE CreateJob(CF2_GUID guidJobID, IBackgroundCopyJob1 **ppJob) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumJobs(CF2_DWORD dwFlags, IEnumBackgroundCopyJobs1 **ppEnumJobs) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SwitchToForeground() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE QueryNewJobInterface(CF2_REFGUID iid, IUnknown **pUnk) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetNotificationPointer(CF2_REFGUID iid, IUnknown *pUnk) = 0;
};
CF2_UUID(IBackgroundCopyGroup, 0x1ded80a7, 0x53ea, 0x424f, 0x8a, 0x04, 0x17, 0xfe, 0xa9, 0xad, 0xc4, 0xf5)
#else
typedef struct IBackgroundCopyGroupVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyGroup *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyGroup *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyGroup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProp)(IBackgroundCopyGroup *This, GROUPPROP propID, VARIANT *pvarVal);
    CF2_HRESULT (STDMETHODCALLTYPE *SetProp)(IBackgroundCopyGroup *This, GROUPPROP propID, VARIANT *pvarVal);
    CF2_HRESULT (STDMETHODCALLTYPE *GetProgress)(IBackgroundCopyGroup *This, CF2_DWORD dwFlags, CF2_DWORD *pdwProgress);
    CF2_HRESULT (STDMETHODCALLTYPE *GetStatus)(IBackgroundCopyGroup *This, CF2_DWORD *pdwStatus, CF2_DWORD *pdwJobIndex);
    CF2_HRESULT (STDMETHODCALLTYPE *GetJob)(IBackgroundCopyGroup *This, CF2_GUID jobID, IBackgroundCopyJob1 **ppJob);
    CF2_HRESULT (STDMETHODCALLTYPE *SuspendGroup)(IBackgroundCopyGroup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *ResumeGroup)(IBackgroundCopyGroup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *CancelGroup)(IBackgroundCopyGroup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *get_Size)(IBackgroundCopyGroup *This, CF2_DWORD *pdwSize);
    CF2_HRESULT (STDMETHODCALLTYPE *get_GroupID)(IBackgroundCopyGroup *This, CF2_GUID *pguidGroupID);
    CF2_HRESULT (STDMETHODCALLTYPE *CreateJob)(IBackgroundCopyGroup *This, CF2_GUID guidJobID, IBackgroundCopyJob1 **ppJob);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumJobs)(IBackgroundCopyGroup *This, CF2_DWORD dwFlags, IEnumBackgroundCopyJobs1 **ppEnumJobs);
    CF2_HRESULT (STDMETHODCALLTYPE *SwitchToForeground)(IBackgroundCopyGroup *This);
    CF2_HRESULT (STDMETHODCALLTYPE *QueryNewJobInterface)(IBackgroundCopyGroup *This, CF2_REFGUID iid, IUnknown **pUnk);
    CF2_HRESULT (STDMETHODCALLTYPE *SetNotificationPointer)(IBackgroundCopyGroup *This, CF2_REFGUID iid, IUnknown *pUnk);
    END_INTERFACE
} IBackgroundCopyGroupVtbl;
struct IBackgroundCopyGroup {
    CONST_VTBL IBackgroundCopyGroupVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyGroup_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyGroup_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyGroup_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyGroup_GetProp(This, propID, pvarVal) ((This)->lpVtbl->GetProp((This), (propID), (pvarVal)))
#define IBackgroundCopyGroup_SetProp(This, propID, pvarVal) ((This)->lpVtbl->SetProp((This), (propID), (pvarVal)))
#define IBackgroundCopyGroup_GetProgress(This, dwFlags, pdwProgress) ((This)->lpVtbl->GetProgress((This), (dwFlags), (pdwProgress)))
#define IBackgroundCopyGroup_GetStatus(This, pdwStatus, pdwJobIndex) ((This)->lpVtbl->GetStatus((This), (pdwStatus), (pdwJobIndex)))
#define IBackgroundCopyGroup_GetJob(This, jobID, ppJob) ((This)->lpVtbl->GetJob((This), (jobID), (ppJob)))
#define IBackgroundCopyGroup_SuspendGroup(This) ((This)->lpVtbl->SuspendGroup((This)))
#define IBackgroundCopyGroup_ResumeGroup(This) ((This)->lpVtbl->ResumeGroup((This)))
#define IBackgroundCopyGroup_CancelGroup(This) ((This)->lpVtbl->CancelGroup((This)))
#define IBackgroundCopyGroup_get_Size(This, pdwSize) ((This)->lpVtbl->get_Size((This), (pdwSize)))
#define IBackgroundCopyGroup_get_GroupID(This, pguidGroupID) ((This)->lpVtbl->get_GroupID((This), (pguidGroupID)))
#define IBackgroundCopyGroup_CreateJob(This, guidJobID, ppJob) ((This)->lpVtbl->CreateJob((This), (guidJobID), (ppJob)))
#define IBackgroundCopyGroup_EnumJobs(This, dwFlags, ppEnumJobs) ((This)->lpVtbl->EnumJobs((This), (dwFlags), (ppEnumJobs)))
#define IBackgroundCopyGroup_SwitchToForeground(This) ((This)->lpVtbl->SwitchToForeground((This)))
#define IBackgroundCopyGroup_QueryNewJobInterface(This, iid, pUnk) ((This)->lpVtbl->QueryNewJobInterface((This), (iid), (pUnk)))
#define IBackgroundCopyGroup_SetNotificationPointer(This, iid, pUnk) ((This)->lpVtbl->SetNotificationPointer((This), (iid), (pUnk)))
#endif
#endif
#endif

/* IEnumBackgroundCopyGroups: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IEnumBackgroundCopyGroups_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyGroups_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IEnumBackgroundCopyGroups;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IEnumBackgroundCopyGroups : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Next(CF2_ULONG celt, CF2_GUID *rgelt, CF2_ULONG *pceltFetched) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Skip(CF2_ULONG celt) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IEnumBackgroundCopyGroups **ppenum) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetCount(CF2_ULONG *puCount) = 0;
};
CF2_UUID(IEnumBackgroundCopyGroups, 0xd993e603, 0x4aa4, 0x47c5, 0x86, 0x65, 0xc2, 0x0d, 0x39, 0xc2, 0xba, 0x4f)
#else
typedef struct IEnumBackgroundCopyGroupsVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IEnumBackgroundCopyGroups *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IEnumBackgroundCopyGroups *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IEnumBackgroundCopyGroups *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Next)(IEnumBackgroundCopyGroups *This, CF2_ULONG celt, CF2_GUID *rgelt, CF2_ULONG *pceltFetched);
    CF2_HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBackgroundCopyGroups *This, CF2_ULONG celt);
    CF2_HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBackgroundCopyGroups *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBackgroundCopyGroups *This, IEnumBackgroundCopyGroups **ppenum);
    CF2_HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBackgroundCopyGroups *This, CF2_ULONG *puCount);
    END_INTERFACE
} IEnumBackgroundCopyGroupsVtbl;
struct IEnumBackgroundCopyGroups {
    CONST_VTBL IEnumBackgroundCopyGroupsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumBackgroundCopyGroups_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IEnumBackgroundCopyGroups_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IEnumBackgroundCopyGroups_Release(This) ((This)->lpVtbl->Release((This)))
#define IEnumBackgroundCopyGroups_Next(This, celt, rgelt, pceltFetched) ((This)->lpVtbl->Next((This), (celt), (rgelt), (pceltFetched)))
#define IEnumBackgroundCopyGroups_Skip(This, celt) ((This)->lpVtbl->Skip((This), (celt)))
#define IEnumBackgroundCopyGroups_Reset(This) ((This)->lpVtbl->Reset((This)))
#define IEnumBackgroundCopyGroups_Clone(This, ppenum) ((This)->lpVtbl->Clone((This), (ppenum)))
#define IEnumBackgroundCopyGroups_GetCount(This, puCount) ((This)->lpVtbl->GetCount((This), (puCount)))
#endif
#endif
#endif

/* IBackgroundCopyCallback1: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IBackgroundCopyCallback1_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback1_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyCallback1;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyCallback1 : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE OnStatus(IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwStatus, CF2_DWORD dwNumOfRetries, CF2_DWORD dwWin32Result, CF2_DWORD dwTransportResult) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE OnProgress(CF2_DWORD ProgressType, IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwProgressValue) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE OnProgressEx(CF2_DWORD ProgressType, IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwProgressValue, CF2_DWORD dwByteArraySize, unsigned char *pByte) = 0;
};
CF2_UUID(IBackgroundCopyCallback1, 0x084f6593, 0x3800, 0x4e08, 0x9b, 0x59, 0x99, 0xfa, 0x59, 0xad, 0xdf, 0x82)
#else
typedef struct IBackgroundCopyCallback1Vtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyCallback1 *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyCallback1 *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyCallback1 *This);
    CF2_HRESULT (STDMETHODCALLTYPE *OnStatus)(IBackgroundCopyCallback1 *This, IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwStatus, CF2_DWORD dwNumOfRetries, CF2_DWORD dwWin32Result, CF2_DWORD dwTransportResult);
    CF2_HRESULT (STDMETHODCALLTYPE *OnProgress)(IBackgroundCopyCallback1 *This, CF2_DWORD ProgressType, IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwProgressValue);
    CF2_HRESULT (STDMETHODCALLTYPE *OnProgressEx)(IBackgroundCopyCallback1 *This, CF2_DWORD ProgressType, IBackgroundCopyGroup *pGroup, IBackgroundCopyJob1 *pJob, CF2_DWORD dwFileIndex, CF2_DWORD dwProgressValue, CF2_DWORD dwByteArraySize, unsigned char *pByte);
    END_INTERFACE
} IBackgroundCopyCallback1Vtbl;
struct IBackgroundCopyCallback1 {
    CONST_VTBL IBackgroundCopyCallback1Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyCallback1_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyCallback1_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyCallback1_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyCallback1_OnStatus(This, pGroup, pJob, dwFileIndex, dwStatus, dwNumOfRetries, dwWin32Result, dwTransportResult) ((This)->lpVtbl->OnStatus((This), (pGroup), (pJob), (dwFileIndex), (dwStatus), (dwNumOfRetries), (dwWin32Result), (dwTransportResult)))
#define IBackgroundCopyCallback1_OnProgress(This, ProgressType, pGroup, pJob, dwFileIndex, dwProgressValue) ((This)->lpVtbl->OnProgress((This), (ProgressType), (pGroup), (pJob), (dwFileIndex), (dwProgressValue)))
#define IBackgroundCopyCallback1_OnProgressEx(This, ProgressType, pGroup, pJob, dwFileIndex, dwProgressValue, dwByteArraySize, pByte) ((This)->lpVtbl->OnProgressEx((This), (ProgressType), (pGroup), (pJob), (dwFileIndex), (dwProgressValue), (dwByteArraySize), (pByte)))
#endif
#endif
#endif

/* IBackgroundCopyQMgr: qmgr.h, since QMGR (before BITS 1.0) */
#ifndef __IBackgroundCopyQMgr_INTERFACE_DEFINED__
#define __IBackgroundCopyQMgr_INTERFACE_DEFINED__
CF2_EXTERN_C const CF2_GUID IID_IBackgroundCopyQMgr;
#if defined(__cplusplus) && !defined(CINTERFACE)
struct IBackgroundCopyQMgr : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE CreateGroup(CF2_GUID guidGroupID, IBackgroundCopyGroup **ppGroup) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE GetGroup(CF2_GUID groupID, IBackgroundCopyGroup **ppGroup) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE EnumGroups(CF2_DWORD dwFlags, IEnumBackgroundCopyGroups **ppEnumGroups) = 0;
};
CF2_UUID(IBackgroundCopyQMgr, 0x16f41c69, 0x09f5, 0x41d2, 0x8c, 0xd8, 0x3c, 0x08, 0xc4, 0x7b, 0xc8, 0xa8)
#else
typedef struct IBackgroundCopyQMgrVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IBackgroundCopyQMgr *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IBackgroundCopyQMgr *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IBackgroundCopyQMgr *This);
    CF2_HRESULT (STDMETHODCALLTYPE *CreateGroup)(IBackgroundCopyQMgr *This, CF2_GUID guidGroupID, IBackgroundCopyGroup **ppGroup);
    CF2_HRESULT (STDMETHODCALLTYPE *GetGroup)(IBackgroundCopyQMgr *This, CF2_GUID groupID, IBackgroundCopyGroup **ppGroup);
    CF2_HRESULT (STDMETHODCALLTYPE *EnumGroups)(IBackgroundCopyQMgr *This, CF2_DWORD dwFlags, IEnumBackgroundCopyGroups **ppEnumGroups);
    END_INTERFACE
} IBackgroundCopyQMgrVtbl;
struct IBackgroundCopyQMgr {
    CONST_VTBL IBackgroundCopyQMgrVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBackgroundCopyQMgr_QueryInterface(This, riid, ppvObject) ((This)->lpVtbl->QueryInterface((This), (riid), (ppvObject)))
#define IBackgroundCopyQMgr_AddRef(This) ((This)->lpVtbl->AddRef((This)))
#define IBackgroundCopyQMgr_Release(This) ((This)->lpVtbl->Release((This)))
#define IBackgroundCopyQMgr_CreateGroup(This, guidGroupID, ppGroup) ((This)->lpVtbl->CreateGroup((This), (guidGroupID), (ppGroup)))
#define IBackgroundCopyQMgr_GetGroup(This, groupID, ppGroup) ((This)->lpVtbl->GetGroup((This), (groupID), (ppGroup)))
#define IBackgroundCopyQMgr_EnumGroups(This, dwFlags, ppEnumGroups) ((This)->lpVtbl->EnumGroups((This), (dwFlags), (ppEnumGroups)))
#endif
#endif
#endif

#endif
