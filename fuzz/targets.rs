//! What is fuzzed: each function takes any bytes and panics if something that must hold does not. cargo-fuzz runs them
//! for long, and `tests/hostile_fuzz.rs` runs them for short, over the seeds and what it makes of them.
#![allow(dead_code, reason = "each fuzz target uses one of them")]

use copyfile2::abi::*;
use copyfile2::copy::{CopyRequest, Unobserved, copy_file};
use copyfile2::ffi::{CopyFile2GetLastError, CopyFile2U8};
use copyfile2::files::{Case, Pattern, full_path_from};
use copyfile2::win32::name::Colon;
use copyfile2::win32::{CopyFlags, CopyFlagsV2, FileAttributes, FileName, Win32Error, drives, encoding};
use std::cell::OnceCell;
use std::ffi::{CString, OsStr, c_void};
use std::fs;
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Takes any bytes.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const ALL: &[(&str, Target)] = &[
    ("parameters", parameters),
    ("names", names),
    ("restart_state", restart_state),
    ("dos_attributes", dos_attributes),
    ("drive_map", drive_map),
    ("wildcards", wildcards),
    ("full_paths", full_paths),
];

/// A directory of this process and thread, with a source of 10000 bytes.
fn place() -> PathBuf {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    thread_local! {
        static PLACE: OnceCell<PathBuf> = const { OnceCell::new() };
    }
    let make = || {
        let root = ROOT.get_or_init(|| {
            let root = option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
            root.join(format!("fuzz-{}", std::process::id()))
        });
        let place = root.join(format!("{:?}", std::thread::current().id()));
        fs::create_dir_all(&place).expect("a directory");
        fs::write(place.join("from"), source()).expect("a source");
        place
    };
    PLACE.with(|place| place.get_or_init(make).clone())
}

/// Removes what the targets left on this thread.
pub fn clean() {
    let place = place();
    let _ = fs::remove_dir_all(&place);
    // Unless another thread still works there.
    let _ = fs::remove_dir(place.parent().expect("a root"));
}

fn source() -> Vec<u8> {
    (0..10_000_u32).map(|at| (at * 31 + at / 251) as u8).collect()
}

fn c_string(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).expect("no NUL")
}

unsafe extern "C" fn routine(
    message: *const COPYFILE2_MESSAGE,
    context: *mut c_void,
) -> COPYFILE2_MESSAGE_ACTION {
    // SAFETY: the library passes a message that lives during the call.
    let message = unsafe { message.read() };
    assert!((COPYFILE2_CALLBACK_CHUNK_STARTED..=COPYFILE2_CALLBACK_ERROR).contains(&message.Type));
    // Whatever the caller gave comes back, and is answered: any number may be an action.
    context.addr() as COPYFILE2_MESSAGE_ACTION
}

