//! What a process has of a queue: the store, its locks, the callbacks registered here, and the transfer thread.

use super::live::Moving;
use super::lock::Lock;
use super::owner;
use super::place::{self, LockFile, Place};
use super::policy::Policy;
use super::store::Store;
use super::{Guid, Hresult, Result, scheduler};
use crate::bits::notify::Registered;
use crate::http::{self, Waker};
use crate::win32::layer;
use once_cell::sync::Lazy;
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// One per queue and process; lives until the process ends, for transfers go on without a manager (ACT-8).
pub(crate) struct Engine {
    pub store: Store,
    pub policy: Policy,
    place: Place,
    /// It belongs to the user of this process. An administrator may look at the queues of others and change them, but what
    /// they ask for runs with their rights and not with his: files, and programs (OWN-1, J2-5).
    pub is_own: bool,
    /// Files that runs of this process have under way, by job.
    pub live: Mutex<HashMap<i64, Vec<Arc<Moving>>>>,
    pub registered: Mutex<HashMap<i64, Registered>>,
    /// Jobs whose notification program runs.
    pub commands: Mutex<HashSet<i64>>,
    thread: Mutex<Thread>,
    /// Signalled when a notification ends.
    pub notified: Condvar,
}

#[derive(Default)]
struct Thread {
    running: bool,
    /// Something changed since the thread last looked.
    dirty: bool,
    waker: Option<Waker>,
}

/// ERROR_MOD_NOT_FOUND: a library that a class needs is not there.
const NO_LIBCURL: Hresult = Hresult::from_win32(126);

/// How long a call waits for whoever moves the files of a job (PER-14).
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

static ENGINES: Lazy<Mutex<HashMap<PathBuf, Arc<Engine>>>> = Lazy::new(Mutex::default);

/// The engines of this process. In a forked child, where a thread that no longer exists may have the lock, nobody waits for it.
fn engines() -> Result<MutexGuard<'static, HashMap<PathBuf, Arc<Engine>>>> {
    match crate::sys::fork_generation() {
        0 => Ok(ENGINES.lock()),
        _ => ENGINES.try_lock_for(LOCK_PATIENCE).ok_or(Hresult::NOT_OWNER),
    }
}

impl Engine {
    /// The engine of the queue in `directory`.
    pub(crate) fn open(directory: &Path) -> Result<Arc<Self>> {
        http::need_libcurl().map_err(|_| NO_LIBCURL)?;
        let (directory, owner) = place::find(directory)?;
        let mut engines = engines()?;
        match engines.get(&directory).map(|engine| (engine, engine.store.check())) {
            None => {}
            Some((engine, Ok(()))) => return Ok(Arc::clone(engine)),
            // THR-10: a forked child must not touch the parent's connection, and SQLite, which remembers what the parent has
            // locked, must not open another one to the same database.
            Some((_, Err(Hresult::NOT_OWNER))) => return Err(Hresult::NOT_OWNER),
            Some((_, Err(_))) => {} // removed or replaced: a new queue begins
        }
        let place = Place::open(directory.clone(), owner)?;
        let engine = Arc::new(Self {
            store: Store::open(&directory, owner)?,
            policy: Policy::read(),
            is_own: owner.is_me(),
            place,
            live: Mutex::default(),
            registered: Mutex::default(),
            commands: Mutex::default(),
            thread: Mutex::default(),
            notified: Condvar::new(),
        });
        if let Some(former) = engines.insert(directory, Arc::clone(&engine)) {
            // Never closed: the last connection of a database removes the log by name, and that is the new one's.
            std::mem::forget(former);
        }
        Ok(engine)
    }

    /// What moves of a job here.
    pub(crate) fn moving(&self, job: i64) -> Vec<Arc<Moving>> {
        if self.store.is_of_parent() {
            return Vec::new(); // PER-13: a thread of the parent may have held the lock below
        }
        self.live.lock().get(&job).cloned().unwrap_or_default()
    }

