//! Unix names are bytes, Windows names are UTF-16 (or UTF-32). A byte that is no part of valid UTF-8 travels as one lone
//! surrogate, U+DC80 to U+DCFF, so that every Unix name can be written and comes back unchanged.

use super::Win32Error;

/// UTF-16 code units as bytes.
///
/// # Errors
/// `INVALID_NAME` for a lone surrogate that stands for no byte.
pub fn bytes_from_utf16(units: &[u16]) -> Result<Vec<u8>, Win32Error> {
    let mut bytes = Vec::with_capacity(units.len());
    for decoded in char::decode_utf16(units.iter().copied()) {
        match decoded {
            Ok(character) => push(&mut bytes, character),
            Err(lone) => bytes.push(raw_byte(u32::from(lone.unpaired_surrogate()))?),
        }
    }
    Ok(bytes)
}

/// UTF-32 code units as bytes.
///
/// # Errors
/// `INVALID_NAME` for a unit that is neither a character nor stands for a byte.
pub fn bytes_from_utf32(units: &[u32]) -> Result<Vec<u8>, Win32Error> {
    let mut bytes = Vec::with_capacity(units.len());
    for &unit in units {
        match char::from_u32(unit) {
            Some(character) => push(&mut bytes, character),
            None => bytes.push(raw_byte(unit)?),
        }
    }
    Ok(bytes)
}

/// The UTF-16 code units that [`bytes_from_utf16`] turns back into `bytes`.
pub fn utf16_from_bytes(bytes: &[u8]) -> Vec<u16> {
    let mut units = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        units.extend(chunk.valid().encode_utf16());
        units.extend(chunk.invalid().iter().map(|&byte| 0xDC00 | u16::from(byte)));
    }
    units
}

/// The UTF-32 code units that [`bytes_from_utf32`] turns back into `bytes`.
pub fn utf32_from_bytes(bytes: &[u8]) -> Vec<u32> {
    let mut units = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        units.extend(chunk.valid().chars().map(u32::from));
        units.extend(chunk.invalid().iter().map(|&byte| 0xDC00 | u32::from(byte)));
    }
    units
}

fn push(bytes: &mut Vec<u8>, character: char) {
    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

fn raw_byte(surrogate: u32) -> Result<u8, Win32Error> {
    match surrogate {
        0xDC80..=0xDCFF => u8::try_from(surrogate & 0xFF).map_err(|_| Win32Error::INVALID_NAME),
        _ => Err(Win32Error::INVALID_NAME),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_string_comes_back_from_utf16(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(bytes_from_utf16(&utf16_from_bytes(&bytes)), Ok(bytes));
        }

        #[test]
        fn every_byte_string_comes_back_from_utf32(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(bytes_from_utf32(&utf32_from_bytes(&bytes)), Ok(bytes));
        }

        #[test]
        fn every_text_comes_back_as_itself(text in any::<String>()) {
            let units: Vec<u16> = text.encode_utf16().collect();
            prop_assert_eq!(utf16_from_bytes(text.as_bytes()), units.clone());
            prop_assert_eq!(bytes_from_utf16(&units), Ok(text.into_bytes()));
        }

        #[test]
        fn any_units_give_bytes_or_invalid_name(units in any::<Vec<u16>>(), wide in any::<Vec<u32>>()) {
            prop_assert!(matches!(bytes_from_utf16(&units), Ok(_) | Err(Win32Error::INVALID_NAME)));
            prop_assert!(matches!(bytes_from_utf32(&wide), Ok(_) | Err(Win32Error::INVALID_NAME)));
        }
    }

    #[test]
    fn lone_surrogates_stand_for_bytes_from_80_to_ff_alone() {
        for surrogate in 0xD800..=0xDFFF_u16 {
            let expected = match surrogate {
                0xDC80..=0xDCFF => Ok(vec![surrogate.to_le_bytes()[0]]),
                _ => Err(Win32Error::INVALID_NAME),
            };
            assert_eq!(bytes_from_utf16(&[surrogate]), expected, "{surrogate:04X}");
            assert_eq!(bytes_from_utf32(&[u32::from(surrogate)]), expected, "{surrogate:04X}");
        }
        assert_eq!(bytes_from_utf32(&[0x0011_0000]), Err(Win32Error::INVALID_NAME));
    }

    #[test]
    fn bytes_that_look_like_an_encoded_surrogate_come_back() {
        let bytes = b"\xED\xB2\x80".to_vec(); // U+DC80 in the forbidden three-byte form
        assert_eq!(bytes_from_utf16(&utf16_from_bytes(&bytes)), Ok(bytes));
    }
}
