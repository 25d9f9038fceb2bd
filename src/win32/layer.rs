//! What a porting layer took over with `CopyFile2SetPlatformHooks`, as the rooms in safe Rust see it.
//!
//! `ffi` sets it, once per process and before anything else. A layer's functions, and objects of its guests, are touched
//! on threads that called the library and on those that the layer itself started: code of guests may not survive on
//! others (a thread that Wine did not make has no TEB). So every thread of the library that may call or release a
//! client's object, or reach a hook, starts with [`start_thread`].

use super::{FileName, Win32Error};
use once_cell::sync::OnceCell;
use std::path::PathBuf;

/// What a thread does.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

/// A layer's functions. `None` leaves the matter to the library.
pub(crate) trait Layer: Send + Sync {
    /// Has the layer start a thread.
    fn start_thread(&self, work: Work) -> Result<(), StartError>;

    /// The Unix path of a name in UTF-16.
    fn path(&self, name: &[u16]) -> Option<Result<FileName, Win32Error>>;

    /// The directory of the queue.
    fn queue_directory(&self) -> Option<Result<PathBuf, Win32Error>>;

    /// Runs a program to its end, and gives its exit code.
    fn run_program(&self, program: &str, parameters: &str) -> Option<Result<u32, Win32Error>>;
}

/// Why a layer did not start a thread.
pub(crate) enum StartError {
    /// It leaves that to the library, which gets the work back.
    NotOffered(Work),
    /// It tried and failed.
    Failed(Win32Error),
}

static LAYER: OnceCell<&'static dyn Layer> = OnceCell::new();

/// Makes this the layer of the process. The first one stays.
pub(crate) fn set(layer: &'static dyn Layer) {
    let _first_one_stays = LAYER.set(layer).is_err();
}

/// The layer of the process.
pub(crate) fn layer() -> Option<&'static dyn Layer> {
    LAYER.get().copied()
}

/// Starts a thread that lives on by itself and may touch clients' objects and hooks: the layer's, or one that takes no
/// signals. `false` when there was none to be had.
pub(crate) fn start_thread(name: &str, work: impl FnOnce() + Send + 'static) -> bool {
    let mut work: Work = Box::new(work);
    if let Some(layer) = layer() {
        match layer.start_thread(work) {
            Ok(()) => return true,
            Err(StartError::NotOffered(back)) => work = back,
            Err(StartError::Failed(code)) => {
                log::error!("the layer did not start the thread {name}: {code:?}");
                return false;
            }
        }
    }
    let builder = std::thread::Builder::new().name(name.to_owned());
    match crate::sys::with_signals_blocked(|| builder.spawn(work)) {
        Ok(_) => true,
        Err(error) => {
            log::error!("the thread {name} did not start: {error}");
            false
        }
    }
}
