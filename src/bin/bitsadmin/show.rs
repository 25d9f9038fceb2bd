//! How jobs, sizes and times are printed.

use crate::{Step, Trouble};
use chrono::{DateTime, Local};
use copyfile2::bits::{FileTime, Job, JobState, JobType, Priority, ProxyUsage, SIZE_UNKNOWN};
use std::io::Write;

/// Prints a line; a reader that went away ends the program quietly, as `head` expects.
pub(crate) fn line(text: &str) {
    if writeln!(std::io::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// A size, or UNKNOWN (BA-4).
pub(crate) fn size(bytes: u64) -> String {
    if bytes == SIZE_UNKNOWN { "UNKNOWN".to_owned() } else { bytes.to_string() }
}

/// A time in local time, or UNKNOWN (BA-4).
pub(crate) fn time(time: FileTime) -> String {
    let since_1601 = i64::try_from(time.0 / 10_000_000).ok().filter(|seconds| *seconds != 0);
    let found = since_1601.and_then(|seconds| DateTime::from_timestamp(seconds - 11_644_473_600, 0));
    found.map_or_else(
        || "UNKNOWN".to_owned(),
        |found| found.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

/// The state as Windows' tool spells it.
pub(crate) fn state(state: JobState) -> &'static str {
    match state {
        JobState::Queued => "QUEUED",
        JobState::Connecting => "CONNECTING",
        JobState::Transferring => "TRANSFERRING",
        JobState::Suspended => "SUSPENDED",
        JobState::Error => "ERROR",
        JobState::TransientError => "TRANSIENT_ERROR",
        JobState::Transferred => "TRANSFERRED",
        JobState::Acknowledged => "ACKNOWLEDGED",
        JobState::Cancelled => "CANCELLED",
    }
}

/// The type.
pub(crate) fn job_type(job_type: JobType) -> &'static str {
    match job_type {
        JobType::Download => "DOWNLOAD",
        JobType::Upload => "UPLOAD",
        JobType::UploadReply => "UPLOAD-REPLY",
    }
}

/// The priority.
pub(crate) fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Foreground => "FOREGROUND",
        Priority::High => "HIGH",
        Priority::Normal => "NORMAL",
        Priority::Low => "LOW",
    }
}

/// The priority that a word means.
pub(crate) fn read_priority(word: &str) -> Result<Priority, Trouble> {
    let all = [Priority::Foreground, Priority::High, Priority::Normal, Priority::Low];
    let found = all.into_iter().find(|known| priority(*known).eq_ignore_ascii_case(word));
    found.ok_or_else(|| Trouble::Usage(format!("\"{word}\" is no priority: FOREGROUND, HIGH, NORMAL or LOW")))
}

/// The use of proxies.
pub(crate) fn proxy_usage(usage: ProxyUsage) -> &'static str {
    match usage {
        ProxyUsage::Preconfig => "PRECONFIG",
        ProxyUsage::NoProxy => "NO_PROXY",
        ProxyUsage::Override => "OVERRIDE",
        ProxyUsage::AutoDetect => "AUTODETECT",
    }
}

/// One line for a job: GUID, name, state, files, bytes.
pub(crate) fn brief(job: &Job) -> Result<String, Trouble> {
    let progress = job.progress().step("read progress")?;
    Ok(format!(
        "{} '{}' {} {} / {} {} / {}",
        job.id(),
        job.display_name().step("read the name")?,
        state(job.state().step("read the state")?),
        progress.files_transferred,
        progress.files_total,
        progress.bytes_transferred,
        size(progress.bytes_total)
    ))
}

