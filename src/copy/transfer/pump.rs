//! Reads and writes in pieces, by a few threads over one file.
//!
//! The calling thread pumps like the others, and it alone talks to the caller: after each of its pieces it reports
//! what is complete from the front. The others run ahead by a bounded distance, so that a caller who takes his time
//! in a callback holds up the copy. Whatever lies beyond the reported position is cut off again if the copy ends
//! early.

use super::Transfer;
use super::extents::{Extents, Stretch};
use super::pace::Pace;
use super::plan::{Caching, Carry, Crew, Plan};
use super::watch::{CANCEL_INTERVAL, Watcher};
use crate::copy::outcome::{self, InPhase, Interrupt};
use crate::copy::restart::Checkpoints;
use crate::copy::session::Stream;
use crate::copy::{CopyError, Phase};
use crate::sys::{self, Errno, Pipe};
use parking_lot::{Condvar, Mutex};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};

/// Pumps from the stream's position to its end.
pub(super) fn copy(transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
    let start = stream.reported();
    copy_rest(transfer, stream, start)
}

/// Pumps from `start`, up to which everything is copied though perhaps not yet reported.
pub(super) fn copy_rest(
    transfer: &Transfer<'_>,
    stream: &mut Stream<'_, '_>,
    start: u64,
) -> Result<(), Interrupt> {
    let pump = Pump::new(transfer, start, stream.size());
    pump.run(transfer, stream)?;
    pump.finish(transfer, stream)
}

struct Pump<'a> {
    source: BorrowedFd<'a>,
    destination: BorrowedFd<'a>,
    crew: Crew,
    start: u64,
    /// Where the stream ends by what was found when it was opened.
    size: u64,
    /// Reads or writes bypass the cache, until one of them is refused.
    direct_source: AtomicBool,
    direct_destination: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    extents: Extents,
    /// Everything below is copied, being copied, or a hole.
    handed: u64,
    /// Nothing at or beyond this is handed out yet.
    limit: u64,
    /// Where the source ends: the size, or less if it shrank.
    end: u64,
    /// Bytes of holes below `handed`.
    skipped: u64,
    /// Whether the last bytes below `end` are a hole, which no write extends the destination over.
    ends_in_hole: bool,
    /// Start of the piece that each worker copies.
    in_flight: [Option<u64>; Plan::MAX_WORKERS],
    failure: Option<CopyError>,
    stop: bool,
}

/// What a worker is to do next.
enum Next {
    Copy {
        offset: u64,
        length: usize,
    },
    /// Others have to get on first.
    Wait,
    /// Nothing is left to hand out.
    Finished,
}

/// Where in the file a piece lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    /// Nothing follows.
    Tail,
}

impl<'a> Pump<'a> {
    fn new(transfer: &Transfer<'a>, start: u64, size: u64) -> Self {
        let (source, destination) = (transfer.source.as_fd(), transfer.destination.as_fd());
        // What refuses O_DIRECT is read or written through the cache.
        let direct = transfer.plan.caching == Caching::Direct;
        let direct_source = direct && sys::set_direct(source, true).is_ok();
        let direct_destination = direct && sys::set_direct(destination, true).is_ok();
        Self {
            source,
            destination,
            crew: transfer.plan.crew(transfer.source),
            start,
            size,
            direct_source: AtomicBool::new(direct_source),
            direct_destination: AtomicBool::new(direct_destination),
            state: Mutex::new(State {
                extents: Extents::new(transfer.plan.holes),
                handed: start,
                limit: u64::MAX,
                end: size,
                skipped: 0,
                ends_in_hole: false,
                in_flight: [None; Plan::MAX_WORKERS],
                failure: None,
                stop: false,
            }),
            changed: Condvar::new(),
        }
    }

    fn run(&self, transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        self.allow_up_to(transfer.plan, stream);
        std::thread::scope(|scope| {
            let mut helpers = Vec::new();
            for worker in 1..self.crew.workers {
                // Fewer threads are slower, not wrong.
                let Ok(helper) = sys::spawn_quietly(scope, move || self.work(worker)) else { break };
                helpers.push(helper);
            }
            let outcome = self.lead(transfer, stream);
            if outcome.is_err() {
                self.stop();
            }
            helpers.into_iter().for_each(sys::join);
            outcome
        })
    }