    /// The file of a lock of a job.
    pub(crate) fn lock_file(&self, job: Guid, purpose: &str) -> LockFile<'_> {
        self.place.lock_file(format!("{:032x}.{purpose}", job.0))
    }

    /// Until the answer is dropped, this thread has the rights of the queue's owner and no others (OWN-11). Needed around
    /// everything that touches files which rows of the queue name.
    pub(crate) fn act(&self) -> Result<Option<crate::sys::UserRights>> {
        self.place.owner.act()
    }

    /// The lock of whoever moves or moves about the files of a job. Waits for a transfer to notice that it has to stop;
    /// LOCK_VIOLATION when it does not, since its process is stopped.
    pub(crate) fn own_files(&self, job: Guid) -> Result<Lock> {
        Lock::wait(&self.lock_file(job, "run"), LOCK_PATIENCE)
    }

    /// The same without waiting.
    pub(crate) fn try_own_files(&self, job: Guid) -> Result<Option<Lock>> {
        Lock::attempt(&self.lock_file(job, "run"))
    }

    /// Has the transfer thread look after what it has under way.
    pub(crate) fn wake(&self) {
        if let Some(waker) = &self.thread.lock().waker {
            waker.wake();
        }
    }

    /// Tells the transfer thread that something changed; starts it if need be.
    pub(crate) fn poke(self: &Arc<Self>) {
        if !self.is_own {
            return; // the owner's processes see the change
        }
        let mut thread = self.thread.lock();
        thread.dirty = true;
        if let Some(waker) = &thread.waker {
            waker.wake();
        }
        if !thread.running {
            let engine = Arc::clone(self);
            let body = move || {
                if std::panic::catch_unwind(AssertUnwindSafe(|| scheduler::run(&engine))).is_err() {
                    // A fault of ours costs what was under way, and not all that comes later.
                    log::error!("the transfer thread panicked");
                    let mut thread = engine.thread.lock();
                    (thread.running, thread.waker) = (false, None);
                }
            };
            thread.running = layer::start_thread("copyfile2-bits", body);
        }
    }

    /// The transfer thread's way to be woken.
    pub(crate) fn set_waker(&self, waker: Waker) {
        self.thread.lock().waker = Some(waker);
    }

    /// Whether something changed since the last call.
    pub(crate) fn take_dirty(&self) -> bool {
        std::mem::take(&mut self.thread.lock().dirty)
    }

    /// Lets the transfer thread go, unless something changed in the meantime.
    pub(crate) fn retire(&self) -> bool {
        let mut thread = self.thread.lock();
        if thread.dirty {
            return false;
        }
        thread.running = false;
        thread.waker = None;
        true
    }
}

/// The directory of this user's queue: where a layer says, else below `$XDG_STATE_HOME`, `$HOME/.local/state`, or the same
/// below the home directory that the password database has. Names that are not absolute do not count. Neither does another
/// user's home: what keeps `HOME` when it becomes root would have root's jobs there, in the hands of that user.
pub(crate) fn default_directory() -> Result<PathBuf> {
    const ERROR_PATH_NOT_FOUND: Hresult = Hresult::from_win32(3);
    if let Some(directory) = layer::layer().and_then(|layer| layer.queue_directory()) {
        let directory = directory.map_err(|code| Hresult::from_win32(code.code()))?;
        return if directory.is_absolute() { Ok(directory) } else { Err(ERROR_PATH_NOT_FOUND) };
    }
    use crate::sys::{account, trusted_variable, user};
    let absolute = |path: &PathBuf| path.is_absolute();
    let variable = |name| trusted_variable(name).map(PathBuf::from).filter(absolute);
    let own = |home: &PathBuf| user() != 0 || !owner::is_of_stranger(home);
    let listed = || account(user()).map(|account| account.home).filter(absolute);
    let home = || variable("HOME").filter(own).or_else(listed);
    let state = variable("XDG_STATE_HOME").or_else(|| home().map(|home| home.join(".local/state")));
    Ok(state.ok_or(ERROR_PATH_NOT_FOUND)?.join("copyfile2"))
}
