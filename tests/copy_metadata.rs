//! Parts 4.8 and 4.9 of the rule sheet: metadata, links, directories.

mod support;

use copyfile2::copy::Phase;
use copyfile2::win32::CopyFlags;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use support::*;

/// T, T2: write time to the nanosecond, whether the destination is new or overwritten.
#[test]
fn t_the_write_time_is_the_sources() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 100);
        for (seconds, nanoseconds) in [(1_234_567_890, 123_456_789), (0, 1), (4_000_000_000, 999_999_999)] {
            set_write_time(&a, seconds, nanoseconds);
            check_success(&bench.call(&a, bench.destination("b")).run());
            assert_copied(&a, bench.destination("b"));
        }
    });
}

/// F6: somebody who may write but does not own the destination cannot set its times; the copy succeeds.
#[test]
fn f6_a_write_time_that_cannot_be_set_is_ignored() {
    let Some(root) = FileSystem::Tmpfs.root() else { return };
    let directory = tempfile::tempdir_in(&root).unwrap();
    set_mode(&root, 0o755);
    set_mode(directory.path(), 0o777);
    let (a, b) = (fill(directory.path().join("a"), 10), file(directory.path().join("b"), "old"));
    set_mode(&b, 0o666);
    let Some(code) = as_nobody(|| Call::new_for(Edge::C, &a, &b).run().code) else { return };
    assert_eq!(code, 0);
    assert_eq!(fs::read(&b).unwrap(), fs::read(&a).unwrap());
    assert_ne!(write_time(&a), write_time(&b));
}

/// The design: a new file gets the source's permission bits through the umask, never setuid, setgid or sticky.
#[test]
fn t_a_new_destination_gets_the_permissions_through_the_umask() {
    twice(|bench| {
        let a = fill(bench.source("a"), 10);
        for (source, umask, wanted) in
            [(0o644, 0, 0o644), (0o4777, 0, 0o777), (0o777, 0o27, 0o750), (0o600, 0o22, 0o600)]
        {
            set_mode(&a, source);
            let b = bench.destination(format!("{source:o}-{umask:o}"));
            // Absolute names, so that the directory does not matter.
            let code = with_umask(umask, || bench.call(&a, &b).run().code);
            assert_eq!((code, mode(&b)), (0, wanted));
        }
    });
}

/// T4, T5, A15, Q58: READONLY follows the source, and does not hinder the copy.
#[test]
fn t4_readonly_follows_the_source() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 100_000);
        put_stream(&a, "ads", b"123456");
        set_mode(&a, 0o444);
        check_success(&bench.call(&a, bench.destination("new")).run());
        assert_eq!(mode(bench.destination("new")) & 0o222, 0);
        let old = file(bench.destination("old"), "old");
        set_mode(&old, 0o664);
        check_success(&bench.call(&a, &old).run());
        assert_eq!(mode(&old) & 0o222, 0, "T5");
        assert_eq!(stream(&old, "ads"), stream(&a, "ads"));
    });
}

/// An existing destination keeps its own permissions otherwise.
#[test]
fn t_an_overwritten_destination_keeps_its_permissions() {
    twice(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        set_mode(&a, 0o755);
        set_mode(&b, 0o640);
        check_success(&bench.call(&a, &b).run());
        assert_eq!(mode(&b), 0o640);
    });
}

/// T, Q56: DOS attributes are the source's afterwards; those of the destination go.
#[test]
fn t_dos_attributes_are_the_sources() {
    twice(|bench| {
        let a = fill(bench.source("a"), 10);
        if !put_attribute(&a, "DOSATTRIB", b"0x2122") {
            return skipped("no extended attributes here");
        }
        check_success(&bench.call(&a, bench.destination("new")).run());
        assert_eq!(attribute(bench.destination("new"), "DOSATTRIB").as_deref(), Some(&b"0x2122"[..]));
        let plain = fill(bench.source("plain"), 10);
        let old = file(bench.destination("old"), "old");
        put_attribute(&old, "DOSATTRIB", b"0x20");
        check_success(&bench.call(&plain, &old).run());
        assert_eq!(attribute(&old, "DOSATTRIB"), None);
    });
}

/// T, Q33, S6: extended attributes travel and replace; restart state and other namespaces do not.
#[test]
fn t_extended_attributes_are_copied_and_replaced() {
    on_every_file_system(|bench| {
        let (a, b) = (fill(bench.source("a"), 10), file(bench.destination("b"), "old"));
        if !put_attribute(&a, "one", b"1") || !put_attribute(&b, "two", b"2") {
            return;
        }
        put_attribute(&a, "copyfile2.restart", b"foreign");
        check_success(&bench.call(&a, &b).run());
        assert_eq!(attribute(&b, "one").as_deref(), Some(&b"1"[..]));
        assert_eq!(attribute(&b, "two"), None);
        assert_eq!(attribute(&b, "copyfile2.restart"), None);
    });
}

