//! Limits and times that an administrator may change (LIM-4, LIM-15, OQ-24).
//!
//! Windows keeps them under a registry key; here each is an environment variable, `COPYFILE2_BITS_` and the name in
//! capitals. A queue reads them once, when a process opens it.

use std::time::Duration;

/// The limits in force.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// `MaxJobsPerUser`.
    pub max_jobs: u32,
    /// `MaxFilesPerJob`.
    pub max_files: u32,
    /// `MaxRangesPerFile`.
    pub max_ranges: u32,
    /// `MaxDownloadTime` in seconds, for jobs without a time of their own.
    pub max_download_time: u32,
    /// `JobInactivityTimeout` in days (TO-7).
    pub inactivity_days: u32,
    /// How long a background job runs before the next of its level gets its turn (SCH-4).
    pub time_slice: Duration,
    /// Silence of a server after which the request failed (REQ-12).
    pub receive_timeout: Duration,
    /// Time for a connection (REQ-12).
    pub connect_timeout: Duration,
    /// Complete returns when the files are on the disk. Without it they are with the kernel, as after any other copy.
    pub flush_at_complete: bool,
    /// First and longest wait before a failed callback is repeated (OQ-6).
    pub notify_retry: (Duration, Duration),
}

impl Policy {
    /// From the environment.
    pub(crate) fn read() -> Self {
        // LIM-5: the administrator has no limits unless one is set.
        let exempt = rustix::process::getuid().is_root();
        let limit = |name, default| number(name).unwrap_or(if exempt { u32::MAX } else { default });
        let seconds = |name, default| Duration::from_secs(number(name).unwrap_or(default).into());
        let milliseconds = |name, default| Duration::from_millis(number(name).unwrap_or(default).into());
        Self {
            max_jobs: limit("MAXJOBSPERUSER", 60),
            max_files: limit("MAXFILESPERJOB", 200),
            max_ranges: limit("MAXRANGESPERFILE", 500),
            max_download_time: number("MAXDOWNLOADTIME").unwrap_or(7_776_000),
            inactivity_days: number("JOBINACTIVITYTIMEOUT").unwrap_or(90),
            time_slice: milliseconds("TIMESLICE_MS", 300_000),
            receive_timeout: seconds("RECEIVETIMEOUT", 60),
            connect_timeout: seconds("CONNECTTIMEOUT", 60),
            flush_at_complete: number("FLUSHATCOMPLETE").unwrap_or(0) != 0,
            notify_retry: (milliseconds("NOTIFYRETRY_MS", 1000), Duration::from_secs(60)),
        }
    }
}

fn number(name: &str) -> Option<u32> {
    std::env::var(format!("COPYFILE2_BITS_{name}")).ok()?.parse().ok()
}
