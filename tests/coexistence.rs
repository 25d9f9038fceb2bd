//! The header beside other headers with Windows types: theirs first, and ours first with `COPYFILE2_NO_WINDOWS_TYPES`. Those
//! that Debian packages are compiled against; `c-tests/standins` has small headers with the traits of the others.

mod support;

use std::path::Path;
use std::process::Command;
use support::c_programs::ROOT;
use support::skipped;

/// Another header with Windows types.
struct Other {
    name: &'static str,
    /// Included before ours, or after.
    include: &'static str,
    /// Where it stands.
    directories: &'static [&'static str],
    /// What of theirs fits ours: THEIR_WCHAR, THEIR_LARGE_INTEGER.
    fits: &'static [&'static str],
}

/// With the types alone.
const TYPES: [Other; 13] = [
    Other::installed("unixODBC", "#include <sql.h>", &[], &[]),
    Other::installed("pcsc-lite", "#include <winscard.h>", &["/usr/include/PCSC"], &[]),
    Other::installed(
        "WinPR",
        "#include <winpr/wtypes.h>\n#include <winpr/error.h>",
        &["/usr/include/winpr2"],
        &["THEIR_WCHAR", "THEIR_LARGE_INTEGER"],
    ),
    Other::installed(
        "DirectX-Headers",
        "#include <wsl/winadapter.h>",
        &["/usr/include/directx", "/usr/include/wsl/stubs"],
        &["THEIR_LARGE_INTEGER"],
    ),
    Other::installed("X11", "#include <X11/Xlib.h>\n#include <X11/Xmd.h>", &[], &[]),
    Other::installed(
        "Wine's types",
        "#include <stdarg.h>\n#include <windef.h>",
        &["/usr/include/wine/wine/windows"],
        &["THEIR_WCHAR", "THEIR_LARGE_INTEGER"],
    ),
    Other::standin("DXVK", "#include \"dxvk.h\"", &["THEIR_LARGE_INTEGER"]),
    Other::standin("DXC", "#include \"dxc.h\"", &[]),
    Other::standin("vkd3d", "#include \"vkd3d.h\"", &["THEIR_WCHAR"]),
    Other::standin(".NET PAL", "#include \"pal.h\"", &["THEIR_WCHAR", "THEIR_LARGE_INTEGER"]),
    Other::standin("odd types", "#include \"odd.h\"", &[]),
    Other::standin("macros", "#include \"macros.h\"", &[]),
    Other::standin("two of them", "#include \"pal.h\"\n#define RPC_NO_WINDOWS_H", &["THEIR_WCHAR"]),
];

/// With declarations of this very API too.
const API: [Other; 2] = [
    Other::installed(
        "Wine",
        "#include <windows.h>",
        &["/usr/include/wine/wine/windows"],
        &["WINDOWS_API_IS_THEIRS"],
    ),
    Other::installed("WinPR's file.h", "#include <winpr/file.h>", &["/usr/include/winpr2"], &["THEIR_WCHAR"]),
];

