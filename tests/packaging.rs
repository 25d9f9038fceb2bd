//! What `make install` puts down: the files, what the libraries export and need, and programs in C and C++ that find it
//! through pkg-config, through CMake or by plain words, and run.
//!
//! `COPYFILE2_UPDATE_SYMBOLS=1 cargo test --test packaging` adds new exports to the lists of packaging/.
//! `make check-packaging` runs the same on the release build.
#![cfg(feature = "bits")]

mod bits_support;
mod packaging_support;

use packaging_support::{
    Installation, ROOT, VERSION, bundled, copies, dynamic_symbols, dynamic_tag, files_below, is_there, make,
    names_in, scratch, succeed,
};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const SONAME: &str = "libcopyfile2.so.0";
const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Compiler, standard, program and whether it is Windows code.
const CONSUMERS: [(&str, &str, &str, bool); 4] = [
    ("cc", "-std=c11", "copy.c", false),
    ("c++", "-std=c++11", "copy.cpp", false),
    ("cc", "-std=c11", "windows.c", true),
    ("c++", "-std=c++17", "windows.c", true),
];

#[test]
fn what_is_installed_is_what_the_tree_offers() {
    assert_eq!(files_below(&Installation::shared().prefix()), expected_files());
}

#[test]
fn a_staged_installation_knows_nothing_of_the_stage_and_can_be_taken_away() {
    let here = scratch();
    let stage = here.path().join("a stage");
    let destination = stage.to_string_lossy().into_owned();
    let somebody_elses = stage.join("opt/copyfile2/include/copyfile2.hpp");
    fs::create_dir_all(somebody_elses.parent().expect("a parent")).expect("a directory");
    fs::write(&somebody_elses, "").expect("a file");

    let variables = [("DESTDIR", destination.as_str()), ("PREFIX", "/opt/copyfile2")];
    make(&["install"], &variables);
    let mut expected: BTreeSet<String> =
        expected_files().iter().map(|name| format!("opt/copyfile2/{name}")).collect();
    expected.insert("opt/copyfile2/include/copyfile2.hpp".to_owned());
    assert_eq!(files_below(&stage), expected);
    for name in &expected {
        if let Ok(text) = fs::read_to_string(stage.join(name)) {
            assert!(!text.contains(&destination), "{name} names the stage");
        }
    }

    make(&["uninstall"], &variables);
    assert_eq!(files_below(&stage).into_iter().collect::<Vec<_>>(), ["opt/copyfile2/include/copyfile2.hpp"]);
    for directory in ["include/copyfile2", "lib/cmake/copyfile2"] {
        assert!(!stage.join("opt/copyfile2").join(directory).exists(), "{directory} is still there");
    }
}

#[test]
fn a_distribution_may_choose_the_directories() {
    let here = scratch();
    let destination = here.path().to_string_lossy().into_owned();
    make(
        &["install"],
        &[
            ("DESTDIR", &destination),
            ("PREFIX", "/usr"),
            ("LIBDIR", "/usr/lib/some-arch"),
            ("INCLUDEDIR", "/usr/include/some"),
        ],
    );
    let libraries = here.path().join("usr/lib/some-arch");
    let said = succeed(
        Command::new("pkg-config")
            .args(["--cflags", "--libs", "copyfile2-win32"])
            .env("PKG_CONFIG_PATH", libraries.join("pkgconfig"))
            .env("PKG_CONFIG_SYSROOT_DIR", here.path()),
    );
    assert_eq!(
        said.split_whitespace().collect::<Vec<_>>(),
        [
            format!("-I{destination}/usr/include/some/copyfile2/win32"),
            "-Wno-unknown-pragmas".to_owned(),
            format!("-I{destination}/usr/include/some"),
            format!("-L{destination}/usr/lib/some-arch"),
            "-lcopyfile2main".to_owned(),
            "-lcopyfile2".to_owned()
        ]
    );
    if is_there("cmake") {
        // As CMake finds it where /lib leads to /usr/lib.
        std::os::unix::fs::symlink("usr/lib", here.path().join("lib")).expect("a link");
        build_with_cmake(here.path(), &here.path().join("lib/some-arch/cmake/copyfile2"), "0.1");
    }
}

