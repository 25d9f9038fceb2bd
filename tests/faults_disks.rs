//! Real disks that are full, read-only, over a quota or gone, and limits of the process: each copy either is whole or
//! says why it is not, the source is never harmed, and nothing half is left.

mod support;

use copyfile2::copy::{Action, Phase};
use copyfile2::win32::{CopyFlags, MoveFlags};
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::family::{FamilyCall, Spelling};
use support::*;

const MIB: usize = 1 << 20;
const DISK_FULL: u32 = 112;

/// A file system of one test alone, gone with it. The mount namespace is this process's own.
struct Disk {
    /// A tmpfs with the image and the mount point.
    base: tempfile::TempDir,
}

impl Disk {
    /// `None` after saying why there is none.
    fn new(kind: &str, mebibytes: u64, make: &[&str], options: &str) -> Option<Self> {
        FileSystem::Tmpfs.root()?;
        let base = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        run(Command::new("mount").args(["-t", "tmpfs", "none"]).arg(base.path()))?;
        let disk = Self { base };
        fs::create_dir(disk.root()).expect("a mount point");
        let made = if let Some((program, arguments)) = make.split_first() {
            fs::File::create(disk.image()).and_then(|file| file.set_len(mebibytes << 20)).expect("an image");
            run(Command::new(program).args(arguments).arg(disk.image())).and_then(|()| {
                let options = format!("loop,{options}");
                run(Command::new("mount")
                    .args(["-t", kind, "-o", &options])
                    .arg(disk.image())
                    .arg(disk.root()))
            })
        } else {
            run(Command::new("mount").args(["-t", kind, "-o", options, "none"]).arg(disk.root()))
        };
        made?;
        Some(disk)
    }

    fn ext4(options: &[&str], mount: &str) -> Option<Self> {
        Self::new("ext4", 16, &[&["mkfs.ext4", "-q", "-F", "-m", "0", "-b", "4096"], options].concat(), mount)
    }

    fn xfs() -> Option<Self> {
        Self::new("xfs", 300, &["mkfs.xfs", "-q", "-m", "reflink=1"], "defaults")
    }

    fn btrfs() -> Option<Self> {
        Self::new("btrfs", 256, &["mkfs.btrfs", "-q", "-f"], "defaults")
    }

    fn root(&self) -> PathBuf {
        self.base.path().join("root")
    }

    fn image(&self) -> PathBuf {
        self.base.path().join("image")
    }

    /// A path on it.
    fn at(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// What stands on it, but for what belongs to the disk itself.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).expect("the disk");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.filter(|name| name != "lost+found" && name != "filler").collect();
        names.sort();
        names
    }

    /// Leaves no more than `left` bytes of room.
    fn fill_up(&self, left: u64) {
        let filler = fs::File::create(self.at("filler")).expect("a filler");
        let (mut size, mut step) = (0, 64 << 20);
        while step >= 512 {
            match rustix::fs::fallocate(&filler, rustix::fs::FallocateFlags::empty(), size, step) {
                Ok(()) => size += step,
                Err(_) => step /= 2,
            }
        }
        filler.set_len(size.saturating_sub(left)).expect("room");
        drop(filler);
        self.sync();
    }

    fn empty(&self) {
        fs::remove_file(self.at("filler")).expect("room again");
        self.sync();
    }

    /// Brings this disk up to date, not those of everybody else.
    fn sync(&self) {
        let root = fs::File::open(self.root()).expect("the disk");
        rustix::fs::syncfs(root).expect("a disk that works");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        for path in [self.root(), self.base.path().to_owned()] {
            // A test may have taken it away already.
            let _what_it_says = Command::new("umount").arg("-l").arg(path).output().is_err();
        }
    }
}

