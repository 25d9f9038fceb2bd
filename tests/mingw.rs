//! Our headers say what those of mingw-w64 say: every number, every size, offset and type of a field, every prototype, for
//! 64 and 32 bits. What is compared is read from our headers, so nothing new escapes.
//!
//! Nothing of Windows runs here: both sides compile the same table of numbers, and the tables are taken from the objects.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::c_programs::{ROOT, is_there, succeed};
use support::skipped;

/// A compiler of ours, the one for Windows of the same width, and the latter's objcopy.
const WIDTHS: [(&[&str], &str); 2] = [(&["-m64"], "x86_64-w64-mingw32"), (&["-m32"], "i686-w64-mingw32")];

/// Structures and enumerators that some mingw-w64 of the last years lacks. Those that the installed one has are compared.
const YOUNGER_TYPES: &[&str] =
    &["COPYFILE2_CREATE_OPLOCK_KEYS", "COPYFILE2_EXTENDED_PARAMETERS_V2", "COPYFILE2_PHASE_NAMEGRAFT_COPY"];

/// Macros, likewise.
const YOUNGER_MACROS: &[&str] = &[
    "COPYFILE2_IO_CYCLE_SIZE_MAX",
    "COPYFILE2_IO_CYCLE_SIZE_MIN",
    "COPYFILE2_IO_RATE_MIN",
    "COPYFILE2_MESSAGE_COPY_OFFLOAD",
    "COPY_FILE2_V2_DISABLE_BLOCK_CLONING",
    "COPY_FILE2_V2_DONT_COPY_JUNCTIONS",
    "COPY_FILE2_V2_VALID_FLAGS",
    "COPY_FILE_DIRECTORY",
    "COPY_FILE_DISABLE_PRE_ALLOCATION",
    "COPY_FILE_DISABLE_SPARSE_COPY",
    "COPY_FILE_DONT_REQUEST_DEST_WRITE_DAC",
    "COPY_FILE_ENABLE_LOW_FREE_SPACE_MODE",
    "COPY_FILE_ENABLE_SPARSE_COPY",
    "COPY_FILE_IGNORE_EDP_BLOCK",
    "COPY_FILE_IGNORE_SOURCE_ENCRYPTION",
    "COPY_FILE_OPEN_AND_COPY_REPARSE_POINT",
    "COPY_FILE_REQUEST_COMPRESSED_TRAFFIC",
    "COPY_FILE_SKIP_ALTERNATE_STREAMS",
    "ERROR_DISK_QUOTA_EXCEEDED",
    "ERROR_EDP_POLICY_DENIES_OPERATION",
    "ERROR_OFFLOAD_READ_FILE_NOT_SUPPORTED",
    "ERROR_OFFLOAD_READ_FLT_NOT_SUPPORTED",
    "ERROR_OFFLOAD_WRITE_FLT_NOT_SUPPORTED",
    "ERROR_REQUEST_PAUSED",
    "ERROR_STOPPED_ON_SYMLINK",
    "FILE_ATTRIBUTE_EA",
    "FILE_ATTRIBUTE_INTEGRITY_STREAM",
    "FILE_ATTRIBUTE_NO_SCRUB_DATA",
    "FILE_ATTRIBUTE_PINNED",
    "FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS",
    "FILE_ATTRIBUTE_RECALL_ON_OPEN",
    "FILE_ATTRIBUTE_UNPINNED",
    "MAXUCHAR",
    "MAXULONG",
    "MAXUSHORT",
    "ERROR_BLOCK_TOO_MANY_REFERENCES",
    "ERROR_CHILD_PROCESS_BLOCKED",
    "ERROR_CLOUD_FILE_ACCESS_DENIED",
    "ERROR_CLOUD_FILE_ALREADY_CONNECTED",
    "ERROR_CLOUD_FILE_AUTHENTICATION_FAILED",
    "ERROR_CLOUD_FILE_CONNECTED_PROVIDER_ONLY",
    "ERROR_CLOUD_FILE_INCOMPATIBLE_HARDLINKS",
    "ERROR_CLOUD_FILE_INSUFFICIENT_RESOURCES",
    "ERROR_CLOUD_FILE_INVALID_REQUEST",
    "ERROR_CLOUD_FILE_IN_USE",
    "ERROR_CLOUD_FILE_METADATA_CORRUPT",
    "ERROR_CLOUD_FILE_METADATA_TOO_LARGE",
    "ERROR_CLOUD_FILE_NETWORK_UNAVAILABLE",
    "ERROR_CLOUD_FILE_NOT_IN_SYNC",
    "ERROR_CLOUD_FILE_NOT_SUPPORTED",
    "ERROR_CLOUD_FILE_NOT_UNDER_SYNC_ROOT",
    "ERROR_CLOUD_FILE_PINNED",
    "ERROR_CLOUD_FILE_PROPERTY_BLOB_CHECKSUM_MISMATCH",
    "ERROR_CLOUD_FILE_PROPERTY_BLOB_TOO_LARGE",
    "ERROR_CLOUD_FILE_PROPERTY_CORRUPT",
    "ERROR_CLOUD_FILE_PROPERTY_LOCK_CONFLICT",
    "ERROR_CLOUD_FILE_PROPERTY_VERSION_NOT_SUPPORTED",
    "ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING",
    "ERROR_CLOUD_FILE_PROVIDER_TERMINATED",
    "ERROR_CLOUD_FILE_READ_ONLY_VOLUME",
    "ERROR_CLOUD_FILE_REQUEST_ABORTED",
    "ERROR_CLOUD_FILE_REQUEST_CANCELED",
    "ERROR_CLOUD_FILE_REQUEST_TIMEOUT",
    "ERROR_CLOUD_FILE_SYNC_ROOT_METADATA_CORRUPT",
    "ERROR_CLOUD_FILE_TOO_MANY_PROPERTY_BLOBS",
    "ERROR_CLOUD_FILE_UNSUCCESSFUL",
    "ERROR_CLOUD_FILE_VALIDATION_FAILED",
    "ERROR_DAX_MAPPING_EXISTS",
    "ERROR_DEVICE_HINT_NAME_BUFFER_TOO_SMALL",
    "ERROR_DEVICE_IN_MAINTENANCE",
    "ERROR_EDP_DPL_POLICY_CANT_BE_SATISFIED",
    "ERROR_ENCLAVE_FAILURE",
    "ERROR_FAIL_NOACTION_REBOOT",
    "ERROR_FAIL_RESTART",
    "ERROR_FAIL_SHUTDOWN",
    "ERROR_FILE_SYSTEM_VIRTUALIZATION_BUSY",
    "ERROR_FILE_SYSTEM_VIRTUALIZATION_INVALID_OPERATION",
    "ERROR_FILE_SYSTEM_VIRTUALIZATION_METADATA_CORRUPT",
    "ERROR_FILE_SYSTEM_VIRTUALIZATION_PROVIDER_UNKNOWN",
    "ERROR_FILE_SYSTEM_VIRTUALIZATION_UNAVAILABLE",
    "ERROR_GDI_HANDLE_LEAK",
    "ERROR_MARKED_TO_DISALLOW_WRITES",
    "ERROR_MAX_SESSIONS_REACHED",
    "ERROR_NETWORK_ACCESS_DENIED_EDP",
    "ERROR_NOT_A_CLOUD_FILE",
    "ERROR_NOT_A_CLOUD_SYNC_ROOT",
    "ERROR_NOT_SUPPORTED_ON_DAX",
    "ERROR_OPERATION_IN_PROGRESS",
    "ERROR_PROCESS_MODE_ALREADY_BACKGROUND",
    "ERROR_PROCESS_MODE_NOT_BACKGROUND",
    "ERROR_SMB1_NOT_AVAILABLE",
    "ERROR_STORAGE_LOST_DATA_PERSISTENCE",
    "ERROR_THREAD_MODE_ALREADY_BACKGROUND",
    "ERROR_THREAD_MODE_NOT_BACKGROUND",
];

