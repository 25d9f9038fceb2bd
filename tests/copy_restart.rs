//! Part 4.6 of the rule sheet: pause, stop, restart, resume.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::CopyFlags;
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::symlink;
use support::*;

const MIB: usize = 1 << 20;
const RESUME: CopyFlags = CopyFlags::RESUME_FROM_PAUSE;
const STATE: &str = "copyfile2.restart";

/// Pauses at the first finished chunk.
fn pause(bench: &Bench, flags: CopyFlags) -> Record {
    let (a, b) = (bench.source("a"), bench.destination("b"));
    let record = bench.call(&a, &b).flags(flags).answer_at(2, Action::Pause).run().expect(3050);
    assert!(attribute(&b, STATE).is_some(), "a paused copy has a state");
    record
}

fn assert_no_trace(bench: &Bench) {
    assert_eq!(attribute(bench.destination("b"), STATE), None, "P13");
    assert_eq!(bench.destination_names(), ["b"], "P13");
}

/// P1, P2, P7, P11, P13, P15, Q1, Q24, Q26, Q54, A23, A24: without and with RESTARTABLE, and resumed with FAIL_IF_EXISTS.
#[test]
fn p2_p7_a_paused_copy_is_resumed_where_it_stopped() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB + 77), bench.destination("b"));
        if !put_attribute(&a, "ea", b"1") {
            return;
        }
        put_stream(&a, "ads", b"123456");
        // Clones leave nothing to pause.
        let base = CopyFlags::DISABLE_SPARSE_COPY | CopyFlags::NO_BUFFERING;
        for flags in [base, base | CopyFlags::RESTARTABLE] {
            pause(bench, flags);
            let size = fs::metadata(&b).unwrap().len();
            assert!(0 < size && size < 5 << 20, "P11");
            check_failure(&bench.call(&a, &b).flags(CopyFlags::FAIL_IF_EXISTS).run(), 80); // P8
            let record = bench.call(&a, &b).flags(base | RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
            let first = record.of_kind(Kind::ChunkFinished)[0];
            assert_eq!(first.chunk, 0, "Q26");
            assert_eq!(first.stream_done, size + first.chunk_size, "Q26: goes on from the position");
            assert_eq!(record.messages.last().map(|last| last.total_done), Some((5 << 20) + 77 + 6), "Q26");
            assert_copied(&a, &b);
            assert_eq!(stream(&b, "ads"), stream(&a, "ads"));
            assert_no_trace(bench);
            fs::remove_file(&b).unwrap();
        }
    });
}

/// P5, P6, P7, A25, A26: without a state everything is copied, or it is 80.
#[test]
fn p5_p6_without_a_state_everything_is_copied() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        check_success(&bench.call(&a, &b).flags(RESUME).run()); // P6
        assert_copied(&a, &b);
        fill(&b, 100);
        let before = Snapshot::of(&b);
        check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
        assert_eq!(Snapshot::of(&b), before);
        check_success(&bench.call(&a, &b).flags(RESUME).run()); // P5
        assert_copied(&a, &b);
    });
}

/// P14, Q28: a source that changed is copied whole, or it is 80.
#[test]
fn p14_a_changed_source_is_copied_whole() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        pause(bench, CopyFlags::empty());
        set_write_time(&a, 2_000_000_000, 0);
        check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
        let record = bench.call(&a, &b).flags(RESUME).run();
        check_success(&record);
        assert_eq!(
            record.of_kind(Kind::ChunkFinished)[0].stream_done,
            record.of_kind(Kind::ChunkFinished)[0].chunk_size
        );
        assert_copied(&a, &b);
        // Another file of the same size and time.
        pause(bench, CopyFlags::empty());
        let other = file(bench.source("other"), content(5 * MIB, 99));
        set_write_time(&other, 2_000_000_000, 0);
        check_success(&bench.call(&other, &b).flags(RESUME).run());
        assert_copied(&other, &b);
    });
}

/// A damaged, foreign or hostile state is no state; the file is right in the end.
#[test]
fn p5_a_damaged_state_is_no_state() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        pause(bench, CopyFlags::empty());
        let good = attribute(&b, STATE).unwrap();
        for damage in 0..good.len() {
            let mut state = good.clone();
            state[damage] = !state[damage];
            put_attribute(&b, STATE, &state);
            check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
        }
        put_attribute(&b, STATE, &[0xFF; 1000]);
        check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
        check_success(&bench.call(&a, &b).flags(RESUME).run());
        assert_copied(&a, &b);
        assert_no_trace(bench);
    });
}

