//! One answer while it comes: its header, and its body on the way to where it is wanted.

use super::answer::Answer;
use super::handshake::Handshake;
use super::request::Ask;
use super::verdict::{Expected, Judgement, Verdict, judge, judge_head, judge_probe};
use super::{Cause, Trouble};
use curl::easy::{Handler, InfoType, WriteError};
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

/// Whoever wants the body.
pub(crate) trait Recipient {
    /// The empty file for a body that is too long for memory.
    fn file(&self) -> io::Result<File>;
    /// The file will have so many bytes.
    fn expect(&self, total: u64);
    /// So many bytes of the file are here.
    fn has(&self, done: u64);
}

/// What a body is written into.
pub(crate) enum Target {
    File(File),
    /// Memory, for a body of no more than so many bytes; a longer one goes into the recipient's file.
    Memory {
        bytes: Vec<u8>,
        most: u64,
    },
}

/// What became of some bytes of a body.
enum Flow {
    Written,
    /// The body has to wait.
    Hold,
    /// It is not wanted: the verdict says why.
    Stop,
}

/// Where the body goes.
pub(crate) struct Sink {
    pub target: Target,
    /// Position in the file for the first byte of the range asked for.
    pub position: u64,
    /// Bytes of the file that were here before.
    pub before: u64,
    pub expected: Expected,
    pub recipient: Box<dyn Recipient>,
    /// Most bytes that the file may have (J5-5).
    pub cap: u64,
    /// A longer body waits: it is not this file's turn.
    pub hold_above: u64,
}

/// Receives an answer.
#[derive(Default)]
pub(crate) struct Exchange {
    pub answer: Answer,
    pub sink: Option<Sink>,
    /// Made at the first byte of the body.
    pub verdict: Option<Judgement>,
    /// Bytes written.
    pub written: u64,
    /// Its body waits ([`Sink::hold_above`]).
    pub(super) waits: bool,
    /// It got a connection of its own, and none that others used before.
    pub(super) is_first: bool,
    handshake: Handshake,
    left: u64,
}

impl Exchange {
    /// What an error of libcurl means for this exchange.
    pub(super) fn cause(&self, error: &curl::Error, words: Option<String>) -> Cause {
        match Cause::curl(error, words) {
            Cause::Transport { words, .. }
                if self.handshake == Handshake::Begun && error.is_ssl_connect_error() =>
            {
                Cause::Transport { trouble: Trouble::Lost, words }
            }
            cause => cause,
        }
    }

    /// What the answer means, as it was judged at the first byte of its body, or now if it had none. `None` when the request
    /// ended, or was ended, in mid-header.
    pub(super) fn judgement(&mut self, ask: Ask) -> Option<Judgement> {
        match (self.verdict.take(), ask, &self.sink) {
            (Some(verdict), ..) => Some(verdict),
            _ if !self.answer.complete => None,
            (None, Ask::Head, _) => Some(judge_head(&self.answer)),
            (None, Ask::Probe, _) => Some(judge_probe(&self.answer)),
            (None, _, Some(sink)) => Some(judge(&self.answer, &sink.expected)),
            (None, ..) => None,
        }
    }

    fn write_some(&mut self, data: &[u8]) -> Result<Flow, Cause> {
        let Some(sink) = &mut self.sink else {
            // A whole body in answer to a probe is not read.
            return Ok(if self.answer.status == 200 { Flow::Stop } else { Flow::Written });
        };
        if self.verdict.is_none() {
            let verdict = judge(&self.answer, &sink.expected);
            if let Ok(Verdict::Write { from, most }) = verdict {
                self.left = most;
                let is_whole = sink.expected.range.is_none_or(|(first, _)| first != from);
                if is_whole && sink.before > 0 {
                    // A whole body in place of a range: it starts the file anew.
                    if let Target::File(file) = &sink.target {
                        file.set_len(0).map_err(Cause::Local)?;
                    }
                    sink.recipient.has(0);
                    (sink.position, sink.before) = (0, 0);
                }
                sink.prepare(most)?;
                if sink.expected.is_sized {
                    sink.recipient.expect(most);
                }
            }
            self.verdict = Some(verdict);
        }
        let Some(Ok(Verdict::Write { most, .. })) = self.verdict else { return Ok(Flow::Stop) };
        if most > sink.hold_above {
            return Ok(Flow::Hold);
        }
        let size = data.len() as u64;
        if size > self.left {
            return Err(Cause::Nonsense);
        }
        if sink.before + self.written + size > sink.cap {
            return Err(Cause::TooLarge);
        }
        sink.write(data)?;
        sink.position += size;
        self.left -= size;
        self.written += size;
        sink.recipient.has(sink.before + self.written);
        Ok(Flow::Written)
    }
}

impl Sink {
    /// A body of `size` bytes is coming.
    fn prepare(&mut self, size: u64) -> Result<(), Cause> {
        if let Target::Memory { bytes, most } = &mut self.target {
            if size <= *most {
                bytes.reserve_exact(usize::try_from(size).unwrap_or(0));
            } else {
                self.target = Target::File(self.recipient.file().map_err(Cause::Local)?);
            }
        }
        Ok(())
    }

    fn write(&mut self, data: &[u8]) -> Result<(), Cause> {
        match &mut self.target {
            Target::File(file) => file.write_all_at(data, self.position).map_err(Cause::Local),
            Target::Memory { bytes, .. } => {
                bytes.extend_from_slice(data);
                Ok(())
            }
        }
    }
}

impl Handler for Exchange {
    fn header(&mut self, data: &[u8]) -> bool {
        self.answer.line(data);
        // ANS-11: with lengths that differ nobody knows what to wait for.
        !(self.answer.complete && self.answer.is_broken())
    }

    fn open_socket(&mut self, family: i32, kind: i32, protocol: i32) -> Option<std::os::fd::RawFd> {
        self.is_first = true;
        crate::sys::connections::open_socket(family, kind, protocol)
    }

    fn debug(&mut self, kind: InfoType, data: &[u8]) {
        match kind {
            InfoType::SslDataIn => self.handshake.take(data, false),
            InfoType::SslDataOut => self.handshake.take(data, true),
            _ => {}
        }
    }

    fn write(&mut self, data: &[u8]) -> Result<usize, WriteError> {
        match self.write_some(data) {
            Ok(Flow::Written) => Ok(data.len()),
            Ok(Flow::Hold) => {
                self.waits = true;
                Err(WriteError::Pause)
            }
            Ok(Flow::Stop) => Ok(0),
            Err(cause) => {
                self.verdict = Some(Err(cause));
                Ok(0) // libcurl ends the transfer
            }
        }
    }
}