fn run(command: &mut Command) -> Option<()> {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            skipped(&format!("{command:?}: {error}"));
            return None;
        }
    };
    if !output.status.success() {
        skipped(&format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    output.status.success().then_some(())
}

/// A source with a stream and an attribute.
fn rich(path: PathBuf, size: usize) -> PathBuf {
    file(&path, content(size, 3));
    assert!(put_stream(&path, "stream", &[7; 2000]) && put_attribute(&path, "note", &[8; 500]));
    set_write_time(&path, 1_000_000_000, 0);
    path
}

fn each_full_disk(test: impl Fn(Edge, &Disk)) {
    for edge in Edge::BOTH {
        let disks = [
            Disk::ext4(&[], "defaults"),
            Disk::ext4(&["-I", "128"], "defaults"),
            Disk::xfs(),
            Disk::btrfs(),
            Disk::new("tmpfs", 0, &[], "size=8m"),
        ];
        for (number, disk) in disks.iter().enumerate() {
            println!("{edge:?}, disk {number}");
            disk.iter().for_each(|disk| test(edge, disk));
        }
    }
}

/// The copy is whole, or the code is one of `codes`, the ERROR message says so, and the name is free.
#[track_caller]
fn whole_or_gone(record: &Record, source: &Path, destination: &Path, codes: &[u32]) {
    if record.code == 0 {
        assert_copied(source, destination);
        return;
    }
    assert!(codes.contains(&record.code), "{record:#?}");
    check_failure(record, record.code);
    assert!(fs::symlink_metadata(destination).is_err(), "F1: {record:#?}");
}

// S10, F1, M15, F7: room for the data is asked for first; without that the writes find out; small files, streams,
// directories and links find out in their own ways.
#[test]
fn a_full_disk_is_found_in_every_phase() {
    each_full_disk(|edge, disk| {
        let sources = tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
        let large = rich(sources.path().join("large"), 6 * MIB);
        let small = rich(sources.path().join("small"), 3000);
        let empty = rich(sources.path().join("empty"), 0);
        let before = [&large, &small, &empty].map(Snapshot::of);
        let destination = disk.at("copy");
        let copy = |source: &Path| Call::new_for(edge, source, &destination);

        disk.fill_up(3 << 20);
        let reserved = copy(&large).run();
        check_failure(&reserved, DISK_FULL);
        assert!(!reserved.kinds().contains(&Kind::StreamStarted), "S10: {reserved:#?}");
        for flags in [CopyFlags::DISABLE_PRE_ALLOCATION, CopyFlags::NO_BUFFERING] {
            let grown = copy(&large).flags(flags).run();
            check_failure(&grown, DISK_FULL);
            assert_eq!(disk.names(), Vec::<String>::new(), "F1");
        }
        let grown = copy(&large).flags(CopyFlags::DISABLE_PRE_ALLOCATION).run();
        assert_eq!(grown.messages.last().map(|last| last.phase), Some(Phase::WriteDestination));

        // What was there is overwritten in place: the room that it had does not help.
        file(&destination, b"old");
        check_failure(&copy(&large).flags(CopyFlags::DISABLE_PRE_ALLOCATION).run(), DISK_FULL);
        assert_eq!(disk.names(), Vec::<String>::new(), "A1, F1");

        disk.fill_up(0);
        for source in [&small, &empty] {
            // Some of the attributes may not fit where there is no room for them either.
            whole_or_gone(&copy(source).run(), source, &destination, &[DISK_FULL, 275]);
            let _whole = fs::remove_file(&destination).is_ok();
        }
        let tree = sources.path().join("tree");
        fs::create_dir(&tree).expect("a directory");
        assert!(put_stream(&tree, "stream", &[7; 2000]));
        let made = copy(&tree).flags(CopyFlags::DIRECTORY).run();
        assert!(made.code == 0 || made.code == DISK_FULL, "{made:#?}");
        assert_eq!(destination.exists(), made.code == 0, "F1");
        let _made = fs::remove_dir(&destination).is_ok();
        let link = sources.path().join("link");
        symlink("n".repeat(900), &link).expect("a long link");
        let made = copy(&link).flags(CopyFlags::COPY_SYMLINK).run();
        assert!(made.code == 0 || made.code == DISK_FULL, "{made:#?}");
        assert_eq!(fs::symlink_metadata(&destination).is_ok(), made.code == 0, "F1");
        let _made = fs::remove_file(&destination).is_ok();
        assert_eq!(disk.names(), Vec::<String>::new());

        assert!([&large, &small, &empty].map(Snapshot::of) == before, "the sources are as before");
        disk.empty();
        check_success(&copy(&large).run());
        assert_copied(&large, &destination);
    });
}

// F1, MV7: no room for another name is a full disk too, of every kind of copy; a move keeps its source.
#[test]
fn a_disk_without_inodes_is_full() {
    let disks = [Disk::ext4(&["-N", "16"], "defaults"), Disk::new("tmpfs", 0, &[], "size=8m,nr_inodes=16")];
    for disk in disks.iter().flatten() {
        let taken = fs::read_dir(disk.root()).expect("the disk").count();
        for number in taken.. {
            assert!(number < 1000, "an end of the inodes");
            if fs::write(disk.at(&format!("taken-{number}")), b"").is_err() {
                break;
            }
        }
        let names = disk.names();
        for edge in Edge::BOTH {
            let sources =
                tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
            let source = fill(sources.path().join("file"), 3000);
            let record = Call::new_for(edge, &source, &disk.at("copy")).run();
            check_failure(&record, DISK_FULL);
            assert_eq!(record.messages[0].phase, Phase::PrepareDestination);
            let tree = sources.path().join("tree");
            fs::create_dir(&tree).expect("a directory");
            let record = Call::new_for(edge, &tree, &disk.at("copy")).flags(CopyFlags::DIRECTORY).run();
            check_failure(&record, DISK_FULL);
            let link = sources.path().join("link");
            symlink("file", &link).expect("a link");
            let record = Call::new_for(edge, &link, &disk.at("copy")).flags(CopyFlags::COPY_SYMLINK).run();
            check_failure(&record, DISK_FULL);
            let copy = disk.at("copy");
            let moving = FamilyCall::new(Spelling::Utf16, "moveex", &[&source, &copy]);
            moving.flags(MoveFlags::COPY_ALLOWED.bits()).fails(DISK_FULL);
            assert_eq!(fs::read(&source).expect("the source"), content(3000, 3001), "MV7");
        }
        assert_eq!(disk.names(), names);
    }
}

// F4, P5, F3: on a full disk there is no room for the state either. The answer stays, and the next call copies all.
#[test]
fn a_copy_that_is_paused_on_a_full_disk_can_go_on() {
    for edge in Edge::BOTH {
        // Inodes this small have no room for attributes.
        let Some(disk) = Disk::ext4(&["-I", "128"], "defaults") else { return };
        let sources = tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
        let source = fill(sources.path().join("file"), 4 * MIB);
        set_write_time(&source, 1_000_000_000, 0); // such inodes keep whole seconds
        let destination = disk.at("copy");
        let paused = Call::new_for(edge, &source, &destination)
            .answer(|_, message| {
                if message.kind == Kind::ChunkFinished && message.chunk == 1 {
                    disk.fill_up(0);
                    return Action::Pause;
                }
                Action::Continue
            })
            .run();
        assert_eq!(paused.code, 3050, "{paused:#?}");
        assert_eq!(disk.names(), ["copy"], "no temporary name is left");
        disk.empty();
        let flags = CopyFlags::RESUME_FROM_PAUSE;
        Call::new_for(edge, &source, &destination).flags(flags).run().expect(0);
        assert_copied(&source, &destination);
        assert_eq!(disk.names(), ["copy"], "P13");

        // F3: a restartable copy that found the disk full goes on when there is room.
        fs::remove_file(&destination).expect("again");
        disk.fill_up(2 << 20);
        let flags = CopyFlags::RESTARTABLE | CopyFlags::DISABLE_PRE_ALLOCATION;
        let full = Call::new_for(edge, &source, &destination).flags(flags).run();
        check_failure(&full, DISK_FULL);
        disk.empty();
        Call::new_for(edge, &source, &destination).flags(flags).run().expect(0);
        assert_copied(&source, &destination);
        assert_eq!(disk.names(), ["copy"], "P13");
    }
}

// F1: 1295 for a quota, whoever asks.
#[test]
fn a_quota_gives_1295() {
    for edge in Edge::BOTH {
        let Some(disk) = Disk::btrfs() else { return };
        let btrfs = |arguments: &[&str]| run(Command::new("btrfs").args(arguments).arg(disk.root()));
        if btrfs(&["quota", "enable"]).is_none() || btrfs(&["qgroup", "limit", "4M"]).is_none() {
            return;
        }
        let sources = tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
        let source = fill(sources.path().join("file"), 8 * MIB);
        for flags in [CopyFlags::empty(), CopyFlags::DISABLE_PRE_ALLOCATION, CopyFlags::NO_BUFFERING] {
            let record = Call::new_for(edge, &source, &disk.at("copy")).flags(flags).run();
            check_failure(&record, 1295);
            assert_eq!(disk.names(), Vec::<String>::new(), "F1");
        }
        let copy = disk.at("copy");
        let moving = FamilyCall::new(Spelling::Utf16, "moveex", &[&source, &copy]);
        moving.flags(MoveFlags::COPY_ALLOWED.bits()).fails(1295);
        assert_eq!(fs::metadata(&source).expect("the source").len(), 8 << 20, "MV8");
        assert_eq!(disk.names(), Vec::<String>::new(), "F1");
    }
}

// F5: nothing can be made or changed on a read-only disk, and 19 says so.
#[test]
fn a_read_only_disk_gives_19() {
    let Some(disk) = Disk::ext4(&[], "defaults") else { return };
    let old = file(disk.at("old"), b"old");
    let kept = Snapshot::of(&old);
    if run(Command::new("mount").args(["-o", "remount,ro"]).arg(disk.root())).is_none() {
        return;
    }
    for edge in Edge::BOTH {
        let sources = tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
        let source = fill(sources.path().join("file"), 3000);
        let tree = sources.path().join("tree");
        fs::create_dir(&tree).expect("a directory");
        let link = sources.path().join("link");
        symlink("file", &link).expect("a link");
        for (from, to, flags) in [
            (&source, "new", CopyFlags::empty()),
            (&source, "old", CopyFlags::empty()),
            (&source, "old", CopyFlags::RESTARTABLE),
            (&tree, "new", CopyFlags::DIRECTORY),
            (&link, "new", CopyFlags::COPY_SYMLINK),
            (&link, "old", CopyFlags::COPY_SYMLINK),
        ] {
            let record = Call::new_for(edge, from, &disk.at(to)).flags(flags).run();
            check_failure(&record, 19);
        }
        // A source there is as good as any.
        check_success(&Call::new_for(edge, &old, &sources.path().join("copy")).run());
    }
    let elsewhere = FileSystem::Tmpfs.root().expect("mounted").join("moved-from-read-only");
    let family = |function, from: &Path, to: &Path, flags: u32| {
        FamilyCall::new(Spelling::Utf16, function, &[from, to]).flags(flags).run()
    };
    assert_eq!(family("moveex", &old, &disk.at("moved"), 0).code, 19);
    // MV7: the source cannot go, which is no failure.
    assert_eq!(family("moveex", &old, &elsewhere, MoveFlags::COPY_ALLOWED.bits()).code, 0);
    assert_eq!(fs::read(&elsewhere).expect("moved"), b"old");
    fs::remove_file(&elsewhere).expect("removed");
    assert_eq!(disk.names(), ["old"]);
    assert!(Snapshot::of(&old) == kept);
}

/// Copies 16 MiB to or from `disk`, which `break_it` breaks at the first chunk.
fn broken_during(
    edge: Edge,
    source: &Path,
    destination: &Path,
    flags: CopyFlags,
    break_it: &dyn Fn(),
) -> Record {
    let mut is_broken = false;
    Call::new_for(edge, source, destination)
        .flags(flags)
        .answer(|_, message| {
            if message.kind == Kind::ChunkFinished && !is_broken {
                is_broken = true;
                break_it();
            }
            Action::Continue
        })
        .run()
}

// F1, M15: a disk that becomes read-only during the copy, because it found itself damaged.
#[test]
fn a_disk_that_turns_read_only_fails_the_copy() {
    for edge in Edge::BOTH {
        let Some(disk) = Disk::new("ext4", 64, &["mkfs.ext4", "-q", "-F", "-b", "4096"], "errors=remount-ro")
        else {
            return;
        };
        let sources = tempfile::tempdir_in(FileSystem::Tmpfs.root().expect("mounted")).expect("a directory");
        let source = fill(sources.path().join("file"), 16 * MIB);
        let before = Snapshot::of(&source);
        let Some(trigger) = device_of(&disk).map(|device| format!("/sys/fs/ext4/{device}/trigger_fs_error"))
        else {
            return;
        };
        let record = broken_during(edge, &source, &disk.at("copy"), CopyFlags::empty(), &|| {
            fs::write(&trigger, "1").expect("a damaged disk");
        });
        assert!([19, 1117].contains(&record.code), "{record:#?}");
        check_failure(&record, record.code);
        assert!(Snapshot::of(&source) == before);
    }
}

/// The loop device that a disk lies on.
fn device_of(disk: &Disk) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let root = disk.root();
    let line = mounts.lines().find(|line| line.split(' ').nth(1) == root.to_str())?;
    Some(line.split(' ').next()?.strip_prefix("/dev/")?.to_owned())
}