/// The bytes of a parameters structure, at any size and any address. Pointers among them are made valid or NULL.
pub fn parameters(data: &[u8]) {
    let Some((&[control, shift], bytes)) = data.split_first_chunk::<2>() else { return };
    let (control, shift) = (usize::from(control), usize::from(shift) % 8);
    const LARGEST: usize = size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>();
    let mut structure = [0_u8; LARGEST];
    let given = bytes.len().min(LARGEST);
    structure[..given].copy_from_slice(&bytes[..given]);
    let mut flag: [BOOL; 2] = [BOOL::from(control & 1 != 0), 0];
    let pointer = size_of::<*const c_void>();
    let mut put = |at: usize, value: usize| structure[at..at + pointer].copy_from_slice(&value.to_ne_bytes());
    // Not every flag is aligned.
    let flag = flag.as_mut_ptr().wrapping_byte_add(if control & 2 != 0 { 1 } else { 0 });
    put(8, if control & 4 != 0 { flag.expose_provenance() } else { 0 });
    put(8 + pointer, if control & 8 != 0 { routine as *const () as usize } else { 0 });
    let old = std::mem::offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, pProgressRoutineOld);
    put(old, 0);
    // The structure may lie at any address.
    let mut memory = [0_u8; LARGEST + 8];
    memory[shift..shift + LARGEST].copy_from_slice(&structure);
    let place = place();
    let (from, to) = (place.join("from"), place.join("to"));
    let _ = fs::remove_file(&to);
    let (from_name, to_name) = (c_string(&from), c_string(&to));
    let start = memory.as_mut_ptr().wrapping_add(shift).cast::<COPYFILE2_EXTENDED_PARAMETERS>();
    // SAFETY: the names end with a NUL; at the address are as many bytes as any form has, whose pointers are valid or
    // NULL.
    let result = unsafe { CopyFile2U8(from_name.as_ptr(), to_name.as_ptr(), start) };
    let code = CopyFile2GetLastError();
    assert_eq!(result, Win32Error::from_code(code).hresult(), "HRESULT and last error agree");
    let word = |at: usize| u32::from_ne_bytes(structure[at..at + 4].try_into().expect("four bytes"));
    let size = word(0) as usize;
    let is_second = size == LARGEST;
    let reserved = std::mem::offset_of!(COPYFILE2_EXTENDED_PARAMETERS_V2, reserved);
    let is_valid = (is_second || size == size_of::<COPYFILE2_EXTENDED_PARAMETERS>())
        && CopyFlags::from_bits(word(4)).is_some()
        && (!is_second || CopyFlagsV2::from_bits(word(8 + 3 * pointer)).is_some())
        && (!is_second || structure[reserved..].iter().all(|&byte| byte == 0))
        && (control & 4 == 0 || control & 2 == 0);
    if !is_valid {
        assert_eq!((code, to.exists()), (87, false), "V3, V4, V5, V7");
    }
    if code == 0 {
        assert!(fs::read(&to).expect("the copy") == source(), "S_OK, and not whole");
    }
    assert!(fs::read(&from).expect("the source") == source(), "the source is untouched");
    for left in fs::read_dir(&place).expect("the directory").flatten() {
        let name = left.file_name();
        assert!(name == "from" || name == "to", "{name:?} is left over");
    }
}

/// Names in UTF-16, UTF-32 and bytes.
pub fn names(data: &[u8]) {
    let narrow: Vec<u16> = data.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    let wide: Vec<u32> =
        data.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]])).collect();
    for name in [FileName::from_utf16(&narrow), FileName::from_utf32(&wide), FileName::from_narrow(data)] {
        match name {
            Ok(name) => {
                assert!(!name.path.as_os_str().is_empty(), "a path is never empty");
                check_text(name.path.as_os_str());
                if let Some(stream) = &name.stream {
                    check_text(stream);
                    assert!(!stream.as_bytes().contains(&b'/'), "a stream's name is no path");
                }
                if name.path.is_absolute() && name.stream.is_none() {
                    let again = FileName::from_utf16(&FileName::to_utf16(&name.path));
                    assert_eq!(again.as_ref(), Ok(&name), "a path comes back from its wide name");
                    let again = FileName::parsed(&FileName::windows_name(&name.path), Colon::Character);
                    assert_eq!(again.as_ref(), Ok(&name), "a path comes back from its Windows name");
                }
            }
            Err(code) => {
                let known = [
                    Win32Error::PATH_NOT_FOUND,
                    Win32Error::INVALID_NAME,
                    Win32Error::BAD_NETPATH,
                    Win32Error::FILE_NOT_FOUND,
                ];
                assert!(known.contains(&code), "{code:?}");
            }
        }
    }
    // The same name in both encodings leads to the same file.
    if let Ok(bytes) = encoding::bytes_from_utf32(&wide) {
        let as_narrow = encoding::utf16_from_bytes(&bytes);
        // Lone surrogates that stand for bytes may come together as a character that has a shorter form.
        if encoding::utf32_from_bytes(&bytes) == wide {
            assert_eq!(FileName::from_utf32(&wide), FileName::from_utf16(&as_narrow));
        }
    }
    assert_eq!(encoding::bytes_from_utf16(&encoding::utf16_from_bytes(data)).as_deref(), Ok(data));
    assert_eq!(encoding::bytes_from_utf32(&encoding::utf32_from_bytes(data)).as_deref(), Ok(data));
}

