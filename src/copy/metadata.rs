//! The last step of a copy: the write time, DOS attributes and READONLY (rules T, T6).

use super::attributes;
use super::destination::{Destination, Origin};
use super::names::is_read_only;
use super::outcome::InPhase;
use super::source::Source;
use super::{CopyError, Phase};
use crate::sys::{self, Errno};
use std::os::fd::AsFd;

/// Makes the destination's attributes and write time those of the source. After the last callback (M20).
///
/// READONLY and HIDDEN come last: a copy that is killed before it has the source's write time must be one that can be
/// overwritten (O18, O19). [`is_complete`](super::is_complete) misses them where they are missing.
pub(super) fn finish(source: &Source, destination: &Destination) -> Result<(), CopyError> {
    copy_write_time(source, destination);
    copy_dos_attributes(source, destination)?;
    if is_read_only(&source.stat) {
        make_readonly(source, destination)?;
    }
    Ok(())
}

fn copy_dos_attributes(source: &Source, destination: &Destination) -> Result<(), CopyError> {
    let wanted = source.attributes.dos;
    // Whatever else it had, it must now have the source's.
    if wanted.is_empty() && destination.bare {
        return Ok(());
    }
    match attributes::set_dos_attributes(destination.as_fd(), wanted, destination.file_system()) {
        // No place for them, or not ours to set: dropped silently (F7).
        Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::PERM | Errno::ACCESS | Errno::NODATA) => Ok(()),
        answer => answer.in_phase(Phase::WriteDestination),
    }
}

/// T4: READONLY follows the source. What the umask took away stays away, and an existing file keeps its other bits.
fn make_readonly(source: &Source, destination: &Destination) -> Result<(), CopyError> {
    let stat = sys::stat_fd(destination.as_fd()).in_phase(Phase::WriteDestination)?;
    let now = stat.permissions;
    let wanted = match destination.origin {
        Origin::Created => now & source.permissions,
        Origin::Existing(_) | Origin::Resumed(_) => now & !0o222,
    } | stat.special_bits;
    match sys::set_mode(destination.as_fd(), wanted) {
        // Somebody else's file that we may write: its attributes stay its owner's.
        Err(Errno::PERM) => Ok(()),
        answer => answer.in_phase(Phase::WriteDestination),
    }
}

fn copy_write_time(source: &Source, destination: &Destination) {
    // F6: a failure is silently ignored, as on Windows; only the owner may set times.
    let _not_set = sys::set_times(destination.as_fd(), source.stat.modified).is_err();
}
