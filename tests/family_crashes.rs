//! What is left when a move or a replacement is killed: at every system call, one after the other, and at random moments.
//! Nothing here cleans up after itself, so every state that a crash can leave is a state of the middle of the call.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::c_programs::{Build, is_there, succeed};
use support::family::{FamilyCall, Spelling};
use support::{FileSystem, content, file, number, skipped};

const OLD: (usize, u64) = (70_000, 1);
const NEW: (usize, u64) = (90_000, 2);
const OLDER: (usize, u64) = (10_000, 3);

/// Calls that touch files. `renameat2` stands apart, for the kernels and file systems that cannot exchange names.
const CALLS: &str = "?access,?close,?copy_file_range,?faccessat2,?fadvise64,?fallocate,?fchmod,?fcntl,?fdatasync,?fgetxattr,\
                     ?flistxattr,?fremovexattr,?fsetxattr,?fstat,?fsync,?ftruncate,?futimesat,?getxattr,?ioctl,?lgetxattr,\
                     ?link,?linkat,?listxattr,?llistxattr,?lseek,?lsetxattr,?lstat,?newfstatat,?open,?openat,?pread64,\
                     ?pwrite64,?read,?readlink,?readlinkat,?rename,?renameat,?sendfile,?setxattr,?splice,?stat,?statx,?symlinkat,\
                     ?unlink,?unlinkat,?utimensat,?write";

/// What a file can hold, complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    Old,
    New,
    Older,
    /// Anything else: half a file.
    Broken,
}

fn whole(path: &Path) -> Option<Whole> {
    let found = fs::read(path).ok()?;
    let all = [(OLD, Whole::Old), (NEW, Whole::New), (OLDER, Whole::Older)];
    let is = |((size, seed), _): &((usize, u64), Whole)| found == content(*size, *seed);
    Some(all.iter().find(|kind| is(kind)).map_or(Whole::Broken, |(_, whole)| *whole))
}

/// Kills `call` at each of its system calls in turn, once more with nobody killing; `prepare` sets the files up anew,
/// `check` looks at what is left.
fn kill_everywhere(
    call: &FamilyCall<'_>,
    faults: &[&str],
    directory: &Path,
    prepare: impl Fn(),
    check: impl Fn(&str),
) {
    let trace = directory.with_extension("trace");
    let run = |kill: Option<String>| {
        prepare();
        let seen = format!("trace={CALLS},renameat2");
        let mut options = vec!["-o", trace.to_str().expect("text"), "-e", &seen];
        options.extend(faults.iter().copied().chain(kill.as_deref()).flat_map(|fault| ["-e", fault]));
        call.under_strace(&options)
    };
    let Some(output) = run(None) else { return };
    assert!(support::family::read(&output).is_some_and(|answer| answer.succeeded), "{output:?}");
    // strace counts the calls of each kind by itself.
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let (mut moments, mut is_started) = (Vec::new(), false);
    let ours = directory.to_str().expect("text");
    for line in fs::read_to_string(&trace).expect("a trace").lines() {
        let Some((name, _)) = line.split_once(' ').and_then(|(_, call)| call.trim().split_once('(')) else {
            continue;
        };
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        // What comes before is the start of the program.
        is_started |= line.contains(ours);
        if is_started && !faults.iter().any(|fault| fault.contains(name)) {
            moments.push(format!("inject={name}:signal=KILL:when={count}"));
        }
    }
    assert!(moments.len() > 3, "only {moments:?}: is the call still traced?");
    let mut killed = 0;
    for moment in &moments {
        let output = run(Some(moment.clone())).expect("strace traced before");
        killed += usize::from(support::family::read(&output).is_none());
        check(moment);
    }
    println!("killed at {killed} of {} system calls", moments.len());
    assert!(2 * killed > moments.len(), "{killed} of {moments:?}");
    run(None).expect("strace traced before");
    fs::remove_file(&trace).expect("a trace");
}

