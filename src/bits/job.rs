//! A job: files, control, information and settings (sections 3.3 to 3.13 of the rule sheet).

use super::{
    AuthScheme, AuthTarget, Callback, Credentials, FileEnumerator, FileRange, FileSpec, Guid, Hresult,
    JobError, JobProgress, JobProperty, JobState, JobTimes, JobType, LocalName, Priority, ProxySettings,
    Result,
};
use std::sync::Arc;

/// A job of the queue. A view: it stays usable after Complete and Cancel (OM-4), and shows live values (OM-5).
///
/// Unless a method says otherwise it fails with `BG_E_INVALID_STATE` on a final job if it would change it (COM-18), and
/// with the code of the failure when the queue cannot be read or written.
#[derive(Clone, Debug)]
pub struct Job {}

impl Job {
    /// `Ok` unless the job is final (COM-18).
    ///
    /// # Errors
    /// `BG_E_INVALID_STATE` for a final job.
    pub fn ensure_live(&self) -> Result<()> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Adds one file at the end (ADD). It survives the death of this process at once, and a power cut from the next change of
    /// state on; [`Job::add_file_set`] is durable when it returns.
    ///
    /// # Errors
    /// `E_INVALIDARG` for bad names (ADD-7), `E_ACCESSDENIED` and 0x80070003 for the directory (ADD-8, ADD-9),
    /// `BG_E_TOO_MANY_FILES`, `BG_E_TOO_MANY_FILES_IN_JOB`.
    pub fn add_file(&self, remote: &str, local: &LocalName) -> Result<()> {
        let _ = (remote, local);
        Err(Hresult::E_NOTIMPL)
    }

    /// Adds all files or none (ADD-2 to ADD-4).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_INVALIDARG` for an empty set.
    pub fn add_file_set(&self, files: &[FileSpec]) -> Result<()> {
        let _ = files;
        Err(Hresult::E_NOTIMPL)
    }

    /// Adds a file that consists of ranges of the remote one, one after another (J3-6 to J3-12).
    ///
    /// # Errors
    /// As [`Job::add_file`]; `E_NOTIMPL` for uploads, `BG_E_INVALID_RANGE`, `BG_E_OVERLAPPING_RANGES`,
    /// `BG_E_TOO_MANY_RANGES_IN_FILE`.
    pub fn add_file_with_ranges(&self, remote: &str, local: &LocalName, ranges: &[FileRange]) -> Result<()> {
        let _ = (remote, local, ranges);
        Err(Hresult::E_NOTIMPL)
    }

    /// The files in order of adding, also none (ADD-22).
    ///
    /// # Errors
    /// See the type.
    pub fn files(&self) -> Result<FileEnumerator> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Replaces `old` at the start of every remote name by `new` (J3-1 to J3-5): `S_OK`, or `S_FALSE` if none starts so.
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads, `E_INVALIDARG` for empty arguments or a bad result; then none is changed.
    pub fn replace_remote_prefix(&self, old: &str, new: &str) -> Result<Hresult> {
        let _ = (old, new);
        Err(Hresult::E_NOTIMPL)
    }

    /// Stops the transfer and keeps what arrived (CTL-1). In `Transferred` there is nothing to stop (K-26).
    ///
    /// # Errors
    /// See the type.
    pub fn suspend(&self) -> Result<()> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Queues the job (CTL-3 to CTL-6).
    ///
    /// # Errors
    /// `BG_E_EMPTY` for a job without files.
    pub fn resume(&self) -> Result<()> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Puts the arrived files under their names (CPL). `S_OK`, `BG_S_PARTIAL_COMPLETE` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// The first failure of a rename; the job then stays in `Transferred` and the call may be repeated (CPL-5).
    pub fn complete(&self) -> Result<Hresult> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Gives the job up and deletes what arrived (CTL-7 to CTL-12). `S_OK` or `BG_S_UNABLE_TO_DELETE_FILES`.
    ///
    /// # Errors
    /// See the type.
    pub fn cancel(&self) -> Result<Hresult> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Makes the caller the owner (SET-27 to SET-30). In a queue that one user owns only uid 0 can call this with effect.
    ///
    /// # Errors
    /// `E_ACCESSDENIED` unless uid 0.
    pub fn take_ownership(&self) -> Result<()> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The id (INF-1).
    pub fn id(&self) -> Guid {
        Guid::default()
    }

    /// The type, fixed at creation (INF-2).
    pub fn job_type(&self) -> JobType {
        JobType::Download
    }

