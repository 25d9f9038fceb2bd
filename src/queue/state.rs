//! What moves a job from one state to another (ST-1 to ST-9, section 2.2 of the rule sheet).
//!
//! Every change of state is one function here, called inside a transaction; nothing else writes the column. [`Event`] has a
//! line for each line of the sheet's table, and [`Entry`] says what entering a state does to the row, whatever led there:
//!
//! | state entered | counts as | time of completion | error in force | time of the change |
//! | --- | --- | --- | --- | --- |
//! | Queued, Connecting, Suspended, TransientError | change | none | kept | now |
//! | Transferring | change | none | forgotten (TR-5) | now |
//! | Error | event | none | kept | now |
//! | Transferred | event | now (INF-11) | forgotten (INF-15) | now |
//! | Acknowledged, Cancelled | change | kept | kept | now |
//!
//! Where the sheet decides:
//! - ERROR and TRANSFERRED are told of as themselves and not as a modification (section 4.1): each entry is one event and no
//!   change, whether a run, a client's verdict or the database led there.
//! - Every change of state is a modification in the sense of INF-11, also one by the scheduler or after a power cut.
//! - The end of a level (SCH-5) is one behind the last turn of all jobs. Whoever resumes, loses its slice, or asks a resting
//!   job for more goes there; a retry keeps its place.

use super::store::{self, Fault, Transaction};
use super::{JobState, Result, clock};
use JobState::{
    Acknowledged, Cancelled, Connecting, Error, Queued, Suspended, Transferred, Transferring, TransientError,
};

/// The states of jobs that want to move bytes now (ST-11).
pub(crate) const ACTIVE: &[JobState] = &[Queued, Connecting, Transferring];

/// Something that may change the state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Queue,
    Connect,
    Transfer,
    Rest,
    Arrive,
    Fail,
    FailForNow,
    GiveUp,
    Validate,
    Spoil,
    Suspend,
    Hold,
    Resume,
    ResumeWithMore,
    Rename,
    Ask,
    Requeue,
    Recover,
    Acknowledge,
    Cancel,
}

/// The jobs that an event is for; others stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Those in one of these states.
    States(&'static [JobState]),
    /// All that are not final, also those whose state is none that this library writes (PER-11).
    Live,
    /// Suspended ones that wait for ranges to be asked for (F6-4); a client that suspends ends that.
    Resting,
    /// The same and TRANSFERRED ones: who thinks that it is done.
    RestingOrTransferred,
}

/// What an event does to the row beside what entering the state does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Also<'a> {
    /// It goes to the end of its level (SCH-5).
    GoesLast,
    /// Times and patience start anew (TO-5), and what only counts before the first Resume is over (J5-4).
    BeginsAnew,
    /// It waits for ranges to be asked for, and not for the client's Resume (F6-4).
    Rests,
    /// Progress restarts the patience (TO-3).
    Progresses,
    /// Files that nobody noted are of this boot from here on (PER-3).
    RunsHere,
    /// An error is in force, and counted (INF-14).
    Fails(&'a Fault),
    /// The next try is due `at`; the patience began `since`, if not before (TO-3).
    Retries { at: i64, since: i64 },
    /// All its files are here; only if so many rows say it (PER-11).
    HasAllFiles,
}

/// Origin where to where, and what else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transition {
    pub from: Origin,
    pub to: JobState,
    pub also: &'static [Also<'static>],
}

