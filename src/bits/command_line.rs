//! The notification program: run when no object took the event (J2-1 to J2-8, NTF-20 to NTF-24).

use super::{JobState, NOTIFY_DISABLE, NOTIFY_JOB_ERROR, NOTIFY_JOB_TRANSFERRED, Result, clock, notify};
use crate::queue::engine::Engine;
use crate::queue::lock::Lock;
use crate::queue::store::JobRow;
use crate::win32::layer::{layer, start_thread};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Starts the programs that are due. `true` while one is due later or under way.
pub(crate) fn look(engine: &Arc<Engine>, due: &mut Option<Instant>) -> Result<bool> {
    let mut waiting = !engine.commands.lock().is_empty();
    for job in engine.store.jobs_in(&[JobState::Error, JobState::Transferred])? {
        let flag = if job.state == JobState::Transferred { NOTIFY_JOB_TRANSFERRED } else { NOTIFY_JOB_ERROR };
        let wanted = job.notify_flags & flag != 0 && job.notify_flags & NOTIFY_DISABLE == 0;
        if job.program.is_empty() || !wanted || job.told >= job.event || notify::taker(engine, &job) {
            continue;
        }
        waiting = true;
        if engine.commands.lock().contains(&job.id) {
            continue;
        }
        let wait = if job.boot == clock::boot_id() { job.retry_boot - clock::since_boot() } else { 0 };
        // `retry_boot` of a job in these states is the time of the next try of its program.
        if wait > 0 && job.command_failed {
            let time = Instant::now() + Duration::from_millis(u64::try_from(wait).unwrap_or(0));
            *due = Some(due.map_or(time, |due| due.min(time)));
            continue;
        }
        let (id, delay) = (job.id, job.retry_delay);
        if let Err(code) = start(engine, job) {
            // PER-20: the trouble with one program is not that of all jobs.
            log::error!("the notification program of job {id} is not started: {code}");
            engine.store.note_program_failed(id, delay)?;
        }
    }
    Ok(waiting)
}

fn start(engine: &Arc<Engine>, job: JobRow) -> Result<()> {
    let own = engine.registered.lock().contains_key(&job.id);
    // An object in another process has the first word; its lock goes with it.
    let object = if own { None } else { Some(Lock::attempt(&engine.lock_file(job.guid, "notify"))?) };
    if matches!(object, Some(None)) {
        return Ok(());
    }
    let Some(lock) = Lock::attempt(&engine.lock_file(job.guid, "command"))? else { return Ok(()) };
    if engine.store.job(job.id)?.told >= job.event {
        return Ok(());
    }
    engine.commands.lock().insert(job.id);
    let keeper = Arc::clone(engine);
    let id = job.id;
    let work = move || {
        let succeeded = run(&job);
        let noted = match succeeded {
            true => keeper.store.note_program_ran(id, job.event),
            false => keeper.store.note_program_failed(id, job.retry_delay),
        };
        if succeeded && noted.is_ok() {
            notify::taken_by_command(&keeper, id, job.event);
        }
        drop(lock);
        keeper.lock_file(job.guid, "command").remove();
        keeper.commands.lock().remove(&id);
        keeper.poke();
    };
    if !start_thread("copyfile2-command", work) {
        engine.commands.lock().remove(&id);
    }
    Ok(())
}

/// Whether the program ran and exited with 0.
fn run(job: &JobRow) -> bool {
    if let Some(exit) = layer().and_then(|layer| layer.run_program(&job.program, &job.parameters)) {
        log::debug!("the layer ran the notification program {} of {}: {exit:?}", job.program, job.guid);
        return exit == Ok(0);
    }
    // J2-1: a full path. A name would be looked for along PATH, and a relative one where the process happens to stand.
    if !Path::new(&job.program).is_absolute() {
        log::error!("the notification program of {} has no full path: {}", job.guid, job.program);
        return false;
    }
    let mut command = Command::new(&job.program);
    let mut words = split(&job.parameters).into_iter();
    if let Some(first) = words.next() {
        command.arg0(first); // J2-2: the parameters repeat the program
    }
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            log::error!("the notification program {} of {} does not run: {error}", job.program, job.guid);
            return false;
        }
    };
    match child.wait() {
        Ok(status) => {
            log::debug!("the notification program {} of {} ended: {status}", job.program, job.guid);
            status.success()
        }
        // The host program ignores SIGCHLD or waits for all children: the status is lost. The program ran, and a second run
        // would do more harm than a missing one.
        Err(error) => {
            log::warn!(
                "how the notification program {} of {} ended is not known: {error}",
                job.program,
                job.guid
            );
            true
        }
    }
}

/// Splits a command line by Windows' rules: quotes group, `2n` backslashes before a quote are `n`, `2n+1` make the quote
/// a letter; elsewhere a backslash is itself.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' if !quoted => words.extend(word.take()),
            '\\' => {
                let mut count = 1;
                while letters.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let into = word.get_or_insert_default();
                if letters.peek() == Some(&'"') {
                    into.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        letters.next();
                        into.push('"');
                    }
                } else {
                    into.extend(std::iter::repeat_n('\\', count));
                }
            }
            '"' => {
                word.get_or_insert_default();
                if quoted && letters.next_if_eq(&'"').is_some() {
                    word.get_or_insert_default().push('"');
                } else {
                    quoted = !quoted;
                }
            }
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn parameters_split_by_the_rules_of_windows() {
        for (text, words) in [
            ("", vec![]),
            ("prog a  b", vec!["prog", "a", "b"]),
            (r#"prog "a b" c"d e"f"#, vec!["prog", "a b", "cd ef"]),
            (r#"a\b "c\\" \"d\" "e\"f" "" "g""h""#, vec![r"a\b", r"c\", "\"d\"", "e\"f", "", "g\"h"]),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }
}
