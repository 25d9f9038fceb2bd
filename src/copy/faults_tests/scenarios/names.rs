//! What deals with names: links, directories, moves, replacements.

use super::Proof::{Absent, Refused, Succeeds};
use super::*;

pub(in super::super) const NAMES: &[Scenario] = &[
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
