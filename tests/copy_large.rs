//! Files that are large enough for several threads: the bytes, the messages and the ends of such copies.

mod support;

use copyfile2::copy::{Action, CopyRequest, Unobserved, copy_file};
use copyfile2::win32::{CopyFlags, FileName};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use support::*;

/// Two threads work from 64 MiB on. The end is no whole block.
const SIZE: u64 = (66 << 20) + 1234;

/// A file of which no two MiB are the same.
fn fill_large(path: &Path) {
    let mut piece = content(1 << 20, 7);
    let file = fs::File::create(path).expect("a file");
    for offset in (0..SIZE).step_by(1 << 20) {
        piece[..8].copy_from_slice(&offset.to_le_bytes());
        let length = (SIZE - offset).min(1 << 20);
        file.write_all_at(&piece[..length as usize], offset).expect("written");
    }
}

fn is_beginning(source: &Path, destination: &Path) -> bool {
    let (whole, copy) = (fs::read(source).expect("the source"), fs::read(destination).expect("the copy"));
    whole.starts_with(&copy)
}

/// One after another: the files are large, and tmpfs has room for two.
#[test]
fn large_files_are_copied_by_several_threads() {
    for edge in Edge::BOTH {
        let bench = Bench::new(edge, FileSystem::Tmpfs, FileSystem::Tmpfs)
            .or_else(|| Bench::new(edge, FileSystem::Here, FileSystem::Here))
            .expect("a directory to test in");
        let (source, destination) = (bench.source("a"), bench.destination("b"));
        fill_large(&source);

        // M1 to M6: messages in order, for whatever flags.
        for flags in [CopyFlags::empty(), CopyFlags::NO_BUFFERING, CopyFlags::RESTARTABLE] {
            let record = bench.call(&source, &destination).flags(flags).run();
            check_success(&record);
            assert!(is_beginning(&source, &destination) && write_time(&source) == write_time(&destination));
            fs::remove_file(&destination).expect("removed");
        }
        // Nobody listens, and nobody is waited for.
        bench.call(&source, &destination).silent().run().expect(0);
        assert!(is_beginning(&source, &destination));
        assert_eq!(fs::metadata(&destination).expect("the copy").len(), SIZE);
        fs::remove_file(&destination).expect("removed");

        // A call's threads end with it. The kernel may list one for a moment after it was joined.
        let threads = || fs::read_dir("/proc/self/task").expect("this process").count();
        let names = [&source, &destination]
            .map(|path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name"));
        let before = threads();
        for _ in 0..5 {
            copy_file(&CopyRequest::new(&names[0], &names[1]), &mut Unobserved).expect("a copy");
            let gone = (0..10_000).any(|_| {
                std::thread::yield_now();
                threads() == before
            });
            assert!(gone, "{} threads of {before}", threads());
        }
        fs::remove_file(&destination).expect("removed");

        // F1: cancelled in the middle, nothing is left. A4, Q29: stopped, what was reported is left and nothing more.
        bench.call(&source, &destination).answer_at(41, Action::Cancel).run().expect(1235);
        assert!(!destination.exists());
        let record = bench.call(&source, &destination).answer_at(42, Action::Stop).run().expect(1235);
        let finished = record.of_kind(Kind::ChunkFinished).len() as u64;
        assert!(is_beginning(&source, &destination));
        assert_eq!(fs::metadata(&destination).expect("a part").len(), finished << 20);
    }
}
