//! What a run writes into the store: files that are here, how far the current ones are, and how long it took.

use super::super::engine::Engine;
use super::super::store::{Durability, FileRow, progress};
use super::super::{SIZE_UNKNOWN, clock};
use super::Run;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Finished files are noted in groups of so many at most.
pub(crate) const GROUP: usize = 128;
/// Of files that cannot be recognised without a note so many bytes at most: a killed process fetches them again.
pub(crate) const UNKNOWN: u64 = 64 << 10;

impl Run {
    /// Notes progress in the store: files that ended, and how far those under way are.
    pub(crate) fn note(&mut self, engine: &Arc<Engine>, durability: Durability) {
        let mut under_way: Vec<FileRow> = Vec::new();
        let mut bytes = 0_u64;
        for fetch in &mut self.fetches {
            let (total, done) = fetch.moving.read();
            let begun = fetch.has_begun();
            let record = fetch.temporary.record();
            let file = &mut fetch.file;
            file.temporary = record;
            file.done = done;
            file.total = (total != SIZE_UNKNOWN).then_some(total);
            bytes = bytes.wrapping_add(done).wrapping_add(u64::from(file.index) << 40);
            // Of a file whose version is not known nothing can be used again.
            if begun && file.remote_size.is_some() {
                clock::boot_id().clone_into(&mut file.boot);
                under_way.push(file.clone());
            }
        }
        if self.finished.is_empty() && bytes == self.noted_bytes && durability == Durability::Lazy {
            return;
        }
        let job = self.shared.job.id;
        let spent = i64::try_from(self.counted.elapsed().as_millis()).unwrap_or(i64::MAX);
        let elapsed = self.shared.job.elapsed.saturating_add(spent);
        let demands = self.fetches.iter().filter_map(|fetch| Some((fetch.file.index, fetch.demand()?)));
        let result = engine.store.write(durability, |connection| {
            for (index, demand) in demands {
                demand.save(connection, job, index)?;
            }
            let arrived = self.finished.iter().map(|(file, _)| file);
            progress::note(connection, job, arrived, under_way.iter(), elapsed)
        });
        // A note that failed is made again with the next one.
        if result.is_ok() {
            self.noted_bytes = bytes;
            if !self.finished.is_empty() {
                if let Some(live) = engine.live.lock().get_mut(&job) {
                    live.retain(|moving| !moving.is_here.load(Ordering::Relaxed));
                }
                self.noted_files = true;
            }
            self.finished.clear();
            self.shared.unnoted = 0;
            self.unknown = 0;
        }
    }
}
