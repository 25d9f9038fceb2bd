//! Access rights as programs ask for them.

use bitflags::bitflags;

bitflags! {
    /// `FILE_READ_DATA` and its kin, after `GENERIC_*` were spelt out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Access: u32 {
        /// Read the data, or list the directory.
        const READ_DATA = 0x0001;
        /// Write anywhere, or add files.
        const WRITE_DATA = 0x0002;
        /// Write at the end, or add directories.
        const APPEND_DATA = 0x0004;
        const READ_EA = 0x0008;
        const WRITE_EA = 0x0010;
        const EXECUTE = 0x0020;
        const DELETE_CHILD = 0x0040;
        const READ_ATTRIBUTES = 0x0080;
        /// Set times and attributes.
        const WRITE_ATTRIBUTES = 0x0100;
        /// Remove and rename by the handle.
        const DELETE = 0x0001_0000;
        const READ_CONTROL = 0x0002_0000;
        const WRITE_DAC = 0x0004_0000;
        const WRITE_OWNER = 0x0008_0000;
        const SYNCHRONIZE = 0x0010_0000;
        /// What `GENERIC_READ`, `GENERIC_WRITE`, `GENERIC_EXECUTE` and `GENERIC_ALL` stand for on a file.
        const GENERIC_READ = 0x0012_0089;
        const GENERIC_WRITE = 0x0012_0116;
        const GENERIC_EXECUTE = 0x0012_00A0;
        const ALL = 0x001F_01FF;
    }
}

const MAXIMUM_ALLOWED: u32 = 0x0200_0000;

impl Access {
    /// A program's word, and whether it asks for the most that permissions give (K-F3).
    pub(crate) fn from_word(word: u32) -> (Self, bool) {
        let generic = [
            (0x8000_0000, Self::GENERIC_READ),
            (0x4000_0000, Self::GENERIC_WRITE),
            (0x2000_0000, Self::GENERIC_EXECUTE),
            (0x1000_0000, Self::ALL),
        ];
        let spelt = generic.iter().filter(|(bit, _)| word & bit != 0).map(|(_, rights)| *rights);
        // Whoever opens a file may look at it.
        let given = Self::from_bits_truncate(word) | Self::READ_ATTRIBUTES | Self::SYNCHRONIZE;
        (spelt.fold(given, |all, rights| all | rights), word & MAXIMUM_ALLOWED != 0)
    }

    /// Whether the data are written.
    pub(crate) fn writes(self) -> bool {
        self.intersects(Self::WRITE_DATA | Self::APPEND_DATA)
    }

    /// Whether every write goes to the end (K-F3).
    pub(crate) fn appends(self) -> bool {
        self.contains(Self::APPEND_DATA) && !self.contains(Self::WRITE_DATA)
    }
}
