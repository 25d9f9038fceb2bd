//! How progress leaves the engine: one trait, six events, five answers.

use super::Phase;
use crate::win32::Win32Error;
use std::os::fd::BorrowedFd;

/// Receives the events of one copy, always on the thread that called [`super::copy_file`], inside that call.
pub trait Observer {
    /// Told of `event`; the answer is acted upon before the next chunk (rule X10).
    fn notify(&mut self, event: &Event<'_>) -> Action;

    /// Whether anybody listens. The engine then reports chunks; otherwise it may take shorter ways.
    fn is_listening(&self) -> bool {
        true
    }
}

/// An observer that hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn notify(&mut self, _event: &Event<'_>) -> Action {
        Action::Continue
    }

    fn is_listening(&self) -> bool {
        false
    }
}

/// What an observer answers (part 4.5 of the rule sheet).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go on.
    Continue,
    /// Abort and delete the destination.
    Cancel,
    /// Abort and keep what was copied.
    Stop,
    /// Go on without further events.
    Quiet,
    /// Abort and keep what was copied, resumable.
    Pause,
}

/// One event of a copy (part 4.4 of the rule sheet).
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Both sides of a stream are open (M5).
    StreamStarted {
        /// Number, sizes and files of the stream.
        stream: StreamInfo<'a>,
        /// Bytes copied so far: those of earlier streams, or of the resumed part.
        done: Done,
    },
    /// A chunk is about to be copied (M10).
    ChunkStarted {
        /// Number, sizes and files of the stream.
        stream: StreamInfo<'a>,
        /// Number of the chunk within the stream, from 0.
        chunk: u64,
        /// Planned size in bytes.
        size: u64,
    },
    /// A chunk has been copied (M10 to M13).
    ChunkFinished {
        /// Number, sizes and files of the stream.
        stream: StreamInfo<'a>,
        /// Number of the chunk within the stream, from 0.
        chunk: u64,
        /// Size in bytes.
        size: u64,
        /// How the chunk was moved.
        moved: Moved,
        /// Bytes copied so far, this chunk included.
        done: Done,
    },
    /// A stream is complete, or was stopped or paused (M6).
    StreamFinished {
        /// Number, sizes and files of the stream.
        stream: StreamInfo<'a>,
        /// Bytes copied.
        done: Done,
    },
    /// Nothing new, but the answer counts (M14).
    PollContinue,
    /// An error was met; the call fails with `code` (M15).
    Error {
        /// What the copy was doing.
        phase: Phase,
        /// The failure.
        code: Win32Error,
        /// Stream concerned, from 1.
        stream: u32,
        /// Chunk concerned, from 0.
        chunk: u64,
        /// Size of the stream in bytes, 0 if not known yet.
        stream_size: u64,
        /// Size of all streams in bytes, 0 if not known yet.
        total_size: u64,
        /// Bytes copied before the error.
        done: Done,
    },
}

/// A stream that is being copied.
#[derive(Clone, Copy, Debug)]
pub struct StreamInfo<'a> {
    /// 1 for the main data, growing from stream to stream (M8).
    pub number: u32,
    /// Size of this stream in bytes, constant within the stream (M12).
    pub size: u64,
    /// Size of all streams in bytes, constant within the call (M12).
    pub total_size: u64,
    /// The source, borrowed.
    pub source: BorrowedFd<'a>,
    /// The destination, borrowed.
    pub destination: BorrowedFd<'a>,
}

/// Byte counters at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Of the current stream.
    pub stream: u64,
    /// Of all streams.
    pub total: u64,
}

/// Who moved the bytes of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Reads and writes of this process, or a kernel loop that does the same.
    Pumped,
    /// A clone or a copy by the file system or the server; the data passed through no memory of this machine (Q44).
    Offloaded,
}
