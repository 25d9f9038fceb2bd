//! The syscalls, one thin wrapper each, returning the errno. No Windows word, no policy; EINTR is retried here and
//! nowhere else.
//!
//! The only room beside `ffi` and `com` that may use `unsafe`. rustix's libc backend is used, so that fakeroot,
//! `LD_PRELOAD` tools and fault injectors see every call.

#[cfg(feature = "bits")]
mod account;
#[cfg(feature = "bits")]
pub(crate) mod connections;
#[cfg(test)]
pub(crate) mod counted_memory;
mod data;
mod environment;
pub(crate) mod fault;
mod files;
#[cfg(feature = "bits")]
mod fork;
#[cfg(feature = "bits")]
mod libcurl;
mod limits;
mod memory_file;
mod names;
mod open;
mod pipe;
pub(crate) mod process;
mod random;
#[cfg(feature = "bits")]
mod rights;
pub(crate) mod signals;
mod stat;
pub(crate) mod terminal;
mod threads;
mod xattr;

pub use rustix::io::Errno;

#[cfg(feature = "bits")]
pub(crate) use account::account;
pub(crate) use data::{
    CloneRange, allocate, clone_range, copy_file_range, drop_from_cache, is_in_cache, next_data, next_hole,
    note_position_moved, read_at, rewind, send_file, sync_data, truncate, was_position_moved, write_at,
};
pub(crate) use environment::{trusted_variable, variables};
pub(crate) use files::{
    Listing, LockKind, LockRange, Whence, advise_reading, change_directory, change_times, clone_part,
    duplicate, let_inherit, lock_range, opened_for, punch_hole, read, reopen, reserve, seek, set_compressed,
    set_mode_of, volume, working_directory, write, write_quietly,
};
#[cfg(feature = "bits")]
pub(crate) use fork::{ProcessLock, fork_generation};
#[cfg(feature = "bits")]
pub(crate) use libcurl::{close_wakeup_on_exec, ends_of_connection, need_libcurl, watch_connection};
#[cfg(feature = "bits")]
pub(crate) use limits::is_known_user;
pub(crate) use limits::{
    boot_id, file_size_limit, is_privileged_by_file, open_file_limit, umask, usable_cpus, user, user_name,
};
pub(crate) use memory_file::MemoryFile;
pub(crate) use names::{
    Entries, Entry, EntryKind, create_symlink, link, lists, make_directory, make_node, open_for_reading,
    path_of, read_link, remove_directory_at, rename_at, sync, sync_file_system, unlink_at,
};
pub(crate) use open::{FileLock, close, close_all, is_open, open_at, open_path, set_direct};
pub(crate) use pipe::Pipe;
pub(crate) use random::fill_randomly;
#[cfg(feature = "bits")]
pub(crate) use rights::{UserRights, file_user};
pub(crate) use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags};
pub(crate) use stat::{
    FileKind, FileStat, Identity, TimeStamp, fat_attributes, file_system_magic, set_both_times,
    set_fat_attributes, set_mode, set_owner, set_times, stat_at, stat_fd, stat_fd_anew, touch,
};
#[cfg(feature = "bits")]
pub(crate) use threads::with_signals_blocked;
pub(crate) use threads::{join, set_niceness, spawn_detached, spawn_quietly, thread_id};
pub(crate) use xattr::{XattrWrite, get_xattr, list_xattrs, remove_xattr, set_xattr, xattr_size};
