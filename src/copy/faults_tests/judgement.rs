//! What must hold after a case.

use super::scenarios::{From, Outcome, Scenario, Site, To, Work};
use super::witness::Heard;
use super::world::{Node, What, World};
use super::{Case, run_again};
use crate::copy::Phase;
use crate::sys::Errno;
use crate::sys::fault::{Fault, Hit, Lasts};
use crate::win32::{MoveFlags, Win32Error};

const SOURCE: &str = "s/source";
const TARGET: &str = "t/target";
const BACKUP: &str = "t/backup";
const SIDECAR: &str = "t/.target.copyfile2-restart";

/// Complaints about a run in which nothing failed.
pub(super) fn of_plain(case: &Case<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if case.outcome.map_err(|error| error.0) != case.scenario.plain {
        found.push("not what was to be expected".to_owned());
    }
    if case.outcome.is_ok() {
        found.extend(after_success(case));
    }
    found.extend(messages(case));
    found.extend(left_over(case));
    named(case, found)
}

/// Complaints about a run in which one call failed.
pub(super) fn of_case(case: &Case<'_>, plain: &Case<'_>, site: &Site) -> Vec<String> {
    let Some(hit) = case.hit else { return Vec::new() };
    let mut found = Vec::new();
    let must_go_on = matches!(hit.fault, Fault::Fails(Errno::INTR) | Fault::Short);
    if must_go_on && case.outcome != plain.outcome {
        found.push("an interruption or a short count is no failure".to_owned());
    }
    match case.outcome {
        Ok(()) if must_fail(hit, case.scenario) => found.push("lost data is no success".to_owned()),
        Ok(()) => found.extend(after_success(case)),
        Err(error) => {
            if case.outcome != plain.outcome {
                found.extend(code(error.0, hit, case.scenario));
                found.extend(error.1.and_then(|phase| in_phase(phase, hit)));
            }
            found.extend(after_failure(case, plain, site));
        }
    }
    found.extend(messages(case));
    found.extend(left_over(case));
    named(case, found)
}

/// Where a success would be a lie that looking at the files does not show: what did not reach the disk or the server.
fn must_fail(hit: Hit, scenario: &Scenario) -> bool {
    match (hit.call, hit.fault) {
        ("close" | "fdatasync", Fault::Fails(errno)) => errno != Errno::INTR && scenario.plain.is_ok(),
        // MV11: the last one is for the source's name, which may come back.
        ("fsync", Fault::Fails(Errno::IO | Errno::NOSPC | Errno::DQUOT)) => {
            !(scenario.places.0 != scenario.places.1 && hit.index == 2)
        }
        _ => false,
    }
}

fn named(case: &Case<'_>, found: Vec<String>) -> Vec<String> {
    let what = case.hit.map_or("nothing fails".to_owned(), |hit| {
        format!("{} #{} {:?} {:?}", hit.call, hit.index, hit.fault, hit.lasts)
    });
    found
        .into_iter()
        .map(|complaint| format!("{}: {what}: {:?}: {complaint}", case.scenario.name, case.outcome))
        .collect()
}

/// No descriptor, thread or memory may be left.
fn left_over(case: &Case<'_>) -> Option<String> {
    case.left_over.map(|(before, after)| format!("held {before:?} before and {after:?} after"))
}

/// M15, Q15, Q18: one ERROR with the code and the phase of the call, and nothing after it.
fn messages(case: &Case<'_>) -> Option<String> {
    let heard = &case.witness.heard;
    let failures: Vec<_> = case.witness.failures().collect();
    if !case.scenario.listens {
        return (!heard.is_empty()).then(|| format!("nobody listens: {heard:?}"));
    }
    let is_quiet = match case.outcome {
        Ok(()) => true,
        Err((code, phase)) => {
            matches!(code, Win32Error::REQUEST_ABORTED | Win32Error::REQUEST_PAUSED) || phase.is_none()
        }
    };
    if is_quiet {
        if !failures.is_empty() && case.outcome.is_ok() {
            return Some(format!("an ERROR message of a call that succeeds: {heard:?}"));
        }
    } else if failures.len() != 1 {
        return Some(format!("{} ERROR messages: {heard:?}", failures.len()));
    } else if let (Err((code, Some(phase))), Some(Heard::Failed { phase: told, code: named, stream, .. })) =
        (case.outcome, heard.last())
    {
        if code != *named || phase != *told || *stream == 0 {
            return Some(format!("told of {named:?} in {told:?}, stream {stream}"));
        }
    } else {
        return Some(format!("ERROR is not the last message: {heard:?}"));
    }
    (!case.witness.counts_right()).then(|| format!("the counters are wrong: {heard:?}"))
}