    /// The state, final ones included (ST-10).
    ///
    /// # Errors
    /// See the type.
    pub fn state(&self) -> Result<JobState> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Sizes and counts over all files (INF-3 to INF-10).
    ///
    /// # Errors
    /// See the type.
    pub fn progress(&self) -> Result<JobProgress> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Times (INF-11).
    ///
    /// # Errors
    /// See the type.
    pub fn times(&self) -> Result<JobTimes> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The owner as a SID, `S-1-22-1-<uid>` (INF-13).
    ///
    /// # Errors
    /// See the type.
    pub fn owner(&self) -> Result<String> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The error in force, or left over until bytes move again (INF-15, TR-5).
    ///
    /// # Errors
    /// `BG_E_ERROR_INFORMATION_UNAVAILABLE`.
    pub fn error(&self) -> Result<JobError> {
        Err(Hresult::E_NOTIMPL)
    }

    /// How often the job failed (INF-14).
    ///
    /// # Errors
    /// See the type.
    pub fn error_count(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The display name (SET-2).
    ///
    /// # Errors
    /// See the type.
    pub fn display_name(&self) -> Result<String> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the display name.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 256 UTF-16 units (SET-1).
    pub fn set_display_name(&self, name: &str) -> Result<()> {
        let _ = name;
        Err(Hresult::E_NOTIMPL)
    }

    /// The description, empty at first (SET-3).
    ///
    /// # Errors
    /// See the type.
    pub fn description(&self) -> Result<String> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the description.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 1,024 UTF-16 units (SET-3).
    pub fn set_description(&self, text: &str) -> Result<()> {
        let _ = text;
        Err(Hresult::E_NOTIMPL)
    }

    /// The priority, `Normal` at first (SET-4).
    ///
    /// # Errors
    /// See the type.
    pub fn priority(&self) -> Result<Priority> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the priority, at once (SET-4).
    ///
    /// # Errors
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (SET-5).
    pub fn set_priority(&self, priority: Priority) -> Result<()> {
        let _ = priority;
        Err(Hresult::E_NOTIMPL)
    }

    /// The `NOTIFY_*` bits, 3 at first (SET-7, SET-11).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_flags(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Chooses the events (SET-6 to SET-10, NTF-15).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits.
    pub fn set_notify_flags(&self, flags: u32) -> Result<()> {
        let _ = flags;
        Err(Hresult::E_NOTIMPL)
    }

    /// The object registered by this process (SET-15, SET-16).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_interface(&self) -> Result<Option<Arc<dyn Callback>>> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Registers an object in place of the former one; `None` clears. An event that was not delivered yet follows at once
    /// (NTF-11, NTF-12). Not persistent (NTF-16).
    ///
    /// # Errors
    /// See the type.
    pub fn set_notify_interface(&self, callback: Option<Arc<dyn Callback>>) -> Result<()> {
        let _ = callback;
        Err(Hresult::E_NOTIMPL)
    }

    /// Program and parameters, both empty when not set (J2-9).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_cmd_line(&self) -> Result<(String, String)> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Sets the program that runs when no object took the event (J2-1 to J2-6). `(None, None)` clears.
    ///
    /// # Errors
    /// `E_INVALIDARG` for parameters without a program, `BG_E_STRING_TOO_LONG`.
    pub fn set_notify_cmd_line(&self, program: Option<&str>, parameters: Option<&str>) -> Result<()> {
        let _ = (program, parameters);
        Err(Hresult::E_NOTIMPL)
    }

    /// Seconds between tries, 600 at first (TO-1).
    ///
    /// # Errors
    /// See the type.
    pub fn minimum_retry_delay(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the delay, of a running wait too (SET-18); below 5 means 5 (TO-2).
    ///
    /// # Errors
    /// See the type.
    pub fn set_minimum_retry_delay(&self, seconds: u32) -> Result<()> {
        let _ = seconds;
        Err(Hresult::E_NOTIMPL)
    }

    /// Seconds without progress after which a transient error is final, 1,209,600 at first (TO-3).
    ///
    /// # Errors
    /// See the type.
    pub fn no_progress_timeout(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the timeout, of a running wait too (TR-9).
    ///
    /// # Errors
    /// See the type.
    pub fn set_no_progress_timeout(&self, seconds: u32) -> Result<()> {
        let _ = seconds;
        Err(Hresult::E_NOTIMPL)
    }

    /// Seconds that the job may spend connecting and transferring, 7,776,000 at first (TO-5).
    ///
    /// # Errors
    /// See the type.
    pub fn maximum_download_time(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes that time (J4-5).
    ///
    /// # Errors
    /// See the type.
    pub fn set_maximum_download_time(&self, seconds: u32) -> Result<()> {
        let _ = seconds;
        Err(Hresult::E_NOTIMPL)
    }

    /// The proxy settings (SET-25).
    ///
    /// # Errors
    /// See the type.
    pub fn proxy_settings(&self) -> Result<ProxySettings> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the proxy settings (SET-19 to SET-23).
    ///
    /// # Errors
    /// `E_INVALIDARG`, `BG_E_PROXY_LIST_TOO_LARGE`, `BG_E_PROXY_BYPASS_LIST_TOO_LARGE`.
    pub fn set_proxy_settings(&self, settings: &ProxySettings) -> Result<()> {
        let _ = settings;
        Err(Hresult::E_NOTIMPL)
    }

    /// Keeps credentials for one target and scheme, in place of older ones (J2-15 to J2-17).
    ///
    /// # Errors
    /// `E_INVALIDARG` where user or password is missing, `BG_E_USERNAME_TOO_LARGE`, `BG_E_PASSWORD_TOO_LARGE`.
    pub fn set_credentials(&self, credentials: &Credentials) -> Result<()> {
        let _ = credentials;
        Err(Hresult::E_NOTIMPL)
    }

    /// Forgets them: `S_OK`, or `S_FALSE` if there were none (J2-22).
    ///
    /// # Errors
    /// See the type.
    pub fn remove_credentials(&self, target: AuthTarget, scheme: AuthScheme) -> Result<Hresult> {
        let _ = (target, scheme);
        Err(Hresult::E_NOTIMPL)
    }

    /// The headers that go with every request; `None` (S_FALSE) when not set (HO-2).
    ///
    /// # Errors
    /// `E_ACCESSDENIED` once they are write-only (HO-9).
    pub fn custom_headers(&self) -> Result<Option<String>> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Sets or clears them (HO-3 to HO-7).
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` from 16,384 UTF-16 units on (HO-5).
    pub fn set_custom_headers(&self, headers: Option<&str>) -> Result<()> {
        let _ = headers;
        Err(Hresult::E_NOTIMPL)
    }

    /// From now on nobody reads them (HO-9, HO-10).
    ///
    /// # Errors
    /// See the type.
    pub fn make_custom_headers_write_only(&self) -> Result<()> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The `SSL_*` and `REDIRECT_*` bits, 0 at first (HO-14).
    ///
    /// # Errors
    /// See the type.
    pub fn security_flags(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes them.
    ///
    /// # Errors
    /// `E_NOTIMPL` for undefined bits or redirect values (HO-13, HO-15).
    pub fn set_security_flags(&self, flags: u32) -> Result<()> {
        let _ = flags;
        Err(Hresult::E_NOTIMPL)
    }

    /// The method of the request for a file, `GET` at first (H2-6).
    ///
    /// # Errors
    /// See the type.
    pub fn http_method(&self) -> Result<String> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the method (H2-1 to H2-5).
    ///
    /// # Errors
    /// `E_INVALIDARG` for an empty one, `BG_E_READ_ONLY_PROPERTY_AFTER_RESUME` after the first Resume (OQ-13),
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (H2-4).
    pub fn set_http_method(&self, method: &str) -> Result<()> {
        let _ = method;
        Err(Hresult::E_NOTIMPL)
    }

    /// The mask of SetFileACLFlags, 0 at first (J3-15).
    ///
    /// # Errors
    /// See the type.
    pub fn file_acl_flags(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the mask; only network paths look at it (J3-14).
    ///
    /// # Errors
    /// `E_INVALIDARG` for unknown bits, `BG_E_INVALID_STATE` in `Transferred` too.
    pub fn set_file_acl_flags(&self, flags: u32) -> Result<()> {
        let _ = flags;
        Err(Hresult::E_NOTIMPL)
    }

    /// The mask of SetPeerCachingFlags, 0 at first.
    ///
    /// # Errors
    /// See the type.
    pub fn peer_caching_flags(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the mask; there are no peers (J4-1, J4-2).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits (K-16).
    pub fn set_peer_caching_flags(&self, flags: u32) -> Result<()> {
        let _ = flags;
        Err(Hresult::E_NOTIMPL)
    }

    /// 0x2000, for uid 0 0x4000 (J4-3).
    ///
    /// # Errors
    /// See the type.
    pub fn owner_integrity_level(&self) -> Result<u32> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Whether the owner is uid 0 (J4-4).
    ///
    /// # Errors
    /// See the type.
    pub fn owner_elevation_state(&self) -> Result<bool> {
        Err(Hresult::E_NOTIMPL)
    }

    /// A property by `BITS_JOB_PROPERTY_ID` (section 3.13).
    ///
    /// # Errors
    /// `BG_E_UNKNOWN_PROPERTY_ID`.
    pub fn property(&self, id: i32) -> Result<JobProperty> {
        let _ = id;
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes a property (J5-1 to J5-12).
    ///
    /// # Errors
    /// The `BG_E_READ_ONLY_PROPERTY_*` codes, `BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY`,
    /// `BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED`, `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD`.
    pub fn set_property(&self, property: JobProperty) -> Result<()> {
        let _ = property;
        Err(Hresult::E_NOTIMPL)
    }
}
