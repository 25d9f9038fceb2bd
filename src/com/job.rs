//! The job object: `IBackgroundCopyJob` to `Job5` (CTL, INF, SET, J2 to J5 rules); its HTTP options stand in
//! `http_options`.
//!
//! A final job answers `BG_E_INVALID_STATE` before its arguments are looked at (COM-19); the core does so for what it
//! checks itself, `live` for what is checked here.

use super::callback::ClientCallback;
use super::data::*;
use super::enumerate::Enumeration;
use super::error::Error;
use super::file::core_ranges;
use super::guid::{from_core, to_core};
use super::interfaces::*;
use super::kind::Kind;
use super::marshal::{Answer, Asked, Given, OK};
use super::object::{Class, Face, Object, face};
use super::table::ComInterface;
use super::unknown::{IUnknown, Owned};
use crate::abi::*;
use crate::bits::{
    self, AuthScheme, AuthTarget, Callback, Credentials, FileSpec, FileTime, Hresult, JobProperty, LocalName,
    Priority, ProxySettings, ProxyUsage, Result,
};
use std::ptr::NonNull;
use std::sync::Arc;

/// One job of the queue.
pub(super) struct Job(pub(super) bits::Job);

/// A fresh object for the job, for a callback of that kind (COM-2, COM-3).
pub(crate) fn object(job: bits::Job, kind: Kind) -> Owned<IBackgroundCopyJob> {
    Object::create(Job(job), kind)
}

impl Class for Job {
    type Main = IBackgroundCopyJob;
    // Not answered as long as their core is not offered: HttpOptions3 (certificate callback), IBitsTokenOptions.
    const FACES: &'static [Face] = &[
        face::<IBackgroundCopyJob5, Self, 0>(&[
            IBackgroundCopyJob::IID,
            IBackgroundCopyJob2::IID,
            IBackgroundCopyJob3::IID,
            IBackgroundCopyJob4::IID,
            IBackgroundCopyJob5::IID,
        ]),
        face::<IBackgroundCopyJobHttpOptions2, Self, 1>(&[
            IBackgroundCopyJobHttpOptions::IID,
            IBackgroundCopyJobHttpOptions2::IID,
        ]),
    ];
}

impl Job {
    /// The job, if it can still change (COM-18).
    pub(super) fn live(&self) -> Result<&bits::Job> {
        self.0.ensure_live()?;
        Ok(&self.0)
    }

    /// What only upload-reply jobs have is `E_NOTIMPL` for all others (J2-10 to J2-14), and for these, too, as long as
    /// uploads are not offered.
    fn reply<T>(&self) -> Result<T> {
        Err(Hresult::E_NOTIMPL)
    }
}

/// A local name; NULL is refused (ADD-10).
fn local_name(name: Given<'_, WCHAR>) -> Result<LocalName> {
    name.units()?.map(|units| LocalName::from_wide(&units)).ok_or(Hresult::E_INVALIDARG)
}

/// A time in the two halves of C (ABI-9).
fn filetime(FileTime(time): FileTime) -> FILETIME {
    FILETIME { dwLowDateTime: time as u32, dwHighDateTime: (time >> 32) as u32 }
}

impl BackgroundCopyJob for Job {
    fn AddFileSet(&self, cFileCount: ULONG, pFileSet: Given<'_, BG_FILE_INFO>) -> Answer {
        let job = self.live()?;
        // SAFETY: by COM's rules the array has as many elements as the count says.
        let infos = unsafe { pFileSet.elements(cFileCount) }?;
        let mut files = Vec::with_capacity(infos.len());
        for info in infos {
            // SAFETY: a string by COM's rules.
            let remote = unsafe { pFileSet.within(info.RemoteName) };
            // SAFETY: as above.
            let local = unsafe { pFileSet.within(info.LocalName) };
            files.push(FileSpec { remote: remote.required_text()?, local: local_name(local)? });
        }
        job.add_file_set(&files)?;
        OK
    }

