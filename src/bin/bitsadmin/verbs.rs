//! The verbs.

use crate::show::{self, line};
use crate::{Call, Outcome, Step, Trouble, transfer};
use copyfile2::bits::{
    FileRange, FileSpec, Job, JobType, LENGTH_TO_EOF, LocalName, ProxySettings, ProxyUsage,
};
use std::time::Duration;

const HELP: &str = "\
/TRANSFER name [/DOWNLOAD | /UPLOAD | /UPLOAD-REPLY] [/PRIORITY p] [/ACLFLAGS OGDS] [/DYNAMIC]
  remote local [remote local ...]  (options in any order)
/CREATE [/DOWNLOAD | /UPLOAD | /UPLOAD-REPLY] name
/ADDFILE job remote local          /ADDFILESET job textfile
/ADDFILEWITHRANGES job remote local offset:length,...
/REPLACEREMOTEPREFIX job old new   /LISTFILES job
/RESUME job  /SUSPEND job  /COMPLETE job  /CANCEL job  /TAKEOWNERSHIP job
/LIST [/ALLUSERS] [/VERBOSE]       /MONITOR [/ALLUSERS] [/REFRESH seconds]
/INFO job [/VERBOSE]               /RESET [/ALLUSERS]
/GETSTATE, /GETTYPE, /GETERROR, /GETERRORCOUNT, /GETOWNER job
/GETBYTESTOTAL, /GETBYTESTRANSFERRED, /GETFILESTOTAL, /GETFILESTRANSFERRED job
/GETCREATIONTIME, /GETMODIFICATIONTIME, /GETCOMPLETIONTIME job
/GETPROXYUSAGE, /GETPROXYLIST, /GETPROXYBYPASSLIST job
/SETPROXYSETTINGS job PRECONFIG | NO_PROXY | AUTODETECT | OVERRIDE list [bypass]
/GETx job, /SETx job value with x: DISPLAYNAME, DESCRIPTION, PRIORITY, NOTIFYFLAGS, MINRETRYDELAY, NOPROGRESSTIMEOUT,
  MAXDOWNLOADTIME, CUSTOMHEADERS, HTTPMETHOD, SECURITYFLAGS, PEERCACHINGFLAGS, ACLFLAGS
/GETNOTIFYCMDLINE job              /SETNOTIFYCMDLINE job program [parameters] (NULL clears)
/MAKECUSTOMHEADERSWRITEONLY job    /GETTEMPORARYNAME job index
/GETVALIDATIONSTATE job index      /SETVALIDATIONSTATE job index TRUE | FALSE
Prefixes: /RAWRETURN prints values alone; /WRAP and /NOWRAP are accepted. A job is a GUID or an unambiguous name.";

/// Runs a verb, given in capitals.
pub(crate) fn run(verb: &str, call: &mut Call) -> Outcome {
    match verb {
        "HELP" | "?" => {
            line(HELP);
            Ok(())
        }
        "TRANSFER" => transfer::run(call),
        "CREATE" => create(call),
        "LIST" => list(call),
        "MONITOR" => monitor(call),
        "RESET" => reset(call),
        _ => of_job(verb, call),
    }
}

fn create(call: &mut Call) -> Outcome {
    let (mut job_type, mut name) = (JobType::Download, None);
    loop {
        if call.switch("UPLOAD") {
            job_type = JobType::Upload;
        } else if call.switch("UPLOAD-REPLY") {
            job_type = JobType::UploadReply;
        } else if call.switch("DOWNLOAD") {
            job_type = JobType::Download;
        } else if name.is_none() {
            let word = call.argument("the name of the job")?;
            if transfer::is_option(&word) {
                return Err(Trouble::Usage(format!("\"{word}\" is no option of /CREATE")));
            }
            name = Some(word);
        } else {
            break;
        }
    }
    call.end()?;
    let name = name.unwrap_or_default();
    let job = call.manager()?.create_job(&name, job_type).step("create the job")?;
    line(&if call.raw { job.id().to_string() } else { format!("Created job {}.", job.id()) });
    Ok(())
}

fn jobs(call: &mut Call, all_users: bool) -> Result<Vec<Job>, Trouble> {
    Ok(call.manager()?.jobs(u32::from(all_users)).step("list jobs")?.items().to_vec())
}

fn list(call: &mut Call) -> Outcome {
    let all_users = call.switch("ALLUSERS");
    let verbose = call.switch("VERBOSE");
    call.end()?;
    let jobs = jobs(call, all_users)?;
    for job in &jobs {
        if verbose {
            show::verbose(job)?;
            line("");
        } else {
            line(&show::brief(job)?);
        }
    }
    call.say(&format!("Listed {} job(s).", jobs.len()));
    Ok(())
}

