//! What an answer means: the table of part 5.3 of the rule sheet.

use super::Cause;
use super::answer::{Answer, ContentRange, same_tag};

/// What the request for bytes asked for and what is known of the file.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    /// First and last byte; `None` for a request without Range (dynamic content, other methods).
    pub range: Option<(u64, u64)>,
    /// The answer has to tell the size.
    pub is_sized: bool,
    /// Size of the remote file.
    pub size: Option<u64>,
    pub modified: Option<i64>,
    pub etag: Option<String>,
    /// Content coding of what is known of the file (ANS-15).
    pub coding: Option<String>,
    /// The request had If-Range (ANS-18).
    pub if_range: bool,
    /// A whole body is welcome in place of a range (foreground, file without ranges of its own).
    pub whole_accepted: bool,
    /// The file consists of ranges (RNG-2).
    pub ranged_file: bool,
}

/// What to do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Write the body from this offset of the remote file on, at most so many bytes.
    Write { from: u64, most: u64 },
    /// The remote file is another one now: start over (ANS-1).
    Changed,
    /// Nothing vouches for it that the bytes belong to the version that is known: one request for all of it has to do.
    Unvouched,
    /// 412: whether the file is another one now a HEAD has to tell (ANS-9).
    Doubted,
    /// Ask elsewhere.
    Redirected(u16),
}

/// A verdict, or why the answer brings nothing.
pub(crate) type Judgement = Result<Verdict, Cause>;

/// Judges the answer to a request for bytes.
pub(crate) fn judge(answer: &Answer, expected: &Expected) -> Judgement {
    if let Some(judgement) = refused(answer) {
        return match answer.status {
            412 if expected.range.is_some() => Ok(Verdict::Doubted),
            416 if expected.ranged_file => Err(Cause::OutOfRange),
            416 if expected.range.is_some() => Ok(Verdict::Changed),
            _ => judgement,
        };
    }
    let body = answer.body_length();
    let Some((first, last)) = expected.range else {
        return match answer.status {
            206 => Err(Cause::Nonsense),
            _ if expected.is_sized && body.is_none() => Err(Cause::NoSize),
            _ => Ok(Verdict::Write { from: 0, most: body.unwrap_or(u64::MAX) }),
        };
    };
    let same = compare(expected, answer);
    if answer.status == 206 {
        return match answer.range {
            _ if answer.multipart => Err(Cause::Nonsense),
            Some(ContentRange::Bytes(_, _, total))
                if same == Sameness::Other || (total.is_some() && total != expected.size) =>
            {
                Ok(Verdict::Changed)
            }
            Some(ContentRange::Bytes(..)) if same == Sameness::Unknown => Ok(Verdict::Unvouched),
            Some(ContentRange::Bytes(from, to, _)) if from == first && to <= last => {
                let most = to - from + 1;
                match body {
                    Some(length) if length != most => Err(Cause::Nonsense),
                    _ if expected.coding.as_ref().is_some_and(|known| *known != answer.coding) => {
                        Err(Cause::Nonsense)
                    }
                    _ => Ok(Verdict::Write { from, most }),
                }
            }
            _ => Err(Cause::Nonsense),
        };
    }
    if expected.if_range {
        return Ok(Verdict::Unvouched); // ANS-18: another version, which is asked for as a whole
    }
    if !expected.whole_accepted {
        return Err(Cause::NoRanges);
    }
    if body.is_some_and(|length| Some(length) != expected.size) {
        return Ok(Verdict::Changed);
    }
    match same {
        Sameness::Other => return Ok(Verdict::Changed),
        Sameness::Unknown => return Ok(Verdict::Unvouched),
        Sameness::Same => {}
    }
    if expected.coding.as_ref().is_some_and(|known| *known != answer.coding) {
        return Err(Cause::Nonsense); // ANS-15: one coding per file
    }
    Ok(Verdict::Write { from: 0, most: expected.size.unwrap_or(u64::MAX) })
}

