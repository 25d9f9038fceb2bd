//! Why a transfer stopped, as data. `codes` has what clients are told of it.

use super::codes::Code;
use crate::http;
use crate::win32::Win32Error;
use std::{fmt, io};

/// A transfer that cannot go on now.
#[derive(Debug)]
pub(crate) enum Cause {
    /// An exchange with a server.
    Http(http::Cause),
    /// The file that is being written.
    Local(io::Error),
    /// The local file that is being read, in place of a remote one.
    Source(io::Error),
    /// A copy of a local file.
    Copy { code: Win32Error, side: Side },
    /// The queue itself cannot be read or written.
    Queue(Code),
    /// The remote name is none.
    Name(Code),
    /// Ranges of the file begin or end behind its end (RNG-2).
    OutOfRange,
    /// The remote file is another one now, and what came of it cannot be started anew (ANS-4).
    Changed,
    /// The remote file changes again and again.
    Unsettled,
    /// The files of the job are larger than it may be (J5-5).
    TooLarge,
    /// The job took longer than it may.
    TimeOver,
    /// The job sends files.
    Upload,
    /// What was under way is gone: somebody took the temporary file away, or a thread could not go on.
    Interrupted,
}

/// The two files of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Source,
    Destination,
}

impl Cause {
    /// Whether it is tried again by itself.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Http(cause) => cause.may_pass(),
            Self::Queue(code) => !code.is_for_good(),
            Self::Unsettled | Self::Interrupted => true,
            Self::Local(_)
            | Self::Source(_)
            | Self::Copy { .. }
            | Self::Name(_)
            | Self::OutOfRange
            | Self::Changed
            | Self::TooLarge
            | Self::TimeOver
            | Self::Upload => false,
        }
    }

    /// Seconds that the server asks to wait (OQ-18).
    pub(crate) fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Http(cause) => cause.retry_after(),
            _ => None,
        }
    }
}

impl From<http::Cause> for Cause {
    fn from(cause: http::Cause) -> Self {
        Self::Http(cause)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(cause) => cause.fmt(formatter),
            Self::Local(error) => write!(formatter, "the local file: {error}"),
            Self::Source(error) => write!(formatter, "the source: {error}"),
            Self::Copy { code, side: Side::Source } => write!(formatter, "the source: error {}", code.code()),
            Self::Copy { code, side: Side::Destination } => {
                write!(formatter, "the local file: error {}", code.code())
            }
            Self::Queue(code) => write!(formatter, "the queue: {code}"),
            Self::Name(code) => write!(formatter, "the remote name: {code}"),
            Self::OutOfRange => formatter.write_str("the file ends before a range of it"),
            Self::Changed => {
                formatter.write_str("the remote file is another one than that of which parts are here")
            }
            Self::Unsettled => formatter.write_str("the remote file changes again and again"),
            Self::TooLarge => formatter.write_str("the files are larger than the limit of the job"),
            Self::TimeOver => formatter.write_str("the time of the job is over"),
            Self::Upload => formatter.write_str("uploads are not supported"),
            Self::Interrupted => formatter.write_str("what was under way is gone"),
        }
    }
}
