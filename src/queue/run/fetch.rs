//! One file of a running job: HEAD, then GET until all is here, or a copy of a local file.

mod answers;

use super::super::cause::Cause;
use super::super::demand::Demand;
use super::super::live::Moving;
use super::super::store::{Durability, FileRow, Stage, save_file};
use super::super::temporary::{Keep, Temporary};
use super::super::{Guid, LENGTH_TO_EOF, clock};
use super::writer::Writing;
use super::{AHEAD, Shared, Turn, queue};
use crate::bits::names::Remote;
use crate::http::{
    Ask, End, Ended, Expected, Finished, Recipient, Request, Reuse, Running, Settings, Sink, Target, Verdict,
    Wheel, authority, is_followed, is_secure, is_strong, origin, redirect_target,
};
use crate::queue::local::Copying;
use answers::Judged;
use std::fs::File;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Pieces of a background file: at first, and at most (REQ-3).
const PIECE: (u64, u64) = (256 << 10, 64 << 20);
/// Pieces of a foreground file.
const FOREGROUND_PIECE: u64 = 2 << 30;
/// Files above this are noted at their first byte, so that a crash loses none.
const NOTE_FIRST: u64 = 256 << 10;

type Result<T> = std::result::Result<T, Cause>;

/// What became of a turn.
pub(crate) enum Fetched {
    /// It waits for the network, the disk or its turn.
    Waiting,
    /// Something happened; there may be more.
    Busy,
    /// All of it is here.
    Here,
    /// All that was asked for on demand is here, and that is not all of it.
    Enough,
}

enum Step {
    /// Nothing was done yet, or it was too early to.
    Start,
    /// What went wrong ahead of its turn is tried again in its turn.
    Resting,
    /// The next request is to be chosen.
    Ask,
    Requesting(Box<Requesting>),
    Copying(Copying),
    Writing(Writing),
    Here,
}

struct Requesting {
    ask: Ask,
    running: Running,
    settings: Arc<Settings>,
    reuse: Reuse,
    began: Instant,
    /// Its body waits for the file's turn.
    held: bool,
}

/// A file under way.
pub(crate) struct Fetch {
    pub file: FileRow,
    /// Where it is while it is not complete.
    pub temporary: Arc<Temporary>,
    pub moving: Arc<Moving>,
    step: Step,
    /// Where the file is really found, after redirects.
    url: String,
    same_host: bool,
    redirects: u32,
    /// The target of redirects answered well before (RDR-6).
    is_kept: bool,
    restarts: u32,
    /// For the next request: a repeated one has a connection of its own (ANS-19).
    reuse: Reuse,
    /// Nothing vouches for pieces: one request for all of the file (ANS-16).
    in_one: bool,
    /// A condition was refused though nothing had changed (ANS-9).
    unconditional: bool,
    /// Content coding that the file has in this attempt (ANS-15).
    coding: Option<String>,
    out: Option<File>,
    piece: u64,
    /// The body of a small file, until it is written.
    memory: Option<Vec<u8>>,
    /// A file that was being written when the job was halted.
    writing: Option<Writing>,
    /// The writer made the file, with its time.
    is_written: bool,
    /// Bytes came in this run.
    moved: bool,
    demand: Option<Demand>,
    /// The temporary file that was there when nothing was known of the file.
    found: Option<Found>,
}

/// Size and time of a temporary file that nobody noted. It is written from the start to the end, in this boot, and gets
/// the time of the remote file last: where both are those of the remote file, it is that file, whole (ANS-1, ANS-6).
#[derive(Clone, Copy, PartialEq, Eq)]
struct Found {
    size: u64,
    modified: i64,
}

impl Found {
    fn at(path: &Path) -> Option<Self> {
        let there = std::fs::symlink_metadata(path).ok()?;
        let is_ours = there.is_file() && there.uid() == crate::sys::user();
        (is_ours && there.mtime_nsec() == 0).then(|| Self { size: there.len(), modified: there.mtime() })
    }

    fn is_of(self, size: u64, modified: Option<i64>) -> bool {
        Some(self) == modified.map(|modified| Self { size, modified })
    }
}

/// Has what a request brings.
struct Arriving {
    temporary: Arc<Temporary>,
    moving: Arc<Moving>,
}

