//! `/TRANSFER`: a whole job from creation to completion, with a progress line (BA-6).

use crate::{Call, Outcome, Step, Trouble, show};
use copyfile2::bits::{
    Callback, FileSpec, Guid, Hresult, Job, JobError, JobProperty, JobState, JobType, Priority,
};
use std::any::Any;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often the progress line is drawn.
const REFRESH: Duration = Duration::from_millis(500);

/// Wakes the waiting main thread.
struct Bell(parking_lot::Mutex<Sender<()>>);

impl Bell {
    fn ring(&self) -> Result<(), Hresult> {
        self.0.lock().send(()).map_err(|_| Hresult::E_FAIL)
    }
}

impl Callback for Bell {
    fn job_transferred(&self, _job: &Job) -> Result<(), Hresult> {
        self.ring()
    }
    fn job_error(&self, _job: &Job, _error: &JobError) -> Result<(), Hresult> {
        self.ring()
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// What the arguments ask for.
struct Wanted {
    name: String,
    job_type: JobType,
    priority: Option<Priority>,
    acl_flags: Option<u32>,
    dynamic: bool,
    files: Vec<FileSpec>,
}

impl Wanted {
    /// BA-6: all of it is read before there is a job. Options may stand anywhere.
    fn read(call: &mut Call) -> Result<Self, Trouble> {
        let mut wanted = Self {
            name: String::new(),
            job_type: JobType::Download,
            priority: None,
            acl_flags: None,
            dynamic: false,
            files: Vec::new(),
        };
        let (mut name, mut remote) = (None, None);
        loop {
            if call.switch("DOWNLOAD") {
                wanted.job_type = JobType::Download;
            } else if call.switch("UPLOAD") {
                wanted.job_type = JobType::Upload;
            } else if call.switch("UPLOAD-REPLY") {
                wanted.job_type = JobType::UploadReply;
            } else if call.switch("PRIORITY") {
                wanted.priority = Some(show::read_priority(&call.argument("the priority")?)?);
            } else if call.switch("ACLFLAGS") {
                wanted.acl_flags = Some(show::read_acl_flags(&call.argument("the ACL flags")?)?);
            } else if call.switch("DYNAMIC") {
                wanted.dynamic = true;
            } else if let Some(word) = call.optional() {
                if is_option(&word) {
                    return Err(Trouble::Usage(format!("\"{word}\" is no option of /TRANSFER")));
                }
                match (&name, remote.take()) {
                    (None, _) => name = Some(word),
                    (Some(_), None) => remote = Some(word),
                    (Some(_), Some(remote)) => {
                        let local = absolute(&word)?.as_os_str().into();
                        wanted.files.push(FileSpec { remote, local });
                    }
                }
            } else {
                break;
            }
        }
        wanted.name = name.ok_or_else(|| Trouble::Usage("the name of the job is missing".to_owned()))?;
        if wanted.name.parse::<Guid>().is_ok() {
            return Err(Trouble::Usage("the name of a job may not be a GUID".to_owned()));
        }
        if let Some(remote) = remote {
            return Err(Trouble::Usage(format!("the local name for {remote} is missing")));
        }
        if wanted.files.is_empty() {
            return Err(Trouble::Usage("remote and local name are missing".to_owned()));
        }
        // DYN-3: such a job waits for the foreground, and would wait for ever.
        if wanted.dynamic && wanted.priority.is_some_and(|priority| priority != Priority::Foreground) {
            return Err(Trouble::Usage("/DYNAMIC needs /PRIORITY FOREGROUND".to_owned()));
        }
        Ok(wanted)
    }

    fn prepare(&self, job: &Job) -> Outcome {
        let usual = if self.dynamic { Priority::Foreground } else { Priority::Normal };
        job.set_priority(self.priority.unwrap_or(usual)).step("set the priority")?;
        if self.dynamic {
            job.set_property(JobProperty::DynamicContent(true)).step("allow dynamic content")?;
        }
        if let Some(flags) = self.acl_flags {
            job.set_file_acl_flags(flags).step("set the ACL flags")?;
        }
        job.add_file_set(&self.files).step("add the files")
    }
}

/// A word that looks like an option, and not like a path: one name behind the slash, of which there is no file.
pub(crate) fn is_option(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['/', '-']) else { return false };
    !name.contains('/') && !name.contains('.') && !Path::new(word).exists()
}

/// Runs the verb.
pub(crate) fn run(call: &mut Call) -> Outcome {
    let wanted = Wanted::read(call)?;
    let stop = stop_signals()?;
    let manager = call.manager()?;
    let job = match manager.create_job(&wanted.name, wanted.job_type) {
        Err(Hresult::E_NOTIMPL) if wanted.job_type != JobType::Download => {
            eprintln!("bitsadmin: Unable to create the job - uploads are not offered yet.");
            return Err(Trouble::Said);
        }
        other => other.step("create the job")?,
    };
    let Err(trouble) = wanted.prepare(&job).and_then(|()| wait(call, &job, &stop)) else { return Ok(()) };
    // What went wrong before is what counts; but a job that stays is named.
    match job.cancel() {
        Ok(_) | Err(Hresult::BG_E_INVALID_STATE) => {}
        Err(code) => eprintln!("bitsadmin: The job {} stays in the queue: {code}", job.id()),
    }
    Err(trouble)
}

/// Set by Ctrl+C and its like: the job is not left behind.
fn stop_signals() -> Result<Arc<AtomicBool>, Trouble> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // The second one ends the program at once.
        signal_hook::flag::register_conditional_shutdown(signal, 1, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .map_err(|error| Trouble::Usage(format!("signals cannot be caught: {error}")))?;
    }
    Ok(stop)
}

