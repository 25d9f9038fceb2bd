//! Copies made by the server: copy_file_range(2) on network file systems (S14, S17).

use super::{Left, Transfer, watch};
use crate::copy::outcome::Interrupt;
use crate::copy::session::Stream;
use crate::sys;
use std::os::fd::AsFd;

/// How much one call is asked to move: long enough for a server to get going, short enough to cancel.
const STEP: u64 = 64 << 20;

/// Lets the server copy. A refusal, and an answer of 0 before the end, leave the rest to the pump.
pub(super) fn copy(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<Left, Interrupt> {
    let size = stream.size();
    while stream.reported() < size {
        let offset = stream.reported();
        let wanted = (size - offset).min(STEP);
        let length = usize::try_from(wanted).unwrap_or(usize::MAX);
        let step =
            || sys::copy_file_range(transfer.source.as_fd(), transfer.destination.as_fd(), offset, length);
        // How long a server takes cannot be told from the size.
        let (answer, wish) = watch::run(stream, u64::MAX, step);
        wish?;
        match answer {
            Ok(0) => {
                log::debug!("the server copied nothing at byte {offset} of {size}");
                return Ok(Left::Something);
            }
            Err(errno) => {
                log::debug!("the server does not copy at byte {offset}: {errno}");
                return Ok(Left::Something);
            }
            Ok(moved) => stream.advance_offloaded(offset + moved as u64, STEP)?,
        }
    }
    Ok(Left::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::destination::{Destination, Target};
    use crate::copy::session::Session;
    use crate::copy::source::{Opened, Source};
    use crate::copy::transfer::Plan;
    use crate::copy::{CopyRequest, Unobserved};
    use crate::win32::FileName;
    use std::os::unix::ffi::OsStrExt;

    /// Lets the kernel of this machine play the server; `claimed` is what the source's size was thought to be.
    fn offload(content: &[u8], claimed: u64) -> (Left, Vec<u8>) {
        let directory = tempfile::tempdir().expect("a directory");
        let (from, to) = (directory.path().join("a"), directory.path().join("b"));
        std::fs::write(&from, content).expect("a source");
        let name =
            |path: &std::path::Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name");
        let (from_name, to_name) = (name(&from), name(&to));
        let request = CopyRequest::new(&from_name, &to_name);
        let Ok(Opened::File(source)) = Source::open(&request) else { panic!("a file") };
        let target = Target::by_path(&request.destination.path, &request.options);
        let destination = Destination::open(&target, &source).expect("a destination");
        let plan = Plan::of(&source, &request.options, 0);
        let transfer = Transfer { source: &source, destination: &destination, plan: &plan };
        let mut observer = Unobserved;
        let cancel = || false;
        let mut session = Session::new(&mut observer, Some(&cancel));
        let mut stream =
            Stream::new(&mut session, 1, claimed, 1 << 20, (source.as_fd(), destination.as_fd()));
        let left = copy(&transfer, &mut stream).expect("no error");
        (left, std::fs::read(&to).expect("a copy"))
    }

    /// S17: everything moves without the pump.
    #[test]
    fn the_whole_file_is_moved() {
        let content: Vec<u8> = (0..3_000_000_u32).map(|index| (index % 251) as u8).collect();
        assert_eq!(offload(&content, content.len() as u64), (Left::Nothing, content));
    }

    /// S17, S19: a source that is cut or grows while the server copies. What is told is what was copied, and it is what the
    /// source held.
    #[test]
    fn a_source_that_changes_is_copied_as_far_as_it_was_told() {
        use crate::copy::{Action, Event, Observer, copy_file};
        use crate::sys::fault::{Plan, Pretence, follow};

        struct Changing<'a> {
            at: usize,
            size: u64,
            source: &'a std::fs::File,
            messages: usize,
            done: u64,
        }
        impl Observer for Changing<'_> {
            fn notify(&mut self, event: &Event<'_>) -> Action {
                if self.messages == self.at {
                    self.source.set_len(self.size).expect("another size");
                }
                self.messages += 1;
                if let Event::ChunkFinished { done, .. } | Event::StreamFinished { done, .. } = event {
                    self.done = done.total;
                }
                Action::Continue
            }
        }

        let pretence = Pretence {
            magic: Some(0x6969),
            refuses: &[("ficlonerange", crate::sys::Errno::OPNOTSUPP)],
            ..Pretence::default()
        };
        let content = vec![7; 700_000];
        for (at, size) in [(0, 0), (0, 300_001), (1, 300_001), (2, 300_001), (0, 700_001), (1, 900_000)] {
            let directory = tempfile::tempdir().expect("a directory");
            let (from, to) = (directory.path().join("a"), directory.path().join("b"));
            std::fs::write(&from, &content).expect("a source");
            let file = std::fs::File::options().write(true).open(&from).expect("the source");
            let name =
                |path: &std::path::Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name");
            let (from_name, to_name) = (name(&from), name(&to));
            let mut observer = Changing { at, size, source: &file, messages: 0, done: 0 };
            let plan = crate::sys::fault::Plan::new([None, None], pretence);
            follow(Some(std::sync::Arc::<Plan>::clone(&plan)));
            let outcome = copy_file(&CopyRequest::new(&from_name, &to_name), &mut observer);
            follow(None);
            outcome.expect("a copy");
            assert!(plan.made().contains_key("copy_file_range"), "by the server");
            let copy = std::fs::read(&to).expect("a copy");
            assert_eq!(observer.done, copy.len() as u64, "{size} at message {at}");
            assert!(content.starts_with(&copy), "{size} at message {at}");
        }
    }

    /// S14: an answer of 0 before the end is no endless loop but leaves the rest to the pump.
    #[test]
    fn nothing_before_the_end_leaves_the_rest_to_the_pump() {
        let content = vec![7; 100_000];
        assert_eq!(offload(&content, 200_000), (Left::Something, content));
    }
}