    fn AddFile(&self, RemoteUrl: Given<'_, WCHAR>, LocalName: Given<'_, WCHAR>) -> Answer {
        self.live()?.add_file(&RemoteUrl.required_text()?, &local_name(LocalName)?)?;
        OK
    }

    fn EnumFiles(&self, pEnum: Asked<'_, *mut IEnumBackgroundCopyFiles>) -> Answer {
        let files = pEnum.required()?;
        files.make(Enumeration::new(self.0.files()?));
        OK
    }

    fn Suspend(&self) -> Answer {
        self.0.suspend()?;
        OK
    }

    fn Resume(&self) -> Answer {
        self.0.resume()?;
        OK
    }

    fn Cancel(&self) -> Answer {
        self.0.cancel()
    }

    fn Complete(&self) -> Answer {
        self.0.complete()
    }

    fn GetId(&self, pVal: Asked<'_, GUID>) -> Answer {
        pVal.required()?.set(from_core(self.0.id()));
        OK
    }

    fn GetType(&self, pVal: Asked<'_, BG_JOB_TYPE>) -> Answer {
        pVal.required()?.set(self.0.job_type().into());
        OK
    }

    fn GetProgress(&self, pVal: Asked<'_, BG_JOB_PROGRESS>) -> Answer {
        let place = pVal.required()?;
        let progress = self.0.progress()?;
        place.set(BG_JOB_PROGRESS {
            BytesTotal: progress.bytes_total,
            BytesTransferred: progress.bytes_transferred,
            FilesTotal: progress.files_total,
            FilesTransferred: progress.files_transferred,
        });
        OK
    }

    fn GetTimes(&self, pVal: Asked<'_, BG_JOB_TIMES>) -> Answer {
        let place = pVal.required()?;
        let times = self.0.times()?;
        place.set(BG_JOB_TIMES {
            CreationTime: filetime(times.creation),
            ModificationTime: filetime(times.modification),
            TransferCompletionTime: filetime(times.transfer_completion),
        });
        OK
    }

    fn GetState(&self, pVal: Asked<'_, BG_JOB_STATE>) -> Answer {
        let state = pVal.required()?;
        state.set(self.0.state()?.into());
        OK
    }

    fn GetError(&self, ppError: Asked<'_, *mut IBackgroundCopyError>) -> Answer {
        let place = ppError.required()?;
        place.make(Error(self.0.error()?));
        OK
    }

    fn GetOwner(&self, pVal: Asked<'_, LPWSTR>) -> Answer {
        let text = pVal.required()?;
        text.set_text(&self.0.owner()?)?;
        OK
    }

    fn SetDisplayName(&self, Val: Given<'_, WCHAR>) -> Answer {
        self.live()?.set_display_name(&Val.required_text()?)?;
        OK
    }

    fn GetDisplayName(&self, pVal: Asked<'_, LPWSTR>) -> Answer {
        let text = pVal.required()?;
        text.set_text(&self.0.display_name()?)?;
        OK
    }

    fn SetDescription(&self, Val: Given<'_, WCHAR>) -> Answer {
        self.live()?.set_description(&Val.required_text()?)?;
        OK
    }

    fn GetDescription(&self, pVal: Asked<'_, LPWSTR>) -> Answer {
        let text = pVal.required()?;
        text.set_text(&self.0.description()?)?;
        OK
    }

    fn SetPriority(&self, Val: BG_JOB_PRIORITY) -> Answer {
        self.live()?.set_priority(Priority::try_from(Val)?)?;
        OK
    }

    fn GetPriority(&self, pVal: Asked<'_, BG_JOB_PRIORITY>) -> Answer {
        let place = pVal.required()?;
        place.set(self.0.priority()?.into());
        OK
    }

    fn SetNotifyFlags(&self, Val: ULONG) -> Answer {
        self.0.set_notify_flags(Val)?;
        OK
    }