/// Types that stand in headers which windows.h of mingw-w64 leaves out with WIN32_LEAN_AND_MEAN, or in no header of it.
const TYPES_ELSEWHERE: &[&str] = &[
    "DOUBLE",
    "LPCBYTE",
    "NTSTATUS",
    "PCOPYFILE2_CREATE_OPLOCK_KEYS",
    "PCOPYFILE2_EXTENDED_PARAMETERS",
    "PCOPYFILE2_EXTENDED_PARAMETERS_V2",
    "SCODE",
];

/// Parts 3.1 to 3.4 and 1.3: macros and enumerators.
#[test]
fn every_number_is_that_of_windows() {
    let names = numbers();
    assert!(names.len() > 150, "{} numbers found: are the headers still read?", names.len());
    compare("numbers", &names.iter().map(|name| (name.clone(), name.clone())).collect::<Vec<_>>());
}

/// Parts 2.1 to 2.4: sizes, alignments and offsets; and how wide the scalar types are, and whether they have a sign.
#[test]
fn every_layout_is_that_of_windows() {
    let mut rows = Vec::new();
    for scalar in scalars() {
        rows.push((format!("sizeof({scalar})"), format!("sizeof({scalar})")));
        if !is_pointer(&scalar) {
            rows.push((format!("{scalar} is signed"), format!("({scalar})-1 < ({scalar})1")));
        }
    }
    for (structure, fields) in structures() {
        rows.push((format!("sizeof({structure})"), format!("sizeof({structure})")));
        // Unix aligns 64-bit integers to 4 on i386; no offset here depends on it, as the other rows show.
        let alignment = format!("sizeof(void *) == 8 ? _Alignof({structure}) : 0");
        rows.push((format!("_Alignof({structure})"), alignment));
        for Field { path, .. } in fields {
            let (at, size) =
                (format!("offsetof({structure}, {path})"), format!("sizeof((({structure} *)0)->{path})"));
            rows.push((at.clone(), at));
            rows.push((size.clone(), size));
        }
    }
    assert!(rows.len() > 250, "{} rows found: are the headers still read?", rows.len());
    compare("layouts", &rows);
}

