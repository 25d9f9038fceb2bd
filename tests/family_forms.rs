//! Every function of the family in every spelling of its names, called by C programs: UTF-16, UTF-32, bytes, UTF-8, and
//! with Microsoft's calling convention, whose routines are called with it too.

mod support;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::c_programs::Build;
use support::family::{FamilyCall, Spelling};
use support::{content, file};

/// A name that each spelling must carry: two, three and four bytes of UTF-8, and bytes that are none.
const NAME: &[u8] = b"\xC3\xB6\xE6\x97\xA5\xF0\x9F\xA6\x80 \xFF\xC3( \xED\xA0\x80 \\x:?*";

/// Runs `test` for each spelling with an empty directory.
fn each(test: impl Fn(Spelling, &Path)) {
    for spelling in Spelling::all() {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        test(spelling, directory.path());
    }
}

/// A file name that holds all of [`NAME`].
fn named(directory: &Path, number: u8) -> PathBuf {
    directory.join(OsString::from_vec([NAME, &[b'0' + number]].concat()))
}

const STREAM_CALLS: u32 = 2; // STREAM_SWITCH, CHUNK_FINISHED
const MESSAGES: u32 = 4; // STREAM_STARTED, CHUNK_STARTED, CHUNK_FINISHED, STREAM_FINISHED

/// X1, X2, X7, M1, V8: the copying functions.
#[test]
fn every_copying_function_in_every_spelling() {
    each(|spelling, directory| {
        let (a, b, c, d) =
            (named(directory, 0), named(directory, 1), named(directory, 2), named(directory, 3));
        file(&a, content(1000, 1));
        assert_eq!(FamilyCall::new(spelling, "copy2", &[&a, &b]).succeeds(), MESSAGES);
        assert_eq!(FamilyCall::new(spelling, "copy", &[&a, &c]).flags(1).succeeds(), 0);
        assert_eq!(FamilyCall::new(spelling, "copyex", &[&a, &d]).succeeds(), STREAM_CALLS);
        for copy in [&b, &c, &d] {
            assert_eq!(fs::read(copy).unwrap(), content(1000, 1), "{spelling:?}");
        }
        FamilyCall::new(spelling, "copy", &[&a, &b]).flags(0).succeeds();
        FamilyCall::new(spelling, "copy", &[&a, &b]).flags(1).fails(80);
        FamilyCall::new(spelling, "copy2", &[&a, &b]).flags(1).fails(80);
        FamilyCall::new(spelling, "copyex", &[&a, &b]).flags(1).fails(80);
        FamilyCall::new(spelling, "copyex", &[&a, &b]).answer(1, 1).fails(1235);
        assert!(!b.exists(), "{spelling:?}: X7");
        FamilyCall::new(spelling, "copy2", &[&a, &b]).answer(2, 1).fails(1235);
        for function in ["copy2", "copy", "copyex"] {
            FamilyCall::new(spelling, function, &["-", "-"]).fails(3);
        }
    });
}

/// MV1, MV4, MV12, MV13, MV18, MV24: the moving functions, within a volume and across.
#[test]
fn every_moving_function_in_every_spelling() {
    const REPLACE_AND_COPY: u32 = 3;
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else {
        support::skipped("no second volume at /dev/shm");
        return;
    };
    each(|spelling, directory| {
        let (a, b, far) = (named(directory, 0), named(directory, 1), named(elsewhere.path(), 0));
        file(&a, content(1000, 2));
        FamilyCall::new(spelling, "move", &[&a, &b]).succeeds();
        FamilyCall::new(spelling, "moveex", &[&b, &a]).succeeds();
        assert_eq!(FamilyCall::new(spelling, "movewith", &[&a, &b]).succeeds(), 0, "MV3");
        file(&a, "in the way");
        for function in ["move", "moveex", "movewith"] {
            FamilyCall::new(spelling, function, &[&b, &a]).fails(183);
            FamilyCall::new(spelling, function, &[directory.join("absent").as_path(), &a]).fails(2);
            FamilyCall::new(spelling, function, &["-", "-"]).fails(3);
        }
        FamilyCall::new(spelling, "moveex", &[&b, &a]).flags(1).succeeds();
        FamilyCall::new(spelling, "moveex", &[&a, &far]).fails(17);
        FamilyCall::new(spelling, "movewith", &[&a, &far]).flags(2).answer(1, 1).fails(1235);
        assert_eq!(FamilyCall::new(spelling, "movewith", &[&a, &far]).flags(2).succeeds(), STREAM_CALLS);
        FamilyCall::new(spelling, "moveex", &[&far, &b]).flags(REPLACE_AND_COPY).succeeds();
        FamilyCall::new(spelling, "move", &[&b, &far]).succeeds();
        assert_eq!(fs::read(&far).unwrap(), content(1000, 2), "{spelling:?}");
        FamilyCall::new(spelling, "moveex", &[far.as_os_str(), OsStr::new("-")]).flags(4).fails(50);
        fs::remove_file(&far).unwrap();
    });
}

