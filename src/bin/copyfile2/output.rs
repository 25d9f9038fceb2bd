//! Lines on standard error and standard output, which may be gone: a copy goes on without its audience.

use std::io::Write;

/// A line on standard error.
pub fn say(line: &str) {
    // Nobody is left who could be told.
    let _nobody_hears = writeln!(std::io::stderr(), "copyfile2: {line}").is_err();
}

/// A line on standard output.
pub fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    let _nobody_reads = writeln!(out, "{line}").and_then(|()| out.flush()).is_err();
}
