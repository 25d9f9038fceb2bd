//! Parts 4.3 to 4.5 and 4.7 of the rule sheet: streams, messages, actions, and what is left after each ending.

mod support;

use copyfile2::copy::{Action, Phase};
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::sync::atomic::{AtomicI32, Ordering};
use support::*;

const MIB: usize = 1 << 20;

/// M3, M4, M5, M12: start, chunks, finish.
#[test]
fn m3_m4_one_stream_is_start_chunks_finish() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        let record = bench.call(&a, &b).io_size(1 << 20).run();
        check_success(&record);
        assert_copied(&a, &b);
        let kinds = record.kinds();
        assert_eq!(kinds[..3], [Kind::StreamStarted, Kind::ChunkStarted, Kind::ChunkFinished]);
        assert_eq!(record.messages.last().map(|last| last.total_done), Some(5 << 20));
    });
}

/// M7, X6, Q10, A16.
#[test]
fn m7_a_zero_byte_file_has_a_start_and_a_finish() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 0), bench.destination("b"));
        let record = bench.call(&a, &b).run();
        check_success(&record);
        assert_eq!(record.kinds(), [Kind::StreamStarted, Kind::StreamFinished]);
        assert_copied(&a, &b);
    });
}

/// M1, M2, M25, A31, M21, Q48, X1, X2, X6, A17: the old routine wins, and hears of switches and finished chunks.
#[test]
fn m21_the_old_routine_takes_precedence() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 0), bench.destination("b"));
        let (mut count, mut old) = ((0, 0), OldCalls::default());
        assert_eq!(Hostile::new(&a, &b).routine(0, &mut count).old_routine(&mut old).run(), 0);
        assert_eq!(count.1, 0, "the new routine is not called");
        assert_eq!(old.calls, [(1, 1, 0, 0, 0, 0)]);
        let a = fill(bench.source("a"), 3 * MIB);
        let mut old = OldCalls::default();
        assert_eq!(Hostile::new(&a, &b).old_routine(&mut old).run(), 0);
        assert_eq!(old.calls[0], (1, 1, 3 << 20, 0, 3 << 20, 0), "X1, X3");
        assert_eq!(*old.calls.last().unwrap(), (0, 1, 3 << 20, 3 << 20, 3 << 20, 3 << 20), "X3");
        assert!(old.calls[1..].iter().all(|call| call.0 == 0), "X2");
    });
}

/// M5, M25: both handles are usable during the message, the source's for identity, the destination's for flushing.
#[test]
fn m25_handles_lead_to_the_two_files() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 2 * MIB), bench.destination("b"));
        let source = fs::metadata(&a).unwrap().ino();
        let record = bench
            .call(&a, &b)
            .answer(|_, message| {
                assert_eq!(message.source_file().ino(), source);
                assert_eq!(message.destination_file().ino(), fs::metadata(&b).unwrap().ino());
                Action::Continue
            })
            .run();
        check_success(&record);
    });
}

/// M20, A54: a write time that the routine sets is overwritten at the end.
#[test]
fn m20_the_write_time_is_set_after_the_last_message() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        let record = bench
            .call(&a, &b)
            .answer(|_, _| {
                set_write_time(&b, 1, 1);
                Action::Continue
            })
            .run();
        check_success(&record);
        assert_copied(&a, &b);
    });
}

/// S1, S3, S4, M8, M9, M11, A41: named streams follow as 2, 3, ... and count in the totals.
#[test]
fn s1_named_streams_are_copied_with_their_messages() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 2 * MIB), bench.destination("b"));
        if !put_stream(&a, "one", b"123456") || !put_stream(&a, "two", b"") {
            return;
        }
        let record = bench.call(&a, &b).run();
        check_success(&record);
        assert_eq!(record.messages[0].total_size, (2 << 20) + 6, "S3");
        let streams: Vec<_> =
            record.of_kind(Kind::StreamFinished).iter().map(|m| (m.stream, m.stream_size)).collect();
        assert_eq!(streams, [(1, 2 << 20), (2, 6), (3, 0)]);
        assert_eq!(stream(&b, "one").as_deref(), Some(&b"123456"[..]));
        assert_eq!(stream(&b, "two").as_deref(), Some(&b""[..]));
        let empty = fill(bench.source("empty"), 0);
        put_stream(&empty, "ads", b"abcdef");
        let record = bench.call(&empty, bench.destination("e")).run();
        check_success(&record);
        assert_eq!((record.messages[0].stream_size, record.messages[0].total_size), (0, 6), "S4");
    });
}

