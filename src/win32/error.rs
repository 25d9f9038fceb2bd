//! Win32 error codes, their HRESULT form, their text, and the table from errno.

use crate::sys::Errno;
use std::fmt;

/// A Win32 error code. 0 is success.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Win32Error(u32);

macro_rules! win32_errors {
    ($($code:literal $name:ident $text:literal)*) => {
        impl Win32Error {
            $(#[doc = concat!("`ERROR_", stringify!($name), "`: ", $text, ".")] pub const $name: Self = Self($code);)*
        }
        /// Every code that has a name here: number, C name, text.
        pub const NAMED: &[(u32, &str, &str)] = &[$(($code, concat!("ERROR_", stringify!($name)), $text)),*];
    };
}

// Part 3.4 of the rule sheet. The texts are our own; sorted by code for the binary search in `named`.
win32_errors! {
    0 SUCCESS "the operation succeeded"
    1 INVALID_FUNCTION "the file system does not offer this operation"
    2 FILE_NOT_FOUND "the file does not exist"
    3 PATH_NOT_FOUND "a directory of the path does not exist"
    4 TOO_MANY_OPEN_FILES "too many files are open"
    5 ACCESS_DENIED "access is denied"
    6 INVALID_HANDLE "the handle is not valid"
    8 NOT_ENOUGH_MEMORY "there is not enough memory"
    14 OUTOFMEMORY "there is not enough memory for this operation"
    15 INVALID_DRIVE "the drive does not exist"
    17 NOT_SAME_DEVICE "source and destination are on different volumes"
    18 NO_MORE_FILES "there are no more files"
    19 WRITE_PROTECT "the medium is read-only"
    21 NOT_READY "the device is not ready"
    23 CRC "the medium has a data error"
    24 BAD_LENGTH "the size does not fit the request"
    29 WRITE_FAULT "the device cannot be written to"
    30 READ_FAULT "the device cannot be read"
    31 GEN_FAILURE "the device does not work"
    32 SHARING_VIOLATION "the file is in use"
    33 LOCK_VIOLATION "a part of the file is locked"
    38 HANDLE_EOF "the end of the file was reached"
    39 HANDLE_DISK_FULL "the disk is full"
    50 NOT_SUPPORTED "the request is not supported"
    53 BAD_NETPATH "the network path was not found"
    64 NETNAME_DELETED "the network name is no longer available"
    67 BAD_NET_NAME "the network name was not found"
    80 FILE_EXISTS "the file exists"
    82 CANNOT_MAKE "the file or directory cannot be created"
    87 INVALID_PARAMETER "a parameter is not valid"
    109 BROKEN_PIPE "the other end of the pipe is closed"
    111 BUFFER_OVERFLOW "the name is too long for the buffer"
    112 DISK_FULL "there is not enough space on the disk"
    120 CALL_NOT_IMPLEMENTED "the function is not offered on this system"
    122 INSUFFICIENT_BUFFER "the buffer is too small"
    123 INVALID_NAME "the name is not valid"
    131 NEGATIVE_SEEK "the position would be before the beginning of the file"
    132 SEEK_ON_DEVICE "the device or pipe has no positions"
    145 DIR_NOT_EMPTY "the directory is not empty"
    158 NOT_LOCKED "this part of the file is not locked"
    161 BAD_PATHNAME "the path is not valid"
    170 BUSY "the resource is in use"
    183 ALREADY_EXISTS "the file already exists"
    203 ENVVAR_NOT_FOUND "the environment has no such variable"
    206 FILENAME_EXCED_RANGE "the name is too long"
    223 FILE_TOO_LARGE "the file is larger than the limit"
    232 NO_DATA "the reader of the pipe is gone"
    234 MORE_DATA "there is more data"
    267 DIRECTORY "the name is not that of a directory"
    275 EAS_DIDNT_FIT "the extended attributes do not fit"
    282 EAS_NOT_SUPPORTED "the file system has no extended attributes"
    288 NOT_OWNER "the mutex belongs to another thread"
    298 TOO_MANY_POSTS "the semaphore is at its maximum"
    303 DELETE_PENDING "the file is about to be deleted"
    356 EDP_POLICY_DENIES_OPERATION "data protection policy denies the operation"
    487 INVALID_ADDRESS "the address is not that of a block or view"
    681 STOPPED_ON_SYMLINK "the path contains a symbolic link"
    995 OPERATION_ABORTED "the operation was aborted from outside"
    998 NOACCESS "a pointer is not valid"
    1004 INVALID_FLAGS "the flags are not valid"
    1006 FILE_INVALID "the volume of the open file was changed"
    1117 IO_DEVICE "an input or output error occurred"
    1142 TOO_MANY_LINKS "the file has too many names"
    1175 UNABLE_TO_REMOVE_REPLACED "the file to be replaced could not be removed"
    1176 UNABLE_TO_MOVE_REPLACEMENT "the replacement could not be moved; both files keep their names"
    1177 UNABLE_TO_MOVE_REPLACEMENT_2 "the replacement could not be moved; the replaced file has the backup name"
    1224 USER_MAPPED_FILE "the file is mapped into memory"
    1235 REQUEST_ABORTED "the copy was cancelled or stopped"
    1295 DISK_QUOTA_EXCEEDED "the disk quota is exceeded"
    1314 PRIVILEGE_NOT_HELD "a required privilege is missing"
    1332 NONE_MAPPED "the user has no name"
    1444 INVALID_THREAD_ID "the thread does not exist or takes no messages"
    1450 NO_SYSTEM_RESOURCES "the system lacks resources"
    1460 TIMEOUT "the time for the operation is over"
    1920 CANT_ACCESS_FILE "the system cannot access the file"
    1921 CANT_RESOLVE_FILENAME "the name cannot be resolved: too many symbolic links"
    3050 REQUEST_PAUSED "the copy was paused"
    4390 NOT_A_REPARSE_POINT "the file is not a reparse point"
    4392 INVALID_REPARSE_DATA "the reparse point data is not valid"
    4393 REPARSE_TAG_INVALID "the reparse point tag is not valid"
    4440 OFFLOAD_READ_FLT_NOT_SUPPORTED "offloaded reads are not supported by a filter"
    4441 OFFLOAD_WRITE_FLT_NOT_SUPPORTED "offloaded writes are not supported by a filter"
    4442 OFFLOAD_READ_FILE_NOT_SUPPORTED "offloaded reads are not supported for this file"
    6000 ENCRYPTION_FAILED "the destination cannot be encrypted"
    6002 FILE_ENCRYPTED "the file is encrypted"
    6009 FILE_READ_ONLY "the file is read-only"
    6014 VOLUME_NOT_SUPPORT_EFS "the volume does not support encryption"
}

/// errno to Win32, where the operation does not matter. What depends on the operation (ENOENT of a path, EFBIG of a
/// write) is refined where the operation is known, in `copy`.
const ERRNO_TABLE: &[(Errno, Win32Error)] = &[
    (Errno::PERM, Win32Error::ACCESS_DENIED),
    (Errno::NOENT, Win32Error::FILE_NOT_FOUND),
    (Errno::INTR, Win32Error::OPERATION_ABORTED),
    (Errno::IO, Win32Error::IO_DEVICE),
    (Errno::NXIO, Win32Error::ACCESS_DENIED),
    (Errno::TOOBIG, Win32Error::FILE_TOO_LARGE),
    (Errno::BADF, Win32Error::INVALID_HANDLE),
    (Errno::AGAIN, Win32Error::SHARING_VIOLATION),
    (Errno::NOMEM, Win32Error::NOT_ENOUGH_MEMORY),
    (Errno::ACCESS, Win32Error::ACCESS_DENIED),
    (Errno::FAULT, Win32Error::NOACCESS),
    (Errno::BUSY, Win32Error::SHARING_VIOLATION),
    (Errno::EXIST, Win32Error::FILE_EXISTS),
    (Errno::XDEV, Win32Error::NOT_SAME_DEVICE),
    (Errno::NODEV, Win32Error::NOT_READY),
    (Errno::NOTDIR, Win32Error::PATH_NOT_FOUND),
    (Errno::ISDIR, Win32Error::ACCESS_DENIED),
    (Errno::INVAL, Win32Error::INVALID_PARAMETER),
    (Errno::NFILE, Win32Error::TOO_MANY_OPEN_FILES),
    (Errno::MFILE, Win32Error::TOO_MANY_OPEN_FILES),
    (Errno::NOTTY, Win32Error::INVALID_FUNCTION),
    (Errno::TXTBSY, Win32Error::SHARING_VIOLATION),
    (Errno::FBIG, Win32Error::FILE_TOO_LARGE),
    (Errno::NOSPC, Win32Error::DISK_FULL),
    (Errno::ROFS, Win32Error::WRITE_PROTECT),
    (Errno::MLINK, Win32Error::CANNOT_MAKE),
    (Errno::NAMETOOLONG, Win32Error::FILENAME_EXCED_RANGE),
    (Errno::NOLCK, Win32Error::LOCK_VIOLATION),
    (Errno::NOSYS, Win32Error::CALL_NOT_IMPLEMENTED),
    (Errno::NOTEMPTY, Win32Error::ACCESS_DENIED),
    (Errno::LOOP, Win32Error::CANT_RESOLVE_FILENAME),
    (Errno::NODATA, Win32Error::FILE_NOT_FOUND),
    (Errno::TIMEDOUT, Win32Error::NETNAME_DELETED),
    (Errno::OPNOTSUPP, Win32Error::NOT_SUPPORTED),
    (Errno::OVERFLOW, Win32Error::FILE_TOO_LARGE),
    (Errno::ILSEQ, Win32Error::INVALID_NAME),
    (Errno::CONNREFUSED, Win32Error::NETNAME_DELETED),
    // What file systems in user space answer whose server has gone away.
    (Errno::CONNABORTED, Win32Error::NETNAME_DELETED),
    (Errno::NOTCONN, Win32Error::NETNAME_DELETED),
    (Errno::CONNRESET, Win32Error::NETNAME_DELETED),
    (Errno::PIPE, Win32Error::NETNAME_DELETED),
    (Errno::HOSTDOWN, Win32Error::BAD_NETPATH),
    (Errno::HOSTUNREACH, Win32Error::BAD_NETPATH),
    (Errno::NETUNREACH, Win32Error::BAD_NETPATH),
    (Errno::STALE, Win32Error::FILE_INVALID),
    (Errno::NOMEDIUM, Win32Error::NOT_READY),
    (Errno::UCLEAN, Win32Error::CRC),
    (Errno::DQUOT, Win32Error::DISK_QUOTA_EXCEEDED),
    (Errno::REMOTEIO, Win32Error::IO_DEVICE),
    (Errno::NOKEY, Win32Error::ACCESS_DENIED),
    (Errno::KEYEXPIRED, Win32Error::ACCESS_DENIED),
    (Errno::KEYREVOKED, Win32Error::ACCESS_DENIED),
    (Errno::KEYREJECTED, Win32Error::ACCESS_DENIED),
    (Errno::HWPOISON, Win32Error::CRC),
    (Errno::BADMSG, Win32Error::CRC),
];

impl Win32Error {
    /// Any code, named here or not.
    pub const fn from_code(code: u32) -> Self {
        Self(code)
    }

    /// The plain number, as the thread's last error holds it.
    pub const fn code(self) -> u32 {
        self.0
    }

    /// `HRESULT_FROM_WIN32`: 0 stays 0, what is negative as a signed number stays as it is (part 1.3, 5).
    pub const fn hresult(self) -> i32 {
        let signed = self.0 as i32;
        if signed <= 0 { signed } else { (0x8007_0000 | (self.0 & 0xFFFF)) as i32 }
    }

    /// The code for an errno whose meaning does not depend on the operation; `GEN_FAILURE` for one not listed.
    pub fn from_errno(errno: Errno) -> Self {
        ERRNO_TABLE.iter().find(|(known, _)| *known == errno).map_or(Self::GEN_FAILURE, |(_, code)| *code)
    }

    /// The C name, such as `ERROR_ACCESS_DENIED`, if the code is one of [`NAMED`].
    pub fn name(self) -> Option<&'static str> {
        self.named().map(|(_, name, _)| *name)
    }

    /// What the code means, in a few words without a full stop.
    pub fn text(self) -> &'static str {
        self.named().map_or("unknown error", |(_, _, text)| text)
    }

    fn named(self) -> Option<&'static (u32, &'static str, &'static str)> {
        NAMED.binary_search_by_key(&self.0, |row| row.0).ok().map(|index| &NAMED[index])
    }
}

impl From<Errno> for Win32Error {
    fn from(errno: Errno) -> Self {
        Self::from_errno(errno)
    }
}

impl fmt::Debug for Win32Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}({})", self.name().unwrap_or("Win32Error"), self.0)
    }
}

impl fmt::Display for Win32Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (Win32 error {})", self.text(), self.0)
    }
}

impl std::error::Error for Win32Error {}