/// Everything about a job.
pub(crate) fn verbose(job: &Job) -> Result<(), Trouble> {
    const READ: &str = "read the job";
    let progress = job.progress().step(READ)?;
    let times = job.times().step(READ)?;
    let proxy = job.proxy_settings().step(READ)?;
    let (program, parameters) = job.notify_cmd_line().step(READ)?;
    line(&format!("GUID: {} DISPLAY: '{}'", job.id(), job.display_name().step(READ)?));
    line(&format!(
        "TYPE: {} STATE: {} OWNER: {}",
        job_type(job.job_type()),
        state(job.state().step(READ)?),
        job.owner().step(READ)?
    ));
    line(&format!(
        "PRIORITY: {} FILES: {} / {} BYTES: {} / {}",
        priority(job.priority().step(READ)?),
        progress.files_transferred,
        progress.files_total,
        progress.bytes_transferred,
        size(progress.bytes_total)
    ));
    line(&format!("CREATION TIME: {} MODIFICATION TIME: {}", time(times.creation), time(times.modification)));
    line(&format!("COMPLETION TIME: {}", time(times.transfer_completion)));
    line(&format!(
        "NOTIFICATION FLAGS: {} COMMAND LINE: {program} {parameters}",
        job.notify_flags().step(READ)?
    ));
    line(&format!(
        "RETRY DELAY: {} NO PROGRESS TIMEOUT: {} ERROR COUNT: {}",
        job.minimum_retry_delay().step(READ)?,
        job.no_progress_timeout().step(READ)?,
        job.error_count().step(READ)?
    ));
    line(&format!(
        "PROXY USAGE: {} PROXY LIST: {} PROXY BYPASS LIST: {}",
        proxy_usage(proxy.usage),
        proxy.proxy_list.as_deref().unwrap_or("NULL"),
        proxy.bypass_list.as_deref().unwrap_or("NULL")
    ));
    error(job)?;
    line(&format!("DESCRIPTION: {}", job.description().step(READ)?));
    line("JOB FILES:");
    for file in job.files().step(READ)?.items() {
        let progress = file.progress().step(READ)?;
        line(&format!(
            "\t{} / {} {} {} -> {}",
            progress.bytes_transferred,
            size(progress.bytes_total),
            if progress.bytes_transferred == progress.bytes_total { "TRANSFERRED" } else { "WORKING" },
            file.remote_name().step(READ)?,
            file.local_name().step(READ)?
        ));
    }
    Ok(())
}

/// The error of a job, if there is one. `true` if there is.
pub(crate) fn error(job: &Job) -> Result<bool, Trouble> {
    let lines = error_lines(job)?;
    lines.iter().for_each(|text| line(text));
    Ok(!lines.is_empty())
}

/// What is printed of the error of a job; nothing if there is none.
pub(crate) fn error_lines(job: &Job) -> Result<Vec<String>, Trouble> {
    const ENGLISH: u32 = 0x409;
    let Ok(error) = job.error() else { return Ok(Vec::new()) };
    let (context, code) = error.error();
    let mut lines = Vec::new();
    if let Ok(file) = error.file() {
        let (remote, local) =
            (file.remote_name().step("read the file")?, file.local_name().step("read the file")?);
        lines.push(format!("ERROR FILE:    {remote} -> {local}"));
    }
    let text = error.description(ENGLISH).unwrap_or_default();
    lines.push(format!("ERROR CODE:    {code} - {}", text.trim_end()));
    lines.push(format!("ERROR CONTEXT: 0x{:08X} - {}", i32::from(context), context.text()));
    Ok(lines)
}

/// The letters of the ACL flags: owner, group, DACL, SACL.
pub(crate) fn read_acl_flags(word: &str) -> Result<u32, Trouble> {
    const LETTERS: &str = "OGDS";
    let bit = |letter: char| LETTERS.find(letter.to_ascii_uppercase()).map(|at| 1 << at);
    let flags = word.chars().try_fold(0, |flags, letter| Some(flags | bit(letter)?));
    flags
        .filter(|_| !word.is_empty())
        .ok_or_else(|| Trouble::Usage(format!("\"{word}\" is no combination of O, G, D and S")))
}
