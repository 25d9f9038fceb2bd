//! ReplaceFile (part 4.12 of the rule sheet): at every moment the name leads to the whole old or the whole new file.

use super::access_list;
use super::filesystem::FileSystem;
use super::names::{Relation, find, is_read_only, look, relation, sync_directory_of};
use super::place::Place;
use super::sameness::{self, Sameness};
use crate::sys::{self, Errno, FileKind, FileStat, Mode, OFlags, RenameFlags, XattrWrite};
use crate::win32::{FileName, ReplaceFlags, Win32Error};
use std::ffi::CStr;
use std::os::fd::{AsFd, BorrowedFd};

/// One replacement: names and flags.
#[derive(Clone, Copy, Debug)]
pub struct ReplaceRequest<'a> {
    /// The name that keeps its place, and whose permissions and streams stay (RF1).
    pub replaced: &'a FileName,
    /// The file that takes that name.
    pub replacement: &'a FileName,
    /// The name that the old file gets (RF2).
    pub backup: Option<&'a FileName>,
    /// How.
    pub flags: ReplaceFlags,
}

/// Replaces one file by another.
///
/// # Errors
/// The Win32 code that Windows would give. After 1177 the old file has the backup name; after any other code all
/// names are as they were, unless `WRITE_THROUGH` could not bring them to the disk.
pub fn replace_file(request: &ReplaceRequest<'_>) -> Result<(), Win32Error> {
    let names = [Some(request.replaced), Some(request.replacement), request.backup];
    if names.iter().flatten().any(|name| name.stream.is_some()) {
        return Err(Win32Error::INVALID_NAME);
    }
    let replaced = &find(&request.replaced.path)?;
    let old = regular(replaced)?;
    let replacement = &find(&request.replacement.path)?;
    let new = regular(replacement)?;
    let backup = request.backup.map(|name| find(&name.path)).transpose();
    if relation(replaced, &old, replacement) != Relation::Strangers {
        return Err(Win32Error::SHARING_VIOLATION); // both are opened on Windows, one without sharing
    }
    if are_one_file((replaced, &old), (replacement, &new)) {
        return Err(Win32Error::SHARING_VIOLATION);
    }
    // A backup whose directory is missing cannot be made; that is found out in its turn.
    let is_one_of_them = |backup: &Place| {
        [(replaced, &old), (replacement, &new)].into_iter().any(|(name, stat)| {
            relation(name, stat, backup) != Relation::Strangers
                || backup.look().is_ok_and(|found| are_one_file((name, stat), (backup, &found)))
        })
    };
    if backup.as_ref().is_ok_and(|backup| backup.as_ref().is_some_and(is_one_of_them)) {
        return Err(Win32Error::INVALID_PARAMETER);
    }
    if old.pinned {
        return Err(Win32Error::UNABLE_TO_REMOVE_REPLACED); // RF5
    }
    if new.pinned {
        return Err(Win32Error::UNABLE_TO_MOVE_REPLACEMENT); // RF5
    }
    carry_over(replaced, replacement, request.flags)?;
    match backup {
        Err(_) => return Err(Win32Error::UNABLE_TO_REMOVE_REPLACED), // RF5: the old file cannot get the backup name
        Ok(Some(backup)) => exchange(replaced, replacement, &backup)?,
        Ok(None) => rename(replacement, replaced).map_err(|_| Win32Error::UNABLE_TO_MOVE_REPLACEMENT)?,
    }
    if request.flags.contains(ReplaceFlags::WRITE_THROUGH) {
        sync_directory_of(replaced)?;
    }
    Ok(())
}

/// Whether one file is seen through two mounts. Two names on one mount are another matter: hard links are files of their own
/// here.
fn are_one_file((one, first): (&Place, &FileStat), (other, second): (&Place, &FileStat)) -> bool {
    if first.identity.device == second.identity.device || first.kind != FileKind::Regular {
        return false;
    }
    let open = |place: &Place| {
        let file = place.open(OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK, Mode::empty()).ok()?;
        let file_system = FileSystem::of(&file, &sys::stat_fd(&file).ok()?);
        Some((file, file_system))
    };
    let (Some((one, from)), Some((other, to))) = (open(one), open(other)) else { return false };
    sameness::of((one.as_fd(), from), (other.as_fd(), to)) == Ok(Sameness::Same)
}

/// RF4: both files must be there, be files, and not be READONLY.
fn regular(place: &Place) -> Result<FileStat, Win32Error> {
    let stat = look(place)?;
    if matches!(stat.kind, FileKind::Directory | FileKind::Special) || is_read_only(&stat) {
        return Err(Win32Error::ACCESS_DENIED);
    }
    Ok(stat)
}

/// RF1: what the result keeps of the replaced file goes onto the replacement before it takes the name, so that the name
/// never leads to a file with other permissions. Its data reaches the disk too: a crash must not leave an empty file.
fn carry_over(replaced: &Place, replacement: &Place, flags: ReplaceFlags) -> Result<(), Win32Error> {
    let read = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let (Ok(old), Ok(new)) = (replaced.open(read, Mode::empty()), replacement.open(read, Mode::empty()))
    else {
        // A link, or a file that may be renamed but not read: its name is all that can be dealt with.
        return if flags.contains(ReplaceFlags::IGNORE_ACL_ERRORS) || is_link(replaced) || is_link(replacement)
        {
            Ok(())
        } else {
            Err(Win32Error::ACCESS_DENIED)
        };
    };
    let merged = merge_streams(old.as_fd(), new.as_fd());
    if !flags.contains(ReplaceFlags::IGNORE_MERGE_ERRORS) {
        merged?;
    }
    let permitted = keep_permissions(old.as_fd(), new.as_fd());
    if !flags.contains(ReplaceFlags::IGNORE_ACL_ERRORS) {
        permitted?;
    }
    Ok(sys::sync(&new)?)
}

