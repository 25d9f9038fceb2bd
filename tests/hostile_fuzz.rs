//! The short form of fuzzing: every target of `fuzz/` over its seeds and what a few thousand changes make of them, the
//! same ones every time. `make fuzz` looks for more.

#[path = "../fuzz/targets.rs"]
mod targets;

use fastrand::Rng;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Values on which programs stumble.
const ODD: [u8; 10] = [0, 1, 0x2f, 0x3a, 0x5c, 0x7f, 0x80, 0xd8, 0xdc, 0xff];

fn change(seed: &[u8], other: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=random.usize(..4) {
        let at = random.usize(..data.len() + 1);
        match random.usize(..8) {
            0 => data.truncate(at),
            1 => data.insert(at, ODD[random.usize(..ODD.len())]),
            2 => data.extend_from_slice(&other[random.usize(..other.len() + 1).min(other.len())..]),
            3 => {
                let piece = data[at..(at + 4).min(data.len())].to_vec();
                data.splice(at..at, piece);
            }
            4 if at + 8 <= data.len() => {
                data[at..at + 8]
                    .copy_from_slice(&[0, u64::MAX, 1 << 63, 4096][random.usize(..4)].to_le_bytes());
            }
            _ if at < data.len() => {
                data[at] = match random.usize(..3) {
                    0 => data[at] ^ 1 << random.usize(..8),
                    1 => ODD[random.usize(..ODD.len())],
                    _ => random.usize(..256) as u8,
                };
            }
            _ => {}
        }
    }
    data
}

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let entries = fs::read_dir(&directory).expect("seeds").flatten();
    let mut seeds: Vec<_> =
        entries.map(|entry| (entry.path(), fs::read(entry.path()).expect("a seed"))).collect();
    seeds.sort();
    seeds
}

fn fuzz(name: &str, count: usize) {
    let target = targets::ALL.iter().find(|(target, _)| *target == name).expect("a target").1;
    let seeds = seeds(name);
    assert!(seeds.len() >= 3, "{name} has seeds");
    let check = |data: &[u8], from: &Path| {
        let outcome = catch_unwind(AssertUnwindSafe(|| target(data)));
        assert!(outcome.is_ok(), "{name}, from {}: {data:02x?}", from.display());
    };
    for (path, seed) in &seeds {
        check(seed, path);
    }
    let mut random = Rng::with_seed(0x5EED);
    for round in 0..count {
        let (path, seed) = &seeds[round % seeds.len()];
        let other = &seeds[random.usize(..seeds.len())].1;
        check(&change(seed, other, &mut random), path);
    }
    println!("fuzz {name}: {} seeds, {count} changes of them", seeds.len());
    targets::clean();
}

// V2 to V7: any bytes are refused with 87 or obeyed.
#[test]
fn parameters() {
    fuzz("parameters", 4000);
}

// V8 to V13: any units give a path that the kernel can be given, or a code.
#[test]
fn names() {
    fuzz("names", 40_000);
}

// P5, P13, P14: any state is believed for what is true, or not at all.
#[test]
fn restart_state() {
    fuzz("restart_state", 1500);
}

// T: attributes that somebody else wrote.
#[test]
fn dos_attributes() {
    fuzz("dos_attributes", 40_000);
}

// The drive map of the environment.
#[test]
fn wildcards() {
    fuzz("wildcards", 20_000);
}

#[test]
fn full_paths() {
    fuzz("full_paths", 20_000);
}

#[test]
fn drive_map() {
    fuzz("drive_map", 40_000);
}