/// S2, S5, Q55, A42, and Q33: the streams of an overwritten file vanish all the same.
#[test]
fn s2_skip_alternate_streams_copies_stream_1_only() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), fill(bench.destination("b"), 20));
        if !put_stream(&a, "one", b"123456")
            || !put_stream(&b, "old", b"old")
            || !put_attribute(&b, "ea", b"old")
        {
            return;
        }
        let record = bench.call(&a, &b).flags(CopyFlags::SKIP_ALTERNATE_STREAMS).run();
        check_success(&record);
        assert_eq!(record.messages[0].total_size, 10);
        assert!(attributes(&b).is_empty(), "Q33");
    });
}

/// O22, O23, Q40 need names in Windows form; a verbatim Unix name may hold a colon.
#[test]
fn a_colon_in_a_unix_path_is_part_of_the_name() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a:b"), 10), bench.destination("c:d"));
        check_success(&bench.call(&a, &b).run());
        assert_copied(&a, &b);
    });
}

/// S15, Q44, M13: a clone is one chunk with the offload flag; without clones there is none.
#[test]
fn s15_clones_are_flagged_and_can_be_forbidden() {
    for (kind, clones) in
        [(FileSystem::Xfs, true), (FileSystem::Btrfs, true), (FileSystem::XfsWithoutReflink, false)]
    {
        for edge in Edge::BOTH {
            let Some(bench) = Bench::new(edge, kind, kind) else { continue };
            let (a, b) = (fill(bench.source("a"), 5 * MIB + 1), bench.destination("b"));
            let record = bench.call(&a, &b).run();
            check_success(&record);
            assert_copied(&a, &b);
            let chunks = record.of_kind(Kind::ChunkFinished);
            assert_eq!(chunks.iter().all(|chunk| chunk.offloaded), clones, "{kind:?}");
            assert_eq!(chunks.len() == 1, clones);
            let record = bench.call(&a, &b).flags_v2(CopyFlagsV2::DISABLE_BLOCK_CLONING).run();
            check_success(&record);
            assert!(record.of_kind(Kind::ChunkFinished).iter().all(|chunk| !chunk.offloaded));
            assert_copied(&a, &b);
        }
    }
}

/// S18 and the design: holes are kept, and written out with DISABLE_SPARSE_COPY, which beats ENABLE (V16).
#[test]
fn s18_holes_are_kept_unless_told_otherwise() {
    on_every_file_system(|bench| {
        let (a, b) = (fill_sparse(bench.source("a"), 8 << 20), bench.destination("b"));
        let allocated = |path| fs::metadata(path).unwrap().blocks() * 512;
        check_success(&bench.call(&a, &b).run());
        assert_copied(&a, &b);
        if allocated(&a) < 1 << 20 {
            assert!(allocated(&b) < 1 << 20, "{} bytes", allocated(&b));
        }
        let full = CopyFlags::DISABLE_SPARSE_COPY | CopyFlags::ENABLE_SPARSE_COPY;
        check_success(&bench.call(&a, &b).flags(full).run());
        assert_copied(&a, &b);
        assert!(allocated(&b) >= 8 << 20, "{} bytes", allocated(&b));
    });
}

