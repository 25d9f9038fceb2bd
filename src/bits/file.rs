//! One file of a job (FIL, F2, F3).

use super::{FileProgress, FileRange, Hresult, LocalName, Result};
use std::path::PathBuf;

/// A file of a job. A view, valid after the job pointer is gone (FIL-4).
#[derive(Clone, Debug)]
pub struct File {}

impl File {
    /// Position within the job, from 0.
    pub fn index(&self) -> u32 {
        0
    }

    /// The remote name, unchanged unless SetRemoteName, ReplaceRemotePrefix or a reported redirect changed it (FIL-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn remote_name(&self) -> Result<String> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The local name as the caller spelled it (ADD-17).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn local_name(&self) -> Result<LocalName> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Sizes and whether the file was handed over (FIL-2, INF-6, INF-8).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn progress(&self) -> Result<FileProgress> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The ranges in the given order, empty (S_FALSE) when the whole file is wanted (F2-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn ranges(&self) -> Result<Vec<FileRange>> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Changes the remote name; kept for good from the next Resume on (F2-2, F2-3).
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads, `E_INVALIDARG` for a bad URL, `BG_E_INVALID_STATE` for a final job.
    pub fn set_remote_name(&self, remote: &str) -> Result<()> {
        let _ = remote;
        Err(Hresult::E_NOTIMPL)
    }

    /// The temporary file, also before it exists (F3-1, F3-2, OQ-30).
    ///
    /// # Errors
    /// `E_NOTIMPL` for uploads (F3-3).
    pub fn temporary_name(&self) -> Result<PathBuf> {
        Err(Hresult::E_NOTIMPL)
    }

    /// The client's verdict on a file that is here (F3-4 to F3-7). `false` moves the job to `Error` with
    /// `BG_E_VALIDATION_FAILED` and the file's progress back to 0.
    ///
    /// # Errors
    /// `E_PENDING` before the file is here, `BG_E_INVALID_STATE` for a final job.
    pub fn set_validation_state(&self, valid: bool) -> Result<()> {
        let _ = valid;
        Err(Hresult::E_NOTIMPL)
    }

    /// The verdict; `false` before there is one, `true` after Complete (F3-8, CPL-13).
    ///
    /// # Errors
    /// `E_PENDING` before the file is here.
    pub fn validation_state(&self) -> Result<bool> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Bytes from the server and from peers; there are no peers (F4-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn peer_download_stats(&self) -> Result<(u64, u64)> {
        Err(Hresult::E_NOTIMPL)
    }

    /// Status line and headers of the last answer for the file, each line ended by CR LF; `None` before (F5-1).
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn response_headers(&self) -> Result<Option<String>> {
        Err(Hresult::E_NOTIMPL)
    }
}
