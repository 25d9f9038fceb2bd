//! Every event in every state, against a queue on the disk.

use super::*;
use crate::queue::owner::Owner;
use crate::queue::store::{Durability, Store};
use crate::queue::{ErrorContext, Hresult};

/// What the columns of the tables below stand for; R is a suspended job that waits for ranges to be asked for.
const STATES: [(&str, JobState); 10] = [
    ("Q", Queued),
    ("C", Connecting),
    ("X", Transferring),
    ("S", Suspended),
    ("R", Suspended),
    ("E", Error),
    ("TE", TransientError),
    ("TD", Transferred),
    ("A", Acknowledged),
    ("CA", Cancelled),
];

fn fault() -> Fault {
    Fault {
        context: ErrorContext::RemoteFile,
        code: Hresult::E_FAIL,
        file: Some(0),
        detail: Some("new".to_owned()),
    }
}

type Function = fn(&Transaction, i64) -> Result<bool>;

/// Section 2.2 of the rule sheet, by event and by the state that it finds; `=` is a row that stays as it is.
const TABLE: &[(&str, Function, &str)] = &[
    //                                                  Q  C  X  S R E TE TD A CA
    ("queue", queue, "                                  =  =  =  = = = Q  =  = ="),
    ("connect", connect, "                              C  C  C  = = = =  =  = ="),
    ("transfer", transfer, "                            X  X  X  = = = =  =  = ="),
    ("rest", rest, "                                    R  R  R  = = = =  =  = ="),
    ("arrive", arrive, "                                TD TD TD = = = =  =  = ="),
    ("fail", |to, job| fail(to, job, &fault(), Lasting::ForGood, 600), "E E E = = = = = = ="),
    ("fail for now", |to, job| fail(to, job, &fault(), Lasting::ForNow, 600), "TE TE TE = = = = = = ="),
    ("refuse", |to, job| refuse(to, job, &fault()), "   E  E  E  = = = =  =  = ="),
    ("give up", give_up, "                              =  =  =  = = = E  =  = ="),
    ("validate", |to, job| validate(to, job, &fault()), "E E  E  E E E E  E  = ="),
    ("spoil", |to, job| spoil(to, job, &fault()), "     E  E  E  E E E E  E  = ="),
    ("suspend", suspend, "                              S  S  S  = S S S  =  = ="),
    ("hold", hold, "                                    S  S  S  = = = S  =  = ="),
    ("resume", |to, job| resume(to, job, Outstanding::Nothing), "= = = Q Q Q Q = = ="),
    ("resume with more", |to, job| resume(to, job, Outstanding::Files), "= = = Q Q Q Q Q = ="),
    ("rename", rename, "                                Q  Q  Q  = = = =  =  = ="),
    ("ask", ask, "                                      =  =  =  = Q = =  =  = ="),
    ("requeue", requeue, "                              Q  Q  Q  = = = =  =  = ="),
    ("recover", recover, "                              =  =  =  = Q = =  Q  = ="),
    ("acknowledge", acknowledge, "                      A  A  A  A A A A  A  = ="),
    ("cancel", cancel, "                                CA CA CA CA CA CA CA CA = ="),
];

/// A row as far as states matter. Before each event: 10 events, 20 changes, 30 errors, the time 1 for all, turn 5.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    state: i32,
    resting: bool,
    event: i64,
    change: i64,
    errors: i64,
    modified: i64,
    completed: i64,
    context: i32,
    detail: Option<String>,
    turn: i64,
    stalled: Option<i64>,
    elapsed: i64,
    resumed: bool,
}

struct Queue {
    _place: tempfile::TempDir,
    store: Store,
}

impl Queue {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open(place.path(), Owner::of(place.path()).unwrap()).unwrap();
        Self { _place: place, store }
    }

    /// Job 1 in a state, with a file that is here, and job 2, whose turn is the last.
    fn reset(&self, name: &str, state: JobState) -> Row {
        let sql = format!(
            "DELETE FROM job; DELETE FROM file;
             INSERT INTO job(id, guid, type, state, idle, owner, display_name, created, modified, completed, method, turn,
               event, change, error_count, error_context, error_code, error_detail, stalled_boot, elapsed, files, arrived)
             VALUES (1, randomblob(16), 0, {}, {}, 0, '', 1, 1, 1, 'GET', 5, 10, 20, 30, 7, 7, 'old', 9, 9, 1, 1),
               (2, randomblob(16), 0, 3, 0, 0, '', 1, 1, 0, 'GET', 8, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0);
             INSERT INTO file(job, idx, remote, spelling, path, stage) VALUES (1, 0, 'a', x'', x'', 1)",
            i32::from(state),
            i32::from(name == "R")
        );
        self.store.write(Durability::Lazy, |to| Ok(to.execute_batch(&sql)?)).unwrap();
        self.row()
    }

    fn row(&self) -> Row {
        let sql = "SELECT state, idle, event, change, error_count, modified, completed, error_context, error_detail, turn, \
                   stalled_boot, elapsed, resumed FROM job WHERE id = 1";
        let row = self.store.read_row(sql, &[], |row| {
            Ok(Row {
                state: row.get(0)?,
                resting: row.get(1)?,
                event: row.get(2)?,
                change: row.get(3)?,
                errors: row.get(4)?,
                modified: row.get(5)?,
                completed: row.get(6)?,
                context: row.get(7)?,
                detail: row.get(8)?,
                turn: row.get(9)?,
                stalled: row.get(10)?,
                elapsed: row.get(11)?,
                resumed: row.get(12)?,
            })
        });
        row.unwrap().unwrap()
    }

    fn happens(&self, event: Function) -> bool {
        self.store.write(Durability::Lazy, |to| event(to, 1)).unwrap()
    }
}