fn monitor(call: &mut Call) -> Outcome {
    let all_users = call.switch("ALLUSERS");
    let seconds = if call.switch("REFRESH") { call.number("the interval")?.max(1) } else { 5 };
    call.end()?;
    loop {
        let jobs = jobs(call, all_users)?;
        line(&format!("MONITORING BACKGROUND COPY MANAGER ({seconds} second refresh)"));
        for job in &jobs {
            line(&show::brief(job)?);
        }
        std::thread::sleep(Duration::from_secs(seconds.into()));
    }
}

fn reset(call: &mut Call) -> Outcome {
    let all_users = call.switch("ALLUSERS");
    call.end()?;
    let jobs = jobs(call, all_users)?;
    let (mut cancelled, mut failed) = (0, Ok(()));
    for job in &jobs {
        match job.cancel().step("cancel a job") {
            Ok(_) => {
                cancelled += 1;
                call.say(&format!("{} canceled.", job.id()));
            }
            Err(trouble) => failed = Err(trouble),
        }
    }
    call.say(&format!("{cancelled} out of {} jobs canceled.", jobs.len()));
    failed
}

/// Verbs whose first argument is a job.
fn of_job(verb: &str, call: &mut Call) -> Outcome {
    if let Some(done) = control(verb, call)? {
        if !done.is_empty() {
            call.say(&done);
        }
        return Ok(());
    }
    if let Some(value) = getter(verb, call)? {
        line(&value);
        return Ok(());
    }
    if let Some(done) = setter(verb, call)? {
        call.say(&done);
        return Ok(());
    }
    Err(Trouble::Usage(format!("/{verb} is no verb")))
}

fn control(verb: &str, call: &mut Call) -> Result<Option<String>, Trouble> {
    Ok(Some(match verb {
        "ADDFILE" => {
            let (job, file) = (call.job()?, spec(call)?);
            job.add_file(&file.remote, &file.local).step("add the file")?;
            format!("Added {} -> {} to job.", file.remote, file.local)
        }
        "ADDFILESET" => {
            let (job, name) = (call.job()?, call.argument("the file with the list")?);
            let text =
                std::fs::read_to_string(&name).map_err(|error| Trouble::Usage(format!("{name}: {error}")))?;
            let mut files = Vec::new();
            for entry in text.lines().map(str::trim).filter(|entry| !entry.is_empty()) {
                let (remote, local) = entry
                    .split_once(char::is_whitespace)
                    .ok_or_else(|| Trouble::Usage(format!("no local name in: {entry}")))?;
                files.push(FileSpec {
                    remote: remote.to_owned(),
                    local: transfer::absolute(local.trim())?.as_os_str().into(),
                });
            }
            job.add_file_set(&files).step("add the files")?;
            format!("Added {} file(s) to job.", files.len())
        }
        "ADDFILEWITHRANGES" => {
            let (job, file) = (call.job()?, spec(call)?);
            let ranges = ranges(&call.argument("the list of ranges")?)?;
            job.add_file_with_ranges(&file.remote, &file.local, &ranges).step("add the file")?;
            format!("Added {} -> {} to job.", file.remote, file.local)
        }
        "REPLACEREMOTEPREFIX" => {
            let (job, old, new) =
                (call.job()?, call.argument("the old prefix")?, call.argument("the new prefix")?);
            job.replace_remote_prefix(&old, &new).step("replace the prefix")?;
            format!("Replaced remote prefix {old} with {new}.")
        }
        "RESUME" => {
            call.job()?.resume().step("resume the job")?;
            "Job resumed.".to_owned()
        }
        "SUSPEND" => {
            call.job()?.suspend().step("suspend the job")?;
            "Job suspended.".to_owned()
        }
        "COMPLETE" => {
            call.job()?.complete().step("complete the job")?;
            "Job completed.".to_owned()
        }
        "CANCEL" => {
            call.job()?.cancel().step("cancel the job")?;
            "Job canceled.".to_owned()
        }
        "TAKEOWNERSHIP" => {
            call.job()?.take_ownership().step("take ownership")?;
            "Ownership taken.".to_owned()
        }
        "INFO" => {
            let job = call.job()?;
            if call.switch("VERBOSE") {
                show::verbose(&job)?
            } else {
                line(&show::brief(&job)?)
            }
            String::new()
        }
        "LISTFILES" => {
            const READ: &str = "read the file";
            for file in call.job()?.files().step("list files")?.items() {
                let (progress, remote) = (file.progress().step(READ)?, file.remote_name().step(READ)?);
                let local = file.local_name().step(READ)?;
                let total = show::size(progress.bytes_total);
                line(&format!("{} / {total} {remote} -> {local}", progress.bytes_transferred));
            }
            String::new()
        }
        "GETERROR" => {
            if !show::error(&call.job()?)? {
                line("No error information available.");
            }
            String::new()
        }
        _ => return Ok(None),
    }))
}

