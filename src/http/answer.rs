//! Status line and headers of an HTTP answer.

use super::credentials::Offered;
use chrono::{DateTime, Datelike, NaiveDateTime};

/// What a `Content-Range` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentRange {
    /// First and last byte, and the size of the whole.
    Bytes(u64, u64, Option<u64>),
    /// Not to be understood.
    Nonsense,
}

/// The last header block of an exchange.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// 0 before a status line came.
    pub status: u16,
    /// The block ended with its empty line.
    pub complete: bool,
    /// As F5-1 wants it.
    pub text: String,
    /// What `Content-Length` says.
    pub length: Option<u64>,
    /// `Content-Length` says several things, or nothing that is a length (ANS-11, ANS-12).
    pub bad_length: bool,
    /// `Transfer-Encoding` frames the body.
    pub transfer_coded: bool,
    pub range: Option<ContentRange>,
    pub modified: Option<i64>,
    /// Weak ones as well: they cannot vouch for bytes, but their change refutes (ANS-16).
    pub etag: Option<String>,
    /// As it came: it may have bytes that belong in no URL.
    pub location: Option<Vec<u8>>,
    /// Content codings, in lower case; empty for none (ANS-14).
    pub coding: String,
    pub multipart: bool,
    pub retry_after: Option<u32>,
    /// What a 401 or 407 asks for.
    pub offered: Offered,
    /// The answer's own time.
    date: Option<i64>,
    retry_text: Option<String>,
    /// The line before, which a folded one goes on with.
    last: Vec<u8>,
}

/// A block that grows above this is cut off in what is kept of it.
const MAX_TEXT: usize = 64 << 10;

impl Answer {
    /// Takes one line with its line end.
    pub(crate) fn line(&mut self, line: &[u8]) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b"HTTP/") {
            // An answer after a 100 or an authentication round: what came before does not count.
            *self = Self::default();
            let text = String::from_utf8_lossy(line);
            self.status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        }
        if self.complete {
            return; // behind the body of chunks: no header
        }
        if let [b' ' | b'\t', rest @ ..] = line {
            self.last.push(b' '); // ANS-20: a folded line goes on
            self.last.extend_from_slice(rest.trim_ascii());
            return;
        }
        let mut last = std::mem::take(&mut self.last);
        if !last.is_empty() {
            self.whole_line(&last);
        }
        last.clear();
        last.extend_from_slice(line);
        self.last = last;
        if line.is_empty() {
            self.complete = true;
            self.retry_after = self.retry_text.take().and_then(|text| retry_after(&text, self.date));
        }
    }

    fn whole_line(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        if self.text.len() < MAX_TEXT {
            self.text.push_str(&text);
            self.text.push_str("\r\n");
        }
        let Some((name, value)) = text.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => value.split(',').for_each(|length| self.take_length(length.trim())),
            "transfer-encoding" => self.transfer_coded = true,
            "content-range" => self.range = Some(content_range(value).unwrap_or(ContentRange::Nonsense)),
            "last-modified" => self.modified = http_date(value),
            "etag" if !value.is_empty() => self.etag = Some(value.to_owned()),
            "location" => {
                let colon = line.iter().position(|byte| *byte == b':').unwrap_or(0);
                self.location = line.get(colon + 1..).map(<[u8]>::to_vec);
            }
            "content-encoding" => value.split(',').for_each(|coding| self.take_coding(coding.trim())),
            "content-type" => self.multipart = value.to_ascii_lowercase().starts_with("multipart/byteranges"),
            "www-authenticate" if self.status == 401 => self.offered.line(value),
            "proxy-authenticate" if self.status == 407 => self.offered.line(value),
            "retry-after" => self.retry_text = Some(value.to_owned()),
            "date" => self.date = http_date(value),
            _ => {}
        }
    }

    /// ANS-11, ANS-12: equal values are one; others break the framing.
    fn take_length(&mut self, text: &str) {
        let length = number(text).filter(|length| i64::try_from(*length).is_ok());
        self.bad_length |= length.is_none() || self.length.is_some_and(|known| Some(known) != length);
        self.length = length;
    }

    /// ANS-14.
    fn take_coding(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let name = match name.as_str() {
            "" | "identity" => return,
            "x-gzip" => "gzip",
            "x-compress" => "compress",
            other => other,
        };
        if !self.coding.is_empty() {
            self.coding.push(',');
        }
        self.coding.push_str(name);
    }

    /// Whether nobody can say where the body ends.
    pub(crate) fn is_broken(&self) -> bool {
        self.bad_length && !self.transfer_coded && !matches!(self.status, 100..=199)
    }

    /// The length of the body that follows, where it is given.
    pub(crate) fn body_length(&self) -> Option<u64> {
        self.length.filter(|_| !self.transfer_coded && !self.bad_length)
    }

    /// Whether its connection may carry several answers at one time.
    pub(crate) fn is_multiplexed(&self) -> bool {
        self.text.starts_with("HTTP/2") || self.text.starts_with("HTTP/3")
    }

    /// ANS-20: where two headers frame one body, the connection is not used again.
    pub(crate) fn is_framed_twice(&self) -> bool {
        self.transfer_coded && (self.length.is_some() || self.bad_length)
    }
}

