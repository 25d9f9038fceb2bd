//! One exchange with one server, through libcurl. The only room that names curl.
//!
//! `request` makes a libcurl handle out of a job's settings and receives its answer; `answer` reads header lines;
//! `credentials` chooses those that answer a challenge;
//! `verdict` decides what an answer means (part 5.3); `failure` names what went wrong, for TLS with the help of `handshake`; `proxy`
//! chooses the proxy; `location` reads where a redirect leads; `local` copies files. Which request comes next, and when, is decided by the job's run in `scheduler`.

mod answer;
mod credentials;
mod failure;
mod handshake;
mod location;
mod proxy;
mod request;
mod verdict;

pub(crate) use answer::{Answer, is_strong};
pub(crate) use credentials::Credential;
pub(crate) use failure::{Class, Failure, WEIRD_SERVER_REPLY};
pub(crate) use location::{is_followed, redirect_target};
pub(crate) use request::{Ask, Exchange, Settings, Sink, Target, prepare};
pub(crate) use verdict::{Expected, Sameness, Verdict, judge, judge_head, sameness};
