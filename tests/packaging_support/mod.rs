//! An installation in a scratch prefix, made once for a test binary, and the tools that look at it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};
use tempfile::TempDir;

/// The root of the source tree.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// Of this package, as the shared library's name carries it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A directory that is removed with the value.
pub fn scratch() -> TempDir {
    tempfile::Builder::new()
        .prefix("packaging-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a directory")
}

/// `make GOAL...` for the build that is tested: debugging, or what `make check-packaging` asks for.
pub fn make(goals: &[&str], variables: &[(&str, &str)]) -> String {
    // One at a time: all of them make the same files.
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    let mut make = Command::new("make");
    make.arg("-C").arg(ROOT).args(goals).env_remove("MAKEFLAGS").env_remove("MAKELEVEL");
    // A variable of the environment would do, were it not for a caller that gives make another one.
    make.arg(format!("CARGO_TARGET_DIR={}", target.display())).arg(format!("CARGO={}", env!("CARGO")));
    make.arg(format!("PROFILE={}", setting("COPYFILE2_CHECK_PROFILE").unwrap_or_else(|| "dev".to_owned())));
    make.arg(format!("FEATURES={}", setting("COPYFILE2_CHECK_FEATURES").unwrap_or_default()));
    make.args(variables.iter().map(|(name, value)| format!("{name}={value}")));
    succeed(make.env("CARGO_TARGET_DIR", target))
}

/// What `make check-packaging` set, if it did.
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the build that is tested brings libcurl and SQLite along.
pub fn bundled() -> bool {
    setting("COPYFILE2_CHECK_FEATURES").is_some_and(|features| features.contains("bundled"))
}

/// What `make install PREFIX=...` puts down.
pub struct Installation {
    directory: TempDir,
}

impl Installation {
    /// The one that all tests of a binary look at.
    pub fn shared() -> &'static Self {
        static ONE: OnceLock<Installation> = OnceLock::new();
        ONE.get_or_init(|| {
            let directory = scratch();
            let prefix = directory.path().join("prefix");
            make(&["install"], &[("PREFIX", &prefix.to_string_lossy())]);
            Self { directory }
        })
    }

    /// PREFIX.
    pub fn prefix(&self) -> PathBuf {
        self.directory.path().join("prefix")
    }

    /// Where the libraries are.
    pub fn libraries(&self) -> PathBuf {
        self.prefix().join("lib")
    }

    /// What `pkg-config` says of a module.
    pub fn pkg_config(&self, arguments: &[&str]) -> Vec<String> {
        let mut command = Command::new("pkg-config");
        command.args(arguments).env("PKG_CONFIG_PATH", self.libraries().join("pkgconfig"));
        succeed(&mut command).split_whitespace().map(str::to_owned).collect()
    }
}

/// Every file and symbolic link below a directory, by its path from there.
pub fn files_below(directory: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a directory") {
            let entry = entry.expect("an entry");
            if entry.file_type().expect("a type").is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(directory).expect("a path below");
                found.insert(name.to_string_lossy().into_owned());
            }
        }
    }
    found
}

/// The names in a directory of the source tree that end in `ending`.
pub fn names_in(directory: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(Path::new(ROOT).join(directory))
        .unwrap_or_else(|error| panic!("{directory}: {error}"))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}

/// The dynamic symbols that a shared library defines, each with its version.
pub fn dynamic_symbols(library: &Path) -> BTreeSet<String> {
    let printed = succeed(Command::new("nm").args(["-D", "--defined-only", "-j"]).arg(library));
    printed.lines().map(str::to_owned).collect()
}

/// The values of one tag of the dynamic section, such as `NEEDED`.
pub fn dynamic_tag(file: &Path, tag: &str) -> Vec<String> {
    let printed = succeed(Command::new("readelf").arg("-dW").arg(file));
    printed
        .lines()
        .filter(|line| line.contains(&format!("({tag})")))
        .map(|line| match line.split_once('[') {
            Some((_, rest)) => rest.trim_end_matches(']').to_owned(),
            None => line.split_whitespace().skip(2).collect::<Vec<_>>().join(" "),
        })
        .collect()
}

/// Runs a consumer on a real file and wants an equal copy and, from those that print, the right counts.
pub fn copies(program: &Path, libraries: Option<&Path>) {
    let here = scratch();
    let (from, to) = (here.path().join("from.bin"), here.path().join("to.bin"));
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&from, &content).expect("writing the source");
    let mut command = Command::new(program);
    command.arg(&from).arg(&to).env_remove("LD_LIBRARY_PATH");
    if let Some(libraries) = libraries {
        command.env("LD_LIBRARY_PATH", libraries);
    }
    let printed = succeed(&mut command);
    assert!(std::fs::read(&to).expect("the copy") == content, "{program:?}: the copy differs");
    if !printed.is_empty() {
        assert_eq!(printed.trim(), format!("1 1 {}", content.len()), "{program:?}");
    }
}

/// Whether a tool is here; says so where it is not.
pub fn is_there(tool: &str) -> bool {
    let there = Command::new(tool).arg("--version").output().is_ok();
    if !there {
        println!("skipped: no {tool} here");
    }
    there
}

/// Runs a command that must succeed and returns what it printed.
pub fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}\n{printed}{}", String::from_utf8_lossy(&output.stderr));
    printed
}
