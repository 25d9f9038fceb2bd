//! Where the scenarios run: a process of their own, so that its descriptors, threads and memory can be counted, in a
//! mount namespace of its own, so that file systems can be made for it and end with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A kind of file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In memory; what the test's own directory is made of without root.
    Memory,
    /// Another one in memory.
    OtherMemory,
    /// Memory without extended attributes and without direct I/O.
    Ramfs,
    /// Direct I/O.
    Ext4,
    /// Clones.
    Xfs,
}

const INSIDE: &str = "COPYFILE2_FAULTS_INSIDE";

/// Whether all is tried that there is time for.
pub(super) fn is_long() -> bool {
    std::env::var_os("COPYFILE2_FAULTS").is_some_and(|form| form == "long")
}

/// Runs `body` in a process that runs nothing else. `test` is the name of the test that calls this.
pub(super) fn alone(test: &str, body: impl FnOnce(&mut Places)) {
    if let Some(base) = std::env::var_os(INSIDE) {
        let threads = super::witness::threads();
        park_once();
        return body(&mut Places::new(Path::new(&base), threads));
    }
    let base = tempfile::tempdir().expect("a directory");
    let program = std::env::current_exe().expect("this program");
    let run = |mut command: Command| {
        command.args(["--exact", &format!("copy::faults_tests::{test}"), "--nocapture", "--test-threads=1"]);
        command.env(INSIDE, base.path()).output().expect("a process")
    };
    let mut unshared = Command::new("unshare");
    unshared.args(["--mount", "--propagation", "private"]);
    let may_mount = super::places::run(Command::new("unshare").args(["--mount", "true"])).is_ok();
    let output = if may_mount {
        unshared.arg(&program);
        run(unshared)
    } else {
        run(Command::new(&program))
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    for line in said.lines().chain(complained.lines()) {
        let line = line.find("fault matrix:").map_or(line, |at| &line[at..]);
        if line.starts_with("fault matrix:") || line.starts_with("skipped: ") {
            println!("{line}");
        }
    }
    assert!(output.status.success() && said.contains(" 1 passed"), "{said}\n{complained}");
}

/// parking_lot's table of waiting threads grows with their number and is kept for ever: it grows now.
fn park_once() {
    const THREADS: usize = 32;
    let (waiting, changed) = (parking_lot::Mutex::new(0), parking_lot::Condvar::new());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut count = waiting.lock();
                *count += 1;
                if *count == THREADS {
                    changed.notify_all();
                } else {
                    changed.wait(&mut count);
                }
            });
        }
    });
}

/// The file systems that this process has made so far.
pub(super) struct Places {
    base: PathBuf,
    made: BTreeMap<Place, Option<PathBuf>>,
    /// How many threads this process has by itself.
    pub(super) threads: usize,
}

impl Places {
    fn new(base: &Path, threads: usize) -> Self {
        let mut places = Self { base: base.to_owned(), made: BTreeMap::new(), threads };
        if mount(&["-t", "tmpfs", "none"], base).is_err() {
            places.made.insert(Place::Memory, Some(base.to_owned()));
            for place in [Place::OtherMemory, Place::Ramfs, Place::Ext4, Place::Xfs] {
                places.made.insert(place, None);
            }
        }
        places
    }

    /// An empty directory there, or `None`.
    pub(super) fn directory(&mut self, place: Place, name: &str) -> Option<PathBuf> {
        let base = self.base.clone();
        let root = self.made.entry(place).or_insert_with(|| make(&base, place)).clone()?;
        let directory = root.join(name);
        fs::create_dir(&directory).expect("a directory");
        Some(directory)
    }
}

fn make(base: &Path, place: Place) -> Option<PathBuf> {
    let root = base.join(format!("{place:?}").to_lowercase());
    fs::create_dir(&root).ok()?;
    let image = root.with_extension("image");
    let on_image = |mebibytes: u64, make: &[&str]| {
        fs::File::create(&image)
            .and_then(|file| file.set_len(mebibytes << 20))
            .map_err(|error| error.to_string())?;
        run(Command::new(make[0]).args(&make[1..]).arg(&image))?;
        mount(&["-o", "loop", &image.display().to_string()], &root)
    };
    let made = match place {
        // Before Linux 6.6 a tmpfs keeps no attributes.
        Place::Memory | Place::OtherMemory if keeps_attributes(base) => {
            mount(&["-t", "tmpfs", "none"], &root)
        }
        Place::Memory | Place::OtherMemory => on_image(64, &["mkfs.ext4", "-q", "-F", "-b", "4096"]),
        Place::Ramfs => mount(&["-t", "ramfs", "none"], &root),
        Place::Ext4 => on_image(32, &["mkfs.ext4", "-q", "-F", "-b", "4096"]),
        Place::Xfs => on_image(300, &["mkfs.xfs", "-q", "-m", "reflink=1"]),
    };
    match made {
        Ok(()) => Some(root),
        Err(reason) => {
            println!("skipped: {place:?}: {reason}");
            None
        }
    }
}

/// Whether files there can have attributes.
pub(super) fn keeps_attributes(directory: &Path) -> bool {
    let path = directory.join("attributes");
    fs::write(&path, b"").expect("a file");
    let kept = rustix::fs::lsetxattr(&path, c"user.note", b"kept", rustix::fs::XattrFlags::empty()).is_ok();
    fs::remove_file(&path).expect("removed");
    kept
}

fn mount(arguments: &[&str], root: &Path) -> Result<(), String> {
    run(Command::new("mount").args(arguments).arg(root))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}