/// Whether two tags name one version, a weak one included (RFC 9110, section 8.8.3.2).
pub(crate) fn same_tag(one: &str, other: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    opaque(one) == opaque(other)
}

/// Whether a tag vouches for bytes.
pub(crate) fn is_strong(tag: &str) -> bool {
    tag.len() >= 2 && tag.starts_with('"') && tag.ends_with('"')
}

/// Digits only: no sign.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Seconds to wait, given as such or as the time to wait for: by the answer's own clock, if it shows one (ANS-21).
fn retry_after(value: &str, date: Option<i64>) -> Option<u32> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(u32::MAX));
    }
    let here = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok();
    let now = date.or_else(|| i64::try_from(here()?.as_secs()).ok())?;
    let wait = http_date(value)?.saturating_sub(now);
    Some(u32::try_from(wait.max(0)).unwrap_or(u32::MAX))
}

fn content_range(value: &str) -> Option<ContentRange> {
    // ANS-10: the unit in any case
    let unit = value.get(..5).filter(|unit| unit.eq_ignore_ascii_case("bytes"))?;
    let rest = value[unit.len()..].trim_start_matches([' ', '=']);
    let (span, total) = rest.split_once('/')?;
    let total = if total.trim() == "*" { None } else { Some(number(total.trim())?) };
    let (first, last) = span.split_once('-')?;
    let (first, last) = (number(first.trim())?, number(last.trim())?);
    let fits = |total: u64| last < total && i64::try_from(total).is_ok();
    (first <= last && total.is_none_or(fits)).then_some(ContentRange::Bytes(first, last, total))
}

/// Seconds since 1970 of a date in one of the three forms of RFC 9110, section 5.6.7. Which day of the week it was nobody
/// needs to be told.
fn http_date(value: &str) -> Option<i64> {
    http_date_in(value, chrono::Utc::now().year())
}

/// The same, read in the year `now`.
fn http_date_in(value: &str, now: i32) -> Option<i64> {
    let read = |text: &str, form: &str| NaiveDateTime::parse_from_str(text, form).ok();
    let time = match value.split_once(',') {
        Some((_, rest)) => {
            let rest = rest.trim();
            read(rest, "%d %b %Y %H:%M:%S GMT").or_else(|| {
                // RFC 850. A year of two digits is never more than 50 years ahead.
                let (date, time) = rest.split_once(' ')?;
                let (day, year) = date.rsplit_once('-')?;
                let year = match year.len() {
                    2 => {
                        let year = now - now.rem_euclid(100) + i32::try_from(number(year)?).ok()?;
                        if year > now + 50 { year - 100 } else { year }
                    }
                    _ => i32::try_from(number(year)?).ok()?,
                };
                read(&format!("{day}-{year} {time}"), "%d-%b-%Y %H:%M:%S GMT")
            })
        }
        // asctime(3): a day of one digit has a space before it.
        None => {
            let words: Vec<&str> = value.split_ascii_whitespace().skip(1).collect();
            read(&words.join(" "), "%b %d %H:%M:%S %Y")
        }
    }?;
    (1601..=9999).contains(&time.year()).then(|| time.and_utc().timestamp())
}

