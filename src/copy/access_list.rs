//! POSIX access control lists (acl(5)), as far as they bear on permission bits.
//!
//! The group bits of a file with a list are not its group's rights: they are the list's mask, the most that any named
//! user, named group or the group has. Whoever takes such bits for a file without the list gives the group too much.

use crate::sys::{self, Errno, XattrWrite};
use std::ffi::CStr;
use std::os::fd::BorrowedFd;

/// Where the kernel keeps the list.
pub(super) const ACCESS_LIST: &CStr = c"system.posix_acl_access";

// The form is `struct posix_acl_xattr_header` and its entries, linux/posix_acl_xattr.h.
const VERSION: [u8; 4] = 2_u32.to_le_bytes();
const ENTRY: usize = 8;
const OWNING_GROUP: u16 = 0x04;
const MASK: u16 = 0x10;
const EVERYBODY: u16 = 0x20;

/// The list of a file; `None` if it has none or its file system knows none.
pub(super) fn read(fd: BorrowedFd<'_>) -> Result<Option<Vec<u8>>, Errno> {
    match sys::get_xattr(fd, ACCESS_LIST) {
        Ok(list) => Ok(Some(list)),
        Err(Errno::NODATA | Errno::OPNOTSUPP | Errno::NOSYS) => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// Puts `list` in the place of what the file has.
pub(super) fn replace(fd: BorrowedFd<'_>, list: Option<&[u8]>) -> Result<(), Errno> {
    let Some(list) = list else {
        return match sys::remove_xattr(fd, ACCESS_LIST) {
            Err(Errno::NODATA | Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
            result => result,
        };
    };
    sys::set_xattr(fd, ACCESS_LIST, list, XattrWrite::Replace)
}

/// The nine permission bits with what the list gives the owning group in the place of its mask. A list in a form that
/// is not known gives the group nothing.
pub(super) fn without_mask(permissions: u32, list: &[u8]) -> u32 {
    let group = rights(list, OWNING_GROUP).unwrap_or(0) & rights(list, MASK).unwrap_or(0o7);
    permissions & !0o070 | group << 3 & permissions
}

/// The same list for another owning group, which gets no more than everybody has.
pub(super) fn for_another_group(mut list: Vec<u8>) -> Vec<u8> {
    let everybody = rights(&list, EVERYBODY).unwrap_or(0);
    if let Some((at, group)) = entry(&list, OWNING_GROUP) {
        let [low, high] = ((group & everybody) as u16).to_le_bytes();
        list[at + 2] = low;
        list[at + 3] = high;
    }
    list
}

fn rights(list: &[u8], tag: u16) -> Option<u32> {
    entry(list, tag).map(|(_, rights)| rights)
}

/// Where the first entry with this tag stands, and its rights.
fn entry(list: &[u8], tag: u16) -> Option<(usize, u32)> {
    let entries = list.strip_prefix(&VERSION)?;
    let at = entries.chunks_exact(ENTRY).position(|entry| entry[..2] == tag.to_le_bytes())?;
    let at = VERSION.len() + at * ENTRY;
    Some((at, u32::from(u16::from_le_bytes([list[at + 2], list[at + 3]])) & 0o7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(entries: &[(u16, u16)]) -> Vec<u8> {
        let mut bytes = VERSION.to_vec();
        for (tag, rights) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(rights.to_le_bytes());
            bytes.extend(u32::MAX.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn the_group_gets_what_the_list_gives_it() {
        // user::rw-, user:somebody:rw-, group::r--, mask::rw-, other::---
        let long = list(&[(1, 6), (2, 6), (4, 4), (16, 6), (32, 0)]);
        assert_eq!(without_mask(0o660, &long), 0o640);
        // What the mask holds back stays back.
        assert_eq!(without_mask(0o640, &list(&[(1, 6), (2, 6), (4, 6), (16, 4), (32, 0)])), 0o640);
        // Without a mask the bits are the group's.
        assert_eq!(without_mask(0o654, &list(&[(1, 6), (4, 5), (32, 4)])), 0o654);
        assert_eq!(without_mask(0o664, b"something else"), 0o604);
        assert_eq!(without_mask(0o664, b""), 0o604);
    }

    #[test]
    fn another_group_gets_no_more_than_everybody() {
        let other = for_another_group(list(&[(1, 6), (2, 6), (4, 6), (16, 6), (32, 4)]));
        assert_eq!(other, list(&[(1, 6), (2, 6), (4, 4), (16, 6), (32, 4)]));
    }

    proptest! {
        #[test]
        fn no_bytes_give_more_than_the_bits(bytes in proptest::collection::vec(any::<u8>(), 0..64), mode in 0_u32..0o1000) {
            prop_assert_eq!(without_mask(mode, &bytes) & !mode, 0);
            prop_assert_eq!(for_another_group(bytes.clone()).len(), bytes.len());
        }
    }
}
