//! Where the queue is: what the environment says, what the password database says, and what a set-user-ID program believes.
#![cfg(feature = "bits")]

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const NOBODY: u32 = 65_534;
/// A user that no password database knows.
const UNKNOWN: u32 = 54_321;

/// A directory for everybody, with a program of its own.
fn copy_of(program: &str) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    std::fs::set_permissions(place.path(), Permissions::from_mode(0o777)).unwrap();
    let copy = place.path().join("program");
    std::fs::copy(program, &copy).unwrap();
    (place, copy)
}

/// The program gets the rights of an unknown user, whoever calls it. `None`, after saying so, where that cannot be.
fn set_user_id(program: &Path) -> Option<()> {
    if chown(program, Some(UNKNOWN), None).is_err() {
        println!("skipped: only root may give files away");
        return None;
    }
    std::fs::set_permissions(program, Permissions::from_mode(0o4755)).unwrap();
    let status = rustix::fs::statvfs(program).unwrap();
    if status.f_flag.contains(rustix::fs::StatVfsMountFlags::NOSUID) {
        println!("skipped: no program gets rights from its file here");
        return None;
    }
    Some(())
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_set_user_id_program_believes_no_variable_that_names_a_place() {
    let (place, program) = copy_of(env!("CARGO_BIN_EXE_bitsadmin"));
    let Some(()) = set_user_id(&program) else { return };
    let log = place.path().join("log");
    let output = Command::new(&program)
        .arg("/list")
        .env("XDG_STATE_HOME", place.path().join("state"))
        .env("HOME", place.path().join("home"))
        .env("COPYFILE2_LOG", "trace")
        .env("COPYFILE2_LOG_FILE", &log)
        .uid(NOBODY)
        .output()
        .unwrap();
    // OWN-11: the rights are another user's, and so is the queue; that user has no home here.
    assert!(!output.status.success() && complaint(&output).contains("0x80070003"), "{}", complaint(&output));
    for name in ["state", "home", "log"] {
        assert!(!place.path().join(name).exists(), "{name}");
    }
}

#[test]
fn without_variables_the_password_database_names_the_home() {
    // The home of root, in a mount namespace of its own.
    if !rustix::process::geteuid().is_root() {
        println!("skipped: needs root, whose home is replaced");
        return;
    }
    let (place, program) = copy_of(env!("CARGO_BIN_EXE_bitsadmin"));
    let script =
        "home=$(getent passwd 0 | cut -d: -f6) && mount --bind \"$1\" \"$home\" && shift && exec \"$@\"";
    let home = place.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let output = Command::new("unshare")
        .args(["--mount", "sh", "-c", script, "sh"])
        .args([&home, &program])
        .arg("/list")
        .env_remove("HOME")
        .env_remove("XDG_STATE_HOME")
        .output()
        .unwrap();
    if complaint(&output).contains("unshare") || complaint(&output).contains("mount") {
        println!("skipped: {}", complaint(&output));
        return;
    }
    assert!(output.status.success(), "{}", complaint(&output));
    let queue = home.join(".local/state/copyfile2");
    assert_eq!(queue.metadata().unwrap().mode() & 0o777, 0o700);
}

/// Names that are not absolute do not count, as the XDG specification says.
#[test]
fn relative_names_do_not_count() {
    let (place, program) = copy_of(env!("CARGO_BIN_EXE_bitsadmin"));
    let output = Command::new(program)
        .arg("/list")
        .current_dir(place.path())
        .env("XDG_STATE_HOME", "relative")
        .env("HOME", place.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", complaint(&output));
    assert!(place.path().join(".local/state/copyfile2/bits.db").exists());
    assert!(!place.path().join("relative").exists());
}

/// Every variable that names a file or a program goes through one door, which is shut in set-user-ID programs.
#[test]
fn no_other_place_of_the_library_reads_such_variables() {
    fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found)
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path)
            }
        }
    }
    // Numbers and switches; no name of a file.
    const HARMLESS: [&str; 4] =
        ["COPYFILE2_BITS_{name}", "COPYFILE2_UPDATE_", "COPYFILE2_FAULTS", "COPYFILE2_BACKSLASH"];
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut wrong = Vec::new();
    for path in files.iter().filter(|path| !path.ends_with("sys/environment.rs")) {
        if path.components().any(|part| part.as_os_str() == "faults_tests" || part.as_os_str() == "bin") {
            continue; // tests; and programs, whose arguments are their caller's anyway
        }
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let reads = ["env::var(", "env::var_os(", "env::vars", "env::temp_dir", "getenv("]
                .iter()
                .any(|word| line.contains(word));
            if reads && !HARMLESS.iter().any(|name| line.contains(name)) {
                wrong.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "use sys::trusted_variable:\n{}", wrong.join("\n"));
}
