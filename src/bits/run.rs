//! A job that this process moves: its files one after another, each by HEAD and then GET until all is here (part 5).

use super::disk::{self, Lock};
use super::engine::{Engine, Live};
use super::names::{self, Remote};
use super::store::{Durability, FileRow, JobRow, Stage, save_file};
use super::transport::local::Copying;
use super::transport::{
    Ask, Class, Credential, Exchange, Expected, Failure, Settings, Sink, Verdict, judge, judge_head, prepare,
};
use super::{
    AuthScheme, AuthTarget, ErrorContext, Hresult, JobType, LENGTH_TO_EOF, Priority,
    REDIRECT_ALLOW_HTTPS_TO_HTTP, REDIRECT_ALLOW_REPORT, REDIRECT_DISALLOW, REDIRECT_POLICY_MASK, Result,
    SIZE_UNKNOWN, clock,
};
use curl::easy::Easy2;
use curl::multi::{Easy2Handle, Multi};
use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What became of a turn.
pub(super) enum Turned {
    /// It waits for the network or the disk.
    Waiting,
    /// Something happened; there may be more.
    Busy,
    /// The job left the active states.
    Over,
}

/// Pieces of a background file: at first, and at most (REQ-3).
const PIECE: (u64, u64) = (256 << 10, 64 << 20);
/// Pieces of a foreground file.
const FOREGROUND_PIECE: u64 = 2 << 30;
/// Time that a piece should take.
const PIECE_SECONDS: f64 = 2.0;
/// Files above this are noted before their first byte, so that a crash loses none.
const NOTE_FIRST: u64 = 256 << 10;
/// Finished files are noted in groups of so many, or of so many bytes.
const NOTE_GROUP: (usize, u64) = (16, 256 << 10);
/// Data that may be with the kernel alone in one file.
const SYNC_EVERY: u64 = 256 << 20;
/// RDR-5.
const MAX_REDIRECTS: u32 = 10;
/// A remote file that changes so often in one run is left alone for a while.
const MAX_RESTARTS: u32 = 5;

/// Names requests within libcurl's messages.
static TOKENS: AtomicUsize = AtomicUsize::new(1);

enum Step {
    NextFile,
    Requesting { ask: Ask, handle: Box<Easy2Handle<Exchange>>, token: usize, began: Instant },
    Copying(Copying),
}

/// One running job.
pub(super) struct Run {
    job: JobRow,
    _lock: Lock,
    /// It takes the one place of background jobs.
    pub background: bool,
    pub started: Instant,
    counted: Instant,
    step: Step,
    file: Option<FileRow>,
    /// Where the current file is really found, after redirects.
    url: String,
    same_host: bool,
    redirects: u32,
    restarts: u32,
    out: Option<File>,
    live: Option<Arc<Live>>,
    settings: Option<Settings>,
    easy: Option<Easy2<Exchange>>,
    piece: u64,
    next: u32,
    finished: Vec<FileRow>,
    finished_bytes: u64,
    unsynced: Vec<PathBuf>,
    noted_bytes: u64,
    transferring: bool,
}

impl Run {
    pub(super) fn new(_engine: &Arc<Engine>, job: JobRow, lock: Lock, background: bool) -> Self {
        let now = Instant::now();
        Self {
            job,
            _lock: lock,
            background,
            started: now,
            counted: now,
            step: Step::NextFile,
            file: None,
            url: String::new(),
            same_host: true,
            redirects: 0,
            restarts: 0,
            out: None,
            live: None,
            settings: None,
            easy: None,
            piece: PIECE.0,
            next: 0,
            finished: Vec::new(),
            finished_bytes: 0,
            unsynced: Vec::new(),
            noted_bytes: 0,
            transferring: false,
        }
    }

    /// Takes over settings that changed; they count from the next request on.
    pub(super) fn refresh(&mut self, job: &JobRow) {
        // What the store counts includes what this run has counted since it began.
        self.job = JobRow { elapsed: self.job.elapsed, ..job.clone() };
        self.settings = None;
    }

