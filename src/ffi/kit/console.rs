//! The console: routines for Ctrl-C and its kin on a thread of their own (K-C2), what a terminal is like (K-C3, K-C4).

use super::super::handle;
use super::give::Units;
use super::{answer, value_or};
use crate::abi::{BOOL, DWORD, HANDLE};
use crate::sys::{self, signals, terminal};
use crate::win32::{Win32Error, encoding, objects};
use once_cell::sync::OnceCell;
use parking_lot::Mutex;
use std::ffi::{c_int, c_void};
use std::os::fd::BorrowedFd;

/// The program's routine: TRUE says that it has dealt with the event.
pub type HandlerRoutine = extern "C" fn(DWORD) -> BOOL;

const CTRL_C_EVENT: DWORD = 0;
const CTRL_BREAK_EVENT: DWORD = 1;
const CTRL_CLOSE_EVENT: DWORD = 2;
const CTRL_SHUTDOWN_EVENT: DWORD = 6;

const EVENTS: [(c_int, DWORD); 4] = [
    (signals::INT, CTRL_C_EVENT),
    (signals::QUIT, CTRL_BREAK_EVENT),
    (signals::HUP, CTRL_CLOSE_EVENT),
    (signals::TERM, CTRL_SHUTDOWN_EVENT),
];

struct Handlers {
    /// Latest last.
    routines: Vec<HandlerRoutine>,
    /// `(NULL, TRUE)`: Ctrl-C does nothing.
    ignores_ctrl_c: bool,
}

static HANDLERS: Mutex<Handlers> = Mutex::new(Handlers { routines: Vec::new(), ignores_ctrl_c: false });

/// Starts the thread that runs the routines, with the first of them; only such a program has its signals touched.
fn listen() -> Result<(), Win32Error> {
    static LISTENER: OnceCell<()> = OnceCell::new();
    LISTENER.get_or_try_init(|| {
        let arrivals = signals::Arrivals::open()?;
        sys::spawn_detached(move || {
            while let Some(signal) = arrivals.next() {
                dispatch(signal);
            }
        })?;
        Ok::<(), Win32Error>(())
    })?;
    for (signal, _) in EVENTS {
        if !signals::catch(signal) {
            log::debug!("signal {signal} has a handler of the program's own, which stays");
        }
    }
    Ok(())
}

fn dispatch(signal: c_int) {
    let Some((_, event)) = EVENTS.iter().find(|(known, _)| *known == signal) else { return };
    let routines = {
        let handlers = HANDLERS.lock();
        if *event == CTRL_C_EVENT && handlers.ignores_ctrl_c {
            return;
        }
        handlers.routines.clone()
    };
    let is_dealt_with = routines.iter().rev().any(|routine| routine(*event) != 0);
    // Windows ends the process after these two whatever the routines say.
    if !is_dealt_with || matches!(*event, CTRL_CLOSE_EVENT | CTRL_SHUTDOWN_EVENT) {
        signals::die_of(signal);
    }
}

/// `SetConsoleCtrlHandler`: 87 for taking away a routine that is not there.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetConsoleCtrlHandler(pRoutine: Option<HandlerRoutine>, bAdd: BOOL) -> BOOL {
    let is_added = bAdd != 0;
    if is_added {
        if let Err(error) = listen() {
            return answer(Err(error));
        }
    }
    let mut handlers = HANDLERS.lock();
    match pRoutine {
        None => handlers.ignores_ctrl_c = is_added,
        Some(routine) if is_added => handlers.routines.push(routine),
        Some(routine) => {
            let known = handlers.routines.iter().rposition(|known| *known as usize == routine as usize);
            let Some(at) = known else { return answer(Err(Win32Error::INVALID_PARAMETER)) };
            handlers.routines.remove(at);
        }
    }
    answer(Ok(()))
}