// F1, M15: a disk that goes away during the copy, on either side.
#[test]
fn a_disk_that_goes_away_fails_the_copy() {
    for edge in Edge::BOTH {
        for is_source in [true, false] {
            let Some(disk) = Disk::xfs() else { return };
            let Some(other) = FileSystem::Tmpfs.root() else { return };
            let other = tempfile::tempdir_in(other).expect("a directory");
            let elsewhere = other.path().join("file");
            let (source, destination) =
                if is_source { (disk.at("file"), elsewhere) } else { (elsewhere, disk.at("file")) };
            fill(&source, 16 * MIB);
            disk.sync();
            let gone = || {
                let mut shut = Command::new("xfs_io");
                shut.args(["-x", "-c", "shutdown"]).arg(disk.root());
                assert!(shut.status().expect("xfs_io").success(), "the disk is shut down");
            };
            let record = broken_during(edge, &source, &destination, CopyFlags::empty(), &gone);
            check_failure(&record, 1117);
            let phase = if is_source { Phase::ReadSource } else { Phase::WriteDestination };
            assert_eq!(record.messages.last().map(|last| last.phase), Some(phase));
            if is_source {
                assert!(!destination.exists(), "F1");
            } else {
                assert_eq!(fs::read(&source).expect("the source"), content(16 * MIB, (16 * MIB + 1) as u64));
            }
        }
    }
}

