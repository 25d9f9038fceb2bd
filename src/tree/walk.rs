//! A worker: reads directories, copies their files, gives away their subdirectories, and finishes them.

use super::counters::add;
use super::decision::{Reason, look};
use super::engine::Engine;
use super::node::{Names, Node, Pair, State};
use super::observer::Outcome;
use super::options::{Links, Preserve, Verdict};
use super::queue::Work;
use super::sink::{Sink, Told};
use super::verify::Verifier;
use crate::copy::entry::{self, DirectoryPair, Follow};
use crate::copy::{CopyError, Phase};
use crate::sys::{self, Entries, Entry, EntryKind, Errno, FileKind};
use crate::win32::{FileAttributes, Win32Error};
use std::cell::RefCell;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub(super) struct Worker<'e, 'a> {
    pub(super) engine: &'e Engine<'a>,
    pub(super) sink: Sink<'e>,
    pub(super) verifier: RefCell<Verifier>,
}

impl<'e, 'a> Worker<'e, 'a> {
    pub(super) fn new(engine: &'e Engine<'a>, sink: Sink<'e>) -> Self {
        Self { engine, sink, verifier: RefCell::new(Verifier::default()) }
    }

    pub(super) fn run(self) {
        while let Some(work) = self.engine.queue.next(|| self.settle()) {
            match work {
                Work::Root(number) => self.root(number),
                Work::Directory(parent, name) => {
                    if self.engine.is_ending() {
                        self.is_done(&parent);
                    } else {
                        self.subdirectory(&parent, &name);
                    }
                }
                Work::Files(node, files) => {
                    if !self.engine.is_ending() {
                        self.files(&node, files);
                    }
                    self.is_done(&node);
                }
            }
            self.engine.queue.done();
        }
        self.settle();
    }

    /// Closes what is to be closed and verifies what is to be verified.
    fn settle(&self) {
        self.close_all();
        self.verify_all();
    }

    pub(super) fn close_all(&self) {
        let mut all = std::mem::take(&mut *self.engine.to_close.lock());
        sys::close_all(&mut all);
    }

    /// Collects the descriptors of a file, and closes all that were collected when they are many.
    pub(super) fn close_later(&self, [source, destination]: [OwnedFd; 2]) {
        let mut waiting = self.engine.to_close.lock();
        waiting.push(source);
        waiting.push(destination);
        if waiting.len() >= self.engine.close_at {
            let mut all = std::mem::take(&mut *waiting);
            drop(waiting);
            sys::close_all(&mut all);
        }
    }

    fn root(&self, number: usize) {
        if self.engine.is_ending() {
            return;
        }
        let root = &self.engine.roots[number];
        let anchor = &self.engine.anchor;
        let Ok(pair) = self.engine.descriptors.of(anchor) else { return };
        let follows = self.engine.options.links == Links::Followed;
        let follow = if root.recursive && follows { Follow::Yes } else { Follow::No };
        let (source, destination) = (root.source.as_path(), root.destination.as_path());
        if root.recursive {
            let stat = look((pair.source(), source, follow));
            match stat.map(|stat| stat.kind) {
                Ok(FileKind::Directory) if lies_within(&pair, destination, source) => {
                    add(&self.engine.counters.directories.total, 1);
                    let error = CopyError::new(Phase::None, Win32Error::INVALID_PARAMETER);
                    return self.directory_failed(anchor, source, destination, error, false);
                }
                Ok(FileKind::Directory) => {
                    let follow = if root.follows_destination { Follow::Yes } else { Follow::No };
                    return self.directory(anchor, &pair, (source, destination), (Follow::Yes, follow));
                }
                Ok(FileKind::Symlink) => {
                    return self.entry(anchor, &pair, (source, destination), EntryKind::Symlink, NEVER);
                }
                Ok(FileKind::Special) => {
                    return self.entry(anchor, &pair, (source, destination), EntryKind::Special, NEVER);
                }
                Ok(FileKind::Regular) | Err(_) => {
                    return self.entry(
                        anchor,
                        &pair,
                        (source, destination),
                        EntryKind::File,
                        (follow, Follow::No),
                    );
                }
            }
        }
        let takes_links = entry::takes_links(self.engine.options.copy.flags);
        let is_link = takes_links
            && look((pair.source(), source, Follow::No)).is_ok_and(|stat| stat.kind == FileKind::Symlink);
        if is_link {
            self.entry(anchor, &pair, (source, destination), EntryKind::Symlink, NEVER);
        } else {
            let follow = if takes_links { Follow::No } else { Follow::Yes };
            self.entry(anchor, &pair, (source, destination), EntryKind::File, (follow, follow));
        }
    }

