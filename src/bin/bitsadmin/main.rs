//! `bitsadmin`: the queue from the command line, with the verbs of the Windows tool (section 10.1 of docs/rules/bits.md).
//!
//! A verb starts with `/` or `-` and its case does not matter (BA-2). Exit status: 0 success, 1 failure, 2 wrong usage.
#![forbid(unsafe_code)]

mod show;
mod transfer;
mod verbs;

use copyfile2::bits::{Guid, Hresult, Job, Manager};
use std::process::ExitCode;

/// Why a verb did not do its work.
pub(crate) enum Trouble {
    /// The arguments are wrong.
    Usage(String),
    /// The library refused: what was tried, and the code.
    Failed(String, Hresult),
    /// It was said already.
    Said,
}

/// What a verb answers.
pub(crate) type Outcome = Result<(), Trouble>;

/// Names the failed step.
pub(crate) trait Step<T> {
    /// `self`, with `what` for the message.
    fn step(self, what: &str) -> Result<T, Trouble>;
}

impl<T> Step<T> for copyfile2::bits::Result<T> {
    fn step(self, what: &str) -> Result<T, Trouble> {
        self.map_err(|code| Trouble::Failed(what.to_owned(), code))
    }
}

/// The arguments of a verb, and how it prints.
pub(crate) struct Call {
    /// Only the value, no words around it (BA-3).
    pub raw: bool,
    arguments: std::collections::VecDeque<String>,
    opened: Option<Manager>,
}

impl Call {
    /// The next argument.
    pub(crate) fn argument(&mut self, what: &str) -> Result<String, Trouble> {
        self.arguments.pop_front().ok_or_else(|| Trouble::Usage(format!("{what} is missing")))
    }

    /// The next argument, if there is one.
    pub(crate) fn optional(&mut self) -> Option<String> {
        self.arguments.pop_front()
    }

    /// `Ok` when every argument was used.
    pub(crate) fn end(&self) -> Result<(), Trouble> {
        match self.arguments.front() {
            Some(word) => Err(Trouble::Usage(format!("\"{word}\" was not expected"))),
            None => Ok(()),
        }
    }

    /// The next argument, if it is this switch.
    pub(crate) fn switch(&mut self, name: &str) -> bool {
        let found = self.arguments.front().and_then(|word| switch(word)).is_some_and(|word| word == name);
        if found {
            self.arguments.pop_front();
        }
        found
    }

    /// The next argument as a number, decimal or `0x`.
    pub(crate) fn number(&mut self, what: &str) -> Result<u32, Trouble> {
        let text = self.argument(what)?;
        let parsed = match text.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => text.parse(),
        };
        parsed.map_err(|_| Trouble::Usage(format!("{what} is not a number: {text}")))
    }

    /// The queue.
    pub(crate) fn manager(&mut self) -> Result<Manager, Trouble> {
        if self.opened.is_none() {
            self.opened = Some(Manager::open().step("open the queue")?);
        }
        self.opened.clone().ok_or(Trouble::Said)
    }

    /// The job that the next argument names, by GUID or by its only name (BA-1).
    pub(crate) fn job(&mut self) -> Result<Job, Trouble> {
        let name = self.argument("the job")?;
        let manager = self.manager()?;
        if let Ok(id) = name.parse::<Guid>() {
            return manager.job(id).step("find the job");
        }
        let mut found = Vec::new();
        for job in manager.jobs(0).step("list jobs")?.items() {
            if job.display_name().step("read a name")? == name {
                found.push(job.clone());
            }
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Trouble::Failed(format!("find the job \"{name}\""), Hresult::BG_E_NOT_FOUND)),
            count => Err(Trouble::Usage(format!("{count} jobs have the name \"{name}\": use the GUID"))),
        }
    }

    /// Prints a sentence, unless raw output was asked for.
    pub(crate) fn say(&self, text: &str) {
        if !self.raw {
            show::line(text);
        }
    }
}

/// The word of `/word` or `-word`, in capitals.
fn switch(word: &str) -> Option<String> {
    word.strip_prefix(['/', '-']).map(str::to_ascii_uppercase)
}

fn main() -> ExitCode {
    copyfile2::logging::start();
    let mut arguments: std::collections::VecDeque<String> = std::env::args().skip(1).collect();
    let mut raw = false;
    let verb = loop {
        match arguments.pop_front().as_deref().map(|word| switch(word).ok_or(word.to_owned())) {
            Some(Ok(prefix)) if prefix == "RAWRETURN" => raw = true,
            Some(Ok(prefix)) if prefix == "WRAP" || prefix == "NOWRAP" => {}
            Some(Ok(verb)) => break verb,
            Some(Err(word)) => return report(&Trouble::Usage(format!("\"{word}\" is no verb"))),
            None => break "HELP".to_owned(),
        }
    };
    let verb = match arguments.front().map(String::as_str) {
        Some("/?" | "-?") => "HELP".to_owned(), // of any verb
        _ => verb,
    };
    let mut call = Call { raw, arguments, opened: None };
    match verbs::run(&verb, &mut call) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => report(&trouble),
    }
}

/// Whether it may be the queue itself that cannot be used.
fn is_of_queue(code: Hresult) -> bool {
    [
        Hresult::BG_E_DATABASE_CORRUPT,
        Hresult::DISK_FULL,
        Hresult::E_ACCESSDENIED,
        Hresult::FILE_INVALID,
        Hresult::IO_DEVICE,
        Hresult::LOCK_VIOLATION,
        Hresult::REVISION_MISMATCH,
        Hresult::WRITE_PROTECT,
    ]
    .contains(&code)
}

fn report(trouble: &Trouble) -> ExitCode {
    match trouble {
        Trouble::Usage(text) => {
            eprintln!("bitsadmin: {text}\nbitsadmin /HELP lists the verbs.");
            ExitCode::from(2)
        }
        Trouble::Failed(what, code) => {
            let name = code.name().map_or_else(String::new, |name| format!(" {name}"));
            let text = code.text().unwrap_or_default();
            eprintln!("bitsadmin: Unable to {what} - {code}{name}\n{text}");
            if let (true, Ok(directory)) = (is_of_queue(*code), Manager::default_directory()) {
                eprintln!("The queue is in {}.", directory.display());
            }
            ExitCode::FAILURE
        }
        Trouble::Said => ExitCode::FAILURE,
    }
}
