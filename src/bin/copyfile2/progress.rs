//! Shows how far the whole work is, and prints messages as JSON.

use crate::args::Args;
use crate::work::Item;
use copyfile2::copy::{Action, Done, Event, Moved, Observer, StreamInfo};
use indicatif::{BinaryBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The display of one run.
pub struct Display {
    bar: ProgressBar,
    /// Where stderr is no terminal: when the last plain line was printed.
    plain_line: Option<Instant>,
    trace: bool,
    /// Whether anybody looks: otherwise the library may take shorter ways.
    listening: bool,
    total: u64,
    /// Bytes of the items that are finished.
    before: u64,
}

/// Seconds between two plain lines.
const PLAIN_INTERVAL: Duration = Duration::from_secs(3);

impl Display {
    /// Shows `total` bytes to copy, unless `quiet`.
    pub fn new(total: u64, args: &Args) -> Self {
        let Args { quiet, trace, .. } = *args;
        let shown = !quiet && !trace;
        let is_terminal = std::io::stderr().is_terminal();
        let target =
            if shown && is_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        if let Ok(style) = ProgressStyle::with_template(
            "{wide_bar} {percent:>3} %  {binary_bytes} of {binary_total_bytes}  {binary_bytes_per_sec}  {eta} left",
        ) {
            bar.set_style(style);
        }
        let plain_line = (shown && !is_terminal).then(Instant::now);
        let listening = shown || trace || args.keeps_partial();
        Self { bar, plain_line, trace, listening, total, before: 0 }
    }

    /// The observer of one copy. `pause` is asked at each message whether to stop resumably.
    pub fn observe<'a>(&'a mut self, item: &'a Item, pause: &'a dyn Fn() -> bool) -> Copying<'a> {
        Copying { display: self, item, pause, planned: item.size }
    }

    /// An item of `size` bytes is over without having been copied.
    pub fn skip(&mut self, size: u64) {
        self.before += size;
        self.bar.set_position(self.before);
    }

    /// Prints a line without disturbing the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("copyfile2: {line}"));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&mut self, done: u64) {
        let position = self.before + done;
        self.bar.set_position(position);
        if self.plain_line.is_some_and(|last| last.elapsed() >= PLAIN_INTERVAL) {
            self.plain_line = Some(Instant::now());
            let percent = (position * 100).checked_div(self.total).unwrap_or(100);
            let (done, total) = (BinaryBytes(position), BinaryBytes(self.total));
            let rate = BinaryBytes(self.bar.per_sec() as u64);
            eprintln!(
                "copyfile2: {percent} %, {done} of {total}, {rate}/s, {} left",
                HumanDuration(self.bar.eta())
            );
        }
    }
}

/// Receives the messages of one copy.
pub struct Copying<'a> {
    display: &'a mut Display,
    item: &'a Item,
    pause: &'a dyn Fn() -> bool,
    /// What this copy counts for in the total.
    planned: u64,
}

impl Observer for Copying<'_> {
    fn notify(&mut self, event: &Event<'_>) -> Action {
        if let Event::StreamStarted { stream, .. } = event {
            self.plan(stream.total_size);
        }
        if let Event::ChunkFinished { done, .. } | Event::StreamFinished { done, .. } = event {
            self.display.show(done.total);
        }
        if self.display.trace {
            self.print(event);
        }
        if (self.pause)() { Action::Pause } else { Action::Continue }
    }

    fn is_listening(&self) -> bool {
        self.display.listening
    }
}

impl Copying<'_> {
    /// The copy knows better than the file's size: named streams count as well.
    fn plan(&mut self, size: u64) {
        let display = &mut *self.display;
        display.total = (display.total + size).saturating_sub(self.planned);
        display.bar.set_length(display.total);
        self.planned = size;
    }

    fn print(&self, event: &Event<'_>) {
        let mut line = describe(event);
        line["source"] = json!(self.item.source.to_string_lossy());
        line["destination"] = json!(self.item.destination.to_string_lossy());
        // A reader that went away is no reason to stop copying.
        let _closed = writeln!(std::io::stdout().lock(), "{line}").is_err();
    }
}

/// Copied or not, the copy is over.
impl Drop for Copying<'_> {
    fn drop(&mut self) {
        self.display.skip(self.planned);
    }
}

fn describe(event: &Event<'_>) -> Value {
    let stream_fields = |stream: &StreamInfo<'_>| {
        json!({
            "stream": stream.number, "stream_size": stream.size, "total_size": stream.total_size,
        })
    };
    let with = |mut value: Value, name: &str, rest: Value| {
        value["message"] = json!(name);
        if let Value::Object(rest) = rest {
            for (key, field) in rest {
                value[key] = field;
            }
        }
        value
    };
    let counters = |done: &Done| json!({ "stream_done": done.stream, "total_done": done.total });
    match event {
        Event::StreamStarted { stream, .. } => with(stream_fields(stream), "STREAM_STARTED", Value::Null),
        Event::ChunkStarted { stream, chunk, size } => {
            with(stream_fields(stream), "CHUNK_STARTED", json!({ "chunk": chunk, "chunk_size": size }))
        }
        Event::ChunkFinished { stream, chunk, size, moved, done } => {
            let flags = match moved {
                Moved::Offloaded => 1,
                Moved::Pumped => 0,
            };
            let value = with(stream_fields(stream), "CHUNK_FINISHED", counters(done));
            with(value, "CHUNK_FINISHED", json!({ "chunk": chunk, "chunk_size": size, "flags": flags }))
        }
        Event::StreamFinished { stream, done } => {
            with(stream_fields(stream), "STREAM_FINISHED", counters(done))
        }
        Event::PollContinue => json!({ "message": "POLL_CONTINUE" }),
        Event::Error { phase, code, stream, chunk, stream_size, total_size, done } => {
            let value = json!({
                "phase": format!("{phase:?}"), "code": code.code(), "hresult": format!("0x{:08X}", code.hresult()),
                "stream": stream, "chunk": chunk, "stream_size": stream_size, "total_size": total_size,
            });
            with(value, "ERROR", counters(done))
        }
    }
}
