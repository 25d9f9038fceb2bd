//! The documented codes of moves and replacements, each with what was left behind, through C. Faults that no file system
//! here has are made by strace.

mod support;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use support::c_programs::{Build, is_there, succeed};
use support::family::{FamilyCall, Spelling, read};
use support::{FileSystem, content, file, put_stream, set_mode, skipped, stream};

const REPLACE: u32 = 1;
const COPY_ALLOWED: u32 = 2;

/// A directory with an old and a new file.
struct Place {
    _made: tempfile::TempDir,
    old: PathBuf,
    new: PathBuf,
    backup: PathBuf,
}

fn place_in(volume: &Path) -> Place {
    let made = tempfile::tempdir_in(volume).expect("a directory");
    let [old, new, backup] = ["old", "new", "backup"].map(|name| made.path().join(name));
    file(&old, "old");
    file(&new, "new");
    Place { _made: made, old, new, backup }
}

fn place() -> Place {
    place_in(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

impl Place {
    fn directory(&self) -> &Path {
        self.old.parent().expect("a directory")
    }

    /// Both files have their names, and there is no backup.
    #[track_caller]
    fn is_untouched(&self) {
        assert_eq!(fs::read(&self.old).unwrap(), b"old");
        assert_eq!(fs::read(&self.new).unwrap(), b"new");
        assert!(!self.backup.exists());
    }
}

fn replace<'a>(names: &[&'a Path]) -> FamilyCall<'a> {
    FamilyCall::new(Spelling::Ansi, "replace", names)
}

fn rename<'a>(from: &'a Path, to: &'a Path, flags: u32) -> FamilyCall<'a> {
    FamilyCall::new(Spelling::Ansi, "moveex", &[from, to]).flags(flags)
}

/// Sets an attribute of chattr(1) while `body` runs; `false` if this file system has none.
fn with_attribute(path: &Path, attribute: char, body: impl FnOnce()) -> bool {
    let change = |sign: char| Command::new("chattr").arg(format!("{sign}{attribute}")).arg(path).output();
    if !change('+').is_ok_and(|output| output.status.success()) {
        skipped(&format!("no chattr +{attribute} here"));
        return false;
    }
    // A test that fails must not leave files that nobody can remove.
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(body));
    assert!(change('-').expect("chattr starts").status.success());
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    true
}

const NOBODY: u32 = 65534;

/// The call by a user without privileges, whose program must stand where that user may go.
fn as_nobody(call: &FamilyCall<'_>, directory: &Path) -> support::family::Answer {
    let made = call.command();
    let program = directory.join("call");
    // Not written by this process: a child of another thread could still hold it open, and then it cannot be run.
    succeed(Command::new("install").args(["-m", "755"]).arg(made.get_program()).arg(&program));
    let output = Command::new(&program).args(made.get_args()).uid(NOBODY).gid(NOBODY).output();
    read(&output.expect("call starts")).expect("an answer")
}

/// Makes a directory seen read-only at another place.
fn read_only_view(directory: &Path) -> Option<PathBuf> {
    let view = FileSystem::Tmpfs.root()?.join(format!("view{}", directory.metadata().ok()?.ino()));
    fs::create_dir(&view).expect("a directory");
    succeed(Command::new("mount").arg("--bind").arg(directory).arg(&view));
    succeed(Command::new("mount").args(["-o", "remount,bind,ro"]).arg(&view));
    Some(view)
}

/// RF5: 1175, the replaced file could not be removed or renamed; both files keep their names.
#[test]
fn replacing_fails_with_1175_and_both_files_keep_their_names() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let there = place_in(&volume);
    for attribute in ['i', 'a'] {
        with_attribute(&there.old, attribute, || {
            replace(&[&there.old, &there.new]).fails(1175);
            replace(&[&there.old, &there.new, &there.backup]).fails(1175);
        });
        there.is_untouched();
    }
    // The backup cannot have its name: another volume, a directory of that name, no such directory.
    let far = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let far_backup = far.path().join("backup");
    replace(&[&there.old, &there.new, &far_backup]).fails(1175);
    assert!(!far_backup.exists(), "RF3");
    let directory = there.directory().join("directory");
    fs::create_dir(&directory).unwrap();
    replace(&[&there.old, &there.new, &directory]).fails(1175);
    replace(&[&there.old, &there.new, &there.directory().join("absent/backup")]).fails(1175);
    there.is_untouched();
}

