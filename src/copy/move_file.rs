//! Moving (part 4.11 of the rule sheet): one rename within a volume, a copy and a deletion between two.

use super::names::{Relation, find, is_read_only, lists, look, look_for, relation, sync_directory_of};
use super::place::Place;
use super::{CopyError, CopyOptions, CopyRequest, Durability, Observer, Phase, copy_and_tell};
use crate::sys::{Errno, FileKind, FileStat, RenameFlags};
use crate::win32::{CopyFlags, FileName, MoveFlags, Win32Error};

/// One move: names and flags.
#[derive(Clone, Copy, Debug)]
pub struct MoveRequest<'a> {
    /// The file, directory or link to move.
    pub source: &'a FileName,
    /// Its new name; `None` asks for deletion at the next start of the system (MV24).
    pub destination: Option<&'a FileName>,
    /// How.
    pub flags: MoveFlags,
}

/// Moves a file, directory or link. `observer` hears of the copy between volumes alone (MV3, Q49).
///
/// # Errors
/// The Win32 code that Windows would give. The source is then where it was; but if a rename with `WRITE_THROUGH` could not
/// be brought to the disk, it was made all the same.
pub fn move_file(request: &MoveRequest<'_>, observer: &mut dyn Observer) -> Result<(), Win32Error> {
    let destination = check(request)?;
    let from = find(&request.source.path)?;
    let source = look(&from)?;
    let to = find(&destination.path)?;
    let renamed = match relation(&from, &source, &to) {
        Relation::OneEntry => return Ok(()), // MV20
        Relation::OneEntrySpelledOtherwise => respell(&from, &to).map_err(Failure::from),
        Relation::Strangers => rename(&from, &source, &to, request.flags),
    };
    match renamed {
        Err(Failure::OtherVolume) => {}
        Err(Failure::Code(code)) => return Err(code),
        Ok(()) => {
            if request.flags.contains(MoveFlags::WRITE_THROUGH) {
                sync_directory_of(&to)?; // MV11
                sync_directory_of(&from)?;
            }
            return Ok(());
        }
    }
    if !request.flags.contains(MoveFlags::COPY_ALLOWED) || source.kind == FileKind::Directory {
        return Err(Win32Error::NOT_SAME_DEVICE); // MV5, MV6, Q50
    }
    copy_and_delete(request, destination, (&from, &source), &to, observer)
}

/// What can be refused before anything is looked at.
fn check<'a>(request: &MoveRequest<'a>) -> Result<&'a FileName, Win32Error> {
    let flags = request.flags;
    if flags.contains(MoveFlags::DELAY_UNTIL_REBOOT) {
        // MV24, MV26: nobody here would do it at the next start.
        let combined = flags.contains(MoveFlags::COPY_ALLOWED);
        return Err(if combined { Win32Error::INVALID_PARAMETER } else { Win32Error::NOT_SUPPORTED });
    }
    if flags.contains(MoveFlags::CREATE_HARDLINK) {
        return Err(Win32Error::INVALID_PARAMETER); // MV25
    }
    if flags.contains(MoveFlags::FAIL_IF_NOT_TRACKABLE) {
        return Err(Win32Error::NOT_SUPPORTED); // MV25: no links are tracked here
    }
    let destination = request.destination.ok_or(Win32Error::INVALID_PARAMETER)?; // Q53
    if request.source.stream.is_some() || destination.stream.is_some() {
        return Err(Win32Error::INVALID_NAME);
    }
    Ok(destination)
}

/// Why a rename did not happen.
enum Failure {
    OtherVolume,
    Code(Win32Error),
}

impl From<Win32Error> for Failure {
    fn from(code: Win32Error) -> Self {
        Self::Code(code)
    }
}

impl From<Errno> for Failure {
    fn from(errno: Errno) -> Self {
        Self::Code(match errno {
            Errno::XDEV => return Self::OtherVolume,
            Errno::EXIST | Errno::NOTEMPTY | Errno::ISDIR => Win32Error::ACCESS_DENIED,
            // Both files were there a moment ago, so it is a directory of the new name that is missing.
            Errno::NOENT => Win32Error::PATH_NOT_FOUND,
            Errno::INVAL => Win32Error::SHARING_VIOLATION, // a directory into itself
            errno => errno.into(),
        })
    }
}

/// One atomic rename (MV2), replacing or not.
fn rename(from: &Place, source: &FileStat, to: &Place, flags: MoveFlags) -> Result<(), Failure> {
    if !flags.contains(MoveFlags::REPLACE_EXISTING) {
        return rename_without_replacing(from, source, to);
    }
    let Some(existing) = look_for(to)? else { return Ok(plain_rename(from, to)?) };
    if existing.kind == FileKind::Directory || is_read_only(&existing) {
        return Err(Win32Error::ACCESS_DENIED.into()); // MV14, MV17
    }
    if existing.identity == source.identity {
        // Two hard links: rename(2) would succeed and do nothing.
        return remove(from, source);
    }
    if source.kind == FileKind::Directory {
        return replace_by_directory(from, to, &existing); // MV15
    }
    Ok(plain_rename(from, to)?)
}

/// Removes a name of the file that `stat` tells of; somebody else's file that took the name meanwhile stays.
fn remove(place: &Place, stat: &FileStat) -> Result<(), Failure> {
    if look(place)?.identity != stat.identity {
        return Err(Win32Error::SHARING_VIOLATION.into());
    }
    Ok(place.unlink()?)
}

