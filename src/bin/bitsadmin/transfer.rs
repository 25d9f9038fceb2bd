//! `/TRANSFER`: a whole job from creation to completion, with a progress line (BA-6).

use crate::{Call, Outcome, Step, Trouble, show};
use copyfile2::bits::{
    Callback, FileSpec, Guid, Hresult, Job, JobError, JobProperty, JobState, JobType, Priority,
};
use std::any::Any;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
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

/// Runs the verb.
pub(crate) fn run(call: &mut Call) -> Outcome {
    let name = call.argument("the name of the job")?;
    if name.parse::<Guid>().is_ok() {
        return Err(Trouble::Usage("the name of a job may not be a GUID".to_owned()));
    }
    let (mut job_type, mut priority, mut dynamic) = (JobType::Download, Priority::Normal, false);
    loop {
        if call.switch("DOWNLOAD") {
            job_type = JobType::Download;
        } else if call.switch("UPLOAD") {
            job_type = JobType::Upload;
        } else if call.switch("UPLOAD-REPLY") {
            job_type = JobType::UploadReply;
        } else if call.switch("PRIORITY") {
            priority = show::read_priority(&call.argument("the priority")?)?;
        } else if call.switch("DYNAMIC") {
            dynamic = true;
        } else {
            break;
        }
    }
    let mut files = Vec::new();
    while let Some(remote) = call.optional() {
        let local = absolute(&call.argument("the local name")?)?;
        files.push(FileSpec { remote, local: local.as_os_str().into() });
    }
    if files.is_empty() {
        return Err(Trouble::Usage("remote and local name are missing".to_owned()));
    }
    let job = call.manager()?.create_job(&name, job_type).step("create the job")?;
    if let Err(trouble) = prepare(&job, priority, dynamic, &files).and_then(|()| wait(call, &job)) {
        let _ = job.cancel(); // what went wrong before is what counts
        return Err(trouble);
    }
    Ok(())
}

/// A local name may be relative here: the shell's user thinks of the current directory.
pub(crate) fn absolute(name: &str) -> Result<PathBuf, Trouble> {
    let windows = name.contains('\\') || name.as_bytes().get(1) == Some(&b':') || name.starts_with("file:");
    if windows {
        return Ok(PathBuf::from(name));
    }
    std::path::absolute(Path::new(name)).map_err(|error| Trouble::Usage(format!("{name}: {error}")))
}

fn prepare(job: &Job, priority: Priority, dynamic: bool, files: &[FileSpec]) -> Outcome {
    job.set_priority(priority).step("set the priority")?;
    if dynamic {
        job.set_property(JobProperty::DynamicContent(true)).step("allow dynamic content")?;
    }
    job.add_file_set(files).step("add the files")
}

fn wait(call: &Call, job: &Job) -> Outcome {
    let (bell, rung) = channel();
    job.set_notify_interface(Some(Arc::new(Bell(parking_lot::Mutex::new(bell))))).step("watch the job")?;
    job.resume().step("resume the job")?;
    let live = std::io::stdout().is_terminal() && !call.raw;
    loop {
        let state = job.state().step("read the state")?;
        if live {
            let text = show::brief(job)?;
            let _ = write!(std::io::stdout(), "\r\x1b[K{text}"); // a lost terminal ends nothing
            let _ = std::io::stdout().flush();
        }
        match state {
            JobState::Transferred => {
                if live {
                    show::line("");
                }
                job.complete().step("complete the job")?;
                call.say("Transfer complete.");
                return Ok(());
            }
            JobState::Error => {
                if live {
                    show::line("");
                }
                show::error(job)?;
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
