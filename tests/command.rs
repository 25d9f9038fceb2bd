//! The command `copyfile2`, as a person uses it.
#![cfg(feature = "cli")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

fn copyfile2(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copyfile2"));
    command.current_dir(directory).args(arguments).output().expect("the command starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_is_copied_and_the_status_is_0() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a"), "content").unwrap();
    let output = copyfile2(directory.path(), &["a", "b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs::read(directory.path().join("b")).unwrap(), b"content");
}

#[test]
fn a_directory_as_destination_is_copied_into() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("d")).unwrap();
    for name in ["a", "b"] {
        fs::write(directory.path().join(name), name).unwrap();
    }
    assert_eq!(copyfile2(directory.path(), &["a", "b", "d"]).status.code(), Some(0));
    assert_eq!(fs::read(directory.path().join("d/b")).unwrap(), b"b");
}

#[test]
fn a_failure_names_the_file_the_reason_and_the_code_and_the_rest_is_copied() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("d")).unwrap();
    fs::write(directory.path().join("there"), "x").unwrap();
    let output = copyfile2(directory.path(), &["missing", "there", "d"]);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert!(
        text.contains("missing") && text.contains("does not exist") && text.contains("Win32 error 2"),
        "{text}"
    );
    assert!(directory.path().join("d/there").exists());
}

#[test]
fn wrong_usage_is_status_2() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(copyfile2(directory.path(), &["only-one"]).status.code(), Some(2));
    assert_eq!(copyfile2(directory.path(), &["--no-such-option", "a", "b"]).status.code(), Some(2));
    assert_eq!(copyfile2(directory.path(), &["a", "b", "not-a-directory"]).status.code(), Some(2));
}

