//! P21: what `--resume` takes for a finished copy, on clocks of every kind.
#![cfg(feature = "cli")]

mod support;

use copyfile2::copy::{self, CopyRequest};
use copyfile2::win32::{CopyFlags, FileName};
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};
use support::*;

const MIB: usize = 1 << 20;

/// File systems whose times differ from the source's in every way.
const CLOCKS: [FileSystem; 7] = [
    FileSystem::Here,
    FileSystem::Ext4Seconds,
    FileSystem::ExfatFuse,
    FileSystem::Ntfs3g,
    FileSystem::Tmpfs,
    FileSystem::Xfs,
    FileSystem::Vfat,
];

fn on_every_clock(test: impl Fn(&Bench)) {
    for to in CLOCKS {
        let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, to) else { continue };
        println!("to {to:?}");
        test(&bench);
    }
}

fn is_complete(source: &Path, destination: &Path, flags: CopyFlags) -> bool {
    let name = |path: &Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name");
    let (source, destination) = (name(source), name(destination));
    let mut request = CopyRequest::new(&source, &destination);
    request.options.flags = flags;
    copy::is_complete(&request)
}

fn command(arguments: &[&str], source: &Path, destination: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copyfile2"));
    command.arg("-q").args(arguments).args([source, destination]).output().expect("the command starts")
}

/// P21: a finished copy is recognised on a coarser clock, by the library and by the command, and is not touched.
#[test]
fn p21_finished_copies_are_recognised_on_every_clock() {
    on_every_clock(|bench| {
        for (number, time) in [(1_714_979_349, 123_456_789), (1_714_979_348, 0), (1_714_979_349, 999_999_999)]
            .iter()
            .enumerate()
        {
            let (a, b) = (fill(bench.source("a"), 3 * MIB + number), bench.destination("b"));
            set_write_time(&a, time.0, time.1);
            assert_eq!(command(&[], &a, &b).status.code(), Some(0));
            assert!(is_complete(&a, &b, CopyFlags::empty()), "{time:?}");
            let before = Snapshot::of(&b);
            for arguments in
                [&["--resume"][..], &["-n", "--resume"], &["-n", "-z", "--resume"], &["-r", "-n", "--resume"]]
            {
                let output = command(arguments, &a, &b);
                assert_eq!(output.status.code(), Some(0), "{output:?}");
                assert_eq!(Snapshot::of(&b), before, "not touched");
            }
            fs::remove_file(&b).unwrap();
        }
    });
}

/// P21: READONLY, DOS attributes, streams and links belong to a finished copy; each that is missing is missed.
#[test]
fn p21_what_comes_after_the_data_is_missed() {
    let Some(bench) = Bench::new(Edge::Rust, FileSystem::Ext4, FileSystem::Ext4) else { return };
    let (a, b) = (fill(bench.source("a"), 70_000), bench.destination("b"));
    let copied = || {
        // A copy that is READONLY would be refused the second time.
        let _absent = fs::remove_file(&b);
        assert_eq!(command(&[], &a, &b).status.code(), Some(0));
        assert!(is_complete(&a, &b, CopyFlags::empty()));
    };
    let missing = |what: &str| assert!(!is_complete(&a, &b, CopyFlags::empty()), "{what}");
    put_stream(&a, "one", b"1");
    put_attribute(&a, "DOSATTRIB", b"0x4");
    set_mode(&a, 0o444);
    copied();
    set_mode(&b, 0o644);
    missing("READONLY");
    copied();
    put_stream(&b, "one", b"2");
    missing("another stream");
    assert!(is_complete(&a, &b, CopyFlags::SKIP_ALTERNATE_STREAMS), "S2: streams do not count");
    copied();
    put_attribute(&b, "DOSATTRIB", b"0x2");
    missing("SYSTEM");
    copied();
    put_attribute(&b, "copyfile2.restart", b"anything");
    missing("a copy that was interrupted");
    copied();
    fs::write(bench.destination(".b.copyfile2-restart"), b"anything").unwrap();
    missing("a copy that was interrupted where there are no attributes");
    fs::remove_file(bench.destination(".b.copyfile2-restart")).unwrap();
    assert!(is_complete(&a, &b, CopyFlags::empty()));
    assert!(!is_complete(&a, &a, CopyFlags::empty()), "O10: the copy has to refuse it");
    let (link, copy) = (bench.source("link"), bench.destination("link"));
    symlink("somewhere", &link).unwrap();
    symlink("somewhere", &copy).unwrap();
    assert!(is_complete(&link, &copy, CopyFlags::COPY_SYMLINK));
    assert!(!is_complete(&link, &copy, CopyFlags::empty()), "what it leads to is missing");
    symlink("elsewhere", bench.destination("other")).unwrap();
    assert!(!is_complete(&link, &bench.destination("other"), CopyFlags::COPY_SYMLINK));
}

/// P21: a source that was rewritten in the same tick, or whose write time was put back, is no longer what was copied.
#[test]
fn p21_a_rewritten_source_with_the_old_time_is_not_complete() {
    on_every_clock(|bench| {
        for size in [1000, 2 * MIB] {
            let (a, b) = (fill(bench.source("a"), size), bench.destination("b"));
            let _absent = fs::remove_file(&b);
            assert_eq!(command(&[], &a, &b).status.code(), Some(0));
            let time = write_time(&a);
            let source = fs::File::options().write(true).open(&a).unwrap();
            source.write_all_at(b"?", size as u64 / 2).unwrap();
            set_write_time(&a, time.0, 123_456_700);
            assert!(!is_complete(&a, &b, CopyFlags::empty()), "{size}");
            assert_eq!(command(&["--resume"], &a, &b).status.code(), Some(0));
            assert_eq!(fs::read(&a).unwrap(), fs::read(&b).unwrap());
            // A change that is none: nothing is copied again.
            set_write_time(&a, time.0, 123_456_700);
            assert!(is_complete(&a, &b, CopyFlags::empty()), "{size}: the bytes are the same");
        }
    });
}

