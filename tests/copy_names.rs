//! Names in Windows form, through the engine: streams (O22, O23), trailing separators (V12), relative names (V11).

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::CopyFlags;
use std::path::Path;
use support::*;

/// Runs `test` in a directory of its own, where relative names can be used.
fn with_relative_names(test: impl Fn(&Bench) + Sync) {
    for edge in Edge::BOTH {
        let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).expect("a directory to test in");
        in_own_directory(&bench.destination("."), || {
            let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).expect("a directory to test in");
            test(&bench);
        });
    }
}

fn code(bench: &Bench, source: &str, destination: &str) -> Record {
    bench.call(Path::new(source), Path::new(destination)).run()
}

/// V11: relative to the current directory, `\` separates, and no name is too long for MAX_PATH.
#[test]
fn v11_relative_names_and_backslashes() {
    with_relative_names(|bench| {
        file("a", "content");
        std::fs::create_dir_all("deep/er").unwrap();
        check_success(&code(bench, r"a", r"deep\er\b"));
        check_success(&code(bench, r".\deep\er\b", r"deep/er\..\c"));
        assert_copied("a", "deep/c");
        let component = "x".repeat(200);
        let long = [component.as_str(); 4].join("/");
        std::fs::create_dir_all(&long).unwrap();
        check_success(&code(bench, "a", &format!("{long}/b")));
    });
}

/// V12: a file's name does not end with a separator.
#[test]
fn v12_a_trailing_separator_is_123() {
    with_relative_names(|bench| {
        if bench.edge == Edge::Rust {
            return; // the C edge knows the flags when it reads the names
        }
        file("a", "content");
        for (source, destination) in [(r"a\", "b"), ("a", r"b\"), ("a", "b/")] {
            code(bench, source, destination).expect(123);
        }
        std::fs::create_dir("d").unwrap();
        bench.call(Path::new(r"d\"), Path::new(r"e\")).flags(CopyFlags::DIRECTORY).run().expect(0);
    });
}

/// O22: into a named stream, if the source has none of its own.
#[test]
fn o22_a_plain_file_is_copied_into_a_stream() {
    with_relative_names(|bench| {
        file("aa", "content");
        if !put_stream("aa", "probe", b"1") {
            return skipped("no extended attributes here");
        }
        check_failure(&code(bench, "aa", "bb:s"), 87);
        assert!(!Path::new("bb").exists());
        file("plain", "content");
        check_success(&code(bench, "plain", "bb:s"));
        // Samba takes the last byte of every value for its end: a new stream has one.
        assert_eq!(stream("bb", "s").as_deref(), Some(&b"content\0"[..]));
        assert_eq!(std::fs::metadata("bb").unwrap().len(), 0);
        check_success(&code(bench, "plain", "aa:other:$DATA"));
        assert_eq!(stream("aa", "other").as_deref(), Some(&b"content\0"[..]));
        file("none", "");
        check_success(&code(bench, "none", "bb:empty"));
        assert_eq!(stream("bb", "empty").as_deref(), Some(&b"\0"[..]));
        // M24: the handle is the stream's, here too.
        let record = bench
            .call(Path::new("plain"), Path::new("bb:written"))
            .answer(|_, message| {
                if message.kind == Kind::ChunkFinished {
                    assert_eq!(message.destination_file().len(), 7);
                    let path = Message::path_of(message.destination);
                    let file = std::fs::File::options().write(true).open(path).unwrap();
                    std::os::unix::fs::FileExt::write_all_at(&file, b"C", 0).unwrap();
                }
                Action::Continue
            })
            .run();
        check_success(&record);
        assert_eq!(stream("bb", "written").as_deref(), Some(&b"Content\0"[..]));
        assert_eq!(std::fs::read("aa").unwrap(), b"content");
        let record =
            bench.call(Path::new("plain"), Path::new("aa:other")).flags(CopyFlags::FAIL_IF_EXISTS).run();
        check_failure(&record, 80);
        fill("large", 70_000);
        check_failure(&code(bench, "large", "bb:l"), 223);
        set_mode("bb", 0o444);
        check_failure(&code(bench, "plain", "bb:s"), 5);
        let cancelled = bench.call(Path::new("plain"), Path::new("cc:s")).answer_at(1, Action::Cancel).run();
        cancelled.expect(1235);
        assert!(!Path::new("cc").exists());
    });
}

/// O23, Q40: out of a named stream is always refused.
#[test]
fn o23_a_stream_as_source_is_87() {
    with_relative_names(|bench| {
        file("aa", "content");
        put_stream("aa", "s", b"1");
        let record = code(bench, "aa:s", "bb").expect(87);
        assert!(record.messages.is_empty());
        assert!(!Path::new("bb").exists());
    });
}
