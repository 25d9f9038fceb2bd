//! Appendix B: what holds for the messages of every call.

use super::call::{Kind, Message, Record};
use std::collections::HashSet;

/// Invariants 2, 3 and 4, and rules M3, M4, M8, M9, M12 for any call, finished or not.
#[track_caller]
pub fn check_messages(messages: &[Message]) {
    let mut stream: Option<&Message> = None;
    let mut is_open = false;
    let mut started: Option<&Message> = None;
    let mut streams = HashSet::new();
    let (mut next_chunk, mut stream_done, mut total_done, mut earlier) = (0, 0, 0, 0);
    for message in messages {
        if message.kind == Kind::PollContinue {
            continue;
        }
        assert!(message.stream_size <= message.total_size || message.kind == Kind::Error, "2: {message:?}");
        assert!(message.stream_done <= message.stream_size, "2: {message:?}");
        assert!(message.total_done <= message.total_size, "2: {message:?}");
        if let Some(first) = stream {
            assert!(message.stream >= first.stream, "2, M8: stream numbers never decrease: {message:?}");
            if message.kind != Kind::Error {
                assert_eq!(message.total_size, first.total_size, "M12: {message:?}");
            }
        }
        match message.kind {
            Kind::StreamStarted => {
                assert!(!is_open && started.is_none(), "M3: streams are sequential");
                assert!(streams.insert(message.stream), "M3: one start per stream");
                if stream.is_none() {
                    assert_eq!(message.stream, 1, "S1: the first stream is number 1");
                }
                (next_chunk, stream_done, earlier, is_open) = (0, 0, total_done, true);
                stream = Some(message);
            }
            Kind::ChunkStarted => {
                assert!(is_open && started.is_none(), "Q12: chunks alternate");
                assert_eq!(message.chunk, next_chunk, "M9");
                assert!(message.chunk_size > 0, "a chunk has bytes");
                started = Some(message);
            }
            Kind::ChunkFinished => {
                let start = started.take().expect("4: a chunk that finishes was started");
                assert_eq!((start.stream, start.chunk), (message.stream, message.chunk), "4");
                assert!(message.chunk_size <= start.chunk_size, "M10");
                stream_done += message.chunk_size;
                total_done += message.chunk_size;
                assert_eq!(message.stream_done, stream_done, "3, M11");
                assert_eq!(message.total_done, total_done, "3, M11");
                next_chunk += 1;
            }
            Kind::StreamFinished => {
                assert!(is_open, "M3: a stream that finishes was started");
                assert_eq!(message.stream_done, stream_done, "3");
                assert_eq!(message.total_done, earlier + stream_done, "3");
                (is_open, started) = (false, None);
            }
            Kind::Error => {}
            Kind::PollContinue => unreachable!("skipped above"),
        }
        if let (Some(first), false) = (stream, message.kind == Kind::Error) {
            assert_eq!(message.stream, first.stream, "M3");
            assert_eq!(message.stream_size, first.stream_size, "M12");
        }
    }
}

/// What the messages of a finished copy add to [`check_messages`] (M3, M12).
#[track_caller]
pub fn check_success(record: &Record) {
    assert_eq!(record.code, 0, "{record:#?}");
    check_messages(&record.messages);
    let Some(last) = record.messages.last() else { return };
    assert_eq!(last.kind, Kind::StreamFinished, "M3: the end of the last stream comes last");
    assert_eq!(last.total_done, last.total_size, "M12");
    for finished in record.of_kind(Kind::StreamFinished) {
        assert_eq!(finished.stream_done, finished.stream_size, "M12");
    }
    let count = |kind| record.of_kind(kind).len();
    assert_eq!(count(Kind::StreamStarted), count(Kind::StreamFinished), "M3");
    assert_eq!(count(Kind::ChunkStarted), count(Kind::ChunkFinished), "4");
    assert_eq!(count(Kind::Error), 0, "M15: an error is told of failing calls");
}

/// What an ERROR message of a failed call must say (M15, Q15, Q18): the code of the call, as the last message.
#[track_caller]
pub fn check_failure(record: &Record, code: u32) {
    assert_eq!(record.code, code, "{record:#?}");
    check_messages(&record.messages);
    let errors = record.of_kind(Kind::Error);
    assert_eq!(errors.len(), 1, "Q15: one ERROR; {record:#?}");
    assert_eq!(errors[0].failure, code, "M15");
    assert!(errors[0].stream >= 1, "Q15");
    assert_eq!(record.kinds().last(), Some(&Kind::Error), "Q18: nothing after ERROR");
}
