//! The flag words of part 3.2 of the rule sheet as typed sets. Their values are Windows' own.

use bitflags::bitflags;

bitflags! {
    /// `dwCopyFlags` of CopyFile2 and CopyFileEx.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct CopyFlags: u32 {
        /// Fail with 80 if the destination exists.
        const FAIL_IF_EXISTS = 0x0000_0001;
        /// Keep restart state while copying.
        const RESTARTABLE = 0x0000_0002;
        /// Open the source with write access as well.
        const OPEN_SOURCE_FOR_WRITE = 0x0000_0004;
        /// Let an encrypted source have an unencrypted destination.
        const ALLOW_DECRYPTED_DESTINATION = 0x0000_0008;
        /// The source is a directory: create it, with its streams and attributes, without its children.
        const DIRECTORY = 0x0000_0080;
        /// Copy a symbolic link as a link.
        const COPY_SYMLINK = 0x0000_0800;
        /// Bypass the page cache.
        const NO_BUFFERING = 0x0000_1000;
        /// Ask for security privileges on the handles: granted by Unix permissions alone.
        const REQUEST_SECURITY_PRIVILEGES = 0x0000_2000;
        /// Resume a paused copy.
        const RESUME_FROM_PAUSE = 0x0000_4000;
        /// Copy the main data stream only.
        const SKIP_ALTERNATE_STREAMS = 0x0000_8000;
        /// Do not let the kernel or a server move the data.
        const NO_OFFLOAD = 0x0004_0000;
        /// Copy any reparse point as it is.
        const OPEN_AND_COPY_REPARSE_POINT = 0x0020_0000;
        /// No enterprise data protection here.
        const IGNORE_EDP_BLOCK = 0x0040_0000;
        /// Treat the source as not encrypted.
        const IGNORE_SOURCE_ENCRYPTION = 0x0080_0000;
        /// No DACL is ever written here.
        const DONT_REQUEST_DEST_WRITE_DAC = 0x0200_0000;
        /// Do not extend the destination before writing.
        const DISABLE_PRE_ALLOCATION = 0x0400_0000;
        /// Do without offload and parallel I/O.
        const ENABLE_LOW_FREE_SPACE_MODE = 0x0800_0000;
        /// A hint for SMB.
        const REQUEST_COMPRESSED_TRAFFIC = 0x1000_0000;
        /// Keep holes (the default here).
        const ENABLE_SPARSE_COPY = 0x2000_0000;
        /// Write holes out as zeros. Beats `ENABLE_SPARSE_COPY`.
        const DISABLE_SPARSE_COPY = 0x8000_0000;
    }

    /// `dwCopyFlagsV2` of CopyFile2.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct CopyFlagsV2: u32 {
        /// There are no junctions here.
        const DONT_COPY_JUNCTIONS = 0x0000_0001;
        /// Do not share blocks between source and destination.
        const DISABLE_BLOCK_CLONING = 0x0000_0002;
    }
}

bitflags! {
    /// `dwFlags` of MoveFileEx and MoveFileWithProgress.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct MoveFlags: u32 {
        /// Replace an existing file.
        const REPLACE_EXISTING = 0x01;
        /// To another volume: copy, then delete.
        const COPY_ALLOWED = 0x02;
        /// Move at the next start of the system: not offered here.
        const DELAY_UNTIL_REBOOT = 0x04;
        /// Return when the move is on the disk.
        const WRITE_THROUGH = 0x08;
        /// Reserved: refused.
        const CREATE_HARDLINK = 0x10;
        /// Fail if the file cannot be tracked: nothing is tracked here.
        const FAIL_IF_NOT_TRACKABLE = 0x20;
    }

    /// `dwReplaceFlags` of ReplaceFile.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct ReplaceFlags: u32 {
        /// Return when the replacement is on the disk.
        const WRITE_THROUGH = 0x1;
        /// Go on if streams cannot be carried over.
        const IGNORE_MERGE_ERRORS = 0x2;
        /// Go on if permissions cannot be carried over.
        const IGNORE_ACL_ERRORS = 0x4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_those_of_the_sheet_q5() {
        assert_eq!(CopyFlags::all().bits(), 0xBEE4_F88F);
        assert_eq!(CopyFlagsV2::all().bits(), 0x3);
    }
}
