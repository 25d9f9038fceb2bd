//! The command `copyfile2`: copies files and trees through the library, with progress.
#![forbid(unsafe_code)]

mod args;
mod digest;
mod display;
mod filter;
mod messages;
mod output;
mod roots;
mod signals;
mod summary;

use args::Args;
use clap::{CommandFactory, FromArgMatches};
use copyfile2::tree::{self, TreeReport};
use display::Display;
use filter::Rules;
use output::{print, say};
use roots::{Roots, shown};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// The usage was wrong.
const USAGE: u8 = 2;
/// Something was not copied.
const FAILED: u8 = 1;
/// Nothing failed but what vanished or changed, as rsync(1) has it.
const VANISHED: u8 = 24;
/// A mirror met its limit, as rsync(1) has it.
const DELETE_LIMIT: u8 = 25;
/// As a shell says of SIGINT.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    copyfile2::logging::start();
    let matches = Args::command().get_matches();
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    if let Some(shell) = args.told.completions {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Args::command(), "copyfile2", &mut script);
        print(String::from_utf8_lossy(&script).trim_end());
        return ExitCode::SUCCESS;
    }
    let prepared = roots::of(&args).and_then(|roots| Ok((roots, Rules::of(&args, &matches)?)));
    let status = prepared.and_then(|(roots, rules)| run(&args, &roots, &rules));
    ExitCode::from(status.unwrap_or_else(|wrong| {
        say(&wrong);
        USAGE
    }))
}

/// Copies everything, says what failed, and gives the exit status.
fn run(args: &Args, roots: &Roots, rules: &Rules) -> Result<u8, String> {
    let signals = signals::catch();
    let mut display = Display::new(args, signals.asked.clone())?;
    for refused in &roots.refused {
        display.fail(format!("{}: {}", shown(&refused.path), refused.reason));
    }
    for missing in roots.roots.iter().flat_map(|root| rules.missing(root)) {
        display.fail(format!("{}: the file does not exist (Win32 error 2)", shown(&missing)));
    }
    let refused = display.failures;
    let mut options = args.options(rustix::process::geteuid().is_root());
    options.counts_ahead = Display::shows(args) && std::io::stderr().is_terminal();
    let begun = Instant::now();
    let is_interrupted = || signals.interrupted.load(Ordering::Relaxed);
    let report = tree::run(&roots.roots, &options, rules, &is_interrupted, &mut display);
    let report = report.unwrap_or_else(|error| {
        display.fail(error.to_string());
        TreeReport::default()
    });
    for lost in display.finish() {
        display.fail(lost);
    }
    let status = status(&report, refused, display.failures);
    let elapsed = begun.elapsed();
    if report.interrupted {
        say(&advice(args, roots));
    } else if report.disk_full {
        say("the disk is full; the rest was not tried");
    }
    conclude(args, &report, &display, elapsed, status);
    Ok(status)
}

fn status(report: &TreeReport, refused: u64, failures: u64) -> u8 {
    let totals = &report.totals;
    let failed = totals.files.failed + totals.directories.failed;
    let mismatch = totals.files.mismatch + totals.directories.mismatch;
    if report.interrupted {
        INTERRUPTED
    } else if refused > 0 || failed > totals.vanished || mismatch > 0 || failures > failed + mismatch {
        FAILED
    } else if totals.vanished > 0 {
        VANISHED
    } else if report.delete_limit {
        DELETE_LIMIT
    } else {
        0
    }
}

/// The summary, and for programs the record of totals.
fn conclude(args: &Args, report: &TreeReport, display: &Display, elapsed: std::time::Duration, status: u8) {
    if args.told.json || args.told.trace {
        print(&summary::record(report, elapsed, status).to_string());
    }
    let for_a_person = std::io::stderr().is_terminal() && args.is_recursive();
    let wanted = (for_a_person || args.told.verbose > 0 || args.choice.dry_run)
        && !args.told.quiet
        && !args.told.trace
        && !args.told.json;
    if wanted {
        for line in summary::table(report, elapsed, args.choice.dry_run) {
            say(&line);
        }
        if display.failures > 1 {
            say(&format!("{} failed:", display.failures));
            display.failed.iter().for_each(|line| say(&format!("  {line}")));
            let more = display.failures - display.failed.len() as u64;
            if more > 0 {
                say(&format!("  and {more} more"));
            }
        }
    }
}

/// What Ctrl-C has left, and the command that goes on from there.
fn advice(args: &Args, roots: &Roots) -> String {
    if !args.keeps_partial() {
        return "interrupted".to_owned();
    }
    let mut words: Vec<OsString> = std::env::args_os().collect();
    if !args.care.resume {
        words.insert(1, "--resume".into());
    }
    // DEST exists now: without this it would be copied into.
    if roots.is_new_name && !args.trees.no_target_directory {
        words.insert(1, "-T".into());
    }
    let quoted: Vec<String> = words.iter().map(|word| quoted(&shown(word.as_ref()))).collect();
    format!("interrupted; this goes on from here: {}", quoted.join(" "))
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./=,+:@%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
