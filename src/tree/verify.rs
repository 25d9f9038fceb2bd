//! Reading copies back: what the disk holds is compared with what was read from the source.
//!
//! A digest of the source is made while its copy is still in memory. The copies of some files are then brought to the disk
//! together, dropped from the page cache, and read again.

use super::counters::add;
use super::node::Node;
use super::observer::Outcome;
use super::options::DigestOf;
use super::walk::Worker;
use crate::copy::entry::Follow;
use crate::copy::{CopyError, Phase};
use crate::sys::{self, Errno, Mode, OFlags};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The copies of one worker that are to be read back.
#[derive(Default)]
pub(super) struct Verifier {
    waiting: Vec<Copy>,
    bytes: u64,
}

struct Copy {
    node: Arc<Node>,
    source: PathBuf,
    destination: PathBuf,
    digest: String,
    size: u64,
}

/// The digest of an open file.
pub(super) fn digest(file: BorrowedFd<'_>, of: DigestOf, phase: Phase) -> Result<String, CopyError> {
    let mut digest = of();
    let mut buffer = vec![0; PIECE];
    let mut offset = 0;
    loop {
        let length =
            sys::read_at(file, &mut buffer, offset).map_err(|errno| CopyError::new(phase, errno.into()))?;
        if length == 0 {
            return Ok(digest.finish());
        }
        digest.update(&buffer[..length]);
        offset += length as u64;
    }
}

impl Worker<'_, '_> {
    pub(super) fn verify_later(
        &self,
        node: &Arc<Node>,
        (source, destination): (&Path, &Path),
        digest: String,
        size: u64,
    ) {
        let copy = Copy {
            node: Arc::clone(node),
            source: source.to_owned(),
            destination: destination.to_owned(),
            digest,
            size,
        };
        let mut verifier = self.verifier.borrow_mut();
        verifier.waiting.push(copy);
        verifier.bytes += size;
        let is_enough = verifier.waiting.len() >= FILES || verifier.bytes >= BYTES;
        drop(verifier);
        if is_enough {
            self.verify_all();
        }
    }

    pub(super) fn verify_all(&self) {
        let waiting = std::mem::take(&mut *self.verifier.borrow_mut()).waiting;
        let Some(digest_of) = self.engine.options.verify.filter(|_| !waiting.is_empty()) else { return };
        self.close_all();
        let begun = Instant::now();
        let mut flushed = Vec::new();
        for copy in waiting {
            let outcome = match self.read_back(&copy, digest_of, &mut flushed) {
                Ok(found) if found == copy.digest => Outcome::Verified(found),
                Ok(_) => {
                    add(&self.engine.counters.files.mismatch, 1);
                    add(&self.engine.counters.bytes.mismatch, copy.size);
                    Outcome::Mismatch
                }
                Err(error) => {
                    add(&self.engine.counters.files.failed, 1);
                    Outcome::Failed { error, vanished: false }
                }
            };
            self.told(&copy.node, (&copy.source, &copy.destination), false, copy.size, outcome);
        }
        let took = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        add(&self.engine.counters.verifying, took);
    }

    fn read_back(
        &self,
        copy: &Copy,
        digest_of: DigestOf,
        flushed: &mut Vec<(u32, u32)>,
    ) -> Result<String, CopyError> {
        let failed = |errno: Errno| CopyError::new(Phase::WriteDestination, errno.into());
        let pair = self.engine.descriptors.of(&copy.node).map_err(failed)?;
        let Some(directory) = &pair.destination else { return Err(failed(Errno::NOENT)) };
        let follow = if copy.node.is_anchor() { Follow::Yes } else { Follow::No };
        let flags = OFlags::RDONLY | OFlags::NONBLOCK;
        let flags = if follow == Follow::No { flags | OFlags::NOFOLLOW } else { flags };
        let file =
            sys::open_at(directory.as_fd(), &copy.destination, flags, Mode::empty()).map_err(failed)?;
        let device = sys::stat_fd(&file).map_err(failed)?.identity.device;
        if !flushed.contains(&device) {
            sys::sync_file_system(&file).map_err(failed)?;
            flushed.push(device);
        }
        sys::drop_from_cache(&file);
        digest(file.as_fd(), digest_of, Phase::WriteDestination)
    }
}

/// Bytes digested at a time.
const PIECE: usize = 256 << 10;
/// So many copies are flushed together, or
const FILES: usize = 512;
/// so many bytes.
const BYTES: u64 = 256 << 20;
