//! How bytes come here: HTTP through libcurl, local files through the copy engine.
//!
//! `request` makes a libcurl handle out of a job's settings and receives its answer; `answer` reads header lines;
//! `credentials` chooses those that answer a challenge;
//! `verdict` decides what an answer means (part 5.3); `failure` names what went wrong, for TLS with the help of `handshake`; `proxy`
//! chooses the proxy; `local` copies files. Which request comes next, and when, is decided by the job's run in `scheduler`.

mod answer;
mod credentials;
mod failure;
mod handshake;
pub(super) mod local;
mod proxy;
mod request;
mod verdict;

pub(super) use answer::Answer;
pub(super) use credentials::Credential;
pub(super) use failure::{Class, Failure};
pub(super) use request::{Ask, Exchange, Settings, Sink, Target, prepare};
pub(super) use verdict::{Expected, Verdict, judge, judge_head};
