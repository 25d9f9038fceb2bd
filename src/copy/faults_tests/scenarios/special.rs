//! File systems that do more or less than others, and copies that are broken off and go on.

use super::Proof::{Absent, Refused, Succeeds};
use super::*;

pub(in super::super) const SPECIAL: &[Scenario] = &[
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
