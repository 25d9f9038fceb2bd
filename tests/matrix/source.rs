//! Reading the repository's own text: what is exported, cited and written down.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below `directory` whose name ends in one of `endings`, sorted; none if there is no such directory. A file is the
/// only one below itself.
pub fn files(directory: &str, endings: &[&str]) -> Vec<PathBuf> {
    if root().join(directory).is_file() {
        return vec![root().join(directory)];
    }
    let mut found = Vec::new();
    let mut pending = vec![root().join(directory)];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten() {
            let path = entry.expect("a directory entry").path();
            if path.is_dir() {
                pending.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Compares a generated file with the one that is checked in; `COPYFILE2_UPDATE_MATRIX=1` writes it instead.
pub fn check_generated(path: &str, made: &str) {
    if is_update() {
        fs::write(root().join(path), made).expect("writing the generated file");
    }
    let checked_in = fs::read_to_string(root().join(path)).unwrap_or_default();
    assert!(
        checked_in == made,
        "{path} is stale: run COPYFILE2_UPDATE_MATRIX=1 cargo test --test matrix --test rules --test architecture"
    );
}

/// Whether generated files are to be rewritten.
pub fn is_update() -> bool {
    std::env::var_os("COPYFILE2_UPDATE_MATRIX").is_some()
}