/// Judges the answer to HEAD: `Write` carries the size.
pub(crate) fn judge_head(answer: &Answer) -> Judgement {
    if let Some(judgement) = refused(answer) {
        return judgement;
    }
    // Nothing follows that Transfer-Encoding could frame: the length is that of the file.
    match answer.length {
        Some(most) => Ok(Verdict::Write { from: 0, most }),
        None => Err(Cause::NoSize), // DLP-5: no size, no download
    }
}

/// Judges the answer to a request for the first byte: `Write` carries the size (ANS-5).
pub(crate) fn judge_probe(answer: &Answer) -> Judgement {
    if answer.status == 416 && !answer.is_broken() {
        return Ok(Verdict::Write { from: 0, most: 0 }); // not even a first byte
    }
    if let Some(judgement) = refused(answer) {
        return judgement;
    }
    let size = match (answer.status, answer.range) {
        (206, Some(ContentRange::Bytes(0, 0, size))) if !answer.multipart => size,
        (206, _) => return Err(Cause::Nonsense),
        _ => answer.body_length(),
    };
    size.map(|most| Verdict::Write { from: 0, most }).ok_or(Cause::NoSize) // DLP-5
}

/// Whether two answers are about one version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sameness {
    Same,
    Other,
    /// What vouched for it is gone (ANS-16).
    Unknown,
}

fn compare(expected: &Expected, answer: &Answer) -> Sameness {
    sameness((expected.modified, expected.etag.as_deref()), (answer.modified, answer.etag.as_deref()))
}

/// ANS-1, ANS-8, ANS-16: compares the time and the tag that were known with those of a later answer.
pub(crate) fn sameness(known: (Option<i64>, Option<&str>), now: (Option<i64>, Option<&str>)) -> Sameness {
    match (known, now) {
        // Where both have a time it decides, whatever the tags say: nodes of one site have tags of their own.
        ((Some(then), _), (Some(now), _)) => {
            if then == now {
                Sameness::Same
            } else {
                Sameness::Other
            }
        }
        ((_, Some(then)), (_, Some(now))) => {
            if same_tag(then, now) {
                Sameness::Same
            } else {
                Sameness::Other
            }
        }
        ((None, None), _) => Sameness::Same, // ANS-17: of one attempt, as far as the size says
        _ => Sameness::Unknown,
    }
}

/// Answers that carry no file.
fn refused(answer: &Answer) -> Option<Judgement> {
    if answer.is_broken() {
        return Some(Err(Cause::Nonsense)); // ANS-11: lengths that differ
    }
    Some(match answer.status {
        200 | 206 => return None,
        0 => Err(Cause::Nonsense),
        status @ (301 | 302 | 303 | 307 | 308) if answer.location.is_some() => {
            Ok(Verdict::Redirected(status))
        }
        status => Err(Cause::Status { status, retry_after: answer.retry_after }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ANS-1, ANS-8, ANS-16: what decides between two versions.
    #[test]
    fn time_decides_and_else_the_tag() {
        use Sameness::{Other, Same, Unknown};
        for (known, now, same) in [
            ((Some(1), Some("\"a\"")), (Some(1), Some("\"b\"")), Same),
            ((Some(1), Some("\"a\"")), (Some(2), Some("\"a\"")), Other),
            ((Some(1), None), (Some(1), None), Same),
            ((None, Some("\"a\"")), (None, Some("\"b\"")), Other),
            ((None, Some("W/\"a\"")), (None, Some("W/\"b\"")), Other),
            ((None, Some("W/\"a\"")), (None, Some("\"a\"")), Same),
            ((None, Some("\"a\"")), (Some(1), Some("\"a\"")), Same),
            ((Some(1), Some("\"a\"")), (None, Some("\"a\"")), Same),
            ((Some(1), Some("\"a\"")), (None, Some("\"b\"")), Other),
            ((None, Some("\"a\"")), (None, None), Unknown),
            ((Some(1), Some("\"a\"")), (None, None), Unknown),
            ((Some(1), None), (None, None), Unknown),
            ((Some(1), None), (None, Some("\"a\"")), Unknown),
            ((None, None), (Some(1), Some("\"a\"")), Same),
            ((None, None), (None, None), Same),
        ] {
            assert_eq!(sameness(known, now), same, "{known:?} {now:?}");
        }
    }
}
