//! SHA-256, for --verify.

use copyfile2::tree::Digest;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

struct Sum(Sha256);

impl Digest for Sum {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Starts one.
pub fn sha256() -> Box<dyn Digest> {
    Box::new(Sum(Sha256::new()))
}
