//! Many copies: trees and lists of files, by several threads.
//!
//! A run takes [`Root`]s and copies each with everything in it. Directories are held by descriptor and their entries are
//! opened relative to them; no path is built that nobody reads. Below a root's destination no link is followed, so that a
//! tree that changes while it is copied never leads elsewhere. One file is copied by [`copy`](crate::copy), with everything
//! that it keeps.
//!
//! The way of an entry: `walk` reads a directory and gives its subdirectories to the `queue`, from which all workers
//! take; `entry` decides what is to be done with a name and does it; `node` knows where a directory is, `written` what this
//! run has written. What is told goes through `sink` to the one [`TreeObserver`], on the thread that called [`run`].
//!
//! Memory does not grow with the number of entries: what waits are the names of the directories beside those that are
//! being copied.
#![forbid(unsafe_code)]

mod counters;
mod decision;
mod engine;
mod entry;
#[cfg(test)]
mod faults_tests;
mod hard_links;
mod mirror;
mod node;
mod observer;
mod options;
mod queue;
mod scan;
mod sink;
mod verify;
mod walk;
mod written;

pub use counters::{Tally, Totals};
pub use decision::Reason;
pub use engine::run;
pub use observer::{Chunk, Message, Outcome, RunPhase, Sizes, TreeEvent, TreeObserver};
pub use options::{
    Digest, DigestOf, Existing, Filter, Links, Mirror, NoFilter, Preserve, Retries, Root, Special,
    TreeOptions, TreeReport, Verdict,
};
