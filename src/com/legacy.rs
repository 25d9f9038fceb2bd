//! Interfaces that are declared so that programs compile, but that no object answers: the queue manager before
//! BITS 1.0 (`qmgr.h`, QM-16) and the server side configuration (`bitscfg.h`, SC-1).
#![allow(clippy::too_many_arguments, reason = "Windows' own methods have that many")]

use super::data::*;
use super::guid::guid;
use super::table::{ComInterface, Interface, Method, Parameter, com_interface, direction};
use super::unknown::{IUnknown, IUnknownVtbl};
use crate::abi::*;

/// Opaque here.
#[derive(Debug)]
pub enum VARIANT {}
/// Opaque here.
#[derive(Debug)]
pub enum DISPPARAMS {}
/// Opaque here.
#[derive(Debug)]
pub enum EXCEPINFO {}
/// Opaque here.
#[derive(Debug)]
pub enum ITypeInfo {}

com_interface! {
    /// Late binding; base of the two interfaces of `bitscfg.h`. Declared only.
    IDispatch [IDispatchVtbl, IID_IDispatch]: IUnknown [IUnknownVtbl, Class],
    "00020400-0000-0000-c000-000000000046", "oaidl.h", "OLE Automation" {
        GetTypeInfoCount(out pctinfo: *mut UINT);
        GetTypeInfo(in iTInfo: UINT, in lcid: LCID, out ppTInfo: *mut *mut ITypeInfo);
        GetIDsOfNames(in riid: REFIID, in rgszNames: *mut LPOLESTR, in cNames: UINT, in lcid: LCID, out rgDispId: *mut DISPID);
        Invoke(in dispIdMember: DISPID, in riid: REFIID, in lcid: LCID, in wFlags: WORD, in pDispParams: *mut DISPPARAMS, out pVarResult: *mut VARIANT, out pExcepInfo: *mut EXCEPINFO, out puArgErr: *mut UINT);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IBackgroundCopyJob1 [IBackgroundCopyJob1Vtbl, IID_IBackgroundCopyJob1]: IUnknown [IUnknownVtbl, Class],
    "59f5553c-2031-4629-bb18-2645a6970947", "qmgr.h", "QMGR (before BITS 1.0)" {
        CancelJob();
        GetProgress(in dwFlags: DWORD, out pdwProgress: *mut DWORD);
        GetStatus(out pdwStatus: *mut DWORD, out pdwWin32Result: *mut DWORD, out pdwTransportResult: *mut DWORD, out pdwNumOfRetries: *mut DWORD);
        AddFiles(in cFileCount: ULONG, in ppFileSet: *mut *mut FILESETINFO);
        GetFile(in cFileIndex: ULONG, out pFileInfo: *mut FILESETINFO);
        GetFileCount(out pdwFileCount: *mut DWORD);
        SwitchToForeground();
        get_JobID(out pguidJobID: *mut GUID);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IEnumBackgroundCopyJobs1 [IEnumBackgroundCopyJobs1Vtbl, IID_IEnumBackgroundCopyJobs1]: IUnknown [IUnknownVtbl, Class],
    "8baeba9d-8f1c-42c4-b82c-09ae79980d25", "qmgr.h", "QMGR (before BITS 1.0)" {
        Next(in celt: ULONG, out rgelt: *mut GUID, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBackgroundCopyJobs1);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IBackgroundCopyGroup [IBackgroundCopyGroupVtbl, IID_IBackgroundCopyGroup]: IUnknown [IUnknownVtbl, Class],
    "1ded80a7-53ea-424f-8a04-17fea9adc4f5", "qmgr.h", "QMGR (before BITS 1.0)" {
        GetProp(in propID: GROUPPROP, out pvarVal: *mut VARIANT);
        SetProp(in propID: GROUPPROP, in pvarVal: *mut VARIANT);
        GetProgress(in dwFlags: DWORD, out pdwProgress: *mut DWORD);
        GetStatus(out pdwStatus: *mut DWORD, out pdwJobIndex: *mut DWORD);
        GetJob(in jobID: GUID, out ppJob: *mut *mut IBackgroundCopyJob1);
        SuspendGroup();
        ResumeGroup();
        CancelGroup();
        get_Size(out pdwSize: *mut DWORD);
        get_GroupID(out pguidGroupID: *mut GUID);
        CreateJob(in guidJobID: GUID, out ppJob: *mut *mut IBackgroundCopyJob1);
        EnumJobs(in dwFlags: DWORD, out ppEnumJobs: *mut *mut IEnumBackgroundCopyJobs1);
        SwitchToForeground();
        QueryNewJobInterface(in iid: REFIID, out pUnk: *mut *mut IUnknown);
        SetNotificationPointer(in iid: REFIID, in pUnk: *mut IUnknown);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IEnumBackgroundCopyGroups [IEnumBackgroundCopyGroupsVtbl, IID_IEnumBackgroundCopyGroups]: IUnknown [IUnknownVtbl, Class],
    "d993e603-4aa4-47c5-8665-c20d39c2ba4f", "qmgr.h", "QMGR (before BITS 1.0)" {
        Next(in celt: ULONG, out rgelt: *mut GUID, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBackgroundCopyGroups);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IBackgroundCopyCallback1 [IBackgroundCopyCallback1Vtbl, IID_IBackgroundCopyCallback1]: IUnknown [IUnknownVtbl, Class],
    "084f6593-3800-4e08-9b59-99fa59addf82", "qmgr.h", "QMGR (before BITS 1.0)" {
        OnStatus(in pGroup: *mut IBackgroundCopyGroup, in pJob: *mut IBackgroundCopyJob1, in dwFileIndex: DWORD, in dwStatus: DWORD, in dwNumOfRetries: DWORD, in dwWin32Result: DWORD, in dwTransportResult: DWORD);
        OnProgress(in ProgressType: DWORD, in pGroup: *mut IBackgroundCopyGroup, in pJob: *mut IBackgroundCopyJob1, in dwFileIndex: DWORD, in dwProgressValue: DWORD);
        OnProgressEx(in ProgressType: DWORD, in pGroup: *mut IBackgroundCopyGroup, in pJob: *mut IBackgroundCopyJob1, in dwFileIndex: DWORD, in dwProgressValue: DWORD, in dwByteArraySize: DWORD, in pByte: *mut BYTE);
    }
}

com_interface! {
    /// Of the queue manager before BITS 1.0. Declared only.
    IBackgroundCopyQMgr [IBackgroundCopyQMgrVtbl, IID_IBackgroundCopyQMgr]: IUnknown [IUnknownVtbl, Class],
    "16f41c69-09f5-41d2-8cd8-3c08c47bc8a8", "qmgr.h", "QMGR (before BITS 1.0)" {
        CreateGroup(in guidGroupID: GUID, out ppGroup: *mut *mut IBackgroundCopyGroup);
        GetGroup(in groupID: GUID, out ppGroup: *mut *mut IBackgroundCopyGroup);
        EnumGroups(in dwFlags: DWORD, out ppEnumGroups: *mut *mut IEnumBackgroundCopyGroups);
    }
}

com_interface! {
    /// Server side configuration. Declared only.
    IBITSExtensionSetup [IBITSExtensionSetupVtbl, IID_IBITSExtensionSetup]: IDispatch [IDispatchVtbl],
    "29cfbbf7-09e4-4b97-b0bc-f2287e3d8eb3", "bitscfg.h", "1.5 (IIS server side)" {
        EnableBITSUploads();
        DisableBITSUploads();
        GetCleanupTaskName(out pTaskName: *mut BSTR);
        GetCleanupTask(in riid: REFIID, out ppUnk: *mut *mut IUnknown);
    }
}

com_interface! {
    /// Server side configuration. Declared only.
    IBITSExtensionSetupFactory [IBITSExtensionSetupFactoryVtbl, IID_IBITSExtensionSetupFactory]: IDispatch [IDispatchVtbl],
    "d5d2d542-5503-4e64-8b48-72ef91a32ee1", "bitscfg.h", "1.5 (IIS server side)" {
        GetObject(in Path: BSTR, out ppExtensionSetup: *mut *mut IBITSExtensionSetup);
    }
}

/// Every interface of this file, in the order of the Windows headers.
pub const LEGACY_INTERFACES: &[Interface] = &[
    IDispatch::INFO,
    IBackgroundCopyJob1::INFO,
    IEnumBackgroundCopyJobs1::INFO,
    IBackgroundCopyGroup::INFO,
    IEnumBackgroundCopyGroups::INFO,
    IBackgroundCopyCallback1::INFO,
    IBackgroundCopyQMgr::INFO,
    IBITSExtensionSetup::INFO,
    IBITSExtensionSetupFactory::INFO,
];