/// Part 2: each field has the type that Windows gives it, by Windows' own name.
#[test]
fn every_field_has_the_type_of_windows() {
    for (_, target) in WIDTHS.iter().filter(|(_, target)| is_installed(target)) {
        let mut unit = String::from("#include <windows.h>\n");
        for (structure, fields) in structures() {
            if !knows(target, &structure) {
                println!("{target} has no {structure} yet");
                continue;
            }
            for Field { path, kind } in fields.iter().filter(|field| !field.kind.is_empty()) {
                writeln!(
                    unit,
                    "_Static_assert(__builtin_types_compatible_p(__typeof__((({structure} *)0)->{path}), {kind}), \
                     \"{structure}.{path} is {kind}\");"
                )
                .unwrap();
            }
        }
        compile(&format!("{target}-gcc"), &[], &unit);
    }
}

/// Parts 1.1 and 1.2: a pointer to each function with our parameters takes the function of Windows, whose convention is
/// stdcall for 32 bits; and the other way for the routines that they call.
#[test]
fn every_prototype_is_that_of_windows() {
    let functions = functions();
    assert!(functions.len() > 24, "{} prototypes found: are the headers still read?", functions.len());
    for (_, target) in WIDTHS.iter().filter(|(_, target)| is_installed(target)) {
        for language in [&["-std=gnu11"][..], &["-x", "c++", "-std=gnu++17"]] {
            let mut unit = String::from("#include <windows.h>\n");
            for Function { name, result, parameters } in &functions {
                writeln!(unit, "extern {result} (WINAPI *p_{name})({parameters});").unwrap();
                writeln!(unit, "{result} (WINAPI *p_{name})({parameters}) = {name};").unwrap();
            }
            for Function { name, result, parameters } in routines() {
                writeln!(unit, "{name} take_{name}({result} (CALLBACK *routine)({parameters}));").unwrap();
                writeln!(
                    unit,
                    "{name} take_{name}({result} (CALLBACK *routine)({parameters})) {{ return routine; }}"
                )
                .unwrap();
            }
            compile(&format!("{target}-gcc"), language, &unit);
        }
    }
}