struct Names {
    _directory: tempfile::TempDir,
    directory: PathBuf,
    replaced: PathBuf,
    replacement: PathBuf,
    backup: PathBuf,
}

fn names() -> Names {
    let made = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let directory = made.path().join("d");
    fs::DirBuilder::new().mode(0o700).create(&directory).expect("a directory");
    let [replaced, replacement, backup] =
        ["replaced", "replacement", "backup"].map(|name| directory.join(name));
    Names { _directory: made, directory, replaced, replacement, backup }
}

/// RF1, RF5: the name leads to the old or the new file, whole, at every moment; and until the call is over neither is lost.
#[test]
fn the_replaced_name_leads_to_a_whole_file_at_every_moment() {
    let Names { directory, replaced, replacement, backup, .. } = &names();
    for without in [&[][..], &["inject=renameat2:error=EINVAL"]] {
        for (with_backup, had_backup, flags) in [(false, false, 1), (true, false, 1), (true, true, 0)] {
            let mut given = vec![replaced.as_path(), replacement.as_path()];
            given.extend(with_backup.then_some(backup.as_path()));
            let call = FamilyCall::new(Spelling::Ansi, "replace", &given).flags(flags);
            let prepare = || {
                file(replaced, content(OLD.0, OLD.1));
                file(replacement, content(NEW.0, NEW.1));
                fs::remove_file(backup).ok();
                if had_backup {
                    file(backup, content(OLDER.0, OLDER.1));
                }
            };
            kill_everywhere(&call, without, directory, prepare, |last| {
                let left = [replaced, replacement, backup].map(|path| whole(path));
                let held: BTreeSet<Whole> = left.into_iter().flatten().collect();
                let case = format!("{without:?}, backup {with_backup} {had_backup}, at {last}: {left:?}");
                assert!(matches!(left[0], Some(Whole::Old | Whole::New)), "{case}");
                assert!(!held.contains(&Whole::Broken), "{case}");
                assert!(held.contains(&Whole::New), "the new file is lost: {case}");
                if with_backup {
                    assert!(held.contains(&Whole::Old), "the old file is lost: {case}");
                }
            });
            // The round that nobody killed.
            assert_eq!(whole(replaced), Some(Whole::New));
            assert_eq!(whole(replacement), None);
            assert_eq!(whole(backup), with_backup.then_some(Whole::Old));
        }
    }
}

/// MV2, MV13: one rename. The new name leads to the old or the new file, and the source is never lost.
#[test]
fn a_move_within_a_volume_is_whole_at_every_moment() {
    let Names { directory, replaced, replacement, .. } = &names();
    for without in [&[][..], &["inject=renameat2:error=EINVAL"]] {
        for replaces in [true, false] {
            let call = FamilyCall::new(Spelling::Ansi, "moveex", &[replacement, replaced])
                .flags(2 | u32::from(replaces));
            let prepare = || {
                file(replacement, content(NEW.0, NEW.1));
                fs::remove_file(replaced).ok();
                if replaces {
                    file(replaced, content(OLD.0, OLD.1));
                }
            };
            kill_everywhere(&call, without, directory, prepare, |last| {
                let left = [replaced, replacement].map(|path| whole(path));
                assert!(left.contains(&Some(Whole::New)), "at {last}: {left:?}");
                assert!(!left.contains(&Some(Whole::Broken)), "at {last}: {left:?}");
                assert!(!replaces || left[0].is_some(), "the name is gone at {last}: {left:?}");
            });
            assert_eq!((whole(replaced), whole(replacement)), (Some(Whole::New), None));
        }
    }
}