/// A destination that somebody changed meanwhile never becomes a mixture, though its state is whole.
#[test]
fn a_destination_that_somebody_changed_is_copied_whole() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        for size in [0, 10, 5 * MIB] {
            pause(bench, CopyFlags::empty());
            fs::write(&b, content(size, 5)).unwrap();
            assert!(attribute(&b, STATE).is_some());
            check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
            check_success(&bench.call(&a, &b).flags(RESUME).run());
            assert_copied(&a, &b);
        }
        // Only touched: the content is compared, and the copy goes on.
        pause(bench, CopyFlags::empty());
        set_write_time(&b, 5, 5);
        bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
        assert_copied(&a, &b);
    });
}

/// A4, P2, P9, P10, P16, Q27, Q59, X8: STOP can be resumed with RESTARTABLE alone, by the same call again.
#[test]
fn p9_stop_is_resumable_only_with_restartable() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        bench.call(&a, &b).answer_at(2, Action::Stop).run().expect(1235);
        assert_eq!(attribute(&b, STATE), None);
        check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80);
        fs::remove_file(&b).unwrap();
        let flags = CopyFlags::RESTARTABLE;
        bench.call(&a, &b).flags(flags).answer_at(2, Action::Stop).run().expect(1235);
        check_failure(&bench.call(&a, &b).flags(flags | CopyFlags::FAIL_IF_EXISTS).run(), 80); // Q27
        let record = bench.call(&a, &b).flags(flags).run().expect(0);
        assert_eq!(record.of_kind(Kind::ChunkFinished).len(), 4, "one of five was copied before");
        assert_copied(&a, &b);
        assert_no_trace(bench);
    });
}

/// P19: CANCEL deletes in every mode, what an earlier call copied included.
#[test]
fn p19_cancel_deletes_a_resumed_copy() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        for flags in [RESUME, CopyFlags::RESTARTABLE, RESUME | CopyFlags::RESTARTABLE] {
            pause(bench, CopyFlags::empty());
            bench.call(&a, &b).flags(flags).answer_at(1, Action::Cancel).run().expect(1235);
            assert!(bench.destination_names().is_empty());
        }
    });
}

/// P18, A10: a pause in or between named streams keeps those that are complete.
#[test]
fn p18_a_pause_in_any_stream_is_resumed() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        for name in ["one", "two", "three"] {
            if !put_stream(&a, name, name.as_bytes()) {
                return skipped("no extended attributes here");
            }
        }
        let count = bench.call(&a, &b).run().messages.len();
        for index in 0..count - 1 {
            fs::remove_file(&b).ok();
            let record = bench.call(&a, &b).answer_at(index, Action::Pause).run();
            if record.code == 0 {
                assert!(index + 2 >= count, "A8");
                continue;
            }
            assert_eq!(record.code, 3050);
            let paused_in = record.messages[index].stream;
            let finished = record.messages[index].kind == Kind::StreamFinished;
            let resumed = bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
            let first = &resumed.messages[0];
            assert_eq!(first.stream, paused_in + u32::from(finished), "complete streams are not repeated");
            assert_eq!(resumed.messages.last().unwrap().total_done, first.total_size);
            assert_copied(&a, &b);
            for name in ["one", "two", "three"] {
                assert_eq!(stream(&b, name).as_deref(), Some(name.as_bytes()));
            }
            assert_no_trace(bench);
        }
    });
}

/// P17, Q25: a pause before any byte resumes from the start.
#[test]
fn q25_a_pause_before_any_byte() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 100_000), bench.destination("b"));
        bench.call(&a, &b).answer_at(0, Action::Pause).run().expect(3050);
        bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
        assert_copied(&a, &b);
        assert_no_trace(bench);
    });
}

