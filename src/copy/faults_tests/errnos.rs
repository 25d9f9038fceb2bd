//! What each call may answer: the ERRORS section of its manual page, then what file systems and servers give beyond it.

use crate::sys::Errno;
use crate::sys::fault::Fault;

/// Whether a call answers how much it did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Done,
    Count,
}

macro_rules! errnos {
    ($($name:ident)*) => { &[$(Errno::$name),*] };
}

/// A row of the table: the call, what it answers, the errnos of its manual page, and others seen in practice.
type Row = (&'static str, Answer, &'static [Errno], &'static [Errno]);

// Errors that say nothing but that a pointer was wrong (EFAULT) are there too: under a sandbox they come.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("openat", Answer::Done,
        errnos![ACCESS BADF BUSY DQUOT EXIST FAULT FBIG INTR INVAL ISDIR LOOP MFILE NAMETOOLONG NFILE NODEV NOENT NOMEM
            NOSPC NOTDIR NXIO OPNOTSUPP OVERFLOW PERM ROFS TXTBSY AGAIN],
        errnos![IO STALE]),
    ("close", Answer::Done, errnos![BADF INTR IO NOSPC DQUOT], errnos![STALE]),
    ("statx", Answer::Done, errnos![ACCESS BADF FAULT INVAL LOOP NAMETOOLONG NOENT NOMEM NOTDIR], errnos![INTR IO STALE]),
    ("fstatfs", Answer::Done, errnos![BADF FAULT INTR IO NOMEM NOSYS OVERFLOW], &[]),
    ("pread", Answer::Count,
        errnos![AGAIN BADF FAULT INTR INVAL IO ISDIR NXIO OVERFLOW SPIPE], errnos![STALE NOMEM]),
    ("pwrite", Answer::Count,
        errnos![AGAIN BADF DESTADDRREQ DQUOT FAULT FBIG INTR INVAL IO NOSPC PERM PIPE NXIO OVERFLOW SPIPE],
        errnos![STALE ROFS]),
    ("sendfile", Answer::Count,
        errnos![AGAIN BADF FAULT INVAL IO NOMEM OVERFLOW SPIPE], errnos![INTR NOSYS OPNOTSUPP NOSPC DQUOT FBIG]),
    ("preadv2", Answer::Done, errnos![AGAIN BADF FAULT INTR INVAL IO ISDIR NXIO OVERFLOW SPIPE OPNOTSUPP], errnos![NOSYS STALE]),
    ("pipe2", Answer::Done, errnos![FAULT INVAL MFILE NFILE], &[]),
    ("splice", Answer::Count, errnos![AGAIN BADF INVAL NOMEM SPIPE], errnos![INTR IO NOSYS PERM NOSPC DQUOT FBIG STALE]),
    ("copy_file_range", Answer::Count,
        errnos![BADF FBIG INVAL IO ISDIR NOMEM NOSPC OPNOTSUPP OVERFLOW PERM TXTBSY XDEV],
        errnos![INTR NOSYS DQUOT STALE]),
    ("ficlonerange", Answer::Done,
        errnos![BADF INVAL ISDIR OPNOTSUPP PERM TXTBSY XDEV], errnos![INTR NOTTY NOSYS IO NOSPC DQUOT OVERFLOW]),
    ("fallocate", Answer::Done,
        errnos![BADF FBIG INTR INVAL IO NODEV NOSPC NOSYS OPNOTSUPP PERM SPIPE TXTBSY], errnos![DQUOT]),
    ("ftruncate", Answer::Done,
        errnos![INTR FBIG INVAL IO ISDIR PERM ROFS TXTBSY BADF], errnos![NOSPC DQUOT]),
    ("lseek", Answer::Done, errnos![BADF INVAL NXIO OVERFLOW SPIPE], errnos![INTR IO NOSYS OPNOTSUPP]),
    ("fdatasync", Answer::Done, errnos![BADF INTR IO NOSPC ROFS INVAL DQUOT], &[]),
    ("fsync", Answer::Done, errnos![BADF INTR IO NOSPC ROFS INVAL DQUOT], &[]),
    ("fadvise", Answer::Done, errnos![BADF INVAL SPIPE], &[]),
    ("fcntl", Answer::Done, errnos![ACCESS AGAIN BADF INVAL MFILE PERM], errnos![INTR]),
    ("flock", Answer::Done, errnos![BADF INTR INVAL NOLCK AGAIN], errnos![NOSYS OPNOTSUPP]),
    ("flistxattr", Answer::Done, errnos![TOOBIG OPNOTSUPP RANGE BADF], errnos![INTR ACCESS IO NOMEM NOSYS]),
    ("fgetxattr", Answer::Done, errnos![TOOBIG NODATA OPNOTSUPP RANGE BADF], errnos![INTR ACCESS PERM IO NOMEM]),
    ("fsetxattr", Answer::Done,
        errnos![DQUOT EXIST NODATA NOSPC OPNOTSUPP PERM RANGE BADF], errnos![INTR TOOBIG ROFS IO ACCESS NOMEM]),
    ("fremovexattr", Answer::Done, errnos![NODATA OPNOTSUPP BADF PERM], errnos![INTR IO ROFS NOSPC]),
    ("fchmod", Answer::Done, errnos![BADF IO PERM ROFS], errnos![INTR]),
    ("fchown", Answer::Done, errnos![BADF IO PERM ROFS], errnos![INTR DQUOT INVAL]),
    ("futimens", Answer::Done, errnos![ACCESS BADF INVAL PERM ROFS], errnos![INTR IO]),
    ("symlinkat", Answer::Done,
        errnos![ACCESS BADF DQUOT EXIST FAULT IO LOOP NAMETOOLONG NOENT NOMEM NOSPC NOTDIR PERM ROFS], errnos![INTR]),
    ("readlinkat", Answer::Done,
        errnos![ACCESS BADF FAULT INVAL IO LOOP NAMETOOLONG NOENT NOMEM NOTDIR], errnos![INTR]),
    ("unlinkat", Answer::Done,
        errnos![ACCESS BADF BUSY FAULT IO ISDIR LOOP NAMETOOLONG NOENT NOMEM NOTDIR PERM ROFS],
        errnos![INTR NOTEMPTY]),
    ("renameat", Answer::Done,
        errnos![ACCESS BADF BUSY DQUOT EXIST FAULT INVAL ISDIR LOOP MLINK NAMETOOLONG NOENT NOMEM NOSPC NOTDIR
            NOTEMPTY PERM ROFS XDEV],
        errnos![INTR IO]),
    ("renameat2", Answer::Done,
        errnos![ACCESS BADF BUSY DQUOT EXIST FAULT INVAL ISDIR LOOP MLINK NAMETOOLONG NOENT NOMEM NOSPC NOTDIR
            NOTEMPTY PERM ROFS XDEV],
        errnos![INTR IO NOSYS OPNOTSUPP]),
    ("linkat", Answer::Done,
        errnos![ACCESS DQUOT EXIST FAULT IO LOOP MLINK NAMETOOLONG NOENT NOMEM NOSPC NOTDIR PERM ROFS XDEV],
        errnos![INTR OPNOTSUPP]),
    ("mkdirat", Answer::Done,
        errnos![ACCESS BADF DQUOT EXIST FAULT INVAL LOOP MLINK NAMETOOLONG NOENT NOMEM NOSPC NOTDIR PERM ROFS],
        errnos![INTR IO]),
    ("getdents", Answer::Done, errnos![BADF FAULT INVAL NOENT NOTDIR], errnos![INTR IO]),
    ("ioctl", Answer::Done, errnos![BADF FAULT INVAL NOTTY], errnos![INTR PERM IO]),
    ("memfd_create", Answer::Done, errnos![FAULT INVAL MFILE NFILE NOMEM PERM], errnos![INTR NOSYS ACCESS]),
    ("sched_getaffinity", Answer::Done, errnos![FAULT INVAL SRCH], &[]),
    ("pthread_create", Answer::Done, errnos![AGAIN INVAL PERM], errnos![NOMEM]),
];

/// Every way in which a call can go wrong.
///
/// # Panics
/// For a call that the table does not know: it is to be looked up in its manual page.
pub(super) fn faults(call: &str) -> Vec<Fault> {
    let row = TABLE.iter().find(|row| row.0 == call);
    let (_, answer, listed, seen) = row.unwrap_or_else(|| panic!("no errnos for {call}"));
    let mut faults: Vec<_> = listed.iter().chain(*seen).copied().map(Fault::Fails).collect();
    if *answer == Answer::Count {
        faults.extend([Fault::Short, Fault::Zero]);
    }
    faults
}