fn spec(call: &mut Call) -> Result<FileSpec, Trouble> {
    let remote = call.argument("the remote name")?;
    let local = transfer::absolute(&call.argument("the local name")?)?;
    Ok(FileSpec { remote, local: LocalName::from(local.as_os_str()) })
}

fn ranges(list: &str) -> Result<Vec<FileRange>, Trouble> {
    let read = |entry: &str| {
        let (offset, length) = entry.split_once(':')?;
        let length = if length.eq_ignore_ascii_case("eof") { LENGTH_TO_EOF } else { length.parse().ok()? };
        Some(FileRange { initial_offset: offset.parse().ok()?, length })
    };
    let all: Option<Vec<_>> = list.split(',').map(|entry| read(entry.trim())).collect();
    all.ok_or_else(|| Trouble::Usage(format!("\"{list}\" is no list of offset:length")))
}

fn getter(verb: &str, call: &mut Call) -> Result<Option<String>, Trouble> {
    const READ: &str = "read the job";
    let Some(what) = verb.strip_prefix("GET") else { return Ok(None) };
    let known = [
        "STATE",
        "TYPE",
        "ERRORCOUNT",
        "OWNER",
        "BYTESTOTAL",
        "BYTESTRANSFERRED",
        "FILESTOTAL",
        "FILESTRANSFERRED",
        "CREATIONTIME",
        "MODIFICATIONTIME",
        "COMPLETIONTIME",
        "DISPLAYNAME",
        "DESCRIPTION",
        "PRIORITY",
        "NOTIFYFLAGS",
        "NOTIFYINTERFACE",
        "NOTIFYCMDLINE",
        "MINRETRYDELAY",
        "NOPROGRESSTIMEOUT",
        "MAXDOWNLOADTIME",
        "PROXYUSAGE",
        "PROXYLIST",
        "PROXYBYPASSLIST",
        "CUSTOMHEADERS",
        "HTTPMETHOD",
        "SECURITYFLAGS",
        "ACLFLAGS",
        "PEERCACHINGFLAGS",
        "TEMPORARYNAME",
        "VALIDATIONSTATE",
    ];
    if !known.contains(&what) {
        return Ok(None);
    }
    let job = call.job()?;
    Ok(Some(match what {
        "STATE" => show::state(job.state().step(READ)?).to_owned(),
        "TYPE" => show::job_type(job.job_type()).to_owned(),
        "ERRORCOUNT" => job.error_count().step(READ)?.to_string(),
        "OWNER" => job.owner().step(READ)?,
        "BYTESTOTAL" => show::size(job.progress().step(READ)?.bytes_total),
        "BYTESTRANSFERRED" => job.progress().step(READ)?.bytes_transferred.to_string(),
        "FILESTOTAL" => job.progress().step(READ)?.files_total.to_string(),
        "FILESTRANSFERRED" => job.progress().step(READ)?.files_transferred.to_string(),
        "CREATIONTIME" => show::time(job.times().step(READ)?.creation),
        "MODIFICATIONTIME" => show::time(job.times().step(READ)?.modification),
        "COMPLETIONTIME" => show::time(job.times().step(READ)?.transfer_completion),
        "DISPLAYNAME" => job.display_name().step(READ)?,
        "DESCRIPTION" => job.description().step(READ)?,
        "PRIORITY" => show::priority(job.priority().step(READ)?).to_owned(),
        "NOTIFYFLAGS" => job.notify_flags().step(READ)?.to_string(),
        "NOTIFYINTERFACE" => job.notify_interface().step(READ)?.map_or("NULL", |_| "REGISTERED").to_owned(),
        "NOTIFYCMDLINE" => {
            let (program, parameters) = job.notify_cmd_line().step(READ)?;
            format!("the notification command line is '{program}' '{parameters}'")
        }
        "MINRETRYDELAY" => job.minimum_retry_delay().step(READ)?.to_string(),
        "NOPROGRESSTIMEOUT" => job.no_progress_timeout().step(READ)?.to_string(),
        "MAXDOWNLOADTIME" => job.maximum_download_time().step(READ)?.to_string(),
        "PROXYUSAGE" => show::proxy_usage(job.proxy_settings().step(READ)?.usage).to_owned(),
        "PROXYLIST" => job.proxy_settings().step(READ)?.proxy_list.unwrap_or_else(|| "NULL".to_owned()),
        "PROXYBYPASSLIST" => {
            job.proxy_settings().step(READ)?.bypass_list.unwrap_or_else(|| "NULL".to_owned())
        }
        "CUSTOMHEADERS" => job.custom_headers().step(READ)?.unwrap_or_else(|| "NULL".to_owned()),
        "HTTPMETHOD" => job.http_method().step(READ)?,
        "SECURITYFLAGS" => format!("0x{:X}", job.security_flags().step(READ)?),
        "ACLFLAGS" => job.file_acl_flags().step(READ)?.to_string(),
        "PEERCACHINGFLAGS" => job.peer_caching_flags().step(READ)?.to_string(),
        other => {
            let index = call.number("the index of the file")?;
            let files = job.files().step(READ)?;
            let file = files.items().get(index as usize);
            let file = file.ok_or_else(|| Trouble::Usage(format!("the job has no file {index}")))?;
            match other {
                "TEMPORARYNAME" => file.temporary_name().step(READ)?.display().to_string(),
                _ => if file.validation_state().step(READ)? { "TRUE" } else { "FALSE" }.to_owned(),
            }
        }
    }))
}