// F1: a medium that cannot be read in the middle. The image is cut under the mounted disk.
#[test]
fn a_damaged_medium_fails_the_copy() {
    for edge in Edge::BOTH {
        let Some(disk) = Disk::new("ext4", 64, &["mkfs.ext4", "-q", "-F", "-b", "4096"], "defaults") else {
            return;
        };
        let source = fill(disk.at("file"), 32 * MIB);
        disk.sync();
        let Some(other) = FileSystem::Tmpfs.root() else { return };
        let other = tempfile::tempdir_in(other).expect("a directory");
        let destination = other.path().join("file");
        // Direct reads meet the medium itself.
        let record = broken_during(edge, &source, &destination, CopyFlags::NO_BUFFERING, &|| {
            let image = fs::OpenOptions::new().write(true).open(disk.image()).expect("the image");
            image.set_len(1 << 20).expect("a cut image");
        });
        check_failure(&record, 1117);
        assert_eq!(record.messages.last().map(|last| last.phase), Some(Phase::ReadSource));
        assert!(!destination.exists(), "F1");
    }
}

// F1, F5: the destination's mount is taken away during the copy. What its name leads to then is somebody else's.
#[test]
fn a_vanished_mount_harms_nothing_below_it() {
    for action in [Action::Continue, Action::Cancel, Action::Stop] {
        for edge in Edge::BOTH {
            let Some(disk) = Disk::new("tmpfs", 0, &[], "size=64m") else { return };
            let Some(other) = FileSystem::Tmpfs.root() else { return };
            let other = tempfile::tempdir_in(other).expect("a directory");
            let source = fill(other.path().join("file"), 16 * MIB);
            let destination = disk.at("file");
            let mut is_gone = false;
            Call::new_for(edge, &source, &destination)
                .answer(|_, message| {
                    if message.kind == Kind::ChunkFinished && !is_gone {
                        is_gone = true;
                        let status = Command::new("umount").arg("-l").arg(disk.root()).status();
                        assert!(status.expect("umount").success());
                        fs::write(&destination, b"below").expect("a file below the mount");
                        return action;
                    }
                    Action::Continue
                })
                .run();
            assert!(is_gone);
            assert_eq!(fs::read(&destination).expect("the file below"), b"below", "{action:?}");
            assert_eq!(disk.names(), ["file"]);
            assert_eq!(fs::metadata(&source).expect("the source").len(), 16 << 20);
        }
    }
}

