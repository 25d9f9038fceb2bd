//! P21: a disk is pulled out during a copy that can be restarted, and put back in the same boot.
//!
//! The disk is an image on an xfs of its own. It is pulled in one of two ways: the image is cloned at one moment (what had
//! reached the disk is there), or the file system that the image lies on is shut down without writing its log (what was
//! not flushed is gone, too). Then it is mounted anew, and the copy resumed and compared.
//!
//! What makes it hard is a journal that reaches the disk before the data does: a size, a write time and a state that
//! tell of bytes which no disk holds. So another file is flushed at random messages, which brings the journal along.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::CopyFlags;
use fastrand::Rng;
use std::fs::{self, File};
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::*;

const MIB: usize = 1 << 20;

/// What can be pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Ext4,
    Ext4Seconds,
    Xfs,
    Btrfs,
    Exfat,
    Ntfs,
}

impl Kind {
    fn make(self) -> (&'static [&'static str], u64) {
        match self {
            Self::Ext4 => (&["mkfs.ext4", "-q", "-F"], 64),
            Self::Ext4Seconds => (&["mkfs.ext4", "-q", "-F", "-I", "128"], 64),
            Self::Xfs => (&["mkfs.xfs", "-q"], 300),
            Self::Btrfs => (&["mkfs.btrfs", "-q", "-f"], 128),
            Self::Exfat => (&["mkfs.exfat"], 64),
            Self::Ntfs => (&["mkfs.ntfs", "-q", "-F", "-f"], 64),
        }
    }

    /// The program that shows the file system, where the kernel does not.
    fn process(self) -> Option<&'static str> {
        match self {
            Self::Exfat => Some("mount.exfat-fuse"),
            Self::Ntfs => Some("ntfs-3g"),
            _ => None,
        }
    }
}

/// How a disk is pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pull {
    /// What had been given to the disk is on it.
    Settled,
    /// Only what was flushed is.
    Lossy,
}

/// An image on a file system of its own.
struct Disk {
    kind: Kind,
    /// tmpfs image of the outer file system.
    outer_image: PathBuf,
    outer: PathBuf,
    inner: PathBuf,
}

impl Disk {
    fn new(kind: Kind, base: &Path) -> Result<Self, String> {
        let path = |name: &str| base.join(format!("unplug-{name}"));
        let disk = Self { kind, outer_image: path("image"), outer: path("outer"), inner: path("inner") };
        for directory in [&disk.outer, &disk.inner] {
            fs::create_dir_all(directory).map_err(|error| error.to_string())?;
        }
        sparse(&disk.outer_image, 400)?;
        run(Command::new("mkfs.xfs").args(["-q", "-f"]).arg(&disk.outer_image))?;
        disk.mount_outer()?;
        let (make, size) = kind.make();
        sparse(&disk.image(), size)?;
        run(Command::new(make[0]).args(&make[1..]).arg(disk.image()))?;
        run(Command::new("sync").arg("-f").arg(&disk.outer))?;
        disk.mount_inner()?;
        Ok(disk)
    }

    fn image(&self) -> PathBuf {
        self.outer.join("disk")
    }

    fn mount_outer(&self) -> Result<(), String> {
        let options = ["-t", "xfs", "-o", "loop"].map(std::ffi::OsStr::new);
        run(Command::new("mount").args(options).arg(&self.outer_image).arg(&self.outer))
    }

    fn mount_inner(&self) -> Result<(), String> {
        let Some(process) = self.kind.process() else {
            return run(Command::new("mount").args(["-o", "loop"]).arg(self.image()).arg(&self.inner));
        };
        let script =
            format!("d=$(losetup -f --show \"$1\") && {process} $d \"$2\"; s=$?; losetup -d $d; exit $s");
        run(Command::new("sh").args(["-c", &script, "sh"]).arg(self.image()).arg(&self.inner))
    }