impl Event {
    /// Section 2.2 of the rule sheet.
    const fn transition(self) -> Transition {
        use Origin::{Live, Resting, RestingOrTransferred, States};
        const fn to(from: Origin, to: JobState, also: &'static [Also<'static>]) -> Transition {
            Transition { from, to, also }
        }
        match self {
            Self::Queue => to(States(&[TransientError]), Queued, &[]),
            Self::Connect => to(States(ACTIVE), Connecting, &[Also::RunsHere]),
            Self::Transfer => to(States(ACTIVE), Transferring, &[Also::RunsHere, Also::Progresses]),
            Self::Rest => to(States(ACTIVE), Suspended, &[Also::Rests]),
            Self::Arrive => to(States(ACTIVE), Transferred, &[Also::HasAllFiles]),
            Self::Fail => to(States(ACTIVE), Error, &[]),
            Self::FailForNow => to(States(ACTIVE), TransientError, &[]),
            Self::GiveUp => to(States(&[TransientError]), Error, &[]),
            Self::Validate | Self::Spoil => to(Live, Error, &[]),
            Self::Suspend => {
                to(States(&[Queued, Connecting, Transferring, TransientError, Error]), Suspended, &[])
            }
            Self::Hold => to(States(&[Queued, Connecting, Transferring, TransientError]), Suspended, &[]),
            Self::Resume => {
                to(States(&[Suspended, TransientError, Error]), Queued, &[Also::GoesLast, Also::BeginsAnew])
            }
            Self::ResumeWithMore => to(
                States(&[Suspended, TransientError, Error, Transferred]),
                Queued,
                &[Also::GoesLast, Also::BeginsAnew],
            ),
            Self::Rename => to(States(ACTIVE), Queued, &[]),
            Self::Ask => to(Resting, Queued, &[Also::GoesLast]),
            Self::Requeue => to(States(ACTIVE), Queued, &[Also::GoesLast]),
            Self::Recover => to(RestingOrTransferred, Queued, &[]),
            Self::Acknowledge => to(Live, Acknowledged, &[]),
            Self::Cancel => to(Live, Cancelled, &[]),
        }
    }

    /// `true` if it moved the job.
    fn happens(self, to: &Transaction, job: i64, also: &[Also<'_>]) -> Result<bool> {
        let moved = store::enter(to, job, &self.transition(), also)?;
        if moved {
            log::debug!("job {job} of the queue: {self:?}, so {:?}", self.transition().to);
        }
        Ok(moved)
    }
}

/// What entering a state does to a row, whatever led there. The time of the change is noted for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub counts: Counts,
    pub completion: Completion,
    pub forgets_error: bool,
}

/// What clients are told of an entry (section 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// JobTransferred or JobError.
    AsEvent,
    /// JobModification.
    AsChange,
}

/// The time at which all files were here (INF-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Completion {
    None,
    Now,
    Kept,
}

impl Entry {
    pub(crate) const fn into(state: JobState) -> Self {
        let (counts, completion) = match state {
            Transferred => (Counts::AsEvent, Completion::Now),
            Error => (Counts::AsEvent, Completion::None),
            Acknowledged | Cancelled => (Counts::AsChange, Completion::Kept),
            Queued | Connecting | Transferring | Suspended | TransientError => {
                (Counts::AsChange, Completion::None)
            }
        };
        Self { counts, completion, forgets_error: matches!(state, Transferring | Transferred) }
    }
}

/// The delay after a transient error is over.
pub(crate) fn queue(to: &Transaction, job: i64) -> Result<bool> {
    Event::Queue.happens(to, job, &[])
}

/// A run of this process tries to reach the server of the current file.
pub(crate) fn connect(to: &Transaction, job: i64) -> Result<bool> {
    Event::Connect.happens(to, job, &[])
}

/// The first bytes came.
pub(crate) fn transfer(to: &Transaction, job: i64) -> Result<bool> {
    Event::Transfer.happens(to, job, &[])
}

/// All that was asked for on demand is here (F6-4).
pub(crate) fn rest(to: &Transaction, job: i64) -> Result<bool> {
    Event::Rest.happens(to, job, &[])
}

/// All files are here. `false` also when one of them is not.
pub(crate) fn arrive(to: &Transaction, job: i64) -> Result<bool> {
    Event::Arrive.happens(to, job, &[])
}

