//! The only place that writes the state of a job; [`state`](crate::queue::state) decides what is written.

use super::{Fault, Transaction};
use crate::queue::state::{Also, Completion, Counts, Entry, Origin, Transition};
use crate::queue::{JobState, Result, clock};
use rusqlite::ToSql;

/// The states that are never left (ST-9), as a list of SQL.
pub(crate) const FINAL: &str = "(7, 8)";

/// States as a list of SQL.
pub(crate) fn list(states: &[JobState]) -> String {
    let numbers: Vec<String> = states.iter().map(|state| i32::from(*state).to_string()).collect();
    format!("({})", numbers.join(", "))
}

fn condition(from: Origin) -> String {
    let resting = || format!("(state = {} AND idle = 1)", i32::from(JobState::Suspended));
    match from {
        Origin::States(states) => format!("state IN {}", list(states)),
        Origin::Live => format!("state NOT IN {FINAL}"),
        Origin::Resting => resting(),
        Origin::RestingOrTransferred => {
            format!("({} OR state = {})", resting(), i32::from(JobState::Transferred))
        }
    }
}

/// Sets columns to values, by name.
#[derive(Default)]
struct Sets<'a> {
    text: Vec<&'static str>,
    values: Vec<(&'static str, Box<dyn ToSql + 'a>)>,
}

impl<'a> Sets<'a> {
    fn value(&mut self, text: &'static str, name: &'static str, value: impl ToSql + 'a) {
        self.text.push(text);
        self.values.push((name, Box::new(value)));
    }

    fn also(&mut self, also: Also<'a>) {
        match also {
            Also::GoesLast => self.text.push("turn = (SELECT coalesce(max(turn), 0) + 1 FROM job)"),
            Also::BeginsAnew => self.text.extend(["resumed = 1", "elapsed = 0", "stalled_boot = NULL"]),
            Also::Rests => {} // the one who would clear it looks
            Also::Progresses => self.text.push("stalled_boot = NULL"),
            Also::RunsHere => self.value("ran = :ran", ":ran", clock::boot_id()),
            Also::Fails(Fault { context, code, file, detail }) => {
                self.text.push("error_count = error_count + 1");
                self.value("error_context = :context", ":context", i32::from(*context));
                self.value("error_code = :code", ":code", code.0);
                self.value("error_file = :file", ":file", file);
                self.value("error_detail = :detail", ":detail", detail);
            }
            Also::Retries { at, since } => {
                self.value("boot = :boot", ":boot", clock::boot_id());
                self.value("retry_boot = :at", ":at", at);
                self.value("stalled_boot = coalesce(stalled_boot, :since)", ":since", since);
            }
            Also::HasAllFiles => self.text.push("arrived = files"),
        }
    }
}

/// Moves a job along `transition`; `false` if it is in no state for it.
pub(crate) fn enter(to: &Transaction, job: i64, transition: &Transition, also: &[Also<'_>]) -> Result<bool> {
    let Transition { from, to: state, also: always } = transition;
    let mut sets = Sets::default();
    let entry = Entry::into(*state);
    let now = clock::now().0 as i64;
    sets.value("state = :state", ":state", i32::from(*state));
    sets.value("modified = :now", ":now", now);
    sets.text.push(match entry.counts {
        Counts::AsEvent => "event = event + 1",
        Counts::AsChange => "change = change + 1",
    });
    match entry.completion {
        Completion::None => sets.text.push("completed = 0"),
        Completion::Now => sets.text.push("completed = :now"),
        Completion::Kept => {}
    }
    if entry.forgets_error {
        sets.text.push("error_context = 0");
    }
    let rests = always.iter().any(|also| matches!(also, Also::Rests));
    sets.text.push(if rests { "idle = 1" } else { "idle = 0" });
    for also in always.iter().chain(also) {
        sets.also(*also);
    }
    let mut sql = format!("UPDATE job SET {} WHERE id = :job AND {}", sets.text.join(", "), condition(*from));
    if always.iter().any(|also| matches!(also, Also::HasAllFiles)) {
        sql.push_str(" AND files = (SELECT coalesce(sum(stage > 0), 0) FROM file WHERE job = :job)");
    }
    let mut values: Vec<(&str, &dyn ToSql)> =
        sets.values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    values.push((":job", &job));
    Ok(to.prepare_cached(&sql)?.execute(values.as_slice())? == 1)
}

/// A suspended job no longer waits for ranges to be asked for, but for Resume.
pub(crate) fn end_rest(to: &Transaction, job: i64) -> Result<()> {
    to.prepare_cached("UPDATE job SET idle = 0 WHERE id = ?")?.execute([job])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_final_states_are_those_that_are_never_left() {
        let all = (0..9).map(|number| JobState::try_from(number).unwrap());
        let last: Vec<JobState> = all.filter(|state| state.is_final()).collect();
        assert_eq!(list(&last), FINAL); // ST-9: never left
    }
}
