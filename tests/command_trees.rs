//! The command `copyfile2` on trees: its options, what it says, and what it leaves.
#![cfg(feature = "cli")]

mod support;

use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::*;

fn command(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copyfile2"));
    command.current_dir(directory);
    command
}

fn copyfile2(directory: &Path, arguments: &[&str]) -> Output {
    command(directory).args(arguments).output().expect("the command starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn totals(output: &Output) -> Value {
    let text = printed(output);
    serde_json::from_str(text.lines().last().expect("a line")).expect("JSON")
}

/// `names` below `directory`, with their own names as content.
fn files(directory: &Path, names: &[&str]) {
    for name in names {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        file(path, name);
    }
}

/// Every file below `directory`, sorted.
fn found(directory: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut left = vec![directory.to_owned()];
    while let Some(at) = left.pop() {
        for entry in fs::read_dir(&at).expect("a directory").flatten() {
            if entry.file_type().expect("a kind").is_dir() {
                left.push(entry.path());
            } else {
                let path = entry.path();
                names.push(path.strip_prefix(directory).expect("below").to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    names
}

#[test]
fn what_is_in_a_directory_is_merged() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/f", "src/sub/g", "dst/old"]);
    for source in ["src/.", "src/./."] {
        let output = copyfile2(here.path(), &["-r", source, "dst"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(found(&here.path().join("dst")), ["f", "old", "sub/g"]);
    }
    // A directory itself goes into what is there.
    assert_eq!(copyfile2(here.path(), &["-r", "src/", "dst"]).status.code(), Some(0));
    assert!(here.path().join("dst/src/f").exists());
}

#[test]
fn a_link_below_dest_is_refused_and_dest_itself_may_be_one() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/f", "real/kept"]);
    fs::create_dir(here.path().join("dst")).unwrap();
    fs::create_dir(here.path().join("out")).unwrap();
    symlink("../out", here.path().join("dst/src")).unwrap();
    symlink("real", here.path().join("shortcut")).unwrap();
    let output = copyfile2(here.path(), &["-r", "src", "dst"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(found(&here.path().join("out")), [""; 0]);
    assert_eq!(copyfile2(here.path(), &["-r", "src", "shortcut"]).status.code(), Some(0));
    assert_eq!(found(&here.path().join("real")), ["kept", "src/f"]);
}

#[test]
fn patterns_choose_and_what_is_left_out_is_not_entered() {
    let here = tempfile::tempdir().unwrap();
    files(
        here.path(),
        &["src/a.o", "src/keep.o", "src/a.c", "src/build/x.c", "src/deep/build", "src/deep/b.o"],
    );
    fs::write(here.path().join("rules"), "# comment\n\n+ keep.o\n*.o\nbuild/\n").unwrap();
    let output = copyfile2(here.path(), &["-rT", "--exclude-from", "rules", "src", "one"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(found(&here.path().join("one")), ["a.c", "deep/build", "keep.o"]);
    assert!(!here.path().join("one/build").exists());
    let arguments = ["-rT", "--include", "/keep.o", "--exclude", "*.o", "--exclude", "/build", "src", "two"];
    assert_eq!(copyfile2(here.path(), &arguments).status.code(), Some(0));
    assert_eq!(found(&here.path().join("two")), ["a.c", "deep/build", "keep.o"]);
    assert_eq!(copyfile2(here.path(), &["-r", "--exclude", "[", "src", "three"]).status.code(), Some(2));
}

#[test]
fn a_list_chooses_and_what_it_names_in_vain_is_told() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/a", "src/b", "src/deep/c", "src/deep/d", "src/whole/e/f"]);
    fs::write(here.path().join("list"), "a\ndeep/c\n./whole\n").unwrap();
    let output = copyfile2(here.path(), &["-T", "--files-from", "list", "src", "dst"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(found(&here.path().join("dst")), ["a", "deep/c", "whole/e/f"]);
    let mut child = command(here.path())
        .args(["-T", "--files-from=-", "src", "again"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"b\nmissing\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("missing"), "{}", said(&output));
    assert_eq!(found(&here.path().join("again")), ["b"]);
    fs::write(here.path().join("list"), "../outside\n").unwrap();
    assert_eq!(copyfile2(here.path(), &["--files-from", "list", "src", "dst"]).status.code(), Some(2));
}

#[test]
fn the_summary_counts_as_robocopy_does() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/new", "src/same", "src/sub/other", "dst/same", "dst/extra"]);
    fs::create_dir(here.path().join("dst/new")).unwrap();
    let output =
        copyfile2(here.path(), &["-rT", "--update", "--mirror", "--json", "--dry-run", "src", "dst"]);
    assert_eq!(totals(&output)["deleted"], 1, "{}", printed(&output));
    let output = copyfile2(here.path(), &["-rT", "--update", "--mirror", "--json", "src", "dst"]);
    // A directory has the name of a file: that file is not copied.
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let counted = totals(&output);
    let files = |column: &str| counted["files"][column].as_u64().unwrap();
    assert_eq!((files("total"), files("copied"), files("skipped")), (3, 1, 1));
    assert_eq!((files("failed") + files("mismatch"), files("extras")), (1, 1));
    assert_eq!(counted["bytes"]["copied"], "src/sub/other".len());
    assert_eq!(counted["status"], 1);
    let output = copyfile2(here.path(), &["-rTv", "src", "table"]);
    let text = said(&output);
    for word in ["Total", "Copied", "Skipped", "Mismatch", "Failed", "Extras", "elapsed"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    let output = copyfile2(here.path(), &["-rTv", "--update", "src", "table"]);
    assert!(said(&output).contains("nothing to do"), "{}", said(&output));
}

#[test]
fn a_dry_run_says_what_and_why_and_writes_nothing() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/new", "src/same", "src/changed", "dst/same", "dst/changed", "dst/extra"]);
    fs::write(here.path().join("dst/changed"), "longer than before").unwrap();
    set_write_time(&here.path().join("dst/changed"), 900_000_000, 0);
    let before: Vec<_> = found(&here.path().join("dst"));
    let output = copyfile2(here.path(), &["-rT", "--update", "--mirror", "--dry-run", "src", "dst"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    for line in [
        "copy src/new -> dst/new (new)",
        "skip src/same",
        "copy src/changed -> dst/changed (other size)",
        "delete dst/extra",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert_eq!(found(&here.path().join("dst")), before);
    assert!(said(&output).contains("nothing was written"));
}

#[test]
fn a_mirror_stops_at_its_limit_with_a_status_of_its_own() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/a", "dst/x", "dst/y"]);
    let output = copyfile2(here.path(), &["-T", "--mirror", "--max-delete", "1", "src", "dst"]);
    assert_eq!(output.status.code(), Some(25), "{}", said(&output));
    assert_eq!(found(&here.path().join("dst")).len(), 2);
    assert_eq!(copyfile2(here.path(), &["-T", "--mirror", "src", "dst"]).status.code(), Some(0));
    assert_eq!(found(&here.path().join("dst")), ["a"]);
}

#[test]
fn content_is_compared_where_times_are_not_to_be_trusted() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/equal", "src/other", "dst/equal"]);
    fs::write(here.path().join("dst/other"), "src/othes").unwrap();
    set_write_time(&here.path().join("dst/other"), 1_000_000_000, 123_456_700);
    set_write_time(&here.path().join("dst/equal"), 5, 5);
    fs::write(here.path().join("src/equal"), "dst/equal").unwrap();
    let output = copyfile2(here.path(), &["-rT", "--checksum", "-vv", "src", "dst"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    assert!(text.contains("skip src/equal -> dst/equal (same content)"), "{text}");
    assert!(text.contains("copy src/other -> dst/other (other content)"), "{text}");
    assert_copied(here.path().join("src/other"), here.path().join("dst/other"));
}

#[test]
fn copies_are_read_back_and_listed_for_sha256sum() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/a", "src/sub/b", "src/odd\nname", "src/empty"]);
    fill(here.path().join("src/large"), 3 << 20);
    let output = copyfile2(here.path(), &["-rT", "--verify=sums", "--json", "src", "dst"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs::read_to_string(here.path().join("sums")).unwrap().lines().count(), 5);
    let check = || {
        let mut sum = Command::new("sha256sum");
        sum.current_dir(here.path()).args(["--check", "--quiet", "sums"]).output().expect("sha256sum starts")
    };
    assert!(check().status.success(), "{:?}", check());
    fs::write(here.path().join("dst/a"), "damaged").unwrap();
    assert!(!check().status.success());
}

#[test]
fn what_is_kept_is_chosen() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/f"]);
    let source = here.path().join("src/f");
    put_attribute(&source, "colour", b"blue");
    set_mode(&source, 0o2751);
    let root = rustix::process::geteuid().is_root();
    if root {
        std::os::unix::fs::chown(&source, Some(7), Some(8)).unwrap();
        set_mode(&source, 0o2751);
    }
    let copy = |name: &str, option: &str| {
        let output = copyfile2(here.path(), &["-rT", option, "src", name]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        here.path().join(name).join("f")
    };
    let nothing = copy("nothing", "--preserve=none");
    assert_ne!(write_time(&nothing), write_time(&source));
    assert_eq!(attribute(&nothing, "colour"), None);
    let times = copy("times", "--preserve=time");
    assert_eq!((write_time(&times), attribute(&times, "colour")), (write_time(&source), None));
    let all = copy("all", "--preserve=mode,owner,xattr,time,acl");
    assert_eq!(attribute(&all, "colour"), attribute(&source, "colour"));
    if root {
        let stat = fs::metadata(&all).unwrap();
        assert_eq!((stat.uid(), stat.gid(), mode(&all)), (7, 8, 0o2751));
        let archived = copy("archived", "-a");
        let stat = fs::metadata(&archived).unwrap();
        assert_eq!((stat.uid(), stat.gid(), mode(&archived)), (7, 8, 0o2751));
        let modes = copy("modes", "--preserve=mode");
        assert_eq!(
            (fs::metadata(&modes).unwrap().uid(), mode(&modes)),
            (0, 0o751),
            "no rights of another's group"
        );
    }
}

#[test]
fn a_moved_file_and_tree_are_gone() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/a", "src/sub/b", "single"]);
    let output = copyfile2(here.path(), &["-r", "--move", "src", "single", "."]);
    assert_eq!(output.status.code(), Some(1), "onto itself: {}", said(&output));
    assert!(here.path().join("single").exists() && here.path().join("src/a").exists());
    fs::create_dir(here.path().join("dst")).unwrap();
    let output = copyfile2(here.path(), &["-r", "--move", "src", "single", "dst"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(found(&here.path().join("dst")), ["single", "src/a", "src/sub/b"]);
    assert!(!here.path().join("single").exists() && !here.path().join("src").exists());
}

#[test]
fn the_log_has_a_line_for_each_file_and_no_bar() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/good"]);
    symlink("nowhere", here.path().join("src/broken")).unwrap();
    let output = copyfile2(here.path(), &["-rTL", "--log-file", "log", "src", "dst"]);
    assert_ne!(output.status.code(), Some(0));
    let log = fs::read_to_string(here.path().join("log")).unwrap();
    assert!(log.contains("copy: src/good") && log.contains("failed: src/broken"), "{log}");
    assert!(!log.contains('\r') && !log.contains('\u{1b}'), "{log:?}");
    // Another run is appended.
    copyfile2(here.path(), &["-rT", "--log-file", "log", "src", "again"]);
    assert!(fs::read_to_string(here.path().join("log")).unwrap().starts_with(&log));
}

#[test]
fn followed_links_are_copied_as_what_they_lead_to_and_circles_end() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["elsewhere/deep/f", "src/g"]);
    symlink("../elsewhere", here.path().join("src/there")).unwrap();
    symlink("..", here.path().join("src/up")).unwrap();
    symlink("g", here.path().join("src/link")).unwrap();
    let output = copyfile2(here.path(), &["-rTL", "src", "dst/"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let names = found(&here.path().join("dst"));
    for name in ["g", "link", "there/deep/f"] {
        assert!(names.iter().any(|found| found == name), "{name} in {names:?}");
    }
    assert!(fs::symlink_metadata(here.path().join("dst/link")).unwrap().is_file());
}

#[test]
fn completions_name_every_long_option() {
    let help = printed(&copyfile2(Path::new("/"), &["--help"]));
    let options: Vec<&str> =
        help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 4).collect();
    for shell in ["bash", "zsh", "fish"] {
        let output = copyfile2(Path::new("/"), &["--completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        let script = printed(&output);
        for option in &options {
            let name = option.trim_start_matches('-').split([',', '=', '[', '.']).next().unwrap();
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

/// stderr and stdout closed, full, or with nobody at the other end: the copy is made, the status is right.
#[test]
fn a_copy_goes_on_without_its_audience() {
    let here = tempfile::tempdir().unwrap();
    files(here.path(), &["src/a", "src/b"]);
    fs::create_dir(here.path().join("d")).unwrap();
    for (number, redirection) in
        [">&-", "2>&-", ">&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"].iter().enumerate()
    {
        for options in ["-rT", "-rTvv", "-rT --trace", "-rT --json", "-rT --dry-run"] {
            let target = format!("to {number}{options}");
            let script = format!("\"$0\" {options} src \"$1\" {redirection}");
            let run = |script: &str, target: &str| {
                let mut shell = Command::new("sh");
                shell.current_dir(here.path()).args(["-c", script, env!("CARGO_BIN_EXE_copyfile2"), target]);
                shell.output().expect("a shell").status.code()
            };
            assert_eq!(run(&script, &target), Some(0), "{script}");
            if !options.contains("dry") {
                assert_eq!(found(&here.path().join(&target)), ["a", "b"], "{script}");
            }
            let failing = format!("\"$0\" {options} missing src/a \"$1\" {redirection}");
            assert_eq!(run(&failing.replace("-rT", "-r"), "d"), Some(1), "{failing}");
        }
    }
    // The reader goes away in between.
    let script = "\"$0\" --trace -rT src gone | head -n 1 >/dev/null; \"$0\" -rTvv src gone2 2>&1 | true";
    let mut shell = Command::new("sh");
    shell.current_dir(here.path()).args(["-c", script, env!("CARGO_BIN_EXE_copyfile2")]);
    shell.output().expect("a shell");
    assert_eq!(found(&here.path().join("gone")), ["a", "b"]);
}

/// What Ctrl-C advises is a command that goes on, also where DEST was not there before.
#[test]
fn the_advice_after_an_interruption_goes_on() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let here = tempfile::tempdir().unwrap();
        fs::create_dir(here.path().join("it's a tree")).unwrap();
        fill(here.path().join("it's a tree/f"), 4 << 20);
        let mut child = command(here.path())
            .args(["-r", "-z", "--rate", "512", "--trace", "it's a tree", "copy"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The first chunk says that the file is under way.
        assert!(lines.by_ref().map_while(Result::ok).any(|line| line.contains("CHUNK_FINISHED")));
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        lines.for_each(drop);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{}", said(&output));
        let text = said(&output);
        let advice = text.split("goes on from here: ").nth(1).and_then(|rest| rest.lines().next());
        let advice = advice.unwrap_or_else(|| panic!("an advice in {text}")).replace("--rate 512", "");
        let mut shell = Command::new("sh");
        let output = shell.current_dir(here.path()).args(["-c", &advice]).output().expect("a shell");
        assert_eq!(output.status.code(), Some(0), "{advice}: {}", said(&output));
        assert_eq!(found(&here.path().join("copy")), ["f"], "{advice}");
        assert_copied(here.path().join("it's a tree/f"), here.path().join("copy/f"));
        // The same command with --resume means the same.
        let output = copyfile2(here.path(), &["-r", "-z", "--resume", "it's a tree", "copy"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(found(&here.path().join("copy")), ["f"]);
    }
}

/// The kill is at a random point; afterwards --resume makes the copy whole, and no part is taken for a file.
#[test]
fn a_killed_tree_copy_is_resumed() {
    let rounds = support::number("COPYFILE2_ROUNDS").unwrap_or(10);
    let mut random = fastrand::Rng::with_seed(7);
    let here = tempfile::tempdir().unwrap();
    for directory in 0..8 {
        let directory = here.path().join(format!("src/{directory}"));
        fs::create_dir_all(&directory).unwrap();
        for number in 0..40 {
            fill(directory.join(number.to_string()), random.usize(..60_000));
        }
        fill(directory.join("large"), 9 << 20);
    }
    let expected = found(&here.path().join("src"));
    for round in 0..rounds {
        let options: &[&str] = if round % 2 == 0 { &["-z"] } else { &[] };
        let mut child = command(here.path())
            .args(["-r", "--trace", "-T", "src", "dst"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // So many messages are waited for before the kill.
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.by_ref().take(random.usize(1..1200)).for_each(drop);
        let _ended_before = child.kill().is_err();
        lines.for_each(drop);
        child.wait().unwrap();
        let output = copyfile2(here.path(), &["-r", "-z", "--resume", "-T", "src", "dst"]);
        assert_eq!(output.status.code(), Some(0), "round {round}: {}", said(&output));
        assert_eq!(found(&here.path().join("dst")), expected, "round {round}");
        for name in &expected {
            assert_copied(here.path().join("src").join(name), here.path().join("dst").join(name));
        }
        let output = copyfile2(here.path(), &["-r", "--resume", "-T", "--json", "src", "dst"]);
        assert_eq!(totals(&output)["files"]["copied"], 0, "round {round}: all is there");
        fs::remove_dir_all(here.path().join("dst")).unwrap();
    }
}

/// Entries of both sides are exchanged for links all the time: nothing is ever written or read outside.
#[test]
fn a_tree_that_changes_while_it_is_copied_leads_nowhere_else() {
    let here = tempfile::tempdir().unwrap();
    for directory in 0..20 {
        for number in 0..10 {
            files(here.path(), &[&format!("src/{directory}/{number}")]);
        }
    }
    files(here.path(), &["outside/secret"]);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for side in ["src", "dst"] {
            let (top, stop) = (here.path().join(side), &stop);
            scope.spawn(move || {
                let mut random = fastrand::Rng::with_seed(3);
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let victim = top.join(random.usize(..20).to_string());
                    let aside = top.with_extension("aside");
                    // Whatever of this fails, the copy was faster.
                    if fs::rename(&victim, &aside).is_ok() {
                        let _ = symlink("../outside", &victim);
                        std::thread::yield_now();
                        let _ = fs::remove_file(&victim);
                        let _ = fs::rename(&aside, &victim);
                        let _ = fs::remove_dir_all(&aside);
                    }
                }
            });
        }
        for round in 0..30 {
            let output =
                copyfile2(here.path(), &["-rT", "-j", if round % 2 == 0 { "1" } else { "4" }, "src", "dst"]);
            assert!(matches!(output.status.code(), Some(0 | 1 | 24)), "{}", said(&output));
            assert_eq!(found(&here.path().join("outside")), ["secret"], "round {round}");
            let _ = fs::remove_dir_all(here.path().join("dst"));
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(found(&here.path().join("outside")), ["secret"]);
}

/// A small stack, few descriptors, a deep tree.
#[test]
fn a_deep_tree_needs_neither_stack_nor_descriptors() {
    let here = tempfile::tempdir().unwrap();
    let script = "ulimit -s 512; ulimit -n 64; mkdir top && cd -P top || exit 9; n=0; \
                  while [ $n -lt 300 ]; do mkdir directory_with_a_long_name neighbour; : >file; \
                  cd -P directory_with_a_long_name || exit 9; n=$((n + 1)); done; cd \"$1\" && exec \"$0\" -r --json top copy";
    let mut shell = Command::new("sh");
    shell.current_dir(here.path()).args(["-c", script, env!("CARGO_BIN_EXE_copyfile2")]).arg(here.path());
    let output = shell.output().expect("a shell");
    let lines = said(&output).lines().count();
    assert_eq!(output.status.code(), Some(0), "{lines} lines were said");
    assert_eq!(totals(&output)["directories"]["copied"], 601);
    assert_eq!(totals(&output)["files"]["copied"], 300);
    for name in ["top", "copy"] {
        assert!(Command::new("rm").arg("-rf").arg(here.path().join(name)).status().unwrap().success());
    }
}

/// Every file of a tree takes at most seven system calls: the source is opened, examined and asked for extended attributes,
/// its copy is made, filled and given its write time, and the two are closed, many at once.
#[test]
fn a_small_file_in_a_tree_takes_at_most_seven_calls() {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    if !traced.is_ok_and(|output| output.status.success()) {
        skipped("strace may not trace here");
        return;
    }
    for kind in [FileSystem::Ext4, FileSystem::Xfs, FileSystem::Tmpfs] {
        let Some(root) = kind.root() else { continue };
        let here = tempfile::tempdir_in(root).unwrap();
        for count in [200, 1200] {
            for number in 0..count {
                let path = here.path().join(format!("{count}/{number}"));
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, [7; 4096]).unwrap();
            }
        }
        for jobs in ["1", "2"] {
            // What a run costs beside its files falls out.
            let calls = [200, 1200].map(|count: u64| {
                let log = here.path().join("log");
                let mut strace = Command::new("strace");
                strace.current_dir(here.path()).args(["-f", "-qq", "-o"]).arg(&log);
                strace.arg(env!("CARGO_BIN_EXE_copyfile2"));
                strace.args([
                    "-q",
                    "-r",
                    "-j",
                    jobs,
                    &count.to_string(),
                    &format!("copy of {count} by {jobs}"),
                ]);
                assert!(strace.output().expect("strace starts").status.success());
                let text = fs::read_to_string(&log).unwrap();
                let is_ours = |line: &&str| {
                    // A debug build looks at every descriptor that it closes; memory and waiting are nobody's file.
                    !line.contains("F_GETFD")
                        && !line.contains("resumed>")
                        && !["mmap", "munmap", "madvise", "brk", "futex", "mprotect", "clock", "sched_yield"]
                            .iter()
                            .any(|name| line.contains(&format!(" {name}")))
                };
                text.lines().filter(is_ours).count() as u64
            });
            let each = (calls[1] - calls[0]) as f64 / 1000.0;
            println!("{kind:?}, {jobs} jobs: {each:.2} calls for each file");
            assert!(each <= 7.0, "{kind:?}, {jobs} jobs: {each}");
        }
    }
}

/// Memory does not grow with the entries: 20,000 here, a million in `make soak`.
#[test]
fn many_entries_take_little_memory() {
    let entries = support::number("COPYFILE2_ENTRIES").unwrap_or(20_000);
    let here = tempfile::tempdir().unwrap();
    let source = here.path().join("src");
    fs::create_dir_all(source.join("directories")).unwrap();
    for number in 0..entries {
        if number % 20 == 0 {
            fs::create_dir(source.join(format!("directories/{number}"))).unwrap();
        } else {
            fs::File::create(source.join(number.to_string())).unwrap();
        }
    }
    let script = "import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], check=True)\n\
                  print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let mut python = Command::new("python3");
    python.current_dir(here.path()).args([
        "-c",
        script,
        env!("CARGO_BIN_EXE_copyfile2"),
        "-q",
        "-r",
        "src",
        "dst",
    ]);
    let Ok(output) = python.output() else {
        skipped("no python3 to measure memory");
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    let kibibytes: u64 = printed(&output).trim().parse().expect("a number");
    println!("{entries} entries: {kibibytes} KiB");
    assert!(kibibytes < 64 << 10, "{kibibytes} KiB");
    assert_eq!(fs::read_dir(here.path().join("dst")).unwrap().count() as u64, entries - entries / 20 + 1);
}