fn check_text(text: &OsStr) {
    assert!(!text.as_bytes().contains(&0), "no NUL reaches the kernel");
}

/// A destination with any restart state: the copy is whole afterwards, unless the state was forged by somebody who knows
/// the times of both files.
pub fn restart_state(data: &[u8]) {
    let Some((&control, bytes)) = data.split_first() else { return };
    let place = place();
    let (from, to) = (place.join("from"), place.join("to"));
    let whole = source();
    let mut state = bytes.to_vec();
    if control & 1 != 0 {
        // A state of the right form: magic, version, fields, checksum.
        state.resize(78, 0);
        state[..6].copy_from_slice(b"CF2R\x01\0");
        if control & 2 != 0 {
            let stat = fs::metadata(&from).expect("the source");
            state[6..14].copy_from_slice(&stat.ino().to_le_bytes());
            state[14..22].copy_from_slice(&stat.size().to_le_bytes());
            state[22..30].copy_from_slice(&stat.mtime().to_le_bytes());
            state[30..34].copy_from_slice(&(stat.mtime_nsec() as u32).to_le_bytes());
        }
        let checksum = crc32fast::hash(&state);
        state.extend(checksum.to_le_bytes());
    }
    let length = bytes.iter().fold(0, |sum, &byte| sum + usize::from(byte)) % (whole.len() + 1);
    let mut partial = whole[..length].to_vec();
    if control & 4 != 0 {
        partial.iter_mut().skip(length / 2).for_each(|byte| *byte ^= 0x55);
    }
    let sidecar = place.join(".to.copyfile2-restart");
    let _ = fs::remove_file(&to);
    fs::write(&to, &partial).expect("a destination");
    if control & 8 != 0 {
        fs::write(&sidecar, &state).expect("a sidecar");
    } else {
        // Too long for the file system, or none there: as if there were no state.
        let flags = rustix::fs::XattrFlags::empty();
        let _ = rustix::fs::lsetxattr(&to, "user.copyfile2.restart", &state, flags);
    }
    let name = |path: &Path| FileName::from_bytes(path.as_os_str().as_bytes()).expect("a name");
    let (from_name, to_name) = (name(&from), name(&to));
    let mut request = CopyRequest::new(&from_name, &to_name);
    request.options.flags =
        if control & 16 != 0 { CopyFlags::RESTARTABLE } else { CopyFlags::RESUME_FROM_PAUSE };
    let outcome = copy_file(&request, &mut Unobserved);
    assert!(outcome.is_ok(), "{outcome:?}");
    assert!(fs::read(&to).expect("the copy") == whole, "not whole");
    assert!(!sidecar.exists(), "P13");
    let mut none = [0_u8; 0];
    assert!(rustix::fs::lgetxattr(&to, "user.copyfile2.restart", &mut none).is_err(), "P13");
}

/// Values of `user.DOSATTRIB`: what is written is read back, and a binary value keeps its other fields.
pub fn dos_attributes(data: &[u8]) {
    let read = FileAttributes::from_dosattrib(data);
    for bits in [0, 2, 0x3126, u32::MAX] {
        let wanted = FileAttributes::from_bits_truncate(bits);
        for existing in [None, Some(data)] {
            let value = wanted.to_dosattrib(existing);
            assert_eq!(FileAttributes::from_dosattrib(&value), Some(wanted));
            let is_binary = existing.is_some_and(|existing| existing.first() == Some(&0) && read.is_some());
            if is_binary {
                assert_eq!(value.len(), data.len());
                assert!(
                    value
                        .iter()
                        .zip(data)
                        .enumerate()
                        .all(|(at, (new, old))| new == old || (12..16).contains(&at))
                );
            }
        }
    }
}