/// MV20: another letter case alone takes effect. Where rename(2) takes both for hard links of one file it does nothing,
/// and a third name in between helps.
fn respell(from: &Place, to: &Place) -> Result<(), Errno> {
    plain_rename(from, to)?;
    let is_spelled = to.name().file_name().is_none_or(|name| lists(to, name).unwrap_or(true));
    if is_spelled {
        return Ok(());
    }
    let between = to.unused("respelled")?;
    plain_rename(from, &between)?;
    plain_rename(&between, to).inspect_err(|_| {
        // Back to where it was; there is nothing better to do if that fails too.
        let _ = plain_rename(&between, from);
    })
}

fn plain_rename(from: &Place, to: &Place) -> Result<(), Errno> {
    from.rename(to, RenameFlags::empty())
}

/// MV12: an existing name of any kind is 183, decided by the kernel in one step.
fn rename_without_replacing(from: &Place, source: &FileStat, to: &Place) -> Result<(), Failure> {
    match from.rename(to, RenameFlags::NOREPLACE) {
        Err(Errno::EXIST) => Err(Win32Error::ALREADY_EXISTS.into()),
        // EINVAL: the file system has no such flag, or a directory goes into itself; plain rename(2) tells them apart.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => rename_by_link(from, source, to),
        // The kernel looks at the volume first.
        Err(Errno::XDEV) if look_for(to)?.is_some() => Err(Win32Error::ALREADY_EXISTS.into()),
        result => Ok(result?),
    }
}

/// A second name first: link(2) never replaces. Directories have none, so there a look must do.
fn rename_by_link(from: &Place, source: &FileStat, to: &Place) -> Result<(), Failure> {
    if source.kind != FileKind::Directory {
        match from.link(to) {
            Ok(()) => {
                let gone = match from.look() {
                    // The name is somebody else's by now: the file has the new one.
                    Ok(found) if found.identity != source.identity => Ok(()),
                    Ok(_) => from.unlink().map_err(Failure::from),
                    Err(errno) => Err(Win32Error::from(errno).into()),
                };
                return gone.inspect_err(|_| {
                    // As if the move had not begun; whoever removed the old name meanwhile wanted the file gone.
                    let _two_names = to.unlink().is_err();
                });
            }
            Err(Errno::EXIST) => return Err(Win32Error::ALREADY_EXISTS.into()),
            Err(_) => {} // FAT has no links
        }
    }
    if look_for(to)?.is_some() {
        return Err(Win32Error::ALREADY_EXISTS.into());
    }
    Ok(plain_rename(from, to)?)
}

/// rename(2) refuses a directory onto a file: both names are exchanged in one step, then the file goes.
fn replace_by_directory(from: &Place, to: &Place, existing: &FileStat) -> Result<(), Failure> {
    match from.rename(to, RenameFlags::EXCHANGE) {
        Ok(()) => remove(from, existing).inspect_err(|_| {
            // The file cannot go: both get their names back.
            let _stay_exchanged = from.rename(to, RenameFlags::EXCHANGE).is_err();
        }),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => replace_in_steps(from, to),
        Err(errno) => Err(errno.into()),
    }
}

/// The file steps aside until the directory has its name, so that a failure in between loses neither.
fn replace_in_steps(from: &Place, to: &Place) -> Result<(), Failure> {
    let aside = to.unused("replaced")?;
    plain_rename(to, &aside)?;
    let back = |errno: Errno| {
        let _stays_aside = plain_rename(&aside, to).is_err();
        Failure::from(errno)
    };
    plain_rename(from, to).map_err(back)?;
    aside.unlink().map_err(|errno| {
        let _stays_moved = plain_rename(to, from).is_err();
        back(errno)
    })
}

/// MV4, MV7, MV8: the source goes only when the copy is complete, and on the disk if that was asked for.
fn copy_and_delete(
    request: &MoveRequest<'_>,
    destination: &FileName,
    (from, source): (&Place, &FileStat),
    to: &Place,
    observer: &mut dyn Observer,
) -> Result<(), Win32Error> {
    let replaces = request.flags.contains(MoveFlags::REPLACE_EXISTING);
    let mut flags = CopyFlags::COPY_SYMLINK; // MV23
    flags.set(CopyFlags::FAIL_IF_EXISTS, !replaces);
    flags.set(CopyFlags::DIRECTORY, source.kind == FileKind::Symlink && leads_to_directory(from)); // L10
    let options = CopyOptions { flags, ..CopyOptions::default() };
    let copy = CopyRequest { options, ..CopyRequest::new(request.source, destination) };
    let is_durable = request.flags.contains(MoveFlags::WRITE_THROUGH); // MV11
    let durability = if is_durable { Durability::OnDisk } else { Durability::AsUsual };
    let copied = match copy_and_tell(&copy, durability, observer) {
        Ok(copied) => copied,
        Err(CopyError { code: Win32Error::FILE_EXISTS, phase: Phase::PrepareDestination }) => {
            return Err(Win32Error::ALREADY_EXISTS); // MV12
        }
        Err(error) => return Err(error.code),
    };
    if is_durable {
        sync_directory_of(to)?;
    }
    // A source that changed meanwhile, or whose name leads elsewhere now, stays: deleting it would lose data. So does one
    // that the path led past when it was opened. The change time tells of a write time that was put back.
    let is_copied = |found: &FileStat| {
        !copied.may_be_one_file
            && found.identity == copied.stat.identity
            && found.size == source.size
            && found.modified == source.modified
            && (found.changed == copied.stat.changed || !copied.keeps_inodes)
    };
    let is_gone = from.remove_if(is_copied);
    if is_gone && is_durable {
        // At worst a crash brings the source back, beside the destination that is on the disk: no failure either (MV7).
        let _ = sync_directory_of(from);
    }
    Ok(()) // MV7: a source that cannot be deleted is no failure
}

fn leads_to_directory(link: &Place) -> bool {
    link.look_through().is_ok_and(|stat| stat.kind == FileKind::Directory)
}
