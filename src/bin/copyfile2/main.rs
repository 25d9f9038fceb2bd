//! The command `copyfile2`.
fn main() {}
