//! What an answer means for a file under way: bytes, a size, another place, another file (5.3, 5.5).

use super::super::settings::redirects;
use super::{Fetch, Fetched, PIECE, Result, Turn, origin};
use crate::bits::LENGTH_TO_EOF;
use crate::http::{self, Answer, Answered, Ask, Redirects, Sameness, Verdict, is_secure, sameness};
use crate::queue::cause::Cause;
use std::time::Instant;

/// Time that a piece should take.
const PIECE_SECONDS: f64 = 2.0;
/// RDR-5.
const MAX_REDIRECTS: u32 = 10;
/// A remote file that changes so often in one run is left alone for a while.
const MAX_RESTARTS: u32 = 5;

/// An answer that is no failure.
pub(crate) enum Judged {
    Changed,
    Unvouched,
    Doubted,
    Redirected(u16),
    Sized(Answer, u64),
    /// Bytes came, to the local positions from `first` up to `last`; `whole` is the size when it was not known before.
    Came {
        whole: Option<(Answer, u64)>,
        first: u64,
        last: u64,
    },
}

impl Fetch {
    /// What an answer brought.
    pub(crate) fn judged(&mut self, answered: Answered, ask: Ask, began: Instant) -> Result<Judged> {
        let Answered { mut exchange, verdict, broken } = answered;
        let written = exchange.written;
        let file = &mut self.file;
        if !exchange.answer.text.is_empty() {
            file.answer = Some(std::mem::take(&mut exchange.answer.text));
        }
        let (mut first, mut last) = (0, 0);
        if let Some(sink) = exchange.sink.take() {
            if written > 0 {
                self.moved = true;
                file.done = self.moving.read().1;
                (first, last) = (sink.position - written, sink.position);
            }
            self.take_back(sink.target);
        }
        let file = &mut self.file;
        match verdict? {
            Verdict::Changed => Ok(Judged::Changed),
            Verdict::Unvouched => Ok(Judged::Unvouched),
            Verdict::Doubted if self.unconditional => {
                Err(http::Cause::Status { status: 412, retry_after: None }.into())
            }
            Verdict::Doubted => Ok(Judged::Doubted),
            Verdict::Redirected(status) => Ok(Judged::Redirected(status)),
            Verdict::Write { most: size, .. } if matches!(ask, Ask::Head | Ask::Probe) => {
                // What follows an answer to HEAD says nothing about it.
                self.coding = Some(std::mem::take(&mut exchange.answer.coding));
                Ok(Judged::Sized(exchange.answer, size))
            }
            Verdict::Write { most, .. } => {
                if self.coding.is_none() {
                    self.coding = Some(std::mem::take(&mut exchange.answer.coding));
                }
                if ask == Ask::Whole && file.remote_size.is_none() {
                    file.learn(&exchange.answer, most); // what came counts, should the rest be missing
                }
                if ask == Ask::Unchecked {
                    file.modified = exchange.answer.modified;
                }
                if let Some(cause) = broken {
                    if let Some(demand) = &mut self.demand {
                        demand.came(first, last); // noted when the job halts
                    }
                    return Err(cause.into());
                }
                let must_have = ask == Ask::Unchecked && most != u64::MAX && written != most;
                if must_have || (ask != Ask::Unchecked && written == 0 && file.total != Some(0)) {
                    return Err(Cause::Interrupted); // an answer without its body brings nothing nearer
                }
                let rate = written as f64 / began.elapsed().as_secs_f64().max(0.001);
                self.piece = ((rate * PIECE_SECONDS) as u64).clamp(PIECE.0, PIECE.1);
                let whole = (ask == Ask::Whole).then_some((exchange.answer, most));
                Ok(Judged::Came { whole, first, last })
            }
        }
    }

    /// The size is known.
    pub(crate) fn sized(&mut self, turn: &mut Turn<'_>, answer: &Answer, size: u64) -> Result<()> {
        let cap = turn.shared.cap(turn.engine, self.file.index)?;
        let file = &mut self.file;
        let known = (file.modified, file.etag.as_deref());
        let same = sameness(known, (answer.modified, answer.etag.as_deref()));
        let changed = file.remote_size.is_some_and(|known| known != size || same != Sameness::Same);
        if changed {
            if self.demand.as_ref().is_some_and(|demand| demand.filled() > 0) {
                return Err(Cause::Changed); // ANS-4: not behind the client's back
            }
            file.restart(); // ANS-1
            self.out = None;
        }
        file.learn(answer, size);
        if self.found.take().is_some_and(|found| found.is_of(size, answer.modified)) {
            file.done = size;
            self.temporary.adopt();
        }
        let mut total = 0_u64;
        for range in &file.ranges {
            let end = match range.length {
                LENGTH_TO_EOF => size,
                length => range.initial_offset.saturating_add(length),
            };
            if range.initial_offset >= size || end > size {
                return Err(Cause::OutOfRange); // RNG-2: all of it is in the file
            }
            total = total.saturating_add(end - range.initial_offset);
        }
        let total = if file.ranges.is_empty() { size } else { total };
        file.total = Some(total);
        file.done = file.done.min(total);
        if total > cap {
            return Err(Cause::TooLarge);
        }
        self.moving.set(file.total, file.done);
        Ok(())
    }

    /// The remote file is another one now: from the start (ANS-1, INF-8).
    pub(crate) fn restart(&mut self, turn: &mut Turn<'_>) -> Result<Fetched> {
        if self.demand.as_ref().is_some_and(|demand| demand.filled() > 0) {
            return Err(Cause::Changed); // ANS-4: not behind the client's back
        }
        self.restarts += 1;
        self.file.restart();
        self.out = None;
        self.moving.set(None, 0);
        if self.restarts > MAX_RESTARTS {
            return Err(Cause::Unsettled);
        }
        self.coding = None;
        self.unconditional = false;
        self.go_home();
        // ANS-16: one answer is of one version.
        let ask = if self.in_one { Ask::Whole } else { Ask::Head };
        self.request(turn, ask)
    }

    /// RDR-1 to RDR-5.
    pub(crate) fn redirected(
        &mut self,
        turn: &mut Turn<'_>,
        ask: Ask,
        status: u16,
        target: Option<String>,
    ) -> Result<Fetched> {
        let refused = Cause::Http(http::Cause::Redirect(status));
        let Some(target) = target else { return Err(refused) };
        let Redirects::Followed { is_reported, may_downgrade } = redirects(turn.shared.job.security_flags)
        else {
            self.move_to(target); // HO-16: the name that it would have had
            return Err(refused);
        };
        self.redirects += 1;
        self.is_kept = false;
        let downgrade = is_secure(&self.url) && !is_secure(&target);
        if self.redirects > MAX_REDIRECTS || (downgrade && !may_downgrade) {
            return Err(refused);
        }
        self.same_host &= origin(&self.url).is_some_and(|from| Some(from) == origin(&target)) && !downgrade;
        self.url = target;
        if is_reported {
            self.move_to(self.url.clone());
        }
        self.request(turn, ask)
    }
}

impl Fetch {
    /// The remote name is another one from now on. Whom the client named is kept.
    fn move_to(&mut self, target: String) {
        let file = &mut self.file;
        file.named.get_or_insert_with(|| file.remote.clone());
        file.moved_to = Some(target);
    }
}
