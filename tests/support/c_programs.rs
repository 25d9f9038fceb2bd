//! C programs of `c-tests/` and `examples/` against the headers and the static library of this build.

use super::filesystems::skipped;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where the project stands.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The directory with the libraries of this build.
pub fn libraries() -> &'static Path {
    static LIBRARIES: OnceLock<PathBuf> = OnceLock::new();
    LIBRARIES.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--lib", "--target-dir"]).arg(target).current_dir(ROOT);
        succeed(&mut build);
        target.join("debug")
    })
}

/// Whether a command is installed; says so if not.
pub fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        skipped(&format!("no {program} here"));
    }
    there
}

/// How one C program is built, with every warning an error.
pub struct Build<'a> {
    /// `gcc`, `clang`, ...
    pub compiler: &'a str,
    /// `c11`, `c++17`, ...
    pub standard: &'a str,
    /// What else the compiler is told.
    pub options: &'a [&'a str],
}

impl Build<'_> {
    /// gcc and C11.
    pub const PLAIN: Build<'static> = Build { compiler: "gcc", standard: "c11", options: &[] };

    /// Builds a program from a source below the project; `None` if there is no such compiler.
    pub fn program(&self, source: &str, directory: &Path) -> Option<PathBuf> {
        if !is_there(self.compiler) {
            return None;
        }
        let stem = Path::new(source).file_stem().expect("a file name").to_string_lossy();
        let options = self.options.iter().filter(|option| !option.contains('/')).copied();
        let options = options.collect::<String>().replace([',', '='], "-");
        let program = directory.join(format!("{stem}-{}-{}{options}", self.compiler, self.standard));
        let mut command = self.command();
        command.arg(Path::new(ROOT).join(source)).args(["-x", "none"]);
        command.arg(libraries().join("libcopyfile2.a"));
        let mut system = Command::new(Path::new(ROOT).join("packaging/system-libs.sh"));
        command.args(succeed(system.arg(libraries())).split_whitespace());
        // Beside a run of the same test by somebody else: a program that runs cannot be written.
        let fresh = tempfile::NamedTempFile::new_in(directory).expect("a file").into_temp_path();
        succeed(command.arg("-o").arg(&fresh));
        fs::set_permissions(&fresh, fs::Permissions::from_mode(0o755)).expect("a program");
        fresh.persist(&program).expect("a rename");
        Some(program)
    }

    /// The compiler with its options, ready for a source.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.compiler);
        command.arg(format!("-std={}", self.standard));
        command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g"]);
        command.arg(format!("-I{ROOT}/include")).args(self.options);
        command.args(["-x", if self.standard.contains("++") { "c++" } else { "c" }]);
        command
    }
}

/// Runs a command that must succeed and returns what it printed.
pub fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}\n{printed}{}", String::from_utf8_lossy(&output.stderr));
    printed
}
