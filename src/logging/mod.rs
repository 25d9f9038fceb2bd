//! Where the library tells what it does and why: to the file or terminal that `COPYFILE2_LOG` names, to a C program's
//! callback, or, in a Rust program, to the logger of that program.
//!
//! Every room writes with the macros of the `log` crate. This room holds what becomes of the lines when the host is a C
//! program: [`start`] reads the environment once, [`set_callback`] hands the lines to the host. A Rust program that calls
//! the rooms directly never comes here: its own logger gets the lines.
//!
//! Off, a line costs one load of an atomic number. Names and URLs may appear in a line; passwords, authorization headers
//! and query strings never do: who writes a line sees to that.
#![forbid(unsafe_code)]

mod sink;

use log::{LevelFilter, Log, Metadata, Record};
use once_cell::sync::OnceCell;
use parking_lot::RwLock;
use sink::Sink;
use std::cell::Cell;

/// What a host may do with a line: its level, the room that wrote it, and its text.
pub type Callback = Box<dyn Fn(log::Level, &str, &str) + Send + Sync>;

/// The lines' two destinations. Each has a level of its own; the facade lets through what the more curious one wants.
struct Logger {
    sink: Option<Sink>,
    callback: RwLock<Option<(LevelFilter, Callback)>>,
}

static LOGGER: OnceCell<Logger> = OnceCell::new();

thread_local! {
    /// Set while this thread is in the callback: what the callback does is not told to it, so that it cannot recurse.
    static IS_IN_CALLBACK: Cell<bool> = const { Cell::new(false) };
}

/// Makes the lines go where the environment says. The first call counts, later ones cost a load.
///
/// Called at the C edge and by the commands. A logger that a Rust host has installed stays.
pub fn start() {
    logger();
}

/// Hands every line up to `level` to `callback`, in place of an earlier one; `None` ends that.
///
/// When this returns, no other thread is in the former callback. A refusal changes nothing.
pub fn set_callback(level: LevelFilter, callback: Option<Callback>) -> Result<(), Refusal> {
    if IS_IN_CALLBACK.get() {
        return Err(Refusal::WithinCallback); // The thread would wait for itself.
    }
    let logger = logger().ok_or(Refusal::OtherLogger)?;
    let mut place = logger.callback.write();
    *place = callback.map(|callback| (level, callback));
    let wanted = place.as_ref().map_or(LevelFilter::Off, |(level, _)| *level);
    log::set_max_level(wanted.max(logger.sink_level()));
    Ok(())
}

/// Why a callback was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The call came from within the callback.
    WithinCallback,
    /// The process has a logger of its own, which gets the lines.
    OtherLogger,
}

/// Our logger, where it is the process' one.
fn logger() -> Option<&'static Logger> {
    static IS_OURS: OnceCell<bool> = OnceCell::new();
    let logger =
        LOGGER.get_or_init(|| Logger { sink: Sink::from_environment(), callback: RwLock::new(None) });
    let is_ours = *IS_OURS.get_or_init(|| {
        let is_ours = log::set_logger(logger).is_ok();
        if is_ours {
            log::set_max_level(logger.sink_level());
        }
        is_ours
    });
    is_ours.then_some(logger)
}

impl Logger {
    fn sink_level(&self) -> LevelFilter {
        self.sink.as_ref().map_or(LevelFilter::Off, |sink| sink.level)
    }

    fn call(&self, record: &Record<'_>) {
        // Not a fair read: a thread that waits to change the callback must not stop one that is inside another lock.
        let callback = self.callback.read_recursive();
        let Some((level, callback)) = callback.as_ref() else { return };
        if record.level() > *level || IS_IN_CALLBACK.replace(true) {
            return;
        }
        callback(record.level(), room(record.target()), &record.args().to_string());
        IS_IN_CALLBACK.set(false);
    }
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Libraries beside us may use the facade as well; what they tell is theirs.
        metadata.target().starts_with(env!("CARGO_CRATE_NAME"))
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        if let Some(sink) = self.sink.as_ref().filter(|sink| record.level() <= sink.level) {
            sink.write(record.level(), room(record.target()), record.args());
        }
        self.call(record);
    }

    fn flush(&self) {}
}

/// `copyfile2::copy::restart` is `copy` for a reader: the room, not the file.
fn room(target: &str) -> &str {
    let inside = target.split_once("::").map_or(target, |(_, inside)| inside);
    inside.split("::").next().unwrap_or(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_told_as_its_room() {
        assert_eq!(room("copyfile2::copy::restart::sidecar"), "copy");
        assert_eq!(room("copyfile2::bits"), "bits");
        assert_eq!(room("copyfile2"), "copyfile2");
    }
}