    /// One step, if there is one to make.
    pub(super) fn turn(
        &mut self,
        engine: &Arc<Engine>,
        multi: &Multi,
        ended: &mut HashMap<usize, std::result::Result<(), curl::Error>>,
    ) -> Turned {
        let outcome = self.advance(engine, multi, ended).and_then(|turned| {
            let spent = self.job.elapsed.max(0) as u128 + self.counted.elapsed().as_millis();
            if matches!(turned, Turned::Waiting) && spent > u128::from(self.job.max_time) * 1000 {
                return Err(Failure::fatal(
                    Hresult::BG_E_MAXDOWNLOAD_TIMEOUT,
                    ErrorContext::GeneralQueueManager,
                ));
            }
            Ok(turned)
        });
        outcome.unwrap_or_else(|failure| {
            // When even the note of the failure fails, the job stays as it is and is taken up again later.
            let _ = self.fail(engine, &failure);
            Turned::Over
        })
    }

    fn advance(
        &mut self,
        engine: &Arc<Engine>,
        multi: &Multi,
        ended: &mut HashMap<usize, std::result::Result<(), curl::Error>>,
    ) -> std::result::Result<Turned, Failure> {
        match &mut self.step {
            Step::NextFile => self.next_file(engine, multi),
            Step::Copying(copying) => match copying.outcome() {
                None => {
                    if !self.transferring && self.live.as_ref().is_some_and(|live| live.read().1 > 0) {
                        return self.enter(engine, 2);
                    }
                    Ok(Turned::Waiting)
                }
                Some(result) => {
                    self.step = Step::NextFile;
                    result?;
                    self.copied(engine)
                }
            },
            Step::Requesting { handle, token, .. } => {
                let Some(result) = ended.remove(token) else {
                    let moving = self.live.as_ref().is_some_and(|live| live.read().1 > self.noted_bytes);
                    if !self.transferring && moving && handle.get_ref().written > 0 {
                        return self.enter(engine, 2);
                    }
                    return Ok(Turned::Waiting);
                };
                let Step::Requesting { ask, handle, began, .. } =
                    std::mem::replace(&mut self.step, Step::NextFile)
                else {
                    return Ok(Turned::Busy);
                };
                let mut easy = multi.remove2(*handle).map_err(|_| lost())?;
                let redirect = easy.redirect_url().ok().flatten().map(str::to_owned);
                let exchange = std::mem::take(easy.get_mut());
                self.easy = Some(easy);
                self.answered(engine, multi, ask, exchange, result, redirect, began)
            }
        }
    }

    /// CONNECTING (1) or TRANSFERRING (2). `Over` when somebody changed the state meanwhile.
    fn enter(&mut self, engine: &Engine, state: i32) -> std::result::Result<Turned, Failure> {
        self.transferring = state == 2;
        let entered = engine
            .store
            .write(Durability::Lazy, |connection| {
                // TR-5: the old error counts until bytes move; TO-3: progress restarts the patience.
                let sql = match state {
                    2 => {
                        "UPDATE job SET state = 2, error_context = 0, stalled_boot = NULL, change = change + 1, \
                         modified = ? WHERE id = ? AND state IN (0,1,2)"
                    }
                    _ => "UPDATE job SET state = 1, change = change + 1, modified = ? WHERE id = ? AND state IN (0,1,2)",
                };
                Ok(connection.execute(sql, (clock::now().0 as i64, self.job.id))? == 1)
            })
            .map_err(queue)?;
        Ok(if entered { Turned::Busy } else { Turned::Over })
    }

