//! Messages of copies as JSON.

use crate::roots::shown;
use copyfile2::copy::{Done, Moved};
use copyfile2::tree::{Chunk, Message, Sizes};
use serde_json::{Value, json};
use std::path::Path;

/// One message, with the names of its copy.
pub fn describe(source: &Path, destination: &Path, message: &Message) -> Value {
    let sizes = |sizes: &Sizes| json!({ "stream": sizes.stream, "stream_size": sizes.size, "total_size": sizes.total });
    let chunk = |chunk: &Chunk| json!({ "chunk": chunk.number, "chunk_size": chunk.size });
    let done = |done: &Done| json!({ "stream_done": done.stream, "total_done": done.total });
    let (name, parts) = match message {
        Message::StreamStarted(stream) => ("STREAM_STARTED", vec![sizes(stream)]),
        Message::ChunkStarted(stream, piece) => ("CHUNK_STARTED", vec![sizes(stream), chunk(piece)]),
        Message::ChunkFinished(stream, piece, moved, counters) => {
            let flags = match moved {
                Moved::Offloaded => 1,
                Moved::Pumped => 0,
            };
            ("CHUNK_FINISHED", vec![sizes(stream), chunk(piece), done(counters), json!({ "flags": flags })])
        }
        Message::StreamFinished(stream, counters) => ("STREAM_FINISHED", vec![sizes(stream), done(counters)]),
        Message::PollContinue => ("POLL_CONTINUE", vec![]),
        Message::Error(phase, code, stream, piece, counters) => {
            let error = json!({
                "phase": format!("{phase:?}"), "code": code.code(), "hresult": format!("0x{:08X}", code.hresult()),
                "chunk": piece.number,
            });
            ("ERROR", vec![error, sizes(stream), done(counters)])
        }
    };
    let mut value = json!({ "message": name, "source": shown(source), "destination": shown(destination) });
    for part in parts {
        if let Value::Object(fields) = part {
            for (key, field) in fields {
                value[key] = field;
            }
        }
    }
    value
}
