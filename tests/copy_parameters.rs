//! Parts 4.1 and 4.2 of the rule sheet: parameters, order of opens, codes. Appendix A rows stand beside the rules.

mod support;

use copyfile2::copy::{Action, Phase};
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::AtomicI32;
use support::*;

#[test]
fn v1_a1_null_parameters_overwrite_silently() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3), bench.destination("b"));
        bench.call(&a, &b).silent().form(Form::Null).run().expect(0);
        assert_copied(&a, &b);
        bench.call(&a, &b).silent().form(Form::Null).run().expect(0);
    });
}

#[test]
fn v2_both_forms_of_the_parameters_are_taken() {
    twice(|bench| {
        let a = fill(bench.source("a"), 10);
        for form in [Form::First, Form::Second] {
            let b = bench.destination(format!("{form:?}"));
            check_success(&bench.call(&a, &b).form(form).run());
            assert_copied(&a, &b);
        }
    });
}

/// V3, V4, V5, V7, Q4, Q5, Q6, A29, A30: refused with 87 before any file is touched.
#[test]
fn what_is_not_valid_is_87_and_nothing_is_touched() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        let before = Snapshot::of(&b);
        for size in [0, 1, 31, 33, 40, 111, 113, u32::MAX] {
            assert_eq!(Hostile::new(&a, &b).number(0, size).run(), 87, "dwSize {size}");
        }
        for bit in [
            0x10,
            0x20,
            0x40,
            0x100,
            0x200,
            0x400,
            0x1_0000,
            0x2_0000,
            0x8_0000,
            0x10_0000,
            0x100_0000,
            0x4000_0000,
        ] {
            assert_eq!(Hostile::new(&a, &b).number(4, bit).run(), 87, "flag {bit:#x}");
        }
        for bit in [4, 8, 0x8000_0000] {
            assert_eq!(Hostile::new(&a, &b).number(32, bit).run(), 87, "V2 flag {bit:#x}");
        }
        for index in 0..6 {
            assert_eq!(Hostile::new(&a, &b).pointer(64 + 8 * index, 1).run(), 87, "reserved[{index}]");
        }
        assert_eq!(Snapshot::of(&b), before);
    });
}

/// V8, V9, V10, A10, Q2, Q3.
#[test]
fn null_and_empty_names_are_3() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        let before = Snapshot::of(&b);
        let mut call = Hostile::new(&a, &b);
        call.source = None;
        assert_eq!(call.run(), 3);
        let mut call = Hostile::new(&a, &b);
        call.destination = None;
        assert_eq!(call.run(), 3);
        let mut call = Hostile::new(&a, &b);
        call.source = Some(vec![0]);
        assert_eq!(call.run(), 3);
        let mut call = Hostile::new(&a, &b);
        (call.source, call.destination, call.parameters) = (None, None, None);
        assert_eq!(call.run(), 3);
        assert_eq!(Snapshot::of(&b), before);
    });
}

/// Absurd names get a clear code; nothing is touched and nothing crashes.
#[test]
fn absurd_names_are_refused() {
    twice(|bench| {
        let a = fill(bench.source("a"), 10);
        let long: Vec<u16> =
            std::iter::once(u16::from(b'/')).chain([u16::from(b'x'); 100_000]).chain([0]).collect();
        let mut call = Hostile::new(&a, &bench.destination("b"));
        call.destination = Some(long.clone());
        assert_eq!(call.run(), 206, "a name of 100,000 units as destination");
        let mut call = Hostile::new(&a, &bench.destination("b"));
        call.source = Some(long);
        assert_eq!(call.run(), 206, "and as source");
        let mut call = Hostile::new(&a, &bench.destination("b"));
        call.destination = Some(vec![u16::from(b'/'), 0xD800, 0]);
        assert_eq!(call.run(), 123, "a lone surrogate that stands for no byte");
        assert!(bench.destination_names().is_empty());
    });
}

#[test]
fn misaligned_pointers_do_no_harm() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        let mut call = Hostile::new(&a, &b);
        call.is_misaligned = true;
        assert_eq!(call.run(), 0);
        assert_copied(&a, &b);
        let flag = AtomicI32::new(0);
        assert_eq!(Hostile::new(&a, &b).cancel_at(flag.as_ptr() as usize + 1).run(), 87);
    });
}

/// V15, Q7: out of range sizes and rates are clamped. V16: DISABLE beats ENABLE.
#[test]
fn sizes_out_of_range_are_clamped() {
    twice(|bench| {
        let a = fill(bench.source("a"), 300_000);
        for size in [1, 4095, 4096, 0x4000_0000, u32::MAX] {
            let b = bench.destination("b");
            check_success(&bench.call(&a, &b).io_size(size).run());
            assert_copied(&a, &b);
        }
        check_success(&bench.call(&a, bench.destination("c")).io_rate(u32::MAX).run());
    });
}

