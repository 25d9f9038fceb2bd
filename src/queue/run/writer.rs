//! Small files are written by a thread of their own: making a file takes longer than fetching it, and the network need
//! not wait for that.

use super::super::cause::Cause;
use super::super::temporary::{Keep, Temporary};
use super::super::{clock, engine::Engine};
use crate::sys::with_signals_blocked;
use parking_lot::Mutex;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

type Result<T> = std::result::Result<T, Cause>;

/// A file that is being written.
pub(crate) struct Writing(Arc<Mutex<Option<Result<()>>>>);

impl Writing {
    /// How it ended, once it has.
    pub(crate) fn outcome(&self) -> Option<Result<()>> {
        self.0.lock().take()
    }
}

struct Work {
    temporary: Arc<Temporary>,
    bytes: Vec<u8>,
    modified: Option<i64>,
    outcome: Arc<Mutex<Option<Result<()>>>>,
}

/// The thread.
#[derive(Default)]
pub(crate) struct Writer {
    running: Option<(Sender<Work>, JoinHandle<()>)>,
}

impl Writer {
    /// Has `bytes` written as the temporary file, with the time that the server gave it.
    pub(crate) fn write(
        &mut self,
        engine: &Arc<Engine>,
        temporary: Arc<Temporary>,
        bytes: Vec<u8>,
        modified: Option<i64>,
    ) -> Result<Writing> {
        if self.running.is_none() {
            let (sender, work) = channel::<Work>();
            let engine = Arc::clone(engine);
            let body = move || {
                while let Ok(mut next) = work.recv() {
                    loop {
                        let result = write(&next.temporary, &next.bytes, next.modified);
                        *next.outcome.lock() = Some(result);
                        match work.try_recv() {
                            Ok(another) => next = another,
                            Err(_) => break,
                        }
                    }
                    engine.wake(); // once for all of them: the transfer thread looks at each
                }
            };
            let thread = with_signals_blocked(|| {
                std::thread::Builder::new().name("copyfile2-write".to_owned()).spawn(body)
            })
            .map_err(Cause::Local)?;
            self.running = Some((sender, thread));
        }
        let outcome = Arc::new(Mutex::new(None));
        let work = Work { temporary, bytes, modified, outcome: Arc::clone(&outcome) };
        let (sender, _) = self.running.as_ref().ok_or(Cause::Interrupted)?;
        sender.send(work).map_err(|_| Cause::Interrupted)?;
        Ok(Writing(outcome))
    }

    /// Waits for what is under way: whoever gets the lock of the job finds nobody writing.
    pub(crate) fn finish(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            let _ = thread.join(); // a panic there is a file that was not written, and nobody asks any more
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

fn write(temporary: &Temporary, bytes: &[u8], modified: Option<i64>) -> Result<()> {
    let file = temporary.open(Keep::First(0)).map_err(Cause::Local)?.ok_or(Cause::Interrupted)?;
    file.write_all_at(bytes, 0).map_err(Cause::Local)?;
    if let Some(time) = modified.and_then(clock::from_http_seconds) {
        file.set_modified(time).map_err(Cause::Local)?; // DSK-6
    }
    temporary.arrived(&file).map_err(Cause::Local)
}
