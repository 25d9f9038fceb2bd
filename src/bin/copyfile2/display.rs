//! Hears of the run: shows how far it is, prints what is asked for, keeps the log, and remembers what failed.

use crate::args::Args;
use crate::messages;
use crate::output::{print, say};
use crate::roots::shown;
use copyfile2::tree::{Outcome, Reason, RunPhase, Totals, TreeEvent, TreeObserver};
use copyfile2::win32::Win32Error;
use indicatif::{BinaryBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The display of one run.
pub struct Display {
    bar: ProgressBar,
    begun: Instant,
    /// Where standard error is no terminal: when the last plain line was printed.
    plain_line: Option<Instant>,
    trace: bool,
    verbose: u8,
    recursive: bool,
    dry_run: bool,
    asked: Arc<AtomicBool>,
    log: Option<BufWriter<File>>,
    sums: Option<BufWriter<File>>,
    /// What failed, to be named once more in the end.
    pub failed: Vec<String>,
    /// How many failed in all.
    pub failures: u64,
    rate: Rate,
    phase: RunPhase,
}

/// Seconds between two plain lines.
const PLAIN_INTERVAL: Duration = Duration::from_secs(3);
/// A run that is shorter shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// So many failures are named once more in the end.
const NAMED_AGAIN: usize = 100;

impl Display {
    /// Opens the files that are written to.
    ///
    /// # Errors
    /// What cannot be opened.
    pub fn new(args: &Args, asked: Arc<AtomicBool>) -> Result<Self, String> {
        let shows = !args.told.quiet && !args.told.trace;
        let is_terminal = std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let open = |path: &Path, append: bool| {
            let mut options = File::options();
            options.create(true).write(true).append(append).truncate(!append);
            options.open(path).map(BufWriter::new).map_err(|error| format!("{}: {error}", shown(path)))
        };
        let sums = args.care.verify.as_ref().and_then(Option::as_deref);
        Ok(Self {
            bar,
            begun: Instant::now(),
            plain_line: (shows && !is_terminal).then(Instant::now),
            trace: args.told.trace,
            verbose: args.told.verbose,
            recursive: args.is_recursive(),
            dry_run: args.choice.dry_run,
            asked,
            log: args.told.log_file.as_deref().map(|path| open(path, true)).transpose()?,
            sums: sums.map(|path| open(path, false)).transpose()?,
            failed: Vec::new(),
            failures: 0,
            rate: Rate::default(),
            phase: RunPhase::Copying,
        })
    }

    /// Whether somebody looks at the progress.
    pub fn shows(args: &Args) -> bool {
        !args.told.quiet && !args.told.trace
    }

    /// Prints a line on standard error without disturbing the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| say(line));
    }

    fn print(&self, line: &str) {
        self.bar.suspend(|| print(line));
    }

    /// Takes the bar away and closes the files; what of them could not be written.
    pub fn finish(&mut self) -> Vec<String> {
        self.bar.finish_and_clear();
        let files = [("the log", self.log.take()), ("the list of checksums", self.sums.take())];
        let closed = files.into_iter().filter_map(|(name, file)| Some((name, file?.into_inner())));
        closed
            .filter_map(|(name, closed)| closed.err().map(|error| format!("{name}: {}", error.error())))
            .collect()
    }

    /// Notes a failure, and says it.
    pub fn fail(&mut self, line: String) {
        self.failures += 1;
        self.say(&line);
        self.log_line("failed", &line, true);
        if self.failed.len() < NAMED_AGAIN {
            self.failed.push(line);
        }
    }

    fn log_line(&mut self, what: &str, line: &str, flush: bool) {
        let Some(log) = &mut self.log else { return };
        let written = writeln!(log, "{} {what}: {line}", now());
        // Whoever looks for an error must find it, even if the power goes.
        let written = written.and_then(|()| if flush { log.flush() } else { Ok(()) });
        if let Err(error) = written {
            self.log = None;
            self.say(&format!("the log ends here: {error}"));
        }
    }

    fn entry(&mut self, source: &Path, destination: &Path, is_directory: bool, outcome: &Outcome) {
        let names = || format!("{} -> {}", shown(source), shown(destination));
        let (word, line, level) = match outcome {
            Outcome::Failed { error, .. } => {
                let hint = if !self.recursive && error.code == Win32Error::ACCESS_DENIED && source.is_dir() {
                    "; a directory needs --recursive"
                } else {
                    ""
                };
                return self.fail(format!("{}: {error}{hint}", names()));
            }
            Outcome::Mismatch => {
                return self.fail(format!("{}: the disk holds something else than was read", names()));
            }
            Outcome::Verified(sum) => {
                self.sum(destination, sum);
                ("verified", names(), 2)
            }
            Outcome::Copied(Reason::New) if is_directory => ("directory", names(), 1),
            Outcome::Copied(reason) => ("copy", format!("{} ({})", names(), reason.text()), 1),
            Outcome::Linked => ("link", names(), 1),
            Outcome::Skipped(Reason::Same) if is_directory => return,
            Outcome::Skipped(reason) => ("skip", format!("{} ({})", names(), reason.text()), 2),
            Outcome::Deleted => ("delete", shown(destination), 1),
            Outcome::Kept => ("keep", format!("{} (limit)", shown(destination)), 1),
        };
        self.log_line(word, &line, false);
        if self.verbose >= level || self.dry_run {
            self.print(&format!("{word} {line}"));
        }
    }

    /// A line that sha256sum(1) reads.
    fn sum(&mut self, path: &Path, sum: &str) {
        let Some(sums) = &mut self.sums else { return };
        let bytes = path.as_os_str().as_bytes();
        let is_odd = bytes.iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r'));
        let mut line = Vec::with_capacity(bytes.len() + 70);
        if is_odd {
            line.push(b'\\');
        }
        line.extend(sum.as_bytes());
        line.extend(b"  ");
        for byte in bytes {
            match byte {
                b'\\' => line.extend(b"\\\\"),
                b'\n' => line.extend(b"\\n"),
                b'\r' => line.extend(b"\\r"),
                byte => line.push(*byte),
            }
        }
        line.push(b'\n');
        if let Err(error) = sums.write_all(&line) {
            self.sums = None;
            self.fail(format!("the list of checksums: {error}"));
        }
    }

    fn line(&mut self, totals: &Totals) -> String {
        let (done, all) = position(totals);
        let (files, of) = files(totals);
        let rate = self.rate.per_second();
        let left = match (totals.all_found, rate) {
            (true, 1..) => format!(", {} left", HumanDuration(Duration::from_secs((all - done) / rate))),
            _ => String::new(),
        };
        let more = if totals.all_found { "" } else { "+" };
        format!(
            "{} %, file {files} of {of}{more}, {} of {}{more}, {}/s{left}",
            percent(done, all),
            BinaryBytes(done),
            BinaryBytes(all),
            BinaryBytes(rate),
        )
    }

    fn draw(&mut self, totals: &Totals, current: Option<&Path>) {
        if self.plain_line.is_some() || self.begun.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let (done, all) = position(totals);
        let width = console_width();
        let template = if width < 70 { "{wide_msg}" } else { "{bar:20} {wide_msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(all.max(1));
        self.bar.set_position(done);
        let phase = match self.phase {
            RunPhase::Copying => current.map(shown).unwrap_or_default(),
            RunPhase::Mirroring => "removing what the source has not".into(),
            RunPhase::RemovingSources => "removing sources".into(),
            RunPhase::Flushing => "waiting for the disk".into(),
        };
        let line = self.line(totals);
        self.bar.set_message(if phase.is_empty() { line } else { format!("{line}  {phase}") });
    }
}

impl TreeObserver for Display {
    fn notify(&mut self, event: &TreeEvent<'_>) {
        match event {
            TreeEvent::Message { source, destination, message } => {
                if self.trace {
                    print(&messages::describe(source, destination, message).to_string());
                }
            }
            TreeEvent::Entry { source, destination, is_directory, outcome, .. } => {
                self.entry(source, destination, *is_directory, outcome);
            }
            TreeEvent::Warning { path, what, code } => {
                let line = format!("{}: warning: {what}: {}", shown(path), code.text());
                self.say(&line);
                self.log_line("warning", &line, true);
            }
            TreeEvent::Phase(phase) => {
                self.phase = *phase;
                if self.plain_line.is_some() && *phase == RunPhase::Flushing {
                    self.say("waiting for the disk");
                }
            }
        }
    }

    fn tick(&mut self, totals: &Totals, current: Option<&Path>) {
        self.rate.note(totals.moved);
        if self.asked.swap(false, Ordering::Relaxed) {
            let line = self.line(totals);
            let current = current.map(|path| format!(", {}", shown(path))).unwrap_or_default();
            self.say(&format!("{line}{current}"));
        }
        if self.plain_line.is_some_and(|last| last.elapsed() >= PLAIN_INTERVAL) {
            self.plain_line = Some(Instant::now());
            let line = self.line(totals);
            self.say(&line);
        }
        self.draw(totals, current);
    }
}

/// Bytes done, and all of them as far as they are known: never fewer.
fn position(totals: &Totals) -> (u64, u64) {
    let done = totals.moved + totals.bytes.failed;
    (done, done.max(totals.found_bytes).max(totals.bytes.total))
}

fn files(totals: &Totals) -> (u64, u64) {
    let met = totals.files.total;
    (met, met.max(totals.found_files))
}

fn percent(done: u64, all: u64) -> u64 {
    // 128 bits: 100 times all bytes of a large disk are more than 64 hold.
    let percent = (u128::from(done) * 100).checked_div(u128::from(all)).unwrap_or(0);
    u64::try_from(percent).unwrap_or(100).min(100)
}

fn console_width() -> usize {
    rustix::termios::tcgetwinsize(std::io::stderr()).map_or(80, |size| usize::from(size.ws_col))
}

/// Local time is nothing that every machine agrees on: seconds since 1970.
fn now() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    format!("{}.{:03}", now.as_secs(), now.subsec_millis())
}

/// Bytes per second over the last few seconds.
#[derive(Default)]
struct Rate {
    samples: VecDeque<(Instant, u64)>,
}

impl Rate {
    fn note(&mut self, moved: u64) {
        let now = Instant::now();
        self.samples.push_back((now, moved));
        while self.samples.len() > 2 && now - self.samples[0].0 > Duration::from_secs(5) {
            self.samples.pop_front();
        }
    }

    fn per_second(&self) -> u64 {
        let (Some((from, least)), Some((to, most))) = (self.samples.front(), self.samples.back()) else {
            return 0;
        };
        let seconds = (*to - *from).as_secs_f64();
        if seconds < 0.05 { 0 } else { ((most - least) as f64 / seconds) as u64 }
    }
}
