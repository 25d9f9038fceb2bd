//! What a run is asked to do, and what it answers.

use super::counters::Totals;
use crate::copy::CopyOptions;
use bitflags::bitflags;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One thing to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// A file, a link or a directory.
    pub source: PathBuf,
    /// Its copy.
    pub destination: PathBuf,
    /// Whether a link to a directory counts as that directory in the place of the copy of a directory: where a person has
    /// named it, not where it was found.
    pub follows_destination: bool,
    /// Whether a directory is copied with everything in it. Else it is refused.
    pub recursive: bool,
}

/// How a run copies.
#[derive(Clone, Debug)]
pub struct TreeOptions {
    /// Flags and sizes of each copy.
    pub copy: CopyOptions,
    /// Threads that copy, 0 for as many as fit the machine.
    pub jobs: usize,
    /// What becomes of symbolic links in trees.
    pub links: Links,
    /// Which files that exist are copied again.
    pub existing: Existing,
    /// What becomes of FIFOs, sockets and devices in trees.
    pub special: Special,
    /// Which attributes are kept.
    pub preserve: Preserve,
    /// Directories of other file systems are made, but not entered.
    pub one_file_system: bool,
    /// Nothing is written; what would be done is decided and told.
    pub dry_run: bool,
    /// Files with several names get as many in the copy.
    pub hard_links: bool,
    /// Sources are removed when they are copied.
    pub remove_sources: bool,
    /// What the sources have not is removed from the destination afterwards.
    pub mirror: Option<Mirror>,
    /// Every copy is read back from its disk and compared with what was read from the source.
    pub verify: Option<DigestOf>,
    /// Everything reaches the disk before the run ends.
    pub flush: bool,
    /// How often a failed copy is tried again.
    pub retries: Retries,
    /// The first failure ends the run.
    pub fail_early: bool,
    /// Whether an interrupted copy stays, to be resumed.
    pub keeps_partial: bool,
    /// Whether the messages of each copy are told.
    pub tells_messages: bool,
    /// Whether each entry is told, not only those that failed.
    pub tells_entries: bool,
    /// Whether totals are counted ahead of the copy, for progress.
    pub counts_ahead: bool,
}

impl Default for TreeOptions {
    fn default() -> Self {
        Self {
            copy: CopyOptions::default(),
            jobs: 0,
            links: Links::AsLinks,
            existing: Existing::Overwrite,
            special: Special::Refuse,
            preserve: Preserve::TIME | Preserve::XATTR,
            one_file_system: false,
            dry_run: false,
            hard_links: false,
            remove_sources: false,
            mirror: None,
            verify: None,
            flush: false,
            retries: Retries::default(),
            fail_early: false,
            keeps_partial: false,
            tells_messages: false,
            tells_entries: false,
            counts_ahead: false,
        }
    }
}

/// What becomes of symbolic links in trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// They are copied as links.
    AsLinks,
    /// What they lead to is copied.
    Followed,
}

/// Which files that exist are copied again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// All.
    Overwrite,
    /// Those of another size or write time, unless they are newer than the source.
    Update,
    /// Those of other content.
    Compare,
    /// Those that an earlier run has not finished.
    Resume,
}

/// What becomes of FIFOs, sockets and devices in trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// They are refused with 5, as the API does (O17).
    Refuse,
    /// FIFOs are made anew, devices too if this process may; sockets are told and left out.
    Recreate,
}

bitflags! {
    /// Which attributes are kept.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Preserve: u32 {
        /// All permission bits, whatever the umask.
        const MODE = 1;
        /// User and group. What is not permitted is a warning.
        const OWNER = 2;
        /// Access control lists.
        const ACL = 4;
        /// The write time.
        const TIME = 8;
        /// Streams, extended and DOS attributes.
        const XATTR = 16;
    }
}

/// Removing what the sources have not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// At most so many entries are removed.
    pub max_delete: Option<u64>,
}

/// How often a failed copy is tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retries {
    /// Further tries.
    pub count: u32,
    /// Time before each.
    pub wait: Duration,
}

/// A digest in the making: fed with bytes, it gives its value in the end.
pub trait Digest {
    /// Takes more bytes.
    fn update(&mut self, bytes: &[u8]);
    /// The value, in hexadecimal digits.
    fn finish(self: Box<Self>) -> String;
}

/// Starts a digest.
pub type DigestOf = fn() -> Box<dyn Digest>;

/// What a filter says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is copied.
    Take,
    /// It is left out; a directory is not entered.
    Leave,
}

/// Chooses the entries to copy.
pub trait Filter: Sync {
    /// Whether every entry is taken, so that nobody is asked.
    fn takes_all(&self) -> bool {
        false
    }

    /// Whether `name` in the directory `below` is taken. `below` is the path from the root's source, empty for the root itself.
    fn judge(&self, below: &Path, name: &OsStr, is_directory: bool) -> Verdict;
}

/// Takes everything.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFilter;

impl Filter for NoFilter {
    fn takes_all(&self) -> bool {
        true
    }

    fn judge(&self, _: &Path, _: &OsStr, _: bool) -> Verdict {
        Verdict::Take
    }
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TreeReport {
    /// Everything that was counted.
    pub totals: Totals,
    /// Whether the caller ended it.
    pub interrupted: bool,
    /// Whether a full disk ended it.
    pub disk_full: bool,
    /// Whether a mirror kept something that it should have removed: the limit was reached.
    pub delete_limit: bool,
    /// Time from the first copy to the last.
    pub copying: Duration,
    /// Time spent on reading copies back, by all threads.
    pub verifying: Duration,
    /// Time spent on removing.
    pub mirroring: Duration,
    /// Time spent on bringing everything to the disk.
    pub flushing: Duration,
}