/// The date in the form of HTTP.
pub(crate) fn http_date_text(seconds: i64) -> String {
    let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_both_ways() {
        for (text, seconds) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
        ] {
            assert_eq!(http_date(text), Some(seconds));
            assert_eq!(http_date_text(seconds), text);
        }
        for bad in
            ["", "yesterday", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994", "Sun, 06 Nov 1 1:2:3 GMT"]
        {
            assert_eq!(http_date(bad), None);
        }
    }

    /// RFC 9110, section 5.6.7: obsolete forms are read.
    #[test]
    fn obsolete_dates_are_read() {
        for (text, seconds) in [
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Sun Nov 06 08:49:37 1994", 784_111_777),
            ("Sunday, 06-Nov-1994 08:49:37 GMT", 784_111_777),
            ("Friday, 01-Jan-77 00:00:00 GMT", 220_924_800),
            ("Wednesday, 01-Jan-76 00:00:00 GMT", 3_345_062_400),
            ("Thursday, 01-Jan-26 00:00:00 GMT", 1_767_225_600),
        ] {
            assert_eq!(http_date_in(text, 2026), Some(seconds), "{text}");
        }
        for bad in
            ["Sunday, 06-Nov-9 08:49:37 GMT", "Sunday, 06-Nov 08:49:37 GMT", "Sun Nov  6 08:49:37", "Sun"]
        {
            assert_eq!(http_date_in(bad, 2026), None, "{bad}");
        }
    }

    #[test]
    fn waits_are_numbers_or_dates() {
        for (text, seconds) in [
            ("120", Some(120)),
            ("99999999999999999999", Some(u32::MAX)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(u32::MAX)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("", None),
            ("-5", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(text, None), seconds, "{text}"); // HSC-8
        }
    }

    /// ANS-21: a date counts from the answer's own time.
    #[test]
    fn a_date_to_wait_for_is_relative_to_the_answer() {
        for (lines, seconds) in [
            (["Retry-After: Sun, 06 Nov 1994 08:49:37 GMT", "Date: Sun, 06 Nov 1994 08:49:07 GMT"], Some(30)),
            (["Date: Sun, 06 Nov 1994 08:49:07 GMT", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], Some(30)),
            (["Date: Sun, 06 Nov 1994 08:49:38 GMT", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], Some(0)),
            (["Date: Sun, 06 Nov 1994 08:49:07 GMT", "Retry-After: 7"], Some(7)),
            (["Date: never", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], Some(0)),
        ] {
            assert_eq!(read(&lines).retry_after, seconds, "{lines:?}");
        }
    }

    fn read(lines: &[&str]) -> Answer {
        let mut answer = Answer::default();
        for line in [&["HTTP/1.1 200 OK"], lines, &[""]].concat() {
            answer.line(format!("{line}\r\n").as_bytes());
        }
        answer
    }

    /// ANS-11, ANS-12, ANS-20: what frames a body.
    #[test]
    fn lengths() {
        for (lines, length, is_broken) in [
            (&["Content-Length: 42"][..], Some(42), false),
            (&["Content-Length: 42, 42"], Some(42), false),
            (&["Content-Length: 42", "content-length: 42"], Some(42), false),
            (&["Content-Length:", " 42"], Some(42), false),
            (&["Content-Length: 42, 43"], None, true),
            (&["Content-Length: 42", "Content-Length: 43"], None, true),
            (&["Content-Length: 43", "Content-Length: 42", "Content-Length: 42"], None, true),
            (&["Content-Length: +42"], None, true),
            (&["Content-Length: -1"], None, true),
            (&["Content-Length: 4x"], None, true),
            (&["Content-Length:"], None, true),
            (&["Content-Length: 99999999999999999999"], None, true),
            (&["Content-Length: 42", "Content-Length: 43", "Transfer-Encoding: chunked"], None, false),
            (&["Transfer-Encoding: chunked"], None, false),
            (&[], None, false),
        ] {
            let answer = read(lines);
            assert_eq!((answer.body_length(), answer.is_broken()), (length, is_broken), "{lines:?}");
        }
    }

    /// ANS-14: names of codings.
    #[test]
    fn codings() {
        for (lines, coding) in [
            (&["Content-Encoding: X-GZip"][..], "gzip"),
            (&["Content-Encoding: identity"], ""),
            (&["Content-Encoding:"], ""),
            (&["Content-Encoding: aws-chunked,gzip"], "aws-chunked,gzip"),
            (&["Content-Encoding: x-compress", "Content-Encoding: utf-8"], "compress,utf-8"),
        ] {
            assert_eq!(read(lines).coding, coding, "{lines:?}");
        }
    }

    #[test]
    fn content_ranges() {
        let read = |text| content_range(text).unwrap_or(ContentRange::Nonsense);
        assert_eq!(read("bytes 0-9/10"), ContentRange::Bytes(0, 9, Some(10)));
        assert_eq!(read("bytes 5-9/*"), ContentRange::Bytes(5, 9, None));
        assert_eq!(read("Bytes 0-1/2"), ContentRange::Bytes(0, 1, Some(2))); // ANS-10
        for bad in [
            "",
            "bytes",
            "bytes 9-5/10",
            "bytes 0-10/10",
            "items 0-1/2",
            "bytes */10",
            "bytes -1-2/3",
            "bytes +0-1/2",
            "bytes 0-1/99999999999999999999",
        ] {
            assert_eq!(read(bad), ContentRange::Nonsense, "{bad}");
        }
    }

    #[test]
    fn a_later_block_replaces_an_earlier_one() {
        let mut answer = Answer::default();
        for line in [
            "HTTP/1.1 401 No\r\n",
            "Content-Length: 5\r\n",
            "\r\n",
            "HTTP/1.1 200 OK\r\n",
            "ETag: W/\"x\"\r\n",
            "Server: x\r\n",
        ] {
            answer.line(line.as_bytes());
        }
        assert_eq!((answer.status, answer.length, answer.complete), (200, None, false));
        assert_eq!(answer.etag.as_deref(), Some("W/\"x\""));
        assert_eq!(answer.text, "HTTP/1.1 200 OK\r\nETag: W/\"x\"\r\n");
    }
}
