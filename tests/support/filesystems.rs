//! File systems made on demand: loop images on a tmpfs, inside the private mount namespace.
//!
//! The images lose their names as soon as they are mounted and the loop devices detach themselves, so all of it is gone
//! when the process ends, however it ends.

use super::namespace;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A kind of file system to copy on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileSystem {
    /// Where the build puts its files.
    Here,
    /// 256 MiB.
    Ext4,
    /// 256 MiB with inodes of 128 bytes: times in seconds, none for the birth of a file.
    Ext4Seconds,
    /// 300 MiB with reflink.
    Xfs,
    /// 300 MiB without reflink.
    XfsWithoutReflink,
    /// 512 MiB.
    Btrfs,
    /// 256 MiB of memory.
    Tmpfs,
    /// Upper layer on a tmpfs.
    Overlay,
    /// 64 MiB; neither links nor extended attributes.
    Vfat,
    /// 64 MiB.
    Ntfs3,
    /// 64 MiB by a process: times in seconds, no extended attributes, other inode numbers at each mount.
    ExfatFuse,
    /// 64 MiB by a process: times in units of 100 ns.
    Ntfs3g,
    /// A directory seen through a process, as on another device; see [`FileSystem::behind_bindfs`].
    Bindfs,
    /// 4 MiB of memory, to be filled.
    Small,
    /// Memory without extended attributes.
    Ramfs,
    /// ext4 where fscrypt encrypts every file, with the kernel's own test key.
    Encrypted,
}

impl FileSystem {
    /// All that rules are tried on.
    pub const ALL: [Self; 9] = [
        Self::Here,
        Self::Ext4,
        Self::Xfs,
        Self::XfsWithoutReflink,
        Self::Btrfs,
        Self::Tmpfs,
        Self::Overlay,
        Self::Vfat,
        Self::Ntfs3,
    ];

    /// Whether files can have extended attributes, links and permission bits.
    pub fn is_unix(self) -> bool {
        self != Self::Vfat
    }

    /// The root of the one file system of this kind that this process has; `None` after printing why there is none.
    pub fn root(self) -> Option<PathBuf> {
        static MADE: Mutex<Option<HashMap<FileSystem, Option<PathBuf>>>> = Mutex::new(None);
        if self == Self::Here {
            return Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")));
        }
        let mut made = MADE.lock();
        let made = made.get_or_insert_with(HashMap::new);
        made.entry(self)
            .or_insert_with(|| match self.make() {
                Ok(root) => Some(root),
                Err(reason) => {
                    skipped(&format!("{self:?}: {reason}"));
                    None
                }
            })
            .clone()
    }

    fn make(self) -> Result<PathBuf, String> {
        let base = base()?;
        let root = base.join(format!("{self:?}").to_lowercase());
        fs::create_dir(&root).map_err(|error| error.to_string())?;
        match self {
            Self::Here => {}
            Self::Ext4 => image(&root, 256, "ext4", &["mkfs.ext4", "-q", "-F"])?,
            Self::Ext4Seconds => image(&root, 256, "ext4", &["mkfs.ext4", "-q", "-F", "-I", "128"])?,
            Self::Xfs => image(&root, 300, "xfs", &["mkfs.xfs", "-q", "-m", "reflink=1"])?,
            Self::XfsWithoutReflink => image(&root, 300, "xfs", &["mkfs.xfs", "-q", "-m", "reflink=0"])?,
            Self::Btrfs => image(&root, 512, "btrfs", &["mkfs.btrfs", "-q", "-f"])?,
            Self::Vfat => image(&root, 64, "vfat", &["mkfs.vfat"])?,
            Self::Ntfs3 => image(&root, 64, "ntfs3", &["mkfs.ntfs", "-q", "-F", "-f"])?,
            Self::ExfatFuse => image_by_process(&root, 64, "mount.exfat-fuse", &["mkfs.exfat"])?,
            Self::Ntfs3g => image_by_process(&root, 64, "ntfs-3g", &["mkfs.ntfs", "-q", "-F", "-f"])?,
            Self::Bindfs => {
                let behind = root.with_extension("behind");
                fs::create_dir(&behind).map_err(|error| error.to_string())?;
                by_process("bindfs \"$1\" \"$2\"", &behind, &root)?;
            }
            Self::Tmpfs => mount(&["-t", "tmpfs", "-o", "size=256m", "none"], &root)?,
            Self::Encrypted => {
                let make = ["mkfs.ext4", "-q", "-F", "-b", "4096", "-O", "encrypt"];
                image_with(&root, 64, &["-t", "ext4", "-o", "loop,test_dummy_encryption"], &make)?;
            }
            Self::Ramfs => mount(&["-t", "ramfs", "none"], &root)?,
            Self::Small => mount(&["-t", "tmpfs", "-o", "size=4m", "none"], &root)?,
            Self::Overlay => {
                let layers = base.join("layers");
                let mut options = Vec::new();
                for (option, layer) in [("lowerdir", "lower"), ("upperdir", "upper"), ("workdir", "work")] {
                    let layer = layers.join(layer);
                    fs::create_dir_all(&layer).map_err(|error| error.to_string())?;
                    options.push(format!("{option}={}", layer.display()));
                }
                mount(&["-t", "overlay", "-o", &options.join(","), "none"], &root)?;
            }
        }
        Ok(root)
    }

