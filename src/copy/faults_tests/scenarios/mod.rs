//! The ways of a copy, a move and a replacement, each as a scenario that can be repeated, and what proves that it takes
//! that way.

mod files;
mod names;
mod special;

pub(super) use files::FILES;
pub(super) use names::NAMES;
pub(super) use special::SPECIAL;

use super::places::Place;
use super::witness::{Heard, Witness};
use super::world::{put_attribute, put_write_time};
use crate::copy::{
    Action, CopyRequest, MoveRequest, Phase, ReplaceRequest, copy_file, move_file, replace_file,
};
use crate::sys::Errno;
use crate::sys::fault::{Fault, Hit, Lasts, Pretence};
use crate::win32::{CopyFlags, CopyFlagsV2, FileName, MoveFlags, ReplaceFlags, Win32Error};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    Copy,
    Move(MoveFlags),
    Replace(ReplaceFlags),
}

/// What the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    File(usize),
    /// Data, a hole, data.
    Sparse,
    /// Two named streams, an extended attribute, DOS attributes.
    Rich,
    /// No write bit.
    ReadOnly,
    Link,
    Directory,
    /// Rich, and its owner may not write.
    RichDirectory,
    /// Its file system knows no size.
    Sizeless,
}

/// What has the destination's name before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Nothing,
    File,
    /// With streams and attributes of its own.
    Rich,
    LinkToFile,
    DanglingLink,
    Directory,
    /// The same copy, paused.
    Paused,
}

/// What must be true of a call when nothing fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// It succeeds as often as this at least.
    Succeeds(usize),
    /// It is made, and refused every time.
    Refused,
    /// It is not made.
    Absent,
}

pub(super) struct Scenario {
    pub(super) name: &'static str,
    pub(super) work: Work,
    pub(super) flags: CopyFlags,
    pub(super) flags_v2: CopyFlagsV2,
    pub(super) io_size: u32,
    pub(super) source: From,
    pub(super) target: To,
    /// The stream of the target that is written, if not the file.
    pub(super) stream: Option<&'static str>,
    /// Where the backup of a replacement goes.
    pub(super) backup: bool,
    pub(super) places: (Place, Place),
    pub(super) pretence: Pretence,
    /// A fault that comes in every case, before the one that is tried.
    pub(super) first: Option<Hit>,
    pub(super) listens: bool,
    pub(super) script: fn(&[Heard]) -> Action,
    /// What the caller gets if nothing else fails.
    pub(super) plain: Result<(), Win32Error>,
    pub(super) proof: &'static [(&'static str, Proof)],
    /// Calls whose faults are tried elsewhere.
    pub(super) skip: &'static [&'static str],
}

/// The directories of one scenario.
pub(super) struct Site {
    pub(super) sources: PathBuf,
    pub(super) targets: PathBuf,
    /// How many this process has beside those of a case.
    pub(super) threads: usize,
}

/// How a call ended; moves and replacements know no phase.
pub(super) type Outcome = Result<(), (Win32Error, Option<Phase>)>;

// Without pipes bytes move by read and write, which can do what a pipe cannot.
const PRETENCE: Pretence = Pretence { magic: EXT4, cpus: Some(2), refuses: &[NO_PIPE] };
// Wherever the tests' own directory lies: nothing is cloned.
const EXT4: Option<u64> = Some(0xEF53);
const NO_PIPE: (&str, Errno) = ("pipe2", Errno::MFILE);

const PLAIN: Scenario = Scenario {
    name: "",
    work: Work::Copy,
    flags: CopyFlags::empty(),
    flags_v2: CopyFlagsV2::empty(),
    io_size: 0,
    source: From::File(3000),
    target: To::Nothing,
    stream: None,
    backup: false,
    places: (Place::Memory, Place::Memory),
    pretence: PRETENCE,
    first: None,
    listens: true,
    script: |_| Action::Continue,
    plain: Ok(()),
    proof: &[],
    skip: &[],
};

const PUMPED: usize = (2 << 20) + 5;
const MIDDLE: usize = 600 << 10;
const NFS: Option<u64> = Some(0x6969);
const BTRFS: Option<u64> = Some(0x9123_683E);

fn pause_at_second(heard: &[Heard]) -> Action {
    let finished = heard.iter().filter(|heard| matches!(heard, Heard::Finished { .. })).count();
    match heard.last() {
        Some(Heard::Finished { .. }) if finished == 2 => Action::Pause,
        _ => Action::Continue,
    }
}

fn cancel_at_second(heard: &[Heard]) -> Action {
    if pause_at_second(heard) == Action::Pause { Action::Cancel } else { Action::Continue }
}

fn stop_at_second(heard: &[Heard]) -> Action {
    if pause_at_second(heard) == Action::Pause { Action::Stop } else { Action::Continue }
}

