//! The interfaces of BITS, 1.0 to 10.3, and the class factory, in the order of the Windows headers.
//!
//! Slots, names and types are checked against docs/rules/bits-abi.json.
#![allow(clippy::too_many_arguments, reason = "Windows' own methods have that many")]

use super::data::*;
use super::guid::guid;
use super::kind::{ByKind, Kind, microsoft};
use super::marshal::{Answer, Marshal, answer};
use super::object::{Class, Object};
use super::table::{ComInterface, Interface, Method, Parameter, Served, com_interface, direction};
use super::unknown::{IUnknown, IUnknownVtbl};
use crate::abi::*;
use std::ffi::c_void;

com_interface! {
    /// Makes objects of one class.
    IClassFactory [IClassFactoryVtbl, IID_IClassFactory, ClassFactory]: IUnknown [IUnknownVtbl, Class],
    "00000001-0000-0000-c000-000000000046", "unknwn.h", "COM" {
        CreateInstance(in pUnkOuter: *mut IUnknown, in riid: REFIID, out ppvObject: *mut *mut c_void);
        LockServer(in fLock: BOOL);
    }
}

com_interface! {
    /// One file of a job.
    IBackgroundCopyFile [IBackgroundCopyFileVtbl, IID_IBackgroundCopyFile, BackgroundCopyFile]: IUnknown [IUnknownVtbl, Class],
    "01b7bd23-fb88-4a77-8490-5891d3e4653a", "bits.h", "1.0" {
        GetRemoteName(out pVal: *mut LPWSTR);
        GetLocalName(out pVal: *mut LPWSTR);
        GetProgress(out pVal: *mut BG_FILE_PROGRESS);
    }
}

