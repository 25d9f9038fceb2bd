//! The command line.

use clap::{ArgAction, Args as Group, Parser, ValueEnum, ValueHint};
use clap_complete::Shell;
use copyfile2::copy::CopyOptions;
use copyfile2::tree::{Existing, Links, Mirror, Preserve, Retries, Special, TreeOptions};
use copyfile2::win32::{CopyFlags, CopyFlagsV2};
use std::path::PathBuf;
use std::time::Duration;

/// Copies files and trees the way CopyFile2 does, with progress.
#[derive(Parser, Debug)]
#[command(name = "copyfile2", version, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 all copied, 1 some file was not copied, 2 wrong usage, 24 the only failures are files that \
                  vanished or changed, 25 --max-delete was reached, 130 interrupted."
)]
pub struct Args {
    /// What to copy, then where to: a file, or a directory to copy into
    #[arg(required_unless_present = "completions", num_args = 2.., value_names = ["SOURCE", "DEST"])]
    #[arg(value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub trees: Trees,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub care: Care,
    #[command(flatten)]
    pub engine: Engine,
    #[command(flatten)]
    pub told: Told,
}

/// Trees and links.
#[derive(Group, Debug)]
pub struct Trees {
    /// Copy directories with everything in them, symbolic links as links
    #[arg(short, long)]
    pub recursive: bool,

    /// Keep everything: --recursive --preserve=all --hard-links
    #[arg(short, long)]
    pub archive: bool,

    /// Never copy into DEST: it is the name of the copy
    #[arg(short = 'T', long)]
    pub no_target_directory: bool,

    /// Copy a symbolic link as a link
    #[arg(short = 'l', long)]
    pub symlinks: bool,

    /// In trees, copy what symbolic links lead to
    #[arg(short = 'L', long, conflicts_with = "symlinks")]
    pub dereference: bool,

    /// Stay on the file system of each source
    #[arg(short = 'x', long)]
    pub one_file_system: bool,

    /// Let files with several names have as many in the copy
    #[arg(short = 'H', long)]
    pub hard_links: bool,

    /// What to keep, separated by commas [default: time,xattr]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub preserve: Vec<Kept>,

    /// Remove each source when it is copied
    #[arg(long)]
    pub r#move: bool,

    /// How many files to copy at once; 0 for as many as fit the machine
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
}

/// What is copied.
#[derive(Group, Debug)]
pub struct Choice {
    /// Leave files alone whose copy has the same size and write time, or is newer
    #[arg(short, long, conflicts_with = "resume")]
    pub update: bool,

    /// Leave files alone whose copy has the same content
    #[arg(short, long, conflicts_with_all = ["update", "resume"])]
    pub checksum: bool,

    /// Do not overwrite: fail if the destination exists
    #[arg(short = 'n', long)]
    pub fail_if_exists: bool,

    /// Leave out what matches; * stops at /, ** does not, a / in front means the source itself, one at the end directories
    #[arg(long, value_name = "PATTERN", action = ArgAction::Append)]
    pub exclude: Vec<String>,

    /// Copy what matches, whatever a later --exclude says
    #[arg(long, value_name = "PATTERN", action = ArgAction::Append)]
    pub include: Vec<String>,

    /// Patterns from a file, one a line: to leave out, or to copy after "+ "
    #[arg(long, value_name = "FILE", action = ArgAction::Append, value_hint = ValueHint::FilePath)]
    pub exclude_from: Vec<PathBuf>,

    /// Copy the paths of a list only, one a line, relative to SOURCE; - for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files_from: Option<PathBuf>,

    /// Remove from DEST what SOURCE has not, after copying
    #[arg(long)]
    pub mirror: bool,

    /// Let --mirror remove at most N files and directories
    #[arg(long, value_name = "N", requires = "mirror")]
    pub max_delete: Option<u64>,

    /// Write nothing: say what would be done, and why
    #[arg(long)]
    pub dry_run: bool,
}

/// Interruptions, failures, disks.
#[derive(Group, Debug)]
pub struct Care {
    /// Keep state while copying, so that an interrupted copy can be resumed
    #[arg(short = 'z', long)]
    pub restartable: bool,

    /// Go on with copies that were interrupted; files that are complete are left alone
    #[arg(long)]
    pub resume: bool,

    /// Read every copy back from its disk; with FILE, write a list for `sha256sum -c`
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, value_hint = ValueHint::FilePath)]
    pub verify: Option<Option<PathBuf>>,

    /// Bring everything to the disk before the end
    #[arg(long)]
    pub fsync: bool,

    /// Try a failed copy again, N times
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub retries: u32,

    /// Seconds before each retry
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub wait: u64,

    /// End with the first failure
    #[arg(long)]
    pub fail_early: bool,
}

/// How bytes move.
#[derive(Group, Debug)]
pub struct Engine {
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

    /// Use one thread for each file and no offload
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

    /// Average rate in KiB per second, at least 512; one file at a time then
    #[arg(long, value_name = "KIB", default_value_t = 0, hide_default_value = true)]
    pub rate: u32,

    /// Bytes per read and write, 4096 to 1073741824
    #[arg(long, value_name = "BYTES", default_value_t = 0, hide_default_value = true)]
    pub io_size: u32,
}

/// What is shown.
#[derive(Group, Debug)]
pub struct Told {
    /// Name each file that is copied; twice: those that are left alone too
    #[arg(short, long, action = ArgAction::Count)]
    pub verbose: u8,

    /// Show no progress and no summary
    #[arg(short, long)]
    pub quiet: bool,