/// Two copies of one destination at once: the second gets 32, and the first goes on.
#[test]
fn two_restartable_copies_of_one_destination_exclude_each_other() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        for flags in [CopyFlags::RESTARTABLE, RESUME] {
            let mut inner = None;
            let record = bench.call(&a, &b).flags(flags).answer(|index, _| {
                if index == 2 {
                    inner = Some(bench.call(&a, &b).flags(flags).run().code);
                }
                Action::Continue
            });
            record.run().expect(0);
            assert_eq!(inner, Some(32));
            assert_copied(&a, &b);
        }
    });
}

/// F3: with RESTARTABLE an error leaves the partial file, and the next call goes on with it.
#[test]
fn f3_an_error_with_restartable_leaves_a_resumable_file() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Here, FileSystem::Small) else { return };
        for more in [CopyFlags::empty(), CopyFlags::ENABLE_LOW_FREE_SPACE_MODE] {
            let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
            let filler = fill(bench.destination("filler"), 2 * MIB);
            let flags = CopyFlags::RESTARTABLE | CopyFlags::DISABLE_PRE_ALLOCATION | more;
            let record = bench.call(&a, &b).flags(flags).run();
            check_failure(&record, 112);
            let kept = fs::metadata(&b).unwrap().len();
            assert_eq!(kept, record.messages.last().unwrap().stream_done);
            // Of several threads the one with the first piece may be the last to write, and find the disk full.
            assert!(kept > 0 || more.is_empty());
            fs::remove_file(filler).unwrap();
            let record = bench.call(&a, &b).flags(flags).run().expect(0);
            assert!(record.of_kind(Kind::ChunkFinished)[0].stream_done > kept);
            assert_copied(&a, &b);
            assert_no_trace(&bench);
            fs::remove_file(b).unwrap();
        }
    }
}

/// File systems without extended attributes use a sidecar. A link or anything else in its place is harmless.
#[test]
fn the_sidecar_does_what_the_attribute_does() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Here, FileSystem::Ramfs) else { return };
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        let sidecar = bench.destination(".b.copyfile2-restart");
        let pause = || bench.call(&a, &b).answer_at(2, Action::Pause).run().expect(3050);
        pause();
        assert!(sidecar.exists() && !put_attribute(&b, "x", b"1"));
        let record = bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
        assert_eq!(record.of_kind(Kind::ChunkFinished).len(), 4);
        assert_copied(&a, &b);
        assert_no_trace(&bench);
        pause();
        bench.call(&a, &b).flags(RESUME).answer_at(1, Action::Cancel).run().expect(1235);
        assert!(bench.destination_names().is_empty());
        let precious = file(bench.destination("precious"), "precious");
        pause();
        fs::remove_file(&sidecar).unwrap();
        symlink(&precious, &sidecar).unwrap();
        check_success(&bench.call(&a, &b).flags(RESUME).run());
        symlink(&precious, bench.destination(".b.copyfile2-restart.new")).unwrap();
        pause();
        assert_eq!(fs::read(&precious).unwrap(), b"precious");
        bench.call(&a, &b).flags(RESUME).run().expect(0);
        assert_copied(&a, &b);
        assert!(!sidecar.exists());
    }
}

/// Both forms of the state survive a rename of the directory they are in.
#[test]
fn a_paused_copy_survives_a_rename_of_its_directory() {
    for kind in [FileSystem::Here, FileSystem::Ramfs] {
        for edge in Edge::BOTH {
            let Some(bench) = Bench::new(edge, FileSystem::Here, kind) else { continue };
            let a = fill(bench.source("a"), 5 * MIB);
            let (before, after) = (bench.destination("before"), bench.destination("after"));
            fs::create_dir(&before).unwrap();
            bench.call(&a, before.join("b")).answer_at(2, Action::Pause).run().expect(3050);
            fs::rename(&before, &after).unwrap();
            let b = after.join("b");
            let record = bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run().expect(0);
            assert_eq!(
                record.of_kind(Kind::ChunkFinished).len(),
                4,
                "{kind:?}: one of five was copied before"
            );
            assert_copied(&a, &b);
            assert_eq!(fs::read_dir(&after).unwrap().count(), 1);
        }
    }
}