/// The code of the errno table, but where the call gives the errno another meaning.
fn code(code: Win32Error, hit: Hit, scenario: &Scenario) -> Option<String> {
    let errno = match hit.fault {
        Fault::Fails(errno) => errno,
        // A write that writes nothing.
        Fault::Zero => Errno::IO,
        Fault::Short => return None,
    };
    let expected = [vec![Win32Error::from_errno(errno)], meanings(errno, hit.call, scenario)].concat();
    (!expected.contains(&code)).then(|| format!("the code should be one of {expected:?}"))
}

/// What an errno means beside what the table says.
fn meanings(errno: Errno, call: &str, scenario: &Scenario) -> Vec<Win32Error> {
    let mut codes = Vec::new();
    match (call, errno) {
        // Who held the lock before has removed it.
        ("unlinkat", Errno::NOENT) if scenario.target == To::LinkToFile => {
            codes.push(Win32Error::SHARING_VIOLATION);
        }
        ("statx", Errno::NOENT) if scenario.target == To::Paused => codes.push(Win32Error::SHARING_VIOLATION),
        // O2, O3: which part of a path is missing.
        ("openat" | "statx" | "mkdirat" | "symlinkat" | "readlinkat", Errno::NOENT) => {
            codes.push(Win32Error::PATH_NOT_FOUND);
        }
        // O25: too large for the file system, not for the process.
        ("pwrite" | "sendfile" | "fallocate" | "ftruncate", Errno::FBIG) => {
            codes.push(Win32Error::INVALID_PARAMETER);
        }
        // F7
        ("fsetxattr", Errno::NOSPC | Errno::TOOBIG | Errno::RANGE) => {
            codes.extend([Win32Error::EAS_DIDNT_FIT, Win32Error::FILE_TOO_LARGE]);
        }
        // L8: no link any more.
        ("readlinkat", Errno::INVAL) => codes.push(Win32Error::CANT_RESOLVE_FILENAME),
        ("renameat", Errno::NOENT) => codes.push(Win32Error::PATH_NOT_FOUND),
        // There, and gone a moment later.
        ("openat" | "mkdirat", Errno::EXIST | Errno::AGAIN) => codes.push(Win32Error::FILE_NOT_FOUND),
        ("openat", Errno::NOTDIR) => codes.push(Win32Error::DIRECTORY),
        // L9
        ("symlinkat" | "renameat" | "statx" | "openat", Errno::PERM) => {
            codes.push(Win32Error::PRIVILEGE_NOT_HELD)
        }
        _ => {}
    }
    match scenario.work {
        Work::Copy => {}
        Work::Move(_) => match errno {
            Errno::EXIST => codes.extend([Win32Error::ACCESS_DENIED, Win32Error::ALREADY_EXISTS]),
            Errno::NOTEMPTY | Errno::ISDIR => codes.push(Win32Error::ACCESS_DENIED),
            // A name is missing, and so is its directory as far as can be seen.
            _ if call == "statx" => codes.push(Win32Error::PATH_NOT_FOUND),
            Errno::NOENT => codes.push(Win32Error::PATH_NOT_FOUND),
            Errno::INVAL => codes.push(Win32Error::SHARING_VIOLATION),
            Errno::XDEV => codes.push(Win32Error::NOT_SAME_DEVICE),
            _ => {}
        },
        // RF5
        Work::Replace(_) => codes.extend([
            Win32Error::UNABLE_TO_REMOVE_REPLACED,
            Win32Error::UNABLE_TO_MOVE_REPLACEMENT,
            Win32Error::UNABLE_TO_MOVE_REPLACEMENT_2,
            Win32Error::ACCESS_DENIED,
        ]),
    }
    codes
}

