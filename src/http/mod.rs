//! One exchange with one server, through libcurl. The only room that names curl.
//!
//! In comes a [`Request`] with the [`Settings`] of its job, and a [`Sink`] for the body; out comes what was [`Answered`], with the
//! server's [`Answer`], what that means ([`Verdict`]), and a [`Cause`] when it went wrong. `wheel` moves all requests of a
//! thread; `request` sets up a libcurl handle, `exchange` receives its answer; `answer` reads header lines; `credentials`
//! chooses those that answer a challenge; `verdict` decides what an answer means (part 5.3); `cause` names what went wrong,
//! for TLS with the help of `handshake`; `proxy` chooses the proxy; `location` reads where a redirect leads; `url` has the parts of
//! a URL.
//!
//! No code of Windows is known here, no job and no queue. Which request comes next, and when, is the queue's concern.
#![forbid(unsafe_code)]

mod answer;
mod cause;
mod credentials;
mod exchange;
mod handshake;
mod location;
mod proxy;
mod request;
mod settings;
mod url;
mod verdict;
mod wheel;

pub(crate) use answer::{Answer, is_strong};
pub(crate) use cause::{Cause, Trouble};
pub(crate) use credentials::{Credential, Scheme};
pub(crate) use exchange::{Recipient, Sink, Target};
pub(crate) use location::{is_followed, redirect_target};
pub(crate) use request::{Ask, Idle, Request, Reuse};
pub(crate) use settings::{Proxies, Redirects, Role, Security, Settings};
pub(crate) use url::{authority, is_secure, origin};
pub(crate) use verdict::{Expected, Sameness, Verdict, sameness};
pub(crate) use wheel::{Answered, End, Ended, Finished, Running, Waker, Wheel};

/// Makes sure of libcurl, which everything here needs. ENOENT where it cannot be loaded.
pub(crate) fn need_libcurl() -> Result<(), crate::sys::Errno> {
    crate::sys::need_libcurl()
}