impl Recipient for Arriving {
    fn file(&self) -> std::io::Result<File> {
        self.temporary.open(Keep::First(0))?.ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    fn expect(&self, total: u64) {
        self.moving.total.store(total, Ordering::Relaxed);
    }

    fn has(&self, done: u64) {
        self.moving.done.store(done, Ordering::Relaxed);
    }
}

impl Fetch {
    pub(crate) fn new(file: FileRow, job: Guid) -> Self {
        Self {
            temporary: Arc::new(file.temporary(job)),
            moving: Arc::new(Moving::new(file.index)),
            url: file.remote.clone(),
            file,
            step: Step::Start,
            same_host: true,
            redirects: 0,
            is_kept: false,
            restarts: 0,
            reuse: Reuse::Any,
            in_one: false,
            unconditional: false,
            coding: None,
            out: None,
            piece: PIECE.0,
            memory: None,
            writing: None,
            is_written: false,
            moved: false,
            demand: None,
            found: None,
        }
    }

    /// Whether its bytes move, or moved.
    pub(crate) fn is_moving(&self) -> bool {
        let under_way = || match &self.step {
            Step::Requesting(request) => request.running.exchange().written > 0,
            Step::Copying(_) => self.moving.read().1 > 0,
            _ => false,
        };
        self.moved || under_way()
    }

    /// Whether nothing would vouch for what came of it (ANS-17).
    pub(crate) fn would_start_over(&self) -> bool {
        !self.is_with_writer() && self.moving.read().1 > 0 && !is_vouched_for(&self.file)
    }

    pub(crate) fn is_here(&self) -> bool {
        matches!(self.step, Step::Here)
    }

    /// Whether the network is done with it.
    pub(crate) fn is_with_writer(&self) -> bool {
        matches!(self.step, Step::Writing(_) | Step::Here)
    }

    /// Whether there is something of it that may be noted.
    pub(crate) fn has_begun(&self) -> bool {
        let has_file = |request: &Requesting| match &request.running.exchange().sink {
            Some(sink) => matches!(sink.target, Target::File(_)),
            None => false,
        };
        self.out.is_some()
            || self.is_written
            || matches!(&self.step, Step::Requesting(request) if has_file(request))
    }

    /// Waits for its turn.
    pub(crate) fn rest(&mut self) {
        self.step = Step::Resting;
        self.out = None;
        self.is_written = false;
    }

    /// Throws away what came of it, unless that is all, to be fetched from the start. What was asked for on demand stays.
    pub(crate) fn start_over(&mut self, wheel: &Wheel) {
        if self.is_with_writer() || self.demand.is_some() || matches!(self.step, Step::Copying(_)) {
            return;
        }
        self.halt(wheel);
        self.rest();
        self.memory = None;
        self.file.restart();
        self.moving.set(None, 0);
    }

    /// One step, if there is one to make.
    pub(crate) fn advance(&mut self, turn: &mut Turn<'_>, ended: &mut Ended) -> Result<Fetched> {
        match &mut self.step {
            Step::Resting if !turn.is_current => Ok(Fetched::Waiting),
            Step::Start | Step::Resting => self.begin(turn),
            Step::Ask => self.ask(turn),
            Step::Here => Ok(Fetched::Here),
            Step::Copying(copying) => match copying.outcome() {
                None => Ok(Fetched::Waiting),
                Some(result) => {
                    self.step = Step::Ask;
                    result?;
                    self.copied()
                }
            },
            Step::Writing(writing) => match writing.outcome() {
                None => Ok(Fetched::Waiting),
                Some(result) => {
                    self.step = Step::Ask;
                    result?;
                    self.is_written = true;
                    self.step = Step::Here;
                    Ok(Fetched::Here)
                }
            },
            Step::Requesting(request) => match ended.take(&request.running) {
                Some(end) => self.ended(turn, end),
                None => self.under_way(turn),
            },
        }
    }