/// RF3, RF5: 1176, the replacement could not be renamed; both files keep their names.
#[test]
fn replacing_fails_with_1176_and_both_files_keep_their_names() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let (there, far) = (place_in(&volume), place());
    replace(&[&there.old, &far.new]).fails(1176);
    replace(&[&there.old, &far.new, &there.backup]).fails(1176);
    for attribute in ['i', 'a'] {
        with_attribute(&there.new, attribute, || {
            replace(&[&there.old, &there.new]).fails(1176);
            replace(&[&there.old, &there.new, &there.backup]).fails(1176);
        });
    }
    there.is_untouched();
    far.is_untouched();
}

/// RF5: 1175, 1176 and 1177 where names cannot be exchanged (EINVAL), nor files have a second name (EPERM, as on FAT).
#[test]
fn replacing_by_single_steps_tells_how_far_it_came() {
    const NO_EXCHANGE: &str = "inject=renameat2:error=EINVAL";
    const NO_LINKS: &str = "inject=linkat:error=EPERM";
    let there = place();
    let names = [there.old.as_path(), &there.new, &there.backup];
    let answer = |faults: &[&str]| {
        let options: Vec<&str> =
            faults.iter().flat_map(|fault| ["-e", fault]).chain(["-o", "/dev/null"]).collect();
        replace(&names).under_strace(&options).map(|output| read(&output).expect("an answer"))
    };
    let Some(first) = answer(&["inject=renameat2:error=EIO"]) else { return };
    assert_eq!((first.succeeded, first.code), (false, 1176), "the exchange itself fails");
    there.is_untouched();
    let second = answer(&[NO_EXCHANGE, NO_LINKS, "inject=renameat:error=EIO:when=1"]).unwrap();
    assert_eq!((second.succeeded, second.code), (false, 1175), "the old file cannot be renamed");
    there.is_untouched();
    let third = answer(&[NO_EXCHANGE, "inject=renameat:error=EIO:when=1"]).unwrap();
    assert_eq!(
        (third.succeeded, third.code),
        (false, 1176),
        "the new one cannot; the second name is taken back"
    );
    there.is_untouched();

    let fourth = answer(&[NO_EXCHANGE, NO_LINKS, "inject=renameat:error=EIO:when=2"]).unwrap();
    assert_eq!((fourth.succeeded, fourth.code), (false, 1177), "the old file has the backup name already");
    assert!(!there.old.exists());
    assert_eq!(fs::read(&there.backup).unwrap(), b"old");
    assert_eq!(fs::read(&there.new).unwrap(), b"new");

    fs::rename(&there.backup, &there.old).unwrap();
    let fifth = answer(&[NO_EXCHANGE, NO_LINKS]).unwrap();
    assert!(fifth.succeeded, "on FAT too");
    assert_eq!(fs::read(&there.backup).unwrap(), b"old");
    assert_eq!(fs::read(&there.old).unwrap(), b"new");
}

/// RF5: the old file got the backup's name, and could not: the exchange is taken back.
#[test]
fn replacing_takes_an_exchange_back() {
    let there = place();
    let names = [there.old.as_path(), &there.new, &there.backup];
    let faults = ["-e", "inject=renameat:error=EIO:when=1", "-o", "/dev/null"];
    let Some(output) = replace(&names).under_strace(&faults) else { return };
    let answer = read(&output).expect("an answer");
    assert_eq!((answer.succeeded, answer.code), (false, 1175));
    there.is_untouched();
}

/// RF4: 2, 3, 5 and 32, with both files as they were.
#[test]
fn replacing_refuses_what_cannot_be_replaced() {
    let there = place();
    let inside = |name: &str| there.directory().join(name);
    let (absent, lost, directory) = (inside("absent"), inside("absent/lost"), inside("directory"));
    fs::create_dir(&directory).unwrap();
    replace(&[&absent, &there.new]).fails(2);
    replace(&[&there.old, &absent]).fails(2);
    replace(&[&lost, &there.new]).fails(3);
    replace(&[&there.old, &lost]).fails(3);
    replace(&[&directory, &there.new]).fails(5);
    replace(&[&there.old, &directory]).fails(5);
    replace(&[&there.old, &there.old]).fails(32);
    replace(&[&there.old, &there.new, &there.new]).fails(87);
    for read_only in [&there.old, &there.new] {
        set_mode(read_only, 0o444);
        replace(&[&there.old, &there.new]).fails(5);
        set_mode(read_only, 0o644);
    }
    there.is_untouched();
}