com_interface! {
    /// The files of a job.
    IEnumBackgroundCopyFiles [IEnumBackgroundCopyFilesVtbl, IID_IEnumBackgroundCopyFiles, EnumBackgroundCopyFiles]: IUnknown [IUnknownVtbl, Class],
    "ca51e165-c365-424c-8d41-24aaa4ff3c40", "bits.h", "1.0" {
        Next(in celt: ULONG, out rgelt: *mut *mut IBackgroundCopyFile, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBackgroundCopyFiles);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// What went wrong with a job.
    IBackgroundCopyError [IBackgroundCopyErrorVtbl, IID_IBackgroundCopyError, BackgroundCopyError]: IUnknown [IUnknownVtbl, Class],
    "19c613a0-fcb8-4f28-81ae-897c3d078f81", "bits.h", "1.0" {
        GetError(out pContext: *mut BG_ERROR_CONTEXT, out pCode: *mut HRESULT);
        GetFile(out pVal: *mut *mut IBackgroundCopyFile);
        GetErrorDescription(in LanguageId: DWORD, out pErrorDescription: *mut LPWSTR);
        GetErrorContextDescription(in LanguageId: DWORD, out pContextDescription: *mut LPWSTR);
        GetProtocol(out pProtocol: *mut LPWSTR);
    }
}

com_interface! {
    /// One job of the queue.
    IBackgroundCopyJob [IBackgroundCopyJobVtbl, IID_IBackgroundCopyJob, BackgroundCopyJob]: IUnknown [IUnknownVtbl, Class],
    "37668d37-507e-4160-9316-26306d150b12", "bits.h", "1.0" {
        AddFileSet(in cFileCount: ULONG, in pFileSet: *mut BG_FILE_INFO);
        AddFile(in RemoteUrl: LPCWSTR, in LocalName: LPCWSTR);
        EnumFiles(out pEnum: *mut *mut IEnumBackgroundCopyFiles);
        Suspend();
        Resume();
        Cancel();
        Complete();
        GetId(out pVal: *mut GUID);
        GetType(out pVal: *mut BG_JOB_TYPE);
        GetProgress(out pVal: *mut BG_JOB_PROGRESS);
        GetTimes(out pVal: *mut BG_JOB_TIMES);
        GetState(out pVal: *mut BG_JOB_STATE);
        GetError(out ppError: *mut *mut IBackgroundCopyError);
        GetOwner(out pVal: *mut LPWSTR);
        SetDisplayName(in Val: LPCWSTR);
        GetDisplayName(out pVal: *mut LPWSTR);
        SetDescription(in Val: LPCWSTR);
        GetDescription(out pVal: *mut LPWSTR);
        SetPriority(in Val: BG_JOB_PRIORITY);
        GetPriority(out pVal: *mut BG_JOB_PRIORITY);
        SetNotifyFlags(in Val: ULONG);
        GetNotifyFlags(out pVal: *mut ULONG);
        SetNotifyInterface(in Val: *mut IUnknown);
        GetNotifyInterface(out pVal: *mut *mut IUnknown);
        SetMinimumRetryDelay(in Seconds: ULONG);
        GetMinimumRetryDelay(out Seconds: *mut ULONG);
        SetNoProgressTimeout(in Seconds: ULONG);
        GetNoProgressTimeout(out Seconds: *mut ULONG);
        GetErrorCount(out Errors: *mut ULONG);
        SetProxySettings(in ProxyUsage: BG_JOB_PROXY_USAGE, in ProxyList: LPCWSTR, in ProxyBypassList: LPCWSTR);
        GetProxySettings(out pProxyUsage: *mut BG_JOB_PROXY_USAGE, out pProxyList: *mut LPWSTR, out pProxyBypassList: *mut LPWSTR);
        TakeOwnership();
    }
}

com_interface! {
    /// Jobs of the queue.
    IEnumBackgroundCopyJobs [IEnumBackgroundCopyJobsVtbl, IID_IEnumBackgroundCopyJobs, EnumBackgroundCopyJobs]: IUnknown [IUnknownVtbl, Class],
    "1af4f612-3b71-466f-8f58-7b6f73ac57ad", "bits.h", "1.0" {
        Next(in celt: ULONG, out rgelt: *mut *mut IBackgroundCopyJob, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBackgroundCopyJobs);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// What a client implements to hear of its jobs.
    IBackgroundCopyCallback [IBackgroundCopyCallbackVtbl, IID_IBackgroundCopyCallback]: IUnknown [IUnknownVtbl, Class],
    "97ea99c7-0186-4ad4-8df9-c5b4e0ed6b22", "bits.h", "1.0" {
        JobTransferred(in pJob: *mut IBackgroundCopyJob);
        JobError(in pJob: *mut IBackgroundCopyJob, in pError: *mut IBackgroundCopyError);
        JobModification(in pJob: *mut IBackgroundCopyJob, in dwReserved: DWORD);
    }
}

com_interface! {
    /// The asynchronous twin of `IBackgroundCopyCallback`; nobody implements it by hand.
    AsyncIBackgroundCopyCallback [AsyncIBackgroundCopyCallbackVtbl, IID_AsyncIBackgroundCopyCallback]: IUnknown [IUnknownVtbl, Class],
    "ca29d251-b4bb-4679-a3d9-ae8006119d54", "bits.h", "1.0" {
        Begin_JobTransferred(in pJob: *mut IBackgroundCopyJob);
        Finish_JobTransferred();
        Begin_JobError(in pJob: *mut IBackgroundCopyJob, in pError: *mut IBackgroundCopyError);
        Finish_JobError();
        Begin_JobModification(in pJob: *mut IBackgroundCopyJob, in dwReserved: DWORD);
        Finish_JobModification();
    }
}

com_interface! {
    /// The queue.
    IBackgroundCopyManager [IBackgroundCopyManagerVtbl, IID_IBackgroundCopyManager, BackgroundCopyManager]: IUnknown [IUnknownVtbl, Class],
    "5ce34c0d-0dc9-4c1f-897c-daa1b78cee7c", "bits.h", "1.0" {
        CreateJob(in DisplayName: LPCWSTR, in Type: BG_JOB_TYPE, out pJobId: *mut GUID, out ppJob: *mut *mut IBackgroundCopyJob);
        GetJob(in jobID: REFGUID, out ppJob: *mut *mut IBackgroundCopyJob);
        EnumJobs(in dwFlags: DWORD, out ppEnum: *mut *mut IEnumBackgroundCopyJobs);
        GetErrorDescription(in hResult: HRESULT, in LanguageId: DWORD, out pErrorDescription: *mut LPWSTR);
    }
}

com_interface! {
    /// A job with command line, reply and credentials.
    IBackgroundCopyJob2 [IBackgroundCopyJob2Vtbl, IID_IBackgroundCopyJob2, BackgroundCopyJob2]: IBackgroundCopyJob [IBackgroundCopyJobVtbl, BackgroundCopyJob],
    "54b50739-686f-45eb-9dff-d6a9a0faa9af", "bits1_5.h", "1.5" {
        SetNotifyCmdLine(in Program: LPCWSTR, in Parameters: LPCWSTR);
        GetNotifyCmdLine(out pProgram: *mut LPWSTR, out pParameters: *mut LPWSTR);
        GetReplyProgress(out pProgress: *mut BG_JOB_REPLY_PROGRESS);
        GetReplyData(out ppBuffer: *mut *mut byte, out pLength: *mut UINT64);
        SetReplyFileName(in ReplyFileName: LPCWSTR);
        GetReplyFileName(out pReplyFileName: *mut LPWSTR);
        SetCredentials(in credentials: *mut BG_AUTH_CREDENTIALS);
        RemoveCredentials(in Target: BG_AUTH_TARGET, in Scheme: BG_AUTH_SCHEME);
    }
}

com_interface! {
    /// A job with ranges and file attributes.
    IBackgroundCopyJob3 [IBackgroundCopyJob3Vtbl, IID_IBackgroundCopyJob3, BackgroundCopyJob3]: IBackgroundCopyJob2 [IBackgroundCopyJob2Vtbl, BackgroundCopyJob2],
    "443c8934-90ff-48ed-bcde-26f5c7450042", "bits2_0.h", "2.0" {
        ReplaceRemotePrefix(in OldPrefix: LPCWSTR, in NewPrefix: LPCWSTR);
        AddFileWithRanges(in RemoteUrl: LPCWSTR, in LocalName: LPCWSTR, in RangeCount: DWORD, in Ranges: *mut BG_FILE_RANGE);
        SetFileACLFlags(in Flags: DWORD);
        GetFileACLFlags(out Flags: *mut DWORD);
    }
}

com_interface! {
    /// A file with ranges and a remote name that can change.
    IBackgroundCopyFile2 [IBackgroundCopyFile2Vtbl, IID_IBackgroundCopyFile2, BackgroundCopyFile2]: IBackgroundCopyFile [IBackgroundCopyFileVtbl, BackgroundCopyFile],
    "83e81b93-0873-474d-8a8c-f2018b1a939c", "bits2_0.h", "2.0" {
        GetFileRanges(out RangeCount: *mut DWORD, out Ranges: *mut *mut BG_FILE_RANGE);
        SetRemoteName(in Val: LPCWSTR);
    }
}

com_interface! {
    /// What a job says and accepts over HTTP.
    IBackgroundCopyJobHttpOptions [IBackgroundCopyJobHttpOptionsVtbl, IID_IBackgroundCopyJobHttpOptions, BackgroundCopyJobHttpOptions]: IUnknown [IUnknownVtbl, Class],
    "f1bd1079-9f01-4bdc-8036-f09b70095066", "bits2_5.h", "2.5" {
        SetClientCertificateByID(in StoreLocation: BG_CERT_STORE_LOCATION, in StoreName: LPCWSTR, in pCertHashBlob: *const byte);
        SetClientCertificateByName(in StoreLocation: BG_CERT_STORE_LOCATION, in StoreName: LPCWSTR, in SubjectName: LPCWSTR);
        RemoveClientCertificate();
        GetClientCertificate(out pStoreLocation: *mut BG_CERT_STORE_LOCATION, out pStoreName: *mut LPWSTR, out ppCertHashBlob: *mut *mut byte, out pSubjectName: *mut LPWSTR);
        SetCustomHeaders(in RequestHeaders: LPCWSTR);
        GetCustomHeaders(out pRequestHeaders: *mut LPWSTR);
        SetSecurityFlags(in Flags: ULONG);
        GetSecurityFlags(out pFlags: *mut ULONG);
    }
}

com_interface! {
    /// A file in the peer cache. Declared only.
    IBitsPeerCacheRecord [IBitsPeerCacheRecordVtbl, IID_IBitsPeerCacheRecord]: IUnknown [IUnknownVtbl, Class],
    "659cdeaf-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        GetId(out pVal: *mut GUID);
        GetOriginUrl(out pVal: *mut LPWSTR);
        GetFileSize(out pVal: *mut UINT64);
        GetFileModificationTime(out pVal: *mut FILETIME);
        GetLastAccessTime(out pVal: *mut FILETIME);
        IsFileValidated();
        GetFileRanges(out pRangeCount: *mut DWORD, out ppRanges: *mut *mut BG_FILE_RANGE);
    }
}

com_interface! {
    /// Files in the peer cache: none (PC-12).
    IEnumBitsPeerCacheRecords [IEnumBitsPeerCacheRecordsVtbl, IID_IEnumBitsPeerCacheRecords, EnumBitsPeerCacheRecords]: IUnknown [IUnknownVtbl, Class],
    "659cdea4-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        Next(in celt: ULONG, out rgelt: *mut *mut IBitsPeerCacheRecord, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBitsPeerCacheRecords);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// A computer of the peer cache. Declared only.
    IBitsPeer [IBitsPeerVtbl, IID_IBitsPeer]: IUnknown [IUnknownVtbl, Class],
    "659cdea2-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        GetPeerName(out pName: *mut LPWSTR);
        IsAuthenticated(out pAuth: *mut BOOL);
        IsAvailable(out pOnline: *mut BOOL);
    }
}

