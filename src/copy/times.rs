//! What becomes of a write time on file systems whose clocks are coarser than the source's.

use crate::sys::TimeStamp;
use std::time::Duration;

/// How well the write time found on a destination fits the one that was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// To the nanosecond, or so closely that no file is written twice between two ticks (NTFS: 100 ns).
    Close,
    /// Files may be written several times between two ticks (exFAT: 10 ms, ext4 with inodes of 128 bytes: 1 s, FAT: 2 s), or
    /// the time lies beyond what can be stored and was moved to the limit.
    Coarse,
}

/// Whether `found` is what a file system makes of `set`: the same, or cut to the units that it counts in.
pub(super) fn fit(set: TimeStamp, found: TimeStamp) -> Option<Fit> {
    let cut = |units: u32| TimeStamp { nanoseconds: set.nanoseconds / units * units, ..set };
    if CLOSE.into_iter().any(|units| cut(units) == found) {
        return Some(Fit::Close);
    }
    let second = cut(1_000_000_000);
    let two_seconds = TimeStamp { seconds: second.seconds.div_euclid(2) * 2, ..second };
    let is_coarse = [cut(10_000_000), second, two_seconds].contains(&found);
    (is_coarse || is_limit(set, found)).then_some(Fit::Coarse)
}

/// Whether a clock that gives this time may be a coarse one. The kernel's own gives times to the nanosecond, which end in
/// seven zeros once in ten million.
pub(super) fn may_be_coarse(time: TimeStamp) -> bool {
    time.nanoseconds % 10_000_000 == 0
}

/// Whether `first` is before `second` by more than `lag`.
pub(super) fn is_before(first: TimeStamp, second: TimeStamp, lag: Duration) -> bool {
    let nanoseconds = first.nanoseconds + lag.subsec_nanos();
    let seconds = lag.as_secs() + u64::from(nanoseconds / 1_000_000_000);
    let first = TimeStamp {
        seconds: first.seconds.saturating_add_unsigned(seconds),
        nanoseconds: nanoseconds % 1_000_000_000,
    };
    first < second
}

/// Whether a time that cannot be stored was moved to the nearest one that can.
fn is_limit(set: TimeStamp, found: TimeStamp) -> bool {
    let is_first = |first: i64, zone: i64| set < found && (found.seconds - first).abs() <= zone;
    let is_last = |last: i64, zone: i64| set > found && (found.seconds - last).abs() <= zone;
    is_first(FIRST_32_BITS, 0)
        || is_last(LAST_32_BITS, 0)
        || is_first(FIRST_FAT, ZONE)
        || is_last(LAST_FAT, ZONE)
}

/// Nanoseconds in the units of clocks that are fine enough: our own, NTFS and SMB, and those of servers.
const CLOSE: [u32; 4] = [1, 100, 1_000, 1_000_000];
/// Of inodes with 32 bits for a time: ext2 to ext4 with inodes of 128 bytes, xfs without bigtime.
const FIRST_32_BITS: i64 = i32::MIN as i64;
const LAST_32_BITS: i64 = i32::MAX as i64;
/// 1980 and the end of 2107, in local time.
const FIRST_FAT: i64 = 315_532_800;
const LAST_FAT: i64 = 4_354_819_198;
/// No time zone is farther from UTC.
const ZONE: i64 = 15 * 3600;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, nanoseconds: u32) -> TimeStamp {
        TimeStamp { seconds, nanoseconds }
    }

    // P21: what each clock makes of a time is recognised, and nothing else.
    #[test]
    fn a_time_is_recognised_on_every_clock() {
        let set = at(1_714_979_349, 123_456_789);
        for (found, expected) in [
            (set, Some(Fit::Close)),
            (at(1_714_979_349, 123_456_700), Some(Fit::Close)),
            (at(1_714_979_349, 123_456_000), Some(Fit::Close)),
            (at(1_714_979_349, 123_000_000), Some(Fit::Close)),
            (at(1_714_979_349, 120_000_000), Some(Fit::Coarse)),
            (at(1_714_979_349, 0), Some(Fit::Coarse)),
            (at(1_714_979_348, 0), Some(Fit::Coarse)),
            (at(1_714_979_350, 0), None),
            (at(1_714_979_347, 0), None),
            (at(1_714_979_348, 1), None),
            (at(1_714_979_349, 123_456_701), None),
            (at(i32::MAX.into(), 0), None),
        ] {
            assert_eq!(fit(set, found), expected, "{found:?}");
        }
        // Before 1970 the units are cut downwards as well.
        assert_eq!(fit(at(-3, 500_000_000), at(-3, 0)), Some(Fit::Coarse));
        assert_eq!(fit(at(-3, 500_000_000), at(-4, 0)), Some(Fit::Coarse));
        assert_eq!(fit(at(-3, 500_000_000), at(-2, 0)), None);
    }

    #[test]
    fn a_lag_counts_across_seconds() {
        let lag = Duration::from_millis(20);
        assert!(is_before(at(7, 990_000_000), at(8, 10_000_001), lag));
        assert!(!is_before(at(7, 990_000_000), at(8, 10_000_000), lag));
        assert!(!is_before(at(7, 990_000_000), at(7, 999_999_999), lag));
        assert!(is_before(at(-1, 0), at(0, 0), lag) && !is_before(at(i64::MAX, 0), at(i64::MAX, 0), lag));
    }

    #[test]
    fn a_time_that_cannot_be_stored_is_recognised_at_the_limit() {
        assert_eq!(fit(at(5_000_000_000, 7), at(i32::MAX.into(), 0)), Some(Fit::Coarse));
        assert_eq!(fit(at(-3_000_000_000, 7), at(i32::MIN.into(), 0)), Some(Fit::Coarse));
        assert_eq!(fit(at(0, 7), at(315_532_800 - 7200, 0)), Some(Fit::Coarse));
        assert_eq!(fit(at(315_540_000, 7), at(315_532_800, 0)), None);
        assert_eq!(fit(at(0, 7), at(315_532_800 + 16 * 3600, 0)), None);
    }
}