/// `GenerateConsoleCtrlEvent` for this process.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GenerateConsoleCtrlEvent(dwEvent: DWORD) -> BOOL {
    let signal = match dwEvent {
        CTRL_C_EVENT => signals::INT,
        CTRL_BREAK_EVENT => signals::QUIT,
        _ => return answer(Err(Win32Error::INVALID_PARAMETER)),
    };
    answer(signals::send_to_self(signal).map_err(Win32Error::from))
}

/// Works on the descriptor of a handle that is a terminal; else 6, which is how programs test for redirection.
fn with_terminal<T>(
    file: HANDLE,
    work: impl FnOnce(BorrowedFd<'_>) -> Result<T, sys::Errno>,
) -> Result<T, Win32Error> {
    let object = objects::find(file.addr());
    let fd = match &object {
        Some(object) => object.descriptor(),
        None => handle::borrow(file),
    };
    match fd.filter(|fd| terminal::is_terminal(*fd)) {
        Some(fd) => work(fd).map_err(|_| Win32Error::INVALID_HANDLE),
        None => Err(Win32Error::INVALID_HANDLE),
    }
}

const PROCESSED_INPUT: DWORD = 1;
const LINE_INPUT: DWORD = 2;
const ECHO_INPUT: DWORD = 4;
/// What a fresh console has beside those three.
const OTHER_INPUT: DWORD = 0x1F0;
const OUTPUT: DWORD = 7;

/// `GetConsoleMode`.
///
/// cbindgen:ignore
///
/// # Safety
/// `lpMode` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2GetConsoleMode(hConsole: HANDLE, lpMode: *mut DWORD) -> BOOL {
    let mode = with_terminal(hConsole, |fd| {
        if hConsole.addr() != 4 {
            return Ok(OUTPUT);
        }
        let modes = terminal::input_modes(fd)?;
        let bits = [(modes.signals, PROCESSED_INPUT), (modes.lines, LINE_INPUT), (modes.echo, ECHO_INPUT)];
        Ok(bits.iter().filter(|(is_set, _)| *is_set).fold(OTHER_INPUT, |mode, (_, bit)| mode | bit))
    });
    if let Ok(mode) = mode {
        // SAFETY: writable by the caller's contract.
        unsafe { lpMode.write(mode) };
    }
    value_or(mode.map(|_| 1), 0)
}

/// `SetConsoleMode`: processed, line and echo input go to the terminal; the rest succeeds.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2SetConsoleMode(hConsole: HANDLE, dwMode: DWORD) -> BOOL {
    answer(with_terminal(hConsole, |fd| {
        if hConsole.addr() != 4 {
            return Ok(());
        }
        terminal::set_input_modes(
            fd,
            terminal::InputModes {
                signals: dwMode & PROCESSED_INPUT != 0,
                lines: dwMode & LINE_INPUT != 0,
                echo: dwMode & ECHO_INPUT != 0,
            },
        )
    }))
}

/// Columns (low word) and rows (high word) of the terminal, at least 1 each; 0 with 6 for what is none.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2GetConsoleSize(hConsole: HANDLE) -> DWORD {
    let size = with_terminal(hConsole, terminal::window_size);
    let known = |number: u16, usual: u16| u32::from(if number == 0 { usual } else { number });
    value_or(size.map(|(columns, rows)| known(columns, 80) | known(rows, 25) << 16), 0)
}

/// `WriteConsole`: text in UTF-8.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvText` leads to `cUnits` units of `cbUnit` bytes; `pcWritten` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2WriteConsole(
    hConsole: HANDLE,
    pvText: *const c_void,
    cUnits: DWORD,
    pcWritten: *mut DWORD,
    cbUnit: DWORD,
) -> BOOL {
    let count = usize::try_from(cUnits).unwrap_or(0);
    // SAFETY: the caller's contract.
    let bytes = unsafe { counted(pvText, count, cbUnit) };
    let written = bytes.and_then(|bytes| with_terminal(hConsole, |fd| terminal::write_all(fd, &bytes)));
    if written.is_ok() && !pcWritten.is_null() {
        // SAFETY: writable by the caller's contract.
        unsafe { pcWritten.write(cUnits) };
    }
    answer(written)
}