impl Other {
    const fn installed(
        name: &'static str,
        include: &'static str,
        directories: &'static [&'static str],
        fits: &'static [&'static str],
    ) -> Self {
        Self { name, include, directories, fits }
    }

    const fn standin(name: &'static str, include: &'static str, fits: &'static [&'static str]) -> Self {
        Self { name, include, directories: &[concat!(env!("CARGO_MANIFEST_DIR"), "/c-tests/standins")], fits }
    }

    /// What the compiler says of a unit, `Ok` if nothing.
    fn compile(&self, language: &[&str], defines: &[&str], text: &str) -> Result<(), String> {
        let scratch = tempfile::tempdir().expect("a scratch directory");
        let source = scratch.path().join("unit.c");
        std::fs::write(&source, text).expect("writing the unit");
        let mut command = Command::new(language[0]);
        command.args(&language[1..]).args(["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]);
        command.args(defines.iter().map(|define| format!("-D{define}")));
        command.arg(format!("-I{ROOT}/include"));
        for directory in self.directories {
            // packaging/install-deps.sh puts headers without their package below target/headers.
            command.args(["-isystem", directory, "-isystem", &format!("{ROOT}/target/headers{directory}")]);
        }
        let output = command.arg(&source).output().expect("the compiler starts");
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    /// Whether it compiles alone.
    fn is_there(&self, language: &[&str]) -> bool {
        let alone = self.compile(language, &[], &format!("{}\n", self.include));
        if alone.is_err() {
            assert!(!self.directories.iter().any(|directory| directory.starts_with(ROOT)), "{alone:?}");
            skipped(&format!("no headers of {} for {language:?}", self.name));
        }
        alone.is_ok()
    }
}

const LANGUAGES: [&[&str]; 6] = [
    &["gcc", "-xc", "-std=gnu11"],
    &["gcc", "-xc", "-std=gnu11", "-fshort-wchar"],
    &["g++", "-xc++", "-std=c++11"],
    &["g++", "-xc++", "-std=c++17", "-fshort-wchar"],
    &["clang", "-xc", "-std=gnu17"],
    &["clang++", "-xc++", "-std=c++20"],
];

fn use_with(more: &str) -> String {
    let directory = Path::new(ROOT).join("c-tests/coexistence.h");
    format!("{more}#include \"{}\"\n", directory.display())
}

/// Every language, theirs first and ours first, with what of theirs fits ours.
#[test]
fn types_of_both_orders_compile_in_c_and_cpp() {
    let mut tried = 0;
    for other in &TYPES {
        for language in LANGUAGES {
            if !other.is_there(language) {
                continue;
            }
            let theirs = use_with(&format!("{}\n#include <copyfile2.h>\n", other.include));
            let said = other.compile(language, other.fits, &theirs);
            assert_eq!(said, Ok(()), "{} first, {language:?}", other.name);
            let ours = use_with(&format!("#include <copyfile2.h>\n{}\n", other.include));
            let said = other.compile(language, &["COPYFILE2_NO_WINDOWS_TYPES"], &ours);
            assert_eq!(said, Ok(()), "{} second, {language:?}", other.name);
            tried += 1;
        }
    }
    assert!(tried >= 7 * 4, "the stand-ins are always there: {tried}");
}

/// Wine's winbase.h has the functions in Microsoft's convention, WinPR's file.h has four of ours. Theirs stand, and what is
/// our own can be called beside them.
#[test]
fn headers_with_this_api_are_left_alone() {
    for other in &API {
        for language in LANGUAGES {
            if !other.is_there(language) {
                continue;
            }
            let is_wine = other.fits.contains(&"WINDOWS_API_IS_THEIRS");
            if is_wine && !cfg!(target_arch = "x86_64") {
                continue;
            }
            let microsoft = if is_wine { "#include <copyfile2/ms_abi.h>\n" } else { "" };
            let theirs = use_with(&format!("{}\n#include <copyfile2.h>\n{microsoft}", other.include));
            let said = other.compile(language, other.fits, &theirs);
            assert_eq!(said, Ok(()), "{} first, {language:?}", other.name);
            if is_wine {
                let ours = use_with(&format!("#include <copyfile2.h>\n{}\n{microsoft}", other.include));
                let defines =
                    ["COPYFILE2_NO_WINDOWS_TYPES", "COPYFILE2_NO_WINDOWS_API", "WINDOWS_API_IS_THEIRS"];
                let said = other.compile(language, &defines, &ours);
                assert_eq!(said, Ok(()), "{} second, {language:?}", other.name);
            }
        }
    }
}

/// The drop-in windows.h over macros with names of types and functions.
#[test]
fn the_drop_in_headers_stand_macros_of_their_names() {
    let macros = TYPES.iter().find(|other| other.name == "macros").expect("the stand-in");
    let text = format!(
        "{}\n#include \"{ROOT}/include/win32/windows.h\"\n{}",
        macros.include,
        "DWORD last(HANDLE file);\nDWORD last(HANDLE file) { FlushFileBuffers(file); return (GetLastError)(); }\n"
    );
    for language in LANGUAGES {
        assert_eq!(macros.compile(language, &[], &text), Ok(()), "{language:?}");
    }
}
