//! What others do to the files while they are copied, and file systems that turn against the copy.

mod support;

use copyfile2::copy::Action;
use copyfile2::win32::CopyFlags;
use std::fs;
use std::io::Write as _;
use support::*;

const SIZE: usize = 3 << 20;

// S19: a source that is cut during the copy ends the copy early or fails it, but nothing beyond it is made up.
#[test]
fn a_source_that_shrinks_yields_no_invented_bytes() {
    twice(|bench| {
        let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
        let whole = fs::read(&source).expect("the source");
        let mut is_cut = false;
        let record = bench
            .call(&source, &destination)
            .answer(|_, message| {
                if message.kind == Kind::ChunkStarted && !is_cut {
                    is_cut = true;
                    let file = fs::OpenOptions::new().write(true).open(&source).expect("the source");
                    file.set_len(1000).expect("a shorter source");
                }
                Action::Continue
            })
            .run();
        assert!(is_cut);
        let left = fs::read(&destination).unwrap_or_default();
        assert!(whole.starts_with(&left), "S19: code {}, {} bytes", record.code, left.len());
    });
}

// F1, F5: somebody else's file under the destination's name is neither written nor deleted.
#[test]
fn a_file_put_in_the_place_of_the_destination_stays() {
    for action in [Action::Continue, Action::Cancel, Action::Stop] {
        twice(|bench| {
            let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
            let whole = fs::read(&source).expect("the source");
            let aside = bench.destination("aside");
            let mut is_moved = false;
            let record = bench
                .call(&source, &destination)
                .answer(|_, message| {
                    if message.kind == Kind::ChunkStarted && !is_moved {
                        is_moved = true;
                        fs::rename(&destination, &aside).expect("renamed");
                        fs::write(&destination, b"foreign").expect("a foreign file");
                        return action;
                    }
                    Action::Continue
                })
                .run();
            assert!(is_moved);
            assert_eq!(fs::read(&destination).ok().as_deref(), Some(&b"foreign"[..]), "{}", record.code);
            if record.code == 0 {
                assert!(fs::read(&aside).expect("the copy") == whole);
            }
            assert!(fs::read(&source).expect("the source") == whole);
        });
    }
}

// F1: a destination that is unlinked during the copy does not come back, and nothing else is touched.
#[test]
fn a_destination_that_is_unlinked_stays_away() {
    for action in [Action::Continue, Action::Cancel] {
        twice(|bench| {
            let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
            let mut is_gone = false;
            bench
                .call(&source, &destination)
                .answer(|_, message| {
                    if message.kind == Kind::ChunkStarted && !is_gone {
                        is_gone = true;
                        fs::remove_file(&destination).expect("unlinked");
                        return action;
                    }
                    Action::Continue
                })
                .run();
            assert!(is_gone);
            assert_eq!(bench.destination_names(), Vec::<String>::new());
            assert_eq!(fs::metadata(&source).expect("the source").len(), SIZE as u64);
        });
    }
}

// S19: a source that grows yields what it held when it was opened.
#[test]
fn a_source_that_grows_is_copied_as_it_was_opened() {
    for flags in [CopyFlags::empty(), CopyFlags::NO_BUFFERING, CopyFlags::RESTARTABLE] {
        twice(|bench| {
            let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
            let whole = fs::read(&source).expect("the source");
            let mut has_grown = false;
            let record = bench
                .call(&source, &destination)
                .flags(flags)
                .answer(|_, message| {
                    if message.kind == Kind::ChunkStarted && !has_grown {
                        has_grown = true;
                        let mut file = fs::OpenOptions::new().append(true).open(&source).expect("the source");
                        file.write_all(&[7; 1 << 20]).expect("a longer source");
                    }
                    Action::Continue
                })
                .run();
            assert!(has_grown);
            check_success(&record);
            assert!(fs::read(&destination).expect("the copy") == whole, "S19");
        });
    }
}

// A source that is replaced or unlinked during the copy: the file that was opened is what is copied.
#[test]
fn a_source_that_is_replaced_is_copied_as_it_was_opened() {
    for is_replaced in [true, false] {
        twice(|bench| {
            let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
            let whole = fs::read(&source).expect("the source");
            let other = file(bench.source("other"), b"other");
            let mut is_done = false;
            let record = bench
                .call(&source, &destination)
                .answer(|_, message| {
                    if message.kind == Kind::ChunkStarted && !is_done {
                        is_done = true;
                        if is_replaced {
                            fs::rename(&other, &source).expect("replaced");
                        } else {
                            fs::remove_file(&source).expect("unlinked");
                        }
                    }
                    Action::Continue
                })
                .run();
            check_success(&record);
            assert!(fs::read(&destination).expect("the copy") == whole);
            assert_eq!(fs::read(&source).ok().as_deref(), is_replaced.then_some(&b"other"[..]));
        });
    }
}

// F1: a link put in the destination's place, to somebody else's file or to nothing, is neither followed nor removed, for
// any way to end.
#[test]
fn a_link_put_in_the_place_of_the_destination_stays() {
    for action in [Action::Continue, Action::Cancel, Action::Stop, Action::Pause] {
        for target in ["victim", "nothing"] {
            twice(|bench| {
                let (source, destination) = (fill(bench.source("a"), SIZE), bench.destination("b"));
                let whole = fs::read(&source).expect("the source");
                let (aside, victim) = (bench.destination("aside"), bench.destination("victim"));
                file(&victim, b"somebody else's");
                let before = Snapshot::of(&victim);
                let mut is_moved = false;
                let record = bench
                    .call(&source, &destination)
                    .answer(|_, message| {
                        if message.kind == Kind::ChunkStarted && !is_moved {
                            is_moved = true;
                            fs::rename(&destination, &aside).expect("renamed");
                            std::os::unix::fs::symlink(target, &destination).expect("a link");
                            return action;
                        }
                        Action::Continue
                    })
                    .run();
                assert!(is_moved);
                assert_eq!(fs::read_link(&destination).expect("the link").to_str(), Some(target));
                assert!(Snapshot::of(&victim) == before, "{action:?}");
                // A1: what this call made goes wherever it was moved.
                let names: &[&str] =
                    if action == Action::Cancel { &["b", "victim"] } else { &["aside", "b", "victim"] };
                assert_eq!(bench.destination_names(), names, "{action:?}");
                if record.code == 0 {
                    assert!(fs::read(&aside).expect("the copy") == whole);
                }
            });
        }
    }
}
