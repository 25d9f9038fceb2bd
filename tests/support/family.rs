//! The family as C programs call it: `c-tests/call.c` makes one call and tells what it answered.

use super::c_programs::{Build, is_there};
use super::filesystems::skipped;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// How a caller spells names and calls functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// UTF-16, `CopyFileW`.
    Utf16,
    /// UTF-32 by `COPYFILE2_WCHAR32`, still `CopyFileW`.
    Utf32,
    /// Bytes, `CopyFileA`.
    Ansi,
    /// Bytes, `CopyFileU8`.
    Utf8,
    /// UTF-16 with Microsoft's calling convention, `CopyFileW_ms`.
    Microsoft,
    /// Bytes with Microsoft's calling convention, `CopyFileA_ms`.
    MicrosoftAnsi,
}

impl Spelling {
    /// Those that this machine has.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Utf16, Self::Utf32, Self::Ansi, Self::Utf8];
        if cfg!(target_arch = "x86_64") {
            all.extend([Self::Microsoft, Self::MicrosoftAnsi]);
        }
        all
    }

    fn word(self) -> &'static str {
        match self {
            Self::Utf16 | Self::Utf32 => "w",
            Self::Ansi => "a",
            Self::Utf8 => "u8",
            Self::Microsoft => "ms",
            Self::MicrosoftAnsi => "msa",
        }
    }
}

/// What a call answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// TRUE, or S_OK.
    pub succeeded: bool,
    /// The last error afterwards; it was 4711 before.
    pub code: u32,
    /// How often the routine was called.
    pub calls: u32,
}

/// One call to be made.
pub struct FamilyCall<'a> {
    spelling: Spelling,
    function: &'a str,
    flags: u32,
    answer: (u32, u32),
    names: Vec<&'a OsStr>,
}

impl<'a> FamilyCall<'a> {
    /// `function` as call.c names it; `-` is a NULL name.
    pub fn new<N: AsRef<OsStr> + ?Sized>(spelling: Spelling, function: &'a str, names: &[&'a N]) -> Self {
        let names = names.iter().map(|name| (*name).as_ref()).collect();
        Self { spelling, function, flags: 0, answer: (0, 0), names }
    }

    /// Its flags; for `copy` whether it fails if the file exists.
    pub fn flags(mut self, flags: u32) -> Self {
        self.flags = flags;
        self
    }

    /// What the routine answers from call number `at` on.
    pub fn answer(mut self, action: u32, at: u32) -> Self {
        self.answer = (action, at);
        self
    }

    /// The program and its arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(program(self.spelling));
        self.put_arguments(&mut command);
        command
    }

    /// The same under strace with these options; `None` where strace may not trace.
    pub fn under_strace(&self, options: &[&str]) -> Option<Output> {
        static MAY_TRACE: OnceLock<bool> = OnceLock::new();
        let may_trace = *MAY_TRACE.get_or_init(|| {
            let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
            is_there("strace") && traced.is_ok_and(|output| output.status.success())
        });
        if !may_trace {
            skipped("strace may not trace here");
            return None;
        }
        let mut command = Command::new("strace");
        command.arg("-f").args(options).arg(program(self.spelling));
        self.put_arguments(&mut command);
        Some(command.output().expect("strace starts"))
    }

    fn put_arguments(&self, command: &mut Command) {
        command.args([self.spelling.word(), self.function]);
        command.args([self.answer.0, self.answer.1, self.flags].map(|number| number.to_string()));
        // CopyFile2 has no A form, so call.c takes the one for UTF-8.
        let is_verbatim =
            self.spelling == Spelling::Utf8 || (self.spelling == Spelling::Ansi && self.function == "copy2");
        for name in &self.names {
            // A backslash is a character of these names (K-P1). The UTF-8 functions take them as they are.
            let is_odd = name.as_bytes().starts_with(b"/") && name.as_bytes().contains(&b'\\');
            let prefix = if is_odd && !is_verbatim { r"\\?\unix" } else { "" };
            command.arg(OsStr::from_bytes(&[prefix.as_bytes(), name.as_bytes()].concat()));
        }
    }

    /// Makes the call.
    #[track_caller]
    pub fn run(&self) -> Answer {
        let output = self.command().output().expect("call starts");
        read(&output).unwrap_or_else(|| panic!("{:?} {}: {output:?}", self.spelling, self.function))
    }

    /// The call must succeed, with 0 in the last error. Returns how often the routine was called.
    #[track_caller]
    pub fn succeeds(&self) -> u32 {
        let answer = self.run();
        assert!(answer.succeeded && answer.code == 0, "{:?} {}: {answer:?}", self.spelling, self.function);
        answer.calls
    }

    /// The call must fail with this code.
    #[track_caller]
    pub fn fails(&self, code: u32) {
        let answer = self.run();
        assert!(
            !answer.succeeded && answer.code == code,
            "{:?} {}: {answer:?}, expected {code}",
            self.spelling,
            self.function
        );
    }
}

/// What call.c printed; `None` if it died before, or was told nonsense.
pub fn read(output: &Output) -> Option<Answer> {
    let printed = std::str::from_utf8(&output.stdout).ok()?;
    let [word, code, calls] = printed.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    let succeeded = match word {
        "TRUE" => true,
        "FALSE" => false,
        _ => return None,
    };
    Some(Answer { succeeded, code: code.parse().ok()?, calls: calls.parse().ok()? })
}

/// call.c, built once per test binary; the copies of different binaries differ only in who built them last.
fn program(spelling: Spelling) -> &'static Path {
    static PROGRAMS: OnceLock<[PathBuf; 2]> = OnceLock::new();
    let build = |options| {
        let build = Build { options, ..Build::PLAIN };
        build.program("c-tests/call.c", Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("gcc")
    };
    let programs = PROGRAMS.get_or_init(|| [build(&[]), build(&["-DCOPYFILE2_WCHAR32"])]);
    &programs[usize::from(spelling == Spelling::Utf32)]
}