/// F7: extended attributes that do not fit are 275, and nothing is left.
#[test]
fn f7_extended_attributes_that_do_not_fit_are_275() {
    for edge in Edge::BOTH {
        let Some(bench) = Bench::new(edge, FileSystem::Xfs, FileSystem::Ext4) else { return };
        let a = fill(bench.source("a"), 10);
        assert!(put_attribute(&a, "large", &content(50_000, 1)));
        check_failure(&bench.call(&a, bench.destination("b")).run(), 275);
        assert!(bench.destination_names().is_empty());
    }
}

/// L1, L3, A32: without COPY_SYMLINK the target is copied.
#[test]
fn l1_a_source_link_is_followed() {
    on_every_file_system(|bench| {
        let a = fill(bench.source("a"), 100);
        if symlink("a", bench.source("l")).is_err() {
            return;
        }
        check_success(&bench.call(bench.source("l"), bench.destination("b")).run());
        assert_copied(&a, bench.destination("b"));
        check_success(&bench.call(&a, bench.destination("c")).flags(CopyFlags::COPY_SYMLINK).run());
        assert_copied(&a, bench.destination("c"));
    });
}

/// L2, L13, M19, Q46, A33: with it the link is copied, without messages.
#[test]
fn l2_copy_symlink_copies_the_link() {
    on_every_file_system(|bench| {
        for target in ["a", "nowhere", "../with spaces/and more"] {
            if symlink(target, bench.source("l")).is_err() {
                return;
            }
            let record = bench
                .call(bench.source("l"), bench.destination("l"))
                .flags(CopyFlags::COPY_SYMLINK)
                .run()
                .expect(0);
            assert!(record.messages.is_empty());
            assert_eq!(fs::read_link(bench.destination("l")).unwrap(), Path::new(target));
            fs::remove_file(bench.source("l")).unwrap();
        }
        assert_eq!(bench.destination_names(), ["l"], "the second and third replaced the first");
    });
}

/// L4, A38: an existing link is replaced itself, also by a plain file.
#[test]
fn l4_a_destination_link_is_replaced_not_followed() {
    twice(|bench| {
        let (a, target) = (fill(bench.source("a"), 100), file(bench.destination("t"), "untouched"));
        symlink("t", bench.destination("l")).unwrap();
        check_success(&bench.call(&a, bench.destination("l")).flags(CopyFlags::COPY_SYMLINK).run());
        assert_copied(&a, bench.destination("l"));
        assert_eq!(fs::read(target).unwrap(), b"untouched");
    });
}

/// L5, A37.
#[test]
fn l5_copy_symlink_with_fail_if_exists_is_80() {
    twice(|bench| {
        let a = fill(bench.source("a"), 100);
        symlink("a", bench.source("l")).unwrap();
        for target in ["dangling", "."] {
            symlink(target, bench.destination("l")).unwrap();
            let flags = CopyFlags::COPY_SYMLINK | CopyFlags::FAIL_IF_EXISTS;
            check_failure(&bench.call(&a, bench.destination("l")).flags(flags).run(), 80);
            check_failure(&bench.call(bench.source("l"), bench.destination("l")).flags(flags).run(), 80);
            assert_eq!(fs::read_link(bench.destination("l")).unwrap(), Path::new(target));
            fs::remove_file(bench.destination("l")).unwrap();
        }
    });
}

/// L6, L7, A34, A35, A36: without it the link is followed, dangling or not.
#[test]
fn l6_l7_a_destination_link_is_followed() {
    twice(|bench| {
        let (a, target) = (fill(bench.source("a"), 100), file(bench.destination("t"), "old"));
        symlink("t", bench.destination("l")).unwrap();
        let before = Snapshot::of(&target);
        check_failure(&bench.call(&a, bench.destination("l")).flags(CopyFlags::FAIL_IF_EXISTS).run(), 80);
        assert_eq!(Snapshot::of(&target), before);
        check_success(&bench.call(&a, bench.destination("l")).run());
        assert_copied(&a, &target);
        symlink("second", bench.destination("first")).unwrap();
        symlink("created", bench.destination("second")).unwrap();
        check_success(&bench.call(&a, bench.destination("first")).flags(CopyFlags::FAIL_IF_EXISTS).run());
        assert_copied(&a, bench.destination("created"));
        symlink("none/there", bench.destination("astray")).unwrap();
        check_failure(&bench.call(&a, bench.destination("astray")).run(), 3);
    });
}

/// L8.
#[test]
fn l8_a_dangling_source_is_2_and_a_loop_1921() {
    twice(|bench| {
        symlink("nowhere", bench.source("dangling")).unwrap();
        symlink("loop", bench.source("loop")).unwrap();
        check_failure(&bench.call(bench.source("dangling"), bench.destination("b")).run(), 2);
        check_failure(&bench.call(bench.source("loop"), bench.destination("b")).run(), 1921);
        symlink("loop", bench.destination("loop")).unwrap();
        let a = fill(bench.source("a"), 1);
        check_failure(&bench.call(&a, bench.destination("loop")).run(), 1921);
    });
}

