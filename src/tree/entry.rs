//! One file, link or special file: what is to be done with it, the copy, and what comes after.

use super::counters::add;
use super::decision::{Decision, Reason, look};
use super::engine::Ending;
use super::hard_links::{First, Held};
use super::node::{Node, Pair};
use super::observer::{Message, Outcome};
use super::options::{Existing, Preserve, Special};
use super::sink::Told;
use super::walk::Worker;
use crate::copy::entry::{self, Follow, OpenFile, To};
use crate::copy::{Action, CopyError, CopyReport, Event, Observer, Phase};
use crate::sys::{self, EntryKind, Errno, FileKind, FileStat, Identity, RenameFlags};
use crate::win32::Win32Error;
use std::cell::Cell;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// One entry of an open directory.
#[derive(Clone, Copy)]
struct Item<'i> {
    node: &'i Arc<Node>,
    pair: &'i Pair,
    source: &'i Path,
    destination: &'i Path,
    follow: (Follow, Follow),
    /// The file of the destination that this source has taken, also in an earlier try.
    taken: &'i Cell<Option<Identity>>,
}

/// Why an entry was not copied.
struct Failure {
    error: CopyError,
    vanished: bool,
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        Self { error, vanished: false }
    }
}

/// What came of an entry, and its size.
type Done = Result<(Outcome, u64), Failure>;

impl<'e, 'a> Worker<'e, 'a> {
    /// Copies an entry that is no directory, as often as it takes.
    pub(super) fn entry(
        &self,
        node: &Arc<Node>,
        pair: &Pair,
        (source, destination): (&Path, &Path),
        kind: EntryKind,
        follow: (Follow, Follow),
    ) {
        let taken = Cell::new(None);
        let item = Item { node, pair, source, destination, follow, taken: &taken };
        add(&self.engine.counters.files.total, 1);
        let mut tries = 0;
        let done = loop {
            let done = match kind {
                EntryKind::Symlink => self.link(item),
                EntryKind::Special => self.special(item),
                EntryKind::File | EntryKind::Directory | EntryKind::Unknown => self.file(item),
            };
            let Err(failure) = &done else { break done };
            if tries == self.engine.options.retries.count || !may_retry(failure) || !self.wait() {
                break done;
            }
            tries += 1;
        };
        self.count(item, done);
    }

    /// The time between two tries; `false` if the run ends meanwhile.
    fn wait(&self) -> bool {
        let until = Instant::now() + self.engine.options.retries.wait;
        while !self.engine.is_ending() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
        false
    }

    fn count(&self, item: Item<'_>, done: Done) {
        let counters = &self.engine.counters;
        let (outcome, size) = match done {
            Ok((outcome, size)) => {
                add(&counters.bytes.total, size);
                match &outcome {
                    Outcome::Copied(_) => {
                        add(&counters.files.copied, 1);
                        add(&counters.bytes.copied, size);
                    }
                    Outcome::Linked => add(&counters.files.copied, 1),
                    _ => {
                        add(&counters.files.skipped, 1);
                        add(&counters.bytes.skipped, size);
                        add(&counters.moved, size);
                    }
                }
                (outcome, size)
            }
            Err(Failure { error, vanished }) => {
                let size = look((item.pair.source(), item.source, item.follow.0))
                    .map_or(0, |stat| if stat.kind == FileKind::Regular { stat.size } else { 0 });
                add(&counters.bytes.total, size);
                add(&counters.bytes.failed, size);
                if error.code == Win32Error::DIRECTORY {
                    add(&counters.files.mismatch, 1);
                } else {
                    add(&counters.files.failed, 1);
                }
                if vanished {
                    add(&counters.vanished, 1);
                }
                self.after_failure(error);
                (Outcome::Failed { error, vanished }, size)
            }
        };
        self.told(item.node, (item.source, item.destination), false, size, outcome);
    }

    /// A full disk ends the run: every further file would meet it too.
    pub(super) fn after_failure(&self, error: CopyError) {
        if matches!(error.code, Win32Error::DISK_FULL | Win32Error::DISK_QUOTA_EXCEEDED) {
            self.engine.end(Ending::DiskFull);
        } else if self.engine.options.fail_early {
            self.engine.end(Ending::FailedEarly);
        }
    }

