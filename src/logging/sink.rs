//! Lines in a file or on the terminal, as the environment asks for them.

use crate::sys;
use log::{Level, LevelFilter};
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the lines go, and up to which level.
pub(super) struct Sink {
    pub(super) level: LevelFilter,
    /// `None` is standard error.
    file: Option<File>,
}

impl Sink {
    /// `COPYFILE2_LOG` is a level; `COPYFILE2_LOG_FILE` a file that lines are added to.
    ///
    /// A program that runs with more rights than its caller names no file for the caller, and tells it nothing.
    pub(super) fn from_environment() -> Option<Self> {
        let level = sys::trusted_variable("COPYFILE2_LOG")?;
        let level = level.to_str()?.trim().parse().ok().filter(|&level| level != LevelFilter::Off)?;
        let named =
            sys::trusted_variable("COPYFILE2_LOG_FILE").filter(|name| !name.is_empty()).map(PathBuf::from);
        let file = named.and_then(|path| {
            // Names and URLs are nobody else's business, hence the mode.
            let opened = OpenOptions::new().append(true).create(true).mode(0o600).open(&path);
            opened
                .inspect_err(|error| {
                    let _ = writeln!(std::io::stderr(), "copyfile2: no log in {}: {error}", path.display());
                })
                .ok()
        });
        Some(Self { level, file })
    }

    /// One line with one call, so that lines of several threads and processes do not mix. A log that cannot be written is
    /// no reason to fail.
    pub(super) fn write(&self, level: Level, room: &str, text: &fmt::Arguments<'_>) {
        let line = line(SystemTime::now(), std::process::id(), level, room, text);
        let _ = match &self.file {
            Some(file) => (&*file).write_all(line.as_bytes()),
            None => std::io::stderr().write_all(line.as_bytes()),
        };
    }
}

/// `12:34:56.789 copyfile2[4711] debug copy: cloned` with the time in UTC; line breaks inside the text are made visible.
fn line(now: SystemTime, process: u32, level: Level, room: &str, text: &fmt::Arguments<'_>) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (seconds, milliseconds) = (since.as_secs() % 86_400, since.subsec_millis());
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let level = level.as_str().to_ascii_lowercase();
    // A name may hold anything, escape sequences of terminals too.
    let text: String =
        text.to_string().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    format!(
        "{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03} copyfile2[{process}] {level} {room}: {text}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_line_is_one_line_whatever_a_name_holds() {
        let now = UNIX_EPOCH + Duration::from_millis(86_400_000 + 45_296_789);
        let made = line(now, 7, Level::Debug, "copy", &format_args!("cloned {}", "a\nb\u{1b}[31m"));
        assert_eq!(made, "12:34:56.789 copyfile2[7] debug copy: cloned a\u{fffd}b\u{fffd}[31m\n");
    }
}