fn setter(verb: &str, call: &mut Call) -> Result<Option<String>, Trouble> {
    const SET: &str = "change the job";
    if verb == "MAKECUSTOMHEADERSWRITEONLY" {
        call.job()?.make_custom_headers_write_only().step(SET)?;
        return Ok(Some("Custom headers are write-only now.".to_owned()));
    }
    let Some(what) = verb.strip_prefix("SET") else { return Ok(None) };
    let known = [
        "DISPLAYNAME",
        "DESCRIPTION",
        "PRIORITY",
        "NOTIFYFLAGS",
        "NOTIFYCMDLINE",
        "MINRETRYDELAY",
        "NOPROGRESSTIMEOUT",
        "MAXDOWNLOADTIME",
        "PROXYSETTINGS",
        "CUSTOMHEADERS",
        "HTTPMETHOD",
        "SECURITYFLAGS",
        "PEERCACHINGFLAGS",
        "VALIDATIONSTATE",
        "ACLFLAG",
        "ACLFLAGS",
    ];
    if !known.contains(&what) {
        return Ok(None);
    }
    let job = call.job()?;
    match what {
        "ACLFLAG" | "ACLFLAGS" => {
            job.set_file_acl_flags(show::read_acl_flags(&call.argument("the ACL flags")?)?)
        } // K-20
        "DISPLAYNAME" => job.set_display_name(&call.argument("the name")?),
        "DESCRIPTION" => job.set_description(&call.argument("the description")?),
        "PRIORITY" => job.set_priority(show::read_priority(&call.argument("the priority")?)?),
        "NOTIFYFLAGS" => job.set_notify_flags(call.number("the flags")?),
        "NOTIFYCMDLINE" => {
            let given = |word: String| (word != "NULL").then_some(word);
            let program = given(call.argument("the program")?);
            let parameters = call.optional().and_then(given);
            job.set_notify_cmd_line(program.as_deref(), parameters.as_deref())
        }
        "MINRETRYDELAY" => job.set_minimum_retry_delay(call.number("the delay")?),
        "NOPROGRESSTIMEOUT" => job.set_no_progress_timeout(call.number("the timeout")?),
        "MAXDOWNLOADTIME" => job.set_maximum_download_time(call.number("the time")?),
        "PROXYSETTINGS" => {
            let word = call.argument("the use of proxies")?;
            let usages =
                [ProxyUsage::Preconfig, ProxyUsage::NoProxy, ProxyUsage::Override, ProxyUsage::AutoDetect];
            let usage =
                usages.into_iter().find(|usage| show::proxy_usage(*usage).eq_ignore_ascii_case(&word));
            let usage = usage.ok_or_else(|| Trouble::Usage(format!("\"{word}\" is no use of proxies")))?;
            let given = |word: String| (word != "NULL").then_some(word);
            let (proxy_list, bypass_list) =
                (call.optional().and_then(given), call.optional().and_then(given));
            job.set_proxy_settings(&ProxySettings { usage, proxy_list, bypass_list })
        }
        "CUSTOMHEADERS" => {
            let mut headers = String::new();
            while let Some(header) = call.optional() {
                headers.push_str(&header);
                headers.push_str("\r\n");
            }
            job.set_custom_headers((!headers.is_empty() && headers != "NULL\r\n").then_some(headers.as_str()))
        }
        "HTTPMETHOD" => job.set_http_method(&call.argument("the method")?),
        "SECURITYFLAGS" => job.set_security_flags(call.number("the flags")?),
        "PEERCACHINGFLAGS" => job.set_peer_caching_flags(call.number("the flags")?),
        _ => {
            let index = call.number("the index of the file")?;
            let valid = call.argument("TRUE or FALSE")?.eq_ignore_ascii_case("TRUE");
            let files = job.files().step(SET)?;
            let file = files.items().get(index as usize);
            file.ok_or_else(|| Trouble::Usage(format!("the job has no file {index}")))?
                .set_validation_state(valid)
        }
    }
    .step(SET)?;
    Ok(Some("Done.".to_owned()))
}
