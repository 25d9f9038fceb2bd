//! The command `copyfile2`: copies files and trees through the library, with progress.
#![forbid(unsafe_code)]

mod args;
mod progress;
mod work;

use args::Args;
use clap::Parser;
use copyfile2::copy::{self, CopyError, CopyRequest};
use copyfile2::win32::{FileName, Win32Error};
use progress::Display;
use std::fs::Permissions;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use work::{Item, Kind, Work};

fn main() -> ExitCode {
    let args = Args::parse();
    let Some((destination, sources)) = args.paths.split_last() else { return ExitCode::from(2) };
    let into = destination.is_dir();
    if sources.len() > 1 && !into {
        eprintln!("copyfile2: {}: several sources need a directory to go to", destination.display());
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
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        if let Err(error) = signal_hook::flag::register(signal, Arc::clone(&interrupted)) {
            eprintln!("copyfile2: signals cannot be caught: {error}");
        }
    }
    let mut display = Display::new(work.total(), args.quiet, args.trace);
    let mut failed = !work.unreadable.is_empty();
    for path in &work.unreadable {
        display.say(&format!("{}: {}", path.path.display(), path.error));
    }
    for item in &work.items {
        if let Err(error) = copy_item(args, item, &mut display, &interrupted) {
            failed = true;
            let (source, destination) = (item.source.display(), item.destination.display());
            display.say(&format!("{source} -> {destination}: {error}"));
        }
        display.finish_item(item.size);
        if interrupted.load(Ordering::Relaxed) {
            display.say("interrupted");
            failed = true;
            break;
        }
    }
    display.finish();
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn copy_item(
    args: &Args,
    item: &Item,
    display: &mut Display,
    interrupted: &AtomicBool,
) -> Result<(), CopyError> {
    let source = name_of(&item.source)?;
    let destination = name_of(&item.destination)?;
    let cancel = || interrupted.load(Ordering::Relaxed);
    let mut options = args.options();
    options.flags = item.kind.adapt(options.flags);
    let request = CopyRequest { source: &source, destination: &destination, options, cancel: Some(&cancel) };
    match item.kind {
        // Nothing new is told of a directory the second time.
        Kind::DirectoryEnd => {
            copy::copy_file(&request, &mut copy::Unobserved)?;
            close_directory(item);
        }
        Kind::Directory => {
            copy::copy_file(&request, &mut display.observe(&item.source, &item.destination))?;
            open_directory(item);
        }
        Kind::File => {
            copy::copy_file(&request, &mut display.observe(&item.source, &item.destination))?;
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
