//! Flags and sizes that change how the bytes move, and limits of file systems (part 4.3 of the rule sheet).

mod support;

use copyfile2::copy::Phase;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::fs;
use std::process::Command;
use support::*;

const MIB: usize = 1 << 20;

/// S8, Q11: the desired size is the size of each cycle and chunk; without one it lies between 64 KiB and 1 MiB.
#[test]
fn s8_the_desired_size_is_the_size_of_each_cycle() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB + 5), bench.destination("b"));
        let forbid = |call: Call<'static>| call.flags_v2(CopyFlagsV2::DISABLE_BLOCK_CLONING);
        for size in [4096_u32, 65_536, 1_000_000, 2 << 20] {
            let record = forbid(bench.call(&a, &b)).io_size(size).run();
            check_success(&record);
            let (last, others) =
                record.of_kind(Kind::ChunkFinished).split_last().map(|(l, o)| (**l, o.to_vec())).unwrap();
            assert!(others.iter().all(|chunk| chunk.chunk_size == u64::from(size)));
            assert!(last.chunk_size <= u64::from(size), "M10");
        }
        let record = forbid(bench.call(&a, &b)).run();
        let first = record.of_kind(Kind::ChunkFinished)[0].chunk_size;
        assert!((64 << 10..=1 << 20).contains(&first), "Q11");
    });
}

/// S12, S13, S14, S16, S17, S21: what these flags ask for is granted or does not apply; the copy is the same.
#[test]
fn s12_s13_s14_s21_flags_that_only_change_the_way() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 * MIB + 5), bench.destination("b"));
        for flag in [
            CopyFlags::ENABLE_LOW_FREE_SPACE_MODE,
            CopyFlags::REQUEST_COMPRESSED_TRAFFIC,
            CopyFlags::NO_OFFLOAD,
            CopyFlags::REQUEST_SECURITY_PRIVILEGES | CopyFlags::DONT_REQUEST_DEST_WRITE_DAC,
        ] {
            check_success(&bench.call(&a, &b).flags(flag).run());
            assert_copied(&a, &b);
        }
        let both = CopyFlags::NO_OFFLOAD | CopyFlags::ENABLE_LOW_FREE_SPACE_MODE;
        let record = bench.call(&a, &b).flags(both).flags_v2(CopyFlagsV2::DISABLE_BLOCK_CLONING).run();
        check_success(&record);
        assert!(record.of_kind(Kind::ChunkFinished).iter().all(|chunk| !chunk.offloaded), "S14");
    });
}

/// O25: a source beyond the file system's limit is 87. ext4 with blocks of 1 KiB ends at 4 TiB, and this one is a hole.
#[test]
fn o25_a_file_too_large_for_the_file_system_is_87() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Tmpfs, FileSystem::Ext4) else { return };
        let a = bench.source("a");
        fs::File::create(&a).unwrap().set_len(64 << 40).unwrap();
        check_failure(&bench.call(&a, bench.destination("b")).run(), 87);
        assert!(bench.destination_names().is_empty());
    }
}

/// L9: where no link may be made the code is 1314. An immutable directory answers EPERM, as FAT does.
#[test]
fn l9_a_link_that_may_not_be_made_is_1314() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Here, FileSystem::Ext4) else { return };
        std::os::unix::fs::symlink("nowhere", bench.source("l")).unwrap();
        let directory = bench.destination("d");
        fs::create_dir(&directory).unwrap();
        if !Command::new("chattr").arg("+i").arg(&directory).status().is_ok_and(|status| status.success()) {
            return skipped("no chattr here");
        }
        let record = bench.call(bench.source("l"), directory.join("l")).flags(CopyFlags::COPY_SYMLINK).run();
        assert!(Command::new("chattr").arg("-i").arg(&directory).status().unwrap().success());
        check_failure(&record, 1314);
        assert_eq!(record.messages[0].phase, Phase::NameGraftCopy, "M17, Q45");
    }
}

/// M24: the handles of a named stream are that stream's own; the size asked of them is the stream's.
#[test]
fn m24_the_handles_of_a_named_stream_lead_to_that_stream() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        if !put_stream(&a, "ads", b"123456") {
            return skipped("no extended attributes here");
        }
        let mut named = 0;
        let record = bench.call(&a, &b).answer(|_, message| {
            if message.stream == 2 {
                named += 1;
                assert_eq!(message.source_file().len(), 6);
            }
            copyfile2::copy::Action::Continue
        });
        check_success(&record.run());
        assert_eq!(named, 4, "M3: started, chunk started, chunk finished, finished");
    });
}

/// T6, Q58: named streams are written before the write time is set, and do not disturb it; a READONLY source neither.
#[test]
fn t6_the_write_time_comes_last() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 10);
        put_stream(&a, "ads", b"123456");
        put_attribute(&a, "ea", b"1");
        set_mode(&a, 0o444);
        set_write_time(&a, 1_000_000_000, 0);
        check_success(&bench.call(&a, bench.destination("b")).run());
        assert_eq!(write_time(bench.destination("b")), (1_000_000_000, 0));
    });
}

/// Q20, M1: every message comes on the calling thread, also where others pump. Q43: what a callback stores as last error
/// is overwritten by the call's own.
#[test]
fn q20_q43_messages_come_on_the_calling_thread() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 8 * MIB), bench.destination("b"));
        let caller = std::thread::current().id();
        let record = bench.call(&a, &b).answer(|_, _| {
            assert_eq!(std::thread::current().id(), caller);
            copyfile2::ffi::CopyFile2SetLastError(4711);
            copyfile2::copy::Action::Continue
        });
        check_success(&record.run());
        if bench.edge == Edge::C {
            assert_eq!(copyfile2::ffi::CopyFile2GetLastError(), 0);
        }
    });
}

/// The cancel flag is seen while the rate makes the copy wait (A14).
#[test]
fn threads_do_not_outlive_the_call() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 32 * MIB), bench.destination("b"));
        let ours = || {
            let tasks = fs::read_dir("/proc/self/task").unwrap();
            tasks
                .filter(|task| {
                    let name = task.as_ref().unwrap().path().join("comm");
                    fs::read_to_string(name).is_ok_and(|name| name.trim() == "copyfile2")
                })
                .count()
        };
        check_success(&bench.call(&a, &b).run());
        // Other tests of this binary may be copying, so the count is looked at until it is seen at 0.
        let gone = (0..10_000).any(|_| {
            std::thread::yield_now();
            ours() == 0
        });
        assert!(gone);
    });
}

/// T3: an encrypted source wants an encrypted destination, 6000 otherwise, unless the flags say that it may differ.
#[test]
fn t3_an_encrypted_source_wants_an_encrypted_destination() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Encrypted, FileSystem::Here) else { return };
        let (a, b) = (fill(bench.source("a"), 100_000), bench.destination("b"));
        let record = bench.call(&a, &b).run();
        check_failure(&record, 6000);
        assert_eq!(record.messages[0].phase, Phase::PrepareDestination);
        assert!(bench.destination_names().is_empty());
        file(&b, "old");
        check_failure(&bench.call(&a, &b).run(), 6000);
        assert_eq!(fs::read(&b).unwrap(), b"old", "an existing file is left alone");
        for flag in [CopyFlags::ALLOW_DECRYPTED_DESTINATION, CopyFlags::IGNORE_SOURCE_ENCRYPTION] {
            check_success(&bench.call(&a, &b).flags(flag).run());
            assert_copied(&a, &b);
        }
        check_success(&bench.call(&a, bench.source("same")).run());
        assert_copied(&a, bench.source("same"));
    }
}