/// MV4, MV8: between volumes the source is there, whole, until the destination is.
#[test]
fn a_move_across_volumes_never_loses_the_source() {
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        return skipped("no second volume at /dev/shm");
    };
    let Names { directory, replacement: source, .. } = &names();
    let destination = elsewhere.path().join("destination");
    for flags in [2, 2 | 1, 2 | 8] {
        let call = FamilyCall::new(Spelling::Ansi, "movewith", &[source, &destination]).flags(flags);
        let prepare = || {
            file(source, content(NEW.0, NEW.1));
            fs::remove_file(&destination).ok();
            if flags & 1 != 0 {
                file(&destination, content(OLD.0, OLD.1));
            }
        };
        kill_everywhere(&call, &[], directory, prepare, |last| {
            let left = [source, &destination].map(|path| whole(path));
            assert!(left.contains(&Some(Whole::New)), "flags {flags}, at {last}: {left:?}");
            assert_ne!(left[0], Some(Whole::Broken), "flags {flags}, at {last}");
        });
        assert_eq!((whole(&destination), whole(source)), (Some(Whole::New), None));
    }
}

/// The file system calls of a trace with descriptors as paths, in the order in which they ended.
fn trace(call: &FamilyCall<'_>, directory: &Path) -> Option<Vec<String>> {
    let path = directory.with_extension("trace");
    let seen = format!("trace={CALLS},renameat2");
    let output = call.under_strace(&["-y", "-o", path.to_str().expect("text"), "-e", &seen])?;
    let answer = support::family::read(&output).unwrap_or_else(|| panic!("{output:?}"));
    assert!(answer.succeeded, "{answer:?}");
    let traced = fs::read_to_string(&path).expect("a trace");
    // Each thread starts its line with its number; small files take one thread.
    Some(
        traced
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(_, call)| with_whole_names(call.trim()))
            .collect(),
    )
}

/// `3</directory>, "name"` becomes `3</directory>, "/directory/name"`.
fn with_whole_names(call: &str) -> String {
    let mut whole = String::new();
    for part in call.split_inclusive(">, \"") {
        whole.push_str(part);
        if let Some(directory) = part.strip_suffix(">, \"").and_then(|part| part.rsplit_once('<')) {
            whole.push_str(directory.1);
            whole.push('/');
        }
    }
    whole
}

/// Where in the trace a call stands that begins like this and names all of these.
#[track_caller]
fn at(trace: &[String], calls: &[&str], names: &[&str]) -> usize {
    let fits = |line: &String| {
        calls.iter().any(|call| line.starts_with(call)) && names.iter().all(|name| line.contains(name))
    };
    trace.iter().position(fits).unwrap_or_else(|| panic!("no {calls:?} of {names:?} in {trace:#?}"))
}

/// MV11: with WRITE_THROUGH the data and its name are on the disk before the source's name goes, and that is on the disk
/// before the call returns.
#[test]
fn write_through_brings_a_move_to_the_disk_in_order() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let Names { directory, replacement: source, .. } = &names();
    let destination = volume.join("destination");
    file(source, content(NEW.0, NEW.1));
    let call = FamilyCall::new(Spelling::Ansi, "moveex", &[source, &destination]).flags(2 | 8);
    let Some(trace) = trace(&call, directory) else { return };
    let named = |path: &Path| format!("<{}>)", path.display());
    let sync = ["fsync(", "fdatasync("];
    let written = trace.iter().rposition(|line| {
        ["write(", "pwrite64(", "copy_file_range(", "sendfile(", "splice("]
            .iter()
            .any(|call| line.starts_with(call))
            && line.contains(&format!("<{}>", destination.display()))
    });
    let data = at(&trace, &sync, &[&named(&destination)]);
    let entry = at(&trace, &["fsync("], &[&named(&volume)]);
    let gone = at(&trace, &["unlink(", "unlinkat("], &[source.to_str().unwrap()]);
    let left = at(&trace, &["fsync("], &[&named(directory)]);
    assert!(written.expect("data was written") < data, "{trace:#?}");
    assert!(data < entry && entry < gone && gone < left, "{data} {entry} {gone} {left} in {trace:#?}");
    fs::remove_file(&destination).unwrap();

    // Within a volume: the rename, then both directories.
    file(source, "x");
    let moved = directory.join("sub");
    fs::create_dir(&moved).unwrap();
    let target = moved.join("moved");
    let call = FamilyCall::new(Spelling::Ansi, "moveex", &[source, &target]).flags(8);
    let trace = self::trace(&call, directory).expect("strace traced before");
    let renamed = at(&trace, &["rename"], &[target.to_str().unwrap()]);
    assert!(renamed < at(&trace, &["fsync("], &[&named(&moved)]), "{trace:#?}");
    assert!(renamed < at(&trace, &["fsync("], &[&named(directory)]), "{trace:#?}");
}

