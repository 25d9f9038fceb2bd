//! The ways in which bytes move.

use super::Proof::{Absent, Succeeds};
use super::*;

pub(in super::super) const FILES: &[Scenario] = &[
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
