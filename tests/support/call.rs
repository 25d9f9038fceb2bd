//! One call, described once and made through either edge, and the record of it.

use super::through_c;
use copyfile2::copy::{
    self, Action, CopyOptions, CopyRequest, Done, Event, Moved, Observer, Phase, StreamInfo, Unobserved,
};
use copyfile2::win32::{CopyFlags, CopyFlagsV2, FileName};
use std::fs::{self, Metadata};
use std::os::fd::{AsRawFd, RawFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};

/// Which interface a call goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// `copyfile2::copy::copy_file`.
    Rust,
    /// `CopyFile2`, with UTF-16 names and one of its parameter structures.
    C,
}

impl Edge {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Rust, Self::C];
}

/// Which parameter structure the C edge is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// NULL.
    Null,
    /// `COPYFILE2_EXTENDED_PARAMETERS`.
    First,
    /// `COPYFILE2_EXTENDED_PARAMETERS_V2`.
    Second,
}

pub(super) type Script<'a> = Box<dyn FnMut(usize, &Message) -> Action + 'a>;

/// A copy to be made.
pub struct Call<'a> {
    pub(super) edge: Edge,
    pub(super) source: Vec<u16>,
    pub(super) destination: Vec<u16>,
    pub(super) options: CopyOptions,
    pub(super) form: Form,
    pub(super) cancel: Option<&'a AtomicI32>,
    pub(super) script: Option<Script<'a>>,
}

impl<'a> Call<'a> {
    /// A call with a routine that always answers CONTINUE.
    pub fn new_for(edge: Edge, source: &Path, destination: &Path) -> Self {
        Self {
            edge,
            source: through_c::units(source),
            destination: through_c::units(destination),
            options: CopyOptions::default(),
            form: Form::Second,
            cancel: None,
            script: Some(Box::new(|_, _| Action::Continue)),
        }
    }

    /// Adds to `dwCopyFlags`.
    pub fn flags(mut self, flags: CopyFlags) -> Self {
        self.options.flags |= flags;
        self
    }

    /// Adds to `dwCopyFlagsV2`.
    pub fn flags_v2(mut self, flags: CopyFlagsV2) -> Self {
        self.options.flags_v2 |= flags;
        self
    }

    /// `ioDesiredSize`.
    pub fn io_size(mut self, bytes: u32) -> Self {
        self.options.io_size = bytes;
        self
    }

    /// `ioDesiredRate`.
    pub fn io_rate(mut self, kilobytes_per_second: u32) -> Self {
        self.options.io_rate = kilobytes_per_second;
        self
    }

    /// Which structure the C edge passes.
    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// `pfCancel`.
    pub fn cancel(mut self, flag: &'a AtomicI32) -> Self {
        self.cancel = Some(flag);
        self
    }

    /// Without a routine.
    pub fn silent(mut self) -> Self {
        self.script = None;
        self
    }

    /// With a routine that answers each message, given its index.
    pub fn answer(mut self, script: impl FnMut(usize, &Message) -> Action + 'a) -> Self {
        self.script = Some(Box::new(script));
        self
    }

    /// With a routine that answers `action` to the message at `index`.
    pub fn answer_at(self, index: usize, action: Action) -> Self {
        self.answer(move |at, _| if at == index { action } else { Action::Continue })
    }

    /// With a routine that answers `action` to every message of `kind`.
    pub fn answer_to(self, kind: Kind, action: Action) -> Self {
        self.answer(move |_, message| if message.kind == kind { action } else { Action::Continue })
    }

    /// Makes the copy.
    pub fn run(self) -> Record {
        match self.edge {
            Edge::Rust => self.run_rust(),
            Edge::C => through_c::run(self),
        }
    }

    fn run_rust(mut self) -> Record {
        let mut messages = Vec::new();
        // Names take the same way as in C, so that the same code rejects them.
        let outcome = FileName::from_utf16(&self.source).and_then(|source| {
            let destination = FileName::from_utf16(&self.destination)?;
            let cancel = || self.cancel.is_some_and(|flag| flag.load(Ordering::SeqCst) != 0);
            let mut request = CopyRequest::new(&source, &destination);
            request.options = self.options;
            if self.cancel.is_some() {
                request.cancel = Some(&cancel);
            }
            let outcome = match self.script.as_mut() {
                Some(script) => copy::copy_file(&request, &mut Recorder { messages: &mut messages, script }),
                None => copy::copy_file(&request, &mut Unobserved),
            };
            outcome.map(|_| ()).map_err(|error| error.code)
        });
        Record { code: outcome.err().map_or(0, |error| error.code()), messages }
    }
}

struct Recorder<'r, 'a> {
    messages: &'r mut Vec<Message>,
    script: &'r mut Script<'a>,
}

