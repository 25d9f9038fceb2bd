//! Appendix B of the rule sheet as properties over random sizes, flags, layouts and answers.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use proptest::prelude::*;
use support::*;

/// Sizes around the boundaries that matter: nothing, the page, the piece, the chunk, several chunks.
fn sizes() -> impl Strategy<Value = usize> {
    let boundary = prop::sample::select(vec![0_usize, 1, 4096, 65536, 256 << 10, 1 << 20, 2 << 20, 5 << 20]);
    (boundary, -3_i64..4).prop_map(|(size, shift)| usize::try_from(size as i64 + shift).unwrap_or(0))
}

/// Flags that change how the bytes move, not what arrives.
fn flags() -> impl Strategy<Value = (CopyFlags, CopyFlagsV2)> {
    let ways = CopyFlags::NO_BUFFERING
        | CopyFlags::NO_OFFLOAD
        | CopyFlags::DISABLE_PRE_ALLOCATION
        | CopyFlags::ENABLE_LOW_FREE_SPACE_MODE
        | CopyFlags::ENABLE_SPARSE_COPY
        | CopyFlags::DISABLE_SPARSE_COPY
        | CopyFlags::COPY_SYMLINK
        | CopyFlags::RESTARTABLE;
    (any::<u32>(), any::<u32>()).prop_map(move |(first, second)| {
        (ways & CopyFlags::from_bits_truncate(first), CopyFlagsV2::from_bits_truncate(second))
    })
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) }
}

/// Invariants 1 to 5, 9 and 10.
#[test]
fn every_finished_copy_is_identical_and_tells_a_consistent_story() {
    for kind in FileSystem::ALL {
        let input = (sizes(), flags(), any::<bool>(), 0_u32..3, any::<bool>());
        proptest!(cases(12), |((size, (flags, flags_v2), overwrite, streams, sized) in input)| {
            for edge in Edge::BOTH {
                let Some(bench) = Bench::new(edge, kind, kind) else { return Ok(()) };
                let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
                for number in 0..streams {
                    put_stream(&a, &format!("s{number}"), &content(100 * number as usize, 3));
                }
                if overwrite {
                    fill(&b, 100_000);
                }
                let before = Snapshot::of(&a);
                let call = bench.call(&a, &b).flags(flags).flags_v2(flags_v2).io_size(if sized { 70_000 } else { 0 });
                check_success(&call.run());
                assert_copied(&a, &b);
                for number in 0..streams {
                    let name = format!("s{number}");
                    assert_eq!(stream(&a, &name), stream(&b, &name));
                }
                assert_eq!(Snapshot::of(&a), before, "10");
            }
        });
    }
}

/// Invariants 2 to 6 and 10 with an answer of any kind at any message.
#[test]
fn every_answer_at_every_message_ends_as_the_rules_say() {
    let actions = prop::sample::select(vec![Action::Cancel, Action::Stop, Action::Quiet, Action::Pause]);
    proptest!(cases(60), |(size in sizes(), (flags, flags_v2) in flags(), at in 0_usize..14, action in actions)| {
        for edge in Edge::BOTH {
            let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).unwrap();
            let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
            let before = Snapshot::of(&a);
            let flags = flags - CopyFlags::RESTARTABLE;
            let record = bench.call(&a, &b).flags(flags).flags_v2(flags_v2).answer_at(at, action).run();
            check_messages(&record.messages);
            let reached = record.messages.len() > at;
            match (reached, action, record.code) {
                (false, _, code) | (_, Action::Quiet, code) => {
                    assert_eq!(code, 0);
                    assert_copied(&a, &b);
                }
                (true, Action::Cancel, code) => assert_eq!((code, b.exists()), (1235, false), "6"),
                (true, Action::Stop, code) => assert_eq!((code, b.exists()), (1235, true), "6"),
                (true, Action::Pause, 0) => assert_copied(&a, &b),
                (true, _, code) => assert_eq!((code, b.exists()), (3050, true), "6"),
            }
            if reached && action == Action::Quiet {
                assert_eq!(record.messages.len(), at + 1, "5");
            }
            assert_eq!(Snapshot::of(&a), before, "10");
        }
    });
}

/// Across two file systems, both ways.
#[test]
fn copies_across_file_systems_are_identical() {
    across_file_systems(|bench| {
        for size in [0, 1, 4097, 100_000, (3 << 20) + 17] {
            let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
            check_success(&bench.call(&a, &b).run());
            assert_copied(&a, &b);
        }
        let (a, b) = (fill_sparse(bench.source("s"), 4 << 20), bench.destination("s"));
        check_success(&bench.call(&a, &b).run());
        assert_copied(&a, &b);
    });
}

/// Invariant 7: a call that fails before the destination was opened leaves it as it was.
#[test]
fn a_failing_open_leaves_the_destination_alone() {
    proptest!(cases(30), |((flags, flags_v2) in flags())| {
        for edge in Edge::BOTH {
            let bench = Bench::new(edge, FileSystem::Here, FileSystem::Here).unwrap();
            let b = fill(bench.destination("b"), 1000);
            let before = Snapshot::of(&b);
            let record = bench.call(bench.source("none"), &b).flags(flags).flags_v2(flags_v2).run();
            check_failure(&record, 2);
            assert_eq!(Snapshot::of(&b), before);
        }
    });
}