fn is_link(place: &Place) -> bool {
    look(place).is_ok_and(|stat| stat.kind == FileKind::Symlink)
}

/// Owner, permission bits and the access control list. First nobody but the owner has any right, and the bits come last:
/// on the way nobody may do what they may not do in the end.
fn keep_permissions(old: BorrowedFd<'_>, new: BorrowedFd<'_>) -> Result<(), Errno> {
    let (was, is) = (sys::stat_fd(old)?, sys::stat_fd(new)?);
    let list = access_list::read(old)?;
    // The bits of a list's mask narrow every entry of it.
    sys::set_mode(new, is.permissions & was.permissions & 0o700)?;
    let keeps_group = keep_owner(was.owner, is.owner, new);
    let narrowed = |errno| {
        // Not the rights it had: the owner may be another by now. Those that both files gave harm nobody.
        let _ =
            sys::set_mode(new, is.permissions & was.permissions & if keeps_group { 0o777 } else { 0o707 });
        errno
    };
    let (permissions, list) = if keeps_group {
        (was.permissions, list)
    } else {
        // The group's rights were those of another group: this one gets no more than everybody has.
        match list {
            Some(list) => (was.permissions, Some(access_list::for_another_group(list))),
            None => (was.permissions & (0o707 | (was.permissions & 0o007) << 3), None),
        }
    };
    access_list::replace(new, list.as_deref()).map_err(narrowed)?;
    sys::set_mode(new, permissions).map_err(narrowed)
}

/// Whether the file belongs to the same group afterwards, and to the same user if this process may give files away.
fn keep_owner(was: (u32, u32), is: (u32, u32), new: BorrowedFd<'_>) -> bool {
    was == is
        || sys::set_owner(new, Some(was.0), was.1).is_ok()
        || was.1 == is.1
        || sys::set_owner(new, None, was.1).is_ok()
}

/// Named streams that the replacement lacks.
fn merge_streams(old: BorrowedFd<'_>, new: BorrowedFd<'_>) -> Result<(), Errno> {
    let names = match sys::list_xattrs(old) {
        Err(Errno::OPNOTSUPP) => return Ok(()),
        names => names?,
    };
    for name in names.split_inclusive(|&byte| byte == 0) {
        let Ok(name) = CStr::from_bytes_with_nul(name) else { continue };
        if !name.to_bytes().starts_with(b"user.DosStream.") {
            continue;
        }
        let value = sys::get_xattr(old, name)?;
        match sys::set_xattr(new, name, &value, XattrWrite::FailIfPresent) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// The old file gets the backup name, the new one its place, in two atomic steps between which the name already leads to
/// the new file.
fn exchange(replaced: &Place, replacement: &Place, backup: &Place) -> Result<(), Win32Error> {
    match replacement.rename(replaced, RenameFlags::EXCHANGE) {
        Ok(()) => {}
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            return link_then_rename(replaced, replacement, backup);
        }
        Err(_) => return Err(Win32Error::UNABLE_TO_MOVE_REPLACEMENT), // RF3, RF5
    }
    if rename(replacement, backup).is_ok() {
        return Ok(());
    }
    match replacement.rename(replaced, RenameFlags::EXCHANGE) {
        Ok(()) => Err(Win32Error::UNABLE_TO_REMOVE_REPLACED), // RF5: the old file cannot get the backup name
        Err(_) => Err(Win32Error::UNABLE_TO_MOVE_REPLACEMENT),
    }
}

/// Where the kernel cannot exchange names: a second name for the old file, then the rename over it. FAT has no second
/// names, so there the name is missing for a moment.
fn link_then_rename(replaced: &Place, replacement: &Place, backup: &Place) -> Result<(), Win32Error> {
    match backup.unlink() {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(_) => return Err(Win32Error::UNABLE_TO_REMOVE_REPLACED),
    }
    let linked = replaced.link(backup).is_ok();
    if !linked {
        rename(replaced, backup).map_err(|_| Win32Error::UNABLE_TO_REMOVE_REPLACED)?;
    }
    rename(replacement, replaced).map_err(|_| match linked {
        true => {
            // The old file still has its own name; the second one is best effort.
            let _ = backup.unlink();
            Win32Error::UNABLE_TO_MOVE_REPLACEMENT
        }
        false => Win32Error::UNABLE_TO_MOVE_REPLACEMENT_2,
    })
}

/// The old name is gone afterwards, which rename(2) leaves alone if both are hard links of one file: a backup of an earlier
/// call that did not come to its end, for one.
fn rename(from: &Place, to: &Place) -> Result<(), Errno> {
    let are_links = matches!((look(from), look(to)), (Ok(from), Ok(to)) if from.identity == to.identity);
    if are_links {
        return from.unlink();
    }
    from.rename(to, RenameFlags::empty())
}
