//! The conversation with the caller during one copy: events out, answers and the cancel flag in.
//!
//! [`Session`] lasts for the call, [`Stream`] for one stream. Everything here runs on the calling thread.

use super::file::MAIN;
use super::outcome::Interrupt;
use super::{Action, CopyError, Done, Event, Moved, Observer, StreamInfo};
use std::os::fd::BorrowedFd;

/// One call's observer, cancel flag and overall counters.
pub(super) struct Session<'a> {
    observer: &'a mut dyn Observer,
    cancel: Option<&'a dyn Fn() -> bool>,
    listening: bool,
    /// Bytes of the streams that are finished.
    done_before: u64,
    total_size: u64,
    /// The destination may be the source under another name: it must not be deleted on the strength of this copy.
    pub(super) may_be_one_file: bool,
}

impl<'a> Session<'a> {
    pub(super) fn new(observer: &'a mut dyn Observer, cancel: Option<&'a dyn Fn() -> bool>) -> Self {
        let listening = observer.is_listening();
        Self { observer, cancel, listening, done_before: 0, total_size: 0, may_be_one_file: false }
    }

    /// Whether somebody still wants to hear of chunks.
    pub(super) fn is_listening(&self) -> bool {
        self.listening
    }

    /// Whether a long operation has to be watched: somebody may want it to end.
    pub(super) fn is_watched(&self) -> bool {
        self.listening || self.cancel.is_some()
    }

    /// Whether the cancel flag is set (A13).
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel.is_some_and(|cancel| cancel())
    }

    /// Looks at the cancel flag.
    pub(super) fn poll_cancel(&self) -> Result<(), Interrupt> {
        if self.is_cancelled() { Err(Interrupt::Cancel) } else { Ok(()) }
    }

    /// Sends POLL_CONTINUE and honours the answer (M14).
    pub(super) fn poll_continue(&mut self) -> Result<(), Interrupt> {
        self.tell(&Event::PollContinue)
    }

    /// Fixes the size of all streams (S3). Before the first stream starts.
    pub(super) fn set_total_size(&mut self, total_size: u64) {
        self.total_size = total_size;
    }

    /// Bytes of all streams that are finished.
    pub(super) fn done(&self) -> u64 {
        self.done_before
    }

    /// Counts a stream that an earlier call had completed.
    pub(super) fn skip(&mut self, bytes: u64) {
        self.done_before += bytes;
    }

    /// Reports an error before anything of the destination is ours: the answer changes nothing (M16, Q15).
    pub(super) fn refuse(&mut self, error: CopyError) -> CopyError {
        self.report(error);
        error
    }

    /// Reports an error that no stream is open for. The answer decides what becomes of a partial destination (Q17).
    pub(super) fn report(&mut self, error: CopyError) -> Verdict {
        let done = Done { stream: 0, total: self.done_before };
        let event = Event::Error {
            phase: error.phase,
            code: error.code,
            stream: MAIN,
            chunk: 0,
            stream_size: 0,
            total_size: self.total_size,
            done,
        };
        self.report_event(&event)
    }

    fn report_event(&mut self, event: &Event<'_>) -> Verdict {
        match self.ask(event) {
            Action::Stop | Action::Pause => Verdict::Keep,
            Action::Continue | Action::Cancel | Action::Quiet => Verdict::Discard,
        }
    }

    /// Sends `event` and turns the answer into an interrupt.
    fn tell(&mut self, event: &Event<'_>) -> Result<(), Interrupt> {
        match Interrupt::from_action(self.ask(event)) {
            None => Ok(()),
            Some(interrupt) => Err(interrupt),
        }
    }

    fn ask(&mut self, event: &Event<'_>) -> Action {
        if !self.listening {
            return Action::Continue;
        }
        let action = self.observer.notify(event);
        if action == Action::Quiet {
            self.listening = false; // A6: for the rest of the call
        }
        action
    }
}

/// What becomes of a partial destination after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    Discard,
}

/// One stream's events and counters.
pub(super) struct Stream<'s, 'a> {
    pub(super) session: &'s mut Session<'a>,
    info: StreamInfo<'s>,
    /// Size of the chunks that are reported.
    chunk_size: u64,
    /// Number of the next chunk to finish.
    chunk: u64,
    /// Bytes reported as copied.
    reported: u64,
}

impl<'s, 'a> Stream<'s, 'a> {
    pub(super) fn new(
        session: &'s mut Session<'a>,
        number: u32,
        size: u64,
        chunk_size: u64,
        files: (BorrowedFd<'s>, BorrowedFd<'s>),
    ) -> Self {
        let (source, destination) = files;
        let info = StreamInfo { number, size, total_size: session.total_size, source, destination };
        Self { session, info, chunk_size, chunk: 0, reported: 0 }
    }

    /// Bytes that the caller was told of. What lies beyond may be on disk, but nobody counts on it.
    pub(super) fn reported(&self) -> u64 {
        self.reported
    }