    /// Pulls the disk while it is in use. Whatever is written from now on is lost.
    fn pull(&self, how: Pull) {
        match how {
            Pull::Settled => {
                // FICLONE holds off every write to the image: one moment of it.
                let clone = File::create(self.outer.join("pulled")).expect("a file");
                rustix::fs::ioctl_ficlone(&clone, File::open(self.image()).expect("the image"))
                    .expect("a clone");
            }
            Pull::Lossy => {
                let outer = File::open(&self.outer).expect("a directory");
                // XFS_IOC_GOINGDOWN of xfs_fs.h, XFS_FSOP_GOING_FLAGS_NOLOGFLUSH: nothing that is in memory is written.
                let (request, flags) = (0x8004_587D_u32, 2_u32);
                // SAFETY: the request reads one u32, which lives during the call.
                let answer = unsafe { libc::ioctl(outer.as_raw_fd(), request.into(), &raw const flags) };
                assert_eq!(answer, 0, "xfs can be shut down");
            }
        }
    }

    /// Puts the disk back in, as it was when it was pulled.
    fn put_back(&self, how: Pull) -> Result<(), String> {
        unmount(&self.inner)?;
        match how {
            Pull::Settled => {
                fs::rename(self.outer.join("pulled"), self.image()).map_err(|e| e.to_string())?
            }
            Pull::Lossy => {
                unmount(&self.outer)?;
                self.mount_outer()?;
            }
        }
        self.mount_inner()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        for mounted in [&self.inner, &self.outer] {
            let _was_not = unmount(mounted);
        }
        let _gone = fs::remove_file(&self.outer_image);
    }
}

fn sparse(path: &Path, mebibytes: u64) -> Result<(), String> {
    File::create(path).and_then(|file| file.set_len(mebibytes << 20)).map_err(|error| error.to_string())
}