/// Makes a call in a process that may write files of `limit` bytes at most. SIGXFSZ would end it.
fn limited(call: &FamilyCall<'_>, limit: u64) -> support::family::Answer {
    let mut command = call.command();
    let set = move || {
        let given = libc::rlimit { rlim_cur: limit, rlim_max: limit };
        // SAFETY: the structure is valid and lives during the call.
        if unsafe { libc::setrlimit(libc::RLIMIT_FSIZE, &raw const given) } == 0 {
            return Ok(());
        }
        Err(std::io::Error::last_os_error())
    };
    // SAFETY: between fork and exec the closure makes one system call and takes no memory.
    unsafe { command.pre_exec(set) };
    let output = command.output().expect("call starts");
    assert_eq!(output.status.signal(), None, "the host program lives: {command:?}, {limit}");
    support::family::read(&output).unwrap_or_else(|| panic!("{output:?}"))
}

// F5: a file that is larger than the process may write is 223, and SIGXFSZ is never raised.
#[test]
fn the_limit_of_file_sizes_ends_no_program() {
    const TOO_LARGE: u32 = 223;
    for kind in [FileSystem::Here, FileSystem::Ext4, FileSystem::Xfs, FileSystem::Tmpfs, FileSystem::Ramfs] {
        let Some(root) = kind.root() else { continue };
        let directory = tempfile::tempdir_in(root).expect("a directory");
        let (source, destination) = (directory.path().join("a"), directory.path().join("b"));
        let size = MIB + 5;
        fill(&source, size);
        let limits = [0, 4096, size as u64 - 1, size as u64, size as u64 + 1];
        // Plain, without cache, by the pump alone, restartable, with holes filled, without reservation.
        for flags in [0, 0x1000, 0x40000, 2, 0x8000_0000, 0x0400_0000] {
            for limit in limits {
                let names = [&source, &destination];
                let call = FamilyCall::new(Spelling::Utf16, "copy2", &names).flags(flags);
                let answer = limited(&call, limit);
                let fits = limit >= size as u64;
                assert_eq!(answer.code, if fits { 0 } else { TOO_LARGE }, "{kind:?} {flags:x} {limit}");
                assert_eq!(destination.exists(), fits, "F5: {kind:?} {flags:x} {limit}");
                if fits {
                    assert_copied(&source, &destination);
                    fs::remove_file(&destination).expect("removed");
                }
            }
        }
        // Q25: paused before its first byte, where the state is longer than any file may be.
        let short = fill(directory.path().join("short"), 20);
        let call =
            FamilyCall::new(Spelling::Utf16, "copy2", &[&short, &destination]).flags(0x4000).answer(4, 0);
        assert_eq!(limited(&call, 30).code, 3050, "{kind:?}");
        check_success(
            &Call::new_for(Edge::C, &short, &destination).flags(CopyFlags::RESUME_FROM_PAUSE).run(),
        );
        fs::remove_file(&destination).expect("removed");
        // A file whose size nobody knows, found too long only when it is read.
        let sizeless = Path::new("/proc/kallsyms");
        if sizeless.exists() {
            let call = FamilyCall::new(Spelling::Utf16, "copy2", &[sizeless, &destination]);
            assert_eq!(limited(&call, 1 << 20).code, TOO_LARGE, "{kind:?}");
            assert!(!destination.exists(), "F1");
        }
        // A move to this volume keeps its source.
        let elsewhere = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let moved = fill(elsewhere.path().join("moved"), size);
        let names = [&moved, &destination];
        let call = FamilyCall::new(Spelling::Utf16, "moveex", &names).flags(MoveFlags::COPY_ALLOWED.bits());
        if kind != FileSystem::Here {
            assert_eq!(limited(&call, 4096).code, TOO_LARGE, "{kind:?}");
            assert!(moved.exists() && !destination.exists(), "MV8");
        }
    }
}
