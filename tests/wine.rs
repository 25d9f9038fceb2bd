//! Real Windows programs, made by MinGW, under Wine with the layer of examples/wine: they copy, and they transfer with BITS in
//! process and through the service. `make wine-check` runs it; without Wine or MinGW it says so. What needs no Wine of all
//! this is in tests/com_clients.rs.
#![cfg(all(feature = "bits", target_arch = "x86_64"))]

mod bits_support;

use bits_support::{Server, content, good, say, wait_for};
use copyfile2::bits::{JobState, Manager};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A prefix with the layer in it, and the programs.
struct Wine {
    here: tempfile::TempDir,
    /// What the programs know as D:.
    volume: tempfile::TempDir,
}

impl Wine {
    /// `None`, and a word why, where tools are missing.
    fn new() -> Option<Self> {
        for tool in ["wine", "wineserver", "winegcc", "winebuild", "x86_64-w64-mingw32-gcc"] {
            let found =
                Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
            if !found.is_ok_and(|status| status.success()) {
                println!("skipped: {tool} is not here");
                return None;
            }
        }
        let here = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let volume = tempfile::tempdir_in("/dev/shm").expect("a second volume");
        let wine = Self { here, volume };
        wine.build();
        succeed(wine.command("wineboot").arg("--init"));
        std::os::unix::fs::symlink(wine.volume.path(), wine.prefix().join("dosdevices/d:")).expect("a drive");
        std::fs::create_dir(wine.prefix().join("drive_c/transfers")).expect("a directory");
        Some(wine)
    }

    fn prefix(&self) -> PathBuf {
        self.here.path().join("prefix")
    }

    fn build(&self) {
        let out = self.here.path();
        let library =
            std::env::current_exe().expect("own name").ancestors().nth(2).expect("the target").to_owned();
        succeed(Command::new(env!("CARGO")).args(["build", "--quiet", "--lib"]).current_dir(ROOT));
        let mut layer = Command::new("make");
        layer.arg("-C").arg(Path::new(ROOT).join("examples/wine")).arg(format!("OUT={}", out.display()));
        layer.arg(format!("CFLAGS=-O1 -Wall -Wextra -Werror -I{ROOT}/include"));
        layer.arg(format!("LDLIBS=-L{0} -lcopyfile2 -Wl,-rpath,{0}", library.display()));
        succeed(layer.arg("MINGW_CFLAGS=-O1 -Wall -Wextra -Werror"));
        for (program, source, options) in [
            ("family.exe", "family.c", &[][..]),
            ("imported.exe", "family.c", &["-DIMPORTED"]),
            ("transfers.exe", "transfers.c", &["-lole32", "-luuid"]),
        ] {
            let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
            compiler.args(["-O1", "-Wall", "-Wextra", "-Werror", "-o"]).arg(out.join(program));
            succeed(compiler.arg(Path::new(ROOT).join("c-tests/wine").join(source)).args(options));
        }
    }

    /// Wine, with what it is to run as its first argument.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("wine");
        command.arg(program).current_dir(self.here.path());
        self.settle(&mut command);
        command
    }

    fn settle(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", self.prefix())
            .env("WINEDEBUG", "-all")
            .env("WINEDLLPATH", self.here.path());
        command.env_remove("DISPLAY").stdin(Stdio::null());
    }

    fn register(&self, file: &str) {
        let name =
            format!("Z:{}", Path::new(ROOT).join("examples/wine").join(file).display()).replace('/', "\\");
        succeed(self.command("regedit").args(["/S", &name]));
    }

    fn transfer(&self, verb: &str, apartment: &str, context: &str, url: &str, name: &str) {
        let file = format!("C:\\transfers\\{name}");
        is_content(self.command("transfers.exe").args([verb, apartment, context, url, &file]));
    }

    fn arrived(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.prefix().join("drive_c/transfers").join(name)).expect(name)
    }
}

impl Wine {
    /// Ends whatever runs in the prefix.
    fn stop(&self) {
        for option in ["--kill", "--wait"] {
            let mut server = Command::new("wineserver");
            self.settle(&mut server);
            let _none_may_be_left = server.arg(option).status();
        }
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs a program of the tests to its last line: one that dies may leave with 0 (winedbg).
fn is_content(command: &mut Command) {
    let output = command.output().expect("starting the program");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("0 failures"), "{command:?}: {}\n{said}", output.status);
}

fn succeed(command: &mut Command) {
    let output = command.output().expect("starting the program");
    let said = [&output.stdout[..], &output.stderr].concat();
    assert!(output.status.success(), "{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&said));
}

#[test]
#[ignore = "make wine-check"]
fn windows_programs_copy_and_transfer_under_wine() {
    let Some(wine) = Wine::new() else { return };

    // Copies: by the layer's own name, and by an import of kernel32 that Wine does not have.
    is_content(wine.command("family.exe").args(["C:\\by name", "D:\\"]));
    std::fs::remove_file(wine.volume.path().join("moved")).expect("what was moved");
    is_content(wine.command("cf2run.exe").args(["imported.exe", "C:\\by import", "D:\\"]));

    // Transfers. Until somebody left, the slow file stops in its middle.
    let body = content(3_000_000, 11);
    let (served, released) = (body.clone(), Arc::new(AtomicBool::new(false)));
    let is_released = Arc::clone(&released);
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/good" => good(request, stream, &served, "ETag: \"a\"\r\n"),
        "/slow" if request.method == "HEAD" || is_released.load(Ordering::SeqCst) => {
            good(request, stream, &served, "ETag: \"a\"\r\n")
        }
        "/slow" => {
            let (first, last) = request.range().unwrap_or((0, served.len() - 1));
            let last = last.min(served.len() - 1);
            let head = format!(
                "HTTP/1.1 206 Partial\r\nETag: \"a\"\r\nContent-Range: bytes {first}-{last}/{}\r\nContent-Length: {}\r\n\r\n",
                served.len(),
                last - first + 1
            );
            let middle = first + (last - first) / 2;
            let begun = say(stream, &head) && stream.write_all(&served[first..middle]).is_ok();
            while begun && !is_released.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
            false
        }
        _ => say(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    });
    let (good, slow, missing) = (server.url("/good"), server.url("/slow"), server.url("/missing"));
    for (context, file) in [("any", "inprocess.reg"), ("service", "service.reg")] {
        wine.register(file);
        for apartment in ["mta", "sta"] {
            let name = format!("{context} {apartment}");
            wine.transfer("fetch", apartment, context, &good, &name);
            assert!(wine.arrived(&name) == body, "{name} differs");
            wine.transfer("fail", apartment, context, &missing, "never");
        }
        // A later program finishes what an earlier one left.
        released.store(false, Ordering::SeqCst);
        let name = format!("{context} left");
        wine.transfer("leave", "mta", context, &slow, &name);
        released.store(true, Ordering::SeqCst);
        wine.transfer("finish", "mta", context, &slow, &name);
        assert!(wine.arrived(&name) == body, "{name} differs");
    }

    // A program of the system finishes it.
    released.store(false, Ordering::SeqCst);
    wine.transfer("leave", "mta", "any", &slow, "native");
    wine.stop();
    released.store(true, Ordering::SeqCst);
    let queue =
        Manager::open_at(&wine.prefix().join("drive_c/ProgramData/copyfile2")).expect("the prefix's queue");
    let job = queue.jobs(0).expect("the jobs").next(1).pop().expect("the job that was left");
    wait_for(&job, JobState::Transferred);
    job.complete().expect("what came");
    assert!(wine.arrived("native") == body, "what a native program finished differs");
}
