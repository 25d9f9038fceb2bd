//! `include/copyfile2.h` is what cbindgen makes of the source today, and says what the library's numbers are.
//!
//! `COPYFILE2_UPDATE_HEADERS=1 cargo test --test header` rewrites the header.

use copyfile2::abi::ALL_CONSTANTS;
use copyfile2::win32::error::NAMED;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn checked_in_header_is_what_the_source_makes() {
    let path = root().join("include/copyfile2.h");
    let made = generate();
    if std::env::var_os("COPYFILE2_UPDATE_HEADERS").is_some() {
        fs::write(&path, &made).expect("writing the header");
    }
    let checked_in = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        checked_in == made,
        "include/copyfile2.h is stale: run COPYFILE2_UPDATE_HEADERS=1 cargo test --test header"
    );
}

/// Rules of parts 3.1 to 3.4: the header's numbers are the library's.
#[test]
fn constants_of_the_header_equal_those_of_the_library() {
    let mut expected: BTreeMap<&str, i64> = ALL_CONSTANTS.iter().copied().collect();
    expected.extend(NAMED.iter().map(|&(code, name, _)| (name, i64::from(code))));

    let lines: String =
        expected.keys().map(|name| format!("    printf(\"{name} %lld\\n\", (long long){name});\n")).collect();
    let program =
        format!("#include <copyfile2.h>\n#include <stdio.h>\nint main(void) {{\n{lines}    return 0;\n}}\n");
    let found: BTreeMap<String, i64> = run_c(&program)
        .lines()
        .map(|line| line.split_once(' ').expect("NAME VALUE"))
        .map(|(name, value)| (name.to_owned(), value.parse().expect("a number")))
        .collect();

    let expected: BTreeMap<String, i64> =
        expected.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(found, expected);
}

/// Part 3.4's own rule: a code's HRESULT is what the header's macro makes of it.
#[test]
fn hresult_macro_equals_the_librarys_conversion() {
    let lines: String = NAMED
        .iter()
        .map(|(_, name, _)| format!("    printf(\"%d\\n\", (int)HRESULT_FROM_WIN32({name}));\n"))
        .collect();
    let program =
        format!("#include <copyfile2.h>\n#include <stdio.h>\nint main(void) {{\n{lines}    return 0;\n}}\n");
    let found: Vec<i32> = run_c(&program).lines().map(|line| line.parse().expect("a number")).collect();
    let expected: Vec<i32> =
        NAMED.iter().map(|&(code, _, _)| copyfile2::win32::Win32Error::from_code(code).hresult()).collect();
    assert_eq!(found, expected);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The header's text from `src/abi` and `src/ffi`, with the doc comments put in words for the C reader.
fn generate() -> String {
    let mut builder = cbindgen::Builder::new()
        .with_config(cbindgen::Config::from_file(root().join("cbindgen.toml")).expect("cbindgen.toml"));
    for door in ["src/abi/mod.rs", "src/ffi/mod.rs"] {
        builder = builder.with_src(root().join(door));
    }
    let mut text = Vec::new();
    builder.generate().expect("the source parses").write(&mut text);
    beside_other_headers(&for_c_readers(&String::from_utf8(text).expect("UTF-8")))
}

/// What Windows declares stays away where another header declares it; what is our own is always there.
fn beside_other_headers(text: &str) -> String {
    let mut made = String::new();
    let mut open = None;
    for paragraph in text.split("\n\n") {
        let guard = guard(paragraph);
        if guard != open {
            made.push_str(if open.is_some() { "#endif\n\n" } else { "" });
            made.push_str(&guard.map(|guard| format!("#if {guard}\n")).unwrap_or_default());
            open = guard;
        }
        made.push_str(paragraph);
        made.push_str(if paragraph.ends_with('\n') { "" } else { "\n\n" });
        if paragraph.contains(" (*CF2_LPPROGRESS_ROUTINE)(") {
            made.push_str(
                "#if CF2_OWN_WINDOWS_API\ntypedef CF2_LPPROGRESS_ROUTINE LPPROGRESS_ROUTINE;\n#endif\n\n",
            );
        }
    }
    // One blank line between declarations, none before an #endif.
    made.replace("\n\n#endif\n\n", "\n#endif\n\n")
}

/// Under which condition a declaration with its comment stands.
fn guard(paragraph: &str) -> Option<&'static str> {
    let declaration = paragraph.lines().find(|line| line.contains('(') && !line.starts_with("//"));
    let declaration = paragraph.lines().find(|line| line.starts_with("typedef ")).or(declaration)?;
    let name = declaration.split(|c: char| !c.is_alphanumeric() && c != '_').find(|word| {
        ["COPYFILE2_", "PCOPYFILE2_", "CopyFile", "MoveFile", "ReplaceFile"]
            .iter()
            .any(|start| word.starts_with(start))
            && !["COPYFILE2_MESSAGE_ACTION", "COPYFILE2_H"].contains(word)
    })?;
    let is_helper = name.starts_with("CopyFile2") && !["CopyFile2", "CopyFile2U8"].contains(&name);
    if ["COPYFILE2_PLATFORM_HOOKS", "COPYFILE2_LOG_CALLBACK"].contains(&name)
        || is_helper
        || (name.ends_with("U8") && name != "CopyFile2U8")
    {
        return None;
    }
    match name {
        "MoveFileW" | "MoveFileExW" | "MoveFileA" | "MoveFileExA" => {
            Some("CF2_OWN_WINDOWS_API && !defined(WINPR_FILE_H)")
        }
        _ => Some("CF2_OWN_WINDOWS_API"),
    }
}

/// Rustdoc's headings and links mean nothing in C: `# Safety` holds what the caller must promise, `` [`X`] `` is X.
fn for_c_readers(text: &str) -> String {
    text.replace("# Safety\n", "The caller promises:\n")
        .replace("[`", "`")
        .replace("`]", "`")
        .replace("\n//\n//\n", "\n//\n")
}

/// Compiles and runs a program against the headers alone, and returns what it printed.
fn run_c(program: &str) -> String {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let source = scratch.path().join("program.c");
    let executable = scratch.path().join("program");
    fs::write(&source, program).expect("writing the program");
    let compiled = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"])
        .arg(root().join("include"))
        .arg(&source)
        .arg("-o")
        .arg(&executable)
        .output()
        .expect("a C compiler");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let ran = Command::new(&executable).output().expect("running the program");
    assert!(ran.status.success());
    String::from_utf8(ran.stdout).expect("UTF-8")
}
