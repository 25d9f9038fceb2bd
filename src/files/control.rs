//! `DeviceIoControl` for files (K-D3): sparse ranges, link targets, compression, clones.

use super::Result;
use super::access::Access;
use super::information::target_of;
use super::io::write_error;
use super::open::Open;
use crate::sys::{self, Errno, FileKind};
use crate::win32::{FileName, Win32Error, encoding};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What a code answers.
pub(crate) struct Answer {
    pub(crate) bytes: Vec<u8>,
    /// There is more than fits: 234, with what fits.
    pub(crate) more: bool,
}

impl Answer {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, more: false }
    }
}

const GET_REPARSE_POINT: u32 = 0x900A8;
const SET_REPARSE_POINT: u32 = 0x900A4;
const DELETE_REPARSE_POINT: u32 = 0x900AC;
const SET_SPARSE: u32 = 0x900C4;
const SET_ZERO_DATA: u32 = 0x980C8;
const QUERY_ALLOCATED_RANGES: u32 = 0x940CF;
const GET_COMPRESSION: u32 = 0x9003C;
const SET_COMPRESSION: u32 = 0x9C040;
/// `FSCTL_DUPLICATE_EXTENTS_TO_FILE`, whose input holds a handle.
pub(crate) const DUPLICATE_EXTENTS: u32 = 0x98344;

impl Open<'_> {
    /// Everything but clones. `room` is the size of the output.
    ///
    /// # Errors
    /// 1 for an unknown code, 122 for too small an output, 87 for too small an input.
    pub(crate) fn control(&self, code: u32, given: &[u8], room: usize) -> Result<Answer> {
        match code {
            GET_REPARSE_POINT => {
                let bytes = reparse_data(&target_of(self)?)?;
                fits(bytes, room)
            }
            SET_REPARSE_POINT => Err(Win32Error::NOT_SUPPORTED),
            DELETE_REPARSE_POINT => match self.kind {
                FileKind::Symlink => Err(Win32Error::NOT_SUPPORTED),
                _ => Err(Win32Error::NOT_A_REPARSE_POINT),
            },
            SET_SPARSE => {
                self.needs_writing()?;
                Ok(Answer::of(Vec::new()))
            }
            SET_ZERO_DATA => {
                self.needs(Access::WRITE_DATA)?;
                self.zero(long(given, 0)?, long(given, 8)?)?;
                Ok(Answer::of(Vec::new()))
            }
            QUERY_ALLOCATED_RANGES => {
                self.needs(Access::READ_DATA)?;
                self.ranges(long(given, 0)?, long(given, 8)?, room / 16)
            }
            GET_COMPRESSION => {
                let format = u16::from(sys::stat_fd(self.fd)?.compressed);
                fits(format.to_ne_bytes().to_vec(), room)
            }
            SET_COMPRESSION => {
                self.needs_writing()?;
                let format = given.get(..2).and_then(|field| field.try_into().ok()).map(u16::from_ne_bytes);
                match format.ok_or(Win32Error::INVALID_PARAMETER)? {
                    format @ 0..=2 => {
                        sys::set_compressed(self.fd, format != 0).or_else(|errno| match (format, errno) {
                            (0, _) => Ok(()),
                            (_, Errno::PERM | Errno::ACCESS) => Err(Win32Error::ACCESS_DENIED),
                            _ => Err(Win32Error::INVALID_FUNCTION),
                        })?;
                        Ok(Answer::of(Vec::new()))
                    }
                    _ => Err(Win32Error::INVALID_PARAMETER),
                }
            }
            _ => Err(Win32Error::INVALID_FUNCTION),
        }
    }

    /// Makes a range read as zeros; the size stays.
    fn zero(&self, start: u64, end: u64) -> Result<()> {
        if end < start || i64::try_from(end).is_err() {
            return Err(Win32Error::INVALID_PARAMETER);
        }
        let end = end.min(self.size()?);
        if start >= end {
            return Ok(());
        }
        match sys::punch_hole(self.fd, start, end - start) {
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => {}
            answer => return answer.map_err(write_error),
        }
        let zeros = vec![0; 1 << 16];
        let mut at = start;
        while at < end {
            let length = usize::try_from(end - at).unwrap_or(usize::MAX).min(zeros.len());
            at += sys::write_at(self.fd, &zeros[..length], at).map_err(write_error)? as u64;
        }
        Ok(())
    }

    /// The ranges that hold data, at most `most` of them.
    fn ranges(&self, start: u64, length: u64, most: usize) -> Result<Answer> {
        let end = start.saturating_add(length).min(self.size()?);
        let mut answer = Answer::of(Vec::new());
        let mut at = start;
        while at < end {
            let data = match sys::next_data(self.fd, at) {
                Ok(Some(data)) if data < end => data,
                Ok(_) => break,
                // No holes are told here: everything is data.
                Err(Errno::INVAL) => at,
                Err(errno) => return Err(errno.into()),
            };
            let hole = sys::next_hole(self.fd, data).unwrap_or(end).clamp(data + 1, end);
            if answer.bytes.len() / 16 == most {
                answer.more = true;
                break;
            }
            answer.bytes.extend(data.to_ne_bytes());
            answer.bytes.extend((hole - data).to_ne_bytes());
            at = hole;
        }
        Ok(answer)
    }

    /// `FSCTL_DUPLICATE_EXTENTS_TO_FILE`: this file shares a range of another one.
    ///
    /// # Errors
    /// 87 for what is not aligned, 17 across file systems, 50 where there are no clones.
    pub(crate) fn duplicate_extents(&self, source: &Open<'_>, from: u64, to: u64, length: u64) -> Result<()> {
        self.needs(Access::WRITE_DATA)?;
        source.needs(Access::READ_DATA)?;
        if length == 0 {
            return Ok(());
        }
        let (one, other) = (sys::stat_fd(source.fd)?, sys::stat_fd(self.fd)?);
        if one.identity.device != other.identity.device {
            return Err(Win32Error::NOT_SAME_DEVICE);
        }
        sys::clone_part(source.fd, from, length, self.fd, to).map_err(|errno| match errno {
            Errno::OPNOTSUPP | Errno::NOSYS | Errno::NOTTY => Win32Error::NOT_SUPPORTED,
            errno => errno.into(),
        })
    }
}