/// P21: a file whose size nobody knows is never complete by its size.
#[test]
fn p21_a_source_without_a_size_is_not_complete_by_it() {
    let Some(bench) = Bench::new(Edge::Rust, FileSystem::Here, FileSystem::Here) else { return };
    let (a, b) = (Path::new("/proc/self/status"), bench.destination("b"));
    fs::write(&b, b"").unwrap();
    let now = fs::metadata(a).unwrap();
    set_write_time(&b, now.mtime(), now.mtime_nsec().try_into().unwrap());
    assert!(!is_complete(a, &b, CopyFlags::empty()));
}

/// P21: whatever a copy has written when it is killed, its size is that of the source only when all data is there. Tried
/// at every message, for every way of moving bytes.
#[test]
fn p21_no_unfinished_copy_has_the_size_of_its_source() {
    let ways = [
        CopyFlags::empty(),
        CopyFlags::NO_BUFFERING,
        CopyFlags::DISABLE_SPARSE_COPY,
        CopyFlags::DISABLE_PRE_ALLOCATION,
        CopyFlags::RESTARTABLE,
        CopyFlags::RESTARTABLE | CopyFlags::NO_BUFFERING,
    ];
    for kind in
        [FileSystem::Here, FileSystem::Ext4Seconds, FileSystem::Xfs, FileSystem::Btrfs, FileSystem::Tmpfs]
    {
        let Some(bench) = Bench::new(Edge::Rust, kind, kind) else { continue };
        let sources = [
            fill(bench.source("small"), 100_000),
            fill(bench.source("blocks"), 8 * MIB),
            fill(bench.source("odd"), 8 * MIB + 777),
            fill_sparse(bench.source("sparse"), 8 << 20),
            ends_in_hole(&bench.source("hole")),
        ];
        for a in &sources {
            for (number, flags) in ways.iter().enumerate() {
                let b = bench.destination(format!("b{number}"));
                let size = fs::metadata(a).unwrap().len();
                let record = bench
                    .call(a, &b)
                    .flags(*flags)
                    .answer(|_, message| {
                        if fs::metadata(&b).unwrap().len() == size {
                            assert!(
                                fs::read(a).unwrap() == fs::read(&b).unwrap(),
                                "{kind:?} {flags:?} {message:?}"
                            );
                        }
                        copyfile2::copy::Action::Continue
                    })
                    .run();
                check_success(&record);
                assert_copied(a, &b);
                fs::remove_file(&b).unwrap();
            }
        }
    }
}

fn ends_in_hole(path: &Path) -> std::path::PathBuf {
    let mut file = fs::File::create(path).unwrap();
    file.write_all(&content(300_000, 9)).unwrap();
    file.set_len(4 << 20).unwrap();
    drop(file);
    set_write_time(path, 1_000_000_000, 0);
    path.to_owned()
}

/// P21: killed at every system call, with the clock of the destination standing at the source's write time: `--resume`
/// copies what is missing, and what it takes for complete is.
#[test]
fn p21_no_killed_copy_is_taken_for_complete() {
    for (kind, flags) in [
        (FileSystem::Ext4Seconds, CopyFlags::empty()),
        (FileSystem::Ext4Seconds, CopyFlags::RESTARTABLE),
        (FileSystem::Ext4, CopyFlags::empty()),
    ] {
        let Some(bench) = Bench::new(Edge::Rust, kind, kind) else { continue };
        for (name, size) in [("small", 9000), ("large", 3 * MIB)] {
            let (a, b) = (fill(bench.source(name), size), bench.destination("b"));
            put_stream(&a, "one", b"123");
            put_attribute(&a, "DOSATTRIB", b"0x20");
            let source = fs::read(&a).unwrap();
            let (mut looked, mut complete) = (0, 0);
            let walk = stepped::step(
                || u8::from(bench.call(&a, &b).silent().flags(flags).run().code != 0),
                |_, _| {
                    let Ok(found) = fs::metadata(&b) else { return };
                    // What a clock that stands makes of it: as if the copy had been killed here in the tick of the source.
                    let now = write_time(&b);
                    let wanted = write_time(&a);
                    set_write_time(&b, wanted.0, wanted.1.try_into().unwrap());
                    looked += 1;
                    if is_complete(&a, &b, CopyFlags::empty()) {
                        complete += 1;
                        assert_eq!(found.len(), size as u64);
                        assert!(fs::read(&b).unwrap() == source, "complete but for its bytes");
                        assert_eq!(
                            stream(&b, "one").as_deref(),
                            Some(&b"123"[..]),
                            "complete but for a stream"
                        );
                        assert_eq!(attribute(&b, "DOSATTRIB").as_deref(), Some(&b"0x20"[..]));
                    }
                    set_write_time(&b, now.0, now.1.try_into().unwrap());
                },
            );
            let Some(walk) = walk else { return };
            assert_eq!(walk.answer, 0);
            println!("{kind:?} {flags:?} {name}: {looked} moments, {complete} complete");
            assert!(looked > 5 && complete < looked);
            assert_copied(&a, &b);
            fs::remove_file(&b).unwrap();
        }
    }
}