    fn file(&self, item: Item<'_>) -> Done {
        let engine = self.engine;
        let options = engine.options;
        let looks_first = options.existing != Existing::Overwrite || options.dry_run || options.hard_links;
        if !looks_first {
            return self.copy_file(item, Reason::New, None);
        }
        let source = (item.pair.source(), item.source, item.follow.0);
        let stat = look(source).map_err(|errno| item.source_failed(errno))?;
        if stat.kind == FileKind::Symlink {
            return self.link(item);
        }
        let mut held = if options.hard_links { engine.hard_links.hold(&stat) } else { None };
        if let Some(first) = held.as_ref().and_then(Held::first) {
            if let Some(done) = self.link_to(item, &first, &mut held)? {
                return Ok((done, 0));
            }
        }
        match engine.decide(source, &stat, item.destination())? {
            Decision::Skip(reason) => {
                self.remember(item, &mut held);
                Ok((Outcome::Skipped(reason), stat.size))
            }
            Decision::Copy(reason) if options.dry_run => {
                if options.copy.flags.contains(crate::win32::CopyFlags::FAIL_IF_EXISTS)
                    && reason != Reason::New
                {
                    let error = CopyError::new(Phase::PrepareDestination, Win32Error::FILE_EXISTS);
                    return Err(error.into());
                }
                add(&engine.counters.moved, stat.size);
                Ok((Outcome::Copied(reason), stat.size))
            }
            Decision::Copy(reason) => self.copy_file(item, reason, held),
        }
    }

    /// Notes where a file with several names was copied to.
    fn remember(&self, item: Item<'_>, held: &mut Option<Held<'_>>) {
        let (Some(held), Some(destination)) = (held, item.destination()) else { return };
        if let Ok(stat) = look((destination.0, destination.1, Follow::No)) {
            held.remember(item.node, item.destination, stat.identity);
        }
    }

    fn copy_file(&self, item: Item<'_>, reason: Reason, mut held: Option<Held<'_>>) -> Done {
        let engine = self.engine;
        let flags = engine.options.copy.flags;
        let mut observer = self.observer(item.node, (item.source, item.destination));
        let opened = entry::File::open(item.pair.source(), item.source, item.follow.0, flags);
        let mut source = match opened {
            Ok(Ok(source)) => source,
            Ok(Err(error)) => return Err(observer.refuse(error).into()),
            Err(Errno::LOOP) if item.follow.0 == Follow::No => return self.link(item),
            Err(errno) => {
                let failure = item.source_failed(errno);
                observer.refuse(failure.error);
                return Err(failure);
            }
        };
        if !engine.options.preserve.contains(Preserve::XATTR) {
            source = source.without_attributes();
        }
        let stat = *source.stat();
        engine.show(stat.size > TAKES_LONG, || item.node.source_path(item.source));
        let digest = Cell::new(None);
        let last_step = |source: &OpenFile<'_>, destination: BorrowedFd<'_>| {
            self.keep_all(item, source, destination)?;
            if let Some(digest_of) = engine.options.verify {
                digest.set(Some(super::verify::digest(source.fd, digest_of, Phase::ReadSource)?));
            }
            Ok(())
        };
        let report = self.copy_with(item, &last_step, |to| entry::copy_file(source, to, &mut observer))?;
        observer.complete(report.bytes);
        if let Some(digest) = digest.take() {
            self.verify_later(item.node, (item.source, item.destination), digest, report.bytes);
        }
        self.remember(item, &mut held);
        if engine.options.remove_sources {
            self.remove_source(item, &stat)?;
        }
        // A source that was cut while it was copied: what is there is its beginning, and not what it was.
        if stat.size > report.bytes && !stat_is_streams(report, stat.size) {
            add(&engine.counters.vanished, 1);
        }
        Ok((Outcome::Copied(reason), report.bytes))
    }

