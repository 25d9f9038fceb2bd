//! The manager object (MGR rules).
#![forbid(unsafe_code)]

use super::data::*;
use super::enumerate::Enumeration;
use super::guid::{from_core, to_core};
use super::interfaces::*;
use super::job::Job;
use super::marshal::{Answer, Asked, Given, OK};
use super::object::{Class, Face, face};
use super::table::ComInterface;
use crate::abi::*;
use crate::bits::{self, Hresult, JobType};

/// The queue, as one client sees it.
pub(crate) struct Manager(pub(crate) bits::Manager);

impl Class for Manager {
    type Main = IBackgroundCopyManager;
    // OQ-9, PC-10: the peer cache is reached from the manager, though there is none.
    const FACES: &'static [Face] = &[
        face::<IBackgroundCopyManager, Self, 0>(&[IBackgroundCopyManager::IID]),
        face::<IBitsPeerCacheAdministration, Self, 1>(&[IBitsPeerCacheAdministration::IID]),
    ];
}

impl BackgroundCopyManager for Manager {
    fn CreateJob(
        &self,
        DisplayName: Given<'_, WCHAR>,
        Type: BG_JOB_TYPE,
        pJobId: Asked<'_, GUID>,
        ppJob: Asked<'_, *mut IBackgroundCopyJob>,
    ) -> Answer {
        // Both are cleared before either can fail; without a place for them the job would be lost (MGR-7).
        let (id, job) = (pJobId.required(), ppJob.required());
        let (id, job) = (id?, job?);
        let name = DisplayName.required_text()?;
        let made = self.0.create_job(&name, JobType::try_from(Type)?)?;
        id.set(from_core(made.id()));
        job.make(Job(made));
        OK
    }

    fn GetJob(&self, jobID: Given<'_, GUID>, ppJob: Asked<'_, *mut IBackgroundCopyJob>) -> Answer {
        let job = ppJob.required()?;
        job.make(Job(self.0.job(to_core(jobID.value()?))?));
        OK
    }

    fn EnumJobs(&self, dwFlags: DWORD, ppEnum: Asked<'_, *mut IEnumBackgroundCopyJobs>) -> Answer {
        let jobs = ppEnum.required()?;
        jobs.make(Enumeration::new(self.0.jobs(dwFlags)?));
        OK
    }

    fn GetErrorDescription(
        &self,
        hResult: HRESULT,
        LanguageId: DWORD,
        pErrorDescription: Asked<'_, LPWSTR>,
    ) -> Answer {
        let text = pErrorDescription.required()?;
        text.set_text(&self.0.error_description(Hresult(hResult), LanguageId)?)?;
        OK
    }
}