/// A local name may be relative here: the shell's user thinks of the current directory.
pub(crate) fn absolute(name: &str) -> Result<PathBuf, Trouble> {
    let windows = name.contains('\\') || name.as_bytes().get(1) == Some(&b':') || name.starts_with("file:");
    if windows {
        return Ok(PathBuf::from(name));
    }
    std::path::absolute(Path::new(name)).map_err(|error| Trouble::Usage(format!("{name}: {error}")))
}

fn wait(call: &Call, job: &Job, stop: &AtomicBool) -> Outcome {
    let (bell, rung) = channel();
    job.set_notify_interface(Some(Arc::new(Bell(parking_lot::Mutex::new(bell))))).step("watch the job")?;
    job.resume().step("resume the job")?;
    let live = std::io::stdout().is_terminal() && !call.raw;
    loop {
        if stop.load(Ordering::Relaxed) {
            eprintln!(
                "{}bitsadmin: The transfer was stopped, and the job is canceled.",
                if live { "\n" } else { "" }
            );
            return Err(Trouble::Said);
        }
        let state = job.state().step("read the state")?;
        if live {
            let text = show::brief(job)?;
            let _ = write!(std::io::stdout(), "\r\x1b[K{text}"); // a lost terminal ends nothing
            let _ = std::io::stdout().flush();
        }
        match state {
            JobState::Transferred => {
                job.complete().step("complete the job")?;
                if live {
                    show::line("");
                }
                call.say("Transfer complete.");
                return Ok(());
            }
            JobState::Error => {
                if live {
                    show::line("");
                }
                // Canceled before anything is printed: a reader that went away ends the program.
                let lines = show::error_lines(job)?;
                let canceled = job.cancel();
                lines.iter().for_each(|text| show::line(text));
                if canceled.is_err() {
                    call.say(&format!("The job {} stays in the queue.", job.id()));
                }
                return Err(Trouble::Said);
            }
            JobState::Acknowledged => return Ok(()),
            JobState::Cancelled => {
                return Err(Trouble::Failed("go on".to_owned(), Hresult::BG_E_INVALID_STATE));
            }
            _ => {}
        }
        match rung.recv_timeout(REFRESH) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            // Somebody else took the notification: look by the clock.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(REFRESH),
        }
    }
}
