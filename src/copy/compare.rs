//! Whether two files hold the same bytes.

use crate::sys;
use std::os::fd::BorrowedFd;

/// Whether both files have `length` bytes and the same ones. What is a hole on both sides is not read, so that the time
/// depends on the data alone. The positions of both files are at their starts afterwards.
pub(super) fn same_bytes(one: BorrowedFd<'_>, other: BorrowedFd<'_>, length: u64) -> bool {
    let same = compare(one, other, length);
    // sendfile(2) writes at the position, which the search for holes has moved.
    same & sys::rewind(one).is_ok() & sys::rewind(other).is_ok()
}

fn compare(one: BorrowedFd<'_>, other: BorrowedFd<'_>, length: u64) -> bool {
    let mut left = vec![0; PIECE];
    let mut right = vec![0; PIECE];
    let mut offset = 0;
    // Zeros may be a hole, and more of it may follow.
    let mut may_be_hole = true;
    while offset < length {
        if std::mem::take(&mut may_be_hole) {
            offset = next_data(one, offset).min(next_data(other, offset)).min(length - 1).max(offset);
        }
        let wanted = usize::try_from(length - offset).unwrap_or(PIECE).min(PIECE);
        let same = fill(one, &mut left[..wanted], offset)
            && fill(other, &mut right[..wanted], offset)
            && left[..wanted] == right[..wanted];
        if !same {
            return false;
        }
        may_be_hole = left[..wanted].iter().all(|byte| *byte == 0);
        offset += wanted as u64;
    }
    true
}

/// Where data begins; here and now where that cannot be asked. The last byte is read in any case, so that both files are
/// known to be long enough.
fn next_data(file: BorrowedFd<'_>, offset: u64) -> u64 {
    match sys::next_data(file, offset) {
        Ok(found) => found.unwrap_or(u64::MAX),
        Err(_) => offset,
    }
}

/// Fills `buffer` from `offset`; `false` if the file cannot be read that far.
fn fill(file: BorrowedFd<'_>, buffer: &mut [u8], offset: u64) -> bool {
    let mut found = 0;
    while found < buffer.len() {
        match sys::read_at(file, &mut buffer[found..], offset + found as u64) {
            Ok(0) | Err(_) => return false,
            Ok(count) => found += count,
        }
    }
    true
}

/// Bytes compared at a time.
const PIECE: usize = 256 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::FileExt as _;

    fn same(one: &File, other: &File, length: u64) -> bool {
        same_bytes(one.as_fd(), other.as_fd(), length)
    }

    #[test]
    fn one_byte_makes_the_difference_wherever_it_is() {
        let (one, other) = (tempfile::tempfile().expect("a file"), tempfile::tempfile().expect("a file"));
        let length = 3 * PIECE as u64 + 5;
        for file in [&one, &other] {
            file.write_all_at(&[1; 100], 0).expect("data");
            file.set_len(length).expect("a hole");
        }
        assert!(same(&one, &other, length) && same(&one, &other, 0));
        assert!(!same(&one, &other, length + 1), "neither is that long");
        for offset in [0, 99, 100, PIECE as u64, 2 * PIECE as u64 + 7, length - 1] {
            other.write_all_at(&[2], offset).expect("data");
            assert!(!same(&one, &other, length), "{offset}");
            assert!(same(&one, &other, offset), "{offset}");
            other.write_all_at(&[u8::from(offset < 100)], offset).expect("data");
            assert!(same(&one, &other, length), "zeros are as good as a hole, {offset}");
        }
    }

    /// The time depends on the data: of 4 EiB almost nothing is read.
    #[test]
    fn holes_take_no_time() {
        let Ok(directory) = tempfile::tempdir_in("/dev/shm") else { return println!("skipped: no /dev/shm") };
        let huge = |name: &str| {
            let file = File::create_new(directory.path().join(name)).expect("a file");
            file.set_len(4 << 60).map(|()| file)
        };
        let (Ok(one), Ok(other)) = (huge("a"), huge("b")) else {
            return println!("skipped: no huge files here");
        };
        for (file, offset) in [(&one, 1 << 61), (&other, 1 << 61)] {
            file.write_all_at(&[7], offset).expect("data");
        }
        let open = |name: &str| File::open(directory.path().join(name)).expect("a file");
        let (left, right) = (open("a"), open("b"));
        assert!(same(&left, &right, 4 << 60));
        one.write_all_at(&[8], 3 << 60).expect("data");
        assert!(!same(&left, &right, 4 << 60));
    }
}
