//! Transfers that outlive a process: jobs and their files in a database, who moves them, and what is on the disk.
//!
//! `engine` is what a process has of a queue; `store` is the database, and the only room that writes SQL; `state` has the states
//! of a job and what moves it from one to another; `scheduler` decides which jobs run here; `run` moves the files of one job,
//! `cause` is why it stopped and `codes` what clients are told of that, and `live` is how far it is ahead of the store; `demand` and `spans` are for jobs that fetch ranges on demand; `temporary`,
//! `place` and `lock` are the files themselves, `owner` whose rights are used.
#![forbid(unsafe_code)]

pub(crate) mod cause;
pub(crate) mod clock;
pub(crate) mod codes;
pub(crate) mod demand;
pub(crate) mod disk;
pub(crate) mod engine;
pub(crate) mod live;
pub(crate) mod local;
pub(crate) mod lock;
pub(crate) mod owner;
pub(crate) mod place;
pub(crate) mod policy;
pub(crate) mod run;
pub(crate) mod scheduler;
pub(crate) mod spans;
pub(crate) mod state;
pub(crate) mod store;
pub(crate) mod temporary;

use crate::bits::*;
use crate::win32::{Guid, Hresult, Result};
