//! DOS file attributes and the forms in which Unix file systems keep them.
//!
//! READONLY is not kept here: it is the absence of every write permission bit (design of the metadata rules).

use bitflags::bitflags;

bitflags! {
    /// The `FILE_ATTRIBUTE_*` bits that a copy carries from source to destination (rules T, Q56).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct FileAttributes: u32 {
        /// `FILE_ATTRIBUTE_HIDDEN`.
        const HIDDEN = 0x0002;
        /// `FILE_ATTRIBUTE_SYSTEM`.
        const SYSTEM = 0x0004;
        /// `FILE_ATTRIBUTE_ARCHIVE`.
        const ARCHIVE = 0x0020;
        /// `FILE_ATTRIBUTE_TEMPORARY`.
        const TEMPORARY = 0x0100;
        /// `FILE_ATTRIBUTE_OFFLINE`.
        const OFFLINE = 0x1000;
        /// `FILE_ATTRIBUTE_NOT_CONTENT_INDEXED`.
        const NOT_CONTENT_INDEXED = 0x2000;
    }
}

/// Where the attribute word stands in Samba's binary forms 3 and 4: an empty string, its padding, the version
/// twice, padding, the valid flags, then the attributes (Samba's xattr.idl, `xattr_DOSATTRIB`).
const BINARY_VERSION: usize = 2;
const BINARY_ATTRIBUTES: usize = 12;

impl FileAttributes {
    /// Reads a value of the extended attribute `user.DOSATTRIB`: the text `0x22` that Wine and old Sambas write, or
    /// Samba's binary forms 3 and 4. `None` for anything else.
    pub fn from_dosattrib(value: &[u8]) -> Option<Self> {
        if let Some(digits) = value.strip_prefix(b"0x") {
            let digits = digits.split(|byte| *byte == 0).next()?;
            let word = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
            return Some(Self::from_bits_truncate(word));
        }
        let word = value.get(BINARY_ATTRIBUTES..BINARY_ATTRIBUTES + 4).filter(|_| is_binary(value))?;
        Some(Self::from_bits_truncate(u32::from_le_bytes(word.try_into().ok()?)))
    }

    /// The value of `user.DOSATTRIB` that holds these attributes. A binary value that is there already keeps its
    /// creation time (rule T: an overwritten file keeps its creation time); otherwise the text form, which Wine and
    /// Samba both read.
    pub fn to_dosattrib(self, existing: Option<&[u8]>) -> Vec<u8> {
        if let Some(existing) = existing.filter(|value| is_binary(value)) {
            let mut value = existing.to_vec();
            let word = &mut value[BINARY_ATTRIBUTES..BINARY_ATTRIBUTES + 4];
            word.copy_from_slice(&self.bits().to_le_bytes());
            return value;
        }
        format!("0x{:x}", self.bits()).into_bytes()
    }
}

fn is_binary(value: &[u8]) -> bool {
    value.len() >= BINARY_ATTRIBUTES + 4
        && value[0] == 0
        && matches!(value[BINARY_VERSION..BINARY_VERSION + 2], [3 | 4, 0])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A version 4 value as Samba 4.15 writes it: attributes 0x22, creation time in the last eight bytes.
    const BINARY: &[u8] =
        b"\0\0\x04\0\x04\0\0\0\x51\0\0\0\x22\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08\x11\x12\x13\x14\x15\x16\x17\x18";

    #[test]
    fn both_forms_are_read() {
        let wanted = Some(FileAttributes::HIDDEN | FileAttributes::ARCHIVE);
        assert_eq!(FileAttributes::from_dosattrib(b"0x22"), wanted);
        assert_eq!(FileAttributes::from_dosattrib(b"0x22\0"), wanted);
        assert_eq!(FileAttributes::from_dosattrib(BINARY), wanted);
    }

    #[test]
    fn what_is_neither_form_is_nothing() {
        for value in [
            &b""[..],
            b"0x",
            b"0xzz",
            b"0x100000000",
            b"22",
            b"\0\0\x04\0",
            b"\0\0\x05\0\x05\0\0\0\0\0\0\0\0\0\0\0",
        ] {
            assert_eq!(FileAttributes::from_dosattrib(value), None, "{value:?}");
        }
    }

    #[test]
    fn a_binary_value_keeps_its_times() {
        let value = FileAttributes::SYSTEM.to_dosattrib(Some(BINARY));
        assert_eq!(FileAttributes::from_dosattrib(&value), Some(FileAttributes::SYSTEM));
        assert_eq!(value[16..], BINARY[16..]);
    }

    #[test]
    fn the_text_form_is_written_otherwise() {
        assert_eq!(FileAttributes::HIDDEN.to_dosattrib(None), b"0x2");
        assert_eq!(FileAttributes::HIDDEN.to_dosattrib(Some(b"garbage")), b"0x2");
    }
}
