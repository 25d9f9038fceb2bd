#!/usr/bin/env python3
"""Copies files with CopyFile2 and with the copiers that are here, interleaved, and prints medians, spread and ratios.

File systems are made on the spot where the user is root (images on a tmpfs), else the current directory is measured.
Times are seconds of one copy, warm page cache, nothing on its way to a device. ROUNDS=7 and MIB=256 by default."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing but target/ is written to

from lab import BUILT, FileSystems, build_peers, enter_own_namespace, interleave, ours, peers

ROUNDS = int(os.environ.get("ROUNDS", "7"))
MIB = int(os.environ.get("MIB", "256"))
FILES = int(os.environ.get("FILES", "2000"))


def table(title, samples):
    """One case: everybody's times, and how CopyFile2 stands beside each."""
    walls = {name: [sample.wall for sample in found] for name, found in samples.items()}
    cpus = {name: statistics.median(sample.cpu for sample in found) for name, found in samples.items()}
    own = statistics.median(walls["copyfile2"])
    print(f"\n{title}\n")
    print("| copier | median ms | least | most | CPU ms | copyfile2 takes |")
    print("|---|---|---|---|---|---|")
    for name, seconds in sorted(walls.items(), key=lambda item: statistics.median(item[1])):
        median = statistics.median(seconds)
        print(f"| {name} | {median * 1e3:.1f} | {min(seconds) * 1e3:.1f} | {max(seconds) * 1e3:.1f} "
              f"| {cpus[name] * 1e3:.1f} | {own / median:.2f} of it |", flush=True)


def random_file(path, size):
    with open(path, "wb") as file:
        while size > 0:
            file.write(os.urandom(min(size, 1 << 20)))
            size -= 1 << 20


def measure(root, name, built):
    large = os.path.join(root, "large")
    random_file(large, MIB << 20)
    forms = [ours(), ours("progress", "copyfile2 with progress"), ours("restartable", "copyfile2 restartable")]
    table(f"{MIB} MiB on {name}", interleave([*forms, *peers(built)], large, root, ROUNDS))
    one = {min(os.sched_getaffinity(0))}
    table(f"{MIB} MiB on {name}, one core", interleave([ours(), *peers(built)], large, root, ROUNDS, cpus=one))
    os.unlink(large)
    small = os.path.join(root, "small")
    os.mkdir(small)
    for number in range(FILES):
        random_file(os.path.join(small, f"{number:05}"), 4096)
    table(f"{FILES} files of 4 KiB on {name}", interleave([ours(), *peers(built, True)], small, root, ROUNDS))


def start_up(base):
    """What a program pays to load the library and copy one byte, over a program that does nothing."""
    source, target = os.path.join(base, "one"), os.path.join(base, "other")
    random_file(source, 1)
    times = {"nothing": [], "startup": []}
    for _ in range(20 * ROUNDS):
        for name, seconds in times.items():
            begun = time.perf_counter()
            subprocess.run([f"{BUILT}/{name}", source, target], check=True)
            seconds.append(time.perf_counter() - begun)
    empty, first = (statistics.median(times[name]) * 1e3 for name in ("nothing", "startup"))
    print(f"\nStart-up: an empty program {empty:.2f} ms, with the library and a first copy {first:.2f} ms", flush=True)


def main():
    enter_own_namespace()
    built, missing = build_peers()
    with tempfile.TemporaryDirectory(prefix="copyfile2-bench-", dir=sys.argv[1] if len(sys.argv) > 1 else None) as base:
        systems = FileSystems(base)
        print(f"Linux {os.uname().release}, {len(os.sched_getaffinity(0))} CPUs, {ROUNDS} rounds; not built: {missing or 'none'}")
        for name in ["ext4", "xfs", "xfs-reflink", "btrfs", "tmpfs"] if systems.is_root else ["here"]:
            root = systems.get(name)
            if root:
                measure(root, name, built)
        start_up(base)
        systems.close()


main()