#[test]
fn the_shared_library_says_its_name_and_needs_only_what_it_uses() {
    let library = Installation::shared().libraries().join(format!("libcopyfile2.so.{VERSION}"));
    assert_eq!(dynamic_tag(&library, "SONAME"), [SONAME]);
    for tag in ["RPATH", "RUNPATH", "TEXTREL"] {
        assert!(dynamic_tag(&library, tag).is_empty(), "{tag}");
    }
    assert!(dynamic_tag(&library, "FLAGS").join(" ").contains("BIND_NOW"));
    assert!(dynamic_tag(&library, "FLAGS_1").join(" ").contains("NODELETE"));
    let segments = succeed(Command::new("readelf").arg("-lW").arg(&library));
    let stack = segments.lines().find(|line| line.contains("GNU_STACK")).expect("a mark for the stack");
    assert!(stack.contains(" RW ") && !stack.contains("RWE"), "{stack}");

    let needed: BTreeSet<String> = dynamic_tag(&library, "NEEDED").into_iter().collect();
    let mut wanted: Vec<&str> = vec!["libc.so", "libgcc_s.so"];
    // libcurl comes later.
    wanted.extend(if bundled() { &["libz.so"][..] } else { &["libsqlite3.so"] });
    for name in &wanted {
        assert!(needed.iter().any(|needed| needed.starts_with(name)), "{name} is not in {needed:?}");
    }
    wanted.extend(["libm.so", "libdl.so", "libpthread.so", "librt.so", "ld-linux"]);
    for name in &needed {
        assert!(wanted.iter().any(|wanted| name.starts_with(wanted)), "it needs {name}");
    }
}

/// Programs that copy files do not load libcurl, those that transfer do, and where there is none BITS says so.
#[test]
fn libcurl_is_loaded_by_the_first_use_of_bits() {
    let installation = Installation::shared();
    let library = installation.libraries().join("libcopyfile2.so");
    let notes = succeed(Command::new("readelf").args(["-p", ".note.dlopen"]).arg(&library));
    assert_eq!(notes.contains("libcurl"), !bundled(), "{notes}");

    let here = scratch();
    let mut words = installation.pkg_config(&["--cflags", "--libs", "copyfile2-win32"]);
    let program = here.path().join("bits");
    compile("cc", "-std=c11", "bits.c", &words, &program);
    // A file that is no library is found in the place of the real one.
    let none = here.path().join("none");
    fs::create_dir(&none).expect("a directory");
    for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] {
        fs::write(none.join(name), "").expect("a file");
    }
    let ask = |paths: &[&Path]| {
        let mut command = Command::new(&program);
        command.arg(&program).arg(here.path().join("copy"));
        command.env("LD_LIBRARY_PATH", std::env::join_paths(paths).expect("paths"));
        succeed(command.env("XDG_STATE_HOME", here.path().join("state"))).trim().to_owned()
    };
    assert_eq!(ask(&[&installation.libraries()]), "00000000");
    // ERROR_MOD_NOT_FOUND
    assert_eq!(ask(&[&none, &installation.libraries()]), if bundled() { "00000000" } else { "8007007e" });

    // A whole client of BITS, with options of every type.
    let program = here.path().join("com_rules");
    words.extend(["-pthread".to_owned(), "-D_POSIX_C_SOURCE=200809L".to_owned()]);
    compile("cc", "-std=c11", "../../c-tests/com_rules.c", &words, &program);
    let body = bits_support::content(300_000, 7);
    fs::write(here.path().join("source"), &body).expect("a source");
    let served = body.clone();
    let server = bits_support::Server::start(move |request, _, stream| match request.path.as_str() {
        "/good" => bits_support::good(request, stream, &served, ""),
        _ => bits_support::say(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    });
    let mut client = Command::new(&program);
    client.arg(here.path()).arg(server.url("").trim_end_matches('/'));
    client.env("LD_LIBRARY_PATH", installation.libraries());
    succeed(client.env("XDG_STATE_HOME", here.path().join("queue")));
    assert!(fs::read(here.path().join("from-http")).expect("what was fetched") == body);
}

