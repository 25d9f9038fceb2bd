//! What an answer means: the table of part 5.3 of the rule sheet.

use super::Failure;
use super::answer::{Answer, ContentRange};
use crate::bits::{ErrorContext, Hresult};

/// What the request for bytes asked for and what is known of the file.
#[derive(Clone, Debug)]
pub(in crate::bits) struct Expected {
    /// First and last byte; `None` for a request without Range (dynamic content, other methods).
    pub range: Option<(u64, u64)>,
    /// The answer has to tell the size.
    pub is_sized: bool,
    /// Size of the remote file.
    pub size: Option<u64>,
    pub modified: Option<i64>,
    pub etag: Option<String>,
    /// A whole body is welcome in place of a range (foreground, file without ranges of its own).
    pub whole_accepted: bool,
    /// The file consists of ranges (RNG-2).
    pub ranged_file: bool,
}

/// What to do with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bits) enum Verdict {
    /// Write the body from this offset of the remote file on, at most so many bytes.
    Write { from: u64, most: u64 },
    /// The remote file is another one now: start over (ANS-1).
    Changed,
    /// Ask elsewhere.
    Redirected(u16),
    /// It failed.
    Failed(Failure),
}

fn nonsense() -> Verdict {
    Verdict::Failed(Failure::fatal(Hresult::BG_E_INVALID_SERVER_RESPONSE, ErrorContext::RemoteFile))
}

/// Judges the answer to a request for bytes.
pub(in crate::bits) fn judge(answer: &Answer, expected: &Expected) -> Verdict {
    if let Some(verdict) = refused(answer) {
        return match answer.status {
            412 if expected.range.is_some() => Verdict::Changed,
            416 if expected.ranged_file => {
                Verdict::Failed(Failure::fatal(Hresult::BG_E_INVALID_RANGE, ErrorContext::RemoteFile))
            }
            416 if expected.range.is_some() => Verdict::Changed,
            _ => verdict,
        };
    }
    if answer.encoded {
        return nonsense(); // OQ-19
    }
    let Some((first, last)) = expected.range else {
        return match answer.status {
            206 => nonsense(),
            _ if expected.is_sized && answer.length.is_none() => unsized_file(),
            _ => Verdict::Write { from: 0, most: answer.length.unwrap_or(u64::MAX) },
        };
    };
    let other_time =
        answer.modified.is_some() && expected.modified.is_some() && answer.modified != expected.modified;
    let other_tag = answer.etag.is_some() && expected.etag.is_some() && answer.etag != expected.etag;
    let changed = other_time || other_tag;
    if answer.status == 206 {
        return match answer.range {
            _ if answer.multipart => nonsense(),
            Some(ContentRange::Bytes(_, _, total))
                if changed || (total.is_some() && total != expected.size) =>
            {
                Verdict::Changed
            }
            Some(ContentRange::Bytes(from, to, _)) if from == first && to <= last => {
                let most = to - from + 1;
                match answer.length {
                    Some(length) if length != most => nonsense(),
                    _ => Verdict::Write { from, most },
                }
            }
            _ => nonsense(),
        };
    }
    if !expected.whole_accepted {
        return Verdict::Failed(Failure::fatal(
            Hresult::BG_E_INSUFFICIENT_RANGE_SUPPORT,
            ErrorContext::RemoteFile,
        ));
    }
    if changed || answer.length.is_some_and(|length| Some(length) != expected.size) {
        return Verdict::Changed;
    }
    Verdict::Write { from: 0, most: expected.size.unwrap_or(u64::MAX) }
}

/// Judges the answer to HEAD: `Write` carries the size.
pub(in crate::bits) fn judge_head(answer: &Answer) -> Verdict {
    if let Some(verdict) = refused(answer) {
        return verdict;
    }
    match answer.length {
        _ if answer.encoded => nonsense(),
        Some(most) => Verdict::Write { from: 0, most },
        None => unsized_file(),
    }
}

/// DLP-5.
fn unsized_file() -> Verdict {
    Verdict::Failed(Failure::fatal(Hresult::BG_E_MISSING_FILE_SIZE, ErrorContext::RemoteFile))
}

/// Answers that carry no file.
fn refused(answer: &Answer) -> Option<Verdict> {
    Some(match answer.status {
        200 | 206 => return None,
        0 => nonsense(),
        status @ (301 | 302 | 303 | 307 | 308) if answer.location => Verdict::Redirected(status),
        status => Verdict::Failed(Failure::status(status, answer.retry_after)),
    })
}
