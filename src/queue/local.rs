//! Local sources: a copy by the engine into the temporary file (LOC-3, DSK-7).

use crate::copy::{Action, CopyRequest, Event, Observer, Phase, copy_file};
use crate::queue::cause::{Cause, Side};
use crate::queue::engine::Engine;
use crate::queue::live::Moving;
use crate::queue::temporary::{Keep, Temporary};
use crate::sys::with_signals_blocked;
use crate::win32::{FileName, Win32Error};
use parking_lot::Mutex;
use std::fs::{File, Permissions};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A copy under way on a thread of its own, so that a slow disk does not hold up the network.
pub(crate) struct Copying {
    cancelled: Arc<AtomicBool>,
    outcome: Arc<Mutex<Option<Result<(), Cause>>>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

struct Watch(Arc<Moving>);

impl Observer for Watch {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        if let Event::ChunkFinished { done, stream, .. } = event {
            self.0.done.store(done.total.min(stream.total_size), Ordering::Relaxed);
        }
        Action::Continue
    }
}

impl Copying {
    /// Starts the copy; the engine is poked when it ends.
    pub(crate) fn start(
        engine: &Arc<Engine>,
        source: PathBuf,
        target: Arc<Temporary>,
        moving: Arc<Moving>,
    ) -> Result<Self, Cause> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let outcome = Arc::new(Mutex::new(None));
        let (engine, flag, slot) = (Arc::clone(engine), Arc::clone(&cancelled), Arc::clone(&outcome));
        let work = move || {
            let result = copy(&source, &target, &flag, moving);
            *slot.lock() = Some(result);
            engine.poke();
        };
        let thread = with_signals_blocked(|| {
            std::thread::Builder::new().name("copyfile2-copy".to_owned()).spawn(work)
        })
        .map_err(Cause::Local)?;
        Ok(Self { cancelled, outcome, thread: Some(thread) })
    }

    /// How it ended, once it has.
    pub(crate) fn outcome(&self) -> Option<Result<(), Cause>> {
        self.outcome.lock().take()
    }
}

impl Drop for Copying {
    /// Whoever waits for the job's lock must find nobody writing.
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic there is a copy that did not end, and nobody asks any more
        }
    }
}

fn copy(source: &Path, target: &Temporary, cancelled: &AtomicBool, moving: Arc<Moving>) -> Result<(), Cause> {
    let metadata = std::fs::metadata(source).map_err(|error| missing(source, error))?; // LOC-4: remote
    moving.total.store(metadata.len(), Ordering::Relaxed);
    let is_cancelled = || cancelled.load(Ordering::Relaxed);
    let file = target.open(Keep::First(0)).map_err(Cause::Local)?.ok_or(Cause::Interrupted)?;
    target.set_mode(metadata.mode() & 0o777);
    let (from, to) = (name(source), name(&by_descriptor(&file)));
    let request = CopyRequest { cancel: Some(&is_cancelled), ..CopyRequest::new(&from, &to) };
    let copied = copy_file(&request, &mut Watch(moving)).map(|_| ()).map_err(|error| {
        let side = match error.phase {
            Phase::PrepareSource | Phase::ReadSource => Side::Source,
            _ => Side::Destination,
        };
        Cause::Copy { code: error.code, side }
    });
    copied?;
    // A source that can only be read made it so, and perhaps brought an access list.
    file.set_permissions(Permissions::from_mode(0o600)).map_err(Cause::Local)?;
    target.arrived(&file).map_err(Cause::Local)
}

/// A name that leads to this very file, whatever becomes of its own in a directory of others.
fn by_descriptor(file: &File) -> PathBuf {
    let directory = if cfg!(target_os = "linux") { "/proc/self/fd" } else { "/dev/fd" };
    Path::new(directory).join(file.as_raw_fd().to_string())
}

/// "No such file", or "no such directory" where that is what is missing.
fn missing(path: &Path, error: std::io::Error) -> Cause {
    let no_directory = path.parent().is_some_and(|parent| !parent.is_dir());
    match error.kind() {
        std::io::ErrorKind::NotFound if no_directory => {
            Cause::Copy { code: Win32Error::PATH_NOT_FOUND, side: Side::Source }
        }
        _ => Cause::Source(error),
    }
}

fn name(path: &Path) -> FileName {
    FileName { path: path.to_owned(), stream: None }
}