/// V6: with the first form nothing of the second counts. V13: each pointer may be NULL.
#[test]
fn q8_every_known_flag_is_taken() {
    twice(|bench| {
        let a = fill(bench.source("a"), 100_000);
        for flag in CopyFlags::all() - CopyFlags::DIRECTORY {
            let b = bench.destination(format!("{flag:?}"));
            bench.call(&a, &b).flags(flag).run().expect(0);
            assert_copied(&a, &b);
        }
        for flag in CopyFlagsV2::all() {
            let b = bench.destination(format!("{flag:?}"));
            bench.call(&a, &b).flags_v2(flag).run().expect(0);
            assert_copied(&a, &b);
        }
    });
}

/// Q9: a flag that is set on entry cancels before anything is opened.
#[test]
fn v14_q9_cancel_flag_set_on_entry() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        let before = Snapshot::of(&b);
        let flag = AtomicI32::new(1);
        let record = bench.call(&a, &b).cancel(&flag).run().expect(1235);
        assert!(record.messages.is_empty());
        assert_eq!(Snapshot::of(&b), before);
    });
}

/// O1, O2, O4, F5, A7, A8: the source's error comes first and the destination stays as it was.
#[test]
fn o2_a_missing_source_is_2_and_a_missing_directory_3() {
    on_every_file_system(|bench| {
        let b = file(bench.destination("b"), "old");
        let before = Snapshot::of(&b);
        check_failure(&bench.call(bench.source("none"), &b).run(), 2);
        check_failure(&bench.call(bench.source("none/a"), &b).run(), 3);
        check_failure(&bench.call(bench.source("none"), bench.destination("no/b")).run(), 2);
        let a = fill(bench.source("a"), 1);
        check_failure(&bench.call(a.join("below-a-file"), &b).run(), 3);
        assert_eq!(Snapshot::of(&b), before);
        assert_eq!(bench.destination_names(), ["b"]);
        let record = bench.call(bench.source("none"), &b).run();
        assert_eq!(record.messages[0].phase, Phase::PrepareSource, "M16, Q15");
    });
}

#[test]
fn o3_a9_a_missing_destination_directory_is_3() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 10);
        let record = bench.call(&a, bench.destination("none/b")).run();
        check_failure(&record, 3);
        assert_eq!(record.messages[0].phase, Phase::PrepareDestination);
        assert!(bench.destination_names().is_empty());
    });
}

/// O8, A2, A43: overwritten in place, so that other hard links see the new content.
#[test]
fn o8_an_existing_destination_is_rewritten_in_place() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 100_000), fill(bench.destination("b"), 300_000));
        let linked = bench.from.is_unix() && fs::hard_link(&b, bench.destination("link")).is_ok();
        let before = Snapshot::of(&b);
        check_success(&bench.call(&a, &b).run());
        assert_copied(&a, &b);
        assert_eq!(Snapshot::of(&b).identity(), before.identity());
        if linked {
            assert_copied(&a, bench.destination("link"));
        }
    });
}

/// O10, O12, A5, Q35, Q36: the same file under any name is 32 and stays intact.
#[test]
fn o10_o12_copying_onto_itself_is_32() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 100_000);
        let before = Snapshot::of(&a);
        check_failure(&bench.call(&a, &a).run(), 32);
        check_failure(&bench.call(&a, bench.source("./a")).run(), 32);
        assert_eq!(Snapshot::of(&a), before);
        if bench.from.is_unix() {
            symlink(&a, bench.source("symlink")).unwrap();
            check_failure(&bench.call(&a, bench.source("symlink")).run(), 32);
            check_failure(&bench.call(bench.source("symlink"), &a).run(), 32);
            fs::hard_link(&a, bench.source("hard")).unwrap();
            check_failure(&bench.call(&a, bench.source("hard")).run(), 32);
        }
        assert_eq!(fs::read(&a).unwrap(), content(100_000, 100_001));
    });
}

/// O10 on an overlay: the file is still in the lower layer when it is opened for reading.
#[test]
fn o10_a_file_of_the_lower_layer_is_the_same_file() {
    let Some(lower) = FileSystem::lower_layer() else { return };
    let root = FileSystem::Overlay.root().unwrap();
    twice(|bench| {
        let name = format!("lower-{:?}", bench.edge);
        file(lower.join(&name), "content");
        let path = root.join(&name);
        check_failure(&bench.call(&path, &path).run(), 32);
        assert_eq!(fs::read(&path).unwrap(), b"content");
    });
}

/// O11, O13, O14, F5, A3, A6, Q30, Q34: an existing name of any kind.
#[test]
fn o13_fail_if_exists_is_80() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        let before = Snapshot::of(&b);
        let record = bench.call(&a, &b).flags(CopyFlags::FAIL_IF_EXISTS).run();
        check_failure(&record, 80);
        assert_eq!(record.messages[0].phase, Phase::PrepareDestination, "Q16");
        assert_eq!(Snapshot::of(&b), before);
        check_failure(&bench.call(&a, &a).flags(CopyFlags::FAIL_IF_EXISTS).run(), 80);
        fs::create_dir(bench.destination("d")).unwrap();
        check_failure(&bench.call(&a, bench.destination("d")).flags(CopyFlags::FAIL_IF_EXISTS).run(), 80);
        check_success(&bench.call(&a, bench.destination("new")).flags(CopyFlags::FAIL_IF_EXISTS).run()); // A4
    });
}