#[test]
fn the_exports_are_those_of_the_lists_and_none_was_lost() {
    let library = Installation::shared().libraries().join("libcopyfile2.so");
    let mut exported = dynamic_symbols(&library);
    assert!(exported.remove("COPYFILE2_0@@COPYFILE2_0") || exported.remove("COPYFILE2_0"), "{exported:?}");
    let unversioned: Vec<&String> = exported.iter().filter(|name| !name.ends_with("@@COPYFILE2_0")).collect();
    assert!(unversioned.is_empty(), "{unversioned:?}");
    let exported: BTreeSet<String> =
        exported.iter().map(|name| name.trim_end_matches("@@COPYFILE2_0").to_owned()).collect();

    // cargo's own library exports what the source marks, whatever the lists say.
    let marked: BTreeSet<String> = dynamic_symbols(&cargo_output("libcopyfile2.so"));
    update_lists(&marked);
    for (list, names) in
        [("copyfile2.map", names_of_the_map()), ("debian/libcopyfile2-0.symbols", names_of_debian())]
    {
        let here = |name: &&String| cfg!(target_arch = "x86_64") || only_on(name).is_empty();
        let lost: Vec<&String> = names.difference(&marked).filter(here).collect();
        assert!(lost.is_empty(), "programs use these, and they are exported no more: {lost:?} of {list}");
        let new: Vec<&String> = marked.difference(&names).collect();
        assert!(
            new.is_empty(),
            "run COPYFILE2_UPDATE_SYMBOLS=1 cargo test --test packaging: {list} lacks {new:?}"
        );
    }
    assert_eq!(exported, marked, "the installed library");
}

#[test]
fn the_archive_has_no_global_names_but_those_of_the_api() {
    let archive = Installation::shared().libraries().join("libcopyfile2.a");
    let printed = succeed(Command::new("nm").args(["-g", "--defined-only", "-j"]).arg(&archive));
    let global: BTreeSet<String> =
        printed.lines().filter(|line| !line.is_empty() && !line.ends_with(':')).map(str::to_owned).collect();
    let marked = dynamic_symbols(&cargo_output("libcopyfile2.so"));
    assert_eq!(global.difference(&marked).collect::<Vec<_>>(), Vec::<&String>::new(), "leaked");
    assert_eq!(marked.difference(&global).collect::<Vec<_>>(), Vec::<&String>::new(), "lost");

    // A program may have a function of the same name, and the library never takes that for its own.
    let symbols = succeed(Command::new("nm").args(["-g", "--defined-only"]).arg(&archive));
    for line in symbols.lines().filter(|line| line.split_whitespace().count() == 3) {
        assert!([" W ", " V "].iter().any(|weak| line.contains(weak)), "{line} is not weak");
    }
    let relocations = succeed(Command::new("readelf").arg("-rW").arg(&archive));
    for name in relocations.lines().filter_map(|line| line.split_whitespace().nth(4)) {
        let data = ["IID_", "CLSID_", "LIBID_"].iter().any(|prefix| name.starts_with(prefix));
        assert!(data || !marked.contains(name), "the library calls {name} by its exported name");
    }
}

#[test]
fn programs_build_with_pkg_config_and_run() {
    let installation = Installation::shared();
    let here = scratch();
    for module in ["copyfile2", "copyfile2-win32"] {
        installation.pkg_config(&["--validate", module]);
    }
    for (compiler, standard, source, windows) in CONSUMERS {
        let module = if windows { "copyfile2-win32" } else { "copyfile2" };
        let program = here.path().join("shared");
        compile(
            compiler,
            standard,
            source,
            &installation.pkg_config(&["--cflags", "--libs", module]),
            &program,
        );
        assert!(dynamic_tag(&program, "NEEDED").contains(&SONAME.to_owned()), "{source}");
        copies(&program, Some(&installation.libraries()));

        // With the archive in the place of the shared library, everything else as pkg-config has it.
        let program = here.path().join("static");
        let words: Vec<String> = installation
            .pkg_config(&["--static", "--cflags", "--libs", module])
            .into_iter()
            .map(|word| if word == "-lcopyfile2" { "-l:libcopyfile2.a".to_owned() } else { word })
            .collect();
        compile(compiler, standard, source, &words, &program);
        assert!(!dynamic_tag(&program, "NEEDED").contains(&SONAME.to_owned()), "{source}");
        copies(&program, None);
    }
}