    fn begin(&mut self, turn: &mut Turn<'_>) -> Result<Fetched> {
        self.go_home();
        let target = match self.file.target() {
            // RDR-8: a name that a redirect brought may be longer than one of a client.
            Err(_) if is_followed(&self.file.remote) => Remote::Http,
            named => named.map_err(|code| Cause::Name(code.into()))?,
        };
        if let Remote::Local(source) = target {
            self.file.done = 0;
            let copying =
                Copying::start(turn.engine, source, Arc::clone(&self.temporary), Arc::clone(&self.moving))?;
            self.step = Step::Copying(copying);
            return Ok(Fetched::Busy);
        }
        self.recall(turn.shared);
        if turn.shared.job.on_demand && !turn.shared.restarts_only() {
            let mut demand = Demand::of(turn.engine, turn.shared.job.id, &self.file).map_err(queue)?;
            // Somebody took the file away; or ANS-17: nothing tells that what came before is of the same version.
            if demand.filled() > 0 && (self.temporary.length().is_none() || !is_vouched_for(&self.file)) {
                demand.lose();
                let (job, index) = (turn.shared.job.id, self.file.index);
                let noted = turn
                    .engine
                    .store
                    .write(Durability::Lazy, |connection| demand.save(connection, job, index));
                noted.map_err(queue)?;
            }
            self.demand = Some(demand);
        }
        let is_fresh =
            self.file.remote_size.is_none() && self.file.ranges.is_empty() && self.demand.is_none();
        if is_fresh && turn.shared.has_leftovers && self.file.was_never_noted() {
            self.found = Found::at(&self.temporary.path());
        }
        let ask = if turn.shared.restarts_only() {
            Ask::Unchecked
        } else if is_fresh
            && self.found.is_none()
            && turn.shared.is_foreground()
            && turn.shared.trusts(&self.url)
        {
            Ask::Whole
        } else {
            Ask::Head
        };
        self.request(turn, ask)
    }

    /// Asks where the client said. A redirect that was reported changed the name for good, but not whom the client named
    /// (ANS-22).
    fn go_home(&mut self) {
        self.url.clone_from(&self.file.remote);
        self.same_host = self.file.named.as_deref().is_none_or(|named| {
            origin(named).is_some_and(|named| Some(named) == origin(&self.url))
                && (is_secure(&self.url) || !is_secure(named))
        });
        self.redirects = 0;
        self.is_kept = false;
    }

    /// What is on disk: all of it after the death of a process, what was synced after that of the machine.
    fn recall(&mut self, shared: &Shared) {
        let file = &mut self.file;
        let mut keep = 0;
        if file.remote_size.is_some() && is_vouched_for(file) && !shared.restarts_only() {
            let there = self.temporary.length().unwrap_or(0);
            let trusted = if file.boot == clock::boot_id() { there } else { file.synced.min(there) };
            keep = trusted.min(file.total.unwrap_or(0));
        }
        if keep == 0 {
            file.synced = 0;
        }
        file.done = keep;
        self.moving.set(file.total, keep);
    }

    /// The next request for bytes, or the end of the file.
    fn ask(&mut self, turn: &mut Turn<'_>) -> Result<Fetched> {
        if let Some(demand) = &mut self.demand {
            let size = self.file.remote_size.unwrap_or(0);
            demand.refresh(turn.engine, turn.shared.job.id, self.file.index, size)?;
            self.file.done = demand.filled();
            self.moving.set(self.file.total, self.file.done);
            if demand.missing().is_none() && self.file.done < size {
                return Ok(Fetched::Enough);
            }
        }
        if self.file.total == Some(self.file.done)
            && (!turn.shared.restarts_only() || self.file.stage == Stage::Arrived)
        {
            self.step = Step::Here;
            return Ok(Fetched::Here);
        }
        let ask = match () {
            () if turn.shared.restarts_only() => Ask::Unchecked,
            () if self.in_one && self.file.done == 0 => {
                self.file.restart();
                Ask::Whole
            }
            () => self.next_piece(turn.shared),
        };
        self.request(turn, ask)
    }

    /// What is to be fetched next.
    fn next_piece(&self, shared: &Shared) -> Ask {
        let file = &self.file;
        let size = file.remote_size.unwrap_or(0);
        let mut span = (file.done, size);
        if let Some(missing) = self.demand.as_ref().and_then(Demand::missing) {
            span = missing;
        } else {
            // Part of the remote file that the position in the local one belongs to.
            let mut position = file.done;
            for range in &file.ranges {
                let length = resolved(range.length, range.initial_offset, size);
                if position < length {
                    span = (range.initial_offset + position, range.initial_offset + length);
                    break;
                }
                position -= length;
            }
        }
        let in_pieces = shared.background || self.demand.is_some();
        let most = if in_pieces { self.piece } else { FOREGROUND_PIECE };
        let last = span.1.min(span.0.saturating_add(most)).saturating_sub(1);
        let conditional = file.done > 0 && !self.unconditional;
        Ask::Range { first: span.0, last, unmodified_since: file.modified.filter(|_| conditional) }
    }