impl Scenario {
    /// Whether an interrupted run leaves something to go on with (F3, P2).
    pub(super) fn is_restartable(&self) -> bool {
        self.flags.contains(CopyFlags::RESTARTABLE)
    }

    /// Makes what is not there yet of the source, and the target as it is before.
    pub(super) fn set_up(&self, site: &Site) {
        let source = site.sources.join("source");
        if fs::symlink_metadata(&source).is_err() {
            self.make_source(&source);
        }
        let target = site.targets.join("target");
        let aside = site.targets.join("aside");
        match self.target {
            To::Nothing => {}
            To::File => fs::write(&target, b"old").expect("a target"),
            To::Rich => {
                fs::write(&target, b"old").expect("a target");
                put_attribute(&target, "DosStream.gone:$DATA", b"old");
                put_attribute(&target, "note", b"old");
                fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions");
            }
            To::LinkToFile => {
                fs::write(&aside, b"aside").expect("a target");
                symlink("aside", &target).expect("a link");
            }
            To::DanglingLink => symlink("aside", &target).expect("a link"),
            To::Directory => fs::create_dir(&target).expect("a target"),
            To::Paused => {
                let mut witness = Witness::new(true, pause_at_second);
                let io_size = if matches!(self.source, From::Rich) { 4096 } else { 128 << 10 };
                let paused = self.copy(site, CopyFlags::empty(), io_size, &mut witness);
                assert_eq!(
                    paused.err().map(|error| error.0),
                    Some(Win32Error::REQUEST_PAUSED),
                    "{}",
                    self.name
                );
            }
        }
    }

    fn make_source(&self, path: &Path) {
        let permit = |mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
        match self.source {
            From::File(size) => fs::write(path, bytes(size)).expect("a source"),
            From::ReadOnly => {
                fs::write(path, bytes(3000)).expect("a source");
                put_write_time(path);
                return permit(0o444);
            }
            From::Sparse => {
                let file = fs::File::create(path).expect("a source");
                file.write_all_at(&bytes(64 << 10), 0).expect("data");
                file.write_all_at(&bytes(64 << 10), 1 << 20).expect("data after a hole");
            }
            From::Rich => {
                fs::write(path, bytes(3000)).expect("a source");
                enrich(path);
            }
            From::Link => return symlink("nowhere", path).expect("a source"),
            From::Directory => fs::create_dir(path).expect("a source"),
            From::RichDirectory => {
                fs::create_dir(path).expect("a source");
                enrich(path);
                put_write_time(path);
                return permit(0o555);
            }
            From::Sizeless => return,
        }
        put_write_time(path);
    }

    /// The source's path.
    pub(super) fn source(&self, site: &Site) -> PathBuf {
        match self.source {
            From::Sizeless => PathBuf::from("/proc/version"),
            _ => site.sources.join("source"),
        }
    }

    /// Makes the call.
    pub(super) fn run(&self, site: &Site, witness: &mut Witness) -> Outcome {
        let source = name(&self.source(site));
        let target = name(&site.targets.join("target"));
        match self.work {
            Work::Copy => self.copy(site, self.flags, self.io_size, witness),
            Work::Move(flags) => {
                let request = MoveRequest { source: &source, destination: Some(&target), flags };
                move_file(&request, witness).map_err(|code| (code, None))
            }
            Work::Replace(flags) => {
                let backup = name(&site.targets.join("backup"));
                let backup = self.backup.then_some(&backup);
                let request = ReplaceRequest { replaced: &target, replacement: &source, backup, flags };
                replace_file(&request).map_err(|code| (code, None))
            }
        }
    }

    /// Makes the call that goes on with what was interrupted.
    pub(super) fn resume(&self, site: &Site, witness: &mut Witness) -> Outcome {
        self.copy(site, self.flags | CopyFlags::RESUME_FROM_PAUSE, self.io_size, witness)
    }

    fn copy(&self, site: &Site, flags: CopyFlags, io_size: u32, witness: &mut Witness) -> Outcome {
        let source = name(&self.source(site));
        let mut target = name(&site.targets.join("target"));
        target.stream = self.stream.map(Into::into);
        let mut request = CopyRequest::new(&source, &target);
        request.options.flags = flags;
        request.options.flags_v2 = self.flags_v2;
        request.options.io_size = io_size;
        copy_file(&request, witness).map(|_| ()).map_err(|error| (error.code, Some(error.phase)))
    }
}

fn name(path: &Path) -> FileName {
    FileName::from_bytes(path.as_os_str().as_bytes()).expect("a good name")
}

fn enrich(path: &Path) {
    put_attribute(path, "DosStream.first:$DATA", b"the first stream");
    put_attribute(path, "DosStream.second:$DATA", b"the second stream");
    put_attribute(path, "note", b"an extended attribute");
    put_attribute(path, "DOSATTRIB", b"0x20");
}

/// Bytes that differ from page to page.
pub(super) fn bytes(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at * 31 + at / 251) as u8).collect()
}
