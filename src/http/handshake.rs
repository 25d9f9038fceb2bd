//! What passed of a TLS handshake. Libcurl has one code for the server that refuses and the server that goes away, and only the
//! first is for good (9.2).

/// As far as libcurl shows it: with OpenSSL it does, without nothing is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Handshake {
    /// There was none here.
    #[default]
    Unseen,
    /// Begun, and perhaps finished.
    Begun,
    /// One side ended it by an alert, or the other side speaks something else.
    Refused,
}

/// Not a refusal: "this connection is over".
const CLOSE_NOTIFY: u8 = 0;
/// What OpenSSL says to a connection that ended between two messages.
const DECODE_ERROR: u8 = 50;

impl Handshake {
    /// Takes a message that was `sent`, or received, or the five bytes before it. Alerts alone have two: level and description
    /// (RFC 8446, sections 5.1 and 6).
    pub(crate) fn take(&mut self, message: &[u8], sent: bool) {
        match message {
            [_, CLOSE_NOTIFY] => {}
            [_, DECODE_ERROR] if sent => {}
            [_, _] => *self = Self::Refused,
            [20..=23, 3, _, _, _] => {}
            [_, _, _, _, _] if !sent => *self = Self::Refused,
            _ if *self == Self::Unseen => *self = Self::Begun,
            _ => {}
        }
    }
}