    fn GetNotifyFlags(&self, pVal: Asked<'_, ULONG>) -> Answer {
        let place = pVal.required()?;
        place.set(self.0.notify_flags()?);
        OK
    }

    fn SetNotifyInterface(&self, Val: Given<'_, IUnknown>) -> Answer {
        let job = self.live()?;
        let callback = NonNull::new(Val.raw()).map(|object| {
            // SAFETY: an interface pointer by COM's rules.
            unsafe { ClientCallback::of(object, Val.kind()) }
        });
        let callback = callback.transpose()?.map(|callback| callback as Arc<dyn Callback>);
        job.set_notify_interface(callback)?;
        OK
    }

    fn GetNotifyInterface(&self, pVal: Asked<'_, *mut IUnknown>) -> Answer {
        let place = pVal.required()?;
        let callback = self.0.notify_interface()?;
        // SET-15: NULL when there is none. One that Rust code registered has no pointer to give.
        if let Some(client) =
            callback.as_ref().and_then(|callback| callback.as_any().downcast_ref::<ClientCallback>())
        {
            let object = client.registered();
            // A caller of another kind could not call it. Windows would give it a proxy.
            if object.kind() != place.kind() {
                return Err(Hresult::E_NOINTERFACE);
            }
            place.give(object);
        }
        OK
    }

    fn SetMinimumRetryDelay(&self, Seconds: ULONG) -> Answer {
        self.0.set_minimum_retry_delay(Seconds)?;
        OK
    }

    fn GetMinimumRetryDelay(&self, Seconds: Asked<'_, ULONG>) -> Answer {
        let place = Seconds.required()?;
        place.set(self.0.minimum_retry_delay()?);
        OK
    }

    fn SetNoProgressTimeout(&self, Seconds: ULONG) -> Answer {
        self.0.set_no_progress_timeout(Seconds)?;
        OK
    }

    fn GetNoProgressTimeout(&self, Seconds: Asked<'_, ULONG>) -> Answer {
        let place = Seconds.required()?;
        place.set(self.0.no_progress_timeout()?);
        OK
    }

    fn GetErrorCount(&self, Errors: Asked<'_, ULONG>) -> Answer {
        let place = Errors.required()?;
        place.set(self.0.error_count()?);
        OK
    }

    fn SetProxySettings(
        &self,
        ProxyUsage: BG_JOB_PROXY_USAGE,
        ProxyList: Given<'_, WCHAR>,
        ProxyBypassList: Given<'_, WCHAR>,
    ) -> Answer {
        self.live()?.set_proxy_settings(&ProxySettings {
            usage: ProxyUsage::try_from(ProxyUsage)?,
            proxy_list: ProxyList.text()?,
            bypass_list: ProxyBypassList.text()?,
        })?;
        OK
    }

    fn GetProxySettings(
        &self,
        pProxyUsage: Asked<'_, BG_JOB_PROXY_USAGE>,
        pProxyList: Asked<'_, LPWSTR>,
        pProxyBypassList: Asked<'_, LPWSTR>,
    ) -> Answer {
        let (usage, list, bypass) =
            (pProxyUsage.required(), pProxyList.required(), pProxyBypassList.required());
        let (usage, list, bypass) = (usage?, list?, bypass?);
        let settings = self.0.proxy_settings()?;
        list.set_optional_text(settings.proxy_list.as_deref())?;
        bypass.set_optional_text(settings.bypass_list.as_deref())?;
        usage.set(settings.usage.into());
        OK
    }

    fn TakeOwnership(&self) -> Answer {
        self.0.take_ownership()?;
        OK
    }
}

impl BackgroundCopyJob2 for Job {
    fn SetNotifyCmdLine(&self, Program: Given<'_, WCHAR>, Parameters: Given<'_, WCHAR>) -> Answer {
        let job = self.live()?;
        job.set_notify_cmd_line(Program.text()?.as_deref(), Parameters.text()?.as_deref())?;
        OK
    }