/// S11: NO_BUFFERING gives the same result, unaligned tails included.
#[test]
fn s11_no_buffering_copies_every_tail_exactly() {
    on_every_file_system(|bench| {
        for size in [1, 511, 4095, 4096, 4097, MIB - 1, MIB + 1, 3 * MIB + 12345] {
            let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
            check_success(&bench.call(&a, &b).flags(CopyFlags::NO_BUFFERING).run());
            assert_copied(&a, &b);
        }
    });
}

/// S11: a size that is no multiple of a block, and extents that end within one, do not harm their neighbours.
#[test]
fn s11_unaligned_cycles_and_extents_are_copied_exactly() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB + 3), bench.destination("b"));
        for _ in 0..5 {
            check_success(&bench.call(&a, &b).flags(CopyFlags::NO_BUFFERING).io_size(70_000).run());
            assert_copied(&a, &b);
        }
        let (a, b) = (fill_sparse(bench.source("s"), (4 << 20) + 1234), bench.destination("s"));
        check_success(&bench.call(&a, &b).flags(CopyFlags::NO_BUFFERING).run());
        assert_copied(&a, &b);
    });
}

/// S10: a full disk is found before the first chunk, and nothing is left.
#[test]
fn s10_a_full_disk_is_112_before_the_first_chunk() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Here, FileSystem::Small) else { return };
        let a = fill(bench.source("a"), 8 * MIB);
        let record = bench.call(&a, bench.destination("b")).run();
        check_failure(&record, 112);
        assert!(record.of_kind(Kind::ChunkStarted).is_empty());
        assert!(bench.destination_names().is_empty(), "F1");
        let record = bench.call(&a, bench.destination("b")).flags(CopyFlags::DISABLE_PRE_ALLOCATION).run();
        check_failure(&record, 112);
        assert_eq!(record.messages.last().unwrap().phase, Phase::WriteDestination);
        assert!(bench.destination_names().is_empty(), "F1");
    }
}

/// S19: a source that shrinks or grows ends the copy.
#[test]
fn s19_a_source_that_changes_ends_cleanly() {
    twice(|bench| {
        for new_size in [0, 100, 40 << 20] {
            let (a, b) = (fill(bench.source("a"), 16 * MIB), bench.destination("b"));
            let record = bench
                .call(&a, &b)
                .answer(|index, message| {
                    if index == 0 {
                        fs::OpenOptions::new()
                            .write(true)
                            .open(Message::path_of(message.source))
                            .unwrap()
                            .set_len(new_size)
                            .unwrap();
                    }
                    Action::Continue
                })
                .run()
                .expect(0);
            check_messages(&record.messages);
            assert_eq!(fs::metadata(&b).unwrap().len(), new_size.min(16 << 20));
        }
    });
}

/// Files whose size the system does not know are copied whole.
#[test]
fn files_of_proc_copy_their_content() {
    twice(|bench| {
        let b = bench.destination("b");
        check_success(&bench.call("/proc/version", &b).run());
        assert_eq!(fs::read(&b).unwrap(), fs::read("/proc/version").unwrap());
        check_success(&bench.call("/proc/kallsyms", bench.destination("c")).silent().run());
        assert!(
            fs::metadata(bench.destination("c")).unwrap().len() > 1 << 20,
            "larger than what is read ahead"
        );
    });
}

/// A1, A2, A12, A18, A21, F1, Q13: CANCEL from every message deletes, an overwritten destination too, and nothing more
/// is said.
#[test]
fn a1_cancel_deletes_from_every_message() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        put_stream(&a, "ads", b"123456");
        let count = bench.call(&a, &b).run().messages.len();
        assert!(count >= 12);
        for index in 0..count {
            file(&b, "old");
            let record = bench.call(&a, &b).answer_at(index, Action::Cancel).run().expect(1235);
            check_messages(&record.messages);
            assert_eq!(record.messages.len(), index + 1, "Q13, Q21");
            assert!(!b.exists(), "message {index}");
        }
    });
}

