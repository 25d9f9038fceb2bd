//! The file object (FIL, F2 to F6 rules).

use super::data::*;
use super::interfaces::*;
use super::kind::Kind;
use super::marshal::{Answer, Asked, Given, OK};
use super::memory;
use super::object::{Class, Face, Object, face};
use super::table::ComInterface;
use super::unknown::Owned;
use crate::abi::*;
use crate::bits::{self, FileRange, Hresult, LocalName};

/// One file of a job.
pub(super) struct File(pub(super) bits::File);

/// A fresh object for the file, for a callback of that kind.
pub(crate) fn object(file: bits::File, kind: Kind) -> Owned<IBackgroundCopyFile> {
    Object::create(File(file), kind)
}

impl Class for File {
    type Main = IBackgroundCopyFile;
    const FACES: &'static [Face] = &[face::<IBackgroundCopyFile6, Self, 0>(&[
        IBackgroundCopyFile::IID,
        IBackgroundCopyFile2::IID,
        IBackgroundCopyFile3::IID,
        IBackgroundCopyFile4::IID,
        IBackgroundCopyFile5::IID,
        IBackgroundCopyFile6::IID,
    ])];
}

/// Ranges in the form of C.
pub(super) fn c_ranges(ranges: &[FileRange]) -> Vec<BG_FILE_RANGE> {
    ranges
        .iter()
        .map(|range| BG_FILE_RANGE { InitialOffset: range.initial_offset, Length: range.length })
        .collect()
}

impl BackgroundCopyFile for File {
    fn GetRemoteName(&self, pVal: Asked<'_, LPWSTR>) -> Answer {
        let name = pVal.required()?;
        name.set_text(&self.0.remote_name()?)?;
        OK
    }

    fn GetLocalName(&self, pVal: Asked<'_, LPWSTR>) -> Answer {
        let name = pVal.required()?;
        name.set_units(self.0.local_name()?.wide())?;
        OK
    }

    fn GetProgress(&self, pVal: Asked<'_, BG_FILE_PROGRESS>) -> Answer {
        let place = pVal.required()?;
        let progress = self.0.progress()?;
        place.set(BG_FILE_PROGRESS {
            BytesTotal: progress.bytes_total,
            BytesTransferred: progress.bytes_transferred,
            Completed: progress.completed.into(),
        });
        OK
    }
}

/// Ranges in the form of the core.
pub(super) fn core_ranges(ranges: &[BG_FILE_RANGE]) -> Vec<FileRange> {
    ranges
        .iter()
        .map(|range| FileRange { initial_offset: range.InitialOffset, length: range.Length })
        .collect()
}

impl BackgroundCopyFile2 for File {
    fn GetFileRanges(&self, RangeCount: Asked<'_, DWORD>, Ranges: Asked<'_, *mut BG_FILE_RANGE>) -> Answer {
        let (count, place) = (RangeCount.required(), Ranges.required());
        let (count, place) = (count?, place?);
        let ranges = c_ranges(&self.0.ranges()?);
        // F2-1: a file without ranges.
        if ranges.is_empty() {
            return Ok(Hresult::S_FALSE);
        }
        place.set(memory::copy_of(&ranges)?);
        count.set(u32::try_from(ranges.len()).map_err(|_| Hresult::E_OUTOFMEMORY)?);
        OK
    }

    fn SetRemoteName(&self, Val: Given<'_, WCHAR>) -> Answer {
        self.0.set_remote_name(&Val.required_text()?)?;
        OK
    }
}

impl BackgroundCopyFile3 for File {
    fn GetTemporaryName(&self, pFilename: Asked<'_, LPWSTR>) -> Answer {
        let name = pFilename.required()?;
        name.set_units(LocalName::from_path(&self.0.temporary_name()?).wide())?;
        OK
    }

    fn SetValidationState(&self, state: BOOL) -> Answer {
        self.0.set_validation_state(state != 0)?;
        OK
    }

    fn GetValidationState(&self, pState: Asked<'_, BOOL>) -> Answer {
        let state = pState.required()?;
        state.set(self.0.validation_state()?.into());
        OK
    }

    /// There are no peers here (F3-9).
    fn IsDownloadedFromPeer(&self, pVal: Asked<'_, BOOL>) -> Answer {
        pVal.required()?.set(0);
        OK
    }
}

impl BackgroundCopyFile4 for File {
    fn GetPeerDownloadStats(&self, pFromOrigin: Asked<'_, UINT64>, pFromPeers: Asked<'_, UINT64>) -> Answer {
        let (origin, peers) = (pFromOrigin.required(), pFromPeers.required());
        let (origin, peers) = (origin?, peers?);
        let (from_origin, from_peers) = self.0.peer_download_stats()?;
        origin.set(from_origin);
        peers.set(from_peers);
        OK
    }
}

/// `BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS` is the one property there is.
fn known(id: BITS_FILE_PROPERTY_ID) -> bits::Result<()> {
    if id == BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS {
        Ok(())
    } else {
        Err(Hresult::BG_E_UNKNOWN_PROPERTY_ID)
    }
}

impl BackgroundCopyFile5 for File {
    fn SetProperty(
        &self,
        PropertyId: BITS_FILE_PROPERTY_ID,
        _PropertyValue: BITS_FILE_PROPERTY_VALUE,
    ) -> Answer {
        // F5-2, F5-3: known ones can only be read.
        known(PropertyId)?;
        Err(Hresult::BG_E_READ_ONLY_PROPERTY)
    }

    fn GetProperty(
        &self,
        PropertyId: BITS_FILE_PROPERTY_ID,
        PropertyValue: Asked<'_, BITS_FILE_PROPERTY_VALUE>,
    ) -> Answer {
        let value = PropertyValue.required()?;
        known(PropertyId)?;
        // F5-1: NULL before any answer came.
        if let Some(headers) = self.0.response_headers()? {
            let units: Vec<u16> = headers.encode_utf16().collect();
            value.set(BITS_FILE_PROPERTY_VALUE { String: value.kind().string(&units)? });
        }
        OK
    }
}

impl BackgroundCopyFile6 for File {
    fn UpdateDownloadPosition(&self, offset: UINT64) -> Answer {
        self.0.update_download_position(offset)?;
        OK
    }

    fn RequestFileRanges(&self, rangeCount: DWORD, ranges: Given<'_, BG_FILE_RANGE>) -> Answer {
        // SAFETY: by COM's rules the array has as many elements as the count says.
        let ranges = unsafe { ranges.elements(rangeCount) }?;
        self.0.request_ranges(&core_ranges(&ranges))?;
        OK
    }

    fn GetFilledFileRanges(
        &self,
        rangeCount: Asked<'_, DWORD>,
        ranges: Asked<'_, *mut BG_FILE_RANGE>,
    ) -> Answer {
        let (count, place) = (rangeCount.required(), ranges.required());
        let (count, place) = (count?, place?);
        let filled = c_ranges(&self.0.filled_ranges()?);
        if !filled.is_empty() {
            place.set(memory::copy_of(&filled)?);
            count.set(u32::try_from(filled.len()).map_err(|_| Hresult::E_OUTOFMEMORY)?);
        }
        OK
    }
}
