//! COM as C and C++ programs see it: they compile without a warning against `include/win32`, link the library and run
//! against servers on loopback. The rules that they prove stand in `c-tests/com_rules.c` and `c-tests/com_client.cpp`.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Server, content, good, say};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const WARNINGS: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];
/// How wide WCHAR is: 16 bits beside a wchar_t of 32, 16 as wchar_t, 32 as wchar_t.
const WIDTHS: [&str; 3] = ["-fno-short-wchar", "-fshort-wchar", "-DCOPYFILE2_WCHAR32"];

#[test]
fn rules_tested_on_windows_hold_in_c_with_gcc() {
    for width in WIDTHS {
        run("gcc", "c11", width, "com_rules.c");
    }
}

#[test]
fn rules_tested_on_windows_hold_in_c_with_clang() {
    for width in WIDTHS {
        run("clang", "c11", width, "com_rules.c");
    }
}

#[test]
fn settings_limits_and_arguments_hold_in_c() {
    for (compiler, width) in ["gcc", "clang", "gcc"].into_iter().zip(WIDTHS) {
        run(compiler, "c11", width, "com_settings.c");
    }
}

#[test]
fn downloads_go_as_the_rules_say_in_c() {
    for (compiler, width) in ["clang", "gcc", "clang"].into_iter().zip(WIDTHS) {
        run(compiler, "c11", width, "com_downloads.c");
    }
}

#[test]
fn a_callback_class_hears_of_its_jobs_with_gcc() {
    for width in WIDTHS {
        run("g++", "c++17", width, "com_client.cpp");
    }
}

#[test]
fn a_callback_class_hears_of_its_jobs_with_clang() {
    for width in WIDTHS {
        run("clang++", "c++17", width, "com_client.cpp");
    }
}

/// The option that makes a program of `c-tests` a guest of a layer, which calls and is called with Microsoft's convention.
#[cfg(target_arch = "x86_64")]
const GUEST: &str = "-includecom_guest.h";

/// The same rules through the vtables of Microsoft's convention. No code of the guest runs on a thread that it and its layer
/// do not know, and the strings that it frees come from the layer's allocator.
#[test]
#[cfg(target_arch = "x86_64")]
fn guests_have_the_same_rules_in_microsofts_convention() {
    for (compiler, program) in [
        ("gcc", "com_rules.c"),
        ("clang", "com_settings.c"),
        ("gcc", "com_downloads.c"),
        ("clang", "com_downloads.c"),
    ] {
        run(compiler, "c11", GUEST, program);
    }
}

/// Classes of C++ with methods of Microsoft's convention.
#[test]
#[cfg(target_arch = "x86_64")]
fn guests_in_cpp_hear_of_their_jobs() {
    for compiler in ["g++", "clang++"] {
        run(compiler, "c++17", GUEST, "com_client.cpp");
    }
}

/// Clients of three kinds at once in one process, over a layer: C's convention with UTF-16 and with UTF-32, and Microsoft's.
/// Each gets objects of its own kind, whichever way they come; code of clients and hooks run on the program's threads and the
/// layer's only; counts and memory come out even. Also under AddressSanitizer and under valgrind.
#[test]
#[cfg(target_arch = "x86_64")]
fn three_kinds_of_clients_share_a_process() {
    let valgrind = ["valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full"];
    let valgrind =
        [&valgrind[..], &["--errors-for-leak-kinds=definite", "--show-leak-kinds=definite"]].concat();
    let sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    for (compiler, options, wrapper) in
        [("clang", &[][..], &["env"][..]), ("gcc", &sanitizers, &["env"]), ("gcc", &[], &valgrind)]
    {
        if [compiler, wrapper[0]].iter().any(|name| Command::new(name).arg("--version").output().is_err()) {
            println!("skipped: {compiler} or {} is not here", wrapper[0]);
            continue;
        }
        let scratch = tempfile::tempdir().expect("a scratch directory");
        let executable = scratch.path().join("program");
        let mut command = Command::new(compiler);
        command
            .args(WARNINGS)
            .args(["-g", "-pthread", "-std=c11", "-D_POSIX_C_SOURCE=200809L"])
            .args(options);
        command.args(includes());
        for unit in ["main.c", "utf16.c", "utf32.c", "guest.c"] {
            command.arg(root().join("c-tests/com_kinds").join(unit));
        }
        command.arg("-o").arg(&executable).arg("-L").arg(library()).arg("-lcopyfile2");
        command.arg(format!("-Wl,-rpath,{}", library().display()));
        succeed(&mut command);
        let body = content(100_000, 3);
        std::fs::write(scratch.path().join("source"), &body).expect("the source");
        let (first, rest) = wrapper.split_first().expect("a wrapper");
        succeed(Command::new(first).args(rest).arg(&executable).arg(scratch.path()));
        for name in ["a\u{f6}\u{20ac}\u{1f600} 0", "a\u{f6}\u{20ac}\u{1f600} 1", "by-layer"] {
            assert!(std::fs::read(scratch.path().join(name)).expect(name) == body, "{name} differs");
        }
    }
}