    /// Calls `copy` with where the entry goes.
    fn copy_with<T>(
        &self,
        item: Item<'_>,
        last_step: &entry::LastStep<'_>,
        copy: impl FnOnce(&To<'_>) -> Result<T, CopyError>,
    ) -> Result<T, CopyError> {
        let engine = self.engine;
        let refused = CopyError::new(Phase::PrepareDestination, Win32Error::PATH_NOT_FOUND);
        let directory = item.pair.destination.as_ref().ok_or(refused)?;
        let state = &item.node.state;
        // In a directory that this run has made, whatever is there is this run's.
        let guard = |stat: &FileStat| {
            (!self.take(item, stat.identity, state.fresh)).then_some(Win32Error::FILE_EXISTS)
        };
        let claim = |file: BorrowedFd<'_>| match sys::stat_fd(file) {
            Ok(stat) if self.take(item, stat.identity, false) => None,
            Ok(_) => Some(Win32Error::FILE_EXISTS),
            Err(errno) => Some(errno.into()),
        };
        let keeps = engine.options.keeps_partial;
        let cancel = || !keeps && engine.is_ending();
        let close_later = |files| self.close_later(files);
        copy(&To {
            directory,
            name: item.destination,
            follow: item.follow.1,
            options: &engine.options.copy,
            size_limit: engine.size_limit,
            cancel: Some(&cancel),
            guard: &guard,
            claim: if state.fresh && !keeps { None } else { Some(&claim) },
            last_step,
            close_later: if state.closes_quietly { Some(&close_later) } else { None },
        })
    }

    /// Takes a file of the destination for this source; `false` if another source has it, or if everything there is another's.
    fn take(&self, item: Item<'_>, identity: Identity, is_all_taken: bool) -> bool {
        if item.taken.get() == Some(identity) {
            return true;
        }
        let is_free = !is_all_taken && self.engine.written.take_file(identity);
        if is_free {
            item.taken.set(Some(identity));
        }
        is_free
    }

    fn link(&self, item: Item<'_>) -> Done {
        let engine = self.engine;
        let item = Item { follow: (Follow::No, Follow::No), ..item };
        let source = (item.pair.source(), item.source, Follow::No);
        let mut reason = Reason::New;
        if engine.options.existing != Existing::Overwrite || engine.options.dry_run {
            let stat = look(source).map_err(|errno| item.source_failed(errno))?;
            match engine.decide(source, &stat, item.destination())? {
                Decision::Skip(reason) => return Ok((Outcome::Skipped(reason), 0)),
                Decision::Copy(why) if engine.options.dry_run => return Ok((Outcome::Copied(why), 0)),
                Decision::Copy(why) => reason = why,
            }
        }
        let mut observer = self.observer(item.node, (item.source, item.destination));
        let nothing = |_: &OpenFile<'_>, _: BorrowedFd<'_>| Ok(());
        let copied = self.copy_with(item, &nothing, |to| {
            entry::copy_link(item.pair.source(), item.source, to, &mut observer)
        });
        let (_, stat) = copied.map_err(|error| Failure {
            vanished: error.phase == Phase::PrepareSource && !item.node.is_anchor(),
            error,
        })?;
        self.claim_name(item);
        if engine.options.remove_sources {
            self.remove_source(item, &stat)?;
        }
        Ok((Outcome::Copied(reason), 0))
    }

    /// Notes what was made without a descriptor.
    fn claim_name(&self, item: Item<'_>) {
        if item.node.state.fresh {
            return;
        }
        if let Some(Ok(stat)) = item.destination().map(look) {
            self.take(item, stat.identity, false);
        }
    }

    /// FIFOs and devices are made anew, sockets are left out, or all are refused.
    fn special(&self, item: Item<'_>) -> Done {
        let engine = self.engine;
        let source = (item.pair.source(), item.source, item.follow.0);
        let stat = look(source).map_err(|errno| item.source_failed(errno))?;
        if stat.kind != FileKind::Special {
            // It has changed since the directory was read.
            return self.file(item);
        }
        if engine.options.special == Special::Refuse {
            return Err(CopyError::new(Phase::PrepareSource, Win32Error::ACCESS_DENIED).into()); // O17
        }
        if is_socket(&stat) {
            self.warn(item, "sockets are not copied", Win32Error::NOT_SUPPORTED);
            return Ok((Outcome::Skipped(Reason::Socket), 0));
        }
        let reason = match engine.decide(source, &stat, item.destination())? {
            Decision::Skip(reason) => return Ok((Outcome::Skipped(reason), 0)),
            Decision::Copy(reason) => reason,
        };
        if engine.options.dry_run {
            return Ok((Outcome::Copied(reason), 0));
        }
        self.make_special(item, &stat)?;
        self.claim_name(item);
        if engine.options.remove_sources {
            self.remove_source(item, &stat)?;
        }
        Ok((Outcome::Copied(reason), 0))
    }