com_interface! {
    /// Computers of the peer cache: none (PC-12).
    IEnumBitsPeers [IEnumBitsPeersVtbl, IID_IEnumBitsPeers, EnumBitsPeers]: IUnknown [IUnknownVtbl, Class],
    "659cdea5-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        Next(in celt: ULONG, out rgelt: *mut *mut IBitsPeer, out pceltFetched: *mut ULONG);
        Skip(in celt: ULONG);
        Reset();
        Clone(out ppenum: *mut *mut IEnumBitsPeers);
        GetCount(out puCount: *mut ULONG);
    }
}

com_interface! {
    /// The peer cache: every method answers `S_FALSE` (PC-9).
    IBitsPeerCacheAdministration [IBitsPeerCacheAdministrationVtbl, IID_IBitsPeerCacheAdministration, BitsPeerCacheAdministration]: IUnknown [IUnknownVtbl, Class],
    "659cdead-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        GetMaximumCacheSize(out pBytes: *mut DWORD);
        SetMaximumCacheSize(in Bytes: DWORD);
        GetMaximumContentAge(out pSeconds: *mut ULONG);
        SetMaximumContentAge(in Seconds: ULONG);
        GetConfigurationFlags(out pFlags: *mut DWORD);
        SetConfigurationFlags(in Flags: DWORD);
        EnumRecords(out ppEnum: *mut *mut IEnumBitsPeerCacheRecords);
        GetRecord(in id: REFGUID, out ppRecord: *mut *mut IBitsPeerCacheRecord);
        ClearRecords();
        DeleteRecord(in id: REFGUID);
        DeleteUrl(in url: LPCWSTR);
        EnumPeers(out ppEnum: *mut *mut IEnumBitsPeers);
        ClearPeers();
        DiscoverPeers();
    }
}

