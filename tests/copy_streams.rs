//! M24, X9, S3: named streams, their own handles in messages, and Samba's form of them.

mod support;

use copyfile2::copy::Action;
use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use support::*;

/// Opens what a handle of a message leads to.
fn behind(descriptor: i32, writes: bool) -> File {
    File::options().read(true).write(writes).open(Message::path_of(descriptor)).expect("the handle is usable")
}

/// M24, X9: the handles of a stream are the stream's: size and content of the source, and what the destination has so far.
#[test]
fn m24_each_stream_has_its_own_handles() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 100_000), bench.destination("b"));
        let streams: [(&str, &[u8]); 3] = [("empty", b""), ("long", &[7; 900]), ("short", b"hello")];
        if !put_stream(&a, "empty", b"") {
            return;
        }
        for (name, value) in streams {
            put_stream(&a, name, value);
        }
        let mut seen = 0;
        let record = bench
            .call(&a, &b)
            .answer(|_, message| {
                if message.stream < 2 || message.source < 0 {
                    return Action::Continue;
                }
                seen += 1;
                let value = streams[message.stream as usize - 2].1;
                assert_eq!(message.source_file().len(), message.stream_size, "{message:?}");
                assert_eq!(fs::read(Message::path_of(message.source)).unwrap(), value);
                let copied = fs::read(Message::path_of(message.destination)).unwrap();
                assert_eq!(copied, &value[..message.stream_done as usize], "{message:?}");
                behind(message.destination, false).sync_all().expect("FlushFileBuffers");
                Action::Continue
            })
            .run();
        check_success(&record);
        assert_eq!(
            seen,
            3 * 2 + 2 * 2,
            "starts and ends, and two chunks of which each is started and finished"
        );
        for (name, value) in streams {
            assert_eq!(stream(&b, name).as_deref(), Some(value));
        }
        assert_copied(&a, &b);
    });
}

/// M24: what the routine writes through the handle of a stream is in the stream, at the chunk and at the end, and nowhere
/// else.
#[test]
fn m24_what_is_written_through_a_handle_is_in_the_stream() {
    for at in [Kind::ChunkFinished, Kind::StreamFinished] {
        twice(|bench| {
            let (a, b) = (fill(bench.source("a"), 5000), bench.destination("b"));
            if !put_stream(&a, "one", b"hello") || !put_stream(&a, "two", b"world\0") {
                return;
            }
            let record = bench
                .call(&a, &b)
                .answer(|_, message| {
                    if message.kind == at && message.stream > 1 {
                        let file = behind(message.destination, true);
                        file.write_all_at(b"J", 0).expect("a write");
                        file.write_all_at(b"!", 5).expect("a longer stream");
                    }
                    Action::Continue
                })
                .run();
            check_success(&record);
            assert_eq!(stream(&b, "one").as_deref(), Some(&b"Jello!"[..]));
            assert_eq!(stream(&b, "two").as_deref(), Some(&b"Jorld!\0"[..]), "in the form of the source");
            assert_copied(&a, &b);
            assert_eq!(stream(&a, "one").as_deref(), Some(&b"hello"[..]), "the source is as it was");
        });
    }
}

/// STOP keeps what was written through the handle as well, CANCEL nothing.
#[test]
fn m24_a_stopped_stream_keeps_what_was_written() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5000), bench.destination("b"));
        if !put_stream(&a, "one", b"hello") {
            return;
        }
        let run = |action| {
            bench
                .call(&a, &b)
                .answer(move |_, message| {
                    if message.kind == Kind::ChunkFinished && message.stream == 2 {
                        behind(message.destination, true).write_all_at(b"J", 0).expect("a write");
                        return action;
                    }
                    Action::Continue
                })
                .run()
                .expect(1235);
        };
        run(Action::Stop);
        assert_eq!(stream(&b, "one").as_deref(), Some(&b"Jello"[..]));
        run(Action::Cancel);
        assert!(!b.exists());
    });
}

/// S3, S4: one NUL ends each value of Samba's and is not data. Sizes leave it out, the copy has it where the source has.
#[test]
fn s3_the_nul_that_ends_sambas_values_is_no_data() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        let values: [(&str, &[u8], u64); 5] =
            [("a", b"\0", 0), ("b", b"data\0", 4), ("c", b"data", 4), ("d", b"zero\0\0", 5), ("e", b"", 0)];
        if !put_stream(&a, "a", b"\0") {
            return;
        }
        for (name, value, _) in values {
            put_stream(&a, name, value);
        }
        let record = bench.call(&a, &b).run();
        check_success(&record);
        let sizes: Vec<u64> = record.of_kind(Kind::StreamStarted).iter().map(|m| m.stream_size).collect();
        assert_eq!(sizes, [10, 0, 4, 4, 5, 0]);
        assert_eq!(record.messages[0].total_size, 23);
        for (name, value, _) in values {
            assert_eq!(stream(&b, name).as_deref(), Some(value), "{name}");
        }
    });
}
