//! Terminals: what lines and echo are like, how large the window is.

use super::Errno;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcgetwinsize, tcsetattr};
use std::os::fd::BorrowedFd;

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