/// A4, A5, Q14, Q29, A22: STOP keeps what was reported, says STREAM_FINISHED once, and gives 1235.
#[test]
fn a4_stop_keeps_what_was_reported() {
    twice(|bench| {
        let a = fill(bench.source("a"), 5 * MIB);
        let bytes = fs::read(&a).unwrap();
        let count = bench.call(&a, bench.destination("all")).run().messages.len();
        for index in 0..count {
            let b = bench.destination(format!("b{index}"));
            let record = bench.call(&a, &b).answer_at(index, Action::Stop).run().expect(1235);
            check_messages(&record.messages);
            let last = record.messages.last().unwrap();
            assert_eq!(last.kind, Kind::StreamFinished, "M6");
            let kept = fs::read(&b).unwrap();
            assert_eq!(kept.len() as u64, last.stream_done, "Q29, message {index}");
            assert!(bytes.starts_with(&kept));
        }
    });
}

/// A8, A9, A10, A23, A27: PAUSE is 3050 with one more STREAM_FINISHED, or success if the copy was complete.
#[test]
fn a8_pause_is_3050_unless_the_copy_is_complete() {
    twice(|bench| {
        let a = fill(bench.source("a"), 5 * MIB);
        let count = bench.call(&a, bench.destination("all")).run().messages.len();
        for index in 0..count {
            let b = bench.destination(format!("b{index}"));
            let record = bench.call(&a, &b).answer_at(index, Action::Pause).run();
            check_messages(&record.messages);
            assert_eq!(record.kinds().last(), Some(&Kind::StreamFinished));
            if index + 2 >= count {
                assert_eq!(record.code, 0, "A8, A10");
                assert_copied(&a, &b);
            } else {
                assert_eq!(record.code, 3050);
                assert_eq!(record.messages.len(), index + 2, "A9: exactly one more");
            }
        }
    });
}

/// A6, A7, A28: after QUIET nothing is said, and only the flag can stop the copy.
#[test]
fn a6_quiet_silences_the_rest_of_the_call() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        put_stream(&a, "ads", b"123456");
        for index in 0..6 {
            let record = bench.call(&a, &b).answer_at(index, Action::Quiet).run().expect(0);
            assert_eq!(record.messages.len(), index + 1);
            assert_copied(&a, &b);
        }
        let flag = AtomicI32::new(0);
        let record = bench.call(&a, &b).cancel(&flag).answer(|_, _| {
            flag.store(1, Ordering::SeqCst);
            Action::Quiet
        });
        assert_eq!(record.run().expect(1235).messages.len(), 1);
        assert!(!b.exists());
    });
}

/// A13, A14, A15, Q22: the flag, set by the callback or by another thread, acts as CANCEL.
#[test]
fn a13_the_cancel_flag_deletes() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 5 * MIB), bench.destination("b"));
        let count = bench.call(&a, &b).run().messages.len();
        for index in 0..count {
            let flag = AtomicI32::new(0);
            let record = bench.call(&a, &b).cancel(&flag).answer(|at, _| {
                flag.store(i32::from(at >= index), Ordering::SeqCst);
                Action::Continue
            });
            let record = record.run().expect(1235);
            assert!(record.messages.len() <= index + 2, "A14: at most one chunk later");
            assert!(!b.exists());
        }
        // From another thread, while the rate keeps the copy going.
        let flag = AtomicI32::new(0);
        std::thread::scope(|scope| {
            let (begun, wait) = std::sync::mpsc::channel();
            let flag = &flag;
            scope.spawn(move || {
                wait.recv().unwrap();
                flag.store(1, Ordering::SeqCst);
            });
            let call = bench.call(&a, &b).io_rate(512).cancel(flag).answer(move |_, _| {
                begun.send(()).ok();
                Action::Continue
            });
            call.run().expect(1235);
        });
        assert!(!b.exists());
    });
}

