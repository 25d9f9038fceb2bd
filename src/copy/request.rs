//! What a copy is asked to do, and what it answers.

use crate::win32::{CopyFlags, CopyFlagsV2, FileName, Win32Error};
use std::fmt;

/// One copy: names, flags and limits. Flags were checked by the caller; the engine classifies them once.
#[derive(Clone, Copy)]
pub struct CopyRequest<'a> {
    /// The file, directory or link to copy.
    pub source: &'a FileName,
    /// Where to. Never a directory to copy into.
    pub destination: &'a FileName,
    /// How.
    pub options: CopyOptions,
    /// Asked before anything is opened, once per chunk and at least every 100 ms: `true` cancels (A13, A14).
    pub cancel: Option<&'a dyn Fn() -> bool>,
}

/// The flags and sizes of a copy, with Windows' meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyOptions {
    /// `dwCopyFlags`.
    pub flags: CopyFlags,
    /// `dwCopyFlagsV2`.
    pub flags_v2: CopyFlagsV2,
    /// Bytes per read and write and per chunk, 0 for the default; clamped to 4096 bytes..1 GiB (S8, Q7).
    pub io_size: u32,
    /// Average rate in KiB per second, 0 for no limit; at least 512 (S9, Q7).
    pub io_rate: u32,
}

impl<'a> CopyRequest<'a> {
    /// A request with default options that cannot be cancelled.
    pub fn new(source: &'a FileName, destination: &'a FileName) -> Self {
        Self { source, destination, options: CopyOptions::default(), cancel: None }
    }
}

/// Where in a copy something happened (M17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before anything was opened.
    None,
    /// Opening and examining the source.
    PrepareSource,
    /// Opening and preparing the destination.
    PrepareDestination,
    /// Reading.
    ReadSource,
    /// Writing, including attributes.
    WriteDestination,
    /// A copy made by the kernel or a server that cannot fall back.
    ServerCopy,
    /// Copying a symbolic link as a link.
    NameGraftCopy,
}

/// A finished copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyReport {
    /// Bytes of all streams, holes included.
    pub bytes: u64,
    /// Position of the main stream from which a resumed copy went on; 0 for a whole copy.
    pub resumed_at: u64,
}

/// A copy that did not finish: the Win32 code that the caller gets, and what was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyError {
    /// The code.
    pub code: Win32Error,
    /// Where it happened.
    pub phase: Phase,
}

impl CopyError {
    /// An error met in `phase`.
    pub const fn new(phase: Phase, code: Win32Error) -> Self {
        Self { code, phase }
    }
}

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doing = match self.phase {
            Phase::None => return fmt::Display::fmt(&self.code, formatter),
            Phase::PrepareSource => "opening the source",
            Phase::PrepareDestination => "opening the destination",
            Phase::ReadSource => "reading the source",
            Phase::WriteDestination => "writing the destination",
            Phase::ServerCopy => "copying on the server",
            Phase::NameGraftCopy => "copying the link",
        };
        write!(formatter, "{doing}: {}", self.code)
    }
}

impl std::error::Error for CopyError {}
