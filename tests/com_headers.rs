//! The rendered headers against docs/rules/bits-abi.json, as the C and C++ compilers see them: slots, layouts, values,
//! ids (ABI-1, ABI-3, ABI-7 to ABI-11). What the table itself says is checked in `src/com/slots.rs`.
#![cfg(feature = "bits")]

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const HEADERS: &str =
    "#include <bits.h>\n#include <qmgr.h>\n#include <bitscfg.h>\n#include <stddef.h>\n#include <stdio.h>\n";

fn reference() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules/bits-abi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the reference")).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

fn name(value: &Value) -> &str {
    value["name"].as_str().expect("name")
}

/// Checks that hold while compiling, in both languages.
fn values(reference: &Value, model: &str) -> String {
    let mut text = String::new();
    let mut check = |condition: String| {
        let _ = writeln!(text, "CF2_STATIC_ASSERT({condition}, \"{}\");", condition.replace('"', ""));
    };
    for row in list(reference, "structs") {
        // The reduced views of VARIANT are opaque here.
        if name(row).starts_with("VARIANT") {
            continue;
        }
        check(format!("sizeof({}) == {}", name(row), row["layout"][model]["size"]));
        for field in list(row, "fields") {
            check(format!("offsetof({}, {}) == {}", name(row), name(field), field["offset"][model]));
        }
    }
    for row in list(reference, "enums") {
        check(format!("sizeof({}) == 4", name(row)));
        for value in list(row, "values") {
            let number = value["value"].as_i64().expect("value");
            check(format!("(long long)(CF2_LONG){} == {}LL", name(value), number as i32));
        }
    }
    for row in list(reference, "constants") {
        check(format!("{} == {}ULL", name(row), row["value"]));
    }
    // A code must be negative and have 32 bits, or it never equals an HRESULT.
    for row in list(reference, "codes") {
        check(format!("sizeof({0}) == 4 && {0} == {1}LL", name(row), row["signed"]));
    }
    text
}

/// Slots of `lpVtbl` in C.
fn slots(reference: &Value) -> String {
    let mut text = String::new();
    for row in list(reference, "interfaces") {
        let interface = name(row);
        for method in list(row, "methods") {
            let _ = writeln!(
                text,
                "CF2_STATIC_ASSERT(offsetof({interface}Vtbl, {0}) == {1} * sizeof(void *), \"{interface}::{0}\");",
                name(method),
                method["slot"]
            );
        }
        let _ = writeln!(
            text,
            "CF2_STATIC_ASSERT(sizeof({interface}Vtbl) == {} * sizeof(void *), \"{interface}\");",
            row["slots_total"]
        );
    }
    text
}

/// Slots of the abstract classes: a virtual method's pointer to member holds one more than its offset (Itanium).
fn virtual_slots(reference: &Value) -> String {
    let mut text = String::from(
        "template <class M> static size_t slot(M method) {\n    size_t words[2];\n    static_assert(sizeof method == sizeof words, \"\");\n    __builtin_memcpy(words, &method, sizeof words);\n    return (words[0] - 1) / sizeof(void *);\n}\nint main() {\n    int failed = 0;\n",
    );
    for row in list(reference, "interfaces") {
        let interface = name(row);
        let iid = row["iid"].as_str().expect("iid");
        for method in list(row, "methods") {
            // QueryInterface has a template beside it, which makes its address ambiguous.
            if name(method) != "QueryInterface" {
                let _ = writeln!(
                    text,
                    "    if (slot(&{interface}::{0}) != {1}) failed = 1, puts(\"{interface}::{0}\");",
                    name(method),
                    method["slot"]
                );
            }
        }
        let fields: Vec<&str> = iid.split('-').collect();
        let tail = format!("{}{}", fields[3], fields[4]);
        let tail: Vec<String> = (0..8).map(|at| format!("0x{}", &tail[at * 2..at * 2 + 2])).collect();
        let _ = writeln!(
            text,
            "    {{ const GUID id = {{0x{}, 0x{}, 0x{}, {{{}}}}}; if (id != __uuidof({interface})) failed = 1, puts(\"{interface}\"); }}",
            fields[0],
            fields[1],
            fields[2],
            tail.join(", ")
        );
    }
    text.push_str("    return failed;\n}\n");
    text
}

fn compile(compiler: &str, options: &[&str], program: &str, run: bool) {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let source = scratch.path().join("program");
    let executable = scratch.path().join("out");
    std::fs::write(&source, program).expect("writing the program");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(compiler);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]);
    command.arg(root.join("include/win32")).arg("-I").arg(root.join("include")).args(options);
    command.arg(&source).arg("-o").arg(&executable);
    if !run {
        command.arg("-fsyntax-only");
    }
    let made = command.output().expect("a compiler");
    assert!(made.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&made.stderr));
    if run {
        let ran = Command::new(&executable).output().expect("running the program");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    }
}

#[test]
fn c_headers_have_the_slots_layouts_and_values_of_the_reference() {
    let reference = reference();
    let program = format!("{HEADERS}{}{}", values(&reference, "b64"), slots(&reference));
    for compiler in ["gcc", "clang"] {
        compile(compiler, &["-x", "c", "-std=c11"], &program, false);
    }
}

#[test]
fn c_headers_have_the_layouts_of_32_bits() {
    let probe = Command::new("gcc")
        .args(["-m32", "-fsyntax-only", "-include", "stdint.h", "-x", "c", "/dev/null"])
        .output();
    if !probe.is_ok_and(|output| output.status.success()) {
        println!("skipped: gcc has no 32-bit target here");
        return;
    }
    let reference = reference();
    let program = format!("{HEADERS}{}{}", values(&reference, "sysv32"), slots(&reference));
    compile("gcc", &["-m32", "-x", "c", "-std=c11"], &program, false);
}

#[test]
fn cpp_classes_have_the_slots_values_and_ids_of_the_reference() {
    let reference = reference();
    let program = format!("{HEADERS}{}{}", values(&reference, "b64"), virtual_slots(&reference));
    for compiler in ["g++", "clang++"] {
        compile(compiler, &["-x", "c++", "-std=c++17"], &program, true);
    }
}

/// `windows.h` and `bits.h` stand beside each other in either order; 64-bit numbers are of one type.
#[test]
fn bits_and_windows_headers_go_together_in_either_order() {
    let body = "int main(void) { LONG count = 0; FILETIME time = {0, 0}; ULONGLONG size = 0; UINT64 *same = &size;\n    InterlockedIncrement(&count); return (int)(*same + time.dwLowDateTime + GetThreadLocale()) * 0; }\n";
    for [first, second] in [["windows.h", "bits.h"], ["bits.h", "windows.h"]] {
        let program = format!("#include <{first}>\n#include <{second}>\n{body}");
        // windows.h needs POSIX, which -std=c11 hides.
        compile("gcc", &["-x", "c", "-std=gnu11"], &program, false);
        compile("g++", &["-x", "c++", "-std=c++17"], &program, false);
    }
}