    fn subdirectory(&self, parent: &Arc<Node>, name: &Path) {
        match self.engine.descriptors.of(parent) {
            Ok(pair) => {
                let follows = self.engine.options.links == Links::Followed;
                let follow = if follows { Follow::Yes } else { Follow::No };
                self.directory(parent, &pair, (name, name), (follow, Follow::No));
            }
            Err(errno) => {
                add(&self.engine.counters.directories.total, 1);
                let error = CopyError::new(Phase::PrepareSource, errno.into());
                self.directory_failed(parent, name, name, error, errno == Errno::STALE);
            }
        }
        self.is_done(parent);
    }

    /// Makes the copy of a directory, reads it, and copies its files.
    fn directory(&self, parent: &Arc<Node>, pair: &Pair, names: (&Path, &Path), follow: (Follow, Follow)) {
        add(&self.engine.counters.directories.total, 1);
        let (node, pair) = match self.open_directory(parent, pair, names, follow) {
            Ok(Some(opened)) => opened,
            Ok(None) => return,
            Err((error, vanished)) => {
                return self.directory_failed(parent, names.0, names.1, error, vanished);
            }
        };
        let is_elsewhere = self.engine.options.one_file_system && parent_device(parent) != device_of(&node);
        if is_elsewhere {
            self.told(parent, names, true, 0, Outcome::Skipped(Reason::OtherFileSystem));
        } else if let Err(errno) = self.read(&node, &pair) {
            self.note_unread(&node);
            let error = CopyError::new(Phase::ReadSource, errno.into());
            self.directory_failed(parent, names.0, names.1, error, false);
        }
        self.is_done(&node);
    }

