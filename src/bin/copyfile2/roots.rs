//! What the arguments mean: which file or directory goes where.

use crate::args::Args;
use copyfile2::tree::Root;
use std::collections::HashSet;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A path that is not copied, and why.
pub struct Refused {
    pub path: PathBuf,
    pub reason: String,
}

/// Everything to copy.
pub struct Roots {
    pub roots: Vec<Root>,
    pub refused: Vec<Refused>,
    /// Whether the destination is the copy itself and was not there before: to go on with the run, it must not be copied into.
    pub is_new_name: bool,
}

/// The roots that the arguments name.
///
/// # Errors
/// What is wrong with the usage.
pub fn of(args: &Args) -> Result<Roots, String> {
    let Some((destination, sources)) = args.paths.split_last() else { return Err("nothing to copy".into()) };
    let recursive = args.is_recursive();
    let into =
        destination.is_dir() && !args.trees.no_target_directory && !goes_on(args, sources, destination);
    if sources.len() > 1 && !into && !sources.iter().all(|source| is_content(source)) {
        return Err(format!("{}: several sources need a directory to go to", shown(destination)));
    }
    if args.choice.files_from.is_some() && sources.len() > 1 {
        return Err("--files-from takes one source".into());
    }
    let mut roots = Roots { roots: Vec::new(), refused: Vec::new(), is_new_name: !into && recursive };
    let mut targets = HashSet::new();
    for source in sources {
        let (target, follows_destination) = match source.file_name() {
            Some(name) if into && !(recursive && is_content(source)) => (destination.join(name), false),
            _ => (destination.clone(), true),
        };
        let is_tree = recursive && source.symlink_metadata().is_ok_and(|found| found.is_dir());
        // `a/x b/x dest`: the second would overwrite what the first has just made. Directories are merged.
        if !targets.insert(target.clone()) && !is_tree {
            let reason = format!("{} was named twice (Win32 error 80)", shown(&target));
            roots.refused.push(Refused { path: source.clone(), reason });
            continue;
        }
        let source = source.clone();
        roots.roots.push(Root { source, destination: target, follows_destination, recursive });
    }
    Ok(roots)
}

/// `DIRECTORY/.` means what is in the directory, as it does for cp(1).
fn is_content(source: &Path) -> bool {
    let bytes = source.as_os_str().as_bytes();
    let last = bytes.rsplit(|byte| *byte == b'/').next().unwrap_or(bytes);
    last == b"." || last == b".."
}

/// Whether DEST is what an interrupted run of the same command had begun to make, which copied to the name DEST when that did
/// not exist: it has something of SOURCE in it and nothing else, and no SOURCE.
fn goes_on(args: &Args, sources: &[PathBuf], destination: &Path) -> bool {
    let [source] = sources else { return false };
    if !args.care.resume || !args.is_recursive() || is_content(source) || !source.is_dir() {
        return false;
    }
    let Some(name) = source.file_name() else { return false };
    if destination.join(name).symlink_metadata().is_ok() {
        return false;
    }
    let Ok(entries) = destination.read_dir() else { return false };
    let mut names = entries.flatten().map(|entry| entry.file_name()).peekable();
    names.peek().is_some()
        && names.all(|name| {
            name.as_bytes().ends_with(b".copyfile2-restart") || source.join(name).symlink_metadata().is_ok()
        })
}

/// A path for the terminal: no control character of a name reaches it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .flat_map(|letter| {
            let (plain, escaped) = if letter.is_control() {
                (None, Some(letter.escape_default()))
            } else {
                (Some(letter), None)
            };
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect()
}
