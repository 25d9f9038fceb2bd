//! GUIDs in C's form: from the text of the table, to and from text for C.

use crate::abi::GUID;
use crate::bits::Guid;

/// The GUID of a text such as `5ce34c0d-0dc9-4c1f-897c-daa1b78cee7c`, at compile time.
pub(crate) const fn guid(text: &str) -> GUID {
    let bytes = text.as_bytes();
    assert!(bytes.len() == 36);
    let mut number = 0u128;
    let mut at = 0;
    while at < 36 {
        let digit = match bytes[at] {
            b'-' => {
                at += 1;
                continue;
            }
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            _ => panic!("not a GUID"),
        };
        number = number << 4 | digit as u128;
        at += 1;
    }
    from_core(Guid(number))
}

/// The C form of a GUID.
pub(crate) const fn from_core(guid: Guid) -> GUID {
    let (data1, data2, data3, data4) = guid.fields();
    GUID { Data1: data1, Data2: data2, Data3: data3, Data4: data4 }
}

/// A GUID from its C form.
pub(crate) const fn to_core(guid: GUID) -> Guid {
    Guid::from_fields(guid.Data1, guid.Data2, guid.Data3, guid.Data4)
}