fn state(name: &str) -> JobState {
    STATES.iter().find(|(known, _)| *known == name).unwrap().1
}

// ST-1: all nine states; TR-1 and the table of 2.2: who leads where.
#[test]
fn every_event_in_every_state_leads_where_the_sheet_says() {
    let queue = Queue::new();
    for (event, function, row) in TABLE {
        let cells: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(cells.len(), STATES.len(), "{event}");
        for ((from, found), expected) in STATES.into_iter().zip(cells) {
            let before = queue.reset(from, found);
            let moved = queue.happens(*function);
            let after = queue.row();
            let what = format!("{event} in {from}");
            if expected == "=" {
                assert_eq!((moved, &after), (false, &before), "{what}");
                continue;
            }
            let is = (after.state, after.resting);
            if (*event, from) == ("suspend", "R") {
                // TR-8: the state is as it was, and only what ends it is another thing: nobody is told.
                assert_eq!(is, (i32::from(Suspended), false), "{what}");
                assert_eq!(Row { resting: true, ..after }, before, "{what}");
                continue;
            }
            assert!(moved, "{what}");
            assert_eq!(is, (i32::from(state(expected)), expected == "R"), "{what}");
            let is_event = matches!(expected, "E" | "TD");
            // Section 4.1: ERROR and TRANSFERRED are told of as themselves.
            let counted = (after.event - before.event, after.change - before.change);
            assert_eq!(counted, if is_event { (1, 0) } else { (0, 1) }, "{what}: event or change");
            assert!(after.modified > 1, "{what}: INF-11: state change is a modification");
            // INF-11: the entry into TRANSFERRED, 0 before.
            match expected {
                "TD" => assert!(after.completed > 1, "{what}"),
                "A" | "CA" => assert_eq!(after.completed, 1, "{what}"),
                _ => assert_eq!(after.completed, 0, "{what}"),
            }
            let fails = matches!(*event, "fail" | "fail for now" | "refuse" | "validate" | "spoil");
            assert_eq!(after.errors - before.errors, i64::from(fails), "{what}: INF-14: rises with failures");
            let (context, detail) = match expected {
                _ if fails => (i32::from(ErrorContext::RemoteFile), "new"),
                "X" | "TD" => (0, "old"), // TR-5: the error is gone with the first bytes
                _ => (before.context, "old"),
            };
            assert_eq!((after.context, after.detail.as_deref()), (context, Some(detail)), "{what}");
            // SCH-5: to the back of its level.
            let goes_last = matches!(*event, "resume" | "resume with more" | "requeue" | "ask");
            assert_eq!(after.turn, if goes_last { 9 } else { 5 }, "{what}: place in its level");
            // TO-3: progress and Resume restart the patience. TO-5: Resume sets the elapsed time to 0.
            let begins = event.starts_with("resume");
            assert_eq!(after.stalled, (!begins && *event != "transfer").then_some(9), "{what}");
            assert_eq!((after.elapsed, after.resumed), if begins { (0, true) } else { (9, false) }, "{what}");
        }
    }
}

// PER-11: a job is not done because it says so; its rows are counted.
#[test]
fn a_job_that_lacks_a_file_does_not_arrive() {
    let queue = Queue::new();
    for lacking in ["UPDATE file SET stage = 0", "UPDATE job SET files = 2 WHERE id = 1", "DELETE FROM file"]
    {
        queue.reset("X", Transferring);
        queue.store.write(Durability::Lazy, |to| Ok(to.execute_batch(lacking)?)).unwrap();
        assert!(!queue.happens(arrive), "{lacking}");
        assert_eq!(queue.row().state, i32::from(Transferring), "{lacking}");
    }
}

// PER-11: what is no state at all ends as ERROR, which every client understands.
#[test]
fn a_job_in_no_state_is_spoiled() {
    let queue = Queue::new();
    for odd in ["99", "'x'", "-1", "2.5"] {
        queue.reset("X", Transferring);
        let sql = format!("UPDATE job SET state = {odd} WHERE id = 1");
        queue.store.write(Durability::Lazy, |to| Ok(to.execute_batch(&sql)?)).unwrap();
        for event in [connect as Function, resume_all, requeue, suspend] {
            assert!(!queue.happens(event), "{odd}");
        }
        assert!(queue.happens(|to, job| spoil(to, job, &fault())), "{odd}");
        assert_eq!(queue.row().state, i32::from(Error), "{odd}");
    }
}

fn resume_all(to: &Transaction, job: i64) -> Result<bool> {
    resume(to, job, Outstanding::Files)
}

// TO-1: the next try is due after the delay; TO-3: the patience began with the first failure.
#[test]
fn a_transient_failure_is_tried_again_after_the_delay() {
    let queue = Queue::new();
    queue.reset("X", Transferring);
    queue.happens(transfer);
    let before = clock::since_boot();
    queue.happens(|to, job| fail(to, job, &fault(), Lasting::ForNow, 600));
    let after = clock::since_boot();
    let job = queue.store.job(1).unwrap();
    assert!((before + 600_000..=after + 600_000).contains(&job.retry_boot), "TO-1: the delay");
    assert!(
        job.stalled_boot.is_some_and(|since| (before..=after).contains(&since)),
        "TO-3: the first failure"
    );
    assert_eq!(job.boot, clock::boot_id());
}
