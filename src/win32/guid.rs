//! GUIDs: names of jobs and classes.

use super::{Hresult, Result};
use std::fmt;
use std::str::FromStr;

/// A GUID, as the number that its text form spells (`{00112233-4455-...}` is `0x0011_2233_4455_...`).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid(pub u128);

impl Guid {
    /// A new random GUID (version 4).
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 16];
        crate::sys::fill_randomly(&mut bytes).map_err(std::io::Error::from)?;
        let version = (u128::from_be_bytes(bytes) & !(0xF << 76)) | (0x4 << 76);
        Ok(Self((version & !(0x3 << 62)) | (0x2 << 62)))
    }

    /// From the members of the C structure.
    pub const fn from_fields(data1: u32, data2: u16, data3: u16, data4: [u8; 8]) -> Self {
        let head = ((data1 as u128) << 96) | ((data2 as u128) << 80) | ((data3 as u128) << 64);
        Self(head | u64::from_be_bytes(data4) as u128)
    }

    /// The members of the C structure.
    pub const fn fields(self) -> (u32, u16, u16, [u8; 8]) {
        let number = self.0;
        ((number >> 96) as u32, (number >> 80) as u16, (number >> 64) as u16, (number as u64).to_be_bytes())
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0;
        write!(
            formatter,
            "{{{:08X}-{:04X}-{:04X}-{:04X}-{:012X}}}",
            (n >> 96) as u32,
            (n >> 80) as u16,
            (n >> 64) as u16,
            (n >> 48) as u16,
            n & 0xFFFF_FFFF_FFFF
        )
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Guid {
    type Err = Hresult;

    /// Reads `{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}`, braces optional.
    fn from_str(text: &str) -> Result<Self> {
        let inner = match text.strip_prefix('{') {
            Some(rest) => rest.strip_suffix('}').ok_or(Hresult::E_INVALIDARG)?,
            None => text,
        };
        let groups: Vec<&str> = inner.split('-').collect();
        let lengths_fit = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
        if !lengths_fit || !inner.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()) {
            return Err(Hresult::E_INVALIDARG);
        }
        u128::from_str_radix(&groups.concat(), 16).map(Self).map_err(|_| Hresult::E_INVALIDARG)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_fields_and_number_agree() {
        let guid =
            Guid::from_fields(0x4991_D34B, 0x80A1, 0x4291, [0x83, 0xB6, 0x33, 0x28, 0x36, 0x6B, 0x90, 0x97]);
        assert_eq!(guid.to_string(), "{4991D34B-80A1-4291-83B6-3328366B9097}");
        assert_eq!(guid.to_string().parse(), Ok(guid));
        assert_eq!("4991d34b-80a1-4291-83b6-3328366b9097".parse(), Ok(guid));
        let (data1, data2, data3, data4) = guid.fields();
        assert_eq!(Guid::from_fields(data1, data2, data3, data4), guid);
        for bad in [
            "",
            "{}",
            "{4991D34B-80A1-4291-83B6-3328366B9097",
            "4991D34B80A1429183B63328366B9097",
            "+991D34B-80A1-4291-83B6-3328366B9097",
        ] {
            assert_eq!(bad.parse::<Guid>(), Err(Hresult::E_INVALIDARG), "{bad}");
        }
    }

    #[test]
    fn random_guids_are_version_4_and_differ() {
        let (one, two) = (Guid::random().unwrap(), Guid::random().unwrap());
        assert_ne!(one, two);
        assert_eq!(one.fields().2 >> 12, 4);
        assert_eq!(one.fields().3[0] >> 6, 2);
    }
}
