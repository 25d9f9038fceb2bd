//! Rust's `std::fs::copy`, with the command line and the output of `peer.h` (memory and leftovers are not measured).

use std::path::PathBuf;
use std::time::Instant;

fn cpu_seconds() -> f64 {
    // Nanoseconds on a CPU, of the main thread: the only one here.
    let stat = std::fs::read_to_string("/proc/self/schedstat").expect("procfs");
    stat.split(' ').next().and_then(|field| field.parse::<f64>().ok()).expect("a number") / 1e9
}

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(2).map(PathBuf::from).collect();
    let (source, target) = (&arguments[0], &arguments[1]);
    let mut pairs = vec![(source.clone(), target.clone())];
    if source.is_dir() {
        let entries = std::fs::read_dir(source).expect("a directory").map(|entry| entry.expect("an entry"));
        pairs = entries.map(|entry| (entry.path(), target.join(entry.file_name()))).collect();
    }
    let (begun, cpu) = (Instant::now(), cpu_seconds());
    for (from, to) in &pairs {
        std::fs::copy(from, to).expect("a copy");
    }
    println!("{:.9} {:.9} 0 0 0", begun.elapsed().as_secs_f64(), cpu_seconds() - cpu);
}