    fn make_special(&self, item: Item<'_>, stat: &FileStat) -> Result<(), CopyError> {
        let failed = |errno: Errno| CopyError::new(Phase::PrepareDestination, errno.into());
        let Some((directory, name, _)) = item.destination() else { return Ok(()) };
        let make = || sys::make_node(directory, name, stat.type_bits, stat.permissions, stat.device);
        match make() {
            Err(Errno::EXIST) => {}
            answer => return answer.map_err(failed),
        }
        let found = look((directory, name, Follow::No)).map_err(failed)?;
        let same = found.type_bits == stat.type_bits && found.device == stat.device;
        let flags = self.engine.options.copy.flags;
        let fails = flags.contains(crate::win32::CopyFlags::FAIL_IF_EXISTS);
        if fails || !self.take(item, found.identity, item.node.state.fresh) {
            return Err(CopyError::new(Phase::PrepareDestination, Win32Error::FILE_EXISTS));
        }
        match found.kind {
            FileKind::Special if same => Ok(()),
            FileKind::Special | FileKind::Symlink => {
                sys::unlink_at(directory, name).map_err(failed)?;
                make().map_err(failed)
            }
            FileKind::Regular | FileKind::Directory => {
                Err(CopyError::new(Phase::PrepareDestination, Win32Error::ACCESS_DENIED))
            }
        }
    }

    /// Makes the name a further one of the copy that there is. `None` if that cannot be: it is copied then.
    fn link_to(
        &self,
        item: Item<'_>,
        first: &First,
        held: &mut Option<Held<'_>>,
    ) -> Result<Option<Outcome>, Failure> {
        let engine = self.engine;
        let Some((directory, name, _)) = item.destination() else { return Ok(None) };
        let Ok(pair) = engine.descriptors.of(&first.node) else { return Ok(None) };
        let Some(from) = &pair.destination else { return Ok(None) };
        let is_still_there =
            look((from.as_fd(), &first.name, Follow::No)).is_ok_and(|found| found.identity == first.identity);
        if !is_still_there {
            return Ok(None);
        }
        let existing = look((directory, name, Follow::No));
        if existing.is_ok_and(|found| found.identity == first.identity) {
            if let Some(held) = held {
                held.count();
            }
            return Ok(Some(Outcome::Skipped(Reason::SameFile)));
        }
        if engine.options.dry_run {
            return Ok(Some(Outcome::Linked));
        }
        let failed = |code| CopyError::new(Phase::PrepareDestination, code);
        let linked = match existing {
            Err(_) => sys::link(from.as_fd(), &first.name, directory, name),
            Ok(found) => {
                let fails = engine.options.copy.flags.contains(crate::win32::CopyFlags::FAIL_IF_EXISTS);
                if fails || !self.take(item, found.identity, item.node.state.fresh) {
                    return Err(failed(Win32Error::FILE_EXISTS).into());
                }
                if found.kind == FileKind::Directory
                    || (found.kind != FileKind::Symlink && found.permissions & 0o222 == 0)
                {
                    return Err(failed(Win32Error::ACCESS_DENIED).into());
                }
                link_over((from.as_fd(), &first.name), (directory, name))
            }
        };
        match linked {
            Ok(()) => {
                if let Some(held) = held {
                    held.count();
                }
                if engine.options.remove_sources {
                    let stat = look((item.pair.source(), item.source, item.follow.0))
                        .map_err(|errno| item.source_failed(errno))?;
                    self.remove_source(item, &stat)?;
                }
                Ok(Some(Outcome::Linked))
            }
            // Another volume, too many names, a file system without: a copy is as good.
            Err(
                Errno::XDEV | Errno::MLINK | Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS | Errno::EXIST,
            ) => Ok(None),
            Err(errno) => Err(failed(errno.into()).into()),
        }
    }

