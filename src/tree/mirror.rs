//! Removing: what a mirror's sources have not, and the directories of moved sources.
//!
//! It follows the copy, goes by descriptors, and follows no link. A directory that could not be read whole, then or now, is
//! left alone, and so is what the filter leaves out.

use super::counters::add;
use super::engine::Engine;
use super::node::{Names, Node, Pair, State};
use super::observer::Outcome;
use super::options::{Mirror, Verdict};
use super::sink::{Sink, Told};
use crate::copy::entry::{Follow, open_directory};
use crate::copy::{CopyError, Phase};
use crate::sys::{self, AtFlags, Entries, EntryKind, Errno, FileKind, Identity};
use crate::win32::FileAttributes;
use std::collections::HashSet;
use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Removes what no source has. Whether the limit kept something.
pub(super) fn run(engine: &Engine<'_>, limits: Mirror, sink: &Sink<'_>) -> bool {
    let mut sweep = Sweep { engine, sink, left: limits.max_delete.unwrap_or(u64::MAX), limit_met: false };
    for root in engine.roots.iter().filter(|root| root.recursive) {
        // Two sources that were merged into one directory: what one of them lacks the other may have.
        let is_shared = engine.roots.iter().filter(|other| other.destination == root.destination).count() > 1;
        if !is_shared {
            let follow = if root.follows_destination { Follow::Yes } else { Follow::No };
            sweep.root(&root.source, &root.destination, follow);
        }
    }
    sweep.limit_met
}

struct Sweep<'s, 'a, 'o> {
    engine: &'s Engine<'a>,
    sink: &'s Sink<'o>,
    /// How many may still be removed.
    left: u64,
    limit_met: bool,
}

impl Sweep<'_, '_, '_> {
    fn root(&mut self, source: &Path, destination: &Path, follow: Follow) {
        let anchor = &self.engine.anchor;
        let Ok(pair) = self.engine.descriptors.of(anchor) else { return };
        let names = (source, destination);
        let Some(first) = self.open(anchor, &pair, names, (Follow::Yes, follow)) else { return };
        let mut levels = vec![(first.0, first.1)];
        while let Some((node, names)) = levels.last_mut() {
            if self.engine.is_ending() {
                return;
            }
            let Some(name) = names.pop() else {
                node.close();
                levels.pop();
                continue;
            };
            let node = Arc::clone(node);
            let Ok(pair) = self.engine.descriptors.of(&node) else { continue };
            levels.extend(self.open(&node, &pair, (&name, &name), (Follow::No, Follow::No)));
        }
    }

    /// Opens both sides of a directory, sweeps it, and gives the names of its subdirectories.
    fn open(
        &mut self,
        parent: &Arc<Node>,
        pair: &Pair,
        (source, destination): (&Path, &Path),
        follow: (Follow, Follow),
    ) -> Option<(Arc<Node>, Names)> {
        let from = open_directory(pair.source(), source, follow.0).ok()?;
        let to = open_directory(pair.destination.as_ref()?.as_fd(), destination, follow.1).ok()?;
        let (stat, identity) = (sys::stat_fd(&from).ok()?, sys::stat_fd(&to).ok()?.identity);
        let state = State {
            source: Some(stat),
            destination: Some(identity),
            fresh: false,
            created: false,
            permissions: 0,
            dos: FileAttributes::default(),
            closed_mode: None,
            closes_quietly: false,
            depth: parent.state.depth + 1,
        };
        let node = Node::below(parent, (source, destination), follow, state);
        let names = self.sweep(&node, &from, &to);
        let names = names.inspect_err(|errno| log::warn!("a directory is left alone: {errno}")).ok()?;
        let pair = Pair::new(from, Some(Arc::new(to)));
        self.engine.descriptors.put(&node, pair);
        Some((node, names))
    }

    fn sweep(&mut self, node: &Arc<Node>, from: &OwnedFd, to: &OwnedFd) -> Result<Names, Errno> {
        let wanted: HashSet<OsString> = names_of(from.as_fd())?.into_iter().map(|(name, _)| name).collect();
        let there = names_of(to.as_fd())?;
        let mut subdirectories = Names::default();
        let is_unread =
            node.state.source.is_some_and(|stat| self.engine.unread.lock().contains(&stat.identity));
        let below = node.below_root();
        let mut folded = None;
        for (name, kind) in &there {
            let is_directory = *kind == EntryKind::Directory;
            if wanted.contains(name) {
                if is_directory {
                    subdirectories.push(name);
                }
                continue;
            }
            if is_unread || self.engine.filter.judge(&below, name, is_directory) == Verdict::Leave {
                continue;
            }
            let Ok(stat) = sys::stat_at(to.as_fd(), Path::new(name), AtFlags::SYMLINK_NOFOLLOW) else {
                continue;
            };
            // Where names fold, a source of another spelling may be what stands here.
            let folded = folded.get_or_insert_with(|| found_otherwise(to.as_fd(), &wanted, &there));
            if !folded.contains(&stat.identity) {
                self.remove(node, to.as_fd(), Path::new(name), stat.kind == FileKind::Directory, stat.size);
            }
        }
        Ok(subdirectories)
    }

    fn remove(
        &mut self,
        node: &Arc<Node>,
        directory: BorrowedFd<'_>,
        name: &Path,
        is_directory: bool,
        size: u64,
    ) {
        let engine = self.engine;
        let counters = &engine.counters;
        let row = if is_directory { &counters.directories } else { &counters.files };
        add(&row.extras, 1);
        if !is_directory {
            add(&counters.bytes.extras, size);
        }
        let path = node.destination_path(name);
        let outcome = if self.left == 0 {
            self.limit_met = true;
            Outcome::Kept
        } else if engine.options.dry_run {
            self.left -= 1;
            add(&counters.deleted, 1);
            Outcome::Deleted
        } else {
            let removed = if is_directory {
                remove_tree(directory, name, What::Everything, &mut self.left)
            } else {
                self.left -= 1;
                sys::unlink_at(directory, name).map(|()| 1)
            };
            match removed {
                Ok(count) => {
                    add(&counters.deleted, count);
                    Outcome::Deleted
                }
                Err(Errno::CANCELED) => {
                    self.limit_met = true;
                    Outcome::Kept
                }
                Err(errno) => {
                    add(&row.failed, 1);
                    let error = CopyError::new(Phase::WriteDestination, errno.into());
                    Outcome::Failed { error, vanished: false }
                }
            }
        };
        let is_failure = matches!(outcome, Outcome::Failed { .. });
        if is_failure || engine.options.tells_entries {
            self.sink.tell(Told::Entry { names: (path.clone(), path), is_directory, size, outcome });
        }
    }
}

