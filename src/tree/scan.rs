//! Counting ahead of the copy, so that progress has an end to look to.

use super::counters::add;
use super::engine::Engine;
use super::node::Names;
use super::options::{Links, Verdict};
use crate::copy::entry::{Follow, open_directory};
use crate::sys::{self, AtFlags, Entries, Errno, FileKind};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// A directory whose subdirectories are still to be counted.
struct Level {
    directory: OwnedFd,
    names: Names,
    below: PathBuf,
    device: (u32, u32),
}

/// Counts files and bytes of all roots. What cannot be read counts nothing; its copy tells why.
pub(super) fn run(engine: &Engine<'_>) {
    let mut whole = true;
    for root in engine.roots {
        whole &= count_root(engine, &root.source, root.recursive);
        if engine.is_ending() {
            return;
        }
    }
    if whole {
        add(&engine.counters.all_found, 1);
    }
}

fn count_root(engine: &Engine<'_>, source: &Path, recursive: bool) -> bool {
    let follows = engine.options.links == Links::Followed;
    let flags = if recursive && !follows { AtFlags::SYMLINK_NOFOLLOW } else { AtFlags::empty() };
    let Ok(stat) = sys::stat_at(sys::CWD, source, flags) else { return true };
    if stat.kind != FileKind::Directory || !recursive {
        add(&engine.counters.found_files, 1);
        add(&engine.counters.found_bytes, if stat.kind == FileKind::Regular { stat.size } else { 0 });
        return true;
    }
    let Ok(directory) = open_directory(sys::CWD, source, Follow::Yes) else { return true };
    let mut whole = true;
    let Ok(names) = count(engine, directory.as_fd(), Path::new("")) else { return true };
    let mut levels = vec![Level { directory, names, below: PathBuf::new(), device: stat.identity.device }];
    while let Some(level) = levels.last_mut() {
        if engine.is_ending() {
            return false;
        }
        let Some(name) = level.names.pop() else {
            levels.pop();
            continue;
        };
        let follow = if follows { Follow::Yes } else { Follow::No };
        let Ok(directory) = open_directory(level.directory.as_fd(), &name, follow) else { continue };
        let device = sys::stat_fd(&directory).map_or(level.device, |stat| stat.identity.device);
        if engine.options.one_file_system && device != level.device {
            continue;
        }
        let below = level.below.join(&name);
        let Ok(names) = count(engine, directory.as_fd(), &below) else { continue };
        if levels.len() < DEEPEST {
            levels.push(Level { directory, names, below, device });
        } else {
            whole &= names.len() == 0;
        }
    }
    whole
}

/// Counts the files of a directory and gives the names of its subdirectories.
fn count(engine: &Engine<'_>, directory: BorrowedFd<'_>, below: &Path) -> Result<Names, Errno> {
    let follows = engine.options.links == Links::Followed;
    let flags = if follows { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let mut names = Names::default();
    let mut entries = Entries::of(open_directory(directory, Path::new("."), Follow::No)?)?;
    while let Some(entry) = entries.next()? {
        let stat = match entry.kind {
            sys::EntryKind::Directory => None,
            _ => sys::stat_at(directory, Path::new(&entry.name), flags).ok(),
        };
        let kind = stat.map_or(FileKind::Directory, |stat| stat.kind);
        let is_directory = kind == FileKind::Directory;
        if engine.filter.judge(below, &entry.name, is_directory) == Verdict::Leave {
            continue;
        }
        if is_directory {
            names.push(&entry.name);
        } else {
            add(&engine.counters.found_files, 1);
            let size = stat.filter(|stat| stat.kind == FileKind::Regular).map_or(0, |stat| stat.size);
            add(&engine.counters.found_bytes, size);
        }
        if engine.is_ending() {
            break;
        }
    }
    Ok(names)
}

/// Directories that the count keeps open. In a deeper tree the total stays open too.
const DEEPEST: usize = 64;
