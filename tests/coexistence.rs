//! The header beside other headers with Windows types: theirs first, and ours first with `COPYFILE2_NO_WINDOWS_TYPES`.

use std::path::Path;
use std::process::Command;

/// Name, what is included, where it stands.
const OTHERS: &[(&str, &str, &[&str])] = &[
    ("unixODBC", "#include <sql.h>", &[]),
    ("pcsc-lite", "#include <winscard.h>", &["/usr/include/PCSC"]),
    ("WinPR", "#include <winpr/wtypes.h>\n#include <winpr/error.h>", &["/usr/include/winpr2"]),
    ("DirectX-Headers", "#include <wsl/winadapter.h>", &["/usr/include/directx", "/usr/include/wsl/stubs"]),
    ("X11", "#include <X11/Xlib.h>\n#include <X11/Xmd.h>", &[]),
];

const USE: &str = "int use(void);\nint use(void) { return CopyFile2(NULL, NULL, NULL) == 0 && \
                   CopyFileExA(\"a\", \"b\", NULL, NULL, NULL, COPY_FILE_FAIL_IF_EXISTS); }\n";

#[test]
fn both_orders_compile_in_c_and_cpp() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for (name, include, directories) in OTHERS {
        for (language, standard) in [("c", "-std=gnu11"), ("c++", "-std=c++17")] {
            let compile = |text: String, options: &[&str]| {
                let source = scratch.path().join("unit.c");
                std::fs::write(&source, text).expect("writing the unit");
                let mut command = Command::new("gcc");
                command.args(["-x", language, standard, "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]);
                command.args(options).arg("-I").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("include"));
                for directory in *directories {
                    command.args(["-isystem", directory]);
                }
                let output = command.arg(&source).output().expect("gcc starts");
                (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
            };
            if !compile(format!("{include}\n"), &[]).0 {
                println!("skipped: no headers of {name} for {language}");
                continue;
            }
            let (theirs, said) = compile(format!("{include}\n#include <copyfile2.h>\n{USE}"), &[]);
            assert!(theirs, "{name} first, {language}: {said}");
            let ours = format!("#include <copyfile2.h>\n{include}\n{USE}");
            let (ours, said) = compile(ours, &["-DCOPYFILE2_NO_WINDOWS_TYPES"]);
            assert!(ours, "{name} second, {language}: {said}");
        }
    }
}