/// Invariant 8: paused at random chunks, any number of times, the copy ends identical.
#[test]
fn any_number_of_pauses_ends_with_an_identical_file() {
    let input = (0_usize..(6 * MIB), prop::collection::vec(0_usize..8, 1..8), any::<bool>(), any::<bool>());
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(25) };
    proptest!(config, |((size, pauses, direct, restartable) in input)| {
        for edge in Edge::BOTH {
            let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).unwrap();
            let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
            let mut flags = RESUME;
            flags.set(CopyFlags::NO_BUFFERING, direct);
            flags.set(CopyFlags::RESTARTABLE, restartable);
            let mut reached = 0;
            for at in &pauses {
                let record = bench.call(&a, &b).flags(flags).io_size(300_000).answer_at(*at, Action::Pause).run();
                if record.code == 0 {
                    break;
                }
                assert_eq!(record.code, 3050);
                let done = record.messages.last().unwrap().stream_done;
                assert!(done >= reached, "no pause loses what an earlier one had");
                reached = done;
            }
            bench.call(&a, &b).flags(flags).run().expect(0);
            assert_copied(&a, &b);
            assert_no_trace(&bench);
        }
    });
}

/// P13, Q33: a copy over an interrupted one that cannot be restarted itself leaves no state either, wherever that lay.
#[test]
fn p13_a_plain_copy_over_an_interrupted_one_leaves_no_state() {
    for kind in [FileSystem::Here, FileSystem::Ramfs] {
        let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, kind) else { continue };
        let (a, b) = (fill(bench.source("a"), 300_000), bench.destination("b"));
        bench
            .call(&a, &b)
            .io_size(4096)
            .flags(CopyFlags::RESTARTABLE)
            .answer_at(4, Action::Pause)
            .run()
            .expect(3050);
        bench.call(&a, &b).run().expect(0);
        assert_copied(&a, &b);
        assert_eq!(bench.destination_names(), ["b"], "{kind:?}");
        assert_eq!(attribute(&b, "copyfile2.restart"), None, "{kind:?}");
    }
}

/// P14: a source that was rewritten between stop and resume, its size kept and its write time put back, is another source:
/// everything is copied, and it is 80 where nothing may be overwritten.
#[test]
fn p14_a_source_with_its_write_time_put_back_is_another() {
    on_every_file_system(|bench| {
        if [FileSystem::Overlay, FileSystem::Vfat].contains(&bench.from) {
            return; // inode and change time are not kept there: what is there is compared
        }
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        for behind_the_position in [false, true] {
            fill(&a, 3 * MIB);
            pause(bench, CopyFlags::DISABLE_SPARSE_COPY | CopyFlags::NO_BUFFERING);
            let position = fs::metadata(&b).unwrap().len();
            let time = write_time(&a);
            let source = fs::File::options().write(true).open(&a).unwrap();
            let offset = if behind_the_position { position + 5 } else { position - 5 };
            std::os::unix::fs::FileExt::write_all_at(&source, b"??", offset).unwrap();
            drop(source);
            set_write_time(&a, time.0, time.1.try_into().unwrap());
            check_failure(&bench.call(&a, &b).flags(RESUME | CopyFlags::FAIL_IF_EXISTS).run(), 80); // Q28
            let record = bench.call(&a, &b).flags(RESUME).run();
            check_success(&record);
            assert_copied(&a, &b);
            assert_no_trace(bench);
            fs::remove_file(&b).unwrap();
        }
    });
}

/// P9 without attributes: the state lies beside the file, and has a name that fits, however long the file's is.
#[test]
fn p9_the_state_of_a_long_name_has_a_name_that_fits() {
    for kind in [FileSystem::Ramfs, FileSystem::ExfatFuse] {
        let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, kind) else { continue };
        let a = fill(bench.source("a"), 10 * MIB);
        for length in [100, 101, 232, 236, 237, 255] {
            let b = bench.destination("x".repeat(length));
            let call = || bench.call(&a, &b).flags(CopyFlags::RESTARTABLE);
            call().answer_at(19, Action::Stop).run().expect(1235);
            assert_eq!(bench.destination_names().len(), 2, "{length}");
            let record = call().run().expect(0);
            let first = record.of_kind(Kind::ChunkFinished)[0];
            assert!(first.stream_done > first.chunk_size, "{length}: resumed");
            assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap());
            assert_eq!(bench.destination_names().len(), 1, "P13");
            fs::remove_file(&b).unwrap();
        }
    }
}
