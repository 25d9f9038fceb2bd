//! Where a test works: a source directory, a destination directory and the edge that calls go through.

use super::call::{Call, Edge};
use super::filesystems::FileSystem;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Two directories, fresh for each run of a test, and the way that its calls take.
pub struct Bench {
    /// Which of the two interfaces calls go through.
    pub edge: Edge,
    /// Where sources live.
    pub from: FileSystem,
    /// Where destinations live.
    pub to: FileSystem,
    sources: TempDir,
    destinations: TempDir,
}

impl Bench {
    /// `None` if one of the file systems cannot be had.
    pub fn new(edge: Edge, from: FileSystem, to: FileSystem) -> Option<Self> {
        let directory = |kind: FileSystem| {
            let root = kind.root()?;
            Some(tempfile::Builder::new().prefix("bench-").tempdir_in(root).expect("a temporary directory"))
        };
        Some(Self { edge, from, to, sources: directory(from)?, destinations: directory(to)? })
    }

    /// The path of a source.
    pub fn source(&self, name: impl AsRef<Path>) -> PathBuf {
        self.sources.path().join(name)
    }

    /// The path of a destination.
    pub fn destination(&self, name: impl AsRef<Path>) -> PathBuf {
        self.destinations.path().join(name)
    }

    /// A call that copies one path to another, with a routine that always answers CONTINUE.
    pub fn call<'a>(&self, source: impl AsRef<Path>, destination: impl AsRef<Path>) -> Call<'a> {
        Call::new_for(self.edge, source.as_ref(), destination.as_ref())
    }

    /// The names in the destination directory, sorted.
    pub fn destination_names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.destinations.path()).expect("the destination directory");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// Runs `test` through the Rust API and through the C ABI.
pub fn twice(test: impl Fn(&Bench)) {
    for edge in Edge::BOTH {
        test(&Bench::new(edge, FileSystem::Here, FileSystem::Here).expect("a directory to test in"));
    }
}

/// Runs `test` twice on each file system.
pub fn on_every_file_system(test: impl Fn(&Bench)) {
    for kind in FileSystem::ALL {
        for edge in Edge::BOTH {
            run_on(edge, kind, kind, &test);
        }
    }
}

/// Runs `test` with source and destination on different file systems, both ways.
pub fn across_file_systems(test: impl Fn(&Bench)) {
    for kind in FileSystem::ALL {
        for (from, to) in [(kind, FileSystem::Tmpfs), (FileSystem::Tmpfs, kind), (FileSystem::Xfs, kind)] {
            if from != to {
                for edge in Edge::BOTH {
                    run_on(edge, from, to, &test);
                }
            }
        }
    }
}

fn run_on(edge: Edge, from: FileSystem, to: FileSystem, test: &impl Fn(&Bench)) {
    if let Some(bench) = Bench::new(edge, from, to) {
        // The test runner shows this beside a failure.
        println!("{edge:?}, from {from:?} to {to:?}");
        test(&bench);
    }
}