    fn GetNotifyCmdLine(&self, pProgram: Asked<'_, LPWSTR>, pParameters: Asked<'_, LPWSTR>) -> Answer {
        let (program, parameters) = (pProgram.required(), pParameters.required());
        let (program, parameters) = (program?, parameters?);
        let line = self.0.notify_cmd_line()?;
        program.set_text(&line.0)?;
        parameters.set_text(&line.1)?;
        OK
    }

    fn GetReplyProgress(&self, pProgress: Asked<'_, BG_JOB_REPLY_PROGRESS>) -> Answer {
        pProgress.required()?;
        self.reply()
    }

    fn GetReplyData(&self, ppBuffer: Asked<'_, *mut byte>, pLength: Asked<'_, UINT64>) -> Answer {
        let (buffer, length) = (ppBuffer.required(), pLength.required());
        buffer?;
        length?;
        self.reply()
    }

    fn SetReplyFileName(&self, _ReplyFileName: Given<'_, WCHAR>) -> Answer {
        self.live()?;
        self.reply()
    }

    fn GetReplyFileName(&self, pReplyFileName: Asked<'_, LPWSTR>) -> Answer {
        pReplyFileName.required()?;
        self.reply()
    }

    fn SetCredentials(&self, credentials: Given<'_, BG_AUTH_CREDENTIALS>) -> Answer {
        let job = self.live()?;
        let given = credentials.value()?;
        let target = AuthTarget::try_from(given.Target)?;
        let scheme = AuthScheme::try_from(given.Scheme)?;
        // SAFETY: every scheme has user and password in the one member of the union.
        let basic = unsafe { given.Credentials.Basic };
        // SAFETY: a string by COM's rules.
        let user = unsafe { credentials.within(basic.UserName) };
        // SAFETY: as above.
        let password = unsafe { credentials.within(basic.Password) };
        job.set_credentials(&Credentials { target, scheme, user: user.text()?, password: password.text()? })?;
        OK
    }

    fn RemoveCredentials(&self, Target: BG_AUTH_TARGET, Scheme: BG_AUTH_SCHEME) -> Answer {
        self.live()?.remove_credentials(AuthTarget::try_from(Target)?, AuthScheme::try_from(Scheme)?)
    }
}

impl BackgroundCopyJob3 for Job {
    fn ReplaceRemotePrefix(&self, OldPrefix: Given<'_, WCHAR>, NewPrefix: Given<'_, WCHAR>) -> Answer {
        self.live()?.replace_remote_prefix(&OldPrefix.required_text()?, &NewPrefix.required_text()?)
    }

    fn AddFileWithRanges(
        &self,
        RemoteUrl: Given<'_, WCHAR>,
        LocalName: Given<'_, WCHAR>,
        RangeCount: DWORD,
        Ranges: Given<'_, BG_FILE_RANGE>,
    ) -> Answer {
        let job = self.live()?;
        let (remote, local) = (RemoteUrl.required_text()?, local_name(LocalName)?);
        // SAFETY: by COM's rules the array has as many elements as the count says.
        let ranges = unsafe { Ranges.elements(RangeCount) }?;
        job.add_file_with_ranges(&remote, &local, &core_ranges(&ranges))?;
        OK
    }

    fn SetFileACLFlags(&self, Flags: DWORD) -> Answer {
        self.0.set_file_acl_flags(Flags)?;
        OK
    }

    fn GetFileACLFlags(&self, Flags: Asked<'_, DWORD>) -> Answer {
        let place = Flags.required()?;
        place.set(self.0.file_acl_flags()?);
        OK
    }
}

impl BackgroundCopyJob4 for Job {
    fn SetPeerCachingFlags(&self, Flags: DWORD) -> Answer {
        self.0.set_peer_caching_flags(Flags)?;
        OK
    }

    fn GetPeerCachingFlags(&self, pFlags: Asked<'_, DWORD>) -> Answer {
        let place = pFlags.required()?;
        place.set(self.0.peer_caching_flags()?);
        OK
    }

