//! The command `bitsadmin` with a queue of its own.

use super::Worker;
use copyfile2::bits::Manager;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A queue of the command's own.
pub struct Queue {
    directory: tempfile::TempDir,
}

impl Queue {
    pub fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bitsadmin"));
        command.env("XDG_STATE_HOME", self.path()).env_remove("http_proxy").env_remove("https_proxy");
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command().args(words).output().unwrap()
    }

    /// What it prints; it has to succeed.
    pub fn said(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// The value alone.
    pub fn raw(&self, words: &[&str]) -> String {
        self.said(&[&["/rawreturn"], words].concat())
    }

    /// Exit status and what it complains of.
    pub fn refused(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    pub fn target(&self, name: &str) -> String {
        self.path().join(name).to_str().unwrap().to_owned()
    }

    /// A process that runs the queue until it is killed.
    pub fn worker(&self, variables: &[(&str, &str)]) -> Worker {
        let mut command = self.command();
        command.args(["/monitor", "/refresh", "1"]).envs(variables.iter().copied());
        Worker(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    pub fn manager(&self) -> Manager {
        Manager::open_at(&self.path().join("copyfile2")).unwrap()
    }
}