/// O15, O16, A11, A12.
#[test]
fn o15_o16_directories_are_5() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 10);
        fs::create_dir(bench.destination("d")).unwrap();
        check_failure(&bench.call(&a, bench.destination("d")).run(), 5);
        fs::create_dir(bench.source("s")).unwrap();
        check_failure(&bench.call(bench.source("s"), bench.destination("new")).run(), 5);
        assert_eq!(bench.destination_names(), ["d"]);
    });
}

/// O17: special files are refused on both sides and never waited for.
#[test]
fn o17_special_files_are_5() {
    twice(|bench| {
        let fifo = bench.source("fifo");
        rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, 0o600.into()).unwrap();
        let socket = bench.source("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        for special in [fifo.as_path(), socket.as_path(), "/dev/null".as_ref(), "/dev/zero".as_ref()] {
            check_failure(&bench.call(special, &b).run(), 5);
            check_failure(&bench.call(special, &b).flags(CopyFlags::OPEN_AND_COPY_REPARSE_POINT).run(), 5);
            check_failure(&bench.call(&a, special).run(), 5);
        }
        assert!(bench.destination_names().is_empty());
    });
}

/// O18, O20, A13: READONLY is no write bit at all, for root too.
#[test]
fn o18_a_readonly_destination_is_5() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        set_mode(&b, 0o444);
        let before = Snapshot::of(&b);
        check_failure(&bench.call(&a, &b).run(), 5);
        check_failure(&bench.call(&a, &b).flags(CopyFlags::FAIL_IF_EXISTS).run(), 80);
        assert_eq!(Snapshot::of(&b), before);
    });
}

/// O19, Q31, Q32, A14: HIDDEN and SYSTEM destinations are denied, whatever the source is.
#[test]
fn o19_a_hidden_or_system_destination_is_5() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        for attributes in ["0x2", "0x4", "0x26"] {
            if !put_attribute(&b, "DOSATTRIB", attributes.as_bytes()) {
                return skipped("no extended attributes here");
            }
            let before = Snapshot::of(&b);
            check_failure(&bench.call(&a, &b).run(), 5);
            assert_eq!(Snapshot::of(&b), before);
        }
    });
}

/// O5, O7, O9 on a system without share modes: somebody else's open file is no obstacle, but a program that runs is.
#[test]
fn o9_there_are_no_share_modes_but_a_running_program_is_32() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        let _open = fs::OpenOptions::new().read(true).write(true).open(&b).unwrap();
        check_success(&bench.call(&a, &b).run());
        let program = bench.destination("sleep");
        fs::copy("/bin/sleep", &program).unwrap();
        let mut running = std::process::Command::new(&program).arg("60").spawn().unwrap();
        let record = bench.call(&a, &program).run();
        running.kill().unwrap();
        running.wait().unwrap();
        check_failure(&record, 32);
    });
}

/// S20: with OPEN_SOURCE_FOR_WRITE the source has to be writable.
#[test]
fn s20_open_source_for_write_needs_the_permission() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), bench.destination("b"));
        check_success(&bench.call(&a, &b).flags(CopyFlags::OPEN_SOURCE_FOR_WRITE).run());
        set_mode(&a, 0o444);
        set_mode(a.parent().unwrap(), 0o755);
        set_mode(b.parent().unwrap(), 0o777);
        let code = as_nobody(|| {
            bench.call(&a, bench.destination("c")).flags(CopyFlags::OPEN_SOURCE_FOR_WRITE).run().code
        });
        assert!(code.is_none_or(|code| code == 5 || code == 3 || code == 2), "{code:?}");
    });
}

/// Part 1.3, invariant 9: the record of the C edge compares HRESULT and last error on every call; here on success.
#[test]
fn q42_a53_the_last_error_is_0_after_success() {
    twice(|bench| {
        let a = fill(bench.source("a"), 0);
        copyfile2::ffi::CopyFile2SetLastError(4711);
        check_success(&bench.call(&a, bench.destination("b")).run());
        if bench.edge == Edge::C {
            assert_eq!(copyfile2::ffi::CopyFile2GetLastError(), 0);
        }
    });
}

/// Q23: a value outside the enumeration counts as CONTINUE.
#[test]
fn q23_m22_unknown_actions_go_on() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 3 << 20), bench.destination("b"));
        for answer in [5, -1, i32::MAX] {
            let mut count = (0, 0);
            assert_eq!(Hostile::new(&a, &b).routine(answer, &mut count).run(), 0, "{answer}");
            assert_copied(&a, &b);
        }
        check_success(&bench.call(&a, &b).answer(|_, _| Action::Continue).run());
    });
}
