//! What the environment may say about files.

use super::is_privileged_by_file;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

/// The variable `name`, which names a file, a directory or a program: `None` where it is not set, and in a program that has
/// more rights than its caller. The caller set the variable, and the program would use its own rights on what it names
/// (secure_getenv(3)).
pub(crate) fn trusted_variable(name: &str) -> Option<OsString> {
    if is_privileged_by_file() {
        if std::env::var_os(name).is_some() {
            log::warn!("{name} is ignored: this program has more rights than its caller");
        }
        return None;
    }
    std::env::var_os(name)
}

/// Every variable, as NAME and value, for programs that ask for theirs. The library itself goes by none of them.
pub(crate) fn variables() -> Vec<(Vec<u8>, Vec<u8>)> {
    std::env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec())).collect()
}