fn names_of(directory: BorrowedFd<'_>) -> Result<Vec<(OsString, EntryKind)>, Errno> {
    let mut entries = Entries::of(open_directory(directory, Path::new("."), Follow::No)?)?;
    let mut names = Vec::new();
    while let Some(entry) = entries.next()? {
        let kind = match entry.kind {
            EntryKind::Unknown => {
                match sys::stat_at(directory, Path::new(&entry.name), AtFlags::SYMLINK_NOFOLLOW) {
                    Ok(stat) if stat.kind == FileKind::Directory => EntryKind::Directory,
                    _ => EntryKind::File,
                }
            }
            known => known,
        };
        names.push((entry.name, kind));
    }
    Ok(names)
}

/// The files that names lead to which the directory does not list in that spelling.
fn found_otherwise(
    directory: BorrowedFd<'_>,
    wanted: &HashSet<OsString>,
    there: &[(OsString, EntryKind)],
) -> HashSet<Identity> {
    let listed: HashSet<&OsString> = there.iter().map(|(name, _)| name).collect();
    wanted
        .iter()
        .filter(|name| !listed.contains(name))
        .filter_map(|name| sys::stat_at(directory, Path::new(name), AtFlags::SYMLINK_NOFOLLOW).ok())
        .map(|stat| stat.identity)
        .collect()
}

/// Removes the directories of moved sources, as far as they are empty.
pub(super) fn remove_source_directories(engine: &Engine<'_>) {
    for root in engine.roots.iter().filter(|root| root.recursive) {
        let mut left = u64::MAX;
        let removed = remove_tree(sys::CWD, &root.source, What::EmptyDirectories, &mut left);
        if let Err(errno) = removed {
            log::info!("{} is not removed whole: {errno}", root.source.display());
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Everything,
    EmptyDirectories,
}

/// A directory that is being removed.
struct Level {
    name: PathBuf,
    identity: Identity,
    names: Names,
}

/// Removes a directory by descriptors, without following a link, however deep it is: one directory is open at a time, and the
/// way up is checked. `ECANCELED` says that the limit was met.
fn remove_tree(parent: BorrowedFd<'_>, name: &Path, what: What, left: &mut u64) -> Result<u64, Errno> {
    let mut removed = 0;
    let mut at = open_directory(parent, name, Follow::No)?;
    let mut levels = vec![empty(&at, name, what, left, &mut removed)?];
    loop {
        let Some(level) = levels.last_mut() else { return Ok(removed) };
        if let Some(name) = level.names.pop() {
            let below = open_directory(at.as_fd(), &name, Follow::No)?;
            levels.push(empty(&below, &name, what, left, &mut removed)?);
            at = below;
            continue;
        }
        let Some(level) = levels.pop() else { return Ok(removed) };
        let above = match levels.last() {
            None => None,
            Some(above) => {
                let found = open_directory(at.as_fd(), Path::new(".."), Follow::No)?;
                if sys::stat_fd(&found)?.identity != above.identity {
                    return Err(Errno::STALE);
                }
                Some(found)
            }
        };
        if *left == 0 {
            return Err(Errno::CANCELED);
        }
        let gone = sys::remove_directory_at(above.as_ref().map_or(parent, AsFd::as_fd), &level.name);
        match gone {
            Ok(()) => {
                *left -= 1;
                removed += 1;
            }
            Err(Errno::NOTEMPTY | Errno::EXIST) if what == What::EmptyDirectories => {}
            Err(errno) => return Err(errno),
        }
        match above {
            Some(above) => at = above,
            None => return Ok(removed),
        }
    }
}

/// Removes the files of a directory, and notes its subdirectories.
fn empty(
    directory: &OwnedFd,
    name: &Path,
    what: What,
    left: &mut u64,
    removed: &mut u64,
) -> Result<Level, Errno> {
    let identity = sys::stat_fd(directory)?.identity;
    let mut names = Names::default();
    for (entry, kind) in names_of(directory.as_fd())? {
        if kind == EntryKind::Directory {
            names.push(&entry);
        } else if what == What::Everything {
            if *left == 0 {
                return Err(Errno::CANCELED);
            }
            sys::unlink_at(directory.as_fd(), Path::new(&entry))?;
            *left -= 1;
            *removed += 1;
        }
    }
    Ok(Level { name: name.to_owned(), identity, names })
}