    /// The calling thread's part: pump, report, look at the cancel flag.
    fn lead(&self, transfer: &Transfer<'_>, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        let plan = transfer.plan;
        let new_checkpoints = || Checkpoints::new(transfer.source, transfer.destination, self.start);
        let mut checkpoints = plan.restartable.then(new_checkpoints);
        let mut carrier = Carrier::new(self.crew);
        let pace = plan.rate.map(Pace::new);
        let mut watcher = Watcher::new();
        let mut position = self.start;
        loop {
            match self.next(LEADER) {
                Next::Copy { offset, length } => self.copy_piece(LEADER, &mut carrier, offset, length),
                Next::Finished if self.is_idle() => return self.settle(stream),
                Next::Wait | Next::Finished => self.wait_beyond(position),
            }
            let failure;
            (position, failure) = self.position();
            let before = stream.reported();
            stream.advance(position)?;
            if let Some(error) = failure {
                return Err(error.into());
            }
            if stream.reported() == before {
                watcher.look(stream)?;
            } else {
                watcher.reported();
                self.allow_up_to(plan, stream);
            }
            if let Some(checkpoints) = &mut checkpoints {
                checkpoints.pass(stream.reported())?;
            }
            if let Some(pace) = &pace {
                // A hole moves no bytes.
                let moved = (position - self.start).saturating_sub(self.state.lock().skipped);
                pace.wait(moved, || stream.session.poll_cancel())?;
            }
        }
    }

    /// Another thread's part: pump until nothing is left.
    fn work(&self, worker: usize) {
        let mut carrier = Carrier::new(self.crew);
        loop {
            match self.next(worker) {
                Next::Copy { offset, length } => self.copy_piece(worker, &mut carrier, offset, length),
                Next::Wait => {
                    let mut state = self.state.lock();
                    if self.must_wait(&state) && !state.stop {
                        self.changed.wait(&mut state);
                    }
                }
                Next::Finished => return,
            }
        }
    }

    fn next(&self, worker: usize) -> Next {
        let mut state = self.state.lock();
        let state = &mut *state;
        if state.stop || state.handed >= state.end {
            return Next::Finished;
        }
        if self.must_wait(state) {
            return Next::Wait;
        }
        let (offset, data_end) = match state.extents.next(self.source, state.handed, state.end) {
            Ok(Stretch::Data(offset, data_end)) => (offset, data_end),
            Ok(Stretch::Hole(end)) => {
                state.skipped += end - state.handed;
                (state.handed, state.end) = (end, end);
                state.ends_in_hole = true;
                return Next::Finished;
            }
            Err(errno) => {
                state.fail(CopyError::new(Phase::ReadSource, errno.into()));
                return Next::Finished;
            }
        };
        let end = data_end.min(self.boundary(offset));
        state.skipped += offset - state.handed;
        state.handed = end;
        state.in_flight[worker] = Some(offset);
        Next::Copy { offset, length: (end - offset) as usize }
    }

    /// Pieces end at multiples of their size, so that no two workers share a page, a block or a chunk.
    fn boundary(&self, offset: u64) -> u64 {
        let piece = self.crew.piece as u64;
        (offset / piece + 1) * piece
    }

    /// Whether others have to get on before the next piece is handed out. The last one, which gives the destination its
    /// size, is copied when all others are: a copy that is killed must not have the size of a complete one. Only one worker
    /// copies a file with holes, so that here data follows data.
    fn must_wait(&self, state: &State) -> bool {
        let is_last = self.boundary(state.handed) >= state.end;
        state.handed >= state.limit || (is_last && state.in_flight.iter().any(Option::is_some))
    }