/// F1 and the safety rule: only the file that this call wrote is removed.
#[test]
fn f1_somebody_elses_file_under_the_name_is_not_removed() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB), bench.destination("b"));
        let record = bench.call(&a, &b).answer(|index, _| {
            if index == 2 {
                fs::remove_file(&b).unwrap();
                fs::write(&b, "somebody else's").unwrap();
                return Action::Cancel;
            }
            Action::Continue
        });
        record.run().expect(1235);
        assert_eq!(fs::read(&b).unwrap(), b"somebody else's");
    });
}

/// F1, A1 with L6: a destination that is a link loses the file it leads to; the link stays.
#[test]
fn f1_cancel_through_a_link_removes_the_target() {
    twice(|bench| {
        let (a, target, link) =
            (fill(bench.source("a"), 10), file(bench.destination("t"), "old"), bench.destination("l"));
        std::os::unix::fs::symlink("t", &link).unwrap();
        bench.call(&a, &link).answer_at(1, Action::Cancel).run().expect(1235);
        assert!(!target.exists());
        assert!(link.symlink_metadata().is_ok());
    });
}

/// M15, Q17, Q57: an error in a named stream deletes the destination, unless the answer to ERROR asks to keep it.
#[test]
fn q17_the_answer_to_error_decides_about_the_partial_file() {
    for (answer, kept) in
        [(Action::Continue, false), (Action::Cancel, false), (Action::Stop, true), (Action::Pause, true)]
    {
        for edge in Edge::BOTH {
            // ext4 has no room for a stream that xfs has.
            let Some(bench) = Bench::new(edge, FileSystem::Xfs, FileSystem::Ext4) else { return };
            let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
            assert!(put_stream(&a, "large", &content(50_000, 1)));
            let record = bench.call(&a, &b).answer_to(Kind::Error, answer).run();
            let errors = record.of_kind(Kind::Error);
            assert_eq!(errors.len(), 1);
            assert_eq!(
                (errors[0].stream, errors[0].phase, errors[0].failure),
                (2, Phase::WriteDestination, record.code)
            );
            assert!(record.code == 112 || record.code == 223, "{}", record.code);
            assert_eq!(b.exists(), kept, "{answer:?}");
        }
    }
}

/// S6, Q39: a destination without named streams gets none, and they are not counted.
#[test]
fn q39_streams_are_dropped_where_there_are_none() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Ext4, FileSystem::Vfat) else { return };
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        assert!(put_stream(&a, "ads", b"123456"));
        let record = bench.call(&a, &b).run();
        check_success(&record);
        assert_eq!(record.messages[0].total_size, 10);
    }
}

/// S9: bytes over time never exceed the rate by more than one cycle.
#[test]
fn s9_the_rate_is_an_upper_bound_at_every_chunk() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 512 << 10), bench.destination("b"));
        let begun = std::time::Instant::now();
        let record = bench.call(&a, &b).io_rate(1024).answer(|_, message| {
            if message.kind == Kind::ChunkFinished {
                let allowed = begun.elapsed().as_secs_f64() * 1024.0 * 1024.0;
                let ahead = message.total_done as f64 - allowed;
                assert!(ahead <= message.chunk_size as f64 + 1.0, "{ahead} bytes ahead of the rate");
            }
            Action::Continue
        });
        check_success(&record.run());
    });
}

/// Invariant 10: a source is never changed, and a callback that waits holds up the copy (X10).
#[test]
fn x10_the_copy_does_not_run_away_from_a_slow_caller() {
    twice(|bench| {
        // So large that a second thread could run away.
        let (a, b) = (fill(bench.source("a"), 66 * MIB), bench.destination("b"));
        let before = Snapshot::of(&a);
        // Messages without counters say 0 for what is done.
        let record = bench.call(&a, &b).flags(CopyFlags::DISABLE_PRE_ALLOCATION).answer(|_, message| {
            if message.kind == Kind::ChunkFinished {
                let written = message.destination_file().len();
                assert!(
                    written <= message.total_done + (8 << 20),
                    "{written} bytes at {}",
                    message.total_done
                );
            }
            Action::Continue
        });
        check_success(&record.run());
        assert_eq!(Snapshot::of(&a), before);
    });
}
