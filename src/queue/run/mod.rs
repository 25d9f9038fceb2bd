//! A job that this process moves (part 5): which of its files are under way, what of them is booked and noted, and how
//! the job leaves the active states.
//!
//! Files are booked one after another, in the order of adding (SCH-6): the first of them is the current one, whose state
//! is the job's. While files are small the next ones of a foreground job are asked for meanwhile; they wait, and
//! what goes wrong with them is found out again when their turn comes (TR-6).

mod fetch;
mod note;
mod settings;
mod writer;

use super::cause::Cause;
use super::codes;
use super::engine::Engine;
use super::live::Moving;
use super::lock::Lock;
use super::names::Remote;
use super::state::{self, Lasting};
use super::store::{self, Durability, Fault, FileRow, JobRow, save_file, start_over};
use super::{ErrorContext, Hresult, JobType, Priority, Result, SSL_ENABLE_CRL_CHECK, clock};
use crate::http::{Answer, Credential, Ended, Idle, Role, Settings, Wheel};
use fetch::{Fetch, Fetched};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use writer::Writer;

/// What became of a turn.
pub(crate) enum Turned {
    /// It waits for the network or the disk.
    Waiting,
    /// Something happened; there may be more.
    Busy,
    /// The job left the active states.
    Over,
    /// It should have, but that cannot be noted: it would be taken up again at once.
    Stuck,
}

/// Files that are asked for at once at most, and bytes that they may have: what a killed process loses.
const AHEAD: (u64, u64) = (8, 96 << 10);
/// So many files have to come well in a row for each that is asked for ahead.
const CAUTION: u64 = 4;
/// A power cut loses no more than what came in this time (PER-3).
const SETTLED: Duration = Duration::from_secs(30);
/// Rows that are read from the store at once.
const ROWS: u32 = 64;

/// The state that a run last put its job into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entered {
    Nothing,
    Connecting,
    Transferring,
}

/// What the files of one run share.
struct Shared {
    job: JobRow,
    /// It takes the one place of background jobs.
    background: bool,
    settings: Option<Arc<Settings>>,
    /// Credentials that were asked for.
    presented: Vec<(Role, Credential)>,
    /// Those that did not open what asked for them.
    refused: Vec<(Role, Credential)>,
    writer: Writer,
    /// Handles that wait for their next request.
    handles: Vec<Idle>,
    /// Bytes of the files that ended and are not noted yet.
    unnoted: u64,
    /// Largest of the small files that came in a row, and how many these were.
    small: (u64, u64),
    /// An earlier run in this boot may have left files that nobody noted.
    has_leftovers: bool,
    /// Where a file came well by HEAD and GET: the next ones need no HEAD (REQ-1, REQ-4).
    trusted: Option<String>,
}

/// What a file has at hand for one step.
struct Turn<'a> {
    shared: &'a mut Shared,
    engine: &'a Arc<Engine>,
    wheel: &'a Wheel,
    /// It is the first file that is not here: its state is the job's.
    is_current: bool,
}

/// One running job.
pub(crate) struct Run {
    shared: Shared,
    lock: Lock,
    pub started: Instant,
    settled: Instant,
    counted: Instant,
    /// The current file and those that were asked for ahead.
    fetches: VecDeque<Fetch>,
    rows: VecDeque<FileRow>,
    /// Index from which the store has to be asked for more.
    next: u32,
    /// Files that are here and not noted yet.
    finished: Vec<(FileRow, Arc<Moving>)>,
    /// Bytes of them that could not be recognised again ([`fetch::Found`]).
    unknown: u64,
    arrived: Vec<(u32, PathBuf)>,
    noted_bytes: u64,
    /// Files were noted that somebody may want to hear of.
    noted_files: bool,
    /// CONNECTING (1), TRANSFERRING (2), or neither yet.
    entered: Entered,
    /// What came is no longer trusted (HO-21).
    starts_over: bool,
}

impl Run {
    pub(crate) fn new(job: JobRow, lock: Lock, background: bool) -> Self {
        let now = Instant::now();
        Self {
            shared: Shared {
                has_leftovers: job.ran == clock::boot_id(),
                job,
                background,
                settings: None,
                presented: Vec::new(),
                refused: Vec::new(),
                writer: Writer::default(),
                handles: Vec::new(),
                unnoted: 0,
                small: (0, 0),
                trusted: None,
            },
            lock,
            started: now,
            settled: now,
            counted: now,
            fetches: VecDeque::new(),
            rows: VecDeque::new(),
            next: 0,
            finished: Vec::new(),
            unknown: 0,
            arrived: Vec::new(),
            noted_bytes: 0,
            noted_files: false,
            entered: Entered::Nothing,
            starts_over: false,
        }
    }

