//! The error object: what went wrong, where, and with which file (ERR).

use super::{ErrorContext, File, Hresult, Result};

/// A snapshot of a job's error; it does not change when the job moves on (ERR-6).
#[derive(Clone, Debug)]
pub struct JobError {
    pub(crate) context: ErrorContext,
    pub(crate) code: Hresult,
    pub(crate) file: Option<File>,
    pub(crate) protocol: Option<&'static str>,
    /// What the text of the code does not say.
    pub(crate) detail: Option<String>,
}

impl JobError {
    /// Context and code (ERR-1).
    pub fn error(&self) -> (ErrorContext, Hresult) {
        (self.context, self.code)
    }

    /// The file that was being processed (ERR-2).
    ///
    /// # Errors
    /// `BG_E_FILE_NOT_AVAILABLE` when the error is not about a file.
    pub fn file(&self) -> Result<File> {
        self.file.clone().ok_or(Hresult::BG_E_FILE_NOT_AVAILABLE)
    }

    /// The English text of the code, ended by CR LF (ERR-3, MGR-22).
    ///
    /// # Errors
    /// `E_INVALIDARG` for language 0, `RESOURCE_LANG_NOT_FOUND` for one that is not English (MGR-21).
    pub fn description(&self, language: u32) -> Result<String> {
        check_language(language)?;
        let text = self.code.text().ok_or(Hresult::E_FAIL)?;
        message(match &self.detail {
            Some(detail) => format!("{} - {detail}.", text.trim_end_matches('.')),
            None => text,
        })
    }

    /// The English text of the context, ended by CR LF (ERR-4).
    ///
    /// # Errors
    /// As [`JobError::description`].
    pub fn context_description(&self, language: u32) -> Result<String> {
        check_language(language)?;
        message(self.context.text().to_owned())
    }

    /// `http` for http and https, `file` for local and network paths (ERR-5).
    ///
    /// # Errors
    /// `BG_E_PROTOCOL_NOT_AVAILABLE` when the error has nothing to do with a protocol.
    pub fn protocol(&self) -> Result<&'static str> {
        self.protocol.ok_or(Hresult::BG_E_PROTOCOL_NOT_AVAILABLE)
    }
}

fn check_language(language: u32) -> Result<()> {
    match language & 0xFFFF {
        0 => Err(Hresult::E_INVALIDARG),
        other => english(other),
    }
}

/// `Ok` for a LANGID whose primary language is English, or which leaves the choice to the system.
pub(crate) fn english(language: u32) -> Result<()> {
    const LANG_NEUTRAL: u32 = 0x00;
    const LANG_ENGLISH: u32 = 0x09;
    match language & 0x3FF {
        LANG_NEUTRAL | LANG_ENGLISH => Ok(()),
        _ => Err(Hresult::RESOURCE_LANG_NOT_FOUND),
    }
}

/// A text as system messages have it (MGR-22).
pub(crate) fn message(mut text: String) -> Result<String> {
    text.push_str("\r\n");
    Ok(text)
}
