//! What a run tells: one trait, on one thread.

use super::counters::Totals;
use super::decision::Reason;
use crate::copy::{CopyError, Done, Event, Moved, Phase};
use crate::win32::Win32Error;
use std::path::Path;

/// Hears of a run, always on the thread that called [`run`](super::run()), inside that call.
pub trait TreeObserver {
    /// Told of `event`.
    fn notify(&mut self, event: &TreeEvent<'_>);

    /// Called about ten times a second with what is counted so far.
    fn tick(&mut self, totals: &Totals, current: Option<&Path>) {
        let _nobody_counts = (totals, current);
    }
}

/// One event of a run.
#[derive(Clone, Copy, Debug)]
pub enum TreeEvent<'a> {
    /// A message of one copy, where [`tells_messages`](super::TreeOptions::tells_messages) asks for them. Those of one copy come in
    /// order; those of several are mixed.
    Message {
        /// The source of the copy.
        source: &'a Path,
        /// Its destination.
        destination: &'a Path,
        /// The message.
        message: &'a Message,
    },
    /// An entry is done with. Failures are always told.
    Entry {
        /// The source, or the destination's own path for what only it has.
        source: &'a Path,
        /// The copy.
        destination: &'a Path,
        /// Whether it is a directory.
        is_directory: bool,
        /// Bytes of its data.
        size: u64,
        /// What came of it.
        outcome: &'a Outcome,
    },
    /// Something could not be kept, and the copy is there all the same.
    Warning {
        /// The file concerned.
        path: &'a Path,
        /// What could not be done.
        what: &'a str,
        /// Why.
        code: Win32Error,
    },
    /// A phase begins.
    Phase(RunPhase),
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunPhase {
    /// Copying.
    Copying,
    /// Removing what the sources have not.
    Mirroring,
    /// Removing the sources.
    RemovingSources,
    /// Bringing everything to the disk.
    Flushing,
}

/// What came of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was copied, or would be in a dry run.
    Copied(Reason),
    /// It is a further name of a file that was copied.
    Linked,
    /// It was left as it was.
    Skipped(Reason),
    /// It was not copied.
    Failed {
        /// Why.
        error: CopyError,
        /// It vanished or changed meanwhile.
        vanished: bool,
    },
    /// The copy was read back and is not what was read from the source.
    Mismatch,
    /// The copy was read back and is right; the digest of its bytes.
    Verified(String),
    /// Only the destination had it; it was removed, or would be in a dry run.
    Deleted,
    /// Only the destination has it, and it stays: the limit of a mirror is reached.
    Kept,
}

/// A message of one copy: [`Event`] without its descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// See [`Event::StreamStarted`].
    StreamStarted(Sizes),
    /// See [`Event::ChunkStarted`].
    ChunkStarted(Sizes, Chunk),
    /// See [`Event::ChunkFinished`].
    ChunkFinished(Sizes, Chunk, Moved, Done),
    /// See [`Event::StreamFinished`].
    StreamFinished(Sizes, Done),
    /// See [`Event::PollContinue`].
    PollContinue,
    /// See [`Event::Error`].
    Error(Phase, Win32Error, Sizes, Chunk, Done),
}

/// A stream and its sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Number of the stream, from 1.
    pub stream: u32,
    /// Its size in bytes.
    pub size: u64,
    /// Size of all streams.
    pub total: u64,
}

/// A chunk of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// From 0.
    pub number: u64,
    /// In bytes.
    pub size: u64,
}

impl From<&Event<'_>> for Message {
    fn from(event: &Event<'_>) -> Self {
        let sizes = |stream: &crate::copy::StreamInfo<'_>| Sizes {
            stream: stream.number,
            size: stream.size,
            total: stream.total_size,
        };
        match event {
            Event::StreamStarted { stream, .. } => Self::StreamStarted(sizes(stream)),
            Event::ChunkStarted { stream, chunk, size } => {
                Self::ChunkStarted(sizes(stream), Chunk { number: *chunk, size: *size })
            }
            Event::ChunkFinished { stream, chunk, size, moved, done } => {
                Self::ChunkFinished(sizes(stream), Chunk { number: *chunk, size: *size }, *moved, *done)
            }
            Event::StreamFinished { stream, done } => Self::StreamFinished(sizes(stream), *done),
            Event::PollContinue => Self::PollContinue,
            Event::Error { phase, code, stream, chunk, stream_size, total_size, done } => Self::Error(
                *phase,
                *code,
                Sizes { stream: *stream, size: *stream_size, total: *total_size },
                Chunk { number: *chunk, size: 0 },
                *done,
            ),
        }
    }
}