/// `std::wstring` and `L"..."` with objects whose strings are UTF-32.
#[test]
fn wide_strings_of_cpp_go_in_and_out() {
    for (compiler, standard) in [("g++", "c++11"), ("clang++", "c++17")] {
        run(compiler, standard, WIDTHS[2], "com_wstring.cpp");
    }
}

/// With the events, timers and dates of `windows.h`.
#[test]
fn programs_of_windows_poll_and_wait_as_they_are() {
    for (compiler, standard, width) in
        [("g++", "c++11", WIDTHS[1]), ("clang++", "c++20", WIDTHS[1]), ("g++", "c++17", WIDTHS[2])]
    {
        run(compiler, standard, width, "com_polling.cpp");
    }
}

/// Misuse that a count can show is named where the library is built for finding mistakes.
#[test]
fn a_debug_build_stops_a_program_that_releases_too_often() {
    if library().ends_with("release") {
        println!("skipped: a released library has no such check");
        return;
    }
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let executable = compile(scratch.path(), "gcc", "c11", WIDTHS[0], "com_over_release.c");
    let output = Command::new(&executable)
        .env("XDG_STATE_HOME", scratch.path().join("state"))
        .output()
        .expect("starting the program");
    assert!(!output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("released more often than it was referenced"), "{said}");
}

/// Runs one case of `bits_host.c`; gives its directory and what it printed.
fn host(what: &str, must_succeed: bool) -> Option<(tempfile::TempDir, String, Server)> {
    if Command::new("gcc").arg("--version").output().is_err() {
        println!("skipped: gcc is not here");
        return None;
    }
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let executable = compile(scratch.path(), "gcc", "c11", WIDTHS[0], "bits_host.c");
    let body = content(2 << 20, 7);
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/slow" if request.method == "GET" => {
            let (first, last) = request.range().unwrap_or((0, body.len() - 1));
            let last = last.min(body.len() - 1);
            let status = if request.range().is_some() { "206 Partial Content" } else { "200 OK" };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nContent-Range: bytes {first}-{last}/{}\r\n\r\n",
                last + 1 - first,
                body.len()
            );
            say(stream, &head)
                && body[first..=last].chunks(64 << 10).all(|part| {
                    std::thread::sleep(std::time::Duration::from_millis(40));
                    stream.write_all(part).is_ok()
                })
        }
        "/slow" => good(request, stream, &body, ""),
        _ => good(request, stream, b"quick", ""),
    });
    let mut client = Command::new(&executable);
    client.arg(scratch.path()).arg(server.url("").trim_end_matches('/')).arg(what);
    let output = client.env("XDG_STATE_HOME", scratch.path().join("state")).output().expect("the program");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!must_succeed || output.status.success(), "{what}: {} {said}", output.status);
    Some((scratch, String::from_utf8_lossy(&output.stdout).into_owned(), server))
}

// THR-10: no thread of the library takes a signal of the process, whose handler expects to run on its own threads.
#[test]
fn handlers_of_the_host_run_on_threads_of_the_host() {
    host("signals", true);
}

// Neither SQLite's files nor sockets of libcurl are inherited by programs that the host starts.
#[test]
fn no_descriptor_survives_exec() {
    host("descriptors", true);
}

// NTF-22: the status that the host's handling of SIGCHLD takes away is no reason to run a program twice.
#[test]
fn a_host_that_ignores_its_children_gets_one_run_of_the_program() {
    host("children", true);
}

// PER-13: a forked child holds no lock, and does not act on the queue; its parent waits for nothing.
#[test]
fn a_forked_child_holds_nothing() {
    for what in ["fork-complete", "fork-cancel", "fork-next"] {
        host(what, true);
    }
}

// PER-13: nor does it hold anything when its parent is gone.
#[test]
fn a_forked_child_that_is_left_over_stops_no_job() {
    let Some((scratch, printed, _server)) = host("fork-kill", false) else { return };
    let child = printed.trim().to_owned();
    assert!(Path::new("/proc").join(&child).exists() && !child.is_empty(), "the child lives");
    let manager =
        copyfile2::bits::Manager::open_at(&scratch.path().join("state/copyfile2")).expect("the queue");
    let job = manager.jobs(0).expect("the jobs").items()[0].clone();
    bits_support::wait_for(&job, copyfile2::bits::JobState::Transferred);
    assert!(job.complete().is_ok(), "PER-13: lock of a dead parent");
    assert!(std::fs::read(scratch.path().join("first")).expect("the file") == content(2 << 20, 7));
    assert!(Command::new("kill").args(["-KILL", &child]).status().expect("kill").success());
}

