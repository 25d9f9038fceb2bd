//! The command `copyfile2`: copies files and trees through the library, with progress.
#![forbid(unsafe_code)]

mod args;
mod progress;
mod work;

use args::Args;
use clap::Parser;
use copyfile2::copy::{self, CopyError, CopyRequest, Phase};
use copyfile2::win32::{FileName, Win32Error};
use progress::Display;
use std::fs::Permissions;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use work::{Item, Kind, Work, shown};

fn main() -> ExitCode {
    copyfile2::logging::start();
    let args = Args::parse();
    let Some((destination, sources)) = args.paths.split_last() else { return ExitCode::from(2) };
    let into = destination.is_dir() && !args.no_target_directory;
    if sources.len() > 1 && !into {
        eprintln!("copyfile2: {}: several sources need a directory to go to", shown(destination));
        return ExitCode::from(2);
    }
    let mut work = Work::default();
    for source in sources {
        let target = match source.file_name() {
            Some(name) if into => destination.join(name),
            _ => destination.clone(),
        };
        work.add(source, target, args.recursive);
    }
    run(&args, &work)
}

/// Copies everything, tells what failed, and goes on with the rest unless Ctrl-C was pressed.
fn run(args: &Args, work: &Work) -> ExitCode {
    let interrupted = catch_signals();
    let mut display = Display::new(work.total(), args);
    let mut failed = !work.refused.is_empty();
    for refused in &work.refused {
        display.say(&format!("{}: {}", shown(&refused.path), refused.reason));
    }
    // Directories whose children are being copied, innermost last.
    let mut open = Vec::new();
    let mut closed_off: Option<&Path> = None;
    for item in &work.items {
        if closed_off.is_some_and(|directory| item.destination.starts_with(directory))
            || (args.resume && is_complete(args, item))
        {
            display.skip(item.size);
            continue;
        }
        match copy_item(args, item, &mut display, &interrupted) {
            Ok(()) if item.kind == Kind::DirectoryEnd => drop(open.pop()),
            Ok(()) if item.kind != Kind::File => open.push(item),
            Ok(()) => {}
            Err(error) => {
                failed = true;
                if item.kind != Kind::File {
                    closed_off = Some(&item.destination);
                }
                display.say(&told(args, item, error));
            }
        }
        if interrupted.load(Ordering::Relaxed) {
            failed = true;
            display.say(if args.keeps_partial() {
                "interrupted; the same command with --resume goes on from here"
            } else {
                "interrupted"
            });
            break;
        }
    }
    for directory in open.into_iter().rev() {
        close_directory(directory);
    }
    display.finish();
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A flag that Ctrl-C, SIGTERM and the end of the terminal raise; the second one ends the command at once.
fn catch_signals() -> Arc<AtomicBool> {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        if is_ignored(signal) {
            continue;
        }
        let second = signal_hook::flag::register_conditional_shutdown(signal, 1, Arc::clone(&interrupted));
        let caught = second.and_then(|_| signal_hook::flag::register(signal, Arc::clone(&interrupted)));
        if let Err(error) = caught {
            eprintln!("copyfile2: signals cannot be caught: {error}");
        }
    }
    interrupted
}

/// Whether whoever started this process had it ignore a signal, as nohup(1) does with SIGHUP (proc(5), `SigIgn`).
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}

/// Whether an earlier run has finished this file.
fn is_complete(args: &Args, item: &Item) -> bool {
    let (Ok(source), Ok(destination)) = (name_of(&item.source), name_of(&item.destination)) else {
        return false;
    };
    item.kind == Kind::File
        && copy::is_complete(&CopyRequest {
            options: args.options(),
            ..CopyRequest::new(&source, &destination)
        })
}

/// What a person is told of a failed copy.
fn told(args: &Args, item: &Item, error: CopyError) -> String {
    let hint = if !args.recursive && error.code == Win32Error::ACCESS_DENIED && item.source.is_dir() {
        "; a directory needs --recursive"
    } else {
        ""
    };
    format!("{} -> {}: {error}{hint}", shown(&item.source), shown(&item.destination))
}

fn copy_item(
    args: &Args,
    item: &Item,
    display: &mut Display,
    interrupted: &AtomicBool,
) -> Result<(), CopyError> {
    let source = name_of(&item.source)?;
    let destination = name_of(&item.destination)?;
    let is_interrupted = || interrupted.load(Ordering::Relaxed);
    // The cancel flag removes the file; PAUSE keeps it (A13, A8).
    let keeps = args.keeps_partial();
    let pause = || keeps && is_interrupted();
    let cancel = || !keeps && is_interrupted();
    let mut options = args.options();
    options.flags = item.kind.adapt(options.flags);
    let request = CopyRequest { source: &source, destination: &destination, options, cancel: Some(&cancel) };
    match item.kind {
        // Nothing new is told of a directory the second time.
        Kind::DirectoryEnd => {
            copy::copy_file(&request, &mut copy::Unobserved)?;
            close_directory(item);
        }
        // A link where a directory should be would lead out of the tree.
        Kind::Directory if item.destination.is_symlink() => {
            return Err(CopyError::new(Phase::PrepareDestination, Win32Error::DIRECTORY));
        }
        Kind::Directory | Kind::Root => {
            copy::copy_file(&request, &mut display.observe(item, &pause))?;
            open_directory(item);
        }
        Kind::File => {
            copy::copy_file(&request, &mut display.observe(item, &pause))?;
        }
    }
    Ok(())
}

/// Lets the children in: a directory that its owner may not write to is opened until they are copied.
fn open_directory(item: &Item) {
    if let Ok(found) = item.destination.metadata() {
        let mode = found.permissions().mode();
        if mode & 0o700 != 0o700 {
            // If it is not ours to change, the children's own errors say so.
            let _not_ours =
                std::fs::set_permissions(&item.destination, Permissions::from_mode(mode | 0o700)).is_err();
        }
    }
}

/// Takes away again what [`open_directory`] gave: the owner's rights that the source has not.
fn close_directory(item: &Item) {
    let modes = (item.source.metadata(), item.destination.metadata());
    if let (Ok(source), Ok(destination)) = modes {
        let (wanted, now) = (source.permissions().mode(), destination.permissions().mode());
        let closed = now & (wanted | !0o700);
        if closed != now {
            let _not_ours =
                std::fs::set_permissions(&item.destination, Permissions::from_mode(closed)).is_err();
        }
    }
}

/// The names of a command line are Unix paths, byte for byte.
fn name_of(path: &Path) -> Result<FileName, CopyError> {
    FileName::from_bytes(path.as_os_str().as_bytes())
        .map_err(|code: Win32Error| CopyError::new(copy::Phase::None, code))
}
