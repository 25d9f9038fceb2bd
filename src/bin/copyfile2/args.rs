//! The command line.

use clap::{Parser, ValueHint};
use copyfile2::copy::CopyOptions;
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::path::PathBuf;

/// Copies files the way CopyFile2 does, with progress.
#[derive(Parser, Debug)]
#[command(name = "copyfile2", version, max_term_width = 100)]
#[command(after_help = "Exit status: 0 all copied, 1 some file was not copied, 2 wrong usage.")]
pub struct Args {
    /// What to copy, then where to: a file, or a directory to copy into
    #[arg(required = true, num_args = 2.., value_names = ["SOURCE", "DEST"], value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Copy directories with everything in them, symbolic links as links
    #[arg(short, long)]
    pub recursive: bool,

    /// Keep state while copying, so that an interrupted copy can be resumed
    #[arg(short = 'z', long)]
    pub restartable: bool,

    /// Go on with copies that were interrupted; files that are complete are left alone
    #[arg(long)]
    pub resume: bool,

    /// Never copy into DEST: it is the name of the copy
    #[arg(short = 'T', long)]
    pub no_target_directory: bool,

    /// Do not overwrite: fail if the destination exists
    #[arg(short = 'n', long)]
    pub fail_if_exists: bool,

    /// Copy a symbolic link as a link
    #[arg(short = 'l', long)]
    pub symlinks: bool,

    /// Copy the main data only, no named streams
    #[arg(long)]
    pub no_streams: bool,

    /// Write holes out as zeros
    #[arg(long)]
    pub no_sparse: bool,

    /// Bypass the page cache, for very large files
    #[arg(long)]
    pub direct: bool,

    /// Do not let a server copy by itself
    #[arg(long)]
    pub no_offload: bool,

    /// Do not share blocks between source and destination
    #[arg(long)]
    pub no_clone: bool,

    /// Do not reserve the space before writing
    #[arg(long)]
    pub no_preallocate: bool,

    /// Use one thread and no offload
    #[arg(long)]
    pub low_space: bool,

    /// Let an encrypted file have an unencrypted copy
    #[arg(long)]
    pub allow_decrypted: bool,

    /// Treat an encrypted source as if it were not
    #[arg(long)]
    pub ignore_source_encryption: bool,

    /// Open the source with write access as well
    #[arg(long)]
    pub open_source_for_write: bool,

    /// Average rate in KiB per second, at least 512
    #[arg(long, value_name = "KIB", default_value_t = 0, hide_default_value = true)]
    pub rate: u32,

    /// Bytes per read and write, 4096 to 1073741824
    #[arg(long, value_name = "BYTES", default_value_t = 0, hide_default_value = true)]
    pub io_size: u32,

    /// Print one line of JSON for each message received
    #[arg(long)]
    pub trace: bool,

    /// Show no progress
    #[arg(short, long)]
    pub quiet: bool,
}

impl Args {
    /// Whether Ctrl-C is to leave what was copied, to be resumed.
    pub fn keeps_partial(&self) -> bool {
        self.restartable || self.resume
    }

    /// The flags and sizes of each copy.
    pub fn options(&self) -> CopyOptions {
        let mut flags = CopyFlags::empty();
        let chosen = [
            (self.fail_if_exists, CopyFlags::FAIL_IF_EXISTS),
            (self.restartable, CopyFlags::RESTARTABLE),
            (self.resume, CopyFlags::RESUME_FROM_PAUSE),
            (self.open_source_for_write, CopyFlags::OPEN_SOURCE_FOR_WRITE),
            (self.ignore_source_encryption, CopyFlags::IGNORE_SOURCE_ENCRYPTION),
            (self.symlinks || self.recursive, CopyFlags::COPY_SYMLINK),
            (self.recursive, CopyFlags::OPEN_AND_COPY_REPARSE_POINT),
            (self.no_streams, CopyFlags::SKIP_ALTERNATE_STREAMS),
            (self.no_sparse, CopyFlags::DISABLE_SPARSE_COPY),
            (self.direct, CopyFlags::NO_BUFFERING),
            (self.no_offload, CopyFlags::NO_OFFLOAD),
            (self.no_preallocate, CopyFlags::DISABLE_PRE_ALLOCATION),
            (self.low_space, CopyFlags::ENABLE_LOW_FREE_SPACE_MODE),
            (self.allow_decrypted, CopyFlags::ALLOW_DECRYPTED_DESTINATION),
        ];
        for (wanted, flag) in chosen {
            flags.set(flag, wanted);
        }
        let mut flags_v2 = CopyFlagsV2::empty();
        flags_v2.set(CopyFlagsV2::DISABLE_BLOCK_CLONING, self.no_clone);
        CopyOptions { flags, flags_v2, io_size: self.io_size, io_rate: self.rate }
    }
}