/// RF1: named streams that the replacement lacks stay, its own win; the permissions are the replaced file's; with
/// IGNORE_MERGE_ERRORS and IGNORE_ACL_ERRORS what cannot be carried over is no error.
#[test]
fn replacing_keeps_what_the_replaced_file_had() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let there = place_in(&volume);
    set_mode(&there.old, 0o750);
    for (path, name, value) in
        [(&there.old, "kept", "old"), (&there.old, "both", "old"), (&there.new, "both", "new")]
    {
        assert!(put_stream(path, name, value.as_bytes()));
    }
    replace(&[&there.old, &there.new]).succeeds();
    assert_eq!(stream(&there.old, "kept").as_deref(), Some(b"old".as_slice()));
    assert_eq!(stream(&there.old, "both").as_deref(), Some(b"new".as_slice()));
    assert_eq!(support::mode(&there.old), 0o750);

    file(&there.new, "again");
    let refuse =
        ["-e", "inject=fsetxattr:error=ENOSPC", "-e", "inject=fchmod:error=EPERM", "-o", "/dev/null"];
    let answer = |flags| {
        let output = replace(&[&there.old, &there.new]).flags(flags).under_strace(&refuse)?;
        read(&output)
    };
    let Some(strict) = answer(0) else { return };
    assert_eq!((strict.succeeded, strict.code), (false, 112));
    assert_eq!(answer(2).map(|answer| answer.code), Some(5), "IGNORE_MERGE_ERRORS alone");
    assert_eq!(fs::read(&there.new).unwrap(), b"again");
    assert_eq!(answer(2 | 4).map(|answer| answer.succeeded), Some(true), "with IGNORE_ACL_ERRORS");
    assert_eq!(fs::read(&there.old).unwrap(), b"again");
}