/// Part 1.1, column "x86 stack bytes": what a 32-bit callee takes off the stack stands in the symbol's name.
#[test]
fn every_function_takes_the_stack_bytes_of_the_sheet() {
    const STACK: &[(&str, u32)] = &[
        ("CopyFile2", 12),
        ("CopyFile", 12),
        ("CopyFileEx", 24),
        ("CopyFileTransacted", 28),
        ("MoveFile", 8),
        ("MoveFileEx", 12),
        ("MoveFileWithProgress", 20),
        ("MoveFileTransacted", 24),
        ("ReplaceFile", 24),
    ];
    if !is_installed("i686-w64-mingw32") {
        return;
    }
    let functions: Vec<Function> =
        functions().into_iter().filter(|function| function.name.contains("File")).collect();
    let unit: String = functions
        .iter()
        .map(|Function { name, result, parameters }| {
            format!("{result} (WINAPI *p_{name})({parameters}) = {name};\n")
        })
        .collect();
    let object = compile("i686-w64-mingw32-gcc", &[], &format!("#include <windows.h>\n{unit}"));
    let symbols =
        succeed(Command::new("i686-w64-mingw32-nm").args(["--undefined-only", "-j"]).arg(&object.path));
    for (stem, bytes) in STACK {
        let forms = if *stem == "CopyFile2" { &[""][..] } else { &["A", "W"] };
        for form in forms {
            let symbol = format!("_{stem}{form}@{bytes}");
            let found = symbols.lines().any(|line| line.trim_start_matches("__imp_") == symbol);
            assert!(found, "no {symbol} among {symbols}");
        }
    }
}

// ---- What our headers declare ----

/// The drop-in headers but those of COM and BITS.
const DROP_INS: &[&str] = &[
    "handleapi",
    "processthreadsapi",
    "minwinbase",
    "stringapiset",
    "synchapi",
    "sysinfoapi",
    "timezoneapi",
    "winbase",
    "windef",
    "winerror",
    "winnt",
];

/// Our headers without comments.
fn headers() -> String {
    let drop_ins: Vec<String> = DROP_INS.iter().map(|name| format!("include/win32/{name}.h")).collect();
    let mut text = String::new();
    for name in ["include/copyfile2/types.h", "include/copyfile2.h"]
        .into_iter()
        .chain(drop_ins.iter().map(String::as_str))
    {
        let header = fs::read_to_string(Path::new(ROOT).join(name)).expect("the header");
        let mut rest = header.as_str();
        while let Some(start) = rest.find("/*") {
            text.push_str(&rest[..start]);
            rest = rest[start..].split_once("*/").expect("the end of a comment").1;
        }
        text.push_str(rest);
        text.push('\n');
    }
    text.lines().map(|line| line.split("//").next().unwrap_or("").trim_end()).collect::<Vec<_>>().join("\n")
}

/// Macros whose text is a number, and enumerators.
fn numbers() -> Vec<String> {
    let text = headers();
    let is_ours = |name: &str| {
        name.starts_with("CF2_")
            || name.starts_with("COPYFILE2_WIN32_")
            || name.starts_with("COPYFILE2_LOG_")
            || name.contains('(')
    };
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("#define ")?.split_once(' '))
        .filter(|(name, value)| !is_ours(name) && value.starts_with(|c: char| c.is_ascii_digit() || c == '('))
        .map(|(name, _)| name.to_owned())
        .collect();
    for body in text.split("typedef enum ").skip(1).filter_map(|rest| rest.split('}').next()) {
        names.extend(
            body.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim().to_owned()),
        );
    }
    names.sort();
    names.dedup();
    names
}

