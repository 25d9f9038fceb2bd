//! Terminals: what lines and echo are like, how large the window is.

use super::Errno;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcgetwinsize, tcsetattr};
use std::io::Write as _;
use std::os::fd::{AsFd as _, BorrowedFd};

/// What the terminal does with input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct InputModes {
    /// Characters that mean a signal are taken as such (`ISIG`).
    pub(crate) signals: bool,
    /// Input comes in lines (`ICANON`).
    pub(crate) lines: bool,
    /// Input is shown (`ECHO`).
    pub(crate) echo: bool,
}

/// isatty(3).
pub(crate) fn is_terminal(fd: BorrowedFd<'_>) -> bool {
    rustix::termios::isatty(fd)
}

/// tcgetattr(3).
pub(crate) fn input_modes(fd: BorrowedFd<'_>) -> Result<InputModes, Errno> {
    let modes = tcgetattr(fd)?.local_modes;
    Ok(InputModes {
        signals: modes.contains(LocalModes::ISIG),
        lines: modes.contains(LocalModes::ICANON),
        echo: modes.contains(LocalModes::ECHO),
    })
}

/// tcsetattr(3).
pub(crate) fn set_input_modes(fd: BorrowedFd<'_>, modes: InputModes) -> Result<(), Errno> {
    let mut attributes = tcgetattr(fd)?;
    attributes.local_modes.set(LocalModes::ISIG, modes.signals);
    attributes.local_modes.set(LocalModes::ICANON, modes.lines);
    attributes.local_modes.set(LocalModes::ECHO, modes.echo);
    if !modes.lines {
        attributes.special_codes[rustix::termios::SpecialCodeIndex::VMIN] = 1;
        attributes.special_codes[rustix::termios::SpecialCodeIndex::VTIME] = 0;
    }
    tcsetattr(fd, OptionalActions::Now, &attributes)
}

/// Columns and rows of the window (`TIOCGWINSZ`).
pub(crate) fn window_size(fd: BorrowedFd<'_>) -> Result<(u16, u16), Errno> {
    let size = tcgetwinsize(fd)?;
    Ok((size.ws_col, size.ws_row))
}

/// write(2), all of it.
pub(crate) fn write_all(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// A line with its end, as a terminal in line mode gives it.
pub(crate) fn read_line(fd: BorrowedFd<'_>) -> Result<Vec<u8>, Errno> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.last() != Some(&b'\n') {
        match rustix::io::read(fd, &mut byte) {
            Ok(1) => line.push(byte[0]),
            Err(Errno::INTR) => {}
            Ok(_) => break,
            Err(errno) => return Err(errno),
        }
    }
    Ok(line)
}

/// One byte of standard input; from a terminal without waiting for a line, and with its modes as before afterwards.
pub(crate) fn read_key(shows: bool) -> Option<u8> {
    let input = std::io::stdin();
    let before = tcgetattr(input.as_fd()).ok();
    if before.is_some() {
        let modes = InputModes { signals: true, lines: false, echo: false };
        set_input_modes(input.as_fd(), modes).ok()?;
    }
    let mut byte = [0];
    // Not through the buffer of Rust's own standard input: the program's stdio reads there too.
    let count = loop {
        match rustix::io::read(input.as_fd(), &mut byte) {
            Err(Errno::INTR) => {}
            other => break other.unwrap_or(0),
        }
    };
    if let Some(before) = &before {
        let _ = tcsetattr(input.as_fd(), OptionalActions::Now, before);
    }
    if shows && count == 1 {
        let _ = std::io::stdout().write_all(&byte);
    }
    (count == 1).then_some(byte[0])
}

/// Whether a byte waits there.
pub(crate) fn has_key() -> bool {
    let input = std::io::stdin();
    let before = tcgetattr(input.as_fd()).ok();
    if before.is_some() {
        let _ = set_input_modes(input.as_fd(), InputModes { signals: true, lines: false, echo: false });
    }
    let waits = rustix::io::ioctl_fionread(input.as_fd()).is_ok_and(|count| count > 0);
    if let Some(before) = &before {
        let _ = tcsetattr(input.as_fd(), OptionalActions::Now, before);
    }
    waits
}