/// RF1: the result belongs to whom the replaced file belonged, and its access list is the replaced file's, or none. Who may
/// not give files to that group gives it no rights of the other group.
#[test]
fn replacing_keeps_the_owner_and_the_access_list() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let there = place_in(&volume);
    set_mode(there.directory(), 0o777);
    let owner = |path: &Path| (path.metadata().unwrap().uid(), path.metadata().unwrap().gid());
    std::os::unix::fs::chown(&there.old, Some(NOBODY), Some(NOBODY)).unwrap();
    set_mode(&there.old, 0o640);
    // user::rw-, user:nobody:rwx, group::---, mask::rwx, other::---
    let entry = |tag: u16, rights: u16, id: u32| {
        [tag.to_le_bytes().as_slice(), &rights.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    let ids = [(1, 6, u32::MAX), (2, 7, NOBODY), (4, 0, u32::MAX), (16, 7, u32::MAX), (32, 0, u32::MAX)];
    let list = ids.map(|(tag, rights, id)| entry(tag, rights, id)).concat();
    let list = [2_u32.to_le_bytes().as_slice(), &list].concat();
    let put = |path: &Path| {
        let hexadecimal: String = list.iter().map(|byte| format!("{byte:02x}")).collect();
        succeed(
            Command::new("setfattr")
                .args(["-n", "system.posix_acl_access", "-v", &format!("0x{hexadecimal}")])
                .arg(path),
        );
    };
    let has_list = |path: &Path| {
        let mut command = Command::new("getfattr");
        succeed(command.args(["--absolute-names", "-m", "system.posix_acl_access"]).arg(path))
            .contains("posix_acl")
    };
    put(&there.new);
    replace(&[&there.old, &there.new]).succeeds();
    assert_eq!((owner(&there.old), support::mode(&there.old)), ((NOBODY, NOBODY), 0o640));
    assert!(!has_list(&there.old), "the replacement's list goes");

    file(&there.new, "new");
    put(&there.old);
    replace(&[&there.old, &there.new]).succeeds();
    assert!(has_list(&there.old), "the replaced file's stays");

    // Another user may have the right to the name alone.
    let [root_file, own] = ["root", "own"].map(|name| file(there.directory().join(name), name));
    set_mode(&root_file, 0o674);
    std::os::unix::fs::chown(&own, Some(NOBODY), Some(NOBODY)).unwrap();
    let answer = as_nobody(&replace(&[&root_file, &own]), there.directory());
    assert!(answer.succeeded, "{answer:?}");
    assert_eq!((owner(&root_file), support::mode(&root_file)), ((NOBODY, NOBODY), 0o644));
}

/// MV5, MV6, MV12, MV14, MV17, MV18: 17, 183, 5, 2 and 3 across volumes, with source and destination as they were.
#[test]
fn moving_across_volumes_refuses_with_the_code_of_the_reason() {
    let Some(volume) = FileSystem::Tmpfs.root() else { return };
    let (here, there) = (place(), place_in(&volume));
    let directory = here.directory().join("directory");
    fs::create_dir(&directory).unwrap();
    let far = |name: &str| there.directory().join(name);
    for flags in [0, REPLACE] {
        rename(&here.new, &far("x"), flags).fails(17);
        rename(&directory, &far("x"), flags | COPY_ALLOWED).fails(17);
    }
    rename(&here.new, &there.old, 0).fails(183);
    rename(&here.new, &there.old, COPY_ALLOWED).fails(183);
    rename(&here.directory().join("absent"), &far("x"), COPY_ALLOWED).fails(2);
    rename(&here.directory().join("absent/y"), &far("x"), COPY_ALLOWED).fails(3);
    rename(&here.new, &far("absent/y"), COPY_ALLOWED).fails(3);
    let target = far("directory");
    fs::create_dir(&target).unwrap();
    rename(&here.new, &target, COPY_ALLOWED | REPLACE).fails(5);
    set_mode(&there.old, 0o444);
    rename(&here.new, &there.old, COPY_ALLOWED | REPLACE).fails(5);
    assert!(!far("x").exists());
    here.is_untouched();
    there.is_untouched();
}

/// MV4, MV8, F2: a volume that is full gives 112; the source stays and nothing half is left.
#[test]
fn moving_to_a_full_volume_keeps_the_source() {
    let Some(volume) = FileSystem::Small.root() else { return };
    let here = place();
    file(&here.new, content(5 << 20, 1));
    let target = volume.join("moved");
    for flags in [COPY_ALLOWED, COPY_ALLOWED | 8] {
        rename(&here.new, &target, flags).fails(112);
        assert_eq!(fs::metadata(&here.new).unwrap().len(), 5 << 20);
        assert!(!target.exists());
    }
}

/// MV11, MV8: what cannot be flushed is not deleted at its source; the deletion itself is no failure any more (MV7).
#[test]
fn moving_through_a_disk_that_fails_to_flush_keeps_the_source() {
    const WRITE_THROUGH: u32 = 8;
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let here = place();
    let target = volume.join("flushed");
    let call = rename(&here.new, &target, COPY_ALLOWED | WRITE_THROUGH);
    let answer = |when: u32| {
        let fault = format!("inject=fsync:error=EIO:when={when}");
        call.under_strace(&["-o", "/dev/null", "-e", &fault]).map(|output| read(&output).expect("an answer"))
    };
    for flush in [1, 2] {
        let Some(failed) = answer(flush) else { return };
        assert_eq!((failed.succeeded, failed.code), (false, 1117), "file, directory: {flush}");
        assert_eq!(fs::read(&here.new).unwrap(), b"new");
        fs::remove_file(&target).unwrap();
    }
    let done = answer(3).expect("strace traced before");
    assert!(done.succeeded, "the source's directory: {done:?}");
    assert!(!here.new.exists() && fs::read(&target).unwrap() == b"new");
    fs::remove_file(&target).unwrap();
}

/// MV11 in directories that this user may change and not list: the move is made, so it is no failure.
#[test]
fn moving_through_in_directories_without_the_right_to_list() {
    let here = place_in(&std::env::temp_dir());
    if here.old.metadata().unwrap().uid() != 0 {
        return skipped("needs root, to become somebody else");
    }
    let inside = here.directory().join("closed");
    fs::create_dir(&inside).unwrap();
    let (from, to) = (file(inside.join("from"), "f"), inside.join("to"));
    set_mode(here.directory(), 0o755);
    set_mode(&inside, 0o333);
    let answer = as_nobody(&rename(&from, &to, 8), here.directory());
    assert!(answer.succeeded, "{answer:?}");
    assert!(to.exists() && !from.exists());
}

/// MV23 across volumes: a link of the new name is replaced, and what it leads to stays; a link is moved as one.
#[test]
fn moving_across_volumes_follows_no_link() {
    let Some(volume) = FileSystem::Tmpfs.root() else { return };
    let (here, there) = (place(), place_in(&volume));
    let link = there.directory().join("link");
    symlink("old", &link).unwrap();
    rename(&here.new, &link, COPY_ALLOWED).fails(183);
    rename(&here.new, &link, COPY_ALLOWED | REPLACE).succeeds();
    assert_eq!(fs::read_link(&link).ok(), None);
    assert_eq!((fs::read(&link).unwrap(), fs::read(&there.old).unwrap()), (b"new".to_vec(), b"old".to_vec()));
    let source = here.directory().join("source");
    symlink("nowhere", &source).unwrap();
    rename(&source, &link, COPY_ALLOWED | REPLACE).succeeds();
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("nowhere"));
    assert!(source.symlink_metadata().is_err());
    there.is_untouched();
}