com_interface! {
    /// A job with peer caching flags and a maximum download time.
    IBackgroundCopyJob4 [IBackgroundCopyJob4Vtbl, IID_IBackgroundCopyJob4, BackgroundCopyJob4]: IBackgroundCopyJob3 [IBackgroundCopyJob3Vtbl, BackgroundCopyJob3],
    "659cdeae-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        SetPeerCachingFlags(in Flags: DWORD);
        GetPeerCachingFlags(out pFlags: *mut DWORD);
        GetOwnerIntegrityLevel(out pLevel: *mut ULONG);
        GetOwnerElevationState(out pElevated: *mut BOOL);
        SetMaximumDownloadTime(in Timeout: ULONG);
        GetMaximumDownloadTime(out pTimeout: *mut ULONG);
    }
}

com_interface! {
    /// A file with its temporary name and validation.
    IBackgroundCopyFile3 [IBackgroundCopyFile3Vtbl, IID_IBackgroundCopyFile3, BackgroundCopyFile3]: IBackgroundCopyFile2 [IBackgroundCopyFile2Vtbl, BackgroundCopyFile2],
    "659cdeaa-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        GetTemporaryName(out pFilename: *mut LPWSTR);
        SetValidationState(in state: BOOL);
        GetValidationState(out pState: *mut BOOL);
        IsDownloadedFromPeer(out pVal: *mut BOOL);
    }
}