/// M17, Q45: the phases in which a call is made.
fn in_phase(phase: Phase, hit: Hit) -> Option<String> {
    use Phase::{NameGraftCopy, PrepareDestination, PrepareSource, ReadSource, WriteDestination};
    let phases: &[Phase] = match hit.call {
        "pread" | "lseek" => &[ReadSource],
        "pwrite" | "sendfile" | "fallocate" | "fdatasync" | "close" | "fchmod" | "memfd_create" => {
            &[WriteDestination]
        }
        "ftruncate" | "fsetxattr" | "fremovexattr" => &[PrepareDestination, WriteDestination],
        "flistxattr" => &[PrepareSource, PrepareDestination],
        "fgetxattr" => &[PrepareSource, PrepareDestination, ReadSource, WriteDestination],
        "statx" => &[PrepareSource, PrepareDestination, WriteDestination, NameGraftCopy],
        "openat" => &[PrepareSource, PrepareDestination, NameGraftCopy],
        "readlinkat" => &[PrepareSource, PrepareDestination],
        "mkdirat" | "flock" | "fcntl" => &[PrepareDestination],
        "symlinkat" | "renameat" => &[NameGraftCopy],
        "unlinkat" => &[PrepareDestination, WriteDestination],
        _ => &[],
    };
    (!phases.contains(&phase)).then(|| format!("{phase:?} is no phase of {}", hit.call))
}

/// After a call that succeeded: the whole copy, and nothing else is different.
fn after_success(case: &Case<'_>) -> Option<String> {
    let mut expected = case.before.clone();
    let scenario = case.scenario;
    let source = case.before.get(SOURCE);
    let old = case.before.get(TARGET);
    if let Some(lie) = told_a_lie(case) {
        return lie;
    }
    // P13, unless it could not be reached: then it vouches for what is true.
    if !matches!(case.hit, Some(Hit { call: "openat" | "unlinkat", .. })) || !case.after.contains_key(SIDECAR)
    {
        expected.remove(SIDECAR);
    }
    match scenario.work {
        Work::Copy => {
            let (name, target) = written_name(scenario);
            let made = case.after.get(name)?;
            if let Some(complaint) = is_copy(case, source, old.filter(|_| name == TARGET), made) {
                return Some(complaint);
            }
            expected.insert(target, made.clone());
        }
        Work::Move(flags) => {
            let moved = expected.remove(SOURCE)?;
            // MV7: between volumes the source may stay.
            if let Some(kept) = case.after.get(SOURCE) {
                if !flags.contains(MoveFlags::COPY_ALLOWED) {
                    return Some("moved, and the source is still there".to_owned());
                }
                expected.insert(SOURCE.to_owned(), kept.clone());
                if *kept != moved {
                    return Some(format!("the source was changed: {kept:?}"));
                }
            }
            let made = case.after.get(TARGET)?;
            if flags.contains(MoveFlags::COPY_ALLOWED) {
                if let Some(complaint) = is_copy(case, Some(&moved), old, made) {
                    return Some(complaint);
                }
            } else if *made != moved {
                return Some(format!("not what was moved: {made:?}"));
            }
            expected.insert(TARGET.to_owned(), made.clone());
        }
        Work::Replace(_) => {
            let moved = expected.remove(SOURCE)?;
            let made = case.after.get(TARGET)?;
            if made.what != moved.what {
                return Some(format!("not the replacement: {made:?}"));
            }
            if made.mode & !0o640 != 0 {
                return Some(format!("wider permissions than the replaced file's: {made:?}"));
            }
            expected.insert(TARGET.to_owned(), made.clone());
            if scenario.backup {
                expected.insert(BACKUP.to_owned(), old?.clone());
            }
        }
    }
    (expected != case.after).then(|| difference(&expected, &case.after))
}

/// Faults by which a call says what is not so, and nobody can know better.
fn told_a_lie(case: &Case<'_>) -> Option<Option<String>> {
    let hit = case.hit?;
    let is_believed = match (hit.call, hit.fault) {
        // SEEK_DATA: only a hole follows. SEEK_HOLE: the file was cut, of which the reads know better.
        ("lseek", Fault::Fails(Errno::NXIO)) => hit.index % 2 == 0,
        // The end of a file that has no size.
        ("pread", Fault::Zero) => case.scenario.source == From::Sizeless,
        // The state is not there.
        ("fremovexattr", Fault::Fails(Errno::NODATA | Errno::OPNOTSUPP)) => case.scenario.is_restartable(),
        _ => false,
    };
    is_believed.then_some(None)
}

/// Where the bytes go: through a link its target.
fn written_name(scenario: &Scenario) -> (&'static str, String) {
    let name = if scenario.target == To::DanglingLink { "t/aside" } else { TARGET };
    (name, name.to_owned())
}