    fn next_file(&mut self, engine: &Arc<Engine>, multi: &Multi) -> std::result::Result<Turned, Failure> {
        if self.file.is_some() {
            return self.ask(engine, multi);
        }
        let Some(mut file) = engine.store.next_wanted(self.job.id, self.next).map_err(queue)? else {
            // Validation may have sent an earlier file back.
            self.note(engine, Durability::Lazy);
            return match engine.store.next_wanted(self.job.id, 0).map_err(queue)? {
                Some(again) => {
                    self.next = again.index;
                    Ok(Turned::Busy)
                }
                None => self.arrive(engine),
            };
        };
        if self.job.job_type != JobType::Download {
            return Err(Failure::fatal(Hresult::E_NOTIMPL, ErrorContext::RemoteFile));
        }
        let first = self.next == 0 && self.started == self.counted;
        self.next = file.index;
        self.redirects = 0;
        self.same_host = true;
        self.url.clone_from(&file.remote);
        self.noted_bytes = 0;
        let target =
            names::remote(&file.remote).map_err(|code| Failure::fatal(code, ErrorContext::RemoteFile))?;
        if first || !self.transferring {
            if let Turned::Over = self.enter(engine, 1)? {
                return Ok(Turned::Over);
            }
        }
        let temporary = disk::temporary_name(&file.path, self.job.guid, file.index);
        let live = Arc::new(Live {
            index: file.index,
            total: AtomicU64::new(SIZE_UNKNOWN),
            done: AtomicU64::new(0),
            unnoted: self.finished.iter().map(|file| (file.index, file.done)).collect(),
        });
        if let Remote::Local(source) = target {
            let copying = Copying::start(engine, source, temporary, Arc::clone(&live))?;
            engine.live.lock().insert(self.job.id, Arc::clone(&live));
            self.live = Some(live);
            self.file = Some(file);
            self.step = Step::Copying(copying);
            return Ok(Turned::Busy);
        }
        // What is on disk: all of it after the death of a process, what was synced after that of the machine.
        let known = file.remote_size.is_some() && !self.restarts_only();
        let there = std::fs::metadata(&temporary).map_or(0, |metadata| metadata.len());
        let trusted = if file.boot == clock::boot_id() { there } else { file.synced.min(there) };
        let keep = if known { trusted.min(file.total.unwrap_or(0)) } else { 0 };
        if keep == 0 {
            file.synced = 0;
        }
        file.done = keep;
        live.done.store(keep, Ordering::Relaxed);
        live.total.store(file.total.unwrap_or(SIZE_UNKNOWN), Ordering::Relaxed);
        engine.live.lock().insert(self.job.id, Arc::clone(&live));
        self.out = None;
        self.live = Some(live);
        self.file = Some(file);
        let ask = if self.restarts_only() { self.bytes() } else { Ask::Head };
        self.request(engine, multi, ask)
    }

    /// Downloads without HEAD and Range: dynamic content, and methods other than GET (DYN-1, REQ-9).
    fn restarts_only(&self) -> bool {
        self.job.dynamic || self.job.method != "GET"
    }

    /// The next request for bytes, or the end of the file.
    fn ask(&mut self, engine: &Arc<Engine>, multi: &Multi) -> std::result::Result<Turned, Failure> {
        let file = self.file.as_ref().ok_or_else(lost)?;
        if file.total == Some(file.done) && (!self.restarts_only() || file.stage == Stage::Arrived) {
            return self.finish_file(engine);
        }
        let ask = self.bytes();
        self.request(engine, multi, ask)
    }

    /// What is to be fetched next of the current file.
    fn bytes(&self) -> Ask {
        let Some(file) = self.file.as_ref().filter(|_| !self.restarts_only()) else {
            return Ask::Bytes { range: None, unmodified_since: None };
        };
        let size = file.remote_size.unwrap_or(0);
        // Part of the remote file that the position in the local one belongs to.
        let (mut position, mut span) = (file.done, (file.done, size));
        for range in &file.ranges {
            let length = resolved(range.length, range.initial_offset, size);
            if position < length {
                span = (range.initial_offset + position, range.initial_offset + length);
                break;
            }
            position -= length;
        }
        let most = if self.background { self.piece } else { FOREGROUND_PIECE };
        let last = span.1.min(span.0.saturating_add(most)).saturating_sub(1);
        Ask::Bytes { range: Some((span.0, last)), unmodified_since: file.modified.filter(|_| file.done > 0) }
    }

    fn request(
        &mut self,
        engine: &Arc<Engine>,
        multi: &Multi,
        ask: Ask,
    ) -> std::result::Result<Turned, Failure> {
        let settings = match self.settings.clone() {
            Some(settings) => settings,
            None => self.settings.insert(settings(engine, &self.job).map_err(queue)?).clone(),
        };
        let mut easy = self.easy.take().unwrap_or_else(|| Easy2::new(Exchange::default()));
        prepare(&mut easy, &settings, &self.url, ask, self.same_host)?;
        *easy.get_mut() = Exchange::default();
        if let Ask::Bytes { range, .. } = ask {
            easy.get_mut().sink = Some(self.sink(engine, range)?);
        }
        let mut handle = multi.add2(easy).map_err(|_| lost())?;
        let token = TOKENS.fetch_add(1, Ordering::Relaxed);
        handle.set_token(token).map_err(|error| Failure::curl(&error))?;
        self.step = Step::Requesting { ask, handle: Box::new(handle), token, began: Instant::now() };
        Ok(Turned::Busy)
    }