/// The names of the scalar types and of the pointers to them.
fn scalars() -> Vec<String> {
    let text = headers();
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("typedef ")?.strip_suffix(';'))
        .filter(|line| !line.contains(['(', '{']))
        // A second name of a structure.
        .filter(|line| !line.starts_with("RTL_"))
        .flat_map(|line| line.split(',').map(|part| part.rsplit([' ', '*']).next().unwrap_or("").to_owned()))
        .filter(|name| !name.starts_with("CF2_"))
        .collect();
    names.sort();
    names.dedup();
    names.retain(|name| !["LARGE_INTEGER", "ULARGE_INTEGER", "GUID"].contains(&name.as_str()));
    names.retain(|name| !TYPES_ELSEWHERE.contains(&name.as_str()));
    assert!(names.len() > 50, "{names:?}");
    names
}

fn is_pointer(name: &str) -> bool {
    matches!(name, "HANDLE") || (name.starts_with('P') || name.starts_with("LP"))
}

struct Field {
    /// As `Info.Error.hrFailure`.
    path: String,
    /// By Windows' own name; nothing for a union.
    kind: String,
}

/// The structures that callers see, with the fields of their arms.
fn structures() -> Vec<(String, Vec<Field>)> {
    let text = headers();
    let mut found: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    for rest in ["typedef struct ", "typedef union "].into_iter().flat_map(|start| text.split(start).skip(1))
    {
        let Some((head, rest)) = rest.split_once('{') else { continue };
        let Some((body, rest)) = rest.split_once("\n}") else { continue };
        let name = rest.split([',', ';']).next().unwrap_or("").trim();
        if head.contains(';')
            || head.contains("CF2_TAG")
            || name.starts_with("cf2_")
            || name == "COPYFILE2_PLATFORM_HOOKS"
            // Their inner unions have no names by which fields could be asked for.
            || body.contains('{')
        {
            continue;
        }
        let fields = body.split(';').map(str::trim).filter(|field| !field.is_empty()).map(field).collect();
        found.insert(name.to_owned(), fields);
    }
    for (arm, structure) in [
        ("ChunkStarted", "CHUNK_STARTED"),
        ("ChunkFinished", "CHUNK_FINISHED"),
        ("StreamStarted", "STREAM_STARTED"),
        ("StreamFinished", "STREAM_FINISHED"),
        ("PollContinue", "POLL_CONTINUE"),
        ("Error", "ERROR"),
    ] {
        // Windows' arms have no names of their own.
        let fields = found.remove(&format!("COPYFILE2_MESSAGE_{structure}")).expect("the arm");
        let message = found.get_mut("COPYFILE2_MESSAGE").expect("the message");
        message.push(Field { path: format!("Info.{arm}"), kind: String::new() });
        message.extend(
            fields.into_iter().map(|field| Field { path: format!("Info.{arm}.{}", field.path), ..field }),
        );
    }
    found.remove("COPYFILE2_MESSAGE_INFO").expect("the union");
    for (name, high) in [("LARGE_INTEGER", "LONG"), ("ULARGE_INTEGER", "DWORD")] {
        let fields = [("LowPart", "DWORD"), ("HighPart", high), ("u.LowPart", "DWORD"), ("u.HighPart", high)];
        let quad = ("QuadPart", if name == "LARGE_INTEGER" { "LONGLONG" } else { "ULONGLONG" });
        let fields = fields.into_iter().chain([quad]);
        let fields =
            fields.map(|(path, kind)| Field { path: path.to_owned(), kind: kind.to_owned() }).collect();
        found.insert(name.to_owned(), fields);
    }
    let guid = ["Data1", "Data2", "Data3", "Data4"];
    let guid = guid.map(|path| Field { path: path.to_owned(), kind: String::new() });
    found.insert("GUID".to_owned(), guid.into());
    assert!(found.len() >= 11, "{:?}", found.keys());
    found.into_iter().collect()
}

/// `CF2_DWORD dwSize`, `CF2_BOOL *pfCancel`, `void *reserved[6]`.
fn field(declaration: &str) -> Field {
    let words = in_windows_words(declaration);
    let (kind, name) =
        words.rsplit_once([' ', '*']).unwrap_or_else(|| panic!("a type and a name: {declaration}"));
    let kind = &words[..kind.len() + usize::from(words.as_bytes()[kind.len()] == b'*')];
    match name.split_once('[') {
        Some((name, size)) => Field { path: name.to_owned(), kind: format!("{kind}[{size}") },
        None if kind.starts_with("union ") => Field { path: name.to_owned(), kind: String::new() },
        None => Field { path: name.to_owned(), kind: kind.to_owned() },
    }
}