fn is_copy(case: &Case<'_>, source: Option<&Node>, old: Option<&Node>, made: &Node) -> Option<String> {
    if case.scenario.stream.is_some() {
        let written = made.attributes.get(b"user.DosStream.stream:$DATA".as_slice());
        let is_whole = match source.map(|node| &node.what) {
            // Samba's form: one NUL that is not data.
            Some(What::File(bytes)) => {
                written.is_some_and(|value| value.strip_suffix(&[0]) == Some(&**bytes))
            }
            _ => false,
        };
        return (!is_whole).then(|| format!("not the whole stream: {made:?}"));
    }
    let Some(source) = source else {
        let What::File(bytes) = &made.what else { return Some("no file".to_owned()) };
        return (std::fs::read("/proc/version").ok().as_ref() != Some(&**bytes))
            .then(|| "not the whole text".to_owned());
    };
    if made.what != source.what {
        return Some(format!("not a whole copy: {made:?}"));
    }
    if matches!(made.what, What::Link(_)) {
        return None;
    }
    let fault = case.hit.map(|hit| (hit.call, hit.fault));
    // S6, F7: a file system without them gets none, and one that went away between two calls was not there.
    let may_lack = matches!(
        fault,
        Some((
            "flistxattr" | "fgetxattr" | "fsetxattr" | "fremovexattr",
            Fault::Fails(
                Errno::OPNOTSUPP | Errno::NOSYS | Errno::NODATA | Errno::PERM | Errno::ACCESS | Errno::TOOBIG
            )
        ))
    );
    let lacks = made.attributes.iter().all(|(name, value)| {
        source.attributes.get(name) == Some(value)
            || old.is_some_and(|old| old.attributes.get(name) == Some(value))
    });
    if made.attributes != source.attributes && !(may_lack && lacks) {
        return Some(format!("other attributes: {:?}", made.attributes));
    }
    // F6: the write time is best effort.
    if made.written != source.written && !matches!(fault, Some(("futimens", _))) {
        return Some("another write time".to_owned());
    }
    let widest = old.map_or(source.mode, |old| old.mode);
    if made.mode & !widest & !0o200 != 0 {
        return Some(format!("wider permissions: {:o}", made.mode));
    }
    None
}

/// After a call that failed: F1 to F5. What cannot be looked at, removed or moved back may stay.
fn after_failure(case: &Case<'_>, plain: &Case<'_>, site: &Site) -> Option<String> {
    let complaint = as_ruled(case, plain, site)?;
    let is_cleanup = matches!(case.hit, Some(Hit { call: "statx" | "openat" | "unlinkat" | "renameat", .. }));
    let lasts = case.hit.is_some_and(|hit| hit.lasts == Lasts::ToTheEnd);
    if is_cleanup && (lasts || case.scenario.first.is_some()) {
        return others_unchanged(case);
    }
    Some(complaint)
}

fn as_ruled(case: &Case<'_>, plain: &Case<'_>, site: &Site) -> Option<String> {
    let scenario = case.scenario;
    let unchanged = || (case.before != case.after).then(|| difference(&case.before, &case.after));
    match scenario.work {
        Work::Copy => {
            if plain.outcome.is_err() && case.outcome == plain.outcome && scenario.first.is_none() {
                // Cancelled, stopped or paused as without the fault, perhaps with less left to go on with.
                return after_interruption(case, site);
            }
            if scenario.is_restartable()
                || scenario.target == To::Paused
                || scenario.plain == Err(Win32Error::REQUEST_PAUSED)
            {
                return can_go_on(case, site);
            }
            if scenario.source == From::RichDirectory && scenario.target == To::Directory {
                return others_unchanged(case);
            }
            let gone = || {
                let mut expected = case.before.clone();
                expected.remove(written_name(scenario).0);
                (expected != case.after).then(|| difference(&expected, &case.after))
            };
            if is_touched(case) { gone() } else { unchanged() }
        }
        Work::Move(flags) => {
            let is_flush = matches!(case.hit, Some(Hit { call: "fsync" | "openat", .. }));
            if flags.contains(MoveFlags::WRITE_THROUGH) && is_flush {
                // The move was made, or the copy was, but it may not be on the disk.
                let source_kept = case.before.get(SOURCE) == case.after.get(SOURCE);
                let moved = case.after.get(TARGET).map(|node| &node.what)
                    == case.before.get(SOURCE).map(|node| &node.what);
                return (!source_kept && !moved).then(|| difference(&case.before, &case.after));
            }
            unchanged()?;
            let mut gone = case.before.clone();
            gone.remove(TARGET);
            (!flags.contains(MoveFlags::COPY_ALLOWED) || gone != case.after)
                .then(|| difference(&case.before, &case.after))
        }
        Work::Replace(_) => after_failed_replacement(case),
    }
}