/// The drive map: a letter, the list of `COPYFILE2_DRIVES` and the directory of Wine.
pub fn drive_map(data: &[u8]) {
    let Some((&letter, rest)) = data.split_first() else { return };
    let (list, prefix) = match rest.iter().position(|&byte| byte == b'\n') {
        Some(at) => (&rest[..at], Some(OsStr::from_bytes(&rest[at + 1..]))),
        None => (rest, None),
    };
    let letter = b'A' + letter % 26;
    let list = OsStr::from_bytes(list);
    let root = drives::root_in(letter, Some(list), prefix);
    assert_eq!(
        root,
        drives::root_in(letter.to_ascii_lowercase(), Some(list), prefix),
        "letters have no case"
    );
    match root {
        Some(root) => {
            let from_wine = prefix.is_some_and(|prefix| {
                root == Path::new(prefix)
                    .join("dosdevices")
                    .join(format!("{}:", letter.to_ascii_lowercase() as char))
            });
            let from_list = root.is_absolute()
                && list
                    .as_bytes()
                    .split(|&byte| byte == b';')
                    .any(|entry| entry.ends_with(root.as_os_str().as_bytes()));
            assert!(from_wine || from_list, "{root:?}");
        }
        None => assert!(prefix.is_none_or(OsStr::is_empty)),
    }
}

/// A pattern and a name, parted by a slash: every name matches itself, `*`, and whatever a letter of it becomes a `?` in.
pub fn wildcards(data: &[u8]) {
    let (case, rest) = match data.split_first() {
        Some((&first, rest)) => (if first & 1 == 0 { Case::Ignored } else { Case::Counts }, rest),
        None => return,
    };
    let at = rest.iter().position(|&byte| byte == b'/').unwrap_or(rest.len());
    let (pattern, name) = (&rest[..at], rest.get(at + 1..).unwrap_or_default());
    let (pattern, name) = (encoding::utf32_from_bytes(pattern), encoding::utf32_from_bytes(name));
    let matches = |pattern: &[u32], name: &[u32]| Pattern::new(pattern, case).matches(name);
    let is_found = matches(&pattern, &name);
    assert!(matches(&[u32::from('*')], &name), "a star takes everything");
    // `*.` takes names without a dot only, so a pattern of that end is no part of a longer one.
    let is_end = pattern.ends_with(&[u32::from('*'), u32::from('.')]);
    if is_found && !is_end {
        let longer = [&[u32::from('*')][..], &pattern].concat();
        assert!(matches(&longer, &name), "a star before it takes nothing away");
    }
    let is_wild = |unit: &u32| *unit == u32::from('*') || *unit == u32::from('?');
    if !name.iter().any(is_wild) {
        assert!(matches(&name, &name), "a name is its own pattern");
        for at in 0..name.len().min(64) {
            let mut asking = name.clone();
            asking[at] = u32::from('?');
            assert!(matches(&asking, &name), "a question mark is one character");
        }
    }
}

/// A directory's Windows name and a name, parted by a NUL: a full path is one again by itself.
pub fn full_paths(data: &[u8]) {
    let at = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
    let (directory, name) = (&data[..at], data.get(at + 1..).unwrap_or_default());
    let is_full = matches!(directory, [b'A'..=b'Z', b':', b'\\', ..]) || directory.starts_with(b"/");
    let directory = if is_full { directory.to_vec() } else { b"C:\\here".to_vec() };
    let Ok(full) = full_path_from(name, || Ok(directory.clone())) else {
        assert!(name.is_empty() || name.contains(&0), "only these are refused");
        return;
    };
    assert!(
        full.file_part.is_none_or(|at| at > 0 && at < full.text.len()),
        "a last part has something before it"
    );
    let again = full_path_from(&full.text, || panic!("a full path needs no directory")).expect("a full path");
    assert_eq!(again, full, "a full path stays as it is");
    // Of the network and of devices what follows the separators is no part to be folded.
    let is_untouched = matches!(name, [b'\\', b'\\' | b'/', ..]);
    if !is_untouched {
        let parts = full.text.split(|byte| matches!(byte, b'/' | b'\\'));
        assert!(!parts.into_iter().any(|part| part == b"." || part == b".."), "nothing is left to fold");
    }
}