com_interface! {
    /// A callback that hears of files.
    IBackgroundCopyCallback2 [IBackgroundCopyCallback2Vtbl, IID_IBackgroundCopyCallback2]: IBackgroundCopyCallback [IBackgroundCopyCallbackVtbl],
    "659cdeac-489e-11d9-a9cd-000d56965251", "bits3_0.h", "3.0" {
        FileTransferred(in pJob: *mut IBackgroundCopyJob, in pFile: *mut IBackgroundCopyFile);
    }
}

com_interface! {
    /// A second identity for a job.
    IBitsTokenOptions [IBitsTokenOptionsVtbl, IID_IBitsTokenOptions]: IUnknown [IUnknownVtbl, Class],
    "9a2584c3-f7d2-457a-9a5e-22b67bffc7d2", "bits4_0.h", "4.0" {
        SetHelperTokenFlags(in UsageFlags: BG_TOKEN);
        GetHelperTokenFlags(out pFlags: *mut BG_TOKEN);
        SetHelperToken();
        ClearHelperToken();
        GetHelperTokenSid(out pSid: *mut LPWSTR);
    }
}

com_interface! {
    /// A file with the sources of its bytes.
    IBackgroundCopyFile4 [IBackgroundCopyFile4Vtbl, IID_IBackgroundCopyFile4, BackgroundCopyFile4]: IBackgroundCopyFile3 [IBackgroundCopyFile3Vtbl, BackgroundCopyFile3],
    "ef7e0655-7888-4960-b0e5-730846e03492", "bits4_0.h", "4.0" {
        GetPeerDownloadStats(out pFromOrigin: *mut UINT64, out pFromPeers: *mut UINT64);
    }
}

com_interface! {
    /// A job with properties.
    IBackgroundCopyJob5 [IBackgroundCopyJob5Vtbl, IID_IBackgroundCopyJob5, BackgroundCopyJob5]: IBackgroundCopyJob4 [IBackgroundCopyJob4Vtbl, BackgroundCopyJob4],
    "e847030c-bbba-4657-af6d-484aa42bf1fe", "bits5_0.h", "5.0" {
        SetProperty(in PropertyId: BITS_JOB_PROPERTY_ID, in PropertyValue: BITS_JOB_PROPERTY_VALUE);
        GetProperty(in PropertyId: BITS_JOB_PROPERTY_ID, out PropertyValue: *mut BITS_JOB_PROPERTY_VALUE);
    }
}

com_interface! {
    /// A file with properties.
    IBackgroundCopyFile5 [IBackgroundCopyFile5Vtbl, IID_IBackgroundCopyFile5, BackgroundCopyFile5]: IBackgroundCopyFile4 [IBackgroundCopyFile4Vtbl, BackgroundCopyFile4],
    "85c1657f-dafc-40e8-8834-df18ea25717e", "bits5_0.h", "5.0" {
        SetProperty(in PropertyId: BITS_FILE_PROPERTY_ID, in PropertyValue: BITS_FILE_PROPERTY_VALUE);
        GetProperty(in PropertyId: BITS_FILE_PROPERTY_ID, out PropertyValue: *mut BITS_FILE_PROPERTY_VALUE);
    }
}

com_interface! {
    /// A callback that hears of ranges.
    IBackgroundCopyCallback3 [IBackgroundCopyCallback3Vtbl, IID_IBackgroundCopyCallback3]: IBackgroundCopyCallback2 [IBackgroundCopyCallback2Vtbl],
    "98c97bd2-e32b-4ad8-a528-95fd8b16bd42", "bits10_1.h", "10.1" {
        FileRangesTransferred(in job: *mut IBackgroundCopyJob, in file: *mut IBackgroundCopyFile, in rangeCount: DWORD, in ranges: *const BG_FILE_RANGE);
    }
}

