//! Clones: the destination shares the source's blocks (S15).

use super::{Left, Transfer, watch};
use crate::copy::filesystem::FileSystem;
use crate::copy::outcome::Interrupt;
use crate::copy::session::Stream;
use crate::sys::{self, CloneRange};
use std::os::fd::AsFd;

/// Clones step by step. Any refusal leaves the rest to the next way: the errnos that file systems and servers refuse
/// with are many (EOPNOTSUPP, EXDEV, EINVAL, ENOSYS, ENOTTY, EPERM, ETXTBSY, EOVERFLOW, EBADF, EIO on CIFS), and a
/// real error will meet the next way as well.
pub(super) fn copy(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<Left, Interrupt> {
    let size = stream.size();
    let step = transfer.plan.clone_step();
    while stream.reported() < size {
        let offset = stream.reported();
        let end = size.min(offset.saturating_add(step));
        // The length is given up to the end, too: it need not be a multiple of the block size there, and the kernel refuses it if
        // the source has become shorter or longer. "Up to the end" would clone what nobody was told of.
        let range = CloneRange { offset, length: end - offset };
        let clone = || sys::clone_range(transfer.source.as_fd(), transfer.destination.as_fd(), range);
        // How long a server takes cannot be told from the size. Here no byte moves: 256 MiB take 40 us, and a thread to
        // watch it from as much again.
        let is_remote = transfer.source.file_system == FileSystem::Remote;
        let bytes = if is_remote { u64::MAX } else { (end - offset) / 64 };
        let (answer, wish) = watch::run(stream, bytes, clone);
        wish?;
        if let Err(errno) = answer {
            log::debug!("no clone at byte {offset}: {errno}");
            return Ok(Left::Something);
        }
        stream.advance_offloaded(end, step)?;
    }
    Ok(Left::Nothing)
}