    /// Whether files are here that the store does not know of.
    pub(crate) fn has_finished(&self) -> bool {
        !self.finished.is_empty()
    }

    /// Whether files were noted since the last call.
    pub(crate) fn take_noted(&mut self) -> bool {
        std::mem::take(&mut self.noted_files)
    }

    /// The lock of its files.
    pub(crate) fn lock(&self) -> &Lock {
        &self.lock
    }

    /// Whether an interruption would cost what came of the current file (ANS-17).
    pub(crate) fn would_start_over(&self) -> bool {
        self.fetches.front().is_some_and(Fetch::would_start_over)
    }

    pub(crate) fn is_background(&self) -> bool {
        self.shared.background
    }

    /// Takes over settings that changed; they count from the next request on.
    pub(crate) fn refresh(&mut self, job: &JobRow, background: bool) {
        self.starts_over |= job.security_flags & !self.shared.job.security_flags & SSL_ENABLE_CRL_CHECK != 0;
        // What the store counts includes what this run has counted since it began.
        self.shared.job = JobRow { elapsed: self.shared.job.elapsed, ..job.clone() };
        self.shared.background = background;
        self.shared.settings = None;
    }

    /// One step, if there is one to make.
    pub(crate) fn turn(&mut self, engine: &Arc<Engine>, wheel: &Wheel, ended: &mut Ended) -> Turned {
        let outcome = self.advance(engine, wheel, ended).and_then(|turned| {
            let job = &self.shared.job;
            let spent = job.elapsed.max(0) as u128 + self.counted.elapsed().as_millis();
            if matches!(turned, Turned::Waiting) && spent > u128::from(job.max_time) * 1000 {
                return Err(Cause::TimeOver);
            }
            Ok(turned)
        });
        outcome.unwrap_or_else(|cause| match self.fail(engine, &cause) {
            Ok(()) => Turned::Over,
            Err(code) => {
                log::error!("{} failed, which cannot be noted: {code}", self.shared.job.guid);
                Turned::Stuck
            }
        })
    }

    fn advance(
        &mut self,
        engine: &Arc<Engine>,
        wheel: &Wheel,
        ended: &mut Ended,
    ) -> std::result::Result<Turned, Cause> {
        self.start_over(engine, wheel).map_err(queue)?;
        if let Some(turned) = self.start_more(engine)? {
            return Ok(turned);
        }
        let mut busy = false;
        for at in 0..self.fetches.len() {
            let is_current = at == 0;
            let Some(fetch) = self.fetches.get_mut(at) else { break };
            let mut turn = Turn { shared: &mut self.shared, engine, wheel, is_current };
            match fetch.advance(&mut turn, ended) {
                Ok(Fetched::Waiting) => {}
                // Libcurl says once that a request ended: every file has to be asked.
                Ok(Fetched::Busy) => busy = true,
                Ok(Fetched::Here) => busy |= is_current,
                Ok(Fetched::Enough) => {
                    self.put_aside(engine, at).map_err(queue)?;
                    return Ok(Turned::Busy);
                }
                Err(failure) if is_current => {
                    // TO-3: what came counts as progress.
                    if self.entered != Entered::Transferring
                        && self.fetches.front().is_some_and(Fetch::is_moving)
                    {
                        self.enter(engine, Entered::Transferring)?;
                    }
                    return Err(failure);
                }
                // It was early; its own turn decides.
                Err(_) => fetch.rest(),
            }
        }
        if self.entered != Entered::Transferring && self.fetches.front().is_some_and(Fetch::is_moving) {
            if let Turned::Over = self.enter(engine, Entered::Transferring)? {
                return Ok(Turned::Over);
            }
            busy = true;
        }
        while self.fetches.front().is_some_and(Fetch::is_here) {
            if let Some(fetch) = self.fetches.pop_front() {
                self.book(engine, fetch)?;
            }
            busy = true;
        }
        Ok(if busy { Turned::Busy } else { Turned::Waiting })
    }