    /// Removes a source that is copied, if it is still what was copied.
    fn remove_source(&self, item: Item<'_>, copied: &FileStat) -> Result<(), Failure> {
        let (directory, name) = (item.pair.source(), item.source);
        let found = look((directory, name, Follow::No)).map_err(|errno| item.source_failed(errno))?;
        let is_same = found.identity == copied.identity
            && found.modified == copied.modified
            && (found.kind != FileKind::Regular || found.size == copied.size);
        if !is_same {
            let error = CopyError::new(Phase::ReadSource, Win32Error::SHARING_VIOLATION);
            return Err(Failure { error, vanished: true });
        }
        sys::unlink_at(directory, name).map_err(|errno| item.source_failed(errno))
    }

    /// What is kept beside what every copy keeps.
    fn keep_all(
        &self,
        item: Item<'_>,
        source: &OpenFile<'_>,
        destination: BorrowedFd<'_>,
    ) -> Result<(), CopyError> {
        let failed = |errno: Errno| CopyError::new(Phase::WriteDestination, errno.into());
        let preserve = self.engine.options.preserve;
        self.keep_owner(item.node, item.destination, source.fd, source.stat, destination);
        if preserve.contains(Preserve::MODE) {
            match sys::set_mode(destination, source.permissions | self.special_bits(source.stat)) {
                Err(Errno::PERM | Errno::OPNOTSUPP) => {
                    self.warn(item, "the mode cannot be kept", Win32Error::ACCESS_DENIED);
                }
                answer => answer.map_err(failed)?,
            }
        }
        self.keep_access_list(item.node, item.destination, source.fd, destination);
        if !preserve.contains(Preserve::TIME) {
            let _not_set = sys::touch(destination).is_err();
        }
        Ok(())
    }

    /// Set-user-ID and set-group-ID are kept only with the owner whose they are.
    pub(super) fn special_bits(&self, stat: &FileStat) -> u32 {
        let keeps_owner = self.engine.options.preserve.contains(Preserve::OWNER);
        if keeps_owner { stat.special_bits } else { stat.special_bits & 0o1000 }
    }

    pub(super) fn keep_owner(
        &self,
        node: &Arc<Node>,
        name: &Path,
        _source: BorrowedFd<'_>,
        stat: &FileStat,
        destination: BorrowedFd<'_>,
    ) {
        if !self.engine.options.preserve.contains(Preserve::OWNER) {
            return;
        }
        let (user, group) = stat.owner;
        let kept = sys::set_owner(destination, Some(user), group);
        if let Err(errno) = kept.or_else(|errno| sys::set_owner(destination, None, group).and(Err(errno))) {
            self.warn_at(node.destination_path(name), "the owner cannot be kept", errno);
        }
    }

    pub(super) fn keep_access_list(
        &self,
        node: &Arc<Node>,
        name: &Path,
        source: BorrowedFd<'_>,
        destination: BorrowedFd<'_>,
    ) {
        if self.engine.options.preserve.contains(Preserve::ACL) {
            if let Err(errno) = entry::copy_access_list(source, destination) {
                self.warn_at(node.destination_path(name), "the access control list cannot be kept", errno);
            }
        }
    }

    fn warn(&self, item: Item<'_>, what: &'static str, code: Win32Error) {
        add(&self.engine.counters.warnings, 1);
        let path = item.node.source_path(item.source);
        self.sink.tell(Told::Warning { path, what, code });
    }

    fn warn_at(&self, path: PathBuf, what: &'static str, errno: Errno) {
        add(&self.engine.counters.warnings, 1);
        self.sink.tell(Told::Warning { path, what, code: errno.into() });
    }