#[test]
fn a_program_may_load_and_unload_the_library_and_have_names_of_it() {
    let installation = Installation::shared();
    let here = scratch();
    let program = here.path().join("plugin");
    let include = format!("-I{}", installation.prefix().join("include").display());
    compile("cc", "-std=gnu11", "plugin.c", &[include, "-rdynamic".to_owned(), "-ldl".to_owned()], &program);
    let (from, to) = (Path::new(ROOT).join("Cargo.toml"), here.path().join("copy"));
    succeed(Command::new(&program).arg(installation.libraries().join("libcopyfile2.so")).arg(&from).arg(&to));
    assert!(fs::read(from).expect("the source") == fs::read(to).expect("the copy"));
}

#[test]
fn programs_build_by_plain_words_and_run() {
    let installation = Installation::shared();
    let here = scratch();
    let include = format!("-I{}", installation.prefix().join("include").display());
    let archive = installation.libraries().join("libcopyfile2.a").to_string_lossy().into_owned();
    let built = cargo_output("libcopyfile2.a").parent().expect("a directory").to_owned();
    let said = succeed(Command::new(format!("{ROOT}/packaging/system-libs.sh")).arg(built));
    let mut words = vec![include, archive];
    words.extend(said.split_whitespace().map(str::to_owned));
    // Neither compiler needs to be told of its own runtime.
    for compiler in ["gcc", "clang"] {
        if is_there(compiler) {
            let program = here.path().join(compiler);
            compile(compiler, "-std=c11", "copy.c", &words, &program);
            copies(&program, None);
        }
    }
}

#[test]
fn programs_build_with_cmake_and_run() {
    if !is_there("cmake") {
        return;
    }
    let installation = Installation::shared();
    let here = scratch();
    let package = installation.libraries().join("cmake/copyfile2");
    let built = build_with_cmake(here.path(), &package, VERSION);
    for name in ["c", "cpp", "windows"] {
        let shared = built.join(format!("{name}-shared"));
        assert!(dynamic_tag(&shared, "NEEDED").contains(&SONAME.to_owned()), "{name}");
        copies(&shared, None);
        let with_archive = built.join(format!("{name}-static"));
        assert!(!dynamic_tag(&with_archive, "NEEDED").contains(&SONAME.to_owned()), "{name}");
        copies(&with_archive, None);
    }
}