    fn sink(
        &mut self,
        engine: &Arc<Engine>,
        range: Option<(u64, u64)>,
    ) -> std::result::Result<Sink, Failure> {
        let foreground = self.job.priority == Priority::Foreground;
        let others = if self.job.max_size == 0 { 0 } else { self.other_bytes(engine)? };
        let file = self.file.as_mut().ok_or_else(lost)?;
        if self.out.is_none() {
            let temporary = disk::temporary_name(&file.path, self.job.guid, file.index);
            if range.is_none() {
                file.done = 0;
            }
            let opened = disk::open_temporary(&temporary, file.done).map_err(Failure::local)?;
            let out = match opened {
                Some(out) => out,
                None => return Err(lost()),
            };
            if range.is_some() && file.total.unwrap_or(0) > NOTE_FIRST {
                clock::boot_id().clone_into(&mut file.boot);
                engine
                    .store
                    .write(Durability::Lazy, |connection| save_file(connection, self.job.id, file))
                    .map_err(queue)?;
            }
            self.out = Some(out);
        }
        let out = self.out.as_ref().ok_or_else(lost)?;
        Ok(Sink {
            file: out.try_clone().map_err(Failure::local)?,
            position: file.done,
            expected: Expected {
                range,
                size: file.remote_size,
                modified: file.modified,
                etag: file.etag.clone(),
                whole_accepted: foreground && file.ranges.is_empty(),
                ranged_file: !file.ranges.is_empty(),
            },
            live: self.live.clone().ok_or_else(lost)?,
            cap: if self.job.max_size == 0 { u64::MAX } else { self.job.max_size.saturating_sub(others) },
        })
    }