    /// Both sides of a directory. `None` where everything that is to be said was said.
    #[allow(
        clippy::type_complexity,
        reason = "the error and whether the directory has vanished belong together"
    )]
    fn open_directory(
        &self,
        parent: &Arc<Node>,
        pair: &Pair,
        (source_name, destination_name): (&Path, &Path),
        follow: (Follow, Follow),
    ) -> Result<Option<(Arc<Node>, Arc<Pair>)>, (CopyError, bool)> {
        let engine = self.engine;
        let at_source = |errno: Errno| {
            let code = entry::missing(pair.source(), source_name, errno);
            let vanished = !parent.is_anchor() && matches!(errno, Errno::NOENT | Errno::NOTDIR | Errno::LOOP);
            (CopyError::new(Phase::PrepareSource, code), vanished)
        };
        let source = entry::open_directory(pair.source(), source_name, follow.0).map_err(at_source)?;
        let stat = sys::stat_fd(&source).map_err(at_source)?;
        let never_ends = engine.written.made_directory(stat.identity)
            || (follow.0 == Follow::Yes && parent.lies_in(stat.identity));
        if never_ends {
            return Err((CopyError::new(Phase::PrepareSource, Win32Error::INVALID_PARAMETER), false));
        }
        let depth = parent.state.depth + 1;
        if engine.options.dry_run {
            let destination = pair.destination.as_ref().and_then(|directory| {
                entry::open_directory(directory.as_fd(), destination_name, follow.1).ok()
            });
            let identity = destination.as_ref().and_then(|open| sys::stat_fd(open).ok());
            let state = State {
                source: Some(stat),
                destination: identity.map(|stat| stat.identity),
                fresh: false,
                created: destination.is_none(),
                permissions: 0,
                dos: FileAttributes::default(),
                closed_mode: None,
                closes_quietly: false,
                depth,
            };
            self.count_directory(parent, (source_name, destination_name), state.created);
            let node = Node::below(parent, (source_name, destination_name), follow, state);
            let pair = Pair::new(source, destination.map(Arc::new));
            let pair = engine.descriptors.put(&node, pair);
            return Ok(Some((node, pair)));
        }
        let Some(directory) = &pair.destination else { return Ok(None) };
        let mut observer = self.observer(parent, (source_name, destination_name));
        let opened = entry::begin_directory(
            source,
            engine.options.copy.flags,
            !engine.options.preserve.contains(Preserve::XATTR),
            (directory.as_fd(), destination_name),
            follow.1,
            &mut observer,
        )
        .map_err(|error| (error, false))?;
        self.count_directory(parent, (source_name, destination_name), opened.created);
        if let Some(error) = opened.incomplete {
            self.directory_failed(parent, source_name, destination_name, error, false);
        }
        let state = self.state_of(&opened, depth);
        let node = Node::below(parent, (source_name, destination_name), follow, state);
        let pair = Pair::new(opened.source, Some(Arc::new(opened.destination)));
        let pair = engine.descriptors.put(&node, pair);
        Ok(Some((node, pair)))
    }

    fn state_of(&self, opened: &DirectoryPair, depth: usize) -> State {
        let found = opened.destination_stat;
        if opened.created {
            self.engine.written.note_directory(found.identity);
        }
        let mode = found.permissions | found.special_bits;
        let is_closed = found.permissions & 0o700 != 0o700;
        // If it is not ours to change, the children's own errors say so.
        let is_opened = is_closed && sys::set_mode(&opened.destination, mode | 0o700).is_ok();
        if self.engine.options.flush {
            self.note_file_system(found.identity.device, opened.destination.as_fd());
        }
        State {
            source: Some(opened.source_stat),
            destination: Some(found.identity),
            fresh: opened.created || self.engine.written.made_directory(found.identity),
            created: opened.created,
            permissions: opened.permissions,
            dos: opened.dos,
            closed_mode: is_opened.then_some(mode),
            closes_quietly: opened.closes_quietly,
            depth,
        }
    }

    /// Keeps a descriptor of each file system that is written to.
    pub(super) fn note_file_system(&self, device: (u32, u32), directory: BorrowedFd<'_>) {
        let mut known = self.engine.file_systems.lock();
        if !known.iter().any(|(found, _)| *found == device) {
            let here = entry::open_directory(directory, Path::new("."), Follow::No);
            // What cannot be opened again has nothing new in it.
            known.extend(here.ok().map(|here| (device, here)));
        }
    }

    fn count_directory(&self, parent: &Arc<Node>, names: (&Path, &Path), created: bool) {
        let row = &self.engine.counters.directories;
        let (counter, outcome) = if created {
            (&row.copied, Outcome::Copied(Reason::New))
        } else {
            (&row.skipped, Outcome::Skipped(Reason::Same))
        };
        add(counter, 1);
        self.told(parent, names, true, 0, outcome);
    }

    /// Reads a directory, some entries at a time, and copies its files on the way.
    fn read(&self, node: &Arc<Node>, pair: &Pair) -> Result<(), Errno> {
        let engine = self.engine;
        let mut entries = Entries::of(entry::open_directory(pair.source(), Path::new("."), Follow::No)?)?;
        let below = if engine.filter.takes_all() { PathBuf::new() } else { node.below_root() };
        let mut subdirectories = Names::default();
        let mut files = Vec::new();
        let mut is_read = Ok(());
        loop {
            let next = entries.next();
            let is_end = !matches!(next, Ok(Some(_)));
            match next {
                Ok(Some(found)) => {
                    let kind = self.kind_of(pair, &found);
                    let is_directory = kind == EntryKind::Directory;
                    if engine.filter.judge(&below, &found.name, is_directory) == Verdict::Leave {
                        continue;
                    }
                    if is_directory {
                        subdirectories.push(&found.name);
                    } else {
                        files.push(Entry { kind, ..found });
                    }
                }
                Ok(None) => {}
                Err(errno) => is_read = Err(errno),
            }
            if files.len() >= SHARE || (is_end && !files.is_empty()) {
                self.share(node, std::mem::take(&mut files));
            }
            if is_end || engine.is_ending() {
                break;
            }
        }
        drop(entries);
        node.add_pending(subdirectories.len());
        engine.queue.push_directories(node, subdirectories);
        is_read
    }

    /// A part of a directory's files: half of them is left to a worker that has nothing to do.
    fn share(&self, node: &Arc<Node>, mut files: Vec<Entry>) {
        // In the order in which the file system made them, which is that of a disk that was not in use for long.
        files.sort_unstable_by_key(|file| file.inode);
        if files.len() >= 2 * LEAST_SHARE && self.engine.queue.has_idle() {
            let rest = files.split_off(files.len() / 2);
            node.add_pending(1);
            self.engine.queue.push_files(node, rest);
        }
        self.files(node, files);
    }

    fn files(&self, node: &Arc<Node>, files: Vec<Entry>) {
        let pair = match self.engine.descriptors.of(node) {
            Ok(pair) => pair,
            Err(errno) => {
                self.note_unread(node);
                let error = CopyError::new(Phase::PrepareSource, errno.into());
                return self.directory_failed(
                    node,
                    Path::new(""),
                    Path::new(""),
                    error,
                    errno == Errno::STALE,
                );
            }
        };
        let follows = self.engine.options.links == Links::Followed;
        for file in files {
            if self.engine.is_ending() {
                return;
            }
            let name = Path::new(&file.name);
            let follow = if follows && file.kind == EntryKind::File { Follow::Yes } else { Follow::No };
            self.entry(node, &pair, (name, name), file.kind, (follow, Follow::No));
        }
    }

    /// What an entry is, asked of the file system where the directory does not say it, and through a link where links are
    /// followed.
    fn kind_of(&self, pair: &Pair, entry: &Entry) -> EntryKind {
        let follows = self.engine.options.links == Links::Followed;
        let follow = match entry.kind {
            EntryKind::Unknown if follows => Follow::Yes,
            EntryKind::Unknown => Follow::No,
            EntryKind::Symlink if follows => Follow::Yes,
            known => return known,
        };
        match look((pair.source(), Path::new(&entry.name), follow)).map(|stat| stat.kind) {
            Ok(FileKind::Directory) => EntryKind::Directory,
            Ok(FileKind::Symlink) => EntryKind::Symlink,
            Ok(FileKind::Special) => EntryKind::Special,
            // Its copy tells what is wrong with it.
            Ok(FileKind::Regular) | Err(_) => EntryKind::File,
        }
    }

    /// One thing of a directory is done; after the last one it gets its mode and its times.
    fn is_done(&self, node: &Arc<Node>) {
        if !node.done() || node.is_anchor() {
            return;
        }
        if !self.engine.options.dry_run {
            if let Err(error) = self.finish(node) {
                self.directory_failed(node, Path::new(""), Path::new(""), error, false);
            }
        }
        node.close();
    }

    fn finish(&self, node: &Arc<Node>) -> Result<(), CopyError> {
        let failed = |errno: Errno| CopyError::new(Phase::WriteDestination, errno.into());
        let pair = self.engine.descriptors.of(node).map_err(failed)?;
        let (Some(directory), Some(source)) = (&pair.destination, node.state.source) else { return Ok(()) };
        let directory = directory.as_fd();
        let state = &node.state;
        self.keep_owner(node, Path::new(""), pair.source(), &source, directory);
        entry::set_dos_attributes(directory, state.dos)?;
        let preserve = self.engine.options.preserve;
        if preserve.contains(Preserve::MODE) {
            sys::set_mode(directory, source.permissions | self.special_bits(&source)).map_err(failed)?;
        } else if state.created && state.permissions & 0o700 != 0o700 {
            // What the umask took away stays away; a set-group-ID bit that it inherited stays too.
            let now = sys::stat_fd(directory).map_err(failed)?;
            sys::set_mode(directory, now.permissions & state.permissions | now.special_bits)
                .map_err(failed)?;
        } else if let Some(mode) = state.closed_mode {
            sys::set_mode(directory, mode).map_err(failed)?;
        }
        self.keep_access_list(node, Path::new(""), pair.source(), directory);
        if preserve.contains(Preserve::TIME) {
            // F6: best effort.
            let _not_set = sys::set_times(directory, source.modified).is_err();
        }
        Ok(())
    }

    pub(super) fn note_unread(&self, node: &Node) {
        node.failed.store(true, Ordering::Relaxed);
        self.engine.unread.lock().extend(node.state.source.map(|stat| stat.identity));
    }

    pub(super) fn directory_failed(
        &self,
        parent: &Arc<Node>,
        source_name: &Path,
        destination_name: &Path,
        error: CopyError,
        vanished: bool,
    ) {
        let counters = &self.engine.counters;
        if error.code == Win32Error::DIRECTORY {
            add(&counters.directories.mismatch, 1);
        } else {
            add(&counters.directories.failed, 1);
        }
        if vanished {
            add(&counters.vanished, 1);
        }
        self.note_unread(parent);
        self.told(parent, (source_name, destination_name), true, 0, Outcome::Failed { error, vanished });
        self.after_failure(error);
    }

    /// Tells of an entry, if anybody wants to know.
    pub(super) fn told(
        &self,
        node: &Arc<Node>,
        names: (&Path, &Path),
        is_directory: bool,
        size: u64,
        outcome: Outcome,
    ) {
        let is_failure = matches!(outcome, Outcome::Failed { .. } | Outcome::Mismatch);
        if !is_failure && !self.engine.options.tells_entries {
            return;
        }
        let names = (node.source_path(names.0), node.destination_path(names.1));
        self.sink.tell(Told::Entry { names, is_directory, size, outcome });
    }
}