    fn copy_piece(&self, worker: usize, carrier: &mut Carrier, offset: u64, length: usize) {
        let outcome = if self.pipe_piece(carrier, offset, length) {
            Ok(length)
        } else {
            self.read_and_write_piece(&mut carrier.buffer, offset, length)
        };
        let mut state = self.state.lock();
        match outcome {
            Ok(found) => {
                if found < length {
                    state.end = state.end.min(offset + found as u64); // the source shrank (S19)
                }
                state.in_flight[worker] = None;
            }
            // The piece stays in flight: nothing at or beyond it counts as copied.
            Err(error) => state.fail(error),
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Carries a piece through the pipe. `false` for whatever comes in between: then the piece is read and written from its
    /// start, and so are those that follow. Which of the two files an error is of, and whether the source has really ended,
    /// is found out there.
    fn pipe_piece(&self, carrier: &mut Carrier, offset: u64, length: usize) -> bool {
        let Some(pipe) = &carrier.pipe else { return false };
        let end = offset + length as u64;
        let mut taken = offset;
        while taken < end {
            match pipe.take(self.source, taken, (end - taken) as usize) {
                Ok(count @ 1..) => {
                    let mut given = taken;
                    taken += count as u64;
                    while given < taken {
                        match pipe.give(self.destination, given, (taken - given) as usize) {
                            Ok(count @ 1..) => given += count as u64,
                            Ok(0) | Err(_) => {
                                carrier.pipe = None;
                                return false;
                            }
                        }
                    }
                }
                Ok(0) | Err(_) => {
                    carrier.pipe = None;
                    return false;
                }
            }
        }
        true
    }

    /// Carries a piece through memory. Returns how much of it the source has.
    fn read_and_write_piece(
        &self,
        buffer: &mut Buffer,
        offset: u64,
        length: usize,
    ) -> Result<usize, CopyError> {
        self.read_piece(buffer, offset, length).and_then(|found| {
            let place = if found < length || offset + length as u64 == self.size {
                Place::Tail
            } else {
                Place::Inside
            };
            self.write_piece(buffer, offset, found, place)?;
            Ok(found)
        })
    }

    /// Reads until the piece is full or the source ends.
    fn read_piece(&self, buffer: &mut Buffer, offset: u64, length: usize) -> Result<usize, CopyError> {
        let mut found = 0;
        let mut asked_again = false;
        while found < length {
            let direct = self.direct_source.load(Ordering::Acquire);
            // Direct reads are whole blocks; the file's end cuts the last one short.
            let wanted = if direct { length.next_multiple_of(BLOCK) } else { length };
            match sys::read_at(self.source, &mut buffer.bytes()[found..wanted], offset + found as u64) {
                // Before the size that was found at the open, an end is believed when it is told twice: cutting the copy
                // short on a single odd answer would lose bytes without an error.
                Ok(0) if !asked_again => asked_again = true,
                Ok(0) => break,
                Ok(count) => found += count,
                Err(Errno::INVAL) if direct => self.leave_direct(self.source, &self.direct_source),
                Err(errno) => return Err(errno).in_phase(Phase::ReadSource),
            }
        }
        Ok(found.min(length))
    }

    fn write_piece(
        &self,
        buffer: &mut Buffer,
        offset: u64,
        length: usize,
        place: Place,
    ) -> Result<(), CopyError> {
        let mut written = 0;
        while written < length {
            let direct = self.direct_destination.load(Ordering::Acquire);
            // Direct writes are whole blocks: the last one of the file is padded, and the file cut to size at the end.
            // Elsewhere padding could hit what another worker has written; there a part of a block is refused with
            // EINVAL, and the cache takes over.
            let end = if direct && place == Place::Tail { length.next_multiple_of(BLOCK) } else { length };
            buffer.bytes()[length..end].fill(0);
            match sys::write_at(self.destination, &buffer.bytes()[written..end], offset + written as u64) {
                Ok(0) => return Err(outcome::write_failure(Errno::IO, self.size)),
                Ok(count) => written += count,
                Err(Errno::INVAL) if direct => self.leave_direct(self.destination, &self.direct_destination),
                Err(errno) => return Err(outcome::write_failure(errno, self.size)),
            }
        }
        Ok(())
    }

    /// Direct I/O was refused, say for a larger block size: from here on through the cache. The others hear of it when it
    /// is so: a part of a block written a moment earlier would be refused for good.
    fn leave_direct(&self, fd: BorrowedFd<'_>, direct: &AtomicBool) {
        // If even this fails the next call fails with the same EINVAL, which then is an error.
        let _still_direct = sys::set_direct(fd, false).is_err();
        direct.store(false, Ordering::Release);
    }

    /// Up to where everything is copied, and the failure that a worker met beyond.
    fn position(&self) -> (u64, Option<CopyError>) {
        let state = self.state.lock();
        (state.position(), state.failure)
    }

    fn is_idle(&self) -> bool {
        let state = self.state.lock();
        state.in_flight.iter().all(Option::is_none) || state.failure.is_some()
    }

    /// Everything is handed out and back: reports the rest, or the failure.
    fn settle(&self, stream: &mut Stream<'_, '_>) -> Result<(), Interrupt> {
        let (position, failure) = self.position();
        stream.advance(position)?;
        if let Some(error) = failure {
            return Err(error.into());
        }
        if position < self.size { stream.cut_short(position) } else { Ok(()) }
    }

    /// Lets the workers run ahead of what was reported, but not without bound.
    fn allow_up_to(&self, plan: &Plan, stream: &Stream<'_, '_>) {
        // A flush waits for whatever is written meanwhile, so there the others must not run away either.
        if !stream.session.is_listening() && !plan.restartable {
            self.state.lock().limit = u64::MAX;
        } else {
            self.state.lock().limit = stream.reported().saturating_add(stream.run_ahead());
        }
        self.changed.notify_all();
    }

    /// Waits until more than `position` is complete, but not so long that the cancel flag goes unnoticed. What came back
    /// before the lock is taken counts: the others may all be waiting for the leader to report it.
    fn wait_beyond(&self, position: u64) {
        let mut state = self.state.lock();
        if state.position() <= position && state.failure.is_none() {
            self.changed.wait_for(&mut state, CANCEL_INTERVAL);
        }
    }

    fn stop(&self) {
        self.state.lock().stop = true;
        self.changed.notify_all();
    }

    /// Cuts off padding and what was reserved for a source that turned out shorter.
    fn finish(&self, transfer: &Transfer<'_>, stream: &Stream<'_, '_>) -> Result<(), Interrupt> {
        let direct = transfer.plan.caching == Caching::Direct;
        let shorter = stream.reported() < self.size;
        // Never to the size that it has: xfs writes a file that was truncated out when it is closed.
        // Where data ends the file the size is right by now.
        if direct || shorter || self.state.lock().ends_in_hole {
            sys::truncate(self.destination, stream.reported())
                .map_err(|errno| outcome::write_failure(errno, self.size))?;
        }
        if direct {
            // Where the cache could not be bypassed, at least leave nothing in it.
            for (fd, bypassed) in
                [(self.source, &self.direct_source), (self.destination, &self.direct_destination)]
            {
                if !bypassed.load(Ordering::Relaxed) {
                    sys::drop_from_cache(fd);
                }
            }
        }
        Ok(())
    }
}

impl State {
    fn position(&self) -> u64 {
        let oldest = self.in_flight.iter().flatten().copied().min().unwrap_or(self.handed);
        oldest.min(self.handed).min(self.end)
    }

    /// Keeps the first failure and ends the work of everybody.
    fn fail(&mut self, error: CopyError) {
        self.failure.get_or_insert(error);
        self.stop = true;
    }
}

/// What a worker carries pieces in.
struct Carrier {
    /// `None` where it was refused, once and for all.
    pipe: Option<Pipe>,
    buffer: Buffer,
}

impl Carrier {
    fn new(crew: Crew) -> Self {
        let pipe = match crew.carry {
            Carry::Pipe => Pipe::new(crew.piece).ok(),
            Carry::Buffer => None,
        };
        Self { pipe, buffer: Buffer::new(crew.piece) }
    }
}

/// A piece's worth of memory, aligned for direct I/O, taken when it is first used.
struct Buffer {
    memory: Vec<u8>,
    start: usize,
    length: usize,
}

impl Buffer {
    fn new(piece: usize) -> Self {
        Self { memory: Vec::new(), start: 0, length: piece.next_multiple_of(BLOCK) }
    }

    fn bytes(&mut self) -> &mut [u8] {
        if self.memory.is_empty() {
            self.memory = vec![0; self.length + BLOCK];
            self.start = self.memory.as_ptr().align_offset(BLOCK);
        }
        &mut self.memory[self.start..self.start + self.length]
    }
}

/// The calling thread's number.
const LEADER: usize = 0;
/// The unit of direct I/O. Every block size that Linux file systems use for it divides or equals this.
pub(super) const BLOCK: usize = 4096;