    /// Bytes of the job outside the current file.
    fn other_bytes(&self, engine: &Engine) -> std::result::Result<u64, Failure> {
        let index = self.file.as_ref().map_or(0, |file| file.index);
        let sql = "SELECT coalesce(sum(done), 0) FROM file WHERE job = ? AND idx <> ?";
        let stored: i64 = engine.store.value(sql, &[&self.job.id, &index]).map_err(queue)?;
        Ok(stored as u64 + self.finished_bytes)
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one answer, used here alone")]
    fn answered(
        &mut self,
        engine: &Arc<Engine>,
        multi: &Multi,
        ask: Ask,
        exchange: Exchange,
        result: std::result::Result<(), curl::Error>,
        redirect: Option<String>,
        began: Instant,
    ) -> std::result::Result<Turned, Failure> {
        let written = exchange.written;
        let restarts_only = self.restarts_only();
        if let (Some(sink), Some(file)) = (&exchange.sink, &mut self.file) {
            if written > 0 {
                file.done = sink.position;
                if let Turned::Over = if self.transferring { Turned::Busy } else { self.enter(engine, 2)? } {
                    return Ok(Turned::Over);
                }
            }
        }
        let file = self.file.as_mut().ok_or_else(lost)?;
        if !exchange.answer.text.is_empty() {
            file.answer = Some(exchange.answer.text.clone());
        }
        let verdict = match (&exchange.verdict, ask, &exchange.sink) {
            (Some(verdict), ..) => verdict.clone(),
            _ if !exchange.answer.complete => {
                // Ended, or was ended, in mid-header.
                return Err(result.err().map_or_else(lost, |error| Failure::curl(&error)));
            }
            (None, Ask::Head, _) => judge_head(&exchange.answer),
            (None, Ask::Bytes { .. }, Some(sink)) => judge(&exchange.answer, &sink.expected),
            (None, ..) => return Err(lost()),
        };
        match verdict {
            Verdict::Failed(failure) => Err(failure),
            Verdict::Changed => self.restart(engine, multi),
            Verdict::Redirected(status) => self.redirected(engine, multi, ask, status, redirect),
            Verdict::Write { most: size, .. } if ask == Ask::Head => {
                result.map_err(|error| Failure::curl(&error))?;
                self.sized(engine, &exchange, size)
            }
            Verdict::Write { most, .. } => {
                result.map_err(|error| Failure::curl(&error))?;
                if restarts_only {
                    if most != u64::MAX && written != most {
                        return Err(lost());
                    }
                    file.total = Some(file.done);
                    file.remote_size = Some(file.done);
                    file.modified = exchange.answer.modified;
                    file.stage = Stage::Arrived;
                } else if written == 0 && file.total != Some(0) {
                    return Err(lost()); // an answer without its body brings nothing nearer
                }
                let rate = written as f64 / began.elapsed().as_secs_f64().max(0.001);
                self.piece = ((rate * PIECE_SECONDS) as u64).clamp(PIECE.0, PIECE.1);
                if self.file.as_ref().is_some_and(|file| file.done - file.synced.min(file.done) > SYNC_EVERY)
                {
                    self.sync_current()?;
                }
                Ok(Turned::Busy)
            }
        }
    }

    /// HEAD told the size.
    fn sized(
        &mut self,
        engine: &Engine,
        exchange: &Exchange,
        size: u64,
    ) -> std::result::Result<Turned, Failure> {
        let answer = &exchange.answer;
        let other_cap = if self.job.max_size == 0 { 0 } else { self.other_bytes(engine)? };
        let file = self.file.as_mut().ok_or_else(lost)?;
        let differs = |old: Option<&str>, new: Option<&str>| old.is_some() && new.is_some() && old != new;
        let changed = file.remote_size.is_some_and(|known| known != size)
            || (file.remote_size.is_some() && file.modified != answer.modified)
            || differs(file.etag.as_deref(), answer.etag.as_deref());
        if changed {
            file.restart(); // ANS-1
            self.out = None;
        }
        file.remote_size = Some(size);
        file.modified = answer.modified;
        file.etag.clone_from(&answer.etag);
        let mut total = 0_u64;
        for range in &file.ranges {
            let end = match range.length {
                LENGTH_TO_EOF => size,
                length => range.initial_offset.saturating_add(length),
            };
            if range.initial_offset >= size || end > size {
                return Err(Failure::fatal(Hresult::BG_E_INVALID_RANGE, ErrorContext::RemoteFile)); // RNG-2
            }
            total = total.saturating_add(end - range.initial_offset);
        }
        let total = if file.ranges.is_empty() { size } else { total };
        file.total = Some(total);
        file.done = file.done.min(total);
        if self.job.max_size != 0 && total.saturating_add(other_cap) > self.job.max_size {
            let code = Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED;
            return Err(Failure::fatal(code, ErrorContext::GeneralQueueManager));
        }
        if let Some(live) = &self.live {
            live.done.store(file.done, Ordering::Relaxed);
            live.total.store(total, Ordering::Relaxed);
        }
        Ok(Turned::Busy)
    }

    /// The remote file is another one now: from the start (ANS-1, INF-8).
    fn restart(&mut self, engine: &Arc<Engine>, multi: &Multi) -> std::result::Result<Turned, Failure> {
        self.restarts += 1;
        let file = self.file.as_mut().ok_or_else(lost)?;
        file.restart();
        self.out = None;
        if let Some(live) = &self.live {
            live.done.store(0, Ordering::Relaxed);
            live.total.store(SIZE_UNKNOWN, Ordering::Relaxed);
        }
        if self.restarts > MAX_RESTARTS {
            return Err(Failure::transient(Hresult::BG_E_REMOTE_FILE_CHANGED, ErrorContext::RemoteFile));
        }
        self.url.clone_from(&file.remote);
        self.same_host = true;
        self.redirects = 0;
        self.request(engine, multi, Ask::Head)
    }

    /// RDR-1 to RDR-5.
    fn redirected(
        &mut self,
        engine: &Arc<Engine>,
        multi: &Multi,
        ask: Ask,
        status: u16,
        target: Option<String>,
    ) -> std::result::Result<Turned, Failure> {
        let refused = Failure { class: Class::Fatal, ..Failure::status(status, None) };
        let Some(target) = target.filter(|target| matches!(names::remote(target), Ok(Remote::Http))) else {
            return Err(refused);
        };
        let file = self.file.as_mut().ok_or_else(lost)?;
        let secure = |url: &str| url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
        let policy = self.job.security_flags & REDIRECT_POLICY_MASK;
        if policy == REDIRECT_DISALLOW {
            file.moved_to = Some(target); // HO-16
            return Err(refused);
        }
        self.redirects += 1;
        let downgrade = secure(&self.url) && !secure(&target);
        if self.redirects > MAX_REDIRECTS
            || (downgrade && self.job.security_flags & REDIRECT_ALLOW_HTTPS_TO_HTTP == 0)
        {
            return Err(refused);
        }
        self.same_host &= authority(&self.url) == authority(&target) && !downgrade;
        self.url = target;
        if policy == REDIRECT_ALLOW_REPORT {
            file.moved_to = Some(self.url.clone());
        }
        self.request(engine, multi, ask)
    }

    /// A local copy ended well.
    fn copied(&mut self, engine: &Arc<Engine>) -> std::result::Result<Turned, Failure> {
        if !self.transferring {
            if let Turned::Over = self.enter(engine, 2)? {
                return Ok(Turned::Over);
            }
        }
        let file = self.file.as_mut().ok_or_else(lost)?;
        let temporary = disk::temporary_name(&file.path, self.job.guid, file.index);
        let size = std::fs::metadata(&temporary).map_err(Failure::local)?.len();
        file.total = Some(size);
        file.done = size;
        file.remote_size = Some(size);
        self.finish_file(engine)
    }

    fn finish_file(&mut self, engine: &Arc<Engine>) -> std::result::Result<Turned, Failure> {
        let mut file = self.file.take().ok_or_else(lost)?;
        let temporary = disk::temporary_name(&file.path, self.job.guid, file.index);
        let out = match self.out.take() {
            Some(out) => out,
            // Nothing had to be fetched: an empty file (ANS-5), or all was here already.
            None => disk::open_temporary(&temporary, file.done).map_err(Failure::local)?.ok_or_else(lost)?,
        };
        if let Some(time) = file.modified.and_then(clock::from_http_seconds) {
            out.set_modified(time).map_err(Failure::local)?; // DSK-6
        }
        drop(out);
        file.stage = Stage::Arrived;
        clock::boot_id().clone_into(&mut file.boot);
        self.next = file.index + 1;
        self.restarts = 0;
        self.finished_bytes += file.done;
        self.finished.push(file);
        self.unsynced.push(temporary);
        if self.finished.len() >= NOTE_GROUP.0 || self.finished_bytes >= NOTE_GROUP.1 {
            self.note(engine, Durability::Lazy);
        }
        Ok(Turned::Busy)
    }

    fn sync_current(&mut self) -> std::result::Result<(), Failure> {
        if let (Some(out), Some(file)) = (&self.out, &mut self.file) {
            out.sync_data().map_err(Failure::local)?;
            file.synced = file.done;
        }
        Ok(())
    }

    /// Notes progress in the store: files that ended, and how far the current one is.
    pub(super) fn note(&mut self, engine: &Arc<Engine>, durability: Durability) {
        if let Some(file) = &mut self.file {
            if let Some((total, done)) = self.live.as_ref().map(|live| live.read()) {
                file.done = done;
                file.total = (total != SIZE_UNKNOWN).then_some(total);
            }
        }
        let moved = self.file.as_ref().map_or(0, |file| file.done) != self.noted_bytes;
        if self.finished.is_empty() && !moved && durability == Durability::Lazy {
            return;
        }
        let current = self.file.as_ref().filter(|_| self.out.is_some());
        let elapsed =
            self.job.elapsed + i64::try_from(self.counted.elapsed().as_millis()).unwrap_or(i64::MAX);
        let result = engine.store.write(durability, |connection| {
            for file in &self.finished {
                save_file(connection, self.job.id, file)?;
            }
            if let Some(file) = current {
                save_file(
                    connection,
                    self.job.id,
                    &FileRow { boot: clock::boot_id().to_owned(), ..file.clone() },
                )?;
            }
            connection
                .prepare_cached(
                    "UPDATE job SET arrived = arrived + ?, elapsed = ?, modified = ? WHERE id = ?",
                )?
                .execute((self.finished.len(), elapsed, clock::now().0 as i64, self.job.id))?;
            Ok(())
        });
        // A note that failed is made again with the next one.
        if result.is_ok() {
            self.noted_bytes = self.file.as_ref().map_or(0, |file| file.done);
            if !self.finished.is_empty() {
                engine.poke();
            }
            self.finished.clear();
            self.finished_bytes = 0;
        }
    }

    /// Everything is here: on disk first, then TRANSFERRED.
    fn arrive(&mut self, engine: &Arc<Engine>) -> std::result::Result<Turned, Failure> {
        engine.live.lock().remove(&self.job.id);
        disk::sync(&self.unsynced).map_err(Failure::local)?;
        engine
            .store
            .write(Durability::Synced, |connection| {
                let now = clock::now().0 as i64;
                connection.execute(
                    "UPDATE file SET synced = done WHERE job = ? AND stage = 1 AND synced <> done",
                    [self.job.id],
                )?;
                connection.execute(
                    "UPDATE job SET state = 6, event = event + 1, completed = ?1, modified = ?1, error_context = 0 \
                     WHERE id = ?2 AND state IN (0,1,2) AND arrived >= files",
                    (now, self.job.id),
                )?;
                Ok(())
            })
            .map_err(queue)?;
        Ok(Turned::Over)
    }

    /// TRANSIENT_ERROR or ERROR (2.2, INF-14).
    fn fail(&mut self, engine: &Arc<Engine>, failure: &Failure) -> Result<()> {
        self.note(engine, Durability::Lazy);
        let job = engine.store.job(self.job.id)?;
        let transient = failure.class == Class::Transient
            && job.no_progress > 0
            && job.retry_delay <= job.no_progress // TR-12
            && job.method == "GET"; // H2-2
        let file_context = !matches!(failure.context, ErrorContext::GeneralQueueManager);
        let index = self.file.as_ref().filter(|_| file_context).map(|file| file.index);
        let delay = job.retry_delay.max(failure.retry_after.unwrap_or(0).min(job.no_progress));
        let now = clock::since_boot();
        let state = if transient { 5 } else { 4 };
        engine.store.write(Durability::Synced, |connection| {
            if let Some(file) = &self.file {
                save_file(connection, self.job.id, file)?;
            }
            connection.execute(
                "UPDATE job SET state = ?1, error_context = ?2, error_code = ?3, error_file = ?4, \
                 error_count = error_count + 1, event = event + (?1 = 4), change = change + (?1 = 5), modified = ?5, \
                 boot = ?6, retry_boot = ?7, stalled_boot = coalesce(stalled_boot, ?8) \
                 WHERE id = ?9 AND state IN (0,1,2)",
                rusqlite::params![
                    state,
                    i32::from(failure.context),
                    failure.code.0,
                    index,
                    clock::now().0 as i64,
                    clock::boot_id(),
                    now + i64::from(delay) * 1000,
                    now,
                    self.job.id
                ],
            )?;
            Ok(())
        })
    }

    /// Lets go: the request is called off, what arrived is noted.
    pub(super) fn halt(&mut self, engine: &Arc<Engine>, multi: &Multi) {
        match std::mem::replace(&mut self.step, Step::NextFile) {
            Step::Requesting { handle, .. } => drop(multi.remove2(*handle)),
            Step::Copying(copying) => drop(copying),
            Step::NextFile => {}
        }
        // Without the sync the bytes count until the next boot alone.
        let _ = self.sync_current();
        self.note(engine, Durability::Lazy);
        let mut live = engine.live.lock();
        if live
            .get(&self.job.id)
            .is_some_and(|known| self.live.as_ref().is_some_and(|own| Arc::ptr_eq(known, own)))
        {
            live.remove(&self.job.id);
        }
    }
}

fn settings(engine: &Engine, job: &JobRow) -> Result<Settings> {
    let sql = "SELECT target, scheme, user, password FROM credential WHERE job = ?";
    let rows = engine.store.read_rows(sql, &[&job.id], |row| {
        Ok((row.get::<_, i32>(0)?, row.get::<_, i32>(1)?, row.get(2)?, row.get(3)?))
    })?;
    let credentials = rows.into_iter().map(|(target, scheme, user, password)| {
        Ok(Credential {
            target: AuthTarget::try_from(target)?,
            scheme: AuthScheme::try_from(scheme)?,
            user,
            password,
        })
    });
    Ok(Settings {
        proxy: job.proxy.clone(),
        headers: job.headers.clone(),
        security: job.security_flags,
        method: job.method.clone(),
        credentials: credentials.collect::<Result<_>>()?,
        connect_timeout: engine.policy.connect_timeout,
        receive_timeout: engine.policy.receive_timeout.max(Duration::from_secs(1)),
    })
}

fn resolved(length: u64, offset: u64, size: u64) -> u64 {
    if length == LENGTH_TO_EOF { size.saturating_sub(offset) } else { length }
}

fn authority(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split(['/', '?', '#']).next()?.rsplit('@').next()
}

/// The connection broke, or libcurl lost its thread: tried again.
fn lost() -> Failure {
    Failure::transient(Hresult::WINHTTP_CONNECTION_ERROR, ErrorContext::GeneralTransport)
}

/// The queue itself cannot be read or written.
fn queue(code: Hresult) -> Failure {
    Failure::transient(code, ErrorContext::GeneralQueueManager)
}