/// RF5: after 1177 the old file has the backup name; else both files have their names.
fn after_failed_replacement(case: &Case<'_>) -> Option<String> {
    let content = |world: &World, name: &str| world.get(name).map(|node| node.what.clone());
    let of = |world: &World| [SOURCE, TARGET, BACKUP].map(|name| content(world, name));
    let [new, old, _] = of(&case.before);
    let after = of(&case.after);
    let is_1177 = case.outcome.is_err_and(|error| error.0 == Win32Error::UNABLE_TO_MOVE_REPLACEMENT_2);
    let is_made = case.hit.is_some_and(|hit| matches!(hit.call, "fsync" | "openat"));
    let expected = if is_1177 { [new.clone(), None, old.clone()] } else { [new.clone(), old.clone(), None] };
    let done = [None, new, old];
    (after != expected && !(is_made && after == done)).then(|| difference(&case.before, &case.after))
}

/// F4: what was stopped or paused is kept; what was cancelled is gone, unless it could not be removed.
fn after_interruption(case: &Case<'_>, site: &Site) -> Option<String> {
    match case.scenario.plain {
        Err(Win32Error::REQUEST_PAUSED) => can_go_on(case, site),
        Err(Win32Error::REQUEST_ABORTED) if case.scenario.target == To::Nothing => others_unchanged(case),
        _ => {
            let may_stay = matches!(case.hit, Some(Hit { call: "statx" | "openat" | "unlinkat", .. }));
            if case.after.contains_key(TARGET) && !may_stay {
                return Some("cancelled, and the destination is still there".to_owned());
            }
            others_unchanged(case)
        }
    }
}

/// F3: the same call again completes the copy, and leaves no trace of the first.
fn can_go_on(case: &Case<'_>, site: &Site) -> Option<String> {
    if let Some(complaint) = others_unchanged(case) {
        return Some(complaint);
    }
    let (outcome, after) = run_again(case.scenario, site);
    let case = Case {
        scenario: case.scenario,
        hit: None,
        before: case.before.clone(),
        after,
        outcome: Outcome::Ok(()),
        witness: super::Witness::new(false, case.scenario.script),
        made: case.made.clone(),
        left_over: None,
    };
    match outcome {
        Ok(()) => after_success(&case).map(|complaint| format!("then again: {complaint}")),
        Err(error) => Some(format!("then again: {error:?}")),
    }
}

/// Nothing but the target, and what a paused copy has beside it.
fn others_unchanged(case: &Case<'_>) -> Option<String> {
    let (name, _) = written_name(case.scenario);
    let others = |world: &World| {
        let mut world = world.clone();
        world.remove(name);
        world.remove(SIDECAR);
        world.retain(|name, _| !name.starts_with("t/.copyfile2-"));
        world
    };
    (others(&case.before) != others(&case.after)).then(|| difference(&case.before, &case.after))
}

/// Whether the destination was changed before the failure.
fn is_touched(case: &Case<'_>) -> bool {
    let changing = [
        "pwrite",
        "sendfile",
        "splice",
        "copy_file_range",
        "ficlonerange",
        "fallocate",
        "ftruncate",
        "fsetxattr",
        "fremovexattr",
        "fchmod",
    ];
    if case.scenario.source == From::Link {
        return false; // a new link takes the place of the old file in one step
    }
    let is_replaced = case.scenario.target == To::LinkToFile && !case.after.contains_key(TARGET);
    is_replaced || changing.iter().any(|call| case.made.get(call).is_some_and(|tally| tally.succeeded > 0))
}

fn difference(expected: &World, found: &World) -> String {
    let mut said = Vec::new();
    let names: std::collections::BTreeSet<_> = expected.keys().chain(found.keys()).collect();
    for name in names {
        if expected.get(name) != found.get(name) {
            said.push(format!("{name}: {:?} instead of {:?}", found.get(name), expected.get(name)));
        }
    }
    said.join("; ")
}