/// Every name of the Windows headers compiles alone, in each language and for both widths of `wchar_t`.
#[test]
fn every_com_header_compiles_alone() {
    let mut headers: Vec<PathBuf> = std::fs::read_dir(root().join("include/win32"))
        .expect("include/win32")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            std::fs::read_to_string(path).is_ok_and(|text| {
                ["com.h", "unknwn.h", "bits.h", "qmgr.h", "bitscfg.h", "objbase.h"]
                    .iter()
                    .any(|name| text.contains(name))
            })
        })
        .collect();
    headers.sort();
    assert!(headers.len() >= 20, "{headers:?}");
    for (compiler, standard, language) in
        [("gcc", "c11", "c"), ("g++", "c++11", "c++"), ("g++", "c++20", "c++")]
    {
        for width in WIDTHS {
            for header in &headers {
                let mut command = Command::new(compiler);
                command
                    .args(WARNINGS)
                    .args([width, "-fsyntax-only", "-x", language])
                    .arg(format!("-std={standard}"));
                command.args(["-DCOBJMACROS", "-include"]).arg(header).args(includes()).arg("/dev/null");
                succeed(&mut command);
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn includes() -> Vec<PathBuf> {
    ["include/win32", "include"].iter().flat_map(|name| ["-I".into(), root().join(name)]).collect()
}

/// The directory with the shared library, which `cargo test` alone does not put there.
fn library() -> &'static Path {
    static DIRECTORY: OnceLock<PathBuf> = OnceLock::new();
    DIRECTORY.get_or_init(|| {
        let target = std::env::current_exe().expect("own name");
        let target = target.ancestors().nth(2).expect("target/PROFILE").to_owned();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--lib", "--manifest-path"]).arg(root().join("Cargo.toml"));
        build.arg("--target-dir").arg(target.parent().expect("target"));
        if target.ends_with("release") {
            build.arg("--release");
        }
        succeed(&mut build);
        target
    })
}

/// Compiles a program of `c-tests`, runs it with a directory and a server of its own, and wants it to be content.
fn run(compiler: &str, standard: &str, width: &str, program: &str) {
    if Command::new(compiler).arg("--version").output().is_err() {
        println!("skipped: {compiler} is not here");
        return;
    }
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let executable = compile(scratch.path(), compiler, standard, width, program);

    let body = content(100_000, 7);
    std::fs::write(scratch.path().join("source"), &body).expect("the source");
    let large = std::fs::File::create(scratch.path().join("large")).expect("the large source");
    large.set_len((4 << 30) + 5).expect("a sparse file");
    let served = body.clone();
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        "/good" => good(request, stream, &served, "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
        "/whole" => {
            // A server without ranges.
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", served.len());
            let body: &[u8] = if request.method == "HEAD" { &[] } else { &served };
            say(stream, &head) && stream.write_all(body).is_ok()
        }
        "/broken" => say(stream, "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"),
        "/secret" if request.header("authorization") != Some("Basic dXNlcjp3b3Jk") => say(
            stream,
            "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
        ),
        "/secret" => good(request, stream, &served, ""),
        _ => say(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    });
    let mut client = Command::new(&executable);
    client.arg(scratch.path()).arg(server.url("").trim_end_matches('/'));
    client.env("XDG_STATE_HOME", scratch.path().join("state"));
    succeed(&mut client);
    let arrived: &[&str] = match program {
        "com_rules.c" => &["from-local", "from-file-url", "from-http", "from-callback"],
        "com_downloads.c" => &["without-ranges", "with-credentials", "on-demand", "validated"],
        "com_settings.c" => &[],
        "com_wstring.cpp" => &[],
        _ => &["first", "second"],
    };
    for name in arrived {
        assert!(std::fs::read(scratch.path().join(name)).expect(name) == body, "{name} differs");
    }
    assert!(!scratch.path().join("never").exists());
}

fn compile(scratch: &Path, compiler: &str, standard: &str, width: &str, program: &str) -> PathBuf {
    let executable = scratch.join("program");
    let mut command = Command::new(compiler);
    command.args(WARNINGS).args([width, "-g", "-pthread", "-D_POSIX_C_SOURCE=200809L"]);
    command.arg(format!("-std={standard}")).args(includes()).arg("-I").arg(root().join("c-tests"));
    command.arg(root().join("c-tests").join(program));
    if program == "com_polling.cpp" {
        command.args(["-DUNICODE", "-include", "wmain.h"]);
    }
    command.arg("-o").arg(&executable).arg("-L").arg(library()).arg("-lcopyfile2");
    command.arg(format!("-Wl,-rpath,{}", library().display()));
    succeed(&mut command);
    executable
}

fn succeed(command: &mut Command) {
    let output = command.output().expect("starting the program");
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}