    pub(super) fn observer<'w>(
        &'w self,
        node: &'w Arc<Node>,
        names: (&'w Path, &'w Path),
    ) -> FileObserver<'w, 'e, 'a> {
        let options = self.engine.options;
        FileObserver {
            worker: self,
            node,
            names,
            paths: None,
            seen: 0,
            tells: options.tells_messages,
            listens: options.tells_messages || options.keeps_partial || options.counts_ahead,
        }
    }
}

impl<'i> Item<'i> {
    fn destination(&self) -> Option<(BorrowedFd<'i>, &'i Path, Follow)> {
        let directory = self.pair.destination.as_ref()?;
        Some((directory.as_fd(), self.destination, self.follow.1))
    }

    fn source_failed(&self, errno: Errno) -> Failure {
        let code = entry::missing(self.pair.source(), self.source, errno);
        let vanished = !self.node.is_anchor() && errno == Errno::NOENT;
        Failure { error: CopyError::new(Phase::PrepareSource, code), vanished }
    }
}

/// Puts a further name in the place of what has it, in one step.
fn link_over(
    (from, first): (BorrowedFd<'_>, &Path),
    (directory, name): (BorrowedFd<'_>, &Path),
) -> Result<(), Errno> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let temporary = PathBuf::from(format!(".copyfile2-{}-{number}-name", std::process::id()));
    sys::link(from, first, directory, &temporary)?;
    sys::rename_at(directory, &temporary, directory, name, RenameFlags::empty()).inspect_err(|_| {
        // The error that counts is the rename's.
        let _left_behind = sys::unlink_at(directory, &temporary).is_err();
    })
}

fn is_socket(stat: &FileStat) -> bool {
    // S_IFSOCK of inode(7).
    stat.type_bits == 0o140_000
}

/// A source that was cut has fewer bytes than it had; named streams only add to them.
fn stat_is_streams(report: CopyReport, size: u64) -> bool {
    report.bytes >= size
}

/// What would fail again is not tried again.
fn may_retry(failure: &Failure) -> bool {
    !matches!(
        failure.error.code,
        Win32Error::FILE_EXISTS
            | Win32Error::REQUEST_ABORTED
            | Win32Error::REQUEST_PAUSED
            | Win32Error::DISK_FULL
            | Win32Error::DISK_QUOTA_EXCEEDED
            | Win32Error::INVALID_PARAMETER
    )
}

/// Hears the messages of one copy on the worker's thread: counts bytes, and passes on what is to be told.
pub(super) struct FileObserver<'w, 'e, 'a> {
    worker: &'w Worker<'e, 'a>,
    node: &'w Arc<Node>,
    names: (&'w Path, &'w Path),
    paths: Option<Arc<(PathBuf, PathBuf)>>,
    /// Bytes that were counted.
    seen: u64,
    tells: bool,
    listens: bool,
}

impl FileObserver<'_, '_, '_> {
    /// Passes on an error that was met before the copy began.
    fn refuse(&mut self, error: CopyError) -> CopyError {
        let done = crate::copy::Done::default();
        let (phase, code) = (error.phase, error.code);
        let event = Event::Error { phase, code, stream: 1, chunk: 0, stream_size: 0, total_size: 0, done };
        if self.listens {
            self.notify(&event);
        }
        error
    }

    /// The copy is complete, with so many bytes.
    fn complete(&mut self, bytes: u64) {
        add(&self.worker.engine.counters.moved, bytes.saturating_sub(self.seen));
        self.seen = self.seen.max(bytes);
    }
}

impl Observer for FileObserver<'_, '_, '_> {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        let engine = self.worker.engine;
        if let Event::ChunkFinished { done, .. } | Event::StreamFinished { done, .. } = event {
            self.complete(done.total);
        }
        if self.tells {
            let paths = self.paths.get_or_insert_with(|| {
                Arc::new((self.node.source_path(self.names.0), self.node.destination_path(self.names.1)))
            });
            self.worker.sink.tell(Told::Message(Arc::clone(paths), Message::from(event)));
        }
        let pauses = engine.options.keeps_partial && engine.is_ending();
        if pauses { Action::Pause } else { Action::Continue }
    }

    fn is_listening(&self) -> bool {
        self.listens
    }
}

/// From here on the name of a file is shown while it is copied.
const TAKES_LONG: u64 = 8 << 20;