/// MV7: a source on a medium that cannot be written stays, and the move succeeds. To such a medium: 19.
#[test]
fn moving_off_and_onto_a_read_only_medium() {
    let here = place();
    let Some(view) = read_only_view(here.directory()) else { return };
    let Some(volume) = FileSystem::Tmpfs.root() else { return };
    let target = volume.join("from-read-only");
    rename(&view.join("new"), &target, COPY_ALLOWED).succeeds();
    assert_eq!(fs::read(&target).unwrap(), b"new");
    rename(&target, &view.join("x"), COPY_ALLOWED).fails(19);
    rename(&view.join("new"), &view.join("x"), 0).fails(19);
    rename(&view.join("new"), &view.join("old"), REPLACE).fails(19);
    replace(&[&view.join("old"), &view.join("new")]).fails(19);
    assert!(target.exists());
    here.is_untouched();
}

/// MV14, MV17, MV22: 5 where the file system refuses.
#[test]
fn moving_what_is_pinned_is_denied() {
    let Some(volume) = FileSystem::Ext4.root() else { return };
    let there = place_in(&volume);
    let target = there.directory().join("x");
    for attribute in ['i', 'a'] {
        with_attribute(&there.new, attribute, || {
            rename(&there.new, &target, 0).fails(5);
            rename(&there.old, &there.new, REPLACE).fails(5);
        });
        with_attribute(there.directory(), attribute, || rename(&there.new, &target, 0).fails(5));
    }
    there.is_untouched();
    assert!(!target.exists());
}

/// Part 3.4: 5 for a user without rights on the directory; the source stays.
#[test]
fn moving_without_rights_is_denied() {
    // Where everybody may go.
    let here = place_in(&std::env::temp_dir());
    set_mode(here.directory(), 0o755);
    let target = here.directory().join("x");
    if here.old.metadata().unwrap().uid() != 0 {
        return skipped("needs root, to become somebody else");
    }
    for (call, code) in [
        (rename(&here.new, &target, 0), 5),
        (rename(&here.new, &here.old, REPLACE), 5),
        (replace(&[&here.old, &here.new]), 5),
    ] {
        let answer = as_nobody(&call, here.directory());
        assert_eq!((answer.succeeded, answer.code), (false, code));
    }
    here.is_untouched();
}

/// MV21 and part 3.4: 123, 206, 1921, 3 and 32 by name.
#[test]
fn moving_tells_what_is_wrong_with_a_name() {
    let here = place();
    let long = here.directory().join("x".repeat(300));
    rename(&here.new, &long, 0).fails(206);
    rename(&long, &here.backup, 0).fails(206);
    let round = here.directory().join("round");
    symlink("round", &round).unwrap();
    rename(&here.new, &round.join("x"), 0).fails(1921);
    for name in ["Q:\\new:stream", "Q:\\new:stream:$DATA"] {
        let drives = format!("Q={}", here.directory().display());
        let call = FamilyCall::new(Spelling::Ansi, "move", &[OsStr::new(name), here.backup.as_os_str()]);
        let output = call.command().env("COPYFILE2_DRIVES", drives).output().unwrap();
        let answer = read(&output).expect("an answer");
        assert_eq!((answer.succeeded, answer.code), (false, 123), "{name}");
    }
    let directory = here.directory().join("directory");
    fs::create_dir(&directory).unwrap();
    rename(&directory, &directory.join("inside"), 0).fails(32);
    rename(&here.new, &here.new.join("x"), 0).fails(3);
    here.is_untouched();
}

