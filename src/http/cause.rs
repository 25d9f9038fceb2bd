//! What went wrong with an exchange, as data. Which code a front end has for it is the front end's concern.

use super::Role;
use std::{fmt, io};

/// Why an exchange brought no bytes, or not all of them.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The server answers with a status that is an error; it may ask to be left alone for so many seconds.
    Status { status: u16, retry_after: Option<u32> },
    /// The redirect of this status is not followed.
    Redirect(u16),
    /// This libcurl cannot speak the scheme in which credentials were to be presented.
    Scheme(Role),
    /// The way to the server, as libcurl met it, and its own words.
    Transport { trouble: Trouble, words: String },
    /// There is no list to look up revoked certificates in.
    Revocation,
    /// The list of proxies cannot be understood.
    Proxies,
    /// What came is no HTTP, or contradicts itself or the request.
    Nonsense,
    /// The answer does not tell the size of the file.
    NoSize,
    /// The server cannot give a part of the file.
    NoRanges,
    /// The file ends before the bytes that were asked for.
    OutOfRange,
    /// The file has more bytes than whoever wants it takes.
    TooLarge,
    /// What came could not be written.
    Local(io::Error),
}

/// What libcurl's many codes come down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The name of the server or of the proxy leads nowhere.
    Name,
    /// Nobody takes the connection.
    Connection,
    /// Nothing came for too long.
    Silence,
    /// TLS failed: the certificate, or what was negotiated.
    Tls,
    /// The URL is none.
    Url,
    Memory,
    /// The connection broke, or anything else.
    Lost,
}

impl Cause {
    /// The connection broke.
    pub(crate) fn lost(words: &str) -> Self {
        Self::Transport { trouble: Trouble::Lost, words: words.to_owned() }
    }

    /// An error of libcurl, with the words that it has for this very case.
    pub(super) fn curl(error: &curl::Error, words: Option<String>) -> Self {
        let trouble = if error.is_couldnt_resolve_host() || error.is_couldnt_resolve_proxy() {
            Trouble::Name
        } else if error.is_couldnt_connect() {
            Trouble::Connection
        } else if error.is_operation_timedout() {
            Trouble::Silence
        } else if error.is_ssl_connect_error()
            || error.is_peer_failed_verification()
            || error.is_ssl_cacert()
            || error.is_ssl_cacert_badfile()
            || error.is_ssl_certproblem()
            || error.is_ssl_cipher()
            || error.is_ssl_issuer_error()
            || error.is_ssl_crl_badfile()
        {
            Trouble::Tls
        } else if error.is_unsupported_protocol()
            || error.code() == WEIRD_SERVER_REPLY
            || error.is_bad_content_encoding()
        {
            return Self::Nonsense; // HTTP/0.9 and what is no HTTP at all
        } else if error.is_url_malformed() {
            Trouble::Url
        } else if error.is_out_of_memory() {
            Trouble::Memory
        } else {
            Trouble::Lost
        };
        Self::Transport { trouble, words: words.unwrap_or_else(|| error.description().to_owned()) }
    }

    /// Whether it may go away by itself (HSC-1 to HSC-7: which statuses do).
    pub(crate) const fn may_pass(&self) -> bool {
        match self {
            Self::Status { status, .. } => match status {
                300..=305 | 307 => false,
                408 | 409 => true,
                400..=499 | 501 | 505 => false,
                _ => true,
            },
            Self::Transport { trouble, .. } => !matches!(trouble, Trouble::Tls | Trouble::Url),
            Self::Redirect(_)
            | Self::Scheme(_)
            | Self::Revocation
            | Self::Proxies
            | Self::Nonsense
            | Self::NoSize
            | Self::NoRanges
            | Self::OutOfRange
            | Self::TooLarge
            | Self::Local(_) => false,
        }
    }

    /// Seconds that the server asks to wait (OQ-18).
    pub(crate) const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl From<curl::Error> for Cause {
    /// An error of setting a request up.
    fn from(error: curl::Error) -> Self {
        Self::curl(&error, None)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status, .. } => write!(formatter, "HTTP status {status}"),
            Self::Redirect(status) => {
                write!(formatter, "the redirect of HTTP status {status} is not followed")
            }
            Self::Scheme(role) => {
                write!(formatter, "libcurl does not speak the scheme of the credentials for the {role}")
            }
            Self::Transport { words, .. } => formatter.write_str(words),
            Self::Revocation => formatter.write_str("there is no list of revoked certificates"),
            Self::Proxies => formatter.write_str("the list of proxies cannot be understood"),
            Self::Nonsense => {
                formatter.write_str("the answer is not valid HTTP, or does not fit the request")
            }
            Self::NoSize => formatter.write_str("the answer does not tell the size of the file"),
            Self::NoRanges => formatter.write_str("the server does not give parts of the file"),
            Self::OutOfRange => formatter.write_str("the file ends before the bytes that were asked for"),
            Self::TooLarge => formatter.write_str("the file is larger than the limit"),
            Self::Local(error) => write!(formatter, "the local file: {error}"),
        }
    }
}

/// `CURLE_WEIRD_SERVER_REPLY`.
pub(super) const WEIRD_SERVER_REPLY: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_classes_of_hsc_1_to_7() {
        let may_pass = |status| Cause::Status { status, retry_after: None }.may_pass();
        for fatal in [300, 301, 305, 307, 400, 401, 403, 404, 407, 410, 416, 429, 501, 505] {
            assert!(!may_pass(fatal), "{fatal}");
        }
        for transient in [306, 308, 408, 409, 500, 502, 503, 504, 507, 599, 600] {
            assert!(may_pass(transient), "{transient}");
        }
    }

    /// Part 9.2: libcurl's codes, what they come down to, and whether it may pass.
    #[test]
    fn errors_of_libcurl() {
        use Trouble::{Connection, Lost, Memory, Name, Silence, Tls, Url};
        for (code, trouble, may_pass) in [
            (3, Url, false),
            (5, Name, true),
            (6, Name, true),
            (7, Connection, true),
            (18, Lost, true),
            (27, Memory, true),
            (28, Silence, true),
            (35, Tls, false),
            (52, Lost, true),
            (55, Lost, true),
            (56, Lost, true),
            (58, Tls, false),
            (59, Tls, false),
            (60, Tls, false),
            (77, Tls, false),
            (82, Tls, false),
            (83, Tls, false),
        ] {
            let cause = Cause::curl(&curl::Error::new(code), Some("words".to_owned()));
            let found = match &cause {
                Cause::Transport { trouble, words } if words == "words" => Some(*trouble),
                _ => None,
            };
            assert_eq!((found, cause.may_pass()), (Some(trouble), may_pass), "{code}");
        }
        for code in [1, 8, 61] {
            let cause = Cause::from(curl::Error::new(code));
            assert!(matches!(cause, Cause::Nonsense) && !cause.may_pass(), "{code}");
        }
    }
}