    fn GetOwnerIntegrityLevel(&self, pLevel: Asked<'_, ULONG>) -> Answer {
        let place = pLevel.required()?;
        place.set(self.0.owner_integrity_level()?);
        OK
    }

    fn GetOwnerElevationState(&self, pElevated: Asked<'_, BOOL>) -> Answer {
        let place = pElevated.required()?;
        place.set(self.0.owner_elevation_state()?.into());
        OK
    }

    fn SetMaximumDownloadTime(&self, Timeout: ULONG) -> Answer {
        self.0.set_maximum_download_time(Timeout)?;
        OK
    }

    fn GetMaximumDownloadTime(&self, pTimeout: Asked<'_, ULONG>) -> Answer {
        let place = pTimeout.required()?;
        place.set(self.0.maximum_download_time()?);
        OK
    }
}

impl BackgroundCopyJob5 for Job {
    fn SetProperty(
        &self,
        PropertyId: BITS_JOB_PROPERTY_ID,
        PropertyValue: BITS_JOB_PROPERTY_VALUE,
    ) -> Answer {
        let job = self.live()?;
        job.set_property(property(PropertyId, PropertyValue)?)?;
        OK
    }

    fn GetProperty(
        &self,
        PropertyId: BITS_JOB_PROPERTY_ID,
        PropertyValue: Asked<'_, BITS_JOB_PROPERTY_VALUE>,
    ) -> Answer {
        // Cleared as a whole, so that members which do not belong to the property are zero (ABI-11).
        let place = PropertyValue.required()?;
        let mut value = BITS_JOB_PROPERTY_VALUE { ClsID: GUID::default() };
        match self.0.property(PropertyId)? {
            JobProperty::CostFlags(number) | JobProperty::MinimumNotificationIntervalMs(number) => {
                value.Dword = number;
            }
            JobProperty::NotificationClsid(class) => value.ClsID = from_core(class),
            JobProperty::DynamicContent(on)
            | JobProperty::HighPerformance(on)
            | JobProperty::OnDemandMode(on) => {
                value.Enable = on.into();
            }
            JobProperty::MaxDownloadSize(size) => value.Uint64 = size,
            JobProperty::UseStoredCredentials(target) => value.Target = target,
        }
        place.set(value);
        OK
    }
}

/// The value of a property in the form of the queue.
fn property(id: BITS_JOB_PROPERTY_ID, value: BITS_JOB_PROPERTY_VALUE) -> Result<JobProperty> {
    // SAFETY: all members are plain numbers; a caller that fills in another one gets another number.
    let number = unsafe { value.Dword };
    // BOOL and DWORD share their bytes.
    let on = number != 0;
    Ok(match id {
        BITS_JOB_PROPERTY_ID_COST_FLAGS => JobProperty::CostFlags(number),
        BITS_JOB_PROPERTY_NOTIFICATION_CLSID => {
            // SAFETY: as above.
            let class = unsafe { value.ClsID };
            JobProperty::NotificationClsid(to_core(class))
        }
        BITS_JOB_PROPERTY_DYNAMIC_CONTENT => JobProperty::DynamicContent(on),
        BITS_JOB_PROPERTY_HIGH_PERFORMANCE => JobProperty::HighPerformance(on),
        BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE => {
            // SAFETY: as above.
            let size = unsafe { value.Uint64 };
            JobProperty::MaxDownloadSize(size)
        }
        BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS => {
            // SAFETY: as above.
            let target = unsafe { value.Target };
            JobProperty::UseStoredCredentials(target)
        }
        BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS => {
            JobProperty::MinimumNotificationIntervalMs(number)
        }
        BITS_JOB_PROPERTY_ON_DEMAND_MODE => JobProperty::OnDemandMode(on),
        _ => return Err(Hresult::BG_E_UNKNOWN_PROPERTY_ID),
    })
}
