//! Files that runs of this process have under way: how far they are, ahead of what the store knows (INF-10).

use super::SIZE_UNKNOWN;
use super::store::progress::{Noted, Sums};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A file under way. The run writes these numbers, and whoever asks for progress reads them.
#[derive(Debug)]
pub(crate) struct Moving {
    pub index: u32,
    pub total: AtomicU64,
    pub done: AtomicU64,
    /// All of it is here, and that is not noted yet.
    pub is_here: AtomicBool,
}

impl Moving {
    pub(crate) fn new(index: u32) -> Self {
        let total = AtomicU64::new(SIZE_UNKNOWN);
        Self { index, total, done: AtomicU64::new(0), is_here: AtomicBool::new(false) }
    }

    /// Total and done.
    pub(crate) fn read(&self) -> (u64, u64) {
        (self.total.load(Ordering::Relaxed), self.done.load(Ordering::Relaxed))
    }

    pub(crate) fn set(&self, total: Option<u64>, done: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total.unwrap_or(SIZE_UNKNOWN), Ordering::Relaxed);
    }
}

/// What was known of a file under way at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    pub index: u32,
    total: u64,
    done: u64,
    is_here: bool,
}

/// What is known of files under way now.
pub(crate) fn ahead(files: &[Arc<Moving>]) -> Vec<Ahead> {
    let look = |file: &Arc<Moving>| {
        let is_here = file.is_here.load(Ordering::Relaxed);
        let (total, done) = file.read();
        Ahead { index: file.index, total, done, is_here }
    };
    files.iter().map(look).collect()
}

impl Ahead {
    /// The store knows the file up to its last note, and so do the sums over a job; the run knows better.
    pub(crate) fn correct(&self, noted: &Noted, sums: &mut Sums) {
        if !noted.is_wanted {
            return;
        }
        sums.done = sums.done.saturating_sub(noted.done).saturating_add(self.done);
        sums.total = sums.total.saturating_sub(noted.total.unwrap_or(0));
        sums.sized -= u32::from(noted.total.is_some());
        if self.total != SIZE_UNKNOWN {
            sums.total = sums.total.saturating_add(self.total);
            sums.sized += 1;
        }
        sums.here += u32::from(self.is_here);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // INF-4, INF-10: sums of what is under way
    #[test]
    fn what_the_run_knows_replaces_what_was_noted() {
        let moving = Arc::new(Moving::new(3));
        moving.set(Some(100), 60);
        let stored = Sums { files: 2, here: 1, sized: 1, total: 50, done: 70 };
        let of = |noted: Noted| {
            let mut sums = stored;
            ahead(&[Arc::clone(&moving)])[0].correct(&noted, &mut sums);
            (sums.here, sums.sized, sums.total, sums.done)
        };
        assert_eq!(of(Noted { is_wanted: true, total: None, done: 20 }), (1, 2, 150, 110));
        moving.is_here.store(true, Ordering::Relaxed);
        assert_eq!(of(Noted { is_wanted: true, total: Some(50), done: 20 }), (2, 1, 100, 110));
        // Noted meanwhile: the store has it all.
        assert_eq!(of(Noted { is_wanted: false, total: Some(50), done: 50 }), (1, 1, 50, 70));
        moving.is_here.store(false, Ordering::Relaxed);
        moving.set(None, 5);
        assert_eq!(of(Noted { is_wanted: true, total: Some(50), done: 20 }), (1, 0, 0, 55));
    }
}