/// Whether a failed job is tried again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// ERROR (ST-7).
    ForGood,
    /// TRANSIENT_ERROR (ST-6).
    ForNow,
}

/// A run failed; where that is for now, it is tried again after `delay` seconds.
pub(crate) fn fail(to: &Transaction, job: i64, fault: &Fault, lasting: Lasting, delay: u32) -> Result<bool> {
    let now = clock::since_boot();
    let also = [Also::Fails(fault), Also::Retries { at: now + i64::from(delay) * 1000, since: now }];
    match lasting {
        Lasting::ForGood => Event::Fail.happens(to, job, &also),
        Lasting::ForNow => Event::FailForNow.happens(to, job, &also),
    }
}

/// A job cannot even be begun.
pub(crate) fn refuse(to: &Transaction, job: i64, fault: &Fault) -> Result<bool> {
    Event::Fail.happens(to, job, &[Also::Fails(fault)])
}

/// The patience with transient errors is over; the last one stays in force (TO-3).
pub(crate) fn give_up(to: &Transaction, job: i64) -> Result<bool> {
    Event::GiveUp.happens(to, job, &[])
}

/// The client turned a file down (F3-5).
pub(crate) fn validate(to: &Transaction, job: i64, fault: &Fault) -> Result<bool> {
    Event::Validate.happens(to, job, &[Also::Fails(fault)])
}

/// The database cannot be right about the job (PER-11).
pub(crate) fn spoil(to: &Transaction, job: i64, fault: &Fault) -> Result<bool> {
    Event::Spoil.happens(to, job, &[Also::Fails(fault)])
}

/// Suspend. OQ-2: in TRANSFERRED there is nothing to stop. TR-8: a job that rests waits for Resume from now on.
pub(crate) fn suspend(to: &Transaction, job: i64) -> Result<bool> {
    store::end_rest(to, job)?;
    Event::Suspend.happens(to, job, &[])
}

/// Complete needs the files of a job that may be under way: whoever moves them lets go.
pub(crate) fn hold(to: &Transaction, job: i64) -> Result<bool> {
    Event::Hold.happens(to, job, &[])
}

/// What there is to do for Resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outstanding {
    /// All files are here (OQ-3).
    Nothing,
    /// Some are not.
    Files,
}

/// Resume of a job with files (CTL-3 to CTL-6).
pub(crate) fn resume(to: &Transaction, job: i64, outstanding: Outstanding) -> Result<bool> {
    match outstanding {
        Outstanding::Nothing => Event::Resume.happens(to, job, &[]),
        Outstanding::Files => Event::ResumeWithMore.happens(to, job, &[]),
    }
}

/// Files under way got other remote names: the run ends, and the next one begins with them (CTL-5, J3-5).
pub(crate) fn rename(to: &Transaction, job: i64) -> Result<bool> {
    Event::Rename.happens(to, job, &[])
}

/// The client asked for ranges: a job that rests goes on (F6-2).
pub(crate) fn ask(to: &Transaction, job: i64) -> Result<bool> {
    Event::Ask.happens(to, job, &[])
}

/// The time slice is over, or a job of a higher level waits (SCH-3 to SCH-5).
pub(crate) fn requeue(to: &Transaction, job: i64) -> Result<bool> {
    Event::Requeue.happens(to, job, &[])
}

/// A power cut took what was here (PER-3, PER-17). What was under way is queued by whoever finds its lock free (PER-5).
pub(crate) fn recover(to: &Transaction, job: i64) -> Result<bool> {
    Event::Recover.happens(to, job, &[])
}

/// Complete: final (ST-9).
pub(crate) fn acknowledge(to: &Transaction, job: i64) -> Result<bool> {
    Event::Acknowledge.happens(to, job, &[])
}

/// Cancel: final (ST-9).
pub(crate) fn cancel(to: &Transaction, job: i64) -> Result<bool> {
    Event::Cancel.happens(to, job, &[])
}

#[cfg(test)]
mod tests;