impl Observer for Recorder<'_, '_> {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        let message = Message::of(event);
        let answer = (self.script)(self.messages.len(), &message);
        self.messages.push(message);
        answer
    }
}

/// What a call answered and told.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The Win32 code, 0 for success.
    pub code: u32,
    /// All messages in order.
    pub messages: Vec<Message>,
}

impl Record {
    /// The kinds of the messages in order.
    pub fn kinds(&self) -> Vec<Kind> {
        self.messages.iter().map(|message| message.kind).collect()
    }

    /// The messages of one kind.
    pub fn of_kind(&self, kind: Kind) -> Vec<&Message> {
        self.messages.iter().filter(|message| message.kind == kind).collect()
    }

    /// The code, after checking that it is the one wanted.
    #[track_caller]
    pub fn expect(self, code: u32) -> Self {
        assert_eq!(self.code, code, "wrong code; messages: {:#?}", self.messages);
        self
    }
}

/// What kind of message it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// COPYFILE2_CALLBACK_CHUNK_STARTED
    ChunkStarted,
    /// COPYFILE2_CALLBACK_CHUNK_FINISHED
    ChunkFinished,
    /// COPYFILE2_CALLBACK_STREAM_STARTED
    StreamStarted,
    /// COPYFILE2_CALLBACK_STREAM_FINISHED
    StreamFinished,
    /// COPYFILE2_CALLBACK_POLL_CONTINUE
    PollContinue,
    /// COPYFILE2_CALLBACK_ERROR
    Error,
}

/// One message with the members of all kinds; those that its kind lacks are 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Message {
    pub kind: Kind,
    pub stream: u32,
    pub chunk: u64,
    pub chunk_size: u64,
    pub stream_size: u64,
    pub stream_done: u64,
    pub total_size: u64,
    pub total_done: u64,
    pub offloaded: bool,
    pub phase: Phase,
    pub failure: u32,
    /// The source's descriptor, open during the message only; -1 where there is none.
    pub source: RawFd,
    /// The destination's descriptor, as above.
    pub destination: RawFd,
}

impl Message {
    pub(super) const BLANK: Self = Self {
        kind: Kind::PollContinue,
        stream: 0,
        chunk: 0,
        chunk_size: 0,
        stream_size: 0,
        stream_done: 0,
        total_size: 0,
        total_done: 0,
        offloaded: false,
        phase: Phase::None,
        failure: 0,
        source: -1,
        destination: -1,
    };

    fn of(event: &Event<'_>) -> Self {
        let with = |kind: Kind, stream: StreamInfo<'_>, done: Done| Self {
            kind,
            stream: stream.number,
            stream_size: stream.size,
            stream_done: done.stream,
            total_size: stream.total_size,
            total_done: done.total,
            source: stream.source.as_raw_fd(),
            destination: stream.destination.as_raw_fd(),
            ..Self::BLANK
        };
        match *event {
            // The C message of this kind has no counters.
            Event::StreamStarted { stream, .. } => with(Kind::StreamStarted, stream, Done::default()),
            Event::ChunkStarted { stream, chunk, size } => {
                Self { chunk, chunk_size: size, ..with(Kind::ChunkStarted, stream, Done::default()) }
            }
            Event::ChunkFinished { stream, chunk, size, moved, done } => Self {
                chunk,
                chunk_size: size,
                offloaded: moved == Moved::Offloaded,
                ..with(Kind::ChunkFinished, stream, done)
            },
            Event::StreamFinished { stream, done } => with(Kind::StreamFinished, stream, done),
            Event::PollContinue => Self::BLANK,
            Event::Error { phase, code, stream, chunk, stream_size, total_size, done } => Self {
                kind: Kind::Error,
                stream,
                chunk,
                stream_size,
                total_size,
                stream_done: done.stream,
                total_done: done.total,
                phase,
                failure: code.code(),
                ..Self::BLANK
            },
        }
    }

    /// What the source's handle leads to; to be asked while the message lasts.
    pub fn source_file(&self) -> Metadata {
        fs::metadata(Self::path_of(self.source)).expect("the source's handle is usable")
    }

    /// What the destination's handle leads to; to be asked while the message lasts.
    pub fn destination_file(&self) -> Metadata {
        fs::metadata(Self::path_of(self.destination)).expect("the destination's handle is usable")
    }

    /// A path that opens the file behind a descriptor.
    pub fn path_of(descriptor: RawFd) -> PathBuf {
        PathBuf::from(format!("/proc/self/fd/{descriptor}"))
    }

    /// The message without its descriptors, for comparing calls.
    pub fn without_handles(&self) -> Self {
        Self { source: -1, destination: -1, ..*self }
    }
}