fn fits(bytes: Vec<u8>, room: usize) -> Result<Answer> {
    if bytes.len() <= room { Ok(Answer::of(bytes)) } else { Err(Win32Error::INSUFFICIENT_BUFFER) }
}

fn long(given: &[u8], at: usize) -> Result<u64> {
    let field = given.get(at..at + 8).and_then(|field| field.try_into().ok());
    field.map(u64::from_ne_bytes).ok_or(Win32Error::INVALID_PARAMETER)
}

/// REPARSE_DATA_BUFFER of a symbolic link, in UTF-16 whatever WCHAR is.
fn reparse_data(target: &Path) -> Result<Vec<u8>> {
    const TAG: u32 = super::status::TAG_SYMLINK;
    let bytes = target.as_os_str().as_bytes();
    let is_relative = !target.is_absolute();
    let print = match is_relative {
        true => bytes.iter().map(|&byte| if byte == b'/' { b'\\' } else { byte }).collect(),
        false => FileName::windows_name(target),
    };
    let substitute = match print.get(1) == Some(&b':') && !is_relative {
        true => [br"\??\".as_slice(), &print].concat(),
        false => print.clone(),
    };
    let units = |text: &[u8]| {
        encoding::utf16_from_bytes(text).iter().flat_map(|unit| unit.to_ne_bytes()).collect::<Vec<u8>>()
    };
    let (substitute, print) = (units(&substitute), units(&print));
    let length = |text: usize| u16::try_from(text).map_err(|_| Win32Error::INSUFFICIENT_BUFFER);
    let mut bytes = TAG.to_ne_bytes().to_vec();
    let data = length(12 + substitute.len() + print.len())?;
    for half in [data, 0, 0, length(substitute.len())?, length(substitute.len())?, length(print.len())?] {
        bytes.extend(half.to_ne_bytes());
    }
    bytes.extend(u32::from(is_relative).to_ne_bytes());
    bytes.extend(substitute);
    bytes.extend(print);
    Ok(bytes)
}