/// What holds a mount may take a moment to let go: a loop device, a process behind a mount.
fn unmount(path: &Path) -> Result<(), String> {
    let mut answer = Ok(());
    for _ in 0..200 {
        answer = run(Command::new("umount").arg(path));
        if answer.is_ok() {
            return answer;
        }
        std::thread::yield_now();
    }
    answer
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[derive(Debug, Default)]
struct Counts {
    rounds: u32,
    resumed: u32,
    began_anew: u32,
    /// The disk had no file by that name.
    nothing: u32,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// One disk that is pulled in `rounds` copies.
fn pull_again_and_again(disk: &Disk, base: &Path, rounds: u64, random: &mut Rng, counts: &mut Counts) {
    // Made once: what takes time here is the making.
    let pool = content(30 * MIB, random.u64(..));
    let (a, b) = (base.join("unplug-source"), disk.inner.join("b"));
    for round in 0..rounds {
        let how = if random.bool() { Pull::Settled } else { Pull::Lossy };
        let size = 12 * MIB + random.usize(..16 * MIB);
        file(&a, &pool[random.usize(..MIB)..][..size]);
        // Whole seconds, as a coarse clock has them.
        set_write_time(&a, 1_000_000_000, 0);
        File::open(&a).and_then(|source| source.sync_all()).expect("a source");
        let mut flags = CopyFlags::RESTARTABLE;
        flags.set(CopyFlags::NO_BUFFERING, random.u32(..4) == 0);
        flags.set(CopyFlags::DISABLE_PRE_ALLOCATION, random.u32(..4) == 0);
        let chunks = size / (256 << 10);
        let pulled_at = 1 + random.usize(..chunks);
        let journal = disk.inner.join("journal");
        let (mut chunk, mut random_flush) = (0, Rng::with_seed(random.u64(..)));
        let copy = || Call::new_for(Edge::Rust, &a, &b).flags(flags).io_size(256 << 10);
        let record = copy()
            .answer(|_, message| {
                if message.kind != support::Kind::ChunkFinished {
                    return Action::Continue;
                }
                chunk += 1;
                if random_flush.u32(..12) == 0 && chunk <= pulled_at {
                    // Brings the journal to the disk, and this file's data only.
                    let flushed = fs::write(&journal, b"x").and_then(|()| File::open(&journal)?.sync_all());
                    flushed.expect("another file");
                }
                if chunk == pulled_at {
                    disk.pull(how);
                }
                // The program goes on for a while, as one does that does not know yet.
                if chunk == pulled_at + 4 { Action::Stop } else { Action::Continue }
            })
            .run();
        assert_ne!(record.messages.len(), 0);
        disk.put_back(how).unwrap_or_else(|error| panic!("{:?} {how:?}: {error}", disk.kind));
        counts.rounds += 1;
        if !b.exists() {
            counts.nothing += 1;
        }
        let record = copy().flags(CopyFlags::RESUME_FROM_PAUSE).run().expect(0);
        let first = record.of_kind(support::Kind::ChunkFinished)[0];
        if first.stream_done > first.chunk_size {
            counts.resumed += 1
        } else {
            counts.began_anew += 1
        }
        let same = fs::read(&a).expect("the source") == fs::read(&b).expect("the copy");
        assert!(
            same,
            "{:?} {how:?} {flags:?}: round {round}, {size} bytes, pulled at chunk {pulled_at}",
            disk.kind
        );
        fs::remove_file(&b).expect("the copy");
    }
}

/// `COPYFILE2_PULLS` says how often each disk is pulled; `make soak` does it 200 times.
fn pull(kind: Kind) {
    let Some(base) = FileSystem::scratch() else { return };
    let base = base.join(format!("unplug-{kind:?}"));
    fs::create_dir_all(&base).expect("a directory");
    let disk = match Disk::new(kind, &base) {
        Ok(disk) => disk,
        Err(reason) => return skipped(&format!("{kind:?}: {reason}")),
    };
    let mut random = Rng::with_seed(number("COPYFILE2_SEED").unwrap_or(0x0901_1ED0));
    let mut counts = Counts::default();
    pull_again_and_again(&disk, &base, number("COPYFILE2_PULLS").unwrap_or(10), &mut random, &mut counts);
    println!("{kind:?}: {counts:?}");
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_ext4() {
    pull(Kind::Ext4);
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_ext4_with_seconds() {
    pull(Kind::Ext4Seconds);
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_xfs() {
    pull(Kind::Xfs);
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_btrfs() {
    pull(Kind::Btrfs);
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_exfat() {
    pull(Kind::Exfat);
}

#[test]
fn p21_what_is_resumed_after_a_pull_is_on_the_disk_ntfs() {
    pull(Kind::Ntfs);
}

/// P14: where inode numbers are given anew at each mount, a copy is resumed all the same, after what is there was
/// compared: with another beginning, and the write time put back, it begins anew.
#[test]
fn p14_a_source_with_other_inode_numbers_is_resumed() {
    let Some(base) = FileSystem::scratch() else { return };
    let base = base.join("unplug-source");
    fs::create_dir_all(&base).expect("a directory");
    let disk = match Disk::new(Kind::Exfat, &base) {
        Ok(disk) => disk,
        Err(reason) => return skipped(&reason),
    };
    for name in ["before", "s"] {
        fill(disk.inner.join(name), 4 * MIB);
    }
    let inode = |path: &Path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).expect("a file"));
    for changes in [false, true] {
        unmount(&disk.inner).and_then(|()| disk.mount_inner()).expect("a mount");
        let (a, b) = (disk.inner.join("s"), base.join("b"));
        let first = inode(&a);
        let copy = || Call::new_for(Edge::Rust, &a, &b).flags(CopyFlags::RESTARTABLE).io_size(256 << 10);
        copy().answer_at(10, Action::Stop).run().expect(1235);
        unmount(&disk.inner).and_then(|()| disk.mount_inner()).expect("a mount");
        let _looked_at = inode(&disk.inner.join("before"));
        assert_ne!(inode(&a), first, "another number, or this test shows nothing");
        if changes {
            let time = write_time(&a);
            let source = File::options().write(true).open(&a).expect("a source");
            std::os::unix::fs::FileExt::write_all_at(&source, b"?", 7).expect("a change");
            drop(source);
            set_write_time(&a, time.0, 0);
        }
        let record = copy().run().expect(0);
        let first = record.of_kind(support::Kind::ChunkFinished)[0];
        assert_eq!(first.stream_done > first.chunk_size, !changes, "resumed unless it changed");
        assert!(fs::read(&a).expect("the source") == fs::read(&b).expect("the copy"));
        fs::remove_file(&b).expect("the copy");
    }
}