    /// Throws away what is under way, if it has to be.
    fn start_over(&mut self, engine: &Engine, wheel: &Wheel) -> Result<()> {
        if std::mem::take(&mut self.starts_over) {
            self.fetches.iter_mut().for_each(|fetch| fetch.start_over(wheel));
            self.next = self.rows.front().map_or(self.next, |file| file.index);
            self.rows.clear();
            // Something of it may have been noted since the flag was set.
            let job = self.shared.job.id;
            engine.store.write(Durability::Lazy, |connection| start_over(connection, job))?;
        }
        Ok(())
    }

    /// Takes up files as long as there is room for them. `Some` when that is all there is to do.
    fn start_more(&mut self, engine: &Arc<Engine>) -> std::result::Result<Option<Turned>, Cause> {
        while self.has_room() {
            let Some(file) = self.next_row(engine)? else { break };
            if self.shared.job.job_type != JobType::Download {
                return Err(Cause::Upload);
            }
            let is_current = self.fetches.is_empty();
            if is_current && self.entered == Entered::Nothing {
                self.remove_leftovers(engine)?;
                if let Turned::Over = self.enter(engine, Entered::Connecting)? {
                    return Ok(Some(Turned::Over));
                }
            }
            let is_local = matches!(file.target(), Ok(Remote::Local(_)));
            if is_local && !is_current {
                // Copies read and write at full speed by themselves.
                self.rows.push_front(file);
                break;
            }
            let fetch = Fetch::new(file, self.shared.job.guid);
            engine.live.lock().entry(self.shared.job.id).or_default().push(Arc::clone(&fetch.moving));
            self.fetches.push_back(fetch);
        }
        if !self.fetches.is_empty() {
            return Ok(None);
        }
        self.note(engine, Durability::Lazy);
        if self.shared.job.on_demand {
            return self.look_for_demands(engine).map(Some);
        }
        // Validation may have sent an earlier file back.
        match engine.store.next_wanted(self.shared.job.id, 0, 1).map_err(queue)?.first() {
            // It moved the job to ERROR, too: without Resume the file does not come again (F3-5).
            Some(_) if !engine.store.job(self.shared.job.id).map_err(queue)?.state.is_active() => {
                Ok(Some(Turned::Over))
            }
            Some(again) => {
                self.next = again.index;
                Ok(Some(Turned::Busy))
            }
            None => self.arrive(engine).map(Some),
        }
    }

    /// On demand, all files were gone through: again, if something was asked for meanwhile.
    fn look_for_demands(&mut self, engine: &Arc<Engine>) -> std::result::Result<Turned, Cause> {
        let job = self.shared.job.id;
        if let Some(index) = engine.store.first_missing(job).map_err(queue)? {
            self.next = index;
            return Ok(Turned::Busy);
        }
        if engine.store.next_wanted(job, 0, 1).map_err(queue)?.is_empty() {
            return self.arrive(engine);
        }
        // F6-4, F6-7: nothing more to do until the client asks.
        let rested = engine.store.write(Durability::Synced, |connection| {
            if store::first_missing(connection, job)?.is_some() {
                return Ok(false);
            }
            state::rest(connection, job)?;
            Ok(true)
        });
        Ok(if rested.map_err(queue)? { Turned::Over } else { Turned::Busy })
    }

    fn has_room(&self) -> bool {
        let asked = self.fetches.iter().filter(|fetch| !fetch.is_with_writer()).count() as u64;
        asked < self.room() && (self.fetches.len() as u64) < 2 * self.room()
    }

    /// How many files may be asked for at once.
    fn room(&self) -> u64 {
        let Shared { job, background, small: (largest, count), .. } = &self.shared;
        let plain = !background && job.method == "GET" && !job.dynamic && !job.on_demand && job.max_size == 0;
        if plain { (AHEAD.1 / (*largest).max(1)).min(count / CAUTION).clamp(1, AHEAD.0) } else { 1 }
    }

    fn next_row(&mut self, engine: &Engine) -> std::result::Result<Option<FileRow>, Cause> {
        if self.rows.is_empty() {
            let rows = engine.store.next_wanted(self.shared.job.id, self.next, ROWS).map_err(queue)?;
            if let Some(last) = rows.last() {
                self.next = last.index.saturating_add(1);
            }
            self.rows = rows.into();
        }
        Ok(self.rows.pop_front())
    }

