//! Text for the program: into its buffer in units of its width, with the lengths that Windows tells.

use super::value_or;
use crate::abi::DWORD;
use crate::win32::{Win32Error, encoding};
use std::ffi::c_void;

/// Text in units of one width, without a NUL.
pub(super) enum Units {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Units {
    /// # Errors
    /// `INVALID_PARAMETER` for a width that nobody has.
    pub(super) fn of(bytes: &[u8], unit: DWORD) -> Result<Self, Win32Error> {
        match unit {
            1 => Ok(Self::One(bytes.to_vec())),
            2 => Ok(Self::Two(encoding::utf16_from_bytes(bytes))),
            4 => Ok(Self::Four(encoding::utf32_from_bytes(bytes))),
            _ => Err(Win32Error::INVALID_PARAMETER),
        }
    }

    /// Without the NUL.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::One(units) => units.len(),
            Self::Two(units) => units.len(),
            Self::Four(units) => units.len(),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Two(_) => 2,
            Self::Four(_) => 4,
        }
    }

    /// Writes at most `most` units and a NUL.
    ///
    /// # Safety
    /// `buffer` has room for them, at any address.
    pub(super) unsafe fn write(&self, buffer: *mut c_void, most: usize) {
        let count = self.len().min(most);
        let from: *const u8 = match self {
            Self::One(units) => units.as_ptr(),
            Self::Two(units) => units.as_ptr().cast(),
            Self::Four(units) => units.as_ptr().cast(),
        };
        let bytes = count * self.size();
        // SAFETY: that many bytes are in the vector; the buffer has room for them by the caller's contract.
        unsafe { std::ptr::copy_nonoverlapping(from, buffer.cast(), bytes) };
        let end = buffer.cast::<u8>().wrapping_add(bytes);
        // SAFETY: the room for the NUL, by the caller's contract.
        unsafe { std::ptr::write_bytes(end, 0, self.size()) };
    }

    /// Writes all units and no NUL.
    ///
    /// # Safety
    /// `buffer` has room for them, at any address.
    pub(super) unsafe fn copy(&self, buffer: *mut c_void) {
        let from: *const u8 = match self {
            Self::One(units) => units.as_ptr(),
            Self::Two(units) => units.as_ptr().cast(),
            Self::Four(units) => units.as_ptr().cast(),
        };
        // SAFETY: that many bytes are in the vector; the buffer has room for them by the caller's contract.
        unsafe { std::ptr::copy_nonoverlapping(from, buffer.cast(), self.len() * self.size()) };
    }

    /// A block of the C library's malloc with the units and a NUL; NULL if there is no memory.
    pub(super) fn into_block(self) -> *mut c_void {
        let block = allocate((self.len() + 1) * self.size());
        if !block.is_null() {
            // SAFETY: a fresh block of that size.
            unsafe { self.write(block, usize::MAX) };
        }
        block
    }
}

/// malloc(3): what the program gives to `free`.
pub(super) fn allocate(bytes: usize) -> *mut c_void {
    // SAFETY: malloc takes any size.
    unsafe { libc::malloc(bytes) }
}

/// The length without the NUL, or the size that is needed with it (K-P7); 0 with the last error for a failure.
///
/// # Safety
/// `buffer` has room for `size` units of `unit` bytes, or is NULL.
pub(super) unsafe fn give(
    text: Result<Vec<u8>, Win32Error>,
    buffer: *mut c_void,
    size: DWORD,
    unit: DWORD,
) -> DWORD {
    let units = match text.and_then(|bytes| Units::of(&bytes, unit)) {
        Ok(units) => units,
        Err(error) => return value_or(Err(error), 0),
    };
    let length = units.len();
    if buffer.is_null() || length >= usize::try_from(size).unwrap_or(0) {
        return u32::try_from(length + 1).unwrap_or(0);
    }
    // SAFETY: the caller's contract, and it fits.
    unsafe { units.write(buffer, length) };
    u32::try_from(length).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// K-P7: lengths without, sizes with the NUL, in each width.
    #[test]
    fn lengths_are_without_the_nul_and_sizes_with_it() {
        let mut wide = [7_u16; 4];
        let buffer = wide.as_mut_ptr().cast();
        let text = || Ok("a\u{1F600}".as_bytes().to_vec());
        // SAFETY: the buffer has four units.
        unsafe {
            assert_eq!(give(text(), buffer, 3, 2), 4);
        }
        assert_eq!(wide, [7; 4], "nothing is written that does not fit");
        // SAFETY: as above.
        unsafe {
            assert_eq!(give(text(), buffer, 4, 2), 3);
        }
        assert_eq!(wide, [0x61, 0xD83D, 0xDE00, 0]);
        // SAFETY: nothing is written.
        unsafe {
            assert_eq!(give(text(), std::ptr::null_mut(), 100, 4), 3);
        }
        // SAFETY: as above.
        unsafe {
            assert_eq!(give(text(), buffer, 4, 3), 0);
        }
    }
}
