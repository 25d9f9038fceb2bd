//! How bytes come here: HTTP through libcurl, local files through the copy engine.
//!
//! `request` makes a libcurl handle out of a job's settings and receives its answer; `answer` reads header lines;
//! `credentials` chooses those that answer a challenge;
//! `verdict` decides what an answer means (part 5.3); `failure` names what went wrong, for TLS with the help of `handshake`; `proxy`
//! chooses the proxy; `location` reads where a redirect leads; `local` copies files. Which request comes next, and when, is decided by the job's run in `scheduler`.

mod answer;
mod credentials;
mod failure;
mod handshake;
pub(super) mod local;
mod location;
mod proxy;
mod request;
mod verdict;

pub(super) use answer::{Answer, is_strong};
pub(super) use credentials::Credential;
pub(super) use failure::{Class, Failure, WEIRD_SERVER_REPLY};
pub(super) use location::{is_followed, redirect_target};
pub(super) use request::{Ask, Exchange, Settings, Sink, Target, prepare};
pub(super) use verdict::{Expected, Sameness, Verdict, judge, judge_head, sameness};
