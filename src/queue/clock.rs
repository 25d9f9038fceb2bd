//! Clocks: wall time for what clients read, time since boot for timers that a changed clock must not move (TO-6).

use super::FileTime;
use crate::sys;
use once_cell::sync::Lazy;
use rustix::time::{ClockId, clock_gettime};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// 100 ns steps between 1601 and 1970.
const UNIX_EPOCH_AS_FILETIME: u64 = 116_444_736_000_000_000;

/// Names the present boot. Times since boot, and data that reached no disk, mean nothing after the next one.
///
/// PER-9: what is unknown equals nothing. Where the system does not tell, every process has a name of its own for it: what
/// another one noted may be of any boot.
static BOOT_ID: Lazy<String> = Lazy::new(|| boot_name(sys::boot_id()));

fn boot_name(id: Option<u128>) -> String {
    match id {
        Some(id) => {
            let text = format!("{id:032x}");
            [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-") // as random(4) writes it
        }
        None => {
            log::warn!(
                "the system does not tell which boot this is: what other processes noted counts as of another one"
            );
            format!("unknown to process {} of {:?}", std::process::id(), SystemTime::now())
        }
    }
}

/// Now, in UTC.
pub(crate) fn now() -> FileTime {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let steps = u64::try_from(since_epoch.as_nanos() / 100).unwrap_or(0);
    FileTime(UNIX_EPOCH_AS_FILETIME + steps)
}

/// Milliseconds since boot, sleep included; the same in every process.
pub(crate) fn since_boot() -> i64 {
    let time = clock_gettime(ClockId::Boottime);
    time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

/// The present boot.
pub(crate) fn boot_id() -> &'static str {
    &BOOT_ID
}

/// Whether other processes of this boot have the same name for it.
pub(crate) fn knows_boot() -> bool {
    sys::boot_id().is_some()
}

/// The time of an HTTP date in seconds since 1970.
pub(crate) fn from_http_seconds(seconds: i64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    // PER-9: unknown equals nothing, also not another unknown boot.
    #[test]
    fn a_boot_that_is_not_known_is_like_no_other() {
        assert_ne!(boot_name(None), boot_name(None));
        assert_ne!(boot_name(None), boot_name(Some(0)));
        assert_eq!(boot_name(Some(0x1)), "00000000-0000-0000-0000-000000000001");
    }
}
