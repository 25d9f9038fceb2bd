//! Status line and headers of an HTTP answer.

use super::credentials::Offered;
use chrono::{DateTime, Datelike, NaiveDateTime};

/// What a `Content-Range` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bits) enum ContentRange {
    /// First and last byte, and the size of the whole.
    Bytes(u64, u64, Option<u64>),
    /// Not to be understood.
    Nonsense,
}

/// The last header block of an exchange.
#[derive(Clone, Debug, Default)]
pub(in crate::bits) struct Answer {
    /// 0 before a status line came.
    pub status: u16,
    /// The block ended with its empty line.
    pub complete: bool,
    /// As F5-1 wants it.
    pub text: String,
    pub length: Option<u64>,
    pub range: Option<ContentRange>,
    pub modified: Option<i64>,
    pub etag: Option<String>,
    pub location: bool,
    pub encoded: bool,
    pub multipart: bool,
    pub retry_after: Option<u32>,
    /// What a 401 or 407 asks for.
    pub offered: Offered,
}

/// A block that grows above this is cut off in what is kept of it.
const MAX_TEXT: usize = 64 << 10;

impl Answer {
    /// Takes one line with its line end.
    pub(super) fn line(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.starts_with("HTTP/") {
            // An answer after a 100 or an authentication round: what came before does not count.
            *self = Self::default();
            self.status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        }
        if text.is_empty() {
            self.complete = true;
            return;
        }
        if self.text.len() < MAX_TEXT {
            self.text.push_str(text);
            self.text.push_str("\r\n");
        }
        let Some((name, value)) = text.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => self.length = value.parse().ok(),
            "content-range" => self.range = Some(content_range(value).unwrap_or(ContentRange::Nonsense)),
            "last-modified" => self.modified = http_date(value),
            // A weak tag does not promise the same bytes.
            "etag" if !value.starts_with("W/") => self.etag = Some(value.to_owned()),
            "location" => self.location = true,
            "content-encoding" => self.encoded = !value.is_empty() && !value.eq_ignore_ascii_case("identity"),
            "content-type" => self.multipart = value.to_ascii_lowercase().starts_with("multipart/byteranges"),
            "www-authenticate" if self.status == 401 => self.offered.line(value),
            "proxy-authenticate" if self.status == 407 => self.offered.line(value),
            "retry-after" => self.retry_after = retry_after(value),
            _ => {}
        }
    }
}

/// Seconds to wait, given as such or as the time to wait for.
fn retry_after(value: &str) -> Option<u32> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(u32::MAX));
    }
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    let wait = http_date(value)?.saturating_sub_unsigned(since_1970);
    Some(u32::try_from(wait.max(0)).unwrap_or(u32::MAX))
}

fn content_range(value: &str) -> Option<ContentRange> {
    let rest = value.strip_prefix("bytes")?.trim_start_matches([' ', '=']);
    let (span, total) = rest.split_once('/')?;
    let total = if total.trim() == "*" { None } else { Some(total.trim().parse().ok()?) };
    let (first, last) = span.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last && total.is_none_or(|total| last < total))
        .then_some(ContentRange::Bytes(first, last, total))
}

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`. Which day of the week it was nobody needs to be told.
fn http_date(value: &str) -> Option<i64> {
    let (_, rest) = value.split_once(", ")?;
    let time = NaiveDateTime::parse_from_str(rest, "%d %b %Y %H:%M:%S GMT").ok()?;
    (1601..=9999).contains(&time.year()).then(|| time.and_utc().timestamp())
}

/// The date in the form of HTTP.
pub(super) fn http_date_text(seconds: i64) -> String {
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
            assert_eq!(retry_after(text), seconds, "{text}"); // HSC-8
        }
    }

    #[test]
    fn content_ranges() {
        let read = |text| content_range(text).unwrap_or(ContentRange::Nonsense);
        assert_eq!(read("bytes 0-9/10"), ContentRange::Bytes(0, 9, Some(10)));
        assert_eq!(read("bytes 5-9/*"), ContentRange::Bytes(5, 9, None));
        for bad in ["", "bytes", "bytes 9-5/10", "bytes 0-10/10", "items 0-1/2", "bytes */10", "bytes -1-2/3"]
        {
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
        ] {
            answer.line(line.as_bytes());
        }
        assert_eq!((answer.status, answer.length, answer.complete), (200, None, false));
        assert_eq!((answer.etag, answer.text.as_str()), (None, "HTTP/1.1 200 OK\r\nETag: W/\"x\"\r\n"));
    }
}