com_interface! {
    /// A file whose ranges are fetched on demand.
    IBackgroundCopyFile6 [IBackgroundCopyFile6Vtbl, IID_IBackgroundCopyFile6, BackgroundCopyFile6]: IBackgroundCopyFile5 [IBackgroundCopyFile5Vtbl, BackgroundCopyFile5],
    "cf6784f7-d677-49fd-9368-cb47aee9d1ad", "bits10_1.h", "10.1" {
        UpdateDownloadPosition(in offset: UINT64);
        RequestFileRanges(in rangeCount: DWORD, in ranges: *const BG_FILE_RANGE);
        GetFilledFileRanges(out rangeCount: *mut DWORD, out ranges: *mut *mut BG_FILE_RANGE);
    }
}

com_interface! {
    /// HTTP options with the method.
    IBackgroundCopyJobHttpOptions2 [IBackgroundCopyJobHttpOptions2Vtbl, IID_IBackgroundCopyJobHttpOptions2, BackgroundCopyJobHttpOptions2]: IBackgroundCopyJobHttpOptions [IBackgroundCopyJobHttpOptionsVtbl, BackgroundCopyJobHttpOptions],
    "b591a192-a405-4fc3-8323-4c5c542578fc", "bits10_2.h", "10.2" {
        SetHttpMethod(in method: LPCWSTR);
        GetHttpMethod(out method: *mut LPWSTR);
    }
}

com_interface! {
    /// HTTP options with a check of server certificates by the client.
    IBackgroundCopyJobHttpOptions3 [IBackgroundCopyJobHttpOptions3Vtbl, IID_IBackgroundCopyJobHttpOptions3]: IBackgroundCopyJobHttpOptions2 [IBackgroundCopyJobHttpOptions2Vtbl, BackgroundCopyJobHttpOptions2],
    "8a9263d3-fd4c-4eda-9b28-30132a4d4e3c", "bits10_3.h", "10.3" {
        SetServerCertificateValidationInterface(in certValidationCallback: *mut IUnknown);
        MakeCustomHeadersWriteOnly();
    }
}

com_interface! {
    /// What a client implements to check server certificates.
    IBackgroundCopyServerCertificateValidationCallback [IBackgroundCopyServerCertificateValidationCallbackVtbl, IID_IBackgroundCopyServerCertificateValidationCallback]: IUnknown [IUnknownVtbl, Class],
    "4cec0d02-def7-4158-813a-c32a46945ff7", "bits10_3.h", "10.3" {
        ValidateServerCertificate(in job: *mut IBackgroundCopyJob, in file: *mut IBackgroundCopyFile, in certLength: DWORD, in certData: *const BYTE, in certEncodingType: DWORD, in certStoreLength: DWORD, in certStoreData: *const BYTE);
    }
}

/// Every interface of this file and `IUnknown`, in the order of the Windows headers.
pub const INTERFACES: &[Interface] = &[
    IUnknown::INFO,
    IClassFactory::INFO,
    IBackgroundCopyFile::INFO,
    IEnumBackgroundCopyFiles::INFO,
    IBackgroundCopyError::INFO,
    IBackgroundCopyJob::INFO,
    IEnumBackgroundCopyJobs::INFO,
    IBackgroundCopyCallback::INFO,
    AsyncIBackgroundCopyCallback::INFO,
    IBackgroundCopyManager::INFO,
    IBackgroundCopyJob2::INFO,
    IBackgroundCopyJob3::INFO,
    IBackgroundCopyFile2::INFO,
    IBackgroundCopyJobHttpOptions::INFO,
    IBitsPeerCacheRecord::INFO,
    IEnumBitsPeerCacheRecords::INFO,
    IBitsPeer::INFO,
    IEnumBitsPeers::INFO,
    IBitsPeerCacheAdministration::INFO,
    IBackgroundCopyJob4::INFO,
    IBackgroundCopyFile3::INFO,
    IBackgroundCopyCallback2::INFO,
    IBitsTokenOptions::INFO,
    IBackgroundCopyFile4::INFO,
    IBackgroundCopyJob5::INFO,
    IBackgroundCopyFile5::INFO,
    IBackgroundCopyCallback3::INFO,
    IBackgroundCopyFile6::INFO,
    IBackgroundCopyJobHttpOptions2::INFO,
    IBackgroundCopyJobHttpOptions3::INFO,
    IBackgroundCopyServerCertificateValidationCallback::INFO,
];