    fn request(&mut self, turn: &mut Turn<'_>, ask: Ask) -> Result<Fetched> {
        let settings = turn.shared.settings(turn.engine)?;
        let reuse = std::mem::replace(&mut self.reuse, Reuse::Any);
        let handle = match turn.shared.handles.pop() {
            // The last request was of the same kind to the same server: all but the name stays.
            Some(handle)
                if ask == Ask::Whole
                    && self.same_host
                    && turn.shared.trusts(&self.url)
                    && handle.is_for(&settings) =>
            {
                handle.ask_again(&self.url)
            }
            other => other.unwrap_or_default().prepare(&Request {
                settings: &settings,
                url: &self.url,
                ask,
                if_range: self.if_range(ask),
                same_host: self.same_host,
                reuse,
            }),
        };
        let mut handle = handle?;
        if !matches!(ask, Ask::Head | Ask::Probe) {
            handle.write_into(self.sink(turn, ask)?);
        }
        let running = turn.wheel.start(handle)?;
        let held = !turn.is_current;
        let request = Requesting { ask, running, settings, reuse, began: Instant::now(), held };
        self.step = Step::Requesting(Box::new(request));
        Ok(Fetched::Busy)
    }

    /// The tag that a piece must still have (ANS-18): a strong one, where no time tells more.
    fn if_range(&self, ask: Ask) -> Option<&str> {
        let Ask::Range { .. } = ask else { return None };
        let tag = self.file.etag.as_deref().filter(|tag| is_strong(tag));
        tag.filter(|_| self.file.done > 0 && self.file.modified.is_none() && self.demand.is_none())
    }

    fn sink(&mut self, turn: &Turn<'_>, ask: Ask) -> Result<Sink> {
        let range = match ask {
            Ask::Range { first, last, .. } => Some((first, last)),
            _ => None,
        };
        let cap = turn.shared.cap(turn.engine, self.file.index)?;
        let if_range = self.if_range(ask).is_some();
        let file = &mut self.file;
        let target = match self.out.take() {
            Some(out) => Target::File(out),
            None if ask == Ask::Whole => {
                file.done = 0;
                Target::Memory { bytes: Vec::new(), most: AHEAD.1 }
            }
            None => {
                if range.is_none() {
                    file.done = 0;
                }
                let has_holes = self.demand.as_ref().is_some_and(|demand| demand.filled() > 0);
                let keep = if has_holes { Keep::All } else { Keep::First(file.done) };
                let out = self.temporary.open(keep).map_err(Cause::Local)?.ok_or(Cause::Interrupted)?;
                file.temporary = self.temporary.record();
                if range.is_some() && file.total.unwrap_or(0) > NOTE_FIRST {
                    note_first(turn, file)?;
                }
                Target::File(out)
            }
        };
        Ok(Sink {
            target,
            position: if self.demand.is_some() { range.map_or(0, |(first, _)| first) } else { file.done },
            before: file.done,
            expected: Expected {
                range,
                is_sized: ask == Ask::Whole,
                size: file.remote_size,
                modified: file.modified,
                etag: file.etag.clone(),
                coding: self.coding.clone(),
                if_range,
                whole_accepted: turn.shared.is_foreground()
                    && file.ranges.is_empty()
                    && self.demand.is_none(),
                ranged_file: !file.ranges.is_empty(),
            },
            recipient: Box::new(Arriving {
                temporary: Arc::clone(&self.temporary),
                moving: Arc::clone(&self.moving),
            }),
            cap,
            hold_above: if turn.is_current { u64::MAX } else { AHEAD.1 },
        })
    }

    /// Looks after a request that did not end yet.
    fn under_way(&mut self, turn: &Turn<'_>) -> Result<Fetched> {
        let Step::Requesting(request) = &mut self.step else { return Ok(Fetched::Waiting) };
        if turn.is_current && request.held {
            request.held = false;
            request.running.release()?;
            return Ok(Fetched::Busy);
        }
        let exchange = request.running.exchange();
        if request.ask == Ask::Whole && self.file.remote_size.is_none() {
            if let Some(Ok(Verdict::Write { most, .. })) = exchange.verdict {
                self.file.learn(&exchange.answer, most);
                if most > NOTE_FIRST {
                    note_first(turn, &mut self.file)?;
                }
            }
        }
        Ok(Fetched::Waiting)
    }

