//! Another user, with a queue of that user's and a program of root's to work on it.

use super::queue::Queue;
use copyfile2::bits::Manager;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};

pub const NOBODY: u32 = 65_534;

/// The command as another user, with a queue of that user's.
pub struct Stranger {
    pub queue: Queue,
    pub program: PathBuf,
}

impl Stranger {
    /// `None` where this process may not become another user.
    pub fn new() -> Option<Self> {
        let queue = Queue::new();
        let permit = |mode| std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(queue.path(), permit(0o755)).unwrap();
        let program = queue.path().join("bitsadmin");
        std::fs::copy(env!("CARGO_BIN_EXE_bitsadmin"), &program).unwrap();
        let state = queue.path().join("state");
        std::fs::create_dir(&state).unwrap();
        if std::os::unix::fs::chown(&state, Some(NOBODY), None).is_err() {
            println!("skipped: only root may give files away");
            return None;
        }
        let stranger = Self { queue, program };
        match stranger.command("state").arg("/list").output() {
            Ok(output) if output.status.success() => Some(stranger),
            other => {
                println!("skipped: the command cannot be run as another user: {other:?}");
                None
            }
        }
    }

    pub fn command(&self, state: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env("XDG_STATE_HOME", self.queue.path().join(state)).env_remove("http_proxy");
        command.uid(NOBODY);
        command
    }

    pub fn said(&self, words: &[&str]) -> String {
        let output = self.command("state").arg("/rawreturn").args(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// The directory of that user's queue.
    pub fn state(&self) -> PathBuf {
        self.queue.path().join("state/copyfile2")
    }

    /// What that user does in a shell.
    pub fn does(&self, script: &str) {
        let output = Command::new("sh")
            .args(["-ec", script])
            .current_dir(self.state())
            .uid(NOBODY)
            .gid(NOBODY)
            .output();
        let output = output.unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// What root's command says to that user's queue. It has to end by itself.
    pub fn root(&self, words: &[&str]) -> Output {
        let mut command = Command::new("timeout");
        command.arg("20").arg(env!("CARGO_BIN_EXE_bitsadmin")).args(words);
        command.env("XDG_STATE_HOME", self.queue.path().join("state")).output().unwrap()
    }

    /// Root in that user's queue.
    pub fn manager(&self) -> Manager {
        Manager::open_at(&self.state()).unwrap()
    }
}