/// RF1, RF2, RF4; and the transacted forms, which there are in two spellings.
#[test]
fn replacing_in_every_spelling() {
    each(|spelling, directory| {
        let (a, b, c) = (named(directory, 0), named(directory, 1), named(directory, 2));
        file(&a, "old");
        file(&b, "new");
        FamilyCall::new(spelling, "replace", &[&a, &b, &c]).succeeds();
        assert_eq!((fs::read(&a).unwrap(), fs::read(&c).unwrap()), (b"new".into(), b"old".into()));
        FamilyCall::new(spelling, "replace", &[a.as_os_str(), c.as_os_str(), OsStr::new("-")]).succeeds();
        assert_eq!(fs::read(&a).unwrap(), b"old");
        FamilyCall::new(spelling, "replace", &[&a, &b, &c]).fails(2);
        FamilyCall::new(spelling, "replace", &[&a, &b, &c]).flags(0x80).fails(87);
        FamilyCall::new(spelling, "replace", &["-", "-", "-"]).fails(3);
        FamilyCall::new(spelling, "copytransacted", &[&a, &b]).fails(120);
        FamilyCall::new(spelling, "movetransacted", &[&a, &b]).fails(120);
        assert!(a.exists() && !b.exists(), "nothing is done in place of a transaction");
    });
}

/// Every byte string comes back from WCHAR as it was, by the drop-in MultiByteToWideChar and WideCharToMultiByte too, and
/// the units are those that the library itself makes.
#[test]
fn text_goes_both_ways_without_loss() {
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let mut lines: Vec<Vec<u8>> = vec![NAME.to_vec(), b"plain".to_vec(), "größe 日本語 🦀".into()];
    // All pairs and the marginal characters, then random strings that are nearly UTF-8.
    lines.extend((1..=255).flat_map(|one| (1..=255).step_by(3).map(move |two| vec![one, two])));
    for edge in [
        "\u{7F}",
        "\u{80}",
        "\u{7FF}",
        "\u{800}",
        "\u{D7FF}",
        "\u{E000}",
        "\u{FFFF}",
        "\u{10000}",
        "\u{10FFFF}",
    ] {
        for cut in 0..=edge.len() {
            lines.push([&edge.as_bytes()[..cut], b"x", &edge.as_bytes()[cut..]].concat());
        }
    }
    lines.extend([b"\xC0\x80".to_vec(), b"\xE0\x80\x80".to_vec(), b"\xF0\x80\x80\x80".to_vec()]);
    lines.extend([b"\xF4\x90\x80\x80".to_vec(), b"\xED\xBF\xBF".to_vec(), b"\xF8\x88\x80\x80\x80".to_vec()]);
    let mut bytes = content(40_000, 3).into_iter();
    while let Some(length) = bytes.next() {
        let line = bytes.by_ref().take(usize::from(length % 24) + 1);
        let leads = [0xC3, 0xE6, 0xF0, 0x9F, 0xA6, 0x80, 0xED, 0xA0];
        lines
            .push(line.map(|byte| if byte % 3 == 0 { byte } else { leads[usize::from(byte) % 8] }).collect());
    }
    for line in &mut lines {
        line.retain(|byte| *byte != 0 && *byte != b'\n');
    }
    lines.retain(|line| !line.is_empty());
    for options in [&[][..], &["-fshort-wchar"], &["-DCOPYFILE2_WCHAR32"]] {
        let build = Build { options, ..Build::PLAIN };
        let program = build.program("c-tests/text.c", directory.path()).expect("gcc");
        let mut child =
            Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("text starts");
        let mut input = child.stdin.take().expect("piped");
        let given = lines.join(&b'\n');
        let writer = std::thread::spawn(move || input.write_all(&given).expect("a pipe"));
        let output = child.wait_with_output().expect("text ends");
        writer.join().expect("a writer");
        assert!(output.status.success(), "{options:?}: a line did not come back as it was");
        let printed = String::from_utf8(output.stdout).expect("hexadecimal");
        assert_eq!(printed.lines().count(), lines.len());
        for (line, printed) in lines.iter().zip(printed.lines()) {
            let units: Vec<u32> = printed
                .split_whitespace()
                .map(|unit| u32::from_str_radix(unit, 16).expect("hexadecimal"))
                .collect();
            let expected: Vec<u32> = match options {
                ["-DCOPYFILE2_WCHAR32"] => copyfile2::win32::encoding::utf32_from_bytes(line),
                _ => copyfile2::win32::encoding::utf16_from_bytes(line).into_iter().map(u32::from).collect(),
            };
            assert_eq!(units, expected, "{line:?}");
        }
    }
}
