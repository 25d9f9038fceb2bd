//! The ways of a copy, a move and a replacement, each as a scenario that can be repeated, and what proves that it takes
//! that way.

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

use Proof::{Absent, Refused, Succeeds};

/// The ways in which bytes move.
pub(super) const FILES: &[Scenario] = &[
    Scenario {
        name: "small",
        proof: &[("sendfile", Succeeds(1)), ("pread", Absent), ("close", Succeeds(1))],
        ..PLAIN
    },
    Scenario { name: "small, unheard", listens: false, proof: &[("sendfile", Succeeds(1))], ..PLAIN },
    Scenario {
        name: "small over a file",
        target: To::File,
        proof: &[("sendfile", Succeeds(1)), ("ftruncate", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "empty",
        source: From::File(0),
        proof: &[("pread", Succeeds(1)), ("sendfile", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "sizeless",
        source: From::Sizeless,
        proof: &[("pread", Succeeds(2)), ("pwrite", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "pump",
        source: From::File(PUMPED),
        flags: CopyFlags::NO_OFFLOAD,
        proof: &[
            ("pread", Succeeds(9)),
            ("pwrite", Succeeds(9)),
            ("fallocate", Succeeds(1)),
            ("pthread_create", Succeeds(1)),
            ("sendfile", Absent),
        ],
        ..PLAIN
    },
    Scenario {
        name: "piped",
        source: From::File(MIDDLE),
        pretence: Pretence { refuses: &[], ..PRETENCE },
        proof: &[("splice", Succeeds(6)), ("pread", Absent), ("pwrite", Absent), ("pthread_create", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "piped over a file, sparse",
        source: From::Sparse,
        target: To::File,
        pretence: Pretence { refuses: &[], ..PRETENCE },
        proof: &[("splice", Succeeds(4)), ("lseek", Succeeds(4)), ("pread", Absent), ("pwrite", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "piped, cancelled",
        source: From::File(MIDDLE),
        io_size: 128 << 10,
        script: cancel_at_second,
        pretence: Pretence { refuses: &[], ..PRETENCE },
        plain: Err(Win32Error::REQUEST_ABORTED),
        proof: &[("unlinkat", Succeeds(1)), ("splice", Succeeds(4))],
        ..PLAIN
    },
    Scenario {
        name: "pump over a file",
        source: From::File(MIDDLE),
        target: To::File,
        proof: &[("pread", Succeeds(3)), ("pwrite", Succeeds(3)), ("pthread_create", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "pump, unheard",
        source: From::File(PUMPED),
        listens: false,
        proof: &[("pread", Succeeds(9)), ("pwrite", Succeeds(9)), ("pthread_create", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "sparse",
        source: From::Sparse,
        proof: &[("lseek", Succeeds(4)), ("pwrite", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "sparse, filled",
        source: From::Sparse,
        flags: CopyFlags::DISABLE_SPARSE_COPY,
        proof: &[("lseek", Absent), ("pwrite", Succeeds(5)), ("fallocate", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "streams",
        source: From::Rich,
        proof: &[("fgetxattr", Succeeds(4)), ("fsetxattr", Succeeds(4))],
        ..PLAIN
    },
    Scenario {
        name: "streams over streams",
        source: From::Rich,
        target: To::Rich,
        proof: &[("fremovexattr", Succeeds(2)), ("fsetxattr", Succeeds(4))],
        ..PLAIN
    },
    Scenario {
        name: "into a stream",
        stream: Some("stream"),
        proof: &[("fsetxattr", Succeeds(1)), ("pread", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "into a stream of a file",
        stream: Some("stream"),
        target: To::File,
        flags: CopyFlags::FAIL_IF_EXISTS,
        proof: &[("fsetxattr", Succeeds(1)), ("pread", Succeeds(1))],
        ..PLAIN
    },
    Scenario { name: "read-only", source: From::ReadOnly, proof: &[("fchmod", Succeeds(1))], ..PLAIN },
    Scenario {
        name: "cancelled",
        source: From::File(MIDDLE),
        io_size: 128 << 10,
        target: To::File,
        script: cancel_at_second,
        plain: Err(Win32Error::REQUEST_ABORTED),
        proof: &[("unlinkat", Succeeds(1)), ("pwrite", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "stopped",
        source: From::File(MIDDLE),
        io_size: 128 << 10,
        script: stop_at_second,
        plain: Err(Win32Error::REQUEST_ABORTED),
        proof: &[("unlinkat", Absent), ("ftruncate", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "cleaning up",
        source: From::File(MIDDLE),
        first: Some(Hit { call: "pwrite", index: 1, fault: Fault::Fails(Errno::IO), lasts: Lasts::Once }),
        plain: Err(Win32Error::IO_DEVICE),
        proof: &[("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "cleaning up a stream",
        stream: Some("stream"),
        first: Some(Hit {
            call: "fsetxattr",
            index: 0,
            fault: Fault::Fails(Errno::NOSPC),
            lasts: Lasts::Once,
        }),
        plain: Err(Win32Error::DISK_FULL),
        proof: &[("unlinkat", Succeeds(1))],
        ..PLAIN
    },
];

/// File systems that do more or less than others, and copies that are broken off and go on.
pub(super) const PLACES: &[Scenario] = &[
    Scenario {
        name: "clone",
        source: From::File(256 << 10),
        places: (Place::Xfs, Place::Xfs),
        pretence: Pretence { magic: None, ..PRETENCE },
        proof: &[("ficlonerange", Succeeds(1)), ("pread", Absent), ("pwrite", Absent), ("sendfile", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "clone over a file",
        source: From::File((256 << 10) + 5),
        target: To::File,
        places: (Place::Xfs, Place::Xfs),
        pretence: Pretence { magic: None, ..PRETENCE },
        proof: &[("ficlonerange", Succeeds(1)), ("pread", Absent), ("pwrite", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "clone refused",
        source: From::File(MIDDLE),
        pretence: Pretence { magic: BTRFS, ..PRETENCE },
        proof: &[("ficlonerange", Refused), ("pread", Succeeds(3)), ("pwrite", Succeeds(3))],
        ..PLAIN
    },
    Scenario {
        name: "offload",
        source: From::File(MIDDLE),
        flags_v2: CopyFlagsV2::DISABLE_BLOCK_CLONING,
        pretence: Pretence { magic: NFS, ..PRETENCE },
        proof: &[("copy_file_range", Succeeds(1)), ("pread", Absent), ("pwrite", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "offload after a refused clone",
        source: From::File(MIDDLE),
        pretence: Pretence { magic: NFS, ..PRETENCE },
        proof: &[("ficlonerange", Refused), ("copy_file_range", Succeeds(1)), ("pread", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "offload refused",
        source: From::File(MIDDLE),
        flags_v2: CopyFlagsV2::DISABLE_BLOCK_CLONING,
        pretence: Pretence {
            magic: NFS,
            refuses: &[("copy_file_range", Errno::OPNOTSUPP), NO_PIPE],
            ..PRETENCE
        },
        proof: &[("copy_file_range", Refused), ("pread", Succeeds(3)), ("pwrite", Succeeds(3))],
        ..PLAIN
    },
    Scenario {
        name: "small, sendfile refused",
        pretence: Pretence { refuses: &[("sendfile", Errno::INVAL), NO_PIPE], ..PRETENCE },
        proof: &[("sendfile", Refused), ("pread", Succeeds(1)), ("pwrite", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "direct",
        source: From::File((1 << 20) + 5),
        flags: CopyFlags::NO_BUFFERING,
        places: (Place::Ext4, Place::Ext4),
        // What is not bypassed is dropped from the cache: nothing was.
        proof: &[
            ("fcntl", Succeeds(4)),
            ("fadvise", Absent),
            ("pwrite", Succeeds(2)),
            ("ftruncate", Succeeds(1)),
        ],
        ..PLAIN
    },
    Scenario {
        name: "direct refused",
        source: From::File((1 << 20) + 5),
        flags: CopyFlags::NO_BUFFERING,
        places: (Place::Ramfs, Place::Ramfs),
        proof: &[("fadvise", Succeeds(2)), ("pwrite", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "restartable",
        source: From::File(MIDDLE),
        flags: CopyFlags::RESTARTABLE,
        proof: &[("flock", Succeeds(1)), ("pwrite", Succeeds(3)), ("fsetxattr", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "checkpoints",
        source: From::File((9 << 20) + 5),
        flags: CopyFlags::RESTARTABLE,
        proof: &[("fdatasync", Succeeds(1)), ("fsetxattr", Succeeds(1)), ("fremovexattr", Succeeds(1))],
        // With one thread, so that the checkpoint comes every time.
        pretence: Pretence { cpus: Some(1), ..PRETENCE },
        skip: &["pread", "pwrite"],
        ..PLAIN
    },
    Scenario {
        name: "paused",
        source: From::File(MIDDLE),
        io_size: 128 << 10,
        script: pause_at_second,
        plain: Err(Win32Error::REQUEST_PAUSED),
        proof: &[("fdatasync", Succeeds(1)), ("fsetxattr", Succeeds(1)), ("unlinkat", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "paused, without attributes",
        source: From::File(MIDDLE),
        io_size: 128 << 10,
        places: (Place::Memory, Place::Ramfs),
        script: pause_at_second,
        plain: Err(Win32Error::REQUEST_PAUSED),
        proof: &[("fsetxattr", Refused), ("renameat", Succeeds(1)), ("pwrite", Succeeds(3))],
        ..PLAIN
    },
    Scenario {
        name: "resumed",
        source: From::File(MIDDLE),
        target: To::Paused,
        flags: CopyFlags::RESUME_FROM_PAUSE,
        proof: &[("fgetxattr", Succeeds(1)), ("fremovexattr", Succeeds(1)), ("flock", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "resumed, restartable",
        source: From::Rich,
        target: To::Paused,
        flags: CopyFlags::RESTARTABLE,
        proof: &[("fgetxattr", Succeeds(2)), ("flock", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "resumed, without attributes",
        source: From::File(MIDDLE),
        target: To::Paused,
        flags: CopyFlags::RESUME_FROM_PAUSE,
        places: (Place::Memory, Place::Ramfs),
        proof: &[("fgetxattr", Refused), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
];

/// What deals with names: links, directories, moves, replacements.
pub(super) const NAMES: &[Scenario] = &[
    Scenario {
        name: "link",
        source: From::Link,
        flags: CopyFlags::COPY_SYMLINK,
        proof: &[("symlinkat", Succeeds(1)), ("readlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "link over a file",
        source: From::Link,
        target: To::File,
        flags: CopyFlags::COPY_SYMLINK,
        proof: &[("symlinkat", Succeeds(1)), ("renameat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "file over a link",
        target: To::LinkToFile,
        flags: CopyFlags::COPY_SYMLINK,
        proof: &[("unlinkat", Succeeds(1)), ("sendfile", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "through a link to nothing",
        target: To::DanglingLink,
        proof: &[("readlinkat", Succeeds(1)), ("sendfile", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "directory",
        source: From::Directory,
        flags: CopyFlags::DIRECTORY,
        proof: &[("mkdirat", Succeeds(1)), ("futimens", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "directory with streams",
        source: From::RichDirectory,
        flags: CopyFlags::DIRECTORY,
        proof: &[("mkdirat", Succeeds(1)), ("fsetxattr", Succeeds(4)), ("fchmod", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "cleaning up a directory",
        source: From::RichDirectory,
        flags: CopyFlags::DIRECTORY,
        first: Some(Hit { call: "fsetxattr", index: 1, fault: Fault::Fails(Errno::IO), lasts: Lasts::Once }),
        plain: Err(Win32Error::IO_DEVICE),
        proof: &[("mkdirat", Succeeds(1)), ("unlinkat", Succeeds(1))],
        // Made again after EINTR, it would be another one that fails.
        skip: &["fsetxattr"],
        ..PLAIN
    },
    Scenario {
        name: "cleaning up a link",
        source: From::Link,
        target: To::File,
        flags: CopyFlags::COPY_SYMLINK,
        first: Some(Hit { call: "renameat", index: 0, fault: Fault::Fails(Errno::IO), lasts: Lasts::Once }),
        plain: Err(Win32Error::IO_DEVICE),
        proof: &[("symlinkat", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "directory into another",
        source: From::RichDirectory,
        target: To::Directory,
        flags: CopyFlags::DIRECTORY,
        proof: &[("mkdirat", Refused), ("fsetxattr", Succeeds(4)), ("unlinkat", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "move",
        work: Work::Move(MoveFlags::empty()),
        source: From::Rich,
        proof: &[("renameat2", Succeeds(1)), ("pread", Absent)],
        ..PLAIN
    },
    Scenario {
        name: "move to the disk",
        work: Work::Move(MoveFlags::WRITE_THROUGH),
        proof: &[("renameat2", Succeeds(1)), ("fsync", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "move by link",
        work: Work::Move(MoveFlags::empty()),
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL)], ..PRETENCE },
        proof: &[("renameat2", Refused), ("linkat", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "undoing a move by link",
        work: Work::Move(MoveFlags::empty()),
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL)], ..PRETENCE },
        first: Some(Hit { call: "unlinkat", index: 0, fault: Fault::Fails(Errno::IO), lasts: Lasts::Once }),
        plain: Err(Win32Error::IO_DEVICE),
        proof: &[("linkat", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "undoing a move of a directory",
        work: Work::Move(MoveFlags::REPLACE_EXISTING),
        source: From::Directory,
        target: To::File,
        first: Some(Hit { call: "unlinkat", index: 0, fault: Fault::Fails(Errno::IO), lasts: Lasts::Once }),
        plain: Err(Win32Error::IO_DEVICE),
        proof: &[("renameat2", Succeeds(2))],
        skip: &["renameat2"],
        ..PLAIN
    },
    Scenario {
        name: "move without links",
        work: Work::Move(MoveFlags::empty()),
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL), ("linkat", Errno::PERM)], ..PRETENCE },
        proof: &[("linkat", Refused), ("renameat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "move over a file",
        work: Work::Move(MoveFlags::REPLACE_EXISTING),
        target: To::File,
        proof: &[("renameat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "move of a directory over a file",
        work: Work::Move(MoveFlags::REPLACE_EXISTING),
        source: From::Directory,
        target: To::File,
        proof: &[("renameat2", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "move of a directory over a file in steps",
        work: Work::Move(MoveFlags::REPLACE_EXISTING),
        source: From::Directory,
        target: To::File,
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL)], ..PRETENCE },
        proof: &[("renameat", Succeeds(2)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "move to another volume",
        work: Work::Move(MoveFlags::COPY_ALLOWED),
        source: From::Rich,
        places: (Place::Memory, Place::OtherMemory),
        proof: &[("renameat2", Refused), ("sendfile", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "move to another volume, to the disk",
        work: Work::Move(
            MoveFlags::COPY_ALLOWED.union(MoveFlags::REPLACE_EXISTING).union(MoveFlags::WRITE_THROUGH),
        ),
        source: From::File(MIDDLE),
        target: To::File,
        places: (Place::Memory, Place::OtherMemory),
        proof: &[
            ("renameat", Refused),
            ("pwrite", Succeeds(3)),
            ("fsync", Succeeds(3)),
            ("unlinkat", Succeeds(1)),
        ],
        ..PLAIN
    },
    Scenario {
        name: "move of a link to another volume",
        work: Work::Move(MoveFlags::COPY_ALLOWED),
        source: From::Link,
        places: (Place::Memory, Place::OtherMemory),
        proof: &[("symlinkat", Succeeds(1)), ("unlinkat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "replace",
        work: Work::Replace(ReplaceFlags::empty()),
        target: To::Rich,
        proof: &[
            ("renameat", Succeeds(1)),
            ("fsetxattr", Succeeds(1)),
            ("fchmod", Succeeds(1)),
            ("fsync", Succeeds(1)),
        ],
        ..PLAIN
    },
    Scenario {
        name: "replace with backup",
        work: Work::Replace(ReplaceFlags::WRITE_THROUGH),
        target: To::Rich,
        backup: true,
        proof: &[("renameat2", Succeeds(1)), ("renameat", Succeeds(1)), ("fsync", Succeeds(2))],
        ..PLAIN
    },
    Scenario {
        name: "replace with backup by link",
        work: Work::Replace(ReplaceFlags::empty()),
        target: To::Rich,
        backup: true,
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL)], ..PRETENCE },
        proof: &[("linkat", Succeeds(1)), ("renameat", Succeeds(1))],
        ..PLAIN
    },
    Scenario {
        name: "replace with backup without links",
        work: Work::Replace(ReplaceFlags::empty()),
        target: To::Rich,
        backup: true,
        pretence: Pretence { refuses: &[("renameat2", Errno::INVAL), ("linkat", Errno::PERM)], ..PRETENCE },
        proof: &[("linkat", Refused), ("renameat", Succeeds(2))],
        ..PLAIN
    },
];

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
