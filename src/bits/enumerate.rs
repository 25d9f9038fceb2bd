//! The enumerators: snapshots of membership that yield live objects (OM-6, ENM).

use super::{File, Job};

/// A snapshot with a position. `IEnumBackgroundCopyJobs` and `IEnumBackgroundCopyFiles` are both this; a clone has
/// the same snapshot and position and goes its own way (ENM-10).
#[derive(Clone, Debug)]
pub struct Enumerator<T> {
    items: std::sync::Arc<[T]>,
    position: usize,
}

/// Jobs, in no particular order.
pub type JobEnumerator = Enumerator<Job>;
/// Files, in the order in which they were added (ENM-11).
pub type FileEnumerator = Enumerator<File>;

impl<T: Clone> Enumerator<T> {
    /// An enumerator at the start of `items`.
    pub fn new(items: Vec<T>) -> Self {
        Self { items: items.into(), position: 0 }
    }

    /// The number of all items; the position does not matter and does not move (ENM-1).
    pub fn count(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    /// Up to `count` items from the position on, which moves behind them (ENM-2). Fewer means S_FALSE.
    pub fn next(&mut self, count: u32) -> Vec<T> {
        let end = self.items.len().min(self.position.saturating_add(count as usize));
        let taken = self.items[self.position..end].to_vec();
        self.position = end;
        taken
    }

    /// Moves on by `count`; `false` (S_FALSE) when the end came first, and the position is then the end (ENM-8).
    pub fn skip(&mut self, count: u32) -> bool {
        let wanted = self.position.saturating_add(count as usize);
        self.position = wanted.min(self.items.len());
        wanted <= self.items.len()
    }

    /// Back to the start (ENM-9).
    pub fn reset(&mut self) {
        self.position = 0;
    }

    /// All items, wherever the position is.
    pub fn items(&self) -> &[T] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use super::Enumerator;

    #[test]
    fn next_skip_and_reset_count_as_enm_says() {
        let mut all = Enumerator::new(vec!['a', 'b', 'c']);
        assert!(all.next(0).is_empty()); // ENM-7
        assert_eq!(all.next(2), ['a', 'b']);
        let mut copy = all.clone(); // ENM-10
        assert_eq!(all.next(2), ['c']);
        assert!(all.next(1).is_empty()); // ENM-5
        assert_eq!(copy.next(9), ['c']);
        assert_eq!(all.count(), 3); // ENM-1
        all.reset();
        assert!(all.skip(3)); // ENM-9
        assert!(!all.skip(1)); // ENM-8
        all.reset();
        assert!(!all.skip(u32::MAX));
        assert!(all.next(1).is_empty());
    }
}