    /// A request ended.
    fn ended(&mut self, turn: &mut Turn<'_>, end: End) -> Result<Fetched> {
        let Step::Requesting(request) = std::mem::replace(&mut self.step, Step::Ask) else {
            return Ok(Fetched::Busy);
        };
        let Requesting { ask, running, settings, reuse, began, .. } = *request;
        let Finished { mut idle, answered, is_stale } = turn.wheel.finish(running, end, ask, &settings)?;
        let exchange = &answered.exchange;
        let redirect = exchange.answer.location.as_deref().and_then(|to| redirect_target(&self.url, to));
        if is_stale && reuse == Reuse::Any {
            log::debug!("file {}: the connection was stale; once more on a new one", self.file.index);
            idle.forget();
            turn.shared.handles.push(idle);
            if let Some(Sink { target: Target::File(file), .. }) = answered.exchange.sink {
                self.out = Some(file);
            }
            self.reuse = Reuse::Never;
            return self.request(turn, ask);
        }
        if !turn.shared.trusts(&self.url) {
            idle.forget();
        }
        turn.shared.handles.push(idle);
        let challenge = matches!(exchange.answer.status, 401 | 407).then(|| exchange.answer.clone());
        let status = exchange.answer.status;
        let judged = self.judged(answered, ask, began);
        if !matches!(judged, Ok(Judged::Came { .. })) {
            self.spill()?;
        }
        if let Some(challenge) = challenge.filter(|answer| answer.status == 407 || self.same_host) {
            if judged.is_err() && turn.shared.present(turn.engine, &challenge, &settings)? {
                return self.request(turn, ask);
            }
        }
        // RDR-6: a target that answered well before and no longer does is forgotten.
        if self.is_kept && matches!(status, 401 | 403 | 404 | 410) && judged.is_err() {
            log::info!(
                "file {}: the target of a redirect answers {status}; back to the start",
                self.file.index
            );
            self.go_home();
            return self.request(turn, ask);
        }
        match judged? {
            Judged::Changed => self.restart(turn),
            Judged::Unvouched => {
                self.in_one = self.file.ranges.is_empty() && self.demand.is_none();
                self.restart(turn)
            }
            Judged::Doubted => {
                self.unconditional = true;
                self.request(turn, Ask::Head)
            }
            Judged::Redirected(status) => self.redirected(turn, ask, status, redirect),
            Judged::Sized(answer, size) => {
                self.is_kept = self.redirects > 0;
                let is_part = !self.file.ranges.is_empty() || self.demand.is_some();
                if size == 0 && ask == Ask::Head && is_part {
                    // ANS-5: nobody wants all of it, so one byte has to tell.
                    return self.request(turn, Ask::Probe);
                }
                if size == 0 && !is_part {
                    // ANS-5: from HEAD a size of 0 is a hint only.
                    self.found = None;
                    self.file.restart();
                    self.out = None;
                    self.moving.set(None, 0);
                    return self.request(turn, Ask::Whole);
                }
                self.sized(turn, &answer, size)?;
                Ok(Fetched::Busy)
            }
            Judged::Came { whole, first, last } => {
                self.is_kept = self.redirects > 0;
                if turn.shared.restarts_only() {
                    self.file.total = Some(self.file.done);
                    self.file.remote_size = Some(self.file.done);
                    self.file.stage = Stage::Arrived;
                } else if let Some((answer, size)) = whole {
                    self.sized(turn, &answer, size)?;
                }
                if let Some(demand) = &mut self.demand {
                    self.file.temporary = self.temporary.record();
                    demand
                        .fill(turn.engine, turn.shared.job.id, &mut self.file, first, last)
                        .map_err(queue)?;
                    turn.engine.poke(); // FileRangesTransferred may be due
                }
                if self.redirects == 0 {
                    turn.shared.trust(&self.url);
                }
                if let Some(bytes) = self.memory.take() {
                    let temporary = Arc::clone(&self.temporary);
                    let modified = self.file.modified;
                    self.step =
                        Step::Writing(turn.shared.writer.write(turn.engine, temporary, bytes, modified)?);
                }
                Ok(Fetched::Busy)
            }
        }
    }

    /// What an exchange wrote into is ours again.
    fn take_back(&mut self, target: Target) {
        match target {
            Target::File(file) => self.out = Some(file),
            Target::Memory { bytes, .. } => self.memory = Some(bytes),
        }
    }