/// The bytes of `count` units.
///
/// # Safety
/// `text` leads to them.
unsafe fn counted(text: *const c_void, count: usize, unit: DWORD) -> Result<Vec<u8>, Win32Error> {
    if text.is_null() {
        return Err(Win32Error::INVALID_PARAMETER);
    }
    match unit {
        1 => {
            // SAFETY: the caller's contract; bytes are always aligned.
            Ok(unsafe { std::slice::from_raw_parts(text.cast::<u8>(), count) }.to_vec())
        }
        2 => {
            let mut units = vec![0_u16; count];
            // SAFETY: the caller's contract; the vector has that room.
            unsafe { std::ptr::copy_nonoverlapping(text.cast::<u8>(), units.as_mut_ptr().cast(), count * 2) };
            encoding::bytes_from_utf16(&units)
        }
        4 => {
            let mut units = vec![0_u32; count];
            // SAFETY: the caller's contract; the vector has that room.
            unsafe { std::ptr::copy_nonoverlapping(text.cast::<u8>(), units.as_mut_ptr().cast(), count * 4) };
            encoding::bytes_from_utf32(&units)
        }
        _ => Err(Win32Error::INVALID_PARAMETER),
    }
}

/// What of a line did not fit into the last buffer, as characters.
static REST: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// `ReadConsole`: a line with CR LF; what does not fit comes with the next call.
///
/// cbindgen:ignore
///
/// # Safety
/// `pvBuffer` has room for `cUnits` units of `cbUnit` bytes; `pcRead` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn CopyFile2ReadConsole(
    hConsole: HANDLE,
    pvBuffer: *mut c_void,
    cUnits: DWORD,
    pcRead: *mut DWORD,
    cbUnit: DWORD,
) -> BOOL {
    let mut rest = REST.lock();
    if rest.is_empty() {
        match with_terminal(hConsole, terminal::read_line) {
            Ok(mut line) => {
                if line.last() == Some(&b'\n') {
                    line.truncate(line.len() - 1);
                    line.extend_from_slice(b"\r\n");
                }
                *rest = line;
            }
            Err(error) => return answer(Err(error)),
        }
    }
    // Whole characters that fit.
    let room = usize::try_from(cUnits).unwrap_or(0);
    let (mut taken, mut used) = (0, 0);
    for chunk in rest.utf8_chunks() {
        let characters = chunk.valid().chars().map(|one| (one.len_utf8(), one.len_utf16()));
        for (bytes, halves) in characters.chain(chunk.invalid().iter().map(|_| (1, 1))) {
            let units = match cbUnit {
                1 => bytes,
                2 => halves,
                _ => 1,
            };
            if used + units > room {
                break;
            }
            (taken, used) = (taken + bytes, used + units);
        }
    }
    let units = match Units::of(&rest[..taken], cbUnit) {
        Ok(units) => units,
        Err(error) => return answer(Err(error)),
    };
    rest.drain(..taken);
    // SAFETY: they fit, as counted; no NUL is written.
    unsafe { units.copy(pvBuffer) };
    // SAFETY: writable by the caller's contract.
    unsafe { pcRead.write(u32::try_from(units.len()).unwrap_or(0)) };
    answer(Ok(()))
}

/// `_getch` (0) and `_getche` (1): one byte of a key from the terminal, which is back in its modes afterwards; a byte of standard input
/// where that is none; -1 at its end (K-R4).
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2ReadKey(bEcho: BOOL) -> c_int {
    terminal::read_key(bEcho != 0).map_or(-1, c_int::from)
}

/// `_kbhit`.
///
/// cbindgen:ignore
#[unsafe(no_mangle)]
pub extern "C" fn CopyFile2HasKey() -> BOOL {
    BOOL::from(terminal::has_key())
}