    /// Size as told to the caller.
    pub(super) fn size(&self) -> u64 {
        self.info.size
    }

    /// Goes on from `position`, which an earlier call had reached (Q26).
    pub(super) fn resume_at(&mut self, position: u64) {
        self.reported = position;
    }

    /// How far beyond [`Self::reported`] the copy may run: enough to keep other threads busy while the caller works in
    /// a callback, and little enough that a caller who waits there holds up the copy.
    pub(super) fn run_ahead(&self) -> u64 {
        (2 * self.chunk_size).max(RUN_AHEAD)
    }

    /// A stream whose size only its end tells has at least `size` bytes.
    pub(super) fn grow_to(&mut self, size: u64) {
        let growth = size.saturating_sub(self.info.size);
        self.info.size += growth;
        self.info.total_size += growth;
        self.session.total_size += growth;
    }

    /// STREAM_STARTED, then CHUNK_STARTED for a first chunk of `first_chunk` bytes at the most.
    pub(super) fn start(&mut self, first_chunk: u64) -> Result<(), Interrupt> {
        let done = self.done();
        self.session.tell(&Event::StreamStarted { stream: self.info, done })?;
        self.announce(first_chunk)
    }

    /// Everything below `position` is copied: reports the chunks that this completes, looks at the cancel flag.
    pub(super) fn advance(&mut self, position: u64) -> Result<(), Interrupt> {
        self.session.poll_cancel()?;
        let mut planned = self.chunk_size;
        while self.reported < position {
            let size = planned.min(self.info.size.saturating_sub(self.reported)).max(1);
            if position - self.reported < size {
                break;
            }
            self.finish_chunk(size, Moved::Pumped)?;
            planned = self.next_chunk(position);
            self.announce(planned)?;
            self.session.poll_cancel()?; // A14: once per chunk, also where several are complete at once
        }
        Ok(())
    }

    /// How large the next chunk is. While somebody listens no more data than a little is complete without having been
    /// reported; only a hole is complete at once, however large it is. It is not told of by the MiB: 4 EiB take some thousand
    /// messages.
    fn next_chunk(&self, position: u64) -> u64 {
        let complete = position - self.reported;
        if complete > 4 * self.run_ahead() { self.chunk_size.max(complete / 64) } else { self.chunk_size }
    }

    /// Everything below `position` was moved in one piece by the file system: one chunk.
    pub(super) fn advance_offloaded(&mut self, position: u64, next_chunk: u64) -> Result<(), Interrupt> {
        self.session.poll_cancel()?;
        self.finish_chunk(position - self.reported, Moved::Offloaded)?;
        self.announce(next_chunk)
    }

    /// The source ended at `end`, before its size: reports what is left below it.
    pub(super) fn cut_short(&mut self, end: u64) -> Result<(), Interrupt> {
        if self.reported < end { self.finish_chunk(end - self.reported, Moved::Pumped) } else { Ok(()) }
    }

    /// STREAM_FINISHED of a complete stream. `last` says that no stream follows, so that PAUSE finds the copy
    /// complete (A8, A10).
    pub(super) fn finish(&mut self, last: Last) -> Result<(), Interrupt> {
        let event = Event::StreamFinished { stream: self.info, done: self.done() };
        self.session.done_before += self.reported;
        match (self.session.tell(&event), last) {
            (Err(Interrupt::Pause), Last::Yes) => Ok(()),
            (answer, _) => answer,
        }
    }

    /// STREAM_FINISHED of a stream that STOP or PAUSE ended; the answer no longer matters (Q14, A9).
    pub(super) fn end_early(&mut self) {
        let event = Event::StreamFinished { stream: self.info, done: self.done() };
        self.session.ask(&event);
    }

    /// ERROR of this stream.
    pub(super) fn report(&mut self, error: CopyError) -> Verdict {
        let event = Event::Error {
            phase: error.phase,
            code: error.code,
            stream: self.info.number,
            chunk: self.chunk,
            stream_size: self.info.size,
            total_size: self.info.total_size,
            done: self.done(),
        };
        self.session.report_event(&event)
    }

    fn announce(&mut self, planned: u64) -> Result<(), Interrupt> {
        let size = planned.min(self.info.size.saturating_sub(self.reported));
        if size == 0 {
            return Ok(());
        }
        self.session.tell(&Event::ChunkStarted { stream: self.info, chunk: self.chunk, size })
    }

    fn finish_chunk(&mut self, size: u64, moved: Moved) -> Result<(), Interrupt> {
        let chunk = self.chunk;
        self.chunk += 1;
        self.reported += size;
        let event = Event::ChunkFinished { stream: self.info, chunk, size, moved, done: self.done() };
        self.session.tell(&event)
    }

    fn done(&self) -> Done {
        Done { stream: self.reported, total: self.session.done_before + self.reported }
    }
}

/// Whether a stream is the last one of its copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Yes,
    No,
}

/// At least this many bytes may be copied beyond what the caller was told of.
const RUN_AHEAD: u64 = 4 << 20;