/// Our private spellings by Windows' names.
fn in_windows_words(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (ours, theirs) in [("CF2_GUID", "GUID"), ("CF2_", ""), ("struct ", "")] {
        words = words.replace(ours, theirs);
    }
    words
}

struct Function {
    name: String,
    result: String,
    parameters: String,
}

/// The API's functions and the inline ones of the drop-in headers. What only this library has is left out.
fn functions() -> Vec<Function> {
    let text = headers();
    let starts = ["\nCF2_HRESULT ", "\nCF2_BOOL ", "\nCF2_DWORD ", "\nstatic inline "];
    let mut found: Vec<Function> = starts
        .into_iter()
        .flat_map(|start| text.split(start).skip(1).map(move |rest| (start, rest)))
        .filter_map(|(start, rest)| function(start.trim().trim_start_matches("static inline"), rest))
        .filter(|Function { name, .. }| {
            let is_helper = name.starts_with("CopyFile2") && name != "CopyFile2";
            !name.trim_start_matches('*').starts_with("cf2_") && !name.ends_with("U8") && !is_helper
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// `CopyFileW(const CF2_WCHAR *a, CF2_BOOL b)`, or with the result first, and perhaps the name in parentheses.
fn function(result: &str, rest: &str) -> Option<Function> {
    let declaration = format!("{result} {}", rest.split([';', '{']).next()?);
    let declaration = declaration.replacen("DWORD(", "DWORD (", 1).replacen("void(", "void (", 1);
    let (head, parameters) = declaration.trim().rsplit_once('(').map(|(head, _)| {
        let open = if head.trim_end().ends_with("CF2_WIDE") { head.find('(') } else { Some(head.len()) };
        let open = open.expect("parameters");
        let parameters = declaration.trim()[open + 1..].split(')').next().unwrap_or("");
        (head[..open].to_owned(), parameters.to_owned())
    })?;
    let (result, name) = head.trim().rsplit_once(' ')?;
    Some(Function {
        name: name.trim_matches(['(', ')']).to_owned(),
        result: in_windows_words(result),
        parameters: in_windows_words(&parameters),
    })
}

/// The types of the routines that the API calls.
fn routines() -> Vec<Function> {
    let text = headers();
    let found: Vec<Function> = text
        .split("typedef ")
        .filter_map(|rest| {
            let (result, rest) = rest.split_once("(*")?;
            let (name, rest) = rest.split_once(")(")?;
            let is_routine = name.ends_with("PROGRESS_ROUTINE") && !result.contains(';');
            is_routine.then(|| Function {
                name: in_windows_words(name),
                result: in_windows_words(result),
                parameters: in_windows_words(rest.split(')').next().unwrap_or("")),
            })
        })
        .collect();
    assert_eq!(found.len(), 2);
    found
}

// ---- Compilers ----

fn is_installed(target: &str) -> bool {
    let installed = is_there(&format!("{target}-gcc"));
    if !installed {
        skipped("mingw-w64 not installed");
    }
    installed
}

struct Object {
    path: std::path::PathBuf,
    _directory: tempfile::TempDir,
}

fn try_compile(compiler: &str, options: &[&str], unit: &str) -> Result<Object, String> {
    let directory = tempfile::tempdir().expect("a directory");
    let (source, path) = (directory.path().join("unit.c"), directory.path().join("unit.o"));
    fs::write(&source, unit).expect("writing the unit");
    let mut command = Command::new(compiler);
    command
        .args(["-Wall", "-Wextra", "-Werror", "-D_WIN32_WINNT=0x0A00", "-DWIN32_LEAN_AND_MEAN"])
        .args(options);
    let output = command.arg("-c").arg(&source).arg("-o").arg(&path).output().expect("the compiler starts");
    match output.status.success() {
        true => Ok(Object { path, _directory: directory }),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

#[track_caller]
fn compile(compiler: &str, options: &[&str], unit: &str) -> Object {
    try_compile(compiler, options, unit).unwrap_or_else(|said| panic!("{compiler} {options:?}: {said}"))
}

/// Whether these headers have a type or an enumerator.
fn knows(target: &str, name: &str) -> bool {
    let unit = format!(
        "#include <windows.h>\nextern unsigned long long probe;\nunsigned long long probe = sizeof({name});\n"
    );
    !YOUNGER_TYPES.contains(&name) || try_compile(&format!("{target}-gcc"), &[], &unit).is_ok()
}

/// Stands in a table for a macro that is not there.
const ABSENT: i64 = 0x7FEE_DDCC_BBAA_9988;

/// The rows' numbers, by our headers or by theirs.
fn values(compiler: &str, objcopy: &str, options: &[&str], rows: &[(String, String)]) -> Vec<i64> {
    let mut unit = String::from(
        "#include <windows.h>\n#include <stddef.h>\n#ifdef __MINGW32__\n#include <lmcons.h>\n#endif\n\
         extern const long long table[];\n__attribute__((section(\"numbers\"))) const long long table[] = {\n",
    );
    for (_, expression) in rows {
        if YOUNGER_MACROS.contains(&expression.as_str()) {
            writeln!(unit, "#ifndef {expression}\n{ABSENT},\n#else").unwrap();
        }
        writeln!(unit, "(long long)({expression}),").unwrap();
        if YOUNGER_MACROS.contains(&expression.as_str()) {
            unit.push_str("#endif\n");
        }
    }
    unit.push_str("};\n");
    let object =
        compile(compiler, &[options, &["-Wno-type-limits", "-Wno-pointer-to-int-cast"]].concat(), &unit);
    let table = object.path.with_extension("table");
    succeed(
        Command::new(objcopy)
            .args(["-O", "binary", "-j", "numbers", "--set-section-flags", "numbers=alloc"])
            .arg(&object.path)
            .arg(&table),
    );
    let bytes = fs::read(&table).expect("the table");
    let numbers: Vec<i64> = bytes
        .chunks_exact(8)
        .map(|bytes| i64::from_le_bytes(bytes.try_into().expect("eight bytes")))
        .collect();
    assert!(numbers.len() >= rows.len(), "{} of {} rows", numbers.len(), rows.len());
    numbers[..rows.len()].to_vec()
}

/// Compares rows of (name, expression) for both widths.
#[track_caller]
fn compare(what: &str, rows: &[(String, String)]) {
    for (width, target) in WIDTHS.iter().filter(|(_, target)| is_installed(target)) {
        let unknown: Vec<&str> = YOUNGER_TYPES.iter().copied().filter(|name| !knows(target, name)).collect();
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect()
        };
        let is_known = |(_, expression): &&(String, String)| {
            !words(expression).iter().any(|word| unknown.contains(&word.as_str()))
        };
        let rows: Vec<(String, String)> = rows.iter().filter(is_known).cloned().collect();
        if let Err(said) = try_compile("gcc", width, "#include <stdint.h>\n") {
            skipped(&format!("gcc cannot do {width:?} here: {said}"));
            continue;
        }
        let include = [format!("-I{ROOT}/include"), format!("-I{ROOT}/include/win32")];
        let ours: Vec<&str> = width.iter().copied().chain(include.iter().map(String::as_str)).collect();
        let ours = values("gcc", "objcopy", &ours, &rows);
        let theirs = values(&format!("{target}-gcc"), &format!("{target}-objcopy"), &[], &rows);
        let different: Vec<String> = (rows.iter().zip(ours.iter().zip(&theirs)))
            .filter(|(_, (ours, theirs))| ours != theirs && **theirs != ABSENT)
            .map(|((name, _), (ours, theirs))| format!("{name}: {ours:#x} here, {theirs:#x} there"))
            .collect();
        let absent = theirs.iter().filter(|number| **number == ABSENT).count();
        println!("{target}: {} {what} compared", rows.len() - absent);
        assert!(different.is_empty(), "{target}: {different:#?}");
    }
}
