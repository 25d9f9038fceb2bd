//! Rows of Appendix A, and rules that only show between two calls or two edges.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::fs;
use support::*;

#[test]
fn both_edges_tell_the_same_story() {
    let stories: Vec<_> = Edge::BOTH
        .into_iter()
        .map(|edge| {
            let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).expect("a directory to test in");
            let source = fill(bench.source("a"), (3 << 20) + 5);
            put_stream(&source, "note", b"beside");
            let record = bench.call(&source, bench.destination("b")).io_size(1 << 20).run();
            check_success(&record);
            record.messages.iter().map(Message::without_handles).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(stories[0], stories[1]);
}

/// A19, A20, F2: Windows keeps a file that somebody holds open without sharing deletion. There are no share modes here,
/// so it goes, and the holder keeps a file without a name.
#[test]
fn a19_a20_f2_cancel_deletes_a_destination_that_is_open_elsewhere() {
    twice(|bench| {
        let (source, destination) = (fill(bench.source("a"), 0), fill(bench.destination("b"), 100));
        let holder = fs::OpenOptions::new().write(true).open(&destination).expect("an existing file");
        bench.call(&source, &destination).answer_at(0, Action::Cancel).run().expect(1235);
        assert!(!destination.exists());
        drop(holder);
    });
}

#[test]
fn f4_stop_and_pause_keep_the_destination() {
    on_every_file_system(|bench| {
        for action in [Action::Stop, Action::Pause] {
            let (source, destination) = (fill(bench.source("a"), 3 << 20), bench.destination("b"));
            let record = bench
                .call(&source, &destination)
                .io_size(1 << 20)
                .answer_to(Kind::ChunkStarted, action)
                .run();
            assert!([1235, 3050].contains(&record.code), "{record:?}");
            assert!(destination.exists());
            fs::remove_file(&destination).expect("a kept file");
        }
    });
}

#[test]
fn a24_a25_a26_resuming_onto_a_paused_and_an_ordinary_file() {
    on_every_file_system(|bench| {
        let (source, destination) = (fill(bench.source("a"), 3 << 20), bench.destination("b"));
        let resume = CopyFlags::RESUME_FROM_PAUSE;
        // A clone is one chunk, complete before anybody can pause it (A8).
        let pause = bench.call(&source, &destination).flags(CopyFlags::NO_OFFLOAD);
        let pause = pause.flags_v2(CopyFlagsV2::DISABLE_BLOCK_CLONING).io_size(1 << 20);
        let pause = pause.answer_to(Kind::ChunkFinished, Action::Pause);
        pause.run().expect(3050);
        bench.call(&source, &destination).flags(resume | CopyFlags::FAIL_IF_EXISTS).run().expect(0); // A24
        assert_copied(&source, &destination);
        file(&destination, "ordinary");
        let before = Snapshot::of(&destination);
        bench.call(&source, &destination).flags(resume | CopyFlags::FAIL_IF_EXISTS).run().expect(80); // A25
        assert_eq!(Snapshot::of(&destination), before);
        bench.call(&source, &destination).flags(resume).run().expect(0); // A26
        assert_copied(&source, &destination);
    });
}

#[test]
fn m18_the_answer_to_error_changes_no_code() {
    twice(|bench| {
        for action in [Action::Continue, Action::Cancel, Action::Stop, Action::Quiet, Action::Pause] {
            let call = bench.call(bench.source("missing"), bench.destination("b"));
            check_failure(&call.answer_at(0, action).run(), 2);
            assert!(bench.destination_names().iter().all(|name| name != "b"));
        }
    });
}

#[test]
fn f5_a_call_that_fails_early_leaves_the_destination_as_it_was() {
    on_every_file_system(|bench| {
        let (source, destination) = (fill(bench.source("a"), 5000), fill(bench.destination("b"), 100));
        let before = Snapshot::of(&destination);
        bench.call(bench.source("missing"), &destination).run().expect(2);
        bench.call(&source, &destination).flags(CopyFlags::FAIL_IF_EXISTS).run().expect(80);
        assert_eq!(Snapshot::of(&destination), before);
    });
}