    /// Append a line for each file, failure and warning to a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log_file: Option<PathBuf>,

    /// Print the summary as one line of JSON
    #[arg(long)]
    pub json: bool,

    /// Print one line of JSON for each message received, and the totals
    #[arg(long)]
    pub trace: bool,

    /// Print completions for a shell
    #[arg(long, value_name = "SHELL", exclusive = true)]
    pub completions: Option<Shell>,
}

/// The words of --preserve.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Permission bits, whatever the umask
    Mode,
    /// User and group
    Owner,
    /// Access control lists
    Acl,
    /// Write time
    Time,
    /// Streams, extended and DOS attributes
    Xattr,
    /// All of them
    All,
    /// Nothing but the data
    None,
}

impl Args {
    /// Whether Ctrl-C is to leave what was copied, to be resumed.
    pub fn keeps_partial(&self) -> bool {
        self.care.restartable || self.care.resume
    }

    /// Whether directories are copied.
    pub fn is_recursive(&self) -> bool {
        self.trees.recursive || self.trees.archive || self.choice.mirror || self.choice.files_from.is_some()
    }

    /// What the run is asked to do.
    pub fn options(&self, is_root: bool) -> TreeOptions {
        TreeOptions {
            copy: self.copy_options(),
            // A rate is the sum of all.
            jobs: if self.engine.rate == 0 { self.trees.jobs } else { 1 },
            links: if self.trees.dereference { Links::Followed } else { Links::AsLinks },
            existing: self.existing(),
            special: if self.is_recursive() { Special::Recreate } else { Special::Refuse },
            preserve: self.preserve(is_root),
            one_file_system: self.trees.one_file_system,
            dry_run: self.choice.dry_run,
            hard_links: self.trees.hard_links || self.trees.archive,
            remove_sources: self.trees.r#move,
            mirror: self.choice.mirror.then_some(Mirror { max_delete: self.choice.max_delete }),
            verify: self.care.verify.is_some().then_some(crate::digest::sha256),
            flush: self.care.fsync,
            retries: Retries { count: self.care.retries, wait: Duration::from_secs(self.care.wait) },
            fail_early: self.care.fail_early,
            keeps_partial: self.keeps_partial(),
            tells_messages: self.told.trace,
            tells_entries: self.told.verbose > 0
                || self.told.log_file.is_some()
                || self.choice.dry_run
                || matches!(self.care.verify, Some(Some(_))),
            counts_ahead: false,
        }
    }

    fn existing(&self) -> Existing {
        match (self.choice.update, self.choice.checksum, self.care.resume) {
            (true, _, _) => Existing::Update,
            (_, true, _) => Existing::Compare,
            (_, _, true) => Existing::Resume,
            _ => Existing::Overwrite,
        }
    }

    fn preserve(&self, is_root: bool) -> Preserve {
        let archive = self.trees.archive.then_some(Kept::All);
        let mut kept = if self.trees.preserve.is_empty() && archive.is_none() {
            Preserve::TIME | Preserve::XATTR
        } else {
            Preserve::empty()
        };
        for word in self.trees.preserve.iter().copied().chain(archive) {
            kept |= match word {
                Kept::Mode => Preserve::MODE,
                Kept::Owner => Preserve::OWNER,
                Kept::Acl => Preserve::ACL,
                Kept::Time => Preserve::TIME,
                Kept::Xattr => Preserve::XATTR,
                // Who may not give files away wants no warning for each of them.
                Kept::All if is_root || archive.is_some() => Preserve::all(),
                Kept::All => Preserve::all() - Preserve::OWNER,
                Kept::None => Preserve::empty(),
            };
        }
        kept
    }

    /// The flags and sizes of each copy.
    fn copy_options(&self) -> CopyOptions {
        let mut flags = CopyFlags::empty();
        let recursive = self.is_recursive();
        let chosen = [
            (self.choice.fail_if_exists, CopyFlags::FAIL_IF_EXISTS),
            (self.care.restartable, CopyFlags::RESTARTABLE),
            (self.care.resume, CopyFlags::RESUME_FROM_PAUSE),
            (self.engine.open_source_for_write, CopyFlags::OPEN_SOURCE_FOR_WRITE),
            (self.engine.ignore_source_encryption, CopyFlags::IGNORE_SOURCE_ENCRYPTION),
            (self.trees.symlinks || recursive, CopyFlags::COPY_SYMLINK),
            (recursive, CopyFlags::OPEN_AND_COPY_REPARSE_POINT),
            (self.engine.no_streams, CopyFlags::SKIP_ALTERNATE_STREAMS),
            (self.engine.no_sparse, CopyFlags::DISABLE_SPARSE_COPY),
            (self.engine.direct, CopyFlags::NO_BUFFERING),
            (self.engine.no_offload, CopyFlags::NO_OFFLOAD),
            (self.engine.no_preallocate, CopyFlags::DISABLE_PRE_ALLOCATION),
            (self.engine.low_space, CopyFlags::ENABLE_LOW_FREE_SPACE_MODE),
            (self.engine.allow_decrypted, CopyFlags::ALLOW_DECRYPTED_DESTINATION),
        ];
        for (wanted, flag) in chosen {
            flags.set(flag, wanted);
        }
        let mut flags_v2 = CopyFlagsV2::empty();
        flags_v2.set(CopyFlagsV2::DISABLE_BLOCK_CLONING, self.engine.no_clone);
        CopyOptions { flags, flags_v2, io_size: self.engine.io_size, io_rate: self.engine.rate }
    }
}