/// L10, L11, A39, A40.
#[test]
fn l10_a_link_to_a_directory_needs_directory_as_well() {
    twice(|bench| {
        fs::create_dir(bench.source("d")).unwrap();
        symlink("d", bench.source("l")).unwrap();
        let (l, b) = (bench.source("l"), bench.destination("l"));
        check_failure(&bench.call(&l, &b).flags(CopyFlags::COPY_SYMLINK).run(), 5);
        assert!(bench.destination_names().is_empty());
        let flags = CopyFlags::COPY_SYMLINK | CopyFlags::DIRECTORY;
        bench.call(&l, &b).flags(flags).run().expect(0);
        assert_eq!(fs::read_link(&b).unwrap(), Path::new("d"));
        bench.call(&l, bench.destination("m")).flags(CopyFlags::OPEN_AND_COPY_REPARSE_POINT).run().expect(0);
        assert_eq!(fs::read_link(bench.destination("m")).unwrap(), Path::new("d"));
    });
}

/// L14 and O15 through a link.
#[test]
fn l14_a_destination_link_to_a_directory_is_5() {
    twice(|bench| {
        let a = fill(bench.source("a"), 1);
        symlink(".", bench.destination("l")).unwrap();
        check_failure(&bench.call(&a, bench.destination("l")).run(), 5);
    });
}

/// Our choice: a link is not copied onto itself or onto its own target, which would destroy both.
#[test]
fn a_link_is_not_copied_onto_its_own_target() {
    twice(|bench| {
        let a = file(bench.source("a"), "content");
        symlink("a", bench.source("l")).unwrap();
        let record = bench.call(bench.source("l"), &a).flags(CopyFlags::COPY_SYMLINK).run();
        check_failure(&record, 32);
        assert_eq!(record.messages[0].phase, Phase::NameGraftCopy, "Q45");
        check_failure(
            &bench.call(bench.source("l"), bench.source("l")).flags(CopyFlags::COPY_SYMLINK).run(),
            32,
        );
        assert_eq!(fs::read(a).unwrap(), b"content");
    });
}

/// S22, S23, Q37, Q38.
#[test]
fn s22_directory_copies_a_directory_without_its_children() {
    on_every_file_system(|bench| {
        let (d, b) = (bench.source("d"), bench.destination("d"));
        fs::create_dir(&d).unwrap();
        let streams = u32::from(put_stream(&d, "ads", b"123456"));
        put_attribute(&d, "ea", b"1");
        fill(d.join("child"), 10);
        set_mode(&d, 0o750);
        set_write_time(&d, 1_111_111_111, 5000);
        let record = bench.call(&d, &b).flags(CopyFlags::DIRECTORY).run();
        check_success(&record);
        assert_eq!(record.messages.last().unwrap().stream, 1 + streams);
        assert!(fs::read_dir(&b).unwrap().next().is_none());
        assert_eq!(stream(&b, "ads"), stream(&d, "ads"));
        assert_eq!(attribute(&b, "ea"), attribute(&d, "ea"));
        assert_eq!(fs::metadata(&b).unwrap().mtime(), 1_111_111_111);
        check_success(&bench.call(&d, &b).flags(CopyFlags::DIRECTORY).run());
        let flags = CopyFlags::DIRECTORY | CopyFlags::FAIL_IF_EXISTS;
        check_failure(&bench.call(&d, &b).flags(flags).run(), 80);
        let a = fill(bench.source("a"), 1);
        check_failure(&bench.call(&a, bench.destination("x")).flags(CopyFlags::DIRECTORY).run(), 267);
        let f = file(bench.destination("f"), "old");
        check_failure(&bench.call(&d, &f).flags(CopyFlags::DIRECTORY).run(), 267);
        check_failure(&bench.call(&d, &d).flags(CopyFlags::DIRECTORY).run(), 32);
    });
}

/// A1 for directories: a new one is removed, an existing one stays.
#[test]
fn s22_cancel_removes_a_new_directory_only() {
    twice(|bench| {
        let d = bench.source("d");
        fs::create_dir(&d).unwrap();
        let cancel = copyfile2::copy::Action::Cancel;
        let b = bench.destination("d");
        bench.call(&d, &b).flags(CopyFlags::DIRECTORY).answer_at(0, cancel).run().expect(1235);
        assert!(!b.exists());
        fs::create_dir(&b).unwrap();
        bench.call(&d, &b).flags(CopyFlags::DIRECTORY).answer_at(0, cancel).run().expect(1235);
        assert!(b.exists());
    });
}
