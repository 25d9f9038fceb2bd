//! Sets of bytes of a file.

use super::FileRange;

/// Bytes of a file: half-open spans, merged and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spans(Vec<(u64, u64)>);

impl Spans {
    /// Adds the bytes from `first` up to `end`.
    pub(crate) fn add(&mut self, first: u64, end: u64) {
        if first >= end {
            return;
        }
        let (mut first, mut end) = (first, end);
        self.0.retain(|&(a, b)| {
            let touches = a <= end && first <= b;
            if touches {
                first = first.min(a);
                end = end.max(b);
            }
            !touches
        });
        let at = self.0.partition_point(|&(a, _)| a < first);
        self.0.insert(at, (first, end));
    }

    /// What is in these and not in `others`.
    pub(crate) fn without(&self, others: &Self) -> Self {
        let mut left = Vec::new();
        for &(mut first, end) in &self.0 {
            for &(a, b) in &others.0 {
                if b <= first || end <= a {
                    continue;
                }
                if first < a {
                    left.push((first, a));
                }
                first = first.max(b);
            }
            if first < end {
                left.push((first, end));
            }
        }
        Self(left)
    }

    /// How many bytes these are.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.iter().map(|(first, end)| end - first).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One past the last byte.
    pub(crate) fn end(&self) -> u64 {
        self.0.last().map_or(0, |&(_, end)| end)
    }

    /// The spans, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.0.iter().copied()
    }

    /// In the form of the interfaces.
    pub(crate) fn ranges(&self) -> Vec<FileRange> {
        let range = |&(first, end): &(u64, u64)| FileRange { initial_offset: first, length: end - first };
        self.0.iter().map(range).collect()
    }

    /// As the store has them: pairs of little-endian numbers.
    pub(crate) fn encode(&self) -> Vec<u8> {
        self.0.iter().flat_map(|&(a, b)| [a, b]).flat_map(u64::to_le_bytes).collect()
    }

    /// The same back.
    pub(crate) fn decode(bytes: &[u8]) -> Self {
        let number = |at: &[u8]| at.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte));
        let mut spans = Self::default();
        for pair in bytes.chunks_exact(16) {
            spans.add(number(&pair[..8]), number(&pair[8..]));
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(u64, u64)]) -> Spans {
        let mut spans = Spans::default();
        for &(first, end) in pairs {
            spans.add(first, end);
        }
        spans
    }

    #[test]
    fn spans_are_merged_and_ordered() {
        assert_eq!(spans(&[(5, 9), (0, 2), (9, 12), (3, 3)]).0, [(0, 2), (5, 12)]);
        assert_eq!(spans(&[(0, 2), (4, 6), (8, 9), (1, 8)]).0, [(0, 9)]);
        let some = spans(&[(0, 2), (5, 12)]);
        assert_eq!(Spans::decode(&some.encode()), some);
        assert_eq!((some.bytes(), some.end()), (9, 12));
    }

    #[test]
    fn what_is_missing_is_what_was_wanted_and_did_not_come() {
        let wanted = spans(&[(0, 10), (20, 30)]);
        assert_eq!(wanted.without(&spans(&[(2, 4), (8, 25)])).0, [(0, 2), (4, 8), (25, 30)]);
        assert!(wanted.without(&spans(&[(0, 40)])).is_empty());
    }
}