    /// Another boot left files that nobody noted: whether the disk has their bytes nobody knows.
    fn remove_leftovers(&self, engine: &Engine) -> std::result::Result<(), Cause> {
        let job = &self.shared.job;
        if job.ran.is_empty() || job.ran == clock::boot_id() {
            return Ok(());
        }
        let mut next = 0;
        loop {
            let rows = engine.store.next_wanted(job.id, next, ROWS).map_err(queue)?;
            let Some(last) = rows.last() else { return Ok(()) };
            next = last.index.saturating_add(1);
            for file in rows.iter().filter(|file| file.was_never_noted()) {
                if let Err(error) = file.temporary(job.guid).remove() {
                    log::warn!("what another boot left of {} stays: {error}", file.path.display());
                }
            }
        }
    }

    /// CONNECTING or TRANSFERRING. `Over` when somebody changed the state meanwhile.
    fn enter(&mut self, engine: &Engine, entered: Entered) -> std::result::Result<Turned, Cause> {
        self.entered = entered;
        let job = self.shared.job.id;
        let entered = engine
            .store
            .write(Durability::Lazy, |transaction| match entered {
                Entered::Nothing => Ok(true),
                Entered::Connecting => state::connect(transaction, job),
                Entered::Transferring => state::transfer(transaction, job),
            })
            .map_err(queue)?;
        Ok(if entered { Turned::Busy } else { Turned::Over })
    }

    /// All that was asked for of a file on demand is here: what is known of it is noted.
    fn put_aside(&mut self, engine: &Engine, at: usize) -> Result<()> {
        let Some(fetch) = self.fetches.remove(at) else { return Ok(()) };
        let job = self.shared.job.id;
        engine.store.write(Durability::Lazy, |connection| save_file(connection, job, &fetch.file))?;
        if let Some(live) = engine.live.lock().get_mut(&job) {
            live.retain(|moving| !Arc::ptr_eq(moving, &fetch.moving));
        }
        Ok(())
    }

    /// A file is here, and all before it are.
    fn book(&mut self, engine: &Arc<Engine>, fetch: Fetch) -> std::result::Result<(), Cause> {
        let (file, moving, temporary) = fetch.finish()?;
        self.shared.small = match self.shared.small {
            _ if file.done > AHEAD.1 => (0, 0),
            (largest, count) => (largest.max(file.done), count + 1),
        };
        self.shared.unnoted += file.done;
        moving.is_here.store(true, Ordering::Relaxed);
        if file.modified.is_none() {
            self.unknown += file.done;
        }
        self.arrived.push((file.index, temporary));
        self.finished.push((file, moving));
        if self.finished.len() >= note::GROUP || self.unknown >= note::UNKNOWN {
            self.note(engine, Durability::Lazy);
        }
        Ok(())
    }

    /// Everything is here: TRANSFERRED. The data of the files reaches the disk a little later, off this thread; should the
    /// machine die before, the files are fetched again ([`Store::recover`](super::store::Store)).
    fn arrive(&mut self, engine: &Arc<Engine>) -> std::result::Result<Turned, Cause> {
        engine.live.lock().remove(&self.shared.job.id);
        let arrived = engine
            .store
            .write(Durability::Lazy, |transaction| state::arrive(transaction, self.shared.job.id))
            .map_err(queue)?;
        let still = || engine.store.job(self.shared.job.id).map(|job| job.state.is_active());
        if !arrived && still().map_err(queue)? {
            let is_wanted = !engine.store.next_wanted(self.shared.job.id, 0, 1).map_err(queue)?.is_empty();
            if is_wanted {
                return Ok(Turned::Busy); // a file was added in between
            }
            engine
                .store
                .spoil(
                    self.shared.job.id,
                    "the job says that it has another number of files than the database",
                )
                .map_err(queue)?;
        }
        Ok(Turned::Over)
    }

    /// TRANSIENT_ERROR or ERROR (2.2, INF-14).
    fn fail(&mut self, engine: &Arc<Engine>, cause: &Cause) -> Result<()> {
        self.note(engine, Durability::Lazy);
        let job = engine.store.job(self.shared.job.id)?;
        let (code, context) = codes::of(cause);
        log::warn!("{}: {cause}: {code}", job.guid);
        let transient = cause.may_pass()
            && job.no_progress > 0
            && job.retry_delay <= job.no_progress // TR-12
            && job.method == "GET"; // H2-2
        let file_context = !matches!(context, ErrorContext::GeneralQueueManager);
        let current = self.fetches.front_mut().map(|fetch| {
            fetch.file.temporary = fetch.temporary.record();
            &fetch.file
        });
        let index = current.filter(|_| file_context).map(|file| file.index);
        let delay = job.retry_delay.max(cause.retry_after().unwrap_or(0).min(job.no_progress));
        let lasting = if transient { Lasting::ForNow } else { Lasting::ForGood };
        let fault = Fault { context, code, file: index, detail: None };
        engine.store.write_at_last(Durability::Synced, |connection| {
            if let Some(file) = current {
                save_file(connection, job.id, file)?;
            }
            state::fail(connection, job.id, &fault, lasting, delay).map(drop)
        })
    }

