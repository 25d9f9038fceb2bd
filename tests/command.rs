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
    assert_eq!(messages, ["STREAM_STARTED", "CHUNK_STARTED", "CHUNK_FINISHED", "STREAM_FINISHED"]);
}

#[test]
fn every_option_of_the_help_stands_in_the_man_page() {
    let page = include_str!("../man/copyfile2.1");
    let output = copyfile2(Path::new("/"), &["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let options: Vec<&str> = help
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("--"))
        .map(|word| word.trim_end_matches(','))
        .collect();
    assert!(options.len() >= 15, "{options:?}");
    for option in options {
        assert!(page.contains(&format!("Fl -{option}")), "--{option} is missing in the man page");
    }
}

/// A13, A1: Ctrl-C removes the file under way. The rate keeps the copy going until the signal comes.
#[test]
fn interrupting_removes_the_file_under_way() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a"), vec![1; 4 << 20]).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_copyfile2"))
        .current_dir(directory.path())
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
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(!directory.path().join("b").exists());
}