#[test]
fn cmake_takes_no_version_that_does_not_fit() {
    if !is_there("cmake") {
        return;
    }
    let here = scratch();
    let package = Installation::shared().libraries().join("cmake/copyfile2");
    for wanted in ["0.999", "1", "1.0"] {
        let output = cmake_configure(here.path(), &package, wanted).output().expect("cmake starts");
        assert!(!output.status.success(), "{wanted} was found in {VERSION}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("compatible with requested version"), "{said}");
    }
}

#[test]
fn an_installation_may_be_moved() {
    let here = scratch();
    let moved = here.path().join("elsewhere");
    succeed(Command::new("cp").arg("-a").arg(Installation::shared().prefix()).arg(&moved));
    let said = succeed(
        Command::new("pkg-config")
            .args(["--define-prefix", "--cflags", "--libs", "copyfile2-win32"])
            .env("PKG_CONFIG_PATH", moved.join("lib/pkgconfig")),
    );
    let words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    assert!(words.contains(&format!("-I{}/include/copyfile2/win32", moved.display())), "{words:?}");
    let program = here.path().join("program");
    compile("cc", "-std=c11", "windows.c", &words, &program);
    copies(&program, Some(&moved.join("lib")));
    if is_there("cmake") {
        let built = build_with_cmake(&here.path().join("build"), &moved.join("lib/cmake/copyfile2"), VERSION);
        copies(&built.join("c-shared"), None);
    }
}

#[test]
fn every_function_has_a_man_page_that_names_it() {
    let pages = Installation::shared().prefix().join("share/man/man3");
    let links = man_links();
    let kit = ["kit", "files"].map(|header| {
        fs::read_to_string(format!("{ROOT}/include/copyfile2/{header}.h")).expect("a header of the kit")
    });
    for name in names_of_the_map() {
        // The GUIDs are data of the BITS headers, and what carries the kit is told of there.
        let is_data = ["IID_", "CLSID_", "LIBID_"].iter().any(|prefix| name.starts_with(prefix));
        if is_data || kit.iter().any(|header| header.contains(&format!("{name}("))) {
            continue;
        }
        let page = format!("{name}.3");
        let text = fs::read_to_string(pages.join(&page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        match links.iter().find(|(alias, _)| *alias == page) {
            Some((_, target)) => {
                assert_eq!(fs::read_link(pages.join(&page)).expect("a link"), Path::new(target), "{page}");
                // What only differs in the form of its names is told of by the kin.
                let told = name.trim_end_matches("_ms").trim_end_matches("U32");
                assert!(text.contains(told), "{target} does not mention {told}");
            }
            None => assert!(text.contains(&format!(".Nm {name}")), "{page} is not about {name}"),
        }
    }
}

#[test]
fn the_man_pages_are_without_fault() {
    if !is_there("mandoc") {
        return;
    }
    let root = Installation::shared().prefix().join("share/man");
    let pages: Vec<String> = files_below(&root).into_iter().collect();
    assert!(pages.len() > 60, "{pages:?}");
    for page in &pages {
        let said = succeed(
            Command::new("mandoc").args(["-T", "lint", "-W", "warning"]).arg(page).current_dir(&root),
        );
        assert_eq!(said, "", "{page}");
        // What a page refers to is there, or is of the system.
        let text = fs::read_to_string(root.join(page)).expect("a page");
        for reference in text.lines().filter_map(|line| line.strip_prefix(".Xr ")) {
            let mut words = reference.split_whitespace();
            let (name, section) = (words.next().expect("a name"), words.next().expect("a section"));
            let of_the_system = ["cp", "free", "nohup", "rename"].contains(&name);
            let file = format!("man{section}/{name}.{section}");
            assert!(of_the_system || pages.contains(&file), "{page} refers to {name}({section})");
        }
    }
}

#[test]
fn debian_packages_hold_what_they_should_and_serve() {
    for tool in ["dpkg-deb", "dpkg-shlibdeps", "dpkg-gensymbols", "dpkg-architecture"] {
        if !is_there(tool) {
            return;
        }
    }
    let here = scratch();
    let packages = here.path().join("packages");
    Installation::shared();
    // Compressing is no part of what is tested. The owner of the packages would be the one of the source tree.
    let made = [
        ("DEBS", &*packages.to_string_lossy()),
        ("COMPRESSION", "none"),
        ("DEBEMAIL", "packager@debian.org"),
    ];
    make(&["deb"], &made);
    let multiarch = succeed(Command::new("dpkg-architecture").arg("-qDEB_HOST_MULTIARCH")).trim().to_owned();
    let architecture = succeed(Command::new("dpkg-architecture").arg("-qDEB_HOST_ARCH")).trim().to_owned();
    let package = |name: &str| packages.join(format!("{name}_{VERSION}-1_{architecture}.deb"));
    let names = ["copyfile2", "libcopyfile2-0", "libcopyfile2-dev"];
    assert_eq!(
        files_below(&packages),
        names.map(|name| format!("{name}_{VERSION}-1_{architecture}.deb")).into()
    );

    // Every file that is installed elsewhere is in one of them, with manual pages compressed.
    let mut expected: Vec<(String, &str)> = Vec::new();
    for file in expected_files() {
        let of = match file.as_str() {
            name if name.starts_with("lib/libcopyfile2.so.") => "libcopyfile2-0",
            name if name.starts_with("bin/") || name.contains("/man1/") => "copyfile2",
            _ => "libcopyfile2-dev",
        };
        let file = match file.strip_prefix("lib/") {
            Some(rest) => format!("lib/{multiarch}/{rest}"),
            None => file,
        };
        expected.push((
            if file.contains("/man/") { format!("usr/{file}.gz") } else { format!("usr/{file}") },
            of,
        ));
    }
    for name in names {
        let root = here.path().join(name);
        succeed(Command::new("dpkg-deb").arg("--extract").arg(package(name)).arg(&root));
        let mut own: BTreeSet<String> =
            expected.iter().filter(|(_, of)| *of == name).map(|(file, _)| file.clone()).collect();
        own.extend(["changelog.Debian.gz", "copyright"].map(|file| format!("usr/share/doc/{name}/{file}")));
        assert_eq!(files_below(&root), own, "{name}");
    }
    let field = |name: &str, field: &str| {
        succeed(Command::new("dpkg-deb").arg("--field").arg(package(name)).arg(field)).trim().to_owned()
    };
    let depends = field("libcopyfile2-0", "Depends");
    assert!(depends.contains("libc6 "), "{depends}");
    assert!(bundled() || (depends.contains("libcurl") && depends.contains("libsqlite3-0")), "{depends}");
    assert_eq!(field("libcopyfile2-dev", "Depends"), format!("libcopyfile2-0 (= {VERSION}-1)"));
    assert_eq!(field("libcopyfile2-0", "Multi-Arch"), "same");
    let control = here.path().join("control");
    succeed(Command::new("dpkg-deb").arg("--control").arg(package("libcopyfile2-0")).arg(&control));
    let read =
        |name: &str| fs::read_to_string(control.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(read("triggers").trim(), "activate-noawait ldconfig");
    assert_eq!(read("shlibs").trim(), format!("libcopyfile2 0 libcopyfile2-0 (>= {VERSION})"));
    assert!(read("symbols").contains(" CopyFile2@COPYFILE2_0 0.1.0"), "{}", read("symbols"));

    // Into a root of their own, where nothing that they depend on is recorded, and a program against that.
    let root = here.path().join("root");
    for directory in ["info", "updates", "triggers"] {
        fs::create_dir_all(root.join("var/lib/dpkg").join(directory)).expect("a directory");
    }
    fs::write(root.join("var/lib/dpkg/status"), "").expect("a file");
    let dpkg = |action: &str| {
        let mut command = Command::new("dpkg");
        command.arg(format!("--root={}", root.display())).arg("--log=/dev/null");
        command.args(["--force-depends", "--force-not-root", "--force-bad-path", action]);
        command
    };
    // dpkg gives files their owners.
    let as_root = fs::metadata(here.path()).expect("own directory").uid() == 0;
    if as_root {
        succeed(dpkg("--install").args(names.map(package)));
    } else {
        println!("skipped: dpkg installs for root alone; the packages are unpacked instead");
        for name in names {
            succeed(Command::new("dpkg-deb").arg("--extract").arg(package(name)).arg(&root));
        }
    }
    let libraries = root.join("usr/lib").join(&multiarch);
    let said = succeed(
        Command::new("pkg-config")
            .args(["--cflags", "--libs", "copyfile2-win32"])
            .env("PKG_CONFIG_PATH", libraries.join("pkgconfig"))
            .env("PKG_CONFIG_SYSROOT_DIR", &root),
    );
    let words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    let program = here.path().join("program");
    compile("cc", "-std=c11", "windows.c", &words, &program);
    copies(&program, Some(&libraries));
    copies(&root.join("usr/bin/copyfile2"), None);

    if as_root {
        succeed(dpkg("--purge").args(names));
        let left: Vec<String> =
            files_below(&root).into_iter().filter(|name| !name.starts_with("var/lib/dpkg/")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// Neither the runtime of another Rust library nor a C function that is named like one within ours gets in the way.
#[test]
fn the_archive_links_beside_another_rust_library_and_equal_names() {
    let here = scratch();
    let second = here.path().join("libsecond.a");
    succeed(
        Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--edition=2024", "--crate-type=staticlib", "-o"])
            .arg(&second)
            .arg(format!("{ROOT}/tests/consumers/second.rs"))
            .current_dir(here.path()),
    );
    let second = second.to_string_lossy().into_owned();
    let installation = Installation::shared();
    let words: Vec<String> = installation
        .pkg_config(&["--static", "--cflags", "--libs", "copyfile2"])
        .into_iter()
        .map(|word| if word == "-lcopyfile2" { "-l:libcopyfile2.a".to_owned() } else { word })
        .collect();
    let bundled = bundled().then(|| "-DBUNDLED".to_owned());
    for ours_first in [true, false] {
        let mut all: Vec<String> = bundled.iter().cloned().collect();
        // Every object of both, wanted or not.
        all.push("-Wl,--whole-archive".to_owned());
        let archive = installation.libraries().join("libcopyfile2.a").to_string_lossy().into_owned();
        all.extend(if ours_first { [archive, second.clone()] } else { [second.clone(), archive] });
        all.push("-Wl,--no-whole-archive".to_owned());
        all.extend(words.iter().filter(|word| *word != "-l:libcopyfile2.a").cloned());
        let program = here.path().join("beside");
        compile("cc", "-std=c11", "beside.c", &all, &program);
        copies(&program, None);
    }
}

/// The files that an installation consists of, below the prefix.
fn expected_files() -> BTreeSet<String> {
    let mut files: BTreeSet<String> = [
        "bin/bitsadmin",
        "bin/copyfile2",
        "lib/cmake/copyfile2/copyfile2Config.cmake",
        "lib/cmake/copyfile2/copyfile2ConfigVersion.cmake",
        "lib/libcopyfile2.a",
        "lib/libcopyfile2main.a",
        "lib/libcopyfile2.so",
        "lib/libcopyfile2.so.0",
        "lib/pkgconfig/copyfile2-win32.pc",
        "lib/pkgconfig/copyfile2.pc",
    ]
    .map(str::to_owned)
    .into();
    files.insert(format!("lib/libcopyfile2.so.{VERSION}"));
    files.extend(names_in("include", ".h").iter().map(|name| format!("include/{name}")));
    files.extend(names_in("include/copyfile2", ".h").iter().map(|name| format!("include/copyfile2/{name}")));
    for below in ["", "/sys", "/wrl"] {
        let names = names_in(&format!("include/win32{below}"), ".h");
        files.extend(names.iter().map(|name| format!("include/copyfile2/win32{below}/{name}")));
    }
    for section in ["1", "3", "7"] {
        let pages = names_in("man", &format!(".{section}"));
        files.extend(pages.iter().map(|name| format!("share/man/man{section}/{name}")));
    }
    files.extend(man_links().iter().map(|(alias, _)| format!("share/man/man3/{alias}")));
    files
}

/// The aliases of man/links.txt, each with its page.
fn man_links() -> Vec<(String, String)> {
    let list = fs::read_to_string(format!("{ROOT}/man/links.txt")).expect("man/links.txt");
    list.lines()
        .map(|line| line.split_once(' ').expect("ALIAS PAGE"))
        .map(|(alias, page)| (alias.to_owned(), page.to_owned()))
        .collect()
}

/// A file that cargo made of the build that is tested.
fn cargo_output(name: &str) -> PathBuf {
    Installation::shared();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    match packaging_support::setting("COPYFILE2_CHECK_PROFILE").as_deref() {
        None | Some("dev") => target.join("debug").join(name),
        Some(profile) => target.join(profile).join(name),
    }
}

/// Compiles a program of tests/consumers without a warning.
fn compile(compiler: &str, standard: &str, source: &str, words: &[String], out: &Path) {
    let language = if standard.contains("++") { "c++" } else { "c" };
    let source = Path::new(ROOT).join("tests/consumers").join(source);
    let mut command = Command::new(compiler);
    command.args(["-x", language, standard]).args(STRICT).arg(source).args(["-x", "none"]);
    succeed(command.args(words).arg("-o").arg(out));
}

fn cmake_configure(build: &Path, package: &Path, wanted: &str) -> Command {
    let mut command = Command::new("cmake");
    command.arg("-S").arg(format!("{ROOT}/tests/consumers")).arg("-B").arg(build.join("cmake"));
    command.arg(format!("-Dcopyfile2_DIR={}", package.display())).arg(format!("-DWANTED={wanted}"));
    command.arg("-DCMAKE_C_FLAGS=-Wall -Wextra -Werror").arg("-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror");
    command
}

/// Builds tests/consumers below `build` and returns where the programs are.
fn build_with_cmake(build: &Path, package: &Path, wanted: &str) -> PathBuf {
    fs::create_dir_all(build).expect("a directory");
    succeed(&mut cmake_configure(build, package, wanted));
    succeed(Command::new("cmake").arg("--build").arg(build.join("cmake")));
    build.join("cmake")
}

fn names_of_the_map() -> BTreeSet<String> {
    let map = fs::read_to_string(format!("{ROOT}/packaging/copyfile2.map")).expect("the map");
    map.lines()
        .filter_map(|line| line.trim().strip_suffix(';'))
        .filter(|name| !["*", "}"].contains(name))
        .map(str::to_owned)
        .collect()
}

/// Debian's list says with which version each name came.
fn names_of_debian() -> BTreeSet<String> {
    debian_lines().into_iter().map(|(name, _)| name).filter(|name| name != "COPYFILE2_0").collect()
}

fn debian_lines() -> Vec<(String, String)> {
    let list =
        fs::read_to_string(format!("{ROOT}/packaging/debian/libcopyfile2-0.symbols")).unwrap_or_default();
    list.lines()
        .filter_map(|line| line.strip_prefix(' '))
        .map(|line| {
            let line = line.trim_start_matches("(arch=amd64)");
            let (name, version) = line.split_once("@COPYFILE2_0 ").expect("NAME@COPYFILE2_0 VERSION");
            (name.to_owned(), version.to_owned())
        })
        .collect()
}

/// Microsoft's calling convention exists on one architecture.
fn only_on(name: &str) -> &str {
    if name.ends_with("_ms") { "(arch=amd64)" } else { "" }
}

/// Adds what is new to both lists when asked to. Nothing is ever taken out: a program somewhere uses it.
fn update_lists(marked: &BTreeSet<String>) {
    if std::env::var_os("COPYFILE2_UPDATE_SYMBOLS").is_none() {
        return;
    }
    let names: BTreeSet<String> = names_of_the_map().union(marked).cloned().collect();
    let body: String = names.iter().map(|name| format!("        {name};\n")).collect();
    let map = format!("COPYFILE2_0 {{\n    global:\n{body}    local:\n        *;\n}};\n");
    fs::write(format!("{ROOT}/packaging/copyfile2.map"), map).expect("writing the map");

    let mut lines = debian_lines();
    for name in names.iter().map(String::as_str).chain(["COPYFILE2_0"]) {
        if !lines.iter().any(|(known, _)| known == name) {
            lines.push((name.to_owned(), VERSION.to_owned()));
        }
    }
    lines.sort();
    let body: String =
        lines.iter().map(|(name, since)| format!(" {}{name}@COPYFILE2_0 {since}\n", only_on(name))).collect();
    let list = format!("{SONAME} libcopyfile2-0 #MINVER#\n* Build-Depends-Package: libcopyfile2-dev\n{body}");
    fs::create_dir_all(format!("{ROOT}/packaging/debian")).expect("a directory");
    fs::write(format!("{ROOT}/packaging/debian/libcopyfile2-0.symbols"), list).expect("writing the list");
}