    /// Files whose data is with the kernel alone for long.
    pub(crate) fn settled(&mut self) -> Vec<(u32, PathBuf)> {
        if self.settled.elapsed() < SETTLED {
            return Vec::new();
        }
        self.settled = Instant::now();
        self.unsynced()
    }

    fn unsynced(&mut self) -> Vec<(u32, PathBuf)> {
        let mut unsynced = std::mem::take(&mut self.arrived);
        let begun = self.fetches.iter().filter(|fetch| fetch.file.done > fetch.file.synced);
        unsynced.extend(begun.map(|fetch| (fetch.file.index, fetch.temporary.path())));
        unsynced
    }

    /// Lets go: requests are called off, what arrived is noted. Gives the files whose data may be with the kernel alone.
    pub(crate) fn halt(&mut self, engine: &Arc<Engine>, wheel: &Wheel) -> Vec<(u32, PathBuf)> {
        let _ = self.start_over(engine, wheel); // whoever set the flag does it, too, when the files are free
        for fetch in &mut self.fetches {
            fetch.halt(wheel);
        }
        self.shared.writer.finish();
        self.fetches.iter_mut().for_each(Fetch::halted);
        self.note(engine, Durability::Lazy);
        engine.live.lock().remove(&self.shared.job.id);
        self.unsynced()
    }
}

impl Shared {
    fn is_foreground(&self) -> bool {
        self.job.priority == Priority::Foreground
    }

    /// Downloads without HEAD and Range: dynamic content, and methods other than GET (DYN-1, REQ-9).
    fn restarts_only(&self) -> bool {
        self.job.dynamic || self.job.method != "GET"
    }

    fn settings(&mut self, engine: &Engine) -> std::result::Result<Arc<Settings>, Cause> {
        if let Some(settings) = &self.settings {
            return Ok(Arc::clone(settings));
        }
        let mut settings = settings::settings(engine, &self.job).map_err(queue)?;
        self.presented
            .retain(|(_, credential)| settings.credentials.iter().any(|known| known.covers(credential)));
        settings.presented.clone_from(&self.presented);
        Ok(Arc::clone(self.settings.insert(Arc::new(settings))))
    }

    /// Takes the credentials that a challenge asks for, the next weaker ones where those that were `sent` are refused;
    /// `false` if there are none left (J2-28).
    fn present(
        &mut self,
        engine: &Engine,
        challenge: &Answer,
        sent: &Settings,
    ) -> std::result::Result<bool, Cause> {
        let role = if challenge.status == 407 { Role::Proxy } else { Role::Server };
        let is_for_role = |(asking, _): &&(Role, Credential)| *asking == role;
        if let Some(had) = sent.presented.iter().find(is_for_role) {
            if !self.refused.contains(had) {
                log::info!("{:?} is refused by the {role}", had.1.scheme);
                self.refused.push(had.clone());
            }
            self.presented.retain(|presented| presented != had);
            self.settings = None;
        }
        let settings = self.settings(engine)?;
        if settings.presented.iter().any(|presented| is_for_role(&presented)) {
            return Ok(true); // another file was asked meanwhile
        }
        let chosen = challenge.offered.choose(role, &settings.credentials, &self.refused);
        let is_chosen = chosen.is_some();
        self.presented.extend(chosen.map(|credential| (role, credential)));
        self.settings = None;
        Ok(is_chosen)
    }

    /// Bytes that the file may have when the job has a limit (J5-5).
    fn cap(&self, engine: &Engine, index: u32) -> std::result::Result<u64, Cause> {
        if self.job.max_size == 0 {
            return Ok(u64::MAX);
        }
        let noted = engine.store.done_of_others(self.job.id, index).map_err(queue)?;
        Ok(self.job.max_size.saturating_sub(noted.saturating_add(self.unnoted)))
    }
}

/// The queue itself cannot be read or written.
fn queue(code: Hresult) -> Cause {
    Cause::Queue(code.into())
}