/// MV12 where the kernel cannot refuse by itself (EINVAL): by a second name, or by looking.
#[test]
fn moving_never_replaces_by_itself_where_the_kernel_lacks_the_flag() {
    const NO_FLAGS: &str = "inject=renameat2:error=EINVAL";
    const NO_LINKS: &str = "inject=linkat:error=EPERM";
    for faults in [&[NO_FLAGS][..], &[NO_FLAGS, NO_LINKS]] {
        let here = place();
        let options: Vec<&str> =
            faults.iter().flat_map(|fault| ["-e", fault]).chain(["-o", "/dev/null"]).collect();
        let Some(output) = rename(&here.new, &here.old, 0).under_strace(&options) else { return };
        assert_eq!(read(&output).map(|answer| (answer.succeeded, answer.code)), Some((false, 183)));
        here.is_untouched();
        let output = rename(&here.new, &here.backup, 0).under_strace(&options).unwrap();
        assert_eq!(read(&output).map(|answer| answer.succeeded), Some(true));
        assert_eq!(fs::read(&here.backup).unwrap(), b"new");
        assert!(!here.new.exists());
        // MV15 without an exchange.
        let directory = here.directory().join("directory");
        fs::create_dir(&directory).unwrap();
        let output = rename(&directory, &here.old, REPLACE).under_strace(&options).unwrap();
        assert_eq!(read(&output).map(|answer| answer.succeeded), Some(true));
        assert!(here.old.is_dir() && !directory.exists());
    }
}

/// NTFS in user space, which does not tell letter cases apart, nor exchange names. Ends with the test.
struct CaseBlind {
    server: Child,
    root: PathBuf,
}

impl CaseBlind {
    fn mount() -> Option<Self> {
        let base = FileSystem::Tmpfs.root()?;
        if !is_there("lowntfs-3g") || !Path::new("/dev/fuse").exists() {
            skipped("no NTFS in user space here");
            return None;
        }
        let (image, root) = (base.join("ntfs.image"), base.join("ntfs"));
        fs::File::create(&image).and_then(|file| file.set_len(16 << 20)).expect("an image");
        fs::create_dir(&root).expect("a directory");
        succeed(Command::new("mkfs.ntfs").args(["-q", "-F", "-f"]).arg(&image));
        // Neither may outlive a test that is killed.
        let server = Command::new("setpriv")
            .args([
                "--pdeathsig",
                "KILL",
                "lowntfs-3g",
                "-o",
                "no_detach,ignore_case,streams_interface=xattr",
            ])
            .args([&image, &root])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("setpriv starts");
        let mut mounted = Self { server, root };
        while !succeed(Command::new("cat").arg("/proc/self/mounts")).contains("/ntfs fuse") {
            if mounted.server.try_wait().expect("a child").is_some() {
                skipped("NTFS in user space cannot be mounted here");
                return None;
            }
            std::thread::yield_now();
        }
        Some(mounted)
    }
}