/// RF1: the new file's data is on the disk before it takes the name, or a power cut would leave an empty file there; and
/// the name, with WRITE_THROUGH.
#[test]
fn a_replacement_is_on_the_disk_before_it_has_the_name() {
    let Names { directory, replaced, replacement, backup, .. } = &names();
    for (with_backup, flags) in [(false, 0), (true, 0), (true, 1), (false, 1)] {
        file(replaced, content(OLD.0, OLD.1));
        file(replacement, content(NEW.0, NEW.1));
        let mut given = vec![replaced.as_path(), replacement.as_path()];
        given.extend(with_backup.then_some(backup.as_path()));
        let call = FamilyCall::new(Spelling::Ansi, "replace", &given).flags(flags);
        let Some(trace) = trace(&call, directory) else { return };
        let synced = at(&trace, &["fsync(", "fdatasync("], &[&format!("<{}>)", replacement.display())]);
        let renamed = at(&trace, &["rename"], &[replaced.to_str().unwrap()]);
        assert!(synced < renamed, "{trace:#?}");
        if flags == 1 {
            assert!(
                renamed < at(&trace, &["fsync("], &[&format!("<{}>)", directory.display())]),
                "{trace:#?}"
            );
        }
    }
}

/// RF1, RF2, MV13: who reads the name meanwhile finds a whole file, and never none; where names cannot be exchanged, too.
#[test]
fn readers_find_a_whole_file_at_every_moment() {
    let Names { directory, .. } = &names();
    let program = Build::PLAIN.program("c-tests/readers.c", directory).expect("gcc");
    for mode in ["replace", "backup", "move"] {
        succeed(Command::new(&program).arg(mode).arg(directory).arg("100"));
    }
    let faults = ["-f", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "inject=renameat2:error=EINVAL"];
    if is_there("strace") {
        let mut traced = Command::new("strace");
        let output = traced.args(faults).arg(&program).arg("backup").arg(directory).arg("30").output();
        let output = output.expect("strace starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() || !said.contains("document"), "{said}");
    }
}

/// RF1, RF2, MV4, MV13: programs that save and move in a loop, killed at random. `COPYFILE2_KILLS` says how often.
#[test]
fn programs_that_save_and_move_survive_random_kills() {
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        return skipped("no second volume at /dev/shm");
    };
    let Names { directory, .. } = &names();
    let program = Build::PLAIN.program("c-tests/save_forever.c", directory).expect("gcc");
    let kills = number("COPYFILE2_KILLS").unwrap_or(30) as usize;
    let random = content(3 * kills, 11);
    for (round, random) in random.chunks_exact(3).enumerate() {
        let mode = ["replace", "backup", "move"][round % 3];
        let mut child = Command::new(&program)
            .arg(mode)
            .args([directory.as_path(), elsewhere.path()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("save_forever starts");
        // Some rounds, and then some part of one.
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let seen = lines.take(1 + usize::from(random[0] % 4)).filter(Result::is_ok).count();
        assert!(seen > 0, "{mode}: the program ended by itself");
        for _ in 0..u32::from(random[1]) * 64 + u32::from(random[2]) {
            std::hint::spin_loop();
        }
        child.kill().expect("a child that runs");
        child.wait().expect("a child that ends");
        let checked = Command::new(&program)
            .args(["check", mode])
            .args([directory.as_path(), elsewhere.path()])
            .output()
            .expect("save_forever starts");
        assert!(checked.status.success(), "{mode}: {}", String::from_utf8_lossy(&checked.stdout));
    }
}