#[test]
fn a_tree_is_copied_with_links_as_links_and_read_only_directories() {
    let directory = tempfile::tempdir().unwrap();
    let tree = directory.path().join("tree");
    fs::create_dir_all(tree.join("closed")).unwrap();
    fs::write(tree.join("closed/file"), "content").unwrap();
    symlink("closed/file", tree.join("link")).unwrap();
    symlink("closed", tree.join("link-to-directory")).unwrap();
    fs::set_permissions(tree.join("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    let output = copyfile2(directory.path(), &["-r", "tree", "copy"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let copy = directory.path().join("copy");
    assert_eq!(fs::read(copy.join("closed/file")).unwrap(), b"content");
    assert_eq!(fs::read_link(copy.join("link")).unwrap(), Path::new("closed/file"));
    assert_eq!(fs::read_link(copy.join("link-to-directory")).unwrap(), Path::new("closed"));
    let closed = fs::metadata(copy.join("closed")).unwrap();
    assert_eq!(closed.permissions().mode() & 0o777, 0o555);
    assert_eq!(closed.modified().unwrap(), fs::metadata(tree.join("closed")).unwrap().modified().unwrap());
}

#[test]
fn a_tree_is_not_copied_into_itself() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir_all(directory.path().join("tree/sub")).unwrap();
    let output = copyfile2(directory.path(), &["-r", "tree", "tree/sub"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!directory.path().join("tree/sub/tree").exists());
}

#[test]
fn trace_prints_one_json_object_for_each_message() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a"), vec![7; 100_000]).unwrap();
    let output = copyfile2(directory.path(), &["--trace", "a", "b"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["message"].as_str().unwrap().to_owned()
        })
        .collect();
    let expected = ["STREAM_STARTED", "CHUNK_STARTED", "CHUNK_FINISHED", "STREAM_FINISHED", "TOTALS"];
    assert_eq!(messages, expected);
}

#[test]
fn every_option_of_the_help_stands_in_the_man_page() {
    let page = include_str!("../man/copyfile2.1");
    let output = copyfile2(Path::new("/"), &["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let options: Vec<&str> = help
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("--"))
        .map(|word| word.split([',', '=', '[', '.']).next().unwrap_or(word))
        .collect();
    assert!(options.len() >= 15, "{options:?}");
    for option in options {
        assert!(page.contains(&format!("Fl -{option}")), "--{option} is missing in the man page");
    }
}

#[test]
fn a_name_that_two_sources_would_take_is_given_once() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["a", "b", "d"] {
        fs::create_dir(directory.path().join(name)).unwrap();
    }
    fs::write(directory.path().join("a/x"), "first").unwrap();
    fs::write(directory.path().join("b/x"), "second").unwrap();
    let output = copyfile2(directory.path(), &["a/x", "b/x", "d"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Win32 error 80"), "{}", said(&output));
    assert_eq!(fs::read(directory.path().join("d/x")).unwrap(), b"first");
}

#[test]
fn a_link_in_the_destination_does_not_lead_out_of_the_tree() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["tree/sub", "copy", "elsewhere"] {
        fs::create_dir_all(directory.path().join(name)).unwrap();
    }
    fs::write(directory.path().join("tree/sub/file"), "x").unwrap();
    fs::write(directory.path().join("tree/z"), "x").unwrap();
    symlink("../elsewhere", directory.path().join("copy/sub")).unwrap();
    let output = copyfile2(directory.path(), &["-rT", "tree", "copy"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Win32 error 267"), "{}", said(&output));
    assert!(!directory.path().join("elsewhere/file").exists());
    assert!(directory.path().join("copy/z").exists(), "the rest is copied");
}

#[test]
fn no_control_character_of_a_name_reaches_the_terminal() {
    let directory = tempfile::tempdir().unwrap();
    let output = copyfile2(directory.path(), &["a\u{1b}[2Jb", "c"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!said(&output).contains('\u{1b}') && said(&output).contains("u{1b}"), "{}", said(&output));
}

#[test]
fn a_directory_without_recursive_says_what_is_missing() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("d")).unwrap();
    let output = copyfile2(directory.path(), &["d", "e"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--recursive"), "{}", said(&output));
}

#[test]
fn resuming_leaves_alone_what_is_complete() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("tree")).unwrap();
    for name in ["done", "changed"] {
        fs::write(directory.path().join("tree").join(name), name).unwrap();
    }
    assert_eq!(copyfile2(directory.path(), &["-r", "tree", "copy"]).status.code(), Some(0));
    fs::write(directory.path().join("copy/changed"), "partial").unwrap();
    let output = copyfile2(directory.path(), &["-rT", "--resume", "--trace", "tree", "copy"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let trace = String::from_utf8(output.stdout).unwrap();
    assert!(trace.contains("tree/changed") && !trace.contains("tree/done"), "{trace}");
    assert_eq!(fs::read(directory.path().join("copy/changed")).unwrap(), b"changed");
}

/// A13, A1: Ctrl-C removes the file under way. The rate keeps the copy going until the signal comes.
#[test]
fn interrupting_removes_the_file_under_way() {
    let directory = tempfile::tempdir().unwrap();
    let (status, _) = interrupt(directory.path(), &[]);
    assert_eq!(status, Some(130));
    assert!(!directory.path().join("b").exists());
}

/// A8, F4: Ctrl-C with --restartable keeps what was copied and says how to go on; going on makes it whole.
#[test]
fn interrupting_a_restartable_copy_keeps_it_and_says_how_to_go_on() {
    let directory = tempfile::tempdir().unwrap();
    let (status, words) = interrupt(directory.path(), &["--restartable"]);
    assert_eq!(status, Some(130));
    assert!(words.contains("Win32 error 3050") && words.contains("--resume"), "{words}");
    assert!(directory.path().join("b").exists());
    let output = copyfile2(directory.path(), &["--resume", "a", "b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(fs::read(directory.path().join("a")).unwrap() == fs::read(directory.path().join("b")).unwrap());
}

/// Copies `a` to `b` so slowly that the signal comes in between; gives the exit status and what stderr said.
fn interrupt(directory: &Path, options: &[&str]) -> (Option<i32>, String) {
    fs::write(directory.join("a"), vec![1; 4 << 20]).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_copyfile2"))
        .current_dir(directory)
        .args(options)
        .args(["--rate", "512", "--trace", "a", "b"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // The first line on stdout says that the copy has begun and that signals are caught.
    let mut line = String::new();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut stdout, &mut line).unwrap();
    assert!(line.contains("STREAM_STARTED"), "{line}");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    std::io::copy(&mut stdout, &mut std::io::sink()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), said(&output))
}

/// The man page is clean.
#[test]
fn mandoc_finds_nothing_in_the_man_page() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/copyfile2.1");
    match Command::new("mandoc").args(["-Tlint", "-Wwarning"]).arg(page).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => println!("skipped: there is no mandoc"),
    }
}
