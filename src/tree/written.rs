//! What this run has written, so that no second source takes the place of a first.
//!
//! Names fold: in a directory that ignores case `README` and `readme` are one file, and two sources may be merged into one
//! directory. In a directory that this run has made, everything that is there is this run's. In others the identities of
//! the files that it wrote are remembered: a bit for each inode number, in blocks of 512 that lie side by side, for file
//! systems give numbers away in order. A million files take 130 KiB then, and 80 MiB at the very worst.

use crate::sys::Identity;
use parking_lot::Mutex;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Written {
    files: Mutex<Set>,
    directories: Mutex<Set>,
}

#[derive(Default)]
struct Set {
    blocks: HashMap<((u32, u32), u64), [u64; 8]>,
}

impl Set {
    /// Whether it is new.
    fn insert(&mut self, identity: Identity) -> bool {
        let block = self.blocks.entry((identity.device, identity.inode >> 9)).or_default();
        let (word, bit) = place(identity.inode);
        let is_new = block[word] & bit == 0;
        block[word] |= bit;
        is_new
    }

    fn contains(&self, identity: Identity) -> bool {
        let (word, bit) = place(identity.inode);
        self.blocks.get(&(identity.device, identity.inode >> 9)).is_some_and(|block| block[word] & bit != 0)
    }
}

fn place(inode: u64) -> (usize, u64) {
    ((inode >> 6 & 7) as usize, 1 << (inode & 63))
}

impl Written {
    /// Takes a file for the calling source; `false` if another source has it.
    pub(super) fn take_file(&self, identity: Identity) -> bool {
        self.files.lock().insert(identity)
    }

    /// Notes a directory that this run has made.
    pub(super) fn note_directory(&self, identity: Identity) {
        self.directories.lock().insert(identity);
    }

    /// Whether this run has made a directory.
    pub(super) fn made_directory(&self, identity: Identity) -> bool {
        self.directories.lock().contains(identity)
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_file_is_taken_once() {
        let written = Written::default();
        let identity = |device, inode| Identity { device: (8, device), inode };
        for inode in [0, 1, 63, 64, 511, 512, u64::MAX] {
            assert!(written.take_file(identity(1, inode)), "{inode}");
            assert!(!written.take_file(identity(1, inode)), "{inode}");
            assert!(written.take_file(identity(2, inode)), "{inode} of another device");
        }
        assert!(!written.made_directory(identity(1, 1)), "files are no directories");
        written.note_directory(identity(1, 1));
        assert!(written.made_directory(identity(1, 1)));
    }

    #[test]
    fn a_million_neighbours_take_little() {
        let written = Written::default();
        for inode in 0..1_000_000 {
            assert!(written.take_file(Identity { device: (8, 1), inode }));
        }
        assert!(written.files.lock().blocks.len() <= 2000);
    }
}