    /// A directory in memory where a test may mount what it likes; `None` after printing why there is none.
    pub fn scratch() -> Option<PathBuf> {
        base().map_err(|reason| skipped(&reason)).ok()
    }

    /// The directory that bindfs shows at [`FileSystem::Bindfs`].
    pub fn behind_bindfs() -> Option<PathBuf> {
        Some(Self::Bindfs.root()?.with_extension("behind"))
    }

    /// For the overlay: the lower layer, where files can be put before they are seen through the overlay.
    pub fn lower_layer() -> Option<PathBuf> {
        Self::Overlay.root()?;
        Some(base().ok()?.join("layers/lower"))
    }
}

/// Says on the real standard error, past the test runner's capture, that something was not tried.
pub fn skipped(reason: &str) {
    // A closed standard error is no reason to fail a test.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// The tmpfs below which everything is mounted.
fn base() -> Result<PathBuf, String> {
    static BASE: Mutex<Option<Result<PathBuf, String>>> = Mutex::new(None);
    BASE.lock()
        .get_or_insert_with(|| {
            if !namespace::is_private() {
                return Err("needs root and a mount namespace".into());
            }
            let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("filesystems");
            fs::create_dir_all(&base).map_err(|error| error.to_string())?;
            mount(&["-t", "tmpfs", "none"], &base)?;
            Ok(base)
        })
        .clone()
}

fn image(root: &Path, mebibytes: u64, kind: &str, make: &[&str]) -> Result<(), String> {
    image_with(root, mebibytes, &["-t", kind, "-o", "loop"], make)
}

fn image_with(root: &Path, mebibytes: u64, options: &[&str], make: &[&str]) -> Result<(), String> {
    let image = root.with_extension("image");
    let made = fs::File::create(&image).and_then(|file| file.set_len(mebibytes << 20));
    made.map_err(|error| error.to_string())?;
    let path = image.display().to_string();
    let outcome = run(Command::new(make[0]).args(&make[1..]).arg(&image))
        .and_then(|()| mount(&[options, &[path.as_str()]].concat(), root));
    fs::remove_file(&image).map_err(|error| error.to_string())?;
    outcome
}

/// An image that a process like ntfs-3g shows.
fn image_by_process(root: &Path, mebibytes: u64, program: &str, make: &[&str]) -> Result<(), String> {
    let image = root.with_extension("image");
    let made = fs::File::create(&image).and_then(|file| file.set_len(mebibytes << 20));
    made.map_err(|error| error.to_string())?;
    run(Command::new(make[0]).args(&make[1..]).arg(&image))?;
    // The loop device goes with the last one who has it open.
    let script = format!(
        "d=$(losetup -f --show \"$1\"); {program} $d \"$2\" || {{ losetup -d $d; exit 1; }}; losetup -d $d"
    );
    by_process(&script, &image, root)
}

/// Mounts by a script that gets `from` and `root`, and takes the mount away when this process ends, however it ends: the
/// process behind it would keep the namespace alive.
pub fn by_process(script: &str, from: &Path, root: &Path) -> Result<(), String> {
    let script = format!("{{ {script}; }} >&2 && echo mounted && cat >/dev/null; umount -l \"$2\"");
    let mut child = Command::new("sh")
        .args(["-c", &script, "sh"])
        .args([from, root])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut said = String::new();
    let lines = BufReader::new(child.stdout.take().ok_or("no pipe")?).read_line(&mut said);
    if lines.is_err() || said.trim() != "mounted" {
        let _gone = child.wait();
        return Err(format!("{script}: not mounted"));
    }
    // Held open until the end of this process.
    std::mem::forget(child.stdin.take());
    Ok(())
}

/// Mounts inside the private namespace: where there is none, `base` has said so before.
pub fn mount(arguments: &[&str], root: &Path) -> Result<(), String> {
    run(Command::new("mount").args(arguments).arg(root))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{}: {}", command.get_program().to_string_lossy(), said.lines().next().unwrap_or("failed")))
}