    /// What came of a body that broke off is kept.
    fn spill(&mut self) -> Result<()> {
        let Some(bytes) = self.memory.take().filter(|bytes| !bytes.is_empty()) else { return Ok(()) };
        let opened = self.temporary.open(Keep::First(0)).map_err(Cause::Local)?;
        let file = opened.ok_or(Cause::Interrupted)?;
        file.write_all_at(&bytes, 0).map_err(Cause::Local)?;
        self.out = Some(file);
        Ok(())
    }

    /// A local copy ended well.
    fn copied(&mut self) -> Result<Fetched> {
        let size = self.temporary.length().ok_or(Cause::Interrupted)?;
        self.file.total = Some(size);
        self.file.done = size;
        self.file.remote_size = Some(size);
        self.moving.set(Some(size), size);
        self.moved = true;
        self.step = Step::Here;
        Ok(Fetched::Here)
    }

    /// Closes the temporary file of a file that is here; gives its row, and the temporary name.
    pub(crate) fn finish(mut self) -> Result<(FileRow, Arc<Moving>, PathBuf)> {
        if !self.is_written {
            self.close()?;
        }
        self.file.temporary = self.temporary.record();
        self.file.stage = Stage::Arrived;
        clock::boot_id().clone_into(&mut self.file.boot);
        Ok((self.file, self.moving, self.temporary.path()))
    }

    /// The last that is done to the temporary file.
    fn close(&mut self) -> Result<()> {
        let out = match self.out.take() {
            Some(out) => out,
            // Nothing had to be fetched: an empty file (ANS-5), or all was here already.
            None => self
                .temporary
                .open(if self.demand.is_some() { Keep::All } else { Keep::First(self.file.done) })
                .map_err(Cause::Local)?
                .ok_or(Cause::Interrupted)?,
        };
        if let Some(time) = self.file.modified.and_then(clock::from_http_seconds) {
            out.set_modified(time).map_err(Cause::Local)?; // DSK-6
        }
        self.temporary.arrived(&out).map_err(Cause::Local)
    }

    /// Calls off what is under way.
    pub(crate) fn halt(&mut self, wheel: &Wheel) {
        match std::mem::replace(&mut self.step, Step::Resting) {
            Step::Requesting(request) => {
                let Some(exchange) = wheel.call_off(request.running) else { return };
                let Some(sink) = exchange.sink else { return };
                if let (Some(demand), true) = (&mut self.demand, exchange.written > 0) {
                    demand.came(sink.position - exchange.written, sink.position);
                }
                self.take_back(sink.target);
                if self.spill().is_err() {
                    self.moving.set(self.file.total, 0); // it did not get as far as the disk
                }
            }
            Step::Copying(copying) => drop(copying),
            Step::Writing(writing) => self.writing = Some(writing),
            _ => {}
        }
    }

    /// After the writer ended: what it wrote is there.
    pub(crate) fn halted(&mut self) {
        if let Some(writing) = self.writing.take() {
            self.is_written = matches!(writing.outcome(), Some(Ok(())));
            if !self.is_written {
                self.moving.set(self.file.total, 0);
            }
        }
    }

    /// What of it was asked for on demand.
    pub(crate) fn demand(&self) -> Option<&Demand> {
        self.demand.as_ref()
    }
}

impl Shared {
    /// Where HEAD and GET agreed before, GET alone says all that HEAD would.
    fn trusts(&self, url: &str) -> bool {
        self.trusted.is_some() && authority(url) == self.trusted.as_deref()
    }

    fn trust(&mut self, url: &str) {
        if !self.trusts(url) {
            self.trusted = authority(url).map(str::to_owned);
        }
    }
}

/// ANS-17: without time and strong tag nothing vouches for what an earlier attempt brought.
fn is_vouched_for(file: &FileRow) -> bool {
    file.modified.is_some() || file.etag.as_deref().is_some_and(is_strong)
}

fn note_first(turn: &Turn<'_>, file: &mut FileRow) -> Result<()> {
    clock::boot_id().clone_into(&mut file.boot);
    let row = &*file;
    turn.engine
        .store
        .write(Durability::Lazy, |connection| save_file(connection, turn.shared.job.id, row))
        .map_err(queue)
}

fn resolved(length: u64, offset: u64, size: u64) -> u64 {
    if length == LENGTH_TO_EOF { size.saturating_sub(offset) } else { length }
}