fn parent_device(parent: &Node) -> Option<(u32, u32)> {
    parent.state.source.map(|stat| stat.identity.device)
}

/// A root is on the file system that it is on.
fn device_of(node: &Node) -> Option<(u32, u32)> {
    (node.state.depth > 1).then_some(node.state.source.map(|stat| stat.identity.device)).flatten()
}

/// Whether `path`, or where it will be made, lies in `directory` or is it: by the identities of the directories above it.
fn lies_within(pair: &Pair, path: &Path, directory: &Path) -> bool {
    let Some(start) = &pair.destination else { return false };
    let Ok(directory) = look((pair.source(), directory, Follow::Yes)) else { return false };
    let existing = path.ancestors().find_map(|ancestor| {
        let ancestor = if ancestor.as_os_str().is_empty() { Path::new(".") } else { ancestor };
        entry::open_directory(start.as_fd(), ancestor, Follow::Yes).ok()
    });
    let Some(mut at) = existing else { return false };
    let mut below = None;
    loop {
        let Ok(stat) = sys::stat_fd(&at) else { return false };
        if stat.identity == directory.identity {
            return true;
        }
        if below == Some(stat.identity) {
            return false;
        }
        below = Some(stat.identity);
        match entry::open_directory(at.as_fd(), Path::new(".."), Follow::Yes) {
            Ok(above) => at = above,
            Err(_) => return false,
        }
    }
}

const NEVER: (Follow, Follow) = (Follow::No, Follow::No);
/// Entries that are read before their files are copied: sorted, and shared among the workers.
const SHARE: usize = 512;
/// A share is worth a worker's waking.
const LEAST_SHARE: usize = 8;