impl Drop for CaseBlind {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.root).status().ok();
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// MV20 where file names do not differ by case: a new spelling is taken, with every flag. One file under two
/// spellings is not two hard links, of which one could go: RF4 and MV13 must not lose it.
#[test]
fn another_spelling_of_a_name_is_the_same_file() {
    let Some(blind) = CaseBlind::mount() else { return };
    let there = place_in(&blind.root);
    let inside = |name: &str| there.directory().join(name);
    if !inside("NEW").exists() {
        return skipped("this NTFS tells letter cases apart");
    }
    let spellings = || {
        let mut names: Vec<String> = fs::read_dir(there.directory())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    for (flags, spelling) in [(0, "NEW"), (REPLACE, "New"), (COPY_ALLOWED, "nEW"), (8, "new")] {
        rename(&inside("neW"), &inside(spelling), flags).succeeds();
        // This server shows every name in lower case, whatever it is.
        assert_eq!(spellings(), ["new", "old"], "{flags}");
        assert_eq!(fs::read(inside("new")).unwrap(), b"new");
    }
    there.is_untouched();
    fs::create_dir(inside("directory")).unwrap();
    rename(&inside("directory"), &inside("Directory"), 0).succeeds();
    assert_eq!(spellings(), ["directory", "new", "old"]);

    replace(&[&there.old, &inside("OLD")]).fails(32);
    replace(&[&there.old, &inside("OLD"), &there.backup]).fails(32);
    replace(&[&there.old, &there.new, &inside("OLD")]).fails(87);
    replace(&[&there.old, &there.new, &inside("NEW")]).fails(87);
    rename(&inside("NEW"), &inside("OLD"), 0).fails(183);
    there.is_untouched();
    FamilyCall::new(Spelling::Ansi, "copy", &[&there.old, &inside("OLD")]).fails(32);
    there.is_untouched();

    // And what it does else, without an exchange of names.
    replace(&[&inside("OLD"), &inside("NEW"), &there.backup]).succeeds();
    assert_eq!(fs::read(&there.old).unwrap(), b"new");
    assert_eq!(fs::read(&there.backup).unwrap(), b"old");
    assert!(!there.new.exists());
    rename(&there.backup, &inside("OLD"), REPLACE).succeeds();
    assert_eq!(fs::read(&there.old).unwrap(), b"old");
}

/// Two hard links of one file: the source's name goes (MV13), and the replacement's (RF1), which rename(2) would leave; also
/// when the backup is still a second name of the replaced file, as a call that was killed leaves it (RF2).
#[test]
fn hard_links_of_one_file_are_two_names() {
    for faults in [&[][..], &["-e", "inject=renameat2:error=EINVAL"]] {
        let here = place();
        let options = [&["-o", "/dev/null"], faults].concat();
        let succeeds = |call: FamilyCall<'_>| {
            if faults.is_empty() {
                return Some(call.succeeds());
            }
            let answer = read(&call.under_strace(&options)?).expect("an answer");
            assert!(answer.succeeded, "{answer:?}");
            Some(answer.calls)
        };
        let link = here.directory().join("OLD");
        fs::hard_link(&here.old, &link).unwrap();
        if succeeds(rename(&here.old, &link, REPLACE)).is_none() {
            return;
        }
        assert!(!here.old.exists() && fs::read(&link).unwrap() == b"old");
        fs::hard_link(&link, &here.old).unwrap();
        succeeds(replace(&[&here.old, &link]));
        assert!(!link.exists() && fs::read(&here.old).unwrap() == b"old");
        fs::hard_link(&here.old, &here.backup).unwrap();
        succeeds(replace(&[&here.old, &here.new, &here.backup]));
        assert!(!here.new.exists(), "{faults:?}");
        assert_eq!(fs::read(&here.old).unwrap(), b"new");
        assert_eq!(fs::read(&here.backup).unwrap(), b"old");
        fs::hard_link(&here.old, &here.new).unwrap();
        succeeds(replace(&[&here.old, &here.new, &here.backup]));
        assert!(!here.new.exists(), "{faults:?}");
        assert_eq!(fs::read(&here.old).unwrap(), b"new");
        assert_eq!(fs::read(&here.backup).unwrap(), b"new");
    }
}

/// MV9: owner, permissions beyond the umask and access lists do not travel to another volume, the write time does.
#[test]
fn moving_across_volumes_leaves_security_behind() {
    let Some(volume) = FileSystem::Tmpfs.root() else { return };
    let here = place();
    set_mode(&here.new, 0o4775);
    support::set_write_time(&here.new, 1_000_000_000, 123_456_789);
    let target = volume.join("secure");
    rename(&here.new, &target, COPY_ALLOWED).succeeds();
    let moved = target.metadata().unwrap();
    assert_eq!(moved.permissions().mode() & 0o7000, 0);
    assert_eq!((moved.mtime(), moved.mtime_nsec()), (1_000_000_000, 123_456_789));
}

/// X11: an exception out of a routine is not supported. It ends the program, before anything is told to be done.
#[test]
fn an_exception_out_of_a_routine_ends_the_program() {
    let here = place();
    let build = Build { compiler: "g++", standard: "c++17", options: &[] };
    let Some(program) = build.program("c-tests/throwing.cpp", here.directory()) else { return };
    let output = Command::new(program).args([&here.new, &here.backup]).output().expect("throwing starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && !said.contains("returned"), "{output:?}");
    here_is_whole(&here);
}

#[track_caller]
fn here_is_whole(here: &Place) {
    assert_eq!(fs::read(&here.new).unwrap(), b"new");
}
