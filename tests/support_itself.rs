//! What the other tests stand on: file systems that are what they say and that nobody else sees.

mod support;

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use support::*;

#[test]
fn each_file_system_is_one_of_its_own() {
    let mut devices = HashSet::new();
    for kind in FileSystem::ALL {
        let Some(root) = kind.root() else { continue };
        assert!(devices.insert(fs::metadata(&root).expect("a mounted file system").dev()), "{kind:?}");
        let mounts = fs::read_to_string("/proc/self/mountinfo").expect("mounts");
        let name = format!(" {} ", root.display());
        assert_eq!(mounts.contains(&name), kind != FileSystem::Here, "{kind:?}");
    }
}

#[test]
fn nobody_outside_sees_the_mounts() {
    if let Some(root) = FileSystem::Tmpfs.root() {
        let own = fs::read_link("/proc/self/ns/mnt").expect("a namespace");
        let parent = fs::read_link(format!("/proc/{}/ns/mnt", std::os::unix::process::parent_id()))
            .expect("a namespace");
        assert_ne!(own, parent);
        assert!(root.is_dir());
    }
}

#[test]
fn another_user_and_another_umask_stay_on_their_thread() {
    let bench = Bench::new(Edge::Rust, FileSystem::Here, FileSystem::Here).expect("a directory");
    let _ = as_nobody(|| assert!(fs::File::create(bench.source("refused")).is_err()));
    with_umask(0o077, || fs::write(bench.source("private"), "x").expect("a file"));
    fs::write(bench.source("usual"), "x").expect("a file");
    assert_eq!(mode(bench.source("private")), 0o600);
    assert_ne!(mode(bench.source("usual")), 0o600);
}
